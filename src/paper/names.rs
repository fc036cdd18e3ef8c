//! Names one below the other: `郑健` gets a wide space in its middle, so that it is as wide as `李小明`.

use crate::words::is_han;

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
            ("〇一", "〇　一"),
            ("李", "李"),
            ("", ""),
        ] {
            assert_eq!(padded(name), expected, "{name}");
        }
    }
}
