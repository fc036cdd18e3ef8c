//! Names and fixed formulations that are easily mistyped, and days that no calendar has. Each row of the table says what is
//! wrong, what is right, and where that is to be found; a site adds rows of its own in `content/words.yaml`.

use std::ops::Range;
use std::sync::LazyLock;

use super::patterns::Pattern;
use super::phrases::{Phrase, Phrases};
use super::typos;
use super::uncommon_names::is_uncommon;
use super::{Correction, Match, Rule, Syntax, Weight};
use crate::words::Code;

static LEADER_MASKED: Rule = Rule {
    word: "遮住的领导人姓名",
    weight: Weight::Wrong(Code::error("wording-masked")),
    hint: "请照原文写出姓名；只写职务的，把前面的符号删去",
    once: false,
};

pub(super) const CODE: Code = Code::warning("wording");

static WORDING: Rule = Rule {
    word: "固定表述",
    weight: Weight::Doubtful(CODE),
    hint: "请对照正式文件核对",
    once: false,
};

static NO_SUCH_DAY: Rule = Rule {
    word: "没有的日期",
    weight: Weight::Doubtful(Code::warning("date-impossible")),
    hint: "请核对是几月几日",
    once: false,
};

pub(super) static RULES: &[&Rule] = &[&LEADER_MASKED, &WORDING, &NO_SUCH_DAY];
pub(super) static DAYS: &[&Rule] = &[&NO_SUCH_DAY];

/// A wrong form, the right one, and a source. The wrong one is no part of another word.
pub(super) struct WrongForm {
    wrong: &'static str,
    right: &'static str,
    source: &'static str,
}

pub(super) const fn row(wrong: &'static str, right: &'static str, source: &'static str) -> WrongForm {
    WrongForm { wrong, right, source }
}

pub(super) const PARTY_CONSTITUTION: &str = "《中国共产党章程》总纲";
pub(super) const CONSTITUTION: &str = "《中华人民共和国宪法》";
pub(super) const BRANCHES: &str = "《中国共产党支部工作条例（试行）》";
const DISCIPLINE: &str = "《中国共产党纪律处分条例》";
const STYLE: &str = "《新华社新闻信息报道中的禁用词和慎用词》";
const NUMERALS: &str = "GB/T 15835—2011《出版物上数字用法》";
pub(super) const OFFICE: &str = "新华社发布的正式文稿";
pub(super) const ADMISSION: &str = "《中国共产党发展党员工作细则》";
/// 教育家精神, of 2023-09-09.
pub(super) const EDUCATORS: &str = "习近平致全国优秀教师代表的信";
pub(super) const CORE_VALUES: &str = "《关于培育和践行社会主义核心价值观的意见》（2013年12月）";
/// What a notice ends with.
const DOCUMENTS: &str = "《党政机关公文处理工作条例》";
pub(super) const SCHOOLS: &str = "《关于建立中小学校党组织领导的校长负责制的意见（试行）》（2022年1月）";

