//! The spine. It reads like the design:
//!
//! 1. read the site's files, with all complaints (`read`);
//! 2. for each edition decide who may see what (`clearance`), and complain about links and files that
//!    would cross that line;
//! 3. assemble the edition from what was cleared (`site`) and plan every output file (`plan`) — all
//!    editions before any is rendered;
//! 4. render each file and hand it to a sink (`render`): a folder, a test's map, or nowhere.
//!
//! [`build`] is all of it, for the command, `check` and tests alike. A report with errors means that nothing may be
//! published.

mod decide;
mod files;
mod survey;

pub use decide::{Decision, decide, decide_all};
pub use files::{Artifact, Sink, render};
pub use survey::{Survey, survey};

use std::collections::HashMap;
use std::sync::Arc;

use decide::Decided;

use crate::clearance::{self, Materials, Mode, QrAddresses, Reason, Rules, SourceIndex};
use crate::plan::{self, Plan};
use crate::read::config::Edition;
use crate::read::meeting::check_expected;
use crate::read::organization::check_elections;
use crate::read::{Document, Library, Tree, library};
use crate::render::{self, RendererParts, Theme, ThemeFiles, ThemeKey};
use crate::site::{Site, World};
use crate::words::{Acknowledgement, Code, Complaint, Day, MachineFault, Report, SourcePath};

const EDITION_UNKNOWN: Code = Code::error("edition-unknown");

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The build's day.
    pub day: Day,
    /// Publication or rehearsal.
    pub mode: Mode,
    /// The editions by their ids; none means all.
    pub editions: Vec<String>,
}

/// Everything that is known before anything is rendered.
#[derive(Debug)]
pub struct Assembled {
    /// What was read.
    pub library: Arc<Library>,
    /// The editions asked for, in the order of `site.toml`.
    pub editions: Vec<AssembledEdition>,
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
    /// What is in it for this mode alone, and why it would not be published.
    pub ahead: HashMap<SourcePath, Vec<Reason>>,
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

/// The whole line: reads, clears, assembles, plans, and renders every file into the sink. `None` when there is nothing to
/// plan; the report says why.
///
/// # Errors
/// `themes` could not read a theme's files, or the sink's.
pub fn build(
    tree: Tree,
    themes: &dyn Fn(&str) -> Result<ThemeFiles, MachineFault>,
    request: &Request,
    sink: &mut dyn Sink,
    report: &mut Report,
) -> Result<Option<Assembled>, MachineFault> {
    let assembled = assemble(tree, themes, request, report)?;
    if let Some(assembled) = &assembled {
        render(assembled, sink, report)?;
    }
    Ok(assembled)
}

/// Reads, clears, assembles and plans.
fn assemble(
    tree: Tree,
    themes: &dyn Fn(&str) -> Result<ThemeFiles, MachineFault>,
    request: &Request,
    report: &mut Report,
) -> Result<Option<Assembled>, MachineFault> {
    let Some(library) = library::read(&tree, request.day, report) else {
        return Ok(None);
    };
    let mut compiled: HashMap<ThemeKey, Arc<Theme>> = HashMap::new();
    let mut theme = |edition: &Edition, report: &mut Report| {
        let key = Theme::key(edition);
        if let Some(theme) = compiled.get(&key) {
            return Ok(Some(Arc::clone(theme)));
        }
        let files = themes(&edition.theme)?;
        let theme = Theme::compile(&files, edition, report).map(Arc::new);
        compiled.extend(theme.iter().map(|theme| (key.clone(), Arc::clone(theme))));
        Ok(theme)
    };
    let given = AssemblyInput {
        library: Arc::new(library),
        theme: &mut theme,
        decide: &mut decide_all,
    };
    assemble_library(given, request, report).map(Some)
}

/// What was read, and what goes with it.
pub struct AssemblyInput<'a> {
    /// What was read.
    pub library: Arc<Library>,
    /// Gives the themes.
    pub theme: &'a mut ThemeOf<'a>,
    /// Decides about the entries: [`decide_all`], or whoever knows what that gave.
    pub decide: &'a mut DecideAll<'a>,
}

/// Gives the theme of an edition; `None` when it cannot be used, and the report says why.
pub type ThemeOf<'a> = dyn FnMut(&Edition, &mut Report) -> Result<Option<Arc<Theme>>, MachineFault> + 'a;
/// What [`decide_all`] does.
pub type DecideAll<'a> = dyn FnMut(&[Arc<Document>], &Rules<'_>) -> Vec<Arc<Decision>> + 'a;

