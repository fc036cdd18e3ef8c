//! What is asked for: a path as it was sent, behind the key → one of the few things there are. A path is never a path of the disk:
//! it becomes an [`Address`], which can only be looked up in what the site is made of.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use super::access::FIX;
use crate::words::{Address, Day};

/// Longer paths lead nowhere.
const LONGEST: usize = 1024;

/// One thing that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// `/`: the edition that was chosen.
    Start,
    /// `/-/events`: word whenever something changes.
    Events,
    /// `/-/state`: what there is to say about a page.
    State(Option<PageRef>),
    /// `/-/fix`: the change that one complaint carries, to be made in its file.
    Fix(String),
    /// `/-/go`: a page on another day.
    Go(PageRef),
    /// `/-/preview.js`.
    Script,
    /// `/-/preview.css`.
    Style,
    /// `/-/clock.js`.
    Clock,
    /// Something of an edition.
    Page(PageRef),
    /// Nothing that there could be.
    Nothing,
}

impl Asked {
    /// True for what is to be looked up on a day that the path names.
    pub(super) fn is_of_a_day(&self) -> bool {
        match self {
            Self::Page(page) | Self::State(Some(page)) => page.edition_day.day.is_some(),
            _ => false,
        }
    }
}

/// A place in the preview: an edition as of a day, and what of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageRef {
    /// Which edition, on which day.
    pub(super) edition_day: EditionDay,
    /// What of it.
    pub(super) wanted: PageFile,
}

/// An edition as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditionDay {
    /// The edition's id; perhaps there is none of this name.
    pub(super) edition: String,
    /// A day that was asked for; else the preview's own.
    pub(super) day: Option<Day>,
}

/// What of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PageFile {
    /// The file with this address.
    File(Address),
    /// A folder: its `index.html`.
    Folder(Address),
    /// Nothing that could be in an edition.
    Nothing,
}

impl fmt::Display for EditionDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edition)?;
        self.day.map_or(Ok(()), |day| write!(f, "@{day}"))
    }
}

impl EditionDay {
    fn parse(text: &str) -> Option<Self> {
        let (edition, day) = match text.split_once('@') {
            Some((edition, day)) => (edition, Some(Day::parse(day)?)),
            None => (text, None),
        };
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = !edition.is_empty() && edition != "-" && edition.bytes().all(is_id);
        fits.then(|| Self {
            edition: edition.to_owned(),
            day,
        })
    }

    /// The path of a file of this edition.
    pub(super) fn path(&self, address: &Address) -> String {
        format!("/{self}/{address}")
    }
}

/// Understands a path and what stands behind its `?`.
pub(super) fn route(path: &str, query: &str) -> Asked {
    let Some(path) = decode(path) else {
        return Asked::Nothing;
    };
    match &*path {
        "/" => Asked::Start,
        "/-/events" => Asked::Events,
        "/-/preview.js" => Asked::Script,
        "/-/preview.css" => Asked::Style,
        "/-/clock.js" => Asked::Clock,
        "/-/state" => Asked::State(value(query, "page").as_deref().and_then(page_ref)),
        FIX => value(query, "fault").map_or(Asked::Nothing, Asked::Fix),
        "/-/go" => go(query).map_or(Asked::Nothing, Asked::Go),
        path => page_ref(path).map_or(Asked::Nothing, Asked::Page),
    }
}

/// Undoes percent signs, once. What comes of it is never decoded again.
fn decode(path: &str) -> Option<Cow<'_, str>> {
    if path.len() > LONGEST {
        return None;
    }
    percent_decode_str(path).decode_utf8().ok()
}

/// A place by its path, already decoded.
fn page_ref(path: &str) -> Option<PageRef> {
    let path = path.strip_prefix('/')?;
    let (edition_day, rest) = path.split_once('/').unwrap_or((path, ""));
    let wanted = match Address::new(rest) {
        Ok(address) => PageFile::File(address),
        Err(_) => folder(rest).map_or(PageFile::Nothing, PageFile::Folder),
    };
    let edition_day = EditionDay::parse(edition_day)?;
    Some(PageRef { edition_day, wanted })
}

