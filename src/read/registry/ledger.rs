//! The fields of a ledger. The columns of its rows are those of its preset (`read/ledger/presets.rs`).

use super::Scalar::{Line, Word, YesNo};
use super::Takes::{ByColumn, Maps, One, Rows, Words};
use super::{FieldTable, FieldTables, row};
use crate::read::common::SCOPES;
use crate::read::keys;
use crate::read::ledger::{KINDS, PRESETS};

/// 台账.
pub(super) static LEDGER: FieldTable = FieldTable {
    id: "ledger",
    rows: &[
        row(
            keys::LEDGER,
            One(Word(&PRESETS)),
            "是什么台账；都不合适的不写，用 `列` 写明自己的列",
        ),
        row(
            keys::COLUMNS,
            Maps(Some(Line), &[&COLUMN]),
            "自己的列；或者从自带的列里挑几列、换个次序、另加几列",
        ),
        row(keys::ROWS, Rows, "列表，一行一项"),
        row(
            keys::TOTALS,
            ByColumn,
            "想核对的合计，分项写。与各行相加不符是错误",
        ),
        row(
            keys::CHARTS,
            Words,
            "画成条形的列，一个或几个；要是数字、金额、百分比，自动算出的也可以",
        ),
        row(
            keys::DETAIL_SCOPE,
            One(Word(&SCOPES)),
            "各行给谁看，不能比公开范围大；写了以后，范围更大的网页上只有合计",
        ),
    ],
};

static COLUMN: FieldTable = FieldTable {
    id: "column",
    rows: &[
        row(keys::CALLED, One(Line), "列的名称，各列不同").required(),
        row(keys::KIND, One(Word(&KINDS)), "这一列写什么；不写就是文本"),
        row(keys::SUMMED, One(YesNo), "要不要相加；金额默认相加，数字默认不加"),
    ],
};

/// A cell with a link, where it is a map.
pub(crate) static LINK: FieldTables = &[&LINK_TABLE];

static LINK_TABLE: FieldTable = FieldTable {
    id: "link",
    rows: &[
        row(keys::CALLED, One(Line), "读者看到的文字"),
        row(keys::TARGET, One(Line), "网址，或者网站里的文件").required(),
    ],
};
