//! Every field that an entry, `organization.yaml`, `catalogue.yaml` or `calendar.yaml` may have: its Chinese name, its
//! English alias and its shape. The readers take fields by these; the finder of typing slips asks what a
//! field's value should look like. A new field is a row here and a line in its reader.

/// What a field's value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One value: a text, a number, a day, a word.
    One,
    /// A list of short words, in which `，` and `、` cannot be meant.
    Words,
    /// A list of sentences, in which they can.
    Texts,
    /// A map.
    Map,
    /// A list of maps.
    Maps,
}

/// The names of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    /// The Chinese name, which messages use.
    pub(crate) name: &'static str,
    /// The English alias.
    pub(crate) alias: &'static str,
    /// What its value looks like.
    pub(crate) shape: Shape,
    /// The two names' marks.
    marks: [Mark; 2],
}

/// A number that two different names hardly ever share. Every field of a file is looked for among all that
/// were typed; comparing numbers first leaves few texts to compare. Without: 1.2 % more instructions of a whole build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark(u32);

impl Mark {
    /// The mark of a name (FNV-1a).
    pub(crate) const fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let mut mark = 0x811C_9DC5_u32;
        let mut at = 0;
        while at < bytes.len() {
            mark = (mark ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        Self(mark)
    }
}

impl Key {
    /// A field with one value.
    pub(crate) const fn one(name: &'static str, alias: &'static str) -> Self {
        Self::new(name, alias, Shape::One)
    }

    const fn new(name: &'static str, alias: &'static str, shape: Shape) -> Self {
        let marks = [Mark::of(name), Mark::of(alias)];
        Self {
            name,
            alias,
            shape,
            marks,
        }
    }

    const fn words(name: &'static str, alias: &'static str) -> Self {
        Self::new(name, alias, Shape::Words)
    }

    const fn texts(name: &'static str, alias: &'static str) -> Self {
        Self::new(name, alias, Shape::Texts)
    }

    const fn map(name: &'static str, alias: &'static str) -> Self {
        Self::new(name, alias, Shape::Map)
    }

    const fn maps(name: &'static str, alias: &'static str) -> Self {
        Self::new(name, alias, Shape::Maps)
    }

    /// True for either name.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name || self.alias == name
    }

    /// True for either name; the mark is that of the name.
    pub(crate) fn is(&self, mark: Mark, name: &str) -> bool {
        self.marks.contains(&mark) && (self.name == name || self.alias == name)
    }
}

// Every entry.
pub(crate) const TITLE: Key = Key::one("标题", "title");
pub(crate) const DATE: Key = Key::one("日期", "date");
pub(crate) const SCOPE: Key = Key::one("公开范围", "scope");
pub(crate) const BRANCH: Key = Key::one("支部", "branch");
pub(crate) const CATALOGUE: Key = Key::words("公开目录", "catalogue");
pub(crate) const DURATION: Key = Key::one("公开时限", "duration");
pub(crate) const APPROVAL: Key = Key::map("审批", "approval");
pub(crate) const SUMMARY: Key = Key::one("摘要", "summary");
pub(crate) const TAGS: Key = Key::words("标签", "tags");
pub(crate) const ATTACHMENTS: Key = Key::maps("附件", "attachments");
pub(crate) const RESPONSIBLE: Key = Key::one("责任人", "responsible");
pub(crate) const NUMBER: Key = Key::one("发文字号", "number");
pub(crate) const SIGNED_BY: Key = Key::one("落款", "signed_by");
pub(crate) const SIGNED_ON: Key = Key::one("成文日期", "signed_on");
pub(crate) const PINNED: Key = Key::one("置顶", "pinned");
pub(crate) const DRAFT: Key = Key::one("草稿", "draft");
pub(crate) const SAMPLE: Key = Key::one("样例", "sample");
pub(crate) const SLUG: Key = Key::one("链接名", "slug");
pub(crate) const ALIASES: Key = Key::words("旧地址", "aliases");
pub(crate) const CORRECTIONS: Key = Key::maps("更正", "corrections");
pub(crate) const POSTED: Key = Key::one("上墙", "posted");
pub(crate) const AFTER_EXPIRY: Key = Key::one("期满处理", "after_expiry");
pub(crate) const ACKNOWLEDGED: Key = Key::maps("已核对", "acknowledged");

