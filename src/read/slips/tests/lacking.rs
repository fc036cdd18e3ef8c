//! Signs that were forgotten, or typed for another: braces, brackets, colons behind names, `#`.

use super::*;

/// What a block's slips say, and whether each is made without asking.
fn told(block: &str) -> Vec<(String, bool)> {
    let is_certain = |slip: &Slip| slip.fix.as_ref().is_some_and(|fix| fix.is_certain);
    let slips = parse(block, 1).slips;
    slips
        .iter()
        .map(|slip| (slip.hint.clone(), is_certain(slip)))
        .collect()
}

/// The hint of the only slip, and whether it is made without asking.
#[track_caller]
fn only(block: &str) -> (String, bool) {
    let mut all = told(block);
    assert_eq!(all.len(), 1, "{block}{all:?}");
    all.remove(0)
}

const BRACES: &str = "front-braces";

#[test]
fn fields_of_an_item_in_one_line_get_braces() {
    let all = "决议=[{事项=通过安排|赞成=2|反对=9|弃权=0}]";
    for row in [
        "事项: 通过安排，赞成: 2，反对: 9，弃权: 0",
        "事项：通过安排，赞成：2，反对：9，弃权：0",
        "事项: 通过安排, 赞成: 2, 反对: 9, 弃权: 0",
        "事项: 通过安排；赞成: 2；反对: 9；弃权: 0",
    ] {
        let block = format!("决议:\n  - {row}\n");
        reads(&block, BRACES, all);
        let right = "写成“  - {事项: 通过安排, 赞成: 2, 反对: 9, 弃权: 0}”，行首空两格";
        assert_eq!(only(&block), (right.to_owned(), true));
    }
    let table = r#"
        委员:\n  - 姓名: 周强, 职务: 书记\n => front-braces => 委员=[{姓名=周强|职务=书记}]
        支部:\n  - 编号: yi\n    委员:\n      - 姓名: 周强, 职务: 书记\n => front-braces => 支部=[{编号=yi|委员=[{姓名=周强|职务=书记}]}]
        列: [项目, 预算]\n行:\n  - 项目: "走访, 慰问", 预算: 6000.00\n => front-braces => 列=[项目|预算]; 行=[{项目=走访, 慰问|预算=6000.00}]
        附件:\n  - 名称: 登记表, 文件: 表.pdf\n => front-braces => 附件=[{名称=登记表|文件=表.pdf}]
        公示期: 开始: 1, 工作日: 5\n => front-braces => 公示期={开始=1|工作日=5}
        公示期: 开始: 1, 工作日: 5}\n => front-braces => 公示期={开始=1|工作日=5}
        审批:\n  审核: 姓名: 何群, 日期: 2, 意见: 同意\n => front-braces => 审批={审核={姓名=何群|日期=2|意见=同意}}
        公示期: [开始: 1, 工作日: 5]\n => front-braces => 公示期={开始=1|工作日=5}
        受理: 单位：甲，电话：0931-66\n => front-braces => 受理={单位=甲|电话=0931-66}
    "#;
    read_as(table);
}

#[test]
fn what_may_be_one_sentence_is_not_put_in_braces_unasked() {
    let lost = "决议:\n  - 事项: 通过安排，赞成：2，反对：9\n";
    reads(lost, BRACES, "决议=[{事项=通过安排|赞成=2|反对=9}]");
    assert!(!only(lost).1);
    assert!(!only("承诺事项:\n  - 内容：慰问教师，时限：春节前\n").1);
    assert!(!only("决议:\n  - 事项: 通过安排, 每周一次, 赞成: 2\n").1);
    // Fields below it stand in no braces.
    let below = "决议:\n  - 事项: 通过安排，责任人: 周强\n    时限: 2\n";
    assert!(!only(below).1);
    assert!(only(below).0.starts_with("“责任人”是另一个字段的，另起一行写"));
    assert!(!only("地点: 会议室，主持人: 周强\n").1);
    for block in [
        "承诺事项:\n  - 内容: 慰问教师，时限：春节前\n",
        "承诺事项:\n  - 内容: 慰问教师，责任人：周强，时限：春节前\n    时限: 2\n",
        "议题:\n  - 学习党章，时间：周五，地点：一楼\n",
        "更正:\n  - 日期: 1\n    内容: 集合时间原写9时，应为“时间：10时，地点：操场”\n",
        "决议:\n  - 事项: \"通过安排，赞成: 2，反对: 9\"\n",
    ] {
        assert_eq!(told(block), [], "{block}");
    }
}

