//! The command line: what was typed → what is done → an exit status. One file per command; the only
//! part of the program that prints, asks for the time, or knows of a terminal.

mod approve;
mod arguments;
mod build;
mod check;
mod complaints;
mod completions;
mod console;
mod deletions;
mod deploy;
mod double_click;
mod entry_form;
mod explain;
mod export;
mod gather;
mod import;
mod init;
mod named_entry;
mod new;
mod pack;
mod panics;
mod print;
mod record;
mod said;
mod save;
mod schema;
mod serve;
mod status;
mod text;
mod theme;
mod usage;

use std::path::{Component, MAIN_SEPARATOR_STR, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::read::{Library, Tree, discover, library};
use crate::words::{Day, MachineFault, Report};
use crate::write;
use arguments::{Arguments, Command};
use console::Console;

pub use complaints::render_plain;

/// How a command ended, short of a fault of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Exit status 0.
    Done,
    /// Exit status 1: the content has errors.
    ContentFaults,
}

/// Exit status for wrong usage and for faults of the machine.
const MACHINE: u8 = 2;

/// Runs the program with the process's own arguments.
#[must_use]
pub fn main() -> ExitCode {
    panics::end_the_program();
    if double_click::is_one() {
        return double_click::run();
    }
    if let Some(status) = usage::explain_dashes() {
        return status;
    }
    let arguments = match Arguments::try_parse_from(usage::arguments()) {
        Ok(arguments) => arguments,
        Err(fault) => return usage::explain(&fault),
    };
    let console = Console::new(arguments.color, arguments.quiet);
    match run(&arguments, &console) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::ContentFaults) => ExitCode::from(1),
        Err(fault) => {
            console.fault(&fault);
            ExitCode::from(MACHINE)
        }
    }
}

fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, MachineFault> {
    let root = site_folder(arguments.root.as_deref())?;
    match arguments.command {
        Command::Init(_) | Command::Completions(_) => {}
        // It tells how the files of any site are written.
        Command::Schema(_) => refuse_inside(&root)?,
        _ => {
            refuse_inside(&root)?;
            refuse_beside(&root)?;
        }
    }
    if matches!(arguments.command, Command::Serve(_)) {
        // It waits most of the time, which a thread of the pool must not: others want to work there meanwhile.
        return carry_out(&root, arguments, console);
    }
    // On a thread of the pool: what it reads is then among what the pool has at hand, and not in memory of
    // the main thread's own, which would have to be found and cleared first.
    rayon::scope(|_| carry_out(&root, arguments, console))
}

fn carry_out(root: &Path, arguments: &Arguments, console: &Console) -> Result<Outcome, MachineFault> {
    match &arguments.command {
        Command::Init(options) => init::run(root, options, console),
        Command::New(options) => new::run(root, options, console),
        Command::Import(options) => import::run(root, options, console),
        Command::Serve(options) => serve::run(root, options, console),
        Command::Build(options) => build::run(root, options, console),
        Command::Deploy(options) => deploy::run(root, options, console),
        Command::Approve(options) => approve::run(root, options, console),
        Command::Export(options) => export::run(root, options, console),
        Command::Print(options) => print::run(root, options, console),
        Command::Gather(options) => gather::run(root, options, console),
        Command::Pack(options) => pack::run(root, options, console),
        Command::Record(options) => record::run(root, options, console),
        Command::Text(options) => text::run(root, options, console),
        Command::Check(options) => check::run(root, options, console),
        Command::Status(options) => status::run(root, options, console),
        Command::Schema(options) => schema::run(root, options, console),
        Command::Theme(options) => theme::run(root, options, console),
        Command::Completions(options) => completions::run(options, console),
    }
}

/// The site's folder, absolute: `--root`, else where the command was given.
fn site_folder(given: Option<&Path>) -> Result<PathBuf, MachineFault> {
    let here =
        std::env::current_dir().map_err(|cause| MachineFault::io("读取当前文件夹", Path::new("."), cause))?;
    Ok(match given {
        Some(path) => here.join(path),
        None => here,
    })
}

/// A command given in `content` or `public` was meant for the site around it, and one for a folder that is not there for none.
fn refuse_inside(root: &Path) -> Result<(), MachineFault> {
    if !root.exists() {
        return Err(MachineFault::new("没有这个文件夹")
            .at(root)
            .hint("--root 写网站的文件夹，里面有 site.toml；已经在那里的，不用写"));
    }
    // `..` leads out of a site, and lies in none.
    let root = root.components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
        whole
    });
    match root.ancestors().enumerate().find(|(_, folder)| is_site(folder)) {
        Some((up @ 1.., site)) => Err(MachineFault::new("这里是网站里面的一个文件夹，网站在上面")
            .at(site)
            .hint(format!(
                "请先回到网站的文件夹（cd {}），再运行一次",
                vec![".."; up].join(MAIN_SEPARATOR_STR)
            ))),
        _ => Ok(()),
    }
}

/// A command given beside a site's folder was meant for that site.
fn refuse_beside(root: &Path) -> Result<(), MachineFault> {
    let inside = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut sites: Vec<PathBuf> = inside.map(|found| found.path()).collect();
    sites.retain(|folder| is_site(folder));
    sites.sort();
    let is_here = std::env::current_dir().is_ok_and(|here| here == *root);
    let name = |site: &Path| match is_here {
        true => site
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        false => site.display().to_string(),
    };
    match sites.as_slice() {
        _ if is_site(root) => Ok(()),
        [] => Ok(()),
        [site] => Err(MachineFault::new("这里不是网站的文件夹，网站在它里面")
            .at(site)
            .hint(format!(
                "请先进入网站的文件夹（cd \"{}\"），再运行一次",
                name(site)
            ))),
        [first, ..] => Err(MachineFault::new("这里不是网站的文件夹，里面有几个网站")
            .list("这些文件夹是网站", sites.iter().map(|site| name(site)).collect())
            .hint(format!(
                "请先进入要用的那一个，例如 cd \"{}\"，再运行一次",
                name(first)
            ))),
    }
}

fn is_site(folder: &Path) -> bool {
    folder.join("site.toml").is_file()
}

/// The site's files and what they say as of a day; `None` where the settings cannot be read, and the report says why.
///
/// # Errors
/// The disk's.
fn read_site(
    root: &Path,
    day: Day,
    report: &mut Report,
) -> Result<Option<(Tree, Arc<Library>)>, MachineFault> {
    let tree = discover::discover(root, report)?;
    let library = library::read(&tree, day, report);
    Ok(library.map(|library| (tree, Arc::new(library))))
}

/// The time in UTC+8, as the record of publication writes it.
fn time_now() -> String {
    now().format("%Y-%m-%d %H:%M:%S").to_string()
}

fn now() -> chrono::NaiveDateTime {
    chrono::Utc::now().naive_utc() + chrono::TimeDelta::hours(8)
}

/// The day in UTC+8, where all users are.
fn today() -> Day {
    let now = now();
    // A machine whose clock lies outside 1900–2199 has no usable date at all.
    Day::parse(&now.date().to_string())
        .or_else(|| Day::new(2000, 1, 1))
        .unwrap_or_else(|| unreachable!("a day"))
}

/// The day that was typed; else today, which is not before the last build's.
fn chosen_day(root: &Path, typed: Option<Day>) -> Result<Day, MachineFault> {
    let day = typed.unwrap_or_else(today);
    if typed.is_none() {
        write::check_clock(root, day)?;
    }
    Ok(day)
}
