//! Front matter damaged from valid ones: reading never panics, never hangs, and every complaint points
//! into the file. `GONGKAI_SEED` sets where to begin.

use std::sync::Arc;

use gongkai::read::{FileBytes, Found, Tree, library};
use gongkai::words::{Day, Kind, Report, SourcePath};

use crate::support::work::tries;

const SITE: &str = include_str!("../complaints/_base/site.toml");
const ORGANIZATION: &str = include_str!("../complaints/_base/content/organization.yaml");
const CATALOGUE: &str = include_str!("../complaints/_base/content/catalogue.yaml");

/// Valid files to begin with.
pub(super) const SEEDS: [(Kind, &str); 6] = [
    (
        Kind::Notice,
        "---\n标题: 关于拟接收李甲同志为预备党员的公示\n日期: 2026-03-12\n类型: 公示\n公示期: {开始: 2026-03-12, 工作日: 5}\n受理: {单位: 党建办公室, 电话: 0799-6660000, 邮箱: a@b.cn}\n标签: [发展党员, 公示]\n公开目录: [A-1, B-2]\n审批:\n  提出: 李明 2026-03-09\n  保密审查: {姓名: 王芳, 日期: 2026-03-10, 意见: \"同意：公开\"}\n---\n\n正文。\n\n---\n\n又一段。\n",
    ),
    (
        Kind::Meeting,
        "---\n标题: \"三月党员大会：纪要\"\n日期: 2026年3月12日\n类型: 党员大会\n时间: 2026-03-05 15:30 至 17:00\n地点: 三楼会议室\n应到: 12\n实到: 10\n缺席:\n  - 姓名: 张三\n    原因: 病假\n  - {姓名: 李四, 原因: 公差}\n有表决权: {应到: 11, 实到: 9}\n议题:\n  - 传达文件：《关于甲的通知》\n  - 学习党章，讨论计划\n决议:\n  - 事项: 通过三月计划\n    赞成: 9\n    反对: 0\n    弃权: 0\n    时限: 2026/3/31\n学时: 1.5\n---\n正文\n",
    ),
    (
        Kind::Pledge,
        "---\r\n标题: 党员公开承诺\r\n日期: 2026-01-12\r\n类型: 党员\r\n年度: 2026\r\n承诺人:\r\n  - {姓名: 张三, 职务: 教师, 承诺事项: [上好每一节课, {内容: 结对帮扶, 时限: 2026-12-31}]}\r\n  - {姓名: 李四}\r\n承诺事项:\r\n  - {内容: 听课二十节, 时限: 2026-06-30, 进度: 60%}\r\n审核: {姓名: 周强, 日期: 2026-01-10}\r\n评诺: {自评: 满意, 结论: 未兑现, 日期: 2026-12-20}\r\n未兑现说明: |\r\n  因故：\r\n  顺延\r\n---\r\n正文\r\n",
    ),
    (
        Kind::Study,
        "---\n标题: 学习《党章》\n日期: 2026-01-12\n类别: 党章党规\n来源: 学校\n必学: 是\n学时: 2\n系列: 党章学习\n截止: 2026-02-01\n摘要: >-\n  一段\n  摘要\n更正:\n  - {日期: 2026-01-13, 内容: '“一”应为“二”'}\n---\n# 标题\n",
    ),
    (
        Kind::Page,
        "标题: 关于我们\n日期: 2026-01-12\n排序: 1\n旧地址: [old/a.html, /b.htm]\n上墙: 否\n",
    ),
    (
        Kind::Notice,
        "---\n标题：“关于甲”\n日期:2026-03-12\n标签: 【学习，党课】\n审批:\n\t提出：李明 2026-03-01\n附件: [a.pdf， b.docx]\n———\n正文\n",
    ),
];

