//! What whole families of pages say of a day and of an audience: consultations that are over, pledges past their day,
//! a year beside the year before, honours as cards, ledgers too wide for a table.

use crate::support::{Files, build};

const APPROVED: &str = "审批: {提出: 张甲 2025-03-01, 保密审查: 李乙 2025-03-01, 审核: 王丙 2025-03-01, 审批: 赵丁 2025-03-01}\n";

const SITE: &str = "title = \"青山学校\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\
[sections.notice]\nscope = \"社会公开\"\n[sections.pledge]\nscope = \"社会公开\"\n[sections.ledger]\nscope = \"社会公开\"\n\
[sections.study]\nscope = \"社会公开\"\n";

/// A site with these entries: path under `content/`, front matter.
fn site(entries: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    files.insert("site.toml".into(), SITE.into());
    for (path, front) in entries {
        let text = match path.ends_with(".yaml") {
            true => format!("{front}\n{APPROVED}"),
            false => format!("---\n{front}\n{APPROVED}---\n\n正文。\n"),
        };
        files.insert(format!("content/{path}"), text.into_bytes());
    }
    files
}

/// A page of the only edition, as built on a day.
fn page(files: &Files, day: &str, address: &str) -> String {
    let built = build(files, day).sound();
    let bytes = built.output.get(&format!("0/{address}"));
    let bytes = bytes.unwrap_or_else(|| panic!("{address} is not among {:?}", built.output.keys()));
    String::from_utf8(bytes.clone()).expect("text")
}

const CONSULTATION: &str = "notices/2026-03-02-shitang.md";
const VIEWS: &str = "标题: 关于食堂供餐办法征求意见的公告\n类型: 征求意见\n截止: 2026-03-20\n方式: 意见箱";
/// What is written when the views were weighed.
const ADOPTED: &str = "采纳情况: 2026-04-01-caina.md";

#[test]
fn a_consultation_is_over_on_the_day_behind_its_last() {
    let address = "notices/2026-03-02-shitang.html";
    let files = site(&[(CONSULTATION, VIEWS)]);
    let open = page(&files, "2026-03-20", address);
    assert!(open.contains("怎样提意见") && open.contains("征求意见中") && open.contains("意见箱"));
    assert!(!open.contains("callout-over"));
    let closed = page(&files, "2026-03-21", address);
    assert!(closed.contains("征求意见已结束") && closed.contains("callout-over"));
    assert!(!closed.contains("怎样提意见") && closed.contains("<dt>征求方式</dt><dd>意见箱"));
    let list = page(&files, "2026-03-21", "notices/index.html");
    assert!(
        list.contains("<b class=\"state state-over\">已截止</b>"),
        "{list}"
    );
}

/// A consultation, and an entry that says what became of the views, with one more field.
fn adopted(field: &str) -> Files {
    let views = format!("{VIEWS}\n{ADOPTED}");
    let adoption = format!("标题: 关于意见采纳情况的通报\n类型: 通报{field}");
    site(&[(CONSULTATION, &views), ("notices/2026-04-01-caina.md", &adoption)])
}

#[test]
fn a_consultation_leads_to_what_became_of_the_views() {
    let address = "notices/2026-03-02-shitang.html";
    let closed = page(&adopted(""), "2026-04-02", address);
    let link = "<dt>采纳情况</dt><dd><a href=\"../notices/2026-04-01-caina.html\">关于意见采纳情况的通报</a>";
    assert!(closed.contains(link), "{closed}");
    // Nothing may lead to what readers may not see.
    let withheld = build(&adopted("\n公开范围: 党内公开"), "2026-04-02");
    let said = gongkai::cli::render_plain(&withheld.report);
    assert!(said.contains("错误[link-withheld]"), "{said}");
}

