//! Plan → Artifact: the bytes of each planned file. Pure but for reading pictures and attachments;
//! each file can be rendered alone and in any order. A page is first drafted: its view and its recipe; only
//! when no earlier build has made it by the same recipe is its template filled.

mod ascii;
mod board;
mod catalogue;
mod chart;
mod corrections;
mod detail;
mod draft;
mod duties;
mod entry;
mod feed;
mod figure;
mod filters;
mod fixed;
mod guard;
mod items;
mod ledger;
mod lists;
mod material;
mod meeting_tables;
mod meetings;
mod month_report;
mod organization;
mod page;
mod quarter_report;
mod saved_as;
mod search;
mod sitemap;
mod statistics;
mod supervision;
mod template_faults;
mod theme;
pub mod view;
mod ways;
mod written;

pub use board::page_of;
pub use draft::{Draft, PageDraft};
pub use material::{PhotographDraft, Pictures, Size, photographs};
pub use theme::{Medium, Theme, ThemeFiles};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Value};

use crate::check::Wordings;
use crate::plan::{Hanging, Plan, Planned};
use crate::read::Found;
use crate::site::Site;
use crate::words::{Address, Complaint, Recipe, Report, SourcePath};

/// What a file is, for rules that go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileType {
    /// A page.
    Html,
    /// A feed or a sitemap.
    Xml,
    /// A script.
    Script,
    /// A style sheet.
    Style,
    /// Pictures, attachments, plain text.
    Other,
}

impl FileType {
    fn of(address: &Address) -> Self {
        match address.as_str().rsplit('.').next() {
            Some("html" | "htm") => Self::Html,
            Some("xml") => Self::Xml,
            Some("js") => Self::Script,
            Some("css") => Self::Style,
            _ => Self::Other,
        }
    }
}

/// Renders one edition; shared by all threads.
#[derive(Debug, Clone, Copy)]
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    hanging: &'a Hanging,
    pictures: &'a Pictures,
    ascii_safe: bool,
    shared: &'a items::Shared,
    fixed: &'a fixed::Fixed,
    guard: &'a guard::Guard,
    base: Recipe,
    program: Recipe,
}

/// What is made once for all files of an edition.
#[derive(Debug)]
pub struct Prepared {
    pictures: Pictures,
    shared: items::Shared,
    fixed: fixed::Fixed,
    guard: guard::Guard,
    /// What every page of the edition depends on.
    base: Recipe,
}

/// What a renderer is made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The edition.
    pub site: &'a Site,
    /// Its files.
    pub plan: &'a Plan,
    /// Its theme.
    pub theme: &'a Theme,
    /// Where pictures and attachments are read from.
    pub files: &'a Arc<BTreeMap<SourcePath, Found>>,
    /// What the site writes in one way and no other, in attachments too.
    pub wordings: &'a Arc<Wordings>,
    /// Write references for every non-ASCII character.
    pub ascii_safe: bool,
    /// Stands for this very program: another one may make other pages of the same content.
    pub program: Recipe,
}

impl Prepared {
    /// Looks at the pictures, converts what all pages share. What was prepared `before` for other content of the
    /// same edition saves some of it.
    pub fn new(parts: &Parts<'_>, before: Option<&Self>, report: &mut Report) -> Self {
        let pictures = before.map(|before| &before.pictures);
        let mut ingredients = Vec::new();
        let options = (
            parts.program.to_string(),
            parts.theme.print.to_string(),
            parts.ascii_safe,
        );
        draft::add(&mut ingredients, &(options, items::site_view(parts.site)));
        Self {
            pictures: Pictures::look(parts, pictures, report),
            shared: items::Shared::new(parts.site),
            fixed: fixed::Fixed::new(parts.theme),
            guard: guard::Guard::new(parts.theme, parts.plan),
            base: Recipe::of(&ingredients),
        }
    }
}

