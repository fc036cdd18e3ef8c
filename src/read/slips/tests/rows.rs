//! Rows of a ledger, and other items that are maps: the `-` that lacks, columns in the wrong place, brackets of another kind.

use super::*;

const FIELD: &str = "front-item-field";
const MARK: &str = "front-item-mark";

/// The hints of a block's slips, and whether each is made without asking.
fn hints(block: &str) -> Vec<(String, bool)> {
    let slips = parse(block, 1).slips.into_iter();
    slips
        .map(|slip| (slip.hint, slip.fix.as_ref().is_some_and(|fix| fix.is_certain)))
        .collect()
}

#[test]
fn an_item_without_its_dash_is_an_item() {
    let all = "台账=整改销号; 行=[{编号=1|问题=甲|时限=2}|{编号=3|问题=乙|时限=4}]";
    let block = |dash: &str| {
        format!(
            "台账: 整改销号\n行:\n  - 编号: 1\n    问题: 甲\n    时限: 2\n{dash}编号: 3\n    问题: 乙\n    时限: 4\n"
        )
    };
    reads(&block("    "), MARK, all);
    let right = "写成“  - 编号: 3”，行首空两格".to_owned();
    assert_eq!(hints(&block("    ")), [(right, true)]);
    reads(&block("  2. "), MARK, all);
    reads(&block("- "), FIELD, all);
    let table = r"
        缺席:\n  - 姓名: 甲\n    原因: 病\n    姓名: 乙\n    原因: 事\n    姓名: 丙\n    原因: 假\n标题: 丁\n => front-item-mark front-item-mark => 缺席=[{姓名=甲|原因=病}|{姓名=乙|原因=事}|{姓名=丙|原因=假}]; 标题=丁
        支部:\n  - 编号: yi\n    名称: 甲\n    委员:\n      - 姓名: 乙\n        职务: 书记\n        姓名: 丙\n        职务: 委员\n    编号: er\n    名称: 丁\n => front-item-mark front-item-mark => 支部=[{编号=yi|名称=甲|委员=[{姓名=乙|职务=书记}|{姓名=丙|职务=委员}]}|{编号=er|名称=丁}]
    ";
    read_as(table);
    // One field that is written twice may be too many, and other rows are what they are.
    for block in [
        "行:\n  - 编号: 1\n    问题: 甲\n    编号: 2\n  - 编号: 3\n    问题: 乙\n",
        "行:\n  - 编号: 1\n    问题: 甲\n    时限: 2\n    问题: 乙\n    时限: 3\n",
        "行:\n  - 编号: 1\n    问题: 甲\n  - 编号: 2\n    问题: 乙\n",
        "行:\n  - {编号: 1, 问题: 甲, 编号: 2, 问题: 乙}\n",
        "决议:\n  - 事项: 甲\n    表决:\n      事项: 乙\n      赞成: 1\n",
        "行:\n- 编号: 1\n  问题: 甲\n- 编号: 2\n  问题: 乙\n",
    ] {
        assert!(parse(block, 1).slips.is_empty(), "{block}");
    }
}

#[test]
fn a_column_in_the_wrong_place_is_no_text_that_goes_on() {
    let head = "列: [姓名, 支部, 荣誉]\n行:\n";
    let all = "列=[姓名|支部|荣誉]; 行=[{姓名=甲|支部=xiao|荣誉=优秀}]";
    let block = |rows: &str| format!("{head}{rows}");
    reads(&block("- 姓名: 甲\n支部: xiao\n  荣誉: 优秀\n"), FIELD, all);
    reads(&block("  - 姓名: 甲\n    支部: xiao\n  荣誉: 优秀\n"), FIELD, all);
    reads(&block("  - 姓名: 甲\n支部: xiao\n    荣誉: 优秀\n"), FIELD, all);
    // The whole entry may have a 支部, too.
    assert!(!hints(&block("  - 姓名: 甲\n支部: xiao\n    荣誉: 优秀\n"))[0].1);
    let margin = "行:\n  - 编号: 1\n    发现日期: 2\n问题: 甲\n    责任人: 乙\n";
    reads(margin, FIELD, "行=[{编号=1|发现日期=2|问题=甲|责任人=乙}]");
    assert_eq!(
        hints(margin),
        [("写成“    问题: 甲”，行首空四格".to_owned(), true)]
    );
    let table = r"
        行:\n  - 编号: 1\n　　问题: 甲\n    时限: 2\n => front-wide-space => 行=[{编号=1|问题=甲|时限=2}]
        // A sentence that goes on is one, whatever stands before its colon.
        行:\n  - 编号: 1\n    问题: 检查时发现\n      公示栏: 没有更新\n    时限: 2\n => front-continued => 行=[{编号=1|问题=检查时发现 公示栏： 没有更新|时限=2}]
        标题: 甲\n摘要: 见\n  问题: 一\n => front-continued => 标题=甲; 摘要=见 问题： 一
    ";
    read_as(table);
}

