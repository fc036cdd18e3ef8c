//! The writer on a real file system: whose files it touches, what it refuses, what it leaves.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a fault it does not expect stops there"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use gongkai::words::{Address, MachineFault};
use gongkai::write::{Foreign, Output, Staging, Summary, commit, overlaps_sources};
use tempfile::TempDir;

/// A site in a temporary folder.
struct Site {
    folder: TempDir,
}

type Pages<'a> = &'a [(&'a str, &'a str)];

impl Site {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["content/notices", "themes"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("content/notices/a.md"), "原文").unwrap();
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn output(&self, folder: &str) -> Output {
        Output {
            site: self.folder.path().to_owned(),
            folder: self.path(folder),
            edition: "web".to_owned(),
        }
    }

    fn build(&self, pages: Pages<'_>) -> Result<Summary, MachineFault> {
        build(&self.output("public"), Foreign::Refuse, pages)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Everything in the site's folder but `.gongkai`.
    fn listing(&self) -> Vec<String> {
        let mut all: Vec<String> = files(self.folder.path()).into_keys().collect();
        all.retain(|path| !path.starts_with(".gongkai/"));
        all
    }
}

fn build(output: &Output, foreign: Foreign, pages: Pages<'_>) -> Result<Summary, MachineFault> {
    let staging = Staging::open(output, foreign)?;
    for (address, text) in pages {
        staging.put(&address_of(address), text.as_bytes())?;
    }
    commit(vec![staging]).map(|mut summaries| summaries.remove(0))
}

fn address_of(text: &str) -> Address {
    Address::new(text).unwrap()
}

fn names(addresses: &[Address]) -> Vec<&str> {
    addresses.iter().map(Address::as_str).collect()
}

/// Path → bytes of all below a folder; folders end in `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !path.is_symlink() {
                found.insert(format!("{name}/"), Vec::new());
                todo.push(path);
            } else {
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// The message, and what to do about it.
fn said<T: std::fmt::Debug>(result: Result<T, MachineFault>) -> String {
    let fault = result.unwrap_err();
    format!("{fault} / {}", fault.advice().unwrap_or("-"))
}

#[test]
fn a_first_build_makes_the_folder_and_the_next_changes_what_differs() {
    let site = Site::new();
    let first = site
        .build(&[
            ("index.html", "一"),
            ("notices/a.html", "甲"),
            ("notices/b.html", "乙"),
        ])
        .unwrap();
    assert_eq!(
        names(&first.new),
        ["index.html", "notices/a.html", "notices/b.html"]
    );
    assert_eq!(site.read("public/notices/a.html"), "甲");

    let second = site
        .build(&[
            ("index.html", "二"),
            ("notices/a.html", "甲"),
            ("tags/x/index.html", "标签"),
        ])
        .unwrap();
    assert_eq!(names(&second.new), ["tags/x/index.html"]);
    assert_eq!(names(&second.changed), ["index.html"]);
    assert_eq!(names(&second.gone), ["notices/b.html"]);
    assert_eq!(second.same, 1);
    assert_eq!(
        site.listing(),
        [
            "content/",
            "content/notices/",
            "content/notices/a.md",
            "public/",
            "public/index.html",
            "public/notices/",
            "public/notices/a.html",
            "public/tags/",
            "public/tags/x/",
            "public/tags/x/index.html",
            "themes/",
        ]
    );
}

#[test]
fn equal_bytes_keep_their_time() {
    let site = Site::new();
    let pages: Pages<'_> = &[("index.html", "一"), ("a/b.html", "甲")];
    site.build(pages).unwrap();
    let past = SystemTime::now() - Duration::from_secs(86_400);
    let file = fs::File::options()
        .write(true)
        .open(site.path("public/a/b.html"))
        .unwrap();
    file.set_modified(past).unwrap();
    let before = fs::metadata(site.path("public/a/b.html"))
        .unwrap()
        .modified()
        .unwrap();
    let summary = site.build(&[("index.html", "二"), ("a/b.html", "甲")]).unwrap();
    assert_eq!((names(&summary.changed), summary.same), (vec!["index.html"], 1));
    let after = fs::metadata(site.path("public/a/b.html"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(before, after);
}

#[test]
fn folders_that_became_empty_go_and_those_with_files_of_others_stay() {
    let site = Site::new();
    site.build(&[("index.html", "一"), ("a/b/c.html", "甲"), ("d/e.html", "乙")])
        .unwrap();
    site.write("public/d/photo.jpg", "照片");
    site.build(&[("index.html", "一")]).unwrap();
    let left: Vec<String> = files(&site.path("public")).into_keys().collect();
    assert_eq!(left, ["d/", "d/photo.jpg", "index.html"]);
}

#[test]
fn files_of_others_beside_ours_are_left_alone() {
    let site = Site::new();
    site.build(&[("index.html", "一"), ("a/b.html", "甲")]).unwrap();
    site.write("public/web.config", "配置");
    site.write("public/a/theirs.html", "别人的");
    let summary = site.build(&[("index.html", "二")]).unwrap();
    assert_eq!(names(&summary.gone), ["a/b.html"]);
    assert!(summary.foreign.is_empty());
    assert_eq!(site.read("public/web.config"), "配置");
    assert_eq!(site.read("public/a/theirs.html"), "别人的");
}

#[test]
fn a_file_of_others_in_the_way_is_named_and_nothing_changes() {
    let site = Site::new();
    site.build(&[("index.html", "一")]).unwrap();
    site.write("public/about.html", "别人的");
    fs::create_dir(site.path("public/feed.xml")).unwrap();
    let before = files(&site.path("public"));
    let said = said(site.build(&[
        ("index.html", "二"),
        ("about.html", "我们的"),
        ("feed.xml", "订阅"),
    ]));
    assert!(said.contains("2 处"), "{said}");
    assert!(said.contains("public/about.html、public/feed.xml"), "{said}");
    assert_eq!(files(&site.path("public")), before);
    assert!(!site.path(".public.gongkai-staging").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_refused_with_a_hint() {
    let site = Site::new();
    site.write("public/holiday.jpg", "照片");
    let said = said(site.build(&[("index.html", "一")]));
    assert!(
        said.contains("没有记录表明是本程序写的") && said.contains("--adopt"),
        "{said}"
    );
    assert_eq!(files(&site.path("public")).len(), 1);
}

#[test]
fn what_systems_leave_in_folders_is_nothing() {
    let site = Site::new();
    site.write("public/Thumbs.db", "缩略图");
    site.build(&[("index.html", "一"), ("a/b.html", "甲")]).unwrap();
    assert_eq!(site.read("public/Thumbs.db"), "缩略图");
    assert_eq!(site.read("public/a/b.html"), "甲");
}

#[test]
fn adopting_takes_over_equal_files_and_lists_the_rest() {
    let site = Site::new();
    let pages: Pages<'_> = &[("index.html", "一"), ("a/b.html", "甲"), ("c.html", "丙")];
    site.build(&pages[..2]).unwrap();
    site.write("public/old/page.html", "旧");
    fs::remove_dir_all(site.path(".gongkai")).unwrap();
    let output = site.output("public");
    let summary = build(&output, Foreign::Adopt, pages).unwrap();
    assert_eq!((names(&summary.new), summary.same), (vec!["c.html"], 2));
    assert_eq!(summary.foreign, ["old/page.html"]);
    // What was taken over is ours: it goes when it is gone.
    let summary = site.build(&pages[..1]).unwrap();
    assert_eq!(names(&summary.gone), ["a/b.html", "c.html"]);
    assert_eq!(site.read("public/old/page.html"), "旧");
}

#[test]
fn adopting_only_equal_files_writes_the_manifest() {
    let site = Site::new();
    let pages: Pages<'_> = &[("index.html", "一")];
    site.build(pages).unwrap();
    fs::remove_dir_all(site.path(".gongkai")).unwrap();
    build(&site.output("public"), Foreign::Adopt, pages).unwrap();
    site.build(&[("index.html", "二")]).unwrap();
    assert_eq!(site.read("public/index.html"), "二");
}

#[test]
fn adopting_does_not_overwrite_a_file_that_differs() {
    let site = Site::new();
    site.write("public/index.html", "别人的");
    site.write("public/a.html", "甲");
    let output = site.output("public");
    let said = said(build(
        &output,
        Foreign::Adopt,
        &[("index.html", "一"), ("a.html", "甲")],
    ));
    assert!(
        said.contains("public/index.html") && !said.contains("a.html、"),
        "{said}"
    );
    assert_eq!(site.read("public/index.html"), "别人的");
}

#[test]
fn a_damaged_manifest_owns_nothing_and_is_said() {
    for damage in ["flip", "cut", "empty"] {
        let site = Site::new();
        site.build(&[("index.html", "一"), ("b.html", "乙")]).unwrap();
        let path = fs::read_dir(site.path(".gongkai"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|ending| ending == "manifest"))
            .unwrap();
        let mut bytes = fs::read(&path).unwrap();
        match damage {
            "flip" => bytes[70] ^= 1,
            "cut" => bytes.truncate(bytes.len() / 2),
            _ => bytes.clear(),
        }
        fs::write(&path, bytes).unwrap();
        let refused = said(site.build(&[("index.html", "二")]));
        assert!(
            refused.contains("清单已损坏") && refused.contains("--adopt"),
            "{refused}"
        );
        let output = site.output("public");
        let adopted = build(&output, Foreign::Adopt, &[("index.html", "一")]).unwrap();
        assert!(adopted.notes[0].contains("清单已损坏"));
        assert_eq!(adopted.foreign, ["b.html"]);
    }
}

#[test]
fn a_file_that_somebody_changed_is_left_and_listed_when_it_is_gone() {
    let site = Site::new();
    site.build(&[("index.html", "一"), ("a.html", "甲"), ("b.html", "乙")])
        .unwrap();
    site.write("public/a.html", "有人改过");
    site.write("public/index.html", "也改过");
    let summary = site.build(&[("index.html", "一")]).unwrap();
    assert_eq!(names(&summary.altered), ["a.html"]);
    assert_eq!(names(&summary.gone), ["b.html"]);
    assert_eq!(site.read("public/a.html"), "有人改过");
    // At an address that is still ours the build wins.
    assert_eq!(site.read("public/index.html"), "一");
}

#[test]
fn the_same_address_twice_is_a_fault_and_no_panic() {
    let site = Site::new();
    for (old, new) in [("", "一"), ("一", "一"), ("一", "二")] {
        if !old.is_empty() {
            site.build(&[("index.html", old)]).unwrap();
        }
        let said = said(site.build(&[("index.html", new), ("index.html", new)]));
        assert!(said.contains("写了两次"), "{said}");
    }
    assert_eq!(site.read("public/index.html"), "一");
}

#[test]
fn sources_their_inside_and_all_above_them_are_refused() {
    let site = Site::new();
    let before = site.listing();
    for folder in [
        "",
        ".",
        "..",
        "content",
        "content/",
        "content/out",
        "content/new/deep",
        "themes",
        "themes/x",
        ".gongkai",
        ".gongkai/out",
        "public/../content",
        "nowhere/../content",
        "Content",
        "CONTENT/notices",
        "missing/../..",
    ] {
        let output = site.output(folder);
        assert!(overlaps_sources(&output.site, &output.folder), "{folder}");
        let said = said(build(&output, Foreign::Adopt, &[("index.html", "一")]));
        assert!(said.contains("public"), "{folder}: {said}");
    }
    assert_eq!(site.listing(), before);
    for folder in ["public", "content2", "out/web", "../elsewhere-that-is-not"] {
        assert!(!overlaps_sources(&site.path(""), &site.path(folder)), "{folder}");
    }
}

#[test]
fn a_file_where_the_folder_should_be_is_refused() {
    let site = Site::new();
    site.write("public", "文件");
    assert!(said(site.build(&[("index.html", "一")])).contains("位置上是一个文件"));
    assert_eq!(site.read("public"), "文件");
}

#[test]
fn an_output_elsewhere_has_a_manifest_of_its_own() {
    let site = Site::new();
    let elsewhere = TempDir::new().unwrap();
    let mut output = site.output("public");
    output.folder = elsewhere.path().join("deep/web");
    site.build(&[("index.html", "一")]).unwrap();
    build(&output, Foreign::Refuse, &[("index.html", "草稿")]).unwrap();
    build(&output, Foreign::Refuse, &[("draft.html", "草稿")]).unwrap();
    assert_eq!(site.read("public/index.html"), "一");
    let there: Vec<String> = files(elsewhere.path()).into_keys().collect();
    assert_eq!(there, ["deep/", "deep/web/", "deep/web/draft.html"]);
}

#[test]
fn a_site_that_is_moved_keeps_its_output() {
    let site = Site::new();
    site.build(&[("index.html", "一"), ("a.html", "甲")]).unwrap();
    let moved = TempDir::new().unwrap();
    let to = moved.path().join("党务");
    fs::rename(site.path(""), &to).unwrap();
    let output = Output {
        folder: to.join("public"),
        site: to.clone(),
        edition: "web".to_owned(),
    };
    let summary = build(&output, Foreign::Refuse, &[("index.html", "二")]).unwrap();
    assert_eq!(names(&summary.gone), ["a.html"]);
    fs::create_dir(site.path("")).unwrap();
}

#[test]
fn a_build_that_is_given_up_leaves_nothing() {
    let site = Site::new();
    let mut output = site.output("deep/er/web");
    for _ in 0..2 {
        let staging = Staging::open(&output, Foreign::Refuse).unwrap();
        staging.put(&address_of("index.html"), b"one").unwrap();
        drop(staging);
        assert!(!site.path("deep").exists());
    }
    output.folder = site.path("public");
    build(&output, Foreign::Refuse, &[("index.html", "一")]).unwrap();
    let before = site.listing();
    let staging = Staging::open(&output, Foreign::Refuse).unwrap();
    staging.put(&address_of("index.html"), b"two").unwrap();
    assert_eq!(site.read("public/index.html"), "一");
    drop(staging);
    assert_eq!(site.listing(), before);
}

#[test]
fn several_editions_are_committed_together_or_not_at_all() {
    let site = Site::new();
    let board = Output {
        edition: "board".to_owned(),
        ..site.output("board")
    };
    let both = |text: &str| {
        let web = Staging::open(&site.output("public"), Foreign::Refuse)?;
        let paper = Staging::open(&board, Foreign::Refuse)?;
        web.put(&address_of("index.html"), text.as_bytes())?;
        paper.put(&address_of("sheet.html"), text.as_bytes())?;
        commit(vec![web, paper])
    };
    assert_eq!(both("一").unwrap().len(), 2);
    site.write("board/plan.html", "别人的");
    assert_eq!(both("二").unwrap()[1].changed.len(), 1);
    fs::remove_file(site.path("board/sheet.html")).unwrap();
    fs::create_dir(site.path("board/sheet.html")).unwrap();
    assert!(said(both("三")).contains("board/sheet.html"));
    assert_eq!(site.read("public/index.html"), "二");
}

#[test]
fn editions_do_not_share_a_folder() {
    let site = Site::new();
    for folder in ["public", "public/board"] {
        let web = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
        let other = Output {
            edition: "board".to_owned(),
            ..site.output(folder)
        };
        let board = Staging::open(&other, Foreign::Refuse).unwrap();
        assert!(said(commit(vec![web, board])).contains("重叠"));
    }
}

#[test]
fn a_second_build_of_the_same_edition_waits_and_then_says_so() {
    let site = Site::new();
    let first = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
    assert!(said(Staging::open(&site.output("public"), Foreign::Refuse)).contains("正在生成"));
    drop(first);
    site.build(&[("index.html", "一")]).unwrap();
}

#[test]
fn something_else_at_the_staging_areas_place_is_left_alone() {
    let site = Site::new();
    site.write(".public.gongkai-staging", "别人的");
    site.build(&[("index.html", "一"), ("a.html", "甲")]).unwrap();
    site.build(&[("index.html", "二")]).unwrap();
    assert_eq!(site.read("public/index.html"), "二");
    assert_eq!(site.read(".public.gongkai-staging"), "别人的");

    let site = Site::new();
    site.write(".public.gongkai-staging/mine.txt", "别人的");
    site.build(&[("index.html", "一")]).unwrap();
    assert_eq!(site.read(".public.gongkai-staging/mine.txt"), "别人的");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_output_that_is_a_link_is_written_through() {
        let site = Site::new();
        let elsewhere = TempDir::new().unwrap();
        fs::create_dir(elsewhere.path().join("www")).unwrap();
        symlink(elsewhere.path().join("www"), site.path("public")).unwrap();
        site.build(&[("index.html", "一"), ("a/b.html", "甲")]).unwrap();
        site.build(&[("index.html", "二")]).unwrap();
        assert!(site.path("public").is_symlink());
        let there: Vec<String> = files(elsewhere.path()).into_keys().collect();
        assert_eq!(there, ["www/", "www/index.html"]);
    }

    #[test]
    fn a_link_to_the_sources_or_to_nowhere_is_refused() {
        let site = Site::new();
        symlink(site.path("content"), site.path("public")).unwrap();
        assert!(said(site.build(&[("index.html", "一")])).contains("content"));
        fs::remove_file(site.path("public")).unwrap();
        symlink(site.path("gone"), site.path("public")).unwrap();
        assert!(said(site.build(&[("index.html", "一")])).contains("不存在"));
    }

    #[test]
    fn the_real_folder_of_linked_sources_is_refused() {
        let site = Site::new();
        let texts = TempDir::new().unwrap();
        fs::rename(site.path("content"), texts.path().join("content")).unwrap();
        symlink(texts.path().join("content"), site.path("content")).unwrap();
        let mut output = site.output("public");
        output.folder = texts.path().join("content/out");
        assert!(overlaps_sources(&output.site, &output.folder));
        output.folder = texts.path().to_owned();
        assert!(overlaps_sources(&output.site, &output.folder));
    }

    #[test]
    fn nothing_is_written_or_removed_through_a_link_inside_the_output() {
        let site = Site::new();
        site.build(&[("index.html", "一"), ("files/a.txt", "甲")])
            .unwrap();
        let theirs = site.path("content/files");
        fs::create_dir(&theirs).unwrap();
        fs::write(theirs.join("a.txt"), "甲").unwrap();
        fs::remove_dir_all(site.path("public/files")).unwrap();
        symlink(&theirs, site.path("public/files")).unwrap();
        let blocked = said(site.build(&[("index.html", "一"), ("files/a.txt", "乙")]));
        assert!(blocked.contains("public/files/a.txt"), "{blocked}");
        let summary = site.build(&[("index.html", "一")]).unwrap();
        assert_eq!(names(&summary.altered), ["files/a.txt"]);
        assert_eq!(fs::read_to_string(theirs.join("a.txt")).unwrap(), "甲");
    }
}
