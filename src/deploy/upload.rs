//! Carries out a plan, on one to four connections. The target's state file is written before the first step, after every so
//! many, and at the end; whatever happens in between, the next run finds there what this one may have touched.

use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::local::{LocalFile, LocalSite};
use super::memory::TargetMemory;
use super::remote::{Connect, Remote, RemoteFault};
use super::state::{STATE_NAME, ServerState, StoredFile, TEMPORARY};
use super::steps::{COME_DOWN, DeployPlan, UploadStep};
use super::survey::folders_of;
use crate::words::{Address, ContentHash, Day, MachineFault};

/// After so many steps the state is written again: what another computer would have to do over.
const STEPS_PER_STATE: usize = 1000;

/// What takes the place of a page that the server does not let be deleted.
const EMPTIED: &str = "<!DOCTYPE html><meta charset=\"utf-8\"><title>已撤下</title><p>本页已撤下。</p>\n";

/// So many times in a row a connection may fail before the run gives up.
const TRIES: u32 = 6;
/// So many times when the server is there and breaks off: most likely it has no room.
const TRIES_UNWILLING: u32 = 3;

/// What an upload needs.
pub struct Transfer<'a> {
    /// What is to be online.
    pub site: &'a LocalSite,
    /// Opens connections.
    pub connect: &'a dyn Connect,
    /// How many at once, at least one.
    pub connections: usize,
    /// Is told what happens; called from several threads.
    pub progress: &'a (dyn Fn(TransferEvent<'_>) + Sync),
    /// Waits so long.
    pub pause: &'a (dyn Fn(Duration) + Sync),
    /// Set when somebody wants it to stop: files that are on the way are finished.
    pub stop: &'a AtomicBool,
    /// The build's day, to be remembered.
    pub day: Day,
}

/// What happens during an upload.
#[derive(Debug)]
pub enum TransferEvent<'a> {
    /// It begins: so many steps, so many bytes.
    Begins {
        /// Files to put or delete.
        steps: usize,
        /// Bytes to go up.
        bytes: u64,
    },
    /// A step was acknowledged.
    Done(&'a UploadStep),
    /// A file that the target does not let be deleted says nothing any more.
    Emptied(&'a UploadStep),
    /// All that must come down first is down.
    CameDown(usize),
    /// A connection was lost; it is tried again after so long.
    Waits(Duration, &'a RemoteFault),
    /// The server does not take as many connections.
    Fewer,
}

/// How an upload ended, short of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The target holds what it should.
    Whole,
    /// Somebody stopped it; so many steps are left.
    Stopped(usize),
}

/// Why an upload did not come to its end.
#[derive(Debug)]
pub enum TransferFault {
    /// The target's; with the file that it was about, if it was about one.
    Remote(RemoteFault, Option<Address>),
    /// The target lets a file neither be deleted nor be emptied.
    Stays(RemoteFault, Address),
    /// This computer's.
    Here(MachineFault),
}

impl TransferFault {
    fn is_unwilling(&self) -> bool {
        matches!(self, Self::Remote(fault, _) if fault.is_unwilling())
    }
}

impl From<RemoteFault> for TransferFault {
    fn from(fault: RemoteFault) -> Self {
        Self::Remote(fault, None)
    }
}

impl From<MachineFault> for TransferFault {
    fn from(fault: MachineFault) -> Self {
        Self::Here(fault)
    }
}

/// Carries out a plan.
///
/// # Errors
/// [`TransferFault`]; what was done until then is done, and the next run goes on from there.
pub fn carry_out(
    transfer: &Transfer<'_>,
    plan: DeployPlan,
    memory: &mut TargetMemory,
) -> Result<Ended, TransferFault> {
    let bytes = plan.steps().map(UploadStep::bytes).sum();
    let steps = plan.steps().count();
    (transfer.progress)(TransferEvent::Begins { steps, bytes });
    let folders = plan
        .state
        .files
        .keys()
        .flat_map(|address| folders_of(address.as_str()))
        .map(str::to_owned);
    let run = UploadRun {
        transfer,
        folders: Mutex::new(folders.collect()),
        renames_over: AtomicBool::new(true),
        unsure: plan.unsure,
        refused: Mutex::default(),
        idle: Mutex::default(),
        known: Mutex::new(KnownState {
            state: plan.state,
            memory,
            left: steps,
        }),
    };
    let mut slots: Vec<ConnectionSlot> = (0..transfer.connections.max(1))
        .map(ConnectionSlot::new)
        .collect();
    let ended = run.all(&mut slots, &plan.groups);
    match &ended {
        Ok(Ended::Whole) => {}
        // As much as is known is left behind, as far as the target lets us.
        Ok(Ended::Stopped(_)) => {
            // No step is on the way: what was not done was not begun, in this run.
            let unsure = &run.unsure;
            lock(&run.known)
                .state
                .between
                .retain(|hash| unsure.contains(hash));
            run.save_state(&mut slots[0], None)?;
        }
        Err(TransferFault::Remote(fault, _)) if fault.is_passing() => {}
        Err(_) => drop(run.save_state(&mut slots[0], None)),
    }
    ended
}

/// What is known while steps are done, and where it is written down.
struct KnownState<'m> {
    state: ServerState,
    memory: &'m mut TargetMemory,
    /// How many steps are left.
    left: usize,
}

