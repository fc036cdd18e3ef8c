//! Tables of patterns over texts, in which `{名}` stands for what looks like somebody's name, `{另名}` for another's, and
//! the words of [`SHORT`] for what many say. A pattern that says the same in several ways may have `{名}` in each of them. Good enough to ask or to stop, never to decide who it is. Where the words before
//! leave nearly nothing but a name, `{全名}` takes every surname, and `{近名}`, with no mark between, those that begin no
//! word that goes on there; both take 阿依古丽·买买提.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr, memrchr};
use regex::{Captures, Regex};

use super::no_names::{ends_a_word, is_word};
use super::phrases::{Phrase, Phrases};
use super::uncommon_names::as_read;
use super::ways::{self, Way};
use super::{Match, Rule};
use crate::words::{
    COMMON_SURNAMES, COMPOUND_SURNAMES, DISTINCT_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES, WORD_SURNAMES,
    contains_any, is_ideograph,
};

/// Headings of columns that name persons, beside those that end in 姓名.
pub(super) const PERSONS: [&str; 19] = [
    "学生", "党员", "老党员", "教师", "教职工", "职工", "申请人", "受助人", "户主", "车主", "被评议人",
    "谈话对象", "举报人", "检举人", "来信人", "信访人", "投诉人", "来访人", "反映人",
];

/// Surnames that also begin a word that goes on behind another: 举报人和…, 困难学生花名册.
const GOING_ON: &str = "和应全明原来代保尚官年权平计习干广简连农幸班台水元花步";

/// Frequent ones that begin many words: 困难学生车费.
const BEGINS_WORDS: &str = "向于时成任常关管查单解项费车房游包易付申牛田苗";

/// What goes on being no name behind two characters of one.
const BEHIND_A_NAME: &str =
    "的是为在与和同对向说称已等来到被因从于有不也就将把了及或反举检投信电申家获享领得要表提老女男";

/// What is counted.
pub(super) const UNITS: &str = "(?:课时|学时|小时|万元|元|人|名|位|票|份|次|条|件|个|项|节|户|张|本|册|套|场|篇|处|间|组|班|台|盒|把|块)";

