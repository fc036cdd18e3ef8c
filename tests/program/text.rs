//! `text`: what an audience may not see is in no form of an entry's text, a withheld entry has none, and what is written is
//! well formed and the same each time.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::Output;

use crate::support::program::program;

const SETTINGS: &str = r#"title = "甲校"

[editions.web]
audience = "社会公开"
output = "public"
base_url = "https://school.example.edu.cn/"

[editions.party]
audience = "党内公开"
output = "dangnei"
"#;

/// The name, the reason, the approver, the opinion, the title and the file of what is withheld.
const CANARIES: [&str; 6] = [
    "慕容静澜", "陪护住院", "欧阳远舟", "不含个人敏感信息", "秘而不宣", "weiding",
];

const APPROVAL: &str = "审批:\n  提出: 欧阳远舟 2026-03-02\n  保密审查: {姓名: 欧阳远舟, 日期: 2026-03-02, 意见: 不涉密，不含个人敏感信息}\n  审核: 欧阳远舟 2026-03-02\n  审批: 欧阳远舟 2026-03-02\n";

struct TextSite(tempfile::TempDir);

impl TextSite {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        fs::write(site.root().join("site.toml"), SETTINGS).expect("writable");
        site.write(
            "content/meetings/2026-03-03-dahui.md",
            &format!(
                "---\n标题: 三月党员大会纪要\n类型: 党员大会\n公开范围: 社会公开\n时间: 2026-03-01 15:00\n主持人: 林书岚\n应到: 3\n实到: 2\n缺席: [{{姓名: 慕容静澜, 原因: 陪护住院}}]\n{APPROVAL}---\n\n会议听取了<工作>汇报&建议。[^1]\n\n[^1]: 汇报全文存档。\n\n| 支部 | 人数 |\n| --- | --- |\n| 一支部 | 3 |\n\n![会场](chang.png)\n"
            ),
        );
        fs::create_dir_all(site.root().join("content/notices")).expect("writable");
        let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/content/meetings/huiyishi.png");
        fs::copy(picture, site.root().join("content/meetings/chang.png")).expect("a picture");
        site.write(
            "content/notices/2026-03-04-weiding.md",
            &format!(
                "---\n标题: 秘而不宣的事\n类型: 通知\n公开范围: 社会公开\n草稿: 是\n{APPROVAL}---\n\n内容。\n"
            ),
        );
        site.write(
            "content/notices/2026-03-02-gongshi.md",
            &format!(
                "---\n标题: 关于人选的公示\n类型: 公示\n公开范围: 社会公开\n公示期: {{开始: 2026-03-03, 工作日: 5}}\n受理: {{电话: 0931-6600123}}\n{APPROVAL}---\n\n拟定人选为司徒明轩。\n"
            ),
        );
        site
    }

    fn root(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    fn text(&self, entry: &str, more: &[&str]) -> Output {
        let mut command = program(&self.root(), &[&["text", entry], more].concat());
        if !more.contains(&"--date") {
            command.args(["--date", "2026-03-05"]);
        }
        command.output().expect("the program starts")
    }

    /// What was written, unpacked.
    fn made(&self, entry: &str, file: &str, more: &[&str]) -> Vec<(String, Vec<u8>)> {
        let output = self.text(entry, &[&["--out", file], more].concat());
        assert!(output.status.success(), "{output:?}");
        let bytes = fs::read(self.root().join(file)).expect("a file");
        if !file.ends_with(".docx") {
            return vec![(file.to_owned(), bytes)];
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let mut files = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("whole");
            let name = part.name().expect("a name").into_owned();
            files.push((name, bytes));
        }
        files
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn what_the_audience_may_not_see_is_in_no_form() {
    let site = TextSite::new();
    for (format, file) in [("文字", "a.txt"), ("公众号", "a.html"), ("docx", "a.docx")] {
        for (name, bytes) in site.made("2026-03-03-dahui", file, &["--format", format]) {
            for canary in CANARIES {
                assert!(!holds(&bytes, canary), "{canary} in {name} of {file}");
            }
        }
        let inside = format!("dangnei.{}", file.rsplit('.').next().expect("an ending"));
        let party = site.made(
            "2026-03-03-dahui",
            &inside,
            &["--format", format, "--edition", "party"],
        );
        assert!(
            party.iter().any(|(_, bytes)| holds(bytes, "慕容静澜")),
            "{format}"
        );
        for (name, bytes) in party {
            assert!(
                CANARIES[2..].iter().all(|canary| !holds(&bytes, canary)),
                "{name} of {inside}"
            );
        }
    }
    let printed = site.text("三月党员大会纪要", &[]);
    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
    assert!(
        printed.contains("请假：1人\n")
            && printed.contains("会议听取了<工作>汇报&建议。（注：汇报全文存档）"),
        "{printed}"
    );
    assert!(
        printed.contains("一支部：人数3。") && printed.contains("（图片：会场）"),
        "{printed}"
    );
}

#[test]
fn a_withheld_entry_has_no_text_and_nothing_is_written() {
    let site = TextSite::new();
    for (entry, day, reason) in [
        (
            "2026-03-04-weiding",
            "2026-03-05",
            "标为草稿；定稿后删去“草稿”一行",
        ),
        (
            "2026-03-02-gongshi",
            "2026-03-02",
            "2026年3月3日起公示；到期后重新生成即可",
        ),
        ("2026-03-02-gongshi", "2026-05-05", "公示期已满，内容已经撤下"),
    ] {
        for format in ["文字", "公众号", "docx"] {
            let output = site.text(entry, &["--format", format, "--date", day]);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{entry} {format}: {said}");
            assert!(said.contains(reason), "{said}");
            assert!(
                output.stdout.is_empty() && !said.contains("司徒明轩"),
                "{output:?}"
            );
        }
    }
    site.write(
        "content/notices/2026-03-03-jia.md",
        &format!("---\n标题: 甲的通知\n类型: 通知\n公开范围: 社会公开\n{APPROVAL}---\n\n见[安排](2026-03-04-weiding.md)。\n"),
    );
    let linked = site.text("2026-03-03-jia", &[]);
    let said = String::from_utf8_lossy(&linked.stderr).into_owned();
    assert!(
        linked.status.code() == Some(1) && linked.stdout.is_empty(),
        "{linked:?}"
    );
    assert!(said.contains("link-withheld"), "{said}");
    fs::remove_file(site.root().join("content/notices/2026-03-03-jia.md")).expect("removable");
    let left = fs::read_dir(site.root())
        .expect("a folder")
        .filter_map(Result::ok);
    let left: Vec<String> = left
        .map(|item| item.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        left.iter()
            .all(|name| name == "content" || name == "site.toml" || name == ".gongkai"),
        "{left:?}"
    );
    let shown = site.text("2026-03-02-gongshi", &[]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        shown.contains("司徒明轩") && shown.contains("电话：0931-6600123"),
        "{shown}"
    );
}

#[test]
fn a_document_is_well_formed_in_order_and_the_same_each_time() {
    let site = TextSite::new();
    let parts = site.made("2026-03-03-dahui", "a.docx", &["--format", "docx"]);
    assert_eq!(
        parts,
        site.made("2026-03-03-dahui", "b.docx", &["--format", "docx"])
    );
    assert!(
        parts.iter().all(|(name, _)| !name.starts_with("docProps")),
        "it has properties"
    );
    let mut text = String::new();
    for (name, bytes) in &parts {
        let Ok(xml) = std::str::from_utf8(bytes).map(str::to_owned) else {
            assert!(name.starts_with("word/media/"), "{name}");
            continue;
        };
        if name.starts_with("word/media/") {
            continue;
        }
        let mut reader = quick_xml::Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        let mut depth = 0;
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|fault| panic!("{name}: {fault}"))
            {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        if name == "word/document.xml" {
            text = xml;
        }
    }
    assert!(
        parts.iter().any(|(name, _)| name == "word/media/image1.png"),
        "the picture is missing"
    );
    let mut from = 0;
    for words in [
        "三月党员大会纪要",
        "时间：",
        "林书岚",
        "会议听取了&lt;工作&gt;汇报&amp;建议。",
        "一支部",
        "r:embed=\"image1\"",
        "汇报全文存档。",
    ] {
        let at = text[from..].find(words);
        from += at.unwrap_or_else(|| panic!("{words} is missing, or stands elsewhere: {text}"));
    }
}

#[test]
fn files_stand_where_no_site_lies_and_what_is_there_stays() {
    let site = TextSite::new();
    let refused = |out: &str, format: &str| {
        let output = site.text("2026-03-03-dahui", &["--format", format, "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused("public/a.html", "公众号").contains("不能存在“public”里"));
    assert!(refused("content/a.docx", "docx").contains("不能存在“content”里"));
    assert!(refused("a.doc", "docx").contains("要以 .docx 结尾"));
    fs::write(site.root().join("mine.txt"), "我的").expect("writable");
    assert!(refused("mine.txt", "文字").contains("没有动它"));
    assert_eq!(
        fs::read_to_string(site.root().join("mine.txt")).expect("there"),
        "我的"
    );
    let made = site.made("2026-03-03-dahui", "mine.txt", &["--replace"]);
    let text = String::from_utf8(made[0].1.clone()).expect("UTF-8");
    assert!(text.starts_with("\u{feff}三月党员大会纪要\r\n"), "{text}");
}
