//! Figures that cannot be as they stand together: a period that ends before it begins, more people than there should be, a
//! sum that its column does not give. Questions: a source may say so.

use std::ops::Range;

use super::patterns::{Pattern, around, shown, unless, unless_in_line};
use super::{Match, Rule, Weight, quantities, sums};
use crate::words::{Amount, Code, Day, contains_any, is_ideograph, number_in_han};

pub(crate) const FIGURES: Code = Code::warning("figures");

/// A rule on figures that cannot be as they stand.
pub(super) const fn rule(word: &'static str) -> Rule {
    Rule {
        word,
        weight: Weight::Doubtful(FIGURES),
        hint: "请核对原始材料，改成一致的",
        once: false,
    }
}

static TIMES: Rule = rule("颠倒的时间");
static HEADS: Rule = rule("对不上的人数");
static LISTED: Rule = rule("对不上的名单");
static RATES: Rule = rule("对不上的比例");
static CAPITALS: Rule = rule("对不上的大写金额");
static PARTS: Rule = rule("对不上的其中");
static SUMS: Rule = rule("对不上的合计");
static TOTALS: Rule = rule("对不上的总数");
static PRODUCTS: Rule = rule("对不上的总额");
static CHANGES: Rule = rule("对不上的增减");
static LEFT: Rule = rule("对不上的结余");
static VOTES: Rule = rule("对不上的票数");
static GROUPS: Rule = rule("错位的千分位");
static DIGITS: Rule = rule("位数不对的电话");
static PROBATION: Rule = Rule {
    hint: "预备期为一年（《中国共产党章程》第七条），请核对起止日期",
    ..rule("不是一年的预备期")
};

pub(super) static RULES: &[&Rule] = &[
    &TIMES, &HEADS, &LISTED, &RATES, &CAPITALS, &PARTS, &SUMS, &TOTALS, &PRODUCTS, &CHANGES, &LEFT, &VOTES,
    &GROUPS, &DIGITS, &PROBATION,
];

