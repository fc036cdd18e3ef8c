//! The persons whom a 公示 is about, as far as its words say so plainly: a name before 同志 in the title, before
//! “，男” or “，女” in the text, behind “姓名：” or “对象：”, before 同志 where something is to be done, or alone in a line of a
//! list or a cell of a table.

use std::collections::HashSet;

use crate::read::person;
use crate::words::{contains_any, is_han_digit, is_ideograph, place_of};

/// Words that stand before a name in a title.
const BEFORE: [&str; 10] = [
    "关于", "接收", "吸收", "确定", "推荐", "发展", "任命", "提名", "拟", "对",
];
/// What stands behind a name that a text introduces.
const BEHIND: [&str; 6] = ["，男", "，女", ",男", ",女", "（男", "（女"];
const LABELS: [&str; 2] = ["姓名：", "姓名:"];
/// Behind these stand the names of all of them.
const LISTS: [&str; 10] = [
    "对象：", "对象:", "名单：", "名单:", "人选：", "人选:", "同志：", "同志:", "如下：", "如下:",
];
/// How many characters stand in brackets behind a name at most.
const LONGEST_UNIT: usize = 20;
/// One of these is in some heading of a table that names persons.
const OF_PERSONS: [&str; 9] = ["姓名", "名单", "人", "师", "员", "同志", "对象", "学", "干部"];
/// In a clause with one of these, 同志 are those of whom the 公示 is.
const DONE_TO: [&str; 12] = [
    "拟", "接收", "吸收", "推荐", "评选", "评定", "确定", "表彰", "提名", "命名", "授予", "任命",
];

/// Their names, each once.
#[must_use]
pub fn persons(title: &str, text: &str) -> Vec<String> {
    let introduced = BEHIND.iter().flat_map(|behind| {
        let ends = text.match_indices(behind);
        ends.filter_map(|(end, _)| last_word(&text[..end]))
    });
    let labelled = LABELS.iter().flat_map(|label| {
        let starts = text.match_indices(label);
        starts.filter_map(|(start, _)| first_word(&text[start + label.len()..]))
    });
    let listed = LISTS.iter().flat_map(|label| {
        let starts = text.match_indices(label);
        starts.flat_map(|(start, _)| names_at(&text[start + label.len()..]))
    });
    let told = text.split(['。', '；', '，', '\n']).flat_map(done_to);
    let below = text.lines().skip(1).chain([""]);
    let mut headings = None;
    let alone = text.lines().zip(below).flat_map(move |(line, below)| {
        let line = line.trim_start();
        let is_item = line.starts_with(['|', '-', '*']) || line.starts_with(|c: char| c.is_ascii_digit());
        match is_below_headings(below) {
            true => headings = Some(line),
            false => headings = headings.filter(|_| line.starts_with('|')),
        }
        let is_of_things = headings.is_some_and(|headings| !contains_any(headings, &OF_PERSONS));
        let is_row = is_item && !is_below_headings(below) && !is_of_things;
        line.split(['|', '-', '.', '．']).filter(move |_| is_row)
    });
    let surely = in_title(title).into_iter().chain(introduced).chain(labelled);
    let by_surname = listed.chain(told).chain(alone).map(bare);
    let by_surname = by_surname.filter(|name| person::is_name(name, None));
    let mut known = HashSet::new();
    let names = surely.chain(by_surname).filter(|name| is_name(name));
    names
        .filter(|name| known.insert(*name))
        .map(str::to_owned)
        .collect()
}

