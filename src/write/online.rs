//! What is online by the manifests and may no longer be. Whether an output was uploaded nobody knows; it is taken for
//! granted, until somebody says that what had to be deleted on the server is deleted.
//!
//! An output that gets uploaded has lines for this below its manifest's files; an output for trying things has none:
//!
//! ```text
//! day 2026-11-20                        the last build's day
//! until 2026-12-04 notices/a.html       may not stay longer
//! delete 2026-11-13 notices/b.html      it was part of a 公示, with this last day
//! delete - files/c.pdf                  it was part of none
//! replace 2026-11-13 notices/d.html     online it may still show the 公示 that was over then
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use rayon::prelude::*;

use super::location::{Location, STATE, locate, resolve, stem, within};
use super::manifest::{FileDigest, Loaded, Manifest, ManifestRow};
use super::{Output, disk, manifest, recover};
use crate::words::{Address, Day, MachineFault, starts_with_any};

/// A file that an upload does not remove from the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The output's folder, as the site's owner knows it: `public`.
    pub folder: String,
    /// Where it was in it.
    pub address: Address,
    /// For a file of a 公示, its last day.
    pub last: Option<Day>,
}

impl Deletion {
    /// All of an output: those of 公示 first, soonest over first, then by address.
    pub(super) fn all_of(folder: &str, uploaded: &Uploaded) -> Vec<Self> {
        let deletion = |(address, last): (&Address, &Option<Day>)| Self {
            folder: folder.to_owned(),
            address: address.clone(),
            last: *last,
        };
        let mut all: Vec<Self> = uploaded.deletions.iter().map(deletion).collect();
        all.sort_by_key(|deletion| (deletion.last.is_none(), deletion.last));
        all
    }

    /// True when the 公示 is over on a day: it may not be seen any more, by law.
    #[must_use]
    pub fn is_over(&self, day: Day) -> bool {
        self.last.is_some_and(|last| last < day)
    }
}

/// Its path in the site's folder: `public/notices/a.html`.
impl fmt::Display for Deletion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.folder, self.address)
    }
}

/// The pages of an output that were made to be shown until a day that is over, each with that day; soonest first. Those that
/// a build has replaced since are there until somebody says that they are uploaded ([`confirm_replaced`]). Nothing for an
/// output that was never written.
///
/// # Errors
/// The manifest cannot be read.
pub fn still_online(output: &Output, today: Day) -> Result<Vec<(Address, Day)>, MachineFault> {
    let Loaded::Whole(manifest) = Manifest::load(&Location::survey(output)?)? else {
        return Ok(Vec::new());
    };
    let uploaded = manifest.uploaded();
    let mut over = uploaded.over_by(today);
    over.extend(
        uploaded
            .replaced
            .iter()
            .map(|(address, last)| (address.clone(), *last)),
    );
    over.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok(over)
}

/// What has to be deleted on the server, of all outputs that were ever written: those of 公示 first.
///
/// # Errors
/// A manifest cannot be read.
pub fn deletions(site: &Path) -> Result<Vec<Deletion>, MachineFault> {
    let state = site.join(STATE);
    let reading = |cause| MachineFault::io("读取输出清单", &state, cause);
    let mut all = Vec::new();
    for path in manifest::all(&state).map_err(reading)? {
        if let Some(manifest) = load(&path)? {
            all.extend(Deletion::all_of(manifest.place().1, manifest.uploaded()));
        }
    }
    all.sort_by_key(|deletion| (deletion.last.is_none(), deletion.last));
    Ok(all)
}

/// Nothing is made as of a day before that of the last build: a 公示 that was over by then would show its names again.
///
/// # Errors
/// The day is earlier, or a manifest cannot be read.
pub fn check_clock(site: &Path, day: Day) -> Result<(), MachineFault> {
    let state = site.join(STATE);
    let paths = manifest::all(&state).map_err(|cause| MachineFault::io("读取输出清单", &state, cause))?;
    for path in paths {
        let built = load(&path)?.and_then(|manifest| manifest.uploaded().day);
        check_day(built, day)?;
    }
    Ok(())
}

