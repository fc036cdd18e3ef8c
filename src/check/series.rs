//! A number that is missing in a row of points within sentences, 一是…二是…四是; fewer of them than a text says there are, also in
//! the lines below. A gap between sections that begin a line is `read::proofread`'s.

use super::figures::rule;
use super::patterns::Pattern;
use super::{Match, Rule};
use crate::words::contains_any;

static SERIES: Rule = Rule {
    hint: "请看看漏了哪一点，或者改正序号",
    ..rule("漏了的序号")
};

pub(super) static RULES: &[&Rule] = &[&SERIES];

pub(super) static TABLE: &[Pattern] = &[
    Pattern::new(
        &SERIES,
        &["[二三四五六七八九]是", "[二三四五六七八九]要"],
        r"(?:^|[。；;，,：:！？\s])(?<what>[二三四五六七八九][是要])",
        "",
    ),
    Pattern::new(
        &SERIES,
        &["[：:]一是"],
        r"(?:^|[^0-9一二三四五六七八九十百第])(?<what>(?:[2-9]|[两二三四五六七八九十])(?:项|点|个方面|条|件)的?(?:主要|重要|具体|明确)?(?:议题|要求|意见|措施|任务|内容|建议|工作|问题|事项|议程|希望|事情)?[：:]一是)",
        "",
    ),
    // The list stands in the lines below.
    Pattern::new(
        &SERIES,
        &[
            "下：", "面：", "下:", "面:", "点：", "条：", "求：", "务：", "施：", "议：", "作：", "题：",
            "项：",
        ],
        r"(?:^|[^0-9一二三四五六七八九十百第])(?<what>(?:[2-9]|[两二三四五六七八九])(?:项|点|个方面|条|件)[^。；？！：:\n]{0,12}[：:])\s*$",
        "",
    ),
    Pattern::new(
        &SERIES,
        &["第[三四五六七八九][，,]"],
        r"(?:^|[。；;：:！？\s])(?<what>第[三四五六七八九][，,])",
        "",
    ),
    Pattern::new(
        &SERIES,
        &["[。；;，,：:][③④⑤⑥⑦⑧⑨⑩]"],
        r"[。；;，,：:](?<what>[③④⑤⑥⑦⑧⑨⑩])\p{Han}",
        "",
    ),
];

/// How far back the first of them is looked for, in bytes.
const FAR: usize = 6000;

/// Drops what follows.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain_mut(|one| {
        if one.rule != &SERIES {
            return true;
        }
        if one.content.ends_with(['：', ':']) {
            let other = other_list(text, one);
            one.message.extend(other.iter().map(String::as_str));
            return other.is_some();
        }
        if one.content.ends_with("一是") {
            let other = other_count(text, one);
            one.message.extend(other.iter().map(String::as_str));
            return other.is_some();
        }
        let fault = fault(text, one);
        if let Some(fault) = &fault {
            one.message.clone_from(fault);
        }
        fault.is_some()
    });
}

