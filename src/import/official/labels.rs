//! Words before a colon or in the cell before: what the value behind them is.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::import::numbering;
use crate::words::LazyRegex;

static SIGNED: LazyRegex =
    LazyRegex::new(r"\s*[（(](?:签|盖|章|手写|支部书记|书记|组织委员)[^（()）]{0,6}[）)]\s*$");
static OPENING: LazyRegex = LazyRegex::new(r"^\p{Han}{2,8}：");
static OTHER: LazyRegex =
    LazyRegex::new(r"[\s，；;,。、）)](?P<word>\p{Han}{2,8}(?:[（(][^（()）]{1,6}[）)])?\s*)$");

/// What a labelled value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormLabel {
    Time,
    Place,
    Chair,
    Recorder,
    Expected,
    Present,
    /// The same of those who may vote.
    FullExpected,
    FullPresent,
    /// From when to when, beside a day.
    Clocks,
    /// How many of them may vote: `应到23人，实到21人`.
    Voters,
    /// Who came, as names or as numbers.
    Attending,
    Absent,
    /// Why somebody was absent, in a cell of its own.
    AbsentReason,
    Observers,
    Agenda,
    /// What a meeting is about, in a word.
    Theme,
    Resolutions,
    VoteResult,
    StudyContent,
    StudyHours,
    /// Whether it has to be studied.
    Required,
    MeetingName,
    /// What was said; the body of minutes that are a form.
    Content,
    PublicityPeriod,
    ContactUnit,
    Telephone,
    Email,
    /// Where somebody takes objections.
    ContactPlace,
    /// Where letters go, or just 地址.
    PostalAddress,
    Deadline,
    Channel,
    Pledger,
    PledgedDuty,
    Promise,
    Promises,
    Measure,
    PromisedTerm,
    /// When somebody promised.
    PledgedOn,
    Reviewer,
    ReviewedOn,
    Series,
    Author,
    Source,
    Branch,
    /// A field of 评诺, whose labels `evaluation` knows.
    Evaluated,
}

impl FormLabel {
    /// True for what a few words say, so that another word with a colon ends it.
    fn is_short(self) -> bool {
        use FormLabel as L;
        matches!(
            self,
            L::Time
                | L::Place
                | L::Chair
                | L::Recorder
                | L::StudyHours
                | L::ContactUnit
                | L::Telephone
                | L::Email
                | L::ContactPlace
                | L::PostalAddress
                | L::Pledger
                | L::PledgedDuty
                | L::PledgedOn
                | L::Reviewer
                | L::ReviewedOn
                | L::Series
                | L::Author
                | L::Source
                | L::Branch
        )
    }
}

/// Labels of the day on which a form or a table was filled in.
pub(in crate::import) const MADE_ON: &str =
    "填表日期 填表时间 填报日期 填报时间 登记日期 登记时间 制表日期 制表时间 统计日期";

