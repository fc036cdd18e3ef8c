//! Texts → [`Sheet`]s of paper: every line, rule and picture in its place, known before any browser sees it, because
//! the board's plan and “共m张” must be. Pure: no disk, no font is looked at, no clock.
//!
//! 1. `markup` reads an entry's body (`builder`, `tabulate` hold what its elements mean) into [`blocks`];
//! 2. `title` breaks the title between its `title_words`, `closing` places 落款 and date;
//! 3. `flow` puts the blocks on sheets: `fitted` makes them fit what they are read from (`cards` and `turned` for tables
//!    that are too wide), `breaks` breaks lines (`measure` knows the widths of characters, `units` what belongs together), `table` lays
//!    tables out (`columns`, `cell_text`, `table_lines`), `geometry` knows the page of GB/T 9704 and how else it may be set: larger, closer, in columns;
//! 4. `hung` says what a thing that hangs consists of, and `frame` what stands around it in the margins;
//! 5. `designed` makes the sheets that are no running text; `lettering` sets a text in a box of any size.
//!
//! Inside this module lengths are µm as they are laid out, and 1/1000 em for what is relative to type; in what it gives,
//! 1/100 mm of paper.

pub mod blocks;
pub mod breaks;
mod builder;
mod cards;
mod cell_text;
mod closing;
pub mod columns;
pub mod designed;
mod fitted;
mod flow;
mod frame;
mod geometry;
mod hung;
mod lettering;
mod markup;
pub mod measure;
mod names;
mod sheet;
mod table;
mod table_lines;
mod tabulate;
mod title;
mod title_words;
mod turned;
mod units;

pub use flow::{Flow, PictureSizes};
pub use frame::Frame;
pub use geometry::{BODY, Geometry, LEAST_ON_WALL, TITLE};
pub use hung::{Photograph, Photographs, Wall, pictures, poster, sheets, sheets_fingerprint};
pub use markup::blocks as blocks_of;
pub use names::padded;
pub use sheet::{
    Align, Area, BoxContent, Ink, Marks, Picture, Placed, PrintedCode, Script, Sheet, Shift, Style, TextLine,
    TextRun,
};
pub use title_words::{BreakPlace, break_places};

use crate::markdown::Body;
use crate::words::{Day, Paper, PaperSize, Turn};
use blocks::{Block, Paragraph};
use breaks::Span;

/// A text that goes on paper whole.
pub struct PaperText<'a> {
    /// 标题.
    pub title: &'a str,
    /// 发文字号, in a line below the title.
    pub number: Option<&'a str>,
    /// The text.
    pub body: &'a Body,
    /// The names of the attachments, for 附件说明.
    pub attachments: Vec<&'a str>,
    /// 落款 and 成文日期.
    pub closing: Option<Closing<'a>>,
    /// The sizes of the body's pictures.
    pub pictures: PictureSizes<'a>,
}

/// What closes a text.
#[derive(Debug, Clone, Copy)]
pub struct Closing<'a> {
    /// 落款.
    pub signed_by: &'a str,
    /// 成文日期.
    pub signed_on: Day,
    /// Room is kept for a seal.
    pub sealed: bool,
}

/// Lays a text out for a wall: as large as its paper is made for, or a little closer where that saves a sheet.
#[must_use]
pub fn lay_for_wall(text: &PaperText<'_>, paper: Paper) -> Vec<Sheet> {
    best(&ways_of(text.body, paper, LEAST_ON_WALL), |geometry| {
        evened(geometry, |geometry| lay(text, geometry))
    })
}

/// How many lines a paragraph has at most that goes across the whole of a wide paper: longer ones are not read easily so.
const ACROSS: i32 = 3;

