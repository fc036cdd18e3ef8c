//! `import`: files from Word, WPS and the web become drafts of entries. What is there already is never overwritten; of
//! each file it is said what was left out and what to look at.

mod advice;
mod clipboard;
mod folder;
mod summary;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::arguments::Import;
use super::build::real;
use super::console::Console;
use super::entry_form::{self, EntryForm};
use super::{Outcome, new, today};
use crate::import::{ImportRequest, ImportedEntry};
use crate::read::{Organization, Settings, discover};
use crate::words::{Day, Fingerprint, Kind, Labelled, MachineFault, Report, Scope, SourcePath, slug};
use advice::advice;
use clipboard::Copied;
use folder::{FilesToImport, files};
use summary::SummaryRow;

/// The largest file that is looked at, in bytes.
const LARGEST: u64 = 100 << 20;

/// What an entry says of its source: in a comment, this, the file's name, this, a fingerprint.
const FROM: &str = "导入自“";
const MARK: &str = "，指纹 ";

/// How far into an entry that is looked for, in bytes.
const HEAD: u64 = 2_000;

/// What is said of a file in the site's own `content`: an entry, or what one shows or attaches.
const OF_THE_SITE: &str = "它已经在网站的 content 文件夹里；要改的，直接打开它改。是 Word、Excel 等文件，要变成条目的，先移到别的文件夹，再导入";

/// What is called the name of what was copied.
const COPIED: &str = "复制的内容";

/// Runs the command.
pub(super) fn run(root: &Path, options: &Import, console: &Console) -> Result<Outcome, MachineFault> {
    entry_form::check_site(root)?;
    let kind = kind(options)?;
    let (found, copied) = match options.paste.then(clipboard::copied).transpose()? {
        Some(Copied::Files(copied)) => (files(&copied, root)?, None),
        Some(Copied::Text(ending, text)) => (FilesToImport::default(), Some((ending, text))),
        None => (files(&options.files, root)?, None),
    };
    let FilesToImport { files, passed_over } = found;
    check_into(root, options, &files)?;
    let mut importing = Importing {
        root,
        kind,
        into: options.into.as_deref(),
        today: options.date.unwrap_or_else(today),
        is_dated: options.date.is_some(),
        organization: entry_form::organization(root),
        settings: Settings::read(
            &discover::discover(root, &mut Report::new()).unwrap_or_default(),
            today(),
        ),
        before: earlier_imports(root),
    };
    let mut count = Count::default();
    let mut summary = Vec::new();
    for path in &files {
        console.say("");
        console.say(&path.display().to_string());
        let imported = importing.file(path);
        summary.push(SummaryRow::of(path, &options.files, &imported));
        count.tell(imported, root, console)?;
    }
    if let Some((ending, text)) = copied {
        let source = Source {
            name: COPIED,
            ending,
            bytes: text.as_bytes(),
        };
        let imported = importing.source(source, &clipboard::picture);
        count.tell(imported, root, console)?;
    }
    folder::tell(&passed_over, console);
    if files.len() > 1 || options.files.iter().any(|path| path.is_dir()) {
        summary::tell(&summary, console);
    }
    console.say("");
    console.insist(&count.total());
    Ok(match count.failed {
        0 => Outcome::Done,
        _ => Outcome::ContentFaults,
    })
}

/// `--into` names one file among the entries.
fn check_into(root: &Path, options: &Import, files: &[PathBuf]) -> Result<(), MachineFault> {
    let Some(into) = &options.into else { return Ok(()) };
    if files.len() > 1 {
        return Err(MachineFault::new("--into 一次只能导入一个文件").hint("几个文件一起导入时，不写 --into"));
    }
    let is_up = |part: Component<'_>| part == Component::ParentDir;
    let is_inside = root.join(into).starts_with(root.join("content")) && !into.components().any(is_up);
    match is_inside && matches!(ending(into).as_str(), "md" | "yaml") {
        true => Ok(()),
        false => Err(
            MachineFault::new("--into 要写 content 里的一个 .md 或 .yaml 文件")
                .at(into)
                .hint("例如 --into content/notices/2026-03-12-tongzhi.md"),
        ),
    }
}

