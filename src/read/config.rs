//! `site.toml`: the school, the editions, rules that may be tuned. Reading it is in `read`.

mod appearance;
mod approval;
mod boards;
mod deploy;
mod ledgers;
mod meetings;
mod publicity;
mod read;
mod sections;
mod study;
mod supervision;
mod terms;

pub use appearance::{Appearance, HomePicture, PlacedValue, SiteAppearance, ThemeLook, ThemeSettings};
pub use boards::{Board, BoardSection, Designed, Take};
pub use deploy::{DeployTarget, Destination, ServerAddress, UploadProtocol};
pub use ledgers::LedgerRule;
pub use meetings::{Duty, KindRule, MeetingRules, Owed};
pub use publicity::PublicityRule;
pub(super) use read::{ConfigContext, read, term_rule};
pub use sections::section_scope;
pub use study::StudyRule;
pub use supervision::Supervision;
pub use terms::TermRule;

use crate::words::{Acknowledgement, Day, Kind, Labelled, Place, Scope, SourcePath, Step};

/// What `site.toml` says, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name; an edition may have its own.
    pub title: String,
    /// `since`: the site's first day of use; nothing that was owed before is judged.
    pub since: Option<Day>,
    /// Who publishes it, for the footer.
    pub publisher: Publisher,
    /// `[home]`: the photograph on the home page, under `content/files/`.
    pub home_picture: Option<HomePicture<SourcePath>>,
    /// Every non-ASCII character is written as a reference.
    pub ascii_safe: bool,
    /// Each 社会公开 web edition carries a summary for the bureau above, `disclosure.txt`.
    pub disclosure_txt: bool,
    /// Raw HTML in bodies is kept as it is, not sanitised.
    pub raw_html: bool,
    /// The editions, in the file's order; at least one; no two with one id or one output folder.
    pub editions: Vec<Edition>,
    /// `[sections.<kind>] scope`.
    pub default_scopes: Vec<(Kind, Scope)>,
    /// `[approval]`.
    pub approval: ApprovalRule,
    /// `[publicity]`.
    pub publicity: PublicityRule,
    /// `[terms]`.
    pub terms: TermRule,
    /// `[study]`.
    pub study: StudyRule,
    /// `[meetings]` and `[duties]`.
    pub meetings: MeetingRules,
    /// `[ledgers]`.
    pub ledgers: LedgerRule,
    /// `[supervision]`, with the publisher's telephone and mail where it has none of its own.
    pub supervision: Supervision,
    /// `[[boards]]`, in the file's order; no two with one id.
    pub boards: Vec<Board>,
    /// `[deploy.…]`, in the file's order; no two with one name.
    pub deploy: Vec<DeployTarget>,
    /// `acknowledged`: for the whole site.
    pub acknowledged: Vec<Acknowledgement>,
}

impl Config {
    /// The scope of an entry that states none, when `site.toml` gives one for its kind.
    #[must_use]
    pub fn default_scope(&self, kind: Kind) -> Option<Scope> {
        self.default_scopes
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, scope)| *scope)
    }

    /// The boards of an edition.
    pub fn boards_of(&self, edition: &Edition) -> impl Iterator<Item = &Board> {
        self.boards.iter().filter(|board| board.edition == edition.id)
    }
}

/// Who publishes the site. Each is shown in the footer when it is there.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// 主办单位.
    pub organizer: Option<String>,
    /// 地址.
    pub address: Option<String>,
    /// 监督电话.
    pub telephone: Option<String>,
    /// 监督邮箱.
    pub email: Option<String>,
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// An image under `content/files/` that the school provides for the band at the top.
    pub emblem: Option<SourcePath>,
}

/// One output for one audience.
#[derive(Debug, Clone)]
pub struct Edition {
    /// `web`, `board`: the name on the command line.
    pub id: String,
    /// The name at the top of its pages.
    pub title: String,
    /// Whom it is for.
    pub audience: Scope,
    /// The theme's folder name.
    pub theme: String,
    /// Where the theme is named, when it is.
    pub theme_place: Option<Place>,
    /// How it looks; the same for all editions.
    pub appearance: SiteAppearance,
    /// The output folder, relative to the site's folder; never inside content, themes or `.gongkai`.
    pub output: String,
    /// Whose entries it shows, by the branches' ids, beside those of the whole school; `None` for everybody's.
    pub branches: Option<Vec<String>>,
    /// Where it will be reached, with a `/` at its end; `http://` or `https://`.
    pub base_url: Option<String>,
    /// It is what hangs on boards: sheets to print, no web site.
    pub is_board: bool,
    /// The edition that the codes on a board's sheets lead to; it exists and is no board edition.
    pub qr_edition: Option<String>,
}

impl Edition {
    /// True for a web site that everybody may see.
    #[must_use]
    pub fn is_for_everybody(&self) -> bool {
        self.audience == Scope::Public && !self.is_board
    }

    /// True when the edition shows entries of this branch, or, without one, of the whole school.
    #[must_use]
    pub fn takes(&self, branch: Option<&str>) -> bool {
        match (&self.branches, branch) {
            (Some(branches), Some(branch)) => branches.iter().any(|id| id == branch),
            (None, _) | (_, None) => true,
        }
    }
}

/// Which entries need which steps before they are published.
#[derive(Debug, Clone)]
pub struct ApprovalRule {
    /// Default: all four.
    pub steps: Vec<Step>,
    /// Default: all kinds but pages.
    pub kinds: Vec<Kind>,
    /// What happens to an entry that was changed after a step with a 指纹. Default: it is withheld.
    pub changed: OnChange,
    /// No two of these steps may be taken by one person. Default: none.
    pub distinct: Vec<Step>,
}

/// What happens to an entry that was changed since it was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnChange {
    /// 撤下: it is not published until it is approved anew.
    #[default]
    Withhold,
    /// 警告: it is published, and complained about.
    Warn,
}

impl OnChange {
    /// All.
    pub const ALL: [Self; 2] = [Self::Withhold, Self::Warn];
}

impl Labelled for OnChange {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Withhold => ("withhold", "撤下"),
            Self::Warn => ("warn", "警告"),
        }
    }
}

impl Default for ApprovalRule {
    fn default() -> Self {
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page).collect();
        Self {
            steps: Step::ALL.to_vec(),
            kinds,
            changed: OnChange::default(),
            distinct: Vec::new(),
        }
    }
}
