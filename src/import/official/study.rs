//! What study items say: 类别 by the title, 作者, 来源 and 学时 by their labels.

use regex::Regex;

use super::forms::{self, cell_text};
use super::labels::FormLabel;
use super::working::{WorkingText, behind_number};
use super::{ImportedValue, days, only_one, persons};
use crate::words::{Day, LazyRegex, ends_with_any};

/// Words of titles for each 类别; the first that a title holds.
const CATEGORIES: [(&str, &str); 6] = [
    ("师德 师风 教师职业行为 教育家精神 四有好老师", "师德师风"),
    ("党史 党的历史 革命史 简史", "党史"),
    (
        "党章 中国共产党章程 准则 工作条例 公开条例 处分条例 党内法规 党规 党内监督条例 发展党员 党员教育管理 八项规定 党的纪律",
        "党章党规",
    ),
    ("全会精神 大会精神 会议精神 两会精神 全会公报", "会议精神"),
    (
        "社会主义思想 毛泽东思想 理论学习 理论武装 理论读本 总书记 马克思主义",
        "理论学习",
    ),
    ("课程标准 新课标 教研 备课 教学设计 家校沟通", "业务"),
];
static RULES: LazyRegex = LazyRegex::new("中国共产党.{0,20}(?:章程|条例|准则|规则|规定|办法)");

static HOURS: LazyRegex = LazyRegex::new(
    r"^[：\s]*(?P<n>[0-9]{1,2}(?:\.[0-9])?)\s*(?:个?学时|个?课时|小时)?(?:$|(?P<more>[。，；]))",
);
static COUNTED: LazyRegex =
    LazyRegex::new(r"^(?:.*[，。；（(\s])?[共计]\s*(?P<n>[0-9]{1,2}(?:\.[0-9])?)\s*个?学时[）)。]?$");

/// `全体党员必学，2学时`.
static ASKED: LazyRegex =
    LazyRegex::new(r"[，、；：（]\s*(?P<n>[0-9]{1,2}(?:\.[0-9])?)\s*个?学时(?:[，、；。）]|$)");

// 个人自学，共4学时.
static IN_ALL: LazyRegex = LazyRegex::new(
    r"(?:[，、；：（]\s*|党课|学习|活动)(?:时间[：为]?|约?需|共|共计|合计|计|按)(?:不少于)?\s*(?P<n>[0-9]{1,2}(?:\.[0-9])?)\s*个?学时(?:[，、；。）（]|计入|$)",
);

/// 学时 in the sentence that says who has to study, or how many they are in all.
fn asked_hours(work: &WorkingText) -> Option<String> {
    let asked = |said: &str| Some(ASKED.captures(said).filter(|_| REQUIRED.is_match(said))?["n"].to_owned());
    let counted = |said: &str| Some(IN_ALL.captures(said)?["n"].to_owned());
    let hours = |said: &str| asked(said).or_else(|| counted(said));
    only_one(work.lines().filter_map(|(_, said)| hours(said)))
}

// 活动历时2学时.
static LASTED: LazyRegex =
    LazyRegex::new(r"(?:历时|用时|持续|折合|计|共)\s*(?P<n>[0-9]{1,2}(?:\.[0-9])?)\s*个?学时[，；。）]?");

/// 学时 of a meeting, by the only sentence that says how long it was.
fn lasted(work: &WorkingText) -> Option<String> {
    let hours = |said: &str| Some(LASTED.captures(said)?["n"].to_owned());
    only_one(work.lines().filter_map(|(_, said)| hours(said)))
}

/// `现摘编如下。建议学时：1学时，…`: the only one that a sentence says.
fn hours_inside(work: &WorkingText) -> Option<String> {
    let inside = work.labelled_with(FormLabel::StudyHours);
    only_one(inside.filter_map(|value| {
        let value = value.value.split(['，', '；', '。', '）']).next()?;
        Some(HOURS.captures(value)?["n"].to_owned())
    }))
}

