//! Parts of a page that are the same on many: a theme's templates named `fixed-….html` know the site, and of
//! the page its depth, family, section, feed and breadcrumb only. They are rendered once for each of these instead
//! of once a page; those that do not mention the breadcrumb, of which there are many, without regard to it.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use tera::{Context, Value};

use super::view::PageView;
use super::{Renderer, Theme, draft, value};
use crate::words::Complaint;

/// What something depends on, written as an ingredient of a recipe is.
type Key = Vec<u8>;

/// The parts that were rendered.
#[derive(Debug)]
pub(super) struct Fixed {
    parts: Vec<Part>,
    /// All of a theme's for each key in one value.
    pages: RwLock<HashMap<Key, Value>>,
    /// Each by itself.
    rendered: RwLock<HashMap<Key, Value>>,
}

#[derive(Debug)]
struct Part {
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
            Some(Part {
                name: name.replace('-', "_"),
                template: template.to_owned(),
                shows_breadcrumb: variables.is_ok_and(|names| names.contains("breadcrumb")),
            })
        };
        Self {
            parts: theme.tera.get_template_names().filter_map(named).collect(),
            pages: RwLock::default(),
            rendered: RwLock::default(),
        }
    }
}

impl Renderer<'_> {
    /// `fixed`: every fixed part, as this page shows it.
    ///
    /// # Errors
    /// A template has a fault.
    pub(super) fn fixed(&self, page: &PageView) -> Result<Value, Complaint> {
        let mut key = Key::with_capacity(128);
        add_known(&mut key, page);
        draft::add(&mut key, &page.breadcrumb);
        once(&self.fixed.pages, key, || {
            let mut parts: BTreeMap<String, Value> = BTreeMap::new();
            for part in &self.fixed.parts {
                parts.insert(part.name.clone(), self.fixed_part(part, page)?);
            }
            Ok(Value::from(parts))
        })
    }

    fn fixed_part(&self, part: &Part, page: &PageView) -> Result<Value, Complaint> {
        let mut key = Key::new();
        draft::add(&mut key, &part.name);
        add_known(&mut key, page);
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        context.insert_value("root", Value::from(page.root.as_str()));
        context.insert_value("family", Value::from(page.family));
        context.insert_value("section", Value::from(page.section));
        context.insert_value("feed", Value::from(page.feed.as_deref()));
        if part.shows_breadcrumb {
            draft::add(&mut key, &page.breadcrumb);
            context.insert_value("breadcrumb", value(&page.breadcrumb));
        }
        once(&self.fixed.rendered, key, || {
            let mut bytes = Vec::new();
            self.fill(&part.template, &context, &mut bytes)?;
            Ok(Value::safe_string(String::from_utf8_lossy(&bytes).trim()))
        })
    }
}

/// What every fixed part knows of a page.
fn add_known(key: &mut Key, page: &PageView) {
    draft::add(key, &(&page.root, page.family, page.section, &page.feed));
}

/// What was made before for the key, or what is made now.
fn once(
    made: &RwLock<HashMap<Key, Value>>,
    key: Key,
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
