//! A page → the elements that hold what it is about: by the names that the systems of offices, schools and WeChat give
//! them, else by where the sentences are.

use super::boilerplate::is_boilerplate;
use super::fate::{ElementFate, TextMeasures};
use super::tree::{HtmlContent, HtmlElement, HtmlTree};
use crate::words::starts_with_any;

/// Identities and classes, in small letters, of what holds an article; the outer ones of a system first.
const CONTAINERS: [&str; 46] = [
    // 微信公众号
    "js_content", "rich_media_content", // 政府网站
    "ucap-content", "ucapcontent", "pages_content", "zoom", "zoomcon", "article-content", "article_content",
    "articlecontent", "article-con", "article_con", "trs_editor", "trs_ueditor", "trs_preappend",
    "trs_editor_view", "bmsz_content", "xl-content", "info-content", "info_content", "infocontent",
    "detail-content", "detail_content", "content_detail", "main-text", "con_text", "contenttext",
    "text_content", // 学校网站
    "vsb_content", "vsb_content_2", "v_news_content", "wp_articlecontent", "news_content", "newscontent",
    "news-content", "arti_content", "arti-content", "articletext", "show_content", "content-txt",
    // 新闻网站
    "rm_txt_con", "p-detail", "text_area", "render-detail-content", "font_area", "show_text",
];

/// An article is at least so much of what a page says beside its links, in parts of 100.
const LEAST_SHARE: usize = 25;
/// And so much is an article in any case, in characters.
const ENOUGH: usize = 200;

/// The elements to read, in their order.
pub(super) fn article(tree: &HtmlTree, measures: &TextMeasures) -> Vec<usize> {
    let known = known_container(tree, measures);
    let root = match known.or_else(|| marked(tree, measures)) {
        Some(root) => root,
        None => whole_of_tables(tree, densest(tree, measures)),
    };
    let mut roots = vec![root];
    roots.extend(attachments_behind(tree, root));
    roots
}

/// An element that is called what articles are called.
fn known_container(tree: &HtmlTree, measures: &TextMeasures) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (index, element) in tree.elements() {
        if measures.fates[index] != ElementFate::Kept || !says_enough(tree, measures, index) {
            continue;
        }
        let Some(rank) = rank(element) else { continue };
        let is_better = best.is_none_or(|(known_rank, known)| {
            rank < known_rank || rank == known_rank && measures.prose(index) > measures.prose(known)
        });
        if is_better {
            best = Some((rank, index));
        }
    }
    best.map(|(_, index)| index)
}

fn rank(element: &HtmlElement) -> Option<usize> {
    let names = element.classes().chain([element.id(), element.name.as_str()]);
    let places = names.filter_map(|name| {
        let name = name.to_ascii_lowercase();
        CONTAINERS.iter().position(|known| *known == name)
    });
    places.min()
}

fn says_enough(tree: &HtmlTree, measures: &TextMeasures, index: usize) -> bool {
    let (prose, all) = (measures.prose(index), measures.prose(0));
    let is_picture = |index: usize| tree.element(index).is_some_and(|element| element.name == "img");
    if prose == 0 {
        let is_only = all < ENOUGH;
        return is_only && (index..tree.nodes[index].end).any(is_picture);
    }
    prose >= ENOUGH || 100 * prose >= LEAST_SHARE * all
}

/// The one element that HTML itself calls the article or the main part.
fn marked(tree: &HtmlTree, measures: &TextMeasures) -> Option<usize> {
    for wanted in ["article", "main"] {
        let is_wanted = |element: &HtmlElement| {
            element.name == wanted || wanted == "main" && element.attribute("role") == Some("main")
        };
        let found = tree.elements().filter(|(index, element)| {
            is_wanted(element)
                && measures.fates[*index] == ElementFate::Kept
                && 100 * measures.prose(*index) >= 40 * measures.prose(0)
                && measures.chars[*index] > 0
        });
        if let Some((index, _)) = found.max_by_key(|(index, _)| measures.prose(*index)) {
            return Some(index);
        }
    }
    None
}

/// Elements whose text is a paragraph of what they stand in.
const PARAGRAPHS: [&str; 14] = [
    "p", "li", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
];

/// The shortest text that counts, in characters.
const SHORTEST: usize = 12;

