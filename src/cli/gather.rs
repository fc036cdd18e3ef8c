//! `gather`: what the public sites of many schools say of themselves, as one small site and one spreadsheet, for the bureau
//! above them. It needs no site of its own: the folder where it is given keeps the memory of what was written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::arguments::Gather;
use super::console::Console;
use super::{Outcome, complaints, today};
use crate::gather::{GatherRequest, GatheredSchool, GatheredSite, ListedSchool, gather, read_list};
use crate::read::config::{Edition, SiteAppearance};
use crate::read::decode::decode;
use crate::read::{FileBytes, Found};
use crate::render::{Theme, ThemeFiles};
use crate::words::{MachineFault, Report, Scope, SourcePath};
use crate::write::{self, Foreign, Output, Staging, Summary};

/// Where it goes when nothing else is said, in the folder where the command is given.
const OUT: &str = "汇总";

/// Whose look it has.
const THEME: &str = "disclosure";

/// Runs the command.
pub(super) fn run(root: &Path, options: &Gather, console: &Console) -> Result<Outcome, MachineFault> {
    let day = options.date.unwrap_or_else(today);
    let mut report = Report::new();
    let list = list(&options.list, &mut report)?;
    let theme = Theme::compile(
        &ThemeFiles::load(root, THEME)?,
        &edition(&options.title),
        &mut report,
    );
    let Some(theme) = theme.filter(|_| !report.has_errors()) else {
        return Ok(complaints::refuse(&report, "没有汇总。", console));
    };
    complaints::print(&report.sorted(), console);
    let folder = match &options.out {
        Some(out) => std::path::absolute(out).map_err(|cause| MachineFault::io("查找文件夹", out, cause))?,
        None => root.join(OUT),
    };
    // Nobody waits for 500 schools to be told that the folder is somebody else's.
    let staging = Staging::open(&output(root, &folder), Foreign::of(options.adopt))?;
    console.say(&format!("正在读{}所学校的汇总……", list.len()));
    let request = GatherRequest {
        day,
        time: Duration::from_secs(options.time_limit),
    };
    let schools = gather(list, request)?;
    let unread: Vec<&GatheredSchool> = schools.iter().filter(|school| school.read.is_err()).collect();
    if unread.len() == schools.len() {
        return Err(MachineFault::new("一所学校也没有读到，没有动以前的汇总")
            .list("没有读到的", unread.iter().map(|school| told(school)).collect())
            .hint("请先看这台电脑能不能上网、名单里的地址对不对"));
    }
    let site = GatheredSite::new(&options.title, &schools, day);
    let mut files = vec![site.workbook()?];
    match site.pages(&theme) {
        Ok(pages) => files.extend(pages),
        Err(complaint) => {
            report.push(complaint);
            return Ok(complaints::refuse(&report, "没有汇总。", console));
        }
    }
    let count = files.len();
    for (address, bytes) in files {
        staging.put(&address, &bytes, None)?;
    }
    let summaries = write::commit(vec![staging])?;
    tell((root, &folder, count), &schools, &summaries, console);
    Ok(match unread.is_empty() {
        true => Outcome::Done,
        false => Outcome::ContentFaults,
    })
}

/// What a list is.
const LIST: &str = "名单是文本文件，一行一所学校：名称，空一格，网址或文件夹";

/// The list, with what is wrong with it.
fn list(path: &Path, report: &mut Report) -> Result<Vec<ListedSchool>, MachineFault> {
    let path = std::path::absolute(path).map_err(|cause| MachineFault::io("查找文件", path, cause))?;
    if path.is_dir() {
        return Err(MachineFault::new("这是文件夹，不是名单文件").at(&path).hint(LIST));
    }
    if !path.is_file() {
        return Err(MachineFault::new("没有这个名单文件").at(&path).hint(LIST));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let found = SourcePath::new(&name).map(|name| Found {
        path: name,
        content: FileBytes::Disk(path.clone()),
    });
    let source = found.and_then(|found| decode(&found, &mut Vec::new(), report));
    let folder = path.parent().unwrap_or(Path::new("."));
    Ok(source.map_or(Vec::new(), |source| read_list(&source, folder, report)))
}

/// An edition to compile the theme for.
fn edition(title: &str) -> Edition {
    Edition {
        id: "gather".to_owned(),
        title: title.to_owned(),
        audience: Scope::Public,
        theme: THEME.to_owned(),
        theme_place: None,
        appearance: SiteAppearance::default(),
        output: OUT.to_owned(),
        branches: None,
        base_url: None,
        is_board: false,
        qr_edition: None,
    }
}

fn output(root: &Path, folder: &Path) -> Output {
    Output {
        site: root.to_owned(),
        folder: folder.to_owned(),
        edition: "gather".to_owned(),
    }
}

/// A school that was not read, in a line.
fn told(school: &GatheredSchool) -> String {
    let (listed, fault) = (&school.listed, school.read.as_ref().err());
    let fault = fault.map_or(String::new(), ToString::to_string);
    match &listed.name {
        Some(name) => format!("第{}行 {name}（{}）：{fault}", listed.line, listed.typed),
        None => format!("第{}行 {}：{fault}", listed.line, listed.typed),
    }
}

fn tell(
    (root, folder, count): (&Path, &PathBuf, usize),
    schools: &[GatheredSchool],
    summaries: &[Summary],
    console: &Console,
) {
    for note in summaries.iter().flat_map(|summary| &summary.notes) {
        console.insist(&format!("注意: {note}。"));
    }
    let unread = schools.iter().filter(|school| school.read.is_err());
    let unread: Vec<String> = unread.map(told).collect();
    if !unread.is_empty() {
        console.insist(&format!("没有读到的{}所学校，不在统计里：", unread.len()));
        unread
            .iter()
            .for_each(|line| console.insist(&format!("  {line}")));
    }
    let (late, items) = schools
        .iter()
        .map(GatheredSchool::behind)
        .fold((0, 0), |(late, items), behind| {
            (late + usize::from(behind > 0), items + behind)
        });
    console.say(&format!(
        "名单里{}所学校，读到{}所；{late}所有逾期或未公开的，共{items}项。",
        schools.len(),
        schools.len() - unread.len(),
    ));
    let altered = summaries.iter().flat_map(|summary| &summary.altered);
    let altered: Vec<String> = altered.map(ToString::to_string).collect();
    if !altered.is_empty() {
        console.insist("以前汇总的这些文件有人改过，没有动，也不再管它们：");
        console.list(&altered);
    }
    let foreign: Vec<&String> = summaries.iter().flat_map(|summary| &summary.foreign).collect();
    if !foreign.is_empty() {
        console.insist("这些文件不是本程序写的，没有动：");
        console.list(&foreign);
    }
    let shown = folder.strip_prefix(root).unwrap_or(folder);
    console.say(&format!(
        "已写到 {}：{count}个文件，从 index.html 看起，表格是 {}。",
        shown.display(),
        crate::gather::TABLE
    ));
}
