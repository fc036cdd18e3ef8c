//! What minutes say: when, where, who, how many, what about, what was decided.

use regex::Regex;

use super::decided::DecidingMeeting;
use super::labels::FormLabel;
use super::working::{LabelPlace, WorkingText};
use super::{
    appraisal, days, forms, items, kinds, only_one, opening, participants, persons, resolutions, study,
    topics,
};
use crate::words::{Day, LazyRegex, contains_any};

/// Takes what minutes say.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>) {
    let kind = kind(work, title);
    branch(work, title, kind);
    if are_several(work) {
        work.say("文中像是几次会议的记录，只填了标题和类型；请一次会议导入一个文件");
        return;
    }
    join_hours(work);
    let held = time(work, title, signed);
    // 会议主题 | 2025年度组织生活会.
    let theme = work.values(FormLabel::Theme);
    let theme = theme.into_iter().chain(work.values(FormLabel::Agenda)).next();
    let theme = theme.map_or("", |at| &work.labelled[at].value);
    let words = format!("{title} {theme} {}", opening::held_as(work).join(" "));
    let year = kind.zip(held).and_then(|(kind, day)| year(&words, kind, day));
    if let Some(year) = year {
        work.fill("年度", year);
    }
    place(work);
    person(work, FormLabel::Chair, "主持人", &opening::CHAIRED);
    person(work, FormLabel::Recorder, "记录人", &RECORDED);
    let found = participants::take(work);
    participants::take_observers(work);
    if !agenda(work, kind) {
        topics::take(work, kind);
    }
    let meeting = DecidingMeeting {
        kind,
        day: held.or(signed),
    };
    resolutions::take(work, &found, meeting);
    if !work_below(work) && !list(work, FormLabel::StudyContent, "学习内容") {
        study::works(work);
    }
    study::hours(work);
    drop_unsigned(work);
    appraisal::take(work, found.expected);
}

/// True when two days stand where a meeting's does.
fn are_several(work: &WorkingText) -> bool {
    let times = work.values(FormLabel::Time).into_iter();
    let days = times.filter_map(|at| days::meeting_time(&work.labelled[at].value, Some(2000)));
    let mut days: Vec<Day> = days.map(|time| time.day).collect();
    days.dedup();
    days.len() > 1
}

/// 类型.
fn kind(work: &mut WorkingText, title: &str) -> Option<&'static str> {
    let mut kinds = kinds::meeting_types(title);
    if kinds.is_empty()
        && let Some(line) = kinds::subtitle(work)
    {
        kinds = kinds::meeting_types(line);
    }
    if kinds.len() != 1 {
        let named = work.values(FormLabel::MeetingName);
        let named = named
            .iter()
            .flat_map(|at| forms::ticked(&work.labelled[*at].value))
            .flat_map(kinds::meeting_types);
        let named: Vec<_> = named.collect();
        if named.len() == 1 && (kinds.is_empty() || kinds.contains(&named[0])) {
            kinds = named;
        }
    }
    // ☑支部党员大会 □支部委员会: a choice that 类型 says.
    for at in work.values(FormLabel::MeetingName) {
        let value = work.labelled[at].value.clone();
        let ticked = forms::ticked(&value);
        let is_said = |choice: &&str| kinds::meeting_types(choice) == kinds;
        if ticked != [value.as_str()] && matches!(&ticked[..], [only] if is_said(only)) {
            work.take_value(at);
        }
    }
    if kinds.is_empty() {
        kinds = opening::kinds(work);
    }
    let kind = kinds::one_sort(&kinds);
    match (kind, &kinds[..]) {
        (_, []) => work.say("标题看不出是哪一种会议，请补上“类型”"),
        (None, _) => work.say(format!("标题里有{}，请选一种填在“类型”里", kinds.join("、"))),
        (Some(kind), _) => {
            if kinds.len() > 1 {
                work.say(format!("标题里有{}，“类型”填了{kind}，请核对", kinds.join("、")));
            }
            work.fill("类型", kind);
        }
    }
    kind
}

