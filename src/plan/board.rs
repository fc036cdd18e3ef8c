//! Site → what hangs in which slot of which board. An entry goes up whole or is listed as not fitting; nothing is
//! dropped in silence.
//! What hangs and what cannot becomes complaints; what merely gives way to something newer becomes none.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::addresses::{about, fixed};
use super::{Files, Plan, PlanInput, Planned, material, page};
use crate::paper;
use crate::paper::{Photographs, Sheet, Wall};
use crate::read::config::{Board, BoardSection};
use crate::site::{Candidate, EntryId, Site};
use crate::words::{
    Address, Code, Complaint, Fingerprint, Labelled, PageFamily, Paper, PaperSize, Report, Turn,
    quoted_title, short_hash,
};

/// Of so many that do not fit, a section says what is lacking; older ones are counted.
pub const LISTED: usize = 12;

/// What hangs on the boards of an edition.
#[derive(Debug, Clone, Default)]
pub struct Hanging {
    /// The boards, in the order of `site.toml`.
    pub boards: Vec<HungBoard>,
    photographs: Photographs,
}

/// A board with what hangs on it.
#[derive(Debug, Clone)]
pub struct HungBoard {
    /// The board's settings in `site.toml`.
    pub board: Board,
    /// Its sections, in its order.
    pub sections: Vec<HungSection>,
    /// 上墙 is 是, and no section takes it.
    pub homeless: Vec<EntryId>,
}

/// A section with what hangs in it.
#[derive(Debug, Clone)]
pub struct HungSection {
    /// Its first slot on the board, counted from 0, row by row.
    pub first_slot: u32,
    /// What hangs, in the order of the slots.
    pub hung: Vec<Hung>,
    /// What does not fit, in the order in which it would hang.
    pub waiting: Vec<Waiting>,
    /// How many more entries would go here; older than those that wait.
    pub older: usize,
}

/// Something that hangs.
#[derive(Debug, Clone)]
pub struct Hung {
    /// What it is.
    pub what: Candidate,
    /// The page with its sheets.
    pub address: Address,
    /// Its first slot on the board, counted from 0.
    pub slot: u32,
    /// At least one, one in each slot.
    pub sheets: Vec<Sheet>,
    /// Stands for what they say: equal while nothing of it has to be printed anew.
    pub fingerprint: Fingerprint,
}

/// Something that hangs, as a screen shows it.
#[derive(Debug)]
pub struct OnScreen<'a> {
    /// The index of its section.
    pub section: usize,
    /// What hangs.
    pub hung: &'a Hung,
    /// Its sheets on the screen: more or fewer than on the wall.
    pub sheets: Vec<Sheet>,
}

/// Something that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// What it is.
    pub what: Candidate,
    /// How many sheets it has.
    pub sheets: u32,
    /// How many slots it lacks.
    pub lacks: u32,
}

impl HungSection {
    /// How many of its slots are taken.
    #[must_use]
    pub fn used(&self) -> u32 {
        self.hung.iter().map(Hung::count).sum()
    }
}

impl Hung {
    /// How many sheets it has.
    #[must_use]
    pub fn count(&self) -> u32 {
        count(&self.sheets)
    }
}

impl Hanging {
    /// Fills the slots.
    #[must_use]
    pub fn of(site: &Site, photographs: &Photographs) -> Self {
        let wall = |board| Wall {
            site,
            board,
            photographs,
        };
        let boards = site.boards.par_iter().map(|board| hang(&wall(board)));
        Self {
            boards: boards.collect(),
            photographs: photographs.clone(),
        }
    }

