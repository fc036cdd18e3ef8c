//! Attachments, tables and pictures that a text speaks of and that are not there.

use std::ops::Range;

use memchr::memmem;

use super::{ATTACHMENT, TABLE, lines};
use crate::read::document::Attachment;
use crate::read::keys;
use crate::words::{Complaint, LazyRegex, Report, SourceText, contains_any, ends_with_any};

/// `附件2`.
static NUMBERED: LazyRegex = LazyRegex::new(r"附件(?P<n>[1-9][0-9]?)");

/// The number of an attachment of the text's own; that of another document is `《…》附件2` or `文件附件2`.
fn is_own(words: &str, found: Range<usize>) -> Option<Range<usize>> {
    const OF_OTHERS: [&str; 7] = ["》", "的", "号", "文件", "原", "》（", "通知"];
    (!ends_with_any(&words[..found.start], &OF_OTHERS)).then_some(found)
}

/// Attachments that are beside these words were given out another way.
const ELSEWHERE: [&str; 10] = [
    "另发", "另行", "工作群", "校务群", "微信群", "教师群", "邮箱", "纸质", "附件（略", "室查阅",
];

/// `附件：报名表` and `详见附件` lead nowhere without attachments; below a line `附件` it stands in the text itself.
pub(super) fn attachments(source: &SourceText, start: usize, report: &mut Report) {
    if memmem::find(&source.text.as_bytes()[start..], "附件".as_bytes()).is_none() {
        return;
    }
    let mut named = None;
    for (at, words) in lines(source, start) {
        let is_elsewhere = contains_any(words, &ELSEWHERE);
        let Some(rest) = words.strip_prefix("附件") else {
            const SEE: &str = "见附件";
            let see = words.find(SEE).map(|see| see..see + SEE.len());
            let see = see.or_else(|| {
                NUMBERED
                    .find_iter(words)
                    .find_map(|found| is_own(words, found.range()))
            });
            let see = see.filter(|_| !is_elsewhere);
            named = named.or(see.map(|see| at + see.start..at + see.end));
            continue;
        };
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(['：', ':']) {
            Some(names) if names.trim() != "无" && !names.contains("](") && !is_elsewhere => {
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

/// True for fields of which 附件 is one.
pub(super) fn has_field(front: &str) -> bool {
    let names = [keys::ATTACHMENTS.name, keys::ATTACHMENTS.alias];
    let is_field = |line: &str| names.iter().any(|name| line.starts_with(name));
    front.lines().any(is_field)
}

/// `附件2` of a text that has one attachment. One file may hold several, and below a line `附件2` it stands in the text.
pub(super) fn by_number(source: &SourceText, start: usize, files: &[Attachment], report: &mut Report) {
    const SEVERAL: [&str; 8] = ["附件", "合", "全", "汇", ".zip", ".rar", ".7z", "、"];
    let is_several = |file: &Attachment| {
        let name = file.name.as_str();
        let is_numbered = NUMBERED.is_match(name) && !contains_any(name, &["-", "—", "至", "、", "和"]);
        contains_any(name, &SEVERAL) && !is_numbered
            || contains_any(file.file.as_str(), &[".zip", ".rar", ".7z"])
    };
    if memmem::find(&source.text.as_bytes()[start..], "附件".as_bytes()).is_none()
        || files.iter().any(is_several)
    {
        return;
    }
    let begins = |(_, words): &(usize, &str)| NUMBERED.find(words).is_some_and(|found| found.start() == 0);
    if lines(source, start).any(|line| begins(&line)) {
        return;
    }
    let other = lines(source, start).find_map(|(at, words)| {
        let found = NUMBERED.captures_iter(words).find(|found| {
            let number = found["n"].parse().unwrap_or(0);
            let range = found.get(0).map_or(0..0, |all| all.range());
            number > files.len() && is_own(words, range).is_some()
        })?;
        let range = found.get(0)?.range();
        (!contains_any(words, &ELSEWHERE)).then_some(at + range.start..at + range.end)
    });
    if let Some(range) = other {
        let typed = &source.text[range.clone()];
        let message = format!("这里写了“{typed}”，条目只有{}个附件", files.len());
        let hint = "缺的附件补上；都在一个文件里的，不写编号";
        report.push(Complaint::new(ATTACHMENT, source.place(range), message).hint(hint));
    }
}

/// What shows something below, and what it is.
const SEE: [(&str, Shown); 17] = [
    ("见下表", Shown::Table),
    ("如下表", Shown::Table),
    ("下表所示", Shown::Table),
    ("见附表", Shown::Table),
    ("如附表", Shown::Table),
    ("见下图", Shown::Picture),
    ("如下图", Shown::Picture),
    ("下图所示", Shown::Picture),
    ("扫描下方二维码", Shown::Picture),
    ("扫描下面二维码", Shown::Picture),
    ("扫描以下二维码", Shown::Picture),
    ("扫描下方的二维码", Shown::Picture),
    ("扫描下图二维码", Shown::Picture),
    ("扫下方二维码", Shown::Picture),
    ("名单附后", Shown::Below),
    ("表格附后", Shown::Below),
    ("登记表附后", Shown::Below),
];

/// What a text shows below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Table,
    Picture,
    /// More of the text.
    Below,
}

/// `见下表` where no table is, `扫描下方二维码` where no picture is, nor a file that might hold one; `名单附后` where the text ends.
pub(super) fn shown(source: &SourceText, start: usize, has_table: bool, report: &mut Report) {
    // What stands below 附后 is longer than a unit's name and a day.
    const LAST: usize = 2;
    let text = &source.text[start..];
    let is_lacking = |at: usize, what: Shown| match what {
        Shown::Table => !has_table,
        Shown::Picture => true,
        Shown::Below => {
            let below = text[at..].lines().skip(1);
            !has_table && below.filter(|line| !line.trim().is_empty()).count() <= LAST
        }
    };
    let found = SEE.iter().find_map(|(words, what)| {
        Some((text.find(words)?, words.len(), *what)).filter(|row| is_lacking(row.0, *what))
    });
    if let Some((at, length, what)) = found {
        let range = start + at..start + at + length;
        let (lacking, hint) = match what {
            Shown::Table => (
                "条目里没有表格",
                "把表格补上；表格是一份文件的，放在同一个文件夹，开头写“附件: [文件名]”",
            ),
            Shown::Picture => (
                "条目里没有图片",
                "把图片放在同一个文件夹，正文里写“![说明](文件名)”；没有图片的，这句话改掉",
            ),
            Shown::Below => (
                "后面没有了",
                "把内容补在后面；是一份文件的，放在同一个文件夹，开头写“附件: [文件名]”",
            ),
        };
        let message = format!("这里写了“{}”，{lacking}", &source.text[range.clone()]);
        report.push(Complaint::new(TABLE, source.place(range), message).hint(hint));
    }
}
