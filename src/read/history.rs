//! Numbers that follow from the year that a text is about: 建党105周年 is 2026. A text that is copied from another year tells
//! another one. What happened in which year, whatever the text is about, is `check::party_history`'s.

use std::sync::LazyLock;

use regex::Regex;

use crate::words::{
    Code, Complaint, Day, LazyRegex, Report, SourceText, compiled_pattern, contains_any, lines_at,
    number_in_han,
};

const HISTORY: Code = Code::warning("history-year");

/// What is celebrated, and its year.
const BEGINNINGS: [(&str, i32); 16] = [
    ("中国共产党成立", 1921),
    ("建党", 1921),
    ("新中国成立", 1949),
    ("中华人民共和国成立", 1949),
    ("建军", 1927),
    ("长征胜利", 1936),
    ("抗战胜利", 1945),
    ("反法西斯战争胜利", 1945),
    ("改革开放", 1978),
    ("香港回归祖国", 1997),
    ("香港回归", 1997),
    ("澳门回归祖国", 1999),
    ("澳门回归", 1999),
    ("共产主义青年团成立", 1922),
    ("建团", 1922),
    ("五四运动", 1919),
];

/// Days that are counted, and the year before the first one. Sources: 全国人大常委会关于教师节的决定 (1985), 关于设立国家宪法日的决定
/// and 关于设立烈士纪念日的决定 (2014), 《国家安全法》第十四条 (2016).
const DAYS: [(&str, i32); 4] = [
    ("教师节", 1984),
    ("国家宪法日", 2013),
    ("烈士纪念日", 2013),
    ("全民国家安全教育日", 2015),
];

/// Plans, and the first of their years. Source: 《国民经济和社会发展规划纲要》 of each.
const PLANS: [(&str, i32); 4] = [
    ("十三五", 2016),
    ("十四五", 2021),
    ("十五五", 2026),
    ("十六五", 2031),
];

/// Who had an office until 2023. Source: 十四届全国人大一次会议公告, 全国政协十四届一次会议公告.
const FORMER: [&str; 3] = [
    "国务院总理李克强",
    "全国人大常委会委员长栗战书",
    "全国政协主席汪洋",
];
const UNTIL: i32 = 2023;

static ANNIVERSARY: LazyRegex = LazyRegex::new(
    r"(?<what>\p{Han}{2,24}?)(?<n>[0-9]{1,3}|[一二三四五六七八九十百零]{1,6})周年(?<behind>大会|座谈会|讲话)?",
);
static COUNTED: LazyRegex = LazyRegex::new(
    r"第(?<n>[0-9]{1,3}|[一二三四五六七八九十百零]{1,6})个(?<what>(?:教师节|国家宪法日|烈士纪念日|全民国家安全教育日))(?<behind>以来|之后|以后|后)?",
);
static OPENING: LazyRegex = LazyRegex::new(
    r"“?(?<plan>十[三四五六]五)”?(?:规划)?(?:的)?(?:开局|起步)之年(?<behind>以来|之后|以后|起|后)?",
);
static YEAR: LazyRegex = LazyRegex::new("(?<y>(?:19|20)[0-9]{2})(?:年|[）)])");

/// Words of which one stands in each line that is looked at, beside [`FORMER`].
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let words = ["周年", "教师节", "宪法日", "纪念日", "教育日", "之年"];
    compiled_pattern(&[words.as_slice(), &FORMER].concat().join("|"))
});

/// Complains about an entry of a day, in its fields too.
pub(super) fn check(source: &SourceText, dated: Day, report: &mut Report) {
    let places = WORDS.find_iter(&source.text).map(|found| found.start());
    for (at, line) in lines_at(&source.text, places) {
        let mut around = vec![dated.year()];
        around.extend(years_above(&source.text[..at]));
        for (range, message) in in_line(line, &around) {
            let place = source.place(at + range.start..at + range.end);
            let hint = "请核对年份；说的是另一年的，把那一年写出来";
            report.push(Complaint::new(HISTORY, place, message).hint(hint));
        }
    }
}

/// The years that the title and the headings above a line name: 2025年大事记.
fn years_above(text: &str) -> Vec<i32> {
    let heads = text
        .lines()
        .filter(|line| line.starts_with(['#', '标']) || line.starts_with("title"));
    let years = heads.flat_map(|line| YEAR.captures_iter(line));
    years.filter_map(|found| found["y"].parse().ok()).collect()
}

