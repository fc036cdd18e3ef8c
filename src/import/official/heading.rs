//! The head of a 公文: what stands above the title, its number, and which of its lines are the title, by `title`.

use std::sync::LazyLock;

use regex::Regex;

use super::forms::{self, cell_text};
use super::title::{self, HeadLine};
use super::working::WorkingText;
use super::{brief, closing, days, frame, kinds, labels, persons};
use crate::import::numbering;
use crate::import::text::{ParagraphLook, ParagraphRole, SourceBlock, SourceTable, Typeface};
use crate::words::{Day, LazyRegex, compiled_pattern, contains_any, starts_with_any};

static NUMBER: LazyRegex = LazyRegex::new(
    r"^(?P<unit>\p{Han}{1,16}(?:[（(]\p{Han}{1,8}[）)]\p{Han}{0,6})?)\s*[〔﹝\[［(（【{〈]\s*(?P<year>(?:19|20|21)[0-9]{2})\s*[〕﹞\]］)）】}〉]\s*第?\s*0*(?P<serial>[1-9][0-9]{0,3})\s*号(?P<rest>[^。，；]{0,30})$",
);

// 青禾党发2026年6号: no title either way.
static LIKE_NUMBER: LazyRegex = LazyRegex::new(
    r"^(?P<unit>\p{Han}{2,16})[^\p{Han}，。]{0,2}(?:19|20|21)?[0-9]{2}[^，。]{0,3}?[0-9]{1,4}\s*号(?:\s+签发人：.{0,12})?$",
);
// 青禾党发〔2026〕__号: nobody has numbered it.
static UNNUMBERED: LazyRegex = LazyRegex::new(
    r"^\p{Han}{2,16}\s*[〔﹝\[［(（【]\s*(?:(?:19|20)[0-9]{2}|[_＿xX×\s]*)\s*[〕﹞\]］)）】]\s*第?[_＿xX×＊*○\s]*号$",
);
static RED_HEAD: LazyRegex = LazyRegex::new(
    r"^[\p{Han}\s（）()]{3,40}(?:委员会|支部|总支|党委|学校|中学|小学|幼儿园|办公室|小组|中心|局)[\s]*文\s*件$",
);
static SECRET: LazyRegex = LazyRegex::new(r"^(?:绝密|机密|秘密)(?:\s*[★☆].*)?$");
static COPY: LazyRegex =
    LazyRegex::new(r"^(?:[0-9]{6}|特急|加急|平急|急件|[0-9]{6}\s*份号|份号：[0-9]{1,8})$");
// 〔2026〕第9期, （2026年第6次）, below the head of minutes or of a paper.
static ISSUE: LazyRegex = LazyRegex::new(
    r"^(?:[〔﹝\[［(（【]\s*(?:19|20)[0-9]{2}\s*年?\s*[〕﹞\]］)）】]\s*第?\s*[0-9]{1,3}\s*[期号次]|[〔（(]\s*(?:19|20)[0-9]{2}\s*年?\s*第\s*[0-9]{1,3}\s*[期号次]\s*[〕）)]|第\s*[0-9]{1,3}\s*期(?:\s*[（(]\s*总第\s*[0-9]{1,4}\s*期\s*[）)])?)$",
);
static INTERNAL: LazyRegex = LazyRegex::new(
    r"^(?:\p{Han}{2,24}\s+)?[（(【]?(?:(?:党内|仅供)?内部(?:资料|材料|文件|使用|参考)|党内文件|注意保存|不得外传|不公开[）)]).{0,12}$",
);
static FILE_LINE: LazyRegex = LazyRegex::new(r"\.(?:docx?|pdf|wps|txt|html?)\s*》?$");

// 党建办公室编 2026年11月: below a title, and no part of it.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    let unit =
        r"[\p{Han}（）]{2,24}(?:办公室|支部|总支|党委|委员会|学校|小学|中学|幼儿园|小组|中心|处|室|部|局)";
    let month = r"(?:19|20)[0-9]{2}\s*年\s*[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*日)?";
    compiled_pattern(&format!(
        r"^(?:{unit}\s*(?:编|编印|编写|编制|整理|供稿|印制|印|主办)\s*(?:{month})?|{month})$"
    ))
});
static DATED_STEM: LazyRegex = LazyRegex::new(
    r"^[0-9\s._-]+|[\s_-]*(?:[（(][0-9]+[)）]|副本|终稿|定稿|最终版|最新|修改稿?|[vV][0-9.]+|[0-9]{6,8})+$",
);
static DAY_LABEL: LazyRegex =
    LazyRegex::new(r"(?:^|\s)(?:发布时间|发布日期|印发日期|填报时间|填报日期|填表日期|更新时间)：");

