//! What is promised of boards: who hangs and in which order, nothing is dropped in silence, a code leads only where the
//! web edition shows the entry, and a small change changes few files.

use std::collections::BTreeSet;
use std::fmt::Write;

use gongkai::words::Labelled;

use crate::support::{Built, Files, build};

const DAY: &str = "2026-11-20";

const APPROVED: &str = "审批:\n  提出: 张甲 2016-01-02\n  保密审查: 李乙 2016-01-03\n  审核: 王丙 2016-01-04\n  审批: 赵丁 2016-01-05\n";

const EDITIONS: &str = "title = \"青禾学校\"\n\
    [editions.web]\naudience = \"社会公开\"\noutput = \"public\"\nbase_url = \"https://school.example.edu.cn/\"\n\
    [editions.board]\naudience = \"校内公开\"\noutput = \"board\"\nqr_edition = \"web\"\n\
    [sections.notice]\nscope = \"社会公开\"\n[sections.study]\nscope = \"社会公开\"\n";

/// A site with one board of sections, each with what it takes and its slots.
fn site(sections: &[(&str, &str, u32)]) -> Files {
    let mut config = format!(
        "{EDITIONS}[[boards]]\nid = \"main\"\nedition = \"board\"\nname = \"一楼公开栏\"\nrows = 10\ncolumns = 20\n"
    );
    for (name, takes, slots) in sections {
        let _ = write!(
            config,
            "[[boards.sections]]\nname = \"{name}\"\ntakes = [\"{takes}\"]\nslots = {slots}\n"
        );
    }
    Files::from([("site.toml".to_owned(), config.into_bytes())])
}

/// Adds a notice; `more` are lines of its front matter.
fn notice(files: &mut Files, date: &str, title: &str, more: &str, paragraphs: usize) {
    let body = "各支部要认真组织，把学习和工作结合起来，做到人员、内容、时间三落实。\n\n".repeat(paragraphs);
    let text = format!("---\n标题: {title}\n日期: {date}\n{more}{APPROVED}---\n\n{body}");
    files.insert(
        format!("content/notices/{date}-{}.md", slug(title)),
        text.into_bytes(),
    );
}

fn slug(title: &str) -> String {
    title
        .bytes()
        .fold(String::from("n"), |name, byte| name + &byte.to_string())
}

/// The titles that hang, in the order of the slots, each once.
fn hung(built: &Built) -> Vec<String> {
    let hanging = &built.assembled.as_ref().expect("assembled").editions[1];
    let site = &hanging.site;
    let hung = hanging.plan.hanging.all().map(|(_, _, hung)| match hung.what {
        gongkai::site::Candidate::Entry(id) => site.entry(id).common.title.clone(),
        gongkai::site::Candidate::Designed(sheet) => sheet.label().to_owned(),
    });
    hung.collect()
}

fn text<'b>(built: &'b Built, address: &str) -> &'b str {
    let bytes = &built.output[&format!("1/{address}")];
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn two_entries_never_share_a_page_of_sheets() {
    let mut files = site(&[("公告", "通知公告", 20)]);
    for (path, title) in [("a-b", "甲"), ("a/b", "乙")] {
        let text = format!("---\n标题: {title}\n日期: 2026-11-19\n{APPROVED}---\n\n一段。\n");
        files.insert(format!("content/notices/{path}.md"), text.into_bytes());
    }
    let built = build(&files, DAY);
    let said = gongkai::cli::render_plain(&built.report);
    assert!(
        said.contains("错误[address-clash-generated]: 网页《")
            && said.contains("sheets/main/notices-a-b.html"),
        "{said}"
    );
    files.remove("content/notices/a/b.md");
    build(&files, DAY).sound();
}

