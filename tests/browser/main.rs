//! What a real Chromium makes of the output, on the screen and on paper. Everything here is `#[ignore]`d;
//! `tests/all.sh` installs what it needs and runs it.

mod paper;
mod printing;
mod site;
#[path = "../support/mod.rs"]
mod support;
