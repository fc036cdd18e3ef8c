//! Schools → every file of the bureau's site: the overview with those behind first, a page of each school and of each item,
//! the newest entries of all, the workbook, the theme's files.

use std::collections::HashMap;

use rayon::prelude::*;

use super::feed::FeedEntry;
use super::school::{GatheredSchool, ReadSchool};
use super::table::{note, tables};
use crate::export::xlsx;
use crate::plan::addresses::{about, fixed};
use crate::plan::page;
use crate::render::{
    Anchor, FactView, GatheredCellView, GatheredHead, GatheredTableView, GatheredView, NavView, Theme,
    coverage_state, fact, gathered_page,
};
use crate::site::coverage::CoverageState;
use crate::site::disclosure::ItemSummary;
use crate::words::{Address, Complaint, Day, MachineFault, PageFamily, hash_digits};

/// The workbook's name.
pub const TABLE: &str = "coverage.xlsx";

/// So many of the newest entries of all schools are shown.
const NEWEST: usize = 300;

/// And on a school's own page so many of its own.
const NEWEST_OF_ONE: usize = 30;

/// All that is shown.
#[derive(Debug)]
pub struct GatheredSite<'a> {
    title: &'a str,
    day: Day,
    /// Those that were not read, then those with most items behind, then as the list has them.
    schools: Vec<&'a GatheredSchool>,
}

/// How all schools keep one item.
pub(super) struct ItemTally<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    /// Those that have it in their catalogue.
    pub(super) schools: Vec<(&'a GatheredSchool, &'a ItemSummary)>,
}

impl<'a> ItemTally<'a> {
    /// All items, those that most schools are behind with first. Items are one by number and name: each school has a
    /// catalogue of its own.
    pub(super) fn all(schools: &[&'a GatheredSchool]) -> Vec<Self> {
        let mut tallies: Vec<Self> = Vec::new();
        let mut places: HashMap<(&str, &str), usize> = HashMap::new();
        for school in schools {
            let items = school.read.iter().flat_map(|read| &read.summary.items);
            for item in items {
                let place = *places.entry((&item.id, &item.name)).or_insert_with(|| {
                    tallies.push(Self {
                        id: &item.id,
                        name: &item.name,
                        schools: Vec::new(),
                    });
                    tallies.len() - 1
                });
                tallies[place].schools.push((*school, item));
            }
        }
        for tally in &mut tallies {
            tally
                .schools
                .sort_by_key(|(_, item)| std::cmp::Reverse(item.state));
        }
        tallies.sort_by_key(|tally| std::cmp::Reverse(tally.behind()));
        tallies
    }

    /// How many schools keep it so.
    pub(super) fn count(&self, state: CoverageState) -> usize {
        self.schools
            .iter()
            .filter(|(_, item)| item.state == state)
            .count()
    }

    fn behind(&self) -> usize {
        self.schools.iter().filter(|(_, item)| item.is_behind()).count()
    }

    /// Its page; that of the only school that has it.
    fn address(&self) -> Address {
        match self.schools.as_slice() {
            [(school, _)] => school_address(school),
            _ => about(
                &PageFamily::GATHERED_ITEM,
                hash_digits(&format!("{}\t{}", self.id, self.name), 16),
            ),
        }
    }

    fn label(&self) -> String {
        format!("{} {}", self.id, self.name)
    }
}

/// A page on its way.
struct GatheredPage {
    family: &'static PageFamily,
    address: Address,
    title: String,
    /// Where its kind is listed: the overview's for a school, the items' for an item.
    section: &'static PageFamily,
    source: Option<Anchor>,
    facts: Vec<FactView>,
    tables: Vec<GatheredTableView>,
}

impl<'a> GatheredSite<'a> {
    /// Of schools in the list's order.
    #[must_use]
    pub fn new(title: &'a str, schools: &'a [GatheredSchool], day: Day) -> Self {
        let mut schools: Vec<&GatheredSchool> = schools.iter().collect();
        schools.sort_by_key(|school| (school.read.is_ok(), std::cmp::Reverse(school.behind())));
        Self { title, day, schools }
    }

