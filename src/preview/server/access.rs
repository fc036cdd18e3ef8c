//! Who may ask. What is previewed is not public: only this computer's own browser gets it, and only when the person
//! before it asked, not a page of some other site that happens to be open beside it, nor another account.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use axum::http::header::{HOST, HeaderName, ORIGIN, REFERER};
use axum::http::{HeaderMap, Method, Uri};

use crate::words::{Fingerprint, MachineFault};

/// By what names this computer calls itself. Any other is a foreign name that was made to lead here.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Where a request comes from and what it is for, as newer browsers say.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// Where a change of a file is asked for: the one thing that is not only looked at.
pub(super) const FIX: &str = "/-/fix";

/// Where the server's own things are, which hold nothing of the site.
const OWN: &str = "/-/";

/// The key's place in a site's folder.
const KEY_FILE: &str = ".gongkai/preview-key";
/// How many random bytes the key stands for.
const KEY_BYTES: usize = 12;
/// How many digits behind it stand for the folder.
const PLACE_DIGITS: usize = 8;

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AccessRefusal {
    /// It is for another host.
    Host,
    /// It would change something that is only looked at, or looks at what changes something.
    Method,
    /// It does not name the key: somebody else on this computer asks.
    Key,
    /// A page of another site wants to read this one.
    Foreign,
}

/// What a request is held to.
#[derive(Debug)]
pub(super) struct Access {
    /// The port that is served.
    pub(super) port: u16,
    /// What has to stand in every path.
    pub(super) key: PreviewKey,
}

/// Looks at everything but what is asked for; gives its path, behind the key.
pub(super) fn check<'a>(
    method: &Method,
    uri: &'a Uri,
    headers: &HeaderMap,
    access: &Access,
) -> Result<&'a str, AccessRefusal> {
    let port = access.port;
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let whole = uri
        .authority()
        .is_none_or(|authority| is_ours(authority.as_str(), port));
    if hosts.next().is_some() || !whole || !host.is_some_and(|host| is_ours(host, port)) {
        return Err(AccessRefusal::Host);
    }
    let path = access.key.inside(uri.path()).ok_or(AccessRefusal::Key);
    let is_change = *method == Method::POST && path == Ok(FIX);
    if !is_change && !matches!(*method, Method::GET | Method::HEAD) {
        return Err(AccessRefusal::Method);
    }
    let path = path?;
    if is_change != (path == FIX) {
        return Err(AccessRefusal::Method);
    }
    if is_foreign(path, headers, port) || is_change && !is_from_here(headers, port) {
        return Err(AccessRefusal::Foreign);
    }
    Ok(path)
}

/// True when a page of the preview itself asks: a change is made for nobody else, not even by a link.
fn is_from_here(headers: &HeaderMap, port: u16) -> bool {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let host = origin.and_then(|origin| origin.strip_prefix("http://"));
    host.is_some_and(|host| is_ours(host, port))
}

/// True for a host that is this computer, with the port that is served.
fn is_ours(authority: &str, port: u16) -> bool {
    let (name, given) = match authority.rsplit_once(':') {
        Some((name, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, digits.parse().ok())
        }
        _ => (authority, Some(80)),
    };
    given == Some(port) && NAMES.iter().any(|ours| ours.eq_ignore_ascii_case(name))
}

/// True when a page of another site asks. It may send somebody here by a link, but not load what is here as its own
/// script, picture or frame: the search's scripts hold the text of what is not published.
fn is_foreign(path: &str, headers: &HeaderMap, port: u16) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let is_origin = |url: &str| {
        let rest = url.strip_prefix("http://").unwrap_or("");
        is_ours(rest.split('/').next().unwrap_or(""), port)
    };
    if text(&ORIGIN).is_some_and(|origin| !is_origin(origin)) {
        return true;
    }
    match text(&SITE) {
        Some("same-origin" | "none") => false,
        Some(_) => (text(&MODE), text(&DESTINATION)) != (Some("navigate"), Some("document")),
        // An older browser says at most which page it comes from, and not even that when the page does not want it
        // to. What runs as a script of any page is for those that say it.
        None => {
            let page = text(&REFERER);
            let is_page = path.ends_with(".html") || path.ends_with('/');
            let is_text_of_the_site = path.ends_with(".js") && !path.starts_with(OWN);
            match page {
                Some(page) => !is_page && !is_origin(page),
                None => is_text_of_the_site && text(&ORIGIN).is_none(),
            }
        }
    }
}

/// What has to stand in every address of a preview, as a school's computer has several accounts and all of them reach
/// its ports. Kept in the site's `.gongkai/`, so that pages stay open over a new start: whoever can read it there can
/// read the content beside it.
#[derive(Debug, Clone)]
pub struct PreviewKey(String);

