//! An entry's page: its view, its text with every hole filled, and the names that its attachments are saved under.

use serde::Serialize;
use tera::Value;

use super::detail::{self, MeetingView, NoticeView, PledgeView, StudyView};
use super::last_lines;
use super::ledger::{self, LedgerView};
use super::page::{PageHead, RenderedPage};
use super::shared::{self, Leads, leads};
use super::view::{ItemView, Known, NavView, StateView};
use super::{Renderer, value};
use crate::markdown::{Body, HoleTarget};
use crate::plan;
use crate::read::Detail;
use crate::site::{Entry, EntryId, ListKey, workdays};
use crate::words::{Address, Kind, Labelled, PageFamily, is_device, push_text};

/// An entry has a table of contents from so many headings on.
const CONTENTS_FROM: usize = 3;
/// What stands before a link's hole; a quotation mark stands behind it.
const HREF: &str = " href=\"";

impl Renderer<'_> {
    /// An entry's page.
    pub(super) fn entry(&self, address: &Address, id: EntryId) -> RenderedPage {
        let entry = self.site.entry(id);
        let view = self.entry_view(entry, id);
        let section = (entry.kind() != Kind::Page).then(|| entry.kind().id());
        let description = shared::summary(entry);
        let heading = PageHead {
            family: &PageFamily::ENTRY,
            title: &shared::title(self.site, entry),
            description: &description,
            section,
            breadcrumb: vec![self.shared.ways.section(entry.kind())],
        };
        let page = self.page(address, heading);
        let item = self.shared.item(self.site, id);
        self.fill(page, Some(("entry", view.with_item(&item))))
    }

    fn entry_view(&self, entry: &Entry, id: EntryId) -> EntryView {
        let common = &entry.common;
        let (previous, next) = self.neighbours(entry, id);
        let body = self.body(entry);
        EntryView {
            is_remnant: entry.is_remnant,
            number: common.number.clone(),
            has_code: body.contains("class=\"hl"),
            body,
            contents: contents(&entry.body),
            attachments: self.attachments(entry),
            tags: self.shared.ways.tags(&common.tags),
            corrections: common
                .corrections
                .iter()
                .rev()
                .map(|correction| CorrectionView {
                    date: correction.date.to_string(),
                    content: correction.content.clone(),
                })
                .collect(),
            signed_by: common.signed_by.clone(),
            signed_on: detail::text(common.signed_on),
            panel: self.panel(entry),
            previous,
            next,
            notice: entry
                .detail
                .notice()
                .map(|notice| detail::notice_view(self.site, notice)),
            meeting: match &entry.detail {
                Detail::Meeting(meeting) => Some(detail::meeting_view(self.site, meeting)),
                _ => None,
            },
            pledge: entry
                .detail
                .pledge()
                .map(|pledge| detail::pledge_view(pledge, self.site.day)),
            study: match &entry.detail {
                Detail::Study(study) => Some(detail::study_view(study)),
                _ => None,
            },
            ledger: match (&entry.detail, &entry.tally) {
                (Detail::Ledger(ledger), Some(tally)) => Some(ledger::ledger_view(self.site, ledger, tally)),
                _ => None,
            },
        }
    }

    /// The next older and the next newer entry of the section; ordinary pages have none.
    fn neighbours(&self, entry: &Entry, id: EntryId) -> (Option<Known<ItemView>>, Option<Known<ItemView>>) {
        if entry.kind() == Kind::Page {
            return (None, None);
        }
        let ids = self.site.list(&ListKey::Section(entry.kind()));
        // The list is sorted as the ids are.
        let Ok(at) = ids.binary_search(&id) else {
            return (None, None);
        };
        let link = |id: &EntryId| self.shared.item(self.site, *id);
        (
            ids.get(at + 1).map(link),
            at.checked_sub(1).and_then(|newer| ids.get(newer)).map(link),
        )
    }

    /// The text with every hole filled for this entry's page.
    fn body(&self, entry: &Entry) -> String {
        let body = &entry.body;
        let mut html = String::with_capacity(body.html.len() + body.holes.len() * 80);
        let mut from = 0;
        for hole in &body.holes {
            html.push_str(&body.html[from..hole.at]);
            from = hole.at;
            match hole.target {
                HoleTarget::Link(index) => {
                    if !self.link(entry, index, &mut html) && html.ends_with(HREF) {
                        // A link that leads nowhere keeps its text; `from` steps over the quotation mark.
                        html.truncate(html.len() - HREF.len());
                        from += 1;
                    }
                }
                HoleTarget::Image(index) => self.image(entry, index, &mut html),
            }
        }
        html.push_str(&body.html[from..]);
        last_lines::kept_together(&html)
    }

    /// Writes where a link leads; false when that is nowhere. Whether links may be followed was settled before
    /// anything is rendered.
    fn link(&self, entry: &Entry, index: usize, html: &mut String) -> bool {
        let Some(link) = entry.body.links.get(index) else {
            return false;
        };
        let id = match leads(self.site, &link.target) {
            Leads::Entry(id) => id,
            Leads::File(address) => {
                html.push_str(&entry.address.link_to(&address));
                return true;
            }
            Leads::Nowhere => return false,
        };
        let target = self.site.entry(id);
        html.push_str(&entry.address.link_to(&target.address));
        if let Some(anchor) = link
            .fragment
            .as_deref()
            .and_then(|fragment| target.body.anchor(fragment))
        {
            html.push('#');
            push_text(html, anchor);
        }
        true
    }

    fn image(&self, entry: &Entry, index: usize, html: &mut String) {
        let Some(image) = entry.body.images.get(index) else {
            return;
        };
        html.push_str(" src=\"");
        html.push_str(&entry.address.link_to(&plan::material(&image.file)));
        html.push('"');
        if let Some(size) = self.pictures.size(&image.file) {
            html.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
        }
    }

    fn attachments(&self, entry: &Entry) -> Vec<AttachmentView> {
        let view = |attachment: &crate::read::document::Attachment| AttachmentView {
            name: attachment.name.clone(),
            path: plan::material(&attachment.file).to_string(),
            type_: attachment.file.extension().to_uppercase(),
            size: self
                .pictures
                .bytes(&attachment.file)
                .map_or(String::new(), readable_size),
            saved_as: saved_as(&attachment.name, &attachment.file.extension()),
        };
        entry.common.attachments.iter().map(view).collect()
    }

    fn panel(&self, entry: &Entry) -> PanelView {
        let common = &entry.common;
        PanelView {
            catalogue: self.shared.ways.catalogue(&common.catalogue),
            scope: common.scope.label(),
            duration: common.duration.map(crate::read::document::Duration::label),
            responsible: common.responsible.clone(),
            approved_on: detail::text(common.approved_on),
            period: self.period(entry),
            telephone: self.site.publisher.telephone.clone(),
            email: self.site.publisher.email.clone(),
        }
    }

    fn period(&self, entry: &Entry) -> Option<PeriodView> {
        let period = entry.detail.notice()?.period?;
        let calendar = &self.site.calendar;
        Some(PeriodView {
            start: period.start.to_string(),
            end: period.end.to_string(),
            state: shared::period_state(period.state(self.site.day)),
            workdays: calendar.count(period.start, period.end),
            calendar: workdays(period, calendar),
            hides: !entry.common.keep_after_expiry,
        })
    }
}

