//! Designed sheets of a school that is hard to set: titles of 200 characters, names of two to five, sixty people in a
//! register, one person, long cells, twenty-five branches. On each paper: no box outside the block or over another, no
//! line wider than its column, no word lost.

use std::collections::BTreeMap;

use gongkai::paper::{BoxContent, Geometry, Ink, Sheet, Style, designed};
use gongkai::site::{Entry, Site};
use gongkai::words::Paper;

use super::laws::{PAPERS, boxes_are_sound, plain, small};
use super::school::{APPROVED, CONFIG, PIXEL, built, leader, name, school, words};
use crate::support::Files;

fn in_order(text: &str, words: &[String]) -> Result<(), String> {
    let mut rest = text;
    for word in words {
        let at = rest
            .find(word.as_str())
            .ok_or_else(|| format!("no “{word}” in {rest}"))?;
        rest = &rest[at + word.len()..];
    }
    Ok(())
}

fn of_entry(site: &Site, entry: &Entry, geometry: &Geometry) -> Option<Vec<Sheet>> {
    designed::of_entry(site, entry, geometry, &|_| None)
}

fn is_fit_to_hang(geometry: &Geometry, sheets: &[Sheet]) -> Result<(), String> {
    boxes_are_sound(geometry, sheets)?;
    small(sheets).map_or(Ok(()), Err)
}

#[test]
fn sheets_of_entries_keep_the_laws_and_lose_no_word() {
    let school = school();
    let site = school.site(0);
    for (path, words) in &school.expected {
        let source = format!("content/{path}");
        let mut entries = site.entries().iter();
        let entry = entries.find(|entry| entry.source.as_str() == source).expect(path);
        let ways = match designed::is_text(entry) {
            true => Geometry::of_texts,
            false => Geometry::of_tables,
        };
        for geometry in PAPERS.into_iter().flat_map(ways) {
            let Some(sheets) = of_entry(site, entry, &geometry) else {
                assert!(words.is_empty(), "{path} has no sheets");
                continue;
            };
            is_fit_to_hang(&geometry, &sheets)
                .unwrap_or_else(|fault| panic!("{path}, {geometry:?}: {fault}"));
            in_order(&plain(&sheets), words).unwrap_or_else(|fault| panic!("{path}, {geometry:?}: {fault}"));
        }
    }
}

#[test]
fn sheets_of_the_whole_site_keep_the_laws_and_name_everybody() {
    let school = school();
    let site = school.site(0);
    for geometry in PAPERS.into_iter().flat_map(Geometry::of_tables) {
        let all = [
            ("chart", designed::organization(site, None, &geometry)),
            ("committee", designed::committee(site, None, &geometry)),
            ("matrix", designed::matrix(site, None, &geometry)),
            ("study list", designed::study_list(site, &geometry)),
            ("register", designed::pledge_register(site, None, &geometry)),
        ];
        for (which, sheets) in &all {
            is_fit_to_hang(&geometry, sheets)
                .unwrap_or_else(|fault| panic!("{which}, {geometry:?}: {fault}"));
        }
        let units: Vec<String> = site.branches().iter().map(|branch| branch.name.clone()).collect();
        let leaders: Vec<String> = (0..25).map(leader).collect();
        in_order(&plain(&all[0].1), &units).expect("every branch in the chart");
        in_order(&plain(&all[0].1), &leaders).expect("every secretary in the chart");
        let groups: Vec<String> = (0..25).map(|number| format!("第{number}乙小组")).collect();
        in_order(&plain(&all[0].1), &groups).expect("every group in the chart's table");
        let officers: Vec<String> = (0..9).map(name).chain((0..25).map(leader)).collect();
        in_order(&plain(&all[1].1), &officers).expect("every officer");
        in_order(&plain(&all[2].1), &units).expect("every branch in the matrix");
        in_order(
            &plain(&all[3].1),
            &words(&["必学", "学习材料", "1.5", "12月20日"]),
        )
        .expect("what is to be studied");
        let (text, names) = (plain(&all[4].1), (0..60).map(name).collect::<Vec<_>>());
        in_order(&text[text.find("登记表").expect("the entry")..], &names).expect("every pledger");
    }
}

