//! Tables in a text whose headings say what follows from what in a row: 实到 is not more than 应到, 金额 is 单价 times 数量, and how
//! the rows are numbered and who stands in them. What a column adds up to is `check::sums`'s, a ledger's rows are `ledger`'s.
//! A table with two columns of one meaning, or with one whose meaning is not known, is left alone.

use std::collections::HashSet;

use crate::check::FIGURES;
use crate::words::{Amount, Complaint, LazyRegex, Report, SourceText, contains_any, place_of};

const HINT: &str = "请核对这一行的各个数";

const EXPECTED: &[&str] = &["应到", "应到人数", "应到党员", "应到党员数"];
const PRESENT: &[&str] = &["实到", "实到人数", "实到党员", "实到党员数"];
const RATE: &[&str] = &["到会率", "参会率", "出席率", "出勤率", "到课率"];
const INCOME: &[&str] = &["收入", "收入金额", "本期收入"];
const SPENT: &[&str] = &["支出", "支出金额", "本期支出"];
const LEFT: &[&str] = &["结余", "结余金额", "余额", "剩余"];
const PRICE: &[&str] = &["单价"];
const QUANTITY: &[&str] = &["数量"];
const COST: &[&str] = &["金额", "小计", "总价", "总金额", "合计金额", "合计"];
const MEN: &[&str] = &["男", "男性", "男党员", "男教师", "男生"];
const WOMEN: &[&str] = &["女", "女性", "女党员", "女教师", "女生"];
const FULL: &[&str] = &["正式", "正式党员", "正式党员数"];
const PROBATIONARY: &[&str] = &["预备", "预备党员", "预备党员数"];
const ALL: &[&str] = &[
    "合计", "总计", "共计", "小计", "总数", "总人数", "人数", "合计人数", "党员总数", "党员数",
];
const NUMBERED: &[&str] = &["序号"];
const NAMES: &[&str] = &["姓名"];

/// Columns that count nothing.
const LABELS: &[&str] = &[
    "序号", "编号", "项目", "项目名称", "名称", "月份", "季度", "年份", "年度", "日期", "时间", "支部",
    "党支部", "党组织", "单位", "部门", "科目", "内容", "摘要", "事项", "用途", "说明", "备注", "经办人",
    "负责人", "规格", "型号", "规格型号", "品名", "用品", "物品", "物品名称", "商品名称", "品牌", "计量单位",
    "班级", "年级", "学科", "学段", "会议", "会议名称", "地点", "主持人", "类别", "供应商",
];

/// What one person has one of: a row of such a table is a person.
const OF_PERSON: [&str; 7] = [
    "性别", "民族", "出生年月", "出生日期", "入党时间", "入党日期", "学历",
];

// 参会人员共4人：.
static COUNTED_ABOVE: LazyRegex = LazyRegex::new(
    r"(?:共|计|以下|下列|如下)(?P<n>[0-9]{1,3})[人名位](?:同志|党员|教师|老师)?(?:名单)?(?:如下)?[：:]$",
);

/// Complains about the tables of the text that begins at a byte of the file.
pub(super) fn check(source: &SourceText, start: usize, report: &mut Report) {
    for table in tables(&source.text[start..]) {
        for (cell, message, hint) in table.faults() {
            let place = source.place(place_of(cell, &source.text));
            report.push(Complaint::new(FIGURES, place, message).hint(hint));
        }
    }
}

/// A table of Markdown.
struct Table<'t> {
    /// The last line above it that says something.
    above: &'t str,
    headings: Vec<&'t str>,
    rows: Vec<Vec<&'t str>>,
    /// All of the text below it.
    below: &'t str,
}

/// A cell, what is wrong with it, what to do.
type Fault<'t> = (&'t str, String, &'static str);

