//! 承诺事项: what is promised, by which measures and by when, in numbered paragraphs, in the cells of a form or in one cell.

use std::cmp::Ordering;

use super::labels::FormLabel;
use super::terms::{self, DONE, TERM_IN_WORDS};
use super::working::{LabelPlace, WorkingText};
use super::{ImportedField, ImportedValue, days, items};
use crate::read::ledger::{DAY_TO_FILL_IN, LASTING};
use crate::read::pledge::PledgeDeadline;
use crate::words::{Day, LazyRegex};

/// What is promised, by when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PromiseFound {
    pub(super) content: String,
    pub(super) measure: Option<String>,
    pub(super) deadline: Option<PledgeDeadline>,
    /// How far it has come: one of the words of `PROGRESS`, or a part of a hundred.
    pub(super) progress: Option<String>,
    /// When it was done.
    pub(super) completed_on: Option<Day>,
}

/// How a cell says how far something has come, and 进度; what begins with another stands behind it.
const PROGRESS: [(&str, &str); 24] = [
    ("已全部完成", "已完成"),
    ("已按时完成", "已完成"),
    ("已如期完成", "已完成"),
    ("全部完成", "已完成"),
    ("按时完成", "已完成"),
    ("如期完成", "已完成"),
    ("已经完成", "已完成"),
    ("已完成", "已完成"),
    ("完成", "已完成"),
    ("已全部兑现", "已完成"),
    ("已兑现", "已完成"),
    ("已落实", "已完成"),
    ("尚未启动", "未启动"),
    ("尚未开始", "未启动"),
    ("未启动", "未启动"),
    ("未开始", "未启动"),
    ("正在进行", "进行中"),
    ("正在推进", "进行中"),
    ("持续推进", "进行中"),
    ("持续进行", "进行中"),
    ("稳步推进", "进行中"),
    ("推进中", "进行中"),
    ("进行中", "进行中"),
    ("长期坚持", "进行中"),
];

static PART: LazyRegex = LazyRegex::new("^(?:100|[1-9]?[0-9])%");

/// How far something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ProgressFound<'t> {
    /// 进度.
    pub(super) word: &'t str,
    pub(super) completed_on: Option<Day>,
    /// The cell says nothing else.
    pub(super) is_all: bool,
}

/// 进度 that a cell says: `已完成（2025年6月25日）`, `完成80%`; `None` for other words.
pub(super) fn progress(said: &str) -> Option<ProgressFound<'_>> {
    const MARKS: [char; 11] = ['，', '。', '；', '：', '、', '（', '）', '(', ')', ',', ' '];
    let said = said.trim();
    // 2025年6月25日完成.
    let first = days::days(said)
        .into_iter()
        .next()
        .filter(|day| day.range.start == 0);
    let rest = first
        .as_ref()
        .map_or(said, |day| said[day.range.end..].trim_start());
    let row = PROGRESS.iter().find(|row| rest.starts_with(row.0));
    let behind = row.map_or(rest, |row| &rest[row.0.len()..]);
    let part = PART.find(behind).map(|part| part.as_str());
    let word = part.or(row.map(|row| row.1))?;
    let behind = &behind[part.map_or(0, str::len)..];
    if !behind.is_empty() && !behind.starts_with(MARKS) {
        return None;
    }
    let behind = behind.trim_matches(MARKS);
    let is_done = matches!(word, "已完成" | "100%");
    let day = first.map(|day| day.day);
    let day = day.or_else(|| days::only_day(behind.trim_end_matches("完成")));
    Some(ProgressFound {
        word,
        completed_on: day.filter(|_| is_done),
        is_all: behind.is_empty() || day.is_some() && is_done,
    })
}

// 长期坚持　责任人：叶惠萍.
static OTHER_BEHIND: LazyRegex = LazyRegex::new(r"\s+\p{Han}{2,6}：");

impl PromiseFound {
    /// Takes what stands behind 时限; words that name no day, and what else is said there, stay in the content.
    pub(super) fn take_term(&mut self, value: &str, year: Option<i32>) {
        let end = OTHER_BEHIND
            .find(value)
            .map_or(value.len(), |other| other.start());
        let end = value.find(['。', '；']).map_or(end, |mark| mark.min(end));
        let (words, more) = value.split_at(end);
        let words = bare(words);
        let term = terms::term(words, year).filter(|(_, range)| !terms::is_since(words, range.clone()));
        match term {
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
        let mut fields = vec![ImportedField::new("内容", self.content.clone())];
        fields.extend(ImportedField::known("措施", self.measure.clone()));
        let deadline: ImportedValue = match self.deadline {
            Some(PledgeDeadline::By(day)) => day.into(),
            Some(PledgeDeadline::Lasting) => LASTING.into(),
            None => DAY_TO_FILL_IN.into(),
        };
        fields.push(ImportedField::new("时限", deadline));
        fields.extend(ImportedField::known("进度", self.progress.clone()));
        fields.extend(ImportedField::known("完成日期", self.completed_on));
        fields
    }
}

/// 承诺事项.
pub(super) fn listed<'p>(promises: impl IntoIterator<Item = &'p PromiseFound>) -> ImportedField {
    let promises = promises.into_iter().map(PromiseFound::fields);
    ImportedField::new("承诺事项", ImportedValue::list(promises))
}

