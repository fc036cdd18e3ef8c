//! What a proofreader would mark in an entry's text: no text at all, a section whose number does not follow, a title without
//! its second mark, attachments that are named and not there. What contradicts the fields is in `contradictions`.

mod headings;
mod lacking;
mod pairs;
mod sections;

use super::document::{Common, Detail};
use super::slips::is_turning;
use crate::markdown::Body;
use crate::words::{Code, Complaint, Kind, Report, SourceText};
use headings::headings;
use memchr::memmem;
use pairs::{PAIRS, Pair, begun, marks, pairs};
use sections::{articles, sections};

const EMPTY: Code = Code::warning("body-empty");
const SECTION: Code = Code::warning("section-number");
const UNPAIRED: Code = Code::warning("mark-unpaired");
const ATTACHMENT: Code = Code::warning("attachment-lacking");
const TABLE: Code = Code::warning("table-lacking");
const LEFT: Code = Code::warning("mark-left");
const LEDGER: Code = Code::warning("ledger-in-text");
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
    headings(source, start, report);
    articles(source, start, &common.title, report);
    let marks = marks(&source.text[start..]);
    for pair in &PAIRS {
        pairs(source, start, (&marks, pair), report);
    }
    begun(source, start, &marks, report);
    marks_left(source, start, &body.plain, report);
    turning(source, start, report);
    if let Detail::Ledger(ledger) = detail
        && ledger.rows.is_empty()
        && let Some((at, row)) = lines(source, start).find(|(_, words)| words.starts_with('|'))
    {
        let message = "台账的行写成了正文里的表格，网页上会写着“目前没有记录”";
        let hint = "写在开头的“行:”下面，一行一项：“- {项目: …, 预算: …}”；表格是 Excel 文件的，用 gongkai import 导入";
        let place = source.place(at..at + row.trim_end().len());
        report.push(Complaint::new(LEDGER, place, message).hint(hint));
    }
    // A link to a file is an attachment too.
    if body.links.iter().all(|link| link.target.extension() == "md") {
        // One whose file is not there is told at its field.
        let is_told = report.has_errors() && lacking::has_field(&source.text[..start]);
        match common.attachments.is_empty() {
            true if is_told => {}
            true => lacking::attachments(source, start, report),
            false => lacking::by_number(source, start, &common.attachments, report),
        }
    }
    if common.attachments.is_empty() && body.links.is_empty() && body.images.is_empty() {
        lacking::shown(source, start, body.html.contains("<table"), report);
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
        let mut begin = start;
        let typed = source.text[start..].split_inclusive('\n').find_map(|line| {
            let at = begin + line.find(&behind).unwrap_or(line.len());
            begin += line.len();
            if at == begin || line.contains('`') || line.starts_with("    ") {
                return None;
            }
            let at = at + behind.len() - behind.trim_start().len();
            let words = &source.text[at..begin];
            let end = words.find(']').filter(|_| words.starts_with('['));
            Some(at..at + end.map_or(2, |end| end + 1))
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
