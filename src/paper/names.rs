//! Names one below the other: `郑健` gets a wide space in its middle, so that it is as wide as `李小明`.

/// A name as lists set it.
#[must_use]
pub fn padded(name: &str) -> String {
    let bare = name.trim();
    let mut letters = bare.chars().filter(|c| !c.is_whitespace());
    match (letters.next(), letters.next(), letters.next()) {
        (Some(first), Some(last), None) if is_han(first) && is_han(last) => format!("{first}\u{3000}{last}"),
        _ => bare.to_owned(),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn names_of_two_characters_become_three_wide() {
        for (name, expected) in [
            ("郑健", "郑　健"),
            ("郑 健", "郑　健"),
            (" 郑　健 ", "郑　健"),
            ("李小明", "李小明"),
            ("欧阳小明", "欧阳小明"),
            ("Li", "Li"),
            ("A组", "A组"),
            ("李", "李"),
            ("", ""),
        ] {
            assert_eq!(padded(name), expected, "{name}");
        }
    }
}
