//! Where an edition's files go: takes the paths of an [`Output`], gives them resolved and found harmless.
//! Looks at the disk and changes nothing on it.
//!
//! Paths are compared with links resolved and without regard to case: on Windows and macOS `Content` is
//! `content`, and elsewhere nobody needs an output folder that differs from a source folder by case alone.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::Output;
use crate::words::{MachineFault, OWN_FOLDERS, fingerprint, without_verbatim};

/// The writer's own folder inside the site's.
pub(super) const STATE: &str = ".gongkai";

/// The resolved paths of one edition's output.
#[derive(Debug)]
pub(super) struct Location {
    /// `<site>/.gongkai`.
    pub(super) state: PathBuf,
    /// The output folder; need not exist.
    pub(super) folder: PathBuf,
    /// The output folder as the manifest and the journal name it: relative to the site when it lies in it
    /// (a site on a stick keeps its output when the drive letter changes), else absolute.
    pub(super) folder_key: String,
    /// The edition's id.
    pub(super) edition: String,
    /// The first part of the names of this output's files in the state folder.
    pub(super) stem: String,
}

impl Location {
    /// Resolves an output's paths.
    ///
    /// # Errors
    /// The output is, holds or lies inside the sources, is not a folder, or its path is no text.
    pub(super) fn survey(output: &Output) -> Result<Self, MachineFault> {
        let site =
            real(&output.site).map_err(|cause| MachineFault::io("查看网站文件夹", &output.site, cause))?;
        let folder = resolve(&output.folder)
            .map_err(|cause| MachineFault::io("查看输出文件夹", &output.folder, cause))?;
        if let Some(overlap) = overlap(&site, &folder) {
            return Err(overlap.fault(&output.folder));
        }
        if folder.exists() && !folder.is_dir() {
            return Err(MachineFault::new("输出文件夹的位置上是一个文件").at(&folder));
        }
        if output.edition.chars().any(char::is_control) {
            return Err(MachineFault::new("版的名字里有不能使用的字符").at(&folder));
        }
        let folder_key = key(&site, &folder)?;
        let stem = stem(&output.edition, &folder_key);
        Ok(Self {
            state: site.join(STATE),
            folder,
            folder_key,
            edition: output.edition.clone(),
            stem,
        })
    }

    /// The manifest's file.
    pub(super) fn manifest(&self) -> PathBuf {
        self.state.join(format!("{}.manifest", self.stem))
    }

    /// The edition and the folder, as the manifest names them.
    pub(super) fn place(&self) -> (&str, &str) {
        (&self.edition, &self.folder_key)
    }

    /// What the last build remembers of itself.
    pub(super) fn record(&self) -> PathBuf {
        self.state.join(format!("{}.record", self.stem))
    }

    /// The file whose lock is held while the edition is built.
    pub(super) fn lock(&self) -> PathBuf {
        self.state.join(format!("{}.lock", self.stem))
    }

    /// Where changes are collected: beside the output, so that they are on its volume and never inside
    /// what gets uploaded.
    ///
    /// # Errors
    /// The output folder is a whole disk.
    pub(super) fn staging(&self) -> Result<PathBuf, MachineFault> {
        match (self.folder.parent(), self.folder.file_name()) {
            (Some(parent), Some(name)) => {
                Ok(parent.join(format!(".{}.gongkai-staging", name.to_string_lossy())))
            }
            _ => Err(MachineFault::new("不能直接输出到磁盘的根目录")
                .at(&self.folder)
                .hint("请换成里面的一个文件夹")),
        }
    }

    /// Where changes are collected when the folder above the output cannot be written to.
    pub(super) fn inner_staging(&self) -> PathBuf {
        self.state.join(format!("{}.staging", self.stem))
    }

    /// The path that a manifest or the journal names.
    pub(super) fn locate(&self, key: &str) -> PathBuf {
        locate(&self.state, key)
    }

    /// A path as the journal names it.
    ///
    /// # Errors
    /// The path is no text.
    pub(super) fn key_of(&self, path: &Path) -> Result<String, MachineFault> {
        key(self.state.parent().unwrap_or(&self.state), path)
    }
}

