//! Header and values → the ledger that a table is, and what becomes of each of its columns.

use super::body::TableBody;
use super::cells;
use super::fit::{self, PresetFit};
use super::guess::{self, has_values, values};
use super::header::{HeaderColumn, TableHeader};
use super::synonyms;
use crate::attachment::VisibleValue;
use crate::import::doubts::Doubts;
use crate::read::ledger::{Column, ColumnKind, ColumnRole, Preset, PresetField};
use crate::words::Labelled;

/// What a table becomes.
#[derive(Debug)]
pub(super) struct TablePlan {
    pub(super) preset: Option<Preset>,
    /// Those of the preset first, in its order.
    pub(super) columns: Vec<PlannedColumn>,
}

/// A column of the ledger.
#[derive(Debug)]
pub(super) struct PlannedColumn {
    pub(super) column: Column,
    pub(super) source: ColumnSource,
    /// Each row must have it.
    pub(super) is_required: bool,
    /// The preset does not have it.
    pub(super) is_own: bool,
    /// Its numbers are taken so many times ten.
    pub(super) power: i32,
    /// Of its days that say none.
    pub(super) year: Option<i32>,
    /// What the sheet calls it.
    pub(super) shown: String,
}

/// Where the values of a column stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ColumnSource {
    /// In this column of the sheet.
    Cells(usize),
    /// Nowhere: all rows say this.
    Constant(String),
    /// In the headings between the rows.
    Headings,
    /// In the names of the columns that hold the days of a person's stages, from the first stage to the last.
    StageName(Vec<(usize, &'static str)>),
    /// In these columns themselves.
    StageDay(Vec<(usize, &'static str)>),
    /// Nowhere.
    Missing,
}

impl TablePlan {
    /// The names of the columns about persons that stay out.
    pub(super) fn personal<'h>(&self, header: &'h TableHeader, body: &TableBody<'_>) -> Vec<&'h str> {
        let is_used = |place| {
            let mut sources = self.columns.iter().map(|column| &column.source);
            sources.any(|source| *source == ColumnSource::Cells(place))
        };
        let columns = header.columns.iter().enumerate();
        let personal = columns.filter(|(place, head)| {
            synonyms::is_personal(&head.bare) && !is_used(*place) && has_values(body, *place)
        });
        personal.map(|(_, head)| head.name.as_str()).collect()
    }
}

impl PlannedColumn {
    /// True for one that the sheet has.
    pub(super) fn is_in_sheet(&self) -> bool {
        matches!(self.source, ColumnSource::Cells(_))
    }
}

/// A preset wins by so much.
const MARGIN: i32 = 2;

/// Decides what the table is.
pub(super) fn plan(header: &TableHeader, body: &TableBody<'_>, doubts: &mut Doubts) -> TablePlan {
    let mut fits: Vec<PresetFit> = Preset::ALL
        .into_iter()
        .map(|preset| fit::fit(preset, header, body))
        .collect();
    fits.sort_by_key(|fit| std::cmp::Reverse((fit.is_enough, fit.score)));
    let mut fits = fits.into_iter();
    let (best, second) = (fits.next(), fits.next());
    let rival = second
        .filter(|second| second.is_enough)
        .map(|second| (second.preset, second.score));
    match best {
        Some(best) if best.is_enough => match rival.filter(|rival| best.score - rival.1 < MARGIN) {
            None => of_preset(&best, header, body, doubts),
            Some(rival) => {
                doubts.say(format!(
                    "看不出是“{}”还是“{}”，先用表里自己的列；是其中一种的，在标题里写明，再导入一次",
                    best.preset.label(),
                    rival.0.label()
                ));
                own(header, body, doubts)
            }
        },
        best => {
            fit::say_nearest(best.as_ref(), header, doubts);
            own(header, body, doubts)
        }
    }
}

fn of_preset(fit: &PresetFit, header: &TableHeader, body: &TableBody<'_>, doubts: &mut Doubts) -> TablePlan {
    let preset = fit.preset;
    let mut columns = Vec::new();
    for (index, field) in preset.fields().iter().enumerate() {
        let source = match fit.source(index, doubts) {
            ColumnSource::Missing if field.role == Some(ColumnRole::Branch) => {
                fit::branches(header, body, doubts)
            }
            source => source,
        };
        let place = if let ColumnSource::Cells(place) = source {
            Some(place)
        } else {
            None
        };
        let is_lacking = source == ColumnSource::Missing;
        if is_lacking && field.required {
            doubts.say(format!("表里没有“{}”一列，每一行都要补上", field.name));
        }
        if is_lacking && !field.required || !is_taken(field, place, header, body, doubts) {
            continue;
        }
        let head = place.map(|place| &header.columns[place]);
        if let Some(head) = head.filter(|head| {
            field.role == Some(ColumnRole::Deadline) && synonyms::has(synonyms::PERHAPS_DEADLINES, &head.bare)
        }) {
            doubts.say(format!(
                "“{}”按“时限”导入；是实际完成的日期的，改成“完成日期”，另填“时限”",
                head.name
            ));
        }
        columns.push(PlannedColumn {
            column: Column {
                name: field.name.to_owned(),
                kind: field.kind,
                role: field.role,
                summed: field.summed,
            },
            source,
            is_required: field.required,
            is_own: false,
            power: power(field.kind, head, header),
            year: place.map_or(header.year, |place| year(place, header, body)),
            shown: head.map_or_else(|| field.name.to_owned(), |head| head.name.clone()),
        });
    }
    add_own(fit, header, body, (&mut columns, doubts));
    distinct_names(&mut columns);
    TablePlan {
        preset: Some(preset),
        columns,
    }
}

/// Adds the columns that the preset does not have.
fn add_own(
    fit: &PresetFit,
    header: &TableHeader,
    body: &TableBody<'_>,
    (columns, doubts): (&mut Vec<PlannedColumn>, &mut Doubts),
) {
    let preset = fit.preset;
    let is_stage = |place: usize| match &fit.stands_in {
        Some((_, ColumnSource::StageName(stages))) => stages.iter().any(|(known, _)| *known == place),
        _ => false,
    };
    let mut own = Vec::new();
    for (place, head) in header.columns.iter().enumerate() {
        let of_preset = fit.fields[place].map(|index| &preset.fields()[index]);
        let is_used = columns
            .iter()
            .any(|column| column.source == ColumnSource::Cells(place));
        let is_link = of_preset.is_some_and(|field| field.kind == ColumnKind::Link);
        if is_used || is_stage(place) || of_preset.is_some() && !is_link {
            continue;
        }
        if is_dropped(preset, head, doubts) || !has_values(body, place) {
            continue;
        }
        let mut column = own_column(place, head, header, body, doubts);
        let name = &mut column.column.name;
        if preset
            .fields()
            .iter()
            .any(|field| field.name == *name || field.alias == *name)
        {
            name.push_str("材料");
        }
        if !is_link {
            own.push((head, name.clone()));
        }
        columns.push(column);
    }
    let is_filled = |field: &str| columns.iter().any(|column| column.column.name == field);
    say_own(fit, &own, &is_filled, doubts);
}

/// False for a column of the preset that cannot be filled from a sheet as it is.
fn is_taken(
    field: &PresetField,
    source: Option<usize>,
    header: &TableHeader,
    body: &TableBody<'_>,
    doubts: &mut Doubts,
) -> bool {
    let Some(source) = source else { return true };
    match field.kind {
        ColumnKind::Picture if body.has_pictures(source) => true,
        ColumnKind::Picture => {
            let name = &header.columns[source].name;
            doubts.say(format!(
                "“{name}”一列没有导入：把照片文件和台账放在同一个文件夹里，再填“照片”"
            ));
            false
        }
        ColumnKind::Link => values(body, source).all(|value| cells::is_link(&cells::shown(value))),
        _ => true,
    }
}

/// True for a column that a bundled ledger does without.
fn is_dropped(preset: Preset, head: &HeaderColumn, doubts: &mut Doubts) -> bool {
    let bare = head.bare.as_str();
    if bare.is_empty() || synonyms::has(synonyms::SEQUENCE, bare) {
        return !bare.is_empty();
    }
    if let Some(computed) = fit::computed(preset, bare) {
        doubts.say(format!(
            "“{}”由程序自动得出（{}），没有导入",
            head.name,
            computed.label()
        ));
        return true;
    }
    if preset == Preset::Opinions && synonyms::has(synonyms::REPORTERS, bare) {
        doubts.say(format!("“{}”一列没有导入：反映人是谁不登记", head.name));
        return true;
    }
    synonyms::is_personal(bare)
}

/// Says which columns the preset does not have, and what they could be.
fn say_own(
    fit: &PresetFit,
    own: &[(&HeaderColumn, String)],
    is_filled: &dyn Fn(&str) -> bool,
    doubts: &mut Doubts,
) {
    if own.is_empty() {
        return;
    }
    let preset = fit.preset;
    let free: Vec<&'static str> = (0..preset.fields().len())
        .filter(|index| !fit.has(*index))
        .map(|index| preset.fields()[index].name)
        .filter(|field| !is_filled(field))
        .collect();
    let names: Vec<String> = own.iter().map(|(_, name)| format!("“{name}”")).collect();
    let whole = own.iter().filter(|(head, _)| !head.is_part);
    let near = whole.filter_map(|(head, name)| {
        Some(format!(
            "“{name}”可能是“{}”",
            fit::near(preset, &head.bare, &free)?
        ))
    });
    let near: Vec<String> = near.collect();
    // 志愿服务加分, 获奖加分.
    let has_twins = near.iter().filter(|said| said.ends_with("“加分”")).count() > 1;
    let advice = match near.is_empty() {
        true if free.is_empty() => String::new(),
        true => format!("；还可以用的列：{}", free.join("、")),
        false if has_twins => format!("；{}，是的先加成一列再改名", near.join("，")),
        false => format!("；{}，是的就改名", near.join("，")),
    };
    let label = preset.label();
    doubts.say(format!(
        "“{label}”没有这些列，作为另加的列导入：{}{advice}；不需要的删去",
        names.concat()
    ));
}

fn own(header: &TableHeader, body: &TableBody<'_>, doubts: &mut Doubts) -> TablePlan {
    let mut columns = Vec::new();
    for (place, head) in header.columns.iter().enumerate() {
        let is_dropped = synonyms::has(synonyms::SEQUENCE, &head.bare) || synonyms::is_personal(&head.bare);
        if is_dropped || !has_values(body, place) {
            continue;
        }
        if head.bare.is_empty() {
            doubts.say(format!("第{}列没有列名，请补上或者删去", place + 1));
        }
        columns.push(own_column(place, head, header, body, doubts));
    }
    distinct_names(&mut columns);
    TablePlan {
        preset: None,
        columns,
    }
}

/// A column with a type that fits what stands in it.
fn own_column(
    place: usize,
    head: &HeaderColumn,
    header: &TableHeader,
    body: &TableBody<'_>,
    doubts: &mut Doubts,
) -> PlannedColumn {
    let name = match head.bare.as_str() {
        "" => format!("第{}列", place + 1),
        _ if head.unit.is_some() || head.is_percent => head.bare.clone(),
        _ => head.name.clone(),
    };
    let values: Vec<&VisibleValue> = values(body, place).collect();
    let (kind, fraction) = guess::guess(head, &values, header);
    if let Some(month) = guess::unclear_month(head, &values) {
        doubts.say(format!(
            "“{}”一列的“{month}”看不出是1月还是10月，请对照原表核对",
            head.name
        ));
    }
    PlannedColumn {
        power: if fraction {
            2
        } else {
            power(kind, Some(head), header)
        },
        year: year(place, header, body),
        column: Column {
            name: name.chars().take(40).collect(),
            kind,
            role: None,
            summed: kind == ColumnKind::Money && synonyms::named(&head.bare, synonyms::NOT_SUMMED).is_none(),
        },
        source: ColumnSource::Cells(place),
        is_required: false,
        is_own: true,
        shown: name,
    }
}

/// How often a column's numbers are taken times ten.
pub(super) fn power(kind: ColumnKind, head: Option<&HeaderColumn>, header: &TableHeader) -> i32 {
    let own = head.and_then(|head| head.unit);
    match own.or(header.unit) {
        Some(unit) if kind == ColumnKind::Money => unit.power,
        _ => 0,
    }
}

/// The year of the days of a column that say none: the table's, else that of the other days. Where all of those are of
/// another year than the table, nobody knows.
fn year(place: usize, header: &TableHeader, body: &TableBody<'_>) -> Option<i32> {
    let mut years = values(body, place).filter_map(|value| Some(cells::stated_day(value)?.year()));
    let Some(first) = years.next() else {
        return header.year;
    };
    match years.all(|year| year == first) {
        true => header.year.is_none_or(|year| year == first).then_some(first),
        false => header.year,
    }
}

/// Gives a number to names that are there already.
fn distinct_names(columns: &mut [PlannedColumn]) {
    for index in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(index);
        let Some(column) = rest.first_mut() else { continue };
        let name = column.column.name.clone();
        let is_taken = |name: &str| before.iter().any(|other| other.column.name == name);
        let free = (2..).map(|number| format!("{name}{number}"));
        if is_taken(&name)
            && let Some(other) = free.take(before.len() + 1).find(|name| !is_taken(name))
        {
            column.column.name = other;
        }
    }
}
