//! A fault of the machine, not of the content: a disk, a lock, a permission. It ends the run.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What the machine would not do, in one Chinese sentence, with the path it is about.
#[derive(Debug)]
pub struct MachineFault {
    message: String,
    path: Option<PathBuf>,
    cause: Option<io::Error>,
    hint: Option<String>,
    lists: Vec<(String, Vec<String>)>,
}

impl MachineFault {
    /// A fault without a path.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            path: None,
            cause: None,
            hint: None,
            lists: Vec::new(),
        }
    }

    /// A fault that an operation on a file or folder met; `doing` is what was tried, for example `读取文件`.
    pub fn io(doing: &str, path: &Path, cause: io::Error) -> Self {
        Self {
            message: format!("{doing}失败"),
            path: Some(path.to_owned()),
            hint: advice(&cause).map(str::to_owned),
            cause: Some(cause),
            lists: Vec::new(),
        }
    }

    /// The same about a path.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the names that it is about under a heading; without names it stays as it is.
    #[must_use]
    pub fn list(mut self, heading: impl Into<String>, names: Vec<String>) -> Self {
        if !names.is_empty() {
            self.lists.push((heading.into(), names));
        }
        self
    }

    /// The names that it is about, with their headings; at least one under each.
    #[must_use]
    pub fn lists(&self) -> &[(String, Vec<String>)] {
        &self.lists
    }

    /// What to do about it, when something is known.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

/// Without the `\\?\` that Windows puts before resolved paths: people read them, and `/` works in them.
#[must_use]
pub fn without_verbatim(path: &Path) -> PathBuf {
    let Some(text) = path.to_str().filter(|_| cfg!(windows)) else {
        return path.to_owned();
    };
    match (text.strip_prefix(r"\\?\UNC\"), text.strip_prefix(r"\\?\")) {
        (Some(share), _) => PathBuf::from(format!(r"\\{share}")),
        (None, Some(rest)) => PathBuf::from(rest),
        (None, None) => path.to_owned(),
    }
}

/// True when Windows says that another program has the file open (sharing or lock violation).
#[must_use]
pub fn is_in_use(cause: &io::Error) -> bool {
    cfg!(windows) && matches!(cause.raw_os_error(), Some(32 | 33))
}

/// True when Windows could not fetch a file that lies in the cloud only (OneDrive): the codes
/// ERROR_CLOUD_FILE_… of winerror.h.
fn is_in_the_cloud(cause: &io::Error) -> bool {
    cfg!(windows) && matches!(cause.raw_os_error(), Some(358..=398 | 404 | 426))
}

/// What a teacher can do about the usual causes.
fn advice(cause: &io::Error) -> Option<&'static str> {
    match cause.kind() {
        _ if is_in_use(cause) => Some("请关闭打开了这个文件的程序（Word、WPS、浏览器等），再试一次"),
        _ if is_in_the_cloud(cause) => Some(
            "文件还在网盘（OneDrive）里，没有下载到这台电脑：在文件夹上点右键，选“始终保留在此设备上”，等它下载完再试一次",
        ),
        io::ErrorKind::PermissionDenied => Some("请确认文件没有被其他程序打开，并且有读写权限"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("磁盘空间不足，请清理后重试"),
        io::ErrorKind::ReadOnlyFilesystem => Some("该位置只能读取，请换一个可以写入的文件夹"),
        io::ErrorKind::NotFound => Some("请检查路径是否写对"),
        io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => {
            Some("请把那里的文件或者文件夹改名、移走，再试一次")
        }
        _ => None,
    }
}

impl fmt::Display for MachineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, "：{}", without_verbatim(path).display())?;
        }
        if let Some(cause) = &self.cause {
            write!(f, "（{}）", describe_cause(cause))?;
        }
        Ok(())
    }
}

impl std::error::Error for MachineFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

/// The usual causes in Chinese; the system's own words for the rest.
#[must_use]
pub fn describe_cause(cause: &io::Error) -> String {
    match cause.kind() {
        _ if is_in_use(cause) => "被其他程序占用".into(),
        io::ErrorKind::PermissionDenied => "没有权限或文件被占用".into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满".into(),
        io::ErrorKind::ReadOnlyFilesystem => "只读".into(),
        io::ErrorKind::NotFound => "不存在".into(),
        io::ErrorKind::AlreadyExists => "已经存在".into(),
        io::ErrorKind::NotADirectory => "应当是文件夹，那里却是文件".into(),
        io::ErrorKind::IsADirectory => "应当是文件，那里却是文件夹".into(),
        io::ErrorKind::DirectoryNotEmpty => "文件夹不是空的".into(),
        io::ErrorKind::ConnectionRefused => "那里没有这样的服务".into(),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::NotConnected
        | io::ErrorKind::UnexpectedEof => "连接断了".into(),
        // What a read of a socket with a limit comes to, by the system.
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "很久没有应答".into(),
        io::ErrorKind::NetworkDown | io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
            "网络不通".into()
        }
        _ => cause.to_string(),
    }
}