/// How a text may be set that hangs, the best way first: in one column what is short, where its paper has several. The type
/// of its tables is at least `least` µm.
fn ways_of(body: &Body, paper: Paper, least: i32) -> Vec<Geometry> {
    let mut ways = Geometry::of_texts(paper);
    let blocks = markup::blocks(body);
    let tables = || {
        blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    };
    if (paper.size, paper.turn) == (PaperSize::A4, Turn::Landscape) {
        // What fills more than a sheet is read more easily in two columns, unless a table needs the width of the sheet.
        let is_wide =
            |way: &Geometry| tables().any(|table| !columns::is_on_lines(table, way.width(), way.laid(least)));
        let beside = |way: &Geometry| Some(way.beside()).filter(|way| !is_wide(way));
        return ways
            .iter()
            .flat_map(|way| std::iter::once(*way).chain(beside(way)))
            .collect();
    }
    let has_table = tables().next().is_some();
    let alone = ways.iter().find(|way| way.columns == 1).copied();
    let Some(alone) = alone.filter(|_| ways.iter().any(|way| way.columns > 1)) else {
        return ways;
    };
    let is_long = |block: &Block| {
        matches!(block, Block::Text(of)
            if breaks::natural_width(&of.spans, false) > ACROSS * alone.characters * measure::EM)
    };
    match (blocks.iter().any(is_long), has_table) {
        (true, _) => ways.retain(|way| way.columns > 1),
        (false, true) => {}
        (false, false) => ways.retain(|way| way.columns > 1 || *way == alone),
    }
    // One column rather than several, but no smaller type for it.
    let is_smaller = |way: &Geometry| way.scale < alone.scale;
    ways.sort_by_key(|way| (is_smaller(way), way.columns));
    ways
}

/// Lays a text out on as many sheets as it needs; at least one. Nothing stands in the margins yet.
#[must_use]
pub fn lay(text: &PaperText<'_>, geometry: &Geometry) -> Vec<Sheet> {
    let mut blocks = head(text, geometry);
    blocks.extend(markup::blocks(text.body));
    let mut end = closing::attachments(&text.attachments);
    let names = end.len();
    end.extend(closing::closing(text, geometry));
    let count = kept_together(&blocks, &end, names, geometry);
    blocks.extend(end);
    let mut flow = Flow::new(*geometry, text.pictures);
    flow.place(&blocks, count);
    flow.finish()
}

/// How many of the last blocks of a text stand together with some of it: 落款 and date, and 附件说明 of a few names, which is
/// the first `names` of them. A table above them would be parted to leave room for the names.
fn kept_together(text: &[Block], end: &[Block], names: usize, geometry: &Geometry) -> usize {
    if !matches!(text.last(), Some(Block::Text(_))) {
        return end.len() - names;
    }
    let mut flow = Flow::new(*geometry, &|_| None);
    flow.place(end, 0);
    let is_short = flow.sheets().len() == 1 && 2 * geometry::rows_of(flow.y) <= geometry.rows;
    if is_short { end.len() } else { end.len() - names }
}

/// Makes sheets in the first of several ways, the best one first, that takes the fewest of them, and parts the least of what
/// belongs together.
fn best<W>(ways: &[W], make: impl Fn(&W) -> Vec<Sheet>) -> Vec<Sheet> {
    let mut best = None;
    for way in ways {
        let made = make(way);
        let cost = (made.len(), parted(&made));
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, made));
        }
        if cost <= (1, 0) {
            break;
        }
    }
    best.map_or_else(Vec::new, |(_, made)| made)
}

/// A sheet that follows others has no fewer lines, without 落款 and date.
const FEWEST: usize = 5;

/// Makes the sheets of a text; where the last of several would hold a few lines, the one before it ends earlier (all before
/// it, where they have columns), so that it holds enough of them, or as many as it can: none hangs nearly empty. No table is
/// parted for that, and where there is a choice no sentence.
fn evened(geometry: &Geometry, make: impl Fn(&Geometry) -> Vec<Sheet>) -> Vec<Sheet> {
    let (mut evenest, mut of) = (make(geometry), *geometry);
    let count = evenest.len();
    let evenness = |sheets: &[Sheet]| {
        let lines = lines_of_last(sheets).min(FEWEST);
        (
            !is_table_parted(sheets),
            lines,
            begins_with_sentence(sheets, geometry),
            !goes_on_with_list(sheets, geometry),
        )
    };
    let most = match lines_of_last(&evenest) >= FEWEST {
        _ if count <= 1 => 0,
        false => geometry.rows / 3,
        // A list that is whole is not worth a sheet that is seen to be too short.
        true if goes_on_with_list(&evenest, geometry) => geometry.rows / 6,
        // In narrow columns a sentence is short.
        true if geometry.columns > 1 && !begins_with_sentence(&evenest, geometry) => geometry.rows / 6,
        true => 0,
    };
    for less in 1..=most {
        if evenness(&evenest) == (true, FEWEST, true, true) {
            break;
        }
        let lower = match geometry.columns {
            1 => geometry.with_lower(count - 2, geometry.rows - less),
            _ => geometry.with_rows(geometry.rows - less),
        };
        let earlier = make(&lower);
        if earlier.len() > count {
            break;
        }
        if evenness(&earlier) > evenness(&evenest) {
            (evenest, of) = (earlier, lower);
        }
    }
    level(&of, evenest, make)
}

