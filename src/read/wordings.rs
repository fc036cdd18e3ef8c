//! `words.yaml` → [`Wordings`]: formulations that this site writes in one way and no other.

use super::fields::{Field, Fields, NOT_MAP};
use super::front;
use super::keys;
use super::node::Value;
use super::suggest;
use super::values;
use crate::check::{Wording, Wordings};
use crate::words::{Code, Report, SourceText, is_han};

const SAME: Code = Code::error("words-same");

/// Reads `words.yaml`; `None` when it has errors, which the report names.
pub(super) fn read(source: &SourceText, report: &mut Report) -> Option<Wordings> {
    front::read_file(source, report, |faults, root| {
        let mut fields = Fields::of_list(faults, root, keys::WORDINGS)?;
        let rows = rows(&mut fields);
        fields.finish();
        Some(Wordings::new(rows))
    })
}

fn rows(fields: &mut Fields<'_, '_, '_>) -> Vec<Wording> {
    let mut rows = Vec::new();
    for item in fields.list(keys::WORDINGS) {
        let form = "{写法: 青禾小学, 应当: 青禾实验学校}";
        if let Some(row) = pair(&item) {
            let hint = format!("写成“- {{写法: {}, 应当: {}}}”", row.0, row.1);
            let message = "每一项要分别写“写法”和“应当”";
            fields.faults.say(NOT_MAP, item.node.at, message, hint);
            continue;
        }
        let Some(mut map) = Fields::of_field(fields.faults, &item, form) else {
            continue;
        };
        let wrong = map.required(keys::WRONG, values::line, "写法: 青禾小学");
        let right = map.required(keys::RIGHT, values::line, "应当: 青禾实验学校");
        let source = map.line(keys::SOURCE);
        map.finish();
        let (Some(wrong), Some(right)) = (wrong, right) else {
            continue;
        };
        if wrong.value == right.value {
            let message = format!("“写法”和“应当”是同样的字：{}", values::shown(&wrong.value));
            fields
                .faults
                .say(SAME, right.at, message, "“写法”写错的，“应当”写对的");
            continue;
        }
        rows.push(Wording {
            wrong: wrong.value,
            right: right.value,
            source,
            is_mistyped: false,
        });
    }
    rows
}

/// 青禾小学: 青禾实验学校, the wrong formulation for a name of a field.
fn pair<'n>(item: &Field<'n, '_>) -> Option<(&'n str, &'n str)> {
    let Value::Map(pairs) = &item.node.value else {
        return None;
    };
    let [(wrong, right)] = pairs.as_slice() else {
        return None;
    };
    let (wrong, right) = (wrong.text()?, right.text()?);
    let known = [keys::WRONG, keys::RIGHT, keys::SOURCE];
    let is_field = !wrong.chars().any(is_han) || suggest::nearest_key(wrong, &known).is_some();
    (!is_field).then_some((wrong, right))
}
