//! 受理: who takes objections or opinions, where and by which telephone and address of mail.

use regex::Regex;

use super::labels::FormLabel;
use super::telephones::{self, HIGHER, SEVERAL, TOWARDS};
use super::working::{LabelPlace, LabelledValue, WorkingText, behind_number};
use super::{ImportedField, closing, only_one};
use crate::words::{LazyRegex, contains_any, personal_numbers};

static EMAIL: LazyRegex = LazyRegex::new(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+");
static HANDED_TO: LazyRegex = LazyRegex::new(
    r"(?:(?:反馈|寄送|发送|交|报|送)(?:至|到|给)|(?:送交|报送|提交)(?:至|到|给)?)(?P<unit>[\p{Han}0-9]{3,24})(?:[（(](?P<place>[^（）()]{3,20})[）)])?(?:$|[，。；])",
);

/// Takes 受理.
pub(super) fn take(work: &mut WorkingText, is_publicity: bool) {
    let mut fields = Vec::new();
    let mut unit = line_value(work, FormLabel::ContactUnit, "受理单位").or_else(|| below_heading(work));
    let mut place = line_value(work, FormLabel::ContactPlace, "受理地点")
        .or_else(|| line_value(work, FormLabel::PostalAddress, "地址"));
    if let Some((bare, at)) = unit.as_deref().and_then(with_place) {
        unit = Some(bare);
        place = place.or(Some(at));
    }
    let both = telephones::of_two(work).filter(|_| unit.is_none() && is_publicity);
    if let Some((units, _)) = &both {
        unit = Some(units.clone());
    }
    if unit.is_none() {
        let (towards, at) = if is_publicity {
            towards(work, &TOWARDS, |_| true, closing::is_unit)
        } else {
            towards(work, &HANDED_TO, asks_for_opinions, closing::is_unit)
        };
        unit = towards;
        place = place.or(at);
    }
    place = place
        .or_else(|| place_inside(work))
        .or_else(|| place_beside(work));
    for value in &mut work.labelled {
        let is_line = matches!(value.at, LabelPlace::Line { is_inside: false, .. });
        value.is_taken |= is_line && value.label == FormLabel::Place && Some(&value.value) == place.as_ref();
    }
    if let Some((own, at)) = behind_telephone(work)
        && own.is_none_or(|own| *unit.get_or_insert_with(|| own.clone()) == own)
    {
        place = place.or(at);
    }
    unit = unit.or_else(|| before_telephone(work));
    // 来信来访地址：…行政楼二楼党建办.
    let housed = place
        .as_deref()
        .and_then(|place| Some(HOUSED.captures(place)?["unit"].to_owned()));
    unit = unit.or(housed.filter(|unit| closing::is_unit(unit) && is_publicity));
    if unit.is_none() && is_publicity {
        let (officer, at) = towards(work, &TOWARDS, |_| true, is_officer);
        unit = officer;
        place = place.or(at);
    }
    let telephone = match both {
        Some((_, numbers)) => Some(numbers),
        None => telephones::of_unit(work, unit.as_deref().unwrap_or_default()),
    };
    fields.extend(ImportedField::known("单位", unit));
    fields.extend(ImportedField::known("电话", telephone));
    fields.extend(ImportedField::known("邮箱", email(work)));
    fields.extend(ImportedField::known("地点", place));
    let has_telephone = fields.iter().any(|field| field.name == "电话");
    if is_publicity && !has_telephone && !work.has_said(SEVERAL) {
        work.say("没有找到受理意见的办公电话，请在“受理”里补上");
    }
    if is_publicity && has_telephone && !fields.iter().any(|field| field.name == "单位") {
        work.say("没有看出受理意见的单位，请在“受理”里补上");
    }
    if !fields.is_empty() {
        work.fill("受理", fields);
    }
}

/// A short value behind a label.
fn line_value(work: &mut WorkingText, label: FormLabel, name: &str) -> Option<String> {
    work.take_where(label, name, |value| {
        value.chars().count() <= 60
            && !value.contains(['。', '，', '；', '\n'])
            && !(label == FormLabel::ContactUnit && value.contains(' '))
            && value.chars().any(crate::words::is_han)
            && personal_numbers(value).is_empty()
    })
}

// 受理：党总支办公室，电话6600123.
static BEFORE_TELEPHONE: LazyRegex = LazyRegex::new(
    "^(?:意见|异议)?受理(?:单位|部门)?：(?P<unit>[^，。；：（(]{3,30})[，；（(][^。]{0,20}电话",
);

/// The office that a line names before its telephone; it stays.
fn before_telephone(work: &WorkingText) -> Option<String> {
    let lines = work
        .lines()
        .filter_map(|(_, said)| BEFORE_TELEPHONE.captures(said));
    let unit = only_one(lines)?["unit"].trim().to_owned();
    closing::is_unit(&unit).then_some(unit)
}

/// `三、受理部门`, and in the line below the office; both stay.
fn below_heading(work: &WorkingText) -> Option<String> {
    let labels = work.values(FormLabel::ContactUnit);
    let [at] = labels[..] else { return None };
    let (_, below) = work.line_below(at)?;
    let is_empty = work.labelled[at].value.is_empty();
    let unit = behind_number(below)
        .split(['，', '；', '。', '（', '(', ' '])
        .next()?;
    (is_empty && closing::is_unit(unit)).then(|| unit.to_owned())
}

/// True for a sentence that asks readers for opinions; where these go once they are collected is another matter.
fn asks_for_opinions(said: &str) -> bool {
    let is_later = contains_any(said, &["汇总", "修改", "整理", "审定", "研究"]);
    (said.contains("意见") || said.contains("建议")) && !is_later
}

/// How the place of an office ends.
const ROOMS: [char; 6] = ['室', '楼', '厅', '处', '层', '号'];

static WITH_PLACE: LazyRegex =
    LazyRegex::new(r"^(?P<unit>\p{Han}{3,24})[（(](?P<place>[^（）()，、；]{3,40})[）)]$");
static BEHIND_TELEPHONE: LazyRegex =
    LazyRegex::new(r"[0-9]{6,8}[（(](?P<words>\p{Han}[^（）()：]{2,40})[）)]");

static ROOM_FIRST: LazyRegex = LazyRegex::new(
    r"^(?P<room>\p{Han}{0,6}[0-9]{2,4}(?:室|房间)?|\p{Han}{1,5}楼[0-9一二三四五六七八九十]{1,4}[层楼室]?)(?P<unit>\p{Han}{3,20})$",
);

static HOUSED: LazyRegex =
    LazyRegex::new(r"(?:楼[0-9一二三四五六七八九十]{1,4}[层楼室]|[0-9]{3}室?)(?P<unit>\p{Han}{3,12})$");

/// `行政楼305室党总支办公室`: where, and whose it is.
fn behind_room(named: &str) -> (Option<&str>, &str) {
    let found = ROOM_FIRST.captures(named);
    let parts = found.and_then(|found| Some((found.name("room")?.as_str(), found.name("unit")?.as_str())));
    match parts.filter(|(_, unit)| closing::is_unit(unit)) {
        Some((room, unit)) => (Some(room), unit),
        None => (None, named),
    }
}

/// `党总支办公室（行政楼305室）`.
fn with_place(unit: &str) -> Option<(String, String)> {
    let found = WITH_PLACE.captures(unit)?;
    let (unit, place) = (found["unit"].to_owned(), found["place"].to_owned());
    let is_place = place.contains('楼') || !closing::is_unit(&place);
    ((place.ends_with(ROOMS) || place.contains('楼')) && is_place).then_some((unit, place))
}

/// `反映（地址：行政楼203室，电话：6600123）`: the only place of a sentence, where it stays.
fn place_inside(work: &WorkingText) -> Option<String> {
    let inside = work.labelled.iter().filter(|value| {
        matches!(value.label, FormLabel::ContactPlace | FormLabel::PostalAddress)
            && matches!(value.at, LabelPlace::Line { is_inside: true, .. })
    });
    let places: Vec<&str> = inside.map(|value| value.value.as_str()).collect();
    let [only] = places[..] else { return None };
    let only = only.split(['，', '；', '。', '（', '）']).next()?;
    let is_short = (3..=30).contains(&only.chars().count());
    (is_short && only.ends_with(ROOMS)).then(|| only.to_owned())
}

/// `联系电话：6600123，地点：行政楼203室`, or `地点：行政楼203室` in the next line: not that of a meeting, and it stays.
fn place_beside(work: &WorkingText) -> Option<String> {
    let line_of = |value: &LabelledValue| match value.at {
        LabelPlace::Line { block, .. } => Some(block),
        LabelPlace::Cell { .. } => None,
    };
    let telephones = work.labelled_with(FormLabel::Telephone);
    let lines: Vec<usize> = telephones.filter_map(line_of).collect();
    let is_beside = |value: &&LabelledValue| {
        let at = line_of(value);
        value.label == FormLabel::Place && at.is_some_and(|at| lines.iter().any(|line| line.abs_diff(at) < 2))
    };
    let only = only_one(work.labelled.iter().filter(is_beside))?;
    let ends = ['）', ')', '，', '；', '。'];
    let value = only.value.split(ends).next().unwrap_or_default();
    let is_short = (3..=30).contains(&value.chars().count());
    (is_short && value.ends_with(ROOMS) && !value.contains('（')).then(|| value.to_owned())
}

/// `电话：6600123（党政办公室，行政楼203室）`: whose it is, and where.
fn behind_telephone(work: &WorkingText) -> Option<(Option<String>, Option<String>)> {
    let mut hits: Vec<String> = work
        .lines()
        .flat_map(|(_, said)| BEHIND_TELEPHONE.captures_iter(said))
        .map(|hit| hit["words"].to_owned())
        .collect();
    if hits.len() > 1 {
        hits.retain(|words| !HIGHER.is_match(words));
    }
    let [only] = &hits[..] else { return None };
    let (units, places): (Vec<&str>, Vec<&str>) = only
        .split(['，', '、', ' '])
        .partition(|part| closing::is_unit(part));
    let are_places = places.iter().all(|place| place.ends_with(ROOMS));
    let one = |words: &[&str]| words.first().map(|word| (*word).to_owned());
    (are_places && units.len() < 2 && places.len() < 2).then(|| (one(&units), one(&places)))
}

/// True for who sees to such matters in a unit: 学校党支部纪检委员.
fn is_officer(named: &str) -> bool {
    let mut offices = ["纪检委员", "组织委员", "宣传委员", "纪委委员"].into_iter();
    let of_unit = offices.find_map(|office| named.strip_suffix(office));
    of_unit.is_some_and(closing::is_unit)
}

/// `向学校党总支办公室（行政楼210室）反映`.
fn towards(
    work: &WorkingText,
    form: &Regex,
    is_meant: fn(&str) -> bool,
    is_taker: fn(&str) -> bool,
) -> (Option<String>, Option<String>) {
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    let sentences = work.lines().flat_map(|(_, said)| said.split_inclusive('。'));
    for said in sentences.filter(|said| is_meant(said)) {
        for hit in form.captures_iter(said) {
            let (room, unit) = behind_room(&hit["unit"]);
            let unit = one_of(unit);
            // 向党政办公室（行政楼301室，电话：6600123）反映, 向党政办公室反映（行政楼301室，邱老师）.
            let beside = ["place", "behind"].into_iter().filter_map(|name| hit.name(name));
            let mut beside = beside
                .flat_map(|words| words.as_str().split(['，', '、', '；']))
                .map(str::trim);
            let is_room = |part: &&str| {
                let is_place = part.contains('楼') || part.ends_with(ROOMS) && !closing::is_unit(part);
                is_place && !part.contains('：')
            };
            let place = room.or_else(|| beside.find(is_room)).map(str::to_owned);
            let is_unit = unit.split('、').all(is_taker);
            if found.len() < 2 && is_unit && !found.iter().any(|known| known.0 == unit) {
                found.push((unit, place));
            }
        }
    }
    let own = found.iter().filter(|(unit, _)| !HIGHER.is_match(unit));
    match &own.collect::<Vec<_>>()[..] {
        [(unit, place)] => return (Some(unit.clone()), place.clone()),
        [] => {}
        _ => return (None, None),
    }
    match &found[..] {
        [(unit, place)] => (Some(unit.clone()), place.clone()),
        _ => (None, None),
    }
}

/// 学校党支部或镇党建办 → the school's own; 学校党支部、纪检组 → both, who take objections alike.
fn one_of(named: &str) -> String {
    let units: Vec<&str> = named.split(['或', '、', '和']).collect();
    let (higher, own): (Vec<&str>, Vec<&str>) = units.iter().partition(|unit| HIGHER.is_match(unit));
    let are_units = units.len() > 1 && units.iter().all(|unit| closing::is_unit(unit));
    match &own[..] {
        [one] if units.len() > 1 && closing::is_unit(one) => (*one).to_owned(),
        [_, _] if are_units && higher.is_empty() => units.join("、"),
        [] if are_units => units.join("、"),
        _ => named.to_owned(),
    }
}

/// The only address of mail.
fn email(work: &mut WorkingText) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    let lines: Vec<String> = work.lines().map(|(_, said)| said.to_owned()).collect();
    let values = work.labelled_with(FormLabel::Email);
    let values = values.map(|value| value.value.clone());
    for said in lines.into_iter().chain(values) {
        for hit in EMAIL.find_iter(&said) {
            if found.len() < 2 && !found.iter().any(|known| known == hit.as_str()) {
                found.push(hit.as_str().to_owned());
            }
        }
    }
    if found.len() > 1 {
        work.say("写了几个邮箱，没有填，请在“受理”里写明用哪一个");
        return None;
    }
    let email = found.pop()?;
    // An item of a list would leave the others with a gap in their numbers.
    let is_item = |value: &LabelledValue| match value.at {
        LabelPlace::Line { block, .. } => {
            let said = work.blocks[block].said.as_str();
            behind_number(said).len() < said.len()
        }
        LabelPlace::Cell { .. } => false,
    };
    let own =
        |value: &LabelledValue| value.label == FormLabel::Email && value.value == email && !is_item(value);
    let taken: Vec<usize> = (0..work.labelled.len())
        .filter(|at| own(&work.labelled[*at]))
        .collect();
    taken.into_iter().for_each(|at| work.labelled[at].is_taken = true);
    Some(email)
}
