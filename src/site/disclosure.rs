//! `disclosure.txt`: how a public edition keeps 公开目录, in a few lines for the bureau above the school. Made of what the
//! page of the coverage is made of, so that it says nothing that the edition's pages do not say. Pure.
//!
//! Text in UTF-8 with a byte order mark (a browser then shows it right whatever the server says of it), a fact a line, tabs
//! between its parts, `-` for what is not there:
//!
//! ```text
//! gongkai-disclosure 1                                   what it is, and the version of what follows
//! 学校  NAME                                              主办单位, else the site's name
//! 网站  NAME
//! 网址  URL                                               where the edition is reached; missing without base_url
//! 截至  DAY                                               the build's day
//! 事项  ID  STATE  LATEST  DUE  BEHIND  OWED  NAME         an item of 公开目录; BEHIND of the OWED who owe it are 逾期 or 未公开
//! 次数  ID  QUARTER  COUNT                                how often an item was disclosed in a quarter (2026-q1)
//! 结束  COUNT                                             how many items there are; a text without it was cut off
//! ```
//!
//! Whoever writes it is a stranger to whoever reads it: [`DisclosureSummary::parse`] takes nothing that this program does
//! not write, and no text that would not be shown as it is.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::Site;
use super::coverage::CoverageState;
use crate::words::{Day, Quarter};

/// Where it lies in an edition.
pub const DISCLOSURE_FILE: &str = "disclosure.txt";

/// What its first line begins with.
const MAGIC: &str = "gongkai-disclosure ";

/// The version that is written and read.
const VERSION: u32 = 1;

/// No text in it is longer, in characters; a longer one is cut when it is read.
const LONGEST: usize = 200;

/// No catalogue has as many items.
const MOST_ITEMS: usize = 500;

/// Numbers have so many digits at most.
const DIGITS: usize = 6;

/// How an edition keeps 公开目录.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureSummary {
    /// 主办单位, else the site's name.
    pub school: String,
    /// The edition's name.
    pub title: String,
    /// Where the edition is reached.
    pub address: Option<String>,
    /// The day as of which it is told.
    pub day: Day,
    /// In the catalogue's order.
    pub items: Vec<ItemSummary>,
}

/// How one item of 公开目录 is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSummary {
    /// 编号.
    pub id: String,
    /// 名称.
    pub name: String,
    /// How it stands.
    pub state: CoverageState,
    /// The day of the newest entry.
    pub latest: Option<Day>,
    /// The next last day, of whoever comes first.
    pub due: Option<Day>,
    /// How many of those who owe it are 逾期 or 未公开.
    pub behind: u32,
    /// How many owe it: the whole, or each branch; none for 不在本网公开.
    pub owed: u32,
    /// How often it was disclosed, by quarter.
    pub counts: BTreeMap<Quarter, u32>,
}

/// Why a text is no summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryFault {
    /// It does not begin as one.
    Other,
    /// It is a web page.
    Page,
    /// A newer program wrote it, in this version.
    Newer(u32),
    /// This line is none that a program writes.
    Line(usize),
    /// Its end is missing.
    Cut,
}

/// The sentence users read.
impl fmt::Display for SummaryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other => write!(f, "不是 {DISCLOSURE_FILE} 的内容"),
            Self::Page => write!(f, "得到的是一个网页，不是 {DISCLOSURE_FILE}"),
            Self::Newer(version) => write!(f, "是新版程序写的（第{version}版），请换新版的程序来汇总"),
            Self::Line(line) => write!(f, "{DISCLOSURE_FILE} 的第{line}行不对"),
            Self::Cut => write!(f, "{DISCLOSURE_FILE} 不完整，后面缺了"),
        }
    }
}

impl DisclosureSummary {
    /// Of an edition.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let items = site.catalogue.items.iter().zip(&site.coverage).enumerate();
        let items = items.map(|(index, (item, covered))| {
            let is_here = covered.state != CoverageState::Elsewhere;
            let is_behind = |state| matches!(state, CoverageState::Late | CoverageState::Never);
            let behind = covered.rows.iter().filter(|row| is_behind(row.state)).count();
            ItemSummary {
                id: item.id.clone(),
                name: item.name.clone(),
                state: covered.state,
                latest: covered.latest.map(|id| site.entry(id).common.date),
                due: covered.rows.iter().filter_map(|row| row.due).min(),
                behind: count(behind),
                owed: count(covered.rows.len()),
                counts: match is_here {
                    true => site.history.counts(index),
                    false => BTreeMap::new(),
                },
            }
        });
        let organizer = site.publisher.organizer.as_ref();
        Self {
            school: organizer.unwrap_or(&site.edition.title).clone(),
            title: site.edition.title.clone(),
            address: site.edition.base_url.clone(),
            day: site.day,
            items: items.collect(),
        }
    }

    /// The file's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("\u{feff}{MAGIC}{VERSION}\n");
        let mut line = |parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| one_line(part)).collect();
            text.push_str(&parts.join("\t"));
            text.push('\n');
        };
        line(&["学校", &self.school]);
        line(&["网站", &self.title]);
        if let Some(address) = &self.address {
            line(&["网址", address]);
        }
        line(&["截至", &self.day.to_string()]);
        for item in &self.items {
            let (latest, due) = (day_or_none(item.latest), day_or_none(item.due));
            let (behind, owed) = (item.behind.to_string(), item.owed.to_string());
            let state = item.state.label();
            line(&["事项", &item.id, state, &latest, &due, &behind, &owed, &item.name]);
            for (quarter, count) in &item.counts {
                line(&["次数", &item.id, &quarter.to_string(), &count.to_string()]);
            }
        }
        line(&["结束", &self.items.len().to_string()]);
        text
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// It is no summary that this program writes.
    pub fn parse(text: &str) -> Result<Self, SummaryFault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().enumerate();
        let first = lines.next().map_or("", |(_, line)| line);
        let version = first.strip_prefix(MAGIC).and_then(number);
        match version {
            None if text.trim_start().starts_with('<') => return Err(SummaryFault::Page),
            None | Some(0) => return Err(SummaryFault::Other),
            Some(version) if version > VERSION => return Err(SummaryFault::Newer(version)),
            Some(_) => {}
        }
        let mut reading = ReadSummary::default();
        for (index, line) in lines {
            let parts: Vec<&str> = line.split('\t').collect();
            // Nothing follows the end.
            let taken = match reading.end {
                None => reading.line(&parts),
                Some(_) => None,
            };
            taken.ok_or(SummaryFault::Line(index + 1))?;
        }
        // The end of a text may be missing in the middle of its last number.
        match reading.end {
            Some(count) if count == reading.items.len() && text.ends_with('\n') => {}
            _ => return Err(SummaryFault::Cut),
        }
        reading.done().ok_or(SummaryFault::Cut)
    }

    /// How the same stands on a later day, when nothing was disclosed in between.
    #[must_use]
    pub fn on(mut self, day: Day) -> Self {
        for item in &mut self.items {
            let is_over = item.due.is_some_and(|due| due < day);
            let state = match item.state {
                CoverageState::OnTime if is_over => CoverageState::Late,
                CoverageState::Quiet if is_over => CoverageState::Never,
                _ => continue,
            };
            item.state = state;
            item.behind = item.behind.max(1);
        }
        self
    }

    /// How many items stand so.
    #[must_use]
    pub fn count(&self, state: CoverageState) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }

    /// How many items are 逾期 or 未公开.
    #[must_use]
    pub fn behind(&self) -> usize {
        self.items.iter().filter(|item| item.is_behind()).count()
    }

    /// The day of the newest entry of any item.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        self.items.iter().filter_map(|item| item.latest).max()
    }
}

