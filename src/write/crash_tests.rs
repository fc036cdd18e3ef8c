//! Tests: the disk breaks, or the program dies, at each single change to the disk in turn.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::disk::trip::{self, Mishap};
use super::{Clock, Foreign, Output, Staging, Summary, Upload, commit, confirm_deleted, deletions};
use crate::words::{Address, Day, MachineFault};

/// Path → bytes of the files in both output folders.
type OutputFiles = BTreeMap<String, Vec<u8>>;
type Pages = &'static [(&'static str, &'static str)];

const OLD_WEB: Pages = &[
    ("index.html", "旧首页"),
    ("same.html", "不变"),
    ("notices/a.html", "旧甲"),
    ("notices/b.html", "旧乙"),
    ("tags/old/index.html", "旧标签"),
    ("files/gone.pdf", "旧文件"),
];
const NEW_WEB: Pages = &[
    ("index.html", "新的首页"),
    ("same.html", "不变"),
    ("notices/a.html", "新的甲"),
    ("notices/c.html", "新的丙"),
    ("tags/new/index.html", "新标签"),
    ("years/2026/index.html", "年"),
    ("years/2026/x.html", "月"),
    ("files/gone.pdf.html", "换了名字"),
];
const OLD_BOARD: Pages = &[("plan.html", "旧公开栏"), ("sheets/1.html", "旧第一张")];
const NEW_BOARD: Pages = &[("plan.html", "新的公开栏"), ("sheets/2.html", "新的第二张")];
const THEIRS: [(&str, &str); 3] = [
    ("public/web.config", "别人的配置"),
    ("public/tags/old/photo.jpg", "别人的照片"),
    ("board/notes.txt", "别人的字"),
];

fn output(site: &Path, edition: &str) -> Output {
    let folder = if edition == "web" { "public" } else { "board" };
    Output::in_site(site, folder, edition)
}

fn build(site: &Path, web: Pages, board: Pages) -> Result<Vec<Summary>, MachineFault> {
    build_with(Foreign::Refuse, site, web, board)
}

fn build_with(foreign: Foreign, site: &Path, web: Pages, board: Pages) -> Result<Vec<Summary>, MachineFault> {
    let mut stagings = Vec::new();
    for (edition, pages) in [("web", web), ("board", board)] {
        let mut staging = Staging::open(&output(site, edition), foreign)?;
        staging.upload(upload())?;
        for (address, text) in pages {
            let address = Address::new(address).expect("an address");
            staging.put(&address, text.as_bytes(), None)?;
        }
        stagings.push(staging);
    }
    commit(stagings)
}

/// A page that is in the old site alone is that of a 公示.
fn upload() -> Upload {
    Upload {
        day: Day::of("2026-11-20"),
        clock: Clock::Checked,
        until: Some(vec![(
            Address::new("notices/b.html").expect("an address"),
            Day::of("2026-12-04"),
        )]),
    }
}

/// What the new site no longer has is on the list of what has to be deleted on the server.
fn assert_listed(site: &Path, at: u32) {
    let listed = deletions(site).expect("reads");
    let listed: Vec<String> = listed
        .iter()
        .map(|one| one.to_string() + one.last.map_or("", |_| " 公示"))
        .collect();
    let gone = [
        "public/notices/b.html 公示", "board/sheets/1.html", "public/files/gone.pdf",
        "public/tags/old/index.html",
    ];
    assert_eq!(listed, gone, "step {at}");
}

fn build_old(site: &Path) -> Result<Vec<Summary>, MachineFault> {
    build(site, OLD_WEB, OLD_BOARD)
}

fn build_new(site: &Path) -> Result<Vec<Summary>, MachineFault> {
    build(site, NEW_WEB, NEW_BOARD)
}

/// A folder in memory where there is one: thousands of small builds are sooner over there.
fn quick_folder() -> TempDir {
    let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new());
    folder.expect("a folder")
}

/// A site with the old output and files of others beside it.
fn old_site() -> TempDir {
    let site = quick_folder();
    build_old(site.path()).expect("builds");
    for (path, text) in THEIRS {
        fs::write(site.path().join(path), text).expect("writes");
    }
    site
}

