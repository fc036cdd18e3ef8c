//! The register of many pledges, as a table: who, what, how, by when, how far. Of one entry, or of all of a year.

use super::pieces::{
    aligned, cell, entry_body, entry_head, head_row, heads, largest, lay, short, strong, subtitle, title,
    unbroken,
};
use super::pledge;
use crate::paper::blocks::{Block, Table, TableCell, TableRow};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::measure::EM;
use crate::paper::{Align, Geometry, PictureSizes, Sheet, padded};
use crate::read::Detail;
use crate::read::ledger::LASTING;
use crate::read::pledge::{Pledge, PledgeDeadline, Pledger};
use crate::site::{Entry, Site};
use crate::words::Day;

/// 16 pt, 四号 and 小四.
pub(super) const SIZES: [i32; 3] = [5_644, 4_939, 4_233];

/// So much of a line the words fill that say how it was judged, in 1/1000 em: each stands whole.
const JUDGED: i32 = 24 * EM;

/// The columns that a register shows. How to keep a promise has a column where it is said of most; else it stands below
/// what is promised.
#[derive(Debug, Clone, Copy, Default)]
struct RegisterColumns {
    duty: bool,
    measure: bool,
}

impl RegisterColumns {
    fn of<'a>(pledges: impl Iterator<Item = &'a Pledge> + Clone) -> Self {
        let mut pledgers = pledges.clone().flat_map(|pledge| &pledge.pledgers);
        let items = pledges.flat_map(Pledge::all_items);
        let (all, measures) = items.fold((0, 0), |(all, measures), item| {
            (all + 1, measures + usize::from(item.measure.is_some()))
        });
        Self {
            duty: pledgers.any(|pledger| pledger.duty.is_some()),
            measure: measures * 2 > all,
        }
    }

    /// The names, in their order, with their shares of the width: names, posts, days and states have what they need, promises
    /// the rest.
    fn all(self) -> Vec<(&'static str, i32)> {
        let columns = [
            (true, "承诺人", 50),
            (self.duty, "职务", 60),
            (true, "承诺事项", if self.measure { 100 } else { 160 }),
            (self.measure, "措施", 100),
            (true, "时限", 55),
            (true, "进度", 50),
        ];
        let shown = columns.into_iter().filter(|(shown, _, _)| *shown);
        shown.map(|(_, name, share)| (name, share)).collect()
    }
}

/// The sheets of an entry with many pledgers: its text, then the register.
pub(super) fn of_entry(
    entry: &Entry,
    of: &Pledge,
    day: Day,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let [.., least] = SIZES;
    let sizes = unbroken(&of_one(of, (day, least)), &SIZES, geometry);
    largest(&sizes, |size| {
        let mut blocks = entry_head(entry, geometry);
        blocks.extend(content(entry, of, (day, size)));
        lay(&blocks, 0, geometry, pictures)
    })
}

/// What stands below the title, the table in type of a size.
pub(super) fn content(entry: &Entry, of: &Pledge, (day, size): (Day, i32)) -> Vec<Block> {
    let mut blocks = entry_body(entry);
    blocks.push(Block::Table(of_one(of, (day, size))));
    blocks
}

/// The register of one entry, in type of a size.
fn of_one(of: &Pledge, (day, size): (Day, i32)) -> Table {
    let columns = RegisterColumns::of(std::iter::once(of));
    let mut rows = rows(of, columns, day);
    // How it was judged is the table's last rows, so that it is on a sheet with what was promised.
    let mut judged: Vec<String> = Vec::new();
    for (name, words) in pledge::judged(of) {
        let said = format!("{name}：{words}");
        let beside = judged.last().map(|last| format!("{last}　{said}"));
        let fits = |line: &String| natural_width(&[Span::plain(line.as_str())], false) <= JUDGED;
        match (judged.last_mut(), beside.filter(fits)) {
            (Some(last), Some(beside)) => *last = beside,
            _ => judged.push(said),
        }
    }
    let judged = (!judged.is_empty()).then(|| judged.join("\n"));
    rows.extend(judged.into_iter().map(|said| {
        vec![TableCell {
            columns: columns.all().len(),
            ..aligned(said, Align::Left)
        }]
    }));
    table(columns, rows, size)
}

