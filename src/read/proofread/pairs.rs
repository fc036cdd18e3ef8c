//! Marks of which one stands without the other: a title without its second mark, a quotation that nothing ends.

use super::{MOST, UNPAIRED};
use crate::words::{Complaint, Report, SourceText, is_han, is_han_digit};

/// Two marks that belong together, and what they are called.
pub(super) struct Pair {
    pub(super) begin: char,
    pub(super) end: char,
    pub(super) called: &'static str,
}

const fn pair(begin: char, end: char, called: &'static str) -> Pair {
    Pair { begin, end, called }
}

/// A quotation of several paragraphs ends in the last of them, and may begin in each.
pub(super) const PAIRS: [Pair; 3] = [
    pair('《', '》', "书名号"),
    pair('（', '）', "括号"),
    pair('“', '”', "引号"),
];

/// The places of all of them in a text, and of those that begin [`BEGUN`].
pub(super) fn marks(text: &str) -> Vec<(usize, char)> {
    // They begin with these bytes, and few of the Han do.
    let places = memchr::memchr3_iter(0xE2, 0xE3, 0xEF, text.as_bytes());
    let places = places.filter_map(|at| text.get(at..).and_then(|rest| Some((at, rest.chars().next()?))));
    let is_mark = |(_, c): &(usize, char)| "《》（）“”【「『‘".contains(*c);
    places.filter(is_mark).collect()
}

/// In each paragraph, a mark that ends to every one that begins.
pub(super) fn pairs(
    source: &SourceText,
    start: usize,
    (marks, pair): (&[(usize, char)], &Pair),
    report: &mut Report,
) {
    let Pair { begin, end, called } = *pair;
    let text = &source.text[start..];
    let of_all = marks;
    let of_pair = marks.iter().filter(|(_, c)| *c == begin || *c == end);
    let marks = of_pair.map(|(at, c)| (*at, *c == begin));
    let mut open: Vec<usize> = Vec::new();
    let mut alone: Vec<(usize, bool)> = Vec::new();
    let mut before = 0;
    for (at, begins) in marks {
        // A paragraph has ended since.
        if begin != '“' && !open.is_empty() && text[before..at].contains("\n\n") {
            alone.extend(open.drain(..).map(|at| (at, true)));
        }
        before = at;
        match begins {
            true => open.push(at),
            false if open.pop().is_none() && !numbers(&text[..at], end) => alone.push((at, false)),
            false => {}
        }
    }
    alone.extend(open.into_iter().map(|at| (at, true)));
    if begin == '“' {
        lone_quotations(text, of_all, &mut alone);
    }
    for (at, begins) in alone.into_iter().take(MOST) {
        let (typed, lacking) = if begins { (begin, end) } else { (end, begin) };
        let (message, hint) = match called {
            "引号" => (
                match begins {
                    true => "有前引号，没有后引号".to_owned(),
                    false => "有后引号，没有前引号".to_owned(),
                },
                "引号要成对，前面用“，后面用”；前后颠倒的，请对调".to_owned(),
            ),
            _ => (
                format!("有“{typed}”，没有“{lacking}”"),
                format!("{called}要成对，请补上“{lacking}”"),
            ),
        };
        let place = source.place(start + at..start + at + typed.len_utf8());
        report.push(Complaint::new(UNPAIRED, place, message).hint(hint));
    }
}

/// Of the “ that no ” ends, the last one of each paragraph is told. A quotation of several paragraphs may begin in each of them.
fn lone_quotations(text: &str, marks: &[(usize, char)], alone: &mut Vec<(usize, bool)>) {
    let begins_paragraph = |at: usize| {
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        line.chars()
            .all(|c| !c.is_alphabetic() || is_han_digit(c) || "第条章节".contains(c))
    };
    let is_apart = |at: usize, next: usize| text[at..next].contains("\n\n");
    let next = |at: usize| {
        let behind = marks.partition_point(|(mark, _)| *mark <= at);
        let mut quotations = marks[behind..].iter().filter(|(_, c)| matches!(c, '“' | '”'));
        quotations.find(|(next, _)| is_apart(at, *next))
    };
    let lone: Vec<usize> = alone.iter().filter(|one| one.1).map(|one| one.0).collect();
    let mut behind = lone.iter().skip(1);
    let told: Vec<usize> = lone
        .iter()
        .copied()
        .filter(|at| {
            let is_last = behind.next().is_none_or(|next| is_apart(*at, *next));
            let goes_on = next(*at).is_some_and(|(next, c)| *c == '“' && begins_paragraph(*next));
            is_last && !begins_paragraph(*at) && !goes_on
        })
        .collect();
    alone.retain(|(at, begins)| !begins || told.contains(at));
}

/// Marks of which some texts have only the first, and what ends them.
const BEGUN: [(char, &[char], &str); 5] = [
    ('(', &[')', '）'], "）"),
    ('【', &['】', ']'], "】"),
    ('「', &['」'], "」"),
    ('『', &['』'], "』"),
    ('‘', &['’'], "’"),
];

/// Those of [`BEGUN`] that nothing ends in their paragraph.
pub(super) fn begun(source: &SourceText, start: usize, marks: &[(usize, char)], report: &mut Report) {
    let text = &source.text[start..];
    let mut told = 0;
    for (mark, ends, lacking) in BEGUN {
        let places: Vec<usize> = match mark {
            '(' => memchr::memchr_iter(b'(', text.as_bytes()).collect(),
            _ => marks
                .iter()
                .filter(|(_, c)| *c == mark)
                .map(|(at, _)| *at)
                .collect(),
        };
        // All of them rise: no stretch of a long text is looked through for each mark.
        let (mut seen, mut line, mut has_code) = (0, 0, false);
        let (mut paragraph, mut end) = (0, 0);
        for at in places {
            let behind = at + mark.len_utf8();
            if let Some(last) = text[seen..at].rfind('\n') {
                (line, has_code) = (seen + last + 1, false);
            }
            has_code |= text[seen.max(line)..at].contains('`');
            seen = at;
            let next = |from: usize, found: Option<usize>| found.map_or(text.len(), |found| from + found);
            if paragraph < behind {
                paragraph = next(behind, text[behind..].find("\n\n"));
            }
            if end < behind {
                end = next(behind, text[behind..].find(ends));
            }
            let before = &text[line..at];
            let is_code = has_code || before.starts_with("    ") || before.ends_with(']');
            if text[behind..].starts_with(is_han) && !is_code && end >= paragraph && told < MOST {
                told += 1;
                let place = source.place(start + at..start + behind);
                let message = format!("有“{mark}”，没有“{lacking}”");
                let hint = format!("两边要成对，请补上“{lacking}”");
                report.push(Complaint::new(UNPAIRED, place, message).hint(hint));
            }
        }
    }
}

/// True for `1）` and `65”`, where the mark ends a number.
fn numbers(before: &str, end: char) -> bool {
    let is_number = |c: char| {
        c.is_ascii_alphanumeric() || is_han_digit(c) || "甲乙丙丁戊".contains(c) || ('①'..='⑳').contains(&c)
    };
    match end {
        '）' => before.ends_with(is_number),
        '”' => before.ends_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}
