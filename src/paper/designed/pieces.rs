//! What designed sheets are put together from: titles, labelled lines, cells, and text in larger type.

use std::rc::Rc;

use crate::paper::blocks::{Block, CellPart, Marker, Paragraph, Table, TableCell, TableRow};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::flow::over_all;
use crate::paper::frame::beside;
use crate::paper::geometry::{ratio, rows_of};
use crate::paper::measure::EM;
use crate::paper::table_lines::KnownTables;
use crate::paper::{
    Align, BODY, Closing, Flow, Geometry, Marks, PaperText, PictureSizes, Sheet, Style, TITLE, best,
    blocks_of, cards, closing, columns, head, head_in, head_of, level, title as title_lines,
};
use crate::site::{Entry, Site};
use crate::words::Day;

/// 小四: what explains.
const SMALL: i32 = 4_233;

/// The sizes of type for what is read from two steps, all of at least 16 pt: 22, 24, 26 and 27 characters fill a line of
/// A4.
pub(super) const WALL: [i32; 4] = [7_090, 6_500, 6_000, 5_777];

/// 26 pt: the title of what is read from two steps.
pub(super) const LARGE_TITLE: i32 = 9_172;

/// The title of a sheet that is no entry's.
pub(super) fn title(words: &str, geometry: &Geometry) -> Vec<Block> {
    head_of(words, None, geometry)
}

/// A line below the title.
pub(super) fn subtitle(words: &str) -> Block {
    Block::Text(Paragraph {
        style: Style::Subtitle,
        align: Align::Centre,
        keep: true,
        ..Paragraph::of(words)
    })
}

/// The same in smaller type where one line does not hold it.
pub(super) fn subtitle_in_line(words: &str, geometry: &Geometry) -> Block {
    let natural = natural_width(&[Span::plain(words)], false).max(1);
    let size = BODY.min(ratio(geometry.across().width(), EM, natural)).max(SMALL);
    match subtitle(words) {
        Block::Text(of) => Block::Text(Paragraph { size, ..of }),
        other => other,
    }
}

/// What explains a sheet in small type, as many things in a line as it holds whole.
pub(super) fn notes(said: &[String], geometry: &Geometry) -> Block {
    let room = geometry.width() * EM / SMALL;
    Block::Text(Paragraph {
        style: Style::Small,
        size: SMALL,
        align: Align::Centre,
        keep: true,
        ..Paragraph::of(beside(said, room).join("\n"))
    })
}

/// A heading of the first level.
pub(super) fn heading(words: &str) -> Block {
    headed(words, 2 * EM)
}

/// A heading of a table, which begins where that does.
pub(super) fn table_heading(words: &str) -> Block {
    headed(words, 0)
}

fn headed(words: &str, indent: i32) -> Block {
    Block::Text(Paragraph {
        style: Style::Heading1,
        indent,
        keep: true,
        ..Paragraph::of(words)
    })
}

/// A paragraph.
pub(super) fn paragraph(words: impl Into<String>) -> Block {
    Block::Text(Paragraph {
        indent: 2 * EM,
        ..Paragraph::of(words)
    })
}

/// An item of a numbered list, set as those of an entry's text are.
pub(super) fn item(number: u32, words: &str) -> Block {
    let marker = Marker::of(format!("{number}."));
    Block::Text(Paragraph {
        left: 2 * EM + marker.width,
        marker: Some(marker),
        ..Paragraph::of(words)
    })
}

/// A line with a label in 黑体; lines that run over stand below the first one's text (GB/T 9704—2012, 10.3).
pub(super) fn labelled(label: &str, words: impl Into<String>) -> Block {
    let hung = hung(format!("{label}："), Style::Heading1, words);
    Block::Text(Paragraph {
        left: 2 * EM + hung.left,
        ..hung
    })
}

/// Words that hang behind a name or a number.
pub(super) fn hung(name: String, style: Style, words: impl Into<String>) -> Paragraph {
    let width = natural_width(&[Span::plain(name.as_str())], style == Style::Heading1);
    Paragraph {
        left: width,
        marker: Some(Marker {
            text: name,
            width,
            style,
        }),
        ..Paragraph::of(words)
    }
}

/// Makes these stay on one sheet.
pub(super) fn keep_together(blocks: &mut [Block]) {
    if let [others @ .., _] = blocks {
        others.iter_mut().for_each(Block::keep);
    }
}