static YEAR: LazyRegex = LazyRegex::new(r"(?P<y>20[0-9]{2})\s*年");

/// 年度: only of a meeting that belongs to the year before that of its day.
fn year(title: &str, kind: &str, held: Day) -> Option<u32> {
    let year: i32 = YEAR.captures(title)?["y"].parse().ok()?;
    let is_yearly = matches!(kind, "组织生活会" | "民主评议");
    (is_yearly && year + 1 == held.year()).then(|| u32::try_from(year).ok())?
}

/// `日期 | 2026.5.22 | 时间 | 16:20～17:10` are one time.
fn join_hours(work: &mut WorkingText) {
    let [one, other] = work.values(FormLabel::Time)[..] else {
        return;
    };
    for (day, hours) in [(one, other), (other, one)] {
        let said = |at: usize| work.labelled[at].value.as_str();
        let joined = format!("{} {}", said(day), said(hours));
        let is_time = |text: &str| days::meeting_time(text, Some(2000)).filter(|time| time.is_all);
        let is_day = is_time(said(day)).is_some_and(|time| time.start.is_none());
        if is_day && is_time(&joined).is_some_and(|time| time.start.is_some()) {
            work.labelled[day].value = joined;
            work.labelled[hours].is_taken = true;
            return;
        }
    }
}

/// 时间; gives the day.
fn time(work: &mut WorkingText, title: &str, signed: Option<Day>) -> Option<Day> {
    // 2025年度组织生活会 is held in the year after.
    let titled = YEAR
        .captures(title)
        .filter(|found| {
            !found
                .get(0)
                .is_some_and(|year| title[year.end()..].starts_with('度'))
        })
        .and_then(|found| found["y"].parse::<i32>().ok());
    let year = signed.map(Day::year).or(titled);
    let is_later = |day: Day| signed.is_some_and(|signed| day > signed);
    if let Some(at) = work.only(FormLabel::Time, "时间") {
        let value = work.labelled[at].value.clone();
        let Some(mut time) = days::meeting_time(&value, year).filter(|time| !is_later(time.day)) else {
            work.say(format!("看不懂会议时间“{value}”，没有填“时间”"));
            return None;
        };
        ended(work, &mut time);
        work.fill("时间", time.written());
        if time.is_all {
            work.take_value(at);
        } else {
            work.say(format!("会议时间“{value}”只填了{}，请核对", time.written()));
        }
        return Some(time.day);
    }
    let is_of_year_before = contains_any(title, &["组织生活会", "民主评议"]);
    let mut time = opening::time(work, signed, titled.filter(|_| !is_of_year_before))?;
    ended(work, &mut time);
    work.fill("时间", time.written());
    Some(time.day)
}

// 17时30分会议结束, 会议于17:30结束, 散会时间：17:30.
static ENDED: LazyRegex = LazyRegex::new(concat!(
    r"^(?:本次)?(?:会议|大会|活动)?(?:于|至|到)?(?P<before>[^，。；：]{0,3}[0-9一二三四五六七八九十][^，。；]{1,8}?)(?:会议|大会|活动)?(?:结束|散会)$",
    r"|^(?:会议)?(?:结束|散会)(?:时间)?：(?P<behind>[^，。；]{3,12})$"
));

// 会议14时开始.
static BEGAN: LazyRegex = LazyRegex::new(
    r"^(?:本次)?(?:会议|大会|活动)(?:于|从)?(?P<clock>[^，。；：]{0,3}[0-9一二三四五六七八九十][^，。；]{1,8}?)(?:正式)?开始$",
);

