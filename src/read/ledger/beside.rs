//! The rows of a ledger beside each other: the one that alone breaks what all others obey, what is told twice, a day that is
//! still to come. Questions: a row may well be another than the rest.

use std::collections::HashMap;

use super::columns::Columns;
use super::read::TypedRow;
use super::{Cell, Column, ColumnKind, ColumnRole, Preset};
use crate::read::faults::Faults;
use crate::read::fields::TypedValue;
use crate::read::organization::Organization;
use crate::read::values;
use crate::words::{Amount, Code, Day, contains_any};

const ODD: Code = Code::warning("ledger-odd-row");
const TWICE: Code = Code::warning("ledger-row-twice");
const AHEAD: Code = Code::warning("ledger-day-ahead");

/// Checks all rows of a ledger of this day, as of today.
pub(super) fn check(faults: &Faults<'_>, columns: &Columns, rows: &[TypedRow], (dated, today): (Day, Day)) {
    let mut told: Vec<usize> = Vec::new();
    let laws = laws(&columns.all);
    for law in &laws {
        // Of rows that are all at 100%, the share of either column in the other is the same.
        let mut others = laws.iter().filter(|other| other.result == law.result);
        if let Some((at, message)) = law.broken(&columns.all, rows)
            && !told.contains(&at)
            && !others.any(|other| other.is_obeyed(rows))
        {
            told.push(at);
            // Of a sum nobody knows which of the three is wrong.
            let cell = rows[at].cells[law.result].as_ref();
            let cell = cell.filter(|_| law.relation != Relation::Sum);
            let place = cell.map_or(rows[at].at, |cell| cell.at);
            let hint = "请核对这一行，是不是写错了一格；确实不同的可以不改";
            faults.say(ODD, place, message, hint);
        }
    }
    check_twice(faults, columns, rows);
    for row in rows {
        check_spent(faults, columns, row);
        check_paid(faults, columns, row);
        check_part(faults, columns, row);
        check_ahead(faults, columns, row, dated.max(today));
    }
}

/// Twice as much as there was to spend has a digit too many, mostly.
fn check_spent(faults: &Faults<'_>, columns: &Columns, row: &TypedRow) {
    let cell = |role| row.cells[columns.with_role(role)?].as_ref();
    let (Some(budget), Some(spent)) = (cell(ColumnRole::Budget), cell(ColumnRole::Spent)) else {
        return;
    };
    if let (Some(had), Some(gone)) = (budget.value.amount(), spent.value.amount())
        && had > Amount::ZERO
        && gone > had.plus(had)
    {
        let message = format!("支出 {} 比预算 {} 多出一倍以上", gone.money(), had.money());
        let hint = "请核对支出是不是多写了一位；确实超支的，在“说明”里写明原因";
        faults.say(ODD, spent.at, message, hint);
    }
}

/// Ten times what is due has the point one place too far; whoever pays more does not pay just that. No more goes on than was
/// paid.
fn check_paid(faults: &Faults<'_>, columns: &Columns, row: &TypedRow) {
    let cell = |role| row.cells[columns.with_role(role)?].as_ref();
    if let (Some(paid), Some(remitted)) = (cell(ColumnRole::Paid), cell(ColumnRole::Remitted))
        && let (Some(most), Some(typed)) = (paid.value.amount(), remitted.value.amount())
        && typed > most
    {
        let message = format!("上缴 {} 比实缴 {} 还多", typed.money(), most.money());
        faults.say(ODD, remitted.at, message, "请核对这两格");
    }
    let (Some(due), Some(paid)) = (cell(ColumnRole::Due), cell(ColumnRole::Paid)) else {
        return;
    };
    if let (Some(of), Some(typed)) = (due.value.amount(), paid.value.amount())
        && of > Amount::ZERO
        && let Some(times) = [10, 100]
            .into_iter()
            .find(|times| of.hundredths().checked_mul(*times) == Some(typed.hundredths()))
    {
        let message = format!("实缴 {} 正好是应缴 {} 的{times}倍", typed.money(), of.money());
        faults.say(
            ODD,
            paid.at,
            message,
            "请核对小数点和位数；确实补缴、多缴的可以不改",
        );
    }
}