/// The sheets of a 光荣榜 with these rows, whose photos are all of one size in pixels.
fn honours(rows: &str, geometry: &Geometry, photo: (u32, u32)) -> Vec<Sheet> {
    let front = format!("标题: 光荣榜\n日期: 2026-07-01\n台账: 光荣榜\n行:\n{rows}");
    let files = Files::from([
        ("site.toml".to_owned(), CONFIG.into()),
        (
            "content/organization.yaml".to_owned(),
            "支部:\n  - {编号: b1, 名称: 第一党支部}\n".into(),
        ),
        (
            "content/ledgers/2026-guangrong.yaml".to_owned(),
            format!("{front}{APPROVED}").into(),
        ),
        ("content/ledgers/a.png".to_owned(), PIXEL.to_vec()),
    ]);
    let built = built(&files);
    let site = &built.assembled.as_ref().expect("assembled").editions[0].site;
    designed::of_entry(site, &site.entries()[0], geometry, &|_| Some(photo)).expect("sheets")
}

#[test]
fn what_is_said_beside_a_photo_is_as_large_as_its_card_has_room_for() {
    let deed = "连续两年承担九年级跟班答疑，全学年坚持74个晚上";
    let mut rows = String::new();
    for (number, title) in (1..9).zip(["共产党员", "党务工作者"].iter().cycle()) {
        let photo = match number {
            3 | 5 => format!(", 事迹: {deed}, 照片: a.png"),
            _ => String::new(),
        };
        rows.push_str(&format!(
            "  - {{姓名: 人{number}, 支部: b1, 称号: {title}{photo}}}\n"
        ));
    }
    let sheets = honours(&rows, &Geometry::of_tables(PAPERS[1])[0], (700, 980));
    assert_eq!(sheets.len(), 1);
    let lines = sheets[0].boxes.iter().filter_map(|placed| match &placed.what {
        BoxContent::Line(line) if deed.starts_with(&line.text()) => Some(line.size),
        _ => None,
    });
    let sizes: Vec<i32> = lines.collect();
    // 16 pt but a hair, where the others have 12 pt.
    assert!(sizes.len() == 2 && sizes[0] >= 5_450, "{sizes:?}");
}

#[test]
fn honours_stand_in_the_order_of_their_rows_on_cards_of_one_width() {
    let row = |(name, photo): (&str, bool)| {
        let photo = if photo { ", 照片: a.png" } else { "" };
        format!("  - {{姓名: {name}, 支部: b1, 称号: 优秀共产党员{photo}}}\n")
    };
    let all = ["郑健", "李小明", "欧阳小明", "王芳"];
    let rows: String = all
        .into_iter()
        .zip([false, true, false, false])
        .map(row)
        .collect();
    for geometry in PAPERS.into_iter().flat_map(Geometry::of_tables) {
        let sheets = honours(&rows, &geometry, (700, 980));
        let boxes = || sheets.iter().flat_map(|sheet| &sheet.boxes);
        let text: String = plain(&sheets).split_whitespace().collect();
        in_order(&text, &words(&["郑健", "李小明", "欧阳小明", "王芳"])).expect("in order");
        let across = boxes().filter_map(|placed| match placed.what {
            BoxContent::Rule(Ink::Gold) if placed.area.width > 2_000 => Some(placed.area.width),
            _ => None,
        });
        let mut widths: Vec<i32> = across.collect();
        widths.sort_unstable();
        let usual = widths[widths.len() / 2];
        let alike = widths.iter().filter(|width| (**width - usual).abs() <= 2).count();
        // Above and below each card; those beside the name of the 称号 are two more.
        assert!(
            alike >= 2 * all.len() && widths.len() <= 2 * all.len() + 2,
            "{geometry:?}: {widths:?}"
        );
    }
}

