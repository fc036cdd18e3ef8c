//! Whole workbooks: several sheets, damaged ones, what has to be filled in.

use super::registers::registers;
use super::*;
use crate::import::official::text_of_lines;
use crate::import::sheet::ledger_of_text;
use crate::import::text::{SourceBlock, SourceInline, SourceParagraph, SourcePicture};
use crate::read::ledger::Preset;
use crate::words::{Labelled, contains_any, rows, rows_give};

#[test]
fn several_sheets_are_several_tables_and_their_names_titles() {
    let mut book = Workbook::new();
    for (name, rows) in [
        ("党费", "支部 | 应缴 | 实缴\n一支部 | =1 | =1"),
        ("Sheet2", "姓名 | 荣誉称号 | 授予单位\n林小满 | 优秀党员 | 总支"),
    ] {
        fill(book.add_worksheet().set_name(name).unwrap(), &rows_of(rows));
    }
    let found = read("xlsx", &book.save_to_buffer().unwrap(), "资料/2026年材料.xlsx").unwrap();
    let titles = found.tables.iter().map(|table| match table {
        ImportedTable::Ledger(ledger) => ledger.title.as_str(),
        ImportedTable::Pledges(pledges) => pledges.title.as_str(),
    });
    assert_eq!(titles.collect::<Vec<_>>(), ["党费", "2026年材料"]);
}

#[test]
fn days_of_1904_are_days() {
    let rows = "姓名 | 称号 | 获奖时间\n林小满 | 优秀党员 | =2026-03-05";
    let mut bytes = workbook(&rows_of(rows), |_| {});
    let shown = |bytes: &[u8]| accepted(&ledger(bytes));
    assert!(shown(&bytes).contains("日期: 2026-03-05"));
    bytes = rezip(&bytes, |name, text| match name {
        "xl/workbook.xml" => text.replace("<workbookPr", "<workbookPr date1904=\"1\""),
        _ => text,
    });
    assert!(shown(&bytes).contains("日期: 2030-03-06"));
}

