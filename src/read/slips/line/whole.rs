//! Lines that are wrong as a whole: remarks, a heading that is still one, rows of a pasted table, what goes on in brackets.

use super::flow::COMMA;
use super::{Glyphs, ITEM_FIELD, ITEM_MARK, looks_like_name};
use crate::read::fields::NOT_MAP;
use crate::read::slips::rows::LevelNames;
use crate::words::Code;

pub(super) const REMARK: Code = Code::error("front-remark");
const HEADING_OFF: Code = Code::error("front-heading-off");

/// A remark behind a full-width `＃`, or behind `//` as programs have it.
pub(in crate::read::slips) fn other_remark(line: &mut Glyphs) {
    let at = line.skip_spaces(0);
    if line.at(at) == Some('/') {
        line.note(REMARK, at, 2, "说明前面的“//”不起作用，要用“#”");
        line.all.remove(at);
    } else {
        line.note(REMARK, at, 1, "说明前面的“＃”是全角的，不起作用");
    }
    line.replace(at, '#');
    if line.at(at + 1) != Some(' ') {
        line.insert(at + 1, ' ');
    }
}

/// What begins in no text, but goes on in the brackets of the line above, stands to the right of that.
pub(in crate::read::slips) fn inside_brackets(line: &mut Glyphs, column: usize) {
    let indent = line.skip_spaces(0);
    line.note(
        ITEM_FIELD,
        indent,
        1,
        "这一行是上面一行括号里的内容，行首的空格不够",
    );
    (indent..column).for_each(|_| line.insert(0, ' '));
}

/// The comma that lacks where an item in brackets goes on in the next line with another field.
pub(in crate::read::slips) fn comma_at_end(line: &mut Glyphs) {
    let Some(last) = (0..line.len()).rfind(|at| line.at(*at) != Some(' ')) else {
        return;
    };
    if !matches!(line.at(last), Some(',' | '，' | '{' | '[')) {
        line.note(COMMA, last, 1, "这里后面少了一个英文逗号");
        line.insert(last + 1, ',');
    }
}

/// A setting's remark sign before the name of a list whose items stand below without one.
pub(in crate::read::slips) fn heading_off(line: &mut Glyphs) {
    let at = line.skip_spaces(0);
    let name = line.text(at, line.len());
    let message = format!("“{}”这一行还没有启用，下面一行却是它里面的一项", name.trim_end());
    line.note(HEADING_OFF, at, 1, message);
    line.all.drain(at..at + 2);
    line.is_unsure = true;
}

/// `审批: 同意` above the fields that belong inside: what stands behind the colon is taken away.
pub(in crate::read::slips) fn without_value(line: &mut Glyphs) {
    let Some(colon) = (0..line.len()).find(|at| matches!(line.at(*at), Some(':' | '：'))) else {
        return;
    };
    let value = line.skip_spaces(colon + 1);
    let [name, typed] =
        [line.text(0, colon), line.text(value, line.len())].map(|text| text.trim().to_owned());
    let message = format!("“{name}”后面写了“{typed}”，下面又一项一项地写，只能写一样");
    line.note(NOT_MAP, value, typed.chars().count(), message);
    line.replace(colon, ':');
    line.all.truncate(colon + 1);
    line.is_unsure = true;
}

/// A field that begins another item: the `-` is put where that of the item above stands.
pub(in crate::read::slips) fn without_dash(line: &mut Glyphs, dash: usize) {
    let start = line.skip_spaces(0);
    let name: String = (start..line.len())
        .map_while(|at| line.at(at).filter(|c| !matches!(c, ':' | '：')))
        .collect();
    let message = format!("这一项里已经有“{name}”，这里像是下一项的开头，行首少了“- ”");
    line.note(ITEM_MARK, start, name.chars().count(), message);
    line.replace(dash, '-');
}

/// `| 走访慰问 | 6000 |`, as it comes from a page or a Markdown table: an item with the cells by the names above the table's
/// line of dashes, else in brackets. Those names and that line become remarks.
pub(in crate::read::slips) fn table_row(
    line: &mut Glyphs,
    below: Option<&str>,
    heads: &mut Vec<String>,
    names: LevelNames<'_>,
) {
    let text = line.text(0, line.len());
    let start = line.skip_spaces(0);
    let width = text.trim().chars().count();
    let cells = cells(&text);
    let is_dashes = is_line_of_dashes(&text);
    let is_named = is_row_of_tabs(&text) && cells.iter().all(|cell| names.is_field(cell));
    let is_head = is_dashes || is_named || below.is_some_and(is_line_of_dashes);
    if is_head && !is_dashes {
        heads.clone_from(&cells);
    }
    let message = match is_head {
        true => "这是粘贴来的表格的表头，不是台账的一行",
        false => "这是从表格里粘贴来的一行，要写成列表的一项",
    };
    line.note(ITEM_MARK, start, width, message);
    let is_named = heads.len() == cells.len() && heads.iter().all(|name| looks_like_name(name));
    let right = if is_head {
        line.hint = Some("删去这一行".to_owned());
        format!("  # {}", text.trim())
    } else if is_named {
        let fields = heads
            .iter()
            .zip(&cells)
            .map(|(name, cell)| format!("{name}: {cell}"));
        format!("  - {{{}}}", fields.collect::<Vec<_>>().join(", "))
    } else {
        format!("  - [{}]", cells.join(", "))
    };
    line.all = Glyphs::new(&right).all;
}

/// True for a row of a pasted table, with strokes or, out of a spreadsheet, tabs between its cells.
pub(in crate::read::slips) fn is_table_row(text: &str) -> bool {
    is_row_of_tabs(text) || is_row_of_strokes(text)
}

fn is_row_of_strokes(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('|') && text.ends_with('|') && text.matches('|').count() > 2
}

fn is_row_of_tabs(text: &str) -> bool {
    // A last cell may be empty.
    let text = text.trim_start();
    text.matches('\t').count() > 1 && !text.contains([':', '：', '[', '{', '#']) && !text.starts_with('-')
}

fn is_line_of_dashes(text: &str) -> bool {
    is_row_of_strokes(text) && text.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn cells(row: &str) -> Vec<String> {
    let is_of_tabs = is_row_of_tabs(row);
    let row = if is_of_tabs { row.trim_start() } else { row.trim() };
    let inner = row.strip_prefix('|').and_then(|row| row.strip_suffix('|'));
    let sign = if is_of_tabs { '\t' } else { '|' };
    let needs_quotes = |cell: &str| {
        cell.contains([
            ',', '[', ']', '{', '}', ':', '#', '"', '\'', '&', '*', '!', '，', '、',
        ])
    };
    // A spreadsheet puts quotes around what holds a comma.
    let cell = |cell: &str| match cell.trim().trim_matches('"') {
        "" => "—".to_owned(),
        cell if needs_quotes(cell) => format!("'{}'", cell.replace('\'', "''")),
        cell => cell.to_owned(),
    };
    inner.unwrap_or(row).split(sign).map(cell).collect()
}
