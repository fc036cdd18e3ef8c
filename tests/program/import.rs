//! `import` through the whole program: files become drafts that build, nothing of what must not come through is in them,
//! and files that were made to do harm leave nothing behind.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::difference::difference;
use crate::support::folders::{copy_tree, read_tree};
use crate::support::program::{run, said};

/// Everybody who signs, and the line of the form that each signs in.
const APPROVED: [(&str, &str); 5] = [
    ("草稿: 是\n", ""),
    ("  提出: \n", "  提出: 许文清 2026-03-02\n"),
    ("  保密审查: \n", "  保密审查: 吴静宜 2026-03-02\n"),
    ("  审核: \n", "  审核: 何立群 2026-03-02\n"),
    ("  审批: \n", "  审批: 周敬安 2026-03-02\n"),
];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// A new site without samples, and beside it a folder of files.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        let answers = [
            "--school", "青禾实验学校", "--telephone", "0799-6600123", "--since", "2026-01-01",
        ];
        let made = gongkai(
            site.0.path(),
            &[&["init", "site", "--branch", "无"], &answers[..]].concat(),
        );
        assert_eq!(made.0, Some(0), "{}", made.1);
        for (path, _) in read_tree(&site.content()) {
            if path.starts_with(|c: char| c.is_ascii_lowercase()) && path.contains('/') {
                fs::remove_file(site.content().join(path)).expect("removable");
            }
        }
        fs::create_dir(site.files()).expect("a folder");
        site
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn content(&self) -> PathBuf {
        self.root().join("content")
    }

    fn files(&self) -> PathBuf {
        self.0.path().join("files")
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        gongkai(&self.root(), arguments)
    }

    /// The entries, by path.
    fn entries(&self) -> BTreeMap<String, String> {
        let files = read_tree(&self.content()).into_iter();
        let entries = files.filter(|(path, _)| path.ends_with(".md"));
        entries
            .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
            .collect()
    }

    fn approve(&self) {
        for (path, mut text) in self.entries() {
            for (blank, signed) in APPROVED {
                text = text.replace(blank, signed);
            }
            fs::write(self.content().join(path), text).expect("writable");
        }
    }

    /// The errors that the site has.
    fn errors(&self) -> Vec<String> {
        let (_, said) = self.run(&["check", "--date", "2026-03-20"]);
        let errors = said.lines().filter(|line| line.starts_with("错误"));
        errors.map(str::to_owned).collect()
    }
}

fn gongkai(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(folder, arguments);
    (output.status.code(), said(&output))
}

/// Pages, texts and PDFs as offices have them; each in a folder with what lies beside it.
#[test]
fn pages_texts_and_pdfs_become_drafts_without_an_error() {
    let site = Site::new();
    let mut count = 0;
    for case in fs::read_dir(tests().join("web")).expect("cases") {
        let case = case.expect("a case");
        copy_tree(&case.path(), &site.files().join(case.file_name()));
        let _ = fs::remove_file(site.files().join(case.file_name()).join("expected.txt"));
        count += 1;
    }
    let (status, said) = site.run(&["import", "../files"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains(&format!("导入了 {count} 个文件。")), "{said}");
    assert_eq!(site.entries().len(), count);
    assert_eq!(site.errors(), [""; 0]);
    let before = read_tree(&site.content());
    let (status, said) = site.run(&["import", "../files"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains(&format!("导入了 0 个文件，{count} 个以前导入过。")),
        "{said}"
    );
    assert!(before == read_tree(&site.content()));
}

/// An entry of a document that names no day is dated with the day of its import, in China; what asks for views ends
/// fifteen days later.
fn without_today(entry: &str) -> String {
    let today = chrono::Utc::now() + chrono::Duration::hours(8);
    let named = [(0, "今天"), (15, "十五天后")];
    named.iter().fold(entry.to_owned(), |entry, (days, name)| {
        let day = today + chrono::Duration::days(*days);
        entry.replace(&day.format("%Y-%m-%d").to_string(), name)
    })
}

/// Documents as four programs write them. Needs python3.
#[test]
#[ignore = "needs python3"]
fn word_documents_become_entries_with_what_readers_see_and_nothing_else() {
    let site = Site::new();
    let made = Command::new("python3")
        .arg(tests().join("corpus.py"))
        .arg(site.files())
        .status();
    assert!(made.expect("python3").success());
    let mut wrong = String::new();
    let mut count = 0;
    for (name, _) in read_tree(&site.files()) {
        if name.ends_with(".docm") {
            let (status, said) = site.run(&["import", &format!("../files/{name}")]);
            assert_eq!(status, Some(1), "{said}");
            assert!(said.contains("文件里有宏") && site.entries().is_empty(), "{said}");
            fs::remove_file(site.files().join(&name)).expect("removable");
        }
        let Some(stem) = name.strip_suffix(".docx") else {
            continue;
        };
        count += 1;
        // The kinds are in the names, in pinyin: 承诺, 纪要, and notices of any type.
        let section = match stem {
            _ if stem.contains("-chengnuo") => "pledges",
            _ if stem.contains("-jiyao") => "meetings",
            _ => "notices",
        };
        let entry = format!("content/{section}/{stem}.md");
        let (status, said) = site.run(&["import", &format!("../files/{name}"), "--into", &entry]);
        assert_eq!(status, Some(0), "{name}: {said}");
        let imported = without_today(&fs::read_to_string(site.root().join(&entry)).expect("an entry"));
        let absent = fs::read_to_string(site.files().join(format!("{stem}.absent.txt"))).expect("a list");
        for word in absent.lines().filter(|word| !word.is_empty()) {
            assert!(!imported.contains(word), "{name}: {word}");
        }
        fs::remove_file(site.root().join(&entry)).expect("removable");
        let expected = tests().join("expected").join(format!("{stem}.md"));
        if std::env::var_os("GONGKAI_UPDATE").is_some() {
            fs::write(&expected, &imported).expect("writable");
        }
        let known = fs::read(&expected).unwrap_or_default();
        wrong += &difference(&known, imported.as_bytes());
    }
    assert!(count >= 60);
    assert!(wrong.is_empty(), "{wrong}");
    // All of them at once, and approved: what is wrong then is what the documents do not say.
    for name in read_tree(&site.files())
        .keys()
        .filter(|name| name.ends_with(".txt"))
    {
        fs::remove_file(site.files().join(name)).expect("removable");
    }
    let (status, said) = site.run(&["import", "../files"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(site.entries().len(), count);
    assert_eq!(site.errors(), [""; 0]);
    site.approve();
    let not_said = ["错误[form-left]", "错误[notice-telephone]"];
    let errors = site.errors().into_iter();
    let others = errors.filter(|error| !not_said.iter().any(|known| error.starts_with(known)));
    assert_eq!(others.collect::<Vec<_>>(), [""; 0]);
}

/// A zip of parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn document(body: &str) -> Vec<u8> {
    document_in(
        "word/document.xml",
        &format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        ),
    )
}

fn document_in(part: &str, xml: &str) -> Vec<u8> {
    let types = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"{part}\"/></Relationships>"
    );
    package(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations.as_bytes()),
        (part, xml.as_bytes()),
    ])
}

