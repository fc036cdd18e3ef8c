//! What tells of somebody's health: 病情, 诊断, 残疾. Questions, not verdicts. Source: 《个人信息保护法》第二十八条.

use super::patterns::{Pattern, around, column, unless};
use super::{Match, Rule, Weight, public_figures};
use crate::words::{Code, contains_any, ends_with_any, starts_with_any};

pub(super) static HEALTH: Rule = Rule {
    word: "病情",
    weight: Weight::Doubtful(Code::warning("data-health")),
    hint: "请删去病情；要说明原因的，写“因病”就够了",
    once: false,
};

pub(super) static PREGNANCY: Rule = Rule {
    word: "孕产情况",
    hint: "请删去；要说明原因的，写“请假”就够了",
    ..HEALTH
};

pub(super) static RULES: &[&Rule] = &[&HEALTH, &PREGNANCY];

/// Illnesses, whatever stands between them and a name.
const ILLNESSES: [&str; 46] = [
    "癌", "白血病", "抑郁症", "精神疾病", "精神分裂", "精神障碍", "精神病", "艾滋病", "hiv", "乙肝", "肿瘤",
    "尿毒症", "肺结核", "癫痫", "羊癫疯", "糖尿病", "心脏病", "冠心病", "脑梗", "脑溢血", "脑出血", "肾衰竭",
    "血液透析", "人工流产", "切除手术", "切除术", "化疗", "放疗", "焦虑症", "双相情感障碍", "红斑狼疮",
    "肝硬化", "肾病综合征", "自闭症", "孤独症", "多动症", "脑瘫", "唐氏综合征", "哮喘", "腰椎间盘突出",
    "血友病", "帕金森", "老年痴呆", "阿尔茨海默", "重度抑郁", "中度抑郁",
];

/// Ailments and what is done about them: what these are called is also said of what is nobody's.
const AILMENTS: [&str; 48] = [
    "住院",
    "中风",
    "透析",
    "心梗",
    "心肌梗",
    "骨折",
    "腰突",
    "血糖偏[高低]",
    "瘫痪",
    "甲流",
    "水痘",
    "结核",
    "失聪",
    "神经衰弱",
    "精神失常",
    "安眠药",
    "发育迟缓",
    "遗尿",
    "尿床",
    "息肉",
    "支架",
    "肌瘤",
    "病危",
    "重病",
    "抑郁",
    "自闭",
    "红色预警",
    "高血压",
    "有阴影",
    "手术",
    "结石",
    "结节",
    "肿块",
    "囊肿",
    "[胆胃肝肠肾鼻膜节尾腺囊心]炎",
    "颈椎病",
    "卧床",
    "肢体残疾",
    "听力残疾",
    "视力残疾",
    "言语残疾",
    "智力残疾",
    "精神残疾",
    "多重残疾",
    "哮喘",
    "甲亢",
    "搭桥",
    "失明",
];

/// Of a woman who expects a child, or has lost it.
const PREGNANCIES: [&str; 9] = [
    "预产期",
    "产后",
    "流产",
    "剖[腹宫]产",
    "保胎",
    "怀孕",
    "胎位不[正稳]",
    "孕[一二三四五六七八九0123456789两][月周个]",
    "孕[123][0123456789]",
];

/// Behind a name what somebody has, before one what was done, or both in cells of a row.
const HAS: &str = r"{名}{身份}(?:同志|老师|同学|教师)?(?:的?(?:父亲|母亲|爱人|妻子|丈夫|老伴|孩子|儿子|女儿|[一二三]胎))?[，,（(]?(?:(?:近日|日前|上周|去年|今年|前年|目前|现|已|已经|正|在|突发|突然|不慎|意外|患有?|得了?|查出|体检|感染了?|产后|被|又|做[了过]?|动了|刚|接受|装了?|是|系|为|有|肝上|乳腺|心脏|嗓子|声带|子宫|腰椎|切除了?|全身|双目|双耳|智力|心理|测评|常年|长期|吃|服){0,4}|(?:近日|日前|现|正|刚刚?|体检|上个?月|上周|本月|去年|今年|前年|前不久|不久前|[寒暑]假)?(?:(?:因|做[了过完]?|接受|要做|需做|患|被?检?查出)(?:[^病。！？；;，,\n]{句中}{0,7}?)?)|[（(]{句中}{0,8}?)(?<what>{事})(?:[^\p{Han}]|$|住院|手术|术后|倾向|症|[一二三四]级|个?[月周]|多年|请|休|在|需|回|后|，|的|患|引|偏|已|发|离|逝|送|被|隔|卧|了|坚|仍|半|死|周|[一二三四五六七八九十两][个天周年])|{名}(?:同志|老师|同学)?(?<what>{句中}{0,4}?卧床)|(?:做完|做|接受)了?(?<what>{句中}{1,8}手术)的{谁}{名}|{格}(?<what>{事})\s*\|";

