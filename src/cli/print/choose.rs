//! What was typed → which sheets are printed, by the size of their paper.

use std::collections::BTreeSet;

use crate::cli::arguments::Print;
use crate::cli::named_entry::{self, is_named};
use crate::pipeline::AssembledEdition;
use crate::plan::{Hung, HungBoard};
use crate::press::{Printed, PrintedItem};
use crate::read::config::Board;
use crate::site::Candidate;
use crate::words::{Labelled, MachineFault, Paper, quoted_title};

/// Sheets of one edition and one size of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Batch {
    /// The edition's index.
    pub(super) edition: usize,
    /// The indices of board, section and item, in the order of the boards.
    pub(super) items: Vec<[usize; 3]>,
    paper: Paper,
}

impl Batch {
    /// How many sheets it has.
    pub(super) fn count(&self, editions: &[AssembledEdition]) -> u32 {
        let hanging = &editions[self.edition].plan.hanging;
        self.items.iter().map(|item| hanging.at(*item).count()).sum()
    }

    /// The title of what is all that it has; nothing where it has more. Whoever typed a few words sees what was meant.
    pub(super) fn only_title(&self, editions: &[AssembledEdition]) -> String {
        let [only] = self.items[..] else {
            return String::new();
        };
        quoted_title(&item(&editions[self.edition], only).title)
    }

    /// The paper in words: A4纵向.
    pub(super) fn paper_words(&self) -> String {
        format!("{}{}", self.paper.size.label(), self.paper.turn.label())
    }

    /// The same in a file's name.
    pub(super) fn file_words(&self) -> String {
        match self.edition {
            0 => self.paper_words(),
            other => format!("{}-{}", self.paper_words(), other + 1),
        }
    }
}

/// What hangs under the name that it is written down with.
pub(super) fn key(edition: &AssembledEdition, hung: &Hung) -> String {
    format!("{}/{}", edition.site.edition.id, hung.address)
}

/// What is written down of something that was printed.
pub(super) fn item(edition: &AssembledEdition, place: [usize; 3]) -> PrintedItem {
    let [board, section, _] = place;
    let of = &edition.plan.hanging.boards[board];
    let hung = edition.plan.hanging.at(place);
    PrintedItem {
        print: hung.fingerprint.to_string(),
        title: edition.site.title_of(hung.what).to_owned(),
        place: format!("{}，{}", of.board.name, of.board.sections[section].name),
    }
}

/// Chooses what to print. Nothing is left only where nothing is new.
///
/// # Errors
/// Nothing hangs, or something typed is not there; with what could be typed.
pub(super) fn choose(
    editions: &[AssembledEdition],
    options: &Print,
    before: Option<&Printed>,
) -> Result<Vec<Batch>, MachineFault> {
    if let Some(board) = &options.board {
        known_board(editions, board)?;
    }
    let entries = options.entries.iter().map(|typed| meant(editions, typed));
    let entries: Vec<&str> = entries.collect::<Result<_, _>>()?;
    let is_new = |edition: &AssembledEdition, hung: &Hung| {
        let known =
            before.is_some_and(|before| before.has(&key(edition, hung), &hung.fingerprint.to_string()));
        !options.new || !known
    };
    let mut batches: Vec<Batch> = Vec::new();
    let mut hangs = false;
    for (index, edition) in editions.iter().enumerate() {
        for (place, hung) in edition.plan.hanging.indexed() {
            let board = &edition.plan.hanging.boards[place[0]].board;
            let wanted = options.board.as_ref().is_none_or(|typed| is_board(board, typed));
            let named = entries.is_empty() || entries.iter().any(|typed| is_entry(edition, hung.what, typed));
            hangs |= wanted && named;
            if wanted && named && is_new(edition, hung) {
                add(&mut batches, index, place, board);
            }
        }
    }
    if hangs {
        return Ok(batches);
    }
    Err(
        MachineFault::new("公开栏上现在没有张贴的内容，没有可以打印的纸张")
            .hint("看一看 site.toml 里 [[boards.sections]] 的 takes 收哪些条目，条目是不是已经审批"),
    )
}