#[test]
fn the_colon_behind_a_name_is_told_where_it_lacks() {
    // `!` is made without asking.
    let hints = r"
        标题: 甲\n标签 [学习, 党课]\n日期: 1\n => ! 写成“标签: [学习, 党课]”
        受理 {单位: 甲, 电话: 1}\n日期: 1\n => ! 写成“受理: {单位: 甲, 电话: 1}”
        标题；关于甲\n日期: 1\n => ? 写成“标题: 关于甲”
        标题 关于甲\n日期: 1\n => ? 写成“标题: 关于甲”
        标题∶关于甲\n日期: 1\n => ! 写成“标题: 关于甲”
        类型。通知\n日期: 1\n => ? 写成“类型: 通知”
        标签: [学习]\n落款 甲\n日期: 1\n => ? 写成“落款: 甲”
        **类型**: 通知\n日期: 1\n => ! 写成“类型: 通知”
        **类型：** 通知\n日期: 1\n => ! 写成“类型: 通知”
        日期: 1\n审批\n  提出: 甲\n => ! 写成“审批:”
        日期: 1\n议题\n  - 甲\n => ! 写成“议题:”
        审批:\n  提出: 甲\n  审核 何群 2026-11-18\n => ? 写成“  审核: 何群 2026-11-18”，行首空两格
    ";
    rows_give(hints, |block| {
        let (hint, is_certain) = only(block);
        format!("{} {hint}", if is_certain { '!' } else { '?' })
    });
    let table = r"
        委员:\n  - {姓名: 甲, 职务: 书记}\n支部\n  - 编号: yi\n => front-colon => 委员=[{姓名=甲|职务=书记}]; 支部=[{编号=yi}]
        行:\n  - 编号: 1\n    责任人 江禾\n    时限: 2\n => front-colon => 行=[{编号=1|责任人=江禾|时限=2}]
    ";
    read_as(table);
    // A sentence that goes on is none.
    for block in [
        "摘要: 定于周五，由\n  责任人 王芳带队\n标题: 甲: 乙\n",
        "议题:\n  - 学习党章\n  - 支部 的安排\n标题: 甲: 乙\n",
        "标签: [学习,\n  标题 二]\n标题: 甲: 乙\n",
    ] {
        assert_eq!(read(block).0, ["front-needs-quotes"], "{block}");
    }
}

#[test]
fn a_remark_in_round_brackets_is_told_with_both_readings() {
    let block = "日期: 1\n（以下照实填写）\n类型: 通知\n";
    reads(block, "front-continued", "日期=1; 类型=通知");
    let hint = "是说明的，前面加“# ”，写成“# （以下照实填写）”；是上一行内容的一部分，就接在上一行后面写";
    assert_eq!(only(block), (hint.to_owned(), false));
    let inside = "摘要: 定于周五，\n  （见附件）\n标题: 甲: 乙\n";
    assert_eq!(read(inside).0, ["front-needs-quotes"]);
}

#[test]
fn what_stands_behind_a_sharp_is_a_remark_or_not() {
    let block = "责任人: 何群 #问校长\n";
    let hint = "是说明的，“#”后面空一格，写成“责任人: 何群 # 问校长”；是内容的一部分，写成“责任人: \"何群 #问校长\"”";
    assert_eq!(only(block), (hint.to_owned(), false));
    assert!(parse(block, 1).slips[0].fix.is_none());
    let date = "日期: 2026-11-20 #暂定\n";
    reads(date, "front-remark", "日期=2026-11-20");
    assert!(only(date).1);
    assert!(only("标题: 通知 #1\n").1);
    let map = "审核: {姓名: 何群, 意见: 同意 #口头}\n日期: 1\n";
    reads(
        map,
        "front-needs-quotes",
        "审核={姓名=何群|意见=同意 #口头}; 日期=1",
    );
    assert!(!only(map).1);
    for block in [
        "标签: [学习, 党课] # 说明\n标签: 【学习】\n",
        "受理: {单位: 甲, # 说明\n  电话: 1} # 说明\n标签: 【学习】\n",
    ] {
        assert_eq!(parse(block, 1).slips.len(), 1, "{block}");
    }
    for row in ["[甲, ####, 3]", "[甲, 3, #REF!]", "{项目: 甲, 预算: #N/A}"] {
        let (hint, is_certain) = only(&format!("行:\n  - {row}\n"));
        assert!(hint.starts_with("打开原来的表格") && !is_certain, "{hint}");
    }
}

