//! The program as a double click on Windows starts it: nothing typed, and a window that closes with it. A site beside the
//! program is previewed; where there is none, a few answers make one. Whatever goes wrong, the window stays open.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Color, Command};
use super::console::Console;
use super::{MACHINE, Outcome, init, refuse_inside, serve, today};
use crate::new_site::{self, AnsweredSoFar, Taxonomy};
use crate::words::{Day, MachineFault};

/// The folder of a new site, beside the program.
const FOLDER: &str = "我的网站";
/// How many folders of that name are looked at.
const FOLDERS: u32 = 20;

/// True when nothing was typed and a person looks at a window. Whoever types only the program's name gets the same: this
/// says how to do something else, and Ctrl+C ends it.
pub(super) fn is_one() -> bool {
    let is_typed = std::env::args_os().nth(1).is_some();
    cfg!(windows) && !is_typed && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Does what a double click is for, and waits before the window closes.
pub(super) fn run() -> ExitCode {
    let console = Console::new(Color::Auto, false);
    let is_done = match preview(&console) {
        Ok(outcome) => outcome == Outcome::Done,
        Err(fault) => {
            console.fault(&fault);
            false
        }
    };
    hold_window(&console);
    if is_done {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(MACHINE)
    }
}

/// Whoever looks at the window can read what it says until they press a key.
pub(super) fn hold_window(console: &Console) {
    console.insist("\n按回车键关闭这个窗口。");
    let _ = io::stdin().read_line(&mut String::new());
}

/// Finds or makes the site, and shows it until the window is closed.
fn preview(console: &Console) -> Result<Outcome, MachineFault> {
    let place = Place::look()?;
    let root = match place.site() {
        Some(site) => site,
        None => {
            refuse_packed(&place.program, &std::env::temp_dir())?;
            refuse_inside(&place.here)?;
            make(
                &place.program,
                today(),
                &mut io::stdin().lock(),
                &mut io::stderr().lock(),
            )?
        }
    };
    console.say(&format!("网站：{}", root.display()));
    let Command::Serve(options) = Arguments::parse_from(["gongkai", "serve", "--open"]).command else {
        unreachable!("what was parsed is `serve`");
    };
    serve::run(&root, &options, console)
}

/// Where the program was started.
struct Place {
    /// The current folder: that of a shortcut, else the program's.
    here: PathBuf,
    /// The folder that the program lies in.
    program: PathBuf,
}

impl Place {
    fn look() -> Result<Self, MachineFault> {
        let program = std::env::current_exe()
            .map_err(|cause| MachineFault::new(format!("不知道程序放在哪个文件夹（{cause}）")))?;
        let program = program.parent().unwrap_or(Path::new(".")).to_owned();
        let here = std::env::current_dir().unwrap_or_else(|_| program.clone());
        Ok(Self { here, program })
    }

    /// The site that is meant: the one around, else the newest of those that were made beside the program.
    fn site(&self) -> Option<PathBuf> {
        let made = (1..=FOLDERS).rev().map(|number| beside(&self.program, number));
        let mut all = [self.here.clone(), self.program.clone()].into_iter().chain(made);
        all.find(|folder| folder.join("site.toml").is_file())
    }
}

/// The folder of a new site; others than the first have a number.
fn beside(program: &Path, number: u32) -> PathBuf {
    match number {
        1 => program.join(FOLDER),
        number => program.join(format!("{FOLDER}{number}")),
    }
}

/// A program that is looked at inside a zip file runs in a folder that Windows throws away, with the site in it.
fn refuse_packed(program: &Path, temporary: &Path) -> Result<(), MachineFault> {
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    match Path::new(&lower(program)).starts_with(lower(temporary)) {
        true => Err(MachineFault::new("程序还在压缩包里，没有解压")
            .at(program)
            .hint("关掉这个窗口，在压缩包上点右键，选“全部解压缩”，再双击解压出来的 gongkai.exe")),
        false => Ok(()),
    }
}

/// Makes a site beside the program from four answers; it begins today.
fn make(
    program: &Path,
    today: Day,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<PathBuf, MachineFault> {
    let mut free = (1..=FOLDERS).map(|number| beside(program, number));
    let folder = free
        .find(|folder| new_site::refuse_used(folder).is_ok())
        .ok_or_else(|| {
            MachineFault::new(format!("“{FOLDER}”这些文件夹里都已经有文件，没有改动它们"))
                .at(program)
                .hint("请把 gongkai.exe 拷到一个新的空文件夹里，再双击它")
        })?;
    let mut given = AnsweredSoFar {
        since: Some(today),
        ..AnsweredSoFar::default()
    };
    let asked = writeln!(
        output,
        "这里还没有网站。回答四个问题，就新建一个，放在 {}\n（不想新建，关掉这个窗口；其他用法，输入 gongkai --help 查看。）\n",
        folder.display()
    );
    asked
        .and_then(|()| init::ask(&mut given, today, input, output))
        .map_err(|cause| MachineFault::new(format!("读不到输入（{cause}）")))?;
    new_site::create(&folder, &given.complete(today), Taxonomy::Regulation)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn made(program: &Path, typed: &str) -> Result<PathBuf, MachineFault> {
        let today = Day::of("2026-09-01");
        make(program, today, &mut typed.as_bytes(), &mut Vec::new())
    }

    fn at(folder: &Path) -> Place {
        Place {
            here: folder.to_owned(),
            program: folder.to_owned(),
        }
    }

    #[test]
    fn four_answers_make_a_site_that_the_next_double_click_finds() {
        let place = tempfile::tempdir().expect("a folder");
        assert_eq!(at(place.path()).site(), None);
        let folder = made(place.path(), "青山学校\n\n0931-1234567\n无\n").expect("made");
        assert_eq!(folder, place.path().join(FOLDER));
        let settings = fs::read_to_string(folder.join("site.toml")).expect("settings");
        assert!(settings.contains("0931-1234567"), "{settings}");
        assert_eq!(at(place.path()).site(), Some(folder.clone()));
        assert_eq!(at(&folder).site(), Some(folder));
    }

    #[test]
    fn nothing_that_is_there_is_written_over() {
        let place = tempfile::tempdir().expect("a folder");
        let theirs = place.path().join(FOLDER).join("照片.txt");
        fs::create_dir_all(theirs.parent().expect("a folder")).expect("a folder");
        fs::write(&theirs, "他的").expect("writable");
        let folder = made(place.path(), "\n\n\n\n").expect("made");
        assert_eq!(folder, place.path().join("我的网站2"));
        assert_eq!(fs::read_to_string(theirs).expect("still there"), "他的");
        assert_eq!(at(place.path()).site(), Some(folder));
    }

    #[test]
    fn a_program_in_a_zip_file_makes_nothing() {
        let temporary = Path::new("/Users/Zhou/AppData/Local/Temp/");
        let packed = |program: &str| refuse_packed(Path::new(program), temporary).is_err();
        assert!(packed("/users/zhou/appdata/local/temp/Temp1_gongkai.zip"));
        assert!(!packed("/Users/Zhou/Desktop"));
        assert!(!packed("/Users/Zhou/AppData/Local/Temporary"));
    }
}
