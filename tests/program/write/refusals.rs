//! What is refused, with what words, and that nothing has changed then.

use std::fs;

use gongkai::write::{Foreign, Output, Staging, commit, overlaps_sources};

use super::site::{Site, address_of, build, files, said};

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
        "", ".", "..", "content", "content/", "content/out", "content/new/deep", "themes", "themes/x",
        ".gongkai", ".gongkai/out", "public/../content", "nowhere/../content", "Content", "CONTENT/notices",
        "missing/../..",
    ] {
        let output = site.output(folder);
        assert!(overlaps_sources(&output.site, &output.folder), "{folder}");
        let said = said(build(&output, Foreign::Adopt, &[("index.html", "一")]));
        assert!(said.contains("public"), "{folder}: {said}");
        let above = ["", ".", "..", "missing/../.."].contains(&folder);
        assert_eq!(said.contains("上级文件夹"), above, "{folder}: {said}");
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
fn several_editions_are_committed_together_or_not_at_all() {
    let site = Site::new();
    let board = Output {
        edition: "board".to_owned(),
        ..site.output("board")
    };
    let both = |text: &str| {
        let web = Staging::open(&site.output("public"), Foreign::Refuse)?;
        let paper = Staging::open(&board, Foreign::Refuse)?;
        web.put(&address_of("index.html"), text.as_bytes(), None)?;
        paper.put(&address_of("sheet.html"), text.as_bytes(), None)?;
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

#[test]
fn a_file_that_appears_while_we_build_is_not_overwritten() {
    let site = Site::new();
    site.build(&[("index.html", "一")]).unwrap();
    for page in ["about.html", "new/about.html"] {
        let staging = Staging::open(&site.output("public"), Foreign::Refuse).unwrap();
        staging
            .put(&address_of("index.html"), "二".as_bytes(), None)
            .unwrap();
        staging.put(&address_of(page), "我们的".as_bytes(), None).unwrap();
        let place = format!("public/{page}");
        site.write(&place, "别人的");
        let said = said(commit(vec![staging]));
        assert!(said.contains("已经存在"), "{said}");
        assert_eq!(site.read(&place), "别人的");
        assert_eq!(site.read("public/index.html"), "一");
        fs::remove_file(site.path(&place)).unwrap();
    }
}

#[test]
fn the_manifest_of_another_folder_owns_nothing_here() {
    let site = Site::new();
    let manifest = || {
        let entries = fs::read_dir(site.path(".gongkai")).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        paths
            .find(|path| path.extension().is_some_and(|ending| ending == "manifest"))
            .unwrap()
    };
    build(&site.output("other"), Foreign::Refuse, &[("index.html", "一")]).unwrap();
    let copied = fs::read(manifest()).unwrap();
    fs::remove_file(manifest()).unwrap();
    site.build(&[("index.html", "一")]).unwrap();
    fs::write(manifest(), copied).unwrap();
    assert!(said(site.build(&[("index.html", "二")])).contains("清单已损坏"));
}

#[test]
fn a_rehearsal_does_not_land_in_what_gets_uploaded() {
    let site = Site::new();
    site.build(&[("index.html", "一")]).unwrap();
    for (folder, edition) in [("public/draft", "web"), ("public/a/board", "board")] {
        let output = Output {
            edition: edition.to_owned(),
            ..site.output(folder)
        };
        let said = said(build(&output, Foreign::Refuse, &[("index.html", "草稿")]));
        assert!(
            said.contains("“web”版的输出") && said.contains("public"),
            "{said}"
        );
    }
    assert_eq!(files(&site.path("public")).len(), 1);
    // An output that is no more is in nobody's way.
    fs::remove_dir_all(site.path("public")).unwrap();
    build(
        &site.output("public/draft"),
        Foreign::Refuse,
        &[("index.html", "二")],
    )
    .unwrap();
    assert!(said(site.build(&[("index.html", "二")])).contains("public/draft"));
}
