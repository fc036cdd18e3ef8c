//! Bytes on their way into a folder: takes an output and its files one by one, compares each with what is
//! there, and keeps those that differ in the staging area. Changes nothing in the folder.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use std::{fs, io};

use super::disk::Comparison;
use super::location::Location;
use super::manifest::{FileDigest, Loaded, Manifest};
use super::online::check_day;
use super::staging_area::{FolderState, OutputFolders, StagingArea};
use super::{Foreign, Output, disk, manifest, recover, stamp};
use crate::words::{Address, Day, Fingerprint, MachineFault};

/// What systems put into every folder that is looked at; a folder with nothing else is empty.
pub(super) const LITTER: [&str; 3] = [".ds_store", "desktop.ini", "thumbs.db"];

/// Changes on their way into a folder. Nothing in the folder changes before [`super::commit`]; when it is
/// dropped instead, nothing of it remains.
#[derive(Debug)]
pub struct Staging {
    pub(super) location: Location,
    pub(super) area: StagingArea,
    /// What we owned before.
    pub(super) owned: Manifest,
    pub(super) foreign: Foreign,
    pub(super) notes: Vec<String>,
    pub(super) folders: OutputFolders,
    pub(super) puts: Mutex<HashMap<Address, Put>>,
    /// What is remembered when the output gets uploaded.
    pub(super) upload: Option<Upload>,
    /// The area is needed by the journal; the next run clears it away.
    pub(super) keep_area: bool,
    /// The folder was empty: nothing to compare with.
    empty: bool,
    /// Files that were not changed since then are what the manifest tells.
    unchanged_since: Option<SystemTime>,
    _lock: File,
}

/// An output that is for use, as of a day.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The build's day.
    pub day: Day,
    /// How far that day is to be believed.
    pub clock: Clock,
    /// The files of 公示, running ones and what is left of others, each with its last day. `None` for what is printed
    /// and lies on no server: nothing has to be deleted there.
    pub until: Option<Vec<(Address, Day)>>,
}

/// How far a build's day is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It cannot be before the last build's: what was over then would show again.
    Checked,
    /// It is right, and the last build's was not.
    Right,
}

/// What became of one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Put {
    pub(super) fate: FileChange,
    pub(super) content: FileDigest,
    /// Of a photograph or an attachment: what it is made of.
    pub(super) source: Option<Fingerprint>,
}

/// How a file's new bytes stand to what is in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileChange {
    /// Staged; nothing is in its place.
    New,
    /// Staged; a file of ours is in its place.
    Changed,
    /// Already there.
    Same,
    /// Something that is not ours is in its place.
    Blocked,
}

/// What is in a folder before we write to it.
enum FolderContents {
    Nothing,
    Files,
}

impl Staging {
    /// Finishes or rolls back what an earlier run left, then looks at the folder.
    ///
    /// # Errors
    /// The folder is, holds or lies inside the sources, or is somebody else's; another build is running;
    /// or the disk says no.
    pub fn open(output: &Output, foreign: Foreign) -> Result<Self, MachineFault> {
        let location = Location::survey(output)?;
        disk::make_folders(&location.state)
            .map_err(|cause| MachineFault::io("创建文件夹", &location.state, cause))?;
        let lock = disk::take(&location.lock())?;
        let mut notes = recover::recover(&location.state)?;
        recover::discard(&location.state, &location.stem);
        refuse_nested(&location)?;
        let inside = look_inside(&location.folder)?;
        let owned = match (Manifest::load(&location)?, &inside) {
            (Loaded::Whole(manifest), _) => manifest,
            (Loaded::Missing, FolderContents::Files) if foreign == Foreign::Refuse => {
                return Err(refusal(
                    &location,
                    "输出文件夹里有文件，但没有记录表明是本程序写的",
                ));
            }
            (Loaded::Damaged, FolderContents::Files) if foreign == Foreign::Refuse => {
                return Err(refusal(
                    &location,
                    "输出文件夹的清单已损坏，不知道里面哪些文件是本程序写的",
                ));
            }
            (Loaded::Damaged, _) => {
                notes.push("输出文件夹的清单已损坏，已按没有清单处理".to_owned());
                Manifest::default()
            }
            (Loaded::Missing, _) => Manifest::default(),
        };
        let area = StagingArea::prepare(&location)?;
        Ok(Self {
            folders: OutputFolders::new(location.folder.clone(), area.clone()),
            location,
            area,
            owned,
            foreign,
            notes,
            puts: Mutex::default(),
            upload: None,
            keep_area: false,
            empty: matches!(inside, FolderContents::Nothing),
            unchanged_since: None,
            _lock: lock,
        })
    }

    /// Makes room for so many files.
    pub fn reserve(&mut self, files: usize) {
        let puts = self.puts.get_mut().unwrap_or_else(PoisonError::into_inner);
        puts.reserve(files);
    }

    /// Files that were not changed since a moment are what the manifest tells, and need not be read:
    /// [`Unchanged`](super::Unchanged).
    pub fn believe(&mut self, unchanged_since: Option<SystemTime>) {
        self.unchanged_since = unchanged_since;
    }

    /// The output gets uploaded: its manifest remembers the day, what may not stay, and what is to be deleted on the
    /// server.
    ///
    /// # Errors
    /// The last build's day is later.
    pub fn upload(&mut self, upload: Upload) -> Result<(), MachineFault> {
        if upload.clock == Clock::Checked {
            let last = self.owned.uploaded().day;
            check_day(last, upload.day).map_err(|fault| fault.at(&self.location.folder))?;
        }
        self.upload = Some(upload);
        Ok(())
    }

