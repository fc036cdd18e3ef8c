//! `[sections.<kind>]` of `site.toml`: the scope of entries that state none.

use super::read::{key, tables};
use crate::read::common::SCOPES;
use crate::read::decode;
use crate::read::discover::Found;
use crate::read::faults::Faults;
use crate::read::fields::{DUPLICATE, Fields};
use crate::read::toml_tree;
use crate::words::{Kind, Labelled, Report, Scope};

/// `[sections.<kind>] scope` alone, for whoever writes a new entry; what is wrong with it is said by [`read`].
#[must_use]
pub fn section_scope(site: &Found, kind: Kind) -> Option<Scope> {
    let source = decode::decode(site, &mut Vec::new(), &mut Report::new())?;
    let faults = Faults::new(&source);
    let root = toml_tree::parse(&faults);
    let mut fields = root.as_ref().and_then(|root| Fields::of_root(&faults, root))?;
    let scopes = read(&mut fields);
    scopes
        .into_iter()
        .find(|(of, _)| *of == kind)
        .map(|(_, scope)| scope)
}

/// `[sections.<kind>] scope`.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Vec<(Kind, Scope)> {
    let faults = fields.faults;
    let mut scopes = Vec::new();
    let mut seen: Vec<Kind> = Vec::new();
    for (name, mut table) in tables(fields, "sections") {
        let scope = table.word(key("scope"), &SCOPES);
        let kind = Kind::parse(name);
        if kind.is_none() {
            let known = Kind::ALL.map(|kind| key(kind.id()));
            crate::read::suggest::unknown_key(faults, table.at, name, (&known, &known));
        }
        // A folder's name is a kind's, too: `meetings` is `meeting`.
        if let Some(kind) = kind.filter(|kind| seen.contains(kind)) {
            let message = format!("{}的公开范围写了两次", kind.label());
            let hint = format!("[sections.{}] 只写一节，多余的一节删去", kind.id());
            faults.say(DUPLICATE, table.at, message, hint);
        }
        seen.extend(kind);
        table.finish();
        scopes.extend(kind.zip(scope));
    }
    scopes
}
