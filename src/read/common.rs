//! The keys that all kinds share → [`Common`]. The address and the clashes over all files are not here.

use std::sync::Arc;

use super::approval;
use super::attachments;
use super::catalogue::Catalogue;
use super::dated;
use super::document::{Common, Correction, Duration, OpenKeys, Posted};
use super::faults::Faults;
use super::fields::{Fields, TypedValue};
use super::keys;
use super::names_alike::KnownNames;
use super::node::{LineSpan, Value};
use super::organization::Organization;
use super::values::{self, TermTable};
use super::{address, number};
use crate::check::Wordings;
use crate::read::config::{Board, Config, Duty};
use crate::read::discover::Found;
use crate::words::{Address, Calendar, Code, Day, Kind, Labelled, Place, Scope, SourcePath, narrow};
use std::collections::{BTreeMap, HashSet};

const SCOPE_UNSAID: Code = Code::warning("scope-unsaid");
const BRANCH_UNKNOWN: Code = Code::error("branch-unknown");
const CATALOGUE_UNKNOWN: Code = Code::error("catalogue-unknown");
const ITEM_SCOPE: Code = Code::warning("catalogue-scope");
const POSTED: Code = Code::error("posted-section");
const TITLE_MARK: Code = Code::warning("title-mark");
pub(super) const SIGNED: Code = Code::warning("date-signed");
const NUMBER_YEAR: Code = Code::warning("number-year");

/// 公开范围.
pub(super) const SCOPES: TermTable<Scope> = TermTable {
    also: &[("本单位公开", Scope::Unit)],
    ..TermTable::of(&Scope::ALL)
};

/// 公开时限.
pub(super) const DURATIONS: TermTable<Duration> = TermTable::of(&Duration::ALL);

/// 期满处理: true for 保留.
pub(super) const AFTER: TermTable<bool> = TermTable {
    all: &[false, true],
    label: |keep| if keep { "保留" } else { "撤下" },
    id: |keep| if keep { "keep" } else { "withdraw" },
    also: &[],
};

/// What the entries of a site refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// `site.toml`.
    pub(super) config: &'a Config,
    /// `None` when `organization.yaml` could not be read: then nothing is said about branches.
    pub(super) organization: Option<&'a Organization>,
    /// Whom it names.
    pub(super) names: &'a KnownNames,
    /// The duties of `site.toml`; `None` when that could not be read: then nothing is said about them.
    pub(super) duties: Option<&'a [Duty]>,
    /// `None` when `catalogue.yaml` could not be read: then nothing is said about items.
    pub(super) catalogue: Option<&'a Catalogue>,
    /// `None` when `calendar.yaml` could not be read: then nothing is said about numbers of working days.
    pub(super) calendar: Option<&'a Calendar>,
    /// `words.yaml`.
    pub(super) wordings: &'a Wordings,
    /// The day as of which it is read: what is proposed to be typed must still be possible.
    pub(super) day: Day,
    /// Files that may be attached.
    pub(super) files: &'a BTreeMap<SourcePath, Found>,
}

/// The shared keys, and what only the reader of an entry needs.
#[derive(Debug)]
pub(super) struct ReadCommon {
    /// The keys; the summary is empty when none was given.
    pub(super) common: Common,
    /// 链接名.
    pub(super) slug: Option<TypedValue<String>>,
    /// Where the title is written.
    pub(super) title_at: LineSpan,
    /// 日期, when the file's name begins with another day.
    pub(super) misnamed: Option<TypedValue<Day>>,
}