/// The `index.html` of a folder, with or without a `/` at its end.
fn folder(path: &str) -> Option<Address> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let index = match path {
        "" => "index.html".to_owned(),
        path => format!("{path}/index.html"),
    };
    Address::new(&index).ok()
}

/// `?page=/web/index.html&day=2026-12-01`: the same page on that day; without a day, or with none that there is, on
/// the preview's own.
fn go(query: &str) -> Option<PageRef> {
    let mut page = page_ref(&value(query, "page")?)?;
    page.edition_day.day = value(query, "day").and_then(|day| Day::parse(day.trim()));
    Some(page)
}

/// The value of a name in a query, decoded once.
fn value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    decode(&value.replace('+', " ")).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str) -> Option<String> {
        match route(path, "") {
            Asked::Page(page) => match page.wanted {
                PageFile::File(address) => Some(page.edition_day.path(&address)),
                PageFile::Folder(address) => Some(format!("folder of {}", page.edition_day.path(&address))),
                PageFile::Nothing => None,
            },
            _ => None,
        }
    }

    #[test]
    fn paths_become_addresses_or_nothing() {
        for (path, wanted) in [
            ("/web/index.html", "/web/index.html"),
            ("/web/notices/2026-03-12-a.html", "/web/notices/2026-03-12-a.html"),
            ("/web@2026-12-01/index.html", "/web@2026-12-01/index.html"),
            ("/web%402026-12-01/%69ndex.html", "/web@2026-12-01/index.html"),
            ("/web@2026-3-1/a.html", "/web@2026-03-01/a.html"),
            ("/web", "folder of /web/index.html"),
            ("/web/", "folder of /web/index.html"),
            ("/web/notices", "folder of /web/notices/index.html"),
            (
                "/web@2026-12-01/notices/",
                "folder of /web@2026-12-01/notices/index.html",
            ),
        ] {
            assert_eq!(page(path).as_deref(), Some(wanted), "{path}");
        }
        for path in [
            "", "//", "//evil.example/a.html", "/../site.toml", "/web/../site.toml", "/web/%2e%2e/site.toml",
            "/web/..%2fsite.toml", "/web/..\\site.toml", "/web/%5c..%5csite.toml",
            "/web/%252e%252e/site.toml", "/web/./index.html", "/web//index.html", "/web/index.html%00.txt",
            "/web/C:/windows/win.ini", "/web/INDEX.HTML", "/web/con.html", "/web/%ff.html", "/web/%zz.html",
            "/web/通知.html", "/WEB/index.html", "/web@2026-02-30/index.html", "/web@/index.html",
            "/@2026-12-01/index.html", "/-/index.html", "/../web/index.html", "web/index.html",
            "http:/web/index.html",
        ] {
            assert_eq!(page(path), None, "{path}");
        }
        assert_eq!(page(&format!("/web/{}index.html", "a/".repeat(2000))), None);
    }

    #[test]
    fn its_own_things_have_places_of_their_own() {
        assert_eq!(route("/", ""), Asked::Start);
        assert_eq!(route("/-/events", ""), Asked::Events);
        let state = |query| match route("/-/state", query) {
            Asked::State(Some(page)) => Some(page.edition_day.edition),
            _ => None,
        };
        assert_eq!(state("page=%2Fweb%2Findex.html").as_deref(), Some("web"));
        assert_eq!(state("page=https%3A%2F%2Fevil.example%2F"), None);
        assert_eq!(state(""), None);
        let go = |query: &str| match route("/-/go", query) {
            Asked::Go(page) => Some(page.edition_day.to_string()),
            _ => None,
        };
        for (day, edition_day) in [
            ("2026-12-01", "web@2026-12-01"),
            ("2026%E5%B9%B412%E6%9C%881%E6%97%A5", "web@2026-12-01"),
            ("", "web"),
            ("soon", "web"),
        ] {
            let query = format!("page=/web@2026-01-01/a.html&day={day}");
            assert_eq!(go(&query).as_deref(), Some(edition_day), "{day}");
        }
        assert_eq!(go("day=2026-12-01"), None);
        assert_eq!(route("/-/fix", "fault=0a1b"), Asked::Fix("0a1b".into()));
        assert_eq!(route("/-/fix", ""), Asked::Nothing);
    }
}
