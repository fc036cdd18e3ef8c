//! Which of the bundled ledgers a header is of: by the names of its columns, and by its title.

use super::body::TableBody;
use super::cells;
use super::columns::ColumnSource;
use super::guess::{has_values, values};
use super::header::{HeaderColumn, TableHeader};
use super::synonyms;
use crate::import::doubts::Doubts;
use crate::import::official::only_one;
use crate::read::ledger::{ColumnRole, Computed, Preset, PresetField};
use crate::read::suggest;
use crate::words::Labelled;

/// How well a ledger fits a header.
#[derive(Debug)]
pub(super) struct PresetFit {
    pub(super) preset: Preset,
    /// For each column of the sheet, the field of the preset.
    pub(super) fields: Vec<Option<usize>>,
    pub(super) score: i32,
    pub(super) is_enough: bool,
    /// The title says so.
    pub(super) is_named: bool,
    /// What stands in for a field of text that has no column.
    pub(super) stands_in: Option<(&'static str, ColumnSource)>,
}

/// How well a preset fits: its columns that are there, those that each row must have and are not, and those that it
/// does not know.
pub(super) fn fit(preset: Preset, header: &TableHeader, body: &TableBody<'_>) -> PresetFit {
    let fields = preset.fields();
    let mut assigned = assign(preset, &header.columns);
    move_deadline(preset, header, &mut assigned);
    let stands_in = stand_in(preset, header, body, &mut assigned);
    let has = |index: usize| assigned.contains(&Some(index));
    let stands = |name: &str| stands_in.as_ref().is_some_and(|(field, _)| *field == name);
    let (mut score, mut required, mut found) = (0, 0, 0);
    let mut has_numbers = true;
    for (index, field) in fields.iter().enumerate() {
        let is_there = has(index) || stands(field.name);
        score += match (is_there, field.required) {
            (true, true) => 3,
            (true, false) => 1,
            (false, true) => -3,
            (false, false) => 0,
        };
        required += i32::from(field.required);
        found += i32::from(field.required && is_there);
        // Words can be added to a register afterwards; without its numbers it is another one.
        has_numbers &= is_there || !field.required || !field.kind.is_numeric();
    }
    let is_plain = |place: usize| {
        let bare = header.columns[place].bare.as_str();
        synonyms::TELLS_NOTHING.contains(&(preset, bare))
    };
    let tells = |index: usize| {
        let name = fields[index].name;
        let place = assigned.iter().position(|field| *field == Some(index));
        (place.is_some_and(|place| !is_plain(place)) || stands(name))
            && synonyms::telling(preset).contains(&name)
    };
    let is_of_another = header
        .columns
        .iter()
        .any(|column| synonyms::OF_OTHERS.contains(&(preset, column.bare.as_str())));
    let telling = (0..fields.len()).filter(|index| tells(*index)).count();
    let is_stage = |place: usize| match &stands_in {
        Some((_, ColumnSource::StageName(stages))) => stages.iter().any(|(known, _)| *known == place),
        _ => false,
    };
    for (place, (column, field)) in header.columns.iter().zip(&assigned).enumerate() {
        let is_computed = computed(preset, &column.bare).is_some();
        let is_silent = column.bare.is_empty() || synonyms::has(synonyms::SEQUENCE, &column.bare);
        score += match field {
            None if is_computed => 1,
            None if !is_silent && !is_stage(place) => -1,
            _ => 0,
        };
    }
    let title = synonyms::TITLES.iter().find(|(of, _)| *of == preset);
    let is_named = title.is_some_and(|(_, row)| synonyms::named(&header.title, row).is_some());
    score += 2 * i32::try_from(telling.min(3)).unwrap_or(0) + if is_named { 4 } else { 0 };
    PresetFit {
        preset,
        is_enough: has_numbers
            && !is_of_another
            && found * 2 >= required
            && found > 0
            && (telling > 0 || is_named && score > 2),
        fields: assigned,
        is_named,
        score,
        stands_in,
    }
}

/// 完成时间 of a register without 时限 is what 时限 is.
fn move_deadline(preset: Preset, header: &TableHeader, assigned: &mut [Option<usize>]) {
    if !matches!(preset, Preset::Rectification | Preset::Tasks) {
        return;
    }
    let with_role = |role| preset.fields().iter().position(|field| field.role == Some(role));
    let (deadline, completed) = (with_role(ColumnRole::Deadline), with_role(ColumnRole::Completed));
    let place = assigned
        .iter()
        .position(|field| field.is_some() && *field == completed);
    if let Some(place) = place.filter(|_| !assigned.contains(&deadline))
        && synonyms::has(synonyms::PERHAPS_DEADLINES, &header.columns[place].bare)
    {
        assigned[place] = deadline;
    }
}

/// The columns of the days on which a person's stages began, from the first stage to the last: by their names, which may
/// leave out 时间 where days stand below.
fn stage_days(header: &TableHeader, body: &TableBody<'_>) -> Vec<(usize, &'static str)> {
    let stage = |place: usize| {
        let bare = header.columns[place].bare.as_str();
        let found = synonyms::STAGE_DAYS
            .iter()
            .find(|(_, row)| synonyms::named(bare, row).is_some())?;
        let says_days = || has_values(body, place) && values(body, place).all(cells::is_time);
        let is_day = synonyms::named(bare, synonyms::WITHIN_STAGES).is_none()
            && (bare.contains(['时', '日']) || says_days());
        is_day.then_some(found.0)
    };
    let stages: Vec<_> = (0..header.columns.len()).map(stage).collect();
    let place = |wanted: &str| stages.iter().position(|stage| *stage == Some(wanted));
    let all = synonyms::STAGE_DAYS.iter().rev();
    all.filter_map(|(name, _)| Some((place(name)?, *name))).collect()
}

/// What tells 阶段 or 称号 where no column does: the title, headings between the rows, columns of days.
fn stand_in(
    preset: Preset,
    header: &TableHeader,
    body: &TableBody<'_>,
    assigned: &mut [Option<usize>],
) -> Option<(&'static str, ColumnSource)> {
    let (name, words) = match preset {
        Preset::Development => ("阶段", synonyms::STAGES),
        Preset::Honours => ("称号", synonyms::HONOUR_TITLES),
        _ => return None,
    };
    let index = preset.fields().iter().position(|field| field.name == name);
    if assigned.iter().any(|field| field.is_some() && *field == index) {
        return None;
    }
    let stages = if preset == Preset::Development {
        stage_days(header, body)
    } else {
        Vec::new()
    };
    if stages.len() > 1 {
        stages.iter().for_each(|(place, _)| assigned[*place] = None);
        return Some((name, ColumnSource::StageName(stages)));
    }
    if preset == Preset::Honours && body.headings_begin() && !body.are_of_branches() {
        return Some((name, ColumnSource::Headings));
    }
    let constant = only_one(synonyms::words(words).filter(|word| header.title.contains(word)))?;
    Some((name, ColumnSource::Constant(constant.to_owned())))
}

/// The field of a preset that each column is: by its own name, then by another, then by a longer one that has it in it.
fn assign(preset: Preset, columns: &[HeaderColumn]) -> Vec<Option<usize>> {
    let fields = preset.fields();
    let mut assigned: Vec<Option<usize>> = vec![None; columns.len()];
    let mut take = |matches: &dyn Fn(&str, &PresetField) -> Option<usize>| {
        for (index, field) in fields.iter().enumerate() {
            if assigned.contains(&Some(index)) {
                continue;
            }
            let free = columns
                .iter()
                .enumerate()
                .filter(|(place, column)| assigned[*place].is_none() && !column.bare.is_empty())
                .filter(|(_, column)| !column.is_part);
            let ranked = free.filter_map(|(place, column)| Some((matches(&column.bare, field)?, place)));
            if let Some((_, place)) = ranked.min() {
                assigned[place] = Some(index);
            }
        }
    };
    take(&|bare, field| (bare == field.name).then_some(0));
    take(&|bare, field| synonyms::of_field(preset, field.name).position(|word| word == bare));
    take(&|bare, field| {
        let length = bare.chars().count();
        let is_long =
            |word: &str| (3..=length).contains(&word.chars().count()) && length < word.chars().count() + 5;
        synonyms::of_field(preset, field.name).position(|word| bare.contains(word) && is_long(word))
    });
    assigned
}

/// What the program works out itself under this name.
pub(super) fn computed(preset: Preset, bare: &str) -> Option<Computed> {
    let mut known = synonyms::COMPUTED
        .iter()
        .filter(|(what, _)| preset.computed().contains(what));
    known
        .find(|(_, row)| synonyms::has(row, bare))
        .map(|(what, _)| *what)
}

impl PresetFit {
    /// True where something tells a field of the preset.
    pub(super) fn has(&self, index: usize) -> bool {
        let name = self.preset.fields()[index].name;
        self.fields.contains(&Some(index))
            || match &self.stands_in {
                Some((field, ColumnSource::StageName(_))) => name == *field || name == "日期",
                Some((field, _)) => name == *field,
                None => false,
            }
    }

