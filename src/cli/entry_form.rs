//! The file of an entry before anything is written into it: its form, with the date, the scope that is usual for its kind
//! and, where it is known, its type; and where it goes.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::new_site::yaml_text;
use crate::read::config::section_scope;
use crate::read::ledger::{ColumnKind, ColumnRole, NUMBER_TO_FILL_IN, Preset, PresetField};
use crate::read::notice::NoticeKind;
use crate::read::organization::organization_alone;
use crate::read::{FileBytes, Found, Organization};
use crate::words::{Day, Kind, Labelled, MachineFault, Scope, SourcePath, starts_with_any};

/// The forms, by kind; `{标题}`, `{日期}`, `{截止}`, `{年度}` and `{支部}` are filled in.
fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::Notice => include_str!("forms/notice.md"),
        Kind::Meeting => include_str!("forms/meeting.md"),
        Kind::Pledge => include_str!("forms/pledge.md"),
        Kind::Study => include_str!("forms/study.md"),
        Kind::Page => include_str!("forms/page.md"),
        Kind::Ledger => include_str!("forms/ledger.yaml"),
    }
}

/// An entry that is to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntryForm<'a> {
    /// The site's folder.
    pub(super) root: &'a Path,
    pub(super) kind: Kind,
    /// 类型, 类别 or 台账, where that is known.
    pub(super) of_type: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) date: Day,
    /// No wider scope is written, whatever is usual for the kind.
    pub(super) widest: Scope,
}

impl EntryForm<'_> {
    /// What the file says.
    pub(super) fn text(&self) -> String {
        let preset = self
            .of_type
            .and_then(|word| Preset::ALL.into_iter().find(|preset| preset.label() == word));
        let form = match (self.kind, preset) {
            (Kind::Ledger, Some(preset)) => of_preset(form(self.kind), preset),
            (Kind::Ledger, None) => about_numbers(form(self.kind), Preset::Rectification),
            _ => form(self.kind).to_owned(),
        };
        let form = with_branch(&form, &organization(self.root));
        let text = with_scope(&form, self.scope())
            .replace("{标题}", &yaml_text(self.title))
            .replace("{日期}", &self.date.to_string())
            .replace("{截止}", &self.date.after(OPEN_FOR).to_string())
            .replace("{年度}", &self.date.year().to_string());
        match self.of_type {
            Some(of_type) => with_type(&text, of_type),
            None => text,
        }
    }

    /// The scope that `site.toml` sets for entries of its kind, and none wider than is asked for.
    pub(super) fn scope(&self) -> Option<Scope> {
        let path = SourcePath::new("site.toml")?;
        let content = FileBytes::Disk(self.root.join("site.toml"));
        section_scope(&Found { path, content }, self.kind).map(|usual| usual.max(self.widest))
    }

    /// Where it goes: named by date and title, in the folder of its kind.
    pub(super) fn path(&self) -> PathBuf {
        let name = match self.kind {
            Kind::Page => file_name(self.title),
            _ => format!("{}-{}", self.date, file_name(self.title)),
        };
        let ending = if self.kind == Kind::Ledger { "yaml" } else { "md" };
        existing_folder(self.root, self.kind).join(format!("{name}.{ending}"))
    }
}

/// The site's own organization; empty without one.
pub(super) fn organization(root: &Path) -> Organization {
    let name = "content/organization.yaml";
    let path = SourcePath::new(name);
    path.map_or_else(Organization::default, |path| {
        let content = FileBytes::Disk(root.join(name));
        organization_alone(&Found { path, content })
    })
}

/// So many days a new 征求意见 is open: no fewer than half a month, for everybody.
const OPEN_FOR: u64 = 15;

/// The form with a branch that there is as its example; without one nothing is said of branches.
fn with_branch(form: &str, organization: &Organization) -> String {
    if let Some(branch) = organization.branches.first() {
        return form.replace("{支部}", &branch.id);
    }
    let is_of_branches = |line: &&str| line.contains("{支部}") || line.starts_with("# 哪个支部的");
    let rest = form.lines().filter(|line| !is_of_branches(line));
    let rest: String = rest.map(|line| format!("{line}\n")).collect();
    rest.replace("\n\n\n", "\n\n")
}

/// Refuses a folder that is no site.
pub(super) fn check_site(root: &Path) -> Result<(), MachineFault> {
    match root.join("site.toml").is_file() {
        true => Ok(()),
        false => Err(MachineFault::new("这个文件夹不是网站：没有 site.toml")
            .at(root)
            .hint("请先进入网站的文件夹，或者用 gongkai init 新建一个")),
    }
}

/// The form with the scope that is usual for its kind; without one it is left to whoever writes, who then sees the
/// entry in no edition. Nothing wider than what the school has set is ever written.
fn with_scope(form: &str, usual: Option<Scope>) -> String {
    let line = match usual {
        Some(scope) => format!("公开范围: {}", scope.label()),
        None => "# site.toml 没有规定这一类的公开范围；这里不写，就不会公开\n# 公开范围: 校内公开".to_owned(),
    };
    form.replace("{公开范围}", &line)
}

