//! Text → [`Match`]es: what must not, or perhaps should not, be published, whoever wrote it and whatever it is part of.
//! Pure; nothing here knows of entries, editions or files. Who reads a text, and so how much a finding weighs, is
//! decided in `clearance::findings`.
//!
//! A rule is one row of its file's table; a file of rules is one row of [`FILES`].

mod applicants;
mod figures;
mod health;
mod investigations;
mod never_public;
mod no_names;
mod numbers;
mod opinions;
mod patterns;
mod personal;
mod phrases;
mod placeholders;
mod public_figures;
mod pupils;
mod same_sound;
mod secrecy;
mod wording;

pub(crate) use wording::LEADER;
pub use wording::{Wording, Wordings};

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use crate::words::{Code, STAND_INS, weekdays_behind_dates};
use patterns::{Pattern, Patterns};

/// One rule on texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name for users, for example 手机号: what 已核对 names.
    pub word: &'static str,
    /// How much a finding weighs.
    pub weight: Weight,
    /// What to do.
    pub hint: &'static str,
    /// Told once for a file, with a count and the lines.
    pub once: bool,
}

/// How much a finding weighs, and whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// An error in every edition; nothing acknowledges it.
    Forbidden(Code),
    /// An error at every scope, 特定对象 too, published or not; nothing acknowledges it.
    NeverPublic(Code),
    /// An error in an edition for 社会公开, unless it is acknowledged, and a warning in others.
    Exposed {
        /// Raised in an edition for 社会公开.
        public: Code,
        /// Raised in any other edition.
        inside: Code,
    },
    /// An error unless it is acknowledged.
    Wrong(Code),
    /// A warning.
    Doubtful(Code),
}

/// How a text is read by whoever sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// As it is typed.
    Plain,
    /// As Markdown, in which a run of `*` may be an author's mark; `markdown` itself judges those.
    Markdown,
}

/// Something that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// By which rule.
    pub rule: &'static Rule,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What was found, as 已核对 has to name it: a number's digits, a word.
    pub content: String,
    /// What is wrong, without numbers that are nobody else's business.
    pub message: String,
    /// What to do instead of the rule's own hint.
    pub hint: Option<String>,
    /// What should stand there instead.
    pub correction: Option<Correction>,
}

/// What should stand somewhere instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The right words.
    pub text: String,
    /// What stands there is mistyped, and nothing else can be meant.
    pub is_certain: bool,
}

impl Match {
    /// A finding of a stretch of a text.
    fn new(rule: &'static Rule, text: &str, range: Range<usize>, message: String) -> Self {
        Self {
            content: text[range.clone()].to_owned(),
            rule,
            range,
            message,
            hint: None,
            correction: None,
        }
    }
}

/// The files of rules: what each may say, and its patterns.
static FILES: [(&[&Rule], &[Pattern]); 12] = [
    (numbers::RULES, &[]),
    (personal::RULES, personal::TABLE),
    (health::RULES, health::TABLE),
    (secrecy::RULES, secrecy::TABLE),
    (opinions::RULES, opinions::TABLE),
    (applicants::RULES, applicants::TABLE),
    (pupils::RULES, pupils::TABLE),
    (never_public::RULES, never_public::TABLE),
    (&[], investigations::TABLE),
    (wording::RULES, wording::PATTERNS),
    (placeholders::RULES, placeholders::TABLE),
    (figures::RULES, figures::TABLE),
];

/// All that is looked for in one walk over a text: the tables of patterns, marks of numbers, and [`PHRASES`].
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let phrases = PHRASES.iter().map(|(phrase, _)| phrase.as_str());
    Patterns::new(
        FILES.iter().flat_map(|(_, table)| *table),
        phrases,
        &numbers::marks(),
    )
});

/// Phrases, and why they are looked for.
static PHRASES: LazyLock<Vec<(String, Why)>> = LazyLock::new(|| {
    let wordings = wording::BUNDLED.iter();
    let wordings = wordings.map(|row| (row.wrong.clone(), Why::Wording(row)));
    let weekdays = weekdays_behind_dates().map(|phrase| (phrase, Why::Weekday));
    let stand_ins = STAND_INS.iter().filter(|stand_in| stand_in.everywhere);
    let stand_ins = stand_ins.map(|stand_in| (stand_in.text.to_owned(), Why::StandIn));
    let digits = numbers::han_beginnings().map(|pair| (pair, Why::Digits));
    let formulas = same_sound::halves()
        .map(|(half, formula, is_last)| (half.to_owned(), Why::Formula(formula, is_last)));
    let all = wordings.chain(weekdays).chain(stand_ins).chain(digits);
    all.chain(formulas).collect()
});

