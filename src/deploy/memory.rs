//! What this computer knows of a target, in `.gongkai/deploy-NAME.txt`: the target's state as it was written last, then a
//! line for each step that was acknowledged since. Losing it loses no more than time.
//!
//! ```text
//! …                                   the state's text
//! put 32 hex 8123 notices/b.html      acknowledged since
//! until 2026-12-04 notices/b.html     and what of it shows a 公示
//! gone notices/a.html
//! place ftp://host/folder/            where that is
//! done 2026-11-20                     the run came to its end on this day
//! looked                              online everything is right, but for
//! wrong index.html                    this
//! ```

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::state::{ServerState, StoredFile, file_of_line, until_of};
use crate::words::{Address, Day, MachineFault};
use crate::write;

/// The folder in a site's folder.
pub(super) const FOLDER: &str = ".gongkai";

/// What is known of one target.
#[derive(Debug)]
pub struct TargetMemory {
    path: PathBuf,
    /// The state's text as it was written last, and the state with what was acknowledged since.
    known: Option<(String, ServerState)>,
    place: Option<String>,
    done: Option<Day>,
    wrong_online: BTreeSet<Address>,
    journal: Option<File>,
}

impl TargetMemory {
    /// Of a target of a site.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn load(site: &Path, target: &str) -> Result<Self, MachineFault> {
        let path = site.join(FOLDER).join(format!("deploy-{target}.txt"));
        let bytes = write::read_if_there("读取上传记录", &path)?.unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let parsed = parse(&text).unwrap_or_default();
        Ok(Self {
            path,
            known: parsed.known,
            place: parsed.place,
            done: parsed.done,
            wrong_online: parsed.wrong_online,
            journal: None,
        })
    }

    /// Where what is remembered lies; `None` when nothing was uploaded, or by an early version.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// It lies here from now on. That this cannot be written asks again the next time.
    pub fn stand_at(&mut self, place: &str) {
        if self.place.as_deref() == Some(place) {
            return;
        }
        self.place = Some(place.to_owned());
        self.append(&place_line(place));
    }

    /// What was not right when it was looked at online last.
    #[must_use]
    pub fn wrong_online(&self) -> &BTreeSet<Address> {
        &self.wrong_online
    }

    /// It was looked at online, and this was not right. That this cannot be written forgets it.
    pub fn looked_at_online(&mut self, wrong: BTreeSet<Address>) {
        if self.wrong_online != wrong {
            self.append(&online_lines(&wrong));
            self.wrong_online = wrong;
        }
    }

    /// What follows is noted behind what is known, though another computer wrote the state since.
    pub fn go_on(&mut self) {
        if self.known.is_some() {
            self.journal = OpenOptions::new().append(true).open(&self.path).ok();
        }
    }

    fn append(&self, lines: &str) {
        if self.known.is_some() {
            let file = OpenOptions::new().append(true).open(&self.path);
            drop(file.and_then(|mut file| file.write_all(lines.as_bytes())));
        }
    }

    /// The state of the target, if the text of its state is still the one that was written last.
    #[must_use]
    pub fn state_after(&self, text: &str) -> Option<&ServerState> {
        self.known
            .as_ref()
            .filter(|(written, _)| written == text)
            .map(|(_, state)| state)
    }

    /// What the target held when it was last heard of.
    #[must_use]
    pub fn last_known(&self) -> Option<&ServerState> {
        self.known.as_ref().map(|(_, state)| state)
    }

    /// True when the last run came to its end, and what was looked at online was right.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let is_whole = |(written, state): &(String, ServerState)| {
            state.between.is_empty() && ServerState::parse(written).as_ref() == Some(state)
        };
        self.done.is_some() && self.wrong_online.is_empty() && self.known.as_ref().is_some_and(is_whole)
    }

    /// The day on which a run last came to its end.
    #[must_use]
    pub fn done(&self) -> Option<Day> {
        self.done
    }

    /// The target's state was written.
    ///
    /// # Errors
    /// The disk's.
    pub fn written(&mut self, state: &ServerState, done: Option<Day>) -> Result<(), MachineFault> {
        let text = state.text();
        let mut lines = self.place.as_deref().map_or_else(String::new, place_line);
        lines.extend(done.or(self.done).map(|day| format!("done {day}\n")));
        if !self.wrong_online.is_empty() {
            lines += &online_lines(&self.wrong_online);
        }
        let fault = |cause| MachineFault::io("保存上传记录", &self.path, cause);
        self.journal = None;
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(fault)?;
        }
        write::replace(&self.path, (text.clone() + &lines).as_bytes())?;
        self.journal = Some(OpenOptions::new().append(true).open(&self.path).map_err(fault)?);
        self.done = done.or(self.done);
        self.known = Some((text, state.clone()));
        Ok(())
    }

    /// A file is there. What cannot be remembered is found out again by the next run.
    pub fn put(&mut self, address: &Address, file: StoredFile, until: Option<Day>) {
        let shown = until.map_or_else(String::new, |until| format!("until {until} {address}\n"));
        self.note(&format!("put {} {} {address}\n{shown}", file.hash, file.length));
        if let Some((_, state)) = &mut self.known {
            state.put(address, file, until);
        }
    }

    /// A file is gone.
    pub fn gone(&mut self, address: &Address) {
        self.note(&format!("gone {address}\n"));
        if let Some((_, state)) = &mut self.known {
            state.gone(address);
        }
    }

    fn note(&mut self, line: &str) {
        if let Some(journal) = &mut self.journal
            && journal.write_all(line.as_bytes()).is_err()
        {
            // Half a line and more lines behind it would be read as something else.
            self.journal = None;
        }
    }
}