fn state(site: &Path) -> OutputFiles {
    let mut state = OutputFiles::new();
    for folder in ["public", "board"] {
        for entry in walkdir::WalkDir::new(site.join(folder)) {
            let entry = entry.expect("an entry");
            let path = entry.path().strip_prefix(site).expect("inside");
            let bytes = if entry.file_type().is_dir() {
                Vec::new()
            } else {
                fs::read(entry.path()).expect("reads")
            };
            state.insert(path.to_string_lossy().into_owned(), bytes);
        }
    }
    state
}

/// The state of a site that went its way undisturbed.
fn undisturbed(new: bool) -> OutputFiles {
    let site = old_site();
    if new {
        build_new(site.path()).expect("builds");
    }
    state(site.path())
}

/// Each file is whole, old or new; those of others are there.
fn assert_whole(now: &OutputFiles, old: &OutputFiles, new: &OutputFiles, at: u32) {
    for (path, bytes) in now {
        let known = [old.get(path), new.get(path)].contains(&Some(bytes));
        assert!(known, "step {at}: {path} is neither old nor new: {bytes:?}");
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(now.contains_key(path), "step {at}: {path} is missing");
    }
    for (path, text) in THEIRS {
        assert_eq!(now[path], text.as_bytes(), "step {at}: {path}");
    }
}

/// Nothing but the site: no staging areas, no journal, no drafts.
fn assert_tidy(site: &Path, at: u32) {
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).expect("reads");
        entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    };
    let mut outside = names(site);
    outside.sort();
    assert_eq!(outside, [".gongkai", "board", "public"], "step {at}");
    for name in names(&site.join(".gongkai")) {
        let known = name == "lock" || name.ends_with(".lock") || name.ends_with(".manifest");
        assert!(known, "step {at}: .gongkai/{name}");
    }
}

/// The next build makes the new site, and leaves nothing but it.
fn assert_mended(site: &Path, new: &OutputFiles, at: u32) {
    build_new(site).expect("builds");
    assert_eq!(state(site), *new, "step {at}");
    assert_tidy(site, at);
}

/// A site whose new build died at a step; true while there is such a step.
fn killed(step: u32) -> (TempDir, bool) {
    let site = old_site();
    trip::after(step, Mishap::Dies);
    let _ = build_new(site.path());
    (site, trip::disarm())
}

/// Calls `at` for each step until the mishap no longer takes place.
fn for_each_step(mut at: impl FnMut(u32) -> bool) -> u32 {
    let steps = (0..10_000).take_while(|step| at(*step)).count();
    assert!(steps > 30, "only {steps} steps");
    u32::try_from(steps).expect("few")
}

#[test]
fn a_change_that_fails_leaves_the_old_site_or_completes_the_new() {
    let (old, new) = (undisturbed(false), undisturbed(true));
    let mut faults = 0;
    for_each_step(|step| {
        let site = old_site();
        trip::after(step, Mishap::Fails { times: 1 });
        let result = build_new(site.path());
        let tripped = trip::disarm();
        let now = state(site.path());
        match result {
            Ok(_) => assert_eq!(now, new, "step {step}"),
            Err(fault) => {
                faults += 1;
                let done = site.path().join(".gongkai/journal.done").exists();
                assert_eq!(
                    now,
                    if done { new.clone() } else { old.clone() },
                    "step {step}: {fault}"
                );
            }
        }
        assert_mended(site.path(), &new, step);
        assert_listed(site.path(), step);
        tripped
    });
    assert!(faults > 20, "only {faults} faults");
}

