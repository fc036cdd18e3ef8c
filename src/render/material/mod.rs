//! Pictures and attachments: their measures, and their bytes without what a camera wrote into them.
//! Where a photograph was taken, when and with what never leaves the site's folder; neither does a photograph that is
//! larger than a page can show.

mod attachment;
mod bitmaps;
mod jpeg;
mod profile;
mod scale;
mod svg;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use rayon::prelude::*;
use scale::ScaledFormat;

use super::{Known, Rendered, RendererParts};
use crate::check::Wordings;
use crate::paper::{Photograph, Photographs};
use crate::plan::Planned;
use crate::read::{FileBytes, Found};
use crate::site::Site;
use crate::words::{Code, Complaint, Fingerprint, Place, Report, Severity, SourcePath, is_picture};

const BROKEN: Code = Code::error("image-broken");
const ACTIVE: Code = Code::error("image-active");
const TOO_LARGE: Code = Code::error("image-too-large");
const LARGE: Code = Code::warning("image-large");
const UNREADABLE: Code = Code::error("file-unreadable");

/// A picture's measures as a browser shows it, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: usize,
    /// Down.
    pub height: usize,
}

impl Size {
    /// The measures behind a turn that an Exif orientation names.
    fn turned(self, turn: u8) -> Self {
        let Self { width, height } = self;
        if turn >= 5 {
            Self {
                width: height,
                height: width,
            }
        } else {
            self
        }
    }

    /// True for a picture that has pixels, and not so many that decoding them takes a computer's memory.
    fn is_decodable(self) -> bool {
        let pixels = self.width.checked_mul(self.height);
        pixels.is_some_and(|pixels| (1..=scale::MOST_PIXELS).contains(&pixels))
    }
}

/// What is known of the files that an edition publishes.
#[derive(Debug, Default)]
pub struct Pictures {
    looks: BTreeMap<SourcePath, Look>,
    /// The files that were looked at.
    files: Arc<BTreeMap<SourcePath, Found>>,
    /// The wordings that they were looked through for.
    wordings: Arc<Wordings>,
}

/// What a file is published for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A page shows it: it is made as small as pages need it.
    Shown,
    /// A page leads to it: whoever opens it wants all of it.
    Linked,
}

#[derive(Debug, Clone)]
struct Look {
    purpose: Purpose,
    /// How long the file is; of an attachment, when it is published.
    bytes: u64,
    /// The measures of the picture as it is published.
    size: Option<Size>,
    /// What it is scaled to.
    scaled: Option<(ScaledFormat, Size)>,
    /// What is wrong with it; with an error it is not published.
    complaints: Vec<Complaint>,
}

impl Pictures {
    /// Looks at every picture and attachment of a plan; at one that was looked at before only if the files or the
    /// wordings are others now.
    pub(super) fn look(parts: &RendererParts<'_>, known: Known<'_>, report: &mut Report) -> Self {
        let files = parts.files;
        let shown = shown(parts.site);
        let before = known.prepared.map(|before| &before.pictures).filter(|before| {
            Arc::ptr_eq(&before.files, files) && Arc::ptr_eq(&before.wordings, parts.wordings)
        });
        let looked_at = |file: &SourcePath, purpose: Purpose| {
            let look = before.and_then(|before| before.looks.get(file));
            look.filter(|look| look.purpose == purpose).cloned()
        };
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
                let purpose = if shown.contains(file) {
                    Purpose::Shown
                } else {
                    Purpose::Linked
                };
                let look = looked_at(file, purpose);
                let look = look.map_or_else(|| look_at(parts, (file, purpose), known), Ok)?;
                Ok(((*file).clone(), look))
            })
            .collect();
        let mut pictures = Self {
            looks: BTreeMap::new(),
            files: Arc::clone(files),
            wordings: Arc::clone(parts.wordings),
        };
        for look in looks {
            match look {
                Ok((file, look)) => {
                    report.extend(look.complaints.iter().cloned());
                    pictures.looks.insert(file, look);
                }
                Err(complaint) => report.push(told_at_use(complaint, parts.site)),
            }
        }
        pictures
    }

    /// What is wrong within the files that could be read.
    pub(super) fn told_of_contents(&self) -> impl Iterator<Item = &Complaint> {
        let all = self.looks.values().flat_map(|look| &look.complaints);
        all.filter(|complaint| complaint.code != attachment::UNREAD)
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

    /// The bytes to publish, or what they are to be made of.
    pub(super) fn rendered(&self, file: &SourcePath) -> Result<Rendered, Complaint> {
        let look = self.looks.get(file);
        let mut wrong = look.into_iter().flat_map(|look| &look.complaints);
        if let Some(error) = wrong.find(|one| one.code.severity == Severity::Error) {
            return Err(error.clone());
        }
        let bytes = read(&self.files, file)?;
        let source = source_of(file, &bytes);
        let (scaled, bytes) = match look.and_then(|look| look.scaled) {
            None if is_picture(&file.extension()) => return clean(file, bytes).map(Rendered::File),
            None => (None, bytes),
            // That one is damaged is said at once, also where nobody makes it.
            scaled => (scaled, clean(file, bytes)?),
        };
        Ok(Rendered::Unmade(Box::new(Unmade {
            file: file.clone(),
            source,
            bytes,
            scaled,
        })))
    }
}

