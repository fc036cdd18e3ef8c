//! The name that a file gets on the disk of whoever saves it: what it is called, as any system can keep it.

use crate::words::is_device;

/// The longest name, in characters, without the ending.
const LONGEST: usize = 80;

/// A file's name of what it is called and its ending.
pub(super) fn saved_as(name: &str, ending: &str) -> String {
    let name = name.trim();
    let with_dot = format!(".{ending}");
    let at = name.len().saturating_sub(with_dot.len());
    let stem = match name.get(at..) {
        Some(tail) if tail.eq_ignore_ascii_case(&with_dot) => &name[..at],
        _ => name,
    };
    let kept: String = stem.chars().filter_map(possible).take(LONGEST).collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    // Windows keeps some names for devices, whatever the ending.
    let is_device = is_device(kept.to_ascii_lowercase());
    match kept {
        "" => format!("附件{with_dot}"),
        kept if is_device => format!("附件-{kept}{with_dot}"),
        kept => format!("{kept}{with_dot}"),
    }
}

/// What a character becomes in a file's name: those that Windows forbids have full-width twins. Nothing is left of
/// characters that cannot be seen.
fn possible(c: char) -> Option<char> {
    match c {
        '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => char::from_u32(u32::from(c) + 0xFEE0),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::saved_as;

    #[test]
    fn names_can_be_kept_by_any_system() {
        for (name, saved) in [
            ("意见建议反馈表", "意见建议反馈表.docx"),
            ("反馈表.DOCX", "反馈表.docx"),
            ("2026/3: “表”?", "2026／3： “表”？.docx"),
            ("a\u{202E}b\u{7}c. ", "abc.docx"),
            ("con", "附件-con.docx"),
            ("Plan A", "Plan A.docx"),
            ("…", "….docx"),
            (" . ", "附件.docx"),
        ] {
            assert_eq!(saved_as(name, "docx"), saved, "{name}");
        }
        assert_eq!(saved_as(&"长".repeat(300), "pdf").chars().count(), 84);
    }
}