/// So many months back a branch's row is held to today's number of its members.
const MONTHS: u32 = 3;

/// Members come and go: only half as many more or less than `organization.yaml` counts have a digit wrong, mostly.
pub(super) fn check_members(
    faults: &Faults<'_>,
    columns: &Columns,
    rows: &[TypedRow],
    (organization, dated, today): (&Organization, Day, Day),
) {
    const FEW: i64 = 5;
    if dated.months_later(MONTHS) <= today {
        return;
    }
    for row in rows {
        let cell = |role| row.cells[columns.with_role(role)?].as_ref();
        let (Some(members), Some(branch)) = (cell(ColumnRole::Members), cell(ColumnRole::Branch)) else {
            continue;
        };
        let Cell::Text(name) = &branch.value else { continue };
        let known = organization.branches.iter().find(|of| of.name == *name);
        let (Some(registered), Some(typed)) =
            (known.and_then(|of| of.unit.member_count), members.value.amount())
        else {
            continue;
        };
        let (registered, typed) = (i64::from(registered), typed.hundredths() / 100);
        if (typed - registered).abs() > FEW.max(registered / 2) {
            let message = format!("党员数 {typed}，{name}登记的党员有 {registered} 人");
            let hint = "请核对是不是写错了一位；党员数有变化的，改 organization.yaml";
            faults.say(ODD, members.at, message, hint);
        }
    }
}

/// True for 达标率 of 应达标 and 已达标.
fn is_rate_of(columns: &[Column], rate: usize, [whole, part]: [usize; 2]) -> bool {
    let of = columns[rate].name.strip_suffix('率');
    let name = |index: usize, marks: &[char]| columns[index].name.strip_prefix(marks);
    of.is_some() && name(whole, &['应']) == of && name(part, &['已', '实']) == of
}

/// Not more is 已达标 than 应达标. More may be paid than is due, so that a preset's columns are left alone.
fn check_part(faults: &Faults<'_>, columns: &Columns, row: &TypedRow) {
    let own = || (0..columns.all.len()).filter(|index| !columns.is_of_preset(*index));
    for whole in own() {
        let Some(of) = columns.all[whole].name.strip_prefix('应') else {
            continue;
        };
        let part = own().find(|index| columns.all[*index].name.strip_prefix(['已', '实']) == Some(of));
        let cell = |index: usize| row.cells[index].as_ref();
        if let (Some(all), Some(some)) = (cell(whole), part.and_then(cell))
            && let (Some(most), Some(typed)) = (all.value.amount(), some.value.amount())
            && typed > most
        {
            let name = part.map_or("", |index| columns.all[index].name.as_str());
            let message = format!("“{name}”{typed} 比“{}”{most} 还多", columns.all[whole].name);
            faults.say(ODD, some.at, message, "请核对这两格");
        }
    }
}

/// What three columns have to do with each other.
struct Law {
    relation: Relation,
    of: [usize; 2],
    result: usize,
    /// So many rows must obey it for the one that does not to be wrong.
    least: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Product,
    Sum,
    /// The second one's share of the first, in per cent.
    Share,
}