/// The element around the most sentences.
fn densest(tree: &HtmlTree, measures: &TextMeasures) -> usize {
    let mut scores = vec![0.0_f64; tree.nodes.len()];
    let mut at = 0;
    while at < tree.nodes.len() {
        let node = &tree.nodes[at];
        match &node.content {
            HtmlContent::Element(_) if measures.fates[at] != ElementFate::Kept => {
                at = node.end;
                continue;
            }
            HtmlContent::Element(element) if element.name == "a" => {
                at = node.end;
                continue;
            }
            HtmlContent::Text(text) if measures.chars[at] >= SHORTEST => {
                add_score(tree, node.parent, &mut scores, text, measures.chars[at]);
            }
            _ => {}
        }
        at += 1;
    }
    let share = |index: usize| match measures.chars[index] {
        0 => 0.0,
        chars => measures.prose(index) as f64 / chars as f64,
    };
    let score = |index: usize| scores[index] * share(index);
    let best = (0..tree.nodes.len()).max_by(|one, other| score(*one).total_cmp(&score(*other)));
    let mut best = best.filter(|best| score(*best) > 0.0).unwrap_or(0);
    // Texts that stand side by side in parts of one element.
    let titles = titles(tree, measures);
    let has_title = |index: usize| {
        titles
            .iter()
            .any(|at| (index..tree.nodes[index].end).contains(at))
    };
    let mut is_below_title = !has_title(best);
    let mut around = tree.nodes[best].parent;
    while best > 0 {
        // Menus, banners and footers are words, and no sentences. The title stands in the next element around the text
        // that has it, or in another row of its table.
        let adds_title = is_below_title && has_title(around);
        is_below_title &= !adds_title;
        let is_row = |element: &HtmlElement| matches!(&*element.name, "tr" | "tbody" | "table");
        let is_text = measures.sentences[around] > measures.sentences[best]
            || adds_title
            || tree.element(around).is_some_and(is_row);
        let is_more = is_text && 4 * measures.prose(around) > 5 * measures.prose(best);
        let is_furnished = is_more && !adds_title && adds_furniture(tree, around, best);
        if is_more && share(around) > 0.7 && !is_furnished {
            best = around;
        }
        if around == 0 || is_furnished {
            break;
        }
        around = tree.nodes[around].parent;
    }
    best
}

/// True where what an element has beside one inside it is of the page: a row with 版权所有.
fn adds_furniture(tree: &HtmlTree, around: usize, inner: usize) -> bool {
    let beside = (around..inner).chain(tree.nodes[inner].end..tree.nodes[around].end);
    let mut texts = beside.filter_map(|index| match &tree.nodes[index].content {
        HtmlContent::Text(text) => Some(text.as_str()),
        HtmlContent::Element(_) | HtmlContent::Comment(_) => None,
    });
    texts.any(is_boilerplate)
}

/// The texts that say the page's title, or at least half of it.
fn titles(tree: &HtmlTree, measures: &TextMeasures) -> Vec<usize> {
    let mut elements = tree.elements();
    let title = elements.find(|(_, element)| element.name == "title");
    let title = title.map(|(index, _)| tree.text(index)).unwrap_or_default();
    let title = super::page::without_site(title.trim());
    let says_title = |index: &usize| match &tree.nodes[*index].content {
        HtmlContent::Text(text) => {
            let text = text.trim();
            measures.chars[*index] > 3 && title.starts_with(text) && 2 * text.len() >= title.len()
        }
        HtmlContent::Element(_) | HtmlContent::Comment(_) => false,
    };
    (0..tree.nodes.len()).filter(says_title).collect()
}

/// Gives what a text is worth to the elements around its paragraph, the outer ones less.
fn add_score(tree: &HtmlTree, parent: usize, scores: &mut [f64], text: &str, chars: usize) {
    let stops = text.matches(['，', '。', '；', '、', ',']).count();
    let worth = 1.0 + stops as f64 + (chars as f64 / 100.0).min(3.0);
    let mut at = parent;
    while at > 0
        && tree
            .element(at)
            .is_some_and(|element| !super::tree::is_block(&element.name))
    {
        at = tree.nodes[at].parent;
    }
    while at > 0
        && tree
            .element(at)
            .is_some_and(|element| PARAGRAPHS.contains(&&*element.name))
    {
        at = tree.nodes[at].parent;
    }
    for divisor in [1.0, 2.0, 6.0, 9.0] {
        scores[at] += worth / divisor;
        if at == 0 {
            return;
        }
        at = tree.nodes[at].parent;
    }
}

/// A cell of a table that lays out a page is read alone; one of a table that says something with its table.
fn whole_of_tables(tree: &HtmlTree, root: usize) -> usize {
    let name = |index: usize| tree.element(index).map_or("", |element| element.name.as_str());
    let mut at = root;
    if matches!(name(at), "td" | "th") {
        let inside = at + 1..tree.nodes[at].end;
        let paragraphs = inside
            .filter(|index| matches!(name(*index), "p" | "div" | "br" | "table"))
            .take(2);
        if paragraphs.count() == 2 {
            return root;
        }
        at = tree.nodes[at].parent;
    }
    while at > 0 && matches!(name(at), "tr" | "tbody" | "thead" | "tfoot" | "table") {
        at = tree.nodes[at].parent;
    }
    at
}

/// Elements behind the article, beside it or beside what it alone stands in, that list what is attached.
fn attachments_behind(tree: &HtmlTree, root: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut inner = root;
    for _ in 0..2 {
        let parent = tree.nodes[inner].parent;
        if inner == 0 || tree.element(parent).is_none_or(|element| element.name.is_empty()) {
            break;
        }
        let mut at = tree.nodes[inner].end;
        for _ in 0..12 {
            if at >= tree.nodes[parent].end {
                break;
            }
            let text = tree.element(at).map(|_| tree.text(at)).unwrap_or_default();
            let text = text.trim_start();
            let is_list = starts_with_any(text, &["附件", "相关附件"]);
            let has_link = (at..tree.nodes[at].end).any(|index| {
                tree.element(index)
                    .is_some_and(|element| element.attribute("href").is_some())
            });
            if is_list && has_link {
                found.push(at);
            }
            at = tree.nodes[at].end;
        }
        inner = parent;
    }
    found
}
