//! A register before it is a file: typed columns and cells.

use crate::words::{Amount, Day};

/// A register.
#[derive(Debug, Clone)]
pub struct RegisterTable {
    /// Its name: the first line, and the sheet's name.
    pub title: String,
    /// What has to be said about it: for whom it is, and of which day.
    pub note: String,
    /// True for 公开台账, which lists every disclosure.
    pub is_register: bool,
    /// Its columns.
    pub columns: Vec<RegisterColumn>,
    /// Its rows; each has a value per column.
    pub rows: Vec<Vec<RegisterCell>>,
    /// 合计: a value per column; empty when nothing is added up.
    pub totals: Vec<RegisterCell>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct RegisterColumn {
    /// Its head.
    pub name: String,
    /// What its cells hold.
    pub shape: ColumnType,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Yuan.
    Money,
    /// Per cent.
    Percent,
    /// Days.
    Date,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number, yuan, or per cent, as the column says.
    Amount(Amount),
    /// A day.
    Date(Day),
}

impl RegisterCell {
    /// A text, or nothing for an empty one.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A day, or nothing.
    #[must_use]
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}
