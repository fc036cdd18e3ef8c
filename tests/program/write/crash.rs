//! Killed at random moments of a build over an old output: every file is whole, old or new, and the next
//! build is a clean one. The kill is the real one, of a process of its own: this test's program, started
//! again with the helper below as its only test.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use gongkai::write::{Foreign, Output, Staging, commit};
use tempfile::TempDir;

use super::site::{address_of, files};
use crate::support::work::tries;

/// Where the helper builds, and which version.
const SITE: &str = "GONGKAI_TEST_CRASH_SITE";
const VERSION: &str = "GONGKAI_TEST_CRASH_VERSION";

/// How many are killed; in a long run.
const KILLS: u64 = 60;
const MANY_KILLS: u64 = 220;

/// The pages of a version: some in every version and equal, some in every version and different, some in
/// every other version, some in folders of their own.
fn pages(edition: &str, version: u32) -> BTreeMap<String, Vec<u8>> {
    let mut pages = BTreeMap::new();
    let mut add = |address: String, version: u32| {
        let line = format!("{edition} {address} {version}\n");
        let bytes = line.repeat(40 + (version as usize * 7 + address.len()) % 60);
        pages.insert(address, bytes.into_bytes());
    };
    for index in 0..40_u32 {
        add(format!("notices/{index}.html"), version);
        add(format!("same/{index}.html"), 0);
        if index % 2 == version % 2 {
            add(format!("study/{index}.html"), version);
            add(format!("tags/t{index}/index.html"), version);
        }
    }
    add("index.html".to_owned(), version);
    pages
}

fn build(site: &Path, version: u32) {
    let mut stagings = Vec::new();
    for (edition, folder) in [("web", "public"), ("board", "board")] {
        let output = Output {
            site: site.to_owned(),
            folder: site.join(folder),
            edition: edition.to_owned(),
        };
        let staging = Staging::open(&output, Foreign::Refuse).unwrap();
        for (address, bytes) in pages(edition, version) {
            staging.put(&address_of(&address), &bytes, None).unwrap();
        }
        stagings.push(staging);
    }
    commit(stagings).unwrap();
}

/// Not a test: what the killed process does.
#[test]
#[ignore = "started by the test below"]
fn helper() {
    if let (Ok(site), Ok(version)) = (env::var(SITE), env::var(VERSION)) {
        build(Path::new(&site), version.parse().unwrap());
    }
}

fn start_helper(site: &Path, version: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "write::crash::helper"])
        .env(SITE, site)
        .env(VERSION, version.to_string())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Both output folders' files as they should be in a version, those of others included.
fn expected(version: u32) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for (edition, folder) in [("web", "public"), ("board", "board")] {
        for (address, bytes) in pages(edition, version) {
            all.insert(format!("{folder}/{address}"), bytes);
        }
    }
    all.insert("public/web.config".to_owned(), b"theirs".to_vec());
    all.insert("board/same/theirs.txt".to_owned(), b"theirs".to_vec());
    all
}

fn found(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = files(site);
    all.retain(|path, _| !path.ends_with('/') && (path.starts_with("public/") || path.starts_with("board/")));
    all
}

fn assert_whole(site: &Path, old: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>) {
    let now = found(site);
    for (path, bytes) in &now {
        let whole = [old.get(path), new.get(path)].contains(&Some(bytes));
        assert!(whole, "{path} is neither old nor new ({} bytes)", bytes.len());
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(now.contains_key(path), "{path} is missing");
    }
}

/// Where the kills fell.
#[derive(Debug, Default)]
struct Tally {
    before: u32,
    staging: u32,
    moving: u32,
    after: u32,
}

#[test]
fn killed_at_random_moments_every_file_is_whole_and_the_next_build_clean() {
    let folder = quick_folder();
    let site = folder.path();
    build(site, 0);
    fs::write(site.join("public/web.config"), "theirs").unwrap();
    fs::write(site.join("board/same/theirs.txt"), "theirs").unwrap();
    let mut tally = Tally::default();
    let all = tries(KILLS, MANY_KILLS);
    let (mut version, mut kills, mut round) = (0, 0_u64, 0);
    let mut longest = Duration::from_millis(20);
    // A third of the kills may come too late; the machine may be busy with other things.
    while kills < all && u64::from(round) < all * 8 {
        round += 1;
        let (old, new) = (expected(version), expected(version + 1));
        let start = Instant::now();
        let mut child = start_helper(site, version + 1);
        wait_to_kill(site, &mut child, longest, round % 3 == 0);
        let alive = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        if alive {
            kills += 1;
            count(site, &mut tally);
        } else {
            longest = (longest * 3 + start.elapsed()) / 4;
        }
        assert_whole(site, &old, &new);
        // Every other time the next build is of the old content: it was the commit that was given up.
        let next = version + (round + 1) % 2;
        build(site, next);
        assert_eq!(found(site), expected(next), "round {round}");
        assert_tidy(site);
        version = next;
    }
    eprintln!("{kills} kills in {round} rounds: {tally:?}");
    assert!(
        kills >= all && tally.staging > 5 && tally.moving > 5,
        "{kills} {tally:?}"
    );
}

/// A folder in memory where there is one: a kill does the same there, and the test is over sooner.
fn quick_folder() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

/// Waits for a random moment of the build, or, to hit that short time more often, for the journal.
fn wait_to_kill(site: &Path, child: &mut Child, longest: Duration, at_journal: bool) {
    if at_journal {
        while !site.join(".gongkai/journal").exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(20));
        }
        thread::sleep(longest.mul_f64(random() * 0.1));
    } else {
        thread::sleep(longest.mul_f64(random() * 1.1));
    }
}

fn count(site: &Path, tally: &mut Tally) {
    let there = |path: &str| site.join(path).exists();
    let place = if there(".gongkai/journal") {
        &mut tally.moving
    } else if there(".gongkai/journal.done") {
        &mut tally.after
    } else if there(".public.gongkai-staging") || there(".board.gongkai-staging") {
        &mut tally.staging
    } else {
        &mut tally.before
    };
    *place += 1;
}

fn assert_tidy(site: &Path) {
    let mut names: Vec<String> = fs::read_dir(site)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [".gongkai", "board", "public"]);
    for entry in fs::read_dir(site.join(".gongkai")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.ends_with("lock") || name.ends_with(".manifest"), "{name}");
    }
}

/// Between 0 and 1, different in each run.
fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(bits >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}
