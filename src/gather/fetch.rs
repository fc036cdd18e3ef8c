//! Bytes of a stranger, from a folder or over HTTP: never more than so many, and never later than so long.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use url::Url;

use crate::deploy::no_answer;
use crate::read::decode::cause;
use crate::site::disclosure::DISCLOSURE_FILE;

/// So many times an answer may lead elsewhere.
const REDIRECTS: usize = 3;

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchFault {
    /// It is not there, though its folder is.
    Missing,
    /// Nothing is there, not even a folder for it.
    NoPlace,
    /// The server answered with this status.
    Status(u16),
    /// It took longer than so many seconds.
    Late(u64),
    /// There are more than so many bytes.
    Large(u64),
    /// The answer ended early.
    Cut,
    /// The server sends its readers to an address that is not followed.
    Elsewhere,
    /// It is something that cannot be read as a file.
    NoFile,
    /// What else the system or the library says.
    Failed(String),
}

/// The sentence users read.
impl fmt::Display for FetchFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "文件夹里没有这个文件，学校可能还没有打开 disclosure_txt"),
            Self::NoPlace => write!(f, "没有这个文件或者文件夹，请核对名单里的地址"),
            Self::Status(404 | 410) => write!(
                f,
                "网站上没有这个文件（404），请核对地址；地址对的，学校可能还没有打开 disclosure_txt"
            ),
            Self::Status(status) => write!(f, "网站没有给（状态 {status}）"),
            Self::Late(seconds) => write!(f, "{seconds}秒里没有答完"),
            Self::Large(bytes) => write!(f, "太大，超过了{} KB", bytes >> 10),
            Self::Cut => write!(f, "没有传完就断了"),
            Self::Elsewhere => write!(f, "网站转到了别的地址，没有跟过去"),
            Self::NoFile => write!(f, "不是文件"),
            Self::Failed(words) => write!(f, "打不开（{words}）"),
        }
    }
}

/// How much is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct FetchLimits {
    /// No more bytes.
    pub(super) bytes: u64,
    /// No longer, with all that is led to.
    pub(super) time: Duration,
}

/// Fetches over HTTP; shared by all threads.
pub(super) fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        // Where they lead to is looked at here.
        .max_redirects(0)
        .user_agent("gongkai")
        .build();
    config.new_agent()
}

/// A file of the disk. What is no plain file (a pipe, a device) might never end.
pub(super) fn read_file(path: &Path, limits: FetchLimits) -> Result<Vec<u8>, FetchFault> {
    let failed = |fault: &io::Error| match fault.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            let is_in_folder = path.ends_with(DISCLOSURE_FILE) && path.parent().is_some_and(Path::is_dir);
            match is_in_folder {
                true => FetchFault::Missing,
                false => FetchFault::NoPlace,
            }
        }
        _ => FetchFault::Failed(cause(fault)),
    };
    let about = std::fs::metadata(path).map_err(|fault| failed(&fault))?;
    if !about.is_file() {
        return Err(FetchFault::NoFile);
    }
    let file = File::open(path).map_err(|fault| failed(&fault))?;
    whole(file, limits).map_err(|fault| fault.unwrap_or_else(|fault| failed(&fault)))
}

/// What is at an address.
pub(super) fn read_web(agent: &ureq::Agent, url: &Url, limits: FetchLimits) -> Result<Vec<u8>, FetchFault> {
    let began = Instant::now();
    let late = || FetchFault::Late(limits.time.as_secs());
    let mut url = url.clone();
    for _ in 0..=REDIRECTS {
        let left = limits.time.checked_sub(began.elapsed()).ok_or_else(late)?;
        let request = agent
            .get(url.as_str())
            .config()
            .timeout_global(Some(left))
            .build();
        let mut answer = request
            .call()
            .map_err(|fault| no_answer(&fault).map_or_else(late, FetchFault::Failed))?;
        match answer.status().as_u16() {
            200 => {
                let read = whole(answer.body_mut().as_reader(), limits);
                return read.map_err(|fault| match fault {
                    Ok(fault) => fault,
                    Err(_) if began.elapsed() >= limits.time => late(),
                    Err(_) => FetchFault::Cut,
                });
            }
            301 | 302 | 303 | 307 | 308 => {
                let target = answer
                    .headers()
                    .get("location")
                    .and_then(|value| value.to_str().ok());
                let target = target.and_then(|target| url.join(target).ok());
                url = target
                    .filter(|target| may_lead(&url, target))
                    .ok_or(FetchFault::Elsewhere)?;
            }
            status => return Err(FetchFault::Status(status)),
        }
    }
    Err(FetchFault::Elsewhere)
}

/// True for a step within the web that gives up no protection and takes no password along.
fn may_lead(from: &Url, to: &Url) -> bool {
    let is_web =
        matches!(to.scheme(), "http" | "https") && !(from.scheme() == "https" && to.scheme() == "http");
    is_web && to.username().is_empty() && to.password().is_none()
}

/// All bytes, or why not: there are too many, or reading failed.
fn whole(reader: impl Read, limits: FetchLimits) -> Result<Vec<u8>, Result<FetchFault, io::Error>> {
    let mut bytes = Vec::new();
    let read = reader.take(limits.bytes + 1).read_to_end(&mut bytes);
    read.map_err(Err)?;
    match bytes.len() as u64 > limits.bytes {
        true => Err(Ok(FetchFault::Large(limits.bytes))),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_leads_to_the_web_only_and_never_from_https_to_http() {
        let url = |text: &str| Url::parse(text).expect("an address");
        for (from, to, may) in [
            ("http://a.example/", "https://a.example/x", true),
            ("http://a.example/", "http://b.example/", true),
            ("https://a.example/", "https://www.a.example/", true),
            ("https://a.example/", "http://a.example/", false),
            ("http://a.example/", "file:///etc/passwd", false),
            ("http://a.example/", "ftp://a.example/", false),
            ("http://a.example/", "https://u:p@a.example/", false),
        ] {
            assert_eq!(may_lead(&url(from), &url(to)), may, "{from} {to}");
        }
    }

    #[test]
    fn no_more_is_read_than_may_be() {
        let limits = FetchLimits {
            bytes: 10,
            time: Duration::from_secs(1),
        };
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, [b'a'; 10]).expect("written");
        assert_eq!(read_file(&path, limits).map(|bytes| bytes.len()), Ok(10));
        std::fs::write(&path, [b'a'; 11]).expect("written");
        assert_eq!(read_file(&path, limits), Err(FetchFault::Large(10)));
        let read = |path: &str| read_file(&folder.path().join(path), limits);
        assert_eq!(read("disclosure.txt"), Err(FetchFault::Missing));
        assert_eq!(read("other/disclosure.txt"), Err(FetchFault::NoPlace));
        assert_eq!(read("other"), Err(FetchFault::NoPlace));
        assert_eq!(read_file(folder.path(), limits), Err(FetchFault::NoFile));
        assert!(whole(io::repeat(b'a'), limits).is_err(), "it never ends");
        if cfg!(unix) {
            assert_eq!(read_file(Path::new("/dev/zero"), limits), Err(FetchFault::NoFile));
        }
    }
}
