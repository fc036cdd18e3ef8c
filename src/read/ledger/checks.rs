//! What the rows of a ledger must fit: one number per row, days in their order, votes within the voters; and
//! what is stated of them all must be what they add up to.

use std::collections::HashMap;

use super::columns::Columns;
use super::read::{CELLS, TypedRow};
use super::{Cell, Column, ColumnKind, ColumnRole, Preset, cells};
use crate::read::faults::Faults;
use crate::read::fields::{DUPLICATE, Field, Fields, TypedValue};
use crate::read::keys;
use crate::read::node::{LineSpan, Value};
use crate::read::suggest;
use crate::read::values;
use crate::words::{Amount, Code, Day, LazyRegex, contains_any, starts_with_any, without_space};

const NUMBER_TWICE: Code = Code::error("ledger-number-twice");
const TOTAL_ROW: Code = Code::error("ledger-total-row");
const DAYS: Code = Code::error("ledger-days");
const VERIFIER: Code = Code::warning("ledger-verifier");
const NEGATIVE: Code = Code::error("ledger-negative");
const HEADS: Code = Code::error("ledger-heads");
const REPLY_DAY: Code = Code::error("ledger-reply-day");
const DONE_DAY: Code = Code::warning("ledger-done-day");
const VOTES: Code = Code::error("ledger-votes");
const VOTES_FEWER: Code = Code::warning("ledger-votes-fewer");
const TOTAL: Code = Code::error("ledger-total");
const RATE: Code = Code::error("ledger-rate");
const TOTAL_COLUMN: Code = Code::error("ledger-total-column");

/// Words that begin a row of sums.
const SUMS: [&str; 6] = ["合计", "总计", "共计", "小计", "累计", "总额"];
/// Such a word with what may stand before and behind it: 本季度合计, 上半年小计金额.
static SUM: LazyRegex = LazyRegex::new(concat!(
    "^(?:全[年部]|20[0-9]{2}年度?|本?年度?|第?[一二三四1-4]季度|本?季度?|[上下]半年|[上下]学期|本[月页期次]|[0-9一二三四五六七八九十]{1,3}月份?)*",
    "(?P<word>合计|总计|共计|小计|累计|总额)(?:金额|数|额)?$"
));

/// Checks every row.
pub(super) fn rows(faults: &Faults<'_>, columns: &Columns, rows: &[TypedRow]) {
    let roles = Roles { columns };
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for row in rows {
        check_sum(faults, columns, row);
        if let Some(number) = roles.spot(row, ColumnRole::Number)
            && let Cell::Text(text) = &number.value
            && let Some(line) = numbers.insert(text, number.at.line)
        {
            let message = format!("编号“{}”已经在第 {line} 行用过", values::shown(text));
            faults.say(NUMBER_TWICE, number.at, message, "一件事一个编号，请改成别的");
        }
        check_days(faults, &roles, row);
        check_reply(faults, &roles, row);
        check_done(faults, &roles, row);
        check_amounts(faults, columns, row);
        check_votes(faults, &roles, row);
    }
}

/// Which column means what.
struct Roles<'a> {
    columns: &'a Columns,
}

impl Roles<'_> {
    fn spot<'r>(&self, row: &'r TypedRow, role: ColumnRole) -> Option<&'r TypedValue<Cell>> {
        row.cells[self.columns.with_role(role)?].as_ref()
    }

    fn amount(&self, row: &TypedRow, role: ColumnRole) -> Option<Amount> {
        self.spot(row, role)?.value.amount()
    }

    fn name(&self, role: ColumnRole) -> &str {
        let found = self.columns.with_role(role);
        found.map_or("", |index| self.columns.all[index].name.as_str())
    }
}

