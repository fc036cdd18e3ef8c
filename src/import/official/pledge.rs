//! What pledges say: 类型, 年度, 审核, 评诺, and by whom what is promised. Registers of many are in `register`.

use super::labels::FormLabel;
use super::persons::{self, PersonInText};
use super::pledge_sections::{self, SectionsTaken};
use super::promise_lines::PromiseYears;
use super::promises::{self, PromiseLabels};
use super::register_table::{self, RegisterTaken};
use super::working::{LabelPlace, WorkingText};
use super::{
    ImportedField, ImportedValue, closing, days, evaluation, forms, kinds, only_one, pledger, promise_lines,
};
use crate::words::{Day, LazyRegex, contains_any};

static YEAR: LazyRegex = LazyRegex::new(r"(?P<y>20[0-9]{2})\s*(?:年|—|-)");
static ALONE: LazyRegex = LazyRegex::new(r"^20[0-9]{2}\s*年度?$");

/// Takes what a pledge says.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>, unit: Option<&str>) {
    let is_signed_by_unit = is_signed_by_unit(work);
    let kind = kinds::pledge_type(title).or_else(|| is_signed_by_unit.then_some("班子"));
    let kind = kind.or_else(|| speak_members(work, title).then_some("党员"));
    match kind {
        Some(kind) => work.fill("类型", kind),
        None => work.say(kinds::NO_PLEDGE_TYPE),
    }
    // 2025—2026学年 is two years.
    let beside = work
        .lines()
        .take(2)
        .map(|(_, said)| said.trim_matches(['（', '）', '(', ')', ' ']));
    let beside: Vec<&str> = beside.filter(|said| ALONE.is_match(said)).collect();
    let words = if YEAR.is_match(title) {
        Some(title)
    } else {
        beside.first().copied()
    };
    let year = words
        .filter(|words| !words.contains("学年"))
        .and_then(|words| YEAR.captures(words)?["y"].parse::<u32>().ok());
    let year = year.or_else(|| year_in_prose(work, signed).filter(|_| !title.contains("学年")));
    match year {
        Some(year) => work.fill("年度", year),
        None => work.say("标题里没有年份，请核对“年度”"),
    }
    let year = year.and_then(|year| i32::try_from(year).ok());
    let known = year.or(signed.map(Day::year));
    let years = PromiseYears { year, signed };
    let taken = match pledge_sections::take(work, years) {
        SectionsTaken::Nothing if are_several(work) => SectionsTaken::Unread,
        taken => taken,
    };
    let taken = match taken {
        SectionsTaken::Unread => {
            work.say("文中像是几个人的承诺，只填了标题、类型和年度；请一个人的导入一个文件，或者做成登记表");
            return;
        }
        SectionsTaken::Pledgers => RegisterTaken::Pledgers,
        SectionsTaken::Nothing => register_table::take(work, known),
    };
    if taken != RegisterTaken::Pledgers {
        // Those who promise together sign as what they are.
        pledger::take(
            work,
            title,
            unit.filter(|_| kind == Some("班子") || is_signed_by_unit),
            kind,
        );
    }
    if taken == RegisterTaken::Nothing && !promises::take_labelled(work, known, PromiseLabels::InCells) {
        promise_lines::take(work, year, signed);
    }
    if !work.fields.iter().any(|field| field.name == "审核") {
        review(work);
    }
    evaluation::take(work, taken);
}

static MEMBERS: LazyRegex =
    LazyRegex::new("(?:作为|我是|身为)[^，。]{0,12}?(?:共产党员|党员教师|党员)|全体党员");

/// True where members of the Party say that they are, in the first lines or where they sign. A branch may promise as a body.
fn speak_members(work: &WorkingText, title: &str) -> bool {
    if contains_any(title, &["支部", "总支", "党委", "党组织"]) {
        return false;
    }
    let mut lines = work.lines().take(3);
    let signed = work.values(FormLabel::Pledger).into_iter();
    let mut signed = signed.map(|at| work.labelled[at].value.as_str());
    lines.any(|(_, said)| MEMBERS.is_match(said)) || signed.any(|value| MEMBERS.is_match(value))
}

