//! What pledges say: who promises, of which year, what by when. Registers of many are in `register`.

use std::cmp::Ordering;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::FormLabel;
use super::persons::{self, PersonInText};
use super::register::{self, RegisterTaken};
use super::working::{LabelPlace, WorkingText, behind_number};
use super::{ImportedField, ImportedValue, closing, days, forms, items, kinds, pattern, speaker};
use crate::import::numbering::{self, NumberStyle};
use crate::read::ledger::{DAY_TO_FILL_IN, LASTING, without_day};
use crate::read::pledge::PledgeDeadline;
use crate::words::Day;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<y>20[0-9]{2})\s*(?:年|—|-)"));
static ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^20[0-9]{2}\s*年度?$"));

/// Takes what a pledge says.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>, unit: Option<&str>) {
    let kind = kinds::pledge_type(title).or_else(|| type_by_pledger(work));
    match kind {
        Some(kind) => work.fill_text("类型", kind),
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
        Some(year) => work.fill("年度", ImportedValue::Number(year)),
        None => work.say("标题里没有年份，请核对“年度”"),
    }
    let year = year.and_then(|year| i32::try_from(year).ok());
    if are_several(work) {
        work.say("文中像是几个人的承诺，只填了标题、类型和年度；请一个人的导入一个文件，或者做成登记表");
        return;
    }
    let taken = register::take(work, year);
    if taken != RegisterTaken::Pledgers {
        // Those who promise together sign as what they are.
        pledger(work, unit.filter(|_| kind == Some("班子")));
    }
    if taken == RegisterTaken::Nothing {
        promises(work, year, signed);
    }
    review(work);
    evaluation(work);
}

/// Who evaluates, as forms write it, and the field.
const EVALUATIONS: [(&str, &str); 3] = [("自评", "自评"), ("互评", "互评"), ("群众评", "群众评")];
static BY_BRANCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern("^(?:党?支部|党?总支|党委|党?组织)(?:评定|评议|评价|评诺|考评)(?:意见|结果|结论|等次)?$")
});

/// 评诺, in the rows of a form: `个人自评 | 满意`, `支部评定 | 已兑现`, and below it the day. What needs reasons is left.
fn evaluation(work: &mut WorkingText) {
    let mut fields: Vec<ImportedField> = Vec::new();
    let rows = forms::tables(work).flat_map(|table| &table.rows);
    for pair in rows.flat_map(|row| row.windows(2)) {
        let label: String = forms::cell_text(&pair[0])
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let said = forms::cell_text(&pair[1]);
        let (said, day) = forms::before_day(&said);
        let is_word = (2..=6).contains(&said.chars().count()) && said.chars().all(crate::words::is_han);
        let by_whom = EVALUATIONS.iter().find(|row| label.ends_with(row.0));
        let name = match by_whom {
            Some((_, name)) => *name,
            None if !BY_BRANCH.is_match(&label) => continue,
            None if ["已兑现", "基本兑现"].contains(&said) => "结论",
            None => "组织评",
        };
        if !is_word || said == "未兑现" || fields.iter().any(|field| field.name == name) {
            continue;
        }
        fields.push(ImportedField::text(name, said));
        fields.extend(day.map(|day| ImportedField::new("日期", ImportedValue::Day(day))));
    }
    if fields.iter().filter(|field| field.name == "日期").count() < 2 && !fields.is_empty() {
        work.fill("评诺", ImportedValue::Map(fields));
    }
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
        if let Some((name, day)) = reviewed_in_prose(work) {
            let fields = vec![
                ImportedField::text("姓名", name),
                ImportedField::new("日期", ImportedValue::Day(day)),
            ];
            work.fill("审核", ImportedValue::Map(fields));
        }
        return;
    };
    let mut fields = vec![ImportedField::text("姓名", name)];
    // The office beside the name stays with it.
    if is_all {
        work.take_value(at);
    }
    if let Some(day) = day {
        fields.push(ImportedField::new("日期", ImportedValue::Day(day)));
    } else if let Some((below, day)) = day_below(work, at) {
        fields.push(ImportedField::new("日期", ImportedValue::Day(day)));
        work.blocks[below].is_taken = true;
    } else if let Some(at) = work.only(FormLabel::ReviewedOn, "审核日期")
        && let Some(day) = days::only_day(&work.labelled[at].value)
    {
        fields.push(ImportedField::new("日期", ImportedValue::Day(day)));
        work.take_value(at);
    }
    work.fill("审核", ImportedValue::Map(fields));
}

