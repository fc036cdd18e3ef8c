//! Sections whose number does not follow on the one above: a chapter, an article, a point of a list.

use memchr::memmem;

use super::{MOST, SECTION, lines};
use crate::words::{
    Complaint, Report, SourceText, contains_any, han_number, is_han_digit, number_in_han, starts_with_any,
};

/// Of what is called so some chapters are told.
const EXTRACTS: [&str; 5] = ["节选", "摘录", "摘编", "选读", "选登"];

/// In exercises sentences are numbered to be put in order.
const OUT_OF_ORDER: [&str; 4] = ["错序", "排成一段", "句子排序", "排列顺序"];

/// `第一章`, `一、`, `（一）`, `1、`, `（1）`, `①` and what follows count on, each below the one before; a text that begins again at
/// `一、` may, behind more than one section.
pub(super) fn sections(source: &SourceText, start: usize, title: &str, report: &mut Report) {
    let is_extract = contains_any(title, &EXTRACTS);
    // 附件：1.报名表 and below it 2.登记表.
    let behind_label =
        |words| str::strip_prefix(words, "附件：").or_else(|| str::strip_prefix(words, "附件:"));
    let mut open: [Option<SectionNumber<'_>>; 6] = [None; 6];
    let mut told = 0;
    for (at, words) in lines(source, start) {
        if is_left_out(words) || words.starts_with("附件") && behind_label(words).is_none() {
            open = [None; 6];
            continue;
        }
        let typed = behind_label(words).map_or(words, str::trim_start);
        let at = at + words.len() - typed.len();
        let Some(own) = SectionNumber::of(typed) else {
            continue;
        };
        if is_extract && own.style == SectionStyle::Chapter || is_of_inner_list(&source.text[..at], own) {
            continue;
        }
        let level = own.style as usize;
        open[level + 1..].fill(None);
        if let Some(last) = open[level].replace(own)
            && told < MOST
            && let Some(message) = own.fault_behind(last)
            && !contains_any(&source.text[start..], &OUT_OF_ORDER)
        {
            let place = source.place(at..at + own.typed.len());
            report.push(Complaint::new(SECTION, place, message).hint("请核对序号，后面的也要顺着改"));
            told += 1;
        }
    }
}

/// True for `   1. 教师` below `1. 自愿`: Markdown counts the items of an inner list by itself.
fn is_of_inner_list(before: &str, own: SectionNumber<'_>) -> bool {
    let margin = before.rsplit('\n').next().unwrap_or_default();
    let is_indented = !margin.is_empty() && margin.trim_matches([' ', '\t']).is_empty();
    own.style == SectionStyle::Decimal && own.typed.ends_with('.') && is_indented
}

/// True for a line that stands for others of an extract: `……`, `（略）`, `（第4至27问略）`.
fn is_left_out(words: &str) -> bool {
    let words = words.trim_end().trim_end_matches(['*', '。']);
    words == "略"
        || words.starts_with('…') && words.trim_matches('…').is_empty()
        || words.starts_with(['（', '(', '…']) && (words.ends_with("略）") || words.ends_with("略)"))
}

/// 第一条, 第二条, 第四条, from the first on: a text that leaves out several of them tells of some.
pub(super) fn articles(source: &SourceText, start: usize, title: &str, report: &mut Report) {
    if memmem::find(&source.text.as_bytes()[start..], "第一条".as_bytes()).is_none()
        || contains_any(title, &EXTRACTS)
        || contains_any(title, &["要点", "条文"])
    {
        return;
    }
    let numbered = lines(source, start).filter_map(|(at, words)| {
        let (han, rest) = words.strip_prefix('第')?.split_once('条')?;
        let is_begun = rest.starts_with(|c: char| c.is_whitespace() || c == '：' || c == '*');
        let number = han_of_section(han).filter(|_| is_begun)?;
        Some((at..at + words.len() - rest.len(), number))
    });
    let numbered: Vec<_> = numbered.collect();
    let mut faults = numbered
        .windows(2)
        .filter(|pair| pair[1].1 != pair[0].1 + 1 && pair[1].1 != 1);
    let (Some([before, one]), None) = (faults.next(), faults.next()) else {
        return;
    };
    let is_near = one.1 == before.1 || one.1 == before.1 + 2;
    if numbered.first().is_some_and(|first| first.1 == 1) && numbered.len() > 2 && is_near {
        let typed = &source.text[one.0.clone()];
        let message = match one.1 == before.1 {
            true => format!("有两个“{typed}”"),
            false => format!("“{typed}”前面少了“第{}条”", han_number(before.1 + 1)),
        };
        let hint = "请核对序号，后面的也要顺着改；只摘了几条的，标题里写明“节选”";
        report.push(Complaint::new(SECTION, source.place(one.0.clone()), message).hint(hint));
    }
}

/// How the number of a section is written, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionStyle {
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
pub(super) struct SectionNumber<'t> {
    pub(super) style: SectionStyle,
    number: u32,
    /// With its mark.
    typed: &'t str,
    /// The last one of a line that goes on with the next: `（1）签到；（2）领表。`.
    last: u32,
}

