//! The contents: chapters, and titles with the numbers of their pages.

use super::{Chapter, ContentsTitle, empty};
use crate::paper::breaks::{self, Span, TextColumn, natural_width};
use crate::paper::frame;
use crate::paper::measure::EM;
use crate::paper::{Align, BoxContent, Geometry, Placed, Sheet, Style, TITLE, TextLine};

/// A line of the contents.
enum ContentsLine {
    Chapter(&'static str),
    /// The month of the articles below, in a chapter of many.
    Month(String),
    /// A part of a title, so far from the left in µm; the last one with the number of the page.
    Article(i32, breaks::Broken, Option<usize>),
}

/// The contents. They begin on the right; with the lines a little closer where that saves a page.
pub(super) fn contents(chapters: &[Chapter], geometry: &Geometry) -> Vec<Sheet> {
    let lines = contents_lines(chapters, geometry);
    let made = in_rows(&lines, ROWS, geometry);
    let mut closer = (ROWS + 1..=MOST_ROWS).map(|rows| in_rows(&lines, rows, geometry));
    closer.find(|closer| closer.len() < made.len()).unwrap_or(made)
}

/// The contents with so many lines on a page.
fn in_rows(lines: &[ContentsLine], rows: i32, geometry: &Geometry) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut at = rows;
    for line in lines {
        // A chapter stands apart from the one before, and its name never alone at the foot of a page.
        let (apart, needed) = match line {
            ContentsLine::Chapter(_) => (1, 3),
            ContentsLine::Month(_) => (0, 2),
            ContentsLine::Article(..) => (0, 1),
        };
        if at + apart + needed > rows {
            sheets.push(empty(geometry));
            at = 0;
            if sheets.len() == 1 {
                let heading = geometry.area(0, 0, geometry.width(), line_top(geometry, (2, rows)));
                let placed = frame::line(heading, "目　录", TITLE, Align::Centre, Style::Title);
                sheets[0].boxes.push(placed);
                at = 3;
            }
        } else {
            at += apart;
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.boxes.extend(line.boxes((at, rows), geometry));
        }
        at += 1;
    }
    sheets
}

fn contents_lines(chapters: &[Chapter], geometry: &Geometry) -> Vec<ContentsLine> {
    let mut lines = Vec::new();
    let mut page = 1;
    for chapter in chapters {
        lines.push(ContentsLine::Chapter(chapter.name));
        let mut month = None;
        let is_by_month = chapter.titles.len() > MANY;
        // Titles stand behind their months as these behind the names of chapters.
        let left = if is_by_month { 2 * INDENT } else { INDENT };
        let column = TextColumn::of_width(ems(geometry.width() - left) - NUMBER_ROOM);
        for ContentsTitle { words, page: at, day } in &chapter.titles {
            let own = day.map(|day| day.month());
            if is_by_month && own != month {
                lines.extend(own.map(|month| ContentsLine::Month(format!("{month}月"))));
                month = own;
            }
            let mut broken = breaks::lines(&[Span::plain(words.as_str())], column);
            let last = broken.pop();
            lines.extend(
                broken
                    .into_iter()
                    .map(|line| ContentsLine::Article(left, line, None)),
            );
            lines.extend(last.map(|line| ContentsLine::Article(left, line, Some(page + at))));
        }
        page += chapter.pages.len();
    }
    lines
}

/// A chapter of more articles than these says of which month they are.
const MANY: usize = 12;

/// What stands above them.
pub(super) const CONTENTS: &str = "目录";

/// 小四, 12 pt: their type.
const SMALL: i32 = 4_233;

/// The lines of a page, 19.3 pt from one to the next, and the most: 17.7 pt.
const ROWS: i32 = 33;
const MOST_ROWS: i32 = 36;

/// Where a line of so many begins, in µm below the block's upper edge.
fn line_top(geometry: &Geometry, (at, rows): (i32, i32)) -> i32 {
    geometry.height() * at / rows
}

/// How far titles or months stand behind the names of chapters, in µm.
const INDENT: i32 = SMALL;

/// The room of the contents that no title takes, in 1/1000 em: two dots and a number.
const NUMBER_ROOM: i32 = 6 * EM;

/// µm as 1/1000 em of the contents' type.
fn ems(length: i32) -> i32 {
    i32::try_from(i64::from(length) * i64::from(EM) / i64::from(SMALL)).unwrap_or(length)
}

impl ContentsLine {
    fn boxes(&self, (at, rows): (i32, i32), geometry: &Geometry) -> Vec<Placed> {
        let top = line_top(geometry, (at, rows));
        let height = line_top(geometry, (at + 1, rows)) - top;
        let whole = geometry.width();
        let (left, line, page) = match self {
            Self::Chapter(name) => {
                let area = geometry.area(0, top, whole, height);
                return vec![frame::line(area, name, SMALL, Align::Left, Style::Heading1)];
            }
            Self::Month(name) => {
                let area = geometry.area(INDENT, top, whole - INDENT, height);
                return vec![frame::line(area, name, SMALL, Align::Left, Style::Heading1)];
            }
            Self::Article(left, line, page) => (*left, line, page),
        };
        let room = whole - left;
        let width = i32::try_from(i64::from(line.width) * i64::from(SMALL) / i64::from(EM)).unwrap_or(room);
        // A hair more, so that no line breaks for the last micrometre.
        let width = (width + 50).min(room);
        let mut boxes = vec![Placed {
            area: geometry.area(left, top, width, height),
            what: BoxContent::Line(TextLine {
                style: Style::Body,
                size: SMALL,
                align: Align::Left,
                spread: false,
                runs: line.runs.clone(),
            }),
        }];
        if let Some(page) = page {
            let number = page.to_string();
            let dotted = ems(room - width) - natural_width(&[Span::plain(number.as_str())], false) - EM;
            let dots = "…".repeat(usize::try_from(dotted / EM).unwrap_or(0));
            let area = geometry.area(left + width, top, room - width, height);
            boxes.push(frame::line(
                area,
                &format!("{dots} {number}"),
                SMALL,
                Align::Right,
                Style::Body,
            ));
        }
        boxes
    }
}
