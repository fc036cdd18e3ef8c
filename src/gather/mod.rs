//! For a bureau above many schools: the summaries that their public sites carry (`site/disclosure.rs`) → one small site and
//! one spreadsheet. Prints nothing; the command is one caller.
//!
//! ```text
//! list     the bureau's list → where each summary lies, or what is wrong with a line (pure)
//! fetch    that place → bytes, never too many and never too late
//! feed     a school's Atom feed → its newest entries (pure)
//! school   what was read → a school, or why it is none
//! table    all schools → a workbook's tables (pure)
//! pages    all schools → every file of the site
//! ```
//!
//! **What must hold**: every line of the list is in the result, read or with the reason why not; a school that was not read
//! is in no count. What the schools send is strangers' text: it stands on pages as text, links lead to the school's own site
//! only, and no answer is longer or later than [`GatherRequest`] and the limits here allow.

mod feed;
mod fetch;
mod list;
mod pages;
mod school;
mod table;

pub use feed::FeedEntry;
pub use fetch::FetchFault;
pub use list::{ListedSchool, SummaryPlace, read_list};
pub use pages::{GatheredSite, TABLE};
pub use school::{GatheredSchool, ReadSchool, SchoolFault};
pub use table::tables;

use std::time::Duration;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::words::{Day, MachineFault};
use fetch::{FetchLimits, agent};

/// As many schools are asked at once: most of the time is waiting, and one server may hold the sites of all of them.
const AT_ONCE: usize = 16;

/// A summary of 500 items and ten years has fewer bytes.
const SUMMARY: u64 = 512 << 10;

/// A feed of 500 entries has fewer bytes.
const FEED: u64 = 1 << 20;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct GatherRequest {
    /// The day of gathering.
    pub day: Day,
    /// A summary takes no longer, and a feed neither.
    pub time: Duration,
}

/// Reads what all schools say, in the order of the list.
///
/// # Errors
/// The system gives no threads.
pub fn gather(list: Vec<ListedSchool>, request: GatherRequest) -> Result<Vec<GatheredSchool>, MachineFault> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(AT_ONCE)
        .build()
        .map_err(|cause| MachineFault::new(format!("不能同时打开几个连接：{cause}")))?;
    let agent = agent();
    let limits = |bytes| FetchLimits {
        bytes,
        time: request.time,
    };
    let asking = school::Asking {
        agent: &agent,
        summary: limits(SUMMARY),
        feed: limits(FEED),
        day: request.day,
    };
    // One at a time: a slow one keeps no other waiting behind it.
    let asked = || {
        list.into_par_iter()
            .with_max_len(1)
            .map(|listed| asking.ask(listed))
    };
    let mut schools: Vec<GatheredSchool> = pool.install(|| asked().collect());
    school::part_twins(&mut schools);
    Ok(schools)
}
