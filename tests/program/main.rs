//! The program and its library, from files to output: cases that somebody chose, and things done to it at random moments.

mod approve;
mod bad_input;
mod board;
mod complaints;
mod deploy;
mod documents;
mod families;
mod fixes;
mod gather;
mod golden;
mod import;
mod kill;
mod live;
mod new_site;
mod output;
mod pack;
mod press;
mod print;
mod record;
mod record_chain;
mod reports;
mod samples;
mod serve;
#[path = "../support/mod.rs"]
mod support;
mod text;
mod themes;
mod transcripts;
mod warm;
mod watch;
mod workdays;
mod write;
mod zip_target;
