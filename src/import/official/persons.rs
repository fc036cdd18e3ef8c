//! Names of persons, as minutes write them: with 同志, an office before, or one in brackets behind.

use super::closing;
use crate::read::person::{self, Person};
use crate::words::{LazyRegex, contains_any, ends_with_any, starts_with_any};

/// A person in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonInText {
    /// The name alone.
    pub(super) name: String,
    /// The text says nothing else.
    pub(super) is_all: bool,
}

/// What stands at the end of an office before a name.
const OFFICES: [&str; 47] = [
    "书记", "委员", "校长", "主任", "组长", "园长", "主席", "部长", "干事", "组织员", "监督员", "党员",
    "老师", "同志", "处长", "科长", "秘书", "助理", "党办", "办公室", "总支", "积极分子", "发展对象", "局长",
    "股长", "所长", "成员", "班主任", "教研员", "教师", "申请人", "文书", "院长", "镇长", "乡长", "站长",
    "队长", "会计", "护士长", "专干", "科员", "馆长", "班长", "教导", "总务", "组员", "支委",
];
/// What brackets behind a name say of how it got there.
pub(super) const SIGNING: [&str; 6] = ["签字", "签名", "手印", "按手印", "捺印", "盖章"];
/// What brackets behind a name say of somebody who did not come.
const AWAY: [&str; 6] = ["缺席", "请假", "病假", "事假", "未到", "出差"];

// 阿依古丽·买买提.
static DOTTED: LazyRegex = LazyRegex::new(r"^\p{Han}{2,8}[·•]\p{Han}{2,8}$");

/// The person that a text names; `None` when it names none or several.
pub(super) fn person(text: &str) -> Option<PersonInText> {
    let text = text.trim().trim_end_matches(['。', '，', '；', '、']);
    // An office in brackets behind the name.
    if let Some(open) = text.find(['（', '(']) {
        let inside = text[open..].trim_end_matches(['）', ')']);
        let is_closed = inside.len() < text[open..].len();
        let inner = inside.trim_start_matches(['（', '(']);
        let is_other = inner.contains(['（', '(', '）', ')']) || contains_any(inner, &AWAY);
        let named = person(&text[..open]).filter(|_| is_closed && !is_other)?;
        let is_signing = starts_with_any(inner, &SIGNING);
        let is_all = named.is_all && is_signing;
        return Some(PersonInText { is_all, ..named });
    }
    let bare = text.strip_suffix("同志").unwrap_or(text).trim();
    if DOTTED.is_match(bare) {
        let name = bare.to_owned();
        return Some(PersonInText { name, is_all: true });
    }
    match person::of(bare, None) {
        Person::Named => Some(PersonInText {
            name: bare.split_whitespace().collect(),
            is_all: true,
        }),
        Person::Titled(Some(name)) => Some(PersonInText { name, is_all: false }),
        _ => behind_office(bare),
    }
}

/// `东坡小学党支部书记`.
pub(super) fn is_office(text: &str) -> bool {
    ends_with_any(text, &OFFICES) && text.chars().count() <= 30
}

/// What a text says beside a name, where that is an office: `党支部书记 祝长庚`, `杜若川（组织委员）`.
pub(super) fn office_beside<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (before, behind) = text.split_once(name)?;
    let marks = ['（', '）', '(', ')', ' ', '，', '、'];
    let [before, behind] = [before, behind].map(|said| {
        let bare = said.trim_matches(marks);
        bare.strip_suffix("同志").unwrap_or(bare).trim_matches(marks)
    });
    let office = match (before, behind) {
        (office, "") | ("", office) => office,
        _ => return None,
    };
    let is_one = is_office(office) || ends_with_any(office, &["培养联系人", "介绍人", "联络员"]);
    (is_one && office.chars().all(|c| crate::words::is_han(c) || c == '、')).then_some(office)
}

/// How a part of a school ends that stands before a name with a gap: `财务室 宋知远`.
const PARTS: [char; 8] = ['室', '处', '部', '组', '科', '办', '会', '校'];

/// `支部书记宋知远`.
fn behind_office(text: &str) -> Option<PersonInText> {
    let starts = text.char_indices().rev().map(|(start, _)| start);
    let mut starts = starts.skip(1).take(3);
    let start = starts.find(|start| {
        let before = text[..*start].trim_end();
        let is_parted = before.ends_with(PARTS) && (before.len() < *start || closing::is_unit(before));
        let is_office = is_parted || ends_with_any(before, &OFFICES);
        is_office && person::is_name(&text[*start..], None)
    })?;
    let before = &text[..start];
    (!before.contains(['、', '，', ',', '；'])).then(|| PersonInText {
        name: text[start..].split_whitespace().collect(),
        is_all: false,
    })
}

