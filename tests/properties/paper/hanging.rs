//! What hangs on boards, as a whole: how large it is beside its paper, and how it goes on on the next sheet; what a book
//! puts on one page.

use gongkai::paper::{BoxContent, Ink, Photograph, Photographs, Sheet, Style, designed};
use gongkai::plan::Hanging;
use gongkai::site::Site;
use gongkai::words::{Fingerprint, Labelled, Paper, PaperSize, SourcePath, Turn};

use super::laws::PAPERS;
use super::school::{APPROVED, CONFIG, PIXEL, built, school};
use crate::support::Files;

fn site_of(paper: Paper, entries: &[(&str, String)]) -> Files {
    let board = format!(
        "[editions.board]\naudience = \"党内公开\"\noutput = \"board\"\n[[boards]]\nid = \"a\"\nedition = \"board\"\n\
        name = \"一块\"\npaper = \"{}\"\norientation = \"{}\"\nrows = 9\ncolumns = 9\n[[boards.sections]]\n\
        name = \"都在这里\"\ntakes = [\"通知公告\", \"会议纪要\", \"公开承诺\", \"台账\"]\nslots = 81\n",
        paper.size.label(),
        paper.turn.label(),
    );
    let mut files = Files::from([("site.toml".to_owned(), format!("{CONFIG}{board}").into())]);
    for (path, text) in entries {
        let text = match text.split_once("\n\n") {
            Some((front, body)) => format!("---\n{front}\n{APPROVED}---\n\n{body}"),
            None => format!("{text}{APPROVED}"),
        };
        files.insert(format!("content/{path}"), text.into());
    }
    files
}

/// The sheets of the one entry of a board.
fn hung(paper: Paper, entry: (&str, String)) -> Vec<Sheet> {
    hanging(paper, entry, |_, hanging| {
        let (_, _, only) = hanging.all().next().expect("it hangs");
        only.sheets.clone()
    })
}

/// Something of a board with one entry.
fn hanging<T>(paper: Paper, entry: (&str, String), of: impl Fn(&Site, &Hanging) -> T) -> T {
    let built = built(&site_of(paper, &[entry]));
    let editions = &built.assembled.as_ref().expect("assembled").editions;
    let site = editions.iter().map(|edition| &edition.site);
    let site = site
        .clone()
        .find(|site| !site.boards.is_empty())
        .expect("a board");
    of(site, &Hanging::of(site, &Photographs::default()))
}

#[test]
fn a_screen_shows_on_a4_all_that_hangs() {
    let said = |sheets: &[Sheet]| {
        let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
        let lines = boxes.filter_map(|placed| match &placed.what {
            BoxContent::Line(line) if line.style == Style::Body => Some(line.text()),
            _ => None,
        });
        lines.collect::<String>()
    };
    for paper in PAPERS {
        let on_wall = said(&hung(paper, minutes(12)));
        for turn in [Turn::Landscape, Turn::Portrait] {
            let shown = hanging(paper, minutes(12), |site, hanging| {
                let shown = hanging.on_screen(site, 0, turn);
                assert_eq!(shown.len(), 1);
                shown.into_iter().next().expect("one").sheets
            });
            let a4 = Paper {
                size: PaperSize::A4,
                turn,
            };
            assert!(shown.iter().all(|sheet| sheet.paper == a4), "{paper:?} {turn:?}");
            assert_eq!(said(&shown), on_wall, "{paper:?} {turn:?}");
        }
    }
}

/// The sizes of lines of a style, the least and the largest.
fn sizes(sheets: &[Sheet], style: Style) -> (i32, i32) {
    let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
    let sizes = boxes.filter_map(|placed| match &placed.what {
        BoxContent::Line(line) if line.style == style => Some(line.size),
        _ => None,
    });
    sizes.fold((i32::MAX, 0), |(least, most), size| {
        (least.min(size), most.max(size))
    })
}

fn minutes(paragraphs: usize) -> (&'static str, String) {
    let front = "标题: 第三季度党员大会\n日期: 2026-09-16\n类型: 党员大会\n时间: 2026-09-16 16:00\n主持人: 郑健\n应到: 9\n实到: 9";
    let text = "会议听取了书记讲话，讨论了第三季度的工作，大家认为应当把要办的事一件一件办好，办完再向大家报告。\n\n";
    (
        "meetings/2026-09-16-dahui.md",
        format!("{front}\n\n{}", text.repeat(paragraphs)),
    )
}

