//! `ascii_safe`: every non-ASCII character written as a reference, so that a page reads right under
//! whatever character set a misconfigured server claims.

use super::FileType;

/// Rewrites a file's text. Files that are no text of ours are left as they are.
pub(super) fn make_safe(kind: FileType, bytes: Vec<u8>) -> Vec<u8> {
    if bytes.is_ascii() {
        return bytes;
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return bytes;
    };
    match kind {
        FileType::Html => html(text).into_bytes(),
        FileType::Xml => escape(text, markup_reference).into_bytes(),
        FileType::Script => escape(text, script_escape).into_bytes(),
        FileType::Style => escape(text, style_escape).into_bytes(),
        FileType::Other => bytes,
    }
}

/// HTML: numeric references, but in `<script>` and `<style>`, which know none, their own escapes.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((at, tag)) = first_raw(rest) {
        let (before, behind) = rest.split_at(at);
        push_escaped(&mut out, before, markup_reference);
        let end = behind.find(&format!("</{tag}")).unwrap_or(behind.len());
        let writer = if tag == "script" {
            script_escape
        } else {
            style_escape
        };
        push_escaped(&mut out, &behind[..end], writer);
        rest = &behind[end..];
    }
    push_escaped(&mut out, rest, markup_reference);
    out
}

fn first_raw(text: &str) -> Option<(usize, &'static str)> {
    ["script", "style"]
        .into_iter()
        .filter_map(|tag| Some((text.find(&format!("<{tag}"))?, tag)))
        .min()
}

fn escape(text: &str, writer: fn(&mut String, char)) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    push_escaped(&mut out, text, writer);
    out
}

fn push_escaped(out: &mut String, text: &str, writer: fn(&mut String, char)) {
    for c in text.chars() {
        if c.is_ascii() { out.push(c) } else { writer(out, c) }
    }
}

fn markup_reference(out: &mut String, c: char) {
    out.push_str(&format!("&#x{:x};", u32::from(c)));
}

fn script_escape(out: &mut String, c: char) {
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        out.push_str(&format!("\\u{unit:04x}"));
    }
}

fn style_escape(out: &mut String, c: char) {
    out.push_str(&format!("\\{:x} ", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe(kind: FileType, text: &str) -> String {
        String::from_utf8(make_safe(kind, text.as_bytes().to_vec())).expect("ASCII")
    }

    #[test]
    fn each_language_has_its_own_escape() {
        assert_eq!(safe(FileType::Html, "<p>党</p>"), "<p>&#x515a;</p>");
        assert_eq!(safe(FileType::Xml, "党"), "&#x515a;");
        assert_eq!(safe(FileType::Script, "'党😀'"), "'\\u515a\\ud83d\\ude00'");
        assert_eq!(safe(FileType::Style, "\"党\""), "\"\\515a \"");
        assert_eq!(
            safe(FileType::Html, "党<style>/*党*/</style>党<script>'党'</script>党"),
            "&#x515a;<style>/*\\515a */</style>&#x515a;<script>'\\u515a'</script>&#x515a;"
        );
    }
}
