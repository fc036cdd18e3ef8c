//! The organization → a tree to be drawn: the whole lies across the top, below it every unit is a narrow box with
//! its name written downwards, as such charts are drawn on paper, so that many stand beside each other on a phone.

use serde::Serialize;

use crate::paper::break_places;
use crate::read::organization::{Branch, Organization};
use crate::words::Day;

/// From the middle of one column to the next.
const COLUMN: u32 = 36;
/// The width of a narrow box.
const NARROW: u32 = 28;
/// The height of a character that is written downwards.
const GLYPH: u32 = 18;
/// Above the first and below the last character of a box.
const PADDING: u32 = 10;
/// Between two rows of boxes.
const GAP: u32 = 30;
/// The height of the box of the whole.
const TOP: u32 = 42;
/// The width of a character of its name.
const WIDE: u32 = 17;
/// A name of more characters has two lines: one would be wider than a phone.
const MOST_WIDE: usize = 17;
/// From one of them to the next.
const LEADING: u32 = 24;
/// More columns than these are not drawn for groups.
const MOST_COLUMNS: usize = 24;
/// The lines are so wide; the margin keeps them whole.
const MARGIN: u32 = 1;

/// A node of the tree before it is laid out.
struct ChartNode {
    family: &'static str,
    name: String,
    below: Vec<ChartNode>,
}

impl ChartNode {
    /// How many columns it takes.
    fn columns(&self) -> usize {
        self.below.iter().map(Self::columns).sum::<usize>().max(1)
    }
}

/// The chart as of a day; `None` when there is nothing below the organization.
pub(super) fn chart(name: &str, organization: &Organization, day: Day) -> Option<ChartView> {
    let mut units = nodes((organization, day), None, true);
    if units.iter().map(ChartNode::columns).sum::<usize>() > MOST_COLUMNS {
        units = nodes((organization, day), None, false);
    }
    let columns = units.iter().map(ChartNode::columns).sum::<usize>();
    if columns == 0 {
        return None;
    }
    let lines = name_lines(name);
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let name_width = size(longest) * WIDE + 2 * PADDING;
    let name_height = TOP + size(lines.len() - 1) * LEADING;
    let width = (size(columns) * COLUMN).max(name_width) + 2 * MARGIN;
    let mut layout = Layout {
        tallest: Vec::new(),
        boxes: Vec::new(),
        lines: Vec::new(),
    };
    layout.measure(&units, 0);
    let middle = width / 2;
    layout.boxes.push(BoxView {
        family: "whole",
        x: middle - name_width / 2,
        y: MARGIN,
        width: name_width,
        height: name_height,
        glyphs: lines
            .iter()
            .enumerate()
            .map(|(index, line)| GlyphView {
                x: middle,
                y: MARGIN + TOP / 2 + 6 + size(index) * LEADING,
                text: (*line).to_owned(),
            })
            .collect(),
    });
    let left = (width - size(columns) * COLUMN) / 2;
    layout.row(&units, 0, left, (middle, MARGIN + name_height));
    let rows: u32 = layout.tallest.iter().map(|height| height + GAP).sum();
    Some(ChartView {
        width,
        height: MARGIN * 2 + name_height + rows,
        boxes: layout.boxes,
        lines: layout.lines,
    })
}

/// A name that is too long for a line is parted between two words, as near its middle as may be.
fn name_lines(name: &str) -> Vec<&str> {
    let count = name.chars().count();
    let from_middle = |at: usize| (2 * name[..at].chars().count()).abs_diff(count);
    let places = break_places(name).into_iter().map(|place| place.at);
    match places.min_by_key(|at| from_middle(*at)) {
        Some(at) if count > MOST_WIDE => vec![&name[..at], &name[at..]],
        _ => vec![name],
    }
}

fn nodes(
    (organization, day): (&Organization, Day),
    above: Option<&str>,
    with_groups: bool,
) -> Vec<ChartNode> {
    let branches = organization.branches.iter();
    let is_below = |branch: &&Branch| branch.superior.as_deref() == above && branch.unit.exists_on(day);
    let below = branches.filter(is_below);
    below
        .map(|branch| {
            let mut below = nodes((organization, day), Some(&branch.id), with_groups);
            if with_groups {
                below.extend(branch.groups.iter().map(|group| ChartNode {
                    family: "group",
                    name: group.name.clone(),
                    below: Vec::new(),
                }));
            }
            ChartNode {
                family: "branch",
                name: branch.name.clone(),
                below,
            }
        })
        .collect()
}

/// A chart while it is laid out.
struct Layout {
    /// The height of the boxes of each row.
    tallest: Vec<u32>,
    boxes: Vec<BoxView>,
    lines: Vec<LineView>,
}

impl Layout {
    fn measure(&mut self, nodes: &[ChartNode], row: usize) {
        for node in nodes {
            let height = size(node.name.chars().count()) * GLYPH + 2 * PADDING;
            if self.tallest.len() == row {
                self.tallest.push(0);
            }
            self.tallest[row] = self.tallest[row].max(height);
            self.measure(&node.below, row + 1);
        }
    }

