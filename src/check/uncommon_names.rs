//! Names that patterns do not know by their beginning: their surnames are rare and words of texts too (庞, 尚, 米), or they have
//! none (阿依古丽, 扎西次仁, 多杰). Where what stands around shows that somebody is named, patterns read a common surname in as many
//! bytes: 庞小红同学 as 王小红同学, 扎西次仁 as 欧阳次仁. Every place in what they read is that of the text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::words::{
    DISTINCT_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES, ShortHash, WORD_SURNAMES, begins_a_word,
    ends_with_any, is_ideograph, starts_with_any, word_ends,
};

/// Surnames that join words or say when and how, and one of which the dictionary knows no words: 党员和群众, 全体同学.
const JOINING: &str = "和应全明原来代保年权平计习干广幸班台元官党谈脱占支廉";

/// What stands right behind the names of persons alone.
const BEHIND: [&str; 76] = [
    "同学", "老师", "同志", "小朋友", "家长", "书记", "主任", "校长", "患", "确诊", "查出", "罹患", "得了",
    "因病", "住院", "请假", "请长假", "家里", "家中", "家境", "家庭", "父母", "父亲", "母亲", "爸爸", "妈妈",
    "奶奶", "爷爷", "外婆", "外公", "的父", "的母", "的爸", "的妈", "的爷", "的奶", "的爱人", "的丈夫",
    "的妻子", "的儿子", "的女儿", "的家长", "系低保", "是低保", "属于低保", "单亲", "留守", "记过", "记大过",
    "留校察看", "通报批评", "被立案", "被区", "被县", "被市", "被记", "被诊断", "被举报", "被纪", "被监",
    "被公安", "被派出所", "被性", "被诫", "遭", "涉嫌", "违反", "违规", "旷课", "旷工", "打架", "抽烟",
    "信教", "反映", "检举", "谈心",
];

/// What somebody is, right before the name.
const BEFORE: [&str; 24] = [
    "）班", ")班", "学生", "同学", "党员", "教师", "老师", "同志", "职工", "员工", "申请人", "积极分子",
    "对象", "主任", "校长", "书记", "委员", "会计", "家长", "给予", "慰问", "看望", "走访", "举报人",
];

/// Parts of names that have no surname, in Chinese characters: Uygur, Kazak, Tibetan, Mongol and Yi ones.
const PARTS: [&str; 92] = [
    "阿依", "古丽", "古丽娜尔", "热依汗", "热依", "帕提", "迪丽", "努尔", "努尔兰", "玛依", "米热", "买买提",
    "麦麦提", "艾买提", "艾买提江", "艾合买提", "阿卜杜", "阿不都", "吐尔逊", "玉素甫", "库尔班", "依明",
    "卡德尔", "木拉提", "叶尔", "别克", "娜尔", "扎西", "次仁", "卓玛", "多吉", "丹增", "旦增", "洛桑",
    "旺堆", "旺姆", "平措", "达瓦", "拉姆", "尼玛", "白玛", "德吉", "桑吉", "才让", "央金", "格桑", "顿珠",
    "索朗", "索南", "次旦", "罗布", "强巴", "加措", "嘉措", "卓嘎", "曲珍", "普布", "边巴", "巴桑", "拉巴",
    "米玛", "措姆", "仁青", "才旦", "乌日娜", "乌云", "其其格", "巴特尔", "娜仁", "娜仁花", "格日勒", "苏日",
    "斯琴", "高娃", "托娅", "图雅", "巴雅尔", "朝鲁", "敖日格乐", "阿古拉", "宝音", "那日", "吉克", "沙马",
    "阿木", "曲比", "木呷", "伍呷", "尔古", "吉木", "马海", "阿呷",
];

/// Characters that such names are written with by their sound. Two to six of them where only a person is named, and which
/// make no word of the dictionary together, are one: 多杰, 拉毛, 阿卜杜热合曼.
const SOUNDS: &str = "阿依古丽娜尔热汗帕提迪努兰玛米买麦艾江合卜杜都布吐逊玉素甫库班卡德木拉叶别克扎西次仁卓多吉丹增旦洛桑旺堆姆平措达瓦尼白才让央金格顿珠索朗南罗巴强加嘉嘎曲珍普边青乌日其特苏斯琴高托雅图朝鲁敖宝音那沙呷伍马海毛杰曼萨亚孜勒肉哈夏塔力哲完贡更藏却俄昂闹华东项秀仓周羊措先太热甲本牧顺呼";

