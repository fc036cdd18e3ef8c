//! A file from Word, WPS or the web → a draft of an entry. Bytes in, values out, no disk.
//!
//! ```text
//! docx, html, mht, txt, pdf   a reader per format: bytes → `ImportedText`
//! official                    what a 公文 says of itself: title, number, dates, people → fields; the rest stays body
//! outline                     looks and numbers → headings and lists, as an office writes them
//! markdown                    blocks → Markdown as `markdown` reads it
//! entry                       fields and body → the text of the entry's file
//! ```
//!
//! What a reader could not keep is never dropped in silence: it is an [`Omission`], with its place where it has one.

mod numbering;
pub mod official;
pub(crate) mod outline;
pub mod text;

pub use text::{
    ImportedText, Omission, ParagraphRole, SourceBlock, SourceInline, SourceParagraph, SourcePicture,
    SourceTable,
};
