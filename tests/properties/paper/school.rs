//! A school that is hard to set: a title of 200 characters, names of two to eight, sixty people in a register, one
//! person, long cells, twenty-five branches.

use std::fmt::Write;

use gongkai::site::Site;

use crate::support::{self, Built, Files};

const DAY: &str = "2026-11-20";

pub(crate) const APPROVED: &str = "审批:\n  提出: 张甲 2026-11-13\n  保密审查: 李乙 2026-11-13\n  审核: 王丙 2026-11-13\n  审批: 赵丁 2026-11-13\n";

pub(crate) const CONFIG: &str = "title = \"青禾学校\"\norganizer = \"中共青禾学校总支部委员会\"\n\
    [editions.party]\naudience = \"党内公开\"\noutput = \"party\"\n\
    [editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\
    [sections.notice]\nscope = \"社会公开\"\n[sections.meeting]\nscope = \"社会公开\"\n\
    [sections.pledge]\nscope = \"社会公开\"\n[sections.study]\nscope = \"社会公开\"\n\
    [sections.ledger]\nscope = \"社会公开\"\n\
    [meetings]\nsince = 2026-01-01\n[meetings.committee]\nfrequency = \"每月\"\n\
    [meetings.general_assembly]\nfrequency = \"每季度\"\n[meetings.lecture]\nfrequency = \"每年\"\n";

/// A PNG of one pixel.
pub(crate) const PIXEL: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
    126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 96, 0, 0, 0, 2, 0, 1, 72, 175, 164, 113, 0, 0,
    0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// Entries by their path below `content/`, each with words that stand on its sheets in this order.