/// Takes the day that stands alone in one of the first lines: `（2026年2月25日）` below the title, `发布时间：2026-11-13`.
/// Beside the day that it was `signed` on only one that says the same.
pub(super) fn day_below(work: &mut WorkingText, signed: Option<Day>) -> Option<Day> {
    let found = work.lines().take(3).find_map(|(at, said)| {
        let label = DAY_LABEL.find(said).map_or(0..0, |label| label.range());
        let alone = days::only_day(&said[label.end..]).map(|day| (day, label.start == 0));
        // 党总支办公室　2026年4月3日, below the number of minutes.
        let behind_unit = || {
            let said = said.trim_matches(['（', '）', '(', ')']);
            let (unit, day) = said.rsplit_once([' ', '，'])?;
            let unit = unit
                .trim()
                .trim_end_matches("整理")
                .trim_end_matches(['编', '印', '制', '写']);
            let day = days::only_day(day).filter(|_| closing::is_unit(unit.trim()))?;
            Some((day, false))
        };
        let (day, is_all) = alone.or_else(behind_unit)?;
        Some((at, day, is_all))
    });
    let (at, day, is_all) = found.filter(|(_, day, _)| signed.is_none_or(|signed| signed == *day))?;
    if is_all {
        work.blocks[at].is_taken = true;
    } else if is_unit_and_day(&work.blocks[at].said) {
        let said = work.blocks[at].said.clone();
        work.blocks[at].is_taken = true;
        work.say(format!("文件头“{said}”没有写进正文"));
    }
    Some(day)
}

static AS_OF: LazyRegex = LazyRegex::new(
    r"^[（(]?\s*(?:(?:统计|数据|情况|名单|资料)\s*)?(?:截至|截止)(?:到|至|于|日期?：?|时间：?)?\s*(?P<day>20[0-9]{2}[^，。；（）()]{3,12}?)\s*[）)]?$",
);

/// The day of a line that says nothing but up to when a list counts: `（截至2026年10月30日）`.
pub(in crate::import) fn as_of_day(said: &str) -> Option<Day> {
    days::only_day(&AS_OF.captures(said.trim())?["day"])
}

/// Takes such a line below the title.
pub(super) fn as_of(work: &mut WorkingText) -> Option<Day> {
    let found = work
        .lines()
        .take(2)
        .find_map(|(at, said)| Some((at, as_of_day(said)?)));
    let (at, day) = found?;
    work.blocks[at].is_taken = true;
    Some(day)
}

/// Titles that forms and letterheads bear, and many minutes alike.
const OF_FORMS: [&str; 8] = [
    "会议纪要", "会议记录", "会议记录表", "会议情况记录表", "会议登记表", "纪要", "活动记录表",
    "组织生活记录表",
];

/// Titles of series above that of what is to be studied.
const OF_SERIES: [&str; 6] = [
    "学习资料", "学习材料", "学习参考", "党员学习资料", "党员学习材料", "支部学习参考",
];

static OF_PAGE: LazyRegex = LazyRegex::new(r"^(?:作者|发布者|发布人|责任编辑|编辑)：\S{1,20}$");

/// Takes who put a page up: `作者：办公室`, alone below the title. Study items have a field for it.
pub(super) fn drop_author(work: &mut WorkingText) {
    let found = work.lines().take(2).find(|(_, said)| OF_PAGE.is_match(said));
    if let Some((at, said)) = found.map(|(at, said)| (at, said.to_owned())) {
        work.blocks[at].is_taken = true;
        work.say(format!("标题下面的“{said}”没有写进正文"));
    }
}

