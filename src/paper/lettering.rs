//! Text in a box of any size, for sheets that are no running text: broken to its width, in the middle of its height;
//! or written downwards. Lengths are µm from the block's upper left corner.

use super::breaks::{self, Broken, Span, TextColumn};
use super::flow::Flow;
use super::measure::EM;
use super::measure::in_ems;
use super::sheet::{Align, BoxContent, Ink, Placed, Style, TextLine};

/// A rectangle of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LetterBox {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lettering {
    pub(super) style: Style,
    /// The size of its type.
    pub(super) size: i32,
    pub(super) align: Align,
}

impl Lettering {
    /// In the middle.
    pub(super) fn centred(style: Style, size: i32) -> Self {
        Self {
            style,
            size,
            align: Align::Centre,
        }
    }

    /// The distance of its lines.
    pub(super) fn pitch(&self) -> i32 {
        self.size * 7 / 5
    }

    /// How high a text is in a column of a width.
    pub(super) fn height(&self, text: &str, width: i32) -> i32 {
        count(self.lines(text, width).len()) * self.pitch()
    }

    /// True when a text needs no more than one line of a width.
    pub(super) fn is_line(&self, text: &str, width: i32) -> bool {
        self.lines(text, width).len() <= 1
    }

    /// How high a text is that is written downwards.
    pub(super) fn depth(&self, text: &str) -> i32 {
        count(text.chars().filter(|c| !c.is_whitespace()).count()) * self.step()
    }

    /// Sets a text; gives the height that it took, which is more than the box's when it has no room there.
    pub(super) fn put(&self, flow: &mut Flow<'_>, text: &str, spot: LetterBox) -> i32 {
        let lines = self.lines(text, spot.width);
        let height = count(lines.len()) * self.pitch();
        let mut y = spot.y + (spot.height - height).max(0) / 2;
        for line in lines {
            let spread = self.align == Align::Left && line.spreads(in_ems(spot.width, self.size));
            let at = LetterBox {
                y,
                height: self.pitch(),
                ..spot
            };
            self.put_line(flow, line, spread, at);
            y += self.pitch();
        }
        height
    }

    /// Writes a text downwards.
    pub(super) fn put_down(&self, flow: &mut Flow<'_>, text: &str, spot: LetterBox) {
        let mut y = spot.y + (spot.height - self.depth(text)).max(0) / 2;
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            let glyph = upright(c).to_string();
            let measure = TextColumn::of_width(2 * EM);
            for line in breaks::lines(&[Span::plain(glyph)], measure) {
                let at = LetterBox {
                    y,
                    height: self.step(),
                    ..spot
                };
                self.put_line(flow, line, false, at);
            }
            y += self.step();
        }
    }

    /// From one character to the next below it.
    fn step(&self) -> i32 {
        self.size * 11 / 10
    }

    fn lines(&self, text: &str, width: i32) -> Vec<Broken> {
        let measure = TextColumn {
            width: in_ems(width, self.size),
            indent: 0,
            bold: self.style.is_bold(),
        };
        breaks::lines(&[Span::plain(text)], measure)
    }

    fn put_line(&self, flow: &mut Flow<'_>, line: Broken, spread: bool, spot: LetterBox) {
        let area = flow.geometry.area(spot.x, spot.y, spot.width, spot.height);
        flow.put(Placed {
            area,
            what: BoxContent::Line(TextLine {
                style: self.style,
                size: self.size,
                align: self.align,
                spread,
                runs: line.runs,
            }),
        });
    }
}

impl LetterBox {
    /// The same without a border of so much at its sides.
    pub(super) fn inside(self, margin: i32) -> Self {
        Self {
            x: self.x + margin,
            width: (self.width - 2 * margin).max(1),
            ..self
        }
    }

    /// A rule in its place.
    pub(super) fn rule(self, flow: &mut Flow<'_>, ink: Ink) {
        self.place(flow, BoxContent::Rule(ink));
    }

    /// Rules of a thickness along its edges, inside it.
    pub(super) fn frame(self, flow: &mut Flow<'_>, ink: Ink, thick: i32) {
        let sides = [
            Self {
                height: thick,
                ..self
            },
            Self {
                y: self.y + self.height - thick,
                height: thick,
                ..self
            },
            Self { width: thick, ..self },
            Self {
                x: self.x + self.width - thick,
                width: thick,
                ..self
            },
        ];
        sides.into_iter().for_each(|side| side.rule(flow, ink));
    }

    fn place(self, flow: &mut Flow<'_>, what: BoxContent) {
        let area = flow.geometry.area(self.x, self.y, self.width, self.height);
        flow.put(Placed { area, what });
    }
}

/// A character as it stands in a text that is written downwards.
fn upright(c: char) -> char {
    match c {
        '（' | '(' => '︵',
        '）' | ')' => '︶',
        '—' | '-' => '︱',
        c => c,
    }
}

/// The largest of these sizes in which a text takes no more than so many lines of a width; the last one, if in none.
pub(super) fn largest(text: &str, sizes: &[i32], style: Style, width: i32, lines: usize) -> i32 {
    let fits = |size: &&i32| Lettering::centred(style, **size).lines(text, width).len() <= lines;
    let last = sizes.last().copied().unwrap_or(super::BODY);
    sizes.iter().find(fits).copied().unwrap_or(last)
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX / 100_000)
}
