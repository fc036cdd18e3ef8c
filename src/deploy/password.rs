//! A password on its way from where it is kept to the server. It is in no file of ours, in no argument of a process, and in
//! nothing that is printed: not even by `{:?}`.

use std::fmt;

/// What stands where a password would.
const HIDDEN: &str = "●●●●";

/// A password.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// From what was typed or kept.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// For the one who has to send it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// A server's words without the password, which some repeat.
    pub(super) fn hide_in(&self, words: &str) -> String {
        match self.0.as_str() {
            "" => words.to_owned(),
            password => words.replace(password, HIDDEN),
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// The name of the environment variable that a target's password may be in: `GONGKAI_PASSWORD_SCHOOL`.
#[must_use]
pub fn password_variable(target: &str) -> String {
    let name = target.replace('-', "_").to_ascii_uppercase();
    format!("GONGKAI_PASSWORD_{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shows_it() {
        let password = Password::new("Qh-2026!".to_owned());
        assert!(!format!("{password:?}").contains("Qh"));
        assert_eq!(password.hide_in("530 Qh-2026! is wrong"), "530 ●●●● is wrong");
        assert_eq!(Password::new(String::new()).hide_in("530 no"), "530 no");
        assert_eq!(password_variable("xiao-yuan"), "GONGKAI_PASSWORD_XIAO_YUAN");
    }
}
