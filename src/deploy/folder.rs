//! A folder of this computer, a stick or a share as a target.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::remote::{Connect, ListedFile, Remote, RemoteFault};
use crate::words::describe_cause;
use crate::write::move_over;

/// A folder that is there.
#[derive(Debug, Clone)]
pub struct FolderTarget {
    /// Where it is.
    pub folder: PathBuf,
}

impl Connect for FolderTarget {
    fn connect(&self) -> Result<Box<dyn Remote>, RemoteFault> {
        if !self.folder.is_dir() {
            return Err(RemoteFault::Missing(String::new()));
        }
        Ok(Box::new(self.clone()))
    }
}

fn fault(cause: &io::Error) -> RemoteFault {
    let words = describe_cause(cause);
    match cause.kind() {
        ErrorKind::NotFound => RemoteFault::Missing(words),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => RemoteFault::Full(words),
        // A share that is not reached for a moment.
        ErrorKind::TimedOut
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable => RemoteFault::Lost(words),
        _ => RemoteFault::Refused(words),
    }
}

/// What was to go and is not there is gone.
fn gone(done: io::Result<()>) -> Result<(), RemoteFault> {
    match done {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(fault(&cause)),
        _ => Ok(()),
    }
}

impl Remote for FolderTarget {
    fn list(&mut self, folder: &str) -> Result<Vec<ListedFile>, RemoteFault> {
        let mut listed = Vec::new();
        for entry in fs::read_dir(self.folder.join(folder)).map_err(|cause| fault(&cause))? {
            let entry = entry.map_err(|cause| fault(&cause))?;
            let about = entry.metadata().map_err(|cause| fault(&cause))?;
            listed.push(ListedFile {
                name: entry.file_name().to_string_lossy().into_owned(),
                length: about.is_file().then_some(about.len()),
                is_folder: about.is_dir(),
            });
        }
        Ok(listed)
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, RemoteFault> {
        match fs::read(self.folder.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(fault(&cause)),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), RemoteFault> {
        fs::write(self.folder.join(path), bytes).map_err(|cause| fault(&cause))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), RemoteFault> {
        move_over(&self.folder.join(from), &self.folder.join(to)).map_err(|cause| fault(&cause))
    }

    fn delete(&mut self, path: &str) -> Result<(), RemoteFault> {
        gone(fs::remove_file(self.folder.join(path)))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        match fs::create_dir(self.folder.join(path)) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(fault(&cause)),
            _ => Ok(()),
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        gone(fs::remove_dir(self.folder.join(path)))
    }
}