#[test]
fn a_running_period_comes_first_then_what_has_to_hang_then_the_newest() {
    let mut files = site(&[("公告", "通知公告", 20)]);
    let period = "类型: 公示\n公示期: {开始: 2026-11-02, 工作日: 20}\n";
    notice(&mut files, "2026-11-19", "最新", "", 1);
    notice(&mut files, "2026-11-18", "次新", "", 1);
    notice(&mut files, "2026-11-02", "公示", period, 1);
    notice(&mut files, "2025-03-02", "置顶的", "置顶: 是\n", 1);
    notice(&mut files, "2024-03-02", "指定的", "上墙: 公告\n", 1);
    notice(&mut files, "2026-11-17", "不上的", "上墙: 否\n", 1);
    let over = "类型: 征求意见\n截止: 2026-11-17\n方式: 来信\n";
    notice(&mut files, "2026-11-01", "截止的", over, 1);
    let expired = "类型: 公示\n公示期: {开始: 2026-10-12, 工作日: 5}\n";
    notice(&mut files, "2026-10-12", "期满的", expired, 1);
    let built = build(&files, DAY).sound();
    assert_eq!(hung(&built), ["公示", "置顶的", "指定的", "最新", "次新"]);
    let changes = text(&built, "changes.html");
    assert!(
        changes.contains("公示（已期满）") && !changes.contains("期满的"),
        "{changes}"
    );
    assert!(changes.contains("截止的"));
}

#[test]
fn what_does_not_fit_is_listed_with_what_it_lacks_and_the_next_may_fit() {
    let mut files = site(&[("公告", "通知公告", 2)]);
    notice(&mut files, "2026-11-19", "一张的", "", 1);
    notice(&mut files, "2026-11-18", "三张的", "", 32);
    notice(&mut files, "2026-11-17", "又一张", "", 1);
    for number in 0..20 {
        notice(&mut files, "2026-01-04", &format!("旧的{number}"), "", 1);
    }
    let built = build(&files, DAY).sound();
    assert_eq!(hung(&built), ["一张的", "又一张"]);
    let index = text(&built, "index.html");
    assert!(
        index.contains("三张的<span class=\"nowrap\">共3张，还差2格"),
        "{index}"
    );
    assert!(index.contains("还有9件较早的"));
    let warned = |built: &Built| gongkai::cli::render_plain(&built.report).contains("board-full");
    assert!(!warned(&built), "nothing of it has to hang");
    notice(&mut files, "2026-11-16", "必须的", "置顶: 是\n", 60);
    assert!(warned(&build(&files, DAY).sound()));
}

#[test]
fn a_branchs_board_takes_its_own_entries_and_the_schools() {
    let mut files = site(&[("公告", "通知公告", 9)]);
    let config = String::from_utf8(files["site.toml"].clone()).expect("text");
    let config = config.replacen("rows = 10", "branch = \"yi\"\nrows = 10", 1);
    files.insert("site.toml".into(), config.into_bytes());
    let branches = "支部: [{编号: yi, 名称: 一支部}, {编号: er, 名称: 二支部}]\n";
    files.insert("content/organization.yaml".into(), branches.into());
    notice(&mut files, "2026-11-19", "本支部", "支部: yi\n", 1);
    notice(&mut files, "2026-11-18", "别的支部", "支部: er\n", 1);
    notice(&mut files, "2026-11-17", "全校", "", 1);
    assert_eq!(hung(&build(&files, DAY).sound()), ["本支部", "全校"]);
}

#[test]
fn a_code_leads_only_to_what_the_web_edition_shows() {
    let mut files = site(&[("公告", "通知公告", 9)]);
    notice(&mut files, "2026-11-19", "都看得到", "", 1);
    notice(&mut files, "2026-11-18", "只在校内", "公开范围: 校内公开\n", 1);
    for editions in [&[][..], &["board"]] {
        let request = gongkai::pipeline::Request {
            day: gongkai::words::Day::parse(DAY).expect("a day"),
            mode: gongkai::clearance::Mode::Publish,
            editions: editions.iter().map(|id| (*id).to_owned()).collect(),
        };
        let built = crate::support::build_request(&files, &request).sound();
        let board = if editions.is_empty() { "1/" } else { "0/" };
        let of = |title: &str| {
            let date = if title == "都看得到" {
                "2026-11-19"
            } else {
                "2026-11-18"
            };
            let address = format!("{board}sheets/main/notices-{date}-{}.html", slug(title));
            String::from_utf8_lossy(&built.output[&address]).into_owned()
        };
        let open = of("都看得到");
        let url = format!(
            "https://school.example.edu.cn/notices/2026-11-19-{}.html",
            slug("都看得到")
        );
        assert!(open.contains(&url), "{open}");
        let inside = of("只在校内");
        assert!(
            !inside.contains("example.edu.cn") && !inside.contains("<svg"),
            "{inside}"
        );
    }
}

