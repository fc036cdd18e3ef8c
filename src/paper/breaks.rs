//! Text → lines of a width, by the Chinese rules: no closing mark begins a line, no opening one ends it, —— and ……
//! stay whole, numbers keep their units, Latin words stay whole unless they are longer than a line.
//!
//! First the text becomes atoms: characters with their widths, and whether a line may begin with each (what Chinese
//! typesetting forbids, and what it would rather not).

use unicode_segmentation::UnicodeSegmentation;

use super::measure;
use super::sheet::{Marks, Script, Shift, TextRun};
use super::units;
use crate::words::is_ideograph;

/// Text of one look. A line feed in it ends the line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// The characters.
    pub text: String,
    /// Their look.
    pub marks: Marks,
}

impl Span {
    /// Text that is not set off.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            marks: Marks::default(),
        }
    }
}

/// The column that a text is broken for. Lengths are 1/1000 em of the text's size.
#[derive(Debug, Clone, Copy)]
pub struct TextColumn {
    /// How wide it is.
    pub width: i32,
    /// How far its first line is indented.
    pub indent: i32,
    /// The style is bold: Latin letters are wider.
    pub bold: bool,
}

impl TextColumn {
    /// One for text in no bold type whose first line is like the others.
    #[must_use]
    pub fn of_width(width: i32) -> Self {
        Self {
            width,
            indent: 0,
            bold: false,
        }
    }
}

/// A line of text as it was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its text, without the space where it was broken.
    pub runs: Vec<TextRun>,
    /// How wide that is, in 1/1000 em.
    pub width: i32,
    /// The text goes on in the next line without a line feed.
    pub wrapped: bool,
}

/// Breaks a text into lines. A text without a character is no line; no last line is a single character, where the line
/// before can spare one.
#[must_use]
pub fn lines(spans: &[Span], measure: TextColumn) -> Vec<Broken> {
    filled(&atoms(spans, measure.bold), measure)
}

/// The same for a narrow column, where a word that a line holds is not broken, unless it is longer than some 1/1000 em. Words
/// are given by where they begin in the text, as rising byte offsets.
#[must_use]
pub(super) fn lines_of_words(
    spans: &[Span],
    measure: TextColumn,
    (begins, longest): (&[usize], i32),
) -> Vec<Broken> {
    let mut atoms = atoms(spans, measure.bold);
    let (mut offset, mut start) = (0, 0);
    let mut words = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        if at > 0 && (begins.binary_search(&offset).is_ok() || atom.is_feed()) {
            words.push(start..at);
            start = at;
        }
        offset += atom.text.len();
    }
    words.push(start..atoms.len());
    for word in words {
        if width(&atoms[word.clone()]) <= measure.width.min(longest) {
            (word.start + 1..word.end).for_each(|at| Bound(&mut atoms).bind(at));
        }
    }
    filled(&atoms, measure)
}

/// Fills lines with characters.
fn filled(atoms: &[Atom<'_>], measure: TextColumn) -> Vec<Broken> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let indent = if start == 0 { measure.indent } else { 0 };
        let (end, next) = fill(atoms, start, measure.width - indent, measure.width);
        let cut = Cut { start, end, next };
        let is_last = next == atoms.len() || end < next;
        let longer = match cuts.last_mut() {
            Some(before) if is_last => spared(atoms, before, cut, measure.width),
            _ => None,
        };
        cuts.push(longer.unwrap_or(cut));
        start = next;
    }
    let line = |cut: Cut| {
        let mut shown = cut.end;
        while shown > cut.start && atoms[shown - 1].is_space() {
            shown -= 1;
        }
        Broken {
            runs: runs(&atoms[cut.start..shown]),
            width: width(&atoms[cut.start..shown]),
            wrapped: cut.next < atoms.len() && !atoms[cut.next - 1].is_feed(),
        }
    };
    cuts.into_iter().map(line).collect()
}

