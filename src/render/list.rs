//! Lists: a section, branch, tag, category, series or the archive, a year a page; and the page of all tags.

use crate::render::organization::UnitView;
use crate::render::view::Known;
use serde::Serialize;

use super::page::{PageHead, RenderedPage};
use super::row::{RowParts, RowWord};
use super::shared::{self, nav};
use super::view::{Html, ItemView, NavView};
use super::{Renderer, matrix, organization};
use crate::plan;
use crate::site::{EntryId, ListKey};
use crate::words::{Address, Complaint, Kind, Labelled, PageFamily};

/// From so many entries on, a year is parted by months: more than fit on a screen.
const PARTED: usize = 16;
/// So many entries of a tag have room for what each is about.
const SUMMED: usize = 12;

impl Renderer<'_> {
    /// One page of a list.
    pub(super) fn list(&self, address: &Address, key: &ListKey, year: Option<usize>) -> RenderedPage {
        let site = self.site;
        let (family, name, section) = self.list_name(key);
        let list = site.lists.get(key);
        let shown = year.and_then(|index| list.and_then(|list| list.years.get(index)));
        let ids = match (list, shown) {
            (Some(list), Some(year)) => list.of(year),
            _ => site.list(key),
        };
        let first_page = plan::list_page(key, None);
        let counts = self.counts(key, ids);
        let with_summary = match family {
            "section" | "category" | "series" => true,
            // A change of a summary changes few pages.
            "tag" => ids.len() <= SUMMED,
            _ => false,
        };
        let parts = RowParts {
            is_below_month: shown.is_some() && ids.len() >= PARTED,
            with_summary,
            word: self.row_word(key, ids, !counts.is_empty()),
        };
        let view = ListView {
            family,
            name: name.clone(),
            year: shown.map(|year| year.year),
            years: year.map_or_else(Vec::new, |shown| self.shared.ways.years(key, shown)),
            items: self.shared.items(site, ids),
            counts,
            months: self.months(key, ids, parts, &address.root())?,
            related: self.related(key),
            with_summary,
            unit: match key {
                ListKey::Branch(id) if first_page == *address => organization::branch_view(site, id),
                _ => None,
            },
        };
        let mut breadcrumb = self.list_parents(key);
        let title = match shown {
            Some(year) if first_page != *address => {
                breadcrumb.push(nav("list", &name, &first_page));
                format!("{name}（{}年）", year.year)
            }
            _ => name.clone(),
        };
        let heading = PageHead {
            section,
            breadcrumb,
            ..PageHead::titled(&PageFamily::LIST, &title)
        };
        self.whole_page(address, heading, "list", &view)
    }

    /// How many entries there are of each kind, in a section of each type; nothing where all are of one.
    fn counts(&self, key: &ListKey, ids: &[EntryId]) -> Vec<CountView> {
        let by_type = matches!(key, ListKey::Section(_) | ListKey::Category(_));
        let word = |id: &EntryId| {
            let entry = self.site.entry(*id);
            let type_word = shared::type_word(&entry.detail).filter(|word| by_type && word.id != "other");
            (
                type_word.is_none(),
                type_word.map_or(entry.kind().label(), |word| word.label),
            )
        };
        let mut counts: Vec<(bool, CountView)> = Vec::new();
        for (is_other, label) in ids.iter().map(word) {
            match counts.iter_mut().find(|(_, of)| of.label == label) {
                Some((_, of)) => of.count += 1,
                None => counts.push((is_other, CountView { label, count: 1 })),
            }
        }
        // The most come first, equal ones as they come; others last.
        counts.sort_by_key(|(is_other, of)| (*is_other, std::cmp::Reverse(of.count)));
        if counts.len() < 2 {
            counts.clear();
        }
        counts.into_iter().map(|(_, of)| of).collect()
    }

    /// All tags. How much each holds stands on its own page: a new entry changes that one alone, and this one once a year.
    pub(super) fn directory(&self) -> DirectoryView {
        let tags = self
            .site
            .lists
            .iter()
            .filter_map(|(key, list)| match (key, &list.years[..]) {
                (ListKey::Tag(tag), [newest, ..]) => Some(DirectoryLinkView {
                    label: tag.clone(),
                    path: plan::tag_list(tag).to_string(),
                    from: list.years.last().unwrap_or(newest).year,
                    to: newest.year,
                }),
                _ => None,
            });
        DirectoryView {
            name: "标签",
            links: tags.collect(),
        }
    }

    /// What the rows call their entries: nothing where that is the same for all, and those who read know it.
    fn row_word(&self, key: &ListKey, ids: &[EntryId], is_counted: bool) -> Option<RowWord> {
        let word = match key {
            ListKey::Section(_) | ListKey::Category(_) => RowWord::Type,
            _ => RowWord::Sort,
        };
        let mut details = ids.iter().map(|id| &self.site.entry(*id).detail);
        let first = details.next()?;
        let is_told = match key {
            ListKey::Archive => true,
            ListKey::Section(_) => first.of_type().is_some(),
            _ => false,
        };
        let differs = is_counted || details.any(|detail| word.of(detail) != word.of(first));
        (is_told || differs).then_some(word)
    }

    /// The months of a year's entries; one without a name where there are too few to be parted.
    fn months(
        &self,
        key: &ListKey,
        ids: &[EntryId],
        parts: RowParts,
        root: &str,
    ) -> Result<Vec<ListMonthView>, Complaint> {
        let month = |id: &EntryId| match parts.is_below_month {
            true => Some(self.site.entry(*id).common.date.month()),
            false => None,
        };
        let mut before = 0;
        let months = ids.chunk_by(|a, b| month(a) == month(b)).map(|of| {
            before += of.len();
            let label = month(&of[0]);
            let of = of.iter().copied();
            Ok(ListMonthView {
                label: label.map(|month| format!("{month}月")),
                id: label.map(|_| format!("from-{}", before - of.len() + 1)),
                count: of.len(),
                rows: match key {
                    // It is read from its first part.
                    ListKey::Series(_) => self.rows(of.rev(), parts, root)?,
                    _ => self.rows(of, parts, root)?,
                },
            })
        });
        months.collect()
    }

    fn list_name(&self, key: &ListKey) -> (&'static str, String, Option<&'static str>) {
        match key {
            ListKey::Section(Kind::Page) => ("section", "网站信息".to_owned(), None),
            ListKey::Section(kind) => ("section", kind.label().to_owned(), Some(kind.id())),
            ListKey::Branch(id) => {
                let name = self
                    .site
                    .branch(id)
                    .map_or(id.clone(), |branch| branch.name.clone());
                ("branch", name, Some("branches"))
            }
            ListKey::Tag(tag) => ("tag", tag.clone(), None),
            ListKey::Category(category) => ("category", category.label().to_owned(), Some(Kind::Study.id())),
            ListKey::Series(series) => ("series", series.clone(), Some(Kind::Study.id())),
            ListKey::Archive => ("archive", "历年公开".to_owned(), Some("archive")),
        }
    }

    fn list_parents(&self, key: &ListKey) -> Vec<NavView> {
        match key {
            ListKey::Branch(_) => vec![nav("branches", "党组织", &plan::page(&PageFamily::ORGANIZATION))],
            ListKey::Tag(_) => {
                let tags = plan::page(&PageFamily::TAGS);
                vec![nav("tags", "标签", &tags)]
            }
            ListKey::Category(_) | ListKey::Series(_) => vec![self.shared.ways.section(Kind::Study)],
            ListKey::Section(_) | ListKey::Archive => Vec::new(),
        }
    }

    fn related(&self, key: &ListKey) -> Vec<RelatedView> {
        let mut rows = Vec::new();
        // A part of what is studied leads to the others.
        if matches!(
            key,
            ListKey::Section(Kind::Study) | ListKey::Category(_) | ListKey::Series(_)
        ) {
            let keys = self.site.lists.keys();
            let categories = keys.clone().filter_map(|key| match key {
                ListKey::Category(category) => {
                    Some(nav("category", category.label(), &plan::category_list(*category)))
                }
                _ => None,
            });
            let series = keys.filter_map(|key| match key {
                ListKey::Series(series) => Some(shared::series(series)),
                _ => None,
            });
            rows.push(RelatedView {
                name: "类别".into(),
                links: categories.collect(),
            });
            rows.push(RelatedView {
                name: "系列".into(),
                links: series.collect(),
            });
            if plan::has_hours(self.site) {
                rows.push(RelatedView {
                    name: "学习统计".into(),
                    links: vec![nav("hours", "学时和人次", &plan::page(&PageFamily::HOURS))],
                });
            }
        }
        let years = match key {
            ListKey::Section(Kind::Meeting) => matrix::years(self.site, None),
            ListKey::Branch(id) => matrix::of_branch(self.site, id),
            _ => Vec::new(),
        };
        // A year alone would be taken for one of the list.
        let each = |of: &str, mut years: Vec<NavView>| {
            years.iter_mut().for_each(|year| year.label.push_str(of));
            years
        };
        rows.push(RelatedView {
            name: "完成情况".into(),
            links: each("三会一课", years),
        });
        if *key == ListKey::Section(Kind::Pledge) {
            rows.push(RelatedView {
                name: "登记册".into(),
                links: each("承诺登记册", self.registers(None)),
            });
        }
        if *key == ListKey::Archive {
            let all = vec![nav("tags", "全部标签", &plan::page(&PageFamily::TAGS))];
            rows.push(RelatedView {
                name: "标签".into(),
                links: all,
            });
        }
        rows.retain(|row| !row.links.is_empty());
        rows
    }
}

