//! The spine. It reads like the design:
//!
//! 1. read the site's files, with all complaints (`read`);
//! 2. for each edition decide who may see what (`clearance`), and complain about links and files that
//!    would cross that line;
//! 3. assemble the edition from what was cleared (`site`) and plan every output file (`plan`) — all
//!    editions before any is rendered;
//! 4. render each file and hand it to a sink (`render`): a folder, a test's map, or nowhere.
//!
//! `build`, `check` and tests call the same two functions. A report with errors after [`assemble`] or
//! [`render`] means that nothing may be published.

mod survey;

pub use survey::{Survey, survey};

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::clearance::{self, Materials, Mode, Reason, SourceIndex, Verdict};
use crate::plan::{self, Plan, Planned};
use crate::read::config::Edition;
use crate::read::organization::check_elections;
use crate::read::{Document, Library, Tree, library};
use crate::render::{Parts, Renderer, Theme, ThemeFiles};
use crate::site::{Entry, Site, World};
use crate::words::{Address, Code, Complaint, Day, MachineFault, Recipe, Report, SourcePath};

const EDITION_UNKNOWN: Code = Code::error("edition-unknown");

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The build's day.
    pub day: Day,
    /// Publication or rehearsal.
    pub mode: Mode,
    /// The editions by their ids; none means all.
    pub editions: Vec<String>,
    /// Stands for this very program, where pages of earlier builds are kept; see [`Sink::keep`].
    pub program: Recipe,
}

/// Everything that is known before anything is rendered.
#[derive(Debug)]
pub struct Assembled {
    /// What was read.
    pub library: Library,
    /// The editions asked for, in the order of `site.toml`.
    pub editions: Vec<AssembledEdition>,
    program: Recipe,
}

/// One edition, planned.
#[derive(Debug)]
pub struct AssembledEdition {
    /// Its model.
    pub site: Site,
    /// Its files.
    pub plan: Plan,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// What is not in it, and why; sorted by path.
    pub withheld: Vec<Withheld>,
}

/// An entry that an edition does not show.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// Its file.
    pub source: SourcePath,
    /// Its title.
    pub title: String,
    /// At least one.
    pub reasons: Vec<Reason>,
}

/// Reads, clears, assembles and plans. `None` when there is nothing to plan; the report says why.
///
/// # Errors
/// `themes` could not read a theme's files.
pub fn assemble(
    tree: Tree,
    themes: &dyn Fn(&str) -> Result<ThemeFiles, MachineFault>,
    request: &Request,
    report: &mut Report,
) -> Result<Option<Assembled>, MachineFault> {
    let Some(library) = library::read(tree, report) else {
        return Ok(None);
    };
    let index = SourceIndex::new(&library);
    index.check_all(report);
    check_elections(&library.organization, request.day, report);
    let mut editions = Vec::new();
    let mut compiled: HashMap<&str, Arc<Theme>> = HashMap::new();
    for edition in chosen(&library, &request.editions, report) {
        let theme = match compiled.get(edition.theme.as_str()) {
            Some(theme) => Some(Arc::clone(theme)),
            None => {
                let files = themes(&edition.theme)?;
                Theme::compile(&files, edition.theme_place.as_ref(), report).map(Arc::new)
            }
        };
        if let Some(theme) = theme {
            compiled.insert(&edition.theme, Arc::clone(&theme));
            let setting = Setting {
                library: &library,
                index: &index,
                request,
            };
            editions.push(assemble_edition(&setting, edition, theme, report));
        }
    }
    drop(index);
    Ok(Some(Assembled {
        library,
        editions,
        program: request.program,
    }))
}

/// What every edition is assembled from.
#[derive(Clone, Copy)]
struct Setting<'a, 'l> {
    library: &'l Library,
    index: &'a SourceIndex<'l>,
    request: &'a Request,
}

fn chosen<'a>(library: &'a Library, wanted: &[String], report: &mut Report) -> Vec<&'a Edition> {
    let all = &library.config.editions;
    for id in wanted
        .iter()
        .filter(|id| all.iter().all(|edition| edition.id != **id))
    {
        let ids: Vec<&str> = all.iter().map(|edition| edition.id.as_str()).collect();
        // It was named on the command line, which is no place in a file.
        report.push(
            Complaint::new(EDITION_UNKNOWN, None, format!("site.toml 中没有名为“{id}”的版"))
                .hint(format!("现有的版：{}", ids.join("、"))),
        );
    }
    all.iter()
        .filter(|edition| wanted.is_empty() || wanted.contains(&edition.id))
        .collect()
}

/// Who may see what of one edition.
#[derive(Default)]
struct Decided<'a> {
    /// What is shown: whole entries, and what is left of others.
    cleared: Vec<Entry>,
    /// The entries of which only something is left.
    expired: Vec<&'a Document>,
    /// The entries that are not shown, and why.
    withheld: Vec<(&'a Document, Vec<Reason>)>,
}

