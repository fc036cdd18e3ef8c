//! An ordinary page: about, contact, rules.

/// The keys of an ordinary page.
#[derive(Debug, Clone)]
pub struct Page {
    /// 排序: its place in the footer's navigation; pages without one come last, by address.
    pub order: Option<i32>,
}