static TABLE: [WrongForm; 212] = [
    row("四个全面”战略部署", "四个全面”战略布局", PARTY_CONSTITUTION),
    row("四位一体”总体布局", "五位一体”总体布局", PARTY_CONSTITUTION),
    row("以习近平同志为中心的党中央", "以习近平同志为核心的党中央", OFFICE),
    row("习近平主席书记", "习近平总书记", OFFICE),
    row("学习近平总书记", "学习习近平总书记", OFFICE),
    row("习近总书平", "习近平总书", OFFICE),
    row("《中国共产党章成》", "《中国共产党章程》", PARTY_CONSTITUTION),
    row("条列（试行）", "条例（试行）", OFFICE),
    row("永远再路上", "永远在路上", OFFICE),
    row("立德树人基本任务", "立德树人根本任务", EDUCATORS),
    row("坚持党的领到", "坚持党的领导", PARTY_CONSTITUTION),
    row("代表大会上作的报道", "代表大会上作的报告", OFFICE),
    row("不忘初心、继续使命", "不忘初心、牢记使命", PARTY_CONSTITUTION),
    row("全面从紧治党", "全面从严治党", PARTY_CONSTITUTION),
    row("党的第二十次全国人民代表大会", "党的第二十次全国代表大会", OFFICE),
    row("《中国共产党党章》", "《中国共产党章程》", PARTY_CONSTITUTION),
    row(
        "筑牢中华民族共同体意识",
        "铸牢中华民族共同体意识",
        PARTY_CONSTITUTION,
    ),
    row("民主集体制", "民主集中制", PARTY_CONSTITUTION),
    row("全面依法治党", "全面依法治国", PARTY_CONSTITUTION),
    row(
        "以习近平同志为总书记的党中央",
        "以习近平同志为核心的党中央",
        OFFICE,
    ),
    row(
        "从群众中来、回群众中去",
        "从群众中来、到群众中去",
        PARTY_CONSTITUTION,
    ),
    row("对党忠诚、不负群众", "对党忠诚、不负人民", OFFICE),
    row("为党育才、为国育人", "为党育人、为国育才", OFFICE),
    row("三课一会", "三会一课", "《中国共产党支部工作条例（试行）》"),
    row("对党忠诚、不负人民群众", "对党忠诚、不负人民", OFFICE),
    row("做到“四个意识”", "增强“四个意识”", OFFICE),
    row(
        "德智体美全面发展的社会主义",
        "德智体美劳全面发展的社会主义",
        "《中华人民共和国教育法》第五条",
    ),
    row("丁薛样", "丁薛祥", OFFICE),
    row("习近平法制思想", "习近平法治思想", OFFICE),
    row("“两个确立”的决定意义", "“两个确立”的决定性意义", OFFICE),
    row("教育方真", "教育方针", OFFICE),
    row("官僚注意", "官僚主义", OFFICE),
    row("习进平", "习近平", OFFICE),
    row("王扈宁", "王沪宁", OFFICE),
    row("胡锦淘", "胡锦涛", OFFICE),
    row("赵乐继", "赵乐际", OFFICE),
    row(
        "习近平中国特色社会主义思想",
        "习近平新时代中国特色社会主义思想",
        OFFICE,
    ),
    row("习近 平", "习近平", OFFICE),
    row("习 近平", "习近平", OFFICE),
    row("习近平主席总书记", "习近平总书记", OFFICE),
    row("党的二十次代表大会", "党的第二十次全国代表大会", OFFICE),
    row("第二十届三中全会", "二十届三中全会", OFFICE),
    row("第二十届四中全会", "二十届四中全会", OFFICE),
    row("习近评", "习近平", OFFICE),
    row("习近乎", "习近平", OFFICE),
    row("习平近", "习近平", OFFICE),
    row("刁近平", "习近平", OFFICE),
    row("毛择东", "毛泽东", OFFICE),
    row("毛泽冬", "毛泽东", OFFICE),
    row("邓晓平", "邓小平", OFFICE),
    row("邓小评", "邓小平", OFFICE),
    row("江择民", "江泽民", OFFICE),
    row("江泽明", "江泽民", OFFICE),
    row("胡绵涛", "胡锦涛", OFFICE),
    row("国家主席、总书记", "总书记、国家主席", OFFICE),
    row("国家主席、中共中央总书记", "中共中央总书记、国家主席", OFFICE),
    row("中央军委主席、国家主席", "国家主席、中央军委主席", OFFICE),
    row(
        "国家主席、中央军委主席、中共中央总书记",
        "中共中央总书记、国家主席、中央军委主席",
        OFFICE,
    ),
    row(
        "习近平新时代特色社会主义思想",
        "习近平新时代中国特色社会主义思想",
        PARTY_CONSTITUTION,
    ),
    row(
        "习近平新时代中国特色主义思想",
        "习近平新时代中国特色社会主义思想",
        PARTY_CONSTITUTION,
    ),
    row(
        "习近平新时代社会主义思想",
        "习近平新时代中国特色社会主义思想",
        PARTY_CONSTITUTION,
    ),
    row("中国特色社会思想", "中国特色社会主义思想", PARTY_CONSTITUTION),
    row(
        "以习近平总书记为核心的党中央",
        "以习近平同志为核心的党中央",
        OFFICE,
    ),
    row("习近平总理", "习近平总书记", OFFICE),
    row("李强主席", "李强总理", OFFICE),
    row("“四个意思”", "“四个意识”", OFFICE),
    row("二十大精种", "二十大精神", OFFICE),
    row(
        "毛泽东思想、“三个代表”重要思想、邓小平理论",
        "毛泽东思想、邓小平理论、“三个代表”重要思想",
        PARTY_CONSTITUTION,
    ),
    row("中国共产觉", "中国共产党", PARTY_CONSTITUTION),
    row("中华人民大和国", "中华人民共和国", "《中华人民共和国宪法》序言"),
    row("人民攻府", "人民政府", "《中华人民共和国宪法》第一百零五条"),
    row("扫黑险恶", "扫黑除恶", "《中华人民共和国反有组织犯罪法》"),
    row("习近平总书纪", "习近平总书记", OFFICE),
    row("习近平总书计", "习近平总书记", OFFICE),
    row(
        "习近平新时代中国特色社会主义理论",
        "习近平新时代中国特色社会主义思想",
        PARTY_CONSTITUTION,
    ),
    row("人民当家做主", "人民当家作主", PARTY_CONSTITUTION),
    row("“三个代表”思想", "“三个代表”重要思想", PARTY_CONSTITUTION),
    row("新时代中国特设社会", "新时代中国特色社会", PARTY_CONSTITUTION),
    row("拔打", "拨打", "《现代汉语词典》"),
    row("政攻府", "政府", "《中华人民共和国宪法》第一百零五条"),
    row(
        "支部工作条列",
        "支部工作条例",
        "《中国共产党支部工作条例（试行）》",
    ),
    row("建国以来的", "新中国成立以来的", STYLE),
    row("建国以来，", "新中国成立以来，", STYLE),
    row("建国初期", "新中国成立初期", STYLE),
    row("学校党组织的政治核心作用", "学校党组织的领导作用", SCHOOLS),
    row("学校党组织政治核心作用", "学校党组织的领导作用", SCHOOLS),
    row("党组织发挥政治核心作用", "党组织全面领导学校工作", SCHOOLS),
    row("学校实行校长负责制", "学校实行党组织领导的校长负责制", SCHOOLS),
    row("我校实行校长负责制", "我校实行党组织领导的校长负责制", SCHOOLS),
    row("国务院总理习近平", "国家主席习近平", OFFICE),
    row("国家主席李强", "国务院总理李强", OFFICE),
    row("李强总书记", "李强总理", OFFICE),
    row("二个维护", "两个维护", PARTY_CONSTITUTION),
    row("“两个确认”", "“两个确立”", OFFICE),
    row("“两个确定”", "“两个确立”", OFFICE),
    row("增强“四个自信”", "坚定“四个自信”", OFFICE),
    row("坚定“四个意识”", "增强“四个意识”", OFFICE),
    row(
        "习近平新时代中国特社会主义思想",
        "习近平新时代中国特色社会主义思想",
        PARTY_CONSTITUTION,
    ),
    row("二十大二中全会", "二十届二中全会", OFFICE),
    row("二十大三中全会", "二十届三中全会", OFFICE),
    row("二十大四中全会", "二十届四中全会", OFFICE),
    row("第二十三中全会", "二十届三中全会", OFFICE),
    row("第二十四中全会", "二十届四中全会", OFFICE),
    row("“两个拥护”", "“两个维护”", OFFICE),
    row("两个坚决维护", "两个维护", OFFICE),
    row("自由、平等、公正、法制", "自由、平等、公正、法治", CORE_VALUES),
    row("富强、明主", "富强、民主", CORE_VALUES),
    row("自由、平等、公平、法治", "自由、平等、公正、法治", CORE_VALUES),
    row("常太化", "常态化", "《现代汉语词典》"),
    row("中华民族命运共同体意识", "中华民族共同体意识", PARTY_CONSTITUTION),
    row("中央八条规定", "中央八项规定", OFFICE),
    row(
        "第二十次全国代表大会四中全会",
        "第二十届中央委员会第四次全体会议",
        OFFICE,
    ),
    row(
        "第二十次全国代表大会三中全会",
        "第二十届中央委员会第三次全体会议",
        OFFICE,
    ),
    row("做到“两个确立”", "做到“两个维护”", OFFICE),
    row("深刻领悟“两个维护”", "深刻领悟“两个确立”", OFFICE),
    row("新中国建国", "新中国成立", STYLE),
    row("“不忘初心、砥砺使命”", "“不忘初心、牢记使命”", OFFICE),
    row("二十大大精神", "二十大精神", OFFICE),
    row("习近平平", "习近平", OFFICE),
    row("习近总书记", "习近平总书记", OFFICE),
    row("一岗双则", "一岗双责", OFFICE),
    row(
        "马列主义、毛泽东思想、邓小平理论",
        "马克思列宁主义、毛泽东思想、邓小平理论",
        OFFICE,
    ),
    row("台湾等国家", "台湾等地区", STYLE),
    row("中国和台湾", "大陆和台湾", STYLE),
    row("处分条列", "处分条例", OFFICE),
    row("“两个维持”", "“两个维护”", OFFICE),
    row("为核心的党中共", "为核心的党中央", OFFICE),
    row("以习近平为核心的党中央", "以习近平同志为核心的党中央", OFFICE),
    row("“三个代表”重要理论", "“三个代表”重要思想", PARTY_CONSTITUTION),
    row("邓小平利润", "邓小平理论", PARTY_CONSTITUTION),
    row("五位一体”战略布局", "五位一体”总体布局", PARTY_CONSTITUTION),
    row("四个全面”总体布局", "四个全面”战略布局", PARTY_CONSTITUTION),
    row("总书记总书记", "总书记", OFFICE),
    row("習近平", "习近平", OFFICE),
    row("习  近平", "习近平", OFFICE),
    row("习近平同志总书记", "习近平总书记", OFFICE),
    row("习近平主席新时代", "习近平新时代", OFFICE),
    row("丁薛详", "丁薛祥", OFFICE),
    row("十九大届", "十九届", OFFICE),
    row("二十大届", "二十届", OFFICE),
    row(
        "习近平新时代有中国特色",
        "习近平新时代中国特色",
        PARTY_CONSTITUTION,
    ),
    row("中共中央主席习近平", "中共中央总书记习近平", OFFICE),
    row("第十五个五年计划", "第十五个五年规划", OFFICE),
    row("第十四个五年计划", "第十四个五年规划", OFFICE),
    row("理想信心", "理想信念", PARTY_CONSTITUTION),
    row("心怀天下、以文化人", "胸怀天下、以文化人", EDUCATORS),
    row("言为士则、行为示范", "言为士则、行为世范", EDUCATORS),
    row("委员长王沪宁", "委员长赵乐际", OFFICE),
    row("全国政协主席赵乐际", "全国政协主席王沪宁", OFFICE),
    row("控制数量、优化结构", "控制总量、优化结构", ADMISSION),
    row("中国共产党党支部工作条例", "中国共产党支部工作条例", BRANCHES),
    row("纪律处份", "纪律处分", DISCIPLINE),
    row("党纪处份", "党纪处分", DISCIPLINE),
    row("工作细侧", "工作细则", ADMISSION),
    row("若干准侧", "若干准则", "《关于新形势下党内政治生活的若干准则》"),
    row("党员先峰岗", "党员先锋岗", "《现代汉语词典》"),
    row("先峰示范岗", "先锋示范岗", "《现代汉语词典》"),
    row("从严冶党", "从严治党", PARTY_CONSTITUTION),
    row("廉政建没", "廉政建设", PARTY_CONSTITUTION),
    row("民主评仪", "民主评议", BRANCHES),
    row("民主评义", "民主评议", BRANCHES),
    row("民主评意", "民主评议", BRANCHES),
    row("主题党曰", "主题党日", BRANCHES),
    row("组织生话会", "组织生活会", BRANCHES),
    row("民主生话会", "民主生活会", BRANCHES),
    row("三严三时", "三严三实", OFFICE),
    row("三重一太", "三重一大", OFFICE),
    row("三重一打", "三重一大", OFFICE),
    row("先锋模犯", "先锋模范", PARTY_CONSTITUTION),
    row("模犯带头", "模范带头", PARTY_CONSTITUTION),
    row("战斗堡磊", "战斗堡垒", PARTY_CONSTITUTION),
    row("战斗堡全", "战斗堡垒", PARTY_CONSTITUTION),
    row("教肓", "教育", "《现代汉语词典》"),
    row("德肓", "德育", "《现代汉语词典》"),
    row("体肓", "体育", "《现代汉语词典》"),
    row("培肓", "培育", "《现代汉语词典》"),
    row("共同体意思", "共同体意识", PARTY_CONSTITUTION),
    row("决定性意议", "决定性意义", OFFICE),
    row("重大意议", "重大意义", "《现代汉语词典》"),
    row("重要意议", "重要意义", "《现代汉语词典》"),
    row("现实意议", "现实意义", "《现代汉语词典》"),
    row("一次思想会报", "一次思想汇报", ADMISSION),
    row("交思想会报", "交思想汇报", ADMISSION),
    row("写思想会报", "写思想汇报", ADMISSION),
    row("（实行）》", "（试行）》", OFFICE),
    row("治党主题责任", "治党主体责任", OFFICE),
    row("廉政建设主题责任", "廉政建设主体责任", OFFICE),
    row("填写入党志愿数", "填写入党志愿书", ADMISSION),
    row("《入党志愿数》", "《入党志愿书》", ADMISSION),
    row("公式期满", "公示期满", ADMISSION),
    row("公式期间", "公示期间", ADMISSION),
    row("公式期内", "公示期内", ADMISSION),
    row("现予公式", "现予公示", ADMISSION),
    row("现予以公式", "现予以公示", ADMISSION),
    row("特此通如", "特此通知", DOCUMENTS),
    row("特此通至", "特此通知", DOCUMENTS),
    row("特此通只", "特此通知", DOCUMENTS),
    row("特此同知", "特此通知", DOCUMENTS),
    row("特此公式", "特此公示", DOCUMENTS),
    row("特此工示", "特此公示", DOCUMENTS),
    row("特此通抱", "特此通报", DOCUMENTS),
    row("支部书纪", "支部书记", BRANCHES),
    row("支部书计", "支部书记", BRANCHES),
    row("总支书纪", "总支书记", BRANCHES),
    row("支部委员为会", "支部委员会", BRANCHES),
    row("预备觉员", "预备党员", ADMISSION),
    row("政治审察", "政治审查", ADMISSION),
    row("纪捡", "纪检", DISCIPLINE),
    row("纪律检察委员", "纪律检查委员", DISCIPLINE),
    row("真抓实千", "真抓实干", "《现代汉语词典》"),
    row("化长效话", "化长效化", "《现代汉语词典》"),
    row("谈话函讯", "谈话函询", DISCIPLINE),
];

