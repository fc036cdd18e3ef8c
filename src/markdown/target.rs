//! What an author wrote as a link's address → where it leads. A pure classification: whether a file
//! exists, and what its page is called, is found out when the page is rendered.
//!
//! Also which attributes hold an address that begins at the server's root: from a sub-directory or a USB stick such a
//! link leads nowhere. Bodies with raw HTML are asked here, and every page once it is made.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::render::BodyRenderer;
use crate::words::{Code, SourcePath};

/// Schemes that may leave the site.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// A file of the site, and the part behind `#`.
    File(SourcePath, Option<String>),
    /// A place on the same page.
    Fragment(String),
    /// Another site, a mailbox or a telephone.
    External,
    /// Nowhere that a link may lead.
    Refused(LinkRefusal),
}

/// Why a link may not lead there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkRefusal {
    /// There is no address.
    Empty,
    /// A scheme that runs code or means nothing on other computers, for example `javascript`.
    Scheme(String),
    /// A path on the author's own disk, for example `C:\公示.docx` or `file:///C:/公示.docx`.
    Drive,
    /// `www.example.com` without `https://`: a browser would look for a file of that name.
    Bare,
    /// `https：//…`, typed while the keyboard was set to Chinese.
    WideMarks,
    /// A path that leaves the site's folder.
    Outside,
}

/// Classifies an address written in `from`.
pub(super) fn classify(address: &str, from: &SourcePath) -> LinkTarget {
    let address = address.trim();
    if address.is_empty() {
        return LinkTarget::Refused(LinkRefusal::Empty);
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return LinkTarget::Fragment(decode(fragment));
    }
    if has_wide_marks(address) {
        return LinkTarget::Refused(LinkRefusal::WideMarks);
    }
    if let Some(scheme) = scheme(address) {
        return match scheme.as_str() {
            "file" => LinkTarget::Refused(LinkRefusal::Drive),
            known if SCHEMES.contains(&known) => LinkTarget::External,
            drive if drive.len() == 1 => LinkTarget::Refused(LinkRefusal::Drive),
            _ => LinkTarget::Refused(LinkRefusal::Scheme(scheme)),
        };
    }
    if address.len() > 4 && address.as_bytes()[..4].eq_ignore_ascii_case(b"www.") {
        return LinkTarget::Refused(LinkRefusal::Bare);
    }
    let (path, fragment) = match address.split_once('#') {
        // `3#楼.png` is the name of a picture of building 3.
        Some((path, fragment)) if !has_ending(path) && has_ending(fragment) => (address, None),
        Some((path, fragment)) => (path, Some(decode(fragment))),
        None => (address, None),
    };
    let path = decode(path.split('?').next().unwrap_or(path));
    let file = if path.contains(char::is_control) {
        None
    } else {
        from.resolve(&path)
    };
    match file {
        Some(file) => LinkTarget::File(file, fragment.filter(|fragment| !fragment.is_empty())),
        None => LinkTarget::Refused(LinkRefusal::Outside),
    }
}

/// True for a name that ends like a file's: `楼.png`.
fn has_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    (1..=5).contains(&ending.len())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A known scheme with a full-width colon or slashes behind it.
fn has_wide_marks(address: &str) -> bool {
    let word = address.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let known = SCHEMES
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case(&address[..address.len() - word.len()]));
    known && (word.starts_with('：') || word.starts_with(":／") || word.starts_with(":/／"))
}

