//! How wide a table's columns are, and how large its type. Lengths are µm.
//! And which columns and rows each cell covers.

use super::blocks::{CellPart, Table, TableCell, TableRow};
use super::breaks;
use super::cell_text::listed;
use super::geometry::{BODY, LEAST_ON_WALL, ratio};
use super::measure::EM;

/// The sizes that a table's type may have: 四号, 小四, 五号, 小五.
const SIZES: [i32; 4] = [4_939, 4_233, 3_704, 3_175];

/// Those that are not less than some size, and that size; the largest first.
pub(super) fn sizes(least: i32) -> impl Iterator<Item = i32> {
    let larger = SIZES.into_iter().filter(move |size| *size > least);
    larger.chain((least > 0).then_some(least))
}

/// 20 pt: no table has larger type.
pub(super) const LARGEST: i32 = 7_090;

/// The same in steps of a point or two from 20 pt on: for a table that has its sheets to itself, and is as large as they
/// allow.
pub(super) fn steps(least: i32) -> impl Iterator<Item = i32> {
    let larger = [LARGEST, 6_500, 6_000, BODY, 5_292, 4_939, 4_586].into_iter();
    larger
        .filter(move |size| *size > least.max(LEAST_ON_WALL))
        .chain(sizes(least).filter(move |size| *size <= least.max(LEAST_ON_WALL)))
}

/// What a column may ask for without type getting smaller, in 1/1000 em.
const COMFORTABLE: i32 = 8 * EM;

/// A cell that needs no more is not broken, in 1/1000 em.
const UNBROKEN: i32 = 5 * EM;

/// What a line of sentences holds at least where type may be smaller for it, in 1/1000 em.
const READABLE: i32 = 9 * EM;

/// What it holds before short cells beside it have room to stand on one line, in 1/1000 em.
const ROOMY: i32 = 14 * EM;

/// Nor is a part, unless it is longer, in 1/1000 em: a mail address is not.
const LONGEST_PART: i32 = 14 * EM;

/// Nor is one that says a day, and which day of the week that is, in 1/1000 em: `2027年1月13日（星期三）`.
const UNBROKEN_DAY: i32 = 12 * EM;

/// The columns of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnWidths {
    /// The size of its type in µm.
    pub size: i32,
    /// What stays free at either side of a cell.
    side: i32,
    /// Where each column begins, and where the last one ends.
    edges: Vec<i32>,
    /// Columns whose cells are all short: they are centred.
    short: Vec<bool>,
    /// The distance of lines, in hundredths of the size.
    leading: i32,
}

impl ColumnWidths {
    /// The distance of lines.
    pub(super) fn pitch(&self) -> i32 {
        self.size * self.leading / 100
    }

    /// What stays free at either side of a cell.
    pub(super) fn side(&self) -> i32 {
        self.side
    }

    /// What stays free above and below what stands in a cell.
    pub(super) fn padding(&self) -> i32 {
        (self.size * 3 / 10).min(self.side / 2)
    }

    /// Where a cell begins, and how wide it is, in µm.
    #[must_use]
    pub fn extent(&self, spot: &CellSpan) -> (i32, i32) {
        let edge = |number: usize| self.edges.get(number).or(self.edges.last()).copied().unwrap_or(0);
        let left = edge(spot.column);
        (left, edge(spot.column + spot.columns) - left)
    }

    /// The width of a cell's text in µm.
    #[must_use]
    pub fn room(&self, spot: &CellSpan) -> i32 {
        (self.extent(spot).1 - 2 * self.side).max(1)
    }

    /// True for a cell of a column that is centred.
    #[must_use]
    pub fn is_short(&self, spot: &CellSpan) -> bool {
        spot.columns == 1 && self.short.get(spot.column).copied().unwrap_or(false)
    }
}

/// What stays free at either side of a cell, unless the table says otherwise.
pub(super) const SIDE: i32 = 2_000;

/// What a key column gets where sentences stand below their rows, in 1/1000 em.
const KEY: i32 = 6 * EM;

/// True when every column of a table gets so many ems of type of a size, or all that it asks for.
pub(super) fn fits(table: &Table, width: i32, size: i32, ems: i32) -> bool {
    needs(&wishes(table), (size, side(table)), |wish| wish.whole.min(ems)) <= width
}