/// Where a line begins and ends, and where the next one begins.
#[derive(Debug, Clone, Copy)]
struct Cut {
    start: usize,
    end: usize,
    next: usize,
}

/// How many characters a line gives away at most.
const SPARED: usize = 3;

/// A last line of one character with what the line before it can spare, which then ends earlier; `None` for any other.
fn spared(atoms: &[Atom<'_>], before: &mut Cut, last: Cut, room: i32) -> Option<Cut> {
    let is_mark = |atom: &Atom<'_>| {
        atom.width == 0 || atom.is_space() || atom.text.starts_with(|c: char| is_closing(c) || is_opening(c))
    };
    let letters = |from: usize, to: usize| atoms[from..to].iter().filter(|atom| !is_mark(atom)).count();
    if before.end < before.next || letters(last.start, last.end) != 1 {
        return None;
    }
    let fits = |at: &usize| {
        atoms[*at].before == Before::May
            && width(&atoms[*at..last.end]) <= room
            && letters(*at, last.end) > 1
            && letters(before.start, *at) > 1
    };
    let start = (before.start + 1..last.start).rev().take(SPARED).find(fits)?;
    (before.end, before.next) = (start, start);
    Some(Cut { start, ..last })
}

/// How wide a text is when it is not broken but at its line feeds, in 1/1000 em.
#[must_use]
pub fn natural_width(spans: &[Span], bold: bool) -> i32 {
    let (mut widest, mut line) = (0, 0);
    for atom in atoms(spans, bold) {
        line = if atom.is_feed() { 0 } else { atom.behind(line) };
        widest = widest.max(line);
    }
    widest
}

/// How wide the widest part of a text is that is not broken without need, in 1/1000 em.
#[must_use]
pub fn widest_part(spans: &[Span], bold: bool) -> i32 {
    let (mut widest, mut part) = (0, 0);
    for atom in atoms(spans, bold) {
        if atom.before == Before::May || atom.is_space() {
            part = 0;
        }
        part = atom.behind(part);
        widest = widest.max(part);
    }
    widest
}

/// Where lines of a text may begin without need, as rising byte offsets.
#[must_use]
pub fn places(text: &str) -> Vec<usize> {
    let span = [Span::plain(text)];
    let mut at = 0;
    let mut places = Vec::with_capacity(text.len() / 3);
    for atom in atoms(&span, false) {
        if at > 0 && atom.before == Before::May {
            places.push(at);
        }
        at += atom.text.len();
    }
    places
}

/// The runs of a text that is not broken.
#[must_use]
pub fn unbroken(spans: &[Span]) -> Vec<TextRun> {
    runs(&atoms(spans, false))
}

