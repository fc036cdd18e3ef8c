//! What a pattern caught as somebody's name, and what is none.

use crate::words::{
    COMMON_SURNAMES, COMPOUND_SURNAMES, DISTINCT_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES, begins_a_word,
    is_ideograph, starts_with_any,
};

/// Two characters that begin like a name and are none.
const WORDS: [&str; 534] = [
    "成年", "成人", "常见", "温差", "高温", "万千", "方案", "方面", "方式", "方法", "方向", "方针", "方便",
    "高度", "高校", "高质", "成员", "成果", "成绩", "成立", "成为", "成效", "时间", "时期", "时候", "时代",
    "任务", "任期", "任何", "任职", "任教", "任课", "安全", "安排", "安装", "文件", "文化", "文明", "文字",
    "文章", "文书", "和谐", "全体", "全面", "万元", "万人", "万一", "段落", "常态", "常务", "常委", "常规",
    "武装", "向上", "向下", "向党", "向社", "向全", "向群", "管理", "管党", "左右", "关于", "关心", "关爱",
    "关系", "关注", "关键", "项目", "项工", "位置", "位于", "单位", "单独", "包括", "包含", "包保", "解决",
    "解释", "解读", "强化", "强调", "华东", "车辆", "车间", "房间", "边界", "查阅", "查看", "查出", "查清",
    "查询", "查摆", "查实", "查处", "路线", "路径", "严格", "严肃", "严重", "严禁", "温馨", "季度", "章程",
    "申请", "申报", "施工", "施行", "易于", "江苏", "江西", "江南", "康复", "金额", "金融", "白天", "石油",
    "程序", "程度", "许可", "许多", "于是", "余额", "余款", "何时", "何况", "何种", "林业", "马上", "马克",
    "黄色", "周期", "周边", "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "田间", "钟头",
    "陆续", "史料", "顾问", "龙头", "雷锋", "游客", "阳光", "席位", "卫生", "司法", "宁夏", "桂林", "梅花",
    "齐全", "齐心", "景区", "纪委", "纪律", "闻名", "闻讯", "闻过", "骆驼", "常用", "高中", "高一年", "高二",
    "高三", "毕业", "尤其", "向组", "常年", "应当", "应该", "应届", "全部", "全称", "全校", "全县", "全名",
    "简称", "简历", "计划", "官方", "原因", "原则", "明确", "明显", "明年", "代表", "代理", "来访", "来信",
    "来电", "来函", "来校", "保密", "保护", "保障", "班级", "班主", "农村", "农户", "尚未", "乐园", "乐在",
    "宿舍", "关怀", "成长", "成才", "成功", "温暖", "温饱", "路费", "车费", "车票", "费用", "文具", "文体",
    "文关", "牛奶", "高考", "高血", "金秋", "向日", "向纪", "向其", "向有", "向该", "向县", "向本", "于当",
    "于本", "于近", "于次", "于每", "单亲", "边缘", "边远", "时任", "时常", "曾任", "曾经", "曾被", "曾反",
    "曾向", "曾到", "曾在", "曾多", "曾于", "曾因", "曾以", "曾提", "何人", "查找", "马虎", "苗头", "高标",
    "华而", "房屋", "房产", "车牌", "方可", "方进", "安置", "温度", "于其", "于该", "包饺", "苗圃", "党务",
    "党内", "党组", "党支", "党政", "任意", "周转", "于课", "时限", "党员", "党性", "宣读", "宣讲", "宣誓",
    "宣布", "宣传", "范围", "田径", "平时", "强迫", "查验", "严寒", "焦虑", "焦点", "纪检", "关联", "车队",
    "车主", "安保", "房管", "文印", "怀疑", "怀有", "于上", "于下", "于今", "于去", "于昨", "于前", "于后",
    "于一", "于二", "于三", "于四", "于五", "于六", "于七", "于八", "于九", "于十", "于暑", "于寒", "向师",
    "向教", "向职", "向各", "向所", "向每", "向市", "向区", "向省", "向校", "向老", "向困", "向班", "向学校",
    "向学生", "向家长", "常常", "时有", "强烈", "高等", "高职", "高额", "安心", "安居", "陈述", "张榜",
    "张贴", "杜绝", "罗列", "肖像", "夏季", "夏令", "郑重", "毛巾", "毛毯", "毛衣", "钱款", "钱物", "童话",
    "童谣", "童心", "祝福", "贺卡", "武术", "戴上", "马铃", "黄牛", "范文", "范本", "范例", "查明", "查封",
    "查证", "文凭", "申诉", "申领", "申购", "解聘", "解除", "任用", "任免", "任命", "任前", "周课", "强制",
    "段考", "于校", "于学校", "于网", "于晚", "于早", "于家", "于外", "向总", "向处", "向园", "向食", "向政",
    "向主", "向工", "向后", "向保", "向办", "向乡", "向村", "向物", "向派", "向公", "向街", "向我", "向他",
    "向她", "向你", "向大家", "单项", "时事", "何为", "何谓", "石榴", "孔子学", "毛笔", "毛线", "陶艺",
    "陶笛", "龙舟", "黄梅戏", "曲艺", "纪录", "纪念", "路途", "安抚", "安慰", "安危", "严冬", "温情", "温习",
    "高危", "童年", "何去", "许愿", "汤圆", "何处", "何以", "常言", "成语", "康科", "路段", "路人", "路基",
    "车况", "车企", "房企", "苗木", "钱财", "付款", "华侨", "华人", "单方", "单据", "司机", "常住", "强忍",
    "易感", "景象", "毛发", "江边", "游玩", "牛仔", "白色", "石膏", "管教", "舒适", "解脱", "谢意", "谢绝",
    "谷底", "路上", "高龄", "阳性", "于期", "于考", "纪要", "纪实", "纪事", "包户", "包联", "包抓", "常遇",
    "常犯", "解困", "解忧", "贺信", "贺词", "高效", "高达", "左侧", "右侧", "方程", "毛病", "谢谢", "管道",
    "管线", "管网", "路面", "路灯", "车棚", "车库", "安防", "安检", "牛肉", "黄瓜", "党龄", "符合", "高兴",
    "安静", "舒展", "舒缓", "强身", "齐声", "齐唱", "祝愿", "祝贺", "左手", "左眼", "左腿", "左耳", "谈心",
    "谈话", "高高", "陶冶",
];

