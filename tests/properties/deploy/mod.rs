//! Uploads that are cut off at random moments, on a server in memory: what must hold after each, and that the next run
//! ends at the local files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod online;
pub(crate) mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use gongkai::deploy::Connect;
use gongkai::deploy::{
    Closeness, Ended, LocalSite, RemoteFault, STATE_NAME, ServerState, TEMPORARY, TargetMemory, Transfer,
    TransferEvent, TransferFault, UploadStep, UploadTurn, carry_out, plan, survey,
};
use gongkai::words::{Address, Day};

use crate::support::work::tries;
use server::{CutOff, Habits, MemoryServer};

/// Numbers that look random, the same in each run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub(crate) fn is(&mut self, of: u64) -> bool {
        self.roll(of) == 0
    }
}

const ADDRESSES: [(&str, UploadTurn); 12] = [
    ("assets/style.css", UploadTurn::File),
    ("files/a.pdf", UploadTurn::File),
    ("files/2026/b.pdf", UploadTurn::File),
    ("notices/a.html", UploadTurn::Page),
    ("notices/b.html", UploadTurn::Page),
    ("notices/c.html", UploadTurn::Page),
    ("meetings/2026/a.html", UploadTurn::Page),
    ("meetings/2026/b.html", UploadTurn::Page),
    ("notices/index.html", UploadTurn::List),
    ("search/2026.js", UploadTurn::List),
    ("index.html", UploadTurn::Last),
    ("feed.xml", UploadTurn::Last),
];

fn address(text: &str) -> Address {
    Address::new(text).unwrap()
}

/// A site; half of what it says differs from the one before.
fn site(dice: &mut Dice, left: &BTreeSet<Address>) -> (LocalSite, BTreeMap<String, Vec<u8>>) {
    let mut files = BTreeMap::new();
    for (path, turn) in ADDRESSES {
        if !dice.is(3) {
            let version = dice.roll(3);
            let bytes = format!("{path} version {version} {}", "x".repeat(version as usize % 2));
            files.insert(address(path), (turn, bytes.into_bytes()));
        }
    }
    let bytes = files
        .iter()
        .map(|(path, (_, bytes))| (path.to_string(), bytes.clone()))
        .collect();
    let mut site = LocalSite::of_bytes("web", files);
    for (path, local) in &mut site.files {
        let is_notice = path.as_str().starts_with("notices/") && local.turn == UploadTurn::Page;
        local.takes_down = is_notice && dice.is(3);
        local.last = Some(day()).filter(|_| is_notice);
    }
    site.left = left
        .iter()
        .filter(|path| !site.files.contains_key(path))
        .cloned()
        .collect();
    (site, bytes)
}

fn day() -> Day {
    Day::new(2026, 11, 20).expect("a day")
}

/// A run with everything around it; `None` when it was cut off.
struct Attempt<'a> {
    server: &'a MemoryServer,
    computer: &'a Path,
    connections: usize,
    closeness: Closeness,
    /// Somebody stops it after so many steps.
    stops_after: Option<u64>,
}

#[derive(Default)]
struct Heard {
    deleted: Vec<Address>,
    put: Vec<Address>,
}

impl Attempt<'_> {
    fn run(&self, site: &LocalSite) -> (Result<Ended, TransferFault>, Heard) {
        let heard = Mutex::new(Heard::default());
        let done = self.quietly(site, &heard);
        (done, heard.into_inner().unwrap())
    }

    fn quietly(&self, site: &LocalSite, heard: &Mutex<Heard>) -> Result<Ended, TransferFault> {
        let mut memory = TargetMemory::load(self.computer, "school").unwrap();
        let mut remote = self.server.connect()?;
        let surveyed = survey(remote.as_mut(), site, &memory, self.closeness);
        drop(remote);
        let surveyed = match surveyed {
            Ok(surveyed) => surveyed,
            Err(gongkai::deploy::SurveyFault::Remote(fault)) => return Err(fault.into()),
            Err(other) => panic!("{other:?}"),
        };
        let plan = plan(site, &surveyed);
        let stop = AtomicBool::new(false);
        let progress = |event: TransferEvent<'_>| {
            let mut heard = heard.lock().unwrap();
            let steps = (heard.put.len() + heard.deleted.len()) as u64 + 1;
            stop.fetch_or(
                self.stops_after.is_some_and(|most| steps >= most),
                Ordering::Relaxed,
            );
            match event {
                TransferEvent::Done(UploadStep::Delete(path)) => heard.deleted.push(path.clone()),
                TransferEvent::Done(UploadStep::Put(path, _)) => heard.put.push(path.clone()),
                _ => {}
            }
        };
        let transfer = Transfer {
            site,
            connect: self.server,
            connections: self.connections,
            progress: &progress,
            pause: &|_| {},
            stop: &stop,
            day: day(),
        };
        carry_out(&transfer, plan, &mut memory)
    }
}