/// The persons for whom a text proposes something, each once: 拟接收陆小满、郑可同志为预备党员. `None` where it does not name all
/// of them: 陆小满等5名同志.
pub(in crate::read) fn proposed(text: &str) -> Option<Vec<&str>> {
    let mut names: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices('拟') {
        let behind = &text[at + '拟'.len_utf8()..];
        let Some(verb) = DONE_TO.iter().find(|verb| behind.starts_with(**verb)) else {
            continue;
        };
        for name in names_at(&behind[verb.len()..]) {
            let end = place_of(name, text).end;
            if text[end..].trim_start_matches("同志").starts_with('等') {
                return None;
            }
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Some(names)
}

/// True for the line of a table that stands below its headings: 年龄段 is one of those, and nobody.
fn is_below_headings(line: &str) -> bool {
    line.contains('|') && line.contains("--") && !line.contains(char::is_alphanumeric)
}

/// The first name in what 公示结果 explains: 收到陈立举报的信1封, 对陈立同志的反映.
pub(in crate::read) fn named(explanation: &str) -> Option<&str> {
    const BEHIND: [&str; 12] = [
        "同志", "老师", "举报", "检举", "反映", "的反映", "来信", "来电", "来访", "提出", "投诉", "实名",
    ];
    let ends = BEHIND.iter().flat_map(|word| explanation.match_indices(word));
    let mut names = ends.filter_map(|(end, _)| person::last_name(&explanation[..end]));
    names.next()
}

/// The names behind words of what is done to them: 拟表彰彭晓岚、罗振华; and those before 同志.
fn done_to(clause: &str) -> impl Iterator<Item = &str> {
    let starts = DONE_TO
        .iter()
        .flat_map(|word| clause.match_indices(word).map(|(at, word)| at + word.len()));
    let behind = starts.flat_map(|start| names_at(&clause[start..]));
    let end = clause
        .rfind("同志")
        .filter(|_| contains_any(clause, &DONE_TO))
        .unwrap_or(0);
    let is_counted = |c: char| c.is_ascii_digit() || is_han_digit(c) || "等名位".contains(c);
    let before = clause[..end].trim_end_matches(is_counted).split(['、', '和']);
    behind.chain(before.filter_map(person::last_name))
}

/// The names that a text begins with, as a list has them: 彭晓岚同志（第一党支部）、罗振华.
fn names_at(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    std::iter::from_fn(move || {
        let name = first_name(rest)?;
        let behind = rest[name.len()..].trim_start_matches("同志");
        let mut unit = behind.char_indices().take(LONGEST_UNIT);
        let end = unit
            .find(|(_, c)| *c == '）')
            .filter(|_| behind.starts_with('（'));
        let behind = end.map_or(behind, |(at, _)| &behind[at + '）'.len_utf8()..]);
        rest = behind.strip_prefix(['、', '和', '，']).unwrap_or_default();
        Some(name)
    })
}

/// The name that a text begins with, where it goes on as behind one.
fn first_name(text: &str) -> Option<&str> {
    const BEHIND: [&str; 6] = ["同志", "老师", "为", "等", "拟", "任"];
    [3, 2, 4].into_iter().find_map(|length| {
        let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
        let (name, rest) = text.split_at(end);
        let ends = !rest.starts_with(is_ideograph) || BEHIND.iter().any(|word| rest.starts_with(word));
        (name.chars().count() == length && ends && person::is_name(name, None)).then_some(name)
    })
}

/// A name without the marks around it and without 同志.
fn bare(name: &str) -> &str {
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '*');
    name.strip_suffix("同志").unwrap_or(name)
}

/// The names before 同志 in a title; without 同志 those before 拟 or 为 that begin with a surname.
pub(in crate::read) fn in_title(title: &str) -> Vec<&str> {
    if let Some((before, _)) = title.split_once("同志") {
        return last_names(before).filter(|name| is_name(name)).collect();
    }
    let ends = ["拟", "为"].iter();
    let named = ends.filter_map(|end| title.split_once(end)).map(|(before, _)| {
        let names = last_names(before);
        names.filter(|name| person::is_name(name, None)).collect()
    });
    let mut named = named.filter(|names: &Vec<&str>| !names.is_empty());
    named.next().unwrap_or_default()
}

/// What stands behind the last of the words before names.
fn last_names(before: &str) -> impl Iterator<Item = &str> {
    let from = BEFORE
        .iter()
        .filter_map(|word| Some(before.rfind(word)? + word.len()))
        .max();
    before[from.unwrap_or(0)..].split(['、', '，', '和'])
}

fn is_name(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(is_ideograph)
}

fn last_word(text: &str) -> Option<&str> {
    let text = bare(text);
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_ideograph(*c))
        .last()?
        .0;
    Some(&text[start..])
}

