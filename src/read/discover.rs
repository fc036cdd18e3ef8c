//! The site's folder → [`Tree`]: which files there are, and what each is. Reads names, not contents, but of what stands beside `content`.
//!
//! What each file of the content folder is follows from its folder and its ending alone. Names that are nobody's content are passed over; links that leave the
//! site or run in circles, and names that some system could not store, are complained about and left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use walkdir::{DirEntry, WalkDir};

use super::decode::{UNREADABLE, cause};
use super::names;
use crate::words::{Code, Complaint, Kind, Labelled, MachineFault, Place, Report, SourcePath, ends_with_any};

/// Every file of a site that matters, by what it is.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// `site.toml`.
    pub config: Option<Found>,
    /// `content/organization.yaml`.
    pub organization: Option<Found>,
    /// `content/catalogue.yaml`.
    pub catalogue: Option<Found>,
    /// `content/calendar.yaml`.
    pub calendar: Option<Found>,
    /// `content/words.yaml`.
    pub wordings: Option<Found>,
    /// The entries, sorted by path.
    pub entries: Vec<(Kind, Found)>,
    /// Everything else under `content/`: images, attachments, `files/`.
    pub files: Arc<BTreeMap<SourcePath, Found>>,
}

/// A file that was found, not yet read.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its path inside the site.
    pub path: SourcePath,
    /// Where its bytes are.
    pub content: FileBytes,
}

/// Where a file's bytes are: on disk, or given (tests, examples that `init` brings).
#[derive(Debug, Clone)]
pub enum FileBytes {
    /// A file on disk.
    Disk(PathBuf),
    /// Bytes.
    Memory(Arc<[u8]>),
}

impl Tree {
    /// The files on the disk.
    pub fn disk_files(&self) -> impl Iterator<Item = &Path> {
        let single = [
            &self.config, &self.organization, &self.catalogue, &self.calendar, &self.wordings,
        ];
        let single = single.into_iter().flatten();
        let entries = self.entries.iter().map(|(_, found)| found);
        let all = single.chain(entries).chain(self.files.values());
        all.filter_map(|found| match &found.content {
            FileBytes::Disk(path) => Some(path.as_path()),
            FileBytes::Memory(_) => None,
        })
    }

    /// The text file of this path: an entry, `site.toml` or one of the files for the whole site.
    pub fn text_file_mut(&mut self, path: &SourcePath) -> Option<&mut Found> {
        let single = [
            &mut self.config, &mut self.organization, &mut self.catalogue, &mut self.calendar,
            &mut self.wordings,
        ];
        let single = single.into_iter().flatten();
        let mut all = single.chain(self.entries.iter_mut().map(|(_, found)| found));
        all.find(|found| found.path == *path)
    }
}

impl From<Vec<u8>> for FileBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Memory(bytes.into())
    }
}

impl FileBytes {
    /// The bytes, read now.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Disk(path) => std::fs::read(path),
            Self::Memory(bytes) => Ok(bytes.to_vec()),
        }
    }
}

/// Looks through a site's folder.
///
/// # Errors
/// The folder itself cannot be listed, or there is no content in it: a folder that was renamed or a network share that
/// is not connected is no empty site. A single file that cannot be read is a complaint.
pub fn discover(root: &Path, report: &mut Report) -> Result<Tree, MachineFault> {
    std::fs::read_dir(root).map_err(|error| MachineFault::io("打开网站文件夹", root, error))?;
    let mut tree = Tree::default();
    let config = root.join("site.toml");
    if let (true, Some(path)) = (config.is_file(), SourcePath::new("site.toml")) {
        tree.config = Some(Found {
            path,
            content: FileBytes::Disk(config),
        });
    }
    if tree.config.is_some() {
        check_content(&root.join("content"))?;
    }
    outside(root, report);
    let mut found = walk(root, "content", report);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    sort(found, &mut tree, report);
    Ok(tree)
}

