//! What may have been meant by a word that nothing knows: a field's name, a word of a vocabulary, or a file.

use super::faults::Faults;
use super::keys::{self, FieldName};
use super::node::LineSpan;
use super::registry::is_of_ledgers_alone;
use crate::words::{Code, Fix, SourcePath, sound};

pub(super) const UNKNOWN_KEY: Code = Code::error("front-unknown-key");

/// Names that people use for a field, where no likeness of letters would find it. The first that the
/// place knows is suggested.
const CONFUSIONS: [(&str, &[&str]); 74] = [
    ("phone", &["telephone", "电话"]),
    ("tel", &["telephone", "电话"]),
    ("mobile", &["telephone", "电话"]),
    ("电话", &["telephone"]),
    ("mail", &["email", "邮箱"]),
    ("url", &["base_url"]),
    ("题目", &["标题"]),
    ("名称", &["标题", "姓名", "title"]),
    ("主题", &["标题", "议题"]),
    ("name", &["标题", "title"]),
    ("时间", &["日期", "开始"]),
    ("发布时间", &["日期"]),
    ("发布日期", &["日期"]),
    ("会议时间", &["时间"]),
    ("会议地点", &["地点"]),
    ("范围", &["公开范围"]),
    ("公开级别", &["公开范围"]),
    ("公开方式", &["公开范围"]),
    ("党支部", &["支部"]),
    ("目录", &["公开目录"]),
    ("期限", &["公开时限", "时限"]),
    ("完成时限", &["时限"]),
    ("文号", &["发文字号"]),
    ("字号", &["发文字号"]),
    ("作者", &["责任人"]),
    ("负责人", &["责任人"]),
    ("发布人", &["责任人"]),
    ("关键词", &["标签"]),
    ("分类", &["类别", "类型", "标签"]),
    ("类别", &["类型"]),
    ("类型", &["类别"]),
    ("种类", &["类型", "类别"]),
    ("署名", &["落款"]),
    ("审核", &["审批"]),
    ("保密审核", &["保密审查"]),
    ("请假", &["缺席"]),
    ("缺席人员", &["缺席"]),
    ("列席人员", &["列席"]),
    ("主持", &["主持人"]),
    ("记录", &["记录人"]),
    ("议程", &["议题"]),
    ("地址", &["地点", "链接名", "address"]),
    ("别名", &["旧地址", "链接名"]),
    ("错误", &["写法"]),
    ("正确", &["应当"]),
    ("公示时间", &["公示期"]),
    ("公示时限", &["公示期"]),
    ("公示期限", &["公示期"]),
    ("公示日期", &["公示期"]),
    ("公示开始时间", &["公示期"]),
    ("发文单位", &["落款"]),
    ("发文机关", &["落款"]),
    ("发布单位", &["落款"]),
    ("公开频率", &["频次"]),
    ("公开频次", &["频次"]),
    ("公开主体", &["层级"]),
    ("会议内容", &["议题"]),
    ("会议议程", &["议题"]),
    ("完成情况", &["进度"]),
    ("加分理由", &["事由"]),
    ("扣分理由", &["事由"]),
    ("责任部门", &["责任人"]),
    ("审批人", &["审批"]),
    ("审批日期", &["审批"]),
    ("签发人", &["审批"]),
    ("受理电话", &["受理"]),
    ("联系电话", &["受理", "telephone", "电话"]),
    ("应出席", &["应到"]),
    ("出处", &["来源"]),
    ("备注", &["说明"]),
    ("书记", &["委员"]),
    ("同意", &["赞成"]),
    ("不同意", &["反对"]),
    ("主办单位", &["organizer"]),
];

/// What people type as a field and stands in the text, or under others: where.
const ELSEWHERE: [(&str, &str); 7] = [
    ("公示对象", "写在正文里：期满后姓名只随正文撤下，字段会留在网上"),
    ("正文", "第二行“---”下面就是正文，不用写字段名"),
    ("主送", "写在正文的第一行，顶格，后面用冒号：“各党支部：”"),
    ("主送机关", "写在正文的第一行，顶格，后面用冒号：“各党支部：”"),
    (
        "联系人",
        "写在正文里；公示的受理单位和电话写“受理: {单位: …, 电话: …}”",
    ),
    ("参会人员", "人数写“应到”“实到”，没有来的写“缺席”，别的人写“列席”"),
    ("参加人员", "人数写“应到”“实到”，没有来的写“缺席”，别的人写“列席”"),
];

