//! What frames a sheet in its margins: the section over a red line and the dates above the text, and below it to
//! whom it is shown, who answers for it, how to object, the code to its web page and the sheet's number. Every sheet
//! of a board has it, however its text is laid out.

use super::breaks;
use super::breaks::{Span, TextColumn};
use super::geometry::{Geometry, LEAST_ON_WALL, ONE};
use super::measure::EM;
use super::sheet::{Align, Area, BoxContent, Ink, Placed, PrintedCode, Sheet, Style, TextLine};
use super::title_words;
use crate::words::Day;

/// What frames all sheets of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// The name of the board's section.
    pub section: String,
    /// The lines above at the right: 公开日期, 撤下日期.
    pub dates: Vec<String>,
    /// The day that a sheet made of the whole site is true of, in the place of other dates.
    pub as_of: Option<Day>,
    /// What stands below: 公开范围, 责任人, 监督电话, 意见箱, whose board it is.
    pub facts: Vec<String>,
    /// The web address that the code leads to.
    pub leads_to: Option<String>,
    /// It is a sample of a new site: every sheet says so above all else.
    pub sample: bool,
}

/// Lengths in 1/100 mm, from the edges of an A4: the margins of GB/T 9704 are 37 mm above and 35 mm below.
const SECTION_HEIGHT: i32 = 1_050;
const SECTION_ABOVE_RED: i32 = 150;
const RED_TOP: i32 = 2_650;
const RED_HEIGHT: i32 = 70;
const DATES_WIDTH: i32 = 6_400;
const DATE_HEIGHT: i32 = 560;
const NUMBER_WIDTH: i32 = 4_000;
/// From the paper's lower edge.
const FACTS_ABOVE: i32 = 3_150;
const FACTS_HEIGHT: i32 = 2_650;
const CODE_SIDE: i32 = 2_000;
const CODE_ABOVE: i32 = 3_130;
/// A code needs an empty zone of four modules around it.
const CAPTION_GAP: i32 = 60;
const CAPTION_WIDTH: i32 = 2_300;
const CAPTION_HEIGHT: i32 = 500;
const HAIRLINE_ABOVE: i32 = 3_320;
const HAIRLINE_HEIGHT: i32 = 15;
/// Between columns of the margin.
const GAP: i32 = 300;

/// Sizes of type, in µm.
const SECTION_SIZE: i32 = 7_761;
/// All that is small is 小四.
const SMALL: i32 = LEAST_ON_WALL;
/// The facts are set in the largest of these in which they fit, or larger: more than five lines have no room otherwise.
const FACT_SIZES: [i32; 8] = [SMALL, 3_950, 3_650, 3_350, 2_950, 2_600, 1_800, 1_200];

/// The mark of a sample, in the margin above everything else.
const STAMP_TOP: i32 = 500;
const STAMP_HEIGHT: i32 = 640;
const STAMP_WIDTH: i32 = 7_000;
const STAMP_BORDER: i32 = 40;
const STAMP_SIZE: i32 = LEAST_ON_WALL;
const STAMP: &str = "样例，不是本校公开的内容";

/// What stands below the code.
const CAPTION: &str = "扫码看网页";

