//! Text → [`Match`]es: what must not, or perhaps should not, be published, whoever wrote it and whatever it is part of.
//! Pure; nothing here knows of entries, editions or files. Who reads a text, and so how much a finding weighs, is
//! decided in `clearance::findings`.
//!
//! A rule is one row of its file's table; a file of rules is one row of [`FILES`].

mod applicants;
mod as_shown;
mod beside_names;
mod blanks;
mod figures;
mod health;
mod investigations;
mod leftovers;
mod listed_persons;
mod members;
mod never_public;
mod no_names;
mod numbers;
mod oath;
mod odd_characters;
mod opinions;
mod party_history;
mod patterns;
mod personal;
mod personal_files;
mod phrases;
mod placeholders;
mod public_figures;
mod punctuation;
mod pupils;
mod quantities;
mod same_sound;
mod secrecy;
mod series;
mod spans;
mod sums;
#[cfg(test)]
mod tests;
mod typos;
mod uncommon_names;
mod ways;
mod wording;

pub(crate) use figures::FIGURES;
pub(crate) use wording::LEADER;
pub use wording::{Wording, Wordings};

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr_iter;

use crate::words::{Code, STAND_INS, ends_with_any, starts_with_any, weekdays_beside_dates};
use as_shown::AsShown;
use patterns::{Pattern, Patterns};

/// One rule on texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name for users, for example 手机号: what 已核对 names.
    pub word: &'static str,
    /// How much a finding weighs.
    pub weight: Weight,
    /// What to do.
    pub hint: &'static str,
    /// Told once for a file, with a count and the lines.
    pub once: bool,
}

/// How much a finding weighs, and whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// An error in every edition; nothing acknowledges it.
    Forbidden(Code),
    /// An error at every scope, 特定对象 too, published or not; nothing acknowledges it.
    NeverPublic(Code),
    /// An error in an edition for 社会公开, unless it is acknowledged, and a warning in others.
    Exposed {
        /// Raised in an edition for 社会公开.
        public: Code,
        /// Raised in any other edition.
        inside: Code,
    },
    /// An error unless it is acknowledged.
    Wrong(Code),
    /// A warning.
    Doubtful(Code),
    /// A warning in an edition for others than the Party.
    Inside(Code),
}

/// How a text is read by whoever sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// As it is typed, each line for itself.
    Plain,
    /// As a document shows it: a line may go on in the next.
    Document,
    /// As Markdown, in which a run of `*` may be an author's mark; `markdown` itself judges those.
    Markdown,
}

/// Something that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// By which rule.
    pub rule: &'static Rule,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What was found, as 已核对 has to name it: a number's digits, a word.
    pub content: String,
    /// What is wrong, without numbers that are nobody else's business.
    pub message: String,
    /// What to do instead of the rule's own hint.
    pub hint: Option<String>,
    /// What should stand there instead.
    pub correction: Option<Correction>,
}

/// What should stand somewhere instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The right words.
    pub text: String,
    /// What stands there is mistyped, and nothing else can be meant.
    pub is_certain: bool,
}

impl Match {
    /// A finding of a stretch of a text.
    fn new(rule: &'static Rule, text: &str, range: Range<usize>, message: String) -> Self {
        Self {
            content: text[range.clone()].to_owned(),
            rule,
            range,
            message,
            hint: None,
            correction: None,
        }
    }
}

/// The files of rules: what each may say, and its patterns.
static FILES: [(&[&Rule], &[Pattern]); 24] = [
    (numbers::RULES, &[]),
    (personal::RULES, personal::TABLE),
    (health::RULES, health::TABLE),
    (secrecy::RULES, secrecy::TABLE),
    (opinions::RULES, opinions::TABLE),
    (applicants::RULES, applicants::TABLE),
    (pupils::RULES, pupils::TABLE),
    (never_public::RULES, never_public::TABLE),
    (&[], investigations::TABLE),
    (&[], personal_files::TABLE),
    (&[], beside_names::TABLE),
    (&[], listed_persons::TABLE),
    (wording::RULES, wording::PATTERNS),
    (placeholders::RULES, placeholders::TABLE),
    (leftovers::RULES, leftovers::TABLE),
    (figures::RULES, figures::TABLE),
    (spans::RULES, spans::TABLE),
    (series::RULES, series::TABLE),
    (party_history::RULES, party_history::TABLE),
    (oath::RULES, oath::TABLE),
    (members::RULES, members::TABLE),
    (punctuation::RULES, punctuation::TABLE),
    (odd_characters::RULES, &[]),
    (typos::RULES, typos::PATTERNS),
];