/// A row of sums belongs into 合计, where it is checked.
fn check_sum(faults: &Faults<'_>, columns: &Columns, row: &TypedRow) {
    if let Some((bare, at)) = row_of_sums(row) {
        let message = format!("“{bare}”不写成一行");
        let typed = columns.all.iter().zip(&row.cells);
        let typed = typed.filter(|(column, _)| column.kind != ColumnKind::Percent);
        let sums: Vec<String> = typed
            .filter_map(|(column, cell)| Some((column, cell.as_ref()?.value.amount()?)))
            .map(|(column, amount)| format!("{}: {amount}", column.name))
            .collect();
        let hint = match sums.is_empty() {
            true => "合计由程序算出，请删去这一行".to_owned(),
            false => format!(
                "合计由程序算出，请删去这一行；要核对的，另写“合计: {{{}}}”，不符时会提示",
                sums.join(", ")
            ),
        };
        faults.say(TOTAL_ROW, at, message, hint);
    }
}

/// The word that a row of sums begins with, and where.
fn row_of_sums(row: &TypedRow) -> Option<(&'static str, LineSpan)> {
    let first = row.cells.iter().flatten().next()?;
    match &first.value {
        Cell::Text(text) => Some((sum_word(text)?, first.at)),
        _ => None,
    }
}

/// The word of a row of sums, however it is spaced: 全年合计（元）：.
pub(crate) fn sum_word(text: &str) -> Option<&'static str> {
    if !text.contains(['计', '额']) {
        return None;
    }
    let bare = without_space(text);
    let bare = bare.split(['（', '(', ':', '：']).next().unwrap_or_default();
    let found = SUM.captures(bare)?;
    SUMS.into_iter().find(|word| *word == &found["word"])
}

/// Nothing is done before it began.
fn check_days(faults: &Faults<'_>, roles: &Roles<'_>, row: &TypedRow) {
    let order = [
        ColumnRole::Begun,
        ColumnRole::Started,
        ColumnRole::Completed,
        ColumnRole::Closed,
    ];
    let mut before: Option<(Day, ColumnRole)> = None;
    for role in order {
        let Some(spot) = roles.spot(row, role) else {
            continue;
        };
        let Some(day) = spot.value.date() else { continue };
        if let Some((earlier, earlier_role)) = before.filter(|(earlier, _)| day < *earlier) {
            let message = format!(
                "“{}”{day} 早于“{}”{earlier}",
                roles.name(role),
                roles.name(earlier_role)
            );
            faults.say(DAYS, spot.at, message, "请核对这两个日期");
        }
        before = Some((day, role));
    }
    if let (Some(begun), Some(deadline)) = (
        roles.spot(row, ColumnRole::Begun),
        roles.spot(row, ColumnRole::Deadline),
    ) && let (Some(begun), Some(day)) = (begun.value.date(), deadline.value.date())
        && day < begun
    {
        let message = format!(
            "“{}”{day} 早于“{}”{begun}",
            roles.name(ColumnRole::Deadline),
            roles.name(ColumnRole::Begun)
        );
        faults.say(DAYS, deadline.at, message, "请核对这两个日期");
    }
    if let Some(closed) = roles.spot(row, ColumnRole::Closed)
        && roles.spot(row, ColumnRole::Verifier).is_none()
    {
        let hint = "整改到位要有人核验，请补写“核验人”";
        faults.say(VERIFIER, closed.at, "写了销号日期，没有写核验人", hint);
    }
}

