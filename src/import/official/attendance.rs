//! How many were expected, how many came, and who did not: numbers that stand behind a word, in forms and in sentences.

use std::sync::LazyLock;

use regex::Regex;

use super::{persons, votes};
use crate::words::{LazyRegex, compiled_pattern, contains_any, starts_with_any};

/// The numbers of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct AttendanceFound {
    pub(super) expected: Option<u32>,
    pub(super) present: Option<u32>,
    pub(super) voters_expected: Option<u32>,
    pub(super) voters_present: Option<u32>,
    /// Two texts say two things.
    pub(super) is_doubtful: bool,
}

static COUNT: LazyRegex = LazyRegex::new(concat!(
    r"(?P<w>应到|应出席|应参加|应参会|[共现]有党员|党员总数|小组党员|支部党员|实到|实际到会|实际参加|实际出席|实出席|实参加|到会|出席|有表决权|有选举权)",
    r"(?P<between>[^0-9一二三四五六七八九十百千，。；：、]{0,16})[：为]?\s*(?P<n>[0-9]{1,4}|[一二三四五六七八九十]{1,4})\s*(?P<u>[人名位]|$|[，。；、\s）])"
));

/// Who a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Expected,
    Present,
}

/// The numbers that texts say.
pub(super) fn numbers(sayings: &[String]) -> AttendanceFound {
    let mut found = AttendanceFound::default();
    for said in sayings {
        read(&in_all(said), &mut found);
    }
    found
}

static BY_SORT: LazyRegex = LazyRegex::new(concat!(
    r"(?P<w>应到|实到)(?:人数|党员)?：?\s*正式(?:党员)?\s*(?P<full>[0-9]{1,3})\s*[人名][、，；\s]*",
    r"预备(?:党员)?\s*(?P<probationary>[0-9]{1,3})\s*[人名]"
));

// 预备党员2名列席: they are none of those who were counted.
static OBSERVING: LazyRegex = LazyRegex::new(concat!(
    r"[，；、（(\s]*预备党员\s*[0-9]{1,3}\s*[人名位](?:同志)?\s*列席(?:了?会议)?[）)]?",
    r"|[，；、（(\s]*列席(?:的|：)?\s*预备党员\s*[0-9]{1,3}\s*[人名位][）)]?"
));

// 共有正式党员32名，实到27人，请假5人: these are all.
static MAKES_UP: LazyRegex = LazyRegex::new(concat!(
    r"[共现]有(?:中共)?(?:正式)?党员\s*(?P<e>[0-9]{1,3})\s*[人名]，(?P<between>[^0-9。]{0,16})实(?:际)?到(?:会)?(?:党员)?\s*",
    r"(?P<p>[0-9]{1,3})\s*[人名](?P<away>[，、][^0-9。]{0,12}(?:请假|缺席|未到会?)\s*(?P<a>[0-9]{1,3})\s*[人名])"
));

// 应到21名（其中正式党员18名）: these have the vote.
static FULL: LazyRegex = LazyRegex::new(r"[（(]其中[：有]?(?:中共)?正式党员\s*(?P<n>[0-9]{1,3})");

/// True where a text counts those who have the vote as full members only.
pub(super) fn counts_full_members(said: &str) -> bool {
    FULL.is_match(said)
}

/// `应到：正式党员17人、预备党员2人` → `应到：19人`; `共有正式党员32名，实到27人，请假5人` → `应到32人，…`.
fn in_all(said: &str) -> String {
    let number = |found: &regex::Captures<'_>, name: &str| found[name].parse::<u32>().unwrap_or_default();
    let sum = |found: &regex::Captures<'_>| {
        let all = number(found, "full") + number(found, "probationary");
        format!("{}：{all}人", &found["w"])
    };
    let whole = |found: &regex::Captures<'_>| {
        let [expected, present, away] = ["e", "p", "a"].map(|name| number(found, name));
        match present + away == expected {
            true => format!("应到{expected}人，实到{present}人{}", &found["away"]),
            false => found[0].to_owned(),
        }
    };
    let said = OBSERVING.replace_all(said, "");
    let said = FULL.replace_all(&said, "（其中有表决权的$n");
    let said = BY_SORT.replace_all(&said, sum);
    MAKES_UP.replace_all(&said, whole).into_owned()
}

