//! Attachments: what is found in them, and what of them is published.

mod built;
mod damage;
mod office;
mod pdf;
mod publishing;
mod reading;
#[path = "../support/mod.rs"]
mod support;
