//! Sheets of paper: those of one thing that hangs, all of a board edition, and those on a hall's screen.

use serde::Serialize;

use super::super::Renderer;
use super::super::page::RenderedPage;
use super::super::view::PageView;
use super::{anchor, draw, entry, last_day, marked_title};
use crate::paper::{PrintedCode, Sheet};
use crate::plan::{self, Hung};
use crate::read::config::{Board, BoardSection};
use crate::words::{Address, Fingerprint, Labelled, PageFamily, Paper, Turn};

/// `sheets`: sheets to print, of one entry or of all boards.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SheetsView {
    /// The entry's title, or null on the page of all.
    pub(crate) title: Option<String>,
    /// The paper in words, when all sheets have the same: `A4 纵向`; or null.
    pub(crate) paper: Option<String>,
    /// The size of the paper for `@page`, when all sheets have the same: `210mm 297mm`; or null.
    pub(crate) page_size: Option<String>,
    /// The sheets.
    pub(crate) sheets: Vec<SheetView>,
}

/// A sheet of paper.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SheetView {
    /// Its `id` on the page.
    pub(crate) id: String,
    /// The size of its paper and how it hangs: `a4-portrait`, `a4-landscape`, `a3-portrait`, `a3-landscape`.
    pub(crate) paper: String,
    /// The paper's width in mm.
    pub(crate) width: i32,
    /// The paper's height in mm.
    pub(crate) height: i32,
    /// Where it hangs: board and section.
    pub(crate) place: String,
    /// What it is of.
    pub(crate) title: String,
    /// The same and its number where there are several, for those who cannot see it.
    pub(crate) label: String,
    /// The last day that it hangs; past it a script hides it. Or null.
    pub(crate) last_day: Option<String>,
    /// Everything on it, as HTML: boxes at fixed places, in mm.
    pub(crate) html: String,
}

/// `screen`: a board on a hall's screen.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ScreenView {
    /// What people call the board.
    pub(crate) name: String,
    /// Stands for everything on it: another one when the page has to be loaded anew.
    pub(crate) print: String,
    /// The sheets for a screen that lies, in the order of the slots.
    pub(crate) landscape: Vec<SheetView>,
    /// The same for one that stands.
    pub(crate) portrait: Vec<SheetView>,
    /// The code of the web edition's home page; null when nobody knows where it is.
    pub(crate) code: Option<CodeView>,
}

/// A code that cameras read.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CodeView {
    /// The whole address that it says.
    pub(crate) address: String,
    /// How many modules a side has.
    pub(crate) side: usize,
    /// The dark modules, the path of an SVG.
    pub(crate) path: String,
}

