//! A board to scale: which sheet hangs in which slot.

use super::super::Renderer;
use super::super::page::RenderedPage;
use super::super::view::{SlotView, WallView};
use super::{anchor, board_view};
use crate::paper::TextRun;
use crate::paper::breaks::{self, Span, TextColumn};
use crate::paper::measure::EM;
use crate::plan::HungBoard;
use crate::read::config::Board;
use crate::site::Site;
use crate::words::Address;

/// In mm: around each slot, and above it for its number.
const GAP: i32 = 14;
const HEAD: i32 = 26;

/// So many characters of a title stand in a line of an upright slot, and so many lines.
const CHARACTERS: i32 = 9;
const LINES: usize = 6;

impl Renderer<'_> {
    /// A board to scale.
    pub(in super::super) fn board_plan(&self, address: &Address, board: usize) -> RenderedPage {
        let of = &self.hanging.boards[board];
        let (width, height) = sides(&of.board);
        let across = |count: u32, side: i32| i32::try_from(count).unwrap_or(0) * (side + GAP) + GAP;
        let view = WallView {
            board: board_view(self.site, of),
            width: across(of.board.columns, width),
            height: across(of.board.rows, height + HEAD),
            slots: slots(self.site, of),
        };
        let title = format!("{}：平面图", of.board.name);
        let page = self.paper_page(address, "plan", &title);
        self.fill_page("plan.html", page, "wall", &view)
    }
}

/// The sides of a board's sheets in mm.
fn sides(board: &Board) -> (i32, i32) {
    (board.paper.width() / 100, board.paper.height() / 100)
}

fn slots(site: &Site, of: &HungBoard) -> Vec<SlotView> {
    let board = &of.board;
    let (width, height) = sides(board);
    let slot = |index: u32| {
        let side = |number: u32, side: i32| i32::try_from(number).unwrap_or(0) * side;
        let mut view = SlotView {
            number: index + 1,
            x: GAP + side(index % board.columns, width + GAP),
            y: GAP + HEAD + side(index / board.columns, height + HEAD + GAP),
            width,
            height,
            section: None,
            section_index: None,
            lines: Vec::new(),
            title: None,
            sheet: None,
            path: None,
        };
        fill(site, of, index, &mut view);
        view
    };
    (0..board.rows * board.columns).map(slot).collect()
}

/// Says what hangs in a slot.
fn fill(site: &Site, of: &HungBoard, index: u32, view: &mut SlotView) {
    let mut sections = of.board.sections.iter().zip(&of.sections).enumerate();
    let found = sections
        .find(|(_, (section, hung))| (hung.first_slot..hung.first_slot + section.slots).contains(&index));
    let Some((place, (section, hung))) = found else {
        return;
    };
    view.section = Some(section.name.clone());
    view.section_index = Some(place);
    let hangs = hung
        .hung
        .iter()
        .find(|hung| (hung.slot..hung.slot + hung.count()).contains(&index));
    let Some(hangs) = hangs else { return };
    let number = (index - hangs.slot) as usize;
    let name = super::marked_title(site, hangs.what);
    view.lines = lines(&name, CHARACTERS * view.width / 210);
    view.title = Some(name);
    view.sheet = Some(format!("第{}张 共{}张", number + 1, hangs.sheets.len()));
    view.path = Some(format!("{}#{}", hangs.address, anchor(number)));
}

/// A title in lines of so many characters; one that does not fit ends in dots, and is whole in the list below.
fn lines(title: &str, characters: i32) -> Vec<String> {
    let column = TextColumn {
        width: characters * EM,
        indent: 0,
        bold: false,
    };
    let text = |runs: Vec<TextRun>| runs.into_iter().map(|run| run.text).collect();
    let broken = breaks::lines(&[Span::plain(title)], column).into_iter();
    let mut lines: Vec<String> = broken.map(|line| text(line.runs)).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}