fn tables(body: &str) -> Vec<Table<'_>> {
    let mut tables = Vec::new();
    if memchr::memchr(b'|', body.as_bytes()).is_none() {
        return tables;
    }
    let lines: Vec<&str> = body.lines().map(str::trim).collect();
    let mut is_code = false;
    let mut at = 0;
    while at + 1 < lines.len() {
        let line = lines[at];
        is_code ^= line.starts_with("```");
        if is_code || !line.contains('|') || !is_rule(lines[at + 1]) {
            at += 1;
            continue;
        }
        let rows = lines[at + 2..].iter().take_while(|line| line.contains('|'));
        let rows: Vec<Vec<&str>> = rows.map(|line| cells(line)).collect();
        let above = lines[..at].iter().rev().find(|line| !line.is_empty());
        let end = at + 2 + rows.len();
        let below = lines
            .get(end)
            .map_or("", |line| &body[place_of(line, body).start..]);
        tables.push(Table {
            above: above.copied().unwrap_or_default(),
            headings: cells(line),
            rows,
            below,
        });
        at = end;
    }
    tables
}

/// True for the line below the headings: `|---|:-:|`.
fn is_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

fn cells(row: &str) -> Vec<&str> {
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let is_around = |c: char| c.is_whitespace() || c == '*';
    row.split('|').map(|cell| cell.trim_matches(is_around)).collect()
}

/// A heading without its unit in brackets.
fn bare(heading: &str) -> &str {
    let end = heading.find(['（', '(']).unwrap_or(heading.len());
    heading[..end].trim()
}

/// A cell's number without its unit; a cell for nothing is zero.
fn amount(cell: &str) -> Option<Amount> {
    const NOTHING: [&str; 7] = ["", "—", "——", "-", "/", "无", "0"];
    if NOTHING.contains(&cell) {
        return Some(Amount::ZERO);
    }
    let cell = cell.trim_start_matches(['¥', '￥']);
    let end = cell.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (digits, unit) = cell.split_at(end);
    // 元/套 is of a price of several.
    let is_other = contains_any(unit, &["万", "千", "百", "%", "％"]) || unit.chars().count() > 2;
    Amount::parse(digits).ok().filter(|_| !is_other)
}

/// Of two numbers of hundredths, in hundredths.
fn product(one: i64, other: i64) -> i64 {
    one.saturating_mul(other) / 100
}

/// As a text tells it.
fn shown(amount: Amount) -> String {
    amount.money().trim_end_matches(".00").replace(',', "")
}

