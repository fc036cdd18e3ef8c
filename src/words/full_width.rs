//! Letters, digits and marks as wide as a Han character, as Chinese keyboards type them → the ASCII ones.

/// A full-width letter, digit or mark as the ASCII one; any other character as it is.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A full-width digit as the ASCII one; any other character as it is. What its marks mean, each reader of numbers says.
#[must_use]
pub fn narrow_digit(c: char) -> char {
    match c {
        '０'..='９' => narrow(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_become_those_of_ascii() {
        let narrowed: String = "！０９ＡＺａｚ～　党a".chars().map(narrow).collect();
        assert_eq!(narrowed, "!09AZaz~　党a");
        let digits: String = "！０９ＡＺａｚ～　党a".chars().map(narrow_digit).collect();
        assert_eq!(digits, "！09ＡＺａｚ～　党a");
    }
}