pub(super) static PATTERNS: &[Pattern] = &[
    // 4月31日, 2月30日, 13月5日, and 2月29日 of a year that has none.
    Pattern::new(
        &NO_SUCH_DAY,
        &[
            "月3[23456789]", "月[456789][0123456789]", "月0", "[469]月31", "11月31", "2月3[01]", "年2月29",
            "年02月29", "1[3456789]月", "[23456789][0123456789]月",
        ],
        concat!(
            r"(?:^|[^0-9.])(?<what>(?:(?:0?[1-9]|1[0-2])月(?:3[2-9]|[4-9][0-9]|00?)|(?:0?[469]|11)月31|0?2月3[01]",
            r"|(?:1[3-9]|[2-9][0-9])月[0-9]{1,2}|[0-9]{2}(?:[0-9][13579]|[02468][26]|[13579][048])年0?2月29)[日号])",
        ),
        "没有“{}”这一天",
    ),
    Pattern::new(
        &NO_SUCH_DAY,
        &["每月3[23456789]", "每月[456789][0123456789]"],
        r"(?<what>每月(?:3[2-9]|[4-9][0-9])[日号])",
        "没有“{}”这一天",
    ),
    Pattern::new(
        &NO_SUCH_DAY,
        &["-31", "-30", "-2-29"],
        r"(?:^|[^0-9-])(?<what>20[0-9]{2}-(?:(?:0?[469]|11)-31|0?2-3[01]))(?:[^0-9]|$)",
        "没有“{}”这一天",
    ),
    Pattern::new(
        &NO_SUCH_DAY,
        &["202[0123456789].", "202[0123456789]/"],
        concat!(
            r"(?:^|[^0-9./-])(?<what>202[0-9]\.(?:(?:0?[469]|11)\.31|0?2\.3[01]|(?:0?[1-9]|1[0-2])\.3[2-9])",
            r"|202[0-9]/(?:(?:0?[469]|11)/31|0?2/3[01]|(?:0?[1-9]|1[0-2])/3[2-9]))(?:[^0-9./%％元]|$)",
        ),
        "没有“{}”这一天",
    ),
    Pattern::new(
        &WORDING,
        &["[〇一二三四五六七八九]年[123456789]"],
        r"(?<what>二〇[一二三][〇一二三四五六七八九]年[0-9]{1,2}月(?:[0-9]{1,2}日)?)",
        "日期“{}”里混用了两种数字",
    ),
    // Where a `*` is no mark of Markdown.
    Pattern::new(
        &LEADER_MASKED,
        &["[*＊]总书记", "[*＊]国家主席", "[*＊]主席", "[*＊]总理"],
        r"(?<what>[*＊]{2,}(?:总书记|国家主席|主席[^台团]|总理))",
        "领导人的姓名被遮住了：“{}”",
    ),
    Pattern::new(
        &LEADER_MASKED,
        &[
            "[×✕╳＊xＸ某○〇*]总书记",
            "[×✕╳＊xＸ某○〇*]国家主席",
            "[×✕╳＊xＸ某○〇*]主席",
            "[×✕╳＊xＸ某○〇*]总理",
        ],
        r"(?<what>(?:[×✕╳＊]{2,3}|[xX某ＸＸ○〇]{2,3}|\\\*\\\*(?:\\\*)?)(?:总书记|国家主席|主席[^台团]|总理))",
        "领导人的姓名被遮住了：“{}”",
    ),
    // Behind white space three `*` open nothing in Markdown; with others before them they may close something.
    Pattern::new(
        &LEADER_MASKED,
        &["* 总书记", "* 国家主席", "* 总理", "*　总书记"],
        r"^[^*]*(?<what>\*{3}[ 　]+(?:总书记|国家主席|总理))",
        "领导人的姓名被遮住了：“{}”",
    ),
    Pattern::new(
        &LEADER_MASKED,
        &["[_＿●□■◯]总书记", "[_＿●□■◯]国家主席", "[_＿●□■◯]总理"],
        r"(?<what>(?:[_＿]{2,}|[●□■◯]{2,3})(?:总书记|国家主席|总理))",
        "领导人的姓名被遮住了：“{}”",
    ),
    Pattern::new(
        &WORDING,
        &["[一二三四五六七八九〇][0０○oＯ零]"],
        r"(?<what>[一二][〇零○OoＯ0０一二三四五六七八九]{3}年)",
        "年份“{}”里的零不统一",
    ),
    Pattern::new(
        &WORDING,
        &["二[〇○零]2", "二[〇○零]二[0123456789]", "2[oＯO]2"],
        r"(?<what>二[〇○零](?:2[0-9]|二[0-9])年|2[OoＯ]2[0-9]年)",
        "年份“{}”里混用了两种数字",
    ),
    // 学习总书记的讲话 is right.
    Pattern::new(
        &WORDING,
        &[SHORTENED],
        r"(?:^|[^学复练温研自补见实演预修讲])(?<what>习总书记)",
        "“{}”应当写作“习近平总书记”",
    ),
    Pattern::new(
        &LEADER_MASKED,
        &["习[×✕╳＊*某○]平"],
        r"(?<what>习[×✕╳＊*某○]平)",
        "领导人的姓名被遮住了：“{}”",
    ),
];

