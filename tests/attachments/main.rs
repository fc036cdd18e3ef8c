//! Attachments: what is found in them, and what of them is published.

mod built;
mod damage;
#[path = "../support/office.rs"]
mod office;
#[path = "../support/pdf.rs"]
mod pdf;
mod publishing;
mod reading;
#[path = "../support/mod.rs"]
mod support;