impl Frame {
    /// Puts the frame around sheets, and numbers them where there is more than one. The geometry is the usual one of
    /// their paper: what stands in the margins is as large as they are.
    pub fn put_around(&self, sheets: &mut [Sheet], geometry: &Geometry) {
        let code = self.leads_to.as_deref().and_then(PrintedCode::of);
        let total = sheets.len();
        let on_a4 = |length: i32| length * ONE / geometry.margins();
        let outer = geometry.outer();
        let margin = Margin {
            block: Area {
                x: on_a4(outer.x),
                y: on_a4(outer.y),
                width: on_a4(outer.width),
                height: on_a4(outer.height),
            },
            bottom: on_a4(geometry.paper.height()),
            letters: geometry.letters(),
        };
        let mut title = String::new();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let number = (total > 1).then(|| format!("第{}张　共{total}张", index + 1));
            let mut boxes = self.above(&margin, number);
            match sheet.title() {
                Some(own) => title = own,
                None if index > 0 && !title.is_empty() => boxes.push(continued(&title, &margin)),
                None => {}
            }
            boxes.extend(self.below(&margin, code.as_ref()));
            if self.sample {
                boxes.extend(stamp(&margin));
            }
            boxes
                .iter_mut()
                .for_each(|placed| enlarge(placed, geometry.margins()));
            sheet.boxes.extend(boxes);
        }
    }

    /// The section, the dates, and the sheet's number above them.
    fn above(&self, margin: &Margin, number: Option<String>) -> Vec<Placed> {
        let block = margin.block;
        let (small, date_height) = (margin.lettered(SMALL), margin.lettered(DATE_HEIGHT));
        let mut dates_width = margin.lettered(DATES_WIDTH);
        let as_of = self
            .as_of
            .map(|day| (Style::AsOf, format!("截至{}", day.chinese())));
        let dates = self
            .dates
            .iter()
            .map(|date| (Style::Frame, date.clone()))
            .chain(as_of);
        let mut dates: Vec<(Style, String)> = dates.collect();
        match (number, dates.first_mut()) {
            // Three lines of large type have no room below each other.
            (Some(number), Some((_, first))) if margin.letters > ONE => {
                *first = format!("{number}　　{first}");
                dates_width += margin.lettered(NUMBER_WIDTH);
            }
            (number, _) => dates
                .splice(0..0, number.map(|number| (Style::Frame, number)))
                .for_each(drop),
        }
        let width = block.width - dates_width - GAP;
        let height = margin.lettered(SECTION_HEIGHT);
        let area = Area {
            x: block.x,
            y: margin.red_top() - SECTION_ABOVE_RED - height,
            width,
            height,
        };
        let size = fitting(&self.section, margin.lettered(SECTION_SIZE), width);
        let mut boxes = vec![line(area, &self.section, size, Align::Left, Style::Section)];
        let count = i32::try_from(dates.len()).unwrap_or(0);
        let first = margin.red_top() - 100 - date_height * count;
        for (index, (style, date)) in (0_i32..).zip(&dates) {
            // Above the second line from below there may be the mark of a sample.
            let width = if index + 2 < count {
                NUMBER_WIDTH
            } else {
                dates_width
            };
            let area = Area {
                x: block.right() - width,
                y: first + date_height * index,
                width,
                height: date_height,
            };
            let size = fitting(date, small, width);
            boxes.push(line(area, date, size, Align::Right, *style));
        }
        boxes.push(Placed {
            area: Area {
                x: block.x,
                y: margin.red_top(),
                width: block.width,
                height: RED_HEIGHT,
            },
            what: BoxContent::Rule(Ink::Red),
        });
        boxes
    }

    fn below(&self, margin: &Margin, code: Option<&PrintedCode>) -> Vec<Placed> {
        let block = margin.block;
        let hairline = Placed {
            area: margin.below(HAIRLINE_ABOVE, block.width, HAIRLINE_HEIGHT),
            what: BoxContent::Rule(Ink::Grey),
        };
        let mut boxes = vec![hairline];
        let mut width = block.width;
        if let Some(code) = code {
            let caption_width = margin.lettered(CAPTION_WIDTH);
            let caption_height = margin.lettered(CAPTION_HEIGHT);
            width -= caption_width + GAP;
            let x = block.right() - caption_width;
            // A printer leaves the edge of the paper empty: what stands larger below the code takes its room from it.
            let higher = caption_height - CAPTION_HEIGHT;
            let side = CODE_SIDE - higher;
            let square = Area {
                x: x + (caption_width - side) / 2,
                y: margin.bottom - CODE_ABOVE + higher / 2,
                width: side,
                height: side,
            };
            boxes.push(Placed {
                area: square,
                what: BoxContent::Code(code.clone()),
            });
            let caption = Area {
                x,
                y: square.bottom() + CAPTION_GAP,
                width: caption_width,
                height: caption_height,
            };
            let small = margin.lettered(SMALL);
            boxes.push(line(caption, CAPTION, small, Align::Centre, Style::Frame));
        }
        let area = margin.below(FACTS_ABOVE, width, FACTS_HEIGHT);
        boxes.extend(facts(&self.facts, area, margin.lettered(SMALL)));
        boxes
    }
}

