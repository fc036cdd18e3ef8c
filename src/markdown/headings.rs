//! An entry's headings: levels in order below the page's title, and ids that are ASCII and stand once.
//! It takes what the author wrote and gives [`Heading`]s; writing them is the renderer's work.

use std::collections::HashMap;

use super::Heading;
use crate::words::syllable;

/// Before every id, so that none can be one that a theme uses.
const PREFIX: &str = "h";

/// How long an id grows, in bytes.
const LONGEST: usize = 60;

/// The highest level an entry may use: the page's title is level 1.
const TOP: u8 = 2;

/// The lowest level HTML has.
const BOTTOM: u8 = 6;

/// Collects headings in the text's order.
#[derive(Default)]
pub(super) struct Headings {
    list: Vec<Heading>,
    /// Raw levels of the headings that the latest one stands below.
    above: Vec<u8>,
    used: HashMap<String, usize>,
    /// The level of each heading, those without an id of ours (raw HTML) included.
    levels: Vec<u8>,
}

impl Headings {
    /// The next heading begins, with the level the author gave it; gives its number.
    pub(super) fn begin(&mut self, raw: u8) -> usize {
        while self.above.last().is_some_and(|above| *above >= raw) {
            self.above.pop();
        }
        let depth = u8::try_from(self.above.len()).unwrap_or(BOTTOM);
        self.above.push(raw);
        self.levels.push(depth.saturating_add(TOP).min(BOTTOM));
        self.levels.len() - 1
    }

    /// The heading with this number has this text; gives its id.
    pub(super) fn end(&mut self, number: usize, text: &str) -> &str {
        let heading = Heading {
            level: self.level(number),
            id: self.unique(&slug(text)),
            text: text.to_owned(),
        };
        self.list.push(heading);
        self.list.last().map_or("", |heading| &heading.id)
    }

    /// The level of the heading with this number.
    pub(super) fn level(&self, number: usize) -> u8 {
        self.levels.get(number).copied().unwrap_or(TOP)
    }

    /// All of them.
    pub(super) fn into_list(mut self) -> Vec<Heading> {
        self.list.shrink_to_fit();
        self.list
    }

    fn unique(&mut self, slug: &str) -> String {
        let Some(count) = self.used.get_mut(slug) else {
            self.used.insert(slug.to_owned(), 1);
            return slug.to_owned();
        };
        *count += 1;
        // No slug ends with a bare number behind two hyphens, so the numbered ids are free.
        format!("{slug}--{count}")
    }
}

/// `一、目标要求` → `h-yi-mu-biao-yao-qiu`.
fn slug(text: &str) -> String {
    // The last sound may go beyond the limit.
    let mut slug = String::with_capacity(LONGEST + 16);
    slug.push_str(PREFIX);
    let mut word = false;
    for c in text.chars() {
        if slug.len() > LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            if !std::mem::replace(&mut word, true) {
                slug.push('-');
            }
            slug.push(c.to_ascii_lowercase());
            continue;
        }
        word = false;
        if let Some(letters) = syllable(c) {
            slug.push('-');
            slug.extend(letters);
        }
    }
    if slug.len() == PREFIX.len() {
        slug.push_str("-0");
    }
    slug
}

/// Headings by id and by text, to find what a fragment means.
pub(super) struct Index<'a> {
    ids: HashMap<&'a str, &'a str>,
    texts: HashMap<String, &'a str>,
}

impl<'a> Index<'a> {
    /// Of these headings; the first of several with one text.
    pub(super) fn new(headings: &'a [Heading]) -> Self {
        let mut index = Self {
            ids: HashMap::new(),
            texts: HashMap::new(),
        };
        for heading in headings {
            index.ids.insert(&heading.id, &heading.id);
            index.texts.entry(letters(&heading.text)).or_insert(&heading.id);
        }
        index
    }

    /// The id that a fragment means: an id, or a heading's text as the author sees it.
    pub(super) fn find(&self, fragment: &str) -> Option<&'a str> {
        let by_id = self.ids.get(fragment).copied();
        by_id.or_else(|| {
            let wanted = letters(fragment);
            (!wanted.is_empty())
                .then(|| self.texts.get(&wanted).copied())
                .flatten()
        })
    }
}

/// A text's letters and digits in lower case: authors write a heading's text with or without its marks.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(raw: &[u8]) -> Vec<u8> {
        let mut headings = Headings::default();
        raw.iter()
            .map(|level| {
                let number = headings.begin(*level);
                headings.level(number)
            })
            .collect()
    }

    #[test]
    fn levels_begin_at_two_and_skip_none() {
        assert_eq!(levels(&[1, 2, 3, 1]), [2, 3, 4, 2]);
        assert_eq!(levels(&[2, 2, 3]), [2, 2, 3]);
        assert_eq!(levels(&[3, 5, 4, 2]), [2, 3, 3, 2]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn ids_are_ascii_and_stand_once() {
        let mut headings = Headings::default();
        let mut id = |text: &str| {
            let number = headings.begin(2);
            headings.end(number, text).to_owned()
        };
        assert_eq!(id("一、目标要求"), "h-yi-mu-biao-yao-qiu");
        assert_eq!(id("一、目标要求"), "h-yi-mu-biao-yao-qiu--2");
        assert_eq!(id("2026 Plan"), "h-2026-plan");
        assert_eq!(id("……"), "h-0");
        assert_eq!(id("落实绿化"), "h-luo-shi-lv-hua");
        let list = headings.into_list();
        let index = Index::new(&list);
        assert_eq!(index.find("一、目标要求"), Some("h-yi-mu-biao-yao-qiu"));
        assert_eq!(
            index.find("h-yi-mu-biao-yao-qiu--2"),
            Some("h-yi-mu-biao-yao-qiu--2")
        );
        assert_eq!(index.find("2026-plan"), Some("h-2026-plan"));
        assert_eq!(index.find("没有"), None);
    }
}