#[test]
fn short_minutes_fill_their_sheet_and_a_notice_keeps_the_grid() {
    for paper in [PAPERS[0], PAPERS[1], PAPERS[2]] {
        let notice = "标题: 通知\n日期: 2026-09-16\n类型: 通知\n\n请按时参加。\n".to_owned();
        let usual = sizes(&hung(paper, ("notices/2026-09-16-a.md", notice)), Style::Body).0;
        let sheets = hung(paper, minutes(1));
        assert_eq!(sheets.len(), 1);
        let large = sizes(&sheets, Style::Body).0;
        let larger = match paper.turn {
            Turn::Portrait => 120..=130,
            Turn::Landscape => 105..=110,
        };
        assert!(
            larger.contains(&(large * 100 / usual)),
            "{paper:?}: {large}, {usual}"
        );
        // Long ones are no more sheets than in the usual size.
        assert!(hung(paper, minutes(12)).len() <= 3, "{paper:?}");
    }
}

#[test]
fn what_explains_a_pledge_is_no_larger_than_the_pledge() {
    let items = "  - {内容: 全年讲党课不少于2次, 措施: 结合反映的问题确定题目并提前征求大家的意见, 时限: 2026-12-15, 进度: 50%}\n";
    for paper in PAPERS {
        for count in [1, 4, 7] {
            let front = format!(
                "标题: 书记岗位承诺\n日期: 2026-03-13\n类型: 书记岗位\n年度: 2026\n承诺人: {{姓名: 郑健, 职务: 书记}}\n承诺事项:\n{}",
                items.repeat(count)
            );
            let entry = format!("{}\n\n这是说明。\n", front.trim_end());
            let sheets = hung(paper, ("pledges/2026-03-13-shuji.md", entry));
            let lines = sheets.iter().flat_map(|sheet| &sheet.boxes);
            let lines = lines.filter_map(|placed| match &placed.what {
                BoxContent::Line(line) if line.style == Style::Body => Some(line),
                _ => None,
            });
            let (explains, promised): (Vec<_>, Vec<_>) =
                lines.partition(|line| line.text().contains("这是说明"));
            let least = promised.iter().map(|line| line.size).min().expect("promises");
            let most = explains
                .iter()
                .map(|line| line.size)
                .max()
                .expect("it is explained");
            assert!(most <= least, "{paper:?}, {count}: {most} over {least}");
            // They stand beside each other where a column holds the pledge.
            if paper.turn == Turn::Landscape && count == 1 {
                assert_eq!(sheets.len(), 1, "{paper:?}");
            }
        }
    }
}

#[test]
fn what_is_promised_stands_on_one_sheet_and_how_it_was_judged_across_the_next() {
    let pledge = |title: &str| {
        let items = [
            ("改造行政楼305党员活动室", "利用旧课桌椅改装，购书不超过200册"),
            ("全年公开信息不少于24条", "按公开目录列出每月应公开项目，专人核对"),
            ("意见建议15个工作日内全部答复", "统一登记，逾期由纪检委员督办"),
            (
                "每学期向教职工通报一次食堂收支",
                "在教职工大会上通报，会后张贴一周",
            ),
        ];
        let items = items.map(|(content, measure)| {
            format!("  - {{内容: {content}, 措施: {measure}, 时限: 2026-12-31, 进度: 已完成, 完成日期: 2026-10-24}}\n")
        });
        let front = format!(
            "标题: {title}\n日期: 2026-03-13\n类型: 班子\n年度: 2026\n承诺人: 总支部委员会\n承诺事项:\n{}审核: {{姓名: 贺青川, 日期: 2026-03-12}}\n评诺: {{自评: 合格, 互评: 合格, 组织评: 合格, 群众评: 满意, 结论: 基本兑现, 日期: 2026-11-12}}\n未兑现说明: {}",
            items.concat(),
            "有两件因需与交管部门协调，超期答复，第三项承诺未能全部做到。".repeat(2),
        );
        hung(
            PAPERS[1],
            ("pledges/2026-03-13-banzi.md", format!("{}\n\n", front.trim_end())),
        )
    };
    let says = |sheets: &[Sheet], words: &str| -> Option<i32> {
        let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
        let mut sizes = boxes.filter_map(|placed| match &placed.what {
            BoxContent::Line(line) if line.text().contains(words) => Some(line.size),
            _ => None,
        });
        sizes.next()
    };
    // All know the year that the title says.
    let sheets = pledge("总支部委员会2026年公开承诺");
    assert_eq!(sheets.len(), 2);
    let on = |sheet: usize, words: &str| says(std::slice::from_ref(&sheets[sheet]), words);
    let promised = on(0, "全年公开信息").expect("it is promised");
    assert_eq!(on(0, "已完成（10月24日）"), Some(promised));
    assert!(on(0, "通报一次食堂收支").is_some() && on(0, "基本兑现").is_none());
    // The table of who judged has the width of the sheet.
    assert!(on(1, "基本兑现").is_some() && on(1, "盖章").is_some());
    let across = sheets[1].boxes.iter().map(|placed| placed.area.width).max();
    assert!(across > Some(PAPERS[1].width() / 2), "{across:?}");
    let sheets = pledge("总支部委员会公开承诺");
    assert!(says(&sheets, "2026年12月31日").is_some());
}