/// `list`: a section, branch, tag, category, series or the archive, one year of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListView {
    /// `section`, `branch`, `tag`, `category`, `series`, `archive`.
    pub(crate) family: &'static str,
    /// What is listed: the name of the section, branch, tag, category or series.
    pub(crate) name: String,
    /// The year shown; null where a list is not by year or is empty.
    pub(crate) year: Option<i32>,
    /// The years there are, newest first; the year shown has a null path.
    pub(crate) years: Vec<Known<NavView>>,
    /// The entries, newest first.
    pub(crate) items: Vec<Known<ItemView>>,
    /// How many there are of each kind, in a section of each type, most first; empty where all are of one.
    pub(crate) counts: Vec<CountView>,
    /// Their months, newest first; one without a name where the list is short, or not of a year.
    pub(crate) months: Vec<ListMonthView>,
    /// Ways into parts of this list: categories and series of 学习资料, registers of 公开承诺. May be empty.
    pub(crate) related: Vec<RelatedView>,
    /// Summaries are shown: in sections, categories and series, and of a tag with few entries.
    pub(crate) with_summary: bool,
    /// The branch itself, on the first page of its list; else null.
    pub(crate) unit: Option<UnitView>,
}

/// How many entries there are of a kind or a type.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CountView {
    /// The kind or the type.
    pub(crate) label: &'static str,
    /// How many.
    pub(crate) count: usize,
}

/// The entries of one month, newest first; those of a series oldest first.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListMonthView {
    /// For example 10月; null where the list is short, or not of a year.
    pub(crate) label: Option<String>,
    /// The heading's `id`; null without a label.
    pub(crate) id: Option<String>,
    /// How many entries it has.
    pub(crate) count: usize,
    /// Their rows, each as the template `list-row.html` has it; safe to write as they are.
    pub(crate) rows: Known<Html>,
}

/// A named row of links.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RelatedView {
    /// For example 类别, 系列, 承诺登记.
    pub(crate) name: String,
    /// The links.
    pub(crate) links: Vec<NavView>,
}

/// `tags`: a page of links.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DirectoryView {
    /// 标签.
    pub(crate) name: &'static str,
    /// The links.
    pub(crate) links: Vec<DirectoryLinkView>,
}

/// A tag, and its list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DirectoryLinkView {
    /// What readers see.
    pub(crate) label: String,
    /// Its page.
    pub(crate) path: String,
    /// The year of its oldest entry.
    pub(crate) from: i32,
    /// The year of its newest one.
    pub(crate) to: i32,
}
