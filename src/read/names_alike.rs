//! A name in an entry's fields that sounds like one of `organization.yaml` and is written otherwise: 龚明元 for 龚明远. Whoever
//! types by sound picks the wrong character, and a page shows a person who is not there. In the text, where any word may sound
//! like a name, names of three characters are, of which one is another; and whoever stands behind a post is held to who has
//! it: 高中党支部书记唐秀英.

use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::organization::{Level, Organization, Unit};
use super::{person, signed};
use crate::words::{
    Code, Complaint, Day, Fix, Labelled, LazyRegex, Report, SourceText, TextEdit, is_ideograph, sound,
    starts_with_any, without_space,
};

pub(super) const ALIKE: Code = Code::warning("person-same-sound");
const POST: Code = Code::warning("person-post");

/// How long names of two to four characters are, in bytes, with a mark behind them.
const LENGTHS: RangeInclusive<usize> = 6..=20;

/// How a name sounds to whoever does not tell `n` from `ng`.
type Sound = Vec<&'static str>;

/// The names of `organization.yaml`, by how they sound.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownNames {
    names: HashSet<String>,
    by_sound: HashMap<Sound, String>,
    /// Each name in the list of its first character.
    by_first: HashMap<char, Vec<String>>,
    /// A bit for each first character of a name of three or more: every character of every text is asked.
    firsts: Vec<u64>,
    posts: Vec<Post>,
}

/// A post, as texts call it.
#[derive(Debug, Clone)]
struct Post {
    /// `高中党支部书记`.
    called: String,
    /// The id of the branch whose entries alone call it so: 支部书记.
    within: Option<String>,
    holders: Vec<String>,
    /// Since the last election; texts from before tell of others.
    since: Option<Day>,
}

/// A person and what they are, in fields.
static DUTY: LazyRegex =
    LazyRegex::new(r"姓名[：:]\s*(?<name>\p{Han}{2,4})[,，]?\s+职务[：:]\s*(?<duty>\p{Han}{2,24})");

/// What posts end in.
const POSTS: [&str; 2] = ["书记", "委员"];

/// The same, ready to be looked for in every text.
static POSTS_IN_TEXT: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| POSTS.map(Finder::new));

impl KnownNames {
    pub(super) fn of(organization: &Organization) -> Self {
        let mut known = Self::default();
        for name in person::names_in(organization) {
            let bare = without_space(name);
            if let Some(heard) = heard(&bare) {
                known.by_sound.insert(heard, bare.clone());
                known.add_to_text(&bare);
            }
        }
        if let Some(school) = organization.name.as_deref().and_then(signed::school) {
            known.add_to_text(school);
        }
        let level = organization.unit.level.label();
        let own = [
            level.to_owned(),
            format!("党{}", level.trim_start_matches('党')),
            level
                .replace("总支", "总支部委员会")
                .replace("党委", "党的委员会"),
        ];
        // A 支部 with several below it is misnamed, which is said: its secretary is nobody's 支部书记.
        if level != Level::Branch.label() || organization.branches.len() < 2 {
            known.add_posts(&own, None, &organization.unit);
        }
        for branch in &organization.branches {
            let short = branch.name.replace("党支部", "支部");
            known.add_posts(&[branch.name.clone(), short], None, &branch.unit);
            let any = ["支部", "党支部"].map(str::to_owned);
            known.add_posts(&any, Some(&branch.id), &branch.unit);
        }
        known
    }

    /// Adds a name that is looked for in texts: a person's, or the school's.
    fn add_to_text(&mut self, name: &str) {
        let first = name.chars().next().unwrap_or_default();
        if name.chars().count() > 2 {
            self.firsts.resize(FIRSTS / 64, 0);
            self.firsts[bit(first) / 64] |= 1 << (bit(first) % 64);
        }
        self.by_first.entry(first).or_default().push(name.to_owned());
        self.names.insert(name.to_owned());
    }

    fn add_posts(&mut self, called: &[String], within: Option<&str>, unit: &Unit) {
        let since = unit.term.as_ref().map(|term| term.elected);
        for name in called {
            for officer in unit
                .committee
                .iter()
                .filter(|of| POSTS.iter().any(|post| of.duty.ends_with(post)))
            {
                let called = format!("{name}{}", officer.duty);
                let holder = without_space(&officer.name);
                let within = within.map(str::to_owned);
                let mut posts = self.posts.iter_mut();
                match posts.find(|post| post.called == called && post.within == within) {
                    Some(post) if post.holders.contains(&holder) => {}
                    Some(post) => post.holders.push(holder),
                    None => self.posts.push(Post {
                        called,
                        within,
                        holders: vec![holder],
                        since,
                    }),
                }
            }
        }
    }

