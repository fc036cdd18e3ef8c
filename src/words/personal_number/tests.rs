//! Numbers as they are typed → whose they are; numbers of other things.

use super::kinds::checksum;
use super::*;

fn found(text: &str) -> Vec<(NumberKind, String)> {
    let numbers = personal_numbers(text);
    numbers
        .iter()
        .map(|number| (number.kind, number.masked()))
        .collect()
}

#[test]
fn numbers_are_known_however_they_are_typed() {
    use NumberKind::{BankCard, DoubtfulBankCard, DoubtfulIdentity, Identity, Mobile};
    for (text, kind, shown) in [
        ("身份证号530102199003070016。", Identity, "5301**********0016"),
        ("号码：11010519491231002x）", Identity, "1101**********002X"),
        (
            "５３０１０２１９９００３０７００１６",
            Identity,
            "5301**********0016",
        ),
        ("530102 19900307 0016", Identity, "5301**********0016"),
        ("530102-19900307-0016", Identity, "5301**********0016"),
        ("530102\u{200b}199003070016", Identity, "5301**********0016"),
        ("**530102**199003070016", Identity, "5301**********0016"),
        ("G530102199003070016", Identity, "5301**********0016"),
        ("一代证号530102900307001", Identity, "5301*******7001"),
        ("530102199003070017", DoubtfulIdentity, "5301**********0017"),
        ("卡号6222021001116245702", BankCard, "6222***********5702"),
        ("6222 0210 0111 6245 702", BankCard, "6222***********5702"),
        ("4111-1111-1111-1111", BankCard, "4111********1111"),
        ("电话13912345678", Mobile, "139****5678"),
        ("139 1234 5678", Mobile, "139****5678"),
        ("139-1234-5678", Mobile, "139****5678"),
        ("+86 13912345678", Mobile, "139****5678"),
        ("+8613912345678", Mobile, "139****5678"),
        ("008613912345678", Mobile, "139****5678"),
        ("0086 139 1234 5678", Mobile, "139****5678"),
        ("013912345678", Mobile, "139****5678"),
        ("1391 2345 678", Mobile, "139****5678"),
        ("1３9１２345678", Mobile, "139****5678"),
        ("139.1234.5678", Mobile, "139****5678"),
        ("1.13912345678", Mobile, "139****5678"),
        ("TEL13912345678", Mobile, "139****5678"),
        ("zhouhang13912345678.docx", Mobile, "139****5678"),
        ("周航ID530102199003070016号", Identity, "5301**********0016"),
        ("530102.19900307.0016", Identity, "5301**********0016"),
        ("530102199\n003070016", Identity, "5301**********0016"),
        ("11010519491231002 X", Identity, "1101**********002X"),
        ("11010519491231002×", Identity, "1101**********002X"),
        ("序号1530102199003070016", Identity, "5301**********0016"),
        ("（139）9311 2233", Mobile, "139****2233"),
        ("(139)93112233", Mobile, "139****2233"),
        ("（1）13912345678", Mobile, "139****5678"),
        ("622202-100111-6245702", BankCard, "6222***********5702"),
        ("6222\u{200b}021001116245702", BankCard, "6222***********5702"),
        (
            "五三〇一〇二一九九〇〇三〇七〇〇一六",
            Identity,
            "5301**********0016",
        ),
        ("电话一三九一二三四五六七八", Mobile, "139****5678"),
        ("电话：幺三九 一二三四 五六七八", Mobile, "139****5678"),
        ("之一13912345678一直", Mobile, "139****5678"),
        ("53O102l99003O7oo16", Identity, "5301**********0016"),
        ("l3907991234", Mobile, "139****1234"),
        ("1390799123O，", Mobile, "139****1230"),
        ("①③⑨⓪⑦⑨⑨①②③④", Mobile, "139****1234"),
        ("①13907991234", Mobile, "139****1234"),
        ("壹叁玖零柒玖玖壹贰叁肆", Mobile, "139****1234"),
        ("530102，19900307，0016", Identity, "5301**********0016"),
        (
            "| 5 | 3 | 0 | 1 | 0 | 2 | 1 | 9 | 9 | 0 | 0 | 3 | 0 | 7 | 0 | 0 | 1 | 6 |",
            Identity,
            "5301**********0016",
        ),
        (
            "1、1、0、1、0、5、1、9、4、9、1、2、3、1、0、0、2、X",
            Identity,
            "1101**********002X",
        ),
        ("139O2345678", Mobile, "139****5678"),
        ("电话：139\n12345678", Mobile, "139****5678"),
        ("**手机号：**1391234\n5678", Mobile, "139****5678"),
        ("手机号码是1860\n6235301", Mobile, "186****5301"),
        ("联系方式：139079 91234", Mobile, "139****1234"),
        ("139\u{2002}0799\u{202f}1234", Mobile, "139****1234"),
        ("13907991234x", Mobile, "139****1234"),
        ("6222021001116245702X。", BankCard, "6222***********5702"),
        ("1 3 9 0 7 9 9 1 2 3 4", Mobile, "139****1234"),
        ("182（0800）1233", Mobile, "182****1233"),
        ("166～0799～7822", Mobile, "166****7822"),
        ("53010219900307\n        0016", Identity, "5301**********0016"),
        (
            "身份证：362201 1990 0307 4557",
            DoubtfulIdentity,
            "3622**********4557",
        ),
        ("身份证号：362201 9003 0745 5", Identity, "3622*******7455"),
        (
            "银行卡号6222021001116245703",
            DoubtfulBankCard,
            "6222***********5703",
        ),
    ] {
        assert_eq!(found(text), [(kind, shown.to_owned())], "{text}");
    }
}

