//! What an upload refuses, through the whole program.

use std::fs;
use std::path::Path;
use std::process::Output;

use gongkai::deploy::{ServerState, StoredFile};
use gongkai::words::{Address, ContentHash, Day};

use crate::support::folders::copy_tree;
use crate::support::program::{program, run, said};

const PASSWORD: &str = "Qh7-secret-of-nobody";

fn deploy(root: &Path, words: &[&str]) -> Output {
    let mut deploy = program(root, &[&["deploy"], words].concat());
    deploy.env("GONGKAI_PASSWORD_SCHOOL", PASSWORD);
    deploy.output().expect("the program starts")
}

fn target(root: &Path, lines: &str) {
    let path = root.join("site.toml");
    let settings = fs::read_to_string(&path).expect("settings");
    fs::write(
        &path,
        format!("{settings}\n[deploy.school]\nedition = \"web\"\n{lines}\n"),
    )
    .expect("written");
}

pub(crate) fn base(folder: &Path) {
    copy_tree(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/complaints/_base"),
        folder,
    );
}

#[test]
fn samples_are_not_uploaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    assert!(run(folder.path(), &["init", "site"]).status.success());
    fs::create_dir(folder.path().join("online")).expect("a folder");
    target(&root, "to = \"../online\"");
    let output = deploy(&root, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("样例"), "{}", said(&output));
    assert_eq!(
        fs::read_dir(folder.path().join("online"))
            .expect("a folder")
            .count(),
        0
    );
}

#[test]
fn sources_are_no_target() {
    let folder = tempfile::tempdir().expect("a folder");
    base(folder.path());
    target(folder.path(), "to = \"content/notices\"");
    let output = deploy(folder.path(), &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("自己的文件夹"), "{}", said(&output));
    assert!(!folder.path().join("content/notices/index.html").exists());
}

#[test]
fn an_output_is_no_target_however_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    base(&root);
    target(&root, &format!("to = '{}'", root.join("public").display()));
    let output = deploy(&root, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("自己的文件夹"), "{}", said(&output));
    assert!(!root.join("记录").exists());
}

#[test]
fn what_an_upload_takes_down_is_not_crossed_off_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    entry(&root, "2026-03-05-zhiban", "类型: 通知\n");
    gongkai(&root, &["deploy", "--yes"]);
    fs::remove_file(root.join("content/notices/2026-03-05-zhiban.md")).expect("there");
    gongkai(&root, &["build"]);
    let listed = || gongkai(&root, &["status", "--deletions"]);
    let said = gongkai(&root, &["status", "--deleted"]);
    assert!(said.contains("由它撤下") && !said.contains("划掉"), "{said}");
    assert!(listed().contains("2026-03-05-zhiban"), "{}", listed());
    gongkai(&root, &["deploy", "--yes"]);
    assert!(!listed().contains("2026-03-05-zhiban"), "{}", listed());
    assert!(!online.join("notices/2026-03-05-zhiban.html").exists());
}

#[test]
fn an_output_that_is_written_no_more_is_told_until_its_folder_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    base(&root);
    let settings = fs::read_to_string(root.join("site.toml")).expect("settings");
    let told = || [gongkai(&root, &["build"]), gongkai(&root, &["status"])];
    assert!(told().iter().all(|said| !said.contains("不再更新")));
    let moved = settings.replace("\"public\"", "\"wangye\"");
    let renamed = moved
        .replace("[editions.web]", "[editions.net]")
        .replace("wangye", "net");
    for (settings, expected) in [
        (moved, "版“web”改为生成到 wangye，原来的 public 里还有它的"),
        (renamed, "site.toml 里已经没有版“web”，public 里还有它的"),
    ] {
        fs::write(root.join("site.toml"), settings).expect("written");
        for said in told() {
            assert!(said.contains(expected), "{said}");
        }
    }
    for folder in ["public", "wangye"] {
        fs::remove_dir_all(root.join(folder)).expect("removed");
    }
    assert!(told().iter().all(|said| !said.contains("不再更新")));
}

