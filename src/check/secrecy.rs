//! What a document says of itself: that it is secret, or for nobody outside. Source: 《国家秘密定密管理规定》 and GB/T 9704—2012, 7.2.2:
//! 密级和保密期限 stand with ★ at the head of a document; 《中国共产党党务公开条例（试行）》第六条: what is secret is not disclosed.

use super::patterns::{Pattern, unless};
use super::{Match, Rule, Weight};
use crate::words::{Code, contains_any};

static SECRET: Rule = Rule {
    word: "密级标志",
    weight: Weight::Forbidden(Code::error("data-secret")),
    hint: "标了密级的文件在任何范围都不能上网，请从网站的文件夹里移走，报告单位的保密工作负责人",
    once: false,
};

const EXPOSED: Weight = Weight::Exposed {
    public: Code::error("data-kept-inside"),
    inside: Code::warning("data-kept-inside-marked"),
};

static KEPT_INSIDE: Rule = Rule {
    word: "不公开的标志",
    weight: EXPOSED,
    hint: "文件自己写明不公开、不外传，不能放到网站上；已经可以公开的，删去这句话，另起草一份公开的文字",
    once: false,
};

/// For whom alone it says to be. In an entry for those, it may.
pub(super) static FOR_SOME: Rule = Rule {
    word: "限定范围的字样",
    hint: "文件自己写明只给一部分人看：照它把“公开范围”改成党内公开或者校内公开；可以社会公开的，删去这几个字",
    weight: EXPOSED,
    once: false,
};

pub(super) static RULES: &[&Rule] = &[&SECRET, &KEPT_INSIDE, &FOR_SOME];

/// What `{勿传}` and `{不公开}` hold.
const SPREAD: [&str; 14] = [
    "外传", "外泄", "勿转发", "得转发", "禁转发", "要转发", "止转发", "扩散", "上网", "不公开", "不予公开",
    "不对[外社]", "[得禁勿要止准]对外", "[勿要]公开",
];

