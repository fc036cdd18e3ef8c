//! The names of every field that an entry, `organization.yaml`, `catalogue.yaml`, `calendar.yaml` or `words.yaml` may have:
//! Chinese, and English alias. The readers take fields by these. Where each may stand, what it takes and what it is for
//! is said by `registry`.

/// The names of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldName {
    /// The Chinese name, which messages use.
    pub(crate) name: &'static str,
    /// The English alias.
    pub(crate) alias: &'static str,
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

impl FieldName {
    /// A field by its two names.
    pub(crate) const fn new(name: &'static str, alias: &'static str) -> Self {
        let marks = [Mark::of(name), Mark::of(alias)];
        Self { name, alias, marks }
    }

    /// True for either name.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name || self.alias == name
    }

    /// True for the mark of either name, and for that of hardly any other.
    pub(crate) fn may_have(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }
}

// Every entry.
pub(crate) const TITLE: FieldName = FieldName::new("标题", "title");
pub(crate) const DATE: FieldName = FieldName::new("日期", "date");
pub(crate) const SCOPE: FieldName = FieldName::new("公开范围", "scope");
pub(crate) const BRANCH: FieldName = FieldName::new("支部", "branch");
pub(crate) const CATALOGUE: FieldName = FieldName::new("公开目录", "catalogue");
pub(crate) const DURATION: FieldName = FieldName::new("公开时限", "duration");
pub(crate) const APPROVAL: FieldName = FieldName::new("审批", "approval");
pub(crate) const SUMMARY: FieldName = FieldName::new("摘要", "summary");
pub(crate) const TAGS: FieldName = FieldName::new("标签", "tags");
pub(crate) const ATTACHMENTS: FieldName = FieldName::new("附件", "attachments");
pub(crate) const RESPONSIBLE: FieldName = FieldName::new("责任人", "responsible");
pub(crate) const NUMBER: FieldName = FieldName::new("发文字号", "number");
pub(crate) const SIGNED_BY: FieldName = FieldName::new("落款", "signed_by");
pub(crate) const SIGNED_ON: FieldName = FieldName::new("成文日期", "signed_on");
pub(crate) const PINNED: FieldName = FieldName::new("置顶", "pinned");
pub(crate) const DRAFT: FieldName = FieldName::new("草稿", "draft");
pub(crate) const SAMPLE: FieldName = FieldName::new("样例", "sample");
pub(crate) const SLUG: FieldName = FieldName::new("链接名", "slug");
pub(crate) const ALIASES: FieldName = FieldName::new("旧地址", "aliases");
pub(crate) const CORRECTIONS: FieldName = FieldName::new("更正", "corrections");
pub(crate) const POSTED: FieldName = FieldName::new("上墙", "posted");
pub(crate) const AFTER_EXPIRY: FieldName = FieldName::new("期满处理", "after_expiry");
pub(crate) const ACKNOWLEDGED: FieldName = FieldName::new("已核对", "acknowledged");

// The parts of 已核对.
pub(crate) const COMPLAINT: FieldName = FieldName::new("提示", "complaint");
pub(crate) const GROUNDS: FieldName = FieldName::new("理由", "reason");
pub(crate) const CHECKED_BY: FieldName = FieldName::new("核对", "checked_by");

// The steps of 审批; 审批 itself has the same name as the field.
pub(crate) const PROPOSAL: FieldName = FieldName::new("提出", "proposal");
pub(crate) const SECRECY_REVIEW: FieldName = FieldName::new("保密审查", "secrecy_review");
pub(crate) const REVIEW: FieldName = FieldName::new("审核", "review");

// Parts that several fields have.
pub(crate) const NAME: FieldName = FieldName::new("姓名", "name");
pub(crate) const CALLED: FieldName = FieldName::new("名称", "name");
pub(crate) const ID: FieldName = FieldName::new("编号", "id");
pub(crate) const FILE: FieldName = FieldName::new("文件", "file");
pub(crate) const OPINION: FieldName = FieldName::new("意见", "opinion");
pub(crate) const DIGEST: FieldName = FieldName::new("指纹", "fingerprint");
pub(crate) const CONDITION_MET: FieldName = FieldName::new("条件已落实", "condition_met");
pub(crate) const CONTENT: FieldName = FieldName::new("内容", "content");
pub(crate) const KIND: FieldName = FieldName::new("类型", "type");
pub(crate) const START: FieldName = FieldName::new("开始", "start");
pub(crate) const END: FieldName = FieldName::new("结束", "end");
pub(crate) const DEADLINE: FieldName = FieldName::new("截止", "deadline");
pub(crate) const TERM: FieldName = FieldName::new("时限", "deadline");
pub(crate) const PLACE: FieldName = FieldName::new("地点", "place");
pub(crate) const HOURS: FieldName = FieldName::new("学时", "hours");
pub(crate) const CONCLUSION: FieldName = FieldName::new("结论", "conclusion");
pub(crate) const EXPECTED: FieldName = FieldName::new("应到", "expected");
pub(crate) const PRESENT: FieldName = FieldName::new("实到", "present");

