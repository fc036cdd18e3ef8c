//! Decisions that sentences of minutes tell: `会议同意…`, `经研究，决定…`, with the votes and who sees to it in the same
//! paragraph. Which list or label holds 决议 is for `resolutions` to say.

use regex::Regex;

use super::decided::{DecidingMeeting, ResolutionFound};
use super::working::{WorkingText, behind_number};
use super::{decided, topics, votes};
use crate::import::numbering::{self, NumberStyle};
use crate::words::{LazyRegex, starts_with_any};

/// What is decided, where votes beside it leave no doubt that this meeting decides.
static VOTED: LazyRegex = LazyRegex::new(concat!(
    r"^(?:本次)?(?:会议|大会|支委会|党员大会|支部大会|支部委员会|与会委员|与会党员|全体委员|全体党员)?",
    r"(?:经?(?:过|充分|认真|集体|研究|审议|讨论|酝酿|投票|举手|无记名|表决|后))*，?(?:一致)?(?P<matter>(?:审议)?(?:通过|同意|决定|选举|推选|推荐).{3,110})$",
));

/// Who decides, or after what, in words that no other meeting is meant by; then what.
static TOLD: LazyRegex = LazyRegex::new(concat!(
    r"^(?:会上，)?(?P<who>(?:本次)?(?:会议|大会)|会上|与会(?:委员|党员|同志|人员)|全体(?:委员|支委|党员)|支委会|支部委员会|支部大会|党员大会|总支委会|党委会|党?支部)?",
    // 会议听取了…汇报，同意….
    r"(?P<heard>(?:认真|充分|集体|专题)?(?:听取|审议|研究|讨论|通报)了?[^，。]{2,50}，(?:会议|大会)?)?",
    r"(?P<after>(?:经(?:过|会议|小组|党小组|大家|支委会|支部委员会|党员大会|(?:与会|到会)[^，。]{0,8}(?:委员|党员|同志|人员))?|充分|认真|集体|研究|审议|审定|讨论|酝酿|协商|投票|举手|无记名|表决|后|和|并|、)*)，?(?:会议|大会)?",
    r"(?P<all>一致|原则上?)?(?P<verb>同意|决定|议定|商定|确定|通过|选举|推选|推荐)(?P<rest>.{2,110})$",
));
/// The meeting thinks, and agrees: who it agrees about stands before.
static CONSIDERED: LazyRegex = LazyRegex::new(
    r"^(?:会议|大会|与会(?:委员|党员|同志))(?:一致)?认为，(?P<matter>[^，。].{2,60}，(?:一致|原则)?同意.{3,60})$",
);
/// 大家对两名同志的情况进行了讨论，一致同意推荐….
static AGREED: LazyRegex = LazyRegex::new(
    r"^(?:会上，)?(?:大家|与会(?:党员|委员|同志|人员)|到会(?:党员|委员)|全体(?:党员|委员)|党员们)[^。]{0,60}，(?:经过?(?:认真|充分)?(?:讨论|研究)，)?一致(?P<verb>同意|决定|通过|推荐)(?P<rest>[^，。][^。]{3,100})$",
);
/// The meeting looked into a document, and all were for it.
static PASSED: LazyRegex = LazyRegex::new(
    r"^(?:会议|大会)(?:研究|审议|讨论|审定)了?(?P<what>《[^》]{2,60}》)，(?:全票|一致|表决)通过$",
);
/// Behind the votes: what they were on.
static BEHIND: LazyRegex = LazyRegex::new(r"^(?:大会|会议)?(?:一致)?(?P<matter>(?:同意|通过|决定).{3,110})$");
/// What is put off is not decided.
static PUT_OFF: LazyRegex = LazyRegex::new("再议|另行研究|再行研究|再研究");

/// True for what may be a decision, where votes are counted on it.
pub(super) fn is_one(matter: &str) -> bool {
    VOTED.is_match(matter)
}

/// The decisions of the lines that are left of a text.
pub(super) fn of_text(work: &WorkingText, meeting: DecidingMeeting) -> Vec<ResolutionFound> {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    of_lines(&lines, meeting)
}

