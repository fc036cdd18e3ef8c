//! What a target has to be able to do, over one connection. Paths are relative to the target's folder, with `/` between
//! parts; the empty path is that folder.

use super::pins::Untrusted;

/// One connection to a target.
pub trait Remote: Send {
    /// What lies in a folder, not below it.
    ///
    /// # Errors
    /// [`RemoteFault::Missing`] when there is no such folder.
    fn list(&mut self, folder: &str) -> Result<Vec<ListedFile>, RemoteFault>;
    /// The bytes of a file; `None` when there is none.
    ///
    /// # Errors
    /// The server says no, or the connection is lost.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, RemoteFault>;
    /// Writes a file, in place of one that is there. Cut off, it may leave half of it.
    ///
    /// # Errors
    /// As for [`Remote::read`].
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), RemoteFault>;
    /// Renames a file, in place of one that is there.
    ///
    /// # Errors
    /// [`RemoteFault::Refused`] also where the server does not rename over a file.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), RemoteFault>;
    /// Deletes a file; one that is not there is deleted already.
    ///
    /// # Errors
    /// As for [`Remote::read`].
    fn delete(&mut self, path: &str) -> Result<(), RemoteFault>;
    /// Makes a folder; one that is there is made already. The folder above it is there.
    ///
    /// # Errors
    /// As for [`Remote::read`].
    fn make_folder(&mut self, path: &str) -> Result<(), RemoteFault>;
    /// Removes a folder when it is empty.
    ///
    /// # Errors
    /// [`RemoteFault::Refused`] when it is not.
    fn remove_folder(&mut self, path: &str) -> Result<(), RemoteFault>;
}

/// Opens connections to a target.
pub trait Connect: Sync {
    /// One connection, signed in.
    ///
    /// # Errors
    /// The host cannot be reached, does not let the user in, or is not who it was.
    fn connect(&self) -> Result<Box<dyn Remote>, RemoteFault>;
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// Its name, without the folder's.
    pub name: String,
    /// Bytes, where the server tells; `None` also for a folder.
    pub length: Option<u64>,
    /// It is a folder.
    pub is_folder: bool,
}

/// What went wrong with a target. The texts are the server's or the system's own words.
#[derive(Debug, Clone)]
pub enum RemoteFault {
    /// The connection cannot be made or was lost: worth another try.
    Lost(String),
    /// The server does not take (so many) connections now: worth another try, later or with fewer.
    Busy(String),
    /// There is no such host.
    NoHost(String),
    /// The host does not let the user in.
    Password(String),
    /// The host shows a certificate or key that nobody vouches for.
    Untrusted(Box<Untrusted>),
    /// The server broke off while it took a file, and does not say why: it may have no room, or the way was cut.
    Aborted(String),
    /// There is no room left.
    Full(String),
    /// The server does not allow it.
    Refused(String),
    /// The file or folder is not there.
    Missing(String),
    /// It has nothing to do with the server: a file of this computer cannot be read.
    Here(String),
}

impl RemoteFault {
    /// True when the same may succeed with another connection.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::Busy(_) | Self::Aborted(_))
    }

    /// True when the server is there and does not take what it is given.
    #[must_use]
    pub fn is_unwilling(&self) -> bool {
        matches!(self, Self::Full(_) | Self::Refused(_) | Self::Aborted(_))
    }

    /// The server's or the system's own words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Untrusted(untrusted) => &untrusted.fingerprint,
            Self::Lost(words)
            | Self::Busy(words)
            | Self::NoHost(words)
            | Self::Password(words)
            | Self::Aborted(words)
            | Self::Full(words)
            | Self::Refused(words)
            | Self::Missing(words)
            | Self::Here(words) => words,
        }
    }
}
