//! The program `gongkai`: turns what the command line says into an exit status, nothing more.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkai::cli::main()
}
