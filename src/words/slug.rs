//! Names that any server, any file system and any FTP program keeps as they are: from Chinese to pinyin.

use super::{is_device, syllable};

/// The longest name that is made; longer ones are cut between syllables and marked by a hash.
const LONGEST: usize = 60;

/// A name of `a`–`z`, `0`–`9` and `-` for any text: Han characters become pinyin, capitals become small,
/// everything else becomes a hyphen. A text that cannot be told from its name alone any more (it was cut,
/// or nothing of it was left) ends with a short hash of the whole.
#[must_use]
pub fn slug(text: &str) -> String {
    let name = spelled(text);
    if name.is_empty() {
        return short_hash(text);
    }
    if is_device(&name) {
        return format!("{name}-{}", short_hash(text));
    }
    shortened(name, || short_hash(text))
}

/// A spelled name, or as much of it as is not too long, with a hash of the whole text so that two stay two.
#[must_use]
pub fn shortened(name: String, hash: impl FnOnce() -> String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let hash = hash();
    let room = LONGEST - 1 - hash.len();
    let cut = name[..=room].rfind('-').unwrap_or(room);
    format!("{}-{hash}", &name[..cut])
}

/// The same, always with a hash when the name does not spell the text: for names that must differ
/// whenever the texts do, such as tags (党史 and 当时 have one pinyin).
#[must_use]
pub fn distinct_slug(text: &str) -> String {
    let name = slug(text);
    if name == text || name.ends_with(&short_hash(text)) {
        return name;
    }
    format!("{name}-{}", short_hash(text))
}

/// Six hexadecimal digits that depend on every byte of the text.
#[must_use]
pub fn short_hash(text: &str) -> String {
    hash_digits(text, 6)
}

/// So many hexadecimal digits, at most 64, that depend on every byte of the text.
#[must_use]
pub fn hash_digits(text: &str, count: usize) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..count].to_owned()
}

/// A text in lower-case ASCII: Han characters as pinyin, everything else that is no letter or digit as `-`; empty when
/// nothing is left.
#[must_use]
pub fn spelled(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut after_han = false;
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'A'..='Z' => {
                if after_han {
                    hyphen(&mut name);
                }
                name.push(c.to_ascii_lowercase());
                after_han = false;
            }
            c => {
                hyphen(&mut name);
                let letters = syllable(c);
                after_han = letters.is_some();
                name.extend(letters.into_iter().flatten());
            }
        }
    }
    name.trim_end_matches('-').to_owned()
}

fn hyphen(name: &mut String) {
    if !name.is_empty() && !name.ends_with('-') {
        name.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Address;

    #[test]
    fn names_are_spelled_in_pinyin() {
        assert_eq!(slug("2026-03-12-zhuti-dangri"), "2026-03-12-zhuti-dangri");
        assert_eq!(slug("2026年主题党日"), "2026-nian-zhu-ti-dang-ri");
        assert_eq!(slug("A3 表（终稿）.v2"), "a3-biao-zhong-gao-v2");
        assert_eq!(slug("女生"), "nv-sheng");
    }

    #[test]
    fn long_and_empty_names_carry_a_hash() {
        let long = slug(&"关于开展主题党日活动的通知".repeat(5));
        assert!(
            long.len() <= LONGEST && long.ends_with(&short_hash(&"关于开展主题党日活动的通知".repeat(5))),
            "{long}"
        );
        assert_eq!(slug("！？"), short_hash("！？"));
    }

    #[test]
    fn device_names_carry_a_hash() {
        for name in ["con", "NUL", "com1", "lpt9", "空"] {
            let slug = slug(name);
            assert!(
                Address::new(&format!("tags/{slug}/index.html")).is_ok(),
                "{name}: {slug}"
            );
        }
        for name in ["..", "...", "/", "\\", ""] {
            assert!(
                Address::new(&format!("tags/{}/index.html", distinct_slug(name))).is_ok(),
                "{name}"
            );
        }
    }

    #[test]
    fn tags_of_one_sound_have_two_names() {
        assert_ne!(distinct_slug("公示"), distinct_slug("公事"));
        assert_eq!(distinct_slug("study"), "study");
    }
}