/// The decisions of lines, in their order. Votes in a line of their own belong to the only decision, beside which it stands.
pub(super) fn of_lines(lines: &[&str], meeting: DecidingMeeting) -> Vec<ResolutionFound> {
    let mut all = Vec::new();
    let (mut places, mut alone) = (Vec::new(), Vec::new());
    let mut topic = None;
    for (place, line) in lines.iter().enumerate() {
        let said = behind_number(line);
        if numbering::number_of(line).is_some_and(|number| number.style == NumberStyle::Han) {
            topic = topics::matter(said);
        }
        let mut found = of_paragraph(said, meeting);
        // 原则通过，由…修改: what, the heading says.
        if let Some(topic) = &topic {
            let bare = found.iter_mut().filter(|one| is_bare(&one.matter));
            bare.for_each(|one| one.matter = format!("{topic}：{}", one.matter));
        }
        found.retain(|one| !is_bare(&one.matter));
        if found.is_empty() {
            alone.extend(votes_alone(said).map(|votes| (place, votes)));
        }
        // 大会形成决议： and again what was voted on before.
        found.retain(|one| {
            !all.iter()
                .any(|known: &ResolutionFound| known.matter == one.matter)
        });
        places.extend(found.iter().map(|_| place));
        all.extend(found);
    }
    // The votes, and in the next line what was decided by them.
    for (one, place) in all.iter_mut().zip(&places) {
        let before = alone.iter().find(|(other, _)| other + 1 == *place);
        one.votes = one.votes.or(before.map(|before| before.1));
    }
    if let ([one], [place], [(other, votes)]) = (&mut all[..], &places[..], &alone[..])
        && one.votes.is_none()
        && place.abs_diff(*other) == 1
    {
        one.votes = Some(*votes);
    }
    all
}

/// True for an agreement that does not say on what: `原则同意，由…`.
fn is_bare(matter: &str) -> bool {
    let verb = matter.split('，').next().unwrap_or_default();
    matches!(verb, "同意" | "通过" | "原则同意" | "原则通过") && verb.len() < matter.len()
}

static VOTING: LazyRegex = LazyRegex::new(
    r"^(?:(?:大会|会议|(?:与会|到会|参会)(?:党员|委员|同志|人员))?(?:经过?|进行|充分|认真|讨论|研究|审议|酝酿|后|采取|采用|以|用|并|无记名|举手|投票|票决|的|方式|了|表决|，)*){1,2}$",
);

/// The votes of a line that says nothing else but how they were cast, and who may vote.
pub(super) fn votes_alone(said: &str) -> Option<votes::VoteCount> {
    let found = votes::placed(said)?;
    (found.behind.is_empty() && VOTING.is_match(&found.before)).then_some(found.votes)
}

// 宣布决议：大会同意….
static ANNOUNCED: LazyRegex =
    LazyRegex::new("^(?:主持人)?(?:宣布|形成|通过|宣读)(?:会议|大会|支部)?(?:决议|决定|表决结果)：");
// 大会决议：同意….
static RESOLVED: LazyRegex = LazyRegex::new(concat!(
    "^(?:本次)?(?:会议|大会|支部大会|党员大会|支部党员大会|支委会|支部委员会)?",
    "(?:形成|作出|做出|通过)?(?:以下|如下)?(?:决议|决定)(?:如下)?：(?:会议|大会)?"
));

