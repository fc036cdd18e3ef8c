//! 应到, 实到, 缺席, 列席 and 有表决权 of minutes, as far as they fit together. What texts say of them is read in `attendance`.

use super::attendance::{self, AbsentPerson, AttendanceFound};
use super::labels::{self, FormLabel};
use super::working::{LabelPlace, WorkingText};
use super::{ImportedField, only_one, persons};
use crate::words::{LazyRegex, contains_any};

/// 应到, 实到, 缺席 and 有表决权, as far as they fit together.
pub(super) fn take(work: &mut WorkingText) -> AttendanceFound {
    // What stands behind labels is counted on purpose, and sentences are read by it.
    let mut sayings = work.sayings();
    sayings.sort_by_key(|said| !is_labelled(said));
    let mut found = attendance::numbers(&sayings);
    voters(work, &mut found);
    by_names(work, &mut found);
    let absent = absent(work);
    if found.is_doubtful {
        work.say("“应到”“实到”的人数有几处，写得不一样，没有填，请核对");
        found = AttendanceFound::default();
    }
    let (named, labels) = absent.unwrap_or_default();
    let everybody = found.expected.zip(found.present);
    if named.iter().any(|one| one.is_shared) {
        work.say("缺席里几个人合写了一个原因，每个人都照写了，请核对");
    }
    let all_are_named = match everybody {
        None => true,
        Some((expected, present)) if present > expected => {
            work.say(format!("实到{present}人多于应到{expected}人，没有填，请核对"));
            (found.expected, found.present) = (None, None);
            false
        }
        Some((expected, present)) => {
            let away = usize::try_from(expected - present).unwrap_or(usize::MAX);
            if away != named.len() {
                let told = match named.len() {
                    0 => "没有看出谁缺席、为什么缺席".to_owned(),
                    some => format!("写明姓名和原因的缺席只看出{some}人"),
                };
                work.say(format!(
                    "应到{expected}人、实到{present}人，{told}，没有填“缺席”，请逐人补上"
                ));
            }
            away == named.len()
        }
    };
    let named = if all_are_named { named } else { Vec::new() };
    fill_attendance(work, &found, &named);
    let counts_full = sayings.iter().any(|said| attendance::counts_full_members(said));
    if found.voters_present.is_some() && (counts_full || !work.values(FormLabel::FullPresent).is_empty()) {
        work.say("“有表决权”是按正式党员的人数填的，请核对");
    }
    if all_are_named {
        for at in labels {
            work.labelled[at].is_taken = true;
        }
    }
    take_numbers(work, &found, named.as_slice());
    found
}

/// True for a label with what it says, and for a cell without words for its label.
fn is_labelled(said: &str) -> bool {
    let labels = labels::labels_in(said);
    said.starts_with('：') || labels.first().is_some_and(|label| label.start == 0)
}

/// `有表决权人数 | 应到23人，实到21人`.
fn voters(work: &mut WorkingText, found: &mut AttendanceFound) {
    let values = work.values(FormLabel::Voters);
    let [at] = values[..] else { return };
    let own = attendance::numbers(std::slice::from_ref(&work.labelled[at].value));
    if let (Some(expected), Some(present), false) = (own.expected, own.present, own.is_doubtful) {
        found.voters_expected = Some(expected);
        found.voters_present = Some(present);
        work.labelled[at].is_taken |= attendance::is_all(&work.labelled[at].value, &own, &[]);
    }
}

/// `出席：骆晓燕、苟秀英、权万里`, where no number is said: so many came. Nobody else was expected where the form says that
/// nobody was absent, or the line that all came.
fn by_names(work: &WorkingText, found: &mut AttendanceFound) {
    if found.is_doubtful || found.expected.is_some() || found.present.is_some() {
        return;
    }
    let [at] = work.values(FormLabel::Attending)[..] else {
        return;
    };
    let value = work.labelled[at].value.as_str();
    let all = ALL_CAME.find(value);
    let list = all.map_or(value, |all| &value[..all.start()]);
    let Some((names, _)) = persons::people(list).filter(|(names, _)| names.len() > 1) else {
        return;
    };
    // 主持人：甲, 参加人员：乙、丙: who was in the chair came too.
    let is_listed =
        |field: &ImportedField| field.name != "主持人" || names.iter().any(|name| name == field.said());
    if !work.fields.iter().all(is_listed) {
        return;
    }
    let count = u32::try_from(names.len()).ok();
    let said = all.and_then(|_| ALL_CAME.captures(value)?.name("n")?.as_str().parse().ok());
    if said.is_some() && said != count {
        return;
    }
    let absent = work.values(FormLabel::Absent);
    let nobody = matches!(absent[..], [at] if persons::says_nobody(&work.labelled[at].value) && !work.labelled[at].value.is_empty());
    found.present = count;
    found.expected = count.filter(|_| all.is_some() || nobody);
}

