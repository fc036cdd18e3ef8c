//! Lines with looks and numbers → which are headings, of which level, and which are items.

use super::*;
use crate::import::official::text_of_lines;
use crate::import::text::SourceInline;
use crate::words::rows_give;

/// Every paragraph's role, as `2`–`6` for headings, `-` for an item, `1.` for a numbered one, `t` for text.
fn roles(lines: &str) -> String {
    let mut text = text_of_lines(lines);
    outline(&mut text);
    let roles = text.blocks.iter().map(|block| match block {
        SourceBlock::Paragraph(paragraph) => match paragraph.role {
            ParagraphRole::Heading(level) => level.to_string(),
            ParagraphRole::Item { is_ordered: true, .. } => {
                let label = paragraph.label.as_ref().map(|label| label.text.clone());
                label.unwrap_or_else(|| "?".to_owned())
            }
            ParagraphRole::Item { .. } => "-".to_owned(),
            _ => "t".to_owned(),
        },
        SourceBlock::Table(_) => "|".to_owned(),
        SourceBlock::Rule => "=".to_owned(),
    });
    roles.collect::<Vec<_>>().join(" ")
}

const SENTENCE: &str = "各支部要按照要求认真落实，及时上报情况。";

#[test]
fn a_heading_has_no_colon_behind_it() {
    let mut text = text_of_lines(&format!("#黑会议内容：\n{SENTENCE}\n时间：3月5日"));
    outline(&mut text);
    let said = text.blocks.iter().map(|block| match block {
        SourceBlock::Paragraph(paragraph) => paragraph.plain(),
        _ => String::new(),
    });
    assert_eq!(said.collect::<Vec<_>>(), ["会议内容", SENTENCE, "时间：3月5日"]);
}

#[test]
fn headings_by_number_and_looks() {
    let cases = r"
        // 黑体 and 楷体, as GB/T 9704 has them.
        #黑一、总体要求\n~\n#黑二、主要任务\n~ => 2 t 2 t
        #黑一、总体要求\n#楷（一）指导思想\n~\n#楷（二）基本原则\n~\n#黑二、主要任务\n~ => 2 3 t 3 t 2 t
        #黑一、总体要求\n#楷（一）指导思想\n*1. 坚持原则\n~\n*2. 坚持标准\n~ => 2 3 4 t 4 t
        #黑一、总体要求\n#楷（一）指导思想\n*1. 坚持原则\n*（1）第一\n~ => 2 3 4 5 t
        *一、总体要求\n~\n*二、主要任务\n~ => 2 t 2 t
        *一、总体要求\n*（一）指导思想\n~\n*（二）原则\n~ => 2 3 t 3 t
        #黑一、总体要求。\n~ => 2 t
        #楷（一）加强学习。\n~\n#楷（二）加强管理。\n~ => 2 t 2 t
        #黑一、活动要求：\n~\n#黑二、活动时间：\n~ => 2 t 2 t
        // An address is none.
        *各党支部：\n~\n*各项要求：\n~ => t t 2 t
        // Nothing but numbers.
        一、总体要求\n~\n二、主要任务\n~ => 2 t 2 t
        一、总体要求\n（一）指导思想\n~\n（二）基本原则\n~\n二、主要任务\n~ => 2 3 t 3 t 2 t
        （一）指导思想\n~\n（二）基本原则\n~ => 2 t 2 t
        第一章 总则\n第一条 为规范工作，制定本办法。\n第二章 范围\n第二条 本办法适用于全校。 => 2 t 2 t
        第一章 总则\n第一节 依据\n~\n第二节 范围\n~ => 2 3 t 3 t
        第一部分 总体要求\n一、指导思想\n~\n第二部分 主要任务\n一、学习\n~ => 2 3 t 2 3 t
        1. 学习原著\n~\n2. 交流体会\n~ => t t t t
        一、\n~ => t t
        // Sentences are none.
        一、各支部要加强学习，按时上报。\n二、各支部要加强管理，按时上报。 => t t
        （一）加强学习。各支部要按时学习，不得缺席。\n（二）加强管理。各支部要按时上报。 => t t
        #楷（一）加强学习。各支部要按时学习。\n~ => t t
        一、时间：2026年3月5日\n二、地点：205室\n~ => t t t
        一、讨论换届工作\n二、通报党费\n三、安排党日 => t t t
        一、讨论换届工作\n二、通报党费\n~ => t t t
        一、要求\n~\n二、安排 => 2 t 2
        一、换届；\n二、党费； => t t
        一、陶小满\n二、贾书林\n三、邓海棠\n~ => t t t t
        一年来，支部做了三件事\n~ => t t
        一是加强学习\n~ => t t
        // Marked headings beside plain lines with the same numbers.
        #黑一、总体要求\n~\n一、讨论\n~ => 2 t t t
        *1. 坚持原则\n~\n1. 家访\n2. 听课 => 2 t 1. 2.
        // Bold and centred short lines.
        *活动背景\n~\n*活动安排\n~ => 2 t 2 t
        *一、活动\n*背景\n~\n*二、安排\n~ => 2 3 t 2 t
        *各支部要认真落实。\n~ => t t
        *联系人：何立群\n~ => t t
        ~\n*结束语 => t t
        ~\n^附件标题在这里\n一、范围\n~\n二、要求\n~ => t 2 3 t 3 t
        ^（2026年3月5日）\n~ => t t
        ^2026年3月5日\n~ => t t
        ^文/江雨禾　何秋实\n~ => t t
        ~\n^图1 植树现场 => t t
        >*落款单位\n>2026年3月5日 => t t
        *~\n*一、要求\n*~\n*~\n*~\n*二、安排\n*~ => t 2 t t t 2 t
        // Levels that would be skipped.
        #楷（一）指导思想\n~\n#黑一、总体要求\n#楷（一）原则\n~ => 2 t 2 3 t
        #黑一、要求\n*1. 学习\n~\n*2. 交流\n~ => 2 3 t 3 t
        #黑一、要求\n| a | b |\n#黑二、安排\n~ => 2 | 2 t
        一、要求\n| a | b |\n二、安排\n~ => 2 | 2 t
    ";
    rows_give(cases, |lines| roles(&lines.replace('~', SENTENCE)));
}

