//! Whatever an entry holds: all of its text is on the sheets, in order; no two boxes overlap; every box lies in the
//! block; no line is wider than its column; no heading is the last on its sheet.

use std::collections::HashSet;

use gongkai::paper::measure::{self, EM};
use gongkai::paper::{BoxContent, Geometry, LEAST_ON_WALL, Placed, Sheet, Style};
use gongkai::words::{Paper, PaperSize, Turn};

use crate::support::entries::{Dice, Entry, counts, hung, laid};
use crate::support::work::tries;

/// The papers that boards have.
pub(crate) const PAPERS: [Paper; 4] = [
    Paper {
        size: PaperSize::A4,
        turn: Turn::Portrait,
    },
    Paper {
        size: PaperSize::A4,
        turn: Turn::Landscape,
    },
    Paper {
        size: PaperSize::A3,
        turn: Turn::Portrait,
    },
    Paper {
        size: PaperSize::A3,
        turn: Turn::Landscape,
    },
];

#[test]
fn every_sheet_keeps_the_laws() {
    for seed in 0..tries(100, 4_000) {
        let mut dice = Dice::new(seed);
        let length = [1, 10, 200, 1_000, 3_000, 20_000][dice.below(if seed % 10 == 0 { 6 } else { 5 })];
        let entry = Entry::random(seed, length);
        let geometry = Geometry::standard(PAPERS[dice.below(4)]);
        let sheets = laid(&entry, &geometry);
        let fault = fault(&entry, &geometry, &sheets);
        assert!(fault.is_none(), "seed {seed}: {}", fault.unwrap_or_default());
    }
}

/// What a wall asks for, of 80 entries on each kind of paper: nothing is lost, no box over another, no type below 12 pt;
/// and what fits on one sheet is on one.
#[test]
fn what_hangs_can_be_read_and_needs_no_sheet_too_many() {
    for seed in 0..tries(80, 1_200) {
        let mut dice = Dice::new(seed + 77);
        let length = [1, 10, 200, 600, 700, 1_000, 3_000][dice.below(7)];
        let entry = Entry::random(seed, length);
        let paper = PAPERS[usize::try_from(seed % 4).expect("small")];
        let sheets = hung(&entry, paper);
        let ways = ways(paper);
        let fault = small(&sheets).or_else(|| lost(&entry, &sheets));
        assert!(fault.is_none(), "seed {seed}: {}", fault.unwrap_or_default());
        // Sheets before a last one with a few lines end earlier.
        let earlier = |way: &Geometry| {
            let lower = |less: i32| match (way.columns, sheets.len().checked_sub(2)) {
                (1, Some(before)) => way.with_lower(before, way.rows - less),
                _ => way.with_rows(way.rows - less),
            };
            (0..=way.rows / 3).map(lower).collect::<Vec<_>>()
        };
        let ends: Vec<Geometry> = ways.iter().flat_map(earlier).collect();
        // Several columns on the last sheet are of one height.
        let level = ends.iter().filter(|way| way.columns > 1).flat_map(|way| {
            let last = sheets.len() - 1;
            (3..10).map(move |tenths| way.with_lower(last, way.rows * tenths / 10))
        });
        let ends: Vec<Geometry> = ends.iter().copied().chain(level).collect();
        let geometry = ends.iter().find(|way| laid(&entry, way) == sheets);
        let geometry = geometry.unwrap_or_else(|| panic!("seed {seed}: set in none of its ways"));
        boxes_are_sound(geometry, &sheets)
            .unwrap_or_else(|fault| panic!("seed {seed}, {geometry:?}: {fault}"));
        // A table in a column is not everywhere read; without one, what has room in columns is not parted.
        let may_be = |way: &&Geometry| way.columns == 1 || paper.size == PaperSize::A3 || !has_table(&sheets);
        let all = ways.iter().filter(may_be).chain([geometry]);
        let fewest = all.map(|way| laid(&entry, way).len()).min();
        assert!(sheets.len() > 1 || fewest == Some(1), "seed {seed}");
        assert!(
            fewest != Some(1) || sheets.len() == 1,
            "seed {seed} would fit on one sheet"
        );
        if paper == Paper::default() {
            on_the_grid(geometry, &sheets).unwrap_or_else(|fault| panic!("seed {seed}: {fault}"));
        }
    }
}

