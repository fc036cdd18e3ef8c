//! What an entry's page says, whatever its kind.

use serde::Serialize;
use tera::Value;

use super::ledger::LedgerView;
use super::{ItemView, Known, MeetingView, NavView, NoticeView, PledgeView, StateView, StudyView};
use crate::render::value;

/// `entry`: an entry's page. The keys of its [`ItemView`] stand beside these.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// The rendered Markdown, safe to write as it is; goes into one element with class `prose`.
    #[serde(skip)]
    pub body: String,
    /// True for what is left of a 公示 whose period is over: no text, no attachments, a title for all of them.
    pub is_remnant: bool,
    /// True when the body shows highlighted code, which needs `code.css`.
    pub has_code: bool,
    /// Headings of the body of level 2 and 3; empty when there are fewer than three.
    pub contents: Vec<ContentsView>,
    /// 附件.
    pub attachments: Vec<AttachmentView>,
    /// 标签.
    pub tags: Vec<Known<NavView>>,
    /// 更正, newest first.
    pub corrections: Vec<CorrectionView>,
    /// 落款.
    pub signed_by: Option<String>,
    /// 成文日期.
    pub signed_on: Option<String>,
    /// The disclosure panel.
    pub panel: PanelView,
    /// The next older entry of its section.
    pub previous: Option<NeighbourView>,
    /// The next newer entry of its section.
    pub next: Option<NeighbourView>,
    /// The keys of a notice; null for other kinds.
    pub notice: Option<NoticeView>,
    /// The keys of a meeting; null for other kinds.
    pub meeting: Option<MeetingView>,
    /// The keys of a pledge; null for other kinds.
    pub pledge: Option<PledgeView>,
    /// The keys of a study item; null for other kinds.
    pub study: Option<StudyView>,
    /// The keys of a ledger; null for other kinds.
    pub ledger: Option<LedgerView>,
}

impl EntryView {
    /// The value of `entry`, with the keys of its item and its text.
    pub(in crate::render) fn with_item(&self, item: &Known<ItemView>) -> Value {
        let mut keys = value(self).into_map().unwrap_or_default();
        let of_item = item.value().as_map().into_iter().flatten();
        // It grows once: one that grows is hashed again.
        keys.reserve(32);
        keys.extend(of_item.map(|(key, value)| (key.clone(), value.clone())));
        keys.insert("body".into(), Value::safe_string(&self.body));
        Value::from(keys)
    }
}

/// The entry before or after this one.
#[derive(Debug, Clone, Serialize)]
pub struct NeighbourView {
    /// 标题.
    pub title: String,
    /// Its page.
    pub path: String,
    /// Past this day the title is no longer shown: the last day of a running 公示; or null.
    pub hidden_after: Option<String>,
}

/// A heading of the body.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsView {
    /// 2 or 3.
    pub level: u8,
    /// The heading's `id`.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// 附件.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentView {
    /// 名称.
    pub name: String,
    /// A path.
    pub path: String,
    /// For example `PDF`.
    #[serde(rename = "type")]
    pub type_: String,
    /// For example `128 KB`.
    pub size: String,
    /// The file's name for whoever saves it: 名称 with the ending.
    pub saved_as: String,
}

/// 更正.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    /// When.
    pub date: String,
    /// What.
    pub content: String,
}

/// The disclosure panel; rows that have no value are null and not shown.
#[derive(Debug, Clone, Serialize)]
pub struct PanelView {
    /// 公开目录: numbers and names.
    pub catalogue: Vec<Known<CatalogueView>>,
    /// 公开范围.
    pub scope: &'static str,
    /// 公开时限.
    pub duration: Option<&'static str>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 审批日期: the day of the last step.
    pub approved_on: Option<String>,
    /// 公示期, or null.
    pub period: Option<PeriodView>,
    /// 监督电话 of the site.
    pub telephone: Option<String>,
    /// 监督邮箱 of the site.
    pub email: Option<String>,
}

/// One item of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueView {
    /// 编号.
    pub id: String,
    /// 名称.
    pub name: String,
    /// Where the item stands on the catalogue's page.
    pub path: String,
}

/// 公示期, with what a page may say on days it was not built.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodView {
    /// The first day.
    pub start: String,
    /// The last day, included.
    pub end: String,
    /// 公示中 or 已期满.
    pub state: StateView,
    /// How many working days it has.
    pub workdays: u32,
    /// Its days, for the script that counts the working days left.
    pub calendar: String,
    /// Past the last day the page hides what it says until the site is built again; not where 期满处理 is 保留.
    pub hides: bool,
}
