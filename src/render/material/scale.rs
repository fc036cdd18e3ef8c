//! Scaling: of a photograph that is larger than a page can show, the page gets a smaller one, upright and in the same
//! format; the original stays where it is. What it is scaled to follows from its header alone; its pixels are read
//! only when it has to be made.
//!
//! `zune-jpeg`, `jpeg-encoder` and `png` decode and encode in Rust without a processor's own instructions, and the
//! scaling counts in whole numbers, so that the same photograph gives the same bytes on every computer. The `image`
//! crate does all this too, with three times the code and, for each photograph, a copy in floating-point numbers.

use std::borrow::Cow;
use std::io::Cursor;

use jpeg_encoder::{ColorType, Encoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Size, bitmaps as chunks, jpeg};

/// The longest side on a page, in pixels: a screen of a large size shows no more.
pub(super) const LONGEST_SIDE: usize = 2560;

/// The largest file on a page, in bytes.
pub(super) const LARGEST_FILE: u64 = 2 << 20;

/// A picture of more pixels is never decoded.
pub(super) const MOST_PIXELS: usize = 50_000_000;

/// A PNG is not made smaller than this for its bytes' sake: writing in it must stay readable.
const READABLE_SIDE: usize = 1280;

/// How much of a photograph is kept, of 100.
const QUALITY: u8 = 85;

/// The formats that are scaled; each stays what it is, because addresses name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScaledFormat {
    /// Photographs.
    Jpeg,
    /// Graphics, and what is transparent.
    Png,
}

impl ScaledFormat {
    /// Of a picture's file; `None` when it is not scaled. A PNG that moves would stand still.
    pub(super) fn of(extension: &str, bytes: &[u8]) -> Option<Self> {
        match extension {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" if !chunks::is_animated(bytes) => Some(Self::Png),
            _ => None,
        }
    }

    /// What a picture is scaled to, or written anew at; `None` when it stays as it is.
    pub(super) fn target(self, size: Size, bytes: u64) -> Option<Size> {
        let longest = size.width.max(size.height);
        if !is_large(size, bytes) {
            return None;
        }
        let side = match self {
            // The same size takes less when it is written anew.
            Self::Jpeg => LONGEST_SIDE,
            Self::Png => {
                let area = longest as u64 * longest as u64 * LARGEST_FILE / bytes.max(LARGEST_FILE);
                usize::try_from(area.isqrt())
                    .map_or(LONGEST_SIDE, |side| side.clamp(READABLE_SIDE, LONGEST_SIDE))
            }
        };
        let side = side.min(longest);
        let scaled = |length: usize| ((length * side + longest / 2) / longest).max(1);
        Some(Size {
            width: scaled(size.width),
            height: scaled(size.height),
        })
    }

    /// A picture without metadata, scaled. `None` when its pixels cannot be read.
    pub(super) fn scaled(self, cleaned: &[u8], target: Size) -> Option<Vec<u8>> {
        let (pixels, turn, profile) = match self {
            Self::Jpeg => {
                let notes = jpeg::notes(cleaned);
                (decode_jpeg(cleaned)?, notes.turn, notes.profile)
            }
            Self::Png => {
                let turn = chunks::orientation(cleaned);
                (decode_png(cleaned)?, turn, chunks::profile_of(cleaned))
            }
        };
        let made = pixels.shrunk(target.turned(turn)).turned(turn);
        match self {
            Self::Jpeg => encode_jpeg(&made, profile.as_deref()),
            Self::Png => encode_png(&made, profile),
        }
    }
}

/// True for a picture that no page should have as it is.
pub(super) fn is_large(size: Size, bytes: u64) -> bool {
    bytes > LARGEST_FILE || size.width.max(size.height) > LONGEST_SIDE
}

/// A decoded picture, row by row.
struct Pixels {
    size: Size,
    /// How many samples a pixel has: grey or red, green and blue, and what is not transparent.
    channels: usize,
    samples: Vec<u8>,
}

