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
const ILLNESSES: [&str; 51] = [
    "癌", "白血病", "抑郁症", "精神疾病", "精神分裂", "精神障碍", "精神病", "艾滋病", "hiv", "乙肝", "肿瘤",
    "尿毒症", "肺结核", "癫痫", "羊癫疯", "糖尿病", "心脏病", "冠心病", "脑梗", "脑溢血", "脑出血", "肾衰竭",
    "血液透析", "人工流产", "切除手术", "切除术", "化疗", "放疗", "焦虑症", "双相情感障碍", "红斑狼疮",
    "肝硬化", "肾病综合征", "自闭症", "孤独症", "多动症", "脑瘫", "唐氏综合征", "哮喘", "腰椎间盘突出",
    "血友病", "帕金森", "尘肺", "股骨头坏死", "渐冻症", "老年痴呆", "阿尔茨海默", "重度抑郁", "中度抑郁",
    "焦虑障碍", "抑郁障碍",
];

/// Ailments and what is done about them: what these are called is also said of what is nobody's.
const AILMENTS: [&str; 63] = [
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
    "偏瘫",
    "大三阳",
    "小三阳",
    "手足口病",
    "猩红热",
    "[左右双]耳听不[见清]",
    "麻疹",
    "风疹",
    "疹子",
    "痛风",
    "蚕豆病",
    "崴了脚",
    "扭伤",
    "切除",
    "智力低下",
];

/// Of a woman who expects a child, or has lost it.
const PREGNANCIES: [&str; 11] = [
    "预产期",
    "产后",
    "流产",
    "剖[腹宫]产",
    "保胎",
    "怀孕",
    "胎位不[正稳]",
    "孕[一二三四五六七八九0123456789两][月周个]",
    "孕[123][0123456789]",
    "小产",
    "怀[二三]胎",
];

/// Behind a name what somebody has, before one what was done, or both in cells of a row.
const HAS: &str = r"{名}{身份}(?:同志|老师|同学|教师|老?支书|老?书记|小朋友)?(?:的?(?:父亲|母亲|爱人|妻子|丈夫|老伴|孩子|儿子|女儿|[一二三]胎))?[，,（(]?(?:(?:近日|日前|上个?月|上周|去年|今年|前年|目前|现|已|已经|正|在|突发|突然|不慎|意外|患有?|得了?|查出|体检|感染了?|产后|被|又|做[了过]?|在家|动了|刚|接受|装了?|是|系|为|有|肝上|肺部|甲状腺|乳腺|心脏|嗓子|声带|子宫|腰椎|胃|肝|胆囊?|肾|脾|阑尾|扁桃体|切除了?|全身|双目|双耳|智力|心理|测评|常年|长期|吃|服|[出长发起]了?|放了?[0-9一两二三四五]{1,2}[根枚]){0,4}|(?:近日|日前|现|正|刚刚?|体检|上个?月|上周|本月|去年|今年|前年|前不久|不久前|[寒暑]假)?(?:(?:因|做[了过完]?|接受|要做|需做|患|被?检?查出|体检[时中]?发现)(?:[^病。！？；;，,\n]{句中}{0,7}?)?)|[（(]{句中}{0,8}?)(?<what>{事})(?:[^\p{Han}]|$|住院|手术|术后|倾向|症|[一二三四]级|个?[月周]|多年|请|休|在|需|回|后|，|的|患|引|偏|已|发|离|逝|送|被|隔|卧|了|临近|坚|仍|半|死|周|[一二三四五六七八九十两][个天周年])|{名}(?:同志|老师|同学)?(?<what>{句中}{0,4}?卧床)|(?:做完|做|接受)了?(?<what>{句中}{1,8}手术)的{谁}{名}|{格}(?<what>{事})\s*\||{该生}(?<what>{事})(?:[^\p{Han}]|$|治疗|手术|多年|[一二三四]级)";

/// In a cell of the row that names somebody, a clause that says what he or she has.
const IN_ROW: &str = r"\|\s*{名}\s*\|[^\n]*?[|，,。；;、\s](?:本人|自己|近年来?|去年|今年|前年|[上下]半年|[0-9]{2,4}年(?:[0-9]{1,2}月)?|[0-9]{1,2}月|曾|先后|不幸|突然|突发|长期|常年|多年){0,3}(?:因|身患|患有?|得了|查出|确诊为?|被?诊断为|罹患|做[了过完]?|接受了?|动了|刚做)(?:[^病。！？；;，,\n|学童孩工友]{0,6}?)(?<what>{事})(?:[^\p{Han}]|$|手术|术后|住院|晚期|后|仍|坚持|多年|治疗|请假)";

