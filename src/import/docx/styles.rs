//! What styles say of paragraphs and runs, with what they are based on, and what paragraphs and runs say themselves.

use std::collections::{HashMap, HashSet};

use super::symbols::SymbolFont;
use super::tree::PartElement;
use crate::import::text::{Alignment, ParagraphRole, TextStyle, Typeface};

/// What a `w:rPr` says; `None` is what it does not say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunSetting {
    is_bold: Option<bool>,
    is_italic: Option<bool>,
    is_struck: Option<bool>,
    is_struck_twice: Option<bool>,
    pub(super) is_hidden: Option<bool>,
    raised: Option<Raised>,
    face: Option<Typeface>,
    symbols: Option<Option<SymbolFont>>,
    half_points: Option<u16>,
    is_white: Option<bool>,
    has_ground: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raised {
    No,
    Up,
    Down,
}

/// How a run looks in the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    pub(super) style: TextStyle,
    pub(super) is_hidden: bool,
    pub(super) face: Typeface,
    pub(super) symbols: Option<SymbolFont>,
    pub(super) half_points: u16,
    /// White letters without a ground of their own.
    pub(super) is_white: bool,
}

/// Nobody reads letters of this size or less, in half points.
const UNREADABLE: u16 = 4;

impl RunLook {
    /// Why nobody sees it where the ground is white, or may be another: what is said of it.
    pub(super) fn unseen(&self, has_ground: bool) -> Option<&'static str> {
        if self.half_points <= UNREADABLE {
            Some("极小的字")
        } else {
            (self.is_white && !has_ground).then_some("白色的字")
        }
    }
}

/// What a `w:pPr` says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphSetting {
    side: Option<Alignment>,
    left: Option<i64>,
    left_characters: Option<i64>,
    right: Option<i64>,
    first_line: Option<i64>,
    first_characters: Option<i64>,
    outline: Option<i64>,
    /// It stands on a ground that is not white.
    pub(super) has_ground: Option<bool>,
    /// The list; 0 is none.
    pub(super) list: Option<i64>,
    pub(super) level: Option<i64>,
    /// By its style's name.
    role: Option<ParagraphRole>,
}

/// A style with all that it is based on.
#[derive(Debug, Clone, Copy, Default)]
struct ResolvedStyle {
    run: RunSetting,
    paragraph: ParagraphSetting,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    paragraphs: HashMap<String, ResolvedStyle>,
    characters: HashMap<String, ResolvedStyle>,
    /// Lists that a style stands for: `w:numStyleLink`.
    lists: HashMap<String, i64>,
    /// Styles of tables that give some cells a ground.
    grounds: HashSet<String>,
    /// Styles of tables that are based on others.
    bases: HashSet<String>,
    default_paragraph: ResolvedStyle,
    defaults: ResolvedStyle,
    theme: ThemeFaces,
}

/// The faces for Chinese that a theme gives.
#[derive(Debug, Default)]
pub(super) struct ThemeFaces {
    pub(super) major: Option<String>,
    pub(super) minor: Option<String>,
}

/// What is known of a paragraph's or a run's style in `styles.xml`.
struct NamedStyle<'e> {
    element: &'e PartElement,
    base: Option<&'e str>,
}

impl StyleSheet {
    /// From `styles.xml`.
    pub(super) fn new(part: Option<&PartElement>, theme: ThemeFaces) -> Self {
        let mut sheet = Self {
            theme,
            ..Self::default()
        };
        let Some(part) = part else {
            return sheet;
        };
        if let Some(defaults) = part.child("docDefaults") {
            let run = defaults
                .child("rPrDefault")
                .and_then(|inside| inside.child("rPr"));
            let paragraph = defaults
                .child("pPrDefault")
                .and_then(|inside| inside.child("pPr"));
            sheet.defaults = ResolvedStyle {
                run: run.map(|run| sheet.run_setting(run)).unwrap_or_default(),
                paragraph: paragraph.map(paragraph_setting).unwrap_or_default(),
            };
        }
        let styles = part.children.iter().filter(|child| child.name == "style");
        let mut named: HashMap<(&str, &str), NamedStyle<'_>> = HashMap::new();
        let mut default_paragraph = None;
        for style in styles {
            let kind = style.attribute("type").unwrap_or("paragraph");
            let id = style.attribute("styleId").unwrap_or_default();
            let is_default = style
                .attribute("default")
                .is_some_and(crate::attachment::xml::is_true);
            if kind == "paragraph" && is_default {
                default_paragraph = Some(id);
            }
            if kind == "numbering"
                && let Some(list) = style.find("numId").and_then(|list| list.number("val"))
            {
                sheet.lists.insert(id.to_owned(), list);
            }
            if kind == "table" && style.find("shd").is_some() {
                sheet.grounds.insert(id.to_owned());
            }
            let base = style.child_val("basedOn");
            if kind == "table" && base.is_some() {
                sheet.bases.insert(id.to_owned());
            }
            named.insert((kind, id), NamedStyle { element: style, base });
        }
        sheet.resolve("paragraph", &named);
        sheet.resolve("character", &named);
        let found = default_paragraph.and_then(|id| sheet.paragraphs.get(id));
        sheet.default_paragraph = found.copied().unwrap_or_default();
        sheet
    }

