//! What is left of a 公示 when its period is over: that there was one, of which type and branch, when, and how it
//! ended. Nothing here can name a person but the address, which its author chose, and what the author writes
//! into 公示结果 for everybody to read.
//!
//! What a running 公示 leaves behind when it is over, told while it runs: pictures that are public by decision, and
//! its persons' names in other entries.

use std::sync::Arc;

use rayon::prelude::*;

use super::disclosed::{Disclosed, DisclosedCommon};
use super::materials::is_public;
use super::{Cleared, Rules, SourceIndex};
use crate::markdown::Body;
use crate::read::document::{OpenKeys, Posted};
use crate::read::notice::{Notice, NoticeKind, Period, PublicityResult, persons};
use crate::read::{Detail, Document};
use crate::words::{
    Address, Code, Complaint, Place, Report, Scope, SourcePath, contains_any, starts_with_any,
};

/// What stands where the title was.
const TITLE: &str = "公示（已期满）";

/// An expired 公示. Made of these keys of a document and no other.
#[derive(Debug, Clone)]
pub struct Remnant {
    /// The file it was written in: for resolving links and for complaints, never for pages.
    pub source: SourcePath,
    /// Where its page lies.
    pub address: Address,
    /// 旧地址; the places are for complaints.
    pub aliases: Vec<(Address, Place)>,
    /// 类型.
    pub kind: NoticeKind,
    /// 公示期.
    pub period: Period,
    /// 公开范围.
    pub scope: Scope,
    /// 支部.
    pub branch: Option<String>,
    /// 公开目录.
    pub catalogue: Vec<String>,
    /// 公示结果.
    pub result: Option<PublicityResult>,
}

impl Remnant {
    /// What is left of a document on this day; `None` while it is all there. Only for clearance.
    pub(super) fn of(document: &Document, rules: &Rules<'_>) -> Option<Self> {
        let notice = document.detail.notice()?;
        let period = notice.period?;
        let common = &document.common;
        if rules.day <= period.end || common.keep_after_expiry {
            return None;
        }
        Some(Self {
            source: document.source.clone(),
            address: document.address.clone(),
            aliases: common.aliases.clone(),
            kind: notice.kind,
            period,
            scope: common.scope,
            branch: common.branch.clone(),
            catalogue: common.catalogue.clone(),
            result: notice.result.clone(),
        })
    }
}

impl Cleared<Remnant> {
    /// The remnant as pages and lists take it: an entry without a text, dated by the first day of its period.
    #[must_use]
    pub fn shown(self) -> Cleared<Disclosed> {
        let Remnant {
            source,
            address,
            aliases,
            kind,
            period,
            scope,
            branch,
            catalogue,
            result,
        } = self.0;
        let notice = Notice {
            kind,
            period: Some(period),
            contact: None,
            result,
            deadline: None,
            channel: None,
            response: None,
            plan: None,
            adopted_by: None,
        };
        let open = OpenKeys {
            title: TITLE.to_owned(),
            date: period.start,
            scope,
            branch,
            catalogue,
            duration: None,
            summary: String::new(),
            tags: Vec::new(),
            attachments: Vec::new(),
            responsible: None,
            number: None,
            signed_by: None,
            signed_on: None,
            pinned: false,
            aliases,
            posted: Posted::Unsaid,
            sample: false,
            keep_after_expiry: false,
        };
        Cleared(Disclosed {
            source,
            address,
            common: DisclosedCommon {
                open: Arc::new(open),
                approved_on: None,
                corrections: Vec::new(),
            },
            detail: Detail::Notice(notice.into()),
            body: Arc::new(Body::default()),
            is_remnant: true,
            tally: None,
            mark: None,
        })
    }
}

const PICTURE: Code = Code::warning("notice-picture-stays");
const NAME: Code = Code::warning("notice-name-stays");

/// What a 公示 is about, in a sentence that names its person: the sentence says the same as the 公示.
const ABOUT: [&str; 7] = ["公示", "入党", "积极分子", "发展对象", "预备党员", "转正", "拟任"];

/// Behind a name: what somebody does about a 公示, or about others who want to join, whose person they are in another matter.
const AT_WORK: [&str; 3] = ["负责", "主持", "敬献"];

/// What a sentence about another matter says that is over, or that no 公示 is about.
const OF_OTHERS: [&str; 9] = [
    "公示栏", "入党故事", "入党一辈子", "领誓", "被评为", "荣获", "无异议", "没有异议", "公示，决定",
];

