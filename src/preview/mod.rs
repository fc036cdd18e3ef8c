//! The site's folder while somebody works in it: when to look again.

mod folder;
mod watch;

pub use watch::{How, Wake, Watch};
