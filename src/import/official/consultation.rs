//! 截止 and 方式 of a 征求意见: until when opinions are taken, and how they are sent.

use super::labels::{self, FormLabel};
use super::working::{LabelPlace, WorkingText, behind_number};
use super::{days, items, only_one};
use crate::import::numbering;
use crate::words::{Day, LazyRegex, contains_any, personal_numbers};

static BEFORE: LazyRegex = LazyRegex::new(
    r"(?:请|可|应)?(?:于|在)?\s*(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日)(?:[（(](?:星期|周).[）)])?\s*(?:[0-9]{1,2}(?::[0-9]{2}|时)|下午|下班)?\s*(?:之前|以前|前)[^。]{0,40}?(?:反馈|提出|提交|报|发送|发至|发到|送|交|寄|投)",
);
static UNTIL: LazyRegex = LazyRegex::new(
    r"(?:(?:截止|截至)(?:时间|日期)?(?:为|到|至|：)?|(?:之日|即日)起，?(?:至|到))\s*(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日|20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2})",
);

/// 截止 of a 征求意见.
pub(super) fn deadline(work: &mut WorkingText, signed: Option<Day>) {
    let mut found: Vec<Day> = Vec::new();
    let mut named: Vec<Day> = Vec::new();
    if let Some(at) = work.only(FormLabel::Deadline, "截止") {
        let value = work.labelled[at].value.clone();
        let spans = days::spans(&value, signed);
        let last = spans
            .first()
            .map(|span| span.last)
            .or_else(|| dated(&value, signed));
        found.extend(last);
        let whole = days::only_day(&value).is_some()
            || spans.first().is_some_and(|span| span.range == (0..value.len()));
        // From when on opinions are taken is said in the text alone, where that is not the day that it is signed.
        let begins_later = spans.first().is_some_and(|span| Some(span.first) != signed);
        if last.is_some() && whole && !begins_later {
            work.take_value(at);
        }
    }
    if found.is_empty() {
        let lines: Vec<String> = work.lines().map(|(_, said)| said.to_owned()).collect();
        let about = |said: &str| contains_any(said, &["意见", "建议", "反馈", "征求"]);
        // 三、征求意见时间, and below it the day.
        let is_heading = |at: usize| {
            let before = at
                .checked_sub(1)
                .map_or("", |before| behind_number(&lines[before]));
            labels::label_of(before) == Some(FormLabel::Deadline)
        };
        let sentences = lines
            .iter()
            .enumerate()
            .flat_map(|(at, said)| said.split('。').map(move |said| (at, said)));
        for (at, said) in sentences.filter(|(at, said)| about(said) || is_heading(*at)) {
            let day = [&*BEFORE, &*UNTIL].into_iter().find_map(|form| {
                let hit = form.captures(said)?;
                dated(&hit["day"], signed)
            });
            let span = || {
                let spans = days::spans(said, signed);
                let [one] = &spans[..] else { return None };
                let names_it = contains_any(said, &["时间", "期限", "征求意见期"]);
                (names_it || is_heading(at)).then_some(one.last)
            };
            // 征求意见时间为4月13日至30日 says more than by when the groups hand in theirs.
            named.extend(span().filter(|_| said.contains("征求意见时间") || said.contains("征求意见期")));
            found.extend(day.or_else(span));
        }
        if let [one] = named[..] {
            found = vec![one];
        }
    }
    found.dedup();
    match found[..] {
        [day] if signed.is_none_or(|signed| day >= signed) => work.fill("截止", day),
        [] => work.say("没有找到征求意见的截止日期，请补上“截止”"),
        _ => work.say("征求意见的截止日期写得不一样，或者早于成文日期，没有填，请核对"),
    }
}

/// A day; one without a year is that of the signature, when it is not before that.
fn dated(text: &str, signed: Option<Day>) -> Option<Day> {
    let full = days::days(text).first().map(|day| day.day);
    full.or_else(|| {
        let signed = signed?;
        let day = days::month_day(text, signed.year())?.day;
        (day >= signed).then_some(day)
    })
}

static WAYS: LazyRegex = LazyRegex::new("(?:以下|下列)(?:几种)?(?:方式|途径|渠道)[^，。：]{0,16}：$");

