//! The fields of a notice.

use super::Scalar::{Count, Day, Line, Text, Word};
use super::Takes::{Map, One};
use super::{FieldTable, row};
use crate::read::keys;
use crate::read::notice::{CONCLUSIONS, KINDS};

/// 通知公告.
pub(super) static NOTICE: FieldTable = FieldTable {
    id: "notice",
    rows: &[
        row(keys::KIND, One(Word(&KINDS)), "是哪一种；不写就是通知"),
        row(
            keys::PERIOD,
            Map(None, &[&PERIOD]),
            "类型是公示的必填：从哪一天起，再写几个工作日或者哪一天截止",
        ),
        row(
            keys::CONTACT,
            Map(None, &[&CONTACT]),
            "公示期内向谁反映意见；公示要写，至少写电话",
        ),
        row(
            keys::RESULT,
            Map(Some(Word(&CONCLUSIONS)), &[&RESULT]),
            "从期满的第二天起显示；可以只写结论",
        ),
        row(keys::DEADLINE, One(Day), "征求意见、预公开的最后一天"),
        row(keys::CHANNEL, One(Text), "怎样提意见"),
        row(
            keys::RESPONSE,
            One(Line),
            "征求意见、预公开结束以后，说明意见采纳情况的条目，写它的文件：`2026-04-20-caina-qingkuang.md`。不影响审批",
        ),
        row(
            keys::ANNUAL_PLAN,
            One(Count),
            "是哪一年的工作计划，写四位数的年份",
        ),
        row(
            keys::ADOPTED_BY,
            One(Line),
            "通过这个计划的会议，写会议纪要的文件：`../meetings/2026-03-03-zongzhi-weiyuanhui.yaml`。写了年度计划、没有写会议的，有警告",
        ),
    ],
};

static PERIOD: FieldTable = FieldTable {
    id: "publicity_period",
    rows: &[
        row(keys::START, One(Day), "公示的第一天").required(),
        row(keys::WORKDAYS, One(Count), "公示几个工作日，由程序推算最后一天"),
        row(keys::LAST_DAY, One(Day), "最后一天，含当日"),
    ],
};

static CONTACT: FieldTable = FieldTable {
    id: "contact",
    rows: &[
        row(keys::UNIT, One(Line), "受理意见的单位"),
        row(keys::TELEPHONE, One(Line), "办公电话"),
        row(keys::EMAIL, One(Line), "办公邮箱"),
        row(keys::PLACE, One(Line), "在哪里受理"),
    ],
};

static RESULT: FieldTable = FieldTable {
    id: "publicity_result",
    rows: &[
        row(keys::CONCLUSION, One(Word(&CONCLUSIONS)), "有没有收到不同意见").required(),
        row(keys::EXPLANATION, One(Text), "一两句话；会一直留在网上，不写姓名"),
    ],
};
