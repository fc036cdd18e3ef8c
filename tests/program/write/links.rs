//! Symbolic links: as the output, to the sources, inside the output.

use std::fs;
use std::os::unix::fs::symlink;

use gongkai::write::overlaps_sources;
use tempfile::TempDir;

use super::site::{Site, files, names, said};

#[test]
fn an_output_that_is_a_link_is_written_through() {
    let site = Site::new();
    let elsewhere = TempDir::new().unwrap();
    fs::create_dir(elsewhere.path().join("www")).unwrap();
    symlink(elsewhere.path().join("www"), site.path("public")).unwrap();
    site.build(&[("index.html", "一"), ("a/b.html", "甲")]).unwrap();
    site.build(&[("index.html", "二")]).unwrap();
    assert!(site.path("public").is_symlink());
    let there: Vec<String> = files(elsewhere.path()).into_keys().collect();
    assert_eq!(there, ["www/", "www/index.html"]);
}

#[test]
fn a_link_to_the_sources_or_to_nowhere_is_refused() {
    let site = Site::new();
    symlink(site.path("content"), site.path("public")).unwrap();
    assert!(said(site.build(&[("index.html", "一")])).contains("content"));
    fs::remove_file(site.path("public")).unwrap();
    symlink(site.path("gone"), site.path("public")).unwrap();
    assert!(said(site.build(&[("index.html", "一")])).contains("不存在"));
}

#[test]
fn the_real_folder_of_linked_sources_is_refused() {
    let site = Site::new();
    let texts = TempDir::new().unwrap();
    fs::rename(site.path("content"), texts.path().join("content")).unwrap();
    symlink(texts.path().join("content"), site.path("content")).unwrap();
    let mut output = site.output("public");
    output.folder = texts.path().join("content/out");
    assert!(overlaps_sources(&output.site, &output.folder));
    output.folder = texts.path().to_owned();
    assert!(overlaps_sources(&output.site, &output.folder));
}

#[test]
fn nothing_is_written_or_removed_through_a_link_inside_the_output() {
    let site = Site::new();
    site.build(&[("index.html", "一"), ("files/a.txt", "甲")])
        .unwrap();
    let theirs = site.path("content/files");
    fs::create_dir(&theirs).unwrap();
    fs::write(theirs.join("a.txt"), "甲").unwrap();
    fs::remove_dir_all(site.path("public/files")).unwrap();
    symlink(&theirs, site.path("public/files")).unwrap();
    let blocked = said(site.build(&[("index.html", "一"), ("files/a.txt", "乙")]));
    assert!(blocked.contains("：public/files /"), "{blocked}");
    let summary = site.build(&[("index.html", "一")]).unwrap();
    assert_eq!(names(&summary.altered), ["files/a.txt"]);
    assert_eq!(fs::read_to_string(theirs.join("a.txt")).unwrap(), "甲");
}
