//! `print`: what is on the page that the browser gets, what is printed the next time, and where nothing may go. A script
//! stands for the browser; the real one is tried in `tests/browser/`.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::folders::write_script;
use crate::support::program::program;

const SETTINGS: &str = r#"title = "甲校"

[editions.web]
audience = "社会公开"
output = "public"
base_url = "https://school.example.edu.cn/"

[editions.board]
title = "甲校公开栏"
audience = "校内公开"
output = "board"
qr_edition = "web"

[approval]
kinds = []

[[boards]]
id = "main"
edition = "board"
name = "一楼公开栏"
rows = 2
columns = 3
  [[boards.sections]]
  name = "公示公告"
  takes = ["通知"]
  slots = 4

[[boards]]
id = "large"
edition = "board"
name = "大厅公开栏"
paper = "A3"
orientation = "横向"
rows = 1
columns = 1
  [[boards.sections]]
  name = "公告"
  takes = ["公告"]
  slots = 1
"#;

/// A browser that makes an empty PDF and keeps the page that it got.
const STAND_IN: &str = r#"#!/bin/sh
for a in "$@"; do
    case $a in
        --print-to-pdf=*) printf '%%PDF-1.4\n%%%%EOF\n' > "${a#*=}" ;;
        file://*) cat "${a#file://}" >> "$(dirname "$0")/page.html"; ls "$(dirname "${a#file://}")" > "$(dirname "$0")/room" ;;
    esac
done
"#;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir_all(desk.root().join("content/notices")).expect("writable");
        fs::write(desk.root().join("site.toml"), SETTINGS).expect("writable");
        desk.notice("a", "通知", "关于值班的通知", "值班从星期一开始。");
        desk.notice("b", "通知", "关于考勤的通知", "考勤按时登记。");
        desk.notice("c", "公告", "关于开放日的公告", "开放日是星期六。");
        write_script(&desk.browser(), STAND_IN);
        desk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn browser(&self) -> PathBuf {
        self.folder.path().join("browser")
    }

    fn notice(&self, name: &str, kind: &str, title: &str, text: &str) {
        let path = self.root().join(format!("content/notices/2026-03-12-{name}.md"));
        let text = format!("---\n标题: {title}\n公开范围: 校内公开\n类型: {kind}\n---\n\n{text}\n");
        fs::write(path, text).expect("writable");
    }

    /// Prints; gives what was said, and the page that the browser got, if any.
    fn print(&self, more: &[&str]) -> (Output, Option<String>) {
        self.printed(&["--date", "2026-03-20"], more)
    }

    fn printed(&self, what: &[&str], more: &[&str]) -> (Output, Option<String>) {
        let page = self.folder.path().join("page.html");
        let _ = fs::remove_file(&page);
        let mut command = program(&self.root(), &[&["print"], what, &["--browser"]].concat());
        command.arg(self.browser()).args(more);
        let output = command.output().expect("the program starts");
        (output, fs::read_to_string(page).ok())
    }

    fn said(&self, more: &[&str]) -> String {
        let (output, _) = self.print(more);
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

fn pdfs(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".pdf")).collect();
    names.sort();
    names
}

#[test]
fn each_size_of_paper_is_a_file_of_its_own() {
    let desk = Desk::new();
    let (output, page) = desk.print(&[]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        pdfs(&desk.root()),
        ["公开栏-2026-03-20-A3横向.pdf", "公开栏-2026-03-20-A4纵向.pdf"]
    );
    let page = page.expect("printed");
    for title in ["值班", "考勤", "开放日"] {
        assert!(page.contains(title), "{title}");
    }
    let room = fs::read_to_string(desk.folder.path().join("room")).expect("there was a room");
    assert!(room.contains("assets"), "without its style: {room}");
    let left = fs::read_dir(desk.root().join(".gongkai")).expect("a folder");
    let mut left: Vec<_> = left.filter_map(Result::ok).map(|item| item.file_name()).collect();
    left.sort();
    assert_eq!(
        left,
        ["printed.json", "record-end", "record.lock", "saved-files"],
        "the room is still there"
    );
    assert!(!desk.root().join("board").exists(), "print builds no site");
}