/// The ways in which a text may be set: A4 that lies on its side has two columns too.
fn ways(paper: Paper) -> Vec<Geometry> {
    let ways = Geometry::of_texts(paper);
    if (paper.size, paper.turn) != (PaperSize::A4, Turn::Landscape) {
        return ways;
    }
    ways.iter().flat_map(|way| [*way, way.beside()]).collect()
}

fn has_table(sheets: &[Sheet]) -> bool {
    let is_of_table = |placed: &Placed| matches!(&placed.what, BoxContent::Line(line) if matches!(line.style, Style::TableHead | Style::TableCell));
    sheets.iter().flat_map(|sheet| &sheet.boxes).any(is_of_table)
}

/// Type that nobody reads from two steps.
pub(crate) fn small(sheets: &[Sheet]) -> Option<String> {
    let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
    let mut small =
        boxes.filter(|placed| matches!(&placed.what, BoxContent::Line(line) if line.size < LEAST_ON_WALL));
    small.next().map(|placed| format!("less than 12 pt: {placed:?}"))
}

/// What is not on the sheets of an entry. Cards name their cells again, so that a text with wide tables has more than was
/// written, but every row in its order.
fn lost(entry: &Entry, sheets: &[Sheet]) -> Option<String> {
    if entry.wide.is_empty() {
        let found = text(sheets);
        return (found != entry.expected).then(|| format!("text differs: {found}"));
    }
    let found = plain(sheets);
    let (there, wanted) = (counts(&found), counts(&entry.expected));
    let short = wanted
        .iter()
        .find(|(c, count)| there.get(*c).is_none_or(|there| there < *count));
    if let Some((c, count)) = short {
        return Some(format!("“{c}” should stand there {count} times"));
    }
    let mut rest = found.as_str();
    for cell in entry.wide.iter().flatten() {
        match rest.find(cell.as_str()) {
            Some(at) => rest = &rest[at + cell.len()..],
            None => return Some(format!("no “{cell}” in its place")),
        }
    }
    None
}

/// 22 rows of 28 characters within 1 %, where the text was not set closer; and never closer by more than 8 %.
fn on_the_grid(geometry: &Geometry, sheets: &[Sheet]) -> Result<(), String> {
    let least = if *geometry == Geometry::of_texts(Paper::default())[0] {
        990
    } else {
        920
    };
    let within = |length: i32, wanted: i32| {
        // Places are whole hundredths of a millimetre.
        length * 1_000 >= wanted * least - 10_000 && length * 1_000 <= wanted * 1_010
    };
    for sheet in sheets {
        let body = sheet.boxes.iter().filter_map(|placed| match &placed.what {
            BoxContent::Line(line) if line.style == Style::Body => Some((line, placed.area)),
            _ => None,
        });
        for (line, area) in body {
            // 156 mm / 28 and 225 mm / 22, in µm.
            if !within(line.size, 5_571) || !within(area.height * 10, 10_227) {
                return Err(format!("{} µm in {area:?}", line.size));
            }
        }
    }
    Ok(())
}

#[test]
fn a_text_that_runs_over_by_three_lines_is_set_closer() {
    let mut entry = Entry::random(7, 1);
    entry.attachments.clear();
    entry.closing = None;
    let line = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八";
    let needs = |lines: usize, entry: &mut Entry| {
        entry.title = "通知".to_owned();
        entry.markdown = format!("{}\n", line.repeat(lines));
        (
            laid(entry, &Geometry::of_texts(Paper::default())[0]).len(),
            hung(entry, Paper::default()).len(),
        )
    };
    // A title, an empty row, and 20 lines of which the first is indented.
    assert_eq!(needs(19, &mut entry), (1, 1));
    assert_eq!(needs(20, &mut entry), (2, 1));
    assert_eq!(needs(22, &mut entry), (2, 1));
    assert_eq!(needs(30, &mut entry), (2, 2));
}

#[test]
fn an_upright_a3_is_an_a4_enlarged() {
    for seed in 0..20 {
        let entry = Entry::random(seed, 400);
        let [a4, a3] = [PAPERS[0], PAPERS[2]].map(|paper| hung(&entry, paper));
        assert_eq!(a4.len(), a3.len());
        for (small, large) in a4
            .iter()
            .zip(&a3)
            .flat_map(|(a4, a3)| a4.boxes.iter().zip(&a3.boxes))
        {
            // From the corner of the block; columns of tables share out what is rounded, up to a quarter of a mm.
            let larger = |length: i32| length * 1_414 / 1_000;
            let off = [
                large.area.x - larger(small.area.x),
                large.area.y - larger(small.area.y),
                large.area.width - larger(small.area.width),
            ];
            assert!(off.iter().all(|off| off.abs() <= 25), "{small:?} {large:?}");
        }
    }
}