impl PreviewKey {
    /// The one that the site has, or a new one.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn of_site(root: &Path) -> Result<Self, MachineFault> {
        let path = root.join(KEY_FILE);
        let place = digits_of(root);
        let known = fs::read_to_string(&path).ok();
        let known = known.filter(|key| is_key(key) && key.ends_with(&place));
        if let Some(key) = known {
            return Ok(Self(key));
        }
        let mut bytes = [0; KEY_BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|cause| MachineFault::new(format!("系统没有给出随机数（{cause}），不能预览")))?;
        let random: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let key = random + &place;
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

/// What a key ends with: a folder that was copied holds the key of the other, and is another site.
fn digits_of(root: &Path) -> String {
    let place = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let digits = Fingerprint::of(place.as_os_str().as_encoded_bytes()).to_string();
    digits.chars().take(PLACE_DIGITS).collect()
}

fn is_key(text: &str) -> bool {
    text.len() == KEY_BYTES * 2 + PLACE_DIGITS
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
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

    fn asked(target: &str, lines: &[(&'static str, &'static str)]) -> Result<(), AccessRefusal> {
        let site = tempfile::tempdir().expect("a folder");
        let key = PreviewKey::of_site(site.path()).expect("a key");
        let target = match target.split_once("1314/") {
            Some((host, path)) => format!("{host}1314{}/{path}", key.base()),
            None => format!("{}{target}", key.base()),
        };
        let access = Access { port: 1314, key };
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().expect("a value"));
        }
        let target = target.parse().expect("a target");
        check(&Method::GET, &target, &headers, &access).map(|_| ())
    }

    #[test]
    fn only_names_of_this_computer_with_the_port_are_answered() {
        for host in ["localhost:1314", "127.0.0.1:1314", "[::1]:1314", "LocalHost:1314"] {
            assert_eq!(asked("/", &[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "evil.example:1314", "localhost", "localhost:", "localhost:80", "localhost:13140",
            "localhost:1314:1314", "localhost.evil.example:1314", "127.0.0.1.nip.io:1314",
            "user@localhost:1314", "0.0.0.0:1314", "127.0.0.2:1314", ":1314", "",
        ] {
            assert_eq!(asked("/", &[("host", host)]), Err(AccessRefusal::Host), "{host}");
        }
        let twice = [("host", "localhost:1314"), ("host", "evil.example:1314")];
        assert_eq!(asked("/", &twice), Err(AccessRefusal::Host));
        assert_eq!(asked("/", &[]), Err(AccessRefusal::Host));
        let host = [("host", "localhost:1314")];
        assert_eq!(
            asked("http://evil.example:1314/", &host),
            Err(AccessRefusal::Host)
        );
        assert_eq!(asked("http://127.0.0.1:1314/", &host), Ok(()));
    }

    #[test]
    fn other_sites_may_link_here_and_read_nothing() {
        let host = ("host", "localhost:1314");
        let script = "/web/search-2026.js";
        for (target, lines) in [
            (script, vec![]),
            (script, vec![("referer", "")]),
            (script, vec![("origin", "https://evil.example")]),
            (script, vec![("origin", "null")]),
            (script, vec![("origin", "http://localhost:3000")]),
            (script, vec![("referer", "https://evil.example/")]),
            (script, vec![("referer", "https://localhost:1314/")]),
            (
                script,
                vec![("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
            ),
            (
                script,
                vec![("sec-fetch-site", "same-site"), ("sec-fetch-mode", "no-cors")],
            ),
            (
                "/web/index.html",
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "iframe"),
                ],
            ),
        ] {
            let lines = [vec![host], lines].concat();
            assert_eq!(asked(target, &lines), Err(AccessRefusal::Foreign), "{lines:?}");
        }
        for (target, lines) in [
            ("/web/index.html", vec![]),
            ("/web/assets/style.css", vec![]),
            ("/-/preview.js", vec![]),
            (script, vec![("origin", "http://localhost:1314")]),
            (script, vec![("sec-fetch-site", "same-origin")]),
            (script, vec![("referer", "http://localhost:1314/web/search.html")]),
            ("/-/events", vec![("origin", "http://127.0.0.1:1314")]),
            ("/web/index.html", vec![("sec-fetch-site", "none")]),
            (
                "/web/index.html",
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "document"),
                ],
            ),
            ("/web/index.html", vec![("referer", "https://mail.example/")]),
        ] {
            let lines = [vec![host], lines].concat();
            assert_eq!(asked(target, &lines), Ok(()), "{lines:?}");
        }
    }

    #[test]
    fn a_path_is_inside_when_it_begins_with_the_whole_key() {
        let key = PreviewKey("abc123".to_owned());
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
                .map(|site| PreviewKey::of_site(site.path()).expect("a key").base())
        };
        let [one, other] = keys();
        assert!(one != other && is_key(&one[1..]), "{one} {other}");
        assert_eq!(keys(), [one.clone(), other]);
        fs::write(sites[0].path().join(KEY_FILE), "no key").expect("writable");
        let [again, other] = keys();
        assert!(again != one && is_key(&again[1..]), "{again}");
        fs::write(sites[0].path().join(KEY_FILE), &other[1..]).expect("writable");
        let [copied, _] = keys();
        assert!(copied != other && is_key(&copied[1..]), "{copied}");
    }
}
