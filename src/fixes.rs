//! The changes that complaints carry → the files as they should be. A file is changed until nothing chosen is left to
//! change in it; one that would be the worse for it, or whose approval would no longer hold, stays as it was.
//!
//! Nothing is written here: [`history`] does that, and remembers what was there.

mod history;

pub use history::{Saved, Undone, save, undo};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::read::discover::FileBytes;
use crate::read::{Found, Tree, decode};
use crate::words::{Complaint, Decoded, Fix, MachineFault, Report, SourcePath, decoded, fixed_text};

/// After so many rounds a file that still asks for changes is left alone.
const ROUNDS: usize = 10;

/// Files as they should be, and what is wrong then.
#[derive(Debug)]
pub struct Fixed {
    /// The files that change, sorted by path.
    pub files: Vec<FixedFile>,
    /// Files that would change and were approved as they are.
    pub approved: Vec<SourcePath>,
    /// What is wrong when they are written.
    pub report: Report,
}

/// One file that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedFile {
    /// Which.
    pub path: SourcePath,
    /// Its bytes as they are.
    pub before: Vec<u8>,
    /// Its bytes as they should be.
    pub after: Vec<u8>,
    /// What is mended in it; at least one.
    pub mended: Vec<Complaint>,
}

/// Gives everything that is wrong with a site.
pub type CheckTree<'a> = dyn Fn(Tree) -> Result<Report, MachineFault> + 'a;

/// Makes the changes that are chosen, as far as they go.
///
/// # Errors
/// The check's.
pub fn fix(
    mut tree: Tree,
    check: &CheckTree<'_>,
    is_chosen: &dyn Fn(&Complaint) -> bool,
) -> Result<Fixed, MachineFault> {
    let first = check(tree.clone())?;
    let mut report = first.clone();
    let mut files: BTreeMap<SourcePath, FixedFile> = BTreeMap::new();
    let mut left_alone: BTreeSet<SourcePath> = BTreeSet::new();
    let mut approved = Vec::new();
    for round in 0.. {
        let mut chosen: BTreeMap<SourcePath, Vec<&Complaint>> = BTreeMap::new();
        for complaint in report.sorted() {
            let path = complaint.place.as_ref().map(|place| &place.path);
            let path = path.filter(|path| !left_alone.contains(*path));
            if let Some(path) = path.filter(|_| complaint.fix.is_some() && is_chosen(complaint)) {
                chosen.entry(path.clone()).or_default().push(complaint);
            }
        }
        let mut has_changed = false;
        for (path, complaints) in chosen {
            let Some(found) = tree.text_file_mut(&path) else {
                continue;
            };
            let Some(file) = changed(found, &complaints) else {
                continue;
            };
            has_changed = true;
            found.content = file.after.clone().into();
            match files.get_mut(&path) {
                Some(earlier) => {
                    earlier.after = file.after;
                    earlier.mended.extend(file.mended);
                }
                None => {
                    files.insert(path.clone(), file);
                }
            }
            if round >= ROUNDS {
                put_back(&mut tree, &mut files, &path);
                left_alone.insert(path);
            }
        }
        if has_changed {
            report = check(tree.clone())?;
            continue;
        }
        // What came of it is looked at whole: a file that is the worse for it goes back.
        let worse: Vec<SourcePath> = files
            .keys()
            .filter(|path| is_worse(path, &first, &report))
            .cloned()
            .collect();
        if worse.is_empty() {
            break;
        }
        for path in worse {
            put_back(&mut tree, &mut files, &path);
            if count(&path, &report, is_approval) > count(&path, &first, is_approval) {
                approved.push(path.clone());
            }
            left_alone.insert(path);
        }
        report = check(tree.clone())?;
    }
    Ok(Fixed {
        files: files
            .into_values()
            .filter(|file| file.before != file.after)
            .collect(),
        approved,
        report,
    })
}

/// Makes the change of one complaint in its file, and remembers what was there. False when the file is not any more what
/// the complaint was about.
///
/// # Errors
/// The disk's; the file is then as it was.
pub fn fix_one(root: &Path, complaint: &Complaint) -> Result<bool, MachineFault> {
    let Some(path) = complaint.place.as_ref().map(|place| &place.path) else {
        return Ok(false);
    };
    let found = Found {
        path: path.clone(),
        content: FileBytes::Disk(root.join(path.as_str())),
    };
    match changed(&found, &[complaint]) {
        Some(file) => Ok(save(root, &[file])?.busy.is_empty()),
        None => Ok(false),
    }
}

/// A file with these changes. `None` when none of them fits.
fn changed(found: &Found, complaints: &[&Complaint]) -> Option<FixedFile> {
    let before = found.content.read().ok()?;
    let Decoded { encoding, .. } = decoded(&before).ok()?;
    let source = decode::decode(found, &mut Vec::new(), &mut Report::new())?;
    let fixes: Vec<&Fix> = complaints
        .iter()
        .filter_map(|complaint| complaint.fix.as_ref())
        .collect();
    let fixed = fixed_text(&source, &fixes);
    let is_mended = |index: usize| match fixes[index].edits.is_empty() {
        true => encoding != "UTF-8",
        false => fixed.applied.contains(&index),
    };
    let mended: Vec<Complaint> = (complaints.iter().enumerate())
        .filter(|(index, _)| is_mended(*index))
        .map(|(_, complaint)| (*complaint).clone())
        .collect();
    let mark = match before.starts_with(MARK) {
        true => MARK,
        false => &[],
    };
    let after = [mark, fixed.text.as_bytes()].concat();
    (!mended.is_empty() && after != before).then(|| FixedFile {
        path: found.path.clone(),
        before,
        after,
        mended,
    })
}

/// What some editors write before a text in UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

fn put_back(tree: &mut Tree, files: &mut BTreeMap<SourcePath, FixedFile>, path: &SourcePath) {
    if let (Some(file), Some(found)) = (files.remove(path), tree.text_file_mut(path)) {
        found.content = file.before.into();
    }
}

/// Its fields are read less well than before, or its approval does not hold any more.
fn is_worse(path: &SourcePath, first: &Report, now: &Report) -> bool {
    let is_more = |is_one: fn(&Complaint) -> bool| count(path, now, is_one) > count(path, first, is_one);
    is_more(is_of_fields) || is_more(is_approval)
}

fn is_of_fields(complaint: &Complaint) -> bool {
    complaint.code.name.starts_with("front-")
}

fn is_approval(complaint: &Complaint) -> bool {
    complaint.code.name == "approval-changed"
}

fn count(path: &SourcePath, report: &Report, is_one: fn(&Complaint) -> bool) -> usize {
    let of_file = |complaint: &&&Complaint| complaint.place.as_ref().is_some_and(|place| place.path == *path);
    let sorted = report.sorted();
    sorted
        .iter()
        .filter(of_file)
        .filter(|complaint| is_one(complaint))
        .count()
}
