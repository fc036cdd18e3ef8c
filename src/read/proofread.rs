//! What a proofreader would mark in an entry's text: no text at all, a section whose number does not follow, a title without
//! its second mark, attachments that are named and not there. What contradicts the fields is in `contradictions`.

use super::document::{Common, Detail};
use super::slips::is_turning;
use crate::markdown::Body;
use crate::words::{Code, Complaint, Kind, Report, SourceText, contains_any, han_number, number_in_han};
use memchr::memmem;

const EMPTY: Code = Code::warning("body-empty");
const SECTION: Code = Code::warning("section-number");
const UNPAIRED: Code = Code::warning("mark-unpaired");
const ATTACHMENT: Code = Code::warning("attachment-lacking");
const TABLE: Code = Code::warning("table-lacking");
const LEFT: Code = Code::warning("mark-left");
const TURNING: Code = Code::warning("text-turned");

/// What may stand before the words of a line.
const MARGIN: [char; 5] = ['#', '*', ' ', '\t', '\u{3000}'];

/// So many complaints of one kind are told of one text.
const MOST: usize = 5;

/// Complains about the text that begins at a byte of the file.
pub(super) fn check(
    source: &SourceText,
    start: usize,
    (detail, common, body): (&Detail, &Common, &Body),
    report: &mut Report,
) {
    let is_text = matches!(detail.kind(), Kind::Notice | Kind::Study | Kind::Page);
    let is_empty = body.plain.trim().is_empty() && body.images.is_empty() && common.attachments.is_empty();
    // A text that could not be read is not there either.
    if is_text && is_empty && !common.draft && !report.has_errors() {
        let message = "正文是空的，网页和公开栏上只有标题";
        let hint =
            "在第二行“---”下面写正文；正文是一份文件的，写“附件: 文件名”；还没有写好的，加上“草稿: 是”";
        report.push(Complaint::new(EMPTY, common.title_place.clone(), message).hint(hint));
    }
    let count = |mark| common.title.matches(mark).count();
    for Pair { begin, end, called } in &PAIRS {
        if count(*begin) != count(*end) {
            let message = format!("标题里的{called}不成对");
            report.push(Complaint::new(UNPAIRED, common.title_place.clone(), message).hint("补上缺的那一半"));
        }
    }
    sections(source, start, &common.title, report);
    let marks = marks(&source.text[start..]);
    for pair in &PAIRS {
        pairs(source, start, (&marks, pair), report);
    }
    marks_left(source, start, &body.plain, report);
    turning(source, start, report);
    if common.attachments.is_empty() && body.links.is_empty() {
        attachments(source, start, report);
        if body.images.is_empty() && !body.html.contains("<table") {
            table_below(source, start, report);
        }
    }
}

/// The lines from a byte of the file on, each with where its words begin.
fn lines(source: &SourceText, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = start;
    source.text[start..].split('\n').map(move |line| {
        let words = line.trim_start_matches(MARGIN);
        let begins = at + line.len() - words.len();
        at += line.len() + 1;
        (begins, words)
    })
}

/// `第一章`, `一、`, `（一）`, `1、`, `（1）`, `①` and what follows count on, each below the one before; a text that begins again at
/// `一、` may.
fn sections(source: &SourceText, start: usize, title: &str, report: &mut Report) {
    // Of what is an extract some chapters are told.
    const EXTRACTS: [&str; 5] = ["节选", "摘录", "摘编", "选读", "选登"];
    let is_extract = contains_any(title, &EXTRACTS);
    let mut open: [Option<SectionNumber<'_>>; 6] = [None; 6];
    let mut told = 0;
    for (at, words) in lines(source, start) {
        if is_left_out(words) {
            open = [None; 6];
            continue;
        }
        let Some(own) = SectionNumber::of(words) else {
            continue;
        };
        if is_extract && own.style == SectionStyle::Chapter {
            continue;
        }
        let level = own.style as usize;
        open[level + 1..].fill(None);
        if let Some(last) = open[level].replace(own)
            && told < MOST
            && let Some(message) = own.fault_behind(last)
        {
            let place = source.place(at..at + own.typed.len());
            report.push(Complaint::new(SECTION, place, message).hint("请核对序号，后面的也要顺着改"));
            told += 1;
        }
    }
}

/// True for a line that stands for others of an extract: `……`, `（略）`, `（第4至27问略）`.
fn is_left_out(words: &str) -> bool {
    let words = words.trim_end().trim_end_matches(['*', '。']);
    words == "略"
        || words.starts_with('…') && words.trim_matches('…').is_empty()
        || words.starts_with(['（', '(', '…']) && (words.ends_with("略）") || words.ends_with("略)"))
}

/// How the number of a section is written, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SectionStyle {
    /// `第一章`.
    Chapter,
    /// `一、`.
    Han,
    /// `（一）`.
    HanInBrackets,
    /// `1、`, `1.`.
    Decimal,
    /// `（1）`, `(1)`.
    DecimalInBrackets,
    /// `①`.
    Circled,
}

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩";

