//! 大字版: one entry on one large sheet, to be read from afar: its title, its text as long as that stays as large as on a
//! board, where and until when readers may act, 落款 and date.

use super::pieces::{entry_body, entry_head, lay_to_foot, panel, signature, signer};
use super::{publicity, study};
use crate::paper::blocks::{Block, Paragraph};
use crate::paper::breaks::Span;
use crate::paper::{Align, Closing, Geometry, Sheet, Style};
use crate::read::Detail;
use crate::site::{Entry, Site};

/// 16 pt of a line of 28 characters: a 公示期 stands in one line.
const PANEL: i32 = 5_700;

/// What stands in the place of a text that is too long.
const ELSEWHERE: &str = "（全文见公开栏）";

/// A poster.
#[derive(Debug, Clone)]
pub struct Poster {
    /// One sheet, but for a title that fills more.
    pub sheets: Vec<Sheet>,
    /// The whole text stands on it.
    pub is_whole: bool,
}

/// Sets an entry in the largest of these ways in which it is one sheet; its essentials alone where there is none.
pub(in crate::paper) fn poster(site: &Site, entry: &Entry, ways: &[Geometry]) -> Poster {
    let is_text = |block: &Block| !matches!(block, Block::Picture(_));
    let text: Vec<Block> = entry_body(entry).into_iter().filter(is_text).collect();
    let one = |text: &[Block]| {
        let mut laid = ways.iter().map(|geometry| laid(site, entry, text, geometry));
        laid.find(|sheets| sheets.len() == 1)
    };
    if let Some(sheets) = one(&text) {
        return Poster {
            sheets,
            is_whole: true,
        };
    }
    let instead = [Block::Text(Paragraph {
        spans: vec![Span::plain(ELSEWHERE)],
        style: Style::Quote,
        align: Align::Centre,
        ..Paragraph::default()
    })];
    let smallest = || ways.last().map(|geometry| laid(site, entry, &instead, geometry));
    Poster {
        sheets: one(&instead).or_else(smallest).unwrap_or_default(),
        is_whole: false,
    }
}

fn laid(site: &Site, entry: &Entry, text: &[Block], geometry: &Geometry) -> Vec<Sheet> {
    let mut blocks = entry_head(entry, geometry);
    blocks.extend_from_slice(text);
    let facts = match &entry.detail {
        Detail::Notice(notice) => publicity::facts(notice, &site.calendar),
        Detail::Study(study) => study::facts(study),
        Detail::Meeting(_) | Detail::Pledge(_) | Detail::Ledger(_) | Detail::Page(_) => Vec::new(),
    };
    if !facts.is_empty() {
        blocks.push(Block::Space(1));
        blocks.push(panel(&facts, PANEL));
    }
    let signed_by = signer(site, entry);
    let closing = Closing {
        signed_by: &signed_by,
        signed_on: entry.common.signed_on.unwrap_or(entry.common.date),
        sealed: true,
    };
    let closing = signature(entry, closing, geometry, crate::paper::BODY);
    lay_to_foot(&blocks, &closing, geometry)
}