/// The number of a line, a name that ends in a numeral, another number: none of them is part of one.
#[test]
fn numbers_are_known_beside_other_ones() {
    use NumberKind::{BankCard, DoubtfulIdentity, Identity, Mobile};
    const BEFORE: [&str; 34] = [
        "", "1 ", "1\t", "1. ", "1.", "1、", "1，", "12 ", "62 ", "| 1 | ", "|1|", "（1）", "①", "第三，",
        "丁一 ", "陈六一，", "| 陈六一 | ", "| 1 | 陈六一 | ", "五位村民之一，", "身份证：1 ", "3班 ",
        "[1, ", "0931-6600123 ", "0931-6600123，", "0931-6600123/", "6600123，", "13912345678 ",
        "13912345678，", "2026-11-30 ", "2026年，", "530102199003070016 ", "11010519491231002X，",
        "11010519491231002X ", "530102900307001、",
    ];
    const BEHIND: [&str; 19] = [
        "", "。", " 1", "，2", "、3", " |", " | 2 |", " 2 ", "\n2 ", "，三年级", "（2）", "；",
        " 13912345678", "，13912345678", " 0931-6600123", "，2026-11-30", " 530102199003070016",
        "，11010519491231002X", "、530102900307001",
    ];
    let mut wrong = Vec::new();
    for (kind, number) in [
        (Identity, "530102199003070016"),
        (Identity, "620102198506100018"),
        (Identity, "11010519491231002X"),
        (Identity, "44010219900101019x"),
        (Identity, "62010219850610019X"),
        (Identity, "44010219900101019×"),
        (Identity, "１１０１０５１９４９１２３１００２Ｘ"),
        (Identity, "530102 19900307 0016"),
        (Identity, "110105 19491231 002X"),
        (Identity, "11010519491231002 X"),
        (Identity, "530102900307001"),
        (DoubtfulIdentity, "11010519491231003X"),
        (BankCard, "6222021001116245702"),
        (BankCard, "6222 0210 0111 6245 702"),
        (BankCard, "4111-1111-1111-1111"),
        (Mobile, "13912345678"),
        (Mobile, "139 1234 5678"),
        (Mobile, "139-1234-5678"),
    ] {
        let digits: String = number.chars().filter_map(digit).map(char::from).collect();
        for (before, behind) in BEFORE
            .iter()
            .flat_map(|before| BEHIND.iter().map(move |behind| (before, behind)))
        {
            let text = format!("{before}{number}{behind}");
            let numbers = personal_numbers(&text);
            if !numbers.iter().any(|one| one.kind == kind && one.digits == digits) {
                wrong.push(format!("{text}: {:?}", found(&text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
}

#[test]
fn numbers_that_touch_each_other_are_known() {
    use NumberKind::Identity;
    for text in [
        "11010519491231002X530102199003070016",
        "53010219900307001611010519491231002X",
        "11010519491231002X11010519491231002X",
        "５３０１０２１９９００３０７００１６１１０１０５１９４９１２３１００２Ｘ",
        "111010519491231002X，2530102199003070016",
    ] {
        let kinds: Vec<NumberKind> = found(text).into_iter().map(|one| one.0).collect();
        assert_eq!(kinds, [Identity, Identity], "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "监督电话0799-6600123",
        "统一社会信用代码12530102MB0X12345K",
        "2026年3月12日至2026年3月20日，共7个工作日",
        "5301**********0016",
        "139****5678",
        "订单20260312139123456789012",
        "圆周率3.14159265358979",
        "13993112233.50元",
        "0123456789012345678",
        "云财教〔2026〕12号，金额1234567.89元",
        "ISBN 978-7-01-012345-6",
        "135号文件 1200份 4590元",
        "13912345678901",
        "哈希7a13912345678b2",
        "139\n9311\n2233",
        "000000199003070016",
        "530102199013070016",
        "|135|1200|4590|",
        "（135）2026年3月",
        "（1）3912345678",
        "1）2）3）4）5）6）7）8）9）10）11）",
        "（1）（2）（3）（4）（5）（6）（7）（8）（9）（10）（11）",
        "139～1200元",
        "项目卡号6222021001116245703",
        "139、0799、1234",
        "1,3,9,0,7,9,9,1,2,3,4",
        "|139|0799|1234|",
        "|6222|0210|0111|6245|702|",
        "530102，19900307，0017",
        "|530102|900307|001|",
        "al3907991234b",
        "①②③④⑤⑥⑦⑧⑨",
        "①1、②2、③3、④4、⑤5、⑥6",
        "1 530102199013070X",
        "型号12 34567890123456789X",
        "1、2、3×4、5、6×7、8、9",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn masked_texts_keep_their_columns_and_their_other_words() {
    let text = "张三，５３０１02 19900307 0016，电话139-1234-5678。";
    let masked = mask_numbers(text);
    assert_eq!(masked, "张三，５３０１** ******** 0016，电话139-****-5678。");
    assert_eq!(masked.chars().count(), text.chars().count());
    assert_eq!(mask_numbers("没有号码"), "没有号码");
}

/// Weighed against each other, all of these would take hours.
#[test]
fn a_long_list_of_numbers_is_read_to_its_end() {
    for between in [" ", ", ", " | ", "\n"] {
        let list = ["12", "34", "5", "678", ""].join(between).repeat(10_000);
        assert_eq!(found(&list), [], "{between:?}");
        let (kind, shown) = (NumberKind::Mobile, "139****5678".to_owned());
        assert_eq!(
            found(&format!("{list}，电话13912345678")),
            [(kind, shown)],
            "{between:?}"
        );
    }
}

#[test]
fn written_digits_stand_in_order() {
    assert!(WRITTEN_DIGITS.is_sorted());
}

#[test]
fn the_checksum_is_that_of_the_standard() {
    // The standard's own examples.
    assert!(checksum("11010519491231002X") && checksum("440524188001010014"));
    assert!(!checksum("110105194912310021"));
}
