//! Forms: tables of labels and values, as minutes often are.

use super::labels::{self, FormLabel};
use super::lines::said_in;
use super::working::{LabelPlace, LabelledValue, WorkingText};
use super::{days, decision_table};
use crate::import::text::{
    Alignment, ParagraphRole, SourceBlock, SourceCell, SourceInline, SourceParagraph, SourceTable,
};
use crate::words::{Day, LazyRegex, contains_any};

/// True for a table of labels and values.
pub(super) fn is_form(table: &SourceTable) -> bool {
    let labels = table.rows.iter().map(|row| {
        let words = row.iter().step_by(2).map(cell_text);
        words.filter(|word| labels::label_of(word).is_some()).count()
    });
    // A row of column headings has a label over each column.
    let is_list = table.rows.first().is_some_and(|row| {
        row.len() > 2
            && row
                .iter()
                .filter(|cell| labels::label_of(&cell_text(cell)).is_some())
                .count()
                * 2
                > row.len()
    });
    // What stands below the text of a form may be one label and its value, or what was decided.
    let decides = |row: &Vec<SourceCell>| {
        let label = row.first().and_then(|cell| labels::label_of(&cell_text(cell)));
        row.len() == 2 && matches!(label, Some(FormLabel::Resolutions | FormLabel::VoteResult))
    };
    let is_pair = matches!(&table.rows[..], [row] if row.len() == 2)
        || table.rows.len() < 5 && table.rows.iter().any(decides);
    !is_list && labels.sum::<usize>() > usize::from(!is_pair)
}

/// True for a cell with a picture or a table in it.
pub(super) fn has_more(cell: &SourceCell) -> bool {
    cell.blocks.iter().any(|block| match block {
        SourceBlock::Paragraph(paragraph) => paragraph
            .inlines
            .iter()
            .any(|inline| !matches!(inline, SourceInline::Text { .. } | SourceInline::Break)),
        SourceBlock::Table(_) | SourceBlock::Rule => true,
    })
}

/// The tables of a text that are left, with their places.
pub(super) fn tables_at(work: &WorkingText) -> impl Iterator<Item = (usize, &SourceTable)> {
    work.blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match &block.block {
            SourceBlock::Table(table) if !block.is_taken => Some((at, table)),
            _ => None,
        })
}

/// The tables of a text that are left.
pub(super) fn tables(work: &WorkingText) -> impl Iterator<Item = &SourceTable> {
    tables_at(work).map(|(_, table)| table)
}

/// Their cells.
pub(super) fn cells(work: &WorkingText) -> impl Iterator<Item = &SourceCell> {
    tables(work).flat_map(|table| table.rows.iter().flatten())
}

