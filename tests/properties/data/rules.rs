//! What the rules on numbers say of digits that only look alike, of what was acknowledged, and of who would read it.

use std::fmt::Write;

use gongkai::check::{self, Syntax, Wordings};
use gongkai::words::Severity;

use super::numbers::{bank_card, digits, identity};
use super::places::{APPROVED, CONFIG};
use crate::support::office::Office;
use crate::support::{Files, Random, build};

#[test]
fn digits_that_fail_their_checksum_are_no_errors() {
    let mut random = Random::new(42);
    let mut text = String::new();
    let mut count = 0;
    while count < 20_000 {
        let valid = if count % 2 == 0 {
            identity(&mut random)
        } else {
            bank_card(&mut random)
        };
        let valid = if count % 4 < 2 {
            valid
        } else {
            digits(&mut random, valid.len())
        };
        let last = valid.chars().last().and_then(|c| c.to_digit(10)).unwrap_or(0);
        let wrong = format!("{}{}", &valid[..valid.len() - 1], (last + 1) % 10);
        // A random number may be right by chance.
        if check::find(&wrong, Syntax::Plain, &Wordings::default())
            .iter()
            .any(is_right_by_chance(&wrong))
        {
            continue;
        }
        let _ = writeln!(text, "编号{wrong}");
        count += 1;
    }
    let found = check::find(&text, Syntax::Plain, &Wordings::default());
    let errors: Vec<_> = found
        .iter()
        .filter(|found| found.rule.is_called("身份证号") || found.rule.is_called("银行卡号"))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Whether a finding's digits do fit their checksum, worked out in the test's own way.
fn is_right_by_chance(digits: &str) -> impl Fn(&check::Match) -> bool {
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let luhn: u32 = values
        .iter()
        .rev()
        .enumerate()
        .map(|(at, value)| match (at % 2, value * 2) {
            (1, double) if double > 9 => double - 9,
            (1, double) => double,
            _ => *value,
        })
        .sum();
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    let sum: u32 = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum();
    let fits = luhn.is_multiple_of(10) || (values.len() == 18 && sum % 11 == 1);
    move |_| fits
}

#[test]
fn what_is_acknowledged_is_not_told_and_what_may_not_be_is() {
    let entry = |extra: &str, body: &str| {
        let text = format!("---\n标题: 值班安排\n日期: 2026-03-02\n{extra}{APPROVED}---\n\n{body}\n");
        Files::from([
            ("site.toml".to_owned(), CONFIG.into()),
            ("content/notices/zhiban.md".to_owned(), text.into()),
        ])
    };
    let errors = |files: &Files| {
        let report = build(files, "2026-03-03").report;
        (report.count(Severity::Error), report.answered())
    };
    let whole =
        "已核对:\n  - {提示: 手机号, 内容: 139-1234-5678, 理由: 公开的值班电话, 核对: 周立诚 2026-03-01}\n";
    assert_eq!(errors(&entry("", "电话13912345678。")), (1, 0));
    assert_eq!(errors(&entry(whole, "电话13912345678。")), (0, 1));
    // Another number, a word alone, and what nothing answers for.
    assert_eq!(errors(&entry(whole, "电话13912345678，13812345678。")), (1, 1));
    assert_eq!(errors(&entry("已核对: [手机号]\n", "电话13912345678。")), (2, 0));
    let identity = "已核对:\n  - {内容: 530102199003070016, 理由: 本人同意, 核对: 周立诚 2026-03-01}\n";
    assert_eq!(errors(&entry(identity, "号码530102199003070016。")).0, 1);
    let site = format!(
        "acknowledged = [{{complaint = \"手机号\", content = \"13912345678\", reason = \"值班电话\", checked_by = \"周立诚 2026-03-01\"}}]\n{CONFIG}"
    );
    let mut files = entry("", "电话13912345678。");
    files.insert("site.toml".to_owned(), site.into());
    assert_eq!(errors(&files), (0, 1));
}

#[test]
fn a_number_weighs_by_who_would_read_it() {
    let config = format!("{CONFIG}[editions.dangnei]\naudience = \"党内公开\"\noutput = \"dangnei\"\n");
    let codes = |path: &str, text: &str| {
        let files = Files::from([
            ("site.toml".to_owned(), config.clone().into()),
            (path.to_owned(), text.into()),
        ]);
        let report = build(&files, "2026-03-03").report;
        let codes = report.sorted().into_iter().map(|complaint| complaint.code.name);
        codes
            .filter(|code| code.starts_with("data-") || *code == "never-public")
            .collect::<Vec<_>>()
    };
    let notice = |extra: &str, body: &str| {
        let text = format!("---\n标题: 值班安排\n日期: 2026-03-02\n{extra}{APPROVED}---\n\n{body}\n");
        codes("content/notices/zhiban.md", &text)
    };
    assert_eq!(notice("", "电话13912345678。"), ["data-mobile"]);
    assert_eq!(
        notice("公开范围: 党内公开\n", "电话13912345678。"),
        ["data-mobile-inside"]
    );
    // What no edition will show is not looked at, but for what may be public at no scope; a draft is warned of early.
    let (special, draft) = ("公开范围: 特定对象\n", "草稿: 是\n");
    assert_eq!(notice(special, "电话13912345678。"), [""; 0]);
    assert_eq!(notice(draft, "电话13912345678。"), ["data-unfinished"]);
    for extra in [special, draft] {
        assert_eq!(notice(extra, "信教党员：王建禾"), ["never-public"], "{extra}");
    }
    let ledger = |detail: &str| {
        let text = format!(
            "标题: 值班表\n日期: 2026-03-02\n{detail}{APPROVED}列:\n  - {{名称: 姓名, 类型: 文本}}\n行:\n  - {{姓名: 甲13912345678}}\n"
        );
        codes("content/ledgers/zhiban.yaml", &text)
    };
    assert_eq!(ledger(""), ["data-mobile"]);
    assert_eq!(ledger("明细范围: 党内公开\n"), ["data-mobile-inside"]);
}

#[test]
fn a_number_of_the_site_itself_is_found_where_an_edition_shows_it() {
    let found = |path: &str, text: String| {
        let mut files = Files::from([("site.toml".to_owned(), CONFIG.into())]);
        files.insert(path.to_owned(), text.into());
        let report = build(&files, "2026-03-03").report;
        report
            .sorted()
            .into_iter()
            .any(|complaint| complaint.code.name == "data-mobile")
    };
    assert!(found(
        "site.toml",
        format!("telephone = \"13912345678\"\n{CONFIG}")
    ));
    let organization = |extra: &str| format!("名称: 中共青禾学校支部\n电话: 139 1234 5678\n{extra}");
    assert!(found("content/organization.yaml", organization("")));
    assert!(!found(
        "content/organization.yaml",
        organization("公开范围: {电话: 校内公开}\n")
    ));
    assert!(!found(
        "content/organization.yaml",
        "名称: 中共青禾学校支部\n# 书记的手机13912345678\n".to_owned()
    ));
}

/// The codes of the rules on texts that a site with these files is told, besides those on the files' form.
fn told(files: &Files) -> Vec<&'static str> {
    let report = build(files, "2026-03-03").report;
    let codes = report.sorted().into_iter().map(|complaint| complaint.code.name);
    let of_texts = ["never-public", "placeholder", "wording"];
    codes
        .filter(|code| code.starts_with("data-") || code.starts_with("text-") || of_texts.contains(code))
        .collect()
}

