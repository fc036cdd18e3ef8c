//! What `check --fix` may do to a file that was damaged: it says again what it said before the damage, or is left as it is.
//! `GONGKAI_SEED` sets where to begin.

use gongkai::fixes::{self, Fixed};
use gongkai::read::{Tree, library};
use gongkai::words::{Complaint, Day, Kind, Report, decoded};
use rayon::prelude::*;
use regex::Regex;

use super::read_fuzz::{Random, SEEDS, damage, found, site};
use crate::support::work::tries;

fn path(kind: Kind) -> String {
    let ending = if kind == Kind::Page { "yaml" } else { "md" };
    format!("content/{}/2026-03-12-a.{ending}", kind.folder())
}

fn site_with(kind: Kind, bytes: &[u8]) -> Tree {
    let mut tree = site();
    tree.entries.push((kind, found(&path(kind), bytes)));
    tree
}

fn check(tree: Tree) -> Report {
    let mut report = Report::new();
    let _ = library::read(&tree, Day::parse("2026-03-31").expect("a day"), &mut report);
    report
}

fn is_certain(complaint: &Complaint) -> bool {
    complaint.fix.as_ref().is_some_and(|fix| fix.is_certain)
}

fn fix(kind: Kind, bytes: &[u8]) -> Fixed {
    fixes::fix(site_with(kind, bytes), &|tree| Ok(check(tree)), &is_certain)
        .expect("nothing is read from a disk")
}

/// What a file says, without where it says so; nothing when it cannot be read whole.
fn says(kind: Kind, bytes: &[u8], places: &Regex) -> Option<String> {
    let mut report = Report::new();
    let library = library::read(
        &site_with(kind, bytes),
        Day::parse("2026-03-31").expect("a day"),
        &mut report,
    )?;
    let document = library.documents.first().filter(|_| !report.has_errors())?;
    Some(places.replace_all(&format!("{document:?}"), "").into_owned())
}

/// Where something stands, as `Debug` writes it.
fn places() -> Regex {
    Regex::new(
        r#"LineSpan \{[^}]*\}|Place \{ path: [^,]*, line: \d+, column: \d+, width: \d+, excerpt: "(?:[^"\\]|\\.)*", skipped: \d+ \}|ContentHash\([^)]*\)|fingerprint: \d+"#,
    )
    .expect("well formed")
}

/// Files in which nothing is wrong.
const VALID: [(Kind, &str); 6] = [
    SEEDS[0],
    SEEDS[1],
    SEEDS[3],
    SEEDS[4],
    (
        Kind::Pledge,
        "---\r\n标题: 党员公开承诺\r\n日期: 2026-01-12\r\n类型: 党员\r\n年度: 2026\r\n承诺人: {姓名: 张三, 职务: 教师}\r\n承诺事项:\r\n  - {内容: 听课二十节, 时限: 2026-06-30, 进度: 60%}\r\n  - 内容: 结对帮扶，每周一次\r\n    时限: 2026-12-31\r\n审核: {姓名: 周强, 日期: 2026-01-10}\r\n---\r\n正文\r\n",
    ),
    (
        Kind::Ledger,
        "---\n标题: 学习用书发放台账\n日期: 2026-03-12\n列:\n  - {名称: 书名, 类型: 文字}\n  - {名称: 册数, 类型: 数}\n  - {名称: 发放日期, 类型: 日期}\n行:\n  - {书名: 党章, 册数: 12, 发放日期: 2026-03-01}\n  - [\"学习读本，上册\", 30, 2026-03-02]\n---\n",
    ),
];

/// Slips of the keyboard and of whoever saved the file: each takes a line of the fields, or the whole file, and gives what
/// became of it. None where there is nothing that could slip.
type SlipOfLine = fn(&str) -> Option<String>;

fn replaced(line: &str, from: &str, to: &str) -> Option<String> {
    line.contains(from).then(|| line.replacen(from, to, 1))
}

fn indented(line: &str, with: &str) -> Option<String> {
    line.strip_prefix("  ").map(|rest| format!("{with}{rest}"))
}

/// The value of a line that is a plain text.
fn plain_value(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(": ")?;
    let is_plain = !value.is_empty() && !value.contains(['"', '\'', '[', '{', '|', '>', '#', ':', '“']);
    (is_plain && !name.contains(['{', '['])).then_some((name, value))
}

/// A date of the form 2026-03-12 in a line, and what is around it.
fn date(line: &str) -> Option<(&str, &str, &str)> {
    let at = line.find("2026-")?;
    let day = line.get(at..at + 10)?;
    Some((&line[..at], day, &line[at + 10..]))
}