/// Those that columns may obey. Of many columns none is asked.
fn laws(columns: &[Column]) -> Vec<Law> {
    const MOST: usize = 8;
    let numeric: Vec<usize> = (0..columns.len())
        .filter(|index| columns[*index].kind.is_numeric())
        .collect();
    if numeric.len() > MOST {
        return Vec::new();
    }
    let mut laws = Vec::new();
    let others = |result: usize| numeric.iter().copied().filter(move |index| *index != result);
    for result in numeric.iter().copied() {
        for first in others(result) {
            for second in others(result).filter(|second| *second != first) {
                let law = |relation, least| Law {
                    relation,
                    of: [first, second],
                    result,
                    least,
                };
                let is_of = |index: usize, names: &[&str]| contains_any(&columns[index].name, names);
                match columns[result].kind {
                    ColumnKind::Percent if is_rate_of(columns, result, [first, second]) => {
                        laws.push(law(Relation::Share, 0));
                    }
                    ColumnKind::Percent => laws.push(law(Relation::Share, 2)),
                    ColumnKind::Money if first < second => laws.push(law(Relation::Sum, 2)),
                    _ => {}
                }
                if columns[result].kind == ColumnKind::Money
                    && is_of(first, &["数量", "人数", "次数"])
                    && is_of(second, &["单价"])
                {
                    laws.push(law(Relation::Product, 1));
                }
            }
        }
    }
    laws
}

impl Law {
    /// True when every row that has all three obeys it, and there is one.
    fn is_obeyed(&self, rows: &[TypedRow]) -> bool {
        let judged = rows.iter().filter_map(|row| {
            let amount = |index: usize| row.cells[index].as_ref()?.value.amount();
            let right = self.right(amount(self.of[0])?, amount(self.of[1])?)?;
            Some(self.is_right(amount(self.result)?, right))
        });
        let judged: Vec<bool> = judged.collect();
        !judged.is_empty() && judged.iter().all(|is_right| *is_right)
    }

    /// The row that alone breaks it, and what is said of it.
    fn broken(&self, columns: &[Column], rows: &[TypedRow]) -> Option<(usize, String)> {
        let mut broken = None;
        let mut obeying = 0;
        for (at, row) in rows.iter().enumerate() {
            let amount = |index: usize| row.cells[index].as_ref()?.value.amount();
            let [Some(first), Some(second), Some(typed)] =
                [amount(self.of[0]), amount(self.of[1]), amount(self.result)]
            else {
                continue;
            };
            let Some(right) = self.right(first, second) else {
                continue;
            };
            if self.is_right(typed, right) {
                obeying +=
                    usize::from(typed != Amount::ZERO && first != Amount::ZERO && second != Amount::ZERO);
            } else if self.least == 0 {
                // Its columns' names say so: no other row has to.
                broken = broken.or(Some((at, typed, right)));
            } else if broken.replace((at, typed, right)).is_some() {
                return None;
            }
        }
        let (at, typed, right) = broken.filter(|_| obeying >= self.least)?;
        let [first, second, result] =
            [self.of[0], self.of[1], self.result].map(|index| columns[index].name.as_str());
        let message = match self.relation {
            Relation::Product => format!("“{result}”写的是 {typed}，“{first}”乘“{second}”是 {right}"),
            Relation::Sum => {
                format!("“{first}”加“{second}”是 {right}，“{result}”是 {typed}，别的行两边都相等")
            }
            Relation::Share => format!("“{result}”写的是 {typed}%，“{second}”是“{first}”的 {right}%"),
        };
        Some((at, message))
    }

    fn right(&self, first: Amount, second: Amount) -> Option<Amount> {
        match self.relation {
            Relation::Product => {
                let product = i128::from(first.hundredths()) * i128::from(second.hundredths()) / 100;
                i64::try_from(product).ok().map(Amount::of_hundredths)
            }
            Relation::Sum => Some(first.plus(second)),
            Relation::Share => second.per_cent_of(first),
        }
    }

    fn is_right(&self, typed: Amount, right: Amount) -> bool {
        // A share may be rounded to a whole number.
        const ROUNDED: i64 = 60;
        let apart = typed.hundredths().saturating_sub(right.hundredths()).abs();
        apart
            <= if self.relation == Relation::Share {
                ROUNDED
            } else {
                0
            }
    }
}

