//! What a ledger says in numbers.

use crate::clearance::Sums;
use crate::read::ledger::{ColumnKind, Ledger, Preset, Status};
use crate::render::figure::fact;
use crate::render::view::figure::FactView;
use crate::site::Entry;
use crate::words::Amount;

/// What a ledger says in numbers.
pub(super) fn facts(ledger: &Ledger, sums: &Sums) -> Vec<FactView> {
    let mut facts = Vec::new();
    let (unit, rate) = match ledger.preset {
        Some(Preset::Rectification) => ("项", Some("销号率")),
        Some(Preset::Tasks) => ("项", Some("完成率")),
        Some(Preset::Opinions) => ("件", Some("答复率")),
        _ => ("", None),
    };
    if let Some(rate) = rate {
        facts.push(fact("共", sums.rows, unit));
        for (status, count) in &sums.states {
            let late = *status == Status::Overdue;
            facts.push(FactView {
                late,
                ..fact(status.label(), count, unit)
            });
        }
        let finished = Amount::whole(sums.finished()).per_cent_of(Amount::whole(sums.rows));
        facts.extend(finished.map(|share| fact(rate, share, "%")));
    }
    facts.extend(
        sums.stages
            .iter()
            .map(|(stage, count)| fact(stage.as_str(), count, "人")),
    );
    if sums.overspent > 0 {
        facts.push(FactView {
            late: true,
            ..fact("超支", sums.overspent, "项")
        });
    }
    facts
}

/// The sums with their names, for an audience that does not see the rows.
pub(super) fn named_sums(ledger: &Ledger, sums: &Sums) -> Vec<FactView> {
    let typed = sums.columns.iter().map(|(index, sum)| {
        let column = &ledger.columns[*index];
        (column.name.as_str(), *sum, column.kind)
    });
    let computed = sums.computed.iter();
    let computed = computed.map(|(computed, sum)| (computed.label(), *sum, computed.kind()));
    let named = typed.chain(computed).map(|(name, sum, kind)| match kind {
        ColumnKind::Money => fact(name, sum.money(), "元"),
        ColumnKind::Percent => fact(name, sum, "%"),
        _ => fact(name, sum, ""),
    });
    named.collect()
}

/// A line that says what a ledger holds, for lists, where its author wrote no summary.
pub(in crate::render) fn summary(entry: &Entry) -> Option<String> {
    let crate::read::Detail::Ledger(ledger) = &entry.detail else {
        return None;
    };
    let sums = entry.tally.as_ref()?.sums.as_ref()?;
    let mut said = facts(ledger, sums);
    if said.is_empty() || ledger.preset == Some(Preset::Budget) {
        said.splice(0..0, named_sums(ledger, sums));
    }
    let mut parts: Vec<String> = said
        .into_iter()
        .map(|fact| format!("{}{}{}", fact.label, fact.value, fact.unit))
        .collect();
    if parts.is_empty() {
        parts.push(format!("共{}项", sums.rows));
    }
    Some(format!("{}。", parts.join("，")))
}

/// True when a row of a ledger is overdue, as far as the audience may know.
pub(in crate::render) fn overdue(entry: &Entry) -> bool {
    let sums = entry.tally.as_ref().and_then(|tally| tally.sums.as_ref());
    sums.is_some_and(|sums| sums.in_state(Status::Overdue) > 0)
}