const SLIPS: [(&str, SlipOfLine); 35] = [
    ("full-width colon", |line| replaced(line, ": ", "：")),
    ("full-width colon and space", |line| replaced(line, ": ", "： ")),
    ("no space", |line| replaced(line, ": ", ":")),
    ("full-width space behind the colon", |line| {
        replaced(line, ": ", ":　")
    }),
    ("no-break space behind the colon", |line| {
        replaced(line, ": ", ":\u{A0}")
    }),
    ("tab behind the colon", |line| replaced(line, ": ", ":\t")),
    ("tab before", |line| indented(line, "\t")),
    ("full-width spaces before", |line| indented(line, "　　")),
    ("no space behind the item's mark", |line| {
        replaced(line, "- ", "-")
    }),
    ("full-width space behind the item's mark", |line| {
        replaced(line, "- ", "-　")
    }),
    ("a number for the item's mark", |line| {
        replaced(line, "  - ", "  1. ")
    }),
    ("no item's mark", |line| replaced(line, "  - ", "    ")),
    ("an item's mark at the margin", |line| {
        line.starts_with("  - ").then(|| line[2..].to_owned())
    }),
    ("round brackets for braces", |line| {
        replaced(line, "{", "（").and_then(|line| replaced(&line, "}", "）"))
    }),
    ("Chinese quotes", |line| {
        plain_value(line).map(|(name, value)| format!("{name}: “{value}”"))
    }),
    ("a quote that does not end", |line| {
        plain_value(line).map(|(name, value)| format!("{name}: \"{value}"))
    }),
    ("quotes of two kinds", |line| {
        plain_value(line).map(|(name, value)| format!("{name}: \"{value}”"))
    }),
    ("full-width comma", |line| replaced(line, ", ", "，")),
    ("all commas full-width", |line| {
        line.contains(", ").then(|| line.replace(", ", "，"))
    }),
    ("full-width bracket", |line| {
        replaced(line, "[", "【").and_then(|line| replaced(&line, "]", "】"))
    }),
    ("full-width brace", |line| {
        replaced(line, "{", "｛").and_then(|line| replaced(&line, "}", "｝"))
    }),
    ("bracket that does not end", |line| {
        line.strip_suffix(']').map(str::to_owned)
    }),
    ("brace that does not end", |line| {
        line.strip_suffix('}').map(str::to_owned)
    }),
    ("no braces", |line| {
        replaced(line, "{", "").and_then(|line| replaced(&line, "}", ""))
    }),
    ("no braces, all full-width", |line| {
        let bare = replaced(line, "{", "").and_then(|line| replaced(&line, "}", ""))?;
        Some(bare.replace(": ", "：").replace(", ", "，"))
    }),
    ("semicolons in braces", |line| {
        line.contains('{').then(|| line.replace(", ", "；"))
    }),
    ("a brace that ends as a bracket", |line| {
        line.strip_suffix('}').map(|line| format!("{line}]"))
    }),
    ("brackets around a date", |line| {
        date(line)
            .filter(|(before, _, after)| before.ends_with(": ") && after.is_empty())
            .map(|(before, day, after)| format!("{before}[{day}]{after}"))
    }),
    ("a remark without its space", |line| {
        plain_value(line).map(|_| format!("{line} #待定"))
    }),
    ("nobody sees it", |line| {
        (!line.is_empty()).then(|| format!("{}\u{200B}{}", first(line), rest(line)))
    }),
    ("a mark in the middle", |line| {
        (!line.is_empty()).then(|| format!("\u{FEFF}{line}"))
    }),
    ("half a date", |line| {
        date(line).map(|(before, day, after)| {
            format!("{before}{}年{}月{}{after}", &day[..4], &day[5..7], &day[8..])
        })
    }),
    ("a date and a half", |line| {
        date(line).map(|(before, day, after)| format!("{before}{day}日{after}"))
    }),
    ("full-width digits", |line| {
        date(line).map(|(before, day, after)| {
            format!("{before}{}{after}", day.replace('0', "０").replace('2', "２"))
        })
    }),
    ("a long stroke", |line| (line == "---").then(|| "———".to_owned())),
];

fn first(line: &str) -> &str {
    &line[..line.chars().next().map_or(0, char::len_utf8)]
}

fn rest(line: &str) -> &str {
    &line[first(line).len()..]
}

