//! What a rehearsal's pages carry, so that nobody takes them for the site: a band over each, and a word to search
//! engines. Put into the finished page, so that no theme can leave it out.

use crate::words::{Address, Day, Recipe};

const HEAD: &[u8] = b"<head>";
const BODY_END: &[u8] = b"</body>";

/// Keeps search engines away, where a rehearsal is uploaded by mistake.
const NO_INDEX: &[u8] = b"<meta name=\"robots\" content=\"noindex\">";

/// Lies over whatever is at the foot of the window, or of each sheet of paper, and is in nobody's way.
const STYLE: &str = "position:fixed;left:0;right:0;bottom:0;z-index:2147483647;margin:0;padding:4px 8px;\
    background:#5b3a00;color:#fff;font:bold 14px/1.5 sans-serif;text-align:center;pointer-events:none";

/// The band of a rehearsal.
#[derive(Debug)]
pub(super) struct Band {
    html: String,
}

impl Band {
    /// As of a day; `ascii_safe` as in `site.toml`.
    pub(super) fn new(day: Day, ascii_safe: bool) -> Self {
        let words = format!("试排，不是公开的网页（按{}）", day.chinese());
        let written = |c: char| match c.is_ascii() || !ascii_safe {
            true => c.to_string(),
            false => format!("&#x{:X};", u32::from(c)),
        };
        let words: String = words.chars().map(written).collect();
        Self {
            html: format!("<aside style=\"{STYLE}\" aria-label=\"{words}\">{words}</aside>"),
        }
    }

    /// True for a file that carries it.
    pub(super) fn is_for(address: &Address) -> bool {
        let address = address.as_str();
        address.ends_with(".html") || address.ends_with(".htm")
    }

    /// What a page with the band is made by.
    pub(super) fn recipe(&self, recipe: Recipe) -> Recipe {
        match recipe == Recipe::NONE {
            true => recipe,
            false => Recipe::of(&[&recipe.to_bytes()[..], self.html.as_bytes()].concat()),
        }
    }

    /// The page with the band.
    pub(super) fn put_on(&self, page: &[u8]) -> Vec<u8> {
        let is = |tag: &'static [u8]| move |window: &[u8]| window.eq_ignore_ascii_case(tag);
        let head = page.windows(HEAD.len()).position(is(HEAD));
        let head = head.map_or(0, |at| at + HEAD.len());
        let end = page.windows(BODY_END.len()).rposition(is(BODY_END));
        let end = end.unwrap_or(page.len()).max(head);
        // Without a head there is no place where search engines would look for a word.
        let no_index = if head > 0 { NO_INDEX } else { b"" };
        [
            &page[..head],
            no_index,
            &page[head..end],
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
        Band::new(Day::parse("2026-12-05").expect("a day"), ascii_safe)
    }

    #[test]
    fn a_page_carries_the_band_and_the_word_to_search_engines() {
        let band = band(false);
        let put = |page: &str| String::from_utf8(band.put_on(page.as_bytes())).expect("text");
        assert!(
            band.html
                .contains(">试排，不是公开的网页（按2026年12月5日）</aside>")
        );
        let (html, meta) = (&band.html, String::from_utf8_lossy(NO_INDEX));
        assert_eq!(
            put("<!doctype html><html><HEAD><title>甲</title></head><body>乙</BODY></html>"),
            format!("<!doctype html><html><HEAD>{meta}<title>甲</title></head><body>乙{html}</BODY></html>")
        );
        assert_eq!(put("<p>丙"), format!("<p>丙{html}"));
        assert_eq!(put("</body><head>"), format!("</body><head>{meta}{html}"));
    }

    #[test]
    fn a_site_of_ascii_stays_one() {
        assert!(band(true).html.is_ascii() && band(true).html.contains("&#x8BD5;"));
    }
}