#[test]
fn where_objections_are_received_goes_across_the_last_sheet_above_what_closes() {
    let row = |name: &str| format!("| {name} | 20 | 14,820.00 | 14,820.00 |\n");
    let table = format!(
        "| 支部 | 年末党员数 | 应缴（元） | 实缴（元） |\n| --- | ---: | ---: | ---: |\n{}",
        ["第一党支部", "第二党支部", "第三党支部", "合计"]
            .map(row)
            .concat()
    );
    let said = "年初结存4,826.50元，加本年留存15,264.00元，减支出13,850.00元，年末结存6,240.50元。各项支出均经总支部委员会集体讨论，凭证可在总支办公室查阅。";
    let text =
        format!("现将2024年度党费情况公示。\n\n## 收缴\n\n{table}\n{said}\n\n## 使用\n\n{table}\n{said}\n");
    let front = "标题: 党费公示\n日期: 2026-11-16\n类型: 公示\n公示期: {开始: 2026-11-16, 截止: 2026-11-26}\n受理: {单位: 总支办公室, 电话: 0799-6600123, 邮箱: a@qinghe.example.edu.cn, 地点: 行政楼210室}\n落款: 某总支部\n期满处理: 保留";
    let sheets = hung(
        PAPERS[3],
        ("notices/2026-11-16-gongshi.md", format!("{front}\n\n{text}")),
    );
    assert_eq!(sheets.len(), 2);
    let (mut table, mut closing) = (Vec::new(), Vec::new());
    for placed in &sheets[1].boxes {
        match &placed.what {
            BoxContent::Line(line) if line.style == Style::Closing => closing.push(placed.area),
            BoxContent::Rule(Ink::Black) => table.push(placed.area),
            _ => {}
        }
    }
    let (left, right) = (
        table.iter().map(|area| area.x).min().expect("a table"),
        table.iter().map(|area| area.right()).max().expect("a table"),
    );
    assert!(3 * (right - left) > 2 * sheets[1].paper.width(), "{left} {right}");
    let foot = table.iter().map(|area| area.bottom()).max().expect("a table");
    assert!(closing.len() == 2 && closing.iter().all(|area| area.y > foot));
}

#[test]
fn the_tables_of_a_publicity_are_of_nearly_one_size() {
    let narrow = "| 项目 | 金额 |\n| --- | ---: |\n| 订阅党报党刊 | 5,120.00 |\n";
    let wide = "| 支部 | 年末党员数 | 应缴（元） | 实缴（元） |\n| --- | ---: | ---: | ---: |\n| 第一党支部 | 20 | 14,820.00 | 14,820.00 |\n";
    let front = "标题: 党费公示\n日期: 2026-11-16\n类型: 公示\n公示期: {开始: 2026-11-16, 截止: 2026-11-26}\n受理: {单位: 总支办公室, 电话: 0799-6600123}\n期满处理: 保留";
    for paper in PAPERS {
        let text = format!("{front}\n\n情况如下。\n\n{wide}\n另有：\n\n{narrow}");
        let sheets = hung(paper, ("notices/2026-11-16-gongshi.md", text));
        let figure = |figure: &str| {
            let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
            let mut sizes = boxes.filter_map(|placed| match &placed.what {
                BoxContent::Line(line) if line.text() == figure => Some(line.size),
                _ => None,
            });
            sizes.next().expect("it is there")
        };
        let (one, other) = (figure("14,820.00"), figure("5,120.00"));
        assert!(
            one <= other && other * 100 <= one * 115,
            "{paper:?}: {one} {other}"
        );
    }
}

