//! 委员会委员及分工: who does what in a committee, with its term; on the board of the whole school those of the branches
//! too.

use super::pieces::{aligned, balanced, cell, head_row, lay, strong, subtitle, table_heading, title};
use crate::paper::blocks::{Block, Table, TableCell, TableRow};
use crate::paper::{Align, Geometry, Sheet, best, padded};
use crate::read::organization::{Officer, Term, Unit};
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
            true => balanced(&blocks, geometry, &|_| None),
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
            head: vec![head_row(&["党组织", "职务", "姓名"])],
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
        let mut row = named(officer);
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

/// 职务 and 姓名.
fn named(officer: &Officer) -> Vec<TableCell> {
    let name = TableCell {
        align: Some(Align::Centre),
        ..strong(padded(&officer.name))
    };
    vec![aligned(officer.duty.as_str(), Align::Centre), name]
}

/// What an officer looks after, and what else they are in other units.
fn does(site: &Site, unit: &str, officer: &Officer) -> String {
    let own = officer.work.iter().cloned();
    let others = site.branches().iter().filter(|branch| branch.name != unit);
    let also = others.flat_map(|branch| {
        let same = branch
            .unit
            .committee
            .iter()
            .filter(|other| other.name == officer.name);
        same.map(move |other| format!("兼任{}{}", branch.name, other.duty))
    });
    own.chain(also).collect::<Vec<String>>().join("；")
}

/// A row for each officer of the units below; the unit stands once.
fn branches(site: &Site) -> Vec<TableRow> {
    let mut rows: Vec<TableRow> = Vec::new();
    for (index, _) in tree(&site.organization) {
        let branch = &site.branches()[index];
        let officers = &branch.unit.committee;
        for (place, officer) in officers.iter().enumerate() {
            let mut row = Vec::new();
            if place == 0 {
                let covers = branch.covers.as_ref().map(|covers| format!("\n（{covers}）"));
                row.push(TableCell {
                    rows: officers.len(),
                    align: Some(Align::Centre),
                    ..cell(format!("{}{}", branch.name, covers.unwrap_or_default()))
                });
            }
            row.extend(named(officer));
            rows.push(row);
        }
    }
    rows
}
