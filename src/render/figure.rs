//! Numbers → bars and tables, drawn at build time, wherever they stand.

use serde::Serialize;

use crate::site::study::hundredths;

/// What a bar's length is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// The longest bar.
    Longest,
    /// A hundred per cent.
    Percent,
}

/// One number to be drawn: its name, and itself in hundredths.
pub(super) struct Quantity {
    pub(super) label: String,
    pub(super) hundredths: u64,
}

impl Quantity {
    /// A count.
    pub(super) fn count(label: impl Into<String>, count: usize) -> Self {
        Self {
            label: label.into(),
            hundredths: 100 * count as u64,
        }
    }
}

/// Draws numbers as bars; `None` when all of them are nothing.
pub(super) fn bars(title: &str, scale: Scale, unit: &str, quantities: &[Quantity]) -> Option<FigureView> {
    let longest = quantities
        .iter()
        .map(|of| of.hundredths)
        .max()
        .filter(|most| *most > 0)?;
    let whole = match scale {
        Scale::Longest => longest,
        Scale::Percent => 10_000,
    };
    let bar = |of: &Quantity| BarView {
        label: of.label.clone(),
        value: format!("{}{unit}", decimal(of.hundredths)),
        width: width(of.hundredths, whole),
        late: false,
    };
    Some(FigureView {
        title: title.to_owned(),
        bars: quantities.iter().map(bar).collect(),
        more: 0,
    })
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

/// So many of so many in hundredths of a per cent, with one decimal; `None` of nothing.
pub(super) fn rate(part: u64, whole: u64) -> Option<u64> {
    (whole > 0).then(|| (part * 1000 + whole / 2) / whole * 10)
}

/// A rate as text, `—` where there is none.
pub(super) fn rate_text(part: u64, whole: u64) -> String {
    rate(part, whole).map_or_else(|| "—".to_owned(), |rate| format!("{}%", decimal(rate)))
}

/// So many of so many per cent: `92.3`, `100`; one decimal at most, `0` of nothing.
pub(super) fn per_cent(part: u32, whole: u32) -> String {
    decimal(rate(part.into(), whole.into()).unwrap_or(0))
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
pub(super) fn counts(title: String, columns: Vec<String>, rows: Vec<(TableName, Vec<usize>)>) -> TableView {
    let width = columns.len() - 1;
    let sums: Vec<usize> = (0..width)
        .map(|column| rows.iter().map(|(_, cells)| cells[column]).sum())
        .collect();
    let text = |cells: &[usize]| cells.iter().map(usize::to_string).collect();
    let row = |(name, cells): &(TableName, Vec<usize>)| TableRowView {
        name: name.0.clone(),
        path: name.1.clone(),
        cells: text(cells),
    };
    TableView {
        title,
        columns,
        total: (rows.len() > 1).then(|| TableRowView {
            name: "合计".to_owned(),
            path: None,
            cells: text(&sums),
        }),
        rows: rows.iter().map(row).collect(),
    }
}

/// The name of a row and where it leads.
pub(super) type TableName = (String, Option<String>);

/// A few numbers, each under its name.
pub(super) fn single_row<const N: usize>(title: &str, numbers: [(&str, String); N]) -> TableView {
    let (columns, cells): (Vec<String>, Vec<String>) = numbers
        .into_iter()
        .map(|(name, number)| (name.to_owned(), number))
        .unzip();
    let mut cells = cells.into_iter();
    TableView {
        title: title.to_owned(),
        columns,
        rows: vec![TableRowView {
            name: cells.next().unwrap_or_default(),
            path: None,
            cells: cells.collect(),
        }],
        total: None,
    }
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
}

/// A bar.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BarView {
    /// What it is of.
    pub(crate) label: String,
    /// The number at the bar, with its unit.
    pub(crate) value: String,
    /// 0 to 100, in per cent of the longest bar (of 100 for percentages).
    pub(crate) width: String,
    /// True for what needs attention: 超支.
    pub(crate) late: bool,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_their_numbers_and_lengths() {
        let figure = |scale, counts: &[usize]| {
            let quantities: Vec<Quantity> =
                counts.iter().map(|count| Quantity::count("甲", *count)).collect();
            bars("图", scale, "条", &quantities).map(|figure| {
                let bars = figure.bars.into_iter();
                bars.map(|bar| format!("{} {}", bar.value, bar.width))
                    .collect::<Vec<_>>()
            })
        };
        let longest = figure(Scale::Longest, &[3, 0, 9]).expect("drawn");
        assert_eq!(longest, ["3条 33.33", "0条 0", "9条 100"]);
        assert_eq!(figure(Scale::Percent, &[50]).expect("drawn"), ["50条 50"]);
        assert_eq!([width(-5, 10), width(15, 10), width(5, 0)], ["0", "100", "100"]);
        assert!(figure(Scale::Longest, &[0, 0]).is_none() && figure(Scale::Longest, &[]).is_none());
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
        let columns = ["支部", "通知公告", "会议纪要"].map(String::from).to_vec();
        let table = counts(
            "表".into(),
            columns,
            vec![(name("甲"), vec![1, 2]), (name("乙"), vec![3, 4])],
        );
        assert_eq!(table.total.expect("there").cells, ["4", "6"]);
    }
}