/// The day that stands alone below a label's line.
fn day_below(work: &WorkingText, label: usize) -> Option<(usize, Day)> {
    let LabelPlace::Line { block, .. } = work.labelled[label].at else {
        return None;
    };
    let (below, said) = work.lines().find(|(line, _)| *line > block)?;
    Some((below, days::only_day(said)?))
}

static REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:审核人|审诺人|负责人|书记)(?:签[字名]|[（(]签[字名章][）)])?：\s*(?P<who>\p{Han}[\p{Han} ]{1,4}?)",
        r"\s+(?P<day>20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日)"
    ))
});

/// `支部审核意见：同意公开。审核人：宋知远 2026年3月5日`, in a line or a cell, where it stays.
fn reviewed_in_prose(work: &WorkingText) -> Option<(String, Day)> {
    let lines = work.lines().map(|(_, said)| said.to_owned());
    let rows = forms::tables(work).flat_map(|table| &table.rows);
    let rows = rows.map(|row| row.iter().map(forms::cell_text).collect::<Vec<_>>().join("："));
    let opinions = lines.chain(rows).filter(|said| {
        let opinion = said.find("意见");
        opinion.is_some_and(|at| said[..at].contains("审核") || said[..at].contains("审诺"))
    });
    let found = opinions.filter_map(|said| {
        let found = REVIEWED.captures(&said)?;
        let person = persons::person(&found["who"]).filter(|person| person.is_all)?;
        Some((person.name, days::only_day(&found["day"])?))
    });
    let found: Vec<_> = found.collect();
    let [one] = &found[..] else { return None };
    Some(one.clone())
}

/// 班子 where a unit promises; persons do not say whom they promise as.
fn type_by_pledger(work: &WorkingText) -> Option<&'static str> {
    let values = work.values(FormLabel::Pledger);
    let mut values = values.iter().map(|at| work.labelled[*at].value.as_str());
    values.any(closing::is_unit).then_some("班子")
}

static OF_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<y>20[0-9]{2})年(?:度[^。；的]{0,24}|，?(?:我|本人)[^。；的]{0,24}|(?:抓?党建)?工作[^。；的]{0,8})承诺(?:如下)?(?:[：，。]|$)",
    )
});

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

/// Words for those who promise together.
const TOGETHER: [&str; 13] = [
    "教师",
    "党员",
    "班子",
    "成员",
    "委员",
    "教职工",
    "同志们",
    "领导",
    "干部",
    "小组",
    "年级组",
    "教研组",
    "备课组",
];

/// 承诺人 by a sentence of the text, where it stays.
fn pledger_in_prose(work: &mut WorkingText) -> bool {
    let Some(speaker) = speaker::find(work).filter(|speaker| speaker.is_sure) else {
        return false;
    };
    let mut fields = vec![ImportedField::text("姓名", speaker.name)];
    fields.extend(speaker.duty.map(|duty| ImportedField::text("职务", duty)));
    work.fill("承诺人", ImportedValue::Map(fields));
    true
}

static ALL_OF_US: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[\p{Han}0-9]{0,24}全体(?:\p{Han}{0,4}(?:教师|党员|教职工|员工|干部|成员|委员))$")
});

/// `青山中学全体教师`, who sign in the last line.
fn signed_together(work: &mut WorkingText) -> bool {
    let Some((at, said)) = work
        .lines()
        .next_back()
        .filter(|(_, said)| ALL_OF_US.is_match(said))
    else {
        return false;
    };
    let name = ImportedField::text("姓名", said);
    work.blocks[at].is_taken = true;
    work.fill("承诺人", ImportedValue::Map(vec![name]));
    true
}