/// True when no part is broken, and sentences have lines that are read easily.
pub(super) fn is_readable(table: &Table, width: i32, size: i32) -> bool {
    let wanted = |wish: &Wish| wish.with_sentences(wish.part, READABLE);
    needs(&wishes(table), (size, side(table)), wanted) <= width
}

/// True when no short cell of a table is broken, nor any word.
pub(super) fn is_comfortable(table: &Table, width: i32, size: i32) -> bool {
    fits_unbroken(table, width, size, COMFORTABLE)
}

/// True when every cell of a table stands on one line.
pub(super) fn is_on_lines(table: &Table, width: i32, size: i32) -> bool {
    needs(&wishes(table), (size, side(table)), |wish| wish.whole) <= width
}

/// The same as [`fits`] when besides no day and no word is broken.
pub(super) fn fits_unbroken(table: &Table, width: i32, size: i32, ems: i32) -> bool {
    let wanted = |wish: &Wish| wish.whole.min(ems).max(wish.word);
    needs(&wishes(table), (size, side(table)), wanted) <= width
}

fn side(table: &Table) -> i32 {
    table.side.unwrap_or(SIDE)
}

/// The width of columns that get so many 1/1000 em.
fn needs(wishes: &[Wish], (size, side): (i32, i32), wanted: impl Fn(&Wish) -> i32) -> i32 {
    let count = i32::try_from(wishes.len()).unwrap_or(i32::MAX).max(1);
    let ems: i32 = wishes.iter().map(wanted).sum();
    in_length(ems, size).saturating_add(count.saturating_mul(2 * side + size / 100))
}

/// Chooses for a table and a width in µm, with type of no less than a size.
#[must_use]
pub fn choose(table: &Table, width: i32, least: i32) -> ColumnWidths {
    let wishes = wishes(table);
    let count = i32::try_from(wishes.len()).unwrap_or(i32::MAX).max(1);
    let side = side(table);
    let wanted = |wish: &Wish| wish.whole.min(COMFORTABLE).max(wish.word);
    let fits = |size: &i32| needs(&wishes, (*size, side), wanted) <= width;
    let size = table
        .size
        .map(|size| size.max(least))
        .or_else(|| sizes(least).find(fits));
    let smallest = if least > 0 { least } else { SIZES[SIZES.len() - 1] };
    // A column holds at least one character, whatever becomes of the type.
    let narrow = (width / count * 10 / 17).max(10);
    let size = size.unwrap_or(smallest).min(narrow);
    // What stays free is never more than what is filled.
    let side = side.min((width / count - size) * 10 / 25).max(1);
    let widths = match table.shares.len() == wishes.len() {
        true => by_shares(&table.shares, &wishes, (size, side), width),
        false => widths(&wishes, (size, side), width),
    };
    let mut edges = vec![0];
    for own in widths {
        edges.push(edges[edges.len() - 1] + own);
    }
    ColumnWidths {
        size,
        side,
        edges,
        short: wishes.iter().map(|wish| wish.whole <= COMFORTABLE).collect(),
        leading: table.leading.unwrap_or(150),
    }
}

/// 1/1000 em of a size in µm.
fn in_length(ems: i32, size: i32) -> i32 {
    i32::try_from(i64::from(ems) * i64::from(size) / i64::from(EM)).unwrap_or(i32::MAX)
}

/// What a column's cells ask for, in 1/1000 em; at least one character.
#[derive(Debug, Clone, Copy)]
struct Wish {
    /// Every cell stands on one line.
    whole: i32,
    /// No word is broken, where words are not very long.
    word: i32,
    /// No post of a list is broken either, nor a mail address.
    part: i32,
    /// The square root of what those of its cells say that would be broken in a column of its longest part.
    root: i32,
}

impl Wish {
    /// No part is broken, and nothing that is short.
    fn unbroken(&self) -> i32 {
        if self.whole <= COMFORTABLE {
            self.whole
        } else {
            self.part
        }
    }

