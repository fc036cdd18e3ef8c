//! What stands below a text: 附件说明, 落款 and 成文日期, placed as GB/T 9704—2012 says in 7.3.4 and 7.3.5.

use super::blocks::{Block, Marker, Paragraph};
use super::breaks::{Span, natural_width};
use super::geometry::{BODY, Geometry, ratio};
use super::measure::EM;
use super::sheet::{Align, Style};
use super::{Closing, PaperText, title};
use crate::words::ends_with_any;

/// Between two lengths that are rounded in different ways, so that no line breaks for the last micrometre.
const HAIR: i32 = 10;

/// 附件说明: one row below the text, two characters from the edge; names begin below each other, and end without a
/// mark.
pub(super) fn attachments(names: &[&str]) -> Vec<Block> {
    if names.is_empty() {
        return Vec::new();
    }
    let number = |place: usize| match names.len() {
        1 => String::new(),
        _ => format!("{}.", place + 1),
    };
    let numbers = match names.len() {
        1 => 0,
        // `1.` is three quarters of a character wide, `10.` one and a quarter.
        2..10 => EM,
        _ => 2 * EM,
    };
    let mut blocks = vec![Block::Space(1)];
    for (place, name) in names.iter().enumerate() {
        let (before, room) = if place == 0 {
            ("附件：", 3 * EM)
        } else {
            ("", 0)
        };
        let paragraph = Paragraph {
            left: 5 * EM + numbers,
            marker: Some(Marker {
                text: format!("{before}{}", number(place)),
                width: room + numbers,
                style: Style::Marker,
            }),
            ..Paragraph::of(*name)
        };
        blocks.push(Block::Text(paragraph));
    }
    blocks
}

/// What the names of units end with that sign together.
const UNITS: [&str; 19] = [
    "会", "委", "部", "校", "园", "小学", "中学", "大学", "处", "室", "科", "组", "局", "院", "站", "队",
    "团", "中心", "社",
];

/// Whoever signs, each by itself where several units do: no part of a name is one, nor is a person.
fn signers(signed_by: &str) -> Vec<&str> {
    let names: Vec<&str> = signed_by.split('、').map(str::trim).collect();
    let is_unit = |name: &&str| name.chars().count() > 2 && ends_with_any(name, &UNITS);
    match names.len() > 1 && names.iter().all(is_unit) {
        true => names,
        false => vec![signed_by],
    }
}

/// How much smaller than the text a name is set so that it stands on one line, in hundredths.
const SMALLER: i32 = 80;

/// Names that are too wide for a line, the widest by so much: in smaller type where a little is enough, else broken where a
/// word ends.
fn too_wide(names: &[&str], (widest, whole): (i32, i32)) -> Vec<Block> {
    let smaller = ratio(BODY, whole - HAIR, widest);
    let is_line = smaller * 100 >= BODY * SMALLER;
    let set = |name: &&str| {
        Block::Text(Paragraph {
            spans: vec![Span::plain(match is_line {
                true => (*name).to_owned(),
                false => title::lines(name, whole).join("\n"),
            })],
            style: Style::Closing,
            size: if is_line { smaller } else { BODY },
            align: Align::Centre,
            ..Paragraph::default()
        })
    };
    names.iter().map(set).collect()
}

/// 落款 and 成文日期, with the empty rows above them; several that sign stand below each other.
pub(super) fn closing(text: &PaperText<'_>, geometry: &Geometry) -> Vec<Block> {
    let Some(closing) = &text.closing else {
        return Vec::new();
    };
    let whole = geometry.characters * EM;
    let date = closing.signed_on.chinese();
    let names = signers(closing.signed_by);
    let widest = names.iter().map(|name| wide(name)).max().unwrap_or(0);
    let widths = (widest, wide(&date));
    let (name_left, date_left) = if closing.sealed {
        sealed(whole, widths)
    } else {
        unsealed(whole, widths)
    };
    let line = |words: &str, left: i32| {
        Block::Text(Paragraph {
            style: Style::Closing,
            left,
            align: if left == 0 { Align::Centre } else { Align::Left },
            ..Paragraph::of(words)
        })
    };
    let mut blocks = vec![Block::Space(room_above(closing))];
    match () {
        () if closing.signed_by.is_empty() => {}
        () if widest > whole => blocks.extend(too_wide(&names, (widest, whole))),
        () => blocks.extend(names.iter().map(|name| line(name, name_left))),
    }
    blocks.push(line(&date, date_left));
    blocks
}

/// A seal of 42 mm whose middle is a little above the two lines begins within a row of the text; without one, a row
/// stays free.
fn room_above(closing: &Closing<'_>) -> i32 {
    if closing.sealed { 2 } else { 1 }
}

