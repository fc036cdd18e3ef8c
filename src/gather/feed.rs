//! A school's Atom feed → its newest entries. A stranger wrote it: what is taken are titles, days and links that lead to
//! that stranger's own site.

use url::Url;

use crate::attachment::xml::{XmlEvent, walk};
use crate::site::disclosure::shown;
use crate::words::Day;

/// What a 公示 is called here. Its title may name persons and comes down on its last day, which a feed does not tell; its
/// link leads to what the school then shows.
const PUBLICITY: &str = "公示（见学校网站）";

/// No more entries are taken of one feed.
const MOST_ENTRIES: usize = 500;

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its title.
    pub title: String,
    /// Its day.
    pub day: Day,
    /// Its page, when that is on the school's own site.
    pub link: Option<Url>,
}

/// What an entry says, as far as it was read.
#[derive(Default)]
struct EntryParts {
    title: String,
    published: String,
    updated: String,
    link: Option<String>,
}

/// The entries of a feed until a day. `hosts` are those of the school's site. `None` when it is no feed.
pub(super) fn entries(text: &str, hosts: &[&str], until: Day) -> Option<Vec<FeedEntry>> {
    let mut entries = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut parts = EntryParts::default();
    let mut is_feed = false;
    let walked = walk(
        text.strip_prefix('\u{feff}').unwrap_or(text),
        |event| match event {
            XmlEvent::Open(tag) => {
                is_feed |= open.is_empty() && tag.name() == "feed";
                open.push(tag.name().to_owned());
                match path(&open) {
                    ["feed", "entry", ""] => parts = EntryParts::default(),
                    ["feed", "entry", "link"] => {
                        let leads_to_page = tag.attribute("rel").is_none_or(|rel| rel == "alternate");
                        parts.link = tag
                            .attribute("href")
                            .filter(|_| leads_to_page)
                            .or(parts.link.take());
                    }
                    _ => {}
                }
            }
            XmlEvent::Text(text) => match path(&open) {
                ["feed", "entry", "title"] => parts.title.push_str(text),
                ["feed", "entry", "published"] => parts.published.push_str(text),
                ["feed", "entry", "updated"] => parts.updated.push_str(text),
                _ => {}
            },
            XmlEvent::Close(_) => {
                if path(&open) == ["feed", "entry", ""] && entries.len() < MOST_ENTRIES {
                    let parts = std::mem::take(&mut parts);
                    entries.extend(parts.entry(hosts).filter(|entry| entry.day <= until));
                }
                open.pop();
            }
        },
    );
    (walked.is_ok() && is_feed).then_some(entries)
}

/// The names of the open elements, when they are few.
fn path(open: &[String]) -> [&str; 3] {
    let at = |depth: usize| open.get(depth).map_or("", String::as_str);
    match open.len() {
        0..=3 => [at(0), at(1), at(2)],
        _ => [""; 3],
    }
}

impl EntryParts {
    fn entry(self, hosts: &[&str]) -> Option<FeedEntry> {
        let day = |text: &str| text.trim().get(..10).and_then(Day::parse);
        let is_own = |url: &Url| {
            let is_web = matches!(url.scheme(), "http" | "https") && url.username().is_empty();
            is_web && url.host_str().is_some_and(|host| hosts.contains(&host))
        };
        let title = shown(&self.title)?;
        Some(FeedEntry {
            title: match title.contains("公示") {
                true => PUBLICITY.to_owned(),
                false => title,
            },
            day: day(&self.published).or_else(|| day(&self.updated))?,
            link: self.link.and_then(|link| Url::parse(&link).ok()).filter(is_own),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(entries: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>甲校</title><link href=\"https://a.example/\"/>{entries}</feed>"
        )
    }

    fn read(entries: &str) -> Vec<(String, String, String)> {
        let until = Day::new(2026, 11, 20).expect("a day");
        let read = super::entries(&feed(entries), &["a.example"], until).expect("a feed");
        let row = |entry: FeedEntry| {
            let link = entry.link.map_or(String::new(), |link| link.to_string());
            (entry.title, entry.day.to_string(), link)
        };
        read.into_iter().map(row).collect()
    }

    #[test]
    fn entries_have_titles_days_and_links() {
        let row = |title: &str, day: &str, link: &str| (title.to_owned(), day.to_owned(), link.to_owned());
        assert_eq!(
            read(
                "<entry><title>甲 &amp; 乙</title><link rel=\"alternate\" href=\"https://a.example/n/1.html\"/><published>2026-03-12T00:00:00+08:00</published><updated>2026-04-01T00:00:00+08:00</updated></entry>\
                  <entry><title>丙</title><updated>2026-02-01T00:00:00Z</updated></entry>"
            ),
            [
                row("甲 & 乙", "2026-03-12", "https://a.example/n/1.html"),
                row("丙", "2026-02-01", "")
            ]
        );
    }

    #[test]
    fn what_a_publicity_says_is_left_to_the_school() {
        let entry =
            |title: &str| format!("<entry><title>{title}</title><updated>2026-01-01</updated></entry>");
        for title in [
            "关于拟接收周立诚同志为预备党员的公示",
            "周立诚&#20844;示",
            "<![CDATA[公示：周立诚]]>",
        ] {
            assert_eq!(read(&entry(title))[0].0, PUBLICITY, "{title}");
        }
        assert_eq!(
            read(&entry("关于公布值班安排的通知"))[0].0,
            "关于公布值班安排的通知"
        );
    }

    #[test]
    fn links_lead_nowhere_but_to_the_schools_own_site() {
        for link in [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "https://b.example/",
            "https://a.example.b.example/", "https://a.example@b.example/", "//b.example/", "n/1.html",
            "https://u:p@a.example/",
        ] {
            let entry = format!(
                "<entry><title>甲</title><link href=\"{link}\"/><updated>2026-01-01</updated></entry>"
            );
            assert_eq!(read(&entry)[0].2, "", "{link}");
        }
    }

    #[test]
    fn what_is_no_entry_is_left_out() {
        for entry in [
            "<entry><title></title><updated>2026-01-01</updated></entry>",
            "<entry><title>甲</title></entry>",
            "<entry><title>甲</title><updated>2026-13-01</updated></entry>",
            "<entry><title>甲</title><updated>2026-11-21</updated></entry>",
            "<entry><title>甲</title><updated>党务公开2026-01-01</updated></entry>",
            "<x><entry><title>甲</title><updated>2026-01-01</updated></entry></x>",
        ] {
            assert_eq!(read(entry), [], "{entry}");
        }
        let many = "<entry><title>甲</title><updated>2026-01-01</updated></entry>".repeat(MOST_ENTRIES + 9);
        assert_eq!(read(&many).len(), MOST_ENTRIES);
    }

    #[test]
    fn what_is_no_feed_is_none() {
        let until = Day::new(2026, 11, 20).expect("a day");
        for text in [
            "",
            "<html></html>",
            "<feed>",
            "<feed><entry></feed>",
            "<!DOCTYPE x [<!ENTITY a \"b\">]><feed>&a;</feed>",
            &"<feed>".repeat(100_000),
        ] {
            assert_eq!(entries(text, &[], until), None, "{}", &text[..text.len().min(40)]);
        }
    }
}
