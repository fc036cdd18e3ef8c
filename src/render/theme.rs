//! A theme: its templates, compiled, and its static files. The theme of that name inside the program
//! comes first; a site's file of the same path under `themes/<name>/` takes the place of the embedded one. A theme of a name
//! of its own has the files that it lacks from the embedded theme that it is based on.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, Tera};

use super::style_values::StyleValues;
use super::template_faults::{self, Fault, FaultPosition};
use super::{filters, material, written};
use crate::read::config::{Edition, HomePicture, PlacedValue, SiteAppearance, ThemeSettings};
use crate::words::{
    Address, Code, Complaint, Fingerprint, MachineFault, PageFamily, Place, Report, SourcePath, SourceText,
};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

const MISSING: Code = Code::error("theme-missing");
const TEMPLATE: Code = Code::error("theme-template");
const STATIC_NAME: Code = Code::error("theme-static-name");
const PICTURE: Code = Code::error("theme-picture");

/// A style of the site's own, linked behind the theme's when it is there.
const CUSTOM: &str = "custom.css";

/// What a theme is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Medium {
    /// A web site.
    Web,
    /// Sheets of paper on boards.
    Board,
}

impl Medium {
    /// What an edition is.
    #[must_use]
    pub fn of(edition: &Edition) -> Self {
        if edition.is_board { Self::Board } else { Self::Web }
    }

    /// The embedded theme for it.
    fn usual_theme(self) -> &'static str {
        match self {
            Self::Web => "disclosure",
            Self::Board => "bulletin",
        }
    }

    /// The templates that a theme for it has to bring.
    fn required(self) -> impl Iterator<Item = &'static str> {
        let families = match self {
            Self::Web => PageFamily::WEB,
            Self::Board => PageFamily::BOARD,
        };
        families.iter().map(|family| family.template)
    }
}

/// The files of a theme, by their path inside its folder (`templates/base.html`, `static/style.css`).
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles {
    name: String,
    files: BTreeMap<String, Arc<[u8]>>,
    /// The site brings templates of its own.
    own_templates: bool,
}

impl ThemeFiles {
    /// Reads a theme: the embedded files, and those in the site's `themes/<name>/` over them.
    ///
    /// # Errors
    /// A file of the site's theme cannot be read.
    pub fn load(site: &Path, name: &str) -> Result<Self, MachineFault> {
        let mut files = Self::embedded(name);
        let folder = site.join("themes").join(name);
        for item in walkdir::WalkDir::new(&folder).sort_by_file_name() {
            let item = match item {
                Ok(item) => item,
                Err(fault)
                    if fault
                        .io_error()
                        .is_some_and(|e| e.kind() == io::ErrorKind::NotFound) =>
                {
                    break;
                }
                Err(fault) => {
                    return Err(MachineFault::io("读取主题", &folder, io::Error::from(fault)));
                }
            };
            if !item.file_type().is_file() || item.file_name().to_string_lossy().starts_with(['.', '~']) {
                continue;
            }
            let path = item.path();
            let inside = path
                .strip_prefix(&folder)
                .unwrap_or(path)
                .to_string_lossy()
                .replace('\\', "/");
            let bytes = std::fs::read(path).map_err(|cause| MachineFault::io("读取主题文件", path, cause))?;
            files.own_templates |= inside.starts_with("templates/");
            files.files.insert(inside, bytes.into());
        }
        Ok(files)
    }

    /// The theme of this name inside the program; empty when there is none.
    #[must_use]
    pub fn embedded(name: &str) -> Self {
        let mut files = BTreeMap::new();
        if let Some(dir) = EMBEDDED.get_dir(name) {
            gather(dir, name, &mut files);
        }
        Self {
            name: name.to_owned(),
            files,
            own_templates: false,
        }
    }

    /// The files of the site's own theme folder that are not what they were in `before`: changed, new and gone ones.
    #[must_use]
    pub fn differences(&self, before: &Self) -> Vec<SourcePath> {
        let paths: BTreeSet<&String> = self.files.keys().chain(before.files.keys()).collect();
        let differs = |path: &&String| self.files.get(*path) != before.files.get(*path);
        let named = |path: &String| SourcePath::new(&format!("themes/{}/{path}", self.name));
        paths.into_iter().filter(differs).filter_map(named).collect()
    }

    /// Every file: its path inside the theme's folder, and its bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), &**bytes))
    }
}