    /// No part is broken, and what is short stands in two lines.
    fn halved(&self) -> i32 {
        if self.whole <= COMFORTABLE {
            self.part.max((self.whole / 2 + EM - 1) / EM * EM)
        } else {
            self.part
        }
    }

    /// The same, and sentences have lines that are read easily.
    fn halved_beside(&self) -> i32 {
        match self.whole <= COMFORTABLE {
            true => self.halved(),
            false => self.with_sentences(self.part, READABLE),
        }
    }

    /// `ems`, or more where a column needs it, or a sentence has lines of `most`: what is longer than two of its parts is one.
    fn with_sentences(&self, ems: i32, most: i32) -> i32 {
        match self.whole > 2 * self.part {
            true => ems.max(self.whole.min(most)),
            false => ems,
        }
    }
}

/// What each column asks for.
fn wishes(table: &Table) -> Vec<Wish> {
    let mut columns: Vec<Vec<(&TableCell, Wish)>> = Vec::new();
    for rows in [&table.head, &table.rows] {
        for (cells, spots) in rows.iter().zip(spots(rows)) {
            for (cell, spot) in cells.iter().zip(spots) {
                let end = spot.column + spot.columns;
                if columns.len() < end {
                    columns.resize(end, Vec::new());
                }
                if spot.columns == 1 {
                    columns[spot.column].push((cell, wish_of(cell)));
                }
            }
        }
    }
    columns.iter().map(|cells| of_column(cells)).collect()
}

/// What a column asks for whose cells ask for this.
fn of_column(cells: &[(&TableCell, Wish)]) -> Wish {
    let most = |of: fn(&Wish) -> i32| cells.iter().map(|(_, wish)| of(wish)).fold(EM, i32::max);
    let (whole, part) = (most(|wish| wish.whole), most(|wish| wish.part));
    let broken = cells.iter().filter(|(_, wish)| wish.whole > part);
    let broken = broken.map(|(cell, _)| (super::cards::words(cell), cell.rows));
    // A list is read as well where each of it has a line, and what is short is whole or stands in its words.
    let sentences = broken.filter(|(words, _)| whole > COMFORTABLE && listed(words).is_empty());
    let said: usize = sentences
        .map(|(words, rows)| words.chars().count() / rows.max(1))
        .sum();
    Wish {
        whole,
        word: most(|wish| wish.word),
        part,
        root: i32::try_from((said * 1_000_000).isqrt()).unwrap_or(i32::MAX),
    }
}

/// What a cell asks for.
fn wish_of(cell: &TableCell) -> Wish {
    let parts = cell.parts.iter().map(|part| match part {
        CellPart::Text(spans) => (
            breaks::natural_width(spans, cell.head),
            breaks::widest_part(spans, cell.head),
        ),
        CellPart::Picture(_) => (COMFORTABLE, EM),
    });
    let (whole, word) = parts.fold((0, 0), |most, part| (most.0.max(part.0), most.1.max(part.1)));
    let whole = whole.min(1_000 * EM);
    let words = super::cards::words(cell);
    // A name, a number, a day, an hour, a word of a few characters is not broken.
    let is_whole = whole <= UNBROKEN || (whole <= UNBROKEN_DAY && (says_day(&words) || is_hour(&words)));
    let listed = listed(&words).into_iter();
    let listed = listed.map(|part| breaks::natural_width(&[breaks::Span::plain(part)], cell.head));
    let part = listed.fold(word, i32::max).min(LONGEST_PART);
    Wish {
        whole,
        word: if is_whole { whole } else { word.min(COMFORTABLE) },
        part: if is_whole { whole } else { part },
        root: 0,
    }
}

/// True for a cell that says a day and no more, but perhaps which day of the week.
pub(super) fn is_day(cell: &TableCell) -> bool {
    says_day(&super::cards::words(cell))
}

fn says_day(words: &str) -> bool {
    let named = words.split(['（', '(']).next().unwrap_or_default().trim();
    let is_of_day = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '至' | '—');
    named.contains('月') && named.ends_with('日') && named.chars().all(is_of_day)
}

/// True for words that say an hour, or from when to when: `15:30至17:00`.
fn is_hour(words: &str) -> bool {
    let is_of_hour = |c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | '至' | '—' | '-' | '时' | '分');
    words.chars().any(|c| matches!(c, ':' | '：' | '时')) && words.trim().chars().all(is_of_hour)
}

