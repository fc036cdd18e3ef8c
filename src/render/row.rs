//! Rows of lists. Most entries stand in many lists, of their section, their branch, each tag and the year: a row is filled
//! once and put into each list that says the same of the entry (10,000 entries: 54,000 rows, a tenth of the build's time).

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tera::{Context, Value};

use super::view::{Html, Known};
use super::{Renderer, shared, value};
use crate::read::Detail;
use crate::site::{EntryId, Site};
use crate::words::Complaint;

/// The template of a row.
pub(super) const TEMPLATE: &str = "list-row.html";

/// Stands in a row for the way to the site's root, which differs between lists; no text that is read holds it.
const ROOT: char = '\0';

/// What the rows of a list say beside the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowParts {
    /// They stand below their month.
    pub(super) is_below_month: bool,
    /// The summary.
    pub(super) with_summary: bool,
    /// What the entry is; nothing where all are the same.
    pub(super) word: Option<RowWord>,
}

/// What a row calls its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowWord {
    /// In a list of several kinds.
    Sort,
    /// In a list of one kind.
    Type,
}

impl RowWord {
    /// The word for one entry.
    pub(super) fn of(self, detail: &Detail) -> &'static str {
        match self {
            Self::Sort => shared::sort(detail),
            Self::Type => {
                let word = shared::type_word(detail).filter(|word| word.id != "other");
                word.map_or("其他", |word| word.label)
            }
        }
    }
}

/// The rows that were filled: of each entry, those that say different things.
#[derive(Debug)]
pub(super) struct Rows(Vec<Mutex<Vec<(RowParts, String)>>>);

impl Rows {
    /// None are.
    pub(super) fn new(site: &Site) -> Self {
        Self(site.ids().map(|_| Mutex::default()).collect())
    }
}

impl Renderer<'_> {
    /// The rows of entries, as a list shows them whose way to the site's root is `root`.
    ///
    /// # Errors
    /// The template has a fault.
    pub(super) fn rows(
        &self,
        ids: impl IntoIterator<Item = EntryId>,
        parts: RowParts,
        root: &str,
    ) -> Result<Known<Html>, Complaint> {
        let mut html = String::new();
        for id in ids {
            let filled = &self.shared.rows.0[self.site.index(id)];
            let mut filled = filled.lock().unwrap_or_else(PoisonError::into_inner);
            let at = match filled.iter().position(|(of, _)| *of == parts) {
                Some(at) => at,
                None => {
                    filled.push((parts, self.row(id, parts)?));
                    filled.len() - 1
                }
            };
            if !html.is_empty() {
                html.push('\n');
            }
            for (index, part) in filled[at].1.split(ROOT).enumerate() {
                html.push_str(if index == 0 { "" } else { root });
                html.push_str(part);
            }
        }
        Ok(Known::html(&html))
    }

    fn row(&self, id: EntryId, parts: RowParts) -> Result<String, Complaint> {
        let entry = self.site.entry(id);
        let item = self.shared.item(self.site, id);
        let date = entry.common.date;
        let view = RowView {
            day: match parts.is_below_month {
                true => date.month_day(),
                false => date.to_string(),
            },
            word: parts.word.map(|word| word.of(&entry.detail)),
            with_summary: parts.with_summary,
        };
        let mut context = Context::new();
        context.insert_value("root", Value::safe_string(&ROOT.to_string()));
        context.insert_value("item", item.value().clone());
        context.insert_value("row", value(&view));
        self.theme.filled(TEMPLATE, &context)
    }
}

/// `row`: what a row of a list says of its `item` in this list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RowView {
    /// The day, `2026-03-12`; `03-12` below a month's heading.
    pub(crate) day: String,
    /// What the entry is; null where all entries of the list are the same.
    pub(crate) word: Option<&'static str>,
    /// The summary is shown.
    pub(crate) with_summary: bool,
}
