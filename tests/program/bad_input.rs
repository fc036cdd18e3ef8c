//! Bad input through the whole program: a clear Chinese message with a place, the right exit status, no panic,
//! an end in good time, and the old output untouched.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::Files;
use crate::support::folders::read_tree;
use crate::support::program::{program, said};

/// Longer than any of these may take, on any machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A new site, built once, so that there is an old output.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Self { folder };
        let made = run(&["init", "site"], site.folder.path());
        assert!(made.status.success(), "{}", said(&made));
        assert!(site.build().status.success());
        site
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("writable");
    }

    fn build(&self) -> Output {
        run(&["build"], &self.root())
    }

    fn output(&self) -> Files {
        read_tree(&self.root().join("public"))
    }

    /// Builds; asserts the status, the words that must be said, and that the old output is as it was.
    fn refuses(&self, status: i32, words: &[&str]) {
        let before = self.output();
        let output = self.build();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(status), "{said}");
        assert!(!said.contains("内部错误"), "{said}");
        for word in words {
            assert!(said.contains(word), "“{word}” is not said:\n{said}");
        }
        assert!(self.output() == before, "the old output changed");
    }
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut child = program(folder, arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let began = Instant::now();
    let mut errors = child.stderr.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = std::io::Read::read_to_end(&mut errors, &mut bytes);
        bytes
    });
    while child.try_wait().expect("a child").is_none() {
        if began.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("{arguments:?} did not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut output = child.wait_with_output().expect("a child");
    output.stderr = reader.join().expect("no panic");
    output
}

/// An entry that is right but for its body.
fn entry(body: &str) -> String {
    format!("---\n标题: 试一试\n日期: 2026-03-12\n公开范围: 社会公开\n草稿: 是\n---\n\n{body}\n")
}

#[test]
fn files_that_are_no_entries() {
    let site = Site::new();
    site.write("content/notices/2026-03-12-empty.md", "");
    site.refuses(1, &["2026-03-12-empty.md:1:1", "空"]);
    let site = Site::new();
    site.write(
        "content/notices/2026-03-12-large.md",
        entry(&"长".repeat(7_000_000)),
    );
    site.refuses(1, &["2026-03-12-large.md", "4 MB"]);
    let site = Site::new();
    site.write(
        "content/notices/2026-03-12-bytes.md",
        b"---\n\xe6\xa0\x87\xe9\xa2\x98: \xff\xfe\xfd\x81\x00\x01\n---\n",
    );
    site.refuses(1, &["2026-03-12-bytes.md"]);
}

#[test]
fn deep_and_swollen_texts() {
    for deep in ["- ".repeat(2000) + "a", "> ".repeat(2000) + "a"] {
        let site = Site::new();
        site.write("content/notices/2026-03-12-deep.md", entry(&deep));
        site.refuses(1, &["2026-03-12-deep.md:8:", "100"]);
    }
    let nested: String = (0..2000)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    let site = Site::new();
    site.write("content/notices/2026-03-12-nested.md", entry(&nested));
    site.refuses(1, &["2026-03-12-nested.md:", "100"]);
    let mut bomb = String::from("---\n标题: 试\na: &a [一, 一]\n");
    for (one, two) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        bomb += &format!(
            "{two}: &{two} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]\n"
        );
    }
    let site = Site::new();
    site.write("content/notices/2026-03-12-bomb.md", bomb + "---\n\n文\n");
    site.refuses(1, &["2026-03-12-bomb.md:3:"]);
    let site = Site::new();
    site.write(
        "content/notices/2026-03-12-flow.md",
        format!("---\n标题: {}\n---\n", "[".repeat(100_000)),
    );
    site.refuses(1, &["2026-03-12-flow.md:"]);
}

#[test]
fn two_files_with_one_address() {
    let site = Site::new();
    site.write("content/notices/2026-03-12-tongzhi.md", entry("甲"));
    site.write("content/notices/2026-03-12-TongZhi.markdown.md", entry("乙"));
    site.write("content/通知公告/2026-03-12-tongzhi.md", entry("丙"));
    site.refuses(
        1,
        &[
            "address-clash",
            "content/notices/2026-03-12-tongzhi.md",
            "content/通知公告/2026-03-12-tongzhi.md",
        ],
    );
}

/// So many that links are looked up in an index.
#[test]
fn a_few_wrong_links_among_very_many_entries() {
    let site = Site::new();
    let name = |number: usize| format!("2026-03-12-{number:04}.md");
    for number in 0..1_200 {
        let body = match number {
            7 => "见[甲](2026-03-12-none.md)。".to_owned(),
            8 => "见[乙](2026-03-12-0009.md#没有)。".to_owned(),
            9 => "## 一、有\n\n见[丙](broken.md)和[丁](2026-03-12-0009.md#一、有)。".to_owned(),
            _ => format!("见[下一篇]({})。", name((number + 1) % 1_200)),
        };
        site.write(&format!("content/notices/{}", name(number)), entry(&body));
    }
    site.write("content/notices/broken.md", "没有标题");
    site.refuses(
        1,
        &[
            "notices/2026-03-12-0007.md:8:2",
            "content/notices/2026-03-12-none.md",
            "notices/2026-03-12-0008.md:8:2",
            "没有“没有”这个小标题",
            "notices/broken.md:1:1",
        ],
    );
    let said = said(&site.build());
    assert_eq!(said.matches("错误[link").count(), 1, "{said}");
    assert_eq!(said.matches("警告[link").count(), 1, "{said}");
}