/// 承诺人.
fn pledger(work: &mut WorkingText, unit: Option<&str>) {
    // 承诺集体：三年级组（组长：宋知远，…）: another label stands in the brackets.
    for value in work
        .labelled
        .iter_mut()
        .filter(|value| value.label == FormLabel::Pledger)
    {
        if let Some((together, inside)) = value.value.split_once(['（', '('])
            && !inside.contains(['）', ')'])
            && (closing::is_unit(together) || TOGETHER.iter().any(|word| together.ends_with(word)))
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
            let name = ImportedField::text("姓名", unit);
            return work.fill("承诺人", ImportedValue::Map(vec![name]));
        }
        if named.iter().all(|at| work.labelled[*at].value.is_empty()) {
            work.say("没有找到承诺人，请补上“承诺人”");
        }
        return;
    };
    let value = forms::before_day(&work.labelled[at].value).0.to_owned();
    let person = persons::person(&value);
    let is_together = value.chars().count() <= 40
        && (closing::is_unit(&value)
            || TOGETHER.iter().any(|word| value.ends_with(word))
                && !value.contains("一名")
                && !value.contains(['、', '，']));
    let mut fields = match person {
        Some(person) => {
            let mut fields = vec![ImportedField::text("姓名", person.name)];
            match duty_in_brackets(&value) {
                Some(duty) => fields.push(ImportedField::text("职务", duty)),
                None if person.is_all => {}
                None => match value.strip_suffix(fields[0].said()).map(str::trim) {
                    Some(duty) if persons::is_office(duty) => fields.push(ImportedField::text("职务", duty)),
                    _ => return work.say(format!("承诺人写的是“{value}”，没有填，请补上")),
                },
            }
            fields
        }
        None if is_together => vec![ImportedField::text("姓名", value)],
        None => {
            return work.say(format!(
                "承诺人写的是“{value}”，看不出是一个人还是一个集体，没有填"
            ));
        }
    };
    work.take_value(at);
    if fields.len() == 1
        && let Some(duty) = work.only(FormLabel::PledgedDuty, "职务")
    {
        let text = work.labelled[duty].value.clone();
        if text.chars().count() <= 30 && !text.contains('\n') {
            work.take_value(duty);
            fields.push(ImportedField::text("职务", text));
        }
    }
    if fields.len() == 1
        && let Some(speaker) = speaker::find(work).filter(|speaker| speaker.name == fields[0].said())
    {
        fields.extend(speaker.duty.map(|duty| ImportedField::text("职务", duty)));
    }
    if fields.len() == 1
        && let Some(duty) = duty_below_name(work, at)
    {
        fields.push(ImportedField::text("职务", duty));
    }
    if fields.len() == 1 {
        let duty = duty_below_title(work, fields[0].said());
        fields.extend(duty.map(|duty| ImportedField::text("职务", duty)));
    }
    work.fill("承诺人", ImportedValue::Map(fields));
}

/// The office in the line below who signs; the line goes.
fn duty_below_name(work: &mut WorkingText, label: usize) -> Option<String> {
    let LabelPlace::Line { block, .. } = work.labelled[label].at else {
        return None;
    };
    let (at, said) = work.lines().find(|(line, _)| *line > block)?;
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
    let duty = duty.trim_end_matches([' ', '：']);
    persons::is_office(duty).then(|| duty.to_owned())
}

/// `宋知远（支部书记）`.
fn duty_in_brackets(value: &str) -> Option<String> {
    let (_, duty) = value.split_once(['（', '('])?;
    let duty = duty.trim_end_matches(['）', ')']).trim();
    let is_signing = persons::SIGNING.iter().any(|word| duty.starts_with(word));
    let is_duty = duty.chars().count() > 1 && !is_signing && !duty.starts_with("签");
    is_duty.then(|| duty.to_owned())
}

/// Before the words of a 时限 that name no day.
const TERM_IN_WORDS: &str = "（时限：";

/// What stands beside a day and says nothing more.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("^(?:底|末|之?前|以前)?(?:全部|全面)?(?:完成|办结|落实|到位|落实到位|实现|兑现|见效|见成效)?$")
});

/// What is promised, by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PromiseFound {
    pub(super) content: String,
    pub(super) measure: Option<String>,
    pub(super) deadline: Option<PledgeDeadline>,
    /// How far it has come: one of the words of `PROGRESS`, or a part of a hundred.
    pub(super) progress: Option<String>,
}

/// What may stand for 进度.
const PROGRESS: [&str; 3] = ["未启动", "进行中", "已完成"];
static PART: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:100|[1-9]?[0-9])%$"));

/// 进度 that a cell says; `None` for other words.
pub(super) fn progress(said: &str) -> Option<&str> {
    let said = match said.trim() {
        "完成" => "已完成",
        other => other,
    };
    (PROGRESS.contains(&said) || PART.is_match(said)).then_some(said)
}

