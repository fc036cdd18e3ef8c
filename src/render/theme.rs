//! A theme: its templates, compiled, and its static files with the site's colours in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera};

use super::style_values::StyleValues;
use super::template_faults::{self, Fault, FaultPosition};
use super::theme_files::{Medium, ThemeFiles};
use super::{filters, icon, material, written};
use crate::read::config::{Edition, HomePicture, PlacedValue};
use crate::words::{Address, Code, Complaint, Fingerprint, Place, Report, Scope, SourcePath, SourceText};

const MISSING: Code = Code::error("theme-missing");
pub(super) const TEMPLATE: Code = Code::error("theme-template");
const STATIC_NAME: Code = Code::error("theme-static-name");
const PICTURE: Code = Code::error("theme-picture");

/// The picture in a browser's tab.
const ICON: &str = "favicon.ico";

/// A style of the site's own, linked behind the theme's when it is there.
const CUSTOM: &str = "custom.css";

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

/// What a compiled theme depends on besides the settings: a theme's name, what it is for, and who the readers are.
pub type ThemeKey = (String, Medium, Scope);

impl Theme {
    /// Editions with the same key share a theme.
    #[must_use]
    pub fn key(edition: &Edition) -> ThemeKey {
        (edition.theme.clone(), Medium::of(edition), edition.audience)
    }

    /// Compiles the theme of an edition. `None` when it cannot be used; the report says why.
    pub fn compile(files: &ThemeFiles, edition: &Edition, report: &mut Report) -> Option<Self> {
        let medium = Medium::of(edition);
        let own = files.settings(report);
        let base = files.base(&own, medium);
        let usual = base.settings(report);
        let values = StyleValues::new(&[&usual, &own], &edition.appearance, report);
        let values = values.for_readers(edition.audience);
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
        // The embedded icon; one of a theme's own is as it is.
        if let Some(icon) = statics.get_mut(ICON)
            && files.files.get("static/favicon.ico") == base.files.get("static/favicon.ico")
            && let Some((from, to)) = values.accents(&usual)
            && let Some(other) = icon::recoloured(icon, from, to)
        {
            *icon = other.into();
        }
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

    /// Fills a template that is part of pages; gives its text without white space around it.
    ///
    /// # Errors
    /// The template has a fault.
    pub(super) fn filled(&self, template: &str, context: &Context) -> Result<String, Complaint> {
        let mut bytes = Vec::new();
        self.fill(template, context, &mut bytes)?;
        let text = simdutf8::basic::from_utf8(&bytes).expect("templates write text");
        Ok(text.trim().to_owned())
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
