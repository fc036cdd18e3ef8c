//! Blocks with slips and without: how they are read, and that what a hint says is right when it is typed.

use super::*;
use crate::words::rows_give;

mod lacking;
mod layout;
mod rows;

/// The codes of the slips in a block, and its fields as `name=text`.
fn read(block: &str) -> (Vec<&'static str>, Vec<String>) {
    let parsed = parse(block, 1);
    let codes = parsed.slips.iter().map(|slip| slip.code.name).collect();
    let Ok(root) = parsed.tree else {
        return (codes, vec!["(no tree)".into()]);
    };
    let Value::Map(pairs) = root.value else {
        return (codes, vec!["(no map)".into()]);
    };
    let fields = pairs
        .iter()
        .map(|(key, value)| format!("{}={}", show(key), show(value)));
    (codes, fields.collect())
}

fn show(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar { text, .. } => text.to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join("|")),
        Value::Map(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(key, value)| format!("{}={}", show(key), show(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join("|"))
        }
    }
}

/// A block is read with these slips, into these fields.
#[track_caller]
fn reads(block: &str, codes: &str, fields: &str) {
    let (slips, found) = read(block);
    assert_eq!(
        (slips.join(" ").as_str(), found.join("; ").as_str()),
        (codes, fields),
        "{block}"
    );
}

/// Every block of a table is read with its slips, `-` for none, into its fields: `block => codes => fields`.
#[track_caller]
fn read_as(table: &str) {
    rows_give(table, |block| {
        let (slips, found) = read(block);
        let slips = if slips.is_empty() {
            "-".to_owned()
        } else {
            slips.join(" ")
        };
        format!("{slips} => {}", found.join("; "))
    });
}

#[test]
fn wide_spaces_before_a_line_are_as_wide_as_its_neighbours_are() {
    let approval = |third: &str| format!("标题: 甲\n审批:\n  提出: 乙\n{third}审核: 丙\n  审批: 丁\n");
    for third in [
        "　　", "　", "\t", "\t\t", "\u{A0}\u{A0}", "\u{A0}\u{A0}\u{A0}\u{A0}", " 　",
    ] {
        let (_, found) = read(&approval(third));
        assert_eq!(found[1], "审批={提出=乙|审核=丙|审批=丁}", "{third:?}");
    }
    let wide = "front-wide-space front-wide-space";
    let table = r"
        标题: 甲\n缺席:\n  - 姓名: 乙\n　　原因: 病\n　　- 姓名: 丙\n => front-wide-space front-wide-space => 标题=甲; 缺席=[{姓名=乙|原因=病}|{姓名=丙}]
        标题: 甲\n缺席:\n　　- 姓名: 乙\n　　　原因: 病\n  - 姓名: 丙\n => front-wide-space front-wide-space => 标题=甲; 缺席=[{姓名=乙|原因=病}|{姓名=丙}]
        标题: 甲\n列席:\n　　- 乙\n  - 丙\n => front-wide-space => 标题=甲; 列席=[乙|丙]
    ";
    read_as(table);
    let inner = "标题: 甲\n决议:\n  - 事项: 乙\n    表决:\n　　　　　赞成: 3\n　　责任人: 丙\n";
    reads(inner, wide, "标题=甲; 决议=[{事项=乙|表决={赞成=3}|责任人=丙}]");
}

#[test]
fn cells_of_a_row_may_hold_what_parts_a_list_elsewhere() {
    let rows = |row: &str| format!("标题: 甲\n行:\n  - {row}\n");
    let says = |row: &str, cells: &str| reads(&rows(row), "", &format!("标题=甲; 行=[[{cells}]]"));
    says("[第一党支部, 语文组、数学组]", "第一党支部|语文组、数学组");
    says(
        "[第一党支部, 语文组, 已完成，效果好]",
        "第一党支部|语文组|已完成，效果好",
    );
    says("[yi, 7月、8月, 25, 3640]", "yi|7月、8月|25|3640");
    let mended = "标题=甲; 行=[[第一党支部|90%]]";
    reads(&rows("[第一党支部，90%]"), "front-list-comma", mended);
}

