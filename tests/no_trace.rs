//! The output with a withheld entry is byte for byte the output without it: random sites, every reason
//! of withholding.

mod support;

use support::{Files, Random, build};

const DAY: &str = "2026-06-15";
/// How many random sites a run tries.
const SITES: u64 = 600;

const SITE: &str = "title = \"测试学校\"\ntelephone = \"0799-6600123\"\n\n[editions.web]\ntitle = \"测试学校党务公开网\"\n\
    audience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\nbase_url = \"https://school.example.edu.cn/\"\n";
const ORGANIZATION: &str =
    "名称: 测试党总支\n支部:\n  - {编号: yi, 名称: 第一党支部}\n  - {编号: er, 名称: 第二党支部}\n";
const CATALOGUE: &str = "目录:\n  - {编号: A-1, 名称: 组织设置}\n  - {编号: B-1, 名称: 党内学习}\n";

const APPROVED: &str = "审批:\n  提出: 甲某 2024-01-02\n  保密审查: 乙某 2024-01-03\n  审核: 丙某 2024-01-04\n  审批: 丁某 2024-01-05\n";

/// A picture that is one: a PNG of one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0,
    0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// Why an entry is withheld, as what is written in its front matter.
#[derive(Debug, Clone, Copy)]
enum Why {
    Draft,
    Party,
    Restricted,
    NotApproved,
    ApprovedLater,
    Future,
    NotBegun,
}

const ALL: [Why; 7] = [
    Why::Draft,
    Why::Party,
    Why::Restricted,
    Why::NotApproved,
    Why::ApprovedLater,
    Why::Future,
    Why::NotBegun,
];

/// One random entry; `why` makes it a withheld one.
fn entry(random: &mut Random, number: usize, why: Option<Why>, files: &mut Files) {
    let period = matches!(why, Some(Why::NotBegun));
    let kind = if period { 0 } else { random.below(4) };
    let folder = ["notices", "meetings", "pledges", "study"][kind];
    let year = 2024 + random.below(2);
    let mut date = format!("{year}-{:02}-{:02}", 2 + random.below(10), 1 + random.below(28));
    let mut front = format!("标题: 第{number}号条目\n");
    let mut approval = APPROVED.to_owned();
    let mut scope = "社会公开";
    match why {
        Some(Why::Draft) => front += "草稿: 是\n",
        Some(Why::Party) => scope = "党内公开",
        Some(Why::Restricted) => scope = "特定对象",
        Some(Why::NotApproved) => approval = APPROVED.replace("  保密审查: 乙某 2024-01-03\n", ""),
        Some(Why::ApprovedLater) => approval = APPROVED.replace("丁某 2024-01-05", "丁某 2026-06-16"),
        Some(Why::Future) => date = "2026-06-16".into(),
        Some(Why::NotBegun) => front += "公示期: {开始: 2026-06-16, 截止: 2026-06-30}\n",
        None => {}
    }
    front += &format!("日期: {date}\n公开范围: {scope}\n{approval}");
    front += match kind {
        0 if period => "类型: 公示\n",
        0 => "类型: 通知\n",
        1 => "类型: 主题党日\n应到: 12\n实到: 12\n",
        2 => {
            "类型: 党员\n年度: 2026\n承诺人: {姓名: 戊某, 职务: 党员}\n承诺事项:\n  - {内容: 每月听课两节, 时限: 2026-12-31, 进度: 进行中}\n"
        }
        _ => "类别: 党史\n必学: 是\n学时: 2\n",
    };
    if kind == 3 && random.once_in(2) {
        front += &format!("系列: 系列{}\n", random.below(3));
    }
    // A withheld entry may be the only one of its branch, tag, series, year or catalogue item.
    let own = if why.is_some() { 100 } else { 0 };
    front += &format!("标签: [标签{}, 标签{}]\n", own + random.below(4), random.below(4));
    front += &format!("支部: {}\n", random.pick(&["yi", "er"]));
    front += &format!("公开目录: {}\n", random.pick(&["A-1", "B-1"]));
    if random.once_in(3) {
        front += "置顶: 是\n";
    }
    if random.once_in(3) {
        front += &format!("旧地址: [old/{number}.html]\n");
    }
    let mut body = format!("第{number}号条目的正文，写明时间、地点和事项。\n\n## 安排\n\n- 甲\n- 乙\n");
    if random.once_in(2) {
        let picture = format!("图{number}.png");
        files.insert(format!("content/{folder}/{picture}"), PNG.to_vec());
        body += &format!("\n![现场照片]({picture})\n");
    }
    if random.once_in(2) {
        let attachment = format!("附件{number}.pdf");
        files.insert(format!("content/{folder}/{attachment}"), b"%PDF-1.4".to_vec());
        front += &format!("附件: [{attachment}]\n");
    }
    let name = if random.once_in(3) {
        format!("{date}-条目{number}")
    } else {
        format!("{date}-entry-{number}")
    };
    files.insert(
        format!("content/{folder}/{name}.md"),
        format!("---\n{front}---\n\n{body}").into_bytes(),
    );
}

fn base() -> Files {
    let mut files = Files::new();
    files.insert("site.toml".into(), SITE.into());
    files.insert("content/organization.yaml".into(), ORGANIZATION.into());
    files.insert("content/catalogue.yaml".into(), CATALOGUE.into());
    files
}

#[test]
fn a_withheld_entry_leaves_no_trace() {
    let mut tried = [0_usize; ALL.len()];
    for seed in 1..=SITES {
        let mut random = Random::new(seed);
        let mut without = base();
        for number in 0..random.below(7) {
            entry(&mut random, number, None, &mut without);
        }
        let mut with = without.clone();
        let which = random.below(ALL.len());
        let number = 1000 + random.below(1000);
        entry(&mut random, number, Some(ALL[which]), &mut with);
        let (without, with) = (build(&without, DAY).sound(), build(&with, DAY).sound());
        let withheld = &with.assembled.as_ref().expect("a site").editions[0].withheld;
        assert_eq!(withheld.len(), 1, "seed {seed}: {:?} is not withheld", ALL[which]);
        for (address, bytes) in &with.output {
            assert_eq!(
                without.output.get(address),
                Some(bytes),
                "seed {seed}, {:?}: {address}",
                ALL[which]
            );
        }
        assert_eq!(
            with.output.len(),
            without.output.len(),
            "seed {seed}, {:?}",
            ALL[which]
        );
        tried[which] += 1;
    }
    assert!(
        tried.iter().all(|count| *count > 20),
        "every reason was tried: {tried:?}"
    );
}

/// The guard itself can fail: the same entry, published, does change the output.
#[test]
fn a_published_entry_does_show() {
    let mut random = Random::new(7);
    let mut files = base();
    let before = build(&files, DAY).sound();
    entry(&mut random, 1, None, &mut files);
    let after = build(&files, DAY).sound();
    assert_ne!(before.output, after.output);
    assert!(after.text("index.html").contains("第1号条目"));
}