/// Work that is told to be done, without the day, would be read beside 未启动.
fn check_done(faults: &Faults<'_>, roles: &Roles<'_>, row: &TypedRow) {
    const DONE: [&str; 6] = ["已全部", "全部完成", "已完成", "已经完成", "整改完成", "已整改"];
    // What is done stands behind what it was done to: 照明灯已装好.
    const DONE_TO: [&str; 8] = [
        "已装好", "已安装", "已修好", "已修复", "已更换", "已补齐", "已整改到位", "已改正",
    ];
    // 已完成80% is not done.
    const GOES_ON: [&str; 9] = ["%", "％", "正在", "剩余", "下一", "其余", "启动", "共", "方案"];
    if let Some(outcome) = roles.spot(row, ColumnRole::Outcome)
        && let Cell::Text(text) = &outcome.value
        && roles.columns.preset != Some(Preset::Opinions)
        && roles.columns.with_role(ColumnRole::Completed).is_some()
        && roles.spot(row, ColumnRole::Completed).is_none()
        && (starts_with_any(text, &DONE) || contains_any(text, &DONE_TO))
        && !contains_any(text, &GOES_ON)
    {
        let done = roles.name(ColumnRole::Completed);
        let message = format!(
            "“{}”写着已经完成，没有写“{done}”",
            roles.name(ColumnRole::Outcome)
        );
        let hint = format!("请补写“{done}”；状态由程序按它得出，现在还算没有完成");
        faults.say(DONE_DAY, outcome.at, message, hint);
    }
}

/// An answer without its day would be read beside 办理中.
fn check_reply(faults: &Faults<'_>, roles: &Roles<'_>, row: &TypedRow) {
    if roles.columns.preset == Some(Preset::Opinions)
        && let Some(reply) = roles.spot(row, ColumnRole::Outcome)
        && roles.spot(row, ColumnRole::Completed).is_none()
    {
        let hint = "请补写“答复日期”，例如“答复日期: 2026-05-20”；还没有答复的，“答复”先不写";
        faults.say(REPLY_DAY, reply.at, "写了答复，没有写答复日期", hint);
    }
}

/// Nobody owes, spends or counts less than nothing, and persons are whole.
fn check_amounts(faults: &Faults<'_>, columns: &Columns, row: &TypedRow) {
    for (index, column) in columns.all.iter().enumerate() {
        let Some(TypedValue {
            value: Cell::Amount(amount),
            at,
        }) = &row.cells[index]
        else {
            continue;
        };
        if !columns.is_of_preset(index) {
            continue;
        }
        if *amount < Amount::ZERO {
            let message = format!("“{}”是 {amount}，不能是负数", column.name);
            let hint = match column.kind {
                ColumnKind::Money => "退回、冲减的，从原来那一笔里减去",
                _ => "去掉负号；扣的分写在“扣分”里，也不带负号",
            };
            faults.say(NEGATIVE, *at, message, hint);
        } else if column.role.is_some_and(ColumnRole::is_of_heads) && amount.hundredths() % 100 != 0 {
            let message = format!("“{}”是 {amount}，应当是整数", column.name);
            faults.say(HEADS, *at, message, "人数和票数没有小数，请核对");
        }
    }
}

/// Not more votes than voters.
fn check_votes(faults: &Faults<'_>, roles: &Roles<'_>, row: &TypedRow) {
    let Some(voters) = roles.spot(row, ColumnRole::Voters) else {
        return;
    };
    let Some(number) = voters.value.amount() else {
        return;
    };
    let votes: Amount = [
        ColumnRole::Good,
        ColumnRole::Fair,
        ColumnRole::Average,
        ColumnRole::Poor,
    ]
    .into_iter()
    .filter_map(|role| roles.amount(row, role))
    .sum();
    if votes > number {
        let message = format!("各档共 {votes} 票，多于参评人数 {number}");
        faults.say(VOTES, voters.at, message, "请核对各档票数和参评人数");
    } else if votes != Amount::ZERO && votes.hundredths() * 10 < number.hundredths() * 9 {
        // One or two may not have voted.
        let message = format!("各档共 {votes} 票，比参评人数 {number} 少得多");
        let hint = "请核对各档票数和参评人数；弃权、废票确有这么多的，可以不改";
        faults.say(VOTES_FEWER, voters.at, message, hint);
    }
    check_conclusion(faults, roles, row);
}

