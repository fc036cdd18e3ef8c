//! The end of a 公文: 落款 and 成文日期, the names of 附件, and what is printed below, which is no text.

use super::working::{WorkingText, behind_number};
use super::{days, forms, heading, labels, persons};
use crate::import::numbering;
use crate::import::text::SourceBlock;
use crate::words::{Day, LazyRegex, contains_any, ends_with_any, starts_with_any};

/// Who issued a text, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ClosingFound {
    pub(super) unit: Option<String>,
    pub(super) day: Option<Day>,
}

static ANNEX: LazyRegex = LazyRegex::new(r"^附\s*(?:件|表|录)?\s*[0-9一二三四五六七八九十]{0,3}\s*：?$");
static ANNEX_LIST: LazyRegex =
    LazyRegex::new(r"^附\s*(?:件|表)?\s*[0-9一二三四五]{0,2}\s*：\s*(?P<names>.+)$");
// 附件2报名表.docx, without a colon.
static ANNEX_FILE: LazyRegex = LazyRegex::new(
    r"^附\s*(?:件|表)\s*[0-9一二三四五]{0,2}[\s.、]*(?P<names>[^：，。；]{2,60}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar|jpe?g|png))$",
);
static IMPRINT: LazyRegex = LazyRegex::new(
    r"^(?:抄\s*送|抄\s*报|报\s*送|主\s*送|分\s*送|印\s*发|发\s*至|报|送|发)\s*：|印\s*发\s*$|^[（(]?共印\s*[0-9]+\s*份|^主题词\s*：",
);
static OPEN_NOTE: LazyRegex = LazyRegex::new(
    r"^[（(](?:此件.{0,12}(?:公开|发布|登报|传达)|主动公开|依申请公开|不予公开|信息公开.{0,8}|发至.{0,12})[）)]$",
);
static BLANK_DAY: LazyRegex = LazyRegex::new(
    r"^(?:20[0-9x×X*＊_ ]{0,3})?\s*年[\s_xX×]*[0-9]{0,2}[\s_xX×]*月[\s_xX×]*[0-9]{0,2}[\s_xX×]*日$",
);

static YEARLESS: LazyRegex = LazyRegex::new(r"^[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日$");

/// What the name of a unit ends with.
const UNITS: &str = "\
    委员会 支部 总支 党委 党组 纪委 支委会 总支委 办公室 党办 校办 学校 中学 小学 幼儿园 学院 大学 \
    一中 二中 三中 集团 党小组 领导小组 纪检小组 监督小组 工作组 工作小组 检查组 巡察组 宣传组 组织组 工会 团委 少先队 \
    教育局 教体局 中心校 秘书处 年级组 教研组 备课组 党校 筹备组 分校 校区 领导班子";

/// The parts of schools and offices that are called by what they see to: 学生处, 党政办, 文明办, 基教股.
static PART: LazyRegex = LazyRegex::new(concat!(
    "(?:教务|教导|教育|教学|教研|基教|督导|政教|德育|学生|学工|招生|就业|招就|科研|规划|发展|人事|组织|宣传|统战|党政|党群|党建|纪委",
    "|党务|纪检|监察|巡察|审计|财务|计财|资产|总务|后勤|基建|设备|装备|保卫|安全|文明|创建|综合|行政|工作|管理|服务|信息|网信",
    "|信访|法规|外事|体卫|档案|老干部|离退休)(?:处|科|股|办|室|部|组|中心)$",
    // Offices that are no schools: 教育体育局, 中心卫生院, 沙坪乡人民政府. 布局 and 全局 are none.
    r"|\p{Han}[^全大布格结开新破战僵时]局$|(?:医|卫生|保健|检察|研究|福利|敬老)院$|人民政府$|办事处$|村委会$|居委会$"
));

/// True for a line that names a unit and says nothing else.
pub(in crate::import) fn is_unit(said: &str) -> bool {
    let bare = bare_unit(said);
    let length = bare.chars().count();
    (3..=40).contains(&length)
        && !bare.starts_with(['各', '本', '我', '你', '该'])
        && bare.chars().all(|c| {
            crate::words::is_han(c) || matches!(c, '（' | '）' | '“' | '”' | '·' | '—') || c.is_ascii_digit()
        })
        && (UNITS.split(' ').any(|unit| bare.ends_with(unit)) || PART.is_match(&bare))
        && !contains_any(&bare, &["第一条", "关于", "召开", "开展", "全体", "或", "以及"])
}

