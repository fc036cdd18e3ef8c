//! `status --board`: which sheets have to go up, to be printed anew and to come down, since the last printing or since
//! a day. For whoever hangs them: the titles are those that stand on the wall.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::super::arguments::{ComplaintFormat, StatusOptions};
use super::super::console::Console;
use super::super::{Outcome, complaints, print, read_site, today};
use crate::press::{Printed, PrintedItem};
use crate::words::{Day, MachineFault, Report, quoted_title};

/// What hangs, by the address of its page.
type Items = BTreeMap<String, PrintedItem>;

/// Runs the command.
pub(super) fn run(root: &Path, options: &StatusOptions, console: &Console) -> Result<Outcome, MachineFault> {
    let day = options.date.unwrap_or_else(today);
    let mut report = Report::new();
    let Some((_, library)) = read_site(root, day, &mut report)? else {
        return Ok(refuse(&report, console));
    };
    let now = print::wall(root, &library, day, &mut report)?;
    let before = match options.since {
        Some(since) => {
            // What was wrong on another day is nothing to mend.
            let then = print::wall(root, &library, since, &mut Report::new())?;
            Some((since, print::items(&then)))
        }
        None => Printed::load(root).and_then(|printed| Some((Day::parse(&printed.day)?, printed.items))),
    };
    if report.has_errors() {
        return Ok(refuse(&report, console));
    }
    let none = Items::new();
    let items = print::items(&now);
    let changes = Changes::between(before.as_ref().map_or(&none, |(_, items)| items), &items);
    let compared = Compared {
        day,
        since: before.as_ref().map(|(since, _)| *since),
        is_printing: options.since.is_none(),
    };
    console.result(&match options.format {
        ComplaintFormat::Json => json(&changes, &compared),
        ComplaintFormat::Text => text(&changes, &compared),
    });
    Ok(Outcome::Done)
}

fn refuse(report: &Report, console: &Console) -> Outcome {
    complaints::refuse(report, "改正以后才能列出要换的纸张。", console)
}

/// What is compared with what.
struct Compared {
    day: Day,
    /// `None` when nothing was ever printed.
    since: Option<Day>,
    /// The other side is the last printing.
    is_printing: bool,
}

/// What has to be done on the wall.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changes<'a> {
    up: Vec<&'a PrintedItem>,
    anew: Vec<&'a PrintedItem>,
    down: Vec<&'a PrintedItem>,
}

impl<'a> Changes<'a> {
    fn between(before: &'a Items, now: &'a Items) -> Self {
        let mut changes = Self::default();
        for (address, item) in now {
            match before.get(address) {
                None => changes.up.push(item),
                Some(old) if old.print != item.print => changes.anew.push(item),
                Some(_) => {}
            }
        }
        let gone = before.iter().filter(|(address, _)| !now.contains_key(*address));
        changes.down = gone.map(|(_, item)| item).collect();
        for list in [&mut changes.up, &mut changes.anew, &mut changes.down] {
            list.sort_by(|a, b| (&a.place, &a.title).cmp(&(&b.place, &b.title)));
        }
        changes
    }

    fn is_empty(&self) -> bool {
        self.up.is_empty() && self.anew.is_empty() && self.down.is_empty()
    }
}

fn text(changes: &Changes<'_>, compared: &Compared) -> String {
    let day = compared.day.chinese();
    let mut text = match (compared.since, compared.is_printing) {
        (Some(since), true) => format!("{day}，和{}打印时相比：\n", since.chinese()),
        (Some(since), false) => format!("{day}，和{}的公开栏相比：\n", since.chinese()),
        (None, _) => format!("{day}。还没有用 gongkai print 打印过，全部都要上墙：\n"),
    };
    if changes.is_empty() {
        text.push_str("\n没有要换的。");
        return text;
    }
    let groups = [
        ("应上墙", &changes.up),
        ("内容有更新，要重打", &changes.anew),
        ("应撤下", &changes.down),
    ];
    for (name, items) in groups.into_iter().filter(|(_, items)| !items.is_empty()) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n{name}：{}件", items.len());
        for item in items {
            let _ = writeln!(text, "  {}\n      {}", quoted_title(&item.title), item.place);
        }
    }
    text.trim_end().to_owned()
}

/// Everything for programs; described in `docs/content.md`.
fn json(changes: &Changes<'_>, compared: &Compared) -> String {
    let record = |item: &&PrintedItem| json!({"title": item.title, "place": item.place});
    let records = |items: &[&PrintedItem]| items.iter().map(record).collect::<Value>();
    let document = json!({
        "date": compared.day.to_string(),
        "since": compared.since.map(|since| since.to_string()),
        "up": records(&changes.up),
        "anew": records(&changes.anew),
        "down": records(&changes.down),
    });
    format!("{document:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_another_or_gone_has_to_be_seen_to() {
        let items = |list: &[(&str, &str)]| -> Items {
            let item = |(address, print): &(&str, &str)| {
                let item = PrintedItem {
                    print: (*print).to_owned(),
                    title: (*address).to_owned(),
                    place: "一楼，公示".to_owned(),
                };
                ((*address).to_owned(), item)
            };
            list.iter().map(item).collect()
        };
        let before = items(&[("same", "1"), ("other", "1"), ("gone", "1")]);
        let now = items(&[("same", "1"), ("other", "2"), ("new", "1")]);
        let changes = Changes::between(&before, &now);
        let titles = |list: &[&PrintedItem]| list.iter().map(|item| item.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(&changes.up), ["new"]);
        assert_eq!(titles(&changes.anew), ["other"]);
        assert_eq!(titles(&changes.down), ["gone"]);
        assert!(Changes::between(&now, &now).is_empty());
    }
}