/// All through a year, or until its end.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        "^(?:(?:(?P<y>20[0-9]{2})年度?|今年|本年度?|当年|年)内",
        "|(?:(?P<all>20[0-9]{2})年|贯穿)?(?:全年度?|整年|一年)(?:坚持|持续|进行|开展|推进)?|(?P<whole>20[0-9]{2})年度?|本年度)$"
    ))
});

/// Again and again; until when is not said, and the promise is that of its year.
static OFTEN: LazyLock<Regex> =
    LazyLock::new(|| pattern("^每(?:天|日|周|月|季度?|学期|学年)(?:一次|至少一次|[底末])?$"));

/// The same in the promise's own words: so often, or all through the year.
static TOLD_OFTEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern("每(?:周|月|季度?|个?学期)[^，。；]{0,24}[0-9一二两三四五六七八九十]|(?:^|[，；。])全年|本年度")
});

impl PromiseFound {
    /// Takes what stands behind 时限; words that name no day, and what else is said there, stay in the content.
    fn take_term(&mut self, value: &str, year: Option<i32>) {
        let (words, more) = value.split_once(['。', '；']).unwrap_or((value, ""));
        let words = bare(words);
        match term(words, year) {
            Some((day, range)) => {
                self.deadline = Some(PledgeDeadline::By(day));
                let rest = format!("{} {}", &words[..range.start], &words[range.end..]);
                let rest = bare(rest.trim());
                if !rest.is_empty() && !DONE.is_match(rest) {
                    push(&mut self.content, rest);
                }
            }
            None => {
                let (deadline, kept) = term_in_words(words, year);
                self.deadline = deadline;
                if !kept.is_empty() {
                    let label = if deadline.is_none() { TERM_IN_WORDS } else { "（" };
                    self.content += &format!("{label}{kept}）");
                }
            }
        }
        let more = bare(more);
        if !more.is_empty() {
            push(&mut self.content, more);
        }
    }

    /// Its 时限 is said, though in words that name no day.
    pub(super) fn has_words_for_day(&self) -> bool {
        self.deadline.is_none() && self.content.contains(TERM_IN_WORDS)
    }

    /// A field for each; a day that is not said is asked for.
    pub(super) fn fields(&self) -> Vec<ImportedField> {
        let mut fields = vec![ImportedField::text("内容", self.content.clone())];
        fields.extend(
            self.measure
                .iter()
                .map(|measure| ImportedField::text("措施", measure.clone())),
        );
        let asked = || ImportedValue::Text(DAY_TO_FILL_IN.to_owned());
        let deadline = self.deadline.map_or_else(asked, |deadline| match deadline {
            PledgeDeadline::By(day) => ImportedValue::Day(day),
            PledgeDeadline::Lasting => ImportedValue::Text(LASTING.to_owned()),
        });
        fields.push(ImportedField::new("时限", deadline));
        let progress = self.progress.iter();
        fields.extend(progress.map(|progress| ImportedField::text("进度", progress.clone())));
        fields
    }
}

/// 承诺事项 and their 时限 in a form's cells; false when there is no such form.
fn promises_of_form(work: &mut WorkingText, year: Option<i32>) -> bool {
    let mut cell = |labels: &[FormLabel], name| {
        let at = labels.iter().find_map(|label| work.only(*label, name))?;
        let is_cell = matches!(work.labelled[at].at, LabelPlace::Cell { .. });
        is_cell.then(|| (at, work.labelled[at].value.clone()))
    };
    let Some((at, content)) = cell(&[FormLabel::Promises, FormLabel::Promise], "承诺事项") else {
        return false;
    };
    let term = cell(&[FormLabel::PromisedTerm], "时限");
    let measure = cell(&[FormLabel::Measure], "措施");
    let said = |found: &Option<(usize, String)>| found.as_ref().map_or("", |found| &found.1).to_owned();
    let Some(made) = of_cells(&content, &said(&measure), &said(&term), year) else {
        work.say("承诺事项的时限不清楚，留在正文里；补上时限，再填“承诺事项”");
        return true;
    };
    say_words_for_days(work, &made);
    let values = made.iter().map(PromiseFound::fields).map(ImportedValue::Map);
    work.fill("承诺事项", ImportedValue::List(values.collect()));
    for at in [Some(at), term.map(|found| found.0), measure.map(|found| found.0)]
        .into_iter()
        .flatten()
    {
        work.take_value(at);
    }
    true
}

