//! How wide characters are, in 1/1000 em, without looking at any font: Han characters are one em in every Chinese
//! font, Latin letters have the widths of Times, which Times New Roman and Liberation Serif share. Of what else there
//! is, fonts do not agree; it gets a box of one em ([`Script::Odd`]).

use unicode_normalization::UnicodeNormalization;

use super::sheet::{Marks, Script, Shift};

/// `’` is a full-width mark in Chinese; between Latin letters it is as wide as a parenthesis.
pub(super) const APOSTROPHE: &str = "’";

/// One em.
pub const EM: i32 = 1000;

/// 1/1000 em of the body's type in µm.
pub(super) fn em(thousandths: i32) -> i32 {
    // 28 characters are 156 mm, and not 28 times a rounded size.
    thousandths * 39 / 7
}

/// µm in 1/1000 em of type of a size.
pub(super) fn in_ems(length: i32, size: i32) -> i32 {
    length * EM / size
}

/// How large raised and lowered type is.
const SHIFTED: i32 = 600;

/// Adobe's metrics of Times-Roman, from U+0020 to U+007E.
#[rustfmt::skip]
const ROMAN: [i32; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The same of Times-Bold.
#[rustfmt::skip]
const BOLD: [i32; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
    930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
    333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
    556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// Which font sets a cluster (a character with its combining marks).
#[must_use]
pub fn script(cluster: &str) -> Script {
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else {
        return Script::Odd;
    };
    let alone = chars.next().is_none();
    match first {
        ' '..='~' | '\u{a0}' if alone => Script::Latin,
        _ if is_accented(first) && alone => Script::Latin,
        _ if is_one_em(first) && alone => Script::Han,
        _ => Script::Odd,
    }
}

/// Which font sets a character that combines with none of its kind; `None` for any other.
pub(super) fn script_of_one(c: char) -> Option<Script> {
    match c {
        ' '..='~' => Some(Script::Latin),
        c => is_one_em(c).then_some(Script::Han),
    }
}

/// How wide a cluster is, in 1/1000 of the size of the text it stands in; `bold` also when its style is.
#[must_use]
pub fn width(cluster: &str, script: Script, bold: bool, marks: Marks) -> i32 {
    let whole = match script {
        Script::Han | Script::Odd => EM,
        Script::Latin => latin(cluster, if bold || marks.bold { &BOLD } else { &ROMAN }),
    };
    match marks.shift {
        Shift::None => whole,
        Shift::Raised | Shift::Lowered => whole * SHIFTED / EM,
    }
}

fn latin(cluster: &str, widths: &[i32; 95]) -> i32 {
    if cluster == APOSTROPHE {
        return widths[usize::from(b'(' - b' ')];
    }
    let base = match cluster.as_bytes() {
        [byte] => Some(char::from(*byte)),
        // An accented letter is as wide as the letter.
        _ => cluster.nfd().next(),
    };
    let base = base.map_or(' ', |c| if c == '\u{a0}' { ' ' } else { c });
    usize::try_from(u32::from(base).saturating_sub(32))
        .ok()
        .and_then(|index| widths.get(index))
        .copied()
        .unwrap_or(EM)
}

/// Accented letters that the fonts have and that are as wide as their base.
fn is_accented(c: char) -> bool {
    // The first range also holds letters without a base: ×, ÷, Æ, ß …
    matches!(
        c,
        'À'..='Å' | 'Ç'..='Ï' | 'Ñ'..='Ö' | 'Ù'..='Ý' | 'à'..='å' | 'ç'..='ï' | 'ñ'..='ö' | 'ù'..='ý' | 'ÿ'
            | 'ā' | 'ē' | 'ě' | 'ī' | 'ō' | 'ū'
    )
}

/// Characters that every Chinese font has, one em wide: those of GB 2312 and GBK in their Chinese forms.
fn is_one_em(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{3ffff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{3000}'..='\u{3017}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}'
        | '\u{ff01}'..='\u{ff5e}'
        | '\u{ffe0}'..='\u{ffe5}'
        | '“' | '”' | '‘' | '’' | '—' | '…'
    )
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn widths_are_those_of_the_fonts() {
        let table = [
            ("党", false, Script::Han, 1000),
            ("，", false, Script::Han, 1000),
            ("“", false, Script::Han, 1000),
            ("—", false, Script::Han, 1000),
            ("𠮷", false, Script::Han, 1000),
            ("〔", true, Script::Han, 1000),
            ("0", false, Script::Latin, 500),
            ("i", false, Script::Latin, 278),
            ("W", true, Script::Latin, 1000),
            ("%", false, Script::Latin, 833),
            ("~", true, Script::Latin, 520),
            ("\u{a0}", false, Script::Latin, 250),
            ("é", false, Script::Latin, 444),
            ("ǚ", false, Script::Odd, 1000),
            ("×", false, Script::Odd, 1000),
            ("·", false, Script::Odd, 1000),
            ("①", false, Script::Odd, 1000),
            ("e\u{301}\u{302}", false, Script::Odd, 1000),
            ("👨‍👩‍👧", false, Script::Odd, 1000),
        ];
        for (cluster, bold, expected, wide) in table {
            assert_eq!(script(cluster), expected, "{cluster}");
            assert_eq!(
                width(cluster, expected, bold, Marks::default()),
                wide,
                "{cluster}"
            );
        }
        let raised = Marks {
            shift: Shift::Raised,
            ..Marks::default()
        };
        assert_eq!(width("2", Script::Latin, false, raised), 300);
    }

    #[test]
    fn what_is_set_alone_combines_with_nothing() {
        let alone: Vec<char> = (' '..=char::MAX)
            .filter(|c| script_of_one(*c).is_some())
            .collect();
        let text: String = alone.iter().collect();
        assert!(
            text.graphemes(true)
                .map(str::chars)
                .all(|mut of| of.nth(1).is_none())
        );
        for c in alone {
            assert_eq!(Some(script(c.encode_utf8(&mut [0; 4]))), script_of_one(c), "{c}");
        }
    }
}
