//! What one audience may see of a ledger, and what the day makes of it. States, rates and sums are worked out
//! here from all rows, because an audience that may not see the rows sees these.
//!
//! Sums of very few rows tell the rows: of one row they are the row, and whoever knows one of two rows knows the
//! other. An audience that may not see the rows sees sums of at least [`FEWEST`] rows, or none.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::markdown::Body;
use crate::read::ledger::{Cell, Computed, Ledger, Preset, Role, Row, Status};
use crate::words::{Amount, Day, Scope, SourcePath};

/// Sums of fewer rows are shown only with the rows.
const FEWEST: usize = 3;

/// What the day makes of a ledger, for one audience.
#[derive(Debug, Clone)]
pub struct Tally {
    /// What is worked out for each row shown, in the order of the preset's list.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Who may see the rows, when this audience may not.
    pub hidden: Option<Scope>,
    /// The sums; `None` when they would tell the hidden rows.
    pub sums: Option<Sums>,
}

/// What all rows of a ledger come to.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// How many rows there are.
    pub rows: usize,
    /// By column: its sum, or the rate that was stated.
    pub columns: Vec<(usize, Amount)>,
    /// What is worked out from the columns' sums.
    pub computed: Vec<(Computed, Amount)>,
    /// How many rows are in which state; states without rows are left out.
    pub states: Vec<(Status, usize)>,
    /// How many persons are in which 阶段, in the rows' order.
    pub stages: Vec<(String, Amount)>,
}

impl Sums {
    /// How many rows are in this state.
    #[must_use]
    pub fn in_state(&self, status: Status) -> usize {
        let found = self.states.iter().find(|(of, _)| *of == status);
        found.map_or(0, |(_, count)| *count)
    }

    /// How many rows are in a state in which nothing more has to happen.
    #[must_use]
    pub fn finished(&self) -> usize {
        let final_ones = self.states.iter().filter(|(status, _)| status.is_final());
        final_ones.map(|(_, count)| count).sum()
    }
}

/// The ledger as an audience sees it, and what the day makes of it; without an audience, for inside use, whole.
pub(super) fn project(ledger: &Arc<Ledger>, audience: Option<Scope>, day: Day) -> (Arc<Ledger>, Tally) {
    let hidden = audience.and_then(|audience| hidden_from(ledger, audience));
    let worked_out: Vec<Vec<Option<Cell>>> = ledger
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let reply_by = ledger.reply_by.get(index).copied().flatten();
            let of = OfRow {
                ledger,
                row,
                reply_by,
                day,
            };
            let computed = ledger.preset.map_or(&[][..], Preset::computed);
            computed.iter().map(|computed| of.work_out(*computed)).collect()
        })
        .collect();
    let sums = (hidden.is_none() || ledger.rows.len() >= FEWEST).then(|| sums(ledger, &worked_out));
    let tally = Tally {
        rows: if hidden.is_some() { Vec::new() } else { worked_out },
        hidden,
        sums,
    };
    (shown(ledger, hidden.is_some(), day), tally)
}

/// Who may see the rows, when the audience may not.
fn hidden_from(ledger: &Ledger, audience: Scope) -> Option<Scope> {
    let open = ledger.detail.reaches(audience) && ledger.detail != Scope::Restricted;
    (!open).then_some(ledger.detail)
}

/// The ledger without the rows that the audience may not see, and without what lies after the day. The ledger
/// itself, not copied, where there is nothing to leave out.
fn shown(ledger: &Arc<Ledger>, hide: bool, day: Day) -> Arc<Ledger> {
    if hide {
        // Stated sums and columns are in the tally, where they may be.
        return Arc::new(Ledger {
            rows: Vec::new(),
            stated: Vec::new(),
            ..Ledger::clone_without_rows(ledger)
        });
    }
    let later = |row: &Row| (0..ledger.columns.len()).any(|column| is_later(ledger, row, column, day));
    if !ledger.rows.iter().any(later) {
        return Arc::clone(ledger);
    }
    let row = |row: &Row| Row {
        cells: (0..ledger.columns.len())
            .map(|column| {
                row.cell(column)
                    .filter(|_| !is_later(ledger, row, column, day))
                    .cloned()
            })
            .collect(),
    };
    Arc::new(Ledger {
        rows: ledger.rows.iter().map(row).collect(),
        reply_by: ledger.reply_by.clone(),
        ..Ledger::clone_without_rows(ledger)
    })
}

