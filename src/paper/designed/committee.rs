//! 委员会委员及分工: who does what in a committee, with its term; on the board of the whole school those of the branches
//! too.

use std::rc::Rc;

use super::pieces::{aligned, balanced, bold, head_row, lay, strong, subtitle, table_heading, title};
use crate::paper::blocks::{Block, CellPart, Table, TableCell, TableRow};
use crate::paper::breaks::Span;
use crate::paper::{Align, Geometry, Sheet, best, padded};
use crate::read::organization::{Branch, Officer, Term, Unit};
use crate::site::Site;
use crate::site::organization::tree;
use crate::words::Turn;

/// The type of all its tables: 16 pt, 15 pt, 四号, 13 pt, 小四.
const SIZES: [i32; 5] = [5_777, 5_292, 4_939, 4_586, 4_233];

/// The committee of a branch, or of the whole and its branches; none where nobody may be named.
#[must_use]
pub fn sheets(site: &Site, branch: Option<&str>, geometry: &Geometry) -> Vec<Sheet> {
    // On a wide paper those of the whole and those of its branches stand beside each other where that saves a sheet; on an
    // upright one the title gives the row below it to larger type.
    let of_paper = match geometry.paper.turn {
        Turn::Landscape => [(false, 1), (true, 1)],
        Turn::Portrait => [(false, 1), (false, 0)],
    };
    let of_size = |size| {
        of_paper.map(|(is_beside, below)| Way {
            is_beside,
            size,
            below,
        })
    };
    let ways: Vec<Way> = SIZES.into_iter().flat_map(of_size).collect();
    best(&ways, |way| {
        let blocks = blocks(site, branch, geometry, way);
        match way.is_beside {
            _ if blocks.is_empty() => Vec::new(),
            true => balanced(&blocks, geometry, &|_| None, &Rc::default()),
            false => lay(&blocks, 0, geometry, &|_| None),
        }
    })
}

/// How the tables may be set.
struct Way {
    is_beside: bool,
    size: i32,
    /// How many rows stay free below the title.
    below: i32,
}

fn blocks(
    site: &Site,
    branch: Option<&str>,
    geometry: &Geometry,
    &Way {
        is_beside,
        size,
        below,
    }: &Way,
) -> Vec<Block> {
    let whole = &site.organization;
    let (name, unit) = match branch.and_then(|id| site.branch(id)) {
        Some(branch) => (branch.name.as_str(), &branch.unit),
        None => (whole.name.as_deref().unwrap_or("党组织"), &whole.unit),
    };
    let of_branches = branches(site);
    let with_branches = branch.is_none() && !of_branches.is_empty();
    let mut blocks = Vec::new();
    if !unit.committee.is_empty() {
        blocks.extend(title(&called(name, site, unit), geometry));
        blocks.extend(unit.term.as_ref().map(|term| subtitle(&in_words(term))));
        blocks.extend((below > 0).then_some(Block::Space(below)));
        // Tables beside each other begin at one height.
        blocks.extend((is_beside && with_branches).then(|| table_heading(own_heading(name))));
        blocks.push(Block::Table(committee(site, name, unit, size)));
    }
    if with_branches {
        blocks.push(table_heading("各支部委员会"));
        blocks.push(Block::Table(Table {
            head: vec![head_row(&["党组织", "书记", "委员"])],
            rows: of_branches,
            size: Some(size),
            ..Table::default()
        }));
    }
    blocks
}

/// What stands over the committee of the whole, beside those of its branches.
fn own_heading(name: &str) -> &'static str {
    match name.contains("总支") {
        true => "总支部委员会",
        false => "本级委员会",
    }
}

/// `…总支部委员会委员及分工`.
fn called(name: &str, site: &Site, unit: &Unit) -> String {
    let committee = if name.ends_with("委员会") {
        ""
    } else {
        "委员会"
    };
    let is_divided = unit
        .committee
        .iter()
        .any(|officer| !does(site, name, officer).is_empty());
    let what = if is_divided {
        "委员及分工"
    } else {
        "委员名单"
    };
    format!("{name}{committee}{what}")
}

/// `第四届，2024年4月11日选举产生，任期三年`; with the day to which it was put off.
fn in_words(term: &Term) -> String {
    let mut parts: Vec<String> = term.session.iter().cloned().collect();
    parts.push(format!("{}选举产生", term.elected.chinese()));
    parts.push(format!("任期{}年", term.years));
    parts.push(match &term.extension {
        Some(extension) => format!("延期至{}", extension.until.chinese()),
        None => format!("至{}", term.ends().chinese()),
    });
    parts.join("，")
}

fn committee(site: &Site, name: &str, unit: &Unit, size: i32) -> Table {
    let does: Vec<String> = unit
        .committee
        .iter()
        .map(|officer| does(site, name, officer))
        .collect();
    let is_divided = does.iter().any(|does| !does.is_empty());
    let names: &[&str] = match is_divided {
        true => &["职务", "姓名", "分工和联系"],
        false => &["职务", "姓名"],
    };
    let row = |(officer, does): (&Officer, &String)| -> TableRow {
        let duty = aligned(officer.duty.as_str(), Align::Centre);
        let mut row = vec![duty, centred(strong(padded(&officer.name)))];
        row.extend(is_divided.then(|| aligned(does.as_str(), Align::Left)));
        row
    };
    Table {
        head: vec![head_row(names)],
        rows: unit.committee.iter().zip(&does).map(row).collect(),
        size: Some(size),
        ..Table::default()
    }
}

/// What an officer looks after; on lines of their own, what else they are in other units.
fn does(site: &Site, unit: &str, officer: &Officer) -> String {
    let own = officer.work.clone().into_iter();
    let others = site.branches().iter().filter(|branch| branch.name != unit);
    let also = others.flat_map(|branch| {
        let same = branch
            .unit
            .committee
            .iter()
            .filter(|other| other.name == officer.name);
        same.map(move |other| format!("兼任{}{}", branch.name, other.duty))
    });
    own.chain(also).collect::<Vec<String>>().join("\n")
}

/// A row for each unit below: its name, its secretary, and the others with what they are.
fn branches(site: &Site) -> Vec<TableRow> {
    let branches = tree(&site.organization).into_iter();
    let branches = branches.map(|(index, _)| &site.branches()[index]);
    let row = |branch: &Branch| -> TableRow {
        let covers = branch.covers.as_ref().map(|covers| format!("\n（{covers}）"));
        let name = format!("{}{}", branch.name, covers.unwrap_or_default());
        let leads = |officer: &&Officer| officer.duty.ends_with("书记") && !officer.duty.ends_with("副书记");
        let (lead, others): (Vec<&Officer>, Vec<&Officer>) = branch.unit.committee.iter().partition(leads);
        let names: Vec<String> = lead.iter().map(|officer| padded(&officer.name)).collect();
        let other = |officer: &Officer| {
            let duty = Span::plain(format!("　{}", officer.duty));
            CellPart::Text(vec![bold(padded(&officer.name)), duty])
        };
        vec![
            aligned(name, Align::Centre),
            centred(strong(names.join("\n"))),
            TableCell {
                parts: others.into_iter().map(other).collect(),
                align: Some(Align::Left),
                ..TableCell::default()
            },
        ]
    };
    branches
        .filter(|branch| !branch.unit.committee.is_empty())
        .map(row)
        .collect()
}

fn centred(cell: TableCell) -> TableCell {
    TableCell {
        align: Some(Align::Centre),
        ..cell
    }
}
