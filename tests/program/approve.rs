//! `gongkai approve` on real files: every byte but the step's stays, and what was approved is told from what was
//! changed since.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::program::run;

const NAME: &str = "content/notices/2026-03-30-jisao.md";
const TEXT: &str = "---\n标题: 关于祭扫活动的通知\n日期: 2026-03-30\n公开范围: 社会公开\n附件: [路线.txt]\n审批:\n  \
                    提出: 李向前 2026-03-26\n  保密审查: 王静 2026-03-26\n  审核: \n  审批: \n---\n\n集合。\n\n![路线](图.png)\n";

/// A site with one entry of these bytes, a picture and an attachment.
fn site(bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("content/notices")).expect("a folder");
    let config = "title = \"甲\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n";
    fs::write(root.join("site.toml"), config).expect("writable");
    fs::write(root.join(NAME), bytes).expect("writable");
    fs::write(root.join("content/notices/路线.txt"), "集合，出发").expect("writable");
    fs::write(root.join("content/notices/图.png"), "PNG").expect("writable");
    folder
}

fn approve(root: &Path, step: &str) -> Output {
    let arguments = [
        "approve", NAME, "--step", step, "--name", "孙晓梅", "--date", "2026-03-27",
    ];
    run(root, &arguments)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The bytes without the stretch that the step is.
fn without_step(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let start = text.find("{姓名: 孙晓梅").expect("the step");
    let end = start + text[start..].find('}').expect("its end") + 1;
    format!("{}{}", &text[..start], &text[end..]).into_bytes()
}

#[test]
fn marks_and_line_ends_stay() {
    let marked = format!("\u{FEFF}{TEXT}");
    for bytes in [TEXT.to_owned(), marked, TEXT.replace('\n', "\r\n")] {
        let folder = site(bytes.as_bytes());
        let done = approve(folder.path(), "审核");
        assert!(done.status.success(), "{}", said(&done));
        let after = fs::read(folder.path().join(NAME)).expect("readable");
        let after = String::from_utf8(without_step(&after)).expect("UTF-8");
        let squeezed = |text: &str| text.replace("审核: ", "审核:");
        assert_eq!(squeezed(&after), squeezed(&bytes));
        let names = fs::read_dir(folder.path().join("content/notices")).expect("a folder");
        assert_eq!(names.count(), 3, "nothing is left beside the file");
    }
}

#[test]
fn other_encodings_are_refused() {
    let (gbk, _, _) = encoding_rs::GBK.encode(TEXT);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(TEXT.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [gbk.into_owned(), utf16, TEXT.replace('\n', "\r").into_bytes()] {
        let folder = site(&bytes);
        let done = approve(folder.path(), "审核");
        assert_eq!(done.status.code(), Some(2));
        assert!(said(&done).contains("另存为 UTF-8"), "{}", said(&done));
        assert_eq!(fs::read(folder.path().join(NAME)).expect("readable"), bytes);
    }
}

#[test]
fn links_are_written_through_inside_the_site_only() {
    let folder = site(TEXT.as_bytes());
    let root = folder.path();
    let real = root.join("content/notices/_jisao.md");
    fs::rename(root.join(NAME), &real).expect("movable");
    std::os::unix::fs::symlink(&real, root.join(NAME)).expect("a link");
    let done = approve(root, "审核");
    assert!(done.status.success(), "{}", said(&done));
    assert!(fs::symlink_metadata(root.join(NAME)).expect("there").is_symlink());
    assert!(fs::read_to_string(&real).expect("readable").contains("孙晓梅"));

    let elsewhere = tempfile::tempdir().expect("a folder");
    let outside = elsewhere.path().join("a.md");
    fs::write(&outside, TEXT).expect("writable");
    fs::remove_file(root.join(NAME)).expect("removable");
    std::os::unix::fs::symlink(&outside, root.join(NAME)).expect("a link");
    assert_eq!(approve(root, "审核").status.code(), Some(2));
    assert_eq!(fs::read_to_string(&outside).expect("readable"), TEXT);
}

/// Whether `check` finds that the entry was changed since.
fn is_changed(root: &Path) -> bool {
    let checked = run(root, &["check"]);
    said(&checked).contains("approval-changed")
}

#[test]
fn what_readers_see_is_covered_and_nothing_else() {
    let folder = site(TEXT.as_bytes());
    let root = folder.path();
    assert!(approve(root, "审核").status.success());
    let approved = fs::read_to_string(root.join(NAME)).expect("readable");
    assert!(!is_changed(root));
    let free = [
        ("标题: 关于", "# 说明\n标题: 关于"),
        (
            "日期: 2026-03-30\n公开范围: 社会公开\n",
            "公开范围: 社会公开\n日期: 2026-03-30\n标签: \n",
        ),
        (
            "审批:\n",
            "更正:\n  - {日期: 2026-03-31, 内容: 时间有误}\n置顶: 是\n审批:\n",
        ),
        ("李向前 2026-03-26", "李向前 2026-03-25"),
        ("集合。\n", "集合。  \n"),
    ];
    for (from, to) in free {
        let text = approved.replacen(from, to, 1);
        assert_ne!(text, approved);
        fs::write(root.join(NAME), text).expect("writable");
        assert!(!is_changed(root), "{to}");
    }
    let covered = [
        ("关于祭扫", "关于清明祭扫"),
        ("2026-03-30", "2026-03-31"),
        ("社会公开", "public"),
        ("集合。", "集合！"),
        ("![路线]", "![地图]"),
        ("审批:\n", "责任人: 甲某\n审批:\n"),
    ];
    for (from, to) in covered {
        let text = approved.replacen(from, to, 1);
        assert_ne!(text, approved);
        fs::write(root.join(NAME), text).expect("writable");
        assert!(is_changed(root), "{to}");
    }
    fs::write(root.join(NAME), &approved).expect("writable");
    for file in ["content/notices/路线.txt", "content/notices/图.png"] {
        let before = fs::read(root.join(file)).expect("readable");
        fs::write(root.join(file), "%PDF-1.5").expect("writable");
        assert!(is_changed(root), "{file}");
        fs::write(root.join(file), before).expect("writable");
    }
    assert!(!is_changed(root));
}

#[test]
fn an_entry_moves_with_its_pictures_and_its_branch_is_renamed_and_older_fingerprints_hold() {
    let organization = |name: &str| format!("名称: 甲校党支部\n支部:\n  - {{编号: yi, 名称: {name}}}\n");
    let text = TEXT.replace("附件:", "支部: 第一党支部\n附件:");
    let folder = site(text.as_bytes());
    let root = folder.path();
    let organization_file = root.join("content/organization.yaml");
    fs::write(&organization_file, organization("第一党支部")).expect("writable");
    // As a program wrote it to which places and names counted.
    let older = "{姓名: 孙晓梅, 日期: 2026-03-27, 指纹: 2736fdb37f05b83e2e1d2ab1de7faf42}";
    fs::write(root.join(NAME), text.replace("审核: ", &format!("审核: {older}"))).expect("writable");
    assert!(!is_changed(root));
    fs::write(root.join(NAME), &text).expect("writable");
    assert!(approve(root, "审核").status.success());
    let approved = fs::read_to_string(root.join(NAME)).expect("readable");
    let moved = root.join("content/notices/2026");
    fs::create_dir(&moved).expect("a folder");
    for file in ["2026-03-30-jisao.md", "路线.txt", "图.png"] {
        fs::rename(root.join("content/notices").join(file), moved.join(file)).expect("moved");
    }
    assert!(!is_changed(root));
    fs::write(&organization_file, organization("初中党支部")).expect("writable");
    let moved = moved.join("2026-03-30-jisao.md");
    for name in ["初中党支部", "yi"] {
        fs::write(
            &moved,
            approved.replace("支部: 第一党支部", &format!("支部: {name}")),
        )
        .expect("writable");
        assert!(!is_changed(root), "{name}");
    }
    fs::write(&moved, approved.replace("支部: 第一党支部\n", "")).expect("writable");
    assert!(is_changed(root));
}

#[test]
fn a_changed_entry_is_withheld_or_warned_about() {
    for (rule, published) in [("", false), ("[approval]\nchanged = \"警告\"\n", true)] {
        let folder = site(TEXT.as_bytes());
        let root = folder.path();
        let config = fs::read_to_string(root.join("site.toml")).expect("readable");
        fs::write(root.join("site.toml"), format!("{config}{rule}")).expect("writable");
        fs::write(
            root.join("content/notices/图.png"),
            include_bytes!("../../content/files/school-mark.png"),
        )
        .expect("writable");
        assert!(approve(root, "审核").status.success());
        assert!(approve(root, "审批").status.success());
        let page = root.join("out/web/notices/2026-03-30-jisao.html");
        let build = ["build", "--out", "out", "--date", "2026-04-01"];
        assert!(run(root, &build).status.success());
        assert!(page.is_file());
        let text = fs::read_to_string(root.join(NAME)).expect("readable");
        fs::write(root.join(NAME), text.replace("集合。", "集合！")).expect("writable");
        assert!(run(root, &build).status.success());
        assert_eq!(page.is_file(), published);
    }
}

/// Every form that `new` has.
const FORMS: [&str; 17] = [
    "通知公告", "公示", "征求意见", "会议纪要", "党课", "公开承诺", "学习资料", "页面", "整改销号",
    "任务清单", "党费", "经费", "发展党员", "积分", "光荣榜", "述职评议", "意见建议",
];

/// A picture or a formula that an import could not bring along.
#[test]
fn what_an_import_left_to_be_filled_in_is_not_approved() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert!(run(root, &["init", "."]).status.success());
    let name = "content/notices/2026-03-20-daoru.md";
    for lacking in [
        "（此处补充公式）",
        "（此处补充图片（网上：https://a.example/1.png））",
    ] {
        let text =
            format!("---\n标题: 关于学习的通知\n类型: 通知\n公开范围: 社会公开\n---\n\n甲{lacking}乙\n");
        fs::write(root.join(name), &text).expect("written");
        let step = [
            "approve", name, "--step", "提出", "--name", "李向前", "--date", "2026-03-20",
        ];
        let done = run(root, &step);
        assert!(
            !done.status.success() && said(&done).contains(lacking),
            "{}",
            said(&done)
        );
        assert_eq!(fs::read_to_string(root.join(name)).expect("the entry"), text);
    }
}

#[test]
fn a_draft_that_would_not_hang_long_enough_is_not_approved() {
    let text = TEXT.replace(
        "附件: [路线.txt]\n",
        "类型: 征求意见\n草稿: 是\n截止: 2026-04-02\n",
    );
    let folder = site(text.as_bytes());
    let done = approve(folder.path(), "审核");
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("notice-draft-short"), "{}", said(&done));
    let longer = text.replace("2026-04-02", "2026-05-02");
    fs::write(folder.path().join(NAME), longer).expect("writable");
    assert!(approve(folder.path(), "审核").status.success());
}