pub(crate) type Expected = Vec<(&'static str, Vec<String>)>;

pub(crate) struct School {
    built: Built,
    pub(crate) expected: Expected,
}

impl School {
    pub(crate) fn site(&self, edition: usize) -> &Site {
        &self.built.assembled.as_ref().expect("assembled").editions[edition].site
    }
}

pub(crate) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Names of two to five characters.
pub(crate) fn name(number: usize) -> String {
    let all = ["郑健", "李小明", "欧阳小明", "买买提江艾"];
    let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
    match number {
        0..4 => all[number].to_owned(),
        _ => format!("周{}{}", digits[number / 10], digits[number % 10]),
    }
}

pub(crate) fn leader(number: usize) -> String {
    match number {
        3 => "古丽巴哈尔·艾山".to_owned(),
        _ => name(number + 9),
    }
}

fn branches(count: usize) -> String {
    let mut text =
        "名称: 中共青禾学校总支部委员会\n任期: {届次: 第四届, 选举日期: 2024-04-11, 年限: 3}\n委员:\n"
            .to_owned();
    for number in 0..9 {
        let _ = writeln!(
            text,
            "  - {{姓名: {}, 职务: 组织委员、宣传委员, 分工: 联系支部和年级的工作，{}}}",
            name(number),
            "长".repeat(number * 9)
        );
    }
    text.push_str("支部:\n");
    for number in 0..count {
        let _ = writeln!(
            text,
            "  - {{编号: b{number}, 名称: 第{number}离退休教师和后勤党支部, 党员数: 9, 委员: [{{姓名: {}, 职务: 书记}}], \
             小组: [{{名称: 第{number}甲小组, 组长: 郑健}}, {{名称: 第{number}乙小组}}]}}",
            leader(number)
        );
    }
    text
}

/// Writes the school's files.
struct Writer {
    files: Files,
    expected: Expected,
}

impl Writer {
    fn add(&mut self, path: &'static str, front: String, body: &str, words: Vec<String>) {
        let text = match path.ends_with(".yaml") {
            true => format!("{front}{APPROVED}"),
            false => format!("---\n{front}{APPROVED}---\n\n{body}\n"),
        };
        self.files.insert(format!("content/{path}"), text.into());
        self.expected.push((path, words));
    }

    /// A 公示 with a title of 200 characters.
    fn notice(&mut self) {
        let long = "关于青禾学校教职工年度考核优秀等次人选的情况".repeat(9);
        self.add(
            "notices/2026-11-16-gongshi.md",
            format!(
                "标题: {long}的公示\n日期: 2026-11-16\n类型: 公示\n公示期: {{开始: 2026-11-16, 工作日: 5}}\n受理: {{单位: 总支办公室, 电话: 0799-6600123, 邮箱: dangwu@example.edu.cn, 地点: 行政楼210室}}\n落款: 中共青禾学校总支部委员会\n成文日期: 2026-11-16\n"
            ),
            &"经研究，拟定下列人选，现予公示。".repeat(40),
            words(&[
                "教职工年度考核",
                "拟定下列人选",
                "公示期2026年11月16日至11月20日，共5个工作日",
                "受理单位总支办公室",
                "电话0799-6600123",
                "邮箱dangwu@example.edu.cn",
                "地点行政楼210室",
                "中共青禾学校总支部委员会",
                "2026年11月16日",
            ]),
        );
    }

    /// A meeting with many guests.
    fn meeting(&mut self) {
        self.add(
            "meetings/2026-10-12-zhiweihui.md",
            "标题: 总支部委员会会议纪要\n日期: 2026-10-12\n类型: 支委会\n支部: b3\n时间: 2026-10-12 16:00 至 17:00\n地点: 行政楼\n主持人: 郑健\n记录人: 李小明\n应到: 9\n实到: 7\n缺席: [{姓名: 欧阳小明, 原因: 出差}, {姓名: 买买提江艾, 原因: 病假}]\n列席: [甲乙丙, 丁戊己, 庚辛壬, 癸子丑, 寅卯辰, 巳午未, 申酉戌]\n议题: [研究第一件事, 研究第二件事]\n决议:\n  - {事项: 同意第一件事, 赞成: 6, 反对: 0, 弃权: 1, 责任人: 郑健, 时限: 2026-12-20}\n  - {事项: 同意第二件事}\n".to_owned(),
            "会议认为，应当办好。",
            words(&["时间：2026年10月12日", "地点：行政楼", "主持：郑健", "记录：李小明", "出席：应到9人，实到7人", "请假：", "列席：甲乙丙、丁戊己", "议题1.研究第一件事2.研究第二件事", "会议认为", "决议（一）同意第一件事。表决：赞成6票，反对0票，弃权1票。责任人：郑健，时限：2026年12月20日。", "（二）同意第二件事。"]),
        );
    }

    /// One person's pledge.
    fn pledge(&mut self) {
        let items = "承诺事项:\n  - {内容: 全年讲党课不少于2次, 措施: 结合反映的问题确定题目, 时限: 2026-12-15, 进度: 50%}\n  - {内容: 答复全部意见, 时限: 2026-08-31, 进度: 已完成, 完成日期: 2026-08-20}\n";
        self.add(
            "pledges/2026-03-13-shuji.md",
            format!(
                "标题: 书记岗位承诺\n日期: 2026-03-13\n类型: 书记岗位\n年度: 2026\n承诺人: {{姓名: 郑健, 职务: 书记}}\n{items}"
            ),
            "这是说明。",
            words(&[
                "书记岗位承诺",
                "承诺人郑健职务书记",
                "一、全年讲党课不少于2次措施：结合反映的问题确定题目时限：2026年12月15日进度：50%",
                "二、答复全部意见时限：2026年8月31日进度：已完成（8月20日）",
                "承诺人（签名）：",
                "2026年3月13日",
                "这是说明。",
            ]),
        );
    }

    /// Sixty people, two things each.
    fn register(&mut self) {
        let mut many =
            "标题: 党员公开承诺登记表\n日期: 2026-03-20\n类型: 党员\n年度: 2026\n承诺人:\n".to_owned();
        for number in 0..60 {
            let _ = writeln!(
                many,
                "  - {{姓名: {}, 职务: 教师, 承诺事项: [{{内容: 第{number}件事{}, 时限: 2026-12-31}}, {{内容: 又一件事, 时限: 2027-06-30}}]}}",
                name(number),
                "要办好".repeat(number % 30)
            );
        }
        self.add(
            "pledges/2026-03-20-dangyuan.yaml",
            many,
            "",
            (0..60).map(name).collect(),
        );
    }

    /// Many columns with long cells, and few with sums.
    fn ledgers(&mut self) {
        let mut rows = "标题: 整改销号台账\n日期: 2026-11-16\n台账: 整改销号\n行:\n".to_owned();
        for number in 0..9 {
            let _ = writeln!(
                rows,
                "  - {{编号: 2026-{number}, 来源: 区教育局党委督导反馈, 发现日期: 2026-04-13, 问题: 第{number}个问题, 责任领导: 郑健, 责任人: 李小明, 标准: {}, 措施: 每周检查, 时限: 2026-12-30, 启动日期: 2026-04-14}}",
                "标准要具体".repeat(number * 6)
            );
        }
        self.add(
            "ledgers/2026-zhenggai.yaml",
            rows,
            "",
            (0..9).map(|number| format!("第{number}个问题")).collect(),
        );
        self.add(
            "ledgers/2026-jingfei.yaml",
            "标题: 党建活动经费\n日期: 2026-11-06\n台账: 经费\n行:\n  - {项目: 学习用书, 预算: 24000.00, 支出: 17860.50}\n  - {项目: 主题党日, 预算: 12000.00, 支出: 8430.00}\n".to_owned(),
            "",
            words(&["学习用书", "24,000.00", "主题党日", "合计36,000.0026,290.50"]),
        );
    }

    /// Deeds from none to many lines; and something to study.
    fn honours(&mut self) {
        let mut honours = "标题: 光荣榜\n日期: 2026-07-01\n台账: 光荣榜\n行:\n".to_owned();
        for number in 0..15 {
            let _ = writeln!(
                honours,
                "  - {{姓名: {}, 支部: b3, 称号: 优秀共产党员, 事迹: 事迹{}完}}",
                name(number),
                "很长".repeat(number * 8)
            );
        }
        self.add(
            "ledgers/2026-guangrong.yaml",
            honours,
            "",
            (0..15).map(name).collect(),
        );
        self.add(
            "study/2026-03-02-ziliao.md",
            "标题: 学习材料\n日期: 2026-03-02\n类别: 党史\n必学: 是\n学时: 1.5\n截止: 2026-12-20\n"
                .to_owned(),
            "正文。",
            Vec::new(),
        );
    }
}

pub(crate) fn school() -> School {
    let mut writer = Writer {
        files: Files::from([
            ("site.toml".to_owned(), CONFIG.into()),
            ("content/organization.yaml".to_owned(), branches(25).into()),
        ]),
        expected: Expected::new(),
    };
    writer.notice();
    writer.meeting();
    writer.pledge();
    writer.register();
    writer.ledgers();
    writer.honours();
    School {
        built: built(&writer.files),
        expected: writer.expected,
    }
}

/// Builds a site of which nothing is wrong.
pub(crate) fn built(files: &Files) -> Built {
    support::build(files, DAY).sound()
}
