//! Who has pledged, and how much was learnt.

use serde::Serialize;

use super::NavView;

/// Who of a unit has pledged in a year.
#[derive(Debug, Clone, Serialize)]
pub struct UnitPledgesView {
    /// 名称.
    pub name: String,
    /// Its page; null for the organization as a whole.
    pub path: Option<String>,
    /// The committee.
    pub officers: Vec<PledgedView>,
    /// How many of the committee have pledged.
    pub officers_pledged: usize,
    /// The members; empty in editions for a wider audience than 校内公开.
    pub members: Vec<PledgedView>,
    /// How many persons of the branch have pledged; null for the whole.
    pub pledged: Option<usize>,
    /// 党员数.
    pub member_count: Option<u32>,
}

/// A person who has pledged, or has not.
#[derive(Debug, Clone, Serialize)]
pub struct PledgedView {
    /// 姓名.
    pub name: String,
    /// 职务; null for a member.
    pub duty: Option<String>,
    /// The pledge, or null.
    pub path: Option<String>,
}

/// `hours`: how much was learnt.
#[derive(Debug, Clone, Serialize)]
pub struct HoursView {
    /// Year by year, newest first.
    pub years: Vec<YearHoursView>,
    /// The hours asked of each member in a year, for example `32`.
    pub required: String,
    /// 党员数, by which averages are made; null when it is not given.
    pub members: Option<u32>,
    /// Series by series.
    pub series: Vec<SeriesHoursView>,
    /// The round in which every member takes a turn, or null.
    pub rotation: Option<RotationView>,
}

/// The training of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearHoursView {
    /// The year.
    pub year: i32,
    /// How many meetings and study items.
    pub sessions: u32,
    /// How many persons, counted each time.
    pub heads: u64,
    /// Their hours, for example `12.5`.
    pub hours: String,
    /// The hours of all persons together.
    pub person_hours: String,
    /// Of each member on average, or null.
    pub average: Option<String>,
    /// The average in per cent of what is asked for, at most 100, for a bar.
    pub width: String,
}

/// The training of one series.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesHoursView {
    /// The series; a null path where it has no list of study items.
    pub series: NavView,
    /// How many meetings and study items.
    pub sessions: u32,
    /// How many persons, counted each time.
    pub heads: u64,
    /// Their hours.
    pub hours: String,
    /// The hours of all persons together.
    pub person_hours: String,
}

/// The round in which every member takes a turn.
#[derive(Debug, Clone, Serialize)]
pub struct RotationView {
    /// Its first year.
    pub from: i32,
    /// Its last year.
    pub to: i32,
    /// How many members took their turn.
    pub trained: u32,
    /// The same in per cent of 党员数, at most 100; null when that is not given.
    pub rate: Option<String>,
}
