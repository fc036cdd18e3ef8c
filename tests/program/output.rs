//! What is promised of the output as a whole: the same bytes from the same input, and few changed files for a
//! small change.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::support::folders::sample_school;
use crate::support::{Built, Files, Random, build};

const DAY: &str = "2026-11-20";

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    let files = sample_school();
    let with_threads = |count: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(count)
            .build()
            .expect("threads");
        pool.install(|| build(&files, DAY).sound().output)
    };
    let one = with_threads(1);
    assert!(one.len() > 150, "{} files", one.len());
    assert_eq!(one, with_threads(8));
}

/// A large school: so many approved notices and meetings over ten years, with tags and branches.
fn large(count: usize) -> Files {
    let mut files = sample_school();
    files.retain(|path, _| {
        !path.contains("/notices/") && !path.contains("/meetings/") && !path.contains("/p")
    });
    files.retain(|path, _| !path.contains("/study/") && !path.contains("/ledgers/"));
    let mut random = Random::new(42);
    for number in 0..count {
        let date = format!(
            "{}-{:02}-{:02}",
            2017 + random.below(10),
            1 + random.below(10),
            1 + random.below(28)
        );
        let mut text = format!(
            "---\n标题: 第{number}号通知\n日期: {date}\n公开范围: 社会公开\n支部: yi\n公开目录: C-{}\n",
            1 + random.below(4)
        );
        let _ = writeln!(
            text,
            "标签: [标签{}, 标签{}]",
            random.below(8),
            8 + random.below(8)
        );
        text += APPROVED;
        let _ = write!(text, "---\n\n第{number}号通知的第一段。\n\n");
        for part in 0..40 {
            let _ = write!(
                text,
                "第{part}段说明时间、地点、参加人员和要带的材料，编号{}。\n\n",
                random.below(100_000)
            );
        }
        files.insert(format!("content/notices/{date}-n{number}.md"), text.into_bytes());
    }
    files
}

const APPROVED: &str = "审批:\n  提出: 张甲 2016-01-02\n  保密审查: 李乙 2016-01-03\n  审核: 王丙 2016-01-04\n  审批: 赵丁 2016-01-05\n";

/// The files of the first edition that differ, and how many bytes they have now.
fn changed(before: &Built, after: &Built) -> (BTreeSet<String>, usize) {
    let of_first = |address: &&String| address.starts_with("0/");
    let mut names = BTreeSet::new();
    let mut bytes = 0;
    for address in after.output.keys().filter(of_first) {
        let now = &after.output[address];
        if before.output.get(address) != Some(now) {
            names.insert(address.clone());
            bytes += now.len();
        }
    }
    names.extend(
        before
            .output
            .keys()
            .filter(of_first)
            .filter(|address| !after.output.contains_key(*address))
            .cloned(),
    );
    (names, bytes)
}

#[test]
fn one_more_notice_or_meeting_changes_few_files() {
    let mut files = large(1200);
    let before = build(&files, DAY).sound();
    let meeting = "类型: 主题党日\n应到: 12\n实到: 12\n学时: 2\n系列: 微党课\n";
    for (name, date, folder, more) in [
        ("newest", "2026-11-19", "notices", ""),
        ("middle", "2021-05-15", "notices", ""),
        ("oldest", "2017-01-01", "notices", ""),
        ("held", "2026-11-19", "meetings", meeting),
        ("held-then", "2021-05-15", "meetings", meeting),
    ] {
        let text = format!(
            "---\n标题: 新通知\n日期: {date}\n公开范围: 社会公开\n支部: er\n公开目录: [C-1, B-2]\n标签: [标签3]\n{APPROVED}{more}---\n\n全文。\n"
        );
        let path = format!("content/{folder}/{date}-{name}.md");
        files.insert(path.clone(), text.into_bytes());
        let (names, bytes) = changed(&before, &build(&files, DAY).sound());
        assert!(
            names.len() <= 24 && bytes <= 2_000_000,
            "{name}: {} files, {bytes} bytes: {names:#?}",
            names.len()
        );
        assert!(names.len() >= 8, "the test looks at a real change: {names:?}");
        files.remove(&path);
    }
}

