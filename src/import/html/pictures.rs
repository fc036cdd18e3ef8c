//! A picture's tag → its bytes, where they are in the page or beside it; else its name.

use std::collections::HashMap;

use url::Url;

use super::address;
use super::tree::HtmlElement;
use crate::import::text::{ImportedText, SourceInline, SourcePicture};
use crate::words::{base64_bytes, ends_with_any};

/// Gives the bytes of a picture by its address as the page writes it: a path beside the page, percent-encoding undone,
/// or a whole address. `None` for one that is not there.
pub(in crate::import) type PictureSource<'p> = &'p dyn Fn(&str) -> Option<Vec<u8>>;

/// More pictures than any article has.
const MOST: usize = 500;

/// A drawing of this size or less is a sign beside a link, in pixels.
const ICON: usize = 32;

/// Where addresses of pictures stand; what a script would load later comes first.
const SOURCES: [&str; 6] = [
    "data-src", "data-original", "data-lazy-src", "data-actualsrc", "_src", "src",
];

/// What goes for what a page has no picture of.
pub(super) struct PictureReader<'p> {
    pub(super) base: Option<&'p Url>,
    pub(super) beside: PictureSource<'p>,
    known: HashMap<String, Option<usize>>,
}

impl<'p> PictureReader<'p> {
    pub(super) fn new(base: Option<&'p Url>, beside: PictureSource<'p>) -> Self {
        Self {
            base,
            beside,
            known: HashMap::new(),
        }
    }

    /// What stands for a picture; `None` for what is for looks only.
    pub(super) fn read(&mut self, element: &HtmlElement, text: &mut ImportedText) -> Option<SourceInline> {
        if is_small(element) {
            text.omit("网页上的小图标", false);
            return None;
        }
        let sources: Vec<&str> = SOURCES
            .iter()
            .filter_map(|name| element.attribute(name))
            .collect();
        let sources: Vec<&str> = sources
            .into_iter()
            .filter(|source| !source.trim().is_empty())
            .collect();
        // What a script loads later may lie beside the page under its address in `src`.
        let (mut is_placeholder, mut is_odd) = (false, false);
        for source in sources.iter().rev().chain(&sources) {
            match self.found(source.trim(), element, text) {
                PictureFound::Kept(index) => return Some(SourceInline::Picture(index)),
                PictureFound::Icon => is_placeholder = true,
                PictureFound::NotShown => is_odd = true,
                PictureFound::Nothing => {}
            }
        }
        if is_odd {
            text.omit("网页不能显示的图片", true);
            return Some(SourceInline::Missing("图片".to_owned()));
        }
        let foreign = sources
            .iter()
            .find_map(|source| address::of_picture(source, self.base));
        if let Some(foreign) = foreign {
            text.omit("网上的图片（没有下载）", true);
            return Some(SourceInline::Missing(format!("图片（网上：{foreign}）")));
        }
        if is_placeholder || sources.is_empty() {
            text.omit("网页上的小图标", false);
            return None;
        }
        text.omit("没有一起保存的图片", true);
        Some(SourceInline::Missing("图片".to_owned()))
    }

    fn found(&mut self, source: &str, element: &HtmlElement, text: &mut ImportedText) -> PictureFound {
        if let Some(known) = self.known.get(source) {
            return known.map_or(PictureFound::Nothing, PictureFound::Kept);
        }
        let bytes = match source.get(..5) {
            Some(scheme) if scheme.eq_ignore_ascii_case("data:") => data(source),
            _ => self.fetch_beside(source),
        };
        let Some(bytes) = bytes.filter(|_| text.pictures.len() < MOST) else {
            self.remember(source, None);
            return PictureFound::Nothing;
        };
        let Some(ending) = ending(&bytes) else {
            return PictureFound::Nothing;
        };
        let size = imagesize::blob_size(&bytes).ok();
        if size.is_some_and(|size| size.width <= ICON && size.height <= ICON)
            || ending == "svg" && bytes.len() < 500
        {
            return PictureFound::Icon;
        }
        if !SourcePicture::can_show(ending) {
            return PictureFound::NotShown;
        }
        text.pictures.push(SourcePicture {
            ending: ending.to_owned(),
            bytes: bytes.into(),
            alt: alt(element),
        });
        let index = text.pictures.len() - 1;
        self.remember(source, Some(index));
        PictureFound::Kept(index)
    }

    /// Pictures inside an address are too long to be looked up.
    fn remember(&mut self, source: &str, index: Option<usize>) {
        if source.len() <= 1000 {
            self.known.insert(source.to_owned(), index);
        }
    }

    /// Asks for the address as it is written, and for the whole one.
    fn fetch_beside(&self, source: &str) -> Option<Vec<u8>> {
        let is_whole = Url::parse(source).is_ok();
        if !is_whole {
            let path = source
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .replace('\\', "/");
            let path = path.trim_start_matches("./");
            let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
            if let Some(bytes) = (self.beside)(&decoded) {
                return Some(bytes);
            }
        } else if let Some(bytes) = (self.beside)(source) {
            return Some(bytes);
        }
        let whole = self.base?.join(source).ok()?;
        (self.beside)(whole.as_str())
    }
}

enum PictureFound {
    Kept(usize),
    Icon,
    /// A page cannot show it: WebP.
    NotShown,
    Nothing,
}

/// True for what is drawn so small that it says nothing.
fn is_small(element: &HtmlElement) -> bool {
    let measure = |name: &str| {
        let value = element.attribute(name)?;
        value.trim().trim_end_matches("px").parse::<usize>().ok()
    };
    let [width, height] = [measure("width"), measure("height")];
    width.is_some_and(|width| width <= 3)
        || height.is_some_and(|height| height <= 3)
        || width
            .zip(height)
            .is_some_and(|(width, height)| width <= ICON && height <= ICON)
}

/// What it says that it shows; a file's name says nothing.
fn alt(element: &HtmlElement) -> String {
    let said = element.attribute("alt").filter(|alt| !alt.trim().is_empty());
    let said = said.or_else(|| element.attribute("title")).unwrap_or_default();
    let said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = said.to_ascii_lowercase();
    let is_name = ends_with_any(&lower, &[".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"]);
    let is_default = matches!(lower.as_str(), "图片" | "图像" | "image" | "img");
    if is_name || is_default || said.chars().count() > 200 {
        String::new()
    } else {
        said
    }
}

/// The bytes that a `data:` address holds.
fn data(address: &str) -> Option<Vec<u8>> {
    let (kind, content) = address.get(5..)?.split_once(',')?;
    let content: Vec<u8> = percent_encoding::percent_decode_str(content).collect();
    if kind.to_ascii_lowercase().ends_with(";base64") {
        base64_bytes(&content)
    } else {
        Some(content)
    }
}

/// What kind of picture these bytes are.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    SourcePicture::ending_of(bytes).or_else(|| {
        let head = &bytes[..bytes.len().min(1000)];
        memchr::memmem::find(head, b"<svg").map(|_| "svg")
    })
}
