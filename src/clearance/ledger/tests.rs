//! What the days and the audiences make of small ledgers.

use super::*;
use crate::read::ledger::Status;
use crate::read::{Detail, Document, FileBytes, Found, Tree, library};
use crate::words::Amount;
use crate::words::{Day, Kind, Report};

const SITE: &str = "title = \"甲\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n";

/// A ledger of these fields, read.
fn document(fields: &str) -> Document {
    let found = |path: &str, text: String| Found {
        path: SourcePath::new(path).expect("a path"),
        content: FileBytes::Memory(text.into_bytes().into()),
    };
    let text = format!("标题: 甲\n日期: 2026-01-05\n公开范围: 社会公开\n{fields}");
    let file = found("content/ledgers/a.pdf", String::new());
    let tree = Tree {
        config: Some(found("site.toml", SITE.into())),
        entries: vec![(Kind::Ledger, found("content/ledgers/a.yaml", text))],
        files: Arc::new([(file.path.clone(), file)].into()),
        ..Tree::default()
    };
    let mut report = Report::new();
    let library = library::read(&tree, Day::of("2026-03-31"), &mut report).expect("a site");
    assert!(!report.has_errors(), "{:?}", report.sorted());
    let first = library.documents.into_iter().next();
    Arc::unwrap_or_clone(first.expect("a ledger"))
}

fn whole(document: &Document) -> Arc<Ledger> {
    let Detail::Ledger(ledger) = &document.detail else {
        panic!("no ledger");
    };
    Arc::clone(ledger)
}

fn projected(fields: &str, audience: Option<Scope>, day: &str) -> (Arc<Ledger>, Tally) {
    let day = Day::of(day);
    project(&whole(&document(fields)), audience, day)
}

fn state(fields: &str, day: &str) -> Status {
    let (_, tally) = projected(fields, Some(Scope::Public), day);
    tally.sums.expect("sums").states.first().expect("a row").0
}

#[test]
fn states_follow_from_the_days() {
    let row = "台账: 整改销号\n行:\n  - {发现日期: 2026-01-12, 问题: 甲, 责任人: 乙, 时限: 2026-03-20, 启动日期: 2026-02-02, \
               完成日期: 2026-03-05, 核验人: 丙, 销号日期: 2026-03-09}\n";
    for (day, status) in [
        ("2026-02-01", Status::NotStarted),
        ("2026-02-02", Status::Rectifying),
        ("2026-03-04", Status::Rectifying),
        ("2026-03-05", Status::ToVerify),
        ("2026-03-08", Status::ToVerify),
        ("2026-03-09", Status::Closed),
        ("2027-01-01", Status::Closed),
    ] {
        assert_eq!(state(row, day), status, "{day}");
    }
    // What was done too late stays late until it is closed; what was done in time only waits.
    for (done, day, status) in [
        ("2026-03-05", "2026-11-20", Status::ToVerify),
        ("2026-03-20", "2026-11-20", Status::ToVerify),
        ("2026-03-21", "2026-03-20", Status::NotStarted),
        ("2026-03-21", "2026-11-20", Status::Overdue),
    ] {
        let row = format!(
            "台账: 整改销号\n行:\n  - {{发现日期: 2026-01-12, 问题: 甲, 责任人: 乙, 时限: 2026-03-20, 完成日期: {done}}}\n"
        );
        assert_eq!(state(&row, day), status, "{done}, {day}");
    }
    let row = "台账: 任务清单\n行:\n  - {任务: 甲, 责任人: 乙, 时限: 2026-03-20, 启动日期: 2026-02-02, 完成日期: 2026-03-25}\n";
    for (day, status) in [
        ("2026-02-01", Status::NotStarted),
        ("2026-03-20", Status::Underway),
        ("2026-03-21", Status::Overdue),
        ("2026-03-25", Status::Done),
    ] {
        assert_eq!(state(row, day), status, "{day}");
    }
    // 2026-05-01 to 05 are days off, 05-09 is a Saturday on which one works.
    let row = "台账: 意见建议\n行:\n  - {收到日期: 2026-04-13, 内容: 甲, 答复日期: 2026-05-20}\n";
    for (day, status) in [
        ("2026-05-07", Status::Handling),
        ("2026-05-08", Status::Overdue),
        ("2026-05-20", Status::RepliedLate),
    ] {
        assert_eq!(state(row, day), status, "{day}");
    }
    let row = row.replace("05-20", "05-07");
    assert_eq!(state(&row, "2026-05-20"), Status::Replied);
}

