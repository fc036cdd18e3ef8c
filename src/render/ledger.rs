//! A ledger as templates see it: its numbers, its bars, its table.

use serde::Serialize;

use super::figure::{Axis, BarView, FactView, FigureView, decimal, width};
use super::honours::{HonourGroupView, honour_groups};
use super::shared::{Leads, leads};
use crate::clearance::Tally;
use crate::plan;
use crate::read::ledger::{Cell, ColumnKind, ColumnRole, Computed, Ledger, Measure, Preset, Row, Status};
use crate::site::ledgers::{Fact, ShownColumn, column_head, facts, named_sums, number, shown, totals};
use crate::site::{Entry, Site};
use crate::words::{Amount, Labelled};

/// More bars than these are a picture of nothing.
const MOST_BARS: usize = 20;
/// Texts of at most so many characters stay on one line.
const SHORT: usize = 8;
/// Texts longer than this make a wide column.
const LONG: usize = 14;
/// More columns than these have no room on an upright sheet.
const MOST_COLUMNS: usize = 11;
/// How wide a table may be to show all its columns in a page of 1,000 pixels, in hundredths of a Han character.
const WIDEST: usize = 6_000;
/// The least width of a column of `medium` and of `long` texts, and what is left free beside each, as style.css has it.
const MEDIUM_WIDTH: usize = 700;
const LONG_WIDTH: usize = 1_300;
const CELL_PADDING: usize = 120;

/// The keys of a ledger.
pub(super) fn ledger_view(site: &Site, ledger: &Ledger, tally: &Tally) -> LedgerView {
    let table = LedgerTable {
        site,
        ledger,
        tally,
        shown: shown(ledger, tally),
        lead: lead(ledger),
    };
    let rows: Vec<Vec<LedgerCellView>> = (0..ledger.rows.len()).map(|row| table.row(row)).collect();
    let columns = table.columns();
    LedgerView {
        honours: match ledger.preset {
            Some(Preset::Honours) => honour_groups(&columns, &rows),
            _ => Vec::new(),
        },
        facts: tally
            .sums
            .as_ref()
            .map_or(Vec::new(), |sums| views(facts(ledger, sums))),
        charts: ledger
            .charts
            .iter()
            .filter_map(|measure| table.chart(*measure))
            .collect(),
        as_cards: table_width(&columns, &rows) > WIDEST && !is_of_numbers(&columns),
        is_broad: columns.len() > MOST_COLUMNS && is_of_numbers(&columns),
        columns,
        totals: if rows.is_empty() {
            Vec::new()
        } else {
            totals(ledger, tally, &table.shown)
        },
        sums: match (&tally.sums, tally.hidden) {
            (Some(sums), Some(_)) => views(named_sums(ledger, sums)),
            _ => Vec::new(),
        },
        rows,
        detail: tally.hidden.map(crate::words::Scope::label),
    }
}

/// The table of a ledger.
struct LedgerTable<'a> {
    site: &'a Site,
    ledger: &'a Ledger,
    tally: &'a Tally,
    shown: Vec<ShownColumn>,
    /// The column that rows are called by.
    lead: Option<usize>,
}

