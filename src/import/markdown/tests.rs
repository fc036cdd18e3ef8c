//! Blocks → Markdown → what a reader sees: the same words, and the same structure.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::text::{Alignment, NumberLabel, ParagraphLook, SourceCell, SourcePicture, SourceTable};
use super::*;
use crate::markdown::{ChineseRules, parse};
use crate::words::{Report, SourcePath, SourceText};

fn styled(text: &str, style: TextStyle) -> SourceInline {
    SourceInline::Text {
        text: text.to_owned(),
        style,
    }
}

fn words(text: &str) -> SourceInline {
    styled(text, TextStyle::default())
}

fn paragraph(role: ParagraphRole, label: &str, inlines: Vec<SourceInline>) -> SourceBlock {
    let label = (!label.is_empty()).then(|| NumberLabel {
        text: label.to_owned(),
        level: 0,
        is_bullet: label == "•",
    });
    SourceBlock::Paragraph(SourceParagraph {
        role,
        label,
        inlines,
        ..SourceParagraph::default()
    })
}

fn said(text: &str) -> SourceBlock {
    paragraph(ParagraphRole::Text, "", vec![words(text)])
}

fn written(blocks: Vec<SourceBlock>) -> String {
    let text = ImportedText {
        blocks,
        ..ImportedText::default()
    };
    markdown(&text, &[])
}

/// What readers of the Markdown see: its HTML with `{}` for addresses of files, its words, and what was complained of.
fn shown(markdown: &str) -> (String, String, Vec<&'static str>) {
    let path = SourcePath::new("content/notices/a.md").expect("a path");
    let source = SourceText {
        path,
        text: Arc::from(markdown),
    };
    let mut report = Report::new();
    let body = parse(&source, 0..markdown.len(), &ChineseRules::default(), &mut report);
    let complaints = report
        .sorted()
        .iter()
        .map(|complaint| complaint.code.name)
        .collect();
    (body.html, body.plain.into_string(), complaints)
}

/// The words of a text without its white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn what_looks_like_marks_stays_text() {
    for text in [
        "# 不是标题",
        "- 不是列表",
        "1. 不是列表",
        "12) 不是列表",
        "> 不是引用",
        "---",
        "===",
        "***",
        "| 甲 | 乙 |",
        "138****1234，**县，***总书记",
        "a_b_c 和 _着重_ 和 ____ 年",
        "[链接](http://a.cn) [^1] [ ] [x] 和 ![图](b.png)",
        "9:00~11:00，14:00~16:00，~~删~~",
        "`代码` 和 ```",
        "~~~",
        "<b>不是</b> <!-- 不是 --> <?php ?> a < b > c",
        "&amp; &#20013; &copy; A&B",
        "\\* \\n C:\\Users\\张",
        "http://www.example.edu.cn/a_b?c=1&d=2",
        "+ 不是",
        ": 不是",
        "：是冒号",
        "｜ 全角",
    ] {
        let (html, plain, _) = shown(&written(vec![said(text), said("第二段。")]));
        assert_eq!(bare(&plain), bare(text) + "第二段。", "{html}");
        assert!(
            html.starts_with("<p>") && html.matches("<p>").count() == 2,
            "{text}: {html}"
        );
    }
}