/// True when `folder` is, holds or lies inside one of the site's own folders; also when that cannot be
/// found out.
#[must_use]
pub fn overlaps_sources(site: &Path, folder: &Path) -> bool {
    match (resolve(site), resolve(folder)) {
        (Ok(site), Ok(folder)) => overlap(&site, &folder).is_some(),
        _ => true,
    }
}

/// How an output folder meets the sources.
enum Overlap {
    /// It is the site's folder or holds it.
    Site,
    /// It is, holds or lies inside this folder of the site.
    Source(&'static str),
}

impl Overlap {
    fn fault(&self, folder: &Path) -> MachineFault {
        let message = match self {
            Self::Site => "输出文件夹不能是网站的文件夹本身，也不能是它的上级文件夹".to_owned(),
            Self::Source(name) => format!("输出文件夹不能与网站的“{name}”文件夹重叠"),
        };
        MachineFault::new(message)
            .at(folder)
            .hint("请给输出单独用一个文件夹，例如 public")
    }
}

fn overlap(site: &Path, folder: &Path) -> Option<Overlap> {
    if within(site, folder) {
        return Some(Overlap::Site);
    }
    OWN_FOLDERS.into_iter().find_map(|name| {
        let named = site.join(name);
        // A source folder may itself be a link to where the texts really are.
        let real = resolve(&named).unwrap_or_else(|_| named.clone());
        [named, real]
            .iter()
            .any(|source| within(folder, source) || within(source, folder))
            .then_some(Overlap::Source(name))
    })
}

/// True when `inner` is `outer` or lies inside it.
pub(super) fn within(inner: &Path, outer: &Path) -> bool {
    let mut parts = inner.components();
    outer
        .components()
        .all(|part| parts.next().is_some_and(|own| folded(own) == folded(part)))
}

fn folded(part: Component<'_>) -> String {
    part.as_os_str().to_string_lossy().to_lowercase()
}

/// The path with links and `..` resolved; its last parts need not exist.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    match real(&path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => resolve_missing(&path, cause),
        other => other,
    }
}

/// The path with links resolved; all of it has to exist. Some drives of Windows cannot say what they are: there the path as it
/// was typed is the best there is.
fn real(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(real) => Ok(without_verbatim(&real)),
        Err(cause) if cfg!(windows) && cause.kind() != io::ErrorKind::NotFound => std::path::absolute(path),
        Err(cause) => Err(cause),
    }
}

fn resolve_missing(path: &Path, cause: io::Error) -> io::Result<PathBuf> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(cause); // a link to nowhere
    }
    let parent = path.parent().ok_or(cause)?;
    let mut real = resolve(parent)?;
    match path.file_name() {
        Some(name) => real.push(name),
        None => {
            real.pop(); // the path ends with `..`
        }
    }
    Ok(real)
}

/// A path as one line of text, relative to the site when it lies in it.
fn key(site: &Path, path: &Path) -> Result<String, MachineFault> {
    let own = path.strip_prefix(site).unwrap_or(path);
    match own.to_str() {
        Some(text) if !text.chars().any(char::is_control) && cfg!(windows) => Ok(text.replace('\\', "/")),
        Some(text) if !text.chars().any(char::is_control) => Ok(text.to_owned()),
        _ => Err(MachineFault::new("输出文件夹的名字里有不能使用的字符").at(path)),
    }
}

/// The path that a key names, for the site with this state folder.
pub(super) fn locate(state: &Path, key: &str) -> PathBuf {
    state.parent().unwrap_or(state).join(key)
}

/// Readable, fit for a file's name, and different for each pair of edition and folder.
pub(super) fn stem(edition: &str, folder_key: &str) -> String {
    let readable: String = edition
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' })
        .take(40)
        .collect();
    let hash = fingerprint(format!("{edition}\n{folder_key}").as_bytes());
    format!("{readable}-{hash:016x}")
}

/// True when both lie on one volume, as far as the system tells; a rename between volumes fails.
#[cfg(unix)]
pub(super) fn same_volume(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => a.dev() == b.dev(),
        _ => true,
    }
}

/// True: here a rename that fails tells, and nothing is lost by it.
#[cfg(not(unix))]
pub(super) fn same_volume(_: &Path, _: &Path) -> bool {
    true
}
