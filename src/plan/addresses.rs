//! Where generated pages lie. Every name here is a function of what the page is about, never of how
//! many entries there are, so that pages do not move.

use std::fmt::Display;

use crate::read::study::Category;
use crate::site::ListKey;
use crate::words::{
    Address, Kind, Labelled, Month, PageFamily, Quarter, SourcePath, distinct_slug, short_hash, slug,
};

/// An address whose text is known to be good: made of constants, numbers and slugs.
///
/// # Panics
/// When it is not, which a test of every caller rules out.
pub(crate) fn fixed(text: &str) -> Address {
    match Address::new(text) {
        Ok(address) => address,
        Err(fault) => unreachable!("generated address {text:?}: {fault:?}"),
    }
}

/// The only page of a family, or the newest one.
#[must_use]
pub fn page(family: &PageFamily) -> Address {
    fixed(family.addresses.first().copied().unwrap_or_default())
}

/// The page of a family about a year, a month or a board.
pub(crate) fn about(family: &PageFamily, what: impl Display) -> Address {
    let pattern = family.addresses.last().copied().unwrap_or_default();
    fixed(&pattern.replace(['#', '*'], &what.to_string()))
}

/// The pages of one list. Its folder's name is worked out once, however many years there are.
#[derive(Debug, Clone)]
pub struct ListPages {
    folder: String,
}

impl ListPages {
    /// Those of this list.
    #[must_use]
    pub fn of(key: &ListKey) -> Self {
        let folder = match key {
            ListKey::Section(kind) => kind.folder().to_owned(),
            ListKey::Branch(id) => format!("branches/{}", slug(id)),
            ListKey::Tag(tag) => format!("tags/{}", distinct_slug(tag)),
            ListKey::Category(category) => format!("study/category-{}", category.id().replace('_', "-")),
            ListKey::Series(series) => format!("study/series-{}", distinct_slug(series)),
            ListKey::Archive => "archive".to_owned(),
        };
        Self { folder }
    }

    /// The first page, or that of an earlier year.
    #[must_use]
    pub fn page(&self, earlier_year: Option<i32>) -> Address {
        let folder = &self.folder;
        match earlier_year {
            Some(year) => fixed(&format!("{folder}/{year}.html")),
            None => fixed(&[folder, "/index.html"].concat()),
        }
    }
}

/// One page of a list: its first page, or that of an earlier year.
#[must_use]
pub fn list_page(key: &ListKey, earlier_year: Option<i32>) -> Address {
    ListPages::of(key).page(earlier_year)
}

/// The first page of a section.
#[must_use]
pub fn section_list(kind: Kind) -> Address {
    list_page(&ListKey::Section(kind), None)
}

/// The first page of a branch.
#[must_use]
pub fn branch_list(id: &str) -> Address {
    list_page(&ListKey::Branch(id.to_owned()), None)
}

/// The first page of a tag.
#[must_use]
pub fn tag_list(tag: &str) -> Address {
    list_page(&ListKey::Tag(tag.to_owned()), None)
}

/// The first page of a category of 学习资料.
#[must_use]
pub fn category_list(category: Category) -> Address {
    list_page(&ListKey::Category(category), None)
}

/// The page of a series of 学习资料.
#[must_use]
pub fn series_list(series: &str) -> Address {
    list_page(&ListKey::Series(series.to_owned()), None)
}

/// The register of a year's pledges.
#[must_use]
pub fn register(year: i32) -> Address {
    about(&PageFamily::REGISTER, year)
}

/// 三会一课 of a year.
#[must_use]
pub fn matrix(year: i32) -> Address {
    about(&PageFamily::MATRIX, year)
}

/// The `id` of a branch's, or the whole's, element on the matrix's page.
#[must_use]
pub fn matrix_anchor(branch: Option<&str>) -> String {
    branch.map_or("whole".into(), |id| format!("unit-{}", id.to_ascii_lowercase()))
}

