//! The schemas against what people write: every file of the sample school, of the golden sites and of a new site fits, and
//! the mistakes that people make do not. Files are read as the extension reads them, which is not how our reader does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};

use super::{EditorSettings, SCHEMAS, set_up};
use crate::new_site::{AnsweredSoFar, Taxonomy, create};
use crate::read::registry::{ContentFile, FILES, FileRole};
use crate::schema;
use crate::words::{Day, Kind, Labelled};

/// The schemas, compiled.
struct Checker {
    schemas: Schemas,
    by_id: BTreeMap<&'static str, SchemaIndex>,
}

impl Checker {
    fn new() -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        let compiled = FILES.iter().map(|file| {
            let address = format!("https://example.edu.cn/{}.json", file.id());
            compiler
                .add_resource(&address, schema::of(file))
                .expect("a schema");
            let index = compiler.compile(&address, &mut schemas).expect("a schema");
            (file.id(), index)
        });
        let by_id = compiled.collect();
        Self { schemas, by_id }
    }

    /// What is wrong with a YAML text.
    fn faults(&self, id: &str, text: &str) -> Option<String> {
        let whole = yaml(text);
        let checked = self.schemas.validate(&whole, self.by_id[id]);
        checked.err().map(|fault| format!("{fault:#}"))
    }
}

#[test]
fn everything_that_is_written_fits() {
    let new = tempfile::tempdir().expect("a folder");
    let today = Day::of("2026-09-01");
    create(
        new.path(),
        &AnsweredSoFar::default().complete(today),
        Taxonomy::Regulation,
    )
    .expect("a site");
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites = [
        new.path().to_owned(),
        project.to_owned(),
        project.join("tests/golden/school/site"),
        project.join("tests/golden/board/site"),
        project.join("tests/golden/ascii/site"),
    ];
    let checker = Checker::new();
    let mut seen = BTreeMap::new();
    for path in sites.iter().flat_map(|site| files(&site.join("content"))) {
        let Some((file, text)) = fields(&path) else {
            continue;
        };
        *seen.entry(file.id()).or_insert(0) += 1;
        let faults = checker.faults(file.id(), &text);
        assert_eq!(faults, None, "{}", path.display());
    }
    let words = "表述:\n  - {写法: 青禾小学, 应当: 青禾实验学校}\n";
    assert_eq!(checker.faults("words", words), None);
    assert!(seen.len() >= 9 && seen.values().sum::<usize>() > 100, "{seen:?}");
}

#[test]
fn forms_fit_as_they_are_handed_out() {
    let checker = Checker::new();
    for (kind, form) in [
        (Kind::Notice, include_str!("../../cli/forms/notice.md")),
        (Kind::Meeting, include_str!("../../cli/forms/meeting.md")),
        (Kind::Pledge, include_str!("../../cli/forms/pledge.md")),
        (Kind::Study, include_str!("../../cli/forms/study.md")),
        (Kind::Ledger, include_str!("../../cli/forms/ledger.yaml")),
        (Kind::Page, include_str!("../../cli/forms/page.md")),
    ] {
        let filled = form
            .replace("{标题}", "关于召开党员大会的通知")
            .replace("{日期}", "2026-03-09")
            .replace("{年度}", "2026")
            .replace("{公开范围}", "公开范围: 社会公开");
        let text = front(&filled).unwrap_or(&filled);
        assert_eq!(checker.faults(kind.id(), text), None, "{}", kind.label());
    }
}

