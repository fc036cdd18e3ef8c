//! What a page says of itself: its title, its address, which program made it.

use url::Url;

use super::address;
use super::fate::{ElementFate, TextMeasures};
use super::page_line::{PageLine, day_of, page_line};
use super::tree::{HtmlContent, HtmlElement, HtmlTree, is_block};
use crate::import::numbering;
use crate::import::official::{ends_as_title, is_unit, only_one};
use crate::import::spacing::{evened, is_invisible, is_space};
use crate::import::text::ImportedText;
use crate::words::{Day, LazyRegex, contains_any};

/// What a text in HTML is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlOrigin {
    /// A page of a site, with all that is around its text.
    Site,
    /// What an office program wrote, or a piece that was copied: all of it is text.
    Document,
}

/// Programs that write documents as HTML.
const OFFICE: [&str; 6] = [
    "Microsoft Word", "Microsoft Excel", "WPS", "LibreOffice", "OpenOffice", "Kingsoft",
];

/// Tells what a text is. Into a page that was saved `from` an address of the web an office program may have written too.
pub(super) fn origin(tree: &HtmlTree, from: Option<&str>) -> HtmlOrigin {
    let is_saved = from.is_some_and(|from| from.starts_with("http://") || from.starts_with("https://"));
    let mut has_body = false;
    for (_, element) in tree.elements() {
        match &*element.name {
            "html" => {
                has_body = true;
                let mut names = element.attributes.iter().map(|(name, _)| name.as_str());
                if !is_saved && names.any(|name| matches!(name, "xmlns:o" | "xmlns:w" | "xmlns:x")) {
                    return HtmlOrigin::Document;
                }
            }
            "body" => has_body = true,
            "meta" => {
                let is_generator = ["generator", "progid"].iter().any(|name| {
                    element
                        .attribute("name")
                        .is_some_and(|said| said.eq_ignore_ascii_case(name))
                });
                let by = element.attribute("content").unwrap_or_default();
                if is_generator && contains_any(by, &OFFICE) {
                    return HtmlOrigin::Document;
                }
            }
            _ => {}
        }
    }
    let is_copied = comments(tree).any(|comment| comment.trim() == "StartFragment");
    if is_copied || !has_body {
        HtmlOrigin::Document
    } else {
        HtmlOrigin::Site
    }
}

fn comments(tree: &HtmlTree) -> impl Iterator<Item = &str> {
    tree.nodes.iter().filter_map(|node| match &node.content {
        HtmlContent::Comment(text) => Some(text.as_str()),
        _ => None,
    })
}

/// The address that relative ones start from.
pub(super) fn base(tree: &HtmlTree, told: Option<&str>) -> Option<Url> {
    let page = source(tree).or_else(|| told.map(str::to_owned));
    let page = page.and_then(|page| Url::parse(&page).ok());
    let said = tree.elements().find(|(_, element)| element.name == "base");
    let said = said.and_then(|(_, element)| element.attribute("href"));
    match (said, &page) {
        (Some(said), Some(page)) => page.join(said).ok(),
        (Some(said), None) => Url::parse(said).ok(),
        (None, _) => page,
    }
    .filter(|base| matches!(base.scheme(), "http" | "https"))
}

/// The page's address for people.
pub(super) fn page_address(tree: &HtmlTree, told: Option<&str>) -> Option<String> {
    let found = source(tree).or_else(|| told.map(str::to_owned))?;
    address::of_page(&found)
}

/// The page's address: what the browser noted that saved it, what the page says, what WeChat's script says.
fn source(tree: &HtmlTree) -> Option<String> {
    let is_of_web = |address: &String| address::of_page(address).is_some();
    saved_from(tree)
        .filter(is_of_web)
        .or_else(|| meta(tree, &["og:url"]).filter(is_of_web))
        .or_else(|| canonical(tree).filter(is_of_web))
        .or_else(|| message_link(tree).filter(is_of_web))
}

/// `<!-- saved from url=(0042)https://… -->`, and SingleFile's `url: https://…`.
fn saved_from(tree: &HtmlTree) -> Option<String> {
    comments(tree).take(20).find_map(|comment| {
        let saved = comment.split_once("saved from url=").map(|(_, rest)| rest);
        let address = match saved {
            Some(rest) => rest.split_once(')').map_or(rest, |(_, address)| address),
            None => comment
                .split_once("SingleFile")?
                .1
                .split_once("url:")?
                .1
                .trim_start(),
        };
        address.split_whitespace().next().map(str::to_owned)
    })
}