/// Fields that stand inside another: typed at the top, they lack their indentation.
const PARENTS: [(&str, &[FieldName]); 3] = [
    (
        "审批",
        &[keys::PROPOSAL, keys::SECRECY_REVIEW, keys::REVIEW, keys::APPROVAL],
    ),
    ("公示期", &[keys::START, keys::WORKDAYS]),
    ("受理", &[keys::UNIT, keys::TELEPHONE, keys::EMAIL]),
];

/// Settings of the whole site: typed below the first `[…]` of `site.toml`, they belong to that table.
const WHOLE_SITE: [&str; 15] = [
    "since", "organizer", "address", "telephone", "email", "icp", "police", "ascii_safe", "disclosure_txt",
    "raw_html", "look", "accent", "accent_dark", "font", "emblem",
];

/// Settings that one section of `site.toml` alone has, by the section's name.
const SECTIONS: [(&str, &[&str]); 7] = [
    ("approval", &["steps", "kinds", "changed", "distinct"]),
    ("publicity", &["workdays", "window_public", "window_unit"]),
    (
        "terms",
        &[
            "committee_years", "branch_years", "notice_days", "extension_months",
        ],
    ),
    ("supervision", &["mailbox", "person"]),
    ("home", &["picture", "alt"]),
    ("ledgers", &["reply_workdays"]),
    (
        "editions.web",
        &["audience", "theme", "output", "base_url", "qr_edition"],
    ),
];

/// The section of `site.toml` that alone has a setting.
pub(super) fn section_of(name: &str) -> Option<&'static str> {
    let found = SECTIONS.iter().find(|(_, names)| names.contains(&name));
    found.map(|(section, _)| *section)
}

/// The field that a field belongs inside of, when it stands beside it instead.
fn parent(name: &str, asked: &[FieldName]) -> Option<&'static str> {
    let beside = |parent: &str| asked.iter().any(|key| key.name == parent);
    PARENTS
        .iter()
        .find(|(parent, inside)| {
            beside(parent) && inside.iter().any(|key| key.name == name || key.alias == name)
        })
        .map(|(parent, _)| *parent)
}

/// Complains about a field that its place does not have: of those that it asks for, these are still open.
pub(super) fn unknown_key(
    faults: &Faults<'_>,
    at: LineSpan,
    name: &str,
    (asked, open): (&[FieldName], &[FieldName]),
) {
    if faults.is_full() {
        return faults.say(UNKNOWN_KEY, at, "不认识的字段", "");
    }
    let bare = name.trim();
    if bare != name && asked.iter().any(|key| key.name == bare || key.alias == bare) {
        let message = format!("字段“{bare}”前面或后面多了空格");
        let hint = format!("写成“{bare}: ……”，前面不留空格，全角的空格也不行");
        return faults.say_with(
            UNKNOWN_KEY,
            at,
            (message, hint),
            faults.edit(at, bare).map(Fix::certain),
        );
    }
    if let Some(parent) = parent(name, asked) {
        let hint = format!("写在“{parent}:”下面，行首空两格");
        return faults.say(UNKNOWN_KEY, at, format!("“{name}”要写在“{parent}”里面"), hint);
    }
    if faults.source().path.as_str() == "site.toml" && WHOLE_SITE.contains(&name) {
        let message = format!("“{name}”不能写在这一节里");
        let hint = "它管整个网站，移到文件前面，第一个“[”开头的行以前";
        return faults.say(UNKNOWN_KEY, at, message, hint);
    }
    if faults.source().path.as_str() == "site.toml"
        && let Some(section) = section_of(name)
    {
        let heading = format!("[{section}]");
        let is_there = faults.source().text.lines().any(|line| line.trim() == heading);
        let message = format!("“{name}”要写在 {heading} 这一节里");
        let hint = match is_there {
            true => format!("移到“{heading}”那一行的下面"),
            false => format!("上面少了“{heading}”这一行，顶格补上"),
        };
        return faults.say(UNKNOWN_KEY, at, message, hint);
    }
    if asked.contains(&keys::TITLE) && is_of_ledgers_alone(name) {
        let hint = "是台账的，把文件移到 content/ledgers；不是的，删去这一行";
        return faults.say(UNKNOWN_KEY, at, format!("“{name}”是台账里的字段"), hint);
    }
    if let Some((_, hint)) = ELSEWHERE.iter().find(|(typed, _)| *typed == name) {
        return faults.say(UNKNOWN_KEY, at, format!("没有“{name}”这个字段"), *hint);
    }
    let nearest = nearest_key(name, open);
    let fix = nearest.and_then(|known| faults.edit(at, known)).map(Fix::likely);
    let hint = match (nearest, nearest_key(name, asked)) {
        (Some(known), _) => format!("是不是想写“{known}”？"),
        // A section has as many tables as somebody likes.
        (None, Some(typed)) if faults.source().path.as_str() == "site.toml" => {
            format!("是不是想写“{typed}”？")
        }
        (None, Some(typed)) => {
            format!("“{typed}”已经写了：重复的，删去这一行；写的是别的，请对照手册换一个字段名")
        }
        (None, None) => {
            let mut names: Vec<_> = asked.iter().map(|key| key.name).collect();
            let mut seen = std::collections::HashSet::new();
            names.retain(|name| seen.insert(*name));
            format!("这里可以写的字段：{}", names.join("、"))
        }
    };
    let shown: String = name.chars().take(40).collect();
    faults.say_with(UNKNOWN_KEY, at, (format!("不认识的字段“{shown}”"), hint), fix);
}

