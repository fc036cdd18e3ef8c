//! What tells of a person more than an office has to publish: 证件, 联系方式, 住址, 出生日期, 病情, 困难情况. Patterns with
//! their context, and so questions, not verdicts. Sources: 《个人信息保护法》第二十八条; 教育部办公厅 2017 年 12 月关于学生公示
//! 信息的紧急通知; 《政府信息公开条例》第十五条.

mod public_figures;

use super::patterns::Pattern;
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

pub(super) static RULES: [&Rule; 8] = [
    &PASSPORT, &PUPIL, &ACCOUNT, &EMAIL, &HOME, &BIRTH, &HEALTH, &HARDSHIP,
];

/// A heading in a table of persons.
const fn column(rule: &'static Rule, pattern: &'static str) -> Pattern {
    Pattern {
        rule,
        anchors: &["姓名[| ]"],
        pattern,
        says: "表里有“{}”一列",
        unless: &[],
    }
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
const NOBODYS: [&str; 10] = [
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
];

pub(super) static TABLE: [Pattern; 41] = [
    Pattern {
        rule: &PASSPORT,
        anchors: &["护照"],
        pattern: r"护照[^。！？\n]{0,12}?(?<what>[A-Za-zＡ-Ｚａ-ｚ]{1,2}[0-9０-９]{7,8})(?:[^0-9A-Za-z]|$)",
        says: "这里有一个护照号",
        unless: &[],
    },
    Pattern {
        rule: &PASSPORT,
        anchors: &["通行证", "回乡证", "台胞证", "居住证", "军官证", "士兵证"],
        pattern: r"(?:通行证|回乡证|台胞证|居住证|军官证|士兵证)[^。！？\n]{0,12}?(?<what>[A-Za-z\p{Han}]{0,3}[0-9]{7,10})(?:[^0-9A-Za-z]|$)",
        says: "这里有一个证件号",
        unless: &[],
    },
    Pattern {
        rule: &PUPIL,
        anchors: &["学籍"],
        pattern: r"学籍(?:辅)?号[^。！？\n0-9A-Za-z]{0,6}(?<what>[A-Za-z]?[0-9]{8,19})\b",
        says: "这里有一个学籍号",
        unless: &[],
    },
    Pattern {
        rule: &ACCOUNT,
        anchors: &["qq", "ＱＱ", "ｑｑ", "扣扣"],
        pattern: r"(?i)(?:QQ|ＱＱ|扣扣)(?:号码?)?[：:为是（(\s]{0,3}(?<what>[1-9１-９][0-9０-９]{4,10})(?:[^0-9０-９A-Z]|$)",
        says: "这里有一个QQ号",
        unless: &[],
    },
    Pattern {
        rule: &ACCOUNT,
        anchors: &["微信", "wechat", "weixin", "vx"],
        pattern: r"(?i)(?:微信号?|wechat|weixin|\bvx)(?:[：:\s]{1,3}|号[为是])(?<what>[A-Z][A-Z0-9_-]{5,19})\b",
        says: "这里有一个微信号",
        unless: &[],
    },
    // Without a colon an identifier has a digit or a dash, so that 微信（WeChat） is none.
    Pattern {
        rule: &ACCOUNT,
        anchors: &["微信（", "微信(", "微信号（", "微信号(", "微信号为", "微信号是"],
        pattern: r"(?i)微信号?[（(为是](?<what>[A-Z][A-Z0-9_-]{2,17}[0-9_-][A-Z0-9_-]{1,17})(?:[^A-Z0-9_-]|$)",
        says: "这里有一个微信号",
        unless: &[],
    },
    Pattern {
        rule: &ACCOUNT,
        anchors: &[
            "加v信",
            "加Ｖ信",
            "加薇信",
            "加威信",
            "加微信",
            "v信号",
            "v信：",
            "v信:",
        ],
        pattern: r"(?i)(?:加[vＶ薇威微]信号?|v信号?)[：:为是\s]{0,3}(?<what>[A-Z][A-Z0-9_-]{5,19})(?:[^A-Z0-9_-]|$)",
        says: "这里有一个微信号",
        unless: &[],
    },
    Pattern {
        rule: &EMAIL,
        anchors: &["@", "＠"],
        pattern: r"(?i){名}[^。！？\n@＠]{0,16}?(?<what>[A-Z0-9._+-]+[@＠](?:vip\.)?(?:qq|foxmail|163|126|yeah|sina|sohu|gmail|outlook|hotmail|live|139|189|wo|aliyun|icloud|tom|21cn)\.(?:com|cn|net)(?:\.cn)?)",
        says: "这里有个人的邮箱“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HOME,
        anchors: &["住址"],
        pattern: r"住址[：:为是在]\s*(?<what>\p{Han}[^，。；、\s|]{3,})",
        says: "这里有家庭住址",
        unless: &[],
    },
    Pattern {
        rule: &HOME,
        anchors: &["家庭地址", "户籍地址", "家住", "现住", "居住在"],
        pattern: r"(?:家庭地址[：:为是在]|户籍地址[：:]|家住|现住|居住在)\s*(?<what>\p{Han}{1,10}(?:省|市|县|区|镇|乡|街|路|村|小区|号)[^，。；、\s|]*)",
        says: "这里有家庭住址",
        unless: &[],
    },
    Pattern {
        rule: &HOME,
        anchors: &["号附[0123456789０１２３４５６７８９]"],
        pattern: r"(?:住|家)(?:在|于)?\s*(?<what>\p{Han}{2,10}(?:路|街|巷|道|弄|村)[0-9０-９]+号附[0-9０-９]+号)",
        says: "“{}”像是住址",
        unless: &[],
    },
    Pattern {
        rule: &HOME,
        anchors: &["租住", "暂住", "现住", "家住", "居住"],
        pattern: r"(?:租住|暂住|现住|家住|居住)(?:在|于)?\s*(?<what>\p{Han}{2,10}(?:小区|花园|苑|家园|公寓|新村)[^。，；、\s|]{0,4}?[0-9０-９]+[-－—–][0-9０-９]+(?:[-－—–][0-9０-９]+)?)",
        says: "“{}”像是住址",
        unless: &[],
    },
    Pattern {
        rule: &HOME,
        anchors: &[
            "栋",
            "幢",
            "号楼",
            "[0123456789０１２３４５６７８９]单元",
            "[一二三四五六]单元",
            "[0123456789０１２３４５６７８９]室",
        ],
        pattern: r"(?<what>\p{Han}{2,}(?:路|街|巷|道|里|弄|胡同|小区|花园|苑|家园|公寓|新村)[^，。；、\s|号]{0,8}[0-9０-９一二三四五六七八九十]+号?(?:[^，。；、\s|校学办会厅]{0,8}?[0-9０-９一二三四五六七八九十]+(?:栋|幢|单元|号楼|室)){1,3})",
        says: "“{}”像是住址",
        unless: &[
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
    },
    Pattern {
        rule: &BIRTH,
        anchors: &["出生年月", "出生日期", "出生：", "生日"],
        pattern: r"(?:出生年月日|出生年月|出生日期|出生|生日)[：:是为\s]{0,3}(?<what>(?:18|19|20)[0-9]{2}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}日?)",
        says: "这里有出生的年、月、日",
        unless: &NOBODYS,
    },
    // In prose, who was born before 1950 is a person of history.
    Pattern {
        rule: &BIRTH,
        anchors: &["出生", "生于"],
        pattern: r"(?:出生于?|生于)\s{0,2}(?<what>(?:19[5-9]|20[0-9])[0-9]\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}日?)",
        says: "这里有出生的年、月、日",
        unless: &NOBODYS,
    },
    Pattern {
        rule: &BIRTH,
        anchors: &["出生", "日生", "[0123456789]生"],
        pattern: r"(?<what>(?:19[5-9]|20[0-9])[0-9]\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}日?)(?:出生|生(?:[，。；、）)\s]|$))",
        says: "这里有出生的年、月、日",
        unless: &NOBODYS,
    },
    Pattern {
        rule: &BIRTH,
        anchors: &["[0123456789]出生", "[0123456789]生"],
        pattern: r"(?:^|[^0-9])(?<what>(?:19[5-9]|20[0-9])[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?:出生|生(?:[，。；、）)\s]|$))",
        says: "这里有出生的年、月、日",
        unless: &NOBODYS,
    },
    Pattern {
        rule: &BIRTH,
        anchors: &["日出生", "日生"],
        pattern: r"(?<what>(?:一九[五六七八九]|二[〇○零0][〇○零0一二三])[〇○零0一二三四五六七八九]年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}日)(?:出生|生(?:[，。；、）)\s]|$))",
        says: "这里有出生的年、月、日",
        unless: &NOBODYS,
    },
    Pattern {
        rule: &BIRTH,
        anchors: &["日出生", "日生"],
        pattern: r"(?:^|[^0-9])(?<what>[5-9][0-9]年[0-9]{1,2}月[0-9]{1,2}日)(?:出生|生(?:[，。；、）)\s]|$))",
        says: "这里有出生的年、月、日",
        unless: &NOBODYS,
    },
    Pattern {
        rule: &BIRTH,
        anchors: &["出生日期", "出生年月日", "| 生日"],
        pattern: r"\|\s*(?<what>出生日期|出生年月日|生日)\s*\|",
        says: "表里有“{}”一列",
        unless: &[],
    },
    Pattern {
        rule: &HOME,
        anchors: &["住址", "家庭地址"],
        pattern: r"\|\s*(?<what>家庭住址|家庭地址|现住址|住址)\s*\|",
        says: "表里有“{}”一列",
        unless: &[],
    },
    Pattern {
        rule: &HEALTH,
        anchors: &["确诊", "诊断为", "罹患", "身患", "患有"],
        pattern: r"(?<what>(?:被?确诊(?:为|患)?|诊断为|罹患|身患|患有)\p{Han}{1,10})",
        says: "这里写了病情：“{}”",
        unless: &["楷模", "精神", "榜样", "防治", "先进事迹"],
    },
    Pattern {
        rule: &HEALTH,
        anchors: &["病历号", "住院号", "门诊号", "残疾证号"],
        pattern: r"(?<what>(?:病历|住院|门诊|残疾证)号)[：:\s]{0,3}[A-Za-z0-9]{4,}",
        says: "这里有{}",
        unless: &[],
    },
    Pattern {
        rule: &HEALTH,
        anchors: &[
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
        pattern: r"{名}[^。！？\n]{0,10}(?<what>癌症?|白血病|抑郁症|精神(?:疾病|分裂|障碍)|艾滋病|乙肝|肿瘤|尿毒症|肺结核|癫痫|糖尿病|心脏病|脑梗|脑溢血|脑出血|肾衰竭|血液透析|人工流产|流产|切除手术|切除术|化疗|放疗|焦虑症|双相情感障碍|红斑狼疮|肝硬化|肾病综合征)",
        says: "这里写了一个人的病情：“{}”",
        unless: &["讲座", "识别", "预防", "宣传", "知识", "防治"],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &HARDSHIPS,
        pattern: r"(?:学生|儿童|小朋友)[：:、（(\s]{0,2}{名}[^。！？\n]{0,24}?(?<what>低保|特困|残疾|孤儿|单亲|留守|建档立卡|贫困|家庭(?:经济)?困难)",
        says: "学生的姓名旁边写了“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &HARDSHIPS,
        pattern: r"(?<what>低保|特困|残疾|孤儿|单亲|留守|建档立卡|贫困|家庭(?:经济)?困难)[^。！？\n]{0,12}?(?:学生|儿童)(?:姓名)?[：:、（(\s]{0,2}{名}(?:[、，,。；;（()）\s]|$|同学)",
        says: "学生的姓名旁边写了“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &HARDSHIPS,
        pattern: r"{名}同学[^。！？\n]{0,24}?(?<what>低保|特困|残疾|孤儿|单亲|留守|建档立卡|贫困|家庭(?:经济)?困难)",
        says: "学生的姓名旁边写了“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &HARDSHIPS,
        pattern: r"(?:姓名[：:]\s*)?{名}[|，,、；;\s]{1,6}(?:[男女][|，,、；;\s]{1,4})?(?:班级[：:]\s*)?[^。！？\n]{0,6}(?:年级|班)[^。！？\n]{0,16}?(?<what>低保|特困|残疾|孤儿|单亲|留守|建档立卡|贫困|家庭(?:经济)?困难)",
        says: "学生的姓名旁边写了“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &[
            "困难类型",
            "困难情况",
            "贫困类型",
            "致贫原因",
            "是否低保",
            "是否残疾",
            "残疾类别",
        ],
        pattern: r"\|\s*(?<what>困难类型|困难情况|贫困类型|致贫原因|是否低保|是否残疾|残疾类别)\s*\|",
        says: "表里有一列写学生的困难情况",
        unless: &[],
    },
    Pattern {
        rule: &ACCOUNT,
        anchors: &["qq", "微信"],
        pattern: r"(?i)\|\s*(?<what>QQ号?|微信号?)\s*\|",
        says: "表里有“{}”一列",
        unless: &[],
    },
    column(
        &PASSPORT,
        r"姓名\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:居民)?身份证(?:件)?(?:号码?)?|证件号码?|护照号码?)\s*\|",
    ),
    column(
        &PUPIL,
        r"姓名\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:全国)?学籍(?:辅)?号?)\s*\|",
    ),
    column(
        &ACCOUNT,
        r"姓名\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:联系)?手机(?:号码?)?|(?:银行|工资|社保)?卡号|银行卡|银行[账帐]号)\s*\|",
    ),
    column(
        &HOME,
        r"姓名\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:现|家庭|居住|详细|通[信讯])?住址|(?:家庭|现住|居住|户籍)地址|家庭详细地址)\s*\|",
    ),
    column(
        &HEALTH,
        r"姓名\s*\|(?:[^|\n]*\|)*?\s*(?<what>病情|病史|疾病(?:名称|情况)?|患病(?:情况|种类)?|所患疾病)\s*\|",
    ),
    column(
        &HARDSHIP,
        r"姓名\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:家庭)?困难(?:类型|等级|类别|程度|原因|情况)|贫困(?:类型|等级)|残疾(?:类别|类型|等级|证号)|是否(?:低保|残疾|贫困|孤儿|建档立卡)|低保(?:证号|情况)|致贫原因)\s*\|",
    ),
    Pattern {
        rule: &BIRTH,
        anchors: &["[0123456789][*＊×x]"],
        pattern: r"(?i)(?:^|[^0-9])(?<what>[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][*＊x×]{2,}[0-9x]*)",
        says: "身份证号遮得不够，出生日期还看得出",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &[
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
        pattern: r"{名}[（(](?<what>低保|特困|残疾|孤儿|贫困|单亲|留守)",
        says: "姓名旁边写了“{}”",
        unless: &["党员", "教师"],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &[
            "均为孤儿",
            "均为低保",
            "均为残疾",
            "均为特困",
            "均为贫困",
            "都是孤儿",
            "都是低保",
        ],
        pattern: r"{名}[，,][^。！？\n]{0,8}(?:均为|都是)(?<what>孤儿|低保|残疾|特困|贫困)",
        says: "姓名旁边写了“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &[
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
        pattern: r"(?<what>贫困生|特困生|低保生|困难学生|残疾(?:学生|儿童)|孤儿|留守儿童|困境儿童|事实无人抚养儿童)[：:、（(\s]{0,2}{名}(?:同学|获|享受|领取|得到|等[0-9]|[、，,。；;（()）)\s]|$)",
        says: "学生的姓名旁边写了“{}”",
        unless: &[],
    },
    Pattern {
        rule: &HARDSHIP,
        anchors: &[
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
        pattern: r"{名}(?:同学)?[，,（(]其?(?<what>父[亲母](?:残疾|离异|双亡|病故|重病)|母亲(?:残疾|病故|重病))",
        says: "学生的姓名旁边写了“{}”",
        unless: &[],
    },
];

/// Drops what the patterns found and everybody knows: the illness of a model figure.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain(|one| one.rule != &HEALTH || !public_figures::is_of_public_figure(text, &one.range));
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::check::{Match, Syntax, Wordings, find};

    /// What these rules find.
    fn own(text: &str) -> impl Iterator<Item = Match> {
        let found = find(text, Syntax::Plain, &Wordings::default());
        found.into_iter().filter(|found| RULES.contains(&found.rule))
    }

    fn words(text: &str) -> Vec<&'static str> {
        own(text).map(|finding| finding.rule.word).collect()
    }

    #[test]
    fn what_tells_of_a_person_is_asked_about() {
        for (text, word) in [
            ("出国教师护照号码：E12345678", "证件号"),
            ("持港澳居民来往内地通行证H0123456789", "证件号"),
            ("学籍号：G1234567890", "学籍号"),
            ("有事加QQ：123456789", "个人账号"),
            ("微信号: zhang_laoshi88", "个人账号"),
            ("联系人：周敬安，邮箱 zhoujingan@163.com", "个人邮箱"),
            ("家庭住址：云岭县青禾镇新华路18号3栋2单元501室", "家庭住址"),
            ("现住青禾镇和平村三组", "家庭住址"),
            ("暂住青禾镇新华路18号3栋502室", "家庭住址"),
            ("张小明，男，1990年3月7日生，本科学历", "出生日期"),
            ("出生日期：1990-03-07", "出生日期"),
            ("| 姓名 | 出生日期 |", "出生日期"),
            ("李老师被确诊为肺炎", "病情"),
            ("王小红患有先天性心脏病", "病情"),
            ("学生李小明，家庭经济困难，享受低保", "困难情况"),
            ("张小红同学是残疾儿童", "困难情况"),
            ("| 李小明 | 三（2）班 | 低保 |", "困难情况"),
            ("丁浩然（低保）享受补助", "困难情况"),
            ("资助名单：马小雨、丁浩然，均为孤儿", "困难情况"),
            ("何子涵同学因癫痫不参加跑操", "病情"),
            ("开展学雷锋活动，看望患有白血病的王小明同学", "病情"),
            ("党员学习张桂梅，走访患有白血病的王小明同学", "病情"),
            ("学习焦裕禄同志，王小红老师身患癌症仍坚持上课", "病情"),
            ("张桂梅老师看望患有白血病的王小明同学", "病情"),
            ("黄大年教授是楷模。王小红患糖尿病多年", "病情"),
            ("号码62010219850312****", "出生日期"),
            ("出生年月：1990-03-07", "出生日期"),
            ("| 姓名 | 班级 | 学籍号 |", "学籍号"),
            ("| 学生姓名 | 手机 | 备注 |", "个人账号"),
            ("|姓名|身份证号|银行卡号|", "证件号"),
            ("|姓名|身份证号|银行卡号|", "个人账号"),
            ("| 姓名 | 性别 | 病情 |", "病情"),
            ("| 姓名 | 困难等级 |", "困难情况"),
            ("| 姓名 | 家庭地址 |", "家庭住址"),
            ("军官证：参字第3948271号", "证件号"),
            ("护照编号 ｅｊ４８２０１７３", "证件号"),
            ("请加微信号为wxid_83jfkw92的老师", "个人账号"),
            ("加V信luozijin66报名", "个人账号"),
            ("微信（zijin-luo）", "个人账号"),
            ("ＱＱ：８３７４６５１９", "个人账号"),
            ("罗子衿邮箱luozijin88@163.com", "个人邮箱"),
            ("联系人：闻一舟（wenyz1990@qq.com）", "个人邮箱"),
            ("罗子衿 luozijin88＠163.com", "个人邮箱"),
            ("户籍地址：泉口镇下坝村民小组32号", "家庭住址"),
            ("罗子衿住泉口路9号附3号", "家庭住址"),
            ("租住于锦绣里小区6-2-302", "家庭住址"),
            ("罗子衿（1990.05.21生）", "出生日期"),
            ("罗子衿，19880712出生", "出生日期"),
            ("罗子衿，一九八八年七月十二日生", "出生日期"),
            ("罗子衿，88年7月12日生", "出生日期"),
            ("生于1988年7月12日", "出生日期"),
            ("生于 2014.9.3", "出生日期"),
            ("| 姓名 | 生日 |", "出生日期"),
            ("滕景行脑梗住院", "病情"),
            ("段明澈因肾衰竭透析", "病情"),
            ("罗子衿流产后休养", "病情"),
            ("闻一舟做了胃切除手术", "病情"),
            ("贫困生闻小雨获资助2000元", "困难情况"),
            ("残疾学生段小禾享受送教上门", "困难情况"),
            ("孤儿苗小宝，予以关怀", "困难情况"),
            ("罗小满（单亲、特困）", "困难情况"),
            ("特困生：罗小满、闻小雨", "困难情况"),
            ("四年级罗小满，父亲残疾", "困难情况"),
            ("事实无人抚养儿童罗小满，予以关怀", "困难情况"),
        ] {
            assert!(words(text).contains(&word), "{text}: {:?}", words(text));
        }
    }

    #[test]
    fn what_an_office_writes_is_left_alone() {
        for text in [
            "受理地点：青禾路18号综合楼305办公室",
            "联系邮箱：qinghe_dangwu@163.com",
            "学校微信公众号“青禾教育”定期推送",
            "家庭经济困难学生资助政策宣传月启动",
            "慰问困难党员和残疾教职工",
            "张小明，男，1990年3月出生，本科学历",
            "2026年3月7日生效",
            "开展学情诊断，分析试卷讲评",
            "请有意见的同志持居民身份证反映",
            "主题党日在留守儿童之家举行",
            "低保政策和教育扶贫工作的情况说明",
            "地址：青禾市青禾区青禾路18号",
            "护照办理流程说明",
            "| 品名 | 手机 | 数量 |",
            "| 姓名 | 职务 | 办公电话 | 出生年月 |",
            "出生年月：1990年3月",
            "| 姓名 | 手机 支架 |",
            "李大钊同志生于1889年10月29日，是中国共产主义运动的先驱",
            "周航老师主讲“抑郁症的早期识别”讲座",
            "招生对象为2019年9月1日至2020年8月31日出生的适龄儿童",
            "活动地点：文昌路26号综合楼2单元301室（办公地点）",
            "马某某同学是建档立卡贫困户",
            "没有身份证号、个人手机号、家庭住址和银行卡号",
            "焦裕禄同志身患肝癌",
            "焦裕禄同志带领群众治理三害，身患肝癌仍忘我工作",
            "2016年，黄大年教授被确诊为胆管癌",
            "张桂梅老师，她患有骨瘤等二十多种疾病",
            "孔繁森，虽然心脏病发作，仍下乡巡诊",
            "张定宇院长确诊渐冻症",
            "身患肝癌的焦裕禄同志",
            "支部党员住址变动的，及时告诉组织委员",
            "军官证持有者免费参观",
            "微信（WeChat）公众号",
            "关注微信公众号（mingquan_xx1）",
            "加微信群，由班主任管理",
            "户籍地址、居住地址以户口簿为准",
            "学校地址：文昌路9号附3号",
            "雷锋1940年12月18日出生于湖南",
            "2014年9月3日以后出生的幼儿可以报名",
            "该制度一九八八年七月十二日生效",
            "自88年7月12日生效以来",
            "编号19880712生成",
            "学校为残疾学生改造了坡道，石若川验收",
            "由滕景行牵头落实贫困生资助政策",
            "关爱留守儿童活动由苗可欣负责",
            "资助家庭经济困难学生38名",
            "残疾学生康复、贫困生申请的办法",
            "| 姓名 | 生日祝福 |",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }
}
