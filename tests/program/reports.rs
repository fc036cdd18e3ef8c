//! 统计, 月通报, 季调度 and `status`, on small sites whose numbers can be added up by hand.

use crate::support::folders::sample_school;
use crate::support::{Files, build, tree};
use gongkai::pipeline;
use gongkai::status::{self, Built, DueKind, Known, Online, When};
use gongkai::words::{Address, Day, Report};

const APPROVED: &str = "审批: {提出: 张甲 2026-01-02, 保密审查: 李乙 2026-01-02, 审核: 王丙 2026-01-02, 审批: 赵丁 2026-01-02}\n";

const SITE: &str = "title = \"青山学校\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\
[sections.notice]\nscope = \"社会公开\"\n[sections.meeting]\nscope = \"社会公开\"\n[sections.pledge]\nscope = \"社会公开\"\n\
[sections.ledger]\nscope = \"社会公开\"\n";

/// A site with these entries: path under `content/`, front matter.
fn site(entries: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    files.insert("site.toml".into(), SITE.into());
    files.insert(
        "content/organization.yaml".into(),
        "名称: 总支\n支部:\n  - {编号: yi, 名称: 第一党支部}\n".into(),
    );
    for (path, front) in entries {
        let text = match path.ends_with(".yaml") {
            true => format!("{front}\n{APPROVED}"),
            false => format!("---\n{front}\n{APPROVED}---\n\n正文。\n"),
        };
        files.insert(format!("content/{path}"), text.into_bytes());
    }
    files
}

fn year() -> Files {
    site(&[
        ("notices/2026-01-05-a.md", "标题: 甲通知\n日期: 2026-01-05"),
        (
            "notices/2026-03-02-b.md",
            "标题: 乙通知\n日期: 2026-03-02\n更正:\n  - {日期: 2026-04-07, 内容: 时间写错了}",
        ),
        (
            "meetings/2026-03-09-c.md",
            "标题: 丙会\n日期: 2026-03-09\n类型: 支委会\n支部: yi\n应到: 7\n实到: 6\n缺席: [{姓名: 某某, 原因: 出差}]\n学时: 1.5\n决议:\n  - {事项: 修缮活动室, 责任人: 戊某, 时限: 2026-04-20}\n  - {事项: 明年再议, 时限: 2027-01-20}",
        ),
        (
            "pledges/2026-03-10-d.md",
            "标题: 丁承诺\n日期: 2026-03-10\n类型: 党员\n年度: 2026\n承诺人: {姓名: 己某}\n承诺事项:\n  - {内容: 听课10节, 时限: 2026-04-30, 进度: 100%, 完成日期: 2026-04-01}\n  - {内容: 家访20户, 时限: 2026-12-20, 进度: 50%}",
        ),
        (
            "ledgers/2026-e.yaml",
            "标题: 整改台账\n日期: 2026-02-02\n台账: 整改销号\n行:\n  - {发现日期: 2026-01-10, 问题: 灯不亮, 责任人: 庚某, 时限: 2026-03-20, 完成日期: 2026-03-15, 销号日期: 2026-03-18, 核验人: 辛某}\n  - {发现日期: 2026-01-10, 问题: 门不严, 责任人: 庚某, 时限: 2026-04-10}",
        ),
    ])
}