/// What a cell says, a line for each paragraph.
pub(in crate::import) fn cell_text(cell: &SourceCell) -> String {
    let lines = cell.blocks.iter().filter_map(said_in);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

static BOXES: LazyRegex = LazyRegex::new(r"(?P<box>[☑☒✓✔√■□☐])\s*(?P<words>[^☑☒✓✔√■□☐\s，、；]+)");
static BRACKETS: LazyRegex =
    LazyRegex::new(r"(?P<words>[^\s（(）)，、；]+)\s*[（(]\s*(?P<box>[√✓✔☑]?)\s*[）)]");

/// The choices that are ticked, of `☑支委会 □党员大会` or `支委会（√） 党员大会（ ）`; the text itself when it offers none.
pub(super) fn ticked(value: &str) -> Vec<&str> {
    let form = if value
        .trim_start()
        .starts_with(['☑', '☒', '✓', '✔', '√', '■', '□', '☐'])
    {
        &BOXES
    } else if value.contains(['√', '✓', '✔', '☑']) && BRACKETS.is_match(value) {
        &BRACKETS
    } else {
        return vec![value];
    };
    let choices = form.captures_iter(value);
    let ticked = choices.filter(|choice| !matches!(&choice["box"], "" | "□" | "☐"));
    ticked
        .filter_map(|choice| Some(choice.name("words")?.as_str()))
        .collect()
}

/// True where rows begin with one that heads columns, in the middle of a form: `序号 | 议题 | 决议 | 责任人`. A label stands
/// beside another there, and more of them than of anything else.
fn heads_columns(rows: &[Vec<SourceCell>]) -> bool {
    let [row, below, ..] = rows else { return false };
    let is_label = |cell: &SourceCell| labels::label_of(&cell_text(cell)).is_some();
    let is_heading = |cell: &SourceCell| {
        let words = cell_text(cell);
        let is_other = ["序号", "备注", "讨论意见"].contains(&words.as_str());
        is_other || is_label(cell) || decision_table::names_who(&words) || decision_table::names_when(&words)
    };
    let is_beside = |pair: &[SourceCell]| is_label(&pair[0]) && is_heading(&pair[1]);
    row.len() > 2
        && below.len() == row.len()
        && !below.first().is_some_and(is_label)
        && row.windows(2).any(is_beside)
        && row.iter().filter(|cell| is_heading(cell)).count() * 2 > row.len()
}

pub(super) fn labelled_in_cells(table: &SourceTable, block: usize) -> Vec<LabelledValue> {
    let rows = table.rows.iter().enumerate();
    rows.filter(|(row, _)| !heads_columns(&table.rows[*row..]))
        .flat_map(|(row, cells)| {
            cells.windows(2).enumerate().filter_map(move |(cell, pair)| {
                let value = cell_text(&pair[1]);
                let label = labels::label_with(&cell_text(&pair[0]), &value)?;
                let value = value.trim_end_matches(['。', '；']);
                let at = LabelPlace::Cell { block, row, cell };
                Some(LabelledValue::new(label, value, at))
            })
        })
        .collect()
}

/// A title in the first row of a table that a text begins with → a paragraph above the table.
pub(super) fn title_row(mut blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    let says_nothing = |block: &SourceBlock| matches!(block, SourceBlock::Paragraph(paragraph) if paragraph.plain().trim().is_empty());
    let Some(at) = blocks.iter().position(|block| !says_nothing(block)) else {
        return blocks;
    };
    let SourceBlock::Table(table) = &mut blocks[at] else {
        return blocks;
    };
    let is_title = |row: &Vec<SourceCell>| {
        let words = row.first().map(cell_text).unwrap_or_default();
        row.len() == 1 && row[0].rows == 1 && (2..=60).contains(&words.chars().count())
    };
    if table.rows.len() < 2 || !table.rows.first().is_some_and(is_title) {
        return blocks;
    }
    let cells = table.rows.remove(0);
    table.heading_rows = table.heading_rows.saturating_sub(1);
    let lifted: Vec<_> = cells
        .into_iter()
        .flat_map(|cell| cell.blocks)
        .map(|block| match block {
            SourceBlock::Paragraph(mut paragraph) => {
                paragraph.look.side = Alignment::Centre;
                SourceBlock::Paragraph(paragraph)
            }
            other => other,
        })
        .collect();
    blocks.splice(at..at, lifted);
    blocks
}

/// `本人承诺 | 以上事项… 承诺人（签名）：宋知远 2026年3月6日`: a text in a cell, and below it who signed.
fn is_signed(row: &[SourceCell]) -> bool {
    let [label, value] = row else { return false };
    let said = cell_text(value);
    let signs = |line: &str| {
        let labels = labels::labels_in(line);
        let signers = [FormLabel::Pledger, FormLabel::Reviewer];
        labels
            .first()
            .is_some_and(|label| !label.is_inside && signers.contains(&label.label))
    };
    labels::label_of(&cell_text(label)).is_none() && said.contains('\n') && said.lines().any(signs)
}

/// `承诺人（签名）：宋知远 | 审核人（签名）：何立群`, and the days below them.
fn are_signatures(table: &SourceTable) -> bool {
    let [names, days @ ..] = &table.rows[..] else {
        return false;
    };
    let signs = |cell: &SourceCell| {
        let labels = labels::labels_in(&cell_text(cell));
        let signers = [FormLabel::Pledger, FormLabel::Reviewer];
        matches!(&labels[..], [label] if label.start == 0 && signers.contains(&label.label))
    };
    let is_day = |cell: &SourceCell| {
        let said = cell_text(cell);
        said.is_empty() || days::only_day(&said).is_some()
    };
    let are_days = |row: &Vec<SourceCell>| row.len() == names.len() && row.iter().all(is_day);
    names.len() > 1 && names.iter().all(signs) && days.len() < 3 && days.iter().all(are_days)
}

/// The paragraphs of a table, a column behind the other.
fn by_column(table: SourceTable) -> Vec<SourceBlock> {
    let mut columns: Vec<Vec<SourceBlock>> = Vec::new();
    for row in table.rows {
        columns.resize_with(columns.len().max(row.len()), Vec::new);
        for (column, cell) in columns.iter_mut().zip(row) {
            column.extend(cell.blocks);
        }
    }
    columns.into_iter().flatten().collect()
}

/// A form whose text stands in one cell → the rows before, the text under a heading, the rows behind.
pub(super) fn unfold(block: SourceBlock) -> Vec<SourceBlock> {
    let SourceBlock::Table(mut table) = block else {
        return vec![block];
    };
    join_tall(&mut table);
    if let Some(parts) = with_list(&mut table) {
        return parts.into_iter().flat_map(unfold).collect();
    }
    if are_signatures(&table) {
        return by_column(table);
    }
    let spans = table.rows.iter().flatten().any(|cell| cell.rows > 1);
    if spans || !is_form(&table) && !table.rows.iter().any(|row| is_signed(row)) {
        return vec![SourceBlock::Table(table)];
    }
    // 备注 without a remark; a name without a signature, or what others are to fill in, stays.
    let says_nothing = |row: &Vec<SourceCell>| {
        let is_label = row.first().map(cell_text).is_some_and(|words| {
            let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
            labels::label_of(&bare).is_some() || ["备注", "附件", "其他", "说明"].contains(&bare.as_str())
        });
        is_label
            && row.len() > 1
            && row[1..]
                .iter()
                .all(|cell| cell.blocks.is_empty() || cell_text(cell).is_empty() && !has_more(cell))
    };
    table.rows.retain(|row| !says_nothing(row));
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<SourceCell>> = Vec::new();
    let heading_rows = table.heading_rows;
    let part = |rows: &mut Vec<Vec<SourceCell>>| {
        let rows = std::mem::take(rows);
        (!rows.is_empty()).then(|| {
            SourceBlock::Table(SourceTable {
                heading_rows: heading_rows.min(rows.len()),
                rows,
            })
        })
    };
    for mut row in std::mem::take(&mut table.rows) {
        let label = match &row[..] {
            [label, value] => labels::label_with(&cell_text(label), &cell_text(value)),
            _ => None,
        };
        if label == Some(FormLabel::Content) || is_signed(&row) {
            blocks.extend(part(&mut rows));
            blocks.push(heading(&cell_text(&row[0])));
            blocks.append(&mut row[1].blocks);
        } else {
            rows.push(row);
        }
    }
    blocks.extend(part(&mut rows));
    blocks
}

/// A label that goes down beside several values, a row for each → one row with all of them: `会议议题` over `1.…` and `2.…`.
fn join_tall(table: &mut SourceTable) {
    let is_label = |cell: &SourceCell| labels::label_of(&cell_text(cell)).is_some();
    let mut at = 0;
    while at < table.rows.len() {
        drop_group(table, at);
        let count = match &table.rows[at][..] {
            [label, value] if label.rows > 1 && value.rows == 1 && is_label(label) => label.rows,
            _ => 1,
        };
        let below = table.rows.get(at + 1..at + count).unwrap_or_default();
        if count > 1 && below.len() == count - 1 && below.iter().all(|row| row.len() == 1 && row[0].rows == 1)
        {
            let values: Vec<_> = table.rows.drain(at + 1..at + count).flatten().collect();
            table.rows[at][0].rows = 1;
            let blocks = values.into_iter().flat_map(|cell| cell.blocks);
            table.rows[at][1].blocks.extend(blocks);
        }
        at += 1;
    }
}

/// A word that goes down beside labels with their values → those alone: `参加人员` over `应到 | 5` and `实到 | 4`; of those who
/// were absent, name and reason in one: `缺席人员 | 孙波（教研）` of `姓名 | 孙波` and `原因 | 教研`.
fn drop_group(table: &mut SourceTable, at: usize) {
    const REASONS: [&str; 4] = ["原因", "事由", "缺席原因", "请假原因"];
    let Some([group, sub, value]) = table.rows.get(at).map(Vec::as_slice) else {
        return;
    };
    let count = group.rows;
    let below = table.rows.get(at + 1..at + count).unwrap_or_default();
    let is_flat = |cell: &SourceCell| cell.rows == 1;
    let are_pairs =
        below.len() + 1 == count && below.iter().all(|row| row.len() == 2 && row.iter().all(is_flat));
    if count < 2 || !are_pairs || !is_flat(sub) || !is_flat(value) {
        return;
    }
    let words = |cell: &SourceCell| cell_text(cell).split_whitespace().collect::<String>();
    let label = |cell: &SourceCell| labels::label_of(&cell_text(cell));
    if let [reason] = below
        && label(group) == Some(FormLabel::Absent)
        && words(sub) == "姓名"
        && REASONS.contains(&words(&reason[0]).as_str())
    {
        let said = match (cell_text(value), cell_text(&reason[1])) {
            (name, _) if name.is_empty() => String::new(),
            (name, reason) if reason.is_empty() => name,
            (name, reason) => format!("{name}（{reason}）"),
        };
        let (group, value) = (group.clone(), value.clone());
        let columns = sub.columns + value.columns;
        let blocks = vec![SourceBlock::text(&said, Alignment::Left)];
        let joined = vec![
            SourceCell { rows: 1, ..group },
            SourceCell {
                columns,
                rows: 1,
                blocks,
            },
        ];
        table.rows.splice(at..at + 2, [joined]);
    } else if label(group) == Some(FormLabel::Attending)
        && label(sub).is_some()
        && below.iter().all(|row| label(&row[0]).is_some())
    {
        let columns = group.columns;
        for row in &mut table.rows[at..at + count] {
            if row.len() == 3 {
                row.remove(0);
            }
            row[0].columns += columns;
        }
    }
}

/// A form with a list in it, of promises (`承诺内容 | 完成时限` over its rows, beside a tall cell or not) or of decisions → the
/// rows before, the list, the rows behind.
fn with_list(table: &mut SourceTable) -> Option<[SourceBlock; 3]> {
    let label = |cell: &SourceCell| labels::label_of(&cell_text(cell));
    let heads = |row: &[SourceCell]| {
        let has = |wanted: &[FormLabel]| {
            row.iter()
                .any(|cell| label(cell).is_some_and(|own| wanted.contains(&own)))
        };
        let decides = row
            .first()
            .is_some_and(|first| label(first) == Some(FormLabel::Resolutions));
        let names_who = row.iter().any(|cell| decision_table::names_who(&cell_text(cell)));
        has(&[FormLabel::Promise, FormLabel::Promises]) && has(&[FormLabel::PromisedTerm])
            || decides && names_who && row.len() > 2
    };
    let rows = table.rows.iter().enumerate();
    let mut starts = rows.filter(|(at, row)| heads(row) || heads_columns(&table.rows[*at..]));
    let start = starts.next()?.0;
    let row = &table.rows[start];
    let tall = row
        .first()
        .map(|first| first.rows)
        .filter(|rows| *rows > 1 && heads(&row[1..]));
    let width = row.len() - usize::from(tall.is_some());
    let below = table.rows[start + 1..].iter();
    let count = match tall {
        Some(rows) => rows - 1,
        None => below
            .clone()
            .take_while(|row| row.len() == width && label(&row[0]).is_none())
            .count(),
    };
    let end = start + 1 + count;
    // 序号 | 姓名 | 岗位, and below it 合计 over several columns, is one table.
    let has_label = |row: &Vec<SourceCell>| row.iter().any(|cell| label(cell).is_some());
    let is_of_columns = !heads(row) && !table.rows.iter().skip(end).any(has_label);
    let is_whole = start == 0 && (end >= table.rows.len() || is_of_columns);
    let spans = |rows: &[Vec<SourceCell>]| rows.iter().flatten().any(|cell| cell.rows > 1);
    let are_rows = below.clone().take(count).all(|row| row.len() == width) && end <= table.rows.len();
    let is_elsewhere = spans(&table.rows[..start]) || spans(table.rows.get(start + 1..)?);
    if count == 0 || is_whole && tall.is_none() || !are_rows || is_elsewhere {
        return None;
    }
    let behind = table.rows.split_off(end);
    let mut list = table.rows.split_off(start);
    if tall.is_some() {
        list[0].remove(0);
    }
    for cell in list.iter_mut().flatten() {
        cell.columns = 1;
    }
    let part =
        |rows: Vec<Vec<SourceCell>>, heading_rows| SourceBlock::Table(SourceTable { rows, heading_rows });
    Some([
        part(std::mem::take(&mut table.rows), 0),
        part(list, 1),
        part(behind, 0),
    ])
}

fn heading(words: &str) -> SourceBlock {
    SourceBlock::Paragraph(SourceParagraph {
        role: ParagraphRole::Heading(2),
        inlines: vec![SourceInline::text(words.split_whitespace().collect::<String>())],
        ..SourceParagraph::default()
    })
}

/// The day below who signed, in a cell: `承诺人：曹一帆`, `2026年3月12日`; or beside the name.
pub(super) fn day_of_signing(work: &WorkingText, title: &str) -> Option<Day> {
    let pairs = tables(work)
        .flat_map(|table| &table.rows)
        .flat_map(|row| row.windows(2));
    let signed = pairs.filter(|pair| labels::label_of(&cell_text(&pair[0])) == Some(FormLabel::Pledger));
    let last = signed.filter_map(|pair| before_day(&cell_text(&pair[1])).1);
    let lines = work.values(FormLabel::Pledger).into_iter();
    let lines = lines.filter(|at| matches!(work.labelled[*at].at, LabelPlace::Line { .. }));
    let last = last.chain(lines.filter_map(|at| before_day(&work.labelled[at].value).1));
    // 承诺时间：2026年3月20日.
    let dated = |label| {
        let dated = work.values(label).into_iter();
        dated.filter_map(|at| days::only_day(&work.labelled[at].value))
    };
    let mut last: Vec<Day> = last.chain(dated(FormLabel::PledgedOn)).collect();
    // 公示日期：2026年3月5日.
    if last.is_empty() {
        last.extend(dated(FormLabel::PublicityPeriod));
    }
    // 审核人：宋知远 2026年3月6日; what judges the promises is of another day.
    let judges = contains_any(title, &["评诺", "评议", "兑现"]);
    if last.is_empty() && !judges {
        let reviewed = work.values(FormLabel::Reviewer).into_iter();
        last.extend(reviewed.filter_map(|at| before_day(&work.labelled[at].value).1));
        last.extend(dated(FormLabel::ReviewedOn));
    }
    last.dedup();
    let [day] = last[..] else { return None };
    Some(day)
}

/// `承诺日期 | 2025年3月10日` says what 日期 does.
pub(super) fn take_signing(work: &mut WorkingText, day: Day) {
    for value in &mut work.labelled {
        let is_same = value.label == FormLabel::PledgedOn && days::only_day(&value.value) == Some(day);
        let is_cell = matches!(value.at, LabelPlace::Cell { .. });
        value.is_taken |= is_same && is_cell;
    }
}

/// What stands before the day at the end of a cell, and that day: `罗春燕 2026年3月10日`.
pub(super) fn before_day(value: &str) -> (&str, Option<Day>) {
    let gaps = value.match_indices(char::is_whitespace);
    let mut starts = std::iter::once(0).chain(gaps.map(|(at, gap)| at + gap.len()));
    let found = starts.find_map(|start| Some((value[..start].trim_end(), days::only_day(&value[start..])?)));
    found.map_or((value, None), |(before, day)| (before, Some(day)))
}