fn place_line(place: &str) -> String {
    // Nothing of a place is a line of its own.
    format!("place {}\n", place.replace(char::is_control, " "))
}

fn online_lines(wrong: &BTreeSet<Address>) -> String {
    let lines = wrong.iter().map(|address| format!("wrong {address}\n"));
    format!("looked\n{}", lines.collect::<String>())
}

/// What stands in the file.
#[derive(Default)]
struct ParsedMemory {
    /// The state's text as it was written, and the state with what was acknowledged since.
    known: Option<(String, ServerState)>,
    place: Option<String>,
    done: Option<Day>,
    wrong_online: BTreeSet<Address>,
}

fn parse(text: &str) -> Option<ParsedMemory> {
    let end = text.find("\nend ")? + 1;
    let end = end + text[end..].find('\n')? + 1;
    let (written, journal) = text.split_at(end);
    let mut state = ServerState::parse(written)?;
    let (mut place, mut done, mut wrong_online) = (None, None, BTreeSet::new());
    // A line that a kill cut short has no end.
    for line in journal
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
    {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "put" => {
                let (address, file) = file_of_line(rest)?;
                state.put(&address, file, None);
            }
            "until" => {
                let (address, until) = until_of(rest)?;
                state.shows(&address, Some(until));
            }
            "gone" => state.gone(&Address::new(rest).ok()?),
            "place" => place = Some(rest.to_owned()),
            "done" => done = Day::parse(rest),
            "looked" => wrong_online.clear(),
            "wrong" => drop(wrong_online.insert(Address::new(rest).ok()?)),
            _ => return None,
        }
    }
    Some(ParsedMemory {
        known: Some((written.to_owned(), state)),
        place,
        done,
        wrong_online,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ContentHash;

    #[test]
    fn what_was_acknowledged_is_remembered_and_half_a_line_is_not() {
        let site = tempfile::tempdir().expect("a folder");
        let address = |text| Address::new(text).expect("valid");
        let (old, new) = (address("a.html"), address("b.html"));
        let mut state = ServerState::empty("web");
        state.put(&old, StoredFile::of(b"old"), None);
        state.between = [&old, &new].map(ContentHash::of_address).into();
        let mut memory = TargetMemory::load(site.path(), "school").expect("loaded");
        assert!(memory.last_known().is_none());
        let day = Day::new(2026, 11, 20);
        memory.stand_at("ftp://a.example.edu.cn/old/");
        memory.written(&state, day).expect("written");
        memory.stand_at("ftp://a.example.edu.cn/new/");
        memory.put(&new, StoredFile::of(b"new"), day);
        memory.gone(&old);
        memory.looked_at_online([old.clone()].into());
        memory.looked_at_online([new.clone()].into());
        let path = site.path().join(".gongkai/deploy-school.txt");
        let text = fs::read_to_string(&path).expect("there");
        fs::write(&path, text + "put 00").expect("written");
        let again = TargetMemory::load(site.path(), "school").expect("loaded");
        let known = again.state_after(&state.text()).expect("the state's text");
        assert_eq!(known.files.keys().collect::<Vec<_>>(), [&new]);
        assert!(known.between.is_empty() && known.is_taken(&old));
        assert_eq!(known.until.get(&new).copied(), day);
        assert_eq!(again.done(), day);
        assert_eq!(again.wrong_online(), &[new].into());
        assert_eq!(again.place(), Some("ftp://a.example.edu.cn/new/"));
        assert!(again.state_after("another").is_none());
    }
}
