//! `check`: everything a build would complain about, by the same steps. Writes nothing.

use std::path::Path;

use super::arguments::{Check, Format};
use super::console::Console;
use super::{Outcome, complaints, today};
use crate::clearance::Mode;
use crate::pipeline::{self, Nowhere, Request};
use crate::read::discover;
use crate::render::ThemeFiles;
use crate::words::{Complaint, MachineFault, Report, Severity};

/// Runs the command.
pub(super) fn run(root: &Path, options: &Check, console: &Console) -> Result<Outcome, MachineFault> {
    let mut report = Report::new();
    let tree = discover::discover(root, &mut report)?;
    let day = options.date.unwrap_or_else(today);
    let request = Request {
        day,
        mode: Mode::Publish,
        editions: Vec::new(),
    };
    let themes = |name: &str| ThemeFiles::load(root, name);
    pipeline::build(tree, &themes, &request, &mut Nowhere, &mut report)?;
    let wanted = wanted(root, options)?;
    let mut found = report.sorted();
    found.retain(|complaint| wanted.is_empty() || concerns(complaint, &wanted));
    match options.format {
        Format::Json => console.result(&complaints::json(&found)),
        Format::Text => {
            complaints::print(&found, console);
            console.say(&complaints::total(&found).unwrap_or_else(|| "没有发现问题".into()));
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

/// The files asked about, as paths inside the site.
fn wanted(root: &Path, options: &Check) -> Result<Vec<String>, MachineFault> {
    let inside = |file: &std::path::PathBuf| -> Result<String, MachineFault> {
        let path = std::path::absolute(file).map_err(|cause| MachineFault::io("查找文件", file, cause))?;
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
    options.files.iter().map(inside).collect()
}

fn concerns(complaint: &Complaint, wanted: &[String]) -> bool {
    complaint.place.as_ref().is_some_and(|place| {
        let path = place.path.as_str();
        wanted
            .iter()
            .any(|file| path == file || path.starts_with(&format!("{file}/")))
    })
}
