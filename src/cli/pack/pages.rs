//! The editions as the sources make them for the last day, in memory; and the pages of them that become PDFs.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use super::{PackJob, PackedFiles};
use crate::clearance::{Internal, Mode, Registered};
use crate::cli::console::Console;
use crate::cli::print::Workspace;
use crate::pipeline::{self, Artifact, Assembled, Request, Sink};
use crate::plan::Planned;
use crate::press::{self, Job};
use crate::read::Tree;
use crate::render::ThemeFiles;
use crate::words::{Address, MachineFault, Month, Report, SourcePath};

/// Files of the editions, by the edition's index and address.
#[derive(Default)]
struct KeptFiles(Mutex<BTreeMap<(usize, Address), Vec<u8>>>);

impl Sink for KeptFiles {
    fn put(&self, edition: usize, address: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert((edition, address.clone()), artifact.bytes.to_vec());
        Ok(())
    }
}

/// The editions.
pub(super) struct PackedPages {
    assembled: Assembled,
    files: BTreeMap<(usize, Address), Vec<u8>>,
    /// The page of each entry in the first edition that has it.
    pages: HashMap<SourcePath, (usize, Address)>,
}

impl PackedPages {
    /// Makes them; `None` when the content has errors, which the report says.
    pub(super) fn build(
        job: &PackJob<'_>,
        tree: Tree,
        report: &mut Report,
    ) -> Result<Option<Self>, MachineFault> {
        let request = Request {
            day: job.day,
            mode: Mode::Publish,
            editions: Vec::new(),
        };
        let themes = |name: &str| ThemeFiles::load(job.root, name);
        let mut sink = KeptFiles::default();
        let assembled = pipeline::build(tree, &themes, &request, &mut sink, report)?;
        let files = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Some(assembled) = assembled.filter(|_| !report.has_errors()) else {
            return Ok(None);
        };
        let mut pages = HashMap::new();
        for (index, edition) in assembled.editions.iter().enumerate() {
            for (address, planned) in &edition.plan.files {
                if let Planned::Entry(id) = planned {
                    let source = edition.site.entry(*id).source.clone();
                    pages.entry(source).or_insert((index, address.clone()));
                }
            }
        }
        Ok(Some(Self {
            assembled,
            files,
            pages,
        }))
    }

    /// The editions' ids and titles.
    pub(super) fn editions(&self) -> impl Iterator<Item = (&str, &str)> {
        let editions = self
            .assembled
            .editions
            .iter()
            .map(|edition| &edition.site.edition);
        editions.map(|edition| (edition.id.as_str(), edition.title.as_str()))
    }

    /// Where the zip file holds the page of an entry, in the first edition that has it, with the bytes.
    pub(super) fn page_of(&self, entry: &Registered) -> Option<(usize, &Address, &[u8])> {
        let (edition, address) = self.pages.get(&entry.source)?;
        let bytes = self.files.get(&(*edition, address.clone()))?;
        Some((*edition, address, bytes))
    }

    /// The path of a file of an edition, in a folder of the zip file.
    pub(super) fn path(&self, folder: &str, edition: usize, address: &Address) -> String {
        format!(
            "{folder}/{}/{address}",
            self.assembled.editions[edition].site.edition.id
        )
    }

    /// Puts all of them in.
    pub(super) fn add_to(&self, files: &mut PackedFiles) {
        for ((edition, address), bytes) in &self.files {
            files.insert(self.path("网页", *edition, address), bytes.clone());
        }
    }

    /// Prints the pages that an inspector asks for.
    pub(super) fn print(
        &self,
        job: &PackJob<'_>,
        entries: &[&Internal<Registered>],
        files: &mut PackedFiles,
        console: &Console,
    ) -> Result<(), MachineFault> {
        let Some(browser) = job.browser else {
            return Ok(());
        };
        let mut wanted: Vec<(usize, &Address)> = entries
            .iter()
            .filter_map(|entry| self.page_of(entry))
            .map(|(edition, address, _)| (edition, address))
            .collect();
        wanted.extend(
            self.oversight(job)
                .into_iter()
                .map(|(edition, address, _)| (edition, address)),
        );
        wanted.sort();
        wanted.dedup();
        console.say(&format!("正在做 {} 个 PDF，每个要几秒，请等一等。", wanted.len()));
        let workspace = Workspace::new(job.root)?;
        for ((edition, address), bytes) in &self.files {
            workspace.put(&format!("{edition}/{address}"), bytes)?;
        }
        for (edition, address) in wanted {
            // What a browser leaves behind for each page goes at once.
            let inner = Workspace::new(job.root)?;
            let pdf = press::print(
                browser,
                &Job {
                    page: &workspace.path_of(&format!("{edition}/{address}")),
                    workspace: &inner.inner("browser")?,
                    limit: job.limit,
                },
            )?;
            let path = self.path("PDF", edition, address);
            let stem = path.strip_suffix(".html").unwrap_or(&path);
            files.insert(format!("{stem}.pdf"), pdf);
        }
        Ok(())
    }

    /// The pages about how disclosure was done in the period, with the edition's index and what they are called.
    pub(super) fn oversight(&self, job: &PackJob<'_>) -> Vec<(usize, &Address, String)> {
        let editions = self.assembled.editions.iter().enumerate();
        editions
            .flat_map(|(index, edition)| {
                let files = edition.plan.files.iter();
                files.filter_map(move |(address, planned)| {
                    Some((index, address, oversight_name(planned, job)?))
                })
            })
            .collect()
    }
}

/// What a page about how disclosure was done is called; `None` for any other page, and for one of another period.
fn oversight_name(planned: &Planned, job: &PackJob<'_>) -> Option<String> {
    let has_month = |month: Month| Month::of(job.period.first) <= month && month <= Month::of(job.day);
    let has_year = |year: i32| job.period.first.year() <= year && year <= job.day.year();
    let (is_of_the_period, name) = match planned {
        Planned::Catalogue => (true, "公开目录".to_owned()),
        Planned::Coverage => (true, "公开目录落实情况".to_owned()),
        Planned::Organization => (true, "党组织".to_owned()),
        Planned::Matrix(year) => (has_year(*year), format!("{year}年三会一课")),
        Planned::Register(year) => (has_year(*year), format!("{year}年公开承诺")),
        Planned::Statistics(year) => (has_year(*year), format!("{year}年公开统计")),
        Planned::Corrections(year) => (year.is_none_or(has_year), "更正".to_owned()),
        Planned::MonthReport(month) => (has_month(*month), format!("{}通报", month.label())),
        Planned::QuarterReport(quarter) => {
            let has_quarter = quarter.months().into_iter().any(has_month);
            (has_quarter, format!("{}调度", quarter.label()))
        }
        Planned::Home
        | Planned::Entry(_)
        | Planned::List { .. }
        | Planned::Hours
        | Planned::Supervision
        | Planned::Reports
        | Planned::Disclosure
        | Planned::Tags
        | Planned::Search
        | Planned::SearchIndex
        | Planned::SearchShard(_)
        | Planned::NotFound
        | Planned::Redirect(_)
        | Planned::Feed(_)
        | Planned::SitemapIndex
        | Planned::Sitemap(_)
        | Planned::Robots
        | Planned::BoardIndex
        | Planned::AllSheets
        | Planned::Changes
        | Planned::BoardPlan(_)
        | Planned::BoardScreen(_)
        | Planned::Sheets { .. }
        | Planned::Material(_)
        | Planned::Static(_) => return None,
    };
    is_of_the_period.then_some(name)
}