fn read(said: &str, found: &mut AttendanceFound) {
    let mut last = None;
    // 应到有表决权的党员20名，实到19名.
    let mut speaks_of_voters = false;
    let mut speaks_of_coming = false;
    let mut speaks_of_full = false;
    let hits: Vec<_> = COUNT.captures_iter(said).collect();
    for (place, hit) in hits.iter().enumerate() {
        let word_at = |place: usize| {
            hits.get(place)
                .map_or("", |hit| hit.name("w").map_or("", |word| word.as_str()))
        };
        let Some(number) = votes::numeral(&hit["n"]) else {
            continue;
        };
        let between = &hit["between"];
        // 应到正式党员17名, where 应到18名（其中正式党员17名） stands elsewhere: these have the vote.
        let counts_full = between.contains("正式") && hit["w"].starts_with('应');
        let names_voters = contains_any(between, &["表决权", "选举权"])
            || hit["w"].starts_with('有')
            || counts_full
                && found.voters_expected == Some(number)
                && found.expected.is_some_and(|all| all != number);
        // Full members are no other number of all who were expected.
        speaks_of_full = match hit["w"].starts_with('应') {
            true => counts_full && !names_voters && found.expected.is_some_and(|all| number < all),
            false => speaks_of_full,
        };
        if speaks_of_full {
            continue;
        }
        // 应到正式党员20名、预备党员2名.
        found.is_doubtful |= between.contains("正式") && !names_voters && said.contains("预备");
        let who = match &hit["w"] {
            "有表决权" | "有选举权" => match last {
                _ if between.contains("实到") => Some(Counted::Present),
                _ if between.contains("应到") => Some(Counted::Expected),
                None => Some(Counted::Expected),
                Some(_) if speaks_of_voters => Some(Counted::Present),
                // 实到19名（有表决权的18名，实到17名）.
                Some(Counted::Present) if word_at(place + 1).starts_with(['实', '到']) => {
                    last = None;
                    Some(Counted::Expected)
                }
                other => other,
            },
            word if word.starts_with('应') => Some(Counted::Expected),
            word if word.contains("党员") => {
                let counts = |c| (0..hits.len()).any(|place| word_at(place).starts_with(c));
                of_members(between).filter(|_| (counts('实') || counts('到')) && !counts('应'))
            }
            word if word.starts_with('实') => Some(Counted::Present),
            _ if last.is_some() => Some(Counted::Present),
            _ => None,
        };
        let Some(who) = who else { continue };
        let alone = hit["w"].starts_with('有');
        let is_voters =
            // 应到会有表决权的党员15人，实到会13人.
            names_voters || (speaks_of_voters && who == Counted::Present && (speaks_of_coming || !between.contains("会")));
        speaks_of_coming = names_voters && between.starts_with('会');
        // “有表决权” behind “应到” speaks of some of them; at the beginning of a sentence of all that follows.
        speaks_of_voters = names_voters
            && (!alone || last.is_none() || speaks_of_voters || between.contains("应到"))
            && who == Counted::Expected;
        last = Some(who);
        let place = match (who, is_voters) {
            (Counted::Expected, false) => &mut found.expected,
            (Counted::Present, false) => &mut found.present,
            (Counted::Expected, true) => &mut found.voters_expected,
            (Counted::Present, true) => &mut found.voters_present,
        };
        match *place {
            Some(known) if known != number => found.is_doubtful = true,
            _ => *place = Some(number),
        }
    }
}

/// 共有党员23名，实到21名: all members are expected, where those who came are counted too; 正式党员 are some of them.
fn of_members(between: &str) -> Option<Counted> {
    let are_all = !between.contains(['正', '预', '女', '在']);
    are_all.then_some(Counted::Expected)
}

static ALONE: LazyRegex = LazyRegex::new(concat!(
    r"^(?:本次)?(?:会议|大会)?应(?:到|出席|参加)(?:会)?(?:党员|委员|人数)?[：\s]*(?P<e>[0-9]{1,4})\s*[人名]?[，、；\s]*",
    r"实(?:到|际到会)(?:会)?(?:党员|委员|人数)?[：\s]*(?P<p>[0-9]{1,4})\s*[人名]?[。；，]?\s*(?:(?:缺席|请假)(?:人员|党员)?：?)?(?P<away>.*)$"
));