    /// The sheets of all that hangs on a board, in the order of the slots, as a screen shows them that lies or stands:
    /// on A4, which has its shape, whatever the wall has.
    #[must_use]
    pub fn on_screen(&self, site: &Site, board: usize, turn: Turn) -> Vec<OnScreen<'_>> {
        let of = &self.boards[board];
        let paper = Paper {
            size: PaperSize::A4,
            turn,
        };
        let wall = Wall {
            site,
            board: &Board {
                paper,
                ..of.board.clone()
            },
            photographs: &self.photographs,
        };
        let sections = of.sections.iter().zip(&of.board.sections).enumerate();
        let all = sections
            .flat_map(|(index, (of, section))| of.hung.iter().map(move |hung| (index, section, hung)));
        let all: Vec<_> = all.collect();
        let sheets = all.into_par_iter().map(|(index, section, hung)| OnScreen {
            section: index,
            hung,
            sheets: match of.board.paper == paper {
                true => hung.sheets.clone(),
                false => paper::sheets(&wall, section, hung.what),
            },
        });
        sheets.collect()
    }

    /// What hangs, with the indices of its board and section.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize, &Hung)> {
        self.indexed()
            .map(|([board, section, _], hung)| (board, section, hung))
    }

    /// What hangs, with the indices that [`Hanging::at`] takes.
    pub fn indexed(&self) -> impl Iterator<Item = ([usize; 3], &Hung)> {
        self.boards.iter().enumerate().flat_map(|(board, of)| {
            of.sections.iter().enumerate().flat_map(move |(section, of)| {
                let hung = of.hung.iter().enumerate();
                hung.map(move |(item, hung)| ([board, section, item], hung))
            })
        })
    }

    /// What hangs at the indices of a plan's [`Planned::Sheets`].
    #[must_use]
    pub fn at(&self, [board, section, item]: [usize; 3]) -> &Hung {
        &self.boards[board].sections[section].hung[item]
    }

    /// The entry of a page: its own, or whose sheets are on it.
    pub(crate) fn entry_on(&self, planned: &Planned) -> Option<EntryId> {
        match *planned {
            Planned::Entry(id) | Planned::Redirect(id) => Some(id),
            Planned::Sheets { board, section, item } => self.at([board, section, item]).what.entry(),
            _ => None,
        }
    }

    /// The first page with sheets of something; `None` when it does not hang.
    #[must_use]
    pub fn page_of(&self, what: Candidate) -> Option<&Address> {
        let hung = self.all().find(|(_, _, hung)| hung.what == what);
        hung.map(|(_, _, hung)| &hung.address)
    }
}

/// Fills the slots of one board.
fn hang(wall: &Wall<'_>) -> HungBoard {
    let board = wall.board;
    let posting = wall.site.posting(board);
    let first_slots = board.sections.iter().scan(0, |next, section| {
        let first = *next;
        *next += section.slots;
        Some(first)
    });
    let sections: Vec<_> = board.sections.iter().zip(first_slots).collect();
    let sections = sections.par_iter().zip(&posting.sections);
    let sections = sections.map(|((section, first), candidates)| fill(wall, section, candidates, *first));
    HungBoard {
        board: board.clone(),
        sections: sections.collect(),
        homeless: posting.homeless,
    }
}

/// Fills the slots of one section, whoever comes first first. A slot that is too little for one may be enough for
/// the next.
fn fill(wall: &Wall<'_>, section: &BoardSection, candidates: &[Candidate], first_slot: u32) -> HungSection {
    let mut filled = HungSection {
        first_slot,
        hung: Vec::new(),
        waiting: Vec::new(),
        older: 0,
    };
    let mut used = 0;
    for (index, candidate) in candidates.iter().enumerate() {
        if filled.waiting.len() == LISTED {
            filled.older = candidates.len() - index;
            break;
        }
        let sheets = paper::sheets(wall, section, *candidate);
        let (needed, left) = (count(&sheets), section.slots - used);
        if needed == 0 {
            continue;
        }
        if needed > left {
            filled.waiting.push(Waiting {
                what: *candidate,
                sheets: needed,
                lacks: needed - left,
            });
            continue;
        }
        filled.hung.push(Hung {
            what: *candidate,
            address: sheets_of(wall.site, wall.board, *candidate),
            slot: first_slot + used,
            fingerprint: paper::sheets_fingerprint(wall, *candidate, &sheets),
            sheets,
        });
        used += needed;
    }
    filled
}

fn count(sheets: &[Sheet]) -> u32 {
    u32::try_from(sheets.len()).unwrap_or(u32::MAX)
}

/// The longest name that is kept as it is; an address has at most 200 characters.
const LONGEST: usize = 140;

/// The page with the sheets of something on a board.
fn sheets_of(site: &Site, board: &Board, what: Candidate) -> Address {
    let name = match what {
        Candidate::Designed(sheet) => format!("made-{}.html", sheet.id()),
        Candidate::Entry(id) => {
            let address = site.entry(id).address.as_str();
            match address.len() {
                ..=LONGEST => address.replace('/', "-"),
                _ => format!("{}.html", short_hash(address)),
            }
        }
    };
    fixed(&format!("sheets/{}/{name}", board.id))
}

