//! What a rehearsal's pages carry, so that nobody takes them for the site: a band over each, and a word to search
//! engines. Put into the finished page, so that no theme can leave it out. The day stands in a style sheet of its own,
//! as everywhere no page changes because a day passed.

use std::fmt::Write;

use crate::words::{Address, Day};

const HEAD: &[u8] = b"<head>";
const BODY_END: &[u8] = b"</body>";

/// Lies over whatever is at the foot of the window, or of each sheet of paper, and is in nobody's way.
const STYLE: &str = ".gongkai-rehearsal{position:fixed;left:0;right:0;bottom:0;z-index:2147483647;margin:0;\
    padding:4px 8px;background:#5b3a00;color:#fff;font:bold 14px/1.5 sans-serif;text-align:center;pointer-events:none}";

/// What it says; written so that it is right under any charset that a server declares.
const WORDS: &str = "试排，不是公开的网页";

/// The style sheet's name, at the top of an edition.
const SHEET: &str = "rehearsal.css";

/// The page that is shown at any depth, from where no relative link leads to the style sheet.
const ANYWHERE: &str = "404.html";

/// The band of a rehearsal.
#[derive(Debug)]
pub(super) struct Band {
    html: String,
    day: Day,
    sheet: Address,
}

impl Band {
    /// As of a day; `ascii_safe` as in `site.toml`.
    pub(super) fn new(day: Day, ascii_safe: bool) -> Self {
        let written = |c: char| match c.is_ascii() || !ascii_safe {
            true => c.to_string(),
            false => format!("&#x{:X};", u32::from(c)),
        };
        let words: String = WORDS.chars().map(written).collect();
        let Ok(sheet) = Address::new(SHEET) else {
            unreachable!("{SHEET} is an address")
        };
        Self {
            html: format!("<aside class=\"gongkai-rehearsal\" aria-label=\"{words}\">{words}</aside>"),
            day,
            sheet,
        }
    }

    /// The file beside the pages that says the day.
    pub(super) fn sheet(&self) -> (&Address, Vec<u8>) {
        let mut css = ".gongkai-rehearsal:after{content:\"".to_owned();
        for c in format!("（按{}）", self.day.chinese()).chars() {
            // Six digits, behind which anything may stand.
            let _ = match c.is_ascii() {
                true => write!(css, "{c}"),
                false => write!(css, "\\{:06x}", u32::from(c)),
            };
        }
        (&self.sheet, (css + "\"}\n").into_bytes())
    }

    /// True for a file that carries it.
    pub(super) fn is_for(address: &Address) -> bool {
        let address = address.as_str();
        address.ends_with(".html") || address.ends_with(".htm")
    }

    /// The page with the band.
    pub(super) fn put_on(&self, address: &Address, page: &[u8]) -> Vec<u8> {
        let is = |tag: &'static [u8]| move |window: &[u8]| window.eq_ignore_ascii_case(tag);
        let head = page.windows(HEAD.len()).position(is(HEAD));
        let end = page.windows(BODY_END.len()).rposition(is(BODY_END));
        let sheet = match address.as_str() {
            ANYWHERE => String::new(),
            _ => format!(
                "<link rel=\"stylesheet\" href=\"{}\">",
                address.link_to(&self.sheet)
            ),
        };
        let for_head = format!("<meta name=\"robots\" content=\"noindex\"><style>{STYLE}</style>{sheet}");
        // Without a head there is no place where they would be looked for.
        let (start, for_head) = match head {
            Some(at) => (at + HEAD.len(), for_head.as_bytes()),
            None => (0, &b""[..]),
        };
        let end = end.unwrap_or(page.len()).max(start);
        [
            &page[..start],
            for_head,
            &page[start..end],
            self.html.as_bytes(),
            &page[end..],
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(ascii_safe: bool) -> Band {
        Band::new(Day::of("2026-12-05"), ascii_safe)
    }

    #[test]
    fn a_page_carries_the_band_and_the_word_to_search_engines() {
        let band = band(false);
        let address = Address::new("notices/a.html").expect("an address");
        let put = |page: &str| String::from_utf8(band.put_on(&address, page.as_bytes())).expect("text");
        assert!(band.html.ends_with(">试排，不是公开的网页</aside>"));
        let html = &band.html;
        let head = format!(
            "<meta name=\"robots\" content=\"noindex\"><style>{STYLE}</style>\
             <link rel=\"stylesheet\" href=\"../rehearsal.css\">"
        );
        assert_eq!(
            put("<!doctype html><html><HEAD><title>甲</title></head><body>乙</BODY></html>"),
            format!("<!doctype html><html><HEAD>{head}<title>甲</title></head><body>乙{html}</BODY></html>")
        );
        assert_eq!(put("<p>丙"), format!("<p>丙{html}"));
        assert_eq!(put("</body><head>"), format!("</body><head>{head}{html}"));
        let anywhere = Address::new(ANYWHERE).expect("an address");
        let page = band.put_on(&anywhere, b"<head></head><body></body>");
        assert!(!String::from_utf8_lossy(&page).contains("<link"));
    }

    #[test]
    fn the_day_is_in_the_sheet_alone_and_all_of_it_is_ascii_where_that_is_wanted() {
        let (band, other) = (band(true), Band::new(Day::new(2026, 12, 6).expect("a day"), true));
        assert!(band.html.is_ascii() && band.html.contains("&#x8BD5;"));
        assert_eq!(band.html, other.html);
        let sheet = String::from_utf8(band.sheet().1).expect("text");
        assert!(
            sheet.is_ascii() && sheet.contains("\\00630920") && sheet.contains("12\\0067085\\0065e5"),
            "{sheet}"
        );
        assert_ne!(band.sheet().1, other.sheet().1);
    }
}