#[test]
fn a_disk_that_fails_for_a_while_also_while_undoing_is_recovered_from() {
    let (old, new) = (undisturbed(false), undisturbed(true));
    let mut stuck = 0;
    for times in [2, 3, 5, 9] {
        for_each_step(|step| {
            let site = old_site();
            trip::after(step, Mishap::Fails { times });
            let _ = build_new(site.path());
            let tripped = trip::disarm();
            assert_whole(&state(site.path()), &old, &new, step);
            stuck += u32::from(site.path().join(".gongkai/journal").exists());
            drop(Staging::open(&output(site.path(), "web"), Foreign::Refuse).expect("opens"));
            let now = state(site.path());
            assert!(now == old || now == new, "step {step}, {times} times: {now:?}");
            build_new(site.path()).expect("builds");
            assert_eq!(state(site.path()), new, "step {step}, {times} times");
            assert_tidy(site.path(), step);
            assert_listed(site.path(), step);
            tripped
        });
    }
    assert!(stuck > 20, "{stuck}");
}

#[test]
fn a_folder_that_is_deleted_after_a_build_that_died_is_built_anew() {
    for_each_step(|step| {
        let (site, tripped) = killed(step);
        let public = site.path().join("public");
        fs::remove_dir_all(&public).expect("deletes");
        build_new(site.path()).unwrap_or_else(|fault| panic!("step {step}: {fault}"));
        for (address, text) in NEW_WEB {
            let there = fs::read_to_string(public.join(address)).expect("reads");
            assert_eq!(there, *text, "step {step}: {address}");
        }
        assert!(!public.join("notices/b.html").exists(), "step {step}");
        tripped
    });
}

#[test]
fn a_program_that_dies_leaves_whole_files_and_the_next_run_makes_the_new_site() {
    let (old, new) = (undisturbed(false), undisturbed(true));
    for_each_step(|step| {
        let site = old_site();
        trip::after(step, Mishap::Dies);
        let result = build_new(site.path());
        let tripped = trip::disarm();
        assert!(result.is_err() || state(site.path()) == new, "step {step}");
        assert_whole(&state(site.path()), &old, &new, step);
        assert_mended(site.path(), &new, step);
        assert_listed(site.path(), step);
        tripped
    });
}

#[test]
fn a_confirmation_that_dies_takes_nothing_else_off_the_list() {
    let mut steps = 0;
    loop {
        let site = old_site();
        build_new(site.path()).expect("builds");
        let confirm = || confirm_deleted(site.path(), |one| one.address.as_str() == "notices/b.html");
        trip::after(steps, Mishap::Dies);
        let _ = confirm();
        let tripped = trip::disarm();
        let left = deletions(site.path()).expect("reads").len();
        assert!(left == 3 || left == 4, "step {steps}: {left}");
        confirm().expect("confirms");
        assert_eq!(deletions(site.path()).expect("reads").len(), 3, "step {steps}");
        build_new(site.path()).expect("builds");
        assert_tidy(site.path(), steps);
        if !tripped {
            break;
        }
        steps += 1;
    }
    assert!(steps >= 2, "{steps}");
}

#[test]
fn recovery_alone_makes_the_old_site_or_the_new() {
    let (old, new) = (undisturbed(false), undisturbed(true));
    let (mut rolled_back, mut finished) = (0, 0);
    for_each_step(|step| {
        let (site, tripped) = killed(step);
        for edition in ["web", "board"] {
            drop(Staging::open(&output(site.path(), edition), Foreign::Refuse).expect("opens"));
        }
        match state(site.path()) {
            now if now == old => rolled_back += 1,
            now => {
                assert_eq!(now, new, "step {step}");
                finished += 1;
            }
        }
        assert_tidy(site.path(), step);
        tripped
    });
    assert!(rolled_back > 30 && finished > 3, "{rolled_back} {finished}");
}

#[test]
fn a_program_that_dies_again_and_again_while_recovering_gets_there() {
    let (old, new) = (undisturbed(false), undisturbed(true));
    for_each_step(|step| {
        let (site, tripped) = killed(step);
        // Each try comes some steps further, whatever it starts from.
        for further in (0..40).step_by(3) {
            trip::after(further, Mishap::Dies);
            let _ = Staging::open(&output(site.path(), "web"), Foreign::Refuse);
            trip::disarm();
            assert_whole(&state(site.path()), &old, &new, step);
        }
        assert_mended(site.path(), &new, step);
        tripped
    });
}