/// True for what has not happened by the day: it was written ahead.
fn is_later(ledger: &Ledger, row: &Row, column: usize, day: Day) -> bool {
    let later = |column: usize| {
        row.cell(column)
            .and_then(Cell::date)
            .is_some_and(|date| date > day)
    };
    match ledger.columns[column].role {
        Some(Role::Started | Role::Completed | Role::Closed) => later(column),
        Some(Role::Outcome) => ledger.column(Role::Completed).is_some_and(later),
        _ => false,
    }
}

/// A body without the links of rows that the audience does not see.
pub(super) fn body(body: &Arc<Body>, whole: &Ledger, shown: &Ledger) -> Arc<Body> {
    let of_rows = |ledger: &Ledger| -> Vec<SourcePath> {
        let cells = ledger.rows.iter().flat_map(|row| row.cells.iter().flatten());
        cells
            .filter_map(|cell| match cell {
                Cell::File { target, .. } => Some(target.clone()),
                _ => None,
            })
            .collect()
    };
    let (all, kept) = (of_rows(whole), of_rows(shown));
    if all.len() == kept.len() {
        return Arc::clone(body);
    }
    // Reading put the links of the rows behind those of the text.
    let kept: BTreeSet<SourcePath> = kept.into_iter().collect();
    let text = body.links.len().saturating_sub(all.len());
    let mut body = Body::clone(body);
    let mut index = 0;
    body.links.retain(|link| {
        index += 1;
        index <= text || kept.contains(&link.target)
    });
    Arc::new(body)
}

/// One row, and the day.
struct OfRow<'a> {
    ledger: &'a Ledger,
    row: &'a Row,
    reply_by: Option<Day>,
    day: Day,
}

impl OfRow<'_> {
    fn work_out(&self, computed: Computed) -> Option<Cell> {
        let amount = |role| self.amount(role);
        match computed {
            Computed::State => self.state().map(Cell::Status),
            Computed::ReplyBy => self.reply_by.map(Cell::Date),
            computed => rate_or_difference(computed, &amount).map(Cell::Amount),
        }
    }

    fn amount(&self, role: Role) -> Option<Amount> {
        self.row.cell(self.ledger.column(role)?)?.amount()
    }

    /// A day that has come.
    fn happened(&self, role: Role) -> bool {
        self.date(role).is_some_and(|date| date <= self.day)
    }

    fn date(&self, role: Role) -> Option<Day> {
        self.row.cell(self.ledger.column(role)?)?.date()
    }

    fn state(&self) -> Option<Status> {
        let deadline = self.date(Role::Deadline).or(self.reply_by);
        let overdue = deadline.is_some_and(|last| last < self.day);
        Some(match self.ledger.preset? {
            Preset::Rectification if self.happened(Role::Closed) => Status::Closed,
            Preset::Rectification if self.happened(Role::Completed) => Status::ToVerify,
            Preset::Tasks if self.happened(Role::Completed) => Status::Done,
            Preset::Opinions if self.happened(Role::Completed) => Status::Replied,
            _ if overdue => Status::Overdue,
            Preset::Opinions => Status::Handling,
            Preset::Rectification if self.happened(Role::Started) => Status::Rectifying,
            _ if self.happened(Role::Started) => Status::Underway,
            _ => Status::NotStarted,
        })
    }
}

/// What is worked out from amounts: of one row, or of the sums of all.
fn rate_or_difference(computed: Computed, amount: &dyn Fn(Role) -> Option<Amount>) -> Option<Amount> {
    let or_none = |role| amount(role).unwrap_or_default();
    match computed {
        Computed::Unpaid => Some(amount(Role::Due)?.minus(or_none(Role::Paid))),
        Computed::PaidRate => or_none(Role::Paid).per_cent_of(amount(Role::Due)?),
        Computed::Balance => Some(amount(Role::Budget)?.minus(or_none(Role::Spent))),
        Computed::SpentRate => or_none(Role::Spent).per_cent_of(amount(Role::Budget)?),
        Computed::Score => {
            let earned = amount(Role::Base)?.plus(or_none(Role::Bonus));
            Some(earned.minus(or_none(Role::Deduction)))
        }
        Computed::Satisfaction => {
            let well = amount(Role::Good)?.plus(or_none(Role::Fair));
            let all = well.plus(or_none(Role::Average)).plus(or_none(Role::Poor));
            well.per_cent_of(all)
        }
        Computed::State | Computed::ReplyBy => None,
    }
}

