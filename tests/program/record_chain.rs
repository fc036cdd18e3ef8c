//! The record's chain: several writers make one, and whatever is done to a line of a long one is found at that line.

use std::fs;

use rayon::prelude::*;

use gongkai::record::{Occurrence, PublicationRecord, RECORD_FILE, RecordEvent, RecordStamp, verify};

use crate::support::Random;
use crate::support::work::tries;

fn occurrence(number: usize) -> Occurrence {
    Occurrence {
        event: RecordEvent::Published,
        entry: format!("content/notices/{number}.md"),
        edition: "web".to_owned(),
        place: "school".to_owned(),
        title: format!("关于第{number}件事的通知，电话13800138000"),
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

const STAMP: RecordStamp<'static> = RecordStamp {
    command: "deploy",
    clock: &|| "2026-03-12 08:30:00".to_owned(),
};

#[test]
fn two_at_once_make_one_chain() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let (writers, each) = (4, 60);
    std::thread::scope(|scope| {
        for writer in 0..writers {
            scope.spawn(move || {
                let mut record = PublicationRecord::load(root).expect("readable");
                for number in 0..each {
                    let what = occurrence(writer * 1_000 + number);
                    let happened = |_: &PublicationRecord| {
                        // Room for the others, if they did not wait.
                        std::thread::sleep(std::time::Duration::from_millis(1));
                        vec![what.clone()]
                    };
                    record.add(STAMP, &happened).expect("written");
                    if number % 7 == 0 {
                        record.settle().expect("settled");
                    }
                }
                record.settle().expect("settled");
            });
        }
    });
    let (verified, known) = PublicationRecord::verified(root).expect("readable");
    let end = verified.expect("it fits").end;
    assert_eq!((end.count, Some(end)), ((writers * each) as u64, known));
    let record = PublicationRecord::load(root).expect("readable");
    let mut entries: Vec<&str> = record
        .lines()
        .iter()
        .map(|line| line.what.entry.as_str())
        .collect();
    entries.sort_unstable();
    entries.dedup();
    assert_eq!(entries.len(), writers * each, "each line once");
    assert!(
        record
            .lines()
            .iter()
            .all(|line| !line.what.title.contains("13800138000"))
    );
}

#[test]
fn whatever_is_done_to_one_of_ten_thousand_lines_is_found_at_that_line() {
    const COUNT: usize = 10_000;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut record = PublicationRecord::load(root).expect("readable");
    record
        .add(STAMP, &|_| (0..COUNT).map(occurrence).collect())
        .expect("written");
    record.settle().expect("settled");
    let end = record.end();
    let bytes = fs::read(root.join(RECORD_FILE)).expect("there");
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!((lines.len(), end.count), (COUNT, COUNT as u64));
    assert!(verify(&bytes, Some(&end)).is_ok());
    let rounds = tries(24, 600) as usize;
    (0..rounds).into_par_iter().for_each(|round| {
        let mut random = Random::new(10_000 + round as u64);
        let at = random.below(COUNT);
        let mut other = random.below(COUNT);
        if other == at {
            other = (at + 1) % COUNT;
        }
        let mut changed = lines.clone();
        let mut line = lines[at].to_vec();
        let found_at = match round % 4 {
            0 => {
                let byte = random.below(line.len() - 1);
                line[byte] ^= 1 << random.below(3);
                changed[at] = &line;
                at
            }
            1 => {
                changed.remove(at);
                at
            }
            2 => {
                changed.insert(at, lines[other]);
                at
            }
            _ => {
                changed.swap(at, other);
                at.min(other)
            }
        };
        let fault = verify(&changed.concat(), Some(&end)).expect_err("changed");
        let twin = round % 4 == 2 && other + 1 == at && fault.line == at as u64;
        assert!(
            fault.line == found_at as u64 + 1 || twin,
            "{round} at {at}, {other}: {fault:?}"
        );
    });
}
