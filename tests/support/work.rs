//! How much is tried, and how much work something is.

use std::time::Duration;

/// How many times something random is tried: a few in a bare `cargo test`, many with `GONGKAI_FUZZ=200000`, which
/// `tests/all.sh` sets; with another number as much more or less, but never fewer than a few.
pub(crate) fn tries(few: u64, many: u64) -> u64 {
    const MANY: u64 = 200_000;
    let asked = std::env::var("GONGKAI_FUZZ").unwrap_or_default();
    match asked.parse::<u64>() {
        Ok(asked) => few.max(many.saturating_mul(asked) / MANY),
        Err(_) if asked.is_empty() => few,
        Err(cause) => panic!("GONGKAI_FUZZ is {asked:?}: {cause}"),
    }
}

/// How long the processor is at work for this. Unlike the time on the clock it does not depend on what else runs on the
/// machine. All of it is done in one thread, also what asks for several.
#[cfg(target_os = "linux")]
pub(crate) fn work(done: impl Fn() + Sync) -> Duration {
    let so_far = || {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
        let nanoseconds = told.split(' ').next().and_then(|number| number.parse().ok());
        Duration::from_nanos(nanoseconds.expect("a number"))
    };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    alone.expect("a thread").install(|| {
        let before = so_far();
        done();
        so_far() - before
    })
}
