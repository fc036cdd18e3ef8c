//! Blocks → sheets. No line is cut; no heading stands alone at the foot of a sheet; where a paragraph goes on, at least
//! two of its lines stand on either side; what closes a text is never without text on its sheet.

use std::borrow::Cow;
use std::rc::Rc;

use super::blocks::{Block, Illustration, Paragraph};
use super::breaks::{Broken, Span, TextColumn};
use super::geometry::{Geometry, ratio, row, rows_of};
use super::measure::{em, in_ems};
use super::sheet::{Align, Area, BoxContent, Ink, Picture, Placed, Sheet, Style, TextLine};
use super::table::{Above, Grid};
use super::table_lines::KnownTables;
use super::{breaks, fitted, title_words};
use crate::words::Turn;

/// How large a picture is when nothing asks for less, in pixels; `None` for one that cannot be shown.
pub type PictureSizes<'a> = &'a dyn Fn(usize) -> Option<(u32, u32)>;

/// A pixel in nanometres: 1/96 inch.
const PIXEL: i64 = 264_583;

/// How many lines of a paragraph stand together.
const TOGETHER: i32 = 2;

/// The rows that a picture may ask for, however much stands above it.
const LOWEST: i32 = 4;

/// How much of its height a picture has at least where it is made smaller so that it stands on the sheet of its text, in
/// tenths.
const SMALLER: i32 = 6;

/// How much of a column may stay empty above what does not fit into it, in hundredths.
const HOLE: i32 = 35;

/// A block whose lines are known.
pub(super) enum Set<'b> {
    Lines(Cow<'b, Paragraph>, Vec<Broken>),
    Grid(Grid<'b>),
    /// A picture that is shown, with its width and height, and the least height that it may have, in µm.
    Picture(&'b Illustration, i32, i32, i32),
    Space(i32),
    Rule,
}

impl Set<'_> {
    /// Its rows, when it is not cut.
    fn rows(&self) -> i32 {
        match self {
            Self::Lines(_, lines) => count(lines),
            Self::Grid(grid) => rows_of(grid.height()),
            Self::Picture(_, _, height, _) => rows_of(*height + around()),
            Self::Space(rows) => *rows,
            Self::Rule => 1,
        }
    }

    /// The rows that its beginning needs where so many are free.
    fn beginning(&self, left: i32) -> i32 {
        match self {
            Self::Lines(_, lines) if count(lines) < 2 * TOGETHER => count(lines),
            Self::Lines(..) => TOGETHER,
            Self::Grid(grid) => rows_of(grid.beginning(left)),
            Self::Picture(.., least) => rows_of(*least + around()),
            _ => self.rows(),
        }
    }

    fn keeps(&self) -> bool {
        match self {
            Self::Lines(paragraph, lines) => paragraph.keep || leads(lines),
            Self::Space(_) => true,
            _ => false,
        }
    }
}

/// Sheets that are being filled.
pub struct Flow<'a> {
    pub(super) geometry: Geometry,
    pictures: PictureSizes<'a>,
    sheets: Vec<Sheet>,
    /// The column that is being filled, from 0.
    column: i32,
    /// The rows of a column where no title stands above it.
    rows: i32,
    /// How far the column is filled, in µm below its upper edge.
    pub(super) y: i32,
    /// Tables that were laid out before.
    pub(super) tables: Rc<KnownTables>,
}

impl<'a> Flow<'a> {
    /// An empty sheet.
    #[must_use]
    pub fn new(geometry: Geometry, pictures: PictureSizes<'a>) -> Self {
        let mut flow = Self {
            geometry,
            pictures,
            sheets: Vec::new(),
            column: geometry.columns - 1,
            rows: geometry.rows,
            y: 0,
            tables: Rc::default(),
        };
        flow.turn();
        flow
    }

    /// The same, where these tables are known.
    pub(super) fn knowing(self, tables: &Rc<KnownTables>) -> Self {
        Self {
            tables: Rc::clone(tables),
            ..self
        }
    }

    /// From here on these are the pictures.
    pub(super) fn show(&mut self, pictures: PictureSizes<'a>) {
        self.pictures = pictures;
    }

