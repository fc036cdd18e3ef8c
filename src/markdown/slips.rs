//! What stands on the page as typed, or otherwise than it was meant → a word to the author: marks typed
//! without their space or in full width, tables without their second line, a fence that never ends. Only
//! the beginnings of lines are looked at, so a text without such slips pays next to nothing. It changes
//! nothing on the page. Of brackets that were meant as a link or a picture, the one line behind the closing one is read.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

use super::characters::is_cjk;
use super::cjk_shim::restore;
use super::render::BodyRenderer;
use crate::words::{Code, Fix, ends_with_any, is_picture, may_be_linked, starts_with_any};

/// `#标题`: a heading that was not read.
const HEADING_UNREAD: Code = Code::warning("heading-unread");
/// A line above `---`, which makes a heading of it.
const HEADING_UNDERLINED: Code = Code::warning("heading-underlined");
/// `-项目`: an item that was not read.
const LIST_UNREAD: Code = Code::warning("list-unread");
/// Rows that are no table.
const TABLE_UNREAD: Code = Code::warning("table-unread");
/// A row with more cells than the table has columns.
const CELLS_LOST: Code = Code::warning("table-cells");
/// A fence without an end.
const CODE_UNCLOSED: Code = Code::warning("code-unclosed");
/// `！[合影](1.jpg)`: a picture that became a link.
const IMAGE_UNREAD: Code = Code::warning("image-unread");

/// Endings of pictures.
const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".bmp", ".webp"];

/// What is remembered while lines pass.
pub(super) struct Slips {
    /// The text holds tabs.
    tabs: bool,
    /// The text holds bars.
    bars: bool,
    /// `】（` or `】(` stands somewhere.
    pub(super) wide_brackets: bool,
    /// For each list that is open: whether it is numbered.
    pub(super) lists: Vec<bool>,
    /// What was said about the paragraph last: once is enough.
    said: Option<Code>,
}

impl Slips {
    /// For a text.
    pub(super) fn new(text: &str) -> Self {
        let mut ends = memmem::find_iter(text.as_bytes(), "】").map(|at| &text[at + "】".len()..]);
        Self {
            tabs: memchr(b'\t', text.as_bytes()).is_some(),
            bars: memchr(b'|', text.as_bytes()).is_some()
                || memmem::find(text.as_bytes(), "｜".as_bytes()).is_some(),
            wide_brackets: ends.any(|behind| behind.starts_with(['（', '('])),
            lists: Vec::new(),
            said: None,
        }
    }
}

/// A line that looks like something it is not.
type LookAlike = (Code, &'static str, &'static str);

