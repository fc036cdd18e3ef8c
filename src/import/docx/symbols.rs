//! Characters of the symbol fonts, which have no meaning of their own in a text.

/// A font whose characters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Symbol: mathematics and Greek.
    Symbol,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Wingdings 3, Webdings: nothing of it is known.
    Other,
}

impl SymbolFont {
    /// By its name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "symbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            "wingdings 3" | "webdings" | "marlett" => Self::Other,
            _ => return None,
        })
    }

    fn table(self) -> &'static [(u8, char)] {
        match self {
            Self::Symbol => &SYMBOL,
            Self::Wingdings => &WINGDINGS,
            Self::Wingdings2 => &WINGDINGS_2,
            Self::Other => &[],
        }
    }
}

const SYMBOL: [(u8, char); 1] = [(0x2D, '−')];

/// The signs of Symbol, from 0xA0 on; a space where nothing is known.
const SIGNS: &str = concat!(
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓",
    "°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉",
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑",
);

/// The Greek letters of Symbol, from `A` and from `a` on.
const GREEK: [&str; 2] = ["ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"];

const WINGDINGS: [(u8, char); 34] = [
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6D, '○'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '•'),
    (0xA1, '○'),
    (0xA4, '◎'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xB6, '☆'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '×'),
    (0xFC, '√'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0x51, '✈'),
];

const WINGDINGS_2: [(u8, char); 12] = [
    (0x4F, '×'),
    (0x50, '√'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x2A, '☑'),
    (0x98, '•'),
    (0x9E, '⊙'),
    (0xA2, '■'),
    (0xA3, '□'),
    (0x99, '●'),
];

/// Circled numbers: the font, the code of the first, the character of the first, how many.
const CIRCLED: [(SymbolFont, u8, char, u8); 4] = [
    (SymbolFont::Wingdings, 0x81, '①', 10),
    (SymbolFont::Wingdings, 0x8C, '❶', 10),
    (SymbolFont::Wingdings2, 0x6A, '①', 10),
    (SymbolFont::Wingdings2, 0x75, '❶', 10),
];

/// What a reader sees for the character with this code in this font; `None` when that is not known.
pub(super) fn shown(font: Option<SymbolFont>, code: u32) -> Option<char> {
    let is_private = (0xE000..=0xF8FF).contains(&code);
    let small = match code {
        0xF000..=0xF0FF => u8::try_from(code - 0xF000).ok(),
        _ => u8::try_from(code).ok(),
    };
    let Some(font) = font else {
        return char::from_u32(code).filter(|_| !is_private);
    };
    let Some(small) = small else {
        return char::from_u32(code).filter(|_| !is_private);
    };
    if small == b' ' {
        return Some(' ');
    }
    if let Some((_, shown)) = font.table().iter().find(|(known, _)| *known == small) {
        return Some(*shown);
    }
    let row = CIRCLED
        .iter()
        .find(|(owner, first, _, count)| *owner == font && (*first..first + count).contains(&small));
    if let Some((_, first, shown, _)) = row {
        return char::from_u32(*shown as u32 + u32::from(small - first));
    }
    if font != SymbolFont::Symbol {
        return None;
    }
    match small {
        b'A'..=b'Z' => GREEK[0].chars().nth(usize::from(small - b'A')),
        b'a'..=b'z' => GREEK[1].chars().nth(usize::from(small - b'a')),
        0xA0.. => SIGNS.chars().nth(usize::from(small - 0xA0)),
        0x20..=0x3F | b'[' | b']' | b'_' | b'{' | b'|' | b'}' => Some(char::from(small)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_bullets_and_letters_are_told_apart() {
        let cases = [
            ("Wingdings", 0xF0FE, Some('☑')),
            ("Wingdings 2", 0x52, Some('☑')),
            ("Wingdings", 0xF0A8, Some('□')),
            ("Wingdings", 0xF0FC, Some('√')),
            ("Wingdings", 0xF083, Some('③')),
            ("Symbol", 0x62, Some('β')),
            ("Symbol", 0xF0B7, Some('•')),
            ("宋体", 0x25A1, Some('□')),
            ("宋体", 0xF0A8, None),
            ("Webdings", 0xF061, None),
            ("Wingdings", 0x4E2D, Some('中')),
        ];
        for (font, code, expected) in cases {
            assert_eq!(shown(SymbolFont::of(font), code), expected, "{font} {code:x}");
        }
    }
}
