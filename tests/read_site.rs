//! Reads a whole site from disk: by hand on any folder (`GONGKAI_SITE=… cargo test --test read_site -- --nocapture`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;
use std::time::Instant;

use gongkai::read::{discover, library};
use gongkai::words::Report;

#[test]
fn a_site_named_by_the_environment_is_read() {
    let Some(root) = std::env::var_os("GONGKAI_SITE") else {
        return;
    };
    let mut report = Report::new();
    let begin = Instant::now();
    let tree = discover::discover(Path::new(&root), &mut report).unwrap();
    let found = begin.elapsed();
    let library = library::read(tree, &mut report);
    let read = begin.elapsed();
    for complaint in report.sorted().iter().take(200) {
        let place = complaint
            .place
            .as_ref()
            .map(|place| format!("{}:{}:{}", place.path, place.line, place.column));
        println!(
            "{} {} {} {:?}",
            complaint.code.name,
            place.unwrap_or_default(),
            complaint.message,
            complaint.hints
        );
    }
    let documents = library.map_or(0, |library| library.documents.len());
    println!(
        "{documents} documents; found in {found:?}, read in {:?}",
        read - found
    );
}