/// So many bytes of a picture are put into a page itself.
const MOST_EMBEDDED: usize = 48 << 10;

impl Pictures {
    /// A picture as an address that holds it, for a page that can fetch nothing; of a large one a small one, no side longer
    /// than this. `None` for one that stays too large.
    pub(super) fn embedded(&self, file: &SourcePath, longest: usize) -> Option<String> {
        let cleaned = clean(file, read(&self.files, file).ok()?).ok()?;
        let ending = file.extension();
        let size = self.size(file);
        let target = size.and_then(|size| {
            let scaled = |side: usize| (side * longest / size.width.max(size.height)).max(1);
            let (width, height) = (scaled(size.width), scaled(size.height));
            (width < size.width && height < size.height).then_some(Size { width, height })
        });
        let small = target.and_then(|target| ScaledFormat::of(&ending, &cleaned)?.scaled(&cleaned, target));
        let bytes = small.unwrap_or(cleaned);
        let kind = match ending.as_str() {
            "svg" => "svg+xml",
            "jpg" => "jpeg",
            ending => ending,
        };
        (bytes.len() <= MOST_EMBEDDED).then(|| format!("data:image/{kind};base64,{}", BASE64.encode(&bytes)))
    }
}

/// A photograph that is not scaled yet, or an attachment that is not cleaned.
#[derive(Debug)]
pub struct Unmade {
    file: SourcePath,
    /// Of the file's bytes and ending. The same program makes the same of the same.
    pub source: Fingerprint,
    /// Of an attachment those of its file, of a photograph without what a camera wrote into it.
    bytes: Vec<u8>,
    /// Of a photograph: what it is scaled to.
    scaled: Option<(ScaledFormat, Size)>,
}

impl Unmade {
    /// Makes it.
    ///
    /// # Errors
    /// A photograph's pixels cannot be read.
    pub fn make(self) -> Result<Vec<u8>, Complaint> {
        match self.scaled {
            Some((format, target)) => {
                let made = format.scaled(&self.bytes, target);
                made.ok_or_else(|| broken(&self.file))
            }
            None => clean(&self.file, self.bytes),
        }
    }
}

fn source_of(file: &SourcePath, bytes: &[u8]) -> Fingerprint {
    let bytes = Fingerprint::of(bytes).to_bytes();
    Fingerprint::of(&[file.extension().as_bytes(), &bytes].concat())
}

/// The pictures that pages show.
fn shown(site: &Site) -> BTreeSet<&SourcePath> {
    let images = site.ids().flat_map(|id| &site.entry(id).body.images);
    let images = images.map(|image| &image.file);
    images.chain(site.own_pictures()).collect()
}