/// In sentences with these nobody's illness is told, but what is done for everybody's.
pub(super) const OF_ALL: [&str; 38] = [
    "预防", "防治", "传染病", "重点筛查", "讲座", "康复培训", "宣传", "知识", "识别", "健康教育周", "患病率",
    "高发", "发病增多", "参保人", "请勿入场", "不得报名", "备孕", "不适宜", "演示", "扮演", "救助了", "讲“",
    "怎么办", "干细胞", "癌细胞", "瘤细胞", "病细胞", "台手术", "例手术", "主刀", "患者应", "患者不",
    "患者增多", "患者的", "容易复发", "规范名称", "化名", "的防控",
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
        r"(?i){名}{身份}[^。！？；;《“\n]{0,10}(?<what>{事})|(?<what>[\p{Han}--[予给为与对向将把助患]]{0,2}{事}(?:住院|手术|晚期|患者)?的?{谁}{名}(?:同志|老师|同学)?)(?:{后}|送|一家|同|上|由|补|辅|捐|治)|(?<what>{事}(?:的{谁}|{称谓}){三字名})|(?:因为?|由于)(?:身?患有?|得了?|查出|确诊)?(?<what>{句中}{0,6}?{事}){句中}{0,4}[，,](?:{句中}{0,10}?(?:班|年级)[）)]?的?)?{谁}{近名}{后}|{该生}(?<what>{事})|{近名}(?:同志|老师|同学)?(?:近日|上个?月|去年|今年|前年|早年|不幸|已|现)?(?:身患|罹患|患有|患上|患了?|得了|查出|确诊)(?:[^者。！？；;，,《“\n]{句中}{0,7}?)?(?<what>{事})|{名}{称呼}[^。！？；;《“\n]{0,12}?的(?:{亲属}|孩子)[^。！？；;《“\n]{0,12}?(?:查出|确诊|诊断为|患上了?|得了)(?:[^者。！？；;，,《“\n]{句中}{0,5}?)?(?<what>{事})|(?<what>{事})的(?:是|有|为)[：:]?{名}|{格}(?<what>[^|\n]{0,6}{事}[^|\n]{0,4})\s*\|",
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
            &["怀孕", "产后", "孕期", "孕妇", "产妇", "哺乳期"],
            r"因(?:为)?(?<what>{事}){句中}{0,6}[，,]{谁}{近名}{后}|(?<what>(?:(?:怀孕|产后)的?女?|孕期的?女?|哺乳期的?女?|孕妇|产妇){谁}{近名}(?:同志|老师)?)(?:[^\p{Han}]|$|送|等|一家|家|不|由|的)|{名}[（(]{句中}{0,6}?(?<what>孕妇|孕期|产妇|哺乳期)[^）)\n]{0,6}[）)]",
            "这里写了谁怀孕、生育：“{}”",
        ),
    ),
    // In a row of a table its person stands in another cell.
    of_somebody(
        &["因抑郁", "重度抑郁", "中度抑郁", "抑郁休学", "抑郁症休学"],
        r"(?:^|[^\p{Han}])(?<what>因?{事})",
    ),
    of_somebody(
        &[
            "生病", "患病", "重病", "病重", "生病住院", "住院", "偏瘫", "瘫痪", "截瘫", "失明", "失聪",
        ],
        r"(?<what>{事}的?{谁}{近名}(?:同志|老师|同学)?)(?:[^\p{Han}]|$|送|等|一家|家|由)",
    ),
    of_somebody(
        &["坐轮椅的"],
        r"(?<what>{事}{谁}{近名})(?:[^\p{Han}]|$|同学|小朋友|上|下|去|来|进|到)",
    ),
    of_somebody(
        &["假照顾", "假照料", "假护理", "假陪护"],
        r"{名}{称呼}(?:因事|近日|本周|上周|需)?请{事}(?<what>(?:瘫痪|偏瘫|截瘫|卧床|重病|患病|生病|住院|中风|失明|患{句中}{1,6}?)的?{亲属})",
    ),
    of_somebody(
        &[
            "自伤", "自残", "割腕", "自杀倾向", "自杀行为", "轻生", "不想活", "自杀身亡", "自杀未遂",
            "吞服药", "吞药", "服毒", "洗胃",
        ],
        r"{名}[^。！？\n]{0,24}(?<what>{事})",
    ),
    of_somebody(
        &["坠楼", "跳楼", "溺亡", "溺水身亡"],
        r"(?:{前}|班[）)]?){名}(?:同学|老师|同志)?(?:[在从]{句中}{1,10}?|因{句中}{1,8}?|不慎|昨日|今晨|昨晚|[0-9]{1,2}月[0-9]{1,2}日){0,3}(?<what>{事}(?:身亡|死亡|受伤)?)(?:[^\p{Han}]|$|一事|事件|后)",
    ),
    of_somebody(
        &["自杀", "自伤", "自残", "轻生"],
        r"(?<what>有?{事}(?:的?(?:风险|倾向|行为|念头|危险))?的?(?:学生|同学)(?:名单)?(?:分别)?(?:有|是|为|[：:])\s?{近名})(?:[^\p{Han}]|$|等|和|同学)",
    ),
    unless(
        &OF_ALL,
        Pattern::new(
            &HEALTH,
            &["坐在轮椅", "坐着轮椅", "坐轮椅"],
            r"{名}(?:同学|老师|同志|小朋友)?(?:仍|还|依然|是)?(?<what>坐(?:在|着)?轮椅)(?:上|来|参加|领|听|上课|[^\p{Han}]|$)",
            "这里写了一个人的身体情况：“{}”",
        ),
    ),
    // What somebody's papers are called, as names of files and of attachments.
    of_somebody(
        &[
            "病历", "诊断证明", "诊断书", "住院证明", "残疾证", "体检报告", "体检表", "病假条",
        ],
        r"(?:{句首}|[_-]|班|年级|学生|教师)(?<what>{名}(?:同学|老师|同志)?的?{事})(?:[^\p{Han}]|$)|{句首}(?<what>{事}[-_—－（(]{1,2}{近名})(?:[^\p{Han}]|$|同学|老师)",
    ),
    of_somebody(
        &["心理辅导", "心理咨询", "心理访谈", "心理危机", "心理个案"],
        r"(?:{前}|班[）)]?){名}同学的?(?<what>{事}(?:记录|档案|报告|登记表|个案))",
    ),
    of_somebody(
        &["阳性", "感染"],
        r"{名}(?:同志|老师|同学)?(?:近日|今日|昨日|现|已|的){0,2}(?<what>(?:核酸|抗原|新冠(?:病毒)?|痰检|痰涂片|HIV(?:抗体)?|乙肝|梅毒)(?:检[测查])?(?:结果)?(?:为|呈|是)?阳性)(?:[^\p{Han}]|$)|{名}(?:同志|老师|同学)?(?:因|疑似|近日|已|又|不慎|也){0,2}(?<what>(?:诺如病毒|新冠病毒|流感病毒|轮状病毒|支原体)感染|感染了?(?:诺如病毒|新冠(?:病毒)?|[甲乙]流|流感(?:病毒)?|手足口病?|水痘|肺结核|轮状病毒|支原体|腺病毒))(?:[^\p{Han}]|$|在家|居家|住院|请假)",
    ),
    of_somebody(
        &["过敏"],
        r"{名}(?:同学|小朋友|老师)?(?:从小|一直|严重)?(?<what>对{句中}{1,6}?过敏)(?:[^\p{Han}]|$|体质)",
    ),
    of_somebody(
        &["密接", "密切接触"],
        r"(?<what>{事}者?(?:学生|人员|教师|同学)?(?:名单)?)的?(?:有|为|是|[：:])\s*(?:[^。！？；;，,、\n]{0,8}[班级组部处][）)]?\s?)?{近名}(?:[^\p{Han}]|$|等|同学|老师)|{前}{名}(?:同志|老师|同学)?(?:是|系|为|被列为|被判定为)(?<what>{事}者?)(?:[^\p{Han}]|$)",
    ),
    of_somebody(
        &["受心理", "受了心理", "受过心理", "室接受咨询", "室接受辅导"],
        r"(?:{生}|{前}{名}{称呼})[^。！？；;，,\n给为向对组带让学]{0,20}?(?<what>接受[了过]?心理(?:咨询|辅导|治疗|疏导|干预)|心理(?:咨询|辅导)室接受(?:咨询|辅导))(?:[^\p{Han}0-9]|$|后|[0-9一二两三四五六七八九十]{1,2}次)",
    ),
    of_somebody(
        &[
            "心理辅导", "心理咨询", "心理疏导", "心理干预", "心理治疗", "个别辅导",
        ],
        r"[对给为]{名}(?:同学|小朋友)?(?:已)?(?:进行|开展|实施|做)[了过]?(?:[0-9一二两三四五六七八九十多几]{1,2}次)?的?(?<what>心理(?:辅导|咨询|疏导|干预|治疗))(?:[^\p{Han}]|$)|心理[^。！？；;\n]{0,12}?[对给为]{名}(?:同学|小朋友)?(?:已)?(?:进行|开展|实施|做)[了过]?(?:[0-9一二两三四五六七八九十多几]{1,2}次)?的?(?<what>个别辅导)(?:[^\p{Han}]|$)",
    ),
    of_somebody(
        &["血压[0123456789：为是高达]"],
        r"{名}(?:同志|老师)?的?(?<what>血压(?:[：:为是]|高?达)?\s?[0-9]{2,3}/[0-9]{2,3})",
    ),
    // Who takes pupils there is no patient.
    unless(
        &["陪", "送", "带学生", "流程", "讲座"],
        Pattern::new(
            &HEALTH,
            &["精神卫生中心", "精神病院", "精神科", "心理科"],
            r"{近名}{称呼}[^。！？；;\n]{0,16}?(?<what>[在到去赴]\p{Han}{0,6}?{事}(?:就诊|就医|看病|看过|治疗|住院|复查|开药|取药))",
            "这里写了一个人的病情：“{}”",
        ),
    ),
    unless(
        &["问题", "隐患"],
        Pattern::new(
            &HEALTH,
            &["入重点关注", "入心理重点关注", "为重点关注", "为心理重点关注"],
            r"(?:{生}|{前}{名}(?:同学)?(?:情绪|心理|精神){句中}{0,10})[^。！？；;\n把将]{0,16}?(?<what>[列纳]{事}(?:名单|对象|学生)?)(?:[^\p{Han}]|$)",
            "这里写了心理预警的学生是谁：“{}”",
        ),
    ),
    of_somebody(
        &["残疾证", "残疾人"],
        r"{前}{名}{称呼}(?:本人)?(?:持有?|领有|有)(?<what>(?:听力|视力|言语|肢体|智力|精神|多重)?残疾证)(?:[^\p{Han}]|$|的)|{前}{名}{称呼}(?:是|系|属于?)(?:一名)?(?<what>(?:听力|视力|言语|肢体|智力|精神|多重)?残疾人)(?:[^\p{Han}]|$)",
    ),
    of_somebody(&["高危学生"], r"(?<what>心理{事}[：:]{名})"),
    Pattern::new(
        &HEALTH,
        &["预警"],
        r"(?:{前}|班[）)]?)(?<what>{名}(?:同学)?(?:是|为|系|属于?|列为|被列为)心理(?:[一二三四]级|红色|橙色|黄色)?预警(?:学生|对象))(?:[^\p{Han}]|$)|心理[^。！？；;\n]{0,36}?预警的?(?:学生|同学)?(?:共?[0-9一二两三四五六七八九十]{1,3}[名人位])?[，,：:]?(?:名单)?(?:分别)?(?:是|为|有|[：:])[^。！？；;，,、\n]{0,8}?(?<what>{近名})(?:[^\p{Han}]|$|和|与|及|等|同学)|(?<what>{名}(?:、{另名}){0,5}(?:[一二两三四五六0-9]{1,2}名)?(?:同学|同志|老师|学生)?的?心理(?:健康)?(?:测评|筛查|测试|评估)(?:结果)?(?:为|是|列为|被列为|属)?(?:红色|橙色|黄色|[一二三四]级)(?:心理)?预警)",
        "这里写了心理预警的学生是谁：“{}”",
    ),
    // Of the weather and of fire the same is said.
    unless(
        &[
            "台风", "暴雨", "天气", "气象", "高温", "雷", "火险", "地质", "洪", "演练",
        ],
        Pattern::new(
            &HEALTH,
            &["级预警"],
            r"(?:{前}|班[）)]?)(?<what>{名}(?:同学)?被?(?:列为|列入|评为|定为|确定为)[一二三四]{事})(?:[^\p{Han}]|$|对象|学生)",
            "这里写了预警的学生是谁：“{}”",
        ),
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
    for one in found.iter_mut().filter(|one| one.rule == &HEALTH) {
        tell_whole(text, one);
    }
    found.retain(|one| {
        let (before, behind) = text.split_at(one.range.start);
        let is_of_others = || {
            let rest = &text[one.range.end..];
            is_of_unnamed(before, rest) || is_of_whoever(before, behind) || is_of_itself(before, rest)
        };
        let is_lesson = || contains_any(around(text, &one.range, &['。', '\n']), &LESSONS);
        one.rule != &HEALTH
            || !is_lesson() && !public_figures::is_of_public_figure(text, &one.range) && !is_of_others()
    });
}

