//! Through the whole program: what has to come down is told until it is confirmed, and no build takes a site away by
//! mistake.

use std::process::{Command, Output};

use gongkai::words::Day;
use gongkai::write::{Clock, Foreign, Staging, Upload, commit};

use super::site::{Site, address_of};
use crate::support::program;

pub(crate) const CONFIG: &str = "title = \"青禾学校\"\n[approval]\nkinds = []\n[sections.notice]\nscope = \"社会公开\"\n\
    [editions.web]\naudience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\n";

pub(crate) fn site() -> Site {
    let site = Site::new();
    site.write("site.toml", CONFIG);
    site.write("content/notices/a.md", &entry("甲"));
    site
}

pub(crate) fn entry(title: &str) -> String {
    format!("---\n标题: {title}\n日期: 2026-03-02\n---\n\n正文。\n")
}

pub(crate) fn run(site: &Site, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["--root", site.path("").to_str().unwrap()])
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// What is said, standard output first, with paths as they are written everywhere.
pub(crate) fn said(output: &Output) -> String {
    let text = [&*output.stdout, &*output.stderr].concat();
    String::from_utf8(text).unwrap().replace('\\', "/")
}

pub(crate) fn build(site: &Site, arguments: &[&str]) -> String {
    let output = run(site, &[&["build"], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

fn many(site: &Site, count: usize) {
    for number in 0..count {
        site.write(&format!("content/notices/n{number}.md"), &entry("一则"));
    }
}

pub(crate) fn remove(site: &Site, path: &str) {
    std::fs::remove_file(site.path(path)).unwrap();
}

#[test]
fn what_is_gone_is_told_by_each_build_and_by_status_until_it_is_confirmed() {
    let site = site();
    many(&site, 3);
    build(&site, &[]);
    remove(&site, "content/notices/n0.md");
    assert!(build(&site, &[]).contains("请在服务器上删去：\n  public/notices/n0.html\n"));
    remove(&site, "content/notices/n1.md");
    build(&site, &[]);
    let third = build(&site, &[]);
    assert!(
        third.contains(
            "  public/notices/n0.html\n  public/notices/n1.html\n删完以后输入 gongkai status --deleted"
        ),
        "{third}"
    );
    // A build that comes to nothing tells it too.
    site.write("content/notices/wrong.md", "---\n题目: 错\n---\n");
    let output = run(&site, &["build"]);
    assert!(!output.status.success() && said(&output).contains("public/notices/n0.html"));
    let status = said(&run(&site, &["status"]));
    assert!(
        status.contains("public/notices/n1.html") && status.contains("改正"),
        "{status}"
    );
    remove(&site, "content/notices/wrong.md");
    let status = said(&run(&site, &["status"]));
    assert!(
        status.contains("请在服务器上删去：2个文件\n  public/notices/n0.html"),
        "{status}"
    );
    let json = said(&run(&site, &["status", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["deletions"][1]["file"], "public/notices/n1.html");
    // One of them, one that is not on the list, and the rest.
    let one = said(&run(&site, &["status", "--deleted", "public/notices/n0.html"]));
    assert!(one.contains("划掉 1 个") && one.contains("还有 1 个"), "{one}");
    let other = run(&site, &["status", "--deleted", "public/notices/n0.html"]);
    assert_eq!(other.status.code(), Some(2), "{}", said(&other));
    assert!(run(&site, &["status", "--deleted"]).status.success());
    assert!(!build(&site, &[]).contains("服务器"));
    assert!(!said(&run(&site, &["status"])).contains("服务器"));
}

/// A running 公示 with a picture, as the program itself writes it down.
#[test]
fn a_publicity_is_named_when_it_is_over_and_with_its_picture_when_it_is_gone() {
    let site = site();
    let now = chrono::Utc::now() + chrono::TimeDelta::hours(8);
    let today = Day::parse(&now.date_naive().to_string()).unwrap();
    let text = format!(
        "---\n标题: 关于先锋岗的公示\n日期: {today}\n类型: 公示\n公示期: {{开始: {today}, 截止: {}}}\n\
         受理: {{电话: 0799-6600123}}\n---\n\n名单如下。\n\n![名单](list.gif)\n",
        today.after(20)
    );
    site.write("content/notices/list/gongshi.md", &text);
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    std::fs::write(site.path("content/notices/list/list.gif"), gif).unwrap();
    build(&site, &[]);
    let status = |day: Day| said(&run(&site, &["status", "--date", &day.to_string()]));
    let last = status(today.after(20));
    assert!(!last.contains("期满未撤"), "{last}");
    let over = status(today.after(21));
    assert!(
        over.contains("期满未撤") && over.contains("public/notices/list/gongshi.html"),
        "{over}"
    );
    assert!(!over.contains("list.gif"), "{over}");
    std::fs::remove_dir_all(site.path("content/notices/list")).unwrap();
    let quiet = build(&site, &["--quiet"]);
    for name in ["gongshi.html", "list.gif"] {
        let line = format!(
            "  public/notices/list/{name}（公示，原定{}期满）\n",
            today.after(20).chinese()
        );
        assert!(quiet.contains(&line), "{line}{quiet}");
    }
    let over = status(today.after(21));
    assert!(
        over.contains(&format!("{}期满）", today.after(20).chinese())),
        "{over}"
    );
}

#[test]
fn what_rendering_finds_leaves_the_site_as_it_was() {
    let site = site();
    build(&site, &[]);
    site.write("content/notices/b.md", &entry("乙"));
    site.write(
        "themes/disclosure/templates/404.html",
        "<p>{{ page.title | date }}</p>",
    );
    let before = site.listing();
    let output = run(&site, &["build"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("themes/disclosure/templates/404.html:1"), "{text}");
    assert_eq!(site.listing(), before);
    assert!(!site.read("public/404.html").contains("<p></p>"));
    remove(&site, "themes/disclosure/templates/404.html");
    build(&site, &[]);
    assert!(site.path("public/notices/b.html").exists());
}

#[test]
fn those_of_a_publicity_come_first_even_when_little_is_said_and_a_long_list_can_be_had_whole() {
    let site = site();
    many(&site, 40);
    build(&site, &[]);
    let day = |text| Day::parse(text).unwrap();
    // As if a 公示 had been there.
    let mut staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    let pages: Vec<String> = staging.before().map(str::to_owned).collect();
    let publicity = address_of("notices/z.html");
    let upload = Upload {
        day: day("2026-03-02"),
        clock: Clock::Right,
        until: Some(vec![(publicity.clone(), day("2026-03-06"))]),
    };
    staging.upload(upload).unwrap();
    staging.put(&publicity, "名单".as_bytes(), None).unwrap();
    for page in &pages {
        let bytes = std::fs::read(site.path("public").join(page)).unwrap();
        staging.put(&address_of(page), &bytes, None).unwrap();
    }
    commit(vec![staging]).unwrap();
    for number in 0..40 {
        remove(&site, &format!("content/notices/n{number}.md"));
    }
    build(&site, &["--shrink", "--quiet"]);
    let quiet = build(&site, &["--quiet"]);
    assert_eq!(
        quiet,
        "以下文件是公示的，已不属于网站，请马上在服务器上删去：\n  public/notices/z.html（公示，2026年3月6日期满）\n"
    );
    let loud = build(&site, &[]);
    assert!(loud.contains("……等共 "), "{loud}");
    assert!(!loud.contains("public/notices/n9.html"), "{loud}");
    let whole = said(&run(&site, &["status", "--deletions"]));
    assert!(whole.starts_with("public/notices/z.html（公示，2026年3月6日期满）\n"));
    for number in 0..40 {
        assert!(
            whole.contains(&format!("public/notices/n{number}.html\n")),
            "{number}"
        );
    }
    assert_eq!(run(&site, &["status", "--strict"]).status.code(), Some(1));
    run(&site, &["status", "--deleted"]);
    assert_eq!(run(&site, &["status", "--strict"]).status.code(), Some(0));
}

#[test]
fn an_export_replaces_only_what_it_wrote_and_lies_in_no_output_of_before() {
    let site = site();
    build(&site, &[]);
    let folder = site.path("");
    let export = |more: &[&str]| {
        let output = program::run(&folder, &[&["export", "公开台账"], more].concat());
        (output.status.code(), said(&output))
    };
    site.write("台账.csv", "我的");
    for (ending, format) in [("csv", "csv"), ("xlsx", "xlsx")] {
        let name = format!("台账.{ending}");
        let own = ["--format", format, "--out", &name];
        site.write(&name, "我的");
        let (status, said) = export(&own);
        assert!(status == Some(2) && said.contains("--replace"), "{said}");
        assert_eq!(site.read(&name), "我的");
        assert_eq!(export(&[&own[..], &["--replace"]].concat()).0, Some(0));
        // What we wrote may be written again, however the day or the content changed.
        site.write("content/notices/a.md", &entry(&format!("改过 {format}")));
        assert_eq!(export(&own).0, Some(0));
        std::fs::write(site.path(&name), "改过").unwrap();
        assert_eq!(export(&own).0, Some(2));
        remove(&site, &name);
        assert_eq!(export(&own).0, Some(0));
    }
    // The same without a name of one's own.
    assert_eq!(export(&["--date", "2026-03-31"]).0, Some(0));
    assert_eq!(export(&["--date", "2026-03-31"]).0, Some(0));
    let name = "党务公开台账-2026-03-31.xlsx";
    assert!(site.path(name).exists(), "{:?}", site.listing());
    site.write(name, "改过");
    assert_eq!(export(&["--date", "2026-03-31"]).0, Some(2));
    assert_eq!(site.read(name), "改过");
    // An output that site.toml no longer names may still be uploaded.
    site.write("site.toml", &CONFIG.replace("\"public\"", "\"www\""));
    let (status, said) = export(&["--out", "public/台账.xlsx"]);
    assert!(status == Some(2) && said.contains("不能存在“public”里"), "{said}");
}

#[test]
fn content_that_is_not_there_is_no_empty_site() {
    let site = site();
    build(&site, &[]);
    let before = site.listing();
    let refused = |words: &str| {
        for command in [&["build"][..], &["check"], &["status"], &["export", "全部"]] {
            let output = run(&site, command);
            assert_eq!(output.status.code(), Some(2), "{command:?}");
            assert!(said(&output).contains(words), "{}", said(&output));
        }
    };
    std::fs::rename(site.path("content"), site.path("contents")).unwrap();
    refused("content 文件夹不在了");
    site.write("content", "一个文件");
    refused("content 应当是文件夹");
    remove(&site, "content");
    std::fs::create_dir(site.path("content")).unwrap();
    refused("content 文件夹是空的");
    std::fs::remove_dir(site.path("content")).unwrap();
    std::fs::rename(site.path("contents"), site.path("content")).unwrap();
    assert_eq!(site.listing(), before);
    build(&site, &[]);
}

#[test]
fn a_build_that_would_take_away_most_of_a_site_is_asked_about() {
    let site = site();
    many(&site, 19);
    build(&site, &[]);
    for number in 0..10 {
        remove(&site, &format!("content/notices/n{number}.md"));
    }
    // Half of them is not more than half.
    assert!(build(&site, &[]).contains("移除 10"));
    let before = site.listing();
    std::fs::rename(site.path("content/notices"), site.path("away")).unwrap();
    site.write("content/notices/b.md", &entry("乙"));
    let output = run(&site, &["build"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    for word in [
        "10 个条目的网页", "撤下其中 10 个", "notices/n18.html", "--shrink",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    remove(&site, "content/notices/b.md");
    std::fs::remove_dir(site.path("content/notices")).unwrap();
    std::fs::rename(site.path("away"), site.path("content/notices")).unwrap();
    assert_eq!(site.listing(), before, "nothing has changed");
    for number in 10..16 {
        remove(&site, &format!("content/notices/n{number}.md"));
    }
    assert_eq!(run(&site, &["build"]).status.code(), Some(2));
    // Where nothing gets uploaded nobody is asked.
    let out = site.path("try");
    build(&site, &["--out", out.to_str().unwrap()]);
    build(&site, &["--shrink"]);
    // Few pages may change as they like.
    for number in 16..19 {
        remove(&site, &format!("content/notices/n{number}.md"));
    }
    build(&site, &[]);
}

#[test]
fn a_clock_that_was_set_back_shows_nothing_again() {
    let site = site();
    build(&site, &[]);
    let page = "public/notices/a.html";
    let before = site.read(page);
    let manifest = std::fs::read_dir(site.path(".gongkai"))
        .unwrap()
        .find_map(|item| {
            let path = item.unwrap().path();
            path.extension()
                .is_some_and(|ending| ending == "manifest")
                .then_some(path)
        });
    let day = std::fs::read_to_string(manifest.unwrap()).unwrap();
    let day = day
        .lines()
        .find_map(|line| line.strip_prefix("day "))
        .unwrap()
        .to_owned();
    // The last build was a year from now.
    let mut staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    let pages: Vec<String> = staging.before().map(str::to_owned).collect();
    let (day, clock) = (Day::parse(&day).unwrap().after(365), Clock::Checked);
    staging
        .upload(Upload {
            day,
            clock,
            until: Some(Vec::new()),
        })
        .unwrap();
    for page in &pages {
        let bytes = std::fs::read(site.path("public").join(page)).unwrap();
        staging.put(&address_of(page), &bytes, None).unwrap();
    }
    commit(vec![staging]).unwrap();
    site.write("content/notices/a.md", &entry("乙"));
    let output = run(&site, &["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains(&day.chinese()), "{}", said(&output));
    assert_eq!(site.read(page), before);
    build(
        &site,
        &[
            "--date",
            "2026-03-03",
            "--out",
            site.path("try").to_str().unwrap(),
        ],
    );
    build(&site, &["--today-is-right"]);
    assert_ne!(site.read(page), before);
    build(&site, &[]);
}