/// Columns of a preset that name what a row is of: two rows have not the same.
fn names_of(preset: Preset) -> &'static [&'static str] {
    match preset {
        Preset::Dues => &["支部", "月份", "姓名"],
        Preset::Points => &["姓名", "支部"],
        Preset::Honours => &["姓名", "支部", "称号", "日期"],
        Preset::Appraisal => &["姓名", "职务"],
        Preset::Rectification | Preset::Tasks | Preset::Budget | Preset::Development | Preset::Opinions => {
            &[]
        }
    }
}

/// A row that is another one, in all of its cells or in those that name what it is of.
fn check_twice(faults: &Faults<'_>, columns: &Columns, rows: &[TypedRow]) {
    let names = columns.preset.map_or(&[][..], names_of);
    let is_name = |(index, column): (usize, &Column)| {
        names.contains(&column.name.as_str()) || !columns.is_of_preset(index) && !column.kind.is_numeric()
    };
    let all: Vec<usize> = (0..columns.all.len()).collect();
    let naming: Vec<usize> = columns
        .all
        .iter()
        .enumerate()
        .filter(|one| is_name(*one))
        .map(|(index, _)| index)
        .collect();
    let mut seen: HashMap<(bool, String), u32> = HashMap::new();
    let number = columns.with_role(ColumnRole::Number);
    for row in rows.iter().filter(|row| row.whole) {
        // The same number is told already.
        let is_numbered = number.is_some_and(|index| row.cells[index].is_some());
        let mut keys = vec![(true, key(row, &all, 2).filter(|_| !is_numbered))];
        if !names.is_empty() {
            keys.push((false, key(row, &naming, 1)));
        }
        let twice = keys.into_iter().find_map(|(whole, key)| {
            let line = seen.insert((whole, key?), row.at.line)?;
            Some((whole, line))
        });
        if let Some((whole, line)) = twice {
            let message = match whole {
                true => format!("这一行和第 {line} 行完全一样"),
                false => format!(
                    "这一行写的和第 {line} 行是同一个{}",
                    called(&columns.all, &naming, row)
                ),
            };
            let hint = "重复的，删去一行；把别的写成了这个的，请改正";
            faults.say(TWICE, row.at, message, hint);
        }
    }
}

/// The columns that a row fills of those which name it: 姓名、支部.
fn called(columns: &[Column], naming: &[usize], row: &TypedRow) -> String {
    let filled = naming.iter().filter(|index| row.cells[**index].is_some());
    let names: Vec<&str> = filled.map(|index| columns[*index].name.as_str()).collect();
    names.join("、")
}

/// What a row holds in these columns; `None` for less than so many cells.
fn key(row: &TypedRow, of: &[usize], least: usize) -> Option<String> {
    let cells: Vec<Option<&Cell>> = of
        .iter()
        .map(|index| row.cells[*index].as_ref().map(|cell| &cell.value))
        .collect();
    (cells.iter().flatten().count() >= least).then(|| format!("{cells:?}"))
}

/// A row is not there before its day, nor done before the day on which it was: after today, it is mostly the year that is wrong.
fn check_ahead(faults: &Faults<'_>, columns: &Columns, row: &TypedRow, today: Day) {
    let of_past = [
        (ColumnRole::Begun, "到那天才显示这一行"),
        (ColumnRole::Completed, "到那天才算完成"),
        (ColumnRole::Closed, "到那天才算销号"),
    ];
    for (role, what) in of_past {
        let Some(index) = columns.with_role(role) else {
            continue;
        };
        if let Some(TypedValue {
            value: Cell::Date(day),
            at,
        }) = &row.cells[index]
            && *day > today
        {
            let name = values::shown(&columns.all[index].name);
            let message = format!("“{name}”{day} 还没有到，{what}");
            faults.say(AHEAD, *at, message, "请核对年份和月份；还没有发生的，先不写");
        }
    }
}