pub(super) static TABLE: &[Pattern] = &[
    Pattern::new(
        &TIMES,
        &[
            "日至", "日到", "日—", "日－", "日-", "日～", "日~", "日开始", "日起", "日（星期", "日（周",
            "日(星期", "日(周",
        ],
        r"(?:^|[^0-9])(?<what>(?:20[0-9]{2}年)?(?:1[0-2]|[1-9])月[0-9]{1,2}日(?:[（(](?:星期|周)[一二三四五六日天][）)])?(?:开始|起)?[，,]?(?:至|到|—{1,2}|－|-|～|~)(?:20[0-9]{2}年)?(?:(?:1[0-2]|[1-9])月)?[0-9]{1,2}日)",
        "“{}”，后一天在前一天的前面",
    ),
    Pattern::new(
        &TIMES,
        &[
            "[:：][012345][05][至到—－~～-]",
            "[:：][012345][05] [至到—－~～-]",
        ],
        r"(?:^|[^0-9:：])(?<what>[0-2]?[0-9][:：][0-5][0-9]\s?(?:至|到|—{1,2}|－|-|～|~)\s?[0-2]?[0-9][:：][0-5][0-9])(?:[^0-9:：]|$)",
        "“{}”，结束的时间在开始的前面",
    ),
    Pattern::new(
        &TIMES,
        &[
            "[:：][6789][0123456789]", "2[56789][:：]", "上午1[3456789]", "上午2",
        ],
        r"(?:(?:上午|下午|晚上|中午|早上|凌晨|日|时间[：:]?|至|到)\s{0,2}(?<what>[0-2]?[0-9][:：][6-9][0-9]|2[5-9][:：][0-5][0-9])|(?<what>上午(?:1[3-9]|2[0-4])(?:[:：][0-5][0-9]|[时点])))(?:[^0-9]|$)",
        "没有“{}”这个时间",
    ),
    Pattern::new(
        &HEADS,
        &["实到", "实际到会", "实际参加"],
        r"(?<what>应到(?:会)?(?:正式)?(?:党员|代表|委员|人数|人员)?[：:]?\s?[0-9]{1,4}\s?[人名]?[，,、；;]?\s?(?:实到(?:会)?|实际到会|实际参加)(?:正式)?(?:党员|代表|委员|人数|人员)?[：:]?\s?[0-9]{1,4}\s?[人名]?(?:[，,、；;]\s?{缺}\s?[0-9]{1,3}\s?[人名]){0,6}|应到(?:会)?[：:]?\s?[0-9]{1,4}\s?[人名](?:[，,、；;]\s?{缺}\s?[0-9]{1,3}\s?[人名]){1,6}[，,、；;]\s?实到(?:会)?[：:]?\s?[0-9]{1,4}\s?[人名])",
        "“{}”，人数对不上",
    ),
    Pattern::new(
        &TIMES,
        &["[0123456789]学年"],
        r"(?:^|[^0-9])(?<what>20[0-9]{2}(?:[—–~～至]{1,2}|-)20[0-9]{2}学年)",
        "“{}”，学年要写前后相连的两年",
    ),
    Pattern::new(
        &TIMES,
        &[
            "[0123456789]天",
            "共[两三四五六七八九十]天",
            "期[两三四五六七八九十]天",
        ],
        r"(?:^|[^0-9])(?<what>(?:1[0-2]|[1-9])月[0-9]{1,2}日(?:至|到|—{1,2}|－|-|～|~)(?:(?:1[0-2]|[1-9])月)?[0-9]{1,2}日[，,]?(?:(?:共|为期|历时)\p{Han}{0,4}?[0-9]{1,2}|(?:共|为期)[两三四五六七八九十])天)",
        "“{}”，没有这么多天",
    ),
    unless(
        &["延长", "取消"],
        Pattern::new(
            &PROBATION,
            &["预备期[自从为：一1（(，,]"],
            r"预备期(?:为?(?:一|1)年|为|：)?[，,（(：:]?(?:即)?(?:自|从)?(?<what>20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日起?(?:至|到|—{1,2}|－|-|～|~)20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)",
            "“{}”不是一年",
        ),
    ),
    Pattern::new(
        &HEADS,
        &[
            "件在办", "件正在办", "件待办", "在办[0123456789]", "待办[0123456789]",
        ],
        r"(?:^|[^0-9])(?<what>[0-9]{1,4}件[，,；;]\s?(?:其中)?(?:已)?(?:答复|办结|回复|办理完毕|完成)了?[0-9]{1,4}件[，,；;、]\s?(?:[0-9]{1,4}件(?:正在办理|在办|待办)|(?:正在办理|在办|待办)[0-9]{1,4}件))",
        "“{}”，件数对不上",
    ),
    Pattern::new(
        &HEADS,
        &["收回"],
        r"(?<what>发[出放](?:{选票}|问卷|调查表|测评表|意见表)?[0-9]{1,4}[张份]{句中}{0,6}[，,]?(?:实际)?收回(?:有效)?(?:{选票}|问卷|调查表|测评表|意见表)?[0-9]{1,4}[张份])|(?<what>收回{选票}?[0-9]{1,4}[张份][，,、](?:其中)?有效{选票}?(?:为|共)?[0-9]{1,4}[张份])|(?<what>收回{选票}?[0-9]{1,4}[张份][，,、]有效{选票}?(?:为|共)?[0-9]{1,4}[张份][，,、]\s?(?:无效|废){选票}?(?:为|共)?[0-9]{1,4}[张份])",
        "“{}”，张数对不上",
    ),
    Pattern::new(
        &LISTED,
        &[
            "[名位]同志[：:]",
            "[名位]党员[：:]",
            "[名位]教师[：:]",
            "[名位]老师[：:]",
            "[名位]对象[：:]",
            "[名位]人员[：:]",
            "[0123456789一二三四五六七八九十][名位人][：:]",
        ],
        r"(?:^|[^0-9第前一二三四五六七八九十百])(?<what>(?:以下|下列|如下|为|共|有|等|党员|教师|同志|干部|标兵|学生|委员|请假|缺席)?\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[名位人](?:同志|党员|教师|老师|对象|人员)?[：:]\s?{名}{注}(?:、{另名}{注})+)(?:[。；;\n]|$|同志|老师|[，,]\p{Han}{4})",
        "“{}”，人数和姓名的个数不同",
    ),
    // Of 实到32人（…） those may be named who are not there.
    Pattern::new(
        &LISTED,
        &[
            "[0123456789][名位人][（(]",
            "[名位]同志[（(]",
            "[名位]党员[（(]",
            "[名位]教师[（(]",
        ],
        r"(?:^|[^0-9第前到])(?<what>[0-9]{1,3}[名位人](?:同志|党员|教师)?[（(](?:分别[是为])?{名}(?:、{另名})+[）)])",
        "“{}”，人数和姓名的个数不同",
    ),
    Pattern::new(
        &LISTED,
        &[
            "[名位]同志", "[名位]党员", "[名位]教师", "[名位]老师", "[名位]同学", "名学生",
        ],
        r"(?<what>{名}(?:、{另名})+等?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3}){事})",
        "“{}”，人数和姓名的个数不同",
    ),
    Pattern::new(
        &LISTED,
        &["等[123456789两二三四五六七八九]人"],
        r"(?<what>{名}(?:、{另名})+等(?:[0-9]{1,2}|[二两三四五六七八九])人)",
        "“{}”，人数和姓名的个数不同",
    ),
    // The list stands in the lines below.
    Pattern::new(
        &LISTED,
        &["如下[：:]"],
        r"(?:^|[^0-9])(?<what>[0-9]{1,3}[名人位])[^0-9\n]{0,40}如下[：:]\s*$",
        "",
    ),
    Pattern::new(
        &LISTED,
        &["以下[123456789]", "下列[123456789]"],
        r"(?:以下|下列)(?<what>[0-9]{1,3}[名人位])(?:同志|党员|教师|老师|学生|对象|人员|人选)[^\n]*$",
        "",
    ),
    Pattern::new(
        &RATES,
        &["率[0123456789]", "率为", "率达", "率：", "，占"],
        r"率(?:为|达到?|是|：)?\s?(?<what>[0-9.]{1,6}[%％][（(]应到[0-9]{1,4}人?[，,、]实到[0-9]{1,4}人?)|(?<what>[0-9]{1,5}[人名][，,]其中{句中}{1,12}[0-9]{1,5}[人名][，,]占(?:比|[全总]\p{Han}{0,8}?)?[0-9.]{1,6}[%％])",
        "“{}”，百分比和人数对不上",
    ),
    Pattern::new(
        &RATES,
        &["率[0123456789]", "率为", "率达", "率：", "率是"],
        r"(?<what>\p{Han}{2}率(?:为|达到?|是|：)?\s?[0-9.]{1,6}[%％])",
        "“{}”，和前面的数算出来的不同",
    ),
    Pattern::new(
        &CAPITALS,
        &["大写"],
        r"(?<what>[0-9][0-9,，.]{0,14}\s?元\s?[（(](?:人民币)?大写[：:]?\s?(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{2,30}[）)])",
        "“{}”，大写和小写的金额不同",
    ),
    Pattern::new(
        &PARTS,
        &["其中"],
        r"(?<what>[0-9][0-9,.]{0,11}\s?{量}[，,（(；;。]?其中[：:，,]?(?:\p{Han}{1,12}[0-9][0-9,.]{0,11}\s?{量}[、，,和]?){2,8})|(?<what>[0-9][0-9,.]{0,11}\s?{量}\p{Han}{0,8}[，,（(；;]?其中[：:，,]?\p{Han}{0,10}?[0-9][0-9,.]{0,11}\s?{量})",
        "“{}”，加起来不对",
    ),
    Pattern::new(
        &PARTS,
        &["[元人名位票份次条件个项节户张本册套场篇处时][：:]"],
        r"(?<what>(?:共计?|合计|总计)\p{Han}{0,8}[0-9][0-9,.]{0,11}\s?{量}[：:](?:\p{Han}{1,12}[0-9][0-9,.]{0,11}\s?{量}[、，,和]?){2,8})",
        "“{}”，加起来不对",
    ),
    Pattern::new(
        &PARTS,
        &["学部[0123456789]", "中部[0123456789]"],
        r"(?:^|[^0-9])(?<what>[0-9]{1,4}个班?[，,：:（(](?:其中)?(?:\p{Han}{1,4}部[0-9]{1,4}个班?[、，,和]?){2,4})",
        "“{}”，加起来不对",
    ),
    Pattern::new(
        &PARTS,
        &["女党员", "女[0123456789]", "女教师", "女生"],
        r"(?<what>[0-9]{1,4}[名人][，,（(](?:其中)?男(?:党员|教师|生|同志)?[0-9]{1,4}[名人]?[、，,]女(?:党员|教师|生|同志)?[0-9]{1,4}[名人]?)",
        "“{}”，加起来不对",
    ),
    Pattern::new(
        &TOTALS,
        &["共计", "合计", "总计", "共[0123456789]"],
        r"(?:^|[^0-9\p{Han}])(?<what>(?:\p{Han}{1,12}[0-9][0-9,.]{0,11}{量}[，,、；;和]){2,9}(?:共计|合计|总计|共)\p{Han}{0,8}[0-9][0-9,.]{0,11}{量})",
        "“{}”，加起来不对",
    ),
    Pattern::new(
        &PRODUCTS,
        &[
            "每[人名位户组班本册套件张份个台盒把块][0123456789]",
            "每[人名位户][发补慰资]",
            "单价[0123456789]",
        ],
        r"(?<what>(?:每[人名位户组班本册套件张份个台盒把块]\p{Han}{0,4}?|单价)[0-9][0-9,.]{0,9}{量})",
        "",
    ),
    Pattern::new(
        &CHANGES,
        &["到[0123456789]", "至[0123456789]"],
        r"[由从]\p{Han}{0,6}(?<what>{变}(?:增加|减少|增长|上升|下降|提高|提升|降低|[增减升降])[到至]{变}[，,]\p{Han}{0,2}(?:增加|减少|增长|上升|下降|提高|提升|降低)了?{变})(?:[。；;）\s]|$)",
        "“{}”，相差的不是这么多",
    ),
    Pattern::new(
        &CHANGES,
        &["达到[0123456789]", "达[0123456789]"],
        r"比\p{Han}{0,8}(?<what>[0-9][0-9,.]{0,11}{量}(?:增加|减少|增长|上升|下降|提高|降低)了?[0-9][0-9,.]{0,11}{量}[，,]?(?:共|已)?达到?[0-9][0-9,.]{0,11}{量})(?:[。；;，,）\s]|$)",
        "“{}”，相差的不是这么多",
    ),
    unless_in_line(
        // What was left before, or what went elsewhere, is counted too.
        &[
            "上年", "上期", "上季", "上月", "上半年", "年初", "期初", "结转", "历年", "往年", "累计", "上缴",
            "上交",
        ],
        Pattern::new(
            &LEFT,
            &[
                "[结剩节]余[0123456789]", "[结剩节]余为", "余额[0123456789]", "余额为",
            ],
            r"(?<what>(?:预算|收入|拨款|拨付|经费)(?:共计?|为|总额)?\s?[0-9][0-9,.]{0,11}(?:万元|元)[，,、；;]\s?\p{Han}{0,2}?支出(?:共计?|为)?[0-9][0-9,.]{0,11}(?:万元|元)[，,、；;]\s?(?:[结剩节]余|余额)为?[0-9][0-9,.]{0,11}(?:万元|元))",
            "“{}”，相差的不是这么多",
        ),
    ),
    Pattern::new(
        &VOTES,
        &[
            "弃权[0123456789]", "弃权票", "弃权为", "弃权[：:]", "票弃权", "票表示弃权",
        ],
        concat!(
            r"(?<what>(?:实到|到会|出席|参会|收回|有效)[^！？\n]{0,40}?(?:赞成|同意)票?[：:为]?\s?[0-9]{1,3}\s?[票人张]?[，,、；;]\s?",
            r"(?:反对|不同意|不赞成)票?[：:为]?\s?[0-9]{1,3}\s?[票人张]?[，,、；;]\s?弃权票?[：:为]?\s?[0-9]{1,3}\s?[票人张])",
            r"|(?<what>(?:实到|到会|出席|参会|收回|有效)[^！？\n]{0,40}?[0-9]{1,3}票(?:表示)?(?:赞成|同意)[，,、；;]\s?",
            r"[0-9]{1,3}票(?:表示)?(?:反对|不同意)[，,、；;]\s?[0-9]{1,3}票(?:表示)?弃权)",
        ),
        "“{}”，票数加起来不对",
    ),
    Pattern::new(
        &GROUPS,
        &[",[0123456789][0123456789][0123456789][0123456789]"],
        r"(?:^|[^0-9,.])(?<what>[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{4,}(?:\.[0-9]{1,2})?\s?元)",
        "“{}”，千分位的逗号每三位一个",
    ),
    Pattern::new(
        &DIGITS,
        &["电话", "手机", "拨打", "致电"],
        r"(?:电话|手机|拨打|致电)(?:号码)?[：:为是]?\s?(?<what>1[3-9][0-9](?:[0-9]{7}|[0-9]{9,10})|0[0-9]{2,3}[-—－](?:[02-8][0-9]{3,5}|1[0-9]{3}|1[0-9]{5}|9[0-57-9][0-9]{2,4}))(?:[^0-9—－-]|$)",
        "“{}”，号码的位数不对",
    ),
    Pattern::new(
        &SUMS,
        &["合计", "总计", "共计", "小计"],
        r"^\s*\|(?:[^|\n]{0,8}\|)?\s*\**(?<what>{事})\**(?:[（(][^）)|\n]{1,4}[）)])?\s*\|",
        "{}",
    ),
];