/// The number that a line begins with.
#[derive(Debug, Clone, Copy)]
struct SectionNumber<'t> {
    style: SectionStyle,
    number: u32,
    /// With its mark.
    typed: &'t str,
    /// The last one of a line that goes on with the next: `（1）签到；（2）领表。`.
    last: u32,
}

impl<'t> SectionNumber<'t> {
    /// `三、四年级`, `1.5小时` and `（2）班` begin with none.
    fn of(words: &'t str) -> Option<Self> {
        let (style, number, length) = match words.chars().next()? {
            open @ ('（' | '(') => {
                let close = if open == '（' { '）' } else { ')' };
                let (inside, _) = words[open.len_utf8()..].split_once(close)?;
                let length = open.len_utf8() * 2 + inside.len();
                let (style, number) = match han_of_section(inside).filter(|_| open == '（') {
                    Some(number) => (SectionStyle::HanInBrackets, number),
                    None => (SectionStyle::DecimalInBrackets, digits_of_section(inside)?),
                };
                (style, number, length)
            }
            '第' => {
                let (han, rest) = words['第'.len_utf8()..].split_once('章')?;
                let is_heading = rest.chars().next().is_none_or(char::is_whitespace);
                let number = han_of_section(han).filter(|_| is_heading)?;
                (SectionStyle::Chapter, number, words.len() - rest.len())
            }
            c if CIRCLED.contains(c) => {
                let number = CIRCLED.chars().zip(1..).find(|(circled, _)| *circled == c)?.1;
                (SectionStyle::Circled, number, c.len_utf8())
            }
            c if c.is_ascii_digit() => {
                let digits = words.bytes().take_while(u8::is_ascii_digit).count();
                let mark = words[digits..]
                    .chars()
                    .next()
                    .filter(|c| matches!(c, '、' | '.' | '．'))?;
                let number = words[..digits].parse().ok().filter(|_| digits < 3)?;
                (SectionStyle::Decimal, number, digits + mark.len_utf8())
            }
            c if is_digit(c) => {
                let (han, _) = words.split_once('、')?;
                (SectionStyle::Han, han_of_section(han)?, han.len() + "、".len())
            }
            _ => return None,
        };
        let goes_on = |c: char| match style {
            SectionStyle::Decimal => c.is_ascii_digit(),
            SectionStyle::Han | SectionStyle::HanInBrackets => is_digit(c),
            SectionStyle::DecimalInBrackets => c == '班',
            // ①③ are answers.
            SectionStyle::Circled => CIRCLED.contains(c) || matches!(c, '、' | '和' | '至' | '—'),
            SectionStyle::Chapter => false,
        };
        let (typed, rest) = words.split_at_checked(length)?;
        let last = match style {
            SectionStyle::DecimalInBrackets => last_in_line(rest, number),
            SectionStyle::Circled => {
                CIRCLED
                    .chars()
                    .zip(1..)
                    .fold(number, |last, (c, number)| match rest.contains(c) {
                        true if number == last + 1 => number,
                        _ => last,
                    })
            }
            _ => number,
        };
        (!rest.starts_with(goes_on)).then_some(Self {
            style,
            number,
            typed,
            last,
        })
    }

    /// Another number, as this one is typed.
    fn typed_as(&self, number: u32) -> String {
        match self.style {
            SectionStyle::Han => format!("{}、", han_number(number)),
            SectionStyle::HanInBrackets => format!("（{}）", han_number(number)),
            SectionStyle::Chapter => format!("第{}章", han_number(number)),
            SectionStyle::Circled => {
                let circled = CIRCLED.chars().nth(number.saturating_sub(1) as usize);
                circled.map_or_else(|| self.typed.to_owned(), String::from)
            }
            SectionStyle::Decimal | SectionStyle::DecimalInBrackets => {
                self.typed.replace(&self.number.to_string(), &number.to_string())
            }
        }
    }

