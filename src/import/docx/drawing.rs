//! Drawings of both kinds, new (DrawingML) and old (VML): pictures, text boxes, and what cannot be kept.

use super::fields::{FieldTarget, OpenFields};
use super::paragraph::OpenLine;
use super::reader::{DocxReader, HIDDEN, StoryKind};
use super::tree::PartElement;
use crate::attachment::xml::is_true;
use crate::import::text::{Alignment, SourceBlock, SourceInline, SourcePicture};
use crate::words::{contains_any, ends_with_any};

/// What is known of a drawing while its parts are looked at.
#[derive(Default)]
struct OpenDrawing<'e> {
    alt: &'e str,
    link: Option<&'e FieldTarget>,
    /// Something in it was kept or named.
    has_content: bool,
    /// Pictures in it only stand for what cannot be kept.
    is_stand_in: bool,
}

impl DocxReader<'_> {
    /// Adds a `w:drawing`, `w:pict` or `w:object` to a line.
    pub(super) fn drawing(&mut self, element: &PartElement, link: Option<&FieldTarget>, line: &mut OpenLine) {
        let properties = element.find("docPr");
        if properties
            .and_then(|found| found.attribute("hidden"))
            .is_some_and(is_true)
        {
            self.leave_out(HIDDEN);
            return;
        }
        let described = properties.map(description).unwrap_or_default();
        let mut drawing = OpenDrawing {
            alt: described,
            link,
            ..OpenDrawing::default()
        };
        let object = element.child("OLEObject");
        if object.is_some() || element.name == "object" && element.child("control").is_none() {
            let program = object.and_then(|object| object.attribute("ProgID"));
            self.missing(object_name(program.unwrap_or_default()), line);
            drawing.is_stand_in = true;
            drawing.has_content = true;
        }
        self.graphics(&element.children, &mut drawing, line);
        if !drawing.has_content {
            self.text.omit("没有文字的图形", false);
        }
    }

    fn graphics<'e>(
        &mut self,
        elements: &'e [PartElement],
        drawing: &mut OpenDrawing<'e>,
        line: &mut OpenLine,
    ) {
        for element in elements {
            let is_part = match element.name.as_str() {
                "blip" => {
                    self.picture(element, ["embed", "link"], drawing, line);
                    continue;
                }
                "imagedata" => {
                    self.picture(element, ["id", "href"], drawing, line);
                    continue;
                }
                "txbxContent" => {
                    let boxes = self.text_box(element);
                    line.boxes.extend(boxes);
                    true
                }
                "textpath" => match element.attribute("string").map(str::trim) {
                    Some(text) if !text.is_empty() => {
                        line.boxes.push(SourceBlock::text(text, Alignment::Left));
                        true
                    }
                    _ => false,
                },
                "chart" => {
                    self.missing("图表", line);
                    true
                }
                "relIds" => {
                    self.missing("智能图形", line);
                    true
                }
                "contentPart" => {
                    self.missing("墨迹", line);
                    true
                }
                "control" => {
                    self.missing("控件", line);
                    true
                }
                _ => false,
            };
            if is_part {
                drawing.has_content = true;
            } else {
                self.shape(element, drawing, line);
            }
        }
    }

    /// Looks into an element that is nothing by itself.
    fn shape<'e>(&mut self, element: &'e PartElement, drawing: &mut OpenDrawing<'e>, line: &mut OpenLine) {
        match element.name.as_str() {
            "shapetype" | "docPr" => return,
            "cNvPr" if drawing.alt.is_empty() => drawing.alt = description(element),
            _ => {}
        }
        if element
            .attribute("hr")
            .is_some_and(|value| value == "t" || value == "true")
        {
            line.boxes.push(SourceBlock::Rule);
            drawing.has_content = true;
            return;
        }
        let style = element.attribute("style").unwrap_or_default();
        if style.len() < 2_000 && style.replace(' ', "").contains("visibility:hidden") {
            self.leave_out(HIDDEN);
            drawing.has_content = true;
            return;
        }
        if let Some(alt) = element.attribute("alt").filter(|_| drawing.alt.is_empty()) {
            drawing.alt = told(alt);
        }
        self.graphics(&element.children, drawing, line);
    }

    /// The blocks of a text box; fields do not go on in it.
    fn text_box(&mut self, element: &PartElement) -> Vec<SourceBlock> {
        let inside = OpenFields::of(element);
        let fields = std::mem::replace(&mut self.story.fields, inside);
        self.story.fields.drops_page_numbers = fields.drops_page_numbers;
        // A box may have any colour.
        let around = std::mem::replace(&mut self.has_ground, true);
        let blocks = self.blocks(&element.children);
        self.has_ground = around;
        self.story.fields = fields;
        blocks
    }

    /// Adds the picture that an element refers to by one of these attributes.
    fn picture(
        &mut self,
        element: &PartElement,
        names: [&str; 2],
        drawing: &mut OpenDrawing<'_>,
        line: &mut OpenLine,
    ) {
        if drawing.is_stand_in {
            return;
        }
        let target = names
            .iter()
            .find_map(|name| self.story.targets.get(element.attribute(name)?));
        let Some(target) = target else {
            // A placeholder without a picture shows nothing.
            if names
                .iter()
                .any(|name| element.attribute(name).is_some_and(|id| !id.is_empty()))
            {
                drawing.has_content = true;
                self.missing("图片", line);
            }
            return;
        };
        drawing.has_content = true;
        let (is_external, part) = (target.is_external, target.target.clone());
        if is_external {
            self.missing("未嵌入的图片", line);
            return;
        }
        if self.story.kind == StoryKind::Margin {
            line.put(SourceInline::Missing("图片".to_owned()), None);
            return;
        }
        match self.picture_place(&part, drawing.alt) {
            Ok(place) => {
                self.see();
                line.put(SourceInline::Picture(place), drawing.link);
            }
            Err(name) => self.missing(name, line),
        }
    }

    /// Where the picture in a part that says this of itself stands among all, or what it is called when no page can show
    /// it.
    fn picture_place(&mut self, part: &str, alt: &str) -> Result<usize, &'static str> {
        let first = match self.picture_places.get(part) {
            Some(known) => *known,
            None => {
                let place = self.new_picture(part, alt);
                self.picture_places.insert(part.to_owned(), place);
                place
            }
        }?;
        let picture = &self.text.pictures[first];
        if picture.alt == alt {
            return Ok(first);
        }
        // Shown again with other words.
        let again = SourcePicture {
            alt: alt.to_owned(),
            ..picture.clone()
        };
        let next = self.text.pictures.len();
        let place = *self.pictures_again.entry((first, alt.to_owned())).or_insert(next);
        if place == next {
            self.text.pictures.push(again);
        }
        Ok(place)
    }

    fn new_picture(&mut self, part: &str, alt: &str) -> Result<usize, &'static str> {
        let bytes = self.package.read(part).map_err(|_| "图片")?;
        let ending = ending(part, &bytes);
        match ending.as_str() {
            "emf" | "wmf" | "emz" | "wmz" | "pict" => return Err("矢量图"),
            shown if SourcePicture::can_show(shown) => {}
            _ => return Err("网页不能显示的图片"),
        }
        self.text.pictures.push(SourcePicture {
            ending,
            bytes: bytes.into(),
            alt: alt.to_owned(),
        });
        Ok(self.text.pictures.len() - 1)
    }
}