#[test]
fn a_form_that_nobody_filled_in_is_not_approved() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert!(run(root, &["init", "."]).status.success());
    for form in FORMS {
        let made = run(
            root,
            &["new", form, &format!("关于{form}"), "--date", "2026-03-20"],
        );
        assert!(made.status.success(), "{form}: {}", said(&made));
        let name = String::from_utf8_lossy(&made.stdout).trim().to_owned();
        let before = fs::read(root.join(&name)).expect("the form");
        let done = run(
            root,
            &[
                "approve", &name, "--step", "提出", "--name", "李向前", "--date", "2026-03-20",
            ],
        );
        assert!(!done.status.success(), "{form}");
        assert!(said(&done).contains("模板里的提示"), "{form}: {}", said(&done));
        assert_eq!(fs::read(root.join(&name)).expect("the form"), before, "{form}");
    }
}

#[test]
fn what_needs_no_approval_and_who_only_sounds_like_somebody_is_refused() {
    let folder = site(TEXT.as_bytes());
    let root = folder.path();
    fs::create_dir_all(root.join("content/pages")).expect("a folder");
    let page = "content/pages/about.md";
    fs::write(
        root.join(page),
        "---\n标题: 关于本站\n日期: 2026-03-20\n---\n\n正文。\n",
    )
    .expect("writable");
    let organization = "名称: 中共青山学校支部委员会\n委员:\n  - {姓名: 孙晓梅, 职务: 书记}\n";
    fs::write(root.join("content/organization.yaml"), organization).expect("writable");
    for (file, name, told) in [(page, "孙晓梅", "不用审批"), (NAME, "孙小梅", "同音不同字")] {
        let before = fs::read(root.join(file)).expect("readable");
        let arguments = [
            "approve", file, "--step", "提出", "--name", name, "--date", "2026-03-27",
        ];
        let done = run(root, &arguments);
        assert!(
            !done.status.success() && said(&done).contains(told),
            "{}",
            said(&done)
        );
        assert_eq!(fs::read(root.join(file)).expect("readable"), before, "{file}");
    }
}