/// In a cell of the row that names somebody, a clause that says what he or she has.
const IN_ROW: &str = r"\|\s*{名}\s*\|[^\n]*?[|，,。；;、\s](?:本人|自己|近年来?|去年|今年|前年|[上下]半年|[0-9]{2,4}年(?:[0-9]{1,2}月)?|[0-9]{1,2}月|曾|先后|不幸|突然|突发|长期|常年|多年){0,3}(?:因|身患|患有?|得了|查出|确诊为?|被?诊断为|罹患|做[了过完]?|接受了?|动了|刚做)(?:[^病。！？；;，,\n|学童孩工友]{0,6}?)(?<what>{事})(?:[^\p{Han}]|$|手术|术后|住院|晚期|后|仍|坚持|多年|治疗|请假)";

/// In sentences with these nobody's illness is told, but what is done for everybody's.
pub(super) const OF_ALL: [&str; 37] = [
    "预防", "防治", "传染病", "重点筛查", "讲座", "康复培训", "宣传", "知识", "识别", "健康教育周", "患病率",
    "高发", "发病增多", "参保人", "请勿入场", "不得报名", "备孕", "不适宜", "演示", "扮演", "救助了", "讲“",
    "怎么办", "干细胞", "癌细胞", "瘤细胞", "病细胞", "台手术", "例手术", "主刀", "患者应", "患者不",
    "患者增多", "患者的", "容易复发", "规范名称", "化名",
];

/// In these it is one of everybody who has it, or of somebody whom everybody knows.
const OF_NOBODY: [&str; 15] = [
    "确诊病例", "筛查，", "全球", "楷模", "榜样", "先进事迹", "烈士", "就义", "逝世", "化名", "吗？",
    "请勿入场", "不得报名", "参保人", "讲“",
];

/// Something about a person by name.
const fn of_somebody(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    unless(
        &OF_ALL,
        Pattern::new(&HEALTH, anchors, pattern, "这里写了一个人的病情：“{}”"),
    )
}

