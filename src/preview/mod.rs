//! The site's folder while somebody works in it: when to look again ([`Watch`]), what there is then ([`Workshop`]),
//! and what its pages are ([`Snapshot`]).

mod desk;
mod folder;
mod photographs;
mod server;
mod shelf;
mod snapshot;
mod watch;
mod workshop;

pub use desk::{Assembly, Desk};
pub(crate) use desk::{GRACE, Seen, patiently};
pub use server::{Faults, Key, PORT, Server, Stage};
pub use snapshot::Snapshot;
pub use watch::{How, Touched, Wake, Watch};
pub use workshop::{Round, Workshop};