// The parts of 已核对.
pub(crate) const COMPLAINT: Key = Key::one("提示", "complaint");
pub(crate) const GROUNDS: Key = Key::one("理由", "reason");
pub(crate) const CHECKED_BY: Key = Key::one("核对", "checked_by");

// The steps of 审批; 审批 itself has the same name as the field.
pub(crate) const PROPOSAL: Key = Key::map("提出", "proposal");
pub(crate) const SECRECY_REVIEW: Key = Key::map("保密审查", "secrecy_review");
pub(crate) const REVIEW: Key = Key::map("审核", "review");

// Parts that several fields have.
pub(crate) const NAME: Key = Key::one("姓名", "name");
pub(crate) const CALLED: Key = Key::one("名称", "name");
pub(crate) const ID: Key = Key::one("编号", "id");
pub(crate) const FILE: Key = Key::one("文件", "file");
pub(crate) const OPINION: Key = Key::one("意见", "opinion");
pub(crate) const SEAL: Key = Key::one("指纹", "fingerprint");
pub(crate) const CONDITION_MET: Key = Key::one("条件已落实", "condition_met");
pub(crate) const CONTENT: Key = Key::one("内容", "content");
pub(crate) const KIND: Key = Key::one("类型", "type");
pub(crate) const START: Key = Key::one("开始", "start");
pub(crate) const END: Key = Key::one("结束", "end");
pub(crate) const DEADLINE: Key = Key::one("截止", "deadline");
pub(crate) const TERM: Key = Key::one("时限", "deadline");
pub(crate) const PLACE: Key = Key::one("地点", "place");
pub(crate) const HOURS: Key = Key::one("学时", "hours");
pub(crate) const CONCLUSION: Key = Key::one("结论", "conclusion");
pub(crate) const EXPECTED: Key = Key::one("应到", "expected");
pub(crate) const PRESENT: Key = Key::one("实到", "present");

// Notices.
pub(crate) const PERIOD: Key = Key::map("公示期", "publicity_period");
pub(crate) const WORKDAYS: Key = Key::one("工作日", "workdays");
pub(crate) const LAST_DAY: Key = Key::one("截止", "end");
pub(crate) const CONTACT: Key = Key::map("受理", "contact");
pub(crate) const UNIT: Key = Key::one("单位", "unit");
pub(crate) const TELEPHONE: Key = Key::one("电话", "telephone");
pub(crate) const EMAIL: Key = Key::one("邮箱", "email");
pub(crate) const RESULT: Key = Key::map("公示结果", "publicity_result");
pub(crate) const EXPLANATION: Key = Key::one("说明", "explanation");
pub(crate) const CHANNEL: Key = Key::one("方式", "channel");
pub(crate) const ANNUAL_PLAN: Key = Key::one("年度计划", "annual_plan");
pub(crate) const ADOPTED_BY: Key = Key::one("会议", "meeting");

// Meetings.
pub(crate) const TIME: Key = Key::map("时间", "time");
pub(crate) const CHAIR: Key = Key::one("主持人", "chair");
pub(crate) const RECORDER: Key = Key::one("记录人", "recorder");
pub(crate) const ABSENT: Key = Key::maps("缺席", "absent");
pub(crate) const REASON: Key = Key::one("原因", "reason");
pub(crate) const OBSERVERS: Key = Key::words("列席", "observers");
pub(crate) const VOTERS: Key = Key::map("有表决权", "voters");
pub(crate) const AGENDA: Key = Key::texts("议题", "agenda");
pub(crate) const RESOLUTIONS: Key = Key::maps("决议", "resolutions");
pub(crate) const MATTER: Key = Key::one("事项", "matter");
pub(crate) const FOR: Key = Key::one("赞成", "for");
pub(crate) const AGAINST: Key = Key::one("反对", "against");
pub(crate) const ABSTAIN: Key = Key::one("弃权", "abstain");
pub(crate) const ROUTINE: Key = Key::one("例会", "duty");
pub(crate) const GROUP: Key = Key::one("小组", "group");
pub(crate) const ROTATION: Key = Key::one("轮训", "rotation");
pub(crate) const APPRAISAL: Key = Key::maps("评议结果", "appraisal");
pub(crate) const SUBJECT: Key = Key::one("对象", "subject");
pub(crate) const PARTICIPANTS: Key = Key::one("参加", "participants");
pub(crate) const EXCELLENT: Key = Key::one("优秀", "excellent");
pub(crate) const QUALIFIED: Key = Key::one("合格", "qualified");
pub(crate) const BARELY_QUALIFIED: Key = Key::one("基本合格", "barely_qualified");
pub(crate) const UNQUALIFIED: Key = Key::one("不合格", "unqualified");
pub(crate) const STUDY_CONTENT: Key = Key::texts("学习内容", "study_content");

