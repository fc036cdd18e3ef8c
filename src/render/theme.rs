//! A theme: its templates, compiled, and its static files. The theme of that name inside the program
//! comes first; a site's file of the same path under `themes/<name>/` takes the place of the embedded one. A theme of a name
//! of its own has the files that it lacks from the embedded theme that it is based on.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, Tera};

use super::template_faults::{self, Fault, FaultPosition};
use super::{filters, written};
use crate::read::config::Edition;
use crate::words::{
    Address, Code, Complaint, Fingerprint, MachineFault, PageFamily, Place, Report, SourcePath, SourceText,
};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

const MISSING: Code = Code::error("theme-missing");
const TEMPLATE: Code = Code::error("theme-template");
const STATIC_NAME: Code = Code::error("theme-static-name");

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
    /// Stands for all of its files.
    pub fingerprint: Fingerprint,
    /// The site brings templates of its own: nobody knows that they can show all content.
    pub own_templates: bool,
    sources: BTreeMap<String, SourceText>,
}

impl Theme {
    /// Compiles the theme of an edition. `None` when it cannot be used; the report says why.
    pub fn compile(files: &ThemeFiles, edition: &Edition, report: &mut Report) -> Option<Self> {
        let completed = files.completed(Medium::of(edition));
        let files = &completed;
        let mut statics = BTreeMap::new();
        let mut sources = BTreeMap::new();
        for (path, bytes) in &files.files {
            if let Some(name) = path.strip_prefix("static/") {
                if check_static_name(files, path, name, report) {
                    statics.insert(name.to_owned(), Arc::clone(bytes));
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
        let mut theme = Self {
            tera: Tera::default(),
            statics,
            fingerprint: files.fingerprint(),
            own_templates: files.own_templates,
            sources,
        };
        theme.check_complete(&files.name, edition, report)?;
        filters::register(&mut theme.tera, theme.statics.keys().cloned().collect());
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

/// What `theme.toml` says to the program; the rest of it is for people.
#[derive(Default, serde::Deserialize)]
struct ThemeSettings {
    based_on: Option<String>,
}

impl ThemeFiles {
    /// The theme with the files that it lacks, from the embedded theme that it is based on: a page that the program has
    /// since learnt needs a template that an older theme cannot have. A theme with all templates needs nothing; one
    /// without any file is none.
    fn completed(&self, medium: Medium) -> Self {
        let has = |template: &str| self.files.contains_key(&format!("templates/{template}"));
        let is_whole = medium.required().all(has);
        if self.files.is_empty() || is_whole || EMBEDDED.get_dir(&self.name).is_some() {
            return self.clone();
        }
        let about = self.files.get("theme.toml");
        let about = about.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let about: ThemeSettings = about
            .and_then(|text| toml::from_str(text).ok())
            .unwrap_or_default();
        let named = about.based_on.filter(|name| EMBEDDED.get_dir(name).is_some());
        let base = Self::embedded(named.as_deref().unwrap_or(medium.usual_theme()));
        let mut completed = self.clone();
        for (path, bytes) in base.files {
            completed.files.entry(path).or_insert(bytes);
        }
        completed
    }

    fn fingerprint(&self) -> Fingerprint {
        let mut ingredients = Vec::new();
        for (path, bytes) in &self.files {
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