impl Renderer<'_> {
    /// Everything to print.
    pub(in crate::render) fn all_sheets(&self, address: &Address) -> RenderedPage {
        let all: Vec<[usize; 3]> = self.plan.hanging.indexed().map(|(place, _)| place).collect();
        self.chosen_sheets(address, &all)
    }

    /// The page with these sheets and no others, in this order, as it would lie beside the edition's front page.
    /// They are given as [`plan::Hanging::at`] takes them.
    ///
    /// # Errors
    /// The template has a fault.
    pub fn printout(&self, chosen: &[[usize; 3]]) -> RenderedPage {
        let address = plan::page(&PageFamily::ALL_SHEETS);
        let page = self.chosen_sheets(&address, chosen)?;
        self.checked(&address, page)
    }

    fn chosen_sheets(&self, address: &Address, chosen: &[[usize; 3]]) -> RenderedPage {
        let root = address.root();
        let mut sheets: Vec<SheetView> = Vec::new();
        for place in chosen {
            let hung = self.plan.hanging.at(*place);
            let of = &self.plan.hanging.boards[place[0]].board;
            for (index, sheet) in hung.sheets.iter().enumerate() {
                let place = HangingPlace::of(of, place[1], hung, index);
                let id = format!("s{}", sheets.len() + 1);
                sheets.push(self.sheet(sheet, &place, id, &root));
            }
        }
        let what = match chosen.len() == self.plan.hanging.indexed().count() {
            true => "全部纸张",
            false => "公开栏纸张",
        };
        let title = format!("{what}（共{}张）", sheets.len());
        let page = self.paper_page(address, &PageFamily::ALL_SHEETS, &title);
        let mut papers = chosen
            .iter()
            .map(|place| self.plan.hanging.boards[place[0]].board.paper);
        let first = papers.next();
        let only = first.filter(|first| papers.all(|paper| paper == *first));
        self.sheets_page(page, None, (only, sheets))
    }

    /// The sheets of one thing that hangs.
    pub(in crate::render) fn hung_sheets(
        &self,
        address: &Address,
        [board, section, item]: [usize; 3],
    ) -> RenderedPage {
        let root = address.root();
        let of = &self.plan.hanging.boards[board];
        let hung = &of.sections[section].hung[item];
        let sheets = hung.sheets.iter().enumerate().map(|(index, sheet)| {
            let place = HangingPlace::of(&of.board, section, hung, index);
            self.sheet(sheet, &place, anchor(index), &root)
        });
        let sheets = sheets.collect();
        let title = marked_title(self.site, hung.what);
        let page = self.paper_page(address, &PageFamily::SHEETS, &title);
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
        self.fill_page(page, "sheets", &view)
    }

    /// A board on a hall's screen.
    pub(in crate::render) fn board_screen(&self, address: &Address, board: usize) -> RenderedPage {
        let of = &self.plan.hanging.boards[board];
        let [landscape, portrait] =
            [Turn::Landscape, Turn::Portrait].map(|turn| self.screen_sheets(address, board, turn));
        let all = landscape.iter().chain(&portrait);
        let said: String = all.map(|sheet| sheet.html.as_str()).collect();
        let print = Fingerprint::of(format!("{} {said}", self.theme.fingerprint).as_bytes());
        let code = self.site.codes.home().and_then(PrintedCode::of);
        let view = ScreenView {
            name: of.board.name.clone(),
            print: print.to_string(),
            landscape,
            portrait,
            code: code.map(|code| CodeView {
                path: draw::code_path(&code),
                side: code.side,
                address: code.text,
            }),
        };
        let page = self.paper_page(address, &PageFamily::BOARD_SCREEN, &of.board.name);
        self.fill_page(page, "screen", &view)
    }

    /// What hangs on a board on sheets for a screen that lies or stands.
    fn screen_sheets(&self, address: &Address, board: usize, turn: Turn) -> Vec<SheetView> {
        let root = address.root();
        let of = &self.plan.hanging.boards[board].board;
        let mut sheets = Vec::new();
        for shown in self.plan.hanging.on_screen(self.site, board, turn) {
            for (index, sheet) in shown.sheets.iter().enumerate() {
                let place = HangingPlace {
                    count: shown.sheets.len(),
                    ..HangingPlace::of(of, shown.section, shown.hung, index)
                };
                let id = format!("{}-{}", turn.id(), sheets.len() + 1);
                sheets.push(self.sheet(sheet, &place, id, &root));
            }
        }
        sheets
    }

    fn sheet(&self, sheet: &Sheet, place: &HangingPlace<'_>, id: String, root: &str) -> SheetView {
        let title = marked_title(self.site, place.hung.what);
        let images = entry(self.site, place.hung.what).map_or(&[][..], |entry| &entry.body.images);
        SheetView {
            id,
            paper: sheet.paper.id(),
            width: sheet.paper.width() / 100,
            height: sheet.paper.height() / 100,
            place: place.words(),
            label: match place.count {
                1 => title.clone(),
                count => format!("{title}，第{}张，共{count}张", place.index + 1),
            },
            title,
            last_day: last_day(self.site, place.hung.what),
            html: draw::html(sheet, draw::SheetContext { root, images }),
        }
    }
}

/// Where a sheet hangs.
struct HangingPlace<'a> {
    board: &'a Board,
    section: &'a BoardSection,
    hung: &'a Hung,
    index: usize,
    /// How many sheets there are of it.
    count: usize,
}

impl<'a> HangingPlace<'a> {
    fn of(board: &'a Board, section: usize, hung: &'a Hung, index: usize) -> Self {
        let section = &board.sections[section];
        Self {
            board,
            section,
            hung,
            index,
            count: hung.sheets.len(),
        }
    }

    /// Which slot it is stands on the index and the plan: a new entry moves the others, and their pages stay.
    fn words(&self) -> String {
        format!("{}，{}", self.board.name, self.section.name)
    }
}
