//! The Markdown layer from outside: text in, body and complaints out. Each file beside this one holds the
//! tests of one promise; `README.md` there says where the data come from.

mod bodies;
mod cjk;
mod commonmark;
mod masks;
mod normal;
mod random;
mod speed;

use gongkai::markdown::{Body, ChineseRules, parse};
use gongkai::words::{Report, SourcePath, SourceText};

/// The body of a text of its own in `content/notices/a.md`, and the complaints about it.
fn parsed(text: &str, rules: &ChineseRules) -> (Body, Report) {
    let source = SourceText {
        path: SourcePath::new("content/notices/a.md").expect("valid"),
        text: text.into(),
    };
    let mut report = Report::new();
    let body = parse(&source, 0..text.len(), rules, &mut report);
    (body, report)
}

/// The text as an editor on Windows saves it.
fn on_windows(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// All rules off: plain CommonMark.
const PLAIN: ChineseRules = ChineseRules {
    sanitise: false,
    cjk: false,
    masks: false,
    paragraphs: false,
    sources: false,
    dress: false,
};

/// The rules by the names that the lists of exceptions use.
fn without(rules: &str) -> ChineseRules {
    let mut left = ChineseRules::default();
    for rule in rules.split_whitespace() {
        match rule {
            "sanitise" => left.sanitise = false,
            "cjk" => left.cjk = false,
            "paragraphs" => left.paragraphs = false,
            "masks" => left.masks = false,
            "sources" => left.sources = false,
            "dress" => left.dress = false,
            unknown => panic!("no rule is called {unknown}"),
        }
    }
    left
}
