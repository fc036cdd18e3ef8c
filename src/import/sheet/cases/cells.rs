//! What is hidden, merged, typed; csv.

use super::*;
use crate::read::ledger::Preset;
use crate::words::Labelled;

/// What was left out, how often, and whether that is a loss.
fn omitted(omissions: &[super::super::Omission]) -> Vec<String> {
    let loss = |is_loss| if is_loss { "！" } else { "" };
    let told = omissions.iter();
    let told = told.map(|one| format!("{}{}{}", one.what, one.count, loss(one.is_loss)));
    told.collect()
}

#[test]
fn what_is_hidden_goes_no_further() {
    let rows = "
        党费台账
        支部 | 姓名 | 应缴 | 实缴 | 工资基数
        第一党支部 | 林小满 | =60 | =60 | =8001
        第一党支部 | 藏起来的人 | =61 | =61 | =8002
        第二党支部 | 江小禾 | =62 | =62 | =8003
        合计 | | =122 | =122 |
    ";
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("党费").unwrap();
    fill(sheet, &rows_of(rows));
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(4).unwrap();
    sheet.insert_note(2, 1, &Note::new("金丝雀在批注里")).unwrap();
    sheet.insert_note(4, 1, &Note::new("金丝雀在批注里")).unwrap();
    sheet.set_header("金丝雀在页眉里");
    let none = Format::new().set_num_format(";;;");
    sheet
        .write_string_with_format(2, 5, "金丝雀看不见", &none)
        .unwrap();
    sheet
        .write_url_with_text(4, 0, "https://canary.example.org/", "第二党支部")
        .unwrap();
    let png: Vec<u8> = {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
        bytes
    };
    sheet
        .insert_image(7, 0, &Image::new_from_buffer(&png).unwrap())
        .unwrap();
    let hidden = book.add_worksheet().set_name("藏着").unwrap();
    hidden.write_string(0, 0, "金丝雀在藏着的表里").unwrap();
    hidden.set_hidden(true);
    let very = book.add_worksheet().set_name("更藏着").unwrap();
    very.write_string(0, 0, "金丝雀").unwrap();
    very.set_very_hidden(true);
    book.add_worksheet().set_name("空").unwrap();
    let notes = book.add_worksheet().set_name("说明").unwrap();
    notes.write_string(0, 0, "填表说明：按月填写").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for ending in ["xlsx", "xlsm"] {
        let found = read(ending, &bytes, "党费.xlsx").unwrap();
        let told = format!("{found:?}");
        for canary in ["金丝雀", "藏", "8001", "8002", "canary", "工资"] {
            assert!(!told.replace("隐藏的", "").contains(canary), "{canary}: {told}");
        }
        let told = omitted(&found.omissions).join(" ");
        assert_eq!(told, "隐藏的工作表2 没有表格的工作表“说明”1！");
        let ledger = only(found);
        assert_eq!(
            omitted(&ledger.omissions).join(" "),
            "隐藏的行1 隐藏的列1 不显示内容的单元格1 批注2 图片1！ 单元格的链接地址1！"
        );
        assert_eq!(ledger.rows.len(), 2);
        assert_eq!(ledger.stated.len(), 2, "{ledger:?}");
        let yaml = accepted(&ledger);
        assert!(!yaml.contains("藏"), "{yaml}");
    }
}