/// Words that are names too, where something that only persons have stands behind them.
const NAMES_TOO: [&str; 5] = ["高原", "高峰", "夏天", "白露", "谷雨"];
const BEHIND_PERSONS: [&str; 11] = [
    "同志", "老师", "同学", "书记", "主任", "校长", "被", "为", "因", "涉嫌", "确诊",
];

/// True for what a pattern caught as a name before these characters, and what is another word.
pub(super) fn is_word(caught: &str, behind: &str) -> bool {
    // 周　一 is spaced as a name of two characters is.
    if caught.contains([' ', '　']) {
        return is_word(&caught.replace([' ', '　'], ""), behind);
    }
    starts_with_any(caught, &WORDS)
        || WORDS.iter().any(|word| goes_on(word, caught, behind))
        || starts_with_any(caught, &NAMES_TOO) && !starts_with_any(behind, &BEHIND_PERSONS)
        || begins_a_word(caught)
        // 高一、高二年级; 高一鸣 is a name.
        || caught == "高一" && !behind.starts_with(is_ideograph)
        || caught.contains('某')
        || caught.ends_with([
            '未', '的', '了', '等', '者', '党', '校', '部', '委', '们', '队', '组', '级',
        ])
        || caught.chars().nth(1).is_some_and(|second| "是的了被".contains(second))
        || caught.chars().count() == 2 && caught.ends_with(['下', '后', '里'])
        // Somebody whose name is kept back: 张同学.
        || caught.chars().count() == 2 && caught.ends_with('同') && behind.starts_with('学')
        || caught.chars().count() == 3 && caught.ends_with("同学")
        // 张敏老师 is called 张敏.
        || caught.chars().count() == 3 && caught.ends_with('老') && behind.starts_with('师')
        || caught.chars().count() == 3 && (caught.ends_with(['镇', '乡', '县', '市', '区']) || caught.ends_with("庄村"))
}

/// True for a word that what was caught begins, and that goes on behind it.
fn goes_on(word: &str, caught: &str, behind: &str) -> bool {
    word.strip_prefix(caught)
        .is_some_and(|rest| behind.starts_with(rest))
}

/// True for a cell that holds what may be a name, whatever stands in brackets behind it.
pub(super) fn may_be_a_name(cell: &str) -> bool {
    let bare = cell.split(['（', '(']).next().unwrap_or_default();
    let bare = ["同志", "老师", "同学"]
        .iter()
        .fold(bare, |bare, title| bare.strip_suffix(title).unwrap_or(bare));
    let begins_so = starts_with_any(bare, COMPOUND_SURNAMES)
        || bare.starts_with(|c| {
            let all = [
                FREQUENT_SURNAMES, COMMON_SURNAMES, DISTINCT_SURNAMES, RARE_SURNAMES,
            ];
            all.iter().any(|surnames| surnames.contains(c))
        });
    let is_usual = (2..=4).contains(&bare.chars().count()) && bare.chars().all(is_ideograph);
    bare.contains('·') || is_usual && begins_so && !is_word(bare, "")
}

/// Characters that begin names, and with which characters before them they end another word: 对于, 主任.
const ENDS_OF_WORDS: [(char, &str); 22] = [
    ('万', "0123456789一二两三四五六七八九十几百千数"),
    ('费', "党会团学班经水电话收缴路书餐杂"),
    ('易', "容轻简贸交不"),
    ('于', "对关由处位属等便易至基限鉴出在用"),
    ('方', "对双各多地官校甲乙"),
    ('任', "责担主现前历"),
    ('时', "及按同随届生岁轻小当平那这何"),
    ('季', "春夏秋冬四旺淡雨旱汛换"),
    ('查', "检排筛普抽巡侦调审核清自复备摸督追纠"),
    ('常', "正日经"),
    ('关', "相有机"),
    ('管', "主监分椎血水气"),
    ('成', "完组形变达"),
    ('单', "名清订"),
    ('何', "如为几"),
    ('苗', "疫树禾幼新育"),
    ('范', "规模示防典"),
    ('周', "0123456789一两三四五六每本"),
    ('路', "道公马铁线思网"),
    ('史', "历党国军文"),
    ('解', "讲了理见"),
    ('康', "健安小"),
];

/// True for what a pattern caught as a name and what begins within another word.
pub(super) fn ends_a_word(before: &str, caught: &str) -> bool {
    let first = caught.chars().next();
    let ends = ENDS_OF_WORDS.iter().find(|(end, _)| Some(*end) == first);
    ends.is_some_and(|(_, before_it)| before.ends_with(|c| before_it.contains(c)))
}