pub(super) static BUNDLED: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let rows = TABLE.iter().chain(typos::TABLE).map(|row| Wording {
        wrong: row.wrong.to_owned(),
        right: row.right.to_owned(),
        source: Some(row.source.to_owned()),
        // Somebody may be called nearly as a leader is, and old papers have old words.
        is_mistyped: ![OFFICE, STYLE, SCHOOLS].contains(&row.source),
    });
    rows.collect()
});

/// The office behind a surname alone.
const SHORTENED: &str = "习总书记";

/// Settles what the patterns found: a `*` that Markdown knows is no mask here, and a year whose zeros are right is right.
pub(super) fn settle(syntax: Syntax, found: &mut Vec<Match>) {
    found.retain(|one| match one.rule {
        rule if rule == &LEADER_MASKED => {
            syntax != Syntax::Markdown || !one.content.starts_with('*') || one.content.contains([' ', '　'])
        }
        rule if rule == &WORDING => one.content == SHORTENED || zeros(&one.content) || is_mixed(&one.content),
        _ => true,
    });
    for one in found.iter_mut() {
        if one.rule == &LEADER_MASKED && one.content.ends_with("总书记") {
            one.correction = Some(Correction {
                text: format!("{LEADER}总书记"),
                is_certain: false,
            });
        }
    }
    for one in found.iter_mut().filter(|one| one.rule == &WORDING) {
        if one.content == SHORTENED {
            one.hint = Some(format!("见{OFFICE}"));
            one.correction = Some(Correction {
                text: format!("{LEADER}总书记"),
                is_certain: false,
            });
            continue;
        }
        let text = if is_mixed(&one.content) {
            in_arabic(&one.content)
        } else {
            right_zeros(&one.content)
        };
        one.hint = Some(format!("写成“{text}”（{NUMERALS}）；汉字和阿拉伯数字只用一种"));
        one.correction = Some(Correction {
            text,
            is_certain: true,
        });
    }
}

