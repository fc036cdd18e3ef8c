//! Attachments: what is found in them, and what of them is published.

mod built;
mod damage;
mod publishing;
mod reading;
