//! 承诺事项 in paragraphs: the items of one list, each a promise, with lines of their own for 措施 and 时限.

use super::labels::FormLabel;
use super::promises::{self, PromiseFound, PromiseLabels};
use super::terms;
use super::working::{WorkingText, behind_number};
use super::{items, only_one, pledge_sections};
use crate::import::numbering::{self, NumberStyle};
use crate::read::pledge::PledgeDeadline;
use crate::words::{Day, LazyRegex};

static WHOSE: LazyRegex = LazyRegex::new("^(?:责任|牵头|分管|落实|负责)(?:人|领导|部门|单位|科室|处室)：");

/// How the promises of a text are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemStyle {
    Number(NumberStyle),
    /// 一是, 二是.
    Is,
    /// 承诺事项一：.
    Called,
    Bullet,
}

const STYLES: [ItemStyle; 8] = [
    ItemStyle::Number(NumberStyle::Han),
    ItemStyle::Number(NumberStyle::HanInBrackets),
    ItemStyle::Number(NumberStyle::Decimal),
    ItemStyle::Number(NumberStyle::DecimalInBrackets),
    ItemStyle::Number(NumberStyle::Circled),
    ItemStyle::Is,
    ItemStyle::Called,
    ItemStyle::Bullet,
];

/// The promises, and the paragraphs that say them.
#[derive(Debug, Default)]
pub(super) struct PromisesFound {
    pub(super) promises: Vec<PromiseFound>,
    pub(super) blocks: Vec<usize>,
    /// Another list begins behind these, and was not read.
    has_another: bool,
}

impl PromisesFound {
    /// How many say by when: a day, or in words.
    fn dated(&self, year: Option<i32>) -> (usize, usize) {
        let days = self.promises.iter().filter(|one| one.deadline.is_some());
        let told = self.promises.iter();
        let told = told.filter(|one| terms::told_in_words(&one.content, year).is_some());
        (days.count(), told.count())
    }

    /// A day without a year is none before that of signing.
    fn without_days_before(&mut self, signed: Option<Day>) {
        let is_later = |day: Day| signed.is_none_or(|signed| signed <= day);
        for promise in &mut self.promises {
            promise.deadline = promise.deadline.filter(|by| by.day().is_none_or(is_later));
        }
    }

    /// 时限 in words, or that of all promises, for those that name no day.
    fn tell(&mut self, of_all: Option<PledgeDeadline>, year: Option<i32>) {
        let open = self.promises.iter_mut().filter(|one| one.deadline.is_none());
        for promise in open {
            let told = terms::told_in_words(&promise.content, year);
            let is_open = !promise.has_words_for_day() && !terms::names_day(&promise.content);
            promise.deadline = told.or(of_all.filter(|_| is_open));
        }
    }
}

/// Of which year days without one are: that of the title, else none before the day of signing.
#[derive(Debug, Clone, Copy)]
pub(super) struct PromiseYears {
    pub(super) year: Option<i32>,
    pub(super) signed: Option<Day>,
}

/// Takes them. A day without a year is of the title's year, else the next one behind the day of signing.
pub(super) fn take(work: &mut WorkingText, year: Option<i32>, signed: Option<Day>) {
    let known = year.or(signed.map(Day::year));
    let mut found = listed(&lines_and_items(work), known);
    if found.promises.is_empty() {
        found = unnumbered(work, known);
    }
    if year.is_none() {
        found.without_days_before(signed);
    }
    if found.promises.is_empty() {
        if promises::take_labelled(work, known, PromiseLabels::InLines) {
            return;
        }
        work.say("没有找到分条写的承诺事项，请补上“承诺事项”，每项写明时限");
        return;
    }
    let has_pledger = work.fields.iter().any(|field| field.name == "承诺人");
    if !has_pledger && pledge_sections::are_of_several(&found.promises) {
        work.say("文中像是几个人的承诺，没有填“承诺事项”；请一个人的导入一个文件，或者做成登记表");
        return;
    }
    if !promises::lacking(&found.promises).is_empty() && !told(work, &mut found, known) {
        return;
    }
    work.fields.push(promises::listed(&found.promises));
    for at in found.blocks {
        work.blocks[at].is_taken = true;
    }
    if found.has_another {
        work.say("承诺事项不止一处从头编号，只填了前面的，后面的留在正文里；是几个人的承诺的，请一个人的导入一个文件");
    }
    if work.lines().any(|(_, said)| WHOSE.is_match(said)) {
        work.say("各项写明的责任人、责任领导没有对应的字段，留在正文里，看不出是哪一项的，请写进那一项的“内容”或“措施”");
    }
    for value in &mut work.labelled {
        if value.value.is_empty() && matches!(value.label, FormLabel::Promises | FormLabel::Promise) {
            value.is_taken = true;
        }
    }
}