#[test]
fn posts_stand_whole_behind_names_in_a_register() {
    let pledgers = [
        ("陆广平", "支部书记、总务主任", "暑期维修项目全部在8月25日前验收"),
        (
            "吴静宜",
            "组织委员、宣传委员、办公室干事",
            "来文来访当日登记，3个工作日内转办",
        ),
        (
            "温志刚",
            "第一党小组组长、安全干事",
            "每月检查消防器材一次，全年不漏一处",
        ),
    ];
    let pledgers = pledgers.map(|(name, duty, item)| {
        format!("  - {{姓名: {name}, 职务: {duty}, 承诺事项: [{{内容: {item}, 时限: 2026-12-31, 进度: 已完成, 完成日期: 2026-08-24}}]}}\n")
    });
    let front = format!(
        "标题: 承诺登记表\n日期: 2026-03-13\n类型: 党员\n年度: 2026\n承诺人:\n{}",
        pledgers.concat()
    );
    let sheets = hung(
        PAPERS[0],
        (
            "pledges/2026-03-13-dengji.md",
            format!("{}\n\n", front.trim_end()),
        ),
    );
    let said: Vec<(String, i32)> = sheets[0]
        .boxes
        .iter()
        .filter_map(|placed| match &placed.what {
            BoxContent::Line(line) => Some((line.text(), line.size)),
            _ => None,
        })
        .collect();
    let post = said
        .iter()
        .find(|(words, _)| words == "温志刚　第一党小组组长、安全干事");
    let (_, size) = post.expect("it is in one line");
    assert!(sheets.len() == 1 && *size >= 5_644, "{size}");
}

/// The lines of a sheet.
fn lines(sheet: &Sheet) -> Vec<String> {
    let lines = sheet.boxes.iter().filter_map(|placed| match &placed.what {
        BoxContent::Line(line) => Some(line.text()),
        _ => None,
    });
    lines.collect()
}

#[test]
fn who_promises_more_than_a_sheet_holds_stands_on_each() {
    let items = (1..40).map(|room| format!("{{内容: 每月检查第{room}间教室的用电和门窗, 时限: 2026-12-31}}"));
    let items: Vec<String> = items.collect();
    let front = format!(
        "标题: 承诺登记表\n日期: 2026-03-13\n类型: 党员\n年度: 2026\n承诺人:\n  - {{姓名: 吴静宜, 承诺事项: [{{内容: 来文当日登记, 时限: 2026-12-31}}]}}\n  - {{姓名: 陆广平, 承诺事项: [{}]}}",
        items.join(", ")
    );
    let sheets = hung(
        PAPERS[1],
        ("pledges/2026-03-13-dengji.md", format!("{front}\n\n")),
    );
    assert!(sheets.len() > 2, "{}", sheets.len());
    for sheet in &sheets {
        assert!(
            lines(sheet).iter().any(|line| line == "陆广平"),
            "{:?}",
            lines(sheet)
        );
    }
}

#[test]
fn the_register_of_a_year_goes_branch_by_branch() {
    let pledge = |day: u32, branch: &str| {
        let front = format!(
            "标题: {branch}承诺\n日期: 2026-03-0{day}\n类型: 党员\n年度: 2026\n支部: {branch}\n承诺人:\n  - {{姓名: 陆广平, 承诺事项: [{{内容: 来文当日登记, 时限: 2026-12-31}}]}}\n\n"
        );
        (
            format!("pledges/2026-03-0{day}-a.md"),
            front.replace("支部: 总支\n", ""),
        )
    };
    let pledges = [
        pledge(1, "乙支部"),
        pledge(2, "甲支部"),
        pledge(3, "总支"),
        pledge(4, "乙支部"),
    ];
    let pledges: Vec<(&str, String)> = pledges
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    let mut files = site_of(PAPERS[0], &pledges);
    let units = "名称: 中共青禾学校总支部委员会\n支部:\n  - {编号: jia, 名称: 甲支部}\n  - {编号: yi, 名称: 乙支部}\n";
    files.insert("content/organization.yaml".to_owned(), units.into());
    let built = built(&files);
    let editions = &built.assembled.as_ref().expect("assembled").editions;
    let board = editions.iter().find(|edition| !edition.site.boards.is_empty());
    let geometry = &gongkai::paper::Geometry::of_tables(PAPERS[0])[0];
    let sheets = designed::pledge_register(&board.expect("a board").site, None, geometry);
    let heads: Vec<String> = sheets
        .iter()
        .flat_map(lines)
        .filter(|line| line.ends_with("承诺"))
        .collect();
    assert_eq!(heads, ["总支承诺", "甲支部承诺", "乙支部承诺", "乙支部承诺"]);
}

