//! The six kinds of entry. A new kind is a new row in every `match` here, which the compiler asks for.

use super::Labelled;

/// What an entry is; decided by the folder it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 通知公告.
    Notice,
    /// 会议纪要.
    Meeting,
    /// 公开承诺.
    Pledge,
    /// 学习资料.
    Study,
    /// 台账.
    Ledger,
    /// An ordinary page: about, contact, rules.
    Page,
}

impl Kind {
    /// All, in the order of the site's navigation.
    pub const ALL: [Self; 6] = [
        Self::Notice,
        Self::Meeting,
        Self::Pledge,
        Self::Study,
        Self::Ledger,
        Self::Page,
    ];

    /// The folder under `content/`, and the first part of the entry's address.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Notice => "notices",
            Self::Meeting => "meetings",
            Self::Pledge => "pledges",
            Self::Study => "study",
            Self::Ledger => "ledgers",
            Self::Page => "pages",
        }
    }

    /// The kind of a folder under `content/`, by either name.
    #[must_use]
    pub fn of_folder(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.folder() == name || kind.label() == name)
    }

    /// The kind by any of its names: id, folder or label.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.id() == name)
            .or_else(|| Self::of_folder(name))
    }
}

impl Labelled for Kind {
    // The alias stands in `site.toml`, in commands and in templates; the word is also accepted as the folder's name.
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Notice => ("notice", "通知公告"),
            Self::Meeting => ("meeting", "会议纪要"),
            Self::Pledge => ("pledge", "公开承诺"),
            Self::Study => ("study", "学习资料"),
            Self::Ledger => ("ledger", "台账"),
            Self::Page => ("page", "页面"),
        }
    }
}
