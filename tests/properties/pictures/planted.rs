//! Small pictures that can be decoded, with the word `MARK` in every place where a program could write something.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const MARK: &[u8] = b"MARK of somebody";

/// The picture's samples: red, green and blue, in stripes that no scaling makes equal.
pub(crate) fn stripes(width: usize, height: usize, channels: usize) -> Vec<u8> {
    let sample = |at: usize| {
        let (pixel, channel) = (at / channels, at % channels);
        let stripe = (pixel % width) * 4 / width + (pixel / width) * 4 / height;
        if channel == 3 {
            255
        } else {
            (stripe * 37 + channel * 80) as u8
        }
    };
    (0..width * height * channels).map(sample).collect()
}

/// A plain JPEG.
pub(crate) fn plain_jpeg(width: usize, height: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    let samples = stripes(width, height, 3);
    let (width, height) = (width as u16, height as u16);
    encoder
        .encode(&samples, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a picture");
    bytes
}

/// A plain PNG.
pub(crate) fn plain_png(width: usize, height: usize, channels: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(if channels == 4 {
        png::ColorType::Rgba
    } else {
        png::ColorType::Rgb
    });
    let mut writer = encoder.write_header().expect("a picture");
    writer
        .write_image_data(&stripes(width, height, channels))
        .expect("a picture");
    writer.finish().expect("a picture");
    bytes
}

/// A segment of a JPEG.
pub(crate) fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let contents = parts.concat();
    let length = u16::try_from(contents.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker], &length[..], &contents].concat()
}

/// What Exif says of a turn, with a place, a camera and a preview behind it.
pub(crate) fn exif(turn: u8) -> Vec<u8> {
    let head = b"II\x2a\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x10\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0";
    [
        &head[..],
        &[turn, 0, 0, 0, 0, 0, 0, 0],
        MARK,
        b"GPS MARK",
        &plain_jpeg(8, 8),
        MARK,
    ]
    .concat()
}

