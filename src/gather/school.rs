//! What was read of one school: its summary and newest entries, or why it is not counted.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use url::Url;

use super::feed::{self, FeedEntry};
use super::fetch::{FetchFault, FetchLimits, read_file, read_web};
use super::list::{ListedSchool, SummaryPlace};
use crate::plan;
use crate::site::disclosure::{DISCLOSURE_FILE, DisclosureSummary, SummaryFault};
use crate::words::{Day, hash_digits, narrow};

/// One line of the list, and what came of it.
#[derive(Debug)]
pub struct GatheredSchool {
    /// The line.
    pub listed: ListedSchool,
    /// What was read, or why it is not counted.
    pub read: Result<ReadSchool, SchoolFault>,
}

/// What was read of a school.
#[derive(Debug, Clone)]
pub struct ReadSchool {
    /// Its summary, as it stands on the day of gathering.
    pub summary: DisclosureSummary,
    /// The school's site, as far as the summary says where it is and that can be a link.
    pub site: Option<Url>,
    /// Its newest entries; `None` when it has no feed, or none that can be read.
    pub entries: Option<Vec<FeedEntry>>,
}

/// Why a school is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchoolFault {
    /// Its summary could not be had.
    Fetch(FetchFault),
    /// What was had is no summary.
    Summary(SummaryFault),
    /// It is told as of a day that is still to come.
    Ahead(Day),
    /// The list says another school than the summary, which names itself so.
    OtherSchool(String),
    /// The summary says that its site is elsewhere.
    OtherSite(String),
    /// The school of this line of the list says the very same of itself.
    Twin(u32),
}

/// The sentence users read.
impl fmt::Display for SchoolFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetch(fault) => fault.fmt(f),
            Self::Summary(fault) => fault.fmt(f),
            Self::Ahead(day) => write!(f, "写的是{}的情况，比今天还晚", day.chinese()),
            Self::OtherSchool(name) => write!(
                f,
                "是另一所学校的：“{name}”和名单里写的名称对不上；就是这所的，请把名单里的名称改得一致"
            ),
            Self::OtherSite(address) => write!(
                f,
                "是另一个网站的（{address}）；就是这所学校的，请在名单里写上它的名称"
            ),
            Self::Twin(line) => write!(f, "和第{line}行是同一所学校的，不知道哪一行对"),
        }
    }
}

impl GatheredSchool {
    /// What readers call it: the list's name, else the summary's, else the address.
    #[must_use]
    pub fn name(&self) -> &str {
        match (&self.listed.name, &self.read) {
            (Some(name), _) => name,
            (None, Ok(read)) => &read.summary.school,
            (None, Err(_)) => &self.listed.typed,
        }
    }

    /// How many items are 逾期 or 未公开; none when it was not read.
    #[must_use]
    pub fn behind(&self) -> usize {
        self.read.as_ref().map_or(0, |read| read.summary.behind())
    }

    /// Stands for the school in addresses; depends on nothing but the address in the list.
    #[must_use]
    pub fn key(&self) -> String {
        hash_digits(&self.listed.typed, 16)
    }
}

/// By what schools are asked; shared by all threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) agent: &'a ureq::Agent,
    pub(super) summary: FetchLimits,
    pub(super) feed: FetchLimits,
    pub(super) day: Day,
}

impl Asking<'_> {
    /// Reads a school.
    pub(super) fn ask(&self, listed: ListedSchool) -> GatheredSchool {
        let read = self.read(&listed);
        GatheredSchool { listed, read }
    }

    fn read(&self, listed: &ListedSchool) -> Result<ReadSchool, SchoolFault> {
        let place = settled(&listed.place);
        let bytes = self.bytes(&place, self.summary).map_err(SchoolFault::Fetch)?;
        let text = String::from_utf8(bytes).map_err(|_| SchoolFault::Summary(SummaryFault::Other))?;
        let summary = DisclosureSummary::parse(&text).map_err(SchoolFault::Summary)?;
        if summary.day > self.day {
            return Err(SchoolFault::Ahead(summary.day));
        }
        is_meant(&summary, listed)?;
        let site = summary
            .address
            .as_deref()
            .and_then(|address| Url::parse(address).ok());
        let site = site.filter(|url| matches!(url.scheme(), "http" | "https"));
        let entries = feed_of(&place).and_then(|feed| {
            let text = String::from_utf8(self.bytes(&feed, self.feed).ok()?).ok()?;
            let own = match &place {
                SummaryPlace::Web(url) => url.host_str(),
                SummaryPlace::Disk(_) => None,
            };
            let hosts: Vec<&str> = own
                .into_iter()
                .chain(site.as_ref().and_then(Url::host_str))
                .collect();
            feed::entries(&text, &hosts, self.day)
        });
        Ok(ReadSchool {
            summary: summary.on(self.day),
            site,
            entries,
        })
    }

    fn bytes(&self, place: &SummaryPlace, limits: FetchLimits) -> Result<Vec<u8>, FetchFault> {
        match place {
            SummaryPlace::Web(url) => read_web(self.agent, url, limits),
            SummaryPlace::Disk(path) => read_file(path, limits),
        }
    }
}

/// The file that is meant: in a folder, the summary.
fn settled(place: &SummaryPlace) -> SummaryPlace {
    match place {
        SummaryPlace::Disk(path) if path.is_dir() => SummaryPlace::Disk(path.join(DISCLOSURE_FILE)),
        place => place.clone(),
    }
}

