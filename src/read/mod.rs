//! Disk → [`Document`]: discovery, decoding, front matter, typed entries.
//! What cannot be read is complained about, all of it at once; nothing here decides who may see what.

mod address;
mod approval;
mod attachments;
mod calendar;
pub mod catalogue;
mod common;
pub mod config;
mod decode;
pub mod discover;
pub mod document;
mod entry;
mod faults;
mod fields;
mod form_left;
mod front;
mod identity;
mod keys;
pub mod ledger;
pub mod library;
pub mod meeting;
mod names;
mod node;
pub mod notice;
mod number;
pub mod organization;
pub mod page;
pub mod pledge;
mod seal;
mod slips;
pub mod study;
mod suggest;
mod toml_messages;
mod toml_tree;
mod values;
mod yaml;
mod yaml_messages;

pub use approval::edit;
pub use catalogue::{Catalogue, CatalogueItem};
pub use config::Config;
pub use discover::{Content, Found, Tree};
pub use document::{Detail, Document};
pub use library::Library;
pub(crate) use names::is_ignored as is_ignored_name;
pub use organization::{Branch, Organization};
pub(crate) use seal::seal;
