//! Pages put together from pieces of text → paragraphs, tables, what is left out.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::*;
use crate::import::shown::shown;

/// A PDF of A4 pages. A text says where it stands, how large it is, and what it says; characters are as wide as they are high.
fn document(pages: &[&[(f32, f32, f32, &str)]]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+SimHei", "Encoding" => "UniGB-UTF16-H",
        "DescendantFonts" => vec![Object::Dictionary(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType0", "DW" => 1000,
        })],
    });
    let mut kids = Vec::new();
    for texts in pages {
        let mut content = String::from("BT\n");
        for (x, y, size, text) in *texts {
            let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            content.push_str(&format!("/F {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj\n"));
        }
        content.push_str("ET");
        let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        kids.push(Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
        })));
    }
    let count = kids.len() as i64;
    document.objects.insert(
        tree,
        Object::Dictionary(dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => count,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A line of so many characters.
fn full(start: &str, count: usize) -> String {
    start
        .chars()
        .chain("认真学习贯彻会议精神".chars().cycle())
        .take(count)
        .collect()
}

#[test]
fn paragraphs_are_put_together_from_lines() {
    let (a, b, c) = (full("会议强调", 24), full("要", 26), full("会议要求", 24));
    let page: Vec<(f32, f32, f32, &str)> = vec![
        (220.0, 740.0, 22.0, "会议纪要标题"),
        (120.0, 690.0, 16.0, &a),
        (88.0, 662.0, 16.0, &b),
        (88.0, 634.0, 16.0, "到此为止。"),
        (120.0, 606.0, 16.0, &c),
        (88.0, 578.0, 16.0, "结束。"),
        (376.0, 522.0, 16.0, "第一党支部委员"),
        (376.0, 494.0, 16.0, "二〇二六年三月"),
        (280.0, 60.0, 14.0, "— 1 —"),
    ];
    let text = read(&document(&[&page])).unwrap();
    let expected = format!(
        "<中>会议纪要标题\n{a}{b}到此为止。\n{c}结束。\n<右>第一党支部委员\n<右>二〇二六年三月\n\
         请看：段落是按版面推算的，请与原件逐段核对\n略去：页码×1\n"
    );
    assert_eq!(shown(&text), expected);
    let Some(SourceBlock::Paragraph(title)) = text.blocks.first() else {
        panic!("a paragraph")
    };
    assert_eq!(
        (title.look.half_points, title.look.face),
        (44, crate::import::text::Typeface::Hei)
    );
}

#[test]
fn rows_that_stand_closer_do_not_part_the_lines_above() {
    let (a, b) = (full("会议同意", 24), full("按期转", 10));
    let mut page: Vec<(f32, f32, f32, &str)> = vec![(120.0, 690.0, 16.0, &a), (88.0, 662.0, 16.0, &b)];
    for row in 0..6_u8 {
        let base = 640.0 - 16.0 * f32::from(row);
        page.extend([(88.0, base, 16.0, "姓名"), (250.0, base, 16.0, "支部")]);
    }
    let text = read(&document(&[&page])).unwrap();
    let lines = shown(&text);
    assert!(lines.starts_with(&format!("{a}{b}\n|姓名|支部|\n")), "{lines}");
}

#[test]
fn what_stands_on_every_page_is_left_out_and_paragraphs_go_on_over_them() {
    let (a, b) = (full("会议强调", 24), full("要", 26));
    let first: Vec<(f32, f32, f32, &str)> = vec![
        (88.0, 800.0, 10.0, "某小学文件"),
        (120.0, 690.0, 16.0, &a),
        (88.0, 662.0, 16.0, &b),
        (88.0, 60.0, 10.0, "3"),
    ];
    let second: Vec<(f32, f32, f32, &str)> = vec![
        (88.0, 800.0, 10.0, "某小学文件"),
        (88.0, 690.0, 16.0, "到此为止。"),
        (88.0, 60.0, 10.0, "4"),
        (88.0, 900.0, 16.0, "纸外"),
    ];
    let text = read(&document(&[&first, &second, &[]])).unwrap();
    let expected = format!(
        "{a}{b}到此为止。\n请看：段落是按版面推算的，请与原件逐段核对\n略去：页面以外的文字×1\n\
         略去：没有文字的页（可能是扫描件）×1（请核对）\n略去：页眉、页脚×2\n略去：页码×2\n"
    );
    assert_eq!(shown(&text), expected);
}

#[test]
fn a_mark_of_secrecy_on_every_page_stands_once_in_the_text() {
    let page = |words| vec![(88.0, 800.0, 10.0, "机密★3年"), (88.0, 690.0, 16.0, words)];
    let text = read(&document(&[&page("一是摸底。"), &page("二是整改。")])).unwrap();
    let lines = shown(&text);
    assert_eq!(lines.matches("机密★3年").count(), 1, "{lines}");
}

#[test]
fn columns_of_short_texts_are_a_table_and_words_keep_their_spaces() {
    let page: Vec<(f32, f32, f32, &str)> = vec![
        (88.0, 700.0, 16.0, "姓名"),
        (200.0, 700.0, 16.0, "职务"),
        (88.0, 672.0, 16.0, "王甲"),
        (200.0, 672.0, 16.0, "书记"),
        (88.0, 600.0, 16.0, "ab"),
        (126.0, 600.0, 16.0, "cd"),
        (88.0, 500.0, 16.0, "重点"),
        (88.5, 500.0, 16.0, "重点"),
    ];
    let text = read(&document(&[&page])).unwrap();
    assert!(
        shown(&text).starts_with("|姓名|职务|\n|王甲|书记|\nab cd\n重点\n")
            && shown(&text).contains("请看：有1处表格或者分栏是按空白推算的，请与原件核对\n"),
        "{}",
        shown(&text)
    );
}

#[test]
fn pages_without_text_and_damaged_files_are_told() {
    assert_eq!(read(&document(&[&[], &[]])).unwrap_err(), Unreadable::Scanned);
    assert_eq!(read(b"%PDF-1.4\n").unwrap_err(), Unreadable::Damaged);
    let whole = document(&[&[(88.0, 700.0, 16.0, "甲")]]);
    for cut in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..cut]);
        let mut damaged = whole.clone();
        damaged[cut] ^= 0x15;
        let _ = read(&damaged);
    }
}