// Notices.
pub(crate) const PERIOD: FieldName = FieldName::new("公示期", "publicity_period");
pub(crate) const WORKDAYS: FieldName = FieldName::new("工作日", "workdays");
pub(crate) const LAST_DAY: FieldName = FieldName::new("截止", "end");
pub(crate) const CONTACT: FieldName = FieldName::new("受理", "contact");
pub(crate) const UNIT: FieldName = FieldName::new("单位", "unit");
pub(crate) const TELEPHONE: FieldName = FieldName::new("电话", "telephone");
pub(crate) const EMAIL: FieldName = FieldName::new("邮箱", "email");
pub(crate) const RESULT: FieldName = FieldName::new("公示结果", "publicity_result");
pub(crate) const EXPLANATION: FieldName = FieldName::new("说明", "explanation");
pub(crate) const CHANNEL: FieldName = FieldName::new("方式", "channel");
pub(crate) const ANNUAL_PLAN: FieldName = FieldName::new("年度计划", "annual_plan");
pub(crate) const RESPONSE: FieldName = FieldName::new("采纳情况", "response");
pub(crate) const ADOPTED_BY: FieldName = FieldName::new("会议", "meeting");

// Meetings.
pub(crate) const TIME: FieldName = FieldName::new("时间", "time");
pub(crate) const CHAIR: FieldName = FieldName::new("主持人", "chair");
pub(crate) const RECORDER: FieldName = FieldName::new("记录人", "recorder");
pub(crate) const ABSENT: FieldName = FieldName::new("缺席", "absent");
pub(crate) const REASON: FieldName = FieldName::new("原因", "reason");
pub(crate) const OBSERVERS: FieldName = FieldName::new("列席", "observers");
pub(crate) const VOTERS: FieldName = FieldName::new("有表决权", "voters");
pub(crate) const AGENDA: FieldName = FieldName::new("议题", "agenda");
pub(crate) const RESOLUTIONS: FieldName = FieldName::new("决议", "resolutions");
pub(crate) const MATTER: FieldName = FieldName::new("事项", "matter");
pub(crate) const FOR: FieldName = FieldName::new("赞成", "for");
pub(crate) const AGAINST: FieldName = FieldName::new("反对", "against");
pub(crate) const ABSTAIN: FieldName = FieldName::new("弃权", "abstain");
pub(crate) const ROUTINE: FieldName = FieldName::new("例会", "duty");
pub(crate) const GROUP: FieldName = FieldName::new("小组", "group");
pub(crate) const ROTATION: FieldName = FieldName::new("轮训", "rotation");
pub(crate) const APPRAISAL: FieldName = FieldName::new("评议结果", "appraisal");
pub(crate) const SUBJECT: FieldName = FieldName::new("对象", "subject");
pub(crate) const PARTICIPANTS: FieldName = FieldName::new("参加", "participants");
pub(crate) const EXCELLENT: FieldName = FieldName::new("优秀", "excellent");
pub(crate) const QUALIFIED: FieldName = FieldName::new("合格", "qualified");
pub(crate) const BARELY_QUALIFIED: FieldName = FieldName::new("基本合格", "barely_qualified");
pub(crate) const UNQUALIFIED: FieldName = FieldName::new("不合格", "unqualified");
pub(crate) const STUDY_CONTENT: FieldName = FieldName::new("学习内容", "study_content");

// Pledges.
pub(crate) const YEAR: FieldName = FieldName::new("年度", "year");
pub(crate) const PLEDGER: FieldName = FieldName::new("承诺人", "pledger");
pub(crate) const DUTY: FieldName = FieldName::new("职务", "duty");
pub(crate) const WORK: FieldName = FieldName::new("分工", "work");
pub(crate) const ITEMS: FieldName = FieldName::new("承诺事项", "items");
pub(crate) const MEASURE: FieldName = FieldName::new("措施", "measure");
pub(crate) const PROGRESS: FieldName = FieldName::new("进度", "progress");
pub(crate) const COMPLETED_ON: FieldName = FieldName::new("完成日期", "completed_on");
pub(crate) const EVALUATION: FieldName = FieldName::new("评诺", "evaluation");
pub(crate) const SELF: FieldName = FieldName::new("自评", "self");
pub(crate) const PEER: FieldName = FieldName::new("互评", "peer");
pub(crate) const ORGANIZATION: FieldName = FieldName::new("组织评", "organization");
pub(crate) const MASSES: FieldName = FieldName::new("群众评", "masses");
pub(crate) const UNKEPT_REASON: FieldName = FieldName::new("未兑现说明", "unkept_reason");