/// True for a unit, and for several of one school: 青山学校教务处、德育处.
fn are_units(said: &str) -> bool {
    said.split('、').all(is_unit)
}

/// True for all members of a unit: 第一党支部全体党员.
fn are_members(said: &str) -> bool {
    let all = ["全体党员", "全体党员教师", "全体教师党员", "全体教职工"];
    let of_unit = all.iter().find_map(|all| said.strip_suffix(all));
    of_unit.is_some_and(is_unit)
}

/// Takes the end.
pub(super) fn take(work: &mut WorkingText, title: &str) -> ClosingFound {
    take_imprint(work);
    name_annexes(work);
    let mut candidates = signatures(work, title);
    if let Some(annex) = annex_start(work) {
        candidates.retain(|signature| signature.last < annex);
    }
    // What is passed on stands behind the signature of who passes it on.
    if contains_any(title, &["转发", "印发"])
        && candidates
            .first()
            .is_some_and(|own| is_before_another(work, own.first))
    {
        candidates.truncate(1);
    }
    // What the branch says of a pledge has a day of its own.
    if title.contains("承诺") && candidates.len() > 1 {
        let is_signed = |signature: &Signature| {
            let above = work.lines().rev().filter(|(at, _)| *at < signature.last);
            let mut above = above.map(|(_, said)| said).take(2);
            above.any(|said| said.starts_with("承诺人"))
        };
        let signed: Vec<Signature> = candidates.iter().copied().filter(is_signed).collect();
        if let [one] = signed[..] {
            candidates = vec![one];
        }
    }
    match candidates[..] {
        [one] => accept(work, one),
        [] => {
            let is_whole = |said: &str| days::only_day(said).is_some();
            if work
                .lines()
                .any(|(_, said)| BLANK_DAY.is_match(said) && !is_whole(said) || YEARLESS.is_match(said))
            {
                work.say("成文日期没有填写完整，留在正文里，请补上");
            }
            dated_below_title(work).unwrap_or_else(|| ClosingFound {
                unit: unit_of_yearless(work).or_else(|| unit_at_end(work)),
                day: None,
            })
        }
        _ => {
            work.say("文中有几处落款和日期，可能是几份文件连在一起，没有填“落款”和“成文日期”，请核对");
            ClosingFound::default()
        }
    }
}

/// Who signs at the very end, above a day without its year, which stays.
fn unit_of_yearless(work: &mut WorkingText) -> Option<String> {
    let last: Vec<(usize, &str)> = work.lines().rev().take(3).collect();
    let [(_, day), (at, unit), (_, above)] = last[..] else {
        return None;
    };
    if !YEARLESS.is_match(day) || !is_unit(unit) {
        return None;
    }
    let is_joint = is_unit(above) || unit.contains(' ');
    let unit = bare_unit(unit);
    work.blocks[at].is_taken |= !is_joint;
    (!is_joint).then_some(unit)
}

/// Who signs in the last line, where the day stands alone in brackets below the title.
fn dated_below_title(work: &mut WorkingText) -> Option<ClosingFound> {
    let in_brackets = |said: &str| {
        let is_bracketed = said.starts_with(['（', '(']);
        is_bracketed.then(|| days::only_day(said)).flatten()
    };
    let (above, day) = work
        .lines()
        .take(2)
        .find_map(|(at, said)| Some((at, in_brackets(said)?)))?;
    let (last, said) = work.lines().next_back().filter(|(_, said)| is_unit(said))?;
    let unit = bare_unit(said);
    for at in [above, last] {
        work.blocks[at].is_taken = true;
    }
    Some(ClosingFound {
        unit: Some(unit),
        day: Some(day),
    })
}

/// Who signs at the right of the very end, without a day.
fn unit_at_end(work: &mut WorkingText) -> Option<String> {
    let (at, said) = work.lines().next_back()?;
    let unit = bare_unit(said);
    // 办公室, and below it 2026年7月3日印发, is who printed it.
    let is_end = work.blocks[at + 1..].iter().all(|block| !block.is_taken);
    if !is_unit(said) || !work.blocks[at].is_right() || !is_end {
        return None;
    }
    work.blocks[at].is_taken = true;
    Some(unit)
}

/// A unit's name without white space and the word for its seal.
fn bare_unit(said: &str) -> String {
    let bare: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    // [学校党总支], a place to fill in that somebody has filled in.
    let inside = bare
        .strip_prefix(['[', '【'])
        .and_then(|rest| rest.strip_suffix([']', '】']));
    let bare = inside.unwrap_or(&bare);
    let seal = ["（章）", "（盖章）", "（印章）", "（公章）", "（签章）", "（印）"]
        .into_iter()
        .find_map(|seal| bare.strip_suffix(seal));
    seal.unwrap_or(bare).to_owned()
}

