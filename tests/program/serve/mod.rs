//! `serve` as a browser meets it, over real connections: what it answers, whom it refuses, what does not stall it, and
//! what it says while content changes.

mod answers;
mod changes;
mod refusals;
mod serving;
mod stalls;
