//! What has to be deleted on the server, for people: those of 公示 first, and even when little is to be said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use super::arguments::ComplaintFormat;
use super::console::Console;
use super::{Outcome, today};
use crate::deploy;
use crate::read::config::{DeployTarget, Edition};
use crate::read::{Config, Settings, discover};
use crate::words::{Address, Day, MachineFault, Report};
use crate::write::{self, Deletion};

/// By hand, and by `deploy`, each with its command.
type ByWhom = (Vec<Deletion>, Vec<(Deletion, String)>);

/// Those that somebody has to delete by hand, and those that `deploy` deletes where it uploaded them, with the command: one that
/// is unpacked from a zip file in one place and uploaded to another is both.
///
/// # Errors
/// The disk's.
pub(super) fn by_whom(
    root: &Path,
    config: &Config,
    deletions: Vec<Deletion>,
) -> Result<ByWhom, MachineFault> {
    let holders: Result<BTreeMap<String, Holders<'_>>, MachineFault> = config
        .editions
        .iter()
        .map(|edition| Ok((edition.output.clone(), Holders::of(root, config, edition)?)))
        .collect();
    let holders = holders?;
    let (mut by_hand, mut by_deploy) = (Vec::new(), Vec::new());
    for deletion in deletions {
        let holders = holders.get(&deletion.folder);
        let command = holders.and_then(|holders| holders.command(&deletion.address));
        if command.is_none() || holders.is_some_and(|holders| holders.has_zip) {
            by_hand.push(deletion.clone());
        }
        by_deploy.extend(command.map(|command| (deletion, command)));
    }
    Ok((by_hand, by_deploy))
}

type Holds<'a> = Box<dyn Fn(&Address) -> bool + 'a>;

/// Where an edition was brought to from here.
struct Holders<'a> {
    /// Those that `deploy` uploaded to, each with what it may still hold.
    online: Vec<(&'a DeployTarget, Holds<'a>)>,
    /// Into what was unpacked from zip files nobody can look.
    has_zip: bool,
}

impl<'a> Holders<'a> {
    fn of(root: &'a Path, config: &'a Config, edition: &Edition) -> Result<Self, MachineFault> {
        let used = deploy::used(root, &config.deploy, &edition.id).into_iter();
        let (zip, online): (Vec<_>, Vec<_>) = used.partition(|target| target.is_zip());
        let holds = |target: &'a DeployTarget| -> Result<(&DeployTarget, Holds<'a>), MachineFault> {
            Ok((target, Box::new(deploy::may_hold(root, std::iter::once(target))?)))
        };
        Ok(Self {
            online: online.into_iter().map(holds).collect::<Result<_, _>>()?,
            has_zip: !zip.is_empty(),
        })
    }

    /// What deletes a file; where nobody knows of it, `deploy` looks for it.
    fn command(&self, address: &Address) -> Option<String> {
        let is_held = self.online.iter().any(|(_, holds)| holds(address));
        let asked = self.online.iter().filter(|(_, holds)| match is_held {
            true => holds(address),
            false => !self.has_zip,
        });
        let commands: Vec<String> = asked
            .map(|(target, _)| format!("gongkai deploy {}", target.name))
            .collect();
        (!commands.is_empty()).then(|| commands.join("、"))
    }
}

/// Names what `deploy` will delete: those of 公示 even when little is to be said.
pub(super) fn tell_of_deploy(deletions: &[(Deletion, String)], day: Day, console: &Console) {
    let mut by_command: BTreeMap<&str, Vec<&Deletion>> = BTreeMap::new();
    for (deletion, command) in deletions {
        by_command.entry(command).or_default().push(deletion);
    }
    for (command, deletions) in by_command {
        let (publicity, others): (Vec<_>, Vec<_>) = deletions
            .into_iter()
            .partition(|deletion| deletion.last.is_some());
        if !publicity.is_empty() {
            console.insist(&format!(
                "以下文件是公示的，已不属于网站，请马上运行 {command}，从服务器上撤下："
            ));
            insist_on(publicity, day, console);
        }
        if !others.is_empty() {
            console.say(&format!(
                "以下文件已不属于网站，运行 {command} 会从服务器上删去："
            ));
            console.list(&others);
        }
    }
}

/// Names the files; `deletions` has those of 公示 first.
pub(super) fn tell(deletions: &[Deletion], day: Day, console: &Console) {
    let (publicity, others) = parted(deletions);
    if !publicity.is_empty() {
        console.insist("以下文件是公示的，已不属于网站，请马上在服务器上删去：");
        insist_on(publicity, day, console);
    }
    if !others.is_empty() {
        console.say("以下文件已不属于网站，用 FTP 上传不会自动删除，请在服务器上删去：");
        if !console.list(others) {
            console.say("  全部列出来：gongkai status --deletions");
        }
    }
    if !deletions.is_empty() {
        console.say("删完以后输入 gongkai status --deleted，下次就不再提醒。");
    }
}

fn insist_on<'d>(publicity: impl IntoIterator<Item = &'d Deletion>, day: Day, console: &Console) {
    for deletion in publicity {
        console.insist(&format!("  {}", line(deletion, day)));
    }
}

/// One file, with what it was.
pub(super) fn line(deletion: &Deletion, day: Day) -> String {
    let mark = match deletion.last {
        None => return deletion.to_string(),
        Some(last) if deletion.is_over(day) => format!("公示，{}期满", last.chinese()),
        Some(last) => format!("公示，原定{}期满", last.chinese()),
    };
    format!("{deletion}（{mark}）")
}