impl Pixels {
    /// Each pixel is the mean of those that it covers, weighted by area and by how little transparent they are.
    fn shrunk(self, to: Size) -> Self {
        if self.size == to {
            return self;
        }
        let (from, channels) = (self.size, self.channels);
        let has_alpha = channels.is_multiple_of(2);
        let colours = channels - usize::from(has_alpha);
        let columns: Vec<Vec<(usize, u64)>> = (0..to.width)
            .map(|index| covered(from.width, to.width, index).collect())
            .collect();
        let area = from.width as u64 * from.height as u64;
        let mut samples = Vec::with_capacity(to.width * to.height * channels);
        let mut sums = vec![0_u64; colours + 1];
        for y in 0..to.height {
            let rows: Vec<(usize, u64)> = covered(from.height, to.height, y).collect();
            for column in &columns {
                sums.fill(0);
                for (y, down) in &rows {
                    for (x, across) in column {
                        let at = (y * from.width + x) * channels;
                        let pixel = &self.samples[at..at + channels];
                        let opacity = if has_alpha { pixel[colours].into() } else { 255 };
                        let weight = down * across * opacity;
                        for (sum, sample) in sums.iter_mut().zip(&pixel[..colours]) {
                            *sum += weight * u64::from(*sample);
                        }
                        sums[colours] += weight;
                    }
                }
                let weight = sums[colours].max(1);
                samples.extend(sums[..colours].iter().map(|sum| mean(*sum, weight)));
                if has_alpha {
                    samples.push(mean(sums[colours], area));
                }
            }
        }
        Self {
            size: to,
            channels,
            samples,
        }
    }