/// Behind a name, what the person is called by.
const TITLES: [&str; 4] = ["同学", "老师", "同志", "小朋友"];

/// One of these joins somebody to what is done.
const JOINED: &str = "对同与和找跟给向由让请为把将";

/// Words that such a part stands in: 格桑花, 中央金融.
const NO_NAMES: [&str; 13] = [
    "塔吉克", "格桑花", "中央金", "扎西德勒", "努尔哈赤", "马海战", "很多吉", "许多吉", "更多吉", "众多吉",
    "乌云密", "乌云笼", "乌云遮",
];

/// What may begin with a character.
#[derive(Default)]
struct Beginnings {
    /// It is a surname.
    is_surname: bool,
    /// The longest first.
    parts: Vec<&'static str>,
    /// It is one of [`SOUNDS`].
    is_sound: bool,
    /// Those of [`BEHIND`].
    behind: Vec<&'static str>,
}

/// What may begin such a name, by its first character.
static BEGINNINGS: LazyLock<HashMap<char, Beginnings, ShortHash>> = LazyLock::new(|| {
    let mut all: HashMap<char, Beginnings, ShortHash> = HashMap::default();
    let words = WORD_SURNAMES.iter().map(|row| row.0);
    let surnames = RARE_SURNAMES.chars().chain(words);
    for surname in surnames.filter(|c| !JOINING.contains(*c) && !DISTINCT_SURNAMES.contains(*c)) {
        all.entry(surname).or_default().is_surname = true;
    }
    for part in PARTS {
        let first = part.chars().next().unwrap_or_default();
        all.entry(first).or_default().parts.push(part);
    }
    for sound in SOUNDS.chars() {
        all.entry(sound).or_default().is_sound = true;
    }
    for word in BEHIND {
        let first = word.chars().next().unwrap_or_default();
        all.entry(first).or_default().behind.push(word);
    }
    for begins in all.values_mut() {
        begins.parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    }
    all
});

/// True for a name that patterns may not know by its beginning.
pub(super) fn is_uncommon(name: &str) -> bool {
    let is_known = |first| DISTINCT_SURNAMES.contains(first) || FREQUENT_SURNAMES.contains(first);
    (2..=6).contains(&name.chars().count())
        && name.chars().all(|c| is_ideograph(c) && c.len_utf8() == HAN)
        && !name.starts_with(is_known)
}

/// A line as patterns read it; `known` are uncommon names of persons who are known to be such.
pub(super) fn as_read<'l>(line: &'l str, known: &[String]) -> Cow<'l, str> {
    let mut read = Cow::Borrowed(line);
    for name in known {
        for (at, name) in line.match_indices(name.as_str()) {
            read.to_mut().replace_range(at..at + name.len(), &like(name));
        }
    }
    let mut end = 0;
    for (at, first) in line.char_indices() {
        if at < end || first.len_utf8() != HAN || !read[at..].starts_with(first) {
            continue;
        }
        let Some(begins) = BEGINNINGS.get(&first) else {
            continue;
        };
        let by_sound = match begins.is_sound {
            true => length_of_sounds(line, at),
            false => 0,
        };
        let length = length_of_parts(line, at).max(by_sound);
        if length > 0 {
            read.to_mut()
                .replace_range(at..at + length, &like(&line[at..at + length]));
            end = at + length;
        } else if begins.is_surname && begins_name(line, at, first) {
            read.to_mut().replace_range(at..at + HAN, "王");
            // 庞小红: 红 is one too.
            end = at + 3 * HAN;
        }
    }
    read
}

/// How many bytes a character of Han has, but for the rarest.
const HAN: usize = 3;

