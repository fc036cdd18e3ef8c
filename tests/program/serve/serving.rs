//! A site being served, and the means to talk to it byte by byte.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longest wait for something that has to happen; a slow machine is no failure.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

/// The program, for a site.
pub(crate) fn program(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command
        .arg("--root")
        .arg(root)
        .args(arguments)
        .stdin(Stdio::null());
    command
}

/// An entry.
pub(crate) fn notice(title: &str, more: &str, text: &str) -> String {
    format!("---\n标题: {title}\n日期: 2026-03-12\n公开范围: 社会公开\n类型: 通知\n{more}---\n\n{text}\n")
}

/// A site with a few entries in two editions, in a folder of its own beside which there are secrets.
pub(crate) struct Folder {
    folder: TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let edition = |id: &str, audience: &str| {
            format!(
                "\n[editions.{id}]\ntitle = \"甲校{id}\"\naudience = \"{audience}\"\ntheme = \"disclosure\"\noutput = \"{id}\"\n"
            )
        };
        let settings = format!(
            "title = \"甲校\"\n{}{}\n[approval]\nkinds = []\n",
            edition("web", "社会公开"),
            edition("party", "党内公开")
        );
        folder.write("site.toml", &settings);
        folder.write("content/notices/2026-03-12-a.md", &notice("甲事", "", "第一句。"));
        folder.write("content/notices/2026-03-12-b.md", &notice("乙事", "", "别的。"));
        folder
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The folder around the site.
    pub(crate) fn outside(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
}

/// A running preview.
pub(crate) struct Serving {
    pub(crate) child: Child,
    pub(crate) port: u16,
    /// What stands before every path: `/` and the key.
    pub(crate) base: String,
    log: PathBuf,
}

impl Serving {
    /// Starts one on any port, as of a day, and waits until it can be reached.
    pub(crate) fn start(folder: &Folder) -> Self {
        Self::with(folder, &["serve", "--date", "2026-11-20", "--port", "0"])
    }

    pub(crate) fn with(folder: &Folder, arguments: &[&str]) -> Self {
        Self::run(folder, program(&folder.root(), arguments))
    }

    pub(crate) fn run(folder: &Folder, mut command: Command) -> Self {
        let number = fs::read_dir(folder.outside()).expect("a folder").count();
        let log = folder.outside().join(format!("{number}.log"));
        let file = fs::File::create(&log).expect("writable");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .expect("the program starts");
        let mut said = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut said).expect("text");
        let address = said.trim().strip_prefix("http://127.0.0.1:");
        let parts = address.and_then(|rest| rest.strip_suffix('/')?.split_once('/'));
        let (port, key) = parts.unwrap_or_else(|| panic!("no address in {said:?}"));
        Self {
            child,
            port: port.parse().expect("a port"),
            base: format!("/{key}"),
            log,
        }
    }

    /// A connection on which everything may be sent.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// Sends bytes as they are, and gives all that comes back until the other side closes.
    pub(crate) fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // The other side may have closed before it read everything.
        let _ = stream.write_all(bytes);
        let (begin, mut all, mut part) = (Instant::now(), Vec::new(), [0; 64 * 1024]);
        while let Ok(read) = stream.read(&mut part) {
            all.extend_from_slice(&part[..read]);
            // What is never at an end is told by what came.
            if read == 0 || begin.elapsed() > PATIENCE {
                break;
            }
        }
        Reply::of(&all, &self.base)
    }

    /// Asks for a path behind the key, with some more lines of the head.
    pub(crate) fn ask(&self, method: &str, path: &str, lines: &str) -> Reply {
        let (port, base) = (self.port, &self.base);
        let path = match path.starts_with('/') {
            true => format!("{base}{path}"),
            false => path.to_owned(),
        };
        self.send(
            format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{lines}\r\n")
                .as_bytes(),
        )
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    /// What it has said on the terminal.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.log).expect("a log")
    }

    /// Waits until something is so.
    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !is_so(self) {
            assert!(begin.elapsed() < PATIENCE, "{what}\n{}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    /// 0 when nothing came.
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    base: String,
}

impl Reply {
    fn of(bytes: &[u8], base: &str) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let (head, body) = end.map_or((bytes, &[][..]), |end| (&bytes[..end], &bytes[end + 4..]));
        let head = String::from_utf8_lossy(head).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Self {
            status: status.unwrap_or(0),
            body: body.to_vec(),
            base: base.to_owned(),
            head,
        }
    }

    /// A line of the head; empty when there is none.
    /// Of a place, its path behind the key.
    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let value = named.next().map_or("", |(_, value)| value);
        value.strip_prefix(&self.base).unwrap_or(value)
    }

    /// The body; paths in it are those behind the key.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).replace(&self.base, "")
    }
}
