//! The fields of `site.toml` → [`Config`].

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::appearance::{self, home_picture};
use super::approval::approval;
use super::boards;
use super::deploy;
use super::ledgers::ledgers;
use super::publicity::publicity;
use super::sections;
use super::supervision::supervision;
use super::{
    ApprovalRule, Config, Edition, PublicityRule, Publisher, SiteAppearance, Supervision, TermRule, terms,
};
use super::{LedgerRule, MeetingRules, StudyRule, meetings, study};
use crate::read::acknowledged;
use crate::read::common::{self, SCOPES};
use crate::read::discover::Found;
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields, TypedValue};
use crate::read::keys::FieldName;
use crate::read::names;
use crate::read::node::{Node, Value};
use crate::read::organization::Organization;
use crate::read::signed;
use crate::read::suggest;
use crate::read::toml_tree;
use crate::read::values::{self, TermTable};
use crate::words::{Code, Kind, Labelled, OWN_FOLDERS, Report, Scope, SourcePath, SourceText};

const EDITIONS: Code = Code::error("site-editions");
const EDITION_ID: Code = Code::error("site-edition-id");
const OUTPUT: Code = Code::error("site-output");
const OUTPUT_TWICE: Code = Code::error("site-output-twice");
const BASE_URL: Code = Code::error("site-base-url");
const EMAIL: Code = Code::error("site-email");
const EMBLEM: Code = Code::error("site-emblem");
const HOME_PICTURE: Code = Code::error("site-picture");
const BRANCHES: Code = Code::error("site-branches");
const DISCLOSURE_TXT: Code = Code::warning("site-disclosure-txt");
const THEME: Code = Code::error("site-theme");
const QR_EDITION: Code = Code::error("site-qr-edition");
const QR_AUDIENCE: Code = Code::warning("site-qr-audience");
const AUDIENCE: Code = Code::error("site-audience");

/// For whom an edition may be. 特定对象 is nobody in particular: what is for certain persons is in no edition.
const AUDIENCES: TermTable<Scope> = TermTable {
    all: &[Scope::Public, Scope::Unit, Scope::Party],
    ..SCOPES
};

/// What `site.toml` refers to.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct ConfigContext<'a> {
    /// Everything under `content/` that is no entry.
    pub(in crate::read) files: &'a BTreeMap<SourcePath, Found>,
    /// `None` when `organization.yaml` could not be read: then nothing is said about branches.
    pub(in crate::read) organization: Option<&'a Organization>,
}

/// The longest id of an edition or a board, which is part of addresses.
pub(super) const LONGEST_ID: usize = 24;

/// A key of `site.toml`: TOML's bare keys are ASCII, so it has one name.
pub(super) const fn key(name: &'static str) -> FieldName {
    FieldName::new(name, name)
}

impl Config {
    /// What entries are read by when `site.toml` could not be: nothing but defaults.
    pub(in crate::read) fn stand_in() -> Self {
        Self {
            title: String::new(),
            since: None,
            publisher: Publisher::default(),
            home_picture: None,
            ascii_safe: false,
            disclosure_txt: false,
            raw_html: false,
            editions: Vec::new(),
            // Without this every entry would be told that it has no scope.
            default_scopes: Kind::ALL
                .into_iter()
                .map(|kind| (kind, Scope::Restricted))
                .collect(),
            approval: ApprovalRule::default(),
            publicity: PublicityRule::default(),
            terms: TermRule::default(),
            meetings: MeetingRules::default(),
            study: StudyRule::default(),
            ledgers: LedgerRule::default(),
            supervision: Supervision::default(),
            boards: Vec::new(),
            deploy: Vec::new(),
            acknowledged: Vec::new(),
        }
    }
}

/// Reads `site.toml`; `None` when it has errors, which the report names.
pub(in crate::read) fn read(
    source: &SourceText,
    around: ConfigContext<'_>,
    report: &mut Report,
) -> Option<Config> {
    let faults = Faults::new(source);
    let root = toml_tree::parse(&faults);
    let config = root
        .as_ref()
        .and_then(|root| Fields::of_root(&faults, root))
        .and_then(|fields| whole(fields, around));
    let clean = !faults.has_errors();
    report.absorb(faults.finish());
    config.filter(|_| clean)
}

