//! Marks as a keyboard gives them where Chinese has its own: half-width ones between Han, straight quotation marks; the same
//! mark or word twice; addresses that lead nowhere. Source: GB/T 15834—2011《标点符号用法》.

use std::cell::LazyCell;
use std::sync::LazyLock;

use memchr::{memchr_iter, memchr3_iter, memmem};
use regex::Regex;

use super::patterns::{Pattern, around};
use super::phrases::Phrase;
use super::{Match, Rule, Weight};
use crate::words::{Code, compiled_pattern, contains_any, is_han, lines_at};

static MARKS: Rule = Rule {
    word: "标点",
    weight: Weight::Doubtful(Code::warning("text-punctuation")),
    hint: "请换成中文的全角标点；代码、网址、文件名里的不用改",
    once: true,
};

static DOUBLED: Rule = Rule {
    word: "重复的标点和词",
    hint: "请删去多出来的",
    ..MARKS
};

static IN_ADDRESS: Rule = Rule {
    word: "邮箱、网址里的逗号",
    hint: "请改成点；照现在的写法，信寄不到，网页打不开",
    ..MARKS
};

static ADDRESS: Rule = Rule {
    word: "写错的邮箱、网址",
    hint: "请照原样改正；照现在的写法，信寄不到，网页打不开",
    ..MARKS
};

static TITLES: Rule = Rule {
    word: "书名号",
    hint: "书名用“《》”，里面再有书名的用“〈〉”：《关于印发〈办法〉的通知》",
    ..MARKS
};

static WIDE: Rule = Rule {
    word: "全角数字",
    hint: "请换成半角的数字，例如2026年",
    ..MARKS
};

static CLASHING: Rule = Rule {
    word: "连在一起的标点",
    hint: "请留下该用的一个，删去另一个",
    ..MARKS
};

