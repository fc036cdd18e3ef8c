//! What is answered: the files of a build, with additions to the pages and to nothing else.

use std::fs;
use std::path::Path;

use super::serving::{Folder, Serving, notice, program};

/// A page without what the preview adds.
fn without_additions(page: &str) -> String {
    const BEGIN: &str = "<link rel=\"stylesheet\" href=\"/-/preview.css\">";
    const END: &str = "<script src=\"/-/preview.js\"></script>";
    const DAY: &str = "<script src=\"/-/clock.js\" id=\"gkpv-clock\" data-day=\"2026-11-20\"></script>";
    let page = page.replacen(&format!("<head>{DAY}"), "<head>", 1);
    let (before, rest) = page.split_once(BEGIN).expect("additions");
    let (_, after) = rest.split_once(END).expect("additions");
    format!("{before}{after}")
}

/// A page without what a rehearsal adds.
fn without_band(page: &str) -> String {
    const META: &str = "<meta name=\"robots\" content=\"noindex\"><style>.gongkai-rehearsal";
    let mut page = page.to_owned();
    for (begin, end) in [
        (META, "</style>"),
        ("<aside class=\"gongkai-rehearsal\"", "</aside>"),
    ] {
        let from = page.find(begin).expect("a band");
        let to = from + page[from..].find(end).expect("its end") + end.len();
        page.replace_range(from..to, "");
    }
    if let Some(at) = page.find("rehearsal.css\">") {
        let from = page[..at].rfind("<link").expect("a link");
        page.replace_range(from..at + "rehearsal.css\">".len(), "");
    }
    page
}

#[test]
fn every_file_is_that_of_a_build_and_only_pages_have_additions() {
    let folder = Folder::new();
    folder.write("content/files/a.txt", "附件</body>");
    let out = folder.outside().join("out");
    let built = program(
        &folder.root(),
        &["build", "--quiet", "--date", "2026-11-20", "--out"],
    )
    .arg(&out)
    .status();
    assert!(built.expect("the program starts").success());
    let serving = Serving::start(&folder);
    let mut pages = 0;
    for item in walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok) {
        if !item.file_type().is_file() {
            continue;
        }
        let inside = item.path().strip_prefix(&out).expect("inside").to_string_lossy();
        let path = format!("/{}", inside.replace('\\', "/"));
        if path.ends_with("/rehearsal.css") {
            continue;
        }
        let reply = serving.ask("GET", &path, "Sec-Fetch-Site: same-origin\r\n");
        let file = fs::read(item.path()).expect("readable");
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        if path.ends_with(".html") {
            pages += 1;
            assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{path}");
            let page = String::from_utf8(file).expect("text");
            assert!(!page.contains("gkpv"), "{path} holds something of the preview");
            assert_eq!(without_additions(&reply.text()), without_band(&page), "{path}");
        } else {
            assert_eq!(reply.body, file, "{path}");
        }
    }
    assert!(pages > 20, "{pages} pages");
}

/// But the key of its address.
fn nothing_was_written(root: &Path) {
    let mut names: Vec<String> = fs::read_dir(root)
        .expect("a folder")
        .map(|item| item.expect("an item").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [".gongkai", "content", "site.toml"]);
    let own: Vec<_> = fs::read_dir(root.join(".gongkai")).expect("a folder").collect();
    assert_eq!(own.len(), 1, "{own:?}");
}

