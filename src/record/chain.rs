//! A record's bytes → whether every line is the one that was written there. Pure.

use super::line::{RecordEvent, RecordLine};

/// Where a chain ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainEnd {
    /// How many lines it has.
    pub count: u64,
    /// The hash of the last one.
    pub hash: String,
}

impl ChainEnd {
    /// Of a record with lines of these hashes.
    #[must_use]
    pub fn of(hashes: &[String]) -> Self {
        Self {
            count: hashes.len() as u64,
            hash: hashes.last().cloned().unwrap_or_else(|| "0".repeat(64)),
        }
    }

    /// The text that [`ChainEnd::parse`] reads; always of one length.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{:>12} {}\n", self.count, self.hash)
    }

    /// Reads it; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, hash) = text.strip_suffix('\n')?.trim_start().split_once(' ')?;
        let end = Self {
            count: count.parse().ok()?,
            hash: hash.to_owned(),
        };
        (hash.len() == 64 && end.text() == text).then_some(end)
    }
}

/// The hash of a line, as the next one holds it.
pub(super) fn hash_of(line: &[u8]) -> String {
    blake3::hash(line).to_hex().to_string()
}

/// The whole lines without their ends, and what stands behind the last of them.
pub(super) fn whole_lines(bytes: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let end = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let (whole, torn) = bytes.split_at(end);
    let mut lines: Vec<&[u8]> = whole.split(|byte| *byte == b'\n').collect();
    // Behind the last end.
    lines.pop();
    (lines, torn)
}

/// The first line that does not fit, counted from 1, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainFault {
    /// Its number.
    pub line: u64,
    /// What is wrong with it, in a Chinese sentence without a full stop.
    pub what: String,
}

/// A record in which every line fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Where it ends.
    pub end: ChainEnd,
    /// So many bytes of a line that was never finished stand behind it.
    pub torn: usize,
}

/// Looks at every line. `known`: where this computer last saw it end.
///
/// # Errors
/// The first line that does not fit.
pub fn verify(bytes: &[u8], known: Option<&ChainEnd>) -> Result<Verified, ChainFault> {
    let (lines, torn) = whole_lines(bytes);
    let chain = LineChain {
        hashes: lines.iter().map(|line| hash_of(line)).collect(),
        parsed: lines.iter().map(|line| RecordLine::parse(line)).collect(),
        lines,
        known,
    };
    match chain.first_fault() {
        Some(fault) => Err(fault),
        None => Ok(Verified {
            end: ChainEnd::of(&chain.hashes),
            torn: torn.len(),
        }),
    }
}

struct LineChain<'a> {
    lines: Vec<&'a [u8]>,
    hashes: Vec<String>,
    parsed: Vec<Option<RecordLine>>,
    known: Option<&'a ChainEnd>,
}

fn fault(index: usize, what: impl Into<String>) -> ChainFault {
    ChainFault {
        line: index as u64 + 1,
        what: what.into(),
    }
}

const INSERTED: &str = "这一行是后来插进去的";

impl LineChain<'_> {
    /// The hash that the line at this index should hold: that of the line before it.
    fn expected(&self, index: usize) -> String {
        ChainEnd::of(&self.hashes[..index]).hash
    }

    fn first_fault(&self) -> Option<ChainFault> {
        let in_line = (0..self.lines.len()).find_map(|index| self.fault_at(index));
        in_line.or_else(|| self.fault_of_end()).or_else(|| self.told())
    }

    fn fault_at(&self, index: usize) -> Option<ChainFault> {
        let Some(line) = &self.parsed[index] else {
            return Some(fault(index, unreadable(self.lines[index])));
        };
        let number = index as u64 + 1;
        if line.number != number {
            return Some(self.out_of_place(index, line));
        }
        if line.before == self.expected(index) {
            return None;
        }
        // The line behind, or what this computer saw, tells which of the two has changed.
        let changed = match index {
            0 => 0,
            _ if self
                .seen_behind(index)
                .is_some_and(|hash| hash != self.hashes[index]) =>
            {
                index
            }
            _ => index - 1,
        };
        Some(fault(changed, "这一行改过"))
    }

    /// The hash of a line as somebody else knows it.
    fn seen_behind(&self, index: usize) -> Option<&str> {
        match self.parsed.get(index + 1) {
            Some(next) => next.as_ref().map(|next| next.before.as_str()),
            None => self
                .known
                .filter(|known| known.count == index as u64 + 1)
                .map(|known| known.hash.as_str()),
        }
    }

    /// A line that has another number than its place.
    fn out_of_place(&self, index: usize, line: &RecordLine) -> ChainFault {
        let number = index as u64 + 1;
        if line.number > number {
            let belongs = |other: &Option<RecordLine>| {
                other
                    .as_ref()
                    .is_some_and(|other| other.number == number && other.before == self.expected(index))
            };
            let rest = &self.parsed[index + 1..];
            let is_alone = || rest.iter().flatten().all(|other| other.number != line.number);
            return match rest.iter().position(belongs) {
                Some(0) if line.number == number + 1 && is_alone() => fault(index, "这一行和下一行换了位置"),
                Some(0) => fault(index, INSERTED),
                Some(_) => fault(index, format!("这一行的位置变了，它原来是第 {} 行", line.number)),
                None => {
                    let gone = line.number - number;
                    fault(index, format!("原来的第 {number} 行起，有 {gone} 行被删去"))
                }
            };
        }
        // What stands before it has its number: one of the two was put in.
        let twin = index.checked_sub(1).filter(|twin| {
            line.number == *twin as u64 + 1
                && line.before == self.expected(*twin)
                && self.lines[*twin] != self.lines[index]
        });
        fault(twin.unwrap_or(index), INSERTED)
    }

    /// The end is not where this computer saw it.
    fn fault_of_end(&self) -> Option<ChainFault> {
        let known = self.known?;
        let count = self.lines.len() as u64;
        if known.count > count {
            let gone = known.count - count;
            let known = known.count;
            let what = match count {
                0 => format!("记录空了，或者不在了，这台电脑上次写到第 {known} 行"),
                _ => format!("记录到第 {count} 行为止，这台电脑上次写到第 {known} 行：最后 {gone} 行被删去"),
            };
            return Some(ChainFault {
                line: count + 1,
                what,
            });
        }
        let last = usize::try_from(known.count).ok()?.checked_sub(1)?;
        if self.hashes.get(last) == Some(&known.hash) {
            return None;
        }
        Some(match known.count == count {
            true => fault(last, "这一行改过"),
            false => fault(last, "和这台电脑上次写的不一样：这一行和后面的重新写过"),
        })
    }

    /// What a writer found missing.
    fn told(&self) -> Option<ChainFault> {
        let told = |line: &Option<RecordLine>| {
            line.as_ref()
                .filter(|line| line.what.event == RecordEvent::Missing)
                .map(|line| line.what.explanation.clone())
        };
        let found = self.parsed.iter().map(told).enumerate();
        let mut found = found.filter_map(|(index, told)| told.map(|told| fault(index, told)));
        found.next()
    }
}

fn unreadable(line: &[u8]) -> &'static str {
    match line {
        [] => "这是一个空行，记录里没有空行",
        [.., b'\r'] => "这一行的结尾改过：文件是不是用别的程序打开、另存过",
        _ => "这一行不是本程序写的样子",
    }
}

#[cfg(test)]
mod tests;
