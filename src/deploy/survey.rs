//! What a target holds: its state file, with what this computer knows besides; else a listing. Changes nothing.

use std::collections::BTreeSet;

use super::local::LocalSite;
use super::memory::TargetMemory;
use super::remote::{Remote, RemoteFault};
use super::state::{STATE_NAME, ServerState, StoredFile, TEMPORARY};
use crate::words::{Address, ContentHash};

/// What a target holds.
#[derive(Debug)]
pub struct TargetSurvey {
    /// What is certain; nothing is in between.
    pub state: ServerState,
    /// What may be there in any form, also under its temporary name.
    pub unsure: BTreeSet<Address>,
    /// What others put there, as far as it was looked at: files, and folders with a `/` at their end; sorted.
    pub strangers: Vec<String>,
    /// Files that nobody knows of, where files of the site will be.
    pub replaced: Vec<Address>,
    /// Files that earlier builds left and nobody has confirmed to be gone, of which nobody knows who put them there.
    pub leftovers: Vec<Address>,
    /// Its state was not written by this computer, as far as that remembers.
    pub is_of_others: bool,
    /// Nothing was ever uploaded there, as far as anybody knows.
    pub is_first: bool,
    /// The state file is missing, or was left open by a run that was cut off.
    pub state_is_open: bool,
}

impl TargetSurvey {
    /// On a first upload, the folder in the target's that web servers usually show: the target's own is beside it.
    #[must_use]
    pub fn web_folder(&self) -> Option<&'static str> {
        const USUAL: [&str; 7] = [
            "wwwroot", "htdocs", "httpdocs", "public_html", "webroot", "www", "web",
        ];
        let is_there = |folder: &&str| {
            let is = |name: &String| {
                name.strip_suffix('/')
                    .is_some_and(|name| name.eq_ignore_ascii_case(folder))
            };
            self.strangers.iter().any(is)
        };
        USUAL.into_iter().find(|folder| self.is_first && is_there(folder))
    }

    /// What earlier builds left and the target does not hold.
    pub fn absent<'a>(&self, site: &'a LocalSite) -> impl Iterator<Item = &'a Address> {
        let left = site.left.iter();
        left.filter(|address| !self.state.files.contains_key(*address) && !self.unsure.contains(*address))
    }
}

/// Why a target cannot be looked at.
#[derive(Debug)]
pub enum SurveyFault {
    /// The target's own.
    Remote(RemoteFault),
    /// It holds the edition with this hash, not the one to be uploaded.
    OtherEdition(ContentHash),
}

impl From<RemoteFault> for SurveyFault {
    fn from(fault: RemoteFault) -> Self {
        Self::Remote(fault)
    }
}

/// How closely a target is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// Its state is believed when it is whole.
    Trusting,
    /// Sizes are compared with a listing, and what nobody knows of is read back.
    Thorough,
}

/// Looks at a target.
///
/// # Errors
/// [`SurveyFault`].
pub fn survey(
    remote: &mut dyn Remote,
    site: &LocalSite,
    memory: &TargetMemory,
    closeness: Closeness,
) -> Result<TargetSurvey, SurveyFault> {
    let mut from_temporary = false;
    let mut text = text_of(remote, STATE_NAME)?;
    if text.as_deref().and_then(ServerState::parse).is_none() {
        // It is written under this name first, and may have been cut off before it got its own.
        let other = text_of(remote, &format!("{STATE_NAME}{TEMPORARY}"))?;
        if other.as_deref().and_then(ServerState::parse).is_some() {
            (text, from_temporary) = (other, true);
        }
    }
    let edition = ContentHash::of_edition(&site.edition);
    let mut looking = SurveyWork {
        remote,
        site,
        found: TargetSurvey {
            state: ServerState::empty(&site.edition),
            unsure: BTreeSet::new(),
            strangers: Vec::new(),
            replaced: Vec::new(),
            leftovers: Vec::new(),
            is_of_others: false,
            is_first: false,
            state_is_open: from_temporary,
        },
    };
    match text
        .as_deref()
        .and_then(|text| Some((text, ServerState::parse(text)?)))
    {
        Some((_, state)) if state.edition != edition => return Err(SurveyFault::OtherEdition(state.edition)),
        Some((text, state)) => {
            looking.found.state_is_open |= !state.between.is_empty();
            let own = memory.state_after(text);
            looking.found.is_of_others = own.is_none();
            looking.by_state(own.unwrap_or(&state), closeness)?;
        }
        None => looking.by_listing(memory.last_known(), closeness)?,
    }
    looking.found.strangers.sort();
    Ok(looking.found)
}

