//! `gather`: hundreds of schools counted as the test counts them, a web server that misbehaves in every way, and strangers
//! who send what harms. Who was not read is told everywhere and stands in no count.

mod server;
mod told;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx};

use crate::support::Random;
use crate::support::folders::{copy_tree, read_tree};
use crate::support::program::{program, said};
use server::server;
use told::{Told, ToldItem};

const DAY: &str = "2026-11-20";

/// A folder with a list in it.
struct Bureau {
    folder: tempfile::TempDir,
    list: String,
}

impl Bureau {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            list: String::new(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A school that has sent its files, by the name of their folder.
    fn school(&mut self, name: &str, summary: &[u8]) {
        fs::create_dir_all(self.path(name)).expect("a folder");
        fs::write(self.path(name).join("disclosure.txt"), summary).expect("written");
        let _ = writeln!(self.list, "{name} {name}");
    }

    fn run(&self, options: &[&str]) -> (Option<i32>, String) {
        fs::write(self.path("名单.txt"), &self.list).expect("written");
        let mut command = program(self.folder.path(), &["gather", "名单.txt", "--date", DAY]);
        for proxy in [
            "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
        ] {
            command.env_remove(proxy);
        }
        let output = command.args(options).output().expect("the program starts");
        (output.status.code(), said(&output))
    }

    fn page(&self, address: &str) -> String {
        fs::read_to_string(self.path("汇总").join(address)).expect(address)
    }

    /// A table of the workbook, without its title, note and head: the rows' cells as text.
    fn table(&self, name: &str) -> Vec<Vec<String>> {
        let bytes = fs::read(self.path("汇总/coverage.xlsx")).expect("a workbook");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range(name).expect(name);
        let cell = |cell: &Data| match cell {
            Data::DateTime(day) => {
                let (year, month, of_month, ..) = day.to_ymd_hms_milli();
                format!("{year}-{month:02}-{of_month:02}")
            }
            cell => cell.to_string(),
        };
        let rows = sheet.rows().skip(3);
        rows.map(|row| row.iter().map(cell).collect()).collect()
    }
}

/// The states that the test counts.
type States = BTreeMap<&'static str, usize>;

#[test]
fn five_hundred_schools_are_counted_right() {
    let mut random = Random::new(500);
    let mut bureau = Bureau::new();
    let mut by_school: BTreeMap<String, (States, u32)> = BTreeMap::new();
    let mut by_item: BTreeMap<String, States> = BTreeMap::new();
    for number in 0..500 {
        let mut told = Told {
            items: Vec::new(),
            ..Told::of(&format!("第{number}小学"))
        };
        let (states, this_year) = by_school.entry(told.school.clone()).or_default();
        for item in 0..10 + random.below(20) {
            let state = *random.pick(&["按期", "逾期", "未公开", "暂无", "不在本网公开"]);
            // On the day before, on the day, or not yet over.
            let due = *random.pick(&["2026-11-19", "2026-11-20", "2027-01-01", "-"]);
            let counts = [("2025-q4", 40), ("2026-q1", 7), ("2026-q4", 300)];
            let counts: Vec<(&str, u32)> = counts.into_iter().filter(|_| random.once_in(2)).collect();
            *this_year += counts
                .iter()
                .filter(|(quarter, _)| quarter.starts_with("2026"))
                .map(|(_, n)| n)
                .sum::<u32>();
            let id = format!("A-{item}");
            let stands = match (state, due) {
                ("按期", "2026-11-19") => "逾期",
                ("暂无", "2026-11-19") => "未公开",
                (state, _) => state,
            };
            *states.entry(stands).or_default() += 1;
            *by_item.entry(id.clone()).or_default().entry(stands).or_default() += 1;
            told.items.push(ToldItem {
                id,
                state,
                latest: "2026-03-01",
                due,
                counts,
            });
        }
        bureau.school(&told.school, told.text().as_bytes());
    }
    let (status, said) = bureau.run(&[]);
    assert_eq!(status, Some(0), "{said}");
    let of = |states: &States, state: &str| states.get(state).copied().unwrap_or_default();
    let behind = |states: &States| of(states, "逾期") + of(states, "未公开");
    let late = by_school
        .values()
        .filter(|(states, _)| behind(states) > 0)
        .count();
    let all: usize = by_school.values().map(|(states, _)| behind(states)).sum();
    assert!(
        said.contains(&format!(
            "名单里500所学校，读到500所；{late}所有逾期或未公开的，共{all}项。"
        )),
        "{said}"
    );
    let rows = bureau.table("各校");
    assert_eq!(rows.len(), 500);
    let mut before = usize::MAX;
    for row in &rows {
        let (states, _) = &by_school[&row[1]];
        let counted =
            ["逾期", "未公开", "按期", "暂无", "不在本网公开"].map(|state| of(states, state).to_string());
        assert_eq!(row[5..10], counted, "{row:?}");
        assert_eq!(
            (&*row[2], &*row[3], &*row[10]),
            ("已读到", DAY, "2026-03-01"),
            "{row:?}"
        );
        assert!(behind(states) <= before, "those behind stand first: {row:?}");
        before = behind(states);
    }
    let mut this_year: BTreeMap<String, u32> = BTreeMap::new();
    for row in bureau.table("各校各事项") {
        *this_year.entry(row[0].clone()).or_default() += row[8].parse::<u32>().expect("a number");
    }
    for (school, (_, counted)) in &by_school {
        assert_eq!(this_year[school], *counted, "{school}");
    }
    let rows = bureau.table("各事项");
    assert_eq!(rows.len(), by_item.len());
    for row in rows {
        let states = &by_item[&row[0]];
        let counted =
            ["逾期", "未公开", "按期", "暂无", "不在本网公开"].map(|state| of(states, state).to_string());
        assert_eq!(row[3..8], counted, "{row:?}");
        assert_eq!(row[2], states.values().sum::<usize>().to_string(), "{row:?}");
    }
    let tree = read_tree(&bureau.path("汇总"));
    let pages = tree.keys().filter(|path| path.starts_with("schools/")).count();
    assert_eq!(pages, 500);
    // A second run finds everything as it was.
    assert_eq!(bureau.run(&[]).0, Some(0));
    assert_eq!(read_tree(&bureau.path("汇总")), tree);
}

/// The parts of a line of a summary.
fn parts(line: &str) -> Vec<&str> {
    line.split('\t').collect()
}

#[test]
fn a_summary_says_what_the_editions_pages_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    copy_tree(&root.join("content"), &site.join("content"));
    let settings = fs::read_to_string(root.join("site.toml")).expect("settings");
    let build = |settings: String| {
        fs::write(site.join("site.toml"), settings).expect("written");
        let out = folder.path().join("out");
        let _ = fs::remove_dir_all(&out);
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        let command = command.args(["--quiet", "build", "--date", DAY, "--out", "../out"]);
        let status = command.current_dir(&site).stderr(Stdio::null()).status();
        assert!(status.expect("the program starts").success());
        read_tree(&out)
    };
    let before = build(settings.clone());
    let output = build(format!("disclosure_txt = true\n{settings}"));
    let is_new = |path: &&String| !before.contains_key(*path);
    assert_eq!(
        output.keys().filter(is_new).collect::<Vec<_>>(),
        ["web/disclosure.txt"]
    );
    let text = |path: &str| std::str::from_utf8(&output[path]).expect("UTF-8");
    // Where a name may break is marked in it.
    let coverage = text("web/catalogue/coverage.html").replace("<wbr>", "");
    let catalogue = text("web/catalogue/index.html");
    let is_entry = |(path, bytes): &(&String, &Vec<u8>)| {
        path.starts_with("web/") && String::from_utf8_lossy(bytes).contains("<body class=\"is-entry")
    };
    let entries: Vec<String> = output
        .iter()
        .filter(is_entry)
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut items = Vec::new();
    for line in text("web/disclosure.txt").lines() {
        match *parts(line) {
            ["次数", id, _, count] => {
                *counts.entry(id).or_default() += count.parse::<usize>().expect("a number")
            }
            ["事项", id, state, latest, due, behind, owed, name] => {
                items.push((id, [state, latest, due, behind, owed, name]));
            }
            _ => {}
        }
    }
    assert!(items.len() > 15, "{items:?}");
    for (id, [state, latest, due, behind, owed, name]) in items {
        let anchor = format!("#item-{}\">", id.to_lowercase());
        let (_, row) = coverage
            .split_once(&format!("{anchor}{id} {name}</a>"))
            .expect(id);
        let row = row.split("#item-").next().unwrap_or_default();
        let first = row.split("<b class=\"state ").nth(1).unwrap_or_default();
        assert!(first.contains(&format!("\">{state}</b>")), "{id} {state}: {row}");
        assert!(
            due == "-" || row.contains(&format!("<time datetime=\"{due}\">")),
            "{id} {due}: {row}"
        );
        // The newest of all, which need not be any branch's, stands in the catalogue.
        let item = catalogue.split(" id=\"item-").find(|item| {
            let own = item.split('"').next();
            own == Some(&*id.to_lowercase())
        });
        let item = item.unwrap_or_else(|| panic!("{id} is not in the catalogue"));
        assert!(
            latest == "-" || item.contains(&format!("<time datetime=\"{latest}\">")),
            "{id} {latest}: {item}"
        );
        let rows = row.matches("class=\"item-part\"").count().max(1);
        let late = ["逾期", "未公开"].map(|word| row.matches(&format!("\">{word}</b>")).count());
        // With several rows the item's own state stands before theirs.
        let own = usize::from(rows > 1 && matches!(state, "逾期" | "未公开"));
        assert_eq!(behind, (late[0] + late[1] - own).to_string(), "{id}: {row}");
        if state != "不在本网公开" {
            assert_eq!(owed, rows.to_string(), "{id}: {row}");
        }
        let link = format!("catalogue/index.html#item-{}\"", id.to_lowercase());
        let linking = entries.iter().filter(|page| page.contains(&link)).count();
        assert_eq!(counts.get(id).copied().unwrap_or_default(), linking, "{id}");
    }
}