/// The register of the newest year that has pledges, on a branch's board of its own; none without pledges.
#[must_use]
pub fn sheets(site: &Site, branch: Option<&str>, geometry: &Geometry) -> Vec<Sheet> {
    let years = site.pledges_by_year();
    let Some((year, ids)) = years.first_key_value() else {
        return Vec::new();
    };
    let is_theirs = |entry: &&Entry| branch.is_none() || entry.common.branch.as_deref() == branch;
    let entries: Vec<&Entry> = ids.iter().map(|id| site.entry(*id)).filter(is_theirs).collect();
    let pledges = entries.iter().filter_map(|entry| match &entry.detail {
        Detail::Pledge(pledge) => Some((*entry, &**pledge)),
        _ => None,
    });
    let columns = RegisterColumns::of(pledges.clone().map(|(_, pledge)| pledge));
    let mut all: Vec<TableRow> = Vec::new();
    let (mut people, mut items) = (0, 0);
    // Oldest first, as a register is filled.
    for (entry, pledge) in pledges.collect::<Vec<_>>().into_iter().rev() {
        all.push(vec![TableCell {
            columns: columns.all().len(),
            keep: true,
            align: Some(Align::Left),
            ..heads(entry.common.title.as_str())
        }]);
        all.extend(rows(pledge, columns, site.day));
        people += pledge.pledgers.len();
        items += pledge.all_items().count();
    }
    if all.is_empty() {
        return Vec::new();
    }
    let mut blocks = title(&format!("{}年公开承诺登记册", year.0), geometry);
    blocks.push(subtitle(&format!("承诺人{people}个，承诺事项{items}项")));
    blocks.push(Block::Space(1));
    largest(&SIZES, |size| {
        let table = Block::Table(table(columns, all.clone(), size));
        let blocks: Vec<Block> = blocks.iter().cloned().chain([table]).collect();
        lay(&blocks, 0, geometry, &|_| None)
    })
}

fn table(columns: RegisterColumns, rows: Vec<TableRow>, size: i32) -> Table {
    let all = columns.all();
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    Table {
        head: vec![head_row(&names)],
        rows,
        shares: all.iter().map(|(_, share)| *share).collect(),
        size: Some(size),
        repeats: true,
        ..Table::default()
    }
}

/// A row for each thing promised; what all promise stands once.
fn rows(pledge: &Pledge, columns: RegisterColumns, day: Day) -> Vec<TableRow> {
    let mut rows = Vec::new();
    for pledger in &pledge.pledgers {
        rows.extend(of_pledger((pledge, pledger), columns, day));
    }
    rows
}

fn of_pledger((pledge, pledger): (&Pledge, &Pledger), columns: RegisterColumns, day: Day) -> Vec<TableRow> {
    let items = pledge.items_of(pledger);
    let mut rows: Vec<TableRow> = Vec::new();
    for item in items {
        let mut row = Vec::new();
        if rows.is_empty() {
            row.extend(who(pledger, columns, items.len()));
        }
        let measure = item.measure.clone().unwrap_or_default();
        let below = match columns.measure || measure.is_empty() {
            true => String::new(),
            false => format!("\n措施：{measure}"),
        };
        row.push(aligned(format!("{}{below}", item.content), Align::Left));
        if columns.measure {
            row.push(aligned(measure, Align::Left));
        }
        let by = item.deadline.map_or(String::new(), |deadline| match deadline {
            // The year over the day: the column is as wide as a day.
            PledgeDeadline::By(day) => short(day, pledge.year).replace('年', "年\n"),
            PledgeDeadline::Lasting => LASTING.to_owned(),
        });
        row.push(aligned(by, Align::Centre));
        let progress = pledge::progress(item, day, pledge.year)
            .replace('（', "\n")
            .replace('）', "");
        row.push(aligned(progress, Align::Centre));
        rows.push(row);
    }
    rows
}

/// Who promises so many things.
fn who(pledger: &Pledger, columns: RegisterColumns, rows: usize) -> Vec<TableCell> {
    let name = TableCell {
        rows,
        align: Some(Align::Centre),
        ..strong(padded(&pledger.name))
    };
    match &pledger.duty {
        _ if !columns.duty => vec![name],
        Some(duty) => vec![
            name,
            TableCell {
                rows,
                align: Some(Align::Centre),
                ..cell(duty.as_str())
            },
        ],
        // A unit has no post, and a long name.
        None => vec![TableCell { columns: 2, ..name }],
    }
}
