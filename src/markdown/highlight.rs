//! Fenced code with a language → pieces with CSS classes, and the style sheet for them. The grammars are
//! loaded when the first such block is met, never before. No colour is ever written into a page.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

/// Longest block and longest line that is highlighted, in bytes: beyond, plain text serves as well, and
/// some grammars take time that grows with the square of a line.
const LONGEST_BLOCK: usize = 200_000;
const LONGEST_LINE: usize = 2_000;

/// What a scope looks like: the beginning of its name, our class, its colour. The first that fits the
/// innermost scope counts. All colours have a contrast of at least 4.5 on the page's paper (#fbf9f5).
const LOOKS: [(&str, &str, &str); 14] = [
    ("comment", "hl-comment", "#6a6459"),
    ("punctuation.definition.comment", "hl-comment", "#6a6459"),
    ("string", "hl-string", "#2f6b32"),
    ("punctuation.definition.string", "hl-string", "#2f6b32"),
    ("constant.character.escape", "hl-escape", "#8a4b08"),
    ("constant", "hl-constant", "#1c5d99"),
    ("keyword", "hl-keyword", "#a61b1b"),
    ("storage", "hl-keyword", "#a61b1b"),
    ("entity.name.tag", "hl-tag", "#a61b1b"),
    ("entity.other.attribute-name", "hl-attribute", "#7a4a00"),
    ("entity.name", "hl-name", "#5b3a8c"),
    ("support", "hl-support", "#1c5d99"),
    ("variable", "hl-variable", "#5d4a1f"),
    ("markup.heading", "hl-name", "#5b3a8c"),
];

/// The style sheet for highlighted code.
#[must_use]
pub fn highlight_css() -> String {
    let mut css = String::new();
    let mut done: Vec<&str> = Vec::new();
    for (_, class, colour) in LOOKS {
        if !done.contains(&class) {
            done.push(class);
            css.push_str(&format!(".{class} {{ color: {colour}; }}\n"));
        }
    }
    css
}

/// A stretch of code and its class.
pub(super) type Coloured = (Option<&'static str>, String);

/// The code's pieces, or `None` when the language is not known or the block too large.
pub(super) fn highlight(language: &str, code: &str) -> Option<Vec<Coloured>> {
    if code.len() > LONGEST_BLOCK || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let grammars = grammars();
    let syntax = grammars.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut pieces: Vec<Coloured> = Vec::new();
    for line in code.split_inclusive('\n') {
        let changes = state.parse_line(line, grammars).ok()?;
        let mut written = 0;
        for (at, change) in changes {
            push(&mut pieces, look(&stack), &line[written..at]);
            written = at;
            stack.apply(&change).ok()?;
        }
        push(&mut pieces, look(&stack), &line[written..]);
    }
    Some(pieces)
}

fn push(pieces: &mut Vec<Coloured>, class: Option<&'static str>, words: &str) {
    if words.is_empty() {
        return;
    }
    match pieces.last_mut() {
        // White space takes no colour, so it may stay where it is.
        Some((last, text)) if *last == class || words.trim().is_empty() => text.push_str(words),
        _ => pieces.push((class, words.to_owned())),
    }
}

fn look(stack: &ScopeStack) -> Option<&'static str> {
    stack.scopes.iter().rev().find_map(|scope| {
        let name = scope.build_string();
        let fits = |look: &&(&str, &'static str, &str)| {
            name.strip_prefix(look.0)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        LOOKS.iter().find(fits).map(|(_, class, _)| *class)
    })
}

fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(SyntaxSet::load_defaults_newlines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.1: relative luminance of a colour `#rrggbb`.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hex")) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn colours_can_be_read_on_the_paper() {
        for (_, class, colour) in LOOKS {
            let contrast = (luminance("#fbf9f5") + 0.05) / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "{class} {colour}: {contrast:.2}");
        }
    }

    #[test]
    fn code_keeps_its_text_and_gets_classes() {
        let code = "// 说明\nfn main() { let a = \"甲\"; }\n";
        let pieces = highlight("rust", code).expect("known");
        let text: String = pieces.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(text, code);
        assert!(
            pieces
                .iter()
                .any(|(class, words)| *class == Some("hl-keyword") && words.contains("fn"))
        );
        assert!(pieces.iter().any(|(class, _)| *class == Some("hl-string")));
        assert!(highlight("no-such-language", code).is_none());
    }
}
