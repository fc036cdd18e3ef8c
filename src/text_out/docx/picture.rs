//! Pictures in a document: their bytes as parts, and the drawings that show them.

use super::body::DocumentBody;
use super::{PublishedPicture, push_xml};
use crate::paper::blocks::Illustration;
use crate::paper::breaks::Span;
use crate::text_out::picture_and_file;
use crate::words::SourcePath;

/// English metric units of a micrometre.
const EMU: i64 = 36;
/// A picture is no higher than this, in µm: the text block less a line or two.
const HIGHEST: i64 = 200_000;
/// How large a pixel is at most, in µm: 96 to an inch.
const PIXEL: i64 = 265;

/// A picture that is part of a document.
pub(super) struct DocumentImage<'a> {
    /// The picture's file in the site.
    pub(super) file: &'a SourcePath,
    pub(super) bytes: &'a [u8],
    /// `jpeg`, `png` or `gif`.
    pub(super) ending: &'static str,
}

impl DocumentBody<'_> {
    /// Adds a picture to the paragraph, no wider than so many µm. One that Word does not show is named.
    pub(super) fn picture(&mut self, picture: &Illustration, width: i32) {
        match self.drawing(picture, width) {
            Some(drawing) => self.xml.push_str(&drawing),
            None => {
                let words = picture_and_file(self.text, picture);
                self.runs(&[Span::plain(words)], None);
            }
        }
    }

    fn drawing(&mut self, picture: &Illustration, width: i32) -> Option<String> {
        let file = self.text.file(picture)?;
        let published = self.pictures.get(file)?;
        let (ending, drawn) = drawn(published, i64::from(width))?;
        let known = self.images.iter().position(|image| image.file == file);
        let number = known.unwrap_or(self.images.len());
        if known.is_none() {
            self.images.push(DocumentImage {
                file,
                bytes: &published.bytes,
                ending,
            });
        }
        self.shown += 1;
        let (cx, cy) = (drawn.across * EMU, drawn.down * EMU);
        let (beside, above) = drawn.overhang();
        let (beside, above) = (beside * EMU, above * EMU);
        let mut xml = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
             <wp:effectExtent l=\"{beside}\" t=\"{above}\" r=\"{beside}\" b=\"{above}\"/><wp:docPr id=\"{}\" name=\"图片 {}\" descr=\"",
            self.shown, self.shown
        );
        push_xml(&mut xml, picture.alternative.trim());
        xml.push_str(&format!(
            "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{}\" name=\"图片 {}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"image{}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm{}><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>",
            self.shown,
            self.shown,
            number + 1,
            drawn.turn(),
        ));
        Some(xml)
    }
}

/// A picture's measures in µm before it is turned.
struct Drawn {
    across: i64,
    down: i64,
    orientation: u8,
}

impl Drawn {
    fn is_sideways(&self) -> bool {
        self.orientation >= 5
    }

    /// How much further a picture that is turned reaches beside and above itself.
    fn overhang(&self) -> (i64, i64) {
        let further = (self.across - self.down) / 2;
        match self.is_sideways() {
            true => ((-further).max(0), further.max(0)),
            false => (0, 0),
        }
    }

    /// What an Exif orientation means in a drawing: mirrored, then turned clockwise.
    fn turn(&self) -> &'static str {
        match self.orientation {
            2 => " flipH=\"1\"",
            3 => " rot=\"10800000\"",
            4 => " flipV=\"1\"",
            5 => " rot=\"5400000\" flipV=\"1\"",
            6 => " rot=\"5400000\"",
            7 => " rot=\"16200000\" flipV=\"1\"",
            8 => " rot=\"16200000\"",
            _ => "",
        }
    }
}

/// How large a picture is drawn; `None` for one of a format that Word does not show.
fn drawn(picture: &PublishedPicture, width: i64) -> Option<(&'static str, Drawn)> {
    let ending = match imagesize::image_type(&picture.bytes).ok()? {
        imagesize::ImageType::Jpeg => "jpeg",
        imagesize::ImageType::Png => "png",
        imagesize::ImageType::Gif => "gif",
        _ => return None,
    };
    let size = imagesize::blob_size(&picture.bytes).ok()?;
    let (across, down) = (i64::try_from(size.width).ok()?, i64::try_from(size.height).ok()?);
    if !(1..=100_000).contains(&across) || !(1..=100_000).contains(&down) {
        return None;
    }
    let orientation = picture.turn;
    let (seen_across, seen_down) = if orientation >= 5 {
        (down, across)
    } else {
        (across, down)
    };
    // In 1/1000: no wider and no higher than there is room, and no larger than on a screen.
    let scale = [
        width * 1000 / seen_across,
        HIGHEST * 1000 / seen_down,
        PIXEL * 1000,
    ];
    let scale = scale.into_iter().min().unwrap_or(1000).max(1);
    let scaled = |pixels: i64| (pixels * scale / 1000).max(1);
    Some((
        ending,
        Drawn {
            across: scaled(across),
            down: scaled(down),
            orientation,
        },
    ))
}