/// Drops what is right, and tells which cell of a row of sums is not.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    let sums: Vec<Match> = found
        .extract_if(.., |one| one.rule == &SUMS)
        .flat_map(|one| sums::wrong(text, &SUMS, one.range.start))
        .collect();
    let products: Vec<Match> = found
        .extract_if(.., |one| one.rule == &PRODUCTS)
        .filter_map(|one| {
            let message = quantities::other_product(text, &one.range)?;
            Some(Match { message, ..one })
        })
        .collect();
    let rates: Vec<Match> = found
        .extract_if(.., |one| one.rule == &RATES && one.content.contains('率'))
        .filter_map(|one| {
            let right = quantities::other_share(text, &one.range)?;
            let message = format!("“{}”，按前面的数算是{right}%", one.content);
            Some(Match { message, ..one })
        })
        .collect();
    let lists: Vec<Match> = found
        .extract_if(.., |one| one.rule == &LISTED && !one.content.contains('、'))
        .filter_map(|one| other_list_below(text, one))
        .collect();
    found
        .iter_mut()
        .filter(|one| one.rule == &PARTS)
        .for_each(without_outcome);
    found.retain_mut(|one| {
        let content = one.content.as_str();
        match one.rule {
            rule if rule == &TIMES => are_reversed(content),
            rule if rule == &HEADS && content.contains("应到") => {
                !counts_others(&text[one.range.end..])
                    && are_other_heads(content, quantities::persons_behind(text, one.range.end))
            }
            rule if rule == &HEADS => are_too_many(content, quantities::sentence_behind(text, one.range.end)),
            rule if rule == &LISTED => !goes_on(text, &one.range) && are_miscounted(content),
            rule if rule == &RATES => is_other_rate(content),
            rule if rule == &PARTS && is_of_other_whole(text, one) => false,
            rule if rule == &PARTS && quantities::is_larger_part(content) => {
                one.message = format!("“{content}”，其中的比总数还多");
                true
            }
            rule if rule == &PARTS => {
                are_other_parts(content, quantities::sentence_behind(text, one.range.end))
            }
            rule if rule == &CAPITALS => are_other_capitals(content),
            rule if rule == &TOTALS => !takes_part(&text[one.range.end..]) && is_other_total(content),
            rule if rule == &CHANGES => quantities::is_other_change(content),
            rule if rule == &LEFT => quantities::is_other_rest(content),
            rule if rule == &VOTES => are_other_votes(text, one),
            rule if rule == &PROBATION => is_no_year(content),
            _ => true,
        }
    });
    found.extend(sums.into_iter().chain(products).chain(lists).chain(rates));
}

