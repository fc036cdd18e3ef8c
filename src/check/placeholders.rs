//! What was to be filled in and was not, damage that a text took on its way, and what came along from a web page. Told once per
//! file with a count, see `clearance::findings`.

use super::patterns::Pattern;
use super::{Rule, Weight};
use crate::words::Code;

/// Left to be filled in.
pub(super) static PLACEHOLDER: Rule = Rule {
    word: "没有填写的地方",
    weight: Weight::Doubtful(Code::warning("placeholder")),
    hint: "请换成要写的内容，不需要的删去",
    once: true,
};

static DAMAGE: Rule = Rule {
    word: "乱码",
    weight: Weight::Doubtful(Code::warning("text-damaged")),
    hint: "请对照原文改正；整篇都这样的，请从原来的文件重新复制",
    once: true,
};

static PINYIN: Rule = Rule {
    word: "夹注的拼音",
    weight: Weight::Doubtful(Code::warning("text-pinyin")),
    hint: "拼音是从网页上一起复制来的，请删去",
    once: true,
};

static LEFTOVER: Rule = Rule {
    word: "网页上的字样",
    weight: Weight::Doubtful(Code::warning("text-leftover")),
    hint: "这些字是从网页上一起复制来的，请删去",
    once: true,
};

pub(super) static RULES: [&Rule; 4] = [&PLACEHOLDER, &DAMAGE, &PINYIN, &LEFTOVER];

const fn blank(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern {
        rule: &PLACEHOLDER,
        anchors,
        pattern,
        says: "“{}”没有填写",
        unless: &[],
    }
}

const fn leftover(anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern {
        rule: &LEFTOVER,
        anchors,
        pattern,
        says: "“{}”像是网页上的字样",
        unless: &[],
    }
}

