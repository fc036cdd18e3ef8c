//! The site while somebody works on it: each look at its folder gives what is wrong now, and, when nothing is, a
//! fresh [`Snapshot`]. While the content has a fault the last good one stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Touched;
use super::folder::Look;
use super::snapshot::{self, Snapshot};
use crate::pipeline::{self, Made, Sink};
use crate::read::discover;
use crate::render::ThemeFiles;
use crate::words::{Address, Day, MachineFault, Report, SourcePath};

/// A site's folder, looked at again and again.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
    seen: Option<(Look, Day)>,
    report: Report,
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
            root: root.to_owned(),
            seen: None,
            report: Report::new(),
        }
    }

    /// Looks at the folder as of a day. `touched` is where to look first; what else may have changed is found the
    /// next time that anything may have.
    ///
    /// # Errors
    /// The folder, or a theme, cannot be read, or there is no content at all: a folder that is being exchanged is
    /// no empty site. The last snapshot is then the one to show.
    pub fn look(&mut self, day: Day, _touched: &Touched) -> Result<Round, MachineFault> {
        let look = Look::at(&self.root);
        if !self.root.join("content").is_dir() && self.seen.is_some() {
            return Err(MachineFault::new("content 文件夹不在了").hint("等它回来再生成；网站保持不变"));
        }
        let changed = match &self.seen {
            Some((before, of)) if *before == look && *of == day => return Ok(self.unchanged()),
            Some((before, _)) => look.differences(before, &self.root),
            None => look.differences(&Look::default(), &self.root),
        };
        let mut report = Report::new();
        let tree = discover::discover(&self.root, &mut report)?;
        let themes = |name: &str| ThemeFiles::load(&self.root, name);
        let request = snapshot::request(day);
        let assembled = pipeline::assemble(tree, &themes, &request, &mut report)?;
        let mut fresh = None;
        if let Some(assembled) = assembled.filter(|_| !report.has_errors()) {
            let snapshot = Snapshot::new(assembled, day, &mut report);
            pipeline::render(snapshot.assembled(), &Nowhere, &mut report)?;
            fresh = (!report.has_errors()).then(|| Arc::new(snapshot));
        }
        self.seen = Some((look, day));
        self.report = report.clone();
        Ok(Round {
            report,
            fresh,
            changed,
        })
    }

    fn unchanged(&self) -> Round {
        Round {
            report: self.report.clone(),
            fresh: None,
            changed: Vec::new(),
        }
    }
}

/// Where files go that are made for their faults alone.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _edition: usize, _address: &Address, _made: Made<'_>) -> Result<(), MachineFault> {
        Ok(())
    }
}
