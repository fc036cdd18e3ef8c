//! `check --fix`: what has one reading is mended, and told; `--diff` shows it only; `--undo` takes it back.

use std::path::Path;

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::{Asked, WantedFiles};
use crate::cli::Outcome;
use crate::cli::arguments::Check;
use crate::cli::console::Console;
use crate::fixes::{self, CheckTree, Fixed, FixedFile};
use crate::read::Tree;
use crate::words::{Complaint, MachineFault, Report, SourcePath, decoded, mask_numbers};

/// So many lines stand around a change.
const AROUND: usize = 1;

/// Mends what may be mended, and tells it; gives what is wrong then.
pub(super) fn run(asked: &Asked<'_>, tree: Tree, check: &CheckTree<'_>) -> Result<Report, MachineFault> {
    let Asked {
        root,
        options,
        wanted,
        console,
    } = asked;
    let is_chosen = |complaint: &Complaint| is_certain(complaint) && wanted.concerns(complaint);
    let fixed = fixes::fix(tree, check, &is_chosen)?;
    if options.diff {
        for file in &fixed.files {
            console.say(&difference(file));
        }
        approved(&fixed, console);
        console.say(&match fixed.files.len() {
            0 => "没有可以自动改的\n".to_owned(),
            count => format!("会改 {count} 个文件；这里只是看看，没有改。去掉 --diff 就改\n"),
        });
        return Ok(fixed.report);
    }
    let saved = fixes::save(root, &fixed.files)?;
    let is_written = |file: &&FixedFile| !saved.busy.contains(&file.path);
    let written: Vec<&FixedFile> = fixed.files.iter().filter(is_written).collect();
    for file in &written {
        console.say(&format!("改好了 {}", file.path));
        for mended in &file.mended {
            let line = mended.place.as_ref().map_or(1, |place| place.line);
            console.say(&format!("  第{line}行：{}", mask_numbers(&mended.message)));
        }
    }
    for path in &saved.busy {
        console.insist(&format!("{path} 刚才被改过，没有动它；请再运行一次"));
    }
    approved(&fixed, console);
    match &saved.history {
        Some(history) => {
            let count: usize = written.iter().map(|file| file.mended.len()).sum();
            console.say(&format!(
                "共改好 {} 个文件、{count} 处。改以前的文件在 {history}；要改回去：gongkai check --undo\n",
                written.len()
            ));
        }
        None => console.say("没有可以自动改的\n"),
    }
    Ok(fixed.report)
}

/// Says how much `--fix` would mend.
pub(super) fn offer(complaints: &[&Complaint], options: &Check, console: &Console) {
    let count = complaints
        .iter()
        .filter(|complaint| is_certain(complaint))
        .count();
    if count > 0 && !options.fix {
        console.say(&format!(
            "其中 {count} 处可以自动改好：gongkai check --fix（先看怎样改：gongkai check --fix --diff）"
        ));
    }
}

fn is_certain(complaint: &Complaint) -> bool {
    complaint.fix.as_ref().is_some_and(|fix| fix.is_certain)
}

fn approved(fixed: &Fixed, console: &Console) {
    for path in &fixed.approved {
        console.say(&format!(
            "{path} 已经审批，改了就要重新审批，没有动它；要改的，请打开文件自己改"
        ));
    }
}

/// Takes back the last time.
pub(super) fn undo(root: &Path, wanted: &WantedFiles, console: &Console) -> Result<Outcome, MachineFault> {
    let is_wanted = |path: &SourcePath| wanted.has(path);
    let Some(undone) = fixes::undo(root, &is_wanted)? else {
        console.say("没有可以改回去的：这些文件没有用 gongkai check --fix 改过，或者已经改回去了");
        return Ok(Outcome::Done);
    };
    for path in &undone.restored {
        console.say(&format!("改回了 {path}"));
    }
    for path in &undone.changed {
        console.insist(&format!("{path} 在那以后又改过，没有动它"));
    }
    if !undone.changed.is_empty() {
        console.say("改以前的文件还在 .gongkai/history 里，需要的可以自己取");
        return Ok(Outcome::ContentFaults);
    }
    Ok(Outcome::Done)
}

/// How a file would change, in lines.
fn difference(file: &FixedFile) -> String {
    let texts = [&file.before, &file.after]
        .map(|bytes| decoded(bytes).map_or(String::new(), |read| read.text.into_owned()));
    let [old, new] = [&texts[0], &texts[1]].map(|text| text.lines().collect::<Vec<_>>());
    let mut shown = format!("{}\n", file.path);
    for mended in file
        .mended
        .iter()
        .filter(|mended| mended.fix.as_ref().is_some_and(|fix| fix.edits.is_empty()))
    {
        shown += &format!("  {}，改存为 UTF-8\n", mended.message);
    }
    for group in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), AROUND) {
        for change in group {
            let (old, new) = (&old[change.old_range()], &new[change.new_range()]);
            let mut row = |sign, number: usize, line: &str| {
                shown += format!("{sign} {number:>4} | {}", mask_numbers(line)).trim_end();
                shown.push('\n');
            };
            let first = (change.old_range().start + 1, change.new_range().start + 1);
            if let DiffOp::Equal { .. } = change {
                (first.0..)
                    .zip(old)
                    .for_each(|(number, line)| row(' ', number, line));
                continue;
            }
            (first.0..)
                .zip(old)
                .for_each(|(number, line)| row('-', number, line));
            (first.1..)
                .zip(new)
                .for_each(|(number, line)| row('+', number, line));
        }
    }
    shown
}
