//! Of a 公示: how many persons its title counts and whom it names, and how many and whom the text.

use memchr::memmem;
use regex::Captures;

use super::{HINT, Text, number, pattern};
use crate::check::FIGURES;
use crate::read::notice::{in_title, persons, proposed};
use crate::read::person;
use crate::read::titles::DIFFERS as TITLE;
use crate::words::{Complaint, LazyRegex, Place, starts_with_any};

static OF_TITLE: LazyRegex =
    pattern(r"(?:接收|确定|推荐|表彰|命名|评选|授予|任命|列)\p{Han}{0,6}?(?P<n>{数}|两)[名位]");
// 拟表彰唐慧敏、汪立新2名同志; 以下4名同志.
static OF_TEXT: LazyRegex = pattern(
    r"(?:以下|下列|、\p{Han}{2,4}?|拟\p{Han}{2,8}?)(?P<n>{数}|两)[名位](?:同志|党员|教师|老师|对象|人选|优秀|先进)",
);
// 现将拟表彰的3名同志予以公示：李建国、陈晓芳。
static LISTED: LazyRegex = pattern(
    r"(?P<what>(?P<n>{数}|两)[名位](?:同志|党员|教师|老师))\p{Han}{0,14}[：:](?P<names>[^。；：\n]*)",
);
static INTRODUCED: LazyRegex = pattern(r"(?m)(?:^|[。；\s.、：])\p{Han}{2,4}[，,]\s?[男女][，,]");

impl Text<'_> {
    /// `拟接收2名预备党员的公示` introduces two: 沈佳宁，女，…
    pub(super) fn persons_of_title(&mut self, title: &str, place: &Place) {
        let told = |found: &Captures<'_>| match &found["n"] {
            "两" => Some(2),
            _ => number(found, "n"),
        };
        let Some(count) = OF_TITLE.captures(title).and_then(|found| told(&found)) else {
            return;
        };
        let counts = OF_TEXT.captures_iter(self.words);
        // Two members introduce whom a branch admits.
        let counts = counts.filter(|found| {
            let end = found.get(0).map_or(0, |all| all.end());
            !starts_with_any(&self.words[end..], &["担任", "为其", "作为", "介绍"])
        });
        let counts: Vec<u32> = counts.filter_map(|found| told(&found)).collect();
        let introduced = match INTRODUCED.find_iter(self.words).count() {
            0 => named_in_table(self.words),
            introduced => introduced,
        };
        let proposed = || proposed(self.words).map_or(0, |names| names.len());
        let introduced = match introduced {
            0 if counts.is_empty() => proposed(),
            introduced => introduced,
        };
        let message = match counts.first().filter(|_| !counts.contains(&count)) {
            _ if introduced == count as usize => return,
            _ if introduced > 0 => format!("标题写的是{count}名，正文里列了{introduced}人"),
            Some(told) => format!("标题写的是{count}名，正文写的是{told}名"),
            None => return,
        };
        self.report
            .push(Complaint::new(TITLE, place.clone(), message).hint(HINT));
    }

    /// `3名同志予以公示：` before the names of two, in the line or in a list below.
    pub(super) fn counted_list(&mut self) {
        let words = self.words;
        let other = LISTED.captures_iter(words).find_map(|found| {
            let count = match &found["n"] {
                "两" => 2,
                _ => number(&found, "n")?,
            };
            let names = found.name("names")?;
            let listed = match names.as_str().trim() {
                "" => names_below(&words[names.end()..])?,
                names => names_in(names)?,
            };
            let what = found.name("what")?.range();
            (listed > 1 && listed != count as usize).then_some((what, listed))
        });
        if let Some((range, listed)) = other {
            let message = format!("这里写“{}”，后面列了{listed}人", &words[range.clone()]);
            self.say(FIGURES, range, message, "请核对人数和名单");
        }
    }

    /// The one whom the title names is not in the text, and another one is in that place; or the only one whom the text names is
    /// called by two names of which one character is another.
    pub(super) fn person_of_title(&mut self, title: &str) {
        let titled = in_title(title);
        let [named] = titled.as_slice() else {
            self.alike(&proposed(self.words).unwrap_or_default());
            return;
        };
        if named.contains('某') {
            return;
        }
        if self.has(named) {
            self.alike(&[*named]);
            return;
        }
        let words = self.words;
        let names = persons("", words);
        let other = proposed(words)
            .and_then(|names| names.first().copied())
            .or_else(|| {
                names
                    .iter()
                    .map(String::as_str)
                    .find(|name| is_nearly(name, named))
            });
        if let Some(other) = other
            && let Some(at) = words.find(other)
        {
            let message = format!("标题写的是“{named}”，正文写的是“{other}”");
            self.say(TITLE, at..at + other.len(), message, HINT);
        }
    }

    /// Before 同志, a name that is nearly that of the only person.
    fn alike(&mut self, names: &[&str]) {
        let [name] = names else { return };
        let length = name.len();
        let words = self.words;
        let mut ends = memmem::find_iter(words.as_bytes(), "同志");
        let other = ends.find_map(|end| {
            let other = words.get(end.checked_sub(length)?..end)?;
            is_nearly(other, name).then_some(end - length..end)
        });
        if let Some(range) = other {
            let message = format!("正文里写了“{name}”，又写了“{}”", &words[range.clone()]);
            self.say(TITLE, range, message, "请核对是不是同一个人，写错的改过来");
        }
    }
}