#[test]
fn what_is_lasting_is_never_late_and_what_is_done_at_once_is_late_the_next_day() {
    let row = |deadline: &str, more: &str| {
        format!(
            "台账: 整改销号\n行:\n  - {{发现日期: 2026-01-12, 问题: 甲, 责任人: 乙, 时限: {deadline}{more}}}\n"
        )
    };
    let closed = ", 完成日期: 2026-01-13, 核验人: 丙, 销号日期: 2026-01-20";
    for (row, day, status) in [
        (row("长期坚持", ""), "2030-01-01", Status::NotStarted),
        (
            row("长期", ", 启动日期: 2026-01-14"),
            "2030-01-01",
            Status::Rectifying,
        ),
        (
            row("长期坚持", ", 完成日期: 2026-06-01"),
            "2030-01-01",
            Status::ToVerify,
        ),
        (row("立行立改", ""), "2026-01-12", Status::NotStarted),
        (row("立行立改", ""), "2026-01-13", Status::Overdue),
        (
            row("即知即改", ", 完成日期: 2026-01-12"),
            "2026-03-01",
            Status::ToVerify,
        ),
        (row("立行立改", closed), "2026-01-14", Status::Overdue),
        (row("立行立改", closed), "2026-01-20", Status::Closed),
    ] {
        assert_eq!(state(&row, day), status, "{row} {day}");
    }
}

#[test]
fn sums_and_rates_are_exact() {
    let rows = "台账: 经费\n行:\n  - {项目: 甲, 预算: 0.10, 支出: 0.1}\n  - {项目: 乙, 预算: 0.20, 支出: 0.25}\n  - \
                {项目: 丙, 预算: 1000}\n";
    let (_, tally) = projected(rows, Some(Scope::Public), "2026-02-01");
    let sums = tally.sums.expect("sums");
    let columns: Vec<String> = sums.columns.iter().map(|(_, sum)| sum.money()).collect();
    assert_eq!(columns, ["1,000.30", "0.35"]);
    let computed: Vec<String> = sums.computed.iter().map(|(_, sum)| sum.to_string()).collect();
    assert_eq!(computed, ["999.95", "0"]);
    assert_eq!(tally.rows[1][0], Some(Cell::Amount(Amount::of_hundredths(-5))));
    assert_eq!(tally.rows[1][1], Some(Cell::Amount(Amount::whole(125))));
}

#[test]
fn who_paid_more_pays_for_nobody_else() {
    let rows =
        "台账: 党费\n行:\n  - {应缴: 10, 实缴: 12}\n  - {应缴: 20, 实缴: 10}\n  - {应缴: 30, 实缴: 30}\n";
    let (_, tally) = projected(rows, Some(Scope::Public), "2026-02-01");
    let unpaid: Vec<Option<Amount>> = tally
        .rows
        .iter()
        .map(|row| row[0].as_ref().and_then(Cell::amount))
        .collect();
    assert_eq!(unpaid, [0, 10, 0].map(|yuan| Some(Amount::whole(yuan))));
    assert_eq!(tally.rows[0][1], Some(Cell::Amount(Amount::whole(100))));
    let sums = tally.sums.expect("sums");
    let computed: Vec<String> = sums.computed.iter().map(|(_, sum)| sum.to_string()).collect();
    assert_eq!(computed, ["10", "83.3"]);
}

#[test]
fn rows_that_spent_more_than_their_budget_are_counted() {
    let rows = "台账: 经费\n行:\n  - {项目: 甲, 预算: 100, 支出: 250}\n  - {项目: 乙, 预算: 20, 支出: 20}\n";
    let (_, tally) = projected(rows, Some(Scope::Public), "2026-02-01");
    assert_eq!(tally.sums.expect("sums").overspent, 1);
}