#[test]
fn a_server_that_is_not_there_is_told_without_the_password() {
    let folder = tempfile::tempdir().expect("a folder");
    base(folder.path());
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    target(
        folder.path(),
        &format!("to = \"ftps://dangwu@127.0.0.1:{port}/wwwroot/\""),
    );
    let output = deploy(folder.path(), &["--yes"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("连不上服务器") && said.contains("提示"), "{said}");
    assert!(!said.contains(PASSWORD), "{said}");
    for file in fs::read_dir(folder.path().join(".gongkai")).expect("a folder") {
        let path = file.expect("a file").path();
        let bytes = fs::read(&path).unwrap_or_default();
        assert!(
            !String::from_utf8_lossy(&bytes).contains(PASSWORD),
            "{}",
            path.display()
        );
    }
}

#[test]
fn files_that_nobody_knows_of_are_replaced_only_when_somebody_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    base(&root);
    let online = folder.path().join("online");
    fs::create_dir(&online).expect("a folder");
    fs::write(online.join("index.html"), "the old home page").expect("written");
    target(&root, "to = \"../online\"");
    let output = deploy(&root, &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("index.html"), "{}", said(&output));
    assert_eq!(
        fs::read_to_string(online.join("index.html")).expect("there"),
        "the old home page"
    );
    let output = deploy(&root, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(
        fs::read(online.join("index.html")).ok(),
        fs::read(root.join("public/index.html")).ok()
    );
    // Another computer, where nothing is known, goes on with what is there.
    fs::remove_dir_all(root.join(".gongkai")).expect("removed");
    fs::remove_dir_all(root.join("public")).expect("removed");
    let output = deploy(&root, &[]);
    assert!(said(&output).contains("没有要上传的"), "{}", said(&output));
}

#[test]
fn nothing_goes_beside_the_folder_that_a_web_server_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    fs::create_dir(online.join("wwwroot")).expect("a folder");
    for words in [&[][..], &["--yes"]] {
        let output = deploy(&root, words);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("末尾加上 wwwroot/"), "{}", said(&output));
        assert!(!online.join("index.html").exists());
    }
    let path = root.join("site.toml");
    let settings = fs::read_to_string(&path).expect("settings");
    fs::write(&path, settings.replace("../online", "../online/wwwroot/")).expect("written");
    gongkai(&root, &["deploy", "--yes"]);
    assert!(online.join("wwwroot/index.html").is_file());
}

pub(crate) fn entry(root: &Path, name: &str, more: &str) {
    let text = format!(
        "---\n标题: 关于值班的事\n日期: 2026-03-05\n公开范围: 社会公开\n{more}审批:\n  提出: 张明远 2026-03-02\n  \
         保密审查: 李文博 2026-03-03\n  审核: 王国强 2026-03-04\n  审批: 赵建华 2026-03-05\n---\n\n值班照旧。\n"
    );
    fs::write(root.join(format!("content/notices/{name}.md")), text).expect("written");
}

