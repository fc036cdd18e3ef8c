//! `status`: what is due today and in the next days, and what is late; what has to be deleted on the server, and that it
//! is deleted, which is all that this writes.

mod acknowledged;
mod board;
mod uploads;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::time::SystemTime;

use serde_json::{Value, json};

use super::arguments::{ComplaintFormat, StatusOptions};
use super::console::{Console, padded};
use super::{Outcome, complaints, deletions, today};
use crate::deploy;
use crate::pipeline::{self, Survey};
use crate::read::discover::Tree;
use crate::read::{Unready, discover};
use crate::record::{PublicationRecord, interruptions, public_since};
use crate::status::{self, Built, Known, Online, Task, When};
use crate::words::{Address, Day, Labelled, MachineFault, Report, SourcePath};
use crate::write::{self, Deletion, Output};
use uploads::UploadState;

/// Runs the command.
pub(super) fn run(root: &Path, options: &StatusOptions, console: &Console) -> Result<Outcome, MachineFault> {
    if options.board {
        return board::run(root, options, console);
    }
    let day = options.date.unwrap_or_else(today);
    if let Some(which) = &options.deleted {
        return deletions::confirm(root, which, console);
    }
    let to_delete = write::deletions(root)?;
    if options.deletions {
        return deletions::list(&to_delete, day, options.format, console);
    }
    let mut report = Report::new();
    let tree = discover::discover(root, &mut report)?;
    let is_stale = is_stale(root, &tree);
    let survey = pipeline::survey(tree, day, &mut report).filter(|_| !report.has_errors());
    let Some(survey) = survey else {
        deletions::tell(&to_delete, day, console);
        return Ok(complaints::refuse(&report, "改正以后才能列出要办的事。", console));
    };
    let uploads = uploads::all(root, &survey.library.config, day)?;
    let abandoned = deploy::abandoned(root, &survey.library.config.deploy)?;
    let record = PublicationRecord::load(root)?;
    let known = Known {
        online: online(root, &survey, &uploads)?,
        built: built(root, &survey)?,
        recorded_since: record
            .lines()
            .first()
            .and_then(|line| Day::parse(line.time.get(..10)?)),
        public_since: public_since(record.lines()),
        interruptions: interruptions(record.lines()),
    };
    let tasks = status::tasks(&survey, &known, options.days);
    // What `deploy` deletes is said of its target.
    let config = &survey.library.config;
    let (by_hand, _) = deletions::by_whom(root, config, to_delete.clone())?;
    let former = deletions::former(root, config, day)?;
    console.result(&match options.format {
        ComplaintFormat::Json => json(&tasks, (&to_delete, &uploads), &survey, options.days),
        ComplaintFormat::Text => {
            let uploads = uploads::text(&uploads, &abandoned, is_stale);
            text(&tasks, (&by_hand, &former, &uploads), &survey, options.days)
        }
    });
    let overdue = tasks.iter().any(|task| task.date < day) || to_delete.iter().any(|file| file.is_over(day));
    Ok(if overdue && options.strict {
        Outcome::ContentFaults
    } else {
        Outcome::Done
    })
}

/// True when a source was changed after the last build, as far as times tell.
fn is_stale(root: &Path, tree: &Tree) -> bool {
    let is_later = |file: &Path, built: SystemTime| {
        let changed = std::fs::metadata(file).and_then(|about| about.modified());
        changed.is_ok_and(|changed| changed > built)
    };
    let built = write::stamped_at(root);
    built.is_some_and(|built| tree.disk_files().any(|file| is_later(file, built)))
}

/// What the last builds wrote; boards have no pages of entries.
fn built<'a>(root: &Path, survey: &'a Survey) -> Result<Vec<Built<'a>>, MachineFault> {
    let mut all = Vec::new();
    for edition in survey
        .library
        .config
        .editions
        .iter()
        .filter(|edition| !edition.is_board)
    {
        let output = Output::in_site(root, &edition.output, &edition.id);
        let Some(written) = write::written(&output)? else {
            continue;
        };
        let pages: HashSet<Address> = written.files.into_iter().map(|file| file.address).collect();
        all.push(Built { edition, pages });
    }
    Ok(all)
}

/// What is expired and, by the manifests and the last uploads, still online.
fn online(root: &Path, survey: &Survey, uploads: &[UploadState]) -> Result<Vec<Online>, MachineFault> {
    let documents = survey.library.documents.iter();
    let sources: HashMap<&str, &SourcePath> = documents
        .map(|document| (document.address.as_str(), &document.source))
        .collect();
    let mut pages = Vec::new();
    for edition in &survey.library.config.editions {
        let output = Output::in_site(root, &edition.output, &edition.id);
        let targets = survey.library.config.deploy.iter();
        let targets = targets.filter(|target| target.edition == edition.id);
        // Where `deploy` uploaded it, that knows better.
        let is_by_hand = deploy::used(root, &survey.library.config.deploy, &edition.id).is_empty();
        let mut over: BTreeMap<Address, Day> = match is_by_hand {
            true => write::still_online(&output, survey.day)?.into_iter().collect(),
            false => BTreeMap::new(),
        };
        for target in targets {
            let standing = uploads.iter().find(|(name, _)| *name == target.name);
            let standing = standing.and_then(|(_, standing)| standing.as_ref());
            over.extend(standing.into_iter().flat_map(|of| of.expired.iter().cloned()));
        }
        for (address, last) in over {
            pages.push(Online {
                page: format!("{}/{address}", edition.output),
                last,
                file: sources.get(address.as_str()).map(|source| (*source).clone()),
            });
        }
    }
    Ok(pages)
}

