//! A page: what every page says about itself, its template filled, and the pages that are about nothing else.
//!
//! Parts that are the same on many pages are rendered once: a theme's templates named `fixed-….html` know the site, and of
//! the page its depth, family, section, feed and breadcrumb only. Those that do not mention the breadcrumb, of which there
//! are many, are rendered without regard to it.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use serde::Serialize;
use tera::{Context, Value};

use super::search::SearchView;
use super::shared::SUPERVISION;
use super::view::{NavView, PageView, Word};
use super::{Renderer, Theme, shared, value};
use crate::plan;
use crate::site::EntryId;
use crate::words::{Address, Complaint, Kind, Labelled, PageFamily};

/// A page's bytes, or the fault of its template.
pub(super) type RenderedPage = Result<Vec<u8>, Complaint>;

/// So many bytes most pages have room in.
const USUAL_SIZE: usize = 16 * 1024;

/// How wide an emblem is on screens of twice as many pixels.
const EMBLEM_SIDE: usize = 96;

/// What differs between the `page` of two pages.
pub(super) struct PageHead<'a> {
    /// What page it is.
    pub(super) family: &'static PageFamily,
    /// The title, without the site's name.
    pub(super) title: &'a str,
    /// One sentence for search engines; may be empty.
    pub(super) description: &'a str,
    /// The `id` of the navigation's entry.
    pub(super) section: Option<&'static str>,
    /// Between home and the page.
    pub(super) breadcrumb: Vec<NavView>,
}

impl<'a> PageHead<'a> {
    /// One of nothing but its title, directly below home.
    pub(super) fn titled(family: &'static PageFamily, title: &'a str) -> Self {
        Self {
            family,
            title,
            description: "",
            section: None,
            breadcrumb: Vec::new(),
        }
    }
}

impl Renderer<'_> {
    /// `page` for a page at an address.
    pub(super) fn page(&self, address: &Address, heading: PageHead<'_>) -> PageView {
        debug_assert!(
            heading.family.may_lie_at(address.as_str()),
            "{address}: {:?}",
            heading.family
        );
        let base = self.site.edition.base_url.as_deref();
        let mut breadcrumb = Vec::with_capacity(heading.breadcrumb.len() + 1);
        if *heading.family != PageFamily::HOME {
            breadcrumb.push(self.shared.ways.home.clone());
        }
        // 更正, 公开统计 and the reports are below 监督.
        if heading.section == Some(SUPERVISION) && *heading.family != PageFamily::SUPERVISION {
            breadcrumb.push(shared::supervision_nav());
        }
        breadcrumb.extend(heading.breadcrumb);
        let feed = plan::SECTIONS
            .into_iter()
            .find(|kind| heading.section == Some(kind.id()));
        PageView {
            family: heading.family,
            title: heading.title.to_owned(),
            description: heading.description.to_owned(),
            path: address.to_string(),
            root: address.root(),
            section: heading.section,
            breadcrumb,
            feed: base.and(feed).map(|kind| plan::feed(Some(kind)).to_string()),
            canonical: base.map(|base| format!("{base}{address}")),
        }
    }

    /// A page at an address, whose template sees the view under `key`.
    pub(super) fn whole_page(
        &self,
        address: &Address,
        heading: PageHead<'_>,
        key: &'static str,
        view: &impl Serialize,
    ) -> RenderedPage {
        self.fill_page(self.page(address, heading), key, view)
    }

    /// Fills a page's template, which sees the view under `key`.
    pub(super) fn fill_page(&self, page: PageView, key: &'static str, view: &impl Serialize) -> RenderedPage {
        self.fill(page, Some((key, value(view))))
    }

    /// Fills a page's template with its value and that of what it is about.
    pub(super) fn fill(&self, page: PageView, subject: Option<(&'static str, Value)>) -> RenderedPage {
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        // Nothing in it needs an escape, and every link begins with it.
        context.insert_value("root", Value::safe_string(&page.root));
        context.insert_value("page", value(&page));
        context.insert_value("fixed", self.fixed(&page)?);
        if let Some((key, value)) = subject {
            context.insert_value(key, value);
        }
        let mut bytes = Vec::with_capacity(USUAL_SIZE);
        self.theme.fill(page.family.template, &context, &mut bytes)?;
        Ok(bytes)
    }

    /// The tags, in the order of their text.
    pub(super) fn tags(&self, address: &Address) -> RenderedPage {
        let view = self.directory();
        let heading = PageHead::titled(&PageFamily::TAGS, view.name);
        self.whole_page(address, heading, "directory", &view)
    }

    /// The search page.
    pub(super) fn search(&self, address: &Address) -> RenderedPage {
        let view = SearchView {
            index: plan::search_index().to_string(),
            kinds: plan::SECTIONS
                .into_iter()
                .chain([Kind::Page])
                .map(Word::of)
                .collect(),
            branches: self
                .site
                .branches()
                .iter()
                .filter_map(|branch| shared::branch(self.site, &branch.id))
                .collect(),
        };
        let heading = PageHead::titled(&PageFamily::SEARCH, "搜索");
        self.whole_page(address, heading, "search", &view)
    }

    /// What a server shows for a wrong address.
    pub(super) fn not_found(&self, address: &Address) -> RenderedPage {
        let title = "没有找到这个页面";
        let heading = PageHead::titled(&PageFamily::NOT_FOUND, title);
        let mut page = self.page(address, heading);
        page.canonical = None;
        let emblem = self.site.publisher.emblem.as_ref();
        let emblem = emblem.and_then(|file| self.pictures.embedded(file, EMBLEM_SIDE));
        self.fill(page, Some(("emblem", value(&emblem))))
    }

    /// A page at an old address.
    pub(super) fn redirect(&self, address: &Address, id: EntryId) -> RenderedPage {
        let entry = self.site.entry(id);
        let view = RedirectView {
            title: entry.common.title.clone(),
            path: entry.address.to_string(),
        };
        let heading = PageHead::titled(&PageFamily::REDIRECT, &entry.common.title);
        let mut page = self.page(address, heading);
        page.canonical = self
            .site
            .edition
            .base_url
            .as_ref()
            .map(|base| format!("{base}{}", entry.address));
        self.fill_page(page, "target", &view)
    }
}

