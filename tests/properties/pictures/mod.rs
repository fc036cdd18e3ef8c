//! What is promised of pictures, through the whole pipeline: nothing that a camera or a program wrote into one leaves
//! the site's folder, a drawing fetches nothing, and a page has no photograph that is larger than it can show.

mod hostile;
mod planted;

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::support::office::Office;
use crate::support::{Built, Files, Random, build};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gongkai::pipeline::{self, Artifact, Sink};
use gongkai::words::{Address, Fingerprint, MachineFault, Report};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const DAY: &str = "2026-11-20";

const CONFIG: &str = "title = \"青禾学校\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\
    [sections.notice]\nscope = \"社会公开\"\n";

const APPROVED: &str = "审批:\n  提出: 李明 2026-03-22\n  保密审查: 王芳 2026-03-23\n  审核: 赵敏 2026-03-24\n  审批: 周强 2026-03-25\n";

/// A site with one notice that shows these pictures, and has those attached.
fn site(shown: &[(&str, Vec<u8>)], attached: &[(&str, Vec<u8>)]) -> Files {
    let images: String = shown
        .iter()
        .map(|(name, _)| format!("![图]({name})\n\n"))
        .collect();
    let links: String = attached
        .iter()
        .map(|(name, _)| format!("[原图]({name})\n\n"))
        .collect();
    let text =
        format!("---\n标题: 关于开展清明祭扫活动的通知\n日期: 2026-03-30\n{APPROVED}---\n\n{images}{links}");
    let mut files = Files::from([
        ("site.toml".to_owned(), CONFIG.as_bytes().to_vec()),
        ("content/notices/qingming.md".to_owned(), text.into_bytes()),
    ]);
    for (name, bytes) in shown.iter().chain(attached) {
        files.insert(format!("content/notices/{name}"), bytes.clone());
    }
    files
}

/// One picture that is shown, as it is published.
fn published(name: &str, bytes: Vec<u8>) -> (Vec<u8>, Built) {
    let built = build(&site(&[(name, bytes)], &[]), DAY).sound();
    (built.output[&format!("0/notices/{name}")].clone(), built)
}

/// The codes of what is said of one picture that is shown.
fn said(name: &str, bytes: Vec<u8>) -> Vec<&'static str> {
    let built = build(&site(&[(name, bytes)], &[]), DAY);
    built
        .report
        .sorted()
        .iter()
        .map(|complaint| complaint.code.name)
        .collect()
}

fn has_mark(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|word| word == b"MARK")
}

#[test]
fn nothing_that_is_written_into_a_picture_is_published() {
    let all = || {
        [
            ("a.jpg", planted::jpeg(16, 8, 6)),
            ("b.png", planted::png(16, 8, 6)),
            ("c.gif", planted::gif()),
            ("d.bmp", planted::bmp()),
            ("e.ico", planted::ico()),
            ("f.jpg", planted::jpeg(2600, 8, 6)),
            ("g.png", planted::png(2600, 8, 6)),
        ]
    };
    for (name, bytes) in all() {
        assert!(has_mark(&bytes), "{name}");
    }
    for files in [site(&all(), &[]), site(&[], &all())] {
        let built = build(&files, DAY).sound();
        for (name, _) in all() {
            let bytes = &built.output[&format!("0/notices/{name}")];
            assert!(!has_mark(bytes), "{name}");
            assert!(imagesize::blob_size(bytes).is_ok(), "{name}");
            let profile = if name.ends_with("png") {
                decoded_png(bytes).2
            } else {
                None
            };
            assert!(profile.is_none_or(|profile| !has_mark(&profile)), "{name}");
        }
    }
}

/// Width and height, red, green and blue of the first and of the last pixel, and the profile of a PNG.
fn decoded_png(bytes: &[u8]) -> ([usize; 2], [[u8; 3]; 2], Option<Vec<u8>>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .expect("a PNG");
    let mut samples = vec![0; reader.output_buffer_size().expect("small")];
    let frame = reader.next_frame(&mut samples).expect("a picture");
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let sides = [frame.width as usize, frame.height as usize];
    (sides, corners(&samples, frame.color_type.samples()), profile)
}

/// The same of a JPEG, by another decoder's count.
fn decoded_jpeg(bytes: &[u8]) -> ([usize; 2], [[u8; 3]; 2], Option<Vec<u8>>) {
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(bytes));
    let samples = decoder.decode().expect("a picture");
    let (width, height) = decoder.dimensions().expect("a picture");
    ([width, height], corners(&samples, 3), decoder.icc_profile())
}

