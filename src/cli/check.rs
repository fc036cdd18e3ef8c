//! `check`: everything a build would complain about, by the same steps. Writes nothing, but for `--fix` and `--undo`.

mod fix;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::{Check, ComplaintFormat};
use super::build::this_program;
use super::console::Console;
use super::{Outcome, complaints, named_entry, read_site, today};
use crate::clearance::{Mode, Reason};
use crate::pipeline::{self, Artifact, Request, Sink};
use crate::read::{Tree, discover};
use crate::render::ThemeFiles;
use crate::words::{Address, Complaint, Fingerprint, MachineFault, Report, Severity, SourcePath};
use crate::write::MadeLengths;

/// Runs the command.
pub(super) fn run(root: &Path, options: &Check, console: &Console) -> Result<Outcome, MachineFault> {
    let wanted = WantedFiles::of(root, options)?;
    if options.undo {
        return fix::undo(root, &wanted, console);
    }
    let mut names = Report::new();
    let tree = discover::discover(root, &mut names)?;
    let asked = Asked {
        root,
        options,
        wanted,
        console,
    };
    let withheld = RefCell::default();
    let check = |tree: Tree| {
        let checked = check(root, options, tree, names.clone())?;
        withheld.replace(checked.withheld);
        Ok(checked.report)
    };
    let report = match options.fix {
        true => fix::run(&asked, tree, &check)?,
        false => check(tree)?,
    };
    let mut found = report.sorted();
    found.retain(|complaint| asked.wanted.concerns(complaint));
    match options.format {
        ComplaintFormat::Json => console.result(&complaints::json(&found)),
        ComplaintFormat::Text => {
            complaints::print(&found, console);
            console.say(&complaints::total(&found).unwrap_or_else(|| "没有发现问题".into()));
            fix::offer(&found, options, console);
            complaints::answered(&report, console);
            tell_errors_elsewhere(&report, &asked);
            tell_withheld(&withheld.take(), &asked);
        }
    }
    let errors = found
        .iter()
        .any(|complaint| complaint.code.severity == Severity::Error);
    Ok(if errors || (options.strict && !found.is_empty()) {
        Outcome::ContentFaults
    } else {
        Outcome::Done
    })
}

/// What a build would come to.
struct Checked {
    report: Report,
    /// The entries that it would not publish, for another reason than for whom they are. None when it would publish nothing.
    withheld: BTreeSet<SourcePath>,
}

/// Everything that a build would complain about; `report` holds what was said of the files' names.
fn check(root: &Path, options: &Check, tree: Tree, mut report: Report) -> Result<Checked, MachineFault> {
    let request = Request {
        day: options.date.unwrap_or_else(today),
        mode: Mode::Publish,
        editions: Vec::new(),
    };
    let themes = |name: &str| ThemeFiles::load(root, name);
    let mut checked = CheckedFiles(MadeLengths::new(root, this_program()));
    let assembled = pipeline::build(tree, &themes, &request, &mut checked, &mut report)?;
    let done = assembled.filter(|_| !report.has_errors());
    let editions = done.iter().flat_map(|assembled| &assembled.editions);
    let withheld = editions
        .flat_map(|edition| &edition.withheld)
        .filter(|one| !one.reasons.iter().all(Reason::is_of_audience))
        .map(|one| one.source.clone());
    Ok(Checked {
        withheld: withheld.collect(),
        report,
    })
}

/// A sink that keeps nothing. What was once made of a photograph or an attachment shows that it can be.
struct CheckedFiles(MadeLengths);

impl Sink for CheckedFiles {
    fn put(&self, _: usize, _: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault> {
        if let Some(source) = artifact.source {
            self.0.note(source, artifact.bytes.len() as u64);
        }
        Ok(())
    }

    fn has(&self, _: usize, _: &Address, source: Fingerprint) -> Result<bool, MachineFault> {
        Ok(self.length(source).is_some())
    }

    fn length(&self, source: Fingerprint) -> Option<u64> {
        self.0.of(source)
    }
}

/// Says how many of the entries asked about would not be published: nothing may be wrong with them but that.
fn tell_withheld(withheld: &BTreeSet<SourcePath>, asked: &Asked<'_>) {
    let count = withheld.iter().filter(|path| asked.wanted.has(path)).count();
    if count > 0 {
        asked.console.say(&format!(
            "有 {count} 个条目现在不会公开，运行 gongkai build 会列出是哪些、为什么"
        ));
    }
}

/// Nothing is published while any file has an error.
fn tell_errors_elsewhere(report: &Report, asked: &Asked<'_>) {
    let is_elsewhere = |one: &&Complaint| one.code.severity == Severity::Error && !asked.wanted.concerns(one);
    let count = report.sorted().into_iter().filter(is_elsewhere).count();
    if asked.wanted.is_part() && count > 0 {
        asked.console.say(&format!(
            "别的文件里还有 {count} 个错误，改好以前网站不能生成；运行 gongkai check 全部列出"
        ));
    }
}

/// What was typed, and where.
struct Asked<'a> {
    root: &'a Path,
    options: &'a Check,
    wanted: WantedFiles,
    console: &'a Console,
}

/// The entry with what was typed in its title.
fn by_title(root: &Path, typed: &Path) -> Result<String, MachineFault> {
    let none = || named_entry::no_file(typed);
    let (_, library) = read_site(root, today(), &mut Report::new())?.ok_or_else(none)?;
    let document = named_entry::only_with(&library, &typed.to_string_lossy())?.ok_or_else(none)?;
    Ok(document.source.as_str().to_owned())
}

/// The files and folders asked about, as paths inside the site; none: all.
struct WantedFiles(Vec<String>);

impl WantedFiles {
    fn of(root: &Path, options: &Check) -> Result<Self, MachineFault> {
        let inside = |file: &std::path::PathBuf| -> Result<String, MachineFault> {
            let path =
                std::path::absolute(file).map_err(|cause| MachineFault::io("查找文件", file, cause))?;
            if !path.exists() {
                return by_title(root, file);
            }
            match path.strip_prefix(root) {
                Ok(inside) => Ok(inside.to_string_lossy().replace('\\', "/")),
                Err(_) => Err(MachineFault::new("这个文件不在网站的文件夹里").at(file)),
            }
        };
        options
            .files
            .iter()
            .map(inside)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// True when only some are asked about.
    fn is_part(&self) -> bool {
        !self.0.is_empty()
    }

    fn concerns(&self, complaint: &Complaint) -> bool {
        self.0.is_empty()
            || complaint
                .place
                .as_ref()
                .is_some_and(|place| self.has(&place.path))
    }

    fn has(&self, path: &SourcePath) -> bool {
        let is_in = |file: &String| {
            let behind = path.as_str().strip_prefix(file.as_str());
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('/'))
        };
        self.0.is_empty() || self.0.iter().any(is_in)
    }
}