/// Words and marks that stand twice where only what is around tells that nobody means it.
pub(super) static TABLE: &[Pattern] = &[
    // Marks in a row are spoken of: “，。；：”.
    Pattern::new(
        &CLASHING,
        &[
            "，。", "。，", "、，", "，、", "；。", "。；", "：，", "：。", "，：", "？。", "！。", "。、",
            "、。", "；，", "，；",
        ],
        r"[\p{Han}0-9A-Za-z”》）](?<what>{事})(?:[^，。、；：？！”’）]|$)",
        "“{}”两个标点连在一起",
    ),
    Pattern::new(
        &ADDRESS,
        &["http：", "https：", "http:/", "https:/"],
        // As a link's target the first is told as one.
        r"(?i)(?:^|[^(<])(?<what>https?：[/／]{1,2})[^/／]|(?<what>https?:/)[^/]",
        "“{}”不是网址的写法，应当是“https://”",
    ),
    Pattern::new(
        &ADDRESS,
        &["邮箱：", "邮箱:", "邮件："],
        r"(?:邮箱|邮件)[：:]\s?(?<what>[A-Za-z0-9_-]{3,20}(?:\.[A-Za-z0-9-]{2,20}){1,3}\.(?:cn|com|net|org))(?:[^A-Za-z0-9@./]|$)",
        "“{}”里没有“@”",
    ),
    Pattern::new(
        &TITLES,
        &["‹", "›", "＜[中关党习]", "<[中关党习]"],
        r"(?<what>[‹＜<]{1,2}[‹《]?(?:中国|中共|中华|关于|党|习近平)\p{Han}{1,30}[》›]?[›＞>]{1,2})",
        "“{}”不是书名号",
    ),
    Pattern::new(
        &TITLES,
        &[
            "《关于印发《", "《关于转发《", "《关于修订《", "《关于修改《", "《关于贯彻《", "《关于学习《",
            "《关于公布《",
        ],
        r"(?<what>{事}[^《》〈〉\n]{1,60}》(?:[（(]试行[）)])?的?(?:通知|决定|意见|公告|函|批复)》)",
        "“{}”，书名号里面的书名用“〈〉”",
    ),
    Pattern::new(
        &MARKS,
        &["[0123456789]，[0123456789]"],
        r"(?:^|[^0-9，.第])(?<what>[1-9][0-9]{0,2}(?:，[0-9]{3})+(?:\.[0-9]{1,2})?)(?:万?元|人|名|件|册|份)",
        "“{}”里的逗号是全角的，数字分节用“,”",
    ),
    Pattern::new(
        &MARKS,
        &["..."],
        r"\p{Han}(?<what>\.{3,6})(?:[^0-9A-Za-z./]|$)",
        "“{}”应当是“……”",
    ),
    // A heading's blanks are meant.
    Pattern::new(
        &DOUBLED,
        &[
            "请 各 支", "各 支 部 ", "党 支 部 ", "全 体 党 员", "准 时 参 ", "参 加 会 议",
        ],
        r"(?<what>\p{Han}(?: \p{Han}){3,})",
        "“{}”，字和字之间有空格",
    ),
    // 以学习为目的的活动, 的的确确 and 的的士 are right.
    Pattern::new(
        &DOUBLED,
        &["的的"],
        r"(?:^|[^目的])(?<what>的的)(?:[^的确士]|$)",
        "“{}”重复了",
    ),
    // 为了了解, 除了了断, 不了了之.
    Pattern::new(
        &DOUBLED,
        &["了了"],
        r"[^为除不时了](?<what>了了)(?:[^了解结断却然然之望事账]|$)",
        "“{}”重复了",
    ),
    // 现在在岗的, 在在职党员中.
    Pattern::new(
        &DOUBLED,
        &["在在"],
        r"[^现存正实自所内潜旨重外不在好](?<what>在在)(?:[^在职校编建场线读任位座家籍岗册外内]|$)",
        "“{}”重复了",
    ),
    // 需要要求, 主要要做.
    Pattern::new(
        &DOUBLED,
        &["要要"],
        r"[^需重主首必纪提摘概只紧次扼简将快就想还都要](?<what>要要)(?:[^要求点素件领害闻]|$)",
        "“{}”重复了",
    ),
    Pattern::new(
        &DOUBLED,
        &["于于[0123456789]"],
        r"[^由关对鉴基在至于](?<what>于于)[0-9]",
        "“{}”重复了",
    ),
    // 500元元旦慰问金.
    Pattern::new(
        &DOUBLED,
        &["元元"],
        r"[0-9万亿千百](?<what>元元)(?:[^元旦宵月]|$)",
        "“{}”重复了",
    ),
    // （（一）…） is a number within brackets.
    Pattern::new(
        &DOUBLED,
        &["（（"],
        r"(?<what>（（)(?:[^（0-9一二三四五六七八九十]|[一二三四五六七八九十]\p{Han}{2})",
        "“{}”重复了",
    ),
    // 发展党员党员大会 and 第一党支部支部委员会 are right.
    Pattern::new(
        &DOUBLED,
        &["党员党员"],
        r"(?<what>党员党员)(?:[要应须都均必们。；！]|$|参加|准时|按时|务必|认真|自觉|带头|一律|报名|携带|佩戴|集中)",
        "“{}”重复了",
    ),
    // 再完善完善.
    Pattern::new(
        &DOUBLED,
        &["完善完善"],
        r"(?:^|[^再先去来好要帮需以])(?<what>完善完善)",
        "“{}”重复了",
    ),
    // 自由由自律而来, 中将将, 温和和善.
    Pattern::new(
        &DOUBLED,
        &["由由"],
        r"(?:^|[^自理事缘案来情根因经])(?<what>由由)(?:[^于此由]|$)",
        "“{}”重复了",
    ),
    Pattern::new(
        &DOUBLED,
        &["将将"],
        r"(?:^|[^上中少大名老主干健麻门])(?<what>将将)(?:于|在|召开|举行|开展|进行|由|对|组织|给予|按|[0-9])",
        "“{}”重复了",
    ),
    Pattern::new(
        &DOUBLED,
        &["支部支部委员会"],
        r"(?:^|[^\p{Han}])(?<what>支部支部)委员会",
        "“{}”重复了",
    ),
];

pub(super) static WIDE_DIGITS: &[&Rule] = &[&WIDE];
pub(super) static RULES: &[&Rule] = &[&MARKS, &DOUBLED, &CLASHING, &IN_ADDRESS, &ADDRESS, &TITLES, &WIDE];

/// What the last part of an address is.
const DOMAINS: [&str; 5] = ["cn", "com", "net", "org", "edu"];

/// Marks and words that nobody types twice on purpose, twice. None may end one word and begin the next, as 支部 does in 支部支部书记.
pub(super) const TWICE: [&str; 46] = [
    "。。", "，，", "、、", "；；", "：：", "进行进行", "关于关于", "我们我们", "他们他们", "以及以及",
    "根据根据", "按照按照", "并且并且", "因此因此", "由于由于", "对于对于", "为了为了", "已经已经",
    "必须必须", "应当应当", "如果如果", "需要需要", "可以可以", "其中其中", "同时同时", "积极积极",
    "开展开展", "加强加强", "认真认真", "参加参加", "予以予以", "召开召开", "举行举行", "举办举办",
    "制定制定", "深入深入", "切实切实", "严格严格", "及时及时", "按时按时", "准时准时", "全面全面",
    "不断不断", "我校我校", "全体全体", "贯彻贯彻",
];
static TWICE_FOUND: LazyLock<Regex> = LazyLock::new(|| compiled_pattern(&TWICE.join("|")));