/// The same of one output, whose last build had a day.
pub(super) fn check_day(built: Option<Day>, day: Day) -> Result<(), MachineFault> {
    let Some(built) = built.filter(|built| day < *built) else {
        return Ok(());
    };
    let (built, day) = (built.chinese(), day.chinese());
    Err(MachineFault::new(format!(
        "上次是按{built}生成的，电脑上的今天却是{day}；没有继续，期满的公示会重新露出来"
    ))
    .hint(format!(
        "请先核对电脑的日期；如果今天确实是{day}，是上次的日期错了，请运行一次 gongkai build --today-is-right"
    )))
}

/// The folders of all outputs that were ever written, as the site's owner knows them; also of editions that are no more.
///
/// # Errors
/// A manifest cannot be read.
pub fn written_folders(site: &Path) -> Result<Vec<String>, MachineFault> {
    let state = site.join(STATE);
    let paths = manifest::all(&state).map_err(|cause| MachineFault::io("读取输出清单", &state, cause))?;
    let mut folders = Vec::new();
    for path in paths {
        let named = manifest::named_place(&path);
        let named = named.map_err(|cause| MachineFault::io("读取输出清单", &path, cause))?;
        folders.extend(
            named
                .filter(|(edition, folder)| is_named_for(&path, edition, folder))
                .map(|(_, folder)| folder),
        );
    }
    Ok(folders)
}

/// An output that was uploaded, as far as is known, and is written no more; its folder is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerOutput {
    /// Its edition.
    pub edition: String,
    /// The folder, as the site's owner knows it.
    pub folder: String,
    /// How many files were written to it.
    pub files: usize,
    /// How many of these are pages of a 公示 that is over.
    pub over: usize,
}

/// Outputs of whose folder `is_written` is not true.
///
/// # Errors
/// A manifest cannot be read.
pub fn former_outputs(
    site: &Path,
    is_written: &dyn Fn(&str) -> bool,
    today: Day,
) -> Result<Vec<FormerOutput>, MachineFault> {
    let state = site.join(STATE);
    let mut outputs = uploaded_outputs(site)?;
    outputs.retain(|manifest| {
        let folder = manifest.place().1;
        !is_written(folder) && locate(&state, folder).is_dir()
    });
    let former = |manifest: &Manifest| FormerOutput {
        edition: manifest.place().0.to_owned(),
        folder: manifest.place().1.to_owned(),
        files: manifest.rows().count(),
        over: manifest.uploaded().over_by(today).len(),
    };
    Ok(outputs.iter().map(former).collect())
}

/// Every output that was ever written to be uploaded; one for trying things is none.
fn uploaded_outputs(site: &Path) -> Result<Vec<Manifest>, MachineFault> {
    let state = site.join(STATE);
    let paths = manifest::all(&state).map_err(|cause| MachineFault::io("读取输出清单", &state, cause))?;
    let mut outputs = Vec::new();
    for path in paths {
        outputs.extend(load(&path)?.filter(|manifest| manifest.uploaded().day.is_some()));
    }
    Ok(outputs)
}

/// True when `folder` is, holds or lies inside the folder of an output that gets uploaded.
///
/// # Errors
/// A manifest cannot be read.
pub fn overlaps_outputs(site: &Path, folder: &Path) -> Result<bool, MachineFault> {
    let meets = |written: PathBuf| match (resolve(&written), resolve(folder)) {
        (Ok(written), Ok(folder)) => within(&written, &folder) || within(&folder, &written),
        _ => true,
    };
    let state = site.join(STATE);
    let outputs = uploaded_outputs(site)?;
    let mut folders = outputs.iter().map(|manifest| locate(&state, manifest.place().1));
    Ok(folders.any(meets))
}