    /// The files of the last build, by address.
    pub fn before(&self) -> impl Iterator<Item = &str> {
        self.owned.rows().map(|(address, ..)| address)
    }

    /// Puts a file's bytes in place of what is there; equal bytes are not written. May be called from
    /// several threads; each address once. `source` stands for what a later build need not make the file of
    /// again; see [`Self::keep`].
    ///
    /// # Errors
    /// The disk says no, or the address was put before.
    pub fn put(
        &self,
        address: &Address,
        bytes: &[u8],
        source: Option<Fingerprint>,
    ) -> Result<(), MachineFault> {
        let content = FileDigest::of(bytes);
        let put = Put {
            fate: self.stage(address.as_str(), (bytes, content))?,
            content,
            source,
        };
        self.note(address, put)
    }

    /// True when what stands at an address is what an earlier build made of this source, byte for byte as far
    /// as a fingerprint tells; it is then put, and need not be made again. The file is read unless it is believed: a length
    /// and a time alone would not show what a power cut has emptied.
    ///
    /// # Errors
    /// The disk says no, or the address was put before.
    pub fn keep(&self, address: &Address, source: Fingerprint) -> Result<bool, MachineFault> {
        let Some((content, Some(of))) = self.owned.get(address.as_str()) else {
            return Ok(false);
        };
        let folder = address.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let place = self.location.folder.join(address.as_str());
        let reading = |cause| disk::fault("查看输出文件", &place, cause);
        let there = matches!(self.folders.stands(folder).map_err(reading)?, FolderState::There);
        let is_here = || Ok(disk::content(&place).map_err(reading)? == Some(content));
        if of != source || !there || !(self.is_believed(&place, content) || is_here()?) {
            return Ok(false);
        }
        let put = Put {
            fate: FileChange::Same,
            content,
            source: Some(source),
        };
        self.note(address, put).map(|()| true)
    }

    fn note(&self, address: &Address, put: Put) -> Result<(), MachineFault> {
        let mut puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        match puts.insert(address.clone(), put) {
            None => Ok(()),
            Some(_) => Err(self.twice(address.as_str())),
        }
    }

    /// True for a file that has been what we wrote since the last build, as far as the disk tells.
    fn is_believed(&self, place: &Path, content: FileDigest) -> bool {
        self.unchanged_since.is_some_and(|since| {
            let about = fs::symlink_metadata(place);
            about.is_ok_and(|about| stamp::is_unchanged(&about, content.length, since))
        })
    }

    fn stage(
        &self,
        address: &str,
        (bytes, content): (&[u8], FileDigest),
    ) -> Result<FileChange, MachineFault> {
        let is_owned = || self.owned.get(address).is_some_and(|(owned, _)| owned == content);
        let place = self.location.folder.join(address);
        let reading = |cause| disk::fault("查看输出文件", &place, cause);
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        let standing = match self.folders.stands(folder).map_err(reading)? {
            FolderState::Blocked => Comparison::NoFile,
            FolderState::Absent => Comparison::Absent,
            FolderState::There if self.empty => Comparison::Absent,
            FolderState::There if is_owned() && self.is_believed(&place, content) => Comparison::Same,
            FolderState::There => disk::compare(&place, bytes).map_err(reading)?,
        };
        let fate = match standing {
            Comparison::Same => return Ok(FileChange::Same),
            Comparison::Absent => FileChange::New,
            Comparison::Other if self.owned.get(address).is_some() => FileChange::Changed,
            Comparison::Other | Comparison::NoFile => return Ok(FileChange::Blocked),
        };
        let written = self
            .folders
            .stage(folder)
            .and_then(|()| disk::write_new(&self.area.incoming(address), bytes));
        match written {
            Ok(()) => Ok(fate),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(self.twice(address)),
            Err(cause) => Err(disk::fault("写入文件", &place, cause)),
        }
    }

    /// Two pages with one address are found long before; this says so when they are not.
    fn twice(&self, address: &str) -> MachineFault {
        MachineFault::new("内部错误：同一个输出文件写了两次")
            .at(&self.location.folder.join(address))
            .hint("这是本程序的错误，请把这句话告诉开发者")
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.keep_area {
            self.area.abandon();
        }
    }
}

fn refuse_nested(location: &Location) -> Result<(), MachineFault> {
    let neighbour = manifest::neighbour(location)
        .map_err(|cause| MachineFault::io("读取输出清单", &location.state, cause))?;
    match neighbour {
        None => Ok(()),
        Some((edition, folder)) => {
            let shown = folder.display();
            Err(
                MachineFault::new(format!("输出文件夹与“{edition}”版的输出（{shown}）套在一起"))
                    .at(&location.folder)
                    .hint("请换一个文件夹；如果那个输出已经不用，请先把它删掉"),
            )
        }
    }
}

fn refusal(location: &Location, message: &str) -> MachineFault {
    MachineFault::new(message)
        .at(&location.folder)
        .hint("如果里面是以前生成的网站，请加上 --adopt 再运行；如果是别的文件，请换一个空文件夹")
}

fn look_inside(folder: &Path) -> Result<FolderContents, MachineFault> {
    let reading = |cause| MachineFault::io("查看输出文件夹", folder, cause);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(FolderContents::Nothing),
        Err(cause) => return Err(reading(cause)),
    };
    for entry in entries {
        let name = entry.map_err(reading)?.file_name();
        if !LITTER.contains(&name.to_string_lossy().to_lowercase().as_str()) {
            return Ok(FolderContents::Files);
        }
    }
    Ok(FolderContents::Nothing)
}