fn canonical(tree: &HtmlTree) -> Option<String> {
    let mut links = tree.elements().filter(|(_, element)| element.name == "link");
    let link = links.find(|(_, element)| {
        element
            .attribute("rel")
            .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    });
    link?.1.attribute("href").map(str::to_owned)
}

fn message_link(tree: &HtmlTree) -> Option<String> {
    for (index, element) in tree.elements() {
        if element.name != "script" {
            continue;
        }
        let script = tree.text(index);
        if let Some((_, behind)) = script.split_once("msg_link") {
            let behind = behind.trim_start_matches([' ', '=']);
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let link = behind[1..].split(quote).next()?;
            return Some(
                link.replace("\\x26amp;", "&")
                    .replace("&amp;", "&")
                    .replace("\\x26", "&"),
            );
        }
    }
    None
}

/// What the first tag of these names says.
fn meta(tree: &HtmlTree, names: &[&str]) -> Option<String> {
    let says = |element: &HtmlElement| {
        let name = element.attribute("property").or(element.attribute("name"))?;
        names
            .iter()
            .any(|wanted| wanted.eq_ignore_ascii_case(name))
            .then_some(())?;
        let content = clean(element.attribute("content")?);
        (!content.is_empty()).then_some(content)
    };
    let mut tags = tree.elements().filter(|(_, element)| element.name == "meta");
    tags.find_map(|(_, element)| says(element))
}

/// WeChat's own words for when it was published: seconds since 1970, or a time.
static SECONDS: LazyRegex = LazyRegex::new(r#"\bct\s*[=:]\s*["'](?P<n>\d{9,10})["']"#);
static CREATED: LazyRegex =
    LazyRegex::new(r#"\bcreateTime\s*[=:]\s*["'](?P<time>\d{4}-\d{1,2}-\d{1,2}[^"']*)["']"#);

/// So much of a page's text may be a line in which it speaks of itself, in characters.
const LINE: std::ops::RangeInclusive<usize> = 8..=120;
/// And in so many elements and texts at most.
const LINE_PARTS: usize = 60;

/// The elements that are such lines, and what they say.
fn lines_of_page<'t>(
    tree: &'t HtmlTree,
    measures: &'t TextMeasures,
) -> impl Iterator<Item = (usize, PageLine)> + 't {
    let lines = tree.elements().filter(|(index, _)| {
        measures.fates[*index] == ElementFate::Kept
            && LINE.contains(&measures.chars[*index])
            && tree.nodes[*index].end - *index <= LINE_PARTS
    });
    lines.filter_map(|(index, _)| Some((index, page_line(&clean(&tree.text(index)))?)))
}

/// Adds when the page was published and whom it has its text from, where the article itself does not say it; gives who
/// wrote it, as a line beside it says.
pub(super) fn add_origin(
    tree: &HtmlTree,
    measures: &TextMeasures,
    text: &mut ImportedText,
) -> Option<String> {
    if text.published.is_some() && text.source.is_some() {
        return None;
    }
    let line = lines_of_page(tree, measures).next();
    let line = line.map(|(_, line)| line).unwrap_or_default();
    let day = text.published.or_else(|| message_day(tree)).or(line.day);
    let names = ["PubDate", "publishdate", "article:published_time"];
    text.published = day.or_else(|| day_of(&meta(tree, &names)?));
    let source = text.source.take().or(line.source);
    text.source = source.or_else(|| meta(tree, &["ContentSource"]));
    line.author
}

/// Who wrote a WeChat article, as its head has it.
pub(super) fn author(tree: &HtmlTree) -> Option<String> {
    let is_author = |element: &HtmlElement| {
        let says = |class: &str| class == "rich_media_meta_text";
        element.id() == "js_author_name" || element.id() != "publish_time" && element.classes().any(says)
    };
    let found = tree.elements().find(|(_, element)| is_author(element))?;
    let name = clean(&tree.text(found.0));
    let is_name = (2..=16).contains(&name.chars().count()) && !name.chars().any(|c| c.is_ascii_digit());
    is_name.then_some(name)
}