/// Words in `{…}`, and the expressions that they stand for.
const SHORT: [(&str, &str); 70] = [
    // Between the name of a pupil and what a list says of him or her: 王小红：来自…, 王小红（家中是…
    (
        "{旁}",
        r"\s?(?:[（(：:]|—{1,2}|-{1,2}|[，,](?:家庭|困难)?(?:情况|状况|类型)[：:])\s?(?:[^。；|（）()\n]{0,8}[，,、]\s?)?{系}",
    ),
    (
        "{系}",
        "(?:均|都|本人|家[里中庭]?|出身于?|来自|系|为|是|属于?|一名){0,3}",
    ),
    // Behind the sentence that names a pupil, what is said of the same.
    (
        "{该生}",
        r"(?:{生}|(?:{句首}|学生|对象|孩子|申请人|是){近名}(?:[，,（(：:。；;|\s]|是|系|就读|近期))(?:[^\n]{0,60}?[。；;，,：:])?\s?该(?:名?学生|名?同学|生|幼儿)[^。！？；;，,\n帮助爱向给]{0,12}?",
    ),
    // Before the name, or the first of some, the class.
    (
        "{班}",
        r"\s*(?:[^。！？；;，,、\n]{0,10}(?:[班级][）)]?|[0-9])\s?)?",
    ),
    // Of a pupil, what befell the parents.
    (
        "{双亲遭}",
        r"(?:父[亡故逝]，?)?{双亲}(?:双双|均|都|已经?|正|正?在|现|先后|早年|因{句中}{1,8}?){0,3}{事}",
    ),
    // What stands before a name where no other word goes on.
    (
        "{前}",
        r"(?m:^|[^\p{Han}]|{职}|对|与|同|和|找|给|跟|由|是|为|因|将|把|了|接到|收到|根据|讨论|研究)",
    ),
    // What somebody is, before the name: 语文组青年教师, 第二党支部.
    (
        "{身分}",
        r"(?:[\p{Han}--的]{0,8}(?:{职}|申请人|人选|青年|骨干|团员|校|中心|家委会)[：:]?)?",
    ),
    // What somebody is, or where, as it is put right before the name: 食堂员工, 发展对象, 后勤处.
    (
        "{职}",
        r"(?:同志|对象|分子|申请人|人选|当事人|负责人|党员|教师|老师|职工|教职工|员工|工人|师傅|学生|同学|女生|男生|幼儿|家长|群众|市民|青年|骨干|干部|主任|书记|会计|出纳|辅导员|保安|门卫|厨师|司机|校医|宿管|员|[校处科组园院部班]长|[组处科室部园班])",
    ),
    // Whoever bears a surname that begins few words, and three characters, is told whatever goes on behind the name.
    ("{近名}{后}", "(?:{近名}{后}|{三字名})"),
    // Behind a name, where it ends.
    (
        "{后}",
        r"(?:[^\p{Han}]|$|同志|老师|同学|家长|电话|反映|来校|来|举报|检举|投诉|信访|来访|来电|来信|申请|家|获|享受|领取|得到|送|过|今年|每|父|母|生活|就读|转学|资助|补助|是|系|等|的|在|已|称|说|要求|表示|提出|因|被|由|到|向|与|和|及|两)",
    ),
    // Behind a name, more of them: 、李建国等3名同志.
    (
        "{等}",
        r"{称呼}(?:[、和与及]\p{Han}{2,5}?{称呼}){0,9}?(?:等?[0-9一两二三四五六七八九十]{0,2}[名位人]?(?:同志|老师)?)",
    ),
    // Steps on the way into the Party, as what somebody becomes.
    (
        "{发展}",
        r"(?:[0-9]{4}年度?)?(?:第?\p{Han}{1,2}批)?(?:(?:中共|中国共产党)?(?:预备|正式)党员|中共党员|(?:入党)?(?:重点)?(?:积极分子|培养对象|发展对象))",
    ),
    // Behind such a step, where nothing goes on that is done for others: 为入党积极分子上党课.
    (
        "{止}",
        r"(?:[^\p{Han}]|$|人选|候选人|{事项}|的{事项}|培养(?:[^\p{Han}]|$|教育|考察)|并|报|经|予|时)",
    ),
    (
        "{事项}",
        r"(?:问题|事宜|一事|议题|申请|决议|决定|意见|建议|请示|报告|批复|材料|情况|表决|投票|议案|提议|会议|支部|党员大会|大会|纪要|记录)",
    ),
    // What stands behind one.
    ("{称呼}", "(?:同志|老师)?"),
    ("{职务}", "(?:同志|老师|书记|校长|副校长|主任)?"),
    // What lists say of a person first: ，女，1946年11月生，退休教师.
    (
        "{身份}",
        r"(?:[，,、（(]\s?(?:[男女]|\p{Han}{1,4}族|[0-9]{4}年[0-9]{1,2}月(?:出)?生|[0-9]{2,3}岁|退休\p{Han}{0,2}|(?:中共)?党员|独居)){0,5}[，,、]?",
    ),
    // Whom one calls so, before a name.
    ("{谁}", "(?:退休|离休|老)?{称谓}?"),
    ("{称谓}", "(?:党员|教师|教职工|职工|老师|同志|{孩})"),
    (
        "{孩}",
        "(?:学生|同学|儿童|孩子|小朋友|幼儿|患儿|[男女][生孩童]|小?姑娘)",
    ),
    // In a row of a table, behind the cell of a name, the beginning of another one.
    ("{格}", r"\|\s*{名}\s*\|(?:[^|\n]*\|){0,4}?\s*"),
    // A faith, and who is said to have it.
    ("{教}", "(?:信教|参教|宗教|基督教|佛教|天主教|伊斯兰教|道教)"),
    ("{教众}", "(?:党员|教师|教职工|职工|学生|老师|同志)"),
    // How one does something with somebody or against somebody: 作了诫勉谈话.
    ("{作}", "(?:予以|进行|开展|作出|做出|给予|实施|作|做)[了过]?"),
    // A talk between two, and what is told of it.
    ("{谈}", "(?:谈心谈话|谈心|谈话)"),
    ("{道}", "(?:提出|反映|认为|觉得|表示|坦言|谈到|讲到|提到|承认|说)"),
    (
        "{外国}",
        "(?:[美英法德韩泰]国|加拿大|澳大利亚|澳洲|新西兰|新加坡|日本|欧洲|香港|澳门)",
    ),
    ("{档案}", "(?:个人|人事|干部|干部人事|党员)?档案"),
    (
        "{亲属}",
        "(?:父亲|母亲|父母|配偶|丈夫|妻子|爱人|哥哥|弟弟|姐姐|妹妹|儿子|女儿|舅舅|叔叔|伯父|岳父|岳母|公公|婆婆)",
    ),
    ("{等次}", "(?:基本合格|不合格|基本称职|不称职)"),
    // What the Party and a school punish a grown-up with.
    ("{惩}", "(?:处分|警告|记过|撤职|降级|开除)"),
    (
        "{党纪}",
        "(?:党内警告|党内严重警告|严重警告|撤销党内职务|留党察看|开除党籍)",
    ),
    ("{家长}", "(?:妈妈|爸爸|母亲|父亲|家长|奶奶|爷爷|外婆|外公)"),
    (
        "{车牌}",
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·•.\s]?[A-Za-z0-9]{5,6}",
    ),
    // A character of an address, which words before it are none of.
    ("{地}", r"(?:住宅|[\p{Han}--[在住到去了的把被着]])"),
    // Behind those whom a list names, above it: 困难党员3人名单：.
    (
        "{名单}",
        r"(?:[0-9一二三四五六七八九十]{1,3}[名人])?(?:{名册}?(?:情况|有|分别[是为])?(?:如下)?[：:]|{名册})",
    ),
    // What such a list is called.
    (
        "{名册}",
        "(?:名单|名册|花名册|一览表?|登记表|统计表|汇总表|情况表|信息表|排查表|台账|档案)",
    ),
    // What somebody is caught at.
    ("{酒驾}", "(?:酒驾|醉驾|酒后驾[驶车](?:机动车)?)"),
    // Where mail is a person's, not an office's.
    (
        "{邮箱}",
        r"(?:vip\.)?(?:qq|foxmail|163|126|yeah|sina|sohu|gmail|outlook|hotmail|live|139|189|wo|aliyun|icloud|tom|21cn)\.(?:com|cn|net)(?:\.cn)?",
    ),
    ("{申请人}", "(?:积极分子|发展对象|申请人)"),
    // Where a part of a sentence begins, or a cell.
    ("{句首}", r"(?:^|[\p{P}\s|>])"),
    // What one finds fault with.
    (
        "{短处}",
        "(?:理论|学习|工作|抓|支部|党建|民主|作风|执行|纪律|服务|责任|担当|脾气|批评)",
    ),
    // Of a pupil.
    (
        "{双亲}",
        "(?:父亲|母亲|父母|爸爸妈妈|爸妈|爸爸|妈妈|父|母)(?:亲)?",
    ),
    (
        "{考}",
        "(?:期[中末]|月考|[中高]考|单元[测考]|模拟考|摸底考|统考|学业水平|质量[检监]测)",
    ),
    ("{科}", "(?:语文|数学|英语|科学|物理|化学|政治|历史|生物|地理)"),
    ("{分}", "[0-9０-９]{2,3}(?:[.．]5)?分"),
    (
        "{名次}",
        "(?:年级|年段|班级|全班|全校|全县|全市|全区|全省)(?:排名)?第[0-9一二三四五六七八九十百]{1,4}",
    ),
    // Behind a pupil's name, what befell him or her, and what he or she did to others.
    (
        "{罚}",
        r"[^。！？；;\n]{0,28}?(?:取消{句中}{0,8}{事}|(?:记大?过|全校点名|劝退|开除|停课|反省|夜不归宿|留校察看|领回教育|约谈家长|家长谈话|通报批评|检讨|警告一次|被警告))",
    ),
    (
        "{欺负}",
        r"(?:多次|长期|经常|一起|曾|又|无故|[在因]{句中}{1,12}?){0,2}{事}了?(?:同班|同校|同级|同宿舍|同寝室|同桌|本班|他班|外班|低年级|多名)?(?:同学|学生)",
    ),
    // A character of the same part of a sentence.
    ("{句中}", r"[^。！？；;，,\n]"),
    // Behind the heading of names, the beginning of another one of the table.
    ("{列}", r"(?:姓名|\|\s*{人员})\s*\|(?:[^|\n]*\|)*?\s*"),
    // How much somebody told of a change: 36人, 15%, 5个百分点.
    ("{变}", r"[0-9][0-9,.]{0,11}(?:个百分点|{量}|[%％])"),
    ("{量}", UNITS),
    // By what there are more of them, or fewer.
    (
        "{增减}",
        "(?:转入|转来|调入|新增|增加|新发展|发展党员|发展预备党员|新吸收|吸收|转出|转走|调出|调离|减少|去世|出党|除名)",
    ),
    // Why somebody is not there.
    (
        "{缺}",
        r"(?:(?:因(?:病|事|公|私|故|工作)?)?(?:请假|缺席|缺会|外出|出差|公出|未到会?|支教|借调|培训|学习|住院|休假)|[病事公产婚年]假)",
    ),
    // What stands behind a name in a list.
    ("{注}", r"(?:[（(][^（）()\n]{1,30}[）)])?"),
    // Before what a document of somebody's files is called.
    (
        "{档类}",
        r"(?:[0-9]{4}年)?(?:第?\p{Han}{1,2}季度|[上下]半年)?(?:谈心|个人|入党)?(?:入党积极分子|发展对象|预备党员)?(?:培养)?(?:教育)?",
    ),
    ("{选票}", "(?:选票|表决票|测评票|票)"),
    // What a document says of itself: its beginning, what it is, for whom, to do what; what not to do with it.
    ("{行首}", r"^\s*\**[（(【〔\[]?\**"),
    (
        "{此文}",
        "[本此](?:件|文件?|通知|通报|材料|资料|纪要|方案|记录|名单|报告|附件|稿)",
    ),
    (
        "{谁看}",
        r"(?:党内|党员|全体党员|本支部|支部内?|各?(?:党)?支部|本校|校内|内部|教职工|本单位|领导|班子成员|各处室)",
    ),
    (
        "{看}",
        "(?:公开|学习|传达|传阅|参阅|参考|阅读|阅知|阅览|知悉|掌握)",
    ),
    (
        "{勿传}",
        "(?:不得|严禁|请勿|切勿|勿|请?不要|禁止|不准)(?:截图|复印|复制|随意|擅自|私自)?(?:外传|外泄|转发|扩散|上网|对外(?:公开|发布|提供|传播|公布)?)",
    ),
    (
        "{不公开}",
        "暂?(?:不(?:予)?(?:公开|上网)|不对(?:外|社会)(?:公开|发布|公布))",
    ),
    // What met, or was founded, once.
    (
        "{会}",
        "(?:十[二三四五六七八九]|二十)大|(?:十一|十八|十九|二十)届[一二三四五六七]中全会|遵义会议",
    ),
    (
        "{立}",
        "中国共产党(?:成立|诞生)|(?:中华人民共和国|新中国)成立|五四运动爆发",
    ),
    (
        "{节}",
        "建党节|建军节|教师节|国庆节|(?:国际)?劳动节|青年节|(?:国际)?儿童节|妇女节|植树节|国家宪法日|烈士纪念日|国家公祭日",
    ),
    // Behind a year.
    ("{月日}", r"\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}日?"),
    // What a school punishes with.
    (
        "{处分}",
        r"(?:严重警告|警告|记大过|记过|留校察看|开除学籍|开除|劝退|通报批评)(?:处分|一次|并|后|\b)",
    ),
    // A pupil by name, and more of them.
    (
        "{生}",
        r"(?:(?:班|年级|学生)[）)]?{名}(?:[、和]{另名}){0,5}(?:同学)?|{名}(?:[、和]{另名}){0,5}?(?:[两0-9一二三四五六七八九十]{1,2}[名位])?同学)",
    ),
];

