//! Writing what was mended, and taking it back. Before a file is changed, what it was goes to `.gongkai/history/`: a
//! folder for each time, in which `files.txt` says which file is which and what it became.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::FixedFile;
use crate::words::{MachineFault, SourcePath, fingerprint};
use crate::write;

/// Where it is, in a site's folder.
const FOLDER: &str = ".gongkai/history";
/// A line for each file, what it became and which file beside this one holds what it was:
/// `8f3a…16 hex 8123 1 content/notices/a.md`.
const FILES: &str = "files.txt";

/// What was written.
#[derive(Debug)]
pub struct Saved {
    /// Where the earlier state is, from the site's folder; `None` when nothing was written.
    pub history: Option<String>,
    /// Files that somebody else changed meanwhile; they were left alone.
    pub busy: Vec<SourcePath>,
}

/// What was taken back.
#[derive(Debug, Default)]
pub struct Undone {
    /// These are again what they were.
    pub restored: Vec<SourcePath>,
    /// These were worked on since, and were left alone.
    pub changed: Vec<SourcePath>,
}

/// Writes the files, and before that what they were.
///
/// # Errors
/// The disk's. Each file is then what it was or what it should be, and the history holds what all of them were.
pub fn save(root: &Path, files: &[FixedFile]) -> Result<Saved, MachineFault> {
    let is_as_read =
        |file: &&FixedFile| fs::read(place(root, &file.path)).is_ok_and(|bytes| bytes == file.before);
    let (files, busy): (Vec<&FixedFile>, Vec<_>) = files.iter().partition(is_as_read);
    let busy = busy.into_iter().map(|file| file.path.clone()).collect();
    if files.is_empty() {
        return Ok(Saved { history: None, busy });
    }
    let name = format!("{:06}", numbers(root)?.last().map_or(1, |number| number + 1));
    let folder = root.join(FOLDER).join(&name);
    fs::create_dir_all(&folder).map_err(|cause| MachineFault::io("创建文件夹", &folder, cause))?;
    let mut list = String::new();
    for (number, file) in (1_u32..).zip(&files) {
        let row = Row {
            name: format!("{number}"),
            after: state(&file.after),
            path: file.path.clone(),
        };
        write::replace(&folder.join(&row.name), &file.before)?;
        list += &row.line();
    }
    // Without it nothing in the folder counts; with it, everything is there.
    write::replace(&folder.join(FILES), list.as_bytes())?;
    for file in files {
        write::replace(&place(root, &file.path), &file.after)?;
    }
    Ok(Saved {
        history: Some(format!("{FOLDER}/{name}")),
        busy,
    })
}

/// Takes back the last time that any of these files was mended, of these files only. `None` when there is none.
///
/// # Errors
/// The disk's; each file is whole.
pub fn undo(root: &Path, is_wanted: &dyn Fn(&SourcePath) -> bool) -> Result<Option<Undone>, MachineFault> {
    for number in numbers(root)?.into_iter().rev() {
        let folder = root.join(FOLDER).join(format!("{number:06}"));
        let rows = rows(&folder)?;
        let (wanted, mut kept): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| is_wanted(&row.path));
        if wanted.is_empty() {
            continue;
        }
        let mut undone = Undone::default();
        for row in wanted {
            let path = place(root, &row.path);
            let before = folder.join(&row.name);
            let before = fs::read(&before).map_err(|cause| MachineFault::io("读取文件", &before, cause))?;
            match write::read_if_there("读取文件", &path)? {
                Some(now) if now == before => undone.restored.push(row.path),
                Some(now) if state(&now) == row.after => {
                    write::replace(&path, &before)?;
                    undone.restored.push(row.path);
                }
                _ => {
                    undone.changed.push(row.path.clone());
                    kept.push(row);
                }
            }
        }
        remember(&folder, &kept)?;
        return Ok(Some(undone));
    }
    Ok(None)
}

/// A file that was mended.
struct Row {
    /// What holds its earlier state, in the history's folder.
    name: String,
    /// Fingerprint and length of what it became.
    after: String,
    path: SourcePath,
}

impl Row {
    fn line(&self) -> String {
        format!("{} {} {}\n", self.after, self.name, self.path)
    }

    fn of(line: &str) -> Option<Self> {
        let (after, rest) = line
            .match_indices(' ')
            .nth(1)
            .map(|(at, _)| (&line[..at], &line[at + 1..]))?;
        let (name, path) = rest.split_once(' ')?;
        Some(Self {
            name: name.parse::<u32>().ok()?.to_string(),
            after: after.to_owned(),
            path: SourcePath::new(path)?,
        })
    }
}

/// The files of one time; none when it was cut short.
fn rows(folder: &Path) -> Result<Vec<Row>, MachineFault> {
    let list = folder.join(FILES);
    let text = match fs::read_to_string(&list) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(MachineFault::io("读取文件", &list, cause)),
    };
    Ok(text.lines().filter_map(Row::of).collect())
}

/// Leaves only these files of one time in the history.
fn remember(folder: &Path, kept: &[Row]) -> Result<(), MachineFault> {
    if kept.is_empty() {
        // The list goes first: what is left without it counts for nothing.
        let removed = fs::remove_file(folder.join(FILES)).and_then(|()| fs::remove_dir_all(folder));
        return removed.map_err(|cause| MachineFault::io("删除文件", folder, cause));
    }
    let list: String = kept.iter().map(Row::line).collect();
    write::replace(&folder.join(FILES), list.as_bytes())
}

/// The numbers of the times there were, rising.
fn numbers(root: &Path) -> Result<Vec<u32>, MachineFault> {
    let folder = root.join(FOLDER);
    let inside = match fs::read_dir(&folder) {
        Ok(inside) => inside,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(MachineFault::io("打开文件夹", &folder, cause)),
    };
    let number = |entry: io::Result<fs::DirEntry>| entry.ok()?.file_name().to_str()?.parse().ok();
    let mut numbers: Vec<u32> = inside.filter_map(number).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Where a file of the site is; where a link leads, when it is one.
fn place(root: &Path, path: &SourcePath) -> PathBuf {
    let path = root.join(path.as_str());
    match path.is_symlink() {
        true => fs::canonicalize(&path).unwrap_or(path),
        false => path,
    }
}

/// What a file is, in short: fingerprint and length.
fn state(bytes: &[u8]) -> String {
    format!("{:016x} {}", fingerprint(bytes), bytes.len())
}
