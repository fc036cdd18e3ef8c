//! A real Chromium as the printer.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use gongkai::press::{Browser, Job, print};

use crate::support::folders::{read_tree, sample_school, write_tree};

/// What poppler tells of a PDF.
fn pdfinfo(pdf: &Path) -> String {
    let told = Command::new("pdfinfo")
        .arg(pdf)
        .output()
        .expect("poppler is installed");
    String::from_utf8_lossy(&told.stdout).into_owned()
}

#[test]
#[ignore = "needs Chromium and poppler; tests/all.sh runs it"]
fn the_page_says_how_large_the_paper_is() {
    for (size, expected) in [("A4", (595, 842)), ("A3 landscape", (1191, 842))] {
        let folder = tempfile::tempdir().expect("a folder");
        // What an office names its folders.
        let site = folder.path().join("公开栏 100% #1");
        let (page, workspace) = (site.join("页.html"), folder.path().join("workspace"));
        fs::create_dir_all(&site).expect("writable");
        fs::create_dir_all(&workspace).expect("writable");
        let html = format!(
            "<!doctype html><meta charset=utf-8><style>@page{{size:{size};margin:0}}</style><p>公开</p>"
        );
        fs::write(&page, html).expect("writable");
        let browser = Browser::find(None, "").expect("installed by tests/all.sh");
        let job = Job {
            page: &page,
            workspace: &workspace,
            limit: Duration::from_secs(120),
        };
        let pdf = folder.path().join("a.pdf");
        fs::write(&pdf, print(&browser, &job).expect("prints")).expect("writable");
        let told = pdfinfo(&pdf);
        let line = told
            .lines()
            .find(|line| line.starts_with("Page size:"))
            .expect("a size");
        let numbers: Vec<f64> = line
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let near = |told: f64, wanted: i32| (told - f64::from(wanted)).abs() < 1.5;
        assert!(
            near(numbers[0], expected.0) && near(numbers[1], expected.1),
            "{line}"
        );
        assert!(told.contains("Pages:           1"), "{told}");
    }
}

#[test]
#[ignore = "needs Chromium and poppler; tests/all.sh runs it"]
fn the_sample_school_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    write_tree(&sample_school(), &site);
    let out = folder.path().join("all.pdf");
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("--root")
        .arg(&site)
        .args(["print", "--date", "2026-11-20", "--out"])
        .arg(&out)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let mut pdfs: Vec<_> = read_tree(folder.path()).into_keys().collect();
    pdfs.retain(|name| !name.contains('/') && name.ends_with(".pdf"));
    assert!(!pdfs.is_empty(), "{said}");
    for pdf in pdfs {
        let told = pdfinfo(&folder.path().join(&pdf));
        let pages = told.lines().find_map(|line| line.strip_prefix("Pages:"));
        let pages = pages.expect("a number").trim();
        assert!(said.contains(&format!("，{pages} 张")), "{pdf}: {told}\n{said}");
    }
}

#[test]
#[ignore = "needs Chromium and poppler; tests/all.sh runs it"]
fn the_sample_school_has_a_book_of_its_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    write_tree(&sample_school(), &site);
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("--root")
        .arg(&site)
        .args(["print", "--book", "2026"])
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let pdf = site.join("党建手册-2026.pdf");
    let count = said.split("A4 ").nth(1).and_then(|rest| rest.split(' ').next());
    let told = pdfinfo(&pdf);
    let pages = told.lines().find_map(|line| line.strip_prefix("Pages:"));
    assert_eq!(pages.map(str::trim), count, "{told}");
    let text = Command::new("pdftotext")
        .arg("-layout")
        .arg(&pdf)
        .arg("-")
        .output();
    let text = String::from_utf8(text.expect("poppler is installed").stdout).expect("text");
    let pages: Vec<&str> = text.split('\u{c}').collect();
    // A title of the contents, with its number.
    let (at, line) = pages[2..]
        .iter()
        .flat_map(|page| page.lines())
        .enumerate()
        .find(|(_, line)| line.contains("书记接待日安排"))
        .expect("it is in the contents");
    assert!(at < 60, "{line}");
    let number = line.split_whitespace().next_back().expect("a number");
    // Poppler gives the gaps beside one figure or not.
    let foot = format!("—{number}—");
    let is_numbered = |page: &&&str| page.split_whitespace().collect::<String>().contains(&foot);
    let page = pages.iter().find(is_numbered).expect("it is numbered");
    assert!(page.contains("关于2026年秋季学期书记接待日安排的公告"), "{page}");
}
