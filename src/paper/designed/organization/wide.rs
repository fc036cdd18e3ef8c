//! Few units beside each other: boxes with the name, whom they comprise and who is in the committee, the groups below.

use super::{BoxRows, Chart, DROP, INSET, RULE, WIDE_COLUMN, across, down, groups, hang, packed, said};
use crate::paper::blocks::TableRow;
use crate::paper::lettering::{LetterBox, Lettering, largest};
use crate::paper::{Flow, Geometry, Ink, Style, padded};
use crate::read::organization::{Branch, Group};

/// Between boxes.
const GAP: i32 = 4_000;
/// The column of a group, and the size of its name.
const GROUP: i32 = 14_500;
const GROUP_BOX: i32 = 10_500;
const GROUP_NAME: i32 = 4_939;
const SMALL: i32 = 4_233;
/// A group's box is no taller.
const TALLEST: i32 = 60_000;

/// True when all lie beside each other.
pub(super) fn fits(chart: &Chart<'_>, geometry: &Geometry) -> bool {
    most(geometry) >= chart.below.len()
}

fn most(geometry: &Geometry) -> usize {
    usize::try_from(geometry.width() / WIDE_COLUMN)
        .unwrap_or(1)
        .max(1)
}

/// Draws it; groups that have no room go to the table below.
pub(super) fn put(flow: &mut Flow<'_>, chart: &Chart<'_>, listed: &mut Vec<TableRow>) {
    let count = chart.below.len();
    let rows = count.div_ceil(most(&flow.geometry)).max(1);
    let columns = count.div_ceil(rows);
    let column = flow.geometry.width() / i32::try_from(columns).unwrap_or(1);
    let drawn = rows == 1 && chart.below.iter().all(|branch| groups_fit(branch, column));
    if !drawn {
        listed.extend(chart.below.iter().flat_map(|branch| groups(branch)));
    }
    let middles = (0..columns).map(|at| i32::try_from(at).unwrap_or(0) * column + column / 2);
    let boxes: Vec<Boxed> = chart
        .below
        .iter()
        .map(|branch| Boxed::of(branch, column - GAP))
        .collect();
    let heights: Vec<i32> = boxes
        .chunks(columns)
        .map(|row| row.iter().map(|of| of.height).max().unwrap_or(0))
        .collect();
    let below = match drawn {
        true => chart
            .below
            .iter()
            .map(|branch| groups_height(branch))
            .max()
            .unwrap_or(0),
        false => 0,
    };
    let all = BoxRows {
        middles: middles.collect(),
        heights: heights.iter().map(|height| height + below).collect(),
    };
    hang(flow, chart, &all, |flow, number, middle, y| {
        let spot = LetterBox {
            x: middle - (column - GAP) / 2,
            y,
            width: column - GAP,
            height: heights[number / columns],
        };
        boxes[number].put(flow, spot);
        if drawn {
            put_groups(flow, chart.below[number], middle, spot.y + spot.height);
        }
    });
}

/// A box with its texts.
struct Boxed {
    name: (Lettering, String),
    facts: Vec<(Lettering, String)>,
    height: i32,
}

impl Boxed {
    fn of(branch: &Branch, width: i32) -> Self {
        let inner = width - 2 * INSET;
        let size = largest(&branch.name, &[5_777, 4_939, 4_233], Style::Heading1, inner, 1);
        let name = Lettering::centred(Style::Heading1, size);
        let small = Lettering::centred(Style::Body, SMALL);
        let each = said(&branch.unit);
        let each = each.chunks(1).map(|one| (small, packed(one, small, inner)));
        let covers = branch.covers.as_ref().map(|covers| {
            let covers = format!("（{covers}）");
            let size = largest(&covers, &[4_600, SMALL], Style::Body, inner, 1);
            (Lettering::centred(Style::Body, size), covers)
        });
        let facts: Vec<(Lettering, String)> = covers.into_iter().chain(each).collect();
        let heights: i32 = facts.iter().map(|(look, fact)| look.height(fact, inner)).sum();
        Self {
            height: name.height(&branch.name, inner) + heights + 2 * INSET,
            name: (name, branch.name.clone()),
            facts,
        }
    }

    fn put(&self, flow: &mut Flow<'_>, spot: LetterBox) {
        spot.frame(flow, Ink::Black, RULE);
        let mut line = LetterBox {
            y: spot.y + INSET,
            height: 0,
            ..spot.inside(INSET)
        };
        line.y += self.name.0.put(flow, &self.name.1, line);
        for (look, fact) in &self.facts {
            line.y += look.put(flow, fact, line);
        }
    }
}

fn groups_fit(branch: &Branch, column: i32) -> bool {
    let count = i32::try_from(branch.groups.len()).unwrap_or(i32::MAX);
    count <= column / GROUP && branch.groups.iter().all(|group| depth(group) <= TALLEST)
}

fn depth(group: &Group) -> i32 {
    Lettering::centred(Style::Body, GROUP_NAME).depth(&group.name) + 2 * INSET
}

/// What stands below a group's box.
fn below(group: &Group) -> Vec<String> {
    let leader = group.leader.as_deref().map(padded);
    let members = group.member_count.map(|count| format!("{count}名"));
    leader.into_iter().chain(members).collect()
}

fn groups_height(branch: &Branch) -> i32 {
    let tallest = branch.groups.iter().map(depth).max();
    let small = Lettering::centred(Style::Body, SMALL);
    let lines = branch
        .groups
        .iter()
        .map(|group| {
            below(group)
                .iter()
                .map(|words| small.height(words, GROUP))
                .sum::<i32>()
        })
        .max()
        .unwrap_or(0);
    tallest.map_or(0, |tallest| 2 * DROP + tallest + lines + INSET)
}

fn put_groups(flow: &mut Flow<'_>, branch: &Branch, middle: i32, y: i32) {
    let count = i32::try_from(branch.groups.len()).unwrap_or(0);
    if count == 0 {
        return;
    }
    let first = middle - (count - 1) * GROUP / 2;
    let tallest = branch.groups.iter().map(depth).max().unwrap_or(0);
    down(flow, middle, y, y + DROP);
    across(flow, (first, first + (count - 1) * GROUP), y + DROP);
    let small = Lettering::centred(Style::Body, SMALL);
    for (at, group) in (0..count).zip(&branch.groups) {
        let x = first + at * GROUP;
        down(flow, x, y + DROP, y + 2 * DROP);
        let spot = LetterBox {
            x: x - GROUP_BOX / 2,
            y: y + 2 * DROP,
            width: GROUP_BOX,
            height: tallest,
        };
        spot.frame(flow, Ink::Black, RULE);
        Lettering::centred(Style::Body, GROUP_NAME).put_down(flow, &group.name, spot);
        let mut line = LetterBox {
            x: x - GROUP / 2,
            y: spot.y + tallest + INSET / 2,
            width: GROUP,
            height: 0,
        };
        for words in below(group) {
            line.y += small.put(flow, &words, line);
        }
    }
}