/// Its hours, by sentences of the opening or at the end of the text; they stay.
fn ended(work: &WorkingText, time: &mut days::MeetingTime) {
    // 会议日期 | 2026年1月16日 | 起止时间 | 14:00-17:30.
    if let [at] = work.values(FormLabel::Clocks)[..] {
        time.between(&work.labelled[at].value);
    }
    let count = work.lines().count();
    let outer = work.lines().enumerate();
    let outer = outer.filter(|(place, _)| *place < 3 || place + 8 >= count);
    let sentences = outer.flat_map(|(_, (_, said))| said.split(['。', '，']).map(str::trim));
    let sentences: Vec<&str> = sentences.collect();
    let began = sentences.iter().filter_map(|said| BEGAN.captures(said));
    if let [began] = &began.collect::<Vec<_>>()[..] {
        time.between(&began["clock"]);
    }
    let clocks = sentences.iter().filter_map(|said| {
        let found = ENDED.captures(said)?;
        Some(found.name("before").or_else(|| found.name("behind"))?.as_str())
    });
    if let Some(clock) = only_one(clocks) {
        time.end_at(clock);
    }
}

// 地点：在三楼会议室, 于三楼会议室; 于谦祠 is a name.
static AT_PLACE: LazyRegex = LazyRegex::new(
    "^(?:在|于)(?P<place>[0-9一二三四五六七八九十学校本我行教综][^，。]{2,})$|^在(?P<other>[^，。]{3,})$",
);

/// 地点.
fn place(work: &mut WorkingText) {
    if let Some(at) = work.only(FormLabel::Place, "地点") {
        let value = work.labelled[at].value.clone();
        if value.chars().count() <= 40 && !value.contains(['\n', '，', '。']) {
            work.take_value(at);
            work.fill("地点", &*AT_PLACE.replace(&value, "${place}${other}"));
        } else {
            work.say(format!("地点写的是“{value}”，没有填，请核对"));
        }
        return;
    }
    if let Some(place) = opening::place(work) {
        work.fill("地点", place);
    }
}

static RECORDED: LazyRegex = LazyRegex::new(
    r"(?:^|[，。；]|^[（(])(?:会议)?(?:由)?(?P<who>[^，。；、由（(]{2,20}?)(?:同志)?\s*(?:负责|担任|作|做|整理)?(?:会议)?记录(?:人)?(?:[，。；）)]|$)|(?:^|[，。；])记录人(?:为|是)?(?P<named>\p{Han}{2,4})(?:[，。；]|$)",
);

/// A person behind a label, or in a sentence.
fn person(work: &mut WorkingText, label: FormLabel, name: &'static str, form: &Regex) {
    if let Some(at) = work.only_person(label).or_else(|| work.only(label, name)) {
        let value = work.labelled[at].value.clone();
        match persons::person(&value) {
            Some(person) => {
                if person.is_all {
                    work.take_value(at);
                } else if let Some(office) = persons::office_beside(&value, &person.name) {
                    work.take_value(at);
                    work.say(format!("{name}的职务“{office}”没有写进来"));
                }
                work.fill(name, person.name);
            }
            None => match persons::of_rare_surname(&value) {
                // Behind such a label it is a name, whatever its surname.
                Some(person) => {
                    work.take_value(at);
                    work.say(format!("“{value}”的姓少见，按姓名填了“{name}”，请核对"));
                    work.fill(name, person.name);
                }
                None => work.say(format!("“{name}”写的是“{value}”，看不出是一个人的姓名，没有填")),
            },
        }
        return;
    }
    let found: Vec<String> = work
        .lines()
        .take(12)
        .filter_map(|(_, said)| {
            let sentences = said.split_inclusive('。');
            let hits = sentences.filter_map(|sentence| form.captures(sentence));
            let mut named = hits.filter_map(|hit| hit.name("who").or_else(|| hit.name("named")));
            named
                .find_map(|who| persons::person(who.as_str()))
                .map(|person| person.name)
        })
        .collect();
    // 秦淑仪因病请假。记录：卜丽娟。
    let inside = work
        .labelled
        .iter()
        .filter(|value| value.label == label && matches!(value.at, LabelPlace::Line { is_inside: true, .. }));
    let inside = inside.filter_map(|value| Some(persons::person(&value.value)?.name));
    let found = if found.is_empty() { inside.collect() } else { found };
    let found = match (label, &found[..]) {
        (FormLabel::Chair, []) => word_as_chair(work).into_iter().collect(),
        _ => found,
    };
    if let Some(first) = found
        .first()
        .filter(|first| found.iter().all(|other| other == *first))
    {
        work.fill(name, first.clone());
    }
}

