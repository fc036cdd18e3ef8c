//! 三会一课: the matrix of a year; 评议结果.

use serde::Serialize;

use super::NavView;

/// `matrix`: what was owed and held in one year, unit by unit.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixView {
    /// The year.
    pub year: i32,
    /// The years there are, newest first; the year shown has a null path.
    pub years: Vec<NavView>,
    /// The units.
    pub units: Vec<MatrixUnitView>,
}

/// One unit in one year.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixUnitView {
    /// 名称.
    pub name: String,
    /// The `id` of its element, for links to it.
    pub anchor: String,
    /// Its page; null for the organization as a whole.
    pub path: Option<String>,
    /// 主题党日: the fixed day, for example 每月20日.
    pub theme_day: Option<String>,
    /// How many meetings were owed in the periods that are over.
    pub owed: u32,
    /// How many of these were held.
    pub held: u32,
    /// How many of these are missing.
    pub missing: u32,
    /// What it owes.
    pub rows: Vec<MatrixRowView>,
}

/// One thing that a unit owes.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRowView {
    /// For example 支委会.
    pub name: String,
    /// For example 每月1次.
    pub rule: String,
    /// True for what is for a narrower audience than the edition's, and of which nothing is shown here: 不在本网公开.
    pub elsewhere: bool,
    /// The periods of the year; empty for `elsewhere`.
    pub cells: Vec<MatrixCellView>,
    /// 到会率 in per cent over the unit's own meetings, or null.
    pub rate: Option<String>,
}

/// One period.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCellView {
    /// For example 3月, 第一季度, 上半年, 全年.
    pub label: String,
    /// How many months it has.
    pub months: u32,
    /// What was held, oldest first.
    pub held: Vec<HeldView>,
    /// How many are missing of a period that is over.
    pub missing: u32,
    /// True before the unit was founded: nothing is owed.
    pub free: bool,
}

/// A meeting that was held.
#[derive(Debug, Clone, Serialize)]
pub struct HeldView {
    /// When.
    pub date: String,
    /// For example 6日, or 6月16日 where a period has several months.
    pub label: String,
    /// The title of its summary.
    pub title: String,
    /// Its summary.
    pub path: String,
    /// A 主题党日 on another day than the fixed one.
    pub off_day: bool,
}

/// 评议结果: numbers only.
#[derive(Debug, Clone, Serialize)]
pub struct AppraisalView {
    /// 党员 or 班子.
    pub subject: &'static str,
    /// 参加.
    pub participants: u32,
    /// 优秀, 合格, 基本合格, 不合格.
    pub grades: Vec<GradeView>,
}

/// One grade.
#[derive(Debug, Clone, Serialize)]
pub struct GradeView {
    /// For example 优秀.
    pub label: &'static str,
    /// How many.
    pub count: u32,
    /// The same in per cent, one decimal at most; also the width of a bar.
    pub rate: String,
}