/// The columns of a table that say who, what or when, without those of sentences, at least two of them; `None` where
/// there are no others, and where cells cover several columns or rows.
pub(super) fn without_sentences(table: &Table) -> Option<Table> {
    let wishes = wishes(table);
    let is_kept = |wish: &Wish| wish.whole <= COMFORTABLE || wish.word == wish.whole;
    let is_short: Vec<bool> = wishes.iter().map(is_kept).collect();
    let kept = is_short.iter().filter(|is_short| **is_short).count();
    let rows = || table.head.iter().chain(&table.rows);
    let is_plain = rows()
        .all(|row| row.len() == is_short.len() && row.iter().all(|cell| cell.columns == 1 && cell.rows == 1));
    (kept >= 2 && kept < is_short.len() && is_plain).then(|| keeping(table, &is_short))
}

/// A table without some of its columns.
fn keeping(table: &Table, is_kept: &[bool]) -> Table {
    let of = |row: &TableRow| kept_cells(row, is_kept);
    Table {
        head: table.head.iter().map(of).collect(),
        rows: table.rows.iter().map(of).collect(),
        shares: Vec::new(),
        ..table.clone()
    }
}

fn kept_cells(row: &TableRow, is_kept: &[bool]) -> TableRow {
    let cells = row.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept);
    cells.map(|(cell, _)| cell.clone()).collect()
}

/// A table as it is read from two steps, in type of a size: with no key column narrower than is comfortable beside its
/// sentences; else with these below its rows; else with narrow columns; `None` where a word would be broken.
pub(super) fn read_in(table: &Table, width: i32, size: i32) -> Option<Table> {
    let fits = |table: &Table, ems| fits_unbroken(table, width, size, ems);
    let below = || sentences_below(table).filter(|below| fits(below, KEY));
    let read = match fits(table, COMFORTABLE) {
        true => Some(table.clone()),
        false => below().or_else(|| fits(table, UNBROKEN).then(|| table.clone())),
    };
    read.map(|read| Table {
        size: Some(size),
        ..read
    })
}

/// A table with the sentences of each row in a line of their own below it, behind the names of their columns; `None` where
/// it has none, or less than two other columns, and where cells cover several rows. The first column of words is no
/// sentence: it says what the row is of.
pub(super) fn sentences_below(table: &Table) -> Option<Table> {
    let [head] = table.head.as_slice() else {
        return None;
    };
    let wishes = wishes(table);
    let is_sentence = |wish: &Wish| wish.whole > COMFORTABLE && wish.word < wish.whole;
    let is_words = |at: usize| {
        let said = |cell: &TableCell| super::cards::words(cell).chars().any(crate::words::is_han);
        table.rows.iter().filter_map(|row| row.get(at)).any(said)
    };
    let first = (0..wishes.len()).find(|at| is_words(*at))?;
    let is_kept: Vec<bool> = wishes
        .iter()
        .enumerate()
        .map(|(at, wish)| at <= first || !is_sentence(wish))
        .collect();
    let kept = is_kept.iter().filter(|is_kept| **is_kept).count();
    let is_plain = head.len() == is_kept.len()
        && head.iter().all(|cell| cell.columns == 1)
        && table.rows.iter().flatten().all(|cell| cell.rows == 1);
    if kept < 2 || kept == is_kept.len() || !is_plain {
        return None;
    }
    let mut rows = Vec::new();
    for (row, spots) in table.rows.iter().zip(spots(&table.rows)) {
        let mut beside: TableRow = Vec::new();
        let mut below: Vec<CellPart> = Vec::new();
        for (cell, spot) in row.iter().zip(spots) {
            let columns = is_kept[spot.column..spot.column + spot.columns].iter();
            let columns = columns.filter(|is_kept| **is_kept).count();
            if columns > 0 {
                beside.push(TableCell {
                    columns,
                    ..cell.clone()
                });
            } else if !super::cards::is_blank(cell) {
                let name = super::cards::words(&head[spot.column]);
                below.extend(named(&name, &cell.parts));
            }
        }
        for cell in &mut beside {
            cell.keep |= !below.is_empty();
        }
        // What stands together is found by its first words.
        if let Some(CellPart::Text(spans)) = beside.first_mut().and_then(|cell| cell.parts.first_mut()) {
            spans.iter_mut().for_each(|span| span.marks.bold = true);
        }
        rows.push(beside);
        if !below.is_empty() {
            rows.push(vec![TableCell {
                parts: below,
                align: Some(super::Align::Left),
                columns: kept,
                ..TableCell::default()
            }]);
        }
    }
    Some(Table {
        head: vec![kept_cells(head, &is_kept)],
        rows,
        shares: Vec::new(),
        ..table.clone()
    })
}

