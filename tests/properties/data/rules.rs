//! What the rules on numbers say of digits that only look alike, of what was acknowledged, and of who would read it.

use std::fmt::Write;

use gongkai::check::{self, Syntax, Wordings};
use gongkai::words::Severity;

use super::numbers::{bank_card, digits, identity};
use super::places::{APPROVED, CONFIG};
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