#[test]
fn merged_cells_are_filled_and_headers_of_two_rows_joined() {
    let rows = "
        2026年党费收缴情况 | | | |
        党支部 | 姓名 | 党费 | | 备注
        | | 应缴 | 实缴 |
        第一党支部 | 林小满 | =60 | =60 | 同意
        | 周望舒 | =61 | =61 |
        第二党支部 | 江小禾 | =62 | =62 |
        合计 | | =183 | =183 |
    ";
    let found = ledger_with(rows, |sheet| {
        merge(sheet, (0, 0, 0, 4), "2026年党费收缴情况");
        merge(sheet, (1, 0, 2, 0), "党支部");
        merge(sheet, (1, 1, 2, 1), "姓名");
        merge(sheet, (1, 2, 1, 3), "党费");
        merge(sheet, (1, 4, 2, 4), "备注");
        merge(sheet, (3, 0, 4, 0), "第一党支部");
        merge(sheet, (3, 4, 5, 4), "同意");
        merge(sheet, (6, 0, 6, 1), "合计");
    });
    assert_eq!(found.preset.map(Preset::label), Some("党费"), "{found:#?}");
    assert_eq!(found.title, "2026年党费收缴情况");
    let yaml = accepted(&found);
    let held = "
        {支部: 第一党支部, 姓名: 周望舒, 应缴: 61.00, 实缴: 61.00, 说明: 同意}
        合计: {应缴: 183.00, 实缴: 183.00}
    ";
    stand_in(&yaml, held);
    // The same names under two groups are told apart.
    let rows = "
        支部 | 上半年 | | 下半年 |
        | 次数 | 人数 | 次数 | 人数
        第一党支部 | =3 | =20 | =4 | =21
        第二党支部 | =5 | =22 | =6 | =23
    ";
    let found = ledger_with(rows, |sheet| {
        merge(sheet, (0, 0, 1, 0), "支部");
        merge(sheet, (0, 1, 0, 2), "上半年");
        merge(sheet, (0, 3, 0, 4), "下半年");
    });
    let held = "{支部: 第一党支部, 上半年·次数: 3, 上半年·人数: 20, 下半年·次数: 4, 下半年·人数: 21}";
    stand_in(&accepted(&found), held);
    // What stands below 应缴党费 are parts of it, and their sum is it.
    let rows = "
        2026年第三季度党费收缴表
        支部 | 应缴党费（元） | | | 实缴党费
        | 7月 | 8月 | 小计 |
        第一党支部 | =100 | =110 | =210 | =210
        第二党支部 | =80 | =80 | =160 | =150
    ";
    let heads = |sheet: &mut Worksheet| {
        merge(sheet, (1, 0, 2, 0), "支部");
        merge(sheet, (1, 1, 1, 3), "应缴党费（元）");
        merge(sheet, (1, 4, 2, 4), "实缴党费");
    };
    let found = ledger_with(rows, heads);
    assert_eq!(found.preset.map(Preset::label), Some("党费"), "{found:#?}");
    let yaml = accepted(&found).replace("\n    ", ", ");
    let held = "
        应缴: 210.00, 实缴: 210.00
        应缴党费7月: 100.00, 应缴党费8月: 110.00
    ";
    stand_in(&yaml, held);
    assert!(!found.unsure.join("").contains("可能是“上缴”"), "{found:#?}");
    // Without a sum no month is all that was due.
    let rows = "
        2026年第三季度党费收缴表
        支部 | 应缴党费 | | | 实缴党费
        | 7月 | 8月 | 9月 |
        第一党支部 | =100 | =110 | =120 | =330
    ";
    let found = ledger_with(rows, |sheet| {
        merge(sheet, (1, 0, 2, 0), "支部");
        merge(sheet, (1, 1, 1, 3), "应缴党费");
        merge(sheet, (1, 4, 2, 4), "实缴党费");
    });
    let yaml = accepted(&found).replace("\n    ", ", ");
    assert!(yaml.contains("应缴党费·7月: 100.00"), "{yaml}");
    assert_eq!(found.preset, None, "{found:#?}");
    // A known name below another keeps its meaning.
    let rows = "
        党员积分表
        姓名 | 加分 | | 扣分
        | 加分 | 事由 |
        周望舒 | =5 | 公开课 | =0
    ";
    let found = ledger_with(rows, |sheet| {
        merge(sheet, (1, 0, 2, 0), "姓名");
        merge(sheet, (1, 1, 1, 2), "加分");
        merge(sheet, (1, 3, 2, 3), "扣分");
    });
    let has_reasons = found.columns.iter().any(|column| column.name == "事由");
    assert!(has_reasons, "{found:#?}");
    // An amount for three rows counts once.
    let rows = "
        经费预算
        项目 | 预算 | 支出
        订阅报刊 | =100 | =30
        慰问 | | =40
        合计 | =100 | =70
    ";
    let found = ledger_with(rows, |sheet| {
        merge(sheet, (2, 1, 3, 1), "");
        sheet.write_number(2, 1, 100.0).unwrap();
    });
    let expected = "合计: {预算: 100.00, 支出: 70.00}\n预算: （填数）";
    stand_in(&accepted(&found), expected);
    stand_in(&found.unsure.join(""), "数只记在第一行");
}