fn corners(samples: &[u8], channels: usize) -> [[u8; 3]; 2] {
    let pixel = |at: usize| [samples[at], samples[at + 1], samples[at + 2]];
    [pixel(0), pixel(samples.len() - channels)]
}

fn is_near(one: [[u8; 3]; 2], other: [[u8; 3]; 2]) -> bool {
    let pairs = one.as_flattened().iter().zip(other.as_flattened());
    pairs.into_iter().all(|(one, other)| one.abs_diff(*other) < 12)
}

#[test]
fn colours_and_turn_of_a_photograph_stay() {
    for (name, bytes) in [
        ("a.jpg", planted::jpeg(16, 8, 6)),
        ("b.png", planted::png(16, 8, 6)),
    ] {
        let (bytes, built) = published(name, bytes);
        let (sides, _, profile) = if name == "a.jpg" {
            decoded_jpeg(&bytes)
        } else {
            decoded_png(&bytes)
        };
        assert_eq!(sides, [16, 8], "{name}");
        let profile = profile.expect("a profile");
        assert!(profile.windows(4).any(|word| word == b"rXYZ"));
        // A browser turns it, and so does the page's measure.
        let page = built.text("notices/qingming.html");
        assert!(
            page.contains(&format!("src=\"{name}\" width=\"8\" height=\"16\"")),
            "{page}"
        );
        assert!(bytes.windows(4).any(|word| word == b"\x01\x12\0\x03"));
    }
}

#[test]
fn a_page_has_no_photograph_larger_than_it_can_show() {
    // Each shows the same first and last pixel as the original, upright.
    let table = [
        ("a.jpg", [2600, 40], 1, [2560, 39]),
        ("a.jpg", [40, 5120], 1, [20, 2560]),
        ("a.jpg", [2600, 40], 6, [39, 2560]),
        ("a.jpg", [2600, 40], 3, [2560, 39]),
        ("a.png", [2600, 40], 1, [2560, 39]),
        ("a.png", [40, 2600], 4, [39, 2560]),
        ("a.png", [2600, 40], 8, [39, 2560]),
    ];
    for (name, [width, height], turn, expected) in table {
        let (original, plain) = match name {
            "a.jpg" => (
                planted::jpeg(width, height, turn),
                planted::plain_jpeg(width, height),
            ),
            _ => (
                planted::png(width, height, turn),
                planted::plain_png(width, height, 3),
            ),
        };
        let decoded = |bytes: &[u8]| {
            if name == "a.jpg" {
                decoded_jpeg(bytes)
            } else {
                decoded_png(bytes)
            }
        };
        let (bytes, built) = published(name, original.clone());
        let (sides, shown, profile) = decoded(&bytes);
        assert_eq!(sides, expected);
        let [width, height] = expected;
        let page = built.text("notices/qingming.html");
        assert!(
            page.contains(&format!("width=\"{width}\" height=\"{height}\"")),
            "{page}"
        );
        // What is upright needs no turn any more.
        assert!(!bytes.windows(4).any(|word| word == b"\x01\x12\0\x03"));
        assert!(profile.is_some());
        let [mut first, mut last] = decoded(&plain).1;
        match turn {
            // Half a turn brings the last pixel to the front; other turns are seen in the measures.
            3 => (first, last) = (last, first),
            1 => {}
            _ => [first, last] = shown,
        }
        assert!(is_near(shown, [first, last]), "{shown:?} {first:?} {last:?}");
        let again = published(name, original).0;
        assert_eq!(again, bytes, "the same bytes each time");
    }
}