fn wide(words: &str) -> i32 {
    natural_width(&[Span::plain(words)], false)
}

/// 7.3.5.1: 成文日期一般右空四字编排…署名…以成文日期为准居中编排.
fn sealed(whole: i32, (name, date): (i32, i32)) -> (i32, i32) {
    let date_left = whole - 4 * EM - date;
    let name_left = date_left + (date - name) / 2;
    // A long name stays within the block.
    (name_left.min(whole - name - HAIR).max(0), date_left)
}

/// 7.3.5.2: 署名右空二字，成文日期首字比署名首字右移二字；如成文日期长于署名，应当使成文日期右空二字编排，并相应增加署名右空字数.
fn unsealed(whole: i32, (name, date): (i32, i32)) -> (i32, i32) {
    let name_left = whole - 2 * EM - name;
    let latest = whole - 2 * EM - date;
    if name_left + 2 * EM <= latest {
        return (name_left.max(0), name_left.max(0) + 2 * EM);
    }
    (name_left.min(latest - 2 * EM).max(0), latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates_stand_where_the_standard_says() {
        // 2026年11月20日 is 7 characters wide.
        let date = wide("2026年11月20日");
        assert_eq!(date, 7_000);
        // The name is longer than the date: two characters free, the date two further in.
        assert_eq!(unsealed(28_000, (16_000, date)), (10_000, 12_000));
        // The date is longer: two characters free, the name two further out.
        assert_eq!(unsealed(28_000, (5_000, date)), (17_000, 19_000));
        // Nine characters and two more than the date end at the same place.
        assert_eq!(unsealed(28_000, (9_000, date)), (17_000, 19_000));
        // Wider than the block: from the edge on, and the date at its place.
        assert_eq!(unsealed(28_000, (40_000, date)), (0, 2_000));
        // Sealed: the name's middle is the date's.
        assert_eq!(sealed(28_000, (5_000, date)), (18_000, 17_000));
        assert_eq!(sealed(28_000, (9_000, date)), (16_000, 17_000));
        assert_eq!(sealed(28_000, (15_000, date)), (12_990, 17_000));
        assert_eq!(sealed(28_000, (16_000, date)), (11_990, 17_000));
        assert_eq!(sealed(28_000, (40_000, date)), (0, 17_000));
    }

    #[test]
    fn units_that_sign_together_stand_below_each_other_and_no_name_is_parted() {
        let apart = |signed_by: &'static str| signers(signed_by).len();
        assert_eq!(
            signers("中共青山实验学校总支部委员会、青山实验学校工会委员会、共青团青山实验学校委员会"),
            [
                "中共青山实验学校总支部委员会",
                "青山实验学校工会委员会",
                "共青团青山实验学校委员会"
            ]
        );
        assert_eq!(["教务处、德育处", "第一党支部、第二党支部"].map(apart), [2, 2]);
        let whole = [
            "第一、第二党支部",
            "张三、李四",
            "小学语文、数学教研组",
            "教务处（小学部、初中部）",
            "党委、行政办公室",
            "中共某校支部委员会",
        ];
        assert_eq!(whole.map(apart), [1; 6]);
    }

    #[test]
    fn a_name_that_is_a_little_too_wide_is_smaller_and_a_longer_one_is_broken_at_a_word() {
        let set = |name: &str, characters: i32| -> Vec<(String, bool)> {
            let widths = (wide(name), characters * EM);
            let set = too_wide(&[name], widths).into_iter().map(|block| match block {
                Block::Text(of) => (of.spans[0].text.clone(), of.size < BODY),
                _ => panic!("it is a text"),
            });
            set.collect()
        };
        let name = "中共青山实验学校总支部委员会";
        assert_eq!(set(name, 13), [(name.to_owned(), true)]);
        assert_eq!(
            set(name, 10),
            [("中共青山实验学校\n总支部委员会".to_owned(), false)]
        );
    }

    #[test]
    fn names_of_attachments_begin_below_each_other() {
        let left = |blocks: &[Block]| -> Vec<(i32, String)> {
            let paragraph = |block: &Block| match block {
                Block::Text(paragraph) => Some((
                    paragraph.left,
                    paragraph
                        .marker
                        .as_ref()
                        .map(|marker| marker.text.clone())
                        .unwrap_or_default(),
                )),
                _ => None,
            };
            blocks.iter().filter_map(paragraph).collect()
        };
        assert_eq!(left(&attachments(&["甲"])), [(5_000, "附件：".to_owned())]);
        assert_eq!(
            left(&attachments(&["甲", "乙"])),
            [(6_000, "附件：1.".to_owned()), (6_000, "2.".to_owned())]
        );
    }
}