#[test]
fn what_stays_of_an_expired_publicity_is_looked_through() {
    let publicity = |explanation: &str, body: &str| {
        let text = format!(
            "---\n标题: 关于发展对象的公示\n日期: 2026-02-02\n类型: 公示\n公示期: {{开始: 2026-02-02, 工作日: 5}}\n\
             受理: {{单位: 支部办公室, 电话: 0736-7712345, 地点: 综合楼二楼}}\n\
             公示结果: {{结论: 有异议, 说明: \"{explanation}\"}}\n{APPROVED}---\n\n{body}\n"
        );
        Files::from([
            ("site.toml".to_owned(), CONFIG.into()),
            ("content/notices/gongshi.md".to_owned(), text.into()),
        ])
    };
    for (explanation, code) in [
        ("来电13807435521", "data-mobile"),
        ("身份证43072419880315021X", "data-identity"),
        ("卡号6217002930004567210", "data-bank-card"),
        ("家住澧南镇双堰村4组", "data-address"),
        ("李建国患肺癌", "data-health"),
        ("微信号：tianxj_1987", "data-account"),
        ("定于20XX年复查", "placeholder"),
        ("落实三会一刻", "wording"),
    ] {
        assert_eq!(
            told(&publicity(explanation, "电话13912345678。")),
            [code],
            "{explanation}"
        );
    }
    assert_eq!(told(&publicity("已核实，不属实", "电话13912345678。")), [""; 0]);
}

