//! Few units beside each other: boxes with the name, whom they comprise and who is in the committee, the groups below.

use super::{
    BoxRows, Chart, DROP, Look, RULE, SMALL, WIDE_COLUMN, across, down, groups, hang, name_lines, packed,
    said,
};
use crate::paper::blocks::TableRow;
use crate::paper::lettering::{LetterBox, Lettering, largest};
use crate::paper::measure::in_ems;
use crate::paper::{Flow, Geometry, Ink, Style, padded, title};
use crate::read::organization::{Branch, Group, Unit};

/// Between boxes.
const GAP: i32 = 4_000;
/// The column of a group at least, and at most.
const GROUP: i32 = 15_000;
const WIDEST_GROUP: i32 = 36_000;
/// Between the boxes of groups whose names are written across.
const GROUP_GAP: i32 = 2_500;
/// The size of its name, the largest first, and how wide a box is in which that is written downwards.
const GROUP_NAMES: [i32; 3] = [4_939, 4_586, SMALL];
const GROUP_BOX: i32 = 10_500;
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
pub(super) fn put(flow: &mut Flow<'_>, chart: &Chart<'_>, (look, listed): (Look, &mut Vec<TableRow>)) {
    let count = chart.below.len();
    let rows = count.div_ceil(most(&flow.geometry)).max(1);
    let columns = count.div_ceil(rows);
    let column = flow.geometry.width() / i32::try_from(columns).unwrap_or(1);
    let drawn = rows == 1
        && chart
            .below
            .iter()
            .all(|branch| groups_fit(branch, (column, look)));
    let groups_of = GroupBoxes::of(&chart.below, (column, look));
    if !drawn {
        listed.extend(chart.below.iter().flat_map(|branch| groups(branch)));
    }
    let middles = (0..columns).map(|at| i32::try_from(at).unwrap_or(0) * column + column / 2);
    // Whom they comprise is said in one size.
    let inner = column - GAP - 2 * look.inset();
    let sizes = [look.size * 11 / 10, look.size, SMALL];
    let covers = chart.below.iter().filter_map(|branch| branch.covers.as_ref());
    let covers = covers.map(|covers| largest(&format!("（{covers}）"), &sizes, Style::Body, inner, 1));
    let of_covers = covers.min();
    let mut boxes: Vec<Boxed> = chart
        .below
        .iter()
        .map(|branch| Boxed::of(branch, (column - GAP, of_covers), look))
        .collect();
    let heights: Vec<i32> = boxes.chunks_mut(columns).map(level).collect();
    let below = match drawn {
        true => chart
            .below
            .iter()
            .map(|branch| groups_of.height(branch))
            .max()
            .unwrap_or(0),
        false => 0,
    };
    let all = BoxRows {
        middles: middles.collect(),
        heights: heights.iter().map(|height| height + below).collect(),
    };
    hang(flow, (chart, look), &all, |flow, number, middle, y| {
        let spot = LetterBox {
            x: middle - (column - GAP) / 2,
            y,
            width: column - GAP,
            height: heights[number / columns],
        };
        boxes[number].put(flow, spot);
        if drawn {
            groups_of.put(flow, chart.below[number], middle, spot.y + spot.height);
        }
    });
}

/// A box with its texts.
struct Boxed {
    inset: i32,
    /// Its name, whom it comprises, who has which post: each with its height.
    lines: Vec<(Lettering, String, i32)>,
}

/// Makes boxes beside each other say the same in the same height; gives how high all of them are.
fn level(row: &mut [Boxed]) -> i32 {
    let most = row.iter().map(|of| of.lines.len()).max().unwrap_or(0);
    for at in 0..most {
        let lines = || row.iter().filter_map(|of| of.lines.get(at));
        let height = lines().map(|line| line.2).max().unwrap_or(0);
        let own = row.iter_mut().filter_map(|of| of.lines.get_mut(at));
        own.for_each(|line| line.2 = height);
    }
    let height = |of: &Boxed| of.lines.iter().map(|line| line.2).sum::<i32>() + 2 * of.inset;
    row.iter().map(height).max().unwrap_or(0)
}

