//! Parts of a page that are the same on many: a theme's templates named `fixed-….html` know the site, the
//! page's depth, its family and its section only, and are rendered once for each of these instead of once a
//! page.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use tera::{Context, Value};

use super::view::PageView;
use super::{Renderer, Theme};
use crate::words::Complaint;

/// What a fixed part depends on: the way to the root, the family and the section.
type Key = (String, &'static str, Option<&'static str>);

/// The parts that were rendered, all of a theme's for each key in one value.
#[derive(Debug)]
pub(super) struct Fixed {
    /// The templates: the name that pages use, and the template's own.
    templates: Vec<(String, String)>,
    rendered: RwLock<HashMap<Key, Value>>,
}

impl Fixed {
    /// Finds a theme's fixed parts.
    pub(super) fn new(theme: &Theme) -> Self {
        let named = |template: &str| {
            let name = template.strip_prefix("fixed-")?.strip_suffix(".html")?;
            Some((name.replace('-', "_"), template.to_owned()))
        };
        Self {
            templates: theme.tera.get_template_names().filter_map(named).collect(),
            rendered: RwLock::default(),
        }
    }
}

impl Renderer<'_> {
    /// `fixed`: every fixed part, for a page of this depth, family and section.
    ///
    /// # Errors
    /// A template has a fault.
    pub(super) fn fixed(&self, page: &PageView) -> Result<Value, Complaint> {
        let key = (page.root.clone(), page.family, page.section);
        if let Some(value) = self
            .fixed
            .rendered
            .read()
            .ok()
            .and_then(|rendered| rendered.get(&key).cloned())
        {
            return Ok(value);
        }
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        context.insert_value("root", Value::from(page.root.as_str()));
        context.insert_value("family", Value::from(page.family));
        context.insert_value("section", Value::from(page.section));
        let mut parts: BTreeMap<String, Value> = BTreeMap::new();
        for (name, template) in &self.fixed.templates {
            let mut bytes = Vec::new();
            self.fill(template, &context, &mut bytes)?;
            let text = String::from_utf8_lossy(&bytes);
            parts.insert(name.clone(), Value::safe_string(text.trim()));
        }
        let value = Value::from(parts);
        if let Ok(mut rendered) = self.fixed.rendered.write() {
            rendered.insert(key, value.clone());
        }
        Ok(value)
    }
}