/// Where the feed lies: beside a summary that lies as a site has it.
fn feed_of(place: &SummaryPlace) -> Option<SummaryPlace> {
    let feed = plan::feed(None);
    match place {
        SummaryPlace::Web(url) => {
            let folder = url.path().strip_suffix(DISCLOSURE_FILE)?;
            let mut beside = url.clone();
            beside.set_path(&format!("{folder}{feed}"));
            Some(SummaryPlace::Web(beside))
        }
        SummaryPlace::Disk(path) => {
            let folder: Option<&Path> = path.parent().filter(|_| path.ends_with(DISCLOSURE_FILE));
            Some(SummaryPlace::Disk(PathBuf::from(folder?).join(feed.as_str())))
        }
    }
}

/// That the summary is of the school that the list means: by the name where the list has one, else by the address.
fn is_meant(summary: &DisclosureSummary, listed: &ListedSchool) -> Result<(), SchoolFault> {
    if let Some(name) = &listed.name {
        let (name, own) = (bare(name), [&summary.school, &summary.title]);
        return match own.iter().any(|own| bare(own).contains(&name)) {
            true => Ok(()),
            false => Err(SchoolFault::OtherSchool(summary.school.clone())),
        };
    }
    let (SummaryPlace::Web(url), Some(address)) = (&listed.place, &summary.address) else {
        return Ok(());
    };
    let folder = |url: &Url| {
        let path = url
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        (url.host_str().map(str::to_owned), path)
    };
    match Url::parse(address).is_ok_and(|own| folder(&own) == folder(url)) {
        true => Ok(()),
        false => Err(SchoolFault::OtherSite(address.clone())),
    }
}

/// A name without what people write in more than one way.
fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| !c.is_whitespace()).map(narrow);
    letters.flat_map(char::to_lowercase).collect()
}

/// Of schools that say the very same of themselves none is counted: one of them lies in the wrong place.
pub(super) fn part_twins(schools: &mut [GatheredSchool]) {
    let mut lines: HashMap<(String, String, Option<String>), Vec<usize>> = HashMap::new();
    for (index, school) in schools.iter().enumerate() {
        if let Ok(ReadSchool { summary, .. }) = &school.read {
            let own = (
                summary.school.clone(),
                summary.title.clone(),
                summary.address.clone(),
            );
            lines.entry(own).or_default().push(index);
        }
    }
    for twins in lines.into_values().filter(|twins| twins.len() > 1) {
        let line = |index: usize| schools[index].listed.line;
        let (first, second) = (line(twins[0]), line(twins[1]));
        for (at, index) in twins.into_iter().enumerate() {
            schools[index].read = Err(SchoolFault::Twin(if at == 0 { second } else { first }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(school: &str, address: Option<&str>) -> DisclosureSummary {
        DisclosureSummary {
            school: school.into(),
            title: "青禾实验学校党务公开网".into(),
            address: address.map(str::to_owned),
            day: Day::new(2026, 11, 20).expect("a day"),
            items: Vec::new(),
        }
    }

    fn listed(name: Option<&str>, url: Option<&str>) -> ListedSchool {
        ListedSchool {
            line: 1,
            name: name.map(str::to_owned),
            typed: "甲".into(),
            place: match url {
                Some(url) => SummaryPlace::Web(Url::parse(url).expect("an address")),
                None => SummaryPlace::Disk("甲".into()),
            },
        }
    }

    #[test]
    fn a_school_is_known_by_the_lists_name_else_by_its_address() {
        let at = Some("https://a.example/dangwu/disclosure.txt");
        let own = Some("https://A.example/dangwu/");
        for (name, url, address, is_it) in [
            (Some("青禾实验学校"), at, own, true),
            (Some("青禾 实验学校"), None, None, true),
            (Some("中共青禾"), None, None, true),
            (Some("行知小学"), at, own, false),
            // The intranet's address of the same site, and the list says which school it is.
            (
                Some("青禾实验学校"),
                Some("http://10.1.2.3/disclosure.txt"),
                own,
                true,
            ),
            (None, at, own, true),
            (None, Some("http://a.example/dangwu/disclosure.txt"), own, true),
            (None, at, None, true),
            (None, None, own, true),
            (None, Some("https://b.example/dangwu/disclosure.txt"), own, false),
            (None, Some("https://a.example/other/disclosure.txt"), own, false),
            (None, at, Some("党务公开"), false),
        ] {
            let summary = summary("中共青禾实验学校总支部委员会", address);
            let meant = is_meant(&summary, &listed(name, url));
            assert_eq!(meant.is_ok(), is_it, "{name:?} {url:?} {address:?}");
        }
    }

    #[test]
    fn of_two_that_are_one_neither_is_counted() {
        let school = |line, school: &str| GatheredSchool {
            listed: ListedSchool {
                line,
                ..listed(None, None)
            },
            read: Ok(ReadSchool {
                summary: summary(school, None),
                site: None,
                entries: None,
            }),
        };
        let mut schools = vec![school(1, "甲"), school(2, "乙"), school(4, "甲"), school(9, "甲")];
        part_twins(&mut schools);
        let faults: Vec<Option<SchoolFault>> = schools.into_iter().map(|school| school.read.err()).collect();
        let twin = |line| Some(SchoolFault::Twin(line));
        assert_eq!(faults, [twin(4), None, twin(1), twin(1)]);
    }
}
