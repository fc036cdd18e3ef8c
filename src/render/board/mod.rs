//! The pages of a board edition: what hangs, for the person who prints and hangs it, and each board as it hangs.

mod changes;
mod draw;
mod sheets;

pub use draw::page_of;

use changes::ChangeView;
use draw::StrokeView;
use serde::Serialize;

use super::page::{PageHead, RenderedPage};
use super::view::PageView;
use super::{Renderer, shared};
use crate::paper::Sheet;
use crate::plan::{self, Hung, HungBoard, HungSection, Waiting};
use crate::read::config::BoardSection;
use crate::site::{Candidate, Entry, Site, TakeDown};
use crate::words::{Address, Labelled, PageFamily};

impl Renderer<'_> {
    /// What hangs, for the person who prints.
    pub(super) fn board_index(&self, address: &Address) -> RenderedPage {
        let hanging = &self.plan.hanging;
        let view = HangingView {
            boards: hanging
                .boards
                .iter()
                .map(|of| board_view(self.site, of))
                .collect(),
            all: plan::page(&PageFamily::ALL_SHEETS).to_string(),
            changes: plan::page(&PageFamily::CHANGES).to_string(),
            coming_down: changes::coming_down(self.site, hanging),
            sheets: hanging.all().map(|(_, _, hung)| hung.count()).sum(),
        };
        let page = self.paper_page(address, &PageFamily::BOARD_HOME, "公开栏打印");
        self.fill_page(page, "hanging", &view)
    }

    fn paper_page(&self, address: &Address, family: &'static PageFamily, title: &str) -> PageView {
        let heading = PageHead::titled(family, title);
        let mut page = self.page(address, heading);
        page.breadcrumb.clear();
        page
    }
}

/// The `id` of a sheet on the page of its entry.
fn anchor(index: usize) -> String {
    format!("s{}", index + 1)
}

/// The entry that hangs; `None` for a sheet that is made of the whole site.
fn entry(site: &Site, what: Candidate) -> Option<&Entry> {
    Some(site.entry(what.entry()?))
}

/// The last day that something hangs, where a day is set.
fn last_day(site: &Site, what: Candidate) -> Option<String> {
    match site.take_down(entry(site, what)?) {
        TakeDown::After(last) => Some(last.to_string()),
        TakeDown::By(_) => None,
    }
}

fn board_view(site: &Site, of: &HungBoard) -> BoardView {
    let board = &of.board;
    let branch = board.branch.as_deref().and_then(|id| site.branch(id));
    let sections = board.sections.iter().zip(&of.sections);
    BoardView {
        id: board.id.clone(),
        name: board.name.clone(),
        branch: branch.map(|branch| branch.name.clone()),
        paper: board.paper.label(),
        rows: board.rows,
        columns: board.columns,
        used: of.sections.iter().map(HungSection::used).sum(),
        plan: plan::board_plan(board).to_string(),
        screen: plan::board_screen(board).to_string(),
        sections: sections
            .map(|(section, hung)| section_view(site, section, hung))
            .collect(),
        homeless: of
            .homeless
            .iter()
            .map(|id| shared::marked_title(site.entry(*id)).into_owned())
            .collect(),
    }
}

fn section_view(site: &Site, section: &BoardSection, of: &HungSection) -> BoardSectionView {
    BoardSectionView {
        name: section.name.clone(),
        slots: section.slots,
        used: of.used(),
        hung: of.hung.iter().map(|hung| hung_view(site, hung)).collect(),
        waiting: of
            .waiting
            .iter()
            .map(|waiting| waiting_view(site, waiting))
            .collect(),
        older: of.older,
    }
}

fn waiting_view(site: &Site, waiting: &Waiting) -> WaitingView {
    WaitingView {
        title: marked_title(site, waiting.what),
        sheets: waiting.sheets,
        lacks: waiting.lacks,
        must: match waiting.what {
            Candidate::Entry(id) => site.must_hang(id),
            Candidate::Designed(_) => true,
        },
    }
}

fn hung_view(site: &Site, hung: &Hung) -> HungView {
    let entry = entry(site, hung.what);
    let down = entry.map(|entry| site.take_down(entry));
    HungView {
        title: marked_title(site, hung.what),
        path: hung.address.to_string(),
        print: hung.fingerprint.to_string(),
        posted_on: entry.map(|entry| site.posted_on(entry).to_string()),
        last_day: last_day(site, hung.what),
        duration: match down {
            Some(TakeDown::By(duration)) => Some(duration.label()),
            _ => None,
        },
        sheets: thumbs(hung),
    }
}

/// The name of what hangs; that of a sample says so.
fn marked_title(site: &Site, what: Candidate) -> String {
    match entry(site, what) {
        Some(entry) => shared::marked_title(entry).into_owned(),
        None => site.title_of(what).to_owned(),
    }
}

fn thumbs(hung: &Hung) -> Vec<ThumbView> {
    let thumb = |(index, sheet): (usize, &Sheet)| ThumbView {
        path: format!("{}#{}", hung.address, anchor(index)),
        slot: hung.slot + 1 + u32::try_from(index).unwrap_or(0),
        number: index + 1,
        width: sheet.paper.width() / 100,
        height: sheet.paper.height() / 100,
        strokes: draw::strokes(sheet),
    };
    hung.sheets.iter().enumerate().map(thumb).collect()
}

