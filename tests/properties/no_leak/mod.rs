//! What an audience may not see is in no byte of its edition: random sites with a canary in every field of every entry,
//! in editions for every audience and for single branches, on days before, in and behind each 公示期. And nothing can be
//! told from what is shown: the output with a withheld entry is the output without it, and what is left of an expired
//! one does not depend on what it said. A rehearsal shows what is not ready, and nothing else beside.

pub(crate) mod canary;
mod rules;
pub(crate) mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use gongkai::clearance::Mode;
use gongkai::pipeline::Request;
use gongkai::read::registry::{FILES, FieldRow, FieldTable, Scalar, Takes};
use rayon::prelude::*;

use crate::support::work::tries;
use crate::support::{Files, build_request};
use rules::{Circle, Edition, Shown};
use site::{Of, Secret, Site};

/// How many random sites are tried; in a long run.
const SITES: u64 = 100;
const MANY_SITES: u64 = 2_000;

/// Makes another canary of one; no site has so many.
const OTHER: usize = 0x8000;

/// How often each thing was seen, so that nothing passes because it never came about.
#[derive(Debug, Default)]
struct Tried {
    shown: BTreeMap<&'static str, usize>,
    kept_back: BTreeMap<&'static str, usize>,
    whole: usize,
    remnants: usize,
    nothing: usize,
    /// Titles of entries on sheets for boards.
    hung: usize,
}

/// The site's files without the entries that an edition does not show, and with other words in place of all that it
/// does not show of the rest.
fn reduced(site: &Site, edition: &Edition) -> Files {
    let shown = |secret: &Secret| match secret.of {
        Of::Entry(number) => site.entries[number].shown(edition, site.day),
        Of::School | Of::Branch(_) => Shown::Whole,
    };
    // A file's name decides its address; only those of files that are gone may be others.
    let stays = |secret: &Secret| match shown(secret) {
        Shown::Whole => secret.name.ends_with("file") || secret.name == "file name",
        Shown::Remnant | Shown::Nothing => secret.name == "file name",
    };
    let hidden = site.secrets.iter().enumerate();
    let hidden = hidden.filter(|(_, secret)| !stays(secret) && !site.may_be_seen(secret, edition));
    let words: Vec<(String, String)> = hidden
        .flat_map(|(number, _)| [canary::han, canary::ascii].map(|word| (word(number), word(number | OTHER))))
        .collect();
    let other = |text: &str| {
        words
            .iter()
            .fold(text.to_owned(), |text, (word, other)| text.replace(word, other))
    };
    let mut files = site.files.clone();
    for entry in &site.entries {
        if entry.shown(edition, site.day) == Shown::Nothing {
            entry.files.iter().for_each(|file| drop(files.remove(file)));
        }
    }
    let rewritten = files
        .into_iter()
        .map(|(path, bytes)| match String::from_utf8(bytes) {
            Ok(text) => (other(&path), other(&text).into_bytes()),
            Err(picture) => (other(&path), picture.into_bytes()),
        });
    rewritten.collect()
}

/// Builds some editions of a site, or all; the complaints when there are errors. Output by `edition index/address`.
fn built(files: &Files, site: &Site, editions: &[&str]) -> Result<Files, String> {
    let request = Request {
        day: site.day,
        mode: match site.rehearsed {
            true => Mode::Rehearse,
            false => Mode::Publish,
        },
        editions: editions.iter().map(|id| (*id).to_owned()).collect(),
    };
    let built = build_request(files, &request);
    match built.report.has_errors() {
        true => Err(gongkai::cli::render_plain(&built.report)),
        false => Ok(built.output),
    }
}

fn check(seed: u64, tried: &Mutex<Tried>) -> Result<(), String> {
    let site = Site::random(seed);
    let whole = built(&site.files, &site, &[])?;
    for (index, edition) in site.editions.iter().enumerate() {
        let at = format!("seed {seed}, {}, {}", edition.id, site.day);
        let own = format!("{index}/");
        let whole: Files = whole
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(&own)?.to_owned(), bytes.clone())))
            .collect();
        let is_public = edition.audience == Circle::Public && !edition.is_board;
        if whole.contains_key("disclosure.txt") != is_public {
            return Err(format!("{at}: the summary for the bureau is in it, or is not"));
        }
        let seen = seen(&whole);
        for (number, path) in &seen {
            let secret = site.secrets[*number];
            if !site.may_be_seen(&secret, edition) {
                let entry = site.whose(&secret);
                return Err(format!("{at}: {path} tells the {} of {entry}", secret.name));
            }
        }
        let less = built(&reduced(&site, edition), &site, &[edition.id])?;
        if less.len() != whole.len() {
            return Err(format!(
                "{at}: how many files there are depends on what is not shown"
            ));
        }
        for (path, bytes) in &whole {
            if less.get(&format!("0/{path}")) != Some(bytes) {
                return Err(format!("{at}: {path} depends on what is not shown"));
            }
        }
        count(&site, edition, &seen, tried)?;
    }
    Ok(())
}

/// The canaries of an edition, each with a file that tells it. What the theme brings tells none.
fn seen(output: &Files) -> BTreeMap<usize, String> {
    let mut seen = BTreeMap::new();
    for (path, bytes) in output.iter().filter(|(path, _)| !path.starts_with("assets/")) {
        for number in canary::find(path.as_bytes())
            .into_iter()
            .chain(canary::find(bytes))
            .chain(canary::find(&without_marks(bytes)))
        {
            seen.entry(number).or_insert_with(|| path.clone());
        }
    }
    seen
}

