//! The branches that rows name → their names, as `organization.yaml` has them.

use super::checks::sum_word;
use super::columns::Columns;
use super::read::TypedRow;
use super::{Cell, ColumnRole};
use crate::read::common::branch_or_say;
use crate::read::faults::Faults;
use crate::read::fields::TypedValue;
use crate::read::organization::Organization;
use crate::words::Code;

/// A warning: rows of earlier years name branches that are gone or are called otherwise now.
const BRANCH: Code = Code::warning("ledger-branch");

/// 支部, typed by id or name → the branch's name. The organization itself may have rows of its own; a site that
/// lists no branches calls them as it likes.
pub(super) fn name(
    faults: &Faults<'_>,
    columns: &Columns,
    rows: &mut [TypedRow],
    organization: Option<&Organization>,
) {
    let organization = organization.filter(|organization| !organization.branches.is_empty());
    let (Some(organization), Some(index)) = (organization, columns.with_role(ColumnRole::Branch)) else {
        return;
    };
    for cell in rows.iter_mut().filter_map(|row| row.cells[index].as_mut()) {
        let Cell::Text(typed) = &mut cell.value else {
            continue;
        };
        if organization.name.as_ref() == Some(typed) || sum_word(typed).is_some() {
            continue;
        }
        let spot = TypedValue {
            value: std::mem::take(typed),
            at: cell.at,
        };
        let known = branch_or_say(faults, &spot, organization, BRANCH);
        let branch = organization
            .branches
            .iter()
            .find(|branch| Some(&branch.id) == known.as_ref());
        *typed = branch.map_or(spot.value, |branch| branch.name.clone());
    }
}
