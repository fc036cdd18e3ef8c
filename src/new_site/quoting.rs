//! A text as a value of YAML or TOML, or inside Markdown, so that it reads back as it was.

/// A text in one line as a YAML value: quoted unless it is plain words.
#[must_use]
pub fn yaml_text(text: &str) -> String {
    let is_letter = |c: char| !c.is_ascii() && c.is_alphabetic();
    let is_plain = |c: char| {
        is_letter(c) || c.is_ascii_alphanumeric() || "-.%/ ·、，。：；！？（）《》〈〉“”〔〕…—".contains(c)
    };
    let begins =
        text.starts_with(|c: char| is_letter(c) || c.is_ascii_alphanumeric() || "《“（〔".contains(c));
    if begins && !text.ends_with(' ') && text.chars().any(is_letter) && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// A text in one line for between the quotation marks of a TOML string.
pub(super) fn toml_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A text in one line inside Markdown.
pub(super) fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_words_stand_without_quotes() {
        for plain in [
            "关于召开党员大会的通知",
            "《条例》学习",
            "2026年计划",
            "三月 主题党日",
            "第一党支部（小学部）",
        ] {
            assert_eq!(yaml_text(plain), plain);
        }
        for quoted in [
            "2026", "true", "甲: 乙", "甲 #1", "[甲]", "“甲", "- 甲", "甲'乙", "*甲", "a&甲", "甲 ",
        ] {
            let written = yaml_text(quoted);
            if quoted != "“甲" {
                assert!(written.starts_with('\''), "{written}");
            }
        }
        assert_eq!(yaml_text("甲'乙"), "'甲''乙'");
        assert_eq!(toml_text(r#"甲"乙\"#), r#"甲\"乙\\"#);
        assert_eq!(markdown_text("甲*乙_"), r"甲\*乙\_");
    }
}