#[test]
fn files_that_do_harm_are_refused_and_leave_nothing_behind() {
    let site = Site::new();
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let bomb = document(&paragraph(&" ".repeat(80 << 20)));
    let entities = "<!DOCTYPE d [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let outside = "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>";
    let deep = document(&format!("{}{}", "<w:p>".repeat(5_000), "</w:p>".repeat(5_000)));
    let mut cut = document(&paragraph("文字"));
    cut.truncate(cut.len() / 2);
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let types = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let with_macros = package(&[("[Content_Types].xml", types), ("word/vbaProject.bin", b"x")]);
    let cases: [(&str, Vec<u8>, &str); 19] = [
        ("不是.docx", b"word".to_vec(), "扩展名改成 txt"),
        ("照片.docx", b"\xFF\xD8\xFF\xE0 JFIF".to_vec(), "内容是照片"),
        ("什么都不是.docx", vec![1, 2, 3, 4], "已经损坏"),
        ("课件.pptx", b"PK\x03\x04".to_vec(), "这是课件"),
        ("课件.ppt", vec![0xD0, 0xCF, 0x11, 0xE0], "写进“附件”"),
        ("通知.ofd", b"PK\x03\x04".to_vec(), "OFD 阅读器"),
        ("合影.heic", b"ftypheic".to_vec(), "另存为 jpg"),
        ("炸弹.docx", bomb, "太大"),
        (
            "实体.docx",
            document_in("word/document.xml", entities),
            "已经损坏",
        ),
        ("外面.docx", document_in("word/document.xml", outside), "已经损坏"),
        ("深.docx", deep, "太大"),
        ("半截.docx", cut, "已经损坏"),
        ("密码.docx", locked, "有密码"),
        ("空.docx", document(""), "里面没有文字"),
        ("宏.docm", document(&paragraph("文字")), "文件里有宏"),
        ("宏.docx", with_macros, "不带宏的 docx"),
        (
            "旧.doc",
            vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
            "旧格式",
        ),
        ("图.pdf", b"%PDF-1.4 nothing".to_vec(), "没有导入"),
        ("页.docx", b"<html><body>page</body></html>".to_vec(), "不符"),
    ];
    let before = read_tree(&site.root());
    for (name, bytes, word) in cases {
        fs::write(site.files().join(name), bytes).expect("writable");
        let (status, said) = site.run(&["import", &format!("../files/{name}")]);
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(
            said.contains(word) && !said.contains("内部错误"),
            "{name}: {said}"
        );
        assert!(before == read_tree(&site.root()), "{name}");
    }
    let large = site.files().join("大.docx");
    File::create(&large)
        .expect("writable")
        .set_len((100 << 20) + 1)
        .expect("sparse");
    let (status, said) = site.run(&["import", "../files/大.docx"]);
    assert!(status == Some(1) && said.contains("大于 100 MB"), "{said}");
}