/// True where a full-width digit stands.
pub(super) fn is_wide(text: &str, at: usize) -> bool {
    text[at..].starts_with(is_wide_digit)
}

fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// Adds the numbers that are typed with full-width digits. One alone is mostly the number of a section.
pub(super) fn wide_digits(text: &str, found: &mut Vec<Match>) {
    let mut end = 0;
    while let Some(at) = text[end..].find(is_wide_digit) {
        let start = end + at;
        let rest = &text[start..];
        end = start + rest.find(|c| !is_wide_digit(c)).unwrap_or(rest.len());
        let digits = &text[start..end];
        // What is somebody's number is to go.
        let is_told = found.iter().any(|one| one.range.contains(&start));
        if digits.chars().nth(1).is_some() && !is_told && !is_code(text, start) {
            let message = "这里的数字是全角的".to_owned();
            found.push(Match::new(&WIDE, text, start..end, message));
        }
    }
}

/// Adds what is found in a text, but for marks that stand there twice.
pub(super) fn find(text: &str, found: &mut Vec<Match>) {
    let bytes = text.as_bytes();
    let places = memchr3_iter(b',', b';', b':', bytes).chain(memchr3_iter(b'?', b'!', b'.', bytes));
    let marks = places
        .filter(|at| is_of_han(text, *at))
        .map(|at| (at, full(bytes[at])));
    let lines = lines_at(text, memchr_iter(b'"', bytes));
    let quotations = lines
        .into_iter()
        .flat_map(|(begin, line)| quotations(line).map(move |(at, right)| (begin + at, right)));
    // Most texts have no mark that asks for them.
    let fences = LazyCell::new(|| {
        ["```", "~~~", "$$"].map(|fence| memmem::find_iter(bytes, fence).collect::<Vec<usize>>())
    });
    let is_fenced = |at: usize| {
        let mut before = fences
            .iter()
            .map(|fences| fences.partition_point(|fence| *fence < at));
        before.any(|fences| !fences.is_multiple_of(2))
    };
    let commas = memchr_iter(b',', bytes).filter(|at| is_of_address(text, *at) && !is_fenced(*at));
    found.extend(commas.map(|at| {
        let message = "邮箱、网址里的“,”应当是“.”".to_owned();
        Match::new(&IN_ADDRESS, text, at..at + 1, message)
    }));
    let brackets = memchr_iter(b'(', bytes)
        .filter(|at| is_around_han(text, *at))
        .map(|at| (at, "（"));
    for (at, right) in marks.chain(quotations).chain(brackets) {
        if is_fenced(at) || is_code(text, at) {
            continue;
        }
        let message = format!("“{}”是半角的，中文里要用“{right}”", char::from(bytes[at]));
        found.push(Match::new(&MARKS, text, at..at + 1, message));
    }
}

/// So many characters of Han are more than a name.
const WORDS: usize = 6;

/// What a half-width mark is in Chinese.
fn full(mark: u8) -> &'static str {
    match mark {
        b',' => "，",
        b';' => "；",
        b':' => "：",
        b'?' => "？",
        b'!' => "！",
        _ => "。",
    }
}

/// What is said of a place where a mark stands twice; nothing where it does for the second time.
pub(super) fn doubled(text: &str, place: Phrase) -> Option<Match> {
    let rest = &text[place.start..];
    let one = &text[place.start..place.start + (place.end - place.start) / 2];
    if text[..place.start].ends_with(one) {
        return None;
    }
    let length = rest.len() - rest.trim_start_matches(one).len();
    let message = format!("“{}”重复了", &rest[..length]);
    let range = place.start..place.start + length;
    (!is_code(text, place.start)).then(|| Match::new(&DOUBLED, text, range, message))
}

/// Drops what the patterns found in a line of code.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain(|one| ![&MARKS, &DOUBLED, &CLASHING].contains(&one.rule) || !is_code(text, one.range.start));
}

/// Adds what stands twice in a text, without the walk over all rules.
pub(super) fn find_doubled(text: &str, found: &mut Vec<Match>) {
    found.extend(TWICE_FOUND.find_iter(text).filter_map(|found| {
        let (number, start, end) = (0, found.start(), found.end());
        doubled(text, Phrase { number, start, end })
    }));
}