/// True when every file of every output that was ever written has the bytes that were written.
pub(super) fn is_as_written(site: &Path) -> bool {
    let state = site.join(STATE);
    let is_whole = |path: &PathBuf| {
        let Ok(Some(manifest)) = load(path) else {
            return false;
        };
        let folder = locate(&state, manifest.place().1);
        let rows: Vec<ManifestRow<'_>> = manifest.rows().collect();
        rows.par_iter().all(|(address, content, _)| {
            fs::read(folder.join(address)).is_ok_and(|bytes| FileDigest::of(&bytes) == *content)
        })
    };
    manifest::all(&state).is_ok_and(|manifests| manifests.iter().all(is_whole))
}

/// Takes off the list what was deleted on the server; gives what that was.
///
/// # Errors
/// A build is running, or the disk says no.
pub fn confirm_deleted(
    site: &Path,
    is_deleted: impl Fn(&Deletion) -> bool,
) -> Result<Vec<Deletion>, MachineFault> {
    let mut confirmed = Vec::new();
    amend(site, |(_, folder), uploaded| {
        let all = Deletion::all_of(folder, uploaded).into_iter();
        let (deleted, _): (Vec<_>, Vec<_>) = all.partition(&is_deleted);
        for deletion in &deleted {
            uploaded.deletions.remove(&deletion.address);
        }
        confirmed.extend(deleted);
    })?;
    Ok(confirmed)
}

/// What was replaced in the outputs of an edition, or of all, is uploaded: no page online shows a 公示 that is over. Gives how
/// many there were.
///
/// # Errors
/// A build is running, or the disk says no.
pub fn confirm_replaced(site: &Path, of: Option<&str>) -> Result<usize, MachineFault> {
    let mut count = 0;
    amend(site, |(edition, _), uploaded| {
        if of.is_none_or(|of| of == edition) {
            count += std::mem::take(&mut uploaded.replaced).len();
        }
    })?;
    Ok(count)
}

/// Changes what is remembered of every output that was ever written, by its edition and folder.
fn amend(site: &Path, mut change: impl FnMut((&str, &str), &mut Uploaded)) -> Result<(), MachineFault> {
    let state = site.join(STATE);
    let reading = |cause| MachineFault::io("读取输出清单", &state, cause);
    if !state.is_dir() {
        return Ok(());
    }
    recover::recover(&state)?;
    for path in manifest::all(&state).map_err(reading)? {
        let _lock = disk::take(&path.with_extension("lock"))?;
        let Some(manifest) = load(&path)? else { continue };
        let mut changed = manifest.uploaded().clone();
        change(manifest.place(), &mut changed);
        if changed == *manifest.uploaded() {
            continue;
        }
        let (edition, folder) = manifest.place();
        let text = Manifest::compose(manifest.place(), manifest.rows(), &changed);
        let stem = stem(edition, folder);
        let draft = recover::draft(&state, &stem);
        disk::write_durably(&draft, text.as_bytes())
            .map_err(|cause| MachineFault::io("保存输出清单", &draft, cause))?;
        recover::publish(&state, &stem)?;
    }
    Ok(())
}

/// A whole manifest that belongs where it lies.
fn load(path: &Path) -> Result<Option<Manifest>, MachineFault> {
    let bytes = fs::read(path).map_err(|cause| MachineFault::io("读取输出清单", path, cause))?;
    let manifest = String::from_utf8(bytes).ok().and_then(Manifest::parse);
    Ok(manifest.filter(|manifest| {
        let (edition, folder) = manifest.place();
        is_named_for(path, edition, folder)
    }))
}

/// True for the file of a manifest that is at home here: another was copied from elsewhere.
fn is_named_for(path: &Path, edition: &str, folder: &str) -> bool {
    path.file_stem()
        .is_some_and(|name| name == stem(edition, folder).as_str())
}

/// The words that these lines begin with.
const WORDS: [&str; 4] = ["day ", "until ", "delete ", "replace "];

