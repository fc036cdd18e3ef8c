//! What a build remembers of itself beside its manifest, so that the next can say why files changed. A record that
//! is missing, damaged or of another build is none; nothing depends on it.

use std::fs;

use super::location::Location;
use super::manifest::{Loaded, Manifest, fingerprint_of_files};
use super::{Output, Summary};
use crate::words::MachineFault;

/// The record that the last build left, if it is of the manifest that is there.
///
/// # Errors
/// The output's place is refused, or its manifest cannot be read.
pub fn load_record(output: &Output) -> Result<Option<String>, MachineFault> {
    let location = Location::survey(output)?;
    let Loaded::Whole(manifest) = Manifest::load(&location)? else {
        return Ok(None);
    };
    let Ok(text) = fs::read_to_string(location.record()) else {
        return Ok(None);
    };
    let of = manifest_line(fingerprint_of_files(manifest.text()));
    Ok(text.strip_prefix(&of).map(str::to_owned))
}

/// Leaves a record for the manifest that a commit left.
///
/// # Errors
/// The disk says no.
pub fn save_record(output: &Output, done: &Summary, record: &str) -> Result<(), MachineFault> {
    let text = manifest_line(done.manifest) + record;
    let path = Location::survey(output)?.record();
    if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    fs::write(&path, text).map_err(|cause| MachineFault::io("保存生成记录", &path, cause))
}

fn manifest_line(manifest: u64) -> String {
    format!("manifest {manifest:016x}\n")
}
