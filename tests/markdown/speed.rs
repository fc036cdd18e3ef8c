//! How long bodies take. Measurements are ignored in ordinary runs; `cargo test --release --test markdown
//! speed -- --ignored --nocapture` prints them. What must never happen (time growing with the square of a
//! text) is an ordinary test with wide bounds.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gongkai::markdown::Rules;

use crate::parsed;

/// An ordinary body of about 3 KB.
fn ordinary(seed: usize) -> String {
    let sentences = [
        "根据学校党委年度工作安排，第一党支部于本周三下午召开支部党员大会，",
        "会议传达了上级党组织关于基层党建工作的部署，",
        "全体党员围绕教育教学中心工作开展了讨论，形成了三项一致意见。",
        "会议要求，要把**“三会一课”**制度落到实处，",
        "每月第一周的周三为主题党日，活动记录由组织委员负责整理归档。",
    ];
    let mut text = String::from("## 一、基本情况\n\n");
    let mut turn = seed;
    for part in 0..6 {
        for _ in 0..6 {
            text.push_str(sentences[turn % sentences.len()]);
            turn = turn * 7 + 3;
            turn %= 1009;
        }
        text.push_str("\n\n");
        if part == 2 {
            let _ = write!(
                text,
                "- 第一项：见[会议纪要](../meetings/2026-03-{part}.md)\n- 第二项：{seed}\n\n"
            );
            text.push_str("| 项目 | 金额 |\n|---|---:|\n| 党费 | 120 |\n\n## 二、下一步\n\n");
        }
    }
    text
}

#[test]
#[ignore = "a measurement"]
fn ten_thousand_bodies() {
    let bodies: Vec<String> = (0..10_000).map(ordinary).collect();
    let bytes: usize = bodies.iter().map(String::len).sum();
    for round in 0..std::env::var("ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(4)
    {
        let start = busy();
        let written: usize = bodies
            .iter()
            .map(|body| parsed(body, &Rules::default()).0.html.len())
            .sum();
        println!("{round}: {bytes} bytes in, {written} out, {:?}", busy() - start);
    }
    let start = busy();
    let mut events = 0;
    for body in &bodies {
        events += pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES).count();
    }
    println!("the parser alone: {events} events, {:?}", busy() - start);
}

/// Shapes that have made Markdown programs slow, at a size.
fn shapes(size: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(size / text.len());
    vec![
        ("stars", times("*")),
        ("stars and letters", times("*a ")),
        ("stars and Han", times("**县")),
        ("mixed runs", times("*a_b~~中**")),
        ("opening brackets", times("[")),
        ("closing brackets", times("]")),
        ("images", times("![")),
        ("links", times("[a](b.md) ")),
        ("open links", times("[a](")),
        (
            "backticks",
            (1..)
                .map(|n| format!("{} ", "`".repeat(n)))
                .scan(0, |sum, run| {
                    *sum += run.len();
                    (*sum < size).then_some(run)
                })
                .collect(),
        ),
        ("quotes in a line", times(">")),
        ("quotes in lines", times(&format!("{} a\n", ">".repeat(90)))),
        ("bullets in a line", times("- ")),
        ("numbers", times("1. ")),
        ("less than", times("<")),
        ("open tags", times("<a ")),
        ("open comments", times("<!-- ")),
        ("tags", times("<b>")),
        ("tags in blocks", times("<div>\n\n")),
        ("tags and ends", times("<b>a</b>")),
        ("declarations", times("<!A ")),
        ("instructions", times("<?")),
        ("quoted attributes", times("<a b=\"")),
        ("ampersands", times("&")),
        ("backslashes", times("\\")),
        ("backslash links", times("](\\a")),
        ("footnotes", times("[^a] ")),
        ("definitions", times("[a]: b\n")),
        (
            "notes",
            (0..size / 30).fold(String::new(), |mut text, n| {
                let _ = write!(text, "[^{n}]\n\n[^{n}]: 注\n\n");
                text
            }),
        ),
        ("tables", format!("|a|\n|-|\n{}", times("|b|\n"))),
        (
            "wide tables",
            format!("{}\n{}\n", "|a".repeat(size / 8), "|-".repeat(size / 8)),
        ),
        (
            "ragged tables",
            format!("{}\n{}\n{}", "|a".repeat(90), "|-".repeat(90), times("|b\n")),
        ),
        ("headings", times("# 目标\n")),
        ("fragments", times("[a](#b) ")),
        ("breaks", times("中\n")),
        ("long line", times("中")),
        ("emphasis in emphasis", times("*中**国")),
        ("tildes", times("~~a ")),
        ("kept", times(" data-kept=\"")),
        ("nul", times("\0")),
        ("carriage returns", times("\r")),
    ]
}

fn time(text: &str) -> Duration {
    let start = busy();
    let _ = parsed(text, &Rules::default());
    busy() - start
}

/// How long this thread has been at work, without the time that others used the processor; where the system
/// does not tell, the time on the clock.
fn busy() -> Duration {
    static BEGAN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = statistics.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

#[test]
#[ignore = "a measurement"]
fn growth() {
    println!("{:24} {:>12} {:>12} {:>6}", "shape", "n = 200 KB", "2n", "ratio");
    for ((name, once), (_, twice)) in shapes(200_000).iter().zip(shapes(400_000).iter()) {
        let (first, second) = (time(once), time(twice));
        println!(
            "{name:24} {first:>12.2?} {second:>12.2?} {:>6.2}",
            second.as_secs_f64() / first.as_secs_f64()
        );
    }
}

#[test]
fn no_shape_takes_long() {
    let mut slow = Vec::new();
    for (name, text) in shapes(60_000) {
        let taken = time(&text);
        // Seconds for 60 KB would be hours for a text of 4 MB.
        if taken > Duration::from_secs(3) {
            slow.push(format!("{name}: {taken:?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
