//! What clap says of a wrong command line, in Chinese.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};

use super::arguments::{Arguments, Color};
use super::console::Console;
use super::{MACHINE, new};
use crate::words::Calendar;

/// Says of an option that does not begin with two minus signs how to type it; gives the exit status. `None` when all do:
/// then clap knows better.
pub(super) fn explain_dashes() -> Option<ExitCode> {
    let (what, advice) = typed()
        .take_while(|word| word != "--")
        .find_map(|word| other_dashes(&word))?;
    Some(refuse(&what, &advice))
}

/// The words behind the program's name.
fn typed() -> impl Iterator<Item = String> {
    std::env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
}

/// All words, those for help as options: `gongkai help build` is `gongkai build --help`.
pub(super) fn arguments() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

/// What keyboards and Word make of minus signs.
const DASHES: [char; 10] = ['-', '－', '—', '–', '―', '‐', '‑', '−', '─', '﹣'];

/// What is wrong with a word that is the name of an option behind other dashes than two minus signs, and what to type.
fn other_dashes(word: &str) -> Option<(String, String)> {
    let behind = word.trim_start_matches(DASHES);
    let dashes = &word[..word.len() - behind.len()];
    let name = behind.split('=').next().unwrap_or(behind);
    // `-q` is an option of one letter.
    if matches!(dashes, "" | "--") || name.len() < 2 || !is_option(name) {
        return None;
    }
    Some(match dashes {
        "-" => (
            format!("不认识“-{name}”"),
            format!("是不是想写“--{name}”？前面是两个减号"),
        ),
        _ => (
            format!("“{dashes}{name}”前面的横线不对"),
            format!("选项前面是两个英文的减号，写成 --{name}"),
        ),
    })
}

/// True for the name of an option of any command.
fn is_option(name: &str) -> bool {
    let all = Arguments::command();
    let commands = all.get_subcommands().flat_map(Command::get_arguments);
    let mut names = all.get_arguments().chain(commands).filter_map(Arg::get_long);
    names.any(|known| known == name)
}

/// Prints help, the version, or what was typed wrong; gives the exit status.
pub(super) fn explain(fault: &clap::Error) -> ExitCode {
    match fault.kind() {
        ErrorKind::DisplayVersion => {
            Console::new(Color::Never, false).result(&version());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelp => {
            // A reader that closed the pipe has seen enough.
            let _ = fault.print();
            ExitCode::SUCCESS
        }
        kind => {
            let (what, advice) = describe(kind, fault);
            refuse(&what, &advice)
        }
    }
}

/// Prints what was typed wrong.
#[expect(
    clippy::print_stderr,
    reason = "there is no console yet: its options could not be read"
)]
fn refuse(what: &str, advice: &str) -> ExitCode {
    eprintln!("错误: {what}\n提示: {advice}");
    ExitCode::from(MACHINE)
}

/// Which program this is: version, commit, and how far its holidays reach.
fn version() -> String {
    let commit = match env!("GONGKAI_COMMIT") {
        "" => "没有记下是哪次提交",
        commit => &format!("提交 {commit}"),
    };
    let holidays = Calendar::edition();
    format!(
        "gongkai {}（{commit}）\n放假安排：{holidays}",
        env!("CARGO_PKG_VERSION")
    )
}

fn describe(kind: ErrorKind, fault: &clap::Error) -> (String, String) {
    let wrong = text(fault, ContextKind::InvalidArg);
    let value = text(fault, ContextKind::InvalidValue);
    let help = "输入 gongkai --help 查看全部命令，gongkai 命令 --help 查看一个命令的用法".to_owned();
    match kind {
        ErrorKind::InvalidSubcommand => {
            let typed = text(fault, ContextKind::InvalidSubcommand);
            let meant = text(fault, ContextKind::SuggestedSubcommand);
            let advice = if meant.is_empty() {
                help
            } else {
                format!("是不是想写“{meant}”？")
            };
            (format!("没有“{typed}”这个命令"), advice)
        }
        ErrorKind::UnknownArgument if !wrong.starts_with('-') => (
            format!("多写了“{wrong}”"),
            "标题中有空格时，请用英文双引号括起来".to_owned(),
        ),
        ErrorKind::UnknownArgument => {
            let meant = text(fault, ContextKind::SuggestedArg);
            let advice = if meant.is_empty() {
                help
            } else {
                format!("是不是想写“{meant}”？")
            };
            (format!("不认识“{wrong}”"), advice)
        }
        ErrorKind::MissingRequiredArgument if lacks_kind(typed()) => (
            "还缺少种类".to_owned(),
            "先写种类，再写标题，例如 gongkai new 通知公告 关于召开党员大会的通知".to_owned(),
        ),
        ErrorKind::MissingRequiredArgument => (
            format!("还缺少：{}", wrong.replace(['<', '>'], "").replace("...", "")),
            match typed().find(|word| Arguments::command().find_subcommand(word).is_some()) {
                Some(command) => format!("输入 gongkai {command} --help 查看写法和例子"),
                None => help,
            },
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("请写明要做什么，例如 gongkai build".to_owned(), help)
        }
        ErrorKind::InvalidValue if value.is_empty() => (format!("{wrong} 后面还要写内容"), help),
        ErrorKind::InvalidValue => {
            let valid = text(fault, ContextKind::ValidValue);
            (format!("{wrong} 不能写“{value}”"), format!("可以写：{valid}"))
        }
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(fault).map_or(help, ToString::to_string);
            (format!("{wrong} 不能写“{value}”"), cause)
        }
        ErrorKind::ArgumentConflict => {
            let other = text(fault, ContextKind::PriorArg);
            let said = if other.is_empty() || other == wrong {
                format!("“{wrong}”只能写一次")
            } else {
                format!("“{wrong}”不能与“{other}”同用")
            };
            (said, help)
        }
        _ => ("命令写得不对".to_owned(), help),
    }
}

/// True for a `new` whose first word is no kind: it is the title.
fn lacks_kind(typed: impl Iterator<Item = String>) -> bool {
    let mut words = typed.skip_while(|word| word != "new").skip(1);
    let first = words.find(|word| !word.starts_with('-'));
    first.is_some_and(|word| new::kind_of(&word).is_none())
}

fn text(fault: &clap::Error, kind: ContextKind) -> String {
    match fault.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_behind_other_dashes_are_told_how_to_type() {
        for typed in ["——school", "—-school", "—school", "－－school", "---school=甲校"] {
            let (_, advice) = other_dashes(typed).expect(typed);
            assert_eq!(advice, "选项前面是两个英文的减号，写成 --school", "{typed}");
        }
        let (what, advice) = other_dashes("-date").expect("a name");
        assert_eq!(what, "不认识“-date”");
        assert_eq!(advice, "是不是想写“--date”？前面是两个减号");
        for right in [
            "--school", "-q", "-h", "-V", "——", "——关于开会的通知", "school", "-x",
        ] {
            assert_eq!(other_dashes(right), None, "{right}");
        }
    }
}
