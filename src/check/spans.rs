//! Spans of time that are not as long, or not those, that they are said to be: a quarter and its months, a term of office,
//! 预备期. Questions, as in `figures`.

use super::figures::rule;
use super::patterns::{Pattern, unless};
use super::{Match, Rule};
use crate::words::number_in_han;

static SPANS: Rule = rule("对不上的期间");
static DAYS: Rule = rule("写错的日期");
static PROBATION: Rule = Rule {
    hint: "预备期为一年，从支部大会通过之日算起（《中国共产党章程》第七条），请核对",
    ..rule("不满一年的预备期")
};

pub(super) static RULES: &[&Rule] = &[&SPANS, &DAYS, &PROBATION];

pub(super) static TABLE: &[Pattern] = &[
    // A term is called half a year too.
    unless(
        &["周", "学期"],
        Pattern::new(
            &SPANS,
            &["季度[（(]", "半年[（(]"],
            r"(?<what>(?:第?[一二三四1-4]季度|[上下]半年)[（(](?:20[0-9]{2}年)?(?:1[0-2]|[1-9])月?(?:至|到|—{1,2}|－|-|～|~)(?:1[0-2]|[1-9])月[）)])",
            "“{}”，月份不对",
        ),
    ),
    Pattern::new(
        &SPANS,
        &["月至20", "月到20", "月—20", "月-20", "月－20", "月～20", "月~20"],
        r"(?<what>20[0-9]{2}年[0-9]{1,2}月(?:至|到|—{1,2}|－|-|～|~)20[0-9]{2}年[0-9]{1,2}月)",
        "“{}”，结束的时间在开始的前面",
    ),
    // From one year to the third one behind it are three of a school.
    Pattern::new(
        &SPANS,
        &["近[两三四五]年[（(]", "近[两三四五]年来"],
        r"(?<what>近[两三四五]年来?[（(]20[0-9]{2}年?(?:至|到|—{1,2}|－|-|～|~)20[0-9]{2}年[）)])",
        "“{}”，不是这么多年",
    ),
    Pattern::new(
        &DAYS,
        &[
            "20[012][0123456789][0123456789]年",
            "月[0123456789][0123456789][0123456789]日",
            "1[3456789]月",
            "年[23456789][0123456789]月",
            "第[五六七八九56789]季度",
        ],
        concat!(
            r"(?:^|[^0-9.])(?<what>20[012][0-9]{2}年)(?:[0-9]|度|$)|(?:^|[^0-9])(?<what>(?:1[0-2]|0?[1-9])月[0-9]{3}日)",
            r"|20[0-9]{2}年(?<what>(?:1[3-9]|[2-9][0-9])月)(?:[^0-9]|$)|(?<what>第[五六七八九5-9]季度)|(?:^|[^0-9.年\p{Han}])(?<what>1[3-9]月)(?:[^0-9\p{Han}]|$)",
        ),
        "没有“{}”这个日期",
    ),
    Pattern::new(
        &DAYS,
        &["下午[089]", "下午1[01]"],
        r"(?<what>下午\s?(?:0?[89]|1[01])[:：][0-5][0-9])(?:[^0-9]|$)",
        "“{}”不是下午，是上午还是晚上",
    ),
    Pattern::new(
        &SPANS,
        &[
            "历时[0123456789]", "共[123456789]小时", "共[123456789]个小时", "共[123456789].5",
            "时长[123456789]",
        ],
        r"(?:^|[^0-9])(?<what>[0-2]?[0-9][:：][0-5][0-9](?:至|到|—{1,2}|－|-|–|～|~)[0-2]?[0-9][:：][0-5][0-9][，,（(]?\s?(?:共计?|时长)[0-9](?:\.5)?个?小时)|(?:^|[^0-9])(?<what>[0-2]?[0-9][:：][0-5][0-9](?:至|到|—{1,2}|－|-|–|～|~)[0-2]?[0-9][:：][0-5][0-9][^。；\n]{0,24}?历时[0-9](?:\.5)?个?小时)",
        "“{}”，没有这么长",
    ),
    unless(
        &["延长", "延期", "延迟", "提前", "届满"],
        Pattern::new(
            &SPANS,
            &["任期[一二三四五12345为：]"],
            r"任期(?:为|：)?(?<what>[一二三四五1-5]年[，,（(：:](?:自|从|即)?\s?20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?起?(?:至|到|—{1,2}|－|-|～|~)20[0-9]{2}年[0-9]{1,2}月)",
            "“{}”，起止的时间不是这么长",
        ),
    ),
    unless(
        &["延长", "延期"],
        Pattern::new(
            &PROBATION,
            &["预备期[为是][两二三半23]", "预备期[两二三23]年"],
            r"(?<what>预备期(?:[为是](?:[两二三23]年|半年)|[两二三23]年))",
            "“{}”",
        ),
    ),
    Pattern::new(
        &PROBATION,
        &["转正", "转为正式", "转为中共正式"],
        concat!(
            r"(?<what>(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?[，,]?\p{Han}{0,14}?预备党员[^0-9。；;！？\n]{1,24}",
            r"(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:按期|如期|被|经?批准|予以|顺利){0,2}(?:转正|转为(?:中共)?正式党员))(?:[。；;，,、）)\s]|$)",
        ),
        "“{}”，不满一年",
    ),
];

