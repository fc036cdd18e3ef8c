//! What a build says when it is over.

use std::path::Path;

use super::super::{Outcome, complaints, deletions, explain};
use super::{Built, Done, Refused};
use crate::cli::console::Console;
use crate::deploy;
use crate::pipeline::AssembledEdition;
use crate::words::{Complaint, Labelled, Scope, quoted_title};
use crate::write::{Deletion, Output, Summary};

/// Everything, as after a build that was asked for once. Leaves the records by which the next build tells reasons.
pub(super) fn all(built: &Built, root: &Path, explain: bool, console: &Console) -> Outcome {
    match built {
        Built::Done(done) => {
            whole(done, root, explain, console);
            Outcome::Done
        }
        Built::Refused(refused) => {
            deletions::tell(&refused.deletions, refused.day, console);
            why_not(refused, &refused.report.sorted(), console);
            Outcome::ContentFaults
        }
    }
}

/// What was generated, and what was not.
pub(super) fn whole(done: &Done, root: &Path, explain: bool, console: &Console) {
    overdue(&done.overdue, UPLOAD, console);
    expired_online(done, root, console);
    complaints::print(&done.report.sorted(), console);
    for (edition, output, summary) in done.editions() {
        generated((edition, done.title(edition)), output, summary, root, console);
    }
    renamed(done, console);
    to_delete(done, root, console);
    reasons(done, explain, console);
    total(done, console);
}

/// What was generated, by whom will upload it and delete what has to be deleted.
pub(super) fn before_upload(done: &Done, root: &Path, console: &Console) {
    complaints::print(&done.report.sorted(), console);
    for (edition, output, summary) in done.editions() {
        generated((edition, done.title(edition)), output, summary, root, console);
    }
    renamed(done, console);
    reasons(done, false, console);
    total(done, console);
}

/// What the same build would say, done once more: nothing is new or changed then, and an expired 公示 is where it was
/// uploaded to.
pub(super) fn again(done: &Done, root: &Path, console: &Console) {
    overdue(&done.overdue, UPLOAD, console);
    expired_online(done, root, console);
    generated_again(done, root, console);
    to_delete(done, root, console);
    total(done, console);
}

/// The same, by whom will upload it.
pub(super) fn again_before_upload(done: &Done, root: &Path, console: &Console) {
    generated_again(done, root, console);
    total(done, console);
}

fn generated_again(done: &Done, root: &Path, console: &Console) {
    complaints::print(&done.report.sorted(), console);
    for (edition, output, summary) in done.editions() {
        generated(
            (edition, done.title(edition)),
            output,
            &summary.again(),
            root,
            console,
        );
    }
}

fn total(done: &Done, console: &Console) {
    if let Some(total) = complaints::total(&done.report.sorted()) {
        console.say(&total);
    }
    complaints::answered(&done.report, console);
}

/// What has to be deleted on the server, because of this build or of one before.
pub(super) fn to_delete(done: &Done, root: &Path, console: &Console) {
    let config = &done.assembled.library.config;
    // What cannot be read is said by `deploy`.
    let by_whom = deletions::by_whom(root, config, done.deletions());
    let (by_hand, by_deploy) = by_whom.unwrap_or_else(|_| (done.deletions(), Vec::new()));
    deletions::tell_of_deploy(&by_deploy, done.day, console);
    deletions::tell(&by_hand, done.day, console);
    for line in deletions::former(root, config, done.day).unwrap_or_default() {
        console.insist(&format!("注意: {line}。"));
    }
}

/// What to type into entries whose addresses are gone, so that links that others keep still find them.
pub(super) fn renamed(done: &Done, console: &Console) {
    let library = &done.assembled.library;
    let mut lines: Vec<String> = Vec::new();
    for ((edition, _, summary), before) in done.editions().zip(&done.before) {
        let found = before
            .iter()
            .flat_map(|before| crate::explain::renamed(before, &summary.gone, library, &edition.site));
        lines.extend(found.map(|of| format!("  {}：{}", of.source, of.line())));
    }
    lines.sort();
    lines.dedup();
    if lines.is_empty() {
        return;
    }
    console.say(
        "以下条目换了地址，别人收藏的旧链接会打不开；在文件的字段里加上这一行，打开旧地址就转到新的网页：",
    );
    lines.iter().for_each(|line| console.say(line));
}

/// Each changed file with its reason, when they are asked for; and the records are left.
pub(super) fn reasons(done: &Done, asked: bool, console: &Console) {
    let outputs: Vec<(&Output, &Summary)> = done.outputs.iter().zip(&done.summaries).collect();
    let before = asked.then_some(done.before.as_slice());
    explain::after(&done.assembled, &outputs, before, console);
}

/// The faults, as far as they are `new`, and that nothing has changed.
pub(super) fn why_not(refused: &Refused, new: &[&Complaint], console: &Console) {
    overdue(&refused.overdue, "请改正下面的问题，重新生成后尽快上传", console);
    complaints::print(new, console);
    let total = complaints::total(&refused.report.sorted()).unwrap_or_default();
    console.insist(&format!("{total}。没有生成，原来的网站保持不变。"));
}