impl Boxed {
    /// In a width; whom it comprises in type of a size, where one of those beside it says so.
    fn of(branch: &Branch, (width, of_covers): (i32, Option<i32>), look: Look) -> Self {
        let inset = look.inset();
        let inner = width - 2 * inset;
        let size = largest(
            &branch.name,
            &look.names([5_777, 4_939, 4_233]),
            Style::Heading1,
            inner,
            1,
        );
        let name = Lettering::centred(Style::Heading1, size);
        // What is said does not reach the edges.
        let each = posts(&branch.unit, look.size, inner - look.size);
        let covers = of_covers.map(|size| {
            let covers = branch.covers.as_ref();
            let words = covers.map_or(String::new(), |covers| format!("（{covers}）"));
            let words = title::lines(&words, in_ems(inner, size)).join("\n");
            (Lettering::centred(Style::Body, size), words)
        });
        let texts = std::iter::once((name, name_lines(&branch.name, inner, size)))
            .chain(covers)
            .chain(each);
        let lines = texts.map(|(look, words)| {
            // A name stands nearer to its post than to the next.
            let gap = if look.style == NAMED { look.size * 2 / 5 } else { 0 };
            let height = look.height(&words, inner) + gap;
            (look, words, height)
        });
        Self {
            inset,
            lines: lines.collect(),
        }
    }

    fn put(&self, flow: &mut Flow<'_>, spot: LetterBox) {
        spot.frame(flow, Ink::Black, RULE);
        let mut line = LetterBox {
            y: spot.y + self.inset,
            height: 0,
            ..spot.inside(self.inset)
        };
        for (look, words, height) in &self.lines {
            look.put(flow, words, line);
            line.y += height;
        }
    }
}

/// The face of names below their posts.
const NAMED: Style = Style::Heading3;

/// Who has which post, a line for each; where one of them has no room in a line, the name below the post for all.
fn posts(unit: &Unit, size: i32, width: i32) -> Vec<(Lettering, String)> {
    let small = Lettering::centred(Style::Body, size);
    let bold = Lettering::centred(NAMED, size);
    let of_officers = unit.committee.len();
    let each = said(unit);
    let pairs = each.chunks(1).map(|one| packed(one, small, width));
    let pairs: Vec<String> = pairs.collect();
    if !pairs.iter().any(|pair| pair.contains('\n')) {
        return pairs.into_iter().map(|pair| (small, pair)).collect();
    }
    let officers = each[..of_officers].iter();
    let lines = |duty: &str| title::lines(duty, in_ems(width, size)).join("\n");
    let officers = officers.flat_map(|(duty, name)| [(small, lines(duty)), (bold, name.clone())]);
    let others = pairs[of_officers..].iter().map(|pair| (small, pair.clone()));
    officers.chain(others).collect()
}

fn groups_fit(branch: &Branch, (column, look): (i32, Look)) -> bool {
    let count = i32::try_from(branch.groups.len()).unwrap_or(i32::MAX);
    count <= column / GROUP && branch.groups.iter().all(|group| depth(group, look) <= TALLEST)
}

fn depth(group: &Group, look: Look) -> i32 {
    group_name(look).depth(&group.name) + 2 * look.inset()
}

/// The name of a group that is written downwards; in a chart that is drawn close in 小四.
fn group_name(look: Look) -> Lettering {
    let size = if look.drop < DROP { SMALL } else { GROUP_NAMES[0] };
    Lettering::centred(Style::Body, size)
}

/// What stands below a group's box.
fn below(group: &Group) -> Vec<String> {
    let leader = group.leader.as_deref().map(padded);
    let members = group.member_count.map(|count| format!("{count}名"));
    leader.into_iter().chain(members).collect()
}

