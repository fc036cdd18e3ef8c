//! What a record says of one entry, in sentences: a paragraph for each place.

use std::collections::{HashMap, HashSet};

use super::line::{Occurrence, RecordEvent, RecordLine};
use crate::words::{Day, SourcePath, quoted_title};

/// The entries that somebody means who types this: a file, the end of it, its name, a title that it has had, or the address
/// of a page; else words of a title or a path. Each once, in the order of the record.
#[must_use]
pub fn entries_named<'a>(lines: &'a [RecordLine], typed: &str) -> Vec<&'a str> {
    let typed = typed.trim();
    let is_whole = |of: &Occurrence| {
        of.title == typed
            || of.address == typed
            || SourcePath::new(&of.entry).is_some_and(|source| source.is_meant_by(typed))
    };
    let found = entries_where(lines, is_whole);
    match found.is_empty() && typed.chars().count() > 1 {
        true => entries_where(lines, |of| of.title.contains(typed) || of.entry.contains(typed)),
        false => found,
    }
}

fn entries_where(lines: &[RecordLine], is_meant: impl Fn(&Occurrence) -> bool) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for line in lines {
        let of = &line.what;
        if is_meant(of) && !of.entry.is_empty() && !found.contains(&of.entry.as_str()) {
            found.push(&of.entry);
        }
    }
    found
}

/// By the entry's file, the first day on which its text was public anywhere; none where the record was made up later.
#[must_use]
pub fn public_since(lines: &[RecordLine]) -> HashMap<String, Option<Day>> {
    let mut since = HashMap::new();
    for line in lines.iter().filter(|line| line.what.event.leaves_text()) {
        let of = &line.what;
        let day = match of.is_late {
            true => None,
            false => of
                .posted_for
                .as_deref()
                .or(line.time.get(..10))
                .and_then(Day::parse),
        };
        let first: &mut Option<Day> = since.entry(of.entry.clone()).or_insert(day);
        *first = (*first).min(day);
    }
    since
}

/// By the entry's file, when it was public nowhere for a while: from the day on which it came down to that on which it was back.
#[must_use]
pub fn interruptions(lines: &[RecordLine]) -> HashMap<String, Vec<(Day, Day)>> {
    let mut places: HashMap<&str, HashSet<_>> = HashMap::new();
    let mut gone: HashMap<&str, Day> = HashMap::new();
    let mut found: HashMap<String, Vec<(Day, Day)>> = HashMap::new();
    for line in lines {
        let entry = line.what.entry.as_str();
        let Some(day) = line.time.get(..10).and_then(Day::parse) else {
            continue;
        };
        let there = places.entry(entry).or_default();
        if line.what.event.leaves_text() {
            there.insert(place_of(line));
            if let Some(since) = gone.remove(entry).filter(|since| *since < day) {
                found.entry(entry.to_owned()).or_default().push((since, day));
            }
        } else if there.remove(&place_of(line)) && there.is_empty() {
            gone.insert(entry, day);
        }
    }
    found
}

/// All about an entry: a line with its title and file, then a paragraph for each place. Ends without a line's end.
#[must_use]
pub fn life(lines: &[RecordLine], entry: &str) -> String {
    let of_entry: Vec<&RecordLine> = lines.iter().filter(|line| line.what.entry == entry).collect();
    let title = of_entry.last().map_or("", |line| line.what.title.as_str());
    let mut text = format!("{}（{entry}）", quoted_title(title));
    let mut places: Vec<(&str, &str, &str)> = Vec::new();
    for line in &of_entry {
        let place = place_of(line);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    for place in places {
        let here = of_entry.iter().filter(|line| place_of(line) == place);
        text += "\n";
        text += &paragraph(&here.copied().collect::<Vec<_>>());
    }
    text
}

fn place_of(line: &RecordLine) -> (&str, &str, &str) {
    let of = &line.what;
    (&of.edition, &of.place, &of.address)
}

/// From when to when it was there once.
struct PublicTime<'a> {
    first: &'a RecordLine,
    between: Vec<String>,
    renewals: usize,
    last: Option<&'a RecordLine>,
}

/// What is said of a page that says no more than that its 公示 is over.
const ONLY_OVER: &str = "起只有期满的说明";

fn paragraph(lines: &[&RecordLine]) -> String {
    let mut times: Vec<PublicTime<'_>> = Vec::new();
    // What says that it is over, or comes down, after its text did.
    let mut after: Vec<String> = Vec::new();
    for line in lines {
        let open = times.last_mut().filter(|time| time.last.is_none());
        match (line.what.event, open) {
            (RecordEvent::Renewed, Some(open)) => open.renewals += 1,
            (event, Some(open)) if event.leaves_text() => {
                open.between.push(format!("{}{}", on(line), event.label()));
            }
            (event, None) if event.leaves_text() && event != RecordEvent::Renewed => times.push(PublicTime {
                first: line,
                between: Vec::new(),
                renewals: 0,
                last: None,
            }),
            (RecordEvent::Expired | RecordEvent::Removed, Some(open)) => open.last = Some(line),
            (RecordEvent::Removed, None) => after.push(format!("{}期满的说明也撤下", on(line))),
            (RecordEvent::Expired, None) if after.last().is_none_or(|said| !said.ends_with(ONLY_OVER)) => {
                after.push(format!("{}{ONLY_OVER}", on(line)));
            }
            _ => {}
        }
    }
    let mut said: Vec<String> = times.iter().map(PublicTime::said).collect();
    said.extend(after);
    format!("{}。", said.join("；"))
}

impl PublicTime<'_> {
    fn said(&self) -> String {
        let of = &self.first.what;
        let place = match self.first.command.as_str() {
            "print" => format!("张贴于“{}”", of.place),
            _ => format!("公开于“{}”（版“{}”，{}）", of.place, of.edition, of.address),
        };
        let first = on(self.first);
        let mut said = match (&self.last, of.is_late) {
            (_, true) => format!("{first}记下时已经{place}，何时开始的没有记录"),
            (Some(last), false) => format!("从{first}到{}{place}", on(last)),
            (None, false) => format!("从{first}起{place}"),
        };
        if !self.between.is_empty() {
            said += &format!("，{}", self.between.join("，"));
        }
        if self.renewals > 0 {
            said += &format!("，网页重新生成过 {} 次、内容没有变", self.renewals);
        }
        said += &match self.last {
            Some(last) if last.what.event == RecordEvent::Expired => {
                format!("，{}期满、内容撤下", on(last))
            }
            Some(last) if last.command == "print" => format!("，{}打印时应撤下", on(last)),
            Some(last) => format!("，{}撤下", on(last)),
            None => "，到记录的最后一行还在".to_owned(),
        };
        said
    }
}

/// The day; of sheets the day that they were made for.
fn on(line: &RecordLine) -> String {
    let posted = line.what.posted_for.as_deref().and_then(Day::parse);
    posted.map_or_else(|| line.day(), Day::chinese)
}
