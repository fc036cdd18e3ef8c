//! 评议结果: how many were judged how. Only numbers: who was judged how, and who said what, is nobody else's.

use super::Attendance;
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields, TypedValue};
use crate::read::keys::{self, FieldName};
use crate::read::values::{self, TermTable};
use crate::words::{Code, Labelled};

const MORE: Code = Code::error("meeting-appraised");
const SUM: Code = Code::error("meeting-appraisal");

/// 评议结果: the numbers of one vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appraisal {
    /// 对象.
    pub subject: Subject,
    /// 参加: how many were judged, or judged; the sum of the rest.
    pub participants: u32,
    /// 优秀, 合格, 基本合格, 不合格.
    pub grades: [u32; 4],
}

/// The grades, from the best.
pub const GRADES: [&str; 4] = ["优秀", "合格", "基本合格", "不合格"];

/// 对象: who was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Subject {
    /// 党员.
    #[default]
    Members,
    /// 班子.
    Committee,
}

impl Subject {
    const ALL: [Self; 2] = [Self::Members, Self::Committee];
}

impl Labelled for Subject {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Members => ("members", "党员"),
            Self::Committee => ("committee", "班子"),
        }
    }
}

pub(in crate::read) const SUBJECTS: TermTable<Subject> = TermTable {
    also: &[("领导班子", Subject::Committee)],
    ..TermTable::of(&Subject::ALL)
};

const FORM: &str = "评议结果: {参加: 20, 优秀: 6, 合格: 14, 基本合格: 0, 不合格: 0}";

/// Reads 评议结果: one map, or a list of them.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, attendance: Option<Attendance>) -> Vec<Appraisal> {
    let items = fields.list(keys::APPRAISAL);
    items
        .iter()
        .filter_map(|item| one(fields, item, attendance))
        .collect()
}

fn one(
    fields: &Fields<'_, '_, '_>,
    item: &Field<'_, '_>,
    attendance: Option<Attendance>,
) -> Option<Appraisal> {
    let faults = fields.faults;
    let mut map = Fields::of_field(faults, item, FORM)?;
    let subject = map.word(keys::SUBJECT, &SUBJECTS).unwrap_or_default();
    let participants = map.required(keys::PARTICIPANTS, values::count, "参加: 20");
    let mut grade = |key: FieldName| {
        let typed: Option<TypedValue<u32>> = map.spot(key, values::count);
        typed.map_or(0, |typed| typed.value)
    };
    let grades = [
        keys::EXCELLENT,
        keys::QUALIFIED,
        keys::BARELY_QUALIFIED,
        keys::UNQUALIFIED,
    ]
    .map(&mut grade);
    map.finish();
    let participants = participants?;
    let sum: u32 = grades.iter().sum();
    if sum != participants.value {
        let message = format!("参加评议的是 {} 人，各等次相加是 {sum} 人", participants.value);
        let hint = "请核对优秀、合格、基本合格、不合格的人数";
        faults.say(SUM, participants.at, message, hint);
        return None;
    }
    if let Some(attendance) = attendance {
        check_count(fields.faults, subject, participants, attendance);
    }
    Some(Appraisal {
        subject,
        participants: participants.value,
        grades,
    })
}

/// Members who are absent are judged too, so all who were expected may be; only those who came judge a committee.
fn check_count(faults: &Faults<'_>, subject: Subject, participants: TypedValue<u32>, attendance: Attendance) {
    let (who, word, most) = match subject {
        Subject::Members => ("被评议的党员", "应到", attendance.expected),
        Subject::Committee => ("参加评议的", "实到", attendance.present),
    };
    if participants.value > most {
        let message = format!("{who} {} 人，多于{word} {most} 人", participants.value);
        let hint = "评议党员的，“参加”写被评议的人数，缺席的也算；评议班子的，写参加测评的人数";
        faults.say(MORE, participants.at, message, hint);
    }
}
