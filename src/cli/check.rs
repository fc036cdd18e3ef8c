//! `check`: everything a build would complain about, by the same steps. Writes nothing, but for `--fix` and `--undo`.

mod fix;

use std::path::Path;

use super::arguments::{Check, ComplaintFormat};
use super::console::Console;
use super::{Outcome, complaints, today};
use crate::clearance::Mode;
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
    let check = |tree: Tree| check(root, options, tree, names.clone());
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

/// Everything that a build would complain about; `report` holds what was said of the files' names.
fn check(root: &Path, options: &Check, tree: Tree, mut report: Report) -> Result<Report, MachineFault> {
    let request = Request {
        day: options.date.unwrap_or_else(today),
        mode: Mode::Publish,
        editions: Vec::new(),
    };
    let themes = |name: &str| ThemeFiles::load(root, name);
    pipeline::build(tree, &themes, &request, &mut Nowhere, &mut report)?;
    Ok(report)
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
