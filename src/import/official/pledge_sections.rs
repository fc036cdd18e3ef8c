//! Promises of several in one text, each one's below a line with the name → 承诺人 with what each promises. A list is never
//! read across such a line: nobody could say any more who promised what.

use super::labels::{self, FormLabel};
use super::promise_lines::{self, PromiseYears, PromisesFound};
use super::promises::{self, PromiseFound};
use super::working::{WorkingText, behind_number};
use super::{ImportedValue, closing, persons, pledger};
use crate::import::numbering;
use crate::words::LazyRegex;

/// What a text's sections were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionsTaken {
    /// There are none.
    Nothing,
    /// Who promises what.
    Pledgers,
    /// Several promise, and not all of it could be read: nothing was taken.
    Unread,
}

/// A line that says whose promises stand below it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PledgerLine<'t> {
    name: String,
    duty: Option<String>,
    /// What stands behind the colon.
    promise: &'t str,
    /// It says more than what may be a word: an office, a unit, 同志 or 承诺.
    is_sure: bool,
    /// It says nothing that no field takes.
    is_whole: bool,
}

static PROMISES: LazyRegex = LazyRegex::new("的?(?:郑重|庄严|公开)?承诺(?:书|事项|内容)?(?:如下)?$");

/// `一、宋知远（语文教师）`, `宋知远同志承诺：`, `承诺人：宋知远`.
fn pledger_line(said: &str) -> Option<PledgerLine<'_>> {
    let bare = behind_number(said).trim_matches(['★', '●', '■', '◆', ' ']);
    let (who, promise) = bare.split_once('：').unwrap_or((bare, ""));
    let is_labelled = labels::label_of(who) == Some(FormLabel::Pledger);
    let (who, promise) = if is_labelled {
        (promise, "")
    } else {
        (who, promise)
    };
    // 【宋知远】语文教师.
    let who = who.replace(['【', '】'], " ");
    let named = PROMISES.replace(who.trim(), "");
    let is_said = is_labelled || named.len() < who.trim().len() || named.contains("同志");
    let person = persons::person(&named);
    // 宋知远，语文教师.
    let beside = || named.split(['，', '、', ' ']).find_map(persons::person);
    let name = person.clone().or_else(beside)?.name;
    let duty = person.as_ref().and_then(|_| pledger::duty_in_brackets(&named));
    let duty = duty.or_else(|| persons::office_beside(&named, &name).map(str::to_owned));
    let is_whole = duty.is_some() || person.is_some_and(|person| person.is_all);
    let is_office = duty.as_deref().is_some_and(persons::is_office);
    // 第一党支部　宋知远; 宋知远（语文组）.
    let rest = named.replacen(&name, "", 1);
    let is_of_unit = closing::is_unit(rest.trim_matches([' ', '（', '）', '(', ')', '，', '、']));
    (is_whole || is_of_unit).then(|| PledgerLine {
        name,
        duty,
        promise: promise.trim(),
        is_sure: is_said || is_office || is_of_unit,
        is_whole,
    })
}

/// True for a line that names, beyond doubt, who promises what stands below it.
pub(super) fn names_pledger(said: &str) -> bool {
    pledger_line(said).is_some_and(|line| line.is_sure)
}

static SIGNED_WITH: LazyRegex = LazyRegex::new(r"[（(](?P<who>\p{Han}{2,4})[）)][。；]?$");

/// True where promises of a list name at their ends who made them, and not the same: `…（宋知远）`, `…（何秋实）`.
pub(super) fn are_of_several(promises: &[PromiseFound]) -> bool {
    let mut names = promises.iter().filter_map(|one| {
        let found = SIGNED_WITH.captures(&one.content)?;
        persons::name_alone(&found["who"])
    });
    let first = names.next();
    names.any(|name| Some(name) != first)
}

