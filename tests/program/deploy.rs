//! What an upload refuses, through the whole program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::folders::copy_tree;

const PASSWORD: &str = "Qh7-secret-of-nobody";

fn deploy(root: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("deploy")
        .args(words)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .env("GONGKAI_PASSWORD_SCHOOL", PASSWORD)
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
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

fn base(folder: &Path) {
    copy_tree(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/complaints/_base"),
        folder,
    );
}

#[test]
fn samples_are_not_uploaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    let made = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["init", "site"])
        .current_dir(folder.path())
        .output();
    assert!(made.expect("the program starts").status.success());
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
