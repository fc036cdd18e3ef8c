//! Disk → [`Document`]: discovery, decoding, front matter, typed entries.
//! What cannot be read is complained about, all of it at once; nothing here decides who may see what.

pub mod config;
pub mod discover;
pub mod document;
pub mod library;
pub mod meeting;
pub mod notice;
pub mod page;
pub mod pledge;
pub mod study;

pub use config::Config;
pub use discover::{Content, Found, Tree};
pub use document::{Detail, Document};
pub use library::{Branch, Catalogue, CatalogueItem, Library, Organization};