static WORK: LazyRegex = LazyRegex::new(
    r"^(?:集体|集中|认真|专题|传达|领学|共同)*学习(?:了)?(?P<work>《[^《》]{2,60}》[^，。；：《》./]{0,20})$",
);

static LEARNT: LazyRegex = LazyRegex::new(
    r"^(?:在[^，。；]{2,12}，)?(?:会上，|会议|(?:活动|会议|参观|仪式|会)(?:结束)?[前后]，)?(?:支部|党支部|党小组|全体党员|与会党员|党员们?|大家|与会同志|全体教师|小组党员)?(?:一起|共同|集中|集体|认真|深入|专题|组织|传达)*学习(?:了(?P<works>(?:《[^《》]{2,60}》|[^，。；《》]){1,60})|(?P<direct>(?:《[^《》]{2,60}》[^，。；《》]{0,40})+))[，。；]",
);

// 宋知远领学了《…》第三章.
static LED: LazyRegex = LazyRegex::new(
    r"^\p{Han}{2,10}?(?:同志)?(?:带领大家|领学|领读|导读)(?:学习)?了?(?P<works>(?:《[^《》]{2,60}》[^，。；《》]{0,40})+)$",
);

// 书记管维新以《守一颗初心，等一朵花开》为题讲课.
static TAUGHT: LazyRegex = LazyRegex::new(
    r"以(?P<works>《[^《》]{2,60}》)为(?:主?题|题目|主题)，?(?:[^，。；《》]{0,12})(?:讲课|授课|宣讲|讲授|党课)",
);

/// Where a list of marks parts a text; those inside the title of a work do not.
fn outside_titles<'t>(text: &'t str, marks: &'static [char]) -> impl Iterator<Item = &'t str> {
    let mut depth = 0_u32;
    text.split(move |c| {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && marks.contains(&c)
    })
}

/// How what is said behind a title ends when it is of the text.
const PARTS: [&str; 12] = [
    "章", "节", "条", "篇", "篇目", "规定", "内容", "部分", "精神", "讲话", "条款", "原文",
];

