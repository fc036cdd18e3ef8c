//! Attachments: what is found in them, and what of them is published.

mod office;
mod pdf;
mod publishing;
mod reading;
