//! Bytes → text. School offices still save GBK, UTF-16 (“Unicode” in Notepad) and files with a byte
//! order mark; all are read, and anything but UTF-8 is noted. It does not look at what the text says.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

use super::discover::{Content, Found};
use crate::words::{Code, Complaint, Place, Report, SourcePath, SourceText};

const CONVERTED: Code = Code::warning("encoding-converted");
const INVALID: Code = Code::error("encoding-invalid");
const BINARY: Code = Code::error("file-binary");
const LARGE: Code = Code::error("file-large");
/// A file or folder that the disk does not give.
pub(crate) const UNREADABLE: Code = Code::error("content-unreadable");

/// The largest text that is read, in bytes; a whole year of minutes is a tenth of it.
const LARGEST: u64 = 4 << 20;

/// Room for nearly every text, so that it is read in one go.
const ROOM: usize = 16 << 10;

/// Reads a file as text. `None` when there is no text; the report says why. The buffer is for the bytes:
/// whoever reads many files brings the same one.
pub(crate) fn decode(found: &Found, buffer: &mut Vec<u8>, report: &mut Report) -> Option<SourceText> {
    let bytes = read(found, buffer, report)?;
    text(&found.path, bytes, report)
}

/// Bytes that were read as text; the same as [`decode`] otherwise.
pub(super) fn text(path: &SourcePath, bytes: &[u8], report: &mut Report) -> Option<SourceText> {
    let text = match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if memchr::memchr(0, bytes).is_none() => line_ends(strip_mark(text)),
        _ => line_ends(&foreign(path, bytes, report)?),
    };
    let path = path.clone();
    Some(SourceText { path, text })
}

/// The bytes, unless there are too many.
pub(super) fn read<'b>(found: &'b Found, buffer: &'b mut Vec<u8>, report: &mut Report) -> Option<&'b [u8]> {
    match bytes(&found.content, buffer) {
        Ok(Ok(bytes)) => Some(bytes),
        Ok(Err(size)) => {
            let message = format!("文件有 {} MB，超过了 4 MB", size.div_ceil(1 << 20));
            let complaint = Complaint::new(LARGE, Place::file(&found.path), message);
            report.push(complaint.hint("文字材料不会这么大；大的文档请作为附件，或者分成几篇"));
            None
        }
        Err(error) => {
            let message = format!("读不了这个文件（{}）", cause(&error));
            let complaint = Complaint::new(UNREADABLE, Place::file(&found.path), message);
            report.push(complaint.hint("请确认文件还在、有读取权限，并且没有被其他程序占用"));
            None
        }
    }
}

/// The bytes, or how many there are when they are too many. Only then is a file's size asked for: it is
/// one call of the system for every file.
fn bytes<'b>(content: &'b Content, buffer: &'b mut Vec<u8>) -> io::Result<Result<&'b [u8], u64>> {
    match content {
        Content::Memory(bytes) if bytes.len() as u64 > LARGEST => Ok(Err(bytes.len() as u64)),
        Content::Memory(bytes) => Ok(Ok(bytes)),
        Content::Disk(path) => {
            let file = File::open(path)?;
            buffer.clear();
            buffer.reserve(ROOM);
            (&file).take(LARGEST + 1).read_to_end(buffer)?;
            if buffer.len() as u64 > LARGEST {
                return Ok(Err(file.metadata()?.len()));
            }
            Ok(Ok(buffer))
        }
    }
}

/// Why the disk says no, in Chinese where it is one of the usual causes.
pub(crate) fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "文件不存在".into(),
        io::ErrorKind::PermissionDenied => "没有权限或文件被占用".into(),
        _ => error.to_string(),
    }
}

/// Text that is not plain UTF-8.
fn foreign(path: &SourcePath, bytes: &[u8], report: &mut Report) -> Option<String> {
    if let Some(encoding) = utf16(bytes) {
        let (text, _, damaged) = encoding.decode(bytes);
        if !damaged && !text.contains('\0') {
            return Some(converted(path, "UTF-16", text.into_owned(), report));
        }
        return binary(path, report);
    }
    if bytes.contains(&0) {
        return binary(path, report);
    }
    if let Some(text) = chinese(bytes) {
        return Some(converted(path, "GBK", text, report));
    }
    Some(damaged(path, bytes, report))
}

fn converted(path: &SourcePath, name: &str, text: String, report: &mut Report) -> String {
    let message = format!("文件的编码是 {name}，已按这种编码读取");
    let complaint = Complaint::new(CONVERTED, Place::file(path), message);
    report.push(complaint.hint("建议在编辑器里另存为 UTF-8"));
    text
}