#[test]
fn a_mended_word_changes_four_files_at_most() {
    let mut files = large(1200);
    let before = build(&files, DAY).sound();
    let path = files
        .keys()
        .filter(|path| path.contains("-n6"))
        .nth(3)
        .expect("an entry")
        .clone();
    let text = String::from_utf8(files[&path].clone())
        .expect("text")
        .replacen("第20段说明", "第20段写明", 1);
    files.insert(path, text.into_bytes());
    let (names, _) = changed(&before, &build(&files, DAY).sound());
    assert!((1..=4).contains(&names.len()), "{names:?}");
}

#[test]
fn a_day_that_passes_changes_nothing_while_nothing_begins_or_ends() {
    let files = sample_school();
    let (names, _) = changed(
        &build(&files, "2026-11-20").sound(),
        &build(&files, "2026-11-21").sound(),
    );
    assert!(names.is_empty(), "{names:?}");
}

/// A page of the whole school may name what a branch published: in another branch's edition it keeps its words and
/// has no link, and nothing else of that entry is there.
#[test]
fn a_link_to_another_branchs_entry_is_text_in_a_branchs_edition() {
    let mut files = sample_school();
    let config = String::from_utf8(files["site.toml"].clone()).expect("text");
    let edition = "[editions.yi]\naudience = \"社会公开\"\noutput = \"out-yi\"\nbranches = [\"yi\"]\n\n[sections.notice]";
    let config = config.replacen("[sections.notice]", edition, 1);
    files.insert("site.toml".into(), config.into_bytes());
    let path = "content/notices/2026-11-19-xuanming-weiyi.md";
    let theirs = format!(
        "---\n标题: 第二支部独有的通知\n日期: 2026-11-19\n公开范围: 社会公开\n支部: er\n{APPROVED}---\n\n全文。\n"
    );
    files.insert(path.into(), theirs.into_bytes());
    let ledger = format!(
        "标题: 全校任务\n日期: 2026-11-19\n公开范围: 社会公开\n明细范围: 社会公开\n{APPROVED}\
         列: [{{名称: 事项, 类型: 文本}}, {{名称: 见, 类型: 链接}}]\n行:\n  - {{事项: 甲, 见: ../notices/2026-11-19-xuanming-weiyi.md}}\n"
    );
    files.insert(
        "content/ledgers/2026-11-19-renwu.yaml".into(),
        ledger.into_bytes(),
    );
    let page = "---\n标题: 说明\n日期: 2026-11-19\n公开范围: 社会公开\n---\n\n请看[那条通知](../notices/2026-11-19-xuanming-weiyi.md)。\n";
    files.insert("content/pages/shuoming.md".into(), page.into());
    let built = build(&files, DAY).sound();
    let text = |address: &str| String::from_utf8_lossy(&built.output[address]).into_owned();
    assert!(text("0/pages/shuoming.html").contains("xuanming-weiyi.html\">那条通知</a>"));
    assert!(text("3/pages/shuoming.html").contains("请看<a>那条通知</a>。"));
    assert!(text("3/ledgers/2026-11-19-renwu.html").contains('甲'));
    for (address, bytes) in built
        .output
        .iter()
        .filter(|(address, _)| address.starts_with("3/"))
    {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !address.contains("xuanming") && !text.contains("xuanming") && !text.contains("独有"),
            "{address}"
        );
    }
}