const GROUPS: [When; 5] = [When::Overdue, When::Today, When::Week, When::Soon, When::Later];

fn heading(when: When, day: Day, days: u32) -> String {
    match when {
        When::Overdue => "已经逾期".to_owned(),
        When::Today => "今天要办".to_owned(),
        When::Week => format!("7天内（到{}）", day.after(7).chinese()),
        When::Soon => format!("{days}天内（到{}）", day.after(u64::from(days)).chinese()),
        When::Later => "以后到期，现在就要准备".to_owned(),
    }
}

/// What has to be changed before the site is uploaded; what is said of several places is said once.
fn before_upload(unready: &[&Unready], text: &mut String) {
    if !unready.is_empty() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n上传前要改的：{}处", unready.len());
    }
    let mut said: Vec<&str> = Vec::new();
    for of in unready {
        if said.contains(&of.what.as_str()) {
            continue;
        }
        said.push(&of.what);
        let _ = writeln!(text, "  {}", of.what);
        for alike in unready.iter().filter(|other| other.what == of.what) {
            let _ = writeln!(text, "      {}:{}", alike.place.path, alike.place.line);
        }
    }
}

fn text(
    tasks: &[Task],
    (to_delete, former, uploads): (&[Deletion], &[String], &str),
    survey: &Survey,
    days: u32,
) -> String {
    let day = survey.day;
    let mut text = format!(
        "{}，{}，{}\n",
        day.chinese(),
        day.weekday(),
        survey.library.config.title
    );
    text.push_str(&deletions::text(to_delete, day));
    for line in former {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n注意：{line}");
    }
    text.push_str(uploads);
    before_upload(&survey.library.before_upload(), &mut text);
    for group in GROUPS {
        let shown: Vec<&Task> = tasks
            .iter()
            .filter(|task| status::when(day, task.date, days) == group)
            .collect();
        if shown.is_empty() {
            continue;
        }
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n{}：{}项", heading(group, day, days), shown.len());
        for task in shown {
            let label = padded(task.matter.label(), LABEL);
            let _ = writeln!(text, "  {}  {label}  {}", task.date, task.what);
            let file = task.file.as_ref().map_or("", SourcePath::as_str);
            let who = task
                .who
                .as_ref()
                .map_or(String::new(), |who| format!("责任人：{who}"));
            let below = [file, who.as_str()];
            let below: Vec<&str> = below.into_iter().filter(|part| !part.is_empty()).collect();
            if !below.is_empty() {
                let _ = writeln!(text, "  {}{}", " ".repeat(INDENT), below.join("  "));
            }
        }
    }
    if tasks.is_empty() {
        let _ = writeln!(text, "\n{days}天内没有要办的事。");
    }
    text.push_str(&acknowledged::text(&survey.library));
    text.trim_end().to_owned()
}

/// How many columns a label takes: four wide characters.
const LABEL: usize = 8;
/// How many columns stand before what is to be done: a day, a label, and the gaps between.
const INDENT: usize = 10 + 2 + LABEL + 2;

/// Everything for programs; described in `docs/content.md`.
fn json(
    tasks: &[Task],
    (to_delete, uploads): (&[Deletion], &[UploadState]),
    survey: &Survey,
    days: u32,
) -> String {
    let day = survey.day;
    let unready = |of: &Unready| {
        json!({
            "file": of.place.path.as_str(),
            "line": of.place.line,
            "what": of.what,
        })
    };
    let record = |task: &Task| {
        json!({
            "when": match status::when(day, task.date, days) {
                When::Overdue => "overdue",
                When::Today => "today",
                When::Week => "week",
                When::Soon => "soon",
                When::Later => "later",
            },
            "date": task.date.to_string(),
            "days_left": day.days_until(task.date),
            "matter": task.matter.id(),
            "what": task.what,
            "file": task.file.as_ref().map(SourcePath::as_str),
            "responsible": task.who,
        })
    };
    let document = json!({
        "date": day.to_string(),
        "days": days,
        "deletions": deletions::records(to_delete, day),
        "tasks": tasks.iter().map(record).collect::<Value>(),
        "before_upload": survey.library.before_upload().into_iter().map(unready).collect::<Value>(),
        "acknowledged": acknowledged::records(&survey.library),
        "uploads": uploads::records(uploads),
    });
    format!("{document:#}")
}