#[test]
fn honours_without_photos_stand_three_beside_each_other() {
    let row =
        |number| format!("  - {{姓名: 人{number}, 支部: b1, 称号: 优秀共产党员, 事迹: 坚持74个晚上}}\n");
    let rows: String = (1..7).map(row).collect();
    let sheets = honours(&rows, &Geometry::standard(Paper::default()), (0, 0));
    let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
    let names = boxes.filter_map(|placed| match &placed.what {
        BoxContent::Line(line) if line.text().starts_with('人') => Some(placed.area.y),
        _ => None,
    });
    let mut rows: BTreeMap<i32, usize> = BTreeMap::new();
    names.for_each(|y| *rows.entry(y).or_default() += 1);
    assert_eq!(rows.into_values().collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn a_photo_stands_on_its_card_and_keeps_its_shape() {
    let rows = "  - {姓名: 郑健, 称号: 优秀共产党员, 照片: a.png}\n  - {姓名: 李小明, 称号: 优秀共产党员}\n";
    let geometry = Geometry::standard(Paper::default());
    for (size, expected) in [
        ((700, 980), (2_500, 3_500)),
        ((700, 700), (2_500, 2_500)),
        ((100, 980), (358, 3_500)),
    ] {
        let sheets = honours(rows, &geometry, size);
        boxes_are_sound(&geometry, &sheets).expect("sound");
        let pictures: Vec<_> = sheets[0]
            .boxes
            .iter()
            .filter(|placed| matches!(placed.what, BoxContent::Picture(_)))
            .map(|placed| (placed.area.width, placed.area.height))
            .collect();
        assert_eq!(pictures, [expected]);
    }
}

#[test]
fn a_ledger_of_ones_own_shows_its_pictures_in_its_table() {
    let front = "标题: 活动阵地\n日期: 2026-07-01\n列: [名称, {名称: 实景, 类型: 照片}]\n行:\n  - [党员活动室, a.png]\n";
    let files = Files::from([
        ("site.toml".to_owned(), CONFIG.into()),
        (
            "content/ledgers/2026-zhendi.yaml".to_owned(),
            format!("{front}{APPROVED}").into(),
        ),
        ("content/ledgers/a.png".to_owned(), PIXEL.to_vec()),
    ]);
    let built = built(&files);
    let site = &built.assembled.as_ref().expect("assembled").editions[0].site;
    let geometry = Geometry::standard(Paper::default());
    let sheets =
        designed::of_entry(site, &site.entries()[0], &geometry, &|_| Some((400, 300))).expect("sheets");
    boxes_are_sound(&geometry, &sheets).expect("sound");
    let is_picture = |placed: &&gongkai::paper::Placed| matches!(placed.what, BoxContent::Picture(_));
    assert_eq!(sheets[0].boxes.iter().filter(is_picture).count(), 1);
    assert!(plain(&sheets).ends_with("名称实景党员活动室"));
}

#[test]
fn what_is_owed_is_said_and_what_was_held_is_marked() {
    let school = school();
    let text = plain(&designed::matrix(
        school.site(0),
        Some("b3"),
        &Geometry::standard(Paper::default()),
    ));
    // Ten months are over, and one meeting was held in them.
    assert!(text.contains("应开43次，已开1次，缺42次"), "{text}");
    assert!(
        text.contains("支委会每月1次缺1缺1缺1缺1缺1缺1缺1缺1缺1√"),
        "{text}"
    );
    assert!(!text.contains("第4离退休教师"), "{text}");
    // A mark is explained where it stands.
    assert!(
        text.contains("应开未开一次") && !text.contains("已开两次"),
        "{text}"
    );
}

#[test]
fn a_wide_audience_sees_how_many_were_absent_and_not_who() {
    let school = school();
    let geometry = Geometry::standard(Paper::default());
    let text = |edition: usize| {
        let site = school.site(edition);
        let of = site
            .entries()
            .iter()
            .find(|entry| entry.source.as_str().contains("zhiweihui"));
        plain(&of_entry(site, of.expect("the meeting"), &geometry).expect("sheets"))
    };
    assert!(text(0).contains("请假：欧阳小明（出差）、买买提江艾（病假）"));
    let public = text(1);
    assert!(
        public.contains("请假：2人") && !public.contains("欧阳小明"),
        "{public}"
    );
}

#[test]
fn a_pledge_for_the_wall_is_signed_at_the_foot_of_its_first_sheet() {
    let school = school();
    let site = school.site(0);
    let geometry = Geometry::standard(Paper::default());
    let of = site
        .entries()
        .iter()
        .find(|entry| entry.source.as_str().contains("shuji"));
    let sheets = of_entry(site, of.expect("the pledge"), &geometry).expect("sheets");
    assert_eq!(sheets.len(), 2, "the second one is the entry's text");
    let last = sheets[0].boxes.last().expect("boxes");
    // In large type, with a row below that stays free.
    let free = geometry.block().bottom() - last.area.bottom();
    assert!((0..=2_800).contains(&free), "{last:?}");
    let read_from_two_steps = sheets[0].boxes.iter().all(|placed| match &placed.what {
        BoxContent::Line(line) => line.size >= 5_644,
        _ => true,
    });
    assert!(read_from_two_steps, "type of less than 16 pt");
}

#[test]
fn the_place_of_a_seal_is_empty() {
    let school = school();
    let site = school.site(0);
    let of = site
        .entries()
        .iter()
        .find(|entry| entry.source.as_str().contains("gongshi"));
    for paper in PAPERS {
        let geometry = Geometry::standard(paper);
        let sheets = of_entry(site, of.expect("the 公示"), &geometry).expect("sheets");
        let last = &sheets[sheets.len() - 1].boxes;
        let closing: Vec<_> = last
            .iter()
            .filter(|placed| matches!(&placed.what, BoxContent::Line(line) if line.style == Style::Closing))
            .collect();
        assert_eq!(closing.len(), 2, "落款 and date");
        // 42 mm, its middle a little above the middle of the two lines.
        let middle = closing[0].area.bottom() - 300;
        let others = last.iter().filter(|placed| !closing.contains(placed));
        let lowest = others.map(|placed| placed.area.bottom()).max().unwrap_or(0);
        assert!(
            lowest <= middle - 2_100,
            "{paper:?}: {lowest} reaches into {middle}"
        );
    }
}

#[test]
fn where_objections_are_received_is_not_parted_between_sheets() {
    let front = "标题: 关于拟表彰对象的公示\n日期: 2026-11-16\n类型: 公示\n公示期: {开始: 2026-11-16, 工作日: 5}\n\
        受理: {单位: 总支办公室, 电话: 0799-6600123, 邮箱: dangwu@example.edu.cn, 地点: 行政楼210室}\n";
    for paragraphs in 1..12 {
        let body = "现予公示。\n\n".repeat(paragraphs);
        let files = Files::from([
            ("site.toml".to_owned(), CONFIG.into()),
            (
                "content/notices/2026-11-16-a.md".to_owned(),
                format!("---\n{front}{APPROVED}---\n\n{body}").into(),
            ),
        ]);
        let built = built(&files);
        let site = &built.assembled.as_ref().expect("assembled").editions[0].site;
        for paper in PAPERS {
            let geometry = Geometry::standard(paper);
            let sheets = designed::of_entry(site, &site.entries()[0], &geometry, &|_| None);
            let sheets = sheets.expect("sheets");
            let on = |words: &str| {
                let said = sheets.iter().map(|sheet| sheet.said().contains(words));
                said.collect::<Vec<_>>()
            };
            assert_eq!(on("公示期"), on("行政楼210室"), "{paper:?}, {paragraphs}");
        }
    }
}
