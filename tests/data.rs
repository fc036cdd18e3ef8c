//! Numbers of persons, planted in generated entries: each is found where it stands, none is told whole, and numbers that only
//! look alike are no errors.

mod support;

use std::fmt::Write;

use gongkai::check::{self, Syntax, Wordings};
use gongkai::words::{Complaint, Severity};
use support::{Files, build};

/// A small generator of numbers; the same seed gives the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.below(10) as u8))
            .collect()
    }
}

/// 18 digits by GB 11643.
fn identity(random: &mut Random) -> String {
    let area = random.one(&[
        "110105", "310104", "440524", "530102", "622201", "650102", "810000", "500112",
    ]);
    let birth = format!(
        "{}{:02}{:02}",
        1940 + random.below(75),
        1 + random.below(12),
        1 + random.below(28)
    );
    let plain = format!("{area}{birth}{}", random.digits(3));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = plain
        .bytes()
        .zip(weights)
        .map(|(byte, weight)| usize::from(byte - b'0') * weight)
        .sum();
    format!("{plain}{}", char::from(b"10X98765432"[sum % 11]))
}

/// 16 or 19 digits of 银联 that Luhn's sum accepts.
fn bank_card(random: &mut Random) -> String {
    let length = *random.one(&[&16_usize, &19]);
    let plain = format!("62{}", random.digits(length - 3));
    let sum: u32 = plain
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let value = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    format!("{plain}{}", (10 - sum % 10) % 10)
}

fn mobile(random: &mut Random) -> String {
    format!(
        "{}{}",
        random.one(&["138", "139", "150", "166", "177", "189", "199"]),
        random.digits(8)
    )
}

/// A number as people type it.
fn typed(number: &str, random: &mut Random) -> String {
    let parted = |sizes: &[usize], by: &str| {
        let mut rest = number;
        let mut parts = Vec::new();
        for size in sizes {
            let (part, behind) = rest.split_at((*size).min(rest.len()));
            parts.push(part);
            rest = behind;
        }
        parts.push(rest);
        parts.retain(|part| !part.is_empty());
        parts.join(by)
    };
    let sizes: &[usize] = match number.len() {
        11 => &[3, 4, 4],
        18 => &[6, 8, 4],
        _ => &[4, 4, 4, 4, 4],
    };
    match random.below(6) {
        0 => parted(sizes, " "),
        1 => parted(sizes, "-"),
        2 => parted(sizes, "\u{3000}"),
        3 => number
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(value) => char::from_u32('０' as u32 + value).expect("a digit"),
                None => c,
            })
            .collect(),
        4 => number.to_ascii_lowercase(),
        _ => number.to_owned(),
    }
}

const APPROVED: &str = "审批:\n  提出: 李明 2026-03-01\n  保密审查: 王芳 2026-03-01\n  审核: 赵敏 2026-03-01\n  审批: 周强 2026-03-01\n";

/// An entry with a number in one of its places: its path, its text, and the line where the number stands (0: in its name).
fn entry(index: usize, shown: &str, random: &mut Random) -> (String, String, u32) {
    let front =
        |extra: &str| format!("---\n标题: 第{index}号通知\n日期: 2026-03-02\n{extra}{APPROVED}---\n\n");
    let path = format!("content/notices/n{index}.md");
    let (path, text) = match random.below(9) {
        0 => (path, format!("{}请核对号码{shown}，谢谢。\n", front(""))),
        1 => (
            path,
            format!(
                "{}第一段。\n\n| 姓名 | 号码 |\n| --- | --- |\n| 刘青 | {shown} |\n",
                front("")
            ),
        ),
        2 => (
            path,
            format!("{}[办理指南](https://example.com/ \"{shown}\")\n", front("")),
        ),
        3 => (
            path,
            format!("{}正文。\n", front(&format!("责任人: 刘青 {shown}\n"))),
        ),
        4 => (
            path,
            format!(
                "{}正文。\n",
                front(&format!("受理: {{单位: 办公室, 电话: \"{shown}\"}}\n"))
            ),
        ),
        5 => (
            path,
            format!(
                "{}正文。\n",
                front(&format!("摘要: |\n  第一行\n  号码是{shown}\n"))
            ),
        ),
        6 => (
            path,
            format!("{}正文。\n", front(&format!("标签: [通知, \"{shown}\"]\n"))),
        ),
        7 => {
            let path = format!("content/ledgers/l{index}.yaml");
            let text = format!(
                "标题: 第{index}号台账\n日期: 2026-03-02\n{APPROVED}列:\n  - {{名称: 姓名, 类型: 文本}}\n  - {{名称: 备注, 类型: 文本}}\n行:\n  - {{姓名: 甲, 备注: 无}}\n  - {{姓名: 乙, 备注: \"{shown}\"}}\n"
            );
            (path, text)
        }
        _ => (
            path,
            format!("{}> 引用\n\n1. 一\n2. 号码（{shown}）\n", front("")),
        ),
    };
    let line = text
        .lines()
        .position(|line| line.contains(shown))
        .expect("planted")
        + 1;
    (path, text, u32::try_from(line).expect("few lines"))
}

