//! Who may see what, said a second time and as plainly as possible: the test's own clearance. It knows nothing of the
//! program's; a rule that is added there is added here in its own words.

use gongkai::words::Day;

/// An audience, or who an entry is for; the narrower, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Circle {
    Public,
    Unit,
    Party,
    Restricted,
}

impl Circle {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Public => "社会公开",
            Self::Unit => "校内公开",
            Self::Party => "党内公开",
            Self::Restricted => "特定对象",
        }
    }
}

/// What decides about an entry.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) scope: Circle,
    /// `None` for the whole school.
    pub(crate) branch: Option<&'static str>,
    pub(crate) draft: bool,
    /// The day of the last step; `None` when a step is missing.
    pub(crate) approved: Option<Day>,
    pub(crate) date: Day,
    pub(crate) period: Option<(Day, Day)>,
    /// 期满处理: 保留.
    pub(crate) keep: bool,
    /// The last day of a 征求意见.
    pub(crate) closes: Option<Day>,
    /// It is built for a rehearsal, which shows what is not ready too.
    pub(crate) rehearsed: bool,
    /// The files that belong to it, its own first.
    pub(crate) files: Vec<String>,
}

/// An edition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edition {
    pub(crate) id: &'static str,
    pub(crate) audience: Circle,
    pub(crate) branch: Option<&'static str>,
    /// Sheets of paper for a board, on which not everything hangs.
    pub(crate) is_board: bool,
}

/// What an edition shows of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Whole,
    Remnant,
    Nothing,
}

impl Entry {
    /// True when every edition shows it, or what is left of it.
    pub(crate) fn is_open_to_all(&self, day: Day) -> bool {
        let everybody = Edition {
            id: "",
            audience: Circle::Public,
            branch: None,
            is_board: false,
        };
        self.branch.is_none() && self.shown(&everybody, day) != Shown::Nothing
    }

    pub(crate) fn shown(&self, edition: &Edition, day: Day) -> Shown {
        let for_them = self.scope != Circle::Restricted && self.scope <= edition.audience;
        let of_theirs = edition.branch.is_none() || self.branch.is_none() || self.branch == edition.branch;
        let ready = !self.draft && self.date <= day && self.approved.is_some_and(|last| last <= day);
        if !for_them || !of_theirs || !(ready || self.rehearsed) {
            return Shown::Nothing;
        }
        match self.period {
            Some((first, _)) if day < first => Shown::Nothing,
            Some((_, last)) if day > last && !self.keep => Shown::Remnant,
            _ => Shown::Whole,
        }
    }
}

/// When a field of an entry may be seen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum May {
    /// With the entry.
    WithEntry,
    /// With the entry and with what is left of it: its address.
    InAddress,
    /// When the period is over, or without one with the entry: 公示结果.
    AsResult,
    /// With the entry, from a day on.
    From(Day),
    /// With the entry, by a circle.
    By(Circle),
    /// With the entry, by a circle, from a day on.
    ByFrom(Circle, Day),
    /// Never.
    Never,
}

impl May {
    /// What a register says, of the whole school or of a branch.
    pub(crate) fn be_seen_in_register(self, branch: Option<&str>, edition: &Edition) -> bool {
        let of_theirs = edition.branch.is_none() || branch.is_none() || branch == edition.branch;
        matches!(self, Self::By(circle) if of_theirs && circle <= edition.audience)
    }

    pub(crate) fn be_seen(self, entry: &Entry, edition: &Edition, day: Day) -> bool {
        let shown = entry.shown(edition, day);
        match self {
            Self::WithEntry => shown == Shown::Whole,
            Self::InAddress => shown != Shown::Nothing,
            Self::AsResult => {
                let over = entry.period.is_none_or(|(_, last)| day > last);
                shown != Shown::Nothing && over
            }
            Self::From(first) => shown == Shown::Whole && day >= first,
            Self::By(circle) => {
                let theirs = circle != Circle::Restricted && circle <= edition.audience;
                shown == Shown::Whole && theirs
            }
            Self::ByFrom(circle, first) => day >= first && Self::By(circle).be_seen(entry, edition, day),
            Self::Never => false,
        }
    }
}