/// The page of a board's plan.
#[must_use]
pub fn board_plan(board: &Board) -> Address {
    about(&PageFamily::BOARD_PLAN, &board.id)
}

/// The page that a hall's screen shows.
#[must_use]
pub fn board_screen(board: &Board) -> Address {
    about(&PageFamily::BOARD_SCREEN, &board.id)
}

/// Plans a board edition. Of pictures it has those that stand on its sheets.
#[must_use]
pub(super) fn plan(site: &Site, given: &PlanInput<'_>, report: &mut Report) -> Plan {
    let hanging = Hanging::of(site, given.photographs);
    hanging.complain(site, report);
    let mut files = Files::of(BTreeMap::new(), site, &hanging);
    files.add(page(&PageFamily::BOARD_HOME), Planned::BoardIndex);
    files.add(page(&PageFamily::ALL_SHEETS), Planned::AllSheets);
    files.add(page(&PageFamily::CHANGES), Planned::Changes);
    for (index, of) in hanging.boards.iter().enumerate() {
        files.add(board_plan(&of.board), Planned::BoardPlan(index));
        files.add(board_screen(&of.board), Planned::BoardScreen(index));
    }
    for ([board, section, item], hung) in hanging.indexed() {
        let planned = Planned::Sheets { board, section, item };
        files.add(hung.address.clone(), planned);
        for file in paper::pictures(site, hung.what, &hung.sheets) {
            files.add(material(&file), Planned::Material(file));
        }
    }
    if let Some(emblem) = &site.publisher.emblem {
        files.add(material(emblem), Planned::Material(emblem.clone()));
    }
    for name in &given.statics {
        let planned = Planned::Static((*name).to_owned());
        files.add(fixed(&format!("assets/{name}")), planned);
    }
    let files = files.done(report);
    Plan { files, hanging }
}

const FULL: Code = Code::warning("board-full");
const HOMELESS: Code = Code::warning("board-homeless");
const NO_CODE: Code = Code::warning("board-no-code");

impl Hanging {
    /// Warns of what has to hang and does not fit. What merely gives way to something newer is said on the page of
    /// whoever prints.
    pub fn complain(&self, site: &Site, report: &mut Report) {
        for of in &self.boards {
            let sections = of.board.sections.iter().zip(&of.sections);
            sections.for_each(|(section, hung)| full(site, of, section, hung, report));
            homeless(site, of, report);
        }
        // A board that names no web edition has no codes because nobody wants them.
        let web = site.edition.qr_edition.as_ref().filter(|_| site.codes.are_none());
        if let Some((first, web)) = self.boards.first().zip(web) {
            let message = format!("“{}”的纸张上没有二维码", site.edition.title);
            let hint =
                format!("二维码要用网址：在 [editions.{web}] 里写 base_url，是那一版网站首页所在的网址");
            report.push(Complaint::new(NO_CODE, first.board.place.clone(), message).hint(hint));
        }
    }
}

fn full(site: &Site, of: &HungBoard, section: &BoardSection, hung: &HungSection, report: &mut Report) {
    let must = hung.waiting.iter().filter(|waiting| match waiting.what {
        Candidate::Entry(id) => site.must_hang(id),
        Candidate::Designed(_) => true,
    });
    let named = must.map(|waiting| {
        let title = quoted_title(site.title_of(waiting.what));
        format!("{title}（{}张，还差{}格）", waiting.sheets, waiting.lacks)
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return;
    }
    let message = format!(
        "“{}”的“{}”放不下：{}",
        of.board.name,
        section.name,
        named.join("、")
    );
    let hint = "加大 slots，或者在不必再挂的条目里写“上墙: 否”、去掉“置顶”";
    report.push(Complaint::new(FULL, section.place.clone(), message).hint(hint));
}

fn homeless(site: &Site, of: &HungBoard, report: &mut Report) {
    for id in &of.homeless {
        let entry = site.entry(*id);
        let message = format!(
            "“{}”没有栏目收{}，挂不上去",
            of.board.name,
            quoted_title(&entry.common.title)
        );
        let label = entry
            .detail
            .of_type()
            .map_or(entry.kind().label(), |(_, label)| label);
        let hint = format!("在条目里写“上墙: 栏目名称”，或者在一个栏目的 takes 里加上“{label}”");
        report.push(Complaint::new(HOMELESS, of.board.place.clone(), message).hint(hint));
    }
}
