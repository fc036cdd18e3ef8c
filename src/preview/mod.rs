//! The site's folder while somebody works in it: when to look again ([`Watch`]), what there is then
//! ([`PreviewSession`]), and what its pages are ([`Snapshot`]). What one look takes from those before is in the [`Cache`].

mod cache;
mod server;
mod session;
mod snapshot;
mod watch;

pub use cache::{Assembly, Cache};
pub use server::{FaultList, PORT, PreviewKey, PreviewState, Server, remember_port, running_port};
pub(crate) use session::{GRACE, LookOutcome, patiently};
pub use session::{PreviewSession, Update};
pub use snapshot::Snapshot;
pub use watch::{How, Touched, Wake, Watch};