impl ItemSummary {
    /// True for 逾期 and 未公开.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        matches!(self.state, CoverageState::Late | CoverageState::Never)
    }

    /// How often it was disclosed in a year.
    #[must_use]
    pub fn in_year(&self, year: i32) -> u32 {
        let of_year = self.counts.iter().filter(|(quarter, _)| quarter.year() == year);
        of_year.map(|(_, count)| *count).sum()
    }
}

/// What was read so far.
#[derive(Default)]
struct ReadSummary {
    school: Option<String>,
    title: Option<String>,
    address: Option<String>,
    day: Option<Day>,
    items: Vec<ItemSummary>,
    /// The place of each item, by its id.
    places: HashMap<String, usize>,
    end: Option<usize>,
}

impl ReadSummary {
    /// Takes a line; `None` for one that no program writes here.
    fn line(&mut self, parts: &[&str]) -> Option<()> {
        match parts {
            ["学校", name] => once(&mut self.school, shown(name)?),
            ["网站", name] => once(&mut self.title, shown(name)?),
            ["网址", address] => once(&mut self.address, shown(address)?),
            ["截至", day] => once(&mut self.day, parse_day(day)?),
            ["事项", id, state, latest, due, behind, owed, name] => {
                let (id, name) = (shown(id)?, shown(name)?);
                let (behind, owed) = (number(behind)?, number(owed)?);
                let fits = behind <= owed && self.items.len() < MOST_ITEMS;
                let is_new = self.places.insert(id.clone(), self.items.len()).is_none();
                self.items.push(ItemSummary {
                    id,
                    name,
                    state: state_of(state)?,
                    latest: optional_day(latest)?,
                    due: optional_day(due)?,
                    behind,
                    owed,
                    counts: BTreeMap::new(),
                });
                (fits && is_new).then_some(())
            }
            ["次数", id, quarter, count] => {
                let item = &mut self.items[*self.places.get(&shown(id)?)?];
                let before = item.counts.insert(Quarter::parse(quarter)?, number(count)?);
                before.is_none().then_some(())
            }
            ["结束", count] => once(&mut self.end, number(count)? as usize),
            _ => None,
        }
    }

    /// The whole; `None` when something is missing.
    fn done(self) -> Option<DisclosureSummary> {
        Some(DisclosureSummary {
            school: self.school?,
            title: self.title?,
            address: self.address,
            day: self.day?,
            items: self.items,
        })
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A text as a part of a line.
fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}

fn day_or_none(day: Option<Day>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

/// A day exactly as it is written.
fn parse_day(text: &str) -> Option<Day> {
    Day::parse(text).filter(|day| day.to_string() == text)
}

fn optional_day(text: &str) -> Option<Option<Day>> {
    match text {
        "-" => Some(None),
        text => parse_day(text).map(Some),
    }
}

fn number(text: &str) -> Option<u32> {
    let is_plain = text.len() <= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

fn state_of(label: &str) -> Option<CoverageState> {
    let all = [
        CoverageState::Elsewhere,
        CoverageState::OnTime,
        CoverageState::Quiet,
        CoverageState::Never,
        CoverageState::Late,
    ];
    all.into_iter().find(|state| state.label() == label)
}

/// A stranger's text as it may be shown: one line, not long, without what changes how its surroundings are read. `None`
/// when nothing is left.
pub fn shown(text: &str) -> Option<String> {
    let is_seen = |c: &char| {
        let turns_or_hides = matches!(u32::from(*c), 0xad | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff);
        !c.is_control() && !turns_or_hides
    };
    let text: String = text.chars().filter(is_seen).take(LONGEST + 1).collect();
    let text = text.trim();
    let cut = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    (!cut.is_empty()).then_some(cut)
}

#[cfg(test)]
mod tests;