#[test]
fn photographs_of_every_kind_keep_their_colours() {
    use jpeg_encoder::ColorType::{Cmyk, CmykAsYcck, Luma, Rgb};
    use jpeg_encoder::SamplingFactor;
    let (width, height) = (2600, 40);
    let colours = planted::stripes(width, height, 3);
    let expected = corners(&colours, 3);
    let grey = planted::stripes(width, height, 1);
    let ink: Vec<u8> = colours
        .chunks(3)
        .flat_map(|rgb| [255 - rgb[0], 255 - rgb[1], 255 - rgb[2], 0])
        .collect();
    let in_scans = |sampling| {
        move |encoder: &mut Encoder<'_>| {
            encoder.set_sampling_factor(sampling);
            encoder.set_optimized_huffman_tables(true);
        }
    };
    let progressive = |encoder: &mut Encoder<'_>| encoder.set_progressive(true);
    let restarting = |encoder: &mut Encoder<'_>| encoder.set_restart_interval(7);
    let plain = |_: &mut Encoder<'_>| {};
    let table: [(&str, &[u8], _, Setting<'_>); 10] = [
        ("plain", &colours, Rgb, &plain),
        ("progressive", &colours, Rgb, &progressive),
        ("restarting", &colours, Rgb, &restarting),
        ("4:4:4", &colours, Rgb, &in_scans(SamplingFactor::F_1_1)),
        ("4:2:2", &colours, Rgb, &in_scans(SamplingFactor::F_2_1)),
        ("4:2:0", &colours, Rgb, &in_scans(SamplingFactor::F_2_2)),
        ("4:1:1", &colours, Rgb, &in_scans(SamplingFactor::F_4_1)),
        ("grey", &grey, Luma, &plain),
        ("CMYK", &ink, Cmyk, &plain),
        ("YCCK", &ink, CmykAsYcck, &plain),
    ];
    for (name, samples, colour, set) in table {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        set(&mut encoder);
        encoder
            .encode(samples, width as u16, height as u16, colour)
            .expect("a picture");
        let (sides, shown, _) = decoded_jpeg(&published("a.jpg", bytes).0);
        assert_eq!(sides, [2560, 39], "{name}");
        let grey = [[grey[0]; 3], [grey[grey.len() - 1]; 3]];
        let expected = if name == "grey" { grey } else { expected };
        assert!(is_near(shown, expected), "{name}: {shown:?} {expected:?}");
    }
}