/// True for a line that says nothing but these two numbers, and who these are that did not come.
pub(super) fn is_all(said: &str, found: &AttendanceFound, named: &[AbsentPerson]) -> bool {
    let number = |hit: &regex::Captures<'_>, name: &str| hit[name].parse::<u32>().ok();
    let (Some(expected), Some(present)) = (found.expected, found.present) else {
        return false;
    };
    let are_named = |away: &str| {
        let people = with_reasons(away).unwrap_or_default();
        let is_known = |one: &AbsentPerson| one.is_all && named.iter().any(|other| other.name == one.name);
        away.is_empty() || !people.is_empty() && people.iter().all(is_known)
    };
    ALONE.captures(said).is_some_and(|hit| {
        number(&hit, "e") == Some(expected)
            && number(&hit, "p") == Some(present)
            && are_named(hit["away"].trim_end_matches(['。', '；']))
    })
}

static TURNOUT: LazyRegex = LazyRegex::new(
    "^(?:本次)?(?:会议|大会)?(?:应到|实到|应出席|实出席|有表决权|有选举权)[^。]*[人名][。；]?$",
);

/// True for a sentence that says how many came and nothing else.
pub(super) fn is_turnout(said: &str) -> bool {
    let decides = contains_any(said, &["同意", "通过", "决定"]);
    !decides && TURNOUT.is_match(said.trim())
}

/// One who was expected and did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AbsentPerson {
    pub(super) name: String,
    pub(super) reason: String,
    /// Nothing else is said of the person: no office.
    pub(super) is_all: bool,
    /// The reason stands beside the next name: `毛小红、丁海（省外培训）`.
    pub(super) is_shared: bool,
}

static COUNTED: LazyRegex =
    LazyRegex::new(r"^(?:共)?[0-9一二三四五六七八九十]{1,2}\s*[人名](?:$|[：，；\s]|(?P<open>[（(]))");
static BECAUSE: LazyRegex = LazyRegex::new(
    r"^(?P<name>\p{Han}{2,12}?)(?:同志)?[，\s]*(?:因|由于)(?P<reason>[^，。；因]{1,24}?)(?:原因)?(?:[，\s]*(?:而|已)?(?:请假|缺席|未到会|未能到会|未参加|未能参加|不能参加)(?:会议)?)?$",
);
static BRACKET: LazyRegex = LazyRegex::new(
    r"^(?P<name>\p{Han}[\p{Han}\s]{1,14}?)(?:同志)?\s*[（(](?P<reason>[^（）()，,；]{1,24})[）)]$",
);
static COLON: LazyRegex = LazyRegex::new(
    r"^(?P<name>\p{Han}{2,4})(?:同志)?\s*(?:：|\s|—+|-)\s*(?P<reason>\p{Han}[^，。；（）]{1,23})$",
);
static IN_SENTENCE: LazyRegex = LazyRegex::new(
    r"(?:^|[，。；、：（(])(?P<others>(?:\p{Han}{2,4}?(?:同志)?[、和])+)?(?P<name>\p{Han}{2,12}?)(?:同志)?(?:均|都)?(?:(?:因|由于)(?P<reason>[^，。；、因]{1,20}?)(?:原因)?|(?P<word>公出|公差|出差|外出|外出学习|外出培训|住院|培训|支教|送考|探亲))(?:而|已)?(?:请假|缺席|未到会|未能到会|未参加会议|未能参加)",
);

static LISTED: LazyRegex = LazyRegex::new(
    r"(?:(?:缺席|请假|未到会?|缺会)(?:党员|人员|的)?\s*[0-9一二三四五六七八九十]{1,2}\s*[人名]|[0-9一二三四五六七八九十]{1,2}\s*[人名](?:请假|缺席|未到会?))(?:[（(](?P<inside>(?:[^（）()]|[（(][^（）()]*[）)])*)[）)]|[：，]\s*(?P<behind>(?:[^。；（）()]|[（(][^（）()]*[）)])+))",
);