/// `[terms]` alone, for whoever needs it before the rest can be read; what is wrong with it is said by [`read`].
pub(in crate::read) fn term_rule(source: &SourceText) -> TermRule {
    let faults = Faults::new(source);
    let root = toml_tree::parse(&faults);
    let fields = root.as_ref().and_then(|root| Fields::of_root(&faults, root));
    fields.map_or_else(TermRule::default, |mut fields| terms::read(&mut fields))
}

fn whole(mut fields: Fields<'_, '_, '_>, around: ConfigContext<'_>) -> Option<Config> {
    let title = fields.required(key("title"), values::line, "title = \"青禾实验学校党务公开网\"");
    let name = title.as_ref().map_or("", |title| title.value.as_str());
    let publisher = publisher(&mut fields, around.files);
    if let (Some(organizer), Some(organization)) = (&publisher.organizer, around.organization) {
        let at = fields.key_at(key("organizer"));
        signed::check_organizer(fields.faults, at, organizer, organization);
    }
    let since = fields.read(key("since"), values::day);
    let own = supervision(&mut fields);
    let (mut editions, codes) = editions(&mut fields, name, around.organization);
    let boards = boards::read(&mut fields, &editions, around);
    boards::dress(&mut editions, &boards);
    check_codes(fields.faults, &editions, &codes);
    let appearance = appearance::read(&mut fields);
    for edition in &mut editions {
        edition.appearance = appearance.clone();
    }
    let deploy = deploy::read(&mut fields, &editions);
    let config = Config {
        supervision: Supervision {
            telephone: own.telephone.or_else(|| publisher.telephone.clone()),
            email: own.email.or_else(|| publisher.email.clone()),
            ..own
        },
        publisher,
        home_picture: home_picture(&mut fields, |table| {
            picture(table, "picture", around.files, (HOME_PICTURE, "首页的图片"))
        }),
        ascii_safe: fields.read(key("ascii_safe"), values::boolean).unwrap_or(false),
        disclosure_txt: disclosure_txt(&mut fields, &editions),
        raw_html: fields.read(key("raw_html"), values::boolean).unwrap_or(false),
        editions,
        boards,
        deploy,
        default_scopes: sections::read(&mut fields),
        approval: approval(&mut fields),
        publicity: publicity(&mut fields),
        terms: terms::read(&mut fields),
        meetings: meetings::read(&mut fields, since, around),
        since,
        study: study::read(&mut fields),
        ledgers: ledgers(&mut fields),
        acknowledged: acknowledged::read(&mut fields, None, around.organization),
        title: name.to_owned(),
    };
    fields.finish();
    title.map(|_| config)
}

/// A summary for the bureau above is in editions that everybody may see only.
fn disclosure_txt(fields: &mut Fields<'_, '_, '_>, editions: &[Edition]) -> bool {
    let Some(typed) = fields.spot(key("disclosure_txt"), values::boolean) else {
        return false;
    };
    if typed.value && !editions.is_empty() && !editions.iter().any(Edition::is_for_everybody) {
        let message = "没有社会公开的版，不会生成 disclosure.txt";
        let hint = "供上级汇总的只有社会公开的网站：加一版 audience = \"社会公开\" 的，或者删去这一行";
        fields.faults.say(DISCLOSURE_TXT, typed.at, message, hint);
    }
    typed.value
}

fn publisher(fields: &mut Fields<'_, '_, '_>, files: &BTreeMap<SourcePath, Found>) -> Publisher {
    Publisher {
        organizer: fields.line(key("organizer")),
        address: fields.line(key("address")),
        telephone: fields.line(key("telephone")),
        email: email(fields),
        icp: fields.line(key("icp")),
        police: fields.line(key("police")),
        emblem: picture(fields, "emblem", files, (EMBLEM, "徽标图片")),
    }
}

/// A mail address.
pub(super) fn email(fields: &mut Fields<'_, '_, '_>) -> Option<String> {
    let typed = fields.spot(key("email"), values::line)?;
    let is_one = typed.value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains(['@', ';', '；', ',', '，', '、', ' '])
    });
    if !is_one {
        let message = format!("“{}”不是一个邮箱", values::shown(&typed.value));
        let hint = "写一个邮箱，例如 email = \"dangwu@school.example.edu.cn\"";
        fields.faults.say(EMAIL, typed.at, message, hint);
    }
    Some(typed.value)
}

