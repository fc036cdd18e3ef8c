//! The scripts that search loads. They are data in the form of a call, so that a classic `<script>`
//! brings them in from any place, `file://` included.

use std::borrow::Cow;

use super::{items, ledger};
use crate::plan::{self, Shard};
use crate::site::{Entry, Site};

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
    format!("window.gongkaiShards = {};\n", json(&shards)).into_bytes()
}

/// One shard: `[path, title, date, kind, branch, text, hidden after]` per entry.
pub(super) fn shard(site: &Site, shard: &Shard) -> Vec<u8> {
    let mut script = format!("gongkaiShard({}, [\n", json(&shard.address.as_str()));
    for (index, id) in shard.ids.iter().enumerate() {
        let entry = site.entry(*id);
        let common = &entry.common;
        let row = (
            entry.address.as_str(),
            &common.title,
            common.date.to_string(),
            entry.kind().id(),
            common.branch.as_deref().unwrap_or(""),
            searched(entry),
            items::hidden_after(site, entry).map_or(String::new(), |day| day.to_string()),
        );
        if index > 0 {
            script.push_str(",\n");
        }
        script.push_str(&json(&row));
    }
    script.push_str("\n]);\n");
    script.into_bytes()
}

/// The text of an entry, its 发文字号 before it.
fn searched(entry: &Entry) -> Cow<'_, str> {
    match (&entry.common.number, ledger::searched(entry)) {
        (Some(number), None) => format!("{number} {}", entry.body.plain).into(),
        (None, None) => entry.body.plain.as_str().into(),
        (number, Some(rows)) => {
            let number = number.as_deref().unwrap_or_default();
            format!("{number} {} {rows}", entry.body.plain)
                .trim_start()
                .to_owned()
                .into()
        }
    }
}

/// JSON that every script engine reads: two line separators that JSON allows and old engines do not are
/// written as escapes. Texts and numbers always have a JSON form.
fn json(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_else(|fault| unreachable!("no JSON form: {fault}"));
    if text.contains(['\u{2028}', '\u{2029}']) {
        return text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    }
    text
}
