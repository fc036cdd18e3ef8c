//! What a 公文 says of itself → fields. The rest stays body.
//!
//! ```text
//! forms            tables of labels and values; form_rest: what is left of one
//! lines            blocks → lines of their own, written alike
//! working          a text while fields are taken from it: lines, labelled values, what was used up
//! heading, title   number, title; brief: those of a 简报; frame: what stands around the text and is none of it
//! kinds            title → kind of entry, type
//! closing          落款, 成文日期, 版记, names of 附件
//! notice           publicity (公示期), contact and telephones (受理), consultation (截止, 方式)
//! meeting          participants, appraisal; opening, topics, resolutions: what minutes in prose say, in their first
//!                  sentence, their sections, and as decided
//! pledge           pledger; promises and terms, in promise_lines; where many promise: register, with its columns and tables,
//!                  and pledge_sections
//! study            what is to be learnt
//! ```
//!
//! A field is filled only where the text is clear; what is not clear stays in the body, with a sentence for whoever reads
//! the draft. Nothing is ever taken for an approval.

mod appraisal;
mod attendance;
mod brief;
mod closing;
mod consultation;
mod contact;
mod days;
mod decided;
mod decision_table;
mod decisions;
mod evaluation;
mod form_rest;
mod forms;
mod frame;
mod heading;
mod items;
mod kinds;
mod labels;
mod lines;
mod meeting;
mod notice;
mod opening;
mod participants;
mod persons;
mod pledge;
mod pledge_sections;
mod pledger;
mod promise_lines;
mod promises;
mod publicity;
mod register;
mod register_columns;
mod register_table;
mod resolutions;
mod speaker;
mod study;
mod telephones;
mod terms;
mod title;
mod topics;
mod votes;
mod working;

#[cfg(test)]
mod cases;
#[cfg(test)]
pub(crate) use cases::builder::text_of as text_of_lines;

use super::text::ImportedText;
use crate::words::{Day, Kind, LazyRegex, contains_any, ends_with_any};
pub(super) use closing::is_unit;
pub(super) use forms::cell_text;
pub(super) use heading::{as_of_day, is_number, is_page_head, is_salutation};
pub(super) use kinds::{NO_PLEDGE_TYPE, pledge_type};
pub(super) use labels::{MADE_ON, is_label, names_branch};
pub(super) use pledge::notes as register_notes;
pub(super) use register::{RegisterRow, read as read_register};
pub(super) use register_columns::{PledgeColumn, of as register_columns};
pub(super) use terms::{term, whole_month};
pub(super) use title::ends_well as ends_as_title;
use working::WorkingText;

/// Said where a meeting is one of a branch.
pub(super) const ASKS_FOR_BRANCH: &str = "会议是哪个支部的，请照 organization.yaml 里的名称填“支部”";

/// Said where a meeting is one of a group.
pub(super) const ASKS_FOR_GROUP: &str = "是哪个党小组的会，请照 organization.yaml 里的名称填“支部”和“小组”";

/// What was recognised in a text.
#[derive(Debug, Clone)]
pub(super) struct Recognised {
    /// What it is; as asked, where somebody said.
    pub kind: Kind,
    /// Nobody said what it is, and the text does not say it clearly.
    pub is_guess: bool,
    /// It belongs into somebody's files.
    pub is_of_files: bool,
    /// Each name once; 落款 and 成文日期 last.
    pub fields: Vec<ImportedField>,
    /// What stays body.
    pub text: ImportedText,
    /// What to look at, in sentences for the user.
    pub unsure: Vec<String>,
    /// Which branch a form or the opening names.
    pub branch: Option<String>,
}

/// A field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImportedField {
    /// Its Chinese name, as `docs/content.md` has it.
    pub name: &'static str,
    /// What it says.
    pub value: ImportedValue,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ImportedValue {
    /// Words, on one line.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A day.
    Day(Day),
    /// Several.
    List(Vec<ImportedValue>),
    /// Fields inside a field.
    Map(Vec<ImportedField>),
}

impl ImportedField {
    pub(in crate::import) fn new(name: &'static str, value: impl Into<ImportedValue>) -> Self {
        let value = value.into();
        Self { name, value }
    }

    /// A field of what may be known.
    fn known(name: &'static str, value: Option<impl Into<ImportedValue>>) -> Option<Self> {
        value.map(|value| Self::new(name, value))
    }

    /// The words that it says; none for what is no text.
    fn said(&self) -> &str {
        match &self.value {
            ImportedValue::Text(text) => text,
            _ => "",
        }
    }
}

