//! gongkai（公开）: from Markdown and YAML to a static public-disclosure site.
//!
//! One pipeline, a type per stage, nothing filled in later; the modules stand in its order and each
//! imports only from those above it:
//!
//! ```text
//! Found → SourceText → Document → Verdict(Cleared) → Site → Plan → Artifact → Manifest
//! disk    decoded      typed      one audience       model   every   bytes      what we own
//!                                                            output
//!                                                            file
//! ```
//!
//! [`pipeline`] is that line as a function. Disk, network, clock and printing live at the edges
//! (`read::discover`, `write`, `cli`); the middle is pure and today's date is an argument. Faults of
//! the content are collected in a [`words::Report`]; faults of the machine are `Result`s.

pub mod words;

pub mod check;

pub mod markdown;

pub mod attachment;

pub mod read;

pub mod clearance;

pub mod site;

pub mod paper;

pub mod plan;

pub mod render;

pub mod export;

pub mod text_out;

pub mod write;

pub mod pipeline;

pub mod fixes;

pub mod status;

pub mod explain;

pub mod deploy;

pub mod record;

pub mod gather;

pub mod preview;

pub mod press;

pub mod schema;

pub mod new_site;

pub mod import;

pub mod cli;