/// Fills one line from `start` on; gives where it ends and where the next one begins.
fn fill(atoms: &[Atom<'_>], start: usize, room: i32, whole: i32) -> (usize, usize) {
    let mut width = 0;
    // The last place of either kind.
    let (mut may, mut part) = (None, None);
    for (at, atom) in atoms.iter().enumerate().skip(start) {
        if atom.is_feed() {
            return (at, at + 1);
        }
        if at > start && atom.before <= Before::Part {
            part = Some(at);
            may = if atom.before == Before::May { part } else { may };
        }
        width = atom.behind(width);
        // A space at the end may hang over: it is not shown.
        if width > room && !atom.is_space() {
            let cut = cut(atoms, start, at, (may, part), whole);
            return (cut, cut);
        }
    }
    (atoms.len(), atoms.len())
}

/// Where to break when the character at `over` no longer fits.
fn cut(
    atoms: &[Atom<'_>],
    start: usize,
    over: usize,
    (may, part): (Option<usize>, Option<usize>),
    whole: i32,
) -> usize {
    let places = [(may, Before::May), (part, Before::Part)];
    let mut short = places.into_iter().filter_map(|(last, kind)| Some((last?, kind)));
    if let Some((last, _)) = short.find(|(last, kind)| is_short(atoms, *last, whole, *kind)) {
        return last;
    }
    // No place in the line, or a word that no line can hold: it is broken anywhere.
    let first = part.unwrap_or(start) + 1;
    let need = (first..=over).rev().find(|at| atoms[*at].before == Before::Need);
    need.or(part).unwrap_or(over.max(start + 1))
}

/// A column of so much is one of running text, in 1/1000 em.
const RUNNING: i32 = 16 * measure::EM;

/// True when what begins at `from` and has no such place to be broken fits in a line.
fn is_short(atoms: &[Atom<'_>], from: usize, whole: i32, kind: Before) -> bool {
    let mut width = 0;
    for (at, atom) in atoms.iter().enumerate().skip(from) {
        if (at > from && atom.before <= kind) || atom.is_feed() {
            return true;
        }
        width = atom.behind(width);
        if width > whole && !atom.is_space() {
            return false;
        }
    }
    true
}

/// How wide characters in one line are.
fn width(atoms: &[Atom<'_>]) -> i32 {
    atoms.iter().fold(0, |width, atom| atom.behind(width))
}

fn runs(atoms: &[Atom<'_>]) -> Vec<TextRun> {
    let mut runs: Vec<TextRun> = Vec::new();
    let mut shown = atoms
        .iter()
        .filter(|atom| !atom.text.chars().all(is_invisible))
        .peekable();
    while let Some(atom) = shown.next() {
        let is_squeezed = shown.peek().is_some_and(|next| next.squeezed > 0);
        match runs.last_mut() {
            Some(run)
                if run.script == atom.script
                    && run.marks == atom.marks
                    && run.is_squeezed == is_squeezed
                    && run.script != Script::Odd =>
            {
                run.text.push_str(atom.text);
            }
            _ => runs.push(TextRun {
                script: atom.script,
                marks: atom.marks,
                is_squeezed,
                text: atom.text.to_owned(),
            }),
        }
    }
    runs
}

/// A line is spread to fill its column where no place between its characters becomes wider than this, in 1/1000 em; else
/// it is left ragged. A date that stays whole leaves more than that, and few places to take it.
const SPREAD: i32 = 75;

/// The same in a column of running text, whose edge is seen from further away than its places are.
const SPREAD_RUNNING: i32 = 150;

impl Broken {
    /// Whether a column of this width asks for the line to be spread.
    #[must_use]
    pub fn spreads(&self, width: i32) -> bool {
        let short = width - self.width;
        // Latin words and numbers have no places to spread at but their spaces.
        let places = |run: &TextRun| match run.script {
            Script::Latin => run.text.matches(' ').count(),
            Script::Han | Script::Odd => run.text.chars().count(),
        };
        let places = self.runs.iter().map(places).sum::<usize>();
        let spread = if width < RUNNING { SPREAD } else { SPREAD_RUNNING };
        let most = i32::try_from(places).unwrap_or(i32::MAX).saturating_mul(spread);
        self.wrapped && (10..=most).contains(&short)
    }
}

/// A character with its combining marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom<'a> {
    pub(super) text: &'a str,
    pub(super) marks: Marks,
    pub(super) script: Script,
    /// In 1/1000 em.
    pub(super) width: i32,
    /// How much nearer it stands to the one before it in the same line, in 1/1000 em.
    squeezed: i32,
    /// Whether a line may begin with it.
    pub(super) before: Before,
}

impl Atom<'_> {
    /// How wide a line is with this behind what is so wide.
    fn behind(&self, width: i32) -> i32 {
        match width {
            0 => self.width,
            _ => width + self.width - self.squeezed,
        }
    }

    pub(super) fn is_space(&self) -> bool {
        matches!(self.text, " " | "\u{3000}")
    }

    pub(super) fn is_feed(&self) -> bool {
        self.text == "\n"
    }
}

/// Whether a line may begin at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Before {
    /// It may.
    May,
    /// Within a date: only where the whole of it fits in no line.
    Part,
    /// Only when there is no other place in the line.
    Need,
    /// Only when there is not even such a place.
    Never,
}

/// The characters of a text.
pub(super) fn atoms(spans: &[Span], bold: bool) -> Vec<Atom<'_>> {
    let mut atoms: Vec<Atom<'_>> = Vec::with_capacity(spans.iter().map(|span| span.text.len() / 2).sum());
    for span in spans {
        let text: &str = &span.text;
        let mut push = |text, script| {
            let nothing = script == Script::Odd && str::chars(text).all(is_invisible);
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
                squeezed: 0,
                before: Before::May,
            });
        };
        // Most texts are of characters that combine with nothing: to look for those that do takes as long as all the rest.
        if text.chars().all(|c| measure::script_of_one(c).is_some()) {
            for (at, c) in text.char_indices() {
                let script = measure::script_of_one(c).unwrap_or(Script::Odd);
                push(&text[at..at + c.len_utf8()], script);
            }
        } else {
            text.graphemes(true)
                .for_each(|text| push(text, measure::script(text)));
        }
    }
    apostrophes(&mut atoms, bold);
    for at in 1..atoms.len() {
        atoms[at].before = before(&atoms[at - 1], &atoms[at]);
        atoms[at].squeezed = squeezed(&atoms[at - 1], &atoms[at]);
    }
    part_addresses(&mut atoms);
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