/// Says how many 时限 have to be made days.
pub(super) fn say_words_for_days<'a>(
    work: &mut WorkingText,
    promises: impl IntoIterator<Item = &'a PromiseFound>,
) {
    let promises = promises.into_iter();
    match promises.filter(|promise| promise.has_words_for_day()).count() {
        0 => {}
        count => work.say(format!(
            "有{count}项承诺的时限不是日期，原话写在“内容”里，请补上“时限”"
        )),
    }
}

/// 承诺事项: the numbered paragraphs of one style that count up. A day without a year is of the title's year, else the next
/// one behind the day of signing.
fn promises(work: &mut WorkingText, year: Option<i32>, signed: Option<Day>) {
    if promises_of_form(work, year) {
        return;
    }
    let (mut found, blocks) = numbered(work, year.or(signed.map(Day::year)));
    if year.is_none() {
        for promise in &mut found {
            promise.deadline = promise.deadline.filter(|by| {
                by.day()
                    .is_none_or(|day| signed.is_none_or(|signed| signed <= day))
            });
        }
    }
    if found.is_empty() {
        work.say("没有找到分条写的承诺事项，请补上“承诺事项”，每项写明时限");
        return;
    }
    let lacks = |found: &[PromiseFound]| -> Vec<String> {
        let numbered = (1..).zip(found);
        let lacking = numbered.filter(|(_, promise)| promise.deadline.is_none());
        lacking.map(|(number, _)| number.to_string()).collect()
    };
    let lacking = lacks(&found);
    if !lacking.is_empty() {
        let in_words = found.iter().any(PromiseFound::has_words_for_day);
        let which = if lacking.len() == found.len() && !in_words {
            "承诺事项都没有写明时限".to_owned()
        } else {
            format!("第{}项承诺没有写明时限是哪一天", lacking.join("、"))
        };
        // With days in some of them, or led to by a sentence, and nothing between, these paragraphs are the promises.
        let are_led_to = found.len() > 1 && are_led_to(work, &blocks);
        let are_promises =
            (lacking.len() < found.len() || in_words || are_led_to) && are_in_a_row(work, &blocks);
        if !are_promises {
            work.say(format!("{which}，留在正文里；补上时限，再填“承诺事项”"));
            return;
        }
        for promise in found.iter_mut().filter(|promise| promise.deadline.is_none()) {
            promise.deadline = told_in_words(&promise.content, year.or(signed.map(Day::year)));
        }
        match &lacks(&found)[..] {
            [] => {}
            still if still.len() == lacking.len() => work.say(format!("{which}，请补上“时限”")),
            still => work.say(format!(
                "第{}项承诺没有写明时限是哪一天，请补上“时限”",
                still.join("、")
            )),
        }
    }
    let values: Vec<_> = found
        .iter()
        .map(|promise| ImportedValue::Map(promise.fields()))
        .collect();
    work.fill("承诺事项", ImportedValue::List(values));
    for at in blocks {
        work.blocks[at].is_taken = true;
    }
    for value in &mut work.labelled {
        if value.value.is_empty() && matches!(value.label, FormLabel::Promises | FormLabel::Promise) {
            value.is_taken = true;
        }
    }
}

static LEADS: LazyLock<Regex> =
    LazyLock::new(|| pattern("承诺(?:如下|以下[^，。]{0,6}|做到|内容|事项)?[：:]$"));

/// True when the paragraph before these ends with `郑重承诺：`.
fn are_led_to(work: &WorkingText, blocks: &[usize]) -> bool {
    let first = blocks.first().copied().unwrap_or_default();
    let before = work.lines().take_while(|(at, _)| *at < first).last();
    before.is_some_and(|(_, said)| LEADS.is_match(said.trim()))
}

/// True when no other paragraph stands between these.
fn are_in_a_row(work: &WorkingText, blocks: &[usize]) -> bool {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return false;
    };
    let between = work.lines().filter(|(at, _)| first <= at && at <= last);
    between.count() == blocks.len()
}

