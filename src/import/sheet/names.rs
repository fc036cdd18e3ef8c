//! What the columns of a table are called, where one row names them or several do.

use super::grid::GridRow;
use super::header::{HeaderColumn, bare, one_line, unit};
use super::synonyms;
use crate::read::ledger::sum_word;

/// A name that needs the one above it is no longer, in characters: 7月, 第一季度, 男.
const LONGEST_PART: usize = 4;

/// The columns that these rows name.
pub(super) fn columns(rows: &[GridRow]) -> Vec<HeaderColumn> {
    let width = rows.first().map_or(0, |row| row.cells.len());
    let mut columns: Vec<HeaderColumn> = (0..width)
        .map(|index| {
            let mut parts: Vec<&str> = rows.iter().filter_map(|row| row.cells[index].text()).collect();
            parts.dedup();
            let (name, groups) = parts
                .split_last()
                .map_or(("", &[][..]), |(last, rest)| (*last, rest));
            let whole = parts.join(" ");
            HeaderColumn {
                name: one_line(name),
                bare: bare(name),
                group: groups.iter().map(|group| bare(group)).collect(),
                unit: in_brackets(&whole).find_map(unit),
                is_percent: whole.contains(['%', '％']),
                is_part: false,
            }
        })
        .collect();
    name_parts(&mut columns);
    let bares: Vec<String> = columns.iter().map(|column| column.bare.clone()).collect();
    for column in &mut columns {
        let same = bares.iter().filter(|bare| **bare == column.bare).count();
        if same > 1 && !column.group.is_empty() && !column.bare.is_empty() {
            column.name = format!("{}·{}", column.group, column.bare);
            column.bare = format!("{}{}", column.group, column.bare);
        }
    }
    columns
}

/// Names the columns below the name of what they are parts of, `应缴党费` over `7月 8月 小计`: the sum is what that name says.
fn name_parts(columns: &mut [HeaderColumn]) {
    let is_sum = |column: &HeaderColumn| sum_word(&column.bare).is_some();
    let groups: Vec<String> = columns.iter().map(|column| column.group.clone()).collect();
    let sums: Vec<bool> = columns.iter().map(is_sum).collect();
    for (place, column) in columns.iter_mut().enumerate() {
        let group = &groups[place];
        let is_short = column.bare.chars().count() <= LONGEST_PART;
        let is_part = sums[place] || is_short && !synonyms::is_known(&column.bare);
        if group.is_empty() || column.bare.is_empty() || !is_part || !synonyms::is_known(group) {
            continue;
        }
        let same = (0..groups.len()).filter(|other| sums[*other] && groups[*other] == *group);
        if sums[place] && same.count() == 1 {
            column.name.clone_from(group);
            column.bare.clone_from(group);
        } else {
            column.is_part = true;
            column.name = format!("{group}·{}", column.bare);
            column.bare = format!("{group}{}", column.bare);
        }
        column.group.clear();
    }
}

/// What stands in the brackets of a name.
fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['（', '(']).skip(1);
    parts.filter_map(|part| part.split(['）', ')']).next())
}
