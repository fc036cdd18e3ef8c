//! The names of every field that an entry, `organization.yaml`, `catalogue.yaml`, `calendar.yaml` or `words.yaml` may have:
//! Chinese, and English alias. The readers take fields by these. Where each may stand, what it takes and what it is for
//! is said by `registry`.

/// The names of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
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

impl Key {
    /// A field by its two names.
    pub(crate) const fn new(name: &'static str, alias: &'static str) -> Self {
        let marks = [Mark::of(name), Mark::of(alias)];
        Self { name, alias, marks }
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
pub(crate) const TITLE: Key = Key::new("标题", "title");
pub(crate) const DATE: Key = Key::new("日期", "date");
pub(crate) const SCOPE: Key = Key::new("公开范围", "scope");
pub(crate) const BRANCH: Key = Key::new("支部", "branch");
pub(crate) const CATALOGUE: Key = Key::new("公开目录", "catalogue");
pub(crate) const DURATION: Key = Key::new("公开时限", "duration");
pub(crate) const APPROVAL: Key = Key::new("审批", "approval");
pub(crate) const SUMMARY: Key = Key::new("摘要", "summary");
pub(crate) const TAGS: Key = Key::new("标签", "tags");
pub(crate) const ATTACHMENTS: Key = Key::new("附件", "attachments");
pub(crate) const RESPONSIBLE: Key = Key::new("责任人", "responsible");
pub(crate) const NUMBER: Key = Key::new("发文字号", "number");
pub(crate) const SIGNED_BY: Key = Key::new("落款", "signed_by");
pub(crate) const SIGNED_ON: Key = Key::new("成文日期", "signed_on");
pub(crate) const PINNED: Key = Key::new("置顶", "pinned");
pub(crate) const DRAFT: Key = Key::new("草稿", "draft");
pub(crate) const SAMPLE: Key = Key::new("样例", "sample");
pub(crate) const SLUG: Key = Key::new("链接名", "slug");
pub(crate) const ALIASES: Key = Key::new("旧地址", "aliases");
pub(crate) const CORRECTIONS: Key = Key::new("更正", "corrections");
pub(crate) const POSTED: Key = Key::new("上墙", "posted");
pub(crate) const AFTER_EXPIRY: Key = Key::new("期满处理", "after_expiry");
pub(crate) const ACKNOWLEDGED: Key = Key::new("已核对", "acknowledged");

// The parts of 已核对.
pub(crate) const COMPLAINT: Key = Key::new("提示", "complaint");
pub(crate) const GROUNDS: Key = Key::new("理由", "reason");
pub(crate) const CHECKED_BY: Key = Key::new("核对", "checked_by");

// The steps of 审批; 审批 itself has the same name as the field.
pub(crate) const PROPOSAL: Key = Key::new("提出", "proposal");
pub(crate) const SECRECY_REVIEW: Key = Key::new("保密审查", "secrecy_review");
pub(crate) const REVIEW: Key = Key::new("审核", "review");

// Parts that several fields have.
pub(crate) const NAME: Key = Key::new("姓名", "name");
pub(crate) const CALLED: Key = Key::new("名称", "name");
pub(crate) const ID: Key = Key::new("编号", "id");
pub(crate) const FILE: Key = Key::new("文件", "file");
pub(crate) const OPINION: Key = Key::new("意见", "opinion");
pub(crate) const SEAL: Key = Key::new("指纹", "fingerprint");
pub(crate) const CONDITION_MET: Key = Key::new("条件已落实", "condition_met");
pub(crate) const CONTENT: Key = Key::new("内容", "content");
pub(crate) const KIND: Key = Key::new("类型", "type");
pub(crate) const START: Key = Key::new("开始", "start");
pub(crate) const END: Key = Key::new("结束", "end");
pub(crate) const DEADLINE: Key = Key::new("截止", "deadline");
pub(crate) const TERM: Key = Key::new("时限", "deadline");
pub(crate) const PLACE: Key = Key::new("地点", "place");
pub(crate) const HOURS: Key = Key::new("学时", "hours");
pub(crate) const CONCLUSION: Key = Key::new("结论", "conclusion");
pub(crate) const EXPECTED: Key = Key::new("应到", "expected");
pub(crate) const PRESENT: Key = Key::new("实到", "present");

// Notices.
pub(crate) const PERIOD: Key = Key::new("公示期", "publicity_period");
pub(crate) const WORKDAYS: Key = Key::new("工作日", "workdays");
pub(crate) const LAST_DAY: Key = Key::new("截止", "end");
pub(crate) const CONTACT: Key = Key::new("受理", "contact");
pub(crate) const UNIT: Key = Key::new("单位", "unit");
pub(crate) const TELEPHONE: Key = Key::new("电话", "telephone");
pub(crate) const EMAIL: Key = Key::new("邮箱", "email");
pub(crate) const RESULT: Key = Key::new("公示结果", "publicity_result");
pub(crate) const EXPLANATION: Key = Key::new("说明", "explanation");
pub(crate) const CHANNEL: Key = Key::new("方式", "channel");
pub(crate) const ANNUAL_PLAN: Key = Key::new("年度计划", "annual_plan");
pub(crate) const ADOPTED_BY: Key = Key::new("会议", "meeting");

// Meetings.
pub(crate) const TIME: Key = Key::new("时间", "time");
pub(crate) const CHAIR: Key = Key::new("主持人", "chair");
pub(crate) const RECORDER: Key = Key::new("记录人", "recorder");
pub(crate) const ABSENT: Key = Key::new("缺席", "absent");
pub(crate) const REASON: Key = Key::new("原因", "reason");
pub(crate) const OBSERVERS: Key = Key::new("列席", "observers");
pub(crate) const VOTERS: Key = Key::new("有表决权", "voters");
pub(crate) const AGENDA: Key = Key::new("议题", "agenda");
pub(crate) const RESOLUTIONS: Key = Key::new("决议", "resolutions");
pub(crate) const MATTER: Key = Key::new("事项", "matter");
pub(crate) const FOR: Key = Key::new("赞成", "for");
pub(crate) const AGAINST: Key = Key::new("反对", "against");
pub(crate) const ABSTAIN: Key = Key::new("弃权", "abstain");
pub(crate) const ROUTINE: Key = Key::new("例会", "duty");
pub(crate) const GROUP: Key = Key::new("小组", "group");
pub(crate) const ROTATION: Key = Key::new("轮训", "rotation");
pub(crate) const APPRAISAL: Key = Key::new("评议结果", "appraisal");
pub(crate) const SUBJECT: Key = Key::new("对象", "subject");
pub(crate) const PARTICIPANTS: Key = Key::new("参加", "participants");
pub(crate) const EXCELLENT: Key = Key::new("优秀", "excellent");
pub(crate) const QUALIFIED: Key = Key::new("合格", "qualified");
pub(crate) const BARELY_QUALIFIED: Key = Key::new("基本合格", "barely_qualified");
pub(crate) const UNQUALIFIED: Key = Key::new("不合格", "unqualified");
pub(crate) const STUDY_CONTENT: Key = Key::new("学习内容", "study_content");

// Pledges.
pub(crate) const YEAR: Key = Key::new("年度", "year");
pub(crate) const PLEDGER: Key = Key::new("承诺人", "pledger");
pub(crate) const DUTY: Key = Key::new("职务", "duty");
pub(crate) const WORK: Key = Key::new("分工", "work");
pub(crate) const ITEMS: Key = Key::new("承诺事项", "items");
pub(crate) const MEASURE: Key = Key::new("措施", "measure");
pub(crate) const PROGRESS: Key = Key::new("进度", "progress");
pub(crate) const COMPLETED_ON: Key = Key::new("完成日期", "completed_on");
pub(crate) const EVALUATION: Key = Key::new("评诺", "evaluation");
pub(crate) const SELF: Key = Key::new("自评", "self");
pub(crate) const PEER: Key = Key::new("互评", "peer");
pub(crate) const ORGANIZATION: Key = Key::new("组织评", "organization");
pub(crate) const MASSES: Key = Key::new("群众评", "masses");
pub(crate) const UNKEPT_REASON: Key = Key::new("未兑现说明", "unkept_reason");

// Study items.
pub(crate) const CATEGORY: Key = Key::new("类别", "category");
pub(crate) const SOURCE: Key = Key::new("来源", "source");
pub(crate) const AUTHOR: Key = Key::new("作者", "author");
pub(crate) const REQUIRED: Key = Key::new("必学", "required");
pub(crate) const SERIES: Key = Key::new("系列", "series");
pub(crate) const LEARNERS: Key = Key::new("学习人数", "learners");

// Ledgers.
pub(crate) const LEDGER: Key = Key::new("台账", "ledger");
pub(crate) const COLUMNS: Key = Key::new("列", "columns");
pub(crate) const ROWS: Key = Key::new("行", "rows");
pub(crate) const DETAIL_SCOPE: Key = Key::new("明细范围", "detail_scope");
pub(crate) const TOTALS: Key = Key::new("合计", "totals");
pub(crate) const SUMMED: Key = Key::new("合计", "summed");
pub(crate) const CHARTS: Key = Key::new("图", "charts");
pub(crate) const TARGET: Key = Key::new("链接", "target");

// Pages.
pub(crate) const ORDER: Key = Key::new("排序", "order");

// organization.yaml and catalogue.yaml.
pub(crate) const BRANCHES: Key = Key::new("支部", "branches");
pub(crate) const CATALOGUE_ITEMS: Key = Key::new("目录", "items");
pub(crate) const SUPERIOR: Key = Key::new("上级", "superior");
pub(crate) const ADDRESS: Key = Key::new("地址", "address");
pub(crate) const FOUNDED: Key = Key::new("成立日期", "founded");
pub(crate) const COVERS: Key = Key::new("范围", "covers");
pub(crate) const MEMBER_COUNT: Key = Key::new("党员数", "member_count");
pub(crate) const MEMBERS: Key = Key::new("党员", "members");
pub(crate) const COMMITTEE: Key = Key::new("委员", "committee");
pub(crate) const TERM_OF_OFFICE: Key = Key::new("任期", "term");
pub(crate) const SESSION: Key = Key::new("届次", "session");
pub(crate) const ELECTED: Key = Key::new("选举日期", "elected");
pub(crate) const YEARS: Key = Key::new("年限", "years");
pub(crate) const EXTENSION: Key = Key::new("延期", "extension");
pub(crate) const UNTIL: Key = Key::new("至", "until");
pub(crate) const APPROVED_BY: Key = Key::new("批准", "approved_by");
pub(crate) const GROUPS: Key = Key::new("小组", "groups");
pub(crate) const LEADER: Key = Key::new("组长", "leader");
pub(crate) const THEME_DAY: Key = Key::new("主题党日", "theme_day");
pub(crate) const SCOPES: Key = Key::new("公开范围", "scope");
pub(crate) const FREQUENCY: Key = Key::new("频次", "frequency");
pub(crate) const LEVEL: Key = Key::new("层级", "level");

// words.yaml.
pub(crate) const WORDINGS: Key = Key::new("表述", "wordings");
pub(crate) const WRONG: Key = Key::new("写法", "wrong");
pub(crate) const RIGHT: Key = Key::new("应当", "right");

// calendar.yaml.
pub(crate) const DAYS_OFF: Key = Key::new("放假", "days_off");
pub(crate) const MAKEUP_DAYS: Key = Key::new("调休上班", "makeup_workdays");
