//! Runs of marks → which of them mask a name or mark a blank, and so are text. Pasted texts carry
//! `***总书记`, `**县`, `138****1234`, `__年__月`; Markdown would turn them into bold and the mask
//! would vanish. What an author really marks (`**支部委员会**职责`) is no mask. The words are a table;
//! the rest is one walk over the runs of a paragraph. It reads runs only; complaining is the page's work.

use super::characters::{closes_quotation, ends_sentence};
use super::emphasis_runs::DelimiterRun;
use crate::words::is_han;

/// Words before which pasted texts mask a person, a place or an institution.
const MASKED: [&str; 66] = [
    "总书记", "主席", "总理", "委员长", "同志", "新时代", "书记", "部长", "省长", "市长", "县长", "区长",
    "局长", "处长", "科长", "校长", "院长", "园长", "主任", "老师", "教授", "省", "市", "县", "区", "州",
    "旗", "乡", "镇", "村", "街道", "社区", "小学", "初中", "高中", "中学", "中职", "职校", "职中", "学校",
    "学院", "大学", "幼儿园", "教育", "教体", "教委", "党委", "党组", "党总支", "党支部", "支部", "工委",
    "单位", "公司", "集团", "医院", "银行", "班级", "年级", "教研组", "长效机制", "专项", "领导小组",
    "工作组", "人民政府", "政府",
];

/// The first characters of those words, by their [`last_bits`]: most words need no second look.
static FIRST_CHARACTERS: [bool; 4096] = {
    let mut table = [false; 4096];
    let mut at = 0;
    while at < MASKED.len() {
        table[last_bits(MASKED[at].as_bytes())] = true;
        at += 1;
    }
    table
};

/// The last twelve bits of a character that takes three bytes.
const fn last_bits(bytes: &[u8]) -> usize {
    ((bytes[1] & 0x3f) as usize) << 6 | (bytes[2] & 0x3f) as usize
}

/// Words that begin with a masked one and mean something else.
const NOT_MASKED: [&str; 8] = ["同志们", "区别", "区分", "市场", "旗帜", "省略", "村规", "单位制"];

/// Units behind a blank that is filled in by hand.
const UNITS: [&str; 10] = ["年", "月", "日", "时", "分", "号", "元", "人", "次", "名"];

/// How many runs further on a partner is looked for; keeps the walk linear.
const REACH: usize = 8;

/// For each run: whether it is text.
pub(super) fn find(runs: &[DelimiterRun]) -> Vec<bool> {
    let mut walk = MaskWalk::new(runs);
    while walk.end < walk.runs.len() {
        walk.next_paragraph();
    }
    let mut stars = walk.masked.into_iter();
    let star = |run: &DelimiterRun| run.mark == b'*' && stars.next() == Some(true);
    let mut masked: Vec<bool> = runs.iter().map(star).collect();
    mark_blanks(runs, &mut masked);
    masked
}

/// Marks the runs of `_` to be filled in: before a unit (`__月`), or alone between two marks (`：__，`, `〔__〕`) and
/// with nothing before it that it could end.
fn mark_blanks(runs: &[DelimiterRun], masked: &mut [bool]) {
    let mut open: Vec<&DelimiterRun> = Vec::new();
    for (run, masked) in runs.iter().zip(masked).filter(|(run, _)| run.mark == b'_') {
        if open.last().is_some_and(|first| first.paragraph != run.paragraph) {
            open.clear();
        }
        let from = open.len().saturating_sub(REACH);
        let partner = open[from..].iter().rposition(|first| first.len == run.len);
        if let Some(partner) = partner.filter(|_| ends_emphasis(run)) {
            open.truncate(from + partner);
        } else {
            *masked = before_unit(run) && closes(run) || between_marks(run);
            if begins_emphasis(run) {
                open.push(run);
            }
        }
    }
}

fn before_unit(run: &DelimiterRun) -> bool {
    UNITS.iter().any(|unit| run.follows.starts_with(unit.as_bytes()))
}

fn between_marks(run: &DelimiterRun) -> bool {
    let begins = |c: char| "：，、（〔【《“:,(".contains(c);
    run.before.is_some_and(begins) && run.after.is_some_and(ends_blank)
}

/// A mark behind a blank.
fn ends_blank(c: char) -> bool {
    "，。；、）〕】》”,;)".contains(c)
}

/// A run of `_` that an author's emphasis begins with. Behind a colon it rather is a blank.
fn begins_emphasis(run: &DelimiterRun) -> bool {
    let after = run.after.is_some_and(|c| !c.is_whitespace() && !ends_blank(c));
    let before = run
        .before
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '：' | ':'));
    after && before && !before_unit(run)
}

/// A run of `_` that can end one: no letter stands behind it.
fn ends_emphasis(run: &DelimiterRun) -> bool {
    closes(run) && run.after.is_none_or(|c| !c.is_alphanumeric())
}

/// The walk over the runs of `*`, paragraph by paragraph.
struct MaskWalk<'a> {
    runs: Vec<&'a DelimiterRun>,
    /// The paragraph's runs.
    start: usize,
    end: usize,
    masked: Vec<bool>,
    /// Runs that an author's emphasis may have begun with.
    open: Vec<usize>,
    /// Runs that have found their partner.
    paired: Vec<bool>,
}

impl<'a> MaskWalk<'a> {
    fn new(runs: &'a [DelimiterRun]) -> Self {
        let mut stars = Vec::with_capacity(runs.len());
        stars.extend(runs.iter().filter(|run| run.mark == b'*'));
        Self {
            start: 0,
            end: 0,
            masked: vec![false; stars.len()],
            open: Vec::new(),
            paired: vec![false; stars.len()],
            runs: stars,
        }
    }

