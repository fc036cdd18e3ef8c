//! One file → one [`Document`]: decoding, fields, kind, address, Markdown, in this order. What needs more
//! than one file (two pages with one address) is `library`'s.

use std::sync::Arc;

use super::address::{self, Naming};
use super::approval_digest::is_digest_of;
use super::common::{self, Surroundings};
use super::discover::MISPLACED;
use super::document::{Detail, Document};
use super::faults::Faults;
use super::fields::Fields;
use super::findings::{self, Finding};
use super::form_left;
use super::front::{self, Front};
use super::node::{LineSpan, Node, Value};
use super::notice::NoticeKind;
use super::unready::{self, Unready};
use super::{
    acknowledged, below, contacts_alike, contradictions, dated, history, keys, ledger, meeting, notice, page,
    pledge, proofread, repeated, signed, study, table_rows, titles, weekday,
};
use crate::check::Sights;
use crate::markdown::{self, Body, ChineseRules};
use crate::words::{
    Acknowledgement, Code, Complaint, ContentHash, Kind, Labelled, Report, Scope, SourceText, Step,
    fingerprint,
};

const EMPTY: Code = Code::error("file-empty");
const CHANGED: Code = Code::warning("approval-changed");

/// Reads one entry from its text; `None` when it could not be made, and then the report has an error about it.
pub(super) fn read(
    kind: Kind,
    source: &SourceText,
    around: Surroundings<'_>,
    report: &mut Report,
) -> Option<Document> {
    let faults = Faults::new(source);
    let draft = fields(&faults, kind, around);
    report.absorb(faults.finish());
    draft.map(|draft| {
        let mut unready = draft.unready;
        let is_told = draft.common.draft || draft.common.sample || report.has_errors();
        if !is_told && draft.sights.stand_in {
            unready = unready::in_entry(source, draft.markdown_start, report);
        }
        let mut body = body(source, draft.markdown_start, around, report);
        body.links.extend(draft.aside.links);
        body.images.extend(draft.aside.images);
        let mut common = draft.common;
        if draft.sights.weekday {
            weekday::check(source, common.date, report);
        }
        let fields_end = draft.markdown_start.unwrap_or(source.text.len());
        around.names.check(source, fields_end, common.date, report);
        contacts_alike::check(source, &around.config.supervision, report);
        history::check(source, common.date, report);
        titles::check(&common, &draft.detail, around.organization, report);
        if let Some(organization) = around.organization {
            let of = (common.signed_by.as_deref(), common.branch.as_deref());
            signed::check_unit(source, draft.markdown_start, of, organization, report);
        }
        if let Some(start) = draft.markdown_start {
            let of = (common.date, common.branch.as_deref());
            around.names.check_text(source, start, of, report);
            let signed = (common.signed_by.as_deref(), common.signed_on);
            signed::check(source, start, signed, report);
            table_rows::check(source, start, report);
            proofread::check(source, start, (&draft.detail, &common, &body), report);
            repeated::check(source, start, (&draft.detail, &common), report);
            contradictions::check(
                source,
                start,
                (
                    &draft.detail,
                    contradictions::Headed {
                        title: &common.title,
                        title_place: &common.title_place,
                        dated: common.date,
                        signed_on: common.signed_on,
                        stays: common.keep_after_expiry,
                    },
                    around.calendar,
                ),
                report,
            );
        }
        if common.summary.is_empty() {
            Arc::make_mut(&mut common.open).summary = std::mem::take(&mut body.summary);
        }
        let document = Document {
            source: source.path.clone(),
            address: draft.address,
            common,
            detail: draft.detail,
            body: Arc::new(body),
            fingerprint: fingerprint(source.text.as_bytes()),
            changed_since: Vec::new(),
            findings: findings::told_once(draft.findings, report).into(),
            acknowledged: draft.acknowledged.into(),
            unready,
        };
        let changed_since = changed_since(source, &document, around, report);
        Document {
            changed_since,
            ..document
        }
    })
}