/// Whose text it is, in the middle below the title and nowhere else: `第一党支部书记　宋知远` heads nothing. Gives that line.
pub(super) fn level_author(work: &mut WorkingText) -> Option<String> {
    let is_named = |at: usize, said: &str| work.blocks[at].is_set_off() && is_author(said);
    let authors: Vec<usize> = work
        .lines()
        .filter(|(at, said)| is_named(*at, said))
        .map(|(at, _)| at)
        .collect();
    let [at] = authors[..] else { return None };
    // ——读《…》有感 may stand between.
    let is_below = |(line, said): (usize, &str)| line >= at || said.starts_with("——");
    if !work.lines().take(2).all(is_below) {
        return None;
    }
    let said = work.blocks[at].said.clone();
    let SourceBlock::Paragraph(paragraph) = &mut work.blocks[at].block else {
        return None;
    };
    paragraph.role = ParagraphRole::Text;
    paragraph.look = ParagraphLook::default();
    Some(said)
}

/// The name of a meeting in a form whose own title says nothing else.
pub(super) fn named_in_form(work: &mut WorkingText, title: &str) -> Option<String> {
    let is_of_form = |form: &&str| {
        let of = title.strip_suffix(*form);
        of.is_some_and(|of| {
            [
                "", "党支部", "支部", "党支部委员会", "支部委员会", "支委会", "党员大会", "党小组",
            ]
            .contains(&of)
        })
    };
    if !OF_FORMS.iter().any(is_of_form) {
        return None;
    }
    let is_longer = |at: &usize| {
        let value = work.labelled[*at].value.as_str();
        value.chars().count() > title.chars().count() && forms::ticked(value) == [value]
    };
    let named: Vec<usize> = work
        .values(labels::FormLabel::MeetingName)
        .into_iter()
        .filter(is_longer)
        .collect();
    let [only] = named[..] else { return None };
    let name = title::joined_words(&work.labelled[only].value);
    let is_meeting = name.ends_with(['会', '课', '日', '议']) && !name.contains(['，', '。', '、']);
    is_meeting.then(|| {
        work.take_value(only);
        name
    })
}

/// The title with the line below it that says what it is of: `学纪明纪——《…》学习辅导`, `我是党员我承诺——2026年公开承诺书`.
pub(super) fn with_subtitle(work: &mut WorkingText, title: String) -> String {
    let first = work.lines().next();
    if let Some((at, of)) = first.filter(|(_, said)| title::is_bare(&title) && title::says_of_what(said)) {
        let whole = title + &title::joined_words(of);
        work.blocks[at].is_taken = true;
        return whole;
    }
    let names_kind = |line: &str| contains_any(line, &["承诺", "纪要", "记录"]);
    let says_kind = |line: &&str| {
        kinds::is_of_study(line) || title::ends_well(line) && (names_kind(line) || !title::ends_well(&title))
    };
    let below = kinds::subtitle(work).filter(says_kind);
    let Some(below) = below.map(title::joined_words).filter(|_| !title.is_empty()) else {
        return title;
    };
    let at = work.lines().next().map(|(at, _)| at);
    at.into_iter().for_each(|at| work.blocks[at].is_taken = true);
    let whole = format!("{title}——{below}");
    work.say_instead(&doubtful_title(&title), doubtful_title(&whole));
    whole
}

/// True for a unit's name before the title of a form.
fn is_letterhead(title: &str) -> bool {
    let units = OF_FORMS.iter().filter_map(|form| title.strip_suffix(form));
    units.into_iter().any(closing::is_unit)
}

/// True for a line that is a document's number.
pub(in crate::import) fn is_number(said: &str) -> bool {
    NUMBER.is_match(said)
}

/// True for a number whose year stands in no brackets; 会议纪要2026年第3号 is a title.
fn is_like_number(said: &str) -> bool {
    LIKE_NUMBER
        .captures(said)
        .is_some_and(|found| !title::ends_well(&found["unit"]))
}

