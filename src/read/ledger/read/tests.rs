//! What is said of rows.

use super::*;
use crate::read::front;
use crate::words::SourceText;

/// What is said of the rows of a ledger.
fn hints(text: &str) -> Vec<String> {
    let source = SourceText::of("content/ledgers/2026-03-12-a.yaml", text);
    let faults = Faults::new(&source);
    let root = front::read_data(&faults).expect("fields");
    let mut fields = Fields::of_root(&faults, &root).expect("a map");
    let columns = columns::read(&mut fields).expect("columns");
    let field = fields.take(keys::ROWS).expect("rows");
    let (rows, _) = rows(&faults, &field, &columns, &mut NamedInRows::default());
    checks::rows(&faults, &columns, &rows);
    drop(fields);
    let report = faults.finish();
    let hints = report.sorted().into_iter().flat_map(|said| said.hints.clone());
    hints.collect()
}

#[test]
fn a_comma_in_a_text_in_braces_is_told_as_one() {
    let row = |problem: &str| {
        format!(
            "台账: 整改销号\n行:\n  - {{发现日期: 2026-04-13, 问题: {problem}, 责任人: 甲, 时限: 2026-04-30}}\n"
        )
    };
    let hint = "用英文引号括起来，写成“问题: \"没有撤下, 没有登记\"”；或者换成中文逗号";
    assert_eq!(hints(&row("没有撤下, 没有登记")), [hint]);
    assert!(hints(&row("没有撤下，没有登记")).is_empty());
    // A column that is called otherwise, and left empty, is none.
    let unknown = hints(&row("没有撤下, 没有这列: "));
    assert!(unknown[0].starts_with("可以写："), "{unknown:?}");
}

#[test]
fn the_sums_that_are_proposed_are_those_of_the_ledger() {
    let rows = "台账: 经费\n行:\n  - {项目: 走访, 预算: 6000, 支出: 3200}\n  - {项目: 合计, 预算: 6000, 支出: 3200}\n";
    let said = hints(rows);
    assert!(said[0].contains("“合计: {预算: 6000, 支出: 3200}”"), "{said:?}");
}

#[test]
fn cells_that_something_else_than_a_comma_parts_are_told_as_such() {
    let row = |row: &str| format!("台账: 党费\n列: [月份, 党员数, 应缴, 实缴]\n行:\n  - {row}\n");
    let right = "写成“- [第二季度, 42, 10222.00, 10222.00]”";
    for typed in [
        "第二季度,42,10222.00,10222.00",
        "第二季度\t42\t10222.00\t10222.00",
        "第二季度 42 10222.00 10222.00",
    ] {
        assert_eq!(hints(&row(typed)), [right]);
    }
    let mark = "换成英文逗号，列依次是：月份、党员数、应缴、实缴";
    assert_eq!(hints(&row("[第二季度，42, 10222.00, 10222.00]")), [mark]);
    // A full row may hold one.
    assert!(hints(&row("[第二季度，3, 42, 10222.00, 10222.00]")).is_empty());
    let colon = row("{月份: 四月, 党员数 42, 应缴: 1, 实缴: 1}");
    assert!(
        hints(&colon).contains(&"写成“党员数: 42”".to_owned()),
        "{:?}",
        hints(&colon)
    );
}