#[test]
fn items_by_bullets_and_numbers_that_count_up() {
    let cases = r"
        1. 学习原著\n2. 交流体会\n3. 撰写心得 => 1. 2. 3.
        1.学习原著\n2.交流体会 => 1. 2.
        １．学习原著\n２．交流体会 => 1. 2.
        3. 学习原著\n4. 交流体会 => 3. 4.
        1. 学习原著\n3. 交流体会 => t t
        1. 学习原著\n1. 交流体会 => t t
        1. 各支部要学习。\n2. 各支部要交流。 => 1. 2.
        1、学习原著\n2、交流体会 => t t
        （1）学习原著\n（2）交流体会 => t t
        ①学习原著\n②交流体会 => t t
        1. 学习原著 => t
        1. 学习原著\n~\n2. 交流体会 => t t t
        1. 学习\n2. 交流\n~\n1. 家访\n2. 听课 => 1. 2. t 1. 2.
        ● 学习原著\n● 交流体会 => - -
        •学习原著 => -
        ◆学习\n■交流 => - -
        ● => t
        ★★★★ => t
        2026.3.5\n2026.3.6 => t t
        1.5万元\n2.5万元 => t t
        1.\n2. => t t
    ";
    rows_give(cases, |lines| roles(&lines.replace('~', SENTENCE)));
}

#[test]
fn a_typed_number_becomes_a_label_and_its_words_stay() {
    let mut text = text_of_lines("  1. 学习原著\n2．交流体会");
    outline(&mut text);
    let said = text.blocks.iter().filter_map(|block| match block {
        SourceBlock::Paragraph(paragraph) => {
            let label = paragraph.label.as_ref().map_or("", |label| &label.text);
            Some(format!("{label}/{}", plain(&paragraph.inlines)))
        }
        _ => None,
    });
    assert_eq!(said.collect::<Vec<_>>(), ["1./学习原著", "2./交流体会"]);
}

/// Levels of headings of styles, with their words.
fn styled(headings: &[(u8, &str)]) -> Vec<u8> {
    let mut text = ImportedText::default();
    for (level, words) in headings {
        for (role, words) in [
            (ParagraphRole::Heading(*level), *words),
            (ParagraphRole::Text, SENTENCE),
        ] {
            text.blocks.push(SourceBlock::Paragraph(SourceParagraph {
                role,
                inlines: vec![SourceInline::text(words)],
                ..SourceParagraph::default()
            }));
        }
    }
    outline(&mut text);
    let levels = text.blocks.iter().filter_map(|block| match block {
        SourceBlock::Paragraph(SourceParagraph {
            role: ParagraphRole::Heading(level),
            ..
        }) => Some(*level),
        _ => None,
    });
    levels.collect()
}

