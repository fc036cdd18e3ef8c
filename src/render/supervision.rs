//! How readers reach those who receive what they say.

use serde::Serialize;

use super::Renderer;
use super::figure::{FactView, fact};
use super::page::{PageHead, RenderedPage};
use super::shared::SUPERVISION;
use crate::read::Detail;
use crate::read::ledger::{ColumnRole, Preset};
use crate::site::ListKey;
use crate::site::reports::finished_on;
use crate::words::{Address, Day, Kind, PageFamily};

/// How many answers are shown.
const LATEST: usize = 3;

impl Renderer<'_> {
    /// 监督.
    pub(super) fn supervision(&self, address: &Address) -> RenderedPage {
        let supervision = &self.site.supervision;
        let view = SupervisionView {
            telephone: supervision.telephone.clone(),
            email: supervision.email.clone(),
            mailbox: supervision.mailbox.clone(),
            hours: supervision.hours.clone(),
            person: supervision.person.clone(),
            address: self.site.publisher.address.clone(),
            reply_workdays: self.site.reply_workdays,
            opinions: self.opinions(),
        };
        let description = match &view.telephone {
            Some(telephone) => format!("监督电话 {telephone}，以及反映意见建议的其他渠道。"),
            None => "反映意见建议的渠道。".to_owned(),
        };
        let heading = PageHead {
            description: &description,
            section: Some(SUPERVISION),
            ..PageHead::titled(&PageFamily::SUPERVISION, "监督")
        };
        self.whole_page(address, heading, "supervision", &view)
    }

    /// The newest ledger of opinions.
    fn opinions(&self) -> Option<OpinionsView> {
        let ids = self.site.list(&ListKey::Section(Kind::Ledger)).iter();
        let mut ledgers = ids.filter_map(|id| {
            let entry = self.site.entry(*id);
            match &entry.detail {
                Detail::Ledger(ledger) if ledger.preset == Some(Preset::Opinions) => Some((entry, ledger)),
                _ => None,
            }
        });
        let (entry, ledger) = ledgers.find(|(_, ledger)| !ledger.rows.is_empty())?;
        let mut answered: Vec<(Day, usize)> = ledger
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| Some((finished_on(ledger, row)?, index)))
            .collect();
        let in_time = answered.iter().filter(|(date, index)| {
            let reply_by = ledger.reply_by.get(*index).copied().flatten();
            reply_by.is_none_or(|last| *date <= last)
        });
        let facts = vec![
            fact("收到", ledger.rows.len(), "件"),
            fact("已答复", answered.len(), "件"),
            fact("按期答复", in_time.count(), "件"),
        ];
        answered.sort_by_key(|(date, index)| std::cmp::Reverse((*date, *index)));
        let text = |index: usize, role| ledger.text(index, role).map(str::to_owned);
        let latest = answered.iter().take(LATEST).map(|(date, index)| OpinionView {
            date: date.to_string(),
            content: text(*index, ColumnRole::What).unwrap_or_default(),
            reply: text(*index, ColumnRole::Outcome),
        });
        Some(OpinionsView {
            title: entry.common.title.clone(),
            path: entry.address.to_string(),
            facts,
            latest: latest.collect(),
        })
    }
}

/// `supervision`: how readers reach those who receive what they say.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SupervisionView {
    /// 监督电话.
    pub(crate) telephone: Option<String>,
    /// 监督邮箱.
    pub(crate) email: Option<String>,
    /// 信箱地点.
    pub(crate) mailbox: Option<String>,
    /// 受理时间.
    pub(crate) hours: Option<String>,
    /// 受理人.
    pub(crate) person: Option<String>,
    /// 来信来访 address.
    pub(crate) address: Option<String>,
    /// Within how many working days an opinion is answered.
    pub(crate) reply_workdays: u32,
    /// The newest ledger of opinions whose rows are shown; null without one.
    pub(crate) opinions: Option<OpinionsView>,
}

/// A ledger of opinions, in short.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpinionsView {
    /// The ledger's title.
    pub(crate) title: String,
    /// Its page.
    pub(crate) path: String,
    /// How many opinions there are, how many were answered and how many of those in time.
    pub(crate) facts: Vec<FactView>,
    /// The answers that were given last, newest first.
    pub(crate) latest: Vec<OpinionView>,
}

/// An opinion and its answer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpinionView {
    /// When it was answered.
    pub(crate) date: String,
    /// The opinion.
    pub(crate) content: String,
    /// The answer, or null.
    pub(crate) reply: Option<String>,
}
