//! The fields of a study item, and of a page.

use super::Scalar::{Count, Day, Decimal, Line, Word, YesNo};
use super::Takes::One;
use super::{FieldTable, row};
use crate::read::keys;
use crate::read::study::CATEGORIES;

/// 学习资料.
pub(super) static STUDY: FieldTable = FieldTable {
    id: "study",
    rows: &[
        row(keys::CATEGORY, One(Word(&CATEGORIES)), "是哪一类材料").required(),
        row(keys::SOURCE, One(Line), "材料的出处"),
        row(keys::AUTHOR, One(Line), "谁写的"),
        row(keys::REQUIRED, One(YesNo), "是不是必须学"),
        row(keys::HOURS, One(Decimal), "算几个学时，可以有小数"),
        row(
            keys::SERIES,
            One(Line),
            "几篇写同一个系列名，就有一个系列的列表页",
        ),
        row(keys::LEARNERS, One(Count), "已经学完的人数"),
        row(keys::ROTATION, One(Count), "其中本轮第一次完成集中培训的人数"),
        row(keys::DEADLINE, One(Day), "学完的最后一天"),
    ],
};

/// 页面.
pub(super) static PAGE: FieldTable = FieldTable {
    id: "page",
    rows: &[row(
        keys::ORDER,
        One(Count),
        "在每页底部的链接中排第几，整数。写了排序的页面才出现在页脚，最多8个；没有写的，可以从别的条目链接过去，也能搜索到",
    )],
};