/// What is put in: what typing, pasting and YAML know.
const PIECES: [&str; 48] = [
    ":", "：", " ", "\t", "　", "\n", "\r", "\r\n", "-", "- ", "---\n", "———\n", "[", "]", "{", "}", "【",
    "】", ",", "，", "、", "\"", "'", "“", "”", "#", " #1", "&a ", "*a", "!t ", "|", ">", "%", "@", "`", "?",
    "<<: ", "...", "\\", "\u{FEFF}", "\u{200B}", "\u{FFFD}", "\u{1}", "标题: ", "日期：", "9999999999",
    "实到: 13\n", "\u{10FFFF}",
];

/// A small generator, so that a run can be repeated from its seed.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or(0)
    }
}

/// One damage more.
pub(super) fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    match random.below(8) {
        0 if !bytes.is_empty() => {
            bytes.remove(at.min(bytes.len() - 1));
        }
        1 => bytes.insert(at, u8::try_from(random.below(256)).unwrap_or(0)),
        2 | 3 => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let mut chars: Vec<char> = text.chars().collect();
            let at = random.below(chars.len() + 1);
            let piece = PIECES[random.below(PIECES.len())];
            chars.splice(at..at, piece.chars());
            *bytes = chars.into_iter().collect::<String>().into_bytes();
        }
        4 => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let mut chars: Vec<char> = text.chars().collect();
            if !chars.is_empty() {
                let at = random.below(chars.len());
                chars.remove(at);
            }
            *bytes = chars.into_iter().collect::<String>().into_bytes();
        }
        kind => lines(bytes, kind, random),
    }
}

fn lines(bytes: &mut Vec<u8>, kind: usize, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if lines.is_empty() {
        return;
    }
    let (one, two) = (random.below(lines.len()), random.below(lines.len()));
    match kind {
        5 => {
            lines.remove(one);
        }
        6 => lines.insert(two, lines[one].clone()),
        _ => lines.swap(one, two),
    }
    *bytes = lines.concat();
}

pub(super) fn found(path: &str, bytes: &[u8]) -> Found {
    Found {
        path: SourcePath::new(path).expect("valid"),
        content: FileBytes::Memory(Arc::from(bytes)),
    }
}

pub(super) fn site() -> Tree {
    Tree {
        config: Some(found("site.toml", SITE.as_bytes())),
        organization: Some(found("content/organization.yaml", ORGANIZATION.as_bytes())),
        catalogue: Some(found("content/catalogue.yaml", CATALOGUE.as_bytes())),
        ..Tree::default()
    }
}

/// Reads one damaged file; gives whether an entry came of it.
fn read(kind: Kind, bytes: &[u8]) -> bool {
    let ending = if kind == Kind::Page { "yaml" } else { "md" };
    let mut tree = site();
    let path = format!("content/{}/2026-03-12-a.{ending}", kind.folder());
    tree.entries.push((kind, found(&path, bytes)));
    let mut report = Report::new();
    let library = library::read(&tree, Day::parse("2026-03-31").expect("a day"), &mut report)
        .expect("the site is valid");
    for complaint in report.sorted() {
        let place = complaint
            .place
            .as_ref()
            .expect("complaints about an entry name it");
        let lines = 2 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
        assert!(place.line as usize <= lines, "{complaint:?}");
        let room = place.skipped as usize + place.excerpt.chars().count();
        assert!(place.column as usize <= room + 1, "{complaint:?}");
    }
    assert!(!library.documents.is_empty() || report.has_errors());
    !library.documents.is_empty()
}

#[test]
fn damaged_front_matter_never_panics() {
    let seed = std::env::var("GONGKAI_SEED").map_or(1_u64, |seed| seed.parse().expect("a number"));
    let count = tries(4_000, 100_000);
    let mut made = 0;
    for round in 0..count {
        let mut random = Random((seed.wrapping_add(round).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1);
        random.next();
        let (kind, text) = SEEDS[random.below(SEEDS.len())];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            damage(&mut bytes, &mut random);
        }
        let result = std::panic::catch_unwind(|| read(kind, &bytes));
        match result {
            Ok(true) => made += 1,
            Ok(false) => {}
            Err(_) => panic!("seed {seed}, round {round}:\n{}", String::from_utf8_lossy(&bytes)),
        }
    }
    println!("{made} of {count} still gave an entry");
    assert!(made * 3 >= count, "{made} of {count} still gave an entry");
}