impl ImportedValue {
    /// Several of a sort.
    fn list(values: impl IntoIterator<Item: Into<Self>>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl From<String> for ImportedValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for ImportedValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u32> for ImportedValue {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<Day> for ImportedValue {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Vec<ImportedField>> for ImportedValue {
    fn from(fields: Vec<ImportedField>) -> Self {
        Self::Map(fields)
    }
}

/// True for the title of what belongs into somebody's files, and not of a rule or a notice about such (《中国共产党党务公开条例
/// （试行）》第六条; `check::never_public`).
fn is_of_files(title: &str) -> bool {
    const OF_FILES: [&str; 8] = [
        "谈心谈话记录", "谈心谈话登记", "谈话记录", "政审", "政治审查", "函调", "外调", "思想汇报",
    ];
    const ABOUT: [&str; 11] = [
        "通知", "制度", "办法", "方案", "安排", "要求", "计划", "模板", "样表", "流程", "须知",
    ];
    // What somebody hands in, or writes of oneself; 关于收取入党申请书的通知 and 领导班子对照检查材料 are none.
    const HANDED_IN: [&str; 9] = [
        "入党申请书", "转正申请书", "入党志愿书", "自传", "对照检查材料", "对照检查发言", "对照检查发言提纲",
        "检讨书", "个人检讨",
    ];
    let bare = kinds::bare(title);
    let is_handed_in = ends_with_any(&bare, &HANDED_IN) || bare == "检讨";
    let is_of_body = contains_any(
        &bare,
        &["班子", "委员会", "范文", "样式", "怎样", "怎么", "如何", "撰写"],
    );
    contains_any(title, &OF_FILES) && !contains_any(title, &ABOUT) || is_handed_in && !is_of_body
}

/// Takes the fields out of a text. `file_name` is looked at only where the text has no title.
#[must_use]
pub(super) fn recognise(text: ImportedText, asked: Option<Kind>, file_name: &str) -> Recognised {
    let mut work = WorkingText::new(text);
    let title = heading::take(&mut work, file_name);
    let published = work.published();
    let title = heading::named_in_form(&mut work, &title).unwrap_or(title);
    let title = heading::with_subtitle(&mut work, title);
    let is_of_files = is_of_files(&title);
    if is_of_files {
        work.say(format!(
            "“{title}”像是谈话、政审、思想汇报、入党申请一类的材料，属于个人档案，在任何范围都不公开，不要放进网站的文件夹"
        ));
    }
    let found = kinds::classify(&title, &work);
    let kind = asked.unwrap_or(found.kind);
    let is_guess = asked.is_none() && !found.is_clear;
    if is_guess {
        let has_table = forms::tables(&work).next().is_some();
        let of_table = match has_table {
            true => "；是台账的，把表格复制到 Excel 或 WPS 表格里，存成 xlsx 再导入",
            false => "",
        };
        work.say(format!(
            "看不出是哪一类内容，先按通知公告；不是的，请用 --kind 写明种类重新导入{of_table}"
        ));
    }
    let closing = closing::take(&mut work, &title);
    let below = heading::day_below(&mut work, closing.day);
    let day = closing.day.or(below);
    // In a notice 截至 is a term.
    let day = match kinds::notice_type(&title) {
        Some(_) => day,
        None => day.or_else(|| heading::as_of(&mut work)),
    };
    let day = day.or_else(|| forms::day_of_signing(&work, &title).filter(|_| kind == Kind::Pledge));
    if let Some(day) = day.filter(|_| kind == Kind::Pledge) {
        forms::take_signing(&mut work, day);
    }
    let pledged = day;
    let day = match kind {
        Kind::Study => day.or_else(|| study::day(&mut work)),
        _ => day,
    };
    if let Some((own, published)) = day.zip(published).filter(|(own, published)| own != published) {
        let (own, published) = (own.chinese(), published.chinese());
        work.say(format!(
            "网页上写的发布日期是{published}，“日期”写的是文中的{own}"
        ));
    }
    let day = day.or(published);
    if kind == Kind::Notice && closing.day.is_some() && closing.unit.is_none() {
        work.say("文末有日期，没有看出是谁落款，请看要不要补上“落款”");
    }
    let mut author = None;
    if kind != Kind::Study {
        heading::drop_author(&mut work);
        author = heading::level_author(&mut work);
    }
    // A page says at least when it was put up.
    let dated = closing.day.or(published);
    match kind {
        Kind::Notice => notice::take(&mut work, &title, dated),
        Kind::Meeting => meeting::take(&mut work, &title, dated.or(day)),
        Kind::Pledge => pledge::take(
            &mut work,
            &title,
            closing.day.or(pledged),
            closing.unit.as_deref(),
        ),
        Kind::Study => study::take(&mut work, &title, day),
        Kind::Ledger | Kind::Page => {}
    }
    let mut fields = Vec::new();
    if !title.is_empty() {
        fields.push(ImportedField::new("标题", title));
    }
    fields.extend(ImportedField::known("日期", day));
    let branch = branch_named(&work, kind).or(author);
    let (mut own, text, unsure) = work.finish();
    fields.append(&mut own);
    fields.extend(ImportedField::known("落款", closing.unit));
    fields.extend(ImportedField::known("成文日期", closing.day));
    Recognised {
        kind,
        is_guess,
        is_of_files,
        fields,
        text,
        unsure,
        branch,
    }
}

static MEMBER_OF: LazyRegex = LazyRegex::new(
    r"(?:^|[，。])我(?:是|叫)[^。]{0,12}?(?P<branch>[\p{Han}0-9]{2,16}支部)的?(?:一名)?(?:共产)?党员",
);

/// `所在支部 | 第二党支部`, `会议名称 | 第二党支部支委会`.
fn branch_named(work: &WorkingText, kind: Kind) -> Option<String> {
    if !matches!(kind, Kind::Meeting | Kind::Pledge) {
        return None;
    }
    let labels = [labels::FormLabel::Branch, labels::FormLabel::MeetingName];
    let values = work.labelled.iter().filter(|value| labels.contains(&value.label));
    let values = values.map(|value| value.value.as_str());
    // 承诺人：宋知远（第三党支部）, 我是第三党支部党员….
    let pledgers = work.labelled_with(labels::FormLabel::Pledger);
    let pledgers = pledgers.filter_map(|value| value.value.split_once('（')?.1.split('）').next());
    let members = work
        .lines()
        .filter_map(|(_, said)| Some(MEMBER_OF.captures(said)?.name("branch")?.as_str()));
    let opening = opening::branch(work).filter(|_| kind == Kind::Meeting);
    let mut values = values
        .chain(pledgers)
        .chain(members)
        .chain(opening)
        .filter(|value| value.contains("支部"));
    let first = values.next()?;
    values.all(|other| other == first).then(|| first.to_owned())
}

/// What is given, where it is one thing.
pub(super) fn only_one<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}
