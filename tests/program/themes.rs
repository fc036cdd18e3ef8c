//! How a site looks: what `site.toml` says of it is in every place, and a style of its own is linked by itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::folders::copy_tree;
use crate::support::{Files, InMemory};
use gongkai::clearance::Mode;
use gongkai::pipeline::{self, Request};
use gongkai::read::discover;
use gongkai::render::ThemeFiles;
use gongkai::words::{Day, Report};

const THEMES: [&str; 2] = ["disclosure", "bulletin"];

/// The bundled school with these lines at the top of its `site.toml`, and these files of its own.
fn school(settings: &str, own: &[(&str, &[u8])]) -> Files {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    copy_tree(&repository.join("content"), &site.join("content"));
    let config = fs::read_to_string(repository.join("site.toml")).expect("site.toml");
    fs::write(site.join("site.toml"), format!("{settings}\n{config}")).expect("written");
    for (path, bytes) in own {
        let path = site.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    let mut report = Report::new();
    let tree = discover::discover(site, &mut report).expect("a folder");
    let request = Request {
        day: Day::parse("2026-11-20").expect("a day"),
        mode: Mode::Publish,
        editions: Vec::new(),
    };
    let themes = |name: &str| ThemeFiles::load(site, name);
    let mut made = InMemory::default();
    pipeline::build(tree, &themes, &request, &mut made, &mut report).expect("no fault of the machine");
    assert!(!report.has_errors(), "{}", gongkai::cli::render_plain(&report));
    made.into_files()
}

fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(&files[path]).expect("text")
}

/// The files that differ, and those that only one has.
fn differing<'f>(one: &'f Files, other: &'f Files) -> BTreeSet<&'f str> {
    let paths = one.keys().chain(other.keys());
    paths
        .filter(|path| one.get(*path) != other.get(*path))
        .map(String::as_str)
        .collect()
}

/// What `theme.toml` says stands nowhere else: a colour in a style or a template would not follow a change of it.
#[test]
fn no_colour_is_hard_wired() {
    for name in THEMES {
        let files = ThemeFiles::embedded(name);
        let settings = files.iter().find(|(path, _)| *path == "theme.toml");
        let settings = String::from_utf8_lossy(settings.expect("a theme.toml").1);
        let colours: BTreeSet<&str> = settings.split('"').filter(|text| text.starts_with('#')).collect();
        assert!(colours.len() > 10, "{name}: {colours:?}");
        for (path, bytes) in files.iter().filter(|(path, _)| *path != "theme.toml") {
            let text = String::from_utf8_lossy(bytes);
            for colour in &colours {
                assert!(!text.contains(colour), "themes/{name}/{path} holds {colour}");
            }
        }
    }
}

#[test]
fn a_look_changes_the_styles_and_hardly_a_page() {
    let usual = school("", &[]);
    let look = school("look = \"蓝灰\"", &[]);
    let changed = differing(&usual, &look);
    for path in [
        "0/assets/style.css", "0/assets/favicon.ico", "0/404.html", "2/assets/sheet.css",
    ] {
        assert!(changed.contains(path), "{path}");
    }
    for path in changed {
        // Of the pages, one holds its style, the other the number that stands for all of it.
        let may_change = [".css", ".ico", "/404.html", "screen.html"];
        assert!(may_change.iter().any(|end| path.ends_with(end)), "{path}");
    }
    for (path, bytes) in &look {
        let text = String::from_utf8_lossy(bytes);
        let is_style = path.ends_with(".css") || path.ends_with(".html");
        assert!(
            !is_style || !text.contains("var(--"),
            "{path} holds a name without a value"
        );
    }
}

#[test]
fn the_sites_own_accent_and_font_are_in_every_place() {
    let files = school("accent = \"#1d4e6b\"\nfont = \"思源黑体，宋体\"", &[]);
    for path in [
        "0/assets/style.css", "0/404.html", "2/assets/desk.css", "2/assets/screen.css",
    ] {
        let text = text(&files, path);
        assert!(text.contains("#1d4e6b"), "{path}");
        assert!(text.contains("\"思源黑体\",\"宋体\",\"PingFang SC\""), "{path}");
        // What is overdue is red whatever the accent is; nothing else is.
        let reds = text.lines().filter(|line| line.contains("#b3121d"));
        for line in reds {
            let may_be = [
                ".sample", ".state-late", ".ledger-cards .is-late", ".corrections", ".callout-late", ".bar-",
                ".ledger-facts .late",
            ];
            let may_be = may_be.iter().chain(&[
                ".matrix .lacking", ".numbers .lacking", ".report-facts .late", ".alert-",
            ]);
            assert!(
                may_be.into_iter().any(|start| line.starts_with(start)),
                "{path}: {line}"
            );
        }
    }
    // The darker one is made of it.
    assert!(text(&files, "0/assets/style.css").contains("a:visited{color:#163c52}"));
}

#[test]
fn a_style_of_the_sites_own_is_linked_on_every_page() {
    let own: [(&str, &[u8]); 2] = [
        ("themes/disclosure/static/custom.css", b"h1{color:var(--accent)}"),
        ("themes/bulletin/static/custom.css", b"h1{color:green}"),
    ];
    let usual = school("", &[]);
    let with = school("", &own);
    assert_eq!(text(&with, "0/assets/custom.css"), "h1{color:#b3121d}");
    let mut pages = 0;
    // A page that a server shows at any depth loads nothing.
    let is_page = |path: &str| path.ends_with(".html") && !path.ends_with("/404.html");
    for (path, bytes) in with.iter().filter(|(path, _)| is_page(path)) {
        let page = String::from_utf8_lossy(bytes);
        let (before, behind) = page
            .split_once("assets/custom.css\">\n")
            .unwrap_or_else(|| panic!("{path}"));
        assert!(
            behind.starts_with("</head>") || behind.starts_with("<style>"),
            "{path}"
        );
        let (before, _) = before.rsplit_once("<link").expect("a link");
        // Without the file no page differs by a byte.
        let without = format!("{before}{behind}");
        if !path.ends_with("screen.html") {
            assert_eq!(without, text(&usual, path), "{path}");
        }
        pages += 1;
    }
    assert!(pages > 300, "{pages}");
}

#[test]
fn the_home_page_shows_the_photograph_of_the_site_or_else_of_the_theme() {
    assert!(!text(&school("", &[]), "0/index.html").contains("home-picture"));
    let settings = "home = {picture = \"files/school-mark.png\", alt = \"校园 & 操场\"}";
    let files = school(settings, &[]);
    let shown = "<img class=\"home-picture\" src=\"files/school-mark.png\" alt=\"校园 &amp; 操场\" width=";
    assert!(text(&files, "0/index.html").contains(shown));
    let mark = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/files/school-mark.png");
    let mark = fs::read(mark).expect("a picture");
    let theme = "name = \"disclosure\"\n[home]\npicture = \"campus.png\"\nalt = \"主题的照片\"\n";
    let own: [(&str, &[u8]); 2] = [
        ("themes/disclosure/theme.toml", theme.as_bytes()),
        ("themes/disclosure/static/campus.png", &mark),
    ];
    let files = school("", &own);
    let shown = "src=\"assets/campus.png\" alt=\"主题的照片\" width=";
    assert!(text(&files, "0/index.html").contains(shown));
}