/// Fills in what is told in words, or of all of them at once; false where these paragraphs may be no promises.
fn told(work: &mut WorkingText, found: &mut PromisesFound, year: Option<i32>) -> bool {
    let lacking = promises::lacking(&found.promises);
    let in_words = found.promises.iter().any(PromiseFound::has_words_for_day);
    let of_all = of_all(work, &found.blocks, year);
    let which = if lacking.len() == found.promises.len() && !in_words {
        "承诺事项都没有写明时限".to_owned()
    } else {
        format!("第{}项承诺没有写明时限是哪一天", lacking.join("、"))
    };
    // With days in some of them, or led to by a sentence, and nothing between, these paragraphs are the promises.
    let are_led_to = found.promises.len() > 1 && are_led_to(work, &found.blocks);
    let says_days = lacking.len() < found.promises.len() || in_words || of_all.is_some();
    if !(says_days || are_led_to) || !are_in_a_row(work, &found.blocks) {
        work.say(format!("{which}，留在正文里；补上时限，再填“承诺事项”"));
        return false;
    }
    found.tell(of_all, year);
    match &promises::lacking(&found.promises)[..] {
        [] => {}
        still if still.len() == lacking.len() => work.say(format!("{which}，请补上“时限”")),
        still => work.say(promises::lack_days(still)),
    }
    true
}

static OF_ALL: LazyRegex =
    LazyRegex::new(r"(?:履诺|践诺|承诺|兑现)(?:的)?(?:期限|时限)(?:为|是|：)\s*(?P<term>[^，。；]{2,32})");

/// `承诺期限：2026年1月1日至12月31日`, once and for all promises; it stays.
fn of_all(work: &WorkingText, blocks: &[usize], year: Option<i32>) -> Option<PledgeDeadline> {
    let lines = work.lines().filter(|(at, _)| blocks.binary_search(at).is_err());
    let found = only_one(lines.flat_map(|(_, said)| OF_ALL.captures_iter(said)))?;
    let mut one = PromiseFound::default();
    one.take_term(&found["term"], year);
    one.deadline
}

static LEADS: LazyRegex = LazyRegex::new(concat!(
    "承诺(?:如下|以下[^，。]{0,6}|做到|内容|事项)?(?:以下[^，。：]{0,6})?[：:，]$",
    "|(?:如下|以下)[^，。：]{0,6}承诺[^。：]{0,40}[：:。]$|承诺[^。：]{0,16}(?:以下|如下)[^，。：]{0,8}[：:。]$"
));

/// True when the paragraph before these, or before their first heading, ends with `郑重承诺：`.
fn are_led_to(work: &WorkingText, blocks: &[usize]) -> bool {
    let first = blocks.first().copied().unwrap_or_default();
    let mut before = work.lines().rev().skip_while(|(at, _)| *at >= first);
    let before = before.find(|(_, said)| !is_section(said));
    before.is_some_and(|(_, said)| LEADS.is_match(said.trim()))
}

/// A heading over some of the promises.
fn is_section(said: &str) -> bool {
    let bare = behind_number(said).trim_end_matches('：');
    // Below a name another one promises.
    if pledge_sections::names_pledger(said) {
        return false;
    }
    (numbering::number_of(said).is_some() || bare.ends_with("方面")) && is_heading(bare)
}

/// True when nothing but headings stands between these.
fn are_in_a_row(work: &WorkingText, blocks: &[usize]) -> bool {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return false;
    };
    let between = work.lines().filter(|(at, _)| first <= at && at <= last);
    let mut others = between.filter(|(at, _)| blocks.binary_search(at).is_err());
    others.all(|(_, said)| is_section(said))
}

/// A line, or an item inside one: `一是…；二是…`.
fn lines_and_items(work: &WorkingText) -> Vec<(usize, &str)> {
    let lines = work.lines();
    lines
        .flat_map(|(at, said)| parts(said).into_iter().map(move |part| (at, part)))
        .collect()
}

