//! `check`: everything a build would complain about, by the same steps. Writes nothing, but for `--fix` and `--undo`.

mod fix;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::{Check, ComplaintFormat};
use super::console::Console;
use super::{Outcome, complaints, today};
use crate::clearance::{Mode, Reason};
use crate::pipeline::{self, Nowhere, Request};
use crate::read::{Tree, discover};
use crate::render::ThemeFiles;
use crate::words::{Complaint, MachineFault, Report, Severity, SourcePath};

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
    let assembled = pipeline::build(tree, &themes, &request, &mut Nowhere, &mut report)?;
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

/// Says how many of the entries asked about would not be published: nothing may be wrong with them but that.
fn tell_withheld(withheld: &BTreeSet<SourcePath>, asked: &Asked<'_>) {
    let count = withheld.iter().filter(|path| asked.wanted.has(path)).count();
    if count > 0 {
        asked.console.say(&format!(
            "有 {count} 个条目现在不会公开，运行 gongkai build 会列出是哪些、为什么"
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

/// The files and folders asked about, as paths inside the site; none: all.
struct WantedFiles(Vec<String>);

impl WantedFiles {
    fn of(root: &Path, options: &Check) -> Result<Self, MachineFault> {
        let inside = |file: &std::path::PathBuf| -> Result<String, MachineFault> {
            let path =
                std::path::absolute(file).map_err(|cause| MachineFault::io("查找文件", file, cause))?;
            if !path.exists() {
                return Err(MachineFault::new("没有这个文件")
                    .at(file)
                    .hint("请检查路径是否写对"));
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
