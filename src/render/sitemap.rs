//! Sitemaps, one per year so that a new entry changes one small file, and `robots.txt`.

use super::FileType;
use super::feed::{last_change, url};
use crate::plan::{Plan, Planned};
use crate::site::Site;
use crate::words::{Kind, Scope};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The list of sitemaps.
pub(super) fn index(site: &Site, plan: &Plan) -> Vec<u8> {
    let base = base(site);
    let mut xml = head("sitemapindex");
    let sitemaps = plan
        .files
        .iter()
        .filter(|(_, planned)| matches!(planned, Planned::Sitemap(_)));
    for (address, _) in sitemaps {
        xml.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", url(base, address)));
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// The entries of a year; without a year, every other page that a reader may look for.
pub(super) fn of_year(site: &Site, plan: &Plan, year: Option<i32>) -> Vec<u8> {
    let base = base(site);
    let mut xml = head("urlset");
    for (address, planned) in &plan.files {
        let changed = match planned {
            Planned::Entry(id) => {
                let entry = site.entry(*id);
                let own = (entry.kind() != Kind::Page).then(|| entry.common.date.year());
                if own != year {
                    continue;
                }
                format!("<lastmod>{}</lastmod>", last_change(entry))
            }
            Planned::Redirect(_) | Planned::Search | Planned::NotFound => continue,
            Planned::Material(_) | Planned::Static(_) => continue,
            _ if year.is_none() && FileType::of(address) == FileType::Html => String::new(),
            _ => continue,
        };
        xml.push_str(&format!(
            "<url><loc>{}</loc>{changed}</url>\n",
            url(base, address)
        ));
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
