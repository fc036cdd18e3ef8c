//! Cleared entries and the whole site → the sheets that are no running text: 公示, pledges, the organization, its
//! committees, 三会一课, ledgers, 光荣榜, 纪要, what is to be studied. Each file is one sheet; what they are put
//! together from is in `pieces`. Pure, and made of nothing but what the audience may see.

mod approval_form;
mod committee;
mod entry_text;
mod handbook;
mod honours;
mod ledger;
mod matrix;
mod meeting;
mod organization;
mod pieces;
mod pledge;
mod poster;
mod publicity;
mod record_page;
mod register;
mod study;

pub use approval_form::sheets as approval_form;
pub use committee::sheets as committee;
pub use entry_text::EntryText;
pub use handbook::{Handbook, HandbookPage, sheets as handbook};
pub use matrix::sheets as matrix;
pub use organization::sheets as organization;
pub use poster::Poster;
pub(super) use poster::poster;
pub use record_page::{RecordPage, RecordPageRow, sheets as record_page};
pub use register::sheets as pledge_register;
pub use study::sheets as study_list;

use super::{Geometry, LEAST_ON_WALL, PictureSizes, Sheet};
use crate::read::Detail;
use crate::read::ledger::Preset;
use crate::site::{Entry, Site};

/// True for an entry that is read line by line; others are tables, cards, or a sheet for each person.
#[must_use]
pub fn is_text(entry: &Entry) -> bool {
    matches!(
        entry.detail,
        Detail::Notice(_) | Detail::Meeting(_) | Detail::Study(_) | Detail::Page(_)
    )
}

/// The least type of the tables in the text of an entry, in µm.
#[must_use]
pub(super) fn least_of_tables(entry: &Entry) -> i32 {
    match &entry.detail {
        Detail::Notice(notice) if publicity::asks(notice) && publicity::names(entry) => publicity::NAMED,
        _ => LEAST_ON_WALL,
    }
}

/// The sheets of an entry of which more than its text hangs; `None` for one that is set as a text.
#[must_use]
pub fn of_entry(
    site: &Site,
    entry: &Entry,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Option<Vec<Sheet>> {
    Some(match &entry.detail {
        Detail::Notice(notice) if publicity::asks(notice) => {
            publicity::sheets(site, entry, notice, (geometry, pictures))
        }
        Detail::Meeting(meeting) => meeting::sheets(entry, meeting, geometry, pictures),
        Detail::Pledge(pledge) if pledge::is_for_the_wall(pledge) => {
            pledge::sheets(entry, pledge, site.day, (geometry, pictures))
        }
        Detail::Pledge(pledge) => register::of_entry(entry, pledge, site.day, (geometry, pictures)),
        Detail::Ledger(of) if of.preset == Some(Preset::Honours) => {
            honours::sheets(entry, of, geometry, pictures)
        }
        Detail::Ledger(of) => ledger::sheets(site, entry, of, (geometry, pictures)),
        Detail::Notice(_) | Detail::Study(_) | Detail::Page(_) => return None,
    })
}
