//! What was said in a meeting by somebody or of somebody: it belongs into the record, not into what is published. Questions,
//! not verdicts.

use super::patterns::{Pattern, unless};
use super::{Match, Rule, Weight, public_figures};
use crate::words::Code;

static DISCUSSED: Rule = Rule {
    word: "会上的个人意见",
    weight: Weight::Doubtful(Code::warning("data-opinion")),
    hint: "公开的纪要只写议题、结论和决议，例如“讨论接收预备党员1名”；谁说了什么、对谁怎样评价，留在会议记录本里",
    once: false,
};

/// Source: 《中国共产党党务公开条例（试行）》第十一条, by which a basic organization makes it known within the Party.
static DISCIPLINE: Rule = Rule {
    word: "党纪处分",
    weight: Weight::Inside(Code::warning("data-discipline")),
    hint: "对党员的处分只在党内公开：写成“公开范围: 党内公开”，或者不写姓名",
    once: false,
};

pub(super) static RULES: &[&Rule] = &[&DISCUSSED, &DISCIPLINE];

/// Whose words are quoted in study texts.
pub(super) const LEADERS: [&str; 14] = [
    "孔子", "孟子", "马克思", "恩格斯", "列宁", "毛泽东", "周恩来", "刘少奇", "朱德", "邓小平", "陈云",
    "江泽民", "胡锦涛", "习近平",
];

/// What one finds fault with in another.
const FAULTS: [&str; 20] = [
    "拖拉", "推诿", "敷衍", "绕着走", "不严", "不实", "不强", "不够", "不足", "欠", "缺乏", "急躁", "霸道",
    "粗暴", "私心", "散漫", "不合群", "不成熟", "不适合", "简单",
];

/// The same, in words that are said of nothing else.
const BLAME: [&str; 17] = [
    "不负责任", "责任心不强", "责任心不够", "作风漂浮", "不称职", "作风简单", "脾气急", "备课不细",
    "抓学习不紧", "粗心", "迟到太多", "迟到多", "听不进意见", "守旧", "群众基础差", "群众基础不好", "不合群",
];

/// Something that one person said.
const fn said(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    unless(
        &LEADERS,
        Pattern::new(&DISCUSSED, anchors, pattern, "这里写了会上一个人说的话：“{}”"),
    )
}

/// What was thought of somebody.
const fn thought(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern::new(&DISCUSSED, anchors, pattern, "这里写了对一个人的评价：“{}”")
}

/// How somebody voted.
const fn voted(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern::new(&DISCUSSED, anchors, pattern, "这里写了一个人怎样投票：“{}”")
}

