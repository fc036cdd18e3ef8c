//! 承诺事项: what is promised, by which measures and by when, in numbered paragraphs, in the cells of a form or in one cell.

use std::cmp::Ordering;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::FormLabel;
use super::terms::{self, DONE, TERM_IN_WORDS};
use super::working::{LabelPlace, WorkingText, behind_number};
use super::{ImportedField, ImportedValue, items, pattern};
use crate::import::numbering::{self, NumberStyle};
use crate::read::ledger::{DAY_TO_FILL_IN, LASTING};
use crate::read::pledge::PledgeDeadline;
use crate::words::Day;

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

impl PromiseFound {
    /// Takes what stands behind 时限; words that name no day, and what else is said there, stay in the content.
    fn take_term(&mut self, value: &str, year: Option<i32>) {
        let (words, more) = value.split_once(['。', '；']).unwrap_or((value, ""));
        let words = bare(words);
        match terms::term(words, year) {
            Some((day, range)) => {
                self.deadline = Some(PledgeDeadline::By(day));
                let rest = format!("{} {}", &words[..range.start], &words[range.end..]);
                let rest = bare(rest.trim());
                if !rest.is_empty() && !DONE.is_match(rest) {
                    push(&mut self.content, rest);
                }
            }
            None => {
                let (deadline, kept) = terms::term_in_words(words, year);
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
pub(super) fn take(work: &mut WorkingText, year: Option<i32>, signed: Option<Day>) {
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
            promise.deadline = terms::told_in_words(&promise.content, year.or(signed.map(Day::year)));
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
        && terms::term(words, Some(2000)).is_none()
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
        found.deadline = terms::last_of_several(&found.content, year).map(PledgeDeadline::By);
    }
    if found.deadline.is_none()
        && let Some((day, range)) =
            terms::term(&found.content, year).filter(|term| terms::is_limit(&found.content, term.1.clone()))
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
    let own =
        terms::term(&found.content, year).filter(|term| terms::is_limit(&found.content, term.1.clone()));
    if own.is_some_and(|own| Some(PledgeDeadline::By(own.0)) != found.deadline) {
        found.deadline = None;
    }
    found
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

/// Adds words to a promise. A bracket that a label behind them took the end of is closed: `（责任人：宋知远，完成时限：…）`.
fn push(content: &mut String, words: &str) {
    if !content.is_empty() && !content.ends_with(['。', '；', '：', '，']) {
        content.push('，');
    }
    content.push_str(words.trim_end_matches('、'));
    if words.matches(['（', '(']).count() > words.matches(['）', ')']).count() {
        content.push('）');
    }
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
