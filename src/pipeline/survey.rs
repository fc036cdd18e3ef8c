//! What those who keep a site look at: every entry of whatever scope as of a day, for `status`. Its site is for
//! nobody's eyes but theirs: it stays in here, without a plan and without a theme, so that nothing can be rendered
//! or written of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::decide::{Decided, decide_all};
use crate::clearance::{self, Mode, Reason};
use crate::read::config::{Edition, SiteAppearance};
use crate::read::{Document, Library, Tree, library};
use crate::site::coverage::ItemCoverage;
use crate::site::{Site, World, meetings};
use crate::words::{Day, Report, Scope, SourcePath};

/// Everything that was read, and the whole of it as one edition that is for nobody.
#[derive(Debug)]
pub struct Survey {
    /// What was read.
    pub library: Library,
    /// The day.
    pub day: Day,
    withheld: HashMap<SourcePath, Vec<Reason>>,
    site: Site,
}

/// Reads everything and looks at it as of a day. `None` when `site.toml` is unusable; the report says why.
pub fn survey(tree: Tree, day: Day, report: &mut Report) -> Option<Survey> {
    let library = library::read(&tree, day, report)?;
    let edition = Edition {
        id: String::new(),
        title: library.config.title.clone(),
        audience: Scope::Restricted,
        theme: String::new(),
        theme_place: None,
        appearance: SiteAppearance::default(),
        output: String::new(),
        branches: None,
        base_url: None,
        is_board: false,
        qr_edition: None,
    };
    let rules = clearance::Rules {
        edition: &edition,
        approval: &library.config.approval,
        day,
        mode: Mode::Publish,
    };
    let decided = Decided::new(&library.documents, decide_all(&library.documents, &rules));
    let withheld = decided.withheld.into_iter();
    let withheld = withheld
        .map(|(document, reasons)| (document.source.clone(), reasons))
        .collect();
    let world = World {
        calendar: Arc::clone(&library.calendar),
        organization: clearance::organization(&library.organization, &edition),
        catalogue: clearance::catalogue(&library.catalogue, edition.audience),
        day,
        codes: clearance::QrAddresses::default(),
    };
    let site = Site::new(&library.config, &edition, world, decided.cleared);
    Some(Survey {
        library,
        day,
        withheld,
        site,
    })
}

impl Survey {
    /// Why an entry is not published anywhere yet; empty for one that is, or could be by its scope.
    #[must_use]
    pub fn obstacles(&self, document: &Document) -> &[Reason] {
        self.withheld.get(&document.source).map_or(&[], Vec::as_slice)
    }

    /// True when an edition publishes an entry, be it only that its time is over.
    #[must_use]
    pub fn shows(&self, edition: &Edition, document: &Document) -> bool {
        let rules = clearance::Rules {
            edition,
            approval: &self.library.config.approval,
            day: self.day,
            mode: Mode::Publish,
        };
        clearance::obstacles(document, &rules).is_empty()
    }

    /// How each item of 公开目录 stands, all scopes counted.
    #[must_use]
    pub fn coverage(&self) -> &[ItemCoverage] {
        &self.site.coverage
    }

    /// 三会一课 by year, all scopes counted.
    #[must_use]
    pub fn matrix(&self) -> &BTreeMap<i32, meetings::MatrixYear> {
        &self.site.matrix
    }
}