pub(super) static TABLE: &[Pattern] = &[
    unless(
        &["案例", "中共中央", "中央纪委", "省纪委", "警示教育", "程序"],
        Pattern::new(
            &DISCIPLINE,
            &["警告", "撤销党内职务", "留党察看", "开除党籍"],
            r"(?<what>(?:给予|对|撤销)(?:党员|同志)?{名}{称呼}{句中}{0,8}{党纪})|(?:{前})(?<what>{名}{称呼}(?:因[^。！？；;，,\n]{1,20})?[，,]?(?:已|现)?(?:被?给予|受到?|被){句中}{0,4}{党纪})",
            "这里写了对一个党员的处分：“{}”",
        ),
    ),
    said(
        &["自我批评[：:]", "发言[：:]", "表态[：:]", "认为自己"],
        r"(?:对照检查|自我批评|剖析)[^。！？\n]{0,8}[，,](?<what>{名}{称呼}认为自己)|{句首}(?<what>{名}{称呼}作?自我批评)[：:]|{句首}(?<what>{名}{称呼}的?(?:发言|表态))[：:]\s*(?:[^\s分交介畅汇]|$)",
    ),
    said(
        &[
            "说[：:]", "认为[：:]", "表示[：:]", "指出[：:]", "提出[：:]", "插话[：:]",
        ],
        r"(?:{句首}|会上|会议上)(?<what>{名}{称呼}(?:说|认为|表示|指出|提出|插话))[：:]",
    ),
    said(
        &[
            "不公平", "不合理", "不称职", "不力", "不赞成", "不同意", "有意见", "急躁", "还需要再考察",
            "不成熟",
        ],
        r"{句首}(?<what>{名}{称呼}(?:说|认为|表示|指出|提出|建议))[，,：:]?{句中}{0,16}{事}",
    ),
    said(
        &[
            "不同意[，,]认为", "反对[，,]认为", "争得面红", "发生争执", "发生争吵", "吵了起来",
        ],
        r"(?:{句首}|中|会上|时)(?<what>{名}{称呼}(?:表示)?(?:不同意|反对))[，,]认为|(?:{句首}|会上|时)(?<what>{名}{称呼}[与和同]{另名}{称呼}(?:争得面红耳赤|发生争[执吵]|吵了起来))",
    ),
    // As a secretary takes it down: 郑海涛：我觉得方案太简单.
    said(
        &[
            "：我", ":我", "：同意", "：不同意", "：赞成", "：反对", "：缺点", "：优点", "同志",
        ],
        r"^\s*(?:[-*]\s)?(?<what>{名}{称呼}[：:])\s?(?:我(?:觉得|认为|同意|不同意|反对|提|补充|来说)|不?同意|赞成|反对|缺点|优点|{另名}同志)",
    ),
    voted(
        &[
            "弃权", "反对", "没有举手", "没举手", "未举手", "不赞成", "不同意", "没有同意", "保留意见",
            "未表态", "未投票",
        ],
        r"{名}(?:[（(](?:弃权|反对|不同意)[）)]|{称呼}(?:认为[^。！？；;\n]{1,40}?[，,])?(?:投了?(?:反对|弃权)票|(?:一人|一个人|一票)?(?:没有?举手|未举手|弃权))(?:[，。；、,;\s]|$))|[一1１]票(?<what>(?:反对|弃权)[（(：:]\s*{近名})[）)。，,；;]|(?<what>(?:反对|弃权)(?:的是|[：:]\s*){近名})(?:[^\p{Han}]|$)|(?<what>除{名}{称呼}(?:弃权|反对)外)|(?<what>(?:反对|弃权)票?[0-9一1１]?[票张]?[，,]?[是系]{近名})(?:[^\p{Han}]|$)|(?:{句首}|是|系)(?<what>{名}(?:[、和]{另名})?{称呼}(?:[两0-9]人)?(?:表示)?(?:反对|不赞成|不同意|没有同意|保留意见|未表态|未投票|持不同意见))(?:[，。；;、,]|$|{句中}{0,8}(?:方案|意见|提案|做法|议题|装修|购买))",
    ),
    thought(
        &[
            "的意见[：:]", "提意见[：:]", "[条点]意见", "[，,]大家", "[，,]党员", "[，,]同志们", "[，,]群众",
            "[，,]与会同志",
        ],
        r"(?<what>(?:群众|党员|教师|家长|大家|同志们)对{名}{职务}的意见)[：:]|(?<what>{名}{称呼}提意见[：:]|给{名}{称呼}提了[0-9一二两三四五六七八九十]{1,2}[条点]意见)|(?<what>对{名}{称呼}{事}{句中}{0,4}认为)",
    ),
    thought(
        &["指出", "批评"],
        r"(?:{句首}|会上)(?<what>{名}{称呼}{事}{名}{称呼}(?:存在|有))",
    ),
    thought(
        &BLAME,
        r"(?:{句首}|会上|书记|如|对|给|认为)(?<what>{名}{称呼}(?:批评|指出|对|检查|检讨|有干劲但|的)?(?:自己)?(?:{另名}{称呼})?{句中}{0,8}?{事})|(?:这位同志|这个人|该同志|此人|他|她|{名}(?:同志|老师)?){句中}{0,8}[，,]?{句中}{0,4}(?<what>群众基础(?:差|不好)|不合群)(?:[^众]|$)",
    ),
    thought(
        &["同志", "老师"],
        r"{句首}(?<what>{名}(?:同志|老师)(?:的?(?:政治|思想|工作|学习|业务|理论|作风|纪律|服务|大局|责任|党性|主动){句中}{0,10}(?:不够|不足|欠缺|不强|不高|较差|有待加强|有待提高)|(?:存在)?的(?:主要)?(?:不足|缺点|问题)[：:]))",
    ),
    thought(
        &["条件"],
        r"(?:^|[^\p{Han}]|认为|一致|同意)(?<what>{名}(?:同志|老师)?(?:已经?|尚|还)?(?:基本|完全)?不?(?:具备|符合|达到)(?:了)?(?:预备)?(?:党员|入党|转正|发展对象|入党积极分子|积极分子)的?条件)",
    ),
    thought(
        &FAULTS,
        r"(?:{句首}|会上|环节|党员|同志|大家|群众|支委)(?<what>(?:{名}{称呼}(?:指出|批评|觉得|认为)|批评){名}{称呼}{句中}{0,12}{事})",
    ),
];

/// Drops what one said whom everybody quotes.
pub(super) fn settle(found: &mut Vec<Match>) {
    found.retain(|one| one.rule != &DISCUSSED || !public_figures::names_one(&one.content));
}
