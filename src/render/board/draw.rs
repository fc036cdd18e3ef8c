//! A sheet → HTML: every box at its place, in mm; and where it has ink, for a small picture of it. What a sheet looks
//! like is laid down in `paper`; a theme gives its styles fonts and colours.

use std::fmt::Write;

use serde::Serialize;

use crate::markdown::Image;
use crate::paper::{
    Align, Area, BoxContent, Ink, Marks, Picture, PrintedCode, Script, Sheet, Shift, Style, TextLine, TextRun,
};
use crate::plan;
use crate::words::push_text;

/// What a sheet is drawn for.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetContext<'a> {
    /// From the page to the site's root.
    pub(super) root: &'a str,
    /// The pictures that the sheet may show.
    pub(super) images: &'a [Image],
}

/// The boxes of a sheet.
pub(super) fn html(sheet: &Sheet, context: SheetContext<'_>) -> String {
    let mut html = String::with_capacity(sheet.boxes.len() * 160);
    for placed in &sheet.boxes {
        match &placed.what {
            BoxContent::Line(of) => line(&mut html, of, placed.area),
            BoxContent::Rule(ink) => filled(&mut html, "rule", *ink, placed.area),
            BoxContent::Fill(ink) => filled(&mut html, "fill", *ink, placed.area),
            BoxContent::Picture(Picture::OfBody(index)) => {
                if let Some(image) = context.images.get(*index) {
                    let source = plan::material(&image.file);
                    html.push_str("<img class=\"p\" alt=\"\" src=\"");
                    html.push_str(context.root);
                    html.push_str(source.as_str());
                    html.push_str("\" style=\"");
                    place(&mut html, placed.area);
                    html.push_str("\">\n");
                }
            }
            BoxContent::Code(of) => code(&mut html, of, placed.area),
        }
    }
    html
}

/// A page with sheets of one size, each with the pictures that it may show, printed and not kept: all of its style is in it.
#[must_use]
pub fn page_of(title: &str, style: &str, sheets: &[(&Sheet, &[Image])]) -> String {
    let mut html =
        String::from("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    push_text(&mut html, title);
    html.push_str("</title>\n<style>\nbody{margin:0}\n");
    html.push_str(style);
    if let Some((first, _)) = sheets.first() {
        html.push_str("\n@page{margin:0;size:");
        mm(&mut html, first.paper.width());
        html.push(' ');
        mm(&mut html, first.paper.height());
        html.push_str("}\n.sheet{page-break-after:always;break-after:page}");
    }
    html.push_str("\n</style>\n</head>\n<body>\n");
    for (sheet, images) in sheets {
        html.push_str("<section class=\"sheet\" style=\"width:");
        mm(&mut html, sheet.paper.width());
        html.push_str(";height:");
        mm(&mut html, sheet.paper.height());
        html.push_str("\">\n");
        html.push_str(&self::html(sheet, SheetContext { root: "", images }));
        html.push_str("</section>\n");
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// Hundredths of a millimetre as a CSS length.
fn mm(html: &mut String, hundredths: i32) {
    // Writing to a String cannot fail.
    let _ = match hundredths % 100 {
        0 => write!(html, "{}mm", hundredths / 100),
        rest if rest % 10 == 0 => write!(html, "{}.{}mm", hundredths / 100, rest / 10),
        rest => write!(html, "{}.{rest:02}mm", hundredths / 100),
    };
}

fn place(html: &mut String, area: Area) {
    for (name, length) in [
        ("left:", area.x),
        (";top:", area.y),
        (";width:", area.width),
        (";height:", area.height),
    ] {
        html.push_str(name);
        mm(html, length);
    }
}

/// The place of a line. Browsers print what stands at `left` and `top` on whole pixels, a quarter of a millimetre apart;
/// what is moved there stands where it should.
fn place_line(html: &mut String, area: Area) {
    html.push_str("transform:translate(");
    mm(html, area.x);
    html.push(',');
    mm(html, area.y);
    html.push_str(");width:");
    mm(html, area.width);
    html.push_str(";height:");
    mm(html, area.height);
}

fn filled(html: &mut String, class: &str, ink: Ink, area: Area) {
    let ink = ink_class(ink);
    let _ = write!(html, "<i class=\"{class} {ink}\" style=\"");
    place(html, area);
    html.push_str("\"></i>\n");
}

fn ink_class(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => "black",
        Ink::Grey => "grey",
        Ink::Pale => "pale",
        Ink::Red => "red",
        Ink::Gold => "gold",
    }
}

fn line(html: &mut String, line: &TextLine, area: Area) {
    let align = match (line.spread, line.align) {
        (true, _) => " full",
        (false, Align::Left) => "",
        (false, Align::Centre) => " centre",
        (false, Align::Right) => " right",
    };
    let _ = write!(html, "<p class=\"{}{align}\" style=\"", style_class(line.style));
    place_line(html, area);
    html.push_str(";line-height:");
    mm(html, area.height);
    let _ = write!(
        html,
        ";font-size:{}.{:03}mm\">",
        line.size / 1000,
        line.size % 1000
    );
    line.runs.iter().for_each(|of| run(html, of));
    html.push_str("</p>\n");
}

fn style_class(style: Style) -> &'static str {
    match style {
        Style::Title => "title",
        Style::HonourTitle => "title honour",
        Style::Honour => "honour",
        Style::Subtitle => "subtitle",
        Style::Body => "text",
        Style::Heading1 => "h1",
        Style::Heading2 => "h2",
        Style::Heading3 => "h3",
        Style::Quote => "quote",
        Style::Marker => "marker",
        Style::Small => "small",
        Style::Code => "code",
        Style::TableHead => "th",
        Style::TableCell => "td",
        Style::Closing => "closing",
        Style::Section => "section",
        Style::Frame | Style::AsOf => "frame",
    }
}

fn run(html: &mut String, run: &TextRun) {
    if run.script == Script::Han && run.marks == Marks::default() && !run.is_squeezed {
        return push_text(html, &run.text);
    }
    let script = match run.script {
        Script::Han => "",
        Script::Latin => " l",
        Script::Odd => " o",
    };
    let shift = match run.marks.shift {
        Shift::None => "",
        Shift::Raised => " up",
        Shift::Lowered => " low",
    };
    let bold = if run.marks.bold { " b" } else { "" };
    let label = if run.marks.label { " label" } else { "" };
    let struck = if run.marks.struck { " s" } else { "" };
    let squeezed = if run.is_squeezed { " q" } else { "" };
    let classes = [script, label, bold, struck, shift, squeezed].concat();
    let _ = write!(html, "<span class=\"{}\">", classes.trim_start());
    push_text(html, &run.text);
    html.push_str("</span>");
}

/// A code as one path, a stroke for each run of dark modules.
fn code(html: &mut String, code: &PrintedCode, area: Area) {
    html.push_str("<svg class=\"qr\" role=\"img\" aria-label=\"二维码：");
    push_text(html, &code.text);
    let _ = write!(
        html,
        "\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\" style=\"",
        code.side
    );
    place(html, area);
    html.push_str("\"><path d=\"");
    html.push_str(&code_path(code));
    html.push_str("\"/></svg>\n");
}

/// The dark modules of a code as one path, a module 1 × 1: a stroke for each run of them.
pub(super) fn code_path(code: &PrintedCode) -> String {
    let mut path = String::new();
    for (y, row) in code.modules.chunks(code.side.max(1)).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let length = row[x..].iter().take_while(|dark| **dark == row[x]).count();
            if row[x] {
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += length;
        }
    }
    path
}