#[test]
fn lines_below_the_name_of_a_list_are_its_items() {
    let two = "标题=甲; 议题=[研究党费|研究换届]; 日期=1";
    let block = |lines: &str| format!("标题: 甲\n议题:\n{lines}日期: 1\n");
    let mark = "front-item-mark front-item-mark";
    reads(&block("  研究党费\n  研究换届\n"), mark, two);
    reads(&block("  1. 研究党费\n  2. 研究换届\n"), mark, two);
    reads(
        &block("  -研究党费\n  -研究换届\n"),
        "front-item-space front-item-space",
        two,
    );
    reads(&block("  -研究党费\n  - 研究换届\n"), "front-item-space", two);
    reads(
        &block("  -研究党费\n"),
        "front-item-space",
        "标题=甲; 议题=[研究党费]; 日期=1",
    );
    // What is one sentence stays one.
    reads(
        &block("  研究党费，\n  并研究换届\n"),
        "",
        "标题=甲; 议题=研究党费， 并研究换届; 日期=1",
    );
    reads(&block("  研究党费\n"), "", "标题=甲; 议题=研究党费; 日期=1");
    reads(&block("  - 研究党费\n  - 研究换届\n"), "", two);
    reads(
        &block("  - 研究党费\n    和换届\n"),
        "",
        "标题=甲; 议题=[研究党费 和换届]; 日期=1",
    );
}

#[test]
fn slips_at_keys_are_read_as_if_typed_right() {
    let table = r"
        标题：关于甲\n日期: 2026-03-12\n => front-colon => 标题=关于甲; 日期=2026-03-12
        标题:关于甲\n日期: 1\n => front-colon-space => 标题=关于甲; 日期=1
        标题:　关于甲\n日期: 1\n => front-wide-space => 标题=关于甲; 日期=1
        标题:\t关于甲\n => - => 标题=关于甲
        审批:\n\t提出: 李明 2026-03-01\n => front-tab => 审批={提出=李明 2026-03-01}
        审批:\n　　提出：李明\n => front-wide-space => 审批={提出=李明}
        缺席:\n  - 姓名：张三\n    原因：病假\n => front-colon front-colon => 缺席=[{姓名=张三|原因=病假}]
        缺席:\n  - {姓名：张三，原因：病假}\n => front-colon => 缺席=[{姓名=张三|原因=病假}]
        缺席:\n  - {姓名:　张三, 原因：　病假}\n => front-wide-space => 缺席=[{姓名=张三|原因=病假}]
        缺席:\n  - {姓名:张三,原因:病假}\n => front-colon-space => 缺席=[{姓名=张三|原因=病假}]
    ";
    read_as(table);
    reads("\u{200B}标题: 关于甲\n", "front-invisible", "标题=关于甲");
    reads("题目：关于甲\n日期: 1\n", "front-colon", "题目=关于甲; 日期=1");
}

#[test]
fn slips_in_values_are_read_as_if_typed_right() {
    let table = r#"
        标题: “关于甲”\n => front-quotes => 标题=关于甲
        标题: [公示]关于甲\n日期: 1\n => front-needs-quotes => 标题=[公示]关于甲; 日期=1
        标题: [公示]\n => front-needs-quotes => 标题=[公示]
        标题: *重要*关于甲\n => front-needs-quotes => 标题=*重要*关于甲
        标题: &重要\n => front-needs-quotes => 标题=&重要
        标题: "三会一课"制度\n => front-needs-quotes => 标题=“三会一课”制度
        标题: #1 号通知\n => front-needs-quotes => 标题=#1 号通知
        标题: 通知 #1\n => front-needs-quotes => 标题=通知 #1
        标题: 通知: 关于甲\n => front-needs-quotes => 标题=通知: 关于甲
        标题: | 通知\n日期: 1\n => front-needs-quotes => 标题=| 通知; 日期=1
        标题: @甲\n => front-needs-quotes => 标题=@甲
        标题: %甲\n => front-needs-quotes => 标题=%甲
        标题: `甲\n => front-needs-quotes => 标题=`甲
        标题: !甲\n => front-needs-quotes => 标题=!甲
        标题: > 甲\n日期: 1\n => front-needs-quotes => 标题=> 甲; 日期=1
        标题: {甲}乙\n日期: 1\n => front-needs-quotes => 标题={甲}乙; 日期=1
        标题: "关于甲\n日期: 1\n => front-unpaired => 标题=关于甲; 日期=1
    "#;
    read_as(table);
}