impl LedgerTable<'_> {
    fn columns(&self) -> Vec<LedgerColumnView> {
        let column = |shown: &ShownColumn| match *shown {
            ShownColumn::Typed(index) => {
                let column = &self.ledger.columns[index];
                LedgerColumnView {
                    name: column_head(self.ledger, shown),
                    kind: column.kind.id(),
                    length: self.length(index),
                    is_lead: self.lead == Some(index),
                }
            }
            ShownColumn::Computed(_, computed) => LedgerColumnView {
                name: column_head(self.ledger, shown),
                kind: computed.kind().id(),
                length: "short",
                is_lead: false,
            },
        };
        self.shown.iter().map(column).collect()
    }

    fn length(&self, column: usize) -> &'static str {
        let cells = self.ledger.rows.iter().filter_map(|row| row.cell(column));
        let lengths = cells.map(|cell| match cell {
            Cell::Text(text) => text.chars().count(),
            Cell::Url { label, .. } => label.chars().count(),
            Cell::File { .. } => LONG,
            Cell::Amount(_) | Cell::Date(_) | Cell::Status(_) | Cell::Picture(_) => 0,
        });
        match lengths.max().unwrap_or(0) {
            0..=SHORT => "short",
            length if length <= LONG => "medium",
            _ => "long",
        }
    }

    fn row(&self, index: usize) -> Vec<LedgerCellView> {
        let row = &self.ledger.rows[index];
        let cell = |shown: &ShownColumn| match *shown {
            ShownColumn::Typed(column) => {
                let kind = self.ledger.columns[column].kind;
                row.cell(column).map(|cell| self.cell(cell, kind))
            }
            ShownColumn::Computed(at, computed) => {
                let cell = self.tally.rows.get(index)?.get(at)?.as_ref();
                cell.map(|cell| self.cell(cell, computed.kind()))
            }
        };
        self.shown
            .iter()
            .map(|shown| cell(shown).unwrap_or_default())
            .collect()
    }

    fn cell(&self, cell: &Cell, kind: ColumnKind) -> LedgerCellView {
        let plain = |text: String| LedgerCellView {
            text,
            ..LedgerCellView::default()
        };
        match cell {
            Cell::Text(text) => plain(text.clone()),
            Cell::Amount(amount) => plain(number(*amount, kind)),
            Cell::Date(day) => plain(day.to_string()),
            Cell::Status(status) => LedgerCellView {
                state: Some(state_id(*status)),
                ..plain(status.label().to_owned())
            },
            Cell::Picture(file) => LedgerCellView {
                picture: Some(plan::material(file).to_string()),
                ..plain("照片".to_owned())
            },
            Cell::Url { label, href } => LedgerCellView {
                href: Some(href.clone()),
                ..plain(label.clone())
            },
            Cell::File { label, target } => {
                let (name, path) = match leads(self.site, target) {
                    Leads::Entry(id) => {
                        let entry = self.site.entry(id);
                        (entry.common.title.clone(), Some(entry.address.to_string()))
                    }
                    Leads::File(address) => (target.stem().to_owned(), Some(address.to_string())),
                    Leads::Nowhere => ("—".to_owned(), None),
                };
                LedgerCellView {
                    path,
                    ..plain(label.clone().unwrap_or(name))
                }
            }
        }
    }

    /// A column as bars; `None` when the rows are not shown.
    fn chart(&self, measure: Measure) -> Option<FigureView> {
        let (name, kind) = match measure {
            Measure::Column(index) => {
                let column = &self.ledger.columns[index];
                (column.name.as_str(), column.kind)
            }
            Measure::Computed(computed) => (computed.label(), computed.kind()),
        };
        let rows = self.ledger.rows.iter().enumerate();
        let values: Vec<(String, Amount)> = rows
            .filter_map(|(index, row)| Some((self.label(index, row), self.measured(measure, index)?)))
            .collect();
        let is_over = |value: Amount| match measure {
            Measure::Computed(Computed::Balance) => value < Amount::ZERO,
            Measure::Computed(Computed::SpentRate) => value > Amount::whole(100),
            _ => false,
        };
        let unit = match measure {
            Measure::Computed(Computed::Score) => "分",
            _ => "",
        };
        let size = |value: Amount| value.hundredths().unsigned_abs();
        let axis = match kind {
            ColumnKind::Percent => Axis::PERCENT,
            _ => Axis::up_to(values.iter().map(|(_, value)| size(*value)).max()?, 1),
        };
        let bar = |(label, value): &(String, Amount)| BarView {
            label: label.clone(),
            value: match is_over(*value) {
                true => format!("{}（超支）", with_sign(*value, kind)),
                false => format!("{}{unit}", with_sign(*value, kind)),
            },
            width: width(size(*value), axis.end),
            late: is_over(*value),
            before: None,
        };
        Some(FigureView {
            title: name.to_owned(),
            bars: values.iter().take(MOST_BARS).map(bar).collect(),
            more: values.len().saturating_sub(MOST_BARS),
            is_share: kind == ColumnKind::Percent,
            has_before: false,
            ticks: axis.ticks(|hundredths| match kind {
                ColumnKind::Percent => format!("{}%", decimal(hundredths)),
                _ => decimal(hundredths),
            }),
        })
        .filter(|chart| !chart.bars.is_empty())
    }

    fn measured(&self, measure: Measure, row: usize) -> Option<Amount> {
        match measure {
            Measure::Column(index) => self.ledger.rows[row].cell(index)?.amount(),
            Measure::Computed(computed) => {
                let at = self
                    .ledger
                    .preset?
                    .computed()
                    .iter()
                    .position(|of| *of == computed)?;
                self.tally.rows.get(row)?.get(at)?.as_ref()?.amount()
            }
        }
    }

    /// What a row is called.
    fn label(&self, index: usize, row: &Row) -> String {
        match self.lead.and_then(|lead| row.cell(lead)) {
            Some(Cell::Text(text)) => text.clone(),
            _ => format!("第{}行", index + 1),
        }
    }
}