    /// The sheets so far; the last is being filled.
    pub(super) fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheets.
    #[must_use]
    pub fn finish(self) -> Vec<Sheet> {
        self.sheets
    }

    /// Lays blocks out, one below the other. The last `closing` of them stand together, with text before them.
    pub fn place(&mut self, blocks: &[Block], closing: usize) {
        let blocks = &fitted::blocks(blocks, closing, &self.geometry);
        let head =
            match self.geometry.columns > 1 && self.sheets.len() == 1 && self.column == 0 && self.y == 0 {
                true => over_all(blocks),
                false => 0,
            };
        let (head, blocks) = blocks.split_at(head);
        self.place_across(head);
        let text = blocks.len().saturating_sub(closing);
        let whole = self.geometry.height();
        let end: Vec<Set<'_>> = blocks[text..]
            .iter()
            .map(|block| self.set(block, (Above::Nothing, whole, whole), 2))
            .collect();
        // What no sheet holds together with text cannot be kept together.
        let tail = Some(end.iter().map(Set::rows).sum())
            .filter(|tail| tail + TOGETHER <= self.geometry.rows)
            .unwrap_or(0);
        let mut sets = self.sets(&blocks[..text], tail);
        sets.extend(end);
        // Above in the column stands nothing but a line or two that are kept with this.
        let mut follows_kept = false;
        for (at, set) in sets.iter().enumerate() {
            let is_begun = follows_kept && self.row() <= TOGETHER && matches!(set, Set::Lines(..));
            let is_first = self.y == 0 || is_begun;
            follows_kept = is_first && set.keeps();
            if at < text {
                let rest = &sets[at..text];
                let needed = needed(rest, tail, self.left());
                if !is_first && !has_room(rest, tail, (self.left(), self.geometry.rows)) {
                    // Much of a column that stays empty is seen.
                    let column = self.rows - rows_of(self.geometry.origin.1);
                    self.parted(self.left() * 100 > column * HOLE);
                    self.turn();
                    follows_kept = set.keeps();
                } else if set.keeps() {
                    self.parted(needed > self.left());
                }
            }
            let tail = if at + 1 == text { tail } else { 0 };
            self.parted(matches!(set, Set::Lines(paragraph, lines) if paragraph.is_line && lines.len() > 1));
            match set {
                Set::Lines(paragraph, lines) => self.put_lines(paragraph, lines, tail),
                Set::Grid(grid) => grid.put(self, row(tail)),
                Set::Picture(illustration, width, height, least) => {
                    self.put_picture(illustration, (*width, *height), *least);
                }
                Set::Space(rows) if self.y > 0 => self.y = row(self.row() + (*rows).min(self.left())),
                Set::Space(_) => {}
                Set::Rule => self.put_rule(),
            }
        }
    }

    /// Lays a head out over all columns, which begin below it.
    fn place_across(&mut self, head: &[Block]) {
        if head.is_empty() {
            return;
        }
        let columns = self.geometry;
        self.geometry = columns.across();
        self.place(head, 0);
        // What is said above cards stands apart from them.
        let used = self.row() + i32::from(matches!(head.last(), Some(Block::Text(of)) if !of.keep));
        self.geometry = columns;
        if used + LOWEST > columns.rows {
            self.column = columns.columns - 1;
            return self.turn();
        }
        self.geometry.rows -= used;
        self.geometry.origin.1 = row(used);
        self.y = 0;
    }

