//! The record of publication through the whole program: what uploads, printings and uploads by hand bring into it, what
//! kills and other programs do to it, what is found when somebody changed it, and that it goes nowhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::record::{
    PublicationRecord, RecordEvent, RecordPlace, RecordStamp, RecordedPage, differences, verify,
};

use crate::support::Random;
use crate::support::folders::read_tree;
use crate::support::program::{program, run, said};
use crate::support::work::tries;

/// A school with two editions, one of which is uploaded to a folder.
pub(crate) const SETTINGS: &str = r#"title = "甲校党务公开网"
organizer = "中共甲校总支部委员会"
telephone = "0799-6660000"

[editions.web]
audience = "社会公开"
output = "public"

[editions.party]
title = "甲校党内公开网"
audience = "党内公开"
output = "dangnei"

[approval]
kinds = []

[deploy.school]
edition = "web"
to = "../online"
"#;

const FILE: &str = "记录/公开记录.jsonl";

struct RecordDesk {
    folder: tempfile::TempDir,
}

impl RecordDesk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir_all(desk.root().join("content/notices")).expect("writable");
        fs::create_dir(desk.online()).expect("writable");
        desk.write("site.toml", SETTINGS);
        desk.notice("a", "社会公开", "关于值班的通知", "值班从星期一开始。");
        desk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn online(&self) -> PathBuf {
        self.folder.path().join("online")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root().join(path), text).expect("writable");
    }

    fn notice(&self, name: &str, scope: &str, title: &str, text: &str) {
        let path = format!("content/notices/2026-03-12-{name}.md");
        self.write(
            &path,
            &format!("---\n标题: {title}\n公开范围: {scope}\n类型: 通知\n---\n\n{text}\n"),
        );
    }

    fn command(&self, words: &[&str]) -> Command {
        program(&self.root(), words)
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let output = run(&self.root(), words);
        (output.status.code(), said(&output))
    }

    fn done(&self, words: &[&str]) -> String {
        let (code, said) = self.run(words);
        assert_eq!(code, Some(0), "{words:?}: {said}");
        said
    }

    fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(self.root().join(FILE)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// What happened, to which page.
    fn events(&self) -> Vec<(String, String)> {
        let record = PublicationRecord::load(&self.root()).expect("readable");
        let event = |line: &gongkai::record::RecordLine| {
            (line.what.event.label().to_owned(), line.what.address.clone())
        };
        record.lines().iter().map(event).collect()
    }
}

const A: &str = "notices/2026-03-12-a.html";

