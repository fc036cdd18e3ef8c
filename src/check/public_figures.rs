//! People of whom the whole country was told that they were ill: a study text that says so again tells nothing of anybody's
//! private life. Only what is said of themselves counts: in the clause that names them, in the next one when that goes on
//! without naming anybody, or in a sentence that begins with 他 or 她 behind one that begins with their name.

use std::ops::Range;

use super::patterns::near;
use crate::words::{contains_any, starts_with_any};

/// Model figures and persons of history whose illness, faith or punishment was made public. 雷锋 is none of them: who writes of 学雷锋 and of an illness means somebody else.
const FIGURES: [&str; 84] = [
    "张伯礼", "罗健夫", "莫振高", "王生英", "周恩来", "江泽民", "李克强", "任弼时", "方志敏", "瞿秋白",
    "朱自清", "田汉", "陈景润", "赵梦桃", "支月英", "霍金", "梵高", "林肯", "鲁迅", "陶行知", "叶剑英",
    "叶挺", "贺龙", "陈毅", "彭德怀", "邓小平", "蔡元培", "钱学森", "焦裕禄", "孔繁森", "张桂梅", "黄大年",
    "黄文秀", "钟南山", "张定宇", "谷文昌", "杨善洲", "廖俊波", "李保国", "南仁东", "张富清", "王进喜",
    "邓稼先", "林俊德", "罗阳", "王继才", "朱彦夫", "张海迪", "史来贺", "吴金印", "沈浩", "任长霞", "郑培民",
    "牛玉儒", "杨业功", "方永刚", "武文斌", "毛泽东", "孙中山", "李大钊", "李叔同", "黄炎培", "陈独秀",
    "周永康", "薄熙来", "钟扬", "冯玉祥", "张学良", "宋耀如", "徐光启", "牛顿", "车耀先", "马本斋", "左宝贵",
    "梁武帝", "毛主席", "周总理", "于漪", "李镇西", "魏书生", "凯勒", "贝多芬", "史铁生", "吴孟超",
];

/// Before or behind the name of whoever is held up as a model to all: his or her life was made public with it.
const HELD_UP: [&str; 16] = [
    "时代楷模", "中国好人", "道德模范", "感动中国", "最美奋斗者", "人民教育家", "七一勋章", "共和国勋章",
    "人民英雄", "人民楷模", "全国优秀教师", "全国模范教师", "最美乡村教师", "先进事迹", "感人事迹", "的事迹",
];

/// True for a clause about whoever is held up so: 学习“中国好人”张玉滚的事迹, not 参加感动中国观影的王芳.
fn holds_up(clause: &str) -> bool {
    let mut behind = HELD_UP
        .iter()
        .filter_map(|word| clause.rfind(word).map(|at| &clause[at + word.len()..]));
    behind.any(|rest| {
        !rest
            .replace("的事迹", "")
            .replace("的先进事迹", "")
            .contains('的')
    })
}

/// What a clause may begin with that goes on about whom the clause before it named.
const GOING_ON: [&str; 25] = [
    "他", "她", "却", "已", "因", "后", "又", "在", "虽然", "虽", "尽管", "即使", "即便", "不顾", "忍着",
    "忍受着", "强忍", "拖着", "带着", "直到", "身患", "患", "罹患", "确诊", "被确诊",
];

/// Whom the same clause may mean instead: 患有白血病的王小明同学.
const OTHERS: [&str; 11] = [
    "同学", "学生", "儿童", "孩子", "老师", "教师", "职工", "党员", "群众", "家长", "村民",
];

/// True for words that name one of them.
pub(in crate::check) fn names_one(words: &str) -> bool {
    contains_any(words, &FIGURES)
}

/// True for words that are about one of them: 孙中山信仰基督教, 与黄炎培谈话; not 毛泽东思想.
pub(in crate::check) fn is_about_one(words: &str) -> bool {
    const THOUGHT: [&str; 4] = ["思想", "理论", "精神", "式"];
    let own = words.trim_start_matches(['与', '同', '和', '找', '跟', '对', '给', '予']);
    let mut behind = FIGURES.iter().filter_map(|name| own.strip_prefix(name));
    behind.any(|behind| !starts_with_any(behind, &THOUGHT))
}

/// Between sentences.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];
/// Behind the mark that ends one: her own words are quoted.
const CLOSING: [char; 4] = ['”', '’', '》', '）'];
/// Between parts of one.
const PAUSES: [char; 3] = ['，', '：', '—'];

/// True when what stands at `range` is said of such a person.
pub(in crate::check) fn is_of_public_figure(text: &str, range: &Range<usize>) -> bool {
    let names = |clause: &str| names_one(clause) || holds_up(clause);
    let near = near(text, range);
    let before = &text[near.start..range.start];
    let (earlier, sentence) = before.rsplit_once(ENDS).unwrap_or(("", before));
    let mut clauses = sentence.rsplit(PAUSES);
    let own = clauses.next().unwrap_or_default();
    let goes_on = own.is_empty() || starts_with_any(own, &GOING_ON);
    let is_named = names(own)
        || goes_on
            && (clauses.next().is_some_and(names)
                || begins_with_one(sentence)
                || sentence.starts_with(['他', '她']) && is_subject(earlier));
    let rest = &text[range.start..near.end];
    let rest = rest
        .find(['，', '。', '！', '？', '；', '\n'])
        .map_or(rest, |at| &rest[..at]);
    let somebody = rest.find('的').map_or("", |at| &rest[at..]);
    names(somebody) || is_named && !contains_any(somebody, &OTHERS)
}

/// True when one of them is whom a sentence speaks of first: 张海迪，女，1955年9月生，….
fn begins_with_one(sentence: &str) -> bool {
    starts_with_any(sentence, &FIGURES)
}

/// True when the sentence that ends here is about one of them, or goes on about one.
fn is_subject(text: &str) -> bool {
    let sentences = text.trim_end_matches(CLOSING).rsplit(ENDS);
    let begins = sentences.map(|sentence| sentence.trim_start_matches(CLOSING));
    let named = begins
        .filter(|sentence| !sentence.is_empty())
        .find(|sentence| !sentence.starts_with(['他', '她']));
    named
        .and_then(|sentence| sentence.split(PAUSES).next())
        .is_some_and(|clause| names_one(clause) || holds_up(clause))
}
