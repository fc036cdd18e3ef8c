//! How a whole site stands, in one number: every source, every output, what we remember of them, and this program.
//! A build leaves it with what the same build would say again; while it is the same, the next has nothing to do.
//!
//! A file counts as unchanged while its length, its times and, on Unix, its inode are the same: of the times, the one of
//! its last change of any kind cannot be set back there. What changed shortly before may change again within one tick of
//! the clock: of sources that have not lain still for a while nothing is said. What a build wrote has never lain still when
//! its stamp is left: of outputs it says the names, and the next build compares their bytes with the manifests' fingerprints
//! before it believes their times. A second line says how the outputs stood that had lain still: where they still do, a build
//! after an edit need not read them to see that they are what it would write. Of 10,000 pages that takes a quarter of its time.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::location::{STATE, locate};
use super::online;
use crate::words::Fingerprint;

/// The file, in the state folder; another begins like it.
const NAME: &str = "stamp";

/// How long all has to have lain still. FAT tells times by two seconds.
const STILL: Duration = Duration::from_secs(2);

/// How long outputs have to, where nobody says whether the computer was started anew: a power cut may empty what was
/// written shortly before it, whatever its length and time say.
const SETTLED: Duration = Duration::from_secs(60);

/// Where Linux says which start of the computer this is.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// The words of the heading: outputs are believed by their times, or by their names and have to be read.
const STILL_OUTPUTS: &str = "still";
const FRESH_OUTPUTS: &str = "fresh";

/// When the last build, also one for an upload, left its stamp; `None` when none did.
#[must_use]
pub fn stamped_at(site: &Path) -> Option<SystemTime> {
    let files = fs::read_dir(site.join(STATE)).ok()?.flatten();
    let stamps = files.filter(|file| file.file_name().to_string_lossy().starts_with(NAME));
    stamps
        .filter_map(|file| file.metadata().ok()?.modified().ok())
        .max()
}

/// How a site stood before a build.
#[derive(Debug)]
pub struct SiteStamp {
    site: PathBuf,
    file: String,
    asked: Asked,
    boot: String,
    sources: FilesSeen,
    /// How `site.toml` stands: which outputs there are.
    settings: u64,
    taken: Instant,
}

/// What a build depends on beside its files.
#[derive(Debug)]
pub struct Asked {
    /// What is built.
    pub what: String,
    /// What else makes a difference, the day say.
    pub how: String,
}

/// What is as the last build left it.
#[derive(Debug, Default)]
pub struct Unchanged {
    /// Everything: what the same build would say again.
    pub said: Option<String>,
    /// Every output that was not changed since this moment: it is what the manifest tells.
    pub outputs_since: Option<SystemTime>,
}

impl SiteStamp {
    /// Looks at a site's sources. `None` where a time and a length do not say enough: behind links, in folders that cannot be
    /// listed.
    ///
    /// `beside` is done on another processor while the files are looked at. Their names were listed before: what it
    /// finds beyond them makes another stamp the next time. It may read no file, which might not have been looked at yet.
    #[must_use]
    pub fn take<T: Send>(site: &Path, asked: Asked, beside: impl FnOnce() -> T + Send) -> (Option<Self>, T) {
        let taken = Instant::now();
        let list = |places: &[PathBuf]| FileList::at(places.iter().cloned(), &|_| false);
        let [settings, content, themes] = ["site.toml", "content", "themes"].map(|name| site.join(name));
        let settings_seen = list(std::slice::from_ref(&settings)).and_then(|listed| listed.seen());
        let program = std::env::current_exe().ok();
        let listed = program.and_then(|program| list(&[settings, content, themes, program]));
        let (sources, done) = rayon::join(|| listed?.seen(), beside);
        let stamp = sources.zip(settings_seen).map(|(sources, settings)| Self {
            site: site.to_owned(),
            file: NAME.to_owned(),
            asked,
            boot: fs::read_to_string(BOOT).unwrap_or_default(),
            sources,
            settings: settings.sum(),
            taken,
        });
        (stamp, done)
    }

    /// The stamp of uploads to a target: as all stood when the last one came to its end.
    #[must_use]
    pub fn of_uploads(self, target: &str) -> Self {
        Self {
            file: format!("{NAME}-deploy-{target}"),
            ..self
        }
    }

    /// What is as the build left it that left this very stamp; nothing when there is none.
    #[must_use]
    pub fn compare(&self) -> Unchanged {
        self.unchanged().unwrap_or_default()
    }