type Encoder<'a> = jpeg_encoder::Encoder<&'a mut Vec<u8>>;
type Setting<'a> = &'a dyn Fn(&mut Encoder<'_>);

/// A file of so many bytes behind a small picture's data: restart markers, which decoders skip.
fn padded(jpeg: &[u8], length: usize) -> Vec<u8> {
    let (picture, end) = jpeg.split_at(jpeg.len() - 2);
    let mut padded = picture.to_vec();
    padded.resize(length, 0xff);
    padded.extend(end);
    padded
}

#[test]
fn a_photograph_of_many_bytes_is_written_anew() {
    let heavy = padded(&planted::plain_jpeg(64, 32), (2 << 20) + 1);
    let (bytes, built) = published("a.jpg", heavy);
    assert_eq!(decoded_jpeg(&bytes).0, [64, 32]);
    assert!(bytes.len() < 10_000, "{}", bytes.len());
    assert!(
        built
            .text("notices/qingming.html")
            .contains("width=\"64\" height=\"32\"")
    );
}

/// A sink that holds what an earlier build made.
#[derive(Default)]
struct Earlier {
    known: BTreeMap<String, Fingerprint>,
    made: Mutex<BTreeMap<String, Fingerprint>>,
}

impl Sink for Earlier {
    fn put(&self, _: usize, address: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault> {
        let mut photographs = self.made.lock().expect("no panic");
        photographs.extend(artifact.source.map(|source| (address.to_string(), source)));
        Ok(())
    }

    fn has(&self, _: usize, address: &Address, source: Fingerprint) -> Result<bool, MachineFault> {
        Ok(self.known.get(address.as_str()) == Some(&source))
    }
}

#[test]
fn a_photograph_and_an_attachment_are_made_again_only_when_they_are_others() {
    let build = |photograph: Vec<u8>, said: &str, known| {
        let document = Office::docx(&format!("<w:p><w:r><w:t>{said}</w:t></w:r></w:p>")).build();
        let assembled = build(&site(&[("a.jpg", photograph)], &[("b.docx", document)]), DAY)
            .sound()
            .assembled
            .expect("a site");
        let mut earlier = Earlier {
            known,
            made: Mutex::default(),
        };
        pipeline::render(&assembled, &mut earlier, &mut Report::new()).expect("no fault of the machine");
        earlier.made.into_inner().expect("no panic")
    };
    let first = build(planted::jpeg(2600, 8, 1), "一", BTreeMap::new());
    let names = |made: BTreeMap<String, Fingerprint>| made.into_keys().collect::<Vec<_>>();
    assert_eq!(names(first.clone()), ["notices/a.jpg", "notices/b.docx"]);
    assert!(build(planted::jpeg(2600, 8, 1), "一", first.clone()).is_empty());
    assert_eq!(
        names(build(planted::jpeg(2600, 8, 2), "一", first.clone())),
        ["notices/a.jpg"]
    );
    assert_eq!(
        names(build(planted::jpeg(2600, 8, 1), "二", first)),
        ["notices/b.docx"]
    );
}

#[test]
fn an_attached_picture_keeps_its_size() {
    let large = planted::jpeg(2600, 8, 1);
    let built = build(&site(&[], &[("a.jpg", large.clone())]), DAY).sound();
    assert_eq!(decoded_jpeg(&built.output["0/notices/a.jpg"]).0, [2600, 8]);
    // One that is shown too is scaled: there is one file.
    let mut files = site(&[("a.jpg", large)], &[]);
    let text = files.get_mut("content/notices/qingming.md").expect("an entry");
    text.extend("[原图](a.jpg)\n".as_bytes());
    let built = build(&files, DAY).sound();
    assert_eq!(decoded_jpeg(&built.output["0/notices/a.jpg"]).0, [2560, 8]);
}

#[test]
fn a_picture_too_large_to_decode_is_refused_by_its_header() {
    let frame = planted::segment(
        0xc0,
        &[&[8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]],
    );
    let jpeg = [&[0xff, 0xd8][..], &frame, &[0xff, 0xd9]].concat();
    let mut png = planted::plain_png(8, 8, 3);
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut gif = planted::gif();
    gif[6..10].copy_from_slice(&[0xff; 4]);
    let mut bmp = planted::bmp();
    bmp[18..26].copy_from_slice(&[0, 0, 1, 0, 0, 0, 1, 0]);
    for (name, bytes) in [("a.jpg", jpeg), ("a.png", png), ("a.gif", gif), ("a.bmp", bmp)] {
        assert!(said(name, bytes).contains(&"image-too-large"), "{name}");
    }
}

#[test]
fn what_cannot_be_decoded_is_said() {
    let mut png = planted::plain_png(2600, 8, 3);
    let at = png.len() / 2;
    png[at] ^= 0x55;
    assert_eq!(said("a.png", png), ["image-broken"]);
    let mut jpeg = planted::plain_jpeg(2600, 8);
    let tables = jpeg
        .windows(2)
        .position(|marker| marker == [0xff, 0xc4])
        .expect("tables");
    jpeg[tables + 1] = 0xe5;
    assert_eq!(said("a.jpg", jpeg), ["image-broken"]);
    for (name, bytes) in [
        ("a.jpg", planted::jpeg(8, 8, 1)),
        ("a.png", planted::png(8, 8, 1)),
    ] {
        assert_eq!(
            said(name, bytes[..bytes.len() / 2].to_vec()),
            ["image-broken"],
            "{name}"
        );
    }
}

#[test]
fn damaged_pictures_stop_nothing() {
    let mut random = Random::new(7);
    let mut shown: Vec<(String, Vec<u8>)> = Vec::new();
    let sound = [
        ("jpg", planted::plain_jpeg(2600, 8)),
        ("png", planted::plain_png(2600, 8, 4)),
        ("jpg", planted::jpeg(16, 16, 6)),
        ("png", planted::png(16, 16, 6)),
        ("gif", planted::gif()),
        ("bmp", planted::bmp()),
        ("ico", planted::ico()),
        ("svg", hostile::INSIDE.concat().into_bytes()),
    ];
    for round in 0..30 {
        for (index, (ending, bytes)) in sound.iter().enumerate() {
            let mut bytes = bytes.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
            bytes.truncate(bytes.len() - random.below(2) * random.below(bytes.len()));
            shown.push((format!("a{round}-{index}.{ending}"), bytes));
        }
    }
    let named: Vec<(&str, Vec<u8>)> = shown
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let built = build(&site(&named, &[]), DAY);
    let known = ["image-broken", "image-active", "image-too-large", "image-large"];
    for complaint in built.report.sorted() {
        assert!(known.contains(&complaint.code.name), "{complaint:?}");
    }
}

#[test]
fn what_is_not_scaled_and_too_large_is_said() {
    let mut gif = planted::gif();
    gif[6..10].copy_from_slice(&[0, 11, 0, 11]);
    assert_eq!(said("a.gif", gif), ["image-large"]);
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg'><!--{}--></svg>",
        "x".repeat(2 << 20)
    );
    assert_eq!(said("a.svg", svg.into_bytes()), ["image-large"]);
    assert_eq!(said("a.jpg", planted::jpeg(2600, 8, 1)), [""; 0]);
}

#[test]
fn drawings_fetch_nothing() {
    let inside = |inside: &&str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inside}</svg>"
        )
    };
    let hostile = hostile::INSIDE.iter().map(inside);
    let whole = hostile::WHOLE.iter().map(|whole| (*whole).to_owned());
    let drawings: Vec<String> = hostile.chain(whole).collect();
    let names: Vec<String> = (0..drawings.len()).map(|index| format!("a{index}.svg")).collect();
    let bytes = drawings.iter().map(|drawing| drawing.clone().into_bytes());
    let shown: Vec<(&str, Vec<u8>)> = names.iter().map(String::as_str).zip(bytes).collect();
    let built = build(&site(&shown, &[]), DAY);
    let refused: Vec<&str> = built
        .report
        .sorted()
        .iter()
        .map(|complaint| complaint.code.name)
        .collect();
    assert!(refused.iter().all(|code| *code == "image-active"), "{refused:?}");
    let mut count = refused.len();
    for (name, drawing) in names.iter().zip(&drawings) {
        if let Some(bytes) = built.output.get(&format!("0/notices/{name}")) {
            let text = std::str::from_utf8(bytes).expect("text");
            assert!(!text.contains("evil"), "{drawing}\n{text}");
            check(text);
            count += 1;
        }
    }
    assert_eq!(count, drawings.len());
}