/// Where an illness sits is part of what it is called: 乳腺癌.
fn tell_whole(text: &str, one: &mut Match) {
    const WHERE: [&str; 18] = [
        "甲状腺", "乳腺", "肺部", "心脏", "子宫", "宫颈", "腰椎", "直肠", "结肠", "食道", "胰腺", "淋巴",
        "卵巢", "肺", "肝", "胃", "肠", "肾",
    ];
    let before = &text[..one.range.start];
    if let Some(place) = WHERE.iter().find(|place| before.ends_with(**place)) {
        one.range.start -= place.len();
        let whole = text[one.range.clone()].to_owned();
        one.message = one.message.replace(&one.content, &whole);
        one.content = whole;
    }
}

/// Whoever does this is no patient.
const LESSONS: [&str; 5] = ["讲授", "主讲", "解答", "义诊", "科普"];

/// True for what is said of an illness wherever it occurs: 讲解了哮喘的危害, 儿童哮喘多在秋冬发作.
fn is_of_itself(before: &str, behind: &str) -> bool {
    const SAID: [&str; 17] = [
        "的危害", "的症状", "的成因", "的病因", "的表现", "的特点", "的早期", "的护理", "的急救",
        "的治疗方法", "的康复训练", "多在", "多发", "多见", "好发", "常见于", "是一种",
    ];
    const TAUGHT: [&str; 5] = ["讲解", "介绍", "普及", "认识", "了解"];
    const WHOEVER: [&str; 6] = ["", "儿童", "小儿", "青少年", "老年", "成人"];
    let clause = before
        .rsplit(['，', '：', '、', '。', '；', '\n'])
        .next()
        .unwrap_or_default();
    (WHOEVER.contains(&clause) || ends_with_any(clause.trim_end_matches('了'), &TAUGHT))
        && starts_with_any(behind.trim_start_matches('症'), &SAID)
}

