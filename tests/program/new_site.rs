//! What `init` writes: it reads without a fault whatever the answers are, it says what was answered, and one line of
//! its settings switches one thing on.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;
use std::path::Path;

use gongkai::new_site::{self, AnsweredSoFar, Question, Taxonomy};
use gongkai::pipeline;
use gongkai::read::{Library, discover, library};
use gongkai::words::{Day, Report, Severity};

use crate::support::program::run;

fn today() -> Day {
    Day::parse("2026-09-01").unwrap()
}

/// A new site by these answers.
fn site(folder: &Path, answers: &[(Question, &str)], taxonomy: Taxonomy) {
    let mut given = AnsweredSoFar::default();
    for (question, typed) in answers {
        question.answer(typed, &mut given, today()).unwrap();
    }
    new_site::create(folder, &given.complete(today()), taxonomy).unwrap();
}

/// The site as it is read, and what is said of it: codes and whole sentences.
fn read(folder: &Path) -> (Option<Library>, Vec<(String, Severity, String)>) {
    let mut report = Report::new();
    let tree = discover::discover(folder, &mut report).unwrap();
    let library = library::read(&tree, today(), &mut report);
    let said = report.sorted().into_iter().map(|complaint| {
        let place = complaint
            .place
            .as_ref()
            .map(|place| format!("{}:{}", place.path, place.line));
        let sentence = format!("{} {}", place.unwrap_or_default(), complaint.message);
        (complaint.code.name.to_owned(), complaint.code.severity, sentence)
    });
    let said = said.collect();
    (library, said)
}

#[test]
fn answers_read_back_as_they_were_typed() {
    for taxonomy in [Taxonomy::Regulation, Taxonomy::Opinion] {
        for name in [
            "青山学校",
            r#"青山"实验"学校"#,
            r"青山\学校\",
            "青山 #1 学校: 东校区",
            "'青山'学校",
            "{学校}",
            "[青山]*学校*_小学_`部`",
            "#青山 & <b>学校</b>",
            "- 青山学校",
            "123",
            "true",
            "Qingshan School: No. 1",
            "$青山 % 学校 {{ site }} {% if %}",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let branches = format!("{name}支部、乙支部");
            let answers = [
                (Question::School, name),
                (Question::Organizer, name),
                (Question::Telephone, "（0799）660 0123转8001"),
                (Question::Since, "2026-09-07"),
                (Question::Branches, branches.as_str()),
            ];
            site(folder.path(), &answers, taxonomy);
            let (library, said) = read(folder.path());
            let library = library.unwrap_or_else(|| panic!("{name}: {said:?}"));
            assert!(
                said.iter().all(|(code, _, _)| code == "sample"),
                "{name}: {said:?}"
            );
            assert_eq!(said.len(), library.documents.len(), "every entry is a sample");
            let config = &library.config;
            assert_eq!(config.title, format!("{name}党务公开"));
            assert_eq!(config.publisher.organizer.as_deref(), Some(name));
            assert_eq!(
                config.publisher.telephone.as_deref(),
                Some("（0799）660 0123转8001")
            );
            assert_eq!(config.since, Day::parse("2026-09-07"));
            assert!(
                config
                    .editions
                    .iter()
                    .all(|edition| edition.title == config.title)
            );
            let organization = &library.organization;
            assert_eq!(organization.name.as_deref(), Some(name));
            let names: Vec<&str> = organization
                .branches
                .iter()
                .map(|branch| branch.name.as_str())
                .collect();
            assert_eq!(names, [format!("{name}支部").as_str(), "乙支部"]);
            let texts = library
                .documents
                .iter()
                .map(|document| document.body.plain.clone());
            assert!(
                texts
                    .clone()
                    .any(|text| text.contains(&format!("本站由{name}主办"))),
                "{name}"
            );
            let titles = library
                .documents
                .iter()
                .map(|document| document.common.title.clone());
            assert!(
                titles
                    .clone()
                    .any(|title| title == format!("{name}支部2026年第一季度党员大会纪要")),
                "{name}"
            );
            let signed = library
                .documents
                .iter()
                .filter_map(|document| document.common.signed_by.clone());
            assert!(signed.clone().any(|signed| signed == name), "{name}");
        }
    }
}