/// How the boxes of groups stand below those of their branches, alike in all of a chart.
#[derive(Clone, Copy)]
struct GroupBoxes {
    look: Look,
    /// From the middle of one to that of the next.
    column: i32,
    /// The type in which the names have room in one line each.
    flat: Option<i32>,
}

impl GroupBoxes {
    /// Below branches that have columns of a width.
    fn of(branches: &[&Branch], (column, look): (i32, Look)) -> Self {
        let most = branches
            .iter()
            .map(|branch| branch.groups.len())
            .max()
            .unwrap_or(0);
        let most = i32::try_from(most).unwrap_or(i32::MAX).max(1);
        let column = (column / most).clamp(GROUP, WIDEST_GROUP);
        let inner = column - GROUP_GAP - 2 * look.inset();
        let is_flat = |size: &i32| {
            let mut groups = branches.iter().flat_map(|branch| &branch.groups);
            groups.all(|group| Lettering::centred(Style::Body, *size).is_line(&group.name, inner))
        };
        Self {
            look,
            column,
            flat: GROUP_NAMES.into_iter().find(is_flat),
        }
    }

    /// The name of a group.
    fn name(&self) -> Lettering {
        match self.flat {
            Some(size) => Lettering::centred(Style::Body, size),
            None => group_name(self.look),
        }
    }

    fn width(&self) -> i32 {
        match self.flat {
            Some(_) => self.column - GROUP_GAP,
            None => GROUP_BOX,
        }
    }

    /// How high the box of a group is.
    fn depth(&self, group: &Group) -> i32 {
        let inset = 2 * self.look.inset();
        match self.flat {
            Some(_) => self.name().height(&group.name, self.width() - inset) + inset,
            None => depth(group, self.look),
        }
    }

    fn tallest(&self, branch: &Branch) -> i32 {
        branch
            .groups
            .iter()
            .map(|group| self.depth(group))
            .max()
            .unwrap_or(0)
    }

    /// What stands below the boxes, no larger than what stands in them.
    fn small(&self) -> Lettering {
        let size = self.look.below(self.column);
        Lettering::centred(Style::Body, self.flat.map_or(size, |name| size.min(name)))
    }

    /// How high the groups of a branch are, with the lines that they hang from.
    fn height(&self, branch: &Branch) -> i32 {
        let of_group = |group: &Group| -> i32 {
            let lines = below(group).into_iter();
            lines.map(|words| self.small().height(&words, self.column)).sum()
        };
        match branch.groups.iter().map(of_group).max() {
            Some(lines) => 2 * self.look.drop + self.tallest(branch) + lines + self.look.inset(),
            None => 0,
        }
    }

    fn put(&self, flow: &mut Flow<'_>, branch: &Branch, middle: i32, y: i32) {
        let count = i32::try_from(branch.groups.len()).unwrap_or(0);
        if count == 0 {
            return;
        }
        let first = middle - (count - 1) * self.column / 2;
        let tallest = self.tallest(branch);
        let drop = self.look.drop;
        down(flow, middle, y, y + drop);
        across(flow, (first, first + (count - 1) * self.column), y + drop);
        for (at, group) in (0..count).zip(&branch.groups) {
            let x = first + at * self.column;
            down(flow, x, y + drop, y + 2 * drop);
            let spot = LetterBox {
                x: x - self.width() / 2,
                y: y + 2 * drop,
                width: self.width(),
                height: tallest,
            };
            spot.frame(flow, Ink::Black, RULE);
            let name = self.name();
            match self.flat {
                Some(_) => {
                    name.put(flow, &group.name, spot.inside(self.look.inset()));
                }
                None => name.put_down(flow, &group.name, spot),
            }
            let mut line = LetterBox {
                x: x - self.column / 2,
                y: spot.y + tallest + self.look.inset() / 2,
                width: self.column,
                height: 0,
            };
            for words in below(group) {
                line.y += self.small().put(flow, &words, line);
            }
        }
    }
}
