//! 组织机构图: each unit with the units directly below it, as boxes and lines. Few lie beside each other with their
//! committees and groups; many stand upright, their names written downwards, in as many rows and on as many sheets as
//! they need.

mod upright;
mod wide;

use super::pieces::{aligned, cell, head_row, heading, title};
use crate::paper::blocks::{Block, Table, TableCell, TableRow};
use crate::paper::lettering::{LetterBox, Lettering, largest};
use crate::paper::measure::in_ems;
use crate::paper::{Align, Flow, Geometry, Ink, Sheet, Style, title as title_lines};
use crate::read::organization::{Branch, Unit};
use crate::site::Site;

/// Lengths in µm. The rules of boxes and between them.
const RULE: i32 = 250;
/// From a box to the line that its subordinates hang from, and from that to them; usually.
const DROP: i32 = 7_000;
/// Between rows of boxes.
const BETWEEN: i32 = 7_000;
/// Between the title and a chart that is drawn close, as it is printed.
const CLOSE: i32 = 6_000;
/// The type of groups that have no box.
const LISTED: i32 = 4_233;
/// The type of what is said of units, the largest first: as large as the height of the sheet allows.
const SIZES: [i32; 7] = [6_500, 6_000, 5_644, 5_292, 4_939, 4_586, SMALL];
const SMALL: i32 = 4_233;
/// How long the lines between boxes are beside those of a usual chart, in hundredths.
const LONGER: [i32; 5] = [200, 175, 150, 125, 100];
/// The same where that saves a sheet: a chart stands on the sheet of its title wherever it can.
const SHORTER: [i32; 4] = [80, 60, 45, 30];
/// What stays free at the edges of a box; half of that in a chart that is drawn close.
const INSET: i32 = 2_000;
/// As many lie beside each other on a sheet of A4.
const WIDE_COLUMN: i32 = 38_000;

/// How large a chart is drawn.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// The type of what is said of units.
    size: i32,
    /// From a box to the line that its subordinates hang from, and from that to them.
    drop: i32,
    /// Between rows of boxes.
    between: i32,
}

impl Look {
    fn new(size: i32, longer: i32) -> Self {
        Self {
            size,
            drop: DROP * longer / 100,
            between: BETWEEN * longer / 100,
        }
    }

    /// The type of names of units in this look, the largest first.
    fn names<const N: usize>(&self, sizes: [i32; N]) -> [i32; N] {
        sizes.map(|size| size * self.size / SMALL)
    }

    /// What stays free at the edges of a box.
    fn inset(&self) -> i32 {
        if self.drop < DROP { INSET / 2 } else { INSET }
    }

    /// What stands below narrow boxes: three characters fit a width, one apart from those beside them where that can be read.
    fn below(&self, width: i32) -> i32 {
        self.size.min((width / 4).max(SMALL)).min(width * 10 / 35)
    }
}

/// A unit with those directly below it.
struct Chart<'a> {
    name: &'a str,
    unit: &'a Unit,
    below: Vec<&'a Branch>,
}

/// The chart of the whole, or of a branch that has others below it; none where there is nothing below.
#[must_use]
pub fn sheets(site: &Site, branch: Option<&str>, geometry: &Geometry) -> Vec<Sheet> {
    let charts = charts(site, branch);
    if charts.is_empty() {
        return Vec::new();
    }
    let [.., shortest] = SHORTER;
    let fewest = drawn(&charts, Look::new(SMALL, shortest), geometry);
    let lowest = |sheets: &[Sheet]| {
        let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
        boxes.map(|placed| placed.area.bottom()).max().unwrap_or(0)
    };
    let most = lowest(&fewest).max(geometry.block().bottom());
    let fits = |look: &Look| {
        let sheets = drawn(&charts, *look, geometry);
        sheets.len() <= fewest.len() && lowest(&sheets) <= most
    };
    let usual = SIZES.map(|size| Look::new(size, 100)).into_iter();
    // Large type is read, and not the length of lines.
    let shorter = SIZES
        .iter()
        .flat_map(|size| SHORTER.map(|longer| Look::new(*size, longer)));
    let Some(found) = usual.chain(shorter).find(fits) else {
        return fewest;
    };
    let mut longer = LONGER.map(|longer| Look::new(found.size, longer)).into_iter();
    let longest = longer.find(fits).unwrap_or(found);
    drawn(&charts, longest, geometry)
}

