//! Sites with a number in one place of every entry. They are built in memory, where each complaint's place is known, and by the
//! program itself, for all that it prints and writes.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use aho_corasick::AhoCorasick;
use gongkai::words::{Complaint, Severity};

use super::attached;
use super::numbers::{Number, mobile, wide};
use super::places::{self, APPROVED, ATTACHED, CONFIG, PICTURE};
use crate::support::folders::{read_tree, write_tree};
use crate::support::work::tries;
use crate::support::{Files, Random, build, program};

const DAY: &str = "2026-03-03";

/// How many entries and how many attachments are made.
fn counts() -> (usize, usize) {
    let count = |few, many| usize::try_from(tries(few, many)).expect("a few thousand");
    (count(300, 3_500), count(150, 1_500))
}

/// What is put into a place.
struct Fill {
    /// A number of somebody that has to be found, unless it is acknowledged.
    number: Option<Number>,
    /// As it is typed in fields, files and names.
    shown: String,
    /// As it is typed in Markdown.
    in_markdown: String,
    /// 已核对, where it is meant so.
    acknowledged: String,
}

impl Fill {
    fn number(random: &mut Random) -> Self {
        let number = Number::any(random);
        Self {
            shown: number.typed(random),
            in_markdown: number.typed_in_markdown(random),
            number: Some(number),
            acknowledged: String::new(),
        }
    }

    /// What is for everybody: a number that was checked, or one of nobody.
    fn harmless(random: &mut Random) -> Self {
        const OTHERS: [&str; 8] = [
            "0799-6600123", "（0799）6600123", "〔2026〕12号", "1234567.89元", "978-7-01-012345-6",
            "13812345678901", "（135）2026", "12530102MB0X12345K",
        ];
        if random.once_in(2) {
            let other = (*random.pick(&OTHERS)).to_owned();
            return Self {
                number: None,
                in_markdown: other.clone(),
                shown: other,
                acknowledged: String::new(),
            };
        }
        let number = Number {
            code: "data-mobile",
            plain: mobile(random),
        };
        Self {
            number: None,
            shown: number.typed(random),
            in_markdown: number.typed_in_markdown(random),
            acknowledged: places::acknowledged(&number.typed(random)),
        }
    }
}

/// Where a number was put.
struct Planted {
    number: Number,
    shown: String,
    path: String,
    line: u32,
    /// What the message says of the place.
    inside: String,
}

/// A site, and the numbers in it.
struct Site {
    files: Files,
    planted: Vec<Planted>,
}

impl Site {
    fn new() -> Self {
        let mut files = Files::from([("site.toml".to_owned(), CONFIG.into())]);
        for folder in ["notices", "meetings", "pledges", "study", "pages", "ledgers"] {
            files.insert(format!("content/{folder}/{PICTURE}"), picture());
            files.insert(format!("content/{folder}/{ATTACHED}"), "说明\n".into());
        }
        // Nothing lies about unused.
        let text = format!(
            "{}![活动照片]({PICTURE})\n\n[说明]({ATTACHED})\n",
            notice("示范", "")
        );
        files.insert("content/notices/shifan.md".to_owned(), text.into());
        Self {
            files,
            planted: Vec::new(),
        }
    }

    fn plant(&mut self, fill: Fill, shown: &str, (path, line): (&str, u32), inside: String) {
        self.planted.extend(fill.number.map(|number| Planted {
            number,
            shown: shown.to_owned(),
            path: path.to_owned(),
            line,
            inside,
        }));
    }

    /// Adds an entry with this in one of its places, or in its name.
    fn add_entry(&mut self, index: usize, fill: Fill, random: &mut Random) {
        let own = fill.acknowledged.as_str();
        let title = format!("第{index}号");
        let (path, text, line, shown) = match random.below(16) {
            0 => {
                let path = format!("content/notices/刘青{}第{index}号.md", fill.shown);
                (path, notice(&title, own), 1, fill.shown.clone())
            }
            1 => {
                let path = format!("content/notices/刘青{}/n{index}.md", fill.shown);
                (path, notice(&title, own), 1, fill.shown.clone())
            }
            2 => {
                let name = format!("名单{}.txt", fill.shown);
                self.files
                    .insert(format!("content/notices/{name}"), "名单\n".into());
                let text = notice(&title, &format!("附件: [\"{name}\"]\n{own}"));
                (
                    format!("content/notices/n{index}.md"),
                    text,
                    4,
                    fill.shown.clone(),
                )
            }
            _ => {
                let template = places::any(index, random);
                let shown = match template.is_markdown {
                    true => fill.in_markdown.clone(),
                    false => fill.shown.clone(),
                };
                let (text, line) = template.with(&shown, own);
                (template.path, text, line, shown)
            }
        };
        self.files.insert(path.clone(), text.into());
        self.plant(fill, &shown, (&path, line), String::new());
    }

