//! The fields of `organization.yaml`.

use super::Scalar::{Count, Day, Line, Text, Word};
use super::Takes::{Map, Maps, One, Words};
use super::common::ACKNOWLEDGED;
use super::{FieldTable, row};
use crate::read::common::SCOPES;
use crate::read::keys;
use crate::read::organization::LEVELS;

/// The school's Party organization.
pub(super) static ORGANIZATION: FieldTable = FieldTable {
    id: "organization",
    rows: &[
        row(keys::CALLED, One(Line), "党组织的全称"),
        row(keys::SUPERIOR, One(Line), "校外的上级党组织"),
        row(
            keys::BRANCHES,
            Maps(None, &[&BRANCH, &UNIT]),
            "列表：下属的总支、支部",
        ),
        row(
            keys::OTHER_PERSONS,
            Words,
            "姓名的列表：审批、主持这些地方写到的，名字少见，又不在党员和委员名单里的人。只用来认得姓名，不公开",
        ),
        row(
            keys::ACKNOWLEDGED,
            Maps(Some(Line), &[&ACKNOWLEDGED]),
            "看过、确实要这样写的提示，写法与条目的 `已核对` 相同",
        ),
    ],
};

/// A branch.
static BRANCH: FieldTable = FieldTable {
    id: "branch",
    rows: &[
        row(
            keys::ID,
            One(Line),
            "1到24个英文字母、数字和“-”，以字母开头，大小写不同也算同一个。支部网页的地址用它，定了就不要改",
        )
        .required(),
        row(keys::CALLED, One(Line), "支部的名称").required(),
        row(
            keys::SUPERIOR,
            One(Line),
            "本文件里另一个党组织的编号或名称，直属的不写",
        ),
        row(keys::COVERS, One(Line), "支部包括哪些人，例如 `小学部`"),
        row(keys::GROUPS, Maps(None, &[&GROUP]), "列表：支部的党小组"),
        row(
            keys::THEME_DAY,
            One(Line),
            "固定日：`每月20日`、`每月第三个星期五`、`每月最后一个星期五`",
        ),
    ],
};

/// What the organization and its branches both may have.
pub(super) static UNIT: FieldTable = FieldTable {
    id: "unit",
    rows: &[
        row(keys::KIND, One(Word(&LEVELS)), "是哪一级；不写就看名称"),
        row(keys::TELEPHONE, One(Line), "办公电话"),
        row(keys::ADDRESS, One(Line), "办公的地方"),
        row(
            keys::FOUNDED,
            One(Day),
            "支部在成立以前不能有会议；三会一课从成立以后算起",
        ),
        row(
            keys::DISSOLVED,
            One(Day),
            "撤并了的支部，留在这里，写上这一天：以前的条目照常公开，这一天以后不能有会议，三会一课、公开目录和换届不再提醒，党员数和支部的个数里不再算它，架构图里不再画",
        ),
        row(
            keys::MEMBER_COUNT,
            One(Count),
            "人数；下属各支部、小组都写了的，要等于相加的数",
        ),
        row(keys::MEMBERS, Words, "姓名的列表；只出现在读者是校内或更窄的版里"),
        row(keys::COMMITTEE, Maps(None, &[&OFFICER]), "列表：委员，一人一项"),
        row(keys::TERM_OF_OFFICE, Map(None, &[&TERM]), "这一届的任期"),
        row(
            keys::SCOPES,
            Map(None, &[&UNIT_SCOPES]),
            "各部分给谁看，各写一个范围；不写的，党员名单校内公开，其余社会公开。只能写得更窄。写在最上面的管全部，写在支部里的只管那个支部",
        ),
    ],
};

static OFFICER: FieldTable = FieldTable {
    id: "officer",
    rows: &[
        row(keys::NAME, One(Line), "委员的全名").required(),
        row(keys::DUTY, One(Line), "一人兼几职写在一起：`组织委员、宣传委员`").required(),
        row(keys::WORK, One(Line), "管什么、联系哪个支部"),
    ],
};

static TERM: FieldTable = FieldTable {
    id: "term",
    rows: &[
        row(keys::SESSION, One(Line), "例如 `第四届`"),
        row(keys::ELECTED, One(Day), "任期从这一天算起").required(),
        row(keys::YEARS, One(Count), "不写时党委5年，总支、支部3年"),
        row(
            keys::EXTENSION,
            Map(None, &[&EXTENSION]),
            "经批准延期换届的写；一般不超过1年",
        ),
    ],
};

static EXTENSION: FieldTable = FieldTable {
    id: "extension",
    rows: &[
        row(keys::UNTIL, One(Day), "延到哪一天").required(),
        row(keys::APPROVED_BY, One(Line), "批准的上级党组织").required(),
        row(keys::REASON, One(Text), "为什么延期"),
    ],
};

static GROUP: FieldTable = FieldTable {
    id: "group",
    rows: &[
        row(keys::CALLED, One(Line), "小组的名称").required(),
        row(keys::LEADER, One(Line), "组长的姓名"),
        row(keys::MEMBER_COUNT, One(Count), "小组的党员人数"),
    ],
};

static UNIT_SCOPES: FieldTable = FieldTable {
    id: "unit_scopes",
    rows: &[
        row(keys::COMMITTEE, One(Word(&SCOPES)), "委员名单"),
        row(keys::MEMBERS, One(Word(&SCOPES)), "党员名单"),
        row(keys::MEMBER_COUNT, One(Word(&SCOPES)), "党员人数"),
        row(keys::TELEPHONE, One(Word(&SCOPES)), "办公电话"),
        row(keys::TERM_OF_OFFICE, One(Word(&SCOPES)), "任期和换届"),
    ],
};