#[test]
fn either_name_and_either_word_will_do() {
    let checker = Checker::new();
    for (id, text) in [
        (
            "notice",
            "title: 甲\ndate: 2026年3月2日\nscope: public\npinned: true\ntype: publicity\npublicity_period: {start: 2026/3/2, workdays: 5个工作日}",
        ),
        (
            "notice",
            "标题: 2026\n日期: ２０２６－０３－０２\n公开范围: 本单位公开\n公示结果: 无异议\n责任人:\n附件: 甲.docx",
        ),
        (
            "meeting",
            "标题: 甲\n类型: 支部党员大会\n时间: 2026-03-05 15:30 至 17:00\n应到: 20人\n实到: 19\n学时: 1.5学时\n议题: 一项",
        ),
        (
            "meeting",
            "标题: 甲\n类型: 党课\n时间: {开始: 2026-03-05 15:30, 结束: '17:00'}\n缺席: {姓名: 甲, 原因: 病假}",
        ),
        (
            "pledge",
            "标题: 甲\n类型: 党员\n年度: 2026年\n承诺人: [甲, {姓名: 乙, 承诺事项: [{内容: 丙, 时限: 2026-06-30, 进度: 60%}]}]",
        ),
        (
            "ledger",
            "标题: 甲\n台账: 党费\n列: [月份, 应缴, 实缴]\n行: [[第一季度, 100.00, —]]\n合计: {应缴: 100}",
        ),
        (
            "ledger",
            "标题: 甲\nledger: tasks\nrows: {task: 乙, 责任人: 丙, deadline: 长期坚持, 佐证: {名称: 照片, 链接: a.jpg}}",
        ),
        (
            "calendar",
            "放假: [2027-01-01 至 2027-01-03, {日期: 2027-05-01, 名称: 劳动节}]",
        ),
    ] {
        assert_eq!(checker.faults(id, text), None, "{text}");
    }
}

#[test]
fn mistakes_do_not_fit() {
    let checker = Checker::new();
    let entry = |rest: &str| format!("标题: 甲\n日期: 2026-03-02\n{rest}");
    for (id, text) in [
        ("notice", entry("题目: 乙")),
        ("notice", entry("类型: 公事")),
        ("notice", entry("公开范围: 公开")),
        ("notice", entry("置顶: 对")),
        ("notice", entry("成文日期: 2026年3月")),
        ("notice", entry("公示期: 2026-03-02")),
        ("notice", entry("公示期: {开始: 2026-03-02, 工作天: 5}")),
        ("notice", entry("公示期: {工作日: 5}")),
        ("notice", entry("审批: {审核: {姓名: 张三}}")),
        ("notice", entry("更正: [{日期: 2026-03-02}]")),
        ("notice", "日期: 2026-03-02".to_owned()),
        ("notice", "标题:\n日期: 2026-03-02".to_owned()),
        ("notice", entry("责任人: [甲, 乙]")),
        ("meeting", entry("主持人: 甲")),
        ("meeting", entry("类型: 党课\n应到: 二十")),
        (
            "meeting",
            entry("类型: 党课\n公示期: {开始: 2026-03-02, 工作日: 5}"),
        ),
        ("meeting", entry("类型: 党课\n决议: [{赞成: 18}]")),
        (
            "pledge",
            entry("类型: 党员\n年度: 2026\n承诺人: {姓名: 甲, 承诺事项: [{内容: 乙}]}"),
        ),
        ("ledger", entry("台账: 党务")),
        (
            "ledger",
            entry("台账: 任务清单\n行: [{任务: 甲, 责任人: 乙, 时限: 2026-12-31, 状态: 已完成}]"),
        ),
        ("ledger", entry("台账: 任务清单\n行: [{任务: 甲, 责任人: 乙}]")),
        (
            "ledger",
            entry("台账: 任务清单\n行: [{任务: 甲, 责任人: 乙, 时限: 2026-12}]"),
        ),
        ("organization", "支部: [{名称: 第一党支部}]".to_owned()),
        ("organization", "公开范围: {党员: 全体}".to_owned()),
        (
            "catalogue",
            "目录: [{编号: A-1, 名称: 甲, 层级: 年级}]".to_owned(),
        ),
        ("words", "表述: [{写法: 甲}]".to_owned()),
    ] {
        assert!(checker.faults(id, &text).is_some(), "{id}: {text}");
    }
}