// 姚望舒同志（支教）、祁连峰同志（病休）缺席.
static NAMED_FIRST: LazyRegex = LazyRegex::new(
    r"(?:^|[，。；、：\s])(?P<list>\p{Han}{2,4}?(?:同志|老师)?[（(][^（）()]{1,16}[）)](?:[、，和]\p{Han}{2,4}?(?:同志|老师)?[（(][^（）()]{1,16}[）)])*)(?:因故)?(?:请假|缺席|未到会?|未参加)",
);
// 祁连峰因住院治疗、姚望舒因外出培训请假.
static EACH_BECAUSE: LazyRegex = LazyRegex::new(
    r"(?:^|[，。；：（(])(?P<list>\p{Han}{2,4}?(?:同志)?因[^，。；、因]{1,20}(?:、\p{Han}{2,4}?(?:同志)?因[^，。；、因]{1,20}?)+)(?:而|已)?(?:均|都)?(?:请假|缺席|未到会|未能到会|未参加|未能参加)",
);
// 因病请假：祁连峰；因公外出：姚望舒、邱远山.
static REASON_FIRST: LazyRegex = LazyRegex::new(
    r"(?:^|[，。；\s])因(?P<reason>[^，。；：、]{1,8}?)(?:请假|缺席)?：(?P<names>[^；。：]{2,60})",
);
// 实到22人（祁连峰住院请假）.
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    compiled_pattern(&format!(
        r"[人名][（(](?P<name>\p{{Han}}{{2,3}}?)(?:同志|老师)?因?(?P<reason>(?:{AWAY})\p{{Han}}{{0,8}}?)(?:请假|缺席|未到会?)?[）)]"
    ))
});

/// How the reason begins that stands behind a name without a mark: no name ends so.
const AWAY: &str = "病假|病休|事假|产假|休假|护理假|住院|生病|就医|看病|手术|外出|出差|公出|公差|探亲|支教|挂职|送考|监考|值班|带队|参赛|参加|培训|陪护|陪同";

/// No meeting misses more.
const MOST: usize = 200;

/// The persons behind a label, each with a reason; `None` when one of them has none, or is no person.
pub(super) fn absent(value: &str) -> Option<Vec<AbsentPerson>> {
    let value = value.trim();
    if persons::says_nobody(value) {
        return Some(Vec::new());
    }
    let value = uncounted(value);
    let parts: Vec<_> = persons::parts(value).flat_map(spaced).take(MOST + 1).collect();
    if parts.len() > MOST {
        return None;
    }
    // A name alone shares the reason of the one behind it.
    let mut people: Vec<AbsentPerson> = Vec::with_capacity(parts.len());
    for part in parts.into_iter().rev() {
        let sharing = || {
            let person = persons::person(part)?;
            let reason = people.last()?.reason.clone();
            Some(AbsentPerson {
                name: person.name,
                reason,
                is_all: person.is_all,
                is_shared: true,
            })
        };
        people.push(one(part).or_else(sharing)?);
    }
    people.reverse();
    Some(people)
}

/// What stands behind or in brackets behind how many they are: `1人（任海波，病假）`.
fn uncounted(value: &str) -> &str {
    let Some(found) = COUNTED.captures(value) else {
        return value;
    };
    let behind = &value[found.get(0).map_or(0, |all| all.end())..];
    match found.name("open") {
        Some(_) => behind.trim_end_matches(['）', ')']),
        None => behind.trim(),
    }
}

/// `任海波（病假） 李雨桐（出差）`.
fn spaced(part: &str) -> Vec<&str> {
    let closed = part.matches(['）', ')']).count();
    if closed < 2 {
        return vec![part];
    }
    part.split_inclusive(['）', ')']).map(str::trim).collect()
}

// 陶安外出学习: nothing between, before words that no name ends with.
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    compiled_pattern(&format!(
        r"^(?P<name>\p{{Han}}{{2,3}}?)(?P<reason>(?:{AWAY})\p{{Han}}{{0,8}})$"
    ))
});

