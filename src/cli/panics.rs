//! A panic, which is always a mistake of this program: told in words that its user can pass on, and the end of the run.

use std::panic::{self, PanicHookInfo};

use super::arguments::Color;
use super::console::Console;
use super::{MACHINE, double_click};
use crate::words::MachineFault;

/// From here on a panic of any thread is told and ends the program with status 2, as a kill would: the next run tidies up
/// (`write`). The program is compiled without unwinding, so that nobody could catch it.
pub(super) fn end_the_program() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            usual(panic);
        }
        let console = Console::new(Color::Auto, false);
        console.fault(&fault(panic));
        if double_click::is_one() {
            double_click::hold_window(&console);
        }
        std::process::exit(i32::from(MACHINE));
    }));
}

fn fault(panic: &PanicHookInfo<'_>) -> MachineFault {
    let words = panic.payload();
    let what = words.downcast_ref::<&str>().copied();
    let what = what.or_else(|| words.downcast_ref::<String>().map(String::as_str));
    let what = what.unwrap_or("没有说明");
    let place = panic
        .location()
        .map_or(String::new(), |place| format!("（{place}）"));
    MachineFault::new(format!("内部错误，程序停下了：{what}{place}"))
        .hint("这是本程序的错误，不是您写错了。请再运行一次，没有做完的会接着做；还是这样，就把上面这句话告诉开发者")
}
