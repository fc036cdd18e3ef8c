//! What clap says of a wrong command line, in Chinese.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::MACHINE;
use super::arguments::Color;
use super::console::Console;
use crate::words::Calendar;

/// Prints help, the version, or what was typed wrong; gives the exit status.
#[expect(
    clippy::print_stderr,
    reason = "there is no console yet: its options could not be read"
)]
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
            eprintln!("错误: {what}\n提示: {advice}");
            ExitCode::from(MACHINE)
        }
    }
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
        ErrorKind::MissingRequiredArgument => (
            format!("还缺少：{}", wrong.replace(['<', '>'], "").replace("...", "")),
            help,
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

fn text(fault: &clap::Error, kind: ContextKind) -> String {
    match fault.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