/// True for two names of three characters or more of which one behind the first is another.
fn is_nearly(one: &str, other: &str) -> bool {
    let pairs = || one.chars().zip(other.chars());
    let others = pairs().filter(|(a, b)| a != b).count();
    let lengths = [one, other].map(|name| name.chars().count());
    lengths[0] == lengths[1] && lengths[0] > 2 && others == 1 && one.chars().next() == other.chars().next()
}

/// How many persons a list in one line names; `None` where something else stands among them.
fn names_in(list: &str) -> Option<usize> {
    static NOTE: LazyRegex = LazyRegex::new("[（(][^）)]*[）)]");
    let list = NOTE.replace_all(list, "");
    let mut names = list
        .split(['、', '，'])
        .map(|name| name.trim().trim_end_matches("同志"));
    let count = names.clone().count();
    names.all(|name| person::is_name(name, None)).then_some(count)
}

/// How many persons the list that begins below names, one in a line.
fn names_below(text: &str) -> Option<usize> {
    let items = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let items = items.map_while(|line| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = match rest.len() < line.len() {
            true => rest.strip_prefix(['.', '、', '．']),
            false => line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")),
        };
        rest.map(str::trim)
    });
    let items: Vec<&str> = items.collect();
    let is_named = |item: &&str| {
        let name = item.split(['，', ',', '（', '(', '：', ' ', '　']).next();
        name.is_some_and(|name| person::is_name(name.trim_end_matches("同志"), None))
    };
    items.iter().all(is_named).then_some(items.len())
}

/// How many persons the first table of a text names, a row for each; none in one that has a row for each thing said of somebody.
fn named_in_table(words: &str) -> usize {
    let is_row = |line: &&str| line.trim_start().starts_with('|');
    let is_rule = |line: &str| line.chars().all(|c| "|-: ".contains(c));
    let names_somebody = |line: &str| line.split('|').any(|cell| person::is_name(cell, None));
    let mut lines = words
        .lines()
        .skip_while(|line| !is_row(line) || !line.contains("姓名"));
    let (Some(headings), Some(below)) = (lines.next(), lines.next()) else {
        return 0;
    };
    if !is_row(&below) || !is_rule(below) || names_somebody(headings) {
        return 0;
    }
    let rows = lines.take_while(is_row).filter(|line| !line.contains("合计"));
    rows.count()
}
