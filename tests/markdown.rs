//! The Markdown layer from outside: text in, body and complaints out.

use gongkai::markdown::{Body, Rules, parse};
use gongkai::words::{Report, SourcePath, SourceText};

fn parsed(text: &str) -> (Body, Report) {
    let source = SourceText {
        path: SourcePath::new("content/notices/a.md").expect("valid"),
        text: text.into(),
    };
    let mut report = Report::new();
    let body = parse(&source, 0..text.len(), &Rules::default(), &mut report);
    (body, report)
}

#[test]
fn show() {
    let Ok(path) = std::env::var("SHOW") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let (body, report) = parsed(&text);
    println!("{}\n{:#?}", body.html, body.holes);
    println!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        body.plain,
        body.summary,
        body.headings,
        body.links.len(),
        body.images.len()
    );
    for c in report.sorted() {
        let p = c.place.as_ref().unwrap();
        println!(
            "{} {}:{} w{} {} | {:?}",
            c.code.name, p.line, p.column, p.width, c.message, c.hints
        );
    }
}
