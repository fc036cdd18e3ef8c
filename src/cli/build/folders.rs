//! Rendered files on their way into the editions' folders; those of a rehearsal with their band.

use super::band::Band;
use crate::cli::arguments::Build;
use crate::cli::progress::Progress;
use crate::pipeline::{Assembled, Made, Sink};
use crate::words::{Address, MachineFault, Recipe};
use crate::write::Staging;

/// The stagings as a sink.
pub(super) struct Folders {
    pub(super) stagings: Vec<Staging>,
    pub(super) progress: Progress,
    /// What every page of a rehearsal carries.
    pub(super) band: Option<Band>,
}

/// The band, when the build is a rehearsal.
pub(super) fn band(assembled: &Assembled, options: &Build) -> Option<Band> {
    let is_rehearsal = options.out.is_some() && (options.drafts || options.date.is_some());
    let day = assembled.editions.first().filter(|_| is_rehearsal)?.site.day;
    Some(Band::new(day, assembled.library.config.ascii_safe))
}

impl Folders {
    /// Puts what goes beside the pages; gives what is to be committed.
    pub(super) fn finish(self) -> Result<Vec<Staging>, MachineFault> {
        self.progress.finish();
        for staging in &self.stagings {
            if let Some(band) = &self.band {
                let (address, bytes) = band.sheet();
                staging.put(address, &bytes, Recipe::of(&bytes))?;
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
            Some(band) => staging.put(
                address,
                &band.put_on(address, made.bytes),
                band.recipe(made.recipe),
            ),
            None => staging.put(address, made.bytes, made.recipe),
        }
    }

    fn keep(&self, edition: usize, address: &Address, recipe: Recipe) -> Result<bool, MachineFault> {
        let band = self.band.as_ref().filter(|_| Band::is_for(address));
        let recipe = band.map_or(recipe, |band| band.recipe(recipe));
        let kept = self.stagings[edition].keep(address, recipe)?;
        if kept {
            self.progress.step();
        }
        Ok(kept)
    }
}
