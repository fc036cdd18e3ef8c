//! The fields of `catalogue.yaml`, `calendar.yaml` and `words.yaml`.

use super::Scalar::{Line, Text, Word};
use super::Takes::{Maps, One};
use super::{FieldTable, row};
use crate::read::catalogue::LEVELS;
use crate::read::common::{DURATIONS, SCOPES};
use crate::read::keys;

pub(super) static CATALOGUE: FieldTable = FieldTable {
    id: "catalogue",
    rows: &[row(
        keys::CATALOGUE_ITEMS,
        Maps(None, &[&ITEM]),
        "列表：应当公开的事项，一件一项",
    )],
};

static ITEM: FieldTable = FieldTable {
    id: "catalogue_item",
    rows: &[
        row(keys::ID, One(Line), "与支部的编号规则相同").required(),
        row(keys::CALLED, One(Line), "公开事项的名称").required(),
        row(keys::CATEGORY, One(Line), "目录页上的小标题；同类的写在一起"),
        row(keys::CONTENT, One(Text), "公开什么"),
        row(
            keys::SCOPE,
            One(Word(&SCOPES)),
            "给谁看；不写是社会公开。条目的范围比它宽的，有警告。比网站的读者窄的事项，网站上只写“不在本网公开”",
        ),
        row(keys::DURATION, One(Word(&DURATIONS)), "公开多长时间"),
        row(
            keys::FREQUENCY,
            One(Line),
            "`每月`、`每季度`、`每半年`（`每学期`）、`每年`、`每两年`、`每4个月`；定期公开的要写。按自然的月、季度、年计算：每季度一次的，一月公开过，下一次在六月底前",
        ),
        row(
            keys::LEVEL,
            One(Word(&LEVELS)),
            "由谁公开；不写就是学校。支部的，由每个支部各自公开；没有写 `支部` 的会议是几个支部一起开的，算各支部都公开了",
        ),
        row(keys::RESPONSIBLE, One(Line), "谁负责公开"),
    ],
};

pub(super) static CALENDAR: FieldTable = FieldTable {
    id: "calendar",
    rows: &[
        row(
            keys::DAYS_OFF,
            Maps(Some(Line), &[&DAYS]),
            "列表：放假的日子；一项可以只写日期",
        ),
        row(
            keys::MAKEUP_DAYS,
            Maps(Some(Line), &[&DAYS]),
            "列表：调休上班的日子，写法与 `放假` 相同",
        ),
    ],
};

static DAYS: FieldTable = FieldTable {
    id: "days",
    rows: &[
        row(keys::DATE, One(Line), "一天，或者“第一天 至 最后一天”，最多31天").required(),
        row(keys::CALLED, One(Line), "什么假，给自己看，可以不写"),
    ],
};

pub(super) static WORDS: FieldTable = FieldTable {
    id: "words",
    rows: &[row(
        keys::WORDINGS,
        Maps(None, &[&WORDING]),
        "列表：固定的写法，一种一项",
    )],
};

static WORDING: FieldTable = FieldTable {
    id: "wording",
    rows: &[
        row(keys::WRONG, One(Line), "不对的写法").required(),
        row(
            keys::RIGHT,
            One(Line),
            "对的写法；它里面含有“写法”的字，也不会误报",
        )
        .required(),
        row(keys::SOURCE, One(Line), "根据什么，显示在提示里"),
    ],
};
