//! Passwords that somebody typed into an address, `ftp://user:password@host/`: no message shows one.

use std::borrow::Cow;
use std::ops::Range;

use super::mask_numbers;

/// Where the password stands in what follows the `//` of an address. It may hold any sign.
#[must_use]
pub fn address_password(rest: &str) -> Option<Range<usize>> {
    let has_colon = |user: &str| user.contains(':');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let at = host.rfind('@').filter(|at| has_colon(&host[..*at]));
    // One with a `/` in it seems to end before the `@`.
    let at = at.or_else(|| {
        rest.rfind('@')
            .filter(|_| rest.split('@').next().is_some_and(has_colon))
    })?;
    Some(rest[..at].find(':')? + 1..at)
}

/// A text with the passwords of its addresses masked, a `*` for each character, so that columns stay what they were.
#[must_use]
pub fn mask_address_passwords(text: &str) -> Cow<'_, str> {
    const ENDS: [char; 6] = ['"', '\'', '“', '”', '‘', '’'];
    let mut masked = String::new();
    let mut from = 0;
    for (slashes, mark) in text.match_indices("//") {
        let start = slashes + mark.len();
        if start < from || !text[..slashes].ends_with([':', '：']) {
            continue;
        }
        let rest = &text[start..];
        let end = rest.find(|c: char| c.is_whitespace() || ENDS.contains(&c));
        if let Some(found) = address_password(&rest[..end.unwrap_or(rest.len())]) {
            masked.push_str(&text[from..start + found.start]);
            masked.extend(rest[found.clone()].chars().map(|_| '*'));
            from = start + found.end;
        }
    }
    match from {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(masked + &text[from..]),
    }
}

/// A text to be said, without the numbers of persons and the passwords in it.
#[must_use]
pub fn mask_secrets(text: &str) -> String {
    mask_address_passwords(&mask_numbers(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::mask_address_passwords;

    #[test]
    fn no_password_of_an_address_is_left() {
        for (text, masked) in [
            (
                "to = \"ftps://dangwu:123456@h.example/w/\"",
                "to = \"ftps://dangwu:******@h.example/w/\"",
            ),
            ("ftp://a:b/c@h/w ftp://a:密码@h", "ftp://a:***@h/w ftp://a:**@h"),
            ("ftps：//a@b.cn:x@y@h", "ftps：//a@b.cn:***@h"),
        ] {
            assert_eq!(mask_address_passwords(text), masked);
        }
        for text in [
            "ftps://dangwu@h.example:990/a@b/",
            "https://h.example:8080/ 电话 a@h.example",
            "电子邮箱: a@h.example // 注",
        ] {
            assert_eq!(mask_address_passwords(text), text);
        }
    }
}