/// The numbers of those that do not say by when.
pub(super) fn lacking(promises: &[PromiseFound]) -> Vec<String> {
    let numbered = (1..).zip(promises);
    let lacking = numbered.filter(|(_, promise)| promise.deadline.is_none());
    lacking
        .map(|(number, _): (usize, _)| number.to_string())
        .collect()
}

/// What to say of these.
pub(super) fn lack_days(numbers: &[String]) -> String {
    format!("第{}项承诺没有写明时限是哪一天，请补上“时限”", numbers.join("、"))
}

/// Where the labels of one promise stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromiseLabels {
    InCells,
    /// `承诺内容：…`, `措施：…`, `完成时限：…`, each in a line.
    InLines,
}

/// 承诺事项 and their 时限 behind labels; false when there are none.
pub(super) fn take_labelled(work: &mut WorkingText, year: Option<i32>, place: PromiseLabels) -> bool {
    let mut cell = |labels: &[FormLabel], name| {
        let label = labels.iter().find(|label| is_there(work, **label, place))?;
        let at = work.only(*label, name)?;
        Some((at, work.labelled[at].value.clone()))
    };
    let Some((at, content)) = cell(&[FormLabel::Promises, FormLabel::Promise], "承诺事项") else {
        return false;
    };
    let term = cell(&[FormLabel::PromisedTerm], "时限");
    let measure = cell(&[FormLabel::Measure], "措施");
    let said = |found: &Option<(usize, String)>| found.as_ref().map_or("", |found| &found.1).to_owned();
    let cells = of_cells(&content, &said(&measure), &said(&term), year);
    let lacking = lacking(&cells.promises);
    // A text in the cell is no list of promises.
    let is_text = cells.promises.len() < 2 && lacking.len() == cells.promises.len() && term.is_none();
    if cells.are_unmatched || cells.promises.is_empty() || is_text {
        work.say("承诺事项的时限不清楚，留在正文里；补上时限，再填“承诺事项”");
        return true;
    }
    if !lacking.is_empty() {
        work.say(lack_days(&lacking));
    }
    work.fields.push(listed(&cells.promises));
    for at in [Some(at), term.map(|found| found.0), measure.map(|found| found.0)]
        .into_iter()
        .flatten()
    {
        work.take_value(at);
    }
    true
}

/// True where this label stands with a value.
fn is_there(work: &WorkingText, label: FormLabel, place: PromiseLabels) -> bool {
    let values = work.values(label);
    let values = values.iter().map(|at| &work.labelled[*at]);
    values
        .filter(|value| matches!(value.at, LabelPlace::Cell { .. }) == (place == PromiseLabels::InCells))
        .any(|value| place == PromiseLabels::InCells || !value.value.is_empty())
}

static LEAD: LazyRegex = LazyRegex::new(r"^(?:在|于|到)?$");

// 时限为12月20日.
static TERM_IS: LazyRegex = LazyRegex::new(r"(?P<before>[，。；])(?:完成|践诺)?(?:时限|期限)[为是]");

/// A promise in lines: `内容：…`, `措施：…`, `时限：…`, or a sentence with its day.
pub(super) fn promise(lines: &[&str], year: Option<i32>) -> PromiseFound {
    let mut found = PromiseFound::default();
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
                FormLabel::Promise | FormLabel::Promises => push(&mut found.content, value),
                _ => push(&mut found.content, bare(&line[label.start..label.value.end])),
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

/// What the cells of a row promise.
#[derive(Debug)]
pub(super) struct CellPromises {
    pub(super) promises: Vec<PromiseFound>,
    /// There are neither as many 时限 or 措施 as promises, nor one for all.
    pub(super) are_unmatched: bool,
}

/// The promises of one cell, with the days of another: one for all, or one for each.
pub(super) fn of_cells(content: &str, measure: &str, terms: &str, year: Option<i32>) -> CellPromises {
    let (mut contents, mut days) = (items::split(content), items::split(terms));
    // 建立档案；每周批改 | 6月底；12月底.
    if let [several] = &days[..]
        && several.contains('；')
    {
        let each =
            |text: &str| -> Vec<String> { text.split('；').map(|part| part.trim().to_owned()).collect() };
        let parts = each(several);
        if let [one] = &contents[..] {
            contents = Some(each(one))
                .filter(|each| each.len() == parts.len())
                .unwrap_or(contents);
        }
        if contents.len() == parts.len() {
            days = parts;
        }
    }
    let mut measures = items::split(measure);
    if contents.len() == 1 && measures.len() > 1 {
        measures = vec![measures.join("；")];
    }
    let are_matched = |list: &[String]| list.len() < 2 || list.len() == contents.len();
    let are_unmatched = !are_matched(&days) || !are_matched(&measures);
    let one_each = |list: &[String], place: usize| list.get(if list.len() == 1 { 0 } else { place }).cloned();
    let made = contents.iter().enumerate().map(|(place, words)| {
        let mut found = promise(&[words.as_str()], year);
        // One for all is none for what has a day of its own.
        let is_own = found.deadline.is_some() && days.len() == 1 && contents.len() > 1;
        if let Some(term) = one_each(&days, place).filter(|_| !is_own && are_matched(&days)) {
            found.content.clone_from(words);
            found.deadline = None;
            found.take_term(&term, year);
        } else if found.deadline.is_none() {
            found.deadline = terms::told_in_words(&found.content, year);
        }
        let measure = one_each(&measures, place).filter(|_| are_matched(&measures));
        found.measure = measure.or(found.measure);
        found
    });
    CellPromises {
        promises: made.collect(),
        are_unmatched,
    }
}
