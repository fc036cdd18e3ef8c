//! The fields that all entries may have.

use super::Scalar::{Day, Line, Text, Word, WordOr, YesNo};
use super::Takes::{Map, Maps, One, Words};
use super::{FieldTable, row};
use crate::read::common::{AFTER, DURATIONS, SCOPES};
use crate::read::keys;
use crate::read::values::YES_NO;

/// Every entry.
pub static COMMON: FieldTable = FieldTable {
    id: "common",
    rows: &[
        row(keys::TITLE, One(Line), "是什么事，写在一行里")
            .required()
            .example("关于开展三月主题党日活动的通知"),
        row(
            keys::DATE,
            One(Day),
            "必填；文件名以“年-月-日-”开头的可以不写",
        )
        .example("2026-03-09"),
        row(
            keys::SCOPE,
            One(Word(&SCOPES)),
            "给谁看。不写时用 `site.toml` 里这一类的默认值；那里也没有，按特定对象处理，不公开，并给出警告",
        )
        .example("社会公开"),
        row(
            keys::BRANCH,
            One(Line),
            "哪个支部的事，写 `organization.yaml` 里的编号或名称；全校的事不写",
        )
        .example("第一党支部"),
        row(
            keys::CATALOGUE,
            Words,
            "属于公开目录的哪一项，写 `catalogue.yaml` 里的编号，一个或几个",
        )
        .example("[C-1, D-3]"),
        row(keys::DURATION, One(Word(&DURATIONS)), "公开多长时间").example("定期"),
        row(
            keys::APPROVAL,
            Map(None, &[&APPROVAL]),
            "四步，按先后排列；需要的几步都走完，条目才公开",
        ),
        row(
            keys::SUMMARY,
            One(Text),
            "显示在首页和列表上；不写时取正文第一段（“各党支部：”这样的称呼跳过），在句末截断",
        )
        .example("三月主题党日定于18日举行。"),
        row(keys::TAGS, Words, "一个或几个词，每个标签有一个列表页").example("[主题党日]"),
        row(
            keys::ATTACHMENTS,
            Maps(Some(Line), &[&ATTACHMENT]),
            "文件名，或者名称和文件，一个或几个；文件放在条目旁边",
        ),
        row(keys::RESPONSIBLE, One(Line), "显示在公开信息栏").example("何立群"),
        row(keys::NUMBER, One(Line), "年份用六角括号").example("青禾党发〔2026〕6号"),
        row(keys::SIGNED_BY, One(Line), "正文后面右下方的单位").example("中共青禾实验学校总支部委员会"),
        row(keys::SIGNED_ON, One(Day), "落款下面的日期").example("2026-03-12"),
        row(keys::PINNED, One(YesNo), "是不是显示在首页上方").example("是"),
        row(keys::DRAFT, One(YesNo), "是不是草稿；草稿不公开").example("是"),
        row(
            keys::SAMPLE,
            One(YesNo),
            "是不是新建网站时附带的样例；网页、列表和公开栏的纸上都标明“样例”，上传前要改成自己的或者删去，见“上传前要改的”",
        )
        .example("是"),
        row(
            keys::SLUG,
            One(Line),
            "网页的文件名，只用小写字母、数字和“-”；不写就由文件名得出",
        )
        .example("2026-qiuji-jiedairi"),
        row(
            keys::ALIASES,
            Words,
            "以前的网页地址，打开时自动转到这一页；以 `.html` 或 `.htm` 结尾，不写网址的前半部分",
        )
        .example("[feedback.html]"),
        row(
            keys::CORRECTIONS,
            Maps(None, &[&CORRECTION]),
            "发布后改了什么，每次更正写一项，显示在正文前面",
        ),
        row(
            keys::POSTED,
            One(WordOr(&YES_NO)),
            "要不要贴到公开栏上；也可以写公开栏栏目的名称。不写就按种类和类型，见“公开栏”",
        )
        .example("是"),
        row(
            keys::ACKNOWLEDGED,
            Maps(Some(Line), &[&ACKNOWLEDGED]),
            "看过、确实要这样写的提示",
        ),
        row(
            keys::AFTER_EXPIRY,
            One(Word(&AFTER)),
            "公示期满后是否留在网上；不写就撤下",
        )
        .example("撤下"),
    ],
};

/// 审批.
static APPROVAL: FieldTable = FieldTable {
    id: "approval",
    rows: &[
        row(keys::PROPOSAL, Map(Some(Line), &[&STEP]), "提出公开的人和日期"),
        row(
            keys::SECRECY_REVIEW,
            Map(Some(Line), &[&STEP]),
            "看有没有涉密、涉及个人隐私的内容的人和日期",
        ),
        row(
            keys::REVIEW,
            Map(Some(Line), &[&STEP]),
            "看内容是否属实、是否应当公开的人和日期",
        ),
        row(
            keys::APPROVAL,
            Map(Some(Line), &[&STEP]),
            "批准公开的人和日期，网页上只有这个日期",
        ),
    ],
};

/// One step of 审批.
static STEP: FieldTable = FieldTable {
    id: "step",
    rows: &[
        row(keys::NAME, One(Line), "一个人的全名").required(),
        row(keys::DATE, One(Day), "不能早于前一步").required(),
        row(
            keys::OPINION,
            One(Text),
            "只留作内部记录，不公开；不是明确同意的，这一步不算走完",
        ),
        row(
            keys::CONDITION_MET,
            One(Line),
            "有条件的同意，写明谁在哪天照意见落实的：姓名和日期",
        ),
        row(
            keys::DIGEST,
            One(Line),
            "由 `gongkai approve` 写，记下审批的是什么样的内容；不手工填",
        ),
    ],
};

/// 附件.
static ATTACHMENT: FieldTable = FieldTable {
    id: "attachment",
    rows: &[
        row(keys::CALLED, One(Line), "读者看到的名称；不写就用文件名"),
        row(
            keys::FILE,
            One(Line),
            "条目旁边的文件，只写文件名；也可以从 `content` 写起，例如 `/files/章程.pdf`",
        )
        .required(),
    ],
};

/// 更正.
static CORRECTION: FieldTable = FieldTable {
    id: "correction",
    rows: &[
        row(keys::DATE, One(Day), "哪一天改的").required(),
        row(keys::CONTENT, One(Text), "原来写的是什么，应为什么").required(),
    ],
};

/// 已核对.
pub(super) static ACKNOWLEDGED: FieldTable = FieldTable {
    id: "acknowledged",
    rows: &[
        row(
            keys::COMPLAINT,
            One(Line),
            "`手机号` 这样的名称，或者提示里方括号中的代号，例如 `image-no-alt`；写了 `内容` 的可以不写",
        ),
        row(keys::CONTENT, One(Line), "照原样写，空格和连字符多少不要紧"),
        row(keys::GROUNDS, One(Line), "为什么可以这样写").required(),
        row(keys::CHECKED_BY, One(Line), "谁在哪一天核对的：姓名和日期").required(),
    ],
};