#[test]
fn the_text_of_a_drawing_is_looked_through() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>13912345678</title>\
        <text>举报人李建国 <tspan>4307241988</tspan>0315021X</text></svg>";
    let entry = |body: &str| format!("---\n标题: 值班安排\n日期: 2026-03-02\n{APPROVED}---\n\n{body}\n");
    for (path, body) in [
        ("content/notices/tu.svg", "![组织架构](tu.svg)"),
        ("content/files/tu.svg", "正文。"),
    ] {
        let files = Files::from([
            ("site.toml".to_owned(), CONFIG.into()),
            ("content/notices/zhiban.md".to_owned(), entry(body).into()),
            (path.to_owned(), drawing.into()),
        ]);
        let mut codes = told(&files);
        codes.sort_unstable();
        assert_eq!(codes, ["data-identity", "never-public"], "{path}");
    }
}

#[test]
fn headings_and_what_was_left_in_attachments_are_told() {
    let entry = |name: &str| {
        format!("---\n标题: 值班安排\n日期: 2026-03-02\n附件: [{name}]\n{APPROVED}---\n\n正文。\n")
    };
    let cells = |rows: &[[&str; 2]]| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |row: &[&str; 2]| format!("<w:tr>{}{}</w:tr>", cell(row[0]), cell(row[1]));
        let rows: String = rows.iter().map(row).collect();
        Office::docx(&format!("<w:tbl>{rows}</w:tbl>")).build()
    };
    let sheet = |rows: &[[&str; 2]]| {
        let cell =
            |at: String, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let row = |(number, row): (usize, &[&str; 2])| {
            let (one, other) = (format!("A{number}"), format!("B{number}"));
            format!(
                "<row r=\"{number}\">{}{}</row>",
                cell(one, row[0]),
                cell(other, row[1])
            )
        };
        let rows: String = (1..).zip(rows).map(row).collect();
        Office::xlsx(&[("名单", "", &format!("<sheetData>{rows}</sheetData>"))]).build()
    };
    let lines = |rows: &[[&str; 2]]| {
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        rows.join("\n").into_bytes()
    };
    let told_of = |name: &str, bytes: Vec<u8>| {
        told(&Files::from([
            ("site.toml".to_owned(), CONFIG.into()),
            ("content/notices/zhiban.md".to_owned(), entry(name).into()),
            (format!("content/notices/{name}"), bytes),
        ]))
    };
    for ([heading, other], cell, codes) in [
        (["姓名", "家庭住址"], "双堰村4组", &["data-address"][..]),
        (["老党员", "住址"], "双堰村4组", &["data-address"]),
        (["姓名", "出生年月日"], "未登记", &["data-birth"]),
        (["姓名", "护照号码"], "已收回", &["data-document"]),
        (["姓名", "微信号"], "已登记", &["data-account"]),
        (["姓名", "病情"], "稳定", &["data-health"]),
        (["学生姓名", "困难原因"], "略", &["data-hardship"]),
        (["学生", "学籍号"], "已核", &["data-pupil-number"]),
        (["举报人", "反映问题"], "食堂", &["never-public"]),
        (["姓名", "评议等次"], "合格", &["never-public"]),
        // A form to be filled in.
        (["姓名", "家庭住址"], "", &[]),
        (["姓名", "职务"], "组长", &[]),
    ] {
        let rows = [[heading, other], ["李建国", cell]];
        assert_eq!(told_of("a.docx", cells(&rows)), codes, "docx {other}");
        assert_eq!(told_of("a.xlsx", sheet(&rows)), codes, "xlsx {other}");
        assert_eq!(told_of("a.csv", lines(&rows)), codes, "csv {other}");
    }
    for (said, codes) in [
        ("定于20XX年X月X日\n另行20XX年", &["placeholder"][..]),
        ("时间（待定）", &["placeholder"]),
        ("点击蓝字关注我们", &["text-leftover"]),
        ("锟斤拷锟斤拷", &["text-damaged"]),
        // A form to be filled in.
        ("____年__月__日，姓名：____，共（　）人", &[]),
    ] {
        assert_eq!(told_of("a.txt", said.as_bytes().to_vec()), codes, "{said}");
    }
}

#[test]
fn a_mobile_number_of_a_member_is_told_inside() {
    let config = format!("{CONFIG}[editions.dangnei]\naudience = \"党内公开\"\noutput = \"dangnei\"\n");
    let organization = "名称: 中共青禾学校支部\n党员: [王海燕13807435521]\n";
    let files = Files::from([
        ("site.toml".to_owned(), config.into()),
        ("content/organization.yaml".to_owned(), organization.into()),
    ]);
    assert_eq!(told(&files), ["data-mobile-inside"]);
}
