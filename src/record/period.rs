//! A quarter of the record, as the page for the archive shows it.

use super::chain::{ChainEnd, ChainFault, Verified, hash_of};
use super::line::{RecordEvent, RecordLine};
use crate::paper::designed::{RecordPage, RecordPageRow};
use crate::words::{Day, Month, Quarter};

/// The page. `end`: where the record ends now; `verified`: what looking at every line came to.
#[must_use]
pub fn period_page(
    (lines, end): (&[RecordLine], &ChainEnd),
    verified: &Result<Verified, ChainFault>,
    (quarter, organizer, printed_on): (Quarter, &str, Day),
) -> RecordPage {
    let is_within = |line: &&RecordLine| quarter_of(line) == Some(quarter);
    let within: Vec<&RecordLine> = lines.iter().filter(is_within).collect();
    let mut facts = vec![counted(&within)];
    if let Some(last) = within.last() {
        let hash = hash_of(last.text().as_bytes());
        facts.push(format!(
            "本季最后一行是第{}行，哈希值：{}",
            last.number,
            grouped(&hash)
        ));
    }
    // One hash to compare, not the same one twice.
    let is_last = within
        .last()
        .is_some_and(|last| hash_of(last.text().as_bytes()) == end.hash);
    facts.push(match is_last {
        true => format!("打印时全部记录共{}行，这就是最后一行。", end.count),
        false => format!(
            "打印时全部记录共{}行，最后一行的哈希值：{}",
            end.count,
            grouped(&end.hash)
        ),
    });
    facts.push(match verified {
        Ok(_) => "打印时核对：每一行都对得上。".to_owned(),
        Err(fault) => format!("打印时核对：第{}行对不上（{}）。", fault.line, fault.what),
    });
    facts.push(
        "各行的哈希值一环扣一环，以后有人改动记录，和本页手签的哈希值就对不上。签字前请和电脑上 gongkai record verify 显示的核对。"
            .to_owned(),
    );
    RecordPage {
        organizer: organizer.to_owned(),
        period: quarter.label(),
        facts,
        printed_on,
        rows: within.into_iter().map(row).collect(),
    }
}

fn quarter_of(line: &RecordLine) -> Option<Quarter> {
    let day = line.time.get(..10).and_then(Day::parse)?;
    Some(Month::of(day).quarter())
}

fn counted(lines: &[&RecordLine]) -> String {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return "本季没有记录。".to_owned();
    };
    let events = [
        RecordEvent::Published,
        RecordEvent::Corrected,
        RecordEvent::Changed,
        RecordEvent::Renewed,
        RecordEvent::Expired,
        RecordEvent::Removed,
        RecordEvent::Missing,
    ];
    let count = |event: RecordEvent| lines.iter().filter(|line| line.what.event == event).count();
    let counts = events.map(|event| (event, count(event)));
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(event, count)| format!("{}{count}次", event.label()))
        .collect();
    format!(
        "本季记录从第{}行到第{}行，共{}行：{}。",
        first.number,
        last.number,
        lines.len(),
        counts.join("，")
    )
}

/// A hash as people compare it: eight digits at a time.
fn grouped(hash: &str) -> String {
    let mut text = String::new();
    for (index, digit) in hash.chars().enumerate() {
        if index > 0 && index % 8 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

fn row(line: &RecordLine) -> RecordPageRow {
    let of = &line.what;
    RecordPageRow {
        number: line.number.to_string(),
        // The year stands above the table.
        time: line.time.get(5..16).unwrap_or(&line.time).to_owned(),
        event: of.event.label().to_owned(),
        title: of.title.clone(),
        place: of.place.clone(),
    }
}