/// `副书记苗圃主持`: where an office stands before it, a word is a name.
fn word_as_chair(work: &mut WorkingText) -> Option<String> {
    let sentences = work
        .lines()
        .take(12)
        .flat_map(|(_, said)| said.split_inclusive('。'));
    let hits = sentences.filter_map(|sentence| opening::CHAIRED.captures(sentence));
    let named = hits.filter_map(|hit| persons::word_behind_office(&hit["who"]));
    let named: Vec<String> = named.collect();
    let [name] = &named[..] else { return None };
    work.say(format!(
        "“{name}”也是别的词，写在职务后面，按姓名填了“主持人”，请核对"
    ));
    Some(name.clone())
}

// 主持人签字：　记录人签字：.
static UNSIGNED: LazyRegex = LazyRegex::new(r"^(?:\p{Han}{2,8}(?:[（(]签[字名][）)]|签[字名])：[\s_＿]*)+$");

/// Takes the lines in which nobody has signed.
fn drop_unsigned(work: &mut WorkingText) {
    for block in &mut work.blocks {
        block.is_taken |= UNSIGNED.is_match(&block.said);
    }
}

/// 议题: the items behind their label, or the matters of its sentence: `学习全会精神，讨论工作计划`.
fn agenda(work: &mut WorkingText, kind: Option<&str>) -> bool {
    // 会议主题 is what it is about where nothing else says so.
    let label = match work.values(FormLabel::Agenda)[..] {
        [] => FormLabel::Theme,
        _ => FormLabel::Agenda,
    };
    let Some((at, found)) = items::only(work, label, "议题") else {
        return false;
    };
    // 主题：缅怀革命先烈 is what an activity is called.
    let has_agenda = kind.is_none_or(|kind| topics::WITH_AGENDA.contains(&kind));
    let are_matters = || found.items.iter().all(|item| topics::matter(item).is_some());
    if label == FormLabel::Theme && !has_agenda && !are_matters() {
        return false;
    }
    items::take(work, at, &found);
    let items = match &found.items[..] {
        [one] => topics::matters(one),
        _ => found.items,
    };
    work.fill_list("议题", items);
    true
}

// 《…条例》第二章，万晓琪领读。
static WORK: LazyRegex = LazyRegex::new("^(?P<work>《[^》]+》[^，。；：《]{0,16})(?:，[^《]*)?。?$");

/// 学习内容 that the sentence below its heading begins with, where it stays.
fn work_below(work: &mut WorkingText) -> bool {
    let [at] = work.values(FormLabel::StudyContent)[..] else {
        return false;
    };
    let below = work.line_below(at).filter(|_| work.labelled[at].value.is_empty());
    let Some(found) = below.and_then(|(_, said)| Some(WORK.captures(said)?["work"].trim().to_owned())) else {
        return false;
    };
    work.fill_list("学习内容", vec![found]);
    true
}

/// 学习内容; false when there is no such list.
fn list(work: &mut WorkingText, label: FormLabel, name: &'static str) -> bool {
    let Some((at, found)) = items::only(work, label, name) else {
        return false;
    };
    items::take(work, at, &found);
    // 学习内容：学习《…》.
    let bare = |item: &str| match item.strip_prefix("学习") {
        Some(rest) if rest.starts_with('《') && label == FormLabel::StudyContent => rest.to_owned(),
        _ => item.to_owned(),
    };
    work.fill_list(name, found.items.iter().map(|item| bare(item)));
    true
}

static BRANCH: LazyRegex = LazyRegex::new(r"第?[一二三四五六七八九十]{1,2}(?:党)?支部|[\p{Han}]{2,8}党支部");

/// 支部 and 小组 go by names in organization.yaml.
fn branch(work: &mut WorkingText, title: &str, kind: Option<&str>) {
    if BRANCH.is_match(title) || !work.values(FormLabel::Branch).is_empty() {
        work.say(super::ASKS_FOR_BRANCH);
    }
    if kind == Some("党小组会") {
        work.say(super::ASKS_FOR_GROUP);
    }
}