/// All that is looked for in one walk over a text: the tables of patterns, marks of numbers, and [`PHRASES`].
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let phrases = PHRASES.iter().map(|(phrase, _)| phrase.as_str());
    Patterns::new(
        FILES.iter().flat_map(|(_, table)| *table),
        phrases,
        &numbers::marks(),
    )
});

/// Phrases, and why they are looked for.
static PHRASES: LazyLock<Vec<(String, Why)>> = LazyLock::new(|| {
    let wordings = wording::BUNDLED.iter();
    let wordings = wordings.map(|row| (row.wrong.clone(), Why::Wording(row)));
    let weekdays = weekdays_beside_dates().map(|phrase| (phrase, Why::Weekday));
    let stand_ins = STAND_INS.iter().filter(|stand_in| stand_in.everywhere);
    let stand_ins = stand_ins.map(|stand_in| (stand_in.text.to_owned(), Why::StandIn));
    let digits = numbers::han_beginnings().map(|pair| (pair, Why::Digits));
    let formulas = same_sound::halves()
        .map(|(half, formula, is_last)| (half.to_owned(), Why::Formula(formula, is_last)));
    let all = wordings.chain(weekdays).chain(stand_ins).chain(digits);
    let doubled = punctuation::TWICE.map(|marks| (marks.to_owned(), Why::Doubled));
    all.chain(formulas).chain(doubled).collect()
});

enum Why {
    Wording(&'static Wording),
    /// One half of it; true for the last.
    Formula(&'static same_sound::Formula, bool),
    Weekday,
    StandIn,
    Digits,
    Doubled,
}

/// What was seen on the way, for who looks closer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sights {
    /// There may be a weekday behind a date.
    pub weekday: bool,
    /// There is a stand-in that is looked for everywhere.
    pub stand_in: bool,
}

/// Everything that the rules find in a text, by rising place. `wordings` are what a site added of its own.
#[must_use]
pub fn find(text: &str, syntax: Syntax, wordings: &Wordings) -> Vec<Match> {
    look(text, syntax, wordings).0
}

/// The same, and what else was seen on the way.
#[must_use]
pub fn look(text: &str, syntax: Syntax, wordings: &Wordings) -> (Vec<Match>, Sights) {
    let (mut found, sights) = look_at_lines(text, syntax, wordings);
    if syntax != Syntax::Plain
        && let Some(shown) = AsShown::of(text, syntax)
    {
        let ends: Vec<usize> = memchr_iter(b'\n', text.as_bytes()).collect();
        let line = |one: &Match| ends.partition_point(|end| *end < one.range.start);
        let told: HashSet<_> = found.iter().map(|one| (one.rule.word, line(one))).collect();
        let (across, _) = look_at_lines(&shown.text, syntax, wordings);
        let is_read = |one: &Match| is_told_of_rows(one.rule) || placeholders::RULES.contains(&one.rule);
        let across = across.into_iter().filter(is_read);
        let across = across.map(|one| Match {
            range: shown.typed(&one.range, text),
            ..one
        });
        found.extend(across.filter(|one| !told.contains(&(one.rule.word, line(one)))));
        found.sort_by_key(|one| one.range.start);
    }
    (found, sights)
}

fn look_at_lines(text: &str, syntax: Syntax, wordings: &Wordings) -> (Vec<Match>, Sights) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    let mut sights = Sights::default();
    let digits = RefCell::new(numbers::Digits::of(text));
    let mut has_wide = false;
    PATTERNS.find(
        (text, wordings.names()),
        &mut found,
        |place| match PHRASES[place.number].1 {
            Why::Wording(row) => wrong.extend(row.at(text, place)),
            Why::Formula(formula, is_last) => wrong.extend(formula.at(text, place, is_last)),
            Why::Weekday => sights.weekday = true,
            Why::StandIn => sights.stand_in = true,
            Why::Digits => digits.borrow_mut().meet(place.start),
            // Those of fields are in `marks_in_fields`.
            Why::Doubled if syntax == Syntax::Markdown => wrong.extend(punctuation::doubled(text, place)),
            Why::Doubled => {}
        },
        |at| {
            has_wide |= punctuation::is_wide(text, at);
            digits.borrow_mut().meet(at);
        },
    );
    wording::settle(syntax, &mut found);
    personal::settle(text, &mut found);
    health::settle(text, &mut found);
    opinions::settle(&mut found);
    applicants::settle(text, &mut found);
    pupils::settle(text, &mut found);
    never_public::settle(text, &mut found);
    personal_files::settle(text, &mut found);
    beside_names::settle(text, &mut found);
    listed_persons::settle(text, &mut found);
    figures::settle(text, &mut found);
    spans::settle(&mut found);
    series::settle(text, &mut found);
    party_history::settle(&mut found);
    oath::settle(text, &mut found);
    members::settle(text, &mut found);
    typos::settle(text, &mut found);
    placeholders::settle(text, &mut found);
    blanks::settle(text, &mut found);
    secrecy::settle(text, &mut found);
    punctuation::settle(text, &mut found);
    found.retain(|one| !is_spoken_of(text, one));
    found.append(&mut wrong);
    if digits.borrow().may_be_a_number() {
        numbers::find(text, &mut found);
    }
    wordings.find(text, &mut found);
    // A document is mended in the program that made it, where its readers see nothing of them.
    if syntax != Syntax::Document {
        odd_characters::find(text, &mut found);
    }
    if syntax == Syntax::Markdown {
        punctuation::find(text, &mut found);
        if has_wide {
            punctuation::wide_digits(text, &mut found);
            found.retain(|one| !is_spoken_of(text, one));
        }
        blanks::find_empty_labels(text, &mut found);
    }
    found.retain(|one| !is_corrected(text, one));
    found.sort_by(|a, b| (a.range.start, a.rule.word).cmp(&(b.range.start, b.rule.word)));
    (apart(found), sights)
}