/// A type of notice that has more than the others.
struct OwnForm {
    kind: NoticeKind,
    /// What it must have, or nearly always has: comments in the form of the others.
    fields: [&'static str; 2],
    /// Its text.
    body: &'static str,
}

const OWN_FORMS: [OwnForm; 2] = [
    OwnForm {
        kind: NoticeKind::Publicity,
        fields: ["公示期:", "受理:"],
        body: include_str!("forms/publicity.md"),
    },
    OwnForm {
        kind: NoticeKind::Consultation,
        fields: ["截止:", "方式:"],
        body: include_str!("forms/consultation.md"),
    },
];

/// The form with its type filled in; of a type that has them, with fields and a text of its own.
fn with_type(form: &str, of_type: &str) -> String {
    let own = OWN_FORMS.iter().find(|own| own.kind.label() == of_type);
    let (fields, body) = match (form.split_once("\n---\n"), own) {
        (Some((fields, _)), Some(own)) => (fields, format!("---\n{}", own.body)),
        _ => (form, String::new()),
    };
    let line = |line: &str| {
        if line.starts_with("类型:") || line.starts_with("类别:") {
            let key = line.split(':').next().unwrap_or(line);
            return format!("{key}: {of_type}\n");
        }
        let is_own = |rest: &&str| own.is_some_and(|own| starts_with_any(rest, &own.fields));
        match line.strip_prefix("# ").filter(is_own) {
            Some(rest) if rest.starts_with("公示期:") => {
                format!("# 公示期不少于5个工作日，第一天是工作日的也算；放假和调休由程序推算\n{rest}\n")
            }
            Some(rest) => format!("{rest}\n"),
            None => format!("{line}\n"),
        }
    };
    fields.lines().map(line).collect::<String>() + &body
}

/// The form of a ledger with the row of another preset. What each row must have is filled in so that the draft can be
/// read; everything else is left empty.
fn of_preset(form: &str, preset: Preset) -> String {
    let value = |field: &PresetField| match field.kind {
        _ if !field.required => "",
        ColumnKind::Date if field.role == Some(ColumnRole::Deadline) => "{年度}-12-31",
        ColumnKind::Date => "{日期}",
        ColumnKind::Person => "（填姓名）",
        kind if kind.is_numeric() => NUMBER_TO_FILL_IN,
        _ => "（填写）",
    };
    let fields = preset.fields().iter().enumerate();
    let row: String = fields
        .map(|(index, field)| {
            let mark = if index == 0 { "- " } else { "  " };
            format!("  {mark}{}: {}\n", field.name, value(field))
        })
        .collect();
    let mut text = String::with_capacity(form.len());
    let mut inside = false;
    for line in form.lines() {
        inside = line == "行:" || (inside && line.starts_with("  "));
        match line {
            "行:" => text.push_str(&format!("行:\n{row}")),
            line if line.starts_with("台账:") => text.push_str(&format!("台账: {}\n", preset.label())),
            _ if inside => {}
            line => text.push_str(&format!("{line}\n")),
        }
    }
    about_numbers(&text, preset)
}

/// A ledger's form that speaks of totals and charts as far as the preset has columns for them.
fn about_numbers(form: &str, preset: Preset) -> String {
    let line = |line: &str| match is_about_numbers(line) {
        true => fitted(line, preset),
        false => format!("{line}\n"),
    };
    form.lines().map(line).collect()
}

/// True for the form's lines about totals and charts.
fn is_about_numbers(line: &str) -> bool {
    starts_with_any(line, &["# 金额、数字的合计", "# 合计:", "# 画成条形图", "# 图:"])
}

/// Such a line with a column that the preset has; nothing where it has no numbers.
fn fitted(line: &str, preset: Preset) -> String {
    let of_money = |field: &&PresetField| field.kind == ColumnKind::Money;
    let is_numeric = |field: &&PresetField| field.kind.is_numeric();
    let fields = preset.fields().iter();
    let numeric = fields
        .clone()
        .find(of_money)
        .or_else(|| fields.clone().find(is_numeric));
    match numeric {
        None => String::new(),
        Some(field) if line.starts_with("# 合计:") => format!("# 合计: {{{}: 0}}\n", field.name),
        Some(field) if line.starts_with("# 图:") => format!("# 图: {}\n", field.name),
        Some(_) => format!("{line}\n"),
    }
}

/// How many characters of a title become the file's name.
const NAME: usize = 30;

/// The title as a file's name that every system takes. It stays Chinese: easy to find in a folder, and a
/// 公示 with a Chinese name is never addressed by it, so that nobody's name lives on in an address.
fn file_name(title: &str) -> String {
    let safe = title.chars().map(|c| {
        if c.is_control() || "<>:\"/\\|?*#%&{}$!'@+`=. ".contains(c) {
            '-'
        } else {
            c
        }
    });
    let mut name: String = safe.take(NAME).collect();
    if title.chars().count() > NAME {
        close_marks(&mut name);
    }
    name.trim_matches('-').to_owned()
}

/// A name that was cut does not end inside brackets: what they began to say goes, and quotes are closed.
fn close_marks(name: &mut String) {
    let is_open = |name: &str, open: char, close: char| {
        let at = name.rfind(open)?;
        (!name[at..].contains(close)).then_some(at)
    };
    if let Some(at) = is_open(name, '（', '）').filter(|at| *at > 0) {
        name.truncate(at);
    }
    for (open, close) in [('“', '”'), ('《', '》')] {
        if is_open(name, open, close).is_some() {
            name.push(close);
        }
    }
}

/// The kind's folder by whichever of its names is there.
fn existing_folder(root: &Path, kind: Kind) -> PathBuf {
    let content = root.join("content");
    let chinese = content.join(kind.label());
    if chinese.is_dir() {
        chinese
    } else {
        content.join(kind.folder())
    }
}

/// Writes a file that is not there yet, and the folder around it.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), MachineFault> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|cause| MachineFault::io("新建文件夹", folder, cause))?;
    }
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            return Err(MachineFault::new("已经有这个文件了，没有改动它")
                .at(path)
                .hint("请换一个标题，或者直接修改原来的文件"));
        }
        Err(cause) => return Err(MachineFault::io("新建文件", path, cause)),
    };
    file.write_all(bytes)
        .map_err(|cause| MachineFault::io("写入文件", path, cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_a_ledger_must_have_are_to_be_filled_in() {
        let text = of_preset(form(Kind::Ledger), Preset::Dues);
        assert!(text.contains(&format!("应缴: {NUMBER_TO_FILL_IN}\n")), "{text}");
        assert!(!text.contains(": 0\n"), "{text}");
    }

    #[test]
    fn a_new_entry_has_the_usual_scope_of_its_kind_or_none() {
        for kind in Kind::ALL {
            let scopes = |usual| {
                let text = with_scope(form(kind), usual);
                let lines = text.lines().filter(|line| line.starts_with("公开范围:"));
                lines.map(str::to_owned).collect::<Vec<_>>()
            };
            for scope in Scope::ALL {
                assert_eq!(
                    scopes(Some(scope)),
                    [format!("公开范围: {}", scope.label())],
                    "{kind:?}"
                );
            }
            assert!(scopes(None).is_empty(), "{kind:?}");
        }
    }

    #[test]
    fn a_files_name_is_not_cut_inside_brackets() {
        let rules = "东湖县教育局关于公开征求《东湖县中小学校党组织会议议事规则（征求意见稿）》意见的公告";
        for (title, expected) in [
            (
                rules,
                "东湖县教育局关于公开征求《东湖县中小学校党组织会议议事规则》",
            ),
            (
                "关于在全县教育系统党组织和党员中组织开展“红烛领航先锋行动之学法守法”主题实践的通知",
                "关于在全县教育系统党组织和党员中组织开展“红烛领航先锋行动之”",
            ),
            ("关于开会（补充）的通知", "关于开会（补充）的通知"),
        ] {
            assert_eq!(file_name(title), expected);
        }
    }

    #[test]
    fn a_consultation_has_its_last_day_and_its_way() {
        let form = EntryForm {
            root: Path::new("nowhere"),
            kind: Kind::Notice,
            of_type: Some("征求意见"),
            title: "关于制度征求意见的公告",
            date: Day::new(2026, 11, 28).expect("a day"),
            widest: Scope::Public,
        };
        let text = form.text();
        for line in [
            "类型: 征求意见\n",
            "\n截止: 2026-12-13\n方式: ",
            "## 征求意见的内容",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
    }

    #[test]
    fn examples_that_are_comments_are_right_on_a_new_site() {
        let ids = |catalogue: &str| -> Vec<String> {
            let behind = catalogue.split("编号: ").skip(1);
            behind
                .filter_map(|text| Some(text.split([',', '\n']).next()?.to_owned()))
                .collect()
        };
        let catalogues = [
            include_str!("../new_site/skeleton/content/catalogue.yaml"),
            include_str!("../new_site/opinion.yaml"),
        ]
        .map(ids);
        for kind in Kind::ALL {
            let form = form(kind);
            let item = form.lines().find_map(|line| line.strip_prefix("# 公开目录: "));
            let item = item.expect("every form names one").to_owned();
            assert!(
                catalogues.iter().all(|ids| ids.contains(&item)),
                "{kind:?}: {item}"
            );
            assert!(
                !with_branch(form, &Organization::default()).contains("支部: "),
                "{kind:?}"
            );
        }
        let rectification = about_numbers(form(Kind::Ledger), Preset::Rectification);
        assert!(!rectification.contains("# 合计:") && !rectification.contains("# 图:"));
    }

    #[test]
    fn a_ledgers_form_speaks_of_the_columns_it_has() {
        let filled = |preset| of_preset(form(Kind::Ledger), preset);
        assert!(filled(Preset::Dues).contains("# 图: 应缴"));
        assert!(!filled(Preset::Honours).contains("# 图:") && !filled(Preset::Honours).contains("# 合计:"));
    }
}
