//! Of what looks as if nobody had filled it in ([`placeholders`](super::placeholders)), what readers are to fill in and what is
//! spoken of; and labels with nothing behind them.

use std::ops::Range;

use super::Match;
use super::patterns::around;
use super::placeholders::PLACEHOLDER;
use crate::words::{contains_any, ends_with_any, is_han};

/// What a notice or minutes say of an event, each behind its own label.
const TOLD_OF_EVENTS: [&str; 12] = [
    "时间", "地点", "主题", "对象", "主持人", "记录人", "主讲人", "参加人员", "参会人员", "出席人员",
    "列席人员", "缺席人员",
];

/// Above these, labels are a slip's that readers fill in.
const SLIPS: [&str; 5] = ["回执", "报名表", "登记表", "记录表", "格式"];

/// A telephone that was to stand below a text.
const TELEPHONES: [&str; 6] = [
    "联系电话", "咨询电话", "监督电话", "举报电话", "受理电话", "联系方式",
];

/// Texts with these are for others to fill in and to sign.
const SIGNED: [&str; 6] = ["签字", "签名", "盖章", "附：", "申请人", "申请表"];

/// Finds labels of an event with nothing behind them, in a text of Markdown: two of them below each other, for what is
/// behind one may stand in the next line; and that of a telephone below which no number stands.
pub(super) fn find_empty_labels(text: &str, found: &mut Vec<Match>) {
    find_empty_telephone(text, found);
    let (mut begin, mut above) = (0, None);
    for line in text.split_inclusive('\n') {
        let start = begin;
        begin += line.len();
        let typed = line.trim_end().trim_end_matches('*');
        if typed.is_empty() {
            continue;
        }
        let label = typed.strip_suffix(['：', ':']).and_then(event_label);
        if let (Some(above), Some(_)) = (above.take(), label)
            && !contains_any(&text[..start], &SLIPS)
        {
            let message = format!("“{}”后面没有填写", &text[Range::clone(&above)]);
            found.push(Match::new(&PLACEHOLDER, text, above, message));
        }
        above = label.map(|label| {
            let at = start + line.find(label).unwrap_or(0);
            at..at + label.len()
        });
    }
}

/// Finds the label of a telephone with nothing behind it, among the last lines.
fn find_empty_telephone(text: &str, found: &mut Vec<Match>) {
    const LAST: usize = 4;
    let lines = text
        .trim_end()
        .rsplit('\n')
        .filter(|line| !line.trim().is_empty());
    for line in lines.take(LAST) {
        // The number of another label, or of this one in a line of its own.
        if line.contains(|c: char| c.is_ascii_digit()) && !line.contains('年') {
            return;
        }
        let typed = line.trim().trim_end_matches('*');
        let label = typed.strip_suffix(['：', ':']);
        let label = label.map(|label| label.trim_start_matches(|c: char| !is_han(c)));
        let Some(label) = label.filter(|label| TELEPHONES.contains(label)) else {
            continue;
        };
        if !contains_any(text, &SLIPS) && !contains_any(text, &SIGNED) {
            let at = text.rfind(line).unwrap_or(0) + line.find(label).unwrap_or(0);
            let message = format!("“{label}”后面没有填写");
            found.push(Match::new(&PLACEHOLDER, text, at..at + label.len(), message));
        }
        return;
    }
}

/// The label of a line's beginning, apart from what marks an item.
fn event_label(typed: &str) -> Option<&str> {
    let label = typed.trim_start_matches(|c: char| !is_han(c));
    (ends_with_any(label, &TOLD_OF_EVENTS) && label.chars().count() <= 8).then_some(label)
}

/// Drops the mark of a draft that is sent round for opinions, and what a text about writing quotes.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain(|one| {
        one.rule != &PLACEHOLDER
            || !is_sent_round(text, one) && !is_example(text, one) && !is_to_fill_in(text, one)
    });
}

/// True for the mark of a draft, in a title too, where a text asks for opinions on it.
pub(super) fn is_sent_round(text: &str, one: &Match) -> bool {
    let is_draft =
        one.rule == &PLACEHOLDER && one.content.ends_with(['）', ')']) && one.content.contains('稿');
    is_draft && text.contains("征求")
}

/// What stands above a slip or questions, in a short line of its own.
const HEADS: [&str; 9] = [
    "回执", "样式", "格式", "填空", "选择题", "判断题", "问卷", "自测", "样表",
];

/// True for the title of a form, or of questions, that readers fill in.
pub(super) fn is_of_a_form(title: &str) -> bool {
    contains_any(title, &HEADS)
}

/// So many characters at most are a heading.
const HEAD: usize = 24;

/// True for a blank that readers fill in: below the heading of a slip or of questions, beside where they sign, before answers to
/// choose from.
fn is_to_fill_in(text: &str, one: &Match) -> bool {
    let is_space = |c: char| c.is_whitespace() || "_＿（）()年月日".contains(c);
    if !one.content.chars().all(is_space) {
        return false;
    }
    let own = around(text, &one.range, &['\n']);
    let begin = text[..one.range.start].rfind('\n').unwrap_or(0);
    let end = text[one.range.end..].find('\n');
    let behind = end.map_or("", |end| &text[one.range.end + end..]);
    let is_filled = |line: &&str| !line.trim().is_empty();
    let above = text[..begin].lines().rev().filter(is_filled);
    let next = behind.lines().find(is_filled).unwrap_or_default();
    let is_head = |line: &str| contains_any(line, &HEADS) && line.chars().count() <= HEAD;
    has_answers(own)
        || has_answers(next)
        || [own, next]
            .into_iter()
            .chain(above.clone().take(1))
            .any(is_signed_there)
        || above.into_iter().any(is_head)
}

