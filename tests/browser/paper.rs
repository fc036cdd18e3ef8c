//! What a real Chromium makes of the sheets of generated entries: the page that prints a whole board becomes a PDF, and
//! poppler's tools tell where each word stands on it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use gongkai::paper::{BoxContent, Geometry, Sheet};
use gongkai::press::{Browser, Job, print};
use gongkai::words::{Paper, PaperSize, Turn};
use unicode_normalization::UnicodeNormalization;

use crate::support::entries::{Dice, Entry, PICTURES, hung};

/// How many entries are printed.
const ENTRIES: u64 = 300;
/// So many hang on one board, and are printed to one PDF.
const TOGETHER: u64 = 50;
/// What the frame says first.
const SECTION: &str = "通知公告";
/// A point in mm.
const POINT: f64 = 25.4 / 72.0;
/// How exact a place has to be, in mm.
const EXACT: f64 = 0.5;

/// One page of a PDF, in mm.
struct Page {
    width: f64,
    height: f64,
    words: Vec<Word>,
}

/// A word with its box, in mm.
#[derive(Debug)]
struct Word {
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Word {
    /// The middle of its line.
    fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

#[test]
#[ignore = "needs Chromium and poppler; tests/all.sh runs it"]
fn what_is_printed_is_what_was_laid_out() {
    for board in 0..ENTRIES / TOGETHER {
        let folder = tempfile::tempdir().expect("a folder");
        let numbers = board * TOGETHER..(board + 1) * TOGETHER;
        let entries: Vec<(u64, Entry)> = numbers.map(|number| (number, entry(number))).collect();
        write_site(folder.path(), board, &entries);
        let pdf = print_board(folder.path());
        let faults = faults(&pdf, &entries, paper(board));
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// How a PDF differs from the sheets of the entries, page by page.
fn faults(pdf: &Path, entries: &[(u64, Entry)], paper: Paper) -> Vec<String> {
    let ways = Geometry::of_texts(paper);
    // However a text was set, it stands within the largest block of its paper.
    let geometry = ways.iter().max_by_key(|way| way.block().bottom()).expect("a way");
    let pages = pages(pdf);
    let texts = texts(pdf, pages.len());
    let mut faults = Vec::new();
    let mut expected: HashMap<u64, Vec<Sheet>> = entries
        .iter()
        .map(|(number, entry)| (*number, hung(entry, paper)))
        .collect();
    let mut at = 0;
    while at < pages.len() {
        let title = title_number(&texts[at]);
        let sheets = expected.remove(&title).expect("an entry of this number, once");
        let total = numbers(&pages[at]).1;
        if total != sheets.len() {
            faults.push(format!(
                "entry {title}: {total} sheets, {} laid out",
                sheets.len()
            ));
        }
        for (index, sheet) in sheets.iter().enumerate().take(total) {
            let (page, text) = (&pages[at + index], &texts[at + index]);
            let numbers = numbers(page);
            let wrong = numbers != (index + 1, sheets.len());
            let fault = differs(text, sheet).or_else(|| misplaced(page, geometry));
            let fault = fault.or_else(|| wrong.then(|| format!("第{}张 共{}张", numbers.0, numbers.1)));
            // Drawing takes its time: the first sheet of each entry, and each tenth.
            let drawn = index == 0 || index % 10 == 9;
            let fault = fault.or_else(|| {
                drawn
                    .then(|| smeared(pdf, at + index, (sheet, geometry)))
                    .flatten()
            });
            let place = format!("entry {title}, sheet {} of {}", index + 1, sheets.len());
            faults.extend(fault.map(|fault| format!("{place}: {fault}")));
        }
        if title == 0 {
            full_sheet_has_its_grid(&pages[at + 1]);
        }
        at += total;
    }
    faults.extend(
        expected
            .keys()
            .map(|title| format!("entry {title} is not printed")),
    );
    let fonts = poppler("pdffonts", &[], pdf);
    assert!(
        fonts.contains("LiberationSerif") || fonts.contains("TimesNewRoman"),
        "{fonts}"
    );
    faults
}

/// An entry; the first is nothing but full lines.
fn entry(seed: u64) -> Entry {
    let mut dice = Dice::new(seed + 1_000);
    let length = [1, 10, 100, 400, 1_000, 2_000, 4_000][dice.below(7)];
    let length = if seed % 100 == 99 { 20_000 } else { length };
    let mut entry = Entry::on_disk(seed, length);
    if seed == 0 {
        entry.markdown = "一二三四五六七八九十".repeat(200);
    }
    entry
}

/// The boards' papers.
fn paper(board: u64) -> Paper {
    let (size, turn) = match board {
        2 => (PaperSize::A3, Turn::Landscape),
        3 => (PaperSize::A4, Turn::Landscape),
        4 => (PaperSize::A3, Turn::Portrait),
        _ => (PaperSize::A4, Turn::Portrait),
    };
    Paper { size, turn }
}

fn write_site(folder: &Path, board: u64, entries: &[(u64, Entry)]) {
    let paper = paper(board);
    let config = format!(
        "title = \"青禾实验学校党务公开网\"\norganizer = \"中共青禾实验学校总支部委员会\"\ntelephone = \"0799-6660000\"\n\
         [editions.board]\ntitle = \"青禾实验学校党支部公开栏\"\naudience = \"社会公开\"\ntheme = \"bulletin\"\noutput = \"board\"\n\
         [sections.notice]\nscope = \"社会公开\"\n[approval]\nkinds = []\n\
         [[boards]]\nid = \"main\"\nedition = \"board\"\nname = \"教学楼一楼公开栏\"\nrows = 20\ncolumns = 20\npaper = \"{:?}\"\norientation = \"{}\"\n\
         [[boards.sections]]\nname = \"{SECTION}\"\ntakes = [\"通知\"]\nslots = 400\n",
        paper.size,
        if paper.turn == Turn::Portrait {
            "纵向"
        } else {
            "横向"
        },
    );
    fs::write(folder.join("site.toml"), config).expect("written");
    let notices = folder.join("content/notices");
    fs::create_dir_all(&notices).expect("a folder");
    for (file, size) in PICTURES {
        if let Some((width, height)) = size {
            fs::write(notices.join(file), png(width, height)).expect("written");
        }
    }
    for (number, entry) in entries {
        let mut text = format!("---\n标题: '{}'\n日期: 2026-03-03\n类型: 通知\n", entry.title);
        if let Some((name, day, _)) = &entry.closing {
            let _ = write!(text, "落款: {name}\n成文日期: {day}\n");
        }
        let _ = write!(text, "---\n\n{}", entry.markdown);
        fs::write(notices.join(format!("2026-03-03-n{number}.md")), text).expect("written");
    }
}

/// A white picture: one bit for each pixel, nothing compressed.
fn png(width: u32, height: u32) -> Vec<u8> {
    let row = 1 + width.div_ceil(8) as usize;
    let lines = [&[0][..], &vec![255; row - 1]].concat().repeat(height as usize);
    let mut packed = vec![0x78, 0x01];
    let mut parts = lines.chunks(65_535).peekable();
    while let Some(part) = parts.next() {
        packed.push(u8::from(parts.peek().is_none()));
        let length = u16::try_from(part.len()).expect("a part");
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(part);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &lines {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    packed.extend((b << 16 | a).to_be_bytes());
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([1, 0, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [(b"IHDR", head.as_slice()), (b"IDAT", &packed), (b"IEND", &[])] {
        png.extend(u32::try_from(content.len()).expect("small").to_be_bytes());
        let whole = [name.as_slice(), content].concat();
        png.extend(&whole);
        png.extend(checksum(&whole).to_be_bytes());
    }
    png
}

/// CRC-32 of a PNG's part.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xEDB8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

/// Builds the board and prints it.
fn print_board(folder: &Path) -> PathBuf {
    let built = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "board", "--quiet", "--date", "2026-11-20", "--root"])
        .arg(folder)
        .arg("--out")
        .arg(folder.join("out"))
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(
        built.status.success(),
        "{}",
        said.lines().take(40).collect::<Vec<_>>().join("\n")
    );
    // A rehearsal marks its sheets; measured is what hangs on the wall.
    let unmarked = ".gongkai-rehearsal{display:none!important}";
    fs::write(folder.join("out/board/rehearsal.css"), unmarked).expect("written");
    let workspace = tempfile::tempdir().expect("a folder");
    let job = Job {
        page: &folder.join("out/board/all.html"),
        workspace: workspace.path(),
        limit: Duration::from_secs(600),
    };
    let browser = Browser::find(None, "").unwrap_or_else(|fault| panic!("{fault:?}"));
    let pdf = print(&browser, &job).unwrap_or_else(|fault| panic!("{fault:?}"));
    let path = folder.join("all.pdf");
    fs::write(&path, pdf).expect("written");
    path
}

/// What one of poppler's tools says of a PDF.
fn poppler(tool: &str, arguments: &[&str], pdf: &Path) -> String {
    let mut command = Command::new(tool);
    command.args(arguments).arg(pdf);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("poppler-utils is installed");
    assert!(output.status.success(), "{tool}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Where every word of every page stands.
fn pages(pdf: &Path) -> Vec<Page> {
    let html = poppler("pdftotext", &["-bbox"], pdf);
    let mut pages: Vec<Page> = Vec::new();
    for line in html.lines().map(str::trim) {
        let number = |name: &str| -> f64 {
            let from = line.split(&format!("{name}=\"")).nth(1).expect("an attribute");
            let number: f64 = from
                .split('"')
                .next()
                .and_then(|number| number.parse().ok())
                .expect("a number");
            number * POINT
        };
        if line.starts_with("<page ") {
            pages.push(Page {
                width: number("width"),
                height: number("height"),
                words: Vec::new(),
            });
        } else if line.starts_with("<word ") {
            let text = line
                .split_once('>')
                .and_then(|(_, rest)| rest.strip_suffix("</word>"))
                .expect("a word");
            pages.last_mut().expect("a page").words.push(Word {
                text: text.to_owned(),
                left: number("xMin"),
                top: number("yMin"),
                right: number("xMax"),
                bottom: number("yMax"),
            });
        }
    }
    pages
}

/// The text of each page in the order in which it was painted: the block's first, then what frames it.
fn texts(pdf: &Path, count: usize) -> Vec<String> {
    let whole = poppler("pdftotext", &["-raw"], pdf);
    let pages: Vec<String> = whole.split('\u{c}').take(count).map(plain).collect();
    assert_eq!(pages.len(), count);
    pages
}

/// Fonts have one glyph for characters that look alike; such differences are no fault of a layout.
fn plain(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect()
}

fn said(sheet: &Sheet) -> String {
    let mut said = String::new();
    for placed in &sheet.boxes {
        if let BoxContent::Line(line) = &placed.what {
            said.push_str(&line.text());
        }
    }
    plain(&said)
}

/// The n and m of 第n张 共m张, above the dates; the only sheet has none.
fn numbers(page: &Page) -> (usize, usize) {
    // In mm; the margins of an upright A3 are larger.
    let dates = if page.height > 400.0 { 18.0 } else { 12.5 };
    let text: String = page
        .words
        .iter()
        .filter(|word| word.top < dates && word.left > page.width / 2.0)
        .map(|word| word.text.as_str())
        .collect();
    if !text.contains('共') {
        return (1, 1);
    }
    let number = |from: &str, to: char| -> usize {
        let rest = text.split(from).nth(1).expect("a number of the sheet");
        rest.split(to)
            .next()
            .and_then(|number| number.trim().parse().ok())
            .expect("a number")
    };
    (number("第", '张'), number("共", '张'))
}

fn title_number(text: &str) -> u64 {
    let from = text.strip_prefix('第').expect("a title");
    from.split('号')
        .next()
        .and_then(|number| number.parse().ok())
        .expect("a number")
}

/// How the text of a page differs from its sheet's.
fn differs(text: &str, sheet: &Sheet) -> Option<String> {
    // Behind the section stand the sheet's number, where there are several, and the dates.
    let framed = ["公开", "第"].map(|next| text.split_once(&format!("{SECTION}{next}")));
    let Some((found, _)) = framed.into_iter().flatten().next() else {
        return Some(format!("no frame: {text}"));
    };
    let wanted = said(sheet);
    let same = found
        .chars()
        .zip(wanted.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| -> String { text.chars().skip(same.saturating_sub(5)).take(30).collect() };
    (found != wanted).then(|| format!("found “{}”, laid out “{}”", part(found), part(&wanted)))
}

/// How much of the box of a word the next one may take: of two full-width marks beside each other the blank half goes, half an
/// em. A word of Han characters alone has them one em wide; Latin ones are narrower.
fn squeezed(left: &Word, right: &Word) -> f64 {
    const OPENING: &str = "（《〈“‘「『【〔〖";
    const CLOSING: &str = "）》〉”’」』】〕〗，。、；：";
    let is_in = |marks: &str, c: Option<char>| c.is_some_and(|c| marks.contains(c));
    let (last, first) = (left.text.chars().next_back(), right.text.chars().next());
    let is_blank = is_in(CLOSING, last) && (is_in(CLOSING, first) || is_in(OPENING, first))
        || is_in(OPENING, last) && is_in(OPENING, first);
    let em = |word: &Word| {
        let count = u32::try_from(word.text.chars().count()).expect("a word");
        (word.right - word.left) / f64::from(count)
    };
    if is_blank {
        em(left).max(em(right)) / 2.0
    } else {
        0.0
    }
}

/// What stands on a page where it should not.
fn misplaced(page: &Page, geometry: &Geometry) -> Option<String> {
    let mm = |hundredths: i32| f64::from(hundredths) / 100.0;
    let paper = geometry.paper;
    if (page.width - mm(paper.width())).abs() > EXACT || (page.height - mm(paper.height())).abs() > EXACT {
        return Some(format!("{} × {} mm", page.width, page.height));
    }
    let block = geometry.block();
    for word in &page.words {
        let middle = word.middle();
        let beside = word.left < mm(block.x) - EXACT || word.right > mm(block.right()) + EXACT;
        if beside || middle < 0.0 || middle > page.height {
            return Some(format!("{word:?}"));
        }
    }
    for (number, one) in page.words.iter().enumerate() {
        for other in &page.words[number + 1..] {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let line = 0.15 * (one.bottom - one.top).min(other.bottom - other.top);
            let allowed = if one.left < other.left {
                squeezed(one, other)
            } else {
                squeezed(other, one)
            };
            if across > allowed + 0.3 && (one.middle() - other.middle()).abs() < line {
                return Some(format!("{one:?} lies on {other:?}"));
            }
        }
    }
    None
}

/// What is inked where nothing may be: beside the block, and between the block and what frames the sheet. The page is
/// drawn, because poppler's words are as high as their fonts, not as their glyphs.
fn smeared(pdf: &Path, page: usize, (sheet, geometry): (&Sheet, &Geometry)) -> Option<String> {
    let number = (page + 1).to_string();
    let output = Command::new("pdftoppm")
        .args(["-gray", "-r", "127", "-f", &number, "-l", &number])
        .arg(pdf)
        .output()
        .expect("poppler-utils is installed");
    // P5, width, height, 255, and a byte for each fifth of a millimetre.
    let head: Vec<&[u8]> = output
        .stdout
        .splitn(4, |byte| byte.is_ascii_whitespace())
        .collect();
    let number = |at: usize| -> usize {
        std::str::from_utf8(head[at])
            .ok()
            .and_then(|text| text.parse().ok())
            .expect("a number")
    };
    let (width, height) = (number(1), number(2));
    let pixels = &output.stdout[output.stdout.len() - width * height..];
    let block = geometry.block();
    let fifths = |hundredths: i32| usize::try_from(hundredths / 20).expect("on the paper");
    let (left, right) = (fifths(block.x - 50), fifths(block.right() + 70));
    let (top, bottom) = (fifths(block.y - 50), fifths(block.bottom() + 70));
    // The red line ends 9.8 mm above the block, or what a further sheet goes on with directly above it; what stands below
    // begins 4 mm under it; on an upright A3 all is larger.
    let upright = geometry.paper.height() == 42_000;
    let framed = |hundredths: i32| hundredths * if upright { 1_414 } else { 1_000 } / 1_000;
    let (above, below) = (
        fifths(framed(if sheet.title().is_some() { 2_800 } else { 3_680 })),
        fifths(geometry.paper.height() - framed(3_200)),
    );
    for (y, row) in pixels.chunks(width).enumerate() {
        let clear = (above..top).contains(&y) || (bottom..below).contains(&y);
        for (x, pixel) in row.iter().enumerate() {
            if *pixel < 128 && (clear || x < left || x > right) {
                return Some(format!("ink at {}, {} mm", x / 5, y / 5));
            }
        }
    }
    None
}

/// The second sheet of the first entry is nothing but full lines.
fn full_sheet_has_its_grid(page: &Page) {
    let lines: Vec<&Word> = page
        .words
        .iter()
        .filter(|word| word.text.chars().count() == 28)
        .collect();
    assert_eq!(lines.len(), 22, "22 lines of 28 characters");
    let grid = 225.0 / 22.0;
    for pair in lines.windows(2) {
        let pitch = pair[1].top - pair[0].top;
        assert!(
            (pitch / grid - 1.0).abs() < 0.01,
            "{pitch} mm below {:?}",
            pair[0]
        );
    }
    for (row, line) in (0_u32..).zip(&lines) {
        let place = lines[0].top + f64::from(row) * grid;
        assert!((line.top - place).abs() < 0.05, "{line:?}");
    }
    for line in lines {
        assert!(
            (line.left - 28.0).abs() < EXACT && (line.right - 184.0).abs() < EXACT,
            "{line:?}"
        );
    }
}