pub(super) fn nearest_key(name: &str, asked: &[FieldName]) -> Option<&'static str> {
    let is = |key: &FieldName, wanted: &str| key.name == wanted || key.alias == wanted;
    let knows = |wanted: &str| asked.iter().find(|key| is(key, wanted)).map(|key| key.name);
    let confused = CONFUSIONS
        .iter()
        .find(|(wrong, _)| *wrong == name)
        .and_then(|(_, right)| right.iter().find_map(|word| knows(word)));
    confused.or_else(|| {
        let names = asked
            .iter()
            .flat_map(|key| [(key.name, key.name), (key.alias, key.name)]);
        nearest(name, names)
    })
}

/// The word that was meant, of words that are no fields: the columns of a ledger.
pub(crate) fn meant<'w>(typed: &str, words: impl Iterator<Item = &'w str> + Clone) -> Option<&'w str> {
    let confused = CONFUSIONS.iter().find(|(wrong, _)| *wrong == typed);
    let confused = confused.and_then(|(_, right)| {
        let mut right = right.iter();
        right.find_map(|right| words.clone().find(|word| word == right))
    });
    confused.or_else(|| nearest(typed, words.map(|word| (word, word))))
}

/// The nearest of some words, each with what it stands for; `None` when none is near.
pub(crate) fn nearest<'w>(typed: &str, words: impl Iterator<Item = (&'w str, &'w str)>) -> Option<&'w str> {
    if typed.chars().count() > 40 {
        return None;
    }
    let typed = typed.trim().to_lowercase();
    words
        .map(|(word, meant)| (likeness(&typed, word), meant))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, meant)| meant)
}

/// Words that say no; 没有异议 is not 有异议.
const NO: [char; 5] = ['不', '没', '未', '非', '无'];

/// The choice that was meant, each with what it stands for. A wrong guess would be followed, and 不公开 must not become
/// 社会公开: `None` where half of it is another, where one of the two says no, and where two choices stand in it.
pub(super) fn choice<'w>(
    typed: &str,
    words: impl Iterator<Item = (&'w str, &'w str)> + Clone,
) -> Option<&'w str> {
    let typed = typed.trim().to_lowercase();
    let inside = |(word, _): &(&str, &str)| word.chars().count() > 1 && typed.contains(word);
    let is_opposite =
        |word: &str| typed.contains(NO) != word.contains(NO) || typed.contains('外') && word.contains('内');
    if words.clone().filter(inside).count() > 1 {
        return None;
    }
    let likely = words.filter(|(word, _)| !is_opposite(word) && likeness(&typed, word) > 0.5);
    nearest(&typed, likely)
}

/// 0 to 1. A word inside the other is near: 实到人数 for 实到. So is one that sounds the same, because
/// Chinese is typed by its sound: 公式 for 公示.
fn likeness(typed: &str, word: &str) -> f64 {
    if !typed.is_ascii() && sound(typed).is_some_and(|heard| Some(heard) == sound(word)) {
        return 0.95;
    }
    let distance = strsim::normalized_damerau_levenshtein(typed, word);
    let inside = word.chars().count() >= 2 && typed.contains(word)
        || typed.chars().count() >= 2 && word.contains(typed) && !typed.is_ascii();
    // 支部留存 is of 留存 rather than of 支部: what a word is stands at its end.
    let inside = if typed.ends_with(word) { 0.8 } else { 0.75 } * f64::from(u8::from(inside));
    distance.max(inside)
}

/// So many times a likely file is looked for; whoever misses more has moved a folder.
pub(crate) const LOOKS: usize = 50;

