//! The fields of a meeting.

use super::Scalar::{Count, Day, Decimal, Line, Text, Time, Word};
use super::Takes::{Map, Maps, One, Texts, Words};
use super::{FieldTable, row};
use crate::read::keys;
use crate::read::meeting::{KINDS, SUBJECTS};

/// 会议纪要.
pub(super) static MEETING: FieldTable = FieldTable {
    id: "meeting",
    rows: &[
        row(keys::KIND, One(Word(&KINDS)), "是哪一种会议").required(),
        row(
            keys::YEAR,
            One(Count),
            "哪一年度的，不写就是开会的那一年。上一年度的组织生活会、民主评议推到次年初开的，写上一年，对照表就算在上一年",
        ),
        row(
            keys::TIME,
            Map(Some(Line), &[&TIME]),
            "开始和结束，例如 `2026-03-05 15:30 至 17:00`；或者分项写",
        ),
        row(keys::PLACE, One(Line), "在哪里开的"),
        row(keys::CHAIR, One(Line), "谁主持的，写姓名"),
        row(keys::RECORDER, One(Line), "谁记录的，写姓名"),
        row(keys::EXPECTED, One(Count), "应当到会的人数"),
        row(keys::PRESENT, One(Count), "到会的人数，不能多于应到"),
        row(
            keys::ABSENT,
            Maps(None, &[&ABSENCE]),
            "应到减实到是几人，就列几人；姓名和原因只出现在党内的版里",
        ),
        row(keys::OBSERVERS, Words, "列席的人，写姓名，一个或几个"),
        row(
            keys::VOTERS,
            Map(None, &[&VOTERS]),
            "有表决权的人数，预备党员不计在内",
        ),
        row(keys::AGENDA, Texts, "每个议题一项"),
        row(keys::RESOLUTIONS, Maps(None, &[&RESOLUTION]), "每个决定一项"),
        row(keys::STUDY_CONTENT, Texts, "学了什么，一项或几项"),
        row(keys::HOURS, One(Decimal), "算几个学时，可以有小数"),
        row(
            keys::SERIES,
            One(Line),
            "党课或学习属于哪个系列，例如 `书记讲党课`；与学习资料的系列同名的合在一起，有一个列表页，一起统计",
        ),
        row(
            keys::ROTATION,
            One(Count),
            "到会的人中，本轮第一次完成集中培训的人数",
        ),
        row(
            keys::GROUP,
            One(Line),
            "哪个党小组的会，写 `organization.yaml` 里的名称，`支部` 也要写。党小组会写了小组，对照表才知道还缺哪个小组的；没有写的，当作缺的那个小组的",
        ),
        row(
            keys::ROUTINE,
            One(Line),
            "`site.toml` 的 `[duties]` 里的例会，写名称或代号",
        ),
        row(
            keys::APPRAISAL,
            Maps(None, &[&APPRAISAL]),
            "只写人数，不写谁是什么等次、谁说了什么；几项评议写成列表",
        ),
    ],
};

static TIME: FieldTable = FieldTable {
    id: "time",
    rows: &[
        row(keys::START, One(Time), "日期和时间，例如 `2026-03-05 15:30`").required(),
        row(
            keys::END,
            One(Line),
            "时间，例如 `17:00`；第二天才结束的连日期一起写",
        ),
    ],
};

static ABSENCE: FieldTable = FieldTable {
    id: "absence",
    rows: &[
        row(keys::NAME, One(Line), "缺席的人").required(),
        row(keys::REASON, One(Line), "为什么缺席").required(),
    ],
};

static VOTERS: FieldTable = FieldTable {
    id: "voters",
    rows: &[
        row(keys::EXPECTED, One(Count), "有表决权的共几人").required(),
        row(keys::PRESENT, One(Count), "其中到会几人").required(),
    ],
};

static RESOLUTION: FieldTable = FieldTable {
    id: "resolution",
    rows: &[
        row(keys::MATTER, One(Text), "决定了什么").required(),
        row(keys::FOR, One(Count), "票数；没有计票的三项都不写"),
        row(keys::AGAINST, One(Count), "票数"),
        row(keys::ABSTAIN, One(Count), "票数"),
        row(keys::RESPONSIBLE, One(Line), "谁负责办理"),
        row(keys::TERM, One(Day), "哪一天以前办完"),
    ],
};

static APPRAISAL: FieldTable = FieldTable {
    id: "appraisal",
    rows: &[
        row(keys::SUBJECT, One(Word(&SUBJECTS)), "评议的是谁；不写就是党员"),
        row(
            keys::PARTICIPANTS,
            One(Count),
            "评议党员的写被评议的人数，缺席的也算，不超过应到；评议班子的写参加测评的人数，不超过实到",
        )
        .required(),
        row(keys::EXCELLENT, One(Count), "人数；四个等次相加要等于参加"),
        row(keys::QUALIFIED, One(Count), "人数"),
        row(keys::BARELY_QUALIFIED, One(Count), "人数"),
        row(keys::UNQUALIFIED, One(Count), "人数"),
    ],
};