    fn unchanged(&self) -> Option<Unchanged> {
        let text = fs::read_to_string(self.path()).ok()?;
        let (heading, rest) = text.split_once('\n')?;
        let (still, said) = rest.split_once('\n')?;
        let outputs = self.outputs()?;
        let since = since(still)?;
        Some(Unchanged {
            outputs_since: (self.still(since, &outputs).as_deref() == Some(still)).then_some(since),
            said: self.is_same(heading, &outputs, said).then(|| said.to_owned()),
        })
    }

    /// True when this is the heading of a site that is as it was. What had been written shortly before is read then, and
    /// another stamp left.
    fn is_same(&self, heading: &str, outputs: &Outputs, said: &str) -> bool {
        let is = |kind: &str| self.heading(kind, outputs) == heading;
        if !heading.ends_with(FRESH_OUTPUTS) {
            return is(STILL_OUTPUTS);
        }
        if !is(FRESH_OUTPUTS) || !online::is_as_written(&self.site) {
            return false;
        }
        let latest = outputs.state.latest().max(outputs.seen.latest());
        let since = self.disk_time_before(self.settled());
        let kind = match since.is_some_and(|since| latest < since) {
            true => STILL_OUTPUTS,
            false => FRESH_OUTPUTS,
        };
        self.write(&self.heading(kind, outputs), (since, outputs), said);
        true
    }

    /// Leaves it, with what is to be said again; of the outputs alone where a source has changed just before it was taken. That
    /// it cannot be left costs the next build its time and nothing else.
    pub fn leave(&self, said: &str) {
        let sources_lay_still = self
            .disk_time_before(STILL)
            .is_some_and(|time| self.sources.latest() < time);
        let since = self.disk_time_before(self.settled());
        let Some(outputs) = self.outputs() else {
            return drop(fs::remove_file(self.path()));
        };
        let heading = sources_lay_still.then(|| self.heading(FRESH_OUTPUTS, &outputs));
        self.write(&heading.unwrap_or_default(), (since, &outputs), said);
    }

    fn write(&self, heading: &str, (since, outputs): (Option<SystemTime>, &Outputs), said: &str) {
        let still = since.and_then(|since| self.still(since, outputs));
        let is_left =
            still.is_some_and(|still| fs::write(self.path(), format!("{heading}\n{still}\n{said}")).is_ok());
        if !is_left {
            let _ = fs::remove_file(self.path());
        }
    }

    /// How long outputs have to have lain still.
    fn settled(&self) -> Duration {
        match self.boot.is_empty() {
            true => SETTLED,
            false => STILL,
        }
    }

    /// The moment so long before this was taken, by the clock of the disk, which need not be the computer's. Empties the
    /// stamp.
    fn disk_time_before(&self, still: Duration) -> Option<SystemTime> {
        fs::write(self.path(), "").ok()?;
        let now = fs::metadata(self.path())
            .and_then(|about| about.modified())
            .ok()?;
        now.checked_sub(self.taken.elapsed() + still)
    }

    /// All that builds wrote, and what we remember of it. `None` before the first.
    fn outputs(&self) -> Option<Outputs> {
        let state = self.site.join(STATE);
        let mut folders = online::written_folders(&self.site).ok()?;
        folders.dedup();
        if folders.is_empty() {
            return None;
        }
        let files = FileList::at(folders.iter().map(|key| locate(&state, key)), &|_| false)?;
        let is_passing = |path: &Path| path.parent() == Some(&state) && is_passing(path);
        Some(Outputs {
            names: files.names(),
            seen: files.seen()?,
            state: FileList::at(std::iter::once(state.clone()), &is_passing)?.seen()?,
        })
    }

    fn path(&self) -> PathBuf {
        self.site.join(STATE).join(&self.file)
    }

    fn heading(&self, kind: &str, outputs: &Outputs) -> String {
        let Asked { what, how } = &self.asked;
        let (sources, state) = (self.sources.sum(), outputs.state.sum());
        let outputs = match kind {
            STILL_OUTPUTS => outputs.seen.sum(),
            _ => outputs.names,
        };
        let all = format!("{what} {how}\n{}\n{sources:x} {state:x} {outputs:x}", self.boot);
        let all = Fingerprint::of(all.as_bytes());
        format!("gongkai-stamp 5 {all} {kind}")
    }

