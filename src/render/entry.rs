//! An entry's page: its view, and its text with every hole filled.

use super::items::{self, Leads, leads};
use super::page::{PageHead, RenderedPage};
use super::saved_as::saved_as;
use super::view::{
    AttachmentView, ContentsView, CorrectionView, EntryView, NeighbourView, PanelView, PeriodView,
};
use super::{Renderer, detail, ledger};
use crate::markdown::{Body, HoleTarget};
use crate::plan;
use crate::read::Detail;
use crate::site::{Entry, EntryId, ListKey, workdays};
use crate::words::{Address, Kind, push_text};

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
        let description = items::summary(entry);
        let heading = PageHead {
            family: "entry",
            title: &entry.common.title,
            description: &description,
            section,
            breadcrumb: vec![self.shared.ways.section(entry.kind())],
        };
        let page = self.page(address, heading);
        let item = self.shared.item(self.site, id);
        self.fill("entry.html", page, Some(("entry", view.with_item(&item))))
    }

    fn entry_view(&self, entry: &Entry, id: EntryId) -> EntryView {
        let common = &entry.common;
        let (previous, next) = self.neighbours(entry, id);
        let body = self.body(entry);
        EntryView {
            is_remnant: entry.is_remnant,
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
            notice: match &entry.detail {
                Detail::Notice(notice) => Some(detail::notice_view(self.site, notice)),
                _ => None,
            },
            meeting: match &entry.detail {
                Detail::Meeting(meeting) => Some(detail::meeting_view(self.site, meeting)),
                _ => None,
            },
            pledge: match &entry.detail {
                Detail::Pledge(pledge) => Some(detail::pledge_view(pledge, self.site.day)),
                _ => None,
            },
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
    fn neighbours(&self, entry: &Entry, id: EntryId) -> (Option<NeighbourView>, Option<NeighbourView>) {
        if entry.kind() == Kind::Page {
            return (None, None);
        }
        let ids = self.site.list(&ListKey::Section(entry.kind()));
        // The list is sorted as the ids are.
        let Ok(at) = ids.binary_search(&id) else {
            return (None, None);
        };
        let link = |id: &EntryId| {
            let entry = self.site.entry(*id);
            NeighbourView {
                title: items::marked_title(entry).into_owned(),
                path: entry.address.to_string(),
                hidden_after: items::hidden_after(self.site, entry).map(|day| day.to_string()),
            }
        };
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
        html
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
        let Detail::Notice(notice) = &entry.detail else {
            return None;
        };
        let period = notice.period?;
        let calendar = &self.site.calendar;
        Some(PeriodView {
            start: period.start.to_string(),
            end: period.end.to_string(),
            state: items::period_state(period.state(self.site.day)),
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
