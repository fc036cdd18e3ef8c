//! A page saved as one file (.mht, .mhtml: IE, Chrome, Word) → its text. It is a mail of parts: the page and its pictures.
//! Of MIME only what these programs write is read; a crate for mail reads addresses, dates, attachments and encodings of
//! names too, twenty times as much, and decodes a page by its header alone, where the page itself often says better.

use std::collections::HashMap;

use super::html::{self, PictureSource};
use super::text::ImportedText;
use crate::attachment::Unreadable;
use crate::words::base64_bytes;

/// Parts lie so deep in parts.
const DEEPEST: usize = 4;

/// More parts than any page has.
const MOST_PARTS: usize = 5_000;

/// A header is so long at most, in bytes.
const LONGEST_HEADER: usize = 64 << 10;

/// A part of a mail.
#[derive(Debug, Default)]
struct MailPart {
    headers: Vec<(String, String)>,
    bytes: Vec<u8>,
}

impl MailPart {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The kind of its content, in small letters.
    fn kind(&self) -> String {
        let kind = self.header("content-type").unwrap_or_default();
        kind.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    /// The identity by which `cid:` finds it.
    fn identity(&self) -> Option<&str> {
        Some(self.header("content-id")?.trim().trim_matches(['<', '>']))
    }
}

/// True for the first bytes of such a file.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(4096).map(u8::to_ascii_lowercase).collect();
    let begins = [
        "mime-version:", "from:", "content-type:", "subject:", "date:", "x-",
    ];
    let text = head.trim_ascii_start();
    begins.iter().any(|begin| text.starts_with(begin.as_bytes()))
        && memchr::memmem::find(&head, b"content-type:").is_some()
}

/// Reads such a file. `pictures` gives those that are not in it.
///
/// # Errors
/// There is no page in it.
pub(super) fn read(bytes: &[u8], pictures: PictureSource<'_>) -> Result<ImportedText, Unreadable> {
    let mut parts = Vec::new();
    let mut address = None;
    let mut start = None;
    let whole = split_headers(bytes);
    for name in ["snapshot-content-location", "content-location"] {
        address = address.or_else(|| {
            whole
                .header(name)
                .filter(|said| said.starts_with("http"))
                .map(str::to_owned)
        });
    }
    if let Some(kind) = whole.header("content-type") {
        start = parameter(kind, "start").map(|start| start.trim_matches(['<', '>']).to_owned());
    }
    collect(whole, 0, &mut parts)?;
    let is_page = |part: &&MailPart| matches!(part.kind().as_str(), "text/html" | "application/xhtml+xml");
    let named = parts
        .iter()
        .filter(is_page)
        .find(|part| start.is_some() && part.identity() == start.as_deref());
    let page = named
        .or_else(|| parts.iter().find(is_page))
        .ok_or(Unreadable::Damaged)?;
    let location = page.header("content-location");
    let location = location
        .filter(|said| said.starts_with("http") || said.starts_with("file:"))
        .map(str::to_owned);
    let told = page
        .header("content-type")
        .and_then(|kind| parameter(kind, "charset"));
    let text = html::decode(&page.bytes, told.as_deref());
    let found = PartPictures::of(&parts, location.as_deref());
    let base = address.or(location).filter(|address| address.starts_with("http"));
    Ok(html::read(&text, base.as_deref(), &|source| {
        found.get(source).or_else(|| pictures(source))
    }))
}

/// The pictures of a file by what a page calls them.
struct PartPictures<'p> {
    by_name: HashMap<String, &'p [u8]>,
    /// The folder of the page, where its pictures lie beside it.
    folder: Option<String>,
}

impl<'p> PartPictures<'p> {
    fn of(parts: &'p [MailPart], page: Option<&str>) -> Self {
        let mut by_name = HashMap::new();
        for part in parts.iter().filter(|part| part.kind().starts_with("image/")) {
            if let Some(location) = part.header("content-location") {
                let plain = percent_encoding::percent_decode_str(location.trim()).decode_utf8_lossy();
                by_name.insert(plain.into_owned(), part.bytes.as_slice());
                by_name.insert(location.trim().to_owned(), part.bytes.as_slice());
            }
            if let Some(identity) = part.identity() {
                by_name.insert(format!("cid:{identity}"), part.bytes.as_slice());
            }
        }
        let folder = page.and_then(|page| Some(page.replace('\\', "/").rsplit_once('/')?.0.to_owned() + "/"));
        Self { by_name, folder }
    }

    fn get(&self, source: &str) -> Option<Vec<u8>> {
        let here = self.by_name.get(source);
        let beside = || self.by_name.get(&(self.folder.clone()? + source));
        // Word writes the folder as this computer calls it, and IE leaves it out.
        let found = here.or_else(beside);
        found.map(|bytes| bytes.to_vec())
    }
}

/// The parts of a part that has any; else itself.
fn collect(part: MailPart, depth: usize, parts: &mut Vec<MailPart>) -> Result<(), Unreadable> {
    if !part.kind().starts_with("multipart/") {
        parts.push(decoded(part));
        return Ok(());
    }
    let boundary = part
        .header("content-type")
        .and_then(|kind| parameter(kind, "boundary"));
    let boundary = boundary
        .filter(|boundary| !boundary.is_empty())
        .ok_or(Unreadable::Damaged)?;
    if depth >= DEEPEST {
        return Err(Unreadable::TooLarge);
    }
    for piece in pieces(&part.bytes, format!("--{boundary}").as_bytes()) {
        if parts.len() >= MOST_PARTS {
            return Err(Unreadable::TooLarge);
        }
        collect(split_headers(piece), depth + 1, parts)?;
    }
    Ok(())
}

