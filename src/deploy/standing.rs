//! How a target stands by what this computer knows, without asking it: what is not up yet, what must come down.

use std::path::Path;

use super::local::LocalSite;
use super::memory::TargetMemory;
use crate::read::config::DeployTarget;
use crate::words::{Day, MachineFault};
use crate::write::Output;

/// How a target stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetStanding {
    /// The day of the last upload that came to its end; `None` when there was none.
    pub last: Option<Day>,
    /// How many files are not up, or not as they are here.
    pub to_put: usize,
    /// How many files are up and should not be.
    pub to_delete: usize,
    /// An upload was cut off.
    pub is_open: bool,
}

impl TargetStanding {
    /// True when nothing has to be done.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.last.is_some() && self.to_put == 0 && self.to_delete == 0 && !self.is_open
    }
}

/// Compares what was built with what was uploaded from here; `None` when it was never built.
///
/// # Errors
/// The disk's, or a built file was changed since.
pub fn standing(
    root: &Path,
    target: &DeployTarget,
    (output, day): (&Output, Day),
) -> Result<Option<TargetStanding>, MachineFault> {
    if !output.folder.is_dir() {
        return Ok(None);
    }
    let site = LocalSite::of_output(output, None, day)?;
    let memory = TargetMemory::load(root, &target.name)?;
    let Some(known) = memory.last_known() else {
        return Ok(Some(TargetStanding {
            last: None,
            to_put: site.files.len(),
            to_delete: 0,
            is_open: false,
        }));
    };
    let is_there = |address: &crate::words::Address| {
        known.files.get(address) == site.files.get(address).map(|local| &local.file)
    };
    Ok(Some(TargetStanding {
        last: memory.done(),
        to_put: site
            .files
            .keys()
            .filter(|address| !is_there(address) || known.is_between(address))
            .count(),
        to_delete: known
            .files
            .keys()
            .filter(|address| !site.files.contains_key(*address))
            .count(),
        is_open: !known.between.is_empty(),
    }))
}
