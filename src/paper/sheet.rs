//! What a sheet of paper holds: boxes at fixed places, and nothing that a browser would still have to lay out.
//!
//! All lengths of boxes are whole hundredths of a millimetre, from the paper's upper left corner; sizes of type
//! are whole micrometres. Whoever draws them must take care that a font's own ideas do not come between: no
//! kerning, no ligatures, no space trimmed between full-width marks (`text-spacing-trim: space-all`), none added
//! beside Latin letters (`text-autospace: no-autospace`), advances not rounded to pixels
//! (`text-rendering: geometricPrecision`), `white-space: pre`.
//!
//! Where text may stand on it, `geometry` says.

use qrcode::{EcLevel, QrCode};

use crate::words::Paper;

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Size and orientation.
    pub paper: Paper,
    /// What stands on it, in reading order.
    pub boxes: Vec<Placed>,
    /// How often what belongs together does not stand in one of its columns, where it has several.
    pub parted: usize,
}

impl Sheet {
    /// The title that stands on it, whole.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let line = |placed: &Placed| match &placed.what {
            BoxContent::Line(line) if matches!(line.style, Style::Title | Style::HonourTitle) => {
                Some(line.text())
            }
            _ => None,
        };
        let title: String = self.boxes.iter().filter_map(line).collect();
        (!title.is_empty()).then_some(title)
    }

    /// What it says, without where it stands and the day it is true of: a line for each line. What is struck through
    /// says something else.
    #[must_use]
    pub fn said(&self) -> String {
        let mut said = String::new();
        for placed in &self.boxes {
            match &placed.what {
                BoxContent::Line(line) if line.style == Style::AsOf => continue,
                BoxContent::Line(line) => line.runs.iter().for_each(|run| {
                    let struck = if run.marks.struck { "\u{7f}" } else { "" };
                    said.extend([struck, run.text.as_str(), struck]);
                }),
                BoxContent::Code(code) => said.push_str(&code.text),
                BoxContent::Picture(Picture::OfBody(index)) => said.push_str(&index.to_string()),
                BoxContent::Rule(_) | BoxContent::Fill(_) => continue,
            }
            said.push('\n');
        }
        said
    }
}

/// A rectangle, in 1/100 mm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// From the paper's left edge.
    pub x: i32,
    /// From the paper's upper edge.
    pub y: i32,
    /// Not negative.
    pub width: i32,
    /// Not negative.
    pub height: i32,
}

impl Area {
    /// The first place to its right.
    #[must_use]
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The first place below it.
    #[must_use]
    pub fn bottom(&self) -> i32 {
        self.y + self.height
    }
}

/// A box with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where it stands.
    pub area: Area,
    /// What it is.
    pub what: BoxContent,
}

/// What a box can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxContent {
    /// One line of text; the box's height is its line height.
    Line(TextLine),
    /// A rule: the area is filled with the ink.
    Rule(Ink),
    /// An area behind others.
    Fill(Ink),
    /// A picture that fills its area.
    Picture(Picture),
    /// A code that cameras read, black on the paper.
    Code(PrintedCode),
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedCode {
    /// What it says: a whole web address.
    pub text: String,
    /// How many modules a side has.
    pub side: usize,
    /// Row by row; true for a dark module.
    pub modules: Vec<bool>,
}

impl PrintedCode {
    /// The code of an address; `None` for one that is too long for any code.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        Some(Self {
            text: text.to_owned(),
            side: code.width(),
            modules: code
                .into_colors()
                .into_iter()
                .map(|color| color == qrcode::Color::Dark)
                .collect(),
        })
    }
}

/// The inks of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The ink of the text.
    Black,
    /// A hairline's.
    Grey,
    /// A ground behind text, light enough to read on.
    Pale,
    /// The red of the line under a section's name.
    Red,
    /// The gold around honours.
    Gold,
}

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The picture of the entry's body with this index in [`crate::markdown::Body::images`].
    OfBody(usize),
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// Which face it is set in.
    pub style: Style,
    /// The size of its type in micrometres (1/1000 mm).
    pub size: i32,
    /// Where it stands in its box.
    pub align: Align,
    /// The line is full: what is left of its width is spread between its characters (`text-align-last: justify`).
    pub spread: bool,
    /// Its text, in reading order.
    pub runs: Vec<TextRun>,
}

impl TextLine {
    /// Its characters.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Where a line stands in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// Characters of one script and one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// Which font sets it.
    pub script: Script,
    /// How it is set off from the text around it.
    pub marks: Marks,
    /// What follows in the line stands half an em nearer to each of its characters: two marks beside each other.
    pub is_squeezed: bool,
    /// The characters.
    pub text: String,
}

/// Which font sets a run, and how wide its characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Han characters and full-width marks: one em each, in the face of the line's [`Style`].
    Han,
    /// Latin letters, digits and ASCII marks: the widths of Times, in `"Times New Roman","Liberation Serif"`.
    Latin,
    /// One character of which fonts do not agree how wide it is: it is centred in a box of one em
    /// (`display: inline-block; width: 1em; text-align: center`).
    Odd,
}

/// How a run is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Marks {
    /// Bold.
    pub bold: bool,
    /// Names what stands behind it: in the face of headings.
    pub label: bool,
    /// Struck through: what was deleted must not read as if it stood.
    pub struck: bool,
    /// On the line, above or below it.
    pub shift: Shift,
}

/// On the line, above or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shift {
    /// On it.
    #[default]
    None,
    /// Above it, in type of six tenths of the size.
    Raised,
    /// Below it, in type of six tenths of the size.
    Lowered,
}

/// Which face a line is set in; the theme gives each its fonts. All but the bold ones are of normal weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// 小标宋: the title.
    Title,
    /// 小标宋 in red: the title of a 光荣榜.
    HonourTitle,
    /// The same: the name of one of its 称号.
    Honour,
    /// 楷体 below the title: 发文字号 and the like.
    Subtitle,
    /// 仿宋: the text.
    Body,
    /// 黑体: headings of the first level.
    Heading1,
    /// 楷体: of the second.
    Heading2,
    /// 仿宋 bold: of the third and below.
    Heading3,
    /// 楷体: what is quoted.
    Quote,
    /// 仿宋: the number or the dot before an item of a list.
    Marker,
    /// 仿宋, smaller: notes, captions.
    Small,
    /// 仿宋: programs and the like, with their spaces.
    Code,
    /// 黑体: the head of a table.
    TableHead,
    /// 仿宋 or 宋体: a cell of a table.
    TableCell,
    /// 仿宋: 落款 and 成文日期.
    Closing,
    /// 黑体: the name of the board's section above a sheet.
    Section,
    /// 宋体, small: what frames a sheet in its margins.
    Frame,
    /// The same: the day that a sheet is true of. On another day it is no other sheet.
    AsOf,
}

impl Style {
    /// True for faces whose Latin letters are bold too.
    #[must_use]
    pub fn is_bold(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::HonourTitle
                | Self::Honour
                | Self::Heading1
                | Self::Heading3
                | Self::TableHead
        )
    }
}
