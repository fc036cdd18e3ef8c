//! What is to be online, what the target holds → what to do, in order. Pure.

use std::collections::BTreeSet;

use super::local::{LocalSite, UploadTurn};
use super::state::{ServerState, StoredFile};
use super::survey::TargetSurvey;
use crate::words::{Address, ContentHash, Day, ends_with_any};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadStep {
    /// A file goes up, in place of what is there.
    Put(Address, StoredFile),
    /// A file comes down, with what a cut may have left of it under its temporary name.
    Delete(Address),
}

impl UploadStep {
    /// What it is about.
    #[must_use]
    pub fn address(&self) -> &Address {
        match self {
            Self::Put(address, _) | Self::Delete(address) => address,
        }
    }

    /// How many bytes go up.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Put(_, file) => file.length,
            Self::Delete(_) => 0,
        }
    }
}

/// Everything to do with a target.
#[derive(Debug)]
pub struct DeployPlan {
    /// Groups in order; within one the order makes no difference. The first two are what must come down: deletions, then
    /// pages that take the place of others.
    pub groups: Vec<Vec<UploadStep>>,
    /// The target's state before the first step, with everything in between that the steps are about.
    pub state: ServerState,
    /// What an earlier run may have left in any form, also under its temporary name.
    pub unsure: BTreeSet<ContentHash>,
    /// The state file has to be written even when there are no steps: it is missing, or an earlier run left it open.
    pub state_is_open: bool,
}

/// So many groups at the beginning are what must come down.
pub(super) const COME_DOWN: usize = 2;

impl DeployPlan {
    /// All steps in order.
    pub fn steps(&self) -> impl Iterator<Item = &UploadStep> {
        self.groups.iter().flatten()
    }

    /// True when the target is as it should be.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.state_is_open && self.steps().next().is_none()
    }

    /// Nothing but what takes the place of 公示 that are over on a day, and their other files.
    #[must_use]
    pub fn only_expired(mut self, day: Day) -> Self {
        let until = &self.state.until;
        let is_over = |step: &UploadStep| until.get(step.address()).is_some_and(|last| *last < day);
        for (index, group) in self.groups.iter_mut().enumerate() {
            group.retain(|step| index < COME_DOWN && is_over(step));
        }
        let left: BTreeSet<ContentHash> = self
            .steps()
            .map(|step| ContentHash::of_address(step.address()))
            .collect();
        self.state
            .between
            .retain(|hash| left.contains(hash) || self.unsure.contains(hash));
        self
    }

    /// Those that must come down first.
    #[must_use]
    pub fn come_down(&self) -> Vec<&UploadStep> {
        self.groups.iter().take(COME_DOWN).flatten().collect()
    }
}

/// Plans an upload.
#[must_use]
pub fn plan(site: &LocalSite, survey: &TargetSurvey) -> DeployPlan {
    let before = &survey.state;
    let is_changed = |address: &Address, file: StoredFile| {
        before.files.get(address) != Some(&file) || survey.unsure.contains(address)
    };
    let mut puts: Vec<(&Address, _)> = site.files.iter().collect();
    puts.retain(|(address, local)| is_changed(address, local.file));
    let put = |down: bool, turn: Option<UploadTurn>| -> Vec<UploadStep> {
        let wanted = puts.iter().filter(|(address, local)| {
            let is_shown = before.until.contains_key(*address)
                || before.day.is_none() && before.files.contains_key(*address)
                || survey.unsure.contains(*address);
            let takes_down = is_shown && local.takes_down(before.until.get(*address).copied());
            takes_down == down && turn.is_none_or(|turn| local.turn == turn)
        });
        wanted
            .map(|(address, local)| UploadStep::Put((*address).clone(), local.file))
            .collect()
    };
    let gone = gone(site, survey);
    // What pages of before are drawn with stays until no such page is left.
    let (late, first): (Vec<_>, Vec<_>) = gone.into_iter().partition(is_scenery);
    let delete = |addresses: Vec<Address>| addresses.into_iter().map(UploadStep::Delete).collect();
    let groups = vec![
        delete(first),
        put(true, None),
        put(false, Some(UploadTurn::File)),
        put(false, Some(UploadTurn::Page)),
        put(false, Some(UploadTurn::List)),
        put(false, Some(UploadTurn::Last)),
        delete(late),
    ];
    let mut state = before.clone();
    for (address, local) in &site.files {
        if !is_changed(address, local.file) {
            state.shows(address, local.until());
        }
    }
    let shows_other = state.until != before.until;
    state.between = groups
        .iter()
        .flatten()
        .map(|step| ContentHash::of_address(step.address()))
        .collect();
    DeployPlan {
        groups,
        state,
        unsure: survey.unsure.iter().map(ContentHash::of_address).collect(),
        state_is_open: survey.state_is_open || shows_other,
    }
}

/// What is there and should not be: those of 公示 first.
fn gone(site: &LocalSite, survey: &TargetSurvey) -> Vec<Address> {
    let is_there =
        |address: &&Address| survey.state.files.contains_key(*address) || survey.unsure.contains(*address);
    let known = survey.state.files.keys().chain(&survey.unsure);
    let all = site
        .left
        .iter()
        .filter(is_there)
        .chain(known)
        .filter(|address| !site.files.contains_key(*address));
    let mut seen = BTreeSet::new();
    all.filter(|address| seen.insert((*address).clone()))
        .cloned()
        .collect()
}

/// What only makes pages look as they do: a theme's own files, which say nothing.
fn is_scenery(address: &Address) -> bool {
    let is_style = ends_with_any(address.as_str(), &[".css", ".woff", ".woff2"]);
    is_style && address.as_str().starts_with("assets/")
}