pub(super) static TABLE: [Pattern; 45] = [
    blank(
        &["[x×✕*＊_]年", "[x×✕*＊_]学年", "[x×✕]-", "[x×✕*＊_] 年"],
        r"(?i)(?:19|20)(?:[x×✕*＊_]{1,2}|[0-9][x×✕*＊_])(?:\s*(?:年|学年|-))",
    ),
    blank(&["20xx", "19xx", "20××", "20✕✕"], r"(?i)(?:19|20)[x×✕]{2}\b"),
    blank(&["20_"], r"20_{1,2}[^0-9A-Za-z_]"),
    blank(
        &[
            "〔20〕",
            "〔20[x×_]",
            "（20）",
            "（20[x×_]",
            "(20)",
            "(20[x×_]",
            "\\[20]",
            "\\[20[x×_]",
        ],
        r"(?i)[〔\[（(]20[x×_]{0,2}[〕\]）)]",
    ),
    blank(&["〔〕", "〔 ", "〔　"], r"(?i)[〔][ 　]*[〕]\s*(?:[x×_]*\s*号)?"),
    blank(&["__"], r"_{2,}\s*[年月日号时分元人次名]"),
    blank(&["____"], r"(?:^|[^_\w]|\p{Han})(?<what>_{4,})(?:[^_]|$)"),
    blank(&["[×✕○]月", "[×✕○] 月"], r"(?i)[×✕○]{1,2}\s*月\s*[×✕○]{1,2}\s*日"),
    blank(
        &["x月", "x 月"],
        r"(?i)(?:^|[^A-Z0-9])(?<what>x{1,2}\s*月\s*x{1,2}\s*日)",
    ),
    blank(
        &[" 月", "　月"],
        r"(?:[年，。：；、\s]|^)(?<what>[ 　]{1,4}月[ 　]{1,4}日)",
    ),
    blank(
        &["xx", "ＸＸ", "××", "✕✕", "○○", "●●", "□□"],
        r"(?:^|[^A-Za-z0-9])(?<what>[XxＸ×✕○●□]{2,4}(?:省|市|县|区|乡|镇|村|街道|学校|小学|中学|大学|学院|幼儿园|党委|党组|党总支|党支部|支部|教育局|单位|公司|同志|老师|书记|校长|主任|部门|科室|年级|元|人|名|次))",
    ),
    blank(
        &["×"],
        r"(?:^|[^A-Za-z0-9×])(?<what>×(?:省|市|县|区|乡|镇|村|学校|小学|中学|支部|同志))",
    ),
    blank(&["某某"], r"(?:^|[^\p{Han}])(?<what>某某某?)"),
    blank(
        &["某某同志", "某某老师"],
        r"(?:{前}|请|经)(?<what>某某(?:同志|老师))",
    ),
    blank(&["＿＿"], r"＿{2,}"),
    blank(&["第[x×✕○]"], r"(?i)第(?:[×✕○]{1,2}|x{1,2})(?:届|次|期|批)"),
    blank(&["xx[名人元]", "××[名人元]"], r"(?i)[0-9][x×]{2,3}(?:名|人|元)"),
    blank(&["另行填写"], r"[（(]另行填写[）)]"),
    // Alone it is a form's guidance, which is an error of its own.
    blank(
        &["（填", "(填"],
        r"\p{Han}(?<what>[（(]填入?(?:姓名|单位|日期|时间|地点|人数|金额|职务|部门|支部)(?:名称)?[）)])",
    ),
    blank(
        &["（填", "(填"],
        r"(?<what>[（(]填入?(?:姓名|单位|日期|时间|地点|人数|金额|职务|部门|支部)(?:名称)?[）)])\p{Han}",
    ),
    blank(
        &["以下省略", "下文省略", "此处省略"],
        r"[（(](?:以下|下文|此处)省略[^（）()\n]{0,8}[）)]",
    ),
    blank(
        &["某某"],
        r"某某(?:省|市|县|区|乡|镇|村|学校|小学|中学|单位|公司|党?支部)",
    ),
    blank(
        &[
            "[【（(\\[《<]待",
            "[【（(\\[《<]此处填",
            "[【（(\\[《<]填写",
            "[【（(\\[《<]未定",
            "[【（(\\[《<]暂缺",
            "[【（(\\[《<]todo",
            "[【（(\\[《<]tbd",
        ],
        r"[（(【\[](?:待定|待补充?|待填|待核实?|待完善|此处填写?|填写|未定|暂缺|TODO|todo|TBD)[）)】\]]",
    ),
    blank(
        &[
            "[【（(\\[《<]此处",
            "[【（(\\[《<]在此",
            "[【（(\\[《<]这里",
            "[【（(\\[《<]请",
        ],
        r"[【（(\[《<](?:此处|在此|这里|请在此|请)(?:插入|填写|填入|补充|添加|输入)[^】）)\]》>\n]{0,20}[】）)\]》>]",
    ),
    blank(&["lorem"], r"(?i)\blorem\s+ipsum\b"),
    blank(
        &["x.x"],
        r"(?i)(?:^|[^A-Za-z0-9.])(?<what>x\.x\s*[%％万亿元人个])",
    ),
    Pattern {
        rule: &DAMAGE,
        anchors: &["\u{FFFD}"],
        pattern: r"\x{FFFD}+",
        says: "这里有认不出的字“{}”",
        unless: &[],
    },
    Pattern {
        rule: &DAMAGE,
        anchors: &[
            "锟斤拷",
            "烫烫烫",
            "屯屯屯",
            "锘挎",
            "鍏氬",
            "鏀儴",
            "鐨勯",
            "涓浗",
        ],
        pattern: r"(?:锟斤拷|烫烫烫|屯屯屯|锘挎|鍏氬|鏀儴|鐨勯|涓浗)+",
        says: "“{}”是乱码",
        unless: &[],
    },
    Pattern {
        rule: &DAMAGE,
        anchors: &["â€", "Ã", "ä¸", "å…"],
        pattern: r"(?:â€[œ™˜\x{9D}]|Ã[¤¥©¨]|ä¸\x{AD}|å…š)",
        says: "“{}”是乱码",
        unless: &[],
    },
    Pattern {
        rule: &DAMAGE,
        anchors: &["nbsp;", "ldquo;", "rdquo;", "hellip;", "8226;"],
        pattern: r"(?:^|[^&A-Za-z0-9_])(?<what>(?:nbsp|ldquo|rdquo|hellip|X?8226);)",
        says: "“{}”是网页代码留下的",
        unless: &[],
    },
    Pattern {
        rule: &PINYIN,
        anchors: &["[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]"],
        pattern: r"\p{Han}(?<what>[（(](?:[a-zA-Z]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{0,6}[ ·’\x27-]?){1,4}[）)])",
        says: "这里夹着拼音“{}”",
        unless: &[],
    },
    leftover(
        &["点击", "立即下载", "免费下载", "马上下载"],
        r"(?:点击(?:此处|这里|下方|右侧|上方)?(?:下载|查看|阅读)(?:文档|全文|原文|更多|附件)?|(?:立即|免费|马上)下载(?:文档|全文)?)",
    ),
    leftover(
        &[
            "推荐阅读",
            "相关推荐",
            "相关阅读",
            "猜你喜欢",
            "热门推荐",
            "延伸阅读",
            "精选推荐",
            "你可能还喜欢",
            "您可能还喜欢",
        ],
        r"(?:[你您]可能还喜欢|推荐阅读|相关推荐|相关阅读|猜你喜欢|热门推荐|延伸阅读|精选推荐)(?:[：:\s]|$)",
    ),
    leftover(
        &[
            "本文来源",
            "本文转自",
            "本文由",
            "文章来源",
            "请关注",
            "尽在",
            "请访问",
            "范文网",
            "范文大全",
            "文库网",
            "文库大全",
            "文库下载",
        ],
        r"(?:本文(?:来源(?:[：:]|于(?:网络|互联网|网上|微信|公众号|百度))|转自|由[^。\n]{1,12}(?:整理|提供|收集))|文章来源[：:]|更多[^。\n]{1,12}(?:请关注|尽在|请访问)|范文(?:网|大全)|文库(?:网|大全)?下载)",
    ),
    leftover(
        &[
            "长按",
            "扫码关注",
            "点赞",
            "阅读原文",
            "分享到",
            "上一篇",
            "下一篇",
        ],
        r"(?:长按(?:识别)?二维码|扫码关注|点赞、?在看|阅读原文|点赞[ 　|]+收藏|分享到(?:[：:]|微信|朋友圈|QQ空间)|上一篇[：:]|下一篇[：:])",
    ),
    leftover(
        &[
            "[查展显][看开示]更多",
            "[查展显][看开示]全",
            "剩余",
            "[/／]共",
            "[/／] 共",
            "页 共",
            "页　共",
        ],
        r"(?:(?:查看|展开|显示)(?:更多|全文|全部)|剩余\s*[0-9]+\s*页|第\s*[0-9]+\s*页\s*(?:[/／]\s*|\s)共\s*[0-9]+\s*页)",
    ),
    leftover(
        &[
            "返回顶部",
            "打印本页",
            "关闭窗口",
            "关闭本页",
            "阅读次数",
            "浏览次数",
            "点击次数",
            "转载请注明",
            "责任编辑：admin",
        ],
        r"(?:返回顶部|打印本页|关闭(?:窗口|本页)|(?:阅读|浏览|点击)次数[：:]\s*[0-9]|转载请注明(?:出处|来源)|责任编辑：admin)",
    ),
    leftover(
        &["下载word", "下载pdf", "下载本文", "下载全文"],
        r"(?i)下载(?:本文|全文)?(?:word|pdf)(?:版|文档)",
    ),
    blank(&["icp备x", "icp备×"], r"(?i)ICP备[x×]{4,}"),
    Pattern {
        rule: &PLACEHOLDER,
        anchors: &[
            "时间待",
            "地点待",
            "人选待",
            "日期待",
            "名单待",
            "：待定",
            "：待补",
            "：待通知",
        ],
        pattern: r"(?:时间|地点|人选|日期|名单)?：?(?<what>待(?:定|补充?|通知))(?:[，。；、\s]|$)",
        says: "“{}”没有填写",
        unless: &["另行通知", "另行公布"],
    },
    blank(
        &["（写明", "（填写", "（注明", "(写明", "(填写", "(注明"],
        r"[（(](?:写明|填写|注明)[^（）()\n]{1,20}[）)]",
    ),
    blank(&["（　", "（ ", "(  "], r"(?:（[ 　]+）|\( {2,}\))"),
    blank(
        &["（姓名", "（单位名称", "（学校名称", "(姓名"],
        r"[（(](?:姓名|单位名称|学校名称)[）)]",
    ),
    blank(&["二〇x", "二〇×", "二0x", "二零x"], r"(?i)二[〇0零][x×]{1,2}年"),
    blank(
        &["todo"],
        r"(?:(?i:\btodo)[：:]|\bTODO\b|\p{Han}TODO(?:\p{Han}|$))",
    ),
];

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
    fn what_was_not_filled_in_is_told() {
        for text in [
            "20xx年度工作计划",
            "201x年",
            "20_年度",
            "〔20_〕6号",
            "__月__日",
            "姓名：____",
            "×月×日",
            "x月x日",
            "XX学校党总支",
            "某某同志",
            "时间（待定）",
            "【此处插入照片】",
            "Lorem ipsum dolor",
            "增长x.x%",
            "时间待定",
            "请某某同志发言",
            "姓名：＿＿＿＿",
            "○○学校",
            "□□□支部",
            "第×届党员大会",
            "3xxx名",
            "定于TODO开展活动",
            "（填姓名）主持",
            "由（填姓名）",
            "（另行填写）",
            "……（以下省略）",
            "滇ICP备XXXXXXXX号",
            "地点：待补充",
            "经（写明什么会议）研究",
            "共（　）人参加",
            "（姓名）主持会议",
            "二〇xx年",
            "TODO：补照片",
            "金额XX元",
            "××党支部",
        ] {
            assert!(
                words(text).contains(&"没有填写的地方"),
                "{text}: {:?}",
                words(text)
            );
        }
        for (text, word) in [
            ("支部\u{FFFD}会", "乱码"),
            ("锟斤拷锟斤拷", "乱码"),
            ("学(xué)习", "夹注的拼音"),
            ("点击下载文档", "网页上的字样"),
            ("推荐阅读：", "网页上的字样"),
            ("本文来源于网络", "网页上的字样"),
            ("各支部X8226;认真学习", "乱码"),
            ("践诺(jiàn nuò)", "夹注的拼音"),
            ("返回顶部", "网页上的字样"),
            ("【打印本页】【关闭窗口】", "网页上的字样"),
            ("阅读次数：1234", "网页上的字样"),
            ("分享到：微信 微博", "网页上的字样"),
            ("你可能还喜欢", "网页上的字样"),
            ("下载Word版", "网页上的字样"),
            ("第1页 共5页", "网页上的字样"),
            ("转载请注明出处", "网页上的字样"),
            ("点赞 收藏 评论", "网页上的字样"),
        ] {
            assert!(words(text).contains(&word), "{text}: {:?}", words(text));
        }
    }

    #[test]
    fn clean_prose_is_left_alone() {
        for text in [
            "2026年3月12日，第一党支部召开党员大会。",
            "文件名 a_b__c.md",
            "3×4=12，×号表示缺席",
            "张某、李某某（化名）",
            "请点击右上角的链接反映意见",
            "党徽（英文：emblem）",
            "材料来源：学校办公室",
            "附表：XXX 为代号",
            "附：责任分工表（略）",
            "单位（盖章）：",
            "具体时间待定，另行通知",
            "本文来源于支部工作实践的思考",
            "李某某同志因故请假",
            "一〇〇名党员",
            "□优秀 □合格",
            "每次第3页抄写",
            "阅读次数逐年增加",
            "关闭门窗，切断电源",
            "责任编辑由许老师担任",
            "点赞身边好党员",
            "（此处从略）",
            "下载“学习强国”学习平台",
            "附件（cafe）",
        ] {
            assert_eq!(words(text), Vec::<&str>::new(), "{text}");
        }
    }
}
