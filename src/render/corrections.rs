//! The list of corrections.

use serde::Serialize;

use super::Renderer;
use super::page::{PageHead, RenderedPage};
use super::shared::{SUPERVISION, nav, year_nav};
use super::view::{ItemView, Known, NavView};
use crate::plan;
use crate::site::Corrected;
use crate::words::{Address, PageFamily};

impl Renderer<'_> {
    /// The corrections of one year.
    pub(super) fn corrections(&self, address: &Address, year: Option<i32>) -> RenderedPage {
        let all = self.site.corrections.iter();
        let shown: Vec<&Corrected> = all.filter(|of| Some(of.date.year()) == year).collect();
        let view = CorrectionsView {
            year,
            years: self.correction_years(year),
            rows: shown.iter().map(|of| self.corrected(of)).collect(),
        };
        let first = plan::corrections(None);
        let (title, breadcrumb) = match year {
            Some(year) if first != *address => (
                format!("更正（{year}年）"),
                vec![nav("corrections", "更正", &first)],
            ),
            _ => ("更正".to_owned(), Vec::new()),
        };
        let heading = PageHead {
            section: Some(SUPERVISION),
            breadcrumb,
            ..PageHead::titled(&PageFamily::CORRECTIONS, &title)
        };
        self.whole_page(address, heading, "corrections", &view)
    }

    fn correction_years(&self, shown: Option<i32>) -> Vec<NavView> {
        let years = self.site.correction_years();
        if years.len() < 2 {
            return Vec::new();
        }
        let page = |index, year| plan::corrections((index > 0).then_some(year));
        let link = |(index, year): (usize, &i32)| year_nav(*year, shown, &page(index, *year));
        years.iter().enumerate().map(link).collect()
    }

    /// A correction with its entry.
    pub(super) fn corrected(&self, of: &Corrected) -> CorrectedView {
        let entry = self.site.entry(of.entry);
        let content = entry.common.corrections.get(of.index);
        CorrectedView {
            item: self.shared.item(self.site, of.entry),
            date: of.date.to_string(),
            content: content.map_or_else(String::new, |correction| correction.content.clone()),
        }
    }
}

/// `corrections`: the corrections of one year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CorrectionsView {
    /// The year shown; null when there are no corrections at all.
    pub(crate) year: Option<i32>,
    /// The years there are, newest first; the year shown has a null path. Empty when there is one.
    pub(crate) years: Vec<NavView>,
    /// The corrections, newest first.
    pub(crate) rows: Vec<CorrectedView>,
}

/// One correction of an entry.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CorrectedView {
    /// The entry.
    pub(crate) item: Known<ItemView>,
    /// When it was made.
    pub(crate) date: String,
    /// What was wrong and what is right.
    pub(crate) content: String,
}
