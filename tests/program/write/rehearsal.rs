//! What a rehearsal carries, so that nobody takes it for the site.

use super::site::{Site, files};
use super::takedown::{CONFIG, build, entry, site};

const DRAFT: &str = "---\n标题: 没有写完\n日期: 2026-03-02\n草稿: 是\n---\n\n正文。\n";

/// The pages in a folder.
fn pages(site: &Site, folder: &str) -> Vec<(String, String)> {
    let all = files(&site.path(folder)).into_iter();
    all.filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn each_page_of_a_rehearsal_says_that_it_is_one_and_as_of_which_day() {
    let site = site();
    let out = site.path("试排");
    let out = ["--out", out.to_str().unwrap()];
    let (band, word) = (
        ">试排，不是公开的网页</aside>",
        "<meta name=\"robots\" content=\"noindex\">",
    );
    // Over a folder without bands: whatever was known of its pages is not what is asked for now.
    build(&site, &out);
    let plain = pages(&site, "试排/web");
    assert!(plain.len() > 10 && plain.iter().all(|(_, page)| !page.contains("试排")));
    build(&site, &[&["--date", "2026-12-05"][..], &out].concat());
    for (path, page) in pages(&site, "试排/web") {
        assert!(page.contains(band) && page.contains(word), "{path}: {page}");
        assert_eq!(page.matches(band).count(), 1, "{path}");
        let sheet = format!(
            "href=\"{}rehearsal.css\"",
            "../".repeat(path.matches('/').count())
        );
        assert!(page.contains(&sheet) || path == "404.html", "{path}: {page}");
    }
    let fifth = files(&site.path("试排/web"));
    build(&site, &[&["--date", "2026-12-06"][..], &out].concat());
    let mut sixth = files(&site.path("试排/web"));
    assert_ne!(sixth["rehearsal.css"], fifth["rehearsal.css"], "the day");
    sixth.insert("rehearsal.css".to_owned(), fifth["rehearsal.css"].clone());
    assert!(sixth == fifth, "no page changes because a day passed");
    build(&site, &[&["--drafts"][..], &out].concat());
    assert!(
        pages(&site, "试排/web")
            .iter()
            .all(|(_, page)| page.contains("试排，不是公开的网页"))
    );
    build(&site, &out);
    assert!(!site.path("试排/web/rehearsal.css").exists());
    assert_eq!(pages(&site, "试排/web"), plain);
    site.write("site.toml", &format!("ascii_safe = true\n{CONFIG}"));
    build(&site, &[&["--drafts"][..], &out].concat());
    assert!(
        pages(&site, "试排/web")
            .iter()
            .all(|(_, page)| page.is_ascii() && page.contains(word))
    );
    // What gets uploaded has none of it.
    build(&site, &[]);
    assert!(
        pages(&site, "public")
            .iter()
            .all(|(_, page)| !page.contains("试排"))
    );
}

#[test]
fn drafts_carry_their_mark_in_lists_search_and_feeds() {
    let site = site();
    site.write(
        "site.toml",
        &CONFIG.replace(
            "audience",
            "base_url = \"https://school.example.edu.cn/\"\naudience",
        ),
    );
    site.write("content/notices/draft.md", DRAFT);
    site.write(
        "content/notices/later.md",
        &entry("以后的").replace("2026-03-02", "2099-03-02"),
    );
    let out = site.path("试排");
    build(&site, &["--drafts", "--out", out.to_str().unwrap()]);
    for (path, mark) in [
        ("notices/2026.html", "【草稿】没有写完"),
        ("index.html", "【草稿】没有写完"),
        ("archive/2026.html", "【草稿】没有写完"),
        ("search-2026.js", "【草稿】没有写完"),
        ("search-2099.js", "【日期未到】以后的"),
        ("feed.xml", "【草稿】没有写完"),
        ("notices/feed.xml", "【日期未到】以后的"),
    ] {
        // In the search index a title says where it may break.
        let text = site.read(&format!("试排/web/{path}")).replace('\u{200b}', "");
        assert!(text.contains(mark), "{path}: {text}");
    }
    let feed = site.read("试排/web/feed.xml");
    assert!(feed.contains("<title>甲</title>"), "{feed}");
}
