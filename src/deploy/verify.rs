//! 上线核对: what was uploaded, fetched from where readers find it and compared byte for byte. A finding says what is wrong
//! with the web server or with the settings, and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::local::LocalSite;
use crate::words::{Address, MachineFault, contains_any};

/// One answer may take so long.
const ANSWER: Duration = Duration::from_secs(60);

/// As many files are fetched at once; a school's server bears it.
const CONNECTIONS: usize = 4;

/// More bytes than the file has are read only so far.
const MORE: u64 = 256 << 10;

/// What every site has.
const HOME: &str = "index.html";

/// A page that is nowhere.
const NOWHERE: &str = "gongkai-no-such-page-0f3a.html";

/// What a file is online.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnlineFault {
    /// Nothing is there where the home page should be: `url` and `to` are not the same folder.
    OtherFolder(String),
    /// The page cannot be fetched at all; in the system's or library's words.
    Unreachable(String),
    /// Not there; others with this ending are.
    Missing(Address),
    /// No file with this ending is given out: the server does not know the type.
    TypeUnknown(String, Vec<Address>),
    /// The server says that pages are in another encoding.
    Charset(String),
    /// What is shown is what was there before: a cache, or another folder.
    Old(Address),
    /// Only the beginning is there.
    Cut(Address),
    /// Ours is all there, with something put in between.
    Injected(Address),
    /// Packed, although the answer does not say so, or twice.
    Packed(Address),
    /// Something else.
    Other(Address),
    /// What was deleted is still shown.
    StillThere(Address),
    /// A page that does not exist is answered as if it did.
    NoNotFound,
}

/// What came of fetching one file.
enum OnlineFile {
    /// It was ended before.
    Unasked,
    /// No answer; in the system's or library's words.
    Unreachable(String),
    /// Answered as absent.
    Absent,
    /// Answered, with what is wrong with it.
    There(Vec<OnlineFault>),
}

/// What was answered.
struct HttpAnswer {
    status: u16,
    kind: String,
    body: Vec<u8>,
}