    /// The blocks with their lines. What cannot be parted is made so low that what belongs with it, the headings above
    /// and what closes the text, fits on its sheet too.
    fn sets<'b>(&self, blocks: &'b [Block], tail: i32) -> Vec<Set<'b>> {
        let mut sets: Vec<Set<'b>> = Vec::with_capacity(blocks.len());
        // A picture in a text leaves room for some of it; one that is all there is may fill the sheet, and one of two columns.
        let is_text = |block: &Block| matches!(block, Block::Text(of) if of.style == Style::Body);
        let highest = match self.geometry.columns == 1 && blocks.iter().any(is_text) {
            true => self.geometry.rows * 3 / 5,
            false => self.geometry.rows,
        };
        for (at, block) in blocks.iter().enumerate() {
            let headings = sets.iter().rev().take_while(|set| set.keeps());
            let kept: i32 = headings.map(Set::rows).sum();
            let below = if at + 1 == blocks.len() { tail } else { 0 };
            let free = self.geometry.rows - kept - below;
            let half = self.geometry.rows / 2;
            let rows = match block {
                Block::Picture(_) => free.min(highest).max(LOWEST),
                _ => free.max(half),
            };
            // A column beside another is half a sheet.
            let part = if self.geometry.columns > 1 && free >= half {
                1
            } else {
                2
            };
            let is_table = |at: Option<usize>| at.is_some_and(|at| matches!(blocks[at], Block::Table(_)));
            let above = match (at.checked_sub(1).map(|before| &blocks[before]), block) {
                // What heads a table below another stands nearer to its own.
                (Some(Block::Text(heading)), _)
                    if heading.keep && self.geometry.columns == 1 && is_table(at.checked_sub(2)) =>
                {
                    Above::Nothing
                }
                (Some(Block::Text(_)), _) => match blocks.get(at + 1) {
                    Some(Block::Table(_)) => Above::Lead,
                    // Tables beside each other begin at one height.
                    _ if self.geometry.columns > 1 => Above::Lead,
                    _ => Above::Text,
                },
                (Some(Block::Table(_)), Block::Table(own)) => Above::Table(own.apart),
                (Some(Block::Picture(_)), _) => Above::Table(0),
                _ => Above::Nothing,
            };
            let sheet = (self.geometry.rows - below).max(half);
            sets.push(self.set(block, (above, row(rows), row(sheet)), part));
        }
        sets
    }

    /// A block with its lines; a table below what stands above it; a picture and a table's first rows no higher than
    /// `room` µm, its other rows no higher than `sheet` µm, and a short table not parted that takes one `part`-th of it.
    fn set<'b>(&self, block: &'b Block, (above, room, sheet): (Above, i32, i32), part: i32) -> Set<'b> {
        match block {
            Block::Text(paragraph) => Set::Lines(Cow::Borrowed(paragraph), self.broken(paragraph)),
            Block::Table(table) => Set::Grid(Grid::new(table, self, (above, room, sheet), part)),
            Block::Picture(illustration) => self.shown(illustration, room),
            Block::Rule => Set::Rule,
            Block::Space(rows) => Set::Space(*rows),
        }
    }

    fn shown<'b>(&self, illustration: &'b Illustration, room: i32) -> Set<'b> {
        match self.scaled(illustration, self.geometry.width(), room - around()) {
            Some((width, height)) => Set::Picture(illustration, width, height, height * SMALLER / 10),
            None => {
                let paragraph = Paragraph {
                    spans: stand_in(illustration),
                    style: Style::Small,
                    align: Align::Centre,
                    ..Paragraph::default()
                };
                let lines = self.broken(&paragraph);
                Set::Lines(Cow::Owned(paragraph), lines)
            }
        }
    }

    /// How large a picture is in a space so large; never larger than it is by itself.
    pub(super) fn scaled(&self, illustration: &Illustration, width: i32, height: i32) -> Option<(i32, i32)> {
        let (columns, lines) = illustration.image.and_then(self.pictures)?;
        let laid = |most: (i32, i32)| [most.0, most.1].map(|length| self.geometry.laid(length));
        let [most_wide, most_high] = illustration.most.map_or([i32::MAX; 2], laid);
        let (width, height) = (
            width.min(most_wide.saturating_add(em(illustration.left))),
            height.min(most_high),
        );
        let (own_width, own_height) = (i64::from(columns.max(1)) * PIXEL, i64::from(lines.max(1)) * PIXEL);
        let room = i64::from((width - em(illustration.left)).max(1)) * 1_000;
        let high = i64::from(height) * 1_000;
        let mut size = (own_width, own_height);
        if size.0 > room {
            size = (room, own_height * room / own_width);
        }
        if size.1 > high {
            size = (size.0 * high / size.1, high);
        }
        let micrometres = |length: i64| i32::try_from(length / 1_000).unwrap_or(i32::MAX).max(100);
        Some((micrometres(size.0), micrometres(size.1)))
    }

    fn broken(&self, paragraph: &Paragraph) -> Vec<Broken> {
        let width = self.width(paragraph);
        breaks::lines(
            &paragraph.spans,
            TextColumn {
                width: in_ems(width, paragraph.size),
                indent: in_ems(em(paragraph.indent), paragraph.size),
                bold: paragraph.style.is_bold(),
            },
        )
    }

    fn width(&self, paragraph: &Paragraph) -> i32 {
        self.geometry.width() - em(paragraph.left) - em(paragraph.right)
    }

    /// The row where the next line stands.
    fn row(&self) -> i32 {
        rows_of(self.y)
    }

    /// The rows that are free.
    pub(super) fn left(&self) -> i32 {
        self.geometry.rows - self.row()
    }

    /// What is free of the column, in µm.
    pub(super) fn free(&self) -> i32 {
        self.geometry.height() - self.y
    }

    /// The next column, or a new sheet.
    pub(super) fn turn(&mut self) {
        self.y = 0;
        self.column += 1;
        if self.column < self.geometry.columns {
            self.geometry.origin.0 = self.column * (self.geometry.width() + self.geometry.gap());
            return;
        }
        self.column = 0;
        self.geometry.origin = (0, 0);
        let lower = self
            .geometry
            .lower
            .filter(|(sheet, _)| *sheet == self.sheets.len());
        self.geometry.rows = lower.map_or(self.rows, |(_, rows)| rows);
        self.sheets.push(Sheet {
            paper: self.geometry.paper,
            boxes: Vec::new(),
            parted: 0,
        });
    }

    /// A new sheet, of one column as all that follow it.
    pub(super) fn turn_across(&mut self) {
        self.turn_to(self.geometry.across().with_rows(self.rows));
    }

    /// A new sheet that is set otherwise, as all that follow it.
    pub(super) fn turn_to(&mut self, geometry: Geometry) {
        self.geometry = geometry;
        (self.rows, self.column) = (geometry.rows, geometry.columns - 1);
        self.turn();
    }

    /// Counts what belongs together and does not stand in one column: a heading and what it heads.
    fn parted(&mut self, is_parted: bool) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.parted += usize::from(is_parted && self.geometry.columns > 1);
        }
    }

    /// Counts a short table that is parted. A sheet that stands upright has so many rows that one may be.
    pub(super) fn table_parted(&mut self, is_short: bool) {
        let lies = self.geometry.paper.turn == Turn::Landscape;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.parted += usize::from(is_short && lies);
        }
    }

    /// Puts a box on the sheet; its place is that on the paper, its type as it was laid out.
    pub(super) fn put(&mut self, mut placed: Placed) {
        if let BoxContent::Line(line) = &mut placed.what {
            line.size = self.geometry.scaled(line.size);
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.boxes.push(placed);
        }
    }

    fn put_lines(&mut self, paragraph: &Paragraph, lines: &[Broken], tail: i32) {
        let mut done = 0;
        while done < lines.len() {
            let rest = count(&lines[done..]);
            let here = self.fitting(rest, tail);
            if here == 0 {
                self.turn();
                continue;
            }
            // The next column stands beside it: nobody has to look for how a sentence goes on.
            let here = match self.column + 1 < self.geometry.columns {
                true => here,
                false => at_clause(&lines[done..], here),
            };
            for _ in 0..here {
                self.put_line(paragraph, &lines[done], done == 0);
                done += 1;
            }
        }
    }

    /// How many of a paragraph's lines stand here, of so many that are left.
    fn fitting(&self, rest: i32, tail: i32) -> i32 {
        let left = self.left();
        if rest + tail <= left {
            return rest;
        }
        let here = left.min(rest - TOGETHER);
        match here {
            here if here >= TOGETHER => here,
            _ if self.y > 0 => 0,
            // An empty sheet that has no room for two: what fits.
            _ => left.min(rest).max(1),
        }
    }

    fn put_line(&mut self, paragraph: &Paragraph, line: &Broken, first: bool) {
        let place = self.row();
        let (top, height) = (row(place), row(place + 1) - row(place));
        let left = em(paragraph.left);
        if let (true, Some(marker)) = (first, &paragraph.marker) {
            let room = em(marker.width);
            let area = self.geometry.area(left - room, top, room, height);
            let words = [Span::plain(marker.text.as_str())];
            self.put_words(&words, (marker.style, paragraph.size), area);
        }
        let indent = if first { em(paragraph.indent) } else { 0 };
        let right = left + self.width(paragraph);
        let width = match &paragraph.beside {
            Some((edge, _)) => em(*edge) - left - indent,
            None => right - left - indent,
        };
        let area = self.geometry.area(left + indent, top, width, height);
        self.y = row(place + 1);
        if line.runs.is_empty() {
            return;
        }
        let spread = paragraph.align == Align::Left && line.spreads(in_ems(width, paragraph.size));
        let line = TextLine {
            style: paragraph.style,
            size: paragraph.size,
            align: paragraph.align,
            spread,
            runs: line.runs.clone(),
        };
        self.put(Placed {
            area,
            what: BoxContent::Line(line),
        });
        if let Some((edge, words)) = &paragraph.beside {
            let area = self.geometry.area(em(*edge), top, right - em(*edge), height);
            self.put_words(words, (paragraph.style, paragraph.size), area);
        }
    }

    /// Puts words that are not broken at the left of an area, in type of a style and size.
    fn put_words(&mut self, words: &[Span], (style, size): (Style, i32), area: Area) {
        let line = TextLine {
            style,
            size,
            align: Align::Left,
            spread: false,
            runs: breaks::unbroken(words),
        };
        self.put(Placed {
            area,
            what: BoxContent::Line(line),
        });
    }

    fn put_picture(&mut self, illustration: &Illustration, (width, height): (i32, i32), least: i32) {
        let (mut width, mut height) = (width, height);
        let there = row(self.geometry.rows) - row(self.row()) - around();
        if (least..height).contains(&there) {
            (width, height) = (ratio(width, there, height), there);
        } else if rows_of(height + around()) > self.left() && self.y > 0 {
            self.turn();
        }
        let rows = rows_of(height + around()).min(self.geometry.rows);
        let top = row(self.row());
        let room = row(self.row() + rows) - top;
        let left = em(illustration.left);
        let x = left + (self.geometry.width() - left - width).max(0) / 2;
        let area = self
            .geometry
            .area(x, top + (room - height).max(0) / 2, width, height.min(room));
        self.y = top + room;
        if let Some(image) = illustration.image {
            self.put(Placed {
                area,
                what: BoxContent::Picture(Picture::OfBody(image)),
            });
        }
    }

    /// Puts a rule; where a sheet or a column begins or ends, that parts as well.
    fn put_rule(&mut self) {
        if self.y == 0 || self.left() < 1 {
            return;
        }
        let place = self.row();
        let middle = (row(place) + row(place + 1)) / 2;
        let third = self.geometry.width() / 3;
        let area = self.geometry.area(third, middle, third, 200);
        self.y = row(place + 1);
        self.put(Placed {
            area,
            what: BoxContent::Rule(Ink::Grey),
        });
    }
}