#[test]
fn pictures_in_drawings_are_cleaned() {
    let png = planted::png(16, 16, 1);
    let percent: String = png.iter().map(|byte| format!("%{byte:02x}")).collect();
    let lines = |bytes: &[u8]| {
        let text = STANDARD.encode(bytes);
        let lines: Vec<&[u8]> = text.as_bytes().chunks(60).collect();
        String::from_utf8(lines.join(&b"\n "[..])).expect("text")
    };
    for drawing in hostile::PLANTED {
        let drawing = drawing
            .replace("PNG%", &percent)
            .replace("PNG", &lines(&png))
            .replace("JPEG", &lines(&planted::jpeg(16, 16, 6)))
            .replace("GIF", &STANDARD.encode(planted::gif()));
        let root = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>";
        let (bytes, _) = published("a.svg", format!("{root}{drawing}</svg>").into_bytes());
        let pictures = check(std::str::from_utf8(&bytes).expect("text"));
        assert_eq!(pictures, usize::from(drawing.contains("<image")), "{drawing}");
        assert!(!has_mark(&bytes));
    }
}

/// Looks at a published drawing as a browser would. Gives how many pictures are in it.
fn check(drawing: &str) -> usize {
    let mut reader = Reader::from_str(drawing);
    let mut pictures = 0;
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return pictures,
            Event::Start(element) | Event::Empty(element) => pictures += check_element(&element),
            Event::End(_) | Event::Text(_) | Event::GeneralRef(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn check_element(element: &BytesStart<'_>) -> usize {
    let name = element.name();
    let name: &str = name.as_ref();
    let active = [
        "script", "style", "foreignobject", "set", "a", "iframe", "feimage", "handler",
    ];
    let small = name.to_ascii_lowercase();
    assert!(
        !active.contains(&small.as_str()) && !small.starts_with("animate"),
        "{name}"
    );
    let mut pictures = 0;
    for attribute in element.attributes() {
        let attribute = attribute.expect("an attribute");
        let key: &str = attribute.key.as_ref();
        let value = quick_xml::escape::unescape(&attribute.value).expect("text");
        assert!(
            !key.to_ascii_lowercase().starts_with("on") && key != "style",
            "{key}"
        );
        if key.ends_with("href") {
            pictures += check_reference(&value);
        } else if !key.starts_with("xmlns") {
            let dense = value.to_ascii_lowercase().replace([' ', '"', '\''], "");
            let leads_out = dense.split("url(").skip(1).any(|call| !call.starts_with('#'));
            let speaks = ["@", "\\", "//", "image-set", "script", "src("]
                .iter()
                .any(|word| dense.contains(word));
            assert!(!leads_out && !speaks, "{key}={value}");
        }
    }
    pictures
}

fn check_reference(value: &str) -> usize {
    if value.starts_with('#') {
        return 0;
    }
    let (about, data) = value.split_once(',').expect("a picture");
    let allowed = [
        "data:image/png;base64", "data:image/jpeg;base64", "data:image/gif;base64",
    ];
    assert!(allowed.contains(&about), "{about}");
    let bytes = STANDARD.decode(data).expect("base64");
    assert!(imagesize::blob_size(&bytes).is_ok() && !has_mark(&bytes));
    1
}
