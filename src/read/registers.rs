//! `organization.yaml` and `catalogue.yaml`: for now the ids and names in them. Everything else they
//! hold is allowed and not looked at yet.

use std::collections::HashMap;

use super::faults::Faults;
use super::fields::{Fields, Spot};
use super::front;
use super::keys::{self, Key};
use super::library::{Branch, Catalogue, CatalogueItem, Organization};
use super::values;
use crate::words::{Code, Report, SourceText};

const ID: Code = Code::error("register-id");
const TWICE: Code = Code::error("register-twice");

/// Longest id, in characters.
const LONGEST: usize = 24;

/// Reads `organization.yaml`; `None` when it has errors, which the report names.
pub(super) fn organization(source: &SourceText, report: &mut Report) -> Option<Organization> {
    with_fields(source, report, |fields| Organization {
        name: fields.line(keys::CALLED),
        branches: named(fields, keys::BRANCHES, "{编号: yi, 名称: 第一党支部}")
            .into_iter()
            .map(|(id, name)| Branch { id, name })
            .collect(),
    })
}

/// Reads `catalogue.yaml`; `None` when it has errors, which the report names.
pub(super) fn catalogue(source: &SourceText, report: &mut Report) -> Option<Catalogue> {
    with_fields(source, report, |fields| Catalogue {
        items: named(fields, keys::CATALOGUE_ITEMS, "{编号: A-1, 名称: 党组织设置}")
            .into_iter()
            .map(|(id, name)| CatalogueItem { id, name })
            .collect(),
    })
}

fn with_fields<T>(
    source: &SourceText,
    report: &mut Report,
    read: impl FnOnce(&mut Fields<'_, '_, '_>) -> T,
) -> Option<T> {
    let faults = Faults::new(source);
    let root = front::read_data(&faults);
    let value = root.as_ref().and_then(|root| {
        let mut fields = Fields::of_root(&faults, root)?;
        Some(read(&mut fields))
    });
    let clean = !faults.has_errors();
    report.absorb(faults.finish());
    value.filter(|_| clean)
}

/// A list of things with an id and a name, each once. The case of an id does not tell two apart,
/// because addresses are in lower case.
fn named(fields: &mut Fields<'_, '_, '_>, key: Key, form: &str) -> Vec<(String, String)> {
    let faults = fields.faults;
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut named = Vec::new();
    for item in fields.list(key) {
        let Some(mut map) = Fields::of_field(faults, &item, form) else {
            continue;
        };
        let id = map.required(keys::ID, values::line, "编号: A-1");
        let name = map.required(keys::CALLED, values::line, "名称: ……");
        // Other fields are allowed here, so nothing else says what is missing.
        map.finish_required(false);
        let (Some(id), Some(name)) = (id, name) else {
            continue;
        };
        if !is_id(&id.value) {
            let message = format!("编号“{}”不合要求", values::shown(&id.value));
            faults.say(
                ID,
                id.at,
                message,
                "编号用 1 到 24 个英文字母、数字和“-”，以字母开头，例如 yi、A-1",
            );
            continue;
        }
        let spots = [
            (id.value.to_ascii_lowercase(), &id, "编号"),
            (name.value.clone(), &name, "名称"),
        ];
        let twice = spots
            .iter()
            .any(|(text, spot, what)| is_twice(faults, &mut seen, text, spot, what));
        if !twice {
            named.push((id.value, name.value));
        }
    }
    named
}

fn is_twice(
    faults: &Faults<'_>,
    seen: &mut HashMap<String, u32>,
    text: &str,
    spot: &Spot<String>,
    what: &str,
) -> bool {
    let Some(line) = seen.insert(format!("{what}{text}"), spot.at.line) else {
        return false;
    };
    let message = format!("{what}“{}”已经在第 {line} 行用过", values::shown(&spot.value));
    faults.say(
        TWICE,
        spot.at,
        message,
        format!("每个{what}只能用一次，大小写不同也算同一个"),
    );
    true
}

fn is_id(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