/// The scheme in lower case. Browsers pass over white space and control characters in it, so does this.
fn scheme(address: &str) -> Option<String> {
    let mut scheme = String::new();
    for c in address.chars().filter(|c| *c > ' ' && !c.is_control()) {
        match c {
            ':' if !scheme.is_empty() => return Some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// Percent signs undone; a text that is then no UTF-8 stays as it was.
fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// A link or an asset that begins with `/`.
pub const LINK_ROOTED: Code = Code::error("link-rooted");

/// Attributes that hold an address, whatever their tag.
const ADDRESSES: [&str; 10] = [
    "href", "xlink:href", "src", "srcset", "action", "formaction", "poster", "background", "longdesc", "cite",
];

/// True for an attribute (names in small letters, the value without references) that leads to the server's root.
#[must_use]
pub fn is_rooted(tag: &str, attribute: &str, value: &str) -> bool {
    match (tag, attribute) {
        ("object", "data") => begins_at_root(value),
        // `5; url=/index.html`
        ("meta", "content") => value
            .to_ascii_lowercase()
            .split_once("url=")
            .is_some_and(|(_, address)| begins_at_root(address.trim_start_matches(['"', '\'']))),
        _ => ADDRESSES.contains(&attribute) && begins_at_root(value),
    }
}

/// Browsers pass over white space, and take a backslash for a slash.
fn begins_at_root(address: &str) -> bool {
    address
        .trim_start_matches(|c: char| c <= ' ')
        .starts_with(['/', '\\'])
}

impl BodyRenderer<'_> {
    /// Complains of one in HTML that its author answers for.
    pub(super) fn complain_rooted(&mut self, address: &str, range: &Range<usize>) {
        self.complaints.push(LINK_ROOTED, range, || {
            (
                format!("网页代码中的链接从根目录写起：{address}"),
                "请改成相对地址，例如“../notices/index.html”；指向别的网站的写全“https://”",
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> LinkTarget {
        classify(address, &SourcePath::new("content/notices/a.md").expect("valid"))
    }

    fn file(path: &str, fragment: Option<&str>) -> LinkTarget {
        LinkTarget::File(SourcePath::new(path).expect("valid"), fragment.map(str::to_owned))
    }

    #[test]
    fn files_are_found_however_they_are_typed() {
        assert_eq!(at("b.md"), file("content/notices/b.md", None));
        assert_eq!(
            at("../meetings/c.md#jue-yi"),
            file("content/meetings/c.md", Some("jue-yi"))
        );
        assert_eq!(at("..\\meetings\\c.md"), file("content/meetings/c.md", None));
        assert_eq!(at("/meetings/c.md"), file("content/meetings/c.md", None));
        assert_eq!(
            at("%E5%85%AC%E7%A4%BA.md?v=1"),
            file("content/notices/公示.md", None)
        );
        assert_eq!(
            at("//cdn.example.com/x.js"),
            file("content/cdn.example.com/x.js", None)
        );
        assert_eq!(at("3#楼.png"), file("content/notices/3#楼.png", None));
        assert_eq!(at("b.md#第1.a项"), file("content/notices/b.md", Some("第1.a项")));
        assert_eq!(at("/notices/x.html"), file("content/notices/x.html", None));
    }

    #[test]
    fn only_known_schemes_leave_the_site() {
        for good in [
            "https://a.cn/x", "HTTP://a.cn", "mailto:a@b.cn", "tel:0931-1234567",
        ] {
            assert_eq!(at(good), LinkTarget::External, "{good}");
        }
        for bad in [
            "javascript:alert(1)", "JaVa\tScRiPt:x", " data:text/html,x", "vbscript:x",
        ] {
            assert!(
                matches!(at(bad), LinkTarget::Refused(LinkRefusal::Scheme(_))),
                "{bad}"
            );
        }
        assert_eq!(at("C:\\资料\\a.docx"), LinkTarget::Refused(LinkRefusal::Drive));
        assert_eq!(at("file:///C:/a.doc"), LinkTarget::Refused(LinkRefusal::Drive));
        for wide in ["https：//a.cn", "HTTP:／／a.cn", "mailto：a@b.cn"] {
            assert_eq!(at(wide), LinkTarget::Refused(LinkRefusal::WideMarks), "{wide}");
        }
        assert_eq!(at("www.example.com"), LinkTarget::Refused(LinkRefusal::Bare));
        assert_eq!(
            at("../../../etc/passwd"),
            LinkTarget::Refused(LinkRefusal::Outside)
        );
        assert_eq!(at(""), LinkTarget::Refused(LinkRefusal::Empty));
        assert_eq!(at("#%E4%B8%80"), LinkTarget::Fragment("一".into()));
    }

    #[test]
    fn what_leads_to_the_root_is_known_by_its_attribute() {
        for (tag, attribute, value) in [
            ("a", "href", "/x.html"),
            ("a", "href", " \n/x.html"),
            ("img", "src", "//cdn.example.com/x.png"),
            ("img", "srcset", "\\x.png 2x"),
            ("object", "data", "/x.svg"),
            ("meta", "content", "0; URL='/x.html'"),
        ] {
            assert!(is_rooted(tag, attribute, value), "{tag} {attribute} {value}");
        }
        for (tag, attribute, value) in [
            ("a", "href", "../x.html"),
            ("a", "title", "/x.html"),
            ("a", "href", "https://example.com/x"),
            ("p", "data", "/x"),
            ("meta", "content", "width=device-width"),
        ] {
            assert!(!is_rooted(tag, attribute, value), "{tag} {attribute} {value}");
        }
    }
}