#[test]
fn what_frames_a_sheet_is_as_large_as_its_paper() {
    let frame = PAPERS.map(|paper| sizes(&hung(paper, minutes(1)), Style::Frame));
    let [a4, a3] = [(4_233, 4_233), (5_985, 5_985)];
    assert_eq!(frame, [a4, a4, a3, a3]);
}

#[test]
fn a_ledger_is_as_large_as_a_text_where_that_takes_few_sheets_more() {
    let mut ledger = "标题: 意见建议办理台账\n日期: 2026-11-16\n台账: 意见建议\n行:\n".to_owned();
    for number in 1..9 {
        ledger.push_str(&format!(
            "  - {{编号: 2026-0{number}, 收到日期: 2026-03-09, 来源: 书记接待日, 内容: 低年级放学时西门等候区没有遮雨的地方, 承办: 总务处, 答复日期: 2026-03-24, 答复: 等候区已加装雨棚，3月23日启用}}\n"
        ));
    }
    let sheets = hung(PAPERS[1], ("ledgers/2026-yijian.yaml", ledger));
    assert_eq!(sheets.len(), 3);
    assert!(sizes(&sheets, Style::TableCell).0 >= 5_571);
}

#[test]
fn what_heads_rows_heads_them_on_the_next_sheet_too() {
    let school = school();
    let site = school.site(0);
    let ways = gongkai::paper::Geometry::of_tables(PAPERS[0]);
    let sheets = designed::pledge_register(site, None, &ways[0]);
    assert!(sheets.len() > 3);
    for sheet in &sheets[1..] {
        let heads = sheet.boxes.iter().filter_map(|placed| match &placed.what {
            BoxContent::Line(line) if line.style == Style::TableHead => Some(line.text()),
            _ => None,
        });
        let heads: Vec<String> = heads.collect();
        assert!(heads.iter().any(|head| head.contains("登记表")), "{heads:?}");
    }
}

#[test]
fn a_book_puts_short_entries_on_one_page_also_beside_pictures() {
    let mut entries: Vec<(String, String)> = Vec::new();
    for day in 1..9 {
        let (_, text) = minutes(3);
        let picture = if day % 3 == 0 { "![图](a.png)\n\n" } else { "" };
        entries.push((format!("meetings/2026-09-0{day}-dahui.md"), text + picture));
    }
    let entries: Vec<(&str, String)> = entries
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    let mut files = site_of(PAPERS[0], &entries);
    files.insert("content/meetings/a.png".to_owned(), PIXEL.to_vec());
    let built = built(&files);
    let site = &built.assembled.as_ref().expect("assembled").editions[0].site;
    let picture = Photograph {
        size: (600, 300),
        fingerprint: Fingerprint::of(PIXEL),
    };
    let path = SourcePath::new("content/meetings/a.png").expect("a path");
    let photographs = Photographs::from([(path, picture)]);
    let book = designed::handbook(site, 2026, &photographs).expect("a book");
    // A cover, its back, the contents and theirs.
    let pages = &book.pages[4..];
    assert!(pages.len() <= 7, "{}", pages.len());
    let shown = pages.iter().filter(|page| {
        let mut boxes = page.sheet.boxes.iter();
        boxes.any(|placed| matches!(placed.what, BoxContent::Picture(_)))
    });
    let shown: Vec<_> = shown.map(|page| page.entry).collect();
    assert!(shown.len() == 2 && shown[0] != shown[1] && shown.iter().all(Option::is_some));
}
