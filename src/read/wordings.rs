//! `words.yaml` → [`Wordings`]: formulations that this site writes in one way and no other.

use super::fields::Fields;
use super::front;
use super::keys;
use super::values;
use crate::check::{Wording, Wordings};
use crate::words::{Code, Report, SourceText};

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
