//! One value → one type. Each reader takes a field, gives its value or `None`, and has then said at the
//! value what is wrong and what to type instead.

mod meant_day;

use super::faults::Faults;
use super::fields::{Field, TypedValue};
use super::ledger::DAY_TO_FILL_IN;
use super::node::{LineSpan, Node, Value};
use super::registry::is_exact;
use super::suggest;
use crate::words::{Code, Day, Fix, Labelled, Moment, is_han, mask_numbers, narrow_digit, number_in_han};
pub(super) use meant_day::meant_day;

pub(super) const NOT_TEXT: Code = Code::error("front-not-text");
const ONE_LINE: Code = Code::error("front-one-line");
const CONTROL: Code = Code::error("front-control");
const NUMBER: Code = Code::error("front-number");
const BOOL: Code = Code::error("front-bool");
pub(crate) const DAY: Code = Code::error("front-date");
pub(super) const NO_SUCH_DAY: Code = Code::error("front-no-such-day");
const MOMENT: Code = Code::error("front-time");
pub(crate) const FAR: Code = Code::warning("date-far");
const MANY_HOURS: Code = Code::warning("hours-many");
const WORD: Code = Code::error("front-word");
const SEPARATORS: Code = Code::error("front-separators");

/// A text, perhaps of several lines, without white space around it.
pub(crate) fn text(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<String> {
    typed_text(faults, field).map(str::to_owned)
}

/// The same, for readers that make something else of it.
fn typed_text<'n>(faults: &Faults<'_>, field: &Field<'n, '_>) -> Option<&'n str> {
    let name = field.name;
    let (found, hint) = match &field.node.value {
        Value::Scalar { text, .. } => {
            let text = text.trim();
            if let Some(bad) = text.chars().find(|c| is_unprintable(*c)) {
                let message = format!("“{name}”里有看不见的控制字符（编码 {:04X}）", bad as u32);
                faults.say(CONTROL, field.node.at, message, "请删除后重新输入这一段文字");
                return None;
            }
            return Some(text);
        }
        Value::List(_) => (
            "列表",
            match &field.node.value {
                Value::List(items) if items.len() > 1 && is_exact(name) => "这里只能写一个，不用方括号",
                Value::List(items) if items.len() > 1 => {
                    "去掉方括号或行首的“-”，几个之间用顿号；文字本身以“[”开头时，用英文引号括起来"
                }
                _ => "去掉方括号或行首的“-”；文字本身以“[”开头时，用英文引号括起来",
            },
        ),
        Value::Map(_) => ("分项", "文字里有英文冒号或花括号时，用英文引号括起来"),
        Value::Null => ("空白", "请填写内容"),
    };
    let message = format!("“{name}”应当是一段文字，这里却是{found}");
    faults.say(NOT_TEXT, field.node.at, message, hint);
    None
}

/// Characters that neither HTML nor a feed may hold.
fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// A text of one line.
pub(crate) fn line(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<String> {
    typed_line(faults, field).map(str::to_owned)
}

/// The same, for readers that make something else of it.
pub(crate) fn typed_line<'n>(faults: &Faults<'_>, field: &Field<'n, '_>) -> Option<&'n str> {
    let text = typed_text(faults, field)?;
    if text.contains('\n') {
        let message = format!("“{}”只能有一行", field.name);
        faults.say(ONE_LINE, field.node.at, message, "请合并成一行");
        return None;
    }
    Some(text)
}

/// The largest number that a form of a school can mean.
pub(crate) const MOST: u32 = 1_000_000;

/// What may stand behind a whole number.
pub(crate) const COUNT_UNITS: [&str; 9] = ["个工作日", "工作日", "人", "名", "票", "个", "年度", "年", "天"];

/// What may stand behind hours.
pub(crate) const HOUR_UNITS: [&str; 4] = ["个学时", "学时", "个小时", "小时"];

/// A whole number, 0 to 1,000,000; a unit such as 人 may stand behind it.
pub(crate) fn count(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<u32> {
    let typed = half_width(typed_line(faults, field)?);
    let digits = without_unit(&typed, &COUNT_UNITS);
    let number = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten();
    let is_large = digits.len() > 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_large && number.is_none_or(|number| number > MOST) {
        let message = format!("“{}”是 {}，太大了", field.name, shown(&typed));
        faults.say(NUMBER, field.node.at, message, "请核对，最大可以写 1000000");
        return None;
    }
    if number.is_none() {
        let what = match digits.strip_prefix(['-', '－', '−']) {
            Some(rest) if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) => "不能是负数",
            _ => "应当是一个整数",
        };
        let message = format!("“{}”{what}，这里是“{}”", field.name, shown(&typed));
        let meant = match digits {
            "无" | "没有" => Some(0),
            digits => number_in_han(digits),
        };
        let hint = match meant {
            Some(meant) => format!("只写数字，写成“{meant}”"),
            None => "只写数字，例如 12".to_owned(),
        };
        faults.say(NUMBER, field.node.at, message, hint);
    }
    number
}