/// A picture under `content/files/`, named from there; a path that begins higher up is understood too.
fn picture(
    fields: &mut Fields<'_, '_, '_>,
    name: &'static str,
    files: &BTreeMap<SourcePath, Found>,
    (code, what): (Code, &str),
) -> Option<SourcePath> {
    let typed = fields.spot(key(name), values::line)?;
    let name = typed.value.replace('\\', "/");
    let name = name.strip_prefix("content/").unwrap_or(&name);
    let name = name.strip_prefix("files/").unwrap_or(name);
    let path = SourcePath::new(&format!("content/files/{name}"));
    let is_picture = path
        .as_ref()
        .is_some_and(|path| matches!(path.extension().as_str(), "png" | "jpg" | "jpeg" | "gif"));
    let found = path
        .filter(|path| is_picture && path.as_str().starts_with("content/files/") && files.contains_key(path));
    if found.is_none() {
        let message = format!("找不到{what}“{}”", values::shown(&typed.value));
        let hint = "图片放在 content/files 文件夹里，这里从 content 写起，例如 files/school-mark.png；可以是 png、jpg、gif";
        fields.faults.say(code, typed.at, message, hint);
    }
    found
}

/// The tables of a table of tables, each with its name.
pub(super) fn tables<'n, 't, 'f>(
    fields: &mut Fields<'n, 't, 'f>,
    name: &'static str,
) -> Vec<(&'n str, Fields<'n, 't, 'f>)> {
    let Some(field) = fields.take(key(name)) else {
        return Vec::new();
    };
    let faults = fields.faults;
    let Value::Map(pairs) = &field.node.value else {
        let _ = Fields::of_field(faults, &field, &format!("[{name}.…]"));
        return Vec::new();
    };
    let table = |(name_node, node): &'n (Node<'t>, Node<'t>)| {
        // The heading of a table was deleted, and what it had stands in the one above.
        let setting = name_node.text().filter(|_| !matches!(node.value, Value::Map(_)));
        if let Some(setting) = setting.filter(|setting| suggest::section_of(setting).is_some()) {
            suggest::unknown_key(faults, name_node.at, setting, (&[], &[]));
            return None;
        }
        let field = Field {
            name,
            at: name_node.at,
            node,
        };
        let fields = Fields::of_field(faults, &field, &format!("[{name}.…]"))?;
        Some((name_node.text()?, fields))
    };
    pairs.iter().filter_map(table).collect()
}

fn editions(
    fields: &mut Fields<'_, '_, '_>,
    site: &str,
    organization: Option<&Organization>,
) -> (Vec<Edition>, Vec<TypedValue<String>>) {
    let mut editions: Vec<Edition> = Vec::new();
    let mut codes = Vec::new();
    let tables = tables(fields, "editions");
    if tables.is_empty() && !fields.has(key("editions")) {
        let hint = "加上一节 [editions.web]，写明 audience = \"社会公开\" 和 output = \"public\"";
        fields
            .faults
            .say(EDITIONS, fields.at, "没有写要生成哪一版网站", hint);
    }
    for (id, mut table) in tables {
        let branches = branches(&mut table, organization);
        let code = table.spot(key("qr_edition"), values::line);
        let edition = edition(id, table, site, &editions);
        editions.push(Edition {
            branches,
            qr_edition: code.as_ref().map(|code| code.value.clone()),
            ..edition
        });
        codes.extend(code);
    }
    (editions, codes)
}

/// `qr_edition` names a web edition, beside a board edition, for whoever stands before the board.
fn check_codes(faults: &Faults<'_>, editions: &[Edition], codes: &[TypedValue<String>]) {
    let webs: Vec<String> = editions
        .iter()
        .filter(|edition| !edition.is_board)
        .map(|edition| edition.id.clone())
        .collect();
    for code in codes.iter().filter(|code| !webs.contains(&code.value)) {
        let message = format!("二维码不能通向“{}”", values::shown(&code.value));
        let hint = format!(
            "写网站那一版的名称，例如 qr_edition = \"web\"；现有的：{}",
            webs.join("、")
        );
        faults.say(QR_EDITION, code.at, message, hint);
    }
    for code in codes {
        let web = editions.iter().find(|edition| edition.id == code.value);
        let boards = editions.iter().filter(|edition| edition.is_board);
        let mut boards = boards.filter(|board| board.qr_edition.as_ref() == Some(&code.value));
        if let Some((web, board)) = web.and_then(|web| {
            let board = boards.find(|board| web.audience > board.audience)?;
            Some((web, board))
        }) {
            let [inner, outer] = [web, board].map(|edition| edition.audience.label());
            let message = format!("公开栏是{outer}，二维码通向的“{}”却是{inner}", web.id);
            let hint = format!(
                "站在公开栏前扫码的人，不都是那一版的读者：核对 [editions.{}] 的 audience 是不是改错了；没有改错的，qr_edition 写另一版，或者删去",
                web.id
            );
            faults.say(QR_AUDIENCE, code.at, message, hint);
        }
    }
}

