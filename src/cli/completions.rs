//! `completions`: the script that lets a shell complete this program's words.

use clap::CommandFactory;

use super::Outcome;
use super::arguments::{Arguments, Completions};
use super::console::Console;
use crate::words::MachineFault;

/// Runs the command.
#[expect(clippy::unnecessary_wraps, reason = "every command has one form")]
pub(super) fn run(options: &Completions, console: &Console) -> Result<Outcome, MachineFault> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "gongkai", &mut script);
    console.result(String::from_utf8_lossy(&script).trim_end());
    Ok(Outcome::Done)
}
