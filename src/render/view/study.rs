//! What a study item says beside its text.

use serde::Serialize;

use super::NavView;

/// The keys of a study item.
#[derive(Debug, Clone, Serialize)]
pub struct StudyView {
    /// 来源.
    pub source: Option<String>,
    /// 作者.
    pub author: Option<String>,
    /// 必学.
    pub required: bool,
    /// 学时, for example `1.5`.
    pub hours: Option<String>,
    /// 系列, with its list.
    pub series: Option<NavView>,
    /// The list of its 类别.
    pub category: NavView,
    /// 截止.
    pub deadline: Option<String>,
    /// 学习人数.
    pub learners: Option<u32>,
}
