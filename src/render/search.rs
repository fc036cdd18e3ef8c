//! The search page, and the scripts that it loads. They are data in the form of a call, so that a classic `<script>`
//! brings them in from any place, `file://` included.

use serde::Serialize;

use super::view::{NavView, Word};
use super::{Renderer, shared};
use crate::plan::{self, Shard};
use crate::site::{Entry, EntryId, Site, words};
use crate::words::Labelled;

/// What stands around a text in its row, in bytes, nearly always.
const ROW: usize = 256;

/// `search-index.js`: the shards, newest first.
pub(super) fn index(site: &Site) -> Vec<u8> {
    let shards: Vec<(String, String)> = plan::shards(site)
        .into_iter()
        .map(|shard| {
            (
                if shard.year == 0 {
                    String::new()
                } else {
                    shard.year.to_string()
                },
                shard.address.to_string(),
            )
        })
        .collect();
    let mut script = b"window.gongkaiShards = ".to_vec();
    push_json(&mut script, &shards);
    script.extend_from_slice(b";\n");
    script
}

impl Renderer<'_> {
    /// One shard: `[path, title, date, kind, branch, text, hidden after]` per entry. The title has a space without width
    /// where it may break.
    pub(super) fn search_shard(&self, shard: &Shard) -> Vec<u8> {
        let site = self.site;
        let size = |id: &EntryId| site.entry(*id).body.plain.len() + ROW;
        let mut script = Vec::with_capacity(shard.ids.iter().map(size).sum());
        script.extend_from_slice(b"gongkaiShard(");
        push_json(&mut script, &shard.address.as_str());
        script.extend_from_slice(b", [\n");
        let mut text = String::new();
        for (index, id) in shard.ids.iter().enumerate() {
            let entry = site.entry(*id);
            let common = &entry.common;
            text.clear();
            push_searched(&mut text, entry);
            let row = [
                entry.address.as_str(),
                &self.breakable_title(*id),
                &common.date.to_string(),
                entry.kind().id(),
                common.branch.as_deref().unwrap_or(""),
                &text,
                &shared::hidden_after(site, entry).map_or(String::new(), |day| day.to_string()),
            ];
            script.extend_from_slice(if index > 0 { b",\n[" } else { b"[" });
            for (column, text) in row.into_iter().enumerate() {
                if column > 0 {
                    script.push(b',');
                }
                push_string(&mut script, text);
            }
            script.push(b']');
        }
        script.extend_from_slice(b"\n]);\n");
        script
    }

    fn breakable_title(&self, id: EntryId) -> String {
        let entry = self.site.entry(id);
        let mut title = shared::title(self.site, entry).into_owned();
        let places = self.shared.breaks(self.site, id);
        for place in places.iter().rev().filter(|place| !place.is_narrow) {
            title.insert(place.at, '\u{200b}');
        }
        match entry.common.sample {
            true => format!("样例：{title}"),
            false => title,
        }
    }
}

/// Adds the text of an entry, its 发文字号 before it, and what the rows of a ledger say behind it.
fn push_searched(text: &mut String, entry: &Entry) {
    let (body, rows) = (&entry.body.plain, words(entry));
    text.push_str(entry.common.number.as_deref().unwrap_or_default());
    if !text.is_empty() && !body.is_empty() {
        text.push(' ');
    }
    text.push_str(body);
    if !text.is_empty() && !rows.is_empty() {
        text.push(' ');
    }
    text.push_str(&rows);
}

/// Adds a text as JSON. Long ones seldom hold anything that JSON writes in another way, which is seen sooner
/// than it is written byte for byte: `push_json` for all is 3.1 % more instructions of a build of 2,000 entries.
fn push_string(script: &mut Vec<u8>, text: &str) {
    if !stands_as_it_is(text.as_bytes()) {
        return push_json(script, &text);
    }
    script.push(b'"');
    script.extend_from_slice(text.as_bytes());
    script.push(b'"');
}

/// Whether a text between quotation marks is its own JSON. Each question looks at many bytes at once.
fn stands_as_it_is(text: &[u8]) -> bool {
    let lowest = text.iter().fold(u8::MAX, |lowest, byte| lowest.min(*byte));
    lowest >= b' ' && memchr::memchr2(b'"', b'\\', text).is_none() && !has_separator(text)
}

/// Adds JSON that every script engine reads: two line separators that JSON allows and old engines do not are
/// written as escapes. Texts and numbers always have a JSON form.
fn push_json(script: &mut Vec<u8>, value: &impl Serialize) {
    let start = script.len();
    if let Err(fault) = serde_json::to_writer(&mut *script, value) {
        unreachable!("no JSON form: {fault}");
    }
    if has_separator(&script[start..]) {
        let text = String::from_utf8_lossy(&script[start..])
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029");
        script.truncate(start);
        script.extend_from_slice(text.as_bytes());
    }
}

/// Whether U+2028 or U+2029 is in a text.
fn has_separator(text: &[u8]) -> bool {
    ["\u{2028}", "\u{2029}"]
        .iter()
        .any(|separator| memchr::memmem::find(text, separator.as_bytes()).is_some())
}

/// `search`: what the search page needs to begin.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SearchView {
    /// The list of shards, a script's path.
    pub(crate) index: String,
    /// The kinds to filter by.
    pub(crate) kinds: Vec<Word>,
    /// The branches to filter by.
    pub(crate) branches: Vec<NavView>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_that_old_engines_do_not_know_are_escaped() {
        let json = |text: &str| {
            let mut script = b"x".to_vec();
            push_json(&mut script, &text);
            String::from_utf8(script).expect("text")
        };
        assert_eq!(json("一\u{2028}二\u{2029}"), "x\"一\\u2028二\\u2029\"");
        assert_eq!(json("“一”——二…"), "x\"“一”——二…\"");
    }

    #[test]
    fn a_text_is_written_as_json_writes_it() {
        for special in [
            "", "\"", "\\", "\n", "\u{1f}", "\u{2028}", "\u{2029}", "“", "·", "\u{7f}",
        ] {
            for before in [0, 1, 40] {
                let text = format!("{}{special}一", "甲".repeat(before));
                let (mut quick, mut whole) = (Vec::new(), Vec::new());
                push_string(&mut quick, &text);
                push_json(&mut whole, &text);
                assert_eq!(String::from_utf8(quick), String::from_utf8(whole));
            }
        }
    }
}