/// So many notices over years, on a board that has room for a few.
fn large() -> Files {
    let mut files = site(&[
        ("公示", "公示", 4),
        ("通知", "通知公告", 12),
        ("学习", "学习资料", 4),
    ]);
    for number in 0..400 {
        let date = format!(
            "{}-{:02}-{:02}",
            2018 + number % 9,
            1 + number % 10,
            1 + number % 28
        );
        notice(&mut files, &date, &format!("第{number}号"), "", 1 + number % 20);
    }
    files
}

/// The files of the board edition that differ.
fn changed(before: &Built, after: &Built) -> BTreeSet<String> {
    let names = before.output.keys().chain(after.output.keys());
    let of_board = names.filter(|name| name.starts_with("1/"));
    of_board
        .filter(|name| before.output.get(*name) != after.output.get(*name))
        .cloned()
        .collect()
}

#[test]
fn one_more_entry_changes_few_files_of_the_board() {
    let mut files = large();
    let before = build(&files, DAY).sound();
    for (date, most) in [("2026-11-19", 12), ("2020-05-05", 1)] {
        notice(&mut files, date, "新通知", "", 1);
        let names = changed(&before, &build(&files, DAY).sound());
        assert!(!names.is_empty() && names.len() <= most, "{date}: {names:#?}");
        files.remove(&format!("content/notices/{date}-{}.md", slug("新通知")));
    }
}

#[test]
fn a_day_without_an_event_changes_nothing_and_one_with_an_event_does() {
    let mut files = large();
    let period = "类型: 公示\n公示期: {开始: 2026-11-12, 截止: 2026-11-20}\n";
    notice(&mut files, "2026-11-12", "关于先锋岗的公示", period, 1);
    let at = |day| build(&files, day).sound();
    assert_eq!(changed(&at("2026-11-18"), &at("2026-11-19")), BTreeSet::new());
    let names = changed(&at("2026-11-20"), &at("2026-11-21"));
    assert!(
        names.contains("1/changes.html") && names.contains("1/main/plan.html"),
        "{names:?}"
    );
    assert!(!text(&at("2026-11-21"), "changes.html").contains("先锋岗"));
}

#[test]
fn what_a_board_may_not_show_is_in_none_of_its_files() {
    let mut files = site(&[
        ("公告", "通知公告", 9),
        ("会议", "会议纪要", 9),
        ("台账", "台账", 9),
    ]);
    let expired = "类型: 公示\n公示期: {开始: 2026-11-09, 工作日: 5}\n受理: {单位: 秘密办公室}\n落款: 秘密支部\n上墙: 是\n";
    notice(&mut files, "2026-11-09", "秘密期满", expired, 1);
    notice(&mut files, "2026-11-21", "秘密明天", "上墙: 是\n", 1);
    let tomorrow = "类型: 公示\n公示期: {开始: 2026-11-23, 工作日: 5}\n";
    notice(&mut files, "2026-11-19", "秘密待公示", tomorrow, 1);
    notice(
        &mut files,
        "2026-11-18",
        "秘密党内",
        "公开范围: 党内公开\n置顶: 是\n",
        1,
    );
    notice(&mut files, "2026-11-17", "秘密特定", "公开范围: 特定对象\n", 1);
    notice(&mut files, "2026-11-16", "秘密草稿", "草稿: 是\n", 1);
    let approved = APPROVED.replace("2016-01-0", "2026-11-1");
    let meeting = "标题: 支委会纪要\n日期: 2026-11-16\n类型: 支委会\n公开范围: 校内公开\n时间: 2026-11-10 15:30 至 16:40\n\
        地点: 会议室\n主持人: 甲某\n记录人: 乙某\n应到: 4\n实到: 3\n缺席: [{姓名: 秘密缺席人, 原因: 秘密病假}]\n";
    files.insert(
        "content/meetings/2026-11-16-zhiwei.md".into(),
        format!("---\n{meeting}{approved}---\n\n讨论了工作。\n").into(),
    );
    let ledger = "标题: 党费收缴\n日期: 2026-11-16\n台账: 党费\n公开范围: 校内公开\n明细范围: 党内公开\n\
        行:\n  - {月份: 2026-09, 姓名: 秘密缴费人, 应缴: 12.50, 实缴: 12.50}\n";
    files.insert(
        "content/ledgers/2026-11-16-dangfei.yaml".into(),
        format!("{ledger}{APPROVED}").into(),
    );
    let built = build(&files, DAY).sound();
    assert_eq!(hung(&built), ["支委会纪要", "党费收缴"]);
    let expired = slug("秘密期满");
    for (address, bytes) in built
        .output
        .iter()
        .filter(|(address, _)| address.starts_with("1/"))
    {
        let text = String::from_utf8_lossy(bytes);
        let secret = text.find("秘密").map(|at| &text[at..text.len().min(at + 30)]);
        assert!(secret.is_none(), "{address}: {secret:?}");
        assert!(
            !text.contains(&expired) && !address.contains(&expired),
            "{address}"
        );
        let elsewhere = ["2026-11-23", "2026-11-21", "2026年11月23日", "2026年11月21日"];
        assert!(!elsewhere.iter().any(|day| text.contains(day)), "{address}");
    }
    assert!(text(&built, "changes.html").contains("公示（已期满）"));
}