#[test]
fn a_first_item_at_the_margin_stands_where_the_others_do() {
    let all = "行=[{编号=1|问题=甲}|{编号=2|问题=乙}]; 标题=丙";
    for block in [
        "行:\n- {编号: 1, 问题: 甲}\n  - 编号: 2\n    问题: 乙\n标题: 丙\n",
        "行:\n- 编号: 1\n    问题: 甲\n  - {编号: 2, 问题: 乙}\n标题: 丙\n",
    ] {
        reads(block, FIELD, all);
        let (hint, is_certain) = &hints(block)[0];
        assert!(hint.ends_with("，行首空两格") && *is_certain, "{hint}");
    }
    for block in [
        "支部:\n- 编号: yi\n  委员:\n    - 姓名: 甲\n      职务: 书记\n- 编号: er\n",
        "行:\n- 编号: 1\n  问题: 甲\n- 编号: 2\n  问题: 乙\n",
    ] {
        assert!(parse(block, 1).slips.is_empty(), "{block}");
    }
}

#[test]
fn what_stands_behind_the_name_of_a_list_is_told() {
    let rows = "行: 如下\n  - 编号: 1\n    问题: 甲\n";
    reads(rows, "front-not-map", "行=[{编号=1|问题=甲}]");
    assert_eq!(hints(rows), [("写成“行:”".to_owned(), false)]);
}

#[test]
fn round_brackets_around_fields_become_braces() {
    let braces = "front-braces";
    let all = "行=[{发现日期=1|问题=甲}]";
    reads("行:\n  - （发现日期: 1, 问题: 甲）\n", braces, all);
    reads("行:\n  - (发现日期: 1, 问题: 甲)\n", braces, all);
    assert!(hints("行:\n  - （发现日期: 1, 问题: 甲）\n")[0].1);
    reads("受理: （单位: 甲, 电话: 1）\n", braces, "受理={单位=甲|电话=1}");
    for block in [
        "议题:\n  - （一）学习文件\n  - （讨论）计划\n",
        "行:\n  - [（一）甲, 乙]\n",
        "摘要: （注意：带笔）\n",
    ] {
        assert!(parse(block, 1).slips.is_empty(), "{block}");
    }
}

#[test]
fn a_column_that_begins_with_a_bracket_needs_quotes() {
    let all = "行=[{编号=1|问题=[公示]没有撤下|时限=2}]";
    reads(
        "行:\n  - 编号: 1\n    问题: [公示]没有撤下\n    时限: 2\n",
        "front-needs-quotes",
        all,
    );
    for block in [
        "行:\n  - 编号: 1\n    照片: [甲, [乙], 丙]\n    时限: 2: 3\n",
        "行:\n  - 编号: 1\n    照片: [甲, 乙] # 说明\n    时限: 2: 3\n",
    ] {
        assert_eq!(parse(block, 1).slips.len(), 1, "{block}");
    }
}

#[test]
fn numbers_of_votes_in_one_line_are_fields() {
    let block = "决议:\n  - 事项: 通过计划\n    赞成20票，反对0票，弃权0票\n    时限: 2\n";
    let said = "一项一行，和上一行的字段对齐：“赞成: 20”“反对: 0”“弃权: 0”".to_owned();
    assert_eq!(hints(block), [(said, false)]);
    let text = "摘要: 定于\n3月18日举行\n日期: 1\n";
    assert!(hints(text)[0].0.starts_with("并到上一行"));
}

#[test]
fn the_names_above_a_pasted_table_say_what_the_cells_are() {
    let block = "行:\n| 问题 | 责任人 |\n| --- | --- |\n| 没有撤下 | 甲 |\n标题: 乙\n";
    reads(
        block,
        "front-item-mark front-item-mark front-item-mark",
        "行=[{问题=没有撤下|责任人=甲}]; 标题=乙",
    );
    let all = hints(block);
    assert_eq!(
        (all[0].0.as_str(), all[1].0.as_str()),
        ("删去这一行", "删去这一行")
    );
}

#[test]
fn a_list_of_maps_in_brackets_is_no_text() {
    let block = "名称: 甲\n支部: [{编号: yi, 名称: 乙, 党员: [丙, 丁]}]\n";
    reads(block, "", "名称=甲; 支部=[{编号=yi|名称=乙|党员=[丙|丁]}]");
}