#[test]
fn a_pledge_past_its_day_is_late_in_lists() {
    let files = site(&[(
        "pledges/2026-03-02-shuji.md",
        "标题: 书记岗位承诺\n年度: 2026\n类型: 书记岗位\n承诺人: [{姓名: 周立诚, 职务: 书记}]\n承诺事项:\n  - {内容: 每月听课, 时限: 2026-06-30, 进度: 进行中}",
    )]);
    let late = "<b class=\"state state-late\">有逾期</b>";
    assert!(!page(&files, "2026-06-30", "pledges/index.html").contains(late));
    assert!(page(&files, "2026-07-01", "pledges/index.html").contains(late));
}

#[test]
fn a_year_stands_beside_the_year_before_on_one_scale() {
    let files = site(&[
        ("notices/2025-03-02-a.md", "标题: 通知甲"),
        ("notices/2026-03-02-b.md", "标题: 通知乙"),
        ("notices/2026-03-03-c.md", "标题: 通知丙"),
    ]);
    let newer = page(&files, "2026-11-20", "statistics/index.html");
    assert!(newer.contains("2025年 1条"), "{newer}");
    assert!(
        newer.contains("<svg class=\"bar\" width=\"50%\" height=\"8\""),
        "{newer}"
    );
    // Two are counted, and need no scale.
    assert!(!newer.contains("<text x=\"100%\" y=\"22\">2</text>"), "{newer}");
    let older = page(&files, "2026-11-20", "statistics/2025.html");
    assert!(
        !older.contains("bar-before") && !older.contains("legend-before"),
        "{older}"
    );
}

#[test]
fn honours_are_cards_and_a_wide_ledger_too() {
    let honours = "标题: 光荣榜\n日期: 2026-03-02\n台账: 光荣榜\n行:\n  - {姓名: 周立诚, 称号: 优秀}\n  - {姓名: 何立群, 称号: 优秀}";
    let long = "这里写得很长一行放不下那么多字";
    let cells = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("第{at}列")).collect();
        let row = vec![long; count].join(", ");
        format!(
            "标题: {count}列的台账\n日期: 2026-03-02\n列: [{}]\n行:\n  - [{row}]",
            names.join(", ")
        )
    };
    let (wide, narrow) = (cells(9), cells(3));
    let files = site(&[
        ("ledgers/2026-guangrong.yaml", honours),
        ("ledgers/2026-kuan.yaml", &wide),
        ("ledgers/2026-zhai.yaml", &narrow),
    ]);
    let honours = page(&files, "2026-11-20", "ledgers/2026-guangrong.html");
    assert!(
        honours.contains("<p class=\"honour-name\">周立诚</p>") && !honours.contains("<table"),
        "{honours}"
    );
    assert!(
        honours.contains("优秀<span class=\"honour-count\">（2名）"),
        "{honours}"
    );
    let wide = page(&files, "2026-11-20", "ledgers/2026-kuan.html");
    assert!(
        wide.contains("ledger-cards") && !wide.contains("<table"),
        "{wide}"
    );
    // Where the first cell's line may break is marked in it.
    assert_eq!(wide.replace("<wbr>", "").matches(long).count(), 9);
    let narrow = page(&files, "2026-11-20", "ledgers/2026-zhai.html");
    assert!(
        narrow.contains("<table") && !narrow.contains("ledger-cards"),
        "{narrow}"
    );
}

#[test]
fn a_section_counts_what_has_no_type_of_its_own_last() {
    let files = site(&[
        ("study/2025-03-02-jia.md", "标题: 甲文\n类别: 其他"),
        ("study/2025-03-03-yi.md", "标题: 乙文\n类别: 其他"),
        ("study/2025-03-04-bing.md", "标题: 丙文\n类别: 党史"),
    ]);
    let list = page(&files, "2025-03-20", "study/index.html");
    let counts = "<span class=\"nowrap\">党史1条</span>，<span class=\"nowrap\">其他2条</span>";
    assert!(list.contains(counts), "{list}");
}