/// How long the name is that is made of such parts; 0 for none. Patterns know those with a mark between two of them.
fn length_of_parts(line: &str, at: usize) -> usize {
    let stands_in = |word: &&str| {
        let mut inside = word
            .char_indices()
            .filter_map(|(inside, _)| at.checked_sub(inside));
        inside.any(|at| line.get(at..).is_some_and(|rest| rest.starts_with(*word)))
    };
    let part = |rest: &str| {
        let begins = BEGINNINGS.get(&rest.chars().next()?)?;
        begins.parts.iter().find(|part| rest.starts_with(**part))
    };
    let (mut length, mut count) = (0, 0);
    while let Some(part) = part(&line[at + length..]) {
        length += part.len();
        count += 1;
    }
    if count == 0 {
        return 0;
    }
    // 艾合买提江, 热依汗: what many end in, and what is a word alone.
    let ending = line[at + length..].chars().next();
    let ending = ending.filter(|c| length > HAN && matches!(c, '江' | '汗'));
    length += ending.map_or(0, char::len_utf8);
    let is_marked = line[..at].ends_with('·') || line[at + length..].starts_with('·');
    // 沙马 and 乌云 are other words too.
    let is_named = count > 1 || is_person(&line[..at], &line[at + length..]);
    match is_marked || !is_named || NO_NAMES.iter().any(stands_in) {
        true => 0,
        false => length,
    }
}

/// How long the name is that is written by its sound alone; 0 for none.
fn length_of_sounds(line: &str, at: usize) -> usize {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
    let (before, from) = (&line[..at], &line[at..]);
    let is_sound = |c: char| BEGINNINGS.get(&c).is_some_and(|begins| begins.is_sound);
    let sounds = from.chars().take_while(|c| is_sound(*c)).count();
    if !LENGTHS.contains(&sounds) {
        return 0;
    }
    let is_called = ends_with_any(before, &BEFORE);
    if !is_called && before.ends_with(|c| is_ideograph(c) && !JOINED.contains(c)) {
        return 0;
    }
    let length = from.chars().take(sounds).map(char::len_utf8).sum();
    let (name, behind) = from.split_at(length);
    let is_named = starts_with_any(behind, &TITLES) || is_called && goes_on_as_person(behind);
    let is_marked = before.ends_with('·') || behind.starts_with('·');
    let is_word = || word_ends(name).next() == Some(length);
    match is_named && !is_marked && !is_word() {
        true => length,
        false => 0,
    }
}

/// A name of as many bytes with a common surname, behind marks where it is longer than those are.
fn like(name: &str) -> String {
    const LONGEST: usize = 4;
    let letters: Vec<char> = name.chars().collect();
    let longer = letters.len().saturating_sub(LONGEST);
    let own = &letters[longer..];
    let surname: &[char] = if own.len() == LONGEST {
        &['欧', '阳']
    } else {
        &['王']
    };
    let like: String = surname.iter().chain(&own[surname.len()..]).collect();
    format!("{}{like}", "、".repeat(longer))
}

/// True between words that nobody but a person stands between.
fn is_person(before: &str, behind: &str) -> bool {
    goes_on_as_person(behind) || ends_with_any(before, &BEFORE)
}

/// True behind the first cell of a row, or the first word of an item that says something of it: 宓可（哮喘）.
fn is_told_of(behind: &str) -> bool {
    behind.trim_start().starts_with(['（', '(', '|', '：', ':'])
}

fn goes_on_as_person(behind: &str) -> bool {
    let first = behind.chars().next();
    let begins = first.and_then(|first| BEGINNINGS.get(&first));
    begins.is_some_and(|begins| starts_with_any(behind, &begins.behind))
}

/// True for a rare surname that begins a name here: nobody else has such words behind or before, and with what is around it makes
/// no other word.
fn begins_name(line: &str, at: usize, surname: char) -> bool {
    let (before, behind) = (&line[..at], &line[at + HAN..]);
    let mut given = behind.char_indices().take_while(|(_, c)| is_ideograph(*c));
    let Some((_, first)) = given.next() else {
        return false;
    };
    let ends = [
        Some(first.len_utf8()),
        given.next().map(|(at, c)| at + c.len_utf8()),
    ];
    let mut ends = ends.into_iter().flatten();
    let is_first = before
        .trim_end()
        .trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let is_first = is_first.ends_with('|') || ["", "-", "*", "+", "."].contains(&is_first);
    let is_person = ends_with_any(before, &BEFORE)
        || ends.any(|end| {
            // 古语说：
            let is_said = behind[..end].ends_with(['说', '道', '讲', '言', '问', '答']);
            goes_on_as_person(&behind[end..]) || is_first && !is_said && is_told_of(&behind[end..])
        });
    is_person && !begins_a_word(&line[at..]) && stands_alone(before, &line[at..], surname)
}

