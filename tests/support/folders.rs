//! Folders as tests need them: copied, read whole, and with a script in them that can be started.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::Files;

/// Copies what is in a folder into another, which is made when it is not there.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for item in walkdir::WalkDir::new(from) {
        let item = item.expect("readable");
        let target = to.join(item.path().strip_prefix(from).expect("inside"));
        if item.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(item.path(), target).expect("a copy");
        }
    }
}

/// Every file below a folder, by its path from there. What vanishes while one looks is left out, and a folder that is not
/// there has no files.
pub(crate) fn read_tree(folder: &Path) -> Files {
    let items = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = items.filter(|item| item.file_type().is_file());
    files
        .filter_map(|item| {
            let inside = item.path().strip_prefix(folder).expect("inside");
            let path = inside.to_string_lossy().replace('\\', "/");
            match fs::read(item.path()) {
                Ok(bytes) => Some((path, bytes)),
                Err(cause) if cause.kind() == ErrorKind::NotFound => None,
                Err(cause) => panic!("{path}: {cause}"),
            }
        })
        .collect()
}

/// The sample school: the repository is itself a site.
pub(crate) fn sample_school() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = read_tree(&root.join("content")).into_iter();
    let mut files: Files = content
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .collect();
    files.insert(
        "site.toml".into(),
        fs::read(root.join("site.toml")).expect("site.toml"),
    );
    files
}

/// Writes files below a folder.
pub(crate) fn write_tree(files: &Files, folder: &Path) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("writable");
    }
}

/// Writes a script that can be started. Another process writes it: what this one holds open for writing, a program that
/// another test starts in that moment holds open too, and what is open for writing cannot be started.
pub(crate) fn write_script(path: &Path, script: &str) {
    let mut writer = Command::new("sh")
        .args(["-c", "cat > \"$0\" && chmod 755 \"$0\""])
        .arg(path)
        .stdin(Stdio::piped())
        .spawn()
        .expect("a shell");
    let mut given = writer.stdin.take().expect("a pipe");
    given.write_all(script.as_bytes()).expect("written");
    drop(given);
    assert!(writer.wait().expect("a shell").success());
}
