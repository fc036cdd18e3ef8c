//! The files of a plan on their way into it, each with an address of its own. Reading refuses the names that pages of
//! sections use; what is found here all the same is a complaint, and nothing is published.
//! Also which of them are files of a 公示, and until when: its page, or its sheets on a board, with its pictures and
//! attachments. When they are gone from the site they have to be gone from the server too.

use std::collections::BTreeMap;

use super::{Hanging, ListPages, Plan, Planned, list_page, material};
use crate::site::{Candidate, Entry, EntryId, ListKey, Site};
use crate::words::{Address, Code, Complaint, Day, Kind, Place, Report};

const CLASH: Code = Code::error("address-clash-generated");

/// The files so far, by address.
pub(super) struct Files<'a> {
    files: BTreeMap<Address, Planned>,
    site: &'a Site,
    /// What hangs, for those that are sheets.
    hanging: &'a Hanging,
    clashes: Vec<Complaint>,
}

impl<'a> Files<'a> {
    /// Of a site, with its entries' pages.
    pub(super) fn of(files: BTreeMap<Address, Planned>, site: &'a Site, hanging: &'a Hanging) -> Self {
        Self {
            files,
            site,
            hanging,
            clashes: Vec::new(),
        }
    }

    /// All that were added, with a complaint about those that wanted an address that was taken.
    pub(super) fn done(self, report: &mut Report) -> BTreeMap<Address, Planned> {
        self.clashes.into_iter().for_each(|clash| report.push(clash));
        self.files
    }

    /// Adds a file; the same file may be added again.
    pub(super) fn add(&mut self, address: Address, planned: Planned) {
        match self.files.get(&address) {
            None => drop(self.files.insert(address, planned)),
            Some(other) if *other == planned => {}
            Some(other) => self.clashes.push(self.clash(&address, other, &planned)),
        }
    }

    fn clash(&self, address: &Address, one: &Planned, other: &Planned) -> Complaint {
        let (what, with, place) = match (self.place(one), self.place(other)) {
            (Some(place), _) => (one, other, Some(place)),
            (None, place) => (other, one, place),
        };
        let message = format!(
            "{}的地址 {address} 与{}的地址相同",
            self.name(what),
            self.name(with)
        );
        Complaint::new(CLASH, place, message).hint("请给文件或者它的文件夹换个名字")
    }

    /// The file that somebody wrote.
    fn place(&self, planned: &Planned) -> Option<Place> {
        match planned {
            Planned::Material(file) => Some(Place::file(file)),
            planned => self
                .entry(planned)
                .map(|id| Place::file(&self.site.entry(id).source)),
        }
    }

    /// The entry that is on it.
    fn entry(&self, planned: &Planned) -> Option<EntryId> {
        self.hanging.entry_on(planned)
    }

    fn name(&self, planned: &Planned) -> String {
        match planned {
            Planned::Material(file) => format!("文件“{}”", file.name()),
            Planned::Static(name) => format!("主题的文件“{name}”"),
            Planned::List { .. } => "栏目自己的列表".to_owned(),
            planned => self.entry(planned).map_or_else(
                || "程序自己生成的网页".to_owned(),
                |id| format!("网页《{}》", self.site.entry(id).common.title),
            ),
        }
    }

    /// The pages of one list; an empty list still has its first page.
    pub(super) fn list(&mut self, key: &ListKey) {
        let count = self.site.lists.get(key).map_or(0, |list| list.years.len());
        if count == 0 || matches!(key, ListKey::Series(_) | ListKey::Section(Kind::Page)) {
            self.add(
                list_page(key, None),
                Planned::List {
                    key: key.clone(),
                    year: None,
                },
            );
            return;
        }
        let pages = ListPages::of(key);
        for index in 0..count {
            let year = self.site.lists[key].years[index].year;
            let address = pages.page((index > 0).then_some(year));
            self.add(
                address,
                Planned::List {
                    key: key.clone(),
                    year: Some(index),
                },
            );
        }
    }

    /// The pages at old addresses. An old address may not be that of a page that exists now: clashes among entries are
    /// found when reading, those with generated pages here.
    pub(super) fn redirects(&mut self, report: &mut Report) {
        let ids: Vec<EntryId> = self.site.ids().collect();
        for id in ids {
            for (alias, place) in &self.site.entry(id).common.aliases {
                if self.files.contains_key(alias) {
                    let message = format!("旧地址“{alias}”与现有页面的地址相同");
                    report
                        .push(Complaint::new(CLASH, place.clone(), message).hint("请在“旧地址”中删去这一项"));
                    continue;
                }
                self.add(alias.clone(), Planned::Redirect(id));
            }
        }
    }
}

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

    /// The addresses of the pictures and attachments that an entry shows and the edition publishes; some may come twice.
    pub fn files_of<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = Address> + 'a {
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
    let notice = entry.detail.notice()?;
    let period = notice.period.filter(|_| entry.is_remnant || entry.is_passing())?;
    Some(period.end)
}