    fn next_paragraph(&mut self) {
        self.start = self.end;
        let paragraph = self.runs[self.start].paragraph;
        let rest = &self.runs[self.start..];
        self.end += rest.iter().take_while(|run| run.paragraph == paragraph).count();
        self.open.clear();
        for index in self.start..self.end {
            self.look_at(index);
        }
        self.leave_strays();
    }

    fn look_at(&mut self, index: usize) {
        let run = self.runs[index];
        if is_figure(run) {
            self.masked[index] = true;
        } else if self.closes_an_emphasis(index) {
            self.paired[index] = true;
        } else if hides_a_given_name(run) {
            self.masked[index] = true;
        } else if opens(run) {
            if before_masked_word(run) && !self.has_partner(index) {
                self.masked[index] = true;
            } else {
                self.open.push(index);
            }
        }
    }

    /// True when this run ends what an earlier one began; that one then has its partner too.
    fn closes_an_emphasis(&mut self, index: usize) -> bool {
        let run = self.runs[index];
        if !closes(run) {
            return false;
        }
        let recent = self.open.iter().rev().take(REACH);
        let Some(depth) = recent.copied().position(|open| self.runs[open].len == run.len) else {
            return false;
        };
        let place = self.open.len() - 1 - depth;
        let open = self.open[place];
        if self.accidental(open, index) {
            return false;
        }
        self.paired[open] = true;
        self.open.truncate(place);
        true
    }

    /// What lies between two runs is no emphasis: it begins and ends inside sentences and crosses the
    /// end of one, or single stars before masked words hold more than one clause.
    fn accidental(&self, open: usize, close: usize) -> bool {
        let (first, last) = (self.runs[open], self.runs[close]);
        let crosses = first.sentence != last.sentence
            && !last
                .before
                .is_some_and(|c| ends_sentence(c) || closes_quotation(c));
        let inside = between_text(first) && between_text(last);
        let clauses = first.len == 1 && first.clause != last.clause && before_masked_word(last);
        inside && (crosses || clauses)
    }

    /// A run before a masked word is an author's only when the next run of its length stands in the same
    /// sentence, can close, and stands before no such word itself.
    fn has_partner(&self, index: usize) -> bool {
        let run = self.runs[index];
        let mut later = self.runs[index + 1..self.end].iter().take(REACH);
        let Some(partner) = later.find(|other| other.len == run.len) else {
            return false;
        };
        // `支部：` with its colon is one clause.
        let heads = partner.clause == run.clause + 1 && matches!(partner.before, Some('：' | ':'));
        let one_clause = partner.clause == run.clause || heads || run.len > 1 || !between_text(run);
        // Marks behind a full stop still belong to the sentence that it ends; at the end of a line, to all before.
        let ends_it = (partner.sentence == run.sentence + 1 || partner.after.is_none())
            && partner
                .before
                .is_some_and(|c| ends_sentence(c) || closes_quotation(c));
        let same_sentence = partner.sentence == run.sentence || ends_it;
        same_sentence && closes(partner) && one_clause && !before_masked_word(partner)
    }

    /// A longer run between Han characters that found no partner, and has no other run left in its
    /// sentence to pair with, stands as typed.
    fn leave_strays(&mut self) {
        let left = |walk: &Self, index: usize| !walk.masked[index] && !walk.paired[index];
        for index in self.start..self.end {
            let run = self.runs[index];
            if !left(self, index) || run.len < 2 || !between_han(run) {
                continue;
            }
            let near = index.saturating_sub(REACH).max(self.start)..(index + REACH).min(self.end);
            let rival = near.into_iter().any(|other| {
                other != index
                    && left(self, other)
                    && self.runs[other].sentence == run.sentence
                    && !between_han(self.runs[other])
            });
            if !rival {
                self.masked[index] = true;
            }
        }
    }
}

/// `3*4`, `138****1234`, `xrp****65`: between digits, or long between Latin letters and digits.
fn is_figure(run: &DelimiterRun) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    (digit(run.before) && digit(run.after)) || (run.len > 3 && latin(run.before) && latin(run.after))
}

/// `张**、李*，`: behind a Han character and before a mark that parts or ends, where no emphasis begins.
fn hides_a_given_name(run: &DelimiterRun) -> bool {
    run.before.is_some_and(is_han)
        && run.after.is_some_and(|c| {
            matches!(
                c,
                '、' | '，' | '。' | '；' | '：' | '！' | '？' | '）' | '》' | '】' | '”'
            )
        })
}

fn before_masked_word(run: &DelimiterRun) -> bool {
    if !FIRST_CHARACTERS[last_bits(&run.follows)] {
        return false;
    }
    let follows = |word: &str| run.follows.starts_with(word.as_bytes());
    MASKED.iter().any(|word| follows(word)) && !NOT_MASKED.iter().any(|word| follows(word))
}

fn opens(run: &DelimiterRun) -> bool {
    run.after.is_some_and(|c| !c.is_whitespace())
}

fn closes(run: &DelimiterRun) -> bool {
    run.before.is_some_and(|c| !c.is_whitespace())
}

fn between_text(run: &DelimiterRun) -> bool {
    let text = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    text(run.before) && run.after.is_some_and(is_han)
}

fn between_han(run: &DelimiterRun) -> bool {
    run.before.is_some_and(is_han) && run.after.is_some_and(is_han)
}