/// A picture's ending: by its first bytes, whatever it is called.
fn ending(part: &str, bytes: &[u8]) -> String {
    SourcePicture::ending_of(bytes).map_or_else(|| by_name(part).replace("jpeg", "jpg"), str::to_owned)
}

fn by_name(part: &str) -> String {
    part.rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

/// What an object is called by the program that made it.
fn object_name(program: &str) -> &'static str {
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| program.starts_with(beginning));
    if begins(&["Equation", "MathType", "KSEE"]) {
        "公式"
    } else if begins(&["Excel.Chart", "MSGraph"]) {
        "图表"
    } else if begins(&["Excel", "Et."]) {
        "嵌入的电子表格"
    } else {
        "嵌入的对象"
    }
}

/// What a drawing's properties say that it shows.
fn description(properties: &PartElement) -> &str {
    let texts = ["descr", "title"]
        .iter()
        .filter_map(|name| properties.attribute(name));
    texts.map(told).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The text when a person wrote it, and nothing when a program did.
fn told(text: &str) -> &str {
    const MADE: [&str; 4] = [
        "描述已自动生成", "自动生成的说明", "automatically generated", "AI 生成",
    ];
    const NAMES: [&str; 8] = [
        "图片", "图像", "图形", "文本框", "image", "picture", "img", "graphic",
    ];
    const ENDINGS: [&str; 9] = [
        ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".webp",
    ];
    let text = text.trim();
    let lower = text.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '-'));
    let is_made = text.len() > 4_096
        || contains_any(text, &MADE)
        || NAMES.contains(&stem)
        || ends_with_any(&lower, &ENDINGS)
        || lower.contains(":\\");
    match is_made {
        true => "",
        false => text,
    }
}
