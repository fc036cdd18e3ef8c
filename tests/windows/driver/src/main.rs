//! Does on Windows what tests/windows.sh asks for, line by line from standard input, and answers each with a line. Also the
//! browser that `gongkai print` is given there. Words of a line are parted by tabs:
//!
//! `run FOLDER OUT ERR PROGRAM ARGUMENTS…` → `status N`: waits for it; OUT and ERR are files for what it prints
//! `start FOLDER OUT ERR PROGRAM ARGUMENTS…` → `started`: one at a time
//! `stop` → `stopped`: kills what was started
//! `kill MICROSECONDS FOLDER PROGRAM ARGUMENTS…` → `killed`, or `ended` when it was quicker
//! `hold FILE` → `held`: nobody else may open it; `hold FILE MILLISECONDS` lets go by itself
//! `release` → `released`
//! `mark FILE read-only` or `writable` → `marked`
//! `set NAME VALUE` → `set`: for all that is started from now on

use std::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, io, thread};

type Answer = Result<String, Box<dyn Error>>;

/// What lasts over several lines.
#[derive(Default)]
struct Driver {
    started: Option<Child>,
    held: Vec<File>,
    /// Names and values for the environment.
    settings: Vec<(String, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let wanted = env::args().find_map(|argument| Some(argument.strip_prefix("--print-to-pdf=")?.to_owned()));
    if let Some(pdf) = wanted {
        return Ok(fs::write(pdf, "%PDF-1.4\nnothing\n%%EOF\n")?);
    }
    let mut driver = Driver::default();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
        let answer = driver
            .answer(&words)
            .unwrap_or_else(|fault| format!("fault {fault}"));
        let mut out = io::stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

impl Driver {
    fn answer(&mut self, words: &[&str]) -> Answer {
        match words {
            ["run", folder, out, err, program, arguments @ ..] => {
                let mut command = self.command(folder, program, arguments);
                let status = command
                    .stdout(File::create(out)?)
                    .stderr(File::create(err)?)
                    .status()?;
                Ok(format!("status {}", status.code().unwrap_or(-1)))
            }
            ["start", folder, out, err, program, arguments @ ..] => {
                let mut command = self.command(folder, program, arguments);
                let child = command
                    .stdout(File::create(out)?)
                    .stderr(File::create(err)?)
                    .spawn()?;
                self.started = Some(child);
                Ok("started".into())
            }
            ["stop"] => {
                let mut child = self.started.take().ok_or("nothing was started")?;
                child.kill()?;
                child.wait()?;
                Ok("stopped".into())
            }
            ["kill", microseconds, folder, program, arguments @ ..] => {
                let mut command = self.command(folder, program, arguments);
                let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
                thread::sleep(Duration::from_micros(microseconds.parse()?));
                let has_ended = child.try_wait()?.is_some();
                // One that ends in this moment cannot be killed.
                let _ = child.kill();
                child.wait()?;
                Ok(if has_ended { "ended" } else { "killed" }.into())
            }
            ["hold", file] => {
                self.held.push(alone(file)?);
                Ok("held".into())
            }
            ["hold", file, milliseconds] => {
                let (file, time) = (alone(file)?, Duration::from_millis(milliseconds.parse()?));
                thread::spawn(move || {
                    thread::sleep(time);
                    drop(file);
                });
                Ok("held".into())
            }
            ["release"] => {
                self.held.clear();
                Ok("released".into())
            }
            ["mark", file, how] => {
                let mut permissions = fs::metadata(file)?.permissions();
                permissions.set_readonly(*how == "read-only");
                fs::set_permissions(file, permissions)?;
                Ok("marked".into())
            }
            ["set", name, value] => {
                self.settings.push(((*name).into(), (*value).into()));
                Ok("set".into())
            }
            other => Err(format!("cannot do {other:?}").into()),
        }
    }

    fn command(&self, folder: &str, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env_remove("GONGKAI_TIMINGS");
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// Opens a file so that nobody else can.
fn alone(file: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    options.open(file)
}