    /// The line that says how those outputs stand that were not changed since a moment.
    fn still(&self, since: SystemTime, outputs: &Outputs) -> Option<String> {
        let (state, outputs) = (outputs.state.sum(), outputs.seen.sum_since(since));
        let Self { boot, settings, .. } = self;
        let all = format!("{}\n{boot}\n{settings:x} {state:x} {outputs:x}", self.asked.what);
        let since = since.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(format!(
            "{} {}",
            since.as_nanos(),
            Fingerprint::of(all.as_bytes())
        ))
    }
}

/// The moment in a line of [`SiteStamp::still`].
fn since(line: &str) -> Option<SystemTime> {
    let (since, _) = line.split_once(' ')?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_nanos(since.parse().ok()?))
}

/// Files and folders by their names.
struct FileList(Vec<DirEntry>);

/// The outputs by their names and as they are seen, and as much of what we remember of them.
struct Outputs {
    names: u64,
    seen: FilesSeen,
    state: FilesSeen,
}

impl FileList {
    /// All that lies in these places but for what is passing; what is not there counts as not there.
    fn at(places: impl Iterator<Item = PathBuf>, is_passing: &dyn Fn(&Path) -> bool) -> Option<Self> {
        let mut listed = Vec::new();
        for place in places.filter(|place| place.symlink_metadata().is_ok()) {
            let files = WalkDir::new(place).into_iter();
            for item in files.filter_entry(|item| !is_passing(item.path())) {
                listed.push(item.ok()?);
            }
        }
        Some(Self(listed))
    }

    /// A number that stands for their names.
    fn names(&self) -> u64 {
        let names = self
            .0
            .iter()
            .map(|item| item.path().as_os_str().as_encoded_bytes());
        names.fold(0, |sum, name| sum.wrapping_add(Fingerprint::of(name).number()))
    }

    /// What is seen of them: one question to the disk for each file, on all processors.
    fn seen(&self) -> Option<FilesSeen> {
        self.0.par_iter().map(seen).collect::<Option<_>>().map(FilesSeen)
    }
}

/// What is seen of some files and folders: of each a number that stands for it, and the latest of its times.
#[derive(Debug)]
struct FilesSeen(Vec<(u64, SystemTime)>);

impl FilesSeen {
    /// Stands for all; their order, which is the disk's, makes no difference.
    fn sum(&self) -> u64 {
        self.0
            .iter()
            .fold(0, |sum, (number, _)| sum.wrapping_add(*number))
    }

    /// Stands for those that were not changed since a moment.
    fn sum_since(&self, since: SystemTime) -> u64 {
        let still = self.0.iter().filter(|(_, latest)| *latest < since);
        still.fold(0, |sum, (number, _)| sum.wrapping_add(*number))
    }

    fn latest(&self) -> SystemTime {
        let latest = self.0.iter().map(|(_, latest)| *latest).max();
        latest.unwrap_or(SystemTime::UNIX_EPOCH)
    }
}

/// What is seen of one: its path and, of a file, what tells that it was changed.
fn seen(item: &DirEntry) -> Option<(u64, SystemTime)> {
    let mut row = item.path().as_os_str().as_encoded_bytes().to_vec();
    row.push(0);
    let mut latest = SystemTime::UNIX_EPOCH;
    match item.file_type() {
        kind if kind.is_dir() => {}
        kind if kind.is_file() => latest = describe(&item.metadata().ok()?, &mut row)?,
        _ => return None,
    }
    Some((Fingerprint::of(&row).number(), latest))
}

/// True for a file's length and times that have been the same since a moment.
pub(super) fn is_unchanged(about: &Metadata, length: u64, since: SystemTime) -> bool {
    let latest = describe(about, &mut Vec::new());
    about.is_file() && about.len() == length && latest.is_some_and(|latest| latest < since)
}

/// Adds what tells that a file was changed; gives the latest of its times.
fn describe(about: &Metadata, row: &mut Vec<u8>) -> Option<SystemTime> {
    let modified = about.modified().ok()?;
    let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
    for number in [about.len().into(), since(modified)?.as_nanos()] {
        row.extend_from_slice(&number.to_le_bytes());
    }
    describe_hidden(about, row).map(|hidden| hidden.max(modified))
}