    /// Puts each style of a kind together with what it is based on.
    fn resolve(&mut self, kind: &str, named: &HashMap<(&str, &str), NamedStyle<'_>>) {
        let mut done: HashMap<String, ResolvedStyle> = HashMap::new();
        for (_, id) in named.keys().filter(|(known, _)| *known == kind) {
            let mut chain: Vec<&str> = Vec::new();
            let mut next = Some(*id);
            let mut whole = ResolvedStyle::default();
            while let Some(id) = next {
                if let Some(known) = done.get(id) {
                    whole = *known;
                    break;
                }
                let Some(style) = named.get(&(kind, id)) else {
                    break;
                };
                // Styles that are based on each other stand for nothing.
                done.insert(id.to_owned(), ResolvedStyle::default());
                chain.push(id);
                next = style.base;
            }
            for id in chain.into_iter().rev() {
                if let Some(style) = named.get(&(kind, id)) {
                    whole = self.own(style.element).over(whole);
                    done.insert(id.to_owned(), whole);
                }
            }
        }
        match kind {
            "paragraph" => self.paragraphs = done,
            _ => self.characters = done,
        }
    }

    /// What a style says itself.
    fn own(&self, style: &PartElement) -> ResolvedStyle {
        let run = style.child("rPr").map(|run| self.run_setting(run));
        let mut paragraph = style.child("pPr").map(paragraph_setting).unwrap_or_default();
        paragraph.role = style.child_val("name").and_then(role_of);
        ResolvedStyle {
            run: run.unwrap_or_default(),
            paragraph,
        }
    }

    /// The list that a style of lists stands for.
    pub(super) fn list(&self, style: &str) -> Option<i64> {
        self.lists.get(style).copied()
    }

    /// True where a table of this style may have cells with a ground of their own; what it is based on may give it too.
    pub(super) fn gives_ground(&self, table_style: &str) -> bool {
        !self.grounds.is_empty() && (self.grounds.contains(table_style) || self.bases.contains(table_style))
    }

    /// What the paragraph's style says: of it, and of runs in it.
    pub(super) fn of_paragraph(&self, properties: Option<&PartElement>) -> (ParagraphSetting, RunSetting) {
        let id = properties.and_then(|properties| properties.child_val("pStyle"));
        let style = id.and_then(|id| self.paragraphs.get(id));
        let style = style.unwrap_or(&self.default_paragraph);
        (style.paragraph.over(self.defaults.paragraph), style.run)
    }

    /// How a run looks with this `w:rPr` in a paragraph whose style says this of runs.
    pub(super) fn look(&self, paragraph: RunSetting, properties: Option<&PartElement>) -> RunLook {
        let own = properties.map(|run| self.run_setting(run)).unwrap_or_default();
        let id = properties.and_then(|properties| properties.child_val("rStyle"));
        let style = id.and_then(|id| self.characters.get(id));
        let style = style.map(|style| style.run).unwrap_or_default();
        let defaults = self.defaults.run;
        let toggle = |part: fn(&RunSetting) -> Option<bool>| {
            let by_styles = part(&style).unwrap_or(false) ^ part(&paragraph).unwrap_or(false);
            part(&own).unwrap_or(by_styles || part(&defaults).unwrap_or(false))
        };
        let whole = own.over(style).over(paragraph).over(defaults);
        RunLook {
            style: TextStyle {
                is_bold: toggle(|run| run.is_bold),
                is_italic: toggle(|run| run.is_italic),
                is_struck: toggle(|run| run.is_struck) || whole.is_struck_twice == Some(true),
                is_superscript: whole.raised == Some(Raised::Up),
                is_subscript: whole.raised == Some(Raised::Down),
            },
            is_hidden: toggle(|run| run.is_hidden),
            face: whole.face.unwrap_or_default(),
            symbols: whole.symbols.flatten(),
            // Word's own size when nobody says one.
            half_points: whole.half_points.unwrap_or(20),
            is_white: whole.is_white == Some(true) && whole.has_ground != Some(true),
        }
    }