/// An edition that exists. `advice` is what to add where none has a name like it.
pub(super) fn edition_named<'e>(
    faults: &Faults<'_>,
    typed: &TypedValue<String>,
    editions: &'e [Edition],
    (code, advice): (Code, &str),
) -> Option<&'e Edition> {
    let found = editions.iter().find(|edition| edition.id == typed.value);
    // One that is there has errors of its own, which are told.
    let is_unread = || {
        faults
            .source()
            .text
            .contains(&format!("[editions.{}]", typed.value))
    };
    if found.is_none() && !is_unread() {
        let ids: Vec<&str> = editions.iter().map(|edition| edition.id.as_str()).collect();
        let message = format!("没有名为“{}”的版", values::shown(&typed.value));
        let hint = match suggest::nearest(&typed.value, ids.iter().map(|id| (*id, *id))) {
            Some(near) => format!("是不是想写“{near}”？"),
            None => format!("写现有的版：{}{advice}", ids.join("、")),
        };
        faults.say(code, typed.at, message, hint);
    }
    found
}

/// `branches`: ids or names of branches that exist. One that does not is an error, and nobody's entries are shown
/// instead of everybody's.
fn branches(table: &mut Fields<'_, '_, '_>, organization: Option<&Organization>) -> Option<Vec<String>> {
    table.has(key("branches")).then(|| {
        let typed = table.lines(key("branches"));
        if typed.is_empty() {
            let hint = "写支部的编号或名称，例如 branches = [\"第一党支部\"]；要公开所有支部的，删去这一行";
            table
                .faults
                .say(BRANCHES, table.key_at(key("branches")), "branches 是空的", hint);
        }
        let known = typed
            .iter()
            .filter_map(|typed| common::known_branch(table.faults, typed, organization?));
        known.collect()
    })
}

/// With an error no `site.toml` is used; but the edition is there, for whatever names it.
fn edition(id: &str, mut fields: Fields<'_, '_, '_>, site: &str, others: &[Edition]) -> Edition {
    let faults = fields.faults;
    if !names::is_plain(id, LONGEST_ID) {
        let message = format!("版的名称不能是“{id}”");
        faults.say(
            EDITION_ID,
            fields.at,
            message,
            "只用小写字母、数字和“-”，例如 [editions.web]",
        );
    }
    let title = fields.line(key("title"));
    let audience = audience(&mut fields);
    let theme_at = fields.spot(key("theme"), values::line);
    let theme = theme(faults, theme_at.as_ref());
    let output = fields.required(key("output"), values::line, "output = \"public\"");
    let output = output.and_then(|output| folder(faults, &output, others));
    let base_url = web_address(&mut fields, key("base_url"), BASE_URL);
    fields.finish();
    Edition {
        id: id.to_owned(),
        title: title.unwrap_or_else(|| site.to_owned()),
        // Nothing more is said about one that is not known.
        audience: audience.unwrap_or(Scope::Public),
        theme,
        theme_place: theme_at.map(|spot| faults.place(spot.at)),
        appearance: SiteAppearance::default(),
        output: output.unwrap_or_default(),
        branches: None,
        base_url,
        is_board: false,
        qr_edition: None,
    }
}

/// For whom the edition is.
fn audience(fields: &mut Fields<'_, '_, '_>) -> Option<Scope> {
    let read = |faults: &Faults<'_>, field: &Field<'_, '_>| {
        let typed = values::typed_line(faults, field)?;
        if SCOPES.find(typed) != Some(Scope::Restricted) {
            return AUDIENCES.read(faults, field);
        }
        let hint = "写社会公开、校内公开或者党内公开；公开范围是特定对象的条目不进任何一版，由经手人当面告知";
        faults.say(AUDIENCE, field.node.at, "没有给“特定对象”看的版", hint);
        None
    };
    let typed = fields.required(key("audience"), read, "audience = \"社会公开\"");
    typed.map(|typed| typed.value)
}

