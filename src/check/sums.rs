//! Tables of Markdown with a row of sums: which of its cells are not what the rows above add up to.

use super::{Match, Rule};
use crate::words::Amount;

/// Columns under such headings are no amounts that add up.
const NOT_ADDED: [&str; 16] = [
    "累计", "去重", "率", "比", "均", "序号", "年份", "年度", "标准", "单价", "排名", "名次", "编号", "文号",
    "日期", "时间",
];

/// Cells that stand for nothing.
const NOTHING: [&str; 6] = ["", "—", "——", "-", "/", "无"];

/// The cells of a row of sums, in the line with this byte, that are not what the rows above add up to. Behind another row of
/// sums nothing is added up.
pub(super) fn wrong(text: &str, of: &'static Rule, at: usize) -> Vec<Match> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let above = text[..start].lines().rev();
    let mut above = above
        .take_while(|line| line.trim_start().starts_with('|'))
        .peekable();
    let mut table = Vec::new();
    while let Some(line) = above.next() {
        let is_sum = cells(line)
            .take(2)
            .any(|cell| cell.contains("计") || cell.contains("其中"));
        if is_sum && above.peek().is_some() {
            return Vec::new();
        }
        table.push(line);
    }
    let (Some(heading), Some(rule)) = (table.pop(), table.pop()) else {
        return Vec::new();
    };
    if table.len() < 2 || !rule.contains('-') || rule.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let rows: Vec<Vec<&str>> = table.iter().map(|line| cells(line).collect()).collect();
    let heading: Vec<&str> = cells(heading).collect();
    let line = text[start..].lines().next().unwrap_or_default();
    let mut wrong = Vec::new();
    for (column, typed) in cells(line).enumerate() {
        let title = heading.get(column).copied().unwrap_or_default();
        if NOT_ADDED.iter().any(|word| title.contains(word)) {
            continue;
        }
        let Some((stated, digits)) = amount(typed) else {
            continue;
        };
        let column = rows.iter().map(|row| match row.get(column) {
            Some(cell) if NOTHING.contains(cell) => Some(Amount::ZERO),
            Some(cell) => amount(cell).map(|(amount, _)| amount),
            None => None,
        });
        let Some(sum) = column.sum::<Option<Amount>>() else {
            continue;
        };
        if sum != stated {
            let sum = match digits.contains('.') {
                true => sum.money(),
                false => sum.money().trim_end_matches(".00").to_owned(),
            };
            let sum = if typed.contains(',') {
                sum
            } else {
                sum.replace(',', "")
            };
            let message = format!("“{title}”的合计写的是{typed}，上面各行加起来是{sum}");
            let from = typed.as_ptr() as usize - text.as_ptr() as usize;
            wrong.push(Match::new(of, text, from..from + typed.len(), message));
        }
    }
    wrong
}

/// The cells of a row, without the marks around them.
pub(super) fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim_start().trim_start_matches('|');
    row.split('|')
        .map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || c == '*'))
}

/// An amount and its digits, without its unit; nothing for a share of a hundred.
fn amount(cell: &str) -> Option<(Amount, String)> {
    let bare: String = cell
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '¥' | '￥'))
        .collect();
    let digits = bare.trim_end_matches([
        '元', '人', '名', '次', '个', '票', '张', '份', '条', '件', '项', '户',
    ]);
    let amount = Amount::parse(digits).ok()?;
    Some((amount, digits.to_owned()))
}