/// Fetches files and compares. `wanted` are files of the site, `gone` what may not be there any more. `stop` ends it early.
///
/// # Errors
/// A file of the site cannot be read.
pub fn verify(
    url: &str,
    site: &LocalSite,
    (wanted, gone): (&[Address], &[Address]),
    stop: &AtomicBool,
) -> Result<Vec<OnlineFault>, MachineFault> {
    let fetcher = SiteFetcher::new(url);
    let is_there = |answer: &HttpAnswer| (200..300).contains(&answer.status);
    let nowhere = fetcher.fetch(NOWHERE, 0).ok();
    let likeness = nowhere.filter(is_there).map(|answer| answer.body);
    // One file's bytes at a time and connection; what is kept is only what is wrong.
    let look = |address: &Address| -> Result<OnlineFile, MachineFault> {
        if stop.load(Ordering::Relaxed) {
            return Ok(OnlineFile::Unasked);
        }
        let length = site.files.get(address).map_or(0, |local| local.file.length);
        Ok(match fetcher.fetch(address.as_str(), length) {
            Err(words) => OnlineFile::Unreachable(words),
            Ok(answer) if !is_there(&answer) => OnlineFile::Absent,
            Ok(answer) => {
                let expected = site.read(address)?;
                OnlineFile::There(compare(address, &expected, &answer, likeness.as_deref()))
            }
        })
    };
    // Where the home page is not, nothing else can be told apart.
    if let Some(home) = site.files.keys().find(|address| address.as_str() == HOME) {
        match look(home)? {
            OnlineFile::Unreachable(words) => return Ok(vec![OnlineFault::Unreachable(words)]),
            OnlineFile::Absent => return Ok(vec![OnlineFault::OtherFolder(home.to_string())]),
            OnlineFile::Unasked | OnlineFile::There(_) => {}
        }
    }
    let pool = ThreadPoolBuilder::new()
        .num_threads(CONNECTIONS)
        .build()
        .map_err(|cause| MachineFault::new(format!("不能同时打开几个连接：{cause}")))?;
    let online: Result<Vec<OnlineFile>, MachineFault> =
        pool.install(|| wanted.par_iter().map(look).collect());
    let mut findings = Vec::new();
    let mut missing: BTreeMap<&str, Vec<Address>> = BTreeMap::new();
    let mut endings_there: Vec<&str> = Vec::new();
    for (address, file) in wanted.iter().zip(online?) {
        let ending = address.as_str().rsplit('.').next().unwrap_or_default();
        match file {
            OnlineFile::Unasked => return Ok(findings),
            OnlineFile::Unreachable(words) => return Ok(vec![OnlineFault::Unreachable(words)]),
            OnlineFile::Absent => missing.entry(ending).or_default().push(address.clone()),
            OnlineFile::There(faults) => {
                endings_there.push(ending);
                findings.extend(faults);
            }
        }
    }
    for (ending, addresses) in missing {
        match endings_there.contains(&ending) || ending == "html" {
            true => findings.extend(addresses.into_iter().map(OnlineFault::Missing)),
            false => findings.push(OnlineFault::TypeUnknown(ending.to_owned(), addresses)),
        }
    }
    for address in gone {
        let answer = fetcher.fetch(address.as_str(), MORE);
        let is_shown =
            |answer: &HttpAnswer| is_there(answer) && likeness.as_deref() != Some(answer.body.as_slice());
        findings.extend(
            answer
                .ok()
                .filter(is_shown)
                .map(|_| OnlineFault::StillThere(address.clone())),
        );
    }
    findings.extend(likeness.map(|_| OnlineFault::NoNotFound));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// What is wrong with one answer.
fn compare(
    address: &Address,
    expected: &[u8],
    answer: &HttpAnswer,
    likeness: Option<&[u8]>,
) -> Vec<OnlineFault> {
    let mut findings = Vec::new();
    let charset = answer.kind.to_ascii_lowercase();
    let charset = charset
        .split_once("charset=")
        .map(|(_, name)| name.trim_matches(['"', ' ', '\'']).to_owned());
    if let Some(name) = charset.filter(|name| !matches!(name.as_str(), "utf-8" | "utf8"))
        && address.as_str().ends_with(".html")
    {
        findings.push(OnlineFault::Charset(name));
    }
    let body = answer.body.as_slice();
    if body == expected {
        return findings;
    }
    findings.push(if likeness == Some(body) {
        OnlineFault::Missing(address.clone())
    } else if body.starts_with(&[0x1f, 0x8b]) {
        OnlineFault::Packed(address.clone())
    } else if expected.starts_with(body) {
        OnlineFault::Cut(address.clone())
    } else if holds_foreign(body, expected) {
        OnlineFault::Injected(address.clone())
    } else if looks_like_ours(body, expected) {
        OnlineFault::Old(address.clone())
    } else {
        OnlineFault::Other(address.clone())
    });
    findings
}

/// True when `body` is `expected` with something put in at one place that is not ours: a script, a frame, an address
/// elsewhere. An entry more in a list is none: then the page is an old one.
fn holds_foreign(body: &[u8], expected: &[u8]) -> bool {
    let alike = |(a, b): &(&u8, &u8)| a == b;
    let front = body.iter().zip(expected).take_while(alike).count();
    let back = body
        .iter()
        .rev()
        .zip(expected.iter().rev())
        .take_while(alike)
        .count();
    if body.len() <= expected.len() || front + back < expected.len() {
        return false;
    }
    let put_in = &body[front..front + body.len() - expected.len()];
    let put_in = String::from_utf8_lossy(put_in).to_ascii_lowercase();
    contains_any(&put_in, &["script", "iframe", "//"])
}

/// True when a page begins as ours does: another version of it.
fn looks_like_ours(body: &[u8], expected: &[u8]) -> bool {
    const BEGINNING: usize = 64;
    let length = BEGINNING.min(expected.len());
    body.len() >= length && body[..length] == expected[..length]
}

/// Why no answer of a web server came, for people; `None` when it took too long.
pub(crate) fn no_answer(fault: &ureq::Error) -> Option<String> {
    Some(match fault {
        ureq::Error::Timeout(_) => return None,
        ureq::Error::HostNotFound => "找不到这个网站，或者网络不通".to_owned(),
        ureq::Error::ConnectionFailed => "连接不上".to_owned(),
        ureq::Error::LargeResponseHeader(..) | ureq::Error::Protocol(_) => "回答的不像网站".to_owned(),
        ureq::Error::Tls(words) => format!("加密连接不成，{words}"),
        ureq::Error::Rustls(fault) => format!("加密连接不成，{fault}"),
        ureq::Error::Io(fault) => match fault.kind() {
            io::ErrorKind::TimedOut => return None,
            io::ErrorKind::ConnectionRefused => "连接不上".to_owned(),
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => "没有回答就断了".to_owned(),
            _ => fault.to_string(),
        },
        fault => fault.to_string(),
    })
}

struct SiteFetcher {
    agent: ureq::Agent,
    url: String,
}

impl SiteFetcher {
    fn new(url: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(ANSWER))
            .max_redirects(3)
            .user_agent("gongkai")
            .build();
        Self {
            agent: config.new_agent(),
            url: url.to_owned(),
        }
    }

    /// One file; `length` is how many bytes it should have.
    fn fetch(&self, path: &str, length: u64) -> Result<HttpAnswer, String> {
        let failed = |fault| no_answer(&fault).unwrap_or_else(|| "等了很久没有答完".to_owned());
        let answer = self
            .agent
            .get(format!("{}{path}", self.url))
            .header("accept-encoding", "gzip")
            .call();
        let mut answer = answer.map_err(failed)?;
        let header = |name: &str| {
            let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (kind, packing) = (header("content-type"), header("content-encoding"));
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        let mut reader = answer.body_mut().as_reader().take(length + MORE);
        // What comes is what readers get; a connection that ends early shows in what is missing.
        let _ = reader.read_to_end(&mut body);
        if packing.eq_ignore_ascii_case("gzip") {
            let mut unpacked = Vec::new();
            let read = flate2::read::GzDecoder::new(body.as_slice())
                .take(length + MORE)
                .read_to_end(&mut unpacked);
            if read.is_ok() {
                body = unpacked;
            }
        }
        Ok(HttpAnswer { status, kind, body })
    }
}

/// What has to be looked at again: the files that findings are about, or all that was looked at where nothing could be
/// told.
#[must_use]
pub fn wrong_online<'a>(
    findings: &[OnlineFault],
    looked_at: impl Iterator<Item = &'a Address> + Clone,
) -> BTreeSet<Address> {
    let mut wrong = BTreeSet::new();
    for finding in findings {
        match finding {
            OnlineFault::OtherFolder(_) | OnlineFault::Unreachable(_) => {
                wrong.extend(looked_at.clone().cloned())
            }
            OnlineFault::TypeUnknown(_, addresses) => wrong.extend(addresses.iter().cloned()),
            OnlineFault::Charset(_) | OnlineFault::NoNotFound => wrong.extend(Address::new(HOME).ok()),
            of_file => wrong.extend(of_file.file().cloned()),
        }
    }
    wrong
}