#[test]
fn a_school_that_does_not_answer_well_is_told_and_never_counted() {
    let port = server();
    let mut bureau = Bureau::new();
    let bad = [
        ("missing", "网站上没有这个文件（404）"),
        ("broken", "网站没有给（状态 500）"),
        ("html", "得到的是一个网页，不是 disclosure.txt"),
        ("newer", "是新版程序写的（第9版），请换新版的程序来汇总"),
        ("other", "是另一所学校的：“别的学校”和名单里写的名称对不上"),
        ("cut", "没有传完就断了"),
        ("short", "disclosure.txt 不完整，后面缺了"),
        ("empty", "不是 disclosure.txt 的内容"),
        ("silent", "打不开（没有回答就断了）"),
        ("slow", "5秒里没有答完"),
        ("drip", "5秒里没有答完"),
        ("endless", "太大，超过了512 KB"),
        ("header", "打不开（回答的不像网站）"),
        ("loop", "网站转到了别的地址，没有跟过去"),
        ("file", "网站转到了别的地址，没有跟过去"),
    ];
    for (name, school) in bad
        .iter()
        .map(|(name, _)| (*name, "丁校"))
        .chain([("good", "甲校"), ("moved", "乙校")])
    {
        let _ = writeln!(bureau.list, "{school} http://127.0.0.1:{port}/{name}/");
    }
    let (status, said) = bureau.run(&["--time-limit", "5"]);
    assert_eq!(status, Some(1), "{said}");
    let all = bad.len() + 2;
    assert!(
        said.contains(&format!(
            "名单里{all}所学校，读到2所；0所有逾期或未公开的，共0项。"
        )),
        "{said}"
    );
    let page = bureau.page("index.html");
    let rows = bureau.table("各校");
    assert_eq!(rows.len(), all);
    for (line, (name, fault)) in (1..).zip(bad) {
        let address = format!("http://127.0.0.1:{port}/{name}/");
        let told = format!("第{line}行 丁校（{address}）：{fault}");
        assert!(said.contains(&told), "{told} is not in\n{said}");
        let shown = format!("data-label=\"原因\">{}", fault.replace('"', "&quot;"));
        assert!(
            page.contains(&shown) && page.contains(&address),
            "{shown} is not in\n{page}"
        );
        let row = rows.iter().find(|row| row[11] == address).expect("a row");
        assert!(row[2].starts_with(&format!("没有读到：{fault}")), "{row:?}");
        assert!(
            row[3..11].iter().all(String::is_empty),
            "{row:?} counts something"
        );
    }
    let of_both = bureau.table("各校各事项");
    let schools: Vec<&str> = of_both.iter().map(|row| &*row[0]).collect();
    assert_eq!(schools, ["甲校", "乙校"]);
    assert_eq!(
        bureau.table("各事项")[0][2],
        "2",
        "only those that were read have the item"
    );
    // The feeds of those two, joined: a link to the school's own site, and none to anything else.
    let entries = bureau.page("entries/index.html");
    assert_eq!(
        entries.matches("<a href=\"http://127.0.0.1/n.html\"").count(),
        2,
        "{entries}"
    );
    assert!(entries.contains("<th scope=\"row\">坏</th>"), "{entries}");
    let (first, second) = (entries.find("甲校的通知"), entries.find(">坏<"));
    assert!(first < second, "newest first");
}