/// The items behind `可以通过以下方式提出意见：`; they stay in the text.
fn channels(work: &mut WorkingText) -> Option<String> {
    let (at, _) = work.lines().find(|(_, said)| WAYS.is_match(said))?;
    let below = work.lines().skip_while(|(line, _)| *line <= at);
    if let Some(ways) = numbered_ways(below.map(|(_, said)| said)) {
        return Some(ways);
    }
    let list = items::below_line(work, at, &items::is_short)?;
    // 电子邮箱：… is a field too.
    for value in &mut work.labelled {
        if let LabelPlace::Line { block, is_beside, .. } = &mut value.at {
            *is_beside |= list.blocks.contains(block);
        }
    }
    as_ways(&list.items)
}

/// The paragraphs that count up from one in one style, as one text.
fn numbered_ways<'t>(lines: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut style = None;
    let numbered = (1..).zip(lines).map_while(|(place, said)| {
        let number = numbering::number_of(said).filter(|number| number.value == place)?;
        if *style.get_or_insert(number.style) != number.style {
            return None;
        }
        Some(said[number.length..].trim().trim_end_matches(['。', '；']))
    });
    as_ways(&numbered.collect::<Vec<_>>())
}

/// Several ways as one text.
fn as_ways<S: std::borrow::Borrow<str>>(ways: &[S]) -> Option<String> {
    let all = ways.join("；");
    let is_short = (2..=6).contains(&ways.len()) && all.chars().count() <= 160;
    (is_short && personal_numbers(&all).is_empty()).then_some(all)
}

/// The paragraph below the heading 征求意见方式; it stays in the text.
fn below_heading(work: &WorkingText) -> Option<String> {
    let mut lines = work.lines().map(|(_, said)| said);
    lines.find(|said| labels::label_of(behind_number(said)) == Some(FormLabel::Channel))?;
    let below: Vec<&str> = lines.collect();
    // A sentence may lead to the list.
    let begins = |said: &&str| numbering::number_of(said).is_some_and(|number| number.value == 1);
    if let Some(start) = below.iter().take(2).position(begins)
        && (start == 0 || numbering::number_of(below[0]).is_none())
    {
        return numbered_ways(below[start..].iter().copied());
    }
    let said = below.first()?.trim_end_matches('。');
    let is_short =
        said.chars().count() <= 120 && numbering::number_of(said).is_none() && !said.ends_with('：');
    (is_short && personal_numbers(said).is_empty()).then(|| said.to_owned())
}

// 请于6月19日前以书面形式交校办，电子稿发邮箱…; not how opinions were gathered.
static BY_WAY: LazyRegex = LazyRegex::new(concat!(
    r"(?:请|可以?|欢迎)[^。]*?(?P<ways>将书面[^。；]*|(?:以|通过|采[取用]|用|(?:发送?|反馈|寄送?|投)(?:至|到|入))[^，。；以]{0,24}?",
    r"(?:书面|电话|邮件|邮箱|信函|来信|邮寄|传真|当面|意见箱|微信|问卷|平台)[^。；]*)"
));
static WHAT_ELSE: LazyRegex = LazyRegex::new("，(?:逾期|过期|感谢|谢谢|我们|并请|请|同时).*$");

/// How a sentence asks readers to send opinions; it stays.
fn in_sentence(work: &WorkingText) -> Option<String> {
    let sentences = work.lines().flat_map(|(_, said)| said.split('。'));
    let meant = sentences.filter(|said| said.contains("意见") || said.contains("建议"));
    let found = only_one(meant.filter_map(|said| BY_WAY.captures(said)))?;
    let ways = WHAT_ELSE.replace(&found["ways"], "").trim().to_owned();
    (ways.chars().count() <= 120 && personal_numbers(&ways).is_empty()).then_some(ways)
}

/// 方式.
pub(super) fn channel(work: &mut WorkingText) {
    let Some(at) = work.only(FormLabel::Channel, "方式") else {
        let ways = channels(work)
            .or_else(|| below_heading(work))
            .or_else(|| in_sentence(work));
        if let Some(ways) = ways {
            work.fill("方式", ways);
        } else {
            work.say("没有看出意见怎样提出，请看要不要补上“方式”");
        }
        return;
    };
    let value = work.labelled[at].value.clone();
    if value.chars().count() <= 120 && !value.contains('\n') && personal_numbers(&value).is_empty() {
        work.take_value(at);
        work.fill("方式", value);
    }
}
