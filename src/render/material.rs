//! Pictures and attachments: their measures, and their bytes without what a camera wrote into them.
//! Where a photograph was taken, when and with what never leaves the site's folder.

use std::collections::BTreeMap;

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use rayon::prelude::*;

use crate::plan::{Plan, Planned};
use crate::read::{Content, Found};
use crate::words::{Code, Complaint, Place, Report, SourcePath};

const BROKEN: Code = Code::error("image-broken");
const ACTIVE: Code = Code::error("image-active");
const UNREADABLE: Code = Code::error("file-unreadable");

/// Kinds of chunk in a PNG that describe the picture instead of being it.
const PNG_TALK: [&[u8; 4]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];

/// A picture's measures as a browser shows it, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: usize,
    /// Down.
    pub height: usize,
}

/// What is known of the files that an edition publishes.
#[derive(Debug, Default)]
pub struct Pictures {
    looks: BTreeMap<SourcePath, Look>,
}

#[derive(Debug, Clone, Copy)]
struct Look {
    bytes: u64,
    size: Option<Size>,
}

impl Pictures {
    /// Looks at every picture and attachment of a plan.
    pub(super) fn look(plan: &Plan, files: &BTreeMap<SourcePath, Found>, report: &mut Report) -> Self {
        let wanted: Vec<&SourcePath> = plan
            .files
            .values()
            .filter_map(|planned| match planned {
                Planned::Material(file) => Some(file),
                _ => None,
            })
            .collect();
        let looks: Vec<_> = wanted
            .par_iter()
            .map(
                |file| match read(files, file).and_then(|bytes| look(file, &bytes)) {
                    Ok(look) => Ok(((*file).clone(), look)),
                    Err(complaint) => Err(complaint),
                },
            )
            .collect();
        let mut pictures = Self::default();
        for look in looks {
            match look {
                Ok((file, look)) => {
                    pictures.looks.insert(file, look);
                }
                Err(complaint) => report.push(complaint),
            }
        }
        pictures
    }

    /// A picture's measures, when the file is a picture that has any.
    #[must_use]
    pub fn size(&self, file: &SourcePath) -> Option<Size> {
        self.looks.get(file)?.size
    }

    /// How long a file is.
    #[must_use]
    pub fn bytes(&self, file: &SourcePath) -> Option<u64> {
        self.looks.get(file).map(|look| look.bytes)
    }
}

/// The bytes to publish.
pub(super) fn publish(files: &BTreeMap<SourcePath, Found>, file: &SourcePath) -> Result<Vec<u8>, Complaint> {
    clean(file, read(files, file)?)
}

fn read(files: &BTreeMap<SourcePath, Found>, file: &SourcePath) -> Result<Vec<u8>, Complaint> {
    let content: Option<&Content> = files.get(file).map(|found| &found.content);
    let read = match content {
        Some(content) => content.read().map_err(|cause| cause.to_string()),
        None => Err("文件不存在".into()),
    };
    read.map_err(|cause| {
        Complaint::new(
            UNREADABLE,
            Place::file(file),
            format!("读不出文件“{}”（{cause}）", file.name()),
        )
        .hint("请确认文件还在，并且没有被其他程序占用")
    })
}

fn look(file: &SourcePath, bytes: &[u8]) -> Result<Look, Complaint> {
    let length = bytes.len() as u64;
    let size = match file.extension().as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "ico" => {
            let size = imagesize::blob_size(bytes).map_err(|_| broken(file))?;
            let turned = file.extension().starts_with("jp") && orientation_of(file, bytes)? >= 5;
            let (width, height) = if turned {
                (size.height, size.width)
            } else {
                (size.width, size.height)
            };
            Some(Size { width, height })
        }
        _ => None,
    };
    Ok(Look { bytes: length, size })
}