struct UploadRun<'a, 'm> {
    transfer: &'a Transfer<'a>,
    /// The folders that are there.
    folders: Mutex<BTreeSet<String>>,
    /// The server renames a file over another, as far as is known.
    renames_over: AtomicBool,
    /// What an earlier run may have left in any form.
    unsure: BTreeSet<ContentHash>,
    /// The first deletion that the server did not allow, where it allowed no emptying either.
    refused: Mutex<Option<TransferFault>>,
    /// Open connections that nobody works with.
    idle: Mutex<Vec<Box<dyn Remote>>>,
    known: Mutex<KnownState<'m>>,
}

/// A connection, or the place for one.
struct ConnectionSlot {
    index: usize,
    remote: Option<Box<dyn Remote>>,
    /// How often it failed in a row.
    failures: u32,
    /// The server does not want so many.
    is_closed: bool,
    /// Others have connections too: where there is no room for this one, they do its work.
    has_others: bool,
}

impl ConnectionSlot {
    fn new(index: usize) -> Self {
        Self {
            index,
            remote: None,
            failures: 0,
            is_closed: false,
            has_others: false,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl UploadRun<'_, '_> {
    fn all(&self, slots: &mut [ConnectionSlot], groups: &[Vec<UploadStep>]) -> Result<Ended, TransferFault> {
        let opened = match self.save_state(&mut slots[0], None) {
            // What must come down comes down even where there is no room for a state; that may make room.
            Err(fault) if fault.is_unwilling() => Err(fault),
            opened => Ok(opened?),
        };
        let (down, rest) = groups.split_at(COME_DOWN.min(groups.len()));
        let mut count = 0;
        for (index, group) in down.iter().enumerate() {
            if index == 1 && opened.is_err() && self.save_state(&mut slots[0], None).is_err() {
                self.delete_instead(&mut slots[0], group)?;
                opened?;
                return Ok(Ended::Stopped(self.left()));
            }
            match self.group(slots, group) {
                // It must not stay as it was, even when nothing can take its place.
                Err(fault) if index == 1 && fault.is_unwilling() => {
                    self.delete_instead(&mut slots[0], group)?;
                    return Err(fault);
                }
                done => done?,
            }
            count += group.len();
        }
        if count > 0 && !self.is_stopped() {
            (self.transfer.progress)(TransferEvent::CameDown(count));
        }
        for group in rest {
            self.group(slots, group)?;
        }
        if self.is_stopped() && self.left() > 0 {
            return Ok(Ended::Stopped(self.left()));
        }
        self.remove_folders(&mut slots[0]);
        self.save_state(&mut slots[0], Some(self.transfer.day))?;
        match lock(&self.refused).take() {
            Some(fault) => Err(fault),
            None => Ok(Ended::Whole),
        }
    }

    fn is_stopped(&self) -> bool {
        self.transfer.stop.load(Ordering::Relaxed)
    }

    fn left(&self) -> usize {
        lock(&self.known).left
    }

    /// One group, in portions between which the state is written.
    fn group(&self, slots: &mut [ConnectionSlot], group: &[UploadStep]) -> Result<(), TransferFault> {
        let mut portions = group.chunks(STEPS_PER_STATE).peekable();
        while let Some(portion) = portions.next() {
            self.portion(slots, portion)?;
            if portions.peek().is_some() && !self.is_stopped() {
                self.save_state(&mut slots[0], None)?;
            }
        }
        Ok(())
    }

    /// So many steps, shared among the connections.
    fn portion(&self, slots: &mut [ConnectionSlot], steps: &[UploadStep]) -> Result<(), TransferFault> {
        let queue: Mutex<VecDeque<&UploadStep>> = Mutex::new(steps.iter().collect());
        let fault = Mutex::new(None);
        let work = |slot: &mut ConnectionSlot| {
            while !self.is_stopped() && lock(&fault).is_none() {
                let Some(step) = lock(&queue).pop_front() else {
                    return;
                };
                match self.step(slot, step) {
                    Ok(()) => {}
                    // Another connection does it.
                    Err(TransferFault::Remote(RemoteFault::Busy(_), _)) if slot.has_others => {
                        lock(&queue).push_front(step);
                        slot.is_closed = slot.index > 0;
                        (self.transfer.progress)(TransferEvent::Fewer);
                        return;
                    }
                    Err(other) => {
                        lock(&fault).get_or_insert(other);
                        return;
                    }
                }
            }
        };
        let mut working: Vec<&mut ConnectionSlot> = slots
            .iter_mut()
            .filter(|slot| !slot.is_closed)
            .take(steps.len())
            .collect();
        let has_others = working.len() > 1;
        std::thread::scope(|scope| {
            for slot in &mut working {
                slot.has_others = has_others;
                scope.spawn(|| work(slot));
            }
        });
        for slot in working {
            slot.has_others = false;
            lock(&self.idle).extend(slot.remote.take());
        }
        // What a connection gave back after the others had found nothing more to do.
        work(&mut slots[0]);
        match fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    /// One step, until it is acknowledged.
    fn step(&self, slot: &mut ConnectionSlot, step: &UploadStep) -> Result<(), TransferFault> {
        let bytes = match step {
            UploadStep::Put(address, _) => Some(self.transfer.site.read(address)?),
            UploadStep::Delete(_) => None,
        };
        let path = step.address().as_str();
        let done = self.patiently(slot, &mut |remote| match &bytes {
            Some(bytes) => self.put(remote, path, bytes),
            None => {
                remote.delete(path)?;
                match self.unsure.contains(&ContentHash::of_address(step.address())) {
                    true => remote.delete(&format!("{path}{TEMPORARY}")),
                    false => Ok(()),
                }
            }
        });
        match done {
            Err(fault @ RemoteFault::Refused(_)) if bytes.is_none() => {
                self.empty(slot, step, fault);
                return Ok(());
            }
            done => done.map_err(|fault| TransferFault::Remote(fault, Some(step.address().clone())))?,
        }
        let mut known = lock(&self.known);
        match step {
            UploadStep::Put(address, file) => {
                let until = self.transfer.site.files.get(address).and_then(LocalFile::until);
                known.state.put(address, *file, until);
                known.memory.put(address, *file, until);
            }
            UploadStep::Delete(address) => {
                known.state.gone(address);
                known.memory.gone(address);
            }
        }
        known.left = known.left.saturating_sub(1);
        drop(known);
        (self.transfer.progress)(TransferEvent::Done(step));
        Ok(())
    }

    /// Takes the words out of a file that the server does not let be deleted: whoever opens it must not find them. Everything
    /// else goes on.
    fn empty(&self, slot: &mut ConnectionSlot, step: &UploadStep, fault: RemoteFault) {
        let address = step.address();
        let path = address.as_str();
        let text = if path.ends_with(".html") { EMPTIED } else { "" };
        let emptied = self.patiently(slot, &mut |remote| remote.write(path, text.as_bytes()));
        let mut known = lock(&self.known);
        known.left = known.left.saturating_sub(1);
        match emptied {
            Ok(()) => {
                let file = StoredFile::of(text.as_bytes());
                known.state.put(address, file, None);
                known.memory.put(address, file, None);
                drop(known);
                (self.transfer.progress)(TransferEvent::Emptied(step));
            }
            Err(_) => drop(lock(&self.refused).get_or_insert(TransferFault::Stays(fault, address.clone()))),
        }
    }

    /// Deletes what cannot be replaced.
    fn delete_instead(&self, slot: &mut ConnectionSlot, steps: &[UploadStep]) -> Result<(), TransferFault> {
        for step in steps {
            let address = step.address();
            let is_replaced = {
                let known = lock(&self.known);
                matches!(step, UploadStep::Put(_, file) if known.state.files.get(address) == Some(file))
                    && !known.state.is_between(address)
            };
            if !is_replaced {
                self.patiently(slot, &mut |remote| remote.delete(address.as_str()))?;
            }
        }
        Ok(())
    }

    /// Does something that may be done again, on this connection or on another in its place, with growing pauses.
    fn patiently(
        &self,
        slot: &mut ConnectionSlot,
        work: &mut dyn FnMut(&mut dyn Remote) -> Result<(), RemoteFault>,
    ) -> Result<(), RemoteFault> {
        loop {
            slot.remote = slot.remote.take().or_else(|| lock(&self.idle).pop());
            let done = match &mut slot.remote {
                Some(remote) => work(remote.as_mut()),
                None => self.transfer.connect.connect().and_then(|mut remote| {
                    let done = work(remote.as_mut());
                    slot.remote = Some(remote);
                    done
                }),
            };
            let fault = match done {
                Err(fault) if fault.is_passing() => fault,
                done => {
                    slot.failures = 0;
                    return done;
                }
            };
            slot.remote = None;
            slot.failures += 1;
            let is_unwanted = matches!(fault, RemoteFault::Busy(_)) && slot.has_others;
            let most = if fault.is_unwilling() {
                TRIES_UNWILLING
            } else {
                TRIES
            };
            if is_unwanted || slot.failures >= most {
                return Err(fault);
            }
            let wait = Duration::from_secs(1 << (slot.failures - 1).min(4));
            (self.transfer.progress)(TransferEvent::Waits(wait, &fault));
            (self.transfer.pause)(wait);
        }
    }

    /// Puts a file in place of what is there.
    fn put(&self, remote: &mut dyn Remote, path: &str, bytes: &[u8]) -> Result<(), RemoteFault> {
        let temporary = format!("{path}{TEMPORARY}");
        self.make_folders(remote, path)?;
        match remote.write(&temporary, bytes) {
            // The folder that was there is not.
            Err(RemoteFault::Missing(_) | RemoteFault::Refused(_)) => {
                lock(&self.folders).retain(|made| folders_of(path).all(|folder| folder != made));
                self.make_folders(remote, path)?;
                remote.write(&temporary, bytes)?;
            }
            written => written?,
        }
        self.rename_over(remote, path, bytes)
    }

    /// Gives a file that went up its own name.
    fn rename_over(&self, remote: &mut dyn Remote, path: &str, bytes: &[u8]) -> Result<(), RemoteFault> {
        let temporary = format!("{path}{TEMPORARY}");
        if self.renames_over.load(Ordering::Relaxed) {
            match remote.rename(&temporary, path) {
                Err(RemoteFault::Refused(_) | RemoteFault::Missing(_)) => {}
                renamed => return renamed,
            }
        }
        remote.delete(path)?;
        match remote.rename(&temporary, path) {
            Ok(()) => {
                // It does rename, only not over a file.
                self.renames_over.store(false, Ordering::Relaxed);
                Ok(())
            }
            Err(RemoteFault::Refused(_) | RemoteFault::Missing(_)) => {
                remote.write(path, bytes)?;
                remote.delete(&temporary)
            }
            Err(fault) => Err(fault),
        }
    }

    fn make_folders(&self, remote: &mut dyn Remote, path: &str) -> Result<(), RemoteFault> {
        for folder in folders_of(path) {
            if lock(&self.folders).contains(folder) {
                continue;
            }
            remote.make_folder(folder)?;
            lock(&self.folders).insert(folder.to_owned());
        }
        Ok(())
    }

    /// Folders that became empty go; others say that they are not.
    fn remove_folders(&self, slot: &mut ConnectionSlot) {
        let known = lock(&self.known);
        let used: BTreeSet<&str> = known
            .state
            .files
            .keys()
            .flat_map(|address| folders_of(address.as_str()))
            .collect();
        let made = lock(&self.folders);
        let unused: Vec<String> = made
            .iter()
            .filter(|folder| !used.contains(folder.as_str()))
            .cloned()
            .collect();
        drop(made);
        drop(known);
        // The innermost first.
        for folder in unused.iter().rev() {
            let _ = self.patiently(slot, &mut |remote| remote.remove_folder(folder));
        }
    }

    /// Writes the target's state, and remembers it.
    fn save_state(&self, slot: &mut ConnectionSlot, done: Option<Day>) -> Result<(), TransferFault> {
        let text = {
            let mut known = lock(&self.known);
            known.state.written = ContentHash::unique();
            known.state.day = Some(self.transfer.day);
            known.state.text()
        };
        self.patiently(slot, &mut |remote| {
            remote.write(&format!("{STATE_NAME}{TEMPORARY}"), text.as_bytes())?;
            self.rename_over(remote, STATE_NAME, text.as_bytes())
        })?;
        let mut known = lock(&self.known);
        let state = known.state.clone();
        known.memory.written(&state, done).map_err(TransferFault::Here)
    }
}