// …，3人全部到会.
static ALL_CAME: LazyRegex = LazyRegex::new(
    "[，；（ ]+(?:共?(?P<n>[0-9]{1,3})[人名])?，?(?:全部|均|全体|全员)(?:到会|到齐|参加)[）。]?$",
);

fn fill_attendance(work: &mut WorkingText, found: &AttendanceFound, named: &[AbsentPerson]) {
    match (found.expected, found.present) {
        (Some(expected), Some(present)) => {
            work.fill("应到", expected);
            work.fill("实到", present);
        }
        (None, Some(present)) => work.say(format!(
            "文中实到{present}人，没有看出应到几人，没有填“应到”“实到”"
        )),
        _ => {}
    }
    if !named.is_empty() {
        let people = named.iter().map(|person| {
            vec![
                ImportedField::new("姓名", person.name.clone()),
                ImportedField::new("原因", person.reason.clone()),
            ]
        });
        work.fill_list("缺席", people);
    }
    let Some((expected, present)) = found.voters_expected.zip(found.voters_present) else {
        return;
    };
    let fits = |some: u32, all: Option<u32>| all.is_none_or(|all| some <= all);
    if present > expected || !fits(expected, found.expected) || !fits(present, found.present) {
        work.say("有表决权的人数与应到、实到对不上，没有填，请核对");
        return;
    }
    let numbers = vec![
        ImportedField::new("应到", expected),
        ImportedField::new("实到", present),
    ];
    work.fill("有表决权", numbers);
}

/// The labels of numbers that are nothing but the number, where both are filled.
fn take_numbers(work: &mut WorkingText, found: &AttendanceFound, named: &[AbsentPerson]) {
    let both = found.expected.zip(found.present);
    let numbers =
        both.map(|(expected, present)| [(FormLabel::Expected, expected), (FormLabel::Present, present)]);
    for (label, number) in numbers.into_iter().flatten() {
        for value in work.labelled.iter_mut().filter(|value| value.label == label) {
            let bare = value.value.trim_end_matches(['人', '名', '位', ' ']);
            value.is_taken |= bare.parse() == Ok(number);
        }
    }
    for value in work
        .labelled
        .iter_mut()
        .filter(|value| value.label == FormLabel::Attending)
    {
        value.is_taken |= attendance::is_all(&value.value, found, named);
    }
    for block in &mut work.blocks {
        block.is_taken |= attendance::is_all(&block.said, found, named);
    }
}

/// Who was absent, and the labels that say nothing else; `None` when somebody is named without a reason.
fn absent(work: &mut WorkingText) -> Option<(Vec<AbsentPerson>, Vec<usize>)> {
    let labels = work.values(FormLabel::Absent);
    let labels: Vec<usize> = labels
        .into_iter()
        .filter(|at| !says_number(&work.labelled[*at].value))
        .collect();
    let mut named: Vec<AbsentPerson> = Vec::new();
    let mut whole = Vec::new();
    for at in &labels {
        let value = work.labelled[*at].value.clone();
        let people = attendance::with_reasons(&value)
            .or_else(|| one_with_reason(work, &value))
            .or_else(|| reasons_elsewhere(work, &value));
        let Some(people) = people else {
            work.say(format!("缺席写的是“{value}”，没有逐人写明姓名和原因，没有填"));
            return None;
        };
        whole.extend(people.iter().all(|one| one.is_all).then_some(*at));
        named.extend(
            people
                .into_iter()
                .filter(|one| !named.iter().any(|known| known.name == one.name))
                .collect::<Vec<_>>(),
        );
    }
    if labels.is_empty() {
        let lines = work.lines().take(12).map(|(_, said)| said);
        let cells = work.values(FormLabel::Attending).into_iter();
        let cells = cells.map(|at| work.labelled[at].value.as_str());
        let mut found: Vec<_> = lines.chain(cells).flat_map(attendance::absent_in).collect();
        found.extend(absent_below(work).unwrap_or_default());
        // 应到9人，实到8人。缺席：宋知远（护理假）.
        let inside = work.labelled.iter().filter(|value| {
            value.label == FormLabel::Absent && matches!(value.at, LabelPlace::Line { is_inside: true, .. })
        });
        let inside = inside.filter_map(|value| value.value.split('。').next());
        found.extend(inside.filter_map(attendance::with_reasons).flatten());
        // 缺席党员 | 1, and 缺席原因 | 宋知远，病假.
        let reasons = work.values(FormLabel::AbsentReason).into_iter();
        let reasons = reasons.filter_map(|at| attendance::with_reasons(&work.labelled[at].value));
        found.extend(reasons.flatten());
        for one in found {
            if !named.iter().any(|known| known.name == one.name) {
                named.push(one);
            }
        }
    }
    Some((named, whole))
}