    /// What a `w:rPr` says.
    fn run_setting(&self, run: &PartElement) -> RunSetting {
        let raised = run.child_val("vertAlign").map(|value| match value {
            "superscript" => Raised::Up,
            "subscript" => Raised::Down,
            _ => Raised::No,
        });
        let fonts = run.child("rFonts");
        let size = run.child("sz").and_then(|size| size.number("val"));
        RunSetting {
            is_bold: run.switch("b"),
            is_italic: run.switch("i"),
            is_struck: run.switch("strike"),
            is_struck_twice: run.switch("dstrike"),
            is_hidden: run.switch("vanish"),
            raised,
            face: fonts.and_then(|fonts| self.face(fonts)),
            symbols: fonts
                .and_then(|fonts| fonts.attribute("ascii").or_else(|| fonts.attribute("hAnsi")))
                .map(SymbolFont::of),
            half_points: size
                .and_then(|size| u16::try_from(size).ok())
                .filter(|size| *size <= 3276),
            is_white: run.child("color").map(is_white),
            has_ground: run.child("shd").map(has_ground).or_else(|| {
                let mark = run.child_val("highlight")?;
                Some(!matches!(mark, "none" | "white"))
            }),
        }
    }

    /// The face for Chinese.
    fn face(&self, fonts: &PartElement) -> Option<Typeface> {
        let by_theme = fonts
            .attribute("eastAsiaTheme")
            .map(|theme| match theme.starts_with("major") {
                true => self.theme.major.as_deref(),
                false => self.theme.minor.as_deref(),
            });
        match by_theme {
            Some(Some(name)) => Some(face_of(name)),
            Some(None) => Some(Typeface::Text),
            None => fonts.attribute("eastAsia").map(face_of),
        }
    }
}

impl RunSetting {
    /// This, and what it does not say from below.
    fn over(self, below: Self) -> Self {
        Self {
            is_bold: self.is_bold.or(below.is_bold),
            is_italic: self.is_italic.or(below.is_italic),
            is_struck: self.is_struck.or(below.is_struck),
            is_struck_twice: self.is_struck_twice.or(below.is_struck_twice),
            is_hidden: self.is_hidden.or(below.is_hidden),
            raised: self.raised.or(below.raised),
            face: self.face.or(below.face),
            symbols: self.symbols.or(below.symbols),
            half_points: self.half_points.or(below.half_points),
            is_white: self.is_white.or(below.is_white),
            has_ground: self.has_ground.or(below.has_ground),
        }
    }
}

impl ResolvedStyle {
    fn over(self, below: Self) -> Self {
        Self {
            run: self.run.over(below.run),
            paragraph: self.paragraph.over(below.paragraph),
        }
    }
}

impl ParagraphSetting {
    /// This, and what it does not say from below.
    pub(super) fn over(self, below: Self) -> Self {
        let says_role = self.role.is_some() || self.outline.is_some();
        Self {
            side: self.side.or(below.side),
            left: self.left.or(below.left),
            left_characters: self
                .left_characters
                .or(below.left_characters.filter(|_| self.left.is_none())),
            right: self.right.or(below.right),
            first_line: self.first_line.or(below.first_line),
            first_characters: self
                .first_characters
                .or(below.first_characters.filter(|_| self.first_line.is_none())),
            // A heading's style speaks for itself, an outline level of a paragraph against its style.
            outline: match self.role {
                Some(_) => self.outline,
                None => self.outline.or(below.outline),
            },
            has_ground: self.has_ground.or(below.has_ground),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
            role: match says_role {
                true => self.role,
                false => below.role,
            },
        }
    }

    /// What the paragraph is.
    pub(super) fn role(&self) -> ParagraphRole {
        match (self.role, self.outline) {
            (Some(role), _) => role,
            (None, Some(level @ 0..=8)) => ParagraphRole::Heading(level_of_outline(level)),
            (None, _) => ParagraphRole::Text,
        }
    }

    /// Where lines stand, on lines of this width in twentieths of a point and with characters of this size.
    pub(super) fn side(&self, width: i64, half_points: u16) -> Alignment {
        let by_characters = |count: i64| count * i64::from(half_points) / 10;
        let left = self.left.or(self.left_characters.map(by_characters)).unwrap_or(0);
        let first = self
            .first_line
            .or(self.first_characters.map(by_characters))
            .unwrap_or(0);
        let right = self.right.unwrap_or(0);
        match self.side.unwrap_or_default() {
            Alignment::Left if (left + first) * 5 >= width * 2 => Alignment::Right,
            Alignment::Centre if (left - right) * 3 >= width => Alignment::Right,
            side => side,
        }
    }
}

