//! Compiled themes, each kept with the files that it was compiled from.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::read::config::Edition;
use crate::render::{Medium, Theme, ThemeFiles};
use crate::words::{MachineFault, Report, SourcePath};

/// Every theme that was asked for.
#[derive(Debug)]
pub(super) struct CachedThemes {
    root: PathBuf,
    by_name: HashMap<(String, Medium), CachedTheme>,
}

#[derive(Debug)]
struct CachedTheme {
    files: ThemeFiles,
    /// Compiled, with what was complained about; `None` while it cannot be used.
    theme: Option<(Arc<Theme>, Report)>,
}

impl CachedThemes {
    /// For the site in this folder. Reads nothing yet.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            by_name: HashMap::new(),
        }
    }

    /// Reads the files of every theme that is in use, and forgets what was compiled from others.
    ///
    /// # Errors
    /// A theme's files cannot be read.
    pub(super) fn look(&mut self, changed: &mut BTreeSet<SourcePath>) -> Result<(), MachineFault> {
        for ((name, _), known) in &mut self.by_name {
            let files = ThemeFiles::load(&self.root, name)?;
            let differs = files.differences(&known.files);
            if !differs.is_empty() {
                changed.extend(differs);
                *known = CachedTheme { files, theme: None };
            }
        }
        Ok(())
    }

    /// An edition's theme; `None` when it cannot be used, and the report says why.
    ///
    /// # Errors
    /// Its files cannot be read.
    pub(super) fn get(
        &mut self,
        edition: &Edition,
        report: &mut Report,
    ) -> Result<Option<Arc<Theme>>, MachineFault> {
        let known = match self.by_name.entry((edition.theme.clone(), Medium::of(edition))) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(vacant) => {
                let files = ThemeFiles::load(&self.root, &edition.theme)?;
                vacant.insert(CachedTheme { files, theme: None })
            }
        };
        if known.theme.is_none() {
            let mut complaints = Report::new();
            match Theme::compile(&known.files, edition, &mut complaints) {
                Some(theme) => known.theme = Some((Arc::new(theme), complaints)),
                None => report.absorb(complaints),
            }
        }
        Ok(known.theme.as_ref().map(|(theme, complaints)| {
            report.absorb(complaints.clone());
            Arc::clone(theme)
        }))
    }
}
