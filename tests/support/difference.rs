//! What differs between two files, in lines that somebody can read.

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

/// So many lines of a difference are shown.
const LINES: usize = 60;
/// So many characters of a line.
const WIDTH: usize = 160;
/// So many characters before the first that differs, where a line is too long to be shown whole.
const BEFORE: usize = 40;

/// How what came differs from what is expected: `-` is missing, `+` is too much, with two lines around them. Empty when
/// they are equal.
pub(crate) fn difference(expected: &[u8], came: &[u8]) -> String {
    if expected == came {
        return String::new();
    }
    if let (Ok(expected), Ok(came)) = (str::from_utf8(expected), str::from_utf8(came)) {
        return of_texts(expected, came);
    }
    let equal = common(expected.iter(), came.iter());
    let (before, now) = (expected.len(), came.len());
    format!("no text: {before} bytes are expected, {now} came, the first {equal} are equal\n")
}

fn of_texts(expected: &str, came: &str) -> String {
    let [old, new] = [expected, came].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let mut lines = Vec::new();
    for group in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), 2) {
        let first = group.first().map_or(0, |change| change.old_range().start);
        lines.push(format!("@@ line {}", first + 1));
        for change in group {
            let (old, new) = (&old[change.old_range()], &new[change.new_range()]);
            if let DiffOp::Equal { .. } = change {
                lines.extend(old.iter().map(|line| shown(' ', line, 0)));
                continue;
            }
            let at = |index: usize| match (old.get(index), new.get(index)) {
                (Some(old), Some(new)) => common(old.chars(), new.chars()),
                _ => 0,
            };
            lines.extend((0..old.len()).map(|index| shown('-', old[index], at(index))));
            lines.extend((0..new.len()).map(|index| shown('+', new[index], at(index))));
        }
    }
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    if more > 0 {
        lines.push(format!("… and {more} lines more"));
    }
    lines.join("\n") + "\n"
}

/// How many of the first are equal.
fn common<T: PartialEq>(one: impl Iterator<Item = T>, two: impl Iterator<Item = T>) -> usize {
    one.zip(two).take_while(|(one, two)| one == two).count()
}

/// A line behind its sign; what cannot be seen at its end can be. Of a long one, what is around a character.
fn shown(sign: char, line: &str, at: usize) -> String {
    let (line, end) = match line.strip_suffix('\n') {
        Some(line) => (line, ""),
        None => (line, "⏎ is missing"),
    };
    let line = line.replace('\r', "␍");
    let bare = line.trim_end_matches(' ');
    let line = format!("{bare}{}", "·".repeat(line.len() - bare.len()));
    let length = line.chars().count();
    if length <= WIDTH {
        return format!("{sign}{line}{end}");
    }
    let from = at.saturating_sub(BEFORE).min(length - WIDTH);
    let part: String = line.chars().skip(from).take(WIDTH).collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if from + WIDTH < length { "…" } else { end };
    format!("{sign}{before}{part}{after}")
}

#[test]
fn only_what_differs_is_shown() {
    let long = "长".repeat(500);
    let old = format!("1\n2\n3\n4\n5\n6\n{long}甲{long}\nend ");
    let new = format!("1\n2\n3\n4\nfive\r\n6\n{long}乙{long}\nend\n");
    let around = |word: &str| {
        format!(
            "…{}{word}{}…",
            "长".repeat(BEFORE),
            "长".repeat(WIDTH - BEFORE - 1)
        )
    };
    let expected = format!(
        "@@ line 3\n 3\n 4\n-5\n+five␍\n 6\n-{}\n-end·⏎ is missing\n+{}\n+end\n",
        around("甲"),
        around("乙")
    );
    assert_eq!(difference(old.as_bytes(), new.as_bytes()), expected);
    assert_eq!(difference(b"a", b"a"), "");
    assert!(
        difference(b"a\xff\xff", b"a\xfe").starts_with("no text: 3 bytes are expected, 2 came, the first 1 ")
    );
}