/// True when the last of these sheets goes on with a table of the one before.
fn is_table_parted(sheets: &[Sheet]) -> bool {
    let is_of_table = |placed: Option<&Placed>| match placed.map(|placed| &placed.what) {
        Some(BoxContent::Line(line)) => matches!(line.style, Style::TableHead | Style::TableCell),
        Some(BoxContent::Rule(ink)) => *ink == Ink::Black,
        Some(BoxContent::Fill(_)) => true,
        _ => false,
    };
    let [.., before, last] = sheets else {
        return false;
    };
    is_of_table(before.boxes.last()) && is_of_table(last.boxes.first())
}

/// True when the last of these sheets goes on with a list of the one before, and is not half full.
fn goes_on_with_list(sheets: &[Sheet], geometry: &Geometry) -> bool {
    let [.., before, last] = sheets else {
        return false;
    };
    let left = |placed: &Placed| match &placed.what {
        BoxContent::Line(_) => Some(placed.area.x),
        _ => None,
    };
    // What is said behind its mark stands below what is said behind the one before.
    let said = match last.boxes.as_slice() {
        [mark, said, ..] if mark.area.y == said.area.y => left(said),
        _ => None,
    };
    let is_item = said.is_some() && said == before.boxes.last().and_then(left);
    is_item && 2 * lines_of_last(sheets) < usize::try_from(geometry.rows).unwrap_or(0)
}

/// True when the last of these sheets does not go on with a sentence of the one before.
fn begins_with_sentence(sheets: &[Sheet], geometry: &Geometry) -> bool {
    let [.., before, last] = sheets else {
        return true;
    };
    let of_text = |placed: Option<&Placed>| match placed.map(|placed| &placed.what) {
        Some(BoxContent::Line(line)) if line.style == Style::Body => Some(line.text()),
        _ => None,
    };
    let Some(ended) = of_text(before.boxes.last()).filter(|_| of_text(last.boxes.first()).is_some()) else {
        return true;
    };
    // A paragraph's first line is indented by two characters, as no other line is.
    let indent = last.boxes[0].area.x - geometry.block().x;
    let is_first = (indent * 10 - geometry.scaled(2 * BODY)).abs() < geometry.scaled(BODY) / 4;
    is_first || ended.trim_end().ends_with(['。', '；', '！', '？'])
}

/// Lower columns on the last of these sheets, so that they are of one height.
fn level(geometry: &Geometry, sheets: Vec<Sheet>, make: impl Fn(&Geometry) -> Vec<Sheet>) -> Vec<Sheet> {
    let last = sheets.len().saturating_sub(1);
    let lower = |tenths: i32| {
        let rows = geometry.rows * tenths / 10;
        let made = make(&geometry.with_lower(last, rows));
        let foot = geometry.with_rows(rows).block().bottom();
        // A table that was laid out for higher columns may be too high.
        let holds = |sheet: &Sheet| sheet.boxes.iter().all(|placed| placed.area.bottom() <= foot);
        let is_level = made.len() == sheets.len() && parted(&made) <= parted(&sheets);
        (is_level && made.last().is_some_and(holds)).then_some(made)
    };
    let mut tenths = (LEVEL_FROM..10).filter(|_| geometry.columns > 1);
    tenths.find_map(lower).unwrap_or(sheets)
}

/// How much of a sheet columns of one height fill at least, in tenths.
const LEVEL_FROM: i32 = 3;