/// True for a `w:color` that is white: by its parts, or the ground of the theme.
fn is_white(colour: &PartElement) -> bool {
    let is_mixed = ["themeTint", "themeShade"]
        .iter()
        .any(|name| colour.attribute(name).is_some());
    match colour.attribute("themeColor") {
        Some(theme) => matches!(theme, "background1" | "light1") && !is_mixed,
        None => colour
            .val()
            .is_some_and(|parts| parts.eq_ignore_ascii_case("FFFFFF")),
    }
}

/// True for a `w:shd` that is another ground than white.
pub(super) fn has_ground(shading: &PartElement) -> bool {
    let fill = shading.attribute("fill").unwrap_or("auto");
    let is_drawn = shading
        .val()
        .is_some_and(|pattern| !matches!(pattern, "clear" | "nil"));
    is_drawn
        || shading
            .attribute("themeFill")
            .is_some_and(|theme| !matches!(theme, "background1" | "light1"))
        || !fill.eq_ignore_ascii_case("FFFFFF") && fill != "auto"
}

fn level_of_outline(level: i64) -> u8 {
    u8::try_from(level + 1).map_or(6, |level| level.min(6))
}

/// What a `w:pPr` says.
pub(super) fn paragraph_setting(properties: &PartElement) -> ParagraphSetting {
    let side = properties.child_val("jc").map(|value| match value {
        "center" => Alignment::Centre,
        "right" | "end" => Alignment::Right,
        _ => Alignment::Left,
    });
    let indents = properties.child("ind");
    let indent = |names: [&str; 2]| {
        let indents = indents?;
        names.iter().find_map(|name| indents.number(name))
    };
    let numbers = properties.child("numPr");
    let number = |name: &str| numbers?.child(name)?.number("val");
    let hanging = indent(["hanging", "hanging"]).map(|hanging| -hanging);
    ParagraphSetting {
        side,
        left: indent(["left", "start"]),
        left_characters: indent(["leftChars", "startChars"]),
        right: indent(["right", "end"]),
        first_line: hanging.or(indent(["firstLine", "firstLine"])),
        first_characters: indent(["firstLineChars", "firstLineChars"]),
        outline: properties
            .child("outlineLvl")
            .and_then(|level| level.number("val")),
        has_ground: properties.child("shd").map(has_ground),
        list: number("numId"),
        level: number("ilvl"),
        role: None,
    }
}

/// What a style's name says, in whatever language.
fn role_of(name: &str) -> Option<ParagraphRole> {
    let name = name.split(',').next().unwrap_or(name).trim().to_lowercase();
    for beginning in ["heading", "标题", "標題", "überschrift", "titre"] {
        let level = name
            .strip_prefix(beginning)
            .map(str::trim)
            .and_then(|rest| rest.parse::<u8>().ok());
        if let Some(level @ 1..=9) = level {
            return Some(ParagraphRole::Heading(level.min(6)));
        }
    }
    Some(match name.as_str() {
        "title" | "标题" | "文档标题" | "公文标题" => ParagraphRole::Title,
        "quote" | "intense quote" | "quotations" | "block text" | "引用" | "明显引用" => {
            ParagraphRole::Quote
        }
        "source code" | "html preformatted" | "preformatted text" | "html 预设格式" | "预格式化的文本" => {
            ParagraphRole::Preformatted
        }
        "caption" | "题注" => ParagraphRole::Caption,
        "normal" | "正文" | "body text" | "subtitle" => ParagraphRole::Text,
        _ => return None,
    })
}

/// What a font's name means.
fn face_of(name: &str) -> Typeface {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["标宋", "xiaobiaosong", "fzxbs", "中宋", "zhongsong"]) {
        Typeface::Title
    } else if has(&["楷", "kaiti", "simkai"]) {
        Typeface::Kai
    } else if has(&["黑体", "simhei", "heiti", "fzhei"]) {
        Typeface::Hei
    } else {
        Typeface::Text
    }
}

/// The faces that a theme gives for Chinese.
pub(super) fn theme_faces(theme: &PartElement) -> ThemeFaces {
    let face = |name: &str| {
        let fonts = theme.find(name)?;
        let general = fonts.child("ea").and_then(|font| font.attribute("typeface"));
        let mut others = fonts.children.iter();
        let simplified = others.find(|font| font.attribute("script") == Some("Hans"));
        general
            .filter(|name| !name.is_empty())
            .or_else(|| simplified?.attribute("typeface"))
            .map(str::to_owned)
    };
    ThemeFaces {
        major: face("majorFont"),
        minor: face("minorFont"),
    }
}