fn drawn(charts: &[Chart<'_>], look: Look, geometry: &Geometry) -> Vec<Sheet> {
    let mut flow = Flow::new(*geometry, &|_| None);
    flow.place(&title("组织机构图", geometry), 0);
    match look.drop >= DROP {
        true => flow.place(&[Block::Space(1)], 0),
        // A chart that is drawn close stands close below its title too.
        false => flow.y += geometry.laid(CLOSE),
    }
    let mut listed: Vec<TableRow> = Vec::new();
    for chart in charts {
        if upright::fits(chart) && !wide::fits(chart, geometry) {
            upright::put(&mut flow, chart, look);
            listed.extend(chart.below.iter().flat_map(|branch| groups(branch)));
        } else {
            wide::put(&mut flow, chart, (look, &mut listed));
        }
    }
    if !listed.is_empty() {
        let table = Table {
            head: vec![head_row(&["党支部", "党小组", "组长", "党员数"])],
            rows: listed,
            size: Some(LISTED),
            ..Table::default()
        };
        flow.place(&[Block::Space(1), heading("党小组"), Block::Table(table)], 0);
    }
    flow.finish()
}

/// Every unit that has others below it, from the top.
fn charts<'a>(site: &'a Site, branch: Option<&str>) -> Vec<Chart<'a>> {
    let whole = &site.organization;
    let below = |id: Option<&str>| -> Vec<&'a Branch> {
        let all = site.branches().iter();
        let is_below = |branch: &&Branch| branch.superior.as_deref() == id && branch.unit.exists_on(site.day);
        all.filter(is_below).collect()
    };
    let mut charts = Vec::new();
    let mut waiting: Vec<Chart<'a>> = Vec::new();
    match branch.and_then(|id| site.branch(id)) {
        Some(branch) => waiting.push(Chart {
            name: &branch.name,
            unit: &branch.unit,
            below: below(Some(&branch.id)),
        }),
        None => waiting.push(Chart {
            name: whole.name.as_deref().unwrap_or("党组织"),
            unit: &whole.unit,
            below: below(None),
        }),
    }
    // No unit is above itself, so that this ends.
    while let Some(chart) = waiting.pop() {
        waiting.extend(chart.below.iter().rev().map(|branch| Chart {
            name: &branch.name,
            unit: &branch.unit,
            below: below(Some(&branch.id)),
        }));
        if !chart.below.is_empty() {
            charts.push(chart);
        }
    }
    charts
}

/// A row for each group of a branch, for the table of those that have no box.
fn groups(branch: &Branch) -> Vec<TableRow> {
    let count = branch.groups.len();
    let row = |(place, group): (usize, &crate::read::organization::Group)| -> TableRow {
        let unit = (place == 0).then(|| TableCell {
            rows: count,
            align: Some(Align::Centre),
            ..cell(branch.name.as_str())
        });
        let leader = group
            .leader
            .as_deref()
            .map(crate::paper::padded)
            .unwrap_or_default();
        let members = group
            .member_count
            .map_or(String::new(), |count| count.to_string());
        let own = [group.name.clone(), leader, members];
        unit.into_iter()
            .chain(own.map(|words| aligned(words, Align::Centre)))
            .collect()
    };
    branch.groups.iter().enumerate().map(row).collect()
}

/// 职务 and 姓名 of the committee; how many members.
fn said(unit: &Unit) -> Vec<(String, String)> {
    let officers = unit.committee.iter();
    let officers = officers.map(|officer| (officer.duty.clone(), crate::paper::padded(&officer.name)));
    let members = unit
        .member_count
        .map(|count| ("党员".to_owned(), format!("{count}名")));
    officers.chain(members).collect()
}

/// What is said of a unit, in lines of a width: as many pairs in each as it has room for.
fn packed(said: &[(String, String)], look: Lettering, width: i32) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (duty, name) in said {
        let pair = format!("{duty}　{name}");
        if let Some(last) = lines.last_mut() {
            let longer = format!("{last}　　{pair}");
            if look.is_line(&longer, width) {
                *last = longer;
                continue;
            }
        }
        lines.push(if look.is_line(&pair, width) {
            pair
        } else {
            format!("{duty}\n{name}")
        });
    }
    lines.join("\n")
}

/// What the names of units end with, the longest first.
const ENDINGS: [&str; 6] = ["总支部委员会", "支部委员会", "委员会", "党支部", "党总支", "支部"];

/// The name of a unit in lines of a width: one that is too long for a line is broken before what it is.
fn name_lines(name: &str, width: i32, size: i32) -> String {
    let line = Lettering::centred(Style::Heading1, size);
    let ending = || {
        ENDINGS
            .iter()
            .find_map(|ending| Some((name.strip_suffix(ending)?, *ending)))
    };
    if line.is_line(name, width) {
        return name.to_owned();
    }
    let room = in_ems(width, size);
    let whole = title_lines::lines(name, room);
    let parted = ending().filter(|(own, _)| !own.is_empty()).map(|(own, ending)| {
        let mut lines = title_lines::lines(own, room);
        lines.push(ending.to_owned());
        lines
    });
    let best = parted.filter(|parted| parted.len() <= whole.len());
    best.unwrap_or(whole).join("\n")
}

/// The box at the top of a chart, with its texts and how high each is.
struct TopBox {
    name: (Lettering, String),
    facts: (Lettering, String),
    heights: (i32, i32),
    width: i32,
    inset: i32,
}

