//! Plain text → its paragraphs, as offices type it: where lines end paragraphs `markdown::typed_paragraphs` says, spaces put a line in
//! the middle or at the right, tabs or strokes draw a table.

use encoding_rs::BIG5;

use super::html::{PictureSource, is_boilerplate};
use super::marked;
use super::numbering;
use super::spacing::{DEEP, columns, evened, indented, is_invisible, is_space, joint, side_of};
use super::text::{Alignment, ImportedText, SourceBlock, SourceCell, SourceTable};
use crate::attachment::Unreadable;
use crate::markdown::typed_paragraphs;
use crate::words::{Decoded, Undecoded, decoded, decoded_in_part, is_han, is_private_use};

/// Reads a text file in any encoding of an office. `pictures` gives the bytes of one that it shows by its path from there.
///
/// # Errors
/// It is no text.
pub(super) fn read(bytes: &[u8], pictures: PictureSource<'_>) -> Result<ImportedText, Unreadable> {
    let text = decoded_text(bytes)?;
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let (text, has_path) = without_path(&text);
    let mut read = match marked::is_marked(text) {
        true => marked::read(text, pictures),
        false => ImportedText {
            blocks: blocks(text),
            ..ImportedText::default()
        },
    };
    let (what, count) = damage(text);
    (0..count).for_each(|_| read.omit(what, true));
    if has_path {
        read.omit("网页上的栏目路径", false);
    }
    Ok(read)
}

/// A text without what a page has above its title, `首页 > 党建工作 > 通知公告`, and whether it had that.
fn without_path(text: &str) -> (&str, bool) {
    let bare = text.trim_start();
    match bare.split_once('\n') {
        Some((line, rest)) if is_boilerplate(line) => (without_path(rest).0, true),
        _ => (text, false),
    }
}

/// The text of a file in any encoding of an office.
///
/// # Errors
/// It is no text.
pub(super) fn decoded_text(bytes: &[u8]) -> Result<String, Unreadable> {
    match decoded(bytes) {
        Ok(decoded) => Ok(match traditional(&decoded, bytes) {
            Some(text) => text,
            None => decoded.text.into_owned(),
        }),
        Err(Undecoded::Binary) => Err(Unreadable::Mismatch),
        Err(Undecoded::Damaged) => match decoded_in_part(bytes) {
            Some(decoded) => Ok(decoded.text.into_owned()),
            None => Err(Unreadable::Damaged),
        },
    }
}

/// What stands in a text where its file is damaged, in the words of an omission, and how often.
pub(super) fn damage(text: &str) -> (&'static str, usize) {
    ("认不出的字", text.matches(char::REPLACEMENT_CHARACTER).count())
}

/// The bytes as Big5, where as GBK they would be characters that GBK leaves to private use.
fn traditional(read: &Decoded<'_>, bytes: &[u8]) -> Option<String> {
    if read.encoding != "GBK" || !read.text.contains(is_private_use) {
        return None;
    }
    let text = BIG5.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains(is_private_use)).then(|| text.into_owned())
}

/// The blocks of a text without marks.
pub(super) fn blocks(text: &str) -> Vec<SourceBlock> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut running: Vec<&str> = Vec::new();
    let mut at = 0;
    let mut before = 0;
    while let Some(line) = lines.get(at) {
        let rows = table_rows(&lines[at..]);
        let (indent, words) = indented(line);
        let is_aligned = at > 0 && indent > 0 && value_column(lines[at - 1]) == Some(indent);
        let side = match is_aligned {
            true => Alignment::Left,
            false => side_of(indent, words, before),
        };
        before += usize::from(!words.is_empty());
        if rows.is_empty() && !is_rule(words) && (side == Alignment::Left || words.is_empty()) {
            running.push(line);
            at += 1;
            continue;
        }
        found.extend(paragraphs(&running));
        running.clear();
        if !rows.is_empty() {
            at += rows.len();
            found.push(SourceBlock::Table(table(&rows)));
            continue;
        }
        found.push(match is_rule(words) {
            true => SourceBlock::Rule,
            false => SourceBlock::text(&evened(words), side),
        });
        at += 1;
    }
    found.extend(paragraphs(&running));
    found
}