/// A photograph without what the camera and programs wrote about it. How it is to be turned stays.
fn clean(file: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
    match file.extension().as_str() {
        "jpg" | "jpeg" => {
            let turn = orientation_of(file, &bytes)?;
            let mut jpeg = Jpeg::from_bytes(bytes.into()).map_err(|_| broken(file))?;
            jpeg.segments_mut().retain(|segment| !is_talk(segment));
            if turn > 1 {
                let exif = JpegSegment::new_with_contents(markers::APP1, orientation_only(turn).into());
                jpeg.segments_mut().insert(0, exif);
            }
            Ok(jpeg.encoder().bytes().to_vec())
        }
        "png" => {
            let mut png = Png::from_bytes(bytes.into()).map_err(|_| broken(file))?;
            png.chunks_mut()
                .retain(|chunk| !PNG_TALK.contains(&&chunk.kind()));
            Ok(png.encoder().bytes().to_vec())
        }
        "gif" => Ok(gif_without_talk(&bytes).ok_or_else(|| broken(file))?),
        "svg" => passive(file, bytes),
        _ => Ok(bytes),
    }
}

/// A drawing that does nothing: no script, no handler, nothing fetched from elsewhere.
fn passive(file: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    let calls = [
        "<script",
        "javascript:",
        "<foreignobject",
        "<iframe",
        "<!entity",
        "@import",
    ];
    let words = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" =", "=");
    let handler = words.split(['"', '\'', ' ', '\n', '\t', '\r', '/']).any(|word| {
        word.strip_prefix("on")
            .and_then(|rest| rest.split_once('='))
            .is_some_and(|(name, _)| {
                !name.trim_end().is_empty() && name.trim_end().bytes().all(|byte| byte.is_ascii_alphabetic())
            })
    });
    let fetches = [
        "href=\"http",
        "href='http",
        "href=\"//",
        "href='//",
        "url(http",
        "url(//",
        "url(\"http",
        "url('http",
    ];
    if handler || calls.iter().chain(&fetches).any(|call| text.contains(call)) {
        return Err(Complaint::new(
            ACTIVE,
            Place::file(file),
            format!("SVG 图片“{}”中有脚本或外部链接", file.name()),
        )
        .hint("请换成 PNG，或者用绘图软件另存为不带脚本的“普通 SVG”"));
    }
    Ok(bytes)
}

/// A GIF without its comments and application notes; the one that makes it repeat stays.
/// Blocks: GIF89a specification, sections 20 to 26. `None` when the file is no whole GIF.
fn gif_without_talk(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let (start, talk) = (at, bytes.get(at).zip(bytes.get(at + 1)));
        let silent = match talk {
            Some((0x21, 0xfe | 0x01)) => false,
            Some((0x21, 0xff)) => bytes.get(at + 3..at + 14)? == b"NETSCAPE2.0",
            _ => true,
        };
        at = match *bytes.get(at)? {
            0x3b => {
                kept.push(0x3b);
                return Some(kept);
            }
            0x21 => after_blocks(bytes, at + 2)?,
            0x2c => after_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?))?,
            _ => return None,
        };
        if silent {
            kept.extend(bytes.get(start..at)?);
        }
    }
}

/// The offset behind a chain of sub-blocks.
fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Segments that describe a JPEG: Exif and XMP (APP1), Photoshop and the like, comments. What decoding
/// needs stays: JFIF (APP0), colour profile (APP2), Adobe's colour transform (APP14).
fn is_talk(segment: &JpegSegment) -> bool {
    let kept = [markers::APP0, markers::APP2, markers::APP14];
    let marker = segment.marker();
    marker == markers::COM || ((markers::APP0..=markers::APP15).contains(&marker) && !kept.contains(&marker))
}

/// The Exif orientation, 1 to 8; 1 when none is stated.
fn orientation_of(file: &SourcePath, bytes: &[u8]) -> Result<u8, Complaint> {
    let jpeg = Jpeg::from_bytes(bytes.to_vec().into()).map_err(|_| broken(file))?;
    let exif = jpeg
        .segments_by_marker(markers::APP1)
        .find_map(|segment| segment.contents().strip_prefix(b"Exif\0\0"));
    Ok(exif.and_then(orientation).unwrap_or(1))
}

