//! Generated input: what must hold for whatever anybody writes. `GONGKAI_FUZZ` sets how much is tried.

mod attachments;
mod data;
mod deploy;
mod deployed;
mod fixes;
mod markdown;
mod no_leak;
mod paper;
mod pictures;
mod read_fuzz;
#[path = "../support/mod.rs"]
mod support;
