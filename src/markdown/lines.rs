//! The lines of a paragraph, as Markdown takes one → at which of its line breaks a Chinese typist ended a
//! paragraph. Who presses Enter in Word or WPS means a new paragraph, and pastes no blank lines. So a line break ends
//! one, but where the line before it
//!
//! - is no Chinese, and the one behind neither;
//! - ends inside a sentence with `，`, `、` or an opening mark, and is no line of a verse;
//! - was broken by hand at a width: lines of nearly one width, most of which end inside a sentence, that read on
//!   to the end of one.
//!
//! What begins like a paragraph ([`begins_paragraph`]: two wide spaces, the number or mark of an item, a date alone)
//! always is one. It reads lines, and knows no Markdown but the marks
//! that may stand before and behind a line's text.

use std::ops::Range;

use super::characters::{closes_quotation, is_cjk};
use super::cjk_shim::{LETTER_SHIM, PUNCTUATION_SHIM};
use crate::words::{ends_with_any, is_han};

/// The narrowest text that anybody breaks by hand, in columns; a Han character takes two.
const NARROWEST: usize = 20;
/// The narrowest line that is taken for a broken one though no other is as wide.
const NARROWEST_ALONE: usize = 40;
/// The widest line of a verse or a slogan.
const WIDEST_VERSE: usize = 24;
/// How many lines make a verse.
const VERSE: usize = 4;
/// How many lines before and behind are compared; keeps the walk linear.
const REACH: usize = 12;
/// A paragraph that was broken by hand ends within so many lines; keeps the walk linear too.
const LONGEST_PARAGRAPH: usize = 200;

/// What titles of documents end with, wide as they may be.
const TITLES: [&str; 18] = [
    "通知", "公告", "公示", "通报", "方案", "报告", "意见", "办法", "制度", "计划", "总结", "纪要", "决定",
    "名单", "讲话", "规定", "细则", "倡议书",
];

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// With a mark that ends a sentence, or a closing quotation mark.
    Sentence,
    /// With a colon.
    Colon,
    /// With a mark behind which a sentence goes on.
    Inside,
    /// With no mark.
    Bare,
}

/// One line.
#[derive(Debug)]
struct SourceLine<'a> {
    /// Where it begins in the text that its block was made of.
    at: usize,
    /// Its text, without the marks and the space around it.
    text: &'a str,
    /// In columns.
    width: usize,
    ending: Ending,
    /// A clause or a sentence ends before its end.
    parted: bool,
    /// It holds at least as many Han characters as words of other letters.
    chinese: bool,
    /// It is indented as deep as Word's paragraphs.
    deep: bool,
}

/// Lines without a blank one between them.
#[derive(Debug, Default)]
pub(super) struct LineBlock<'a> {
    lines: Vec<SourceLine<'a>>,
    end: usize,
}

/// A line break to be judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineBreak {
    /// Where the line before it ends.
    pub(super) at: usize,
    /// No list or quote is open, whose own indent a line's could be.
    pub(super) loose: bool,
    /// The author asked for a line break that stays.
    pub(super) hard: bool,
}

/// The paragraphs of a text without marks, as byte ranges of its lines; blank lines are in none.
pub(crate) fn typed_paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut block = LineBlock::default();
    let mut start = 0;
    let mut was_blank = true;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let is_blank = line.trim().is_empty();
        if !is_blank {
            let break_before = start.saturating_sub(1);
            let begins = was_blank || {
                block.look_at(text, break_before);
                block.end_paragraph(LineBreak {
                    at: break_before,
                    loose: true,
                    hard: false,
                })
            };
            match found.last_mut() {
                Some(last) if !begins => last.end = end,
                _ => found.push(start..end),
            }
        }
        was_blank = is_blank;
        start = end;
    }
    found
}

impl<'a> LineBlock<'a> {
    /// Makes sure that the lines around a line break are known.
    pub(super) fn look_at(&mut self, text: &'a str, at: usize) {
        let known = self.lines.first().is_some_and(|line| line.at <= at) && at < self.end;
        if known {
            return;
        }
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
        self.lines.clear();
        self.end = start;
        for line in text[start..].split_inclusive('\n') {
            let first = self.lines.is_empty();
            let Some(read) = SourceLine::read(line, self.end, first) else {
                break;
            };
            self.end += line.len();
            self.lines.push(read);
        }
    }