/// How often what belongs together is parted; a last sheet of which half is empty is no better, nor one of a few lines
/// without a table.
fn parted(sheets: &[Sheet]) -> usize {
    let is_of_table = |placed: &Placed| matches!(placed.what, BoxContent::Rule(Ink::Black));
    let last = sheets.iter().skip(1).next_back();
    let ends_in_few = last.is_some_and(|last| {
        // Three lines with what closes the text fill half of a sheet that lies on its side.
        let fewest = match last.paper.turn {
            Turn::Portrait => FEWEST,
            Turn::Landscape => FEWEST / 2 + 1,
        };
        !last.boxes.iter().any(is_of_table) && lines_of_last(sheets) < fewest
    });
    sheets.iter().map(|sheet| sheet.parted).sum::<usize>()
        + usize::from(ends_in_half(sheets))
        + usize::from(ends_in_few)
}

/// True when in the right half of the last of several sheets across stands nothing but a line, or what closes the text.
fn ends_in_half(sheets: &[Sheet]) -> bool {
    let closes =
        |placed: &Placed| matches!(&placed.what, BoxContent::Line(line) if line.style == Style::Closing);
    let is_half = |sheet: &&Sheet| {
        let half = sheet.paper.width() / 2;
        let text = sheet.boxes.iter().filter(|placed| !closes(placed));
        let mut right = text
            .filter(|placed| placed.area.right() > half)
            .map(|placed| placed.area.y);
        let first = right.next();
        sheet.paper.turn == Turn::Landscape && right.all(|y| Some(y) == first)
    };
    sheets.iter().skip(1).next_back().filter(is_half).is_some()
}

