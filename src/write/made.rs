//! What photographs and attachments were made into, so that they need not be made again to know that they can be.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::location::STATE;
use super::manifest::{self, Manifest};
use crate::words::Fingerprint;

/// How long what one program made of each source is: of the builds before, by their manifests, and of this one.
#[derive(Debug)]
pub struct MadeLengths {
    site: PathBuf,
    program: Fingerprint,
    /// The manifests are read when the first is asked for: many sites attach nothing.
    lengths: Mutex<Option<HashMap<Fingerprint, u64>>>,
}

impl MadeLengths {
    /// Those of a site and of a program.
    #[must_use]
    pub fn new(site: &Path, program: Fingerprint) -> Self {
        Self {
            site: site.to_owned(),
            program,
            lengths: Mutex::default(),
        }
    }

    /// What stands for a source in a manifest: another program may make something else of it.
    #[must_use]
    pub fn noted(&self, source: Fingerprint) -> Fingerprint {
        Fingerprint::of(&[self.program.to_bytes(), source.to_bytes()].concat())
    }

    /// The file that was made of a source is so long.
    pub fn note(&self, source: Fingerprint, length: u64) {
        let source = self.noted(source);
        self.with(|lengths| lengths.insert(source, length));
    }

    /// How long the file is that was made of a source; `None` when none was.
    #[must_use]
    pub fn of(&self, source: Fingerprint) -> Option<u64> {
        let source = self.noted(source);
        self.with(|lengths| lengths.get(&source).copied())
    }

    fn with<T>(&self, ask: impl FnOnce(&mut HashMap<Fingerprint, u64>) -> T) -> T {
        let mut lengths = self.lengths.lock().unwrap_or_else(PoisonError::into_inner);
        ask(lengths.get_or_insert_with(|| before(&self.site)))
    }
}

/// What all manifests of a site tell; a manifest that cannot be read tells nothing, and all is made anew.
fn before(site: &Path) -> HashMap<Fingerprint, u64> {
    let mut lengths = HashMap::new();
    for path in manifest::all(&site.join(STATE)).unwrap_or_default() {
        let text = std::fs::read_to_string(&path).ok();
        for (_, content, source) in text.and_then(Manifest::parse).iter().flat_map(Manifest::rows) {
            lengths.extend(source.map(|source| (source, content.length)));
        }
    }
    lengths
}
