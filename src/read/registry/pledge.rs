//! The fields of a pledge.

use super::Scalar::{Count, Day, Line, Text, Word, WordOr};
use super::Takes::{Map, Maps, One};
use super::{FieldTable, row};
use crate::read::keys;
use crate::read::pledge::{CONCLUSIONS, KINDS, STAGES, TERMS};

/// 公开承诺.
pub(super) static PLEDGE: FieldTable = FieldTable {
    id: "pledge",
    rows: &[
        row(keys::KIND, One(Word(&KINDS)), "是谁的承诺").required(),
        row(keys::YEAR, One(Count), "哪一年的承诺，写四位数").required(),
        row(
            keys::PLEDGER,
            Maps(Some(Line), &[&PLEDGER]),
            "一个人或者一个集体，可以只写名称；许多人的登记表写成列表",
        )
        .required(),
        row(
            keys::ITEMS,
            Maps(None, &[&PROMISE]),
            "一件事一项；登记表写在各人名下",
        ),
        row(keys::REVIEW, Map(None, &[&REVIEW]), "审诺：承诺由谁审核"),
        row(
            keys::EVALUATION,
            Map(None, &[&EVALUATION]),
            "年底评诺后补写；不能早于审核",
        ),
        row(keys::UNKEPT_REASON, One(Text), "没有全部兑现时写"),
    ],
};

static PLEDGER: FieldTable = FieldTable {
    id: "pledger",
    rows: &[
        row(keys::NAME, One(Line), "姓名，或者集体的名称").required(),
        row(keys::DUTY, One(Line), "例如 `二年级班主任`"),
        row(
            keys::ITEMS,
            Maps(None, &[&PROMISE]),
            "登记表里各人自己的，写法与 `承诺事项` 相同",
        ),
        row(
            keys::EVALUATION,
            Map(None, &[&EVALUATION]),
            "登记表里对这一个人的，写法与 `评诺` 相同",
        ),
        row(keys::UNKEPT_REASON, One(Text), "登记表里这一个人的"),
    ],
};

static PROMISE: FieldTable = FieldTable {
    id: "promise",
    rows: &[
        row(keys::CONTENT, One(Text), "能检查的一件事").required(),
        row(keys::MEASURE, One(Text), "怎样做"),
        row(
            keys::TERM,
            One(WordOr(&TERMS)),
            "在这一天以前做到，没有终点、一直要做的写",
        )
        .required(),
        row(
            keys::PROGRESS,
            One(WordOr(&STAGES)),
            "做到哪里了；也可以写 `60%` 这样的百分数。写进行中的只显示文字，不画进度条",
        ),
        row(keys::COMPLETED_ON, One(Day), "完成以后写"),
    ],
};

static REVIEW: FieldTable = FieldTable {
    id: "pledge_review",
    rows: &[
        row(keys::NAME, One(Line), "审核的人").required(),
        row(keys::DATE, One(Day), "哪一天审核的"),
    ],
};

static EVALUATION: FieldTable = FieldTable {
    id: "evaluation",
    rows: &[
        row(keys::SELF, One(Line), "用词不限，例如“满意”“优秀”，下面三项也是"),
        row(keys::PEER, One(Line), "互相评价"),
        row(keys::ORGANIZATION, One(Line), "党组织的评价"),
        row(keys::MASSES, One(Line), "群众的评价"),
        row(
            keys::CONCLUSION,
            One(Word(&CONCLUSIONS)),
            "兑现了没有；未兑现的还要写 `未兑现说明`",
        ),
        row(keys::DATE, One(Day), "哪一天评的"),
    ],
};
