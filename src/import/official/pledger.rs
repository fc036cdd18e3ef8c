//! 承诺人: who promises, behind a label, below the promises or in a sentence, and in which office.

use super::labels::FormLabel;
use super::working::{LabelPlace, WorkingText};
use super::{ImportedField, ImportedValue, closing, forms, persons, speaker};
use crate::words::{LazyRegex, contains_any, ends_with_any};

/// Words for those who promise together.
const TOGETHER: [&str; 13] = [
    "教师", "党员", "班子", "成员", "委员", "教职工", "同志们", "领导", "干部", "小组", "年级组", "教研组",
    "备课组",
];

/// False for a list of names, and for 一名党员.
fn is_one_group(words: &str) -> bool {
    closing::is_unit(words) || !words.contains("一名") && !words.contains(['、', '，'])
}

/// True for those who promise together: 三年级组全体党员. 组织委员 is an office.
pub(super) fn is_together(words: &str) -> bool {
    let is_many = contains_any(words, &["全体", "班子", "小组"]) || !persons::is_office(words);
    words.chars().count() <= 40 && ends_with_any(words, &TOGETHER) && is_one_group(words) && is_many
}

/// 承诺人 by a sentence of the text, where it stays.
fn pledger_in_prose(work: &mut WorkingText) -> bool {
    let Some(speaker) = speaker::find(work).filter(|speaker| speaker.is_sure) else {
        return false;
    };
    work.fill("承诺人", person(speaker.name, speaker.duty));
    true
}

static ALL_OF_US: LazyRegex =
    LazyRegex::new(r"^[\p{Han}0-9]{0,24}全体(?:\p{Han}{0,4}(?:教师|党员|教职工|员工|干部|成员|委员))$");

/// `青山中学全体教师`, who sign in the last line.
fn signed_together(work: &mut WorkingText) -> bool {
    let Some((at, said)) = work
        .lines()
        .next_back()
        .filter(|(_, said)| ALL_OF_US.is_match(said))
    else {
        return false;
    };
    let name = person(said, None);
    work.blocks[at].is_taken = true;
    work.fill("承诺人", name);
    true
}

// 第三党支部2026年公开承诺事项.
static TITLED: LazyRegex = LazyRegex::new(
    r"^(?P<unit>\p{Han}{3,24}?(?:支部|总支|委员会|党委))(?:领导)?(?:班子)?(?:20[0-9]{2}年?度?)?(?:公开)?承诺(?:书|事项|清单|内容)?$",
);

/// Whoever signs in the last line, where nobody is called 承诺人: `教导主任：宋知远`, `青山小学党支部 宋知远`, or the name alone.
fn signed_below(work: &mut WorkingText, kind: Option<&str>) -> bool {
    const LONGEST: usize = 40;
    let last = work.lines().next_back();
    let Some((at, said)) = last.filter(|(_, said)| said.chars().count() <= LONGEST) else {
        return false;
    };
    let gaps = said.match_indices(['：', ' ']);
    let mut splits = gaps.map(|(gap, mark)| (&said[..gap], said[gap + mark.len()..].trim()));
    let parted = splits.find_map(|(before, name)| {
        let before = before.trim();
        (persons::is_office(before) || closing::is_unit(before))
            .then_some((before, persons::name_alone(name)?))
    });
    let alone = || Some(("", persons::name_alone(said)?));
    let Some((before, name)) = alone().or(parted) else {
        return false;
    };
    // A secretary signs what members promise.
    let is_reviewer = before.contains("书记") && kind != Some("书记岗位");
    let is_another = speaker::find(work).is_some_and(|speaker| speaker.name != name);
    let speaks = work
        .lines()
        .any(|(_, said)| said.contains('我') || said.contains("本人"));
    if is_reviewer || is_another || !speaks || kind == Some("班子") {
        return false;
    }
    let duty = Some(before)
        .filter(|before| persons::is_office(before))
        .map(str::to_owned);
    let duty = duty.or_else(|| speaker::duty(work));
    work.blocks[at].is_taken = true;
    work.fill("承诺人", person(name, duty));
    true
}

/// True where those who promise as one sign below each other.
fn signs_with_others(work: &WorkingText, label: usize, kind: Option<&str>) -> bool {
    let LabelPlace::Line { block, .. } = work.labelled[label].at else {
        return false;
    };
    let are_many = |said: &str| said.contains("我们") || said.contains("全体");
    if kind != Some("班子") && !work.lines().any(|(_, said)| are_many(said)) {
        return false;
    }
    let mut below = work.lines().filter(|(line, _)| *line > block).take(6);
    below.any(|(_, said)| !said.contains('：') && persons::person(said).is_some())
}