fn theme(faults: &Faults<'_>, typed: Option<&TypedValue<String>>) -> String {
    let Some(theme) = typed else {
        return "disclosure".to_owned();
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !theme.value.chars().all(plain) {
        let message = format!("主题的名称不能是“{}”", values::shown(&theme.value));
        let hint = "主题是 themes 里一个文件夹的名称，例如 disclosure";
        faults.say(THEME, theme.at, message, hint);
    }
    theme.value.clone()
}

/// The output folder, in one form; none of the site's own folders may be in danger.
fn folder(faults: &Faults<'_>, typed: &TypedValue<String>, others: &[Edition]) -> Option<String> {
    let say = |message: &str| {
        let message = format!("输出文件夹“{}”{message}", values::shown(&typed.value));
        faults.say(
            OUTPUT,
            typed.at,
            message,
            "写网站文件夹里的一个新文件夹名，例如 public",
        );
    };
    let slashed = typed.value.replace('\\', "/");
    if slashed.split('/').any(|part| part == "..") {
        say("不能含有“..”");
        return None;
    }
    let Some(path) = SourcePath::new(&slashed) else {
        say("不能是网站文件夹本身，也不能是绝对路径");
        return None;
    };
    if let Some(reason) = path.as_str().split('/').find_map(names::forbidden) {
        say(&format!("{reason}，Windows 上无法使用"));
        return None;
    }
    let first = path.as_str().split('/').next().unwrap_or_default().to_lowercase();
    if OWN_FOLDERS.contains(&first.as_str()) || first == "site.toml" || first == ".git" {
        say("是网站自己的文件夹，或者在它里面");
        return None;
    }
    let inside = |a: &str, b: &str| {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        a == b || a.starts_with(&format!("{b}/")) || b.starts_with(&format!("{a}/"))
    };
    if let Some(other) = others.iter().find(|other| inside(&other.output, path.as_str())) {
        let message = format!("输出文件夹“{path}”与版“{}”的“{}”重叠", other.id, other.output);
        faults.say(OUTPUT_TWICE, typed.at, message, "每一版用各自的文件夹，互不包含");
        return None;
    }
    Some(path.as_str().to_owned())
}

/// What the address of a page ends with, and that of a folder does not.
const PAGES: [&str; 7] = [".htm", ".html", ".shtml", ".php", ".asp", ".aspx", ".jsp"];

/// Where a site is reached, with a `/` at its end.
pub(super) fn web_address(fields: &mut Fields<'_, '_, '_>, key: FieldName, code: Code) -> Option<String> {
    let typed = fields.spot(key, values::line)?;
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| typed.value.strip_prefix(scheme));
    let host = rest.map_or("", |rest| rest.split('/').next().unwrap_or(""));
    let odd = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
    if host.is_empty() || typed.value.contains(odd) {
        let message = format!("网址“{}”不完整", values::shown(&typed.value));
        let hint =
            "写网站首页所在的网址，以 http:// 或 https:// 开头，例如 https://school.example.edu.cn/dangwu/";
        fields.faults.say(code, typed.at, message, hint);
        return None;
    }
    let last = rest
        .unwrap_or_default()
        .rsplit_once('/')
        .map_or("", |(_, last)| last);
    if PAGES
        .iter()
        .any(|ending| last.to_ascii_lowercase().ends_with(ending))
    {
        let folder = typed.value.trim_end_matches(last);
        let message = format!("网址写到了一个网页“{last}”");
        fields.faults.say(
            code,
            typed.at,
            message,
            format!("写到它所在的文件夹为止：{folder}"),
        );
        return None;
    }
    let slash = if typed.value.ends_with('/') { "" } else { "/" };
    Some(format!("{}{slash}", typed.value))
}

/// A number as it was typed; one out of the range is told, with a hint.
pub(super) fn number(
    table: &mut Fields<'_, '_, '_>,
    name: &'static str,
    range: RangeInclusive<u32>,
    (code, hint): (Code, &str),
) -> Option<u32> {
    let typed = table.spot(key(name), values::count)?;
    if !range.contains(&typed.value) {
        let message = format!("{name} 不能是 {}", typed.value);
        table.faults.say(code, typed.at, message, hint);
    }
    Some(typed.value)
}
