//! `build --watch`: the folders follow the content, save by save, until Ctrl+C.

use std::path::Path;

use super::super::{Outcome, complaints, today};
use super::{Built, Place, request, tell};
use crate::cli::arguments::Build;
use crate::cli::console::Console;
use crate::preview::{Desk, GRACE, How, Seen, Touched, Wake, Watch, patiently};
use crate::words::{Day, MachineFault};

/// Runs until the program is ended.
pub(super) fn run(root: &Path, options: &Build, console: &Console) -> Result<Outcome, MachineFault> {
    let how = if options.poll { How::Looks } else { How::Events };
    // Begun before the first build, so that what is saved meanwhile is not missed.
    let mut watch = Watch::start(root, how);
    let place = Place {
        root,
        options,
        console,
    };
    let mut desk = Desk::new(root);
    let mut day = today();
    let built = match place.follow(&mut desk, &Touched::Anything, day)? {
        Some(built) => built,
        None => unreachable!("a desk has seen nothing before its first look"),
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
            Ok(match place.follow(&mut desk, touched, day)? {
                None => Seen::Same,
                Some(built @ Built::Done(_)) => Seen::Good(built),
                Some(built @ Built::Refused(_)) => Seen::Faulty(built),
            })
        });
        if let Some(built) = built.transpose() {
            told.again(built, root, console);
        }
    }
}

impl Place<'_> {
    /// Builds what is on the desk; `None` when nothing has changed since the last time.
    fn follow(self, desk: &mut Desk, touched: &Touched, day: Day) -> Result<Option<Built>, MachineFault> {
        let request = request(self.options, self.options.date.unwrap_or(day));
        let Some(assembly) = desk.assemble(touched, &request)? else {
            return Ok(None);
        };
        let built = self.publish(assembly.assembled, &request, assembly.report);
        if built.is_err() {
            desk.forget();
        }
        built.map(Some)
    }
}

/// What was said last, so that nothing is said again on every save.
struct Told {
    /// The complaints, or the machine's fault.
    faults: String,
    /// Nothing was built because of them.
    refused: bool,
    /// What is not published, and why.
    withheld: String,
}

impl Told {
    fn new(built: &Built) -> Self {
        let (report, refused) = match built {
            Built::Done(done) => (&done.report, false),
            Built::Refused(refused) => (&refused.report, true),
        };
        Self {
            faults: complaints::json(&report.sorted()),
            refused,
            withheld: withheld(built),
        }
    }

    /// Says what is new since the last time.
    fn again(&mut self, built: Result<Built, MachineFault>, root: &Path, console: &Console) {
        let built = match built {
            Ok(built) => built,
            Err(fault) => {
                let faults = fault.to_string();
                if faults != self.faults {
                    console.fault(&fault);
                }
                *self = Self {
                    faults,
                    refused: true,
                    withheld: std::mem::take(&mut self.withheld),
                };
                return;
            }
        };
        let before = std::mem::replace(self, Self::new(&built));
        let faults_are_new = self.faults != before.faults;
        match &built {
            Built::Refused(refused) => {
                self.withheld = before.withheld;
                if faults_are_new {
                    tell::why_not(refused, console);
                }
            }
            Built::Done(done) => {
                if before.refused {
                    console.say("现在没有问题了。");
                }
                let changed = |summary: &crate::write::Summary| {
                    summary.new.len() + summary.changed.len() + summary.gone.len()
                };
                let files: usize = done.summaries.iter().map(changed).sum();
                if done.is_first() {
                    tell::whole(done, root, false, console);
                    return;
                }
                if faults_are_new {
                    complaints::print(&done.report.sorted(), console);
                }
                tell::reasons(done, files > 0, console);
                if self.withheld != before.withheld {
                    done.editions()
                        .for_each(|(edition, ..)| tell::withheld(edition, console));
                }
            }
        }
    }
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