/// What a sheet goes on with, between the red line and the text: whoever stands before it need not look for the sheet
/// before. One line, which has air around it.
fn continued(title: &str, margin: &Margin) -> Placed {
    let size = margin.lettered(SMALL);
    let words = in_line(title, ems(margin.block.width, size));
    let red_bottom = margin.red_top() + RED_HEIGHT;
    let height = size / 10;
    let area = Area {
        y: red_bottom + (margin.block.y - red_bottom - height) / 2,
        height,
        ..margin.block
    };
    line(area, &words, size, Align::Centre, Style::Subtitle)
}

/// A title that goes on, in one line of a width in 1/1000 em: what is longer ends behind a word.
fn in_line(title: &str, width: i32) -> String {
    let words = format!("{title}（续）");
    if breaks::natural_width(&[Span::plain(words.as_str())], false) <= width {
        return words;
    }
    let column = TextColumn::of_width(width - 5 * EM);
    let begins = title_words::beginnings(title);
    let lines = breaks::lines_of_words(&[Span::plain(title)], column, (&begins, column.width));
    let first = lines.into_iter().next().map_or(Vec::new(), |line| line.runs);
    let first: String = first.into_iter().map(|run| run.text).collect();
    format!(
        "{}……（续）",
        first.trim_end_matches(['、', '，', '；', '：', ' ', '和', '与', '及'])
    )
}

/// A box of an A4's margin as it stands on a larger paper.
fn enlarge(placed: &mut Placed, by: i32) {
    let larger = |length: i32| (length * by + ONE / 2) / ONE;
    let area = placed.area;
    placed.area = Area {
        x: larger(area.x),
        y: larger(area.y),
        width: larger(area.right()) - larger(area.x),
        height: larger(area.bottom()) - larger(area.y),
    };
    if let BoxContent::Line(line) = &mut placed.what {
        line.size = larger(line.size);
    }
}

/// Where the frame has room.
struct Margin {
    block: Area,
    bottom: i32,
    /// How much larger its type is than it is laid out, in thousandths.
    letters: i32,
}

impl Margin {
    /// An area that begins so far above the paper's lower edge, at the left of the text.
    fn below(&self, above: i32, width: i32, height: i32) -> Area {
        Area {
            x: self.block.x,
            y: self.bottom - above,
            width,
            height,
        }
    }

    /// Where the red line is: higher where larger letters stand between it and the text.
    fn red_top(&self) -> i32 {
        RED_TOP - (self.lettered(SMALL) - SMALL) / 10
    }

    /// Type, or what holds it, as large as it is here.
    fn lettered(&self, length: i32) -> i32 {
        length * self.letters / ONE
    }
}

/// The mark of a sample: a line in a red border.
fn stamp(margin: &Margin) -> Vec<Placed> {
    let outer = Area {
        x: margin.block.x + (margin.block.width - STAMP_WIDTH) / 2,
        y: STAMP_TOP,
        width: STAMP_WIDTH,
        height: STAMP_HEIGHT,
    };
    let across = |y| Area {
        y,
        height: STAMP_BORDER,
        ..outer
    };
    let upright = |x| Area {
        x,
        y: outer.y + STAMP_BORDER,
        width: STAMP_BORDER,
        height: outer.height - 2 * STAMP_BORDER,
    };
    let border = [
        across(outer.y),
        across(outer.bottom() - STAMP_BORDER),
        upright(outer.x),
        upright(outer.right() - STAMP_BORDER),
    ];
    let inner = Area {
        x: outer.x + STAMP_BORDER,
        y: outer.y + STAMP_BORDER,
        width: outer.width - 2 * STAMP_BORDER,
        height: outer.height - 2 * STAMP_BORDER,
    };
    let mut boxes = vec![line(inner, STAMP, STAMP_SIZE, Align::Centre, Style::Section)];
    boxes.extend(border.map(|area| Placed {
        area,
        what: BoxContent::Rule(Ink::Red),
    }));
    boxes
}

