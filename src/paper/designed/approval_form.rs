//! 审批登记表: the form that goes from hand to hand before something is published, with what is known filled in and room
//! for the signatures that are missing. For inside use: it is printed and never hangs.

use super::pieces::{aligned, heads, largest, lay, subtitle, title};
use crate::clearance::{ApprovalForm, FormStep};
use crate::paper::blocks::{Block, Table, TableCell, TableRow};
use crate::paper::{Align, Geometry, Sheet};
use crate::words::{Labelled, Paper, Step};

/// 小四 to a little less than 五号: the form is on one sheet where that is possible.
const SIZES: [i32; 4] = [4_233, 3_950, 3_704, 3_440];

/// A line to be signed, and a day to be filled in.
const SIGNATURE: &str = "签名：　　　　　　　　年　　月　　日";

/// Signatures stand in the right half of their cell.
const ASIDE: &str = "　　　　　　　　　　";

/// How much of the summary is shown, in characters: a form that fits on one sheet.
const SUMMARY: usize = 120;

/// The form, on A4.
#[must_use]
pub fn sheets(form: &ApprovalForm) -> Vec<Sheet> {
    largest(&SIZES, |size| in_size(form, size))
}

fn in_size(form: &ApprovalForm, size: i32) -> Vec<Sheet> {
    let geometry = Geometry::standard(Paper::default());
    let mut blocks = title("党务公开审批登记表", &geometry);
    blocks.push(subtitle(&form.organizer));
    let rows = facts(form).into_iter().chain(steps(form)).chain(tie(form));
    blocks.push(Block::Table(Table {
        rows: rows.collect(),
        shares: vec![9, 17, 9, 17],
        size: Some(size),
        ..Table::default()
    }));
    lay(&blocks, 0, &geometry, &|_| None)
}

fn facts(form: &ApprovalForm) -> Vec<TableRow> {
    let or_none = |words: &Option<String>| words.clone().unwrap_or_else(|| "—".to_owned());
    let period = form.period.map_or("—".to_owned(), |(first, last)| {
        format!("{}至{}", first.chinese(), last.chinese())
    });
    let duration = form.duration.map_or("—", |duration| duration.label());
    let unit = form.unit.as_ref().unwrap_or(&form.organizer);
    let listed = |names: &[String], none: &str| match names {
        [] => none.to_owned(),
        names => names.join("；"),
    };
    vec![
        wide("标题", form.title.clone()),
        pair(("种类", form.kind.clone()), ("发文字号", or_none(&form.number))),
        pair(("公开单位", unit.clone()), ("责任人", or_none(&form.responsible))),
        pair(
            ("公开范围", form.scope.label().to_owned()),
            ("公开时限", duration.to_owned()),
        ),
        pair(("公开日期", form.date.chinese()), ("公示期", period)),
        wide("公开目录", listed(&form.catalogue, "—")),
        wide("公开位置", listed(&form.places, "不在任何一版公开")),
        wide("附件", listed(&form.attachments, "无")),
        wide("内容提要", summary(form)),
    ]
}

/// What it is about, and how long the text is that belongs to the form.
fn summary(form: &ApprovalForm) -> String {
    let mut summary: String = form.summary.chars().take(SUMMARY).collect();
    if form.summary.chars().nth(SUMMARY).is_some() {
        summary.push('…');
    }
    match form.characters {
        0 => summary,
        count => format!("{summary}（全文约{count}字，另附）"),
    }
}

fn steps(form: &ApprovalForm) -> impl Iterator<Item = TableRow> {
    form.steps.iter().map(|of| {
        vec![
            heads(format!("{}\n意见", called(of.step))),
            TableCell {
                columns: 3,
                ..aligned(opinion(of), Align::Left)
            },
        ]
    })
}

/// What a step is called on the form.
fn called(step: Step) -> &'static str {
    match step {
        Step::Proposal => "提出人",
        Step::SecrecyReview => "保密审查",
        Step::Review => "审核",
        Step::Approval => "审批",
    }
}

fn opinion(of: &FormStep) -> String {
    match &of.taken {
        Some((name, day, opinion)) => {
            // What nobody wrote is not put into anybody's mouth.
            let opinion = opinion.as_deref().unwrap_or("　");
            format!("{opinion}\n　\n{ASIDE}签名：{name}　　{}", day.chinese())
        }
        // Room to write in, above the line for the name.
        None => format!("　\n　\n　\n{ASIDE}{SIGNATURE}"),
    }
}

/// What ties the paper to the text: whoever changes the text afterwards has another fingerprint.
fn tie(form: &ApprovalForm) -> Option<TableRow> {
    let digest = form.digest?;
    let words = format!("{digest}\n签字后内容又有改动的，指纹不再相符，要重新审批。");
    Some(wide("内容指纹", words))
}

fn wide(name: &str, words: String) -> TableRow {
    let value = TableCell {
        columns: 3,
        ..aligned(words, Align::Left)
    };
    vec![heads(name), value]
}

fn pair(left: (&str, String), right: (&str, String)) -> TableRow {
    [left, right]
        .into_iter()
        .flat_map(|(name, words)| [heads(name), aligned(words, Align::Left)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::BoxContent;
    use crate::words::{ContentHash, Day, Scope};

    fn form() -> ApprovalForm {
        let day = |day| Day::new(2026, 3, day).expect("a day");
        ApprovalForm {
            organizer: "中共甲校总支部委员会".to_owned(),
            kind: "通知公告（公示）".to_owned(),
            title: "关于拟接收预备党员的公示".to_owned(),
            number: None,
            unit: Some("第一党支部".to_owned()),
            responsible: Some("张三".to_owned()),
            date: day(12),
            period: Some((day(12), day(19))),
            scope: Scope::Unit,
            places: vec!["甲校公开栏".to_owned()],
            catalogue: vec!["D-3 发展党员".to_owned()],
            duration: None,
            attachments: Vec::new(),
            summary: "经党小组推荐，".repeat(40),
            characters: 860,
            steps: vec![
                FormStep {
                    step: Step::Proposal,
                    taken: Some(("张三".to_owned(), day(10), None)),
                },
                FormStep {
                    step: Step::SecrecyReview,
                    taken: None,
                },
            ],
            digest: Some(ContentHash::of(b"a")),
        }
    }

    fn said(sheets: &[Sheet]) -> String {
        let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
        let lines = boxes.filter_map(|placed| match &placed.what {
            BoxContent::Line(line) => Some(line.text()),
            _ => None,
        });
        lines.collect()
    }

    #[test]
    fn what_is_signed_is_filled_in_and_what_is_not_has_room() {
        let sheets = sheets(&form());
        assert_eq!(sheets.len(), 1);
        let said = said(&sheets);
        for words in [
            "关于拟接收预备党员的公示",
            "2026年3月12日至2026年3月19日",
            "D-3 发展党员",
            "签名：张三　　2026年3月10日",
            "（全文约860字，另附）",
            &format!("内容指纹{}签字后", ContentHash::of(b"a")),
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert_eq!(said.matches("年　　月　　日").count(), 1);
        assert!(!said.contains("同意"), "nobody said so");
        assert_eq!(said.matches("经党小组推荐，").count(), SUMMARY / 7);
    }

    #[test]
    fn a_long_form_loses_nothing() {
        let mut form = form();
        form.title = "很长的标题".repeat(40);
        form.attachments = (0..60).map(|number| format!("附件{number}的名称.pdf")).collect();
        let sheets = sheets(&form);
        let said = said(&sheets);
        assert!(sheets.len() > 1 && said.contains("附件59的名称.pdf") && said.contains("内容指纹"));
    }
}
