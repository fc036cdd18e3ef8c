//! An element → what becomes of it: what a page is furnished with, what its programs need and what nobody sees is no part
//! of what it says.

use super::look::{ElementVisibility, declarations, visibility};
use super::page::HtmlOrigin;
use super::tree::{HtmlContent, HtmlElement, HtmlTree};
use crate::words::contains_any;

/// What becomes of an element and all in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementFate {
    /// Its text is taken.
    Kept,
    /// It has none: scripts, styles.
    Wordless,
    /// Buttons, menus, what leads elsewhere.
    Furniture,
    /// Nobody sees it.
    Hidden,
    /// It is shown and cannot be kept; its name.
    Named(&'static str),
    /// It was left out rightly, and is told by this name.
    Aside(&'static str),
    /// Footnotes of Word, which stand at the end.
    Notes,
}

const WORDLESS: [&str; 21] = [
    "script", "style", "title", "meta", "link", "base", "template", "noscript", "noembed", "noframes",
    "datalist", "map", "area", "col", "colgroup", "param", "source", "track", "xml", "frameset", "frame",
];

const FURNITURE: [&str; 12] = [
    "nav", "footer", "aside", "button", "select", "textarea", "input", "option", "dialog", "svg", "progress",
    "meter",
];

const NAMED: [(&str, &str); 13] = [
    ("video", "视频"),
    ("audio", "音频"),
    ("bgsound", "音频"),
    ("mpvoice", "音频"),
    ("mp-common-mpaudio", "音频"),
    ("mp-common-videosnap", "视频"),
    ("mp-miniprogram", "小程序"),
    ("mp-common-miniprogram", "小程序"),
    ("object", "嵌入的内容"),
    ("embed", "嵌入的内容"),
    ("applet", "嵌入的内容"),
    ("canvas", "图形"),
    ("math", "公式"),
];

/// Words of classes and identities that only what leads elsewhere has.
const FURNITURE_WORDS: [&str; 36] = [
    "share", "shares", "bdshare", "bdsharebuttonbox", "print", "printer", "related", "recommend", "comment",
    "comments", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "toolbar", "toolbox", "qrcode", "ewm",
    "pagination", "pager", "sidebar", "nav", "navbar", "navigation", "menu", "footer", "copyright",
    "prevnext", "prenext", "pagenext", "arti_pager", "backtotop", "gotop", "fontsize", "qr", "login",
];

/// More than any furniture says.
const MOST_FURNITURE: usize = 300;
/// So little may it be without a link.
const LITTLE: usize = 40;

/// Parts of a page that are text where somebody copied them.
const PARTS: [&str; 3] = ["nav", "footer", "aside"];

/// What becomes of an element, going by itself alone.
pub(super) fn fate(element: &HtmlElement) -> ElementFate {
    let name: &str = &element.name;
    if WORDLESS.contains(&name) || name.starts_with("w:") || name.starts_with("v:") {
        return ElementFate::Wordless;
    }
    match visibility(element) {
        ElementVisibility::Hidden => return ElementFate::Hidden,
        ElementVisibility::Icon => return ElementFate::Wordless,
        ElementVisibility::Shown => {}
    }
    if let Some((_, what)) = NAMED.iter().find(|(known, _)| *known == name) {
        return ElementFate::Named(what);
    }
    if FURNITURE.contains(&name) || name.starts_with("mp-") || name == "mpprofile" {
        return ElementFate::Furniture;
    }
    match name {
        "iframe" => ElementFate::Named(embedded(element)),
        // Word's tracked changes; a page's own strike-through has neither.
        "del" if element.attribute("cite").is_some() || element.attribute("datetime").is_some() => {
            ElementFate::Aside("修订中删去的文字")
        }
        "section" if is_of_notes(element) => ElementFate::Notes,
        _ => of_word(element),
    }
}

/// True for the notes of a text with marks of Markdown, as this program writes them.
fn is_of_notes(element: &HtmlElement) -> bool {
    element.classes().any(|class| class == "footnotes") && element.attribute("aria-label") == Some("注释")
}

/// What Word says that a part is.
fn of_word(element: &HtmlElement) -> ElementFate {
    if element
        .classes()
        .any(|class| class == "msocomanchor" || class == "MsoCommentReference")
    {
        return ElementFate::Aside("批注");
    }
    let part = declarations(element).find(|(name, _)| name == "mso-element");
    match part.map(|(_, part)| part) {
        // The marks that lead to them are counted.
        Some("comment-list" | "comment") => ElementFate::Wordless,
        Some("header" | "footer") => ElementFate::Aside("页眉、页脚"),
        Some("footnote-list" | "endnote-list") => ElementFate::Notes,
        Some("footnote-separator" | "footnote-continuation-separator" | "endnote-separator") => {
            ElementFate::Wordless
        }
        _ => ElementFate::Kept,
    }
}

fn embedded(element: &HtmlElement) -> &'static str {
    let address = element
        .attribute("data-src")
        .or(element.attribute("src"))
        .unwrap_or_default();
    let is_video = element.classes().any(|class| class == "video_iframe")
        || contains_any(address, &["video", "player", "v.qq.com", "bilibili"]);
    if is_video { "视频" } else { "嵌入的网页" }
}