/// Pages need no approval; one whose approval was begun waits for the rest of it like any other entry.
#[test]
fn an_approval_that_was_begun_is_waited_for() {
    let mut files = sample_school();
    let page = |steps: &str| {
        format!("---\n标题: 说明\n日期: 2026-11-19\n公开范围: 社会公开\n{steps}---\n\n独有的全文。\n")
            .into_bytes()
    };
    let is_shown = |files: &mut Files, steps: &str| {
        files.insert("content/pages/shuoming.md".into(), page(steps));
        let output = build(files, DAY).sound().output;
        let shown = output.contains_key("0/pages/shuoming.html");
        let is_told = output
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("独有的全文"));
        assert_eq!(shown, is_told, "{steps}");
        shown
    };
    let begun = "审批:\n  提出: 张一 2026-11-18\n";
    assert!(is_shown(&mut files, ""));
    assert!(is_shown(&mut files, APPROVED));
    assert!(!is_shown(&mut files, begun));
    assert!(!is_shown(
        &mut files,
        "审批:\n  提出:\n  保密审查:\n  审核:\n  审批:\n"
    ));
    // Where approval is switched off for all, nothing is waited for.
    let config = String::from_utf8(files["site.toml"].clone()).expect("text");
    let kinds = config
        .lines()
        .find(|line| line.starts_with("kinds = "))
        .expect("the kinds");
    files.insert(
        "site.toml".into(),
        config.replace(kinds, "kinds = []").into_bytes(),
    );
    assert!(is_shown(&mut files, begun));
}

/// The way to a page is made once for all pages that have the same; the pages of two lists do not.
#[test]
fn every_list_says_the_way_to_itself() {
    let built = build(&large(60), DAY).sound();
    let mut seen = BTreeSet::new();
    for (address, bytes) in &built.output {
        let page = String::from_utf8_lossy(bytes);
        let way = page
            .split_once("<nav class=\"crumbs\"")
            .and_then(|(_, rest)| rest.split_once("</nav>"));
        let name = page.split_once("<h1>").and_then(|(_, rest)| rest.split_once('<'));
        let of_a_year = address.ends_with(".html") && !address.ends_with("/index.html");
        if let (true, Some((way, _)), Some((name, _))) =
            (address.starts_with("0/tags/") && of_a_year, way, name)
        {
            assert!(way.contains(&format!("\">{name}</a>")), "{address}: {way}");
            seen.insert(name.to_owned());
        }
    }
    assert!(seen.len() > 8, "lists are found: {seen:?}");
}

/// Whoever adds a kind of page and no way to it hears of it here: links from its own pages back to it are none.
#[test]
fn every_page_is_reached_from_the_first() {
    let built = build(&sample_school(), DAY).sound();
    let is_page = |address: &str| address.ends_with(".html");
    let text = |page: &str| String::from_utf8_lossy(&built.output[page]).into_owned();
    let is_sought = |page: &&String| {
        // Nobody looks for these.
        let is_redirect = text(page).contains("http-equiv=\"refresh\"");
        is_page(page) && !is_redirect && !page.ends_with("/404.html")
    };
    let sought: BTreeSet<String> = built.output.keys().filter(is_sought).cloned().collect();
    let is_first = |page: &&String| page.ends_with("/index.html") && page.matches('/').count() == 1;
    let mut open: Vec<String> = sought.iter().filter(is_first).cloned().collect();
    let mut reached = BTreeSet::new();
    while let Some(page) = open.pop() {
        let known = built.output.contains_key(&page) && is_page(&page);
        if known && reached.insert(page.clone()) {
            let text = text(&page);
            let links = text.split("href=\"").skip(1);
            let links = links.map(|link| link.split(['"', '#']).next().unwrap_or_default());
            open.extend(links.map(|link| resolved(&page, link)));
        }
    }
    let lost: Vec<_> = sought.difference(&reached).collect();
    assert!(reached.len() > 100, "pages are reached");
    assert!(lost.is_empty(), "nothing leads to {lost:#?}");
}

/// An address, as a link on a page gives it.
fn resolved(page: &str, link: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    folders.join("/")
}
