//! What was printed last, so that somebody can be told what has changed since: a small file in `.gongkai/`, for inside
//! use. Losing it loses nothing but that.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::words::{Day, MachineFault};
use crate::write;

/// Its place in a site's folder.
const FILE: &str = ".gongkai/printed.json";

/// What hangs, as it was printed: by the address of its page in the board edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The day of the last printing, `2026-11-20`.
    pub day: String,
    /// What was printed.
    pub items: BTreeMap<String, PrintedItem>,
}

/// Something that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedItem {
    /// Stands for what its sheets said.
    pub print: String,
    /// What it was called.
    pub title: String,
    /// Where it hangs: the board and the section.
    pub place: String,
}

/// How much of the wall a printing renews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// Everything that hangs is as printed now; what is not among it has come down.
    All,
    /// Only what was printed is new.
    Some,
}

impl Printed {
    /// Reads what was printed last; `None` when nothing was, or when the file is damaged.
    #[must_use]
    pub fn load(root: &Path) -> Option<Self> {
        let text = fs::read(root.join(FILE)).ok()?;
        let printed: Self = serde_json::from_slice(&text).ok()?;
        Day::parse(&printed.day).map(|_| printed)
    }

    /// True for something that was printed just so.
    #[must_use]
    pub fn has(&self, address: &str, print: &str) -> bool {
        self.items.get(address).is_some_and(|item| item.print == print)
    }

    /// What hangs no more when these do, by place and title.
    #[must_use]
    pub fn gone(&self, now: &BTreeMap<String, PrintedItem>) -> Vec<PrintedItem> {
        let gone = self
            .items
            .iter()
            .filter(|(address, _)| !now.contains_key(*address));
        let mut gone: Vec<PrintedItem> = gone.map(|(_, item)| item.clone()).collect();
        gone.sort_by(|a, b| (&a.place, &a.title).cmp(&(&b.place, &b.title)));
        gone
    }

    /// Writes down a printing.
    ///
    /// # Errors
    /// The disk's.
    pub fn record(
        root: &Path,
        day: Day,
        renewal: Renewal,
        items: BTreeMap<String, PrintedItem>,
    ) -> Result<(), MachineFault> {
        let mut printed = match renewal {
            Renewal::All => Self::default(),
            Renewal::Some => Self::load(root).unwrap_or_default(),
        };
        printed.day = day.to_string();
        printed.items.extend(items);
        let path = root.join(FILE);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|cause| MachineFault::io("创建文件夹", folder, cause))?;
        }
        let text = serde_json::to_vec_pretty(&printed).unwrap_or_default();
        write::replace(&path, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(print: &str) -> PrintedItem {
        PrintedItem {
            print: print.to_owned(),
            title: "通知".to_owned(),
            place: "公开栏，公示公告".to_owned(),
        }
    }

    #[test]
    fn a_whole_printing_forgets_what_came_down_and_a_part_does_not() {
        let site = tempfile::tempdir().expect("a folder");
        let root = site.path();
        assert_eq!(Printed::load(root), None);
        let day = Day::new(2026, 11, 20).expect("a day");
        let items = |names: &[(&str, &str)]| -> BTreeMap<String, PrintedItem> {
            names
                .iter()
                .map(|(name, print)| ((*name).to_owned(), item(print)))
                .collect()
        };
        Printed::record(root, day, Renewal::All, items(&[("a", "1"), ("b", "1")])).expect("written");
        Printed::record(root, day, Renewal::Some, items(&[("b", "2")])).expect("written");
        let printed = Printed::load(root).expect("there");
        assert!(printed.has("a", "1") && printed.has("b", "2") && !printed.has("b", "1"));
        Printed::record(root, day, Renewal::All, items(&[("b", "2")])).expect("written");
        assert!(!Printed::load(root).expect("there").has("a", "1"));
        fs::write(root.join(FILE), "{").expect("writable");
        assert_eq!(Printed::load(root), None);
    }
}