/// True for an element that by its classes only leads elsewhere, and says no more than such a one does.
fn is_furniture(element: &HtmlElement, chars: usize, linked: usize, sentences: usize) -> bool {
    let is_of_links = chars <= LITTLE || 10 * linked >= 3 * chars;
    if chars > MOST_FURNITURE || sentences > 2 || !is_of_links {
        return false;
    }
    let words = element.classes().chain([element.id()]);
    let mut words = words.flat_map(|word| word.split(['-', '_']).chain([word]));
    words.any(|word| FURNITURE_WORDS.contains(&word.to_ascii_lowercase().as_str()))
}

/// Elements that hold a menu, beside `nav`.
const HOLD_MENUS: [&str; 7] = ["div", "ul", "ol", "p", "dl", "header", "table"];

/// True for nothing but links and marks between them, two links or more, the first of which leads to the site's first page.
fn is_menu(tree: &HtmlTree, index: usize, chars: usize, linked: usize) -> bool {
    let holds = tree
        .element(index)
        .is_some_and(|own| HOLD_MENUS.contains(&&*own.name));
    if !holds || linked == 0 || chars > MOST_FURNITURE {
        return false;
    }
    let marks = tree
        .text(index)
        .matches(['|', '｜', '·', '/', '-', '—', '>'])
        .count();
    if chars > linked + marks {
        return false;
    }
    let inside = index + 1..tree.nodes[index].end;
    let is_link = |at: &usize| tree.element(*at).is_some_and(|inner| inner.name == "a");
    let mut links = inside.filter(is_link).map(|at| tree.text(at));
    let leads_home = links.next().is_some_and(|said| {
        matches!(
            said.trim(),
            "首页" | "网站首页" | "本站首页" | "返回首页" | "主页"
        )
    });
    leads_home && links.next().is_some()
}

/// How much there is to read in each element.
pub(super) struct TextMeasures {
    /// Characters.
    pub(super) chars: Vec<usize>,
    /// Those of them that are links.
    pub(super) linked: Vec<usize>,
    /// Sentences that end.
    pub(super) sentences: Vec<usize>,
    /// By index: what becomes of the element.
    pub(super) fates: Vec<ElementFate>,
}

impl TextMeasures {
    /// Measures a page.
    pub(super) fn of(tree: &HtmlTree, origin: HtmlOrigin) -> Self {
        let count = tree.nodes.len();
        let mut measures = Self {
            chars: vec![0; count],
            linked: vec![0; count],
            sentences: vec![0; count],
            fates: vec![ElementFate::Kept; count],
        };
        for (index, node) in tree.nodes.iter().enumerate().rev() {
            match &node.content {
                HtmlContent::Text(text) => {
                    measures.chars[index] = text.chars().filter(|c| !c.is_whitespace()).count();
                    measures.sentences[index] = text.matches(['。', '；', '！', '？']).count();
                }
                HtmlContent::Comment(_) => continue,
                HtmlContent::Element(element) => {
                    let mut fate = fate(element);
                    let chars = measures.chars[index];
                    let (linked, sentences) = (measures.linked[index], measures.sentences[index]);
                    let is_copied = origin == HtmlOrigin::Document && PARTS.contains(&&*element.name);
                    if fate == ElementFate::Furniture && is_copied {
                        fate = ElementFate::Kept;
                    }
                    if origin == HtmlOrigin::Site
                        && fate == ElementFate::Kept
                        && (is_furniture(element, chars, linked, sentences)
                            || is_menu(tree, index, chars, linked))
                    {
                        fate = ElementFate::Furniture;
                    }
                    measures.fates[index] = fate;
                    if fate != ElementFate::Kept {
                        continue;
                    }
                    if element.name == "a" && element.attribute("href").is_some() {
                        measures.linked[index] = chars;
                    }
                }
            }
            if index > 0 {
                let parent = node.parent;
                measures.chars[parent] += measures.chars[index];
                measures.linked[parent] += measures.linked[index];
                measures.sentences[parent] += measures.sentences[index];
            }
        }
        measures
    }

    /// Characters that are no links.
    pub(super) fn prose(&self, index: usize) -> usize {
        self.chars[index].saturating_sub(self.linked[index])
    }
}
