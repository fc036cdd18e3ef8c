//! `page`: what every page says about itself; and the pages that are about nothing else.

use serde::Serialize;
use tera::{Context, Value};

use super::view::{DirectoryView, NavView, PageView, RedirectView, SearchView};
use super::{Renderer, items, value};
use crate::plan;
use crate::site::EntryId;
use crate::words::{Address, Complaint, Kind};

/// A page's bytes, or the fault of its template.
pub(super) type RenderedPage = Result<Vec<u8>, Complaint>;

/// So many bytes most pages have room in.
const USUAL_SIZE: usize = 16 * 1024;

/// What differs between the `page` of two pages.
pub(super) struct PageHead<'a> {
    /// `home`, `list`, `entry` …
    pub(super) family: &'static str,
    /// The title, without the site's name.
    pub(super) title: &'a str,
    /// One sentence for search engines; may be empty.
    pub(super) description: &'a str,
    /// The `id` of the navigation's entry.
    pub(super) section: Option<&'static str>,
    /// Between home and the page.
    pub(super) breadcrumb: Vec<NavView>,
}

impl Renderer<'_> {
    /// `page` for a page at an address.
    pub(super) fn page(&self, address: &Address, heading: PageHead<'_>) -> PageView {
        let base = self.site.edition.base_url.as_deref();
        let mut breadcrumb = Vec::with_capacity(heading.breadcrumb.len() + 1);
        if heading.family != "home" {
            breadcrumb.push(self.shared.ways.home.clone());
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

    /// Fills a page's template, which sees the view under `key`.
    pub(super) fn fill_page(
        &self,
        template: &str,
        page: PageView,
        key: &'static str,
        view: &impl Serialize,
    ) -> RenderedPage {
        self.fill(template, page, Some((key, value(view))))
    }

    /// Fills a template with a page's value and that of what it is about.
    pub(super) fn fill(
        &self,
        template: &str,
        page: PageView,
        subject: Option<(&'static str, Value)>,
    ) -> RenderedPage {
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
        self.theme.fill(template, &context, &mut bytes)?;
        Ok(bytes)
    }

    /// The tags, in the order of their text.
    pub(super) fn tags(&self, address: &Address) -> RenderedPage {
        let view = DirectoryView {
            name: "标签",
            links: self.shared.ways.all_tags(),
        };
        let heading = PageHead {
            family: "tags",
            title: view.name,
            description: "",
            section: None,
            breadcrumb: Vec::new(),
        };
        let page = self.page(address, heading);
        self.fill_page("directory.html", page, "directory", &view)
    }

    /// The search page.
    pub(super) fn search(&self, address: &Address) -> RenderedPage {
        let view = SearchView {
            index: plan::fixed_page("search-index.js").to_string(),
            kinds: plan::SECTIONS
                .into_iter()
                .chain([Kind::Page])
                .map(items::kind_word)
                .collect(),
            branches: self
                .site
                .branches()
                .iter()
                .filter_map(|branch| items::branch(self.site, &branch.id))
                .collect(),
        };
        let heading = PageHead {
            family: "search",
            title: "搜索",
            description: "",
            section: None,
            breadcrumb: Vec::new(),
        };
        let page = self.page(address, heading);
        self.fill_page("search.html", page, "search", &view)
    }

    /// What a server shows for a wrong address.
    pub(super) fn not_found(&self, address: &Address) -> RenderedPage {
        let title = "没有找到这个页面";
        let heading = PageHead {
            family: "not_found",
            title,
            description: "",
            section: None,
            breadcrumb: Vec::new(),
        };
        let mut page = self.page(address, heading);
        page.canonical = None;
        self.fill("404.html", page, None)
    }

    /// A page at an old address.
    pub(super) fn redirect(&self, address: &Address, id: EntryId) -> RenderedPage {
        let entry = self.site.entry(id);
        let view = RedirectView {
            title: entry.common.title.clone(),
            path: entry.address.to_string(),
        };
        let heading = PageHead {
            family: "redirect",
            title: &entry.common.title,
            description: "",
            section: None,
            breadcrumb: Vec::new(),
        };
        let mut page = self.page(address, heading);
        page.canonical = self
            .site
            .edition
            .base_url
            .as_ref()
            .map(|base| format!("{base}{}", entry.address));
        self.fill_page("redirect.html", page, "target", &view)
    }
}
