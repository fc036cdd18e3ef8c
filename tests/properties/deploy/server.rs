//! A server in memory that is cut off when it is told to: before a command takes effect, in the middle of it, or after it
//! without saying so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use gongkai::deploy::{Connect, ListedFile, Remote, RemoteFault};

/// What the server does not do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habits {
    /// It refuses to rename a file over another, as IIS does.
    pub(crate) refuses_to_rename_over: bool,
    /// It lets nothing be deleted.
    pub(crate) refuses_to_delete: bool,
    /// It takes so many connections at once; 0 for any number.
    pub(crate) most_connections: usize,
    /// It has room for so many bytes; 0 for any number.
    pub(crate) room: usize,
}

/// When it is cut off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CutOff {
    /// After so many commands.
    pub(crate) after: u32,
    /// In which part of the next: before it, in the middle, after it.
    pub(crate) part: u32,
    /// Nothing answers from then on; else only that connection is lost.
    pub(crate) is_for_good: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Disk {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) folders: BTreeSet<String>,
    pub(crate) habits: Habits,
    pub(crate) cut: Option<CutOff>,
    pub(crate) is_dead: bool,
    pub(crate) commands: u32,
    /// Everything that was ever sent: names and bytes.
    pub(crate) wire: Vec<u8>,
    open: usize,
}

/// The server.
#[derive(Debug, Clone, Default)]
pub(crate) struct MemoryServer(pub(crate) Arc<Mutex<Disk>>);

impl Connect for MemoryServer {
    fn connect(&self) -> Result<Box<dyn Remote>, RemoteFault> {
        let mut disk = self.0.lock().unwrap();
        if disk.is_dead {
            return Err(lost());
        }
        let most = disk.habits.most_connections;
        if most > 0 && disk.open >= most {
            return Err(RemoteFault::Busy("421 too many".into()));
        }
        disk.open += 1;
        Ok(Box::new(MemoryConnection(self.clone())))
    }
}

fn lost() -> RemoteFault {
    RemoteFault::Lost("connection reset".into())
}

struct MemoryConnection(MemoryServer);

impl Drop for MemoryConnection {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
    }
}

impl MemoryConnection {
    /// One command; `effect` is told whether it is cut off in the middle.
    fn command<T>(
        &mut self,
        sent: &[&[u8]],
        effect: impl FnOnce(&mut Disk, bool) -> Result<T, RemoteFault>,
    ) -> Result<T, RemoteFault> {
        let mut disk = self.0.0.lock().unwrap();
        let disk = &mut *disk;
        if disk.is_dead {
            return Err(lost());
        }
        sent.iter().for_each(|bytes| disk.wire.extend_from_slice(bytes));
        disk.commands += 1;
        let Some(cut) = disk.cut.filter(|cut| disk.commands > cut.after) else {
            return effect(disk, false);
        };
        disk.cut = None;
        disk.is_dead = cut.is_for_good;
        if cut.part > 0 {
            let _ = effect(disk, cut.part == 1);
        }
        Err(lost())
    }
}

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

fn missing(path: &str) -> RemoteFault {
    RemoteFault::Missing(format!("550 {path}: no such file"))
}

impl Remote for MemoryConnection {
    fn list(&mut self, folder: &str) -> Result<Vec<ListedFile>, RemoteFault> {
        self.command(&[folder.as_bytes()], |disk, _| {
            if !folder.is_empty() && !disk.folders.contains(folder) {
                return Err(missing(folder));
            }
            let within = |path: &String| parent(path).unwrap_or_default() == folder;
            let name = |path: &String| path.rsplit('/').next().unwrap().to_owned();
            let files = disk
                .files
                .iter()
                .filter(|(path, _)| within(path))
                .map(|(path, bytes)| ListedFile {
                    name: name(path),
                    length: Some(bytes.len() as u64),
                    is_folder: false,
                });
            let folders = disk
                .folders
                .iter()
                .filter(|path| within(path))
                .map(|path| ListedFile {
                    name: name(path),
                    length: None,
                    is_folder: true,
                });
            Ok(files.chain(folders).collect())
        })
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, RemoteFault> {
        self.command(&[path.as_bytes()], |disk, _| Ok(disk.files.get(path).cloned()))
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), RemoteFault> {
        self.command(&[path.as_bytes(), bytes], |disk, is_half| {
            if parent(path).is_some_and(|folder| !disk.folders.contains(folder)) {
                return Err(missing(path));
            }
            let used: usize = disk.files.values().map(Vec::len).sum();
            let own = disk.files.get(path).map_or(0, Vec::len);
            if disk.habits.room > 0 && used - own + bytes.len() > disk.habits.room {
                disk.files.insert(path.to_owned(), Vec::new());
                return Err(RemoteFault::Full("552 quota".into()));
            }
            let length = if is_half { bytes.len() / 2 } else { bytes.len() };
            disk.files.insert(path.to_owned(), bytes[..length].to_vec());
            Ok(())
        })
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), RemoteFault> {
        self.command(&[from.as_bytes(), to.as_bytes()], |disk, _| {
            if disk.habits.refuses_to_rename_over && disk.files.contains_key(to) {
                return Err(RemoteFault::Refused("550 exists".into()));
            }
            let bytes = disk.files.remove(from).ok_or_else(|| missing(from))?;
            disk.files.insert(to.to_owned(), bytes);
            Ok(())
        })
    }

    fn delete(&mut self, path: &str) -> Result<(), RemoteFault> {
        self.command(&[path.as_bytes()], |disk, _| {
            if disk.habits.refuses_to_delete && disk.files.contains_key(path) {
                return Err(RemoteFault::Refused("550 permission denied".into()));
            }
            disk.files.remove(path);
            Ok(())
        })
    }

    fn make_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        self.command(&[path.as_bytes()], |disk, _| {
            assert!(
                parent(path).is_none_or(|above| disk.folders.contains(above)),
                "{path}"
            );
            disk.folders.insert(path.to_owned());
            Ok(())
        })
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        self.command(&[path.as_bytes()], |disk, _| {
            let inside = format!("{path}/");
            let is_used = disk
                .files
                .keys()
                .chain(&disk.folders)
                .any(|other| other.starts_with(&inside));
            if is_used {
                return Err(RemoteFault::Refused("550 not empty".into()));
            }
            disk.folders.remove(path);
            Ok(())
        })
    }
}