#[test]
fn a_condition_counts_from_the_day_on_which_it_is_met() {
    let text = |review: &str| {
        TEXT.replace(
            "审核: \n  审批: ",
            &format!("审核: {review}\n  审批: 陈立 2026-03-28"),
        )
        .replace("附件: [路线.pdf]\n", "")
    };
    let condition = "{姓名: 孙晓梅, 日期: 2026-03-27, 意见: 同意，时间再核对}";
    let met = "{姓名: 孙晓梅, 日期: 2026-03-27, 意见: 同意，时间再核对, 条件已落实: 李向前 2026-04-02}";
    for (review, day, published) in [
        (condition, "2026-04-02", false),
        (met, "2026-04-01", false),
        (met, "2026-04-02", true),
    ] {
        let folder = site(text(review).replace("![路线](图.png)\n", "").as_bytes());
        let root = folder.path();
        fs::remove_file(root.join("content/notices/图.png")).expect("removable");
        let built = run(root, &["build", "--out", "out", "--date", day]);
        assert!(built.status.success(), "{}", said(&built));
        let page = fs::read_to_string(root.join("out/web/notices/2026-03-30-jisao.html"));
        assert_eq!(page.is_ok(), published, "{review} {day}");
        // Nothing was approved before that day.
        assert!(page.is_ok_and(|page| page.contains("<time datetime=\"2026-04-02\">")) == published);
    }
}
