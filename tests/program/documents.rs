//! The documents are held to the code: every complaint code is explained, every key that a template sees is
//! described, and nothing is described that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gongkai::read::registry::{FILES, FieldRow, FieldTable, Scalar, Takes, Vocabulary};
use gongkai::words::PageFamily;

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

/// Where a table of fields stands in the reference: behind this and the table's name, before that.
const FIELDS: (&str, &str) = ("<!-- 字段表 ", "<!-- 字段表完 -->\n");

/// The tables of fields are made from the registry; `GONGKAI_UPDATE=1` writes them anew.
#[test]
fn the_reference_describes_every_field() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content.md");
    let reference = text("docs/content.md");
    let (open, close) = FIELDS;
    let mut parts = reference.split(open);
    let mut written = parts.next().unwrap_or_default().to_owned();
    let marked: BTreeSet<&str> = parts.clone().filter_map(|part| part.split(' ').next()).collect();
    let tables = field_tables();
    let mut described = Described::default();
    for part in parts {
        let id = part.split(' ').next().expect("a name");
        let table = tables.get(id).unwrap_or_else(|| panic!("there is no table {id}"));
        let (_, behind) = part.split_once(close).expect("the table's end");
        let mut layout = Layout {
            section: section(&reference, id),
            marked: &marked,
            beside: inside(table).collect(),
            has_examples: table.rows.iter().any(|row| !row.example.is_empty()),
            described: &mut described,
            lines: String::new(),
        };
        layout.head();
        layout.table(table, 0);
        written += &format!("{open}{id} -->\n{}{close}{behind}", layout.lines);
    }
    let all: BTreeSet<&str> = tables.keys().copied().filter(|id| *id != "link").collect();
    assert_eq!(
        described.tables, all,
        "docs/content.md describes, the registry has"
    );
    if std::env::var_os("GONGKAI_UPDATE").is_some() {
        fs::write(&path, written).expect("written");
        return;
    }
    for (is, should) in reference.lines().zip(written.lines()) {
        assert_eq!(is, should, "docs/content.md; GONGKAI_UPDATE=1 writes it anew");
    }
    assert_eq!(reference.len(), written.len());
}

/// What stands in the section behind a table of fields.
fn section<'a>(reference: &'a str, id: &str) -> &'a str {
    let behind = reference.split(&format!("{}{id} ", FIELDS.0)).nth(1);
    behind
        .and_then(|behind| behind.split("\n## ").next())
        .unwrap_or_default()
}

/// Every table of the registry by its name.
fn field_tables() -> BTreeMap<&'static str, &'static FieldTable> {
    let mut tables = BTreeMap::new();
    let mut left: Vec<&FieldTable> = FILES.iter().flat_map(|file| file.tables).copied().collect();
    while let Some(table) = left.pop() {
        if tables.insert(table.id, table).is_none() {
            left.extend(table.rows.iter().flat_map(|row| row.takes.inside()).copied());
        }
    }
    tables
}

/// The tables inside the fields of a table.
fn inside(table: &FieldTable) -> impl Iterator<Item = &'static str> {
    let inside = table.rows.iter().flat_map(|row| row.takes.inside());
    inside.map(|table| table.id)
}

/// What the reference has described so far.
#[derive(Default)]
struct Described {
    tables: BTreeSet<&'static str>,
    /// Lists of words, each with the field that takes them.
    words: BTreeMap<String, &'static str>,
}

/// A table of fields being laid out as Markdown. What stands inside a field follows it, unless it has a table of its own in
/// the reference, or was described already.
struct Layout<'a> {
    /// What stands behind it in its section.
    section: &'a str,
    marked: &'a BTreeSet<&'a str>,
    /// The tables inside the outermost fields; they are described there, not further in.
    beside: BTreeSet<&'static str>,
    has_examples: bool,
    described: &'a mut Described,
    lines: String,
}