#[test]
fn a_document_that_somebody_called_txt_is_imported() {
    let site = Site::new();
    let text = document("<w:p><w:r><w:t>请各支部照此执行。</w:t></w:r></w:p>");
    fs::write(site.files().join("通知.txt"), text).expect("writable");
    let (status, said) = site.run(&["import", "../files/通知.txt"]);
    assert_eq!(status, Some(0), "{said}");
}

/// `--into` names one file: a workbook of two tables leaves nothing behind.
#[test]
fn two_tables_do_not_go_into_one_file() {
    let site = Site::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["党费", "经费"] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, cells) in (0..).zip([["项目", "数量"], ["书", "3"]]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("written");
            }
        }
    }
    fs::write(
        site.files().join("两张.xlsx"),
        book.save_to_buffer().expect("a book"),
    )
    .expect("writable");
    let before = read_tree(&site.root());
    let (status, said) = site.run(&["import", "../files/两张.xlsx", "--into", "content/ledgers/a.yaml"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("里面有 2 张表"), "{said}");
    assert!(before == read_tree(&site.root()));
}

/// 支部 is that of organization.yaml, 学时 a number that the site counts.
#[test]
fn a_branch_is_known_by_the_sites_own_names() {
    let site = Site::new();
    let organization = "名称: 中共青禾实验学校总支部委员会\n支部:\n  - {编号: yi, 名称: 第一党支部}\n  - {编号: er, 名称: 第二党支部}\n";
    fs::write(site.content().join("organization.yaml"), organization).expect("writable");
    let minutes = |branch: &str| {
        format!(
            "{branch}党课记录\n时间：2026年3月6日15:30\n地点：205室\n主持人：宋知远\n学时：1.5\n会议内容：\n学习。\n"
        )
    };
    for branch in ["第二党支部", "第五党支部"] {
        let path = site.files().join(format!("{branch}.txt"));
        fs::write(path, minutes(branch)).expect("writable");
    }
    let (status, said) = site.run(&["import", "../files"]);
    assert_eq!(status, Some(0), "{said}");
    let entries = site.entries();
    let text = |branch: &str| {
        let mut found = entries.iter().filter(|(path, _)| path.contains(branch));
        found.next().expect("an entry").1.as_str()
    };
    assert!(
        text("第二党支部").contains("\n支部: 'er'\n"),
        "{}",
        text("第二党支部")
    );
    assert!(!text("第五党支部").contains("\n支部:"), "{}", text("第五党支部"));
    assert!(
        text("第五党支部").contains("里的名称填“支部”"),
        "{}",
        text("第五党支部")
    );
    assert_eq!(site.errors(), [""; 0]);
}

/// What is not clear is shown to no more people than minutes are, and a ledger is no kind to ask for.
#[test]
fn a_text_of_no_clear_kind_is_not_for_everybody() {
    let site = Site::new();
    for (name, text) in [
        ("春天.txt", "春天里的校园\n孩子们在操场上放风筝。\n"),
        ("开会.txt", "关于开会的通知\n请全体教师到会。\n"),
    ] {
        fs::write(site.files().join(name), text).expect("writable");
    }
    let (status, said) = site.run(&["import", "../files/春天.txt"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("公开范围先写了校内公开"), "{said}");
    let (_, said) = site.run(&["import", "../files/开会.txt"]);
    assert!(!said.contains("校内公开"), "{said}");
    let entries = site.entries();
    let scopes = |scope: &str| entries.values().filter(|text| text.contains(scope)).count();
    assert_eq!(scopes("\n公开范围: 校内公开\n"), 1, "{entries:?}");
    assert_eq!(scopes("\n公开范围: 社会公开\n"), 1, "{entries:?}");
    let (status, said) = site.run(&["import", "../files/春天.txt", "--kind", "台账"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("存成 xlsx 再导入"), "{said}");
}

/// Names in a file lead nowhere, and a file with very many tables is a file.
#[test]
fn odd_files_become_entries_inside_of_the_site() {
    let site = Site::new();
    let row = "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>";
    let tables = format!("<w:tbl>{row}{row}</w:tbl>").repeat(10_000);
    fs::write(site.files().join("表.docx"), document(&tables)).expect("writable");
    let path = "../../外面/通知";
    let xml = format!("<w:document><w:body><w:p><w:r><w:t>{path}</w:t></w:r></w:p></w:body></w:document>");
    fs::write(
        site.files().join("名.docx"),
        document_in("../../document.xml", &xml),
    )
    .expect("writable");
    let (_, said) = site.run(&["import", "../files"]);
    assert!(!said.contains("内部错误"), "{said}");
    let everything = read_tree(site.0.path());
    let stray = everything
        .keys()
        .filter(|path| !path.starts_with("site/") && !path.starts_with("files/"));
    assert_eq!(stray.count(), 0);
    let tables = site.entries().into_iter().find(|(path, _)| path.contains("表"));
    let (_, text) = tables.expect("an entry");
    assert_eq!(text.matches("| 甲 | 乙 |").count(), 20_000);
}