/// The day of a WeChat article: as it is shown, else as its script has it.
fn message_day(tree: &HtmlTree) -> Option<Day> {
    let shown = tree
        .elements()
        .find(|(_, element)| element.id() == "publish_time");
    let shown = shown.and_then(|(index, _)| day_of(&clean(&tree.text(index))));
    let scripts = || tree.elements().filter(|(_, element)| element.name == "script");
    let said = |(index, _)| {
        let script = tree.text(index);
        if let Some(found) = CREATED.captures(&script) {
            return day_of(&found["time"]);
        }
        let seconds: i64 = SECONDS.captures(&script)?["n"].parse().ok()?;
        let there = chrono::DateTime::from_timestamp(seconds, 0)? + chrono::TimeDelta::hours(8);
        Day::parse(&there.format("%Y-%m-%d").to_string())
    };
    shown.or_else(|| scripts().find_map(said))
}

/// Classes and identities of an article's title, in small letters.
const TITLES: [&str; 14] = [
    "activity-name", "rich_media_title", "article-title", "article_title", "articletitle", "arti_title",
    "arti-title", "con_title", "news_title", "news-title", "newstitle", "detail-title", "detail_title",
    "xl-title",
];

/// The article's title: what the page marks as it, else the page's own without the name of the site.
pub(super) fn title(tree: &HtmlTree, measures: &TextMeasures, roots: &[usize]) -> Option<String> {
    if let Some(title) = meta(tree, &["ArticleTitle"]) {
        return Some(title);
    }
    let shown = |wanted: &dyn Fn(&HtmlElement) -> bool| -> Vec<usize> {
        let found = tree.elements().filter(|(index, element)| {
            wanted(element)
                && measures.fates[*index] == ElementFate::Kept
                && (1..=120).contains(&measures.chars[*index])
        });
        found.map(|(index, _)| index).collect()
    };
    let named = shown(&|element| {
        let mut names = element.classes().chain([element.id()]);
        names.any(|name| TITLES.contains(&name.to_ascii_lowercase().as_str()))
    });
    if let Some(first) = named.first() {
        return Some(clean(&tree.text(*first)));
    }
    let whole = tree.elements().find(|(_, element)| element.name == "title");
    let whole = whole
        .map(|(index, _)| clean(&tree.text(index)))
        .filter(|whole| !whole.is_empty());
    let headings = shown(&|element| matches!(&*element.name, "h1" | "h2" | "h3"));
    let same = headings
        .iter()
        .map(|index| clean(&tree.text(*index)))
        .find(|heading| {
            heading.chars().count() >= 4
                && whole.as_ref().is_some_and(|whole| {
                    let is_part = whole.starts_with(heading.as_str()) || whole.ends_with(heading.as_str());
                    is_part && (whole == heading || !names_site(heading))
                })
        });
    let inside = |index: &&usize| {
        roots
            .iter()
            .any(|root| (*root..tree.nodes[*root].end).contains(*index))
    };
    let first = |index: &&usize| tree.element(**index).is_some_and(|element| element.name == "h1");
    same.or_else(|| {
        headings
            .iter()
            .filter(first)
            .filter(inside)
            .map(|index| clean(&tree.text(*index)))
            .find(|heading| !names_site(heading))
    })
    .or_else(|| meta(tree, &["og:title", "twitter:title"]))
    .or_else(|| {
        let lines = shown(&|element| !matches!(&*element.name, "a" | "title"));
        let is_shown = |title: &String| lines.iter().any(|index| clean(&tree.text(*index)) == *title);
        let whole = whole.map(|whole| {
            let parts = BEFORE_SITE.iter().flat_map(|mark| whole.split(mark).take(5));
            let parts = parts.map(|part| part.trim().to_owned());
            let shown = parts.filter(|part| part.chars().count() > 5 && !names_site(part) && is_shown(part));
            let longest = shown.max_by_key(String::len);
            longest.unwrap_or_else(|| without_site(&whole).to_owned())
        });
        // 公告 in no line of the page says what sort of page it is: the text has a heading of its own.
        let whole = whole.filter(|whole| !BARE.contains(&whole.as_str()) || is_shown(whole));
        // A title that the page does not show, and that says less than its heading, is that of its section: 公示公告.
        let may_be_of_section = |title: &String| !title.contains("关于") && !is_shown(title);
        let length = whole.as_ref().map_or(0, |title| title.chars().count());
        let heading = whole
            .as_ref()
            .is_none_or(may_be_of_section)
            .then(|| heading_of_article(tree, measures, roots, &headings))
            .flatten()
            .filter(|heading| heading.chars().count() > length);
        let above = || {
            let ends_well = |title: &String| ends_as_title(title);
            let is_doubtful = whole.as_ref().is_none_or(|whole| !ends_well(whole));
            let found = is_doubtful.then(|| above_origin(tree, measures)).flatten();
            // 我校举行表彰大会 on a page that is called by its school.
            let is_of_site = whole.as_ref().is_some_and(|whole| names_site(whole));
            let is_title = |said: &String| {
                ends_as_title(said) || is_of_site && !names_site(said) && !contains_any(said, &OF_NO_TITLE)
            };
            found.filter(is_title)
        };
        heading.or_else(above).or(whole)
    })
}