/// Decides about every entry.
fn decide<'a>(documents: &'a [Document], rules: &clearance::Rules<'_>) -> Decided<'a> {
    let clear = |document: &'a Document| (document, clearance::clear(document, rules));
    let verdicts: Vec<(&Document, Verdict)> = documents.par_iter().map(clear).collect();
    let mut decided = Decided::default();
    decided.cleared.reserve(verdicts.len());
    for (document, verdict) in verdicts {
        match verdict {
            Verdict::Open(entry) => decided.cleared.push(entry),
            Verdict::Expired(remnant) => {
                decided.cleared.push(Box::new(remnant.shown()));
                decided.expired.push(document);
            }
            Verdict::Withheld(reasons) => decided.withheld.push((document, reasons)),
        }
    }
    decided
}

/// Assembles one edition.
fn assemble_edition(
    setting: &Setting<'_, '_>,
    edition: &Edition,
    theme: Arc<Theme>,
    report: &mut Report,
) -> AssembledEdition {
    let Setting {
        library,
        index,
        request,
    } = *setting;
    let approval = &library.config.approval;
    let rules = clearance::Rules {
        edition,
        approval,
        day: request.day,
        mode: request.mode,
    };
    let Decided {
        cleared,
        expired,
        withheld,
    } = decide(&library.documents, &rules);
    index.check_published(&cleared, edition, report);
    let materials = Materials::of(&cleared, index);
    let closed: Vec<&Document> = withheld
        .iter()
        .map(|(document, _)| *document)
        .chain(expired)
        .collect();
    clearance::check_materials(&materials, &closed, &cleared, report);
    let world = World {
        calendar: library.calendar.clone(),
        organization: clearance::organization(&library.organization, edition),
        catalogue: clearance::catalogue(&library.catalogue, edition.audience),
        day: request.day,
    };
    let site = Site::new(&library.config, edition, world, cleared);
    let plan = plan::plan(
        &site,
        &materials,
        theme.statics.keys().map(String::as_str),
        report,
    );
    let withheld = withheld.into_iter().map(|(document, reasons)| Withheld {
        source: document.source.clone(),
        title: document.common.title.clone(),
        reasons,
    });
    AssembledEdition {
        withheld: withheld.collect(),
        site,
        plan,
        theme,
    }
}

/// Where rendered files go. Called from several threads, once for each file.
pub trait Sink: Sync {
    /// Takes the bytes of one file of the edition with this index in [`Assembled::editions`].
    ///
    /// # Errors
    /// The machine's fault; rendering then stops.
    fn put(&self, edition: usize, address: &Address, made: Made<'_>) -> Result<(), MachineFault>;

    /// True when the sink already holds what this recipe makes; the file is then not made.
    ///
    /// # Errors
    /// The machine's fault; rendering then stops.
    fn keep(&self, _edition: usize, _address: &Address, _recipe: Recipe) -> Result<bool, MachineFault> {
        Ok(false)
    }
}

/// A file that was made.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What it was made by.
    pub recipe: Recipe,
}

/// Renders every file of every edition.
///
/// # Errors
/// The sink's.
pub fn render(assembled: &Assembled, sink: &dyn Sink, report: &mut Report) -> Result<(), MachineFault> {
    for (index, edition) in assembled.editions.iter().enumerate() {
        let parts = Parts {
            site: &edition.site,
            plan: &edition.plan,
            theme: &edition.theme,
            files: &assembled.library.files,
            ascii_safe: assembled.library.config.ascii_safe,
            program: assembled.program,
        };
        let renderer = Renderer::new(&parts, report);
        let target = Target {
            renderer: &renderer,
            sink,
            edition: index,
        };
        target.render_all(&edition.plan, report)?;
    }
    Ok(())
}

/// The largest buffer that is kept for the next page, in bytes.
const LARGEST_SPARE: usize = 1 << 20;

thread_local! {
    /// The buffer that a thread wrote its last page into: new memory has to be found and cleared first.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// One edition on its way into a sink.
struct Target<'a> {
    renderer: &'a Renderer<'a>,
    sink: &'a dyn Sink,
    edition: usize,
}

impl Target<'_> {
    fn render_all(&self, plan: &Plan, report: &mut Report) -> Result<(), MachineFault> {
        let files: Vec<(&Address, &Planned)> = plan.files.iter().collect();
        let complaints = Mutex::new(Report::new());
        files
            .par_iter()
            .with_max_len(64)
            .try_for_each(|(address, planned)| {
                match self.render(address, planned) {
                    Ok(done) => done,
                    Err(complaint) => {
                        // Many pages complain about one template; equal complaints are told once.
                        if let Ok(mut complaints) = complaints.lock() {
                            complaints.push(complaint);
                        }
                        Ok(())
                    }
                }
            })?;
        report.absorb(complaints.into_inner().unwrap_or_default());
        Ok(())
    }

    /// Makes one file, unless the sink holds it already.
    fn render(&self, address: &Address, planned: &Planned) -> Result<Result<(), MachineFault>, Complaint> {
        let draft = self.renderer.draft(planned, address)?;
        let recipe = draft.recipe();
        match self.sink.keep(self.edition, address, recipe) {
            Ok(false) => {}
            Ok(true) => return Ok(Ok(())),
            Err(fault) => return Ok(Err(fault)),
        }
        let bytes = self.renderer.finish(planned, address, draft, SPARE.take())?;
        let made = Made {
            bytes: &bytes,
            recipe,
        };
        let done = self.sink.put(self.edition, address, made);
        if bytes.capacity() <= LARGEST_SPARE {
            SPARE.set(bytes);
        }
        Ok(done)
    }
}
