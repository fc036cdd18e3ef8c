//! Which files of a plan are those of a 公示, and until when: its page, or its sheets on a board, and the pictures and
//! attachments that go with it. When they are gone from the site they have to be gone from the server too.

use super::{Plan, Planned, material};
use crate::read::Detail;
use crate::site::{Candidate, Entry, Site};
use crate::words::{Address, Day};

impl Plan {
    /// The files of all 公示 that do not stay when they are over, running ones and what is left of others, each with
    /// the last day.
    #[must_use]
    pub fn until(&self, site: &Site) -> Vec<(Address, Day)> {
        let mut until = Vec::new();
        for id in site.ids() {
            let entry = site.entry(id);
            let Some(last) = last_day(entry) else { continue };
            let page = match site.edition.is_board {
                true => self.hanging.page_of(Candidate::Entry(id)).cloned(),
                false => Some(entry.address.clone()),
            };
            until.extend(page.into_iter().map(|page| (page, last)));
            if !entry.is_remnant {
                until.extend(self.files_of(entry).map(|file| (file, last)));
            }
        }
        until.sort();
        until.dedup();
        until
    }

    fn files_of<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = Address> + 'a {
        let images = entry.body.images.iter().map(|image| &image.file);
        let links = entry.body.links.iter().map(|link| &link.target);
        let attached = entry.common.attachments.iter().map(|attached| &attached.file);
        images.chain(links).chain(attached).filter_map(|file| {
            let address = material(file);
            let planned = self.files.get(&address);
            (planned == Some(&Planned::Material(file.clone()))).then_some(address)
        })
    }
}

fn last_day(entry: &Entry) -> Option<Day> {
    let Detail::Notice(notice) = &entry.detail else {
        return None;
    };
    let period = notice.period.filter(|_| entry.is_remnant || entry.is_passing())?;
    Some(period.end)
}
