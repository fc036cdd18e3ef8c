//! Random sites, built on different days and uploaded one after the other, with cuts: what stands on the server is a clean
//! build of the target's edition, and no byte that was ever sent tells what that edition did not show.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use gongkai::clearance::Mode;
use gongkai::deploy::{
    Closeness, Connect, Ended, LocalSite, STATE_NAME, TargetMemory, Transfer, TransferFault, UploadTurn,
    carry_out, plan, survey,
};
use gongkai::pipeline::Request;
use gongkai::words::{Address, Day};

use crate::deploy::Dice;
use crate::deploy::server::{CutOff, MemoryServer};
use crate::no_leak::canary;
use crate::no_leak::site::Site;
use crate::support::build_request;
use crate::support::work::tries;

/// The files of each edition on a day; `None` when the content has errors on it.
fn built(site: &Site, day: Day) -> Option<Vec<BTreeMap<String, Vec<u8>>>> {
    let request = Request {
        day,
        mode: Mode::Publish,
        editions: Vec::new(),
    };
    let built = build_request(&site.files, &request);
    if built.report.has_errors() {
        return None;
    }
    let mut editions = vec![BTreeMap::new(); site.editions.len()];
    for (path, bytes) in built.output {
        let (index, path) = path.split_once('/')?;
        editions[index.parse::<usize>().ok()?].insert(path.to_owned(), bytes);
    }
    Some(editions)
}

fn canaries(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<usize> {
    let find = |(path, bytes): (&String, &Vec<u8>)| [canary::find(path.as_bytes()), canary::find(bytes)];
    files.iter().flat_map(find).flatten().collect()
}

fn uploaded(
    server: &MemoryServer,
    folder: &std::path::Path,
    site: &LocalSite,
) -> Result<Ended, TransferFault> {
    let mut memory = TargetMemory::load(folder, "school").unwrap();
    let mut remote = server.connect()?;
    let surveyed = match survey(remote.as_mut(), site, &memory, Closeness::Trusting) {
        Ok(surveyed) => surveyed,
        Err(gongkai::deploy::SurveyFault::Remote(fault)) => return Err(fault.into()),
        Err(other) => panic!("{other:?}"),
    };
    let transfer = Transfer {
        site,
        connect: server,
        connections: 2,
        progress: &|_| {},
        pause: &|_| {},
        stop: &AtomicBool::new(false),
        day: Day::new(2026, 11, 20).expect("a day"),
    };
    carry_out(&transfer, plan(site, &surveyed), &mut memory)
}

#[test]
fn what_is_uploaded_over_the_days_is_a_clean_build_and_tells_nothing_else() {
    let mut hidden = 0;
    for seed in 1..=tries(12, 200) {
        hidden += one_site(seed);
    }
    assert!(hidden > 0, "other editions had nothing to hide");
}

/// Gives how many canaries other editions showed that this one did not.
fn one_site(seed: u64) -> usize {
    let site = Site::random(seed);
    let mut dice = Dice(seed);
    let Some(index) = site.editions.iter().position(|edition| !edition.is_board) else {
        return 0;
    };
    let folder = tempfile::tempdir().unwrap();
    let server = MemoryServer::default();
    let (mut may, mut elsewhere) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..4 {
        let shift = dice.roll(40);
        let day = if dice.is(2) {
            site.day.after(shift)
        } else {
            site.day.days_before(shift)
        };
        let Some(editions) = built(&site, day) else {
            continue;
        };
        for (other, files) in editions.iter().enumerate() {
            let seen = canaries(files);
            if other == index {
                may.extend(seen)
            } else {
                elsewhere.extend(seen)
            }
        }
        let files = &editions[index];
        let turn = |path: &str| {
            if path.ends_with("index.html") {
                UploadTurn::List
            } else {
                UploadTurn::Page
            }
        };
        let local = files
            .iter()
            .map(|(path, bytes)| (Address::new(path).unwrap(), (turn(path), bytes.clone())));
        let local = LocalSite::of_bytes("web", local.collect());
        for attempt in 0..3 {
            {
                let mut disk = server.0.lock().unwrap();
                disk.is_dead = false;
                disk.commands = 0;
                disk.cut = (attempt < 2).then(|| CutOff {
                    after: dice.roll(150) as u32,
                    part: dice.roll(3) as u32,
                    is_for_good: true,
                });
            }
            let _ = uploaded(&server, folder.path(), &local);
        }
        let mut online = server.0.lock().unwrap().files.clone();
        online.remove(STATE_NAME).expect("a state");
        assert_eq!(
            online.keys().collect::<Vec<_>>(),
            files.keys().collect::<Vec<_>>(),
            "seed {seed}, {day}"
        );
        assert!(online == *files, "seed {seed}, {day}: bytes differ");
    }
    let sent = canary::find(&server.0.lock().unwrap().wire);
    let told: Vec<&usize> = sent.difference(&may).collect();
    assert!(
        told.is_empty(),
        "seed {seed}: sent, and not of this edition: {told:?}"
    );
    elsewhere.difference(&may).count()
}