impl<'a> Renderer<'a> {
    /// From what was prepared of the same parts.
    #[must_use]
    pub fn new(parts: &Parts<'a>, prepared: &'a Prepared) -> Self {
        Self {
            site: parts.site,
            theme: parts.theme,
            hanging: &parts.plan.hanging,
            pictures: &prepared.pictures,
            ascii_safe: parts.ascii_safe,
            shared: &prepared.shared,
            fixed: &prepared.fixed,
            guard: &prepared.guard,
            base: prepared.base,
            program: parts.program,
        }
    }

    /// Prepares one file: everything but the filling of templates.
    ///
    /// # Errors
    /// A picture or attachment cannot be read.
    pub fn draft(&self, planned: &Planned, address: &Address) -> Result<Draft<'_>, Complaint> {
        Ok(match planned {
            Planned::Home => self.home(address),
            Planned::Entry(id) => self.entry(address, *id),
            Planned::List { key, year } => self.list(address, key, *year),
            Planned::Register(year) => self.register(address, *year),
            Planned::Organization => self.organization(address),
            Planned::Matrix(year) => self.matrix(address, *year),
            Planned::Hours => self.hours(address),
            Planned::Catalogue => self.catalogue(address),
            Planned::Coverage => self.coverage(address),
            Planned::Corrections(year) => self.corrections(address, *year),
            Planned::Supervision => self.supervision(address),
            Planned::Statistics(year) => self.statistics(address, *year),
            Planned::Reports => self.reports(address),
            Planned::MonthReport(month) => self.month_report(address, *month),
            Planned::QuarterReport(quarter) => self.quarter_report(address, *quarter),
            Planned::Tags => self.tags(address),
            Planned::Search => self.search(address),
            Planned::NotFound => self.not_found(address),
            Planned::Redirect(id) => self.redirect(address, *id),
            Planned::SearchIndex => Draft::File(search::index(self.site)),
            Planned::SearchShard(shard) => Draft::File(search::shard(self.site, shard)),
            Planned::Feed(kind) => Draft::File(feed::feed(self.site, *kind)),
            Planned::SitemapIndex => Draft::File(sitemap::index(self.site)),
            Planned::Sitemap(year) => Draft::File(sitemap::of_year(self.site, *year)),
            Planned::Robots => Draft::File(sitemap::robots(self.site)),
            Planned::BoardIndex => self.board_index(address),
            Planned::AllSheets => self.all_sheets(address),
            Planned::Changes => self.changes(address),
            Planned::BoardPlan(board) => self.board_plan(address, *board),
            Planned::BoardScreen(board) => self.board_screen(address, *board),
            Planned::Sheets { board, section, item } => self.hung_sheets(address, [*board, *section, *item]),
            Planned::Material(file) => self.pictures.draft(file, self.program)?,
            Planned::Static(name) => {
                let bytes = self.theme.statics.get(name);
                Draft::File(bytes.map_or(Vec::new(), |bytes| bytes.to_vec()))
            }
        })
    }

    /// Makes a file of its draft. `spare` is a buffer whose contents no longer matter.
    ///
    /// # Errors
    /// A template has a fault.
    pub fn finish(
        &self,
        planned: &Planned,
        address: &Address,
        draft: Draft<'_>,
        spare: Vec<u8>,
    ) -> Result<Vec<u8>, Complaint> {
        let bytes = match draft {
            Draft::Page(page) => self.fill_page(*page, spare)?,
            Draft::Photograph(photograph) => photograph.scaled()?,
            Draft::File(bytes) => bytes,
        };
        let kind = FileType::of(address);
        if kind == FileType::Html {
            self.guard.check(self.theme, address, &bytes)?;
        }
        let ours = !matches!(planned, Planned::Material(_));
        Ok(if self.ascii_safe && ours {
            ascii::make_safe(kind, bytes)
        } else {
            bytes
        })
    }

    fn fill(&self, name: &str, context: &Context, bytes: &mut Vec<u8>) -> Result<(), Complaint> {
        let filled = self.theme.tera.render_to(name, context, bytes);
        filled.map_err(|error| self.theme.complaint(&error))
    }
}

/// A view as a template's value. Views hold nothing that cannot be converted.
fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
