//! What is to be learnt.

use super::check::{check_table, field, fields};
use crate::words::Kind;

#[test]
fn works_that_were_studied() {
    let cases = r"
        ^理化党小组会议记录\n时间：2026年5月8日\n议题：1.学习《纪律处分条例》第六章/2.酝酿人选 => -
        ^理化党小组会议记录\n时间：2026年5月8日\n议题：1.学习《纪律处分条例》第六章；2.酝酿人选 => 《纪律处分条例》第六章
        ^主题党日活动纪实\n时间：2026年5月8日\n1. 敬献花篮；\n2. 学习《中国共产党章程》第一章“党员”； => 《中国共产党章程》第一章“党员”
        ^党课记录\n党课题目：做新时代好老师\n时间：2026年5月8日 => 做新时代好老师
        ^主题党日活动纪实\n时间：2026年5月8日\n大家学习《中国共产党章程》以后发言。 => -
    ";
    check_table(cases, "学习内容.1", |text| text.to_owned(), Some(Kind::Meeting));
    // A comma inside a title parts nothing.
    let told = r"
        支部书记江雨禾以《守一颗初心，等一朵花开》为题讲课。 => 《守一颗初心，等一朵花开》
        支部书记江雨禾以《守一颗初心，等一朵花开》为题，作专题党课报告。 => 《守一颗初心，等一朵花开》
        江雨禾领学《守一颗初心，等一朵花开》第一章，大家发言。 => 《守一颗初心，等一朵花开》第一章
        会上，大家学习了《守一颗初心，等一朵花开》，并作了发言。 => 《守一颗初心，等一朵花开》
    ";
    let made = |said: &str| format!("^党课记录\n时间：2026年5月8日\n{said}");
    check_table(told, "学习内容.1", made, Some(Kind::Meeting));
    // On the agenda, and by who led it: one work.
    let twice = "^党小组会记录\n时间：2026年5月8日\n议程：\n1．学习《支部工作条例》第四章；\n2．酝酿人选。\n会议情况：\n（一）集中学习。郑健领学《支部工作条例》第四章“基本任务”有关内容，大家发言。";
    let works = "学习内容.1: 《支部工作条例》第四章“基本任务”有关内容 | 学习内容.2: -";
    fields(twice, Some(Kind::Meeting), works);
}

#[test]
fn study_items_say_who_has_to_study_them_by_when() {
    let text = "^工作条例学习摘编\n学时：1.5学时。全体党员必学，请于2026年5月20日前学完。\n一、支部怎么设\n三人以上。";
    for (row, expected) in [
        ("是否必学 | 否", "否"),
        ("是否必学 | 是", "是"),
        ("是否必学 | 待定", "-"),
    ] {
        let text = format!("^工作条例学习摘编\n| 学时 | 1.5 | {row} |\n一、支部怎么设\n三人以上。");
        assert_eq!(field(&text, "必学", Some(Kind::Study)), expected, "{row}");
    }
    fields(text, Some(Kind::Study), "必学: 是 | 学时: 1.5 | 截止: 2026-05-20");
    let list = "^党员学习清单\n| 总学时 | 6 | 所属系列 | 师德学习 |\n一、读什么\n三篇。";
    fields(list, Some(Kind::Study), "学时: 6 | 系列: 师德学习");
    let text = "^党建应知应会\n^第二专题　组织生活制度\n学习要求：全体党员必学，2学时。\n三人以上。";
    let expected = "标题: 党建应知应会 第二专题 组织生活制度 | 种类: 学习资料 | 必学: 是 | 学时: 2";
    fields(text, None, expected);
    let text =
        "^工作条例学习摘编\n学习方式：个人自学，共4学时\n学习要求：本期为必学内容，请于2026年5月20日前学完。";
    fields(text, Some(Kind::Study), "必学: 是 | 学时: 4 | 截止: 2026-05-20");
    let text = "^工作条例学习摘编\n选学内容，不列为必修。\n三人以上。";
    assert_eq!(field(text, "必学", Some(Kind::Study)), "-");
}
