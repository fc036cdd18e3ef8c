//! Registers of pledges.

use super::*;
use crate::words::rows_give;

/// Fields as YAML, in one line.
fn yaml(value: &ImportedValue) -> String {
    match value {
        ImportedValue::Text(text) => format!("'{}'", text.replace('\'', "''")),
        ImportedValue::Number(number) => number.to_string(),
        ImportedValue::Day(day) => day.to_string(),
        ImportedValue::List(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        ImportedValue::Map(fields) => {
            format!("{{{}}}", fields.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

fn pair(field: &ImportedField) -> String {
    format!("{}: {}", field.name, yaml(&field.value))
}

fn pledges(table: &str, more: impl FnOnce(&mut Worksheet)) -> (ImportedPledges, String) {
    let found = read("xlsx", &workbook(&rows_of(table), more), "承诺.xlsx").unwrap();
    let Some(ImportedTable::Pledges(pledges)) = found.tables.into_iter().next() else {
        panic!("no pledges");
    };
    let mut fields: Vec<String> = pledges.fields.iter().map(pair).collect();
    for (name, value) in [("年度", "2026"), ("日期", "2026-03-01")] {
        if !fields.iter().any(|field| field.starts_with(name)) {
            fields.push(format!("{name}: {value}"));
        }
    }
    let text = format!(
        "---\n标题: {}\n公开范围: 校内公开\n草稿: 是\n{}\n---\n",
        pledges.title,
        fields.join("\n")
    );
    let (document, errors) = entry(Kind::Pledge, "content/pledges/2026-03-01-chengnuo.md", &text);
    assert!(errors.is_empty() && document.is_some(), "{errors:#?}\n{text}");
    (pledges, text)
}

#[test]
fn registers_of_pledges_are_pledges() {
    let rows = r"
        2026年党员公开承诺登记表
        序号 | 姓名 | 职务 | 承诺事项 | 践诺措施 | 完成时限 | 完成情况 | 党员签名
        1 | 林小满 | 二年级班主任 | 走访学困生家庭6户 | 每户留一份记录 | =2026-06-30 | 50% |
        | | | 公开课2节 | | 12月底前 | 已完成 |
        2 | 江小禾 | 教研组长 | 1.带教青年教师1名\n2.整理教案 | | 2026年12月20日 | |
        3 | 周望舒 | | 参加志愿服务 | | 待定 | 很好 |
        4 | 何秋实 | | 每月家访2户 | | 全年 | |
        5 | 江老师 | | 培养骨干1名 | | 年内 | |
        6 | 通志明 | | 讲党课 | | 长期坚持 | |
        备注：每人不少于1项
    ";
    let (found, text) = pledges(rows, |sheet| {
        merge(sheet, (2, 1, 3, 1), "林小满");
        merge(sheet, (2, 2, 3, 2), "二年级班主任");
    });
    let held = "
        类型: '党员'
        年度: 2026
        {姓名: '林小满', 职务: '二年级班主任', 承诺事项: [{内容: '走访学困生家庭6户', 措施: '每户留一份记录', 时限: 2026-06-30, 进度: '50%'}, {内容: '公开课2节', 时限: 2026-12-31, 进度: '已完成'}]}
        [{内容: '带教青年教师1名', 时限: 2026-12-20}, {内容: '整理教案', 时限: 2026-12-20}]
        {内容: '参加志愿服务（时限：待定）', 时限: '（填日期）'}
        {姓名: '何秋实', 承诺事项: [{内容: '每月家访2户', 时限: 2026-12-31}]}
        {姓名: '（填姓名）', 承诺事项: [{内容: '培养骨干1名', 时限: 2026-12-31}]}
        {姓名: '通志明', 承诺事项: [{内容: '讲党课', 时限: '长期坚持'}]}
    ";
    stand_in(&text, held);
    let unsure = found.unsure.join("\n");
    let held = "
        “时限”看不出是哪一天，请补上（“待定”）
        第8行的“姓名”看不出是一个人的全名，请补上（“江老师”）
        “通志明”的姓少见，按姓名填了，请核对
        第6行的“进度”没有导入
        “党员签名”没有导入
        备注：每人不少于1项
    ";
    stand_in(&unsure, held);
    let (found, _) = pledges("教师师德承诺\n承诺人 | 承诺内容\n何小英 | 不做有偿家教", |_| {});
    stand_in(&found.unsure.join("\n"), "请补上“年度”\n“时限”空着");
}

#[test]
fn lines_above_a_register_say_who_reviewed_it_and_when() {
    let rows = "
        2026年教师师德承诺登记表
        单位：青山中学 | | 登记日期：2026年11月20日
        姓名 | 承诺内容 | 完成时限 | 审核人
        何小英 | 不做有偿家教 | 长期坚持 | 周望舒
        林小满 | 不收礼金 | 长期坚持 | 周望舒
    ";
    let (found, text) = pledges(rows, |_| {});
    stand_in(&text, "日期: 2026-11-20\n审核: {姓名: '周望舒'}");
    // When something else was held is no day of the register.
    let rows = "
        2026年教师师德承诺登记表
        会议时间：2026年3月10日 | | 日期：2026年11月20日
        姓名 | 承诺内容 | 完成时限
        何小英 | 不做有偿家教 | 长期坚持
    ";
    let (_, text) = pledges(rows, |_| {});
    stand_in(&text, "日期: 2026-11-20");
    let unsure = found.unsure.join("\n");
    assert!(!unsure.contains("没有这样的项目"), "{unsure}");
}

#[test]
fn registers_say_how_promises_were_kept() {
    let rows = "
        第一党支部2025年党员承诺兑现情况汇总表
        填报日期：2026年1月9日 | | | 评诺时间：2026年1月8日
        姓名 | 承诺内容 | 承诺时限 | 完成情况 | 评诺 | | | 兑现结论 | 未兑现原因
        | | | | 个人自评 | 党员互评 | 支部评定意见 | |
        林小满 | 讲党课2次 | 2025年12月20日 | 已完成（2025年11月6日） | 好 | 较好 | 好 | 已兑现 |
        | 家访6户 | 2025年12月31日 | 完成80% | | | | |
        江小禾 | 听课40节 | 2025年12月31日 | 已完成，实际43节 | 好 | 很好 | 95分 | 全部兑现 | /
        何秋实 | 带教1人 | 2025年12月31日 | 未完成 | 一般 | 一般 | 一般 | 未兑现 | 带教的教师已调离
        周望舒 | 志愿服务 | 2025年12月31日 | 2025年6月25日完成 | | 好 | | 未兑现 |
        填表人：江小禾　2026年1月9日
    ";
    let (found, text) = pledges(rows, |sheet| {
        for column in [0, 1, 2, 3, 7, 8] {
            let heading = &rows_of(rows)[2][usize::from(column)];
            merge(sheet, (2, column, 3, column), heading);
        }
        merge(sheet, (2, 4, 2, 6), "评诺");
    });
    let held = "
        时限: 2025-12-20, 进度: '已完成', 完成日期: 2025-11-06}
        时限: 2025-12-31, 进度: '80%'}
        评诺: {自评: '好', 互评: '较好', 组织评: '好', 结论: '已兑现', 日期: 2026-01-08}
        评诺: {自评: '好', 互评: '很好', 结论: '已兑现', 日期: 2026-01-08}
        评诺: {自评: '一般', 互评: '一般', 组织评: '一般', 结论: '未兑现', 日期: 2026-01-08}, 未兑现说明: '带教的教师已调离'
        完成日期: 2025-06-25}
        日期: 2026-01-09
    ";
    stand_in(&text, held);
    assert_eq!(text.matches("评诺:").count(), 3, "{text}");
    let unsure = found.unsure.join("\n");
    let held = "
        第7行的“进度”只填了做到哪里
        第7行的“组织评”看不出怎样填，没有导入
        第8行的“进度”没有导入
        周望舒的评诺结论是“未兑现”
    ";
    stand_in(&unsure, held);
    for part in ["没有这样的项目", "空着", "填报日期", "评诺时间"] {
        assert!(!unsure.contains(part), "{part}: {unsure}");
    }
    let table = "
        支部：第一党支部 | 职务 | 教师 => 第一党支部
        填报单位：第一党支部 | 职务 | 教师 => 第一党支部
        填报单位：青山学校 | 职务 | 教师 => -
        所在支部：第一党支部　填表日期：2026年3月2日 | 职务 | 教师 => 第一党支部
        填表日期：2026年3月2日 | 所在支部 | 第一党支部 => 第一党支部
        填表日期：2026年3月2日 | 职务 | 教师 => -
    ";
    rows_give(table, |said| {
        let [above, column, cell] = cells(said).try_into().unwrap();
        let rows = format!(
            "2026年党员承诺登记表
            {above}
            姓名 | {column} | 承诺事项 | 完成时限
            林小满 | {cell} | 讲党课2次 | 2026年12月20日"
        );
        pledges(&rows, |_| {}).0.branch.unwrap_or("-".to_owned())
    });
}