    /// Complains about the names in the fields of an entry of a day, which end at a byte. Names stand there alone, or among
    /// others with marks between them.
    pub(super) fn check(&self, source: &SourceText, end: usize, dated: Day, report: &mut Report) {
        let text = &source.text[..end];
        self.check_duties(source, text, dated, report);
        let mut at = 0;
        for part in text.split_inclusive(|c| !is_ideograph(c)) {
            let start = at;
            at += part.len();
            // Most parts are of one character, and of those left most are longer than a name.
            if !LENGTHS.contains(&part.len()) {
                continue;
            }
            let word = part.trim_end_matches(|c| !is_ideograph(c));
            let Some(right) = self.meant(word) else { continue };
            let hint = format!(
                "写错了的，改成“{right}”；确实是另一个人的，写进 content/organization.yaml 的“党员”或者“其他人员”，或者在“已核对”里写明"
            );
            say_alike(source, start..start + word.len(), right, hint, report);
        }
    }

    /// Complains about `姓名: 穆清, 职务: 小学部党支部书记` where that is somebody else's post.
    fn check_duties(&self, source: &SourceText, fields: &str, dated: Day, report: &mut Report) {
        for found in DUTY.captures_iter(fields) {
            let (Some(name), Some(duty)) = (found.name("name"), found.name("duty")) else {
                continue;
            };
            let post = self.post(duty.as_str(), (dated, None));
            if let Some(post) = post.filter(|post| !post.holders.iter().any(|of| of == name.as_str()))
                && self.names.contains(name.as_str())
            {
                say_post(source, duty.range(), name.as_str(), post, report);
            }
        }
    }

    /// Complains about the text that begins at a byte of an entry of a day and a branch: about names, and who is named behind
    /// a post.
    pub(super) fn check_text(
        &self,
        source: &SourceText,
        start: usize,
        of: (Day, Option<&str>),
        report: &mut Report,
    ) {
        let text = &source.text[start..];
        self.check_characters(source, start, report);
        let ends = POSTS_IN_TEXT
            .iter()
            .flat_map(|post| post.find_iter(text.as_bytes()).map(|at| at + post.needle().len()));
        for end in ends {
            let Some(post) = self.post(&text[..end], of) else {
                continue;
            };
            let words: Vec<&str> = names_at(&text[end..]).collect();
            if words
                .iter()
                .any(|word| post.holders.iter().any(|holder| holder == word))
            {
                continue;
            }
            let at = |word: &str| start + end..start + end + word.len();
            let alike = || {
                words.iter().find_map(|word| {
                    let sound = heard(word)?;
                    let mut holders = post.holders.iter();
                    let sounds_so = |holder: &&String| heard(holder).as_ref() == Some(&sound);
                    let holder = holders
                        .find(sounds_so)
                        .filter(|holder| !is_one_other(word, holder))?;
                    Some((*word, holder))
                })
            };
            if let Some(name) = words.iter().find(|word| self.names.contains(**word)) {
                say_post(source, at(name), name, post, report);
            } else if let Some((word, holder)) = alike() {
                say_alike(
                    source,
                    at(word),
                    holder,
                    format!("写错了的，改成“{holder}”"),
                    report,
                );
            }
        }
    }

    /// Complains about names of three characters or more of which one is another.
    fn check_characters(&self, source: &SourceText, start: usize, report: &mut Report) {
        if self.firsts.is_empty() {
            return;
        }
        let text = &source.text[start..];
        let is_first =
            |(_, first): &(usize, char)| self.firsts[bit(*first) / 64] >> (bit(*first) % 64) & 1 == 1;
        for (at, first) in text.char_indices().filter(is_first) {
            let names = self.by_first.get(&first).map_or(&[][..], Vec::as_slice);
            let mistyped = |name: &&String| {
                let typed = text.get(at..at + name.len());
                // A pupil is nobody of the organization.
                let is_pupil = || starts_with_any(&text[at + name.len()..], &["同学", "小朋友"]);
                typed.is_some_and(|typed| {
                    !self.names.contains(typed) && is_one_other(typed, name) && !is_pupil()
                })
            };
            if let Some(name) = names.iter().find(mistyped) {
                // No person has a name of five characters.
                let what = match name.chars().count() {
                    ..5 => "另一个人",
                    _ => "另一个单位",
                };
                let hint = format!("写错了的，改成“{name}”；确实是{what}的，在“已核对”里写明");
                say_alike(source, start + at..start + at + name.len(), name, hint, report);
            }
        }
    }

