//! What the lines below a line say of it: whether it goes on there, and whether they are items of a list.

use super::line;
use crate::read::registry::shape_of;

/// The first line that is neither empty nor a remark.
pub(super) fn content<'t>(below: &[&'t str]) -> Option<&'t str> {
    let is_content = |line: &&&str| !matches!(line.trim_start().chars().next(), None | Some('#'));
    below.iter().find(is_content).copied()
}

/// How many lines below the name of a list are items that lack the space behind their `-`, or the `- ` itself: YAML takes
/// them for one text. Lines that end inside a sentence are one.
pub(super) fn items_below(below: &[&str]) -> usize {
    let begin = |line: &str| line.trim_start().chars().next();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let first = below.first().map_or(0, indent);
    let lines = below.iter().map(|line| line.trim_end());
    let lines: Vec<&str> = lines
        .take_while(|line| !line.is_empty() && indent(line) == first && first > 0)
        .collect();
    let is_dashed = |line: &&str| {
        let behind = line.trim_start().strip_prefix('-');
        behind.is_some_and(|behind| !behind.starts_with([' ', '-', '\u{3000}']))
    };
    let is_bare = |line: &&str| {
        let is_other = |c| {
            matches!(
                c,
                '-' | '[' | '{' | '"' | '\'' | '#' | '|' | '>' | '&' | '*' | '!'
            )
        };
        !begin(line).is_some_and(is_other) && !names_field(line)
    };
    let (last, others) = match lines.split_last() {
        Some((last, others)) if !others.is_empty() => (last, others),
        Some((last, _)) if is_dashed(last) => return 1,
        _ => return 0,
    };
    let is_whole = |line: &&str| !line.ends_with(['，', '、', ',', '：', ':', '（', '(', '和', '及', '的']);
    let ends_there = below
        .get(lines.len())
        .is_none_or(|line| !line.starts_with(' ') || line.trim().is_empty());
    let is_right = |line: &&str| line.trim_start().starts_with("- ");
    let is_list = lines.iter().any(is_dashed) && lines.iter().all(|line| is_dashed(line) || is_right(line))
        || ends_there && others.iter().all(|line| is_bare(line) && is_whole(line)) && is_bare(last);
    if is_list { lines.len() } else { 0 }
}

/// True when a line in brackets goes on in the next by its own look: behind a comma, or before the closing bracket.
pub(super) fn is_unfinished(line: &str, next: &str) -> bool {
    let behind = next.trim_start();
    // 预算: 6000} goes on with {项目: 走访, wherever it begins.
    if line::depth(line) > 0 && line::depth(next) < 0 && !behind.starts_with("- ") {
        return true;
    }
    let parted = line.trim_end().ends_with([',', '，', '[', '{'])
        && next.starts_with(' ')
        && !behind.starts_with("- ");
    parted || behind.starts_with(['}', ']'])
}

/// True for a line that begins a field or an item, so that the line above cannot go on in it.
pub(super) fn begins_field(line: &str) -> bool {
    !line.starts_with(' ') || names_field(line) || line.trim_start().starts_with("- ")
}

/// True for a line that has the name of a field before its first colon.
pub(super) fn names_field(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(name, _)| shape_of(name.trim().trim_start_matches(['{', ' '])).is_some())
}