    /// Where the values of a field stand.
    pub(super) fn source(&self, index: usize, doubts: &mut Doubts) -> ColumnSource {
        let field = &self.preset.fields()[index];
        if let Some(place) = self.fields.iter().position(|known| *known == Some(index)) {
            return ColumnSource::Cells(place);
        }
        match &self.stands_in {
            Some((name, source)) if *name == field.name => {
                doubts.say(match source {
                    ColumnSource::Constant(word) => format!("“{name}”是按标题填的：{word}"),
                    ColumnSource::Headings => format!("“{name}”是按各行之间的小标题填的"),
                    _ => format!("“{name}”和“日期”是按最后一个有日期的阶段填的"),
                });
                source.clone()
            }
            Some((_, ColumnSource::StageName(stages))) if field.name == "日期" => {
                ColumnSource::StageDay(stages.clone())
            }
            _ => ColumnSource::Missing,
        }
    }
}

/// What tells whose the rows are where no column does: the headings between them, or the sheet's name.
pub(super) fn branches(header: &TableHeader, body: &TableBody<'_>, doubts: &mut Doubts) -> ColumnSource {
    if body.headings_begin() && body.are_of_branches() {
        doubts.say("“支部”是按各行之间的小标题填的");
        return ColumnSource::Headings;
    }
    let Some(branch) = &header.branch else {
        return ColumnSource::Missing;
    };
    doubts.say(format!("“支部”是按工作表的名称填的：{branch}"));
    ColumnSource::Constant(branch.clone())
}

/// The field that a column may be, by its name and by the others that it has.
pub(super) fn near(preset: Preset, bare: &str, fields: &[&'static str]) -> Option<&'static str> {
    if computed(preset, bare).is_some() {
        return None;
    }
    let meant = suggest::meant(bare, fields.iter().copied());
    let known = fields.iter().find(|field| meant == Some(**field)).copied();
    let rows = synonyms::of_preset(preset)
        .iter()
        .filter(|(field, _)| fields.contains(field));
    let words = rows.flat_map(|(field, row)| synonyms::words(row).map(|word| (word, *field)));
    known.or_else(|| {
        let near = suggest::nearest(bare, words)?;
        fields.iter().find(|field| **field == near).copied()
    })
}

/// Says which ledger is nearest, and what it lacks.
pub(super) fn say_nearest(best: Option<&PresetFit>, header: &TableHeader, doubts: &mut Doubts) {
    let is_near = |fit: &&PresetFit| {
        let matched = fit.fields.iter().flatten().count();
        let computed = header
            .columns
            .iter()
            .filter(|column| computed(fit.preset, &column.bare).is_some());
        let words = synonyms::TITLES.iter().filter(|(of, _)| *of == fit.preset);
        let is_named = fit.is_named
            || words.into_iter().any(|(_, row)| {
                let mut columns = header.columns.iter();
                columns.any(|column| synonyms::named(&column.bare, row).is_some())
            });
        is_named && matched > 0 || fit.score >= 0 && matched + computed.count() > 2
    };
    let Some(fit) = best.filter(is_near) else { return };
    let label = fit.preset.label();
    let fields = fit.preset.fields();
    let lacking = fields
        .iter()
        .enumerate()
        .filter(|(index, field)| field.required && !fit.fields.contains(&Some(*index)));
    let lacking: Vec<&'static str> = lacking.map(|(_, field)| field.name).collect();
    let mut sentence = format!("没有合用的台账，用了表里自己的列。最接近的是“{label}”");
    if !lacking.is_empty() {
        sentence.push_str(&format!("，缺“{}”", lacking.join("”“")));
    }
    let columns = header.columns.iter().zip(&fit.fields);
    let free = columns.filter(|(_, field)| field.is_none());
    let meant: Vec<_> = free
        .filter_map(|(head, _)| Some((&head.name, near(fit.preset, &head.bare, &lacking)?)))
        .collect();
    for (name, field) in &meant {
        // Two that may be the same are neither.
        if meant.iter().filter(|(_, other)| other == field).count() == 1 {
            sentence.push_str(&format!("；“{name}”可能是“{field}”"));
        }
    }
    doubts.say(sentence);
}
