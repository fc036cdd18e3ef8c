//! What offices call the columns of the bundled ledgers and of registers of pledges. Data, nothing else: a new word is
//! written here and nowhere besides.

use crate::read::ledger::{Computed, Preset};

/// What the fields of a ledger are called besides their own names, the likeliest first. A long row is two.
pub(super) type FieldWords = &'static [(&'static str, &'static str)];

/// The words for the fields of a ledger.
pub(super) fn of_preset(preset: Preset) -> FieldWords {
    match preset {
        Preset::Rectification => RECTIFICATION,
        Preset::Tasks => TASKS,
        Preset::Dues => DUES,
        Preset::Budget => BUDGET,
        Preset::Development => DEVELOPMENT,
        Preset::Points => POINTS,
        Preset::Honours => HONOURS,
        Preset::Appraisal => APPRAISAL,
        Preset::Opinions => OPINIONS,
    }
}

const RECTIFICATION: FieldWords = &[
    ("编号", "问题编号 销号编号"),
    ("来源", "问题来源 反馈来源 检查单位 反馈单位 发现渠道 问题出处"),
    (
        "发现日期",
        "发现时间 反馈时间 反馈日期 检查时间 检查日期 提出时间 问题发现时间",
    ),
    (
        "问题",
        "存在问题 问题内容 问题描述 问题表述 具体问题 反馈问题 主要问题 存在的问题 存在的主要问题",
    ),
    (
        "问题",
        "整改问题 问题清单 整改事项 问题表现 具体表现 查摆问题 问题事项",
    ),
    (
        "问题",
        "查摆出的问题 查摆的问题 查摆发现的问题 查找出的问题 查找的问题 发现的问题 反馈的问题 自查发现的问题",
    ),
    ("问题", "检查发现的问题 巡察反馈的问题 督导反馈的问题 自查问题"),
    ("责任领导", "分管领导 牵头领导 整改责任领导 包抓领导 领导责任人"),
    (
        "责任人",
        "整改责任人 具体责任人 直接责任人 负责人 整改负责人 责任部门 责任单位 责任科室",
    ),
    (
        "责任人",
        "责任处室 牵头部门 承办部门 整改部门 整改单位 责任主体 责任支部 责任人员",
    ),
    ("标准", "整改标准 整改目标 达到标准 目标要求 销号标准"),
    ("措施", "整改措施 整改举措 具体措施 整改内容 整改任务 工作措施"),
    (
        "时限",
        "整改时限 完成时限 整改期限 办结时限 完成期限 计划完成时间 要求完成时间",
    ),
    ("时限", "整改完成时限 时间节点 整改时间"),
    ("启动日期", "启动时间 开始时间 开始日期 整改启动时间 着手时间"),
    (
        "完成日期",
        "完成时间 实际完成时间 整改完成时间 办结时间 办结日期 整改完成日期 实际完成日期",
    ),
    (
        "完成情况",
        "整改情况 整改结果 整改成效 落实情况 整改落实情况 整改完成情况 办理结果",
    ),
    ("完成情况", "整改进展情况 整改进展"),
    ("佐证", "佐证材料 印证材料 支撑材料 证明材料"),
    ("核验人", "验收人 核查人 验收领导 复核人 核销人 审核人"),
    ("销号日期", "销号时间 核销时间 核销日期 验收时间 验收日期 销号日"),
];

const TASKS: FieldWords = &[
    ("编号", "任务编号"),
    (
        "任务",
        "工作任务 重点任务 任务内容 任务名称 重点工作 工作内容 主要任务 工作事项 目标任务",
    ),
    ("任务", "工作项目 任务事项 具体任务"),
    (
        "措施",
        "工作措施 具体措施 推进措施 工作举措 落实措施 主要措施 具体举措 推进举措 主要举措",
    ),
    ("责任领导", "分管领导 牵头领导 领导责任人 包抓领导"),
    (
        "责任人",
        "负责人 具体责任人 责任部门 责任单位 责任科室 责任处室 牵头部门 承办部门 牵头单位",
    ),
    ("责任人", "承办人 经办人 责任支部 责任主体 落实人"),
    (
        "时限",
        "完成时限 完成期限 计划完成时间 要求完成时间 时间节点 办结时限 时间安排 截止时间",
    ),
    ("时限", "截止日期 完成节点"),
    ("启动日期", "启动时间 开始时间 开始日期"),
    ("完成日期", "完成时间 实际完成时间 办结时间 实际完成日期 办结日期"),
    (
        "完成情况",
        "落实情况 进展情况 推进情况 工作进展 完成结果 任务完成情况 工作成效 完成进度",
    ),
    ("佐证", "佐证材料 印证材料 支撑材料 证明材料"),
];