/// Nobody is judged 差 by whom no vote called so.
fn check_conclusion(faults: &Faults<'_>, roles: &Roles<'_>, row: &TypedRow) {
    const GRADES: [(&str, ColumnRole); 2] = [("好", ColumnRole::Good), ("差", ColumnRole::Poor)];
    let conclusion = roles
        .columns
        .find("综合评价")
        .and_then(|index| row.cells[index].as_ref());
    let Some(conclusion) = conclusion else { return };
    let is_typed = |grade: &str| matches!(&conclusion.value, Cell::Text(text) if text == grade);
    let grade = GRADES.into_iter().find(|(grade, _)| is_typed(grade));
    if let Some((grade, role)) = grade
        && roles.amount(row, role).is_none_or(|votes| votes == Amount::ZERO)
    {
        let message = format!("综合评价是“{grade}”，没有人投“{grade}”");
        faults.say(VOTES_FEWER, conclusion.at, message, "请核对综合评价和各档票数");
    }
}

/// 合计: what is stated of each column; a sum is the sum, and a rate lies between the lowest and the highest.
pub(super) fn totals(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    columns: &Columns,
    rows: &[TypedRow],
) -> Vec<(usize, Amount)> {
    let Value::Map(pairs) = &field.node.value else {
        let _ = Fields::of_field(faults, field, "{应缴: 40272.00, 实缴: 40272.00}");
        return Vec::new();
    };
    let mut stated: Vec<StatedTotal> = Vec::new();
    for (name, node) in pairs {
        let typed = name.text().unwrap_or_default();
        let index = columns
            .find(typed)
            .filter(|index| columns.all[*index].kind.is_numeric());
        let Some(index) = index else {
            say_column(faults, columns, typed, name.at);
            continue;
        };
        let column = &columns.all[index];
        if stated.iter().any(|other| other.index == index) {
            let message = format!("“合计”里的“{}”写了两次", column.name);
            faults.say(DUPLICATE, name.at, message, "只保留其中一个");
            continue;
        }
        let cell = Field {
            name: &column.name,
            at: name.at,
            node,
        };
        let amount = match column.kind {
            ColumnKind::Percent => cells::percent(faults, &cell),
            _ => cells::number(faults, &cell),
        };
        if let Some(amount) = amount.filter(|_| !node.is_blank()) {
            let at = node.at;
            stated.push(StatedTotal { index, amount, at });
        }
    }
    let of = |total: &StatedTotal| amounts(&columns.all[total.index], total.index, rows);
    let (fitting, others): (Vec<_>, Vec<_>) = stated
        .into_iter()
        .partition(|total| total.fits(&columns.all[total.index], &of(total)));
    let short = if others.is_empty() {
        Vec::new()
    } else {
        short_rows(rows)
    };
    for (row, typed, usual) in &short {
        let message = format!("这一行有 {typed} 格，别的行有 {usual} 格，合计也对不上");
        let hint = format!(
            "是不是少写了一格？列依次是：{}；没有内容的一格写“—”",
            columns.names()
        );
        faults.say(CELLS, row.at, message, hint);
    }
    // What a cell that is missing has moved is in no sum.
    for total in others.iter().filter(|_| short.is_empty()) {
        total.say(faults, &columns.all[total.index], &of(total));
    }
    fitting
        .into_iter()
        .map(|total| (total.index, total.amount))
        .collect()
}

/// What 合计 says of a column.
struct StatedTotal {
    index: usize,
    amount: Amount,
    at: LineSpan,
}

impl StatedTotal {
    /// A sum is the sum; a rate lies between the lowest and the highest.
    fn fits(&self, column: &Column, of: &[Amount]) -> bool {
        match (column.kind, of.iter().min(), of.iter().max()) {
            (ColumnKind::Percent, Some(lowest), Some(highest)) => (*lowest..=*highest).contains(&self.amount),
            (ColumnKind::Percent, ..) => true,
            _ => of.iter().copied().sum::<Amount>() == self.amount,
        }
    }

    /// Complains that it does not.
    fn say(&self, faults: &Faults<'_>, column: &Column, of: &[Amount]) {
        match column.kind {
            ColumnKind::Percent => say_rate(faults, column, self, of),
            _ => say_sum(faults, column, self, of),
        }
    }
}