/// One row of a table.
pub(super) struct Pattern {
    /// Whose finding it is.
    pub(super) rule: &'static Rule,
    /// Words of which a stretch that fits holds one, small letters for both; `[甲乙]` stands for either. Texts are looked
    /// through for these alone: all the patterns over all of a text take a hundred times as long. Of the words that a
    /// stretch must hold, the rarest: 分 behind a digit rather than 期中.
    pub(super) anchors: &'static [&'static str],
    /// The ways to say it, with `|` between them: regular expressions for one line, with words of [`SHORT`]. Each is looked
    /// for by itself, so that what one takes for a name and is none hides nothing from the others. `\b` in a row with common anchors takes thirty times as
    /// long: Han before it stops the automaton, and a slower search begins. `{事}` stands for the anchors, whose
    /// `[…]` are classes of characters here too. Its groups `what`, where it has some, are what is found.
    pub(super) pattern: &'static str,
    /// What is said; `{}` stands for what was found.
    pub(super) says: &'static str,
    /// Words beside which it means something else, and between which characters they count.
    pub(super) unless: (&'static [&'static str], &'static [char]),
}

impl Pattern {
    /// A row of a rule.
    pub(super) const fn new(
        rule: &'static Rule,
        anchors: &'static [&'static str],
        pattern: &'static str,
        says: &'static str,
    ) -> Self {
        Self {
            rule,
            anchors,
            pattern,
            says,
            unless: (&[], &SENTENCES),
        }
    }

    fn ways(&self) -> Vec<Way> {
        let mut facts = self.anchors.to_vec();
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.chars().count()));
        let pattern = SHORT
            .iter()
            .fold(self.pattern.to_owned(), |pattern, (word, expression)| {
                pattern.replace(word, expression)
            })
            .replace("{事}", &format!("(?:{})", facts.join("|")));
        let (flags, pattern) = match pattern.strip_prefix(SMALL_OR_CAPITAL) {
            Some(pattern) => (SMALL_OR_CAPITAL, pattern),
            None => ("", pattern.as_str()),
        };
        let ways = ways::split(pattern).into_iter();
        ways.map(|way| Way::new(format!("{flags}{}", numbered(way, WHAT)), with_names))
            .collect()
    }
}