fn add(batches: &mut Vec<Batch>, edition: usize, item: [usize; 3], board: &Board) {
    let paper = board.paper;
    let same = |batch: &&mut Batch| batch.edition == edition && batch.paper == paper;
    match batches.iter_mut().find(same) {
        Some(batch) => batch.items.push(item),
        None => batches.push(Batch {
            edition,
            items: vec![item],
            paper,
        }),
    }
}

fn is_board(board: &Board, typed: &str) -> bool {
    board.id == typed.trim() || board.name == typed.trim()
}

fn known_board(editions: &[AssembledEdition], typed: &str) -> Result<(), MachineFault> {
    let boards = || editions.iter().flat_map(|edition| &edition.plan.hanging.boards);
    if boards().any(|of| is_board(&of.board, typed)) {
        return Ok(());
    }
    let names: Vec<&str> = boards().map(|of| of.board.name.as_str()).collect();
    Err(MachineFault::new(format!("没有“{typed}”这块公开栏")).hint(format!("可以写：{}", names.join("、"))))
}

/// True when something that may hang is what was typed: its file, its title, or the name of a sheet.
fn is_entry(edition: &AssembledEdition, what: Candidate, typed: &str) -> bool {
    let typed = typed.trim();
    match what {
        Candidate::Designed(sheet) => sheet.label() == typed,
        Candidate::Entry(id) => {
            let entry = edition.site.entry(id);
            is_named(&entry.common.title, &entry.source, typed)
        }
    }
}

/// What was typed when it names something that hangs, else the only title that holds it.
fn meant<'a>(editions: &'a [AssembledEdition], typed: &'a str) -> Result<&'a str, MachineFault> {
    let hung = || {
        let of = |edition: &'a AssembledEdition| {
            edition
                .plan
                .hanging
                .all()
                .map(move |(_, _, hung)| (edition, hung.what))
        };
        editions.iter().flat_map(of)
    };
    if hung().any(|(edition, what)| is_entry(edition, what, typed)) {
        return Ok(typed);
    }
    // What is an entry's own title is no part of another's.
    let is_whole = |edition| is_known(edition, typed) || waits(edition, typed).is_some();
    let words = Some(typed.trim()).filter(|words| words.chars().count() > 1);
    let words = words.filter(|_| !editions.iter().any(is_whole));
    let titles = hung().map(|(edition, what)| edition.site.title_of(what));
    let titles: BTreeSet<&str> = titles
        .filter(|title| words.is_some_and(|words| title.contains(words)))
        .collect();
    let mut titles = titles.into_iter();
    match (titles.next(), titles.next()) {
        (None, _) => Err(hangs_nowhere(editions, typed)),
        (Some(only), None) => Ok(only),
        (Some(one), Some(other)) => {
            let all = [one, other].into_iter().chain(titles).map(quoted_title);
            Err(named_entry::several(typed, &all.collect::<Vec<_>>()))
        }
    }
}

fn hangs_nowhere(editions: &[AssembledEdition], typed: &str) -> MachineFault {
    let fault = MachineFault::new(format!("“{typed}”没有挂在公开栏上，不能打印"));
    match editions.iter().find_map(|edition| waits(edition, typed)) {
        Some(where_) => fault.hint(format!("它在“{where_}”里放不下；加大这个栏目的 slots，或者撤下别的")),
        None if editions.iter().any(|edition| is_known(edition, typed)) => {
            fault.hint("没有栏目收它；在条目里写“上墙: 栏目名称”，或者在栏目的 takes 里加上它的类型")
        }
        None => fault.hint("要写条目的文件名或标题，或者“组织机构”这样的纸张名称；没有审批的、公开范围不到公开栏的都挂不上去"),
    }
}

/// The section in which something does not fit.
fn waits(edition: &AssembledEdition, typed: &str) -> Option<String> {
    let in_board = |of: &HungBoard| {
        let sections = of.board.sections.iter().zip(&of.sections);
        let mut full = sections.filter(|(_, hung)| {
            let mut waiting = hung.waiting.iter();
            waiting.any(|waiting| is_entry(edition, waiting.what, typed))
        });
        full.next()
            .map(|(section, _)| format!("{}，{}", of.board.name, section.name))
    };
    edition.plan.hanging.boards.iter().find_map(in_board)
}

fn is_known(edition: &AssembledEdition, typed: &str) -> bool {
    let mut ids = edition.site.ids();
    ids.any(|id| is_entry(edition, Candidate::Entry(id), typed))
}