/// `--into` names a file that can hold what a source became: one entry, in a folder and with an ending of its kind.
fn check_fits(root: &Path, into: &Path, entries: &[ImportedEntry]) -> Result<(), MachineFault> {
    let [entry] = entries else {
        return Err(MachineFault::new(format!(
            "里面有 {} 张表，会成为 {} 个条目，--into 只能写一个文件；没有导入",
            entries.len(),
            entries.len()
        ))
        .at(into)
        .hint("不写 --into，每一张按日期和标题起名"));
    };
    let label = entry.kind.label();
    let wanted = if entry.kind == Kind::Ledger { "yaml" } else { "md" };
    if ending(into) != wanted {
        return Err(
            MachineFault::new(format!("它是{label}，要存成 .{wanted} 文件；没有导入"))
                .at(into)
                .hint("把 --into 的扩展名改成这一种，或者不写 --into"),
        );
    }
    let path = root.join(into);
    let inside = path.strip_prefix(root.join("content")).unwrap_or(into);
    let mut folders = inside.components().map(|part| part.as_os_str().to_string_lossy());
    let folder = folders.next().filter(|_| folders.next().is_some());
    if folder
        .as_ref()
        .is_some_and(|folder| Kind::of_folder(folder) == Some(entry.kind))
    {
        return Ok(());
    }
    let stated = folder.map_or_else(|| "content".to_owned(), |folder| format!("content/{folder}"));
    Err(MachineFault::new(format!(
        "它是{label}，要放在 content/{} 里，不能放在 {stated} 里；没有导入",
        entry.kind.folder()
    ))
    .at(into)
    .hint("改 --into 的文件夹，或者不写 --into；种类看错了的，用 --kind 写明"))
}

/// How many files came to what.
#[derive(Debug, Default)]
struct Count {
    done: usize,
    known: usize,
    failed: usize,
}

impl Count {
    /// Says what a file became.
    fn tell(
        &mut self,
        imported: Result<Vec<ImportedFile>, NotImported>,
        root: &Path,
        console: &Console,
    ) -> Result<(), MachineFault> {
        match imported {
            Ok(imported) => {
                self.done += 1;
                imported.iter().for_each(|imported| tell(imported, root, console));
            }
            Err(NotImported::Fault(fault)) => return Err(fault),
            Err(NotImported::Known(entry)) => {
                self.known += 1;
                let entry = entry.strip_prefix(root).unwrap_or(&entry);
                console.insist(&format!("  以前导入过，没有再导入：{}", entry.display()));
                console.say("  要重新导入，请先把那个文件移走或者删去");
            }
            Err(NotImported::Unreadable(why)) => {
                self.failed += 1;
                console.insist(&format!("  没有导入：{why}"));
            }
        }
        Ok(())
    }

    fn total(&self) -> String {
        let mut said = format!("导入了 {} 个文件", self.done);
        if self.known > 0 {
            said += &format!("，{} 个以前导入过", self.known);
        }
        if self.failed > 0 {
            said += &format!("，{} 个没有导入", self.failed);
        }
        match self.done {
            0 => said + "。",
            _ => said + "。都是草稿，不会公开；请对照原文看一遍，改好后走完审批，再删去“草稿: 是”那一行。",
        }
    }
}

/// The kind that was asked for.
fn kind(options: &Import) -> Result<Option<Kind>, MachineFault> {
    let Some(word) = &options.kind else {
        return Ok(None);
    };
    match new::kind_of(word) {
        Some(Kind::Ledger) => Err(MachineFault::new("台账由表格的列名认出来，不用写种类")
            .hint("去掉 --kind 再导入；没有认出来的，把表格复制到 Excel 或 WPS 表格里，存成 xlsx 再导入")),
        Some(kind) => Ok(Some(kind)),
        None => Err(MachineFault::new(format!("没有“{word}”这个种类"))
            .hint("可以写：通知公告、会议纪要、公开承诺、学习资料、页面")),
    }
}

fn ending(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}

/// What every file is imported with.
struct Importing<'a> {
    root: &'a Path,
    kind: Option<Kind>,
    into: Option<&'a Path>,
    today: Day,
    /// The user says it.
    is_dated: bool,
    organization: Organization,
    /// What `check` reads the drafts against.
    settings: Settings,
    /// The fingerprints of what was imported before, and where it went.
    before: HashMap<String, PathBuf>,
}