/// The places of the lines that name somebody above promises.
fn headings(lines: &[(usize, &str)]) -> Vec<usize> {
    let leads = |place: &usize| {
        let below = lines.get(place + 1);
        let is_above = below.is_some_and(|(_, below)| promise_lines::begins_list(below));
        pledger_line(lines[*place].1).is_some_and(|line| is_above || !line.promise.is_empty())
    };
    let found: Vec<usize> = (0..lines.len()).filter(leads).collect();
    let line = |place: &usize| pledger_line(lines[*place].1);
    let sure = found.iter().filter_map(line).filter(|line| line.is_sure).count();
    let is_surname = |line: &PledgerLine<'_>| line.name.chars().next();
    let mut surnames: Vec<_> = found
        .iter()
        .filter_map(line)
        .map(|line| is_surname(&line))
        .collect();
    surnames.dedup();
    // 严纪律, 讲团结: words may look like names, but not all of a list do.
    let are_all_names = || {
        let first = *found.first()?;
        let number = |place: usize| numbering::number_of(lines[place].1).map(|number| number.style);
        let is_alike = |place: &usize| match number(first) {
            Some(style) => number(*place) == Some(style),
            None => {
                number(*place).is_none() && lines.get(place + 1).is_some_and(|(_, below)| is_first(below))
            }
        };
        Some(
            (first..lines.len())
                .filter(is_alike)
                .all(|place| found.contains(&place)),
        )
    };
    if sure > 1 || surnames.len() > 1 && are_all_names() == Some(true) {
        found
    } else {
        Vec::new()
    }
}

/// The first item of a list.
fn is_first(said: &str) -> bool {
    numbering::number_of(said).is_some_and(|number| number.value == 1)
}

/// Takes what each of several promises; all of it, or nothing.
pub(super) fn take(work: &mut WorkingText, years: PromiseYears) -> SectionsTaken {
    let lines: Vec<(usize, &str)> = work.lines().collect();
    let headings = headings(&lines);
    let mut names: Vec<String> = Vec::new();
    let mut read: Vec<Option<(PledgerLine<'_>, PromisesFound)>> = Vec::new();
    for (number, place) in headings.iter().enumerate() {
        let (at, said) = lines[*place];
        let Some(line) = pledger_line(said) else { continue };
        let end = headings.get(number + 1).copied();
        let own = Some((at, line.promise)).filter(|own| !own.1.is_empty());
        let below = &lines[place + 1..end.unwrap_or(lines.len())];
        let section: Vec<_> = own.into_iter().chain(below.iter().copied()).collect();
        names.push(line.name.clone());
        let promises = promise_lines::below_name(work, &section, end.is_none(), years);
        let promises = promises.filter(|_| line.is_whole);
        read.push(promises.map(|promises| (line, promises)));
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 {
        return SectionsTaken::Nothing;
    }
    let Some(read) = read
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .filter(|_| names.len() == count)
    else {
        return SectionsTaken::Unread;
    };
    let pledgers = read.iter().map(|(line, found)| {
        let mut fields = pledger::person(line.name.clone(), line.duty.clone());
        fields.push(promises::listed(&found.promises));
        fields
    });
    let pledgers = ImportedValue::list(pledgers);
    let above = &lines[..headings.first().copied().unwrap_or_default()];
    let has_others = above.iter().any(|(_, said)| is_first(said));
    let lacking = read
        .iter()
        .map(|(line, found)| (line, promises::lacking(&found.promises)));
    let lacking = lacking.filter(|(_, numbers)| !numbers.is_empty());
    let lacking: Vec<String> = lacking
        .map(|(line, numbers)| format!("{}的第{}项", line.name, numbers.join("、")))
        .collect();
    let blocks = read.iter().flat_map(|(_, found)| &found.blocks).copied();
    let blocks: Vec<usize> = blocks
        .chain(headings.iter().map(|place| lines[*place].0))
        .collect();
    for at in blocks {
        work.blocks[at].is_taken = true;
    }
    if !lacking.is_empty() {
        work.say(format!(
            "{}承诺没有写明时限是哪一天，请补上“时限”",
            lacking.join("，")
        ));
    }
    if has_others {
        work.say("各人的姓名前面还有分条写的内容，没有填，留在正文里；是大家共同承诺的，请看写在谁的名下");
    }
    work.fill("承诺人", pledgers);
    SectionsTaken::Pledgers
}