/// Looks at a file: at a picture's measures, or at what is wrong with an attachment.
fn look_at(
    parts: &RendererParts<'_>,
    (file, purpose): (&SourcePath, Purpose),
    known: Known<'_>,
) -> Result<Look, Complaint> {
    let bytes = read(parts.files, file)?;
    let mut look = look(file, &bytes, purpose)?;
    if is_picture(&file.extension()) {
        let warning = look.warning(file);
        look.complaints
            .extend(warning.map(|complaint| told_at_use(complaint, parts.site)));
        if file.extension() == "svg" {
            let said = svg::text(&bytes);
            look.complaints
                .extend(attachment::about_drawing(file, &said, parts));
        }
    } else {
        let made = known.length.and_then(|length| length(source_of(file, &bytes)));
        let (complaints, length) = attachment::look((file, &bytes), made, parts);
        look.complaints = complaints;
        look.bytes = length.unwrap_or(look.bytes);
    }
    look.complaints.extend(attachment::about_name(file, parts.site));
    Ok(look)
}

/// A picture without what cameras and programs wrote into it: one inside an attachment, or that is imported. `None` for
/// one that is damaged.
pub(crate) fn clean_picture(ending: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    clean(&SourcePath::new(&format!("picture.{ending}"))?, bytes.to_vec()).ok()
}

/// What is wrong with a whole picture or attachment, told where the first entry that shows it names it: there somebody
/// finds it, who looks at that entry alone.
#[must_use]
pub fn told_at_use(complaint: Complaint, site: &Site) -> Complaint {
    let is_whole = |place: &&Place| **place == Place::file(&place.path);
    let place = complaint.place.as_ref().filter(is_whole);
    let place = place.map(|place| attachment::place(site, &place.path));
    Complaint {
        place: place.or(complaint.place),
        ..complaint
    }
}

/// What a site's sheets have to know of pictures; those that have no measures are left out.
pub fn photographs(
    site: &Site,
    wanted: &BTreeSet<SourcePath>,
    files: &BTreeMap<SourcePath, Found>,
    report: &mut Report,
) -> Photographs {
    // That one is not there is told where it is named.
    let wanted: Vec<&SourcePath> = wanted.iter().filter(|file| files.contains_key(*file)).collect();
    let looks: Vec<_> = wanted
        .par_iter()
        .map(|file| {
            let bytes = read(files, file)?;
            let look = look(file, &bytes, Purpose::Shown)?;
            Ok((*file, look.size, Fingerprint::of(&bytes)))
        })
        .collect();
    let mut photographs = Photographs::new();
    for look in looks {
        match look {
            Ok((file, size, fingerprint)) => {
                let sides = size.and_then(|size| {
                    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
                    Some((width, height))
                });
                photographs.extend(sides.map(|size| (file.clone(), Photograph { size, fingerprint })));
            }
            Err(complaint) => report.push(told_at_use(complaint, site)),
        }
    }
    photographs
}

fn read(files: &BTreeMap<SourcePath, Found>, file: &SourcePath) -> Result<Vec<u8>, Complaint> {
    let content: Option<&FileBytes> = files.get(file).map(|found| &found.content);
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

fn look(file: &SourcePath, bytes: &[u8], purpose: Purpose) -> Result<Look, Complaint> {
    let length = bytes.len() as u64;
    let ending = file.extension();
    let size = match ending.as_str() {
        "svg" => svg::size(bytes),
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "ico" => {
            Some(raster_size(&ending, bytes).ok_or_else(|| broken(file))?)
        }
        _ => None,
    };
    let mut look = Look {
        purpose,
        bytes: length,
        size,
        scaled: None,
        complaints: Vec::new(),
    };
    if let (Some(size), Purpose::Shown, false) = (size, purpose, ending == "svg") {
        if !size.is_decodable() {
            return Err(too_large(file, size));
        }
        let target = |format: ScaledFormat| Some((format, format.target(size, length)?));
        look.scaled = ScaledFormat::of(&ending, bytes).and_then(target);
        look.size = Some(look.scaled.map_or(size, |(_, target)| target));
    }
    Ok(look)
}

/// A picture's measures by its name and bytes; `None` for what is no png, jpg or gif.
pub(super) fn measures(name: &str, bytes: &[u8]) -> Option<Size> {
    let (_, ending) = name.rsplit_once('.')?;
    matches!(ending, "png" | "jpg" | "jpeg" | "gif").then(|| raster_size(ending, bytes))?
}

/// The Exif orientation that a published picture carries, 1 to 8: for whoever shows it where nobody turns it by that.
#[must_use]
pub fn orientation_of(bytes: &[u8]) -> u8 {
    match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Jpeg) => jpeg::notes(bytes).turn,
        Ok(imagesize::ImageType::Png) => bitmaps::orientation(bytes),
        _ => 1,
    }
}