    /// What is wrong with its number behind another of its style. A list of Markdown may say `1.` before each of its items.
    fn fault_behind(self, last: Self) -> Option<String> {
        let typed = self.typed;
        if self.number == 1 || self.number == last.last + 1 {
            return None;
        }
        let before = match last.last == last.number {
            true => last.typed.to_owned(),
            false => last.typed_as(last.last),
        };
        match self.number.checked_sub(last.last) {
            Some(0) => Some(format!("有两个“{typed}”")),
            Some(_) => {
                let missing = self.typed_as(last.last + 1);
                Some(format!("“{typed}”前面是“{before}”，少了“{missing}”"))
            }
            None => Some(format!("“{typed}”排在“{before}”后面")),
        }
    }
}

/// The last of the numbers in brackets that count on from one within its line.
fn last_in_line(rest: &str, from: u32) -> u32 {
    let is_there = |number: &u32| {
        let forms = [format!("（{number}）"), format!("({number})")];
        contains_any(rest, &forms.each_ref().map(String::as_str))
    };
    (from + 1..).take_while(is_there).last().unwrap_or(from)
}

/// 3 of `（3）`; years have more digits.
fn digits_of_section(digits: &str) -> Option<u32> {
    let is_short = digits.len() < 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|_| is_short)
}

fn han_of_section(han: &str) -> Option<u32> {
    (han.len() <= "二十一".len()).then(|| number_in_han(han))?
}

