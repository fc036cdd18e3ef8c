//! What an output holds, for whoever takes it elsewhere: reads the manifest, changes nothing.

use std::collections::BTreeMap;

use super::Output;
use super::location::Location;
use super::manifest::{FileDigest, Loaded, Manifest};
use super::online::Deletion;
use crate::words::{Address, Day, MachineFault};

/// A built output.
#[derive(Debug)]
pub struct WrittenOutput {
    /// Its files, sorted by address.
    pub files: Vec<WrittenFile>,
    /// What has to be deleted on the server: those of 公示 first.
    pub deletions: Vec<Address>,
}

/// A file of an output.
#[derive(Debug)]
pub struct WrittenFile {
    /// Where it is.
    pub address: Address,
    /// For a file of a 公示, its last day; before the build's day for what is left of one.
    pub last: Option<Day>,
    content: FileDigest,
}

impl WrittenFile {
    /// True for the bytes that were written.
    #[must_use]
    pub fn is_as_written(&self, bytes: &[u8]) -> bool {
        FileDigest::of(bytes) == self.content
    }
}

/// The files of an output; `None` when it was never written.
///
/// # Errors
/// The output's place is refused, or its manifest cannot be read.
pub fn written(output: &Output) -> Result<Option<WrittenOutput>, MachineFault> {
    let location = Location::survey(output)?;
    let Loaded::Whole(manifest) = Manifest::load(&location)? else {
        return Ok(None);
    };
    let uploaded = manifest.uploaded();
    let days: BTreeMap<&Address, Day> = uploaded.until.iter().map(|(of, day)| (of, *day)).collect();
    // What is no address never came from us.
    let rows = manifest
        .rows()
        .filter_map(|(address, content, _)| Some((Address::new(address).ok()?, content)));
    let files = rows.map(|(address, content)| WrittenFile {
        last: days.get(&address).copied(),
        address,
        content,
    });
    let deletions = Deletion::all_of(&location.folder_key, uploaded);
    Ok(Some(WrittenOutput {
        files: files.collect(),
        deletions: deletions.into_iter().map(|deletion| deletion.address).collect(),
    }))
}
