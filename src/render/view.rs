//! What templates see on every page or on many. What one family of pages shows beside it stands in the family's file: the
//! types named `…View`, here and there, are the only ones that are `Serialize` for templates.
//! Every key is always there (null, never missing). Paths are addresses from the site's root, to be
//! written with the filter `link`; dates are `2026-03-12`, to be written with the filter `date`.
//! `docs/themes.md` describes each; a test holds the two together.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use super::value;
use crate::paper::{BreakPlace, break_places};
use crate::words::{Labelled, PageFamily, push_text};

/// `site`: the same on every page of an edition.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SiteView {
    /// The edition's name.
    pub(crate) title: String,
    /// 主办单位.
    pub(crate) organizer: Option<String>,
    /// 地址.
    pub(crate) address: Option<String>,
    /// 监督电话.
    pub(crate) telephone: Option<String>,
    /// 监督邮箱.
    pub(crate) email: Option<String>,
    /// ICP 备案号 with its link.
    pub(crate) icp: Option<Anchor>,
    /// 公安备案号 with its link.
    pub(crate) police: Option<Anchor>,
    /// The image that the school provides, a path.
    pub(crate) emblem: Option<String>,
    /// The theme's `custom.css`, a path; null without one.
    pub(crate) custom_css: Option<String>,
    /// Where the edition will be reached, or null.
    pub(crate) base_url: Option<String>,
    /// The name of the audience, for example 社会公开.
    pub(crate) audience: &'static str,
    /// Home, the sections, branches, archive: the band at the top.
    pub(crate) nav: Vec<NavView>,
    /// Ordinary pages, for the footer.
    pub(crate) pages: Vec<NavView>,
    /// How disclosure is done: supervision, corrections, statistics, reports.
    pub(crate) oversight: Vec<NavView>,
    /// The Atom feed of everything; null without `base_url`.
    pub(crate) feed: Option<String>,
    /// The search page.
    pub(crate) search: String,
}

/// A link out of the site.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Anchor {
    /// What readers see.
    pub(crate) label: String,
    /// A whole URL.
    pub(crate) href: String,
}

/// A link inside the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct NavView {
    /// `home`, `notice`, `meeting`, `pledge`, `study`, `ledger`, `catalogue`, `branches`, `tags`, `archive`, `search`, `page`, or a year.
    pub(crate) id: String,
    /// What readers see.
    pub(crate) label: String,
    /// A path, or null for the page itself.
    pub(crate) path: Option<String>,
}

/// `page`: the page that is being written.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageView {
    /// The name of its family.
    #[serde(serialize_with = "by_name")]
    pub(crate) family: &'static PageFamily,
    /// The title, without the site's name.
    pub(crate) title: String,
    /// One sentence for search engines; may be empty.
    pub(crate) description: String,
    /// Its own path.
    pub(crate) path: String,
    /// `""`, `../`, `../../`: from this page to the site's root.
    pub(crate) root: String,
    /// The `id` of the entry of `site.nav` that this page belongs to, or null.
    pub(crate) section: Option<&'static str>,
    /// From home to the page's parent; the page itself is not in it.
    pub(crate) breadcrumb: Vec<NavView>,
    /// The Atom feed of the page's section; null without `base_url`.
    pub(crate) feed: Option<String>,
    /// The page's whole URL; null without `base_url`.
    pub(crate) canonical: Option<String>,
}

fn by_name<S: Serializer>(family: &&'static PageFamily, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(family.name)
}