/// True for the rules about marks, and words that stand twice.
#[must_use]
pub fn is_of_marks(rule: &Rule) -> bool {
    punctuation::RULES.contains(&rule)
}

/// What an entry's title says of all those whom the text below it lists, or its rows: 心理预警学生名单. In bytes of the title.
#[must_use]
pub fn told_by_title(title: &str, below: &str) -> Vec<Match> {
    listed_persons::told_by_title(title, below)
}

/// The marks of fields, which stand there with marks between them that nobody typed: half-width ones, and doubled ones.
#[must_use]
pub fn marks_in_fields(text: &str) -> Vec<Match> {
    let mut found = Vec::new();
    punctuation::find(text, &mut found);
    punctuation::find_doubled(text, &mut found);
    found.sort_by_key(|one| one.range.start);
    found
}

/// True for a text in which a document says that it is secret or for nobody outside.
#[must_use]
pub fn keeps_inside(text: &str) -> bool {
    let found = find(text, Syntax::Plain, &Wordings::default());
    found.iter().any(|one| is_kept_inside(one.rule))
}

/// True for a rule about what a document says of itself: that it is secret, or for nobody outside.
#[must_use]
pub fn is_kept_inside(rule: &Rule) -> bool {
    secrecy::RULES.contains(&rule)
}

/// True for the rule about whom alone a document says to be for.
#[must_use]
pub fn names_an_audience(rule: &Rule) -> bool {
    rule == &secrecy::FOR_SOME
}

/// True for the heading of a column that names persons.
#[must_use]
pub fn names_persons(heading: &str) -> bool {
    heading.ends_with("姓名") || patterns::PERSONS.contains(&heading)
}

/// True for a text that begins like a letter to the Party: whoever wrote it signs at its end.
#[must_use]
pub fn begins_a_letter(text: &str) -> bool {
    personal_files::begins_a_letter(text)
}

/// True for a cell that may name somebody: 孙丽娟, 孙丽娟（组长）.
#[must_use]
pub fn may_be_a_name(cell: &str) -> bool {
    no_names::may_be_a_name(cell)
}

/// True for what is said of a whole column, at its heading.
#[must_use]
pub fn is_of_a_column(found: &Match) -> bool {
    found.message.starts_with(patterns::COLUMN)
}

/// True for what a text has in quotation marks to speak of it: a button of a page, figures that are wrong.
fn is_spoken_of(text: &str, one: &Match) -> bool {
    let may_be = [
        figures::RULES,
        spans::RULES,
        series::RULES,
        wording::DAYS,
        leftovers::RULES,
        punctuation::WIDE_DIGITS,
    ];
    text[..one.range.start].ends_with(['“', '《'])
        && may_be.into_iter().flatten().any(|rule| *rule == one.rule)
}

