//! The pages of a board edition: sheets to print, and what the person who prints and hangs them needs.

mod changes;
mod draw;
mod wall;

pub use draw::page_of;

use super::Renderer;
use super::items;
use super::page::{PageHead, RenderedPage};
use super::view::{
    BoardSectionView, BoardView, HangingView, HungView, PageView, ScreenView, SheetView, SheetsView,
    ThumbView, WaitingView,
};
use crate::paper::Sheet;
use crate::plan::{self, Hung, HungBoard, HungSection, Waiting};
use crate::read::config::{Board, BoardSection};
use crate::site::{Candidate, Entry, Site, TakeDown};
use crate::words::{Address, Fingerprint, Paper};

impl Renderer<'_> {
    /// What hangs, for the person who prints.
    pub(super) fn board_index(&self, address: &Address) -> RenderedPage {
        let hanging = self.hanging;
        let view = HangingView {
            boards: hanging
                .boards
                .iter()
                .map(|of| board_view(self.site, of))
                .collect(),
            all: plan::all_sheets().to_string(),
            changes: plan::changes().to_string(),
            coming_down: changes::coming_down(self.site, hanging),
            sheets: hanging.all().map(|(_, _, hung)| hung.count()).sum(),
        };
        let page = self.paper_page(address, "home", "公开栏打印");
        self.fill_page("index.html", page, "hanging", &view)
    }

    /// Everything to print.
    pub(super) fn all_sheets(&self, address: &Address) -> RenderedPage {
        let all: Vec<[usize; 3]> = self.hanging.indexed().map(|(place, _)| place).collect();
        self.chosen_sheets(address, &all)
    }

    /// The page with these sheets and no others, in this order, as it would lie beside the edition's front page.
    /// They are given as [`plan::Hanging::at`] takes them.
    ///
    /// # Errors
    /// The template has a fault.
    pub fn printout(&self, chosen: &[[usize; 3]]) -> RenderedPage {
        let address = plan::all_sheets();
        let page = self.chosen_sheets(&address, chosen)?;
        self.checked(&address, page)
    }

    fn chosen_sheets(&self, address: &Address, chosen: &[[usize; 3]]) -> RenderedPage {
        let root = address.root();
        let mut sheets: Vec<SheetView> = Vec::new();
        for place in chosen {
            let hung = self.hanging.at(*place);
            let of = &self.hanging.boards[place[0]].board;
            for (index, sheet) in hung.sheets.iter().enumerate() {
                let spot = SheetSlot::of(of, place[1], hung, index);
                let id = format!("s{}", sheets.len() + 1);
                sheets.push(self.sheet(sheet, &spot, id, &root));
            }
        }
        let what = match chosen.len() == self.hanging.indexed().count() {
            true => "全部纸张",
            false => "公开栏纸张",
        };
        let title = format!("{what}（共{}张）", sheets.len());
        let page = self.paper_page(address, "all-sheets", &title);
        let mut papers = chosen
            .iter()
            .map(|place| self.hanging.boards[place[0]].board.paper);
        let first = papers.next();
        let only = first.filter(|first| papers.all(|paper| paper == *first));
        self.sheets_page(page, None, (only, sheets))
    }

    /// The sheets of one thing that hangs.
    pub(super) fn hung_sheets(&self, address: &Address, [board, section, item]: [usize; 3]) -> RenderedPage {
        let root = address.root();
        let of = &self.hanging.boards[board];
        let hung = &of.sections[section].hung[item];
        let sheets = hung.sheets.iter().enumerate().map(|(index, sheet)| {
            let place = SheetSlot::of(&of.board, section, hung, index);
            self.sheet(sheet, &place, anchor(index), &root)
        });
        let sheets = sheets.collect();
        let title = marked_title(self.site, hung.what);
        let page = self.paper_page(address, "sheets", &title);
        self.sheets_page(page, Some(title), (Some(of.board.paper), sheets))
    }

    /// Sheets with the paper that is the only one among them.
    fn sheets_page(
        &self,
        page: PageView,
        title: Option<String>,
        (only, sheets): (Option<Paper>, Vec<SheetView>),
    ) -> RenderedPage {
        let view = SheetsView {
            title,
            paper: only.map(Paper::label),
            page_size: only.map(|paper| format!("{}mm {}mm", paper.width() / 100, paper.height() / 100)),
            sheets,
        };
        self.fill_page("sheets.html", page, "sheets", &view)
    }

    /// A board on a hall's screen.
    pub(super) fn board_screen(&self, address: &Address, board: usize) -> RenderedPage {
        let root = address.root();
        let of = &self.hanging.boards[board];
        let mut sheets = Vec::new();
        for (section, hung) in of.sections.iter().enumerate() {
            for hung in &hung.hung {
                for (index, sheet) in hung.sheets.iter().enumerate() {
                    let place = SheetSlot::of(&of.board, section, hung, index);
                    let id = format!("s{}", sheets.len() + 1);
                    sheets.push(self.sheet(sheet, &place, id, &root));
                }
            }
        }
        let said: String = sheets
            .iter()
            .map(|sheet: &SheetView| sheet.html.as_str())
            .collect();
        let fingerprint = Fingerprint::of(format!("{} {said}", self.theme.fingerprint).as_bytes());
        let view = ScreenView {
            name: of.board.name.clone(),
            print: fingerprint.to_string(),
            sheets,
        };
        let page = self.paper_page(address, "screen", &of.board.name);
        self.fill_page("screen.html", page, "screen", &view)
    }

    fn paper_page(&self, address: &Address, family: &'static str, title: &str) -> PageView {
        let heading = PageHead {
            family,
            title,
            description: "",
            section: None,
            breadcrumb: Vec::new(),
        };
        let mut page = self.page(address, heading);
        page.breadcrumb.clear();
        page
    }

    fn sheet(&self, sheet: &Sheet, spot: &SheetSlot<'_>, id: String, root: &str) -> SheetView {
        let images = entry(self.site, spot.hung.what).map_or(&[][..], |entry| &entry.body.images);
        SheetView {
            id,
            paper: sheet.paper.id(),
            width: sheet.paper.width() / 100,
            height: sheet.paper.height() / 100,
            place: spot.words(),
            label: format!(
                "{}，第{}张，共{}张",
                marked_title(self.site, spot.hung.what),
                spot.index + 1,
                spot.hung.sheets.len()
            ),
            last_day: last_day(self.site, spot.hung.what),
            html: draw::html(sheet, draw::SheetSurroundings { root, images }),
        }
    }
}

/// Where a sheet hangs.
struct SheetSlot<'a> {
    board: &'a Board,
    section: &'a BoardSection,
    hung: &'a Hung,
    index: usize,
}

impl<'a> SheetSlot<'a> {
    fn of(board: &'a Board, section: usize, hung: &'a Hung, index: usize) -> Self {
        let section = &board.sections[section];
        Self {
            board,
            section,
            hung,
            index,
        }
    }

    /// Which slot it is stands on the index and the plan: a new entry moves the others, and their pages stay.
    fn words(&self) -> String {
        format!("{}，{}", self.board.name, self.section.name)
    }
}

/// The `id` of a sheet on the page of its entry.
fn anchor(index: usize) -> String {
    format!("s{}", index + 1)
}

/// The entry that hangs; `None` for a sheet that is made of the whole site.
fn entry(site: &Site, what: Candidate) -> Option<&Entry> {
    match what {
        Candidate::Entry(id) => Some(site.entry(id)),
        Candidate::Designed(_) => None,
    }
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
            .map(|id| items::marked_title(site.entry(*id)).into_owned())
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
        Some(entry) => items::marked_title(entry).into_owned(),
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