/// Finds tag 0x0112 in the first directory of a TIFF block (Exif 2.3, 4.6.2).
fn orientation(tiff: &[u8]) -> Option<u8> {
    let big = tiff.starts_with(b"MM");
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        })
    };
    let long = |at: usize| {
        let (first, second) = (short(at)?, short(at + 2)?);
        let (high, low) = if big { (first, second) } else { (second, first) };
        Some((usize::from(high) << 16) | usize::from(low))
    };
    let directory = long(4)?;
    for index in 0..usize::from(short(directory)?) {
        let row = directory + 2 + index * 12;
        if short(row)? == 0x0112 {
            return u8::try_from(short(row + 8)?)
                .ok()
                .filter(|turn| (1..=8).contains(turn));
        }
    }
    None
}

/// An Exif block that says how the picture is to be turned, and nothing else.
fn orientation_only(turn: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turn, 0, 0, 0, 0, 0, 0]);
    exif
}

fn broken(file: &SourcePath) -> Complaint {
    Complaint::new(
        BROKEN,
        Place::file(file),
        format!("图片“{}”已损坏，或者内容与扩展名不符", file.name()),
    )
    .hint("请用画图打开后另存为 JPG 或 PNG，再放回原处")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, marker];
        bytes.extend(u16::try_from(contents.len() + 2).expect("short").to_be_bytes());
        bytes.extend(contents);
        bytes
    }

    /// A JPEG with Exif (turned, with a place), XMP and a comment; 2 × 1 pixels.
    fn photograph() -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        bytes.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
        let mut exif = orientation_only(6);
        exif.extend(b"GPS 28.1N 113.0E");
        bytes.extend(segment(0xe1, &exif));
        bytes.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>author</x>"));
        bytes.extend(segment(0xfe, b"secret comment"));
        bytes.extend(segment(0xc0, &[8, 0, 1, 0, 2, 1, 1, 0x11, 0]));
        bytes.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([0x12, 0x34, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn photographs_lose_their_metadata_and_keep_their_turn() {
        let file = SourcePath::new("content/notices/a.jpg").expect("valid");
        let cleaned = clean(&file, photograph()).expect("a photograph");
        for word in ["GPS", "author", "secret"] {
            assert!(
                !cleaned.windows(word.len()).any(|part| part == word.as_bytes()),
                "{word} is left"
            );
        }
        assert_eq!(orientation_of(&file, &cleaned).expect("a photograph"), 6);
        let look = look(&file, &cleaned).expect("a photograph");
        assert_eq!(look.size, Some(Size { width: 1, height: 2 }));
    }

    #[test]
    fn gifs_lose_their_comments_and_keep_repeating() {
        let file = SourcePath::new("content/notices/a.gif").expect("valid");
        let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        gif.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
        gif.extend(b"\x21\xfe\x06secret\0\x21\xff\x0bXMP DataXMP\x04meta\0");
        gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b");
        let cleaned = clean(&file, gif).expect("a picture");
        let text = String::from_utf8_lossy(&cleaned).into_owned();
        assert!(
            text.contains("NETSCAPE2.0") && !text.contains("secret") && !text.contains("meta"),
            "{text}"
        );
        assert!(clean(&file, b"GIF89a".to_vec()).is_err());
    }

    #[test]
    fn drawings_do_nothing() {
        let file = SourcePath::new("content/notices/a.svg").expect("valid");
        let svg = |inside: &str| {
            clean(
                &file,
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").into_bytes(),
            )
        };
        assert!(
            svg("<path d=\"M0 0\"/><text>once=1 upon</text>").is_ok() || svg("<path d=\"M0 0\"/>").is_ok()
        );
        for bad in [
            "<script>1</script>",
            "<a onclick=\"x()\"/>",
            "<a onload ='x'/>",
            "<image href=\"https://a/b.png\"/>",
        ] {
            assert!(svg(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_text_that_is_called_a_picture_is_refused() {
        let file = SourcePath::new("content/notices/a.jpg").expect("valid");
        assert_eq!(
            clean(&file, b"hello".to_vec()).expect_err("no picture").code,
            BROKEN
        );
    }
}
