//! Numbers → bars and tables, drawn at build time, wherever they stand.

use serde::Serialize;

use crate::site::study::hundredths;

/// What a bar's length is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// A round number that the longest bar does not exceed.
    Longest,
    /// A hundred per cent.
    Percent,
}

/// One number to be drawn: its name, and itself in hundredths.
pub(super) struct Quantity {
    pub(super) label: String,
    pub(super) hundredths: u64,
    /// The same of the year before, where there is one.
    pub(super) before: Option<u64>,
    /// What needs attention: 逾期.
    pub(super) late: bool,
}

impl Quantity {
    /// A number without a year before it.
    pub(super) fn of(label: impl Into<String>, hundredths: u64) -> Self {
        Self {
            label: label.into(),
            hundredths,
            before: None,
            late: false,
        }
    }

    /// A count.
    pub(super) fn count(label: impl Into<String>, count: usize) -> Self {
        Self::of(label, 100 * count as u64)
    }

    /// With the count of the year before.
    pub(super) fn and_before(self, count: Option<usize>) -> Self {
        let before = count.map(|count| 100 * count as u64);
        Self { before, ..self }
    }
}

/// Draws numbers as bars; `None` when all of them are nothing. A number of the year before is drawn where any is.
pub(super) fn bars(title: &str, scale: Scale, unit: &str, quantities: &[Quantity]) -> Option<FigureView> {
    let longest = |quantities: &[Quantity]| {
        let all = quantities.iter().flat_map(|of| [Some(of.hundredths), of.before]);
        all.flatten().max()
    };
    let longest = longest(quantities).filter(|most| *most > 0)?;
    let axis = match scale {
        Scale::Longest => Axis::up_to(longest, 100),
        Scale::Percent => Axis::PERCENT,
    };
    let value = |hundredths| match scale {
        Scale::Longest => format!("{}{unit}", decimal(hundredths)),
        Scale::Percent => percent(hundredths),
    };
    let bar = |of: &Quantity| BarView {
        label: of.label.clone(),
        value: value(of.hundredths),
        width: width(of.hundredths, axis.end),
        late: of.late,
        before: of.before.map(|before| BarBeforeView {
            value: value(before),
            width: width(before, axis.end),
        }),
    };
    let mut bars: Vec<BarView> = quantities.iter().map(bar).collect();
    even(bars.iter_mut().flat_map(|bar| {
        let before = bar.before.as_mut().map(|before| &mut before.value);
        std::iter::once(&mut bar.value).chain(before)
    }));
    Some(FigureView {
        title: title.to_owned(),
        bars,
        more: 0,
        is_share: scale == Scale::Percent,
        has_before: quantities.iter().any(|of| of.before.is_some()),
        ticks: match scale {
            // A few are counted, and not measured.
            Scale::Longest if longest < 500 => Vec::new(),
            Scale::Longest => axis.ticks(decimal),
            Scale::Percent => axis.ticks(|hundredths| format!("{}%", decimal(hundredths))),
        },
    })
}

/// The scale that all bars of a figure are measured by, in hundredths: from nothing to `end` in even steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    step: u64,
    pub(super) end: u64,
}

impl Axis {
    /// A hundred per cent.
    pub(super) const PERCENT: Self = Self {
        step: 2_500,
        end: 10_000,
    };

    /// One of at most four steps of 1, 2 or 5 times a power of ten, that a number fits on. `least` is the least step.
    pub(super) fn up_to(longest: u64, least: u64) -> Self {
        let mut step = least.max(1);
        // 1 → 2 → 5 → 10
        for factor in [(2, 1), (5, 2), (2, 1)].into_iter().cycle() {
            if longest.div_ceil(step) <= 4 {
                break;
            }
            step = step.saturating_mul(factor.0) / factor.1;
        }
        Self {
            step,
            end: longest.div_ceil(step).max(1).saturating_mul(step),
        }
    }