/// Whom a masked name before 总书记 nearly always means.
pub(crate) const LEADER: &str = "习近平";

/// What is a zero to whoever types it.
const ZEROS: [char; 8] = ['零', '○', 'O', 'o', 'Ｏ', '0', '０', '〇'];

/// True when a zero in a year is not 〇.
fn zeros(year: &str) -> bool {
    year.contains(|c: char| c != '〇' && ZEROS.contains(&c))
}

/// True for a year of two kinds of digits, but for its zeros.
fn is_mixed(year: &str) -> bool {
    let is_arabic = |c: char| matches!(c, '1'..='9');
    let is_han = |c: char| "一二三四五六七八九".contains(c);
    let has_letter = year.starts_with(is_arabic) && year.contains(['O', 'o', 'Ｏ']);
    has_letter || year.contains(is_arabic) && year.contains(is_han)
}

fn in_arabic(year: &str) -> String {
    let digit = |c: char| {
        let at = "一二三四五六七八九".chars().position(|han| han == c);
        match at {
            Some(at) => char::from_digit(at as u32 + 1, 10).unwrap_or(c),
            None if ZEROS.contains(&c) => '0',
            None => c,
        }
    };
    year.chars().map(digit).collect()
}

fn right_zeros(year: &str) -> String {
    let right = |c: char| if ZEROS.contains(&c) { '〇' } else { c };
    year.chars().map(right).collect()
}