/// The promises and the paragraphs that say them.
fn numbered(work: &WorkingText, year: Option<i32>) -> (Vec<PromiseFound>, Vec<usize>) {
    let lines: Vec<(usize, &str)> = work.lines().collect();
    let mut best: (Vec<PromiseFound>, Vec<usize>) = (Vec::new(), Vec::new());
    let styles = [
        NumberStyle::Han,
        NumberStyle::HanInBrackets,
        NumberStyle::Decimal,
        NumberStyle::DecimalInBrackets,
        NumberStyle::Circled,
    ];
    for style in styles {
        let (mut promises, mut blocks) = (Vec::new(), Vec::new());
        let mut next = 1;
        let mut place = 0;
        while place < lines.len() {
            let (at, said) = lines[place];
            place += 1;
            let number =
                numbering::number_of(said).filter(|number| number.style == style && number.value == next);
            if number.is_none() {
                continue;
            }
            next += 1;
            let mut parts = vec![behind_number(said)];
            blocks.push(at);
            // Lines of their own for 措施 and 时限.
            let is_part = |line: &str| part_label(line).is_some() || says_term(line);
            while let Some((more, line)) = lines.get(place).filter(|(_, line)| is_part(line)) {
                parts.push(line);
                blocks.push(*more);
                place += 1;
            }
            // 一、抓好理论学习, and below it what is promised.
            if let Some((more, line)) = lines
                .get(place)
                .filter(|(_, line)| parts.len() == 1 && says(line))
                && is_heading(parts[0])
            {
                let whole = format!("{}：{line}", parts[0]);
                blocks.push(*more);
                place += 1;
                promises.push(promise(&[&whole], year));
                continue;
            }
            promises.push(promise(&parts, year));
        }
        let dated =
            |found: &[PromiseFound]| found.iter().filter(|promise| promise.deadline.is_some()).count();
        if dated(&promises) > dated(&best.0) || best.0.is_empty() {
            best = (promises, blocks);
        }
    }
    best
}

/// True for words that name what is promised in the paragraph below.
fn is_heading(words: &str) -> bool {
    (2..=20).contains(&words.chars().count())
        && !words.contains(['，', '。', '；', '：'])
        && term(words, Some(2000)).is_none()
}

/// True for a paragraph below such a heading: a sentence of its own, and not the one that ends a pledge.
fn says(line: &str) -> bool {
    let is_sentence = line.ends_with(['。', '；']) && numbering::number_of(line).is_none();
    is_sentence && super::labels::labels_in(line).is_empty() && !ENDS.is_match(line)
}

static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:以上|上述|请|如有|若有|我将|我们将|敬请|欢迎|特此)"));

/// True for what a heading promises, with its 时限 behind it: `每周三答疑。完成时限：2026年12月31日。`
fn says_term(line: &str) -> bool {
    let labels = super::labels::labels_in(line);
    numbering::number_of(line).is_none() && labels.iter().any(|label| label.label == FormLabel::PromisedTerm)
}

/// A line that says a part of the promise above it.
fn part_label(line: &str) -> Option<FormLabel> {
    let found = super::labels::labels_in(line);
    // 责任人：曾庆云　完成时限：2026年5月31日.
    let first = found
        .first()
        .filter(|first| first.start == 0 || OTHER_LABEL.is_match(&line[..first.start]))?;
    let parts = [
        FormLabel::Promise,
        FormLabel::Promises,
        FormLabel::Measure,
        FormLabel::PromisedTerm,
    ];
    parts.contains(&first.label).then_some(first.label)
}

static OTHER_LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{2,6}：[^。；]{1,20}\s+$"));

static TERM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?P<y>20[0-9]{2})年(?:度)?|(?P<this>今年|本年度?|当年)?)\s*",
        r"(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})[日号]|(?P<end>底|末))|(?P<year>年底|底))\s*(?P<mark>之?前|以前|前)?"
    ))
});

/// The last day that a text names: `2026年6月30日前`, `2026年12月底前`, `年底前`, `2026.12.15`.
pub(super) fn term(text: &str, year: Option<i32>) -> Option<(Day, std::ops::Range<usize>)> {
    if !days::spans(text, None).is_empty() {
        return None;
    }
    let bare: Vec<_> = days::days(text);
    if let [only] = &bare[..] {
        let end = &text[only.range.end..];
        let mark = ["之前", "以前", "前"].iter().find(|mark| end.starts_with(**mark));
        return Some((
            only.day,
            only.range.start..only.range.end + mark.map_or(0, |mark| mark.len()),
        ));
    }
    if bare.len() > 1 {
        return None;
    }
    let found: Vec<_> = TERM.captures_iter(text).collect();
    let [found] = &found[..] else { return None };
    let own = found.name("y").and_then(|year| year.as_str().parse().ok());
    let year: i32 = own.or(year)?;
    let whole = found.get(0)?;
    if found.name("year").is_some() {
        // 底 alone is the end of something.
        let is_year = own.is_some() || found.name("this").is_some() || whole.as_str().starts_with("年底");
        return is_year.then(|| Some((Day::new(year, 12, 31)?, whole.range())))?;
    }
    let month = found["m"].parse().ok()?;
    let day = match found.name("d") {
        Some(day) => Day::new(year, month, day.as_str().parse().ok()?)?,
        None => Day::new(year, month, 1)?.end_of_month(),
    };
    Some((day, whole.range()))
}