#[test]
fn persons_in_stages_are_not_added_up() {
    let named = "  - {阶段: 积极分子, 姓名: 甲}\n".repeat(3);
    let rows = format!("台账: 发展党员\n明细范围: 党内公开\n行:\n{named}  - {{阶段: 发展对象, 人数: 1}}\n");
    for (more, stated) in [("", None), ("合计: {人数: 4}\n", Some(Amount::whole(4)))] {
        let (_, tally) = projected(&format!("{rows}{more}"), None, "2026-02-01");
        let sums = tally.sums.expect("sums");
        assert_eq!(
            sums.columns.first().map(|(_, sum)| *sum),
            stated,
            "only what is stated"
        );
        assert_eq!(sums.stages.len(), 2);
    }
}

#[test]
fn what_begins_later_is_no_row_yet() {
    let fields =
        "台账: 意见建议\n行:\n  - {收到日期: 2026-03-02, 内容: 甲}\n  - {收到日期: 2026-03-03, 内容: 乙}\n";
    for (day, rows) in [("2026-03-01", 0), ("2026-03-02", 1), ("2026-03-03", 2)] {
        for audience in [Some(Scope::Public), None] {
            let (ledger, tally) = projected(fields, audience, day);
            let sums = tally.sums.expect("sums");
            let counts = (
                ledger.rows.len(),
                ledger.reply_by.len(),
                tally.rows.len(),
                sums.rows,
            );
            assert_eq!(counts, (rows, rows, rows, rows), "{day}");
        }
    }
    let honours = "台账: 光荣榜\n行:\n  - {姓名: 甲, 称号: 乙, 日期: 2026-03-02}\n  - {姓名: 丙, 称号: 丁}\n";
    let (ledger, _) = projected(honours, Some(Scope::Public), "2026-03-01");
    assert_eq!(ledger.rows[0].cell(0), Some(&Cell::Text("丙".into())));
    assert_eq!(ledger.rows.len(), 1);
}

#[test]
fn who_may_not_see_the_rows_sees_sums_of_at_least_three() {
    let row = "  - {姓名: 甲, 应缴: 120.00, 实缴: 100.00}\n";
    for rows in 1..5 {
        let fields = format!("台账: 党费\n行:\n{}", row.repeat(rows));
        let (ledger, tally) = projected(&fields, Some(Scope::Unit), "2026-02-01");
        assert!(ledger.rows.is_empty() && tally.rows.is_empty());
        assert_eq!(
            tally.hidden,
            Some(Scope::Party),
            "amounts of persons are for the Party"
        );
        assert_eq!(tally.sums.is_some(), rows >= 3, "{rows} rows");
        for audience in [Some(Scope::Party), None] {
            let (ledger, tally) = projected(&fields, audience, "2026-02-01");
            assert_eq!((ledger.rows.len(), tally.hidden), (rows, None));
            assert!(tally.sums.is_some());
        }
    }
}

#[test]
fn a_column_with_few_filled_cells_is_not_added_up_for_who_may_not_see_the_rows() {
    let sums = |spent: [&str; 3], audience| {
        let rows = spent
            .map(|spent| format!("  - {{项目: 甲, 预算: 10{spent}}}\n"))
            .concat();
        let fields = format!("台账: 经费\n明细范围: 党内公开\n行:\n{rows}合计: {{预算: 30}}\n");
        let (_, tally) = projected(&fields, audience, "2026-02-01");
        let sums = tally.sums.expect("sums of three rows");
        (sums.columns.len(), sums.computed.len(), sums.overspent)
    };
    let (none, one) = (["", "", ""], ["", ", 支出: 12", ""]);
    let two = [", 支出: 12", ", 支出: 3", ""];
    let all = [", 支出: 12", ", 支出: 3", ", 支出: 4"];
    for (spent, hidden, whole) in [
        (none, (1, 2, 0), (1, 2, 0)),
        (one, (1, 0, 0), (2, 2, 1)),
        (two, (1, 0, 0), (2, 2, 1)),
        (all, (2, 2, 1), (2, 2, 1)),
    ] {
        assert_eq!(sums(spent, Some(Scope::Public)), hidden, "{spent:?}");
        for audience in [Some(Scope::Party), None] {
            assert_eq!(sums(spent, audience), whole, "{spent:?}");
        }
    }
    // What was stated of such a column is not said either.
    let fields = "台账: 发展党员\n列: [阶段, 姓名, {名称: 学时, 类型: 数字}]\n行:\n  - [甲, 乙, 3]\n  - [甲, 丙]\n  - [甲, 丁]\n\
                  合计: {学时: 3}\n";
    for (audience, columns) in [(Scope::Public, 0), (Scope::Party, 1)] {
        let (_, tally) = projected(fields, Some(audience), "2026-02-01");
        assert_eq!(tally.sums.expect("sums").columns.len(), columns);
    }
}

