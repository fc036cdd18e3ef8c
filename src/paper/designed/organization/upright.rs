//! Many units beside each other: narrow boxes with the name written downwards, whoever leads below.

use super::{BoxRows, Chart, INSET, Look, RULE, hang};
use crate::paper::lettering::{LetterBox, Lettering};
use crate::paper::{Flow, Ink, Style, padded};
use crate::read::organization::Branch;

/// The width of a column and of a box in it.
const COLUMN: i32 = 15_000;
const BOX: i32 = 9_000;
/// A box is no taller.
const TALLEST: i32 = 62_000;
/// The sizes of names, and of what stands below.
const SIZES: [i32; 2] = [4_939, 4_233];
const SMALL: i32 = 4_233;

/// True when every name can be written downwards.
pub(super) fn fits(chart: &Chart<'_>) -> bool {
    let last = SIZES[SIZES.len() - 1];
    chart.below.iter().all(|branch| depth(branch, last) <= TALLEST)
}

fn depth(branch: &Branch, size: i32) -> i32 {
    Lettering::centred(Style::Heading1, size).depth(&branch.name) + 2 * INSET
}

/// Draws it.
pub(super) fn put(flow: &mut Flow<'_>, chart: &Chart<'_>, look: Look) {
    let fits = |size: &&i32| chart.below.iter().all(|branch| depth(branch, **size) <= TALLEST);
    let size = SIZES.iter().find(fits).copied().unwrap_or(SMALL);
    let tallest = chart
        .below
        .iter()
        .map(|branch| depth(branch, size))
        .max()
        .unwrap_or(0);
    let small = Lettering::centred(Style::Body, look.below(COLUMN));
    let below: i32 = chart
        .below
        .iter()
        .map(|branch| {
            below(branch)
                .iter()
                .map(|words| small.height(words, COLUMN))
                .sum()
        })
        .max()
        .unwrap_or(0);
    let width = flow.geometry.width();
    let most = usize::try_from((width - COLUMN / 2) / COLUMN).unwrap_or(1).max(1);
    let count = chart.below.len();
    let rows = count.div_ceil(most).max(1);
    let columns = count.div_ceil(rows);
    let used = i32::try_from(columns).unwrap_or(1) * COLUMN;
    let left = (width - used) / 2;
    let middles = (0..columns).map(|at| left + i32::try_from(at).unwrap_or(0) * COLUMN + COLUMN / 2);
    let rows = BoxRows {
        middles: middles.collect(),
        heights: vec![tallest + below + INSET; rows],
    };
    hang(flow, (chart, look), &rows, |flow, number, middle, y| {
        let branch = chart.below[number];
        let spot = LetterBox {
            x: middle - BOX / 2,
            y,
            width: BOX,
            height: tallest,
        };
        spot.frame(flow, Ink::Black, RULE);
        Lettering::centred(Style::Heading1, size).put_down(flow, &branch.name, spot);
        let mut y = y + tallest + INSET / 2;
        let line = LetterBox {
            x: middle - COLUMN / 2,
            y,
            width: COLUMN,
            height: 0,
        };
        for words in self::below(branch) {
            y += small.put(flow, &words, LetterBox { y, ..line });
        }
    });
}

/// What stands below a box: whoever leads, how many members.
fn below(branch: &Branch) -> Vec<String> {
    let leader = branch.unit.secretary();
    let members = branch.unit.member_count.map(|count| format!("{count}名"));
    leader.map(padded).into_iter().chain(members).collect()
}
