//! `export`: 公开台账 and the ledgers as spreadsheets, for inside use. They hold what no site may hold; so they are
//! never written where a site lies.

use std::path::Path;

use super::arguments::{Export, SpreadsheetKind};
use super::console::Console;
use super::save::{InsideFile, OutputFile, safe_name};
use super::{Outcome, complaints, read_site, today};
use crate::clearance::{self, Internal, Registered};
use crate::export::{RegisterTable, csv, ledger_table, register_table, xlsx};
use crate::read::Library;
use crate::record::{PublicationRecord, RecordLine, record_table};
use crate::words::{Day, Kind, MachineFault, Report, Scope};

/// The names of 公开台账.
const REGISTER: [&str; 3] = ["公开台账", "党务公开台账", "register"];
/// The names of the record of publication.
const RECORD: [&str; 2] = ["公开记录", "record"];
/// The names of everything.
const ALL: [&str; 2] = ["全部", "all"];

/// Runs the command.
pub(super) fn run(root: &Path, options: &Export, console: &Console) -> Result<Outcome, MachineFault> {
    let day = options.date.unwrap_or_else(today);
    let mut report = Report::new();
    let site = read_site(root, day, &mut report)?;
    let Some((_, library)) = site.filter(|_| !report.has_errors()) else {
        return Ok(complaints::refuse(&report, "没有导出。", console));
    };
    let entries = registered(&library, day);
    let wanted = options.register.trim();
    let tables = match RECORD.contains(&wanted) {
        true => {
            let record = PublicationRecord::load(root)?;
            let is_later = |line: &RecordLine| line.time.get(..10).and_then(Day::parse) > Some(day);
            let all = record.lines();
            let until = all.iter().position(is_later).unwrap_or(all.len());
            vec![record_table(&all[..until], day)]
        }
        false => tables(wanted, &entries, &library, day)?,
    };
    let file = target(root, options, &library, (&tables, day))?;
    let bytes = match options.format {
        SpreadsheetKind::Xlsx => xlsx(&tables, day).map_err(|fault| {
            MachineFault::new(format!("做不成表格：{fault}")).hint("可以把这一本改用 --format csv 导出")
        })?,
        SpreadsheetKind::Csv => match tables.as_slice() {
            [only] => csv(only),
            _ => {
                return Err(MachineFault::new("csv 一个文件只能放一张表")
                    .hint("逐本导出，或者去掉 --format csv，存成一个 Excel 文件"));
            }
        },
    };
    console.say(&format!("已导出：{}", file.save(&bytes)?));
    tell(&tables, &entries, console);
    Ok(Outcome::Done)
}

/// All entries but drafts, by date.
pub(super) fn registered(library: &Library, day: Day) -> Vec<Internal<Registered>> {
    let mut entries: Vec<Internal<Registered>> = library
        .documents
        .iter()
        .filter_map(|document| clearance::register(document, &library.config.approval, day))
        .collect();
    entries.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
    entries
}

/// 公开台账 and every ledger.
pub(super) fn tables_of_all(
    entries: &[Internal<Registered>],
    library: &Library,
    day: Day,
) -> Vec<RegisterTable> {
    let own = || entries.iter().filter(|entry| !entry.sample);
    let is_listed = |entry: &&Internal<Registered>| entry.kind != Kind::Page;
    let disclosures: Vec<Internal<Registered>> = own().filter(is_listed).cloned().collect();
    let mut tables = vec![register_table(&disclosures, library, day)];
    tables.extend(own().filter_map(|entry| ledger_table(entry, day)));
    tables
}

/// The tables that are asked for.
fn tables(
    wanted: &str,
    entries: &[Internal<Registered>],
    library: &Library,
    day: Day,
) -> Result<Vec<RegisterTable>, MachineFault> {
    let mut all = tables_of_all(entries, library, day);
    if ALL.contains(&wanted) {
        return Ok(all);
    }
    if REGISTER.contains(&wanted) {
        all.truncate(1);
        return Ok(all);
    }
    let ledgers = || entries.iter().filter(|entry| entry.ledger.is_some());
    let named = |entry: &&Internal<Registered>| entry.source.is_meant_by(wanted) || entry.title == wanted;
    let exact: Vec<_> = ledgers().filter(named).collect();
    let found = match exact.as_slice() {
        [] => ledgers()
            .filter(|entry| entry.title.contains(wanted) || entry.of_type == Some(wanted))
            .collect(),
        _ => exact,
    };
    match found.as_slice() {
        [only] => Ok(ledger_table(only, day).into_iter().collect()),
        [] => Err(MachineFault::new(format!("没有“{wanted}”这本台账")).hint(format!(
            "可以写“公开台账”“公开记录”“全部”，或者：{}",
            listed(ledgers())
        ))),
        several => Err(
            MachineFault::new(format!("有 {} 本台账都像“{wanted}”", several.len()))
                .hint(format!("请写文件名：{}", listed(several.iter().copied()))),
        ),
    }
}

fn listed<'a>(entries: impl Iterator<Item = &'a Internal<Registered>>) -> String {
    let names: Vec<&str> = entries.map(|entry| entry.source.stem()).collect();
    if names.is_empty() {
        "（还没有台账）".to_owned()
    } else {
        names.join("、")
    }
}

/// Where the file goes: never among what gets uploaded, nor among the content.
fn target<'a>(
    root: &'a Path,
    options: &Export,
    library: &Library,
    (tables, day): (&[RegisterTable], Day),
) -> Result<OutputFile<'a>, MachineFault> {
    let ending = match options.format {
        SpreadsheetKind::Xlsx => "xlsx",
        SpreadsheetKind::Csv => "csv",
    };
    let name = match tables {
        [only] => only.title.as_str(),
        _ => "党务公开台账和各本台账",
    };
    let usual = format!("{}-{day}.{ending}", safe_name(name));
    let kept = InsideFile {
        ending,
        what: "台账",
        why: "台账含有内部资料",
        other_ending: "要存成另一种格式，用 --format xlsx 或 --format csv",
    };
    let typed = (options.out.as_deref(), options.replace);
    OutputFile::new(root, typed, &library.config, (&kept, usual))
}

fn tell(tables: &[RegisterTable], entries: &[Internal<Registered>], console: &Console) {
    for table in tables {
        console.say(&format!("  {}，{} 行", table.title, table.rows.len()));
    }
    let samples = entries.iter().filter(|entry| entry.sample).count();
    if samples > 0 && tables.iter().any(|table| table.is_register) {
        console.say(&format!("样例有 {samples} 条，没有算在里面。"));
    }
    let own = entries.iter().filter(|entry| !entry.sample);
    let narrow = own.filter(|entry| {
        let rows = entry
            .ledger
            .as_ref()
            .is_some_and(|(ledger, _)| ledger.detail != Scope::Public);
        let listed = tables
            .iter()
            .any(|table| table.title == entry.title || table.is_register);
        listed && (entry.scope != Scope::Public || rows)
    });
    let narrow = match narrow.count() {
        0 => String::new(),
        count => format!("（其中 {count} 条不向社会公开）"),
    };
    console.say(&format!(
        "这是内部资料：不分公开范围，没有审批和已经期满的也在里面{narrow}，请勿上传到网站。"
    ));
}
