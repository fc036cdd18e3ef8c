//! The end of a 公文: 落款 and 成文日期, the names of 附件, and what is printed below, which is no text.

use std::sync::LazyLock;

use regex::Regex;

use super::working::WorkingText;
use super::{days, pattern};
use crate::import::numbering;
use crate::words::Day;

/// Who issued a text, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ClosingFound {
    pub(super) unit: Option<String>,
    pub(super) day: Option<Day>,
}

static ANNEX: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^附\s*(?:件|表|录)?\s*[0-9一二三四五六七八九十]{0,3}\s*：?$"));
static ANNEX_LIST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^附\s*(?:件|表)?\s*[0-9一二三四五]{0,2}\s*：\s*(?P<names>.+)$"));
static IMPRINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:抄\s*送|抄\s*报|报\s*送|主\s*送|分\s*送|印\s*发|发\s*至)\s*：|印\s*发\s*$|^[（(]?共印\s*[0-9]+\s*份|^主题词\s*：",
    )
});
static OPEN_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[（(](?:此件.{0,12}(?:公开|发布|登报|传达)|主动公开|依申请公开|不予公开|信息公开.{0,8}|发至.{0,12}|联系人：.{0,40})[）)]$",
    )
});
static BLANK_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:20[0-9x×X*＊_ ]{0,3})?\s*年[\s_xX×]*[0-9]{0,2}[\s_xX×]*月[\s_xX×]*[0-9]{0,2}[\s_xX×]*日$")
});

/// What the name of a unit ends with.
const UNITS: [&str; 38] = [
    "委员会",
    "支部",
    "总支",
    "党总支",
    "总支部",
    "党支部",
    "党委",
    "党组",
    "纪委",
    "支委会",
    "总支委",
    "委员会办公室",
    "办公室",
    "党办",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "学院",
    "大学",
    "一中",
    "二中",
    "三中",
    "集团",
    "党小组",
    "领导小组",
    "工作组",
    "工作小组",
    "检查组",
    "宣传组",
    "组织组",
    "工会",
    "团委",
    "少先队",
    "政教处",
    "教务处",
    "教育局",
    "中心校",
];

/// True for a line that names a unit and says nothing else.
pub(super) fn is_unit(said: &str) -> bool {
    let bare: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare
        .strip_suffix("（章）")
        .or(bare.strip_suffix("（盖章）"))
        .unwrap_or(&bare);
    let length = bare.chars().count();
    (4..=40).contains(&length)
        && bare.chars().all(|c| {
            crate::words::is_han(c) || matches!(c, '（' | '）' | '“' | '”' | '·' | '—') || c.is_ascii_digit()
        })
        && UNITS.iter().any(|unit| bare.ends_with(unit))
        && !["第一条", "关于", "召开", "开展", "全体"]
            .iter()
            .any(|word| bare.contains(word))
}

/// Takes the end.
pub(super) fn take(work: &mut WorkingText) -> ClosingFound {
    take_imprint(work);
    name_annexes(work);
    let mut candidates = signatures(work);
    let end = annex_start(work);
    if let Some(end) = end {
        let before: Vec<_> = candidates
            .iter()
            .copied()
            .filter(|signature| signature.last < end)
            .collect();
        candidates = if before.is_empty() { candidates } else { before };
    }
    match candidates[..] {
        [one] => accept(work, one),
        [] => {
            if work.lines().any(|(_, said)| BLANK_DAY.is_match(said)) {
                work.say("成文日期没有填写完整，留在正文里，请补上");
            }
            ClosingFound::default()
        }
        _ => {
            work.say("文中有几处落款和日期，可能是几份文件连在一起，没有填“落款”和“成文日期”，请核对");
            ClosingFound::default()
        }
    }
}

/// A line that is a day, with what stands above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signature {
    /// The line of the unit, or the day's own when it names both.
    first: usize,
    last: usize,
    day: Day,
    has_unit: bool,
}

static BOTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<unit>\D{4,45}?)[\s，]+(?P<day>[12二][^，。]{5,14})$"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:日\s*期|落\s*款|成文日期|发布日期|承诺日期|签订日期|公示单位|发文单位|单位)\s*：\s*")
});