/// What is remembered of a target that nobody can look at: a zip file holds what was put into the last one, and whether that
/// was unpacked, or what earlier builds left was deleted, only a person can say.
///
/// # Errors
/// It was of another edition.
pub(super) fn remembered(site: &LocalSite, memory: &TargetMemory) -> Result<TargetSurvey, SurveyFault> {
    let empty = ServerState::empty(&site.edition);
    let known = memory.last_known();
    if let Some(other) = known.filter(|known| known.edition != empty.edition) {
        return Err(SurveyFault::OtherEdition(other.edition));
    }
    let state = known.unwrap_or(&empty);
    let named = state.files.keys().chain(site.files.keys());
    let waiting = named.filter(|address| state.is_between(address));
    Ok(TargetSurvey {
        unsure: waiting.chain(&site.left).cloned().collect(),
        state: ServerState {
            between: BTreeSet::new(),
            ..state.clone()
        },
        strangers: Vec::new(),
        replaced: Vec::new(),
        leftovers: Vec::new(),
        is_of_others: false,
        is_first: known.is_none(),
        state_is_open: known.is_none(),
    })
}

fn text_of(remote: &mut dyn Remote, path: &str) -> Result<Option<String>, RemoteFault> {
    let bytes = remote.read(path)?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// A file that was listed.
struct SeenFile {
    path: String,
    length: Option<u64>,
}

struct SurveyWork<'a> {
    remote: &'a mut dyn Remote,
    site: &'a LocalSite,
    found: TargetSurvey,
}