/// The steps of the approval that were given to something else. What the entry is now is looked at closely only
/// where a step carries a fingerprint.
fn changed_since(
    source: &SourceText,
    document: &Document,
    around: Surroundings<'_>,
    report: &mut Report,
) -> Vec<Step> {
    let sealed = || {
        let steps = document.common.approval.iter();
        steps.filter_map(|approval| Some((approval.step, approval.digest.as_ref()?)))
    };
    let is_now = |value| is_digest_of(value, source, (document, around.files));
    // The steps mostly have one value.
    let mut known: Option<ContentHash> = None;
    let mut changed = Vec::new();
    for (step, digest) in sealed() {
        let is_known = digest.value.is_some() && digest.value == known;
        match digest.value {
            Some(value) if is_known || is_now(value) => known = Some(value),
            _ => changed.push((step, digest)),
        }
    }
    let steps: Vec<Step> = changed.iter().map(|(step, _)| *step).collect();
    // Whoever mends an error of the file sees to its approval afterwards.
    if let Some((first, digest)) = changed.first().filter(|_| !report.has_errors()) {
        let named: Vec<String> = steps.iter().map(|step| format!("“{}”", step.label())).collect();
        let message = format!("{}之后内容有改动，与当时的指纹不符", named.join("、"));
        let hint = format!(
            "改回原样；确要改动的，从这一步重新走：gongkai approve {} --step {} --name 姓名 --again",
            source.path.as_argument(),
            first.label()
        );
        report.push(Complaint::new(CHANGED, digest.place.clone(), message).hint(hint));
    }
    steps
}

/// An entry before its Markdown.
struct Draft {
    common: super::document::Common,
    detail: Detail,
    address: crate::words::Address,
    /// What is named outside the Markdown: in a ledger's rows.
    aside: ledger::NamedInRows,
    /// Where the Markdown begins; `None` when there can be none.
    markdown_start: Option<usize>,
    findings: Vec<Finding>,
    sights: Sights,
    acknowledged: Vec<Acknowledgement>,
    /// That it is a sample.
    unready: Vec<Unready>,
}

fn fields(faults: &Faults<'_>, kind: Kind, around: Surroundings<'_>) -> Option<Draft> {
    let source = faults.source();
    let (root, markdown_start) = root(faults)?;
    if misplaced(faults, &root, kind) {
        return None;
    }
    let mut fields = Fields::of_root(faults, &root)?;
    let read = common::read(&mut fields, kind, around);
    let mut aside = ledger::NamedInRows::default();
    let detail = detail(&mut fields, kind, read.as_ref(), (around, &mut aside));
    if let Some(read) = &read {
        let meeting = match &detail {
            Some(Detail::Meeting(meeting)) => Some(meeting),
            _ => None,
        };
        if let Some(meeting) = meeting {
            meeting::check_branch(&fields, meeting, &read.common, around.organization);
            meeting::check_around(&fields, meeting, &read.common, around);
            meeting::check_absent(&fields, meeting, read.common.scope, markdown_start);
        }
        match &detail {
            Some(Detail::Study(of)) => study::check(&fields, of, &read.common),
            Some(Detail::Pledge(of)) => pledge::check(&fields, of, &read.common, around.day),
            _ => {}
        }
        let held = meeting.and_then(|meeting| meeting.time.map(|time| time.start.day));
        // On which day it was held nobody knows where 时间 could not be read.
        if held.is_some() || kind != Kind::Meeting || !fields.has(keys::TIME) {
            dated::check_name(faults, read.misnamed.as_ref(), held);
        }
    }
    let acknowledged = acknowledged::read(&mut fields, Some(&source.path), around.organization);
    let sample_at = fields.key_at(keys::SAMPLE);
    fields.finish();
    let (findings, sights) = findings::find(source, &root, markdown_start, around.wordings);
    if read.as_ref().is_some_and(|read| !read.common.draft) {
        form_left::check(faults);
    }
    let (read, detail) = (read?, detail?);
    let sample = read.common.sample.then(|| unready::sample(faults, sample_at));
    let is_publicity = is_publicity(&detail, &read.common.title);
    let naming = Naming {
        kind,
        slug: read.slug.as_ref(),
        publicity: is_publicity.then(|| dated::day_of_name(&source.path).unwrap_or(read.common.date)),
    };
    let address = address::of_entry(faults, read.title_at, &naming)?;
    Some(Draft {
        common: read.common,
        detail,
        address,
        aside,
        markdown_start,
        findings,
        sights,
        acknowledged,
        unready: sample.into_iter().collect(),
    })
}

