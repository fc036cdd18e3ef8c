//! The register of many pledges, as a table: what, how, by when, how far, below who promises it. Of one entry, or of all of
//! a year.

use super::pieces::{aligned, bold, entry_body, entry_head, head_row, heads, lay, short, subtitle, title};
use super::pledge;
use crate::paper::blocks::{Block, CellPart, Table, TableCell, TableRow};
use crate::paper::breaks::Span;
use crate::paper::columns::is_readable;
use crate::paper::geometry::ratio;
use crate::paper::{Align, BODY, Geometry, PictureSizes, Sheet, best, padded};
use crate::read::ledger::LASTING;
use crate::read::pledge::{Pledge, PledgeDeadline, Pledger};
use crate::site::{Entry, Site};
use crate::words::Day;

/// 16 pt, 15 pt, 四号, 13 pt and 小四.
pub(super) const SIZES: [i32; 5] = [5_644, 5_292, 4_939, 4_586, 4_233];

/// The columns that a register shows. How to keep a promise has a column where it is said of most; else it stands below
/// what is promised.
#[derive(Debug, Clone, Copy)]
struct RegisterColumns {
    measure: bool,
}

impl RegisterColumns {
    fn of<'a>(pledges: impl Iterator<Item = &'a Pledge>) -> Self {
        let items = pledges.flat_map(Pledge::all_items);
        let (all, measures) = items.fold((0, 0), |(all, measures), item| {
            (all + 1, measures + usize::from(item.measure.is_some()))
        });
        Self {
            measure: measures * 2 > all,
        }
    }

    /// The names, in their order.
    fn all(self) -> Vec<&'static str> {
        let columns = [
            (true, "承诺人和承诺事项"),
            (self.measure, "措施"),
            (true, "时限"),
            (true, "进度"),
        ];
        let shown = columns.into_iter().filter(|(shown, _)| *shown);
        shown.map(|(_, name)| name).collect()
    }
}

/// The sheets of an entry with many pledgers: its text, then the register.
pub(super) fn of_entry(
    entry: &Entry,
    of: &Pledge,
    day: Day,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let columns = RegisterColumns::of(std::iter::once(of));
    let of_size = |size| of_one(of, columns, (day, size));
    let [larger @ .., least] = SIZES;
    let readable = larger
        .into_iter()
        .filter(|size| is_readable(&of_size(*size), geometry.width(), *size));
    let sizes: Vec<i32> = readable.chain([least]).collect();
    best(&sizes, |size| {
        let mut blocks = entry_head(entry, geometry);
        blocks.extend(entry_body(entry));
        blocks.push(Block::Table(of_size(*size)));
        lay(&blocks, 0, geometry, pictures)
    })
}

/// What stands below the title, the table in type of a size.
pub(super) fn content(entry: &Entry, of: &Pledge, (day, size): (Day, i32)) -> Vec<Block> {
    let columns = RegisterColumns::of(std::iter::once(of));
    let mut blocks = entry_body(entry);
    blocks.push(Block::Table(of_one(of, columns, (day, size))));
    blocks
}

/// What is promised, in type of a size.
pub(super) fn promised(of: &Pledge, (day, size): (Day, i32)) -> Block {
    let columns = RegisterColumns::of(std::iter::once(of));
    Block::Table(table(columns, rows(of, columns, day), size))
}

/// The register of one entry, in type of a size.
fn of_one(of: &Pledge, columns: RegisterColumns, (day, size): (Day, i32)) -> Table {
    let mut rows = rows(of, columns, day);
    // How it was judged is the table's last rows, so that it is on a sheet with what was promised.
    let judged = pledge::judged(of).into_iter();
    let judged: Vec<String> = judged.map(|(name, words)| format!("{name}：{words}")).collect();
    let judged = (!judged.is_empty()).then(|| judged.join("　"));
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
    let pledges = entries
        .iter()
        .filter_map(|entry| Some((*entry, entry.detail.pledge()?)));
    let columns = RegisterColumns::of(pledges.clone().map(|(_, pledge)| pledge));
    // As pledges are on A4, as large as the paper on another: there are several sheets whatever it is.
    let size = ratio(geometry.laid_as_text(), SIZES[0], BODY);
    let mut all: Vec<TableRow> = Vec::new();
    let (mut people, mut items) = (0, 0);
    // Those of the whole first, then branch by branch; oldest first, as a register is filled.
    let mut pledges: Vec<_> = pledges.collect();
    pledges.reverse();
    pledges.sort_by_key(|(entry, _)| {
        let mut branches = site.branches().iter();
        branches.position(|branch| Some(&branch.id) == entry.common.branch.as_ref())
    });
    for (entry, pledge) in pledges {
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
    blocks.push(Block::Table(table(columns, all, size)));
    lay(&blocks, 0, geometry, &|_| None)
}

fn table(columns: RegisterColumns, rows: Vec<TableRow>, size: i32) -> Table {
    Table {
        head: vec![head_row(&columns.all())],
        rows,
        size: Some(size),
        ..Table::default()
    }
}

/// A row for who promises, and one for each thing promised.
fn rows(pledge: &Pledge, columns: RegisterColumns, day: Day) -> Vec<TableRow> {
    let pledgers = pledge.pledgers.iter();
    pledgers
        .flat_map(|pledger| of_pledger((pledge, pledger), columns, day))
        .collect()
}

fn of_pledger((pledge, pledger): (&Pledge, &Pledger), columns: RegisterColumns, day: Day) -> Vec<TableRow> {
    let items = pledge.items_of(pledger);
    let mut rows = vec![vec![who(pledger, columns)]];
    for (number, item) in (1..).zip(items) {
        let measure = item.measure.clone().unwrap_or_default();
        let below = match columns.measure || measure.is_empty() {
            true => String::new(),
            false => format!("\n措施：{measure}"),
        };
        let mut row = vec![TableCell {
            // Neither the first nor the last thing that somebody promises stands alone on a sheet.
            keep: number == 1 && items.len() > 1 || number + 1 == items.len(),
            ..aligned(format!("{}{below}", item.content), Align::Left)
        }];
        if columns.measure {
            row.push(aligned(measure, Align::Left));
        }
        let by = item.deadline.map_or(String::new(), |deadline| match deadline {
            // In a narrow column the year stands over the day.
            PledgeDeadline::By(day) => short(day, pledge.year).replace('年', "年 "),
            PledgeDeadline::Lasting => LASTING.to_owned(),
        });
        row.push(aligned(by, Align::Centre));
        let progress = pledge::progress(item, day, pledge.year)
            .replace('（', " ")
            .replace('）', "");
        row.push(aligned(progress, Align::Centre));
        rows.push(row);
    }
    rows
}

/// Who promises what stands below: the name, and the posts behind it.
fn who(pledger: &Pledger, columns: RegisterColumns) -> TableCell {
    let name = std::iter::once(bold(padded(&pledger.name)));
    let duty = pledger
        .duty
        .as_deref()
        .map(|duty| Span::plain(format!("　{duty}")));
    TableCell {
        parts: vec![CellPart::Text(name.chain(duty).collect())],
        keep: true,
        columns: columns.all().len(),
        align: Some(Align::Left),
        ..TableCell::default()
    }
}