/// The same package with other texts in its parts.
fn rezip(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        writer
            .start_file(&*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(change(&name, text).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_nobody_can_read_is_an_error_and_never_a_panic() {
    for (ending, bytes, why) in [
        ("xls", &b""[..], Unreadable::OldFormat),
        ("et", b"", Unreadable::OldFormat),
        ("docx", b"", Unreadable::Unknown),
        ("xlsx", b"", Unreadable::Damaged),
        ("xlsx", b"PK\x03\x04", Unreadable::Damaged),
        ("xlsx", b"%PDF-1.4", Unreadable::Mismatch),
        ("xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Unreadable::Mismatch),
    ] {
        assert_eq!(read(ending, bytes, "a").unwrap_err(), why, "{ending}");
    }
    let bytes = workbook(&registers()[0].rows, |sheet| merge(sheet, (0, 0, 0, 5), "党费"));
    // Every hundredth place is damaged in two ways, and the file ends at every hundredth.
    for at in (0..bytes.len()).step_by(29) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xFF;
        let _ = read("xlsx", &damaged, "a");
        damaged[at] = damaged[at].wrapping_add(77);
        let _ = read("xlsx", &damaged, "a");
        let _ = read("xlsx", &bytes[..at], "a");
    }
    // The texts inside are damaged too, where checksums do not tell.
    for seed in 0..400_usize {
        let damaged = rezip(&bytes, |name, text| match name.starts_with("xl/") {
            true => {
                let mut bytes = text.into_bytes();
                let at = seed.wrapping_mul(7919) % bytes.len().max(1);
                bytes[at] = b"<>/\"=059Az&:"[seed % 12];
                String::from_utf8_lossy(&bytes).into_owned()
            }
            false => text,
        });
        if let Ok(found) = read("xlsx", &damaged, "a") {
            for table in found.tables {
                if let ImportedTable::Ledger(ledger) = table {
                    let _ = ledger.fill(&form("甲"));
                }
            }
        }
    }
}

#[test]
fn no_register_is_too_large_and_others_are() {
    let of = |rows: usize, columns: usize| {
        let head: Vec<String> = (0..columns).map(|column| format!("第{column}项")).collect();
        let row = vec!["一"; columns].join(",");
        head.join(",") + "\n" + &vec![row; rows].join("\n")
    };
    assert_eq!(csv(&of(19_000, 5)).rows.len(), 19_000);
    assert_eq!(csv(&of(3, 200)).columns.len(), 200);
    for text in [of(20_001, 5), of(3, 201), of(19_000, 60)] {
        assert_eq!(
            read("csv", text.as_bytes(), "a").unwrap_err(),
            Unreadable::TooLarge
        );
    }
    // A cell far away is one more row and column, not a million.
    let small = "姓名 | 称号\n林小满 | 优秀";
    let found = ledger_with(small, |sheet| {
        sheet.write_string(1_048_575, 16_383, "远").unwrap();
    });
    assert_eq!(found.rows.len(), 2);
    // Merged cells that cover the whole sheet again and again.
    let bytes = rezip(&workbook(&rows_of(small), |_| {}), |name, text| match name {
        "xl/worksheets/sheet1.xml" => {
            let all = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(99_999);
            text.replace(
                "</sheetData>",
                &format!("</sheetData><mergeCells>{all}</mergeCells>"),
            )
        }
        _ => text,
    });
    let _ = read("xlsx", &bytes, "a");
}

#[test]
fn days_to_fill_in_are_faults_of_what_is_no_draft() {
    let found = ledger_of("问题整改台账\n问题 | 责任人\n没有上墙 | 林小满");
    let yaml = accepted(&found).replace("草稿: 是\n", "");
    let (_, errors) = entry(Kind::Ledger, "content/ledgers/2026-11-20-daoru.yaml", &yaml);
    let asked = |error: &&String| error.contains("（填日期）");
    assert_eq!(errors.iter().filter(asked).count(), 2, "{errors:?}");
    let text = "---\n标题: 党员承诺\n日期: 2026-03-01\n公开范围: 校内公开\n类型: 党员\n年度: 2026\n\
                承诺人: [{姓名: 林小满, 承诺事项: [{内容: '家访', 时限: '（填日期）'}]}]\n---\n";
    let (_, errors) = entry(Kind::Pledge, "content/pledges/2026-03-01-chengnuo.md", text);
    assert!(errors.iter().any(|error| asked(&error)), "{errors:?}");
}

#[test]
fn the_forms_other_lines_stay() {
    let found = ledger_of("支部 | 应缴 | 实缴\n一支部 | =1 | =1\n合计 | =1 | =1");
    let form = form("甲");
    let filled = found.fill(&form);
    for line in form.lines() {
        let is_replaced = line.starts_with("台账:")
            || line.starts_with("行:")
            || line.starts_with("  - 编号")
            || line.starts_with("# 合计:");
        let is_row = line.starts_with("    ");
        if !is_replaced && !is_row {
            assert!(filled.lines().any(|known| known == line), "{line}: {filled}");
        }
    }
    assert!(
        filled.contains("审批:\n  提出: \n  保密审查: \n") && !filled.contains("（填写）"),
        "{filled}"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// Whatever stands in a table, what comes out is a ledger that the program reads, or nothing.
    #[test]
    fn any_table_is_a_ledger_or_nothing(
        head in 0..registers().len(),
        rows in proptest::collection::vec(proptest::collection::vec(
            "[-—无1-9合计小备注：:、,'\"{}\\[\\]#&*!|>%@`~ 甲乙元万年月日.\n]{0,8}|=[0-9]{1,4}|=-[1-9]|=[0-9]{1,3}%|=2026-0[1-9]-1[0-9]|=2026-0[1-9]", 1..8), 1..7),
    ) {
        let own = &registers()[head].rows;
        let header = own.iter().position(|row| row.len() > 2).unwrap_or(0);
        let all: Vec<Vec<String>> = own[..=header + 1].iter().cloned().chain(rows).collect();
        let found = read("xlsx", &workbook(&all, |_| {}), "表.xlsx").unwrap();
        for table in found.tables {
            if let ImportedTable::Ledger(ledger) = table {
                let yaml = ledger.fill(&form(&ledger.title));
                let (document, errors) = entry(Kind::Ledger, "content/ledgers/2026-11-20-daoru.yaml", &yaml);
                // Days in the wrong order and too many votes are the register's own faults.
                let is_own = |error: &&String| contains_any(error, &["早于", "多于参评人数"]);
                let others: Vec<_> = errors.iter().filter(|error| !is_own(error)).collect();
                proptest::prop_assert!(others.is_empty() && document.is_some(), "{others:#?}\n{yaml}");
            }
        }
    }
}

#[test]
fn a_state_of_the_sheet_is_asked_for_and_not_lost() {
    let rows = "
        整改销号台账
        问题 | 发现日期 | 责任人 | 整改时限 | 是否销号
        学习不系统 | 2026-03-01 | 李 明 | 2026-06-30 | 是
        公示不及时 | 2026-03-01 | 周海宁 | 立行立改，长期坚持 | 持续推进
        记录不规范 | 2026-03-01 | 周海宁 | 2026-12-31 | 否
    ";
    let found = ledger_of(rows);
    let yaml = accepted(&found);
    let asked = "完成日期: （填日期）, 核验人: （填姓名）, 销号日期: （填日期）";
    assert_eq!(yaml.matches("核验人: （填姓名）").count(), 1, "{yaml}");
    // 持续推进 has begun.
    assert_eq!(yaml.matches("（填日期）").count(), 3, "{yaml}");
    assert_eq!(yaml.matches("启动日期: （填日期）").count(), 1, "{yaml}");
    assert!(
        yaml.replace("\n    ", ", ").contains(asked) || yaml.contains(asked),
        "{yaml}"
    );
    stand_in(&yaml, "责任人: 李明\n时限: 长期坚持");
    let unsure = found.unsure.join("\n");
    let told = "
        第3行的“是否销号”说已经完成，却没有完成日期
        第3行的“是否销号”说已经销号，却没有核验人和销号日期
        第4行的“整改时限”按“长期坚持”导入
    ";
    stand_in(&unsure, told);
    assert!(!unsure.contains("例如"), "{unsure}");
    let done = "
        整改销号台账
        问题 | 发现日期 | 责任人 | 整改时限 | 完成日期 | 核验人 | 销号日期 | 状态
        甲 | 2026-03-01 | 李明 | 2026-06-30 | 2026-05-01 | 周海宁 | 2026-05-02 | 已销号
    ";
    let found = ledger_of(done);
    assert!(!accepted(&found).contains("（填"), "{found:?}");
}

#[test]
fn a_column_that_says_nothing_but_states_is_asked_for_what_they_need() {
    for name in ["整改情况", "完成情况", "整改进展情况"] {
        let rows = format!(
            "整改台账
            问题 | 发现日期 | 责任人 | 整改时限 | {name}
            甲 | 2026-03-01 | 李明 | 2026-06-30 | 已销号
            乙 | 2026-03-01 | 李明 | 2026-06-30 | 整改中
            丙 | 2026-03-01 | 李明 | 2026-06-30 | 未启动"
        );
        let yaml = accepted(&ledger_of(&rows));
        for asked in [
            "完成日期: （填日期）",
            "核验人: （填姓名）",
            "销号日期: （填日期）",
            "启动日期: （填日期）",
        ] {
            assert_eq!(yaml.matches(asked).count(), 1, "{name}: {asked} in {yaml}");
        }
    }
}

#[test]
fn how_far_a_task_is_is_read_row_by_row() {
    let rows = "
        2026年任务清单
        任务 | 责任人 | 完成时限 | 进展情况
        甲 | 周海宁 | 2026-12-20 | 推进中
        乙 | 周海宁 | 2026-12-20 | 完成60%
        丙 | 周海宁 | 2026-12-20 | 已完成33.5％，9月再推进
        丁 | 周海宁 | 2026-12-20 | 持续推进
        戊 | 周海宁 | 2026-12-20 | 已完成
        己 | 周海宁 | 2026-12-20 | 完成100%
        庚 | 周海宁 | 2026-12-20 | 完成3场宣讲，满意率95%
        辛 | 周海宁 | 2026-12-20 | 未启动
    ";
    let yaml = accepted(&ledger_of(rows)).replace("\n    ", ", ");
    for (task, asked) in [
        ("甲", "启动日期: （填日期）"),
        ("乙", "启动日期: （填日期）"),
        ("丙", "启动日期: （填日期）"),
        ("丁", "启动日期: （填日期）"),
        ("戊", "完成日期: （填日期）"),
        ("己", "完成日期: （填日期）"),
        ("庚", ""),
        ("辛", ""),
    ] {
        let row = yaml.lines().find(|line| line.contains(&format!("任务: {task}")));
        let row = row.unwrap_or_default();
        assert!(row.contains(asked), "{task}: {row}");
        assert_eq!(row.contains("（填日期）"), !asked.is_empty(), "{task}: {row}");
    }
}

#[test]
fn sheets_and_headings_that_are_branches_say_whose_the_rows_are() {
    let mut book = Workbook::new();
    for (sheet, name) in [
        ("第一党支部", "周海宁"),
        ("第二党支部", "宋知远"),
        ("汇总", "何小英"),
    ] {
        let rows = format!(
            "党员积分公示表（2026年三季度）
            姓名 | 基础分 | 加分 | 扣分
            {name} | =60 | =5 | =0"
        );
        fill(book.add_worksheet().set_name(sheet).unwrap(), &rows_of(&rows));
    }
    let found = read("xlsx", &book.save_to_buffer().unwrap(), "积分.xlsx").unwrap();
    let told = found.tables.iter().map(|table| match table {
        ImportedTable::Ledger(ledger) => (ledger.title.clone(), accepted(ledger)),
        ImportedTable::Pledges(pledges) => panic!("{pledges:?}"),
    });
    let told: Vec<(String, String)> = told.collect();
    let expected = "
        第一党支部党员积分公示表（2026年三季度） => 姓名: 周海宁, 支部: 第一党支部
        第二党支部党员积分公示表（2026年三季度） => 姓名: 宋知远, 支部: 第二党支部
        党员积分公示表（2026年三季度）（汇总） => 姓名: 何小英, 基础分: 60
    ";
    for ((title, yaml), (wanted, part)) in told.iter().zip(rows(expected)) {
        assert_eq!(*title, wanted);
        assert!(yaml.contains(&part), "{part}: {yaml}");
    }
    let rows = "
        2026年党费收缴表
        序号 | 姓名 | 应缴 | 实缴
        第一党支部
        =1 | 周海宁 | =51 | =51
        第二党支部
        =1 | 宋知远 | =40 | =40
        总计 | | =91 | =91
    ";
    let found = ledger_with(rows, |sheet| {
        merge(sheet, (2, 0, 2, 3), "第一党支部");
        merge(sheet, (4, 0, 4, 3), "第二党支部");
    });
    let branches = [
        "{支部: 第一党支部, 姓名: 周海宁, ",
        "{支部: 第二党支部, 姓名: 宋知远, ",
    ];
    let yaml = accepted(&found);
    assert!(branches.iter().all(|branch| yaml.contains(branch)), "{yaml}");
    assert!(!found.unsure.join("").contains("小标题“"), "{found:#?}");
}

#[test]
fn lines_below_the_title_say_the_day_and_are_none_of_it() {
    for (line, of) in [
        ("统计截至2026年9月30日　　　　单位：元", "2026-09-30"),
        ("时间：2026年9月25日", "2026-09-25"),
        ("时间：2026年9月25日　　地点：会议室", "2026-09-25"),
        ("单位：元　　截至2026年9月30日", "2026-09-30"),
    ] {
        let found = ledger_of(&format!(
            "经费执行情况\n{line}\n项目 | 预算 | 支出\n书籍 | =100 | =50"
        ));
        assert_eq!(found.title, "经费执行情况", "{line}");
        assert_eq!(day(&found), of, "{line}");
        let is_left_out = found.unsure.join("").contains("没有导入");
        assert_eq!(is_left_out, line.contains("地点"), "{line}: {found:#?}");
    }
}

#[test]
fn a_table_with_photographs_is_a_ledger_with_them() {
    let lines = "^2026年度优秀共产党员光荣榜\n| 照片 | 姓名 | 所在支部 | 主要事迹 |\n| | 周海宁 | 第一党支部 | 五年担任班主任。 |\n\
        | | 宋知远 | 第二党支部 | 送教下乡12次。 |";
    let with = |places: &[(usize, usize)], ending: &str| {
        let mut text = text_of_lines(lines);
        for (index, (row, cell)) in places.iter().enumerate() {
            let table = text.blocks.iter_mut().find_map(|block| match block {
                SourceBlock::Table(table) => Some(table),
                _ => None,
            });
            let paragraph = SourceParagraph {
                inlines: vec![SourceInline::Picture(index)],
                ..SourceParagraph::default()
            };
            let cell = &mut table.unwrap().rows[*row][*cell];
            cell.blocks.push(SourceBlock::Paragraph(paragraph));
            text.pictures.push(SourcePicture {
                ending: ending.to_owned(),
                bytes: Vec::new().into(),
                alt: String::new(),
            });
        }
        text
    };
    let found = ledger_of_text(&with(&[(1, 0), (2, 0)], "jpg"), "榜.docx").expect("a ledger");
    assert_eq!(found.preset.map(Preset::label), Some("光荣榜"));
    let names = ["榜-1.jpg".to_owned(), "榜-2.jpg".to_owned()];
    let yaml = found.with_photos(&names).fill(&form("光荣榜"));
    let held = "姓名: 周海宁, 支部: 第一党支部, 称号: 优秀共产党员\n照片: 榜-1.jpg\n照片: 榜-2.jpg";
    stand_in(&yaml.replace("\n    ", ", "), held);
    // A picture among words, beside another or in another column stays in the text, and so does what is no photograph.
    for (places, ending) in [
        (&[(1, 3)][..], "jpg"),
        (&[(1, 0), (1, 0)], "jpg"),
        (&[(1, 0)], "bmp"),
    ] {
        let found = ledger_of_text(&with(places, ending), "榜.docx");
        assert!(found.is_none(), "{places:?} {ending}");
    }
}

#[test]
fn problems_have_many_names() {
    for name in ["查摆出的问题", "查找出的问题", "巡察反馈的问题", "发现的问题"] {
        let found = ledger_of(&format!(
            "整改台账
            序号 | {name} | 整改措施 | 责任人 | 整改时限
            1 | 学习不系统 | 制定计划 | 李明 | 2026-12-31"
        ));
        assert_eq!(found.own_columns, 0, "{name}: {:?}", found.columns);
    }
}

#[test]
fn formulas_without_a_result_are_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &rows_of("姓名 | 应缴 | 实缴\n甲 | | =5\n乙 | | =6"));
    let empty = rust_xlsxwriter::Formula::new("=\"\"").set_result("");
    sheet.write_formula(1, 1, "=2*3").unwrap();
    sheet.write_formula(2, 1, empty).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let saved = ledger(&bytes);
    assert!(saved.omissions.is_empty(), "{:?}", saved.omissions);
    let bytes = rezip(&bytes, |_, text| {
        text.replace("<f>2*3</f><v>0</v>", "<f>2*3</f><v></v>")
    });
    let omissions = ledger(&bytes).omissions;
    let said: Vec<_> = omissions
        .iter()
        .map(|one| (one.what.as_str(), one.count, one.is_loss))
        .collect();
    let expected = "只有公式、没有存下结果的格（B2；用 Excel 或 WPS 打开，保存一次，再导入就有了）";
    assert_eq!(said, [(expected, 1, true)]);
}

#[test]
fn what_dates_a_ledger_is_told_by_its_date_and_other_lines_whole() {
    let signed = "制表人：林小满　组织委员：农志远　书记：何小英　审核人：周望舒";
    let found = ledger_of(&format!(
        "2026年党费收缴情况表
        填报日期：2026年10月12日
        姓名 | 应缴 | 实缴
        林小满 | =10 | =10
        何小英 | =10 | =10
        合计 | =20 | =20
        {signed}
        共2人
        2026年10月12日"
    ));
    assert_eq!(found.rows.len(), 2, "{found:?}");
    assert_eq!(day(&found), "2026-10-12");
    let unsure = found.unsure.join("\n");
    assert!(
        !unsure.contains("填报日期") && !unsure.contains("2026年10月12日"),
        "{unsure}"
    );
    stand_in(&unsure, "书记：何小英 审核人：周望舒”“共2人”没有导入");
    let up_to = "
        2026年党费收缴情况表
        （截至2026年10月30日）
        姓名 | 应缴 | 实缴
        林小满 | =10 | =10
        何小英 | =10 | =10
    ";
    let found = ledger_of(up_to);
    assert_eq!(day(&found), "2026-10-30");
    assert!(
        !found.unsure.join("\n").contains("截至") && !found.title.contains("截至"),
        "{found:?}"
    );
}

#[test]
fn the_title_of_a_ledger_may_date_it() {
    let found =
        csv("2026年党费收缴情况表（截至2026年10月30日）\n姓名,应缴,实缴\n林小满,10,10\n何小英,10,10\n");
    assert_eq!(day(&found), "2026-10-30");
}

#[test]
fn the_only_table_of_a_text_is_a_ledger_where_its_columns_are() {
    let lines = "^2026年党建重点任务清单\n（截至2026年10月30日）\n| 类别 | 序号 | 工作任务 | 责任人 | 完成时限 |\n\
        | 组织建设 | 1 | 开展联学 | 林小满 | 3月底前 |\n| 2 | 讲专题党课 | 何小英 | 6月底前 |\n>青山中学党支部";
    let mut text = text_of_lines(lines);
    let table = text.blocks.iter_mut().find_map(|block| match block {
        SourceBlock::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap().rows[1][0].rows = 2;
    let found = ledger_of_text(&text, "清单.docx").expect("a ledger");
    assert_eq!(found.preset.map(Preset::label), Some("任务清单"));
    assert_eq!(found.rows.len(), 2, "{found:?}");
    assert_eq!(day(&found), "2026-10-30");
    let yaml = accepted(&found);
    assert_eq!(yaml.matches("类别: 组织建设").count(), 2, "{yaml}");
    stand_in(&found.unsure.join("\n"), "“青山中学党支部”没有导入");
    // A table within a text, or of other columns, is none.
    for other in [
        lines.replace("（截至2026年10月30日）", "为做好工作，制定本清单。"),
        lines.replace("工作任务", "说明").replace("责任人", "去向"),
    ] {
        let found = ledger_of_text(&text_of_lines(&other), "清单.docx");
        assert!(found.is_none(), "{other}");
    }
}

#[test]
fn a_gap_among_rows_begins_no_table_and_a_sum_of_a_time_is_no_row() {
    let text = "日期,用途,收入,经办人\n2026.3.5,购买学习用书,1280.50,吴静宜\n,,,\n2026.4.8,慰问困难党员,\"2,400.00\",何立群\n,本季合计,3680.50,\n";
    let rows = accepted(&csv(text));
    stand_in(&rows, "慰问困难党员\n收入: 2400.00");
    assert!(!rows.contains("本季合计"), "{rows}");
}

#[test]
fn a_tenth_month_is_no_first_one() {
    let typed = csv("编号,姓名,入党时间\n1,江雨禾,2010.10\n2,宋知远,2010.1\n");
    let rows = accepted(&typed);
    assert!(
        rows.contains("入党时间: '2010.10'") || rows.contains("入党时间: \"2010.10\""),
        "{rows}"
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &rows_of("姓名 | 入党时间\n江雨禾 |\n宋知远 |"));
    for (row, month) in [(1, 2010.1), (2, 2011.12)] {
        sheet.write_number(row, 1, month).unwrap();
    }
    let found = ledger(&book.save_to_buffer().unwrap());
    stand_in(&found.unsure.join("\n"), "“2010.1”看不出是1月还是10月");
}

#[test]
fn an_hour_behind_a_day_stays() {
    let typed = csv("姓名,签到时间\n宋知远,2026-11-20 15:58\n江雨禾,2026-11-20 16:02\n");
    assert!(accepted(&typed).contains("2026-11-20 15:58"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &rows_of("活动 | 活动时间\n走访 |\n座谈 |"));
    let format = Format::new().set_num_format("yyyy-mm-dd h:mm");
    for (row, time) in [(1, "2026-11-18T16:00:00"), (2, "2026-11-19T15:30:00")] {
        let time = ExcelDateTime::parse_from_str(time).unwrap();
        sheet.write_datetime_with_format(row, 1, &time, &format).unwrap();
    }
    let rows = accepted(&ledger(&book.save_to_buffer().unwrap()));
    stand_in(&rows, "2026-11-18 16:00\n2026-11-19 15:30");
}

#[test]
fn two_tables_on_one_sheet_are_two_ledgers() {
    let sheets = "
        一、2026年党费收入 | |
        支部 | 应缴 | 实缴
        第一党支部 | =100 | =100
        第二党支部 | =90 | =90
        二、2026年党费支出 | |
        项目 | 预算 | 支出
        慰问 | =300 | =300
        => 应缴、预算

        // Below a gap, by the numbers around its words.
        支部 | 党员数 | 女党员
        第一党支部 | =18 | =10
        | |
        年龄段 | 人数 |
        35岁以下 | =12 |
        36岁以上 | =6 |
        => 党员数、人数

        // The same header on the next page is no other table.
        支部 | 应缴 | 实缴
        第一党支部 | =100 | =100
        | |
        支部 | 应缴 | 实缴
        第二党支部 | =90 | =90
        => 应缴

        // The same columns below a title of its own, behind the sum of all.
        2026年3月经费公开 | |
        项目 | 预算 | 支出
        培训 | =1000 | =500
        合计 | =1000 | =500
        2026年4月经费公开 | |
        项目 | 预算 | 支出
        慰问 | =2000 | =1500
        合计 | =2000 | =1500
        => 预算、预算

        // The title again at the top of a page; headings of parts, the names of the columns below each.
        2026年3月经费公开 | |
        项目 | 预算 | 支出
        培训 | =1000 | =500
        | |
        2026年3月经费公开 | |
        项目 | 预算 | 支出
        慰问 | =2000 | =1500
        => 预算

        2026年党费收缴情况 | |
        第一党支部 | |
        姓名 | 应缴 | 实缴
        林小满 | =60 | =60
        合计 | =60 | =60
        第二党支部 | |
        姓名 | 应缴 | 实缴
        江小禾 | =50 | =50
        合计 | =50 | =50
        => 应缴
    ";
    sheets_give(sheets, |rows| {
        let found = read("xlsx", &workbook(rows, |_| {}), "导入的表.xlsx").unwrap();
        let columns = found.tables.iter().map(|table| match table {
            ImportedTable::Ledger(ledger) => ledger.columns[1].name.as_str(),
            other => panic!("{other:?}"),
        });
        columns.collect::<Vec<_>>().join("、")
    });
}

#[test]
fn a_state_is_no_reply_to_an_opinion() {
    let ledger = ledger_of(
        "书记接待日意见建议登记台账 | | | |
        编号 | 收到日期 | 意见内容 | 答复情况 | 答复日期
        1 | 2026-09-10 | 校门口拥堵 | 已协调交警 | 2026-09-20
        2 | 2026-10-12 | 菜品单一 | 办理中 |",
    );
    let yaml = accepted(&ledger);
    assert!(!yaml.contains("办理中") && !yaml.contains("填日期"), "{yaml}");
    assert!(ledger.unsure.concat().contains("不是答复"), "{:?}", ledger.unsure);
}

#[test]
fn a_title_that_is_the_name_of_the_file_is_told() {
    let rows = "支部 | 应缴 | 实缴\n第一党支部 | =1 | =1";
    let untitled = ledger_of(rows);
    let told = "没有找到标题，先写了文件名“导入的表”，请改成实际的".to_owned();
    assert!(untitled.unsure.contains(&told), "{untitled:?}");
    let named = ledger_with(rows, |sheet| _ = sheet.set_name("党费").unwrap());
    assert_eq!((&*named.title, named.unsure.len()), ("党费", 0), "{named:?}");
}

#[test]
fn who_signed_below_a_table_is_no_row_of_it() {
    let rows = "
        任务清单
        序号 | 任务 | 责任人 | 时限 | 完成情况
        =1 | 制定计划 | 林小满 | 2026-03-31 | 未开始
        填表人：江小禾 | | | 审核人：林小满 | 联系电话：6600126
    ";
    let found = ledger_of(rows);
    assert_eq!(found.rows.len(), 1, "{found:?}");
    let expected = "表后面的“填表人：江小禾 审核人：林小满 联系电话：";
    stand_in(&found.unsure.join(""), expected);
}

#[test]
fn what_is_due_long_before_the_month_of_its_register_is_due_in_the_next_year() {
    let table = "
        2025年12月整改销号台账 | 2025-01-01 | 1月10日 => 2026-01-10
        2025年12月整改销号台账 | 2025-01-01 | 2月底 => 2026-02-28
        2025年12月整改销号台账 | 2025-01-01 | 12月20日 => 2025-12-20
        2025年12月整改销号台账 | 2025-01-01 | 9月10日 => 2025-09-10
        2025年12月整改销号台账 | 2025-01-01 | 2025年1月10日 => 2025-01-10
        2025年整改销号台账 | 2025-01-01 | 1月10日 => 2025-01-10
        2025年3月至12月整改销号台账 | 2025-01-01 | 1月10日 => 2025-01-10
        // Nothing is due before it was found.
        2026年5月整改销号台账 | 4月12日 | 1月10日 => （填日期）
        2026年5月整改销号台账 | 4月12日 | 5月10日 => 2026-05-10
        // What a sheet shows as 2026.10 is stored as 2026.1.
        2026年下半年整改销号台账 | 2026-07-01 | =2026.1 => （填日期）
        2026年下半年整改销号台账 | 2026-07-01 | =2026.11 => 2026-11-30
    ";
    rows_give(table, |said| {
        let [title, begun, typed] = cells(said).try_into().unwrap();
        let yaml = accepted(&ledger_of(&format!(
            "{title}
            问题 | 发现日期 | 责任人 | 整改时限
            没有上墙 | {begun} | 林小满 | {typed}"
        )));
        let (_, deadline) = yaml.split_once("时限: ").unwrap();
        deadline.split([',', '}', '\n']).next().unwrap().to_owned()
    });
}

#[test]
fn another_number_than_the_page_works_out_is_told() {
    let table = r"
        积分台账\n姓名,基础分,志愿服务加分,获奖加分,扣分,得分\n甲一,60,8,10,0,78\n乙二,60,,,1,59 => 第3行的“得分”写的是 78，网页上算出来的是 60，请核对
        经费（单位：万元）\n项目,年初预算,调整后预算,支出,结余\n培训,1,1.2,0.9,0.3 => 第3行的“结余”写的是 3,000.00，网页上算出来的是 1,000.00，请核对
        经费\n项目,预算,支出,结余,执行率\n培训,300,271,29,90% => -
        党费台账\n支部,月份,应缴,实缴,欠缴\n第一党支部,3月,315,300,20 => 第3行的“欠缴”写的是 20.00，网页上算出来的是 15.00，请核对
        述职评议\n姓名,参评人数,好,较好,一般,差,满意率\n甲一,45,40,4,1,0,0.95 => 第3行的“满意率”写的是 95%，网页上算出来的是 97.8%，请核对
    ";
    for (text, expected) in rows(table) {
        let unsure = csv(&text).unsure;
        let mut told = unsure.iter().filter(|said| said.contains("网页上算出来的"));
        assert_eq!(
            told.next().map_or("-", String::as_str),
            expected,
            "{text}: {unsure:?}"
        );
        assert_eq!(told.next(), None, "{text}");
    }
}

#[test]
fn a_sum_that_nobody_adds_up_is_told() {
    let table = "
        合计：壹仟元整（￥1000.00） => 合计行（第5行）的“合计：壹仟元整（￥1000.00）”没有和各行核对，也没有导入
        合计（大写）：壹仟元整 | | =1000 => 合计行（第5行）的“合计（大写）：壹仟元整”没有和各行核对，也没有导入
        合计 | | =1000 => -
        合计（2人） | | =1000 => -
        合计 | 2个支部 | =1000 => -
    ";
    rows_give(table, |last| {
        let found = ledger_of(&format!(
            "2026年慰问金发放表
            姓名 | 支部 | 慰问金
            林小满 | 第一党支部 | =500
            江小禾 | 第二党支部 | =500
            {last}"
        ));
        let told = found
            .unsure
            .into_iter()
            .find(|said| said.contains("没有和各行核对"));
        told.unwrap_or("-".to_owned())
    });
    // 伍佰元 among numbers.
    let rows = "
        2026年劳务费发放表
        姓名 | 金额
        林小满 | 伍佰元
        江小禾 | =300
        合计 | =800
    ";
    let found = ledger_of(rows);
    let told = "合计行（第5行）的“800”没有和各行核对，也没有导入".to_owned();
    assert!(found.unsure.contains(&told), "{found:?}");
    assert!(accepted(&found).contains("\n明细范围: 党内公开\n"), "{found:?}");
}