enum Why {
    Wording(&'static Wording),
    /// One half of it; true for the last.
    Formula(&'static same_sound::Formula, bool),
    Weekday,
    StandIn,
    Digits,
}

/// What was seen on the way, for who looks closer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sights {
    /// There may be a weekday behind a date.
    pub weekday: bool,
    /// There is a stand-in that is looked for everywhere.
    pub stand_in: bool,
}

/// Everything that the rules find in a text, by rising place. `wordings` are what a site added of its own.
#[must_use]
pub fn find(text: &str, syntax: Syntax, wordings: &Wordings) -> Vec<Match> {
    look(text, syntax, wordings).0
}

/// The same, and what else was seen on the way.
#[must_use]
pub fn look(text: &str, syntax: Syntax, wordings: &Wordings) -> (Vec<Match>, Sights) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    let mut sights = Sights::default();
    let digits = RefCell::new(numbers::Digits::of(text));
    PATTERNS.find(
        text,
        &mut found,
        |place| match PHRASES[place.number].1 {
            Why::Wording(row) => wrong.extend(row.at(text, place)),
            Why::Formula(formula, is_last) => wrong.extend(formula.at(text, place, is_last)),
            Why::Weekday => sights.weekday = true,
            Why::StandIn => sights.stand_in = true,
            Why::Digits => digits.borrow_mut().meet(place.start),
        },
        |at| digits.borrow_mut().meet(at),
    );
    wording::settle(syntax, &mut found);
    health::settle(text, &mut found);
    opinions::settle(&mut found);
    applicants::settle(&mut found);
    never_public::settle(text, &mut found);
    figures::settle(text, &mut found);
    found.retain(|one| !is_spoken_of(text, one));
    found.append(&mut wrong);
    if digits.borrow().may_be_a_number() {
        numbers::find(text, &mut found);
    }
    wordings.find(text, &mut found);
    found.sort_by(|a, b| (a.range.start, a.rule.word).cmp(&(b.range.start, b.rule.word)));
    (apart(found), sights)
}

/// True for a text in which a document says that it is secret or for nobody outside.
#[must_use]
pub fn keeps_inside(text: &str) -> bool {
    let found = find(text, Syntax::Plain, &Wordings::default());
    found.iter().any(|one| is_kept_inside(one.rule))
}

/// True for a rule about what a document says of itself: that it is secret, or for nobody outside.
#[must_use]
pub fn is_kept_inside(rule: &Rule) -> bool {
    secrecy::RULES.contains(&rule)
}

/// True for the heading of a column that names persons.
#[must_use]
pub fn names_persons(heading: &str) -> bool {
    heading.ends_with("姓名") || patterns::PERSONS.contains(&heading)
}

/// True for what a text has in quotation marks to speak of it: a button of a page, a mark of secrecy, figures that are wrong.
fn is_spoken_of(text: &str, one: &Match) -> bool {
    let may_be = [
        secrecy::RULES,
        figures::RULES,
        wording::DAYS,
        placeholders::LEFTOVERS,
    ];
    text[..one.range.start].ends_with(['“', '《'])
        && may_be.into_iter().flatten().any(|rule| *rule == one.rule)
}

/// Where two patterns of one rule found the same words, the first counts.
fn apart(found: Vec<Match>) -> Vec<Match> {
    let mut kept: Vec<Match> = Vec::with_capacity(found.len());
    for one in found {
        let mut same = kept.iter().rev().filter(|other| other.rule == one.rule);
        if same.next().is_none_or(|other| other.range.end <= one.range.start) {
            kept.push(one);
        }
    }
    kept
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FILES.iter().flat_map(|(rules, _)| *rules).copied()
}

/// True for a rule about what is told of persons: numbers, addresses, illnesses, opinions.
#[must_use]
pub fn tells_of_persons(rule: &Rule) -> bool {
    let of_persons = [
        numbers::RULES,
        personal::RULES,
        health::RULES,
        opinions::RULES,
        applicants::RULES,
        pupils::RULES,
    ];
    of_persons.into_iter().flatten().any(|own| *own == rule)
}

/// True for the rule about names of those whom a branch considers for membership.
#[must_use]
pub fn names_applicants(rule: &Rule) -> bool {
    applicants::RULES.contains(&rule)
}

/// True for a rule whose finding is itself what nobody else should read: a number, an account, an address of mail.
#[must_use]
pub fn spells_out(rule: &Rule) -> bool {
    personal::SPELLED.contains(&rule)
}

impl Rule {
    /// True when a user means it by this word: its own, or a code of its complaints.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        let is_code = |code: Code| code.name == word;
        self.word == word
            || match self.weight {
                Weight::Forbidden(code)
                | Weight::NeverPublic(code)
                | Weight::Wrong(code)
                | Weight::Doubtful(code) => is_code(code),
                Weight::Exposed { public, inside } => is_code(public) || is_code(inside),
            }
    }
}

