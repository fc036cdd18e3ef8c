//! Which entries a code on paper may lead to: those that the web edition shows. A sheet in a corridor must not tell
//! the address of a page that its readers, or anybody else, may not see.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Rules, is_open};
use crate::read::Document;
use crate::words::Address;

/// The web addresses that sheets of paper may carry.
#[derive(Debug, Clone, Default)]
pub struct QrAddresses {
    base_url: Option<String>,
    open: HashSet<Address>,
}

impl QrAddresses {
    /// Those of the entries that a web edition shows whole. Nothing has one when the edition does not say where it
    /// will be.
    #[must_use]
    pub fn of(documents: &[Arc<Document>], web: &Rules<'_>) -> Self {
        let base_url = web.edition.base_url.clone();
        let shown = |document: &&Arc<Document>| base_url.is_some() && is_open(document, web);
        Self {
            open: documents
                .iter()
                .filter(shown)
                .map(|document| document.address.clone())
                .collect(),
            base_url,
        }
    }

    /// The whole address of an entry's page, when the web edition shows it.
    #[must_use]
    pub fn leads_to(&self, entry: &Address) -> Option<String> {
        let base = self.base_url.as_ref()?;
        self.open.contains(entry).then(|| format!("{base}{entry}"))
    }

    /// True when no sheet can carry a code.
    #[must_use]
    pub fn are_none(&self) -> bool {
        self.base_url.is_none()
    }
}
