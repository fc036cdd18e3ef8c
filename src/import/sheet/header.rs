//! Where a table begins, what its columns are called, and what stands above it.

use super::grid::{CellOrigin, GridCell, GridRow, SheetGrid};
use super::{cells, days, names, synonyms};
use crate::attachment::VisibleValue;
use crate::import::official;
use crate::read::ledger::sum_word;
use crate::words::{is_han, is_han_digit, narrow};

/// The head of a table.
#[derive(Debug)]
pub(super) struct TableHeader {
    /// The row below it.
    pub(super) body: usize,
    /// Its last row.
    pub(super) last: usize,
    pub(super) columns: Vec<HeaderColumn>,
    /// What stands above it.
    pub(super) title: String,
    /// Nothing stands above it: the title is the file's name.
    pub(super) is_called_by_file: bool,
    /// The month that the title names behind its year: 2025年12月.
    pub(super) month: Option<u32>,
    /// Amounts are in this unit.
    pub(super) unit: Option<MoneyUnit>,
    /// Of which it is, where it says so.
    pub(super) year: Option<i32>,
    /// Lines about the table that say something besides their unit.
    pub(super) about: Vec<String>,
    /// A heading between the title and the table: `一、优秀共产党员`.
    pub(super) heading: Option<String>,
    /// Whose it is, where the sheet is called by a branch.
    pub(super) branch: Option<String>,
}

/// A column.
#[derive(Debug, Default)]
pub(super) struct HeaderColumn {
    /// As readers see it; with the name of its group where others have the same name.
    pub(super) name: String,
    /// Without white space and without what stands in brackets.
    pub(super) bare: String,
    /// What stands above its name.
    pub(super) group: String,
    pub(super) unit: Option<MoneyUnit>,
    /// Its name says that it is of per cent.
    pub(super) is_percent: bool,
    /// It is one of the columns below a name that says what they are: 7月 below 应缴党费.
    pub(super) is_part: bool,
}

/// What amounts are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MoneyUnit {
    pub(super) name: &'static str,
    /// So many times ten yuan.
    pub(super) power: i32,
}

const UNITS: [MoneyUnit; 4] = [
    MoneyUnit {
        name: "亿元",
        power: 8,
    },
    MoneyUnit {
        name: "万元",
        power: 4,
    },
    MoneyUnit {
        name: "千元",
        power: 3,
    },
    MoneyUnit {
        name: "元", power: 0
    },
];

/// A table begins in one of so many rows.
const FIRST_ROWS: usize = 40;
/// Rows of a header.
const MOST_ROWS: usize = 3;
/// No name of a column is longer, in characters.
const LONGEST_NAME: usize = 40;

/// Finds the header; `None` where there is no table.
pub(super) fn find(grid: &SheetGrid, file_name: &str) -> Option<TableHeader> {
    let named = named_row(&grid.rows)?;
    let (first, last) = extent(&grid.rows, named);
    let mut header = TableHeader {
        body: last + 1,
        last,
        columns: names::columns(&grid.rows[first..=last]),
        title: String::new(),
        is_called_by_file: false,
        month: None,
        unit: None,
        year: None,
        about: Vec::new(),
        heading: None,
        branch: is_branch(&grid.name).then(|| one_line(&grid.name)),
    };
    if grid.rows.len() <= header.body {
        return None;
    }
    let mut titles = Vec::new();
    for row in &grid.rows[..first] {
        above(row, &mut header, &mut titles);
    }
    if let [_, .., last] = titles.as_slice()
        && is_numbered(last)
    {
        header.heading = titles.pop().map(one_line);
    }
    let said = title(&titles, &grid.name);
    header.is_called_by_file = said.is_none();
    header.title = said.unwrap_or_else(|| one_line(file_name));
    header.month = month(&header.title);
    header.unit = header
        .unit
        .or_else(|| titles.iter().find_map(|title| stated_unit(title)));
    let says = [
        header.title.as_str(),
        &header.about.join(" "),
        &grid.name,
        file_name,
    ];
    header.year = says.into_iter().find_map(year);
    Some(header)
}

/// A row whose cells are names of columns.
fn named_row(rows: &[GridRow]) -> Option<usize> {
    let mut likely = None;
    for (index, row) in rows.iter().enumerate().take(FIRST_ROWS) {
        if likely.is_some_and(|likely| index > likely + 3) {
            break;
        }
        let Some(names) = names(row).filter(|names| names.len() > 1) else {
            continue;
        };
        let known = names
            .iter()
            .filter(|name| synonyms::is_known(&bare(name)))
            .count();
        if known > 2 || known > 1 && known * 2 >= names.len() {
            return Some(index);
        }
        let width = row.cells.len();
        if likely.is_none() && names.len() * 2 > width {
            likely = Some(index);
        }
    }
    likely
}

