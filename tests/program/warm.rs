//! A build over an older output gives the bytes of a clean build, whatever was done to the site in between; and one that
//! has nothing to do is over at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::support::Random;
use crate::support::folders::{copy_tree, read_tree, sample_school, write_tree};
use crate::support::office::Office;

/// A part of each page.
const FOOTER: &str = "themes/disclosure/templates/fixed-footer.html";

/// A file that is not ours, among those that are.
const FOREIGN: &str = "public/notices/别人的.txt";

/// What a build says that found nothing to do.
const NOTHING: &str = "自上次生成以来什么都没有改动，没有重新生成。\n";

/// Longer than what has to have lain still before anything is believed of it.
const STILL: Duration = Duration::from_millis(2_200);

/// Builds; gives what was said.
fn build(root: &Path, program: &Path, options: &[&str]) -> String {
    let output = Command::new(program)
        .args(["--root".as_ref(), root.as_os_str(), "build".as_ref()])
        .args(options)
        .env("NO_COLOR", "1")
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// A small site with a program of its own.
struct Site {
    place: tempfile::TempDir,
    random: Random,
}

impl Site {
    fn new(seed: u64) -> Self {
        let site = Self {
            place: tempfile::tempdir().expect("a folder"),
            random: Random::new(seed),
        };
        site.install();
        let settings = "title = \"某校党务公开\"\norganizer = \"中共某校总支部委员会\"\ntelephone = \"0799-6600100\"\n\
            [editions.web]\ntitle = \"某校党务公开网\"\naudience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\n";
        site.write("site.toml", settings);
        let mut random = Random::new(seed);
        for number in 0..6 {
            site.write_entry(number, random.below(3));
        }
        site
    }

    fn root(&self) -> PathBuf {
        self.place.path().join("site")
    }

    /// The program, as if it were another version. Another process copies it: what this one holds open for writing, a
    /// program that another test starts in that moment holds open too, and what is open for writing cannot be started.
    fn install(&self) -> bool {
        let new = self.place.path().join("new.exe");
        let copied = Command::new("cp")
            .arg(env!("CARGO_BIN_EXE_gongkai"))
            .arg(&new)
            .status();
        assert!(copied.expect("a copy").success());
        fs::rename(new, self.program()).expect("renamed");
        true
    }

    fn program(&self) -> PathBuf {
        self.place.path().join("gongkai.exe")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("writable");
    }

    /// One of three texts of one length.
    fn write_entry(&self, number: usize, version: usize) {
        let text = format!(
            "---\n标题: 实验条目{number}之{version}\n公开范围: 社会公开\n附件: 表{number}.docx\n审批:\n  提出: 张明远 2025-12-02\n  保密审查: 李文博 2025-12-03\n  \
             审核: 王国强 2025-12-04\n  审批: 赵建华 2025-12-05\n---\n\n正文第{version}稿。\n"
        );
        self.write(&entry(number), &text);
        if !self.path(&attached(number)).exists() {
            self.attach(number, version, version);
        }
    }

    /// What the entry attaches: one of three texts, by one of three authors, who is not published.
    fn attach(&self, number: usize, text: usize, author: usize) {
        let text = format!("<w:p><w:r><w:t>附件{}</w:t></w:r></w:p>", "稿".repeat(1 + text));
        let author = format!("<coreProperties><creator>作者{author}</creator></coreProperties>");
        let document = Office::docx(&text).part("docProps/core.xml", "core", &author);
        let document = document.relation("", "core-properties", "docProps/core.xml");
        fs::write(self.path(&attached(number)), document.build()).expect("writable");
    }

    /// A file other than before, of the same length and time; false when there is none.
    fn forge(&self, path: &str, change: impl Fn(Vec<u8>) -> Vec<u8>, by_rename: bool) -> bool {
        let path = self.path(path);
        let Ok(time) = fs::metadata(&path).and_then(|about| about.modified()) else {
            return false;
        };
        let bytes = change(fs::read(&path).expect("readable"));
        let written = match by_rename {
            true => path.with_extension("new"),
            false => path.clone(),
        };
        fs::write(&written, bytes).expect("writable");
        let file = fs::File::options().write(true).open(&written).expect("there");
        file.set_modified(time).expect("a time");
        drop(file);
        fs::rename(&written, &path).expect("renamed");
        true
    }

    fn remove(&self, path: &str) -> bool {
        fs::remove_file(self.path(path)).is_ok()
    }

    /// Does something to the site; false for nothing.
    fn change(&mut self) -> bool {
        let number = self.random.below(8);
        let version = self.random.below(3);
        let by_rename = self.random.once_in(2);
        let swap = |from: &'static str, to: &'static str| {
            move |bytes: Vec<u8>| {
                String::from_utf8(bytes)
                    .expect("text")
                    .replace(from, to)
                    .into_bytes()
            }
        };
        // Never what it was before, however often it is done.
        let turned = |mut bytes: Vec<u8>| {
            bytes.rotate_left(1);
            bytes
        };
        match self.random.below(16) {
            0 | 1 => false,
            2 | 3 => {
                self.write_entry(number, version);
                true
            }
            4 => self.forge(&entry(number), swap("实验", "试验"), by_rename),
            5 => self.forge(&entry(number), swap("正文", "全文"), by_rename),
            6 => self.remove(&entry(number)),
            7 => self.forge("site.toml", swap("0799-6600100", "0799-6600101"), by_rename),
            8 => {
                self.write(FOOTER, &format!("<footer>第{version}版</footer>\n"));
                true
            }
            9 => self.forge(FOOTER, swap("版", "稿"), by_rename),
            10 => self.forge("public/index.html", turned, by_rename),
            11 => self.remove("public/notices/index.html"),
            12 => {
                // What it says is nobody's business, so that a second one is no change.
                let is_there = self.path(FOREIGN).exists();
                self.write(FOREIGN, "不是网站的文件");
                !is_there
            }
            13 | 14 => {
                let author = self.random.below(3);
                self.attach(number, version, author);
                true
            }
            _ => self.install(),
        }
    }

    /// The output is that of a clean build of a site that was never built, but for what is not ours.
    fn check(&self, said: &str) {
        let clean = self.place.path().join("clean");
        let _ = fs::remove_dir_all(&clean);
        for part in ["content", "themes"].map(Path::new) {
            if self.root().join(part).exists() {
                copy_tree(&self.root().join(part), &clean.join(part));
            }
        }
        fs::copy(self.path("site.toml"), clean.join("site.toml")).expect("a copy");
        build(&clean, &self.program(), &[]);
        let mut ours = read_tree(&self.path("public"));
        ours.retain(|path, _| !FOREIGN.ends_with(path.as_str()));
        let clean = read_tree(&clean.join("public"));
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            clean.keys().collect::<Vec<_>>(),
            "{said}"
        );
        for (path, bytes) in &clean {
            assert!(ours[path] == *bytes, "{path}: {said}");
        }
    }
}