/// True where a list of names begins earlier, with names that have an office before them: 校长苏婉清、高志远、沈佳宁3位同志.
fn goes_on(text: &str, range: &Range<usize>) -> bool {
    let clause = text[..range.start]
        .rsplit(['，', '。', '；', '：', '！', '？', '（', '\n'])
        .next();
    clause.is_some_and(|clause| clause.contains('、'))
}

/// True where 其中 is not of the number before it: that is of each, of what came on top, or one of several that an earlier
/// sentence told; and where what is counted twice is said to be.
fn is_of_other_whole(text: &str, one: &Match) -> bool {
    const NO_PARTS: [&str; 7] = ["最多", "最少", "最高", "最低", "最大", "最小", "人均"];
    const OF_EACH: [&str; 6] = ["每", "均", "比", "增加", "减少", "增长"];
    const TWICE: [&str; 3] = ["联合", "重复", "共同"];
    let sentence = text[..one.range.start]
        .rsplit(['。', '！', '？', '；', '\n'])
        .next();
    let sentence = sentence.unwrap_or_default();
    let clause = sentence.rsplit('，').next().unwrap_or_default();
    let bracket = text[one.range.end..]
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'));
    let is_earlier = one.content.contains("。其中") && sentence.contains(|c: char| c.is_ascii_digit());
    // 收到20条：采纳12条，解释说明3条，其中5条由总务处办理.
    let larger = quantities::is_larger_part(&one.content)
        .then(|| numbers(&one.content).pop())
        .flatten();
    let is_first_of_all = larger
        .is_some_and(|part| sentence.contains('：') && numbers(sentence).iter().any(|all| *all >= part));
    is_earlier
        || is_first_of_all
        || contains_any(&one.content, &NO_PARTS)
        || contains_any(clause, &OF_EACH)
        || bracket.is_some_and(|(said, _)| contains_any(said, &TWICE))
}

/// True for 38名`教师参赛`: of more things than prizes were.
fn takes_part(behind: &str) -> bool {
    const WORDS: [&str; 5] = ["参赛", "参加", "参与", "报名", "参评"];
    let end = behind.char_indices().nth(8).map_or(behind.len(), |(at, _)| at);
    contains_any(&behind[..end], &WORDS)
}

/// The numbers of a text in digits, in their order.
fn numbers(text: &str) -> Vec<u32> {
    let groups = text.split(|c: char| !c.is_ascii_digit());
    groups.filter_map(|digits| digits.parse().ok()).collect()
}

/// 12月28日至1月3日 goes on in the next year, and 18:00—8:00 over night: what lies further apart is left alone.
fn are_reversed(period: &str) -> bool {
    const NEAR: u32 = 2;
    if let Some(period) = period.strip_suffix('天') {
        let in_han = period
            .chars()
            .next_back()
            .and_then(|c| number_in_han(c.to_string().replace('两', "二").as_str()));
        let numbers: Vec<u32> = numbers(period).into_iter().chain(in_han).collect();
        // Fewer may be working days.
        return match numbers[..] {
            [_, begin, end, days] => end >= begin && days > end - begin + 1,
            [month, begin, other, end, days] => month == other && end >= begin && days > end - begin + 1,
            _ => false,
        };
    }
    if let ([begin, end], true) = (&numbers(period)[..], period.ends_with("学年")) {
        return *end != begin + 1;
    }
    let (begin, end) = match numbers(period)[..] {
        [year, a, b, other, c, d] => return (other, c, d) < (year, a, b),
        [_, month, day, other] if period.contains('年') => ((month, day), (month, other)),
        [_, a, b, c, d] => ((a, b), (c, d)),
        [month, day, other] if period.contains('月') => ((month, day), (month, other)),
        [a, b, c, d] => ((a, b), (c, d)),
        // A time that no day has.
        _ => return true,
    };
    end < begin && begin.0 - end.0 <= NEAR
}

/// Until the day before that of the next year, or that day: both are written.
fn is_no_year(period: &str) -> bool {
    let day = |of: &[u32]| Day::new(i32::try_from(of[0]).ok()?, of[1], of[2]);
    let days: Vec<Day> = numbers(period).chunks_exact(3).filter_map(day).collect();
    let [first, last] = days[..] else { return false };
    let year_later = first.months_later(12);
    last != year_later && last != year_later.before()
}

/// More than there are; or fewer, unless further parts of them stand behind.
fn are_too_many(heads: &str, behind: &str) -> bool {
    let goes_on = behind.starts_with(['，', '、']) && behind.contains(|c: char| c.is_ascii_digit());
    match numbers(heads)[..] {
        [all, some] => some > all,
        [all, some, others] => some + others > all || some + others < all && !goes_on,
        _ => false,
    }
}

/// True for 22人`（含列席2人）`: among those who came are some that were not expected.
fn counts_others(behind: &str) -> bool {
    let bracket = behind.strip_prefix(['（', '(']);
    let said = bracket.and_then(|rest| rest.split(['）', ')']).next());
    said.is_some_and(|said| contains_any(said, &["列席", "旁听", "特邀"]))
}

/// Of those who should have come, more came, or others are absent than did not come. Where more persons are told of behind
/// them, some may be absent too.
fn are_other_heads(heads: &str, has_more: bool) -> bool {
    let (before, behind) = heads.split_at(heads.find('实').unwrap_or(heads.len()));
    let [before, behind] = [numbers(before), numbers(behind)];
    let (Some((all, absent)), Some((present, others))) = (before.split_first(), behind.split_first()) else {
        return false;
    };
    let Some(lacking) = all.checked_sub(*present) else {
        return true;
    };
    // 请假3人，病假1人，事假2人 tells of the same again.
    let sums = absent.iter().chain(others).scan(0, |sum, one| {
        *sum += one;
        Some(*sum)
    });
    let sums: Vec<u32> = sums.collect();
    let is_more = |sum: &u32| *sum > lacking || !has_more;
    sums.last().is_some_and(is_more) && !sums.contains(&lacking)
}

