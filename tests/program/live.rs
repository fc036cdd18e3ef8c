//! The site in memory: what a [`PreviewSession`] answers equals a clean build of the same mode and day.

mod acts;
mod saves;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::support::work::tries;
use crate::support::{Files, InMemory, Random};
use gongkai::clearance::{Mode, Reason};
use gongkai::pipeline::{self, Request};
use gongkai::preview::{PreviewSession, Snapshot, Touched};
use gongkai::read::discover;
use gongkai::render::ThemeFiles;
use gongkai::words::{Address, Day, Report, SourcePath};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// All files of a clean build in preview mode, by `edition/address`; the report when there are errors.
fn clean(root: &Path, day: Day) -> Result<Files, Report> {
    let mut report = Report::new();
    let tree = discover::discover(root, &mut report).expect("a folder");
    let request = Request {
        day,
        mode: Mode::Preview,
        editions: Vec::new(),
    };
    let themes = |name: &str| ThemeFiles::load(root, name);
    let mut files = InMemory::default();
    let assembled = pipeline::build(tree, &themes, &request, &mut files, &mut report).expect("readable");
    let Some(assembled) = assembled.filter(|_| !report.has_errors()) else {
        return Err(report);
    };
    let named = files.into_files().into_iter().map(|(path, bytes)| {
        let (index, address) = path.split_once('/').expect("edition/address");
        let edition = &assembled.editions[index.parse::<usize>().expect("an index")];
        (format!("{}/{address}", edition.site.edition.id), bytes)
    });
    Ok(named.collect())
}

/// All answers of a snapshot, by `edition/address`.
fn answers(snapshot: &Snapshot) -> Files {
    let ids = snapshot.editions().map(|edition| edition.id.as_str());
    let all = ids.flat_map(|id| snapshot.addresses(id).map(move |address| (id, address)));
    all.map(|(id, address)| {
        let bytes = snapshot.answer(id, address).expect("a file of the edition");
        (format!("{id}/{address}"), bytes.expect("no fault"))
    })
    .collect()
}

fn notice(date: &str, more: &str) -> String {
    format!("---\n标题: 通知\n日期: {date}\n公开范围: 社会公开\n{more}---\n\n正文。\n")
}

/// A site with something of each kind that is shown before its time, and of each that is not.
fn site(root: &Path) {
    let settings = "title = \"甲校\"\n\n[editions.web]\ntitle = \"甲校\"\naudience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\n";
    fs::create_dir_all(root.join("content/notices")).expect("writable");
    fs::write(root.join("site.toml"), settings).expect("writable");
    let approved = "审批: {提出: 张甲 2026-03-01, 保密审查: 李乙 2026-03-01, 审核: 王丙 2026-03-01, 审批: 赵丁 2026-03-01}\n";
    let entries = [
        ("a-good", notice("2026-03-02", &format!("类型: 通知\n{approved}"))),
        ("b-unapproved", notice("2026-03-03", "类型: 通知\n")),
        (
            "c-draft",
            notice("2026-03-04", &format!("类型: 通知\n草稿: 是\n{approved}")),
        ),
        (
            "d-future",
            notice("2027-01-04", &format!("类型: 通知\n{approved}")),
        ),
        (
            "e-begins",
            notice(
                "2026-03-05",
                &format!(
                    "类型: 公示\n公示期: {{开始: 2026-12-01, 工作日: 5}}\n受理: {{单位: 甲校, 电话: 010-1}}\n{approved}"
                ),
            ),
        ),
        (
            "f-over",
            notice(
                "2026-03-05",
                &format!(
                    "类型: 公示\n公示期: {{开始: 2026-03-06, 工作日: 5}}\n受理: {{单位: 甲校, 电话: 010-1}}\n{approved}"
                ),
            ),
        ),
        (
            "g-party",
            notice("2026-03-06", &format!("类型: 通知\n{approved}")).replace("社会公开", "党内公开"),
        ),
    ];
    for (name, text) in entries {
        fs::write(root.join(format!("content/notices/{name}.md")), text).expect("writable");
    }
}

fn address(text: &str) -> Address {
    Address::new(text).expect("an address")
}