fn gather(dir: &Dir<'_>, name: &str, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(inside) = path.strip_prefix(&format!("{name}/")) {
            files.insert(inside.to_owned(), file.contents().into());
        }
    }
    for sub in dir.dirs() {
        gather(sub, name, files);
    }
}

/// A theme that is ready to render.
#[derive(Debug)]
pub struct Theme {
    /// The compiled templates.
    pub tera: Tera,
    /// The static files, by their path under `static/`.
    pub statics: BTreeMap<String, Arc<[u8]>>,
    /// Stands for all of its files, and for what the site says of their colours.
    pub fingerprint: Fingerprint,
    /// A style of the site's own, a path.
    pub(crate) custom_css: Option<String>,
    /// The emblem of sites that have none, a path.
    pub(super) emblem: Option<String>,
    /// The home page's picture for sites that have none.
    pub(super) home_picture: Option<HomePicture<(String, material::Size)>>,
    /// The site brings templates of its own: nobody knows that they can show all content.
    pub own_templates: bool,
    sources: BTreeMap<String, SourceText>,
}

impl Theme {
    /// Compiles the theme of an edition. `None` when it cannot be used; the report says why.
    pub fn compile(files: &ThemeFiles, edition: &Edition, report: &mut Report) -> Option<Self> {
        let medium = Medium::of(edition);
        let own = files.settings(report);
        let base = files.base(&own, medium);
        let usual = base.settings(report);
        let values = StyleValues::new(&[&usual, &own], &edition.appearance, report);
        let completed = files.completed(&base, medium);
        let files = &completed;
        let mut statics = BTreeMap::new();
        let mut sources = BTreeMap::new();
        for (path, bytes) in &files.files {
            if let Some(name) = path.strip_prefix("static/") {
                if check_static_name(files, path, name, report) {
                    statics.insert(name.to_owned(), with_values(name, bytes, &values));
                }
            } else if let Some(name) = path.strip_prefix("templates/")
                && let Some(source) = files.text(path, bytes, report)
            {
                sources.insert(name.to_owned(), source);
            }
        }
        statics.insert(
            "code.css".into(),
            crate::markdown::highlight_css().into_bytes().into(),
        );
        let emblem = own.emblem.or(usual.emblem);
        let home_picture = own.home_picture.or(usual.home_picture);
        let mut theme = Self {
            tera: Tera::default(),
            fingerprint: files.fingerprint(&statics),
            custom_css: statics.contains_key(CUSTOM).then(|| asset(CUSTOM)),
            emblem: emblem.and_then(|file| Some(picture(&file, &statics, report)?.0)),
            home_picture: home_picture.and_then(|of| {
                let file = picture(&of.file, &statics, report)?;
                Some(HomePicture { file, alt: of.alt })
            }),
            statics,
            own_templates: files.own_templates,
            sources,
        };
        theme.check_complete(&files.name, edition, report)?;
        filters::register(&mut theme.tera, theme.statics.keys().cloned().collect(), values);
        let templates = theme
            .sources
            .iter()
            .map(|(name, source)| (name.as_str(), &*source.text));
        if let Err(error) = theme.tera.add_raw_templates(templates.collect::<Vec<_>>()) {
            for fault in template_faults::faults(&error) {
                report.push(theme.say(fault));
            }
            return None;
        }
        Some(theme)
    }

    fn check_complete(&self, name: &str, edition: &Edition, report: &mut Report) -> Option<()> {
        let required = Medium::of(edition).required();
        let mut missing: Vec<&str> = required
            .filter(|template| !self.sources.contains_key(*template))
            .collect();
        // Two families of a board have one template.
        missing.dedup();
        if missing.is_empty() {
            return Some(());
        }
        let message = if self.sources.is_empty() {
            format!("没有名为“{name}”的主题")
        } else {
            format!("主题“{name}”缺少模板：{}", missing.join("、"))
        };
        let hint = format!("请检查 site.toml 中的 theme，或者在 themes/{name}/templates/ 中补齐模板");
        report.push(Complaint::new(MISSING, edition.theme_place.clone(), message).hint(hint));
        None
    }

    /// Says where in which template an error lies, with the line shown: a template's own report is
    /// misaligned under wide characters.
    #[must_use]
    fn complaint(&self, error: &tera::Error) -> Complaint {
        self.say(template_faults::fault(error))
    }

