//! The record on the disk: read whole, continued line by line under a lock.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::chain::{ChainEnd, ChainFault, Verified, hash_of, verify, whole_lines};
use super::line::{Occurrence, RecordEvent, RecordLine};
use super::standing::RecordPlace;
use crate::words::{MachineFault, RECORD_FOLDER, mask_numbers};
use crate::write;

/// The record's file, in a site's folder.
pub const RECORD_FILE: &str = "记录/公开记录.jsonl";

/// The folder of what this computer knows.
const STATE: &str = ".gongkai";
/// Where this computer saw the record end.
const END: &str = "record-end";
/// Whose lock is held while lines are added.
const LOCK: &str = "record.lock";

/// Who records, and when.
#[derive(Clone, Copy)]
pub struct RecordStamp<'a> {
    /// The command.
    pub command: &'a str,
    /// Gives the time in UTC+8: `2026-03-12 08:30:00`.
    pub clock: &'a (dyn Fn() -> String + Sync),
}

/// What was found wrong with the record's end while lines were added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordMended {
    /// A line that was never finished was cut off.
    pub cut: bool,
    /// Lines were missing, which the record now says.
    pub missing: bool,
}

/// An edition, a place and an address.
type PageKey = (String, String, String);

/// A site's record.
#[derive(Debug)]
pub struct PublicationRecord {
    root: PathBuf,
    /// What is in it, but for lines that cannot be read.
    lines: Vec<RecordLine>,
    /// The hash of every line, also of those that cannot be read.
    hashes: Vec<String>,
    /// The last line about a page, by edition, place and address: indices of `lines`.
    last: HashMap<PageKey, usize>,
    /// Pages that say no more than that their time is over.
    over: HashSet<PageKey>,
    /// How long the file is, and how much of it is whole lines, in bytes.
    length: u64,
    whole: u64,
    /// How many lines were added since it was loaded.
    added: usize,
    mended: RecordMended,
    open: Option<File>,
}

fn key_of(place: &RecordPlace, address: &str) -> PageKey {
    (place.edition.clone(), place.name.clone(), address.to_owned())
}

