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

pub(super) static RULES: &[&Rule] = &[&DISCUSSED];

/// Whose words are quoted in study texts.
pub(super) const LEADERS: [&str; 12] = [
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

/// What one finds fault with in another.
const FAULTS: [&str; 20] = [
    "拖拉",
    "推诿",
    "敷衍",
    "绕着走",
    "不严",
    "不实",
    "不强",
    "不够",
    "不足",
    "欠",
    "缺乏",
    "急躁",
    "霸道",
    "粗暴",
    "私心",
    "散漫",
    "不合群",
    "不成熟",
    "不适合",
    "法简单",
];

pub(super) static TABLE: &[Pattern] = &[
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
        &["弃权", "反对", "没有举手", "没举手", "未举手"],
        r"{名}(?:[（(](?:弃权|反对|不同意)[）)]|{称呼}(?:认为[^。！？；;\n]{1,40}?[，,])?(?:投了?(?:反对|弃权)票|(?:一人|一个人|一票)?(?:没有?举手|未举手|弃权))(?:[，。；、,;\s]|$))",
        "这里写了一个人怎样投票：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &["不负责任", "责任心不强", "责任心不够", "作风漂浮", "不称职"],
        r"(?:^|[\p{P}\s]|认为)(?<what>{名}{称呼}(?:的)?(?:工作|教学)?“?(?:不负责任|责任心不强|责任心不够|作风漂浮|不称职))",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &["同志", "老师"],
        r"(?:^|[\p{P}\s])(?<what>{名}(?:同志|老师)(?:的?(?:政治|思想|工作|学习|业务|理论|作风|纪律|服务|大局|责任|党性|主动){句中}{0,10}(?:不够|不足|欠缺|不强|不高|较差|有待加强|有待提高)|(?:存在)?的(?:主要)?(?:不足|缺点|问题)[：:]))",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &["条件"],
        r"(?:^|[^\p{Han}]|认为|一致|同意)(?<what>{名}(?:同志|老师)?(?:已经?|尚|还)?(?:基本|完全)?不?(?:具备|符合|达到)(?:了)?(?:预备)?(?:党员|入党|转正|发展对象|入党积极分子|积极分子)的?条件)",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &FAULTS,
        r"(?:^|[\p{P}\s]|会上|环节|党员|同志|大家|群众|支委)(?<what>(?:{名}{称呼}(?:指出|批评|觉得|认为)|批评){名}{称呼}{句中}{0,12}(?:拖拉|推诿|敷衍|绕着走|不严|不实|不强|不够|不足|欠|缺乏|急躁|霸道|粗暴|私心|散漫|不合群|不成熟|不适合|简单))",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &[
            "[，,]大家",
            "[，,]党员",
            "[，,]同志们",
            "[，,]群众",
            "[，,]与会同志",
        ],
        r"(?<what>对{名}{称呼}[，,](?:大家|党员|同志们|群众|与会同志){句中}{0,4}认为)",
        "这里写了对一个人的评价：“{}”",
    ),
    Pattern::new(
        &DISCUSSED,
        &["群众基础差", "不合群", "群众基础不好"],
        r"(?:这位同志|这个人|该同志|此人|他|她|{名}(?:同志|老师)?){句中}{0,8}[，,]?{句中}{0,4}(?<what>群众基础(?:差|不好)|不合群)(?:[^众]|$)",
        "这里写了对一个人的评价：“{}”",
    ),
];

/// Drops what one said whom everybody quotes.
pub(super) fn settle(found: &mut Vec<Match>) {
    found.retain(|one| one.rule != &DISCUSSED || !public_figures::names_one(&one.content));
}