/// The column in which the value of a line begins that has a label: `联系人：卓主任`, and below it another one.
fn value_column(line: &str) -> Option<usize> {
    const LONGEST: usize = 8;
    let (indent, words) = indented(line);
    let (label, _) = words.split_once(['：', ':'])?;
    let is_label = label.chars().all(|c| is_han(c) || is_space(c)) && label.chars().count() <= LONGEST;
    // A label so far to the right is one of a signature.
    (is_label && indent < DEEP).then(|| indent + columns(label) + 2)
}

/// The paragraphs of lines that begin at the left. A label below another one, known or not, begins one.
fn paragraphs(lines: &[&str]) -> Vec<SourceBlock> {
    let is_labelled = |line: &&str| {
        let word = indented(line).1.split(['：', ':']).next().unwrap_or_default();
        let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
        let is_label = (2..=8).contains(&word.chars().count()) && word.chars().all(is_han);
        is_label && line.contains(['：', ':'])
    };
    // 【学习内容】 begins one whatever stands above it.
    let is_bracketed = |line: &&str| {
        let words = indented(line).1.strip_prefix('【');
        let word = words
            .and_then(|words| words.split_once('】'))
            .map(|found| found.0);
        word.is_some_and(|word| word.chars().count() <= 8)
    };
    // 公示时间：2026年1月12日—1月20日（7个工作日） is said to its end.
    let is_closed = |line: &&str| line.trim_end().ends_with(['）', ')']);
    let parts = lines.chunk_by(|one, next| {
        let ends = is_labelled(one) && (is_labelled(next) || is_closed(one));
        !(ends || is_bracketed(next))
    });
    parts.flat_map(paragraphs_of).collect()
}

fn paragraphs_of(lines: &[&str]) -> Vec<SourceBlock> {
    let text = lines.join("\n");
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for range in typed_paragraphs(&text) {
        match ranges.last_mut() {
            Some(last) if goes_on(&text[last.clone()], &text[range.clone()]) => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    let joined = ranges
        .into_iter()
        .map(|range| SourceBlock::text(&joined(&text[range]), Alignment::Left));
    joined.collect()
}

/// True for the end of a sentence that was broken by hand: the line above is indented as a paragraph's first and ends within
/// the sentence, this one begins at the edge and ends it.
fn goes_on(above: &str, line: &str) -> bool {
    const SHORTEST: usize = 10;
    let (indent, first) = indented(above);
    let (own, words) = indented(line);
    let is_within = first
        .chars()
        .next_back()
        .is_some_and(|c| is_han(c) || matches!(c, '，' | '、'));
    !above.trim_end().contains('\n')
        && (4..DEEP).contains(&indent)
        && own == 0
        && first.chars().count() >= SHORTEST
        && is_within
        && words.ends_with('。')
        && numbering::number_of(words).is_none()
}

/// The lines of a paragraph as one.
fn joined(lines: &str) -> String {
    let mut whole = String::new();
    for line in lines.lines() {
        let (_, words) = indented(line);
        whole.push_str(joint(whole.chars().next_back(), words.chars().next()));
        whole.push_str(&evened(words));
    }
    whole
}

/// `--------`: a line that is drawn.
fn is_rule(words: &str) -> bool {
    let Some(first) = words
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '=' | '_' | '*' | '—' | '─' | '━' | '～'))
    else {
        return false;
    };
    words.chars().all(|c| c == first) && words.chars().count() >= 5
}

/// What stands between the cells of a row: tabs, or strokes as in `| 1 | 建成书吧 |`.
fn cells_of(line: &str) -> Vec<&str> {
    let bare = line.trim();
    let stroke = |c: char| matches!(c, '|' | '｜');
    if bare.contains('\t') {
        return line.split('\t').collect();
    }
    match bare
        .strip_prefix(stroke)
        .and_then(|bare| bare.strip_suffix(stroke))
    {
        Some(inside) => inside.split(stroke).collect(),
        None if bare.matches(stroke).count() > 1 => bare.split(stroke).collect(),
        None => vec![line],
    }
}

