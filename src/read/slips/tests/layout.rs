//! Lines that stand in the wrong place, go on where they should not, or were pasted from a table.

use super::*;

#[test]
fn the_line_that_stands_out_is_moved_and_not_its_neighbours() {
    let approved = "审批={提出=乙|保密审查=丙|审核=丁|审批=戊}";
    let one = "审批:\n  提出: 乙\n 保密审查: 丙\n  审核: 丁\n  审批: 戊\n";
    reads(one, "front-item-field", approved);
    let [slip] = &parse(one, 1).slips[..] else {
        panic!("one slip");
    };
    assert_eq!((slip.at.line, slip.at.column), (3, 2));
    assert_eq!(slip.hint, "写成“  保密审查: 丙”，行首空两格");
    reads(
        "审批:\n 提出: 乙\n  保密审查: 丙\n  审核: 丁\n  审批: 戊\n",
        "front-item-field",
        approved,
    );
    let margin = "审批:\n  提出: 乙\n保密审查: 丙\n  审核: 丁\n  审批: 戊\n";
    reads(margin, "front-item-field", approved);
    assert!(
        parse(margin, 1).slips[0]
            .fix
            .as_ref()
            .is_some_and(|fix| fix.is_certain)
    );
    let branches = "名称: 总支\n支部:\n  - 编号: yi\n    名称: 甲\n党员数: 12\n    # 范围: 乙\n  - 编号: er\n    名称: 乙\n";
    let all = "名称=总支; 支部=[{编号=yi|名称=甲|党员数=12}|{编号=er|名称=乙}]";
    reads(branches, "front-item-field", all);
    // The whole organization has such a number, too.
    let parsed = parse(branches, 1);
    assert_eq!(
        (
            parsed.slips[0].at.line,
            parsed.slips[0].fix.as_ref().is_some_and(|fix| fix.is_certain)
        ),
        (5, false)
    );
    let said = "审批: 同意\n  提出: 乙\n  保密审查: 丙\n";
    reads(said, "front-not-map", "审批={提出=乙|保密审查=丙}");
    assert!(
        !parse(said, 1).slips[0]
            .fix
            .as_ref()
            .is_some_and(|fix| fix.is_certain)
    );
}

#[test]
fn a_column_of_a_row_stands_below_the_first() {
    let all = "行=[{项目=走访|预算=60|支出=32}]";
    let field = "front-item-field";
    reads("行:\n  - 项目: 走访\n     预算: 60\n    支出: 32\n", field, all);
    reads("行:\n  - 项目: 走访\n   预算: 60\n    支出: 32\n", field, all);
    let both = "front-item-field front-item-field";
    reads("行:\n  - 项目: 走访\n     预算: 60\n     支出: 32\n", both, all);
}

#[test]
fn a_heading_that_is_still_a_remark_is_told_and_its_items_stay() {
    let block = "支部:\n  - 编号: yi\n    名称: 甲\n    # 党员数: 12\n    # 委员:\n      - {姓名: 王静, 职务: 书记}\n      - {姓名: 李明, 职务: 委员}\n";
    let all = "支部=[{编号=yi|名称=甲|委员=[{姓名=王静|职务=书记}|{姓名=李明|职务=委员}]}]";
    reads(block, "front-heading-off", all);
    let parsed = parse(block, 1);
    assert_eq!(
        (
            parsed.slips[0].at.line,
            parsed.slips[0].fix.as_ref().is_some_and(|fix| fix.is_certain)
        ),
        (5, false)
    );
    // Behind another list nothing is broken.
    let groups = "支部:\n  - 编号: yi\n    小组:\n      - {名称: 一组, 组长: 甲}\n    # 委员:\n      - {姓名: 王静, 职务: 书记}\n      - {姓名: 李明, 职务: 委员}\n";
    let all =
        "支部=[{编号=yi|小组=[{名称=一组|组长=甲}]|委员=[{姓名=王静|职务=书记}|{姓名=李明|职务=委员}]}]";
    reads(groups, "front-heading-off", all);
    let quiet = "小组:\n  - {名称: 一组}\n# 委员:\n  - {名称: 二组}\n";
    assert!(parse(quiet, 1).slips.is_empty());
    // Remarks between the items of a list, and before it, are remarks.
    for block in [
        "行:\n  - {项目: 甲}\n  # 标签:\n  - {项目: 乙}\n标题: 甲: 乙\n",
        "委员:\n  # 党员:\n  - {姓名: 王静, 职务: 书记}\n标题: 甲: 乙\n",
    ] {
        assert_eq!(read(block).0, ["front-needs-quotes"], "{block}");
    }
}

