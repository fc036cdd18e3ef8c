//! 学习清单: what is to be studied this year, what of it is required, for how many hours and by when.

use super::meeting::hours;
use super::pieces::{aligned, head_row, heads, largest, lay, readable, short, subtitle_in_line, title};
use crate::paper::blocks::{Block, Table, TableCell, TableRow};
use crate::paper::{Align, Geometry, Sheet};
use crate::read::Detail;
use crate::read::study::Study;
use crate::site::{Entry, ListKey, Site};
use crate::words::{Day, Kind, Labelled};

/// The sizes of its type: 18 pt, 16 pt, 四号, 小四.
const SIZES: [i32; 4] = [6_350, 5_644, 4_939, 4_233];
/// A line holds so many characters in all of its columns, so that titles have room beside the others.
const CHARACTERS: i32 = 26;

/// The list of the newest year that has something to study; none when there is nothing.
#[must_use]
pub fn sheets(site: &Site, geometry: &Geometry) -> Vec<Sheet> {
    let ids = site.list(&ListKey::Section(Kind::Study));
    let all = ids
        .iter()
        .map(|id| site.entry(*id))
        .filter_map(|entry| match &entry.detail {
            Detail::Study(study) => Some((entry, &**study)),
            _ => None,
        });
    let all: Vec<(&Entry, &Study)> = all.collect();
    let year_of =
        |(entry, study): &(&Entry, &Study)| study.deadline.map_or(entry.common.date, |day| day).year();
    let Some(year) = all.iter().map(year_of).max() else {
        return Vec::new();
    };
    let mut items: Vec<(&Entry, &Study)> = all
        .into_iter()
        .filter(|of| year_of(of) == year || of.0.common.date.year() == year)
        .collect();
    items.sort_by_key(|(entry, study)| (!study.required, study.deadline.unwrap_or(entry.common.date)));
    let mut blocks = title(&format!("{year}年学习清单"), geometry);
    blocks.push(subtitle_in_line(&summary(site, &items), geometry));
    blocks.push(Block::Space(1));
    let [.., least] = SIZES;
    let roomy = SIZES
        .into_iter()
        .filter(|size| *size == least || geometry.width() / size >= CHARACTERS);
    let roomy: Vec<i32> = roomy.collect();
    let sizes = readable(&table(&items, year, least), &roomy, geometry);
    largest(&sizes, |size| {
        let mut blocks = blocks.clone();
        blocks.push(Block::Table(table(&items, year, size)));
        lay(&blocks, 0, geometry, &|_| None)
    })
}

/// What an item says beside its text.
pub(super) fn facts(study: &Study) -> Vec<(&'static str, String)> {
    let required = if study.required { "必学" } else { "选学" };
    let facts = [
        ("来源", study.source.clone()),
        ("作者", study.author.clone()),
        ("类别", Some(study.category.label().to_owned())),
        ("要求", Some(required.to_owned())),
        ("学时", study.hours.map(hours)),
        ("学完日期", study.deadline.map(Day::chinese)),
        ("学习人数", study.learners.map(|learners| format!("{learners}人"))),
    ];
    facts
        .into_iter()
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}

fn summary(site: &Site, items: &[(&Entry, &Study)]) -> String {
    let required = items.iter().filter(|(_, study)| study.required).count();
    let sum: f64 = items.iter().filter_map(|(_, study)| study.hours).sum();
    let mut words = format!("共{}篇", items.len());
    if required > 0 {
        words.push_str(&format!("，其中必学{required}篇"));
    }
    if sum > 0.0 {
        words.push_str(&format!("，合计{}", hours(sum)));
    }
    if site.study.hours > 0.0 {
        words.push_str(&format!("；每名党员全年不少于{}", hours(site.study.hours)));
    }
    words
}

/// What is required, then what is not, each below its name.
fn table(items: &[(&Entry, &Study)], year: i32, size: i32) -> Table {
    let parts = [("必学", true), ("选学", false)]
        .into_iter()
        .flat_map(|(name, required)| {
            let of_part = items.iter().filter(move |(_, study)| study.required == required);
            let mut rows: Vec<TableRow> = of_part.map(|of| row(of, year)).collect();
            if !rows.is_empty() {
                rows.insert(0, vec![part(&format!("{name}　{}篇", rows.len()))]);
            }
            rows
        });
    Table {
        head: vec![head_row(&COLUMNS)],
        rows: parts.collect(),
        size: Some(size),
        ..Table::default()
    }
}

const COLUMNS: [&str; 4] = ["学习内容", "类别", "学时", "学完日期"];

/// A row that says what the ones below it are.
fn part(name: &str) -> TableCell {
    TableCell {
        columns: COLUMNS.len(),
        keep: true,
        ..heads(name)
    }
}

fn row((entry, study): &(&Entry, &Study), year: i32) -> TableRow {
    let hours = study.hours.map(|of| hours(of).replace("学时", ""));
    let by = study.deadline.map(|day| short(day, year));
    let said = |words: Option<String>| aligned(words.unwrap_or_else(|| "—".to_owned()), Align::Centre);
    vec![
        aligned(name(entry, study), Align::Left),
        aligned(study.category.label(), Align::Centre),
        said(hours),
        said(by),
    ]
}

/// The title, and where it comes from.
fn name(entry: &Entry, study: &Study) -> String {
    let of = [&study.author, &study.source];
    let of: Vec<&str> = of.into_iter().flatten().map(String::as_str).collect();
    match of.as_slice() {
        [] => entry.common.title.clone(),
        of => format!("{}\n（{}）", entry.common.title, of.join("，")),
    }
}