/// Words for each; 会议, 活动 and the like before them are left out.
const WORDS: &[(FormLabel, &str)] = &[
    (FormLabel::Time, "时间 日期 时间日期"),
    (FormLabel::Clocks, "起止时间 起止时分 时段"),
    (FormLabel::Place, "地点 会场"),
    (FormLabel::Chair, "主持 主持人 主持者 主持人签名 主持人签字"),
    (
        FormLabel::Recorder,
        "记录 记录人 记录员 记录者 记录整理 记录整理人 记录人签名 记录人签字",
    ),
    (
        FormLabel::Expected,
        "应到 应到人数 应到会人数 应到党员 应到党员数 应到党员人数 应到会党员 应出席 \
         应出席人数 应参加 应参加人数 应参加党员 应参会 应参会人数 应参会党员 党员总数 支部党员总数",
    ),
    (
        FormLabel::Present,
        "实到 实到人数 实到会人数 实到党员 实到党员数 实到党员人数 实到会党员 实际到会 实出席 \
         实出席人数 实际出席 实际出席人数 实参加 实参加人数 实际参加 实际参加人数 实参加党员 实参会 实参会人数 实参会党员",
    ),
    (
        FormLabel::FullExpected,
        "应到正式党员 应到正式党员数 应到正式党员人数 应到有表决权党员 应到有表决权党员数",
    ),
    (
        FormLabel::FullPresent,
        "实到正式党员 实到正式党员数 实到正式党员人数 实到有表决权党员 实到有表决权党员数",
    ),
    (
        FormLabel::Voters,
        "有表决权 有表决权人数 有表决权党员 有表决权的党员 有表决权党员数 有表决权党员人数 有选举权 有选举权人数",
    ),
    (
        FormLabel::Attending,
        "出席 出席人员 出席人 出席委员 参加 参加人 参加人员 参会人员 到会人员 出席情况 到会情况 \
         参会情况 参加情况 参加人数 到会人数 出席人数 参会人数",
    ),
    (
        FormLabel::Absent,
        "缺席 缺席人 缺席人数 请假人数 缺席人员 缺席人员及原因 缺席人员及事由 请假人员及事由 请假事由 缺席名单 缺席名单及原因 缺席情况 缺席及原因 \
         缺席（原因） 缺席人员（原因） 请假（原因） 缺席党员 请假党员 缺席人及原因 缺席人员名单及原因 \
         请假 请假人 请假人员 请假情况 请假人员及原因 请假及原因 请假缺席 未到 未到会 未到人员 未到会人员 \
         未出席 未参加 未参加人员 未参加人员及原因 未到会人员及原因 未到人员及原因 未出席人员及原因 缺席党员及原因 请假党员及原因 缺勤人员 缺勤人员及原因",
    ),
    (FormLabel::AbsentReason, "缺席原因 请假原因 缺席事由"),
    (
        FormLabel::Observers,
        "列席 列席人 列席人员 列席同志 列席领导 列席嘉宾 列席代表 上级派员 到会指导 上级指导 指导领导 到会领导 莅会领导",
    ),
    (
        FormLabel::Agenda,
        "议题 主要议题 议程 主要议程 讨论事项 研究事项 讨论议题 研究议题",
    ),
    (FormLabel::Theme, "会议主题 主题"),
    (
        FormLabel::Resolutions,
        "决议 决议事项 决定 会议决定 决定事项 形成决定 形成的决定 作出决定 作出的决定 会议形成决定 议定 议定事项 形成决议 形成的决议 形成如下决议 研究决定事项 商定 商定事项 商定意见 议定意见 形成意见 形成共识 达成共识 整改事项 整改措施 \
         表决情况及决议 表决结果及决议 表决及决议 决议及表决情况 决议及表决结果 表决情况和决议 表决结果和决议 表决和决议",
    ),
    (FormLabel::VoteResult, "表决 表决结果 表决情况 投票结果"),
    (
        FormLabel::StudyContent,
        "学习内容 学习篇目 学习材料 党课题目 党课主题 党课课题 授课题目 授课主题 授课内容",
    ),
    (FormLabel::StudyHours, "学时 时数 课时 总学时 学时数 合计学时"),
    (FormLabel::MeetingName, "名称 类型 类别 形式 材料类别 资料类别"),
    (FormLabel::Required, "是否必学 是否必读"),
    (
        FormLabel::Content,
        "内容 主要内容 内容记录 内容摘要 情况 情况记录 过程 发言情况 发言记录 内容（续） 主要内容（续） 内容续 记录（续） \
         主要内容及决议 主要内容及议定事项 主要内容和决议",
    ),
    (
        FormLabel::PublicityPeriod,
        "公示期 公示期限 公示时间 公示日期 公示起止时间",
    ),
    (
        FormLabel::ContactUnit,
        "受理单位 受理部门 受理机构 受理科室 受理处室 意见受理 异议受理 意见受理单位 意见受理部门 意见受理科室 \
         异议受理单位 异议受理部门 受理意见单位 受理反映单位 联系单位 联系部门 接待单位 监督单位 监督部门",
    ),
    (
        FormLabel::Telephone,
        "电话 来电 联系电话 受理电话 监督电话 举报电话 监督举报电话 举报监督电话 办公电话 咨询电话 反映电话 联系方式 \
         电话号码 联系人",
    ),
    (
        FormLabel::Email,
        "邮箱 电邮 电子邮箱 受理邮箱 举报邮箱 监督邮箱 联系邮箱 电子邮件",
    ),
    (
        FormLabel::ContactPlace,
        "受理地点 来访 受理地址 接待地点 接待地址 来访地点 来访地址 来信来访 来访来信 来信来访地点 来信来访地址 来访来信地址 \
         信访地址 信访地点 接访地点 办公地点",
    ),
    (
        FormLabel::PostalAddress,
        "联系地址 地址 通讯地址 通信地址 来信地址 邮寄地址",
    ),
    (
        FormLabel::Deadline,
        "截止 截止时间 截止日期 反馈截止时间 意见反馈截止时间 征求意见时间 征求意见期限 \
         征集时间 征集期限 反馈时间 征求意见的时间 征求意见的期限",
    ),
    (
        FormLabel::Channel,
        "方式 反馈方式 意见反馈方式 征求意见方式 征集方式 提交方式 意见提交方式 参与方式 \
         反馈渠道 反馈途径 意见反馈渠道 意见反馈途径 参与途径 参与渠道",
    ),
    (
        FormLabel::Pledger,
        "承诺人 承诺人姓名 承诺人签字 承诺人签名 承诺党员 承诺单位 承诺集体 承诺者 承诺支部 承诺班子 党员姓名 姓名",
    ),
    (
        FormLabel::PledgedDuty,
        "职务 岗位 党内职务 工作岗位 职务/岗位 岗位/职务 职务岗位 职务（岗位） 岗位（职务） 现任职务 岗位职务",
    ),
    (FormLabel::Promise, "承诺内容 公开承诺内容 具体承诺"),
    (FormLabel::Promises, "承诺事项 公开承诺事项"),
    (
        FormLabel::Measure,
        "措施 具体措施 主要措施 落实措施 践诺措施 兑现措施 具体举措 主要举措",
    ),
    (
        FormLabel::PromisedTerm,
        "时限 完成时限 完成时间 完成期限 完成节点 时间节点 践诺时限 践诺时间 践诺期限 兑现时限 兑现时间 承诺时限 承诺期限 学完时间 学完时限 学完日期 学习时限 学习截止时间",
    ),
    (FormLabel::PledgedOn, "承诺时间 承诺日期 签订日期 签订时间"),
    (FormLabel::PledgedOn, MADE_ON),
    (
        FormLabel::Reviewer,
        "审核人 审诺人 审诺 支部审核人 党支部审核人 支部审诺人 党支部审诺人 审核人签字 审核人签名 审诺人签字 审诺人签名 审核领导 审诺领导 上级审核人 上级党组织审核人",
    ),
    (FormLabel::ReviewedOn, "审核日期 审核时间 审诺日期 审诺时间"),
    (FormLabel::Series, "系列 所属系列 所在系列 系列名称"),
    (
        FormLabel::Author,
        "作者 撰稿 主讲稿作者 编写人 编写者 执笔人 撰写人 主讲 主讲人 授课人 宣讲人 整理 整理人 摘编 摘编人 供稿",
    ),
    (FormLabel::Source, "来源 稿件来源 文章来源 资料来源 材料来源"),
    (
        FormLabel::Branch,
        "支部 所在支部 支部名称 党支部 所在党支部 党支部名称 所属支部 所属党支部 填报支部 填报单位 填报党支部 填表单位 报送单位 \
         组织单位 主办单位 组织支部 主办支部 承办支部 召集支部 开展支部",
    ),
];