/// The facts as lines that fill an area from above, in the largest type in which all fit. Facts stand beside each other
/// where a line has room for them whole.
fn facts(facts: &[String], area: Area, largest: i32) -> Vec<Placed> {
    let mut boxes = Vec::new();
    let larger = (0..4).map(|step| largest - (largest - SMALL) / 4 * step);
    let larger = larger.filter(|size| *size > SMALL);
    for size in larger.chain(FACT_SIZES) {
        let height = size * 5 / 4 / 10;
        let measure = TextColumn::of_width(ems(area.width, size));
        let broken = beside(facts, measure.width);
        let broken = broken
            .iter()
            .flat_map(|line| breaks::lines(&[Span::plain(line.as_str())], measure));
        boxes = (0_i32..)
            .zip(broken)
            .map(|(index, broken)| Placed {
                area: Area {
                    y: area.y + height * index,
                    height,
                    ..area
                },
                what: BoxContent::Line(TextLine {
                    style: Style::Frame,
                    size,
                    align: Align::Left,
                    spread: false,
                    runs: broken.runs,
                }),
            })
            .collect();
        let lowest = boxes.last().map_or(0, |placed| placed.area.bottom());
        if lowest <= area.bottom() {
            break;
        }
    }
    boxes
}

/// Facts in lines of a width in 1/1000 em, as many in each as it holds.
pub(super) fn beside(facts: &[String], width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        let joined = lines.last().map(|line| format!("{line}　　{fact}"));
        match joined.filter(|joined| breaks::natural_width(&[Span::plain(joined.as_str())], false) <= width) {
            Some(joined) => {
                lines.pop();
                lines.push(joined);
            }
            None => lines.push(fact.clone()),
        }
    }
    lines
}

/// A length in 1/100 mm as 1/1000 em of a size in µm.
fn ems(length: i32, size: i32) -> i32 {
    length * 10 * EM / size
}

/// The size, at most the one given, in which a text fits a width in one line.
pub(super) fn fitting(text: &str, size: i32, width: i32) -> i32 {
    let natural = breaks::natural_width(&[Span::plain(text)], false).max(1);
    let widest = i64::from(width) * 10 * i64::from(EM) / i64::from(natural);
    i32::try_from(widest).unwrap_or(size).min(size)
}

pub(super) fn line(area: Area, text: &str, size: i32, align: Align, style: Style) -> Placed {
    Placed {
        area,
        what: BoxContent::Line(TextLine {
            style,
            size,
            align,
            spread: false,
            runs: breaks::unbroken(&[Span::plain(text)]),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_goes_on_is_one_line_and_ends_behind_a_word() {
        let title = "关于进一步规范“三会一课”、主题党日、组织生活会和民主评议党员等党内组织生活制度并认真做好2026年度党建工作总结的通知";
        assert_eq!(in_line(title, 80 * EM), format!("{title}（续）"));
        let said = [30, 35, 40, 50].map(|characters| in_line(title, characters * EM));
        for (line, characters) in said.iter().zip([30, 35, 40, 50]) {
            let own = line.strip_suffix("……（续）").expect("it is longer");
            assert!(title.starts_with(own), "{line}");
            let width = breaks::natural_width(&[Span::plain(line.as_str())], false);
            assert!(width <= characters * EM, "{line}");
        }
        assert_eq!(said[1], "关于进一步规范“三会一课”、主题党日、组织生活会……（续）");
    }
}
