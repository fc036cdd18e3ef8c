//! The system's own store of passwords: 凭据管理器 of Windows, the keychain of macOS. Elsewhere there is none that every
//! computer has, and [`IS_THERE`] says so: then passwords are asked for, or stand in an environment variable.

use super::password::Password;
use crate::read::config::ServerAddress;

/// True where the system keeps passwords.
pub(super) const IS_THERE: bool = cfg!(any(windows, target_os = "macos"));

/// The password of a user of a server; `None` when none is kept, or the store cannot be asked.
#[cfg(any(windows, target_os = "macos"))]
pub(super) fn kept(server: &ServerAddress) -> Option<Password> {
    entry(server)?.get_password().ok().map(Password::new)
}

/// Keeps it in place of the one before; false when the store does not take it.
#[cfg(any(windows, target_os = "macos"))]
pub(super) fn keep(server: &ServerAddress, password: &Password) -> bool {
    entry(server).is_some_and(|entry| entry.set_password(password.reveal()).is_ok())
}

#[cfg(any(windows, target_os = "macos"))]
fn entry(server: &ServerAddress) -> Option<keyring::Entry> {
    keyring::Entry::new("gongkai", &format!("{}@{}", server.user, server.host)).ok()
}

/// None is kept.
#[cfg(not(any(windows, target_os = "macos")))]
pub(super) fn kept(_: &ServerAddress) -> Option<Password> {
    None
}

/// Nothing takes it.
#[cfg(not(any(windows, target_os = "macos")))]
pub(super) fn keep(_: &ServerAddress, _: &Password) -> bool {
    false
}
