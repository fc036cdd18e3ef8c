//! What a ledger says in numbers.

use crate::read::ledger::{Preset, Status};
use crate::render::view::figure::FactView;
use crate::site::Entry;
use crate::site::ledgers::{Fact, facts, named_sums};

/// What a ledger says in numbers.
pub(super) fn views(facts: Vec<Fact>) -> Vec<FactView> {
    let view = |fact: Fact| FactView {
        label: fact.label,
        value: fact.value,
        unit: fact.unit,
        late: fact.late,
    };
    facts.into_iter().map(view).collect()
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
