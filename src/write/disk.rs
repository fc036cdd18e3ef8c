//! The few things done to the disk, each once: compare, write, move, back up, clear away.
//! Takes paths, gives what the system said; knows nothing of editions.
//!
//! Locks too: two builds at once wait for each other, and the system drops a lock when its file is closed, also when the
//! program is killed. Each edition's output has a lock that is held from [`super::Staging::open`] to the end of the
//! build, and the journal has one that is held while it is acted on. Who holds the journal's lock waits for nothing.

use std::cell::RefCell;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use walkdir::WalkDir;

use super::manifest::FileDigest;
use crate::words::{MachineFault, is_in_use};

/// How much of a file is compared at once; most pages are smaller.
const BUFFER: usize = 64 * 1024;

/// What stands at a file's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Nothing.
    Absent,
    /// A file with the very bytes.
    Same,
    /// A file with other bytes.
    Other,
    /// Something that is no file.
    NoFile,
}

thread_local! {
    /// One per thread, so that ten thousand comparisons do not clear ten thousand buffers.
    static COMPARED: RefCell<Vec<u8>> = RefCell::new(vec![0; BUFFER]);
}

/// Compares what stands at `path` with bytes. Really compares: a power cut may leave a file of the right
/// length and time that is empty inside, and the next build has to mend it.
pub(super) fn compare(path: &Path, bytes: &[u8]) -> io::Result<Comparison> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Comparison::Absent),
        // Windows does not open folders.
        Err(_) if path.is_dir() => return Ok(Comparison::NoFile),
        Err(cause) => return Err(cause),
    };
    let about = file.metadata()?;
    if !about.is_file() {
        return Ok(Comparison::NoFile);
    }
    if about.len() != bytes.len() as u64 {
        return Ok(Comparison::Other);
    }
    let same = COMPARED.with_borrow_mut(|buffer| same_bytes(&mut file, bytes, buffer))?;
    Ok(if same { Comparison::Same } else { Comparison::Other })
}

fn same_bytes(file: &mut File, mut expected: &[u8], buffer: &mut [u8]) -> io::Result<bool> {
    while !expected.is_empty() {
        let want = expected.len().min(buffer.len());
        let got = file.read(&mut buffer[..want])?;
        if got == 0 || buffer[..got] != expected[..got] {
            return Ok(false);
        }
        expected = &expected[got..];
    }
    Ok(true)
}

/// A file's bytes; `None` where there is no such file.
///
/// # Errors
/// It is there and cannot be read; `doing` says what for: 读取上传记录.
pub fn read_if_there(doing: &str, path: &Path) -> Result<Option<Vec<u8>>, MachineFault> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(MachineFault::io(doing, path, cause)),
    }
}

/// Length and fingerprint of a file; `None` when nothing is there. What is no plain file has those of no
/// file of ours.
pub(super) fn content(path: &Path) -> io::Result<Option<FileDigest>> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_file() => {
            let room = |buffer: &mut Vec<u8>| content_of(path, about.len(), buffer);
            COMPARED.with_borrow_mut(room).map(Some)
        }
        Ok(_) => Ok(Some(FileDigest::NONE)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// The length is known, so that an ordinary page is read at one go and into room that is there.
fn content_of(path: &Path, length: u64, buffer: &mut [u8]) -> io::Result<FileDigest> {
    let room = usize::try_from(length)
        .ok()
        .and_then(|length| buffer.get_mut(..length));
    let Some(room) = room else {
        return fs::read(path).map(|bytes| FileDigest::of(&bytes));
    };
    let mut file = File::open(path)?;
    match file.read_exact(room) {
        Ok(()) => Ok(FileDigest::of(room)),
        // Somebody has cut it short in this moment.
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Ok(FileDigest::NONE),
        Err(cause) => Err(cause),
    }
}

/// Writes a file that must not be there yet. Not flushed: see [`write_durably`].
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    step()?;
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(bytes)
}

/// Writes a file and waits until it is on the disk.
///
/// Only the journal, the manifests and backup copies are worth the wait. Flushing ten thousand pages takes
/// minutes on an office disk, and it is not needed: a kill loses nothing that was written, and after a
/// power cut the next build compares every byte with what it would write, and mends what was lost.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    step()?;
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the names in a folder are on the disk. Windows cannot and need not; a file system that
/// cannot either is no reason to stop.
pub(super) fn sync_names(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Moves a file or folder, over a file that is there.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    move_over(from, to)
}

/// Moves a file over one that is there, which may be marked read-only, or open for a moment in another program.
///
/// # Errors
/// The disk's; both are then as they were.
pub fn move_over(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| match fs::rename(from, to) {
        Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied && make_replaceable(to) => {
            fs::rename(from, to)
        }
        other => other,
    })
}

/// Moves a file or folder to where nothing is. Asks first: between the comparison and now, or between a
/// crash and now, somebody may have put a file there, and it is theirs.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    if exists(to) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    rename(from, to)
}

/// Keeps the file `from` under a second name. By a link, which costs nothing; by a copy where the file
/// system has no links (a stick), and then it is flushed, since it may be what the next run restores.
pub(super) fn back_up(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Err(cause),
        Err(_) => {
            patiently(|| fs::copy(from, to))?;
            OpenOptions::new().write(true).open(to)?.sync_all()
        }
    }
}

