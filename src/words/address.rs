//! Where an output file lies: the part of its address behind the site's root.

use std::fmt;
use std::sync::Arc;

/// Names that Windows keeps for devices, in any folder and with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

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
        for part in text.split('/') {
            check_part(part)?;
        }
        let name = text.rsplit('/').next().unwrap_or(text);
        match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() && !ending.is_empty() => Ok(Self(text.into())),
            _ => Err(AddressFault::Ending),
        }
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

fn check_part(part: &str) -> Result<(), AddressFault> {
    if part.is_empty() || part == "." || part == ".." {
        return Err(AddressFault::Part);
    }
    if let Some(bad) = part
        .chars()
        .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '_' | '.'))
    {
        return Err(AddressFault::Character(bad));
    }
    let stem = part.split('.').next().unwrap_or(part);
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = stem.len() == 4 && (device == "com" || device == "lpt");
    if part.ends_with('.') || numbered || (DEVICES.contains(&stem)) {
        return Err(AddressFault::Windows);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_cannot_leave_the_folder_or_break_on_windows() {
        for good in [
            "index.html",
            "notices/2026-03-12-a.html",
            "assets/style.css",
            "community.html",
        ] {
            assert!(Address::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/a.html",
            "a//b.html",
            "../a.html",
            "a/..",
            "A.html",
            "通知.html",
            "a b.html",
            "con.html",
            "com1/x.html",
            "nul",
            "a.",
            "a",
            "x./b.html",
        ] {
            assert!(Address::new(bad).is_err(), "{bad}");
        }
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