pub(crate) fn gongkai(root: &Path, words: &[&str]) -> String {
    let output = run(root, words);
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

/// A site with a folder that it is uploaded to.
fn with_target(folder: &Path) -> (std::path::PathBuf, std::path::PathBuf) {
    let (root, online) = (folder.join("site"), folder.join("online"));
    base(&root);
    fs::create_dir(&online).expect("a folder");
    target(&root, "to = \"../online\"");
    (root, online)
}

#[test]
fn a_file_of_somebody_else_stays_though_a_page_of_that_name_was_withdrawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    entry(&root, "2026-03-05-zhiban", "类型: 通知\n");
    gongkai(&root, &["build"]);
    fs::remove_file(root.join("content/notices/2026-03-05-zhiban.md")).expect("there");
    gongkai(&root, &["build"]);
    let page = online.join("notices/2026-03-05-zhiban.html");
    fs::create_dir(online.join("notices")).expect("a folder");
    fs::write(&page, "another's").expect("written");
    let stays = || fs::read_to_string(&page).is_ok_and(|text| text == "another's");
    let output = deploy(&root, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("notices/2026-03-05-zhiban.html"),
        "{}",
        said(&output)
    );
    assert!(stays());
    gongkai(&root, &["status", "--deleted"]);
    let output = deploy(&root, &["--yes"]);
    assert!(output.status.success() && stays(), "{}", said(&output));
    // Also where a state file says what is ours.
    entry(&root, "2026-03-05-kaoqin", "类型: 通知\n");
    gongkai(&root, &["build"]);
    fs::remove_file(root.join("content/notices/2026-03-05-kaoqin.md")).expect("there");
    gongkai(&root, &["build"]);
    let page = online.join("notices/2026-03-05-kaoqin.html");
    fs::write(&page, "another's").expect("written");
    let output = deploy(&root, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(fs::read_to_string(&page).expect("there"), "another's");
    fs::remove_file(&page).expect("there");
    let output = deploy(&root, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        said(&output).contains("删去 0 个") || said(&output).contains("没有要上传的"),
        "{}",
        said(&output)
    );
    let left = gongkai(&root, &["status", "--deletions"]);
    assert!(!left.contains("kaoqin"), "what is not there is deleted: {left}");
}

#[test]
fn what_another_computer_put_there_comes_down_only_when_somebody_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    let other = folder.path().join("other");
    copy_tree(&root, &other);
    assert!(deploy(&other, &["--yes"]).status.success());
    // With the same content it learns what is there.
    assert!(deploy(&root, &["--yes"]).status.success());
    entry(&root, "2026-03-05-zhiban", "类型: 通知\n");
    assert!(deploy(&root, &["--yes"]).status.success());
    let page = online.join("notices/2026-03-05-zhiban.html");
    assert!(page.exists());
    let output = deploy(&other, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("另一台电脑") && page.exists(),
        "{}",
        said(&output)
    );
    // With the same content there is nothing to ask.
    entry(&other, "2026-03-05-zhiban", "类型: 通知\n");
    let output = deploy(&other, &["--yes"]);
    assert!(output.status.success() && page.exists(), "{}", said(&output));
    // What one put there itself it may take down.
    fs::remove_file(other.join("content/notices/2026-03-05-zhiban.md")).expect("there");
    let output = deploy(&other, &["--yes"]);
    assert!(output.status.success() && !page.exists(), "{}", said(&output));
    // Nor is anybody asked about what an upload left unfinished, named as only this program names files.
    let unfinished = online.join("notices/2026-03-05-zhiban.html.gongkai-new");
    fs::remove_file(online.join("gongkai-state.txt")).expect("there");
    fs::write(&unfinished, "half of it").expect("written");
    let output = deploy(&other, &["--yes"]);
    assert!(
        output.status.success() && !unfinished.exists(),
        "{}",
        said(&output)
    );
    // Nor about its own pages where somebody deleted what says whose they are.
    entry(&other, "2026-03-05-zhiban", "类型: 通知\n");
    assert!(deploy(&other, &["--yes"]).status.success());
    fs::remove_file(online.join("gongkai-state.txt")).expect("there");
    entry(&other, "2026-03-05-zhiban", "类型: 通知\n标签: [值班]\n");
    let output = deploy(&other, &["--yes"]);
    let is_new = fs::read_to_string(&page).is_ok_and(|page| page.contains(">值班</a>"));
    assert!(output.status.success() && is_new, "{}", said(&output));
}