#[test]
fn levels_of_styles_begin_at_two_and_none_is_skipped() {
    type Styled = (&'static [(u8, &'static str)], &'static [u8]);
    let cases: [Styled; 9] = [
        (&[(1, "甲"), (1, "乙")], &[2, 2]),
        (&[(1, "甲"), (2, "乙"), (3, "丙")], &[2, 3, 4]),
        (&[(2, "甲"), (3, "乙"), (2, "丙")], &[2, 3, 2]),
        (&[(1, "甲"), (3, "乙"), (3, "丙"), (1, "丁")], &[2, 3, 3, 2]),
        (&[(3, "甲"), (1, "乙"), (3, "丙")], &[2, 2, 3]),
        (&[(1, "一、甲"), (2, "（一）乙"), (1, "二、丙")], &[2, 3, 2]),
        (&[(1, "一、甲"), (2, "乙"), (2, "丙")], &[2, 3, 3]),
        (
            &[(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"), (6, "f")],
            &[2, 3, 4, 5, 6],
        ),
        (&[(4, "甲")], &[2]),
    ];
    for (headings, expected) in cases {
        assert_eq!(styled(headings), expected, "{headings:?}");
    }
}

#[test]
fn automatic_labels_count_as_typed_ones() {
    let label = |text: &str, is_bullet| {
        Some(NumberLabel {
            text: text.to_owned(),
            level: 0,
            is_bullet,
        })
    };
    let mut text = text_of_lines("要求\n各支部要落实，及时上报。\n安排\n学习\n交流\n清单");
    for (block, number) in text.blocks.iter_mut().zip(["一、", "", "二、", "1.", "2.", "•"]) {
        if let SourceBlock::Paragraph(paragraph) = block {
            paragraph.label = label(number, number == "•").filter(|label| !label.text.is_empty());
        }
    }
    outline(&mut text);
    let roles = text.blocks.iter().filter_map(|block| match block {
        SourceBlock::Paragraph(paragraph) => Some(paragraph.role),
        _ => None,
    });
    let item = |is_ordered| ParagraphRole::Item { level: 0, is_ordered };
    let expected = [
        ParagraphRole::Heading(2),
        ParagraphRole::Text,
        ParagraphRole::Heading(2),
        item(true),
        item(true),
        item(false),
    ];
    assert_eq!(roles.collect::<Vec<_>>(), expected);
}

#[test]
fn what_stands_below_a_picture_is_its_caption() {
    let roles = |lines: &str| {
        let mut text = text_of_lines(lines);
        for block in &mut text.blocks {
            if let SourceBlock::Paragraph(paragraph) = block
                && let Some(picture) = match paragraph.plain().as_str() {
                    "［图］" => Some(SourceInline::Picture(0)),
                    "［没有保存的图］" => Some(SourceInline::Missing("图片".to_owned())),
                    "［连着网页的图］" => Some(SourceInline::Link {
                        address: "https://example.cn/".to_owned(),
                        inlines: vec![SourceInline::Picture(0)],
                    }),
                    _ => None,
                }
            {
                paragraph.inlines = vec![picture];
            }
        }
        outline(&mut text);
        let roles = text.blocks.iter().map(|block| match block {
            SourceBlock::Paragraph(paragraph) => matches!(paragraph.role, ParagraphRole::Heading(_)),
            _ => false,
        });
        roles.map(u8::from).map(|is| is.to_string()).collect::<String>()
    };
    for (lines, expected) in [
        ("^［图］\n^#楷党员在活动室重温入党誓词\n~", "000"),
        ("^［图］\n^图为党员在活动室重温入党誓词\n~", "000"),
        ("^［图］\n^▲党员志愿者清扫文昌路\n~", "000"),
        ("^▲党员志愿者清扫文昌路\n^［图］\n~", "000"),
        ("^图一：党员志愿者清扫文昌路\n^［图］\n~", "000"),
        ("^［没有保存的图］\n^#楷党员在活动室重温入党誓词\n~", "000"),
        ("^［连着网页的图］\n^党员在活动室重温入党誓词\n~", "000"),
        // A second text's title, and one that stands further down.
        ("^［图］\n^#标题主题党日活动安排\n~", "010"),
        ("^［图］\n~\n^#楷党员在活动室重温入党誓词\n~", "0010"),
        ("^［图］\n^党员重温入党誓词\n^#楷志愿服务活动安排\n~", "0010"),
    ] {
        assert_eq!(roles(&lines.replace('~', SENTENCE)), expected, "{lines}");
    }
}
