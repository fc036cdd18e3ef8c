//! The title of a text: of which of its first lines, and how they are joined.

use super::kinds;
use crate::words::LazyRegex;

static TAIL: LazyRegex = LazyRegex::new(
    r"[（(〔\[][^（()）]{0,12}(?:稿|试行|草案|暂行|修订|批|节选|摘要|范本|年度?|学年度?|学期|季度)[）)〕\]]$",
);
static NO_WORD: LazyRegex =
    LazyRegex::new(r"的?(?:通知|公告|公示|公示名单|通报|决定|决议|通告|函|批复|请示)$");

/// What titles end with.
const ENDS: &str = "\
    通知 公告 公示 公示名单 通报 决定 决议 意见 函 批复 请示 报告 通告 纪要 方案 办法 细则 \
    计划 说明 倡议 倡议书 建议 规定 安排 要点 讲话 记录 汇报 心得体会 心得 体会 感悟 侧记 \
    事迹 事迹材料 记录表 记录簿 会议纪实 承诺书 承诺 登记表 一览表 一览 汇总表 汇总 计划表 预案 总结 制度 \
    条例 准则 公开信 名单 讲话稿 讲稿 发言稿 提要 材料 资料 安排表 清单 简报 解读 读本 启事 \
    声明 应知应会";

/// A line above the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadLine {
    pub(super) block: usize,
    pub(super) said: String,
    pub(super) is_set_off: bool,
    /// In the face of titles.
    pub(super) is_in_titles_face: bool,
    /// The document's number stands above it.
    pub(super) is_behind_number: bool,
}

/// How many lines, from which one, the title they make, and whether that is clear.
pub(super) fn of_lines(lines: &[HeadLine]) -> Option<(usize, usize, String, bool)> {
    let behind = lines.iter().position(|line| line.is_behind_number);
    let before = &lines[..behind.unwrap_or(lines.len())];
    let found = compose(before).filter(|(.., is_clear)| *is_clear || behind.is_none());
    // A title above the number is one by its last words; what else stands there is who issued it.
    if let Some(found) = found.filter(|found| behind.is_none() || ends_well(&found.2)) {
        return Some(found);
    }
    let behind = behind?;
    let (count, start, title, is_clear) = compose(&lines[behind..])?;
    Some((count, behind + start, title, is_clear))
}

/// The title that the first lines make.
fn compose(lines: &[HeadLine]) -> Option<(usize, usize, String, bool)> {
    if let Some(at) = lines.iter().position(|line| kinds::called(&line.said).is_some()) {
        return Some((1, at, joined_words(&lines[at].said), true));
    }
    // Another line in the middle is of a series, or of who issued it.
    if let Some(own) = lines
        .iter()
        .position(|line| line.is_in_titles_face)
        .filter(|own| *own > 0)
        && let Some((count, start, title, is_clear)) = compose(&lines[own..])
    {
        return Some((count, own + start, title, is_clear));
    }
    let start = lines.iter().position(|line| line.is_set_off);
    let set_off = start.map(|start| {
        let run = lines[start..].iter().take_while(|line| line.is_set_off).count();
        (start, run.min(4))
    });
    let (start, run) = set_off.unwrap_or((0, lines.len().min(3)));
    let mut title = String::new();
    for count in 1..=run {
        let said = &lines[start + count - 1].said;
        // 凝心聚力强堡垒 立德树人谱新篇, and in the line below what the text is.
        let is_couplet = title.split_once(' ').is_some_and(|(one, other)| {
            one.chars().count() == other.chars().count() && are_couplet(one, other)
        });
        if !title.is_empty() && (is_couplet || PART.is_match(said)) {
            title.push(' ');
        }
        title.push_str(&joined_words(said));
        let next = lines.get(start + count).map(|line| line.said.as_str());
        if is_complete(&title) && !next.is_some_and(goes_on) {
            if let Some(tail) = next.filter(|next| TAIL.is_match(next) && next.starts_with(['（', '('])) {
                title.push_str(&joined_words(tail));
                return Some((count + 1, start, title, true));
            }
            return Some((count, start, title, true));
        }
    }
    if set_off.is_some() {
        let is_clear = run < 4 && title.chars().count() <= 60;
        return Some((run, start, title, is_clear));
    }
    let first = lines.first()?;
    // Behind a line without looks that no known word ends there is doubt.
    Some((1, 0, joined_words(&first.said), false))
}

/// True for a title that is nothing but what sort of document it is.
pub(super) fn is_bare(title: &str) -> bool {
    NO_WORD.find(title).is_some_and(|word| word.start() == 0)
}

/// `——2025年度党费收缴情况`, `（2025年度党费收缴情况）`.
pub(super) fn says_of_what(line: &str) -> bool {
    let is_marked = line.starts_with("——") || line.starts_with('（') && line.ends_with('）');
    is_marked && (8..=60).contains(&line.chars().count()) && !line.ends_with("通过）")
}

// 第二专题　组织生活制度: which part of a series.
static PART: LazyRegex = LazyRegex::new("^第[一二三四五六七八九十0-9]{1,3}(?:专题|讲|课|辑|单元)");

/// True for the rest of a title that the line before may seem to end.
fn goes_on(next: &str) -> bool {
    PART.is_match(next) || next.starts_with(['的', '和', '及', '与', '并', '、', '》', '”', '暨', '）'])
}

/// True when nothing is missing at the end of a title.
fn is_complete(title: &str) -> bool {
    let count = |marks: [char; 2]| title.chars().filter(|c| marks.contains(c)).count();
    let pairs = [['《', '》'], ['“', '”'], ['（', '）']];
    if pairs.into_iter().any(|pair| count(pair) % 2 != 0) {
        return false;
    }
    let bare = TAIL.replace(title, "");
    if bare.contains("关于") {
        return NO_WORD.is_match(&bare) && !bare.ends_with("关于")
            || ends_well(&bare) && {
                let word = ENDS
                    .split(' ')
                    .filter(|word| bare.ends_with(*word))
                    .map(|word| word.len())
                    .max();
                let before: String = bare[..bare.len() - word.unwrap_or(0)]
                    .chars()
                    .rev()
                    .take(4)
                    .collect();
                before.contains('的')
            };
    }
    ends_well(&bare)
}

pub(in crate::import) fn ends_well(title: &str) -> bool {
    let bare = TAIL.replace(title, "");
    ENDS.split(' ').any(|word| bare.ends_with(word))
}

/// A line of a title without the white space that pads it; between Latin letters, the halves of a couplet and the long parts
/// of a title that is none of a 公文 it stays.
pub(super) fn joined_words(said: &str) -> String {
    let mut joined = String::new();
    let mut parts = said.split_whitespace().peekable();
    while let Some(part) = parts.next() {
        joined.push_str(part);
        let Some(next) = parts.peek() else { break };
        let is_long = |part: &str| part.chars().nth(5).is_some();
        let are_parts = is_long(part) && is_long(next) && !said.contains("关于") && !ends_well(said);
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let joins_latin = part.ends_with(is_latin) && next.starts_with(is_latin);
        let is_part = PART.find(part).is_some_and(|found| found.len() == part.len());
        if joins_latin || is_part || are_parts || are_couplet(part, next) {
            joined.push(' ');
        }
    }
    joined
}

/// `学党史 感党恩`: as many characters on both sides, up to the next mark.
fn are_couplet(before: &str, behind: &str) -> bool {
    let before = before
        .chars()
        .rev()
        .take_while(|c| crate::words::is_han(*c))
        .count();
    let behind = behind.chars().take_while(|c| crate::words::is_han(*c)).count();
    before == behind && before > 2
}