/// What stands on the server beside the state.
fn online(server: &MemoryServer) -> BTreeMap<String, Vec<u8>> {
    let disk = server.0.lock().unwrap();
    let is_state = |path: &str| path == STATE_NAME || path == format!("{STATE_NAME}{TEMPORARY}");
    let files = disk.files.iter().filter(|(path, _)| !is_state(path));
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// Strangers that no run may touch.
const STRANGERS: [(&str, &[u8]); 3] = [
    ("web.config", b"<configuration/>"),
    ("notices/old.html", b"somebody else's"),
    ("images/logo.png", b"png"),
];

fn stranger_server(habits: Habits) -> MemoryServer {
    let server = MemoryServer::default();
    let mut disk = server.0.lock().unwrap();
    disk.habits = habits;
    for (path, bytes) in STRANGERS {
        disk.files.insert(path.to_owned(), bytes.to_vec());
    }
    disk.folders.extend(["notices", "images"].map(str::to_owned));
    drop(disk);
    server
}

#[test]
fn an_upload_that_is_cut_off_anywhere_leaves_whole_files_and_the_next_run_ends_at_the_local_ones() {
    let mut cuts = 0;
    for seed in 1..=tries(150, 2000) {
        cuts += one_history(seed);
    }
    assert!(cuts >= tries(150, 2000), "only {cuts} runs were cut off");
}

/// One server's life; gives how many runs were cut off.
fn one_history(seed: u64) -> u64 {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    dice.roll(2);
    let habits = Habits {
        refuses_to_rename_over: dice.is(3),
        refuses_to_delete: false,
        most_connections: dice.roll(3) as usize,
        room: 0,
    };
    let server = stranger_server(habits);
    let computers = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    // Every content that a file ever had, and what was acknowledged to be down.
    let mut ever: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
    let mut down: BTreeSet<Address> = BTreeSet::new();
    let mut cuts = 0;
    for _ in 0..dice.roll(4) + 2 {
        let (site, files) = site(&mut dice, &BTreeSet::new());
        for (path, bytes) in &files {
            ever.entry(path.clone()).or_default().insert(bytes.clone());
            down.remove(&address(path));
        }
        // A cut may be followed by another build instead of the same once more.
        let is_given_up = dice.is(3);
        for attempt in 0.. {
            let tries_again = attempt < 4 && !is_given_up || attempt == 0;
            {
                let mut disk = server.0.lock().unwrap();
                disk.is_dead = false;
                disk.commands = 0;
                disk.cut = (tries_again && !dice.is(4)).then(|| CutOff {
                    after: dice.roll(70) as u32,
                    part: dice.roll(3) as u32,
                    is_for_good: !dice.is(4),
                });
            }
            let before = online(&server);
            let run = Attempt {
                server: &server,
                stops_after: (tries_again && dice.is(6)).then(|| dice.roll(12) + 1),
                computer: computers[usize::from(dice.is(3))].path(),
                connections: dice.roll(4) as usize + 1,
                closeness: if dice.is(5) {
                    Closeness::Thorough
                } else {
                    Closeness::Trusting
                },
            };
            let (ended, heard) = run.run(&site);
            down.extend(heard.deleted);
            let at = format!("seed {seed}, attempt {attempt}, {ended:?}");
            check_whole(&server, &ever, &down, habits, &at);
            let after = online(&server);
            let stays = before
                .keys()
                .filter(|path| files.contains_key(*path) && !habits.refuses_to_rename_over);
            stays.for_each(|path| assert!(after.contains_key(path), "{at}: {path} is missing"));
            match ended {
                Ok(Ended::Whole) => {
                    check_equal(&server, &files, &at);
                    server.0.lock().unwrap().cut = None;
                    check_nothing_left(&server, computers[0].path(), &site, &at);
                    break;
                }
                Ok(Ended::Stopped(_)) if run.stops_after.is_some() => cuts += 1,
                Err(TransferFault::Remote(RemoteFault::Lost(_), _)) => cuts += 1,
                other => panic!("{at}: {other:?}"),
            }
            if is_given_up {
                break;
            }
        }
    }
    cuts
}

fn check_whole(
    server: &MemoryServer,
    ever: &BTreeMap<String, BTreeSet<Vec<u8>>>,
    down: &BTreeSet<Address>,
    habits: Habits,
    at: &str,
) {
    let online = online(server);
    for (path, bytes) in STRANGERS {
        assert_eq!(
            online.get(path).map(Vec::as_slice),
            Some(bytes),
            "{at}: {path} is a stranger's"
        );
    }
    for (path, bytes) in &online {
        let is_stranger = STRANGERS.iter().any(|(of, _)| of == path);
        if path.ends_with(TEMPORARY) || is_stranger {
            continue;
        }
        assert!(
            ever[path].contains(bytes),
            "{at}: {path} is not whole, {habits:?}"
        );
    }
    for path in down {
        assert!(!online.contains_key(path.as_str()), "{at}: {path} is up again");
    }
}

fn check_equal(server: &MemoryServer, files: &BTreeMap<String, Vec<u8>>, at: &str) {
    let mut online = online(server);
    STRANGERS.iter().for_each(|(path, _)| drop(online.remove(*path)));
    assert_eq!(
        online.keys().collect::<Vec<_>>(),
        files.keys().collect::<Vec<_>>(),
        "{at}"
    );
    assert_eq!(&online, files, "{at}");
    let disk = server.0.lock().unwrap();
    let text = String::from_utf8(disk.files[STATE_NAME].clone()).unwrap();
    let state = ServerState::parse(&text).unwrap();
    assert!(state.between.is_empty(), "{at}");
    assert_eq!(state.files.len(), files.len(), "{at}");
    assert!(
        !disk.files.contains_key(&format!("{STATE_NAME}{TEMPORARY}")),
        "{at}"
    );
}

fn check_nothing_left(server: &MemoryServer, computer: &Path, site: &LocalSite, at: &str) {
    let memory = TargetMemory::load(computer, "school").unwrap();
    let mut remote = server.connect().unwrap();
    let surveyed = survey(remote.as_mut(), site, &memory, Closeness::Thorough).unwrap();
    let plan = plan(site, &surveyed);
    assert!(plan.is_nothing(), "{at}: {:?}", plan.groups);
    // A folder that a run made just before it was cut off may stay empty: nobody knows any more whose it is.
    let disk = server.0.lock().unwrap();
    let is_used = |folder: &&String| disk.files.keys().any(|path| path.starts_with(folder.as_str()));
    let strangers = surveyed
        .strangers
        .iter()
        .filter(|path| !path.ends_with('/') || is_used(path));
    let old = if site
        .files
        .keys()
        .any(|path| path.as_str().starts_with("notices/"))
    {
        "notices/old.html"
    } else {
        "notices/"
    };
    assert_eq!(
        strangers.collect::<Vec<_>>(),
        ["images/", old, "web.config"],
        "{at}"
    );
}

/// A server without cuts, for what is easier to see there.
fn plain_run(
    server: &MemoryServer,
    computer: &Path,
    site: &LocalSite,
) -> (Result<Ended, TransferFault>, Heard) {
    let run = Attempt {
        server,
        computer,
        connections: 1,
        closeness: Closeness::Trusting,
        stops_after: None,
    };
    run.run(site)
}

fn site_of(files: &[(&str, UploadTurn, &str)]) -> LocalSite {
    let files = files
        .iter()
        .map(|(path, turn, text)| (address(path), (*turn, text.as_bytes().to_vec())));
    LocalSite::of_bytes("web", files.collect())
}

#[test]
fn what_must_come_down_comes_down_even_when_the_disk_is_full() {
    let computer = tempfile::tempdir().unwrap();
    let server = MemoryServer::default();
    let first = [
        ("index.html", UploadTurn::Last, "home"),
        ("notices/over.html", UploadTurn::Page, "names of people"),
        ("notices/withdrawn.html", UploadTurn::Page, "withdrawn"),
    ];
    let mut first = site_of(&first);
    first.files.get_mut(&address("notices/over.html")).unwrap().last = Some(day());
    plain_run(&server, computer.path(), &first).0.unwrap();
    let used: usize = server.0.lock().unwrap().files.values().map(Vec::len).sum();
    server.0.lock().unwrap().habits.room = used;
    let second = [
        (
            "index.html",
            UploadTurn::Last,
            "home again, with more than there is room for".repeat(20),
        ),
        ("notices/over.html", UploadTurn::Page, "公示期已满".repeat(100)),
    ];
    let second: Vec<_> = second
        .iter()
        .map(|(path, turn, text)| (*path, *turn, text.as_str()))
        .collect();
    let mut second = site_of(&second);
    second
        .files
        .get_mut(&address("notices/over.html"))
        .unwrap()
        .takes_down = true;
    let ended = plain_run(&server, computer.path(), &second).0;
    assert!(
        matches!(ended, Err(TransferFault::Remote(RemoteFault::Full(_), _))),
        "{ended:?}"
    );
    let left: Vec<String> = online(&server)
        .into_keys()
        .filter(|path| !path.ends_with(TEMPORARY))
        .collect();
    assert_eq!(left, ["index.html"]);
    server.0.lock().unwrap().habits.room = 0;
    plain_run(&server, computer.path(), &second).0.unwrap();
    let online: Vec<String> = online(&server).into_keys().collect();
    assert_eq!(online, ["index.html", "notices/over.html"]);
}

#[test]
fn what_a_server_does_not_let_be_deleted_is_emptied_and_everything_else_goes_on() {
    let computer = tempfile::tempdir().unwrap();
    let server = MemoryServer::default();
    let page = |path, text| (path, UploadTurn::Page, text);
    let first = [
        page("notices/withdrawn.html", "names of people"),
        page("notices/a.html", "a"),
    ];
    plain_run(&server, computer.path(), &site_of(&first)).0.unwrap();
    server.0.lock().unwrap().habits.refuses_to_delete = true;
    let second = site_of(&[page("notices/a.html", "a, corrected")]);
    for _ in 0..2 {
        plain_run(&server, computer.path(), &second).0.unwrap();
        let online = online(&server);
        let text = |path: &str| String::from_utf8_lossy(&online[path]).into_owned();
        assert_eq!(text("notices/a.html"), "a, corrected");
        assert!(
            text("notices/withdrawn.html").contains("已撤下"),
            "{}",
            text("notices/withdrawn.html")
        );
    }
    server.0.lock().unwrap().habits.refuses_to_delete = false;
    plain_run(&server, computer.path(), &second).0.unwrap();
    assert_eq!(
        online(&server).into_keys().collect::<Vec<_>>(),
        ["notices/a.html"]
    );
}

#[test]
fn a_page_goes_up_before_what_leads_to_it_and_down_first_of_all() {
    let computer = tempfile::tempdir().unwrap();
    let server = MemoryServer::default();
    let old = [
        ("notices/b.html", UploadTurn::Page, "b"),
        ("assets/old.css", UploadTurn::File, "old"),
    ];
    plain_run(&server, computer.path(), &site_of(&old)).0.unwrap();
    let new = [
        ("index.html", UploadTurn::Last, "home"),
        ("assets/a.css", UploadTurn::File, "css"),
        ("notices/a.html", UploadTurn::Page, "a"),
        ("notices/index.html", UploadTurn::List, "list"),
    ];
    let heard = plain_run(&server, computer.path(), &site_of(&new)).1;
    let order: Vec<&str> = heard.put.iter().map(Address::as_str).collect();
    assert_eq!(
        order,
        [
            "assets/a.css", "notices/a.html", "notices/index.html", "index.html"
        ]
    );
    // What old pages look like goes when there are none left.
    assert_eq!(
        heard.deleted,
        [address("notices/b.html"), address("assets/old.css")]
    );
}

#[test]
fn who_stops_it_leaves_a_whole_state() {
    let (computer, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = MemoryServer::default();
    let names: Vec<String> = (0..20).map(|number| format!("notices/{number}.html")).collect();
    let files: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), UploadTurn::Page, name.as_str()))
        .collect();
    let site = site_of(&files);
    let mut memory = TargetMemory::load(computer.path(), "school").unwrap();
    let mut remote = server.connect().unwrap();
    let surveyed = survey(remote.as_mut(), &site, &memory, Closeness::Trusting).unwrap();
    let stop = AtomicBool::new(false);
    let done = Mutex::new(0);
    let progress = |event: TransferEvent<'_>| {
        if let TransferEvent::Done(_) = event {
            *done.lock().unwrap() += 1;
            stop.store(*done.lock().unwrap() >= 7, Ordering::Relaxed);
        }
    };
    let transfer = Transfer {
        site: &site,
        connect: &server,
        connections: 1,
        progress: &progress,
        pause: &|_| {},
        stop: &stop,
        day: day(),
    };
    let ended = carry_out(&transfer, plan(&site, &surveyed), &mut memory).unwrap();
    assert_eq!(ended, Ended::Stopped(13));
    let text = String::from_utf8(server.0.lock().unwrap().files[STATE_NAME].clone()).unwrap();
    let state = ServerState::parse(&text).unwrap();
    assert!(state.between.is_empty() && state.files.len() == 7, "{state:?}");
    // Whoever goes on elsewhere puts only the rest.
    let (ended, heard) = plain_run(&server, other.path(), &site);
    assert_eq!((ended.unwrap(), heard.put.len()), (Ended::Whole, 13));
}