/// Titles of pages that say what sort of page it is, and not what it is about.
const BARE: [&str; 12] = [
    "通知", "公告", "公示", "通报", "决定", "文章", "正文", "详情", "内容", "无标题文档", "无标题",
    "Document",
];

/// What stands in no title of an article.
const OF_NO_TITLE: [&str; 6] = ["。", "：", ">", "|", "首页", "»"];

/// The line above that in which the page speaks of itself.
fn above_origin(tree: &HtmlTree, measures: &TextMeasures) -> Option<String> {
    let (origin, _) = lines_of_page(tree, measures).next()?;
    let is_line = |(index, element): &(usize, &HtmlElement)| {
        is_block(&element.name)
            && measures.fates[*index] == ElementFate::Kept
            && LINE.contains(&measures.chars[*index])
            && tree.nodes[*index].end <= origin
    };
    let (index, _) = tree.elements().filter(is_line).last()?;
    Some(clean(&tree.text(index)))
}

/// The heading that the article begins with, else the page's only one of the first order; one that is a link leads elsewhere.
fn heading_of_article(
    tree: &HtmlTree,
    measures: &TextMeasures,
    roots: &[usize],
    headings: &[usize],
) -> Option<String> {
    let begins = |index: &usize| {
        let starts = |root: &usize| {
            let before = (*root + 1..*index).filter(|node| tree.nodes[*node].end <= *index);
            let mut texts = before.filter(|node| measures.fates[*node] == ElementFate::Kept);
            (*root..tree.nodes[*root].end).contains(index) && texts.all(|node| measures.chars[node] == 0)
        };
        roots.iter().any(starts)
    };
    let is = |index: usize, name: &str| tree.element(index).is_some_and(|element| element.name == name);
    let only = only_one(headings.iter().filter(|index| is(**index, "h1")));
    let has_link = |index: usize| (index..tree.nodes[index].end).any(|node| is(node, "a"));
    let found = headings.iter().find(|index| begins(index)).or(only)?;
    let said = clean(&tree.text(*found));
    // 一、总体要求 is a part of the article.
    let is_part = numbering::number_of(&said).is_some();
    (said.chars().count() >= 4 && !is_part && !has_link(*found)).then_some(said)
}

/// What stands between an article's title and the name of its site.
const BEFORE_SITE: [&str; 9] = [" - ", " | ", " _ ", "_", "|", "－", "——", "-", "丨"];

/// `关于…的通知-某市教育局`, `某中学 - 关于…的通知` without the name of the site.
pub(super) fn without_site(title: &str) -> &str {
    for mark in BEFORE_SITE {
        let Some((before, behind)) = title.split_once(mark) else {
            continue;
        };
        let is_number = before.ends_with(|c: char| c.is_ascii_digit())
            && behind.starts_with(|c: char| c.is_ascii_digit());
        if !is_number && before.chars().count() >= 4 {
            let (before, behind) = (before.trim_end(), behind.trim_start());
            let is_behind = names_site(before) && !names_site(behind) && behind.chars().count() > 5;
            return if is_behind { behind } else { before };
        }
    }
    title
}

/// True for the name of a school, an office or their site.
fn names_site(part: &str) -> bool {
    is_unit(part) || part.ends_with(['网', '站'])
}

/// A text in one line.
fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<&str> = seen.split_ascii_whitespace().collect();
    evened(words.join(" ").trim_matches(is_space))
}