/// A file that was imported.
struct ImportedFile {
    entry: ImportedEntry,
    path: PathBuf,
    pictures: usize,
    /// What stands as its 公开范围.
    scope: Option<Scope>,
}

/// Why a file was not.
enum NotImported {
    /// The machine says no: the next would fail too.
    Fault(MachineFault),
    /// It was before, and became this entry.
    Known(PathBuf),
    /// What is wrong with it, and what to do.
    Unreadable(String),
}

impl From<MachineFault> for NotImported {
    fn from(fault: MachineFault) -> Self {
        Self::Fault(fault)
    }
}

/// A file's bytes, or what was copied.
#[derive(Clone, Copy)]
struct Source<'a> {
    name: &'a str,
    ending: &'a str,
    bytes: &'a [u8],
}

impl Importing<'_> {
    fn file(&mut self, path: &Path) -> Result<Vec<ImportedFile>, NotImported> {
        if real(path).starts_with(real(&self.root.join("content"))) {
            return Err(NotImported::Unreadable(OF_THE_SITE.to_owned()));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let source = Source {
            name: path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default(),
            ending: &ending(path),
            bytes: &bytes(path)?,
        };
        self.source(source, &|name| picture_beside(folder, name))
    }

    fn source(
        &mut self,
        source: Source<'_>,
        beside: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Vec<ImportedFile>, NotImported> {
        let fingerprint = Fingerprint::of(source.bytes).to_string();
        if let Some(entry) = self.before.get(&fingerprint) {
            return Err(NotImported::Known(entry.clone()));
        }
        let request = ImportRequest {
            ending: source.ending,
            bytes: source.bytes,
            file_name: source.name,
            kind: self.kind,
            organization: &self.organization,
            is_dated: self.is_dated,
        };
        let entries = request
            .entries(beside)
            .map_err(|why| NotImported::Unreadable(advice(why, &source).to_owned()))?;
        if let Some(into) = self.into {
            check_fits(self.root, into, &entries)?;
        }
        let from = format!("{FROM}{}”{MARK}{fingerprint}", source.name);
        let imported: Result<Vec<ImportedFile>, MachineFault> = entries
            .into_iter()
            .map(|entry| self.write(entry, &from))
            .collect();
        let imported = imported?;
        if let Some(first) = imported.first() {
            self.before.insert(fingerprint, first.path.clone());
        }
        Ok(imported)
    }

    fn write(&self, mut entry: ImportedEntry, from: &str) -> Result<ImportedFile, MachineFault> {
        let date = entry.day(self.today);
        entry.fit_to(date);
        let form = EntryForm {
            root: self.root,
            kind: entry.kind,
            of_type: entry.of_type(),
            title: &entry.title,
            date,
            widest: match entry.is_of_guessed_kind {
                true => Scope::Unit,
                false => Scope::Public,
            },
        };
        let path = match self.into {
            Some(into) => self.root.join(into),
            None => free(form.path()),
        };
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let (text, pictures) = entry.file(&form.text(), stem, from.to_owned());
        let all = pictures
            .iter()
            .map(|(name, bytes)| (path.with_file_name(name), &**bytes));
        write_all(all.chain([(path.clone(), text.as_bytes())]))?;
        let (pictures, scope) = (pictures.len(), form.scope());
        let inside = path.strip_prefix(self.root).ok().and_then(Path::to_str);
        let read = inside.and_then(SourcePath::new).map(|source| {
            let bytes = Some(text.as_bytes());
            self.settings.entry(entry.kind, &source, bytes, Report::new())
        });
        if let Some(document) = read.and_then(|read| read.document) {
            let editions = self
                .settings
                .config()
                .map_or(&[][..], |config| &config.editions[..]);
            entry.look_through(&text, &document, editions);
        }
        Ok(ImportedFile {
            scope,
            entry,
            path,
            pictures,
        })
    }
}

/// Writes all of these files or, when one cannot be written, none.
fn write_all<'b>(files: impl Iterator<Item = (PathBuf, &'b [u8])>) -> Result<(), MachineFault> {
    let mut written: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files {
        if let Err(fault) = entry_form::write_new(&path, bytes) {
            written.iter().for_each(|path| drop(fs::remove_file(path)));
            return Err(fault);
        }
        written.push(path);
    }
    Ok(())
}

