//! What has to stand in every address of a preview, as a school's computer has several accounts and all of them reach
//! its ports. Kept in the site's `.gongkai/`, so that pages stay open over a new start: whoever can read it there can
//! read the content beside it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::words::MachineFault;

/// Its place in a site's folder.
const FILE: &str = ".gongkai/preview-key";
/// How many random bytes it stands for.
const BYTES: usize = 12;

/// The key of a site's preview.
#[derive(Debug, Clone)]
pub struct Key(String);

impl Key {
    /// The one that the site has, or a new one.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn of_site(root: &Path) -> Result<Self, MachineFault> {
        let path = root.join(FILE);
        let known = fs::read_to_string(&path).ok().filter(|text| is_key(text));
        if let Some(key) = known {
            return Ok(Self(key));
        }
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|cause| MachineFault::new(format!("系统没有给出随机数（{cause}），不能预览")))?;
        let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        // Where nothing can be written there is another one the next time.
        let _ = save(&path, &key);
        Ok(Self(key))
    }

    /// What follows the key in a path, itself a path; `None` for those who do not know it.
    pub(super) fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix('/')?;
        let (typed, rest) = rest.split_at_checked(self.0.len())?;
        // As long for a nearly right one as for any other.
        let pairs = typed.bytes().zip(self.0.bytes());
        let differ = pairs.fold(0, |differ, (one, other)| differ | (one ^ other));
        match rest {
            _ if differ != 0 => None,
            "" => Some("/"),
            rest => rest.starts_with('/').then_some(rest),
        }
    }

    /// What stands before every path: `/` and the key.
    #[must_use]
    pub fn base(&self) -> String {
        format!("/{}", self.0)
    }
}

fn is_key(text: &str) -> bool {
    text.len() == BYTES * 2 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn save(path: &Path, key: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // A damaged one may be readable by others.
    let _ = fs::remove_file(path);
    private(path)?.write_all(key.as_bytes())
}

/// A new file that this account alone may read, where the system can say so.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_inside_when_it_begins_with_the_whole_key() {
        let key = Key("abc123".to_owned());
        for (path, inside) in [
            ("/abc123", Some("/")),
            ("/abc123/", Some("/")),
            ("/abc123/web/a.html", Some("/web/a.html")),
            ("/abc123//web", Some("//web")),
            ("/abc1234/web", None),
            ("/abc12/web", None),
            ("/abc124/web", None),
            ("/ABC123/web", None),
            ("/%61bc123/web", None),
            ("//abc123/web", None),
            ("/web/a.html", None),
            ("/党务公开/web", None),
            ("/", None),
            ("", None),
            ("abc123/web", None),
        ] {
            assert_eq!(key.inside(path), inside, "{path}");
        }
    }

    #[test]
    fn a_site_keeps_its_key_and_another_has_another() {
        let sites = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let keys = || {
            sites
                .each_ref()
                .map(|site| Key::of_site(site.path()).expect("a key").base())
        };
        let [one, other] = keys();
        assert!(one != other && is_key(&one[1..]), "{one} {other}");
        assert_eq!(keys(), [one.clone(), other]);
        fs::write(sites[0].path().join(FILE), "no key").expect("writable");
        let [again, _] = keys();
        assert!(again != one && is_key(&again[1..]), "{again}");
    }
}