impl<'t> Table<'t> {
    /// The only column of a meaning.
    fn column(&self, names: &[&str]) -> Option<usize> {
        let is_named = |(_, heading): &(usize, &&str)| names.contains(&bare(heading));
        let mut found = self.headings.iter().enumerate().filter(is_named);
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at)
    }

    /// Columns, where all others have a meaning that is known and no part in it.
    fn columns<const N: usize>(&self, of: [&[&str]; N], others: &[&[&str]]) -> Option<[usize; N]> {
        let mut at = [0; N];
        for (at, names) in at.iter_mut().zip(of) {
            *at = self.column(names)?;
        }
        let is_known = |heading: &&str| {
            let heading = bare(heading);
            let mut known = of.iter().chain(others).chain([&LABELS]);
            heading.is_empty() || known.any(|names| names.contains(&heading))
        };
        let is_large = at.iter().any(|at| self.headings[*at].contains('万'));
        (!is_large && self.headings.iter().all(is_known)).then_some(at)
    }

    /// The cells and amounts of some columns, row by row, where all of them are filled in. The last one is what follows.
    fn amounts<const N: usize>(&self, at: [usize; N]) -> impl Iterator<Item = (&'t str, [i64; N])> {
        self.rows.iter().filter_map(move |row| {
            let mut amounts = [0; N];
            for (amount_of, at) in amounts.iter_mut().zip(at) {
                *amount_of = amount(row.get(at)?)?.hundredths();
            }
            let last = row.get(*at.last()?)?;
            let is_told = last.contains(|c: char| c.is_ascii_digit());
            is_told.then_some((*last, amounts))
        })
    }

    fn faults(&self) -> Vec<Fault<'t>> {
        let mut faults = Vec::new();
        faults.extend(self.present());
        faults.extend(self.left());
        faults.extend(self.costs());
        faults.extend(self.parts([MEN, WOMEN, ALL], &[FULL, PROBATIONARY]));
        faults.extend(self.parts([FULL, PROBATIONARY, ALL], &[MEN, WOMEN]));
        faults.extend(self.numbered());
        faults.extend(self.persons());
        faults
    }

    fn present(&self) -> Vec<Fault<'t>> {
        let Some(at) = self.column(EXPECTED).zip(self.column(PRESENT)) else {
            return Vec::new();
        };
        let more = self.amounts([at.0, at.1]).filter(|(_, [all, some])| some > all);
        let more = more.map(|(cell, [all, _])| {
            let all = shown(Amount::of_hundredths(all));
            (cell, format!("这一行实到{cell}，多于应到{all}"), HINT)
        });
        let rate = self.column(RATE).into_iter().flat_map(|rate| {
            self.rows.iter().filter_map(move |row| {
                let [all, some] = [at.0, at.1].map(|at| row.get(at).and_then(|cell| amount(cell)));
                let (all, some) = (all?.hundredths(), some?.hundredths());
                let typed = row.get(rate)?;
                let digits = typed.strip_suffix(['%', '％'])?.trim_end();
                let told = Amount::parse(digits).ok()?.hundredths();
                if all == 0 || some > all {
                    return None;
                }
                let right = some.saturating_mul(10_000).saturating_add(all / 2) / all;
                // 95%, 95.2% and 95.24% are all of 20 in 21, rounded or cut.
                let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let step = [100, 10, 1][decimals.min(2)];
                let message = format!(
                    "这一行应到{}、实到{}，比率是{}%，写的是{typed}",
                    shown(Amount::of_hundredths(all)),
                    shown(Amount::of_hundredths(some)),
                    Amount::of_hundredths(right).money()
                );
                ((told - right).abs() > step).then_some((*typed, message, HINT))
            })
        });
        more.chain(rate).collect()
    }

    /// What is left is not less than 收入 less 支出; it may be more by what was left before.
    fn left(&self) -> Vec<Fault<'t>> {
        let Some(at) = self.columns([INCOME, SPENT, LEFT], &[]) else {
            return Vec::new();
        };
        let less = self
            .amounts(at)
            .filter(|(_, [income, spent, left])| income - spent > *left && *left >= 0);
        let told = less.map(|(cell, [income, spent, _])| {
            let [income, spent, least] =
                [income, spent, income - spent].map(|amount| shown(Amount::of_hundredths(amount)));
            let message = format!("这一行收入{income}、支出{spent}，结余不会少于{least}，写的是{cell}");
            (cell, message, HINT)
        });
        told.collect()
    }

    fn costs(&self) -> Vec<Fault<'t>> {
        let Some(at) = self.columns([PRICE, QUANTITY, COST], &[]) else {
            return Vec::new();
        };
        // A price may be rounded.
        let other = self.amounts(at).filter(|(_, [price, quantity, cost])| {
            let right = product(*price, *quantity);
            let rounded = if price % 100 == 0 { 0 } else { quantity / 100 };
            *price > 0 && *quantity > 0 && (right - cost).abs() > rounded
        });
        let told = other.map(|(cell, [price, quantity, _])| {
            let [price, quantity, right] = [price, quantity, product(price, quantity)]
                .map(|amount| shown(Amount::of_hundredths(amount)));
            let message = format!("这一行单价{price}、数量{quantity}，乘起来是{right}，写的是{cell}");
            (cell, message, HINT)
        });
        told.collect()
    }

    /// Two parts and the whole.
    fn parts(&self, of: [&[&str]; 3], others: &[&[&str]]) -> Vec<Fault<'t>> {
        let Some(at) = self.columns(of, others) else {
            return Vec::new();
        };
        let other = self
            .amounts(at)
            .filter(|(_, [one, other, all])| one + other != *all);
        let told = other.map(|(cell, [one, other, _])| {
            let [one, other, right] =
                [one, other, one + other].map(|amount| shown(Amount::of_hundredths(amount)));
            let message = format!(
                "这一行“{}”{one}、“{}”{other}，加起来是{right}，写的是{cell}",
                self.headings[at[0]], self.headings[at[1]]
            );
            (cell, message, HINT)
        });
        told.collect()
    }

    /// The first number that does not follow the one above. One that begins again is of another part, several gaps are of a table
    /// that others made, and a number stands again beside more of the same.
    fn numbered(&self) -> Option<Fault<'t>> {
        let at = self.column(NUMBERED)?;
        let rows = self.rows.iter().filter_map(|row| {
            let number: u32 = row.get(at)?.parse().ok()?;
            Some((number, row[at], row.get(at + 1).copied().unwrap_or_default()))
        });
        let rows: Vec<(u32, &str, &str)> = rows.collect();
        let (first, ..) = rows.first()?;
        let breaks: Vec<usize> = (1..rows.len())
            .filter(|at| rows[*at].0 != rows[at - 1].0 + 1 && rows[*at].0 != 1)
            .collect();
        let [found] = breaks.as_slice() else { return None };
        let ((above, _, one), (number, cell, other)) = (rows[found - 1], rows[*found]);
        let next = rows.get(found + 1).map(|next| next.0);
        let is_part = number == above && (one == other || other.is_empty() || next == Some(number + 1));
        if *first != 1 || rows.len() < 3 || is_part {
            return None;
        }
        let message = match number == above {
            true => format!("序号{number}写了两次"),
            false => format!("序号{above}后面是{number}"),
        };
        Some((cell, message, "请看看漏了哪一行，或者改正序号"))
    }

    /// A row for each person: nobody has two, and as many as the line above says.
    fn persons(&self) -> Option<Fault<'t>> {
        let at = self.column(NAMES)?;
        let names = self.rows.iter().filter_map(|row| row.get(at).copied());
        let names: Vec<&str> = names
            .filter(|name| !name.is_empty() && !name.contains('计'))
            .collect();
        let is_of_persons = self
            .headings
            .iter()
            .any(|heading| OF_PERSON.contains(&bare(heading)));
        let mut known = HashSet::new();
        let mut again = names.iter().filter(|name| !known.insert(**name));
        if let Some(name) = again.next().filter(|_| is_of_persons) {
            let message = format!("这张表里“{name}”写了两行");
            return Some((
                name,
                message,
                "请核对另一行是不是别的人；是同名的两个人，可以不改",
            ));
        }
        // 另，幼儿园拟聘6人 goes on below, and so does another table.
        const GOES_ON: [&str; 5] = ["另", "人：", "名：", "还有", "|"];
        let found = COUNTED_ABOVE
            .captures(self.above)
            .filter(|_| !contains_any(self.below, &GOES_ON))?;
        let count: usize = found["n"].parse().ok()?;
        let is_each = names.len() == self.rows.len() && names.iter().all(|name| is_one_name(name));
        let message = format!("这里写“{}”，下面的表里有{}人", &found[0], names.len());
        let told = found.get(0).map_or("", |all| &self.above[all.range()]);
        (is_each && count != names.len()).then_some((told, message, "请核对人数和名单"))
    }
}