#[test]
fn a_preview_shows_what_is_not_yet_published_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path());
    let today = day("2026-11-20");
    let mut session = PreviewSession::new(folder.path());
    let round = session.look(today, &Touched::Anything).expect("readable");
    let plain = gongkai::cli::render_plain(&round.report);
    let snapshot = round.fresh.unwrap_or_else(|| panic!("{plain}"));
    assert_eq!(Ok(answers(&snapshot)), clean(folder.path(), today).map_err(drop));
    let why = |name: &str| snapshot.ribbon("web", &address(&format!("notices/{name}.html")));
    assert!(why("a-good").is_empty() && why("f-over").is_empty());
    assert!(matches!(why("b-unapproved"), [Reason::Unapproved(_)]));
    assert_eq!(why("c-draft"), [Reason::Draft]);
    assert_eq!(why("d-future"), [Reason::Future(day("2027-01-04"))]);
    assert_eq!(why("e-begins"), [Reason::NotBegun(day("2026-12-01"))]);
    let page = |name: &str| {
        let source = SourcePath::new(&format!("content/notices/{name}.md")).expect("a path");
        snapshot.page_of("web", &source)
    };
    assert_eq!(page("g-party"), None);
    let titled = |name: &str| page(name).expect("a page").1;
    assert_eq!(titled("c-draft"), "通知");
    assert_eq!(titled("f-over"), "公示（已期满）");
    let then = day("2027-02-01");
    let later = snapshot.at(then).expect("no fault");
    assert_eq!(Ok(answers(&later)), clean(folder.path(), then).map_err(drop));
    assert!(later.ribbon("web", &address("notices/d-future.html")).is_empty());
}

#[test]
fn nothing_new_is_nothing_fresh_and_a_fault_keeps_the_last_good_site() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path());
    let today = day("2026-11-20");
    let mut session = PreviewSession::new(folder.path());
    let first = session.look(today, &Touched::Anything).expect("readable");
    assert!(first.fresh.is_some() && first.changed.len() == 8);
    let second = session.look(today, &Touched::Anything).expect("readable");
    assert!(second.fresh.is_none() && second.changed.is_empty() && !second.report.has_errors());
    let file = folder.path().join("content/notices/a-good.md");
    let good = fs::read_to_string(&file).expect("readable");
    fs::write(&file, good.replace("标题", "题目")).expect("writable");
    let faulty = session
        .look(today, &Touched::Only(vec![file.clone()]))
        .expect("readable");
    assert!(faulty.fresh.is_none() && faulty.report.has_errors());
    assert_eq!(faulty.changed.len(), 1);
    fs::write(&file, good.replace("正文。", "改了。")).expect("writable");
    let mended = session.look(today, &Touched::Only(vec![file])).expect("readable");
    let snapshot = mended.fresh.expect("a snapshot");
    assert_eq!(Ok(answers(&snapshot)), clean(folder.path(), today).map_err(drop));
    let page = snapshot.answer("web", &address("notices/a-good.html"));
    let page = page.expect("a page").expect("no fault");
    assert!(String::from_utf8_lossy(&page).contains("改了。"));
}

/// A theme is compiled anew for other colours, which do not stand in its own files.
#[test]
fn another_accent_is_seen_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path());
    let today = day("2026-11-20");
    let mut session = PreviewSession::new(folder.path());
    session.look(today, &Touched::Anything).expect("readable");
    let file = folder.path().join("site.toml");
    let settings = fs::read_to_string(&file).expect("readable");
    for accent in ["#1d4e6b", "#2b5172"] {
        fs::write(&file, format!("accent = \"{accent}\"\n{settings}")).expect("writable");
        let round = session.look(today, &Touched::Anything).expect("readable");
        let snapshot = round.fresh.expect("a snapshot");
        let style = snapshot.answer("web", &address("assets/style.css"));
        let style = style.expect("a style").expect("no fault");
        assert!(String::from_utf8_lossy(&style).contains(accent));
        assert_eq!(Ok(answers(&snapshot)), clean(folder.path(), today).map_err(drop));
    }
}