    /// Its numbers and their places.
    pub(super) fn ticks(self, label: impl Fn(u64) -> String) -> Vec<TickView> {
        let tick = |at: u64| TickView {
            label: label(at),
            at: width(at, self.end),
        };
        (0..=self.end / self.step)
            .map(|count| tick(count * self.step))
            .collect()
    }
}

/// How long a bar is, in per cent of the whole; never less than nothing, nor more than all.
pub(super) fn width(part: impl Into<i128>, whole: impl Into<i128>) -> String {
    let whole = whole.into().max(1);
    let part = part.into().clamp(0, whole);
    decimal(u64::try_from((part * 10_000 + whole / 2) / whole).unwrap_or(0))
}

/// A number of hundredths as people write it: `12`, `1.5`, `92.31`.
pub(super) fn decimal(hundredths: u64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// So many of so many in hundredths of a per cent, with one decimal; `None` of nothing. Less than all never reads 100.
pub(super) fn rate(part: u64, whole: u64) -> Option<u64> {
    let most = if part < whole { 9_990 } else { u64::MAX };
    (whole > 0).then(|| ((part * 1000 + whole / 2) / whole * 10).min(most))
}

/// A rate as text, `—` where there is none.
pub(super) fn rate_text(part: u64, whole: u64) -> String {
    rate(part, whole).map_or_else(|| "—".to_owned(), percent)
}

/// A rate: `95.0%`, `100%`.
fn percent(hundredths: u64) -> String {
    format!("{}%", one_decimal(hundredths))
}

/// So many of so many per cent: `92.3`, `95.0`, `100`; `0` of nothing.
pub(super) fn per_cent(part: u32, whole: u32) -> String {
    one_decimal(rate(part.into(), whole.into()).unwrap_or(0))
}

/// With one decimal, as those beside it have; nothing and all have none.
pub(super) fn one_decimal(hundredths: u64) -> String {
    match hundredths {
        0 | 10_000 => decimal(hundredths),
        _ => format!("{}.{}", hundredths / 100, hundredths % 100 / 10),
    }
}

/// Gives all numbers of a column a decimal where one of them has one.
pub(super) fn even<'c>(column: impl Iterator<Item = &'c mut String>) {
    let column: Vec<&mut String> = column.collect();
    if column.iter().any(|number| number.contains('.')) {
        let is_whole =
            |number: &str| !number.contains('.') && number.starts_with(|c: char| c.is_ascii_digit());
        for number in column.into_iter().filter(|number| is_whole(number)) {
            let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
            number.insert_str(end, ".0");
        }
    }
}

/// Hours as typed: `1.5`, `2`.
pub(super) fn hours_text(hours: f64) -> String {
    decimal(hundredths(hours))
}

/// A number with its name.
pub(crate) fn fact(label: impl Into<String>, value: impl ToString, unit: &'static str) -> FactView {
    FactView {
        label: label.into(),
        value: value.to_string(),
        unit,
        late: false,
    }
}

/// Counts as a table: a row per name, and their sum.
pub(super) fn counts(title: &str, columns: &[&str], rows: Vec<(TableName, Vec<usize>)>) -> TableView {
    let width = columns.len() - 1;
    let sums: Vec<usize> = (0..width)
        .map(|column| rows.iter().map(|(_, cells)| cells[column]).sum())
        .collect();
    let text = |cells: &[usize]| cells.iter().map(usize::to_string).collect();
    let total = (rows.len() > 1).then(|| TableRowView::of(("合计".to_owned(), None), text(&sums)));
    let row = |(name, cells): (TableName, Vec<usize>)| TableRowView::of(name, text(&cells));
    TableView::of(title, columns, rows.into_iter().map(row).collect(), total)
}

/// The name of a row and where it leads.
pub(super) type TableName = (String, Option<String>);