/// The lines of the last of these sheets, without 落款 and date; a picture is worth enough of them.
fn lines_of_last(sheets: &[Sheet]) -> usize {
    let mut lines = Vec::new();
    for placed in sheets.iter().rev().take(1).flat_map(|sheet| &sheet.boxes) {
        match &placed.what {
            BoxContent::Picture(_) => return FEWEST,
            BoxContent::Line(line) if line.style != Style::Closing => lines.push(placed.area.y),
            _ => {}
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// The title and what stands below it.
fn head(text: &PaperText<'_>, geometry: &Geometry) -> Vec<Block> {
    let mut blocks = head_of(text.title, text.number, geometry);
    blocks.push(Block::Space(1));
    blocks
}

/// A title, and 发文字号 below it.
fn head_of(title: &str, number: Option<&str>, geometry: &Geometry) -> Vec<Block> {
    head_in(TITLE, title, number, geometry)
}

/// The same with a title in type of a size.
fn head_in(size: i32, title: &str, number: Option<&str>, geometry: &Geometry) -> Vec<Block> {
    let size = size.max(geometry.least_title());
    let width = measure::in_ems(geometry.across().width(), size);
    let title = Paragraph {
        spans: vec![Span::plain(title::lines(title, width).join("\n"))],
        style: Style::Title,
        size,
        align: Align::Centre,
        keep: true,
        ..Paragraph::default()
    };
    let number = number.map(|number| Paragraph {
        spans: vec![Span::plain(number)],
        style: Style::Subtitle,
        align: Align::Centre,
        keep: true,
        ..Paragraph::default()
    });
    let mut blocks = vec![Block::Text(title)];
    blocks.extend(number.map(Block::Text));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{self, ChineseRules};
    use crate::words::{Report, SourceText};

    fn body(text: &str) -> Body {
        let source = SourceText::of("content/a.md", text);
        let range = 0..source.text.len();
        markdown::parse(&source, range, &ChineseRules::default(), &mut Report::new())
    }

    fn sheets(text: &str) -> Vec<Sheet> {
        sheets_with(text, &|_| None)
    }

    fn sheets_with(text: &str, pictures: PictureSizes<'_>) -> Vec<Sheet> {
        let text = PaperText {
            title: "关于开展主题党日活动的通知",
            number: None,
            body: &body(text),
            attachments: Vec::new(),
            closing: None,
            pictures,
        };
        lay(&text, &Geometry::standard(Paper::default()))
    }

    /// A text as it hangs on a paper, with what closes it.
    fn hung_on(paper: Paper, markdown: &str) -> Vec<Sheet> {
        let body = body(markdown);
        let text = PaperText {
            title: "关于开展主题党日活动的通知",
            number: None,
            body: &body,
            attachments: Vec::new(),
            closing: Some(Closing {
                signed_by: "中共某校支部委员会",
                signed_on: Day::of("2026-11-20"),
                sealed: true,
            }),
            pictures: &|_| None,
        };
        lay_for_wall(&text, paper)
    }

    fn lines(sheet: &Sheet) -> Vec<String> {
        let line = |placed: &Placed| match &placed.what {
            BoxContent::Line(line) => Some(line.text()),
            _ => None,
        };
        sheet.boxes.iter().filter_map(line).collect()
    }

    #[test]
    fn what_heads_a_table_stands_nearer_to_it_than_to_the_table_above() {
        for rows in 1..6 {
            let table = format!(
                "| 支部 | 人数 |\n| --- | --- |\n{}",
                "| 第一党支部 | 20 |\n".repeat(rows)
            );
            let sheets = sheets(&format!("{table}\n## 二、各支部\n\n{table}"));
            let boxes = || sheets[0].boxes.iter();
            let heads = |placed: &&Placed| matches!(&placed.what, BoxContent::Line(line) if line.text() == "二、各支部");
            let heading = boxes().find(heads).expect("a heading").area;
            let rules = || boxes().filter(|placed| matches!(placed.what, BoxContent::Rule(_)));
            let ends = rules().map(|rule| rule.area.y + rule.area.height);
            let above = ends.filter(|end| *end <= heading.y).max().expect("a table above");
            let begins = rules().map(|rule| rule.area.y);
            let below = begins.filter(|y| *y > heading.y).min().expect("a table below");
            let (before, behind) = (heading.y - above, below - heading.y - heading.height);
            assert!(before > behind, "{rows}: {before}, {behind}");
        }
    }

    #[test]
    fn a_full_sheet_has_22_lines_of_28_characters() {
        let sheets = sheets(&"一二三四五六七八九十".repeat(200));
        assert_eq!(sheets.len(), 4);
        let second = lines(&sheets[1]);
        assert_eq!(second.len(), 22);
        assert!(second.iter().all(|line| line.chars().count() == 28), "{second:?}");
        let text: String = sheets.iter().flat_map(lines).skip(1).collect();
        assert_eq!(text, "一二三四五六七八九十".repeat(200));
    }

    #[test]
    fn no_sheet_that_hangs_holds_a_few_lines() {
        // Paragraphs of two lines, from one sheet to three.
        for paragraphs in 8..34 {
            let paragraph = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n\n";
            let sheets = hung_on(Paper::default(), &paragraph.repeat(paragraphs));
            let last = lines(&sheets[sheets.len() - 1]);
            // With 落款 and date.
            assert!(last.len() >= FEWEST + 2, "{paragraphs}: {last:?}");
        }
    }

    #[test]
    fn a_table_stands_in_the_middle_of_its_lines_and_what_follows_is_on_the_grid_again() {
        let sheets = sheets("前面的话。\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n后面的话。");
        let area = |words: &str| {
            let mut boxes = sheets[0].boxes.iter();
            let found =
                boxes.find(|placed| matches!(&placed.what, BoxContent::Line(line) if line.text() == words));
            found.expect("it is there").area
        };
        let (before, behind) = (area("前面的话。"), area("后面的话。"));
        let rules = || {
            let boxes = sheets[0].boxes.iter();
            boxes.filter(|placed| matches!(placed.what, BoxContent::Rule(_)))
        };
        let first = rules().map(|placed| placed.area.y).min().expect("a table");
        let last = rules().map(|placed| placed.area.bottom()).max().expect("a table");
        let (above, below) = (first - before.bottom(), behind.y - last);
        // The last rule is a tenth of a millimetre thick.
        assert!(above >= 330 && (above - below).abs() <= 12, "{above}, {below}");
        // A row of the grid is 225 mm / 22.
        let rows = (behind.bottom() - before.bottom()) * 22;
        let whole = (rows + 11_250) / 22_500 * 22_500;
        assert!((rows - whole).abs() <= 22, "{rows}");
    }

    #[test]
    fn no_sentence_goes_on_on_a_sheet_that_is_to_hold_more_lines() {
        // Of the last paragraph's nine lines two to four are left over; five are enough, and all of them no sheet more.
        let line = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八";
        for before in 12..15 {
            let text = format!("{}。\n\n{}。", line.repeat(before), line.repeat(8));
            let sheets = hung_on(Paper::default(), &text);
            assert_eq!(sheets.len(), 2, "{before}");
            let last = lines(&sheets[1]).concat();
            assert!(last.starts_with(&line.repeat(8)), "{before}: {last}");
        }
    }

    #[test]
    fn a_short_table_is_parted_only_where_much_of_a_sheet_would_stay_empty() {
        // Six rows, five of them of two lines: a little less than half of a sheet.
        let row = format!("| {} | 15 |\n", "食堂与后勤的意见".repeat(5));
        let rows = row.repeat(5) + "| 其他 | 15 |\n";
        let table = format!("| 事项 | 件数 |\n| --- | --- |\n{rows}");
        let rows = |above: usize| -> Vec<usize> {
            let text = format!("{}\n\n{table}\n后面的话。", "各支部。\n\n".repeat(above));
            let sheets = hung_on(Paper::default(), &text);
            let rows = |sheet: &Sheet| lines(sheet).iter().filter(|line| *line == "15").count();
            sheets.iter().map(rows).collect()
        };
        assert_eq!(rows(16), [0, 6]);
        assert_eq!(rows(11), [3, 3]);
        assert_eq!(rows(2), [6]);
    }

    #[test]
    fn what_ends_with_a_colon_stays_with_what_it_leads_to() {
        // From a sheet that holds both to one that holds neither.
        for above in 10..24 {
            let (before, behind) = ("各支部。\n\n".repeat(above), "先学。\n\n".repeat(9));
            let sheets = hung_on(Paper::default(), &format!("{before}他提出几条：\n\n{behind}"));
            let ends = |sheet: &Sheet| lines(sheet).last().is_some_and(|line| line.ends_with('：'));
            assert!(!sheets.iter().any(ends), "{above}");
        }
    }

    #[test]
    fn no_list_goes_on_on_a_sheet_that_is_not_half_full_unless_the_one_before_would_be_much_too_short() {
        let item = format!("1. {}。\n", "一二三四五六七八九十".repeat(4));
        let goes_on = |above: usize| {
            let text = format!(
                "{}## 经验\n\n{}\n就这些。\n\n大家照办。\n\n{}",
                "各支部。\n\n".repeat(above),
                item.repeat(3),
                "再说一遍。\n\n".repeat(3)
            );
            let sheets = hung_on(Paper::default(), &text);
            sheets.len() > 1 && ["2.", "3."].contains(&lines(&sheets[1])[0].as_str())
        };
        // Of 22 rows six would stay free.
        let lists: Vec<usize> = (8..16).filter(|above| goes_on(*above)).collect();
        assert_eq!(lists, [14]);
    }

    #[test]
    fn no_heading_ends_a_column() {
        let wide = Paper {
            size: PaperSize::A4,
            turn: Turn::Landscape,
        };
        let columns = Geometry::of_texts(wide)[0].beside();
        for above in 4..30 {
            let text = format!(
                "{}## 经验\n\n{}",
                "各支部。\n\n".repeat(above),
                "大家照办。\n\n".repeat(3)
            );
            let text = body(&text);
            let text = PaperText {
                title: "关于开展主题党日活动的通知",
                number: None,
                body: &text,
                attachments: Vec::new(),
                closing: None,
                pictures: &|_| None,
            };
            for sheet in evened(&columns, |geometry| lay(&text, geometry)) {
                let middle = wide.width() / 2;
                let last = |is_of: &dyn Fn(&&Placed) -> bool| {
                    let lowest = sheet
                        .boxes
                        .iter()
                        .filter(is_of)
                        .max_by_key(|placed| placed.area.y);
                    lowest.is_some_and(
                        |placed| matches!(&placed.what, BoxContent::Line(line) if line.text() == "经验"),
                    )
                };
                let parts = [
                    last(&|placed| placed.area.x < middle),
                    last(&|placed| placed.area.x >= middle),
                ];
                assert_eq!(parts, [false, false], "{above}");
            }
        }
    }

    #[test]
    fn no_heading_ends_a_column_that_is_lower_than_what_belongs_to_it() {
        let wide = Paper {
            size: PaperSize::A4,
            turn: Turn::Landscape,
        };
        let line = |words: &str, keep: bool| {
            Block::Text(Paragraph {
                spans: vec![Span::plain(words)],
                keep,
                ..Paragraph::default()
            })
        };
        for (rows, above) in (3..9).flat_map(|rows| (0..9).map(move |above| (rows, above))) {
            let columns = Geometry::of_texts(wide)[0].beside().with_rows(rows);
            let mut blocks = vec![line("各支部。", false); above];
            blocks.push(line("决议", true));
            blocks.extend([line("通过。", true), line("表决。", true), line("时限。", false)]);
            let mut flow = Flow::new(columns, &|_| None);
            flow.place(&blocks, 0);
            let sheets = flow.finish();
            let placed = sheets.iter().flat_map(|sheet| &sheet.boxes);
            let heading =
                |placed: &&Placed| matches!(&placed.what, BoxContent::Line(line) if line.text() == "决议");
            let mut behind = placed.skip_while(|placed| !heading(placed));
            let (heading, next) = (
                behind.next().expect("it is there"),
                behind.next().expect("so is this"),
            );
            assert_eq!(heading.area.x, next.area.x, "{rows} {above}");
        }
    }

    #[test]
    fn no_sheet_begins_with_a_rule() {
        let mut rules = 0;
        for above in 16..24 {
            let text = format!("{}---\n\n大家照办。", "各支部。\n\n".repeat(above));
            for sheet in sheets(&text) {
                let is_rule = |placed: &Placed| matches!(placed.what, BoxContent::Rule(_));
                assert!(!sheet.boxes.first().is_some_and(is_rule), "{above}");
                rules += sheet.boxes.iter().filter(|placed| is_rule(placed)).count();
            }
        }
        assert!(rules > 3, "{rules}");
    }

    #[test]
    fn what_ought_to_be_one_line_is_parted_where_it_is_none() {
        let wide = Paper {
            size: PaperSize::A4,
            turn: Turn::Landscape,
        };
        let columns = Geometry::of_texts(wide)[0].beside();
        let parted = |words: i32| {
            let votes = Paragraph {
                spans: vec![Span::plain("票".repeat(usize::try_from(words).unwrap_or(0)))],
                is_line: true,
                ..Paragraph::default()
            };
            let mut flow = Flow::new(columns, &|_| None);
            flow.place(&[Block::Text(votes)], 0);
            flow.finish()[0].parted
        };
        assert_eq!([0, 1].map(|more| parted(columns.characters + more)), [0, 1]);
    }

    #[test]
    fn the_tables_of_a_text_are_of_one_size() {
        let wide = "| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |\n|---|---|---|---|---|---|---|\n| 一二三四五六 | 一二三四五六 | 一二三四五六 | 一二三四五六 | 一 | 一 | 一 |\n";
        let narrow = "| 事项 | 件数 |\n| --- | --- |\n| 食堂 | 15 |\n";
        let sizes = |text: &str| {
            let mut sizes: Vec<i32> = Vec::new();
            for placed in hung_on(Paper::default(), text)
                .iter()
                .flat_map(|sheet| &sheet.boxes)
            {
                if let BoxContent::Line(line) = &placed.what
                    && line.style == Style::TableCell
                    && !sizes.contains(&line.size)
                {
                    sizes.push(line.size);
                }
            }
            sizes
        };
        let (alone, both) = (sizes(narrow), sizes(&format!("{narrow}\n中间的话。\n\n{wide}")));
        assert_eq!(both, sizes(wide));
        assert!(alone[0] > both[0], "{alone:?} {both:?}");
    }

    #[test]
    fn a_text_with_a_table_goes_across_a_wide_sheet() {
        let wide = Paper {
            size: PaperSize::A3,
            turn: Turn::Landscape,
        };
        let table = "| 岗位 | 责任党员 | 依据 |\n| --- | --- | --- |\n| 一年级语文备课组 | 唐慧敏 | 带教新教师2名，公开课4节 |\n";
        let sheets = hung_on(wide, &format!("现将名单公示如下。\n\n{table}"));
        let boxes = sheets[0].boxes.iter();
        let right = boxes
            .filter(|placed| matches!(placed.what, BoxContent::Rule(_)))
            .map(|placed| placed.area.right());
        assert!(right.max() > Some(wide.width() * 4 / 5));
    }

    #[test]
    fn a_sheet_that_lies_on_its_side_is_set_smaller_where_that_saves_one() {
        let wide = Paper {
            size: PaperSize::A4,
            turn: Turn::Landscape,
        };
        // No column holds a table of four that are comfortable, so the text has one.
        let table = format!("|{}\n|{}\n", "一年级语文备课组|".repeat(4), "---|".repeat(4));
        let set = |lines: usize| {
            let sheets = hung_on(wide, &format!("{table}\n{}", "开会。\n\n".repeat(lines)));
            let of_text = |placed: &Placed| match &placed.what {
                BoxContent::Line(line) if line.style == Style::Body => Some(line.size),
                _ => None,
            };
            (
                sheets.len(),
                sheets[0].boxes.iter().find_map(of_text).expect("a text"),
            )
        };
        let (usual, smaller) = (5_571, 4_941);
        let sizes: Vec<_> = (1..=9).map(set).collect();
        let first = sizes
            .iter()
            .position(|of| *of != (1, usual))
            .expect("not all fit");
        assert!((2..7).contains(&first), "{sizes:?}");
        assert!(
            sizes[first].0 == 1 && (smaller..usual).contains(&sizes[first].1),
            "{sizes:?}"
        );
        assert!(sizes.contains(&(1, smaller)), "{sizes:?}");
        assert_eq!(sizes.last(), Some(&(2, usual)));
    }

    #[test]
    fn a_table_stands_in_a_column_that_holds_it_where_that_saves_a_sheet() {
        let wide = Paper {
            size: PaperSize::A4,
            turn: Turn::Landscape,
        };
        let right = |columns: usize| {
            let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
            let table = [row("一年级语文备课组"), row("---"), row("唐慧敏")].concat();
            let sheets = hung_on(wide, &format!("{table}\n{}", "开会。\n\n".repeat(11)));
            let rules = sheets.iter().flat_map(|sheet| &sheet.boxes);
            let rules = rules.filter(|placed| matches!(placed.what, BoxContent::Rule(_)));
            let right = rules.map(|placed| placed.area.right()).max();
            (sheets.len(), right > Some(wide.width() / 2))
        };
        assert_eq!([2, 4].map(right), [(1, false), (2, true)]);
    }

    #[test]
    fn tables_below_each_other_stand_equally_far_apart() {
        let table = "| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n";
        let sheets = sheets(&format!("前面的话。\n\n{}", [table; 4].join("<!-- -->\n\n")));
        let lines = sheets[0].boxes.iter();
        let heads: Vec<i32> = lines
            .filter(|placed| matches!(&placed.what, BoxContent::Line(line) if line.text() == "甲"))
            .map(|placed| placed.area.y)
            .collect();
        assert_eq!(heads.len(), 4);
        let apart: Vec<i32> = heads.windows(2).map(|two| two[1] - two[0]).collect();
        // Edges are rounded to hundredths of a millimetre.
        assert!(apart.iter().all(|own| (own - apart[0]).abs() <= 1), "{apart:?}");
    }

    #[test]
    fn a_high_picture_leaves_room_for_the_text_and_fills_the_sheet_without_any() {
        let highest = |text: &str| {
            let sheets = sheets_with(text, &|_| Some((2_000, 3_000)));
            let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
            let pictures = boxes.filter(|placed| matches!(placed.what, BoxContent::Picture(_)));
            let height = pictures.map(|placed| placed.area.height).max();
            (sheets.len(), height.expect("it is there"))
        };
        assert_eq!(highest("前面的话。\n\n![图](a.png)\n\n后面的话。"), (1, 12_784));
        let (sheets, height) = highest("![图](a.png)");
        assert!(sheets == 1 && height > 19_000, "{sheets}, {height}");
    }
}