/// The `id` of an item's element on the catalogue's page.
#[must_use]
pub fn catalogue_anchor(id: &str) -> String {
    format!("item-{}", id.to_ascii_lowercase())
}

/// Where an item stands on the catalogue's page: a path with an anchor.
#[must_use]
pub fn catalogue_item(id: &str) -> String {
    format!("{}#{}", page(&PageFamily::CATALOGUE), catalogue_anchor(id))
}

/// The corrections: the newest year's, or those of an earlier year.
#[must_use]
pub fn corrections(earlier_year: Option<i32>) -> Address {
    yearly(&PageFamily::CORRECTIONS, earlier_year)
}

/// The figures: the newest year's, or those of an earlier year.
#[must_use]
pub fn statistics(earlier_year: Option<i32>) -> Address {
    yearly(&PageFamily::STATISTICS, earlier_year)
}

fn yearly(family: &PageFamily, earlier_year: Option<i32>) -> Address {
    earlier_year.map_or_else(|| page(family), |year| about(family, year))
}

/// 月通报.
#[must_use]
pub fn month_report(month: Month) -> Address {
    about(&PageFamily::MONTH_REPORT, month)
}

/// 季调度.
#[must_use]
pub fn quarter_report(quarter: Quarter) -> Address {
    about(&PageFamily::QUARTER_REPORT, quarter)
}

/// The list of the parts of the text that search looks through.
#[must_use]
pub fn search_index() -> Address {
    fixed("search-index.js")
}

/// The Atom feed of a section, or of everything.
pub(super) fn feed(kind: Option<Kind>) -> Address {
    match kind {
        Some(kind) => fixed(&format!("{}/feed.xml", kind.folder())),
        None => fixed("feed.xml"),
    }
}

/// The sitemap of a year's entries, or of all other pages.
pub(super) fn sitemap(year: Option<i32>) -> Address {
    match year {
        Some(year) => fixed(&format!("sitemap-{year}.xml")),
        None => fixed("sitemap-pages.xml"),
    }
}

/// Where a picture or an attachment is published: beside the pages of its section. A name that cannot stay
/// as it is becomes a hash of the path, not pinyin: files are often called after persons, and a name must not
/// live on in an address.
#[must_use]
pub fn material(file: &SourcePath) -> Address {
    let path = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
    if let Ok(address) = Address::new(path)
        && !address.as_str().ends_with(".html")
    {
        return address;
    }
    let mut folders: Vec<String> = path.split('/').map(slug).collect();
    folders.pop();
    if let (Some(first), Some(kind)) = (
        folders.first_mut(),
        path.split('/').next().and_then(Kind::of_folder),
    ) {
        kind.folder().clone_into(first);
    }
    let name = format!(
        "{}{}.{}",
        short_hash(file.as_str()),
        short_hash(path),
        slug(&file.extension())
    );
    folders.push(name);
    fixed(&folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_lies_where_its_family_says() {
        let keys = [
            ListKey::Section(Kind::Notice),
            ListKey::Branch("a".to_owned()),
            ListKey::Tag("党课".to_owned()),
            ListKey::Category(Category::Rules),
            ListKey::Series("一".to_owned()),
            ListKey::Archive,
        ];
        for (key, year) in keys.iter().flat_map(|key| [(key, None), (key, Some(2025))]) {
            let address = list_page(key, year);
            assert!(PageFamily::LIST.may_lie_at(address.as_str()), "{address}");
        }
    }

    #[test]
    fn materials_keep_good_names_and_get_good_ones() {
        let at = |path| material(&SourcePath::new(path).expect("valid")).to_string();
        assert_eq!(at("content/notices/img/a-1.jpg"), "notices/img/a-1.jpg");
        let named = at("content/会议纪要/王某某 照片.JPG");
        assert!(
            named.starts_with("meetings/") && named.ends_with(".jpg"),
            "{named}"
        );
        assert!(!named.contains("wang"), "{named}");
        assert_ne!(at("content/notices/A.png"), at("content/notices/a.png"));
    }
}
