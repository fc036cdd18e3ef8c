//! Places of entries where somebody may type a number; `{号}` stands for it.

use crate::support::Random;

pub(crate) const APPROVED: &str = "审批:\n  提出: 李明 2026-03-01\n  保密审查: 王芳 2026-03-01\n  审核: 赵敏 2026-03-01\n  审批: 周强 2026-03-01\n";

pub(crate) const CONFIG: &str = "title = \"青禾学校\"\norganizer = \"中共青禾学校支部\"\n\
    [editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\
    [sections.notice]\nscope = \"社会公开\"\n[sections.ledger]\nscope = \"社会公开\"\n\
    [sections.meeting]\nscope = \"社会公开\"\n[sections.pledge]\nscope = \"社会公开\"\n\
    [sections.study]\nscope = \"社会公开\"\n[sections.page]\nscope = \"社会公开\"\n";

/// The picture and the attachment that entries name, in each folder.
pub(crate) const PICTURE: &str = "图.png";
pub(crate) const ATTACHED: &str = "说明.txt";

/// In the Markdown of a notice.
const BODIES: [&str; 16] = [
    "请核对号码{号}，谢谢。",
    "第一段。\n\n| 姓名 | 号码 |\n| --- | --- |\n| 刘青 | {号} |",
    "[办理指南](https://example.com/ \"{号}\")",
    "[{号}](说明.txt)",
    "> 引用\n\n1. 一\n2. 号码（{号}）",
    "![{号}](图.png)",
    "![活动照片](图.png \"号码{号}\")",
    "## 号码{号}\n\n正文。",
    "见注[^1]。\n\n[^1]: 号码{号}",
    "<div>号码{号}</div>",
    "<table><tr><td>刘青</td><td>{号}</td></tr></table>",
    "<details><summary>号码</summary>{号}</details>",
    "`{号}`",
    "```\n{号}\n```",
    "**{号}**",
    "第一行\n第二行 {号} 第二行\n第三行",
];

/// In the fields of a notice.
const FIELDS: [&str; 7] = [
    "责任人: 刘青 {号}",
    "受理: {单位: 办公室, 电话: \"{号}\"}",
    "受理: {单位: 办公室, 地点: \"办公楼 {号}\"}",
    "摘要: |\n  第一行\n  号码是{号}",
    "标签: [通知, \"{号}\"]",
    "附件:\n  - {名称: \"反馈表{号}\", 文件: 说明.txt}",
    "附件:\n  - 名称: 反馈表{号}\n    文件: 说明.txt",
];

/// Whole entries of other kinds: the folder, the ending, what stands in the file beside title, day and approval.
const OTHERS: [(&str, &str, &str); 12] = [
    (
        "ledgers",
        "yaml",
        "列: [姓名, 备注]\n行:\n  - {姓名: 甲, 备注: 无}\n  - {姓名: 乙, 备注: \"{号}\"}\n",
    ),
    (
        "ledgers",
        "yaml",
        "列: [姓名, 备注]\n行:\n  - [甲, 无]\n  - [乙, \"{号}\"]\n",
    ),
    (
        "ledgers",
        "yaml",
        "列:\n  - 姓名\n  - 号码{号}\n行:\n  - [甲, 无]\n",
    ),
    (
        "ledgers",
        "yaml",
        "列: [项目, 联系人, 说明]\n行:\n  - 项目: 图书角\n    联系人: 刘青\n    说明: |\n      先登记\n      号码{号}\n",
    ),
    (
        "meetings",
        "md",
        "类型: 支部委员会\n时间: 2026-02-27 16:00 至 17:00\n地点: 会议室\n主持人: 周强\n应到: 3\n实到: 3\n议题:\n  - 学习文件\n  - 核对号码{号}\n",
    ),
    (
        "meetings",
        "md",
        "类型: 支部委员会\n时间: 2026-02-27 16:00 至 17:00\n地点: 会议室{号}\n主持人: 周强\n应到: 3\n实到: 3\n议题: [学习文件]\n",
    ),
    (
        "meetings",
        "md",
        "类型: 支部委员会\n时间: 2026-02-27 16:00 至 17:00\n地点: 会议室\n主持人: 周强\n应到: 3\n实到: 3\n议题: [学习文件]\n决议:\n  - {事项: \"核对号码{号}\", 责任人: 周强, 时限: 2026-03-13}\n",
    ),
    (
        "pledges",
        "md",
        "类型: 书记岗位\n年度: 2026\n承诺人: {姓名: 周强, 职务: 书记}\n承诺事项:\n  - 内容: 讲党课\n    措施: 报名电话{号}\n    时限: 2026-12-15\n    进度: 进行中\n",
    ),
    (
        "pledges",
        "md",
        "类型: 书记岗位\n年度: 2026\n承诺人: {姓名: 周强, 职务: \"书记 {号}\"}\n承诺事项:\n  - {内容: 讲党课, 时限: 2026-12-15, 进度: 进行中}\n",
    ),
    ("study", "md", "类别: 党章党规\n来源: 公开文本{号}\n"),
    (
        "study",
        "md",
        "类别: 党章党规\n必学: 是\n学时: 1\n截止: 2026-04-30\n摘要: 号码{号}\n",
    ),
    ("pages", "md", "摘要: 号码{号}\n"),
];

/// An entry with a place for a number.
pub(crate) struct Template {
    /// Its path.
    pub(crate) path: String,
    /// Its text.
    text: String,
    /// The place is read as Markdown.
    pub(crate) is_markdown: bool,
}

/// An entry with a number in one of its places.
pub(crate) fn any(index: usize, random: &mut Random) -> Template {
    let titled = |title: &str| format!("标题: {title}\n日期: 2026-03-02\n");
    let title = format!("第{index}号");
    let notice = |front: &str, body: &str| format!("---\n{front}{{已}}{APPROVED}---\n\n{body}\n");
    let (path, text, is_markdown) = match random.below(8) {
        0..=2 => {
            let text = notice(&titled(&title), random.pick::<&str>(&BODIES));
            (format!("notices/n{index}.md"), text, true)
        }
        3 | 4 => {
            let front = format!("{}{}\n", titled(&title), random.pick::<&str>(&FIELDS));
            (format!("notices/n{index}.md"), notice(&front, "正文。"), false)
        }
        5 => {
            let text = notice(&titled(&format!("{title}{{号}}")), "正文。");
            (format!("notices/n{index}.md"), text, false)
        }
        _ => {
            let (folder, ending, fields) = random.pick(&OTHERS);
            let front = format!("{}{fields}", titled(&title));
            let text = match *ending {
                "md" => notice(&front, "正文。"),
                _ => format!("{front}{{已}}{APPROVED}"),
            };
            (format!("{folder}/e{index}.{ending}"), text, false)
        }
    };
    Template {
        path: format!("content/{path}"),
        text,
        is_markdown,
    }
}

impl Template {
    /// The text with this at its place, and the line where it stands.
    pub(crate) fn with(&self, shown: &str, acknowledged: &str) -> (String, u32) {
        let text = self.text.replace("{已}", acknowledged);
        let at = text.find("{号}").expect("a place");
        let line = text[..at].matches('\n').count() + 1;
        (
            text.replace("{号}", shown),
            u32::try_from(line).expect("few lines"),
        )
    }
}

/// 已核对 of this number.
pub(crate) fn acknowledged(content: &str) -> String {
    format!(
        "已核对:\n  - {{提示: 手机号, 内容: \"{content}\", 理由: 公开的值班电话, 核对: 周立诚 2026-03-01}}\n"
    )
}