static LABELS: LazyLock<HashMap<&str, FormLabel>> = LazyLock::new(|| {
    let rows = WORDS.iter();
    rows.flat_map(|(label, words)| words.split(' ').map(|word| (word, *label)))
        .collect()
});

/// What may stand before such a word and changes nothing.
const BEFORE: &[&str] = &[
    "本次会议", "本次大会", "会议", "大会", "活动", "召开", "开会", "学习", "党课", "授课", "上课", "讲课",
    "组织生活", "建议", "参考", "小组",
];

/// The label that a text is.
pub(super) fn label_of(text: &str) -> Option<FormLabel> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_end_matches(['：', ':', '。', '*']);
    let bare = bare.strip_suffix("如下").unwrap_or(bare);
    // 议定以下事项; 公开征求意见时间.
    let bare = &bare
        .replace("以下", "")
        .replace("如下", "")
        .replace("公开征", "征");
    let find = |word: &str| LABELS.get(word).copied();
    find(bare).or_else(|| {
        let short = BEFORE.iter().find_map(|word| bare.strip_prefix(word))?;
        // 活动主题 is no matter of an agenda.
        find(short).filter(|label| *label != FormLabel::Theme)
    })
}

/// True for what labels a value in forms.
pub(in crate::import) fn is_label(text: &str) -> bool {
    label_of(text).is_some()
}

/// True for the name of a column or a cell that holds a branch.
pub(in crate::import) fn names_branch(label: &str) -> bool {
    label_of(label) == Some(FormLabel::Branch)
}