/// True for a mistake that a text quotes to correct it: 原写作“二十届四种全会”，应为“二十届四中全会”.
fn is_corrected(text: &str, one: &Match) -> bool {
    const WRONG: [&str; 9] = [
        "写作", "写为", "写成", "误为", "误作", "错为", "印成", "印为", "将",
    ];
    const RIGHT: [&str; 8] = [
        "应为", "应作", "应是", "应改为", "改为", "更正为", "更改为", "修改为",
    ];
    if !matches!(one.rule.weight, Weight::Doubtful(_)) || tells_of_persons(one.rule) {
        return false;
    }
    let line = patterns::around(text, &one.range, &['\n']);
    let at = one.range.start - (line.as_ptr() as usize - text.as_ptr() as usize);
    let quoted = line[..at]
        .rsplit_once('“')
        .filter(|(_, inside)| !inside.contains('”'));
    let behind = line
        .get(at + one.range.len()..)
        .and_then(|rest| rest.split_once('”'));
    let (Some((before, _)), Some((_, behind))) = (quoted, behind) else {
        return false;
    };
    ends_with_any(before, &WRONG) || starts_with_any(behind.trim_start_matches('，'), &RIGHT)
}

/// Where two patterns of one rule found the same words, the first counts.
fn apart(found: Vec<Match>) -> Vec<Match> {
    let mut kept: Vec<Match> = Vec::with_capacity(found.len());
    for one in found {
        let mut same = kept.iter().rev().filter(|other| other.rule == one.rule);
        if same.next().is_none_or(|other| other.range.end <= one.range.start) {
            kept.push(one);
        }
    }
    kept
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FILES.iter().flat_map(|(rules, _)| *rules).copied()
}

/// True for a rule about what is told of persons: numbers, addresses, illnesses, opinions.
#[must_use]
pub fn tells_of_persons(rule: &Rule) -> bool {
    let of_persons = [
        numbers::RULES,
        personal::RULES,
        health::RULES,
        opinions::RULES,
        applicants::RULES,
        pupils::RULES,
    ];
    of_persons.into_iter().flatten().any(|own| *own == rule)
}

/// True for a rule by which something may be told of somebody whose name stands beside it in a table.
#[must_use]
pub fn is_told_of_rows(rule: &Rule) -> bool {
    tells_of_persons(rule) || matches!(rule.weight, Weight::NeverPublic(_))
}

/// True for what is told of lives in books too: an illness, a need, a family, a word in quotation marks, a faith.
#[must_use]
pub fn tells_of_lives(rule: &Rule, message: &str) -> bool {
    health::RULES.contains(&rule)
        || *rule == pupils::HARDSHIP
        || *rule == personal::FAMILY
        || tells_of_words(message)
        || message.starts_with(never_public::FAITH)
}

/// True for what is told of words that somebody said.
#[must_use]
pub fn tells_of_words(message: &str) -> bool {
    message.starts_with(opinions::SAID)
}

/// True for the title of a form, or of questions, that readers fill in.
#[must_use]
pub fn is_of_a_form(title: &str) -> bool {
    blanks::is_of_a_form(title)
}

/// True for the rule about names of those whom a branch considers for membership.
#[must_use]
pub fn names_applicants(rule: &Rule) -> bool {
    applicants::RULES.contains(&rule)
}

/// True for a rule whose finding is itself what nobody else should read: a number, an account, an address of mail.
#[must_use]
pub fn spells_out(rule: &Rule) -> bool {
    personal::SPELLED.contains(&rule)
}

impl Rule {
    /// True when a user means it by this word: its own, or a code of its complaints.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        let is_code = |code: Code| code.name == word;
        self.word == word
            || match self.weight {
                Weight::Forbidden(code)
                | Weight::NeverPublic(code)
                | Weight::Wrong(code)
                | Weight::Doubtful(code)
                | Weight::Inside(code) => is_code(code),
                Weight::Exposed { public, inside } => is_code(public) || is_code(inside),
            }
    }
}

/// True for a place that a form leaves empty, as it should.
#[must_use]
pub fn is_blank(found: &Match) -> bool {
    blanks::is_blank(found)
}

/// True for the mark of a draft that a text asks for opinions on.
#[must_use]
pub fn is_sent_round(text: &str, found: &Match) -> bool {
    blanks::is_sent_round(text, found)
}

/// The words of those of these rules that find something in a text.
#[cfg(test)]
fn words_of(rules: &[&'static Rule], text: &str) -> Vec<&'static str> {
    let found = find(text, Syntax::Plain, &Wordings::default());
    let own = found.iter().filter(|found| rules.contains(&found.rule));
    own.map(|found| found.rule.word).collect()
}