/// Complains about what stays.
pub fn check_passing(cleared: &[Arc<Cleared<Disclosed>>], index: &SourceIndex<'_>, report: &mut Report) {
    for entry in cleared.iter().filter(|entry| entry.is_passing()) {
        check_pictures(entry, report);
    }
    let passing: Vec<Passing<'_>> = cleared.iter().filter_map(|entry| Passing::of(entry)).collect();
    if passing.is_empty() {
        return;
    }
    let others = cleared
        .par_iter()
        .filter(|entry| !entry.is_passing() && !entry.is_remnant);
    let told: Vec<Complaint> = others
        .flat_map_iter(|entry| passing.iter().filter_map(|of| of.told_by(entry, index)))
        .collect();
    report.extend(told);
}

fn check_pictures(entry: &Disclosed, report: &mut Report) {
    for image in entry.body.images.iter().filter(|image| is_public(&image.file)) {
        let message = format!("公示期满后，图片“{}”还会留在网上", image.file);
        let hint = "content/files/ 里的文件一直公开；请把图片移到公示的文件旁边，期满时一起撤下";
        report.push(Complaint::new(PICTURE, image.place.clone(), message).hint(hint));
    }
}

/// A running 公示 that names persons.
struct Passing<'a> {
    source: &'a SourcePath,
    names: Vec<String>,
}

impl<'a> Passing<'a> {
    fn of(entry: &'a Disclosed) -> Option<Self> {
        if !entry.is_passing() {
            return None;
        }
        let names = persons(&entry.common.title, &entry.body.plain);
        let source = &entry.source;
        (!names.is_empty()).then_some(Self { source, names })
    }

    /// A complaint about an entry that says of a person what the 公示 says, or names one and links to it.
    fn told_by(&self, entry: &Disclosed, index: &SourceIndex<'_>) -> Option<Complaint> {
        let link = entry.body.links.iter().find(|link| link.target == *self.source);
        let texts = Texts::of(entry, &self.names)?;
        let words: &[&str] = if link.is_some() { &[] } else { &ABOUT };
        let (name, (part, sentence)) = self
            .names
            .iter()
            .find_map(|name| Some((name, texts.holding(name, words)?)))?;
        let (part, place) = match link {
            Some(link) => ("这里".to_owned(), link.place.clone()),
            None => (format!("{part}里"), index.title_place(&entry.source)?),
        };
        let message = format!(
            "{part}写了正在公示的“{name}”，公示期满后还会留在网上（{}）：“{}”",
            self.source.name(),
            shortened(sentence)
        );
        let hint = "标题、正文、决议和链接的文字里不写姓名，例如写成“发展对象公示”";
        Some(Complaint::new(NAME, place, message).hint(hint))
    }
}

/// A sentence by which its place is found.
fn shortened(sentence: &str) -> String {
    const LONGEST: usize = 40;
    let words: String = sentence.split_whitespace().collect();
    match words.chars().count() > LONGEST {
        true => words.chars().take(LONGEST).chain("……".chars()).collect(),
        false => words,
    }
}

/// True for a sentence that names somebody for what they do alone.
fn is_at_work(sentence: &str, name: &str) -> bool {
    sentence.match_indices(name).all(|(at, _)| {
        let behind = &sentence[at + name.len()..];
        starts_with_any(behind.trim_start_matches("同志"), &AT_WORK) || sentence[..at].ends_with("介绍人")
    })
}

/// What an entry says in sentences, each text with the field that it is.
struct Texts(Vec<(&'static str, String)>);

impl Texts {
    /// `None` when it holds none of the names, as nearly all do.
    fn of(entry: &Disclosed, names: &[String]) -> Option<Self> {
        let mut all = vec![("标题", entry.common.title.clone())];
        if let Detail::Meeting(meeting) = &entry.detail {
            all.extend(meeting.agenda.iter().map(|of| ("议题", of.clone())));
            all.extend(meeting.resolutions.iter().map(|of| ("决议", of.matter.clone())));
        }
        let holds = |text: &str| names.iter().any(|name| text.contains(name.as_str()));
        if holds(&entry.body.html) {
            all.push(("正文", entry.body.plain.to_string()));
        }
        // Mostly the body's own words.
        all.push(("摘要", entry.common.summary.clone()));
        all.retain(|(_, text)| holds(text));
        (!all.is_empty()).then_some(Self(all))
    }

    /// The field and the sentence that holds the name, and one of the words when any are asked for.
    fn holding(&self, name: &str, words: &[&str]) -> Option<(&'static str, &str)> {
        let sentences = self.0.iter().flat_map(|(part, text)| {
            text.split(['。', '；', '！', '？'])
                .map(move |sentence| (*part, sentence))
        });
        let mut naming = sentences.filter(|(_, sentence)| sentence.contains(name));
        naming.find(|(_, sentence)| {
            let is_about = contains_any(sentence, words) && !contains_any(sentence, &OF_OTHERS);
            words.is_empty() || is_about && !is_at_work(sentence, name)
        })
    }
}