/// The sheets of what hangs on a board of paper that lies on its side.
fn sheet(kind: &str, takes: &str, entry: &str) -> String {
    let mut files = site(&[("栏目", takes, 4)]);
    let config = String::from_utf8(files["site.toml"].clone()).expect("text");
    let config = config.replace("rows = 10", "orientation = \"横向\"\nrows = 10");
    files.insert("site.toml".to_owned(), config.into_bytes());
    let entry = entry
        .replace("2016-01-0", "2026-11-1")
        .replace("日期: 2026", "公开范围: 社会公开\n日期: 2026");
    files.insert(format!("content/{kind}"), entry.into_bytes());
    let built = build(&files, DAY).sound();
    let mut addresses = built
        .output
        .keys()
        .filter(|address| address.starts_with("1/sheets/main/"));
    let address = addresses.next().expect("a sheet").clone();
    String::from_utf8(built.output[&address].clone()).expect("text")
}

/// Its lines, each with its classes.
fn lines(html: &str) -> Vec<(String, String)> {
    let lines = html.split("<p class=\"").skip(1).map(|line| {
        let (classes, rest) = line.split_once('"').expect("classes");
        let words = rest.split_once('>').map_or("", |(_, words)| words);
        let words = words.split("</p>").next().unwrap_or_default();
        (
            classes.to_owned(),
            words.replace("<span class=\"l\">", "").replace("</span>", ""),
        )
    });
    lines.collect()
}

#[test]
fn votes_are_parted_between_counts_alone_in_minutes_that_lie_on_their_side() {
    let vote = "赞成: 203, 反对: 10, 弃权: 110";
    let minutes = format!(
        "---\n标题: 党员大会\n日期: 2026-11-19\n类型: 党员大会\n应到: 323\n实到: 323\n议题:\n  - 听取报告\n决议:\n  - {{事项: 通过报告, {vote}}}\n{APPROVED}---\n"
    );
    let lines = lines(&sheet("meetings/2026-11-19-dahui.md", "会议纪要", &minutes));
    let words: Vec<&str> = lines.iter().map(|(_, words)| words.as_str()).collect();
    let vote = ["表决：赞成203票，反对10票，", "弃权110票。"];
    assert!(words.windows(2).any(|two| two == vote), "{lines:?}");
}

#[test]
fn an_honour_roll_is_red_and_gold_on_paper() {
    let honours = format!(
        "标题: 先进光荣榜\n日期: 2026-11-19\n台账: 光荣榜\n行:\n  - {{姓名: 周立诚, 称号: 优秀}}\n  - {{姓名: 何立群, 称号: 优秀}}\n{APPROVED}"
    );
    let html = sheet("ledgers/2026-guangrong.yaml", "台账", &honours);
    let lines = lines(&html);
    assert!(html.contains("class=\"rule gold\""), "{html}");
    let of = |words: &str| {
        lines
            .iter()
            .find(|line| line.1 == words)
            .map(|line| line.0.as_str())
    };
    assert!(
        of("先进光荣榜").is_some_and(|classes| classes.contains("honour")),
        "{lines:?}"
    );
    assert!(
        of("优秀").is_some_and(|classes| classes.contains("honour")),
        "{lines:?}"
    );
}