/// The file of the same name elsewhere, or of a like name in the same folder, that was probably meant.
pub(crate) fn file<'p>(
    target: &SourcePath,
    files: impl Iterator<Item = &'p SourcePath> + Clone,
) -> Option<&'p SourcePath> {
    let same = files.clone().find(|path| path.name() == target.name());
    same.or_else(|| {
        files
            .filter(|path| path.folder() == target.folder())
            .map(|path| (file_likeness(path, target), path))
            .filter(|(likeness, _)| *likeness > 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, path)| path)
    })
}

/// How like two files' names are, 0 to 1: no more than their days are, no more than the rest is, and one slip in a
/// short word is no other word.
fn file_likeness(one: &SourcePath, other: &SourcePath) -> f64 {
    let ((day, name), (other_day, other_name)) = (dated(one.stem()), dated(other.stem()));
    let is_slip = name.chars().count() > 2 && strsim::osa_distance(name, other_name) == 1;
    let names = match is_slip {
        true => strsim::jaro(name, other_name).max(0.9),
        false => strsim::jaro(name, other_name),
    };
    match day.is_empty() || other_day.is_empty() {
        true => names,
        false => names.min(strsim::jaro(day, other_day)),
    }
}

/// The day that a name begins with, if it does, and the rest: `2026-03-12-`, `dahui`.
fn dated(stem: &str) -> (&str, &str) {
    let is_day = |day: &&str| {
        day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 | 10 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    match stem.get(..11).filter(is_day) {
        Some(day) => (day, &stem[11..]),
        None => ("", stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_more_than_their_day() {
        let likeness = |one: &str, other: &str| {
            let path = |name: &str| SourcePath::new(&format!("content/notices/{name}")).expect("a path");
            file_likeness(&path(one), &path(other)) > 0.85
        };
        assert!(likeness("2026-03-12-tongzi.md", "2026-03-12-tongzhi.md"));
        assert!(likeness("tongzhi.md", "2026-03-12-tongzhi.md"));
        assert!(likeness("2026-03-11-tongzhi.md", "2026-03-12-tongzhi.md"));
        assert!(likeness("2026-03-12-tongzhi.pdf", "2026-03-12-tongzhi.md"));
        assert!(!likeness("2026-03-12-none.md", "2026-03-12-1199.md"));
        assert!(!likeness("2026-03-12-jiyao.md", "2026-03-12-tongzhi.md"));
        // Neither another day nor another ending makes other words alike.
        assert!(!likeness("2026-03-12-jai.md", "2026-03-13-yi.md"));
        assert!(!likeness("2026-03-12-tu.png", "2026-03-12-yi.jpg"));
        assert!(likeness("2026-03-12-jai.md", "2026-03-12-jia.md"));
    }

    #[test]
    fn no_choice_is_guessed_that_says_something_else() {
        let of =
            |all: &'static [&'static str], typed: &str| choice(typed, all.iter().map(|word| (*word, *word)));
        let scopes = &["社会公开", "校内公开", "党内公开", "特定对象"];
        for typed in [
            "不公开", "非公开", "支部公开", "内部公开", "不向社会公开", "校外公开",
        ] {
            assert_eq!(of(scopes, typed), None, "{typed}");
        }
        assert_eq!(of(scopes, "社汇公开"), Some("社会公开"));
        assert_eq!(of(scopes, "校园公开"), Some("校内公开"));
        let results = &["无异议", "有异议"];
        assert_eq!(of(results, "没有异议"), None);
        assert_eq!(of(results, "无意议"), Some("无异议"));
        let kinds = &["通知", "公告", "公示", "通报"];
        assert_eq!(of(kinds, "公示公告"), None);
        assert_eq!(of(kinds, "公式"), Some("公示"));
    }

    #[test]
    fn what_was_meant_is_found() {
        let asked = [
            keys::TITLE,
            keys::DATE,
            keys::SCOPE,
            keys::PRESENT,
            keys::EXPECTED,
            keys::KIND,
            keys::TAGS,
        ];
        for (typed, meant) in [
            ("题目", "标题"),
            ("标体", "标题"),
            ("飙题", "标题"),
            ("titel", "标题"),
            ("Title", "标题"),
            ("时间", "日期"),
            ("公开范园", "公开范围"),
            ("实到人数", "实到"),
            ("类别", "类型"),
        ] {
            assert_eq!(nearest_key(typed, &asked), Some(meant), "{typed}");
        }
        assert_eq!(nearest_key("天气", &asked), None);
        let columns = ["支部", "留存"].into_iter();
        assert_eq!(meant("支部留存", columns), Some("留存"));
    }
}