/// The rows with fewer cells than most others have: how many they have, and how many is usual.
fn short_rows(rows: &[TypedRow]) -> Vec<(&TypedRow, usize, usize)> {
    let typed = || rows.iter().filter_map(|row| Some((row, row.typed?)));
    let count = |cells: usize| typed().filter(|(_, of_row)| *of_row == cells).count();
    let Some((_, usual)) = typed().max_by_key(|(_, cells)| (count(*cells), *cells)) else {
        return Vec::new();
    };
    typed()
        .filter(|(_, cells)| *cells < usual)
        .map(|(row, cells)| (row, cells, usual))
        .collect()
}

/// The amounts of a column. As in the numbers of each 阶段, a row without a number of persons is one person.
fn amounts(column: &Column, index: usize, rows: &[TypedRow]) -> Vec<Amount> {
    let unsaid = (column.role == Some(ColumnRole::Heads)).then_some(Amount::whole(1));
    let amount = |row: &TypedRow| {
        let cell = row.cells[index].as_ref();
        cell.map_or(unsaid, |cell| cell.value.amount())
    };
    rows.iter()
        .filter(|row| row_of_sums(row).is_none())
        .filter_map(amount)
        .collect()
}

fn say_sum(faults: &Faults<'_>, column: &Column, stated: &StatedTotal, of: &[Amount]) {
    let sum: Amount = of.iter().copied().sum();
    let StatedTotal { amount, at, .. } = *stated;
    let write = |amount: Amount| match column.kind {
        ColumnKind::Money => amount.money(),
        _ => amount.to_string(),
    };
    let (more, apart) = match amount > sum {
        true => ("多", amount.minus(sum)),
        false => ("少", sum.minus(amount)),
    };
    let message = format!(
        "“{}”的合计写的是 {}，各行相加是 {}",
        column.name,
        write(amount),
        write(sum)
    );
    let hint = format!("合计{more}了 {}，请核对各行和合计", write(apart));
    faults.say(TOTAL, at, message, hint);
}

fn say_rate(faults: &Faults<'_>, column: &Column, stated: &StatedTotal, of: &[Amount]) {
    let (Some(lowest), Some(highest)) = (of.iter().min(), of.iter().max()) else {
        return;
    };
    let StatedTotal { amount, at, .. } = *stated;
    let message = format!(
        "“{}”的合计写的是 {amount}%，各行在 {lowest}% 到 {highest}% 之间",
        column.name
    );
    faults.say(RATE, at, message, "总的比率只能在最低和最高之间，请核对");
}

fn say_column(faults: &Faults<'_>, columns: &Columns, typed: &str, at: LineSpan) {
    let numeric = || columns.all.iter().filter(|column| column.kind.is_numeric());
    let names: Vec<&str> = numeric().map(|column| column.name.as_str()).collect();
    let near = suggest::meant(typed, names.iter().copied());
    let all = names.join("、");
    let hint = match near {
        Some(near) => format!("是不是想写“{near}”？可以写：{all}"),
        None if names.is_empty() => "这个台账没有可以合计的列，请删去".to_owned(),
        None => format!("可以写：{all}；自动算出的列不用写"),
    };
    let message = format!("“{}”不能写在“{}”里", values::shown(typed), keys::TOTALS.name);
    faults.say(TOTAL_COLUMN, at, message, hint);
}

#[cfg(test)]
mod tests {
    use super::sum_word;

    #[test]
    fn a_row_of_sums_is_known_however_it_is_written() {
        for text in [
            "合计", "合 计", "合计：", "合计（元）", "全年合计", "本年合计", "合计金额", "累计",
        ] {
            assert!(sum_word(text).is_some(), "{text}");
        }
        for text in ["合计划生育", "共计划2项", "第一党支部", "统计", "累计积分制度"] {
            assert_eq!(sum_word(text), None, "{text}");
        }
    }
}