/// Takes the head; gives the title, which is empty when there is none.
pub(super) fn take(work: &mut WorkingText, file_name: &str) -> String {
    frame::drop(work);
    let lines = head_lines(work);
    // A page may say no more than whose it is, and its first line what it is.
    let is_title = |(.., title, is_clear): (usize, usize, String, bool)| is_clear && title::ends_well(&title);
    let given =
        given(work).filter(|given| title::ends_well(given) || !title::of_lines(&lines).is_some_and(is_title));
    if let Some(title) = given {
        drop_given(work, &lines, &title);
        return title;
    }
    if let Some((count, start, title, is_clear)) = title::of_lines(&lines) {
        for line in &lines[start..start + count] {
            work.blocks[line.block].is_taken = true;
        }
        drop_letterhead(work, &lines[..start]);
        // 会 议 纪 要 above the number, and below it the title.
        let own = lines[start + count..].iter().find(|line| {
            let words = title::joined_words(&line.said);
            let is_longer = words.chars().count() > title.chars().count();
            // 中共…总支部委员会 会议纪要, above the number, is a letterhead too.
            let is_head = (OF_FORMS.contains(&title.as_str()) || OF_SERIES.contains(&title.as_str()))
                && is_longer
                || line.is_behind_number && is_letterhead(&title);
            is_head && line.is_set_off && title::ends_well(&words)
        });
        if let Some(own) = own {
            work.blocks[own.block].is_taken = true;
            work.say(format!("文件头“{title}”没有写进正文"));
            return title::joined_words(&own.said);
        }
        drop_repeated(work, &title);
        let title = brief::with_issue(work, title);
        if let Some(own) = brief::only_heading(work, &title) {
            work.say(format!("文件头“{title}”没有写进正文"));
            return own;
        }
        if !is_clear {
            work.say(doubtful_title(&title));
        }
        return title;
    }
    if let Some(title) = named_by_line(work) {
        return title;
    }
    let stem = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let title = DATED_STEM.replace_all(stem, "").trim().to_owned();
    if title.chars().filter(|c| crate::words::is_han(*c)).count() < 4 {
        work.say("没有找到标题，请补上");
        return String::new();
    }
    named_by_file(work, title)
}

fn doubtful_title(title: &str) -> String {
    format!("标题取的是“{title}”，请核对")
}

fn named_by_file(work: &mut WorkingText, title: String) -> String {
    work.say(format!("文中没有找到标题，用了文件名“{title}”，请核对"));
    title
}

/// A line that is a file's name: texts are copied with it from sites that share files.
fn named_by_line(work: &mut WorkingText) -> Option<String> {
    let (at, said) = work
        .lines()
        .take(3)
        .find(|(_, said)| FILE_LINE.is_match(said) && said.chars().count() < 50)?;
    let stem = FILE_LINE.replace(said, "");
    let title = title::joined_words(stem.trim_start_matches('《'));
    work.blocks[at].is_taken = true;
    Some(named_by_file(work, title))
}

/// The title once more at the beginning of the text.
fn drop_repeated(work: &mut WorkingText, title: &str) {
    let again = work
        .lines()
        .take(4)
        .find(|(_, said)| title::joined_words(said) == title)
        .map(|(at, _)| at);
    if let Some(at) = again {
        work.blocks[at].is_taken = true;
    }
}

/// The title that a web page says it has.
fn given(work: &WorkingText) -> Option<String> {
    let title: String = title::joined_words(work.given_title()?);
    (title.chars().count() > 1).then_some(title)
}

/// The lines that say the given title again.
fn drop_given(work: &mut WorkingText, lines: &[HeadLine], title: &str) {
    for start in 0..lines.len() {
        let mut said = String::new();
        for end in start..lines.len().min(start + 4) {
            said.push_str(&title::joined_words(&lines[end].said));
            if said == title {
                for line in &lines[start..=end] {
                    work.blocks[line.block].is_taken = true;
                }
                return;
            }
        }
    }
}