pub(super) static TABLE: &[Pattern] = &[
    // A sentence about the mark holds none.
    unless(
        &[
            "写作", "标有", "标志", "标注", "字样", "附注", "例如", "如“", "印有", "印着", "封面",
        ],
        Pattern::new(
            &SECRET,
            &["密★", "密☆", "密 ★"],
            r"(?<what>(?:绝密|机密|秘密)\s?[★☆]\s?(?:[0-9一二三四五六七八九十]{1,3}\s?[年月]|长期)?)",
            "这里有密级标志：“{}”",
        ),
    ),
    // On top of each page, as before 2012.
    Pattern::new(
        &SECRET,
        &["绝密", "机密", "秘密"],
        r"(?<what>{事}级文件)第|^\W{0,4}(?<what>{事})\W{0,4}(?:第\s?[0-9]{1,3}\s?页\W{0,3}(?:共\s?[0-9]{1,3}\s?页)?)?$",
        "这里有密级标志：“{}”",
    ),
    Pattern::new(
        &SECRET,
        &["密级"],
        r"(?<what>密\s?级[：:]\s?(?:绝密|机密|秘密))",
        "这里有密级标志：“{}”",
    ),
    Pattern::new(
        &SECRET,
        &["国家秘密"],
        r"(?<what>(?:本文件|本件|此件|本材料|本资料)(?:属于|系|为|含有)(?:绝密|机密|秘密)?级?国家秘密)",
        "这里写着文件是国家秘密：“{}”",
    ),
    unless(
        &[
            "不得写", "不能写", "应当写", "标注", "写明", "试题", "试卷", "答案", "密码", "聊天", "游戏",
            "校园卡", "饭卡", "餐卡", "附注", "标有", "字样", "例如", "如“",
        ],
        Pattern::new(
            &KEPT_INSIDE,
            &[
                "件不公开", "件不予公开", "不得外传", "严禁外传", "请勿外传", "不得翻印", "不得转载",
                "注意保", "工作秘密", "内部资料", "内部文件", "内部材料", "内部使用", "内部掌握", "党内文件",
                "（不公开）", "[供限]党内", "[供限]校内", "[供限]内部", "件发至", "请勿上网",
            ],
            r"(?<what>[（(]此件不(?:予)?公开[）)]|^\W{0,4}(?:此件|本件)不(?:予)?公开|(?:本文件|本件|此件|本材料|本资料){句中}{0,12}(?:内部|不得外传|严禁外传|请勿外传)(?:资料|文件|材料|使用)?|^\W{0,4}(?:\p{Han}{2,24}\s+)?\p{Han}{0,20}(?:内部(?:资料|文件|材料|使用)|党内文件)(?:[，,、\s]{1,2}(?:(?:不得|严禁|请勿|注意)(?:外传|翻印|保[存管密]|转载)|阅后(?:收回|退回|销毁)|妥善保管))?\W{0,4}$|^\W{0,4}(?:内部掌握|注意保存)\W{0,4}$|^\W{0,4}（不公开）$|^[^\p{L}\p{N}#]{0,4}工作秘密(?:\W|$)|^\W{0,4}(?:未经{句中}{2,10}[，,])?(?:请勿|不得|严禁|切勿)外传\W{0,4}$|(?:此件)?仅[供限](?:党内|校内|内部)(?:传阅|参阅|参考|传达|使用)(?:[，,]\s?(?:不得上网|不得外传|请勿外传))?|此件限党内传达|此件发至\p{Han}{1,4}级|请勿上网|请勿外传\W{0,2}$)",
            "文件自己写着不公开：“{}”",
        ),
    ),
    // A whole sentence of the document about itself; “本通知收集的信息不对外公开” is about something else.
    unless(
        &["文件夹", "文件柜", "文件盒", "附注", "标有", "字样", "如“"],
        Pattern::new(
            &KEPT_INSIDE,
            &SPREAD,
            r"(?:^|[。！？；：\s（(【])(?<what>{此文}(?:(?:仅|只|限|专|发至?|印发|属于?|系|为|供)[^。！？；\n]{0,40}?[，,、]\s?)?(?:{勿传}|{不公开}|不对外))\W{0,3}(?:$|[。！；])",
            "文件自己写着不公开：“{}”",
        ),
    ),
    Pattern::new(
        &KEPT_INSIDE,
        &SPREAD,
        r"^[\s（(【\[*]{0,4}(?<what>[仅只][供限发在][^。！？；\n]{2,24}?[，,、]\s?(?:{勿传}|{不公开}|不对外))\W{0,3}$",
        "文件自己写着不公开：“{}”",
    ),
    // Nothing else in the line, or in brackets at the end of a title or behind those who get it.
    Pattern::new(
        &KEPT_INSIDE,
        &SPREAD,
        r"{行首}(?<what>{勿传}|(?:请勿|切勿|勿|请不要)公开|不上网|不对(?:外|社会)(?:公开|发布|公布))[\s。！；）)】〕\]*]{0,3}$|^标题：[^\n]*(?<what>[（(【〔\[](?:{勿传}|{不公开})[）)】〕\]])$|^\s*(?:抄|主|印)?[发送][：:][^\n]{1,40}(?<what>[（(](?:{勿传}|{不公开})[）)])\W{0,2}$",
        "文件自己写着不公开：“{}”",
    ),
    Pattern::new(
        &KEPT_INSIDE,
        &["勿转发", "得转发", "禁转发", "得扩散", "勿扩散"],
        r"^[\s（(【\[*]{0,4}(?<what>(?:(?:请)?注意保密|内部(?:通知|消息|信息|传达|掌握))[，,、\s]{1,2}(?:请勿|不得|严禁|切勿)(?:转发|扩散))\W{0,3}$",
        "文件自己写着不公开：“{}”",
    ),
    Pattern::new(
        &KEPT_INSIDE,
        &["（不予公开", "(不予公开", "【不予公开", "(不公开", "【不公开"],
        r"^[\s*]{0,4}(?<what>[（(【](?:此件)?不(?:予)?公开[）)】])[\s*]{0,4}$",
        "文件自己写着不公开：“{}”",
    ),
    Pattern::new(
        &KEPT_INSIDE,
        &[
            "密级：内", "密级:内", "密级: 内", "密级： 内", "密级：工", "密级：不", "级：内部",
        ],
        r"^[\s（(【\[*]{0,4}(?<what>密\s{0,2}级[：:]\s?(?:内部(?:资料|文件|材料|使用)?|工作秘密|不公开))\W{0,3}$",
        "文件自己写着不公开：“{}”",
    ),
    // As a whole line: 公开范围 of each item of a catalogue is none, see `settle`.
    Pattern::new(
        &FOR_SOME,
        &[
            "公开范围[：:]", "公开方式[：:]", "公开属性[：:]", "公开形式[：:]", "公开类型[：:]",
            "公开类别[：:]", "公开选项[：:]", "公示范围[：:]仅",
        ],
        r"^[\s（(【\[*]{0,4}(?<what>(?:信息|政务|党务|校务|主动)?{事}\s?(?:(?:仅|限)?(?:党内(?:公开|通报)?|内部(?:公开)?|校内(?:公开)?|不予?公开|依申请公开|特定对象|(?:本|全体|各)?(?:党)?支部(?:全体)?(?:党员|成员|内)?|(?:全体|全校)?党员)|[仅限](?:本校|全体|全校)?教职工))[\s）)】\]*。]{0,4}$",
        "文件自己写着只给一部分人看：“{}”",
    ),
    Pattern::new(
        &FOR_SOME,
        &[
            "[仅只][供限发在]", "仅[党校本支内教]", "报供[校党内]", "知供[校党内]", "件供[校党内]",
            "料供[校党内]", "要供[校党内]", "单供[校党内]",
        ],
        r"(?:^|[。！？；：])[\s（(【〔\[*]{0,4}(?<what>{此文}(?:[仅只](?:[供限在]?(?:于|在)?{谁看}\p{Han}{0,6}{看}|(?:发至?|发给|印发至?)(?:校内|党内)?{谁看}\p{Han}{0,6})|供(?:校内|党内|内部)(?:传阅|参阅|阅知|掌握|传达)))\W{0,3}(?:$|[。！；])|^[\s（(【〔\[*]{0,4}(?<what>[仅只][供限在]?(?:于|在)?{谁看}\p{Han}{0,6}{看})\W{0,3}$",
        "文件自己写着只给一部分人看：“{}”",
    ),
    Pattern::new(
        &FOR_SOME,
        &[
            "[（(【〔\\[]党内", "[（(【〔\\[]校内", "[（(【〔\\[]内部", "[（(【〔\\[]不公开",
            "[（(【〔\\[][仅只]",
        ],
        r"^标题：(?:(?<what>[【（(〔\[](?:(?:党内|内部|校内)(?:公开|资料|文件|材料|使用|传达|传阅|通报)?|不公开)[】）)〕\]]).*|.*(?<what>[【（(〔\[](?:(?:党内|内部)(?:公开|资料|文件|材料|使用|传达|传阅|通报)?|校内(?:公开|资料|文件|材料|使用|传达|传阅|通报)|不公开|[仅只][供限在]?(?:于|在)?{谁看}\p{Han}{0,6}{看})[】）)〕\]]))$|^标题：.*(?:通知|通报|名单|纪要|情况|结果|报告|公示|公告|决定|决议|意见|方案|函|记录)(?<what>[【（(〔\[]校内[】）)〕\]])$",
        "标题写着只给一部分人看：“{}”",
    ),
    // Who may take part is said so too.
    unless(
        &[
            "报名", "活动", "参加", "培训", "比赛", "名额", "招募", "志愿", "会议",
        ],
        Pattern::new(
            &FOR_SOME,
            &["[（(【〔\\[][仅只]限"],
            r"^标题：.*(?<what>[【（(〔\[][仅只]限(?:于)?(?:党员|党内|校内|支部|本校|教职工)[】）)〕\]])$",
            "标题写着只给一部分人看：“{}”",
        ),
    ),
    // Alone in a line, as the head of a document has it; （校内公开） also tells what kind of lesson is announced.
    Pattern::new(
        &FOR_SOME,
        &["[（(【〔\\[]党内", "[（(【〔\\[]校内", "[（(【〔\\[]内部"],
        r"^\s*\**(?<what>[【〔\[](?:党内|内部|校内)(?:公开|传达|传阅|通报)[】〕\]]|[（(](?:(?:党内|内部)公开|(?:党内|内部|校内)(?:传达|传阅|通报))[）)])\**\s*$",
        "文件自己写着只给一部分人看：“{}”",
    ),
];