/// What is said of `五项工作安排如下：` where the paragraphs below are numbered to the fourth. Behind the last of them sections
/// of another kind may go on, so more are right.
fn other_list(text: &str, one: &Match) -> Option<String> {
    const NUMBERS: &str = "一二三四五六七八九十";
    let first = one.content.chars().next()?;
    let told = match first {
        '两' => 2,
        digit if digit.is_ascii_digit() => digit.to_digit(10)? as usize,
        han => NUMBERS.chars().position(|c| c == han)? + 1,
    };
    let mut below = text[one.range.end..]
        .lines()
        .map(|line| line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*')))
        .filter(|line| !line.is_empty());
    let begins = |line: &str, number: usize| {
        let han = NUMBERS
            .chars()
            .nth(number - 1)
            .map(String::from)
            .unwrap_or_default();
        let ways = [
            format!("{han}、"),
            format!("（{han}）"),
            format!("{number}."),
            format!("{number}．"),
            format!("{number}、"),
        ];
        ways.iter().position(|way| line.starts_with(way.as_str()))
    };
    let way = begins(below.next()?, 1)?;
    let mut listed = 1;
    for line in below {
        match begins(line, listed + 1) {
            Some(other) if other == way => listed += 1,
            // Markdown counts by itself, and another list begins anew.
            _ if begins(line, 1) == Some(way) => return None,
            _ => {}
        }
    }
    let called = one.content.trim_end_matches(['：', ':']);
    (listed > 1 && listed < told).then(|| format!("“{called}”，下面列了{listed}项"))
}

/// What is said of `四点要求：一是` where its paragraph tells three of them, or five. Who goes on with 三要 or 最后 counts
/// otherwise, and so does who goes on in the next paragraph.
fn other_count(text: &str, one: &Match) -> Option<String> {
    const NUMBERS: &str = "一二三四五六七八九十";
    const OTHERWISE: [&str; 9] = [
        "其次", "再次", "最后", "此外", "另外", "还有", "同时", "第二", "第三",
    ];
    let first = one.content.chars().next()?;
    let told = match first {
        '两' => 2,
        digit if digit.is_ascii_digit() => digit.to_digit(10)? as usize,
        han => NUMBERS.chars().position(|c| c == han)? + 1,
    };
    let (own, below) = text[one.range.end..]
        .split_once('\n')
        .unwrap_or((&text[one.range.end..], ""));
    let own = own.split("一是").next()?;
    let is_there = |number: char| own.contains(&format!("{number}是"));
    let listed = NUMBERS.chars().skip(1).take_while(|c| is_there(*c)).count() + 1;
    let others: Vec<char> = NUMBERS.chars().skip(listed).collect();
    let next = others.first()?;
    let ways = ["要", "、", "则", "为", "，", "在"].map(|way| format!("{next}{way}"));
    let goes_on = others.iter().any(|c| is_there(*c))
        || ways.iter().any(|way| own.contains(way.as_str()))
        || below.trim_start().starts_with(|c| NUMBERS.contains(c))
        || contains_any(own, &OTHERWISE);
    let is_other = listed > told || listed < told && listed > 1 && !goes_on;
    let called = one.content.trim_end_matches("一是").trim_end_matches(['：', ':']);
    is_other.then(|| format!("“{called}”，后面列了{listed}点"))
}

/// What is wrong with it, behind the last first one: it stands there already, or what should stand between does not.
fn fault(text: &str, one: &Match) -> Option<String> {
    // Whoever writes 其次 counts otherwise.
    const OTHERWISE: [&str; 6] = ["其次", "再次", "再者", "此外", "另外", "还有"];
    let number = one.content.chars().find(|c| row_of(*c).is_some())?;
    let row = row_of(number)?;
    let at = row.chars().position(|c| c == number)?;
    let (first, before) = (row.chars().next()?, row.chars().nth(at.checked_sub(1)?)?);
    let [first, last] = [first, before].map(|other| one.content.replace(number, &other.to_string()));
    let far = one.range.start.saturating_sub(FAR);
    let far = (far..).find(|at| text.is_char_boundary(*at))?;
    let behind = &text[far..one.range.start];
    let begins = |at: &usize| {
        let c = behind[..*at].chars().next_back();
        c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '“' | '《' | '、'))
    };
    let begun = behind.rmatch_indices(&first).map(|(at, _)| at).find(begins)?;
    let between = &behind[begun + first.len()..];
    let ways = [
        last.clone(),
        format!("第{before}"),
        format!("{before}是"),
        format!("{before}要"),
        format!("{before}则"),
        format!("{before}、"),
        format!("其{before}"),
    ];
    let is_there = at == 1 || ways.iter().any(|way| between.contains(way.as_str()));
    let typed = one.content.trim_end_matches(['，', ',']);
    // 二是 stands again where a part of 二是 is counted too; 一是…一是… are several rows.
    let is_again = one.content.ends_with(['是', '要'])
        && !contains_any(between, &["）", ")", "首先", "第一"])
        && between.match_indices(&one.content).any(|(at, _)| {
            between[..at].ends_with(['。', '；', ';', '，', ',', '：', ':', '！', '？', '\n'])
        });
    match is_there || contains_any(between, &OTHERWISE) {
        true => is_again.then(|| format!("有两个“{typed}”")),
        false => Some(format!(
            "“{typed}”前面没有“{}”",
            last.trim_end_matches(['，', ','])
        )),
    }
}