impl Layout<'_> {
    fn head(&mut self) {
        self.lines += match self.has_examples {
            true => "| 字段 | 别名 | 写什么 | 例 |\n| --- | --- | --- | --- |\n",
            false => "| 字段 | 别名 | 写什么 |\n| --- | --- | --- |\n",
        };
    }

    fn table(&mut self, table: &'static FieldTable, depth: usize) {
        self.described.tables.insert(table.id);
        for row in table.rows {
            let (name, alias, what) = (row.name(), row.alias(), self.what(row));
            let indent = "└ ".repeat(depth);
            self.lines += &format!("| {indent}`{name}` | `{alias}` | {what} |");
            self.lines += &match row.example {
                _ if !self.has_examples => String::new(),
                "" => " |".to_owned(),
                example => format!(" `{name}: {example}` |"),
            };
            self.lines.push('\n');
            for inside in row.takes.inside() {
                let elsewhere = self.marked.contains(inside.id) || self.described.tables.contains(inside.id);
                if !(elsewhere || depth > 0 && self.beside.contains(inside.id)) {
                    self.table(inside, depth + 1);
                }
            }
        }
    }

    /// What a field is for. The words that it takes stand behind the first clause; a list of words stands once.
    fn what(&mut self, row: &'static FieldRow) -> String {
        let name = row.name();
        let lead = if row.required { "必填。" } else { "" };
        let (clause, rest) = row
            .says
            .split_at(row.says.find(['；', '。']).unwrap_or(row.says.len()));
        let words = match row.takes {
            Takes::One(Scalar::YesNo) => "：`是` 或 `否`".to_owned(),
            Takes::One(Scalar::WordOr(words)) if words.choices()[0].label == "是" => {
                "：`是`、`否`".to_owned()
            }
            Takes::One(Scalar::Word(words) | Scalar::WordOr(words)) => {
                let words = vocabulary(words);
                match self.described.words.get(&words) {
                    Some(first) => format!("，写法与条目的 `{first}` 相同"),
                    None => {
                        self.described.words.insert(words.clone(), name);
                        format!("：{words}")
                    }
                }
            }
            _ => String::new(),
        };
        let below = self.section.contains(&format!("\n### {name}\n"));
        let below = if below {
            format!("，见[下文](#{name})")
        } else {
            String::new()
        };
        format!("{lead}{clause}{words}{}{below}", linked(rest))
    }
}

/// A text in which 见“公开栏” leads to that heading.
fn linked(text: &str) -> String {
    let link =
        |(before, heading, behind): (&str, &str, &str)| format!("{before}见[{heading}](#{heading}){behind}");
    let parts = text.split_once("见“").and_then(|(before, rest)| {
        let (heading, behind) = rest.split_once('”')?;
        Some((before, heading, behind))
    });
    parts.map_or_else(|| text.to_owned(), link)
}

/// Words with their aliases.
fn vocabulary(words: &dyn Vocabulary) -> String {
    let all = words.choices().into_iter().map(|choice| {
        let also: Vec<String> = choice.also.iter().map(|word| format!("`{word}`")).collect();
        match also.as_slice() {
            [] => format!("`{}`（`{}`）", choice.label, choice.id),
            also => format!(
                "`{}`（`{}`，也可写 {}）",
                choice.label,
                choice.id,
                also.join("、")
            ),
        }
    });
    all.collect::<Vec<_>>().join("、")
}

/// The sources of `render`, each of which may declare views.
fn render_sources() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render");
    let files = walkdir::WalkDir::new(folder).into_iter();
    let files = files.map(|item| item.expect("an item").into_path());
    let sources = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    sources
        .map(|path| fs::read_to_string(path).expect("a source"))
        .collect()
}

/// The fields of each view, as templates name them. What is made for templates is called a view, but for words, links
/// out of the site and values made before.
fn views() -> BTreeMap<String, BTreeSet<String>> {
    let mut views: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in render_sources() {
        let mut view = None;
        let mut is_view = false;
        let mut flattened = false;
        for line in source.lines() {
            let (line, is_field) = (line.trim(), line.starts_with("    "));
            if line.starts_with("#[derive(") {
                is_view = line.contains("Serialize");
            } else if let Some(name) = line.strip_prefix("pub(crate) struct ") {
                let name = name.split([' ', '<', '(']).next().unwrap_or_default();
                view = std::mem::take(&mut is_view).then(|| name.to_owned());
                let named = name.ends_with("View") || matches!(name, "Word" | "Anchor");
                assert!(view.is_none() || named, "{name} is not called a view");
            } else if line == "}" && !is_field {
                view = None;
            } else if line == "#[serde(flatten)]" {
                flattened = true;
            } else if let Some(view) = &view
                && let Some(field) = line.strip_prefix("pub(crate) ")
                && let Some((field, _)) = field.split_once(':')
                && !std::mem::take(&mut flattened)
            {
                let field = field.trim_end_matches('_').to_owned();
                views.entry(view.clone()).or_default().insert(field);
            }
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
fn the_theme_reference_names_every_family_of_pages() {
    let reference = text("docs/themes.md");
    let mut names = reference
        .lines()
        .find_map(|line| line.strip_prefix("| `family` | 文字 | 页面的种类："))
        .expect("the row of `family`")
        .split('`')
        .skip(1)
        .step_by(2);
    let templates = reference
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let templates: BTreeSet<&str> = templates.filter(|name| name.ends_with(".html")).collect();
    let all = [PageFamily::WEB, PageFamily::BOARD, PageFamily::GATHERED_SITE];
    let families = || all.into_iter().flatten();
    assert!(
        names.by_ref().eq(families().map(|family| family.name)),
        "docs/themes.md, `family`, has other families than words/page_family.rs or another order"
    );
    assert_eq!(
        templates,
        families().map(|family| family.template).collect(),
        "docs/themes.md, templates"
    );
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