#[test]
fn a_file_that_somebody_has_worked_on_is_not_printed_over() {
    let desk = Desk::new();
    for (more, name) in [
        (
            &["--form", "content/notices/2026-03-12-a.md"][..],
            "审批登记表-关于值班的通知.pdf",
        ),
        (&["--board", "large"], "large-2026-03-20.pdf"),
    ] {
        let file = desk.root().join(name);
        for _ in 0..2 {
            assert!(desk.print(more).0.status.success(), "{}", desk.said(more));
        }
        assert!(file.exists(), "{:?}", pdfs(&desk.root()));
        fs::write(&file, "批注过").expect("writable");
        let (output, page) = desk.print(more);
        assert_eq!((output.status.code(), page), (Some(2), None));
        assert!(String::from_utf8_lossy(&output.stderr).contains("--replace"));
        assert_eq!(fs::read(&file).expect("readable"), "批注过".as_bytes());
        let (output, _) = desk.print(&[more, &["--replace"]].concat());
        assert!(output.status.success(), "{output:?}");
        assert_ne!(fs::read(&file).expect("readable"), "批注过".as_bytes());
    }
}

#[test]
fn a_few_words_of_a_title_are_enough_and_what_is_chosen_takes_no_place_of_the_whole() {
    let desk = Desk::new();
    for (more, name) in [
        (&["--form", "值班"][..], "审批登记表-关于值班的通知.pdf"),
        (&["--poster", "开放日"], "大字版-关于开放日的公告.pdf"),
        (&["值班"], "公开栏-值班-2026-03-20.pdf"),
        (
            &["content/notices/2026-03-12-b.md"],
            "公开栏-2026-03-12-b-2026-03-20.pdf",
        ),
        (&["值班", "考勤"], "公开栏-选印-2026-03-20.pdf"),
    ] {
        let said = desk.said(more);
        assert!(desk.root().join(name).exists(), "{said} {:?}", pdfs(&desk.root()));
    }
    let several = desk.said(&["--poster", "通知"]);
    assert!(several.contains("值班") && several.contains("考勤"), "{several}");
}

#[test]
fn what_has_not_changed_is_not_printed_again() {
    let desk = Desk::new();
    desk.print(&[]);
    let (output, page) = desk.print(&["--new"]);
    assert!(output.status.success() && page.is_none());
    desk.notice("b", "通知", "关于考勤的通知", "考勤按时登记，迟到的补登。");
    let (_, page) = desk.print(&["--new"]);
    let page = page.expect("printed");
    assert!(page.contains("考勤") && !page.contains("值班"), "{page}");
    assert!(
        page.contains("<title>公开栏纸张（共1张）"),
        "it is not everything: {page}"
    );
    assert!(desk.print(&["--new"]).1.is_none(), "it was printed just now");
    // Printing one thing does not count as having printed the others.
    desk.notice("a", "通知", "关于值班的通知", "值班改到星期二。");
    desk.notice("b", "通知", "关于考勤的通知", "考勤照旧。");
    desk.print(&["关于值班的通知"]);
    let page = desk.print(&["--new"]).1.expect("printed");
    assert!(page.contains("考勤") && !page.contains("值班"));
}

