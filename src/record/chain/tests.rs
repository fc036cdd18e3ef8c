//! Chains that are whole, and chains that somebody touched.

use super::super::line::Occurrence;
use super::*;

fn occurrence(number: u64) -> Occurrence {
    Occurrence {
        event: RecordEvent::Published,
        entry: format!("content/notices/{number}.md"),
        edition: "web".to_owned(),
        place: "school".to_owned(),
        title: format!("关于第{number}件事的通知"),
        address: format!("notices/{number}.html"),
        page: Some("0123456789abcdef".repeat(2)),
        source: None,
        materials: None,
        corrections: 0,
        posted_for: None,
        is_late: false,
        explanation: String::new(),
    }
}

fn line(number: u64, before: &str) -> Vec<u8> {
    let line = RecordLine {
        number,
        time: "2026-03-12 08:30:00".to_owned(),
        what: occurrence(number),
        command: "deploy".to_owned(),
        before: before.to_owned(),
    };
    line.text().into_bytes()
}

fn chain(count: u64) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for number in 1..=count {
        let before = lines
            .last()
            .map_or_else(|| ChainEnd::of(&[]).hash, |line| hash_of(line));
        lines.push(line(number, &before));
    }
    lines
}

fn bytes(lines: &[Vec<u8>]) -> Vec<u8> {
    lines
        .iter()
        .flat_map(|line| [line.as_slice(), b"\n"].concat())
        .collect()
}

fn end(lines: &[Vec<u8>]) -> ChainEnd {
    ChainEnd {
        count: lines.len() as u64,
        hash: lines.last().map_or_else(String::new, |line| hash_of(line)),
    }
}

/// Where the fault is said to be, counted from 0.
fn found(lines: &[Vec<u8>], known: &ChainEnd) -> Option<usize> {
    let fault = verify(&bytes(lines), Some(known)).err()?;
    usize::try_from(fault.line - 1).ok()
}

#[test]
fn a_whole_chain_fits_and_so_does_one_that_went_on_elsewhere() {
    let lines = chain(20);
    for known in [None, Some(end(&lines)), Some(end(&lines[..7]))] {
        let verified = verify(&bytes(&lines), known.as_ref()).expect("it fits");
        assert_eq!((verified.end, verified.torn), (end(&lines), 0));
    }
    assert_eq!(verify(b"", None).expect("nothing fits").end, ChainEnd::of(&[]));
    assert_eq!(ChainEnd::parse(&end(&lines).text()), Some(end(&lines)));
    let mut torn = bytes(&lines);
    torn.extend(b"{\"\xe5\xba");
    assert_eq!(verify(&torn, None).expect("it fits").torn, 4);
}

/// What may be done to one line, each with the line where it has to be found.
#[test]
fn whatever_is_done_to_a_line_is_found_at_that_line() {
    const COUNT: usize = 24;
    let lines = chain(COUNT as u64);
    let known = end(&lines);
    for at in 0..COUNT {
        let changed = |line: Vec<u8>| {
            let mut lines = lines.clone();
            lines[at] = line;
            lines
        };
        // Bytes everywhere, and whole sentences.
        for byte in (at % 5..lines[at].len()).step_by(5) {
            let mut line = lines[at].clone();
            line[byte] ^= 1;
            let text = bytes(&changed(line.clone()));
            // A byte that became an end of a line makes two of one.
            let fault = verify(&text, Some(&known)).expect_err("changed");
            assert_eq!(fault.line, at as u64 + 1, "byte {byte}: {fault:?}");
        }
        let text = String::from_utf8(lines[at].clone()).expect("text");
        for (from, to) in [
            ("通知", "公告"),
            ("school", "school2"),
            ("08:30", "07:30"),
            (":\"", ": \""),
        ] {
            let line = text.replace(from, to).into_bytes();
            assert_eq!(found(&changed(line), &known), Some(at), "{from}");
        }
        let mut removed = lines.clone();
        removed.remove(at);
        assert_eq!(found(&removed, &known), Some(at), "removed");
        // Made to look right before it, with any number.
        for number in [1, at as u64, at as u64 + 1, at as u64 + 2, 999] {
            let before = at
                .checked_sub(1)
                .map_or_else(|| ChainEnd::of(&[]).hash, |before| hash_of(&lines[before]));
            let mut inserted = lines.clone();
            inserted.insert(at, line(number, &before).replace_title());
            assert_eq!(found(&inserted, &known), Some(at), "inserted {number}");
        }
        for other in 0..COUNT {
            let mut inserted = lines.clone();
            inserted.insert(at, lines[other].clone());
            let found = found(&inserted, &known).expect("found");
            // Of two equal neighbours either was put in.
            assert!(
                found == at || lines[other] == inserted[found],
                "{at} {other}: {found}"
            );
            if other != at {
                let mut swapped = lines.clone();
                swapped.swap(at, other);
                assert_eq!(self::found(&swapped, &known), Some(at.min(other)), "{at} {other}");
            }
        }
        let mut empty = lines.clone();
        empty.insert(at, Vec::new());
        assert_eq!(found(&empty, &known), Some(at), "an empty line");
    }
}

trait ReplaceTitle {
    fn replace_title(self) -> Self;
}

impl ReplaceTitle for Vec<u8> {
    fn replace_title(self) -> Self {
        let text = String::from_utf8(self).expect("text");
        text.replace("件事", "件假事").into_bytes()
    }
}

#[test]
fn without_what_this_computer_knows_only_the_end_may_be_cut_unseen() {
    let lines = chain(9);
    for at in 0..lines.len() - 1 {
        let mut removed = lines.clone();
        removed.remove(at);
        assert_eq!(
            verify(&bytes(&removed), None).expect_err("removed").line,
            at as u64 + 1
        );
    }
    assert!(verify(&bytes(&lines[..5]), None).is_ok());
    // The last one in other bytes that say the same.
    let mut loose = lines.clone();
    let text = String::from_utf8(loose[8].clone()).expect("text");
    loose[8] = text.replace(":\"", ": \"").into_bytes();
    assert_eq!(verify(&bytes(&loose), None).expect_err("changed").line, 9);
    let fault = verify(&bytes(&lines[..5]), Some(&end(&lines))).expect_err("cut");
    assert!(fault.line == 6 && fault.what.contains("最后 4 行"), "{fault:?}");
    // All made anew, and going on.
    let mut other = chain(0);
    let mut before = ChainEnd::of(&[]).hash;
    for number in 1..=12 {
        other.push(line(number, &before).replace_title());
        before = hash_of(&other[other.len() - 1]);
    }
    assert!(verify(&bytes(&other), None).is_ok());
    let fault = verify(&bytes(&other), Some(&end(&lines))).expect_err("made anew");
    assert!(fault.line == 9 && fault.what.contains("重新写过"), "{fault:?}");
}