static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:(?P<y>20[0-9]{2})[年.-])?(?P<m>[0-9]{1,2})月(?:份)?|(?P<y2>20[0-9]{2})[./-](?P<m2>[0-9]{1,2}))$",
    )
});
static LEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:在|于|到)?$"));

// 时限为12月20日.
static TERM_IS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<before>[，。；])(?:完成|践诺)?(?:时限|期限)[为是]"));

/// A promise in lines: `内容：…`, `措施：…`, `时限：…`, or a sentence with its day.
fn promise(lines: &[&str], year: Option<i32>) -> PromiseFound {
    let mut found = PromiseFound {
        content: String::new(),
        measure: None,
        deadline: None,
        progress: None,
    };
    for line in lines {
        let line = &TERM_IS.replace(line, "${before}时限：");
        let labels = super::labels::labels_in(line);
        let first = labels.first().map_or(line.len(), |label| label.start);
        let lead = bare(&line[..first]);
        if !lead.is_empty() {
            push(&mut found.content, lead);
        }
        for label in &labels {
            let value = bare(&line[label.value.clone()]);
            match label.label {
                FormLabel::Measure => found.measure = Some(value.to_owned()),
                FormLabel::PromisedTerm => found.take_term(value, year),
                _ => push(&mut found.content, value),
            }
        }
    }
    if found.deadline.is_none() {
        found.deadline = last_of_several(&found.content, year).map(PledgeDeadline::By);
    }
    if found.deadline.is_none()
        && let Some((day, range)) =
            term(&found.content, year).filter(|term| is_limit(&found.content, term.1.clone()))
    {
        found.deadline = Some(PledgeDeadline::By(day));
        // A day at the beginning stands in the field; one inside the sentence belongs to it.
        let before = &found.content[..range.start];
        let behind = found.content[range.end..].trim_start_matches(['，', '、', ' ']);
        if LEAD.is_match(before)
            && behind.chars().count() > 3
            && before.len() + range.len() < found.content.len()
        {
            found.content = behind.to_owned();
        }
    }
    found.content = found.content.trim_end_matches(['。', '；', '，', ' ']).to_owned();
    // A day in the sentence, and another behind the label.
    let own = term(&found.content, year).filter(|term| is_limit(&found.content, term.1.clone()));
    if own.is_some_and(|own| Some(PledgeDeadline::By(own.0)) != found.deadline) {
        found.deadline = None;
    }
    found
}

/// The last of several days by which parts of a promise are done: `7月15日前完成跑道，8月20日前更换桌椅`.
fn last_of_several(content: &str, year: Option<i32>) -> Option<Day> {
    let days = content.split(['，', '；', '。']).filter_map(|part| {
        let (day, range) = term(part, year)?;
        is_limit(part, range).then_some(day)
    });
    let days: Vec<Day> = days.collect();
    let are_all = TERM.captures_iter(content).count() == days.len();
    days.iter().max().copied().filter(|_| days.len() > 1 && are_all)
}

/// Words without the marks around them, and without brackets whose other half is elsewhere: a label stood between.
fn bare(words: &str) -> &str {
    let mut words = words;
    loop {
        let opened = words.matches(['（', '(']).count();
        let closed = words.matches(['）', ')']).count();
        let trimmed = words
            .trim_matches([' ', '。', '；', '，'])
            .trim_start_matches(['）', ')'])
            .trim_end_matches(['（', '(']);
        let trimmed = match opened.cmp(&closed) {
            Ordering::Greater => trimmed.strip_prefix(['（', '(']).unwrap_or(trimmed),
            Ordering::Less => trimmed.strip_suffix(['）', ')']).unwrap_or(trimmed),
            Ordering::Equal => match trimmed
                .strip_prefix('（')
                .and_then(|inner| inner.strip_suffix('）'))
            {
                Some(inner) if !inner.contains(['（', '）']) => inner,
                _ => trimmed,
            },
        };
        if trimmed == words {
            return words;
        }
        words = trimmed;
    }
}