/// Drops what is right.
pub(super) fn settle(found: &mut Vec<Match>) {
    found.retain(|one| match one.rule {
        rule if rule == &SPANS && one.content.starts_with('近') => are_other_years(&one.content),
        rule if rule == &SPANS && one.content.contains('度') => is_other_quarter(&one.content),
        rule if rule == &SPANS && one.content.contains("半年") => is_other_half(&one.content),
        rule if rule == &SPANS && one.content.contains("小时") => is_longer(&one.content),
        rule if rule == &SPANS && one.content.starts_with("20") => ends_before(&one.content),
        rule if rule == &SPANS => is_other_term(&one.content),
        rule if rule == &PROBATION => !one.content.contains("党员") || is_too_early(&one.content),
        _ => true,
    });
}

/// The numbers of a text in digits, in their order.
fn numbers(text: &str) -> Vec<u32> {
    let groups = text.split(|c: char| !c.is_ascii_digit());
    groups.filter_map(|digits| digits.parse().ok()).collect()
}

/// True where the months behind a bracket are not all within these.
fn are_outside(span: &str, months: std::ops::RangeInclusive<u32>) -> bool {
    let told = span
        .split_once(['（', '('])
        .map_or_else(Vec::new, |(_, told)| numbers(told));
    let told = told.iter().filter(|number| **number <= 12);
    told.into_iter().any(|month| !months.contains(month))
}

fn is_other_quarter(span: &str) -> bool {
    let quarter = span
        .trim_start_matches('第')
        .chars()
        .next()
        .map(String::from)
        .unwrap_or_default();
    let quarter = quarter.parse().ok().or_else(|| number_in_han(&quarter));
    quarter.is_some_and(|quarter| are_outside(span, quarter * 3 - 2..=quarter * 3))
}

fn is_other_half(span: &str) -> bool {
    // A school means its terms, too: from February to July, from August or September to January.
    let is_term = numbers(span).ends_with(&[2, 7]);
    !is_term && are_outside(span, if span.starts_with('上') { 1..=6 } else { 7..=12 })
}

/// True for `近三年（2021年至2026年）`.
fn are_other_years(span: &str) -> bool {
    let count = "两三四五"
        .chars()
        .position(|c| span.contains(c))
        .map(|at| at as u32 + 2);
    let length = match numbers(span)[..] {
        [first, last] => last.checked_sub(first),
        _ => None,
    };
    count
        .zip(length)
        .is_some_and(|(count, length)| count != length && count != length + 1)
}

/// True for `2026年3月至2025年6月`.
fn ends_before(span: &str) -> bool {
    matches!(numbers(span)[..], [y1, m1, y2, m2] if (y2, m2) < (y1, m1))
}

/// True for `16:00—17:10，历时2小时`; what is shorter may be a part of it.
fn is_longer(span: &str) -> bool {
    const ROUNDED: u32 = 20;
    let numbers = numbers(span);
    let (h1, m1, h2, m2, hours, half) = match numbers[..] {
        [h1, m1, h2, m2, hours] => (h1, m1, h2, m2, hours, 0),
        [h1, m1, h2, m2, hours, half] => (h1, m1, h2, m2, hours, half),
        _ => return false,
    };
    let length = (h2 * 60 + m2).checked_sub(h1 * 60 + m1);
    length.is_some_and(|length| hours * 60 + half * 6 > length + ROUNDED)
}