#[test]
fn blocks_are_what_they_were() {
    let bold = TextStyle {
        is_bold: true,
        ..TextStyle::default()
    };
    let item = |level, is_ordered| ParagraphRole::Item { level, is_ordered };
    let text = ParagraphRole::Text;
    for (blocks, markdown) in [
        (
            vec![
                paragraph(ParagraphRole::Heading(2), "一、", vec![styled("总体要求", bold)]),
                paragraph(
                    text,
                    "（一）",
                    vec![words("第一行"), SourceInline::Break, words("第二行")],
                ),
            ],
            "## 一、总体要求\n\n（一）第一行\\\n第二行\n",
        ),
        (
            vec![
                paragraph(item(0, true), "3.", vec![words("第三")]),
                paragraph(item(1, false), "•", vec![words("其中")]),
                paragraph(item(0, true), "4.", vec![words("第四")]),
                said("完"),
            ],
            "3. 第三\n   - 其中\n4. 第四\n\n完\n",
        ),
        (
            vec![
                paragraph(item(0, true), "1.", vec![words("甲")]),
                paragraph(item(0, true), "1.", vec![words("另一个")]),
                paragraph(item(0, true), "1.", vec![words("再一个")]),
            ],
            "1. 甲\n\n1) 另一个\n\n1. 再一个\n",
        ),
        (
            vec![
                paragraph(text, "•", vec![words("甲")]),
                paragraph(text, "•", vec![words("乙")]),
            ],
            "- 甲\n- 乙\n",
        ),
        (
            vec![paragraph(text, "1.", vec![words("单独一条")])],
            "1.单独一条\n",
        ),
        (
            vec![paragraph(
                text,
                "",
                vec![words("请于"), styled("  3月5日 ", bold), words("前报")],
            )],
            "请于  **3月5日** 前报\n",
        ),
        (
            vec![
                SourceBlock::Rule,
                paragraph(ParagraphRole::Quote, "", vec![words("引")]),
                SourceBlock::Rule,
                SourceBlock::Rule,
                said("文"),
                SourceBlock::Rule,
            ],
            "> 引\n\n---\n\n文\n",
        ),
        (
            vec![paragraph(
                ParagraphRole::Preformatted,
                "",
                vec![words("a```b"), SourceInline::Break, words("c")],
            )],
            "````\na```b\nc\n````\n",
        ),
        (
            vec![paragraph(
                text,
                "",
                vec![
                    SourceInline::Link {
                        address: "https://a.cn/b c>".to_owned(),
                        inlines: vec![words("看[这里]")],
                    },
                    SourceInline::Missing("公式".to_owned()),
                ],
            )],
            "[看\\[这里\\]](https://a.cn/b%20c%3E)（此处补充公式）\n",
        ),
        (vec![said("　"), said("")], ""),
    ] {
        assert_eq!(written(blocks), markdown);
        let (.., complaints) = shown(markdown);
        assert!(complaints.is_empty(), "{markdown}: {complaints:?}");
    }
}

fn cell(text: &str, columns: usize, rows: usize) -> SourceCell {
    SourceCell {
        columns,
        rows,
        blocks: text.split('\n').map(said).collect(),
    }
}

#[test]
fn tables_are_rows_of_bars_unless_cells_span_others() {
    let table = |rows: Vec<Vec<SourceCell>>| {
        written(vec![SourceBlock::Table(SourceTable {
            rows,
            heading_rows: 1,
        })])
    };
    let plain = table(vec![
        vec![cell("支部", 1, 1), cell("应缴|实缴", 1, 1)],
        vec![cell("第一\n支部", 1, 1), cell("1,200.00", 1, 1)],
    ]);
    assert_eq!(
        plain,
        "| 支部 | 应缴\\|实缴 |\n| --- | ---: |\n| 第一<br>支部 | 1,200.00 |\n"
    );
    let (html, ..) = shown(&plain);
    assert!(html.contains("<th") && html.contains("应缴|实缴"), "{html}");
    let merged = table(vec![
        vec![cell("项目", 1, 2), cell("<金额>", 2, 1)],
        vec![cell("应", 1, 1), cell("实", 1, 1)],
    ]);
    let (html, plain, complaints) = shown(&merged);
    assert!(
        html.contains("colspan=\"2\"") && html.contains("rowspan=\"2\""),
        "{html}"
    );
    assert_eq!(bare(&plain), "项目<金额>应实");
    assert!(complaints.is_empty());
    assert_eq!(table(vec![vec![cell("框里的话", 1, 1)]]), "框里的话\n");
    assert_eq!(table(vec![vec![cell("", 1, 1), cell("", 1, 1)]]), "");
}

