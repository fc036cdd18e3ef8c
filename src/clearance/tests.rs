//! What keeps a document back, in each mode.

use super::*;
use crate::read::{FileBytes, Found, Tree, library};
use crate::words::{Day, Kind, Report, SourcePath, Step};

const SITE: &str = "title = \"甲\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n";

/// A notice of these fields, and the site it stands in.
fn read(fields: &str) -> library::Library {
    let found = |path: &str, text: String| Found {
        path: SourcePath::new(path).expect("a path"),
        content: FileBytes::Memory(text.into_bytes().into()),
    };
    let text = format!("---\n标题: 甲\n公开范围: 社会公开\n{fields}---\n\n正文。\n");
    let tree = Tree {
        config: Some(found("site.toml", SITE.into())),
        entries: vec![(Kind::Notice, found("content/notices/a.md", text))],
        ..Tree::default()
    };
    let mut report = Report::new();
    let library = library::read(&tree, Day::of("2026-03-31"), &mut report).expect("a site");
    assert!(!report.has_errors(), "{:?}", report.sorted());
    library
}

/// Whether the notice is shown on a day in each mode: publication, rehearsal, preview.
fn shown(library: &library::Library, on: &str) -> [bool; 3] {
    [Mode::Publish, Mode::Rehearse, Mode::Preview].map(|mode| {
        let rules = Rules {
            edition: &library.config.editions[0],
            approval: &library.config.approval,
            day: Day::of(on),
            mode,
        };
        matches!(clear(&library.documents[0], &rules), Verdict::Open(_))
    })
}

const STEPS: &str = "审批: {提出: 张甲 2026-03-01, 保密审查: 李乙 2026-03-01, 审核: 王丙 2026-03-02, 审批: 赵丁 2026-03-03}\n";

#[test]
fn a_publicity_that_has_not_begun_is_in_the_preview_alone() {
    let fields = format!(
        "日期: 2026-03-04\n类型: 公示\n受理: {{单位: 办公室, 电话: 0799-6660000}}\n公示期: {{开始: 2026-03-09, 截止: 2026-03-13}}\n{STEPS}"
    );
    let library = read(&fields);
    for (on, expected) in [
        ("2026-03-08", [false, false, true]),
        ("2026-03-09", [true; 3]),
        ("2026-03-13", [true; 3]),
        ("2026-03-14", [false; 3]),
    ] {
        assert_eq!(shown(&library, on), expected, "{on}");
    }
}

#[test]
fn every_step_of_an_approval_has_to_be_past() {
    let mut library = read(&format!("日期: 2026-03-01\n{STEPS}"));
    assert_eq!(shown(&library, "2026-03-02"), [false, true, true]);
    assert_eq!(shown(&library, "2026-03-03"), [true; 3]);
    // The steps in another order than their days: whichever is the latest counts.
    for late in Step::ALL {
        let document = Arc::make_mut(&mut library.documents[0]);
        for approval in &mut document.common.approval {
            approval.date = match approval.step == late {
                true => Day::of("2026-03-05"),
                false => Day::of("2026-03-01"),
            };
        }
        assert_eq!(shown(&library, "2026-03-04"), [false, true, true], "{late:?}");
        assert_eq!(shown(&library, "2026-03-05"), [true; 3], "{late:?}");
    }
}