fn first_word(text: &str) -> Option<&str> {
    let end = text.find(|c| !is_ideograph(c)).unwrap_or(text.len());
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::rows_give;

    /// Names in a line, `-` for none.
    fn joined<S: AsRef<str>>(names: Vec<S>) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        if names.is_empty() {
            "-".to_owned()
        } else {
            names.join("、")
        }
    }

    #[test]
    fn the_names_in_a_title_are_found() {
        let table = "
            关于拟接收张三丰同志为预备党员的公示 => 张三丰
            关于张三同志拟任职的公示 => 张三
            关于推荐张三丰、李四同志为发展对象的公示 => 张三丰、李四
            关于罗子衿拟接收为预备党员的公示 => 罗子衿
            关于罗子衿、闻一舟拟任职的公示 => 罗子衿、闻一舟
            关于拟接收罗子衿为预备党员的公示 => 罗子衿
            关于第一支部拟接收预备党员的公示 => -
            关于高中支部拟发展为预备党员名单的公示 => -
            关于发展对象人选的公示 => -
            关于优秀共产党员等五名同志的公示 => -
        ";
        rows_give(table, |title| joined(in_title(title)));
    }

    #[test]
    fn persons_for_whom_something_is_proposed_are_found() {
        let table = "
            拟接收陆小满、郑可同志为中共预备党员。 => 陆小满、郑可
            拟接收陆小满同志为预备党员，由许文清同志介绍。 => 陆小满
            拟表彰陆小满等5名同志。 => ?
            拟接收该同志为预备党员。 => -
        ";
        rows_give(table, |text| proposed(text).map_or("?".to_owned(), joined));
    }

    #[test]
    fn persons_whom_a_text_introduces_are_found_once() {
        let text = "拟接收下列同志：1.张三丰，男，汉族。 李四（女，1990年生）。姓名：王小五 性别：男";
        assert_eq!(
            joined(persons("关于张三丰同志的公示", text)),
            "张三丰、李四、王小五"
        );
        let table = r"
            经研究，拟接收尹佳慧同志为中共预备党员。 => 尹佳慧
            拟表彰彭晓岚、罗振华2名同志。 => 彭晓岚、罗振华
            拟接收尹佳慧为中共预备党员，拟表彰罗振华、丁玉 => 尹佳慧、罗振华、丁玉
            拟表彰对象：彭晓岚、罗振华 => 彭晓岚、罗振华
            名单如下：彭晓岚同志（第一党支部）、罗振华 => 彭晓岚、罗振华
            拟表彰：\n\n- 彭晓岚\n- 罗振华同志 => 彭晓岚、罗振华
            **彭晓岚**，女；罗振华同志，男 => 罗振华、彭晓岚
            | 姓名 | 支部 |\n| --- | --- |\n| 彭晓岚 | 第一党支部 | => 彭晓岚
            如有意见，请与党总支办公室陈立同志联系。 => -
            | 年龄段 | 单价 |\n|---|---|\n| 单价 | 90元 | => -
            | 包号 | 内容 |\n|---|---|\n| A包 | 米面油 | => -
            | 学科 | 拟聘教师 |\n|---|---|\n| 语文 | 陈立 | => 陈立
            参加的教职工中，男教师12人，女教师30人。 => -
            本年度优秀教师共十名，女教师占七成 => -
        ";
        rows_give(table, |text| joined(persons("公示", text)));
        assert_eq!(joined(persons("公示", "")), "-");
        let table = "
            收到陈建国举报的信1封，经查不实 => 陈建国
            收到反映孙丽娟同志的信1封 => 孙丽娟
            对彭晓岚的反映，经查不实 => 彭晓岚
            公示期内没有收到不同意见 => -
            收到1名教师反映，经核实不影响 => -
            收到单位举报1件，安全老师来信1封 => -
            有关同志提出的意见，总支已经答复 => -
        ";
        rows_give(table, |text| named(text).unwrap_or("-").to_owned());
    }
}