impl PublicationRecord {
    /// The record of a site; one without lines when there is no file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn load(root: &Path) -> Result<Self, MachineFault> {
        let mut record = Self {
            root: root.to_owned(),
            lines: Vec::new(),
            hashes: Vec::new(),
            last: HashMap::new(),
            over: HashSet::new(),
            length: 0,
            whole: 0,
            added: 0,
            mended: RecordMended::default(),
            open: None,
        };
        let bytes = record.bytes()?;
        record.take_in(&bytes);
        Ok(record)
    }

    /// Looks at every line of a site's record.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn verified(root: &Path) -> Result<(Result<Verified, ChainFault>, Option<ChainEnd>), MachineFault> {
        let record = Self::load(root)?;
        let known = record.known_end();
        Ok((verify(&record.bytes()?, known.as_ref()), known))
    }

    /// The lines, but for those that cannot be read.
    #[must_use]
    pub fn lines(&self) -> &[RecordLine] {
        &self.lines
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> ChainEnd {
        ChainEnd::of(&self.hashes)
    }

    /// How many lines were added since it was loaded.
    #[must_use]
    pub fn added(&self) -> usize {
        self.added
    }

    /// What was found wrong with its end since it was loaded.
    #[must_use]
    pub fn mended(&self) -> RecordMended {
        self.mended
    }

    /// What it last said of a page, be it that it came down.
    fn last_of(&self, place: &RecordPlace, address: &str) -> Option<&Occurrence> {
        let last = self.last.get(&key_of(place, address));
        last.map(|index| &self.lines[*index].what)
    }

    /// True for a page that says no more than that its time is over, since it was made anew too.
    #[must_use]
    pub fn is_over(&self, place: &RecordPlace, address: &str) -> bool {
        self.over.contains(&key_of(place, address))
    }

    /// What it last said of a page that is there by it.
    #[must_use]
    pub fn standing_at(&self, place: &RecordPlace, address: &str) -> Option<&Occurrence> {
        self.last_of(place, address)
            .filter(|before| before.event != RecordEvent::Removed)
    }

    /// The places that a command has recorded something of, each once.
    #[must_use]
    pub fn places_of(&self, command: &str) -> Vec<RecordPlace> {
        let mut places: Vec<RecordPlace> = Vec::new();
        for line in self.lines.iter().filter(|line| line.command == command) {
            let of = &line.what;
            let is_it = |place: &RecordPlace| place.edition == of.edition && place.name == of.place;
            if of.event != RecordEvent::Missing && !places.iter().any(is_it) {
                places.push(RecordPlace {
                    edition: of.edition.clone(),
                    name: of.place.clone(),
                });
            }
        }
        places
    }

    /// The pages that are there by what it says, with what it last said of each, by address.
    #[must_use]
    pub fn standing(&self, place: &RecordPlace) -> Vec<&Occurrence> {
        let here = self
            .last
            .iter()
            .filter(|((edition, name, _), _)| *edition == place.edition && *name == place.name);
        let mut all: Vec<&Occurrence> = here.map(|(_, index)| &self.lines[*index].what).collect();
        all.retain(|what| what.event != RecordEvent::Removed);
        all.sort_by(|a, b| a.address.cmp(&b.address));
        all
    }

    /// Adds what `happened` gives; it is asked under the lock, with what is in the record then.
    ///
    /// # Errors
    /// The disk's, or another program holds the lock for long.
    pub fn add(
        &mut self,
        stamp: RecordStamp<'_>,
        happened: &dyn Fn(&Self) -> Vec<Occurrence>,
    ) -> Result<(), MachineFault> {
        let state = self.root.join(STATE);
        for folder in [&state, &self.root.join(RECORD_FOLDER)] {
            fs::create_dir_all(folder).map_err(|cause| MachineFault::io("创建文件夹", folder, cause))?;
        }
        let busy = || MachineFault::new("另一个 gongkai 正在写公开记录").hint("请等它结束后再试");
        let _lock = write::lock_file(&state.join(LOCK), busy)?;
        self.look_again()?;
        let all = happened(self);
        if all.is_empty() {
            return Ok(());
        }
        self.cut_torn()?;
        if let Some(missing) = self.missing() {
            self.write(stamp, vec![missing])?;
            self.mended.missing = true;
            self.save_end()?;
        }
        self.write(stamp, all)
    }

    /// What was added is on the disk, and this computer knows where the record ends.
    ///
    /// # Errors
    /// The disk's.
    pub fn settle(&mut self) -> Result<(), MachineFault> {
        if self.open.is_none() {
            return Ok(());
        }
        let busy = || MachineFault::new("另一个 gongkai 正在写公开记录").hint("请等它结束后再试");
        let _lock = write::lock_file(&self.root.join(STATE).join(LOCK), busy)?;
        self.look_again()?;
        self.save_end()
    }

    fn path(&self) -> PathBuf {
        self.root.join(RECORD_FILE)
    }

    fn bytes(&self) -> Result<Vec<u8>, MachineFault> {
        let there = write::read_if_there("读取公开记录", &self.path())?;
        Ok(there.unwrap_or_default())
    }

    /// Reads the file again when somebody else has written to it.
    fn look_again(&mut self) -> Result<(), MachineFault> {
        let length = fs::metadata(self.path()).map_or(0, |about| about.len());
        if length != self.length {
            let bytes = self.bytes()?;
            self.lines.clear();
            self.hashes.clear();
            self.last.clear();
            self.over.clear();
            self.open = None;
            self.take_in(&bytes);
        }
        Ok(())
    }

    fn take_in(&mut self, bytes: &[u8]) {
        let (whole, torn) = whole_lines(bytes);
        self.length = bytes.len() as u64;
        self.whole = self.length - torn.len() as u64;
        for line in whole {
            self.hashes.push(hash_of(line));
            if let Some(line) = RecordLine::parse(line) {
                self.keep(line);
            }
        }
    }

    fn keep(&mut self, line: RecordLine) {
        let what = &line.what;
        let key = (what.edition.clone(), what.place.clone(), what.address.clone());
        match what.event {
            RecordEvent::Missing | RecordEvent::Renewed => {}
            RecordEvent::Expired => {
                self.over.insert(key.clone());
            }
            _ => {
                self.over.remove(&key);
            }
        }
        if what.event != RecordEvent::Missing {
            self.last.insert(key, self.lines.len());
        }
        self.lines.push(line);
    }

    fn known_end(&self) -> Option<ChainEnd> {
        let text = fs::read_to_string(self.root.join(STATE).join(END)).ok()?;
        ChainEnd::parse(&text)
    }

    /// What this computer knows of and is not there; `None` when all is.
    fn missing(&self) -> Option<Occurrence> {
        let known = self.known_end()?;
        let index = usize::try_from(known.count).ok()?.checked_sub(1)?;
        if self.hashes.get(index) == Some(&known.hash) {
            return None;
        }
        let ChainEnd { count, hash } = known;
        let now = self.hashes.len();
        Some(Occurrence {
            event: RecordEvent::Missing,
            entry: String::new(),
            edition: String::new(),
            place: String::new(),
            title: String::new(),
            address: String::new(),
            page: None,
            source: None,
            materials: None,
            corrections: 0,
            posted_for: None,
            is_late: false,
            explanation: match now < index + 1 {
                true => format!(
                    "在这一行以前有缺失：这台电脑上次写到第 {count} 行，接着写时只有 {now} 行；上次最后一行的哈希值是 {hash}"
                ),
                false => format!(
                    "在这一行以前有改动：第 {count} 行不是这台电脑上次写的，上次这一行的哈希值是 {hash}"
                ),
            },
        })
    }

    /// Cuts off a line that was never finished.
    fn cut_torn(&mut self) -> Result<(), MachineFault> {
        if self.whole == self.length {
            return Ok(());
        }
        let path = self.path();
        let fault = |cause| MachineFault::io("写入公开记录", &path, cause);
        self.open = None;
        let file = OpenOptions::new().write(true).open(&path).map_err(fault)?;
        file.set_len(self.whole).map_err(fault)?;
        self.length = self.whole;
        self.mended.cut = true;
        Ok(())
    }

    fn write(&mut self, stamp: RecordStamp<'_>, all: Vec<Occurrence>) -> Result<(), MachineFault> {
        let path = self.path();
        let fault = |cause| MachineFault::io("写入公开记录", &path, cause);
        let mut text = String::new();
        let mut end = self.end();
        let mut lines = Vec::new();
        for mut what in all {
            what.title = mask_numbers(&what.title).into_owned();
            let line = RecordLine {
                number: end.count + 1,
                time: (stamp.clock)(),
                what,
                command: stamp.command.to_owned(),
                before: end.hash,
            };
            let words = line.text();
            end = ChainEnd {
                count: line.number,
                hash: hash_of(words.as_bytes()),
            };
            self.hashes.push(end.hash.clone());
            text += &words;
            text.push('\n');
            lines.push(line);
        }
        let file = match &mut self.open {
            Some(file) => file,
            none => {
                let opened = OpenOptions::new().create(true).append(true).open(&path);
                none.insert(opened.map_err(fault)?)
            }
        };
        if let Err(cause) = file.write_all(text.as_bytes()) {
            // Whatever of it is there is found out by whoever looks next.
            self.length = u64::MAX;
            return Err(fault(cause));
        }
        self.length += text.len() as u64;
        self.whole = self.length;
        self.added += lines.len();
        for line in lines {
            self.keep(line);
        }
        Ok(())
    }

    /// The lines first, and then that they are there. In place and not by a new file: a text of one length is written at
    /// once, and one that a power cut spoiled is read as none.
    fn save_end(&mut self) -> Result<(), MachineFault> {
        let record = self.path();
        if let Ok(file) = File::open(&record) {
            // Some network shares cannot; then a power cut may look like a removal there.
            let _ = file.sync_all();
        }
        let path = self.root.join(STATE).join(END);
        let fault = |cause| MachineFault::io("写入文件", &path, cause);
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(fault)?;
        let text = self.end().text();
        let mut there = Vec::new();
        let _ = Read::by_ref(&mut file).take(1 << 10).read_to_end(&mut there);
        if there == text.as_bytes() {
            return Ok(());
        }
        file.seek(SeekFrom::Start(0)).map_err(fault)?;
        file.write_all(text.as_bytes()).map_err(fault)?;
        file.set_len(text.len() as u64).map_err(fault)
    }
}
