//! `catalogue.yaml` → [`Catalogue`]: what must be disclosed, to whom, how often and by whom.
//! Source: 《中国共产党党务公开条例（试行）》第十四条 (目录), and the usual four kinds of time limits.

use super::common::{DURATIONS, SCOPES};
use super::document::Duration;
use super::faults::Faults;
use super::fields::Fields;
use super::front;
use super::identity::Identities;
use super::keys;
use super::values::{self, TermTable};
use crate::words::{Code, Frequency, Labelled, Report, Scope, SourceText};

const FREQUENCY: Code = Code::error("frequency");
const FREQUENCY_ODD: Code = Code::error("catalogue-frequency");
const FREQUENCY_MISSING: Code = Code::warning("catalogue-frequency-missing");

/// 公开目录.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The items, in the file's order.
    pub items: Vec<CatalogueItem>,
}

/// One item of the catalogue.
#[derive(Debug, Clone)]
pub struct CatalogueItem {
    /// 编号.
    pub id: String,
    /// 名称.
    pub name: String,
    /// 类别: the heading it stands under.
    pub category: Option<String>,
    /// 内容: what is disclosed.
    pub content: Option<String>,
    /// 公开范围; 社会公开 unless said otherwise.
    pub scope: Scope,
    /// 公开时限.
    pub duration: Option<Duration>,
    /// 频次; only where it is owed again and again.
    pub frequency: Option<Frequency>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 层级: who owes it.
    pub level: ItemLevel,
}

/// 层级: who owes an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemLevel {
    /// 学校: the organization as a whole.
    #[default]
    Whole,
    /// 支部: each branch for itself.
    Branch,
}

impl ItemLevel {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Whole, Self::Branch];
}

impl Labelled for ItemLevel {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Whole => ("school", "学校"),
            Self::Branch => ("branch", "支部"),
        }
    }
}

pub(super) const LEVELS: TermTable<ItemLevel> = TermTable {
    also: &[
        ("党委", ItemLevel::Whole),
        ("总支", ItemLevel::Whole),
        ("各支部", ItemLevel::Branch),
    ],
    ..TermTable::of(&ItemLevel::ALL)
};

/// Reads `catalogue.yaml`; `None` when it has errors, which the report names.
pub(super) fn read(source: &SourceText, report: &mut Report) -> Option<Catalogue> {
    front::read_file(source, report, |faults, root| {
        let mut fields = Fields::of_list(faults, root, keys::CATALOGUE_ITEMS)?;
        let items = items(&mut fields);
        fields.finish();
        Some(Catalogue { items })
    })
}

fn items(fields: &mut Fields<'_, '_, '_>) -> Vec<CatalogueItem> {
    let faults = fields.faults;
    let mut identities = Identities::default();
    let list = fields.list(keys::CATALOGUE_ITEMS);
    let maps = list
        .iter()
        .filter_map(|item| Fields::of_field(faults, item, "{编号: A-1, 名称: 党组织设置}"));
    maps.filter_map(|map| item(map, &mut identities)).collect()
}

fn item(mut fields: Fields<'_, '_, '_>, identities: &mut Identities) -> Option<CatalogueItem> {
    let identity = identities.take(&mut fields, ["A-1", "党组织设置"]);
    let (duration, frequency) = how_often(&mut fields);
    let category = fields.line(keys::CATEGORY);
    let content = fields.read(keys::CONTENT, values::text);
    let scope = fields.take(keys::SCOPE).map_or(Scope::Public, |field| {
        SCOPES.read(fields.faults, &field).unwrap_or(Scope::Restricted)
    });
    let responsible = fields.line(keys::RESPONSIBLE);
    let level = fields.word(keys::LEVEL, &LEVELS).unwrap_or_default();
    fields.finish();
    let (id, name) = identity?;
    Some(CatalogueItem {
        id,
        name: name.value,
        category,
        content,
        scope,
        duration,
        frequency,
        responsible,
        level,
    })
}

/// 公开时限 and 频次, which must fit together.
fn how_often(fields: &mut Fields<'_, '_, '_>) -> (Option<Duration>, Option<Frequency>) {
    let duration = fields.spot(keys::DURATION, |faults, field| DURATIONS.read(faults, field));
    let said = fields.has(keys::FREQUENCY);
    let typed = fields.spot(keys::FREQUENCY, values::line);
    let frequency = typed.as_ref().and_then(|typed| frequency(fields.faults, typed));
    if let Some(duration) = duration {
        let once = matches!(
            duration.value,
            Duration::Staged | Duration::AdHoc | Duration::Advance
        );
        if let (true, Some(typed)) = (once, &typed) {
            let message = format!("公开时限是“{}”，不能有频次", duration.value.label());
            let hint = "要按期公开的，把公开时限改成“定期”；否则删去“频次”";
            fields.faults.say(FREQUENCY_ODD, typed.at, message, hint);
        } else if duration.value == Duration::Regular && !said {
            let message = "定期公开的事项没有写频次，无法判断是否按期";
            let hint = "加上“频次: 每季度”，可以写每月、每季度、每半年、每年、每两年";
            fields.faults.say(FREQUENCY_MISSING, duration.at, message, hint);
        }
    }
    (duration.map(|spot| spot.value), frequency)
}

/// A frequency.
pub(in crate::read) fn frequency(
    faults: &Faults<'_>,
    typed: &super::fields::TypedValue<String>,
) -> Option<Frequency> {
    let frequency = Frequency::parse(&typed.value);
    if frequency.is_none() {
        let message = format!("看不懂频次“{}”", values::shown(&typed.value));
        let hint = "写成每月、每季度、每半年、每年、每两年或每4个月";
        faults.say(FREQUENCY, typed.at, message, hint);
    }
    frequency
}
