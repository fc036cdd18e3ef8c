//! The organization, its units, committees and terms.

use serde::Serialize;

use super::{NavView, StateView, Word};

/// `organization`: the organization and all its units.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationView {
    /// The organization as a whole.
    pub unit: UnitView,
    /// 上级: outside the school.
    pub superior: Option<String>,
    /// Every unit below it, each behind the one above it.
    pub units: Vec<UnitView>,
    /// The tree, to be drawn; null without units.
    pub chart: Option<ChartView>,
}

/// The organization, or a unit of it.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// 名称.
    pub name: String,
    /// Its page; null for the organization as a whole.
    pub path: Option<String>,
    /// 类型.
    pub level: Word,
    /// 0 for the organization, 1 for what is directly below it.
    pub depth: usize,
    /// 上级 inside the school, where it is not the organization itself.
    pub superior: Option<NavView>,
    /// 范围.
    pub covers: Option<String>,
    /// 电话.
    pub telephone: Option<String>,
    /// 地址.
    pub address: Option<String>,
    /// 成立日期.
    pub founded: Option<String>,
    /// 党员数.
    pub member_count: Option<u32>,
    /// 党员: the names; empty in editions for a wider audience than 校内公开.
    pub members: Vec<String>,
    /// 委员.
    pub committee: Vec<OfficerView>,
    /// The name of whoever has the duty 书记.
    pub secretary: Option<String>,
    /// 小组.
    pub groups: Vec<GroupView>,
    /// 主题党日: the fixed day, for example 每月20日.
    pub theme_day: Option<String>,
    /// 任期.
    pub term: Option<TermView>,
}

/// 委员.
#[derive(Debug, Clone, Serialize)]
pub struct OfficerView {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub duty: String,
    /// 分工, or null.
    pub work: Option<String>,
}

/// 小组.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// 名称.
    pub name: String,
    /// 组长.
    pub leader: Option<String>,
    /// 党员数.
    pub member_count: Option<u32>,
}

/// 任期.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// 届次.
    pub session: Option<String>,
    /// 选举日期.
    pub elected: String,
    /// 年限.
    pub years: u32,
    /// The day the term ends by its years.
    pub ends: String,
    /// The last day: that of 延期 where there is one.
    pub last_day: String,
    /// From this day on the end is announced.
    pub notice_from: String,
    /// 任期内, 临近换届, 延期换届 or 逾期未换届.
    pub state: StateView,
    /// 延期.
    pub extension: Option<ExtensionView>,
}

/// 延期.
#[derive(Debug, Clone, Serialize)]
pub struct ExtensionView {
    /// 至.
    pub until: String,
    /// 批准.
    pub approved_by: Option<String>,
    /// 原因.
    pub reason: Option<String>,
}

/// A tree that is ready to be drawn as SVG; all numbers are in its own units, which are pixels at full size.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The boxes.
    pub boxes: Vec<BoxView>,
    /// The lines between them.
    pub lines: Vec<LineView>,
}

/// A box of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct BoxView {
    /// `whole`, `branch` or `group`.
    pub family: &'static str,
    /// Left.
    pub x: u32,
    /// Top.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// What stands in it: one text for the whole, a character each below it, which are written downwards.
    pub glyphs: Vec<GlyphView>,
}

/// A text of a chart, centred on its place.
#[derive(Debug, Clone, Serialize)]
pub struct GlyphView {
    /// Its middle.
    pub x: u32,
    /// Its base line.
    pub y: u32,
    /// The text.
    pub text: String,
}

/// A line of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// Where it begins, from the left.
    pub x1: u32,
    /// Where it begins, from the top.
    pub y1: u32,
    /// Where it ends, from the left.
    pub x2: u32,
    /// Where it ends, from the top.
    pub y2: u32,
}