/// A line that is a day, with what stands above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Signature {
    /// The line of the unit, or the day's own when it names both.
    first: usize,
    /// The line of the day.
    last: usize,
    day: Day,
    has_unit: bool,
}

static BOTH: LazyRegex = LazyRegex::new(r"^(?P<unit>\D{4,45}?)[\s，]+(?P<day>[12二][^，。]{5,18})$");
static GLUED: LazyRegex = LazyRegex::new(r"^(?P<unit>\D{4,45}?)(?P<day>20[0-9]{2}[^，。]{5,14})$");
static DAY_FIRST: LazyRegex = LazyRegex::new(r"^(?P<day>20[0-9]{2}[^，。]{5,14}?)[\s，]+(?P<unit>\D{3,45})$");

/// A unit and a day in one line, in either order.
fn unit_and_day(said: &str) -> Option<(String, Day)> {
    [&BOTH, &GLUED, &DAY_FIRST].into_iter().find_map(|pattern| {
        let found = pattern.captures(said)?;
        let day = days::only_day(&found["day"])?;
        is_unit(&found["unit"]).then(|| (found["unit"].to_owned(), day))
    })
}

static LABEL: LazyRegex = LazyRegex::new(
    r"^(?:日\s*期|落\s*款|成文日期|发布日期|承诺日期|承诺时间|签订日期|公示单位|发文单位|承诺单位|单位)\s*：\s*",
);

