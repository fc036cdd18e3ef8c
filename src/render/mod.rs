//! Plan → Artifact: the bytes of each planned file. Pure but for reading pictures and attachments;
//! each file can be rendered alone and in any order.

mod board;
mod catalogue;
mod chart;
mod corrections;
mod detail;
mod entry;
mod feed;
mod figure;
mod filters;
mod gathered;
mod home;
mod honours;
mod hours;
mod icon;
mod last_lines;
mod ledger;
mod list;
mod material;
mod matrix;
mod month_report;
mod organization;
mod outgoing;
mod page;
mod quarter_report;
mod register;
mod row;
mod search;
mod shared;
mod sitemap;
mod statistics;
mod style_values;
mod supervision;
mod template_faults;
mod theme;
mod theme_files;
mod view;
mod written;

pub use board::page_of;
pub(crate) use catalogue::state as coverage_state;
pub(crate) use figure::{FactView, fact};
pub(crate) use gathered::{GatheredCellView, GatheredHead, GatheredTableView, GatheredView, gathered_page};
pub(crate) use material::clean_picture;
pub use material::{Pictures, Size, Unmade, orientation_of, photographs, told_at_use};
pub use theme::{Theme, ThemeKey};
pub use theme_files::{Medium, ThemeFiles};
pub(crate) use view::{Anchor, NavView};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::check::Wordings;
use crate::plan::{Plan, Planned};
use crate::read::Found;
use crate::site::Site;
use crate::site::disclosure::DisclosureSummary;
use crate::words::{Address, Complaint, Fingerprint, Report, SourcePath};

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

/// A file as far as it is made at once.
#[derive(Debug)]
pub enum Rendered {
    /// Its bytes.
    File(Vec<u8>),
    /// A photograph or an attachment, to be made: that takes as long as dozens of pages, and who has it need not.
    Unmade(Box<Unmade>),
}

impl Rendered {
    /// The bytes, made now if need be.
    ///
    /// # Errors
    /// A photograph's pixels cannot be read.
    pub fn into_bytes(self) -> Result<Vec<u8>, Complaint> {
        match self {
            Self::File(bytes) => Ok(bytes),
            Self::Unmade(unmade) => unmade.make(),
        }
    }
}

/// Renders one edition; shared by all threads.
#[derive(Debug, Clone, Copy)]
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    plan: &'a Plan,
    pictures: &'a Pictures,
    ascii_safe: bool,
    shared: &'a shared::Shared,
    fixed: &'a page::Fixed,
    guard: &'a outgoing::Guard,
}

/// What is made once for all files of an edition.
#[derive(Debug)]
pub struct PreparedEdition {
    pictures: Pictures,
    shared: shared::Shared,
    fixed: page::Fixed,
    guard: outgoing::Guard,
}

/// What is known from before, and saves some of the work.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// What was prepared for other content of the same edition.
    pub prepared: Option<&'a PreparedEdition>,
    /// How long the file is that this very program has made of a source (see [`Unmade::source`]).
    pub length: Option<&'a (dyn Fn(Fingerprint) -> Option<u64> + Sync)>,
}

/// What a renderer is made of.
#[derive(Debug, Clone, Copy)]
pub struct RendererParts<'a> {
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
}

impl PreparedEdition {
    /// Looks at the pictures and attachments, converts what all pages share.
    pub fn new(parts: &RendererParts<'_>, known: Known<'_>, report: &mut Report) -> Self {
        Self {
            pictures: Pictures::look(parts, known, report),
            shared: shared::Shared::new(parts.site, parts.theme),
            fixed: page::Fixed::new(parts.theme),
            guard: outgoing::Guard::new(parts.theme, parts.plan),
        }
    }
}

/// Looks through the pictures and attachments of an edition that is not rendered: what is wrong in them is so whatever else is.
/// That one is not there, or cannot be read, is told where it is named.
pub fn check_materials(parts: &RendererParts<'_>, known: Known<'_>, report: &mut Report) {
    let looked_at = Pictures::look(parts, known, &mut Report::new());
    looked_at
        .told_of_contents()
        .for_each(|complaint| report.push(complaint.clone()));
}

impl<'a> Renderer<'a> {
    /// From what was prepared of the same parts.
    #[must_use]
    pub fn new(parts: &RendererParts<'a>, prepared: &'a PreparedEdition) -> Self {
        Self {
            site: parts.site,
            theme: parts.theme,
            plan: parts.plan,
            pictures: &prepared.pictures,
            ascii_safe: parts.ascii_safe,
            shared: &prepared.shared,
            fixed: &prepared.fixed,
            guard: &prepared.guard,
        }
    }

    /// Makes one file; a photograph that a page shows smaller, and an attachment, is left to be made.
    ///
    /// # Errors
    /// A picture or attachment cannot be read, or a template has a fault.
    pub fn render(&self, planned: &Planned, address: &Address) -> Result<Rendered, Complaint> {
        match planned {
            Planned::Material(file) => {
                let rendered = self.pictures.rendered(file);
                rendered.map_err(|complaint| told_at_use(complaint, self.site))
            }
            planned => {
                let bytes = self.made(planned, address)?;
                self.checked(address, bytes).map(Rendered::File)
            }
        }
    }

    /// A photograph or an attachment as it goes out.
    ///
    /// # Errors
    /// A photograph's pixels cannot be read.
    pub fn make(&self, unmade: Unmade) -> Result<Vec<u8>, Complaint> {
        let made = unmade.make();
        made.map_err(|complaint| told_at_use(complaint, self.site))
    }

    /// A file as it goes out, after a last look.
    fn checked(&self, address: &Address, bytes: Vec<u8>) -> page::RenderedPage {
        let kind = FileType::of(address);
        if kind == FileType::Html {
            self.guard.check(self.theme, address, &bytes)?;
        }
        Ok(match self.ascii_safe {
            true => outgoing::make_safe(kind, bytes),
            false => bytes,
        })
    }

    /// The bytes of what is neither picture nor attachment.
    fn made(&self, planned: &Planned, address: &Address) -> page::RenderedPage {
        match planned {
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
            Planned::Disclosure => Ok(DisclosureSummary::of(self.site).to_text().into_bytes()),
            Planned::Tags => self.tags(address),
            Planned::Search => self.search(address),
            Planned::NotFound => self.not_found(address),
            Planned::Redirect(id) => self.redirect(address, *id),
            Planned::SearchIndex => Ok(search::index(self.site)),
            Planned::SearchShard(shard) => Ok(self.search_shard(shard)),
            Planned::Feed(kind) => Ok(feed::feed(self.site, *kind)),
            Planned::SitemapIndex => Ok(sitemap::index(self.site, self.plan)),
            Planned::Sitemap(year) => Ok(sitemap::of_year(self.site, self.plan, *year)),
            Planned::Robots => Ok(sitemap::robots(self.site)),
            Planned::BoardIndex => self.board_index(address),
            Planned::AllSheets => self.all_sheets(address),
            Planned::Changes => self.changes(address),
            Planned::BoardPlan(board) => self.board_plan(address, *board),
            Planned::BoardScreen(board) => self.board_screen(address, *board),
            Planned::Sheets { board, section, item } => self.hung_sheets(address, [*board, *section, *item]),
            Planned::Static(name) => Ok(self
                .theme
                .statics
                .get(name)
                .map_or(Vec::new(), |bytes| bytes.to_vec())),
            Planned::Material(_) => unreachable!("made of its file"),
        }
    }
}

/// A view as a template's value. Views hold nothing that cannot be converted.
fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
