//! The record of publication: what became public, changed or came down, where and when. `记录/公开记录.jsonl` in a site's
//! folder, for inside use: no output and no upload may meet that folder (`words::OWN_FOLDERS`).
//!
//! ```text
//! line       what one line says, and how it is written
//! chain      a record's bytes → the first line that does not fit, if there is one
//! file       the record on the disk: read, and continued under a lock
//! pages      an edition's entries as their readers find them now
//! standing   such a page beside what the record says of it → what has to be recorded
//! life       what the record says of one entry, in sentences
//! table      the record as a spreadsheet
//! period     a quarter of it, as the page for the archive shows it
//! ```
//!
//! **A line** is JSON with Chinese keys, exactly as this program writes it, and holds the BLAKE3 hash of the line before it
//! (without its end), so that whoever changes, removes, inserts or moves a line breaks the chain at that place. Page, source
//! and attachments stand as the first 128 bits of their BLAKE3 hashes: that of a page is the one in the target's
//! `gongkai-state.txt`. Bodies are not in it, and numbers of persons in titles are masked.
//!
//! **What a chain cannot show** is that its last lines were removed, or that all of it was made anew. Against the first,
//! `.gongkai/record-end` holds how many lines there were and the hash of the last; against the second, and on a computer that
//! has no such file, there is only the page for the archive, printed and signed by hand.
//!
//! **Writing** happens under a lock that two programs share, which reads again what another one has added. Lines are
//! appended whole. What a kill or a power cut left of a line is no line: readers say so, and the next writer cuts it off
//! and goes on from the last whole one. Lines are on the disk before `record-end` tells of them, so a power cut never looks
//! like a removal. Where lines were removed, the next writer says in a line of its own what there had been, so that going on
//! does not cover it up.

mod chain;
mod file;
mod life;
mod line;
mod pages;
mod period;
mod standing;
mod table;

pub use chain::{ChainEnd, ChainFault, Verified, verify};
pub use file::{PublicationRecord, RECORD_FILE, RecordStamp};
pub use life::{entries_named, interruptions, life, public_since};
pub use line::{Occurrence, RecordEvent, RecordLine};
pub use pages::{RecordedPage, pages};
pub use period::period_page;
pub use standing::{RecordPlace, differences, happened, removed};
pub use table::record_table;