const DUES: FieldWords = &[
    (
        "支部",
        "党支部 所在支部 支部名称 党组织 党组织名称 所在党支部 党支部名称",
    ),
    ("月份", "月度 季度 缴纳月份 缴费月份 时间 所属月份 月 缴纳时间"),
    ("姓名", "党员姓名 缴费人 缴纳人"),
    ("党员数", "党员人数 缴费人数 缴纳人数 应缴人数 人数"),
    (
        "应缴",
        "应缴党费 应交 应交党费 应缴金额 应交金额 应缴数 应缴额 应交数 党费标准 应缴纳 \
         应交合计 应缴合计",
    ),
    ("应缴", "应缴纳党费 应收党费"),
    (
        "实缴",
        "实缴党费 实交 实交党费 实缴金额 实交金额 实缴数 实缴额 实交数 已缴 已交 缴纳金额 实际交纳 实际缴纳 \
         实交合计 实缴合计",
    ),
    ("实缴", "实收党费"),
    (
        "上缴",
        "上缴党费 上交 上缴金额 上缴上级 上缴上级党委 上交党委 上缴党委 上交上级 上交总支 上缴总支 上交党总支 上缴党总支 \
         上缴上级党组织 上交上级党组织",
    ),
    ("留存", "留存党费 留存金额 自留 支部留存 本支部留存 本级留存 留用"),
    ("支出", "党费支出 支出金额 使用金额"),
    ("说明", "备注 情况说明"),
];

const BUDGET: FieldWords = &[
    (
        "项目",
        "支出项目 经费项目 项目名称 用途 支出内容 事项 开支项目 预算项目 科目 支出科目",
    ),
    ("项目", "活动项目 支出用途"),
    ("依据", "支出依据 政策依据 文件依据 预算依据 批准依据"),
    (
        "预算",
        "预算金额 预算数 年初预算 预算额 计划金额 安排金额 预算安排 年度预算 核定金额",
    ),
    ("预算", "计划支出 预算经费"),
    (
        "支出",
        "实际支出 支出金额 已支出 执行数 支出数 实际使用 使用金额 实际支出金额 实支 已使用",
    ),
    ("支出", "累计支出 支出额"),
    ("说明", "备注 情况说明"),
];

const DEVELOPMENT: FieldWords = &[
    (
        "阶段",
        "发展阶段 培养阶段 所处阶段 当前阶段 目前阶段 党员发展阶段",
    ),
    ("支部", "党支部 所在支部 培养支部 支部名称 所在党支部 党支部名称"),
    ("姓名", "发展对象姓名 申请人 入党申请人姓名"),
    ("人数", "数量"),
    (
        "日期",
        "确定日期 确定时间 列为时间 时间 接收时间 讨论通过时间 列入时间 列为积极分子时间",
    ),
    ("培养联系人", "入党介绍人 培养人 联系人 培养联系人姓名"),
    ("说明", "备注 情况说明"),
];

const POINTS: FieldWords = &[
    ("姓名", "党员姓名 党员"),
    ("支部", "党支部 所在支部 支部名称 所在党支部 党支部名称"),
    ("基础分", "基础积分 基本分 基本积分 基础分值 底分"),
    ("加分", "奖励分 加分项 加分分值 奖励积分 加分合计 奖励加分"),
    ("扣分", "扣减分 扣分项 扣分分值 减分 扣除分 扣分合计"),
    (
        "事由",
        "加减分事由 积分事由 加扣分事由 加分事由 原因 积分内容 备注 加减分原因 积分说明",
    ),
    ("审核", "审核人 复核人 认定人"),
];