/// There is a folder with content.
fn check_content(folder: &Path) -> Result<(), MachineFault> {
    let message = match std::fs::metadata(folder) {
        Ok(about) if about.is_dir() => return check_not_empty(folder),
        Ok(_) => "content 应当是文件夹，这里却是一个文件",
        Err(error) if error.kind() == io::ErrorKind::NotFound => "content 文件夹不在了",
        Err(error) => return Err(MachineFault::io("打开内容文件夹", folder, error)),
    };
    Err(MachineFault::new(message).at(folder).hint(MISSING))
}

/// A share that is not connected may leave an empty folder behind. One that cannot be listed is complained about later.
fn check_not_empty(folder: &Path) -> Result<(), MachineFault> {
    let is_empty = std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none());
    match is_empty {
        true => Err(MachineFault::new("content 文件夹是空的").at(folder).hint(MISSING)),
        false => Ok(()),
    }
}

/// Why content is usually not there.
const MISSING: &str = "是不是改了名、移走了，或者放内容的网络共享没有连上？放回原处再生成；网站保持不变";

const FOLDER_UNKNOWN: Code = Code::error("folder-unknown");
pub(super) const MISPLACED: Code = Code::error("file-misplaced");
const ENDING: Code = Code::warning("name-ending");

/// Endings of a text that Windows or an editor may have put behind, or instead of, `.md`.
const NEARLY: [&str; 5] = [".md.txt", ".yaml.txt", ".yml.txt", ".markdown", ".mdown"];

/// Puts each file (sorted by path) where it belongs.
fn sort(found: Vec<Found>, tree: &mut Tree, report: &mut Report) {
    let mut unknown = BTreeSet::new();
    let mut files = BTreeMap::new();
    for file in found {
        let path = file.path.clone();
        let mut parts = path.as_str().split('/').skip(1);
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        match (first, second) {
            ("organization.yaml", None) => tree.organization = Some(file),
            ("catalogue.yaml", None) => tree.catalogue = Some(file),
            ("calendar.yaml", None) => tree.calendar = Some(file),
            ("words.yaml", None) => tree.wordings = Some(file),
            (_, None) if is_data(&path) || is_nearly(&path) => {
                // Read as what it was meant for, so that nothing else is told of what only its name is to blame for.
                let meant = match misplaced(&path, report) {
                    Some("organization.yaml") => &mut tree.organization,
                    Some("catalogue.yaml") => &mut tree.catalogue,
                    Some("calendar.yaml") => &mut tree.calendar,
                    Some("words.yaml") => &mut tree.wordings,
                    _ => continue,
                };
                meant.get_or_insert(file);
            }
            (_, None) | ("files", Some(_)) => {
                files.insert(path, file);
            }
            (folder, Some(_)) => match Kind::of_folder(folder) {
                None => {
                    if unknown.insert(folder.to_owned()) {
                        unknown_folder(folder, report);
                    }
                }
                Some(kind) if is_data(&path) => tree.entries.push((kind, file)),
                Some(_) => {
                    nearly(&path, report);
                    files.insert(path, file);
                }
            },
        }
    }
    tree.files = Arc::new(files);
}

fn is_data(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "yaml" | "yml")
}

/// The files that stand in `content` itself, and what else they are called.
const WHOLE_SITE: [(&str, &[&str]); 4] = [
    (
        "organization.yaml",
        &["organization", "organisation", "组织", "党组织", "组织机构"],
    ),
    ("catalogue.yaml", &["catalogue", "catalog", "公开目录", "目录"]),
    ("calendar.yaml", &["calendar", "calender", "放假安排", "日历"]),
    ("words.yaml", &["words", "word", "表述", "固定表述"]),
];

