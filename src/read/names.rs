//! Whether the name of a file or folder works on every system that a school may use. Windows is the
//! strictest: what it forbids is refused everywhere, so that a site can be carried about.

use crate::words::{ends_with_any, is_device, starts_with_any};

/// Characters that Windows keeps for itself.
const FORBIDDEN: &str = "<>:\"|?*\\";

/// Names that begin like this are somebody's private or temporary files.
const IGNORED_STARTS: [&str; 3] = [".", "_", "~$"];

/// Names that end like this are left behind by editors.
const IGNORED_ENDS: [&str; 4] = ["~", ".tmp", ".bak", ".swp"];

/// Names that systems put into folders.
const IGNORED: [&str; 2] = ["thumbs.db", "desktop.ini"];

/// True for files and folders that are nobody's content.
pub(crate) fn is_ignored(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    starts_with_any(&lower, &IGNORED_STARTS)
        || ends_with_any(&lower, &IGNORED_ENDS)
        || IGNORED.contains(&lower.as_str())
}

/// Why Windows refuses a name, as the end of a Chinese sentence; `None` when it does not.
pub(crate) fn forbidden(name: &str) -> Option<String> {
    if let Some(bad) = name.chars().find(|c| FORBIDDEN.contains(*c)) {
        return Some(format!("含有“{bad}”"));
    }
    if name.chars().any(char::is_control) {
        return Some("含有看不见的控制字符".into());
    }
    if name.ends_with(['.', ' ']) {
        return Some("以句点或空格结尾".into());
    }
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    is_device(&stem).then(|| "是系统保留的设备名".to_owned())
}

/// True for what may be part of an address as it was typed: small letters, digits and `-`, at most so many, and no
/// device of Windows.
pub(crate) fn is_plain(name: &str, longest: usize) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.len() <= longest && name.chars().all(plain) && !is_device(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_and_temporary_files_are_ignored() {
        for name in [
            ".git", "_草稿.md", "~$通知.docx", "a.md~", "a.TMP", "Thumbs.db", "desktop.ini",
        ] {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["a.md", "通知_1.md", "thumbs.md"] {
            assert!(!is_ignored(name), "{name}");
        }
    }

    #[test]
    fn names_that_windows_refuses_are_known() {
        for name in [
            "a:b.md", "a?.md", "a.", "a ", "CON.md", "com1", "a\\b.md", "a\u{7}.md",
        ] {
            assert!(forbidden(name).is_some(), "{name}");
        }
        for name in [
            "a.md", "2026-03-12-通知.md", "console.md", "com.md", "comma.md", "关于“三会一课”.md",
        ] {
            assert_eq!(forbidden(name), None, "{name}");
        }
    }
}