const HONOURS: FieldWords = &[
    ("姓名", "获奖人 受表彰人 获奖者 受表彰人员 党员姓名 获奖人员"),
    ("支部", "党支部 所在支部 支部名称 所在党支部 党支部名称"),
    (
        "称号",
        "荣誉称号 获奖称号 荣誉名称 所获荣誉 表彰称号 奖项 获奖名称 荣誉 奖项名称 授予称号",
    ),
    ("事迹", "主要事迹 事迹简介 先进事迹 简要事迹 主要先进事迹"),
    (
        "日期",
        "获奖时间 表彰时间 授予时间 获奖日期 表彰日期 授予日期 获得时间 时间",
    ),
    (
        "授予单位",
        "颁奖单位 表彰单位 授奖单位 授予机关 表彰机关 颁发单位 发证单位",
    ),
    ("照片", "相片 本人照片"),
];

const APPRAISAL: FieldWords = &[
    (
        "姓名",
        "述职人 述职人姓名 书记 支部书记 被评议人 测评对象 述职对象 评议对象",
    ),
    ("职务", "党内职务 岗位 现任职务"),
    ("述职日期", "述职时间 评议时间 测评时间 评议日期 测评日期"),
    (
        "参评人数",
        "参加测评人数 测评人数 评议人数 有效票 有效票数 参加评议人数 收回票数 发票数",
    ),
    ("好", "好票数 评价好 好票 满意 优秀"),
    ("较好", "较好票数 评价较好 较好票 基本满意 良好"),
    ("一般", "一般票数 评价一般 一般票 合格"),
    ("差", "差票数 评价差 差票 不满意 不合格"),
    (
        "综合评价",
        "综合评定 评价等次 评议等次 评定等次 综合等次 述职评价",
    ),
];

const OPINIONS: FieldWords = &[
    ("编号", "意见编号"),
    (
        "收到日期",
        "收到时间 提出时间 反映时间 受理时间 接收时间 受理日期 提出日期 征集时间",
    ),
    ("收到日期", "登记日期 登记时间 收集时间 接待日期 接待时间"),
    (
        "来源",
        "意见来源 收集渠道 反映渠道 征集渠道 渠道 征求方式 来源渠道",
    ),
    (
        "内容",
        "意见内容 意见建议 建议内容 意见建议内容 意见 反映内容 问题内容 意见和建议 具体意见",
    ),
    ("内容", "诉求内容 反映问题 诉求"),
    (
        "承办",
        "承办人 承办部门 办理部门 责任部门 责任人 办理人 承办单位 经办人 承办科室 承办处室",
    ),
    (
        "答复日期",
        "答复时间 回复时间 办结时间 回复日期 反馈时间 反馈日期 办结日期 办理时间",
    ),
    (
        "答复",
        "答复内容 答复情况 办理结果 回复内容 办理情况 反馈情况 答复意见 采纳情况 反馈结果",
    ),
    ("答复", "处理结果 处理意见"),
];

/// Columns that tell a ledger from the others. Other columns all of them may have.
pub(super) fn telling(preset: Preset) -> &'static [&'static str] {
    match preset {
        Preset::Rectification => &["问题", "销号日期", "核验人", "标准", "发现日期"],
        Preset::Tasks => &["任务"],
        Preset::Dues => &["应缴", "实缴", "上缴"],
        Preset::Budget => &["预算"],
        Preset::Development => &["阶段", "培养联系人"],
        Preset::Points => &["基础分", "加分", "扣分"],
        Preset::Honours => &["称号", "授予单位", "事迹"],
        Preset::Appraisal => &["参评人数", "好", "较好", "综合评价", "述职日期"],
        Preset::Opinions => &["收到日期", "答复", "内容"],
    }
}

/// Names of telling columns that tell nothing: a plan of lessons has a 内容 too.
pub(super) const TELLS_NOTHING: &[(Preset, &str)] = &[(Preset::Opinions, "内容")];

/// Columns that only another table has: 民主评议 of members counts 优秀, 合格, 基本合格 and 不合格, 述职评议 does not.
pub(super) const OF_OTHERS: &[(Preset, &str)] = &[(Preset::Appraisal, "基本合格")];