impl BodyRenderer<'_> {
    /// A paragraph's or an item's text begins.
    pub(super) fn look_at_first_line(&mut self, at: usize) {
        self.slips.said = None;
        self.look_at_line(at);
    }

    /// A line of a paragraph begins at this offset, its line end or indent perhaps before it.
    pub(super) fn look_at_line(&mut self, at: usize) {
        let rest = self.text[at..].trim_start_matches(is_margin);
        let start = self.text.len() - rest.len();
        let Some(first) = rest.chars().next() else { return };
        let marked = matches!(first, '#' | '＃' | '-' | '+' | '*' | '|' | '｜' | '0'..='9');
        if !marked && !self.slips.tabs && !self.slips.bars {
            return;
        }
        let (line, next) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim_end();
        let next = next.lines().next().unwrap_or("").trim_matches(is_margin);
        let slip = match first {
            '#' | '＃' => heading(line),
            '-' | '+' | '*' | '0'..='9' => self.item(line, next),
            '|' | '｜' => table(line, next, first),
            _ if self.slips.bars => parted(line, next),
            _ => None,
        };
        let tabs = self.slips.tabs && line.contains('\t') && next.contains('\t');
        let Some((code, message, hint)) = slip.or(tabs.then_some(TABS)) else {
            return;
        };
        if self.slips.said.replace(code) != Some(code) {
            let range = start..start + line.len();
            let words = || (message.to_owned(), hint);
            self.complaints.push_with(code, &range, words, |complaints| {
                let (range, new) = missing(line, code)?;
                let edit = complaints.edit(&(start + range.start..start + range.end), &new);
                edit.map(Fix::likely)
            });
        }
    }

    /// Cells beyond the last column are not on the page: a sum would be gone without a word.
    pub(super) fn look_at_row(&mut self, range: &Range<usize>) {
        let columns = self.tables.columns();
        let row = &self.text[range.clone()];
        if memchr::memchr_iter(b'|', row.as_bytes()).count() < columns {
            return;
        }
        let lost = cells(row).skip(columns).filter(|cell| !cell.is_empty());
        let short = |cell: &str| cell.chars().take(20).collect::<String>();
        let lost: Vec<String> = lost.map(|cell| format!("“{}”", short(cell))).collect();
        if !lost.is_empty() {
            let start = range.start + row.len() - row.trim_start().len();
            let message = || {
                let message = format!(
                    "这一行比表头多 {} 格，{}不会出现在网页上",
                    lost.len(),
                    lost.join("")
                );
                (message, "表头少了几格的补上；格子里要写竖线的，写成“\\|”")
            };
            self.complaints
                .push(CELLS_LOST, &(start..start + row.trim().len()), message);
        }
    }

    /// `-项目` below an item, or several such lines.
    fn item(&self, line: &str, next: &str) -> Option<LookAlike> {
        let mark = item_mark(line)?;
        let listed = match self.slips.lists.last() {
            Some(numbered) => *numbered == (mark == '1'),
            None => mark != '1' && item_mark(next) == Some(mark),
        };
        listed.then_some((
            LIST_UNREAD,
            "这里像是列表的一项，但会原样显示成文字",
            "“-”或“1.”后面空一格，例如“- 报名表”“1. 报名表”",
        ))
    }

    /// A heading by the line below it, which was hardly meant as one.
    pub(super) fn look_at_heading(&mut self, range: &Range<usize>) {
        let source = self.text[range.clone()].trim_matches(is_margin);
        if source.starts_with('#') {
            return;
        }
        let words = || {
            (
                "紧挨着下面的横线使这里变成了小标题".to_owned(),
                "要画分隔线，请在横线前面空一行；要写小标题，请写成“## 工作要求”",
            )
        };
        let text = self.text;
        self.complaints
            .push_with(HEADING_UNDERLINED, range, words, |complaints| {
                let rule = range.start + text[range.clone()].trim_end().rfind('\n')? + 1;
                let is_bare = text[rule..].trim_start().starts_with(['-', '=']);
                let edit = is_bare.then(|| complaints.edit(&(rule..rule), "\n")).flatten();
                edit.map(Fix::likely)
            });
    }

    /// A fence that is never closed makes code of all that follows.
    pub(super) fn look_at_fence(&mut self, range: &Range<usize>) {
        let source = self.text[range.clone()].trim_matches(is_margin);
        let mark = source.chars().next().unwrap_or('`');
        let closed = source.rsplit_once('\n').is_some_and(|(_, last)| {
            let last = last.trim_matches(is_margin);
            last.len() >= 3 && last.chars().all(|c| c == mark)
        });
        if !closed {
            self.complaints.push(CODE_UNCLOSED, range, || {
                (
                    "这里开始的“原样显示”没有结束，后面的文字都成了代码".to_owned(),
                    "请在要原样显示的文字后面另起一行，写三个反引号“```”；不需要的请删去这一行",
                )
            });
        }
    }

    /// A link to a picture behind a full-width exclamation mark.
    pub(super) fn look_at_link(&mut self, address: &str, range: &Range<usize>) {
        let address = address.to_ascii_lowercase();
        if ends_with_any(&address, &PICTURES) {
            let words = || {
                (
                    "这里像是想放图片，但成了链接".to_owned(),
                    "前面的感叹号请用半角“!”，例如“![主题党日合影](1.jpg)”",
                )
            };
            self.complaints
                .push_with(IMAGE_UNREAD, range, words, |complaints| {
                    let mark = range.start.saturating_sub('！'.len_utf8())..range.start;
                    let edit = complaints.edit(&mark, "!").filter(|edit| edit.old == "！");
                    edit.map(Fix::likely)
                });
        }
    }
}

/// Cells parted by tabs.
const TABS: LookAlike = (
    TABLE_UNREAD,
    "这几行像是用制表符（Tab）分开的表格，网页上会连成一段文字",
    "请写成表格：每行是“| 项目 | 金额 |”的样子，第二行写“| --- | --- |”",
);

/// `#标题`, `##　标题`, `＃ 标题`; but not the topic `#主题党日#`.
fn heading(line: &str) -> Option<LookAlike> {
    let text = line.trim_start_matches(['#', '＃']);
    let marks = &line[..line.len() - text.len()];
    let wide = marks.contains('＃');
    let few = marks.chars().count() <= 6;
    let begins = text.chars().next().is_some_and(|c| is_cjk(c) || wide);
    (few && begins && !text.contains(['#', '＃'])).then_some((
        HEADING_UNREAD,
        "这里像是小标题，但会原样显示成文字",
        "“#”用半角，后面空一个半角空格，例如“## 工作要求”",
    ))
}