/// Hours: more than 0 and at most 1,000, with at most two decimals.
pub(crate) fn hours(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<f64> {
    let typed = half_width(typed_line(faults, field)?);
    let digits = without_unit(&typed, &HOUR_UNITS);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = digits
        .parse()
        .ok()
        .filter(|number: &f64| plain && *number > 0.0 && *number <= 1000.0);
    if number.is_none() {
        let message = format!("“{}”应当是大于 0 的数，这里是“{}”", field.name, shown(&typed));
        let minutes = typed.strip_suffix("分钟").map(str::trim_end);
        let minutes: Option<f64> = minutes.and_then(|minutes| minutes.parse().ok());
        let hint = match minutes.map(|minutes| (minutes / MINUTES * 100.0).round() / 100.0) {
            Some(hours) if hours > 0.0 => format!("写学时，不写分钟：一学时按45分钟算，写成 {hours}"),
            _ => "只写数字，例如 2 或 1.5".to_owned(),
        };
        faults.say(NUMBER, field.node.at, message, hint);
    }
    number.map(|number| (number * 100.0).round() / 100.0)
}

/// The same of one thing that is studied: more than a day has were minutes, mostly.
pub(crate) fn hours_of_one(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<f64> {
    let hours = hours(faults, field)?;
    if hours > HOURS_OF_A_DAY {
        let message = format!("这一项算 {hours} 个学时，一天也学不了这么多");
        let hint = "写的是分钟、总人次的，换成每人的学时；几天的培训可以不改";
        faults.say(MANY_HOURS, field.node.at, message, hint);
    }
    Some(hours)
}

/// Minutes of an hour of study, as schools count it.
const MINUTES: f64 = 45.0;
/// Nobody studies longer in a day.
const HOURS_OF_A_DAY: f64 = 8.0;

/// What stands before the unit, where there is one.
pub(crate) fn without_unit<'t>(typed: &'t str, units: &[&str]) -> &'t str {
    let number = units.iter().find_map(|unit| typed.strip_suffix(unit));
    number.unwrap_or(typed).trim_end()
}

