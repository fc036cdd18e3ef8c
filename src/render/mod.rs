//! Plan → Artifact: the bytes of each planned file. Pure but for reading pictures and attachments;
//! each file can be rendered alone and in any order.

mod ascii;
mod entry;
mod feed;
mod filters;
mod fixed;
mod guard;
mod items;
mod lists;
mod material;
mod page;
mod search;
mod sitemap;
mod theme;
pub mod view;

pub use material::{Pictures, Size};
pub use theme::{Theme, ThemeFiles};

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::plan::{Plan, Planned};
use crate::read::Found;
use crate::site::Site;
use crate::words::{Address, Complaint, Report, SourcePath};

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
            Some("html") => Self::Html,
            Some("xml") => Self::Xml,
            Some("js") => Self::Script,
            Some("css") => Self::Style,
            _ => Self::Other,
        }
    }
}

/// Everything that rendering one edition needs, prepared once and shared by all threads.
#[derive(Debug)]
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    files: &'a BTreeMap<SourcePath, Found>,
    pictures: Pictures,
    ascii_safe: bool,
    shared: items::Shared,
    fixed: fixed::Fixed,
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
    pub files: &'a BTreeMap<SourcePath, Found>,
    /// Write references for every non-ASCII character.
    pub ascii_safe: bool,
}

impl<'a> Renderer<'a> {
    /// Prepares: looks at the pictures, converts what all pages share.
    pub fn new(parts: &Parts<'a>, report: &mut Report) -> Self {
        let Parts {
            site,
            plan,
            theme,
            files,
            ascii_safe,
        } = *parts;
        let pictures = Pictures::look(plan, files, report);
        let shared = items::Shared::new(site);
        let fixed = fixed::Fixed::new(theme);
        Self {
            site,
            theme,
            files,
            pictures,
            ascii_safe,
            shared,
            fixed,
        }
    }

    /// Renders one file.
    ///
    /// # Errors
    /// A complaint: a template has a fault, or a picture or attachment cannot be read.
    pub fn render(&self, address: &Address, planned: &Planned) -> Result<Vec<u8>, Complaint> {
        let bytes = match planned {
            Planned::Home => self.home(address),
            Planned::Entry(id) => self.entry(address, *id),
            Planned::List { key, year } => self.list(address, key, *year),
            Planned::Register(year) => self.register(address, *year),
            Planned::Branches => self.branches(address),
            Planned::Tags => self.tags(address),
            Planned::Search => self.search(address),
            Planned::NotFound => self.not_found(address),
            Planned::Redirect(id) => self.redirect(address, *id),
            Planned::SearchIndex => Ok(search::index(self.site)),
            Planned::SearchShard(shard) => Ok(search::shard(self.site, shard)),
            Planned::Feed(kind) => Ok(feed::feed(self.site, *kind)),
            Planned::SitemapIndex => Ok(sitemap::index(self.site)),
            Planned::Sitemap(year) => Ok(sitemap::of_year(self.site, *year)),
            Planned::Robots => Ok(sitemap::robots(self.site)),
            Planned::Material(file) => material::publish(self.files, file),
            Planned::Static(name) => Ok(self
                .theme
                .statics
                .get(name)
                .map_or(Vec::new(), |bytes| bytes.to_vec())),
        }?;
        let kind = FileType::of(address);
        if kind == FileType::Html {
            guard::check(address, &bytes)?;
        }
        let ours = !matches!(planned, Planned::Material(_));
        Ok(if self.ascii_safe && ours {
            ascii::make_safe(kind, bytes)
        } else {
            bytes
        })
    }

    /// Renders a template with `page`, `root` and one more value.
    fn template(
        &self,
        name: &str,
        page: &view::PageView,
        more: Option<(&'static str, Value)>,
    ) -> Result<Vec<u8>, Complaint> {
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        context.insert_value("root", Value::from(page.root.as_str()));
        context.insert_value("page", value(page));
        context.insert_value("fixed", self.fixed(page)?);
        if let Some((key, value)) = more {
            context.insert_value(key, value);
        }
        let mut bytes = Vec::with_capacity(16 * 1024);
        self.fill(name, &context, &mut bytes)?;
        Ok(bytes)
    }

    fn fill(&self, name: &str, context: &Context, bytes: &mut Vec<u8>) -> Result<(), Complaint> {
        let filled = self.theme.tera.render_to(name, context, bytes);
        filled.map_err(|error| self.theme.complaint(&self.site.edition.theme, &error))
    }
}

/// A view as a template's value. Views hold nothing that cannot be converted.
fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