/// True for nothing, and for how many they were.
fn says_number(value: &str) -> bool {
    let bare = value.trim().trim_end_matches(['人', '名', ' ']);
    bare.is_empty() || bare != "0" && bare.chars().all(|c| c.is_ascii_digit())
}

/// `缺席：`, and in the next line who and why; both stay.
fn absent_below(work: &WorkingText) -> Option<Vec<AbsentPerson>> {
    let labels = work.values(FormLabel::Absent);
    let [at] = labels[..] else { return None };
    attendance::absent(work.line_below(at)?.1)
}

/// `请假：宋知远`, where a sentence of the first lines says why: the label stays.
fn reasons_elsewhere(work: &WorkingText, value: &str) -> Option<Vec<AbsentPerson>> {
    let (names, _) = persons::people(value)?;
    let told = work.lines().take(12);
    let told: Vec<_> = told.flat_map(|(_, said)| attendance::absent_in(said)).collect();
    let all = names.iter().map(|name| {
        let one = told.iter().find(|one| one.name == *name)?;
        Some(AbsentPerson {
            is_all: false,
            ..one.clone()
        })
    });
    all.collect()
}

/// One name, whose reason stands in a cell of its own.
fn one_with_reason(work: &mut WorkingText, value: &str) -> Option<Vec<AbsentPerson>> {
    let name = persons::name_alone(value)?;
    let reason = work.take_where(FormLabel::AbsentReason, "缺席原因", |reason| {
        (2..=24).contains(&reason.chars().count()) && !reason.contains(['\n', '；', '、'])
    })?;
    Some(vec![AbsentPerson {
        name,
        reason,
        is_all: true,
        is_shared: false,
    }])
}

static OBSERVES: LazyRegex = LazyRegex::new(
    r"(?:^|[，。；])(?P<who>[^，。；]{2,30}?)(?:等?[0-9一二三四五六七八九十]{0,2}(?:名|人|位)?(?:同志)?)?(?:(?:应邀)?列席(?:了)?(?:会议|本次会议|大会|[，。；]|$)|(?:应邀)?(?:到会|莅会)(?:参加)?指导)",
);

/// Who sat in on the meeting, by a sentence; it stays.
fn observers_in_prose(work: &WorkingText) -> Option<Vec<String>> {
    let lines = work.lines().take(12);
    let one = only_one(lines.flat_map(|(_, said)| OBSERVES.captures_iter(said)))?;
    Some(persons::people(&one["who"])?.0)
}

/// Takes 列席.
pub(super) fn take_observers(work: &mut WorkingText) {
    let Some(at) = work.only(FormLabel::Observers, "列席") else {
        if let Some(names) = observers_in_prose(work) {
            work.fill_list("列席", names);
        }
        return;
    };
    let value = work.labelled[at].value.clone();
    let value = value.trim_end_matches("到会指导").to_owned();
    if persons::says_nobody(&value) {
        work.take_value(at);
        return;
    }
    let Some((names, is_all)) = persons::people(&value) else {
        work.say(format!("列席写的是“{value}”，没有看出每一个姓名，没有填"));
        return;
    };
    let parts: Vec<&str> = persons::parts(&value).collect();
    let mut each = parts.iter().zip(&names);
    let are_offices = parts.len() == names.len()
        && each.all(|(part, name)| part == name || persons::office_beside(part, name).is_some());
    // Published minutes say how many of these there were, not who: the line stays, and is told until somebody has seen to it.
    let has_applicant = contains_any(&value, &["积极分子", "发展对象", "申请人"]);
    if (is_all || are_offices) && !has_applicant {
        work.take_value(at);
    }
    if has_applicant {
        work.say(
            "列席里有入党申请人、积极分子或者发展对象：公开的纪要写几名，不写姓名，请改“列席”和正文里的这一行",
        );
    } else if are_offices && !is_all {
        work.say(format!("列席写的是“{value}”，只填了姓名，职务没有写进来"));
    }
    work.fill_list("列席", names);
}