/// The decisions of a paragraph.
pub(super) fn of_paragraph(said: &str, meeting: DecidingMeeting) -> Vec<ResolutionFound> {
    let said = ANNOUNCED.find(said).map_or(said, |lead| &said[lead.end()..]);
    let sentences: Vec<&str> = said
        .split('。')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    // Each with its own words and the sentences behind it that say who sees to it: two of these make it doubtful.
    let mut all: Vec<(ResolutionFound, String)> = Vec::new();
    let mut is_open = false;
    for (place, sentence) in sentences.iter().enumerate() {
        let behind = sentences.get(place + 1).copied().unwrap_or_default();
        let before = place.checked_sub(1).map_or("", |before| sentences[before]);
        let is_voted_on =
            votes::placed(behind).is_some_and(|next| next.before.is_empty()) || votes_alone(before).is_some();
        let found = decision(sentence, is_voted_on, meeting);
        // 会议研究了…事宜。表决结果：同意6票，….
        let studied = || {
            let what = STUDIED
                .captures(sentence)
                .filter(|_| votes_alone(behind).is_some());
            Some(ResolutionFound::bare(&what?["what"]))
        };
        let found = found
            .or_else(|| asked(sentence, behind, meeting))
            .or_else(studied);
        if let Some(mut one) = found {
            one.take_bracket(meeting);
            if let Some(named) = antecedent(&one.matter, &sentences[..=place]) {
                one.matter = named;
            }
            let words = one.matter.clone();
            // 赞成14票，反对0票。大会决定：….
            let is_first = all.is_empty();
            one.votes = one.votes.or_else(|| votes_alone(before).filter(|_| is_first));
            all.push((one, words));
            is_open = true;
        } else if let Some((last, words)) = all.last_mut() {
            is_open &= last.takes_part(sentence, meeting);
            // Its details may stand between.
            if !is_open && !MEETING_SAYS.is_match(sentence) && decided::says_who_or_when(sentence, meeting) {
                words.push('。');
                words.push_str(sentence);
                is_open = true;
            }
        }
    }
    let learnt = all.into_iter().map(|(mut one, words)| {
        one.learn(&words, meeting);
        let behind = words
            .strip_prefix(&one.matter)
            .and_then(|rest| rest.strip_prefix('。'));
        if let Some(behind) = behind {
            one.add_task(behind, meeting);
        }
        one
    });
    learnt.collect()
}

// 《中国共产党发展党员工作细则》第二十二条: 赞成人数超过应到会有表决权的正式党员的半数，才能通过.
static MAJORITY: LazyRegex =
    LazyRegex::new("^赞成(?:票|人)?数?(?:已)?(?:超过|达到)[^，。]{2,30}(?:半数|[三3]分之[二2])(?:以上)?，");

/// The decision that a sentence tells.
fn decision(sentence: &str, is_voted_on: bool, meeting: DecidingMeeting) -> Option<ResolutionFound> {
    let behind = |lead: &Regex, said| lead.find(said).map_or(said, |lead| &said[lead.end()..]);
    let led = behind(&MAJORITY, sentence);
    let sentence = behind(&RESOLVED, led);
    let is_resolved = sentence.len() < led.len() && is_of_kind(led, meeting);
    let voted = |words: &str| {
        let matter = VOTED.captures(words)?["matter"].to_owned();
        let matter = matter.strip_prefix("审议").unwrap_or(&matter);
        // 研究决定，推荐….
        let matter =
            matter
                .strip_prefix("决定")
                .map_or(matter, |rest| match rest.strip_prefix(['，', '：']) {
                    Some(rest) => rest,
                    None => matter,
                });
        Some(matter.replacen("通过了", "通过", 1))
    };
    let considered = |words: &str| Some(CONSIDERED.captures(words)?["matter"].to_owned());
    let Some(found) = votes::placed(sentence) else {
        let passed = || Some(format!("通过{}", &PASSED.captures(sentence)?["what"]));
        let matter = told(sentence, meeting).or_else(|| considered(sentence));
        let agreed = || {
            let found = AGREED.captures(sentence)?;
            let verb = Some(&found["verb"])
                .filter(|verb| *verb != "决定")
                .unwrap_or_default();
            Some(format!("{verb}{}", &found["rest"]))
        };
        let matter = matter.or_else(passed).or_else(agreed);
        let matter = matter.or_else(|| voted(sentence).filter(|_| is_voted_on || is_resolved))?;
        let is_unanimous = votes::is_unanimous(sentence);
        return Some(ResolutionFound::agreed(&matter, is_unanimous));
    };
    let matter = if found.behind.is_empty() {
        let before = found.before.as_str();
        let matter = voted(before).or_else(|| told(before, meeting));
        matter.or_else(|| considered(before))?
    } else {
        // …报告，会议以举手方式表决，一致同意（赞成20票，…）通过该报告.
        let before = found.before.trim_end_matches(['（', '(']);
        let before = before
            .strip_suffix("一致同意")
            .unwrap_or(before)
            .trim_end_matches('，');
        let clause = ["，会议", "，大会"].iter().find_map(|word| before.rfind(word));
        let is_led_to = VOTING.is_match(before)
            || DISCUSSED.is_match(before)
            || HEARD.is_match(before)
            || clause.is_some_and(|at| VOTING.is_match(&before[at + '，'.len_utf8()..]));
        BEHIND.captures(found.behind).filter(|_| is_led_to)?["matter"].to_owned()
    };
    let mut one = ResolutionFound::bare(&matter);
    one.votes = Some(found.votes);
    Some(one)
}