/// A pattern with the expressions for names.
fn with_names(pattern: &str) -> String {
    let compound = COMPOUND_SURNAMES.join("|");
    // 王　芳 is as wide as 李建国 beside it.
    let name = format!(
        "(?:(?:{compound}|[{FREQUENT_SURNAMES}{COMMON_SURNAMES}{DISTINCT_SURNAMES}])\\p{{Han}}{{1,2}}?|[{FREQUENT_SURNAMES}][ 　]{{1,2}}\\p{{Han}})"
    );
    let near: String = RARE_SURNAMES.chars().filter(|c| !GOING_ON.contains(*c)).collect();
    let of_any = |rare: &str| {
        format!("(?<name>{name}|[{rare}]\\p{{Han}}{{1,2}}?|\\p{{Han}}{{2,6}}·\\p{{Han}}{{2,6}}?)")
    };
    let of_words = WORD_SURNAMES.iter().map(|row| row.0);
    let any: String = RARE_SURNAMES.chars().chain(of_words).collect();
    let pattern = pattern
        .replace("{人员}", &format!("(?:{})", PERSONS.join("|")))
        .replace("{名}", &format!("(?<name>{name})"))
        .replace("{全名}", &of_any(&any))
        .replace("{近名}", &of_any(&near))
        .replace("{三字名}", &format!("(?<name>{})", three_characters()))
        .replace("{另名}", &name);
    numbered(&pattern, NAME)
}

