//! What tells of a person more than an office has to publish: 证件, 联系方式, 住址, 出生日期, 病情, 困难情况. Patterns with
//! their context, and so questions, not verdicts. Sources: 《个人信息保护法》第二十八条; 教育部办公厅 2017 年 12 月关于学生公示
//! 信息的紧急通知; 《政府信息公开条例》第十五条.

mod public_figures;
#[cfg(test)]
mod tests;

use super::patterns::{Pattern, unless};
use super::{Match, Rule, Weight};
use crate::words::Code;

static PASSPORT: Rule = Rule {
    word: "证件号",
    weight: Weight::Doubtful(Code::warning("data-document")),
    hint: "请删去号码；护照、通行证等证件号不能公开",
    once: false,
};

static PUPIL: Rule = Rule {
    word: "学籍号",
    weight: Weight::Doubtful(Code::warning("data-pupil-number")),
    hint: "请删去号码；要分清同名的学生，写班级就够了",
    once: false,
};

static ACCOUNT: Rule = Rule {
    word: "个人账号",
    weight: Weight::Doubtful(Code::warning("data-account")),
    hint: "请删去，或者换成单位的电话、邮箱",
    once: false,
};

static EMAIL: Rule = Rule {
    word: "个人邮箱",
    weight: Weight::Doubtful(Code::warning("data-email")),
    hint: "请换成单位的邮箱；单位就用这个邮箱的，不要写在某个人的姓名旁边",
    once: false,
};

static HOME: Rule = Rule {
    word: "家庭住址",
    weight: Weight::Doubtful(Code::warning("data-address")),
    hint: "请删去，或者只写到乡镇、街道；是办公地点的，写明“办公地点”",
    once: false,
};

static BIRTH: Rule = Rule {
    word: "出生日期",
    weight: Weight::Doubtful(Code::warning("data-birth")),
    hint: "只写到年、月",
    once: false,
};

static HEALTH: Rule = Rule {
    word: "病情",
    weight: Weight::Doubtful(Code::warning("data-health")),
    hint: "请删去病情；要说明原因的，写“因病”就够了",
    once: false,
};

static HARDSHIP: Rule = Rule {
    word: "困难情况",
    weight: Weight::Doubtful(Code::warning("data-hardship")),
    hint: "不要把学生的姓名和困难、残疾、低保等情况写在一起；公示名单只写姓名和班级",
    once: false,
};

static DISCUSSED: Rule = Rule {
    word: "会上的个人意见",
    weight: Weight::Doubtful(Code::warning("data-opinion")),
    hint: "公开的纪要只写议题、结论和决议，例如“讨论接收预备党员1名”；谁说了什么、对谁怎样评价，留在会议记录本里",
    once: false,
};

pub(super) static RULES: [&Rule; 9] = [
    &PASSPORT, &PUPIL, &ACCOUNT, &EMAIL, &HOME, &BIRTH, &HEALTH, &HARDSHIP, &DISCUSSED,
];

/// A heading in a table of persons.
const fn column(rule: &'static Rule, pattern: &'static str) -> Pattern {
    const NAMES: [&str; 7] = [
        "姓名[| ]",
        "[| ]学生[| ]",
        "党员[| ]",
        "教师[| ]",
        "职工[| ]",
        "申请人[| ]",
        "受助人[| ]",
    ];
    Pattern::new(rule, &NAMES, pattern, "表里有“{}”一列")
}

/// What a family has to bear, as lists call it.
const HARDSHIPS: [&str; 10] = [
    "低保",
    "特困",
    "残疾",
    "孤儿",
    "单亲",
    "留守",
    "建档立卡",
    "贫困",
    "家庭困难",
    "家庭经济困难",
];

/// Beside these a day of birth is one of history, or nobody's.
const NOBODYS: [&str; 13] = [
    "烈士",
    "先驱",
    "牺牲",
    "逝世",
    "殉职",
    "革命",
    "诞辰",
    "英雄",
    "楷模",
    "适龄儿童",
    "出生的儿童",
    "出生的少年",
    "出生的幼儿",
];

