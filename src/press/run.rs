//! One run of the browser: a page in, a PDF out. It starts with an empty profile of its own, so that nothing of
//! the user's windows, extensions or settings comes in, and it does not run for ever.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::Browser;
use crate::words::MachineFault;

/// How often a running browser is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// Some browsers hand over to another process and end before the file is there.
const AFTERWARDS: Duration = Duration::from_secs(5);

/// What is to be printed.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// The page; its style says how large the paper is.
    pub page: &'a Path,
    /// A folder for the browser's profile and the finished PDF. It must be empty and is the caller's to remove.
    pub workspace: &'a Path,
    /// How long it may take.
    pub limit: Duration,
}

/// Prints a page; gives the PDF's bytes.
///
/// # Errors
/// The browser could not be started, took too long, or made no PDF.
pub fn print(browser: &Browser, job: &Job<'_>) -> Result<Vec<u8>, MachineFault> {
    let pdf = job.workspace.join("out.pdf");
    let said = job.workspace.join("said.txt");
    let log = fs::File::create(&said).map_err(|cause| MachineFault::io("写入文件", &said, cause))?;
    let started = Command::new(&browser.program)
        .args(arguments(job, &pdf)?)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn();
    let child = started.map_err(|cause| MachineFault::io("启动浏览器", &browser.program, cause))?;
    let begin = Instant::now();
    let Some(status) = Running(child).wait(begin, job.limit)? else {
        return Err(MachineFault::new(format!(
            "浏览器 {} 秒还没有做好，已经停止",
            job.limit.as_secs()
        ))
        .at(&browser.program)
        .hint("张数多或者电脑慢的，用 --time-limit 写长一些，例如 --time-limit 600；也可以分几次，只印一部分"));
    };
    let patience = AFTERWARDS.min(job.limit);
    let ended = Instant::now();
    loop {
        if let Some(bytes) = whole(&pdf) {
            return Ok(bytes);
        }
        if !status.success() || ended.elapsed() > patience {
            return Err(failed(browser, status, &said));
        }
        std::thread::sleep(LOOK);
    }
}

/// The options of Chrome, Edge and Chromium; old ones know the first name of an option, new ones the second.
fn arguments(job: &Job<'_>, pdf: &Path) -> Result<Vec<OsString>, MachineFault> {
    let page = url(job.page).ok_or_else(|| MachineFault::new("读不出文件的位置").at(job.page))?;
    let option = |name: &str, path: &Path| {
        let mut option = OsString::from(name);
        option.push(path);
        option
    };
    let mut arguments: Vec<OsString> = [
        "--headless",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-default-browser-check",
        "--hide-scrollbars",
        "--print-to-pdf-no-header",
        "--no-pdf-header-footer",
    ]
    .map(OsString::from)
    .into();
    if is_root() {
        // Chrome refuses its sandbox to root; the page is our own, without scripts.
        arguments.push("--no-sandbox".into());
    }
    arguments.push(option("--user-data-dir=", &job.workspace.join("profile")));
    arguments.push(option("--print-to-pdf=", pdf));
    arguments.push(page.into());
    Ok(arguments)
}

/// True where the system's administrator prints.
fn is_root() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // A process owns the folder that tells about it.
        fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0)
    }
    #[cfg(not(unix))]
    false
}

/// The address of a file, with what an address may not hold written as `%xx`.
fn url(path: &Path) -> Option<String> {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const ESCAPED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'[')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    let path = path.to_str()?;
    if cfg!(windows) {
        let path = path.strip_prefix(r"\\?\").unwrap_or(path).replace('\\', "/");
        let escaped = utf8_percent_encode(&path, ESCAPED);
        // A share is `//server/…`, a drive `C:/…`.
        return Some(match path.starts_with("//") {
            true => format!("file:{escaped}"),
            false => format!("file:///{escaped}"),
        });
    }
    Some(format!("file://{}", utf8_percent_encode(path, ESCAPED)))
}

/// A browser at work; ended with us, whatever happens.
struct Running(Child);

impl Running {
    /// `None` when it took too long; it is stopped then.
    fn wait(mut self, begin: Instant, limit: Duration) -> Result<Option<ExitStatus>, MachineFault> {
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Ok(Some(status)),
                Ok(None) if begin.elapsed() > limit => return Ok(None),
                Ok(None) => std::thread::sleep(LOOK),
                Err(cause) => return Err(MachineFault::io("等待浏览器", Path::new(""), cause)),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended needs neither, and says so.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The PDF, when it is there to its end.
fn whole(pdf: &Path) -> Option<Vec<u8>> {
    let bytes = fs::read(pdf).ok()?;
    let tail = &bytes[bytes.len().saturating_sub(32)..];
    let ends = tail.windows(5).any(|window| window == b"%%EOF");
    (bytes.starts_with(b"%PDF-") && ends).then_some(bytes)
}

fn failed(browser: &Browser, status: ExitStatus, said: &PathBuf) -> MachineFault {
    let said = fs::read_to_string(said).unwrap_or_default();
    let lines: Vec<String> = said
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.chars().take(160).collect())
        .collect();
    let last = lines.len().saturating_sub(3);
    MachineFault::new(format!("浏览器没有做出 PDF（{status}）"))
        .at(&browser.program)
        .hint("关掉所有浏览器窗口再试一次；还不行的，用 --browser 换一个浏览器，公开栏的纸张也可以用浏览器打开公开栏文件夹里的 all.html，按 Ctrl+P 打印")
        .list("浏览器说", lines[last..].to_vec())
}