#[test]
fn what_another_computer_took_down_changed_or_built_later_is_undone_only_when_somebody_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    let other = folder.path().join("other");
    entry(&root, "2026-03-05-zhiban", "类型: 通知\n");
    entry(&root, "2026-03-06-zhuanban", "类型: 通知\n");
    copy_tree(&root, &other);
    assert!(deploy(&root, &["--yes"]).status.success());
    fs::remove_file(root.join("content/notices/2026-03-05-zhiban.md")).expect("there");
    let changed = root.join("content/notices/2026-03-06-zhuanban.md");
    let text = fs::read_to_string(&changed)
        .expect("there")
        .replace("值班照旧", "值班改期");
    fs::write(&changed, text).expect("written");
    assert!(deploy(&root, &["--yes"]).status.success());
    let page = |name: &str| fs::read_to_string(online.join(format!("notices/{name}.html"))).ok();
    let is_left = || {
        page("2026-03-05-zhiban").is_none()
            && page("2026-03-06-zhuanban").is_some_and(|page| page.contains("改期"))
    };
    assert!(is_left());
    // A computer that never uploaded, with the content of before.
    let output = deploy(&other, &["--yes"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("重新公开") && told.contains("2026-03-05-zhiban") && is_left(),
        "{told}"
    );
    // Nor does asking once make it the one that knows.
    assert_eq!(deploy(&other, &["--yes"]).status.code(), Some(2));
    // What it took down itself it may take down again.
    let text = fs::read_to_string(online.join("gongkai-state.txt")).expect("a state");
    let mut state = ServerState::parse(&text).expect("whole");
    let address = Address::new("notices/2026-03-05-zhiban.html").expect("valid");
    fs::write(online.join(address.as_str()), "as before").expect("written");
    state.put(&address, StoredFile::of(b"as before"), None);
    state.written = ContentHash::unique();
    fs::write(online.join("gongkai-state.txt"), state.text()).expect("written");
    let output = deploy(&root, &["--yes"]);
    assert!(output.status.success() && is_left(), "{}", said(&output));
    // A build of a later day shows less.
    let text = fs::read_to_string(online.join("gongkai-state.txt")).expect("a state");
    let mut state = ServerState::parse(&text).expect("whole");
    state.day = Day::parse("2199-01-01");
    state.written = ContentHash::unique();
    fs::write(online.join("gongkai-state.txt"), state.text()).expect("written");
    fs::remove_file(root.join("content/notices/2026-03-06-zhuanban.md")).expect("there");
    let output = deploy(&root, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("2199-01-01") && is_left(),
        "{}",
        said(&output)
    );
    // Not when it was this computer whose clock was wrong: the build has asked.
    let text = state.text();
    let memory = root.join(".gongkai/deploy-school.txt");
    let known = fs::read_to_string(&memory).expect("a memory");
    let (_, since) = known.split_once("end ").expect("a state");
    let (_, since) = since.split_once('\n').expect("its last line");
    fs::write(&memory, format!("{text}{since}")).expect("written");
    let output = deploy(&root, &["--yes"]);
    assert!(
        output.status.success() && page("2026-03-06-zhuanban").is_none(),
        "{}",
        said(&output)
    );
}

#[test]
fn a_target_with_another_address_does_not_leave_the_old_place_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    assert!(deploy(&root, &["--yes"]).status.success());
    let settings = fs::read_to_string(root.join("site.toml")).expect("settings");
    fs::create_dir(folder.path().join("new")).expect("a folder");
    let change = |from: &str, to: &str| {
        let changed = settings.replace(from, to);
        fs::write(root.join("site.toml"), changed).expect("written");
    };
    change("../online\"", "../online/\"");
    assert!(deploy(&root, &["--yes"]).status.success(), "the same place");
    change("../online\"", "../new\"");
    let output = deploy(&root, &["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("../online") && said(&output).contains("另起一节"),
        "{}",
        said(&output)
    );
    assert!(online.join("index.html").exists() && !folder.path().join("new/index.html").exists());
    change(
        "[deploy.school]\nedition = \"web\"\nto = \"../online\"",
        "[deploy.new]\nedition = \"web\"\nto = \"../new\"",
    );
    assert!(deploy(&root, &["--yes"]).status.success());
    let status = gongkai(&root, &["status"]);
    assert!(
        status.contains("school") && status.contains("还在那里"),
        "{status}"
    );
}