/// The days that stand alone below a unit, at the right, or at the very end.
fn signatures(work: &WorkingText, title: &str) -> Vec<Signature> {
    // Who promises together is 承诺人.
    let may_be_members = !title.contains("承诺");
    let lines: Vec<(usize, &str)> = work.lines().collect();
    let count = lines.len();
    let mut found = Vec::new();
    for (place, (at, said)) in lines.iter().enumerate().skip(1) {
        let bare = LABEL.replace(said, "");
        let (day, first, has_unit) = if let Some((_, day)) = unit_and_day(said) {
            (Some(day), *at, true)
        } else {
            let is_near = |other: usize| {
                let unit = LABEL.replace(&work.blocks[other].said, "");
                at.abs_diff(other) < 4 && (are_units(&unit) || may_be_members && are_members(&unit))
            };
            let above = Some(lines[place - 1].0).filter(|above| is_near(*above));
            // The day above the unit, in the last line.
            let below = lines.get(place + 1).filter(|_| place + 2 == count);
            let below = below.map(|(below, _)| *below).filter(|below| is_near(*below));
            let unit = above.or(below);
            (days::only_day(&bare), unit.unwrap_or(*at), unit.is_some())
        };
        let Some(day) = day else { continue };
        // The day that a heading above it asks for.
        let before = lines[place - 1].1;
        if !has_unit && (before.ends_with('：') || labels::label_of(behind_number(before)).is_some()) {
            continue;
        }
        let is_plain = bare.len() == said.len();
        let is_near_title = place < 2 && count > 4;
        let is_last = place + 1 == count || first > *at;
        // The office may stand between.
        let is_of_office = persons::is_office(lines[place - 1].1) && place > 1;
        let is_signed = lines[place - 1].1.starts_with("承诺")
            || is_of_office && lines[place - 2].1.starts_with("承诺人");
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
    let unit = unit_and_day(&said).map_or(said, |(unit, _)| unit);
    let unit = LABEL.replace(&unit, "").into_owned();
    let mut units = in_line(&unit);
    let mut first = signature.first;
    loop {
        let above = work.lines().rfind(|(at, _)| *at < first);
        let Some((at, said)) = above.filter(|(at, said)| is_unit(said) && first - at < 3) else {
            break;
        };
        // A name over two lines is one.
        let mut more = in_line(said);
        match (more.pop(), units.first_mut()) {
            (Some(last), Some(next)) if is_part_of(next, &last) => *next = last + next,
            (last, _) => more.extend(last),
        }
        more.append(&mut units);
        units = more;
        work.blocks[at].is_taken = true;
        first = at;
    }
    work.blocks[signature.first].is_taken = true;
    closing.unit = Some(units.join("、"));
    closing
}

/// The units that a line names with white space between them.
fn in_line(said: &str) -> Vec<String> {
    let parts = said
        .split_once(' ')
        .filter(|(first, rest)| is_unit(first) && is_unit(rest) && !is_part_of(rest, first));
    parts.map_or_else(
        || vec![bare_unit(said)],
        |(first, rest)| {
            let mut units = vec![bare_unit(first)];
            units.extend(in_line(rest.trim()));
            units
        },
    )
}

/// True for the rest of one name: `中共青山学校支部 委员会`, `青山学校 党总支`.
fn is_part_of(rest: &str, first: &str) -> bool {
    let is_school = ends_with_any(first, &["校", "中学", "小学", "幼儿园", "学院"]);
    let has_own_name = !starts_with_any(rest, &["党", "第", "支部", "总支"]);
    matches!(rest, "委员会" | "办公室" | "委员会办公室") || is_school && !has_own_name
}

/// What is printed at the end for offices, and notes on who may read it.
fn take_imprint(work: &mut WorkingText) {
    let last = work.blocks.iter_mut().rev().find(|block| !block.is_taken);
    if let Some(block) = last
        && let SourceBlock::Table(table) = &block.block
    {
        let lines: Vec<String> = table.rows.iter().flatten().map(forms::cell_text).collect();
        let mut lines = lines.iter().filter(|said| !said.is_empty()).peekable();
        if lines.peek().is_some() && lines.clone().all(|said| IMPRINT.is_match(said)) {
            let said: Vec<String> = lines.map(|said| format!("文末的“{said}”没有写进正文")).collect();
            block.is_taken = true;
            said.into_iter().for_each(|said| work.say(said));
        }
    }
    let lines: Vec<(usize, String)> = work.lines().map(|(at, said)| (at, said.to_owned())).collect();
    let last = lines.len().saturating_sub(6);
    for (place, (at, said)) in lines.iter().enumerate().skip(last).rev() {
        let is_imprint = IMPRINT.is_match(said) && said.chars().count() < 80;
        if is_imprint || OPEN_NOTE.is_match(said) {
            let mut whole = said.clone();
            work.blocks[*at].is_taken = true;
            // 抄送：区教育局党委，区纪委，, and in the next line 区委组织部。
            for (more, rest) in &lines[place + 1..] {
                let goes_on = is_imprint && whole.ends_with(['，', '、', ',']) && rest.chars().count() < 80;
                if !goes_on || work.blocks[*more].is_taken {
                    break;
                }
                work.blocks[*more].is_taken = true;
                whole.push_str(rest);
            }
            work.say(format!("文末的“{whole}”没有写进正文"));
        }
    }
}

/// Where the annexes begin that follow in the same file; a list of their names is none.
fn annex_start(work: &WorkingText) -> Option<usize> {
    let lines: Vec<(usize, &str)> = work.lines().collect();
    let places = (2..lines.len()).filter(|place| ANNEX.is_match(lines[*place].1));
    let mut starts = places.filter(|place| {
        let is_name = |said: &str| numbering::number_of(said).is_some_and(|number| number.value == 1);
        let next = lines.get(place + 1);
        !next.is_some_and(|(at, said)| is_name(said) && !work.blocks[*at].is_set_off())
    });
    starts.next().map(|place| lines[place].0)
}

/// True when nothing above this line begins a document of its own, and something below it does.
fn is_before_another(work: &WorkingText, line: usize) -> bool {
    let begins = |(at, said): (usize, &str)| work.blocks[at].is_set_off() || heading::is_number(said);
    let above = work.lines().take_while(|(at, _)| *at < line).any(begins);
    !above && work.lines().skip_while(|(at, _)| *at <= line).any(begins)
}

/// Says which annexes a text names; the files are not there.
fn name_annexes(work: &mut WorkingText) {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let mut names: Vec<String> = Vec::new();
    for (place, said) in lines.iter().enumerate() {
        let Some(found) = ANNEX_LIST.captures(said).or_else(|| ANNEX_FILE.captures(said)) else {
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
    // What follows in the same file is not missing.
    names.retain(|name| !lines.iter().any(|said| said == name));
    if !names.is_empty() {
        work.say(format!(
            "文中写了附件：{}；附件的文件不在里面，请放到条目旁边，再写进“附件”",
            names.join("、")
        ));
    }
}

static NUMBERED: LazyRegex = LazyRegex::new(r"(?:^|\s)[0-9]{1,2}[.、]\s*");

/// `1. 流程表 2. 名单`.
fn split_names(text: &str) -> Vec<String> {
    let parts = NUMBERED
        .split(text)
        .map(|part| part.trim().trim_end_matches(['；', '。']).to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}
