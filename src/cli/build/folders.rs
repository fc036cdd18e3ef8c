//! Rendered files on their way into the editions' folders; those of a rehearsal with their band.

use super::band::Band;
use crate::cli::arguments::Build;
use crate::cli::progress::FileCounter;
use crate::pipeline::{Assembled, Made, Sink};
use crate::words::{Address, Fingerprint, MachineFault};
use crate::write::Staging;

/// The stagings as a sink.
pub(super) struct Folders {
    pub(super) stagings: Vec<Staging>,
    pub(super) progress: FileCounter,
    /// What every page of a rehearsal carries.
    pub(super) band: Option<Band>,
    /// Stands for this very program.
    pub(super) program: Fingerprint,
}

/// The band, when the build is a rehearsal.
pub(super) fn band(assembled: &Assembled, options: &Build) -> Option<Band> {
    let is_rehearsal = options.out.is_some() && (options.drafts || options.date.is_some());
    let day = assembled.editions.first().filter(|_| is_rehearsal)?.site.day;
    Some(Band::new(day, assembled.library.config.ascii_safe))
}

impl Folders {
    /// What a photograph is made of: another program may scale it otherwise.
    fn scaled(&self, source: Fingerprint) -> Fingerprint {
        Fingerprint::of(&[self.program.to_bytes(), source.to_bytes()].concat())
    }

    /// Puts what goes beside the pages; gives what is to be committed.
    pub(super) fn finish(self) -> Result<Vec<Staging>, MachineFault> {
        self.progress.finish();
        for staging in &self.stagings {
            if let Some(band) = &self.band {
                let (address, bytes) = band.sheet();
                staging.put(address, &bytes, None)?;
            }
        }
        Ok(self.stagings)
    }
}

impl Sink for Folders {
    fn put(&self, edition: usize, address: &Address, made: Made<'_>) -> Result<(), MachineFault> {
        self.progress.step();
        let staging = &self.stagings[edition];
        match self.band.as_ref().filter(|_| Band::is_for(address)) {
            Some(band) => staging.put(address, &band.put_on(address, made.bytes), None),
            None => staging.put(address, made.bytes, made.source.map(|source| self.scaled(source))),
        }
    }

    fn has(&self, edition: usize, address: &Address, source: Fingerprint) -> Result<bool, MachineFault> {
        let has = self.stagings[edition].keep(address, self.scaled(source))?;
        if has {
            self.progress.step();
        }
        Ok(has)
    }
}
