//! Whatever an entry holds: all of its text is on the sheets, in order; no two boxes overlap; every box lies in the
//! block; no line is wider than its column; no heading is the last on its sheet.

use std::collections::HashSet;

use gongkai::paper::measure::{self, EM};
use gongkai::paper::{BoxContent, Geometry, Placed, Sheet, Style};
use gongkai::words::{Paper, PaperSize, Turn};

use crate::support::entries::{Dice, Entry, counts, laid};
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
fn heads_of_tables_stand_on_every_sheet() {
    let mut entry = Entry::random(7, 1);
    entry.markdown = format!("| 姓名 | 事项 |\n|---|---|\n{}", "| 甲 | 乙 |\n".repeat(100));
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
