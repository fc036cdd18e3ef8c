//! An attribute → whether it holds an address that begins at the server's root: from a sub-directory or a USB stick
//! such a link leads nowhere. Bodies with raw HTML are asked here, and every page once it is made.

use std::ops::Range;

use super::render::BodyRenderer;
use crate::words::Code;

/// A link or an asset that begins with `/`.
pub const LINK_ROOTED: Code = Code::error("link-rooted");

/// Attributes that hold an address, whatever their tag.
const ADDRESSES: [&str; 10] = [
    "href",
    "xlink:href",
    "src",
    "srcset",
    "action",
    "formaction",
    "poster",
    "background",
    "longdesc",
    "cite",
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