#[test]
fn when_nobody_is_read_what_was_gathered_before_stays() {
    let mut bureau = Bureau::new();
    bureau.school("甲校", Told::of("甲校").text().as_bytes());
    assert_eq!(bureau.run(&[]).0, Some(0));
    let before = read_tree(&bureau.path("汇总"));
    fs::remove_file(bureau.path("甲校/disclosure.txt")).expect("removed");
    let (status, said) = bureau.run(&[]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("一所学校也没有读到，没有动以前的汇总"), "{said}");
    assert!(
        said.contains("第1行 甲校（甲校）：文件夹里没有这个文件，学校可能还没有打开"),
        "{said}"
    );
    assert_eq!(read_tree(&bureau.path("汇总")), before);
}

#[test]
fn what_strangers_send_harms_nothing() {
    const NAME: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}";
    let mut bureau = Bureau::new();
    let mut told = Told::of(NAME);
    told.items[0].id = "=HYPERLINK(\"http://b.example\")".to_owned();
    let links = "javascript:alert(3)";
    let text = told.text().replace("截至", &format!("网址\t{links}\n截至"));
    bureau.school("甲校", text.as_bytes());
    let feed = "<feed><entry><title>&lt;script&gt;alert(4)&lt;/script&gt;\u{202e}</title><link href=\"javascript:alert(5)\"/><updated>2026-11-01</updated></entry></feed>";
    fs::write(bureau.path("甲校/feed.xml"), feed).expect("written");
    // The list's own name would have to be in the summary's.
    bureau.list = "甲校\n".to_owned();
    let told = |text: String| text.into_bytes();
    let good = Told::of("乙校").text();
    for (name, summary) in [
        (
            "数",
            told(good.replace("2026-q4\t1", "2026-q4\t99999999999999999999")),
        ),
        ("负数", told(good.replace("2026-q4\t1", "2026-q4\t-1"))),
        ("以后", told(good.replace("截至\t2026-11-20", "截至\t2026-11-21"))),
        ("响铃", told(good.replace("乙校", "\u{7}\u{1b}[2J"))),
        ("字节", vec![0xff; 3000]),
        ("零", vec![0; 3000]),
        ("压缩", vec![0x1f, 0x8b, 8, 0, 0, 0]),
        (
            "长行",
            told(format!("gongkai-disclosure 1\n{}", "长".repeat(100_000))),
        ),
    ] {
        bureau.school(name, &summary);
    }
    fs::create_dir(bureau.path("太大")).expect("a folder");
    let large = fs::File::create(bureau.path("太大/disclosure.txt")).expect("a file");
    large.set_len(1 << 30).expect("sparse");
    bureau.list += "太大\n";
    let mut unread = 9;
    if cfg!(unix) {
        let made = Command::new("mkfifo").arg(bureau.path("管道")).status();
        assert!(made.expect("mkfifo").success());
        bureau.list += "管道\n/dev/zero\n";
        unread += 2;
    }
    let (status, said) = bureau.run(&[]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains(&format!("名单里{}所学校，读到1所", unread + 1)),
        "{said}"
    );
    assert!(!said.contains(['\u{7}', '\u{1b}']), "{said:?}");
    let tree = read_tree(&bureau.path("汇总"));
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut shown = 0;
    for (path, bytes) in pages {
        let page = String::from_utf8(bytes.clone()).expect("UTF-8");
        for harm in ["<script", "<img", "javascript:", "\u{202e}", "49"] {
            assert!(!page.contains(harm), "{harm} in {path}:\n{page}");
        }
        shown += page.matches("&lt;script&gt;alert(1)").count();
    }
    assert!(shown > 3, "the name stands on pages as what it is");
    let row = &bureau.table("各校各事项")[0];
    assert_eq!((&*row[0], &*row[1]), (NAME, "=HYPERLINK(\"http://b.example\")"));
    let book = fs::read(bureau.path("汇总/coverage.xlsx")).expect("a workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).expect("a workbook");
    let formulas = book.worksheet_formula("各校各事项").expect("a sheet");
    assert!(formulas.used_cells().next().is_none(), "a text became a formula");
}

#[test]
fn what_is_not_ours_stays() {
    let mut bureau = Bureau::new();
    bureau.school("甲校", Told::of("甲校").text().as_bytes());
    fs::create_dir(bureau.path("汇总")).expect("a folder");
    fs::write(bureau.path("汇总/index.html"), "别人的").expect("written");
    let (status, said) = bureau.run(&[]);
    assert_eq!(status, Some(2), "{said}");
    assert!(
        said.contains("输出文件夹里有文件，但没有记录表明是本程序写的"),
        "{said}"
    );
    assert_eq!(bureau.page("index.html"), "别人的");
    let (status, said) = bureau.run(&["--out", "另一个"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(Path::new(&bureau.path("另一个/index.html")).is_file());
    // A school that left the list leaves no page behind.
    bureau.school("乙校", Told::of("乙校").text().as_bytes());
    assert_eq!(bureau.run(&["--out", "另一个"]).0, Some(0));
    bureau.list = bureau.list.replace("甲校 甲校\n", "");
    assert_eq!(bureau.run(&["--out", "另一个"]).0, Some(0));
    let schools = fs::read_dir(bureau.path("另一个/schools"))
        .expect("a folder")
        .count();
    assert_eq!(schools, 1);
}