/// 2022年5月至2025年4月 and to 2025年5月 are three years both.
fn is_other_term(span: &str) -> bool {
    let Some((years, days)) = span.split_once('年') else {
        return false;
    };
    let years = years.parse().ok().or_else(|| number_in_han(years));
    let numbers = numbers(days);
    let ends = match numbers[..] {
        [y1, m1, y2, m2] | [y1, m1, _, y2, m2] => Some((y1 * 12 + m1, y2 * 12 + m2)),
        _ => None,
    };
    let length = ends.and_then(|(begin, end)| end.checked_sub(begin));
    let is_right = |years: u32| length.is_some_and(|length| length == years * 12 || length + 1 == years * 12);
    years.is_some_and(|years| !is_right(years))
}

/// A year is not over yet between both; the day before is the last one of it.
fn is_too_early(steps: &str) -> bool {
    let Some((taken, full)) = steps.split_once("党员") else {
        return false;
    };
    let (taken, full) = (numbers(taken), numbers(full));
    let months = |of: &[u32]| of.first().zip(of.get(1)).map(|(year, month)| year * 12 + month);
    let Some((begin, end)) = months(&taken).zip(months(&full)) else {
        return false;
    };
    let is_day_before = taken
        .get(2)
        .zip(full.get(2))
        .is_some_and(|(begin, end)| end + 1 < *begin);
    end < begin + 12 || end == begin + 12 && is_day_before
}

#[cfg(test)]
mod tests {
    use crate::check::Syntax;
    use crate::check::tests::tells;

    #[test]
    fn spans_that_cannot_be_are_told() {
        let table = r"
            第三季度（4月至6月）开展学习 => =对不上的期间
            上半年（7月至12月） => =对不上的期间
            2026年3月至2025年6月担任书记 => =对不上的期间
            定于16:00—17:10开会，历时2小时。 => =对不上的期间
            定于15:00至16:30，共2小时。 => =对不上的期间
            近三年（2021年至2026年） => =对不上的期间
            定于20266年3月召开 => =写错的日期
            请于3月200日前报名 => =写错的日期
            第五季度党费 => =写错的日期
            2026年13月召开 => =写错的日期
            | 13月 | 120.00 | => =写错的日期
            定于下午9:30集合 => =写错的日期
            2025年下半年(1-6月) => =对不上的期间
            任期三年，自2022年5月至2026年5月。 => =对不上的期间
            任期3年（2022年9月—2026年8月） => =对不上的期间
            2024年6月接收为预备党员，2025年5月转正。 => =不满一年的预备期
            2024年6月20日被接收为中共预备党员，2025年6月10日按期转为中共正式党员。 => =不满一年的预备期
            2024年6月20日，李明被接收为预备党员，2025年5月20日转为正式党员。 => =不满一年的预备期
            李明同志于2024年6月20日被接收为中共预备党员，经支部大会讨论，同意其于2025年3月20日按期转为中共正式党员。 => =不满一年的预备期
            预备期为两年。 => =不满一年的预备期
            第三季度（7月至9月）、第二季度（2025年4—6月）、第一季度（1月至2月） => -
            15:00至16:30，共1.5小时；15:00—17:00，共2个小时。 => -
            近三年（2024年至2026年），近三年（2023年—2026年），近五年（2022—2026学年） => -
            上半年（2月—7月）开放4次。 => -
            2025年9月至2026年6月；2026年3月至2026年6月。会议14:30—17:00召开，其中党课历时1.5小时。 => -
            16:00—17:30，历时1.5小时；8:30—11:00，历时2.5小时；14:00—15:50，历时2小时。 => -
            距今20200年前；12月31日，第四季度，第五党支部，2026年12月，下午2:30，下午18:30，上午9:30—下午1:30。 => -
            编号20266年检；合同金额20150年付；历时13个月。 => -
            上半年（1月至6月），下半年（9月至12月），第三季度（含7月至9月的补课） => -
            任期三年，自2022年5月至2025年5月。任期三年，自2022年5月至2025年4月。 => -
            任期5年（2021年9月1日至2026年8月31日） => -
            任期三年，自2022年5月至2026年5月，经批准延期换届。 => -
            2024年6月接收为预备党员，2025年6月转正。2024年6月接收为预备党员，2025年5月提出转正申请。 => -
            2023年5月确定为发展对象，2024年6月20日成为预备党员，2025年6月19日转正。 => -
            预备期为一年。经研究延长预备期，预备期为两年（含延长一年）。预备期半年小结。 => -
        ";
        tells(Some(super::RULES), Syntax::Plain, table);
    }
}
