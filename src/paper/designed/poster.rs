//! 大字版: one entry on one large sheet, to be read from afar: its title, its text as long as that stays as large as on a
//! board, else the names or promises that it is about, where and until when readers may act, 落款 and date.

use super::pieces::{entry_body, entry_head, lay_to_foot, panel, signature, signer};
use super::{pledge, publicity, study};
use crate::paper::blocks::{Block, Paragraph};
use crate::paper::breaks::Span;
use crate::paper::geometry::ENLARGED;
use crate::paper::{Align, Closing, Geometry, Sheet, Style};
use crate::read::Detail;
use crate::site::{Entry, Site};

/// The type in the frame, the largest first; in the last a 公示期 stands in one line of 28 characters.
const PANELS: [i32; 4] = [7_800, 7_000, 6_300, 5_700];

/// The free rows that may stand below the title, so that what is short does not leave the sheet empty below it.
const BELOW_TITLE: std::ops::RangeInclusive<i32> = 0..=3;

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
    let text: Vec<Block> = body(site, entry).into_iter().filter(is_text).collect();
    let one = |text: &[Block]| {
        let is_one = |set: &PosterSet<'_>| laid(site, entry, text, set).len() == 1;
        let mut sets = ways.iter().map(PosterSet::closest);
        let mut best = sets.find(is_one)?;
        best.panel = PANELS.into_iter().find(|panel| {
            is_one(&PosterSet {
                panel: *panel,
                ..best
            })
        })?;
        best.below_title = BELOW_TITLE.rev().find(|rows| {
            is_one(&PosterSet {
                below_title: *rows,
                ..best
            })
        })?;
        Some(laid(site, entry, text, &best))
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
    let with_names = [essence(site, entry), instead.to_vec()].concat();
    let smallest = || {
        ways.last()
            .map(|way| laid(site, entry, &instead, &PosterSet::closest(way)))
    };
    Poster {
        sheets: one(&with_names)
            .or_else(|| one(&instead))
            .or_else(smallest)
            .unwrap_or_default(),
        is_whole: false,
    }
}

/// What stands between the title and the frame.
fn body(site: &Site, entry: &Entry) -> Vec<Block> {
    match &entry.detail {
        Detail::Pledge(of) if pledge::is_for_the_wall(of) => pledge::content(entry, of, site.day),
        _ => entry_body(entry),
    }
}

/// What a text that is too long is about: the tables of a notice, as a 公示 names people in; what is promised.
fn essence(site: &Site, entry: &Entry) -> Vec<Block> {
    match &entry.detail {
        Detail::Notice(_) => {
            let tables = |block: &Block| matches!(block, Block::Table(_));
            entry_body(entry).into_iter().filter(tables).collect()
        }
        Detail::Pledge(of) if pledge::is_for_the_wall(of) => pledge::of_fields(of, site.day),
        _ => Vec::new(),
    }
}

/// How a poster is set.
#[derive(Debug, Clone, Copy)]
struct PosterSet<'g> {
    geometry: &'g Geometry,
    /// The size of type in the frame.
    panel: i32,
    /// Free rows.
    below_title: i32,
}

impl<'g> PosterSet<'g> {
    /// With the least room for everything.
    fn closest(geometry: &'g Geometry) -> Self {
        let [.., panel] = PANELS;
        Self {
            geometry,
            panel,
            below_title: *BELOW_TITLE.start(),
        }
    }
}

fn laid(site: &Site, entry: &Entry, text: &[Block], set: &PosterSet<'_>) -> Vec<Sheet> {
    let geometry = set.geometry;
    let mut blocks = entry_head(entry, geometry);
    blocks.push(Block::Space(set.below_title));
    blocks.extend_from_slice(text);
    let facts = match &entry.detail {
        Detail::Notice(notice) => publicity::facts(notice, &site.calendar),
        Detail::Study(study) => study::facts(study),
        Detail::Meeting(_) | Detail::Pledge(_) | Detail::Ledger(_) | Detail::Page(_) => Vec::new(),
    };
    if !facts.is_empty() {
        blocks.push(Block::Space(1));
        blocks.push(panel(&facts, set.panel));
    }
    let signed_by = signer(site, entry);
    let closing = Closing {
        signed_by: &signed_by,
        signed_on: entry.common.signed_on.unwrap_or(entry.common.date),
        sealed: true,
    };
    let mut closing = signature(entry, closing, geometry, crate::paper::BODY);
    if let Some(Block::Space(above)) = closing.first_mut()
        && geometry.scale >= ENLARGED
    {
        // A seal is as large as ever, and two lines of this size are nearly as high as it is.
        *above = 1;
    }
    lay_to_foot(&blocks, &closing, geometry)
}