/// A page without its tags and line ends: on paper a word may stand in two lines.
fn without_marks(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut inside = false;
    for byte in bytes {
        match byte {
            b'<' => inside = true,
            b'>' if inside => inside = false,
            b'\n' => {}
            byte if !inside => text.push(*byte),
            _ => {}
        }
    }
    text
}

fn count(
    site: &Site,
    edition: &Edition,
    seen: &BTreeMap<usize, String>,
    tried: &Mutex<Tried>,
) -> Result<(), String> {
    let mut tried = tried.lock().expect("no panic");
    for entry in &site.entries {
        match entry.shown(edition, site.day) {
            Shown::Whole => tried.whole += 1,
            Shown::Remnant => tried.remnants += 1,
            Shown::Nothing => tried.nothing += 1,
        }
    }
    for (number, secret) in site.secrets.iter().enumerate() {
        let may = site.may_be_seen(secret, edition);
        if seen.contains_key(&number) {
            tried.hung += usize::from(edition.is_board && secret.name == "title");
            *tried.shown.entry(secret.name).or_default() += 1;
        } else if !may {
            *tried.kept_back.entry(secret.name).or_default() += 1;
        } else if !edition.is_board {
            // A canary that may be seen and is not would keep nothing back either.
            let quiet = ["file name", "column", "HTML"];
            let Of::Entry(entry) = secret.of else {
                continue;
            };
            // A 公示 that is over and keeps its text, or a 征求意见, asks for nothing any more.
            let entry = &site.entries[entry];
            let last = entry.period.map(|(_, last)| last).or(entry.closes);
            let is_over = last.is_some_and(|last| last < site.day);
            let asks = ["unit", "email", "place", "channel"];
            let may_miss = quiet.contains(&secret.name) || is_over && asks.contains(&secret.name);
            if !may_miss {
                return Err(format!(
                    "the {} of {} is not shown in {}",
                    secret.name,
                    site.whose(secret),
                    edition.id
                ));
            }
        }
    }
    Ok(())
}

/// Named as they are in the fields' canaries; each has been shown where it may be, and kept back where it may not.
const NEVER: [&str; 9] = [
    "posted", "approval", "opinion", "acknowledged", "other person", "picture's file", "picture's text",
    "photo's file", "photo's text",
];

#[test]
fn nothing_that_an_audience_may_not_see_is_in_its_edition() {
    let tried = Mutex::new(Tried::default());
    let sites = tries(SITES, MANY_SITES);
    let checked = (1..=sites)
        .into_par_iter()
        .try_for_each(|seed| check(seed, &tried));
    if let Err(fault) = checked {
        panic!("{fault}");
    }
    let tried = tried.into_inner().expect("no panic");
    // As often as sites are tried; a tenth as often would do.
    let often = |count: usize, times: f64| count as f64 > times * sites as f64;
    assert!(
        often(tried.whole, 1.5)
            && often(tried.remnants, 0.15)
            && often(tried.nothing, 1.5)
            && often(tried.hung, 0.25),
        "{tried:?}"
    );
    for (name, count) in &tried.kept_back {
        assert!(often(*count, 0.025), "{name} was kept back only {count} times");
        let shown = tried.shown.get(name).copied().unwrap_or(0);
        assert!(
            often(shown, 0.025) || NEVER.contains(name),
            "{name} was shown only {shown} times"
        );
    }
}

/// Texts that say one of a few things or name something that is there, where another would be an error; and those of
/// `words.yaml`, which these sites do not have.
const UNPLANTED: [&str; 12] = [
    "branch.主题党日", "common.公开目录", "common.支部", "common.链接名", "ledger.图", "meeting.例会",
    "notice.会议", "notice.采纳情况", "step.指纹", "time.结束", "wording.写法", "wording.应当",
];

/// A text that the registry gains is planted with a canary, too: wherever a field of its name may stand.
#[test]
fn a_canary_is_planted_in_every_text_that_may_be_written() {
    let mut planted = String::new();
    for site in (0..60).map(Site::random) {
        let texts = site
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".md") || path.ends_with(".yaml"));
        planted.extend(texts.map(|(_, text)| String::from_utf8_lossy(text).into_owned()));
    }
    let is_planted = |row: &FieldRow| {
        let name = format!("{}: ", row.name());
        let mut values = planted.lines().filter_map(|line| line.split_once(&name));
        values.any(|(_, value)| !canary::find(value.as_bytes()).is_empty())
    };
    let mut bare = BTreeSet::new();
    let mut tables: Vec<&FieldTable> = FILES.iter().flat_map(|file| file.tables).copied().collect();
    while let Some(table) = tables.pop() {
        for row in table.rows {
            let is_text = match row.takes {
                Takes::One(scalar) => matches!(scalar, Scalar::Line | Scalar::Text),
                takes => matches!(takes, Takes::Words | Takes::Texts),
            };
            if is_text && !is_planted(row) {
                bare.insert(format!("{}.{}", table.id, row.name()));
            }
            tables.extend(row.takes.inside());
        }
    }
    let bare: Vec<&str> = bare.iter().map(String::as_str).collect();
    assert_eq!(bare, UNPLANTED);
}