    /// Adds a notice with an attachment that says this, or that is called so behind an address in another spelling.
    fn add_attachment(&mut self, index: usize, fill: Fill, random: &mut Random) {
        let path = format!("content/notices/n{index}.md");
        let own = fill.acknowledged.as_str();
        let title = format!("第{index}号");
        let linked = |address: &str| {
            let before = notice(&title, own);
            let line = before.matches('\n').count() + 3;
            let line = u32::try_from(line).expect("few lines");
            (format!("{before}第一段。\n\n见[反馈表]({address})。\n"), line)
        };
        let shown = fill.shown.clone();
        let (text, line, inside) = if random.once_in(8) {
            let (name, bytes) = match random.below(2) {
                0 => (format!("名单{shown}.txt"), b"\n".to_vec()),
                _ => (format!("图{shown}.png"), picture()),
            };
            let address: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let (text, line) = linked(&address);
            self.files.insert(format!("content/notices/{name}"), bytes);
            (text, line, format!("文件名“{name}”里"))
        } else {
            let is_exact = shown.bytes().all(|byte| byte.is_ascii_digit()) && shown.len() < 17;
            let said = attached::any(&shown, is_exact, random);
            let name = format!("a{index}.{}", said.ending);
            let (text, line) = match random.below(3) {
                0 => (notice(&title, &format!("附件: [{name}]\n{own}")), 4),
                1 => {
                    let field = format!("附件:\n  - {{名称: 反馈表, 文件: {name}}}\n{own}");
                    (notice(&title, &field), 5)
                }
                _ => linked(&name),
            };
            self.files.insert(format!("content/notices/{name}"), said.bytes);
            (text, line, format!("附件“{name}”{}：", said.inside))
        };
        self.files.insert(path.clone(), text.into());
        self.plant(fill, &shown, (&path, line), inside);
    }
}

/// A notice up to its Markdown.
fn notice(title: &str, extra: &str) -> String {
    format!("---\n标题: {title}通知\n日期: 2026-03-02\n{extra}{APPROVED}---\n\n")
}

/// A white pixel.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a picture");
    writer.write_image_data(&[255]).expect("a picture");
    writer.finish().expect("a picture");
    bytes
}

/// Each number has a complaint of its own at its place. Gives all that is said.
fn assert_found(site: &Site) -> String {
    let built = build(&site.files, DAY);
    let mut at: HashMap<&str, Vec<&Complaint>> = HashMap::new();
    let complaints = built.report.sorted();
    for complaint in complaints {
        if let Some(place) = &complaint.place {
            at.entry(place.path.as_str()).or_default().push(complaint);
        }
    }
    for planted in &site.planted {
        let Planted {
            number, shown, path, ..
        } = planted;
        let own = at.get(path.as_str()).map_or(&[][..], Vec::as_slice);
        let is_it = |complaint: &&&Complaint| {
            let line = complaint.place.as_ref().map(|place| place.line);
            complaint.code.name == number.code
                && line == Some(planted.line)
                && complaint.message.contains(&planted.inside)
        };
        assert!(
            own.iter().any(|complaint| is_it(&complaint)),
            "{path}:{}: {shown} ({}) is not found {}:\n{}\n{own:#?}",
            planted.line,
            number.plain,
            planted.inside,
            site.files
                .get(path)
                .map_or("", |bytes| std::str::from_utf8(bytes).unwrap_or("bytes")),
        );
    }
    gongkai::cli::render_plain(&built.report)
}

/// What is said holds none of the numbers; the program itself prints and writes none, and what was published before stays what
/// it was.
fn assert_told_to_nobody(site: &Site, said: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write_tree(&Site::new().files, root);
    let built = run(root, &["build"]);
    assert!(built.1, "{}", built.0);
    let published = || read_tree(&root.join("public"));
    let before = published();
    assert!(before.contains_key("index.html"), "something is published");
    write_tree(&site.files, root);
    let forms = site.planted.iter().flat_map(|planted| {
        let plain = planted.number.plain.clone();
        let spelled: String = plain.chars().map(wide).collect();
        [plain, spelled, planted.shown.clone()]
    });
    let forms = AhoCorasick::new(forms).expect("a few thousand texts");
    let assert_silent = |what: &str, said: &[u8]| {
        if let Some(found) = forms.find(said) {
            let around = &said[found.start().saturating_sub(300)..said.len().min(found.end() + 100)];
            panic!("{what} tells a number: {}", String::from_utf8_lossy(around));
        }
    };
    assert_silent("the report", said.as_bytes());
    for arguments in [
        &["build"][..],
        &["build", "--strict"],
        &["check", "--format", "json"],
        &["status"],
    ] {
        let (said, sound) = run(root, arguments);
        assert!(!sound || arguments == ["status"], "{arguments:?}: {said}");
        assert_silent(&arguments.join(" "), said.as_bytes());
    }
    assert!(before == published(), "nothing is published");
    for item in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        let inside = item.path().strip_prefix(root).expect("inside");
        let is_own = inside.starts_with("content") || inside == Path::new("site.toml");
        if is_own {
            continue;
        }
        assert_silent("a name", inside.as_os_str().as_encoded_bytes());
        if item.file_type().is_file() {
            let bytes = fs::read(item.path()).expect("readable");
            assert_silent(&inside.display().to_string(), &bytes);
        }
    }
    assert!(
        root.join(".gongkai").is_dir(),
        "the program's own records are among them"
    );
}