/// The column that rows are called by: what they are about, else the first with texts that are no numbers of rows.
fn lead(ledger: &Ledger) -> Option<usize> {
    let is_text = |index: &usize| {
        let column = &ledger.columns[*index];
        let words = matches!(column.kind, ColumnKind::Text | ColumnKind::Person);
        words && column.role != Some(ColumnRole::Number) && ledger.uses(*index)
    };
    let about = ledger.column(ColumnRole::What).filter(is_text);
    about.or_else(|| (0..ledger.columns.len()).find(is_text))
}

/// Whether most columns are numbers: they are compared from row to row, however wide the table is.
fn is_of_numbers(columns: &[LedgerColumnView]) -> bool {
    let is_number = |column: &&LedgerColumnView| matches!(column.kind, "number" | "money" | "percent");
    columns.iter().filter(is_number).count() * 2 > columns.len()
}

/// How wide a table is at least, in hundredths of a Han character.
fn table_width(columns: &[LedgerColumnView], rows: &[Vec<LedgerCellView>]) -> usize {
    let width = |(index, column): (usize, &LedgerColumnView)| {
        let cells = rows.iter().filter_map(|row| row.get(index));
        let least = match column.length {
            "long" => LONG_WIDTH,
            "medium" => MEDIUM_WIDTH,
            _ => cells.map(|cell| text_width(&cell.text)).max().unwrap_or(0),
        };
        least.max(text_width(&column.name)) + CELL_PADDING
    };
    columns.iter().enumerate().map(width).sum()
}

/// How long a line of a text is, in hundredths of a Han character; digits and letters have little more than half.
fn text_width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 56 } else { 100 }).sum()
}

/// The number at a bar, where no head says the unit.
fn with_sign(amount: Amount, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Money => format!("{}元", amount.money()),
        kind => number(amount, kind),
    }
}

/// The `id` of a state's look.
pub(super) fn state_id(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "over",
        Status::Underway | Status::Rectifying | Status::Handling | Status::ToVerify => "open",
        Status::Overdue | Status::RepliedLate => "late",
        Status::Done | Status::Closed | Status::Replied => "done",
    }
}

/// The keys of a ledger.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LedgerView {
    /// What the ledger says in numbers, the most telling first; may be empty.
    pub(crate) facts: Vec<FactView>,
    /// Bars; may be empty.
    pub(crate) charts: Vec<FigureView>,
    /// The rows of a 光荣榜 once more, as cards; empty for other ledgers.
    pub(crate) honours: Vec<HonourGroupView>,
    /// A table would be wider than a page, and texts stand in it: the rows are better laid out as cards.
    pub(crate) as_cards: bool,
    /// A table of many columns, most of them numbers: the first stays while the others are scrolled, and paper is turned.
    pub(crate) is_broad: bool,
    /// The columns that hold anything.
    pub(crate) columns: Vec<LedgerColumnView>,
    /// The rows; each has a cell per column. Empty when the audience may not see them.
    pub(crate) rows: Vec<Vec<LedgerCellView>>,
    /// 合计: a text per column, empty where nothing is added up; no texts at all when nothing is.
    pub(crate) totals: Vec<String>,
    /// Sums with their names, where the rows are not shown; may be empty.
    pub(crate) sums: Vec<FactView>,
    /// Who may see the rows, for example 党内公开; null when they are shown.
    pub(crate) detail: Option<&'static str>,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LedgerColumnView {
    /// Its name, with the unit of money or percentages.
    pub(crate) name: String,
    /// `text`, `number`, `money`, `percent`, `date`, `person`, `status`, `link`.
    pub(crate) kind: &'static str,
    /// How long its texts are: `short` (kept on one line), `medium`, `long`.
    pub(crate) length: &'static str,
    /// The rows are called by it: the heading of a row where rows are laid out as cards.
    pub(crate) is_lead: bool,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct LedgerCellView {
    /// What readers see; empty where there is nothing.
    pub(crate) text: String,
    /// Where it leads inside the site, or null.
    pub(crate) path: Option<String>,
    /// Where it leads outside, or null.
    pub(crate) href: Option<String>,
    /// The `id` of a [`super::view::StateView`], for a state; else null.
    pub(crate) state: Option<&'static str>,
    /// The picture, a path, for a photo; else null.
    pub(crate) picture: Option<String>,
}