/// True for a day by which something is done: not 3月1日起, nor the day of a meeting.
fn is_limit(text: &str, range: std::ops::Range<usize>) -> bool {
    let day = &text[range.clone()];
    let bare = day.trim_end();
    bare.ends_with(['前', '底', '末'])
        || text[..range.start].ends_with("截至")
        || text[range.end..]
            .trim_matches(['）', ')', '。', '；', ' '])
            .is_empty()
}

/// Adds words to a promise. A bracket that a label behind them took the end of is closed: `（责任人：宋知远，完成时限：…）`.
fn push(content: &mut String, words: &str) {
    if !content.is_empty() && !content.ends_with(['。', '；', '：', '，']) {
        content.push('，');
    }
    content.push_str(words);
    if words.matches(['（', '(']).count() > words.matches(['）', ')']).count() {
        content.push('）');
    }
}

/// `2026年12月`, `12月`, `2026.12` where a deadline is asked for: the month's last day.
fn whole_month(text: &str, year: Option<i32>) -> Option<Day> {
    let found = MONTH.captures(text.trim())?;
    let number = |one: &str, other: &str| {
        let found = found.name(one).or_else(|| found.name(other))?;
        found.as_str().parse::<i32>().ok()
    };
    let month = u32::try_from(number("m", "m2")?).ok()?;
    Some(Day::new(number("y", "y2").or(year)?, month, 1)?.end_of_month())
}

/// 时限 that names no day of a month, and what of its words says more: how often, or since when.
fn term_in_words(words: &str, year: Option<i32>) -> (Option<PledgeDeadline>, &str) {
    let is_lasting = |words| without_day(words) == Some(LASTING);
    let end_of = |year: i32| Day::new(year, 12, 31);
    let within = || {
        let found = WITHIN.captures(words)?;
        let named = ["y", "all", "whole"].iter().find_map(|name| found.name(name));
        end_of(named.and_then(|year| year.as_str().parse().ok()).or(year)?)
    };
    if let Some(day) = whole_month(words, year).or_else(within) {
        return (Some(PledgeDeadline::By(day)), "");
    }
    if is_lasting(words) {
        return (Some(PledgeDeadline::Lasting), "");
    }
    if let Some((since, last)) = words.rsplit_once(['，', '、'])
        && is_lasting(last)
    {
        return (Some(PledgeDeadline::Lasting), since);
    }
    let often = year.filter(|_| OFTEN.is_match(words)).and_then(end_of);
    (often.map(PledgeDeadline::By), words)
}

/// 时限 of a sentence that names no day: `…，长期坚持`, `全年…`, `每月…一次`.
fn told_in_words(content: &str, year: Option<i32>) -> Option<PledgeDeadline> {
    if TERM.is_match(content) || !days::days(content).is_empty() || content.contains(TERM_IN_WORDS) {
        return None;
    }
    let last = content.rsplit(['，', '；', '。']).next().unwrap_or_default();
    if without_day(last) == Some(LASTING) {
        return Some(PledgeDeadline::Lasting);
    }
    let year = year.filter(|_| TOLD_OFTEN.is_match(content))?;
    Day::new(year, 12, 31).map(PledgeDeadline::By)
}

/// The promises of one cell, with the days of another: one for all, or one for each.
pub(super) fn of_cells(
    content: &str,
    measure: &str,
    terms: &str,
    year: Option<i32>,
) -> Option<Vec<PromiseFound>> {
    let contents = items::split(content);
    let days = items::split(terms);
    let measures = items::split(measure);
    let one_each = |list: &[String], place: usize| match list {
        [only] => Some(only.clone()),
        many if many.len() == contents.len() => many.get(place).cloned(),
        _ => None,
    };
    let made = contents.iter().enumerate().map(|(place, words)| {
        let mut found = promise(&[words.as_str()], year);
        if !days.is_empty() {
            found.content.clone_from(words);
            found.deadline = None;
            found.take_term(&one_each(&days, place)?, year);
        }
        if !measures.is_empty() {
            found.measure = Some(one_each(&measures, place)?);
        }
        (found.deadline.is_some() || found.has_words_for_day()).then_some(found)
    });
    let made: Option<Vec<_>> = made.collect();
    made.filter(|made| !made.is_empty())
}
