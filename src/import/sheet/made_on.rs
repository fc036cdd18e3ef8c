//! When a table was made: by the lines around it, or by its title.

use super::{days, header};
use crate::import::official;
use crate::words::Day;

/// When a table was made.
#[derive(Debug)]
pub(super) struct MadeOn {
    pub(super) day: Day,
    /// The line says nothing else.
    pub(super) is_all: bool,
}

/// `党费收缴情况（截至2026年9月30日）`.
pub(super) fn named_day(title: &str) -> Option<Day> {
    official::as_of_day(&title[title.rfind(['（', '('])?..])
}

/// Labels of the day of what a table is of: a list of who came.
const HELD_ON: [&str; 4] = ["时间", "日期", "会议时间", "活动时间"];

/// The day that the lines around a table say it was made on: `填报日期：2026年7月6日`, `（截至2026年10月30日）`.
pub(super) fn day_of(lines: &[String]) -> Option<MadeOn> {
    let alone = || {
        lines.iter().find_map(|line| {
            let day = official::as_of_day(line).or_else(|| Some(days::typed(line, None, false)?.0))?;
            let is_all = true;
            Some(MadeOn { day, is_all })
        })
    };
    // 统计截至2026年9月30日 单位：元, 时间：2026年9月25日 地点：会议室.
    let in_part = || {
        lines.iter().find_map(|line| {
            let mut parts: Vec<&str> = line.split(' ').collect();
            let (place, day) = parts.iter().enumerate().find_map(|(place, part)| {
                let held = HELD_ON.iter().find_map(|label| part.strip_prefix(label));
                let held =
                    held.and_then(|held| Some(days::typed(held.strip_prefix(['：', ':'])?, None, false)?.0));
                Some((place, official::as_of_day(part).or(held)?))
            })?;
            parts.remove(place);
            let is_all = parts.iter().all(|part| header::stated_unit(part).is_some());
            Some(MadeOn { day, is_all })
        })
    };
    let labelled = lines.iter().find_map(|line| {
        let (before, behind) = official::MADE_ON
            .split(' ')
            .find_map(|label| line.split_once(label))?;
        let behind = behind.trim_start_matches([' ', '：', ':']);
        let word = behind.split([' ', '　', '）', ')']).next()?;
        let day = days::typed(word, None, false)?.0;
        let rest = [before, &behind[word.len()..]].concat();
        let is_all = rest.chars().all(|c| c.is_whitespace() || "（）()".contains(c));
        Some(MadeOn { day, is_all })
    });
    // 填报单位：青山学校党支部（2026年10月30日）.
    let in_brackets = || {
        let of_units = lines.iter().filter(|line| line.contains("单位"));
        of_units
            .filter_map(|line| {
                let (_, inside) = line
                    .trim_end()
                    .strip_suffix(['）', ')'])?
                    .rsplit_once(['（', '('])?;
                let (day, _) = days::typed(inside.trim(), None, false)?;
                let is_all = false;
                Some(MadeOn { day, is_all })
            })
            .next()
    };
    labelled.or_else(in_brackets).or_else(alone).or_else(in_part)
}
