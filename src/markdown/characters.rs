//! Characters → what they are to a Chinese text: Han, CJK in the sense of the markdown-cjk-friendly
//! specification, or joined across a line break. Pure tables; nothing here knows Markdown.

/// Ranges of characters that the markdown-cjk-friendly specification calls CJK: East Asian Width
/// fullwidth, halfwidth, or wide without emoji presentation, and Hangul. Unicode 16, computed from the
/// same data as the npm package `markdown-it-cjk-friendly`.
const CJK: [(u32, u32); 71] = [
    (0x1100, 0x11ff),
    (0x20a9, 0x20a9),
    (0x2329, 0x232a),
    (0x2630, 0x2637),
    (0x268a, 0x268f),
    (0x2e80, 0x2e99),
    (0x2e9b, 0x2ef3),
    (0x2f00, 0x2fd5),
    (0x2ff0, 0x303e),
    (0x3041, 0x3096),
    (0x3099, 0x30ff),
    (0x3105, 0x312f),
    (0x3131, 0x318e),
    (0x3190, 0x31e5),
    (0x31ef, 0x321e),
    (0x3220, 0x3247),
    (0x3250, 0xa48c),
    (0xa490, 0xa4c6),
    (0xa960, 0xa97c),
    (0xac00, 0xd7a3),
    (0xd7b0, 0xd7c6),
    (0xd7cb, 0xd7fb),
    (0xf900, 0xfaff),
    (0xfe10, 0xfe19),
    (0xfe30, 0xfe52),
    (0xfe54, 0xfe66),
    (0xfe68, 0xfe6b),
    (0xff01, 0xffbe),
    (0xffc2, 0xffc7),
    (0xffca, 0xffcf),
    (0xffd2, 0xffd7),
    (0xffda, 0xffdc),
    (0xffe0, 0xffe6),
    (0xffe8, 0xffee),
    (0x1_6fe0, 0x1_6fe4),
    (0x1_6ff0, 0x1_6ff6),
    (0x1_7000, 0x1_8cda),
    (0x1_8cff, 0x1_8d20),
    (0x1_8d80, 0x1_8df2),
    (0x1_8e00, 0x1_9191),
    (0x1_91a0, 0x1_91d2),
    (0x1_aff0, 0x1_aff3),
    (0x1_aff5, 0x1_affb),
    (0x1_affd, 0x1_affe),
    (0x1_b000, 0x1_b128),
    (0x1_b132, 0x1_b132),
    (0x1_b150, 0x1_b152),
    (0x1_b155, 0x1_b155),
    (0x1_b164, 0x1_b168),
    (0x1_b170, 0x1_b2fb),
    (0x1_d300, 0x1_d356),
    (0x1_d360, 0x1_d376),
    (0x1_f1ae, 0x1_f1ae),
    (0x1_f200, 0x1_f200),
    (0x1_f202, 0x1_f202),
    (0x1_f210, 0x1_f219),
    (0x1_f21b, 0x1_f22e),
    (0x1_f230, 0x1_f231),
    (0x1_f237, 0x1_f237),
    (0x1_f23b, 0x1_f23b),
    (0x1_f240, 0x1_f248),
    (0x1_f260, 0x1_f265),
    (0x1_f6d9, 0x1_f6d9),
    (0x1_f7da, 0x1_f7da),
    (0x1_fa8b, 0x1_fa8d),
    (0x1_facc, 0x1_facc),
    (0x1_fadd, 0x1_fadd),
    (0x1_faeb, 0x1_faeb),
    (0x1_faf9, 0x1_fafa),
    (0x2_0000, 0x2_fffd),
    (0x3_0000, 0x3_fffd),
];

/// Variation selectors of ideographs: they belong to the character before them.
const IDEOGRAPHIC_SELECTORS: (u32, u32) = (0xe_0100, 0xe_01ef);

/// Hangul, which puts spaces between words and so keeps them at a line break.
const HANGUL: [(u32, u32); 6] = [
    (0x1100, 0x11ff),
    (0x3131, 0x318e),
    (0x3200, 0x321e),
    (0xa960, 0xa97c),
    (0xac00, 0xd7fb),
    (0xffa0, 0xffdc),
];

/// CJK in the sense of the specification; true as well for a selector behind an ideograph.
pub(super) fn is_cjk(c: char) -> bool {
    let code = u32::from(c);
    // Most are ideographs; the table has them too.
    matches!(code, 0x4e00..=0x9fff)
        || code >= CJK[0].0 && (within(&CJK, code) || within(&[IDEOGRAPHIC_SELECTORS], code))
}

/// True when a line break between these two means nothing: both belong to text written without
/// spaces, and at least one is no mark that Latin text uses as well (such as `“`).
pub(super) fn joins(before: char, after: char) -> bool {
    unspaced(before) && unspaced(after) && (solid(before) || solid(after))
}

/// The end of a sentence.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；')
}

/// A closing quotation mark or bracket, which may stand behind the end of a sentence.
pub(super) fn closes_quotation(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '》' | '】' | '」' | '』' | '〕' | '"')
}

fn unspaced(c: char) -> bool {
    solid(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

fn solid(c: char) -> bool {
    is_cjk(c) && c != '\u{3000}' && !within(&HANGUL, u32::from(c))
}

fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let next = ranges.partition_point(|(first, _)| *first <= code);
    next > 0 && code <= ranges[next - 1].1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cjk_is_what_the_specification_says() {
        for yes in ['中', '。', '（', '［', 'ｱ', '한', '〇', '\u{e0100}'] {
            assert!(is_cjk(yes), "{yes}");
        }
        for no in ['a', '“', '…', '—', '😀', '·', '1', ' '] {
            assert!(!is_cjk(no), "{no}");
        }
    }

    #[test]
    fn line_breaks_join_chinese_and_part_the_rest() {
        assert!(joins('中', '国') && joins('，', '中') && joins('”', '中') && joins('。', '“'));
        assert!(!joins('中', 'a') && !joins('“', '”') && !joins('한', '국') && !joins('中', '1'));
    }
}