const CONFIG: &str = "title = \"青禾学校\"\norganizer = \"中共青禾学校支部\"\n\
    [editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\
    [sections.notice]\nscope = \"社会公开\"\n[sections.ledger]\nscope = \"社会公开\"\n";

#[test]
fn every_planted_number_is_found_where_it_stands_and_told_to_nobody() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut files = Files::from([("site.toml".to_owned(), CONFIG.into())]);
    let mut planted = Vec::new();
    // Fewer in a bare `cargo test`.
    let count = if std::env::var_os("GONGKAI_FUZZ").is_some() {
        5000
    } else {
        600
    };
    for index in 0..count {
        let (code, number) = match random.below(3) {
            0 => ("data-identity", identity(&mut random)),
            1 => ("data-bank-card", bank_card(&mut random)),
            _ => ("data-mobile", mobile(&mut random)),
        };
        let shown = typed(&number, &mut random);
        let (path, text, line) = entry(index, &shown, &mut random);
        files.insert(path.clone(), text.into());
        planted.push((path, code, number, shown, line));
    }
    let built = build(&files, "2026-03-03");
    let complaints = built.report.sorted();
    for (path, code, number, shown, line) in &planted {
        let mut own = complaints.iter().filter(|complaint| is_in(complaint, path));
        let found = own.find(|complaint| complaint.code.name == *code);
        let found = found
            .unwrap_or_else(|| panic!("{path}: {shown} ({number}) is not found: {}", texts(&files[path])));
        let place = found.place.as_ref().expect("a place");
        assert_eq!(place.line, *line, "{path}: {shown}");
    }
    let told = gongkai::cli::render_plain(&built.report);
    for (path, _, number, shown, _) in &planted {
        assert!(
            !told.contains(number) && !told.contains(shown),
            "{path}: {shown} is told"
        );
    }
}

fn texts(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

fn is_in(complaint: &Complaint, path: &str) -> bool {
    complaint
        .place
        .as_ref()
        .is_some_and(|place| place.path.as_str() == path)
}

#[test]
fn a_number_in_a_files_name_is_found() {
    let mut random = Random(7);
    for index in 0..50 {
        let number = identity(&mut random);
        let path = format!("content/notices/刘青{number}.md");
        let mut files = Files::from([("site.toml".to_owned(), CONFIG.into())]);
        let text = format!("---\n标题: 第{index}号通知\n日期: 2026-03-02\n{APPROVED}---\n\n正文。\n");
        files.insert(path, text.into());
        let built = build(&files, "2026-03-03");
        assert!(built.report.has_errors(), "{number}");
        assert!(!gongkai::cli::render_plain(&built.report).contains(&number));
    }
}

#[test]
fn digits_that_fail_their_checksum_are_no_errors() {
    let mut random = Random(42);
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
            random.digits(valid.len())
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
    // What no edition shows is not looked at, but for what may be public at no scope.
    for extra in ["公开范围: 特定对象\n", "草稿: 是\n"] {
        assert_eq!(notice(extra, "电话13912345678。"), [""; 0], "{extra}");
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