impl TopBox {
    /// `again` on further sheets, where its name is enough.
    fn of(flow: &Flow<'_>, chart: &Chart<'_>, (look, again): (Look, bool)) -> Self {
        let width = flow.geometry.width() * 4 / 5;
        let inset = look.inset();
        let column = width - 2 * inset;
        let sizes = look.names([6_500, 5_777, 4_939, 4_233]);
        let name = Lettering::centred(
            Style::Heading1,
            largest(chart.name, &sizes, Style::Heading1, column, 1),
        );
        let words = Lettering::centred(Style::Body, look.size);
        let called = name_lines(chart.name, column, name.size);
        let facts = match again {
            true => String::new(),
            false => packed(&said(chart.unit), words, column),
        };
        Self {
            heights: (name.height(&called, column), words.height(&facts, column)),
            name: (name, called),
            facts: (words, facts),
            width,
            inset,
        }
    }

    fn height(&self) -> i32 {
        self.heights.0 + self.heights.1 + 2 * self.inset
    }

    /// Draws it; gives where it ends.
    fn put(&self, flow: &mut Flow<'_>) -> i32 {
        let spot = LetterBox {
            x: (flow.geometry.width() - self.width) / 2,
            y: flow.y,
            width: self.width,
            height: self.height(),
        };
        spot.frame(flow, Ink::Black, 2 * RULE);
        let line = LetterBox {
            y: spot.y + self.inset,
            height: self.heights.0,
            ..spot.inside(self.inset)
        };
        self.name.0.put(flow, &self.name.1, line);
        let line = LetterBox {
            y: line.y + self.heights.0,
            height: self.heights.1,
            ..line
        };
        self.facts.0.put(flow, &self.facts.1, line);
        spot.y + spot.height
    }
}

/// A line downwards.
fn down(flow: &mut Flow<'_>, x: i32, from: i32, to: i32) {
    let line = LetterBox {
        x: x - RULE / 2,
        y: from,
        width: RULE,
        height: to - from,
    };
    line.rule(flow, Ink::Black);
}

/// A line across.
fn across(flow: &mut Flow<'_>, (from, to): (i32, i32), y: i32) {
    let line = LetterBox {
        x: from - RULE / 2,
        y: y - RULE / 2,
        width: to - from + RULE,
        height: RULE,
    };
    line.rule(flow, Ink::Black);
}

/// Rows of boxes below the one at the top: how many there are of them, and where each stands.
struct BoxRows {
    /// The middles of the columns.
    middles: Vec<i32>,
    /// How high each row is.
    heights: Vec<i32>,
}

/// Draws rows of boxes with their lines, on as many sheets as they need. `put` draws the box with this number at a
/// middle and a height above.
fn hang(
    flow: &mut Flow<'_>,
    (chart, of): (&Chart<'_>, Look),
    rows: &BoxRows,
    mut put: impl FnMut(&mut Flow<'_>, usize, i32, i32),
) {
    let whole = flow.geometry.height();
    let columns = rows.middles.len();
    let first = rows.heights.first().copied().unwrap_or(0);
    let top = TopBox::of(flow, chart, (of, false));
    if flow.y > 0 && top.height() + 2 * of.drop + first > whole - flow.y {
        flow.turn();
    }
    let mut bottom = top.put(flow);
    let root = flow.geometry.width() / 2;
    let mut trunk: Option<i32> = None;
    for (row, height) in rows.heights.iter().enumerate() {
        let gap = if trunk.is_some() { of.between } else { of.drop };
        if bottom + gap + of.drop + height > whole && trunk.is_some() {
            flow.turn();
            bottom = TopBox::of(flow, chart, (of, true)).put(flow);
            trunk = None;
        }
        let line = bottom + if trunk.is_some() { of.between } else { of.drop };
        let here = row * columns..((row + 1) * columns).min(chart.below.len());
        let shift = (columns - here.len()) as i32 * spacing(&rows.middles) / 2;
        let middles: Vec<i32> = rows.middles[..here.len()].iter().map(|x| x + shift).collect();
        let (left, right) = (middles[0].min(root), middles[middles.len() - 1].max(root));
        let further = rows.heights.len() > 1;
        match trunk {
            None => down(flow, root, bottom, line),
            // Further rows hang from a line along the edge.
            Some(from) => down(flow, RULE, from, line),
        }
        across(
            flow,
            (
                if further { RULE } else { left },
                right.max(middles[middles.len() - 1]),
            ),
            line,
        );
        for (number, middle) in here.zip(middles) {
            down(flow, middle, line, line + of.drop);
            put(flow, number, middle, line + of.drop);
        }
        trunk = Some(line);
        bottom = line + of.drop + height;
    }
    flow.y = (bottom + of.between).min(whole);
}

fn spacing(middles: &[i32]) -> i32 {
    match middles {
        [first, second, ..] => second - first,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::name_lines;

    #[test]
    fn a_long_name_is_broken_before_what_the_unit_is() {
        let lines = |name: &str, characters: i32| name_lines(name, characters * 5_000, 5_000);
        assert_eq!(lines("离退休与后勤党支部", 8), "离退休与后勤\n党支部");
        assert_eq!(lines("离退休与后勤党支部", 9), "离退休与后勤党支部");
        assert_eq!(
            lines("中共青山实验学校总支部委员会", 12),
            "中共青山实验学校\n总支部委员会"
        );
        assert_eq!(
            lines("青山实验学校附属幼儿园党支部", 7),
            "青山实验学校\n附属幼儿园\n党支部"
        );
    }
}