/// Clears, assembles and plans what was read.
///
/// # Errors
/// `theme` could not read a theme's files.
pub fn assemble_library(
    given: AssemblyInput<'_>,
    request: &Request,
    report: &mut Report,
) -> Result<Assembled, MachineFault> {
    let AssemblyInput {
        library,
        theme,
        decide,
    } = given;
    let is_ahead = |own: &Acknowledgement| own.checked.as_ref().is_some_and(|(_, on)| *on > request.day);
    let (ahead, by_now): (Vec<_>, Vec<_>) = library.acknowledged().cloned().partition(is_ahead);
    report.acknowledge(by_now);
    report.acknowledge_later(ahead);
    clearance::check_never_public(&library, report);
    let index = SourceIndex::new(&library);
    index.check_all(report);
    check_elections(&library.organization, request.day, report);
    check_expected(&library.documents, &library.organization, request.day, report);
    let mut editions = Vec::new();
    for edition in chosen(&library, &request.editions, report) {
        if let Some(theme) = theme(edition, report)? {
            let setting = EditionSetting {
                library: &library,
                index: &index,
                request,
            };
            let rules = Rules {
                edition,
                approval: &library.config.approval,
                day: request.day,
                mode: request.mode,
            };
            let decided = Decided::new(&library.documents, decide(&library.documents, &rules));
            editions.push(setting.assemble(edition, decided, theme, report));
        }
    }
    drop(index);
    check_unfinished(&library, &editions, report);
    Ok(Assembled { library, editions })
}

/// Whoever writes an entry is told before it is approved, or before its day has come, what will keep it from that.
fn check_unfinished(library: &Library, editions: &[AssembledEdition], report: &mut Report) {
    let is_unfinished = |document: &Document| {
        let mut withheld = editions.iter().flat_map(|edition| &edition.withheld);
        withheld.any(|one| {
            one.source == document.source && one.reasons.iter().any(|reason| !reason.is_of_audience())
        })
    };
    let documents = library.documents.iter();
    for document in documents.filter(|document| !document.findings.is_empty() && is_unfinished(document)) {
        clearance::check_unfinished(library, document, report);
    }
}

impl Assembled {
    /// What an edition is rendered from.
    #[must_use]
    pub fn parts<'a>(&'a self, edition: &'a AssembledEdition) -> RendererParts<'a> {
        RendererParts {
            site: &edition.site,
            plan: &edition.plan,
            theme: &edition.theme,
            files: &self.library.files,
            wordings: &self.library.wordings,
            ascii_safe: self.library.config.ascii_safe,
        }
    }
}

/// What every edition is assembled from.
#[derive(Clone, Copy)]
struct EditionSetting<'a, 'l> {
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

impl EditionSetting<'_, '_> {
    /// Assembles one edition of what was decided.
    fn assemble(
        &self,
        edition: &Edition,
        decided: Decided<'_>,
        theme: Arc<Theme>,
        report: &mut Report,
    ) -> AssembledEdition {
        let Self {
            library,
            index,
            request,
        } = *self;
        let Decided {
            cleared,
            expired,
            withheld,
            ahead,
            files,
        } = decided;
        let held: Vec<&Document> = withheld.iter().map(|(document, _)| *document).collect();
        index.check_published(&cleared, &withheld, edition, report);
        let materials = Materials::of(files, index);
        let closed: Vec<&Document> = held.iter().chain(&expired).copied().collect();
        clearance::check_materials(&materials, &closed, &cleared, report);
        clearance::check_passing(&cleared, index, report);
        let world = World {
            calendar: Arc::clone(&library.calendar),
            organization: clearance::organization(&library.organization, edition),
            catalogue: clearance::catalogue(&library.catalogue, edition.audience),
            day: request.day,
            codes: codes(self, edition),
        };
        clearance::check_findings(library, (&held, &expired), (edition, &world.organization), report);
        let site = Site::new(&library.config, edition, world, cleared);
        let photographs = render::photographs(
            &site,
            &site.pictures_to_hang(plan::LISTED),
            &library.files,
            report,
        );
        let given = plan::PlanInput {
            materials: &materials,
            photographs: &photographs,
            statics: theme.statics.keys().map(String::as_str).collect(),
        };
        let plan = plan::plan(&site, &given, report);
        let withheld = withheld.into_iter().map(|(document, reasons)| Withheld {
            source: document.source.clone(),
            title: document.common.title.clone(),
            reasons,
        });
        AssembledEdition {
            withheld: withheld.collect(),
            ahead,
            site,
            plan,
            theme,
        }
    }
}

/// Where the codes on a board's sheets lead.
fn codes(setting: &EditionSetting<'_, '_>, edition: &Edition) -> QrAddresses {
    let EditionSetting { library, request, .. } = *setting;
    let editions = &library.config.editions;
    let web = edition.qr_edition.as_ref().filter(|_| edition.is_board);
    let web = web.and_then(|id| editions.iter().find(|other| other.id == *id));
    web.map_or_else(QrAddresses::default, |web| {
        let rules = Rules {
            edition: web,
            approval: &library.config.approval,
            day: request.day,
            mode: request.mode,
        };
        QrAddresses::of(&library.documents, &rules)
    })
}