/// The days that stand alone below a unit, at the right, or at the very end.
fn signatures(work: &WorkingText) -> Vec<Signature> {
    let lines: Vec<(usize, &str)> = work.lines().collect();
    let count = lines.len();
    let mut found = Vec::new();
    for (place, (at, said)) in lines.iter().enumerate().skip(1) {
        let bare = LABEL.replace(said, "");
        let both = BOTH.captures(said).filter(|both| is_unit(&both["unit"]));
        let (day, first, has_unit) = if let Some(both) = both {
            (days::only_day(&both["day"]), *at, true)
        } else {
            let (above, unit) = lines[place - 1];
            let is_next = at - above < 4;
            let has_unit = is_next && is_unit(&LABEL.replace(unit, ""));
            (
                days::only_day(&bare),
                if has_unit { above } else { *at },
                has_unit,
            )
        };
        let Some(day) = day else { continue };
        let is_plain = bare.len() == said.len();
        let is_near_title = place < 2 && count > 4;
        let is_last = place + 1 == count;
        let is_signed = lines[place - 1].1.starts_with("承诺");
        let is_bracketed = said.starts_with(['（', '(']);
        let is_end = is_plain || place + 3 > count;
        let stands_so = has_unit && (!is_near_title || is_last)
            || work.blocks[*at].is_right()
            || (is_last || is_signed) && !is_bracketed;
        if stands_so && is_end {
            found.push(Signature {
                first,
                last: *at,
                day,
                has_unit,
            });
        }
    }
    found
}

fn accept(work: &mut WorkingText, signature: Signature) -> ClosingFound {
    let mut closing = ClosingFound {
        unit: None,
        day: Some(signature.day),
    };
    work.blocks[signature.last].is_taken = true;
    if !signature.has_unit {
        return closing;
    }
    let said = work.blocks[signature.first].said.clone();
    let unit = BOTH.captures(&said).filter(|both| is_unit(&both["unit"]));
    let unit = unit.map_or(said.clone(), |both| both["unit"].to_owned());
    let unit = LABEL.replace(&unit, "").into_owned();
    let above = work.lines().rfind(|(at, _)| *at < signature.first);
    let more = above.filter(|(at, said)| is_unit(said) && signature.first - at < 3);
    let named = |part: &str| {
        is_unit(part)
            && !["总支", "支部", "党", "第", "委员会"]
                .iter()
                .any(|word| part.starts_with(word))
    };
    let are_many = unit.split_whitespace().count() > 1 && unit.split_whitespace().all(named);
    if more.is_some() || are_many {
        work.blocks[signature.last].is_taken = signature.first != signature.last;
        work.say("落款不止一个单位，留在正文里，请核对");
        return closing;
    }
    work.blocks[signature.first].is_taken = true;
    let bare: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare
        .strip_suffix("（章）")
        .or(bare.strip_suffix("（盖章）"))
        .unwrap_or(&bare);
    closing.unit = Some(bare.to_owned());
    closing
}

/// What is printed at the end for offices, and notes on who may read it.
fn take_imprint(work: &mut WorkingText) {
    let lines: Vec<(usize, String)> = work.lines().map(|(at, said)| (at, said.to_owned())).collect();
    for (at, said) in lines.iter().rev().take(6) {
        let is_imprint = IMPRINT.is_match(said) && said.chars().count() < 80;
        if is_imprint || OPEN_NOTE.is_match(said) {
            work.blocks[*at].is_taken = true;
            work.say(format!("文末的“{said}”没有写进正文"));
        }
    }
}

/// Where the annexes begin that follow in the same file.
fn annex_start(work: &WorkingText) -> Option<usize> {
    work.lines()
        .skip(2)
        .find(|(_, said)| ANNEX.is_match(said))
        .map(|(at, _)| at)
}

/// Says which annexes a text names; the files are not there.
fn name_annexes(work: &mut WorkingText) {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let mut names: Vec<String> = Vec::new();
    for (place, said) in lines.iter().enumerate() {
        let Some(found) = ANNEX_LIST.captures(said) else {
            continue;
        };
        let first = &found["names"];
        if first.ends_with('。') || first.chars().count() > 60 {
            continue;
        }
        names.extend(split_names(first));
        let Some(number) = numbering::number_of(first) else {
            continue;
        };
        let known = u32::try_from(names.len()).unwrap_or(1).max(1);
        let run = lines[place + 1..].iter().zip(number.value + known..);
        let run = run.map_while(|(more, next)| {
            let number = numbering::number_of(more).filter(|number| number.value == next)?;
            Some(more[number.length..].trim().to_owned())
        });
        names.extend(run);
    }
    names.dedup();
    if !names.is_empty() {
        work.say(format!(
            "文中写了附件：{}；附件的文件不在里面，请放到条目旁边，再写进“附件”",
            names.join("、")
        ));
    }
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)[0-9]{1,2}[.、]\s*"));

/// `1. 流程表 2. 名单`.
fn split_names(text: &str) -> Vec<String> {
    let parts = NUMBERED
        .split(text)
        .map(|part| part.trim().trim_end_matches(['；', '。']).to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}