/// What the meeting says next is of its own.
static MEETING_SAYS: LazyRegex =
    LazyRegex::new("^(?:会议|大会|与会|书记|.{0,8}(?:强调|指出|要求|认为|建议|提出))");
static THIS: LazyRegex =
    LazyRegex::new("该(?P<what>方案|计划|办法|制度|细则|预案|安排|规定|章程|名单|报告|意见)(?:$|，|；)");
static TITLE: LazyRegex = LazyRegex::new("《[^《》]{2,60}》");

// 会议听取了汇报，经表决（同意4票，…），同意….
static HEARD: LazyRegex = LazyRegex::new("^(?:会议|大会)?(?:认真)?(?:听取|审议|讨论|研究)了?[^，。]{2,50}$");

// 会议对推荐人选逐一进行了讨论，经举手表决，6票赞成，…，同意推荐….
static DISCUSSED: LazyRegex = LazyRegex::new(
    "^(?:会议|大会|支委会|与会(?:委员|党员|同志))对[^，。]{2,40}进行了?[^，。]{0,6}(?:讨论|审议|研究|酝酿)$",
);

static STUDIED: LazyRegex = LazyRegex::new("^(?:会议|大会)(?:研究|讨论|审议|审定)了(?P<what>[^，。]{4,60})$");

// 冷秀英作2025年度经费使用情况报告，….
static GIVEN: LazyRegex = LazyRegex::new("[作做](?:了)?(?P<what>[^，。《》]{4,40}(?:报告|说明|安排|计划))，");

/// `同意该方案` behind the only document of that name that the sentences before speak of → `同意《…方案》`.
fn antecedent(matter: &str, before: &[&str]) -> Option<String> {
    let this = THIS.captures(matter)?;
    let what = this.name("what")?;
    let titles = before.iter().flat_map(|said| TITLE.find_iter(said));
    let titles = titles.map(|title| title.as_str());
    let given = before
        .iter()
        .filter_map(|said| GIVEN.captures(said)?.name("what"));
    let mut titles: Vec<&str> = titles
        .chain(given.map(|what| what.as_str()))
        .filter(|title| title.contains(what.as_str()))
        .collect();
    titles.dedup();
    let [title] = titles[..] else { return None };
    let start = this.get(0)?.start();
    Some(format!("{}{title}{}", &matter[..start], &matter[what.end()..]))
}

/// `会议要求，…于3月20日前制定方案，由某某牵头`, `会议责成…于…前…`: what somebody has to do by a day is decided, where the
/// sentence or the one behind it says both; what is asked of all is not.
fn asked(sentence: &str, behind: &str, meeting: DecidingMeeting) -> Option<ResolutionFound> {
    let of_meeting = ["会议", "大会"]
        .iter()
        .find_map(|word| sentence.strip_prefix(word))?;
    let words = match of_meeting.strip_prefix("要求") {
        Some(words) => words.trim_start_matches(['，', '：']),
        None => Some(of_meeting).filter(|words| words.starts_with("责成"))?,
    };
    if starts_with_any(words, &["各", "全体", "每"]) {
        return None;
    }
    let says_both = |words: &str| {
        let mut one = ResolutionFound::bare(words);
        one.look_for_whom(meeting);
        one.responsible.is_some() && one.deadline.is_some()
    };
    let is_of_whom = starts_with_any(behind, &["由", "责任人", "负责人"]);
    let is_asked = says_both(words) || is_of_whom && says_both(behind);
    is_asked.then(|| ResolutionFound::bare(words))
}

/// False where another sort of meeting is named: 经支委会研究 in the minutes of a 党员大会.
fn is_of_kind(words: &str, meeting: DecidingMeeting) -> bool {
    let others = [
        ("支委会", "支委会"),
        ("支部委员会", "支委会"),
        ("党员大会", "党员大会"),
    ];
    others
        .iter()
        .all(|(word, kind)| !words.contains(word) || meeting.kind == Some(kind))
}

