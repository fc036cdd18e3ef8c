//! The built site in a real Chromium: `tests/browser/*.mjs`, each run on the sample site and on small fixtures.
//! They need Chromium, Node and the packages of `tests/browser`; `tests/all.sh` provides them and runs these tests.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::support::folders::copy_tree;

/// The day as of which everything is built.
const DAY: &str = "2026-11-20";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An output folder that lives as long as this value.
struct Output {
    _folder: TempDir,
    web: PathBuf,
}

/// Builds the edition `web` of a site.
fn build(site: &Path) -> Output {
    let folder = build_editions(site, &["web"]);
    let web = folder.path().join("web");
    Output { _folder: folder, web }
}

/// Builds some editions of a site, each into a folder of its name.
fn build_editions(site: &Path, editions: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let built = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("build")
        .args(editions)
        .args(["--quiet", "--date", DAY, "--out"])
        .arg(folder.path())
        .arg("--root")
        .arg(site)
        .output()
        .expect("the program runs");
    assert!(
        built.status.success(),
        "the build failed:\n{}{}",
        String::from_utf8_lossy(&built.stdout),
        String::from_utf8_lossy(&built.stderr)
    );
    folder
}

/// The sample site: the repository itself.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<Output> = OnceLock::new();
    &SAMPLE.get_or_init(|| build(repository())).web
}

/// The sample site with `ascii_safe = true`.
fn ascii_safe() -> Output {
    let copy = tempfile::tempdir().expect("a folder");
    for part in ["content", "themes"] {
        copy_tree(&repository().join(part), &copy.path().join(part));
    }
    let config = fs::read_to_string(repository().join("site.toml")).expect("site.toml");
    let changed = config.replace("ascii_safe = false", "ascii_safe = true");
    assert_ne!(config, changed, "site.toml says ascii_safe = false");
    fs::write(copy.path().join("site.toml"), changed).expect("writable");
    build(copy.path())
}

/// A small site whose words look like HTML wherever an author can write them.
fn hostile() -> Output {
    let copy = tempfile::tempdir().expect("a folder");
    copy_tree(&repository().join("tests/browser/hostile"), copy.path());
    build(copy.path())
}

/// A site of 2,000 notices whose titles are made of what no line may break; the parts of each in `titles.json` beside it.
fn titled() -> (Output, TempDir) {
    #[rustfmt::skip]
    const PARTS: [&[&str]; 6] = [
        &["关于", "", "中共", "青禾", "学校"],
        &["开展", "周敬安", "欧阳明月", "2026年3月2日", "第一党支部", "民主评议党员", "公布", "李建国、", "2026年度", "印发"],
        &["“三会一课”", "《党务公开条例》", "第三季度", "党费收缴", "12,500元", "入党积极分子", "党支部委员会", "10月12日", "何立群"],
        &["情况的", "同志", "5名", "主题党日", "师德师风", "述职评议", "组织生活会", "第2次", "教职工代表大会"],
        &["工作", "“添绿”", "2025—2026学年", "党员先锋岗", "责任区", "预备党员", "和", "征求意见"],
        &["通报", "通知", "公告", "实施方案", "会议纪要", "公开承诺"],
    ];
    let copy = tempfile::tempdir().expect("a folder");
    let notices = copy.path().join("content/notices");
    copy_tree(&repository().join("tests/browser/hostile"), copy.path());
    let mut titles = std::collections::BTreeMap::new();
    // Every fifth of all that can be made of them is more than enough; steps of a prime go through all of it.
    for number in (0_usize..).map(|step| step * 7919) {
        let mut rest = number;
        let parts = PARTS.map(|parts| {
            let part = parts[rest % parts.len()];
            rest /= parts.len();
            part
        });
        titles.insert(parts.concat(), parts);
        if titles.len() == 2000 {
            break;
        }
    }
    for (number, title) in titles.keys().enumerate() {
        let (month, day) = (1 + number % 10, 1 + number / 10 % 28);
        let text = format!("---\n标题: {title}\n类型: 通知\n---\n\n正文。\n");
        let name = format!("2026-{month:02}-{day:02}-t{number}.md");
        fs::write(notices.join(name), text).expect("writable");
    }
    let parts: Vec<[&str; 6]> = titles.into_values().collect();
    let listed = serde_json::to_vec(&parts).expect("strings");
    fs::write(copy.path().join("titles.json"), listed).expect("writable");
    (build(copy.path()), copy)
}

/// Runs one script and fails with what it printed; what it looked at is always shown.
fn run(script: &str, folders: &[&Path]) {
    let home = repository().join("tests/browser");
    assert!(
        home.join("node_modules").is_dir(),
        "the packages are missing: run `npm install` in tests/browser, or tests/all.sh"
    );
    let output = Command::new("node")
        .arg(script)
        .args(folders)
        .current_dir(home)
        .output()
        .expect("Node is installed; tests/all.sh does it");
    let printed = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{printed}{complaints}");
    // Past the test harness, which would keep it to itself.
    drop(std::io::stderr().write_all(printed.as_bytes()));
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn every_link_and_asset_resolves() {
    run("links.mjs", &[sample()]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn the_site_works_from_a_disk_and_below_any_address() {
    run("file.mjs", &[sample(), &ascii_safe().web, &hostile().web]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn every_page_family_is_accessible() {
    run("a11y.mjs", &[sample()]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn every_page_is_valid() {
    run("valid.mjs", &[sample()]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn pages_fit_every_width_and_old_browsers() {
    run("layout.mjs", &[sample()]);
}

#[test]
#[ignore = "needs Chromium, Node and poppler; tests/all.sh runs it"]
fn pages_are_whole_on_paper_and_no_heading_stands_alone_at_its_foot() {
    run("printed.mjs", &[sample()]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn titles_break_between_words() {
    let (made, site) = titled();
    run("titles.mjs", &[sample(), &made.web, site.path()]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn a_running_publicity_hides_itself_after_its_last_day() {
    run("clock.mjs", &[sample()]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn the_board_can_be_printed_read_and_shown_in_a_hall() {
    let folder = build_editions(repository(), &["web", "board"]);
    let edition = |name: &str| folder.path().join(name);
    run("board.mjs", &[&edition("board"), &edition("web")]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn a_screen_in_a_hall_runs_for_days() {
    let folder = build_editions(repository(), &["board"]);
    run("screen.mjs", &[&folder.path().join("board")]);
}

#[test]
#[ignore = "needs Chromium and Node; tests/all.sh runs it"]
fn the_preview_follows_what_is_written() {
    let copy = tempfile::tempdir().expect("a folder");
    for part in ["content", "themes"] {
        copy_tree(&repository().join(part), &copy.path().join(part));
    }
    fs::copy(repository().join("site.toml"), copy.path().join("site.toml")).expect("copied");
    run(
        "live.mjs",
        &[Path::new(env!("CARGO_BIN_EXE_gongkai")), copy.path()],
    );
}