/// One entry in a list. A large site shows many thousands, each on several pages; what they have in common is
/// shared among them. With more than 14 keys each would take twice the memory.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ItemView {
    /// 标题.
    pub(crate) title: String,
    /// The same as HTML that breaks between words only.
    pub(crate) title_html: Known<Html>,
    /// Its page.
    pub(crate) path: String,
    /// 日期.
    pub(crate) date: String,
    /// The kind.
    pub(crate) kind: Known<Word>,
    /// 类型, or 类别 for a study item; null for a page.
    #[serde(rename = "type")]
    pub(crate) type_: Option<Known<Word>>,
    /// What it is, in a list of several kinds: the 类型 of a notice, a meeting or a ledger says more than the kind.
    pub(crate) sort: &'static str,
    /// 支部, or null.
    pub(crate) branch: Option<Known<NavView>>,
    /// It is a sample of a new site, not the school's own.
    pub(crate) sample: bool,
    /// 摘要; for home and section lists only, so that a change of it changes few pages.
    pub(crate) summary: String,
    /// What a reader must know before anything else: 公示中, 征求意见中, 预公开中, 已期满, 已截止, 必学, 有逾期; or null.
    pub(crate) state: Option<StateView>,
    /// The last day of a running 公示期, 征求意见 or 预公开; or null.
    pub(crate) last_day: Option<String>,
    /// The working days of a running 公示期, for the script that counts those left; or null.
    pub(crate) workdays: Option<String>,
    /// Past `last_day` the title is no longer shown: a 公示 whose 期满处理 is not 保留.
    pub(crate) hides: bool,
}

/// A word of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Word {
    /// English, for classes and addresses.
    pub(crate) id: &'static str,
    /// Chinese, for readers.
    pub(crate) label: &'static str,
}

impl Word {
    pub(in crate::render) fn of(value: impl Labelled) -> Self {
        let (id, label) = value.id_and_label();
        Self { id, label }
    }
}

/// A state, always with a word and never by colour alone.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StateView {
    /// `open` (amber), `over` (grey), `late` (red outline), `done` (green), `required` (red outline).
    pub(crate) id: &'static str,
    /// For example 公示中.
    pub(crate) label: &'static str,
}

impl StateView {
    pub(in crate::render) const fn new(id: &'static str, label: &'static str) -> Self {
        Self { id, label }
    }
}

/// A view that was converted before the views that hold it; a copy of it costs next to nothing.
#[derive(Debug, Clone)]
pub(crate) struct Known<V> {
    value: Value,
    view: PhantomData<V>,
}

/// Text that is HTML already.
#[derive(Debug, Clone)]
pub(crate) struct Html;

/// So many characters are no wider than the narrowest line.
const SHORT: usize = 14;

impl Known<Html> {
    /// A title as HTML that breaks between words only, if its element has `word-break: keep-all`, and `.nowrap` none.
    pub(in crate::render) fn title(title: &str) -> Self {
        Self::broken(title, &break_places(title))
    }

    /// The same of a title whose places are known.
    pub(in crate::render) fn broken(title: &str, places: &[BreakPlace]) -> Self {
        let mut html = String::with_capacity(title.len() * 2);
        let mut start = 0;
        let ends = places.iter().map(|place| (place.at, Some(place.is_narrow)));
        for (end, is_narrow) in ends.chain([(title.len(), None)]) {
            // A bracket that begins a line is set without the blank before it only where it stands by itself.
            let bare = title[start..end].trim_start_matches(['（', '《', '“']);
            html.push_str(&title[start..end - bare.len()]);
            // Browsers break behind these whatever stands around them.
            let is_short = bare.contains(['—', '–', '-', '/']) && bare.chars().count() <= SHORT;
            html.push_str(if is_short { r#"<span class="nowrap">"# } else { "" });
            push_text(&mut html, bare);
            html.push_str(if is_short { "</span>" } else { "" });
            html.push_str(match is_narrow {
                Some(true) => r#"<wbr class="narrow">"#,
                Some(false) => "<wbr>",
                None => "",
            });
            start = end;
        }
        Self::html(&html)
    }

    /// What need not be escaped.
    pub(in crate::render) fn html(html: &str) -> Self {
        Self {
            value: Value::safe_string(html),
            view: PhantomData,
        }
    }
}

impl<V> Known<V> {
    /// Converts a view.
    pub(in crate::render) fn new(view: &V) -> Self
    where
        V: Serialize,
    {
        Self {
            value: value(view),
            view: PhantomData,
        }
    }

    /// The view as templates see it.
    pub(in crate::render) fn value(&self) -> &Value {
        &self.value
    }
}

impl<V> Serialize for Known<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