fn binary(path: &SourcePath, report: &mut Report) -> Option<String> {
    let complaint = Complaint::new(BINARY, Place::file(path), "这不是文字文件");
    report.push(
        complaint.hint("可能是 Word 文档或图片改了名字；请把文字粘贴到新建的文本文件里，文档本身作为附件"),
    );
    None
}

/// The kind of UTF-16 that the bytes are: by their mark, or because half of the first bytes are zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(64) & !1];
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    // Han characters have zeros too, in the other half, but few.
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > 2 && odd > 3 * even => Some(UTF_16LE),
        (even, odd) if even > 2 && even > 3 * odd => Some(UTF_16BE),
        _ => None,
    }
}

/// The bytes as GBK or GB18030, when they are that and not UTF-8 with a damaged spot.
fn chinese(bytes: &[u8]) -> Option<String> {
    let (good, bad) = utf8_share(bytes);
    if good > 4 * bad {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if guess != GBK && guess != GB18030 {
        return None;
    }
    GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// How many characters beyond ASCII are good UTF-8, and how many stretches are not.
fn utf8_share(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let beyond = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (good + beyond, bad + usize::from(!chunk.invalid().is_empty()))
    })
}

/// Nothing fits: the first bad byte is complained about, and reading goes on with U+FFFD in its place.
fn damaged(path: &SourcePath, bytes: &[u8], report: &mut Report) -> String {
    let source = SourceText {
        path: path.clone(),
        text: line_ends(strip_mark(&String::from_utf8_lossy(bytes))),
    };
    let at = source.text.find('\u{FFFD}').unwrap_or(0);
    let place = source.place(at..at + '\u{FFFD}'.len_utf8());
    let complaint = Complaint::new(INVALID, place, "这里有无法识别的字节，文件可能已经损坏");
    report.push(complaint.hint("请在编辑器里打开文件，重新输入这一行，并另存为 UTF-8"));
    source.text.to_string()
}

fn strip_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// A carriage return alone ended lines on old Macs; later stages know `\n` and `\r\n` only.
fn line_ends(text: &str) -> Arc<str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(lone) {
        return text.into();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
        let found = Found {
            path: SourcePath::new("content/notices/a.md").expect("valid"),
            content: Content::Memory(bytes.into()),
        };
        let mut report = Report::new();
        let text = decode(&found, &mut Vec::new(), &mut report).map(|source| source.text.to_string());
        let codes = report
            .sorted()
            .iter()
            .map(|complaint| complaint.code.name)
            .collect();
        (text, codes)
    }

    const TEXT: &str = "---\n标题: 关于开展主题党日活动的通知\n---\n各党支部：\n";

    #[test]
    fn every_usual_encoding_is_read() {
        let text = Some(TEXT.to_owned());
        assert_eq!(decoded(TEXT.as_bytes()), (text.clone(), vec![]));
        let marked = format!("\u{FEFF}{TEXT}");
        assert_eq!(decoded(marked.as_bytes()), (text.clone(), vec![]));
        let (gbk, _, _) = GBK.encode(TEXT);
        assert_eq!(decoded(&gbk), (text.clone(), vec!["encoding-converted"]));
        for mark in ["\u{FEFF}", ""] {
            let utf16: Vec<u16> = format!("{mark}{TEXT}").encode_utf16().collect();
            let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(decoded(&little), (text.clone(), vec!["encoding-converted"]));
            assert_eq!(decoded(&big), (text.clone(), vec!["encoding-converted"]));
        }
    }

    #[test]
    fn what_is_no_text_is_said() {
        assert_eq!(decoded(b"PK\x03\x04\0\0\x08\0\xff"), (None, vec!["file-binary"]));
        assert_eq!(decoded(b"a\0b"), (None, vec!["file-binary"]));
        assert_eq!(decoded(&vec![b'a'; 5 << 20]), (None, vec!["file-large"]));
        let (text, codes) = decoded("标题：好的文字\n\u{FFFD}".replace('\u{FFFD}', "x").as_bytes());
        assert!(text.is_some() && codes.is_empty());
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend([0xff, 0xfe, b'\n']);
        assert_eq!(decoded(&bytes).1, ["encoding-invalid"]);
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        assert_eq!(decoded(b"a\rb\r\nc").0.as_deref(), Some("a\nb\nc"));
        assert_eq!(decoded(b"a\r\nb").0.as_deref(), Some("a\r\nb"));
    }
}