#[test]
fn braces_that_go_on_at_the_margin_are_not_closed_above() {
    let all = "行=[{项目=走访|预算=60|支出=32}|{项目=培训|预算=1}]";
    let field = "front-item-field";
    let behind = "  - {项目: 培训, 预算: 1}\n";
    reads(
        &format!("行:\n  - {{项目: 走访,\n预算: 60, 支出: 32}}\n{behind}"),
        field,
        all,
    );
    let three = format!("行:\n  - {{项目: 走访,\n  预算: 60,\n  支出: 32}}\n{behind}");
    reads(&three, "front-item-field front-item-field", all);
    let comma = format!("行:\n  - {{项目: 走访\n预算: 60, 支出: 32}}\n{behind}");
    reads(&comma, "front-list-comma front-item-field", all);
    let quote = "行:\n  - {项目: \"走访, 预算: 60, 支出: 32}\n  - {项目: 培训, 预算: 1}\n";
    reads(quote, "front-unpaired", all);
}

#[test]
fn texts_in_braces_that_need_quotes_get_them() {
    let quotes = "front-needs-quotes";
    let comma = "行:\n  - {项目: 走访,慰问, 预算: 60}\n";
    reads(comma, quotes, "行=[{项目=走访,慰问|预算=60}]");
    assert!(
        !parse(comma, 1).slips[0]
            .fix
            .as_ref()
            .is_some_and(|fix| fix.is_certain)
    );
    reads(
        "行:\n  - {项目: [走访]慰问, 预算: 60}\n",
        quotes,
        "行=[{项目=[走访]慰问|预算=60}]",
    );
    for block in [
        "委员:\n  - {姓名: 张三, 书记}\n",
        "决议:\n  - {事项: 甲, 附件: [乙, 丙], 赞成: 1}\n",
    ] {
        assert!(read(block).0.is_empty(), "{block}");
    }
}

#[test]
fn a_pasted_table_is_read_as_rows() {
    let mark = "front-item-mark front-item-mark";
    let all = "行=[[走访|60|—]|[培训、学习|6|3]]; 标题=甲";
    let rows = "  | 走访 | 60 |  |\n  | 培训、学习 | 6 | 3 |\n";
    reads(&format!("行:\n{rows}标题: 甲\n"), mark, all);
    let all = "行=[{项目=走访|预算=60|支出=—}|{项目=培训、学习|预算=6|支出=3}]; 标题=甲";
    let head = "| 项目 | 预算 | 支出 |\n| --- | --- | --- |\n";
    let marks = "front-item-mark front-item-mark front-item-mark front-item-mark";
    reads(&format!("行:\n{head}{rows}标题: 甲\n"), marks, all);
    reads(
        "支部:\n  - 编号: yi\n    名称: 甲\n  －编号: er\n    名称: 乙\n",
        "front-item-mark",
        "支部=[{编号=yi|名称=甲}|{编号=er|名称=乙}]",
    );
}

#[test]
fn fields_at_the_margin_may_have_been_typed_beside_it() {
    reads(
        " 标题: 甲\n日期: 1\n审批:\n  提出: 乙\n",
        "front-item-field",
        "标题=甲; 日期=1; 审批={提出=乙}",
    );
    let table = r"
        标题: 甲\n 日期: 1\n责任人: 乙\n => front-item-field => 标题=甲; 日期=1; 责任人=乙
        标题: 甲\n审批:\n  提出: 乙\n   审核: 丙\n  审批: 丁\n => front-item-field => 标题=甲; 审批={提出=乙|审核=丙|审批=丁}
        标题:\n甲\n日期: 1\n => front-continued => 标题=甲; 日期=1
        标题: 甲\n标签: [学习,,党课]\n => front-list-comma => 标题=甲; 标签=[学习|党课]
        标题: 甲\n标签: [学习，，党课、]\n => front-list-comma => 标题=甲; 标签=[学习|党课]
    ";
    read_as(table);
}
