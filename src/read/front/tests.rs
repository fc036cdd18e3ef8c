//! Where the fields of a file begin and end.

use super::*;
use crate::words::{SourceText, fixed_text};

/// The hints about a file, and what its certain changes make of it.
fn said(path: &str, text: &str) -> (Vec<String>, String) {
    let source = SourceText::of(path, text);
    let faults = Faults::new(&source);
    let _ = match source.path.extension().as_str() {
        "md" => read(&faults).map(|front| front.root),
        _ => read_data(&faults),
    };
    let report = faults.finish();
    let all = report.sorted();
    let fixes: Vec<&Fix> = all.iter().filter_map(|said| said.fix.as_ref()).collect();
    let certain: Vec<&Fix> = fixes.into_iter().filter(|fix| fix.is_certain).collect();
    let hints = all.iter().flat_map(|said| said.hints.clone()).collect();
    (hints, fixed_text(&source, &certain).text)
}

#[test]
fn an_empty_line_between_the_fields_is_not_their_end() {
    let page = |rule: &str| {
        format!("---\n标题: 甲\n日期: 2026-10-12\n\n排序: 1\n责任人: 乙\n{rule}\n监督电话：0931-6600123\n")
    };
    let (_, mended) = said("content/pages/a.md", &page(""));
    assert_eq!(mended, page("---\n"));
    // What the kind has no field for begins the text.
    let notice =
        |rule: &str| format!("---\n标题: 甲\n类型: 通知\n{rule}\n时间: 周五\n地点: 一楼\n\n请参加。\n");
    assert_eq!(said("content/notices/a.md", &notice("")).1, notice("---\n"));
    // A meeting's minutes may begin so.
    for begin in ["时间：周五\n地点：一楼\n", "标题: 乙\n"] {
        let meeting = format!("---\n标题: 甲\n类型: 支委会\n\n{begin}\n会议研究。\n");
        let (hints, mended) = said("content/meetings/a.md", &meeting);
        assert_eq!((hints.len(), mended), (1, meeting));
    }
}

#[test]
fn a_fence_around_the_file_is_taken_away() {
    let meeting = "---\n标题: 甲\n日期: 2026-03-12\n---\n\n正文。\n";
    let fenced = format!("```markdown\n{meeting}```\n");
    let (hints, mended) = said("content/meetings/a.md", &fenced);
    assert_eq!(hints, ["删去这一行和第 8 行的“```”"]);
    assert_eq!(mended, meeting);
    let ledger = "标题: 甲\n台账: 经费\n";
    let (hints, mended) = said("content/ledgers/a.yaml", &format!("```yaml\n{ledger}```\n"));
    assert_eq!(hints, ["删去这一行和第 4 行的“```”"]);
    assert_eq!(mended, ledger);
    // With code of its own inside, it is not certain which ends what.
    let more = format!("```\n{meeting}```\n代码\n```\n```\n");
    assert_eq!(said("content/meetings/a.md", &more).1, more);
    assert!(
        said("content/meetings/a.md", &format!("{meeting}```\n代码\n```\n"))
            .0
            .is_empty()
    );
}

#[test]
fn a_line_of_text_in_a_file_of_fields_is_told_where_it_stands() {
    let ledger = "标题: 甲\n台账: 经费\n审批:\n  提出: 乙 2026-03-12\n";
    let before = format!("2026年党费台账\n{ledger}");
    let behind = format!("{ledger}\n以上为前三季度的情况。\n");
    for text in [before, behind] {
        assert_eq!(said("content/ledgers/a.yaml", &text).0, [NO_TEXT], "{text}");
    }
    for text in [
        ledger.to_owned(),
        format!("# 甲\n{ledger}\n# 乙\n"),
        format!("{ledger}\n标签:\n- 党费\n"),
    ] {
        assert!(said("content/ledgers/a.yaml", &text).0.is_empty(), "{text}");
    }
}
