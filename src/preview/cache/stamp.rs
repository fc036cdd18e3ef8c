//! What a file looks like from outside: whether it may have other bytes than before is seen by it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use crate::read::{Content, Found};

/// A file that was written less than this ago may be written again without looking different: disks count time in
/// steps, network shares and sticks in steps of two seconds.
const STEP: Duration = Duration::from_secs(3);

/// How a file looked when it was read last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileState {
    /// Taken before it was read.
    pub(super) stamp: Option<FileStamp>,
    /// A fingerprint of its bytes; `None` when they were not or could not be read.
    pub(super) print: Option<u64>,
}

/// A file's length and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileStamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Where the system tells them: when anything about the file changed, and which file it is.
    also: (i64, i64, u64),
    /// False for a file that was just written, or by a clock that is ahead.
    settled: bool,
}

impl FileState {
    /// True when a file with this stamp has the bytes that it had, without a look at them.
    pub(super) fn is_surely(&self, now: Option<FileStamp>) -> bool {
        now.is_some_and(|now| now.settled && self.stamp == Some(now))
    }
}

impl FileStamp {
    /// Looks at a file now; `None` when it is not there.
    pub(super) fn of(found: &Found) -> Option<Self> {
        let Content::Disk(path) = &found.content else {
            return None;
        };
        let about = std::fs::metadata(path).ok()?;
        let also = also(&about);
        let modified = about.modified().ok();
        let age = |time: SystemTime| SystemTime::now().duration_since(time).ok();
        let is_old = |time: Option<SystemTime>| time.and_then(age).is_some_and(|age| age > STEP);
        let changed =
            u64::try_from(also.0).map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        Some(Self {
            length: about.len(),
            modified,
            also,
            settled: is_old(modified) && changed.map_or(true, |changed| is_old(Some(changed))),
        })
    }

    /// True when a file that looks like this has the bytes that it had.
    pub(super) fn is_settled(&self) -> bool {
        self.settled
    }
}

#[cfg(unix)]
fn also(about: &Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.ctime(), about.ctime_nsec(), about.ino())
}

#[cfg(not(unix))]
fn also(_: &Metadata) -> (i64, i64, u64) {
    (0, 0, 0)
}