pub(super) static TABLE: &[Pattern] = &[
    unless(
        &OF_NOBODY,
        Pattern::new(
            &HEALTH,
            &["确诊", "诊断为", "罹患", "身患", "患有"],
            r"{近名}{身份}(?:同志|老师|同学)?[^。！？；;\n]{0,30}?(?<what>被?{事}[为患]?\p{Han}{1,10})|(?<what>{事}[为患]?\p{Han}{1,8}的{谁}{名})|{格}(?<what>{事}[为患]?\p{Han}{1,10})\s*\|",
            "这里写了一个人的病情：“{}”",
        ),
    ),
    of_somebody(
        &ILLNESSES,
        r"(?i){名}{身份}[^。！？；;《“\n]{0,10}(?<what>{事})|(?<what>\p{Han}{0,2}{事}(?:住院|手术|晚期|患者)?的?{谁}{名}(?:同志|老师|同学)?)(?:{后}|送|一家|同|上|由|补|辅|捐|治)|{近名}(?:同志|老师|同学)?(?:近日|上个?月|去年|今年|前年|早年|不幸|已|现)?(?:身患|罹患|患有|患上|患了?|得了|查出|确诊)(?:[^者。！？；;，,《“\n]{句中}{0,7}?)?(?<what>{事})|(?<what>{事})的(?:是|有|为)[：:]?{名}|{格}(?<what>[^|\n]{0,6}{事}[^|\n]{0,4})\s*\|",
    ),
    of_somebody(&AILMENTS, HAS),
    of_somebody(&ILLNESSES, IN_ROW),
    of_somebody(&AILMENTS, IN_ROW),
    unless(
        &OF_ALL,
        Pattern::new(&PREGNANCY, &PREGNANCIES, HAS, "这里写了谁怀孕、生育：“{}”"),
    ),
    unless(
        &["于产", "于孕", "于怀孕", "应当", "可以"],
        Pattern::new(
            &PREGNANCY,
            &["怀孕", "孕期", "孕妇", "产妇", "哺乳期"],
            r"(?<what>(?:怀孕的?女?|孕期的?女?|哺乳期的?女?|孕妇|产妇){谁}{近名}(?:同志|老师)?)(?:[^\p{Han}]|$|送|等|一家|家|不|由|的)|{名}[（(]{句中}{0,6}?(?<what>孕妇|孕期|产妇|哺乳期)[^）)\n]{0,6}[）)]",
            "这里写了谁怀孕、生育：“{}”",
        ),
    ),
    // In a row of a table its person stands in another cell.
    of_somebody(
        &["因抑郁", "重度抑郁", "中度抑郁", "抑郁休学", "抑郁症休学"],
        r"(?:^|[^\p{Han}])(?<what>因?{事})",
    ),
    of_somebody(
        &["生病", "患病", "重病", "病重", "生病住院", "住院"],
        r"(?<what>{事}的?{谁}{近名}(?:同志|老师|同学)?)(?:[^\p{Han}]|$|送|等|一家|家)",
    ),
    of_somebody(
        &["自伤", "自残", "割腕", "自杀倾向", "自杀行为", "轻生"],
        r"{名}[^。！？\n]{0,24}(?<what>{事})",
    ),
    of_somebody(
        &["阳性", "感染"],
        r"{名}(?:同志|老师|同学)?(?:近日|今日|昨日|现|已|的){0,2}(?<what>(?:核酸|抗原|新冠(?:病毒)?)(?:检测)?(?:结果)?(?:为|呈|是)?阳性)(?:[^\p{Han}]|$)|{名}(?:同志|老师|同学)?(?:因|疑似|近日|已|又|不慎|也){0,2}(?<what>感染了?(?:诺如病毒|新冠(?:病毒)?|[甲乙]流|流感(?:病毒)?|手足口病?|水痘|肺结核|轮状病毒|支原体|腺病毒))(?:[^\p{Han}]|$|在家|居家|住院|请假)",
    ),
    of_somebody(
        &["过敏"],
        r"{名}(?:同学|小朋友|老师)?(?:从小|一直|严重)?(?<what>对{句中}{1,6}?过敏)(?:[^\p{Han}]|$|体质)",
    ),
    of_somebody(
        &["密接", "密切接触"],
        r"(?<what>{事}者?(?:学生|人员|教师|同学)?(?:名单)?)(?:有|为|是|[：:])\s*(?:[^。！？；;，,、\n]{0,8}[班级组部处][）)]?\s?)?{近名}(?:[^\p{Han}]|$|等|同学|老师)",
    ),
    of_somebody(&["高危学生"], r"(?<what>心理{事}[：:]{名})"),
    Pattern::new(
        &HEALTH,
        &["预警"],
        r"心理[^。！？；;\n]{0,36}?预警的?(?:学生|同学)?(?:共?[0-9一二两三四五六七八九十]{1,3}[名人位])?[，,：:]?(?:名单)?(?:分别)?(?:是|为|有|[：:])[^。！？；;，,、\n]{0,8}?(?<what>{近名})(?:[^\p{Han}]|$|和|与|及|等|同学)|(?<what>{名}(?:、{另名}){0,5}(?:[一二两三四五六0-9]{1,2}名)?(?:同学|同志|老师|学生)?的?心理(?:健康)?(?:测评|筛查|测试|评估)(?:结果)?(?:为|是|列为|被列为|属)?(?:红色|橙色|黄色|[一二三四]级)(?:心理)?预警)",
        "这里写了心理预警的学生是谁：“{}”",
    ),
    unless(
        &[
            "运动员", "球员", "奥运", "冠军", "举重", "摔跤", "预防", "防控", "讲座", "宣传", "检出率",
        ],
        Pattern::new(
            &HEALTH,
            &["体重", "肥胖", "超重", "营养不良"],
            r"{近名}(?:同学|老师)?[，,：:（(]?\s?(?<what>身高[：:为]?\s?[0-9.]{2,5}\s?(?:厘米|cm|米|公分)?[，,、]\s?体重[：:为]?\s?[0-9.]{2,5}\s?(?:公斤|千克|kg|斤))(?:[^级]|$)|{名}(?:同学)?[，,：:（(的]?(?<what>体重[：:为达]?\s?[0-9.]{2,5}\s?(?:公斤|千克|kg|斤))(?:[^级]|$)|{名}(?:同学)?(?:[，,（(]|评定为|定为|属于?|系)(?<what>(?:轻度|中度|重度)?(?:肥胖|超重|营养不良))(?:[^\p{Han}]|$)",
            "这里写了一个人的身体情况：“{}”",
        ),
    ),
    Pattern::new(
        &HEALTH,
        &["病历号", "住院号", "门诊号", "残疾证号"],
        r"(?<what>{事})[：:\s]{0,3}[A-Za-z0-9]{4,}",
        "这里有{}",
    ),
    column(
        &HEALTH,
        r"{列}(?<what>病情|病史|疾病(?:名称|情况)?|患病(?:情况|种类)?|所患疾病)\s*\|",
    ),
];

/// Drops what everybody knows: the illness of a model figure; and what is done for those who have one and are not named.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain(|one| {
        let is_of_others = || is_of_unnamed(&text[..one.range.start], &text[one.range.end..]);
        let is_lesson = || contains_any(around(text, &one.range, &['。', '\n']), &LESSONS);
        one.rule != &HEALTH
            || !is_lesson() && !public_figures::is_of_public_figure(text, &one.range) && !is_of_others()
    });
}

/// Whoever does this is no patient.
const LESSONS: [&str; 5] = ["讲授", "主讲", "解答", "义诊", "科普"];

/// True between these for an illness of those for whom something is done: 为自闭症儿童开设绘画课. 为 is 是 too, and so what is
/// done counts.
fn is_of_unnamed(before: &str, behind: &str) -> bool {
    const GROUPS: [&str; 7] = ["儿童", "孩子", "学生", "患者", "群体", "家庭", "人群"];
    const DONE: [&str; 16] = [
        "开设", "开展", "上课", "上了", "举办", "提供", "捐", "制作", "设计", "义", "送教", "辅导", "授课",
        "讲", "组织", "服务",
    ];
    let behind = behind.trim_start_matches('症');
    let group = || GROUPS.iter().find_map(|group| behind.strip_prefix(group));
    ends_with_any(before, &["为", "给", "对", "向", "与"])
        && group().is_some_and(|rest| starts_with_any(rest, &DONE))
}