/// True between these for an illness of those for whom something is done: 为自闭症儿童开设绘画课. 为 is 是 too, and so what is
/// done counts.
fn is_of_unnamed(before: &str, behind: &str) -> bool {
    const GROUPS: [&str; 9] = [
        "儿童", "孩子", "学生", "患者", "群体", "家庭", "人群", "患儿", "病人",
    ];
    const DONE: [&str; 18] = [
        "开设", "开展", "上课", "上了", "举办", "提供", "捐", "募捐", "筹", "制作", "设计", "义", "送教",
        "辅导", "授课", "讲", "组织", "服务",
    ];
    const HAVE: [&str; 3] = ["患有", "身患", "患"];
    let before = HAVE
        .iter()
        .find_map(|has| before.strip_suffix(has))
        .unwrap_or(before);
    let behind = behind.trim_start_matches('症').trim_start_matches('的');
    let group = || GROUPS.iter().find_map(|group| behind.strip_prefix(group));
    ends_with_any(before, &["为", "给", "对", "向", "与"])
        && group().is_some_and(|rest| starts_with_any(rest, &DONE))
}

/// True for a clause about all those who have an illness, whoever they are: 患有高血压的同志不宜参加.
fn is_of_whoever(before: &str, clause: &str) -> bool {
    const WHO: [&str; 9] = [
        "同志", "党员", "人员", "学生", "同学", "教师", "教职工", "家长", "幼儿",
    ];
    const IS_TOLD: [char; 10] = ['不', '请', '应', '须', '需', '要', '可', '暂', '禁', '务'];
    let begins = before.ends_with(['，', '。', '；', '：', '\n', '凡', '有', '如'])
        && clause.starts_with(['患', '身', '有']);
    let clause = clause.split(['。', '；', '\n']).next().unwrap_or_default();
    let rest = clause.split_once('的').map_or("", |(_, rest)| rest);
    let who = WHO.iter().find_map(|who| rest.strip_prefix(who));
    begins && who.is_some_and(|rest| rest.starts_with(IS_TOLD))
}
