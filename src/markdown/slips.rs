//! What stands on the page as typed, or otherwise than it was meant → a word to the author: marks typed
//! without their space or in full width, tables without their second line, a fence that never ends. Only
//! the beginnings of lines are looked at, so a text without such slips pays next to nothing. It changes
//! nothing on the page.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::characters::is_cjk;
use super::render::BodyRenderer;
use crate::words::Code;

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
        let holds = |pair: &str| memmem::find(text.as_bytes(), pair.as_bytes()).is_some();
        Self {
            tabs: memchr(b'\t', text.as_bytes()).is_some(),
            wide_brackets: holds("】（") || holds("】("),
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
        if !marked && !self.slips.tabs {
            return;
        }
        let (line, next) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim_end();
        let next = next.lines().next().unwrap_or("").trim_matches(is_margin);
        let slip = match first {
            '#' | '＃' => heading(line),
            '-' | '+' | '*' | '0'..='9' => self.item(line, next),
            '|' | '｜' => table(line, next, first),
            _ => None,
        };
        let tabs = self.slips.tabs && line.contains('\t') && next.contains('\t');
        let Some((code, message, hint)) = slip.or(tabs.then_some(TABS)) else {
            return;
        };
        if self.slips.said.replace(code) != Some(code) {
            self.complaints
                .push(code, &(start..start + line.len()), || (message.to_owned(), hint));
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
        self.complaints.push(HEADING_UNDERLINED, range, || {
            (
                "紧挨着下面的横线使这里变成了小标题".to_owned(),
                "要画分隔线，请在横线前面空一行；要写小标题，请写成“## 工作要求”",
            )
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
        if PICTURES.iter().any(|ending| address.ends_with(ending)) {
            self.complaints.push(IMAGE_UNREAD, range, || {
                (
                    "这里像是想放图片，但成了链接".to_owned(),
                    "前面的感叹号请用半角“!”，例如“![主题党日合影](1.jpg)”",
                )
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

/// Rows between bars that no line `| --- | --- |` makes a table of.
fn table(line: &str, next: &str, bar: char) -> Option<LookAlike> {
    let row = line.matches(bar).count() > 1 && (line.ends_with(bar) || next.starts_with(bar));
    let hint = if bar == '|' {
        "第二行要写“| --- | --- |”，竖线的个数与第一行相同；表格前面空一行"
    } else {
        "竖线请用半角“|”，第二行写“| --- | --- |”"
    };
    row.then_some((TABLE_UNREAD, "这里像是表格，但会原样显示成文字", hint))
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
