//! `build`: the content becomes the editions' folders, or nothing changes at all.

mod band;
mod folders;
mod shrink;
mod tell;
mod watch;

use std::path::{Path, PathBuf};

use super::arguments::Build;
use super::console::Console;
use super::progress::FileCounter;
use super::{Outcome, explain, today};
use crate::clearance::Mode;
use crate::explain::BuildRecord;
use crate::pipeline::{self, Assembled, AssembledEdition, Nowhere, Request};
use crate::read::discover;
use crate::render::ThemeFiles;
use crate::words::{Day, Fingerprint, MachineFault, Report};
use crate::write::{self, Clock, Deletion, Foreign, Output, SiteStamp, Staging, Summary, Upload};
use folders::Folders;

/// Runs the command.
pub(super) fn run(root: &Path, options: &Build, console: &Console) -> Result<Outcome, MachineFault> {
    check_rehearsal(options)?;
    if options.watch {
        return watch::run(root, options, console);
    }
    let mut timings = Timings::start();
    let stamp = stamp(root, options, console);
    timings.lap("stamp");
    if let Some(said) = stamp.as_ref().and_then(SiteStamp::said) {
        said.lines().for_each(|line| console.insist(line));
        console.say("自上次生成以来什么都没有改动，没有重新生成。");
        return Ok(Outcome::Done);
    }
    let console = &console.remembering();
    let built = build(root, options, console)?;
    let mut timings = Timings::start();
    let outcome = tell::all(&built, root, options.explain, console);
    if let (Built::Done(done), Some(stamp)) = (&built, stamp)
        && done.summaries.iter().all(Summary::is_same)
    {
        stamp.leave(&console.heard());
    }
    timings.lap("tell");
    // The process ends now; giving back a large site's memory piece by piece would only take time.
    std::mem::forget(built);
    Ok(outcome)
}

/// How the site stands for an ordinary build; `None` for one that has to be made in any case.
fn stamp(root: &Path, options: &Build, console: &Console) -> Option<SiteStamp> {
    let is_ordinary = options.out.is_none() && options.date.is_none() && !options.explain;
    let asked = format!("{options:?} {:?} {console:?}", today());
    is_ordinary.then(|| SiteStamp::take(root, &asked)).flatten()
}

/// What a build came to.
enum Built {
    /// The folders are up to date.
    Done(Box<Done>),
    /// The content has faults, or warnings under `--strict`: nothing has changed.
    Refused(Refused),
}

impl Built {
    /// What is wrong with the content.
    fn report(&self) -> &Report {
        match self {
            Self::Done(done) => &done.report,
            Self::Refused(refused) => &refused.report,
        }
    }
}

/// A build that was done.
struct Done {
    assembled: Assembled,
    outputs: Vec<Output>,
    summaries: Vec<Summary>,
    report: Report,
    /// What was expired and still online before.
    overdue: Vec<String>,
    /// The records of the build before.
    before: Vec<Option<BuildRecord<'static>>>,
    day: Day,
}

/// A build that was not.
struct Refused {
    report: Report,
    overdue: Vec<String>,
    /// What had to be deleted on the server before, and still has.
    deletions: Vec<Deletion>,
    day: Day,
}

/// Builds once. Says nothing but how far it is.
fn build(root: &Path, options: &Build, console: &Console) -> Result<Built, MachineFault> {
    let request = request(options, options.date.unwrap_or_else(today));
    let mut timings = Timings::start();
    let mut report = Report::new();
    let tree = discover::discover(root, &mut report)?;
    timings.lap("discover");
    let themes = |name: &str| ThemeFiles::load(root, name);
    let assembled = pipeline::assemble(tree, &themes, &request, &mut report)?;
    timings.lap("read and assemble");
    let place = Place {
        root,
        options,
        console,
    };
    place.publish(assembled, &request, report)
}

/// What is asked for.
fn request(options: &Build, day: Day) -> Request {
    Request {
        day,
        mode: match options.drafts {
            true => Mode::Rehearse,
            false => Mode::Publish,
        },
        editions: options.editions.clone(),
    }
}

/// Where a build is, and how it is asked for.
#[derive(Clone, Copy)]
struct Place<'a> {
    root: &'a Path,
    options: &'a Build,
    console: &'a Console,
}

impl Place<'_> {
    /// Makes the folders what was assembled.
    fn publish(
        self,
        assembled: Option<Assembled>,
        request: &Request,
        mut report: Report,
    ) -> Result<Built, MachineFault> {
        let Self {
            root,
            options,
            console,
        } = self;
        let refuse = |report, overdue| {
            let deletions = match options.out {
                Some(_) => Vec::new(),
                None => write::deletions(root)?,
            };
            Ok(Built::Refused(Refused {
                report,
                overdue,
                deletions,
                day: request.day,
            }))
        };
        let Some(assembled) = assembled else {
            return refuse(report, Vec::new());
        };
        let outputs = outputs(root, options, &assembled);
        let overdue = overdue(&outputs, options, request.day)?;
        if refused(&report, options) {
            // A warning that `--strict` minds hides none that rendering has.
            pipeline::render(&assembled, &Nowhere, &mut report)?;
            return refuse(report, overdue);
        }
        check_apart(root, options, &assembled, &outputs)?;
        let before = explain::before(&outputs)?;
        let Some(summaries) = publish(&assembled, &outputs, options, console, &mut report)? else {
            return refuse(report, overdue);
        };
        Ok(Built::Done(Box::new(Done {
            assembled,
            outputs,
            summaries,
            report,
            overdue,
            before,
            day: request.day,
        })))
    }
}

/// True for what gets uploaded: a board is printed and hung, unless it is said where on the web it is.
fn is_online(edition: &AssembledEdition) -> bool {
    let edition = &edition.site.edition;
    !edition.is_board || edition.base_url.is_some()
}

