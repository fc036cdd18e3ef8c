//! The folder's content, assembled again and again: what `build --watch` and [`super::Workshop`] share. Everything
//! that can be is taken from the last time; when nothing has changed, nothing is done.

use std::path::Path;
use std::time::Duration;

use super::Touched;
use super::shelf::{Looked, Shelf};
use crate::pipeline::{self, Assembled, Decisions, Given, Request};
use crate::read::config::Edition;
use crate::words::{Day, MachineFault, Report, SourcePath};

/// A fault that is this young may be a file that is half written: it is looked at again before it is told.
pub(crate) const GRACE: Duration = Duration::from_millis(120);
/// But not for longer than so many times this.
const GRACES: usize = 8;

/// A site's folder on somebody's desk.
#[derive(Debug)]
pub struct Desk {
    shelf: Shelf,
    decisions: Decisions,
    /// The day that it was last assembled for.
    day: Option<Day>,
}

/// What was assembled of what one look found.
#[derive(Debug)]
pub struct Assembly {
    /// Everything that is known before anything is rendered; `None` when `site.toml` is unusable.
    pub assembled: Option<Assembled>,
    /// What is wrong with it.
    pub report: Report,
    /// The files that are not what they were the last time: changed, new and gone ones.
    pub changed: Vec<SourcePath>,
}

impl Desk {
    /// For the site in this folder. Reads nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            shelf: Shelf::new(root),
            decisions: Decisions::default(),
            day: None,
        }
    }

    /// Looks where something may have changed; `None` when nothing has since the last time.
    ///
    /// # Errors
    /// The folder, or a theme, cannot be read, or the content was there and is gone: a folder that is being
    /// exchanged is no empty site.
    pub fn assemble(
        &mut self,
        touched: &Touched,
        request: &Request,
    ) -> Result<Option<Assembly>, MachineFault> {
        let Looked {
            library,
            mut report,
            changed,
        } = self.shelf.look(touched)?;
        if changed.is_empty() && self.day == Some(request.day) {
            return Ok(None);
        }
        self.day = None;
        let mut assembled = None;
        if let Some(library) = library {
            let mut theme = |edition: &Edition, report: &mut Report| self.shelf.theme(edition, report);
            let given = Given {
                library,
                theme: &mut theme,
                decisions: Some(&mut self.decisions),
            };
            assembled = Some(pipeline::assemble_library(given, request, &mut report)?);
        }
        self.day = Some(request.day);
        Ok(Some(Assembly {
            assembled,
            report,
            changed,
        }))
    }

    /// What came of the last assembly was lost: the next one is made even if nothing changes.
    pub fn forget(&mut self) {
        self.day = None;
    }
}

/// What a look came to.
pub(crate) enum Seen<T> {
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
    mut look: impl FnMut(&Touched) -> Result<Seen<T>, MachineFault>,
) -> Result<Option<T>, MachineFault> {
    let mut found = match look(touched) {
        Ok(Seen::Same) => return Ok(None),
        Ok(Seen::Good(good)) => return Ok(Some(good)),
        Ok(Seen::Faulty(faulty)) => Ok(Some(faulty)),
        Err(fault) => Err(fault),
    };
    for _ in 1..GRACES {
        std::thread::sleep(grace);
        // Whatever else was saved meanwhile may be what was missing.
        found = match look(&Touched::Anything) {
            Ok(Seen::Same) => return found.or(Ok(None)),
            Ok(Seen::Good(good)) => return Ok(Some(good)),
            Ok(Seen::Faulty(faulty)) => Ok(Some(faulty)),
            Err(fault) => Err(fault),
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told when looks come to these one after the other, and how many were taken.
    fn told(looks: &[Result<Seen<u8>, ()>]) -> (Result<Option<u8>, ()>, usize) {
        let mut taken = 0;
        let told = patiently(Duration::ZERO, &Touched::Anything, |_| {
            taken += 1;
            match looks.get(taken - 1).unwrap_or(&Ok(Seen::Same)) {
                Ok(Seen::Same) => Ok(Seen::Same),
                Ok(Seen::Good(what)) => Ok(Seen::Good(*what)),
                Ok(Seen::Faulty(what)) => Ok(Seen::Faulty(*what)),
                Err(()) => Err(MachineFault::new("不在了")),
            }
        });
        (told.map_err(|_| ()), taken)
    }

    #[test]
    fn a_fault_is_told_when_it_stays() {
        assert_eq!(told(&[Ok(Seen::Same)]), (Ok(None), 1));
        assert_eq!(told(&[Ok(Seen::Good(1))]), (Ok(Some(1)), 1));
        // Half written, and whole a moment later.
        assert_eq!(told(&[Ok(Seen::Faulty(1)), Ok(Seen::Good(2))]), (Ok(Some(2)), 2));
        assert_eq!(told(&[Err(()), Ok(Seen::Good(2))]), (Ok(Some(2)), 2));
        assert_eq!(told(&[Ok(Seen::Faulty(1)), Ok(Seen::Same)]), (Ok(Some(1)), 2));
        assert_eq!(told(&[Err(()), Ok(Seen::Same)]), (Ok(None), 2));
        // Somebody who writes all day is told all the same.
        let all_day: Vec<_> = (1..=100).map(|number| Ok(Seen::Faulty(number))).collect();
        assert_eq!(told(&all_day), (Ok(Some(GRACES as u8)), GRACES));
    }
}
