//! The page for the archive: what the record of publication says of a quarter, with the hash of its last line and room to
//! sign. For inside use: it is printed and never hangs.

use super::pieces::{aligned, head_row, lay, paragraph, subtitle, title};
use crate::paper::blocks::{Block, Table};
use crate::paper::{Align, Geometry, Sheet};
use crate::words::Paper;

/// 五号.
const SIZE: i32 = 3_704;

/// Who signs.
const SIGNATURES: &str = "经办人（签字）：　　　　　　　　　　　　年　　月　　日";
const HEAD: &str = "党组织负责人（签字）：　　　　　　　　　年　　月　　日";

/// What stands on it.
#[derive(Debug, Clone)]
pub struct RecordPage {
    /// Whose record it is.
    pub organizer: String,
    /// `2026年第三季度`.
    pub period: String,
    /// What has to be said about it, a paragraph each: how many lines, whether they fit, the hashes.
    pub facts: Vec<String>,
    /// The lines of the quarter.
    pub rows: Vec<RecordPageRow>,
}

/// A line of the record.
#[derive(Debug, Clone)]
pub struct RecordPageRow {
    /// Its number.
    pub number: String,
    /// When.
    pub time: String,
    /// What happened.
    pub event: String,
    /// To which entry.
    pub title: String,
    /// Where.
    pub place: String,
}

/// The sheets, on A4.
#[must_use]
pub fn sheets(page: &RecordPage) -> Vec<Sheet> {
    let geometry = Geometry::standard(Paper::default());
    let mut blocks = title("公开记录存档页", &geometry);
    blocks.push(subtitle(&format!("{}　{}", page.organizer, page.period)));
    blocks.extend(page.facts.iter().map(paragraph));
    if !page.rows.is_empty() {
        blocks.push(Block::Table(table(&page.rows)));
    }
    let signatures = [
        Block::Space(1),
        paragraph(SIGNATURES),
        Block::Space(1),
        paragraph(HEAD),
    ];
    let closing = signatures.len();
    blocks.extend(signatures);
    lay(&blocks, closing, &geometry, &|_| None)
}

fn table(rows: &[RecordPageRow]) -> Table {
    let row = |row: &RecordPageRow| {
        vec![
            aligned(row.number.as_str(), Align::Centre),
            aligned(row.time.as_str(), Align::Centre),
            aligned(row.event.as_str(), Align::Centre),
            aligned(row.title.as_str(), Align::Left),
            aligned(row.place.as_str(), Align::Left),
        ]
    };
    Table {
        head: vec![head_row(&["序号", "时间", "事项", "标题", "地方"])],
        rows: rows.iter().map(row).collect(),
        shares: vec![9, 18, 9, 44, 20],
        size: Some(SIZE),
        ..Table::default()
    }
}