#[test]
fn settings_that_are_there_stay() {
    let site = tempfile::tempdir().expect("a folder");
    assert_eq!(set_up(site.path()).expect("written"), EditorSettings::Ours);
    assert_eq!(set_up(site.path()).expect("written"), EditorSettings::Ours);
    let settings = site.path().join(".vscode/settings.json");
    let written = fs::read_to_string(&settings).expect("settings");
    let known: Value = serde_json::from_str(&written).expect("JSON");
    for schema in known["yaml.schemas"].as_object().expect("a map").keys() {
        assert!(site.path().join(schema).is_file(), "{schema}");
    }
    fs::write(&settings, "{\"files.autoSave\": \"afterDelay\"}").expect("written");
    fs::remove_dir_all(site.path().join(SCHEMAS)).expect("removed");
    assert_eq!(
        set_up(site.path()).expect("written"),
        EditorSettings::Kept(written)
    );
    let kept = fs::read_to_string(&settings).expect("settings");
    assert_eq!(kept, "{\"files.autoSave\": \"afterDelay\"}");
    assert!(site.path().join(SCHEMAS).join("notice.json").is_file());
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let found = found.map(|item| item.expect("an item").into_path());
    found.filter(|path| path.is_file()).collect()
}

/// The fields of a file, and what kind of file it is.
fn fields(path: &Path) -> Option<(&'static ContentFile, String)> {
    let folders = path.components().map(|part| part.as_os_str().to_string_lossy());
    let folder = folders.skip_while(|part| part != "content").nth(1)?.into_owned();
    let ending = path.extension()?.to_str()?.to_owned();
    let file = match Kind::of_folder(&folder) {
        Some(kind) => FILES.iter().find(|file| file.role == FileRole::Entry(kind)),
        None => ContentFile::called(&folder),
    }?;
    let text = || fs::read_to_string(path).expect("a text");
    match ending.as_str() {
        "yaml" | "yml" => Some((file, text())),
        "md" => Some((file, front(&text())?.to_owned())),
        _ => None,
    }
}

/// What stands between the two lines of strokes.
fn front(text: &str) -> Option<&str> {
    let (fields, _) = text
        .trim_start_matches('\u{FEFF}')
        .strip_prefix("---\n")?
        .split_once("\n---")?;
    Some(fields)
}

/// YAML 1.2 as JSON.
fn yaml(text: &str) -> Value {
    let mut events =
        Parser::new_from_str(text).map(|event| event.unwrap_or_else(|fault| panic!("{fault}: {text}")).0);
    loop {
        match events.next().expect("a document") {
            Event::StreamStart | Event::DocumentStart(_) => {}
            event => return value(event, &mut events),
        }
    }
}

fn value<'t>(event: Event<'t>, events: &mut impl Iterator<Item = Event<'t>>) -> Value {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, _, _) => plain(&text),
        Event::Scalar(text, _, _, _) => json!(text),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match events.next().expect("an item") {
                    Event::SequenceEnd => return Value::Array(items),
                    event => items.push(value(event, events)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut map = Map::new();
            loop {
                let key = match events.next().expect("a name") {
                    Event::MappingEnd => return Value::Object(map),
                    Event::Scalar(text, _, _, _) => text.into_owned(),
                    other => panic!("{other:?}"),
                };
                let event = events.next().expect("a value");
                map.insert(key, value(event, events));
            }
        }
        Event::StreamEnd | Event::DocumentEnd => Value::Null,
        other => panic!("{other:?}"),
    }
}

/// What a text without quotes is taken for.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return json!(true),
        "false" | "False" | "FALSE" => return json!(false),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_number {
        return json!(text);
    }
    let whole = text.parse::<i64>().map(Value::from);
    whole
        .or_else(|_| text.parse::<f64>().map(Value::from))
        .unwrap_or_else(|_| json!(text))
}
