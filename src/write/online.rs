//! What is online by the manifest and may no longer be: takes an output and a day, reads its manifest and changes
//! nothing. Whether the output was uploaded nobody knows; it is taken for granted.

use super::Output;
use super::ground::Ground;
use super::manifest::{Loaded, Manifest};
use crate::words::{Address, Day, MachineFault};

/// The files of an output that were made to be shown until a day that is over, each with that day; soonest first.
/// Nothing for an output that was never written.
///
/// # Errors
/// The manifest cannot be read.
pub fn still_online(output: &Output, today: Day) -> Result<Vec<(Address, Day)>, MachineFault> {
    let Loaded::Whole(manifest) = Manifest::load(&Ground::survey(output)?)? else {
        return Ok(Vec::new());
    };
    let mut over: Vec<(Address, Day)> = manifest.until().to_vec();
    over.retain(|(_, last)| *last < today);
    over.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok(over)
}