static LEAD: LazyRegex = LazyRegex::new(concat!(
    "^(?:本次)?(?:支部党员大会|支部大会|党员大会|大会|会议|支委会|党委会|总支委会|与会(?:党员|委员|同志))?",
    "(?:经过?(?:充分|认真|集体|无记名|投票|举手|表决|讨论|研究|审议|酝酿|后|、|，)*)?，?",
    "(?:决定，)?(?P<matter>(?:一致|审议)?(?:同意|通过|决定).{4,}|(?:接收|批准|确定|推荐|选举).{4,})$"
));

/// `支部大会经无记名投票表决，同意接收…` → `同意接收…`, where a list or a label says that it was decided.
pub(super) fn without_lead(item: &str) -> &str {
    let found = LEAD.captures(item).and_then(|found| found.name("matter"));
    found.map_or(item, |matter| matter.as_str())
}

/// `根据名额，经大家酝酿，会议一致同意…`: the clauses before say on what grounds.
static GROUNDS: LazyRegex = LazyRegex::new(concat!(
    "^(?:(?:根据|按照|依据|鉴于|结合|经|为|围绕|针对|听取)[^，。；]{2,40}，){1,4}",
    "(?P<rest>(?:本次)?(?:会议|大会|与会|全体(?:委员|支委|党员))(?:经|一致|原则|研究|讨论|决定|同意).+)$"
));

/// What this meeting decides by a sentence of its own.
fn told(sentence: &str, meeting: DecidingMeeting) -> Option<String> {
    let grounds = GROUNDS.captures(sentence).and_then(|found| found.name("rest"));
    told_itself(sentence, meeting).or_else(|| told_itself(grounds?.as_str(), meeting))
}

fn told_itself(sentence: &str, meeting: DecidingMeeting) -> Option<String> {
    let found = TOLD.captures(sentence)?;
    let who = found.name("who").map_or("", |who| who.as_str());
    let (after, verb, rest) = (&found["after"], &found["verb"], &found["rest"]);
    let is_this = match who {
        "支委会" | "支部委员会" => meeting.kind == Some("支委会"),
        "支部大会" | "党员大会" => meeting.kind == Some("党员大会"),
        "总支委会" | "党委会" => meeting.kind == Some(who),
        "" => after.starts_with('经') && is_of_kind(after, meeting),
        _ => true,
    };
    // 会议通过集中学习…, 会议确定了…, 会议同意的….
    let is_bare = after.is_empty() && found.name("all").is_none();
    let is_way = is_bare || rest.contains("方式") || rest.contains("形式");
    let is_means = verb == "通过" && is_way && !rest.starts_with(['了', '《']);
    let elects = matches!(verb, "选举" | "推选" | "推荐");
    let is_told_of = rest.starts_with('的') || verb != "通过" && !elects && rest.starts_with(['了', '过']);
    // 会议推荐大家阅读….
    let is_no_choice = elects && !rest.contains('为');
    if !is_this || is_means || is_told_of || is_no_choice || PUT_OFF.is_match(rest) {
        return None;
    }
    let agrees = matches!(verb, "同意" | "通过");
    // 经会议研究，原则同意，由…: on what, the words before say.
    let is_bare = agrees && rest.starts_with('，') && found.name("heard").is_none();
    let words = if is_bare {
        rest
    } else {
        rest.trim_start_matches(['了', '，', '：', ' '])
    };
    let is_list = words.starts_with("如下") || words.starts_with("以下") || words.ends_with('：');
    let principle = found
        .name("all")
        .is_some_and(|all| all.as_str().starts_with("原则"));
    let matter = match verb {
        _ if agrees && principle => format!("原则{verb}{words}"),
        "同意" | "通过" | "选举" | "推选" | "推荐" => format!("{verb}{words}"),
        // 确定宋知远为… needs its verb.
        "确定" if words.len() == rest.len() => format!("{verb}{words}"),
        _ => words.to_owned(),
    };
    // 同意公布 behind what was heard says nothing alone.
    let least = if found.name("heard").is_some() { 7 } else { 4 };
    (!is_list && matter.chars().count() >= least).then_some(matter)
}
