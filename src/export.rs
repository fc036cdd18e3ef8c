//! Registers as spreadsheets: 公开台账 and the ledgers, as xlsx or csv. Pure: tables in, bytes out. What it makes is
//! for inside use ([`crate::clearance::Internal`]) and says so in its heading.

mod csv;
mod register;
mod xlsx;

pub use csv::csv;
pub use register::{
    ColumnType, INTERNAL, RegisterCell, RegisterColumn, RegisterTable, ledger_table, register_table,
};
pub use xlsx::xlsx;
