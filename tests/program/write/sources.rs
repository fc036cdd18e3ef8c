//! A file that was made of a known source is kept only while it is what was made of it.

use std::fs;

use gongkai::words::Fingerprint;
use gongkai::write::{Foreign, MadeLengths, Staging, commit};

use super::site::{Site, address_of, names};

fn source(text: &str) -> Fingerprint {
    Fingerprint::of(text.as_bytes())
}

/// One build of one file; whether it was kept.
fn build(site: &Site, text: &str, made_of: Fingerprint) -> (bool, Vec<String>) {
    let staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    let address = address_of("a/index.html");
    let kept = staging.keep(&address, made_of).unwrap();
    if !kept {
        staging.put(&address, text.as_bytes(), Some(made_of)).unwrap();
    }
    let summary = commit(vec![staging]).unwrap().remove(0);
    (
        kept,
        names(&summary.changed).into_iter().map(str::to_owned).collect(),
    )
}

#[test]
fn a_known_source_keeps_the_file() {
    let site = Site::new();
    assert!(!build(&site, "一", source("one")).0, "nothing is there yet");
    assert!(build(&site, "一", source("one")).0);
    assert!(build(&site, "一", source("one")).0, "what was kept stays known");
    assert!(!build(&site, "二", source("two")).0);
    assert_eq!(site.read("public/a/index.html"), "二");
    assert!(
        !build(&site, "一", source("one")).0,
        "the newest source alone is known"
    );
}

#[test]
fn how_long_it_is_the_same_program_knows_and_no_other() {
    let site = Site::new();
    let lengths = |program| MadeLengths::new(&site.path(""), source(program));
    let this = lengths("this");
    assert_eq!(this.of(source("one")), None);
    build(&site, "一一", this.noted(source("one")));
    assert_eq!(this.of(source("one")), None, "what there was is asked for once");
    this.note(source("two"), 3);
    assert_eq!(this.of(source("two")), Some(3));
    assert_eq!(lengths("this").of(source("one")), Some(6));
    assert_eq!(lengths("this").of(source("two")), None);
    assert_eq!(lengths("other").of(source("one")), None);
}

#[test]
fn what_was_made_of_nothing_is_never_kept() {
    let site = Site::new();
    let address = address_of("a/index.html");
    let staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    staging.put(&address, "一".as_bytes(), None).unwrap();
    commit(vec![staging]).unwrap();
    assert!(!build(&site, "一", source("one")).0);
}

#[test]
fn a_file_that_is_not_what_was_made_of_the_source_is_made_again() {
    let site = Site::new();
    build(&site, "一一", source("one"));
    // The same length, and the time of the file that it replaces.
    let path = site.path("public/a/index.html");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "\0\0\0\0\0\0").unwrap();
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    assert_eq!(
        build(&site, "一一", source("one")),
        (false, vec!["a/index.html".to_owned()])
    );
    fs::remove_file(&path).unwrap();
    assert!(!build(&site, "一一", source("one")).0);
    assert_eq!(site.read("public/a/index.html"), "一一");
}

#[test]
fn a_lost_manifest_keeps_nothing() {
    let site = Site::new();
    build(&site, "一", source("one"));
    fs::remove_dir_all(site.path(".gongkai")).unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    assert!(!build(&site, "一", source("one")).0);
}