/// Where a sheet has ink, in whole millimetres but for rules: a path for each kind.
pub(super) fn strokes(sheet: &Sheet) -> Vec<StrokeView> {
    let mut strokes: Vec<StrokeView> = Vec::new();
    for placed in &sheet.boxes {
        let (ink, area) = match &placed.what {
            BoxContent::Line(line) => (line_ink(line.style), inked(line, placed.area)),
            BoxContent::Rule(ink) | BoxContent::Fill(ink) => (ink_class(*ink), placed.area),
            BoxContent::Picture(_) | BoxContent::Code(_) => ("picture", placed.area),
        };
        let index = strokes.iter().position(|stroke| stroke.ink == ink);
        let index = index.unwrap_or_else(|| {
            strokes.push(StrokeView {
                ink,
                path: String::new(),
            });
            strokes.len() - 1
        });
        let tenths = |length: i32| f64::from((length + 5) / 10) / 10.0;
        let (x, y) = (tenths(area.x), tenths(area.y));
        let (width, height) = (tenths(area.width.max(50)), tenths(area.height.max(50)));
        let _ = write!(strokes[index].path, "M{x} {y}h{width}v{height}h-{width}z");
    }
    strokes
}

fn line_ink(style: Style) -> &'static str {
    match style {
        Style::Title | Style::HonourTitle | Style::Honour | Style::Section | Style::Heading1 => "title",
        _ => "text",
    }
}

/// The part of a line's box that its characters cover, about.
fn inked(line: &TextLine, area: Area) -> Area {
    let ems: i32 = line.runs.iter().map(ems).sum();
    let width = (ems * (line.size / 10) / 1000).min(area.width);
    let height = line.size * 7 / 100;
    let x = match line.align {
        _ if line.spread => area.x,
        Align::Left => area.x,
        Align::Centre => area.x + (area.width - width) / 2,
        Align::Right => area.right() - width,
    };
    Area {
        x,
        y: area.y + (area.height - height) / 2,
        width: if line.spread { area.width } else { width },
        height,
    }
}

/// The width of a run in 1/1000 em, about: enough for a picture of it.
fn ems(run: &TextRun) -> i32 {
    let each = if run.script == Script::Latin { 500 } else { 1000 };
    i32::try_from(run.text.chars().count()).unwrap_or(0) * each
}

/// Ink of one kind.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StrokeView {
    /// `black`, `grey`, `pale`, `red`, `title`, `text`, `picture`.
    pub(crate) ink: &'static str,
    /// The `d` of an SVG path, in mm.
    pub(crate) path: String,
}
