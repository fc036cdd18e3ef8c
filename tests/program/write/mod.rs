//! The writer on a real file system: whose files it touches, what it refuses, what a kill or a full disk
//! leaves behind.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a fault it does not expect stops there"
)]

mod crash;
mod full_disk;
#[cfg(unix)]
mod links;
mod online;
mod ownership;
mod records;
mod refusals;
mod rehearsal;
mod site;
mod sources;
mod takedown;