/// A cell.
pub(super) fn cell(words: impl Into<String>) -> TableCell {
    TableCell {
        parts: vec![CellPart::Text(vec![Span::plain(words)])],
        ..TableCell::default()
    }
}

/// A cell whose lines stand somewhere.
pub(super) fn aligned(words: impl Into<String>, align: Align) -> TableCell {
    TableCell {
        align: Some(align),
        ..cell(words)
    }
}

/// A label inside a line: in the face of one that begins a line.
pub(super) fn label(words: impl Into<String>) -> Span {
    Span {
        text: words.into(),
        marks: Marks {
            label: true,
            ..Marks::default()
        },
    }
}

/// Text in bold type.
pub(super) fn bold(words: impl Into<String>) -> Span {
    Span {
        text: words.into(),
        marks: Marks {
            bold: true,
            ..Marks::default()
        },
    }
}

/// A cell in bold type.
pub(super) fn strong(words: impl Into<String>) -> TableCell {
    TableCell {
        parts: vec![CellPart::Text(vec![bold(words)])],
        ..TableCell::default()
    }
}

/// A cell that heads others.
pub(super) fn heads(words: impl Into<String>) -> TableCell {
    TableCell {
        head: true,
        set_apart: true,
        ..cell(words)
    }
}

/// The head of a table.
pub(super) fn head_row(names: &[&str]) -> TableRow {
    names.iter().map(|name| heads(*name)).collect()
}

/// A day as narrow columns take it: without the year that all know.
pub(super) fn short(day: Day, year: i32) -> String {
    match day.year() == year {
        true => format!("{}月{}日", day.month(), day.day()),
        false => day.chinese(),
    }
}

/// Facts beside their names, in a frame; two short ones beside each other where they are paired.
pub(super) fn panel(facts: &[(&str, String)], (size, paired): (i32, bool), geometry: &Geometry) -> Block {
    let table = match paired {
        false => one_below_the_other(facts),
        true => {
            let facts: Vec<(TableCell, TableCell)> = facts
                .iter()
                .map(|(name, fact)| (heads(*name), stressed(name, fact)))
                .collect();
            let names: Vec<&TableCell> = facts.iter().map(|(name, _)| name).collect();
            let room = cards::room_of_fact(&names, (size, geometry.width()));
            let facts = facts.iter();
            cards::paired(facts.map(|(name, fact)| (name.clone(), fact, cards::is_within(fact, room))))
        }
    };
    Block::Table(Table {
        size: Some(size),
        ..table
    })
}

/// What is looked for in a frame first is bold: until when, and how to call.
fn stressed(name: &str, fact: &str) -> TableCell {
    match name {
        "公示期" | "截止日期" | "电话" => strong(fact),
        _ => cell(fact),
    }
}

fn one_below_the_other(facts: &[(&str, String)]) -> Table {
    let rows = facts.iter().map(|(name, fact)| {
        vec![
            heads(*name),
            TableCell {
                align: Some(Align::Left),
                ..stressed(name, fact)
            },
        ]
    });
    Table {
        rows: rows.collect(),
        shares: vec![11, 37],
        whole: true,
        ..Table::default()
    }
}

/// Blocks in type of another size: what is as large as the text by default, and all indents.
pub(super) fn in_type(mut blocks: Vec<Block>, size: i32) -> Vec<Block> {
    let scaled =
        |length: i32| i32::try_from(i64::from(length) * i64::from(size) / i64::from(BODY)).unwrap_or(length);
    for block in &mut blocks {
        match block {
            Block::Text(of) => {
                if of.size == BODY {
                    of.size = size;
                }
                (of.left, of.right, of.indent) = (scaled(of.left), scaled(of.right), scaled(of.indent));
                if let Some(marker) = &mut of.marker {
                    marker.width = scaled(marker.width);
                }
                if let Some((left, _)) = &mut of.beside {
                    *left = scaled(*left);
                }
            }
            Block::Table(of) => of.left = scaled(of.left),
            Block::Picture(of) => of.left = scaled(of.left),
            Block::Rule | Block::Space(_) => {}
        }
    }
    blocks
}