fn is_digit(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// Two marks that belong together, and what they are called.
struct Pair {
    begin: char,
    end: char,
    called: &'static str,
}

const fn pair(begin: char, end: char, called: &'static str) -> Pair {
    Pair { begin, end, called }
}

/// A quotation of several paragraphs ends in the last of them, and may begin in each.
const PAIRS: [Pair; 3] = [
    pair('《', '》', "书名号"),
    pair('（', '）', "括号"),
    pair('“', '”', "引号"),
];

/// The places of all of them in a text.
fn marks(text: &str) -> Vec<(usize, char)> {
    // They begin with these bytes, and few of the Han do.
    let places = memchr::memchr3_iter(0xE2, 0xE3, 0xEF, text.as_bytes());
    let places = places.filter_map(|at| text.get(at..).and_then(|rest| Some((at, rest.chars().next()?))));
    let is_mark = |(_, c): &(usize, char)| matches!(c, '《' | '》' | '（' | '）' | '“' | '”');
    places.filter(is_mark).collect()
}

/// In each paragraph, a mark that ends to every one that begins.
fn pairs(source: &SourceText, start: usize, (marks, pair): (&[(usize, char)], &Pair), report: &mut Report) {
    let Pair { begin, end, called } = *pair;
    let text = &source.text[start..];
    let of_pair = marks.iter().filter(|(_, c)| *c == begin || *c == end);
    let marks = of_pair.map(|(at, c)| (*at, *c == begin));
    let mut open: Vec<usize> = Vec::new();
    let mut alone: Vec<(usize, bool)> = Vec::new();
    let mut before = 0;
    for (at, begins) in marks {
        // A paragraph has ended since.
        if begin != '“' && !open.is_empty() && text[before..at].contains("\n\n") {
            alone.extend(open.drain(..).map(|at| (at, true)));
        }
        before = at;
        match begins {
            true => open.push(at),
            false if open.pop().is_none() && !numbers(&text[..at], end) => alone.push((at, false)),
            false => {}
        }
    }
    alone.extend(open.into_iter().map(|at| (at, true)));
    alone.retain(|(_, begins)| !begins || begin != '“');
    for (at, begins) in alone.into_iter().take(MOST) {
        let (typed, lacking) = if begins { (begin, end) } else { (end, begin) };
        let (message, hint) = match called {
            "引号" => (
                "有后引号，没有前引号".to_owned(),
                "引号要成对，前面用“，后面用”；前后颠倒的，请对调".to_owned(),
            ),
            _ => (
                format!("有“{typed}”，没有“{lacking}”"),
                format!("{called}要成对，请补上“{lacking}”"),
            ),
        };
        let place = source.place(start + at..start + at + typed.len_utf8());
        report.push(Complaint::new(UNPAIRED, place, message).hint(hint));
    }
}

/// True for `1）` and `65”`, where the mark ends a number.
fn numbers(before: &str, end: char) -> bool {
    let is_number = |c: char| {
        c.is_ascii_alphanumeric() || is_digit(c) || "甲乙丙丁戊".contains(c) || ('①'..='⑳').contains(&c)
    };
    match end {
        '）' => before.ends_with(is_number),
        '”' => before.ends_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Marks that readers see as they were typed: `** 按时 **`, and `[^1]` without a note.
fn marks_left(source: &SourceText, start: usize, plain: &str, report: &mut Report) {
    let bold = "“**”里面的字两头不能有空格，两边各有一对：“**按时**”；不要加粗的，删去“**”";
    let note = "在文末加上一行“[^1]: 说明的话”，方括号里的和这里一样；不用脚注的，删去这里的";
    let is_open = |at: &usize| plain[..*at].ends_with(' ') || plain[at + "**".len()..].starts_with(' ');
    // 2**3 is a power.
    let is_of_words = |at: &usize| {
        let behind = &plain[at + "**".len()..];
        let is_ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_power = is_ascii(plain[..*at].chars().next_back()) && is_ascii(behind.chars().next());
        behind.starts_with(char::is_alphanumeric) && !is_power
    };
    let bolds: Vec<usize> = memmem::find_iter(plain.as_bytes(), "**").collect();
    let alone = bolds
        .first()
        .copied()
        .filter(|at| bolds.len() == 1 && is_of_words(at));
    // A mask of a name is told already, and how to write bold.
    let is_told = |report: &Report| report.sorted().iter().any(|told| told.code.name == "mask-left");
    let bold_at = bolds.iter().copied().find(is_open).or(alone);
    let bold_at = bold_at.filter(|_| !is_told(report));
    let bold_at = bold_at.map(|at| at - usize::from(plain[..at].ends_with(' ')));
    for (at, message, hint) in [
        (bold_at, "“**”没有起作用，读者会看到星号", bold),
        (
            memmem::find(plain.as_bytes(), b"[^"),
            "这个脚注没有说明，读者会看到方括号",
            note,
        ),
    ] {
        let Some(at) = at else { continue };
        let behind: String = plain[at..].chars().take_while(|c| *c != '\n').take(5).collect();
        let typed = lines(source, start).find_map(|(begin, words)| {
            let is_code = words.contains('`') || words.trim_start().starts_with("    ");
            let at = words.find(&behind).filter(|_| !is_code)?;
            let at = at + behind.len() - behind.trim_start().len();
            let end = words[at..].find(']').filter(|_| words[at..].starts_with('['));
            Some(begin + at..begin + at + end.map_or(2, |end| end + 1))
        });
        if let Some(range) = typed {
            report.push(Complaint::new(LEFT, source.place(range), message).hint(hint));
        }
    }
}

/// Characters that turn round what follows them.
fn turning(source: &SourceText, start: usize, report: &mut Report) {
    // All of them begin with this byte; few characters of Chinese texts do.
    let begin = memchr::memchr_iter(0xE2, &source.text.as_bytes()[start..]).map(|at| start + at);
    let mut found = begin.filter_map(|at| source.text.get(at..)?.chars().next().map(|c| (at, c)));
    if let Some((at, c)) = found.find(|(_, c)| is_turning(*c)) {
        let message = "这里有一个看不见的字符，会把后面的字倒过来显示";
        let hint = "把光标放在这里，按一次删除键删去它；看不出在哪里的，把这一句重新打一遍";
        report.push(Complaint::new(TURNING, source.place(at..at + c.len_utf8()), message).hint(hint));
    }
}

/// Attachments that are beside these words were given out another way.
const ELSEWHERE: [&str; 9] = [
    "另发", "另行", "工作群", "校务群", "微信群", "教师群", "邮箱", "纸质", "附件（略",
];

/// `附件：报名表` and `详见附件` lead nowhere without attachments; below a line `附件` it stands in the text itself.
fn attachments(source: &SourceText, start: usize, report: &mut Report) {
    if memmem::find(&source.text.as_bytes()[start..], "附件".as_bytes()).is_none() {
        return;
    }
    let mut named = None;
    for (at, words) in lines(source, start) {
        let Some(rest) = words.strip_prefix("附件") else {
            const SEE: &str = "见附件";
            let see = words.find(SEE).filter(|_| !contains_any(words, &ELSEWHERE));
            named = named.or(see.map(|see| at + see..at + see + SEE.len()));
            continue;
        };
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(['：', ':']) {
            Some(names) if names.trim() != "无" && !names.contains("](") => {
                named = named.or(Some(at..at + words.trim_end().len()));
            }
            Some(_) => {}
            None => return,
        }
    }
    if let Some(range) = named {
        let message = "这里写了附件，条目却没有附件，网页上打不开";
        let hint =
            "把文件放在同一个文件夹，开头写“附件: [文件名]”；附件的内容就在下面的，在它前面单写一行“附件”";
        report.push(Complaint::new(ATTACHMENT, source.place(range), message).hint(hint));
    }
}

/// `见下表` where no table is, nor a picture or a file that might hold one.
fn table_below(source: &SourceText, start: usize, report: &mut Report) {
    const SEE: [&str; 5] = ["见下表", "如下表", "下表所示", "见附表", "如附表"];
    let text = &source.text[start..];
    let found = SEE
        .iter()
        .find_map(|words| Some((text.find(words)?, words.len())));
    if let Some((at, length)) = found {
        let range = start + at..start + at + length;
        let message = format!("这里写了“{}”，条目里没有表格", &source.text[range.clone()]);
        let hint = "把表格补上；表格是一份文件的，放在同一个文件夹，开头写“附件: [文件名]”";
        report.push(Complaint::new(TABLE, source.place(range), message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::{SectionNumber, SectionStyle, is_left_out};

    #[test]
    fn a_line_may_stand_for_sections_that_are_left_out() {
        for (line, is_one) in [
            ("……", true),
            ("……。", true),
            ("…", true),
            ("（略）", true),
            ("略", true),
            ("……（略）", true),
            ("（第4至27问略）", true),
            ("（一）要求略", false),
            ("……以后再说", false),
            ("（略）三、要求", false),
            ("", false),
        ] {
            assert_eq!(is_left_out(line), is_one, "{line}");
        }
    }

    #[test]
    fn sections_begin_with_their_number() {
        for (line, number) in [
            ("一、总体要求", Some(1)),
            ("十、附则", Some(10)),
            ("十二、附则", Some(12)),
            ("二十一、附则", Some(21)),
            ("三、四年级学生", None),
            ("三年级、四年级", None),
            ("一是、二是", None),
            ("（一）要求", Some(1)),
            ("（十二）要求", Some(12)),
            ("（三、四年级）", None),
            ("3、按时参加", Some(3)),
            ("12. 按时参加", Some(12)),
            ("1.5小时", None),
            ("5、6月份", None),
            ("2026.", None),
            ("（3）要求", Some(3)),
            ("(12)要求", Some(12)),
            ("（2）班的同学", None),
            ("（2026）3号", None),
            ("（3", None),
            ("十十、", None),
            ("第三章 附则", Some(3)),
            ("第三章", Some(3)),
            ("第三章第二条规定", None),
            ("第三党支部", None),
            ("③讨论", Some(3)),
            ("③④都对", None),
        ] {
            assert_eq!(SectionNumber::of(line).map(|own| own.number), number, "{line}");
        }
    }

    #[test]
    fn numbers_in_brackets_count_on_over_lines() {
        let fault = |last: &str, own: &str| {
            let of =
                |line| SectionNumber::of(line).filter(|own| own.style == SectionStyle::DecimalInBrackets);
            of(own)?.fault_behind(of(last)?)
        };
        assert_eq!(fault("（1）签到；（2）领表；", "（3）入场。"), None);
        assert_eq!(fault("（2）领表。", "（1）签到。"), None);
        let message = fault("（1）签到；（2）领表；", "（4）入场。");
        assert_eq!(message.as_deref(), Some("“（4）”前面是“（2）”，少了“（3）”"));
        let fault_of = |last: &str, own: &str| SectionNumber::of(own)?.fault_behind(SectionNumber::of(last)?);
        assert_eq!(fault_of("①签到；②领表；", "③入场。"), None);
        assert_eq!(
            fault_of("①签到；②领表；", "④入场。").as_deref(),
            Some("“④”前面是“②”，少了“③”")
        );
        assert_eq!(
            fault_of("第一章 总则", "第三章 附则").as_deref(),
            Some("“第三章”前面是“第一章”，少了“第二章”")
        );
        assert_eq!(fault("(2)领表", "(2)入场").as_deref(), Some("有两个“(2)”"));
    }
}