/// Those of 公示, and the others.
pub(super) fn parted(deletions: &[Deletion]) -> (&[Deletion], &[Deletion]) {
    deletions.split_at(deletions.partition_point(|deletion| deletion.last.is_some()))
}

/// So many files that are no part of a 公示 are named; the others are counted.
const NAMED: usize = 10;

/// What has to be deleted, as `status` begins with.
pub(super) fn text(to_delete: &[Deletion], day: Day) -> String {
    if to_delete.is_empty() {
        return String::new();
    }
    let (publicity, others) = parted(to_delete);
    let named = publicity.iter().chain(others.iter().take(NAMED));
    let mut text = format!("\n请在服务器上删去：{}个文件\n", to_delete.len());
    for deletion in named {
        text += &format!("  {}\n", line(deletion, day));
    }
    if others.len() > NAMED {
        text += &format!(
            "  ……等共 {} 个，全部列出来：gongkai status --deletions\n",
            to_delete.len()
        );
    }
    text + "  删完以后输入 gongkai status --deleted，下次就不再提醒\n"
}

/// Takes what was deleted on the server off the list.
pub(super) fn confirm(root: &Path, which: &[String], console: &Console) -> Result<Outcome, MachineFault> {
    let listed = write::deletions(root)?;
    let plain = |typed: &String| typed.replace('\\', "/").trim_start_matches("./").to_owned();
    let which: BTreeSet<String> = which.iter().map(plain).collect();
    let is_listed = |typed: &&String| listed.iter().any(|deletion| deletion.to_string() == **typed);
    if let Some(other) = which.iter().find(|typed| !is_listed(typed)) {
        return Err(MachineFault::new(format!("要删的文件里没有“{other}”"))
            .hint("请照清单上的写；全部列出来：gongkai status --deletions"));
    }
    // What `deploy` takes down nobody was asked for.
    let meant = match which.is_empty() {
        true => by_hand(root, listed)?,
        false => listed,
    };
    // Where files are listed, they are what was meant.
    let replaced = if meant.is_empty() {
        write::confirm_replaced(root, None)?
    } else {
        0
    };
    if replaced > 0 {
        console.say(&format!("期满的公示已经上传换掉，记下了 {replaced} 个网页。"));
    }
    // What a build has added since it was listed is not confirmed with it.
    let is_deleted = |deletion: &Deletion| {
        meant.contains(deletion) && (which.is_empty() || which.contains(&deletion.to_string()))
    };
    if !meant.is_empty() {
        let confirmed = write::confirm_deleted(root, is_deleted)?;
        console.say(&format!("已从清单里划掉 {} 个文件：", confirmed.len()));
        console.list(&confirmed);
    } else if replaced == 0 {
        console.say("没有要在服务器上删去的文件。");
    }
    match (write::deletions(root)?.len(), which.is_empty()) {
        (0, _) => {}
        (left, true) => console.say(&format!("还有 {left} 个在 gongkai deploy 上传的地方，由它撤下。")),
        (left, false) => console.say(&format!("还有 {left} 个要删：gongkai status --deletions")),
    }
    Ok(Outcome::Done)
}

/// Those that `status` asks somebody to delete; all where the settings cannot be read.
fn by_hand(root: &Path, listed: Vec<Deletion>) -> Result<Vec<Deletion>, MachineFault> {
    let tree = discover::discover(root, &mut Report::new())?;
    match Settings::read(&tree, today()).config() {
        Some(config) => Ok(by_whom(root, config, listed)?.0),
        None => Ok(listed),
    }
}

/// What is said of outputs that are written no more, each with what to do: of editions that are gone, or have another folder.
///
/// # Errors
/// The disk's.
pub(super) fn former(root: &Path, config: &Config, day: Day) -> Result<Vec<String>, MachineFault> {
    let is_written = |folder: &str| config.editions.iter().any(|edition| edition.output == folder);
    let line = |of: write::FormerOutput| {
        let write::FormerOutput {
            edition,
            folder,
            files,
            over,
        } = of;
        let over = match over {
            0 => String::new(),
            over => format!("，其中期满的公示{over}件"),
        };
        let held = format!("{folder} 里还有它的{files}个文件{over}，不再更新");
        match config.editions.iter().find(|now| now.id == edition) {
            Some(now) => format!(
                "版“{edition}”改为生成到 {}，原来的 {held}；上传改用新的文件夹，再删去 {folder}",
                now.output
            ),
            None => format!(
                "site.toml 里已经没有版“{edition}”，{held}，期满的公示也不会撤下；传到网上的请删去，再删去这个文件夹"
            ),
        }
    };
    Ok(write::former_outputs(root, &is_written, day)?
        .into_iter()
        .map(line)
        .collect())
}

/// The whole list, for whoever deletes the files one by one.
pub(super) fn list(
    to_delete: &[Deletion],
    day: Day,
    format: ComplaintFormat,
    console: &Console,
) -> Result<Outcome, MachineFault> {
    let lines: Vec<String> = to_delete.iter().map(|deletion| line(deletion, day)).collect();
    match format {
        ComplaintFormat::Json => console.result(&format!("{:#}", records(to_delete, day))),
        ComplaintFormat::Text if lines.is_empty() => console.say("没有要在服务器上删去的文件。"),
        ComplaintFormat::Text => console.result(&lines.join("\n")),
    }
    Ok(Outcome::Done)
}

/// The files for programs; described in `docs/content.md`.
pub(super) fn records(to_delete: &[Deletion], day: Day) -> Value {
    let record = |deletion: &Deletion| {
        json!({
            "file": deletion.to_string(),
            "publicity_until": deletion.last.map(|last| last.to_string()),
            "overdue": deletion.is_over(day),
        })
    };
    to_delete.iter().map(record).collect()
}
