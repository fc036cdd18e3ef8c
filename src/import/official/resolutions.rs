//! 决议 of minutes, with the votes on each: a list behind its label, a label's own sentence, or sentences of the text.

use std::sync::LazyLock;

use regex::Regex;

use super::attendance::AttendanceFound;
use super::forms::cell_text;
use super::labels::{self, FormLabel};
use super::working::{LabelPlace, WorkingText, behind_number};
use super::{ImportedField, ImportedValue, items, pattern, persons, pledge, votes};
use crate::import::text::SourceBlock;
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
    let reads =
        |item: &str| items::is_short(item) || by_votes(item).iter().all(|one| whole(one, year).is_some());
    let Some((at, list)) = items::only_that(work, FormLabel::Resolutions, "决议", &reads) else {
        if work.values(FormLabel::Resolutions).is_empty() {
            of_sentences(work, found, year);
        } else {
            say_votes(work, 0);
        }
        return;
    };
    let items: Vec<&str> = list.items.iter().flat_map(|item| by_votes(item)).collect();
    let mut all: Vec<ResolutionFound> = items
        .iter()
        .map(|item| whole(item, year).unwrap_or_else(|| ResolutionFound::bare(item)))
        .collect();
    items::take(work, at, &list);
    if let [result] = votes_beside[..] {
        let value = work.labelled[result].value.clone();
        if take_votes_beside(&mut all, &value) {
            work.take_value(result);
        }
    }
    if all.iter().any(|one| one.votes.is_none() && !one.is_unanimous) {
        say_votes(work, 0);
    }
    let values = all.into_iter();
    let values: Vec<_> = values
        .map(|one| ImportedValue::Map(one.fields(work, found)))
        .collect();
    work.fill("决议", ImportedValue::List(values));
}

/// The sentences of a text each of which counts the votes on another matter; else the text.
fn by_votes(text: &str) -> Vec<&str> {
    let sentences = text.split(['。', '\n']).map(str::trim);
    let sentences: Vec<&str> = sentences.filter(|sentence| !sentence.is_empty()).collect();
    let is_counted =
        |sentence: &&str| votes::counted(sentence).is_some_and(|(_, matter)| matter.chars().count() > 3);
    match sentences.len() > 1 && sentences.iter().all(is_counted) {
        true => sentences,
        false => vec![text],
    }
}

/// The votes that stand under a label of their own: on the only matter, or by the words of each; true when all belong to one.
fn take_votes_beside(all: &mut [ResolutionFound], value: &str) -> bool {
    let counted: Option<Vec<_>> = by_votes(value).into_iter().map(votes::counted).collect();
    let Some(counted) = counted else { return false };
    let mut found = all.to_vec();
    for (votes, matter) in &counted {
        let is_meant = |one: &ResolutionFound| one.matter.contains(matter.as_str());
        let meant: Vec<usize> = (0..found.len()).filter(|at| is_meant(&found[*at])).collect();
        // An empty matter is everybody's.
        let [only] = meant[..] else { return false };
        if found[only].votes.replace(*votes).is_some() {
            return false;
        }
    }
    all.clone_from_slice(&found);
    true
}

/// Says that votes are left in the text: more than were understood.
fn say_votes(work: &mut WorkingText, understood: usize) {
    let lines = work.lines().filter(|(_, said)| votes::is_spoken_of(said)).count();
    let labelled = work.values(FormLabel::VoteResult).into_iter();
    let labelled = labelled.filter(|at| matches!(work.labelled[*at].at, LabelPlace::Cell { .. }));
    let tables = work.blocks.iter().filter(|block| has_votes(&block.block)).count();
    if lines + labelled.count() + tables > understood {
        work.say(match understood {
            0 => "正文里有表决的结果，没有填“决议”，请看要不要补上",
            _ => "正文里还有表决的结果，没有全填进“决议”，请看要不要补上",
        });
    }
}

/// True for a table with a column of votes.
fn has_votes(block: &SourceBlock) -> bool {
    let SourceBlock::Table(table) = block else {
        return false;
    };
    let heading = table.rows.first().into_iter().flatten().map(cell_text);
    let heading: Vec<String> = heading.collect();
    ["反对", "弃权"]
        .iter()
        .all(|word| heading.iter().any(|cell| cell.contains(word)))
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
    let tells = |said: &str| said.split('。').any(|sentence| is_decided(sentence.trim()));
    if values.is_empty() && work.lines().any(|(_, said)| tells(behind_number(said))) {
        work.say("正文里写着会议的决定，没有填“决议”，请看要不要补上");
    }
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

static BY_WHOM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"，(?:会后)?由(?P<what>\p{Han}{2,4}?)(?:同志|老师)?(?:负责|牵头)(?:落实|办理|组织实施)?(?:[，。；]|$)",
    )
});
static BY_WHEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[，；](?:于|在)?(?P<what>[^，。；]{3,14}前)(?:完成|落实|办结|报齐|到位|挂牌)(?:[，。；]|$)")
});

/// What a text says once.
fn one_of<'t>(form: &Regex, text: &'t str) -> Option<&'t str> {
    let mut all = form.captures_iter(text);
    let found = all.next().filter(|_| all.next().is_none())?;
    found.name("what").map(|what| what.as_str())
}

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
    sentences.all(|part| one.takes_part(part, year)).then(|| {
        one.look_for_whom(year);
        one
    })
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

    /// Who sees to it by when, where the matter's own words say so: they stay there.
    fn look_for_whom(&mut self, year: Option<i32>) {
        if self.responsible.is_none()
            && let Some(found) = one_of(&BY_WHOM, &self.matter)
        {
            let person = persons::person(found).filter(|person| person.is_all);
            self.responsible = person.map(|person| person.name);
        }
        if self.deadline.is_none()
            && let Some(found) = one_of(&BY_WHEN, &self.matter)
        {
            self.deadline = pledge::term(found, year).map(|term| term.0);
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