#[test]
fn folders_lead_to_their_pages_and_what_is_missing_says_so() {
    let folder = Folder::new();
    let serving = Serving::with(
        &folder,
        &[
            "serve", "--date", "2026-11-20", "--port", "0", "--edition", "party",
        ],
    );
    for (path, to) in [
        ("/", "/party/index.html"),
        ("/web", "/web/index.html"),
        ("/web/", "/web/index.html"),
        ("/web/notices", "/web/notices/index.html"),
        ("/web/notices/", "/web/notices/index.html"),
        ("/web@2026-12-01", "/web@2026-12-01/index.html"),
        (
            "/-/go?page=%2Fweb%2Findex.html&day=2026-12-01",
            "/web@2026-12-01/index.html",
        ),
        ("/-/go?page=%2Fweb%2Findex.html&day=2026-11-20", "/web/index.html"),
        (
            "/-/go?page=%2Fweb%402026-12-01%2Findex.html&day=",
            "/web/index.html",
        ),
    ] {
        let reply = serving.get(path);
        assert_eq!((reply.status, reply.header("location")), (303, to), "{path}");
    }
    let missing = serving.get("/web/notices/nothing.html");
    assert_eq!(missing.status, 404);
    let build = serving.get("/web/404.html");
    let own = |page: &str| without_additions(page);
    assert_eq!(own(&missing.text()), own(&build.text()));
    assert!(missing.text().contains("data-page=\"/web/notices/nothing.html\""));
    let nowhere = serving.get("/webb/index.html");
    assert_eq!(nowhere.status, 404);
    assert!(
        nowhere.text().contains("没有名为“webb”的版"),
        "{}",
        nowhere.text()
    );
    let day = serving.get("/web@2026-12-01/index.html");
    assert!(day.text().contains("value=\"2026-12-01\""));
    assert!(day.text().contains("id=\"gkpv-clock\" data-day=\"2026-12-01\""));
    assert!(serving.get("/-/clock.js").text().contains("gkpv-clock"));
    assert!(day.text().contains("回到2026年11月20日"));
    nothing_was_written(&folder.root());
}

#[test]
fn a_head_is_an_answer_without_its_body() {
    let folder = Folder::new();
    let serving = Serving::start(&folder);
    for path in [
        "/web/index.html", "/web/assets/style.css", "/", "/web/nothing.html",
    ] {
        let (whole, head) = (serving.get(path), serving.ask("HEAD", path, ""));
        assert_eq!(head.body, b"", "{path}");
        assert_eq!(head.status, whole.status, "{path}");
        for name in ["content-length", "content-type", "location"] {
            assert_eq!(head.header(name), whole.header(name), "{path} {name}");
        }
        assert_eq!(
            whole.header("content-length"),
            whole.body.len().to_string(),
            "{path}"
        );
    }
}

#[test]
fn what_is_not_published_says_why() {
    let folder = Folder::new();
    folder.write(
        "content/notices/2026-03-12-c.md",
        &notice("丙<事>", "草稿: 是\n", "还没写完。"),
    );
    let later = notice("丁的公示", "公示期: {开始: 2026-12-07, 工作日: 5}\n", "名单。")
        .replace("2026-03-12", "2026-12-07")
        .replace(
            "类型: 通知",
            "类型: 公示\n受理: {单位: 办公室, 电话: 0799-6600123}",
        );
    folder.write("content/notices/2026-12-07-d.md", &later);
    let serving = Serving::start(&folder);
    let two = serving.get("/web/notices/2026-12-07-d.html").text();
    let why = "2026年12月7日起公示；日期是2026年12月7日，还没有到</p>";
    assert!(two.contains(why), "{two}");
    assert_eq!(two.matches("到期后重新生成即可").count(), 1, "{two}");
    let draft = serving.get("/web/notices/2026-03-12-c.html").text();
    let why = "<strong>这一页还不会公开</strong>：标为草稿</p>";
    assert!(draft.contains(why) && draft.contains("预览 · 未公开"), "{draft}");
    let other = serving.get("/web/notices/2026-03-12-a.html").text();
    assert!(
        !other.contains("gkpv-ribbon") && !other.contains("未公开"),
        "{other}"
    );
}