/// One wording of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What is wrong.
    pub wrong: String,
    /// What is right.
    pub right: String,
    /// Where that is to be found.
    pub source: Option<String>,
    /// Nobody means the wrong form, not even of an earlier time.
    pub is_mistyped: bool,
}

/// What a site knows of its own: a table of wordings, ready to be looked for, and its persons.
#[derive(Debug, Clone, Default)]
pub struct Wordings {
    /// Those whose names nothing but this tells from other words.
    names: Vec<String>,
    rows: Vec<Wording>,
    /// `None` when there are no rows.
    wrong: Option<Phrases>,
}

impl Wording {
    /// What is said of a place where it stands wrong; nothing where it is part of the right form.
    pub(super) fn at(&self, text: &str, place: Phrase) -> Option<Match> {
        if is_right(text, place.start, self) {
            return None;
        }
        Some(Match {
            hint: self.source.as_ref().map(|source| format!("见{source}")),
            correction: Some(Correction {
                text: self.right.clone(),
                is_certain: self.is_mistyped && !is_in_title(text, place.start),
            }),
            ..said(text, place.start..place.end, &self.right)
        })
    }
}

/// True within 《》 that a line opens before a byte: a book may be called so.
fn is_in_title(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    line.rfind('《') > line.rfind('》')
}