fn contents(body: &Body) -> Vec<ContentsView> {
    let shown = body.headings.iter().filter(|heading| heading.level <= 3);
    if shown.clone().count() < CONTENTS_FROM {
        return Vec::new();
    }
    shown
        .map(|heading| ContentsView {
            level: heading.level,
            id: heading.id.clone(),
            text: heading.text.clone(),
        })
        .collect()
}

/// `980 B`, `128 KB`, `1.4 MB`.
fn readable_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// `entry`: an entry's page. The keys of its [`ItemView`] stand beside these.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EntryView {
    /// The rendered Markdown, safe to write as it is; goes into one element with class `prose`.
    #[serde(skip)]
    pub(crate) body: String,
    /// True for what is left of a 公示 whose period is over: no text, no attachments, a title for all of them.
    pub(crate) is_remnant: bool,
    /// 发文字号.
    pub(crate) number: Option<String>,
    /// True when the body shows highlighted code, which needs `code.css`.
    pub(crate) has_code: bool,
    /// Headings of the body of level 2 and 3; empty when there are fewer than three.
    pub(crate) contents: Vec<ContentsView>,
    /// 附件.
    pub(crate) attachments: Vec<AttachmentView>,
    /// 标签.
    pub(crate) tags: Vec<Known<NavView>>,
    /// 更正, newest first.
    pub(crate) corrections: Vec<CorrectionView>,
    /// 落款.
    pub(crate) signed_by: Option<String>,
    /// 成文日期.
    pub(crate) signed_on: Option<String>,
    /// The disclosure panel.
    pub(crate) panel: PanelView,
    /// The next older entry of its section.
    pub(crate) previous: Option<Known<ItemView>>,
    /// The next newer entry of its section.
    pub(crate) next: Option<Known<ItemView>>,
    /// The keys of a notice; null for other kinds.
    pub(crate) notice: Option<NoticeView>,
    /// The keys of a meeting; null for other kinds.
    pub(crate) meeting: Option<MeetingView>,
    /// The keys of a pledge; null for other kinds.
    pub(crate) pledge: Option<PledgeView>,
    /// The keys of a study item; null for other kinds.
    pub(crate) study: Option<StudyView>,
    /// The keys of a ledger; null for other kinds.
    pub(crate) ledger: Option<LedgerView>,
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

