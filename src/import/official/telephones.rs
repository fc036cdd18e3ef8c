//! The telephone of an office that takes objections: behind a label, in a sentence, or beside the name of whose it is.

use super::labels::FormLabel;
use super::working::WorkingText;
use super::{closing, only_one};
use crate::words::{LazyRegex, NumberKind, personal_numbers};

static TELEPHONE: LazyRegex = LazyRegex::new(
    r"(?:(?:[（(]?0[0-9]{2,3}[）)]?\s*[-－—–]?\s*)?[1-9](?:[0-9]{6,7}|[0-9]{2,3} [0-9]{4})|0[0-9]{2,3}[-－—–][1-9][0-9]{5})(?:\s*(?:转|-)\s*[0-9]{1,5})?",
);
pub(super) static TOWARDS: LazyRegex = LazyRegex::new(
    r"(?:向|到)(?P<unit>[\p{Han}0-9、]{3,36}?)(?:[（(](?P<place>[^（）()]{3,40})[）)])?(?:书面|当面|实名|电话|如实)?(?:反映|反馈|提出|举报|反应)(?:[（(](?P<behind>[^（）()]{3,40})[）)])?",
);

fn add(numbers: &mut Vec<String>, found: Vec<String>) {
    for number in found {
        if numbers.len() < 3 && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
}

/// The numbers of offices in a text, and what else it says.
fn landlines(text: &str) -> (Vec<String>, String) {
    let mut numbers = Vec::new();
    let mut rest = String::new();
    let mut end = 0;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    for found in TELEPHONE.find_iter(text) {
        let is_part = is_digit(text[..found.start()].chars().next_back())
            || is_digit(text[found.end()..].chars().next());
        if is_part {
            continue;
        }
        rest.push_str(&text[end..found.start()]);
        end = found.end();
        let number = found.as_str().replace(['（', '('], "").replace(['）', ')'], "-");
        let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
        numbers.push(number.replace(['－', '—', '–'], "-").replace("--", "-"));
    }
    rest.push_str(&text[end..]);
    (numbers, rest)
}

static BY_TELEPHONE: LazyRegex = LazyRegex::new(concat!(
    r"(?:电话(?:号码)?\s*(?:为|是|：)?|拨打|致电)\s*(?P<number>[（(]?[0-9][0-9（）() －—–-]{6,18}(?:转[0-9]{1,5})?)",
    r"|[：，（]\s*(?P<coded>0[0-9]{2,3}[-－—–][0-9]{6,8})"
));

/// What a sentence speaks of that names the telephone for objections.
static ASKS: LazyRegex = LazyRegex::new("异议|意见|反映|反馈|监督|举报|受理|问题|疑问|联系");

pub(super) const SEVERAL: &str = "写了几个电话，没有填，请在“受理”里写明哪一个受理意见";

static WHOSE: LazyRegex = LazyRegex::new(
    r"(?P<number>0[0-9]{2,3}[-－—–][0-9]{6,8}|[1-9][0-9]{6,7})\s*[（(](?P<whose>\p{Han}{2,20})[）)]",
);
pub(super) static HIGHER: LazyRegex = LazyRegex::new(
    "教育局|教体局|教育工委|教育和体育局|上级|巡察|纪委监委|组织部|(?:[省市县区州旗镇乡]|街道)(?:党工?委|纪工?委|委|政府|教)|[县镇乡]党|[省市县区州旗]\\p{Han}{2,6}局",
);

/// `0713-6600123（县教育局机关党委）`: the only number, and that of a higher office.
fn is_of_higher(value: &str) -> bool {
    let whose = WHOSE.captures(value);
    whose.is_some_and(|found| HIGHER.is_match(&found["whose"])) && landlines(value).0.len() == 1
}

/// `0775-6600123（学校党总支） 0775-6600456（镇党委组织办）`: the school's own, where all others are those of higher offices.
fn own_number(value: &str) -> Option<String> {
    let all: Vec<_> = WHOSE.captures_iter(value).collect();
    let (higher, own): (Vec<_>, Vec<_>) = all.iter().partition(|found| HIGHER.is_match(&found["whose"]));
    let [own] = own[..] else { return None };
    let is_whole = landlines(value).0.len() == higher.len() + 1;
    let number = || landlines(&own["number"]).0.pop();
    (is_whole && !higher.is_empty()).then(number).flatten()
}

static FOR_IT: LazyRegex =
    LazyRegex::new(r"受理(?:联系)?电话：\s*(?P<number>[（(]?[0-9][0-9（）() －—–-]{6,18})");

/// `受理电话：0731-6600123　监督电话：…`: the only number that is called so, beside others; the line stays.
fn named_for_it(work: &WorkingText) -> Option<String> {
    let telephones = work.labelled_with(FormLabel::Telephone);
    let numbers = |said: &str| landlines(said).0;
    let all: usize = telephones.map(|value| numbers(&value.value).len()).sum();
    let lines = work.lines().flat_map(|(_, said)| FOR_IT.captures_iter(said));
    only_one(lines.flat_map(|found| numbers(&found["number"]))).filter(|_| all > 1)
}

static OF_UNIT: LazyRegex = LazyRegex::new(
    r"(?:^|[，；。\s])(?P<whose>\p{Han}{2,14}?)(?:联系|办公|受理)?电话：\s*(?P<number>[（(]?[0-9][0-9（）() －—–-]{6,18})",
);

/// `学校党支部电话：0576-6600123`, `镇党建办电话：…`: the school's own.
fn behind_own_name(work: &WorkingText) -> Option<String> {
    let lines = work.lines().flat_map(|(_, said)| OF_UNIT.captures_iter(said));
    let own = lines.filter(|found| closing::is_unit(&found["whose"]) && !HIGHER.is_match(&found["whose"]));
    only_one(own.flat_map(|found| landlines(&found["number"]).0))
}

/// `向学校政教处反映，联系电话0731-6600123；县教育局监督电话：…`: the only number in the clauses that say where to turn to.
fn beside_unit(work: &WorkingText) -> Option<String> {
    let clauses = work.lines().flat_map(|(_, said)| said.split(['。', '；']));
    let meant = clauses.filter(|said| {
        let unit = TOWARDS.captures(said).map(|found| found["unit"].to_owned());
        unit.is_some_and(|unit| !HIGHER.is_match(&unit)) && personal_numbers(said).is_empty()
    });
    let mut numbers: Vec<String> = meant.flat_map(|said| landlines(said).0).collect();
    numbers.dedup();
    let [number] = &numbers[..] else { return None };
    Some(number.clone())
}

static OF_EACH: LazyRegex = LazyRegex::new(concat!(
    r"(?P<unit>\p{Han}{2,20}?)\s*[（(：]?\s*(?:(?:联系|办公|受理|监督|举报|反映)?电话(?:号码)?\s*[：为是]?\s*)?",
    r"(?P<number>[（(]?0?[0-9][0-9（() －—–-]{5,18}[0-9])"
));

/// `向党总支（0799-6600123）或区教育局党委（0799-6611000）反映`: that of the school's own unit.
fn beside_higher(work: &WorkingText) -> Option<String> {
    let lines = work.lines().filter(|(_, said)| ASKS.is_match(said));
    let all = lines.flat_map(|(_, said)| OF_EACH.captures_iter(said));
    let (higher, own): (Vec<_>, Vec<_>) = all.partition(|found| HIGHER.is_match(&found["unit"]));
    let own = only_one(own.iter().flat_map(|found| landlines(&found["number"]).0));
    own.filter(|_| !higher.is_empty())
}

static OTHER: LazyRegex = LazyRegex::new("报名|咨询|应聘|招聘|招生|采购|投标|培训|缴费|领取|来源|编辑");

/// `三、受理电话`, and in the line below nothing but the number; both stay.
fn below_heading(work: &WorkingText) -> Option<String> {
    let labels = work.values(FormLabel::Telephone);
    let [at] = labels[..] else { return None };
    let (_, below) = work.line_below(at)?;
    let (mut numbers, rest) = landlines(below);
    let is_all = rest.trim_matches(['。', ' ', '；']).is_empty() && numbers.len() == 1;
    (work.labelled[at].value.is_empty() && is_all)
        .then(|| numbers.pop())
        .flatten()
}

/// `可向学校人事科（电话0577-6600123）或学校纪委办（电话0577-6600456）反映`, and each in a line of its own: the two own offices that
/// take objections alike, with their telephones.
pub(super) fn of_two(work: &WorkingText) -> Option<(String, String)> {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let sentences: Vec<&str> = lines.iter().flat_map(|said| said.split_inclusive('。')).collect();
    // 报名请联系教务处（电话…） is another matter.
    let other = |said: &&str| OTHER.is_match(said) && !landlines(said).0.is_empty();
    if sentences.iter().any(other) {
        return None;
    }
    let all: Vec<_> = sentences
        .iter()
        .flat_map(|said| OF_EACH.captures_iter(said))
        .collect();
    let mut own: Vec<(String, String)> = Vec::new();
    let mut higher = 0;
    for found in &all {
        let unit = ["受理单位", "监督单位", "受理部门", "监督部门"]
            .iter()
            .fold(&found["unit"], |unit, label| {
                unit.strip_prefix(label).unwrap_or(unit)
            });
        let unit = unit
            .rsplit(['向', '或', '和', '及', '与', '到'])
            .next()
            .unwrap_or_default();
        let unit = unit.rsplit("联系").next().unwrap_or_default().to_owned();
        let number = landlines(&found["number"]).0.pop()?;
        match closing::is_unit(&unit) {
            false => return None,
            true if HIGHER.is_match(&unit) => higher += 1,
            true if own.iter().any(|known| known.0 == unit && known.1 == number) => {}
            true => own.push((unit, number)),
        }
    }
    let asks = lines.iter().any(|said| ASKS.is_match(said));
    let numbers: usize = lines.iter().map(|said| landlines(said).0.len()).sum();
    let is_private = lines.iter().any(|said| !personal_numbers(said).is_empty());
    let [(one, its), (other, theirs)] = &own[..] else {
        return None;
    };
    let are_all = numbers == all.len() && one != other && !is_private && asks && higher < all.len();
    are_all.then(|| (format!("{one}、{other}"), format!("{its}、{theirs}")))
}

/// `0398-6600123（学校党支部）；0398-6600456（学校纪检组）`: those of the two who take objections, in their order.
fn numbers_of_both(units: &str, value: &str) -> Option<String> {
    let all: Vec<_> = WHOSE.captures_iter(value).collect();
    let whose: Vec<&str> = all
        .iter()
        .filter_map(|found| Some(found.name("whose")?.as_str()))
        .collect();
    let numbers = landlines(value).0;
    (all.len() > 1 && all.len() == numbers.len() && whose.join("、") == units).then(|| numbers.join("、"))
}

/// The telephone of `unit`: behind a label; never a person's.
pub(super) fn of_unit(work: &mut WorkingText, unit: &str) -> Option<String> {
    if let Some(number) = named_for_it(work) {
        return Some(number);
    }
    let mut numbers: Vec<String> = Vec::new();
    let mut used = Vec::new();
    let mut has_mobile = false;
    let telephones = work.labelled_with(FormLabel::Telephone);
    let has_own = telephones.filter(|value| !is_of_higher(&value.value)).count() > 0;
    for at in 0..work.labelled.len() {
        if work.labelled[at].label != FormLabel::Telephone {
            continue;
        }
        let value = work.labelled[at].value.clone();
        let mobiles = personal_numbers(&value);
        has_mobile |= mobiles.iter().any(|number| number.kind == NumberKind::Mobile);
        if !mobiles.is_empty() {
            continue;
        }
        let (found, rest) = landlines(&value);
        let rest = rest.trim_matches(['、', '，', '；', '/', ' ', '或', '）', ')']);
        // 监督电话：0713-6600123（县教育局机关党委）, beside the school's own.
        if has_own && is_of_higher(&value) {
            continue;
        }
        if !found.is_empty() && rest.is_empty() {
            used.push(at);
        }
        // Those of two offices: who takes the objections is not clear.
        let are_two = !numbers.is_empty() && found.iter().any(|number| !numbers.contains(number));
        if are_two || found.len() > 1 && !rest.is_empty() {
            let both = || numbers_of_both(unit, &value);
            return own_number(&value)
                .or_else(both)
                .or_else(|| beside_unit(work))
                .or_else(|| {
                    work.say(SEVERAL);
                    None
                });
        }
        add(&mut numbers, found);
    }
    if numbers.is_empty() && !has_mobile {
        let sentences = work.lines().flat_map(|(_, said)| said.split_inclusive('。'));
        for said in sentences.filter(|said| ASKS.is_match(said)) {
            let private = personal_numbers(said);
            has_mobile |= private.iter().any(|number| number.kind == NumberKind::Mobile);
            for hit in BY_TELEPHONE.captures_iter(said) {
                let number = hit.name("number").or_else(|| hit.name("coded"));
                add(
                    &mut numbers,
                    landlines(number.map_or("", |number| number.as_str())).0,
                );
            }
        }
        if numbers.len() > 1 {
            let own = beside_unit(work).or_else(|| beside_higher(work));
            numbers = own.into_iter().collect();
            if numbers.is_empty() {
                work.say(SEVERAL);
            }
        }
    }
    if numbers.is_empty() && !has_mobile && !work.has_said(SEVERAL) {
        numbers.extend(behind_own_name(work).or_else(|| below_heading(work)));
    }
    if has_mobile {
        work.say("联系电话里有手机号，没有填进“受理”；手机号不得在网上公开，请换成办公电话");
    }
    if numbers.len() > 2 {
        work.say(SEVERAL);
        return None;
    }
    for at in used {
        work.labelled[at].is_taken = true;
    }
    (!numbers.is_empty()).then(|| numbers.join("、"))
}