/// Complains about an entry whose type is one of another folder: all that is wrong with it is where it lies.
fn misplaced(faults: &Faults<'_>, root: &Node<'_>, kind: Kind) -> bool {
    let Value::Map(pairs) = &root.value else {
        return false;
    };
    let is_kind = |key: &Node<'_>| {
        let names = [keys::KIND.name, keys::KIND.alias];
        key.text().is_some_and(|key| names.contains(&key))
    };
    let Some((_, typed)) = pairs.iter().find(|(key, _)| is_kind(key)) else {
        return false;
    };
    let Some(word) = typed.text().map(str::trim) else {
        return false;
    };
    let [of_notices, of_meetings] = [
        notice::KINDS.find(word).is_some(),
        meeting::KINDS.find(word).is_some(),
    ];
    let has_pledger = pairs
        .iter()
        .any(|(key, _)| key.text().is_some_and(|key| keys::PLEDGER.is_named(key)));
    let of_pledges = has_pledger && pledge::KINDS.find(word).is_some();
    let home = match kind {
        Kind::Notice | Kind::Meeting if of_pledges && !of_notices && !of_meetings => Kind::Pledge,
        Kind::Notice if of_meetings && !of_notices => Kind::Meeting,
        Kind::Meeting if of_notices && !of_meetings => Kind::Notice,
        _ => return false,
    };
    let message = format!(
        "“{word}”是{}的类型，这个文件放在{}的文件夹里",
        home.label(),
        kind.label()
    );
    let hint = format!("把文件移到 content/{}（{}）", home.folder(), home.label());
    faults.say(MISPLACED, typed.at, message, hint);
    true
}

/// The tree of the fields, and where the Markdown begins behind them; `None`, with a complaint, when there is none.
fn root<'s>(faults: &Faults<'s>) -> Option<(Node<'s>, Option<usize>)> {
    let source = faults.source();
    if source.text.trim().is_empty() {
        let hint = "先写一行“---”，接着写“标题: ……”和“日期: ……”，再写一行“---”，然后是正文";
        faults.say(EMPTY, LineSpan::START, "文件是空的", hint);
        return None;
    }
    if source.path.extension() != "md" {
        return Some((front::read_data(faults)?, None));
    }
    let Front { root, body } = front::read(faults)?;
    below::check(faults, body.start, &root);
    Some((root, Some(body.start)))
}

/// True for what may be a 公示, and so may name a person in its file's name.
fn is_publicity(detail: &Detail, title: &str) -> bool {
    match detail {
        Detail::Notice(notice) => {
            notice.kind == NoticeKind::Publicity || notice.period.is_some() || title.contains("公示")
        }
        _ => false,
    }
}

fn detail(
    fields: &mut Fields<'_, '_, '_>,
    kind: Kind,
    read: Option<&common::ReadCommon>,
    (around, aside): (Surroundings<'_>, &mut ledger::NamedInRows),
) -> Option<Detail> {
    match kind {
        Kind::Notice => {
            let setting = notice_context(around, read);
            let notice = notice::read(fields, setting, &mut aside.links)?;
            if let Some(read) = read {
                notice::check_title(fields, setting, read.title_at, notice.kind);
            }
            Some(Detail::Notice(notice.into()))
        }
        Kind::Meeting => {
            let meeting = meeting::read(fields, around.duties)?;
            Some(Detail::Meeting(meeting.into()))
        }
        Kind::Pledge => Some(Detail::Pledge(pledge::read(fields)?.into())),
        Kind::Study => {
            no_publicity(fields, around, read);
            Some(Detail::Study(study::read(fields)?.into()))
        }
        Kind::Ledger => {
            let scope = read.map_or(Scope::Restricted, |read| read.common.scope);
            let dated = read.map_or(around.day, |read| read.common.date);
            let ledger = ledger::read(fields, (scope, dated), around)?;
            *aside = ledger.aside;
            Some(Detail::Ledger(ledger.ledger.into()))
        }
        Kind::Page => {
            no_publicity(fields, around, read);
            Some(Detail::Page(page::read(fields)))
        }
    }
}

fn no_publicity(fields: &Fields<'_, '_, '_>, around: Surroundings<'_>, read: Option<&common::ReadCommon>) {
    if let Some(read) = read {
        notice::check_title_elsewhere(fields, notice_context(around, Some(read)), read.title_at);
    }
}

fn notice_context<'a>(
    around: Surroundings<'a>,
    read: Option<&'a common::ReadCommon>,
) -> notice::NoticeContext<'a> {
    notice::NoticeContext {
        calendar: around.calendar,
        day: around.day,
        rule: around.config.publicity,
        approval: &around.config.approval,
        common: read.map(|read| &read.common),
    }
}

fn body(source: &SourceText, start: Option<usize>, around: Surroundings<'_>, report: &mut Report) -> Body {
    let Some(start) = start else {
        return Body::default();
    };
    let rules = ChineseRules {
        sanitise: !around.config.raw_html,
        ..ChineseRules::default()
    };
    markdown::parse(source, start..source.text.len(), &rules, report)
}