/// True for a row behind the first table of a sheet that names the columns of another one: it stands below a title or a gap,
/// and names known columns, or there are numbers above and below its words.
pub(super) fn begins_another(grid: &SheetGrid, at: usize) -> bool {
    let rows = &grid.rows;
    let [above, row] = [&rows[at - 1], &rows[at]];
    let Some(below) = rows.get(at + 1) else {
        return false;
    };
    let Some(first) = named_row(rows).filter(|first| *first + 1 < at) else {
        return false;
    };
    let Some(names) = names(row).filter(|names| names.len() > 1) else {
        return false;
    };
    // 2026.4.8 | 慰问困难党员 | 2,400.00 behind an empty row is of the same table.
    let is_value = |cell: &GridCell| {
        let told = cell.value.as_ref();
        let is_amount = |value| cells::shown(value).contains('.') && cells::number(value, 0).is_some();
        told.is_some_and(|value| cells::is_day_of_some_year(value) || is_amount(value))
    };
    if row.cells.iter().any(is_value) {
        return false;
    }
    let is_parted = above.tells_one() || above.number + 1 < row.number;
    let is_same = row
        .cells
        .iter()
        .zip(&rows[first].cells)
        .all(|(cell, head)| cell.text() == head.text());
    if is_same {
        return has_title_of_its_own(&rows[..at], first);
    }
    let known = names
        .iter()
        .filter(|name| synonyms::is_known(&bare(name)))
        .count();
    // In a csv file numbers are texts.
    let is_number = |cell: &GridCell| {
        let told = cell.value.as_ref();
        told.is_some_and(|value| cell.text().is_none() || cells::number(value, 0).is_some())
    };
    let last = rows[..at].iter().rev().find(|row| !row.tells_one());
    let stands_between = |column: usize| {
        let cell = &row.cells[column];
        cell.text().is_some()
            && !is_number(cell)
            && is_number(&below.cells[column])
            && last.is_some_and(|last| is_number(&last.cells[column]))
    };
    // 未报 | 免缴 | 免缴 in a row of data names no columns. A title of its own may stand between the gap and them.
    let titles = rows[..at].iter().rev().take_while(|row| row.tells_one()).count();
    let is_below_gap = match titles {
        0 => above.number + 1 < row.number,
        _ => has_title_of_its_own(&rows[..at], first),
    };
    let are_distinct = (1..names.len()).all(|at| !names[..at].contains(&names[at]));
    let is_between = || is_below_gap && are_distinct && (0..row.cells.len()).any(stands_between);
    is_parted && (known > 1 && known * 2 > names.len() || is_between())
}

/// True where the rows, whose last one stands above the names of the first table's columns again, end with another title:
/// behind a gap or the sum of all, and no heading of a part. At the top of a page stands the first one again.
fn has_title_of_its_own(rows: &[GridRow], first: usize) -> bool {
    let count = rows.iter().rev().take_while(|row| row.tells_one()).count();
    let (above, titles) = rows.split_at(rows.len() - count);
    let Some((last, title)) = above.last().zip(titles.first()) else {
        return false;
    };
    let said = |row: &GridRow| row.cells.iter().find_map(GridCell::text).map(one_line);
    let Some(own) = said(title).filter(|own| !is_numbered(own) && !is_branch(own)) else {
        return false;
    };
    let is_known = rows[..first].iter().any(|row| said(row).as_ref() == Some(&own));
    let ends = last.cells.iter().filter_map(GridCell::text).find_map(sum_word);
    let is_parted = last.number + 1 < title.number || ends.is_some_and(|word| word != "小计");
    own.chars().count() > 5 && !is_known && is_parted
}

/// The cells of a row, where all of them may be names of columns.
fn names(row: &GridRow) -> Option<Vec<&str>> {
    let told = row.cells.iter().filter(|cell| cell.is_told());
    let names: Option<Vec<&str>> = told.map(|cell| cell.text()).collect();
    names.filter(|names| {
        let is_name = |name: &&str| name.chars().count() <= LONGEST_NAME && !is_about(name);
        names.iter().all(is_name)
    })
}

/// `填表单位：某某小学`.
pub(super) fn is_about(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']);
    let Some((label, _)) = text.split_once(['：', ':']) else {
        return false;
    };
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    label.chars().count() <= 12 && synonyms::named(&label, synonyms::ABOUT).is_some()
}