    /// Fills a template.
    ///
    /// # Errors
    /// It has a fault.
    pub(super) fn fill(
        &self,
        template: &str,
        context: &Context,
        bytes: &mut Vec<u8>,
    ) -> Result<(), Complaint> {
        let filled = self.tera.render_to(template, context, bytes);
        filled.map_err(|error| self.complaint(&error))
    }

    fn say(&self, fault: Fault) -> Complaint {
        let message = format!("模板有错：{}", fault.message);
        let complaint = Complaint::new(TEMPLATE, self.place(&fault.at), message);
        let complaint = fault.hint.into_iter().fold(complaint, Complaint::hint);
        complaint.hint("模板可用的值见 docs/themes.md；删去 themes/ 中自己改过的文件，就会改用内置的模板")
    }

    /// The links that templates write out: `"index.html" | link`, each with its place.
    pub(super) fn written_links(&self) -> impl Iterator<Item = (String, Place)> {
        self.sources.values().flat_map(|source| {
            written::links(&source.text)
                .map(|range| (source.text[range.clone()].to_owned(), source.place(range)))
        })
    }

    /// Where a template writes an attribute, of which a page shows this value.
    pub(super) fn place_of_attribute(&self, name: &str, value: &str) -> Option<Place> {
        self.sources.values().find_map(|source| {
            let range = written::attribute(&source.text, name, value)?;
            Some(source.place(range))
        })
    }

    fn place(&self, at: &FaultPosition) -> Option<Place> {
        match at {
            FaultPosition::Span {
                template,
                line,
                column,
                width,
            } => {
                let source = self.sources.get(template)?;
                Some(source.place_at(number(*line), number(*column), number(*width)))
            }
            FaultPosition::Word { template, word } => {
                let source = self.sources.get(template)?;
                let start = source.text.find(word)?;
                Some(source.place(start..start + word.len()))
            }
            FaultPosition::Nowhere => None,
        }
    }
}

/// A style, with the colours and faces that stand in it by name; any other file as it is.
fn with_values(name: &str, bytes: &Arc<[u8]>, values: &StyleValues) -> Arc<[u8]> {
    let style = std::str::from_utf8(bytes).ok().filter(|_| name.ends_with(".css"));
    style.map_or_else(
        || Arc::clone(bytes),
        |style| values.filled(style).into_bytes().into(),
    )
}

/// Where a static file lies in the output.
fn asset(name: &str) -> String {
    format!("assets/{name}")
}

/// A picture among the static files: its path and its measures; `None`, with a complaint, for what is none.
fn picture(
    named: &PlacedValue<String>,
    statics: &BTreeMap<String, Arc<[u8]>>,
    report: &mut Report,
) -> Option<(String, material::Size)> {
    let name = named.value.strip_prefix("static/").unwrap_or(&named.value);
    let bytes = statics.get(name);
    let size = bytes.and_then(|bytes| material::measures(name, bytes));
    if size.is_none() {
        let message = match bytes {
            Some(_) => format!("“{name}”不是图片，或者图片损坏了"),
            None => format!("主题的 static 文件夹里没有图片“{name}”"),
        };
        let hint = "图片放在主题的 static 文件夹里，这里写文件名，例如 school-mark.png；可以是 png、jpg、gif";
        report.push(Complaint::new(PICTURE, named.place.clone(), message).hint(hint));
    }
    Some((asset(name), size?))
}

impl ThemeFiles {
    /// The embedded theme that it is, or that it is based on.
    #[must_use]
    pub fn original(&self) -> Self {
        self.base(&self.settings(&mut Report::new()), Medium::Web)
    }

    /// One of its styles as it goes out where the site's settings are of no concern; empty when there is none.
    #[must_use]
    pub fn style(&self, name: &str) -> String {
        let report = &mut Report::new();
        let own = self.settings(report);
        let usual = self.base(&own, Medium::Board).settings(report);
        let values = StyleValues::new(&[&usual, &own], &SiteAppearance::default(), report);
        let bytes = self.files.get(&format!("static/{name}"));
        let style = bytes.map_or_else(Cow::default, |bytes| String::from_utf8_lossy(bytes));
        values.filled(&style)
    }

