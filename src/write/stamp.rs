//! How a whole site stands, in one number: every source, every output, what we remember of them, and this program.
//! A build that found everything as it was leaves it with what it said; while it is the same, the next has nothing to do.
//!
//! A file counts as unchanged while its length, its times and, on Unix, its inode are the same: of the times, the one of
//! its last change of any kind cannot be set back there. What changed shortly before may change again within one tick of
//! the clock, so that a stamp is left only when everything has lain still for a while.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::location::{STATE, locate};
use super::online;
use crate::words::Fingerprint;

/// The file, in the state folder.
const NAME: &str = "stamp";

/// How long all has to have lain still. FAT tells times by two seconds.
const STILL: Duration = Duration::from_secs(2);

/// How long outputs have to, where nobody says whether the computer was started anew: a power cut may empty what was
/// written shortly before it, whatever its length and time say.
const SETTLED: Duration = Duration::from_secs(60);

/// Where Linux says which start of the computer this is.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// How a site stood at one moment.
#[derive(Debug)]
pub struct SiteStamp {
    path: PathBuf,
    fingerprint: Fingerprint,
    /// The latest time of any file, and of any output.
    latest: SystemTime,
    latest_output: SystemTime,
    taken: Instant,
}

impl SiteStamp {
    /// Looks at a site's files. `asked` is whatever else a build depends on. `None` before the first build, and where
    /// a time and a length do not say enough: behind links, in folders that cannot be listed.
    #[must_use]
    pub fn take(site: &Path, asked: &str) -> Option<Self> {
        let taken = Instant::now();
        let state = site.join(STATE);
        let mut outputs = online::written_folders(site).ok()?;
        outputs.dedup();
        if outputs.is_empty() {
            return None;
        }
        let outputs: Vec<PathBuf> = outputs.iter().map(|key| locate(&state, key)).collect();
        let program = std::env::current_exe().ok()?;
        let sources = ["site.toml", "content", "themes", STATE].map(|name| site.join(name));
        let sources: Vec<PathBuf> = sources.into_iter().chain([program]).collect();
        let is_passing = |path: &Path| path.parent() == Some(&state) && is_passing(path);
        let (of_sources, of_outputs) = rayon::join(
            || FilesSeen::at(&sources, &is_passing),
            || FilesSeen::at(&outputs, &is_passing),
        );
        let (of_sources, of_outputs) = (of_sources?, of_outputs?);
        let boot = fs::read_to_string(BOOT).unwrap_or_default();
        let all = [
            asked.as_bytes(),
            boot.as_bytes(),
            &of_sources.rows,
            &of_outputs.rows,
        ];
        Some(Self {
            path: state.join(NAME),
            fingerprint: Fingerprint::of(&all.join(&b"\n"[..])),
            latest: of_sources.latest.max(of_outputs.latest),
            latest_output: match boot.is_empty() {
                true => of_outputs.latest.checked_add(SETTLED - STILL)?,
                false => of_outputs.latest,
            },
            taken,
        })
    }

    /// What the build said that left this very stamp; `None` when there is none, or another.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        let text = fs::read_to_string(&self.path).ok()?;
        text.strip_prefix(&self.heading()).map(str::to_owned)
    }

    /// Leaves it, with what was said; unless something has changed just before it was taken. That it cannot be left
    /// costs the next build its time and nothing else.
    pub fn leave(&self, said: &str) {
        let written = fs::write(&self.path, self.heading() + said);
        // The clock of the disk, which need not be the computer's, is asked for the moment at which it was taken.
        let now = fs::metadata(&self.path).and_then(|about| about.modified());
        let taken = now
            .ok()
            .and_then(|now| now.checked_sub(self.taken.elapsed() + STILL));
        let is_still = taken.is_some_and(|taken| self.latest.max(self.latest_output) < taken);
        if written.is_err() || !is_still {
            let _ = fs::remove_file(&self.path);
        }
    }

    fn heading(&self) -> String {
        format!("gongkai-stamp 1 {}\n", self.fingerprint)
    }
}

/// What is seen of some files and folders.
struct FilesSeen {
    rows: Vec<u8>,
    latest: SystemTime,
}

impl FilesSeen {
    /// All that lies in these places but for what is passing; what is not there counts as not there.
    fn at(places: &[PathBuf], is_passing: &(dyn Fn(&Path) -> bool + Sync)) -> Option<Self> {
        let mut look = Self {
            rows: Vec::new(),
            latest: SystemTime::UNIX_EPOCH,
        };
        for place in places.iter().filter(|place| place.symlink_metadata().is_ok()) {
            let files = WalkDir::new(place).sort_by_file_name().into_iter();
            for item in files.filter_entry(|item| !is_passing(item.path())) {
                let item = item.ok()?;
                look.rows
                    .extend_from_slice(item.path().as_os_str().as_encoded_bytes());
                look.rows.push(0);
                match item.file_type() {
                    kind if kind.is_dir() => {}
                    kind if kind.is_file() => look.add(&item.metadata().ok()?)?,
                    _ => return None,
                }
            }
        }
        Some(look)
    }

    fn add(&mut self, about: &Metadata) -> Option<()> {
        let modified = about.modified().ok()?;
        self.latest = self.latest.max(modified);
        let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
        for number in [about.len().into(), since(modified)?.as_nanos()] {
            self.rows.extend_from_slice(&number.to_le_bytes());
        }
        self.add_hidden(about)
    }

    /// What programs that change a file cannot set back.
    #[cfg(unix)]
    fn add_hidden(&mut self, about: &Metadata) -> Option<()> {
        use std::os::unix::fs::MetadataExt;
        let seconds = Duration::from_secs(u64::try_from(about.ctime()).ok()?);
        let nanoseconds = Duration::from_nanos(u64::try_from(about.ctime_nsec()).ok()?);
        let changed = SystemTime::UNIX_EPOCH.checked_add(seconds + nanoseconds)?;
        self.latest = self.latest.max(changed);
        self.rows.extend_from_slice(&about.ino().to_le_bytes());
        self.rows.extend_from_slice(&about.dev().to_le_bytes());
        self.rows
            .extend_from_slice(&(seconds + nanoseconds).as_nanos().to_le_bytes());
        Some(())
    }

    /// What programs that change a file hardly ever set back.
    #[cfg(not(unix))]
    fn add_hidden(&mut self, about: &Metadata) -> Option<()> {
        let created = about
            .created()
            .ok()?
            .duration_since(SystemTime::UNIX_EPOCH)
            .ok()?;
        self.rows.extend_from_slice(&created.as_nanos().to_le_bytes());
        Some(())
    }
}

/// True for the stamp itself and for locks, which are no part of how a site stands.
fn is_passing(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name == NAME || name == "lock" || name.ends_with(".lock")
}