#[test]
fn notes_and_pictures_stand_where_they_were() {
    let inlines = vec![
        words("文"),
        SourceInline::Note(1),
        words("字"),
        SourceInline::Note(0),
        SourceInline::Picture(0),
        SourceInline::Picture(1),
    ];
    let caption = SourceBlock::Paragraph(SourceParagraph {
        look: ParagraphLook {
            side: Alignment::Centre,
            ..ParagraphLook::default()
        },
        inlines: vec![words("植树现场")],
        ..SourceParagraph::default()
    });
    let picture = |alt: &str| SourcePicture {
        ending: "png".to_owned(),
        bytes: [].into(),
        alt: alt.to_owned(),
    };
    let text = ImportedText {
        blocks: vec![paragraph(ParagraphRole::Text, "", inlines), caption],
        notes: vec![vec![said("甲")], vec![said("乙"), said("丙")]],
        pictures: vec![picture(""), picture("一面旗")],
        ..ImportedText::default()
    };
    let markdown = markdown(&text, &["图-1.png".to_owned(), "图-2.png".to_owned()]);
    assert_eq!(
        markdown,
        "文[^1]字[^2]![植树现场](图-1.png)![一面旗](图-2.png)\n\n植树现场\n\n[^1]: 乙\n\n    丙\n\n[^2]: 甲\n"
    );
    let (html, ..) = shown(&markdown);
    assert!(html.contains("植树现场") && html.contains("丙"), "{html}");
}

#[test]
fn captions_of_word_are_those_of_pictures_and_not_of_tables() {
    for (role, text, expected) in [
        (
            ParagraphRole::Caption,
            "图 1 植树现场",
            "![图 1 植树现场](图.png)",
        ),
        (ParagraphRole::Caption, "植树现场。", "![植树现场。](图.png)"),
        (ParagraphRole::Caption, "表 1 植树名单", "![](图.png)"),
        (ParagraphRole::Text, "表1 植树名单", "![](图.png)"),
        (ParagraphRole::Text, "植树现场", "![](图.png)"),
    ] {
        let mut below = paragraph(role, "", vec![words(text)]);
        if let SourceBlock::Paragraph(below) = &mut below
            && text.starts_with('表')
        {
            below.look.side = Alignment::Centre;
        }
        let text = ImportedText {
            blocks: vec![
                paragraph(ParagraphRole::Text, "", vec![SourceInline::Picture(0)]),
                below,
            ],
            pictures: vec![SourcePicture {
                ending: "png".to_owned(),
                bytes: [].into(),
                alt: String::new(),
            }],
            ..ImportedText::default()
        };
        let written = markdown(&text, &["图.png".to_owned()]);
        assert!(written.starts_with(&format!("{expected}\n\n")), "{written}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever characters paragraphs are made of, the same are shown.
    #[test]
    fn any_text_is_shown_as_it_was(paragraphs in prop::collection::vec("[-#>+=*_~`|:!<>&;\\\\\\[\\](){}0-9.a-z 甲乙，。：“”（）、　\t]{1,24}", 1..5)) {
        let markdown = written(paragraphs.iter().map(|text| said(text)).collect());
        let (html, plain, _) = shown(&markdown);
        let expected: String = paragraphs.iter().map(|text| bare(text)).collect();
        prop_assert_eq!(bare(&plain), expected, "{}\n{}", markdown, html);
    }

    /// In headings, items, cells and bold too.
    #[test]
    fn any_text_is_shown_wherever_it_stands(text in "[-#>+=*_~`|:!<>&;\\\\\\[\\](){}0-9.a-z 甲乙，。：“”（）]{1,16}") {
        let bold = TextStyle { is_bold: true, ..TextStyle::default() };
        for block in [
            paragraph(ParagraphRole::Heading(2), "", vec![words(&text)]),
            paragraph(ParagraphRole::Item { level: 0, is_ordered: true }, "1.", vec![words(&text)]),
            paragraph(ParagraphRole::Text, "", vec![words("甲"), styled(&text, bold), words("乙")]),
            SourceBlock::Table(SourceTable { rows: vec![vec![cell("甲", 1, 1), cell(&text, 1, 1)]], heading_rows: 1 }),
            SourceBlock::Table(SourceTable { rows: vec![vec![cell("甲", 2, 1), cell(&text, 1, 1)]], heading_rows: 1 }),
        ] {
            let markdown = written(vec![block]);
            let (html, plain, _) = shown(&markdown);
            prop_assert!(bare(&plain).contains(&bare(&text)), "{}\n{}\n{}", markdown, html, plain);
        }
    }
}