/// What a line that looks like something lacks to be it: the bytes of the line, and what should stand there.
fn missing(line: &str, code: Code) -> Option<(Range<usize>, String)> {
    match code {
        HEADING_UNREAD => {
            let text = line.trim_start_matches(['#', '＃']);
            let marks = &line[..line.len() - text.len()];
            let behind = text.len() - text.trim_start().len();
            Some((0..marks.len() + behind, "#".repeat(marks.chars().count()) + " "))
        }
        LIST_UNREAD => {
            let end = line.find(is_cjk)?;
            Some((end..end, " ".to_owned()))
        }
        TABLE_UNREAD if line.starts_with('|') => {
            let rule = " --- |".repeat(cells(line.trim_end().trim_end_matches('|')).count());
            Some((line.len()..line.len(), format!("\n|{rule}")))
        }
        _ => None,
    }
}

/// The mark of an item whose space is missing: `-`, `+`, `*`, or `1` for a number.
fn item_mark(line: &str) -> Option<char> {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let (mark, rest) = if digits.len() == line.len() {
        let mark = line.chars().next().filter(|c| matches!(c, '-' | '+' | '*'))?;
        (mark, &line[1..])
    } else {
        ('1', digits.strip_prefix(['.', ')'])?)
    };
    // `*重点*工作` is emphasis.
    let emphasis = mark == '*' && rest.contains('*');
    (rest.starts_with(is_cjk) && !emphasis).then_some(mark)
}

/// What parts the cells of a row, or is meant to.
const BARS: [char; 2] = ['|', '｜'];

/// Rows between bars that no line `| --- | --- |` makes a table of.
fn table(line: &str, next: &str, bar: char) -> Option<LookAlike> {
    let is_row = line.matches(bar).count() > 1 && (line.ends_with(bar) || next.starts_with(bar));
    is_row.then(|| row_unread(bar))
}

/// `支部｜人数` above `第一党支部｜20`: two rows without bars around them.
fn parted(line: &str, next: &str) -> Option<LookAlike> {
    let count = |line: &str| line.matches(BARS).count();
    let is_row = count(line) > 0 && count(line) == count(next);
    is_row.then(|| row_unread(if line.contains('|') { '|' } else { '｜' }))
}

fn row_unread(bar: char) -> LookAlike {
    let hint = if bar == '|' {
        "第二行要写“| --- | --- |”，竖线的个数与第一行相同；表格前面空一行"
    } else {
        "竖线请用半角“|”，第二行写“| --- | --- |”"
    };
    (TABLE_UNREAD, "这里像是表格，但会原样显示成文字", hint)
}

/// The cells of a row, without the space around them.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let row = rest?;
        let is_end = |at: &usize| !row[..*at].ends_with('\\');
        let end = memchr::memchr_iter(b'|', row.as_bytes()).find(is_end);
        rest = end.map(|end| &row[end + 1..]);
        Some(row[..end.unwrap_or(row.len())].trim())
    })
}

/// White space and the marks of quotes, before and behind a line's text.
fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '>')
}

/// A picture, or a link with its own brackets, of which the raw text would stand on the page.
const ADDRESS_UNREAD: Code = Code::error("address-unread");
/// Brackets that look like a link and may as well be text.
const LINK_UNREAD: Code = Code::warning("link-unread");

/// How much of a line is looked at, in characters.
const LONGEST: usize = 300;

/// How Markdown writes an address: in angle brackets when it holds a space or half a pair of brackets.
#[must_use]
pub fn destination(address: &str) -> Cow<'_, str> {
    let mut depth = 0_i32;
    let paired = address.bytes().all(|byte| {
        depth += i32::from(byte == b'(') - i32::from(byte == b')');
        depth >= 0
    });
    match paired && depth == 0 && !address.contains(char::is_whitespace) {
        true => Cow::Borrowed(address),
        false => Cow::Owned(format!("<{address}>")),
    }
}

/// What stands between the round brackets.
struct BracketContent<'a> {
    address: &'a str,
    /// With its quotes; empty when there is none.
    title: &'a str,
    /// The address ends like a file of the site, or is one of the web.
    known: bool,
    /// Where the closing bracket ends.
    end: usize,
}