fn sums(ledger: &Ledger, worked_out: &[Vec<Option<Cell>>]) -> Sums {
    let sum_of = |index: usize| -> Amount {
        let cells = ledger.rows.iter().filter_map(|row| row.cell(index)?.amount());
        cells.sum()
    };
    let summed = ledger.columns.iter().enumerate();
    let mut columns: Vec<(usize, Amount)> = summed
        .filter(|(index, column)| column.summed && ledger.uses(*index))
        .map(|(index, _)| (index, sum_of(index)))
        .collect();
    for stated in &ledger.stated {
        if columns.iter().all(|(index, _)| *index != stated.0) {
            columns.push(*stated);
        }
    }
    columns.sort_by_key(|(index, _)| *index);
    let computed = ledger.preset.map_or(&[][..], Preset::computed);
    let total = |role| {
        ledger
            .column(role)
            .filter(|index| ledger.uses(*index))
            .map(&sum_of)
    };
    // The points of several persons add up to nothing that means something.
    let computed = computed.iter().filter(|computed| **computed != Computed::Score);
    let computed = computed.filter_map(|computed| Some((*computed, rate_or_difference(*computed, &total)?)));
    Sums {
        rows: ledger.rows.len(),
        columns,
        computed: computed.collect(),
        states: states(worked_out),
        stages: stages(ledger),
    }
}

