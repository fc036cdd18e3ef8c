//! A theme's files: the embedded ones, and over them those that a site has of the same path under `themes/<name>/`. A theme
//! of a name of its own has the files that it lacks from the embedded theme that it is based on.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::row;
use super::style_values::StyleValues;
use super::theme::TEMPLATE;
use crate::read::config::{Edition, SiteAppearance, ThemeSettings};
use crate::words::{Complaint, Fingerprint, MachineFault, PageFamily, Place, Report, SourcePath, SourceText};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

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
    pub(super) fn required(self) -> impl Iterator<Item = &'static str> {
        let (families, of_lists) = match self {
            Self::Web => (PageFamily::WEB, Some(row::TEMPLATE)),
            Self::Board => (PageFamily::BOARD, None),
        };
        families.iter().map(|family| family.template).chain(of_lists)
    }
}

/// The files of a theme, by their path inside its folder (`templates/base.html`, `static/style.css`).
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles {
    pub(super) name: String,
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
    /// The site brings templates of its own.
    pub(super) own_templates: bool,
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
    pub(super) fn settings(&self, report: &mut Report) -> ThemeSettings {
        let path = "theme.toml";
        let bytes = self.files.get(path);
        let source = bytes.and_then(|bytes| self.text(path, bytes, report));
        source.map_or_else(ThemeSettings::default, |source| {
            ThemeSettings::read(&source, report)
        })
    }

    /// The embedded theme that it is, or that it is based on.
    pub(super) fn base(&self, settings: &ThemeSettings, medium: Medium) -> Self {
        let is_there = |name: &&str| EMBEDDED.get_dir(name).is_some();
        let named = Some(self.name.as_str()).filter(is_there);
        let named = named.or_else(|| settings.based_on.as_deref().filter(is_there));
        Self::embedded(named.unwrap_or(medium.usual_theme()))
    }

    /// The theme with the files that it lacks, from the embedded theme that it is based on: a page that the program has
    /// since learnt needs a template that an older theme cannot have. A theme with all templates needs nothing; one
    /// without any file is none.
    pub(super) fn completed(&self, base: &Self, medium: Medium) -> Self {
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
    pub(super) fn fingerprint(&self, statics: &BTreeMap<String, Arc<[u8]>>) -> Fingerprint {
        let mut ingredients = Vec::new();
        let templates = self.files.iter().filter(|(path, _)| !path.starts_with("static/"));
        for (path, bytes) in templates.chain(statics) {
            ingredients.extend_from_slice(path.as_bytes());
            ingredients.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            ingredients.extend_from_slice(bytes);
        }
        Fingerprint::of(&ingredients)
    }

    pub(super) fn text(&self, path: &str, bytes: &[u8], report: &mut Report) -> Option<SourceText> {
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
        let whole = |files: &ThemeFiles, medium| {
            let base = files.base(&files.settings(&mut Report::new()), medium);
            files.completed(&base, medium)
        };
        let has = |files: &ThemeFiles, medium, path: &str| whole(files, medium).files.contains_key(path);
        let own = theme("school", &[("templates/home.html", "ours")]);
        let completed = whole(&own, Medium::Web);
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
