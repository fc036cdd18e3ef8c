//! A page before its template is filled: its view, ready, and the recipe that says whether the page has to be
//! made at all. On a large site most pages of most builds are what they were.

use serde::Serialize;
use tera::{Context, Value};

use super::material::PhotographDraft;
use super::view::PageView;
use super::{Renderer, value};
use crate::words::{Complaint, Recipe};

/// A file on its way.
pub enum Draft<'a> {
    /// A page.
    Page(Box<PageDraft<'a>>),
    /// A photograph that is scaled for the page.
    Photograph(Box<PhotographDraft>),
    /// A file that is cheaper made than remembered.
    File(Vec<u8>),
}

/// A page whose template is not filled yet.
pub struct PageDraft<'a> {
    template: &'static str,
    page: PageView,
    subject: Option<Subject<'a>>,
    recipe: Recipe,
}

/// What a page is about: the value that its template sees beside `site` and `page`.
pub(super) struct Subject<'a> {
    key: &'static str,
    /// Whatever the value depends on.
    ingredients: Vec<u8>,
    value: Box<dyn FnOnce() -> Value + Send + 'a>,
}

impl<'a> Subject<'a> {
    /// A view that says everything itself.
    pub(super) fn new<V: Serialize + Send + 'a>(key: &'static str, view: V) -> Self {
        Self::with(key, view, Vec::new(), |view| value(&view))
    }

    /// A view that is completed by shared values; `shared` are their fingerprints.
    pub(super) fn with<V: Serialize + Send + 'a>(
        key: &'static str,
        view: V,
        shared: Vec<u8>,
        complete: impl FnOnce(V) -> Value + Send + 'a,
    ) -> Self {
        let mut ingredients = shared;
        add(&mut ingredients, &view);
        Self {
            key,
            ingredients,
            value: Box::new(move || complete(view)),
        }
    }
}

/// Adds what a view holds, in a form that is quickly made: the program is part of every recipe, so that
/// the form need not outlive it. Views always have one.
pub(super) fn add(ingredients: &mut Vec<u8>, view: &impl Serialize) {
    let before = std::mem::take(ingredients);
    match postcard::to_extend(view, before) {
        Ok(with) => *ingredients = with,
        Err(fault) => unreachable!("a view that has no form: {fault}"),
    }
}

impl Draft<'_> {
    /// What the file is made by; [`Recipe::NONE`] when it is made each time.
    #[must_use]
    pub fn recipe(&self) -> Recipe {
        match self {
            Self::Page(page) => page.recipe,
            Self::Photograph(photograph) => photograph.recipe,
            Self::File(_) => Recipe::NONE,
        }
    }
}

impl Renderer<'_> {
    /// A page of a template, about something.
    pub(super) fn draft_page<'a>(
        &self,
        template: &'static str,
        page: PageView,
        subject: Option<Subject<'a>>,
    ) -> Draft<'a> {
        let mut ingredients = Vec::with_capacity(2 * 1024);
        add(&mut ingredients, &(self.base.to_string(), template, &page));
        if let Some(subject) = &subject {
            ingredients.extend_from_slice(&subject.ingredients);
        }
        Draft::Page(Box::new(PageDraft {
            template,
            page,
            subject,
            recipe: Recipe::of(&ingredients),
        }))
    }

    /// Fills a page's template.
    ///
    /// # Errors
    /// The template has a fault.
    pub(super) fn fill_page(&self, draft: PageDraft<'_>, mut bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
        let PageDraft {
            template,
            page,
            subject,
            recipe: _,
        } = draft;
        let mut context = Context::new();
        context.insert_value("site", self.shared.site.clone());
        // Nothing in it needs an escape, and every link begins with it.
        context.insert_value("root", Value::safe_string(&page.root));
        context.insert_value("page", value(&page));
        context.insert_value("fixed", self.fixed(&page)?);
        if let Some(subject) = subject {
            context.insert_value(subject.key, (subject.value)());
        }
        bytes.clear();
        self.fill(template, &context, &mut bytes)?;
        Ok(bytes)
    }
}