#[test]
fn cells_of_every_kind_are_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("登记").unwrap();
    let rows = "名称 | 学号 | 卡片 | 出数 | 开始时刻 | 说明 | 已核对\n甲 | | | | | |\n乙 | | | | | |";
    fill(sheet, &rows_of(rows));
    let padded = Format::new().set_num_format("00000");
    sheet.write_number_with_format(1, 1, 42.0, &padded).unwrap();
    sheet.write_number_with_format(2, 1, 123.0, &padded).unwrap();
    sheet.write_number(1, 2, 6_217_001_234_567_890.0).unwrap();
    sheet.write_string(2, 2, "330102199003070011").unwrap();
    let formula = |text: &str, result: &str| rust_xlsxwriter::Formula::new(text).set_result(result);
    sheet.write_formula(1, 3, formula("=1+1.5", "2.5")).unwrap();
    sheet.write_formula(2, 3, formula("=A1/0", "#DIV/0!")).unwrap();
    let time = Format::new().set_num_format("h:mm");
    sheet
        .write_number_with_format(1, 4, 0.604_166_666_666_667, &time)
        .unwrap();
    sheet.write_string(2, 4, "14：30").unwrap();
    sheet
        .write_string(1, 5, " \u{feff}两行\r\n\t文字 \u{200b}\n\n")
        .unwrap();
    sheet.write_boolean(1, 6, true).unwrap();
    sheet.write_boolean(2, 6, false).unwrap();
    let found = ledger(&book.save_to_buffer().unwrap());
    assert_eq!(found.title, "登记");
    let yaml = accepted(&found);
    let held = "
        学号: '00042'
        '6217001234567890'
        '330102199003070011'
        出数: 2.5
        开始时刻: '14:30'
        |-\n      两行\n      文字
        已核对: 是
    ";
    stand_in(&yaml, held);
    let unsure = found.unsure.join("\n");
    let expected = "“出数”是错误值，没有导入（“#DIV/0!”）\n第2行的“卡片”超过15位";
    stand_in(&unsure, expected);
    assert!(
        !unsure.contains("6217001234567890") && !unsure.contains("330102199003070011"),
        "{unsure}"
    );
}

#[test]
fn csv_is_read_in_any_encoding_and_with_any_sign() {
    let text = "党费台账\n支部,应缴,实缴\n第一党支部,\"1,203.50\",1203.5\n\"第二\n党支部\",98,98\n合计,1301.5,1301.5\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = [&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        gbk.into_owned(),
        utf16,
        marked,
        text.replace('\n', "\r\n").into_bytes(),
    ] {
        let found = only(read("csv", &bytes, "a.csv").unwrap());
        let yaml = accepted(&found);
        assert!(yaml.contains("合计: {应缴: 1301.50, 实缴: 1301.50}"), "{yaml}");
        assert_eq!(found.title, "党费台账");
    }
    // Few words among many numbers are enough.
    for text in [
        "姓名,積分\n林小滿,85\n江小禾,90\n",
        "黨費臺帳\n支部,應繳,實繳\n第一黨支部,1203.5,1203.5\n",
    ] {
        let (big5, _, _) = encoding_rs::BIG5.encode(text);
        let found = only(read("csv", &big5, "a.csv").unwrap());
        let last = text.lines().last().unwrap().split(',').next().unwrap();
        assert!(accepted(&found).contains(last), "{found:#?}");
    }
    for sign in [";", "\t"] {
        let text = ["支部", "应缴", "实缴"].join(sign) + "\n" + &["一支部", "1,200.5", "1200"].join(sign);
        let found = only(read("csv", text.as_bytes(), "2026年党费.csv").unwrap());
        assert_eq!(found.title, "2026年党费");
        assert!(accepted(&found).contains("应缴: 1200.50"));
    }
    let found = csv("sep=|\n姓名|荣誉称号|编码\n林小满|优秀党员|=\"007\"\n江小禾|优秀党员\n");
    let yaml = accepted(&found);
    assert!(yaml.contains("编码: '007'") && found.rows.len() == 2, "{yaml}");
    // Quotes that do not end would take the rest; those inside a field are signs like any other.
    let unclosed = "姓名,称号\n林小满,\"优秀\n江小禾,优秀\n";
    assert_eq!(
        read("csv", unclosed.as_bytes(), "a.csv").unwrap_err(),
        Unreadable::Damaged
    );
    accepted(&csv("姓名,称号\n林小满,5\"屏\n江小禾,\"优秀，\"\"好\"\"\""));
    for nothing in ["", "\n\n", "一", "一,二", ",,,\n,,"] {
        let found = read("csv", nothing.as_bytes(), "a.csv").unwrap();
        assert!(found.tables.is_empty(), "{nothing}");
    }
    for (bytes, why) in [
        (&b"PK\x03\x04"[..], Unreadable::Mismatch),
        (b"%PDF-1.4", Unreadable::Mismatch),
        (b"a\0b\0\xff\xff", Unreadable::Mismatch),
    ] {
        assert_eq!(read("csv", bytes, "a.csv").unwrap_err(), why);
    }
}

