//! 编号 and 名称 of the things that `organization.yaml` and `catalogue.yaml` list: each once. The case of an id
//! does not tell two apart, because addresses are in lower case.

use std::collections::HashMap;

use super::faults::Faults;
use super::fields::{Fields, TypedValue};
use super::keys;
use super::values;
use crate::words::Code;

const ID: Code = Code::error("register-id");
const TWICE: Code = Code::error("register-twice");

/// Longest id, in characters.
const LONGEST: usize = 24;

/// The ids and names of one file so far, with their lines.
#[derive(Debug, Default)]
pub(super) struct Identities(HashMap<(&'static str, String), u32>);

impl Identities {
    /// Takes 编号 and 名称; `None`, with a complaint, when one is missing, is no id, or was used before.
    pub(super) fn take(
        &mut self,
        fields: &mut Fields<'_, '_, '_>,
        example: [&str; 2],
    ) -> Option<(String, TypedValue<String>)> {
        let id = fields.required(keys::ID, values::line, &format!("编号: {}", example[0]));
        let name = fields.required(keys::CALLED, values::line, &format!("名称: {}", example[1]));
        let faults = fields.faults;
        let (id, name) = (id?, name?);
        if !is_id(&id.value) {
            let message = format!("编号“{}”不合要求", values::shown(&id.value));
            let hint = "编号用 1 到 24 个英文字母、数字和“-”，以字母开头，例如 yi、A-1";
            faults.say(ID, id.at, message, hint);
            return None;
        }
        let id_once = self.once(faults, "编号", &id.value.to_ascii_lowercase(), &id);
        let name_once = self.once(faults, "名称", &name.value, &name);
        (id_once && name_once).then_some((id.value, name))
    }

    fn once(
        &mut self,
        faults: &Faults<'_>,
        what: &'static str,
        text: &str,
        spot: &TypedValue<String>,
    ) -> bool {
        let Some(line) = self.0.insert((what, text.to_owned()), spot.at.line) else {
            return true;
        };
        let message = format!("{what}“{}”已经在第 {line} 行用过", values::shown(&spot.value));
        let hint = format!("每个{what}只能用一次，大小写不同也算同一个");
        faults.say(TWICE, spot.at, message, hint);
        false
    }
}

fn is_id(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
