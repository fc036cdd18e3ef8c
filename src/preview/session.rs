//! The site while somebody works on it: each look at its folder gives what is wrong now, and, when nothing is, a
//! fresh [`Snapshot`]. While the content has a fault the last good one stays.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::Touched;
use super::cache::{Assembly, Cache};
use super::snapshot::{self, Snapshot};
use crate::words::{Day, MachineFault, Report, SourcePath};

/// A fault that is this young may be a file that is half written: it is looked at again before it is told.
pub(crate) const GRACE: Duration = Duration::from_millis(120);
/// But not for longer than so many times this.
const GRACES: usize = 8;

/// A site's folder, looked at again and again.
#[derive(Debug)]
pub struct PreviewSession {
    cache: Cache,
    grace: Duration,
    /// What the last look had to complain about.
    told: Option<Report>,
    last: Option<Arc<Snapshot>>,
}

/// What one look came to.
#[derive(Debug)]
pub struct Update {
    /// Everything that is wrong now, whether it is new or not.
    pub report: Report,
    /// The site as it is now; `None` when nothing is different from the last look, and when there are errors: the
    /// last good one is then the one to show.
    pub fresh: Option<Arc<Snapshot>>,
    /// The files that are not what they were at the last look: changed, new and gone ones; all at the first.
    pub changed: Vec<SourcePath>,
}

impl PreviewSession {
    /// For the site in this folder. Looks at nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            cache: Cache::new(root),
            grace: GRACE,
            told: None,
            last: None,
        }
    }

    /// The same with another time for half-written files.
    #[must_use]
    pub fn grace(self, grace: Duration) -> Self {
        Self { grace, ..self }
    }

    /// Looks at the folder as of a day. `touched` is where to look: nothing else is looked at when that is enough.
    /// A fault in what was just changed is looked at again after a moment; the call lasts that much longer.
    ///
    /// # Errors
    /// The folder, or a theme, cannot be read, or there is no content any more: a folder that is being exchanged is
    /// no empty site. The last snapshot is then the one to show.
    pub fn look(&mut self, day: Day, touched: &Touched) -> Result<Update, MachineFault> {
        let update = if self.told.is_none() {
            self.look_once(day, touched)?
        } else {
            let mut changed = BTreeSet::new();
            let update = patiently(self.grace, touched, |touched| {
                let Some(update) = self.look_once(day, touched)? else {
                    return Ok(LookOutcome::Same);
                };
                changed.extend(update.changed.iter().cloned());
                Ok(match update.report.has_errors() {
                    false => LookOutcome::Good(update),
                    true => LookOutcome::Faulty(update),
                })
            })?;
            update.map(|update| Update {
                changed: changed.into_iter().collect(),
                ..update
            })
        };
        Ok(update.unwrap_or_else(|| Update {
            report: self.told.clone().unwrap_or_default(),
            fresh: None,
            changed: Vec::new(),
        }))
    }

    fn look_once(&mut self, day: Day, touched: &Touched) -> Result<Option<Update>, MachineFault> {
        let Some(assembly) = self.cache.assemble(touched, &snapshot::request(day))? else {
            return Ok(None);
        };
        let Assembly {
            assembled,
            mut report,
            changed,
        } = assembly;
        let before = self.last.as_deref();
        let snapshot = assembled
            .filter(|_| !report.has_errors())
            .map(|assembled| Snapshot::new(assembled, day, before, &mut report));
        if let Some(snapshot) = snapshot.as_ref().filter(|_| !report.has_errors()) {
            report.absorb(snapshot.faults(before, &changed));
        }
        let fresh = snapshot.filter(|_| !report.has_errors()).map(Arc::new);
        if fresh.is_some() {
            self.last.clone_from(&fresh);
        }
        self.told = Some(report.clone());
        Ok(Some(Update {
            report,
            fresh,
            changed,
        }))
    }
}

/// What a look came to.
pub(crate) enum LookOutcome<T> {
    /// Nothing has changed since the look before.
    Same,
    /// Something that can be shown.
    Good(T),
    /// Something that has faults.
    Faulty(T),
}

/// Looks, and when there are faults again after a moment, until they are gone or nothing changes any more. What
/// is found in the end; `None` when nothing has changed.
///
/// # Errors
/// The last look's.
pub(crate) fn patiently<T>(
    grace: Duration,
    touched: &Touched,
    mut look: impl FnMut(&Touched) -> Result<LookOutcome<T>, MachineFault>,
) -> Result<Option<T>, MachineFault> {
    let mut found = match look(touched) {
        Ok(LookOutcome::Same) => return Ok(None),
        Ok(LookOutcome::Good(good)) => return Ok(Some(good)),
        Ok(LookOutcome::Faulty(faulty)) => Ok(Some(faulty)),
        Err(fault) => Err(fault),
    };
    for _ in 1..GRACES {
        std::thread::sleep(grace);
        // Whatever else was saved meanwhile may be what was missing.
        found = match look(&Touched::Anything) {
            Ok(LookOutcome::Same) => return found.or(Ok(None)),
            Ok(LookOutcome::Good(good)) => return Ok(Some(good)),
            Ok(LookOutcome::Faulty(faulty)) => Ok(Some(faulty)),
            Err(fault) => Err(fault),
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told when looks come to these one after the other, and how many were taken.
    fn told(looks: &[Result<LookOutcome<u8>, ()>]) -> (Result<Option<u8>, ()>, usize) {
        let mut taken = 0;
        let told = patiently(Duration::ZERO, &Touched::Anything, |_| {
            taken += 1;
            match looks.get(taken - 1).unwrap_or(&Ok(LookOutcome::Same)) {
                Ok(LookOutcome::Same) => Ok(LookOutcome::Same),
                Ok(LookOutcome::Good(what)) => Ok(LookOutcome::Good(*what)),
                Ok(LookOutcome::Faulty(what)) => Ok(LookOutcome::Faulty(*what)),
                Err(()) => Err(MachineFault::new("不在了")),
            }
        });
        (told.map_err(|_| ()), taken)
    }

    #[test]
    fn a_fault_is_told_when_it_stays() {
        assert_eq!(told(&[Ok(LookOutcome::Same)]), (Ok(None), 1));
        assert_eq!(told(&[Ok(LookOutcome::Good(1))]), (Ok(Some(1)), 1));
        // Half written, and whole a moment later.
        assert_eq!(
            told(&[Ok(LookOutcome::Faulty(1)), Ok(LookOutcome::Good(2))]),
            (Ok(Some(2)), 2)
        );
        assert_eq!(told(&[Err(()), Ok(LookOutcome::Good(2))]), (Ok(Some(2)), 2));
        assert_eq!(
            told(&[Ok(LookOutcome::Faulty(1)), Ok(LookOutcome::Same)]),
            (Ok(Some(1)), 2)
        );
        assert_eq!(told(&[Err(()), Ok(LookOutcome::Same)]), (Ok(None), 2));
        // Somebody who writes all day is told all the same.
        let all_day: Vec<_> = (1..=100).map(|number| Ok(LookOutcome::Faulty(number))).collect();
        assert_eq!(told(&all_day), (Ok(Some(GRACES as u8)), GRACES));
    }
}