fn one(part: &str) -> Option<AbsentPerson> {
    if let Some(found) = GLUED.captures(part) {
        return of_parts(&found["name"], &found["reason"]);
    }
    if let Some(found) = BECAUSE.captures(part) {
        return of_parts(&found["name"], &format!("因{}", &found["reason"]));
    }
    let found = BRACKET.captures(part).or_else(|| COLON.captures(part))?;
    let (name, reason) = (&found["name"], &found["reason"]);
    // A name with a reason in brackets is one, whatever its surname.
    let rare = || persons::of_rare_surname(name).filter(|_| part.contains(['（', '(', '：']));
    of_person(persons::person(name).or_else(rare)?, reason)
}

/// Those of a list, or `贾书林，外出培训；白露，病假`.
pub(super) fn with_reasons(list: &str) -> Option<Vec<AbsentPerson>> {
    let pairs = || {
        uncounted(list.trim())
            .split(['；', ';'])
            .map(|part| pair(part.trim()))
            .collect::<Option<Vec<_>>>()
    };
    absent(list).or_else(pairs)
}

/// `贾书林，外出培训`.
fn pair(list: &str) -> Option<AbsentPerson> {
    let (name, reason) = list.split_once(['，', ','])?;
    let is_reason = !reason.contains(['，', ',', '、']) && persons::person(reason).is_none();
    of_parts(name, reason).filter(|_| is_reason)
}

fn of_parts(name: &str, reason: &str) -> Option<AbsentPerson> {
    of_person(persons::person(name)?, reason)
}

fn of_person(person: persons::PersonInText, reason: &str) -> Option<AbsentPerson> {
    let reason = reason.trim();
    // 因公出差 is one word; 病假 and 公务 are others.
    let is_word = |rest: &&str| {
        !rest.starts_with(['病', '事', '公'])
            || starts_with_any(
                rest,
                &["病假", "病情", "病重", "事假", "事务", "公假", "公务", "公开"],
            )
    };
    let long = |rest: &&str| rest.chars().count() > 1;
    let because = reason.strip_prefix('因').filter(long).filter(is_word);
    let bare = because.unwrap_or(reason);
    let bare = bare.strip_suffix("请假").filter(long).unwrap_or(bare);
    let reason = bare.to_owned();
    (reason.chars().count() > 1).then_some(AbsentPerson {
        name: person.name,
        reason,
        is_all: person.is_all,
        is_shared: false,
    })
}

/// The persons of whom sentences say why they did not come.
pub(super) fn absent_in(said: &str) -> Vec<AbsentPerson> {
    if let Some(found) = LISTED.captures(said)
        && let Some(list) = found.name("inside").or_else(|| found.name("behind"))
    {
        return with_reasons(list.as_str().trim()).unwrap_or_default();
    }
    if let Some(found) = NAMED_FIRST.captures(said) {
        return absent(&found["list"].replace('和', "、")).unwrap_or_default();
    }
    if let Some(found) = EACH_BECAUSE.captures(said) {
        return absent(&found["list"]).unwrap_or_default();
    }
    let by_reason = REASON_FIRST.captures_iter(said).flat_map(|found| {
        let reason = format!("因{}", &found["reason"]);
        let named = persons::parts(&found["names"]).map(|name| of_parts(name, &reason));
        named.collect::<Option<Vec<_>>>().unwrap_or_default()
    });
    let in_brackets = IN_BRACKETS.captures_iter(said);
    let in_brackets = in_brackets.filter_map(|found| of_parts(&found["name"], &found["reason"]));
    let in_sentences = IN_SENTENCE.captures_iter(said);
    let in_sentences = in_sentences.flat_map(|found| {
        let reason = match found.name("reason") {
            Some(reason) => format!("因{}", reason.as_str()),
            None => found["word"].to_owned(),
        };
        let others = found.name("others").map_or("", |others| others.as_str());
        let others = others
            .split(['、', '和'])
            .map(|name| name.trim_end_matches("同志"));
        let people = others
            .chain([&found["name"]])
            .filter_map(|name| of_parts(name, &reason));
        people.collect::<Vec<_>>()
    });
    by_reason
        .chain(in_brackets)
        .chain(in_sentences)
        .take(MOST)
        .collect()
}