/// Words of titles that tell what the table is of.
pub(super) const TITLES: &[(Preset, &str)] = &[
    (Preset::Rectification, "整改 销号 问题清单 问题台账"),
    (Preset::Tasks, "任务 重点工作 工作清单 工作要点"),
    (Preset::Dues, "党费"),
    (Preset::Budget, "经费 预算"),
    (
        Preset::Development,
        "发展党员 入党积极分子 发展对象 预备党员 入党申请",
    ),
    (Preset::Points, "积分"),
    (Preset::Honours, "光荣榜 表彰 荣誉 先进 获奖 优秀"),
    (Preset::Appraisal, "述职 评议 测评"),
    (Preset::Opinions, "意见 建议 诉求"),
];

/// Stages of becoming a member, which a title may say of all rows.
pub(super) const STAGES: &str = "入党申请人 入党积极分子 发展对象 预备党员";

/// What the days of a person's stages are called, and the stage that begins on each; from the last to the first, because
/// 预备党员转正时间 is of the last.
pub(super) const STAGE_DAYS: &[(&str, &str)] = &[
    ("正式党员", "转正 正式党员"),
    ("预备党员", "预备党员"),
    ("发展对象", "发展对象"),
    ("入党积极分子", "积极分子"),
    ("入党申请人", "申请入党 递交申请 入党申请 提交申请"),
];

/// Days within a stage: none begins on them.
pub(super) const WITHIN_STAGES: &str =
    "培训 考察 公示 备案 谈话 推荐 推优 审批 转正申请 申请转 应转 拟转 预计";

/// Honours that a title may say of all rows.
pub(super) const HONOUR_TITLES: &str =
    "优秀共产党员 优秀党务工作者 先进基层党组织 先进党支部 优秀党支部书记 优秀教师 优秀班主任 师德标兵";

/// Names of amounts that are never added up.
pub(super) const NOT_SUMMED: &str = "余额 结余 单价 累计 标准 人均 平均";

/// What a time by which something is done is called, where a register has no other.
pub(super) const PERHAPS_DEADLINES: &str = "完成时间 整改完成时间 办结时间";

/// What the program works out itself.
pub(super) const COMPUTED: &[(Computed, &str)] = &[
    (
        Computed::State,
        "状态 整改状态 完成状态 办理状态 进度 进展 是否完成 是否销号 销号情况",
    ),
    (Computed::State, "任务状态 当前状态"),
    (Computed::Unpaid, "未缴 未交 欠缴 未缴金额 欠缴金额 欠交 未缴党费"),
    (Computed::PaidRate, "缴纳率 缴费率 收缴率"),
    (Computed::Balance, "结余 余额 剩余 结余金额 剩余金额 预算结余"),
    (Computed::SpentRate, "执行率 支出率 使用率 预算执行率 支出进度"),
    (
        Computed::Score,
        "得分 总分 总积分 合计 合计得分 积分合计 最终得分 总得分 当前积分 积分",
    ),
    (Computed::Satisfaction, "满意率 满意度 好评率"),
    (Computed::ReplyBy, "答复期限 办理期限 回复期限 答复时限 办理时限"),
];

/// A state that says that it is done.
pub(super) const DONE: &str =
    "已完成 完成 已销号 已办结 已整改 整改完成 已整改到位 已投入使用 已建成投用 是 √ ✓";

/// A state that says that it has begun.
pub(super) const UNDER_WAY: &str =
    "进行中 整改中 正在整改 推进中 正在推进 持续推进 持续推进中 持续进行 办理中 已启动 部分完成 基本完成";

/// What stands before a part of 100 that is done: `已完成60%`.
pub(super) const BEFORE_PART: &str = "已完成约 已完成 完成约 完成 进度 约";

/// A state that says that it has not.
pub(super) const NOT_BEGUN: &str = "未启动 未开始 未整改 未完成 未销号 未办理 否 ×";

/// A state of an opinion that has no reply yet.
pub(super) const UNANSWERED: &str = "正在办理 处理中 正在处理 研究中 正在研究 待研究 已受理 已转办 跟进中 未处理 待办理 待处理 未答复 待答复 未回复 待回复 暂无 无";

/// What says yes to 是否销号.
pub(super) const YES: &str = "是 已销号 √ ✓";