/// An address or a telephone number that no line holds is broken behind `@`, `/` and `-`, and before a dot of an address.
fn part_addresses(atoms: &mut [Atom<'_>]) {
    let is = |atom: Option<&Atom<'_>>, of: fn(&u8) -> bool| {
        atom.is_some_and(|atom| matches!(atom.text.as_bytes(), [byte] if of(byte)))
    };
    for at in 1..atoms.len() {
        let (left, right) = (atoms.get(at - 1), atoms.get(at));
        let behind = is(left, |byte| b"@/-".contains(byte)) && is(right, u8::is_ascii_alphanumeric);
        let before = is(left, u8::is_ascii_alphabetic)
            && is(right, |byte| *byte == b'.')
            && is(atoms.get(at + 1), u8::is_ascii_alphabetic);
        if atoms[at].before == Before::Need && (behind || before) {
            atoms[at].before = Before::Part;
        }
    }
}

/// Half of the room of two full-width marks beside each other is blank, and goes: ”。 》、 ）： 》《. ？ and ！ stand in the
/// middle of theirs in some fonts.
fn squeezed(left: &Atom<'_>, right: &Atom<'_>) -> i32 {
    const OPENING: &str = "（《〈“‘「『【〔〖";
    const CLOSING: &str = "）》〉”’」』】〕〗，。、；：";
    // Most stand so, and are sought in neither.
    if left.text.starts_with(is_ideograph) {
        return 0;
    }
    let are_full = |atom: &Atom<'_>| atom.script == Script::Han && atom.marks.shift == Shift::None;
    let is_in = |marks: &str, atom: &Atom<'_>| marks.contains(atom.text);
    let is_blank = is_in(CLOSING, left) && (is_in(CLOSING, right) || is_in(OPENING, right))
        || is_in(OPENING, left) && is_in(OPENING, right);
    match is_blank && are_full(left) && are_full(right) {
        true => measure::EM / 2,
        false => 0,
    }
}

/// Marks that no line begins with.
#[rustfmt::skip]
fn is_closing(mark: char) -> bool {
    matches!(
        mark,
        '。' | '，' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〉' | '”' | '’' | '…' | '—'
            | '·' | '・' | '～' | '〞' | '々' | 'ー' | '％' | '‰' | '℃' | '°' | '%' | ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?'
            | '\u{ff0e}' | '\u{ff3d}' | '\u{ff5d}'
    )
}