impl<'t> SectionNumber<'t> {
    /// `三、四年级`, `1.5小时` and `（2）班` begin with none.
    pub(super) fn of(words: &'t str) -> Option<Self> {
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
            c if is_han_digit(c) => {
                let (han, _) = words.split_once('、')?;
                (SectionStyle::Han, han_of_section(han)?, han.len() + "、".len())
            }
            _ => return None,
        };
        let (typed, rest) = words.split_at_checked(length)?;
        let goes_on = match style {
            SectionStyle::Decimal => rest.starts_with(|c: char| c.is_ascii_digit()),
            SectionStyle::Han => is_enumeration(rest),
            SectionStyle::HanInBrackets | SectionStyle::DecimalInBrackets => rest.starts_with('班'),
            // ①③ are answers.
            SectionStyle::Circled => {
                rest.starts_with(|c| CIRCLED.contains(c) || matches!(c, '、' | '和' | '至' | '—'))
            }
            SectionStyle::Chapter => false,
        };
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
        (!goes_on || is_time(rest)).then_some(Self {
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
        let is_copied = self.style == SectionStyle::Han && last.last == 1;
        if self.number == 1 && !is_copied || self.number == last.last + 1 {
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

/// True for `四年级` and `四两个班` behind `三、`; `二、三项培训` is a section about three of them.
fn is_enumeration(rest: &str) -> bool {
    const BEHIND: [&str; 19] = [
        "年级", "年", "班", "月", "季度", "季", "号", "楼", "期", "批", "组", "学年", "部", "支部", "小组",
        "、", "两", "和", "至",
    ];
    let behind = rest.trim_start_matches(is_han_digit);
    behind.len() < rest.len() && starts_with_any(behind, &BEHIND)
}

/// True for `16:00集合` behind `1．`.
fn is_time(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = rest[digits..].strip_prefix([':', '：']);
    (1..3).contains(&digits)
        && minutes.is_some_and(|minutes| minutes.bytes().take_while(u8::is_ascii_digit).count() == 2)
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

#[cfg(test)]
mod tests {
    use super::{SectionNumber, SectionStyle, is_left_out, is_of_inner_list};

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
            ("三、四两个支部", None),
            ("二、三项培训", Some(2)),
            ("四、六条原则", Some(4)),
            ("二、三个故事", Some(2)),
            ("（二）三会一课", Some(2)),
            ("（二）班的同学", None),
            ("三年级、四年级", None),
            ("一是、二是", None),
            ("（一）要求", Some(1)),
            ("（十二）要求", Some(12)),
            ("（三、四年级）", None),
            ("3、按时参加", Some(3)),
            ("12. 按时参加", Some(12)),
            ("1.5小时", None),
            ("1．16:00集合，领取工具。", Some(1)),
            ("2.9：30签到", Some(2)),
            ("1.5:4", None),
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
    fn an_inner_list_counts_by_itself() {
        let own = SectionNumber::of("1. 教师").expect("a number");
        for (before, is_inner) in [
            ("1. 自愿\n   ", true),
            ("1. 自愿\n\t", true),
            ("1. 自愿\n", false),
            ("1. 自愿\n### ", false),
        ] {
            assert_eq!(is_of_inner_list(before, own), is_inner, "{before}");
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