/// The row of numbers that a character is one of.
fn row_of(c: char) -> Option<&'static str> {
    ["一二三四五六七八九十", "①②③④⑤⑥⑦⑧⑨⑩"]
        .into_iter()
        .find(|row| row.contains(c))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::names;
    use crate::check::{Syntax, Wordings, find};

    fn told(text: &str) -> Vec<String> {
        let found = find(text, Syntax::Markdown, &Wordings::default());
        let own = found.into_iter().filter(|one| super::RULES.contains(&one.rule));
        own.map(|one| one.message).collect()
    }

    #[test]
    fn a_missing_number_is_told() {
        let table = r"
            要抓好三点：一是加强学习；二是严格纪律；四是改进作风。 => =“四是”前面没有“三是”
            会议有三项议题：一是传达精神；二是讨论发展党员。 => =“三项议题”，后面列了2点
            提出四点要求：一是加强学习；二是严格纪律；三是改进作风。 => =“四点要求”，后面列了3点
            提出2点要求：一是加强学习；二是严格纪律；三是改进作风。 => =“2点要求”，后面列了3点
            现将五项工作安排如下：\n\n一、学习\n\n党员参加。\n\n二、讨论\n\n三、检查\n\n四、总结 => =“五项工作安排如下”，下面列了4项
            请做好以下四个方面：\n\n1. 学习\n2. 讨论\n3. 检查 => =“四个方面”，下面列了3项
            参训党员要做到以下三点：一是按时到会；二是做好笔记。 => =“三点”，后面列了2点
            要做到以下三点：\n\n1. 学习\n2. 讨论 => =“三点”，下面列了2项
            一是加强学习。\n\n三是改进作风。 => =“三是”前面没有“二是”
            第一，加强学习。第三，改进作风。 => =“第三”前面没有“第二”
            任务有：①学习；②讨论；④总结。 => =“④”前面没有“③”
            任务有：①学习，③讨论，④总结。 => =“③”前面没有“②”
            一要学习，二要检查，四要宣传。 => =“四要”前面没有“三要”
            一是学习；二是检查；二是宣传。 => =有两个“二是”
            一是学习；二是纪律；三是作风。会议强调，一是学习，二是纪律，三是作风，四是制度。 => -
            一是学习（包括：一是自学，二是集中学）；二是纪律；三是作风。 => -
            这是统一是三是五都要回答的问题，三是基础。 => -
            会议有三项议题：一是传达精神；二是讨论发展党员；三是研究预算。 => -
            提出三点要求：一是学习；二是纪律；三要抓作风。提出四点要求：一是学习；二是纪律；最后是作风。 => -
            提出三点要求：一是学习；二是纪律。\n\n三是作风。 => -
            有三项任务：一是学习。 => -
            一是学习；第二是纪律；三是作风。一是学习，其次是纪律，三是作风。 => -
            第一，第一党支部要带头；第二，要落实；第三，第一党支部要总结。 => -
            第一，学习。第二是纪律。第三，作风。 => -
            一是抓学习，二要抓纪律，三是抓作风。 => -
            现将三项工作安排如下：\n\n一、学习\n\n二、讨论\n\n三、检查\n\n四、有关要求 => -
            要做好以下四个方面：\n\n1. 学习\n1. 讨论\n1. 检查\n1. 总结 => -
            有三项任务：\n\n加强学习，改进作风。\n\n二、时间 => -
            落实第三项要求：\n\n1. 学习\n2. 讨论 => -
            要做到三点要求：\n\n一、学习\n\n（一）自学\n\n（二）集体学\n\n二、讨论\n\n三、总结 => -
            选①③，①学习；②讨论；③总结 => -
            一是学习；二是纪律。下一步，首先抓落实，二是抓总结。 => -
            一是学习；二是纪律。同时，一是自查，二是整改。 => -
            一要学习，二要检查，三要宣传。坚持“三要三不要”。 => -
        ";
        names(table, told);
    }
}
