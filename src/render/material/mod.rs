//! Pictures and attachments: their measures, and their bytes without what a camera wrote into them.
//! Where a photograph was taken, when and with what never leaves the site's folder.

mod attachment;
mod gif;
mod jpeg;
mod png;
mod svg;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::paper::{Photograph, Photographs};
use crate::plan::Planned;
use crate::read::{Content, Found};
use crate::render::Parts;
use crate::words::{Code, Complaint, Place, Recipe, Report, Severity, SourcePath, is_picture};

const BROKEN: Code = Code::error("image-broken");
const ACTIVE: Code = Code::error("image-active");
const UNREADABLE: Code = Code::error("file-unreadable");

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
    /// The files that were looked at.
    files: Arc<BTreeMap<SourcePath, Found>>,
}

#[derive(Debug, Clone)]
struct Look {
    /// How long the file is when it is published.
    bytes: u64,
    size: Option<Size>,
    /// What is wrong with an attachment; with an error it is not published.
    complaints: Vec<Complaint>,
}

impl Pictures {
    /// Looks at every picture and attachment of a plan; at one that was looked at `before` only if the files are
    /// others now.
    pub(super) fn look(parts: &Parts<'_>, before: Option<&Self>, report: &mut Report) -> Self {
        let files = parts.files;
        let before = before.filter(|before| Arc::ptr_eq(&before.files, files));
        let known = |file: &SourcePath| before.and_then(|before| before.looks.get(file)).cloned();
        let wanted: Vec<&SourcePath> = parts
            .plan
            .files
            .values()
            .filter_map(|planned| match planned {
                Planned::Material(file) => Some(file),
                _ => None,
            })
            .collect();
        let looks: Vec<_> = wanted
            .par_iter()
            .map(|file| {
                let look = known(file).map_or_else(|| look_at(parts, file), Ok)?;
                Ok(((*file).clone(), look))
            })
            .collect();
        let mut pictures = Self {
            looks: BTreeMap::new(),
            files: Arc::clone(files),
        };
        for look in looks {
            match look {
                Ok((file, look)) => {
                    look.complaints
                        .iter()
                        .cloned()
                        .for_each(|complaint| report.push(complaint));
                    pictures.looks.insert(file, look);
                }
                Err(complaint) => report.push(complaint),
            }
        }
        pictures
    }

    /// The bytes to publish.
    ///
    /// # Errors
    /// The file cannot be read, or not be published as it is.
    pub(super) fn publish(&self, file: &SourcePath) -> Result<Vec<u8>, Complaint> {
        let known = self
            .looks
            .get(file)
            .map_or(&[][..], |look| look.complaints.as_slice());
        if let Some(complaint) = known.iter().find(|one| one.code.severity == Severity::Error) {
            return Err(complaint.clone());
        }
        clean(file, read(&self.files, file)?)
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

/// What sheets have to know of pictures; those that have no measures are left out.
pub fn photographs(
    wanted: &BTreeSet<SourcePath>,
    files: &BTreeMap<SourcePath, Found>,
    report: &mut Report,
) -> Photographs {
    let wanted: Vec<&SourcePath> = wanted.iter().collect();
    let looks: Vec<_> = wanted
        .par_iter()
        .map(|file| {
            let bytes = read(files, file)?;
            Ok((*file, look(file, &bytes)?.size, Recipe::of(&bytes)))
        })
        .collect();
    let mut photographs = Photographs::new();
    for look in looks {
        match look {
            Ok((file, size, print)) => {
                let sides = size.and_then(|size| {
                    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
                    Some((width, height))
                });
                photographs.extend(sides.map(|size| (file.clone(), Photograph { size, print })));
            }
            Err(complaint) => report.push(complaint),
        }
    }
    photographs
}

/// Looks at a file: at a picture's measures, or at what is wrong with an attachment.
fn look_at(parts: &Parts<'_>, file: &SourcePath) -> Result<Look, Complaint> {
    let bytes = read(parts.files, file)?;
    let mut look = look(file, &bytes)?;
    if !is_picture(&file.extension()) {
        let place = || attachment::place(parts.site, file);
        let (complaints, length) = attachment::look(file, &bytes, &clean_inside, place);
        look.complaints = complaints;
        look.bytes = length.unwrap_or(look.bytes);
    }
    Ok(look)
}

/// Cleans a picture inside an attachment.
fn clean_inside(ending: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    clean(&SourcePath::new(&format!("picture.{ending}"))?, bytes.to_vec()).ok()
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
            let turned = file.extension().starts_with("jp") && jpeg::orientation(bytes) >= 5;
            let (width, height) = if turned {
                (size.height, size.width)
            } else {
                (size.width, size.height)
            };
            Some(Size { width, height })
        }
        "svg" => svg::size(bytes),
        _ => None,
    };
    Ok(Look {
        bytes: length,
        size,
        complaints: Vec::new(),
    })
}

/// A file without what cameras and programs wrote about it and its author.
fn clean(file: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
    let cleaned = match file.extension().as_str() {
        "jpg" | "jpeg" => jpeg::without_talk(&bytes),
        "png" => png::without_talk(&bytes),
        "gif" => gif::without_talk(&bytes),
        "svg" => return svg::passive(&bytes).map_err(|what| active(file, what)),
        ending if !is_picture(ending) => return attachment::clean(file, bytes),
        _ => return Ok(bytes),
    };
    cleaned.ok_or_else(|| broken(file))
}

fn active(file: &SourcePath, what: svg::Refusal) -> Complaint {
    let message = match what {
        svg::Refusal::Unreadable => format!("SVG 图片“{}”读不懂，不能公开", file.name()),
        svg::Refusal::Active(what) => format!("SVG 图片“{}”中有不能公开的内容：{what}", file.name()),
    };
    Complaint::new(ACTIVE, Place::file(file), message)
        .hint("请换成 PNG，或者用绘图软件另存为不带脚本和外部链接的“普通 SVG”")
}

fn broken(file: &SourcePath) -> Complaint {
    Complaint::new(
        BROKEN,
        Place::file(file),
        format!("图片“{}”已损坏，或者内容与扩展名不符", file.name()),
    )
    .hint("请用画图打开后另存为 JPG 或 PNG，再放回原处")
}