/// What stands in a cell, behind a name.
fn named(name: &str, parts: &[CellPart]) -> Vec<CellPart> {
    let mut parts = parts.to_vec();
    let name = breaks::Span::plain(format!("{name}："));
    match parts.first_mut() {
        Some(CellPart::Text(spans)) => spans.insert(0, name),
        _ => parts.insert(0, CellPart::Text(vec![name])),
    }
    parts
}

/// A table without the columns of which no row says anything; `None` where there are none, and where cells cover several.
pub(super) fn without_blanks(table: &Table) -> Option<Table> {
    let [head] = table.head.as_slice() else {
        return None;
    };
    let is_plain = |row: &TableRow| {
        row.len() == head.len() && row.iter().all(|cell| cell.columns == 1 && cell.rows == 1)
    };
    let says = |at: usize| table.rows.iter().any(|row| !super::cards::is_blank(&row[at]));
    if !is_plain(head) || table.rows.is_empty() || !table.rows.iter().all(is_plain) {
        return None;
    }
    let is_kept: Vec<bool> = (0..head.len()).map(says).collect();
    (is_kept.contains(&true) && is_kept.contains(&false)).then(|| keeping(table, &is_kept))
}

/// The columns of which every other cell at least is a person's name, by their numbers from 0.
pub(super) fn of_names(table: &Table) -> Vec<usize> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_column = |at: &usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(*at));
        let (all, names) = cells.fold((0, 0), |(all, names), cell| {
            (all + 1, names + usize::from(is_name(&super::cards::words(cell))))
        });
        names > 0 && names * 2 >= all
    };
    (0..columns).filter(is_column).collect()
}

fn is_name(words: &str) -> bool {
    let letters: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    (2..=4).contains(&letters.len())
        && letters.iter().all(|c| crate::words::is_han(*c))
        && crate::words::FREQUENT_SURNAMES.contains(letters[0])
}

/// Widths in these proportions that fill a width; no column gets less than its words need, where all can have it.
fn by_shares(shares: &[i32], wishes: &[Wish], of: (i32, i32), width: i32) -> Vec<i32> {
    let whole = i64::from(width);
    let all: i64 = shares.iter().map(|share| i64::from(*share)).sum();
    let wanted: Vec<i64> = shares
        .iter()
        .map(|share| whole * i64::from(*share) / all.max(1))
        .collect();
    let words = lengths(wishes, of, &|wish| wish.word);
    if words.iter().sum::<i64>() > whole {
        let none = vec![0; wanted.len()];
        return shared(&none, &none, &wanted, whole);
    }
    let wider: Vec<i64> = wanted
        .iter()
        .zip(&words)
        .map(|(wanted, word)| *wanted.max(word))
        .collect();
    shared(&words, &words, &wider, whole)
}

/// What columns need for so many ems, in µm.
fn lengths(wishes: &[Wish], (size, side): (i32, i32), ems: &dyn Fn(&Wish) -> i32) -> Vec<i64> {
    // A little more, so that nothing is broken for what is rounded off.
    let length = |wish| i64::from(in_length(ems(wish), size) + size / 100 + 2 * side);
    wishes.iter().map(length).collect()
}

