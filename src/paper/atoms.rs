//! Text → characters with their widths, and whether a line may begin with each: what Chinese typesetting forbids, and what
//! it would rather not.

use unicode_segmentation::UnicodeSegmentation;

use super::breaks::Span;
use super::measure;
use super::sheet::{Marks, Script, Shift};
use super::units;

/// A character with its combining marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom<'a> {
    pub(super) text: &'a str,
    pub(super) marks: Marks,
    pub(super) script: Script,
    /// In 1/1000 em.
    pub(super) width: i32,
    /// Whether a line may begin with it.
    pub(super) before: Before,
}

impl Atom<'_> {
    pub(super) fn is_space(&self) -> bool {
        matches!(self.text, " " | "\u{3000}")
    }

    pub(super) fn is_feed(&self) -> bool {
        self.text == "\n"
    }
}

/// Whether a line may begin at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// It may.
    May,
    /// Only when there is no other place in the line.
    Need,
    /// Only when there is not even such a place.
    Never,
}

/// The characters of a text.
pub(super) fn atoms(spans: &[Span], bold: bool) -> Vec<Atom<'_>> {
    let mut atoms: Vec<Atom<'_>> = Vec::with_capacity(spans.iter().map(|span| span.text.len() / 2).sum());
    for span in spans {
        for text in span.text.graphemes(true) {
            let script = measure::script(text);
            let nothing = text.chars().all(is_invisible);
            let width = if nothing {
                0
            } else {
                measure::width(text, script, bold, span.marks)
            };
            atoms.push(Atom {
                text,
                marks: span.marks,
                script,
                width,
                before: Before::May,
            });
        }
    }
    apostrophes(&mut atoms, bold);
    for at in 1..atoms.len() {
        atoms[at].before = before(&atoms[at - 1], &atoms[at]);
    }
    units::bind(&mut Bound(&mut atoms));
    atoms
}

/// Characters that take no room: they only say something about others.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || c.is_control()
}

/// `’` between Latin letters is an apostrophe and not a full-width mark.
fn apostrophes(atoms: &mut [Atom<'_>], bold: bool) {
    let is_letter = |atom: &Atom<'_>| atom.text.bytes().all(|byte| byte.is_ascii_alphabetic());
    for at in 1..atoms.len().saturating_sub(1) {
        if atoms[at].text == measure::APOSTROPHE && is_letter(&atoms[at - 1]) && is_letter(&atoms[at + 1]) {
            atoms[at].script = Script::Latin;
            atoms[at].width = measure::width(measure::APOSTROPHE, Script::Latin, bold, atoms[at].marks);
        }
    }
}

/// Marks that no line begins with.
const CLOSING: &str =
    "。，、；：？！）》」』】〕〗〉”’…—·・～〞々ー％‰℃°％)]},.;:!?%\u{ff0e}\u{ff3d}\u{ff5d}";

/// Marks that no line ends with.
const OPENING: &str = "（《〈“‘「『【〔〖([{￥¥$№\u{ff3b}\u{ff5b}";

fn before(left: &Atom<'_>, right: &Atom<'_>) -> Before {
    if left.is_feed() {
        return Before::May;
    }
    // A raised number belongs to what it is raised over.
    let hangs = right.marks.shift != Shift::None;
    if right.is_space() || right.is_feed() || right.width == 0 || left.width == 0 || hangs {
        return Before::Never;
    }
    if left.is_space() {
        return if CLOSING.contains(right.text) {
            Before::Never
        } else {
            Before::May
        };
    }
    if left.script == Script::Latin && right.script == Script::Latin {
        return Before::Need;
    }
    if CLOSING.contains(right.text) || OPENING.contains(left.text) {
        return Before::Never;
    }
    if is_letter_of_other_script(left) && is_letter_of_other_script(right) {
        return Before::Need;
    }
    Before::May
}

fn is_letter_of_other_script(atom: &Atom<'_>) -> bool {
    atom.script != Script::Han && atom.text.starts_with(char::is_alphabetic)
}

/// What [`units`] sees of a text.
pub(super) struct Bound<'a, 't>(&'a mut [Atom<'t>]);

impl Bound<'_, '_> {
    /// The character at a place; nothing behind the end.
    pub(super) fn at(&self, place: usize) -> &str {
        self.0.get(place).map_or("", |atom| atom.text)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// No line should begin at this place.
    pub(super) fn bind(&mut self, place: usize) {
        if let Some(atom) = self.0.get_mut(place)
            && atom.before == Before::May
        {
            atom.before = Before::Need;
        }
    }
}
