//! Lines in which a page speaks of itself: `发布时间：2026-03-02 来源：区教育局 浏览次数：12 字号：大 中 小`.

use super::boilerplate::{is_buttons, trim_marks};
use crate::import::spacing::is_space;
use crate::words::{Day, LazyRegex};

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageLine {
    /// Of its publication.
    pub(super) day: Option<Day>,
    /// Whom it has it from.
    pub(super) source: Option<String>,
    /// Who wrote it, with the label: `作者：办公室`.
    pub(super) author: Option<String>,
    /// It counts readers, has buttons, or says when it was put up: nothing but a page of a site does.
    pub(super) has_furniture: bool,
}

/// No such line is longer, in characters.
const LONGEST: usize = 150;

static LABELS: LazyRegex = LazyRegex::new(
    r"(?x)
        (?: (?P<day> 发布时间 | 发布日期 | 发布于 | 发表时间 | 发表于 | 发文时间 | 更新时间 | 录入时间 | 时间 | 日期 )
          | (?P<source> (?:信息|稿件|文章|资料)? 来源 )
          | (?P<author> 作者 | 发布机构 | 发布单位 | 发布者 | 发布人 | 责任编辑 | 编辑 )
          | (?P<count> 浏览次数 | 浏览量 | 浏览 | 点击次数 | 点击数 | 点击量 | 点击率 | 点击 | 阅读次数 | 阅读量 | 阅读
                     | 访问次数 | 访问量 | 访问 | 人气 )
          | (?P<look> 字号 | 字体 | 分享到? )
        ) \s* [：:]
        | (?: 浏览 | 阅读 | 点击 | 访问 ) \s* \d+ (?: \s* 次 )? | \d+ \s* 次 (?: 浏览 | 阅读 | 点击 | 访问 )",
);

static TIME: LazyRegex = LazyRegex::new(r"^\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$");

/// What a line says, where it says nothing but such things, two at least, and one of them is no name; or when it was put up.
pub(super) fn page_line(line: &str) -> Option<PageLine> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let labels: Vec<regex::Captures<'_>> = LABELS.captures_iter(line).collect();
    let ranges: Vec<_> = labels
        .iter()
        .filter_map(|label| Some(label.get(0)?.range()))
        .collect();
    let mut found = PageLine::default();
    let before = trim_marks(&line[..ranges.first()?.start]);
    if !before.is_empty() {
        found.day = Some(day_of(before)?);
    }
    let (mut parts, mut is_of_page) = (usize::from(found.day.is_some()), found.day.is_some());
    for (place, label) in labels.iter().enumerate() {
        let end = ranges.get(place + 1).map_or(line.len(), |next| next.start);
        let value = trim_marks(&line[ranges[place].end..end]);
        parts += 1;
        is_of_page |= label.name("source").or(label.name("author")).is_none();
        if let Some(label) = label.name("day") {
            found.day = Some(day_of(value)?);
            found.has_furniture |= !matches!(label.as_str(), "时间" | "日期");
        } else if label.name("source").is_some() {
            found.source = Some(name(value, 30)?).filter(|source| {
                !matches!(
                    source.as_str(),
                    "" | "无" | "暂无" | "本站" | "本网" | "本校" | "原创" | "本站原创"
                )
            });
        } else if label.name("author").is_some() {
            let name = name(value, 20)?;
            let label = trim_marks(&line[ranges[place].clone()]);
            found.author = (!name.is_empty()).then(|| format!("{label}：{name}"));
        } else {
            let rest = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '次' || is_space(c));
            found.has_furniture = true;
            // 字号 alone says that they are buttons.
            (rest.is_empty() || is_buttons(&format!("字号{}", bare(rest)))).then_some(())?;
        }
    }
    (parts > 1 && is_of_page || found.has_furniture && found.day.is_some()).then_some(found)
}

/// The day that a page says, with a time behind it or without.
pub(super) fn day_of(text: &str) -> Option<Day> {
    let (day, time) = text
        .trim()
        .split_once([' ', '\u{a0}', 'T'])
        .unwrap_or((text.trim(), ""));
    let time = time.split(['+', 'Z']).next().unwrap_or_default().trim();
    Day::parse(day).filter(|_| time.is_empty() || TIME.is_match(time))
}

/// A name, without the buttons behind it.
fn name(value: &str, longest: usize) -> Option<String> {
    let cut = value.find(|c: char| is_space(c) || c == '【' || c == '[');
    let cut = cut.filter(|cut| is_buttons(&bare(&value[*cut..])));
    let name = trim_marks(&value[..cut.unwrap_or(value.len())]);
    (name.chars().count() <= longest).then(|| name.to_owned())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::rows_give;

    #[test]
    fn a_page_speaks_of_itself_in_a_line() {
        let table = "
            发布时间：2026-03-02 来源：区教育局 浏览次数：12 字号：大 中 小 => 2026-03-02/区教育局/
            来源：区教育局 发布时间：2026-03-02 09:00 浏览次数：123 【字体：大 中 小】 打印 => 2026-03-02/区教育局/
            作者：办公室 发布时间：2026-3-12 点击数：56 => 2026-03-12//作者：办公室
            2026年3月2日　来源：某校【打印】【关闭】 => 2026-03-02/某校/
            日期：2026/3/2 点击：次 => 2026-03-02//
            作者：祝青山 | 发布时间：2026/3/2 8:05:12 | 48次浏览 => 2026-03-02//作者：祝青山
            来源：暂无发布日期：2026-03-02浏览次数： => 2026-03-02//
            时间：2026年3月2日 阅读3次 => 2026-03-02//
            会议要求每人阅读3次 => -
            字号：大 中 小 浏览次数：12次 => //
            发布时间：2026-03-02 => 2026-03-02//
            作者：党政办　发布于：2026-3-2 8:45:20　点击量：132 => 2026-03-02//作者：党政办
            发表时间：2026-03-02 阅读：8 => 2026-03-02//
            [ 2026-03-02   浏览 46 ] => 2026-03-02//
            时间：2026-03-02 => -
            来源：区教育局 作者：李明 => -
            时间：2026年3月2日 地点：三楼会议室 => -
            阅读：《党章》 时间：2026年3月2日 => -
            来源：见附件 => -
            会议讨论了来源：区教育局 日期：2026年3月2日 => -
        ";
        rows_give(table, |line| {
            let Some(found) = page_line(line) else {
                return "-".to_owned();
            };
            let day = found.day.map_or(String::new(), |day| day.to_string());
            let (source, author) = (found.source.unwrap_or_default(), found.author.unwrap_or_default());
            [day, source, author].join("/")
        });
    }
}