/// Removes a file.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    step()?;
    patiently(|| fs::remove_file(path))
}

/// Removes a folder that is empty; one that is not stays.
pub(super) fn remove_if_empty(folder: &Path) {
    if step().is_ok() {
        let _ = fs::remove_dir(folder);
    }
}

/// Makes a folder and those above it.
pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

/// Removes a folder of the staging area with all in it; links are removed, never followed.
pub(super) fn clear_away(folder: &Path) -> io::Result<()> {
    if !exists(folder) {
        return Ok(());
    }
    let all = WalkDir::new(folder)
        .contents_first(true)
        .follow_links(false)
        .follow_root_links(false);
    for entry in all {
        let entry = entry.map_err(io::Error::from)?;
        step()?;
        if entry.file_type().is_dir() {
            fs::remove_dir(entry.path())?;
        } else {
            remove_even_read_only(entry.path())?;
        }
    }
    Ok(())
}

/// True when anything is there, a broken link too.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn remove_even_read_only(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied && make_replaceable(path) => {
            fs::remove_file(path)
        }
        other => other,
    }
}

/// Takes the read-only mark off a file of ours, which keeps Windows from replacing or removing it; true
/// when there was one. Elsewhere such a mark is about the bytes, not about the name.
fn make_replaceable(path: &Path) -> bool {
    let Ok(about) = fs::symlink_metadata(path) else {
        return false;
    };
    let mut permissions = about.permissions();
    if cfg!(not(windows)) || !about.is_file() || !permissions.readonly() {
        return false;
    }
    #[expect(
        clippy::permissions_set_readonly_false,
        reason = "only reached on Windows, where it is one mark and not the rights of others"
    )]
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions).is_ok()
}

/// Tries again for a moment: on Windows a virus scanner or an indexer looks into every new file, and a
/// rename beside it is refused.
fn patiently<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for pause in [20, 50, 100, 200, 400] {
        match attempt() {
            Err(cause) if is_held(&cause) => thread::sleep(Duration::from_millis(pause)),
            other => return other,
        }
    }
    attempt()
}

/// True when Windows says that another program has the file open, also where it calls that a denied access.
fn is_held(cause: &io::Error) -> bool {
    is_in_use(cause) || cfg!(windows) && cause.raw_os_error() == Some(5)
}

/// The fault of an operation on the output folder. Whatever goes wrong there before the commit's end, the
/// old site stays; and but for a full disk, the usual cause is a page that is open in another program.
pub(super) fn fault(doing: &str, path: &Path, cause: io::Error) -> MachineFault {
    let full = matches!(
        cause.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    );
    let fault = MachineFault::io(doing, path, cause);
    match full {
        true => fault,
        false => fault.hint("文件可能正被其他程序打开，请关闭后再试；原来的网站没有改动"),
    }
}

/// Before each change to the disk; in tests the place where the disk breaks or the program dies.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "the tests' twin of this function fails")]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use trip::step;

/// How long another build gets to finish.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often we look again.
const PAUSE: Duration = Duration::from_millis(20);

/// Opens and locks a file; dropping it unlocks it.
///
/// # Errors
/// Another build holds it for longer than a moment, or the disk says no.
pub(super) fn take(path: &Path) -> Result<File, MachineFault> {
    let busy = || MachineFault::new("另一个 gongkai 正在生成这个网站").hint("请等它结束后再试");
    lock_file(path, busy)
}

/// The same, for what is no build: `busy` says who holds it.
///
/// # Errors
/// Somebody holds it for longer than a moment, or the disk says no.
pub fn lock_file(path: &Path, busy: impl FnOnce() -> MachineFault) -> Result<File, MachineFault> {
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
            Err(TryLockError::WouldBlock) => return Err(busy()),
        }
    }
}

/// Lets the n-th change to the disk fail, on this thread.
#[cfg(test)]
pub(super) mod trip {
    use std::cell::Cell;
    use std::io;

    /// What happens at the chosen step.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(in crate::write) enum Mishap {
        /// This step and some after it fail, as when a file is locked for a while.
        Fails { times: u32 },
        /// This step and all after it fail, which leaves the disk as a kill would.
        Dies,
    }

    thread_local! {
        static ARMED: Cell<Option<(Mishap, u32)>> = const { Cell::new(None) };
    }

    /// After `steps` changes that work, one does not.
    pub(in crate::write) fn after(steps: u32, mishap: Mishap) {
        ARMED.set(Some((mishap, steps)));
    }

    /// The disk works again; true when the mishap took place.
    pub(in crate::write) fn disarm() -> bool {
        !matches!(ARMED.take(), Some((_, 1..)))
    }

    pub(super) fn step() -> io::Result<()> {
        match ARMED.get() {
            None => Ok(()),
            Some((mishap, 0)) => {
                if let Mishap::Fails { times } = mishap {
                    let next = Mishap::Fails {
                        times: times.saturating_sub(1),
                    };
                    ARMED.set((times > 1).then_some((next, 0)));
                }
                Err(io::Error::other("tripped"))
            }
            Some((mishap, left)) => {
                ARMED.set(Some((mishap, left - 1)));
                Ok(())
            }
        }
    }
}
