//! 决议 of minutes, with the votes on each.

use super::attendance::AttendanceFound;
use super::labels::FormLabel;
use super::working::WorkingText;
use super::{ImportedField, ImportedValue, items, votes};

/// 决议, with the votes that are counted beside it.
pub(super) fn take(work: &mut WorkingText, found: &AttendanceFound) {
    let votes_beside = work.values(FormLabel::VoteResult);
    let Some((at, list)) = items::only(work, FormLabel::Resolutions, "决议") else {
        let speaks = work
            .lines()
            .any(|(_, said)| votes::counted(said).is_some() || votes::is_unanimous(said));
        if speaks {
            work.say("正文里有表决的结果，没有填“决议”，请看要不要补上");
        }
        return;
    };
    let alone = list.items.len() == 1;
    let mut beside = None;
    if let [result] = votes_beside[..] {
        let value = &work.labelled[result].value;
        beside = votes::counted(value)
            .filter(|counted| counted.1.is_empty())
            .map(|counted| (result, counted.0));
    }
    let mut values = Vec::new();
    for item in &list.items {
        let own = votes::counted(item);
        let (votes, matter) = match (own, beside) {
            (Some((votes, matter)), _) if matter.chars().count() > 3 => (Some(votes), matter),
            (None, Some((_, votes))) if alone => (Some(votes), item.clone()),
            _ => (unanimous(item, found), item.clone()),
        };
        values.push(ImportedValue::Map(resolution(work, matter, votes, found)));
    }
    if let Some((result, _)) = beside.filter(|_| alone) {
        work.take_value(result);
    }
    items::take(work, at, &list);
    work.fill("决议", ImportedValue::List(values));
}

/// 全票通过, where it is known how many could vote.
fn unanimous(item: &str, found: &AttendanceFound) -> Option<votes::VoteCount> {
    let in_favour = found.voters_present.filter(|_| votes::is_unanimous(item))?;
    Some(votes::VoteCount {
        in_favour,
        against: 0,
        abstained: 0,
    })
}

fn resolution(
    work: &mut WorkingText,
    matter: String,
    votes: Option<votes::VoteCount>,
    found: &AttendanceFound,
) -> Vec<ImportedField> {
    let mut fields = vec![ImportedField::text("事项", matter.clone())];
    let Some(votes) = votes else { return fields };
    let most = found.voters_present.or(found.present);
    if most.is_some_and(|most| votes.sum() > most) {
        work.say(format!("“{matter}”的票数多于到会的人数，没有填，请核对"));
        return fields;
    }
    for (name, number) in [
        ("赞成", votes.in_favour),
        ("反对", votes.against),
        ("弃权", votes.abstained),
    ] {
        fields.push(ImportedField::new(name, ImportedValue::Number(number)));
    }
    fields
}
