//! `[meetings]` and `[duties]`: which meetings are owed how often, and to whom that is shown.
//! Sources: 《中国共产党支部工作条例（试行）》第十一至十八条; 党课 each quarter is local practice, and tunable like all of it.

use super::read::{ConfigContext, key, number, tables};
use crate::read::catalogue::frequency;
use crate::read::common::{self, SCOPES};
use crate::read::fields::Fields;
use crate::read::meeting::MeetingKind;
use crate::read::organization::fixed_day;
use crate::read::values;
use crate::words::{Code, Day, FixedDay, Frequency, Labelled, Scope};

const RULE: Code = Code::error("site-meetings");

/// What is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRules {
    /// Nothing is judged before this day: `since`, or else that of the whole site.
    pub since: Option<Day>,
    /// One rule for each kind of meeting that may be owed, in the order of the matrix.
    pub kinds: Vec<KindRule>,
    /// `[duties]`: other recurring meetings of the school or of some branches.
    pub duties: Vec<Duty>,
    /// The day of the 主题党日 of branches that have none of their own.
    pub theme_day: Option<FixedDay>,
}

/// What is owed of one kind of meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindRule {
    /// Which kind.
    pub kind: MeetingKind,
    /// By whom and how often; `None` when it is not asked for.
    pub owed: Option<Owed>,
    /// Branches that do not owe it, by their ids.
    pub except: Vec<String>,
}

/// How often, and to whom it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// In which periods; each lies within a year.
    pub frequency: Frequency,
    /// How often in each.
    pub times: u32,
    /// For whom these meetings are; `None`: for those for whom meetings are by default.
    pub scope: Option<Scope>,
}

/// A recurring meeting of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its name in `site.toml`.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// How often.
    pub owed: Owed,
    /// By which branches; none: by the school as a whole.
    pub branches: Vec<String>,
}

/// The kinds that may be owed, with the usual frequencies.
const KINDS: [(MeetingKind, Option<Frequency>); 10] = [
    (MeetingKind::GeneralAssembly, Some(Frequency::QUARTERLY)),
    (MeetingKind::Committee, Some(Frequency::MONTHLY)),
    (MeetingKind::Group, Some(Frequency::MONTHLY)),
    (MeetingKind::Lecture, Some(Frequency::QUARTERLY)),
    (MeetingKind::ThemeDay, Some(Frequency::MONTHLY)),
    (MeetingKind::LifeMeeting, Some(Frequency::YEARLY)),
    (MeetingKind::Appraisal, Some(Frequency::YEARLY)),
    (MeetingKind::PartyCommittee, None),
    (MeetingKind::GeneralBranchCommittee, None),
    (MeetingKind::StudyGroup, None),
];

impl Default for MeetingRules {
    fn default() -> Self {
        let rule = |(kind, frequency): (MeetingKind, Option<Frequency>)| KindRule {
            kind,
            owed: frequency.map(|frequency| Owed {
                frequency,
                times: 1,
                scope: None,
            }),
            except: Vec::new(),
        };
        Self {
            since: None,
            kinds: KINDS.into_iter().map(rule).collect(),
            duties: Vec::new(),
            theme_day: None,
        }
    }
}

/// Reads `[meetings]` and `[duties]`; `since` is the first day of the whole site.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    since: Option<Day>,
    around: ConfigContext<'_>,
) -> MeetingRules {
    let mut rules = MeetingRules {
        since,
        ..MeetingRules::default()
    };
    if let Some(mut table) = fields.map(key("meetings"), "[meetings]") {
        rules.since = table.read(key("since"), values::day).or(since);
        for rule in &mut rules.kinds {
            if let Some(kind) = table.map(key(rule.kind.id()), "[meetings.theme_day]") {
                if rule.kind == MeetingKind::ThemeDay {
                    rules.theme_day = kind_rule(kind, rule, around);
                } else {
                    kind_rule(kind, rule, around);
                }
            }
        }
        table.finish();
    }
    rules.duties = tables(fields, "duties")
        .into_iter()
        .filter_map(|(id, table)| duty(id, table, around))
        .collect();
    rules
}

/// One kind's table; gives its fixed day, which only the 主题党日 has.
fn kind_rule(
    mut table: Fields<'_, '_, '_>,
    rule: &mut KindRule,
    around: ConfigContext<'_>,
) -> Option<FixedDay> {
    let usual = rule.owed;
    rule.owed = owed(&mut table, usual);
    rule.except = branches(&mut table, "except", around);
    let day = (rule.kind == MeetingKind::ThemeDay)
        .then(|| table.spot(key("day"), values::line))
        .flatten();
    let day = day.and_then(|day| fixed_day(table.faults, &day, "主题党日"));
    table.finish();
    day
}

fn duty(id: &str, mut table: Fields<'_, '_, '_>, around: ConfigContext<'_>) -> Option<Duty> {
    let name = table.required(key("name"), values::line, "name = \"党建工作例会\"");
    let owed = owed(&mut table, None);
    if owed.is_none() && !table.has(key("frequency")) {
        table.missing(key("frequency"), "frequency = \"每月\"");
    }
    let branches = branches(&mut table, "branches", around);
    table.finish();
    Some(Duty {
        id: id.to_owned(),
        name: name?.value,
        owed: owed?,
        branches,
    })
}

/// `frequency`, `times` and `scope`.
fn owed(table: &mut Fields<'_, '_, '_>, usual: Option<Owed>) -> Option<Owed> {
    let typed = table.spot(key("frequency"), values::line);
    let times_hint = "写每个周期里的次数，例如 1；不要求的写 frequency = \"不要求\"";
    let times = number(table, "times", 1..=31, (RULE, times_hint));
    let scope = table.word(key("scope"), &SCOPES);
    let faults = table.faults;
    let frequency = match &typed {
        None => usual?.frequency,
        Some(typed) if matches!(typed.value.as_str(), "不要求" | "none") => return None,
        Some(typed) => {
            let frequency = frequency(faults, typed)?;
            if frequency.in_a_year().is_none() {
                let message = format!("会议的频次不能是“{}”", values::shown(&typed.value));
                let hint = "写每月、每两个月、每季度、每半年、每年，或者“不要求”";
                faults.say(RULE, typed.at, message, hint);
                return None;
            }
            frequency
        }
    };
    Some(Owed {
        frequency,
        times: times.unwrap_or(1),
        scope: scope.or(usual.and_then(|usual| usual.scope)),
    })
}

fn branches(table: &mut Fields<'_, '_, '_>, name: &'static str, around: ConfigContext<'_>) -> Vec<String> {
    let typed = table.lines(key(name));
    let known = typed
        .iter()
        .filter_map(|typed| common::known_branch(table.faults, typed, around.organization?));
    known.collect()
}
