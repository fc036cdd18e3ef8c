//! A page's bytes → its text: by its byte order mark, by what it says of itself, else by what its bytes look like.

use encoding_rs::{Encoding, UTF_8};

use crate::words::decoded;

/// A page says within so many bytes how it is written; browsers look at 1,024.
const HEAD: usize = 4096;

/// The text of a page. `told` is what its surroundings say of its encoding: a mail's header. What cannot be read is `�`.
#[must_use]
pub(crate) fn decode(bytes: &[u8], told: Option<&str>) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(&bytes[length..])
            .0
            .into_owned();
    }
    let said = told.and_then(|label| Encoding::for_label(label.as_bytes()));
    let said = said.or_else(|| said_inside(&bytes[..bytes.len().min(HEAD)]));
    // What calls itself UTF-8 often is what a program has converted, and what calls itself otherwise was UTF-8 all along.
    if let Ok(text) = std::str::from_utf8(bytes)
        && (said.is_none() || !text.is_ascii() || said == Some(UTF_8))
        && !text.contains('\0')
    {
        return text.to_owned();
    }
    let encoding = said.filter(|encoding| *encoding != UTF_8);
    if let Some(encoding) = encoding {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match decoded(bytes) {
        Ok(decoded) => decoded.text.into_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// `<meta charset=…>`, `charset=…` in a `content`, `encoding=` of an XML declaration.
fn said_inside(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head
        .iter()
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    for key in ["charset", "encoding"] {
        for (at, _) in head.match_indices(key) {
            let behind = head[at + key.len()..].trim_start();
            let Some(value) = behind.strip_prefix('=') else {
                continue;
            };
            let value = value.trim_start_matches(['"', '\'', ' ']);
            let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'));
            let label = &value[..end.unwrap_or(value.len())];
            // A page that can be read this far is not in UTF-16, whatever it says.
            let encoding = Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding);
            if encoding.is_some() {
                return encoding;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_an_office_is_read() {
        let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
        let big5 = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
        let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
        utf16.extend("<p>支部".encode_utf16().flat_map(u16::to_le_bytes));
        for (bytes, told, expected) in [
            (gbk("<meta charset=gb2312><p>支部"), None, "<p>支部"),
            (
                gbk("<meta http-equiv=Content-Type content='text/html; charset=GBK'><p>支部"),
                None,
                "<p>支部",
            ),
            (
                gbk("<p>支部党员大会通知，请各位党员参加"),
                None,
                "<p>支部党员大会通知，请各位党员参加",
            ),
            (gbk("<p>支部"), Some("gb18030"), "<p>支部"),
            (big5("<meta charset=\"big5\"><p>支部"), None, "<p>支部"),
            (utf16, None, "<p>支部"),
            (
                "<meta charset=gb2312><p>支部".as_bytes().to_vec(),
                None,
                "<p>支部",
            ),
            ("\u{feff}<p>支部".as_bytes().to_vec(), Some("gbk"), "<p>支部"),
            (b"<meta charset=utf-16><p>x".to_vec(), None, "<p>x"),
        ] {
            let text = decode(&bytes, told);
            assert!(text.ends_with(expected), "{expected}: {text}");
        }
    }
}