/// The first and the last row of the header that has this row.
fn extent(rows: &[GridRow], named: usize) -> (usize, usize) {
    let hangs = |row: &GridRow| row.cells.iter().any(|cell| cell.from == CellOrigin::Above);
    let is_of_names = |row: &GridRow| {
        let told = row.cells.iter().filter(|cell| cell.is_told()).count();
        told > 1 && names(row).is_some()
    };
    let mut first = named;
    while first > 0 && named - first + 1 < MOST_ROWS && hangs(&rows[first]) && is_of_names(&rows[first - 1]) {
        first -= 1;
    }
    let mut last = named;
    while last - first + 1 < MOST_ROWS
        && let Some(next) = rows.get(last + 1)
    {
        let groups = |column: usize| {
            let (here, right) = (&rows[last].cells[column], rows[last].cells.get(column + 1));
            here.from == CellOrigin::Left || right.is_some_and(|right| right.from == CellOrigin::Left)
        };
        let under = (0..next.cells.len()).filter(|column| {
            let cell = &next.cells[*column];
            groups(*column) && cell.from == CellOrigin::Own && cell.value.is_some()
        });
        if !is_of_names(next) || !(hangs(next) || under.count() > 1) {
            break;
        }
        last += 1;
    }
    (first, last)
}

/// Takes what a row above the header says.
fn above<'g>(row: &'g GridRow, header: &mut TableHeader, titles: &mut Vec<&'g str>) {
    let told: Vec<_> = row.cells.iter().filter(|cell| cell.is_told()).collect();
    let (about, others): (Vec<_>, Vec<_>) = told.into_iter().partition(|cell| {
        let says_about = |text: &str| {
            let is_day = days::typed(text, None, false).is_some() || official::as_of_day(text).is_some();
            is_about(text) || is_day
        };
        // 统计截至2026年9月30日　　单位：元.
        let is_about = |text: &str| says_about(text) || parts(text).all(|part| says_about(&part));
        cell.text().is_none_or(is_about) || cell.from == CellOrigin::Above
    });
    for text in about.iter().filter_map(|cell| cell.text()) {
        if header.unit.is_none() {
            header.unit = stated_unit(text);
        }
        header.about.push(parted_line(text));
    }
    let has_number = about
        .iter()
        .any(|cell| matches!(cell.value, Some(VisibleValue::Number(_))));
    match others.as_slice() {
        [only] if !has_number && goes_on(only, titles.is_empty(), about.is_empty()) => {
            titles.extend(only.text());
        }
        _ => header
            .about
            .extend(others.iter().filter_map(|cell| cell.text()).map(parted_line)),
    }
}

/// True for what may be of the title: its first line, or one that stands alone below it and is no sentence and no value with
/// its label; `（2026年第一季度）` wherever it stands.
fn goes_on(cell: &GridCell, is_first: bool, is_alone: bool) -> bool {
    let text = cell.text().unwrap_or_default();
    let is_bracketed = text.starts_with(['（', '(']);
    is_first || is_bracketed || is_alone && !text.contains(['：', ':', '；', '，', '。'])
}

/// The title: what stands above, else the sheet's name.
fn title(above: &[&str], sheet: &str) -> Option<String> {
    let is_attached = |text: &str| {
        let bare = text
            .trim_start_matches(['附', '件', '表'])
            .trim_end_matches(['：', ':'])
            .trim();
        text.starts_with('附') && bare.chars().all(|c| c.is_ascii_digit() || is_han_digit(c))
    };
    let lines = above.iter().flat_map(|text| text.lines()).map(one_line);
    let lines: Vec<String> = lines
        .map(|line| without_unit(&line))
        .filter(|line| !is_attached(line))
        .collect();
    let joined = lines.concat();
    let long = |text: &String| text.chars().count() > 60;
    match lines.last() {
        Some(last) if long(&joined) && !long(last) => Some(last.clone()),
        Some(_) if !joined.is_empty() => Some(joined.chars().take(100).collect()),
        _ => (!is_usual(sheet)).then(|| one_line(sheet)),
    }
}

/// True for a name that a program gave a sheet.
pub(super) fn is_usual(name: &str) -> bool {
    let bare = name
        .trim_start_matches("Sheet")
        .trim_start_matches("sheet")
        .trim_start_matches("工作表");
    bare.trim().chars().all(|c| c.is_ascii_digit())
}

/// True for `第一党支部`, the name of one branch and nothing else.
pub(super) fn is_branch(name: &str) -> bool {
    let bare = one_line(name);
    bare.ends_with("支部")
        && (4..=20).contains(&bare.chars().count())
        && !bare.starts_with(['各', '全', '本', '所'])
        && bare.chars().all(|c| is_han(c) || c.is_ascii_digit())
}

/// True for `一、优秀共产党员` and `（一）思想建设`.
pub(super) fn is_numbered(text: &str) -> bool {
    let number = text.trim_start_matches(['（', '(']);
    let rest = number.trim_start_matches(is_han_digit);
    rest.len() < number.len() && rest.starts_with(['、', '）', ')', '.'])
}

