//! What was copied last, in Word, a browser or the Explorer.

use std::path::{Path, PathBuf};

use arboard::Clipboard;

use crate::words::MachineFault;

/// What the clipboard holds.
pub(super) enum Copied {
    /// Files.
    Files(Vec<PathBuf>),
    /// A text and its ending: `html` or `txt`.
    Text(&'static str, String),
}

/// Looks into the clipboard.
///
/// # Errors
/// There is none, or neither text nor files are in it.
pub(super) fn copied() -> Result<Copied, MachineFault> {
    let mut clipboard = Clipboard::new().map_err(|_| {
        MachineFault::new("这台电脑上读不到复制的内容").hint("请先存成文件，再导入文件：gongkai import 文件")
    })?;
    if let Ok(files) = clipboard.get().file_list()
        && !files.is_empty()
    {
        return Ok(Copied::Files(files));
    }
    if let Ok(html) = clipboard.get().html()
        && !html.trim().is_empty()
    {
        return Ok(Copied::Text("html", html));
    }
    match clipboard.get_text() {
        Ok(text) if !text.trim().is_empty() => Ok(Copied::Text("txt", text)),
        _ => Err(MachineFault::new("还没有复制文字")
            .hint("请先在 Word、WPS 或浏览器里选中要用的内容，按 Ctrl+C，再导入")),
    }
}

/// A picture that Word laid beside what was copied: in the folder for temporary files, and nowhere else.
pub(super) fn picture(address: &str) -> Option<Vec<u8>> {
    let path = address
        .strip_prefix("file:///")
        .or_else(|| address.strip_prefix("file://"))?;
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let path = match cfg!(windows) {
        true => PathBuf::from(path.as_ref()),
        false => Path::new("/").join(path.as_ref()),
    };
    let path = path.canonicalize().ok()?;
    let temporary = std::env::temp_dir().canonicalize().ok()?;
    match path.starts_with(temporary) && path.is_file() {
        true => std::fs::read(path).ok(),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_among_the_temporary_files_are_read() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("image 002.jpg");
        std::fs::write(&path, "picture").expect("writable");
        let address = |path: &Path| {
            let path = path.to_string_lossy().replace('\\', "/").replace(' ', "%20");
            format!("file:///{}", path.trim_start_matches('/'))
        };
        assert_eq!(picture(&address(&path)).as_deref(), Some(&b"picture"[..]));
        // No file of this project: it may itself lie in the folder for temporary files.
        let elsewhere = match cfg!(windows) {
            true => r"C:\Windows\win.ini",
            false => "/etc/passwd",
        };
        assert!(Path::new(elsewhere).is_file());
        assert_eq!(picture(&address(Path::new(elsewhere))), None);
        assert_eq!(picture("https://www.example.edu.cn/a.jpg"), None);
    }
}
