//! Atom feeds: the newest entries of a section, or of everything. Their dates are the entries' own.

use super::shared;
use crate::plan;
use crate::site::{Entry, EntryId, ListKey, Site};
use crate::words::{Address, Day, Kind, Labelled, PageFamily, push_text};

/// How many entries a feed holds.
const NEWEST: usize = 20;

/// A feed; empty without `base_url`, and then it is not planned either.
pub(super) fn feed(site: &Site, kind: Option<Kind>) -> Vec<u8> {
    let base = site.edition.base_url.as_deref().unwrap_or_default();
    let (ids, title, home) = match kind {
        Some(kind) => {
            let title = format!("{}·{}", site.edition.title, kind.label());
            (
                site.list(&ListKey::Section(kind)),
                title,
                plan::section_list(kind),
            )
        }
        None => (
            site.list(&ListKey::Archive),
            site.edition.title.clone(),
            plan::page(&PageFamily::HOME),
        ),
    };
    let ids: &[EntryId] = &ids[..ids.len().min(NEWEST)];
    let updated = ids.iter().map(|id| last_change(site.entry(*id))).max();
    let address = plan::feed(kind);
    let mut xml = String::with_capacity(16 * 1024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
    line(&mut xml, "title", &title);
    line(&mut xml, "id", &format!("{base}{address}"));
    xml.push_str(&format!(
        "<link rel=\"self\" href=\"{}\"/>\n",
        url(base, &address)
    ));
    xml.push_str(&format!(
        "<link rel=\"alternate\" href=\"{}\"/>\n",
        url(base, &home)
    ));
    line(
        &mut xml,
        "updated",
        &updated.map_or("1970-01-01T00:00:00Z".to_owned(), instant),
    );
    let author = site.publisher.organizer.as_deref().unwrap_or(&site.edition.title);
    xml.push_str(&format!("<author><name>{}</name></author>\n", escape(author)));
    for id in ids {
        push_entry(&mut xml, site.entry(*id), base);
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

fn push_entry(xml: &mut String, entry: &Entry, base: &str) {
    let common = &entry.common;
    xml.push_str("<entry>\n");
    line(xml, "title", &shared::marked_title(entry));
    line(xml, "id", &format!("{base}{}", entry.address));
    xml.push_str(&format!(
        "<link rel=\"alternate\" href=\"{}\"/>\n",
        url(base, &entry.address)
    ));
    line(xml, "published", &instant(common.date));
    line(xml, "updated", &instant(last_change(entry)));
    let (kind, label) = entry.kind().id_and_label();
    xml.push_str(&format!("<category term=\"{kind}\" label=\"{label}\"/>\n"));
    if !common.summary.is_empty() {
        line(xml, "summary", &common.summary);
    }
    xml.push_str("</entry>\n");
}

/// The day of an entry's newest correction, else its own.
pub(super) fn last_change(entry: &Entry) -> Day {
    entry
        .common
        .corrections
        .iter()
        .map(|correction| correction.date)
        .fold(entry.common.date, Day::max)
}

fn instant(day: Day) -> String {
    format!("{day}T00:00:00+08:00")
}

fn line(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escape(text)));
}

/// A whole URL, escaped.
pub(super) fn url(base: &str, address: &Address) -> String {
    escape(&format!("{base}{address}"))
}

/// Text inside an element or a quoted attribute. Characters that XML forbids are dropped.
pub(super) fn escape(text: &str) -> String {
    // Addresses are many, and nothing in them needs it.
    if text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-./:_ ".contains(&byte))
    {
        return text.to_owned();
    }
    let allowed = |c| match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => None,
        c => Some(c),
    };
    let mut escaped = String::with_capacity(text.len());
    match text.chars().all(|c| allowed(c) == Some(c)) {
        true => push_text(&mut escaped, text),
        false => push_text(
            &mut escaped,
            &text.chars().filter_map(allowed).collect::<String>(),
        ),
    }
    escaped
}