/// The name of the person that a text names and says nothing else.
pub(super) fn name_alone(text: &str) -> Option<String> {
    Some(person(text).filter(|person| person.is_all)?.name)
}

/// Every person of a list; `None` when something in it is none. True when nothing but names stands in it.
pub(super) fn people(text: &str) -> Option<(Vec<String>, bool)> {
    let mut parts: Vec<&str> = parts(text).collect();
    // 入党积极分子：宋知远、何秋实.
    let mut is_grouped = false;
    for part in &mut parts {
        if let Some((_, name)) = part.split_once('：') {
            *part = name.trim();
            is_grouped = true;
        }
    }
    // 县教育局党组成员、副局长 石明辉: two offices of one.
    let count = parts.len();
    let offices: Vec<bool> = parts
        .iter()
        .map(|part| is_office(part) && person(part).is_none())
        .collect();
    let goes_on = |at: usize| person(parts[at + 1]).is_some_and(|next| !next.is_all);
    let kept: Vec<bool> = (0..count)
        .map(|at| !(offices[at] && at + 1 < count && goes_on(at)))
        .collect();
    let mut kept = kept.into_iter();
    parts.retain(|_| kept.next().unwrap_or(true));
    let known = parts.iter().filter(|part| person(part).is_some()).count();
    // 凌秀芳、区建红: beside a name a word of that length is one, whatever the surname.
    let found = parts
        .iter()
        .map(|part| person(part).or_else(|| beside_names(part).filter(|_| known > 0)));
    let found: Option<Vec<_>> = found.collect();
    let found = match found {
        Some(found) => found,
        // Names with nothing but white space between them.
        None => {
            let words = spaced(text)?;
            words
                .iter()
                .map(|word| person(word))
                .collect::<Option<Vec<_>>>()?
        }
    };
    let is_all = !is_grouped && found.iter().all(|person| person.is_all);
    let names = found.into_iter().map(|person| person.name).collect();
    Some((names, is_all))
}

/// `关海棠 郭 远 裴 静`: a name of two letters drawn out to the width of three is one word.
fn spaced(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut words = text.split_whitespace();
    let is_half = |word: &&str| word.chars().count() == 1;
    while let Some(word) = words.next() {
        let rest = if is_half(&word) {
            words.next().filter(is_half)?
        } else {
            ""
        };
        found.push(format!("{word}{rest}"));
    }
    Some(found)
}

/// A name beside others whose surname no table has, where nothing else is known of the word.
pub(super) fn of_rare_surname(part: &str) -> Option<PersonInText> {
    // 两名, 代录, 暂缺 stand for nobody.
    let is_word = part.starts_with([
        '一', '两', '二', '三', '几', '无', '代', '暂', '同', '略', '待', '未', '已', '因',
    ]) || part.ends_with(['人', '名', '缺', '录', '定', '上', '等', '假']);
    beside_names(part).filter(|_| !is_word && person::of(part, None) == Person::Unknown)
}

/// `副书记苗圃`: a word with a surname, directly behind an office, where the sentence has nothing else for it to be.
pub(super) fn word_behind_office(text: &str) -> Option<String> {
    // 党支部书记全程主持.
    const HOW: [&str; 8] = ["全程", "亲自", "轮流", "共同", "代为", "代理", "应邀", "负责"];
    let starts = text.char_indices().rev().map(|(start, _)| start).skip(1).take(2);
    let mut parts = starts.map(|start| text.split_at(start));
    let (_, name) = parts.find(|(before, name)| is_office(before) && beside_names(name).is_some())?;
    let is_name = person::surname(name).is_some() && !HOW.contains(&name);
    is_name.then(|| name.to_owned())
}

/// A name with a surname that no table has.
fn beside_names(part: &str) -> Option<PersonInText> {
    const OTHERS: [&str; 9] = [
        "家长", "代表", "学生", "群众", "嘉宾", "专家", "领导", "教职工", "其他",
    ];
    let is_name = (2..=3).contains(&part.chars().count()) && part.chars().all(crate::words::is_han);
    let is_other = is_office(part) || contains_any(part, &OTHERS);
    (is_name && !is_other).then(|| PersonInText {
        name: part.to_owned(),
        is_all: true,
    })
}

/// What stands between the marks of a list, outside brackets.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    let split = text.split(move |c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '\n')
    });
    split
        .map(|part| part.trim().trim_end_matches('。'))
        .filter(|part| !part.is_empty())
}

/// What people write where there is nobody.
pub(super) fn says_nobody(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['。', '人', '名']);
    matches!(bare, "无" | "没有" | "0" | "零" | "/" | "—" | "-" | "")
}