/// `target`: where a redirect page leads.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RedirectView {
    /// The entry's title.
    pub(crate) title: String,
    /// Its page.
    pub(crate) path: String,
}

/// What a part depends on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct PartInputs {
    /// The template; empty for all of a theme's.
    template: String,
    root: String,
    family: &'static str,
    section: Option<&'static str>,
    feed: Option<String>,
    breadcrumb: Vec<NavView>,
}

impl PartInputs {
    /// Of a page, whatever leads to it.
    fn of(template: &str, page: &PageView) -> Self {
        Self {
            template: template.to_owned(),
            root: page.root.clone(),
            family: page.family.name,
            section: page.section,
            feed: page.feed.clone(),
            breadcrumb: Vec::new(),
        }
    }

    fn with_breadcrumb(self, page: &PageView) -> Self {
        let breadcrumb = page.breadcrumb.clone();
        Self { breadcrumb, ..self }
    }
}

/// The parts that were rendered.
#[derive(Debug)]
pub(super) struct Fixed {
    parts: Vec<FixedPart>,
    made: RwLock<HashMap<PartInputs, Value>>,
}

#[derive(Debug)]
struct FixedPart {
    /// The name that pages use.
    name: String,
    template: String,
    shows_breadcrumb: bool,
}

impl Fixed {
    /// Finds a theme's fixed parts.
    pub(super) fn new(theme: &Theme) -> Self {
        let named = |template: &str| {
            let name = template.strip_prefix("fixed-")?.strip_suffix(".html")?;
            let variables = theme.tera.get_template_variables(template);
            Some(FixedPart {
                name: name.replace('-', "_"),
                template: template.to_owned(),
                shows_breadcrumb: variables.is_ok_and(|names| names.contains("breadcrumb")),
            })
        };
        Self {
            parts: theme.tera.get_template_names().filter_map(named).collect(),
            made: RwLock::default(),
        }
    }
}

impl Renderer<'_> {
    /// `fixed`: every fixed part, as this page shows it.
    ///
    /// # Errors
    /// A template has a fault.
    pub(super) fn fixed(&self, page: &PageView) -> Result<Value, Complaint> {
        let key = PartInputs::of("", page).with_breadcrumb(page);
        once(&self.fixed.made, key, || {
            let mut parts: BTreeMap<String, Value> = BTreeMap::new();
            for part in &self.fixed.parts {
                parts.insert(part.name.clone(), self.fixed_part(part, page)?);
            }
            Ok(Value::from(parts))
        })
    }

    fn fixed_part(&self, part: &FixedPart, page: &PageView) -> Result<Value, Complaint> {
        let mut key = PartInputs::of(&part.template, page);
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        context.insert_value("root", Value::from(page.root.as_str()));
        context.insert_value("family", Value::from(page.family.name));
        context.insert_value("section", Value::from(page.section));
        context.insert_value("feed", Value::from(page.feed.as_deref()));
        if part.shows_breadcrumb {
            key = key.with_breadcrumb(page);
            context.insert_value("breadcrumb", value(&page.breadcrumb));
        }
        once(&self.fixed.made, key, || {
            let part = self.theme.filled(&part.template, &context)?;
            Ok(Value::safe_string(&part))
        })
    }
}

/// What was made before for the key, or what is made now.
fn once(
    made: &RwLock<HashMap<PartInputs, Value>>,
    key: PartInputs,
    make: impl FnOnce() -> Result<Value, Complaint>,
) -> Result<Value, Complaint> {
    if let Some(value) = made.read().ok().and_then(|made| made.get(&key).cloned()) {
        return Ok(value);
    }
    let value = make()?;
    if let Ok(mut made) = made.write() {
        made.insert(key, value.clone());
    }
    Ok(value)
}
