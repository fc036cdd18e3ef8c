//! What may not stay online is known by the manifest until an output without it is written, and is named first; what is
//! to be deleted on the server, until somebody says that it was.

use std::process::Command;

use gongkai::words::Day;
use gongkai::write::{
    Clock, Foreign, Staging, Summary, Upload, commit, confirm_deleted, confirm_replaced, deletions,
    load_record, save_record, still_online,
};

use super::site::{Site, address_of, said};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Writes one page that may be shown until a day; `None` for one that may stay.
fn build(site: &Site, until: Option<&str>) {
    let of: Vec<(&str, &str)> = until.map(|until| ("notices/a.html", until)).into_iter().collect();
    write(site, "2026-03-02", &["notices/a.html"], &of);
}

/// Writes pages as of a day; some of them may be shown until a day.
fn write(site: &Site, today: &str, pages: &[&str], until: &[(&str, &str)]) -> Summary {
    let mut staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    staging.upload(upload(today, Clock::Checked, until)).unwrap();
    for page in pages {
        staging.put(&address_of(page), "名单".as_bytes(), None).unwrap();
    }
    commit(vec![staging]).unwrap().remove(0)
}

fn upload(today: &str, clock: Clock, until: &[(&str, &str)]) -> Upload {
    Upload {
        day: day(today),
        clock,
        until: Some(
            until
                .iter()
                .map(|(page, last)| (address_of(page), day(last)))
                .collect(),
        ),
    }
}

fn listed(site: &Site) -> Vec<String> {
    let all = deletions(site.path("").as_path()).unwrap();
    all.iter()
        .map(|one| {
            format!(
                "{one}{}",
                one.last.map_or(String::new(), |last| format!(" {last}"))
            )
        })
        .collect()
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
}

#[test]
fn what_was_replaced_is_named_until_it_is_uploaded() {
    let site = Site::new();
    let a = [("notices/a.html", "2026-03-06"), ("notices/a.jpg", "2026-03-06")];
    write(&site, "2026-03-06", &["notices/a.html", "notices/a.jpg"], &a);
    assert_eq!(named(&site, "2026-03-07"), ["notices/a.html 2026-03-06"]);
    for today in ["2026-03-07", "2026-03-08"] {
        write(&site, today, &["notices/a.html"], &a[..1]);
        assert_eq!(named(&site, "2026-12-31"), ["notices/a.html 2026-03-06"]);
    }
    assert_eq!(confirm_replaced(&site.path(""), Some("other")).unwrap(), 0);
    assert_eq!(confirm_replaced(&site.path(""), None).unwrap(), 1);
    // What is left of it was never more than that.
    write(&site, "2026-03-09", &["notices/a.html"], &a[..1]);
    assert!(named(&site, "2026-12-31").is_empty());
    // Its picture was part of it, and so is its page when that goes as well.
    assert_eq!(listed(&site), ["public/notices/a.jpg 2026-03-06"]);
    write(&site, "2026-03-09", &["b.html"], &[]);
    assert_eq!(
        listed(&site),
        [
            "public/notices/a.html 2026-03-06",
            "public/notices/a.jpg 2026-03-06"
        ]
    );
}

#[test]
fn what_has_to_be_deleted_stays_on_the_list_until_it_is_confirmed_or_comes_back() {
    let site = Site::new();
    assert!(listed(&site).is_empty());
    let first = ["a.html", "b.html", "c.html", "notices/d.html"];
    write(&site, "2026-03-02", &first, &[("notices/d.html", "2026-03-09")]);
    assert!(
        write(&site, "2026-03-02", &first, &[("notices/d.html", "2026-03-09")])
            .deletions
            .is_empty()
    );
    write(&site, "2026-03-03", &["a.html", "b.html"], &[]);
    write(&site, "2026-03-04", &["a.html"], &[]);
    let summary = write(&site, "2026-03-05", &["a.html"], &[]);
    let all = [
        "public/notices/d.html 2026-03-09",
        "public/b.html",
        "public/c.html",
    ];
    assert_eq!(listed(&site), all);
    assert_eq!(summary.deletions, deletions(site.path("").as_path()).unwrap());
    // A page that is there again must not be deleted.
    write(&site, "2026-03-05", &["a.html", "c.html"], &[]);
    assert_eq!(listed(&site), all[..2]);
    let confirmed = confirm_deleted(&site.path(""), |one| one.address.as_str() == "b.html").unwrap();
    assert_eq!(confirmed[0].to_string(), "public/b.html");
    assert_eq!(listed(&site), all[..1]);
    write(&site, "2026-03-05", &["a.html"], &[]);
    assert_eq!(listed(&site), [all[0], all[2]]);
    confirm_deleted(&site.path(""), |_| true).unwrap();
    assert!(listed(&site).is_empty());
    assert!(write(&site, "2026-03-05", &["a.html"], &[]).deletions.is_empty());
}