/// What stays free above and below a picture at least, together: half a line.
fn around() -> i32 {
    row(1) / 2
}

/// How many lines a paragraph has at most that stays with what it leads to.
const LEAD: usize = 3;

/// True for a few lines that end with a colon.
fn leads(lines: &[Broken]) -> bool {
    let last = lines.last().filter(|_| lines.len() <= LEAD);
    last.and_then(|line| line.runs.last())
        .is_some_and(|run| run.text.ends_with('：'))
}

/// How many paragraphs say what cards are about, at most.
const SAID: usize = 2;

/// How many of these, from the first, stand over all columns: a title, and what is said above cards.
pub(super) fn over_all(blocks: &[Block]) -> usize {
    let heads = blocks.iter().take_while(|block| heads(block)).count();
    let said = |block: &&Block| matches!(block, Block::Text(of) if !of.keep);
    let said = blocks[heads..].iter().take_while(said).count();
    match &blocks[heads + said..] {
        [Block::Table(one), Block::Table(next), ..] if said <= SAID && one.whole && next.whole => {
            heads + said
        }
        _ => heads,
    }
}

/// True for a title, and what stands with it.
fn heads(block: &Block) -> bool {
    match block {
        // Labelled lines that are kept with a text say when and where it is of.
        Block::Text(of) => {
            matches!(of.style, Style::Title | Style::HonourTitle | Style::Subtitle)
                || (of.keep && of.marker.is_some())
        }
        Block::Space(_) => true,
        Block::Table(_) | Block::Picture(_) | Block::Rule => false,
    }
}