/// What is known to be sound may not hide what another entry's change makes wrong.
#[test]
fn a_heading_that_goes_is_missed_where_it_is_linked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path());
    let file = |name: &str| folder.path().join(format!("content/notices/{name}.md"));
    let good = fs::read_to_string(file("a-good")).expect("readable");
    fs::write(file("a-good"), format!("{good}\n## 小标题\n\n文。\n")).expect("writable");
    let linking = format!("{good}\n见[甲](a-good.md#小标题)。\n");
    fs::write(file("h-links"), linking.replace("标题: 通知", "标题: 另一个通知")).expect("writable");
    let today = day("2026-11-20");
    let mut session = PreviewSession::new(folder.path());
    let mut complaints = |touched| {
        let round = session.look(today, &touched).expect("readable");
        gongkai::cli::render_plain(&round.report)
    };
    let anchor = "没有“小标题”这个小标题";
    assert!(!complaints(Touched::Anything).contains(anchor));
    fs::write(file("a-good"), &good).expect("writable");
    let said = complaints(Touched::Only(vec![file("a-good")]));
    assert!(said.contains(anchor), "{said}");
}

/// So many sequences; in a long run.
const SEQUENCES: u64 = 12;
const LONG: u64 = 300;
/// So many things are done in each.
const STEPS: usize = 14;

/// A site that is worked on, and what is shown of it.
struct Live<'a> {
    root: &'a Path,
    session: PreviewSession,
    shown: Option<Arc<Snapshot>>,
    /// The last clean build that had no fault.
    last: Files,
}

impl Live<'_> {
    /// Looks, and holds what is shown to the law.
    fn look(&mut self, day: Day, touched: &Touched, done: &str) {
        let round = self.session.look(day, touched).expect("readable");
        let plain = gongkai::cli::render_plain(&round.report);
        assert!(
            round.fresh.is_none() || !round.report.has_errors(),
            "{done}: {plain}"
        );
        self.shown = round.fresh.or(self.shown.take());
        match clean(self.root, day) {
            Ok(files) => self.last = files,
            Err(report) => {
                let clean = gongkai::cli::render_plain(&report);
                assert!(round.report.has_errors(), "{done}: not found: {clean}");
            }
        }
        let Some(shown) = &self.shown else {
            assert!(self.last.is_empty(), "{done}: nothing is shown: {plain}");
            return;
        };
        let answers = answers(shown);
        let same = |(path, bytes): &(&String, &Vec<u8>)| self.last.get(*path) != Some(*bytes);
        let differ: Vec<&String> = answers.iter().filter(same).map(|(path, _)| path).collect();
        assert!(differ.is_empty(), "{done}: {differ:?}\n{plain}");
        assert_eq!(answers.len(), self.last.len(), "{done}: {plain}");
    }
}

fn sequence(seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    acts::site(&root);
    let mut random = Random::new(seed);
    let mut live = Live {
        root: &root,
        session: PreviewSession::new(&root).grace(Duration::ZERO),
        shown: None,
        last: Files::new(),
    };
    let mut today = day("2026-11-20");
    let mut done = format!("sequence {seed}: begun");
    live.look(today, &Touched::Anything, &done);
    assert!(live.shown.is_some(), "the site to begin with is good");
    for step in 1..=STEPS {
        let mut touched = Vec::new();
        let mut is_told = true;
        for _ in 0..=random.below(2) {
            let act = acts::act(&root, &mut random, step);
            done = format!("{done}, {}", act.name);
            is_told &= !act.touched.is_empty();
            touched.extend(act.touched);
        }
        if random.below(20) == 0 {
            today = day(["2026-11-21", "2026-03-12", "2026-11-20"][random.below(3)]);
            is_told = false;
        }
        let touched = match is_told && random.below(4) > 0 {
            true => Touched::Only(touched),
            false => Touched::Anything,
        };
        live.look(today, &touched, &done);
    }
}

#[test]
fn whatever_is_done_what_is_shown_is_what_a_clean_build_gives() {
    (0..tries(SEQUENCES, LONG)).for_each(sequence);
}

/// So many saves, and in a long run.
const SAVES: u64 = 40;
const MANY_SAVES: u64 = 1000;

#[test]
fn no_save_is_missed_and_none_makes_anything_anew_for_nothing() {
    saves::follow(tries(SAVES, MANY_SAVES));
}