#[test]
fn what_somebody_has_changed_here_is_still_on_the_server() {
    let site = Site::new();
    write(&site, "2026-03-02", &["a.html", "b.html"], &[]);
    site.write("public/b.html", "改过");
    assert_eq!(write(&site, "2026-03-02", &["a.html"], &[]).altered.len(), 1);
    assert_eq!(listed(&site), ["public/b.html"]);
}

#[test]
fn an_output_for_trying_things_has_no_list_and_no_day() {
    let site = Site::new();
    for pages in [vec!["a.html", "b.html"], vec!["a.html"]] {
        let staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
        for page in pages {
            staging.put(&address_of(page), b"x", None).unwrap();
        }
        commit(vec![staging]).unwrap();
    }
    assert!(listed(&site).is_empty());
    write(&site, "1990-01-01", &["a.html"], &[]);
}

#[test]
fn what_is_printed_is_on_no_server_and_has_a_day_all_the_same() {
    let site = Site::new();
    for pages in [vec!["a.html", "b.html"], vec!["a.html"]] {
        let mut staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
        let upload = upload("2026-03-02", Clock::Checked, &[]);
        staging
            .upload(Upload {
                until: None,
                ..upload
            })
            .unwrap();
        for page in pages {
            staging.put(&address_of(page), b"x", None).unwrap();
        }
        commit(vec![staging]).unwrap();
    }
    assert!(listed(&site).is_empty());
    let mut staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    assert!(staging.upload(upload("2026-03-01", Clock::Checked, &[])).is_err());
}

#[test]
fn reasons_are_known_after_a_confirmation() {
    let site = Site::new();
    write(&site, "2026-03-02", &["a.html", "b.html"], &[]);
    let summary = write(&site, "2026-03-02", &["a.html"], &[]);
    save_record(&site.output("public"), &summary, "记录").unwrap();
    confirm_deleted(&site.path(""), |_| true).unwrap();
    assert_eq!(
        load_record(&site.output("public")).unwrap().as_deref(),
        Some("记录")
    );
}

#[test]
fn a_clock_that_was_set_back_is_refused_and_one_that_was_ahead_can_be_mended() {
    let site = Site::new();
    write(&site, "2026-12-05", &["a.html"], &[]);
    let open = || Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    let fault = said(open().upload(upload("2026-12-04", Clock::Checked, &[])));
    for word in ["2026年12月5日", "2026年12月4日", "gongkai build --today-is-right"] {
        assert!(fault.contains(word), "{fault}");
    }
    write(&site, "2026-12-05", &["a.html"], &[]);
    let mut staging = open();
    staging.upload(upload("2026-12-04", Clock::Right, &[])).unwrap();
    staging.put(&address_of("a.html"), b"x", None).unwrap();
    commit(vec![staging]).unwrap();
    write(&site, "2026-12-04", &["a.html"], &[]);
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
        format!(
            "以下公示已期满，网上仍可看到，请尽快上传本次生成的结果，传好以后输入 gongkai record：\n{page}"
        )
    );
    // Until somebody says that it is uploaded.
    assert!(said(false).contains("期满"));
    let confirm = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["--root", site.path("").to_str().unwrap(), "status", "--deleted"])
        .output()
        .unwrap();
    assert!(confirm.status.success());
    assert!(!said(false).contains("期满"));
}