/// A colour profile of a screen with wide colours: numbers, and texts of all kinds.
pub(crate) fn profile() -> Vec<u8> {
    let xyz = |x: u32| {
        [
            &b"XYZ \0\0\0\0"[..],
            &x.to_be_bytes(),
            &x.to_be_bytes(),
            &x.to_be_bytes(),
        ]
        .concat()
    };
    let curve = b"para\0\0\0\0\0\0\0\0\0\x02\x33\x33".to_vec();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", [b"desc\0\0\0\0\0\0\0\x10", MARK].concat()),
        (b"cprt", [b"text\0\0\0\0", MARK].concat()),
        (b"dmnd", [b"text\0\0\0\0", MARK].concat()),
        (b"wtpt", [xyz(3), MARK.to_vec()].concat()),
        (b"rXYZ", xyz(5)),
        (b"gXYZ", xyz(7)),
        (b"bXYZ", xyz(9)),
        (b"rTRC", [curve.clone(), MARK.to_vec()].concat()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let (mut rows, mut elements) = (Vec::new(), Vec::new());
    for (name, element) in &tags {
        rows.extend(*name);
        rows.extend((132 + 120 + elements.len() as u32).to_be_bytes());
        rows.extend((element.len() as u32).to_be_bytes());
        elements.extend(element);
    }
    let mut header = vec![0; 128];
    header[4..8].copy_from_slice(b"MARK");
    header[8] = 2;
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[36..40].copy_from_slice(b"acsp");
    header[48..56].copy_from_slice(b"MARKMARK");
    header[80..84].copy_from_slice(b"MARK");
    [header, vec![0, 0, 0, 10], rows, elements, MARK.to_vec()].concat()
}

/// A JPEG with something in every place.
pub(crate) fn jpeg(width: usize, height: usize, turn: u8) -> Vec<u8> {
    let plain = plain_jpeg(width, height);
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend(segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02", MARK]));
    bytes.extend(segment(0xe0, &[b"JFXX\0\x10", MARK]));
    bytes.extend(segment(0xe1, &[b"Exif\0\0", &exif(turn)]));
    bytes.extend(segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", MARK]));
    bytes.extend(segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", &profile()]));
    bytes.extend(segment(0xe2, &[b"MPF\0", MARK]));
    for marker in 0xe0..=0xef {
        bytes.extend(segment(marker, &[MARK]));
    }
    bytes.extend(segment(0xed, &[b"Photoshop 3.0\08BIM", MARK]));
    bytes.extend(segment(0xee, &[b"Adobe\0\x64\0\0\0\0\x01", MARK]));
    for marker in [0xfe, 0xf0, 0xf7, 0xfd, 0x02, 0x4f, 0xbf, 0xdc, 0xde, 0xdf] {
        bytes.extend(segment(marker, &[MARK]));
    }
    bytes.extend([0xff, 0x01]);
    // The tables and the picture, each table with something behind it.
    let mut rest = &plain[2..];
    while rest[1] != 0xda {
        let length = usize::from(u16::from_be_bytes([rest[2], rest[3]]));
        let behind: &[u8] = if matches!(rest[1], 0xc4 | 0xdb) { MARK } else { b"" };
        bytes.extend(segment(rest[1], &[&rest[4..2 + length], behind]));
        rest = &rest[2 + length..];
    }
    bytes.extend(rest);
    bytes.extend(jpeg_tail());
    bytes
}

/// What telephones write behind a picture.
fn jpeg_tail() -> Vec<u8> {
    let second = [
        &[0xff, 0xd8][..],
        &segment(0xe1, &[b"Exif\0\0", MARK]),
        &[0xff, 0xd9],
    ]
    .concat();
    [&second[..], MARK].concat()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut check = flate2::Crc::new();
    check.update(name);
    check.update(data);
    let length = (data.len() as u32).to_be_bytes();
    [&length[..], name, data, &check.sum().to_be_bytes()].concat()
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A PNG with something in every place.
pub(crate) fn png(width: usize, height: usize, turn: u8) -> Vec<u8> {
    let plain = plain_png(width, height, 4);
    let (head, rest) = plain.split_at(33);
    let (picture, end) = rest.split_at(rest.len() - 12);
    let mut bytes = head.to_vec();
    bytes.extend(chunk(b"iCCP", &[MARK, b"\0\0", &compressed(&profile())].concat()));
    bytes.extend(chunk(b"tEXt", &[b"Author\0", MARK].concat()));
    bytes.extend(chunk(b"zTXt", &[b"MARK\0\0", &compressed(MARK)[..]].concat()));
    bytes.extend(chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", MARK].concat()));
    bytes.extend(chunk(b"eXIf", &exif(turn)));
    bytes.extend(chunk(b"sPLT", &[MARK, b"\0\x08\0\0\0\0\0\0"].concat()));
    for name in [
        b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"tIME", b"prVt", b"caBX", b"hIST", b"dSIG",
    ] {
        bytes.extend(chunk(name, &[MARK, MARK, MARK].concat()));
    }
    bytes.extend(picture);
    bytes.extend(chunk(b"tEXt", MARK));
    bytes.extend(end);
    bytes.extend(MARK);
    bytes
}

/// A GIF with something in every place.
pub(crate) fn gif() -> Vec<u8> {
    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    gif.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\x04MARK\0");
    gif.extend(b"\x21\xfe\x04MARK\0\x21\xff\x0bXMP DataXMP\x04MARK\0\x21\xff\x0bMARK1234567\x04MARK\0");
    gif.extend(b"\x21\x01\x0c\0\0\0\0\0\0\0\0\0\0\0\0\x04MARK\0\x21\x99\x04MARK\0");
    gif.extend(b"\x21\xf9\x04\0\x05\0\0\x04MARK\0");
    gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3bMARK");
    gif
}

/// A picture as BMP and ICO hold it, with the largest header; an icon's has a mask behind it.
fn bitmap(is_icon: bool) -> Vec<u8> {
    let mut header = vec![0; 124];
    let sides = if is_icon { [2_i32, 4] } else { [2, 2] };
    header[..4].copy_from_slice(&124_u32.to_le_bytes());
    header[4..8].copy_from_slice(&sides[0].to_le_bytes());
    header[8..12].copy_from_slice(&sides[1].to_le_bytes());
    header[12..16].copy_from_slice(&[1, 0, 24, 0]);
    // Eight colours that are only suggested.
    header[32] = 8;
    header[56..124].copy_from_slice(&MARK.repeat(5)[..68]);
    let rows: &[u8] = &[255, 0, 0, 0, 255, 0, 0, 0, 9, 9, 9, 0, 0, 255, 0, 0];
    let mask: &[u8] = if is_icon { &[0; 8] } else { &[] };
    [&header, &MARK.repeat(2)[..], rows, mask].concat()
}

/// A BMP with something in every place.
pub(crate) fn bmp() -> Vec<u8> {
    let picture = bitmap(false);
    let (head, rows) = picture.split_at(picture.len() - 16);
    let mut bmp = b"BM\0\0\0\0MARK".to_vec();
    bmp.extend((14 + head.len() as u32 + MARK.len() as u32).to_le_bytes());
    [&bmp, head, MARK, rows, MARK].concat()
}

/// An ICO with something in every place.
pub(crate) fn ico() -> Vec<u8> {
    let (first, second) = (png(16, 16, 1), bitmap(true));
    let mut ico = b"\0\0\x01\0\x02\0".to_vec();
    let mut at = 6 + 32 + MARK.len();
    for (side, picture) in [(16, &first), (2, &second)] {
        ico.extend([side, side, 0, b'M', 1, 0, 24, 0]);
        ico.extend((picture.len() as u32).to_le_bytes());
        ico.extend((at as u32).to_le_bytes());
        at += picture.len() + MARK.len();
    }
    [&ico, MARK, &first, MARK, &second, MARK].concat()
}