/// The lines from the first one on that are rows of one table: two or more, with as many cells each, or of pairs.
pub(super) fn table_rows<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    let Some(count) = lines
        .first()
        .map(|line| cells_of(line).len())
        .filter(|count| *count > 1)
    else {
        return Vec::new();
    };
    // A form has one pair in one row and two in the next.
    let is_row = |own: usize| own == count || own > 1 && own.is_multiple_of(2) && count.is_multiple_of(2);
    let rows: Vec<&str> = lines
        .iter()
        .copied()
        .take_while(|line| is_row(cells_of(line).len()))
        .collect();
    if rows.len() < 2 { Vec::new() } else { rows }
}

pub(super) fn table(rows: &[&str]) -> SourceTable {
    let cell = |words: &str| {
        let (_, words) = indented(words);
        let blocks = (!words.is_empty()).then(|| SourceBlock::text(&evened(words), Alignment::Left));
        SourceCell {
            columns: 1,
            rows: 1,
            blocks: blocks.into_iter().collect(),
        }
    };
    let columns = rows.iter().map(|row| cells_of(row).len()).max().unwrap_or(0);
    let cells = |row: &&str| {
        let mut cells: Vec<SourceCell> = cells_of(row).into_iter().map(cell).collect();
        let missing = columns - cells.len();
        if let Some(last) = cells.last_mut() {
            last.columns += missing;
        }
        cells
    };
    SourceTable {
        rows: rows.iter().map(cells).collect(),
        heading_rows: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::shown;
    use crate::words::rows_give;

    fn plain(text: &str) -> String {
        shown::blocks(&read(text.as_bytes(), &|_| None).unwrap().blocks, "\n")
            .trim_end()
            .to_owned()
    }

    #[test]
    fn paragraphs_are_those_of_the_typist() {
        let table = r"
            会议强调，全体党员要认真学习党章党规，认真对照检查自\n己的言行，切实发挥先锋模范作用，为学校的发展多作贡\n献。\n散会 => 会议强调，全体党员要认真学习党章党规，认真对照检查自己的言行，切实发挥先锋模范作用，为学校的发展多作贡献。\n散会
            // A sentence that was broken by hand; headings and names behind it begin lines.
            各办公室：\n    因检修，6月8日上午停水，请各\n办公室提前储水。\n第一党支部 => 各办公室：\n因检修，6月8日上午停水，请各办公室提前储水。\n第一党支部
            甲\n\n乙\n => 甲\n乙
            会议通知\n\n请到会。\n    联系人：卓主任  6600123\n            俞老师  6600124\n                  第一党支部\n => 会议通知\n请到会。\n联系人：卓主任　6600123\n俞老师　6600124\n<右>第一党支部
            承诺书\n\n我承诺。\n            承诺人：宋知远\n                    2026年3月6日\n => 承诺书\n我承诺。\n<中>承诺人：宋知远\n<右>2026年3月6日
            列席领导：教育局副局长 石明辉\n会议纪实：\n会前作了准备。 => 列席领导：教育局副局长 石明辉\n会议纪实：\n会前作了准备。
            【请假人员】曲东来（外出监考）\n【活动主题】铭记历史，赓续血脉，立德树人\n【学习内容】1.重温誓词； => 【请假人员】曲东来（外出监考）\n【活动主题】铭记历史，赓续血脉，立德树人\n【学习内容】1.重温誓词；
            one\ntwo => one two
            名单\n姓名\t职务\n王甲\t书记\n\n完\n => 名单\n|姓名|职务|\n|王甲|书记|\n完
            时间\t3月2日\n主持\t王甲\t记录\t李乙\n缺席\t张丙（病假） => |时间|(3×1)3月2日|\n|主持|王甲|记录|李乙|\n|缺席|(3×1)张丙（病假）|
            公开承诺\n| 序号 | 事项 |\n| 1 | 建成书吧 |\n｜2｜改造食堂｜ => 公开承诺\n|序号|事项|\n|1|建成书吧|\n|2|改造食堂|
            序号|事项\n1|建成书吧\n\n序号|事项|时限\n1|建成书吧|6月底 => 序号|事项\n1|建成书吧\n|序号|事项|时限|\n|1|建成书吧|6月底|
            \t缩进的一段。\n => 缩进的一段。
            一、甲\n二、乙\n => 一、甲\n二、乙
            甲\n--------\n乙 => 甲\n----\n乙
        ";
        rows_give(table, plain);
        for (text, expected) in [
            ("", ""),
            (
                "　　会议强调，要学。\r\n　　会议要求，要做。\r\n",
                "会议强调，要学。\n会议要求，要做。",
            ),
            (
                "    下列同志参加了三月的值班安排\n王甲、李乙\n    会议议定了以下的三项工作\n一、植树。",
                "下列同志参加了三月的值班安排\n王甲、李乙\n会议议定了以下的三项工作\n一、植树。",
            ),
            (
                "                  会议通知\n各党员：\n    定于三月二日开会。\n                              第一党支部\n                              2026年3月1日\n",
                "<中>会议通知\n各党员：\n定于三月二日开会。\n<右>第一党支部\n<右>2026年3月1日",
            ),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
        assert!(read("甲\u{c}乙\u{0}\u{200b}".as_bytes(), &|_| None).is_err());
    }

    #[test]
    fn the_path_of_a_page_is_no_title() {
        for path in ["首页 > 党建工作 > 通知公告\n", "\n当前位置：首页>党建\n\n"] {
            let shown = plain(&format!("{path}关于停电的通知\n12月6日停电。\n"));
            assert_eq!(shown, "关于停电的通知\n12月6日停电。");
        }
    }

    #[test]
    fn texts_in_every_encoding_are_read() {
        let text = "第一黨支部會議紀錄：全體黨員參加了學習，並且討論了工作計劃。";
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [
            BIG5.encode(text).0.into_owned(),
            encoding_rs::GB18030.encode(text).0.into_owned(),
            utf16,
        ] {
            let read = read(&bytes, &|_| None).unwrap();
            assert_eq!(shown::blocks(&read.blocks, ""), text);
        }
        assert_eq!(read(&[0, 1, 2, 3], &|_| None).unwrap_err(), Unreadable::Mismatch);
    }

    #[test]
    fn a_text_with_a_damaged_byte_is_read_but_for_that() {
        let text = "第一党支部会议记录：全体党员参加了学习，并且讨论了工作计划。";
        for sound in [
            text.as_bytes().to_vec(),
            encoding_rs::GBK.encode(text).0.into_owned(),
        ] {
            let damaged = [&sound, b"\xff".as_slice(), &sound].concat();
            let read = read(&damaged, &|_| None).unwrap();
            assert_eq!(shown::blocks(&read.blocks, ""), format!("{text}\u{FFFD}{text}"));
            let [omission] = read.omissions.as_slice() else {
                panic!("{:?}", read.omissions)
            };
            assert_eq!(
                (omission.what.as_str(), omission.count, omission.is_loss),
                ("认不出的字", 1, true)
            );
        }
        // A byte of two that was lost or changed costs its own character.
        let gbk = encoding_rs::GBK
            .encode("各支部请报名参加活动，一个也不能少。\n第一党支部\n2026年5月5日")
            .0;
        let changed = [&gbk[..3], b"\xff", &gbk[4..]].concat();
        let lost = [&gbk[..3], &gbk[4..]].concat();
        let added = [&gbk[..3], b"\xff", &gbk[3..]].concat();
        for damaged in [changed, lost, added] {
            let read = read(&damaged, &|_| None).unwrap();
            let told = shown::blocks(&read.blocks, "\n");
            assert!(
                told.starts_with("各\u{FFFD}部请报名参加活动，一个也不能少。\n第一党支部\n2026年5月5日"),
                "{told}"
            );
        }
        let foreign = BIG5.encode("第一黨支部會議紀錄：全體黨員參加了學習。").0;
        assert_eq!(
            read(&[&foreign, b"\xff".as_slice()].concat(), &|_| None).unwrap_err(),
            Unreadable::Damaged
        );
    }

    #[test]
    fn long_texts_take_no_longer_than_they_are() {
        for text in [
            "党员党员党员党员党员党员党员\n".repeat(100_000),
            "甲\t乙\n\n".repeat(100_000),
            "甲\t乙\n甲\n".repeat(100_000),
            "　".repeat(1_000_000),
        ] {
            let begun = std::time::Instant::now();
            let _ = read(text.as_bytes(), &|_| None);
            assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
        }
    }
}