#[test]
fn what_is_struck_out_or_white_on_white_goes_no_further() {
    use rust_xlsxwriter::Color;
    let rows = "
        2026年任务清单
        任务 | 责任人 | 时限 | 完成情况
        | 林小满 | 2026-03-01 | 未开始
        制定计划 | | 2026-04-01 |
    ";
    let struck = Format::new().set_font_strikethrough();
    let white = Format::new().set_font_color(Color::White);
    let on_red = Format::new()
        .set_font_color(Color::White)
        .set_background_color(Color::Red);
    let plain = Format::new();
    let of = |more: &dyn Fn(&mut Worksheet)| {
        ledger_with(rows, |sheet| {
            sheet.write_string_with_format(1, 0, "任务", &on_red).unwrap();
            sheet
                .write_rich_string(3, 1, &[(&plain, "原定"), (&struck, "金丝雀"), (&plain, "江小禾")])
                .unwrap();
            more(sheet);
        })
    };
    // A row that is cancelled, and a price that nobody was to see.
    let found = of(&|sheet| {
        for (column, text) in (0..).zip(["金丝雀游春", "林小满", "2026-03-01", "未开始"]) {
            sheet.write_string_with_format(2, column, text, &struck).unwrap();
        }
        sheet
            .write_string_with_format(3, 3, "金丝雀底价", &white)
            .unwrap();
    });
    let yaml = accepted(&found);
    assert!(!yaml.contains("金丝雀") && found.rows.len() == 1, "{yaml}");
    assert!(yaml.contains("责任人: 原定江小禾"), "{yaml}");
    assert_eq!(omitted(&found.omissions), ["白色的字1", "画了删除线的字5"]);
    // On a ground of its own it is seen, and so are numbers and texts of one look.
    let found = of(&|sheet| {
        sheet.write_string_with_format(2, 0, "看得见", &on_red).unwrap();
    });
    assert!(accepted(&found).contains("看得见"), "{found:?}");
    assert_eq!(omitted(&found.omissions), ["画了删除线的字1"]);
}

#[test]
fn columns_about_persons_stay_out_and_those_about_many_do_not() {
    let found = csv(
        "2026年党员信息\n姓名,年龄,健康状况,婚姻状况,家庭成员,开户行,紧急联系人,岗位\n林小满,41,高血压,已婚,妻子,工行,李某,教师\n",
    );
    let names: Vec<&str> = found.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["姓名", "岗位"], "{found:?}");
    assert_eq!(
        found.omissions[0].what,
        "个人信息的列（年龄、健康状况、婚姻状况、家庭成员、开户行、紧急联系人）"
    );
    let found = csv("2026年支部情况\n支部,平均年龄,年龄段,心理健康教育\n第一党支部,38,35岁以下,4次\n");
    assert_eq!(found.columns.len(), 4, "{found:?}");
}
