//! 决议 of minutes, with the votes on each: a list behind its label, a label's own sentence, or sentences of the text.

use std::sync::LazyLock;

use regex::Regex;

use super::attendance::AttendanceFound;
use super::labels::{self, FormLabel};
use super::working::{WorkingText, behind_number};
use super::{ImportedField, ImportedValue, items, pattern, persons, pledge, votes};
use crate::words::Day;

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ResolutionFound {
    matter: String,
    votes: Option<votes::VoteCount>,
    is_unanimous: bool,
    responsible: Option<String>,
    deadline: Option<Day>,
}

/// 决议, with the votes that are counted beside it. Days without a year are of `year`.
pub(super) fn take(work: &mut WorkingText, found: &AttendanceFound, year: Option<i32>) {
    let votes_beside = work.values(FormLabel::VoteResult);
    let reads = |item: &str| items::is_short(item) || whole(item, year).is_some();
    let Some((at, list)) = items::only_that(work, FormLabel::Resolutions, "决议", &reads) else {
        if work.values(FormLabel::Resolutions).is_empty() {
            of_sentences(work, found, year);
        } else {
            say_votes(work, 0);
        }
        return;
    };
    let alone = list.items.len() == 1;
    let mut beside = None;
    if let [result] = votes_beside[..] {
        let value = &work.labelled[result].value;
        beside = votes::counted(value)
            .filter(|counted| counted.1.is_empty())
            .map(|counted| (result, counted.0));
    }
    let mut values = Vec::new();
    for item in &list.items {
        let mut one = whole(item, year).unwrap_or_else(|| ResolutionFound::bare(item));
        if alone && one.votes.is_none() {
            one.votes = beside.map(|beside| beside.1);
        }
        values.push(ImportedValue::Map(one.fields(work, found)));
    }
    if let Some((result, _)) = beside.filter(|_| alone) {
        work.take_value(result);
    }
    items::take(work, at, &list);
    work.fill("决议", ImportedValue::List(values));
}

/// Says that votes are left in the text: more than were understood.
fn say_votes(work: &mut WorkingText, understood: usize) {
    let speaks = |said: &str| votes::counted(said).is_some() || votes::is_unanimous(said);
    let lines = work.lines().filter(|(_, said)| speaks(said)).count();
    if lines > understood {
        work.say(match understood {
            0 => "正文里有表决的结果，没有填“决议”，请看要不要补上",
            _ => "正文里还有表决的结果，没有全填进“决议”，请看要不要补上",
        });
    }
}

/// `会议表决：通过…，赞成4票…`, and `会议同意…。表决结果：…` in the text, where it stays.
fn of_sentences(work: &mut WorkingText, found: &AttendanceFound, year: Option<i32>) {
    let mut all: Vec<ResolutionFound> = Vec::new();
    for at in work.values(FormLabel::VoteResult) {
        let value = &work.labelled[at].value;
        if let Some(one) = whole(value, year).filter(|one| one.votes.is_some() && is_decided(&one.matter)) {
            all.push(one);
            work.take_value(at);
        }
    }
    let mut in_text = 0;
    for (_, said) in work.lines() {
        if let Some(one) = in_sentences(behind_number(said), year).filter(|one| !all.contains(one)) {
            in_text += 1;
            all.push(one);
        }
    }
    let taken = all.len() - in_text;
    say_votes(work, in_text + taken);
    let values: Vec<ImportedValue> = all
        .into_iter()
        .map(|one| ImportedValue::Map(one.fields(work, found)))
        .collect();
    if !values.is_empty() {
        work.fill("决议", ImportedValue::List(values));
    }
}

static DECIDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:本次)?(?:会议|大会|支委会|党员大会|支部大会|支部委员会|与会委员|与会党员|全体委员|全体党员)?",
        r"(?:经?(?:过|充分|认真|集体|研究|审议|讨论|酝酿|投票|举手|无记名|表决|后))*，?(?:一致)?(?P<matter>(?:审议)?(?:通过|同意|决定).{3,110})$",
    ))
});

fn is_decided(matter: &str) -> bool {
    DECIDED.is_match(matter)
}

