//! The documents are held to the code: every complaint code is explained, every key that a template sees is
//! described, and nothing is described that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// `Code::error("…")` and `Code::warning("…")` in the sources, with their weights.
fn codes() -> BTreeMap<String, &'static str> {
    let mut codes = BTreeMap::new();
    let sources = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    for item in sources
        .into_iter()
        .filter_map(Result::ok)
        .filter(|item| item.path().extension().is_some_and(|e| e == "rs"))
    {
        let source = fs::read_to_string(item.path()).expect("a source");
        for (call, weight) in [("Code::error(\"", "错误"), ("Code::warning(\"", "警告")] {
            for part in source
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .flat_map(|line| line.split(call).skip(1))
            {
                let name = part.split('"').next().expect("a name");
                assert!(
                    codes.insert(name.to_owned(), weight).is_none(),
                    "{name} is declared twice"
                );
            }
        }
    }
    codes
}

#[test]
fn the_reference_explains_every_complaint() {
    let mut explained = BTreeMap::new();
    let reference = text("docs/content.md");
    for line in reference.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", code, weight @ ("错误" | "警告"), ..] = cells.as_slice() {
            explained.insert(code.trim_matches('`').to_owned(), *weight);
        }
    }
    let codes = codes();
    assert!(codes.len() > 60, "codes are found");
    for (code, weight) in &codes {
        let found = explained
            .get(code)
            .unwrap_or_else(|| panic!("docs/content.md does not explain {code}"));
        assert_eq!(found, weight, "{code}");
    }
    let stale: Vec<&String> = explained
        .keys()
        .filter(|code| !codes.contains_key(*code))
        .collect();
    assert!(
        stale.is_empty(),
        "docs/content.md explains what is not there: {stale:?}"
    );
}

/// The sources that declare views: `view.rs`, and a file per family beside it.
fn view_sources() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/view");
    let mut sources = text("src/render/view.rs");
    for item in fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        sources += &fs::read_to_string(path).expect("a source");
    }
    sources
}

/// The fields of each view, as templates name them.
fn views() -> BTreeMap<String, BTreeSet<String>> {
    let source = view_sources();
    let mut views: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut view = String::new();
    let mut flattened = false;
    for line in source.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("pub struct ") {
            view = name.trim_end_matches(" {").to_owned();
        } else if line == "#[serde(flatten)]" {
            flattened = true;
        } else if let Some(field) = line
            .strip_prefix("pub ")
            .filter(|rest| !rest.starts_with("use "))
            .and_then(|rest| rest.split_once(':'))
            && !std::mem::take(&mut flattened)
        {
            views
                .entry(view.clone())
                .or_default()
                .insert(field.0.trim_end_matches('_').to_owned());
        }
    }
    views
}

#[test]
fn the_theme_reference_describes_every_key() {
    let mut described: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut view = String::new();
    for line in text("docs/themes.md").lines() {
        if let Some(heading) = line.strip_prefix('#') {
            let heading = heading.trim_start_matches(['#', ' ']);
            view = heading
                .strip_prefix('`')
                .and_then(|rest| rest.split('`').next())
                .unwrap_or("")
                .to_owned();
        } else if let Some(key) = line.strip_prefix("| `").and_then(|rest| rest.split('`').next()) {
            described.entry(view.clone()).or_default().insert(key.to_owned());
        }
    }
    let views = views();
    assert!(views.len() > 25, "views are found");
    for (view, keys) in &views {
        assert_eq!(described.get(view), Some(keys), "docs/themes.md, {view}");
    }
}

#[test]
fn the_map_of_the_code_is_short_and_true() {
    let map = text("ARCHITECTURE.md");
    assert!(map.lines().count() <= 150, "{} lines", map.lines().count());
    let modules = text("src/lib.rs");
    for module in modules
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
    {
        assert!(
            map.contains(&format!("`{module}")) || map.contains(&format!("{module}/")),
            "ARCHITECTURE.md lacks {module}"
        );
    }
}

/// Modules import only from those above them in lib.rs.
#[test]
fn modules_stand_in_their_order() {
    let map = text("src/lib.rs");
    let order: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for item in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok) {
        let inside = item
            .path()
            .strip_prefix(&root)
            .expect("inside")
            .to_string_lossy()
            .replace('\\', "/");
        let module = inside.split(['/', '.']).next().unwrap_or("").to_owned();
        let Some(place) = order.iter().position(|name| *name == module) else {
            continue;
        };
        if !inside.ends_with(".rs") {
            continue;
        }
        let source = fs::read_to_string(item.path()).expect("a source");
        for import in source.split("crate::").skip(1) {
            let other: String = import
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if let Some(theirs) = order.iter().position(|name| *name == other) {
                assert!(theirs <= place, "{inside} imports {other}, which stands below it");
            }
        }
    }
}

#[test]
fn boards_that_take_publicity_take_consultations_too() {
    for path in ["site.toml", "src/new_site/skeleton/site.toml", "docs/guide.md"] {
        let text = text(path);
        let mut taking = text.lines().filter(|line| line.contains("takes = [\"公示\""));
        assert!(taking.clone().count() > 0, "{path}");
        assert!(taking.all(|line| line.contains("\"征求意见\"")), "{path}");
    }
}