/// True in a line of code, an address, a tag, or a link's target, whose marks are their own.
fn is_code(text: &str, at: usize) -> bool {
    let line = around(text, &(at..at), &['\n']).trim_start_matches('\n');
    line.contains(['`', '<', '=']) || contains_any(line, &["](", "]:", "://"]) || line.starts_with("    ")
}

/// True for a comma in the place of the last or the last but one full stop of an address.
fn is_of_address(text: &str, at: usize) -> bool {
    let before = text[..at]
        .rsplit(|c: char| !c.is_ascii_graphic())
        .next()
        .unwrap_or("");
    let is_begun = before.ends_with(|c: char| c.is_ascii_alphanumeric())
        && (before.contains('@') || before.starts_with("www.") || before.contains("://"));
    let word = text[at + 1..].split(|c: char| !c.is_ascii_alphanumeric()).next();
    is_begun && word.is_some_and(|word| DOMAINS.contains(&word))
}

/// True for a mark behind Han that ends a part of a sentence: numbers, addresses and words of other alphabets have their own.
fn is_of_han(text: &str, at: usize) -> bool {
    let (before, behind) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    if !before.is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）' | '"')) {
        return false;
    }
    let goes_on = |c: char| is_han(c) || matches!(c, '“' | '《' | '（' | '\n' | '\r');
    match (text.as_bytes()[at], behind) {
        // Behind a few characters within a line it parts names and numbers of sections: 阿依古丽.买买提, 第一.
        (b'.', _) => {
            let words = text[..at]
                .chars()
                .rev()
                .take(WORDS)
                .filter(|c| is_han(*c))
                .count();
            behind.is_none_or(|c| matches!(c, '\n' | '\r') || words == WORDS && goes_on(c))
        }
        // Word says so, and is told of as a whole.
        (b'!', Some('未')) if text[..at].ends_with("错误") => false,
        // 公开范围: 党内公开 is a field that got below its block.
        (b':', Some(' ')) => false,
        // 三:二 is a score.
        (b':', _) if before.is_some_and(|c| "一二三四五六七八九十甲乙".contains(c)) => false,
        (b',' | b';' | b':', _) => {
            let behind = text[at + 1..].trim_start_matches(' ').chars().next();
            behind.is_none_or(|c| goes_on(c) || c.is_ascii_digit())
        }
        (_, behind) => behind.is_none_or(goes_on),
    }
}

/// True for a bracket behind Han and around it: 请(全体党员)参加. A numeral may number something, and one character an option.
fn is_around_han(text: &str, at: usize) -> bool {
    const FAR: usize = 120;
    if !text[..at].ends_with(is_han) {
        return false;
    }
    let inside = &text[at + 1..];
    let end = memchr::memchr(b')', &inside.as_bytes()[..inside.len().min(FAR)]);
    let Some((said, behind)) = end.map(|end| (&inside[..end], &inside[end + 1..])) else {
        return false;
    };
    let is_numeral = said.chars().all(|c| "一二三四五六七八九十".contains(c));
    let ends = |c: char| is_han(c) || matches!(c, '，' | '。' | '；' | '、' | '：' | '》' | '\n' | '\r');
    said.chars().all(is_han)
        && said.chars().nth(1).is_some()
        && !is_numeral
        && behind.chars().next().is_none_or(ends)
}

/// The straight quotation marks of a line around Han, and what they should be; 55" is a width.
fn quotations(line: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let places: Vec<usize> = memchr_iter(b'"', line.as_bytes()).collect();
    let is_around_han = places.chunks(2).all(|pair| match *pair {
        [begin, end] => {
            let (first, last) = (line[begin + 1..].chars().next(), line[..end].chars().next_back());
            first.is_some_and(is_han) && last.is_some_and(|c| is_han(c) || is_full(c))
        }
        _ => false,
    });
    let marks = places.into_iter().zip(["“", "”"].into_iter().cycle());
    marks.filter(move |_| is_around_han)
}