/// The widths of columns that fill a width. No word is broken, and no short cell either, where sentences have room beside
/// them; what is left goes to columns by the root of how much they say, which makes the lines of all cells fewest.
fn widths(wishes: &[Wish], of: (i32, i32), width: i32) -> Vec<i32> {
    let wants = |ems: &dyn Fn(&Wish) -> i32| lengths(wishes, of, ems);
    let fits = |wants: &[i64]| wants.iter().sum::<i64>() <= i64::from(width);
    let (whole, all) = (i64::from(width), wants(&|wish| wish.whole));
    if fits(&all) {
        // Everything fits on one line: what is left is shared out.
        let none = vec![0; all.len()];
        return shared(&all, &none, &all, whole);
    }
    let parts = wants(&|wish| wish.part);
    if !fits(&parts) {
        let (one, words) = (wants(&|_| EM), wants(&|wish| wish.word));
        return match fits(&words) {
            true => shared(&words, &words, &parts, whole),
            false => shared(&one, &one, &words, whole),
        };
    }
    let is_roomy = fits(&wants(&|wish| wish.with_sentences(wish.unbroken(), ROOMY)));
    let least: fn(&Wish) -> i32 = match () {
        () if is_roomy => Wish::unbroken,
        () if fits(&wants(&Wish::halved_beside)) => Wish::halved,
        () => |wish| wish.part,
    };
    let grown = |by: i32| {
        wants(&|wish: &Wish| {
            let least = least(wish);
            ratio(wish.root, by, EM).clamp(least, wish.whole)
        })
    };
    let (mut most, mut above) = (0, 1_000 * EM);
    while above - most > 1 {
        let middle = i32::midpoint(most, above);
        match fits(&grown(middle)) {
            true => most = middle,
            false => above = middle,
        }
    }
    let least = grown(most);
    shared(&least, &least, &all, whole)
}

/// `least` and a share of what is left of `whole`, in proportion to what is missing from `from` to `to`.
fn shared(least: &[i64], from: &[i64], to: &[i64], whole: i64) -> Vec<i32> {
    let mut left = whole - least.iter().sum::<i64>();
    let mut missing: i64 = to.iter().zip(from).map(|(to, from)| to - from).sum();
    let columns = least.iter().zip(to.iter().zip(from));
    columns
        .map(|(least, (to, from))| {
            let share = if missing > 0 {
                left * (to - from) / missing
            } else {
                0
            };
            left -= share;
            missing -= to - from;
            i32::try_from(least + share).unwrap_or(i32::MAX).max(1)
        })
        .collect()
}

/// The most columns that one cell covers: what is wider than any sheet can show is a slip.
const WIDEST: usize = 60;

/// What a cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellSpan {
    /// Index of the leftmost column, from 0.
    pub column: usize,
    /// How many columns.
    pub columns: usize,
    /// How many rows; at least 1, and never more than there are.
    pub rows: usize,
}

/// The cells' places, row by row.
#[must_use]
pub fn spots(rows: &[TableRow]) -> Vec<Vec<CellSpan>> {
    place(rows, |cell_rows, left| cell_rows.min(left))
}

/// The same when no cell covers more than one row; what it covered below stays empty.
pub(super) fn apart(rows: &[TableRow]) -> Vec<Vec<CellSpan>> {
    let mut spots = spots(rows);
    spots.iter_mut().flatten().for_each(|spot| spot.rows = 1);
    spots
}