/// Complains about a file that stands in `content` itself; gives the one that it was meant for.
fn misplaced(path: &SourcePath, report: &mut Report) -> Option<&'static str> {
    // organization.yaml.txt is one of those too.
    let stem = path.name().split('.').next().unwrap_or_default().to_lowercase();
    let is_meant = |(_, names): &&(&str, &[&str])| names.contains(&stem.as_str());
    let meant = WHOLE_SITE.iter().find(is_meant).map(|(name, _)| *name);
    let (message, hint) = match meant {
        Some(name) => (
            format!("文件名“{}”不对", path.name()),
            format!("改成 {name}，放在原处"),
        ),
        None => (
            format!("“{}”直接放在了 content 文件夹里", path.name()),
            format!("请移到它所属的文件夹里：{}", folders()),
        ),
    };
    report.push(Complaint::new(MISPLACED, Place::file(path), message).hint(hint));
    meant
}

/// Complains about what stands beside `content` and was meant for it: entries, and their folders.
fn outside(root: &Path, report: &mut Report) {
    let beside = WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name();
    for entry in beside.into_iter().flatten() {
        let Some(path) = entry.file_name().to_str().and_then(SourcePath::new) else {
            continue;
        };
        let is_folder = entry.file_type().is_dir();
        let is_meant = match is_folder {
            true => Kind::of_folder(path.name()).is_some() && holds_entry(entry.path()),
            false => is_entry(entry.path()),
        };
        if is_meant {
            let what = if is_folder { "文件夹" } else { "" };
            let message = format!("{what}“{}”放在了 content 文件夹外面，不会发布", path.name());
            let hint = match is_folder {
                true => "请移到 content 文件夹里面；不想发布的，请改名".to_owned(),
                false => format!("请移到 content 里它所属的文件夹：{}", folders()),
            };
            report.push(Complaint::new(MISPLACED, Place::file(&path), message).hint(hint));
        }
    }
}

fn holds_entry(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.into_iter().any(|file| is_entry(&file.path()))
}

/// True for Markdown with front matter, which a README has not; false for what cannot be read.
fn is_entry(file: &Path) -> bool {
    let mut beginning = Vec::new();
    let mut begins = || {
        let read = std::fs::File::open(file).and_then(|file| file.take(8).read_to_end(&mut beginning));
        let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&beginning);
        read.is_ok() && (text.starts_with(b"---\n") || text.starts_with(b"---\r\n"))
    };
    file.extension().is_some_and(|ending| ending == "md") && begins()
}

/// True for a name that was meant to end in `.md` or `.yaml`.
pub(in crate::read) fn is_nearly(path: &SourcePath) -> bool {
    let lower = path.name().to_ascii_lowercase();
    ends_with_any(&lower, &NEARLY)
}

/// `.md.txt` looks like `.md` on a Windows that hides endings.
fn nearly(path: &SourcePath, report: &mut Report) {
    if is_nearly(path) {
        let message = format!(
            "“{}”不会被当作内容读取，因为文件名不是以 .md 或 .yaml 结尾",
            path.name()
        );
        let hint = "请在资源管理器里打开“文件扩展名”的显示，再把文件名改成以 .md 结尾";
        report.push(Complaint::new(ENDING, Place::file(path), message).hint(hint));
    }
}

fn unknown_folder(folder: &str, report: &mut Report) {
    let place = SourcePath::new(&format!("content/{folder}")).map(|path| Place::file(&path));
    let message = format!("不认识的文件夹“{folder}”，里面的文件没有读取");
    let names = || {
        Kind::ALL
            .into_iter()
            .flat_map(|kind| [kind.folder(), kind.label()])
    };
    let nearest = names()
        .map(|name| {
            (
                strsim::normalized_damerau_levenshtein(name, &folder.to_lowercase()),
                name,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = match nearest {
        Some((_, name)) => format!("是不是想写“{name}”？"),
        None => format!("可以用的文件夹：{}；公开的文件放在 files", folders()),
    };
    report.push(Complaint::new(FOLDER_UNKNOWN, place, message).hint(hint));
}

fn folders() -> String {
    let names: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| format!("{}（{}）", kind.folder(), kind.label()))
        .collect();
    names.join("、")
}

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
fn walk(root: &Path, folder: &str, report: &mut Report) -> Vec<Found> {
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