/// True where the dictionary makes one character of it.
fn stands_alone(before: &str, from: &str, surname: char) -> bool {
    const AROUND: usize = 4;
    let begin = before
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(before.len(), |(at, _)| at);
    let end = from
        .char_indices()
        .nth(AROUND + 1)
        .map_or(from.len(), |(at, _)| at);
    let at = before.len() - begin;
    let around = [&before[begin..], &from[..end]].concat();
    let mut last = 0;
    word_ends(&around).any(|end| std::mem::replace(&mut last, end) == at && end == at + surname.len_utf8())
}

#[cfg(test)]
mod tests {
    fn as_read(line: &str) -> std::borrow::Cow<'_, str> {
        super::as_read(line, &[])
    }

    #[test]
    fn most_rare_surnames_are_known() {
        for surname in "庞尚符蓝蒙喻蒲饶艾穆农卓古吉简连麦戚宫冷米宗苟师仇商刁沙荣巫寇桑郎仲巩池苑迟封匡鞠荆冀郁储栗燕楚劳奚皮粟冼楼满厉帅屠朴练井祖巴索容晁阙邸辜羊杭况印战尉束花水步凤暴贲".chars() {
            let line = format!("因{surname}小红老师请长假做化疗");
            assert_eq!(as_read(&line), "因王小红老师请长假做化疗");
        }
    }

    #[test]
    fn rare_surnames_are_read_where_somebody_is_named() {
        for (line, read) in [
            ("给予八（5）班庞小红记过一次。", "给予八（5）班王小红记过一次。"),
            ("因庞文英老师请长假做化疗", "因王文英老师请长假做化疗"),
            ("米小红家里靠低保生活。", "王小红家里靠低保生活。"),
            ("书记与符小红谈心", "书记与王小红谈心"),
            ("农凯被区纪委立案。", "王凯被区纪委立案。"),
            ("慰问简宁同志", "慰问王宁同志"),
            ("- 宓可（哮喘）", "- 王可（哮喘）"),
            ("| 冼国华 | 合格 |", "| 王国华 | 合格 |"),
            ("3. 邸小雨：低保户", "3. 王小雨：低保户"),
            ("扎西次仁患有癫痫。", "欧阳次仁患有癫痫。"),
            ("乌日娜同学", "王日娜同学"),
            ("艾合买提江患病", "、欧阳提江患病"),
            ("教师多杰被纪委立案。", "教师王杰被纪委立案。"),
            ("拉毛同学被性侵。", "王毛同学被性侵。"),
            ("党员阿卜杜热合曼被立案审查", "党员、、欧阳合曼被立案审查"),
            ("同完德同志谈话", "同王德同志谈话"),
        ] {
            assert_eq!(as_read(line), read);
            assert_eq!(as_read(line).len(), line.len());
        }
        for line in [
            "党员和群众反映食堂问题。",
            "全体同学要遵守纪律。",
            "应届同学家长会",
            "全班同学记过分明",
            "红军被困，战士们吃皮带。",
            "校园里开满格桑花。",
            "中央金融工作会议",
            "沙马河边很多吉祥物",
            "班主任老师和年级组长老师",
            "原班主任请假",
            "云南同学、水电老师、古诗老师",
            "党员教师和学生家长反映",
            "简单同学们的家庭作业",
            "连队同志、农村老师、官兵同志",
            "宫颈癌筛查由校医老师负责",
            "米饭家长试吃",
            "- 全校（含分校）",
            "- 农村小学（含教学点）",
            "| 明细 | 数量 |",
            "- 古语说：",
            "阿依古丽·买买提同学",
            "党员谈心谈话记录",
            "拉萨老师、海南同学、古巴同学、西藏同志",
            "本班同学、高中老师、东西部老师",
            "由索马里来的老师患病",
            "党员马上被立案",
        ] {
            assert_eq!(as_read(line), line);
        }
    }

    #[test]
    fn persons_who_are_known_are_read_wherever_they_stand() {
        let known = ["傅红霞", "阿依古丽"].map(str::to_owned);
        assert!(known.iter().all(|name| super::is_uncommon(name)) && !super::is_uncommon("王红霞"));
        let line = "会上，傅红霞说，阿依古丽迟到。";
        assert_eq!(super::as_read(line, &known), "会上，王红霞说，欧阳古丽迟到。");
    }
}
