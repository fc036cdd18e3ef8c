//! Words before a colon or in the cell before: what the value behind them is.

use std::ops::Range;

use crate::import::numbering;

/// What a labelled value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormLabel {
    Time,
    Place,
    Chair,
    Recorder,
    Expected,
    Present,
    /// Who came, as names or as numbers.
    Attending,
    Absent,
    /// Why somebody was absent, in a cell of its own.
    AbsentReason,
    Observers,
    Agenda,
    Resolutions,
    VoteResult,
    StudyContent,
    StudyHours,
    MeetingName,
    /// What was said; the body of minutes that are a form.
    Content,
    PublicityPeriod,
    ContactUnit,
    Telephone,
    Email,
    ContactPlace,
    Deadline,
    Channel,
    Pledger,
    PledgedDuty,
    Promise,
    Promises,
    Measure,
    PromisedTerm,
    Author,
    Source,
    Branch,
}

/// Words for each; 会议, 活动 and the like before them are left out.
const WORDS: &[(&str, FormLabel)] = &[
    ("时间", FormLabel::Time),
    ("日期", FormLabel::Time),
    ("时间日期", FormLabel::Time),
    ("地点", FormLabel::Place),
    ("地址", FormLabel::Place),
    ("会场", FormLabel::Place),
    ("主持", FormLabel::Chair),
    ("主持人", FormLabel::Chair),
    ("主持者", FormLabel::Chair),
    ("记录", FormLabel::Recorder),
    ("记录人", FormLabel::Recorder),
    ("记录员", FormLabel::Recorder),
    ("记录者", FormLabel::Recorder),
    ("应到", FormLabel::Expected),
    ("应到人数", FormLabel::Expected),
    ("应到会人数", FormLabel::Expected),
    ("应到党员", FormLabel::Expected),
    ("应到党员数", FormLabel::Expected),
    ("应到党员人数", FormLabel::Expected),
    ("应到会党员", FormLabel::Expected),
    ("应出席", FormLabel::Expected),
    ("应出席人数", FormLabel::Expected),
    ("应参加人数", FormLabel::Expected),
    ("实到", FormLabel::Present),
    ("实到人数", FormLabel::Present),
    ("实到会人数", FormLabel::Present),
    ("实到党员", FormLabel::Present),
    ("实到党员数", FormLabel::Present),
    ("实到党员人数", FormLabel::Present),
    ("实到会党员", FormLabel::Present),
    ("实际到会", FormLabel::Present),
    ("实出席", FormLabel::Present),
    ("实际参加人数", FormLabel::Present),
    ("出席", FormLabel::Attending),
    ("出席人员", FormLabel::Attending),
    ("出席人", FormLabel::Attending),
    ("出席委员", FormLabel::Attending),
    ("参加人", FormLabel::Attending),
    ("参加人员", FormLabel::Attending),
    ("参会人员", FormLabel::Attending),
    ("到会人员", FormLabel::Attending),
    ("出席情况", FormLabel::Attending),
    ("到会情况", FormLabel::Attending),
    ("缺席", FormLabel::Absent),
    ("缺席人", FormLabel::Absent),
    ("缺席人员", FormLabel::Absent),
    ("缺席人员及原因", FormLabel::Absent),
    ("缺席名单", FormLabel::Absent),
    ("缺席名单及原因", FormLabel::Absent),
    ("缺席情况", FormLabel::Absent),
    ("缺席及原因", FormLabel::Absent),
    ("缺席党员", FormLabel::Absent),
    ("缺席人及原因", FormLabel::Absent),
    ("缺席人员名单及原因", FormLabel::Absent),
    ("请假", FormLabel::Absent),
    ("请假人", FormLabel::Absent),
    ("请假人员", FormLabel::Absent),
    ("请假情况", FormLabel::Absent),
    ("请假人员及原因", FormLabel::Absent),
    ("请假及原因", FormLabel::Absent),
    ("请假缺席", FormLabel::Absent),
    ("缺席原因", FormLabel::AbsentReason),
    ("请假原因", FormLabel::AbsentReason),
    ("缺席事由", FormLabel::AbsentReason),
    ("列席", FormLabel::Observers),
    ("列席人", FormLabel::Observers),
    ("列席人员", FormLabel::Observers),
    ("列席同志", FormLabel::Observers),
    ("议题", FormLabel::Agenda),
    ("主要议题", FormLabel::Agenda),
    ("议程", FormLabel::Agenda),
    ("主要议程", FormLabel::Agenda),
    ("决议", FormLabel::Resolutions),
    ("决议事项", FormLabel::Resolutions),
    ("决定", FormLabel::Resolutions),
    ("决定事项", FormLabel::Resolutions),
    ("议定事项", FormLabel::Resolutions),
    ("形成决议", FormLabel::Resolutions),
    ("形成的决议", FormLabel::Resolutions),
    ("形成如下决议", FormLabel::Resolutions),
    ("研究决定事项", FormLabel::Resolutions),
    ("表决结果", FormLabel::VoteResult),
    ("表决情况", FormLabel::VoteResult),
    ("投票结果", FormLabel::VoteResult),
    ("学习内容", FormLabel::StudyContent),
    ("学习篇目", FormLabel::StudyContent),
    ("学习材料", FormLabel::StudyContent),
    ("学时", FormLabel::StudyHours),
    ("名称", FormLabel::MeetingName),
    ("类型", FormLabel::MeetingName),
    ("类别", FormLabel::MeetingName),
    ("形式", FormLabel::MeetingName),
    ("内容", FormLabel::Content),
    ("主要内容", FormLabel::Content),
    ("内容记录", FormLabel::Content),
    ("内容摘要", FormLabel::Content),
    ("情况", FormLabel::Content),
    ("情况记录", FormLabel::Content),
    ("过程", FormLabel::Content),
    ("公示期", FormLabel::PublicityPeriod),
    ("公示期限", FormLabel::PublicityPeriod),
    ("公示时间", FormLabel::PublicityPeriod),
    ("公示日期", FormLabel::PublicityPeriod),
    ("公示起止时间", FormLabel::PublicityPeriod),
    ("受理单位", FormLabel::ContactUnit),
    ("受理部门", FormLabel::ContactUnit),
    ("受理机构", FormLabel::ContactUnit),
    ("意见受理单位", FormLabel::ContactUnit),
    ("受理意见单位", FormLabel::ContactUnit),
    ("受理反映单位", FormLabel::ContactUnit),
    ("联系单位", FormLabel::ContactUnit),
    ("联系部门", FormLabel::ContactUnit),
    ("接待单位", FormLabel::ContactUnit),
    ("监督单位", FormLabel::ContactUnit),
    ("电话", FormLabel::Telephone),
    ("联系电话", FormLabel::Telephone),
    ("受理电话", FormLabel::Telephone),
    ("监督电话", FormLabel::Telephone),
    ("举报电话", FormLabel::Telephone),
    ("办公电话", FormLabel::Telephone),
    ("咨询电话", FormLabel::Telephone),
    ("反映电话", FormLabel::Telephone),
    ("联系方式", FormLabel::Telephone),
    ("电话号码", FormLabel::Telephone),
    ("邮箱", FormLabel::Email),
    ("电子邮箱", FormLabel::Email),
    ("受理邮箱", FormLabel::Email),
    ("举报邮箱", FormLabel::Email),
    ("监督邮箱", FormLabel::Email),
    ("联系邮箱", FormLabel::Email),
    ("电子邮件", FormLabel::Email),
    ("受理地点", FormLabel::ContactPlace),
    ("受理地址", FormLabel::ContactPlace),
    ("联系地址", FormLabel::ContactPlace),
    ("接待地点", FormLabel::ContactPlace),
    ("来访地点", FormLabel::ContactPlace),
    ("来访地址", FormLabel::ContactPlace),
    ("办公地点", FormLabel::ContactPlace),
    ("截止", FormLabel::Deadline),
    ("截止时间", FormLabel::Deadline),
    ("截止日期", FormLabel::Deadline),
    ("反馈截止时间", FormLabel::Deadline),
    ("意见反馈截止时间", FormLabel::Deadline),
    ("征求意见时间", FormLabel::Deadline),
    ("征求意见期限", FormLabel::Deadline),
    ("征集时间", FormLabel::Deadline),
    ("征集期限", FormLabel::Deadline),
    ("反馈时间", FormLabel::Deadline),
    ("方式", FormLabel::Channel),
    ("反馈方式", FormLabel::Channel),
    ("意见反馈方式", FormLabel::Channel),
    ("征求意见方式", FormLabel::Channel),
    ("征集方式", FormLabel::Channel),
    ("提交方式", FormLabel::Channel),
    ("反馈渠道", FormLabel::Channel),
    ("反馈途径", FormLabel::Channel),
    ("承诺人", FormLabel::Pledger),
    ("承诺人姓名", FormLabel::Pledger),
    ("承诺人签字", FormLabel::Pledger),
    ("承诺人签名", FormLabel::Pledger),
    ("承诺党员", FormLabel::Pledger),
    ("承诺单位", FormLabel::Pledger),
    ("承诺集体", FormLabel::Pledger),
    ("姓名", FormLabel::Pledger),
    ("职务", FormLabel::PledgedDuty),
    ("岗位", FormLabel::PledgedDuty),
    ("党内职务", FormLabel::PledgedDuty),
    ("工作岗位", FormLabel::PledgedDuty),
    ("承诺内容", FormLabel::Promise),
    ("承诺事项", FormLabel::Promises),
    ("公开承诺事项", FormLabel::Promises),
    ("措施", FormLabel::Measure),
    ("具体措施", FormLabel::Measure),
    ("主要措施", FormLabel::Measure),
    ("落实措施", FormLabel::Measure),
    ("践诺措施", FormLabel::Measure),
    ("时限", FormLabel::PromisedTerm),
    ("完成时限", FormLabel::PromisedTerm),
    ("完成时间", FormLabel::PromisedTerm),
    ("践诺时限", FormLabel::PromisedTerm),
    ("兑现时限", FormLabel::PromisedTerm),
    ("承诺时限", FormLabel::PromisedTerm),
    ("作者", FormLabel::Author),
    ("撰稿", FormLabel::Author),
    ("主讲稿作者", FormLabel::Author),
    ("来源", FormLabel::Source),
    ("稿件来源", FormLabel::Source),
    ("文章来源", FormLabel::Source),
    ("支部", FormLabel::Branch),
    ("所在支部", FormLabel::Branch),
    ("支部名称", FormLabel::Branch),
    ("党支部", FormLabel::Branch),
];

