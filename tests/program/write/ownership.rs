//! Whose files change: ours, and nobody else's.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use gongkai::write::{Foreign, Output, Staging, commit};
use tempfile::TempDir;

use super::site::{Pages, Site, address_of, build, files, names, said};

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
            "content/", "content/notices/", "content/notices/a.md", "public/", "public/index.html",
            "public/notices/", "public/notices/a.html", "public/tags/", "public/tags/x/",
            "public/tags/x/index.html", "themes/",
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
fn adopting_takes_over_equal_files_although_others_are_in_the_way() {
    let site = Site::new();
    let old: Pages<'_> = &[("index.html", "一"), ("a/b.html", "甲"), ("a/c.html", "丙")];
    site.build(old).unwrap();
    site.write("public/old/page.html", "旧");
    fs::remove_dir_all(site.path(".gongkai")).unwrap();
    let before = files(&site.path("public"));

    let new: Pages<'_> = &[
        ("index.html", "二"),
        ("a/b.html", "甲"),
        ("a/c.html", "丙"),
        ("d.html", "丁"),
    ];
    let output = site.output("public");
    let first = said(build(&output, Foreign::Adopt, new));
    assert!(first.contains("内容相同的 2 个文件已经接管"), "{first}");
    assert!(first.contains("挡住的：public/index.html /"), "{first}");
    assert!(first.contains("：public/old/page.html /"), "{first}");
    assert_eq!(files(&site.path("public")), before);

    // What was taken over stays ours; only the file in the way is asked about.
    for foreign in [Foreign::Refuse, Foreign::Adopt] {
        let again = said(build(&output, foreign, new));
        assert!(again.contains("挡住的：public/index.html /"), "{again}");
        assert!(!again.contains("已经接管"), "{again}");
        assert_eq!(files(&site.path("public")), before);
    }
    fs::remove_file(site.path("public/index.html")).unwrap();
    let summary = site.build(&[new[0], new[1], new[3]]).unwrap();
    assert_eq!(names(&summary.new), ["d.html", "index.html"]);
    assert_eq!(names(&summary.gone), ["a/c.html"]);
    assert_eq!(site.read("public/old/page.html"), "旧");
}

#[test]
fn adopting_keeps_what_is_ours_already() {
    let site = Site::new();
    site.build(&[("index.html", "一"), ("gone.html", "旧")]).unwrap();
    site.write("public/a.html", "别人的");
    site.write("public/b.html", "乙");
    let pages: Pages<'_> = &[("index.html", "二"), ("a.html", "甲"), ("b.html", "乙")];
    said(build(&site.output("public"), Foreign::Adopt, pages));
    fs::remove_file(site.path("public/a.html")).unwrap();
    let summary = site.build(pages).unwrap();
    assert_eq!(names(&summary.changed), ["index.html"]);
    assert_eq!(names(&summary.gone), ["gone.html"]);
    assert_eq!((names(&summary.new), summary.same), (vec!["a.html"], 1));
}

#[test]
fn a_folder_with_nothing_of_ours_is_not_adopted() {
    let site = Site::new();
    site.write("public/index.html", "别人的");
    let output = site.output("public");
    let pages: Pages<'_> = &[("index.html", "一"), ("a.html", "甲")];
    let first = said(build(&output, Foreign::Adopt, pages));
    assert!(first.contains("public/index.html"), "{first}");
    assert!(said(site.build(pages)).contains("--adopt"));
    assert_eq!(site.read("public/index.html"), "别人的");
}

#[test]
fn many_files_in_the_way_are_not_to_be_removed_one_by_one() {
    let site = Site::new();
    let paths: Vec<String> = (0..21).map(|page| format!("{page}.html")).collect();
    let pages: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "新")).collect();
    for count in [20, 21] {
        paths[..count]
            .iter()
            .for_each(|path| site.write(&format!("public/{path}"), "旧"));
        let said = said(build(&site.output("public"), Foreign::Adopt, &pages));
        assert_eq!(said.contains("改名留底"), count == 21, "{said}");
    }
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
        staging.put(&address_of("index.html"), b"one", None).unwrap();
        drop(staging);
        assert!(!site.path("deep").exists());
    }
    output.folder = site.path("public");
    build(&output, Foreign::Refuse, &[("index.html", "一")]).unwrap();
    let before = site.listing();
    let staging = Staging::open(&output, Foreign::Refuse).unwrap();
    staging.put(&address_of("index.html"), b"two", None).unwrap();
    assert_eq!(site.read("public/index.html"), "一");
    drop(staging);
    assert_eq!(site.listing(), before);
}

#[test]
fn a_reader_sees_each_file_whole_all_the_time() {
    let site = Site::new();
    let versions = ["旧".repeat(30_000), "新".repeat(40_000)];
    site.build(&[("index.html", &versions[0])]).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = [0_u32; 2];
            while !done.load(Ordering::Relaxed) {
                let text = site.read("public/index.html");
                let version = versions.iter().position(|version| *version == text);
                seen[version.expect("whole, old or new")] += 1;
            }
            seen
        });
        for round in 0..60 {
            let other = format!("{round}");
            let pages = [
                ("index.html", versions[(round + 1) % 2].as_str()),
                ("b/c.html", other.as_str()),
            ];
            site.build(&pages[..1 + round % 2]).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap().iter().all(|times| *times > 0));
    });
}

#[test]
fn many_threads_may_put_at_once() {
    let site = Site::new();
    for version in ["一", "二"] {
        let staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
        thread::scope(|scope| {
            for part in 0..8 {
                let staging = &staging;
                scope.spawn(move || {
                    for page in 0..50 {
                        let address = address_of(&format!("a/b{}/{part}-{page}.html", page % 5));
                        staging.put(&address, version.as_bytes(), None).unwrap();
                    }
                });
            }
        });
        commit(vec![staging]).unwrap();
        let files = files(&site.path("public"));
        assert_eq!(
            files
                .values()
                .filter(|bytes| *bytes == version.as_bytes())
                .count(),
            400
        );
    }
}