/// What is expired and, by the manifests, still online. A rehearsal says nothing about what is online.
fn overdue(outputs: &[Output], options: &Build, day: Day) -> Result<Vec<String>, MachineFault> {
    let mut overdue = Vec::new();
    for output in outputs.iter().filter(|_| options.out.is_none()) {
        let folder = output.folder.strip_prefix(&output.site).unwrap_or(&output.folder);
        for (address, last) in write::still_online(output, day)? {
            let page = folder.join(address.as_str());
            overdue.push(format!("{}（{}期满）", page.display(), last.chinese()));
        }
    }
    Ok(overdue)
}

/// Renders everything into stagings and commits them. `None` when rendering found errors: nothing has
/// changed then.
fn publish(
    assembled: &Assembled,
    outputs: &[Output],
    options: &Build,
    console: &Console,
    report: &mut Report,
) -> Result<Option<Vec<Summary>>, MachineFault> {
    let mut timings = Timings::start();
    let foreign = if options.adopt {
        Foreign::Adopt
    } else {
        Foreign::Refuse
    };
    let open = |(edition, output): (&AssembledEdition, &Output)| {
        let mut staging = Staging::open(output, foreign)?;
        staging.reserve(edition.plan.files.len());
        if options.out.is_none() {
            staging.upload(Upload {
                day: edition.site.day,
                clock: match options.today_is_right {
                    true => Clock::Right,
                    false => Clock::Checked,
                },
                until: is_online(edition).then(|| edition.plan.until(&edition.site)),
            })?;
            shrink::check(edition, &staging, options)?;
        }
        Ok(staging)
    };
    let stagings: Result<Vec<Staging>, MachineFault> =
        assembled.editions.iter().zip(outputs).map(open).collect();
    let total = assembled
        .editions
        .iter()
        .map(|edition| edition.plan.files.len())
        .sum();
    let folders = Folders {
        stagings: stagings?,
        progress: FileCounter::new(total, console),
        band: folders::band(assembled, options),
        program: this_program(),
    };
    timings.lap("open");
    pipeline::render(assembled, &folders, report)?;
    let stagings = folders.finish()?;
    timings.lap("render and stage");
    if refused(report, options) {
        return Ok(None);
    }
    let summaries = write::commit(stagings)?;
    timings.lap("commit");
    Ok(Some(summaries))
}

/// Stands for this very program: another build of it may make other pages of the same content.
pub(super) fn this_program() -> Fingerprint {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let Ok(about) = about else {
        return Fingerprint::of(b"");
    };
    let changed = about
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    Fingerprint::of(format!("{} {changed:?}", about.len()).as_bytes())
}

/// A rehearsal must never land in what gets uploaded.
fn check_rehearsal(options: &Build) -> Result<(), MachineFault> {
    if options.out.is_some() {
        return Ok(());
    }
    let what = if options.drafts {
        "--drafts"
    } else if options.date.is_some_and(|date| date != today()) {
        "--date"
    } else {
        return Ok(());
    };
    Err(
        MachineFault::new(format!("{what} 是试排，须同时用 --out 写明输出到哪个文件夹")).hint(format!(
            "例如 gongkai build {what} … --out 试排；这样不会混进要上传的网站"
        )),
    )
}

/// `--out` may not lead into a folder that gets uploaded, nor around one.
fn check_apart(
    root: &Path,
    options: &Build,
    assembled: &Assembled,
    outputs: &[Output],
) -> Result<(), MachineFault> {
    if options.out.is_none() {
        return Ok(());
    }
    for edition in &assembled.library.config.editions {
        let uploaded = real(&root.join(&edition.output));
        for output in outputs {
            let folder = real(&output.folder);
            if folder.starts_with(&uploaded) || uploaded.starts_with(&folder) {
                let message = format!("--out 不能指向“{}”要上传的文件夹", edition.title);
                return Err(MachineFault::new(message)
                    .at(&output.folder)
                    .hint("请另写一个文件夹，例如 --out 试排"));
            }
        }
    }
    Ok(())
}

/// A path with its links resolved, as far as it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in path.ancestors() {
        if let Ok(found) = std::fs::canonicalize(ancestor) {
            return path
                .strip_prefix(ancestor)
                .map_or(found.clone(), |rest| found.join(rest));
        }
    }
    path
}

fn refused(report: &Report, options: &Build) -> bool {
    report.has_errors() || (options.strict && !report.is_empty())
}

fn outputs(root: &Path, options: &Build, assembled: &Assembled) -> Vec<Output> {
    let folder = |edition: &AssembledEdition| -> PathBuf {
        match &options.out {
            Some(out) => std::path::absolute(out)
                .unwrap_or_else(|_| out.clone())
                .join(&edition.site.edition.id),
            None => root.join(&edition.site.edition.output),
        }
    };
    let output = |edition: &AssembledEdition| Output {
        site: root.to_owned(),
        folder: folder(edition),
        edition: edition.site.edition.id.clone(),
    };
    assembled.editions.iter().map(output).collect()
}

/// Milliseconds per step on standard error, when `GONGKAI_TIMINGS` is set: for `bench/`.
struct Timings {
    last: Option<std::time::Instant>,
}

impl Timings {
    fn start() -> Self {
        Self {
            last: std::env::var_os("GONGKAI_TIMINGS").map(|_| std::time::Instant::now()),
        }
    }

    #[expect(
        clippy::print_stderr,
        reason = "a measurement for developers, not a word to the user"
    )]
    fn lap(&mut self, step: &str) {
        if let Some(last) = &mut self.last {
            eprintln!("timing {step}: {:.1} ms", last.elapsed().as_secs_f64() * 1000.0);
            *last = std::time::Instant::now();
        }
    }
}