/// What may stand before such a word and changes nothing.
const BEFORE: &[&str] = &["本次会议", "会议", "活动", "召开", "开会", "党课", "组织生活"];

/// The label that a text is.
pub(super) fn label_of(text: &str) -> Option<FormLabel> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_end_matches(['：', ':', '。', '*']);
    let bare = bare.strip_suffix("如下").unwrap_or(bare);
    let find = |word: &str| WORDS.iter().find(|(known, _)| *known == word).map(|row| row.1);
    find(bare).or_else(|| {
        let short = BEFORE.iter().find_map(|word| bare.strip_prefix(word))?;
        find(short)
    })
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
        floor = at + mark.len();
        let Some((label, start)) = hit else { continue };
        if let Some(last) = found.last_mut() {
            last.value.end = start;
        }
        let is_inside = found.is_empty() && start > body;
        found.push(LabelInLine {
            label,
            start,
            value: floor..line.len(),
            is_inside: is_inside || found.first().is_some_and(|first| first.is_inside),
        });
    }
    for label in &mut found {
        let value = &line[label.value.clone()];
        let open = value.trim_start_matches([' ', '：']);
        let start = label.value.end - open.len();
        let end = start
            + open
                .trim_end_matches([' ', '，', '；', ';', ',', '、', '。', '【'])
                .len();
        label.value = start..end;
    }
    found
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