/// 是 or 否.
pub(crate) fn boolean(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<bool> {
    let typed = typed_line(faults, field)?;
    let value = truth(typed);
    if value.is_none() {
        let message = format!("“{}”只能填“是”或“否”，这里是“{}”", field.name, shown(typed));
        faults.say(BOOL, field.node.at, message, "写成“是”或“否”");
    }
    value
}

/// Yes and no.
pub(crate) const YES_NO: TermTable<bool> = TermTable {
    all: &[true, false],
    label: |yes| if yes { "是" } else { "否" },
    id: |yes| if yes { "true" } else { "false" },
    also: &[("yes", true), ("no", false)],
};

/// What a word says about yes and no.
pub(crate) fn truth(word: &str) -> Option<bool> {
    YES_NO.find(word)
}

/// A day that exists.
pub(crate) fn day(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Day> {
    let typed = typed_line(faults, field)?;
    let day = Day::parse(typed);
    if day.is_none() {
        say_day(faults, field, field.node.at, typed);
    }
    day
}

/// A day that exists, where it is not left to be filled in: what is left is told as a whole.
pub(crate) fn filled_in_day(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Day> {
    match field.node.text() {
        Some(DAY_TO_FILL_IN) => None,
        _ => day(faults, field),
    }
}

/// How a day is typed.
pub(crate) const DAY_HINT: &str = "日期写成 2026-03-12、2026/3/12 或 2026年3月12日";

/// Complains about a text that is no day.
pub(crate) fn say_day(faults: &Faults<'_>, field: &Field<'_, '_>, at: LineSpan, typed: &str) {
    let name = field.name;
    if Moment::parse(typed).is_some() {
        let message = format!("“{name}”只写到日，不写几点几分");
        faults.say(DAY, at, message, DAY_HINT);
    } else if let Some(right) = meant_day(typed) {
        let message = format!("“{name}”里的“{}”写法不对", shown(typed));
        faults.rewrite(DAY, at, message, &right);
    } else if looks_like_day(typed) {
        let message = format!("“{name}”里的“{}”不存在", shown(typed));
        faults.say(NO_SUCH_DAY, at, message, month_hint(typed));
    } else if typed.contains('月') && !typed.contains('年') && typed.ends_with(['日', '号']) {
        let message = format!("“{name}”里的“{}”没有写年份", shown(typed));
        faults.say(DAY, at, message, DAY_HINT);
    } else {
        let message = format!("“{name}”应当是日期，这里是“{}”", shown(typed));
        faults.say(DAY, at, message, DAY_HINT);
    }
}

/// How many days the month has of which too many were typed.
pub(super) fn month_hint(typed: &str) -> String {
    let typed = half_width(typed);
    let numbers: Vec<u32> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    let last = |year: u32, month| {
        let year = i32::try_from(year).ok()?;
        (28..=31).rev().find(|day| Day::new(year, month, *day).is_some())
    };
    match numbers[..] {
        [year, ..] if !(1900..=2199).contains(&year) => format!("年份是 {year}，请核对"),
        [year, month, day] => match last(year, month) {
            Some(last) if day > last => format!("{year}年{month}月只有{last}天，请核对"),
            _ => "请核对年、月、日".to_owned(),
        },
        _ => "请核对年、月、日".to_owned(),
    }
}

/// True when a day lies more than a year behind another.
pub(crate) fn is_far_behind(late: Day, early: Day) -> bool {
    let limit = Day::new(early.year() + 1, early.month(), early.day().min(28));
    limit.is_some_and(|limit| late > limit)
}

/// Warns of a day that lies more than a year behind another, which it should follow soon; false when it did.
pub(crate) fn check_near(
    faults: &Faults<'_>,
    late: &TypedValue<Day>,
    name: &str,
    early: (Day, &str),
) -> bool {
    let (day, early_name) = early;
    let is_far = is_far_behind(late.value, day);
    if is_far {
        let message = format!("{name} {} 比{early_name} {day} 晚了一年以上", late.value);
        let hint = format!(
            "请核对年份，是不是“{}”？没有写错的可以不改",
            late.value
                .to_string()
                .replacen(&late.value.year().to_string(), &day.year().to_string(), 1)
        );
        faults.say(FAR, late.at, message, hint);
    }
    !is_far
}

/// Three numbers in the form of a day, whether or not there is such a day.
pub(super) fn looks_like_day(typed: &str) -> bool {
    let typed = half_width(typed);
    let parts: Vec<_> = typed
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    matches!(lengths[..], [4, 1 | 2, 1 | 2])
        && parts
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A moment: a day, perhaps with a time.
pub(crate) fn moment(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Moment> {
    let typed = typed_line(faults, field)?;
    let moment = Moment::parse(typed);
    if moment.is_none() {
        let message = format!("“{}”应当是时间，这里是“{}”", field.name, shown(typed));
        faults.say(
            MOMENT,
            field.node.at,
            message,
            "写成 2026-03-12 14:30 或 2026年3月12日14时30分",
        );
    }
    moment
}

/// The items of a list; a single value is a list of one.
pub(crate) fn items<'n, 't>(field: &Field<'n, 't>) -> Vec<Field<'n, 't>> {
    let item = |node: &'n Node<'t>| Field {
        name: field.name,
        at: node.at,
        node,
    };
    match &field.node.value {
        Value::List(items) => items.iter().filter(|node| !node.is_blank()).map(item).collect(),
        _ => vec![item(field.node)],
    }
}

/// What parts several short texts that stand in one.
const PARTING: [char; 5] = ['、', '，', '；', ',', ';'];

/// The several short texts that were meant by one, and whether nothing else can be: 周强、李明; 走访慰问 主题党日.
fn parted(text: &str) -> Option<(Vec<&str>, bool)> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = |(at, sign): (usize, &str)| {
        !(digit(text[..at].chars().next_back()) && digit(text[at + sign.len()..].chars().next()))
    };
    if text.match_indices(PARTING).any(parts) {
        return Some((text.split(PARTING).map(str::trim).collect(), true));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    // 王 芳 is one name.
    let is_word = |word: &&str| word.chars().count() > 1 && word.chars().all(is_han);
    (words.len() > 1 && words.iter().all(is_word)).then_some((words, false))
}

/// Short texts of one line each; a single text with `、` or `，` in it was meant as several.
pub(crate) fn lines(faults: &Faults<'_>, field: &Field<'_, '_>) -> Vec<TypedValue<String>> {
    if let Value::Scalar { text, quoted: false } = &field.node.value
        && let Some((parts, is_certain)) = parted(text)
    {
        let message = format!("“{}”有几项时要写成列表", field.name);
        let list = parts.join(", ");
        let hint = format!("写成“[{}]”，用英文方括号和英文逗号", shown(&list));
        let is_plain = !list.contains(['[', ']', '{', '}', ':', '#', '"', '\'', '：']);
        let fix = is_plain
            .then(|| faults.edit(field.node.at, &format!("[{list}]")))
            .flatten();
        let fix = fix.map(|edit| Fix {
            is_certain,
            ..Fix::certain(edit)
        });
        faults.say_with(SEPARATORS, field.node.at, (message, hint), fix);
        return Vec::new();
    }
    items(field)
        .iter()
        .filter_map(|item| {
            let at = item.at;
            line(faults, item).map(|value| TypedValue { value, at })
        })
        .collect()
}

/// A vocabulary: what may be said, in Chinese or in English.
#[derive(Debug)]
pub(crate) struct TermTable<T: 'static> {
    /// Everything that may be said, in the order of the reference.
    pub(crate) all: &'static [T],
    /// The Chinese word.
    pub(crate) label: fn(T) -> &'static str,
    /// The English alias.
    pub(crate) id: fn(T) -> &'static str,
    /// Other words for some of them.
    pub(crate) also: &'static [(&'static str, T)],
}

impl<T: Labelled> TermTable<T> {
    /// One without other words.
    pub(crate) const fn of(all: &'static [T]) -> Self {
        Self {
            all,
            label: T::label,
            id: T::id,
            also: &[],
        }
    }
}

impl<T: Copy> TermTable<T> {
    /// What a word says; `None` when it is not in the vocabulary.
    pub(crate) fn find(&self, word: &str) -> Option<T> {
        let word = word.trim();
        let named = self.all.iter().copied();
        named
            .into_iter()
            .find(|value| (self.label)(*value) == word || (self.id)(*value).eq_ignore_ascii_case(word))
            .or_else(|| {
                self.also
                    .iter()
                    .find(|(also, _)| also.eq_ignore_ascii_case(word))
                    .map(|(_, value)| *value)
            })
    }

    /// Reads a field that holds one word.
    pub(crate) fn read(&self, faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<T> {
        let typed = typed_line(faults, field)?;
        let value = self.find(typed);
        if value.is_none() {
            let message = format!("“{}”不能填“{}”", field.name, shown(typed));
            let (hint, meant) = self.advice(typed);
            let fix = meant
                .and_then(|meant| faults.edit(field.node.at, meant))
                .map(Fix::likely);
            faults.say_with(WORD, field.node.at, (message, hint), fix);
        }
        value
    }

    /// What may be said instead of a word; which was meant, where one is near.
    fn advice(&self, typed: &str) -> (String, Option<&'static str>) {
        let labels = || self.all.iter().map(|value| (self.label)(*value));
        let all = labels().collect::<Vec<_>>().join("、");
        let ids = self
            .all
            .iter()
            .map(|value| ((self.id)(*value), (self.label)(*value)));
        // 公开 may be any of 社会公开, 校内公开 and 党内公开.
        let is_part_of_several = labels().filter(|label| label.contains(typed)).count() > 1;
        let meant = suggest::choice(typed, labels().map(|label| (label, label)).chain(ids));
        match meant.filter(|_| !is_part_of_several) {
            Some(meant) => (format!("是不是想写“{meant}”？可以填：{all}"), Some(meant)),
            None => (format!("可以填：{all}"), None),
        }
    }
}

/// A typed text, short enough for a message. Numbers of persons are masked first: of half a number nobody knows that it is one.
pub(crate) fn shown(typed: &str) -> String {
    let typed = &*mask_numbers(typed);
    if typed.chars().count() <= 40 {
        return typed.to_owned();
    }
    let head: String = typed.chars().take(38).collect();
    format!("{head}……")
}

/// Full-width digits and point become the ASCII ones.
pub(crate) fn half_width(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match narrow_digit(c) {
            '．' => '.',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn several_short_texts_in_one_are_told_apart() {
        let is = |text: &str, parts: &[&str], is_certain: bool| {
            assert_eq!(parted(text), Some((parts.to_vec(), is_certain)), "{text}");
        };
        is("周强、李明", &["周强", "李明"], true);
        is("C1, B2", &["C1", "B2"], true);
        is("走访慰问；主题党日", &["走访慰问", "主题党日"], true);
        is("唐慧敏 汪立新", &["唐慧敏", "汪立新"], false);
        for text in [
            "周强", "王 芳", "WPS 表格", "feedback.html", "第 1 批", "1,000米跑",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }
}
