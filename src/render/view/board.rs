//! What the templates of a board edition see: sheets of paper, and the pages around them.

use serde::Serialize;

/// `hanging`: what hangs, for the person who prints.
#[derive(Debug, Clone, Serialize)]
pub struct HangingView {
    /// The boards, in the order of `site.toml`.
    pub boards: Vec<BoardView>,
    /// The page with everything to print.
    pub all: String,
    /// The page of what has to go up and to come down.
    pub changes: String,
    /// What comes down next, soonest first.
    pub coming_down: Vec<ChangeView>,
    /// How many sheets hang.
    pub sheets: u32,
}

/// A board.
#[derive(Debug, Clone, Serialize)]
pub struct BoardView {
    /// Its `id`.
    pub id: String,
    /// For example 教学楼一楼公开栏.
    pub name: String,
    /// Whose it is; null for the whole school.
    pub branch: Option<String>,
    /// The size of its sheets and how they hang: `A4 纵向`.
    pub paper: String,
    /// Rows of slots.
    pub rows: u32,
    /// Columns of slots.
    pub columns: u32,
    /// How many slots have a sheet.
    pub used: u32,
    /// The page of its plan.
    pub plan: String,
    /// The page for a hall's screen.
    pub screen: String,
    /// Its sections.
    pub sections: Vec<BoardSectionView>,
    /// Titles of entries that have to hang and that no section takes.
    pub homeless: Vec<String>,
}

/// A section of a board.
#[derive(Debug, Clone, Serialize)]
pub struct BoardSectionView {
    /// What stands over it.
    pub name: String,
    /// How many slots it has.
    pub slots: u32,
    /// How many of them have a sheet.
    pub used: u32,
    /// What hangs in it, in the order of the slots.
    pub hung: Vec<HungView>,
    /// What does not fit.
    pub waiting: Vec<WaitingView>,
    /// How many more entries, older ones, would go here.
    pub older: usize,
}

/// Something that hangs.
#[derive(Debug, Clone, Serialize)]
pub struct HungView {
    /// Its title.
    pub title: String,
    /// The page with its sheets.
    pub path: String,
    /// Stands for what its sheets say: another one when something has to be printed anew.
    pub print: String,
    /// 公开日期, or null.
    pub posted_on: Option<String>,
    /// The last day that it hangs, or null.
    pub last_day: Option<String>,
    /// 公开时限 in a word, where no day is set; or null.
    pub duration: Option<&'static str>,
    /// Its sheets, small.
    pub sheets: Vec<ThumbView>,
}

/// A sheet, small: where there is ink, as paths of an SVG.
#[derive(Debug, Clone, Serialize)]
pub struct ThumbView {
    /// Its place on the page with the sheets: a path with an anchor.
    pub path: String,
    /// Its slot on the board, from 1.
    pub slot: u32,
    /// Its number among the sheets of the entry, from 1.
    pub number: usize,
    /// The paper's width in mm.
    pub width: i32,
    /// The paper's height in mm.
    pub height: i32,
    /// The ink, a path for each.
    pub strokes: Vec<StrokeView>,
}

/// Ink of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct StrokeView {
    /// `black`, `grey`, `pale`, `red`, `title`, `text`, `picture`.
    pub ink: &'static str,
    /// The `d` of an SVG path, in mm.
    pub path: String,
}

/// Something that does not fit.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingView {
    /// Its title.
    pub title: String,
    /// How many sheets it has.
    pub sheets: u32,
    /// How many slots it lacks.
    pub lacks: u32,
    /// It has to hang: its 公示期 runs, or 置顶 or 上墙 says so.
    pub must: bool,
}

/// `sheets`: sheets to print, of one entry or of all boards.
#[derive(Debug, Clone, Serialize)]
pub struct SheetsView {
    /// The entry's title, or null on the page of all.
    pub title: Option<String>,
    /// The paper in words, when all sheets have the same: `A4 纵向`; or null.
    pub paper: Option<String>,
    /// The size of the paper for `@page`, when all sheets have the same: `210mm 297mm`; or null.
    pub page_size: Option<String>,
    /// The sheets.
    pub sheets: Vec<SheetView>,
}

/// A sheet of paper.
#[derive(Debug, Clone, Serialize)]
pub struct SheetView {
    /// Its `id` on the page.
    pub id: String,
    /// The size of its paper and how it hangs: `a4-portrait`, `a4-landscape`, `a3-portrait`, `a3-landscape`.
    pub paper: String,
    /// The paper's width in mm.
    pub width: i32,
    /// The paper's height in mm.
    pub height: i32,
    /// Where it hangs: board and section.
    pub place: String,
    /// What it is of, for those who cannot see it.
    pub label: String,
    /// The last day that it hangs; past it a script hides it. Or null.
    pub last_day: Option<String>,
    /// Everything on it, as HTML: boxes at fixed places, in mm.
    pub html: String,
}

/// `wall`: a board to scale.
#[derive(Debug, Clone, Serialize)]
pub struct WallView {
    /// The board.
    pub board: BoardView,
    /// Its width in mm.
    pub width: i32,
    /// Its height in mm.
    pub height: i32,
    /// Its slots, row by row.
    pub slots: Vec<SlotView>,
}

/// A slot of a board.
#[derive(Debug, Clone, Serialize)]
pub struct SlotView {
    /// Its number, from 1, row by row.
    pub number: u32,
    /// Its place on the board, in mm.
    pub x: i32,
    /// The same, downwards.
    pub y: i32,
    /// Its width in mm.
    pub width: i32,
    /// Its height in mm.
    pub height: i32,
    /// The section it belongs to; null for one that no section has.
    pub section: Option<String>,
    /// The place of that section among the board's, from 0; null where there is none.
    pub section_index: Option<usize>,
    /// What hangs there, the title in lines that fit; empty when nothing does.
    pub lines: Vec<String>,
    /// The whole title; null when nothing hangs there.
    pub title: Option<String>,
    /// `第1张 共2张`; null when nothing hangs there.
    pub sheet: Option<String>,
    /// The sheet, a path with an anchor; null when nothing hangs there.
    pub path: Option<String>,
}

/// `screen`: a board on a hall's screen.
#[derive(Debug, Clone, Serialize)]
pub struct ScreenView {
    /// What people call the board.
    pub name: String,
    /// Stands for everything on it: another one when the page has to be loaded anew.
    pub print: String,
    /// The sheets, in the order of the slots.
    pub sheets: Vec<SheetView>,
}

/// `changes`: what has to go up and to come down, by the days of events.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// The last days on which something went up or came down, newest first.
    pub days: Vec<ChangeDayView>,
    /// What comes down next, soonest first.
    pub coming_down: Vec<ChangeView>,
}

/// A day on which something went up or came down.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeDayView {
    /// The day.
    pub date: String,
    /// 应上墙.
    pub up: Vec<ChangeView>,
    /// 应撤下.
    pub down: Vec<ChangeView>,
}

/// Something that goes up or comes down.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// Its title; of a 公示 that is over, that it is.
    pub title: String,
    /// Where: board and section.
    pub place: String,
    /// The slots, `第3、4格`; null when it hangs no more.
    pub slots: Option<String>,
    /// The page with its sheets; null when it hangs no more.
    pub path: Option<String>,
    /// The last day that it hangs, or null.
    pub last_day: Option<String>,
    /// Its 公示期 in words, when it had one; or null.
    pub period: Option<String>,
}