/// The measures of a picture as a browser shows it, from its header. `None` when it shows nothing.
fn raster_size(ending: &str, bytes: &[u8]) -> Option<Size> {
    let (size, turn) = if matches!(ending, "jpg" | "jpeg") {
        let notes = jpeg::notes(bytes);
        (notes.size?, notes.turn)
    } else {
        let size = imagesize::blob_size(bytes).ok()?;
        let turn = if ending == "png" {
            bitmaps::orientation(bytes)
        } else {
            1
        };
        let (width, height) = (size.width, size.height);
        (Size { width, height }, turn)
    };
    let is_seen = size.width > 0 && size.height > 0;
    is_seen.then(|| size.turned(turn))
}

impl Look {
    /// For a picture that makes a page slow and is not scaled.
    fn warning(&self, file: &SourcePath) -> Option<Complaint> {
        let is_raster = file.extension() != "svg";
        let size = self
            .size
            .filter(|_| is_raster)
            .unwrap_or(Size { width: 0, height: 0 });
        let is_shown = self.purpose == Purpose::Shown && self.scaled.is_none();
        if !is_shown || !scale::is_large(size, self.bytes) {
            return None;
        }
        let kilobytes = self.bytes.div_ceil(1024);
        let measures = if is_raster {
            format!("{}×{}像素，", size.width, size.height)
        } else {
            String::new()
        };
        let message = format!(
            "图片“{}”太大（{measures}{kilobytes} KB），网页打开会很慢；这种图片程序不会缩小",
            file.name()
        );
        let hint = "请用画图打开，点“重新调整大小”缩到2560像素以内，另存为 JPG 或 PNG；动图请减少画面";
        Some(Complaint::new(LARGE, Place::file(file), message).hint(hint))
    }
}

/// A file without what cameras and programs wrote about it and its author.
fn clean(file: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
    let cleaned = match file.extension().as_str() {
        "jpg" | "jpeg" => jpeg::strip_metadata(&bytes),
        "png" => bitmaps::stripped_png(&bytes),
        "gif" => bitmaps::stripped_gif(&bytes),
        "bmp" => bitmaps::stripped_bmp(&bytes),
        "ico" => bitmaps::strip_icon_metadata(&bytes),
        "svg" => return svg::passive(&bytes).map_err(|what| active(file, what)),
        ending if !is_picture(ending) => return attachment::clean(file, bytes),
        _ => return Ok(bytes),
    };
    cleaned.ok_or_else(|| broken(file))
}

fn too_large(file: &SourcePath, size: Size) -> Complaint {
    let message = format!(
        "图片“{}”有{}×{}像素，超过5000万像素，不能放进网页",
        file.name(),
        size.width,
        size.height
    );
    Complaint::new(TOO_LARGE, Place::file(file), message)
        .hint("请用画图打开，点“重新调整大小”，把较长的一边改到2560像素以内，另存后放回原处")
}

fn active(file: &SourcePath, what: svg::DrawingRefusal) -> Complaint {
    let message = match what {
        svg::DrawingRefusal::Unreadable => format!("SVG 图片“{}”读不懂，不能公开", file.name()),
        svg::DrawingRefusal::Active(what) => format!("SVG 图片“{}”中有不能公开的内容：{what}", file.name()),
    };
    Complaint::new(ACTIVE, Place::file(file), message)
        .hint("请换成 PNG，或者用绘图软件另存为不带脚本、样式表、动画和外部链接的“普通 SVG”")
}

fn broken(file: &SourcePath) -> Complaint {
    Complaint::new(
        BROKEN,
        Place::file(file),
        format!("图片“{}”已损坏，或者内容与扩展名不符", file.name()),
    )
    .hint("请用画图打开后另存为 JPG 或 PNG，再放回原处")
}
