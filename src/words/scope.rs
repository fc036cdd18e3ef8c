//! 公开范围: who may see an entry, and whom an edition is for.
//! Source: 《中国共产党党务公开条例（试行）》第八条, four levels.

use super::Labelled;

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
}

impl Labelled for Scope {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Public => ("public", "社会公开"),
            Self::Unit => ("unit", "校内公开"),
            Self::Party => ("party", "党内公开"),
            Self::Restricted => ("restricted", "特定对象"),
        }
    }
}
