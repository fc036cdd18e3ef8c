//! 台账: typed rows. What the day makes of them (states, totals, rates) is not here: nobody types it, and
//! `clearance` works it out for each audience.

mod beside;
mod cells;
mod checks;
mod columns;
mod presets;
mod read;

pub(crate) use checks::sum_word;
pub(super) use columns::{KINDS, PRESETS};
pub(super) use read::{NamedInRows, read};

pub(crate) use presets::PresetField;
pub use presets::{ColumnRole, Computed, Preset};

use crate::words::{Amount, Day, Labelled, Scope, SourcePath};

/// What a form holds in place of a number. In a draft it is nothing; in what is no draft it is a fault.
pub(crate) const NUMBER_TO_FILL_IN: &str = "（填数）";
/// What a draft holds in place of a day that a register did not say: none in a draft, a fault in what is no draft.
pub(crate) const DAY_TO_FILL_IN: &str = "（填日期）";

/// What a draft holds in place of a word of a list that nothing said: any word in a draft, a fault in what is no draft.
pub(crate) const WORD_TO_FILL_IN: &str = "（选一个填写）";

/// 时限 of what is to be put right at once: on the day on which it was found.
pub(crate) const AT_ONCE: &str = "立行立改";
/// 时限 of what goes on and on: it is never late.
pub(crate) const LASTING: &str = "长期坚持";

/// 时限 of a 整改 or a promise that is no day, as it is variously written: [`LASTING`] or [`AT_ONCE`].
pub(crate) fn without_day(typed: &str) -> Option<&'static str> {
    match typed.trim().trim_end_matches('。') {
        "长期坚持" | "长期" | "持续坚持" | "坚持经常" | "长期整改" | "长期推进" | "长期执行" | "持续推进"
        | "常年" | "常年坚持" | "常抓不懈" | "常态化" | "常态化推进" | "常态化坚持" => {
            Some(LASTING)
        }
        "立行立改" | "立知立改" | "即知即改" | "即行即改" | "立即整改" => Some(AT_ONCE),
        _ => None,
    }
}

/// The keys of a ledger.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// 台账: what it is a ledger of; `None` for one with columns of its own.
    pub preset: Option<Preset>,
    /// Its columns, in their order; each has a name of its own.
    pub columns: Vec<Column>,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// 明细范围: who may see the rows; never wider than the entry's own scope. Others see totals.
    pub detail: Scope,
    /// 合计 as stated, by column; each fits the rows.
    pub stated: Vec<(usize, Amount)>,
    /// 图: what is drawn as bars.
    pub charts: Vec<Measure>,
    /// 答复期限 of each row of 意见建议; empty for other ledgers.
    pub reply_by: Vec<Option<Day>>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// What it means in its preset.
    pub role: Option<ColumnRole>,
    /// Its cells are added up.
    pub summed: bool,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// 文本.
    Text,
    /// 数字.
    Number,
    /// 金额, in yuan.
    Money,
    /// 百分比: 0 to 100.
    Percent,
    /// 日期.
    Date,
    /// 人员.
    Person,
    /// 状态: a word of [`Status`].
    Status,
    /// 链接.
    Link,
    /// 照片: a picture of the site.
    Picture,
}

impl ColumnKind {
    /// All, in the order of the reference.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Number,
        Self::Money,
        Self::Percent,
        Self::Date,
        Self::Person,
        Self::Status,
        Self::Link,
        Self::Picture,
    ];

    /// True when the cells are [`Cell::Amount`].
    #[must_use]
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Percent)
    }
}

impl Labelled for ColumnKind {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("text", "文本"),
            Self::Number => ("number", "数字"),
            Self::Money => ("money", "金额"),
            Self::Percent => ("percent", "百分比"),
            Self::Date => ("date", "日期"),
            Self::Person => ("person", "人员"),
            Self::Status => ("status", "状态"),
            Self::Link => ("link", "链接"),
            Self::Picture => ("picture", "照片"),
        }
    }
}

/// One row: a cell per column, or none where nothing was typed.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Option<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, or a person's name.
    Text(String),
    /// A number, money or a percentage.
    Amount(Amount),
    /// A day. (时限 may be a text: 长期坚持, 立行立改.)
    Date(Day),
    /// A state that was typed.
    Status(Status),
    /// A link out of the site.
    Url {
        /// What readers see.
        label: String,
        /// The whole address.
        href: String,
    },
    /// A link to a file of the site; it stands among the links of the entry's body too.
    File {
        /// What readers see; `None` for the title or name of what it leads to.
        label: Option<String>,
        /// The file.
        target: SourcePath,
    },
    /// A picture; it stands among the pictures of the entry's body too.
    Picture(SourcePath),
}