/// What a ledger says in numbers.
fn views(facts: Vec<Fact>) -> Vec<FactView> {
    let view = |fact: Fact| FactView {
        label: fact.label,
        value: fact.value,
        unit: fact.unit,
        late: fact.late,
    };
    facts.into_iter().map(view).collect()
}

/// A line that says what a ledger holds, for lists, where its author wrote no summary; none where it could only count
/// the rows.
pub(in crate::render) fn summary(entry: &Entry) -> Option<String> {
    let crate::read::Detail::Ledger(ledger) = &entry.detail else {
        return None;
    };
    let sums = entry.tally.as_ref()?.sums.as_ref()?;
    let mut said = facts(ledger, sums);
    if said.is_empty() || ledger.preset == Some(Preset::Budget) {
        said.splice(0..0, named_sums(ledger, sums));
    }
    let parts: Vec<String> = said
        .into_iter()
        .map(|fact| format!("{}{}{}", fact.label, fact.value, fact.unit))
        .collect();
    (!parts.is_empty()).then(|| format!("{}。", parts.join("，")))
}

/// True when a row of a ledger is overdue, as far as the audience may know.
pub(in crate::render) fn overdue(entry: &Entry) -> bool {
    let sums = entry.tally.as_ref().and_then(|tally| tally.sums.as_ref());
    sums.is_some_and(|sums| sums.in_state(Status::Overdue) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ledger::Column;
    use crate::words::Scope;

    #[test]
    fn a_table_wider_than_a_page_becomes_cards() {
        let column = |length: &'static str| LedgerColumnView {
            name: "整改措施".to_owned(),
            kind: "text",
            length,
            is_lead: false,
        };
        let cell = |text: &str| LedgerCellView {
            text: text.to_owned(),
            ..LedgerCellView::default()
        };
        let width = |columns: &[&'static str], text: &str| {
            let columns: Vec<LedgerColumnView> = columns.iter().map(|length| column(length)).collect();
            table_width(&columns, &[vec![cell(text); columns.len()]])
        };
        assert_eq!(width(&["short"; 2], "2026-03-12"), 2 * (560 + 120));
        assert_eq!(width(&["short"], "一"), 400 + 120);
        assert!(width(&["long", "long", "medium", "medium", "short"], "一") < WIDEST);
        assert!(width(&["long"; 5], "一") > WIDEST);
    }

    #[test]
    fn rows_are_called_by_what_they_are_about() {
        let column = |(name, kind, role): (&str, ColumnKind, Option<ColumnRole>)| Column {
            name: name.to_owned(),
            kind,
            role,
            summed: false,
        };
        let lead_of = |columns: &[(&str, ColumnKind, Option<ColumnRole>)]| {
            let ledger = Ledger {
                preset: None,
                columns: columns.iter().copied().map(column).collect(),
                rows: vec![Row {
                    cells: vec![Some(Cell::Text("甲".to_owned())); columns.len()],
                }],
                detail: Scope::Public,
                stated: Vec::new(),
                charts: Vec::new(),
                reply_by: Vec::new(),
            };
            lead(&ledger)
        };
        let number = ("编号", ColumnKind::Text, Some(ColumnRole::Number));
        let source = ("来源", ColumnKind::Text, None);
        let problem = ("问题", ColumnKind::Text, Some(ColumnRole::What));
        let day = ("日期", ColumnKind::Date, None);
        assert_eq!(lead_of(&[number, source, problem]), Some(2));
        assert_eq!(lead_of(&[number, day, source]), Some(2));
        assert_eq!(lead_of(&[number, day]), None);
    }
}
