//! `[[boards]]` of `site.toml`: the boards in the corridors, with the slots of their sections and what goes there.

mod take;

use std::collections::BTreeMap;

pub use take::{Designed, Take};

use super::Edition;
use super::read::{ConfigContext, LONGEST_ID, edition_named, key};
use crate::read::common;
use crate::read::faults::Faults;
use crate::read::fields::{Fields, TypedValue};
use crate::read::names;
use crate::read::values::{self, TermTable};
use crate::words::{Code, Paper, PaperSize, Place, Turn};

const ID: Code = Code::error("board-id");
const ID_TWICE: Code = Code::error("board-id-twice");
const EDITION: Code = Code::error("board-edition");
const GRID: Code = Code::error("board-grid");
const SECTIONS: Code = Code::error("board-sections");
const SECTION_TWICE: Code = Code::error("board-section-twice");
const SECTION_NAME: Code = Code::error("board-section-name");
const SLOTS: Code = Code::error("board-slots");

/// What to do where no edition is like the one that was typed.
const EDITION_ADVICE: &str =
    "；都不是的，加上一节 [editions.board]，写明 audience = \"校内公开\" 和 output = \"board\"";

/// The theme of an edition of boards that names none.
const THEME: &str = "bulletin";

/// Folders of a board edition that are no board's.
const RESERVED: [&str; 2] = ["assets", "sheets"];

/// The name of a section stands in one line above each sheet.
const LONGEST: usize = 12;

/// No wall has room for more rows or columns.
const LARGEST: u32 = 20;

/// A board: rows and columns of slots, one sheet in each.
#[derive(Debug, Clone)]
pub struct Board {
    /// Its name in addresses.
    pub id: String,
    /// The edition that it belongs to, which exists.
    pub edition: String,
    /// What people call it: 教学楼一楼公开栏.
    pub name: String,
    /// Whose it is, by the branch's id; `None` for the whole school. A branch's board takes its own entries and the
    /// school's.
    pub branch: Option<String>,
    /// Of its sheets: all hang the same way.
    pub paper: Paper,
    /// Rows of slots, at least 1.
    pub rows: u32,
    /// Columns of slots, at least 1.
    pub columns: u32,
    /// At least one; their slots together are not more than the board has.
    pub sections: Vec<BoardSection>,
    /// Where it is written.
    pub place: Place,
}

/// A part of a board under one heading.
#[derive(Debug, Clone)]
pub struct BoardSection {
    /// What stands over it: 公示公告.
    pub name: String,
    /// What goes there unless an entry says otherwise; may be empty, and then only entries that name it do.
    pub takes: Vec<Take>,
    /// How many sheets fit, at least 1.
    pub slots: u32,
    /// Where it is written.
    pub place: Place,
}

const SIZES: TermTable<PaperSize> = TermTable {
    all: &[PaperSize::A4, PaperSize::A3],
    label: PaperSize::label,
    id: PaperSize::label,
    also: &[],
};

const TURNS: TermTable<Turn> = TermTable {
    also: &[
        ("竖向", Turn::Portrait),
        ("竖版", Turn::Portrait),
        ("横版", Turn::Landscape),
    ],
    ..TermTable::of(&[Turn::Portrait, Turn::Landscape])
};

/// Reads `[[boards]]`.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    editions: &[Edition],
    around: ConfigContext<'_>,
) -> Vec<Board> {
    let faults = fields.faults;
    let mut ids = BTreeMap::new();
    let form = "[[boards]]";
    let tables = fields.list(key("boards"));
    let tables = tables
        .iter()
        .filter_map(|item| Fields::of_field(faults, item, form));
    tables
        .filter_map(|table| board(table, &mut ids, editions, around))
        .collect()
}

/// Editions that boards belong to look like boards unless `site.toml` says otherwise.
pub(super) fn dress(editions: &mut [Edition], boards: &[Board]) {
    for edition in editions {
        edition.is_board = boards.iter().any(|board| board.edition == edition.id);
        if edition.is_board && edition.theme_place.is_none() {
            THEME.clone_into(&mut edition.theme);
        }
    }
}

fn board(
    mut table: Fields<'_, '_, '_>,
    ids: &mut BTreeMap<String, u32>,
    editions: &[Edition],
    around: ConfigContext<'_>,
) -> Option<Board> {
    let faults = table.faults;
    let place = faults.place(table.at);
    let id = table.required(key("id"), values::line, "id = \"main\"");
    let id = id.and_then(|id| identity(faults, id, ids));
    let edition = table.required(key("edition"), values::line, "edition = \"board\"");
    let edition =
        edition.and_then(|typed| edition_named(faults, &typed, editions, (EDITION, EDITION_ADVICE)));
    let name = table.required(key("name"), values::line, "name = \"教学楼一楼公开栏\"");
    let branch = table.spot(key("branch"), values::line);
    let branch = match &branch {
        None => Some(None),
        Some(typed) => around
            .organization
            .and_then(|organization| common::known_branch(faults, typed, organization))
            .map(Some),
    };
    let paper = Paper {
        size: table.word(key("paper"), &SIZES).unwrap_or_default(),
        turn: table.word(key("orientation"), &TURNS).unwrap_or_default(),
    };
    let rows = side(&mut table, "rows", "rows = 2");
    let columns = side(&mut table, "columns", "columns = 6");
    let room = rows.zip(columns).map(|(rows, columns)| rows * columns);
    let sections = sections(&mut table, room);
    table.finish();
    Some(Board {
        id: id?,
        edition: edition?.id.clone(),
        name: name?.value,
        branch: branch?,
        paper,
        rows: rows?,
        columns: columns?,
        sections: sections?,
        place,
    })
}

