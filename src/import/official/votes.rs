//! Votes on a matter.

use crate::import::numbering;
use crate::words::LazyRegex;

/// The votes on one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VoteCount {
    pub(super) in_favour: u32,
    pub(super) against: u32,
    pub(super) abstained: u32,
    /// All three are said; else what is not said is counted as none.
    pub(super) is_whole: bool,
}

impl VoteCount {
    pub(super) fn sum(self) -> u32 {
        self.in_favour + self.against + self.abstained
    }
}

// 反对 or 弃权 may be left out where nobody voted so.
static AHEAD: LazyRegex = LazyRegex::new(concat!(
    r"(?P<f>[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})\s*[票人名](?:表示)?(?:赞成|同意|全票(?:通过|赞成|同意))(?:票)?",
    r"(?:[，、；,;\s]*(?:(?P<a>[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})\s*[票人名](?:表示)?(?:反对|不同意|不赞成)(?:票)?|(?P<no_a>(?:无|没有)人?(?:反对|不同意)票?)))?",
    r"(?:[，、；,;\s]*(?:(?P<n>[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})\s*[票人名](?:表示)?弃权(?:票)?|(?P<no_n>(?:无|没有)人?弃权票?)))?"
));
static BEHIND: LazyRegex = LazyRegex::new(concat!(
    r"(?:赞成|同意)(?:票)?(?:的)?[：为有]?\s*(?P<f>[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})\s*[票人名]?",
    r"(?:[，、；,;\s]*(?:反对|不同意|不赞成)(?:票)?(?:的)?[：为有]?\s*(?P<a>[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})\s*[票人名]?)?",
    r"(?:[，、；,;\s]*弃权(?:票)?(?:的)?[：为有]?\s*(?P<n>[0-9]{1,4}|[零〇一二三四五六七八九十]{1,4})\s*[票人名]?)?"
));
static ALL: LazyRegex = LazyRegex::new(r"全票(?:通过|同意|赞成)");
static AGREED: LazyRegex = LazyRegex::new(r"(?:^|[^未不没能])一致(?:表决)?(?:通过|同意|赞成)");
static LEAD: LazyRegex = LazyRegex::new(
    r"[，。；（(：\s]*(?:(?:会议|大会|经)?(?:无记名投票|举手|投票)?表决(?:结果|情况)?(?:为|如下|是)?|投票结果(?:为)?|结果(?:为)?)?[，：:（(\s]*以?$",
);

/// True where a number of votes is said: `0票反对`, `无反对票`.
fn says(found: &regex::Captures<'_>, name: &str) -> bool {
    let none = match name {
        "a" => "no_a",
        _ => "no_n",
    };
    found.name(name).or_else(|| found.name(none)).is_some()
}

/// True where more is said than how many were for it.
fn says_others(found: &regex::Captures<'_>) -> bool {
    says(found, "a") || says(found, "n")
}

// （到会4人，赞成4票: who voted.
static VOTERS: LazyRegex = LazyRegex::new(
    r"(?:[，。；（(]?\s*(?:有表决权的?)?(?:正式)?(?:党员|委员)?(?:应到|实到|到会|出席|参会|参加表决|发出|收回)[^，。；（）()]{0,14}[0-9]{1,4}\s*[人名张票][，、；]?)+$",
);

/// Without what only leads to the numbers.
fn without_lead(before: &str) -> String {
    let bare = LEAD.replace(before, "");
    match VOTERS.find(&bare) {
        Some(voters) => LEAD.replace(&bare[..voters.start()], "").trim().to_owned(),
        None => bare.trim().to_owned(),
    }
}

/// The votes that a text counts, with the words on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VotesInText<'t> {
    pub(super) votes: VoteCount,
    /// Without what only leads to the numbers: 表决结果为.
    pub(super) before: String,
    /// Empty where nothing but 通过 follows.
    pub(super) behind: &'t str,
}

/// The only votes that a text counts.
pub(super) fn placed(text: &str) -> Option<VotesInText<'_>> {
    // 6票赞成，一致同意…, 以6票全票通过: nobody was against.
    let is_unanimous = |found: &regex::Captures<'_>| {
        let behind = found.get(0).map_or("", |all| &text[all.end()..]);
        found[0].contains("全票")
            || behind
                .trim_start_matches(['，', '、', '；', ' '])
                .starts_with("一致")
    };
    let ahead = AHEAD
        .captures_iter(text)
        .filter(|found| says_others(found) || is_unanimous(found));
    let behind = BEHIND.captures_iter(text).filter(says_others);
    let all: Vec<_> = ahead.chain(behind).collect();
    let [found] = &all[..] else { return None };
    let number = |name: &str| found.name(name).map_or(Some(0), |word| numeral(word.as_str()));
    let votes = VoteCount {
        in_favour: number("f")?,
        against: number("a")?,
        abstained: number("n")?,
        is_whole: says(found, "a") && says(found, "n") || !says_others(found),
    };
    let place = found.get(0)?;
    let behind = text[place.end()..].trim_matches(['）', ')', '。', '；', ' ', '，']);
    let is_end = matches!(
        behind,
        "" | "通过" | "表决通过" | "获得通过" | "获通过" | "一致通过"
    );
    Some(VotesInText {
        votes,
        before: without_lead(&text[..place.start()]),
        behind: if is_end { "" } else { behind },
    })
}

/// The votes that a text counts, and the text without them where they stand at its end.
pub(super) fn counted(text: &str) -> Option<(VoteCount, String)> {
    let found = placed(text)?;
    let matter = if found.behind.is_empty() {
        found.before
    } else {
        text.trim().to_owned()
    };
    Some((found.votes, matter))
}

static SPOKEN: LazyRegex = LazyRegex::new(
    r"[0-9一二三四五六七八九十]\s*[票人名](?:表示)?(?:赞成|同意|反对|不同意|不赞成|弃权)|(?:赞成|反对|不同意|弃权)票?[：为有]?\s*[0-9一二三四五六七八九十]+\s*[票人名]",
);

/// True for what speaks of votes, understood or not.
pub(super) fn is_spoken_of(text: &str) -> bool {
    ALL.is_match(text) || SPOKEN.is_match(text)
}

/// `19`, `十九`, `零`.
pub(super) fn numeral(word: &str) -> Option<u32> {
    if matches!(word, "零" | "〇") {
        return Some(0);
    }
    numbering::numeral(word)
}

/// True for 全票通过 and 一致同意.
pub(super) fn is_unanimous(text: &str) -> bool {
    ALL.is_match(text) || AGREED.is_match(text)
}
