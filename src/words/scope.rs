//! 公开范围: who may see an entry, and whom an edition is for.
//! Source: 《中国共产党党务公开条例（试行）》第八条, four levels.

/// From the widest audience to the narrowest; a wider scope compares as less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// 社会公开: everybody.
    Public,
    /// 校内公开 (本单位公开): the school's staff.
    Unit,
    /// 党内公开: Party members.
    Party,
    /// 特定对象: named persons; in no edition by default.
    Restricted,
}

impl Scope {
    /// All, from the widest.
    pub const ALL: [Self; 4] = [Self::Public, Self::Unit, Self::Party, Self::Restricted];

    /// True when something of this scope may be shown to `audience`.
    #[must_use]
    pub fn reaches(self, audience: Self) -> bool {
        self <= audience
    }

    /// The word users type and read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "社会公开",
            Self::Unit => "校内公开",
            Self::Party => "党内公开",
            Self::Restricted => "特定对象",
        }
    }

    /// The English alias.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unit => "unit",
            Self::Party => "party",
            Self::Restricted => "restricted",
        }
    }
}