/// 审核: by whom and when, where each stands behind a label of its own.
fn review(work: &mut WorkingText) {
    let person = work.only(FormLabel::Reviewer, "审核");
    let named = person.and_then(|at| {
        let (name, day) = forms::before_day(&work.labelled[at].value);
        let person = persons::person(name)?;
        Some((at, person, day))
    });
    let Some((at, PersonInText { name, is_all }, day)) = named else {
        let told = reviewed_in_prose(work).map(|(name, day)| (name, Some(day)));
        if let Some((name, day)) = told.or_else(|| signed_by_secretary(work)) {
            let mut fields = vec![ImportedField::new("姓名", name)];
            fields.extend(ImportedField::known("日期", day));
            work.fill("审核", fields);
        }
        return;
    };
    let mut fields = vec![ImportedField::new("姓名", name)];
    // The office beside the name stays with it.
    if is_all {
        work.take_value(at);
    }
    if let Some(day) = day {
        fields.push(ImportedField::new("日期", day));
    } else if let Some((below, day)) = day_below(work, at) {
        fields.push(ImportedField::new("日期", day));
        work.blocks[below].is_taken = true;
    } else if let Some(at) = work.only(FormLabel::ReviewedOn, "审核日期")
        && let Some(day) = days::only_day(&work.labelled[at].value)
    {
        fields.push(ImportedField::new("日期", day));
        work.take_value(at);
    }
    work.fill("审核", fields);
}

/// What the lines around a register in a sheet say of it.
#[derive(Debug, Default)]
pub(in crate::import) struct RegisterNotes {
    /// 审核, and when the register was made.
    pub fields: Vec<ImportedField>,
    /// The branch, as it is written there.
    pub branch: Option<String>,
    /// When the promises were judged.
    pub evaluated: Option<Day>,
    /// The lines that say nothing else.
    pub used: Vec<String>,
}

/// `审核人：宋知远　审核日期：2026年3月16日`, `填表日期：2026年3月13日`.
pub(in crate::import) fn notes(lines: &[String]) -> RegisterNotes {
    let mut notes = RegisterNotes::default();
    let (mut reviewer, mut reviewed, mut made) = (None, None, None);
    for line in lines {
        let said = super::lines::settled(line);
        if let Some(day) = evaluation::day_of(&said) {
            notes.evaluated = Some(day);
            notes.used.push(line.clone());
            continue;
        }
        notes.evaluated = notes.evaluated.or_else(|| evaluation::day_in(&said));
        let labels = super::labels::labels_in(&said);
        let mut is_all = labels.first().is_some_and(|first| first.start == 0);
        for label in &labels {
            let (value, day) = forms::before_day(&said[label.value.clone()]);
            let slot = match label.label {
                FormLabel::Reviewer => {
                    reviewer = reviewer.or_else(|| Some(persons::person(value)?.name));
                    is_all &= reviewer.is_some();
                    &mut reviewed
                }
                FormLabel::ReviewedOn => &mut reviewed,
                FormLabel::PledgedOn => &mut made,
                // 日期：2026年11月20日; 会议时间 is of something else.
                FormLabel::Time if said[label.start..].starts_with("日期") => &mut made,
                FormLabel::Branch => {
                    // 填报单位：青山学校 is none.
                    let branch = Some(value).filter(|value| value.contains("支部"));
                    is_all &= branch.is_some();
                    notes.branch = notes.branch.take().or(branch.map(str::to_owned));
                    continue;
                }
                _ => {
                    is_all = false;
                    continue;
                }
            };
            *slot = slot.or(day);
        }
        if is_all {
            notes.used.push(line.clone());
        }
    }
    notes.fields.extend(ImportedField::known("日期", made));
    if let Some(name) = reviewer {
        let mut fields = vec![ImportedField::new("姓名", name)];
        fields.extend(ImportedField::known("日期", reviewed));
        notes.fields.push(ImportedField::new("审核", fields));
    }
    notes
}

/// The day that stands alone below a label's line.
fn day_below(work: &WorkingText, label: usize) -> Option<(usize, Day)> {
    let (below, said) = work.line_below(label)?;
    Some((below, days::only_day(said)?))
}

static REVIEWED: LazyRegex = LazyRegex::new(concat!(
    r"(?:审核人|审诺人|负责人|书记)(?:签[字名]|[（(]签[字名章][）)])?：\s*(?P<who>\p{Han}[\p{Han} ]{1,4}?)",
    r"\s+(?P<day>20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日)"
));