impl BodyRenderer<'_> {
    /// `![植树](植树 现场.jpg)`, `[附件](关于 公示.pdf)`, `[附件]（公示.pdf）`, `【附件】（公示.pdf）`, `[附件] (公示.pdf)`: a closing bracket ends at this offset.
    pub(super) fn look_for_link(&mut self, at: usize) {
        let near = near(self.text, at);
        let typed = self.text[at..near.end].split('\n').next().unwrap_or_default();
        let line = typed.trim_start_matches(' ');
        let is_parted = line.len() < typed.len();
        if !line.starts_with(['(', '（']) {
            return;
        }
        let Some(label) = Label::before(&self.text[..at], near.start) else {
            return;
        };
        let own = line.starts_with('(') && !label.wide;
        // Nobody writes `![…](…)` for anything else.
        let sure = own && label.picture;
        let Some(inside) = inside(line).or_else(|| sure.then(|| anything(line)).flatten()) else {
            return;
        };
        // With a space between them, brackets around anything may stand in a sentence.
        if is_parted && !(own && inside.known) {
            return;
        }
        let code = if label.picture || (own && inside.known) {
            ADDRESS_UNREAD
        } else {
            LINK_UNREAD
        };
        let address = restore(inside.address);
        let (what, mark) = match label.picture {
            true => ("放图片", "!"),
            false => ("写链接", ""),
        };
        let range = label.start..at + (typed.len() - line.len()) + inside.end;
        let destination = destination(&address);
        let why = match destination.starts_with('<') {
            true => "地址里有空格或者括号，要用尖括号括起来",
            false if is_parted => "方括号和圆括号中间不留空格",
            false => "方括号、圆括号和感叹号都用半角",
        };
        let (text, title) = (restore(label.text), restore(inside.title));
        let right = format!("{mark}[{text}]({destination}{title})");
        let message = format!("这里像是想{what}，但会原样显示成文字");
        let words = || (message, format!("{why}，请写成“{right}”"));
        self.complaints.push_with(code, &range, words, |complaints| {
            let edit = complaints.edit(&range, &right)?;
            Some(Fix {
                is_certain: sure,
                ..Fix::certain(edit)
            })
        });
    }
}

/// As much of a text around a place as a link may take: a line may be long, and have a bracket at each word.
fn near(text: &str, at: usize) -> Range<usize> {
    const FAR: usize = 4 * LONGEST;
    let whole = |at: usize| (at..at + 4).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
    whole(at.saturating_sub(FAR))..whole((at + FAR).min(text.len()))
}

/// What stands in the brackets that a line begins with, if it is an address.
fn inside(line: &str) -> Option<BracketContent<'_>> {
    let open = line.chars().next()?;
    let ends = line
        .char_indices()
        .take(LONGEST)
        .filter(|(_, c)| matches!(c, ')' | '）'));
    ends.map(|(end, close)| (line[open.len_utf8()..end].trim(), end + close.len_utf8()))
        .find_map(|(inside, end)| {
            let quoted = inside.strip_suffix('"').and_then(|inside| inside.rfind(" \""));
            let (address, title) = inside.split_at(quoted.unwrap_or(inside.len()));
            let address = address.trim_end().trim_start_matches('<').trim_end_matches('>');
            let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
            let lower = ending.to_ascii_lowercase();
            let web = starts_with_any(address, &["http://", "https://"]);
            let known = web || lower == "md" || may_be_linked(&lower) || is_picture(&lower);
            let like_one = (2..=4).contains(&ending.len())
                && ending.starts_with(|c: char| c.is_ascii_alphabetic())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
            (known || like_one || address.starts_with("http")).then_some(BracketContent {
                address,
                title,
                known,
                end,
            })
        })
}

/// Whatever stands in half-width brackets.
fn anything(line: &str) -> Option<BracketContent<'_>> {
    let end = line.find(')')?;
    Some(BracketContent {
        address: line[1..end].trim(),
        title: "",
        known: false,
        end: end + 1,
    })
}

/// What stands before the round brackets.
struct Label<'a> {
    text: &'a str,
    /// Where it begins, with its exclamation mark.
    start: usize,
    picture: bool,
    /// In `【】`.
    wide: bool,
}

impl<'a> Label<'a> {
    /// The one that a text ends with, which begins behind this byte.
    fn before(text: &'a str, begin: usize) -> Option<Self> {
        let line = text[begin..].rfind('\n').map_or(begin, |end| begin + end + 1);
        let close = text.chars().next_back()?;
        let (open, wide) = if close == '】' {
            ('【', true)
        } else {
            ('[', false)
        };
        let begin = line + text[line..].rfind(open)?;
        let mark = text[..begin]
            .chars()
            .next_back()
            .filter(|c| matches!(c, '!' | '！'));
        Some(Self {
            text: &text[begin + open.len_utf8()..text.len() - close.len_utf8()],
            start: begin - mark.map_or(0, char::len_utf8),
            picture: mark.is_some(),
            wide,
        })
    }
}