static IS: LazyRegex = LazyRegex::new("^(?P<n>[一二三四五六七八九十])(?:是|要)");

/// The items that a line lists, each with its number; else the line.
fn parts(said: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = items::starts_of_items(said).iter().map(|start| start.0).collect();
    if IS.is_match(said) {
        let marks = said
            .match_indices(['；', '。', '，'])
            .map(|(at, mark)| at + mark.len());
        starts = std::iter::once(0).chain(marks).collect();
        let mut next = 0;
        starts.retain(|start| {
            let is_next =
                item_number(ItemStyle::Is, &said[*start..]).is_some_and(|found| found.0 == next + 1);
            next += u32::from(is_next);
            is_next
        });
    }
    if starts.len() < 2 {
        return vec![said];
    }
    let ends = starts.iter().skip(1).copied().chain([said.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| said[*start..end].trim())
        .collect()
}

static CALLED: LazyRegex =
    LazyRegex::new("^(?:承诺(?:事项|内容)?|事项)(?P<n>[一二三四五六七八九十1-9])[：、.]\\s*");

const BULLETS: [char; 10] = ['●', '•', '◆', '▪', '■', '○', '◎', '★', '▲', '➢'];

/// The number of an item of a style, and the bytes of it; 0 for what has none.
fn item_number(style: ItemStyle, said: &str) -> Option<(u32, usize)> {
    match style {
        ItemStyle::Number(style) => {
            let number = numbering::number_of(said).filter(|number| number.style == style)?;
            Some((number.value, number.length))
        }
        ItemStyle::Is => {
            let found = IS.captures(said)?;
            Some((numbering::numeral(&found["n"])?, found.get(0)?.end()))
        }
        ItemStyle::Called => {
            let found = CALLED.captures(said)?;
            Some((numbering::numeral(&found["n"])?, found.get(0)?.end()))
        }
        ItemStyle::Bullet => {
            let behind = said.trim_start_matches(BULLETS).trim_start();
            (behind.len() < said.len()).then_some((0, said.len() - behind.len()))
        }
    }
}

/// The list of promises.
fn listed(lines: &[(usize, &str)], year: Option<i32>) -> PromisesFound {
    let mut best = PromisesFound::default();
    for style in STYLES {
        let found = of_style(lines, style, year);
        if found.dated(year) > best.dated(year) || best.promises.is_empty() {
            best = found;
        }
    }
    best
}

/// The promises in the lines below a name, all of them or, where `goes_on`, those at their beginning; `None` where other
/// lines stand between. What one promises in a paragraph needs no number.
pub(super) fn below_name(
    work: &WorkingText,
    lines: &[(usize, &str)],
    goes_on: bool,
    PromiseYears { year, signed }: PromiseYears,
) -> Option<PromisesFound> {
    let known = year.or(signed.map(Day::year));
    let lines: Vec<_> = lines
        .iter()
        .flat_map(|(at, said)| parts(said).into_iter().map(move |part| (*at, part)))
        .collect();
    let mut found = listed(&lines, known);
    if let Some((at, said)) = lines.first().filter(|_| found.promises.is_empty()) {
        found.promises.push(promises::promise(&[said], known));
        found.blocks.push(*at);
    }
    let is_read = |at: &usize| found.blocks.contains(at);
    let read = lines.iter().take_while(|(at, _)| is_read(at)).count();
    let is_whole = read == lines.len() || goes_on && !lines[read..].iter().any(|(at, _)| is_read(at));
    if year.is_none() {
        found.without_days_before(signed);
    }
    found.tell(of_all(work, &found.blocks, known), known);
    is_whole.then_some(found)
}

/// True for a line that begins what one promises: the first item of a list, or a sentence.
pub(super) fn begins_list(line: &str) -> bool {
    let numbers = STYLES.iter().filter_map(|style| item_number(*style, line));
    says(line) || part_label(line).is_some() || numbers.into_iter().any(|(value, _)| value < 2)
}

/// The paragraphs below `郑重承诺：` that end with semicolons, and the last one with a full stop.
fn unnumbered(work: &WorkingText, year: Option<i32>) -> PromisesFound {
    let mut below = work
        .lines()
        .skip_while(|(_, said)| !LEADS.is_match(said.trim()))
        .skip(1)
        .peekable();
    let mut found = PromisesFound::default();
    while let Some((at, said)) = below.next_if(|(_, said)| said.ends_with('；')) {
        found.promises.push(promises::promise(&[said], year));
        found.blocks.push(at);
    }
    match below.next().filter(|(_, said)| said.ends_with('。')) {
        Some((at, said)) if found.promises.len() > 1 => {
            found.promises.push(promises::promise(&[said], year));
            found.blocks.push(at);
            found
        }
        _ => PromisesFound::default(),
    }
}

/// The items of one style that count up; they begin again below a heading.
fn of_style(lines: &[(usize, &str)], style: ItemStyle, year: Option<i32>) -> PromisesFound {
    let mut found = PromisesFound::default();
    let mut next = 1;
    let mut place = 0;
    let mut are_sections = true;
    let mut have_parts = false;
    while place < lines.len() {
        let (at, said) = lines[place];
        place += 1;
        let Some((value, length)) = item_number(style, said) else {
            continue;
        };
        let begins_again = value == 1 && place > 1 && is_section(lines[place - 2].1);
        if value != next && value != 0 && !begins_again {
            found.has_another |= value == 1;
            continue;
        }
        next = value + 1;
        let mut parts = vec![&said[length..]];
        found.blocks.push(at);
        // Lines of their own for 措施 and 时限; one for all of them may stand below the last.
        let is_last = !found.promises.is_empty() && !have_parts;
        let is_of_all = |line: &str| is_last && OF_ALL.find(line).is_some_and(|found| found.start() == 0);
        let is_part = |line: &str| (part_label(line).is_some() || says_term(line)) && !is_of_all(line);
        while let Some((more, line)) = lines.get(place).filter(|(_, line)| is_part(line)) {
            parts.push(line);
            found.blocks.push(*more);
            place += 1;
        }
        have_parts |= parts.len() > 1;
        let below = lines
            .get(place)
            .filter(|_| parts.len() == 1 && is_heading(parts[0]));
        are_sections &= below.is_some_and(|(_, line)| is_item(line) && item_number(style, line).is_none());
        // 一、抓好理论学习, and below it what is promised.
        if let Some((more, line)) = below.filter(|(_, line)| says(line)) {
            let whole = format!("{}：{line}", parts[0]);
            found.blocks.push(*more);
            place += 1;
            found.promises.push(promises::promise(&[&whole], year));
            continue;
        }
        found.promises.push(promises::promise(&parts, year));
    }
    found.blocks.dedup();
    if are_sections {
        PromisesFound::default()
    } else {
        found
    }
}

fn is_item(line: &str) -> bool {
    STYLES.iter().any(|style| item_number(*style, line).is_some())
}

/// True for words that name what is promised in the paragraph below.
fn is_heading(words: &str) -> bool {
    (2..=20).contains(&words.chars().count())
        && !words.contains(['。', '；', '：'])
        && words.matches('，').count() < 2
        && terms::term(words, Some(2000)).is_none()
        && !words.chars().any(|c| c.is_ascii_digit())
}

/// True for a paragraph below such a heading: a sentence of its own, and not the one that ends a pledge.
fn says(line: &str) -> bool {
    let is_sentence = line.ends_with(['。', '；']) && !is_item(line);
    is_sentence && super::labels::labels_in(line).is_empty() && !ENDS.is_match(line)
}

static ENDS: LazyRegex = LazyRegex::new("^(?:以上|上述|请|如有|若有|如违|我将|我们将|敬请|欢迎|特此)");

/// True for what a heading promises, with its 时限 behind it: `每周三答疑。完成时限：2026年12月31日。`
fn says_term(line: &str) -> bool {
    let labels = super::labels::labels_in(line);
    !is_item(line) && labels.iter().any(|label| label.label == FormLabel::PromisedTerm)
}

/// A line that says a part of the promise above it.
fn part_label(line: &str) -> Option<FormLabel> {
    if is_item(line) {
        return None;
    }
    let found = super::labels::labels_in(line);
    // 责任人：曾庆云　完成时限：2026年5月31日.
    let first = found
        .first()
        .filter(|first| first.start == 0 || OTHER_LABEL.is_match(&line[..first.start]))?;
    let parts = [
        FormLabel::Promise,
        FormLabel::Promises,
        FormLabel::Measure,
        FormLabel::PromisedTerm,
    ];
    parts.contains(&first.label).then_some(first.label)
}

static OTHER_LABEL: LazyRegex = LazyRegex::new(r"^\p{Han}{2,6}：[^。；]{1,20}\s+$");