/// `支部审核意见：同意公开。审核人：宋知远 2026年3月5日`, in a line or a cell, where it stays.
fn reviewed_in_prose(work: &WorkingText) -> Option<(String, Day)> {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let lines = lines.iter().enumerate().map(|(at, said)| {
        let below = lines.get(at + 1).filter(|below| days::only_day(below).is_some());
        format!("{said} {}", below.unwrap_or(&""))
    });
    let rows = forms::tables(work).flat_map(|table| &table.rows);
    let rows = rows.map(|row| row.iter().map(forms::cell_text).collect::<Vec<_>>().join("："));
    let opinions = lines.chain(rows).filter(|said| {
        let opinion = said.find("意见");
        let of_whom = |at: usize| {
            let words = ["审核", "审诺", "支部", "总支", "党委", "党组织"];
            words.iter().any(|word| said[..at].contains(word))
        };
        opinion.is_some_and(of_whom)
    });
    let found = opinions.filter_map(|said| {
        let found = REVIEWED.captures(&said)?;
        Some((
            persons::name_alone(&found["who"])?,
            days::only_day(&found["day"])?,
        ))
    });
    let found: Vec<_> = found.collect();
    let [one] = &found[..] else { return None };
    Some(one.clone())
}

static SECRETARY: LazyRegex = LazyRegex::new(concat!(
    r"(?:党?支部|党?总支|党委|党组织)(?:书记|负责人)(?:(?:审核|审诺)?(?:签字|签名)|[（(](?:签字|签名|签章|盖章|审核|审诺)[）)])：",
    r"\s*(?P<who>\p{Han}[\p{Han} ·]{1,7}?)(?:\s+(?P<day>20[0-9]{2}[^：]{4,10}日))?$"
));

/// `党支部书记（签字）：宋知远` below a pledge of somebody else, with the day beside it or below; it stays.
fn signed_by_secretary(work: &WorkingText) -> Option<(String, Option<Day>)> {
    let pledger = work.fields.iter().find(|field| field.name == "承诺人")?;
    let ImportedValue::Map(pledger) = &pledger.value else {
        return None;
    };
    // A branch promises through its secretary.
    persons::person(pledger[0].said())?;
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let found = lines.iter().enumerate().filter_map(|(place, said)| {
        let found = SECRETARY.captures(said)?;
        let name = persons::name_alone(&found["who"])?;
        let beside = found.name("day").and_then(|day| days::only_day(day.as_str()));
        let below = || days::only_day(lines.get(place + 1)?);
        Some((name, beside.or_else(below)))
    });
    let one = only_one(found)?;
    (pledger[0].said() != one.0).then_some(one)
}

/// True where a unit promises, also in the line that its 落款 was taken from: `承诺单位：…`. Persons do not say whom they promise
/// as.
fn is_signed_by_unit(work: &WorkingText) -> bool {
    let values = work.labelled_with(FormLabel::Pledger);
    let mut values = values.filter(|value| !matches!(value.at, LabelPlace::Line { is_inside: true, .. }));
    values.any(|value| closing::is_unit(&value.value))
}

static OF_YEAR: LazyRegex = LazyRegex::new(
    r"(?P<y>20[0-9]{2})年(?:度[^。；的]{0,24}|，?(?:我|本人)[^。；的]{0,24}|(?:抓?党建)?工作[^。；的]{0,8})承诺(?:如下)?(?:[：，。]|$)",
);

/// `2026年度我郑重承诺：`, when the text speaks of no other year's promises, nor of those of a year that is over.
fn year_in_prose(work: &WorkingText, signed: Option<Day>) -> Option<u32> {
    let lines = work.lines().map(|(_, said)| said);
    let years = lines.flat_map(|said| OF_YEAR.captures_iter(said));
    let mut years: Vec<i32> = years.filter_map(|found| found["y"].parse().ok()).collect();
    years.dedup();
    let [year] = years[..] else { return None };
    let is_over = signed.is_some_and(|signed| year < signed.year());
    u32::try_from(year).ok().filter(|_| !is_over)
}

/// True when two persons stand where the one who promises does.
fn are_several(work: &WorkingText) -> bool {
    let values = work.values(FormLabel::Pledger).into_iter();
    let people = values.filter_map(|at| Some(persons::person(&work.labelled[at].value)?.name));
    let mut people: Vec<String> = people.collect();
    people.dedup();
    people.len() > 1
}