/// A name of three characters whose surname begins few words; 王老师 and 郑州行 are none.
fn three_characters() -> String {
    let surnames: String = [FREQUENT_SURNAMES, COMMON_SURNAMES]
        .iter()
        .flat_map(|all| all.chars())
        .filter(|c| !BEGINS_WORDS.contains(*c))
        .collect();
    format!("[{surnames}]\\p{{Han}}[\\p{{Han}}--[师长士姨妈爸奶爷行]]")
}

/// A row that holds only where its sentence has none of these words.
pub(super) const fn unless(words: &'static [&'static str], row: Pattern) -> Pattern {
    Pattern {
        unless: (words, &SENTENCES),
        ..row
    }
}

/// A row that holds only where nothing near in its line says so: what a text tells of somebody whom everybody knows, say.
pub(super) const fn unless_in_line(words: &'static [&'static str], row: Pattern) -> Pattern {
    Pattern {
        unless: (words, &['\n']),
        ..row
    }
}

/// What is said of a column begins so.
pub(super) const COLUMN: &str = "表里有";

/// A heading in a table of persons.
pub(super) const fn column(rule: &'static Rule, pattern: &'static str) -> Pattern {
    const NAMES: [&str; 10] = [
        "姓名[| ]", "[| ]学生[| ]", "党员[| ]", "教师[| ]", "职工[| ]", "申请人[| ]", "受助人[| ]",
        "户主[| ]", "车主[| ]", "被评议人[| ]",
    ];
    Pattern::new(rule, &NAMES, pattern, "表里有“{}”一列")
}