#[test]
fn slips_in_lists_are_read_as_if_typed_right() {
    let table = r"
        标签: [学习，党课、三月]\n => front-list-comma => 标签=[学习|党课|三月]
        标签: 【学习，党课】\n => front-brackets => 标签=[学习|党课]
        标签: ［学习, 党课］\n => front-brackets => 标签=[学习|党课]
        议题:\n-学习文件\n-讨论计划\n => front-item-space front-item-space => 议题=[学习文件|讨论计划]
        议题:\n1. 学习文件\n（2）讨论计划\n• 表决\n => front-item-mark front-item-mark front-item-mark => 议题=[学习文件|讨论计划|表决]
        标签: [学习, 党课\n日期: 1\n => front-unpaired => 标签=[学习|党课]; 日期=1
    ";
    read_as(table);
}

#[test]
fn a_comma_that_is_missing_in_braces_is_put_in() {
    let table = r"
        委员:\n  - {姓名: 周强 职务: 宣传委员}\n => front-list-comma => 委员=[{姓名=周强|职务=宣传委员}]
        // Columns of a ledger are no fields.
        行:\n  - {项目: 培训 预算: 5000, 支出: 1200}\n => front-list-comma => 行=[{项目=培训|预算=5000|支出=1200}]
    ";
    read_as(table);
    let wide = "行:\n  - {月份：10月，应缴：100，实缴：100}\n";
    reads(wide, "front-colon", "行=[{月份=10月|应缴=100|实缴=100}]");
}

#[test]
fn an_item_that_is_begun_with_another_sign_and_a_remark_of_a_program_are_read() {
    for sign in ['－', '·', '•'] {
        let block = format!("委员:\n  - {{姓名: 周强, 职务: 书记}}\n  {sign} {{姓名: 李明, 职务: 委员}}\n");
        let all = "委员=[{姓名=周强|职务=书记}|{姓名=李明|职务=委员}]";
        reads(&block, "front-item-mark", all);
    }
    reads(
        "标题: 甲\n// 这是草稿\n日期: 乙\n",
        "front-remark",
        "标题=甲; 日期=乙",
    );
    let branches = "支部:\n  - 编号: yi\n   名称: 第一党支部\n    党员数: 9\n";
    reads(
        branches,
        "front-item-field",
        "支部=[{编号=yi|名称=第一党支部|党员数=9}]",
    );
}

#[test]
fn slips_in_braces_are_read_as_if_typed_right() {
    // It parses as it is, with everything in one value: votes would be gone without a word.
    let table = r"
        标题: 甲\n决议:\n  - {事项: 同意提交讨论，赞成：4，反对：0}\n  - {事项: 通过方案，责任人：周强，时限：2026-11-20, 赞成: 4}\n => front-list-comma front-list-comma => 标题=甲; 决议=[{事项=同意提交讨论|赞成=4|反对=0}|{事项=通过方案|责任人=周强|时限=2026-11-20|赞成=4}]
        标题: 甲\n决议:\n  - {事项: 通过方案，共三项, 赞成: 4}\n => - => 标题=甲; 决议=[{事项=通过方案，共三项|赞成=4}]
        行:\n  - {阶段: 甲, 列为对象（时间）: '[、，党员数：1'}\n => - => 行=[{阶段=甲|列为对象（时间）=[、，党员数：1}]
        受理: {单位: 党建办公室, 电话: 0799-6660000\n日期: 1\n => front-unpaired => 受理={单位=党建办公室|电话=0799-6660000}; 日期=1
        更正:\n  - {日期: 2026-01-13, 内容: 甲\n  - {日期: 2026-01-14, 内容: 乙}\n => front-unpaired => 更正=[{日期=2026-01-13|内容=甲}|{日期=2026-01-14|内容=乙}]
        行:\n  - {支部: 甲，党员数: 19、应缴: 4,590元, 实缴: 1,234,567.50}\n => front-list-comma => 行=[{支部=甲|党员数=19|应缴=4,590元|实缴=1,234,567.50}]
        行:\n  - {应缴: 4,590元}\n => front-needs-quotes => 行=[{应缴=4,590元}]
        决议:\n  - {事项: 通过: 计划, 赞成: 9}\n  - {赞成: 9, 事项: 通过: 计划，要求: 按时 }\n => front-needs-quotes front-needs-quotes => 决议=[{事项=通过: 计划|赞成=9}|{赞成=9|事项=通过: 计划|要求=按时}]
    ";
    read_as(table);
    // What goes on below is not without its end.
    for block in [
        "受理: {单位: 党建办公室,\n  电话: 0799-6660000}\n",
        "行:\n  - {支部: 甲,\n     党员数: 19}\n标签: [学习,\n  党课]\n",
        "行:\n  - {支部: 甲, 说明: 见1,2两项}\n",
        "行:\n  - {支部: 甲, 说明: \"{\", 应缴: '4,590'}\n",
    ] {
        assert!(read(block).0.is_empty(), "{block} {:?}", read(block));
    }
}

#[test]
fn a_line_that_goes_on_is_told_where_it_does() {
    let table = r"
        摘要: 定于\n18日举行，\n请参加\n日期: 1\n => front-continued front-continued => 摘要=定于 18日举行， 请参加; 日期=1
        摘要: 定于\n  18日: 举行\n日期: 1\n => front-continued => 摘要=定于 18日： 举行; 日期=1
    ";
    read_as(table);
    let parsed = parse("摘要: 见 A\n  B 楼: 二层\n日期: 1\n", 7);
    let [slip] = &parsed.slips[..] else {
        panic!("one slip: {:?}", parsed.slips);
    };
    assert_eq!((slip.at.line, slip.at.column, slip.at.width), (8, 3, 7));
    assert_eq!(slip.hint, "并到上一行，写成“摘要: \"见 A B 楼: 二层\"”");
    // A field in the wrong place is no text.
    reads("标题: 甲\n  日期: 1\n", "front-item-field", "标题=甲; 日期=1");
}

/// What a block becomes for somebody who types what the hints say.
fn cured(block: &str) -> String {
    let mut lines: Vec<Option<String>> = block.lines().map(|line| Some(line.to_owned())).collect();
    for slip in parse(block, 0).slips {
        let (_, rest) = slip.hint.split_once("写成“").expect("a line");
        let (right, _) = rest.rsplit_once('”').expect("its end");
        let mut at = slip.at.line as usize;
        if slip.code.name == "front-continued" {
            lines[at] = None;
            at = lines[..at]
                .iter()
                .rposition(Option::is_some)
                .expect("a line above");
        }
        lines[at] = Some(right.to_owned());
    }
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}

#[test]
fn a_hint_typed_as_shown_reads_without_complaint() {
    for block in [
        "受理: {单位: 党建办公室, 电话: 0799-6660000\n日期: 1\n",
        "审批:\n  审核: {姓名: 王芳, 日期: 2026-03-10\n  审批: 李明\n",
        "行:\n  - {支部: 甲，党员数: 19}\n  - {支部: 乙, 应缴: 4,590元, 实缴: 4,590元}\n",
        "决议:\n  - {事项: 通过: 计划}\n  - 事项: 通过: \"方案\"\n",
        "摘要: 定于\n18日举行，\n  集合时间: 八点\n  集合地点: 一楼\n日期: 1\n",
        "标签: [学习，党课\n标题：“关于甲”\n",
    ] {
        let cured = cured(block);
        let (codes, fields) = read(&cured);
        assert!(codes.is_empty(), "{block}{cured}{codes:?}");
        assert!(fields != ["(no tree)"], "{block}{cured}");
    }
}

#[test]
fn clean_blocks_have_no_slips() {
    for block in [
        "标题: 关于“三会一课”的通知：第一号\n日期: 2026-03-12 # 发布日期\n",
        "标题: “三会一课”与“一岗双责”\n",
        "标题: 【公示】关于甲的公示\n",
        "标题: '[公示]关于甲'\n标签: [学习, 党课]\n",
        "时间: 2026-03-05 15:30 至 17:00\n",
        "摘要: |\n  标题：甲\n  日期：乙\n标签: []\n",
        "议题:\n  - 传达文件：《关于甲的通知》\n  - 学习内容：党章，第一章、第二章\n  - “三会一课”\n",
        "议题: [传达文件，提出要求, 讨论计划]\n",
        "受理: {单位: 党建办公室, 电话: 0799-6660000, 邮箱: a@b.cn}\n",
        "类型: 通知 # 可以填：通知、公告\n标题: # 必填\n",
        "base: http://example.cn/a\n",
        "提出: {姓名: 张三, 意见: \"同意：公开\"}\n",
    ] {
        let (codes, fields) = read(block);
        assert!(
            codes.is_empty() && !fields.contains(&"(no tree)".to_owned()),
            "{block} {codes:?}"
        );
    }
}

#[test]
fn places_are_those_of_the_file_as_it_is() {
    let parsed = parse("标题：“关于甲”\n标签: [学习，党课，三月]\n", 5);
    let places: Vec<_> = parsed
        .slips
        .iter()
        .map(|slip| (slip.at.line, slip.at.column, slip.at.width))
        .collect();
    assert_eq!(places, [(5, 3, 1), (6, 8, 1)]);
    assert_eq!(parsed.slips[0].hint, "写成“标题: \"关于甲\"”");
    let Ok(Node {
        value: Value::Map(pairs),
        ..
    }) = parsed.tree
    else {
        panic!("a map");
    };
    let Value::List(items) = &pairs[1].1.value else {
        panic!("a list");
    };
    let columns: Vec<_> = items
        .iter()
        .map(|item| (item.at.line, item.at.column, item.at.width))
        .collect();
    assert_eq!(columns, [(6, 6, 2), (6, 9, 2), (6, 12, 2)]);
    assert_eq!((pairs[0].1.at.column, pairs[0].1.at.width), (4, 5));
}