/// `hanging`: what hangs, for the person who prints.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HangingView {
    /// The boards, in the order of `site.toml`.
    pub(crate) boards: Vec<BoardView>,
    /// The page with everything to print.
    pub(crate) all: String,
    /// The page of what has to go up and to come down.
    pub(crate) changes: String,
    /// What comes down next, soonest first.
    pub(crate) coming_down: Vec<ChangeView>,
    /// How many sheets hang.
    pub(crate) sheets: u32,
}

/// A board.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BoardView {
    /// Its `id`.
    pub(crate) id: String,
    /// For example 教学楼一楼公开栏.
    pub(crate) name: String,
    /// Whose it is; null for the whole school.
    pub(crate) branch: Option<String>,
    /// The size of its sheets and how they hang: `A4 纵向`.
    pub(crate) paper: String,
    /// Rows of slots.
    pub(crate) rows: u32,
    /// Columns of slots.
    pub(crate) columns: u32,
    /// How many slots have a sheet.
    pub(crate) used: u32,
    /// The page of its plan.
    pub(crate) plan: String,
    /// The page for a hall's screen.
    pub(crate) screen: String,
    /// Its sections.
    pub(crate) sections: Vec<BoardSectionView>,
    /// Titles of entries that have to hang and that no section takes.
    pub(crate) homeless: Vec<String>,
}

/// A section of a board.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BoardSectionView {
    /// What stands over it.
    pub(crate) name: String,
    /// How many slots it has.
    pub(crate) slots: u32,
    /// How many of them have a sheet.
    pub(crate) used: u32,
    /// What hangs in it, in the order of the slots.
    pub(crate) hung: Vec<HungView>,
    /// What does not fit.
    pub(crate) waiting: Vec<WaitingView>,
    /// How many more entries, older ones, would go here.
    pub(crate) older: usize,
}

/// Something that hangs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HungView {
    /// Its title.
    pub(crate) title: String,
    /// The page with its sheets.
    pub(crate) path: String,
    /// Stands for what its sheets say: another one when something has to be printed anew.
    pub(crate) print: String,
    /// 公开日期, or null.
    pub(crate) posted_on: Option<String>,
    /// The last day that it hangs, or null.
    pub(crate) last_day: Option<String>,
    /// 公开时限 in a word, where no day is set; or null.
    pub(crate) duration: Option<&'static str>,
    /// Its sheets, small.
    pub(crate) sheets: Vec<ThumbView>,
}

/// A sheet, small: where there is ink, as paths of an SVG.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ThumbView {
    /// Its place on the page with the sheets: a path with an anchor.
    pub(crate) path: String,
    /// Its slot on the board, from 1.
    pub(crate) slot: u32,
    /// Its number among the sheets of the entry, from 1.
    pub(crate) number: usize,
    /// The paper's width in mm.
    pub(crate) width: i32,
    /// The paper's height in mm.
    pub(crate) height: i32,
    /// The ink, a path for each.
    pub(crate) strokes: Vec<StrokeView>,
}

/// Something that does not fit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WaitingView {
    /// Its title.
    pub(crate) title: String,
    /// How many sheets it has.
    pub(crate) sheets: u32,
    /// How many slots it lacks.
    pub(crate) lacks: u32,
    /// It has to hang: its 公示期 runs, or 置顶 or 上墙 says so.
    pub(crate) must: bool,
}

impl Renderer<'_> {
    /// A board as it hangs.
    pub(in crate::render) fn board_plan(&self, address: &Address, board: usize) -> RenderedPage {
        let of = &self.plan.hanging.boards[board];
        let view = WallView {
            board: board_view(self.site, of),
            slots: slots(self.site, of),
        };
        let title = format!("{}：平面图", of.board.name);
        let page = self.paper_page(address, &PageFamily::BOARD_PLAN, &title);
        self.fill_page(page, "wall", &view)
    }
}

fn slots(site: &Site, of: &HungBoard) -> Vec<SlotView> {
    let board = &of.board;
    let slot = |index: u32| {
        let mut view = SlotView {
            number: index + 1,
            width: board.paper.width() / 100,
            height: board.paper.height() / 100,
            section: None,
            section_index: None,
            strokes: Vec::new(),
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
    view.title = Some(marked_title(site, hangs.what));
    view.strokes = hangs.sheets.get(number).map(draw::strokes).unwrap_or_default();
    let total = hangs.sheets.len();
    view.sheet = (total > 1).then(|| format!("第{}张 共{total}张", number + 1));
    view.path = Some(format!("{}#{}", hangs.address, anchor(number)));
}

/// `wall`: a board as it hangs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WallView {
    /// The board.
    pub(crate) board: BoardView,
    /// Its slots, row by row.
    pub(crate) slots: Vec<SlotView>,
}

/// A slot of a board.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SlotView {
    /// Its number, from 1, row by row.
    pub(crate) number: u32,
    /// The width of its paper in mm.
    pub(crate) width: i32,
    /// Its height in mm.
    pub(crate) height: i32,
    /// The section it belongs to; null for one that no section has.
    pub(crate) section: Option<String>,
    /// The place of that section among the board's, from 0; null where there is none.
    pub(crate) section_index: Option<usize>,
    /// The ink of the sheet that hangs there, a path for each; empty when nothing does.
    pub(crate) strokes: Vec<StrokeView>,
    /// The title of what hangs there; null when nothing hangs there.
    pub(crate) title: Option<String>,
    /// `第1张 共2张`; null when it is the only one or nothing hangs there.
    pub(crate) sheet: Option<String>,
    /// The sheet, a path with an anchor; null when nothing hangs there.
    pub(crate) path: Option<String>,
}