    /// What `theme.toml` says; what is wrong with it is told.
    fn settings(&self, report: &mut Report) -> ThemeSettings {
        let path = "theme.toml";
        let bytes = self.files.get(path);
        let source = bytes.and_then(|bytes| self.text(path, bytes, report));
        source.map_or_else(ThemeSettings::default, |source| {
            ThemeSettings::read(&source, report)
        })
    }

    /// The embedded theme that it is, or that it is based on.
    fn base(&self, settings: &ThemeSettings, medium: Medium) -> Self {
        let is_there = |name: &&str| EMBEDDED.get_dir(name).is_some();
        let named = Some(self.name.as_str()).filter(is_there);
        let named = named.or_else(|| settings.based_on.as_deref().filter(is_there));
        Self::embedded(named.unwrap_or(medium.usual_theme()))
    }

    /// The theme with the files that it lacks, from the embedded theme that it is based on: a page that the program has
    /// since learnt needs a template that an older theme cannot have. A theme with all templates needs nothing; one
    /// without any file is none.
    fn completed(&self, base: &Self, medium: Medium) -> Self {
        let has = |template: &str| self.files.contains_key(&format!("templates/{template}"));
        let is_whole = medium.required().all(has);
        if self.files.is_empty() || is_whole || self.name == base.name {
            return self.clone();
        }
        let mut completed = self.clone();
        for (path, bytes) in &base.files {
            completed
                .files
                .entry(path.clone())
                .or_insert_with(|| Arc::clone(bytes));
        }
        completed
    }

    /// Of its templates, and of the static files as they go out.
    fn fingerprint(&self, statics: &BTreeMap<String, Arc<[u8]>>) -> Fingerprint {
        let mut ingredients = Vec::new();
        let templates = self.files.iter().filter(|(path, _)| !path.starts_with("static/"));
        for (path, bytes) in templates.chain(statics) {
            ingredients.extend_from_slice(path.as_bytes());
            ingredients.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            ingredients.extend_from_slice(bytes);
        }
        Fingerprint::of(&ingredients)
    }

    fn text(&self, path: &str, bytes: &[u8], report: &mut Report) -> Option<SourceText> {
        let source_path = SourcePath::new(&format!("themes/{}/{path}", self.name))?;
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Some(SourceText {
                    path: source_path,
                    text: text.replace("\r\n", "\n").into(),
                })
            }
            Err(_) => {
                report.push(
                    Complaint::new(TEMPLATE, Place::file(&source_path), "模板不是 UTF-8 编码")
                        .hint("请用记事本“另存为”，编码选 UTF-8"),
                );
                None
            }
        }
    }
}

/// Whether a static file can lie in the output; complains of one that cannot.
fn check_static_name(files: &ThemeFiles, path: &str, name: &str, report: &mut Report) -> bool {
    if Address::new(&format!("assets/{name}")).is_ok() {
        return true;
    }
    let place = SourcePath::new(&format!("themes/{}/{path}", files.name)).map(|path| Place::file(&path));
    report.push(
        Complaint::new(STATIC_NAME, place, format!("主题的静态文件“{name}”名称不合规"))
            .hint("文件名只用小写英文字母、数字、连字符和下划线，并带扩展名"),
    );
    false
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(name: &str, files: &[(&str, &str)]) -> ThemeFiles {
        let bytes = |text: &str| text.as_bytes().into();
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), bytes(text)));
        ThemeFiles {
            name: name.to_owned(),
            files: files.collect(),
            own_templates: true,
        }
    }

    #[test]
    fn a_theme_of_another_name_has_what_it_lacks_from_the_one_it_is_based_on() {
        let has = |files: &ThemeFiles, medium, path: &str| files.completed(medium).files.contains_key(path);
        let own = theme("school", &[("templates/home.html", "ours")]);
        let completed = own.completed(Medium::Web);
        assert_eq!(&*completed.files["templates/home.html"], b"ours");
        for template in Medium::Web.required() {
            assert!(
                completed.files.contains_key(&format!("templates/{template}")),
                "{template}"
            );
        }
        assert!(has(&own, Medium::Board, "templates/sheets.html"));
        assert!(!has(&own, Medium::Web, "templates/sheets.html"));
        let based = theme("school", &[("theme.toml", "based_on = \"bulletin\"")]);
        assert!(has(&based, Medium::Web, "templates/sheets.html"));
        assert!(!has(&theme("disclosur", &[]), Medium::Web, "templates/home.html"));
    }
}