/// A text as somebody's editor saved it.
fn saved(text: &str, random: &mut Random) -> Vec<u8> {
    match random.below(12) {
        0 => match encoding_rs::GBK.encode(text) {
            (bytes, _, false) => bytes.into_owned(),
            _ => text.as_bytes().to_vec(),
        },
        1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        2 => text.replace('\n', "\r\n").replace("\r\r", "\r").into_bytes(),
        3 => {
            let units = [0xFEFF].into_iter().chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        _ => text.as_bytes().to_vec(),
    }
}

/// A file with one slip in its fields, and which.
fn slipped(text: &str, random: &mut Random) -> Option<(&'static str, Vec<u8>)> {
    let (name, slip) = SLIPS[random.below(SLIPS.len())];
    let end = text
        .match_indices("\n---")
        .map(|(at, _)| text[..at].matches('\n').count() + 2)
        .next();
    let lines: Vec<&str> = text.split('\n').collect();
    let possible: Vec<(usize, String)> = (lines.iter().enumerate())
        .take(end.unwrap_or(lines.len()))
        .filter_map(|(number, line)| {
            let bare = line.trim_end_matches('\r');
            slip(bare).map(|new| (number, new + &line[bare.len()..]))
        })
        .collect();
    let (number, new) = possible.get(random.below(possible.len()))?;
    let mut lines = lines;
    lines[*number] = new;
    Some((name, saved(&lines.join("\n"), random)))
}

#[test]
fn a_mended_file_says_what_the_undamaged_one_said_or_is_left_alone() {
    let seed = std::env::var("GONGKAI_SEED").map_or(1_u64, |seed| seed.parse().expect("a number"));
    let places = places();
    let of = |(kind, text): &(Kind, &str)| says(*kind, text.as_bytes(), &places);
    let meant: Vec<Option<String>> = VALID.iter().map(of).collect();
    for (number, said) in meant.iter().enumerate() {
        let told = || check(site_with(VALID[number].0, VALID[number].1.as_bytes()));
        assert!(said.is_some(), "{number}: {:?}", told());
    }
    let outcomes: Vec<(&str, Outcome)> = (0..tries(500, 60_000))
        .into_par_iter()
        .filter_map(|round| {
            let mut random = random(seed.wrapping_add(round));
            let which = random.below(VALID.len());
            let (slip, bytes) = slipped(VALID[which].1, &mut random)?;
            let outcome = outcome(VALID[which].0, &bytes, meant[which].as_deref(), &places);
            Some((
                slip,
                outcome.unwrap_or_else(|wrong| panic!("{slip}, seed {seed}, round {round}: {wrong}")),
            ))
        })
        .collect();
    let count = |wanted: Outcome| outcomes.iter().filter(|(_, outcome)| *outcome == wanted).count();
    let (mended, left) = (count(Outcome::Mended), count(Outcome::Left));
    println!(
        "{mended} mended, {left} left alone, {} said the same as they were",
        count(Outcome::Same)
    );
    for (name, _) in SLIPS {
        let of_slip = |wanted| outcomes.iter().filter(|of| **of == (name, wanted)).count();
        println!(
            "{name}: {} mended, {} left alone",
            of_slip(Outcome::Mended),
            of_slip(Outcome::Left)
        );
    }
    assert!(mended > 4 * left, "{mended} were mended, {left} left alone");
}

/// What mending came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The damaged file said what the undamaged one does, without a word about it.
    Same,
    Mended,
    /// It is as it was, or at most saved in another encoding.
    Left,
}

/// What mending a damaged file came to, which ought to say this; an error is a file that was made worse.
fn outcome(kind: Kind, bytes: &[u8], meant: Option<&str>, places: &Regex) -> Result<Outcome, String> {
    let fixed = fix(kind, bytes);
    let Some(file) = fixed.files.first() else {
        let is_same = fixed.report.is_empty() && says(kind, bytes, places).as_deref() == meant;
        return Ok(if is_same { Outcome::Same } else { Outcome::Left });
    };
    let text = |bytes| decoded(bytes).map(|read| read.text.into_owned());
    if !fix(kind, &file.after).files.is_empty() {
        Err(format!("mended twice:\n{}", String::from_utf8_lossy(&file.after)))
    } else if says(kind, &file.after, places).as_deref() == meant {
        Ok(Outcome::Mended)
    } else if text(&file.before) == text(&file.after) {
        Ok(Outcome::Left)
    } else {
        let [before, after] = [&file.before, &file.after].map(|bytes| String::from_utf8_lossy(bytes));
        Err(format!("says something else:\n{before}\n{after}"))
    }
}

/// The random numbers of a round.
fn random(round: u64) -> Random {
    let mut random = Random(round.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    random.next();
    random
}

#[test]
fn what_is_damaged_anyhow_is_mended_to_the_end_and_never_for_the_worse() {
    let of_fields = |report: &Report| {
        let sorted = report.sorted();
        sorted
            .iter()
            .filter(|complaint| complaint.code.name.starts_with("front-"))
            .count()
    };
    (0..tries(300, 60_000)).into_par_iter().for_each(|round| {
        let mut random = random(round);
        let (kind, text) = SEEDS[random.below(SEEDS.len())];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            damage(&mut bytes, &mut random);
        }
        for file in fix(kind, &bytes).files {
            let shown = || format!("round {round}:\n{}", String::from_utf8_lossy(&bytes));
            assert_eq!(file.before, bytes);
            assert!(
                fix(kind, &file.after).files.is_empty(),
                "a second time, {}",
                shown()
            );
            let [before, after] =
                [&file.before, &file.after].map(|bytes| of_fields(&check(site_with(kind, bytes))));
            assert!(after <= before, "{before} to {after}, {}", shown());
        }
    });
}