/// What stands between the lines that are a boundary.
fn pieces<'b>(bytes: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut found = Vec::new();
    let mut start = None;
    for at in memchr::memmem::find_iter(bytes, boundary) {
        if at > 0 && bytes[at - 1] != b'\n' {
            continue;
        }
        if let Some(start) = start {
            found.push(bytes[start..at].trim_ascii_end());
        }
        let behind = &bytes[at + boundary.len()..];
        if behind.starts_with(b"--") {
            return found;
        }
        let line = memchr::memchr(b'\n', behind).map_or(behind.len(), |end| end + 1);
        start = Some(at + boundary.len() + line);
    }
    // The last boundary is missing: the file was cut short.
    if let Some(start) = start {
        found.push(&bytes[start..]);
    }
    found
}

/// A part's headers, those on several lines put together, and what stands behind the empty line.
fn split_headers(bytes: &[u8]) -> MailPart {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut rest = bytes;
    while rest.first().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
        rest = &rest[1..];
    }
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, behind) = rest.split_at(end);
        rest = behind;
        let text = String::from_utf8_lossy(&line[..line.len().min(LONGEST_HEADER)]);
        let text = text.trim_end();
        if text.is_empty() {
            break;
        }
        match (text.starts_with([' ', '\t']), headers.last_mut()) {
            (true, Some((_, value))) if value.len() < LONGEST_HEADER => value.push_str(text),
            (true, _) => {}
            (false, _) => {
                if let Some((name, value)) = text.split_once(':') {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
    MailPart {
        headers,
        bytes: rest.to_vec(),
    }
}

/// What a header's parameter says.
fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        let is_it = known.trim().eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The part with its content as it was before it was sent.
fn decoded(mut part: MailPart) -> MailPart {
    let encoding = part
        .header("content-transfer-encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    match encoding.trim() {
        "quoted-printable" => part.bytes = quoted(&part.bytes),
        "base64" => part.bytes = base64_bytes(&part.bytes).unwrap_or_default(),
        _ => {}
    }
    part
}

/// Quoted-printable, RFC 2045 section 6.7; what is none of it stays.
fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'=', rest) {
        made.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let digit = |at: usize| rest.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (digit(0), digit(1)) {
            (Some(high), Some(low)) => {
                made.push((high << 4 | low) as u8);
                rest = &rest[2..];
            }
            _ => match memchr::memchr(b'\n', rest) {
                Some(end) if rest[..end].trim_ascii().is_empty() => rest = &rest[end + 1..],
                _ => made.push(b'='),
            },
        }
    }
    made.extend_from_slice(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::shown::shown;

    #[test]
    fn quoted_bytes_are_what_they_were() {
        for (text, expected) in [
            ("a=3Db=\r\nc", "a=bc"),
            ("=E5=85=9A", "党"),
            ("a = b=", "a = b="),
            ("x= \t\ny", "xy"),
        ] {
            assert_eq!(quoted(text.as_bytes()), expected.as_bytes(), "{text}");
        }
    }

    #[test]
    fn pages_in_parts_are_read_with_their_pictures() {
        let png = "iVBORw0KGgoAAAANSUhEUgAAAGQAAAAyCAIAAAA=";
        let mail = |location: &str, source: &str, id: &str| {
            format!(
                "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.cn/a/t.html?spm=1\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x--1\"\r\n\r\n\r\n----x--1\r\n\
                 Content-Type: text/html\r\nContent-ID: <f@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
                 Content-Location: https://e.cn/a/t.html\r\n\r\n<p>=E5=85=9A=\r\n=E5=91=98<img src=3D\"{source}\">\r\n\
                 ----x--1\r\nContent-Type: image/png\r\n{id}Content-Transfer-Encoding: base64\r\nContent-Location: {location}\r\n\
                 \r\n{png}\r\n\r\n----x--1--\r\n"
            )
        };
        for (location, source, id) in [
            ("https://e.cn/a/p.png", "p.png", ""),
            ("https://f.cn/p.png", "https://f.cn/p.png", ""),
            ("x", "cid:p@x", "Content-ID: <p@x>\r\n"),
        ] {
            let text = read(mail(location, source, id).as_bytes(), &|_| None).unwrap();
            assert_eq!(
                shown(&text),
                "党员![0]\n来源：https://e.cn/a/t.html\n",
                "{source}"
            );
        }
    }

    #[test]
    fn what_is_no_page_in_parts_is_refused() {
        let nested: String = (0..10)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect();
        for (mail, expected) in [
            (
                "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx".to_owned(),
                Unreadable::Damaged,
            ),
            (
                "Content-Type: multipart/related\r\n\r\n--\r\n".to_owned(),
                Unreadable::Damaged,
            ),
            (nested, Unreadable::TooLarge),
            (
                "Content-Type: multipart/related; boundary=b\r\n\r\n".to_owned()
                    + &"--b\r\n\r\n".repeat(6000),
                Unreadable::TooLarge,
            ),
        ] {
            assert_eq!(read(mail.as_bytes(), &|_| None).unwrap_err(), expected);
        }
    }
}