/// Blocks with their tables in the largest of these sizes of type that all have room in, as they are read from two steps;
/// tables that have no room in any are left as they are.
pub(super) fn tables_read_in(blocks: Vec<Block>, sizes: &[i32], geometry: &Geometry) -> Vec<Block> {
    let read_in = |table: &Table, size: i32| {
        let width = geometry.width() - table.left * BODY / EM;
        columns::read_in(table, width, size)
    };
    let largest = |block: &Block| match block {
        Block::Table(table) => {
            let mut read = sizes.iter().filter(|size| read_in(table, **size).is_some());
            read.next().or(sizes.last()).copied()
        }
        _ => None,
    };
    // They are of one size; beside one that has no room in any, the others are of the least.
    let Some(size) = blocks.iter().filter_map(largest).min() else {
        return blocks;
    };
    let read = |block| match block {
        Block::Table(table) => Block::Table(read_in(&table, size).unwrap_or(table)),
        other => other,
    };
    blocks.into_iter().map(read).collect()
}

/// Those of sizes of type in which a table is read easily, and the least, which is the last.
pub(super) fn readable(table: &Table, sizes: &[i32], geometry: &Geometry) -> Vec<i32> {
    let fits = |size: i32| columns::is_readable(table, geometry.width(), size);
    let least = sizes.last().copied();
    let sizes = sizes.iter().copied();
    sizes.filter(|size| Some(*size) == least || fits(*size)).collect()
}

/// Makes sheets in the largest type in which they are no more than in the smallest.
pub(super) fn largest(sizes: &[i32], make: impl Fn(i32) -> Vec<Sheet>) -> Vec<Sheet> {
    best(sizes, |size| make(*size))
}

/// Lays blocks out; the last `closing` of them stand together, with something before them.
pub(super) fn lay(
    blocks: &[Block],
    closing: usize,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    let mut flow = Flow::new(*geometry, pictures);
    flow.place(blocks, closing);
    flow.finish()
}