/// `A. 月　B. 季度`.
fn has_answers(line: &str) -> bool {
    let has = |letter: char| {
        line.match_indices(letter)
            .any(|(at, _)| line[at + 1..].starts_with(['.', '．', '、', ' ']))
    };
    has('A') && has('B')
}

/// True for a line with room to sign: 家长签名：____. Whoever has signed it has filled in what belongs to it.
fn is_signed_there(line: &str) -> bool {
    const SIGN: [&str; 8] = [
        "签名：", "签字：", "签名）：", "签字）：", "签名:", "签字:", "签名）:", "签字）:",
    ];
    let is_room = |c: char| c.is_whitespace() || "_＿".contains(c);
    SIGN.iter().any(|sign| {
        let mut places = line.split(sign).skip(1);
        places.any(|behind| behind.is_empty() || behind.starts_with(is_room))
    })
}

/// True for what stands in quotation marks in a line that says how something is written.
fn is_example(text: &str, one: &Match) -> bool {
    const OF_WRITING: [&str; 12] = [
        "写成", "写作“", "写法", "例：", "例如", "没有填写", "不能写", "例子", "格式", "指代", "代指", "代称",
    ];
    let line = around(text, &one.range, &['\n']);
    let before = text[..one.range.start].rsplit('\n').next().unwrap_or_default();
    let is_quoted = before.rfind('“') > before.rfind('”');
    is_quoted && contains_any(line, &OF_WRITING)
}

/// True for lines, boxes and brackets to write in, and what is said to whoever fills them in.
pub(super) fn is_blank(found: &Match) -> bool {
    const TYPED: [&str; 12] = [
        "x", "X", "Ｘ", "×", "✕", "●", "某", "待", "未定", "暂缺", "TODO", "todo",
    ];
    found.rule == &PLACEHOLDER && !contains_any(&found.content, &TYPED)
}

#[cfg(test)]
mod tests {
    use super::PLACEHOLDER;
    use crate::check::tests::{names, tells};
    use crate::check::{Syntax, Wordings, find};

    fn found(text: &str) -> Vec<String> {
        let all = find(text, Syntax::Markdown, &Wordings::default());
        let own = all.into_iter().filter(|one| one.rule == &PLACEHOLDER);
        own.map(|one| one.content).collect()
    }

    #[test]
    fn labels_with_nothing_behind_several_of_them_are_told() {
        let table = r"
            活动时间：\n\n活动地点：\n\n参加人员：\n => 活动时间
            - 活动时间：\n- 活动地点：\n- 参加人员：全体党员\n => 活动时间
            1. **活动时间：**\n2. **活动地点：**\n => 活动时间
            请按时参加。\n\n联系电话：\n => =联系电话
            联系人：许老师\n\n联系电话：\n\n青禾学校党总支\n\n2026年3月5日\n => =联系电话
            联系电话：\n\n025-84312206\n => -
            联系电话：\n\n- 党总支办公室 84312206\n- 校长室 84312207\n => -
            家长签字：\n\n联系电话：\n => -
            联系电话：\n\n一\n\n二\n\n三\n\n四\n => -
            活动时间：\n\n3月5日下午\n\n活动地点：\n\n三楼会议室\n => -
            活动要求：\n\n活动时间：3月5日\n => -
            回执\n\n参加时间：\n\n参加人员：\n => -
            活动时间：3月5日\n活动地点：三楼会议室\n => -
        ";
        names(table, found);
    }

    #[test]
    fn what_readers_fill_in_is_left_alone() {
        let table = r"
            班级：__________　学生姓名：__________　家长签名：__________ => -
            （回执）\n\n我已阅读并同意……家长签名：＿＿＿＿＿＿ => -
            承诺书样式：\n\n我承诺遵守纪律。\n\n承诺人（签名）：\n\n日期：　　年　月　日 => -
            我承诺遵守纪律。\n\n承诺人（签名）：______\n\n日期：　　年　月　日 => -
            党员大会一般每（　　）召开一次。A. 月　B. 季度 => -
            1.党员大会一般每（　　）召开一次。\n\nA. 月　B. 季度 => -
            一、填空题\n\n1.党的根本宗旨是（　　）。 => -
            文号格式为“云实党发〔20××〕×号”。 => -
            本文中的“某某”指代当事人。 => -
            请各支部于__________前报送。 => 没有填写的地方
            请于　　月　　日前报送，并由书记签字：周敬安 => 没有填写的地方
            承诺人（签名）：周敬安\n\n日期：　　年　月　日 => 没有填写的地方
            会议共（　　）人参加。A组讨论，B组记录。 => 没有填写的地方
            回执请于3月20日前交，格式见附件，由各支部书记统一收齐以后送办公室。\n\n慰问金共______元。 => 没有填写的地方
        ";
        tells(Some(&[&PLACEHOLDER]), Syntax::Markdown, table);
    }
}