#[test]
fn what_printers_add_is_known() {
    for (line, expected) in [
        ("— 3 —", true),
        ("3", true),
        ("第3页 共5页", true),
        ("3/5", true),
        ("2026", true),
        ("3.5", false),
        ("第3页的", false),
        ("", false),
    ] {
        assert_eq!(is_page_number(line), expected, "{line}");
    }
    assert!(is_print_time("2026/3/2 16:27\t会议通知") && is_print_time("11/21/26, 4:27 PM"));
    assert!(!is_print_time("时间：3/2 16:27") && !is_print_time("16:27"));
    assert!(is_print_address("https://e.cn/a\t1/3") && !is_print_address("见https://e.cn/1/3/"));
}

/// A page with text in white, a form's field, a box and comments of three kinds.
fn filled_in() -> Vec<u8> {
    let page: Vec<(f32, f32, f32, &str)> = vec![
        (70.0, 752.0, 20.0, "第一党支部支委会会议记录"),
        (70.0, 702.0, 12.0, "时间："),
        (70.0, 672.0, 12.0, "决议："),
    ];
    let mut document = Document::load_mem(&document(&[&page])).unwrap();
    let value = |text: &str| {
        let mut bytes = vec![0xFE, 0xFF];
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        Object::String(bytes, lopdf::StringFormat::Hexadecimal)
    };
    let place = |bottom: i64, top: i64| vec![110.into(), bottom.into(), 400.into(), top.into()];
    let field = document.add_object(dictionary! { "FT" => "Tx", "V" => value("2026年4月10日") });
    let marks: Vec<Object> = vec![
        dictionary! { "Subtype" => "Widget", "Parent" => field, "Rect" => place(697, 715) },
        dictionary! { "Subtype" => "Widget", "FT" => "Tx", "V" => value("同意年度计划。"), "Rect" => place(667, 685) },
        dictionary! { "Subtype" => "Widget", "FT" => "Tx", "V" => value("藏着"), "F" => 2, "Rect" => place(300, 320) },
        dictionary! { "Subtype" => "Widget", "FT" => "Btn", "AS" => "Yes", "Rect" => place(500, 510) },
        dictionary! { "Subtype" => "Text", "Contents" => value("先问书记"), "Rect" => place(500, 510) },
        dictionary! { "Subtype" => "FreeText", "Contents" => value("另加的话"), "Rect" => place(500, 510) },
        dictionary! { "Subtype" => "Link", "Contents" => value("网址"), "Rect" => place(500, 510) },
    ]
    .into_iter()
    .map(Object::Dictionary)
    .collect();
    let page = document.page_iter().next().unwrap();
    let content =
        b"BT 1 g /F 12 Tf 1 0 0 1 70 600 Tm <5E954EF7> Tj 0 g 1 0 0 1 70 560 Tm <6B636587> Tj ET".to_vec();
    let white = document.add_object(Stream::new(Dictionary::new(), content));
    let page = document
        .get_object_mut(page)
        .and_then(Object::as_dict_mut)
        .unwrap();
    let first = page.get(b"Contents").unwrap().clone();
    page.set("Contents", vec![first, Object::Reference(white)]);
    page.set("Annots", marks);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_was_filled_in_is_read_and_what_was_added_is_told() {
    let told = shown(&read(&filled_in()).unwrap());
    for part in [
        "时间： 2026年4月10日\n决议：同意年度计划。\n",
        "请看：表单里填的内容是按位置放进正文的，请与原件逐项核对\n",
        "请看：原件上有白色的字（“底价”），看的人可能看不见，也带进来了；不该有的，请删去\n",
        "略去：批注×1\n",
        "略去：加在页面上的文字（文本框批注）×1（请核对）\n",
        "略去：表单里的勾选×1（请核对）\n",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("藏着") && !told.contains("“正文”"), "{told}");
}

#[test]
fn a_title_that_was_broken_by_hand_stands_in_the_middle_as_one() {
    let (a, b) = (full("近期进入主汛期", 26), full("组织", 28));
    for (first, second) in [
        ("中共渭川县教育局委员会", "关于组织党员参加防汛值守工作的通知"),
        ("关于渭川县级“四有好教师”推荐人选情况的", "公示"),
        ("——廉政党课", "⸺讲稿"),
    ] {
        let middle = |text: &str| 74.0 + (448.0 - 22.0 * text.chars().count() as f32) / 2.0;
        let page = [
            (middle(first), 760.0, 22.0, first),
            (middle(second), 728.0, 22.0, second),
            (106.0, 690.0, 16.0, a.as_str()),
            (74.0, 662.0, 16.0, b.as_str()),
        ];
        let text = read(&document(&[&page])).unwrap();
        let second = second.replace('⸺', "——");
        assert!(
            shown(&text).starts_with(&format!("<中>{first}\n<中>{second}\n{a}{b}\n")),
            "{}",
            shown(&text)
        );
    }
}