#[test]
fn a_landscape_a3_has_two_columns_below_its_title() {
    let mut entry = Entry::random(7, 1);
    entry.attachments.clear();
    entry.closing = None;
    entry.title = "通知".to_owned();
    entry.markdown = "一二三四五六七八九十".repeat(40);
    let sheets = hung(&entry, PAPERS[3]);
    assert_eq!(sheets.len(), 1);
    let left: Vec<i32> = sheets[0]
        .boxes
        .iter()
        .filter(|placed| matches!(&placed.what, BoxContent::Line(line) if line.style == Style::Body))
        .map(|placed| placed.area.x)
        .collect();
    let middle = PAPERS[3].width() / 2;
    let (first, second): (Vec<i32>, Vec<i32>) = left.iter().partition(|x| **x < middle);
    assert!(
        !first.is_empty() && !second.is_empty() && first.len() < 3 * second.len(),
        "{left:?}"
    );
}

#[test]
fn rows_taller_than_a_sheet_lose_nothing() {
    let (long, longer) = ("长".repeat(3_000), "更".repeat(5_000));
    let mut entry = Entry::random(7, 1);
    entry.markdown = format!("| 甲 | 乙 |\n|---|---|\n| {long} | {longer} |\n| 丙 | 丁 |\n");
    entry.attachments.clear();
    entry.closing = None;
    entry.expected = format!("{}甲乙{long}{longer}丙丁", entry.title).replace(' ', "");
    let geometry = Geometry::standard(Paper::default());
    let sheets = laid(&entry, &geometry);
    assert!(sheets.len() > 5);
    let text = text(&sheets);
    assert_eq!(counts(&text), counts(&entry.expected));
    let kept = |wanted: char| text.chars().filter(|c| *c == wanted).count();
    assert_eq!((kept('长'), kept('更')), (3_000, 5_000));
    boxes_are_sound(&geometry, &sheets).expect("sound");
}

#[test]
fn rows_that_no_low_sheet_holds_come_to_an_end() {
    let (head, long) = ("头".repeat(70), "长".repeat(400));
    let mut entry = Entry::random(7, 1);
    entry.markdown = format!("| {head} | 乙 |\n|---|---|\n| {long} | 更 |\n| 丙 | 丁 |\n");
    entry.attachments.clear();
    entry.closing = None;
    for rows in 2..12 {
        let geometry = Geometry::of_texts(PAPERS[3])[0].with_lower(0, rows);
        let text = text(&laid(&entry, &geometry));
        assert_eq!(text.matches('长').count(), 400, "{rows}");
        assert!(text.ends_with("丙丁"), "{rows}");
    }
}

#[test]
fn heads_of_tables_stand_on_every_sheet() {
    let mut entry = Entry::random(7, 1);
    entry.markdown = format!("| 姓名 | 事项 |\n|---|---|\n{}", "| 甲 | 乙 |\n".repeat(100));
    entry.attachments.clear();
    entry.closing = None;
    let sheets = laid(&entry, &Geometry::standard(Paper::default()));
    assert!(sheets.len() > 3);
    for sheet in &sheets {
        let lines = sheet.boxes.iter().filter_map(|placed| match &placed.what {
            BoxContent::Line(line) if line.style != Style::Title => Some(line.text()),
            _ => None,
        });
        let lines: Vec<String> = lines.take(3).collect();
        assert_eq!(lines, ["姓名", "事项", "甲"]);
    }
}

