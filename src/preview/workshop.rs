//! The site while somebody works on it: each look at its folder gives what is wrong now, and, when nothing is, a
//! fresh [`Snapshot`]. While the content has a fault the last good one stays.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::Touched;
use super::desk::{Assembly, Desk, GRACE, Seen, patiently};
use super::snapshot::{self, Snapshot};
use crate::words::{Day, MachineFault, Report, SourcePath};

/// A site's folder, looked at again and again.
#[derive(Debug)]
pub struct Workshop {
    desk: Desk,
    grace: Duration,
    /// What the last look had to complain about.
    told: Option<Report>,
    last: Option<Arc<Snapshot>>,
    /// The one before.
    older: Option<Arc<Snapshot>>,
}

/// What one look came to.
#[derive(Debug)]
pub struct Round {
    /// Everything that is wrong now, whether it is new or not.
    pub report: Report,
    /// The site as it is now; `None` when nothing is different from the last look, and when there are errors: the
    /// last good one is then the one to show.
    pub fresh: Option<Arc<Snapshot>>,
    /// The files that are not what they were at the last look: changed, new and gone ones; all at the first.
    pub changed: Vec<SourcePath>,
}

impl Workshop {
    /// A workshop for the site in this folder. Looks at nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            desk: Desk::new(root),
            grace: GRACE,
            told: None,
            last: None,
            older: None,
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
    pub fn look(&mut self, day: Day, touched: &Touched) -> Result<Round, MachineFault> {
        let round = if self.told.is_none() {
            self.look_once(day, touched)?
        } else {
            let mut changed = BTreeSet::new();
            let round = patiently(self.grace, touched, |touched| {
                let Some(round) = self.look_once(day, touched)? else {
                    return Ok(Seen::Same);
                };
                changed.extend(round.changed.iter().cloned());
                Ok(match round.report.has_errors() {
                    false => Seen::Good(round),
                    true => Seen::Faulty(round),
                })
            })?;
            round.map(|round| Round {
                changed: changed.into_iter().collect(),
                ..round
            })
        };
        Ok(round.unwrap_or_else(|| Round {
            report: self.told.clone().unwrap_or_default(),
            fresh: None,
            changed: Vec::new(),
        }))
    }

    fn look_once(&mut self, day: Day, touched: &Touched) -> Result<Option<Round>, MachineFault> {
        let Some(assembly) = self.desk.assemble(touched, &snapshot::request(day))? else {
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
        if let Some(fresh) = &fresh {
            let old = self.last.replace(Arc::clone(fresh));
            // Taking apart so much takes a while. By now whoever asks has long had a fresher one than this.
            let older = std::mem::replace(&mut self.older, old);
            rayon::spawn(move || drop(older));
        }
        self.told = Some(report.clone());
        Ok(Some(Round {
            report,
            fresh,
            changed,
        }))
    }
}