    /// True when a paragraph ends at this line break.
    pub(super) fn end_paragraph(&self, line_break: LineBreak) -> bool {
        let behind = self.lines.partition_point(|line| line.at <= line_break.at);
        let (Some(before), Some(line)) = (behind.checked_sub(1), self.lines.get(behind)) else {
            return false;
        };
        let (index, before) = (before, &self.lines[before]);
        let ended = matches!(before.ending, Ending::Sentence | Ending::Colon);
        if begins_paragraph(line.text, ended) || (ended && line.deep && line_break.loose) {
            return true;
        }
        if line_break.hard || !(before.chinese || line.chinese) || goes_on(line.text) {
            return false;
        }
        match before.ending {
            Ending::Inside => self.is_verse(index),
            Ending::Colon => true,
            Ending::Bare if has_label(before.text) && has_label(line.text) => true,
            Ending::Bare | Ending::Sentence => !self.is_broken_by_hand(index),
        }
    }

    /// The line with this number stands among several short ones that hold no mark but at their end, where
    /// sentences end too.
    fn is_verse(&self, index: usize) -> bool {
        let short = |line: &&SourceLine<'_>| line.width <= WIDEST_VERSE && !line.parted;
        let before = self.lines[..index].iter().rev().take(VERSE).take_while(short);
        let from = self.lines[index..].iter().take(VERSE).take_while(short);
        let lines: Vec<_> = before.chain(from).collect();
        lines.len() >= VERSE && lines.iter().any(|line| line.ending == Ending::Sentence)
    }

    /// The line with this number fills a width to which its neighbours were broken too, and is read on behind it.
    fn is_broken_by_hand(&self, index: usize) -> bool {
        let this = &self.lines[index];
        let slack = (this.width / 6).max(4);
        let fits = |line: &SourceLine<'_>| line.width <= this.width + slack;
        let full = |line: &&SourceLine<'_>| fits(line) && line.width + slack >= this.width;
        let before = self.lines[..index]
            .iter()
            .rev()
            .take(REACH)
            .take_while(full)
            .count();
        let from = self.lines[index..].iter().take(REACH).take_while(full).count();
        let run = &self.lines[index - before..index + from];
        let inside = run.iter().filter(|line| !line.ends()).count();
        let Some(next) = self.lines.get(index + 1) else {
            return false;
        };
        if this.width < NARROWEST || inside == 0 || 2 * inside < run.len() || !fits(next) {
            return false;
        }
        if this.ends() {
            // Only where the next line is full as well can it be the same paragraph.
            return from > 1 && !next.ends() && self.is_broken_by_hand(index + 1);
        }
        let title = ends_with_any(this.text, &TITLES);
        let rest = &self.lines[index + 1..];
        let rest = &rest[..rest.len().min(LONGEST_PARAGRAPH)];
        let last = rest.iter().find(|line| line.ends() || !full(line));
        // `签字：` stands alone, `通知如下：` ends a sentence.
        let tag = last.is_some_and(|line| line.ending == Ending::Colon && !line.text.contains('下'));
        if inside == 1 && (title || tag || this.width < NARROWEST_ALONE) {
            return false;
        }
        let parted = run.iter().chain(last).any(|line| line.parted);
        parted && last.is_some_and(|line| line.ends() && fits(line))
    }
}

impl<'a> SourceLine<'a> {
    /// Reads a line; `None` when it is blank. Marks of lists are taken off a block's first line only: behind it
    /// they would begin a block of their own.
    fn read(line: &'a str, at: usize, first: bool) -> Option<Self> {
        let text = line.trim_start_matches(['>', ' ', '\t', '\r', '\n', NARROW_SPACE, EM_SPACE]);
        let indent = &line[..line.len() - text.len()];
        let text = if first { behind_list_marks(text) } else { text };
        let text = without_marks(text);
        if text.is_empty() {
            return None;
        }
        let ending = Ending::of(text);
        let body = text.trim_end_matches(|c| ends_clause(c) || closes_quotation(c));
        let words = text.split(|c: char| !c.is_ascii_alphabetic() && c != '.' && c != '@');
        let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
        let han = text.chars().filter(|c| is_han(*c)).count();
        Some(Self {
            at,
            text,
            width: text.chars().map(columns).sum(),
            ending,
            parted: body.contains(['，', '。', '；', '！', '？', ',']),
            chinese: han > 0 && han >= words.count(),
            deep: indent.len() >= 4 || indent.contains('\t'),
        })
    }

    fn ends(&self) -> bool {
        matches!(self.ending, Ending::Sentence | Ending::Colon)
    }
}