/// A picture of one pixel.
fn pixel(red: u8) -> Vec<u8> {
    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0".to_vec();
    gif.extend([red, 0, 0, 255, 255, 255]);
    gif.extend(b"!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
    gif
}

#[test]
fn another_picture_under_the_same_name_and_words_struck_out_are_printed_again() {
    let desk = Desk::new();
    let picture = desk.root().join("content/notices/tu.gif");
    fs::write(&picture, pixel(1)).expect("writable");
    desk.notice("b", "通知", "关于考勤的通知", "考勤按时登记。\n\n![图](tu.gif)");
    desk.print(&[]);
    assert!(desk.print(&["--new"]).1.is_none());
    fs::write(&picture, pixel(2)).expect("writable");
    let page = desk.print(&["--new"]).1.expect("printed");
    assert!(page.contains("考勤") && !page.contains("值班"), "{page}");
    desk.notice("a", "通知", "关于值班的通知", "值班从~~星期一~~开始。");
    desk.print(&["--new"]);
    desk.notice("a", "通知", "关于值班的通知", "值班从星期一开始。");
    let page = desk.print(&["--new"]).1.expect("printed");
    assert!(page.contains("值班") && !page.contains("考勤"), "{page}");
}

#[test]
fn what_has_to_come_down_is_said_when_the_rest_is_printed() {
    let desk = Desk::new();
    desk.print(&[]);
    fs::remove_file(desk.root().join("content/notices/2026-03-12-a.md")).expect("there");
    let down = "墙上应撤下1件：\n  《关于值班的通知》（一楼公开栏，公示公告）";
    for _ in 0..2 {
        let said = desk.said(&["--new"]);
        assert!(said.contains("没有新的") && said.contains(down), "{said}");
    }
    assert!(!desk.said(&["关于考勤的通知"]).contains("撤下"));
    assert!(desk.said(&[]).contains(down));
    assert!(!desk.said(&[]).contains("撤下"));
}

/// What happened, to which title, on which board.
fn recorded(desk: &Desk) -> Vec<(String, String, String)> {
    let record = gongkai::record::PublicationRecord::load(&desk.root()).expect("readable");
    let told = |line: &gongkai::record::RecordLine| {
        let of = &line.what;
        (of.event.label().to_owned(), of.title.clone(), of.place.clone())
    };
    record.lines().iter().map(told).collect()
}

#[test]
fn sheets_that_were_made_are_in_the_record_of_publication() {
    let desk = Desk::new();
    desk.print(&["关于考勤的通知"]);
    let line = |event: &str, title: &str, board: &str| (event.to_owned(), title.to_owned(), board.to_owned());
    let mut expected = vec![line("公开", "关于考勤的通知", "一楼公开栏")];
    assert_eq!(recorded(&desk), expected);
    desk.print(&[]);
    expected.push(line("公开", "关于值班的通知", "一楼公开栏"));
    expected.push(line("公开", "关于开放日的公告", "大厅公开栏"));
    assert_eq!(recorded(&desk), expected);
    desk.print(&[]);
    assert_eq!(recorded(&desk), expected, "the same sheets again");
    desk.notice("b", "通知", "关于考勤的通知", "考勤照旧。");
    fs::remove_file(desk.root().join("content/notices/2026-03-12-a.md")).expect("there");
    desk.print(&["关于考勤的通知"]);
    expected.push(line("改动", "关于考勤的通知", "一楼公开栏"));
    assert_eq!(recorded(&desk), expected, "nothing is known of the other boards");
    desk.print(&["--new"]);
    expected.push(line("撤下", "关于值班的通知", "一楼公开栏"));
    assert_eq!(recorded(&desk), expected);
    // A form hangs nowhere.
    desk.print(&["关于考勤的通知", "--form"]);
    assert_eq!(recorded(&desk), expected);
}

#[test]
fn the_page_for_the_archive_has_the_last_hash_and_room_to_sign() {
    let desk = Desk::new();
    let page_of = |quarter: &str, more: &[&str]| {
        let (output, page) = desk.printed(&["--record", quarter], more);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said, page.unwrap_or_default())
    };
    let (code, said, _) = page_of("2026-Q1", &[]);
    assert!(code == Some(2) && said.contains("还没有公开记录"), "{said}");
    desk.print(&[]);
    let file = desk.root().join("记录/公开记录.jsonl");
    let record = gongkai::record::PublicationRecord::load(&desk.root()).expect("readable");
    let month = record.lines()[0].time[..7].to_owned();
    let quarter = format!(
        "{}-Q{}",
        &month[..4],
        (month[5..].parse::<u32>().expect("a month") - 1) / 3 + 1
    );
    let (code, said, page) = page_of(&quarter, &[]);
    assert!(code == Some(0) && said.contains("3 行"), "{said}");
    assert!(desk.root().join(format!("公开记录存档页-{quarter}.pdf")).exists());
    // Lines of text are boxes of their own.
    let text: String = page
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for words in [
        &record.end().hash,
        "共3行",
        "每一行都对得上",
        "（签字）",
        "关于考勤的通知",
        "大厅公开栏",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let (_, said, page) = page_of("2020-Q1", &[]);
    assert!(said.contains("0 行") && page.contains("本季没有记录"), "{said}");
    for (quarter, more, expected) in [
        ("2026-Q5", &[][..], "请写年和季度"),
        ("2026-Q1", &["--out", "board/a.pdf"], "不能存在“board”里"),
    ] {
        let (code, said, _) = page_of(quarter, more);
        assert!(code == Some(2) && said.contains(expected), "{said}");
    }
    let changed = fs::read_to_string(&file)
        .expect("there")
        .replacen("考勤", "考核", 1);
    fs::write(&file, changed).expect("writable");
    let (code, said, page) = page_of(&quarter, &["--replace"]);
    assert!(
        code == Some(1) && said.contains("对不上") && page.contains("对不上"),
        "{said}"
    );
}

#[test]
fn one_is_chosen_by_its_file_its_title_or_its_board() {
    let desk = Desk::new();
    for typed in [
        "关于值班的通知",
        "content/notices/2026-03-12-a.md",
        "content\\notices\\2026-03-12-a.md",
        "2026-03-12-a",
        "值班",
    ] {
        let page = desk.print(&[typed]).1.expect("printed");
        assert!(page.contains("值班") && !page.contains("考勤"), "{typed}");
    }
    assert!(
        desk.said(&["值班"])
            .contains("：《关于值班的通知》A4纵向，1 张。")
    );
    let page = desk.print(&["--board", "大厅公开栏"]).1.expect("printed");
    assert!(page.contains("开放日") && !page.contains("值班"));
}

#[test]
fn what_cannot_be_printed_is_said_with_what_to_do() {
    let desk = Desk::new();
    let long = "很长的一段话，说了又说。\n\n".repeat(200);
    desk.notice("d", "通知", "关于长文的通知", &long);
    for (typed, expected) in [
        (&["没有的"][..], "没有挂在公开栏上"),
        (&["值"], "没有挂在公开栏上"),
        (&["关于"], "个条目里的一个"),
        (&["长文"], "没有挂在公开栏上"),
        (&["关于长文的通知"], "放不下"),
        (&["--board", "没有"], "可以写：一楼公开栏、大厅公开栏"),
        (&["--out", "public/a.pdf"], "不能存在“public”里"),
        (&["--out", "content/a.pdf"], "不能存在“content”里"),
        (&["--out", "a.txt"], "要以 .pdf 结尾"),
        (&["--time-limit", "0"], "请写 5 到 7200 的整数"),
        (&["--time-limit", "久"], "请写 5 到 7200 的整数"),
    ] {
        let (output, page) = desk.print(typed);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{typed:?}: {said}");
        assert!(said.contains(expected) && page.is_none(), "{typed:?}: {said}");
    }
    desk.notice("e", "通稿", "类型写错了", "正文。");
    let (output, page) = desk.print(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(page.is_none());
    fs::write(
        desk.root().join("site.toml"),
        "title = \"甲校\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n",
    )
    .expect("writable");
    fs::remove_file(desk.root().join("content/notices/2026-03-12-e.md")).expect("there");
    assert!(desk.said(&[]).contains("还没有公开栏"));
}

#[test]
fn nothing_is_on_paper_that_the_board_may_not_show() {
    let desk = Desk::new();
    let path = desk.root().join("content/notices/2026-03-13-x.md");
    for fields in [
        "公开范围: 党内公开",
        "公开范围: 校内公开\n草稿: 是",
        "日期: 2026-03-21\n公开范围: 校内公开",
    ] {
        fs::write(
            &path,
            format!("---\n标题: 不能张贴的秘密\n{fields}\n类型: 通知\n---\n\n秘密。\n"),
        )
        .expect("writable");
        let (output, page) = desk.print(&[]);
        assert!(output.status.success(), "{output:?}");
        assert!(!page.expect("printed").contains("秘密"), "{fields}");
        let record = fs::read_to_string(desk.root().join(".gongkai/printed.json")).expect("written");
        assert!(!record.contains("秘密"), "{fields}");
    }
}

#[test]
fn a_poster_is_one_large_sheet_and_no_board_knows_of_it() {
    let desk = Desk::new();
    let (output, page) = desk.print(&["关于值班的通知", "--poster"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(pdfs(&desk.root()), ["大字版-关于值班的通知.pdf"]);
    let page = page.expect("printed");
    assert_eq!(page.matches("class=\"sheet\"").count(), 1);
    assert!(
        page.contains("size:297mm 420mm") && page.contains("值班从星期一开始。"),
        "{page}"
    );
    let page = desk
        .print(&["关于值班的通知", "--poster", "--paper", "a2"])
        .1
        .expect("printed");
    assert!(page.contains("size:420mm 594mm"), "{page}");
    // Nothing hangs on a board because of it.
    assert!(!desk.root().join(".gongkai/printed.json").exists());
    desk.notice("d", "通知", "很长的通知", &"很长的正文。".repeat(2_000));
    let (output, page) = desk.print(&["很长的通知", "--poster"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("《很长的通知》的正文太长"), "{said}");
    let page = page.expect("printed");
    assert_eq!(page.matches("class=\"sheet\"").count(), 1);
    assert!(
        page.contains("全文见公开栏") && !page.contains("很长的正文"),
        "{page}"
    );
    // The names stay.
    let long = "很长的正文。".repeat(2_000);
    let body = format!("{long}\n\n| 姓名 | 依据 |\n| --- | --- |\n| 江雨禾 | 公开课4节 |\n\n{long}");
    desk.notice("e", "通知", "拟表彰的人", &body);
    let (_, page) = desk.print(&["拟表彰的人", "--poster"]);
    let page = page.expect("printed");
    assert_eq!(page.matches("class=\"sheet\"").count(), 1);
    assert!(
        page.contains("江雨禾") && page.contains("全文见公开栏") && !page.contains("很长的正文"),
        "{page}"
    );
    // What the text begins with and who it names, without the sentences about them.
    let table = "| 岗位 | 姓名 | 依据 |\n| --- | --- | --- |\n| 语文组 | 江雨禾 | 带教新教师2名，公开课4节，家访14户 |";
    let body = format!("经研究，拟命名以下岗位。\n\n{table}\n\n{long}");
    desk.notice("f", "通知", "拟命名的岗位", &body);
    let (_, page) = desk.print(&["拟命名的岗位", "--poster"]);
    let page = page.expect("printed");
    assert!(
        page.contains("经研究") && page.contains("江雨禾") && !page.contains("带教新教师"),
        "{page}"
    );
    // On a board further sheets say what they go on with.
    desk.notice("g", "通知", "两张的通知", &"正文不短。".repeat(200));
    let (_, page) = desk.print(&["两张的通知"]);
    let page = page.expect("printed");
    let of = |words: &str| page.matches(words).count();
    assert_eq!((of("class=\"sheet "), of("两张的通知（续）")), (2, 1), "{page}");
    assert!(
        desk.said(&["没有的", "--poster"])
            .contains("没有“没有的”这个条目")
    );
    assert!(
        desk.said(&["关于值班的通知", "--poster", "--paper", "A5"])
            .contains("请写 A2、A3 或 A4")
    );
}

#[test]
fn a_form_is_printed_before_anybody_has_approved() {
    let desk = Desk::new();
    let path = desk.root().join("content/notices/2026-03-13-x.md");
    let text = "---\n标题: 待审批的通知\n公开范围: 校内公开\n类型: 通知\n草稿: 是\n审批:\n  提出: 周敬安 2026-03-11\n  保密审查: {姓名: 李向前, 日期: 2026-03-11, 意见: 不涉密，隐去电话, 条件已落实: 周敬安 2026-03-12}\n---\n\n正文。\n";
    fs::write(&path, text).expect("writable");
    let (output, page) = desk.print(&["待审批的通知", "--form"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(pdfs(&desk.root()), ["审批登记表-待审批的通知.pdf"]);
    let page = page.expect("printed");
    for words in ["审批登记表", "待审批的通知", "甲校公开栏", "周敬安", "条件已落实"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // What the site publishes has not changed by it.
    assert!(!desk.root().join(".gongkai/printed.json").exists());
    assert!(desk.said(&["没有的", "--form"]).contains("没有“没有的”这个条目"));
    assert!(
        desk.said(&["待审批的通知", "--form", "--out", "board/a.pdf"])
            .contains("不能存在“board”里")
    );
    // A board edition that has no title of its own is called by what it is.
    let settings = SETTINGS.replace("title = \"甲校公开栏\"\n", "");
    fs::write(desk.root().join("site.toml"), settings).expect("writable");
    let (_, page) = desk.print(&["待审批的通知", "--form", "--replace"]);
    let page = page.expect("printed");
    assert!(
        page.contains(">公开栏<") && !page.contains("甲校公开栏"),
        "{page}"
    );
}

#[test]
fn short_meetings_share_pages_of_the_book_in_closer_lines() {
    let desk = Desk::new();
    fs::create_dir_all(desk.root().join("content/meetings")).expect("writable");
    for month in 1..7 {
        let text = format!(
            "---\n标题: 第一党支部{month}月支委会纪要\n公开范围: 社会公开\n类型: 支委会\n时间: 2026-0{month}-10 15:30 至 16:40\n地点: 行政楼305党员活动室\n主持人: 汪立新\n记录人: 方晓航\n应到: 3\n实到: 3\n议题:\n  - 讨论学习安排\n决议:\n  - {{事项: 通过学习安排, 赞成: 3, 反对: 0, 弃权: 0, 责任人: 方晓航, 时限: 2026-0{month}-28}}\n---\n\n会议讨论了近期的学习安排。\n"
        );
        let path = format!("content/meetings/2026-0{month}-10-zw.md");
        fs::write(desk.root().join(path), text).expect("writable");
    }
    let (output, page) = desk.printed(&["--book", "2026"], &[]);
    let page = page.unwrap_or_else(|| panic!("{output:?}"));
    let shared = page
        .split("<section")
        .filter(|page| page.matches("会议内容").count() == 2);
    assert_eq!(shared.count(), 3, "{page}");
}

/// Notices of 2025 and 2026 for everybody, one of a 公示 that is running and one of a 公示 that is over.
fn write_years(desk: &Desk) {
    let write = |name: &str, title: &str, more: &str, text: &str| {
        let text = format!("---\n标题: {title}\n公开范围: 社会公开\n{more}---\n\n{text}\n");
        fs::write(desk.root().join(format!("content/notices/{name}.md")), text).expect("writable");
    };
    write("2025-12-01-jiu", "关于旧事的通知", "类型: 通知\n", "去年的事。");
    // Two pages.
    write(
        "2026-01-05-chang",
        "关于长篇的通知",
        "类型: 通知\n",
        &"一年之计在于春，".repeat(120),
    );
    write("2026-02-05-duan", "关于短篇的通知", "类型: 通知\n", "三言两语。");
    write(
        "2026-02-06-you", "关于又一短篇的通知", "类型: 通知\n", "四言五语。",
    );
    let contact = "受理:\n  单位: 党支部\n  电话: 0799-6600100\n";
    let period = |start: &str, end: &str| format!("类型: 公示\n公示期: {{开始: {start}, {end}}}\n{contact}");
    let over = period("2026-01-12", "工作日: 5");
    write(
        "2026-01-12-guo",
        "拟确定丁若水为发展对象的公示",
        &over,
        "丁若水，教师。",
    );
    let running = period("2026-01-12", "截止: 2199-12-31");
    write(
        "2026-01-12-zai",
        "拟确定白露华为发展对象的公示",
        &running,
        "白露华，教师。",
    );
}

#[test]
fn the_book_of_a_year_has_what_everybody_may_see_and_no_name_that_has_to_come_down() {
    let desk = Desk::new();
    let book = |year: &str, more: &[&str]| {
        let (output, page) = desk.printed(&["--book", year], more);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said, page.unwrap_or_default())
    };
    let (code, said, _) = book("2026", &[]);
    assert!(
        code == Some(2) && said.contains("2026年没有社会公开的内容"),
        "{said}"
    );
    write_years(&desk);
    let (code, said, page) = book("2026", &[]);
    assert!(
        code == Some(0) && said.contains("收录 3 条") && said.contains("另有公示 2 件"),
        "{said}"
    );
    assert!(desk.root().join("党建手册-2026.pdf").exists());
    let pages: Vec<Vec<&str>> = page
        .split("<section")
        .skip(1)
        .map(|page| page.split("<p ").skip(1).collect())
        .collect();
    let text = |line: &str| -> String {
        let inner = line.split_once('>').map_or("", |(_, inner)| inner);
        inner
            .split('<')
            .map(|part| part.rsplit('>').next().unwrap_or("").trim_matches('\n'))
            .collect()
    };
    let pages: Vec<String> = pages
        .iter()
        .map(|lines| lines.iter().map(|line| text(line) + "\n").collect())
        .collect();
    let all = pages.concat();
    for hidden in ["丁若水", "白露华", "值班", "开放日", "旧事"] {
        assert!(!all.contains(hidden), "{hidden} in {all}");
    }
    assert!(
        pages[0].starts_with("党建手册\n2026年\n甲校\n截至"),
        "{}",
        pages[0]
    );
    assert!(
        pages[2].starts_with("目　录\n通知公告\n关于长篇的通知\n"),
        "{}",
        pages[2]
    );
    assert!(pages[3].is_empty(), "the text begins on the right");
    // The numbers of the contents are those at the feet of the pages.
    let numbers: Vec<(&str, &str)> = pages[2]
        .lines()
        .zip(pages[2].lines().skip(1))
        .filter_map(|(title, dots)| Some((title, dots.strip_prefix('…')?.trim_start_matches('…').trim())))
        .collect();
    assert_eq!(
        numbers,
        [
            ("关于长篇的通知", "1"),
            ("关于短篇的通知", "2"),
            ("关于又一短篇的通知", "2"),
            ("公示情况", "3")
        ]
    );
    for (title, number) in numbers {
        let page = pages
            .iter()
            .find(|page| page.contains(&format!("— {number} —\n")));
        let page = page.expect("it is numbered");
        assert!(page.contains(title) || page.contains("2026年公示情况"), "{page}");
    }
    let (_, said, page) = book("2025", &["--out", "旧.pdf"]);
    assert!(said.contains("收录 1 条") && page.contains("去年的事"), "{said}");
    for (year, more, expected) in [
        ("2020", &[][..], "有内容的年份：2025、2026"),
        ("26", &[], "请写四位数的年份"),
        ("2026", &["--out", "public/a.pdf"], "不能存在“public”里"),
    ] {
        let (code, said, _) = book(year, more);
        assert!(code == Some(2) && said.contains(expected), "{said}");
    }
}
