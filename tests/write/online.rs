//! What may not stay online is known by the manifest until an output without it is written, and is named first.

use std::process::Command;

use gongkai::words::{Day, Recipe};
use gongkai::write::{Foreign, Staging, commit, still_online};

use crate::site::{Site, address_of};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Writes one page that may be shown until a day; `None` for one that may stay.
fn build(site: &Site, until: Option<&str>) {
    let mut staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    let address = address_of("notices/a.html");
    let last = until.map(|until| (address.clone(), day(until)));
    staging.until(last.into_iter());
    staging.put(&address, "名单".as_bytes(), Recipe::NONE).unwrap();
    commit(vec![staging]).unwrap();
}

fn named(site: &Site, today: &str) -> Vec<String> {
    let online = still_online(&site.output("public"), day(today)).unwrap();
    online
        .iter()
        .map(|(address, last)| format!("{address} {last}"))
        .collect()
}

#[test]
fn an_output_that_was_never_written_has_nothing_online() {
    assert!(named(&Site::new(), "2026-03-07").is_empty());
}

#[test]
fn it_is_named_from_the_day_behind_its_last_until_another_output_is_written() {
    let site = Site::new();
    build(&site, Some("2026-03-06"));
    assert!(named(&site, "2026-03-06").is_empty(), "the last day counts");
    assert_eq!(named(&site, "2026-03-07"), ["notices/a.html 2026-03-06"]);
    // The same bytes: no file is written, and what may not stay is still another matter.
    build(&site, Some("2026-03-10"));
    assert!(named(&site, "2026-03-07").is_empty());
    build(&site, None);
    assert!(named(&site, "2026-12-31").is_empty());
}

const CONFIG: &str = "title = \"青禾学校\"\n[approval]\nkinds = []\n\
    [editions.web]\naudience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\n";

#[test]
fn a_build_names_it_first_and_once() {
    let site = Site::new();
    site.write("site.toml", CONFIG);
    site.write(
        "content/notices/a.md",
        "---\n标题: 名单\n日期: 2026-03-02\n公开范围: 社会公开\n---\n",
    );
    build(&site, Some("2026-03-06"));
    let said = |faulty: bool| {
        let extra = if faulty { "题目: 一\n" } else { "" };
        let text = format!("---\n标题: 名单\n日期: 2026-03-02\n公开范围: 社会公开\n{extra}---\n\n名单。\n");
        site.write("content/notices/a.md", &text);
        let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["--root", site.path("").to_str().unwrap(), "build", "--quiet"])
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let first = |text: &str| {
        text.lines()
            .take(2)
            .collect::<Vec<_>>()
            .join("\n")
            .replace('\\', "/")
    };
    let page = "  public/notices/a.html（2026年3月6日期满）";
    let faulty = said(true);
    assert_eq!(
        first(&faulty),
        format!("以下公示已期满，网上仍可看到，请改正下面的问题，重新生成后尽快上传：\n{page}")
    );
    let done = said(false);
    assert_eq!(
        first(&done),
        format!("以下公示已期满，网上仍可看到，请尽快上传本次生成的结果：\n{page}")
    );
    assert!(!said(false).contains("期满"));
}
