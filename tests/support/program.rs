//! The program itself, run in a folder as somebody runs it there.

use std::path::Path;
use std::process::{Command, Output};

/// The program in a folder, with what was typed behind its name; without colours.
pub(crate) fn program(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(words).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// What came of it.
pub(crate) fn run(folder: &Path, words: &[&str]) -> Output {
    program(folder, words).output().expect("the program starts")
}

/// All that it said, standard output first.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned()
}