#[test]
fn a_school_without_branches_has_none_and_nobody_answering_leaves_stand_ins() {
    let folder = tempfile::tempdir().unwrap();
    let answers = [
        (Question::School, "青山学校"),
        (Question::Organizer, "中共青山学校支部委员会"),
        (Question::Telephone, "0799-6600123"),
        (Question::Branches, "无"),
    ];
    site(folder.path(), &answers, Taxonomy::Regulation);
    let (library, said) = read(folder.path());
    assert!(said.iter().all(|(code, _, _)| code == "sample"), "{said:?}");
    assert!(library.unwrap().organization.branches.is_empty());

    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &[], Taxonomy::Regulation);
    let (library, said) = read(folder.path());
    assert!(
        said.iter().all(|(_, severity, _)| *severity == Severity::Warning),
        "{said:?}"
    );
    let library = library.unwrap();
    let unready: Vec<String> = library
        .before_upload()
        .iter()
        .map(|of| format!("{}:{}", of.place.path, of.place.line))
        .collect();
    assert_eq!(unready.len(), said.len());
    for file in [
        "site.toml", "content/organization.yaml", "content/pages/guanyu.md",
    ] {
        assert!(
            unready.iter().any(|place| place.starts_with(file)),
            "{file}: {unready:?}"
        );
    }
}

/// The text of a built file.
fn built(out: &Path, address: &str) -> String {
    fs::read_to_string(out.join(address)).unwrap_or_else(|fault| panic!("{address}: {fault}"))
}

#[test]
fn a_sample_is_marked_wherever_it_is_shown_and_counts_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let answers = [(Question::School, "青山学校"), (Question::Since, "2026-01-01")];
    site(folder.path(), &answers, Taxonomy::Regulation);
    let settings = folder.path().join("site.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let with_address = text.replace("# base_url = ", "base_url = ");
    assert_ne!(text, with_address);
    fs::write(&settings, with_address).unwrap();
    let out = folder.path().join("out");
    let build = ["--quiet", "build", "--date", "2026-11-20", "--out", "out"];
    assert!(run(folder.path(), &build).status.success());
    let mark = "<b class=\"sample\">样例</b>";
    let home = built(&out, "web/index.html");
    assert_eq!(home.matches(mark).count(), 5, "{home}");
    assert!(built(&out, "web/notices/2026-03-09-zhuti-dangri.html").contains("class=\"sample-note\""));
    for list in [
        "web/notices/index.html", "web/archive/index.html", "web/meetings/index.html",
    ] {
        assert!(built(&out, list).contains(mark), "{list}");
    }
    assert!(built(&out, "web/feed.xml").contains("<title>样例：关于开展三月主题党日活动的通知"));
    let index = built(&out, "web/search-2026.js").replace('\u{200b}', "");
    assert!(index.contains("样例：关于开展三月主题党日活动的通知"));
    assert!(!out.join("web/pledges/register-2026.html").exists());
    let sheets = built(&out, "board/all.html");
    let count = |text: &str| sheets.matches(text).count();
    for title in ["主题党日活动的通知", "党员大会纪要", "整改销号台账"] {
        assert!(
            sheets.contains("aria-label=\"样例：") && sheets.contains(title),
            "{title}"
        );
    }
    assert_eq!(count("样例，不是本校公开的内容"), count("class=\"sheet "));

    let mut report = Report::new();
    let tree = discover::discover(folder.path(), &mut report).unwrap();
    let survey = pipeline::survey(tree, Day::parse("2026-11-20").unwrap(), &mut report).unwrap();
    assert!(survey.coverage().iter().all(|item| item.latest.is_none()));
    let years = survey.matrix().values().flat_map(|year| &year.units);
    let mut cells = years
        .flat_map(|unit| &unit.rows)
        .flat_map(|row| &row.cells)
        .peekable();
    assert!(cells.peek().is_some());
    assert!(cells.all(|cell| cell.held.is_empty()));
    let tasks = gongkai::status::tasks(&survey, &gongkai::status::Known::default(), 366);
    let of_samples = tasks.iter().filter_map(|task| task.file.as_ref());
    assert!(
        !of_samples.clone().any(|file| file.as_str().contains("/2026-03-")),
        "{tasks:?}"
    );
}