/// The lines above the body that may be the title's. Takes the number and what is no text on the way.
fn head_lines(work: &mut WorkingText) -> Vec<HeadLine> {
    let mut lines = Vec::new();
    let mut has_number = false;
    for at in 0..work.blocks.len().min(16) {
        let block = &work.blocks[at];
        if block.is_taken {
            continue;
        }
        let said = block.said.clone();
        if said.is_empty() {
            if let SourceBlock::Table(table) = &block.block
                && let Some((words, number)) = page_head(table)
            {
                work.blocks[at].is_taken = true;
                work.say(format!("网页上面的“{words}”没有写进正文"));
                if let Some(number) = number.filter(|_| !has_number) {
                    has_number = true;
                    work.fill("发文字号", number);
                }
            } else if let SourceBlock::Table(table) = &block.block
                && let Some((number, rest)) = number_row(table).filter(|_| !has_number)
            {
                has_number = true;
                work.fill("发文字号", number);
                work.blocks[at].is_taken = true;
                if !rest.is_empty() {
                    work.say(format!("发文字号旁边的“{rest}”没有对应的字段，没有写进来"));
                }
            } else if let SourceBlock::Table(table) = &block.block {
                let own = lines.is_empty().then(|| letterhead(table)).flatten();
                let words = own.or_else(|| who_and_when(table));
                let Some(words) = words else { break };
                work.blocks[at].is_taken = true;
                work.say(format!("文件头“{words}”没有写进正文"));
            }
            continue;
        }
        let is_set_off = block.is_set_off();
        if let Some((number, rest)) = number(&said) {
            if has_number {
                break;
            }
            has_number = true;
            work.fill("发文字号", number);
            work.blocks[at].is_taken = true;
            if !rest.is_empty() {
                work.say(format!("发文字号后面的“{rest}”没有对应的字段，没有写进来"));
            }
        } else if RED_HEAD.is_match(&said) || is_red_head(&said) {
            work.blocks[at].is_taken = true;
            work.say(format!("文件头“{said}”没有写进正文"));
        } else if COPY.is_match(&said) || ISSUE.is_match(&said) {
            work.blocks[at].is_taken = true;
            work.say(format!("文件头的“{said}”没有写进正文"));
        } else if SECRET.is_match(&said) || INTERNAL.is_match(&said) {
            work.say(format!(
                "文件上写着“{said}”，先弄清能不能公开；涉密的、内部的不得公开"
            ));
        } else if UNNUMBERED.is_match(&said) {
            work.blocks[at].is_taken = true;
            work.say(format!("发文字号“{said}”的序号空着，没有填，编了号再补上"));
        } else if is_like_number(&said) {
            work.say(format!(
                "“{said}”像是发文字号，年份没有用括号括起来，没有填，请核对"
            ));
        } else if FILE_LINE.is_match(&said)
            || said.starts_with("签发人")
            || is_unit_and_day(&said)
            || OF_PAGE.is_match(&said)
        {
            // No title; stays.
        } else if is_body(&said, is_set_off) || !lines.is_empty() && BYLINE.is_match(&said) {
            break;
        } else {
            lines.push(HeadLine {
                block: at,
                said,
                is_set_off,
                is_in_titles_face: work.blocks[at]
                    .paragraph()
                    .is_some_and(|own| own.look.face == Typeface::Title),
                is_behind_number: has_number,
            });
        }
    }
    lines
}

/// A document's number as an entry has it, and what stands behind it.
fn number(said: &str) -> Option<(String, String)> {
    let labels = ["发文字号：", "文号："];
    let bare = labels.iter().find_map(|label| said.strip_prefix(label));
    let found = NUMBER.captures(bare.unwrap_or(said).trim())?;
    let number = format!("{}〔{}〕{}号", &found["unit"], &found["year"], &found["serial"]);
    Some((number, found["rest"].trim().to_owned()))
}

/// True for the table that a page of an office has above its text.
pub(in crate::import) fn is_page_head(block: &SourceBlock) -> bool {
    matches!(block, SourceBlock::Table(table) if page_head(table).is_some())
}

/// What the table says that a page of an office has above its text, `索引号 | … | 发文字号 | …`, and the number in it.
fn page_head(table: &SourceTable) -> Option<(String, Option<String>)> {
    const LABELS: &str = "索引号 信息索引 信息索引号 主题分类 体裁分类 信息分类 信息类别 公开方式 公开形式 公开范围 公开时限 公开责任部门 发文字号 文号 \
         发布机构 发文机关 发文单位 发布单位 信息来源 公开日期 发布日期 发文日期 成文日期 生成日期 发布时间 生效日期 有效性 效力状态 信息名称 标题 名称 关键词";
    let pairs: Vec<(String, String)> = table
        .rows
        .iter()
        .flat_map(|row| row.chunks(2))
        .map(|pair| {
            let value = pair.get(1).map(cell_text).unwrap_or_default();
            let label: String = cell_text(&pair[0]).split_whitespace().collect();
            (label.trim_matches(['：', '[', ']', '【', '】']).to_owned(), value)
        })
        .filter(|(label, value)| !(label.is_empty() && value.is_empty()))
        .collect();
    let is_known = |(label, _): &(String, String)| LABELS.split(' ').any(|word| word == label);
    if pairs.len() < 2 || !pairs.iter().all(is_known) {
        return None;
    }
    let found = pairs
        .iter()
        .find(|(label, _)| matches!(label.as_str(), "发文字号" | "文号"));
    let number = found.and_then(|(_, value)| number(value)).map(|found| found.0);
    let said: Vec<String> = pairs
        .iter()
        .map(|(label, value)| format!("{label}：{value}"))
        .collect();
    Some((said.join("；"), number))
}