#[test]
fn what_came_down_in_one_place_is_still_to_be_deleted_in_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, _) = with_target(folder.path());
    fs::create_dir(folder.path().join("second")).expect("a folder");
    let settings = fs::read_to_string(root.join("site.toml")).expect("settings");
    let more = "[deploy.second]\nedition = \"web\"\nto = \"../second\"\n[deploy.zip]\nedition = \"web\"\nto = \"zip:上传包\"";
    fs::write(root.join("site.toml"), format!("{settings}\n{more}\n")).expect("written");
    let all = |targets: &[&str]| {
        for name in targets {
            let output = deploy(&root, &[name, "--yes"]);
            assert!(output.status.success(), "{name}: {}", said(&output));
        }
    };
    let is_listed = || gongkai(&root, &["status", "--deletions"]).contains("zhiban");
    let renew = |targets: &[&str]| {
        entry(&root, "2026-03-05-zhiban", "类型: 通知\n");
        all(targets);
        fs::remove_file(root.join("content/notices/2026-03-05-zhiban.md")).expect("there");
    };
    renew(&["school", "second"]);
    all(&["school"]);
    assert!(is_listed(), "it is in the second folder still");
    all(&["second"]);
    assert!(!is_listed(), "it is nowhere");
    // Nobody can look into what was unpacked.
    renew(&["school", "second", "zip"]);
    all(&["school", "second", "zip", "school", "zip"]);
    assert!(is_listed());
    let list = fs::read_to_string(root.join("上传包/要在服务器上删去的文件.txt")).expect("a list");
    assert!(list.contains("notices/2026-03-05-zhiban.html"), "{list}");
    gongkai(&root, &["status", "--deleted"]);
    assert!(!is_listed());
}