#[test]
fn a_page_that_an_edition_does_not_have_says_why_and_leads_to_where_it_is() {
    let folder = Folder::new();
    let narrow = notice("丙事", "", "党内的。").replace("社会公开", "党内公开");
    folder.write("content/notices/2026-03-12-c.md", &narrow);
    let serving = Serving::start(&folder);
    let missing = serving.get("/web/notices/2026-03-12-c.html");
    assert_eq!(missing.status, 404);
    let page = missing.text();
    for part in [
        "<strong>这一版里没有这一页</strong>：公开范围为党内公开</p>",
        "如应在这里公开，请按程序修改“公开范围”",
        "href=\"/party/notices/2026-03-12-c.html\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let party = serving.get("/party/notices/2026-03-12-c.html");
    assert_eq!(party.status, 200);
    assert!(!party.text().contains("gkpv-ribbon"));
    let nothing = serving.get("/web/notices/2026-03-12-nothing.html").text();
    assert!(!nothing.contains("gkpv-ribbon"), "{nothing}");
}

#[test]
fn the_bar_leads_from_an_entry_to_its_sheets_and_back() {
    let folder = Folder::new();
    let settings = fs::read_to_string(folder.root().join("site.toml")).expect("readable");
    let board = "\n[editions.board]\ntitle = \"甲校公开栏\"\naudience = \"社会公开\"\ntheme = \"bulletin\"\n\
                 output = \"board\"\n[[boards]]\nid = \"main\"\nedition = \"board\"\nname = \"一楼\"\npaper = \"A4\"\n\
                 rows = 2\ncolumns = 4\n[[boards.sections]]\nname = \"通知\"\ntakes = [\"通知\"]\nslots = 6\n";
    folder.write("site.toml", &format!("{settings}{board}"));
    let serving = Serving::start(&folder);
    let leads = |from: &str, to: &str| {
        let page = serving.get(from);
        assert_eq!(page.status, 200, "{from}: {}", serving.said());
        let link = format!("class=\"gkpv-edition\" href=\"{to}\"");
        assert!(page.text().contains(&link), "{from} does not lead to {to}");
    };
    let (entry, sheets) = (
        "notices/2026-03-12-a.html",
        "sheets/main/notices-2026-03-12-a.html",
    );
    leads(&format!("/web/{entry}"), &format!("/board/{sheets}"));
    leads(&format!("/board/{sheets}"), &format!("/party/{entry}"));
    let (later, there) = (
        format!("/web@2026-12-01/{entry}"),
        format!("/board@2026-12-01/{sheets}"),
    );
    leads(&later, &there);
    leads("/web/search.html", "/board/index.html");
}

#[test]
fn what_is_only_proposed_has_no_day_of_approval() {
    let folder = Folder::new();
    let settings = fs::read_to_string(folder.root().join("site.toml")).expect("readable");
    folder.write("site.toml", &settings.replace("[approval]\nkinds = []\n", ""));
    let proposed = "审批: {提出: 张甲 2026-03-01}\n";
    let approved = "审批: {提出: 张甲 2026-03-01, 保密审查: 李乙 2026-03-01, 审核: 王丙 2026-03-01, 审批: 赵丁 2026-03-02}\n";
    for (name, approval) in [("c", proposed), ("d", approved)] {
        let file = format!("content/notices/2026-03-12-{name}.md");
        folder.write(&file, &notice("丙事", approval, "一句。"));
    }
    let serving = Serving::start(&folder);
    let page = |name: &str| {
        serving
            .get(&format!("/web/notices/2026-03-12-{name}.html"))
            .text()
    };
    assert!(page("c").contains("缺少“保密审查”") && !page("c").contains("审批日期"));
    assert!(page("d").contains("审批日期") && page("d").contains("datetime=\"2026-03-02\""));
}

#[test]
fn scripts_go_by_another_day_only_where_one_was_asked_for() {
    let folder = Folder::new();
    let serving = Serving::with(&folder, &["serve", "--port", "0"]);
    assert!(!serving.get("/web/index.html").text().contains("gkpv-clock"));
    let other = serving.get("/web@2026-12-01/index.html").text();
    assert!(other.contains("<head><script src=\"/-/clock.js\" id=\"gkpv-clock\" data-day=\"2026-12-01\">"));
}