/// The label with what stands behind it: 会议记录 is who wrote them, or what they say.
pub(super) fn label_with(text: &str, value: &str) -> Option<FormLabel> {
    let label = label_of(text)?;
    let is_name = value.chars().count() <= 16 || !text.trim_end_matches(['：', ' ']).ends_with("记录");
    Some(if label == FormLabel::Recorder && !is_name {
        FormLabel::Content
    } else {
        label
    })
}

/// A label in a line, and the value behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LabelInLine {
    pub(super) label: FormLabel,
    /// Where the label begins.
    pub(super) start: usize,
    /// The value, without marks at its end.
    pub(super) value: Range<usize>,
    /// It stands behind other words of a sentence.
    pub(super) is_inside: bool,
    /// A word that is no label here, with a value of its own, stands before it or behind its value.
    pub(super) is_beside: bool,
}

/// The labels of a line, each with a colon behind it, and 【label】.
pub(super) fn labels_in(line: &str) -> Vec<LabelInLine> {
    let body = numbering::number_of(line).map_or(0, |number| number.length);
    let mut found: Vec<LabelInLine> = Vec::new();
    let mut floor = body;
    for (at, mark) in line.match_indices(['：', '】']) {
        let hit = if mark == "】" {
            bracketed(line, floor, at)
        } else {
            before_colon(line, floor, at)
        };
        let start = hit.map(|hit| hit.1).or_else(|| other_label(line, floor, at));
        if let Some((last, start)) = found.last_mut().zip(start)
            && last.value.end == line.len()
            && (hit.is_some() || last.label.is_short())
        {
            last.value.end = start;
            last.is_beside |= hit.is_none();
        }
        floor = at + mark.len();
        let Some((label, start)) = hit else { continue };
        // 编者：龚小敏 学时：2.
        // （来源：…） says nothing else.
        let opened = line[body..start].trim_matches(['（', '(', ' ']);
        let is_first_inside = found.is_empty() && !opened.is_empty();
        let is_behind_other =
            is_first_inside && OPENING.is_match(&line[body..]) && line[..start].ends_with(' ');
        let is_inside = is_first_inside && !is_behind_other;
        found.push(LabelInLine {
            label,
            start,
            value: floor..line.len(),
            is_inside: is_inside || found.first().is_some_and(|first| first.is_inside),
            is_beside: is_behind_other,
        });
    }
    for label in &mut found {
        let value = &line[label.value.clone()];
        let open = value.trim_start_matches([' ', '：']);
        let start = label.value.end - open.len();
        let mut value = open.trim_end_matches([' ', '，', '；', ';', ',', '、', '。', '【']);
        if !value.contains(['（', '(']) && line[..label.start].ends_with(['（', '(']) {
            value = value.trim_end_matches(['）', ')']);
        }
        let end = start + value.len();
        label.value = start..end;
    }
    found
}

/// Where a word begins that is no label here: `传真：` behind a telephone.
fn other_label(line: &str, floor: usize, at: usize) -> Option<usize> {
    let word = OTHER.captures(&line[floor..at])?.name("word")?;
    Some(floor + word.start())
}

/// `【时间】`.
fn bracketed(line: &str, floor: usize, at: usize) -> Option<(FormLabel, usize)> {
    let open = floor + line[floor..at].rfind('【')?;
    let label = label_of(&line[open + '【'.len_utf8()..at])?;
    Some((label, open))
}

/// `时 间：`.
fn before_colon(line: &str, floor: usize, at: usize) -> Option<(FormLabel, usize)> {
    let before = &line[floor..at];
    // 承诺人（签名）.
    let before = SIGNED
        .find(before)
        .map_or(before, |signed| &before[..signed.start()]);
    let marks = ['。', '，', ',', '；', ';', '、', '（', '(', '】', '!', '！', '|'];
    let cut = before.rfind(marks).map_or(0, |mark| {
        mark + before[mark..].chars().next().map_or(0, char::len_utf8)
    });
    let word = &before[cut..];
    if word.len() > 80 {
        return None;
    }
    let open = word.len() - word.trim_start().len();
    let starts = word.match_indices(' ').map(|(space, _)| space + 1);
    let mut starts = std::iter::once(open).chain(starts.filter(|start| *start > open));
    starts.find_map(|start| Some((label_of(&word[start..])?, floor + cut + start)))
}