// Pledges.
pub(crate) const YEAR: Key = Key::one("年度", "year");
pub(crate) const PLEDGER: Key = Key::maps("承诺人", "pledger");
pub(crate) const DUTY: Key = Key::one("职务", "duty");
pub(crate) const WORK: Key = Key::one("分工", "work");
pub(crate) const ITEMS: Key = Key::maps("承诺事项", "items");
pub(crate) const MEASURE: Key = Key::one("措施", "measure");
pub(crate) const PROGRESS: Key = Key::one("进度", "progress");
pub(crate) const COMPLETED_ON: Key = Key::one("完成日期", "completed_on");
pub(crate) const EVALUATION: Key = Key::map("评诺", "evaluation");
pub(crate) const SELF: Key = Key::one("自评", "self");
pub(crate) const PEER: Key = Key::one("互评", "peer");
pub(crate) const ORGANIZATION: Key = Key::one("组织评", "organization");
pub(crate) const MASSES: Key = Key::one("群众评", "masses");
pub(crate) const UNKEPT_REASON: Key = Key::one("未兑现说明", "unkept_reason");

// Study items.
pub(crate) const CATEGORY: Key = Key::one("类别", "category");
pub(crate) const SOURCE: Key = Key::one("来源", "source");
pub(crate) const AUTHOR: Key = Key::one("作者", "author");
pub(crate) const REQUIRED: Key = Key::one("必学", "required");
pub(crate) const SERIES: Key = Key::one("系列", "series");
pub(crate) const LEARNERS: Key = Key::one("学习人数", "learners");

// Ledgers.
pub(crate) const LEDGER: Key = Key::one("台账", "ledger");
pub(crate) const COLUMNS: Key = Key::maps("列", "columns");
pub(crate) const ROWS: Key = Key::maps("行", "rows");
pub(crate) const DETAIL_SCOPE: Key = Key::one("明细范围", "detail_scope");
pub(crate) const TOTALS: Key = Key::map("合计", "totals");
pub(crate) const SUMMED: Key = Key::one("合计", "summed");
pub(crate) const CHARTS: Key = Key::words("图", "charts");
pub(crate) const TARGET: Key = Key::one("链接", "target");

// Pages.
pub(crate) const ORDER: Key = Key::one("排序", "order");

// organization.yaml and catalogue.yaml.
pub(crate) const BRANCHES: Key = Key::maps("支部", "branches");
pub(crate) const CATALOGUE_ITEMS: Key = Key::maps("目录", "items");
pub(crate) const SUPERIOR: Key = Key::one("上级", "superior");
pub(crate) const ADDRESS: Key = Key::one("地址", "address");
pub(crate) const FOUNDED: Key = Key::one("成立日期", "founded");
pub(crate) const COVERS: Key = Key::one("范围", "covers");
pub(crate) const MEMBER_COUNT: Key = Key::one("党员数", "member_count");
pub(crate) const MEMBERS: Key = Key::words("党员", "members");
pub(crate) const COMMITTEE: Key = Key::maps("委员", "committee");
pub(crate) const TERM_OF_OFFICE: Key = Key::map("任期", "term");
pub(crate) const SESSION: Key = Key::one("届次", "session");
pub(crate) const ELECTED: Key = Key::one("选举日期", "elected");
pub(crate) const YEARS: Key = Key::one("年限", "years");
pub(crate) const EXTENSION: Key = Key::map("延期", "extension");
pub(crate) const UNTIL: Key = Key::one("至", "until");
pub(crate) const APPROVED_BY: Key = Key::one("批准", "approved_by");
pub(crate) const GROUPS: Key = Key::maps("小组", "groups");
pub(crate) const LEADER: Key = Key::one("组长", "leader");
pub(crate) const THEME_DAY: Key = Key::one("主题党日", "theme_day");
pub(crate) const SCOPES: Key = Key::map("公开范围", "scope");
pub(crate) const FREQUENCY: Key = Key::one("频次", "frequency");
pub(crate) const LEVEL: Key = Key::one("层级", "level");