fn entry(number: usize) -> String {
    format!("content/notices/2026-01-1{number}-shiyan.md")
}

fn attached(number: usize) -> String {
    format!("content/notices/表{number}.docx")
}

#[test]
fn a_build_says_that_nothing_was_changed_only_when_nothing_was() {
    // Each has to lie still between two builds; many do it at once.
    let (count, rounds) = match std::env::var_os("GONGKAI_FUZZ") {
        Some(_) => (50, 20),
        None => (8, 2),
    };
    let mut sites: Vec<Site> = (0..count).map(|seed| Site::new(seed + 1)).collect();
    for site in &sites {
        build(&site.root(), &site.program(), &[]);
    }
    let mut at_once = 0;
    for _ in 0..rounds {
        for site in &mut sites {
            site.change();
        }
        thread::sleep(STILL);
        for site in &mut sites {
            build(&site.root(), &site.program(), &[]);
            let mut is_changed = false;
            for _ in 0..site.random.below(3) {
                is_changed |= site.change();
            }
            let said = build(&site.root(), &site.program(), &[]);
            if let Some(said) = said.strip_suffix(NOTHING) {
                assert!(!is_changed, "{said}");
                at_once += 1;
                // All that a whole build says is said.
                site.remove(".gongkai/stamp");
                assert_eq!(said, build(&site.root(), &site.program(), &[]));
            }
            site.check(&said);
        }
    }
    assert!(at_once > 0 && at_once < rounds * sites.len());
}

#[test]
fn what_was_just_written_is_not_believed() {
    let site = Site::new(9);
    for _ in 0..3 {
        assert!(!build(&site.root(), &site.program(), &[]).contains(NOTHING));
    }
    thread::sleep(STILL);
    assert!(!build(&site.root(), &site.program(), &[]).contains(NOTHING));
    assert!(build(&site.root(), &site.program(), &[]).contains(NOTHING));
    // What we wrote ourselves a moment ago is read again, and believed.
    site.remove("public/index.html");
    assert!(!build(&site.root(), &site.program(), &[]).contains(NOTHING));
    assert!(build(&site.root(), &site.program(), &[]).contains(NOTHING));
    // Another version of the program may make other pages of the same content.
    site.install();
    assert!(!build(&site.root(), &site.program(), &[]).contains(NOTHING));
    // Of what was edited a moment ago nothing is said, but how the outputs stood: the next edit need not read them all.
    site.write_entry(1, 2);
    build(&site.root(), &site.program(), &[]);
    let stamp = fs::read_to_string(site.path(".gongkai/stamp")).expect("a stamp");
    let mut lines = stamp.lines();
    assert_eq!(lines.next(), Some(""));
    assert!(lines.next().is_some_and(|still| still.contains(' ')), "{stamp}");
    assert!(!build(&site.root(), &site.program(), &[]).contains(NOTHING));
    // Other options ask for something else, and reasons are always looked for.
    for options in [&["--strict"][..], &["web"], &["--explain"]] {
        assert!(!build(&site.root(), &site.program(), options).contains(NOTHING));
    }
}

/// Neither the folder nor the number of threads is in any byte.
#[test]
fn two_folders_and_two_numbers_of_threads_give_the_same_bytes() {
    let place = tempfile::tempdir().expect("a folder");
    let built = [("one", 1), ("another/deeper 文件夹", 8)].map(|(name, threads)| {
        let root = place.path().join(name).join("site");
        write_tree(&sample_school(), &root);
        let out = place.path().join(name).join("out");
        let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["--root".as_ref(), root.as_os_str(), "build".as_ref()])
            .args(["--date", "2026-11-20", "--out"])
            .arg(&out)
            .env("RAYON_NUM_THREADS", threads.to_string())
            .output()
            .expect("the program starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        read_tree(&out)
    });
    assert!(built[0].len() > 150);
    assert!(built[0] == built[1]);
}