impl Cell {
    /// The number in it.
    #[must_use]
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Amount(amount) => Some(*amount),
            _ => None,
        }
    }

    /// The day in it.
    #[must_use]
    pub fn date(&self) -> Option<Day> {
        match self {
            Self::Date(day) => Some(*day),
            _ => None,
        }
    }
}

/// How far a thing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 未启动.
    NotStarted,
    /// 进行中.
    Underway,
    /// 整改中.
    Rectifying,
    /// 办理中.
    Handling,
    /// 待核验.
    ToVerify,
    /// 逾期.
    Overdue,
    /// 已完成.
    Done,
    /// 已销号.
    Closed,
    /// 已答复.
    Replied,
    /// 逾期答复.
    RepliedLate,
}

impl Status {
    /// All, from the beginning to the end of a thing.
    pub const ALL: [Self; 10] = [
        Self::NotStarted,
        Self::Underway,
        Self::Rectifying,
        Self::Handling,
        Self::ToVerify,
        Self::Overdue,
        Self::Done,
        Self::Closed,
        Self::Replied,
        Self::RepliedLate,
    ];

    /// True when nothing more has to happen.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Done | Self::Closed | Self::Replied | Self::RepliedLate
        )
    }

    /// True for what was not in time.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, Self::Overdue | Self::RepliedLate)
    }
}

impl Labelled for Status {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::NotStarted => ("not_started", "未启动"),
            Self::Underway => ("in_progress", "进行中"),
            Self::Rectifying => ("rectifying", "整改中"),
            Self::Handling => ("handling", "办理中"),
            Self::ToVerify => ("to_verify", "待核验"),
            Self::Overdue => ("overdue", "逾期"),
            Self::Done => ("done", "已完成"),
            Self::Closed => ("closed", "已销号"),
            Self::Replied => ("replied", "已答复"),
            Self::RepliedLate => ("replied_late", "逾期答复"),
        }
    }
}

/// Something numeric that every row has: a column, or what is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A column, by its index.
    Column(usize),
    /// What the preset works out.
    Computed(Computed),
}

impl Ledger {
    /// What it is, with no rows in it.
    #[must_use]
    pub fn clone_without_rows(&self) -> Self {
        Self {
            preset: self.preset,
            columns: self.columns.clone(),
            rows: Vec::new(),
            detail: self.detail,
            stated: self.stated.clone(),
            charts: self.charts.clone(),
            reply_by: Vec::new(),
        }
    }

    /// The index of the column with this meaning.
    #[must_use]
    pub fn column(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Some(role))
    }

    /// The text of a row in the column with this meaning.
    #[must_use]
    pub fn text(&self, row: usize, role: ColumnRole) -> Option<&str> {
        match self.rows.get(row)?.cell(self.column(role)?)? {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// 时限 of a row: the day that is written, that of 发现日期 for 立行立改, none for 长期坚持.
    #[must_use]
    pub fn deadline(&self, row: &Row) -> Option<Day> {
        let date = |role| row.cell(self.column(role)?).and_then(Cell::date);
        match row.cell(self.column(ColumnRole::Deadline)?)? {
            Cell::Text(word) if word == AT_ONCE => date(ColumnRole::Begun),
            cell => cell.date(),
        }
    }

    /// True for a row that was done by the day and within its 时限, which is that of the work: it is not late while it
    /// waits to be verified. What was done too late stays late until it is closed.
    #[must_use]
    pub fn is_done_in_time(&self, row: &Row, day: Day) -> bool {
        let done = self
            .column(ColumnRole::Completed)
            .and_then(|column| row.cell(column)?.date());
        let deadline = self.deadline(row);
        done.is_some_and(|done| done <= day && deadline.is_none_or(|last| done <= last))
    }

    /// True when some cell of a column holds something.
    #[must_use]
    pub fn uses(&self, column: usize) -> bool {
        self.rows
            .iter()
            .any(|row| row.cells.get(column).is_some_and(Option::is_some))
    }
}

impl Row {
    /// The cell of a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.get(column)?.as_ref()
    }
}