impl Ending {
    fn of(text: &str) -> Self {
        let body = text.trim_end_matches(closes_quotation);
        let quoted = text[body.len()..].contains(['”', '’', '」', '』']);
        let mut back = body.chars().rev();
        match (back.next(), back.next()) {
            (Some('。' | '！' | '？' | '；' | '!' | '?' | ';' | '…'), _) => Self::Sentence,
            (Some('.'), Some(before)) if is_cjk(before) => Self::Sentence,
            _ if quoted => Self::Sentence,
            _ if body.len() < text.len() => Self::Bare,
            (Some('：' | ':'), _) => Self::Colon,
            (Some('，' | '、' | ',' | '“' | '‘' | '（' | '(' | '《' | '【' | '〔'), _) => {
                Self::Inside
            }
            _ => Self::Bare,
        }
    }
}

/// Spaces other than the usual ones that indent what was copied from a page.
const NARROW_SPACE: char = '\u{a0}';
const EM_SPACE: char = '\u{2003}';

/// What stands behind the marks of a list, and of lists in it.
fn behind_list_marks(mut text: &str) -> &str {
    loop {
        let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let marks: &[char] = if number.len() < text.len() {
            &['.', ')']
        } else {
            &['-', '+', '*']
        };
        let behind = number
            .strip_prefix(marks)
            .and_then(|rest| rest.strip_prefix([' ', '\t']));
        match behind {
            Some(rest) => text = rest.trim_start(),
            None => return text,
        }
    }
}

/// A line's text without what marks it, and without notes behind it.
fn without_marks(text: &str) -> &str {
    let mut text = text.trim_end_matches([' ', '\t', '\r', '\n']);
    loop {
        let bare = text.trim_end_matches(['*', '_', '~', '\\', ' ', LETTER_SHIM, PUNCTUATION_SHIM]);
        let note = bare.strip_suffix(']').and_then(|inside| inside.rsplit_once("[^"));
        let bare = note.map_or(bare, |(before, _)| before);
        if bare.len() == text.len() {
            return text.trim_start_matches(['*', '_', '~', LETTER_SHIM, PUNCTUATION_SHIM]);
        }
        text = bare;
    }
}

/// True for a text that no line begins with unless a sentence goes on.
fn goes_on(text: &str) -> bool {
    text.starts_with(|c: char| {
        closes_quotation(c) && c != '"' || matches!(c, '，' | '、' | '。' | '；' | '：' | '！' | '？')
    })
}

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '；' | '：' | '，' | '、' | '…' | '!' | '?' | ';' | ':' | ',' | '.'
    )
}

fn columns(c: char) -> usize {
    match c {
        LETTER_SHIM | PUNCTUATION_SHIM => 0,
        '“' | '”' | '‘' | '’' | '…' | '—' | '·' => 2,
        c if is_cjk(c) => 2,
        _ => 1,
    }
}

/// The space that indents a paragraph in Chinese.
const WIDE_SPACE: char = '\u{3000}';

/// Chinese numerals.
const NUMERALS: &str = "〇○零一二三四五六七八九十百";

/// Words that go on with a sentence behind what only looks like an item's number: `（一）的要求`.
const GOES_ON: &str = "的和及与或至到、，。；）规款项";

/// Marks that Word and typists put before the items of a list.
const BULLETS: &str = "★☆●○◎◆◇■□▲△▼▽▶►◀•‣▪▫◦∙·※❖➢➤✦✧✓✔√☑\u{f06c}\u{f0d8}\u{f0fc}";

/// The longest label, in characters: `联系电话`.
const LONGEST_LABEL: usize = 8;

/// True when a line begins a paragraph by its own text. `ended` when the line before ends a sentence.
pub(super) fn begins_paragraph(text: &str, ended: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    first == WIDE_SPACE || is_bullet(text, first) || is_item(text, ended) || is_date(text)
}

/// `一、目标`, `（二）时间` and nothing before it: a part of a document, which no item of a list holds.
pub(super) fn begins_part(text: &str) -> bool {
    let parts = text.starts_with(|c| NUMERALS.contains(c) || matches!(c, '（' | '('));
    let numeral = text
        .trim_start_matches(['（', '('])
        .starts_with(|c| NUMERALS.contains(c));
    parts && numeral && is_item(text, false)
}

/// `● 加强学习`, `◆做好记录`; not `○` as the zero of a year.
fn is_bullet(text: &str, first: char) -> bool {
    let words = text[first.len_utf8()..].trim_start();
    BULLETS.contains(first) && words.starts_with(|c: char| first != '○' || !NUMERALS.contains(c))
}

