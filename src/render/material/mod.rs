//! Pictures and attachments: their measures, and their bytes without what a camera wrote into them.
//! Where a photograph was taken, when and with what never leaves the site's folder.

mod gif;
mod jpeg;
mod png;
mod svg;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::paper::{Photograph, Photographs};
use crate::plan::{Plan, Planned};
use crate::read::{Content, Found};
use crate::words::{Code, Complaint, Place, Recipe, Report, SourcePath};

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

#[derive(Debug, Clone, Copy)]
struct Look {
    bytes: u64,
    size: Option<Size>,
}

impl Pictures {
    /// Looks at every picture and attachment of a plan; at one that was looked at `before` only if the files are
    /// others now.
    pub(super) fn look(
        plan: &Plan,
        files: &Arc<BTreeMap<SourcePath, Found>>,
        before: Option<&Self>,
        report: &mut Report,
    ) -> Self {
        let before = before.filter(|before| Arc::ptr_eq(&before.files, files));
        let known = |file: &SourcePath| before.and_then(|before| before.looks.get(file)).copied();
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
            .map(|file| {
                let look = known(file).map_or_else(|| look(file, &read(files, file)?), Ok)?;
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
    Ok(Look { bytes: length, size })
}

/// A file without what cameras and programs wrote about it and its author.
fn clean(file: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
    let cleaned = match file.extension().as_str() {
        "jpg" | "jpeg" => jpeg::without_talk(&bytes),
        "png" => png::without_talk(&bytes),
        "gif" => gif::without_talk(&bytes),
        "svg" => return svg::passive(&bytes).map_err(|what| active(file, what)),
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