/// Drops the levels that a text about them names, several of them, and what a catalogue or a rule says of the things that it lists: the whole document has one 公开范围, and nothing else of
/// the kind beside it.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    const LISTED: [&str; 8] = [
        "公开内容", "公开时限", "公开期限", "公开时间", "公开事项", "公开频次", "公开项目", "公开主体",
    ];
    const LABELS: [&str; 8] = [
        "开范围", "开方式", "开属性", "开形式", "开类型", "开类别", "开选项", "示范围",
    ];
    const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];
    let marks = || found.iter().filter(|one| one.rule == &SECRET);
    let levels = LEVELS
        .iter()
        .filter(|level| marks().any(|one| one.content.contains(**level)));
    if levels.count() > 1 {
        found.retain(|one| one.rule != &SECRET);
    }
    let is_tag = |one: &Match| one.content.starts_with(['（', '(', '【', '〔', '[']);
    let is_of_title = |one: &Match| {
        text[..one.range.start]
            .rsplit('\n')
            .next()
            .is_some_and(|line| line.starts_with("标题"))
    };
    // A catalogue has each item's, or says besides what is for everybody.
    let tags = found
        .iter()
        .filter(|one| one.rule == &FOR_SOME && is_tag(one) && !is_of_title(one));
    let is_of_catalogue = match tags.count() {
        0 => false,
        1 => contains_any(text, &["社会公开】", "社会公开）"]),
        _ => true,
    };
    if is_of_catalogue {
        found.retain(|one| one.rule != &FOR_SOME || !is_tag(one) || is_of_title(one));
    }
    let is_label = |one: &Match| {
        one.rule == &FOR_SOME
            && one
                .content
                .split(['：', ':'])
                .next()
                .is_some_and(|label| LABELS.iter().any(|own| label.ends_with(own)))
    };
    let first = found.iter().find(|one| is_label(one));
    let Some(label) = first.and_then(|one| one.content.split(['：', ':']).next()) else {
        return;
    };
    if text.matches(label).count() > 1 || contains_any(text, &LISTED) {
        found.retain(|one| !is_label(one));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::tells;
    use crate::check::{Syntax, words_of};

    /// However somebody is named, does, and puts it in brackets.
    #[test]
    fn for_whom_and_what_not_to_do_is_told_in_every_form() {
        let is_told = |text: &str| assert!(!words_of(super::RULES, text).is_empty(), "{text}");
        let only = ["仅限", "仅供", "只限", "只供", "仅", "仅在", "仅限于"];
        for (who, verb, only) in ["党内", "校内", "本支部", "教职工", "校内教职工", "党员"]
            .into_iter()
            .flat_map(|who| ["传阅", "参阅", "阅读", "学习", "知悉"].map(|verb| (who, verb)))
            .flat_map(|(who, verb)| only.map(|only| (who, verb, only)))
        {
            is_told(&format!("本通报{only}{who}{verb}。"));
            is_told(&format!("{only}{who}{verb}"));
            is_told(&format!("标题：关于开展考核的通报（{only}{who}{verb}）"));
        }
        let brackets = [("（", "）"), ("(", ")"), ("【", "】"), ("〔", "〕"), ("[", "]")];
        for (open, close) in brackets {
            for tag in [
                "党内", "校内", "内部", "党内公开", "校内公开", "校内传阅", "不公开",
            ] {
                is_told(&format!("标题：关于开展考核的通报{open}{tag}{close}"));
                is_told(&format!("标题：{open}{tag}{close}关于开展考核的通报"));
            }
            for tag in ["党内公开", "内部公开", "校内传阅"] {
                is_told(&format!("{open}{tag}{close}"));
            }
            for not in ["请勿", "勿", "不得", "严禁", "禁止", "不要", "请不要", "切勿"] {
                for verb in ["外传", "截图外传", "转发", "对外发布", "上网"] {
                    is_told(&format!("{open}{not}{verb}{close}"));
                    is_told(&format!("{not}{verb}。"));
                    is_told(&format!("本通知{not}{verb}。"));
                    is_told(&format!("标题：关于开展考核的通报{open}{not}{verb}{close}"));
                }
            }
        }
        for (kind, own) in ["属性", "类别", "选项", "方式", "形式", "范围"]
            .into_iter()
            .flat_map(|kind| ["信息", "主动", ""].map(|own| (kind, own)))
        {
            for value in ["不予公开", "依申请公开", "校内", "党内公开", "党内通报"] {
                is_told(&format!("{own}公开{kind}：{value}"));
            }
        }
    }

    #[test]
    fn a_document_that_says_it_is_kept_inside_is_told() {
        let table = r"
            机密★1年 => =密级标志
            秘密 ★ 5年 => =密级标志
            密级：秘密 => =密级标志
            本文件属于国家秘密，不得复印 => =密级标志
            （此件不公开） => =不公开的标志
            本件为内部资料，请妥善保管，不得外传 => =不公开的标志
            内部资料，不得外传 => =不公开的标志
            内部使用 => =不公开的标志
            （不公开） => =不公开的标志
            党内文件，不得外传 => =不公开的标志
            仅供内部参考 => =不公开的标志、限定范围的字样
            青禾实验学校党总支  内部文件 注意保存 => =不公开的标志
            本通知仅限小学部党支部党员内部传达，不得外传。 => =不公开的标志
            仅供本支部党员内部学习，不得外传。 => =不公开的标志
            本通知不得外传。 => =不公开的标志
            请各支部照办。本通知不得外传。 => =不公开的标志
            此件发至各党支部，不公开。 => =不公开的标志
            本通知只发党员群，不对外。 => =不公开的标志
            本材料仅供评审使用，不对外公开。 => =不公开的标志
            （不予公开） => =不公开的标志
            请勿公开。 => =不公开的标志
            （不上网） => =不公开的标志
            发：各党支部（不上网） => =不公开的标志
            本名单暂不对外公布 => =不公开的标志
            不对社会公开 => =不公开的标志
            （内部材料，阅后收回） => =不公开的标志
            内部掌握 => =不公开的标志
            注意保存 => =不公开的标志
            只在支部微信群内传达，请不要转发。 => =不公开的标志
            本通报供校内传阅。 => =限定范围的字样
            摘要：本通知仅供校内教职工阅读。 => =限定范围的字样
            仅供领导参阅 => =限定范围的字样
            此件只发校内各处室。 => =限定范围的字样
            公示范围：仅校内 => =限定范围的字样
            标题：关于开展考核的通报（仅限党员） => =限定范围的字样
            标题：关于志愿服务报名的通知（仅限党员） => -
            标题：关于征求意见的通知（公开征求意见稿） => -
            标题：校内公开课安排（第一批） => -
            标题：2026年青年教师教学比武（校内） => -
            标题：手机管理规定（校内） => -
            标题：关于开展考核的通报（校内） => =限定范围的字样
            【校内公开】 => =限定范围的字样
            （校内公开） => -
            标题：关于游泳馆暑期开放的公告（不对外） => -
            公示范围：校内 => -
            公开属性：主动公开 => -
            公开方式：校务公开栏 => -
            发：各处室（不另发纸质件） => -
            不得公开：\n（一）国家秘密 => -
            请勿公开他人隐私。 => -
            请勿转发未经证实的消息。 => -
            - 不上网 => -
            本页信息不上网公布的说明 => -
            名额仅限校内教职工。 => -
            本方案仅供参考。 => -
            本通知只在官网发布。 => -
            仅供校内教师学习使用的电子资源 => -
            本材料供党员学习参考。 => -
            【党内公开】\n党费\n【校内公开】\n考核\n【社会公开】\n荣誉 => -
            密级：内部 => =不公开的标志
            注意保密，请勿转发 => =不公开的标志
            公开方式：党内公开 => =限定范围的字样
            公开范围：本支部党员 => =限定范围的字样
            （公开范围：党内公开） => =限定范围的字样
            仅党内公开 => =限定范围的字样
            本材料仅供支部内部学习。 => =限定范围的字样
            标题：【党内】关于召开党员大会的通知 => =限定范围的字样
            标题：关于召开党员大会的通知（内部） => =限定范围的字样
            涉密文件不得外传 => -
            考试题目不得外传 => -
            个人信息不得外传 => -
            会议内容需要保密的，不得外传 => -
            各支部的材料由专人保管，不得外传。 => -
            本文件柜钥匙由专人保管，不得外传。 => -
            本通知收集的信息仅供统计使用，不对外公开。 => -
            本表所填信息不对外公开。 => -
            本方案公开征求意见，提出意见的人和意见不公开。 => -
            不予公开的内容包括国家秘密和个人隐私。 => -
            公开范围：党内公开、校内公开、社会公开 => -
            公开方式：公开栏 => -
            公开范围：全校教职工 => -
            公开范围：仅教职工 => =限定范围的字样
            试题和答案请勿外传。 => -
            校园卡仅限校内使用。 => -
            ## 工作秘密\n\n工作秘密是机关内部的事项。 => -
            工作秘密 => =不公开的标志
            - 绝密\n- 机密\n- 秘密 => -
            文件上标有“秘密★”“机密★”字样的，不得上网。 => -
            仅限党员参加 => -
            党费收缴情况仅党内公开。 => -
            - 仅党内公开 => -
            标题：党内法规学习 => -
            试卷袋标有“绝密★启用前”。 => -
            绝密★启用前 => =密级标志
            标志写作“机密★10年”。 => -
            密级和保密期限之间用“★”隔开，如“机密★1年”。 => -
            中考试卷封面印有“绝密★启用前”，启用前任何人不得拆封。 => -
            6. 附注。居左空二字加圆括号，如“（此件公开发布）”“（此件不公开）”。 => -
            不宜公开的公文，附注写“（此件不公开）”。 => -
            标题：关于内部控制建设的通知 => -
            公开范围：党内公开\n公开时限：每季度 => -
            党费\n公开范围：党内公开\n选举\n公开范围：校内公开 => -
            党内文件按密级管理 => -
            这一项（不公开） => -
            （此件公开发布） => -
            国家秘密分为绝密、机密、秘密三级 => -
            学习《保守国家秘密法》，不得外传涉密文件 => -
            内部会议材料由专人保管，不得带出会场 => -
            不属于国家秘密，可以公开 => -
        ";
        tells(Some(super::RULES), Syntax::Plain, table);
    }
}