/// Marks that no line ends with.
#[rustfmt::skip]
fn is_opening(mark: char) -> bool {
    matches!(
        mark,
        '（' | '《' | '〈' | '“' | '‘' | '「' | '『' | '【' | '〔' | '〖' | '(' | '[' | '{' | '￥' | '¥' | '$' | '№' | '\u{ff3b}' | '\u{ff5b}'
    )
}

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
        return if right.text.starts_with(is_closing) {
            Before::Never
        } else {
            Before::May
        };
    }
    if left.script == Script::Latin && right.script == Script::Latin {
        return Before::Need;
    }
    if right.text.starts_with(is_closing) || left.text.starts_with(is_opening) {
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
        self.tie(place, Before::Need);
    }

    /// No line should begin at this place that holds what stands on both of its sides.
    pub(super) fn join(&mut self, place: usize) {
        self.tie(place, Before::Part);
    }

    fn tie(&mut self, place: usize, before: Before) {
        if let Some(atom) = self.0.get_mut(place)
            && atom.before < before
        {
            atom.before = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::EM;
    use super::*;

    fn broken(text: &str, characters: i32) -> Vec<String> {
        let measure = TextColumn::of_width(characters * EM);
        let lines = lines(&[Span::plain(text)], measure);
        let text = |line: &Broken| -> String { line.runs.iter().map(|run| run.text.as_str()).collect() };
        for line in &lines {
            assert!(line.width <= characters * EM, "{}", text(line));
        }
        lines.iter().map(text).collect()
    }

    #[test]
    fn dates_and_terms_are_whole_in_columns_of_any_width() {
        let text = "经党小组推荐、教职工代表评议，并经2026年11月10日总支部委员会会议研究，拟命名以下6个岗位，公示七个工作日。";
        for characters in 8..=28 {
            let lines = broken(text, characters);
            let is_whole = |words: &str| lines.iter().any(|line| line.contains(words));
            assert!(
                is_whole("2026年11月10日") && is_whole("七个工作日"),
                "{characters}: {lines:?}"
            );
        }
    }

    #[test]
    fn marks_beside_each_other_give_up_what_is_blank_between_them() {
        let width = |text: &str| natural_width(&[Span::plain(text)], false);
        let cases = [
            ("岗”。", 2500),
            ("《甲》、《乙》", 6000),
            ("）：", 1500),
            ("“《", 1500),
            ("甲？”", 3000),
            ("甲“乙”丙", 5000),
        ];
        for (text, expected) in cases {
            assert_eq!(width(text), expected, "{text}");
        }
        // What begins the next line is not beside it.
        let measure = TextColumn::of_width(4 * EM);
        let lines = lines(&[Span::plain("甲。“乙”，丙")], measure);
        let all: Vec<(String, i32)> = lines
            .iter()
            .map(|line| {
                let squeezed = line.runs.iter().filter(|run| run.is_squeezed);
                (squeezed.map(|run| run.text.as_str()).collect(), line.width)
            })
            .collect();
        assert_eq!(all[0], (String::new(), 2000));
        assert!(all.iter().any(|(squeezed, _)| squeezed == "”"), "{all:?}");
    }

    #[test]
    fn lines_are_broken_by_the_chinese_rules() {
        let table: &[(&str, i32, &[&str])] = &[
            ("一二三四五六", 4, &["一二三四", "五六"]),
            ("一二三四，五六", 4, &["一二三", "四，五六"]),
            ("一二三四。”五六", 4, &["一二三", "四。”五", "六"]),
            ("一二三（四五）六", 4, &["一二三", "（四五）", "六"]),
            ("他说：“好的。”", 4, &["他说：", "“好", "的。”"]),
            ("一二三《条例》", 4, &["一二三", "《条例》"]),
            ("目标——四个", 4, &["目标——", "四个"]),
            ("目标——四个", 3, &["目", "标——", "四个"]),
            ("学习等等……完毕", 5, &["学习等", "等……完毕"]),
            ("其中2026年3月", 4, &["其中", "2026年", "3月"]),
            ("共有党员128名参加", 6, &["共有党员", "128名参加"]),
            ("达到98.5%以上", 4, &["达到", "98.5%", "以上"]),
            ("面积300平方米左右", 4, &["面积300", "平方米", "左右"]),
            ("面积约300平方米左右", 5, &["面积约", "300平方米", "左右"]),
            (
                "会议于2026年11月16日召开",
                8,
                &["会议于", "2026年11月16日", "召开"],
            ),
            ("自2026年11月16日起", 5, &["自2026年", "11月16日起"]),
            ("定于下周（星期三）下午", 7, &["定于下周", "（星期三）下午"]),
            (
                "提出：周敬安、何立群、郑健",
                5,
                &["提出：", "周敬安、", "何立群、", "郑健"],
            ),
            ("接收何立群同志为党员", 4, &["接收", "何立群同", "志为党员"]),
            ("温度是25℃上下", 4, &["温度是", "25℃上下"]),
            ("印发〔2026〕12号文", 6, &["印发", "〔2026〕12号", "文"]),
            ("青禾第一党支部", 6, &["青禾", "第一党支部"]),
            ("青禾学校第12党支部", 8, &["青禾学校", "第12党支部"]),
            ("地点在3号楼201室", 6, &["地点在", "3号楼201室"]),
            ("地点在启明楼201室", 7, &["地点在启明楼", "201室"]),
            ("3号楼201室", 4, &["3号楼", "201室"]),
            ("关于第3章内容", 3, &["关于", "第3章", "内容"]),
            (
                "2025—2026学年和2026—2027学年",
                12,
                &["2025—2026学年和", "2026—2027学年"],
            ),
            ("公示期限共7个工作日", 6, &["公示期限", "共7个工作日"]),
            ("自学共两小时以上", 5, &["自学共", "两小时以上"]),
            ("学习WeChat平台", 5, &["学习", "WeChat", "平台"]),
            (
                "见 https://example.com/abcdefghijkl",
                6,
                &["见 https://", "example.com/", "abcdefghijkl"],
            ),
            (
                "邮箱：dangwu@qinghe.example.edu.cn",
                8,
                &["邮箱：dangwu@", "qinghe.example", ".edu.cn"],
            ),
            ("电话0799-6600123", 5, &["电话0799-", "6600123"]),
            ("。。。。。。", 2, &["。。。", "。。。"]),
            ("（（（（（（", 2, &["（（（", "（（（"]),
            ("《甲》、《乙》丙丁戊", 7, &["《甲》、《乙》丙", "丁戊"]),
            ("一二 三四", 2, &["一二", "三四"]),
            ("甲\n乙", 4, &["甲", "乙"]),
            ("甲\n\n乙", 4, &["甲", "", "乙"]),
            ("甲乙丙丁\n戊", 4, &["甲乙丙丁", "戊"]),
            ("100元到200元", 5, &["100元到", "200元"]),
            ("party building work", 5, &["party", "building", "work"]),
            ("一二三①四五", 4, &["一二三①", "四五"]),
            ("共￥300元", 4, &["共", "￥300元"]),
            ("", 4, &[]),
        ];
        for (text, characters, expected) in table {
            assert_eq!(broken(text, *characters), *expected, "{text}");
        }
    }

    #[test]
    fn words_of_narrow_columns_stay_whole_where_a_line_holds_them() {
        let table: &[(&str, i32, &[&str])] = &[
            ("组织委员宣传委员", 5, &["组织委员", "宣传委员"]),
            ("兼任党支部书记", 6, &["兼任", "党支部书记"]),
            ("党支部书记", 3, &["党支部", "书记"]),
            ("第三季度\n党员大会", 5, &["第三季度", "党员大会"]),
        ];
        for (text, characters, expected) in table {
            let measure = TextColumn::of_width(characters * EM);
            let begins = super::super::title_words::beginnings(text);
            let lines = lines_of_words(&[Span::plain(*text)], measure, (&begins, measure.width));
            let text = |line: &Broken| -> String { line.runs.iter().map(|run| run.text.as_str()).collect() };
            assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), *expected);
        }
    }
}