#[test]
fn a_first_build_that_dies_leaves_nothing_that_the_next_does_not_mend() {
    let clean = quick_folder();
    build_new(clean.path()).expect("builds");
    let new = state(clean.path());
    for prepared in [false, true] {
        for_each_step(|step| {
            let site = quick_folder();
            if prepared {
                fs::create_dir(site.path().join("public")).expect("makes");
            }
            trip::after(step, Mishap::Dies);
            let _ = build_new(site.path());
            let tripped = trip::disarm();
            assert_mended(site.path(), &new, step);
            tripped
        });
    }
}

#[test]
fn an_adoption_that_dies_touches_no_file_and_the_next_completes_it() {
    let old = undisturbed(false);
    let steps = (0..1000).take_while(|step| {
        let site = old_site();
        fs::remove_dir_all(site.path().join(".gongkai")).expect("removes");
        let adopt = || build_with(Foreign::Adopt, site.path(), NEW_WEB, NEW_BOARD);
        trip::after(*step, Mishap::Dies);
        let _ = adopt();
        let tripped = trip::disarm();
        assert_eq!(state(site.path()), old, "step {step}");
        adopt().expect_err("files are in the way");
        assert_eq!(state(site.path()), old, "step {step}");
        assert_tidy(site.path(), *step);
        for path in ["public/index.html", "public/notices/a.html", "board/plan.html"] {
            fs::remove_file(site.path().join(path)).expect("removes");
        }
        let summaries = adopt().expect("builds");
        assert_eq!(summaries[0].same, 1, "step {step}");
        assert!(summaries[0].foreign.contains(&"files/gone.pdf".to_owned()));
        tripped
    });
    assert!(steps.count() > 10);
}

#[test]
fn what_others_put_into_a_new_folder_survives_its_undoing() {
    let old = undisturbed(false);
    let mut survived = 0;
    for_each_step(|step| {
        let (site, tripped) = killed(step);
        let theirs = site.path().join("public/years/2026/theirs.txt");
        let arrived =
            theirs.parent().is_some_and(Path::exists) && site.path().join(".gongkai/journal").exists();
        if arrived {
            fs::write(&theirs, "别人的").expect("writes");
            drop(Staging::open(&output(site.path(), "web"), Foreign::Refuse).expect("opens"));
            assert_eq!(fs::read_to_string(&theirs).expect("there"), "别人的");
            let ours = state(site.path())
                .into_keys()
                .filter(|path| !path.contains("years"));
            assert!(ours.eq(old.keys().cloned()), "step {step}");
            survived += 1;
        }
        tripped
    });
    assert!(survived > 3, "{survived}");
}

#[test]
fn what_others_put_where_a_new_file_was_to_come_survives() {
    let mut survived = 0;
    for_each_step(|step| {
        let (site, tripped) = killed(step);
        let theirs = site.path().join("public/notices/c.html");
        if site.path().join(".gongkai/journal").exists() && !theirs.exists() {
            fs::write(&theirs, "别人的").expect("writes");
            drop(Staging::open(&output(site.path(), "web"), Foreign::Refuse).expect("opens"));
            assert_eq!(
                fs::read_to_string(&theirs).expect("there"),
                "别人的",
                "step {step}"
            );
            survived += 1;
        }
        tripped
    });
    assert!(survived > 0, "{survived}");
}

#[test]
fn a_damaged_journal_is_said_and_the_next_build_completes_the_site() {
    let new = undisturbed(true);
    let mut damaged = 0;
    for_each_step(|step| {
        let (site, tripped) = killed(step);
        let journal = site.path().join(".gongkai/journal");
        if let Ok(mut bytes) = fs::read(&journal) {
            bytes[30] ^= 1;
            fs::write(&journal, bytes).expect("writes");
            let summaries = build_new(site.path()).expect("builds");
            assert!(summaries[0].notes[0].contains("更新日志已损坏"));
            damaged += 1;
            // What has come stays; what has not goes its usual way.
            assert_eq!(state(site.path()), new, "step {step}");
        }
        tripped
    });
    assert!(damaged > 5, "{damaged}");
}
