//! Bytes → text. School offices still save GBK, UTF-16 (“Unicode” in Notepad) and files with a byte
//! order mark; all are read, and anything but UTF-8 is noted. It does not look at what the text says.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use super::discover::{FileBytes, Found};
use crate::words::{
    Code, Complaint, Decoded, Fix, Place, Report, SourcePath, SourceText, Undecoded, decoded, decoded_in_part,
};

const CONVERTED: Code = Code::warning("encoding-converted");
const INVALID: Code = Code::error("encoding-invalid");
const BINARY: Code = Code::error("file-binary");
const LARGE: Code = Code::error("file-large");
/// A file or folder that the disk does not give.
pub(crate) const UNREADABLE: Code = Code::error("content-unreadable");

/// The largest text that is read, in bytes; a whole year of minutes is a tenth of it.
const LARGEST: u64 = 4 << 20;

/// So many lines with bad bytes are told.
const LINES: usize = 10;

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
    let text = match decoded(bytes) {
        Ok(Decoded { text, encoding }) => {
            if encoding != "UTF-8" {
                say_converted(path, encoding, report);
            }
            line_ends(&text)
        }
        Err(Undecoded::Damaged) => line_ends(&damaged(path, bytes, report)),
        Err(Undecoded::Binary) => {
            say_binary(path, report);
            return None;
        }
    };
    let path = path.clone();
    Some(SourceText { path, text })
}

/// The bytes, unless there are too many.
pub(crate) fn read<'b>(found: &'b Found, buffer: &'b mut Vec<u8>, report: &mut Report) -> Option<&'b [u8]> {
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
fn bytes<'b>(content: &'b FileBytes, buffer: &'b mut Vec<u8>) -> io::Result<Result<&'b [u8], u64>> {
    match content {
        FileBytes::Memory(bytes) if bytes.len() as u64 > LARGEST => Ok(Err(bytes.len() as u64)),
        FileBytes::Memory(bytes) => Ok(Ok(bytes)),
        FileBytes::Disk(path) => {
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

fn say_converted(path: &SourcePath, name: &str, report: &mut Report) {
    let message = format!("文件的编码是 {name}，已按这种编码读取");
    let complaint = Complaint::new(CONVERTED, Place::file(path), message);
    report.push(complaint.hint("建议在编辑器里另存为 UTF-8").fix(Fix::as_utf8()));
}

fn say_binary(path: &SourcePath, report: &mut Report) {
    let complaint = Complaint::new(BINARY, Place::file(path), "这不是文字文件");
    report.push(
        complaint.hint("可能是 Word 文档或图片改了名字；请把文字粘贴到新建的文本文件里，文档本身作为附件"),
    );
}

/// True when a file has bytes that nothing fits, and the report says so.
pub(super) fn is_damaged(path: &SourcePath, report: &Report) -> bool {
    let is_it = |complaint: &Complaint| {
        complaint.code == INVALID && complaint.place.as_ref().is_some_and(|place| place.path == *path)
    };
    report.sorted().into_iter().any(is_it)
}

/// Nothing fits: the first bad byte is complained about, with the other lines, and reading goes on with U+FFFD in its place.
fn damaged(path: &SourcePath, bytes: &[u8], report: &mut Report) -> String {
    let source = SourceText {
        path: path.clone(),
        text: line_ends(
            &decoded_in_part(bytes).map_or_else(|| String::from_utf8_lossy(bytes), |read| read.text),
        ),
    };
    let at = source.text.find('\u{FFFD}').unwrap_or(0);
    let place = source.place(at..at + '\u{FFFD}'.len_utf8());
    let mut message = "这里有无法识别的字节，文件可能已经损坏".to_owned();
    let lines = (1..).zip(source.text.lines()).skip(place.line as usize);
    let others = lines.filter(|(_, line)| line.contains('\u{FFFD}'));
    let others: Vec<String> = others.map(|(number, _): (u32, _)| number.to_string()).collect();
    if !others.is_empty() {
        let more = if others.len() > LINES { "等" } else { "" };
        let others = &others[..others.len().min(LINES)];
        message += &format!("；另外还有第 {}{more}行", others.join("、"));
    }
    let complaint = Complaint::new(INVALID, place, message);
    report.push(complaint.hint("请在编辑器里打开文件，重新输入这一行，并另存为 UTF-8"));
    source.text.to_string()
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

    fn read_as(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
        let found = Found {
            path: SourcePath::new("content/notices/a.md").expect("valid"),
            content: FileBytes::Memory(bytes.into()),
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
        assert_eq!(read_as(TEXT.as_bytes()), (text.clone(), vec![]));
        let marked = format!("\u{FEFF}{TEXT}");
        assert_eq!(read_as(marked.as_bytes()), (text.clone(), vec![]));
        let (gbk, _, _) = encoding_rs::GBK.encode(TEXT);
        assert_eq!(read_as(&gbk), (text.clone(), vec!["encoding-converted"]));
        for mark in ["\u{FEFF}", ""] {
            let utf16: Vec<u16> = format!("{mark}{TEXT}").encode_utf16().collect();
            let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(read_as(&little), (text.clone(), vec!["encoding-converted"]));
            assert_eq!(read_as(&big), (text.clone(), vec!["encoding-converted"]));
        }
    }

    #[test]
    fn what_is_no_text_is_said() {
        assert_eq!(read_as(b"PK\x03\x04\0\0\x08\0\xff"), (None, vec!["file-binary"]));
        assert_eq!(read_as(b"a\0b"), (None, vec!["file-binary"]));
        assert_eq!(read_as(&vec![b'a'; 5 << 20]), (None, vec!["file-large"]));
        let (text, codes) = read_as("标题：好的文字\n\u{FFFD}".replace('\u{FFFD}', "x").as_bytes());
        assert!(text.is_some() && codes.is_empty());
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend([0xff, 0xfe, b'\n']);
        assert_eq!(read_as(&bytes).1, ["encoding-invalid"]);
        let (gbk, ..) = encoding_rs::GBK.encode(TEXT);
        let (text, codes) = read_as(&[&gbk, b"\xff\n".as_slice()].concat());
        assert_eq!(text, Some(format!("{TEXT}\u{FFFD}\n")));
        assert_eq!(codes, ["encoding-invalid"]);
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        assert_eq!(read_as(b"a\rb\r\nc").0.as_deref(), Some("a\nb\nc"));
        assert_eq!(read_as(b"a\r\nb").0.as_deref(), Some("a\r\nb"));
    }
}