/// `时间：3月12日`, `参加 人员: 全体党员`: one phrase, a colon and what it tells.
pub(super) fn has_label(text: &str) -> bool {
    let phrase = text
        .chars()
        .take_while(|c| is_han(*c) || matches!(*c, ' ' | WIDE_SPACE));
    let (count, width) = phrase.fold((0, 0), |(count, width), c: char| {
        (count + 1, width + c.len_utf8())
    });
    let told = text[width..].strip_prefix(['：', ':']).unwrap_or("");
    (1..=LONGEST_LABEL).contains(&count) && !told.trim().is_empty()
}

/// `一、目标`, `（二）时间`, `第三条　任务`, `④方式`, `5.要求`. Behind a sentence that has not ended it may as well be a part of
/// it (`…年级\n一、二班`), so then what follows must not go on with one.
fn is_item(text: &str, ended: bool) -> bool {
    let Some(after) = behind_number(text, ended) else {
        return false;
    };
    let Some(next) = after.trim_start().chars().next() else {
        return false;
    };
    let opens = matches!(next, '“' | '‘' | '《' | '「' | '『' | '【' | '〔' | '（');
    let goes_on = NUMERALS.contains(next) || GOES_ON.contains(next);
    let begins = is_han(next) || opens || next.is_ascii_alphanumeric();
    begins && (ended || !goes_on)
}

/// What stands behind an item's number.
fn behind_number(text: &str, ended: bool) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    match first {
        '①'..='⒛' | '㈠'..='㈩' | '❶'..='❿' => Some(rest),
        '（' | '(' => {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let after = if digits.len() < rest.len() {
                digits
            } else {
                behind_numerals(rest)?
            };
            let short = rest.len() - after.len() <= 12;
            after.strip_prefix(['）', ')']).filter(|_| short)
        }
        '第' => {
            let after = behind_numerals(rest)?;
            if let Some(after) = after.strip_prefix(['、', '，', ',']) {
                return Some(after);
            }
            let after = after.strip_prefix(['条', '章', '节'])?;
            let parted = after.starts_with([' ', '\t', WIDE_SPACE]);
            (parted || ended && !after.starts_with(|c| GOES_ON.contains(c))).then_some(after)
        }
        '0'..='9' => {
            let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let short = text.len() - after.len() <= 2;
            let after = after.strip_prefix(['.', '．', '、', '）', ')'])?;
            let words = after.trim_start();
            // `1.5万元`, and numbers in other languages' texts.
            (short && !words.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(after)
        }
        _ => behind_numerals(text)?.strip_prefix(['、', '．', '.']),
    }
}

/// What stands behind one to four Chinese numerals.
fn behind_numerals(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c| NUMERALS.contains(c));
    let count = text[..text.len() - after.len()].chars().count();
    (1..=4).contains(&count).then_some(after)
}

/// `2026年3月12日`, `二〇二六年三月十二日`, and nothing else in the line.
fn is_date(line: &str) -> bool {
    let line = line.trim();
    let parts = |c: char| c.is_ascii_digit() || c == ' ' || NUMERALS.contains(c) || matches!(c, '年' | '月');
    line.strip_suffix('日')
        .is_some_and(|date| date.contains('年') && date.contains('月') && date.chars().all(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_word_begin_with_spaces_a_number_or_a_mark() {
        for line in [
            "　　会议强调",
            "一、目标要求",
            "十二、其他",
            "（三）压实责任",
            "(3)压实责任",
            "第四条　党员应当",
            "第二、压实责任",
            "第二，压实责任",
            "⑤做好记录",
            "6.认真学习",
            "7、“三会一课”",
            "★ 先锋岗",
            "●责任区",
            "2026年3月12日",
            "二〇二六年三月十二日",
        ] {
            assert!(begins_paragraph(line, false), "{line}");
        }
        assert!(begins_paragraph("一、三会一课", true));
    }

    #[test]
    fn a_sentence_goes_on_with_what_looks_like_a_number() {
        for line in [
            "会议强调", "一、二年级", "（一）的要求", "（共3页）", "第三条规定", "第二学期", "1.5万元",
            "12、13日", "2026.3版", "3. The end", "○二六年", "2026年3月12日召开", "一", "1.", "●", "",
        ] {
            assert!(!begins_paragraph(line, false), "{line}");
        }
    }

    #[test]
    fn a_label_is_one_phrase_that_tells_something() {
        for label in ["时间：3月12日", "组  长：周立诚", "联系电话: 0931-1234567"] {
            assert!(has_label(label), "{label}");
        }
        for other in ["知如下：", "会议指出，要做到：一是", "：无", "http://a.cn"] {
            assert!(!has_label(other), "{other}");
        }
    }
}