/// Whose words are quoted in study texts.
const LEADERS: [&str; 12] = [
    "马克思",
    "恩格斯",
    "列宁",
    "毛泽东",
    "周恩来",
    "刘少奇",
    "朱德",
    "邓小平",
    "陈云",
    "江泽民",
    "胡锦涛",
    "习近平",
];

/// A day of birth.
const fn born(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    unless(
        &NOBODYS,
        Pattern::new(&BIRTH, anchors, pattern, "这里有出生的年、月、日"),
    )
}

pub(super) static TABLE: [Pattern; 49] = [
    Pattern::new(
        &DISCUSSED,
        &["发言：", "发言:", "表态：", "表态:"],
        r"(?:^|[\p{P}\s])(?<what>{名}{称呼}(?:的)?(?:发言|表态))[：:]\s*(?:[^\s分交介畅汇]|$)",
        "这里写了会上一个人说的话：“{}”",
    ),
    unless(
        &LEADERS,
        Pattern::new(
            &DISCUSSED,
            &[
                "说：",
                "说:",
                "认为：",
                "认为:",
                "表示：",
                "表示:",
                "指出：",
                "指出:",
                "提出：",
                "提出:",
                "插话：",
                "插话:",
            ],
            r"(?:^|[\p{P}\s])(?<what>{名}{称呼}(?:说|认为|表示|指出|提出|插话))[：:]",
            "这里写了会上一个人说的话：“{}”",
        ),
    ),
    unless(
        &LEADERS,
        Pattern::new(
            &DISCUSSED,
            &["不公平", "不合理", "不称职", "不力", "不赞成", "不同意", "有意见"],
            r"(?:^|[\p{P}\s])(?<what>{名}{称呼}(?:说|认为|表示|指出|提出|建议))[，,：:]?{句中}{0,16}(?:不公平|不合理|不称职|不力|不赞成|不同意|有意见)",
            "这里写了会上一个人说的话：“{}”",
        ),
    ),
    Pattern::new(
        &DISCUSSED,
        &["弃权", "反对"],
        r"{名}(?:[（(](?:弃权|反对|不同意)[）)]|{称呼}投了?(?:反对|弃权)票)",
        "这里写了一个人怎样投票：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &["不负责任", "责任心不强", "责任心不够", "作风漂浮", "不称职"],
        r"(?:^|[\p{P}\s]|认为)(?<what>{名}{称呼}(?:的)?(?:工作|教学)?(?:不负责任|责任心不强|责任心不够|作风漂浮|不称职))",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &[
            "不够",
            "不足",
            "欠缺",
            "不强",
            "不高",
            "较差",
            "有待加强",
            "有待提高",
        ],
        r"(?:^|[\p{P}\s])(?<what>{名}(?:同志|老师)的?(?:政治|思想|工作|学习|业务|理论|作风|纪律|服务|大局|责任|党性|主动){句中}{0,10}(?:不够|不足|欠缺|不强|不高|较差|有待加强|有待提高))",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &["条件"],
        r"(?:^|[^\p{Han}]|认为|一致|同意)(?<what>{名}(?:同志|老师)?(?:已经?|尚|还)?(?:基本|完全)?不?(?:具备|符合|达到)(?:了)?(?:预备)?(?:党员|入党|转正|发展对象|入党积极分子|积极分子)的?条件)",
        "这里写了对一个人的评价：“{}”",
    ),
    // Names of a 公示 come down with it; those of minutes stay.
    unless(
        &["公示"],
        Pattern::new(
            &DISCUSSED,
            &["入党", "转正", "预备党员", "发展对象", "积极分子"],
            r"(?:讨论|研究|审议|审查|表决|票决)(?:了|通过)?(?:关于)?(?:接收|吸收|确定|发展)?(?<what>{名}(?:同志|老师)(?:的)?(?:入党|转正|接收|预备党员|为预备党员|为中共预备党员|为发展对象|为入党积极分子|列为)[^。！？；;，,\n|]{0,8})",
            "这里写了讨论的是谁：“{}”",
        ),
    ),
    Pattern::new(
        &PASSPORT,
        &["护照"],
        r"护照[^。！？\n]{0,12}?(?<what>[A-Za-zＡ-Ｚａ-ｚ]{1,2}[0-9０-９]{7,8})(?:[^0-9A-Za-z]|$)",
        "这里有一个护照号",
    ),
    Pattern::new(
        &PASSPORT,
        &["通行证", "回乡证", "台胞证", "居住证", "军官证", "士兵证"],
        r"(?:通行证|回乡证|台胞证|居住证|军官证|士兵证)[^。！？\n]{0,12}?(?<what>[A-Za-z\p{Han}]{0,3}[0-9]{7,10})(?:[^0-9A-Za-z]|$)",
        "这里有一个证件号",
    ),
    Pattern::new(
        &PUPIL,
        &["学籍"],
        r"学籍(?:辅)?号[^。！？\n0-9A-Za-z]{0,6}(?<what>[A-Za-z]?[0-9]{8,19})\b",
        "这里有一个学籍号",
    ),
    Pattern::new(
        &ACCOUNT,
        &["qq", "ＱＱ", "ｑｑ", "扣扣"],
        r"(?i)(?:QQ|ＱＱ|扣扣)(?:号码?)?[：:为是（(\s]{0,3}(?<what>[1-9１-９][0-9０-９]{4,10})(?:[^0-9０-９A-Z]|$)",
        "这里有一个QQ号",
    ),
    Pattern::new(
        &ACCOUNT,
        &["微信", "wechat", "weixin", "vx"],
        r"(?i)(?:微信号?|wechat|weixin|\bvx)(?:[：:\s]{1,3}|号[为是])(?<what>[A-Z][A-Z0-9_-]{5,19})\b",
        "这里有一个微信号",
    ),
    // Without a colon an identifier has a digit or a dash, so that 微信（WeChat） is none.
    Pattern::new(
        &ACCOUNT,
        &["微信（", "微信(", "微信号（", "微信号(", "微信号为", "微信号是"],
        r"(?i)微信号?[（(为是](?<what>[A-Z][A-Z0-9_-]{2,17}[0-9_-][A-Z0-9_-]{1,17})(?:[^A-Z0-9_-]|$)",
        "这里有一个微信号",
    ),
    Pattern::new(
        &ACCOUNT,
        &[
            "加v信",
            "加Ｖ信",
            "加薇信",
            "加威信",
            "加微信",
            "v信号",
            "v信：",
            "v信:",
        ],
        r"(?i)(?:加[vＶ薇威微]信号?|v信号?)[：:为是\s]{0,3}(?<what>[A-Z][A-Z0-9_-]{5,19})(?:[^A-Z0-9_-]|$)",
        "这里有一个微信号",
    ),
    Pattern::new(
        &EMAIL,
        &["@", "＠"],
        r"(?i){名}[^。！？\n@＠]{0,16}?(?<what>[A-Z0-9._+-]+[@＠](?:vip\.)?(?:qq|foxmail|163|126|yeah|sina|sohu|gmail|outlook|hotmail|live|139|189|wo|aliyun|icloud|tom|21cn)\.(?:com|cn|net)(?:\.cn)?)",
        "这里有个人的邮箱“{}”",
    ),
    Pattern::new(
        &HOME,
        &["住址"],
        r"住址[：:为是在]\s*(?<what>\p{Han}[^，。；、\s|]{3,})",
        "这里有家庭住址",
    ),
    unless(
        &[
            "家住农村",
            "家住乡",
            "家住城",
            "家住学区",
            "家住外",
            "家住偏远",
            "居住在农村",
        ],
        Pattern::new(
            &HOME,
            &["家庭地址", "户籍地址", "家住", "现住", "居住在"],
            r"(?:家庭地址[：:为是在]|户籍地址[：:]|家住|现住|居住在)\s*(?<what>\p{Han}{1,10}(?:省|市|县|区|镇|乡|街|路|村|小区|号)[^，。；、\s|]*)",
            "这里有家庭住址",
        ),
    ),
    Pattern::new(
        &HOME,
        &["号附[0123456789０１２３４５６７８９]"],
        r"(?:住|家)(?:在|于)?\s*(?<what>\p{Han}{2,10}(?:路|街|巷|道|弄|村)[0-9０-９]+号附[0-9０-９]+号)",
        "“{}”像是住址",
    ),
    Pattern::new(
        &HOME,
        &["租住", "暂住", "现住", "家住", "居住"],
        r"(?:租住|暂住|现住|家住|居住)(?:在|于)?\s*(?<what>\p{Han}{2,10}(?:小区|花园|苑|家园|公寓|新村)[^。，；、\s|]{0,4}?[0-9０-９]+[-－—–][0-9０-９]+(?:[-－—–][0-9０-９]+)?)",
        "“{}”像是住址",
    ),
    unless(
        &[
            "办公地点",
            "办公地址",
            "活动地点",
            "会议地点",
            "报名地点",
            "受理地点",
            "学校地址",
            "单位地址",
            "地点：",
        ],
        Pattern::new(
            &HOME,
            &[
                "栋",
                "幢",
                "号楼",
                "[0123456789０１２３４５６７８９]单元",
                "[一二三四五六]单元",
                "[0123456789０１２３４５６７８９]室",
            ],
            r"(?<what>\p{Han}{2,}(?:路|街|巷|道|里|弄|胡同|小区|花园|苑|家园|公寓|新村)[^，。；、\s|号]{0,8}[0-9０-９一二三四五六七八九十]+号?(?:[^，。；、\s|校学办会厅]{0,8}?[0-9０-９一二三四五六七八九十]+(?:栋|幢|单元|号楼|室)){1,3})",
            "“{}”像是住址",
        ),
    ),
    born(
        &["出生年月", "出生日期", "出生：", "生日"],
        r"(?:出生年月日|出生年月|出生日期|出生|生日)[：:是为\s]{0,3}(?<what>(?:18|19|20)[0-9]{2}{月日})",
    ),
    // In prose, who was born before 1950 is a person of history.
    born(
        &["出生", "生于"],
        r"(?:出生于?|生于)\s{0,2}(?<what>(?:19[5-9]|20[0-9])[0-9]{月日})",
    ),
    born(
        &["出生", "日生", "[0123456789]生"],
        r"(?<what>(?:19[5-9]|20[0-9])[0-9]{月日})(?:出生|生(?:[，。；、）)\s]|$))",
    ),
    born(
        &["[0123456789]出生", "[0123456789]生"],
        r"(?:^|[^0-9])(?<what>(?:19[5-9]|20[0-9])[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?:出生|生(?:[，。；、）)\s]|$))",
    ),
    born(
        &["日出生", "日生"],
        r"(?<what>(?:一九[五六七八九]|二[〇○零0][〇○零0一二三])[〇○零0一二三四五六七八九]年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}日)(?:出生|生(?:[，。；、）)\s]|$))",
    ),
    born(
        &["日出生", "日生"],
        r"(?:^|[^0-9])(?<what>[5-9][0-9]年[0-9]{1,2}月[0-9]{1,2}日)(?:出生|生(?:[，。；、）)\s]|$))",
    ),
    Pattern::new(
        &BIRTH,
        &["出生日期", "出生年月日", "| 生日"],
        r"\|\s*(?<what>出生日期|出生年月日|生日)\s*\|",
        "表里有“{}”一列",
    ),
    Pattern::new(
        &HOME,
        &["住址", "家庭地址"],
        r"\|\s*(?<what>家庭住址|家庭地址|现住址|住址)\s*\|",
        "表里有“{}”一列",
    ),
    unless(
        &["楷模", "精神", "榜样", "防治", "先进事迹"],
        Pattern::new(
            &HEALTH,
            &["确诊", "诊断为", "罹患", "身患", "患有"],
            r"(?<what>(?:被?确诊(?:为|患)?|诊断为|罹患|身患|患有)\p{Han}{1,10})",
            "这里写了病情：“{}”",
        ),
    ),
    Pattern::new(
        &HEALTH,
        &["病历号", "住院号", "门诊号", "残疾证号"],
        r"(?<what>(?:病历|住院|门诊|残疾证)号)[：:\s]{0,3}[A-Za-z0-9]{4,}",
        "这里有{}",
    ),
    unless(
        &[
            "讲座",
            "识别",
            "预防",
            "宣传",
            "知识",
            "防治",
            "传染病",
            "重点筛查",
        ],
        Pattern::new(
            &HEALTH,
            &[
                "癌",
                "白血病",
                "抑郁症",
                "精神疾病",
                "精神分裂",
                "精神障碍",
                "艾滋病",
                "乙肝",
                "肿瘤",
                "尿毒症",
                "肺结核",
                "癫痫",
                "糖尿病",
                "心脏病",
                "脑梗",
                "脑溢血",
                "脑出血",
                "肾衰竭",
                "血液透析",
                "人工流产",
                "流产后",
                "切除手术",
                "切除术",
                "化疗",
                "放疗",
                "焦虑症",
                "双相情感障碍",
                "红斑狼疮",
                "肝硬化",
                "肾病综合征",
            ],
            r"{名}[^。！？\n]{0,10}(?<what>癌症?|白血病|抑郁症|精神(?:疾病|分裂|障碍)|艾滋病|乙肝|肿瘤|尿毒症|肺结核|癫痫|糖尿病|心脏病|脑梗|脑溢血|脑出血|肾衰竭|血液透析|人工流产|流产|切除手术|切除术|化疗|放疗|焦虑症|双相情感障碍|红斑狼疮|肝硬化|肾病综合征)",
            "这里写了一个人的病情：“{}”",
        ),
    ),
    Pattern::new(
        &HARDSHIP,
        &HARDSHIPS,
        r"(?:学生|儿童|小朋友)[：:、（(\s]{0,2}{名}[^。！？\n]{0,24}?(?<what>{困难})",
        "学生的姓名旁边写了“{}”",
    ),
    Pattern::new(
        &HARDSHIP,
        &HARDSHIPS,
        r"(?<what>{困难})[^。！？\n]{0,12}?(?:学生|儿童)(?:姓名)?[：:、（(\s]{0,2}{近名}{后}",
        "学生的姓名旁边写了“{}”",
    ),
    Pattern::new(
        &HARDSHIP,
        &HARDSHIPS,
        r"{名}同学[^。！？\n]{0,24}?(?<what>{困难})",
        "学生的姓名旁边写了“{}”",
    ),
    Pattern::new(
        &HARDSHIP,
        &HARDSHIPS,
        r"(?:姓名[：:]\s*)?{名}[|，,、；;\s]{1,6}(?:[男女][|，,、；;\s]{1,4})?(?:班级[：:]\s*)?[^。！？\n]{0,6}(?:年级|班)[^。！？\n]{0,16}?(?<what>{困难})",
        "学生的姓名旁边写了“{}”",
    ),
    Pattern::new(
        &HARDSHIP,
        &[
            "困难类型",
            "困难情况",
            "贫困类型",
            "致贫原因",
            "是否低保",
            "是否残疾",
            "残疾类别",
        ],
        r"\|\s*(?<what>困难类型|困难情况|贫困类型|致贫原因|是否低保|是否残疾|残疾类别)\s*\|",
        "表里有一列写学生的困难情况",
    ),
    Pattern::new(
        &ACCOUNT,
        &["qq", "微信"],
        r"(?i)\|\s*(?<what>QQ号?|微信号?)\s*\|",
        "表里有“{}”一列",
    ),
    column(
        &PASSPORT,
        r"{列}(?<what>(?:居民)?身份证(?:件)?(?:号码?)?|证件号码?|护照号码?)\s*\|",
    ),
    column(&PUPIL, r"{列}(?<what>(?:全国)?学籍(?:辅)?号?)\s*\|"),
    column(
        &ACCOUNT,
        r"{列}(?<what>(?:联系)?手机(?:号码?)?|(?:银行|工资|社保)?卡号|银行卡|银行[账帐]号)\s*\|",
    ),
    column(
        &HOME,
        r"{列}(?<what>(?:现|家庭|居住|详细|通[信讯])?住址|(?:家庭|现住|居住|户籍)地址|家庭详细地址)\s*\|",
    ),
    column(
        &HEALTH,
        r"{列}(?<what>病情|病史|疾病(?:名称|情况)?|患病(?:情况|种类)?|所患疾病)\s*\|",
    ),
    column(
        &HARDSHIP,
        r"{列}(?<what>(?:家庭)?困难(?:类型|等级|类别|程度|原因|情况)|贫困(?:类型|等级)|残疾(?:类别|类型|等级|证号)|是否(?:低保|残疾|贫困|孤儿|建档立卡)|低保(?:证号|情况)|致贫原因)\s*\|",
    ),
    Pattern::new(
        &BIRTH,
        &["[0123456789][*＊×x]"],
        r"(?i)(?:^|[^0-9])(?<what>[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][*＊x×]{2,}[0-9x]*)",
        "身份证号遮得不够，出生日期还看得出",
    ),
    unless(
        &["党员", "教师"],
        Pattern::new(
            &HARDSHIP,
            &[
                "（低保",
                "（残疾",
                "（孤儿",
                "（特困",
                "（贫困",
                "(低保",
                "(残疾",
                "(孤儿",
                "(特困",
                "(贫困",
                "（单亲",
                "（留守",
                "(单亲",
                "(留守",
            ],
            r"{名}[（(](?<what>低保|特困|残疾|孤儿|贫困|单亲|留守)",
            "姓名旁边写了“{}”",
        ),
    ),
    Pattern::new(
        &HARDSHIP,
        &[
            "均为孤儿",
            "均为低保",
            "均为残疾",
            "均为特困",
            "均为贫困",
            "都是孤儿",
            "都是低保",
        ],
        r"{名}[，,][^。！？\n]{0,8}(?:均为|都是)(?<what>孤儿|低保|残疾|特困|贫困)",
        "姓名旁边写了“{}”",
    ),
    Pattern::new(
        &HARDSHIP,
        &[
            "贫困生",
            "特困生",
            "低保生",
            "困难学生",
            "残疾学生",
            "残疾儿童",
            "孤儿",
            "留守儿童",
            "困境儿童",
            "抚养儿童",
        ],
        r"(?<what>贫困生|特困生|低保生|困难学生|残疾(?:学生|儿童)|孤儿|留守儿童|困境儿童|事实无人抚养儿童)[：:、（(\s]{0,2}{近名}{后}",
        "学生的姓名旁边写了“{}”",
    ),
    Pattern::new(
        &HARDSHIP,
        &[
            "父亲残疾",
            "母亲残疾",
            "父母残疾",
            "父母离异",
            "父母双亡",
            "父亲病故",
            "母亲病故",
            "父亲重病",
            "母亲重病",
        ],
        r"{名}(?:同学)?[，,（(]其?(?<what>父[亲母](?:残疾|离异|双亡|病故|重病)|母亲(?:残疾|病故|重病))",
        "学生的姓名旁边写了“{}”",
    ),
];

/// Drops what the patterns found and everybody knows: the illness of a model figure, and what one said.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain(|one| match one.rule {
        rule if rule == &HEALTH => !public_figures::is_of_public_figure(text, &one.range),
        rule if rule == &DISCUSSED => !public_figures::names_one(&one.content),
        _ => true,
    });
}