/// Stands where a file was no part of a 公示.
const NO_DAY: &str = "-";

/// What is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Uploaded {
    /// The last build's day.
    pub(super) day: Option<Day>,
    /// The files of 公示, each with its last day; a day that was over when they were written is that of what is left
    /// of the 公示.
    pub(super) until: Vec<(Address, Day)>,
    /// The files that were there once and may still be on the server; with a last day, those of a 公示.
    pub(super) deletions: BTreeMap<Address, Option<Day>>,
    /// The pages that showed a 公示 until a day, were replaced here since, and may still be on the server as they were.
    pub(super) replaced: BTreeMap<Address, Day>,
}

impl Uploaded {
    /// True for a line that is one of these, and no file's.
    pub(super) fn has(line: &str) -> bool {
        starts_with_any(line, &WORDS)
    }

    /// Takes one line; `None` when it is damaged.
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        if word == "day" {
            self.day = Some(Day::parse(rest)?);
            return Some(());
        }
        let (day, address) = rest.split_once(' ')?;
        let address = Address::new(address).ok()?;
        match (word, day) {
            ("until", day) => self.until.push((address, Day::parse(day)?)),
            ("delete", NO_DAY) => drop(self.deletions.insert(address, None)),
            ("delete", day) => drop(self.deletions.insert(address, Some(Day::parse(day)?))),
            ("replace", day) => drop(self.replaced.insert(address, Day::parse(day)?)),
            _ => return None,
        }
        Some(())
    }

    /// Adds the lines to the text of a manifest.
    pub(super) fn write(&self, text: &mut String) {
        // Writing to a String cannot fail.
        if let Some(day) = self.day {
            let _ = writeln!(text, "day {day}");
        }
        for (address, last) in &self.until {
            let _ = writeln!(text, "until {last} {address}");
        }
        for (address, last) in &self.deletions {
            let last = last.map_or_else(|| NO_DAY.to_owned(), |last| last.to_string());
            let _ = writeln!(text, "delete {last} {address}");
        }
        for (address, last) in &self.replaced {
            let _ = writeln!(text, "replace {last} {address}");
        }
    }

    /// The pages that were made to be shown until a day that is over by another. What was over when it was written is only
    /// what is left of it; pictures and attachments go with their page.
    fn over_by(&self, today: Day) -> Vec<(Address, Day)> {
        let was_running = |last: Day| self.day.is_none_or(|day| day <= last);
        let is_over = |(address, last): &&(Address, Day)| {
            *last < today && was_running(*last) && address.as_str().ends_with(".html")
        };
        self.until.iter().filter(is_over).cloned().collect()
    }

    /// What is replaced and nobody has confirmed, after a build of a day that left `kept`, which is sorted, and `until`: what runs
    /// again is not, and what is gone has to be deleted.
    pub(super) fn replaced_after(
        &self,
        (kept, until): (&[Address], &[(Address, Day)]),
        today: Day,
    ) -> BTreeMap<Address, Day> {
        let mut replaced = self.replaced.clone();
        replaced.extend(self.over_by(today));
        let runs = |address: &Address| until.iter().any(|(of, last)| of == address && *last >= today);
        replaced.retain(|address, _| kept.binary_search(address).is_ok() && !runs(address));
        replaced
    }

    /// What is to be deleted after a build that took away `gone` and left `kept`, which is sorted: what has come back
    /// is not, and what nobody has confirmed still is.
    pub(super) fn deletions_after<'a>(
        &self,
        gone: impl Iterator<Item = &'a Address>,
        kept: &[Address],
    ) -> BTreeMap<Address, Option<Day>> {
        let mut deletions = self.deletions.clone();
        for address in gone {
            let of = self.until.iter().find(|(other, _)| other == address);
            deletions.insert(address.clone(), of.map(|(_, last)| *last));
        }
        deletions.retain(|address, _| kept.binary_search(address).is_err());
        deletions
    }
}