/// The decision that a paragraph tells, with its votes in the same sentence or in the next.
fn in_sentences(said: &str, year: Option<i32>) -> Option<ResolutionFound> {
    let sentences: Vec<&str> = said.split('。').map(str::trim).collect();
    let counted = |sentence: &&str| votes::counted(sentence).is_some();
    let mut places = (0..sentences.len()).filter(|place| counted(&sentences[*place]));
    let place = places.next().filter(|_| places.next().is_none())?;
    let (counted, before) = votes::counted(sentences[place])?;
    let words = if before.is_empty() {
        *sentences.get(place.checked_sub(1)?)?
    } else {
        before.as_str()
    };
    let matter = DECIDED.captures(words)?["matter"].to_owned();
    let matter = matter
        .strip_prefix("审议")
        .unwrap_or(&matter)
        .replacen("通过了", "通过", 1);
    let mut one = ResolutionFound::bare(&matter);
    one.votes = Some(counted);
    for part in sentences[place + 1..].iter().filter(|part| !part.is_empty()) {
        if !one.takes_part(part, year) {
            break;
        }
    }
    Some(one)
}

/// An item: what was decided, its votes, who sees to it by when; `None` when it says something else too.
fn whole(item: &str, year: Option<i32>) -> Option<ResolutionFound> {
    let mut sentences = item.split('。').map(str::trim).filter(|part| !part.is_empty());
    let first = sentences.next()?;
    let mut one = match votes::counted(first) {
        Some((votes, matter)) if matter.chars().count() > 3 => ResolutionFound {
            votes: Some(votes),
            ..ResolutionFound::bare(&matter)
        },
        _ => ResolutionFound::bare(first),
    };
    sentences.all(|part| one.takes_part(part, year)).then_some(one)
}

impl ResolutionFound {
    fn bare(matter: &str) -> Self {
        Self {
            is_unanimous: votes::is_unanimous(matter),
            matter: matter.to_owned(),
            votes: None,
            responsible: None,
            deadline: None,
        }
    }

    /// Takes a sentence of votes, or of `责任人：…，时限：…`; false for another.
    fn takes_part(&mut self, part: &str, year: Option<i32>) -> bool {
        if let Some((votes, before)) = votes::counted(part) {
            let is_new = self.votes.is_none() && (before.is_empty() || before.starts_with(['应', '实']));
            self.votes = self.votes.or(Some(votes).filter(|_| is_new));
            return is_new;
        }
        if votes::is_unanimous(part) && part.chars().count() <= 16 {
            self.is_unanimous = true;
            return true;
        }
        let parts = part.split(['，', '；', '、']).filter(|part| !part.is_empty());
        let mut taken = self.clone();
        let all = parts.map(str::trim).all(|part| taken.takes_label(part, year));
        if all {
            *self = taken;
        }
        all
    }

    fn takes_label(&mut self, part: &str, year: Option<i32>) -> bool {
        let Some((label, value)) = part.split_once('：') else {
            return false;
        };
        match label.trim() {
            "责任人" | "负责人" | "责任人员" => {
                let person = persons::person(value).filter(|person| person.is_all);
                self.responsible = person.map(|person| person.name);
                self.responsible.is_some()
            }
            label if labels::label_of(label) == Some(FormLabel::PromisedTerm) => {
                self.deadline = pledge::term(value, year).map(|term| term.0);
                self.deadline.is_some()
            }
            _ => false,
        }
    }

    fn fields(self, work: &mut WorkingText, found: &AttendanceFound) -> Vec<ImportedField> {
        let mut fields = vec![ImportedField::text("事项", self.matter.clone())];
        let unanimous = found.voters_present.filter(|_| self.is_unanimous);
        let votes = self.votes.or(unanimous.map(|in_favour| votes::VoteCount {
            in_favour,
            against: 0,
            abstained: 0,
        }));
        let most = found.voters_present.or(found.present);
        match votes {
            Some(votes) if most.is_some_and(|most| votes.sum() > most) => {
                work.say(format!("“{}”的票数多于到会的人数，没有填，请核对", self.matter));
            }
            Some(votes) => fields.extend(
                [
                    ("赞成", votes.in_favour),
                    ("反对", votes.against),
                    ("弃权", votes.abstained),
                ]
                .map(|(name, number)| ImportedField::new(name, ImportedValue::Number(number))),
            ),
            None => {}
        }
        fields.extend(self.responsible.map(|name| ImportedField::text("责任人", name)));
        let deadline = self.deadline.map(ImportedValue::Day);
        fields.extend(deadline.map(|day| ImportedField::new("时限", day)));
        fields
    }
}