    /// Lays out the nodes below one whose lower edge has its middle at `from`.
    fn row(&mut self, nodes: &[ChartNode], row: usize, left: u32, from: (u32, u32)) {
        let top = from.1 + GAP;
        let joint = from.1 + GAP / 2;
        let mut column = left;
        let mut middles = Vec::new();
        for node in nodes {
            let width = size(node.columns()) * COLUMN;
            let middle = column + width / 2;
            middles.push(middle);
            self.line((middle, joint), (middle, top));
            self.node(node, row, middle, top);
            self.row(&node.below, row + 1, column, (middle, top + self.tallest[row]));
            column += width;
        }
        if let (Some(first), Some(last)) = (middles.first(), middles.last()) {
            self.line(from, (from.0, joint));
            self.line(((*first).min(from.0), joint), ((*last).max(from.0), joint));
        }
    }

    fn node(&mut self, node: &ChartNode, row: usize, middle: u32, top: u32) {
        let height = self.tallest[row];
        let count = size(node.name.chars().count());
        let first = top + (height - count * GLYPH) / 2;
        let glyph = |(index, c): (usize, char)| GlyphView {
            x: middle,
            y: first + size(index) * GLYPH + GLYPH - 4,
            text: c.to_string(),
        };
        self.boxes.push(BoxView {
            family: node.family,
            x: middle - NARROW / 2,
            y: top,
            width: NARROW,
            height,
            glyphs: node.name.chars().enumerate().map(glyph).collect(),
        });
    }

    fn line(&mut self, from: (u32, u32), to: (u32, u32)) {
        self.lines.push(LineView {
            x1: from.0,
            y1: from.1,
            x2: to.0,
            y2: to.1,
        });
    }
}

/// Charts are small.
fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX / 1000)
}

/// A tree that is ready to be drawn as SVG; all numbers are in its own units, which are pixels at full size.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChartView {
    /// Its width.
    pub(crate) width: u32,
    /// Its height.
    pub(crate) height: u32,
    /// The boxes.
    pub(crate) boxes: Vec<BoxView>,
    /// The lines between them.
    pub(crate) lines: Vec<LineView>,
}

/// A box of a chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BoxView {
    /// `whole`, `branch` or `group`.
    pub(crate) family: &'static str,
    /// Left.
    pub(crate) x: u32,
    /// Top.
    pub(crate) y: u32,
    /// Width.
    pub(crate) width: u32,
    /// Height.
    pub(crate) height: u32,
    /// What stands in it: a text for each line of the whole, a character each below it, which are written downwards.
    pub(crate) glyphs: Vec<GlyphView>,
}

/// A text of a chart, centred on its place.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GlyphView {
    /// Its middle.
    pub(crate) x: u32,
    /// Its base line.
    pub(crate) y: u32,
    /// The text.
    pub(crate) text: String,
}

/// A line of a chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LineView {
    /// Where it begins, from the left.
    pub(crate) x1: u32,
    /// Where it begins, from the top.
    pub(crate) y1: u32,
    /// Where it ends, from the left.
    pub(crate) x2: u32,
    /// Where it ends, from the top.
    pub(crate) y2: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::organization::Group;

    #[test]
    fn every_unit_has_its_box_and_none_lies_over_another() {
        let branch = |id: &str, groups: usize| Branch {
            id: id.into(),
            name: format!("第{id}党支部"),
            groups: (0..groups)
                .map(|number| Group {
                    name: format!("第{number}小组"),
                    leader: None,
                    member_count: None,
                })
                .collect(),
            ..Branch::default()
        };
        let day = Day::new(2026, 3, 12).expect("a day");
        let organization = Organization {
            branches: vec![branch("一", 3), branch("二", 0), branch("三", 2)],
            ..Organization::default()
        };
        let chart = chart("总支部委员会", &organization, day).expect("there");
        assert_eq!(chart.boxes.len(), 1 + 3 + 5);
        for (index, one) in chart.boxes.iter().enumerate() {
            assert!(one.x + one.width <= chart.width && one.y + one.height <= chart.height);
            for other in &chart.boxes[..index] {
                let apart = one.x >= other.x + other.width
                    || other.x >= one.x + one.width
                    || one.y >= other.y + other.height
                    || other.y >= one.y + one.height;
                assert!(apart, "{one:?} {other:?}");
            }
        }
        assert!(super::chart("总支", &Organization::default(), day).is_none());
        let long = "中共兰州市七里河区青山九年一贯制实验学校总支部委员会";
        let wrapped = super::chart(long, &organization, day).expect("there");
        let lines: Vec<&str> = wrapped.boxes[0]
            .glyphs
            .iter()
            .map(|of| of.text.as_str())
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.concat(), long);
        // The room of a page on a phone of 360 pixels.
        assert!(wrapped.width <= 326, "{}", wrapped.width);
        assert_eq!(wrapped.height, chart.height + LEADING);
    }
}