fn is_one_name(name: &str) -> bool {
    (2..=4).contains(&name.chars().count()) && !name.contains(['、', '，', ',', '…', '等'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::rows_hold;

    /// What is said of a table of these headings and rows, below a line.
    fn said(above: &str, headings: &str, rows: &[&str]) -> Vec<String> {
        let rule = "|---".repeat(headings.split('|').count());
        let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
        let source = SourceText::of(
            "content/notices/a.md",
            &format!("{above}\n\n| {headings} |\n{rule}|\n{rows}"),
        );
        let mut report = Report::new();
        check(&source, 0, &mut report);
        report.sorted().iter().map(|told| told.message.clone()).collect()
    }

    #[test]
    fn what_does_not_follow_in_a_row_is_told() {
        let table = "
            支部|应到|实到 / 第二党支部|21|22 => 多于应到21
            支部|应到|实到|到会率 / 一支部|21|20|85.2% => 95.24%
            项目|收入（元）|支出（元）|结余（元） / 党费|2000|500|1400 => 1500
            品名|单价|数量|金额 / 图书|50元|2本|1000 => 100
            支部|男|女|合计 / 一支部|9|12|20 => 21
            支部|正式党员|预备党员|党员总数 / 一支部|20|2|21 => 22
            支部|应到|实到|到会率 / 一支部|21|20|95.2% => -
            支部|应到|实到|到会率 / 一支部|21|20|95% => -
            支部|应到|实到 / 一支部|21| => -
            // What was left before is carried on.
            月份|收入|支出|结余 / 10月|2000|500|3400 => -
            月份|收入|上缴|支出|结余 / 10月|2000|1000|500|500 => -
            品名|单价|数量|折扣|金额 / 图书|50|2|10|90 => -
            品名|单价|数量|金额 / 图书|33.33|3|100 => -
            品名|单价（元）|数量|金额（万元） / 电脑|5000|20|10 => -
            品名|单价|数量|金额 / 图书|50元/套|2|1000 => -
            支部|男|女|合计 / 一支部||12|12 => -
            支部|应到|实到|到会率 / 一支部|99999999999999|99999999999999|100% => -
            学段|男|女|男|女|合计 / 小学|1|2|3|4|10 => -
            支部|正式党员|预备党员|积极分子|合计 / 一支部|20|2|3|25 => -
            支部|男|女|正式|预备|人数 / 一支部|9|12|20|1|21 => -
        ";
        let told = |table: &str| {
            let (headings, row) = table.split_once(" / ").unwrap();
            said("", headings, &[row])
        };
        rows_hold(table, told, |said, expected| match said.as_slice() {
            [] => expected == "-",
            [one] => expected != "-" && one.contains(expected),
            _ => false,
        });
    }

    #[test]
    fn rows_are_numbered_one_by_one_and_nobody_has_two() {
        for (headings, rows, told) in [
            ("序号|姓名", &["1|李明", "2|周芳", "4|王强"][..], "序号2后面是4"),
            ("序号|姓名", &["1|李明", "2|周芳", "2|王强"], "序号2写了两次"),
            ("姓名|性别", &["李明|男", "周芳|女", "李明|男"], "写了两行"),
        ] {
            let said = said("", headings, rows);
            assert!(said.len() == 1 && said[0].contains(told), "{rows:?}: {said:?}");
        }
        for (headings, rows) in [
            ("序号|姓名", &["1|李明", "2|周芳", "3|王强"][..]),
            ("序号|支部", &["1|李明", "2|周芳", "1|王强", "2|陈立"]),
            ("序号|支部", &["1|李明", "2|周芳", "2|王强", "3|陈立"]),
            ("序号|支部", &["1|李明", "2|周芳", "2|", "|合计"]),
            ("序号|支部", &["3|李明", "7|周芳", "12|王强"]),
            ("姓名|时间", &["李明|周一", "周芳|周二", "李明|周三"]),
        ] {
            assert_eq!(said("", headings, rows), Vec::<String>::new(), "{rows:?}");
        }
    }

    #[test]
    fn a_table_has_as_many_persons_as_the_line_above_says() {
        let rows = ["李明|一支部", "周芳|二支部", "王强|二支部"];
        for (above, told) in [
            ("参会人员共4人：", 1),
            ("参会人员共3人：", 0),
            ("共表彰5人，其中教师如下：", 0),
            ("拟表彰的4名同志名单如下", 0),
        ] {
            assert_eq!(said(above, "姓名|支部", &rows).len(), told, "{above}");
        }
        let goes_on = ["李明|一支部", "周芳|二支部\n\n另，幼儿园2人：王强、陈立。"];
        assert!(said("拟聘用以下4人：", "姓名|支部", &goes_on).is_empty());
        assert!(said("共6人：", "姓名|支部|姓名|支部", &["李明|一|周芳|二"]).is_empty());
        assert!(said("共5人：", "支部|姓名", &["一支部|李明、周芳", "二支部|王强"]).is_empty());
    }
}
