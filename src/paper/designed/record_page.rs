//! The page for the archive: what the record of publication says of a quarter, with the hash of its last line and room to
//! sign. For inside use: it is printed and never hangs.

use super::pieces::{aligned, head_row, lay, paragraph, subtitle, title};
use crate::paper::blocks::{Block, Paragraph, Table};
use crate::paper::sheet::Area;
use crate::paper::{Align, Geometry, Sheet, Style, frame};
use crate::words::{Day, Paper};

/// 五号.
const SIZE: i32 = 3_704;

/// 小四: whoever signs has a rule of 63 mm and the day on the line of his name.
const SIGNED: i32 = 4_233;

/// Who signs.
const SIGNERS: [&str; 2] = ["经办人", "党组织负责人"];

/// From the foot of the text to the line that says which page it is, in 1/100 mm.
const PAGE_BELOW: i32 = 700;

/// What stands on it.
#[derive(Debug, Clone)]
pub struct RecordPage {
    /// Whose record it is.
    pub organizer: String,
    /// `2026年第三季度`.
    pub period: String,
    /// What has to be said about it, a paragraph each: how many lines, whether they fit, the hashes.
    pub facts: Vec<String>,
    /// The day it is printed.
    pub printed_on: Day,
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
    blocks.push(Block::Space(1));
    blocks.extend(page.facts.iter().map(paragraph));
    if !page.rows.is_empty() {
        blocks.push(Block::Table(table(&page.rows)));
    }
    // The rules stand below each other, each with its row above it to write in.
    let signatures = SIGNERS.iter().flat_map(|who| [Block::Space(1), to_sign(who)]);
    blocks.extend(signatures);
    let mut sheets = lay(&blocks, 2 * SIGNERS.len(), &geometry, &|_| None);
    let count = sheets.len();
    for (number, sheet) in (1..).zip(&mut sheets) {
        let words = format!(
            "公开记录　{}　打印于{}　第{number}页　共{count}页",
            page.period,
            page.printed_on.chinese()
        );
        let block = geometry.block();
        let area = Area {
            y: block.bottom() + PAGE_BELOW - SIZE / 20,
            height: SIZE * 3 / 2 / 10,
            ..block
        };
        sheet
            .boxes
            .push(frame::line(area, &words, SIZE, Align::Centre, Style::Frame));
    }
    sheets
}

/// A rule to sign on, and the day.
fn to_sign(who: &str) -> Block {
    let rule = "＿".repeat(15);
    Block::Text(Paragraph {
        size: SIGNED,
        align: Align::Right,
        ..Paragraph::of(format!("{who}（签字）：{rule}　　年　　月　　日"))
    })
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
        size: Some(SIZE),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::BoxContent;

    #[test]
    fn places_days_and_rules_to_sign_on_are_in_one_line_and_every_page_has_its_number() {
        let row = |number: usize| RecordPageRow {
            number: number.to_string(),
            time: "11-25 08:16".to_owned(),
            event: "公开".to_owned(),
            title: "关于开展“书香校园”主题党日活动的通知".to_owned(),
            place: "行政楼一楼公开栏".to_owned(),
        };
        let page = RecordPage {
            organizer: "中共某校支部委员会".to_owned(),
            period: "2026年第四季度".to_owned(),
            facts: Vec::new(),
            printed_on: Day::of("2026-11-24"),
            rows: (1..60).map(row).collect(),
        };
        let sheets = sheets(&page);
        let lines = |sheet: &Sheet| -> Vec<String> {
            let boxes = sheet.boxes.iter();
            let lines = boxes.filter_map(|placed| match &placed.what {
                BoxContent::Line(line) => Some(line.text()),
                _ => None,
            });
            lines.collect()
        };
        let all: Vec<String> = sheets.iter().flat_map(lines).collect();
        let is_place = |line: &&String| *line == "行政楼一楼公开栏";
        assert_eq!(all.iter().filter(is_place).count(), page.rows.len());
        let signed = all.iter().filter(|line| line.contains("（签字）：＿"));
        assert!(signed.clone().count() == 2 && signed.clone().all(|line| line.ends_with("　　日")));
        let last = lines(&sheets[sheets.len() - 1]);
        let count = sheets.len();
        let said = format!("公开记录　2026年第四季度　打印于2026年11月24日　第{count}页　共{count}页");
        assert!(last.contains(&said), "{last:?}");
    }
}