    /// The workbook.
    ///
    /// # Errors
    /// It cannot hold so much.
    pub fn workbook(&self) -> Result<(Address, Vec<u8>), MachineFault> {
        let book = xlsx(&tables(&self.schools, self.day), self.day);
        let book = book.map_err(|fault| MachineFault::new(format!("做不成表格：{fault}")))?;
        Ok((fixed(TABLE), book))
    }

    /// Every other file: the pages, and what the theme brings.
    ///
    /// # Errors
    /// A template of the bureau's own theme has a fault.
    pub fn pages(&self, theme: &Theme) -> Result<Vec<(Address, Vec<u8>)>, Complaint> {
        let statics = theme.statics.iter();
        let statics = statics.map(|(name, bytes)| (fixed(&format!("assets/{name}")), bytes.to_vec()));
        let planned = self.planned().into_par_iter();
        let mut files: Vec<_> = planned
            .map(|page| self.fill(page, theme))
            .collect::<Result<_, _>>()?;
        files.extend(statics);
        Ok(files)
    }

    fn fill(&self, page: GatheredPage, theme: &Theme) -> Result<(Address, Vec<u8>), Complaint> {
        let is_listed = page.family != page.section;
        let breadcrumb = nav()
            .into_iter()
            .filter(|link| is_listed && link.id == page.section.name);
        let head = GatheredHead {
            family: page.family,
            address: &page.address,
            title: &page.title,
            section: page.section.name,
            breadcrumb: breadcrumb.collect(),
        };
        let view = GatheredView {
            title: self.title.to_owned(),
            note: note(&self.schools, self.day),
            workbook: TABLE.to_owned(),
            custom_css: theme.custom_css.clone(),
            nav: nav(),
            source: page.source,
            facts: page.facts,
            tables: page.tables,
        };
        let bytes = gathered_page(theme, head, &view)?;
        Ok((page.address, bytes))
    }

    fn planned(&self) -> Vec<GatheredPage> {
        let tallies = ItemTally::all(&self.schools);
        let items = tallies
            .iter()
            .filter(|tally| tally.schools.len() > 1)
            .map(ItemTally::page);
        let mut pages = vec![self.overview(), items_page(&tallies), self.entries()];
        pages.extend(items);
        pages.extend(self.read().map(|(school, read)| self.school(school, read)));
        pages
    }

    /// The schools that were read.
    fn read(&self) -> impl Iterator<Item = (&'a GatheredSchool, &'a ReadSchool)> {
        self.schools
            .iter()
            .filter_map(|school| Some((*school, school.read.as_ref().ok()?)))
    }

    fn overview(&self) -> GatheredPage {
        let unread = self.schools.iter().filter_map(|school| {
            let fault = school.read.as_ref().err()?;
            let cells = [
                text(school.name()),
                text(fault.to_string()),
                text(format!("第{}行", school.listed.line)),
                text(&*school.listed.typed),
            ];
            Some(cells.into())
        });
        let unread: Vec<Vec<GatheredCellView>> = unread.collect();
        let behind: usize = self.read().map(|(school, _)| school.behind()).sum();
        let late = self.read().filter(|(school, _)| school.behind() > 0).count();
        let facts = vec![
            fact("名单里的学校", self.schools.len(), "所"),
            fact("读到的", self.read().count(), "所"),
            late_fact("没有读到的", unread.len(), "所"),
            late_fact("有逾期或未公开的", late, "所"),
            late_fact("逾期和未公开的事项", behind, "项"),
        ];
        let mut tables = Vec::new();
        if !unread.is_empty() {
            tables.push(GatheredTableView {
                title: "没有读到的学校".to_owned(),
                note: "这些学校公开得怎样，这里不知道，不算按期，也不算没有公开。".to_owned(),
                columns: vec!["学校", "原因", "名单", "地址"],
                rows: unread,
            });
        }
        let rows = self.read().map(|(school, ReadSchool { summary, .. })| {
            vec![
                leads(school.name(), &school_address(school)),
                number(summary.count(CoverageState::Late)),
                number(summary.count(CoverageState::Never)),
                number(summary.count(CoverageState::OnTime)),
                number(summary.count(CoverageState::Quiet)),
                day(summary.latest()),
                day(Some(summary.day)),
            ]
        });
        tables.push(GatheredTableView {
            title: "各校".to_owned(),
            note: "逾期和未公开多的在前。“截至”是学校最近一次生成网站的日期；从那以后到期而网上没有的，按逾期算。".to_owned(),
            columns: vec!["学校", "逾期", "未公开", "按期", "暂无", "最近公开", "截至"],
            rows: rows.collect(),
        });
        GatheredPage {
            family: &PageFamily::GATHERED,
            address: page(&PageFamily::GATHERED),
            title: "各校公开情况".to_owned(),
            section: &PageFamily::GATHERED,
            source: None,
            facts,
            tables,
        }
    }

