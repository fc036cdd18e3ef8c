//! The site's folder while somebody works in it: when to look again ([`Watch`]), what there is then ([`Session`]),
//! and what its pages are ([`Snapshot`]). What one look takes from those before is in the [`Cache`].

mod cache;
mod server;
mod session;
mod snapshot;
mod watch;

pub use cache::{Assembly, Cache};
pub use server::{Faults, Key, PORT, Server, Stage};
pub(crate) use session::{GRACE, Glance, patiently};
pub use session::{Round, Session};
pub use snapshot::Snapshot;
pub use watch::{How, Touched, Wake, Watch};