/// The works of a list, where each is a title or what a meeting said.
fn parted(list: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = outside_titles(list, &['、', '和', '及'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    // 《…》以后发言 is none.
    let is_of_text = |part: &str| {
        let behind = part.rsplit_once('》').map_or("", |parts| parts.1);
        // 第一章“党员”.
        let behind = behind.split('“').next().unwrap_or_default();
        behind.is_empty() || ends_with_any(behind, &PARTS)
    };
    let is_work = |part: &&str| {
        part.starts_with('《') && is_of_text(part) || ends_with_any(part, &["精神", "讲话", "条例", "章程"])
    };
    parts.iter().all(is_work).then_some(parts)
}

/// 学习内容 of a meeting where an item of its agenda or of its course is nothing else: `学习《…》第六章`.
pub(super) fn works(work: &mut WorkingText) {
    let on_agenda = work.fields.iter().filter(|field| field.name == "议题");
    let on_agenda = on_agenda.flat_map(|field| match &field.value {
        ImportedValue::List(items) => items.as_slice(),
        _ => &[],
    });
    let on_agenda = on_agenda.filter_map(|item| match item {
        ImportedValue::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let lines: Vec<&str> = work.lines().map(|(_, said)| behind_number(said)).collect();
    let mut works: Vec<String> = Vec::new();
    // 全体党员学习了《…》有关篇目和2026年全国两会精神，….
    let told = lines.iter().filter_map(|said| LEARNT.captures(said));
    let clauses = lines
        .iter()
        .flat_map(|said| outside_titles(said, &['，', '。', '；']));
    let told = told.chain(clauses.filter_map(|clause| LED.captures(clause)));
    let told = told.chain(lines.iter().filter_map(|said| TAUGHT.captures(said)));
    let told = told.filter_map(|found| {
        let works = found.iter().skip(1).flatten().next()?;
        Some(parted(works.as_str()))
    });
    for work in told.flatten().flatten() {
        if !works.iter().any(|known| known == work) {
            works.push(work.to_owned());
        }
    }
    // 一、集体学习。学习《…》第一章，领学人：….
    let behind_heading = lines.iter().filter_map(|said| {
        let (heading, behind) = said
            .split_once('。')
            .filter(|(heading, _)| heading.ends_with("学习"))?;
        (heading.chars().count() <= 8).then(|| outside_titles(behind, &['，', '。']).next())?
    });
    let behind_heading: Vec<&str> = behind_heading.collect();
    for said in on_agenda.chain(lines).chain(behind_heading) {
        let said = said.trim().trim_end_matches(['。', '；', ';']);
        if let Some(found) = WORK.captures(said).map(|found| found["work"].to_owned())
            && !works.contains(&found)
        {
            works.push(found);
        }
    }
    // The agenda names 《…》, and who leads it 《…》有关章节.
    let all = works.clone();
    works.retain(|work| {
        !all.iter()
            .any(|other| other != work && other.starts_with(work.as_str()))
    });
    if !works.is_empty() {
        work.fill_list("学习内容", works);
    }
}

/// 学时: behind its label, or behind the time of a meeting.
pub(super) fn hours(work: &mut WorkingText) {
    let labelled = work.only(FormLabel::StudyHours, "学时");
    let beside = || work.values(FormLabel::Time).into_iter().next();
    let Some((at, form)) = labelled
        .map(|at| (at, &HOURS))
        .or_else(|| Some((beside()?, &COUNTED)))
    else {
        let told = || {
            asked_hours(work)
                .or_else(|| hours_inside(work))
                .or_else(|| lasted(work))
        };
        if let Some(hours) = told() {
            work.fill("学时", hours);
        }
        return;
    };
    let Some((hours, is_all)) = form
        .captures(&work.labelled[at].value)
        .map(|found| (found["n"].to_owned(), found.name("more").is_none()))
    else {
        return;
    };
    if labelled.is_some() && is_all {
        work.take_value(at);
    }
    work.fill("学时", hours);
}

static REQUIRED: LazyRegex = LazyRegex::new(
    r"必学：\s*是|(?:全体|各|每[名位]|所有)[^，。；]{0,8}(?:必学|必读|必修)|(?:^|[^不未])列为必[学读修]|(?:学习|学习内容|均)为必[学读修]|本[期篇文]为[^，。；不未]{0,6}必[学读修]|(?:全体|各|每[名位]|所有)[^，。；]{0,12}必须(?:学|读)完|(?:^|[（(【，、：])(?:党员|教师|教职工)?必[学读修](?:内容|篇目|材料|资料)?(?:[）)】，。]|$)",
);
static BY_DAY: LazyRegex = LazyRegex::new(
    r"(?:于|在|务必|应|须|请)?(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日)(?:之?前|以前)(?:自行|各自|全部|认真|集中|组织)*(?:学完|完成学习|完成自学|(?:学习|自学)完毕|读完|完成(?:[，。；]|$))",
);

static OPTIONAL: LazyRegex = LazyRegex::new(
    r"^(?:【?学习(?:要求|方式|形式)】?：?\s*|(?:本[期篇文]|此件)为)(?:选[学读修])(?:内容|篇目|材料|资料)?(?:[，。；]|$)",
);

/// `学习形式 | 必学`, `是否必学 | 是` in a table.
fn is_ticked(work: &WorkingText) -> bool {
    forms::tables(work).flat_map(|table| &table.rows).any(|row| {
        row.windows(2).any(|pair| {
            let (label, value) = (cell_text(&pair[0]), cell_text(&pair[1]));
            let asks = label.contains("必学") && matches!(value.as_str(), "是" | "√" | "必学");
            let names = matches!(value.as_str(), "必学" | "必读" | "必修") && label.starts_with("学习");
            asks || names
        })
    })
}

/// True where a text says that it has to be studied.
pub(super) fn is_to_be_studied(work: &WorkingText) -> bool {
    let asks = |said: &&str| said.starts_with("【学习要求】") || said.starts_with("学习要求：");
    // 全体教师必读，请于10月31日前学完，计0.5学时。
    work.lines()
        .any(|(_, said)| (asks(&said) || said.contains("学时")) && REQUIRED.is_match(said))
}

/// True where questions to think about stand below a text, under their heading.
pub(super) fn asks_questions(work: &WorkingText) -> bool {
    let headings = ["思考题", "学习提示", "思考与讨论", "讨论题", "学习思考题"];
    work.lines().any(|(_, said)| {
        let bare = behind_number(said).trim_matches(['【', '】', '：', ' ']);
        headings.contains(&bare)
    })
}

/// 必学 and 截止, where the text says so.
fn required(work: &mut WorkingText, signed: Option<Day>) {
    let sayings = work.sayings();
    let labelled = work.values(FormLabel::Required).into_iter().find_map(|at| {
        let is_required = match work.labelled[at].value.trim() {
            "是" | "√" | "必学" | "必读" => true,
            "否" | "×" | "选学" | "选读" => false,
            _ => return None,
        };
        Some((at, is_required))
    });
    if let Some((at, _)) = labelled {
        work.take_value(at);
    }
    let is_said = |form: &Regex| sayings.iter().any(|said| form.is_match(said));
    let is_required = match labelled {
        Some((_, is_required)) => Some(is_required),
        None if is_said(&REQUIRED) || is_ticked(work) => Some(true),
        None => is_said(&OPTIONAL).then_some(false),
    };
    if let Some(is_required) = is_required {
        work.fill("必学", if is_required { "是" } else { "否" });
    }
    if let Some(at) = work.only(FormLabel::PromisedTerm, "截止")
        && let Some(day) = days::only_day(work.labelled[at].value.trim_end_matches(['前', '之']))
    {
        work.take_value(at);
        work.fill("截止", day);
        return;
    }
    let mut found = sayings.iter().filter_map(|said| BY_DAY.captures(said));
    if let (Some(one), None) = (found.next(), found.next())
        && let Some(day) = days::only_day(&one["day"]).or_else(|| {
            // A day without its year is the next one behind the signature, or behind the month in which it was made.
            let signed = signed.or_else(|| made_in(work))?;
            let day = days::month_day(&one["day"], signed.year())?.day;
            (day >= signed).then_some(day)
        })
    {
        work.fill("截止", day);
    }
}

/// `类别：师德师风`.
fn named_category(work: &mut WorkingText) -> Option<&'static str> {
    let named = work.values(FormLabel::MeetingName);
    let named = named.into_iter().filter_map(|at| {
        let value = work.labelled[at].value.as_str();
        let row = CATEGORIES.iter().find(|row| row.1 == value)?;
        Some((at, row.1))
    });
    let (at, category) = only_one(named)?;
    work.take_value(at);
    Some(category)
}

/// `日期：2026年5月20日` of a text that nobody signed, or `（2026年9月14日）` below it.
pub(super) fn day(work: &mut WorkingText) -> Option<Day> {
    let Some(at) = work.only(FormLabel::Time, "日期") else {
        let (at, day) = work
            .lines()
            .next_back()
            .and_then(|(at, said)| Some((at, days::only_day(said)?)))?;
        work.blocks[at].is_taken = true;
        return Some(day);
    };
    let day = days::only_day(&work.labelled[at].value)?;
    work.take_value(at);
    Some(day)
}

static BY: LazyRegex =
    LazyRegex::new(r"^[（(]?(?P<who>[\p{Han} ]{2,24}?)\s+(?:整理|编写|供稿|摘编|撰稿|执笔)[）)]?$");

/// `党委组织处　整理` in one of the last lines, where it stays.
fn author_below(work: &WorkingText) -> Option<String> {
    let mut last = work.lines().rev().take(3);
    last.find_map(|(_, said)| Some(BY.captures(said)?["who"].trim().to_owned()))
}

static MADE_BY: LazyRegex = LazyRegex::new(
    r"^[（(](?P<who>\p{Han}{2,24}(?:编印|汇编|编写|整理|摘编|供稿|印发))(?:[，\s]*(?P<y>20[0-9]{2})年(?:(?P<m>[0-9]{1,2})月)?)?[）)]$",
);

/// `（校党委组织科编印　2026年3月）` beside the title or below the text, where it stays.
fn source_in_brackets(work: &WorkingText) -> Option<String> {
    let first = work.lines().take(3);
    let mut beside = first.chain(work.lines().rev().take(3));
    beside.find_map(|(_, said)| Some(MADE_BY.captures(said)?["who"].to_owned()))
}

/// The first day of the month in which it was made, by the same line.
fn made_in(work: &WorkingText) -> Option<Day> {
    let mut first = work.lines().take(3);
    first.find_map(|(_, said)| {
        let found = MADE_BY.captures(said)?;
        let month = found.name("m")?.as_str().parse().ok()?;
        Day::new(found.name("y")?.as_str().parse().ok()?, month, 1)
    })
}

/// `青山学校党支部书记　宋知远` in one of the first lines, or a name alone in the very first, where it stays.
fn author_above(work: &WorkingText) -> Option<String> {
    let signed = work.lines().take(3).find_map(|(_, said)| {
        let by = said.trim_matches(['（', '(', '）', ')']).strip_prefix("文")?;
        persons::people(by.strip_prefix(['/', '／'])?)
    });
    if let Some((names, _)) = signed {
        return Some(names.join("、"));
    }
    let (_, byline) = work.lines().next()?;
    if let Some(name) = persons::name_alone(byline) {
        return Some(name);
    }
    let mut first = work
        .lines()
        .take(3)
        .map(|(_, said)| said.trim_matches(['（', '）', ' ']));
    let named = first.find(|said| {
        said.chars().count() <= 30
            && said.contains(' ')
            && persons::person(said).is_some_and(|person| !person.is_all)
    })?;
    Some(named.to_owned())
}

/// Takes what a study item says.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>) {
    let holds = |words: &str| words.split(' ').any(|word| title.contains(word));
    let row = CATEGORIES.iter().find(|row| holds(row.0)).map(|row| row.1);
    let row = named_category(work).or(row);
    let source = work.values(FormLabel::Source);
    let is_of_rules = RULES.is_match(title)
        || source
            .into_iter()
            .any(|at| RULES.is_match(&work.labelled[at].value));
    match row.or(is_of_rules.then_some("党章党规")) {
        Some(category) => work.fill("类别", category),
        None => work.say("标题看不出是哪一类学习资料，请补上“类别”"),
    }
    hours(work);
    required(work, signed);
    if let Some(at) = work.only(FormLabel::Author, "作者") {
        let value = work.labelled[at].value.clone();
        let dated = value.split_once(char::is_whitespace);
        let dated = dated.filter(|(_, behind)| days::only_day(behind.trim()).is_some());
        if let Some(name) = dated.and_then(|(name, _)| persons::person(name)) {
            // 主讲人：林书岚　2026年10月14日: the day stays where it is.
            work.fill("作者", name.name);
        } else if value.chars().count() <= 20 && !value.contains('\n') {
            work.take_value(at);
            work.fill("作者", persons::name_alone(&value).unwrap_or(value));
        }
    }
    if !work.fields.iter().any(|field| field.name == "作者")
        && let Some(author) = author_below(work).or_else(|| author_above(work))
    {
        work.fill("作者", author);
    }
    for (label, name) in [(FormLabel::Source, "来源"), (FormLabel::Series, "系列")] {
        let is_short = |value: &str| value.chars().count() <= 60 && !value.contains('\n');
        if let Some(value) = work.take_where(label, name, is_short) {
            work.fill(name, value);
        }
    }
    if !work.fields.iter().any(|field| field.name == "来源")
        && let Some(source) = source_in_brackets(work)
    {
        work.fill("来源", source);
    }
}