fn bytes(path: &Path) -> Result<Vec<u8>, NotImported> {
    let reading = |cause| MachineFault::io("读取要导入的文件", path, cause);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(reading)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(reading)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(NotImported::Unreadable(
            "文件大于 100 MB；请删去大的图片，或者分成几个文件".to_owned(),
        )),
        false => Ok(bytes),
    }
}

/// A picture that a saved page shows, from the folder beside it. Nothing outside of the page's own folder is looked at.
fn picture_beside(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let name = name.replace('\\', "/");
    let is_inside = !name.contains(':')
        && name
            .split('/')
            .all(|part| !matches!(part, "" | "." | "..") && !part.contains('\0'));
    let path = folder.join(&name);
    let about = fs::symlink_metadata(&path).ok().filter(|_| is_inside)?;
    match about.is_file() && about.len() <= LARGEST {
        true => fs::read(path).ok(),
        false => None,
    }
}

/// The path, or with a number behind its name where something has it already, or has a name that becomes the same
/// address.
fn free(path: PathBuf) -> PathBuf {
    let stem_of = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let stem = stem_of(&path).unwrap_or_default();
    let folder = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    let there = folder.into_iter().flatten().flatten();
    let taken: HashSet<String> = there
        .filter_map(|item| Some(slug(&stem_of(&item.path())?)))
        .collect();
    let numbered = (2..10_000).map(|number| format!("{stem}-{number}"));
    let mut all = std::iter::once(stem.clone()).chain(numbered);
    let name = all.find(|name| !taken.contains(&slug(name))).unwrap_or(stem);
    path.with_file_name(format!("{name}.{}", ending(&path)))
}

/// What every entry says at its beginning that was imported: its source's fingerprint.
fn earlier_imports(root: &Path) -> HashMap<String, PathBuf> {
    let mut found = HashMap::new();
    for item in WalkDir::new(root.join("content")).into_iter().flatten() {
        if !matches!(ending(item.path()).as_str(), "md" | "yaml") {
            continue;
        }
        let mut head = Vec::new();
        if File::open(item.path())
            .and_then(|file| file.take(HEAD).read_to_end(&mut head))
            .is_err()
        {
            continue;
        }
        let head = String::from_utf8_lossy(&head);
        let mut lines = head
            .lines()
            .filter_map(|line| line.strip_prefix("# ")?.strip_prefix(FROM));
        if let Some((_, fingerprint)) = lines.find_map(|line| line.rsplit_once(MARK)) {
            found.insert(fingerprint.trim().to_owned(), item.into_path());
        }
    }
    found
}

fn tell(imported: &ImportedFile, root: &Path, console: &Console) {
    let entry = &imported.entry;
    let path = imported.path.strip_prefix(root).unwrap_or(&imported.path);
    console.insist(&format!("  → {}", path.display()));
    let of_type = entry
        .of_type()
        .map_or(String::new(), |of_type| format!("（{of_type}）"));
    console.say(&format!("  {}{of_type}：{}", entry.kind.label(), entry.title));
    // Whoever looks for it on the public site must know that it will not be there.
    if let Some(scope) = imported.scope.filter(|scope| *scope != Scope::Public) {
        console.say(&format!(
            "  公开范围先写了{}，社会公开的网站上没有它",
            scope.label()
        ));
    }
    let filled = entry.filled();
    if !filled.is_empty() {
        console.say(&format!("  填好了：{}", filled.join("、")));
    }
    if let Some(rows) = entry.rows() {
        console.say(&format!("  共 {rows} 行"));
    }
    if imported.pictures > 0 {
        console.say(&format!("  图片 {} 张，存在条目旁边", imported.pictures));
    }
    let left_out = entry.left_out();
    if !left_out.is_empty() {
        console.say(&format!("  没有带进来：{}", left_out.join("、")));
    }
    let to_look_at = entry.to_look_at();
    if !to_look_at.is_empty() {
        console.insist("  请看一看：");
        to_look_at
            .iter()
            .for_each(|line| console.insist(&format!("    {line}")));
    }
}
