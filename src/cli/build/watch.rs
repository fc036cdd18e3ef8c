//! `build --watch`: the folders follow the content, save by save, until Ctrl+C.

use std::path::Path;

use super::super::{Outcome, complaints, today};
use super::folders::Folders;
use super::{BuildPlace, Built, Done, request, tell};
use crate::cli::arguments::Build;
use crate::cli::console::Console;
use crate::cli::said::{self, SaidComplaints};
use crate::pipeline;
use crate::preview::{Assembly, Cache, GRACE, How, LookOutcome, Touched, Wake, Watch, patiently};
use crate::words::{Day, MachineFault};
use crate::write::{Deletion, Summary};

/// Runs until the program is ended.
pub(super) fn run(root: &Path, options: &Build, console: &Console) -> Result<Outcome, MachineFault> {
    let how = if options.poll { How::Looks } else { How::Events };
    // Begun before the first build, so that what is saved meanwhile is not missed.
    let mut watch = Watch::start(root, how);
    let place = BuildPlace {
        root,
        options,
        console,
        unchanged_since: None,
    };
    let mut cache = Cache::new(root);
    let mut day = today();
    let built = match place.follow(&mut cache, &Touched::Anything, day)? {
        Some(built) => built,
        None => unreachable!("nothing was seen before the first look"),
    };
    tell::all(&built, root, options.explain, console);
    let mut told = Told::new(&built);
    drop(built);
    if watch.how() != how {
        console.insist("注意: 系统不报告文件的改动，改为每隔半秒看一次。");
    }
    console.say("正在看着内容、主题和设置，保存后会重新生成。按 Ctrl+C 结束。");
    loop {
        let wake = watch.wait(|| options.date.is_none() && today() != day);
        day = today();
        let touched = match wake {
            Wake::Changed(touched) => touched,
            Wake::NewDay => {
                console.say(&format!("今天是{}。", day.chinese()));
                Touched::Anything
            }
        };
        let built = patiently(GRACE, &touched, |touched| {
            Ok(match place.follow(&mut cache, touched, day)? {
                None => LookOutcome::Same,
                Some(built @ Built::Done(_)) => LookOutcome::Good(built),
                Some(built @ Built::Refused(_)) => LookOutcome::Faulty(built),
            })
        });
        match built {
            Ok(Some(built)) => told.again(&built, root, console),
            Ok(None) => told.nothing_new(console),
            Err(fault) => told.machine_fault(&fault, console),
        }
    }
}

impl BuildPlace<'_> {
    /// Builds what the folder holds; `None` when nothing has changed since the last time.
    fn follow(self, cache: &mut Cache, touched: &Touched, day: Day) -> Result<Option<Built>, MachineFault> {
        let request = request(self.options, self.options.date.unwrap_or(day));
        let Some(assembly) = cache.assemble(touched, &request)? else {
            return Ok(None);
        };
        let built = self.publish(assembly, request.day);
        if built.is_err() {
            cache.forget_answer();
        }
        built.map(Some)
    }

    fn publish(self, assembly: Assembly, day: Day) -> Result<Built, MachineFault> {
        let Assembly {
            assembled,
            mut report,
            ..
        } = assembly;
        let mut folders = Folders::new(self);
        if let Some(assembled) = &assembled {
            pipeline::render(assembled, &mut folders, &mut report)?;
        }
        folders.commit(assembled, day, report)
    }
}

/// What was said last, so that nothing is said again on every save.
struct Told {
    said: SaidComplaints,
    /// Everything that was wrong with the content.
    faults: String,
    /// Nothing was built because of it.
    refused: bool,
    /// What the machine's fault was, until it is over.
    machine: Option<String>,
    /// What is to be said when it is.
    mended: String,
    /// What is not published, and why.
    withheld: String,
    /// What had to be deleted on the server.
    deletions: Vec<Deletion>,
}

impl Told {
    fn new(built: &Built) -> Self {
        let mut said = SaidComplaints::default();
        said.again(built.report());
        Self {
            said,
            faults: complaints::json(&built.report().sorted()),
            refused: matches!(built, Built::Refused(_)),
            machine: None,
            mended: said::mended(built.report()),
            withheld: withheld(built),
            deletions: match built {
                Built::Done(done) => done.deletions(),
                Built::Refused(refused) => refused.deletions.clone(),
            },
        }
    }

    /// Says what is new since the last time.
    fn again(&mut self, built: &Built, root: &Path, console: &Console) {
        let faults = complaints::json(&built.report().sorted());
        let faults_are_new = self.faults != faults;
        self.faults = faults;
        let was_broken = self.machine.take().is_some();
        self.mended = said::mended(built.report());
        let new = self.said.again(built.report());
        match built {
            Built::Refused(refused) => {
                self.refused = true;
                if faults_are_new || was_broken {
                    tell::why_not(refused, &new, console);
                }
            }
            Built::Done(done) => {
                if std::mem::take(&mut self.refused) || was_broken {
                    console.say(&self.mended);
                }
                let deletions = std::mem::replace(&mut self.deletions, done.deletions());
                let before = std::mem::replace(&mut self.withheld, withheld(built));
                if done.is_first() {
                    tell::whole(done, root, false, console);
                    return;
                }
                complaints::print(&new, console);
                tell::renamed(done, console);
                tell::reasons(done, has_changes(done), console);
                if self.deletions != deletions {
                    tell::to_delete(done, root, console);
                }
                if self.withheld != before {
                    done.editions()
                        .for_each(|(edition, ..)| tell::withheld((edition, &done.title(edition)), console));
                }
            }
        }
    }

    /// The content is what it was: what hindered a build is over.
    fn nothing_new(&mut self, console: &Console) {
        if self.machine.take().is_some() && !self.refused {
            console.say(&self.mended);
        }
    }

    fn machine_fault(&mut self, fault: &MachineFault, console: &Console) {
        let text = fault.to_string();
        if self.machine.as_ref() != Some(&text) {
            console.fault(fault);
        }
        self.machine = Some(text);
    }
}

fn has_changes(done: &Done) -> bool {
    let changed = |summary: &Summary| summary.new.len() + summary.changed.len() + summary.gone.len();
    done.summaries.iter().map(changed).sum::<usize>() > 0
}

fn withheld(built: &Built) -> String {
    let Built::Done(done) = built else {
        return String::new();
    };
    let entries = done.editions().flat_map(|(edition, ..)| &edition.withheld);
    entries
        .map(|entry| format!("{} {:?}\n", entry.source, entry.reasons))
        .collect()
}