impl SurveyWork<'_> {
    /// Believes a state; what is in between is looked for.
    fn by_state(&mut self, known: &ServerState, closeness: Closeness) -> Result<(), RemoteFault> {
        let named = known
            .files
            .keys()
            .chain(self.site.files.keys())
            .chain(&self.site.left);
        // Somebody may have uploaded it by hand, or it is another's.
        let is_left_unknown = self
            .site
            .left
            .iter()
            .any(|address| !known.files.contains_key(address) && !known.is_between(address));
        self.found.unsure = named
            .filter(|address| known.is_between(address))
            .cloned()
            .collect();
        let explained: BTreeSet<ContentHash> =
            self.found.unsure.iter().map(ContentHash::of_address).collect();
        let open: BTreeSet<ContentHash> = known.between.difference(&explained).copied().collect();
        self.found.state = ServerState {
            between: BTreeSet::new(),
            ..known.clone()
        };
        let deep = !open.is_empty();
        if !deep && !is_left_unknown && closeness == Closeness::Trusting {
            return Ok(());
        }
        let ours = known.files.keys().cloned().collect();
        let seen = self.list(&ours, deep)?;
        let mut there = BTreeSet::new();
        for file in seen {
            let (stem, is_temporary) = match file.path.strip_suffix(TEMPORARY) {
                Some(stem) => (stem, true),
                None => (file.path.as_str(), false),
            };
            if stem == STATE_NAME {
                continue;
            }
            let address = Address::new(stem).ok();
            match address {
                Some(address) if is_temporary || open.contains(&ContentHash::of_address(&address)) => {
                    self.found.unsure.insert(address);
                }
                Some(address) if known.files.contains_key(&address) => {
                    let expected = known.files[&address].length;
                    if file.length.is_some_and(|length| length != expected) {
                        self.found.unsure.insert(address.clone());
                    }
                    there.insert(address);
                }
                Some(address) if self.site.left.contains(&address) => {
                    self.found.leftovers.push(address.clone());
                    self.found.unsure.insert(address);
                }
                Some(address) if self.site.files.contains_key(&address) => {
                    self.found.unsure.insert(address);
                }
                _ => self.found.strangers.push(file.path),
            }
        }
        self.found
            .state
            .files
            .retain(|address, _| there.contains(address));
        Ok(())
    }

    /// Makes out what is there without a state; `known` is what this computer knows.
    fn by_listing(&mut self, known: Option<&ServerState>, closeness: Closeness) -> Result<(), SurveyFault> {
        let empty = ServerState::empty(&self.site.edition);
        let own = known.filter(|known| known.edition == empty.edition);
        let own_state = own.unwrap_or(&empty);
        self.found.is_first = own.is_none();
        self.found.state.day = own_state.day;
        self.found.state.taken = own_state.taken.clone();
        self.found.state_is_open = true;
        let ours = own_state.files.keys().cloned().collect();
        let seen = self.list(&ours, !own_state.between.is_empty())?;
        if let Some(other) = known.filter(|known| known.edition != empty.edition)
            && !seen.is_empty()
        {
            return Err(SurveyFault::OtherEdition(other.edition));
        }
        for file in seen {
            self.sort_in(file, own_state, closeness)?;
        }
        Ok(())
    }

    fn sort_in(
        &mut self,
        file: SeenFile,
        own: &ServerState,
        closeness: Closeness,
    ) -> Result<(), RemoteFault> {
        let (stem, is_temporary) = match file.path.strip_suffix(TEMPORARY) {
            Some(stem) => (stem, true),
            None => (file.path.as_str(), false),
        };
        if stem == STATE_NAME {
            return Ok(());
        }
        let Ok(address) = Address::new(stem) else {
            self.found.strangers.push(file.path);
            return Ok(());
        };
        let stored = own.files.get(&address).filter(|_| !own.is_between(&address));
        if !is_temporary
            && stored.is_some_and(|stored| file.length.is_none_or(|length| length == stored.length))
        {
            if let Some(stored) = stored {
                let until = own.until.get(&address).copied();
                self.found.state.put(&address, *stored, until);
            }
        } else if is_temporary || own.files.contains_key(&address) || own.is_between(&address) {
            self.found.unsure.insert(address);
        } else if let Some(local) = self.site.files.get(&address) {
            let may_be_same = file.length.is_none_or(|length| length == local.file.length);
            let is_same = may_be_same
                && closeness == Closeness::Thorough
                && self
                    .remote
                    .read(&file.path)?
                    .is_some_and(|bytes| StoredFile::of(&bytes) == local.file);
            match is_same {
                true => self.found.state.put(&address, local.file, local.until()),
                false => {
                    self.found.replaced.push(address.clone());
                    self.found.unsure.insert(address);
                }
            }
        } else if self.site.left.contains(&address) {
            self.found.leftovers.push(address.clone());
            self.found.unsure.insert(address);
        } else {
            self.found.strangers.push(file.path);
        }
        Ok(())
    }

    /// The files in the target's folder and in those folders below it that files of ours lie in; `deep`: in all that ours
    /// could lie in. Other folders count as strangers.
    fn list(&mut self, ours: &BTreeSet<Address>, deep: bool) -> Result<Vec<SeenFile>, RemoteFault> {
        let named = ours.iter().chain(self.site.files.keys()).chain(&self.site.left);
        let folders: BTreeSet<String> = named
            .flat_map(|address| folders_of(address.as_str()))
            .map(str::to_owned)
            .collect();
        let mut open = vec![String::new()];
        let mut seen = Vec::new();
        while let Some(folder) = open.pop() {
            let listed = match self.remote.list(&folder) {
                // Somebody took it away in this moment.
                Err(RemoteFault::Missing(_)) if !folder.is_empty() => continue,
                listed => listed?,
            };
            for file in listed {
                let path = match folder.as_str() {
                    "" => file.name,
                    folder => format!("{folder}/{}", file.name),
                };
                let could_be_ours = || Address::new(&format!("{path}/a.html")).is_ok();
                if !file.is_folder {
                    let length = file.length;
                    seen.push(SeenFile { path, length });
                } else if folders.contains(&path) || (deep && could_be_ours()) {
                    open.push(path);
                } else {
                    self.found.strangers.push(path + "/");
                }
            }
        }
        Ok(seen)
    }
}

/// The folders that a file lies in, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