// words.yaml.
pub(crate) const WORDINGS: Key = Key::maps("表述", "wordings");
pub(crate) const WRONG: Key = Key::one("写法", "wrong");
pub(crate) const RIGHT: Key = Key::one("应当", "right");

// calendar.yaml.
pub(crate) const DAYS_OFF: Key = Key::maps("放假", "days_off");
pub(crate) const MAKEUP_DAYS: Key = Key::maps("调休上班", "makeup_workdays");

/// All of them, for whoever asks what a word that was typed may be. Of two fields with one name, the
/// one that stands at the top of a file comes first.
static ALL: &[Key] = &[
    TITLE,
    DATE,
    SCOPE,
    BRANCH,
    CATALOGUE,
    DURATION,
    APPROVAL,
    SUMMARY,
    TAGS,
    ATTACHMENTS,
    RESPONSIBLE,
    NUMBER,
    SIGNED_BY,
    SIGNED_ON,
    PINNED,
    DRAFT,
    SLUG,
    ALIASES,
    CORRECTIONS,
    POSTED,
    SAMPLE,
    AFTER_EXPIRY,
    ACKNOWLEDGED,
    PROPOSAL,
    SECRECY_REVIEW,
    REVIEW,
    NAME,
    CALLED,
    ID,
    FILE,
    OPINION,
    SEAL,
    CONDITION_MET,
    CONTENT,
    KIND,
    START,
    END,
    DEADLINE,
    TERM,
    PLACE,
    HOURS,
    CONCLUSION,
    EXPECTED,
    PRESENT,
    PERIOD,
    WORKDAYS,
    LAST_DAY,
    CONTACT,
    UNIT,
    TELEPHONE,
    EMAIL,
    RESULT,
    EXPLANATION,
    CHANNEL,
    TIME,
    CHAIR,
    RECORDER,
    ABSENT,
    REASON,
    OBSERVERS,
    VOTERS,
    AGENDA,
    RESOLUTIONS,
    MATTER,
    FOR,
    AGAINST,
    ABSTAIN,
    STUDY_CONTENT,
    YEAR,
    PLEDGER,
    DUTY,
    WORK,
    ITEMS,
    MEASURE,
    PROGRESS,
    COMPLETED_ON,
    EVALUATION,
    SELF,
    PEER,
    ORGANIZATION,
    MASSES,
    UNKEPT_REASON,
    CATEGORY,
    SOURCE,
    AUTHOR,
    REQUIRED,
    SERIES,
    LEDGER,
    COLUMNS,
    ROWS,
    DETAIL_SCOPE,
    TOTALS,
    SUMMED,
    CHARTS,
    TARGET,
    ORDER,
    BRANCHES,
    CATALOGUE_ITEMS,
    DAYS_OFF,
    MAKEUP_DAYS,
    SUPERIOR,
    ADDRESS,
    FOUNDED,
    COVERS,
    MEMBER_COUNT,
    MEMBERS,
    COMMITTEE,
    TERM_OF_OFFICE,
    SESSION,
    ELECTED,
    YEARS,
    EXTENSION,
    UNTIL,
    APPROVED_BY,
    GROUPS,
    LEADER,
    THEME_DAY,
    SCOPES,
    FREQUENCY,
    LEVEL,
    ROUTINE,
    GROUP,
    ROTATION,
    APPRAISAL,
    SUBJECT,
    PARTICIPANTS,
    EXCELLENT,
    QUALIFIED,
    BARELY_QUALIFIED,
    UNQUALIFIED,
    ANNUAL_PLAN,
    ADOPTED_BY,
    LEARNERS,
    COMPLAINT,
    GROUNDS,
    CHECKED_BY,
    WORDINGS,
    WRONG,
    RIGHT,
];

/// The field with this name, in any place where a field may stand.
pub(crate) fn find(name: &str) -> Option<&'static Key> {
    let mark = Mark::of(name);
    ALL.iter().find(|key| key.is(mark, name))
}