/// Votes that are as many as no number before them, nor as what is left of it without another: 实到20人，其中预备党员2人.
fn are_other_votes(text: &str, votes: &Match) -> bool {
    const NOT_COUNTED: [&str; 8] = [
        "无效", "废票", "未投", "未表决", "未参加", "回避", "另选", "没有投",
    ];
    // Who does not vote may be counted before.
    let line = around(text, &votes.range, &['\n']);
    let from = votes.range.start - (line.as_ptr() as usize - text.as_ptr() as usize);
    let (earlier, _) = line.split_at(from);
    let earlier = if contains_any(earlier, &["预备", "表决权"]) {
        earlier
    } else {
        ""
    };
    let numbers = numbers(&format!("{earlier}，{}", votes.content));
    let Some((before, told)) = numbers.split_last_chunk::<3>() else {
        return false;
    };
    let sum: u32 = told.iter().sum();
    let is_rest = |all: &u32| before.iter().any(|some| all.checked_sub(*some) == Some(sum));
    let is_right = before.contains(&sum) || before.iter().any(is_rest);
    !is_right && !contains_any(quantities::sentence_behind(text, votes.range.end), &NOT_COUNTED)
}

fn are_miscounted(list: &str) -> bool {
    let list = without_notes(list);
    let is_open = list.contains('等');
    let (count, names) = match list.split_once(['：', ':', '（', '(']) {
        Some(parts) => parts,
        None => (list.rsplit('、').next().unwrap_or_default(), list.as_str()),
    };
    // 唐慧敏3名同志 ends such a list.
    let name = |part: &'_ str| {
        part.split(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let names: Vec<String> = names.split('、').map(name).collect();
    let mut others = names.clone();
    others.sort_unstable();
    others.dedup();
    let (names, is_twice) = (names.len(), others.len() < names.len());
    let digits = count.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok();
    let han: String = count
        .chars()
        .filter(|c| "一二两三四五六七八九十".contains(*c))
        .map(|c| if c == '两' { '二' } else { c })
        .collect();
    let count = digits.or_else(|| number_in_han(&han));
    count.is_some_and(|count| match is_open {
        // Of 刘思源等5名同志 not all are named.
        true => (count as usize) < names,
        false => count as usize != names || is_twice,
    })
}

/// 李明（一支部）、周芳 without what stands behind the names; a bracket around the whole list stays.
fn without_notes(list: &str) -> String {
    let Some((count, names)) = list.split_once(['：', ':']) else {
        return list.to_owned();
    };
    let parts = names.split(['（', '(']).enumerate();
    let names = parts.map(|(at, part)| match part.split_once(['）', ')']) {
        Some((_, behind)) if at > 0 => behind,
        _ => part,
    });
    format!("{count}：{}", names.collect::<String>())
}

/// Takes what is told behind parts away from them: 已整改12个 is no part of 15个.
fn without_outcome(parts: &mut Match) {
    let told = quantities::parts_alone(&parts.content).to_owned();
    if told.len() < parts.content.len() {
        parts.range.end = parts.range.start + told.len();
        parts.message = format!("“{}”，加起来不对", shown(&told));
        parts.content = told;
    }
}

/// What is said of a number of persons whose list, in the lines below, has others; `None` for one that is right, or no list
/// of one person a line.
fn other_list_below(text: &str, count: Match) -> Option<Match> {
    let below = text[count.range.end..].lines().skip(1);
    let items = below
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take_while(|line| is_item(line));
    let items: Vec<&str> = items.collect();
    let is_plain = items.len() > 1 && !items.iter().any(|item| item.contains(['、', '：']));
    let told = *numbers(&count.content).first()?;
    let message = format!("这里写“{}”，下面列了{}项", count.content, items.len());
    (is_plain && told as usize != items.len()).then_some(Match { message, ..count })
}

/// `1. ` or `- ` before something.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < line.len() && rest.starts_with(['.', '、', '．']);
    is_numbered || line.starts_with("- ") || line.starts_with("* ")
}

/// The amounts of a text, in their order.
fn amounts(text: &str) -> Vec<Amount> {
    let groups = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let digits = groups.map(|digits| digits.trim_matches(['.', ',']).replace(',', ""));
    digits.filter_map(|digits| Amount::parse(&digits).ok()).collect()
}

/// Parts and what they are together, in one unit.
fn is_other_total(list: &str) -> bool {
    let mut parts = amounts(list);
    let total = parts.pop();
    // 每人, 其中 and last year's are no parts.
    let labels = list.rsplit_once('共').map_or(list, |(labels, _)| labels);
    let is_plain = !["每", "其中", "上年", "去年", "累计", "均", "共"]
        .iter()
        .any(|word| labels.contains(word));
    // What is as large as all of them together is told first, and then its parts.
    let are_parts = |total: &Amount| parts.iter().all(|part| part < total);
    is_plain
        && quantities::are_of_one_unit(list)
        && total
            .filter(are_parts)
            .is_some_and(|total| parts.iter().copied().sum::<Amount>() != total)
}

/// Two of these are all there is.
const BOTH: [[&str; 2]; 6] = [
    ["男", "女"],
    ["上半年", "下半年"],
    ["正式党员", "预备党员"],
    ["按期", "逾期"],
    ["在职", "退休"],
    ["合格", "不合格"],
];

/// More than the whole; or less, where both of two kinds are told, or where so little is left that nobody would leave it out.
/// Some parts alone may be told of anything else.
fn are_other_parts(whole: &str, behind: &str) -> bool {
    let Some((all, parts)) = whole.split_once(['其', '男', '，', '（', '：', ':', '；']) else {
        return false;
    };
    if !quantities::are_of_one_unit(whole) {
        return false;
    }
    // 女党员 and 在职党员 are the same people; units part them.
    let mut labels = parts
        .split(|c: char| c.is_ascii_digit())
        .map(|label| label.trim_matches(|c| !is_ideograph(c)));
    let of_units = labels.all(|label| {
        label.chars().count() < 3
            || label.ends_with(['部', '组', '班', '级', '区'])
            || label.ends_with("人员")
    });
    let of_money = all.trim_end_matches(|c| !is_ideograph(c)).ends_with('元');
    let typed = amounts(parts);
    // One alone may be told of anything else.
    if typed.len() < 2 {
        return false;
    }
    let is_both = |both: &[&str; 2]| both.iter().all(|kind| whole.contains(kind));
    let are_all = typed.len() == 2 && BOTH.iter().any(is_both);
    let is_told_whole = are_all || of_money || of_units;
    // One person may be of two parts; of things, which are told by kinds, nobody does so.
    if !is_told_whole && !quantities::are_things(whole) {
        return false;
    }
    let sum: Amount = typed.iter().copied().sum();
    let share = if typed.len() > 2 { 15 } else { 10 };
    let goes_on = ["其余", "其他", "另", "剩余", "结余"]
        .iter()
        .any(|word| behind.contains(word));
    amounts(all).last().is_some_and(|all| {
        let left = all.hundredths() - sum.hundredths();
        let lacks = are_all || !goes_on && left * 100 <= all.hundredths() * share;
        left < 0 || is_told_whole && left > 0 && lacks
    })
}

