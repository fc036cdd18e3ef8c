//! Where an output file lies: the part of its address behind the site's root.
//!
//! Also the endings of files that may be published beside the pages, in one place: what any web server hands out, or
//! readers of office documents expect, and no computer runs.

use std::fmt;
use std::sync::Arc;

/// Names that Windows keeps for devices, in any folder and with any ending.
const DEVICES: [&[u8]; 4] = [b"con", b"prn", b"aux", b"nul"];

/// A path inside an output folder: ASCII, lower case, `/` between parts, a name with an ending last.
/// It cannot be absolute, hold `..`, or be a name that Windows refuses. For example
/// `notices/2026-03-12-zhuti-dangri.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// Empty, or an empty part, `.` or `..`.
    Part,
    /// A character other than `a`–`z`, `0`–`9`, `-`, `_` and `.`.
    Character(char),
    /// A device name of Windows (`con`, `nul`, `com1` …), or a part that ends with a dot.
    Windows,
    /// The last part has no ending.
    Ending,
    /// Longer than 200 characters: old hosts and FTP programs cut such names.
    Long,
}

impl Address {
    /// Checks a text.
    ///
    /// # Errors
    /// Says why the text is no address.
    pub fn new(text: &str) -> Result<Self, AddressFault> {
        if text.len() > 200 {
            return Err(AddressFault::Long);
        }
        // By bytes: a build checks tens of thousands of addresses.
        let parts = text.as_bytes().split(|byte| *byte == b'/');
        let mut name: &[u8] = &[];
        for part in parts {
            check_part(part)?;
            name = part;
        }
        let dot = memchr::memrchr(b'.', name).ok_or(AddressFault::Ending)?;
        if dot == 0 || dot + 1 == name.len() {
            return Err(AddressFault::Ending);
        }
        Ok(Self(text.into()))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `""` or `../` as often as it takes to come from this page's folder to the site's root.
    #[must_use]
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The link from this page to another file of the same edition: relative, and naming the file.
    #[must_use]
    pub fn link_to(&self, target: &Self) -> String {
        let mine = self.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        let theirs = target.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        if mine == theirs {
            return target.0[theirs.len()..].trim_start_matches('/').to_owned();
        }
        format!("{}{}", self.root(), target.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_part(part: &[u8]) -> Result<(), AddressFault> {
    if matches!(part, b"" | b"." | b"..") {
        return Err(AddressFault::Part);
    }
    if !part.iter().all(|byte| is_allowed(*byte)) {
        let text = String::from_utf8_lossy(part);
        let bad = text.chars().find(|c| !u8::try_from(*c).is_ok_and(is_allowed));
        return Err(bad.map_or(AddressFault::Part, AddressFault::Character));
    }
    let stem = memchr::memchr(b'.', part).map_or(part, |dot| &part[..dot]);
    if part.ends_with(b".") || is_device(stem) {
        return Err(AddressFault::Windows);
    }
    Ok(())
}

/// True for the name of a Windows device, in lower case and without an ending.
#[must_use]
pub fn is_device(stem: impl AsRef<[u8]>) -> bool {
    let stem = stem.as_ref();
    let numbered =
        matches!(stem, [b'c', b'o', b'm', digit] | [b'l', b'p', b't', digit] if digit.is_ascii_digit());
    numbered || DEVICES.contains(&stem)
}

fn is_allowed(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.')
}

/// What may be attached to an entry.
const ATTACHED: [&str; 21] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "txt", "rtf", "csv", "zip",
    "rar", "jpg", "jpeg", "png", "gif", "mp3", "mp4",
];

/// What a link in a text may lead to beside those.
const LINKED_TOO: [&str; 5] = ["svg", "bmp", "ico", "ofd", "7z"];

/// Pictures that every server hands out and every browser still in use shows.
const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "gif", "svg", "bmp", "ico"];

/// True for the ending of a file that may be attached to an entry; endings are small letters without a dot.
#[must_use]
pub fn may_be_attached(ending: &str) -> bool {
    ATTACHED.contains(&ending)
}

/// True for the ending of a file that a link may lead to, or that may lie under `content/files/`.
#[must_use]
pub fn may_be_linked(ending: &str) -> bool {
    may_be_attached(ending) || LINKED_TOO.contains(&ending)
}

/// True for the ending of a picture that a page may show.
#[must_use]
pub fn is_picture(ending: &str) -> bool {
    PICTURES.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_cannot_leave_the_folder_or_break_on_windows() {
        for good in [
            "index.html", "notices/2026-03-12-a.html", "assets/style.css", "community.html",
        ] {
            assert!(Address::new(good).is_ok(), "{good}");
        }
        for bad in [
            "", "/a.html", "a//b.html", "../a.html", "a/..", "A.html", "通知.html", "a b.html", "con.html",
            "com1/x.html", "nul", "a.", "a", "x./b.html",
        ] {
            assert!(Address::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_told() {
        let fault = |text: &str| Address::new(text).expect_err(text);
        assert_eq!(fault("a/通知.html"), AddressFault::Character('通'));
        assert_eq!(fault("a/b c.html"), AddressFault::Character(' '));
        assert_eq!(fault("é.html"), AddressFault::Character('é'));
        assert_eq!(fault("a//b.html"), AddressFault::Part);
        assert_eq!(fault("lpt9.html"), AddressFault::Windows);
        assert_eq!(fault("a.html/b"), AddressFault::Ending);
        assert_eq!(fault("a/.html"), AddressFault::Ending);
        assert_eq!(fault(&"a".repeat(201)), AddressFault::Long);
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let address = |text| Address::new(text).expect("valid");
        let page = address("notices/a.html");
        assert_eq!(page.link_to(&address("notices/index.html")), "index.html");
        assert_eq!(page.link_to(&address("meetings/b.html")), "../meetings/b.html");
        assert_eq!(address("index.html").link_to(&page), "notices/a.html");
        assert_eq!(
            address("tags/x/index.html").link_to(&address("assets/style.css")),
            "../../assets/style.css"
        );
    }
}