/// What stands behind the number of a heading.
pub(super) fn without_number(text: &str) -> &str {
    let digits = |c: char| "一二三四五六七八九十（）().、".contains(c);
    if is_numbered(text) {
        text.trim_start_matches(digits).trim()
    } else {
        text
    }
}

/// A title without `（单位：万元）`.
fn without_unit(title: &str) -> String {
    let cut = title
        .rfind(['（', '('])
        .filter(|at| stated_unit(&title[*at..]).is_some());
    cut.map_or(title, |at| &title[..at]).trim().to_owned()
}

/// The unit that `单位：万元` names.
pub(super) fn stated_unit(text: &str) -> Option<MoneyUnit> {
    let (_, behind) = text.split_once("单位：").or_else(|| text.split_once("单位:"))?;
    let behind = behind.trim_start().trim_start_matches("人民币");
    let end = |c: char| c.is_whitespace() || "，、；）)".contains(c);
    let named = behind.split(end).next().unwrap_or_default();
    UNITS.into_iter().find(|unit| named == unit.name)
}

/// The unit that the words in brackets behind a name are.
pub(super) fn unit(text: &str) -> Option<MoneyUnit> {
    let text = text
        .trim()
        .trim_start_matches("单位")
        .trim_start_matches(['：', ':']);
    let text = text.split(['/', '／']).next().unwrap_or_default().trim();
    UNITS.into_iter().find(|unit| text == unit.name)
}

/// A name without white space, brackets and marks.
pub(super) fn bare(name: &str) -> String {
    let mut depth = 0_usize;
    let kept = name.chars().filter(|c| {
        match c {
            '（' | '(' | '[' | '【' => depth += 1,
            '）' | ')' | ']' | '】' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
            && !c.is_whitespace()
            && !matches!(c, '*' | '＊' | '：' | ':' | '“' | '”' | '"' | '%' | '％')
    });
    kept.map(narrow).collect()
}

/// A text on one line; Chinese characters are not parted.
pub(super) fn one_line(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_latin(told.chars().next_back()) && is_latin(part.chars().next()) {
            told.push(' ');
        }
        told.push_str(part);
    }
    told
}

/// A line whose parts stand apart: `审核人：宋知远    审核日期：2026年3月16日`.
pub(super) fn parted_line(text: &str) -> String {
    parts(text).collect::<Vec<_>>().join(" ")
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    let parts = text
        .split(['\t', '\n', '\u{3000}'])
        .flat_map(|part| part.split("  "));
    parts.map(one_line).filter(|part| !part.is_empty())
}

/// The month that a text names behind a year, where it names one only: `2025年12月整改台账`.
fn month(text: &str) -> Option<u32> {
    let narrowed: String = text.chars().map(narrow).collect();
    let mut months = narrowed.split('年').skip(1).filter_map(|behind| {
        let (digits, _) = behind.split_once('月')?;
        digits
            .trim()
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))
    });
    let first = months.next()?;
    (months.next().is_none() && narrowed.matches('月').count() == 1).then_some(first)
}

/// The year that a text names, where it names one only.
pub(super) fn year(text: &str) -> Option<i32> {
    let narrowed: String = text.chars().map(narrow).collect();
    let numbers = narrowed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4);
    let mut years = numbers
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (2000..2100).contains(year));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_units_and_years_are_read() {
        assert_eq!(bare("应 缴\n党费（元）"), "应缴党费");
        assert_eq!(
            one_line("中共 白鹭\n小学 Party Branch"),
            "中共白鹭小学Party Branch"
        );
        for (text, wanted) in [
            ("单位：万元", Some(4)),
            ("（单位:元）", Some(0)),
            ("单位：人民币元", Some(0)),
            ("单位：白鹭小学", None),
            ("填表单位：元山小学", None),
        ] {
            assert_eq!(stated_unit(text).map(|unit| unit.power), wanted, "{text}");
        }
        for (text, wanted) in [
            ("2026年党费收缴台账", Some(2026)),
            ("2026年第一季度（2026年3月）", Some(2026)),
            ("2025年和2026年对照", None),
            ("2025-2026学年", None),
            ("党费20260305", None),
            ("1998年", None),
            ("党费", None),
        ] {
            assert_eq!(year(text), wanted, "{text}");
        }
        for text in [
            "填表单位：白鹭小学",
            "制表人:",
            "（备注：按月填）",
            "填表日期：2026年3月5日",
        ] {
            assert!(is_about(text), "{text}");
        }
        for text in ["姓名", "问题：公开栏到期没有撤下，责任人没有检查", "单位"] {
            assert!(!is_about(text), "{text}");
        }
    }
}