#[test]
fn the_figures_of_a_year_add_up() {
    let built = build(&year(), "2026-06-01").sound();
    let site = &built.assembled.as_ref().expect("assembled").editions[0].site;
    let figures = &site.statistics[&2026];
    assert_eq!(figures.total(), 5);
    let months: Vec<usize> = (0..12).map(|month| figures.of_month(month)).collect();
    assert_eq!(months, [1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let kinds: Vec<usize> = (0..5).map(|kind| figures.of_kind(kind)).collect();
    assert_eq!(kinds, [2, 1, 1, 0, 1], "通知 会议 承诺 学习 台账");
    let meetings = figures.meetings[&Some("yi".to_owned())];
    assert_eq!((meetings.held, meetings.expected, meetings.present), (1, 7, 6));
    assert_eq!((figures.pledges.items, figures.pledges.done), (2, 1));
    // A figure's unit is set smaller.
    let page = built.text("statistics/index.html").replace("<span>%</span>", "%");
    for number in ["85.7%", "50%"] {
        assert!(page.contains(number), "{number}");
    }
}

#[test]
fn a_month_tells_what_is_dated_in_it() {
    let built = build(&year(), "2026-06-01").sound();
    let march = built.text("reports/2026-03.html");
    for told in [
        "乙通知", "丙会", "丁承诺", "灯不亮", "销号", "修缮活动室", "戊某", "门不严",
    ] {
        assert!(march.contains(told), "{told}");
    }
    for untold in ["甲通知", "明年再议", "时间写错了"] {
        assert!(!march.contains(untold), "{untold}");
    }
    // A correction is told in its own month, and makes one.
    assert!(built.text("reports/2026-04.html").contains("时间写错了"));
    assert!(built.text("corrections/index.html").contains("时间写错了"));
    assert!(
        !built.output.contains_key("0/reports/2026-05.html"),
        "nothing happened"
    );
}

#[test]
fn a_promise_is_done_and_late_by_its_days() {
    for (day, done, late) in [
        ("2026-03-31", "已完成0项", 0),
        ("2026-04-01", "已完成1项", 0),
        ("2026-12-20", "已完成1项", 0),
        ("2026-12-21", "已完成1项", 1),
    ] {
        let built = build(&year(), day).sound();
        let page = built.text("pledges/2026-03-10-d.html");
        assert!(page.contains(done), "{day}");
        assert_eq!(page.matches(">逾期<").count(), late, "{day}");
    }
}

#[test]
fn no_month_to_come_has_a_report() {
    let files = site(&[(
        "notices/2026-03-30-a.md",
        "标题: 甲公示\n日期: 2026-03-30\n类型: 公示\n受理: {单位: 办公室, 电话: 0799-6660000}\n公示期: {开始: 2026-03-30, 截止: 2026-04-03}",
    )]);
    for (day, april) in [("2026-03-31", false), ("2026-04-01", true)] {
        let built = build(&files, day).sound();
        assert!(built.text("reports/2026-03.html").contains("甲公示"));
        assert_eq!(
            built.output.contains_key("0/reports/2026-04.html"),
            april,
            "{day}"
        );
    }
}

#[test]
fn a_running_month_tells_of_what_began_in_it() {
    let files = site(&[
        (
            "notices/2026-03-20-a.md",
            "标题: 甲办法\n日期: 2026-03-20\n类型: 征求意见\n截止: 2026-04-10\n方式: 来信",
        ),
        (
            "notices/2026-03-27-b.md",
            "标题: 乙公示\n日期: 2026-03-27\n类型: 公示\n受理: {单位: 办公室, 电话: 0799-6660000}\n公示期: {开始: 2026-03-30, 截止: 2026-04-03}",
        ),
    ]);
    // Nobody sees a 公示 before it begins.
    for (day, last, count) in [("2026-03-29", "20日", 1), ("2026-03-31", "30日", 2)] {
        let march = build(&files, day).sound().text("reports/2026-03.html").to_owned();
        assert!(march.contains(&format!("内容到2026年3月{last}为止")), "{day}");
        assert!(
            march.contains(&format!("开始或结束公示、征求意见{count}项")),
            "{day}"
        );
    }
}

#[test]
fn what_is_due_was_there_before_its_month() {
    let mut files = year();
    let late =
        "标题: 晚会\n日期: 2026-04-08\n类型: 支委会\n支部: yi\n决议:\n  - {事项: 当月提出, 时限: 2026-04-30}";
    let text = format!("---\n{late}\n{APPROVED}---\n\n正文。\n");
    files.insert("content/meetings/2026-04-08-late.md".into(), text.into_bytes());
    let built = build(&files, "2026-06-01").sound();
    assert!(!built.text("reports/2026-03.html").contains("当月提出"));
}

#[test]
fn a_finished_month_stays_what_it_is() {
    let files = sample_school();
    let before = build(&files, "2026-11-20").sound();
    let finished: Vec<&String> = before
        .output
        .keys()
        .filter(|path| path.starts_with("0/reports/20") && path.as_str() < "0/reports/2026-11")
        .collect();
    assert!(finished.len() > 20, "{finished:?}");
    let mut more = files.clone();
    let text = format!(
        "---\n标题: 新通知\n日期: 2026-11-19\n公开目录: [C-1, B-2]\n支部: yi\n{APPROVED}---\n\n全文。\n"
    );
    more.insert("content/notices/2026-11-19-new.md".into(), text.into_bytes());
    for (what, after) in [
        ("a newer entry", build(&more, "2026-11-20").sound()),
        ("months that pass", build(&files, "2027-03-01").sound()),
    ] {
        for path in &finished {
            assert_eq!(
                after.output.get(*path),
                before.output.get(*path),
                "{what}: {path}"
            );
        }
    }
    let mut older = files;
    let text = format!("---\n标题: 补记的通知\n日期: 2026-10-19\n{APPROVED}---\n\n全文。\n");
    older.insert("content/notices/2026-10-19-old.md".into(), text.into_bytes());
    let after = build(&older, "2026-11-20").sound();
    let changed = finished
        .iter()
        .filter(|path| after.output.get(**path) != before.output.get(**path));
    assert_eq!(changed.collect::<Vec<_>>(), [&"0/reports/2026-10.html"]);
}

#[test]
fn what_is_owed_by_the_year_is_told_in_the_quarter_and_the_year_it_was_held_for() {
    let mut files = site(&[
        (
            "meetings/2026-01-08-a.md",
            "标题: 上年的组织生活会\n支部: yi\n类型: 组织生活会\n年度: 2025",
        ),
        (
            "meetings/2026-02-09-b.md",
            "标题: 今年的民主评议\n支部: yi\n类型: 民主评议",
        ),
    ]);
    let rules = format!("{SITE}[meetings]\nsince = 2025-01-01\n");
    files.insert("site.toml".into(), rules.into());
    let built = build(&files, "2026-12-31").sound();
    let cells = |path: &str| -> Vec<String> {
        let text = built.text(path);
        let from = text.find("三会一课</").expect("the table");
        let rows = text[from..].split("第一党支部").nth(1).expect("the branch");
        let row = rows.split("</tr>").next().expect("a row");
        let cells = row.split("<td").skip(1);
        cells
            .filter_map(|cell| Some(cell.split_once('>')?.1.split('<').next()?.to_owned()))
            .collect()
    };
    assert!(cells("reports/2026-q1.html").contains(&"1次".to_owned()));
    assert!(
        built
            .text("meetings/matrix-2025.html")
            .contains("上年的组织生活会")
    );
    assert!(
        !built
            .text("meetings/matrix-2026.html")
            .contains("上年的组织生活会")
    );
    assert!(built.text("meetings/matrix-2026.html").contains("今年的民主评议"));
    // Who has no groups owes no meetings of groups.
    assert!(!built.text("meetings/matrix-2026.html").contains("党小组会"));
}

#[test]
fn status_lists_what_is_late_due_and_online() {
    let mut files = year();
    for (path, front) in [
        (
            "notices/2026-05-25-f.md",
            "标题: 拟表彰公示\n日期: 2026-05-25\n类型: 公示\n公示期: {开始: 2026-05-25, 工作日: 5}",
        ),
        ("notices/2026-06-03-g.md", "标题: 预定的通知\n日期: 2026-06-03"),
    ] {
        let text = format!("---\n{front}\n{APPROVED}---\n\n正文。\n");
        files.insert(format!("content/{path}"), text.into_bytes());
    }
    files.insert(
        "content/notices/2026-05-30-h.md".into(),
        "---\n标题: 没有审批\n日期: 2026-05-30\n---\n\n正文。\n".into(),
    );
    let day = Day::parse("2026-06-01").expect("a day");
    let mut report = Report::new();
    let survey = pipeline::survey(tree(&files), day, &mut report).expect("a survey");
    let online = Online {
        page: "public/notices/old.html".into(),
        last: Day::parse("2026-05-31").expect("a day"),
        file: None,
    };
    let known = Known {
        online: vec![online],
        ..Known::default()
    };
    let tasks = status::tasks(&survey, &known, 30);
    let told: Vec<(When, DueKind, String)> = tasks
        .iter()
        .map(|task| {
            (
                status::when(day, task.date, 30),
                task.matter,
                task.date.to_string(),
            )
        })
        .collect();
    let of = |when, matter, date: &str| (when, matter, date.to_owned());
    assert_eq!(
        told.iter()
            .filter(|told| told.1 != DueKind::Meeting)
            .cloned()
            .collect::<Vec<_>>(),
        [
            of(When::Overdue, DueKind::Online, "2026-05-31"),
            of(When::Overdue, DueKind::Ledger, "2026-04-10"),
            of(When::Overdue, DueKind::Result, "2026-05-29"),
            of(When::Today, DueKind::Approval, "2026-06-01"),
            of(When::Week, DueKind::Approval, "2026-06-03"),
        ]
    );
    let files = tasks.iter().filter_map(|task| task.file.as_ref());
    assert!(
        files
            .clone()
            .any(|file| file.as_str() == "content/ledgers/2026-e.yaml")
    );
    let ledger = tasks.iter().find(|task| task.matter == DueKind::Ledger);
    assert_eq!(ledger.and_then(|task| task.who.as_deref()), Some("庚某"));
}

#[test]
fn what_a_build_of_today_would_change_and_a_publicity_that_hung_too_short_are_told() {
    let files = site(&[
        ("notices/2026-05-27-new.md", "标题: 到期的通知\n日期: 2026-05-27"),
        (
            "notices/2026-05-27-old.md",
            "标题: 生成过的通知\n日期: 2026-05-27",
        ),
        (
            "notices/2026-05-27-draft.md",
            "标题: 改成草稿的\n日期: 2026-05-27\n草稿: 是",
        ),
        (
            "notices/2026-05-20-late.md",
            "标题: 公示甲\n日期: 2026-05-20\n类型: 公示\n公示期: {开始: 2026-05-20, 截止: 2026-05-27}\n受理: {单位: 党支部, 电话: 0799-6600100}",
        ),
    ]);
    let day = |text: &str| Day::parse(text).expect("a day");
    let mut report = Report::new();
    let survey = pipeline::survey(tree(&files), day("2026-06-01"), &mut report).expect("a survey");
    let pages = ["old", "draft"].map(|name| format!("notices/2026-05-27-{name}.html"));
    let late = "notices/2026-05-20-late.html".to_owned();
    let pages = pages.into_iter().chain([late]);
    let pages = pages
        .map(|page| Address::new(&page).expect("an address"))
        .collect();
    let edition = &survey.library.config.editions[0];
    let mut known = Known {
        built: vec![Built { edition, pages }],
        recorded_since: Some(day("2026-05-01")),
        ..Known::default()
    };
    let told = |known: &Known<'_>, of: &str| -> Vec<String> {
        let tasks = status::tasks(&survey, known, 30);
        let about = tasks.iter().filter(|task| task.what.contains(of));
        about.map(|task| format!("{} {}", task.date, task.what)).collect()
    };
    let new = told(&known, "到期的通知");
    assert!(
        new.len() == 1 && new[0].starts_with("2026-05-27") && new[0].contains("还没有生成"),
        "{new:?}"
    );
    assert_eq!(told(&known, "《生成过的通知》"), Vec::<String>::new());
    assert!(told(&known, "改成草稿的").concat().contains("生成的网页里还有"));
    assert!(told(&known, "公示甲").concat().contains("没有公开过"));
    let source = "content/notices/2026-05-20-late.md".to_owned();
    known.public_since = [(source.clone(), Some(day("2026-05-22")))].into();
    assert!(told(&known, "公示甲").concat().contains("5月22日才公开"));
    for fine in [Some(day("2026-05-20")), None] {
        known.public_since = [(source.clone(), fine)].into();
        assert!(!told(&known, "公示甲").concat().contains("没有公示满"));
    }
    for (gone, back, is_told) in [
        ("2026-05-21", "2026-05-23", true),
        ("2026-05-10", "2026-05-20", false),
    ] {
        known.interruptions = [(source.clone(), vec![(day(gone), day(back))])].into();
        assert_eq!(
            told(&known, "公示甲").concat().contains("才恢复"),
            is_told,
            "{gone}"
        );
    }
}