    fn school(&self, school: &GatheredSchool, read: &ReadSchool) -> GatheredPage {
        let summary = &read.summary;
        let mut items: Vec<&ItemSummary> = summary.items.iter().collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.is_behind()));
        let rows = items.into_iter().map(|item| {
            let mut cells = vec![text(format!("{} {}", item.id, item.name))];
            cells.extend(standing(item));
            cells.push(number(item.in_year(self.day.year()) as usize));
            cells.push(number(item.in_year(self.day.year() - 1) as usize));
            cells
        });
        let columns = [
            "事项", "情况", "未按期组织", "最近公开", "下次期限", "今年次数", "上年次数",
        ];
        let mut tables = vec![GatheredTableView {
            title: "公开目录".to_owned(),
            note: format!(
                "学校截至{}的情况，按汇总那天是否到期判断。“未按期组织”是应公开的党组织里逾期或未公开的。",
                summary.day.chinese()
            ),
            columns: columns.into(),
            rows: rows.collect(),
        }];
        tables.push(match &read.entries {
            Some(entries) => newest(
                entries.iter().map(|entry| (school, entry)).collect(),
                NEWEST_OF_ONE,
            ),
            None => GatheredTableView {
                note: "没有读到这所学校的订阅（feed.xml），不知道最近公开了什么。".to_owned(),
                ..newest(Vec::new(), 0)
            },
        });
        GatheredPage {
            family: &PageFamily::GATHERED_SCHOOL,
            address: school_address(school),
            title: school.name().to_owned(),
            section: &PageFamily::GATHERED,
            source: read.site.as_ref().map(|site| Anchor {
                label: summary.title.clone(),
                href: site.to_string(),
            }),
            facts: vec![
                late_fact("逾期", summary.count(CoverageState::Late), "项"),
                late_fact("未公开", summary.count(CoverageState::Never), "项"),
                fact("按期", summary.count(CoverageState::OnTime), "项"),
                fact("暂无", summary.count(CoverageState::Quiet), "项"),
            ],
            tables,
        }
    }

    fn entries(&self) -> GatheredPage {
        let all = self.read().flat_map(|(school, read)| {
            let entries = read.entries.iter().flatten();
            entries.map(move |entry| (school, entry))
        });
        let silent = self.read().filter(|(_, read)| read.entries.is_none()).count();
        let mut table = newest(all.collect(), NEWEST);
        table.note = match silent {
            0 => format!("各校订阅里的条目，最新的{NEWEST}条。"),
            silent => format!("各校订阅里的条目，最新的{NEWEST}条。有{silent}所学校没有读到订阅，不在里面。"),
        };
        GatheredPage {
            family: &PageFamily::GATHERED_ENTRIES,
            address: page(&PageFamily::GATHERED_ENTRIES),
            title: table.title.clone(),
            section: &PageFamily::GATHERED_ENTRIES,
            source: None,
            facts: Vec::new(),
            tables: vec![table],
        }
    }
}

impl ItemTally<'_> {
    fn page(&self) -> GatheredPage {
        let rows = self.schools.iter().map(|(school, item)| {
            let mut cells = vec![leads(school.name(), &school_address(school))];
            cells.extend(standing(item));
            cells
        });
        GatheredPage {
            family: &PageFamily::GATHERED_ITEM,
            address: self.address(),
            title: self.label(),
            section: &PageFamily::GATHERED_ITEMS,
            source: None,
            facts: vec![
                late_fact("逾期", self.count(CoverageState::Late), "所"),
                late_fact("未公开", self.count(CoverageState::Never), "所"),
                fact("按期", self.count(CoverageState::OnTime), "所"),
                fact("暂无", self.count(CoverageState::Quiet), "所"),
            ],
            tables: vec![GatheredTableView {
                title: self.label(),
                note: String::new(),
                columns: vec!["学校", "情况", "未按期组织", "最近公开", "下次期限"],
                rows: rows.collect(),
            }],
        }
    }
}

