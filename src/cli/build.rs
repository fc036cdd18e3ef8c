//! `build`: the content becomes the editions' folders, or nothing changes at all.

mod band;
mod folders;
mod shrink;
mod tell;
mod watch;

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::arguments::Build;
use super::console::Console;
use super::{Outcome, today};
use crate::clearance::Mode;
use crate::explain::BuildRecord;
use crate::pipeline::{self, Assembled, AssembledEdition, Request};
use crate::read::{Tree, discover};
use crate::render::ThemeFiles;
use crate::words::{Day, Fingerprint, MachineFault, Report};
use crate::write::{Asked, Deletion, Output, SiteStamp, Summary};
use folders::Folders;
pub(super) use folders::real;

/// Runs the command.
pub(super) fn run(root: &Path, options: &Build, console: &Console) -> Result<Outcome, MachineFault> {
    check_rehearsal(options)?;
    if options.watch {
        return watch::run(root, options, console);
    }
    let mut timings = Timings::start();
    let discover = || Discovered::at(root);
    let (stamp, discovered) = match is_ordinary(options) {
        true => SiteStamp::take(root, asked(options, console), discover),
        false => (None, discover()),
    };
    timings.lap("stamp and discover");
    let unchanged = stamp.as_ref().map(SiteStamp::compare).unwrap_or_default();
    if let Some(said) = unchanged.said {
        said.lines().for_each(|line| console.insist(line));
        console.say("自上次生成以来什么都没有改动，没有重新生成。");
        return Ok(Outcome::Done);
    }
    let built = build(
        discovered?,
        BuildPlace {
            root,
            options,
            console,
            unchanged_since: unchanged.outputs_since,
        },
    )?;
    let mut timings = Timings::start();
    let outcome = tell::all(&built, root, options.explain, console);
    timings.lap("tell");
    if let (Built::Done(done), Some(stamp)) = (&built, stamp) {
        let remembering = console.remembering();
        tell::again(done, root, &remembering);
        stamp.leave(&remembering.heard());
    }
    timings.lap("leave stamp");
    // The process ends now; giving back a large site's memory piece by piece would only take time.
    std::mem::forget(built);
    Ok(outcome)
}

fn asked(options: &Build, console: &Console) -> Asked {
    Asked {
        what: format!("{options:?}"),
        how: format!("{:?} {console:?}", today()),
    }
}

/// True for a build that need not be made when nothing has changed.
fn is_ordinary(options: &Build) -> bool {
    options.out.is_none() && options.date.is_none() && !options.explain && !options.adopt
}

/// The site's files, with what is wrong with their names.
struct Discovered {
    tree: Tree,
    report: Report,
}

impl Discovered {
    fn at(root: &Path) -> Result<Self, MachineFault> {
        let mut report = Report::new();
        let tree = discover::discover(root, &mut report)?;
        Ok(Self { tree, report })
    }
}

/// Editions that were just built, to be uploaded.
pub(super) struct JustBuilt(Box<Done>);

impl JustBuilt {
    /// What they were built from.
    pub(super) fn assembled(&self) -> &Assembled {
        &self.0.assembled
    }

    /// What the same build would say, done once more.
    pub(super) fn said_again(&self, root: &Path, console: &Console) -> String {
        let remembering = console.remembering();
        tell::again_before_upload(&self.0, root, &remembering);
        remembering.heard()
    }

    /// One of them, with its folder.
    pub(super) fn edition(&self, id: &str) -> Option<(&AssembledEdition, &Output)> {
        let mut editions = self.0.editions();
        let found = editions.find(|(edition, ..)| edition.site.edition.id == id);
        found.map(|(edition, output, _)| (edition, output))
    }
}

/// Builds editions as `build` does, and says what it says, but for what has to be deleted on the server by hand. `None`
/// when the content has errors.
pub(super) fn for_upload(
    root: &Path,
    editions: Vec<String>,
    console: &Console,
) -> Result<Option<JustBuilt>, MachineFault> {
    let options = Build {
        editions,
        ..Build::default()
    };
    let place = BuildPlace {
        root,
        options: &options,
        console,
        unchanged_since: None,
    };
    match build(Discovered::at(root)?, place)? {
        Built::Done(done) => {
            tell::before_upload(&done, root, console);
            Ok(Some(JustBuilt(done)))
        }
        refused @ Built::Refused(_) => {
            tell::all(&refused, root, false, console);
            Ok(None)
        }
    }
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
fn build(discovered: Discovered, place: BuildPlace<'_>) -> Result<Built, MachineFault> {
    let BuildPlace { root, options, .. } = place;
    let request = request(options, options.date.unwrap_or_else(today));
    let Discovered { tree, mut report } = discovered;
    let mut folders = Folders::new(place);
    let themes = |name: &str| ThemeFiles::load(root, name);
    let assembled = pipeline::build(tree, &themes, &request, &mut folders, &mut report)?;
    folders.commit(assembled, request.day, report)
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
struct BuildPlace<'a> {
    root: &'a Path,
    options: &'a Build,
    console: &'a Console,
    /// Outputs that were not changed since then need not be read.
    unchanged_since: Option<SystemTime>,
}

/// Stands for this very program: another build of it may make other pages of the same content. One that cannot look at its
/// own file is another each time, so that nothing made before counts.
pub(super) fn this_program() -> Fingerprint {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let (length, changed) = match about {
        Ok(about) => (about.len(), about.modified().ok()),
        Err(_) => (0, Some(SystemTime::now())),
    };
    let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Fingerprint::of(format!("{length} {changed:?}").as_bytes())
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