/// Takes 承诺人.
pub(super) fn take(work: &mut WorkingText, title: &str, unit: Option<&str>, kind: Option<&str>) {
    // 承诺集体：三年级组（组长：宋知远，…）: another label stands in the brackets.
    for value in work
        .labelled
        .iter_mut()
        .filter(|value| value.label == FormLabel::Pledger)
    {
        if let Some((together, inside)) = value.value.split_once(['（', '('])
            && !inside.contains(['）', ')'])
            && (closing::is_unit(together) || ends_with_any(together, &TOGETHER))
        {
            value.value = together.trim().to_owned();
            if let LabelPlace::Line { is_beside, .. } = &mut value.at {
                *is_beside = true;
            }
        }
    }
    let signed = work.only_person(FormLabel::Pledger);
    let Some(at) = signed.or_else(|| work.only(FormLabel::Pledger, "承诺人")) else {
        let labels = work.values(FormLabel::Pledger);
        let is_unsaid = labels.iter().all(|at| work.labelled[*at].value.is_empty());
        if is_unsaid && pledger_in_prose(work) {
            return;
        }
        let named = work.values(FormLabel::Pledger);
        if is_unsaid && signed_together(work) {
            return;
        }
        if let Some(unit) = unit.filter(|_| is_unsaid) {
            return work.fill("承诺人", person(unit, None));
        }
        if is_unsaid && signed_below(work, kind) {
            return;
        }
        let titled = TITLED
            .captures(title)
            .filter(|_| is_unsaid && kind == Some("班子"));
        if let Some(unit) = titled.filter(|found| closing::is_unit(&found["unit"])) {
            return work.fill("承诺人", person(&unit["unit"], None));
        }
        if named.iter().all(|at| work.labelled[*at].value.is_empty()) {
            work.say("没有找到承诺人，请补上“承诺人”");
        }
        return;
    };
    let value = forms::before_day(&work.labelled[at].value).0.to_owned();
    let signer = persons::person(&value);
    let is_together = closing::is_unit(&value) || ends_with_any(&value, &TOGETHER);
    let is_together = is_together && value.chars().count() <= 40 && is_one_group(&value);
    if signer.is_some() && signs_with_others(work, at, kind) {
        return work.say("承诺人有几个人签名，没有填；一起承诺的，请在“承诺人”里写集体的名称");
    }
    let (name, duty) = match signer {
        Some(signer) => {
            let duty = match duty_in_brackets(&value) {
                Some(duty) => Some(duty),
                None if signer.is_all => None,
                // 政教处主任 宋 远.
                None => match value
                    .split_whitespace()
                    .collect::<String>()
                    .strip_suffix(signer.name.as_str())
                {
                    Some(duty) if persons::is_office(duty) => Some(duty.to_owned()),
                    _ => return work.say(format!("承诺人写的是“{value}”，没有填，请补上")),
                },
            };
            (signer.name, duty)
        }
        None if is_together => (value, None),
        None => {
            return work.say(format!(
                "承诺人写的是“{value}”，看不出是一个人还是一个集体，没有填"
            ));
        }
    };
    work.take_value(at);
    let is_short = |duty: &str| duty.chars().count() <= 30 && !duty.contains('\n');
    let duty = duty.or_else(|| work.take_where(FormLabel::PledgedDuty, "职务", is_short));
    let speaks = speaker::find(work).is_none_or(|speaker| speaker.name == name);
    let duty = duty.or_else(|| speaker::duty(work).filter(|_| speaks));
    let duty = duty.or_else(|| duty_below_name(work, at));
    let duty = duty.or_else(|| duty_below_title(work, &name));
    work.fill("承诺人", person(name, duty));
}

/// 姓名, and 职务 where it is known.
pub(super) fn person(name: impl Into<ImportedValue>, duty: Option<String>) -> Vec<ImportedField> {
    let mut fields = vec![ImportedField::new("姓名", name)];
    fields.extend(ImportedField::known("职务", duty));
    fields
}

/// The office in the line below who signs; the line goes.
fn duty_below_name(work: &mut WorkingText, label: usize) -> Option<String> {
    let (at, said) = work.line_below(label)?;
    let duty = said.trim().to_owned();
    let is_duty =
        persons::is_office(&duty) && persons::person(&duty).is_none() && !duty.contains(['，', '。', '：']);
    work.blocks[at].is_taken |= is_duty;
    is_duty.then_some(duty)
}

/// `（青山学校党支部书记 宋知远）` below the title, where it stays.
fn duty_below_title(work: &WorkingText, name: &str) -> Option<String> {
    let marks = ['（', '）', '(', ')', ' '];
    let mut lines = work.lines().take(3).map(|(_, said)| said.trim_matches(marks));
    let duty = lines.find_map(|said| said.strip_suffix(name))?;
    // 责任人：党支部书记 宋知远.
    let duty = duty.trim_end_matches([' ', '：']).rsplit('：').next()?;
    persons::is_office(duty).then(|| duty.to_owned())
}

/// `宋知远（支部书记）`.
pub(super) fn duty_in_brackets(value: &str) -> Option<String> {
    let (_, duty) = value.split_once(['（', '('])?;
    let duty = duty.trim_end_matches(['）', ')']).trim();
    let is_signing = persons::SIGNING.iter().any(|word| duty.starts_with(word));
    let is_duty =
        duty.chars().count() > 1 && !is_signing && !duty.starts_with("签") && !closing::is_unit(duty);
    is_duty.then(|| duty.to_owned())
}