/// A board's name in addresses, each once.
fn identity(faults: &Faults<'_>, id: TypedValue<String>, ids: &mut BTreeMap<String, u32>) -> Option<String> {
    let typed = id.value.as_str();
    if !names::is_plain(typed, LONGEST_ID) || RESERVED.contains(&typed) {
        let message = format!("公开栏的 id 不能是“{}”", values::shown(typed));
        let hint = "只用小写字母、数字和“-”，最多 24 个，例如 main；不能用 assets、sheets";
        faults.say(ID, id.at, message, hint);
        return None;
    }
    if let Some(line) = ids.get(typed) {
        let message = format!("两块公开栏的 id 都是“{typed}”，另一块在第 {line} 行");
        faults.say(ID_TWICE, id.at, message, "每块公开栏用自己的 id");
        return None;
    }
    ids.insert(id.value.clone(), id.at.line);
    Some(id.value)
}

/// How many rows or columns.
fn side(table: &mut Fields<'_, '_, '_>, name: &'static str, example: &str) -> Option<u32> {
    let typed = table.required(key(name), values::count, example)?;
    if (1..=LARGEST).contains(&typed.value) {
        return Some(typed.value);
    }
    let message = format!("{name} 不能是 {}", typed.value);
    let hint = format!("写 1 到 {LARGEST} 的整数，例如“{example}”：公开栏有几行、几列，每格放一张纸");
    table.faults.say(GRID, typed.at, message, hint);
    None
}

/// The sections; `None`, with complaints, when they do not fit. `room` is how many slots the board has.
fn sections(table: &mut Fields<'_, '_, '_>, room: Option<u32>) -> Option<Vec<BoardSection>> {
    let faults = table.faults;
    if !table.has(key("sections")) {
        let hint = "在这块公开栏下面加上 [[boards.sections]]，写明 name、takes 和 slots";
        faults.say(SECTIONS, table.at, "公开栏没有栏目", hint);
    }
    let mut sections: Vec<BoardSection> = Vec::new();
    let mut takes = take::TakenSections::default();
    let (mut used, mut sound) = (0, true);
    // The first section that has no room.
    let mut over = None;
    for item in table.list(key("sections")) {
        let Some(mut map) = Fields::of_field(faults, &item, "[[boards.sections]]") else {
            sound = false;
            continue;
        };
        let name = map.required(key("name"), values::line, "name = \"公示公告\"");
        let taken = take::read(&mut map, &mut takes);
        let slots = map.required(key("slots"), values::count, "slots = 4");
        map.finish();
        if let Some(name) = name.as_ref().filter(|name| name.value.chars().count() > LONGEST) {
            let message = format!("栏目名称“{}”太长", values::shown(&name.value));
            let hint = format!("最多 {LONGEST} 个字，要在每张纸的上方写成一行");
            faults.say(SECTION_NAME, name.at, message, hint);
            sound = false;
        }
        if let Some(name) = &name
            && sections.iter().any(|other| other.name == name.value)
        {
            let message = format!("这块公开栏有两个栏目叫“{}”", values::shown(&name.value));
            let hint = "合并成一个，或者换一个名称；“上墙”要凭名称找到栏目";
            faults.say(SECTION_TWICE, name.at, message, hint);
            sound = false;
        }
        sound &= slots.as_ref().is_some_and(|slots| any(faults, slots));
        if let Some(slots) = &slots {
            used += slots.value;
            over = over.or_else(|| room.filter(|room| used > *room).map(|room| (slots.at, room)));
        }
        if let (Some(name), Some(slots)) = (name, slots) {
            sections.push(BoardSection {
                place: faults.place(name.at),
                name: name.value,
                takes: taken,
                slots: slots.value,
            });
        }
    }
    if let Some((at, room)) = over {
        let message = format!("栏目一共要 {used} 格，公开栏只有 {room} 格");
        let hint = "减少 slots，或者改 rows、columns：行数乘列数就是格数";
        faults.say(SLOTS, at, message, hint);
        sound = false;
    }
    (sound && !sections.is_empty()).then_some(sections)
}

/// Whether a section has any slots.
fn any(faults: &Faults<'_>, slots: &TypedValue<u32>) -> bool {
    if slots.value == 0 {
        let hint = "写这个栏目有几格，例如 slots = 4；不用的栏目整节删去";
        faults.say(SLOTS, slots.at, "slots 不能是 0", hint);
    }
    slots.value > 0
}