#[test]
fn an_expired_notice_is_told_until_it_is_uploaded_however_often_the_site_is_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, _) = with_target(folder.path());
    let publicity = |last: &str| {
        let more = format!(
            "类型: 公示\n公示期: {{开始: 2026-03-05, 截止: {last}}}\n受理: {{单位: 党支部, 电话: 0799-6600100}}\n"
        );
        entry(&root, "2026-03-05-gongshi", &more);
    };
    publicity("2199-12-31");
    let output = deploy(&root, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    publicity("2026-03-12");
    for _ in 0..3 {
        let told = gongkai(&root, &["build"]);
        assert!(
            told.contains("网上仍可看到") && told.contains("2026-03-05-gongshi.html"),
            "{told}"
        );
        let status = gongkai(&root, &["status"]);
        assert!(
            status.contains("网上还有期满的公示1件") && status.contains("期满未撤"),
            "{status}"
        );
    }
    let output = deploy(&root, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    let is_told = || {
        gongkai(&root, &["build"]).contains("网上仍可看到")
            || gongkai(&root, &["status"]).contains("期满未撤")
    };
    assert!(!is_told());
    // What is left of it shows no names, also where it says something new.
    let text = fs::read_to_string(root.join("site.toml")).expect("settings");
    fs::write(
        root.join("site.toml"),
        text.replacen("title = \"", "title = \"新", 1),
    )
    .expect("written");
    assert!(!is_told());
    let output = deploy(&root, &["--yes"]);
    assert!(!said(&output).contains("要先撤下"), "{}", said(&output));
}

/// A site whose last upload came to its end is not built again, and whatever has changed since is found.
#[test]
fn where_nothing_changed_nothing_is_built_for_an_upload() {
    // Most of the time goes by until files have lain still.
    std::thread::scope(|scope| {
        for change in [
            "nothing", "a word", "a page online", "an output", "a page that was withdrawn",
        ] {
            scope.spawn(move || an_upload_after(change));
        }
    });
}

/// Uploads again after this change. What that says shows whether it believed the stamp of the last one.
fn an_upload_after(change: &str) {
    const MARK: &str = "这一行是上次留下的";
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    entry(&root, "2026-03-05-zhiban", "类型: 通知\n");
    let source = root.join("content/notices/2026-03-05-zhiban.md");
    let output = root.join("public/notices/2026-03-05-zhiban.html");
    let page = online.join("notices/2026-03-05-zhiban.html");
    let upload = || {
        let output = deploy(&root, &["--yes"]);
        (output.status.success(), said(&output))
    };
    std::thread::sleep(std::time::Duration::from_millis(2300));
    let (is_done, first) = upload();
    assert!(is_done && first.contains("已上传到"), "{first}");
    let stamp = root.join(".gongkai/stamp-deploy-school");
    let text = fs::read_to_string(&stamp).expect("a stamp");
    fs::write(&stamp, format!("{text}{MARK}\n")).expect("written");
    match change {
        "nothing" => {}
        "a word" => {
            let text = fs::read_to_string(&source).expect("there");
            fs::write(&source, text.replace("值班照旧。", "值班改在东门。")).expect("written");
        }
        "a page online" => {
            fs::remove_file(&page).expect("there");
            fs::remove_file(online.join("gongkai-state.txt")).expect("there");
        }
        "an output" => fs::write(&output, "other").expect("written"),
        _ => fs::remove_file(&source).expect("there"),
    }
    let (is_done, next) = upload();
    assert_eq!(next.contains(MARK), change == "nothing", "{change}: {next}");
    assert!(is_done, "{change}: {next}");
    if change == "nothing" {
        assert!(next.contains("没有要上传的"), "{next}");
    }
    let shown = fs::read_to_string(&page).ok();
    assert_eq!(shown.is_some(), change != "a page that was withdrawn", "{change}");
    if change == "a word" {
        assert!(shown.expect("there").contains("值班改在东门"));
    }
}

#[test]
fn what_takes_down_an_expired_notice_elsewhere_says_what_may_still_tell_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, online) = with_target(folder.path());
    let other = folder.path().join("other");
    let publicity = "类型: 公示\n公示期: {开始: 2026-03-05, 截止: 2026-03-12}\n受理: {单位: 党支部, 电话: 0799-6600100}\n";
    entry(&root, "2026-03-05-gongshi", publicity);
    assert!(deploy(&root, &["--yes"]).status.success());
    copy_tree(&root, &other);
    entry(&other, "2026-03-05-zhiban", "类型: 通知\n");
    assert!(deploy(&other, &["--yes"]).status.success());
    // The notice ran when the other computer uploaded it.
    let text = fs::read_to_string(online.join("gongkai-state.txt")).expect("a state");
    let mut state = ServerState::parse(&text).expect("whole");
    let address = Address::new("notices/2026-03-05-gongshi.html").expect("valid");
    fs::write(online.join(address.as_str()), "names").expect("written");
    state.put(&address, StoredFile::of(b"names"), Day::parse("2026-03-12"));
    state.written = ContentHash::unique();
    fs::write(online.join("gongkai-state.txt"), state.text()).expect("written");
    let output = deploy(&root, &["--yes"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    for words in ["摘要里有姓名的", "那台电脑上运行一次 gongkai deploy"] {
        assert!(told.contains(words), "{told}");
    }
    assert_ne!(
        fs::read_to_string(online.join(address.as_str())).expect("there"),
        "names"
    );
    // Nor is it the one that knows now.
    assert_eq!(deploy(&root, &["--yes"]).status.code(), Some(2));
    // There it is no question, and the lists are made anew.
    assert!(deploy(&other, &["--yes"]).status.success());
}