#[test]
fn each_upload_records_what_became_public_changed_and_came_down() {
    let desk = RecordDesk::new();
    let said = desk.done(&["deploy"]);
    assert!(said.contains("公开记录新记 1 行"), "{said}");
    assert!(!desk.done(&["deploy"]).contains("公开记录"), "nothing happened");
    desk.notice("a", "社会公开", "关于值班的通知", "值班从星期二开始。");
    desk.done(&["deploy"]);
    desk.write(
        "content/notices/2026-03-12-a.md",
        "---\n标题: 关于值班的通知\n公开范围: 社会公开\n类型: 通知\n更正:\n  - {日期: 2026-03-13, 内容: 值班的“星期二”应为“星期三”}\n---\n\n值班从星期三开始。\n",
    );
    desk.done(&["deploy"]);
    desk.write("site.toml", &SETTINGS.replace("6660000", "6660001"));
    desk.done(&["deploy"]);
    desk.notice("b", "社会公开", "关于考勤的通知", "考勤按时登记。");
    fs::remove_file(desk.root().join("content/notices/2026-03-12-a.md")).expect("there");
    desk.done(&["deploy", "--dry-run"]);
    desk.done(&["deploy"]);
    let b = "notices/2026-03-12-b.html";
    let expected = [
        ("公开", A),
        ("改动", A),
        ("更正", A),
        ("更新", A),
        ("撤下", A),
        ("公开", b),
    ];
    assert_eq!(
        desk.events(),
        expected.map(|(event, of)| (event.to_owned(), of.to_owned()))
    );
    let said = desk.done(&["record", "verify"]);
    assert!(
        said.contains("共 6 行，每一行都对得上") && !said.contains("注意"),
        "{said}"
    );
    // The hash of a page is that of the file which readers get.
    let page = fs::read(desk.online().join(b)).expect("online");
    let hash = &blake3::hash(&page).to_hex()[..32];
    assert!(desk.lines()[5].contains(hash), "{:?}", desk.lines());
    let said = desk.done(&["record", "show", "关于值班的通知"]);
    for words in ["公开于“school”", "改动", "更正", "重新生成过 1 次", "撤下"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn what_was_online_before_the_record_or_was_put_by_a_run_that_died_is_recorded_later() {
    let desk = RecordDesk::new();
    desk.done(&["deploy"]);
    fs::remove_dir_all(desk.root().join("记录")).expect("there");
    fs::remove_file(desk.root().join(".gongkai/record-end")).expect("there");
    let said = desk.done(&["deploy"]);
    assert!(
        said.contains("没有要上传的") && said.contains("新记 1 行"),
        "{said}"
    );
    assert!(desk.lines()[0].contains("\"补记\":true"), "{:?}", desk.lines());
    let said = desk.done(&["record", "show", A]);
    assert!(said.contains("何时开始的没有记录"), "{said}");
}

#[test]
fn a_record_that_cannot_be_written_stops_no_upload() {
    let desk = RecordDesk::new();
    desk.write("记录", "a file where a folder should be");
    let (code, said) = desk.run(&["deploy"]);
    assert!(
        code == Some(2) && said.contains("网页已经传上去") && said.contains("会补记"),
        "{said}"
    );
    assert!(desk.online().join(A).exists());
    fs::remove_file(desk.root().join("记录")).expect("there");
    assert!(desk.done(&["deploy"]).contains("新记 1 行"));
}

#[test]
fn an_upload_by_hand_is_recorded_when_it_is_the_last_build() {
    let desk = RecordDesk::new();
    desk.notice("x", "党内公开", "党内的一件事", "内容。");
    let (code, said) = desk.run(&["record", "party"]);
    assert!(code == Some(2) && said.contains("还没有生成"), "{said}");
    desk.done(&["build"]);
    desk.done(&["record", "party"]);
    desk.done(&["record"]);
    assert_eq!(desk.lines().len(), 3, "two of the party's, one of the public's");
    assert!(desk.done(&["record"]).contains("没有要记的"));
    desk.notice("x", "党内公开", "党内的一件事", "内容改了。");
    let (code, said) = desk.run(&["record", "party"]);
    assert!(
        code == Some(2) && said.contains("notices/2026-03-12-x.html"),
        "{said}"
    );
    desk.done(&["build"]);
    desk.done(&["record", "party"]);
    assert!(desk.lines()[3].contains("改动"));
    for (words, expected) in [
        (&["record", "wang"][..], "可以写：school、party"),
        (&["record", "web"], "例如 gongkai record school"),
        (&["record", "show"], "没有写看哪个"),
        (&["record", "show", "没有的"], "没有“没有的”"),
        (&["record", "a", "b"], "一次只能写一个"),
    ] {
        let (code, said) = desk.run(words);
        assert!(code == Some(2) && said.contains(expected), "{words:?}: {said}");
    }
}

#[test]
fn what_waits_to_be_deleted_on_the_server_is_not_recorded_as_gone() {
    let desk = RecordDesk::new();
    for name in ["x", "y", "z"] {
        desk.notice(name, "党内公开", &format!("党内的事{name}"), "内容。");
    }
    desk.done(&["build"]);
    desk.done(&["record", "party"]);
    fs::remove_file(desk.root().join("content/notices/2026-03-12-x.md")).expect("there");
    desk.done(&["build"]);
    desk.done(&["record", "party"]);
    let removed = || desk.events().into_iter().any(|(event, _)| event == "撤下");
    assert!(!removed(), "{:?}", desk.events());
    desk.done(&["status", "--deleted"]);
    desk.done(&["record", "party"]);
    assert!(removed(), "{:?}", desk.events());
}

#[test]
fn whoever_changes_the_record_is_found_and_going_on_does_not_cover_it() {
    let desk = RecordDesk::new();
    let (code, said) = desk.run(&["record", "verify"]);
    assert!(code == Some(2) && said.contains("还没有公开记录"), "{said}");
    for name in ["b", "c", "d"] {
        desk.notice(name, "社会公开", &format!("通知{name}"), "正文。");
    }
    desk.done(&["deploy"]);
    let whole = fs::read_to_string(desk.root().join(FILE)).expect("there");
    // In which order pages go up is not settled.
    let at = whole
        .lines()
        .position(|line| line.contains("通知b"))
        .expect("there");
    desk.write(FILE, &whole.replacen("通知b", "通知改", 1));
    let (code, said) = desk.run(&["record", "verify"]);
    assert!(
        code == Some(1) && said.contains(&format!("第 {} 行对不上：这一行改过", at + 1)),
        "{said}"
    );
    let (code, said) = desk.run(&["record", "show", "通知c"]);
    assert!(code == Some(1) && said.contains("不一定是真的"), "{said}");
    let cut: String = whole.split_inclusive('\n').take(2).collect();
    desk.write(FILE, &cut);
    let (code, said) = desk.run(&["record", "verify"]);
    assert!(
        code == Some(1) && said.contains("第 3 行对不上") && said.contains("最后 2 行"),
        "{said}"
    );
    desk.notice("e", "社会公开", "通知e", "正文。");
    assert!(desk.done(&["deploy"]).contains("对不上"));
    let (code, said) = desk.run(&["record", "verify"]);
    assert!(
        code == Some(1) && said.contains("第 3 行") && said.contains("上次写到第 4 行"),
        "{said}"
    );
    // The backup is put back.
    fs::remove_dir_all(desk.root().join("记录")).expect("there");
    let (code, said) = desk.run(&["record", "verify"]);
    assert!(code == Some(1) && said.contains("第 1 行"), "{said}");
}

#[test]
fn half_a_line_is_told_and_cut_off() {
    let desk = RecordDesk::new();
    desk.done(&["deploy"]);
    let whole = fs::read_to_string(desk.root().join(FILE)).expect("there");
    desk.write(FILE, &format!("{whole}{}", &whole[..40]));
    let said = desk.done(&["record", "verify"]);
    assert!(said.contains("没写完的半行"), "{said}");
    desk.notice("b", "社会公开", "关于考勤的通知", "考勤按时登记。");
    assert!(desk.done(&["deploy"]).contains("没有写完"));
    assert!(
        desk.done(&["record", "verify"])
            .contains("共 3 行，每一行都对得上"),
        "the page beside the new one leads to it"
    );
}

/// The home page's turn is the last; it goes into a pipe that nobody reads, and there the program is killed.
#[test]
#[cfg(unix)]
fn a_page_is_recorded_when_it_is_up_and_not_when_all_are() {
    let desk = RecordDesk::new();
    let pipe = desk.online().join("index.html.gongkai-new");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo starts");
    assert!(made.success());
    let mut child = desk
        .command(&["deploy", "--quiet"])
        .spawn()
        .expect("the program starts");
    for _ in 0..600 {
        if !desk.lines().is_empty() || child.try_wait().expect("a child").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().expect("it waits");
    child.wait().expect("a child");
    assert_eq!(desk.events(), [("公开".to_owned(), A.to_owned())]);
    assert!(!desk.lines()[0].contains("补记"));
    fs::remove_file(pipe).expect("there");
    desk.done(&["deploy"]);
    assert_eq!(desk.lines().len(), 1, "nothing more happened to it");
}

/// The whole upload is killed at random moments.
#[test]
#[cfg(unix)]
fn an_upload_may_be_killed_at_any_moment() {
    let desk = RecordDesk::new();
    for number in 0..30 {
        desk.notice(
            &format!("n{number}"),
            "社会公开",
            &format!("通知{number}"),
            "正文。",
        );
    }
    desk.done(&["build"]);
    let mut random = Random::new(1_215);
    let mut longest: usize = 60_000;
    let (mut killed, mut round, mut torn) = (0, 0, 0);
    let kills = tries(6, 200);
    while killed < kills && round < kills * 6 {
        round += 1;
        // Every page is another.
        desk.write(
            "site.toml",
            &SETTINGS.replace("6660000", &format!("666{round:04}")),
        );
        let mut command = desk.command(&["deploy", "--quiet"]);
        let mut child = command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_micros(random.below(longest) as u64));
        if child.try_wait().expect("a child").is_none() {
            killed += 1;
            longest += longest / 8;
        } else {
            longest -= longest / 4;
        }
        let _ = child.kill();
        let _ = child.wait();
        let bytes = fs::read(desk.root().join(FILE)).unwrap_or_default();
        let verified = verify(&bytes, None).unwrap_or_else(|fault| panic!("round {round}: {fault:?}"));
        torn += usize::from(verified.torn > 0);
    }
    assert!(killed >= kills, "only {killed} of {round} were killed");
    desk.done(&["deploy"]);
    let said = desk.done(&["record", "verify"]);
    assert!(said.contains("每一行都对得上"), "{torn} torn: {said}");
    // What it says of each page is what is online.
    let record = PublicationRecord::load(&desk.root()).expect("readable");
    let place = RecordPlace {
        edition: "web".to_owned(),
        name: "school".to_owned(),
    };
    let standing = record.standing(&place);
    assert_eq!(standing.len(), 31);
    for what in standing {
        let page = fs::read(desk.online().join(&what.address)).expect("online");
        let hash = &blake3::hash(&page).to_hex()[..32];
        assert_eq!(what.page.as_deref(), Some(hash), "{}", what.address);
    }
}

/// Two programs, both adding.
#[test]
fn two_programs_at_once_make_one_chain() {
    let desk = RecordDesk::new();
    for number in 0..20 {
        desk.notice(
            &format!("n{number}"),
            "社会公开",
            &format!("通知{number}"),
            "正文。",
        );
    }
    desk.done(&["build"]);
    let children: Vec<_> = ["school", "party", "school", "party"]
        .map(|edition| {
            desk.command(&["record", edition])
                .spawn()
                .expect("the program starts")
        })
        .into();
    for mut child in children {
        assert!(child.wait().expect("a child").success());
    }
    assert!(
        desk.done(&["record", "verify"])
            .contains("共 42 行，每一行都对得上")
    );
}

#[test]
fn the_record_is_in_no_output_and_no_upload() {
    let desk = RecordDesk::new();
    desk.notice("x", "党内公开", "只给党员看的一件事", "内容。");
    desk.done(&["build"]);
    desk.done(&["record", "party"]);
    desk.done(&["deploy"]);
    desk.notice("a", "社会公开", "关于值班的通知", "值班从星期二开始。");
    desk.done(&["build"]);
    desk.done(&["record", "party"]);
    desk.done(&["deploy", "--verify"]);
    let record = PublicationRecord::load(&desk.root()).expect("readable");
    assert!(
        desk.lines()
            .iter()
            .any(|line| line.contains("只给党员看的一件事"))
    );
    let mut secret: Vec<String> = record.lines().iter().map(|line| line.before.clone()).collect();
    secret.extend(record.lines().iter().filter_map(|line| line.what.source.clone()));
    secret.extend(["公开记录", "上一行", "record-end"].map(str::to_owned));
    for folder in [
        desk.root().join("public"),
        desk.root().join("dangnei"),
        desk.online(),
    ] {
        let is_public = !folder.ends_with("dangnei");
        let files = read_tree(&folder);
        assert!(files.len() > 10, "{}", folder.display());
        for (path, bytes) in files {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!path.contains("记录") && !path.ends_with(".jsonl"), "{path}");
            for words in &secret {
                assert!(!text.contains(words.as_str()), "{path}: {words}");
            }
            assert!(!is_public || !text.contains("只给党员看的一件事"), "{path}");
        }
    }
    // Neither is the folder where anything is put out.
    for output in ["记录", "记录/web"] {
        desk.write(
            "site.toml",
            &SETTINGS.replace("\"public\"", &format!("\"{output}\"")),
        );
        let (code, said) = desk.run(&["build"]);
        assert!(code == Some(1) && said.contains("网站自己的文件夹"), "{said}");
    }
    desk.write("site.toml", &SETTINGS.replace("../online", "记录"));
    let (code, said) = desk.run(&["deploy", "--yes"]);
    assert!(code == Some(2) && said.contains("网站自己的文件夹"), "{said}");
    desk.write("site.toml", SETTINGS);
    let (code, said) = desk.run(&["build", "--out", "记录", "--date", "2026-03-20"]);
    assert!(code == Some(2) && said.contains("“记录”文件夹重叠"), "{said}");
}

#[test]
fn the_record_becomes_a_spreadsheet() {
    let desk = RecordDesk::new();
    desk.done(&["deploy"]);
    let out = desk.root().join("记录.csv");
    desk.done(&["export", "公开记录", "--format", "csv", "--out", "记录.csv"]);
    let text = fs::read_to_string(out).expect("there");
    assert!(
        text.contains("内部资料") && text.contains("公开,关于值班的通知,school,web"),
        "{text}"
    );
    desk.done(&["export", "公开记录"]);
    let names = fs::read_dir(desk.root()).expect("a folder");
    let mut names = names.filter_map(Result::ok).map(|item| item.file_name());
    assert!(names.any(|name| {
        Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "xlsx")
    }));
}

#[test]
fn a_page_that_says_it_is_over_expires_once_however_often_it_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = PublicationRecord::load(folder.path()).expect("readable");
    let place = RecordPlace {
        edition: "web".to_owned(),
        name: "school".to_owned(),
    };
    let stamp = RecordStamp {
        command: "deploy",
        clock: &|| "2026-03-12 08:30:00".to_owned(),
    };
    for (hash, is_remnant) in [("1", false), ("2", true), ("3", true), ("4", true), ("5", false)] {
        let page = RecordedPage {
            address: "notices/a.html".to_owned(),
            hash: hash.to_owned(),
            entry: "content/notices/a.md".to_owned(),
            title: "公示甲".to_owned(),
            source: None,
            materials: None,
            corrections: 0,
            is_remnant,
            posted_for: None,
            is_late: false,
        };
        let pages = [page];
        record
            .add(stamp, &|record| differences(record, &place, &pages, false))
            .expect("written");
    }
    let events: Vec<RecordEvent> = record.lines().iter().map(|line| line.what.event).collect();
    let renewed = RecordEvent::Renewed;
    assert_eq!(
        events,
        [
            RecordEvent::Published,
            RecordEvent::Expired,
            renewed,
            renewed,
            RecordEvent::Published
        ]
    );
}