#[test]
fn meetings_that_lack_when_a_year_ends_are_told_until_the_end_of_january() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &[], Taxonomy::Regulation);
    let told = |day: &str, of: &str| {
        let mut report = Report::new();
        let tree = discover::discover(folder.path(), &mut report).unwrap();
        let survey = pipeline::survey(tree, Day::parse(day).unwrap(), &mut report).unwrap();
        let tasks = gongkai::status::tasks(&survey, &gongkai::status::Known::default(), 30);
        tasks.into_iter().filter(|task| task.what.contains(of)).count()
    };
    assert!(told("2026-12-31", "今年缺") > 0);
    let lacking = told("2027-01-01", "去年缺");
    assert!(lacking >= told("2026-12-31", "今年缺"));
    assert_eq!(told("2027-01-31", "去年缺"), lacking);
    assert_eq!(told("2027-02-01", "去年缺"), 0);
}

/// The names of a table's header: `editions`, `web`.
fn header(line: &str) -> Option<Vec<String>> {
    let name = line.strip_prefix('[')?.trim_start_matches('[');
    let name = name.split(']').next()?;
    Some(name.split('.').map(str::to_owned).collect())
}

/// Whether the table of these names has the key, in any of its places.
fn has(value: &toml::Value, names: &[String], key: &str) -> bool {
    match (value, names) {
        (toml::Value::Array(items), _) => items.iter().any(|item| has(item, names, key)),
        (toml::Value::Table(table), []) => table.contains_key(key),
        (toml::Value::Table(table), [first, rest @ ..]) => {
            table.get(first).is_some_and(|inside| has(inside, rest, key))
        }
        _ => false,
    }
}

#[test]
fn one_line_switches_one_setting_on_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &[], Taxonomy::Regulation);
    fs::create_dir_all(folder.path().join("content/files")).unwrap();
    let mark = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/files/school-mark.png");
    fs::copy(mark, folder.path().join("content/files/school-mark.png")).unwrap();
    let path = folder.path().join("site.toml");
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut inside: Vec<String> = Vec::new();
    let mut switched = 0;
    for (index, line) in lines.iter().enumerate() {
        inside = header(line).unwrap_or(inside);
        let Some(setting) = line.strip_prefix("# ") else {
            continue;
        };
        assert!(!setting.starts_with('['), "a header is switched off: {line}");
        let Some((key, _)) = setting.split_once(" = ") else {
            continue;
        };
        if !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            continue;
        }
        let mut changed = lines.clone();
        changed[index] = setting;
        let changed = changed.join("\n");
        let value: toml::Value = toml::from_str(&changed).unwrap_or_else(|fault| panic!("{line}: {fault}"));
        assert!(has(&value, &inside, key), "{line} is not in {inside:?}");
        fs::write(&path, changed).unwrap();
        let (library, said) = read(folder.path());
        let errors: Vec<_> = said
            .iter()
            .filter(|(_, severity, _)| *severity == Severity::Error)
            .collect();
        assert!(library.is_some() && errors.is_empty(), "{line}: {errors:?}");
        switched += 1;
    }
    assert!(switched > 20, "{switched}");
}
