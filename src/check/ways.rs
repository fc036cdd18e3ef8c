//! The ways of a pattern to say something: regular expressions, of which each is compiled, and looked for, only where a line
//! holds words that it cannot do without. Most lines have the anchor of a row and nothing else of it; and compiling all that
//! a text of ten entries asks for takes longer than reading it.

use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

use crate::words::{LazyRegex, compiled_pattern, pattern_of_han};

/// One way.
pub(super) struct Way {
    /// With words in `{…}` for the names of persons.
    pattern: String,
    /// Puts the expressions for these in.
    with_names: fn(&str) -> String,
    /// A stretch that fits holds one word of each of these.
    needed: Vec<Vec<String>>,
    regex: OnceLock<Regex>,
}

/// The words for names.
static NAMES: LazyRegex = LazyRegex::new(r"\{\p{Han}+\}");

impl Way {
    /// One with this pattern.
    pub(super) fn new(pattern: String, with_names: fn(&str) -> String) -> Self {
        // A name may be any character here: nearly all of a pattern is surnames.
        let parsed = regex_syntax::parse(&pattern_of_han(&NAMES.replace_all(&pattern, ".")));
        Self {
            needed: needed(&parsed.expect("a constant, which a test parses")),
            pattern,
            with_names,
            regex: OnceLock::new(),
        }
    }

    /// The expression, where it may find something in a line.
    pub(super) fn for_line(&self, line: &str) -> Option<&Regex> {
        let holds = |words: &Vec<String>| words.iter().any(|word| line.contains(word.as_str()));
        self.needed.iter().all(holds).then(|| self.regex())
    }

    /// The expression.
    pub(super) fn regex(&self) -> &Regex {
        self.regex
            .get_or_init(|| compiled_pattern(&(self.with_names)(&self.pattern)))
    }
}

/// The patterns of the ways: what stands between its `|`, but for those within groups and classes.
pub(super) fn split(pattern: &str) -> Vec<&str> {
    let (mut all, mut begin) = (Vec::new(), 0);
    let (mut depth, mut in_class, mut is_escaped) = (0_u32, false, false);
    for (at, c) in pattern.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => {
                all.push(&pattern[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    all.push(&pattern[begin..]);
    all
}

/// Groups of words: each stretch that an expression fits holds one of each group.
fn needed(expression: &Hir) -> Vec<Vec<String>> {
    match expression.kind() {
        HirKind::Literal(literal) => vec![vec![String::from_utf8_lossy(&literal.0).into_owned()]],
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needed).collect(),
        HirKind::Alternation(ways) => {
            // Of each way that group whose words are the longest.
            let shortest = |words: &Vec<String>| words.iter().map(String::len).min();
            let groups = ways
                .iter()
                .map(|way| needed(way).into_iter().max_by_key(shortest));
            let groups: Option<Vec<_>> = groups.collect();
            groups.map(|groups| groups.concat()).into_iter().collect()
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::string::string_regex;
    use proptest::test_runner::TestRunner;

    use super::*;

    #[test]
    fn a_way_is_looked_for_in_every_line_that_it_fits() {
        for (pattern, line, is_looked_for) in [
            (r"\p{Han}{2,3}(?:反映|投诉)", "党员反映食堂问题", true),
            (r"\p{Han}{2,3}(?:反映|投诉)", "党员表扬食堂", false),
            (r"收到(?:王\p{Han}的)?(?:来信)?", "收到", true),
            (r"收到王\p{Han}(?:反映|投诉)", "王明反映", false),
            (r"(?i)qq[0-9]+", "QQ", true),
            (r"(?:患|得)[了过]?癌", "得病", false),
        ] {
            let way = Way::new(pattern.to_owned(), str::to_owned);
            assert_eq!(way.for_line(line).is_some(), is_looked_for, "{pattern}: {line}");
        }
        let mut runner = TestRunner::deterministic();
        let mut tried = 0;
        for way in crate::check::PATTERNS.ways() {
            // A line's beginning cannot be made up; a hundred characters do for those that stand for any.
            let Ok(lines) = string_regex(&pattern_of_han(&(way.with_names)(&way.pattern))) else {
                continue;
            };
            for _ in 0..5 {
                let line = lines.new_tree(&mut runner).expect("a text").current();
                assert!(way.for_line(&line).is_some(), "{}: {line}", way.pattern);
                tried += 1;
            }
        }
        assert!(tried > 1000, "only {tried} lines");
    }
}