// Study items.
pub(crate) const CATEGORY: FieldName = FieldName::new("类别", "category");
pub(crate) const SOURCE: FieldName = FieldName::new("来源", "source");
pub(crate) const AUTHOR: FieldName = FieldName::new("作者", "author");
pub(crate) const REQUIRED: FieldName = FieldName::new("必学", "required");
pub(crate) const SERIES: FieldName = FieldName::new("系列", "series");
pub(crate) const LEARNERS: FieldName = FieldName::new("学习人数", "learners");

// Ledgers.
pub(crate) const LEDGER: FieldName = FieldName::new("台账", "ledger");
pub(crate) const COLUMNS: FieldName = FieldName::new("列", "columns");
pub(crate) const ROWS: FieldName = FieldName::new("行", "rows");
pub(crate) const DETAIL_SCOPE: FieldName = FieldName::new("明细范围", "detail_scope");
pub(crate) const TOTALS: FieldName = FieldName::new("合计", "totals");
pub(crate) const SUMMED: FieldName = FieldName::new("合计", "summed");
pub(crate) const CHARTS: FieldName = FieldName::new("图", "charts");
pub(crate) const TARGET: FieldName = FieldName::new("链接", "target");

// Pages.
pub(crate) const ORDER: FieldName = FieldName::new("排序", "order");

// organization.yaml and catalogue.yaml.
pub(crate) const BRANCHES: FieldName = FieldName::new("支部", "branches");
pub(crate) const CATALOGUE_ITEMS: FieldName = FieldName::new("目录", "items");
pub(crate) const SUPERIOR: FieldName = FieldName::new("上级", "superior");
pub(crate) const ADDRESS: FieldName = FieldName::new("地址", "address");
pub(crate) const FOUNDED: FieldName = FieldName::new("成立日期", "founded");
pub(crate) const DISSOLVED: FieldName = FieldName::new("撤销日期", "dissolved");
pub(crate) const COVERS: FieldName = FieldName::new("范围", "covers");
pub(crate) const MEMBER_COUNT: FieldName = FieldName::new("党员数", "member_count");
pub(crate) const MEMBERS: FieldName = FieldName::new("党员", "members");
pub(crate) const OTHER_PERSONS: FieldName = FieldName::new("其他人员", "other_persons");
pub(crate) const COMMITTEE: FieldName = FieldName::new("委员", "committee");
pub(crate) const TERM_OF_OFFICE: FieldName = FieldName::new("任期", "term");
pub(crate) const SESSION: FieldName = FieldName::new("届次", "session");
pub(crate) const ELECTED: FieldName = FieldName::new("选举日期", "elected");
pub(crate) const YEARS: FieldName = FieldName::new("年限", "years");
pub(crate) const EXTENSION: FieldName = FieldName::new("延期", "extension");
pub(crate) const UNTIL: FieldName = FieldName::new("至", "until");
pub(crate) const APPROVED_BY: FieldName = FieldName::new("批准", "approved_by");
pub(crate) const GROUPS: FieldName = FieldName::new("小组", "groups");
pub(crate) const LEADER: FieldName = FieldName::new("组长", "leader");
pub(crate) const THEME_DAY: FieldName = FieldName::new("主题党日", "theme_day");
pub(crate) const SCOPES: FieldName = FieldName::new("公开范围", "scope");
pub(crate) const FREQUENCY: FieldName = FieldName::new("频次", "frequency");
pub(crate) const LEVEL: FieldName = FieldName::new("层级", "level");

// words.yaml.
pub(crate) const WORDINGS: FieldName = FieldName::new("表述", "wordings");
pub(crate) const WRONG: FieldName = FieldName::new("写法", "wrong");
pub(crate) const RIGHT: FieldName = FieldName::new("应当", "right");

// calendar.yaml.
pub(crate) const DAYS_OFF: FieldName = FieldName::new("放假", "days_off");
pub(crate) const MAKEUP_DAYS: FieldName = FieldName::new("调休上班", "makeup_workdays");