impl Done {
    /// An edition's title; where another has the same, with its name in `site.toml`.
    pub(super) fn title(&self, edition: &AssembledEdition) -> String {
        let own = &edition.site.edition;
        let mut all = self.assembled.library.config.editions.iter();
        match all.any(|other| other.id != own.id && other.title == own.title) {
            true => format!("“{}”（{}）", own.title, own.id),
            false => format!("“{}”", own.title),
        }
    }

    /// No build before left anything to compare with.
    pub(super) fn is_first(&self) -> bool {
        self.before.iter().all(Option::is_none)
    }

    /// What has to be deleted on the server, of all editions: those of 公示 first.
    pub(super) fn deletions(&self) -> Vec<Deletion> {
        let all = self.summaries.iter().flat_map(|summary| &summary.deletions);
        let mut all: Vec<Deletion> = all.cloned().collect();
        all.sort_by_key(|deletion| (deletion.last.is_none(), deletion.last));
        all
    }

    /// The editions, each with its folder and what changed there.
    pub(super) fn editions(&self) -> impl Iterator<Item = (&AssembledEdition, &Output, &Summary)> {
        let outputs = self.outputs.iter().zip(&self.summaries);
        let editions = self.assembled.editions.iter().zip(outputs);
        editions.map(|(edition, (output, summary))| (edition, output, summary))
    }
}

/// What to do about expired 公示 that are uploaded by hand.
const UPLOAD: &str = "请尽快上传本次生成的结果，传好以后输入 gongkai record";

/// The expired 公示 that are still where `deploy` put them; said by each build until they are not.
fn expired_online(done: &Done, root: &Path, console: &Console) {
    for target in &done.assembled.library.config.deploy {
        let mut outputs = done
            .outputs
            .iter()
            .filter(|output| output.edition == target.edition);
        let Some(output) = outputs.next() else { continue };
        // What cannot be read is said by `deploy`.
        let expired = deploy::expired_online(root, target, (output, done.day)).unwrap_or_default();
        let pages: Vec<String> = expired
            .iter()
            .map(|(address, last)| format!("{address}（{}期满）", last.chinese()))
            .collect();
        let name = &target.name;
        let what_to_do = match target.is_zip() {
            true => format!("请运行 gongkai deploy {name}，解压、上传以后运行 gongkai record {name}"),
            false => format!("请运行 gongkai deploy {name}"),
        };
        overdue(&pages, &what_to_do, console);
    }
}

/// Names it, before anything else is said, `--quiet` or not.
pub(super) fn overdue(overdue: &[String], what_to_do: &str, console: &Console) {
    if overdue.is_empty() {
        return;
    }
    console.insist(&format!("以下公示已期满，网上仍可看到，{what_to_do}："));
    for page in overdue {
        console.insist(&format!("  {page}"));
    }
}

fn generated(
    (edition, title): (&AssembledEdition, String),
    output: &Output,
    summary: &Summary,
    root: &Path,
    console: &Console,
) {
    let folder = output.folder.strip_prefix(root).unwrap_or(&output.folder);
    let total = summary.new.len() + summary.changed.len() + summary.same;
    let own = &edition.site.edition;
    let for_whom = match own.audience == Scope::Public || own.is_board {
        true => String::new(),
        false => format!("（{}，不要放到外网）", own.audience.label()),
    };
    console.say(&format!(
        "已生成{title}{for_whom}：{}，共 {total} 个文件（新增 {}，更新 {}，未变 {}，移除 {}）",
        folder.join("index.html").display(),
        summary.new.len(),
        summary.changed.len(),
        summary.same,
        summary.gone.len(),
    ));
    if !summary.altered.is_empty() {
        console
            .insist("以下文件已不属于网站，但被别的程序改过，没有删除；请看一看里面有没有不该再公开的内容：");
        console.list(&summary.altered);
    }
    summary
        .notes
        .iter()
        .for_each(|note| console.insist(&format!("注意: {note}")));
    if !summary.foreign.is_empty() {
        console.say("输出文件夹里有不属于网站的文件，没有动它们；是以前的旧网页的，请删去，服务器上也删：");
        console.list(&summary.foreign);
    }
    withheld((edition, &title), console);
}

/// What was not published and why, with what to do.
pub(super) fn withheld((edition, title): (&AssembledEdition, &str), console: &Console) {
    if edition.withheld.is_empty() {
        return;
    }
    console.say(&format!(
        "{title}没有公开以下 {} 个条目：",
        edition.withheld.len()
    ));
    for entry in &edition.withheld {
        console.say(&format!("  {}{}", entry.source, quoted_title(&entry.title)));
        for reason in &entry.reasons {
            console.say(&format!("    {}；{}", reason.what(), reason.advice()));
        }
    }
}