/// A few numbers, each under its name.
pub(super) fn single_row<const N: usize>(title: &str, numbers: [(&str, String); N]) -> TableView {
    let (columns, cells): (Vec<&str>, Vec<String>) = numbers.into_iter().unzip();
    let mut cells = cells.into_iter();
    let name = (cells.next().unwrap_or_default(), None);
    TableView::of(
        title,
        &columns,
        vec![TableRowView::of(name, cells.collect())],
        None,
    )
}

/// A number with its name.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FactView {
    /// For example 销号率.
    pub(crate) label: String,
    /// For example `75`.
    pub(crate) value: String,
    /// For example `%`; may be empty.
    pub(crate) unit: &'static str,
    /// True for what needs attention: 逾期.
    pub(crate) late: bool,
}

/// Numbers drawn as bars.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FigureView {
    /// What the bars show.
    pub(crate) title: String,
    /// The bars, in their order.
    pub(crate) bars: Vec<BarView>,
    /// How many more there are that have no bar because there are too many.
    pub(crate) more: usize,
    /// The bars are parts of a whole, a hundred per cent.
    pub(crate) is_share: bool,
    /// Some bars stand beside those of the year before.
    pub(crate) has_before: bool,
    /// The scale that all bars are measured by, from nothing on; none where no more than four are counted.
    pub(crate) ticks: Vec<TickView>,
}

/// A number on a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TickView {
    /// The number.
    pub(crate) label: String,
    /// 0 to 100, in per cent of the scale.
    pub(crate) at: String,
}

/// A bar.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BarView {
    /// What it is of.
    pub(crate) label: String,
    /// The number at the bar, with its unit.
    pub(crate) value: String,
    /// 0 to 100, in per cent of the scale.
    pub(crate) width: String,
    /// True for what needs attention: 超支.
    pub(crate) late: bool,
    /// The same of the year before, or null.
    pub(crate) before: Option<BarBeforeView>,
}

/// A bar's number a year before.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BarBeforeView {
    /// The number, with its unit.
    pub(crate) value: String,
    /// 0 to 100, in per cent of the scale.
    pub(crate) width: String,
}

/// A table of numbers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TableView {
    /// What it shows, for those who hear it read.
    pub(crate) title: String,
    /// The heads of the columns; the first is that of the rows' names.
    pub(crate) columns: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<TableRowView>,
    /// 合计: a row of sums, or null.
    pub(crate) total: Option<TableRowView>,
}

impl TableView {
    /// One of rows, and of a row of their sums.
    pub(super) fn of(
        title: &str,
        columns: &[&str],
        rows: Vec<TableRowView>,
        total: Option<TableRowView>,
    ) -> Self {
        Self {
            title: title.to_owned(),
            columns: columns.iter().copied().map(str::to_owned).collect(),
            rows,
            total,
        }
    }

