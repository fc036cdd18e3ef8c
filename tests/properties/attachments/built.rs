//! Attachments through the whole program: what stands in the output, under which name, and what stops a build.

use std::collections::BTreeMap;

use crate::support::office::Office;
use crate::support::{Files, build};

const SITE: &str = "title = \"青禾实验学校\"\norganizer = \"中共青禾实验学校总支部委员会\"\ntelephone = \"0799-6600456\"\n\
    [editions.web]\ntitle = \"党务公开\"\naudience = \"社会公开\"\noutput = \"out\"\n";

const ENTRY: &str = "---\n标题: 关于征求意见的通知\n日期: 2026-03-02\n公开范围: 社会公开\n\
    附件:\n  - {名称: \"意见: 反馈表\", 文件: 反馈表.docx}\n审批:\n  提出: 方一鸣 2026-03-01\n  保密审查: 何文静 2026-03-01\n  \
    审核: 宋建平 2026-03-01\n  审批: 郑国安 2026-03-01\n---\n\n请填写附件。\n";

fn site(document: Vec<u8>) -> Files {
    BTreeMap::from([
        ("site.toml".to_owned(), SITE.into()),
        ("content/notices/2026-03-02-yijian.md".to_owned(), ENTRY.into()),
        ("content/notices/反馈表.docx".to_owned(), document),
    ])
}

#[test]
fn an_attachment_is_published_clean_under_a_name_in_pinyin_and_saved_under_its_own() {
    let document = Office::docx("<w:p w:rsidR=\"00AB12CD\"><w:r><w:t>意见</w:t></w:r></w:p>")
        .part(
            "docProps/core.xml",
            "core",
            "<coreProperties><creator>zuozhe</creator></coreProperties>",
        )
        .relation("", "core-properties", "docProps/core.xml")
        .build();
    let built = build(&site(document.clone()), "2026-03-31").sound();
    let page = built.text("notices/2026-03-02-yijian.html");
    assert!(page.contains("download=\"意见： 反馈表.docx\""), "{page}");
    let published: Vec<_> = built
        .output
        .iter()
        .filter(|(address, _)| address.ends_with(".docx"))
        .collect();
    let [(address, bytes)] = published.as_slice() else {
        panic!("one attachment is published: {published:?}");
    };
    assert!(address.is_ascii(), "{address}");
    assert_ne!(**bytes, document);
    for (name, part) in crate::support::office::unpacked(bytes) {
        let text = String::from_utf8_lossy(&part);
        assert!(
            !text.contains("zuozhe") && !text.contains("00AB12CD"),
            "{name}: {text}"
        );
    }
    let size = format!("{} B", bytes.len());
    assert!(
        page.contains(&size),
        "the page tells the size of what is published: {size}"
    );
}

#[test]
fn an_attachment_with_changes_that_nobody_accepted_is_not_published() {
    let document =
        Office::docx("<w:p><w:del w:author=\"甲\"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>")
            .build();
    let built = build(&site(document), "2026-03-31");
    let errors: Vec<_> = built
        .report
        .sorted()
        .into_iter()
        .filter(|one| one.code.name.starts_with("attachment"))
        .collect();
    let [error] = errors.as_slice() else {
        panic!("it is told once: {errors:?}");
    };
    assert_eq!(error.code.name, "attachment-tracked");
    let place = error.place.as_ref().expect("a place");
    assert_eq!((place.path.name(), place.line), ("2026-03-02-yijian.md", 6));
    assert!(!built.output.keys().any(|address| address.ends_with(".docx")));
}