impl OnlineFault {
    /// The file that it is about, where it is about one.
    #[must_use]
    pub fn file(&self) -> Option<&Address> {
        match self {
            Self::Missing(address)
            | Self::Old(address)
            | Self::Cut(address)
            | Self::Injected(address)
            | Self::Packed(address)
            | Self::Other(address)
            | Self::StillThere(address) => Some(address),
            Self::OtherFolder(_)
            | Self::Unreachable(_)
            | Self::TypeUnknown(..)
            | Self::Charset(_)
            | Self::NoNotFound => None,
        }
    }

    /// What is wrong and what to do, for people; two sentences.
    #[must_use]
    pub fn words(&self) -> (String, &'static str) {
        match self {
            Self::OtherFolder(page) => (
                format!("在 url 的网址上找不到首页（{page}）"),
                "请看一看 url 和 to 是不是同一个文件夹：网址打开的，应当就是上传到的那个文件夹",
            ),
            Self::Unreachable(words) => (
                format!("网址打不开（{words}）"),
                "请在浏览器里打开 url 试一试；打不开的，问网络中心网站开通了没有、这台电脑能不能访问",
            ),
            Self::Missing(address) => (
                format!("网上没有 {address}"),
                "文件已经上传，网址上却没有：请问网络中心是不是区分大小写，或者有没有另一台服务器、缓存",
            ),
            Self::TypeUnknown(ending, addresses) => (
                format!(
                    "网上打不开 .{ending} 文件，例如 {}，共 {} 个",
                    addresses[0],
                    addresses.len()
                ),
                "服务器不认识这种文件：请网络中心在 IIS 的“MIME 类型”里加上它",
            ),
            Self::Charset(name) => (
                format!("服务器说网页的编码是 {name}，实际是 UTF-8，中文可能显示成乱码"),
                "请网络中心去掉服务器设置里的默认编码；改不了的，在 site.toml 里写 ascii_safe = true",
            ),
            Self::Old(address) => (
                format!("网上的 {address} 不是刚才上传的内容"),
                "多半是服务器或者 CDN 的缓存：请网络中心清一次缓存，里面有期满的公示的，马上办；清了还不对的，可能被人改过，用 \
                 gongkai deploy --verify 重新传上去",
            ),
            Self::Cut(address) => (
                format!("网上的 {address} 只有前面一部分"),
                "请再运行一次 gongkai deploy --verify；还是这样的，请网络中心看一看磁盘是不是满了",
            ),
            Self::Injected(address) => (
                format!("网上的 {address} 里多了不是本站的内容"),
                "有人在网页里插进了东西（多半是服务商的广告、统计代码）：请要求网络中心去掉，并检查网站有没有被改过",
            ),
            Self::Packed(address) => (
                format!("网上的 {address} 被压缩了两次，浏览器打不开"),
                "请网络中心检查服务器的压缩设置",
            ),
            Self::Other(address) => (
                format!("网上的 {address} 和上传的不一样"),
                "请在浏览器里打开看一看；服务器会改写网页的，请网络中心关掉",
            ),
            Self::StillThere(address) => (
                format!("已经删去的 {address} 在网上还看得到"),
                "多半是缓存：请网络中心清一次；是期满的公示的，马上办",
            ),
            Self::NoNotFound => (
                "打开不存在的网页，服务器也说找到了".to_owned(),
                "请网络中心把“找不到网页”的回答改成 404，可以用网站里的 404.html",
            ),
        }
    }
}