fn place(rows: &[TableRow], limit: impl Fn(usize, usize) -> usize) -> Vec<Vec<CellSpan>> {
    // For each column, how many further rows a cell above covers.
    let mut covered: Vec<usize> = Vec::new();
    let mut placed = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut spots = Vec::with_capacity(row.len());
        let mut begun: Vec<CellSpan> = Vec::new();
        for cell in row {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let wanted = cell.columns.min(WIDEST);
            let free = (0..wanted)
                .take_while(|ahead| covered.get(column + ahead).is_none_or(|rows| *rows == 0))
                .count();
            let spot = CellSpan {
                column,
                columns: free.max(1),
                rows: limit(cell.rows, rows.len() - number).max(1),
            };
            column += spot.columns;
            begun.push(spot);
            spots.push(spot);
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for spot in begun {
            let end = spot.column + spot.columns;
            if covered.len() < end {
                covered.resize(end, 0);
            }
            covered[spot.column..end].fill(spot.rows - 1);
        }
        placed.push(spots);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::blocks::TableCell;
    use super::*;
    use crate::paper::breaks::Span;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| TableCell {
            parts: vec![CellPart::Text(vec![Span::plain(*text)])],
            ..TableCell::default()
        };
        Table {
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn type_is_as_large_as_the_columns_allow() {
        let short = choose(&table(&[&["甲", "乙"]]), 156_000, 0);
        assert_eq!(
            (short.size, short.edges.as_slice()),
            (4_939, [0, 78_000, 156_000].as_slice())
        );
        let eight = ["一二三四五"; 8];
        assert_eq!(choose(&table(&[&eight]), 156_000, 0).size, 3_175);
        let many = ["一"; 100];
        let narrow = choose(&table(&[&many]), 156_000, 0);
        assert_eq!(narrow.size, 917);
        assert!(
            narrow
                .edges
                .windows(2)
                .all(|edge| edge[1] - edge[0] >= narrow.size)
        );
        assert_eq!(narrow.edges[100], 156_000);
    }

    #[test]
    fn days_and_hours_are_not_broken_for_long_texts() {
        let long = "一".repeat(200);
        let columns = choose(
            &table(&[&["2027年1月13日（星期三）", "15:30至17:00", long.as_str()]]),
            156_000,
            0,
        );
        let ems = |at: usize| (columns.edges[at + 1] - columns.edges[at] - 2 * SIDE) * 10 / columns.size;
        assert!(ems(0) >= 115 && ems(1) >= 55, "{} {}", ems(0), ems(1));
    }

    #[test]
    fn long_texts_get_what_short_ones_leave() {
        let long = "一".repeat(200);
        let columns = choose(&table(&[&["甲", long.as_str()]]), 156_000, 0);
        assert_eq!(columns.size, 4_939);
        assert!(columns.edges[1] < 10_000, "{:?}", columns.edges);
        assert_eq!(columns.short, [true, false]);
    }

    /// What stands in each column in 1/10 em, of a table in type of 4233 µm.
    fn rooms(row: &[&str], width: i32) -> Vec<i32> {
        let table = Table {
            size: Some(4_233),
            ..table(&[row])
        };
        let edges = choose(&table, width, 4_233).edges;
        let room = |edge: &[i32]| (edge[1] - edge[0] - 2 * SIDE) * 10 / 4_233;
        edges.windows(2).map(room).collect()
    }

    #[test]
    fn columns_are_as_wide_as_their_words_need_and_sentences_get_the_rest() {
        let row = [
            "陆广平",
            "第一党小组组长、安全干事",
            "每月检查消防器材一次，全年不漏一处，有缺损的当天更换",
            "12月31日",
            "已完成 10月16日",
        ];
        // Upright a day stands below its word, and each post is whole.
        let [name, duty, what, until, progress] = rooms(&row, 156_000)[..] else {
            panic!("five columns");
        };
        assert!(
            (30..32).contains(&name) && (80..82).contains(&duty),
            "{name} {duty}"
        );
        assert!(
            (40..42).contains(&until) && (40..42).contains(&progress),
            "{until} {progress}"
        );
        assert!(what > 120, "{what}");
        // Across nothing is broken that is short.
        let across = rooms(&row, 200_000);
        assert!(across[4] >= 72 && across[2] > 170, "{across:?}");
    }

    fn cell(columns: usize, rows: usize) -> TableCell {
        TableCell {
            columns,
            rows,
            ..TableCell::default()
        }
    }

    #[test]
    fn cells_stand_beside_those_that_reach_down_to_them() {
        let rows = [
            vec![cell(1, 2), cell(2, 1), cell(1, 9)],
            vec![cell(1, 1), cell(1, 1)],
            vec![cell(3, 1)],
        ];
        let found: Vec<Vec<(usize, usize, usize)>> = spots(&rows)
            .iter()
            .map(|row| {
                row.iter()
                    .map(|spot| (spot.column, spot.columns, spot.rows))
                    .collect()
            })
            .collect();
        assert_eq!(
            found,
            [
                vec![(0, 1, 2), (1, 2, 1), (3, 1, 3)],
                vec![(1, 1, 1), (2, 1, 1)],
                vec![(0, 3, 1)],
            ]
        );
    }
}