/// Each alone in its site, so that nothing else makes the claims be looked at closely.
#[test]
fn an_old_address_that_is_taken() {
    let aliased = |old: &str| entry("乙").replace("草稿: 是", &format!("草稿: 是\n旧地址: [{old}]"));
    for (old, said) in [
        (
            "notices/2026-03-12-jia.html",
            "已经属于 content/notices/2026-03-12-jia.md",
        ),
        ("notices/2026-03-13-yi.html", "写了两次，或者就是现在的地址"),
        ("old/a.html, old/a.html", "写了两次，或者就是现在的地址"),
    ] {
        let site = Site::new();
        site.write("content/notices/2026-03-12-jia.md", entry("甲"));
        site.write("content/notices/2026-03-13-yi.md", aliased(old));
        site.refuses(1, &["address-clash", said]);
    }
}

#[test]
fn names_that_windows_forbids() {
    let site = Site::new();
    site.write("content/notices/con.md", entry("甲"));
    site.refuses(1, &["content/notices/con.md"]);
    if cfg!(unix) {
        let site = Site::new();
        site.write("content/notices/2026-03-12-会议:纪要?.md", entry("甲"));
        site.refuses(1, &["2026-03-12-会议:纪要?.md"]);
    }
}

#[cfg(unix)]
#[test]
fn links_of_the_file_system() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    symlink("..", site.root().join("content/notices/loop")).expect("a link");
    let output = site.build();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    assert!(
        said(&output).contains("content/notices/loop"),
        "{}",
        said(&output)
    );

    let site = Site::new();
    fs::write(site.folder.path().join("secret.md"), entry("外面的机密文字")).expect("writable");
    symlink(
        site.folder.path().join("secret.md"),
        site.root().join("content/notices/2026-03-12-out.md"),
    )
    .expect("a link");
    let output = site.build();
    assert!(
        said(&output).contains("content/notices/2026-03-12-out.md"),
        "{}",
        said(&output)
    );
    let leaked = site
        .output()
        .values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains("外面的机密文字"));
    assert!(!leaked, "a file from outside was published");

    let site = Site::new();
    symlink(
        "nowhere.md",
        site.root().join("content/notices/2026-03-12-broken.md"),
    )
    .expect("a link");
    site.refuses(1, &["2026-03-12-broken.md"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.write("content/notices/2026-03-12-locked.md", entry("甲"));
    let path = site.root().join("content/notices/2026-03-12-locked.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("mode");
    if fs::read(&path).is_ok() {
        // The administrator may read everything; a directory in a file's place cannot be read by anybody.
        fs::remove_file(&path).expect("removable");
        fs::create_dir(&path).expect("a folder");
        let output = site.build();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
        return;
    }
    site.refuses(1, &["2026-03-12-locked.md"]);
}

#[test]
fn output_folders_that_are_not_ours() {
    for folder in ["content", "content/out", ".", "themes", ".gongkai/out", "../site"] {
        let site = Site::new();
        let settings = fs::read_to_string(site.root().join("site.toml")).expect("settings");
        let settings = settings.replace("output = \"public\"", &format!("output = \"{folder}\""));
        assert!(settings.contains(&format!("output = \"{folder}\"")));
        site.write("site.toml", settings);
        let output = site.build();
        assert!(
            matches!(output.status.code(), Some(1 | 2)),
            "{folder}: {}",
            said(&output)
        );
        assert!(!said(&output).contains("内部错误"));
        assert!(site.root().join("content/notices").is_dir());
    }
    let site = Site::new();
    fs::remove_dir_all(site.root().join(".gongkai")).expect("removable");
    site.write("public/letter.txt", "别人的文件");
    site.refuses(2, &["--adopt"]);
}

/// What a panic says. The system refuses threads of such a size, which the library that starts them does not expect.
#[cfg(target_os = "linux")]
#[test]
fn where_the_program_itself_is_wrong_its_user_is_told_what_to_do() {
    let site = Site::new();
    let before = site.output();
    let output = program(&site.root(), &["build"])
        .env("RUST_MIN_STACK", "99999999999999999")
        .env_remove("RUST_BACKTRACE")
        .output()
        .expect("the program starts");
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    let [fault, advice] = lines[..] else {
        panic!("two lines: {said}");
    };
    assert!(
        fault.starts_with("错误: 内部错误，程序停下了：") && fault.contains(".rs:"),
        "{said}"
    );
    assert!(advice.starts_with("提示: 这是本程序的错误"), "{said}");
    assert!(site.output() == before, "the old output changed");
}

/// A disk that fills up: a small file system in memory.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs the right to mount; tests/all.sh runs it where it has that"]
fn a_full_disk() {
    let site = Site::new();
    let small = site.folder.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let mount = |arguments: &[&str]| {
        std::process::Command::new("mount")
            .args(arguments)
            .arg(&small)
            .status()
            .is_ok_and(|s| s.success())
    };
    assert!(
        mount(&["-t", "tmpfs", "-o", "size=64k", "tmpfs"]),
        "no right to mount"
    );
    let before = site.output();
    let out = small.join("out");
    let output = run(&["build", "--out", &out.display().to_string()], &site.root());
    let said = said(&output);
    let left = walkdir::WalkDir::new(&out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|item| item.file_type().is_file())
        .count();
    let _ = std::process::Command::new("umount").arg(&small).status();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("磁盘"), "{said}");
    assert_eq!(left, 0, "nothing half-made is left");
    assert!(site.output() == before);
}