/// Reads the keys that all kinds share; `None` when there is no title or no date.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    kind: Kind,
    around: Surroundings<'_>,
) -> Option<ReadCommon> {
    let title = fields.required(keys::TITLE, values::line, "标题: 关于开展主题党日活动的通知");
    let (date, misnamed) = dated::read(fields);
    let faults = fields.faults;
    let title_at = title.as_ref().map_or(fields.at, |title| title.at);
    let scope = scope(fields, kind, around.config, title_at);
    let branch = branch(fields, around.organization);
    let items = catalogue(fields, around.catalogue);
    let judged_by = approval::ApprovalContext {
        scope,
        rule: &around.config.approval,
        organization: around.organization,
    };
    let steps = approval::read(fields, judged_by);
    let draft = flag(fields, keys::DRAFT, true);
    let corrections = corrections(fields, (date, around.day));
    let slug = fields.spot(keys::SLUG, values::line);
    let open = OpenKeys {
        scope,
        branch,
        catalogue: items.iter().map(|item| item.value.clone()).collect(),
        duration: fields.word(keys::DURATION, &DURATIONS),
        summary: fields.read(keys::SUMMARY, values::text).unwrap_or_default(),
        tags: tags(fields),
        attachments: attachments::read(fields, around.files),
        responsible: fields.line(keys::RESPONSIBLE),
        number: number::read(fields),
        signed_by: fields.line(keys::SIGNED_BY),
        signed_on: fields.read(keys::SIGNED_ON, values::day),
        pinned: flag(fields, keys::PINNED, false),
        aliases: aliases(fields),
        posted: posted(fields, &around.config.boards),
        // What does not say so clearly stays a sample.
        sample: flag(fields, keys::SAMPLE, true),
        keep_after_expiry: fields.word(keys::AFTER_EXPIRY, &AFTER).unwrap_or(false),
        title: title.map(|title| title.value)?,
        date: date?,
    };
    let common = Common {
        open: Arc::new(open),
        approval: steps.taken,
        untaken: steps.untaken,
        approval_begun: fields.has(keys::APPROVAL),
        // A draft that does not say so clearly stays a draft.
        draft,
        corrections,
        title_place: faults.place(title_at),
        number_place: key_place(fields, keys::NUMBER),
        expected_place: key_place(fields, keys::EXPECTED).or_else(|| key_place(fields, keys::LEARNERS)),
    };
    check_item_scopes(faults, common.scope, &items, around.catalogue);
    check_approved_lately(fields, &common);
    check_signed_before(fields, &common);
    check_title(faults, &common.title, title_at);
    Some(ReadCommon {
        common,
        slug,
        title_at,
        misnamed,
    })
}

/// Where a field stands that was typed.
fn key_place(fields: &Fields<'_, '_, '_>, key: keys::FieldName) -> Option<Place> {
    fields.has(key).then(|| fields.faults.place(fields.key_at(key)))
}

/// What is approved is published soon.
fn check_approved_lately(fields: &Fields<'_, '_, '_>, common: &Common) {
    let Some(last) = common.approval.last() else {
        return;
    };
    let date = TypedValue {
        value: common.date,
        at: fields.key_at(keys::DATE),
    };
    values::check_near(fields.faults, &date, "日期", (last.date, "审批的日期"));
}

/// A document is signed before it is published, in the year that its number names.
fn check_signed_before(fields: &Fields<'_, '_, '_>, common: &Common) {
    if let Some(signed) = common.signed_on.filter(|signed| *signed > common.date) {
        let message = format!("成文日期 {signed} 晚于日期 {}", common.date);
        let hint = "先成文后公开，请核对这两个日期";
        fields
            .faults
            .say(SIGNED, fields.key_at(keys::SIGNED_ON), message, hint);
    }
    // The copy of the last year's text.
    let date = common.date;
    let is_of_another_year = |signed: &Day| {
        signed.year() < date.year() && (signed.month(), signed.day()) == (date.month(), date.day())
    };
    if let Some(signed) = common.signed_on.filter(is_of_another_year) {
        let message = format!(
            "成文日期 {signed} 和日期 {date} 正好差{}年",
            date.year() - signed.year()
        );
        let hint = "请核对“成文日期”的年份，是不是从去年的文件复制来的";
        let at = fields.key_at(keys::SIGNED_ON);
        fields.faults.say(SIGNED, at, message, hint);
    }
    let Some(year) = common.number.as_deref().and_then(number::year) else {
        return;
    };
    // One of an earlier year may well be published without the day on which it was signed: soon, or long after.
    const SOON: u32 = 3;
    let is_last_year = year == date.year() - 1 && date.month() > SOON;
    let (is_wrong, name, day) = match common.signed_on {
        Some(signed) => (year != signed.year(), "成文日期", signed),
        None => (year > date.year() || is_last_year, "日期", date),
    };
    if is_wrong {
        let message = format!("发文字号的年份是{year}年，{name}却在{}年", day.year());
        let hint = match common.signed_on {
            None if is_last_year => "请核对，是不是从别的文件复制来的；确是去年的文件，写上“成文日期”",
            _ => "请核对，是不是从别的文件复制来的",
        };
        fields
            .faults
            .say(NUMBER_YEAR, fields.key_at(keys::NUMBER), message, hint);
    }
}

/// A title ends with no stop.
fn check_title(faults: &Faults<'_>, title: &str, at: LineSpan) {
    let bare = title.trim_end_matches(['。', '，', '；', '、', '：']);
    if bare.len() < title.len() && !bare.is_empty() {
        let mark = &title[bare.len()..];
        faults.rewrite(TITLE_MARK, at, format!("标题末尾有“{mark}”"), bare);
    }
}

/// A yes or no; `unclear` when something else was typed.
fn flag(fields: &mut Fields<'_, '_, '_>, key: keys::FieldName, unclear: bool) -> bool {
    match fields.take(key) {
        None => false,
        Some(field) => values::boolean(fields.faults, &field).unwrap_or(unclear),
    }
}