/// All items.
fn items_page(tallies: &[ItemTally<'_>]) -> GatheredPage {
    let rows = tallies.iter().map(|tally| {
        vec![
            leads(&tally.label(), &tally.address()),
            number(tally.schools.len()),
            number(tally.count(CoverageState::Late)),
            number(tally.count(CoverageState::Never)),
            number(tally.count(CoverageState::OnTime)),
            number(tally.count(CoverageState::Quiet)),
        ]
    });
    GatheredPage {
        family: &PageFamily::GATHERED_ITEMS,
        address: page(&PageFamily::GATHERED_ITEMS),
        title: "各事项公开情况".to_owned(),
        section: &PageFamily::GATHERED_ITEMS,
        source: None,
        facts: Vec::new(),
        tables: vec![GatheredTableView {
            title: "各事项公开情况".to_owned(),
            note: "逾期和未公开的学校多的事项在前。编号和名称都相同的，才算同一事项；“学校数”是目录里有它的学校。".to_owned(),
            columns: vec!["事项", "学校数", "逾期", "未公开", "按期", "暂无"],
            rows: rows.collect(),
        }],
    }
}

/// The newest of entries, each with its school.
fn newest(mut entries: Vec<(&GatheredSchool, &FeedEntry)>, most: usize) -> GatheredTableView {
    // A stable order: of one day as the schools stand.
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.day));
    entries.truncate(most);
    let rows = entries.into_iter().map(|(school, entry)| {
        let title = GatheredCellView {
            text: entry.title.clone(),
            href: entry.link.as_ref().map(ToString::to_string),
            ..GatheredCellView::default()
        };
        vec![
            title,
            day(Some(entry.day)),
            leads(school.name(), &school_address(school)),
        ]
    });
    GatheredTableView {
        title: "最新公开".to_owned(),
        note: String::new(),
        columns: vec!["标题", "日期", "学校"],
        rows: rows.collect(),
    }
}

/// How an item stands: the state, who is behind, the latest, what is due.
fn standing(item: &ItemSummary) -> [GatheredCellView; 4] {
    let state = GatheredCellView {
        text: item.state.label().to_owned(),
        state: Some(coverage_state(item.state)),
        ..GatheredCellView::default()
    };
    let behind = match (item.behind, item.owed) {
        (0, _) => String::new(),
        (behind, owed) => format!("{owed}个中的{behind}个"),
    };
    [state, text(behind), day(item.latest), day(item.due)]
}

fn nav() -> Vec<NavView> {
    let link = |family: &PageFamily, label: &str| NavView {
        id: family.name.to_owned(),
        label: label.to_owned(),
        path: Some(page(family).to_string()),
    };
    vec![
        link(&PageFamily::GATHERED, "各校"),
        link(&PageFamily::GATHERED_ITEMS, "各事项"),
        link(&PageFamily::GATHERED_ENTRIES, "最新公开"),
    ]
}

fn late_fact(label: &str, count: usize, unit: &'static str) -> FactView {
    FactView {
        late: count > 0,
        ..fact(label, count, unit)
    }
}

fn text(text: impl Into<String>) -> GatheredCellView {
    GatheredCellView {
        text: text.into(),
        ..GatheredCellView::default()
    }
}

fn number(number: usize) -> GatheredCellView {
    text(number.to_string())
}

fn day(day: Option<Day>) -> GatheredCellView {
    text(day.map_or_else(String::new, |day| day.to_string()))
}

fn leads(label: &str, address: &Address) -> GatheredCellView {
    GatheredCellView {
        path: Some(address.to_string()),
        ..text(label)
    }
}

fn school_address(school: &GatheredSchool) -> Address {
    about(&PageFamily::GATHERED_SCHOOL, school.key())
}