/// What the program prints, and whether it ended well.
fn run(root: &Path, arguments: &[&str]) -> (String, bool) {
    let output = program::run(root, arguments);
    (program::said(&output), output.status.success())
}

#[test]
fn every_number_in_an_entry_is_found_where_it_stands_and_told_to_nobody() {
    let mut random = Random::new(1);
    let mut site = Site::new();
    for index in 0..counts().0 {
        let fill = Fill::number(&mut random);
        site.add_entry(index, fill, &mut random);
    }
    let said = assert_found(&site);
    assert_told_to_nobody(&site, &said);
}

#[test]
fn every_number_in_an_attachment_is_found_where_it_stands_and_told_to_nobody() {
    let mut random = Random::new(2);
    let mut site = Site::new();
    for index in 0..counts().1 {
        let fill = Fill::number(&mut random);
        site.add_attachment(index, fill, &mut random);
    }
    let said = assert_found(&site);
    assert_told_to_nobody(&site, &said);
}

#[test]
fn a_number_that_was_checked_or_is_nobodys_stops_nothing() {
    let mut random = Random::new(3);
    let mut site = Site::new();
    let (entries, attachments) = counts();
    for index in 0..entries / 2 {
        let fill = Fill::harmless(&mut random);
        site.add_entry(index, fill, &mut random);
    }
    for index in entries..entries + attachments / 2 {
        let fill = Fill::harmless(&mut random);
        site.add_attachment(index, fill, &mut random);
    }
    let built = build(&site.files, DAY);
    let complaints = built.report.sorted();
    let is_false = |complaint: &&&Complaint| {
        complaint.code.severity == Severity::Error || complaint.code.name.starts_with("data-")
    };
    let wrong: Vec<_> = complaints.iter().filter(is_false).take(5).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(built.report.answered() > 0, "some were acknowledged");
    assert!(built.output.contains_key("0/index.html"), "it is published");
}

/// The files of the site itself, with a place for a number.
const OF_THE_SITE: [(&str, &str); 8] = [
    ("site.toml", "telephone = \"{号}\"\n"),
    ("site.toml", "address = \"办公楼 {号}\"\n"),
    (
        "content/organization.yaml",
        "名称: 中共青禾学校支部\n电话: \"{号}\"\n",
    ),
    (
        "content/organization.yaml",
        "名称: 中共青禾学校支部\n地址: \"办公楼 {号}\"\n",
    ),
    (
        "content/organization.yaml",
        "名称: 中共青禾学校支部\n委员:\n  - {姓名: 周敬安, 职务: 书记, 分工: \"主持工作 {号}\"}\n",
    ),
    (
        "content/organization.yaml",
        "名称: 中共青禾学校支部\n支部:\n  - 编号: yi\n    名称: 第一支部\n    范围: \"小学部 {号}\"\n",
    ),
    (
        "content/catalogue.yaml",
        "目录:\n  - 编号: A-1\n    名称: 学习\n    类别: 学习\n    内容: \"进度 {号}\"\n    公开范围: 社会公开\n    公开时限: 逐段\n    责任人: 许文清\n",
    ),
    (
        "content/catalogue.yaml",
        "目录:\n  - 编号: A-1\n    名称: \"学习 {号}\"\n    类别: 学习\n    内容: 进度\n    公开范围: 社会公开\n    公开时限: 逐段\n    责任人: 许文清\n",
    ),
];

#[test]
fn every_number_in_the_files_of_the_site_is_found_where_it_stands() {
    let mut random = Random::new(4);
    let rounds = tries(3, 40);
    for (path, text) in (0..rounds).flat_map(|_| OF_THE_SITE) {
        let fill = Fill::number(&mut random);
        let mut site = Site::new();
        let before = text.split("{号}").next().unwrap_or_default();
        let line = u32::try_from(before.matches('\n').count() + 1).expect("few lines");
        let shown = fill.shown.clone();
        let mut text = text.replace("{号}", &shown);
        if path == "site.toml" {
            text += CONFIG;
        }
        site.files.insert(path.to_owned(), text.into());
        site.plant(fill, &shown, (path, line), String::new());
        assert_found(&site);
    }
}