/// Numbers of rows, which say nothing.
pub(super) const SEQUENCE: &str = "序号 序 序列 行号 NO No no 排序";

/// What says who gave an opinion: never a column.
pub(super) const REPORTERS: &str = "反映人 提出人 建议人 来访人 姓名 举报人 投诉人 意见人 反映人姓名";

/// What a name of a column holds that is about a person and is never part of a ledger.
const PERSONAL: &str = "身份证 证件号 护照 电话 手机 联系方式 住址 地址 籍贯 户口 银行 开户 卡号 账号 出生 微信 QQ 邮箱 工资 民族 性别 \
    健康状况 身体状况 婚姻 家庭成员 家庭情况 家庭状况 紧急联系 宗教";

/// The same, where it is the whole name: 平均年龄 is of nobody.
const PERSONAL_NAMES: &str = "年龄 周岁 病史 血型 配偶 子女";

/// Names with such a word in them that are of an office or a place.
const OF_OFFICES: &str = "值班电话 办公电话 监督电话 举报电话 咨询电话 受理电话 网站地址 网页地址 活动地址 会议地址 单位地址 学校地址 办公地址";

/// Names of columns of numbers that are no amounts.
pub(super) const IDENTIFIERS: &str = "号 编码 代码 电话 手机 身份证 年度 年份 届 班级 QQ 邮编 条码 文号";

/// What the columns of a register of pledges are called.
const PLEDGES: &str = "姓名 承诺人 党员姓名 承诺党员 承诺人姓名 职务 岗位 任教学科 所在岗位 工作岗位 党内职务 职务岗位 承诺事项 \
    承诺内容 公开承诺事项 公开承诺内容 践诺事项 公开承诺 承诺 承诺一 承诺二 承诺三 承诺事项内容 具体承诺 措施 践诺措施 具体措施 兑现措施 \
    落实措施 时限 完成时限 完成时间 兑现时间 践诺时间 兑现时限 践诺时限 计划完成时间 完成期限 践诺期限 进度 完成进度 完成情况 践诺情况 \
    兑现情况 进展情况 践诺进度 完成日期 实际完成时间 兑现日期 实际完成日期";

/// The words that begin a line about a table: `填表单位：`.
pub(super) const ABOUT: &str = "填表 填报 制表 编制 单位 报送 截止 统计 年度 日期 时间 填写 审核 负责人 联系 注 说明 经办 复核 支部 党组织 书记 分管领导 校长 签字 签名 盖章 公章 会计 出纳 电话 审批";

/// The words of a row.
pub(super) fn words(row: &'static str) -> impl Iterator<Item = &'static str> {
    row.split_ascii_whitespace()
}

/// The words for a field.
pub(super) fn of_field(preset: Preset, field: &str) -> impl Iterator<Item = &'static str> {
    let rows = of_preset(preset).iter().filter(move |(name, _)| *name == field);
    rows.flat_map(|(_, row)| words(row))
}

/// True where a row has this word.
pub(super) fn has(row: &'static str, name: &str) -> bool {
    words(row).any(|word| word == name)
}

/// The word of a row that a text has in it.
pub(super) fn named(text: &str, row: &'static str) -> Option<&'static str> {
    words(row).find(|word| text.contains(word))
}

/// True for a column about persons that no ledger holds: 身份证号, 家庭住址.
pub(super) fn is_personal(name: &str) -> bool {
    (named(name, PERSONAL).is_some() || has(PERSONAL_NAMES, name)) && !has(OF_OFFICES, name)
}

/// What stands first in the row that has this word.
pub(super) fn found<T: Copy>(rows: &[(T, &'static str)], name: &str) -> Option<T> {
    let row = rows.iter().find(|(_, row)| has(row, name));
    row.map(|(first, _)| *first)
}

/// True where some ledger or register knows a column of this name.
pub(super) fn is_known(name: &str) -> bool {
    let of_field = |(field, row): &(&str, &'static str)| *field == name || has(row, name);
    let in_preset = |preset: Preset| of_preset(preset).iter().any(of_field);
    has(SEQUENCE, name)
        || has(PLEDGES, name)
        || found(COMPUTED, name).is_some()
        || Preset::ALL.into_iter().any(in_preset)
}