fn is_full(c: char) -> bool {
    matches!(c, '。' | '，' | '！' | '？' | '》' | '）' | '”' | '…')
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{names, tells};
    use crate::check::{Syntax, Wordings, find, words_of};

    fn contents(text: &str) -> Vec<String> {
        let found = find(text, Syntax::Markdown, &Wordings::default()).into_iter();
        let own = found.filter(|one| super::RULES.contains(&one.rule));
        own.map(|one| one.content).collect()
    }

    #[test]
    fn marks_of_another_width_and_doubled_ones_are_told() {
        for text in [
            "高度重视,认真学习",
            "请(全体党员)参加",
            "认真做好学习记录.请按时交",
            "主题是\"争做先锋\"",
            "请参加!",
            "时间:15:30",
            "执行。。",
            "参加，，不得迟到",
        ] {
            assert_eq!(
                words_of(super::RULES, text).len(),
                0,
                "fields are not looked at: {text}"
            );
            assert!(!contents(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn marks_and_words_that_nobody_means_twice_are_told() {
        let table = r"
            认真学习，。 => =，。
            学习、宣传、，贯彻会议精神。 => =、，
            提高认识。，抓好落实 => =。，
            提高认识；。 => =；。
            请各支部的的党员参加。 => =的的
            审议通过了了工作计划 => =了了
            会议在在三楼召开 => =在在
            各支部要要抓好落实 => =要要
            请于于3月20日前报送 => =于于
            慰问金每户500元元。 => =元元
            全年预算3万元元。 => =元元
            （（三楼会议室）） => =（（
            党员党员要带头 => =党员党员
            请看https：//dangwu.example.edu.cn => =https：//
            [通知](http:/www.example.edu.cn/a.html) => =http:/
            邮箱：dangwu.qinghe.edu.cn => =dangwu.qinghe.edu.cn
            学习‹中国共产党章程> => =‹中国共产党章程>
            学习<‹中国共产党章程›> => =<‹中国共产党章程›>
            按照《关于印发《工作办法》的通知》 => =《关于印发《工作办法》的通知》
            党员要带头... => =...
            轮训经费12，000.00元 => =12，000.00
            第3，第4，120人 => -
            请 各 支 部 准 时 参 加。 => =请 各 支 部 准 时 参 加
            请全体党员党员准时参加 => =党员党员
            继续完善完善制度 => =完善完善
            活动由由第一党支部负责 => =由由
            支部将将于3月20日开会 => =将将
            定期召开召开会议 => =召开召开
            支部支部委员会召开会议 => =支部支部
            以学习为目的的活动，的的确确有收获 => -
            为了了解情况，除了了解思想，不了了之 => -
            现在在岗的教师，在在职党员中开展 => -
            需要要求各支部，主要要点如下，只要要素齐全 => -
            由于于老师请假，关于于文涛同志的材料 => -
            每户500元元旦慰问金 => -
            （（一）至（三）项） => -
            讨论发展党员党员大会的议程，召开党员党员大会，发放党员党员证，每名党员党员活动日 => -
            方案请再完善完善，大家讨论讨论 => -
            网址https://www.example.edu.cn，邮箱：dangwu@qinghe.edu.cn，邮箱：见校内通讯录 => -
            《关于印发〈工作办法〉的通知》，参数<1.5，A > B，5＜6 => -
            通 知 => -
            会 议 纪 要 => -
            版本1...3，a...b，见src/... => -
            理由由本人说明，自由由自律而来，事由由办公室登记 => -
            中将将于明日到校，门将将球扑出 => -
            第一党支部支部委员会 => -
            常用的标点有“，。；：”等 => -
            他问：“去吗？”。《去哪儿？》。 => -
            真的吗？！……。 => -
        ";
        names(table, contents);
    }

    #[test]
    fn full_width_digits_are_told() {
        let table = r"
            ２０２５年９月召开 => =全角数字
            共１２项 => =全角数字
            １．总体要求，2025年 => -
            `２０２５` => -
        ";
        tells(Some(super::RULES), Syntax::Markdown, table);
    }

    #[test]
    fn a_mark_too_many_is_to_go() {
        let found = find("参加，，不得迟到。", Syntax::Markdown, &Wordings::default());
        let hints: Vec<&str> = found.iter().map(|one| one.rule.hint).collect();
        assert_eq!(hints, ["请删去多出来的"]);
    }

    #[test]
    fn other_marks_are_left_alone() {
        let table = r#"
            共1,260元，比分78:65，见a.md、报名表.docx => -
            一.总体要求\n1.学习 => -
            会场(二楼Room 2)，附件(十二)，选项(甲)，函数f(x)，见[通知(第二号)](a.md)，人数(18) => -
            ![活动](a.png "照片") => -
            <td title="支部"> => -
            `a:"中"` => -
            ```\nx = 张,王 # 求和,返回\n``` => -
            见https://a.cn/中文,路径 => -
            比分是二:一 => -
            阿依古丽.买买提同志，第一.提高认识 => -
            一台55"电视和一台65"电视 => -
            [活动]: #d "照片" => -
            ~~~\n姓名,年龄\n~~~ => -
            请问？！…… => -
            English, 中文: see => -
        "#;
        tells(Some(super::RULES), Syntax::Markdown, table);
    }
}