#[test]
fn who_verified_is_not_told_before_the_day_of_closing() {
    let fields = "台账: 整改销号\n行:\n  - {发现日期: 2026-01-12, 问题: 甲, 责任人: 乙, 时限: 2026-03-20, 核验人: 丙, \
                  销号日期: 2026-03-09}\n";
    let cells = |day| {
        let (ledger, _) = projected(fields, Some(Scope::Public), day);
        ledger.rows[0].cells.iter().flatten().count()
    };
    assert_eq!((cells("2026-03-08"), cells("2026-03-09")), (4, 6));
}

#[test]
fn stated_sums_say_nothing_once_rows_begin_later() {
    let fields = "台账: 发展党员\n行:\n  - {阶段: 甲, 人数: 2, 日期: 2026-03-01}\n  - {阶段: 甲, 人数: 3, 日期: 2026-03-02}\n\
                  合计: {人数: 5}\n";
    for (day, stated) in [("2026-03-01", None), ("2026-03-02", Some(Amount::whole(5)))] {
        for audience in [Some(Scope::Public), None] {
            let (ledger, tally) = projected(fields, audience, day);
            let sums = tally.sums.expect("sums");
            assert_eq!(sums.columns.first().map(|(_, sum)| *sum), stated, "{day}");
            assert_eq!(ledger.stated.is_empty(), stated.is_none(), "{day}");
        }
    }
}

#[test]
fn rows_for_named_persons_are_in_no_edition() {
    let fields = "台账: 光荣榜\n明细范围: 特定对象\n行:\n  - {姓名: 甲, 称号: 乙}\n";
    for audience in Scope::ALL {
        assert!(projected(fields, Some(audience), "2026-02-01").0.rows.is_empty());
    }
    assert_eq!(projected(fields, None, "2026-02-01").0.rows.len(), 1);
}

#[test]
fn what_has_not_happened_is_not_told() {
    let fields = "台账: 任务清单\n行:\n  - {任务: 甲, 责任人: 乙, 时限: 2026-03-20, 完成日期: 2026-03-05, 完成情况: 丙, \
                  佐证: a.pdf}\n";
    let document = document(fields);
    let ledger = whole(&document);
    let at = |day: &str| {
        let (shown, _) = project(&ledger, Some(Scope::Public), Day::of(day));
        let cells = shown.rows[0].cells.iter().flatten().count();
        (cells, body(&document.body, &ledger, &shown).links.len())
    };
    assert_eq!(at("2026-03-04"), (3, 0));
    assert_eq!(at("2026-03-05"), (6, 1));
    let (shown, _) = project(&ledger, Some(Scope::Public), Day::of("2026-03-05"));
    assert!(
        Arc::ptr_eq(&shown, &ledger),
        "nothing is copied where all is shown"
    );
}

#[test]
fn english_keys_and_lists_of_cells_say_the_same() {
    let same = [
        "台账: 经费\n图: 执行率\n行:\n  - {项目: 甲, 预算: 1000.50, 支出: 20}\n合计: {预算: 1000.50}\n",
        "ledger: budget\ncharts: 执行率\nrows:\n  - {item: 甲, budget: '1,000.50元', spent: 20.00}\ntotals: {budget: 1000.5}\n",
        "台账: 经费\n图: [执行率]\n行:\n  - [甲, —, 1000.5, 20]\n合计: {预算: 1000.50}\n",
    ];
    let read = same.map(|fields| format!("{:?}", whole(&document(fields))));
    assert_eq!(read[0], read[1]);
    assert_eq!(read[0], read[2]);
    // 列 puts a preset's columns in another order and adds to them.
    let other = whole(&document(
        "台账: 经费\n列: [预算, 项目, 备注]\n行:\n  - [3, 甲, 乙]\n",
    ));
    let names: Vec<&str> = other.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["预算", "项目", "备注"]);
    assert_eq!(other.rows[0].cell(0), Some(&Cell::Amount(Amount::whole(3))));
}
