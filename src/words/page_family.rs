//! The families of pages, a row each: the name that templates see, the template, and where its pages lie. From here come the
//! addresses of generated pages, the names that no entry's page may have, and the templates that a theme has to bring. What
//! a page shows, and which pages there are, is not known here.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Kind;

/// A family of pages.
#[derive(Debug, PartialEq, Eq)]
pub struct PageFamily {
    /// `page.family`.
    pub name: &'static str,
    /// The template that is filled.
    pub template: &'static str,
    /// Where its pages lie: its only page or the newest one first, those about something last. `#` stands for the four
    /// digits of a year, `*` for any text without `/`. Empty when entries say it.
    pub addresses: &'static [&'static str],
}

const fn row(name: &'static str, template: &'static str, addresses: &'static [&'static str]) -> PageFamily {
    PageFamily {
        name,
        template,
        addresses,
    }
}

#[rustfmt::skip] // A row is a line.
impl PageFamily {
    pub(crate) const HOME: Self = row("home", "home.html", &["index.html"]);
    pub(crate) const LIST: Self = row("list", "list.html", &[
        "*/index.html", "*/#.html",
        "branches/*/index.html", "branches/*/#.html",
        "tags/*/index.html", "tags/*/#.html",
        "study/category-*/index.html", "study/category-*/#.html",
        "study/series-*/index.html", "study/series-*/#.html",
    ]);
    pub(crate) const ENTRY: Self = row("entry", "entry.html", &[]);
    pub(crate) const REGISTER: Self = row("register", "register.html", &["pledges/register-#.html"]);
    pub(crate) const TAGS: Self = row("tags", "directory.html", &["tags/index.html"]);
    pub(crate) const ORGANIZATION: Self = row("organization", "organization.html", &["branches/index.html"]);
    pub(crate) const MATRIX: Self = row("matrix", "matrix.html", &["meetings/matrix-#.html"]);
    pub(crate) const HOURS: Self = row("hours", "hours.html", &["study/hours.html"]);
    pub(crate) const CATALOGUE: Self = row("catalogue", "catalogue.html", &["catalogue/index.html"]);
    pub(crate) const COVERAGE: Self = row("coverage", "coverage.html", &["catalogue/coverage.html"]);
    pub(crate) const CORRECTIONS: Self = row("corrections", "corrections.html", &["corrections/index.html", "corrections/#.html"]);
    pub(crate) const SUPERVISION: Self = row("supervision", "supervision.html", &["supervision/index.html"]);
    pub(crate) const STATISTICS: Self = row("statistics", "statistics.html", &["statistics/index.html", "statistics/#.html"]);
    pub(crate) const REPORTS: Self = row("reports", "reports.html", &["reports/index.html"]);
    pub(crate) const MONTH_REPORT: Self = row("month-report", "report-month.html", &["reports/*.html"]);
    pub(crate) const QUARTER_REPORT: Self = row("quarter-report", "report-quarter.html", &["reports/*.html"]);
    pub(crate) const SEARCH: Self = row("search", "search.html", &["search.html"]);
    pub(crate) const NOT_FOUND: Self = row("not_found", "404.html", &["404.html"]);
    pub(crate) const REDIRECT: Self = row("redirect", "redirect.html", &[]);

    pub(crate) const BOARD_HOME: Self = row("home", "index.html", &["index.html"]);
    pub(crate) const SHEETS: Self = row("sheets", "sheets.html", &["sheets/*/*.html"]);
    pub(crate) const ALL_SHEETS: Self = row("all-sheets", "sheets.html", &["all.html"]);
    pub(crate) const BOARD_PLAN: Self = row("plan", "plan.html", &["*/plan.html"]);
    pub(crate) const BOARD_SCREEN: Self = row("screen", "screen.html", &["*/screen.html"]);
    pub(crate) const CHANGES: Self = row("changes", "changes.html", &["changes.html"]);

    pub(crate) const GATHERED: Self = row("gathered", "gathered.html", &["index.html"]);
    pub(crate) const GATHERED_ITEMS: Self = row("gathered-items", "gathered.html", &["items/index.html"]);
    pub(crate) const GATHERED_ITEM: Self = row("gathered-item", "gathered.html", &["items/*.html"]);
    pub(crate) const GATHERED_ENTRIES: Self = row("gathered-entries", "gathered.html", &["entries/index.html"]);
    pub(crate) const GATHERED_SCHOOL: Self = row("gathered-school", "gathered.html", &["schools/*.html"]);

    /// Those of a web edition.
    pub const WEB: &[Self] = &[
        Self::HOME, Self::LIST, Self::ENTRY, Self::REGISTER, Self::TAGS, Self::ORGANIZATION, Self::MATRIX, Self::HOURS,
        Self::CATALOGUE, Self::COVERAGE, Self::CORRECTIONS, Self::SUPERVISION, Self::STATISTICS, Self::REPORTS,
        Self::MONTH_REPORT, Self::QUARTER_REPORT, Self::SEARCH, Self::NOT_FOUND, Self::REDIRECT,
    ];
    /// Those of a board edition.
    pub const BOARD: &[Self] = &[
        Self::BOARD_HOME, Self::SHEETS, Self::ALL_SHEETS, Self::BOARD_PLAN, Self::BOARD_SCREEN, Self::CHANGES,
    ];
    /// Those of what a bureau gathers from its schools; no edition has them.
    pub const GATHERED_SITE: &[Self] = &[
        Self::GATHERED, Self::GATHERED_ITEMS, Self::GATHERED_ITEM, Self::GATHERED_ENTRIES, Self::GATHERED_SCHOOL,
    ];
}

impl PageFamily {
    /// True for where a page of the family may lie.
    #[must_use]
    pub fn may_lie_at(&self, address: &str) -> bool {
        let mut patterns = self.addresses.iter();
        self.addresses.is_empty() || patterns.any(|pattern| fits(address.as_bytes(), pattern.as_bytes()))
    }

    /// True for a page of any family of the web in a section, by its path there without an ending, and for the folder of
    /// such pages. In which section it is makes no difference: a name is free in all or in none.
    #[must_use]
    pub fn take_in_sections(name: &str) -> bool {
        TAKEN_IN_SECTIONS
            .iter()
            .any(|taken| fits(name.as_bytes(), taken.as_bytes()))
    }

    /// What it takes in sections, as in `addresses`.
    fn taken_in_sections(&self) -> impl Iterator<Item = &'static str> {
        let is_section = |folder: &str| folder == "*" || Kind::ALL.iter().any(|kind| kind.folder() == folder);
        let pages = self
            .addresses
            .iter()
            .filter_map(|pattern| pattern.split_once('/'));
        let in_sections = pages.filter(move |(section, _)| is_section(section));
        in_sections.flat_map(|(_, page)| {
            let folder = page.split_once('/').map(|(folder, _)| folder);
            [page.strip_suffix(".html"), folder].into_iter().flatten()
        })
    }
}

/// Every entry's name is asked about, and few patterns are left of all addresses.
static TAKEN_IN_SECTIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    PageFamily::WEB
        .iter()
        .flat_map(PageFamily::taken_in_sections)
        .collect()
});

fn fits(text: &[u8], pattern: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'#', after @ ..], _) => text
            .split_at_checked(4)
            .is_some_and(|(year, behind)| year.iter().all(u8::is_ascii_digit) && fits(behind, after)),
        ([b'*', after @ ..], _) if fits(text, after) => true,
        ([b'*', ..], [first, behind @ ..]) => *first != b'/' && fits(behind, pattern),
        ([one, after @ ..], [first, behind @ ..]) => one == first && fits(behind, after),
        _ => false,
    }
}