/// The rows that must be free for the first of these to begin where `left` are; `tail` more below the last.
fn needed(sets: &[Set<'_>], tail: i32, left: i32) -> i32 {
    let kept = sets.iter().take_while(|set| set.keeps()).count();
    let headings: i32 = sets[..kept].iter().map(Set::rows).sum();
    let Some(next) = sets.get(kept) else {
        return headings + tail;
    };
    let last = kept + 1 == sets.len();
    let whole = next.rows();
    let beginning = match next {
        // What closes the text is below the whole of it.
        Set::Picture(..) if tail > 0 && last => whole,
        _ => next.beginning(left - headings),
    };
    let below = if last && beginning == whole { tail } else { 0 };
    headings + beginning + below
}

/// True when the first of these may stand where so many rows of a column of so many are left: with what belongs to it or,
/// where no column holds all of that, as far as the next of it may stand behind it.
fn has_room(sets: &[Set<'_>], tail: i32, (left, rows): (i32, i32)) -> bool {
    let Some((first, rest)) = sets.split_first() else {
        return true;
    };
    match needed(sets, tail, left) {
        needed if needed <= left => true,
        needed if needed <= rows => false,
        _ if first.keeps() => has_room(rest, tail, (left - first.rows(), rows)),
        _ => left > 0,
    }
}

/// No more lines go to the next sheet so that a sheet ends with a clause.
const BACK: i32 = 3;

/// So many characters on either side of a place tell whether a word ends there.
const AROUND: usize = 6;

/// How many of so many lines stand on a sheet where the paragraph goes on on the next: it is left at the end of a clause,
/// where one is near, or else of a word.
fn at_clause(lines: &[Broken], here: i32) -> i32 {
    let ends_clause = |count: &i32| {
        let line = usize::try_from(count - 1).ok().and_then(|at| lines.get(at));
        let last = line.and_then(|line| line.runs.last()?.text.trim_end().chars().next_back());
        last.is_some_and(|last| "。；：！？，、”）》".contains(last))
    };
    if here == count(lines) {
        return here;
    }
    let ends_word = |count: &i32| {
        let text = |line: &Broken| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let at = usize::try_from(*count).unwrap_or(0);
        let (last, next) = (lines.get(at.wrapping_sub(1)), lines.get(at));
        let (last, next) = (last.map_or(String::new(), text), next.map_or(String::new(), text));
        // What stands around the place tells a word, and not all of two lines.
        let from = last
            .char_indices()
            .rev()
            .nth(AROUND - 1)
            .map_or(0, |(from, _)| from);
        let near: String = last[from..].chars().chain(next.chars().take(AROUND)).collect();
        title_words::beginnings(&near)
            .binary_search(&(last.len() - from))
            .is_ok()
    };
    let nearer = || ((here - BACK).max(TOGETHER)..=here).rev();
    let of_clause = nearer().find(ends_clause);
    of_clause.or_else(|| nearer().find(ends_word)).unwrap_or(here)
}

/// What stands for a picture that cannot be shown.
pub(super) fn stand_in(illustration: &Illustration) -> Vec<Span> {
    match illustration.alternative.trim() {
        "" => Vec::new(),
        alternative => vec![Span::plain(format!("〔图片：{alternative}〕"))],
    }
}

fn count(lines: &[Broken]) -> i32 {
    i32::try_from(lines.len()).unwrap_or(i32::MAX)
}