/// 公开范围. Without one, and with one that is no scope, nobody but the persons named may see the entry.
fn scope(fields: &mut Fields<'_, '_, '_>, kind: Kind, config: &Config, title_at: LineSpan) -> Scope {
    if let Some(field) = fields.take(keys::SCOPE) {
        return SCOPES.read(fields.faults, &field).unwrap_or(Scope::Restricted);
    }
    config.default_scope(kind).unwrap_or_else(|| {
        let hint = format!(
            "加上一行“公开范围: 社会公开”，或者在 site.toml 的 [sections.{}] 里写明 scope",
            kind.id()
        );
        let message = "没有写公开范围，按“特定对象”处理，不会公开";
        fields.faults.say(SCOPE_UNSAID, title_at, message, hint);
        Scope::Restricted
    })
}

/// 支部, by id or name.
fn branch(fields: &mut Fields<'_, '_, '_>, organization: Option<&Organization>) -> Option<String> {
    let typed = fields.spot(keys::BRANCH, |faults, field| match &field.node.value {
        Value::List(branches) if branches.len() > 1 => {
            let message = "“支部”只能写一个，这里写了几个";
            let hint = "写主办的那一个；说不上是哪一个支部的，删去这一行";
            faults.say(values::NOT_TEXT, field.node.at, message, hint);
            None
        }
        _ => values::line(faults, field),
    })?;
    known_branch(fields.faults, &typed, organization?)
}

/// The id of a branch that was typed by id or name; complains about one that does not exist.
pub(super) fn known_branch(
    faults: &Faults<'_>,
    typed: &TypedValue<String>,
    organization: &Organization,
) -> Option<String> {
    branch_or_say(faults, typed, organization, BRANCH_UNKNOWN)
}

/// The same, with another code for what is not there.
pub(super) fn branch_or_say(
    faults: &Faults<'_>,
    typed: &TypedValue<String>,
    organization: &Organization,
    code: Code,
) -> Option<String> {
    let branches = &organization.branches;
    let known = branches
        .iter()
        .find(|branch| branch.id == typed.value || branch.name == typed.value);
    if known.is_none() {
        let names = || branches.iter().map(|branch| branch.name.as_str());
        let near = super::suggest::nearest(&typed.value, names().map(|name| (name, name)));
        let all = listed(
            branches
                .iter()
                .map(|branch| (branch.id.as_str(), branch.name.as_str())),
        );
        let hint = match near {
            Some(name) => format!("是不是想写“{name}”？organization.yaml 里的支部：{all}"),
            None if all.is_empty() => "请先在 content/organization.yaml 的“支部”里列出各支部".to_owned(),
            None => format!("organization.yaml 里的支部：{all}"),
        };
        let message = format!("没有叫“{}”的支部", values::shown(&typed.value));
        faults.say(code, typed.at, message, hint);
    }
    known.map(|branch| branch.id.clone())
}

/// Ids with their names, as many as anybody reads.
fn listed<'a>(things: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    const MOST: usize = 20;
    let all: Vec<_> = things.map(|(id, name)| format!("{id}（{name}）")).collect();
    let more = if all.len() > MOST { "等" } else { "" };
    format!("{}{more}", all[..all.len().min(MOST)].join("、"))
}

/// 公开目录: ids of items that exist.
fn catalogue(fields: &mut Fields<'_, '_, '_>, catalogue: Option<&Catalogue>) -> Vec<TypedValue<String>> {
    let typed = fields.lines(keys::CATALOGUE);
    let Some(catalogue) = catalogue else {
        return Vec::new();
    };
    let mut ids: Vec<TypedValue<String>> = Vec::new();
    for item in typed {
        let known = catalogue.items.iter().any(|known| known.id == item.value);
        if !known {
            let message = format!("公开目录里没有编号“{}”", values::shown(&item.value));
            let all = catalogue
                .items
                .iter()
                .map(|item| (item.id.as_str(), item.id.as_str()));
            let named = catalogue.items.iter().find(|known| known.name == item.value);
            let bare = |id: &str| {
                id.chars()
                    .map(narrow)
                    .collect::<String>()
                    .replace(['-', '－', '.', ' '], "")
                    .to_ascii_lowercase()
            };
            let alike = || {
                catalogue
                    .items
                    .iter()
                    .find(|known| bare(&known.id) == bare(&item.value))
            };
            let near = named.or_else(alike).map(|item| item.id.as_str());
            // Of another letter it is another group of items.
            let typo = super::suggest::nearest(&item.value, all)
                .filter(|id| id.chars().next() == item.value.chars().next());
            let hint = match near.or(typo) {
                Some(id) => format!("是不是想写“{id}”？编号在 content/catalogue.yaml 里"),
                None if catalogue.items.is_empty() => {
                    "请先在 content/catalogue.yaml 的“目录”里列出公开事项".to_owned()
                }
                None => {
                    let items = catalogue.items.iter();
                    let all = listed(items.map(|item| (item.id.as_str(), item.name.as_str())));
                    format!("content/catalogue.yaml 里的编号：{all}")
                }
            };
            fields.faults.say(CATALOGUE_UNKNOWN, item.at, message, hint);
        } else if ids.iter().all(|id| id.value != item.value) {
            ids.push(item);
        }
    }
    ids
}

