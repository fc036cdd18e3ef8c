//! 学习资料: the keys of a study item.

use super::document::Common;
use super::fields::Fields;
use super::keys;
use super::values::{self, TermTable};
use crate::words::{Code, Day, Labelled};

const EARLY: Code = Code::warning("study-deadline");

/// The keys of a study item.
#[derive(Debug, Clone)]
pub struct Study {
    /// 类别.
    pub category: Category,
    /// 来源.
    pub source: Option<String>,
    /// 作者.
    pub author: Option<String>,
    /// 必学.
    pub required: bool,
    /// 学时.
    pub hours: Option<f64>,
    /// 系列.
    pub series: Option<String>,
    /// 截止.
    pub deadline: Option<Day>,
    /// 学习人数: how many have studied it.
    pub learners: Option<u32>,
    /// 轮训: how many of them took their turn in the training of all members with it.
    pub rotation: Option<u32>,
}

/// 类别 of a study item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 党章党规.
    Rules,
    /// 理论学习.
    Theory,
    /// 会议精神.
    Resolutions,
    /// 党史.
    History,
    /// 师德师风.
    Ethics,
    /// 业务.
    Professional,
    /// 其他.
    Other,
}

impl Category {
    /// All, in the order of the reference.
    pub const ALL: [Self; 7] = [
        Self::Rules,
        Self::Theory,
        Self::Resolutions,
        Self::History,
        Self::Ethics,
        Self::Professional,
        Self::Other,
    ];
}

impl Labelled for Category {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Rules => ("rules", "党章党规"),
            Self::Theory => ("theory", "理论学习"),
            Self::Resolutions => ("resolutions", "会议精神"),
            Self::History => ("history", "党史"),
            Self::Ethics => ("ethics", "师德师风"),
            Self::Professional => ("professional", "业务"),
            Self::Other => ("other", "其他"),
        }
    }
}

pub(super) const CATEGORIES: TermTable<Category> = TermTable::of(&Category::ALL);

/// Nobody can study until a day that was over when it was put up.
pub(super) fn check(fields: &Fields<'_, '_, '_>, study: &Study, common: &Common) {
    if let Some(deadline) = study.deadline.filter(|deadline| *deadline < common.date) {
        let message = format!("学习的截止 {deadline} 早于日期 {}", common.date);
        let hint = "请核对年份和月份；没有期限的，删去“截止”";
        fields
            .faults
            .say(EARLY, fields.key_at(keys::DEADLINE), message, hint);
    }
}

/// Reads the keys of a study item; `None` when it has no category.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Study> {
    let category = fields.required_word(keys::CATEGORY, &CATEGORIES, "类别: 理论学习");
    let study = Study {
        source: fields.line(keys::SOURCE),
        author: fields.line(keys::AUTHOR),
        required: fields.read(keys::REQUIRED, values::boolean).unwrap_or(false),
        hours: fields.read(keys::HOURS, values::hours_of_one),
        series: fields.line(keys::SERIES),
        deadline: fields.read(keys::DEADLINE, values::day),
        learners: fields.read(keys::LEARNERS, values::count),
        rotation: fields.read(keys::ROTATION, values::count),
        category: category?,
    };
    Some(study)
}