    /// The post that a text ends with, if it is one of today's: not of another school, nor somebody's former one.
    fn post(&self, text: &str, (dated, branch): (Day, Option<&str>)) -> Option<&Post> {
        // What may stand before a unit of one's own.
        const BEFORE: &str = "由请经对和与及让校向找";
        let is_own = |post: &&Post| post.within.is_none() || post.within.as_deref() == branch;
        let posts = self.posts.iter().filter(is_own);
        let posts = posts.filter(|post| text.ends_with(&post.called));
        let post = posts.max_by_key(|post| post.called.len())?;
        let before = &text[..text.len() - post.called.len()];
        let last = before.chars().next_back();
        let is_own = last.is_none_or(|c| !is_ideograph(c) || BEFORE.contains(c));
        let clause = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
        let year = clause
            .split_once('年')
            .and_then(|(before, _)| before.get(before.len().checked_sub(4)?..));
        let is_of_now = year.is_none_or(|year| year == dated.year().to_string())
            && !clause.ends_with("原）")
            && !clause.ends_with("时任");
        (is_own && is_of_now && post.since.is_none_or(|since| dated >= since)).then_some(post)
    }

    /// Who may be meant by a word that is nobody's name.
    fn meant(&self, word: &str) -> Option<&str> {
        let first = word.chars().next()?;
        if !self.by_first.contains_key(&first)
            || !(2..=4).contains(&word.chars().count())
            || self.names.contains(word)
        {
            return None;
        }
        self.by_sound.get(&heard(word)?).map(String::as_str)
    }
}

/// What a text may begin with as a name, the longest first: what goes on as a word of its own does, or what is no Han.
fn names_at(text: &str) -> impl Iterator<Item = &str> {
    const GOES_ON: &str =
        "同老主讲作为对在就说强传宣汇出参带介通领组到向与和及给代陪表要谈以将也先还做受亲报负审批签牵提";
    [4, 3, 2].into_iter().filter_map(|length| {
        let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
        let next = text[end..].chars().next();
        next.is_none_or(|c| !is_ideograph(c) || GOES_ON.contains(c))
            .then_some(&text[..end])
    })
}

fn say_post(source: &SourceText, range: Range<usize>, name: &str, post: &Post, report: &mut Report) {
    let holders = post.holders.join("、");
    let message = format!(
        "这里写{}是“{name}”，organization.yaml 里是“{holders}”",
        post.called
    );
    let hint = "请核对职务和姓名；职务有变动的，改 content/organization.yaml";
    report.push(Complaint::new(POST, source.place(range), message).hint(hint));
}

const FIRSTS: usize = 1 << 16;

/// Rare characters share one.
fn bit(first: char) -> usize {
    first as usize % FIRSTS
}

/// True for a name of three characters or more, of which one behind the first is another of the same sound.
fn is_one_other(typed: &str, name: &str) -> bool {
    let pairs = || typed.chars().zip(name.chars());
    let others = pairs().filter(|(typed, right)| typed != right).count();
    let lengths = [typed, name].map(|text| text.chars().count());
    others == 1 && lengths[0] == lengths[1] && lengths[0] > 2 && heard(typed) == heard(name)
}

fn say_alike(source: &SourceText, range: Range<usize>, right: &str, hint: String, report: &mut Report) {
    let word = &source.text[range.clone()];
    let message = format!("“{word}”和 organization.yaml 里的“{right}”同音不同字");
    let place = source.place(range);
    let fix = TextEdit::at(&place, right).map(Fix::likely);
    report.push(Complaint::new(ALIKE, place, message).hint(hint).fix(fix));
}

fn heard(name: &str) -> Option<Sound> {
    let syllables = sound(name)?.into_iter();
    Some(syllables.map(|syllable| syllable.trim_end_matches('g')).collect())
}