#[test]
fn other_signs_in_and_around_brackets_are_read() {
    let comma = "front-list-comma";
    let step = "审核={姓名=何群|日期=2|意见=同意}";
    reads("审核: {姓名: 何群; 日期: 2; 意见: 同意}\n", comma, step);
    reads("审核: {姓名: 何群；日期: 2；意见: 同意}\n", comma, step);
    reads("审核: {姓名：何群；日期：2；意见：同意}\n", "front-colon", step);
    reads("标签: [学习；党课]\n", comma, "标签=[学习|党课]");
    reads("议题: [学习；讨论]\n", "", "议题=[学习；讨论]");
    let table = r"
        行:\n  - {项目：党日，预算：5,000.00，支出：4,100.00}\n => front-colon => 行=[{项目=党日|预算=5,000.00|支出=4,100.00}]
        行:\n  - ｛项目：党日，预算：5,000.00，支出：4,100.00｝\n => front-braces => 行=[{项目=党日|预算=5,000.00|支出=4,100.00}]
    ";
    read_as(table);
    for end in [']', ')', '）', '】'] {
        let block = format!("公示期: {{开始: 1, 工作日: 5{end}\n日期: 1\n");
        reads(&block, "front-unpaired", "公示期={开始=1|工作日=5}; 日期=1");
        assert!(only(&block).1);
    }
    let table = r"
        标签: [学习, 党课}\n日期: 1\n => front-unpaired => 标签=[学习|党课]; 日期=1
        受理: {单位: 甲, 地点: 一楼（东）\n日期: 1\n => front-unpaired => 受理={单位=甲|地点=一楼（东）}; 日期=1
        日期: [2026-11-20]\n置顶: 【是】\n => front-brackets front-brackets => 日期=2026-11-20; 置顶=是
        行:\n  - 编号: 1\n    佐证: [纪要](../meetings/a.md)\n => front-braces => 行=[{编号=1|佐证={名称=纪要|链接=../meetings/a.md}}]
        行:\n  - {编号: 1, 佐证: [纪要](../meetings/a.md)}\n => front-braces => 行=[{编号=1|佐证={名称=纪要|链接=../meetings/a.md}}]
    ";
    read_as(table);
}

#[test]
fn rows_out_of_a_spreadsheet_are_rows() {
    let all = "列=[月份|应缴]; 行=[[一月|42|—]|['10,215.00'|3|4]]".replace('\'', "");
    let head = "列: [月份, 应缴]\n行:\n";
    let rows = "一月\t42\t\u{3000}\n10,215.00\t3\t4\n";
    let mark = "front-item-mark front-item-mark";
    reads(&format!("{head}{rows}"), mark, &all);
    let deep: String = rows.lines().map(|line| format!("  {line}\n")).collect();
    reads(&format!("{head}{deep}"), mark, &all);
    let named = "列: [月份, 应缴, 实缴]\n行:\n月份\t应缴\t实缴\n一月\t3\t4\n";
    reads(named, mark, "列=[月份|应缴|实缴]; 行=[{月份=一月|应缴=3|实缴=4}]");
    for block in ["标题: 甲\t乙\t丙\n", "摘要: |\n  一月\t42\t3\n"] {
        assert_eq!(told(block), [], "{block}");
    }
}

#[test]
fn files_below_the_name_of_their_list_are_its_items() {
    let two = "附件=[甲.pdf|乙.pdf]";
    let space = "front-item-space";
    reads("附件:\n  -甲.pdf\n", space, "附件=[甲.pdf]");
    reads("附件:\n  -甲.pdf\n  -乙.pdf\n", &format!("{space} {space}"), two);
    reads(
        "附件:\n  甲.pdf\n  乙.pdf\n",
        "front-item-mark front-item-mark",
        two,
    );
    for block in [
        "附件:\n  - 甲.pdf\n",
        "附件:\n  名称: 甲\n  文件: 甲.pdf\n",
        "附件: 甲.pdf\n",
    ] {
        assert_eq!(told(block), [], "{block}");
    }
}
