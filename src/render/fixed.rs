//! Parts of a page that are the same on many: a theme's templates named `fixed-….html` know the site, and of
//! the page its depth, family, section, feed and breadcrumb only. They are rendered once for each of these instead
//! of once a page; those that do not mention the breadcrumb, of which there are many, without regard to it.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use tera::{Context, Value};

use super::view::{NavView, PageView};
use super::{Renderer, Theme, value};
use crate::words::Complaint;

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
            family: page.family,
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
        context.insert_value("family", Value::from(page.family));
        context.insert_value("section", Value::from(page.section));
        context.insert_value("feed", Value::from(page.feed.as_deref()));
        if part.shows_breadcrumb {
            key = key.with_breadcrumb(page);
            context.insert_value("breadcrumb", value(&page.breadcrumb));
        }
        once(&self.fixed.made, key, || {
            let mut bytes = Vec::new();
            self.theme.fill(&part.template, &context, &mut bytes)?;
            Ok(Value::safe_string(String::from_utf8_lossy(&bytes).trim()))
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