fn states(worked_out: &[Vec<Option<Cell>>]) -> Vec<(Status, usize)> {
    let of_rows = || {
        worked_out.iter().flatten().filter_map(|cell| match cell {
            Some(Cell::Status(status)) => Some(*status),
            _ => None,
        })
    };
    let count = |status: Status| of_rows().filter(|of| *of == status).count();
    let all = Status::ALL.map(|status| (status, count(status)));
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Persons by 阶段: a row without a number of persons is one person.
fn stages(ledger: &Ledger) -> Vec<(String, Amount)> {
    let Some(stage) = ledger.column(Role::Stage) else {
        return Vec::new();
    };
    let heads = ledger.column(Role::Heads);
    let mut stages: Vec<(String, Amount)> = Vec::new();
    for row in &ledger.rows {
        let Some(Cell::Text(name)) = row.cell(stage) else {
            continue;
        };
        let persons = heads
            .and_then(|heads| row.cell(heads)?.amount())
            .unwrap_or(Amount::whole(1));
        match stages.iter_mut().find(|(of, _)| of == name) {
            Some((_, count)) => *count = count.plus(persons),
            None => stages.push((name.clone(), persons)),
        }
    }
    stages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Content, Detail, Document, Found, Tree, library};
    use crate::words::{Kind, Report};

    const SITE: &str = "title = \"甲\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n";

    /// A ledger of these fields, read.
    fn document(fields: &str) -> Document {
        let found = |path: &str, text: String| Found {
            path: SourcePath::new(path).expect("a path"),
            content: Content::Memory(text.into_bytes().into()),
        };
        let text = format!("标题: 甲\n日期: 2026-01-05\n公开范围: 社会公开\n{fields}");
        let file = found("content/ledgers/a.pdf", String::new());
        let tree = Tree {
            config: Some(found("site.toml", SITE.into())),
            entries: vec![(Kind::Ledger, found("content/ledgers/a.yaml", text))],
            files: [(file.path.clone(), file)].into(),
            ..Tree::default()
        };
        let mut report = Report::new();
        let library = library::read(tree, &mut report).expect("a site");
        assert!(!report.has_errors(), "{:?}", report.sorted());
        library.documents.into_iter().next().expect("a ledger")
    }

    fn whole(document: &Document) -> Arc<Ledger> {
        let Detail::Ledger(ledger) = &document.detail else {
            panic!("no ledger");
        };
        Arc::clone(ledger)
    }

    fn projected(fields: &str, audience: Option<Scope>, day: &str) -> (Arc<Ledger>, Tally) {
        let day = Day::parse(day).expect("a day");
        project(&whole(&document(fields)), audience, day)
    }

    fn state(fields: &str, day: &str) -> Status {
        let (_, tally) = projected(fields, Some(Scope::Public), day);
        tally.sums.expect("sums").states.first().expect("a row").0
    }

    #[test]
    fn states_follow_from_the_days() {
        let row = "台账: 整改销号\n行:\n  - {发现日期: 2026-01-12, 问题: 甲, 责任人: 乙, 时限: 2026-03-20, 启动日期: 2026-02-02, \
                   完成日期: 2026-03-05, 核验人: 丙, 销号日期: 2026-03-09}\n";
        for (day, status) in [
            ("2026-02-01", Status::NotStarted),
            ("2026-02-02", Status::Rectifying),
            ("2026-03-04", Status::Rectifying),
            ("2026-03-05", Status::ToVerify),
            ("2026-03-08", Status::ToVerify),
            ("2026-03-09", Status::Closed),
            ("2027-01-01", Status::Closed),
        ] {
            assert_eq!(state(row, day), status, "{day}");
        }
        let row = "台账: 任务清单\n行:\n  - {任务: 甲, 责任人: 乙, 时限: 2026-03-20, 启动日期: 2026-02-02, 完成日期: 2026-03-25}\n";
        for (day, status) in [
            ("2026-02-01", Status::NotStarted),
            ("2026-03-20", Status::Underway),
            ("2026-03-21", Status::Overdue),
            ("2026-03-25", Status::Done),
        ] {
            assert_eq!(state(row, day), status, "{day}");
        }
        // 2026-05-01 to 05 are days off, 05-09 is a Saturday on which one works.
        let row = "台账: 意见建议\n行:\n  - {收到日期: 2026-04-13, 内容: 甲, 答复日期: 2026-05-20}\n";
        for (day, status) in [
            ("2026-05-07", Status::Handling),
            ("2026-05-08", Status::Overdue),
            ("2026-05-20", Status::Replied),
        ] {
            assert_eq!(state(row, day), status, "{day}");
        }
    }

    #[test]
    fn sums_and_rates_are_exact() {
        let rows = "台账: 经费\n行:\n  - {项目: 甲, 预算: 0.10, 支出: 0.1}\n  - {项目: 乙, 预算: 0.20, 支出: 0.25}\n  - \
                    {项目: 丙, 预算: 1000}\n";
        let (_, tally) = projected(rows, Some(Scope::Public), "2026-02-01");
        let sums = tally.sums.expect("sums");
        let columns: Vec<String> = sums.columns.iter().map(|(_, sum)| sum.money()).collect();
        assert_eq!(columns, ["1,000.30", "0.35"]);
        let computed: Vec<String> = sums.computed.iter().map(|(_, sum)| sum.to_string()).collect();
        assert_eq!(computed, ["999.95", "0"]);
        assert_eq!(tally.rows[1][0], Some(Cell::Amount(Amount::of_hundredths(-5))));
        assert_eq!(tally.rows[1][1], Some(Cell::Amount(Amount::whole(125))));
    }

    #[test]
    fn who_may_not_see_the_rows_sees_sums_of_at_least_three() {
        let row = "  - {姓名: 甲, 应缴: 120.00, 实缴: 100.00}\n";
        for rows in 1..5 {
            let fields = format!("台账: 党费\n行:\n{}", row.repeat(rows));
            let (ledger, tally) = projected(&fields, Some(Scope::Unit), "2026-02-01");
            assert!(ledger.rows.is_empty() && tally.rows.is_empty());
            assert_eq!(
                tally.hidden,
                Some(Scope::Party),
                "amounts of persons are for the Party"
            );
            assert_eq!(tally.sums.is_some(), rows >= FEWEST, "{rows} rows");
            for audience in [Some(Scope::Party), None] {
                let (ledger, tally) = projected(&fields, audience, "2026-02-01");
                assert_eq!((ledger.rows.len(), tally.hidden), (rows, None));
                assert!(tally.sums.is_some());
            }
        }
    }

    #[test]
    fn rows_for_named_persons_are_in_no_edition() {
        let fields = "台账: 光荣榜\n明细范围: 特定对象\n行:\n  - {姓名: 甲, 称号: 乙}\n";
        for audience in Scope::ALL {
            assert!(projected(fields, Some(audience), "2026-02-01").0.rows.is_empty());
        }
        assert_eq!(projected(fields, None, "2026-02-01").0.rows.len(), 1);
    }

    #[test]
    fn what_has_not_happened_is_not_told() {
        let fields = "台账: 任务清单\n行:\n  - {任务: 甲, 责任人: 乙, 时限: 2026-03-20, 完成日期: 2026-03-05, 完成情况: 丙, \
                      佐证: a.pdf}\n";
        let document = document(fields);
        let ledger = whole(&document);
        let at = |day: &str| {
            let (shown, _) = project(&ledger, Some(Scope::Public), Day::parse(day).expect("a day"));
            let cells = shown.rows[0].cells.iter().flatten().count();
            (cells, body(&document.body, &ledger, &shown).links.len())
        };
        assert_eq!(at("2026-03-04"), (3, 0));
        assert_eq!(at("2026-03-05"), (6, 1));
        let (shown, _) = project(
            &ledger,
            Some(Scope::Public),
            Day::parse("2026-03-05").expect("a day"),
        );
        assert!(
            Arc::ptr_eq(&shown, &ledger),
            "nothing is copied where all is shown"
        );
    }
}
