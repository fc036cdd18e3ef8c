//! Sheets that become no ledger, and tables near them that do.

use super::*;

/// Why a sheet of these rows becomes none, and `-` where it becomes one.
fn refused(rows: &[Vec<String>]) -> String {
    let found = read("xlsx", &workbook(rows, |_| {}), "表.xlsx").unwrap();
    assert_eq!(found.tables.is_empty(), found.refused.is_some(), "{found:?}");
    found.refused.map_or("-".to_owned(), |why| format!("{why:?}"))
}

#[test]
fn tables_side_by_side_are_no_ledger() {
    let sheets = "
        支部党员花名册 | | | 积极分子名单
        姓名 | 入党时间 | | 姓名 | 申请时间
        林小满 | 2008.6 | | 江小禾 | 2023.3
        => SideBySide

        // One list that goes on at its right.
        2026年慰问名单
        序号 | 姓名 | 慰问金 | 序号 | 姓名 | 慰问金
        =1 | 林小满 | =500 | =2 | 江小禾 | =500
        => SideBySide

        // Columns below the names of their groups, a gap for looks, a name that comes twice.
        2026年党费收缴表
        支部 | 应缴 | 实缴 | | 说明
        第一党支部 | =100 | =100 | | 按时
        => -

        2026年活动安排
        时间 | 内容 | 时间 | 地点
        3月 | 植树 | 16:00 | 操场
        => -

        2026年两校区党费
        支部 | 应缴 | 实缴 | 应缴 | 实缴
        第一党支部 | =100 | =100 | =90 | =90
        => -
    ";
    sheets_give(sheets, refused);
}

#[test]
fn forms_that_somebody_filled_in_are_no_ledger() {
    let sheets = "
        主题党日活动情况登记表
        活动名称 | 校园添绿 | 活动时间 | 2026年3月20日 16:00
        地点 | 苗圃 | 主持人 | 林小满
        应到 | =21 | 实到 | =20
        缺席 | 陈芳（病假） | 记录人 | 江小禾
        活动内容 | 分组种树，清理杂草
        => Form

        会议名称 | 第一党支部支委会
        时间 | =2026-03-20
        地点 | 305室
        主持人 | 林小满
        => Form

        // A register of meetings, and one whose rows are counts of such.
        2026年会议一览
        会议名称 | 时间 | 地点 | 主持人
        支委会 | =2026-03-20 | 305室 | 林小满
        => -

        2026年到会情况
        项目 | 一季度 | 二季度
        应到 | =20 | =20
        实到 | =19 | =20
        缺席 | =1 | =0
        => -
    ";
    sheets_give(sheets, refused);
}

#[test]
fn a_publicity_is_no_ledger_that_stays() {
    let sheets = "
        关于拟表彰优秀党员的公示
        序号 | 姓名 | 所在支部 | 拟表彰称号
        =1 | 林小满 | 第一党支部 | 优秀党员
        公示时间：2026年6月22日—6月26日
        监督电话：0931-6600123
        => Publicity

        2026年优秀党员推荐人选公示
        公示期：2026年6月22日—6月26日
        姓名 | 所在支部 | 荣誉称号
        林小满 | 第一党支部 | 优秀党员
        => Publicity

        // Tables of money and points that hang.
        2026年第二季度党费收缴情况公示
        支部 | 应缴 | 实缴
        第一党支部 | =100 | =100
        监督电话：0931-6600123
        => -

        党员积分公示表（2026年三季度）
        公示时间：2026年10月9日
        姓名 | 基础分 | 加分 | 扣分
        林小满 | =60 | =5 | =0
        => -
    ";
    sheets_give(sheets, refused);
}

#[test]
fn a_sheet_that_is_refused_is_told_beside_those_that_are_not() {
    let mut book = Workbook::new();
    for (name, rows) in [
        (
            "名单",
            "姓名 | 入党时间 | | 姓名 | 申请时间\n林小满 | 2008.6 | | 江小禾 | 2023.3",
        ),
        ("党费", "支部 | 应缴 | 实缴\n一支部 | =1 | =1"),
    ] {
        fill(book.add_worksheet().set_name(name).unwrap(), &rows_of(rows));
    }
    let found = read("xlsx", &book.save_to_buffer().unwrap(), "资料.xlsx").unwrap();
    assert_eq!(found.tables.len(), 1);
    let [omission] = &found.omissions[..] else {
        panic!("{found:?}")
    };
    assert_eq!(
        omission.what,
        "并排放着几张表的（一张表放一个工作表，再导入）工作表“名单”"
    );
    assert!(omission.is_loss);
}
