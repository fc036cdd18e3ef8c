//! An ordinary page: about, contact, rules.

use super::fields::Fields;
use super::keys::ORDER;
use super::values;

/// The keys of an ordinary page.
#[derive(Debug, Clone)]
pub struct Page {
    /// 排序: its place in the footer of every page; a page without one is not there.
    pub order: Option<i32>,
}

/// Reads the keys of an ordinary page.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Page {
    let order = fields.read(ORDER, values::count);
    Page {
        order: order.map(|order| i32::try_from(order).unwrap_or(i32::MAX)),
    }
}