/// What is said of a stretch of a text that should be written in another way.
pub(super) fn said(text: &str, range: Range<usize>, right: &str) -> Match {
    // A wording may bring its own quotation marks.
    let quoted = |words: &str| match words.starts_with('“') && words.ends_with('”') {
        true => words.to_owned(),
        false => format!("“{words}”"),
    };
    let message = format!("{}应当写作{}", quoted(&text[range.clone()]), quoted(right));
    Match::new(&WORDING, text, range, message)
}

impl Wordings {
    /// Makes a table ready. Of two rows of which one begins the other, the longer counts.
    #[must_use]
    pub fn new(rows: Vec<Wording>) -> Self {
        let wrong = || Phrases::new(rows.iter().map(|row| &row.wrong), "");
        let wrong = (!rows.is_empty()).then(wrong);
        let names = Vec::new();
        Self { names, rows, wrong }
    }

    /// The same with the site's persons.
    #[must_use]
    pub fn with_names<'n>(self, names: impl Iterator<Item = &'n str>) -> Self {
        let names = names
            .filter(|name| is_uncommon(name))
            .map(str::to_owned)
            .collect();
        Self { names, ..self }
    }

    /// The persons with uncommon names.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Adds what stands wrong in a text.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Match>) {
        if let Some(wrong) = &self.wrong {
            let at = |place: Phrase| found.extend(self.rows[place.number].at(text, place));
            wrong.find(text, at, |_| {});
        }
    }
}