/// What 公开目录 keeps for a narrower audience is not shown to a wider one without a second thought.
fn check_item_scopes(
    faults: &Faults<'_>,
    scope: Scope,
    typed: &[TypedValue<String>],
    catalogue: Option<&Catalogue>,
) {
    let items = catalogue.map_or(&[][..], |catalogue| &catalogue.items);
    for spot in typed {
        let item = items.iter().find(|item| item.id == spot.value);
        if let Some(item) = item.filter(|item| scope < item.scope) {
            let message = format!(
                "条目是{}，公开目录规定“{}”只是{}",
                scope.label(),
                item.name,
                item.scope.label()
            );
            let hint = "请核对公开范围，或者改“公开目录”的编号；确实可以放宽的，先改 catalogue.yaml";
            faults.say(ITEM_SCOPE, spot.at, message, hint);
        }
    }
}

/// 标签, each once.
fn tags(fields: &mut Fields<'_, '_, '_>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut tags: Vec<String> = fields
        .lines(keys::TAGS)
        .into_iter()
        .map(|tag| tag.value)
        .collect();
    tags.retain(|tag| seen.insert(tag.clone()));
    // Collecting reuses the memory of the words with their places, which is larger.
    tags.shrink_to_fit();
    tags
}

/// 旧地址.
fn aliases(fields: &mut Fields<'_, '_, '_>) -> Vec<(Address, Place)> {
    let typed = fields.lines(keys::ALIASES);
    typed
        .iter()
        .filter_map(|old| {
            address::old(fields.faults, old).map(|address| (address, fields.faults.place(old.at)))
        })
        .collect()
}

/// 更正, oldest first.
fn corrections(fields: &mut Fields<'_, '_, '_>, (published, today): (Option<Day>, Day)) -> Vec<Correction> {
    let mut corrections: Vec<Correction> = Vec::new();
    for item in fields.list(keys::CORRECTIONS) {
        let form = "{日期: 2026-03-12, 内容: “三月”应为“四月”}";
        let Some(mut map) = Fields::of_field(fields.faults, &item, form) else {
            continue;
        };
        let date = map.required(keys::DATE, values::day, "日期: 2026-03-12");
        let content = map.required(keys::CONTENT, values::text, "内容: “三月”应为“四月”");
        if let (Some(made), Some(published)) = (&date, published)
            && made.value < published
        {
            let message = format!("更正在 {}，条目的日期是 {published}，还没有公开", made.value);
            map.faults.say(
                values::FAR,
                made.at,
                message,
                "请核对更正的日期，多半是年份或月份写错了",
            );
        }
        if let Some(made) = date.as_ref().filter(|made| made.value > today) {
            let message = format!("更正的日期 {} 还没有到", made.value);
            map.faults.say(
                values::FAR,
                made.at,
                message,
                "请核对更正的日期，多半是年份或月份写错了",
            );
        }
        map.finish();
        if let (Some(date), Some(content)) = (date, content) {
            corrections.push(Correction {
                date: date.value,
                content: content.value,
            });
        }
    }
    corrections.sort_by_key(|correction| correction.date);
    corrections
}

/// 上墙: yes, no, or a section of a board. Without any board there is nothing to hold a section's name to.
fn posted(fields: &mut Fields<'_, '_, '_>, boards: &[Board]) -> Posted {
    let Some(typed) = fields.spot(keys::POSTED, values::line) else {
        return Posted::Unsaid;
    };
    match values::truth(&typed.value) {
        Some(true) => return Posted::Yes,
        Some(false) => return Posted::No,
        None => {}
    }
    let sections = || boards.iter().flat_map(|board| &board.sections);
    if !boards.is_empty() && sections().all(|section| section.name != typed.value) {
        let mut names: Vec<&str> = sections().map(|section| section.name.as_str()).collect();
        names.dedup();
        let near = super::suggest::nearest(&typed.value, names.iter().map(|name| (*name, *name)));
        let hint = match near {
            Some(near) => format!("是不是想写“{near}”？"),
            None => format!("写“是”“否”，或者 site.toml 里的栏目：{}", names.join("、")),
        };
        let message = format!("公开栏没有叫“{}”的栏目", values::shown(&typed.value));
        fields.faults.say(POSTED, typed.at, message, hint);
    }
    Posted::Section(typed.value)
}