/// Tables, ready to be looked for.
pub(super) struct Patterns {
    /// The rows' anchors, and behind them other phrases.
    phrases: Phrases,
    /// For each anchor, its row.
    of_anchors: Vec<usize>,
    /// Making all of them ready takes longer than reading a large site; most are never needed.
    rows: Vec<(&'static Pattern, OnceLock<Vec<Way>>)>,
}

impl Patterns {
    /// Makes tables ready, and other phrases and characters that are looked for on the way.
    pub(super) fn new<'a>(
        table: impl Iterator<Item = &'static Pattern>,
        others: impl Iterator<Item = &'a str>,
        marks: &str,
    ) -> Self {
        let (mut anchors, mut of_anchors, mut rows) = (Vec::<String>::new(), Vec::new(), Vec::new());
        for row in table {
            let words: Vec<String> = row
                .anchors
                .iter()
                .flat_map(|anchor| spelled_out(anchor))
                .collect();
            of_anchors.extend(std::iter::repeat_n(rows.len(), words.len()));
            anchors.extend(words);
            rows.push((row, OnceLock::new()));
        }
        Self {
            phrases: Phrases::new(anchors.into_iter().chain(others.map(str::to_owned)), marks),
            of_anchors,
            rows,
        }
    }

    /// Adds what they find in a text, and tells the places of the other phrases and of the characters. `known` are uncommon
    /// names of persons.
    pub(super) fn find(
        &self,
        (text, known): (&str, &[String]),
        found: &mut Vec<Match>,
        mut tell: impl FnMut(Phrase),
        meet: impl FnMut(usize),
    ) {
        // A row that has two anchors in a line is tried once; anchors are met by rising place.
        let mut tried: Vec<usize> = Vec::new();
        let (mut start, mut seen, mut read) = (0, 0, None);
        let anchor = |place: Phrase| {
            let Some(row) = self.of_anchors.get(place.number) else {
                let number = place.number - self.of_anchors.len();
                return tell(Phrase { number, ..place });
            };
            // Of a long line only what came since the last anchor is looked through.
            if let Some(end) = memrchr(b'\n', &text.as_bytes()[seen..place.start]) {
                tried.clear();
                (start, read) = (seen + end + 1, None);
            }
            seen = place.start;
            if !tried.contains(row) {
                tried.push(*row);
                let rest = &text[start..];
                let line = memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
                let (row, ways) = &self.rows[*row];
                let ways = ways.get_or_init(|| row.ways()).iter();
                for way in ways.filter_map(|way| way.for_line(line)) {
                    let line = read.get_or_insert_with(|| as_read(line, known));
                    find_way(row, way, (text, start, line), found);
                }
            }
        };
        self.phrases.find(text, anchor, meet);
    }
}