#[test]
fn every_seed_is_readable() {
    for (kind, text) in &SEEDS[..5] {
        assert!(read(*kind, text.as_bytes()), "{text}");
    }
}

/// Twice the bytes are not much more than twice the work, for shapes that grow.
#[cfg(target_os = "linux")]
#[test]
fn large_front_matter_takes_linear_time() {
    type Shape = fn(usize) -> String;
    let shapes: [(&str, Shape); 15] = [
        ("lists in lists", |n| {
            format!("---\n标题: {}\n---\n", "[".repeat(n))
        }),
        ("items in items", |n| {
            format!("---\n标题: {}\n---\n", "- ".repeat(n))
        }),
        ("deeper and deeper", |n| {
            let lines: String = (0..n.isqrt())
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect();
            format!("---\n{lines}---\n")
        }),
        ("many keys", |n| {
            let lines: String = (0..n / 8).map(|key| format!("k{key}: 1\n")).collect();
            format!("---\n{lines}---\n")
        }),
        ("many tags", |n| {
            format!("---\n标题: 甲\n标签: [{}]\n---\n", "甲,".repeat(n / 4))
        }),
        ("many other tags", |n| {
            let tags: String = (0..n / 8).map(|tag| format!("t{tag},")).collect();
            format!("---\n标题: 甲\n标签: [{tags}]\n---\n")
        }),
        ("brackets in a comment", |n| {
            format!("---\n标题: 甲\n# {}\n---\n", "[".repeat(n))
        }),
        ("quotes in quotes", |n| {
            format!(
                "---\n{}---\n",
                format!("标题: \"甲\"{}\n", "'".repeat(900)).repeat(n / 920)
            )
        }),
        ("many slips", |n| {
            format!("---\n{}---\n", "标题：甲\n".repeat(n / 14))
        }),
        ("one long line", |n| {
            format!("---\n标题：“{}\n---\n", "甲，".repeat(n / 6))
        }),
        ("long braces", |n| {
            format!("---\n受理: {{{}\n---\n", "单位：甲，".repeat(n / 15))
        }),
        ("quotes", |n| {
            format!("---\n标签: [{}\n---\n", "\"a', ".repeat(n / 5))
        }),
        ("never closed", |n| {
            format!("---\n标题: 甲\n{}", "a: b\n".repeat(n / 5))
        }),
        ("strokes", |n| format!("---\n{}", "———x\n".repeat(n / 11))),
        ("spaces", |n| format!("---\n标题:{}\n", " ".repeat(n))),
    ];
    for (name, shape) in shapes {
        is_linear(name, &|n| {
            read(Kind::Notice, shape(n).as_bytes());
        });
    }
}

/// A document that somebody pasted into the settings: each line of it is a fault.
#[cfg(target_os = "linux")]
#[test]
fn large_broken_settings_take_linear_time() {
    for line in ["name：“甲”\n", "党员12名，\n", "title = \"甲\n", "= 甲\n"] {
        is_linear(line.trim_end(), &|n| {
            let text = SITE.to_owned() + &line.repeat(n / line.len());
            let mut tree = site();
            tree.config = Some(found("site.toml", text.as_bytes()));
            let mut report = Report::new();
            let library = library::read(&tree, Day::parse("2026-03-31").expect("a day"), &mut report);
            assert!(library.is_none() && report.has_errors());
        });
    }
}

/// Reads twenty thousand bytes and eight times as many.
#[cfg(target_os = "linux")]
fn is_linear(name: &str, read: &(dyn Fn(usize) + Sync)) {
    let work = |n| crate::support::work::work(|| read(n)).as_millis();
    // A quadratic reader would have sixty-four times the work. What else the machine does disturbs one try or two.
    let is_linear = (0..3).any(|_| work(160_000) < 100 + 24 * work(20_000));
    assert!(is_linear, "{name}: {} and {} ms", work(20_000), work(160_000));
}
