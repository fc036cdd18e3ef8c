//! The program `gongkai`: turns what the command line says into an exit status, nothing more.

use std::process::ExitCode;

/// Building a site makes and drops many small texts on all threads; this allocator takes a fifth less
/// time for it than the systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gongkai::cli::main()
}