/// Lays blocks out, in two columns on a paper that lies on its side, with about as much on each sheet and in each column
/// as on the others, so that none holds a little that stands alone.
pub(super) fn balanced(
    blocks: &[Block],
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
    tables: &Rc<KnownTables>,
) -> Vec<Sheet> {
    let beside = geometry.beside();
    let make = |geometry: &Geometry| {
        let mut flow = Flow::new(*geometry, pictures).knowing(tables);
        flow.place(blocks, 0);
        flow.finish()
    };
    let whole = make(&beside);
    // No table that a column holds is parted for it.
    let least = tallest(blocks, &beside, pictures, tables).max(beside.rows / 2);
    let (mut low, mut high) = (least, beside.rows);
    while low < high {
        let middle = (low + high) / 2;
        match make(&beside.with_rows(middle)).len() <= whole.len() {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    let balanced = if high < beside.rows {
        beside.with_rows(high)
    } else {
        beside
    };
    level(&balanced, make(&balanced), make)
}

/// True when every table of these blocks has room in a column of the first sheet, below its title.
pub(super) fn is_whole(
    blocks: &[Block],
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
    tables: &Rc<KnownTables>,
) -> bool {
    let beside = geometry.beside();
    let mut flow = Flow::new(beside.across(), pictures);
    flow.place(&blocks[..over_all(blocks)], 0);
    tallest(blocks, &beside, pictures, tables) <= beside.rows - rows_of(flow.y)
}

/// The rows of the tallest table by itself.
fn tallest(
    blocks: &[Block],
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
    tables: &Rc<KnownTables>,
) -> i32 {
    let is_table = |block: &&Block| matches!(block, Block::Table(_));
    let alone = |table: &Block| {
        let mut flow = Flow::new(*geometry, pictures).knowing(tables);
        flow.place(std::slice::from_ref(table), 0);
        let sheets = i32::try_from(flow.sheets().len()).unwrap_or(1);
        rows_of(flow.y) + (sheets - 1) * geometry.rows
    };
    blocks.iter().filter(is_table).map(alone).max().unwrap_or(0)
}

/// Lays blocks out with what closes them at the foot of their last sheet.
pub(super) fn lay_to_foot(blocks: &[Block], closing: &[Block], geometry: &Geometry) -> Vec<Sheet> {
    let rows = |flow: &Flow<'_>| rows_of(flow.y);
    let mut alone = Flow::new(*geometry, &|_| None);
    alone.place(closing, 0);
    // What stands free above it is no part of a sheet that it begins.
    let above = match closing.first() {
        Some(Block::Space(rows)) => *rows,
        _ => 0,
    };
    let needed = rows(&alone) + above;
    let mut flow = Flow::new(*geometry, &|_| None);
    flow.place(blocks, 0);
    // A row stays free below it where there is one.
    let left = flow.geometry.rows - rows(&flow) - needed;
    let left = left - i32::from(left > 1);
    if left < 0 {
        let gap = (above == 0).then_some(Block::Space(1));
        let end: Vec<Block> = gap.into_iter().chain(closing.iter().cloned()).collect();
        let all: Vec<Block> = blocks.iter().chain(&end).cloned().collect();
        return lay(&all, end.len(), geometry, &|_| None);
    }
    flow.place(&[Block::Space(left)], 0);
    flow.place(closing, 0);
    flow.finish()
}

/// What an entry's sheets begin with: its title, and 发文字号.
pub(super) fn entry_head(entry: &Entry, geometry: &Geometry) -> Vec<Block> {
    head(&text_of(entry), geometry)
}

/// The same with the title in 26 pt where that takes it no more lines: it is read from further away than the text is.
pub(super) fn large_head(entry: &Entry, geometry: &Geometry) -> Vec<Block> {
    let size = match has_title_in(entry, LARGE_TITLE, geometry) {
        true => LARGE_TITLE,
        false => TITLE,
    };
    titled(entry, size, geometry)
}

/// True when a title in larger type takes no more lines than in the usual one.
pub(super) fn has_title_in(entry: &Entry, size: i32, geometry: &Geometry) -> bool {
    let width = geometry.across().width();
    let lines = |size| title_lines::lines(&entry.common.title, width * EM / size).len();
    lines(size) <= lines(TITLE)
}

/// What an entry's sheets begin with, its title in type of a size.
pub(super) fn titled(entry: &Entry, size: i32, geometry: &Geometry) -> Vec<Block> {
    let common = &entry.common;
    let mut blocks = head_in(size, &common.title, common.number.as_deref(), geometry);
    blocks.push(Block::Space(1));
    blocks
}

/// The same with a title that is clearly larger than the text below it, which is set in type of a size.
pub(super) fn head_over(entry: &Entry, size: i32, geometry: &Geometry) -> Vec<Block> {
    titled(entry, (size * 5 / 4).max(TITLE), geometry)
}

/// The text of an entry.
pub(super) fn entry_body(entry: &Entry) -> Vec<Block> {
    blocks_of(&entry.body)
}

/// 附件说明 of an entry.
pub(super) fn entry_attachments(entry: &Entry) -> Vec<Block> {
    closing::attachments(&text_of(entry).attachments)
}

/// 落款 and date of an entry, in type of a size, with room for a seal or without.
pub(super) fn signature(entry: &Entry, closing: Closing<'_>, geometry: &Geometry, size: i32) -> Vec<Block> {
    let text = PaperText {
        closing: Some(closing),
        ..text_of(entry)
    };
    let mut grid = *geometry;
    grid.characters = geometry.width() / size;
    let mut blocks = closing::closing(&text, &grid);
    for block in &mut blocks {
        // A name that is smaller so that it stands on one line is so beside any type.
        if let Block::Text(of) = block
            && of.size != BODY
        {
            of.size = ratio(of.size, size, BODY);
        }
    }
    in_type(blocks, size)
}

/// Whoever an entry comes from: 落款, else its branch, else the organization.
pub(super) fn signer(site: &Site, entry: &Entry) -> String {
    let common = &entry.common;
    let branch = common.branch.as_deref().and_then(|id| site.branch(id));
    let own = common.signed_by.clone();
    let named = own.or_else(|| branch.map(|branch| branch.name.clone()));
    let named = named.or_else(|| site.organization.name.clone());
    named
        .or_else(|| site.publisher.organizer.clone())
        .unwrap_or_default()
}

fn text_of(entry: &Entry) -> PaperText<'_> {
    PaperText {
        title: &entry.common.title,
        number: entry.common.number.as_deref(),
        body: &entry.body,
        attachments: entry
            .common
            .attachments
            .iter()
            .map(|of| of.name.as_str())
            .collect(),
        closing: None,
        pictures: &|_| None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Geometry, notes};
    use crate::words::Paper;

    #[test]
    fn no_label_parts_from_what_it_says() {
        let said = [
            "来源：总支办公室整理",
            "作者：吴静宜",
            "类别：其他",
            "学时：0.5学时",
            "学完日期：2026年10月16日",
            "学习人数：57人",
        ];
        let Block::Text(of) = notes(&said.map(str::to_owned), &Geometry::standard(Paper::default())) else {
            panic!("it is a text");
        };
        let text: String = of.spans.iter().map(|span| span.text.as_str()).collect();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "来源：总支办公室整理　　作者：吴静宜　　类别：其他　　学时：0.5学时",
                "学完日期：2026年10月16日　　学习人数：57人"
            ]
        );
    }
}
