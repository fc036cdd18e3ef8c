//! A folder → the files in it. Names that are nobody's content are passed over; links that leave the
//! site or run in circles, and names that some system could not store, are complained about and left out.

use std::collections::HashMap;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use unicode_normalization::{UnicodeNormalization, is_nfc};
use walkdir::{DirEntry, WalkDir};

use super::{FileBytes, Found};
use crate::read::decode::{UNREADABLE, cause};
use crate::read::names;
use crate::words::{Code, Complaint, Place, Report, SourcePath};

const CYCLE: Code = Code::error("symlink-cycle");
const OUTSIDE: Code = Code::error("symlink-outside");
const BROKEN: Code = Code::error("symlink-broken");
const ENCODING: Code = Code::error("name-encoding");
const FORBIDDEN: Code = Code::error("name-forbidden");
const TWINS: Code = Code::error("name-twins");
const SPECIAL: Code = Code::error("file-special");
const DEEP: Code = Code::error("folder-deep");

/// So many folders may lie one in the other; documented.
const DEEPEST: usize = 24;

/// All files under `root/folder`, in the order of the disk; nothing when the folder is not there.
pub(super) fn walk(root: &Path, folder: &str, report: &mut Report) -> Vec<Found> {
    let top = root.join(folder);
    if !top.exists() {
        return Vec::new();
    }
    let mut walk = FolderWalk {
        root,
        real_root: root.canonicalize().ok(),
        linked: Vec::new(),
        seen: HashMap::new(),
        found: Vec::new(),
        report,
    };
    let mut entries = WalkDir::new(&top)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Err(error) => walk.unreadable(&error),
            Ok(entry) => {
                let keep = entry.depth() == 0 || walk.entry(&entry);
                if !keep && entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
        }
    }
    walk.found
}

struct FolderWalk<'a> {
    root: &'a Path,
    real_root: Option<PathBuf>,
    /// Folders that were reached by a link.
    linked: Vec<PathBuf>,
    /// Paths without case and in one normal form, to find names that some systems cannot keep apart.
    seen: HashMap<String, SourcePath>,
    found: Vec<Found>,
    report: &'a mut Report,
}

impl FolderWalk<'_> {
    /// Takes one file or folder; false when it, and all in it, is left out.
    fn entry(&mut self, entry: &DirEntry) -> bool {
        let Some(name) = entry.file_name().to_str() else {
            self.complain(
                ENCODING,
                entry.path(),
                "文件名不是有效的文字编码",
                "请把文件改成新的名字",
            );
            return false;
        };
        if names::is_ignored(name) {
            return false;
        }
        if let Some(reason) = names::forbidden(name) {
            let message = format!("名称“{name}”{reason}，Windows 上无法使用");
            self.complain(
                FORBIDDEN,
                entry.path(),
                &message,
                "请给它换一个名字，只用汉字、字母、数字和“-”",
            );
            return false;
        }
        if entry.path_is_symlink() && !self.link(entry) {
            return false;
        }
        let Some(path) = self.source_path(entry.path()) else {
            return false;
        };
        if !self.alone(&path, entry.path()) {
            return false;
        }
        if entry.file_type().is_dir() {
            if entry.depth() > DEEPEST {
                let message = format!("文件夹套了超过 {DEEPEST} 层，这一层和里面的没有读取");
                self.complain(DEEP, entry.path(), &message, "请少套几层，把里面的文件移到上面来");
            }
            return entry.depth() <= DEEPEST;
        }
        if !entry.file_type().is_file() {
            self.complain(
                SPECIAL,
                entry.path(),
                "这不是普通文件",
                "内容文件夹里只放文件和文件夹",
            );
            return false;
        }
        self.found.push(Found {
            path,
            content: FileBytes::Disk(entry.path().to_owned()),
        });
        true
    }

    /// Whether a link leads to something of this site.
    fn link(&mut self, entry: &DirEntry) -> bool {
        let inside = match (entry.path().canonicalize(), &self.real_root) {
            (Ok(target), Some(root)) => target.starts_with(root),
            _ => false,
        };
        if !inside {
            let message = "这个链接指向网站文件夹以外，没有读取";
            self.complain(OUTSIDE, entry.path(), message, "请把文件本身复制到网站的文件夹里");
            return false;
        }
        if entry.file_type().is_dir() {
            // Links inside linked folders can multiply without end, and nobody needs them.
            if self.linked.iter().any(|folder| entry.path().starts_with(folder)) {
                let message = "链接的文件夹里又有指向文件夹的链接，没有读取";
                self.complain(
                    CYCLE,
                    entry.path(),
                    message,
                    "请删除这个链接，把文件夹本身复制过来",
                );
                return false;
            }
            self.linked.push(entry.path().to_owned());
        }
        true
    }

    /// Whether no other name in the same folder is the same to some system.
    fn alone(&mut self, path: &SourcePath, disk: &Path) -> bool {
        let plain = path.as_str().to_lowercase();
        match self.seen.get(&plain) {
            None => {
                self.seen.insert(plain, path.clone());
                true
            }
            Some(other) => {
                let message = format!("这个名称与“{other}”只有大小写或字形编码不同");
                self.complain(
                    TWINS,
                    disk,
                    &message,
                    "Windows 分不清这两个文件，请给其中一个换个名字",
                );
                false
            }
        }
    }

    /// What the walker could not do.
    fn unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root).to_owned();
        if names::is_ignored(
            &path
                .file_name()
                .map_or(String::new(), |name| name.to_string_lossy().into()),
        ) {
            return;
        }
        if let Some(ancestor) = error.loop_ancestor() {
            let ancestor = self.shown(ancestor);
            let message = format!("这个链接指回了上级文件夹“{ancestor}”，没有读取");
            self.complain(CYCLE, &path, &message, "请删除这个链接");
            return;
        }
        let missing = error.io_error().map(io::Error::kind) == Some(io::ErrorKind::NotFound);
        if missing && path.is_symlink() {
            let message = "这个链接指向的文件不存在";
            self.complain(BROKEN, &path, message, "请删除这个链接，或者把文件放回原处");
            return;
        }
        let reason = error.io_error().map_or_else(|| error.to_string(), cause);
        let message = format!("打不开这个文件夹（{reason}）");
        self.complain(UNREADABLE, &path, &message, "请确认文件夹有读取权限");
    }

    fn complain(&mut self, code: Code, disk: &Path, message: &str, hint: &str) {
        let place = SourcePath::new(&self.shown(disk)).map(|path| Place::file(&path));
        self.report.push(Complaint::new(code, place, message).hint(hint));
    }

    /// A path as the site's owner knows it, for messages only.
    fn shown(&self, disk: &Path) -> String {
        // As it stands, where that is how paths are written.
        if MAIN_SEPARATOR == '/'
            && let (Some(disk), Some(root)) = (disk.to_str(), self.root.to_str())
            && let Some(inside) = disk
                .strip_prefix(root)
                .and_then(|inside| inside.strip_prefix('/'))
            && !inside.contains('\\')
        {
            return inside.to_owned();
        }
        let inside = disk.strip_prefix(self.root).unwrap_or(disk);
        let parts: Vec<_> = inside
            .iter()
            .map(|part| part.to_string_lossy().replace('\\', "＼"))
            .collect();
        parts.join("/")
    }

    /// The path inside the site. Systems differ in how they store accents; here there is one form.
    fn source_path(&self, disk: &Path) -> Option<SourcePath> {
        let shown = self.shown(disk);
        if shown.is_ascii() || is_nfc(&shown) {
            return SourcePath::new(&shown);
        }
        SourcePath::new(&shown.nfc().collect::<String>())
    }
}