fn fault(entry: &Entry, geometry: &Geometry, sheets: &[Sheet]) -> Option<String> {
    let found = text(sheets);
    if found != entry.expected {
        let same = found
            .chars()
            .zip(entry.expected.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let from = same.saturating_sub(10);
        let part = |text: &str| text.chars().skip(from).take(60).collect::<String>();
        return Some(format!(
            "text differs: found {:?}, expected {:?}",
            part(&found),
            part(&entry.expected)
        ));
    }
    boxes_are_sound(geometry, sheets).err()
}

/// All text in its order, without spaces.
pub(crate) fn plain(sheets: &[Sheet]) -> String {
    let mut text = String::new();
    for placed in sheets.iter().flat_map(|sheet| &sheet.boxes) {
        if let BoxContent::Line(line) = &placed.what {
            text.push_str(&line.text());
        }
    }
    text.retain(|c| !c.is_whitespace());
    text
}

/// The text of all sheets without spaces, numbers and dots of lists, and table heads that are repeated.
pub(crate) fn text(sheets: &[Sheet]) -> String {
    let mut found = String::new();
    let mut heads: HashSet<String> = HashSet::new();
    for sheet in sheets {
        let mut head = String::new();
        for placed in &sheet.boxes {
            let BoxContent::Line(line) = &placed.what else {
                continue;
            };
            if line.style == Style::TableHead {
                head.push_str(&line.text());
                continue;
            }
            if !head.is_empty() && heads.insert(head.clone()) {
                found.push_str(&head);
            }
            head.clear();
            if line.style != Style::Marker {
                found.push_str(&line.text());
            }
        }
        if !head.is_empty() && heads.insert(head.clone()) {
            found.push_str(&head);
        }
    }
    found.retain(|c| !c.is_whitespace());
    found
}

pub(crate) fn boxes_are_sound(geometry: &Geometry, sheets: &[Sheet]) -> Result<(), String> {
    let block = geometry.block();
    for (number, sheet) in sheets.iter().enumerate() {
        let mut solid: Vec<&Placed> = Vec::new();
        for placed in &sheet.boxes {
            let area = placed.area;
            // Edges are rounded to whole hundredths of a millimetre.
            let inside = area.x >= block.x
                && area.y >= block.y
                && area.right() <= block.right() + 1
                && area.bottom() <= block.bottom() + 1;
            if !inside || area.width < 0 || area.height < 0 {
                return Err(format!("sheet {number}: outside: {placed:?}"));
            }
            match &placed.what {
                BoxContent::Line(_) => {
                    fits(placed)?;
                    solid.push(placed);
                }
                BoxContent::Picture(_) | BoxContent::Code(_) => solid.push(placed),
                BoxContent::Rule(_) | BoxContent::Fill(_) => {}
            }
        }
        apart(solid).map_err(|fault| format!("sheet {number}: {fault}"))?;
        let last = sheet.boxes.iter().rev().find_map(|placed| match &placed.what {
            BoxContent::Line(line) => Some(line.style),
            _ => None,
        });
        // A title of half a sheet may stand alone: it is at the sheet's head.
        let heads = [Style::Heading1, Style::Heading2, Style::Heading3];
        let closes =
            |placed: &Placed| matches!(&placed.what, BoxContent::Line(line) if line.style == Style::Closing);
        if sheet.boxes.iter().any(closes) && sheet.boxes.iter().all(closes) {
            return Err(format!("sheet {number} holds nothing but the date"));
        }
        let last_box = sheet.boxes.last().map(|placed| &placed.what);
        if number + 1 < sheets.len()
            && matches!(last_box, Some(BoxContent::Line(_)))
            && last.is_some_and(|style| heads.contains(&style))
        {
            return Err(format!("sheet {number} ends with a heading"));
        }
    }
    Ok(())
}

fn fits(placed: &Placed) -> Result<(), String> {
    let BoxContent::Line(line) = &placed.what else {
        return Ok(());
    };
    let mut width = 0;
    for run in &line.runs {
        if run.is_squeezed {
            width -= EM / 2 * i32::try_from(run.text.chars().count()).expect("a line");
        }
        if run.script == gongkai::paper::Script::Odd {
            width += measure::width(&run.text, run.script, false, run.marks);
            continue;
        }
        for c in run.text.chars() {
            let text = c.to_string();
            width += measure::width(&text, run.script, line.style.is_bold(), run.marks);
        }
    }
    // µm against 1/100 mm.
    let width = width * line.size / EM;
    if width > placed.area.width * 10 + 10 {
        return Err(format!("{width} µm in {placed:?}"));
    }
    Ok(())
}

/// No two of them overlap.
fn apart(mut boxes: Vec<&Placed>) -> Result<(), String> {
    boxes.sort_by_key(|placed| placed.area.y);
    for (number, one) in boxes.iter().enumerate() {
        for other in &boxes[number + 1..] {
            if other.area.y >= one.area.bottom() - 1 {
                break;
            }
            let beside = other.area.x >= one.area.right() - 1 || one.area.x >= other.area.right() - 1;
            if !beside && one.area.width > 1 && other.area.width > 1 {
                return Err(format!("{one:?} overlaps {other:?}"));
            }
        }
    }
    Ok(())
}