/// True when what begins at `start` is part of the right form.
fn is_right(text: &str, start: usize, row: &Wording) -> bool {
    row.right.match_indices(&row.wrong).any(|(at, _)| {
        let begin = start.checked_sub(at);
        begin.is_some_and(|begin| text.is_char_boundary(begin) && text[begin..].starts_with(&row.right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{rows_hold, tells};

    fn messages(text: &str) -> Vec<String> {
        let found = crate::check::find(text, Syntax::Plain, &Wordings::default());
        let own = found.into_iter().filter(|one| RULES.contains(&one.rule));
        own.map(|one| one.message).collect()
    }

    #[test]
    fn mistyped_formulations_are_told() {
        let table = r"
            深入学习习进平总书记的讲话 => 习近平
            国家主席、中央军委主席、中共中央总书记 => 中共中央总书记
            习近平新时代特色社会主义思想 => 中国特色
            建国以来的成就 => 新中国成立以来
            学习习近平总书计讲话 => 总书记
            习近平新时代中国特色社会主义理论 => 思想
            保证人民当家做主 => 当家作主
            “三个代表”思想 => 重要思想
            国务院总理习近平 => 国家主席习近平
            国家主席李强 => 国务院总理李强
            李强总书记 => 李强总理
            做到“二个维护” => 两个维护
            习近平新时代社会主义思想 => 中国特色
            以习近平总书记为核心的党中央 => 习近平同志
            牢固树立“四个意思” => 四个意识
            协调推进“四个全面”战略部署 => 战略布局
            以习近平同志为中心的党中央 => 为核心
            认真学习近平总书记讲话 => 学习习近平
            《中国共产党章成》 => 章程
            《支部工作条列（试行）》 => 条例
            反腐倡廉永远再路上 => 永远在路上
            落实立德树人基本任务 => 根本任务
            坚持党的领到 => 领导
            于4月31日前完成 => 4月31日
            3月32日前报送 => 3月32日
            13月5日公布 => 13月5日
            2025年2月29日召开 => 2025年2月29日
            截至2026.11.31 => 2026.11.31
            时间：2026/11/31前 => 2026/11/31
            二〇二六年11月20日 => 两种数字
            02月30号 => 02月30号
            二〇26年3月 => 两种数字
            二〇二6年 => 两种数字
            2O26年 => 两种数字
            领悟“两个确认” => 两个确立
            增强“四个自信” => 坚定
            习近平新时代中国特社会主义思想 => 特色
            社会主意核心价值观 => 社会主义
            全面从严制党 => 治党
            党风廉正建设 => 廉政
            依法制国 => 治国
            三会一可 => 三会一课
            立德数人 => 立德树人
            党的二十大三中全会 => 二十届
            学习《中国共产党党支部工作条例（试行）》 => 支部工作条例
            给予纪律处份 => 处分
            发展党员工作细侧 => 细则
            设立党员先峰岗 => 先锋岗
            全面从严冶党 => 治党
            廉政建没 => 建设
            学习习总书记重要讲话精神 => 习近平总书记
            习总书记指出 => 习近平总书记
            开展民主评仪党员工作 => 民主评议
            开展主题党曰活动 => 主题党日
            落实中央八项规定精身 => 八项规定精神
            践行“三严三时” => 三严三实
            发挥战斗堡磊作用 => 战斗堡垒
            发挥先锋模犯作用 => 先锋模范
            办好人民满意的教肓 => 教育
            铸牢中华民族共同体意思 => 共同体意识
            深刻领悟“两个确立”的决定性意议 => 决定性意义
            学习《中国共产党支部工作条例（实行）》 => （试行）
            落实意识形态工作责任致 => 责任制
            落实党风廉政建设主题责任 => 主体责任
            坚持“第一议提”制度 => 第一议题
            集体决定“三重一太”事项 => 三重一大
            填写《入党志愿数》 => 入党志愿书
            每季度交一次思想会报 => 思想汇报
            公式期满，没有收到不同意见 => 公示期满
            特此通如。 => 特此通知
            支部书纪讲党课 => 支部书记
            增强政治意识、大局意识、核心意识、看起意识 => 看齐意识
            “四个意识”即政治意识、大局意识、核心意识、责任意识 => 看齐意识
            坚定道路自信、理论自信、制度自信和文化自行 => 文化自信
            道路自信、理论自信、体制自信、文化自信 => 制度自信
            “自由、平等、公正、法制” => 法治
            建设富强、明主、文明的国家 => 民主
        ";
        rows_hold(table, messages, |found, right| {
            found.len() == 1 && found[0].contains(right)
        });
    }

    #[test]
    fn right_sentences_near_mistyped_formulations_are_left_alone() {
        let table = r"
            学习总书记重要讲话，复习总书记的论述 => -
            同意议案的教师12人，会议同意议题调整 => -
            收到入党志愿数量统计表 => -
            本月主题，责任到人；主题责任人：周敬安 => -
            数学公式期望值 => -
            2026.11.30，2026/11/30，2026.31，v2026.2.31.1，二〇二六年十一月二十日 => -
            在毛泽东思想会报告厅旧址参观 => -
            组织委员长期坚持走访 => -
            病入膏肓 => -
            自觉员工守则 => -
            第一议题、第一一节 => -
            增强政治意识、大局意识、核心意识、看齐意识、责任意识 => -
            增强国家意识、政治意识、大局意识、核心意识、看齐意识 => -
            增强政治意识、大局意识、责任意识、服务意识 => -
            增强政治意识、大局意识、核心意识、服务师生 => -
            “四个自信”（道路自信、理论自信、制度自信、文化自信） => -
            四个自信，即道路自信、理论自信、制度自信、文化自信。增强四个意识：政治意识、服务意识、责任意识。 => -
            坚定道路自信、理论自信、制度自信、文化自信，坚持制度自行制定 => -
            由主题责任单位落实 => -
            党风廉政建设责任制，意识形态工作责任到人 => -
        ";
        tells(Some(RULES), Syntax::Plain, table);
    }

    #[test]
    fn a_masked_name_before_an_office_is_told() {
        let table = r"
            ×××总书记强调 => =遮住的领导人姓名
            XX总理的报告 => =遮住的领导人姓名
            某某总书记 => =遮住的领导人姓名
            ＊＊＊总书记 => =遮住的领导人姓名
            *** 总书记 => =遮住的领导人姓名
            ___总书记 => =遮住的领导人姓名
            ●●●总书记 => =遮住的领导人姓名
            □□□总书记 => =遮住的领导人姓名
            习近平总书记强调 => -
            教代会主席团 => -
            主席台就座 => -
            工会主席主持 => -
            大会由____主席主持 => -
            □总书记的讲话 => -
            ***习近平*** 总书记强调 => -
        ";
        tells(Some(RULES), Syntax::Plain, table);
        let table = r"
            ＊＊＊总书记 => =遮住的领导人姓名
            学习*** 总书记讲话 => =遮住的领导人姓名
            ***总书记 => -
            **习近平** 总书记 => -
        ";
        tells(Some(&[&LEADER_MASKED]), Syntax::Markdown, table);
    }

    #[test]
    fn zeros_of_a_year_are_one_character() {
        let table = r"
            二0二六年 => =固定表述
            二零二六年 => =固定表述
            二○二六年 => =固定表述
            二〇二O年 => =固定表述
            一九八0年 => =固定表述
            二〇二六年三月、一九二一年、一千零二十年 => -
        ";
        tells(Some(RULES), Syntax::Plain, table);
    }

    #[test]
    fn no_right_form_is_told_to_be_wrong() {
        for row in TABLE.iter().chain(typos::TABLE) {
            assert!(messages(row.right).is_empty(), "{}", row.right);
        }
    }

    #[test]
    fn a_site_adds_rows_of_its_own() {
        let words = Wordings::new(vec![Wording {
            wrong: "青禾小学".into(),
            right: "青禾实验学校".into(),
            source: None,
            is_mistyped: false,
        }]);
        let mut found = Vec::new();
        words.find("原青禾小学", &mut found);
        assert_eq!(found.len(), 1);
    }
}
