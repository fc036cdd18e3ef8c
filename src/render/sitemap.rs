//! Sitemaps, one per year so that a new entry changes one small file, and `robots.txt`.

use super::feed::{last_change, url};
use crate::plan;
use crate::site::{ListKey, Site};
use crate::words::{Address, Kind, PageFamily, Scope};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The list of sitemaps.
pub(super) fn index(site: &Site) -> Vec<u8> {
    let base = base(site);
    let mut xml = head("sitemapindex");
    let years = site
        .lists
        .get(&ListKey::Archive)
        .map_or(&[][..], |list| &list.years);
    let addresses =
        std::iter::once(plan::sitemap(None)).chain(years.iter().map(|year| plan::sitemap(Some(year.year))));
    for address in addresses {
        xml.push_str(&format!(
            "<sitemap><loc>{}</loc></sitemap>\n",
            url(base, &address)
        ));
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// The entries of a year; without a year, the ordinary pages and the first pages of the lists.
pub(super) fn of_year(site: &Site, year: Option<i32>) -> Vec<u8> {
    let base = base(site);
    let mut xml = head("urlset");
    let mut push = |address: &Address, day: Option<String>| {
        let changed = day.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"));
        xml.push_str(&format!(
            "<url><loc>{}</loc>{changed}</url>\n",
            url(base, address)
        ));
    };
    if let Some(year) = year {
        let list = site.lists.get(&ListKey::Archive);
        let ids = list.and_then(|list| list.years.iter().find(|of| of.year == year).map(|of| list.of(of)));
        for id in ids.unwrap_or_default() {
            let entry = site.entry(*id);
            push(&entry.address, Some(last_change(entry).to_string()));
        }
    } else {
        push(&plan::page(&PageFamily::HOME), None);
        plan::SECTIONS
            .iter()
            .for_each(|kind| push(&plan::section_list(*kind), None));
        if !site.catalogue.items.is_empty() {
            push(&plan::page(&PageFamily::CATALOGUE), None);
            push(&plan::page(&PageFamily::COVERAGE), None);
        }
        push(&plan::page(&PageFamily::ORGANIZATION), None);
        push(&plan::page(&PageFamily::SUPERVISION), None);
        push(&plan::corrections(None), None);
        push(&plan::statistics(None), None);
        push(&plan::page(&PageFamily::REPORTS), None);
        for year in site.matrix.keys() {
            push(&plan::matrix(*year), None);
        }
        if plan::has_hours(site) {
            push(&plan::page(&PageFamily::HOURS), None);
        }
        site.branches()
            .iter()
            .for_each(|branch| push(&plan::branch_list(&branch.id), None));
        for id in site.list(&ListKey::Section(Kind::Page)) {
            let entry = site.entry(*id);
            push(&entry.address, Some(last_change(entry).to_string()));
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// An edition for everybody invites search engines; any other sends them away.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    if site.edition.audience != Scope::Public {
        return b"User-agent: *\nDisallow: /\n".to_vec();
    }
    let sitemap = match &site.edition.base_url {
        Some(base) => format!("Sitemap: {base}sitemap.xml\n"),
        None => String::new(),
    };
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}

fn base(site: &Site) -> &str {
    site.edition.base_url.as_deref().unwrap_or_default()
}

fn head(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">\n")
}
