//! What whoever reads the draft has to look at, in sentences. The same doubt about many cells of a column is one.

use crate::words::mask_numbers;

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    sentences: Vec<String>,
    cells: Vec<CellDoubt>,
    /// How many sentences were too many.
    more: usize,
}

/// Nobody reads more sentences.
const MOST: usize = 100;

/// What is lost in more cells than these has to be looked up in the file.
const MOST_SAID: usize = 8;

/// A doubt about cells of a column.
#[derive(Debug)]
struct CellDoubt {
    column: String,
    what: &'static str,
    /// What those cells say, each once, without what says nothing.
    said: Vec<String>,
    rows: Vec<u32>,
}

impl Doubts {
    /// Says a sentence once.
    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if self.sentences.contains(&sentence) {
        } else if self.sentences.len() < MOST {
            self.sentences.push(sentence);
        } else {
            self.more += 1;
        }
    }

    /// Says something of the cell of a column: `what` follows the column's name.
    pub(super) fn cell(&mut self, row: u32, column: &str, what: &'static str, example: &str) {
        let is_known = |doubt: &CellDoubt| doubt.what == what && doubt.column == column;
        let at = self.cells.iter().position(is_known).unwrap_or_else(|| {
            self.cells.push(CellDoubt {
                column: column.to_owned(),
                what,
                said: Vec::new(),
                rows: Vec::new(),
            });
            self.cells.len() - 1
        });
        let doubt = &mut self.cells[at];
        if doubt.rows.last() != Some(&row) {
            doubt.rows.push(row);
        }
        let said = short(example);
        if !said.is_empty() && doubt.said.len() <= MOST_SAID && !doubt.said.contains(&said) {
            doubt.said.push(said);
        }
    }

    /// True where something was said of the cell of a column. Rows come from the top.
    pub(super) fn has(&self, row: u32, column: &str) -> bool {
        let of_column = self.cells.iter().filter(|doubt| doubt.column == column);
        of_column
            .into_iter()
            .any(|doubt| doubt.rows.binary_search(&row).is_ok())
    }

    /// All of it.
    pub(super) fn finish(self) -> Vec<String> {
        let cells = self.cells.iter().map(CellDoubt::sentence);
        let more = (self.more > 0).then(|| format!("还有{}处没有列出，请逐行核对", self.more));
        self.sentences.iter().cloned().chain(cells).chain(more).collect()
    }
}

impl CellDoubt {
    fn sentence(&self) -> String {
        let rows = rows_named(&self.rows);
        let said: Vec<String> = self
            .said
            .iter()
            .take(MOST_SAID)
            .map(|said| format!("“{said}”"))
            .collect();
        let more = if self.said.len() > MOST_SAID { "……" } else { "" };
        let said = match said.is_empty() {
            true => String::new(),
            false => format!("（{}{more}）", said.concat()),
        };
        format!("{rows}的“{}”{}{said}", self.column, self.what)
    }
}

/// `第3、5行`, `第3、5、6、8、9等12行`.
pub(super) fn rows_named(rows: &[u32]) -> String {
    let first: Vec<String> = rows.iter().take(5).map(u32::to_string).collect();
    match rows.len() {
        0..=5 => format!("第{}行", first.join("、")),
        many => format!("第{}等{many}行", first.join("、")),
    }
}

/// A text short enough for a sentence. Numbers of persons are masked first.
pub(super) fn short(text: &str) -> String {
    let masked = mask_numbers(text);
    let line = masked.replace('\n', " ");
    match line.chars().count() {
        0..=20 => line,
        _ => line.chars().take(18).chain("……".chars()).collect(),
    }
}
