//! Two builds at once wait for each other. Takes a file of the state folder, gives it locked; the system
//! drops the lock when the file is closed, also when the program is killed.
//!
//! Each edition's output has a lock that is held from [`super::Staging::open`] to the end of the build, and
//! the journal has one that is held while it is acted on. Who holds the journal's lock waits for nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::words::MachineFault;

/// How long another build gets to finish.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often we look again.
const PAUSE: Duration = Duration::from_millis(20);

/// Opens and locks a file; dropping it unlocks it.
///
/// # Errors
/// Another build holds it for longer than a moment, or the disk says no.
pub(super) fn take(path: &Path) -> Result<File, MachineFault> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|cause| MachineFault::io("打开锁文件", path, cause))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // Some network shares know no locks. One teacher's one office has one build at a time.
            Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(cause)) => return Err(MachineFault::io("锁定文件", path, cause)),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(MachineFault::new("另一个 gongkai 正在生成这个网站").hint("请等它结束后再试"));
            }
        }
    }
}