/// True for a place that a form leaves empty, as it should.
#[must_use]
pub fn is_blank(found: &Match) -> bool {
    placeholders::is_blank(found)
}

/// The words of those of these rules that find something in a text.
#[cfg(test)]
fn words_of(rules: &[&'static Rule], text: &str) -> Vec<&'static str> {
    let found = find(text, Syntax::Plain, &Wordings::default());
    let own = found.iter().filter(|found| rules.contains(&found.rule));
    own.map(|found| found.rule.word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_well_formed() {
        PATTERNS.compile_all();
    }

    #[test]
    fn what_trials_missed_is_found() {
        let of = |text: &str| {
            let found = find(text, Syntax::Markdown, &Wordings::default());
            found.iter().map(|one| one.rule.word).collect::<Vec<_>>()
        };
        let mut wrong = Vec::new();
        for (text, word) in [
            ("看望因乳腺癌住院的王海燕同志", "病情"),
            ("自闭症学生王小雨由资源教师辅导", "病情"),
            ("为脑瘫学生王小雨送教上门。", "病情"),
            ("退休党员李建国中风卧床", "病情"),
            ("王海燕老师母亲瘫痪在床", "病情"),
            ("看望生病的王海燕老师。", "病情"),
            ("王海燕同志孕七个月", "病情"),
            ("心理高危学生：王小雨", "病情"),
            ("王小雨家属于脱贫不稳定户。", "困难情况"),
            ("建档立卡户王小雨（八3班）。", "困难情况"),
            ("李建国同志系低保户。", "困难情况"),
            ("慰问李建国（丧偶、低保）。", "困难情况"),
            ("单亲、离异家庭学生名单：王小雨、刘小雨", "困难情况"),
            ("减免学费的学生：王小雨、刘小雨", "困难情况"),
            ("王小雨同学获得国家助学金1000元。", "困难情况"),
            ("八（3）班王小雨的父亲下岗", "困难情况"),
            ("王小雨总分291，年级第五", "学生成绩"),
            ("王小雨以全县第五名的成绩考入一中", "学生成绩"),
            ("学困生王小雨由王海燕辅导。", "学生成绩"),
            ("不及格的有王小雨、刘小雨", "学生成绩"),
            ("王小雨的数学由41提高到76", "学生成绩"),
            ("中考喜报：王小雨698、刘小雨691。", "学生成绩"),
            ("| 学生 | 总分 | 名次 |", "学生成绩"),
            ("九（1）班王小雨打架，记过一次。", "学生处分"),
            ("王小雨、刘小雨两名同学抽烟，通报批评。", "学生处分"),
            ("学生王小雨校园欺凌刘小雨", "学生处分"),
            ("李建国被县公安带走", "不得公开的内容"),
            ("李建国收受家长红包", "不得公开的内容"),
            ("李建国涉嫌违规经商，线索已移送。", "不得公开的内容"),
            ("接群众举报，年级组长李建国存在有偿补课问题", "不得公开的内容"),
            ("对李建国同志给予诫勉谈话。", "不得公开的内容"),
            ("王海燕向县纪委反映食堂问题。", "不得公开的内容"),
            ("匿名信是王海燕所写。", "不得公开的内容"),
            ("编号：1，来源：王海燕老师，内容：停车位", "不得公开的内容"),
            ("来源：八（3）班王小雨家长，内容：图书馆", "不得公开的内容"),
            ("谈话对象：王海燕", "不得公开的内容"),
            ("谈心时王海燕讲到家里的事", "不得公开的内容"),
            ("李建国正在闹离婚", "不得公开的内容"),
            ("政审情况：李建国的舅舅", "不得公开的内容"),
            ("李建国同志档案中出生日期不一致", "不得公开的内容"),
            ("不合格党员：李建国", "不得公开的内容"),
            ("拟提拔李建国为主任，正在考察，请保密。", "不得公开的内容"),
            ("李建国不赞成。", "会上的个人意见"),
            ("反对票1张，系李建国。", "会上的个人意见"),
            ("李建国批评王海燕作风简单", "会上的个人意见"),
            ("祝贺王海燕光荣成为预备党员", "讨论的人选"),
            ("推优：王海燕21票", "讨论的人选"),
            ("王海燕同志思想汇报：我出身农家", "讨论的人选"),
            ("加老师VX：whai1988", "个人账号"),
            ("初始密码：Wh@790314", "个人账号"),
            ("准考证号：2653270114", "证件号"),
            ("李建国老师的车湘A8K6T2停在门口", "证件号"),
            ("卡号6217002870091763549", "疑似银行卡号"),
            ("王海燕家：0731-84456677", "家庭住址"),
            ("王海燕宅电84456677", "家庭住址"),
            ("李建国位于石桥镇柳塘村第五组12号的家中", "家庭住址"),
            ("祝王海燕同志3月14日生日快乐", "出生日期"),
            ("| 学生 | 生日 |", "出生日期"),
            ("此件仅供党内传阅，不得上网。", "不公开的标志"),
            ("未经本人审阅，请勿外传。", "不公开的标志"),
            ("现有党员   名。", "没有填写的地方"),
            ("请于 月 日前报送", "没有填写的地方"),
            ("会议于上午__:__召开", "没有填写的地方"),
            ("（请在此处粘贴正文）", "没有填写的地方"),
            ("请输入标题", "没有填写的地方"),
            ("阅读 1.2万　在看 56", "网页上的字样"),
            ("发自我的iPhone", "网页上的字样"),
            ("见 file:///C:/党建/照片.jpg", "网页上的字样"),
            ("习惯养成是关键[1][2]", "网页上的字样"),
            ("报名到2026-11-31", "没有的日期"),
            (
                "经摸排，数理组有1名党员信基督教（徐国强），已落实专人做转化工作。",
                "不得公开的内容",
            ),
            ("数理组党员徐国强信基督教。", "不得公开的内容"),
            (
                "反映食堂采购问题的是总务处郑建国，校长信箱收到后已转纪检委员。",
                "不得公开的内容",
            ),
            (
                "实名举报信由王海燕10月8日寄出，被反映人为总务主任陈志刚。",
                "不得公开的内容",
            ),
            ("据郑建国举报，食堂承包人送给陈志刚两条烟。", "不得公开的内容"),
            ("研究林晓峰被举报一事，听取纪检委员初核情况", "不得公开的内容"),
            (
                "林晓峰因违规补课被教育局纪检组约谈，问题线索还在核实中。",
                "不得公开的内容",
            ),
            ("陈志刚因酒驾被公安机关拘留，目前取保候审。", "不得公开的内容"),
            ("林晓峰今年填报的个人有关事项：住房3套", "不得公开的内容"),
            ("林晓峰名下有两套商品房，已按要求填报。", "不得公开的内容"),
            ("翻阅林晓峰档案发现，其入党志愿书缺介绍人意见。", "不得公开的内容"),
            (
                "考察组查了林晓峰的干部人事档案，出生时间有涂改。",
                "不得公开的内容",
            ),
            ("| 谈话人 | 周敬安 | 谈话对象 | 李秀英 |", "不得公开的内容"),
            ("<td>谈话对象</td>", "不得公开的内容"),
            ("关于李秀英同志的政审报告", "不得公开的内容"),
            (
                "谈心谈话记录表。谈话对象：李秀英。谈话人：周敬安。主要内容：李秀英认为排课不公平。",
                "不得公开的内容",
            ),
            ("举报班主任王海燕有偿补课，正在核实。", "不得公开的内容"),
            ("七3班刘小雨妈妈来电，问延时服务的收费。", "不得公开的内容"),
            ("经函调，林晓峰的舅舅2003年因诈骗被判刑三年。", "不得公开的内容"),
            ("王海燕去年离婚，一个人带孩子。", "不得公开的内容"),
            ("学生家长联系电话：刘小雨奶奶家0577-86231745。", "家庭住址"),
            ("中国共产党第二十次全国代表大会四中全会精神", "固定表述"),
            ("会上王海燕批评陈志刚工作拖拉。", "会上的个人意见"),
            ("表决时郑建国没有举手，其余18人赞成。", "会上的个人意见"),
            ("对李秀英，大家普遍认为她教学用心但脾气急。", "会上的个人意见"),
            (
                "支部大会上，郑建国认为林晓峰不够成熟，建议推迟一年发展。",
                "会上的个人意见",
            ),
            ("党员结对：林晓峰——刘小雨（七3班，建档立卡户）", "困难情况"),
            ("刘小雨（建档立卡户）由林晓峰结对帮扶。", "困难情况"),
            ("低保学生李浩然由陈志刚结对帮扶。", "困难情况"),
            ("七（2）班周子涵父母双亡，由爷爷奶奶抚养。", "困难情况"),
            ("送教上门对象陈宇轩，脑瘫，肢体二级", "困难情况"),
            ("八（2）班赵欣怡的爸爸在监狱服刑，妈妈改嫁。", "困难情况"),
            ("八（4）班陈宇轩手腕上有划痕，心理老师判断有自伤倾向", "病情"),
            ("刘小雨同学家里很困难，妈妈常年卧病", "困难情况"),
            ("贫困生补助发放：刘小雨625元、李浩然625元", "困难情况"),
            ("到县医院看望了做支架手术的徐国强老师。", "病情"),
            ("张丽老师怀孕四个月，主题党日请假。", "病情"),
            ("李秀英查出甲状腺结节，请支部关心。", "病情"),
            ("汇报材料电子稿请传我Q：283746512，备注支部名。", "个人账号"),
            ("进群请加小林（v信linxf_1985），注明哪个组。", "个人账号"),
            ("请各位挪一下车：浙C8K2M6（林晓峰）挡住了消防通道。", "证件号"),
            ("停车登记：林晓峰，浙C8K2M6。", "证件号"),
            ("刘小雨的学籍号2014033032600124和转学证明一并寄出。", "学籍号"),
            ("讲课人：（另行通知后填写）", "没有填写的地方"),
            ("根据《关于【填写文件名】的通知》要求", "没有填写的地方"),
            ("{{学校名称}}党总支：", "没有填写的地方"),
            ("咨询电话：0577-XXXXXXXX", "没有填写的地方"),
            ("[图片] 图为活动现场。", "没有填写的地方"),
            ("活动地点（此处填学校会议室）", "没有填写的地方"),
            ("请各支部于某月某日前上报", "没有填写的地方"),
            ("（请在此处输入正文）", "没有填写的地方"),
            ("二十大报告中指出：“xxxxxx”。", "没有填写的地方"),
            ("报道（完）复制链接 举报 收藏", "网页上的字样"),
            ("人民网 字号：大 中 小", "网页上的字样"),
            ("认真学习习×平总书记重要讲话。", "遮住的领导人姓名"),
            ("坚决做到“两个确立”“两个维护”。", "固定表述"),
            ("在新中国建国77周年之际。", "固定表述"),
            ("认真学习领会习近总书记重要讲话。", "固定表述"),
            ("落实“立得树人”根本任务。", "固定表述"),
            ("老人家就住在白鹭镇塘下村第七组，从小卖部往里走。", "家庭住址"),
            ("欧阳慧子有过割腕行为，由班主任谈心。", "病情"),
            ("| 三（1）班 | 曾小山 | 何立群 | 建档立卡户 |", "困难情况"),
            ("| 四（2）班 | 余乐乐 | 李文清 | 父亲去世，母亲改嫁 |", "困难情况"),
            ("| 姓名 | 班级 | 认定类别 | 金额 |", "困难情况"),
            (
                "期末质量分析会上，表扬七年级总分前三名：邹宇航689分、谭可欣681分。",
                "学生成绩",
            ),
            ("给予八（6）班学生贾俊豪记过处分。", "学生处分"),
            ("门卫温国富每月到手2860元。", "工资收入"),
            ("| 姓名 | 岗位 | 奖励性绩效（元） |", "工资收入"),
            ("| 姓名 | 绩效工资（元） |", "工资收入"),
            ("黎桂芳同志近两年每逢周日都跟家人去教堂做礼拜。", "不得公开的内容"),
            ("八年级语文教师宋丽娟实名反映", "不得公开的内容"),
            (
                "汪立新在民主评议中被评为基本合格，支部将谈话提醒。",
                "不得公开的内容",
            ),
            ("汪立新同志年度民主评议等次为基本合格。", "不得公开的内容"),
            ("温志刚被举报。", "不得公开的内容"),
            ("温志刚被学生家长举报在外有偿补课，经查不属实。", "不得公开的内容"),
            ("收到匿名信一封，反映温志刚老师在外有偿补课。", "不得公开的内容"),
            ("江雨禾作自我批评：学习抓得不紧。", "会上的个人意见"),
            (
                "那封信，经了解是五（3）班曹睿的妈妈写的，总务处已作了解释。",
                "不得公开的内容",
            ),
            (
                "总务主任钱国良因接受供货商宴请一事，目前区纪委还在核实。",
                "不得公开的内容",
            ),
            ("总务主任罗志平正在接受区纪委审查调查。", "不得公开的内容"),
            ("罗志平因涉嫌违纪被立案审查。", "不得公开的内容"),
            (
                "近日，副校长罗志平涉嫌严重违纪违法，目前正接受纪律审查。",
                "不得公开的内容",
            ),
            (
                "体育教师阮志强酒后驾车，总支拟给予党内警告处分，待批复。",
                "不得公开的内容",
            ),
            ("支部讨论给予阮志强党内警告处分，报上级审批。", "不得公开的内容"),
            (
                "发展对象彭磊的政审函已收齐，其岳父2011年因诈骗被判过三年。",
                "不得公开的内容",
            ),
            (
                "唐文俊向总支说明了家里的房产：市区两套、老家一套。",
                "不得公开的内容",
            ),
            ("方晓航觉得冯德康作风有些霸道，听不进意见。", "会上的个人意见"),
            ("与会党员批评罗志平同志工作拖拉。", "会上的个人意见"),
            ("表决时只有周晓菲一人没有举手。", "会上的个人意见"),
            ("她说这位同志群众基础差，平时不合群。", "会上的个人意见"),
            ("本季度上缴党费（金额等财务给）元。", "没有填写的地方"),
            ("参加人数（人数待确认）", "没有填写的地方"),
            ("好的，以下是为您撰写的一篇新闻稿", "网页上的字样"),
            ("希望以上内容对您有帮助！", "网页上的字样"),
            ("坚定“四个自信”、做到“两个拥护”。", "固定表述"),
            ("铸牢中华民族命运共同体意识", "固定表述"),
            ("落实中央八条规定精神", "固定表述"),
            ("学习了党的第二十三中全会精神", "固定表述"),
            (
                "对吴海燕同志的意见：工作主动性不够，与年轻教师沟通少。",
                "不得公开的内容",
            ),
            ("对徐丽娟同志的意见：性子急，批评学生方法简单。", "不得公开的内容"),
            ("给吴海燕同志提出意见：缺乏主动性。", "不得公开的内容"),
            ("对吴海燕同志提出以下意见：理论学习不深。", "不得公开的内容"),
            ("对吴海燕同志的意见是工作主动性不够。", "不得公开的内容"),
            ("大家给吴海燕提的意见：工作主动性不够。", "不得公开的内容"),
            ("| 姓名 | 批评意见 |", "不得公开的内容"),
            (
                "方建国：配偶在镇卫生院工作，有住房两套（县城一套、云溪镇一套）。",
                "不得公开的内容",
            ),
            ("刘春生：配偶经营文具店，有住房一套。", "不得公开的内容"),
            ("方建国持有股票市值约6万元。", "不得公开的内容"),
            ("方建国有住房两套。", "不得公开的内容"),
            ("现将校级干部报告的个人有关事项公布如下：", "不得公开的内容"),
            ("| 姓名 | 房产情况 | 配偶从业 |", "不得公开的内容"),
            (
                "11月9日，刘春生与余志平谈心谈话。余志平表示对今年的绩效分配有想法。",
                "不得公开的内容",
            ),
            (
                "与余志平同志谈心谈话情况：该同志对评职称有看法。",
                "不得公开的内容",
            ),
            ("| 姓名 | 是否信教 |", "不得公开的内容"),
            ("决定给予刘浩然同学记过处分。", "学生处分"),
            (
                "七（2）班黄子轩在校外参与斗殴，学校已给予警告处分，并通知家长。",
                "学生处分",
            ),
            ("八（3）班刘浩然受到记过处分。", "学生处分"),
            ("七（2）班黄子轩因打架被学校给予警告处分。", "学生处分"),
            ("撤销八（3）班刘浩然的记过处分。", "学生处分"),
            ("八（3）班刘浩然、九（1）班毛俊宏打架，各记过一次。", "学生处分"),
            ("| 班级 | 姓名 | 处分 |", "学生处分"),
            ("列席的党小组长余志平因肾结石住院请假。", "病情"),
            ("徐丽娟因阑尾炎住院。", "病情"),
            ("徐丽娟因颈椎病请假。", "病情"),
            ("缺席1人：余志平（肾结石住院）。", "病情"),
            ("徐丽娟怀孕，在家保胎，徐丽娟因保胎请假。", "病情"),
            (
                "1. 胡桂珍，女，1946年11月生，患高血压、糖尿病多年，行动不便",
                "病情",
            ),
            ("2. 熊水根，男，1952年6月生，听力残疾三级；", "病情"),
            (
                "李文斌认为该同志工作时间不长，还需要考察，投了反对票；",
                "会上的个人意见",
            ),
            ("吴海燕同志存在的问题：工作主动性不够。", "会上的个人意见"),
            ("批评吴海燕同志工作主动性不够。", "会上的个人意见"),
            ("| 姓名 | 车牌号 |", "证件号"),
            ("云校党字〔2026〕X号", "没有填写的地方"),
            ("根据云教党字〔2026〕  号文件精神", "没有填写的地方"),
            ("赣教办〔2026〕××号", "没有填写的地方"),
            ("时间为[开始日期]至[结束日期]。", "没有填写的地方"),
            (
                "以上内容仅供参考，您可以根据学校的实际情况进行修改和完善。",
                "网页上的字样",
            ),
            (
                "以上是为您起草的通知，您可以根据实际情况进行调整。",
                "网页上的字样",
            ),
            ("注：以上内容为示例，请根据实际情况填写。", "网页上的字样"),
            ("如需进一步修改，请告诉我。", "网页上的字样"),
            (
                "如果您需要，我还可以帮您把这份要点整理成PPT大纲或者发言稿。",
                "网页上的字样",
            ),
            ("需要我帮你把它改成更正式的版本吗？", "网页上的字样"),
            ("如果你愿意，我可以继续完善。", "网页上的字样"),
            ("您还需要我补充哪些内容？", "网页上的字样"),
            ("党员要dai头宣传，请及时shangbao材料。", "夹注的拼音"),
            ("胡桂珍（高血压、肾结石）由组织委员看望。", "病情"),
        ] {
            if !of(text).contains(&word) {
                wrong.push(format!("{text}: {:?}, not {word}", of(text)));
            }
        }
        for text in [
            "举报教师任意体罚学生的，请拨打监督电话。",
            "学生的母亲来电反映食堂问题的，由总务处答复。",
            "高年级学生家长来信，建议延长图书馆开放时间。",
            "党员离婚后再婚的，应当及时报告个人有关事项。",
            "单亲离异家庭学生由班主任重点关心。",
            "王老师的妈妈来电感谢学校的关心。",
            "《高明的妈妈来信》一课由语文组集体备课。",
            "许广平与鲁迅于1927年同居，鲁迅与朱安未离婚。",
            "方志敏被捕后在狱中写下《可爱的中国》，方志敏的妻子也被判刑入狱。",
            "本单位住宅电话已停用，请拨打办公电话0577-86612345。",
            "举报教师于课后收费补课的，一律严查。",
            "举报校长周转房分配问题的，由教育局受理。",
            "凡工作不力、时限内未完成的，书记将被上级纪委约谈。",
            "举报信由纪检委员统一拆阅登记。",
            "何老师指出成绩分析不够细。",
            "举报问题的是高年级家长的，由德育处答复。",
            "因酒驾被公安机关刑事拘留的，一律开除党籍。",
            "网络安全提醒：请不要点击下载附件，不要扫描来历不明的二维码。",
            "纪检委员陈志刚就举报渠道作了说明。",
            "困难学生由各班主任申报。",
            "郑建国认为方案可行，建议尽快实施。",
            "会议指出，王海燕等同志工作扎实。",
            "信基督教堂旧址位于县城东街。",
            "李秀英老师怀揣教育理想，扎根山区。",
            "共青团员向灾区学生捐款，家里很困难的学生优先。",
            "问：Q：12 与 A：3 有什么区别",
            "贯彻党的二十大精神，做到“两个维护”。",
            "患有哮喘、先天性心脏病的学生不参加冬季长跑。",
            "教学一体机，序列号 SN13920260312，2台。",
            "| 班级 | 人数 | 低保 | 残疾 |",
            "| 三（1）班 | 2 | 低保 |",
            "教师阮志强宣讲拟给予处分的程序。",
            "讨论给予优秀党员王海燕同志表彰。",
            "李建国因病请假，纪委会议由王海燕主持。",
            "书记李建国因公出差，区纪委的调查问卷由王海燕填写。",
            "主任王海燕向总支说明了学校房产清查情况：共3处。",
            "王海燕名下的包保班级有两个，住房困难教师由工会走访。",
            "党员王海燕认为陈志刚老师的课生动。",
            "党员批评与自我批评环节，每人发言五分钟。",
            "经查是电路老化，李建国写的报告已上报。",
            "实名反映问题的，学校将为您保密。",
            "教师王海燕实名认证后方可投票。",
            "对迟到的学生会干部通报批评。",
            "对各班学生进行安全警告教育。",
            "王海燕到手工坊参观，共花费1200元。",
            "班主任津贴每月500元，按月发放。",
            "绩效考核由王海燕负责，满分100分。",
            "家属就住在学校的教师，轮流值班。",
            "外地专家住在青禾镇，由办公室接送。",
            "（待遇按规定执行）",
            "（接待规定）",
            "（等次待总支审定后公布）",
            "文艺汇演三年级第一名：三（1）班，95分。",
            "王小明的父亲去世纪公园参加活动。",
            "政审时，父母被判刑的应当如实说明。",
            "党员王海燕讲解：对违纪党员，支部拟给予处分的，应当集体讨论。",
            "这位同志不合群众预期的做法要改进。",
            "对李建国同志的意见，请于11月20日前反馈。",
            "对王海燕老师的意见：操场照明不够，已加装路灯。",
            "对王海燕同志的意见：同意列为发展对象。",
            "对方案的意见：工作措施不够具体。",
            "给王海燕老师提出建议：多组织活动。",
            "李建国介绍，教职工配偶有住房1套的不得申请周转房。",
            "陈建军讲解违规持有股票、违规兼职的典型案例。",
            "领导干部应当报告的个人有关事项如下：本人婚姻情况、房产情况。",
            "校级干部个人有关事项报告情况：应报5人，实报5人。",
            "党员李建国带头缴存住房公积金，学校有周转住房20套。",
            "书记与李建国谈心谈话。会议指出，要坚持谈心谈话制度。",
            "支部书记与党员谈心谈话。方案提出，每季度不少于一次。",
            "| 班级 | 处分人数 |",
            "| 姓名 | 职务 | 处分 |",
            "七年级田径队因纪律松散被通报批评。",
            "对高三同学进行安全警告教育。",
            "给予王海燕党内警告处分的决定已宣布。",
            "学生高空抛物的，给予警告处分。",
            "班主任王海燕与年级组研究后，对违纪的同学给予警告。",
            "王海燕因病住院，会议由李建国主持。",
            "王海燕因公出差，因天气炎热改期。",
            "党员王海燕，负责肢体残疾学生送教上门。",
            "女教职工增加乳腺、宫颈筛查项目；有高血压、糖尿病的照常服药。",
            "张桂梅，校长。她扎根贫困地区40多年，身患骨瘤、肺气肿等多种疾病，依然坚持。",
            "焦裕禄是县委书记的好榜样。他身患肝癌，依旧坚持工作。",
            "会议批评方式方法简单的做法，要求改进。",
            "李建国指出安全检查不够细，常规管理不严。",
            "王海燕认为方案可行，无人投反对票。",
            "云校党字〔2026〕 12号、云校党字（2026）3号",
            "【活动时间】11月20日下午",
            "[学校名称](school.md)和[时间]: a",
            "以上内容仅供参考，以正式文件为准。",
            "家长朋友，您可以根据孩子的实际情况调整作息。",
            "如果祖国需要，我可以到边疆去。",
            "如果同学们有困难，请告诉我。",
            "请用app签到，在taizhou.gov.cn上下载excel表格，加入you群。",
            "成年人高血压患病率约27.5%。",
            "常见病包括感冒、胃炎、糖尿病。",
            "温差大的季节，哮喘发病增多。",
            "谷雨前后，哮喘高发。",
            "万千家庭因癌症致贫。",
            "方便面吃多了，容易患高血压。",
            "患有心脏病、高血压等不适宜运动的，请勿入场。",
            "怀孕或备孕的女教职工不做检查；患有糖尿病的教职工请带药。",
            "王海燕执教的《肿瘤与免疫》获一等奖。",
            "王海燕参加了孤独症教育康复培训。",
            "王海燕扮演癫痫发作的学生。",
            "王选患肺癌，病中仍关心年轻人。",
            "学区范围：翠湖小区1栋至12栋划入我校。",
            "服务点：学府名苑3栋2单元门口的便民驿站。",
            "小班：2022年9月1日至2023年8月31日出生",
            "教职工98人，其中专任教师90人、党员34人、高级教师21人。",
            "党员40名，其中女党员21名、在职党员34名、退休党员6名。",
            "例：“应到40人，实到42人”，写错了。",
            "日期写成“XXXX年XX月XX日”的格式。",
            "公文办理后点击“关闭窗口”。",
            "涉密公文应当标注密级，如“机密★5年”。",
            "1号车（云A3F586）小学部，车长王海燕。",
            "李建国到特殊教育学校学习，了解脑瘫学生的课程。",
            "某中学学生刘某等3人殴打同学，被给予留校察看处分。",
            "日期不写“4月31日”“2月30日”。",
            "以下是各支部的安排，各支部可以根据实际情况调整。",
            "陈建军讲解：配偶、子女持有股票1万元以上的应当报告。",
            "李建国被任命为立案审理组组长。",
            "党员信教问题排查工作由党员李建国负责，名单报总支。",
            "对王小明同学的警告牌创意设计予以表扬。",
            "李建国投反对票的权利受到保障。",
            "李建国老师因关节炎防治讲座获奖。",
            "张海迪，女，1955年9月生，肢体残疾，著名作家。",
            "[会议时间]：11月3日",
            "如有修改意见，请告诉我们。",
            "李建国因工作调动，不再担任纪委委员，区纪委了解有关情况后同意。",
            "书记与王海燕谈心谈话。会后，大家表示收获很大。",
            "三（1）班陈思远在给予帮助后进步明显，受到警示教育。",
            "李建国、王海燕向教育发展基金捐款2万元。",
        ] {
            if !of(text).is_empty() {
                wrong.push(format!("{text}: {:?}", of(text)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_two_rules_are_called_alike() {
        let mut words: Vec<&str> = rules().map(|rule| rule.word).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
