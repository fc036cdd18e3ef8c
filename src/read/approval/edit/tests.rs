//! What is written into which files.

use super::*;
use crate::read::config::ApprovalRule;
use crate::read::organization::{Organization, Unit};
use crate::words::{Scope, rows_give};

const LINE: &str = "{姓名: 林书岚, 日期: 2026-11-20, 指纹: 00000000000000000000000000000000}";

fn source(name: &str, text: &str) -> SourceText {
    SourceText::of(&format!("content/notices/{name}"), text)
}

fn taken() -> TakenStep {
    TakenStep {
        step: Step::Review,
        name: "林书岚".into(),
        date: Day::new(2026, 11, 20).expect("a day"),
        opinion: None,
        digest: ContentHash::parse(&"0".repeat(32)).expect("a digest"),
    }
}

/// The text with the step in it, where everybody is known.
fn written(source: &SourceText, taken: &TakenStep, undone: &[Step]) -> Option<String> {
    let organization = Organization {
        unit: Unit {
            members: vec!["阿卜杜拉·买买提".into()],
            ..Unit::default()
        },
        ..Organization::default()
    };
    let setting = ApprovalContext {
        scope: Scope::Public,
        rule: &ApprovalRule::default(),
        organization: Some(&organization),
    };
    with_step(source, taken, undone, setting)
}

/// What 审核 makes of a file whose fields are these; `LINE` stands for what is written.
fn of_fields(fields: &str, undone: &[Step]) -> Option<String> {
    let text = format!("---\n标题: 甲\n{fields}---\n\n正文\n");
    let changed = written(&source("a.md", &text), &taken(), undone)?;
    let inside = changed
        .strip_prefix("---\n标题: 甲\n")?
        .strip_suffix("---\n\n正文\n")?;
    Some(inside.replace(LINE, "LINE"))
}

#[test]
fn a_step_is_written_and_nothing_else_is_changed() {
    let table = r"
        审批:\n => 审批:\n  审核: LINE\n
        审批: # 四步\n日期: 2026-01-02\n => 审批: # 四步\n  审核: LINE\n日期: 2026-01-02\n
        审批:\n  提出: 张三 2026-01-02 # 电话\n  审批:\n标签: [甲]\n => 审批:\n  提出: 张三 2026-01-02 # 电话\n  审核: LINE\n  审批:\n标签: [甲]\n
        审批:\n    审批: \n => 审批:\n    审核: LINE\n    审批: \n
        审批:\n  审核: \n => 审批:\n  审核: LINE\n
        审批:\n  审核:   # 待\n => 审批:\n  审核: LINE   # 待\n
        审批:\n  审核: 张三 2026-01-02  # 旧\n => 审批:\n  审核: LINE  # 旧\n
        审批:\n  审核: '张三 2026-01-02'\n => 审批:\n  审核: LINE\n
        审批:\n  review: {姓名: 张三, 日期: 2026-01-02}\n => 审批:\n  review: LINE\n
        审批:\n  审核:\n    姓名: 张三\n    日期: 2026-01-02\n日期: 2026-01-03\n => 审批:\n  审核: LINE\n日期: 2026-01-03\n
        审批: {提出: 张三 2026-01-02}\n => 审批: {提出: 张三 2026-01-02, 审核: LINE}\n
        审批: {提出: 张三 2026-01-02, 审核: 李四 2026-01-03, 审批: }\n => 审批: {提出: 张三 2026-01-02, 审核: LINE, 审批: }\n
        审批: { 提出: {姓名: '张,三}', 日期: 2026-01-02} } # 完\n => 审批: { 提出: {姓名: '张,三}', 日期: 2026-01-02}, 审核: LINE } # 完\n
        审批:\n  - 提出: 张三 2026-01-02\n  - 审批: \n => 审批:\n  - 提出: 张三 2026-01-02\n  - 审核: LINE\n  - 审批: \n
    ";
    rows_give(table, |before| of_fields(before, &[]).unwrap_or_default());
    assert_eq!(of_fields("", &[]).as_deref(), Some("审批:\n  审核: LINE\n"));
}

#[test]
fn later_steps_are_emptied() {
    let before = "审批:\n  审核: 张三 2026-01-02\n  审批: 李四 2026-01-03\n";
    let after = "审批:\n  审核: LINE\n  审批:\n";
    assert_eq!(of_fields(before, &[Step::Approval]).as_deref(), Some(after));
    let before = "审批: {审核: 张三 2026-01-02, 审批: 李四 2026-01-03}\n";
    let after = "审批: {审核: LINE, 审批:}\n";
    assert_eq!(of_fields(before, &[Step::Approval]).as_deref(), Some(after));
}

#[test]
fn line_ends_and_files_of_fields_stay() {
    let text = "---\r\n标题: 甲\r\n审批:\r\n  提出: 张三 2026-01-02\r\n---\r\n正文\r\n";
    let changed = written(&source("a.md", text), &taken(), &[]).expect("changed");
    assert_eq!(changed.replace(&format!("  审核: {LINE}\r\n"), ""), text);
    for text in [
        "标题: 甲\n",
        "标题: 甲",
        "---\n标题: 甲\n---\n",
        "标题: 甲\n审批:\n  提出: 张三 2026-01-02",
    ] {
        let changed = written(&source("a.yaml", text), &taken(), &[]).expect(text);
        let bare = changed
            .replace(&format!("  审核: {LINE}\n"), "")
            .replace("审批:\n---", "---");
        let bare = bare.strip_suffix("审批:\n").unwrap_or(&bare);
        assert_eq!(bare.trim_end(), text.trim_end());
    }
}

#[test]
fn names_and_opinions_are_quoted_where_they_must_be() {
    let taken = TakenStep {
        opinion: Some("不涉密, 可以公开".into()),
        name: "阿卜杜拉·买买提".into(),
        ..taken()
    };
    let source = source("a.md", "---\n标题: 甲\n---\n");
    let changed = written(&source, &taken, &[]).expect("read back as it was meant");
    assert!(changed.contains("意见: '不涉密, 可以公开'"), "{changed}");
}