/// What programs that change a file cannot set back.
#[cfg(unix)]
fn describe_hidden(about: &Metadata, row: &mut Vec<u8>) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(u64::try_from(about.ctime()).ok()?);
    let nanoseconds = Duration::from_nanos(u64::try_from(about.ctime_nsec()).ok()?);
    row.extend_from_slice(&about.ino().to_le_bytes());
    row.extend_from_slice(&about.dev().to_le_bytes());
    row.extend_from_slice(&(seconds + nanoseconds).as_nanos().to_le_bytes());
    SystemTime::UNIX_EPOCH.checked_add(seconds + nanoseconds)
}

/// What programs that change a file hardly ever set back.
#[cfg(not(unix))]
fn describe_hidden(about: &Metadata, row: &mut Vec<u8>) -> Option<SystemTime> {
    let created = about
        .created()
        .ok()?
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?;
    row.extend_from_slice(&created.as_nanos().to_le_bytes());
    // A copy keeps the time of its last change and not this one, which says nothing of how long the file has lain still.
    Some(SystemTime::UNIX_EPOCH)
}

/// True for stamps and for locks, which are no part of how a site stands.
fn is_passing(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name.starts_with(NAME) || name == "lock" || name.ends_with(".lock")
}

#[cfg(test)]
mod tests {
    use super::super::{Foreign, Output, Staging, commit};
    use super::*;
    use crate::words::Address;

    fn take(site: &Path, asked: &str) -> SiteStamp {
        let asked = Asked {
            what: "everything".to_owned(),
            how: asked.to_owned(),
        };
        SiteStamp::take(site, asked, || ()).0.expect("plain files")
    }

    /// A site without sources and with one page; the stamp that its build took.
    fn written() -> (tempfile::TempDir, SiteStamp) {
        let place = tempfile::tempdir().expect("a folder");
        let site = place.path().to_owned();
        // This program may have been compiled a moment ago.
        std::thread::sleep(STILL + Duration::from_millis(100));
        let stamp = take(&site, "as usual");
        let output = Output::in_site(&site, "public", "web");
        let staging = Staging::open(&output, Foreign::Refuse).expect("open");
        let address = Address::new("index.html").expect("an address");
        staging.put(&address, b"whole", None).expect("put");
        commit(vec![staging]).expect("committed");
        (place, stamp)
    }

    #[test]
    fn what_the_build_wrote_is_believed_by_its_bytes_at_first_and_then_by_its_times() {
        let (place, stamp) = written();
        assert_eq!(stamp.compare().said, None);
        stamp.leave("done");
        let left = |word: &str| {
            let text = fs::read_to_string(place.path().join(STATE).join(NAME)).expect("left");
            text.lines().next().is_some_and(|line| line.ends_with(word))
        };
        assert!(left(FRESH_OUTPUTS));
        std::thread::sleep(STILL + Duration::from_millis(200));
        let next = take(place.path(), "as usual");
        assert_eq!(next.compare().said.as_deref(), Some("done"));
        assert!(left(STILL_OUTPUTS) || next.boot.is_empty());
        assert_eq!(next.compare().said.as_deref(), Some("done"));
        let other = take(place.path(), "otherwise");
        assert_eq!(other.compare().said, None);
    }

    /// After an edit, outputs that have lain still are believed, unless one of them was changed.
    #[test]
    fn outputs_that_have_lain_still_are_believed_by_their_times() {
        let (place, stamp) = written();
        let page = place.path().join("public/index.html");
        stamp.leave("done");
        let is_believed = |stamp: &SiteStamp| {
            let about = fs::metadata(&page).expect("there");
            let since = stamp.compare().outputs_since;
            since.is_some_and(|since| is_unchanged(&about, 5, since))
        };
        assert!(!is_believed(&stamp), "it was written a moment ago");
        let settled = if stamp.boot.is_empty() { SETTLED } else { STILL };
        std::thread::sleep(settled + Duration::from_millis(200));
        take(place.path(), "as usual").leave("done");
        let next = take(place.path(), "on another day");
        assert!(is_believed(&next));
        fs::write(place.path().join("site.toml"), "").expect("writable");
        assert!(!is_believed(&take(place.path(), "other settings")));
        fs::write(&page, "other").expect("writable");
        assert_eq!(next.compare().outputs_since, None);
    }

    /// Its times are those that the stamp saw.
    #[test]
    fn an_output_that_was_changed_before_the_stamp_was_left_is_found() {
        let (place, stamp) = written();
        fs::write(place.path().join("public/index.html"), "other").expect("writable");
        stamp.leave("done");
        assert!(place.path().join(STATE).join(NAME).exists());
        assert_eq!(stamp.compare().said, None);
    }
}