    /// The same with as many decimals in all numbers of a column.
    pub(super) fn evened(mut self) -> Self {
        for at in 0..self.columns.len() {
            let rows = self.rows.iter_mut().chain(&mut self.total);
            even(rows.filter_map(|row| row.cells.get_mut(at)));
        }
        self
    }
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TableRowView {
    /// Its name.
    pub(crate) name: String,
    /// Where its name leads, or null.
    pub(crate) path: Option<String>,
    /// A text for each column but the first.
    pub(crate) cells: Vec<String>,
}

impl TableRowView {
    /// One of a name and what stands beside it.
    pub(super) fn of((name, path): TableName, cells: Vec<String>) -> Self {
        Self { name, path, cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_column_have_as_many_decimals() {
        let evened = |numbers: &[&str]| {
            let mut numbers: Vec<String> = numbers.iter().copied().map(str::to_owned).collect();
            even(numbers.iter_mut());
            numbers
        };
        assert_eq!(evened(&["96.2%", "100%", "—", ""]), ["96.2%", "100.0%", "—", ""]);
        assert_eq!(evened(&["15.5", "7"]), ["15.5", "7.0"]);
        assert_eq!(evened(&["1.5学时", "12学时"]), ["1.5学时", "12.0学时"]);
        assert_eq!(evened(&["100%", "7"]), ["100%", "7"]);
    }

    #[test]
    fn bars_have_their_numbers_and_one_scale() {
        let figure = |scale, counts: &[(usize, Option<usize>)]| {
            let quantity =
                |(count, before): &(usize, Option<usize>)| Quantity::count("甲", *count).and_before(*before);
            let quantities: Vec<Quantity> = counts.iter().map(quantity).collect();
            bars("图", scale, "条", &quantities).map(|figure| {
                let before = |bar: &BarView| match &bar.before {
                    Some(before) => format!("，{} {}", before.value, before.width),
                    None => String::new(),
                };
                let bars = figure.bars.iter();
                let bars: Vec<String> = bars
                    .map(|bar| format!("{} {}{}", bar.value, bar.width, before(bar)))
                    .collect();
                let ticks = figure.ticks.iter();
                (
                    bars,
                    ticks
                        .map(|tick| format!("{}@{}", tick.label, tick.at))
                        .collect::<Vec<_>>(),
                )
            })
        };
        let (lengths, ticks) = figure(Scale::Longest, &[(3, None), (0, None), (9, None)]).expect("drawn");
        assert_eq!(lengths, ["3条 30", "0条 0", "9条 90"]);
        assert_eq!(ticks, ["0@0", "5@50", "10@100"]);
        let has_scale = |count| {
            !figure(Scale::Longest, &[(count, None)])
                .expect("drawn")
                .1
                .is_empty()
        };
        assert_eq!([4, 5].map(has_scale), [false, true]);
        let (lengths, _) = figure(Scale::Longest, &[(3, Some(20)), (2, None)]).expect("drawn");
        assert_eq!(lengths, ["3条 15，20条 100", "2条 10"]);
        let (lengths, ticks) = figure(Scale::Percent, &[(50, Some(100)), (0, None)]).expect("drawn");
        assert_eq!(lengths, ["50.0% 50，100.0% 100", "0.0% 0"]);
        assert_eq!(ticks.last().map(String::as_str), Some("100%@100"));
        assert_eq!([width(-5, 10), width(15, 10), width(5, 0)], ["0", "100", "100"]);
        assert!(figure(Scale::Longest, &[(0, None), (0, Some(0))]).is_none());
        assert!(figure(Scale::Longest, &[]).is_none());
    }

    #[test]
    fn a_scale_ends_at_a_round_number() {
        for (longest, end, steps) in [
            (1, 1, 1),
            (4, 4, 4),
            (5, 6, 3),
            (20, 20, 4),
            (66, 80, 4),
            (301, 400, 4),
        ] {
            let axis = Axis::up_to(100 * longest, 100);
            assert_eq!((axis.end, axis.end / axis.step), (100 * end, steps), "{longest}");
        }
        assert_eq!(Axis::up_to(0, 100).end, 100);
        assert!(Axis::up_to(u64::MAX, 1).end > 0);
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        for (hundredths, text) in [(0, "0"), (150, "1.5"), (1200, "12"), (9231, "92.31"), (5, "0.05")] {
            assert_eq!(decimal(hundredths), text);
        }
        for (part, whole, text) in [
            (1, 3, "33.3%"),
            (2, 3, "66.7%"),
            (7, 7, "100%"),
            (0, 4, "0%"),
            (0, 0, "—"),
        ] {
            assert_eq!(rate_text(part, whole), text);
        }
        assert_eq!(
            (hours_text(1.5), per_cent(0, 0), per_cent(2, 3)),
            ("1.5".into(), "0".into(), "66.7".into())
        );
    }

    #[test]
    fn a_table_of_counts_adds_up() {
        let name = |text: &str| (text.to_owned(), None);
        let columns = ["支部", "通知公告", "会议纪要"];
        let rows = vec![(name("甲"), vec![1, 2]), (name("乙"), vec![3, 4])];
        let table = counts("表", &columns, rows);
        assert_eq!(table.total.expect("there").cells, ["4", "6"]);
    }
}