/// `中共云岭县教育局党组文件`: who issues it, whatever sort of unit it is.
fn is_red_head(said: &str) -> bool {
    let bare: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    bare.strip_suffix("文件").is_some_and(closing::is_unit)
}

/// The words of a letterhead that stands in a table: who issues it, and 文件.
fn letterhead(table: &SourceTable) -> Option<String> {
    const LONGEST: usize = 80;
    let cells = table.rows.iter().flatten().map(cell_text);
    let words: String = cells
        .collect::<String>()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let is_head =
        words.ends_with("文件") && words.chars().count() <= LONGEST && !words.contains(['。', '，', '：']);
    (table.rows.len() <= 3 && is_head).then_some(words)
}

/// `党总支办公室　2026年4月3日`, below the number of minutes or below a title.
fn is_unit_and_day(said: &str) -> bool {
    let parts = said.rsplit_once(' ');
    parts.is_some_and(|(unit, day)| closing::is_unit(unit.trim()) && days::only_day(day).is_some())
}

/// `青禾党发〔2026〕31号 | 签发人：周敬安`: the number, and what stands beside it.
fn number_row(table: &SourceTable) -> Option<(String, String)> {
    let [row] = &table.rows[..] else { return None };
    let cells = row.iter().map(cell_text).filter(|said| !said.is_empty());
    let (own, others): (Vec<String>, Vec<String>) = cells.partition(|said| number(said).is_some());
    let [own] = &own[..] else { return None };
    let (number, rest) = number(own)?;
    let is_aside = |said: &String| said.starts_with("签发人") || SECRET.is_match(said) || COPY.is_match(said);
    let said: Vec<&str> = [rest.as_str()]
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .collect();
    others
        .iter()
        .all(is_aside)
        .then(|| (number, said.join(" ").trim().to_owned()))
}

/// `中共青山学校支部委员会 | 2026年1月26日`, below the number of minutes.
fn who_and_when(table: &SourceTable) -> Option<String> {
    let [row] = &table.rows[..] else { return None };
    let [unit, day] = &row[..] else { return None };
    let (unit, day) = (cell_text(unit), cell_text(day));
    (closing::is_unit(&unit) && days::only_day(&day).is_some()).then(|| format!("{unit} {day}"))
}

/// True for what no title says.
fn is_body(said: &str, is_set_off: bool) -> bool {
    let length = said.chars().count();
    let most = if is_set_off { 80 } else { 50 };
    let is_numbered = numbering::number_of(said).is_some();
    length > most
        || said.ends_with(['。', '：', '；', '？', '，'])
        || is_numbered
        || labels::labels_in(said)
            .first()
            .is_some_and(|label| !label.is_inside)
        || days::only_day(said).is_some()
        || said.starts_with(['—', '●', '•'])
        || labels::label_of(said).is_some() && !is_set_off && !title::ends_well(&title::joined_words(said))
        || is_salutation(said)
        || is_author(said)
}

/// `宋知远`, `（宋知远）`, `初中部 宋知远`.
fn is_author(said: &str) -> bool {
    let bare = said.trim_matches(['（', '）']);
    let last = bare.split_whitespace().next_back().unwrap_or_default();
    // 关于预备党员李思源同志, and the title goes on below.
    let is_labelled = bare.contains('：');
    !is_labelled && !bare.starts_with("关于") && persons::person(bare).is_some()
        || !is_labelled
            && last.len() < bare.len()
            && bare.chars().count() < 20
            && persons::name_alone(last).is_some()
}

/// `各党支部`, `同志们`.
pub(in crate::import) fn is_salutation(said: &str) -> bool {
    const OF_THINGS: [&str; 4] = ["各项", "各类", "各种", "各自"];
    said.starts_with("各")
        && said.chars().count() < 12
        && !said.contains("的")
        && !starts_with_any(said, &OF_THINGS)
        || starts_with_any(
            said,
            &[
                "同志们", "老师们", "同学们", "各位领导", "各位老师", "尊敬的", "敬爱的", "亲爱的",
            ],
        )
}

/// Who issued it, above the number.
fn drop_letterhead(work: &mut WorkingText, lines: &[HeadLine]) {
    for line in lines.iter().filter(|line| closing::is_unit(&line.said)) {
        work.blocks[line.block].is_taken = true;
        work.say(format!("文件头“{}”没有写进正文", line.said));
    }
}