    /// The picture upright, by its Exif orientation (Exif 2.3, 4.6.4 A).
    fn turned(self, turn: u8) -> Self {
        if turn == 1 {
            return self;
        }
        let Size { width, height } = self.size;
        let size = self.size.turned(turn);
        let mut samples = Vec::with_capacity(self.samples.len());
        for y in 0..size.height {
            for x in 0..size.width {
                let (x, y) = match turn {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                let at = (y * width + x) * self.channels;
                samples.extend_from_slice(&self.samples[at..at + self.channels]);
            }
        }
        Self {
            size,
            channels: self.channels,
            samples,
        }
    }
}

/// Which of `from` pixels in a line the pixel `index` of `to` covers, and how much of each.
fn covered(from: usize, to: usize, index: usize) -> impl Iterator<Item = (usize, u64)> {
    let (start, end) = (index * from, (index + 1) * from);
    (start / to..end.div_ceil(to)).map(move |at| {
        let part = end.min((at + 1) * to) - start.max(at * to);
        (at, part as u64)
    })
}

fn mean(sum: u64, weight: u64) -> u8 {
    u8::try_from((sum + weight / 2) / weight).unwrap_or(u8::MAX)
}

fn decode_jpeg(bytes: &[u8]) -> Option<Pixels> {
    let options = DecoderOptions::default()
        .set_max_width(MOST_PIXELS)
        .set_max_height(MOST_PIXELS);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let (width, height) = decoder.dimensions()?;
    let is_grey = decoder.input_colorspace()? == ColorSpace::Luma;
    let (colours, channels) = if is_grey {
        (ColorSpace::Luma, 1)
    } else {
        (ColorSpace::RGB, 3)
    };
    decoder.set_options(options.jpeg_set_out_colorspace(colours));
    let size = Size { width, height };
    let samples = size.is_decodable().then(|| decoder.decode().ok())??;
    Pixels::of(size, channels, samples)
}

fn decode_png(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = reader.info().size();
    let size = Size {
        width: width as usize,
        height: height as usize,
    };
    let mut samples = vec![0; size.is_decodable().then(|| reader.output_buffer_size())??];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    Pixels::of(size, frame.color_type.samples(), samples)
}

impl Pixels {
    fn of(size: Size, channels: usize, samples: Vec<u8>) -> Option<Self> {
        let is_whole = samples.len() == size.width * size.height * channels && !samples.is_empty();
        is_whole.then_some(Self {
            size,
            channels,
            samples,
        })
    }
}

fn encode_jpeg(pixels: &Pixels, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    let colours = if pixels.channels == 1 {
        ColorType::Luma
    } else {
        ColorType::Rgb
    };
    let (width, height) = (pixels.size.width, pixels.size.height);
    encoder
        .encode(
            &pixels.samples,
            width.try_into().ok()?,
            height.try_into().ok()?,
            colours,
        )
        .ok()?;
    Some(bytes)
}

fn encode_png(pixels: &Pixels, profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let (width, height) = (pixels.size.width, pixels.size.height);
    let mut info = png::Info::with_size(width.try_into().ok()?, height.try_into().ok()?);
    info.icc_profile = profile.map(Cow::Owned);
    info.bit_depth = png::BitDepth::Eight;
    info.color_type = match pixels.channels {
        1 => png::ColorType::Grayscale,
        2 => png::ColorType::GrayscaleAlpha,
        3 => png::ColorType::Rgb,
        _ => png::ColorType::Rgba,
    };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut bytes, info).ok()?;
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels.samples).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_turn_is_the_one_that_cameras_mean() {
        // Two rows of three, and how they stand when upright, row by row (Exif 2.3, 4.6.4 A).
        let table: [(u8, &[u8]); 8] = [
            (1, b"abcdef"),
            (2, b"cbafed"),
            (3, b"fedcba"),
            (4, b"defabc"),
            (5, b"adbecf"),
            (6, b"daebfc"),
            (7, b"fcebda"),
            (8, b"cfbead"),
        ];
        for (turn, expected) in table {
            let size = Size { width: 3, height: 2 };
            let turned = Pixels {
                size,
                channels: 1,
                samples: b"abcdef".to_vec(),
            }
            .turned(turn);
            assert_eq!(
                (turned.samples.as_slice(), turned.size),
                (expected, size.turned(turn)),
                "{turn}"
            );
        }
    }

    #[test]
    fn pixels_are_weighed_by_their_area_and_by_what_is_seen() {
        let line = |samples: &[u8], channels: usize, to: usize| {
            let size = |width| Size { width, height: 1 };
            let pixels = Pixels {
                size: size(samples.len() / channels),
                channels,
                samples: samples.to_vec(),
            };
            pixels.shrunk(size(to)).samples
        };
        assert_eq!(line(&[10, 20, 30, 40], 1, 2), [15, 35]);
        assert_eq!(line(&[0, 30, 60], 1, 2), [10, 50]);
        assert_eq!(line(&[7; 5], 1, 3), [7; 3]);
        // A transparent pixel's colour is not seen.
        assert_eq!(line(&[200, 255, 9, 0], 2, 1), [200, 128]);
        assert_eq!(line(&[9, 0, 9, 0], 2, 1), [0, 0]);
    }

    #[test]
    fn what_is_scaled_follows_from_measures_and_length() {
        let table = [
            (ScaledFormat::Jpeg, (2560, 2560), 2 << 20, None),
            (ScaledFormat::Jpeg, (2561, 100), 9, Some((2560, 100))),
            (ScaledFormat::Jpeg, (3000, 4000), 9, Some((1920, 2560))),
            (ScaledFormat::Jpeg, (800, 600), (2 << 20) + 1, Some((800, 600))),
            (ScaledFormat::Jpeg, (60_000, 1), 9, Some((2560, 1))),
            (ScaledFormat::Png, (2000, 1000), 8 << 20, Some((1280, 640))),
            (ScaledFormat::Png, (4000, 4000), 4 << 20, Some((2560, 2560))),
            (ScaledFormat::Png, (2400, 1200), 4 << 20, Some((1697, 849))),
            (ScaledFormat::Png, (600, 300), 4 << 20, Some((600, 300))),
        ];
        for (format, (width, height), bytes, expected) in table {
            let target = format.target(Size { width, height }, bytes);
            let expected = expected.map(|(width, height)| Size { width, height });
            assert_eq!(target, expected, "{format:?} {width}x{height} {bytes}");
        }
    }
}