#[test]
fn where_one_connection_has_room_and_is_lost_another_goes_on_in_its_place() {
    let names: Vec<String> = (0..40).map(|number| format!("notices/{number}.html")).collect();
    let files: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), UploadTurn::Page, name.as_str()))
        .collect();
    let site = site_of(&files);
    for after in 0..tries(80, 2000) {
        let server = MemoryServer::default();
        let computer = tempfile::tempdir().unwrap();
        let cut = CutOff {
            after: after as u32 % 100,
            part: after as u32 % 3,
            is_for_good: false,
        };
        {
            let mut disk = server.0.lock().unwrap();
            disk.habits.most_connections = 1;
            disk.cut = Some(cut);
        }
        let run = Attempt {
            server: &server,
            computer: computer.path(),
            connections: 4,
            closeness: Closeness::Trusting,
            stops_after: None,
        };
        match run.run(&site).0 {
            Ok(Ended::Whole) => assert_eq!(online(&server).len(), names.len()),
            // It is cut off while it looks, which is not tried again.
            Err(TransferFault::Remote(RemoteFault::Lost(_), None)) if after % 100 < 3 => {}
            other => panic!("cut off after {after} commands: {other:?}"),
        }
    }
}

#[test]
fn nothing_of_another_edition_is_in_a_byte_that_is_sent() {
    let computer = tempfile::tempdir().unwrap();
    let server = MemoryServer::default();
    let site = site_of(&[("index.html", UploadTurn::Last, "home")]);
    plain_run(&server, computer.path(), &site).0.unwrap();
    let mut other = site_of(&[("dangnei-secret.html", UploadTurn::Page, "canary")]);
    other.edition = "party".to_owned();
    let memory = TargetMemory::load(computer.path(), "school").unwrap();
    let mut remote = server.connect().unwrap();
    let refused = survey(remote.as_mut(), &other, &memory, Closeness::Trusting);
    assert!(
        matches!(refused, Err(gongkai::deploy::SurveyFault::OtherEdition(_))),
        "{refused:?}"
    );
    let empty = TargetMemory::load(tempfile::tempdir().unwrap().path(), "school").unwrap();
    let refused = survey(remote.as_mut(), &other, &empty, Closeness::Trusting);
    assert!(
        matches!(refused, Err(gongkai::deploy::SurveyFault::OtherEdition(_))),
        "{refused:?}"
    );
    let disk = server.0.lock().unwrap();
    let wire = String::from_utf8_lossy(&disk.wire);
    for canary in ["canary", "dangnei", "party", "web"] {
        assert!(!wire.contains(canary), "{canary} was sent");
    }
}