/// Adds what one way of a row finds in a line.
fn find_way(row: &Pattern, way: &Regex, (text, start, line): (&str, usize, &str), found: &mut Vec<Match>) {
    let mut from = 0;
    while let Some(captures) = way.captures_at(line, from) {
        let Some(all) = captures.get(0) else { return };
        from = all.end().max(from + 1);
        let name = caught(&captures, way, NAME).next();
        let is_none = |name: &regex::Match<'_>| {
            is_word(name.as_str(), &line[name.end()..]) || ends_a_word(&line[..name.start()], name.as_str())
        };
        if let Some(word) = caught(&captures, way, NAME).find(is_none) {
            // The name may begin within what was taken for one.
            from = word.start() + word.as_str().chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let what = caught(&captures, way, WHAT).next().unwrap_or(all);
        if contains_any(around(line, &what.range(), row.unless.1), row.unless.0) {
            continue;
        }
        let mut end = what.end();
        // Nothing said where the name ends.
        if let Some(name) = name
            && (name.end(), all.end()) == (end, end)
            && name.as_str().chars().count() == 2
        {
            let next = line[end..].chars().next();
            let goes_on = next.filter(|c| is_ideograph(*c) && !BEHIND_A_NAME.contains(*c));
            end += goes_on.map_or(0, char::len_utf8);
        }
        let range = start + what.start()..start + end;
        let message = row.says.replace("{}", &shown(&text[range.clone()]));
        found.push(Match::new(row.rule, text, range, message));
    }
}

/// What a row begins with whose letters may be small or capital, in each of its ways.
const SMALL_OR_CAPITAL: &str = "(?i)";

/// Between sentences.
const SENTENCES: [char; 4] = ['。', '！', '？', '；'];

/// As much of a text around a stretch of it as anybody reads on.
pub(super) fn near(text: &str, range: &Range<usize>) -> Range<usize> {
    const FAR: usize = 600;
    let whole = |at: usize| (at..at + 4).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
    whole(range.start.saturating_sub(FAR))..whole((range.end + FAR).min(text.len()))
}

/// What is around a stretch of a text between two of these characters, as far as anybody reads on.
pub(super) fn around<'t>(text: &'t str, range: &Range<usize>, ends: &[char]) -> &'t str {
    let near = near(text, range);
    let begin = text[near.start..range.start]
        .rfind(ends)
        .map_or(near.start, |at| near.start + at);
    let end = text[range.end..near.end]
        .find(ends)
        .map_or(near.end, |at| range.end + at);
    &text[begin..end]
}

/// Groups that catch names are called so, with a number behind it but for the first.
const NAME: &str = "name";

/// Groups that catch what is found are called so, numbered likewise.
const WHAT: &str = "what";

/// A pattern in which each group that is called so has a name of its own.
fn numbered(pattern: &str, group: &str) -> String {
    let opening = format!("(?<{group}>");
    let mut parts = pattern.split(&opening);
    let first = parts.next().unwrap_or_default().to_owned();
    (0..)
        .zip(parts)
        .fold(first, |pattern, (number, part)| match number {
            0 => format!("{pattern}(?<{group}>{part}"),
            _ => format!("{pattern}(?<{group}{number}>{part}"),
        })
}

/// What the groups caught that are called so.
fn caught<'t>(
    captures: &Captures<'t>,
    regex: &Regex,
    called: &str,
) -> impl Iterator<Item = regex::Match<'t>> {
    let groups = regex.capture_names().flatten();
    let own = groups.filter(move |group| group.trim_end_matches(char::is_numeric) == called);
    own.filter_map(|group| captures.name(group))
}

/// An anchor with every choice of its `[…]` made; `\\[` is a bracket.
fn spelled_out(anchor: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = anchor.chars();
    while let Some(c) = rest.next() {
        match c {
            '[' => {
                let mut class = Vec::new();
                while let Some(c) = rest.next().filter(|c| *c != ']') {
                    class.extend(if c == '\\' { rest.next() } else { Some(c) });
                }
                let grown = |begun: &String| class.iter().map(|c| format!("{begun}{c}")).collect::<Vec<_>>();
                all = all.iter().flat_map(grown).collect();
            }
            '\\' => {
                let c = rest.next();
                all.iter_mut().for_each(|begun| begun.extend(c));
            }
            c => all.iter_mut().for_each(|begun| begun.push(c)),
        }
    }
    all
}

/// As much of a text as a message shows.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 24;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}……", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
impl Patterns {
    /// Every way of every row.
    pub(super) fn ways(&self) -> impl Iterator<Item = &Way> {
        self.rows
            .iter()
            .flat_map(|(row, ways)| ways.get_or_init(|| row.ways()))
    }
}