/// More than a rounding away.
fn is_other_rate(rate: &str) -> bool {
    let Some((before, behind)) = rate.split_once(['%', '％']) else {
        return false;
    };
    let (heads, told) = before.split_at(
        before
            .rfind(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8)),
    );
    let heads = numbers(if heads.is_empty() { behind } else { heads });
    let told = told.parse::<f64>();
    match (heads.as_slice(), told) {
        ([all, some, ..], Ok(told)) if all >= some && *all > 0 => {
            (f64::from(*some) / f64::from(*all) * 100.0 - told).abs() > 0.6
        }
        _ => false,
    }
}

fn are_other_capitals(money: &str) -> bool {
    let Some((digits, capitals)) = money.split_once('元') else {
        return false;
    };
    let capitals = capitals.trim_start_matches(|c| !CAPITAL_DIGITS.contains(c) && c != '拾');
    let digits: String = digits
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' '))
        .collect();
    let (typed, said) = (Amount::parse(&digits), hundredths(capitals));
    typed.is_ok_and(|typed| said.is_some_and(|said| typed.hundredths() != said))
}

const CAPITAL_DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";

/// 叁仟贰佰元整 in hundredths; `None` for more than anybody pays.
fn hundredths(capitals: &str) -> Option<i64> {
    let (mut all, mut part, mut digit) = (0_i64, 0_i64, 0_i64);
    for c in capitals.chars() {
        if let Some((_, ones)) = CAPITAL_DIGITS.chars().zip(0..).find(|(known, _)| *known == c) {
            digit = ones;
            continue;
        }
        let whole = part + digit;
        match c {
            // 拾伍 begins without a digit.
            '拾' => part += 10 * if whole == 0 { 1 } else { digit },
            '佰' => part += 100 * digit,
            '仟' => part += 1000 * digit,
            '万' => (all, part) = (all.checked_add(whole * 10_000)?, 0),
            '亿' => (all, part) = (all.checked_add(whole)?.checked_mul(100_000_000)?, 0),
            '元' | '圆' => (all, part) = (all.checked_add(whole)?.checked_mul(100)?, 0),
            '角' => all = all.checked_add(digit * 10)?,
            '分' => all = all.checked_add(digit)?,
            _ => continue,
        }
        digit = 0;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use crate::check::words_of;

    fn words(text: &str) -> Vec<&'static str> {
        words_of(super::RULES, text)
    }

    #[test]
    fn figures_that_cannot_be_are_told() {
        for (text, word) in [
            ("活动时间为11月28日至11月20日", "颠倒的时间"),
            ("11月28日至20日报名", "颠倒的时间"),
            ("12月7日（星期一）至12月5日（星期六）报名", "颠倒的时间"),
            ("时间17:30—16:20", "颠倒的时间"),
            ("上午8:75集合", "颠倒的时间"),
            ("捐款3,4500元", "错位的千分位"),
            ("联系人电话1381234567，或来校", "位数不对的电话"),
            ("监督电话：0799-66001。", "位数不对的电话"),
            ("活动从11月30日开始，到11月13日结束", "颠倒的时间"),
            ("时间：2026年11月30日—2026年11月13日", "颠倒的时间"),
            ("应到22人，因事请假2人，实到19人", "对不上的人数"),
            ("到会率达96%（应到55人，实到50人）", "对不上的比例"),
            (
                "现有党员55名，其中初中党支部22名，占全校党员的45%",
                "对不上的比例",
            ),
            (
                "捐款明细：初中支部1,260元，高中支部1,580元，退休支部420元，共计3,160元。",
                "对不上的总数",
            ),
            (
                "支委会12次、党员大会4次、党课4次，合计开展组织生活22次",
                "对不上的总数",
            ),
            (
                "按每人500元标准慰问老党员12名，共发放慰问金6,500元",
                "对不上的总额",
            ),
            ("购买图书120本，每本28元，共计3,630元", "对不上的总额"),
            ("党员数由上年的58名减少到55名，净减少4名。", "对不上的增减"),
            ("应到35人，实到32人，请假2人，因公外出2人。", "对不上的人数"),
            ("应到35人，请假2人、出差2人，实到32人", "对不上的人数"),
            ("应到35人，实到32人，请假2人，列席3人。", "对不上的人数"),
            (
                "问题15个，其中学习方面10个、作风方面6个，已整改12个。",
                "对不上的其中",
            ),
            (
                "收入5000元，其中上级拨款4000元、党费返还1100元，支出4500元。",
                "对不上的其中",
            ),
            (
                "共支出5000元：购书2000元，慰问1500元，培训1000元。",
                "对不上的其中",
            ),
            (
                "党员45名。其中一支部18名，二支部15名，三支部10名。",
                "对不上的其中",
            ),
            ("主题党日12次，其中上半年6次，下半年5次。", "对不上的其中"),
            (
                "集中学习12学时，自学20学时，党课6学时，共计40学时。",
                "对不上的总数",
            ),
            (
                "集中学习12小时，自学20小时，党课6小时，共计40小时。",
                "对不上的总数",
            ),
            ("由30人增至36人，增加5人。", "对不上的增减"),
            ("比例从10%提高到15%，提高6个百分点。", "对不上的增减"),
            ("由30人增加到36人，增长25%。", "对不上的增减"),
            ("预算3万元，支出2.4万元，结余0.5万元。", "对不上的结余"),
            ("收入5000元，支出3000元，结余1000元。", "对不上的结余"),
            ("请假2人：李明、周芳、陈伟。", "对不上的名单"),
            (
                "请假2人：李明（病假）、周芳（公出、培训）、陈伟，会议由李强主持。",
                "对不上的名单",
            ),
            ("评选优秀党员3名（李明、周芳、陈伟、刘洋）。", "对不上的名单"),
            ("选举产生委员5名：李明、周芳、陈伟、刘洋。", "对不上的名单"),
            ("李明、周芳、陈伟等2名同志参加", "对不上的名单"),
            ("李明、周芳、陈伟等两人参加", "对不上的名单"),
            ("实到18人，赞成16票，反对0票，弃权1票。", "对不上的票数"),
            ("有效票18张，赞成16票，反对0票，弃权1票。", "对不上的票数"),
            (
                "实到18人，会议举手表决，16票同意，0票反对，1票弃权",
                "对不上的票数",
            ),
            ("收回18张，有效票17张，无效票2张。", "对不上的人数"),
            (
                "应到20人，实到18人。表决结果为：同意16票，不同意0票，弃权1票。",
                "对不上的票数",
            ),
            ("25:00返回，至25:00", "颠倒的时间"),
            ("2024—2023学年光荣榜", "颠倒的时间"),
            ("12月1日至3日，共走访4天", "颠倒的时间"),
            ("12月1日至3日，为期四天", "颠倒的时间"),
            ("2025年8月28日至8月30日，为期5天", "颠倒的时间"),
            ("预备期自2025年6月1日至2026年5月1日", "不是一年的预备期"),
            ("预备期一年，自2025年6月1日起至2027年5月31日", "不是一年的预备期"),
            ("共检查38次会议，其中39次缺少结束时间", "对不上的其中"),
            ("党员57名，其中女党员60名", "对不上的其中"),
            (
                "共走访18户，其中退休党员4户、教职工3户、学生家庭12户",
                "对不上的其中",
            ),
            ("全校共42个班，小学部24个、初中部16个", "对不上的其中"),
            ("发出问卷100份，收回102份", "对不上的人数"),
            ("接待19件，答复16件，2件在办", "对不上的人数"),
            ("比去年的120人增加30人，达到160人。", "对不上的增减"),
            ("表彰唐慧敏、汪立新、唐慧敏3名同志", "对不上的名单"),
            ("上午15:00", "颠倒的时间"),
            ("应到党员38人，实到39人", "对不上的人数"),
            ("应到38人，实到36人，请假3人", "对不上的人数"),
            ("发出选票36张，收回选票37张", "对不上的人数"),
            ("表彰以下5名同志：彭晓岚、罗振华、丁玉洁、邓家齐", "对不上的名单"),
            ("应到38人，参加学习36人，参学率96.7%", "对不上的比例"),
            ("10,203.50元（大写：壹万零贰佰零叁元整）", "对不上的大写金额"),
            ("共3914元，其中第一党支部2060元，第二党支部1864元", "对不上的其中"),
            ("党员20名，男党员8名，女党员13名", "对不上的其中"),
            (
                "共检查48项，其中小学部党支部20项、中学部党支部19项、行政后勤党支部10项。",
                "对不上的其中",
            ),
            ("共有党员25人，其中正式党员24人，预备党员2人。", "对不上的其中"),
            (
                "总额35,000元，其中订阅报刊12,000元、教育培训10,000元、走访慰问8,000元。",
                "对不上的其中",
            ),
            ("共安排示范课12节，其中小学部6节、中学部5节。", "对不上的其中"),
            ("收回10张，有效票11张", "对不上的人数"),
            (
                "授予刘思源、谷雨、丁一鸣、卜凡5名同志“优秀共产党员”称号",
                "对不上的名单",
            ),
            ("表彰优秀党员5名：刘思源、谷雨、丁一鸣、马晓燕。", "对不上的名单"),
            (
                "拟表彰以下4名同志，现予公示。\n\n1. 刘思源（一支部）\n2. 谷雨\n3. 卜凡",
                "对不上的名单",
            ),
            (
                "拟表彰师德标兵3名，现予公示。名单如下：\n\n1. 刘思源\n2. 谷雨",
                "对不上的名单",
            ),
            ("补助3200元（大写：叁仟叁佰元整）", "对不上的大写金额"),
            (
                "| 项目 | 金额 |\n| --- | --- |\n| 图书 | 1200.00 |\n| 展板 | 800.00 |\n| 合计 | 2100.00 |",
                "对不上的合计",
            ),
            (
                "|支部|人数|应缴|\n|-|-|-|\n|一|18|1,854|\n|二|20|2060|\n|**合计**|**38**|**3941**|",
                "对不上的合计",
            ),
        ] {
            assert_eq!(words(text), [word], "{text}");
        }
    }

    #[test]
    fn figures_that_may_be_are_left_alone() {
        for text in [
            "共18个问题：已完成16个，正在整改2个。其中学习类6个、作风类7个、管理类5个。",
            "开展主题党日3次。其中第一支部2次、第二支部2次（联合1次）。",
            "上半年（2月至7月）20周。",
            "收回120份，满意100份，基本满意16份，不满意4份，满意率96.7%。",
            "非常满意60份，满意45份，不满意5份，满意率95.5%。",
            "优秀20人，合格27人，不合格1人，合格率97.9%。",
            "本次党课应到20人，实到19人；今年以来平均到会率96.5%。",
            "人均学习42学时，其中最多的68学时，最少的32学时。",
            "每人500元，其中患重病的1,000元。",
            "全校党员比上年增加2名，其中女党员31名、男党员25名。",
            "评出一等奖2名、二等奖4名、三等奖6名，共38名教师参赛。",
            "走访12户，每户慰问金500元和米油一份，共支出7,800元。",
            "校长苏婉清、副校长高志远、沈佳宁3位同志。",
            "书记叶秋实、组织委员邓丽华、曹永刚三名党员。",
            "监督电话：0791-12388，咨询拨打0791-12345。",
            "应到35人，实到32人，请假2人，因公外出1人。应到35人，实到32人，因事请假2人，因病请假1人。",
            "应到35人，实到32人，请假1人、出差2人。应到35人，实到32人，请假2人，缺席1人。",
            "应到35人，实到32人，请假2人，另有1人因支教未参加。应到35人，实到32人，请假2人。另有1人在外地。",
            "应到35人，实到32人，请假3人，病假1人，事假2人。应到35人，实到32人，请假3人，其中病假1人。",
            "应到35人，请假2人，公出1人，实到32人，列席3人。应到35人，实到32人，请假2人，1人外出学习。",
            "问题15个，其中学习方面10个、作风方面5个，已整改12个。问题15个，其中学习方面10个，已整改12个。",
            "收到意见15条，其中意见10条、建议5条，已办结12条。采纳12条，其中党建10条、教学2条，落实11条。",
            "任务15项，其中党建10项、业务5项，完成12项。开展支委会12次，其中专题研究8次，党员大会6次。",
            "收入5000元，其中上级拨款4000元、党费返还1000元，支出4500元，结余500元。",
            "收入5000元，其中上级拨款4600元，支出4500元。支出4500元，其中购书2000元，慰问2500元，剩余500元。",
            "共支出5000元：购书2000元，慰问1500元，培训1000元，其余留作机动。共收到意见12条：党建7条、教学5条。",
            "共走访20人：老党员12人、困难党员10人。党员45名。其中女党员20名、少数民族党员5名。",
            "主题党日12次，其中上半年6次，下半年已开展5次。",
            "应到会党员31人，实到会28人，其中有表决权的党员应到29人，实到26人。",
            "集中学习12学时，自学20学时，党课6学时，共计38学时。每人学习2小时，活动历时3小时，共32人。",
            "由30人增至36人，增加6人。比例从10%提高到15%，提高5个百分点。从10%提高到15%，提高50%。",
            "由30人增加到36人，增长20%。由3人增加到10人，增长233%。从95%提高到98%，提高3%。",
            "上年结余1000元，收入5000元，支出3000元，结余3000元。",
            "收入5000元，支出3000元，结余12000元。预算3万元，支出2.4万元，结余0.6万元。",
            "请假2人：李明、周芳。第2名：李明、周芳、陈伟。优秀党员3名：李明（一支部）、周芳（二支部）、陈伟。",
            "优秀党员3名（李明、周芳、陈伟）。实到32人（李明、周芳、陈伟请假）。委员3名：书记、组织委员、纪检委员。",
            "李明、周芳、陈伟等3名同志，李明、周芳等12人参加。参加5人：李明、周芳、陈伟等。",
            "实到18人，赞成17票，反对0票，弃权1票。实到党员20人，其中预备党员2人，赞成18票，反对0票，弃权0票。",
            "实到18人，发出选票18张，收回17张，有效票17张，赞成16票，反对0票，弃权1票。",
            "实到18人，赞成15票，反对0票，弃权1票，未投票2人。有效票17张，赞成17票，反对0票，弃权0票。",
            "应到36人，其中预备党员3人，实到35人。赞成32票，反对0票，弃权0票。",
            "收回18张，有效票17张，无效票1张。收回18张，其中有效票17张。",
            "12月28日至1月3日放假",
            "电话13800001234；监督电话：0799-6600123，手机 010-66001234；拨打12345、电话0799-6600123-801",
            "捐款34,500元、1,234,567.80元，2026,2027年",
            "2026年12月28日至2027年1月3日，2026年9月1日至6月30日",
            "到会率达91%（应到55人，实到50人）；党员55名，其中初中党支部22名，占全校党员的40%",
            "捐款明细：初中支部1,260元，高中支部1,580元，退休支部420元，共计3,260元。",
            "购买图书120本，每本28.5元，共计3,420元；慰问12名，每人500元，共6000元",
            "党课4次，参加党员55名，共计学习12次；上年党课4次、大会3次，共9次",
            "党员数由58名减少到55名，净减少3名，到11月30日为止",
            "购买图书120本，每本28元，九折后共计3,024元",
            "一等奖2名、二等奖3名，共5名；优秀奖6名，共计11名",
            "党员数由58名增加到60名，增加3名，退出1名",
            "1元（大写：玖亿玖亿玖亿玖亿玖亿元整）",
            "| 项目 | 合计 |\n| --- | --- |\n| 甲 | 3 |\n| 乙 | -- |\n| 合计 | 3 |",
            "9月1日至6月30日",
            "2023—2024学年光荣榜",
            "8月28日至8月30日，为期3天；8月28日至9月5日，为期9天；12月1日至4日，共走访3天；12月1日至3日，共3天；12月1日至4日，共三天",
            "预备期自2025年6月1日至2026年5月31日。预备期一年，从2024年2月29日到2025年2月28日",
            "预备期延长半年，预备期自2025年6月1日至2025年12月1日",
            "共检查38次会议，其中3次缺少结束时间，其中1次没有签字",
            "支出1,200元，其中图书300元；共3.5万元，其中图书5000元、培训6000元",
            "走访12户，其中慰问金6,500元；党员57名，其中女党员25名、在职党员40名",
            "全校共40个班，小学部24个、初中部16个",
            "发出问卷100份，收回98份；接待19件，答复17件，2件在办",
            "比去年的120人增加30人，达到150人。比去年的120人增加30人，达到130%。",
            "11月20日至28日",
            "值班18:00—8:00",
            "14:00—16:00，8:30-11:30",
            "上午11:30，晚上9:59",
            "比分78:65",
            "应到38人，实到36人，请假2人",
            "应到党员38人，实到38人",
            "应到20人，实到22人（含列席2人）。",
            "收到来信30件，其中答复20件，5件在办，5件转办。",
            "专任教师176人，其中高级教师52人，占全校198人的26.3%。",
            "收到20条：采纳12条，部分采纳5条，解释3条，其中5条由总务处办理。",
            "48人参加测试，优秀20人，合格27人，不合格1人，合格率97.9%，优秀率41.7%。",
            "发出选票37张，收回37张",
            "以下3名同志：彭晓岚、罗振华、丁玉洁。",
            "以下三名同志：彭晓岚、罗振华、丁玉洁",
            "应到38人，参加学习36人，参学率94.7%",
            "应到38人，实到36人，请假2人，到会率94.7%",
            "共3924元，其中第一党支部2060元，第二党支部1,864元；党员38名，其中女党员20名",
            "党员38名，其中高级教师20名、一级教师10名",
            "共支出30,000元，其中图书12,000元、培训10,000元、慰问5,000元，其余用于订报。",
            "拟表彰以下3名同志，现予公示。\n\n1. 刘思源\n2. 谷雨\n3. 卜凡",
            "以下4名同志参加。\n\n会议要求：\n\n1. 认真准备\n2. 按时参加",
            "授予刘思源、谷雨等5名同志称号；谷雨、丁一鸣2名同志参加，收回10张，有效10张",
            "表彰师德标兵2名，名单如下：\n\n1. 刘思源\n2. 谷雨\n\n3名同志如下：\n\n1. 小学部：刘思源、谷雨\n2. 中学部：卜凡",
            "3200元（大写：叁仟贰佰元整）、15元（大写：拾伍元整）、10,203.50元（大写：壹万零贰佰零叁元伍角）",
            "| 项目 | 金额 | 比例 |\n| --- | --- | --- |\n| 图书 | 1200.00 | 60% |\n| 展板 | 800.00 | 40% |\n| 合计 | 2000.00 | 99% |",
            "| 项目 | 人数 |\n| --- | --- |\n| 甲 | 3人 |\n| 乙 | — |\n| 丙 | 若干 |\n| 合计 | 9 |",
            "| 项目 | 数 |\n| --- | --- |\n| 甲 | 3 |\n| 小计 | 3 |\n| 乙 | 4 |\n| 合计 | 7 |",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }
}