/// `around`: the year of the entry, and those named above.
fn in_line(line: &str, around: &[i32]) -> Vec<(std::ops::Range<usize>, String)> {
    const NEAR: i32 = 2;
    let mut told = Vec::new();
    let named: Vec<i32> = YEAR
        .captures_iter(line)
        .filter_map(|found| found["y"].parse().ok())
        .collect();
    let dated_in = around[0];
    let years = match named.as_slice() {
        [] if contains_any(line, &["去年", "上年"]) => vec![dated_in - 1],
        [] => around.to_vec(),
        named => named.to_vec(),
    };
    for found in ANNIVERSARY
        .captures_iter(line)
        .filter(|found| found.name("behind").is_none())
    {
        let count = count(&found["n"]);
        let event = BEGINNINGS.iter().find(|(event, _)| found["what"].contains(event));
        let (Some(count), Some((event, begun)), Some(all)) = (count, event, found.get(0)) else {
            continue;
        };
        // A text may look forward to the next year.
        let next = i32::from(named.is_empty() && contains_any(line, &["迎", "即将", "将要"]));
        let is_right = |year: &i32| (year - begun..=year - begun + next).contains(&count);
        let right = years[0] - begun;
        if !years.iter().any(is_right) && (count - right).abs() <= NEAR {
            let from = all.start() + found["what"].rfind(event).unwrap_or(0);
            told.push((
                from..all.end(),
                format!("{}年是{event}{right}周年，不是{count}周年", years[0]),
            ));
        }
    }
    // 第四十个教师节 is of the letter that the line quotes.
    let quotes = contains_any(line, &["总书记", "致信", "贺信", "讲话", "回信"]);
    for found in COUNTED
        .captures_iter(line)
        .filter(|found| !quotes && found.name("behind").is_none())
    {
        let day = DAYS.iter().find(|(day, _)| found["what"].starts_with(day));
        let (Some(count), Some((day, before)), Some(all), Some(what)) =
            (count(&found["n"]), day, found.get(0), found.name("what"))
        else {
            continue;
        };
        let right = years[0] - before;
        let may_be = years.iter().chain([&dated_in]);
        if !may_be.into_iter().any(|year| year - before == count) && (count - right).abs() <= NEAR {
            let message = format!("{}年是第{right}个{day}，不是第{count}个", years[0]);
            told.push((all.start()..what.start() + day.len(), message));
        }
    }
    for found in OPENING
        .captures_iter(line)
        .filter(|found| found.name("behind").is_none())
    {
        let begun = PLANS.iter().find(|(plan, _)| *plan == &found["plan"]);
        let right = PLANS.iter().find(|(_, begin)| *begin == years[0]);
        if let (Some((plan, begin)), Some((other, _)), Some(all)) = (begun, right, found.get(0))
            && !years.contains(begin)
        {
            let message = format!("{}年是“{other}”的开局之年，“{plan}”是{begin}年开局的", years[0]);
            told.push((all.range(), message));
        }
    }
    if years.iter().all(|year| *year > UNTIL)
        && !contains_any(line, &["时任", "原"])
        && let Some((at, office)) = FORMER
            .iter()
            .find_map(|office| Some((line.find(office)?, office)))
    {
        let message = format!("“{office}”是{UNTIL}年以前的职务");
        told.push((at..at + office.len(), message));
    }
    told
}

/// A count in digits or in Han: 106, 一百零六.
fn count(typed: &str) -> Option<i32> {
    let in_han = |han: &str| number_in_han(han).and_then(|number| i32::try_from(number).ok());
    let over_hundred = |rest: &str| match rest.strip_prefix("一十") {
        Some(ones) => in_han(&format!("十{ones}")),
        None => in_han(rest.trim_start_matches('零')),
    };
    let digits = typed.parse().ok().or_else(|| in_han(typed));
    digits.or_else(|| match typed.strip_prefix("一百")? {
        "" => Some(100),
        rest => over_hundred(rest).map(|rest| 100 + rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::rows_give;

    #[test]
    fn years_that_everybody_knows_are_held_to() {
        let said = |line: &str| {
            let day = Day::of("2026-06-29");
            let told = in_line(line, &[day.year()]);
            told.into_iter().map(|(_, message)| message).collect::<Vec<_>>()
        };
        let table = "
            在庆祝中国共产党成立106周年之际 => 2026年是中国共产党成立105周年，不是106周年
            庆祝新中国成立七十八周年 => 2026年是新中国成立77周年，不是78周年
            在建党一百零六周年之际 => 2026年是建党105周年，不是106周年
            热烈庆祝第41个教师节 => 2026年是第42个教师节，不是第41个
            迎接第十二个国家宪法日到来 => 2026年是第13个国家宪法日，不是第12个
            扎实推进“十四五”规划开局之年各项任务 => 2026年是“十五五”的开局之年，“十四五”是2021年开局的
            2025年是抗战胜利81周年。 => 2025年是抗战胜利80周年，不是81周年
            国务院总理李克强在2026年3月作政府工作报告 => “国务院总理李克强”是2023年以前的职务
            庆祝中国共产党成立105周年，学习在庆祝中国共产党成立100周年大会上的讲话 => -
            2021年，在建党100周年之际，他获得光荣在党50年纪念章 => -
            纪念红军长征胜利90周年，建校60周年，迎接建党106周年 => -
            庆祝第四十二个教师节，2025年第41个教师节表彰的教师 => -
            第40个教师节以来，教师队伍建设成效明显；“十四五”开局之年起，学校改造校舍 => -
            学习总书记在第四十个教师节到来之际的讲话 => -
            2026年是“十五五”规划开局之年，2021年是“十四五”开局之年 => -
            “十四五”规划收官，“十五五”规划开局之年 => -
            庆祝中国共产党成立一百零五周年 => -
            时任国务院总理李克强，2019年国务院总理李克强签署 => -
            去年第41个教师节，2025年10月 => -
            2021年，中国共产党成立100周年。2023年党的二十大召开后的第一次大会。1950年，中华人民共和国成立后 => -
        ";
        rows_give(table, |line| match said(line) {
            said if said.is_empty() => "-".to_owned(),
            said => said.join(" ¶ "),
        });
        let told = in_line("召开第41个教师节表彰会", &[2026, 2025]);
        assert!(told.is_empty(), "{told:?}");
        let above = "标题: 2025年大事记\n\n## 2024年\n\n2023年";
        assert_eq!(years_above(above), [2025, 2024]);
    }
}