/// A heading of the body.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ContentsView {
    /// 2 or 3.
    pub(crate) level: u8,
    /// The heading's `id`.
    pub(crate) id: String,
    /// Its text.
    pub(crate) text: String,
}

/// 附件.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AttachmentView {
    /// 名称.
    pub(crate) name: String,
    /// A path.
    pub(crate) path: String,
    /// For example `PDF`.
    #[serde(rename = "type")]
    pub(crate) type_: String,
    /// For example `128 KB`.
    pub(crate) size: String,
    /// The file's name for whoever saves it: 名称 with the ending.
    pub(crate) saved_as: String,
}

/// 更正.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CorrectionView {
    /// When.
    pub(crate) date: String,
    /// What.
    pub(crate) content: String,
}

/// The disclosure panel; rows that have no value are null and not shown.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PanelView {
    /// 公开目录: numbers and names.
    pub(crate) catalogue: Vec<Known<CatalogueView>>,
    /// 公开范围.
    pub(crate) scope: &'static str,
    /// 公开时限.
    pub(crate) duration: Option<&'static str>,
    /// 责任人.
    pub(crate) responsible: Option<String>,
    /// 审批日期: the day of the last step.
    pub(crate) approved_on: Option<String>,
    /// 公示期, or null.
    pub(crate) period: Option<PeriodView>,
    /// 监督电话 of the site.
    pub(crate) telephone: Option<String>,
    /// 监督邮箱 of the site.
    pub(crate) email: Option<String>,
}

/// One item of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CatalogueView {
    /// 编号.
    pub(crate) id: String,
    /// 名称.
    pub(crate) name: String,
    /// Where the item stands on the catalogue's page.
    pub(crate) path: String,
}

/// 公示期, with what a page may say on days it was not built.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PeriodView {
    /// The first day.
    pub(crate) start: String,
    /// The last day, included.
    pub(crate) end: String,
    /// 公示中 or 已期满.
    pub(crate) state: StateView,
    /// How many working days it has.
    pub(crate) workdays: u32,
    /// Its days, for the script that counts the working days left.
    pub(crate) calendar: String,
    /// Past the last day the page hides what it says until the site is built again; not where 期满处理 is 保留.
    pub(crate) hides: bool,
}

/// The longest name, in characters, without the ending.
const LONGEST: usize = 80;

/// A file's name of what it is called and its ending.
pub(super) fn saved_as(name: &str, ending: &str) -> String {
    let name = name.trim();
    let with_dot = format!(".{ending}");
    let at = name.len().saturating_sub(with_dot.len());
    let stem = match name.get(at..) {
        Some(tail) if tail.eq_ignore_ascii_case(&with_dot) => &name[..at],
        _ => name,
    };
    let kept: String = stem.chars().filter_map(possible).take(LONGEST).collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    // Windows keeps some names for devices, whatever the ending.
    let is_device = is_device(kept.to_ascii_lowercase());
    match kept {
        "" => format!("附件{with_dot}"),
        kept if is_device => format!("附件-{kept}{with_dot}"),
        kept => format!("{kept}{with_dot}"),
    }
}

/// What a character becomes in a file's name: those that Windows forbids have full-width twins. Nothing is left of
/// characters that cannot be seen.
fn possible(c: char) -> Option<char> {
    match c {
        '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => char::from_u32(u32::from(c) + 0xFEE0),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::saved_as;

    #[test]
    fn names_can_be_kept_by_any_system() {
        for (name, saved) in [
            ("意见建议反馈表", "意见建议反馈表.docx"),
            ("反馈表.DOCX", "反馈表.docx"),
            ("2026/3: “表”?", "2026／3： “表”？.docx"),
            ("a\u{202E}b\u{7}c. ", "abc.docx"),
            ("con", "附件-con.docx"),
            ("Plan A", "Plan A.docx"),
            ("…", "….docx"),
            (" . ", "附件.docx"),
        ] {
            assert_eq!(saved_as(name, "docx"), saved, "{name}");
        }
        assert_eq!(saved_as(&"长".repeat(300), "pdf").chars().count(), 84);
    }
}
