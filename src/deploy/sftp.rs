//! SFTP: files through SSH. Keys, the agent and a password are tried in this order; a host key that is new is told with its
//! fingerprint.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::try_join_all;
use russh::client::{self, AuthResult, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::AgentClient;
use russh::keys::{HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate, load_secret_key};
use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, Status, StatusCode};
use tokio::runtime::{Builder, Runtime};

use super::password::Password;
use super::pins::{PinKind, Pins, Untrusted};
use super::remote::{Connect, ListedFile, Remote, RemoteFault};
use crate::read::config::ServerAddress;
use crate::words::{contains_any, describe_cause};

const REACH: Duration = Duration::from_secs(30);
/// Seconds for one answer.
const ANSWER: u64 = 90;

/// What every server takes in one packet.
const PORTION: usize = 32 << 10;
/// So many packets are on the way at once.
const AT_ONCE: usize = 16;

/// An SSH server and who signs in.
#[derive(Debug)]
pub(super) struct SftpTarget {
    pub(super) server: ServerAddress,
    /// `None` where a key is enough.
    pub(super) password: Option<Password>,
    /// A private key.
    pub(super) key_file: Option<std::path::PathBuf>,
    pub(super) pins: Pins,
}

/// What the host showed, when nobody has said 是 to it.
type Shown = Arc<Mutex<Option<Untrusted>>>;

struct HostCheck {
    pins: Pins,
    shown: Shown,
}

impl client::Handler for HostCheck {
    type Error = russh::Error;

    async fn check_server_key(&mut self, key: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let fingerprint = match key {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256).to_string(),
            PublicKeyOrCertificate::Certificate(certificate) => {
                russh::keys::PublicKey::from(certificate.public_key().clone())
                    .fingerprint(HashAlg::Sha256)
                    .to_string()
            }
        };
        if self.pins.has(PinKind::HostKey, &fingerprint) {
            return Ok(true);
        }
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(Untrusted {
            kind: PinKind::HostKey,
            is_changed: self.pins.has_other(PinKind::HostKey, &fingerprint),
            fingerprint,
            why: String::new(),
        });
        Ok(false)
    }
}

impl Connect for SftpTarget {
    fn connect(&self) -> Result<Box<dyn Remote>, RemoteFault> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|cause| RemoteFault::Here(cause.to_string()))?;
        let (session, handle, base) = runtime.block_on(self.open())?;
        Ok(Box::new(SftpConnection {
            runtime,
            session,
            _handle: handle,
            base,
        }))
    }
}

impl SftpTarget {
    async fn open(&self) -> Result<(RawSftpSession, Handle<HostCheck>, String), RemoteFault> {
        let mut handle = self.shake_hands().await?;
        self.sign_in(&mut handle).await?;
        let channel = handle.channel_open_session().await.map_err(lost)?;
        channel.request_subsystem(true, "sftp").await.map_err(lost)?;
        let session = RawSftpSession::new(channel.into_stream());
        session.set_timeout(ANSWER);
        session.init().await.map_err(told)?;
        let base = match self.server.folder.as_str() {
            "/" => {
                let home = session.realpath(".").await.map_err(told)?;
                home.files
                    .first()
                    .map_or_else(String::new, |file| file.filename.clone())
            }
            folder => folder.trim_end_matches('/').to_owned(),
        };
        match session.stat(base.as_str()).await {
            Ok(about) if about.attrs.is_dir() => {}
            Ok(_) => return Err(RemoteFault::Missing(base)),
            Err(fault) => return Err(told(fault)),
        }
        let base = format!("{}/", base.trim_end_matches('/'));
        Ok((session, handle, base))
    }

    async fn shake_hands(&self) -> Result<Handle<HostCheck>, RemoteFault> {
        let host = (self.server.host.as_str(), self.server.port);
        let mut addresses = tokio::net::lookup_host(host)
            .await
            .map_err(|_| RemoteFault::NoHost(self.server.host.clone()))?
            .peekable();
        if addresses.peek().is_none() {
            return Err(RemoteFault::NoHost(self.server.host.clone()));
        }
        let addresses: Vec<_> = addresses.collect();
        let shown = Shown::default();
        let check = HostCheck {
            pins: self.pins.clone(),
            shown: Arc::clone(&shown),
        };
        let config = client::Config {
            inactivity_timeout: Some(Duration::from_secs(ANSWER * 2)),
            nodelay: true,
            ..client::Config::default()
        };
        let connected = client::connect(Arc::new(config), addresses.as_slice(), check);
        let connected = tokio::time::timeout(REACH, connected).await;
        if let Some(untrusted) = shown.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(RemoteFault::Untrusted(Box::new(untrusted)));
        }
        match connected {
            Ok(Ok(handle)) => Ok(handle),
            Ok(Err(fault)) => Err(lost(fault)),
            Err(_) => Err(RemoteFault::Lost(describe_cause(&io::ErrorKind::TimedOut.into()))),
        }
    }

    async fn sign_in(&self, handle: &mut Handle<HostCheck>) -> Result<(), RemoteFault> {
        if self.by_key(handle).await? || self.by_agent(handle).await? || self.by_password(handle).await? {
            return Ok(());
        }
        Err(RemoteFault::Password(String::new()))
    }

    async fn by_key(&self, handle: &mut Handle<HostCheck>) -> Result<bool, RemoteFault> {
        let Some(path) = &self.key_file else {
            return Ok(false);
        };
        let phrase = self.password.as_ref().map(Password::reveal);
        let key = load_secret_key(path, None)
            .or_else(|fault| phrase.map_or(Err(fault), |phrase| load_secret_key(path, Some(phrase))))
            .map_err(|fault| RemoteFault::Here(format!("{}：{fault}", path.display())))?;
        let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), hash);
        let let_in = handle
            .authenticate_publickey(self.server.user.as_str(), key)
            .await;
        let_in.map(|result| result.success()).map_err(lost)
    }

    /// Keys that somebody has given to the agent; without an agent there are none.
    async fn by_agent(&self, handle: &mut Handle<HostCheck>) -> Result<bool, RemoteFault> {
        #[cfg(unix)]
        let agent = AgentClient::connect_env().await;
        #[cfg(windows)]
        let agent = AgentClient::connect_named_pipe(r"\\.\pipe\openssh-ssh-agent").await;
        let Ok(mut agent) = agent else { return Ok(false) };
        let identities = agent.request_identities().await.unwrap_or_default();
        let hash = handle.best_supported_rsa_hash().await.ok().flatten().flatten();
        for identity in identities {
            let AgentIdentity::PublicKey { key, .. } = identity else {
                continue;
            };
            let user = self.server.user.as_str();
            let let_in = handle
                .authenticate_publickey_with(user, key, hash, &mut agent)
                .await;
            if let_in.is_ok_and(|result| result.success()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn by_password(&self, handle: &mut Handle<HostCheck>) -> Result<bool, RemoteFault> {
        let Some(password) = &self.password else {
            return Ok(false);
        };
        let user = self.server.user.as_str();
        match handle
            .authenticate_password(user, password.reveal())
            .await
            .map_err(lost)?
        {
            AuthResult::Success => return Ok(true),
            AuthResult::Failure { .. } => {}
        }
        // Some servers ask for it as a question.
        let mut asked = handle
            .authenticate_keyboard_interactive_start(user, None::<String>)
            .await
            .map_err(lost)?;
        for _ in 0..3 {
            match asked {
                KeyboardInteractiveAuthResponse::Success => return Ok(true),
                KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
                KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => {
                    let answers = prompts.iter().map(|_| password.reveal().to_owned()).collect();
                    asked = handle
                        .authenticate_keyboard_interactive_respond(answers)
                        .await
                        .map_err(lost)?;
                }
            }
        }
        Ok(false)
    }
}

fn lost(fault: russh::Error) -> RemoteFault {
    RemoteFault::Lost(match fault {
        russh::Error::IO(cause) => describe_cause(&cause),
        russh::Error::Disconnect | russh::Error::HUP => {
            describe_cause(&io::ErrorKind::ConnectionReset.into())
        }
        other => other.to_string(),
    })
}

fn told(fault: SftpError) -> RemoteFault {
    let SftpError::Status(status) = fault else {
        return RemoteFault::Lost(fault.to_string());
    };
    of_status(&status)
}

fn of_status(status: &Status) -> RemoteFault {
    let words = format!("{} {}", status.status_code, status.error_message);
    let lower = words.to_lowercase();
    let is_full = contains_any(&lower, &["space", "quota"]);
    match status.status_code {
        StatusCode::NoSuchFile => RemoteFault::Missing(words),
        StatusCode::NoConnection | StatusCode::ConnectionLost => RemoteFault::Lost(words),
        _ if is_full => RemoteFault::Full(words),
        _ => RemoteFault::Refused(words),
    }
}

struct SftpConnection {
    runtime: Runtime,
    session: RawSftpSession,
    /// The connection ends with it.
    _handle: Handle<HostCheck>,
    /// The target's folder, with `/` at its end.
    base: String,
}

/// The words of a request, as the protocol has texts: a length and the bytes.
fn packed(texts: [&str; 2]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in texts {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}

impl SftpConnection {
    fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base).trim_end_matches('/').to_owned()
    }

    async fn send(&self, path: &str, bytes: &[u8]) -> Result<(), SftpError> {
        let flags = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        let handle = self
            .session
            .open(path, flags, FileAttributes::empty())
            .await?
            .handle;
        let portions: Vec<(u64, &[u8])> = (0_u64..).step_by(PORTION).zip(bytes.chunks(PORTION)).collect();
        let mut sent = Ok(());
        for portions in portions.chunks(AT_ONCE) {
            let writes = portions
                .iter()
                .map(|(at, portion)| self.session.write(handle.as_str(), *at, portion.to_vec()));
            if let Err(fault) = try_join_all(writes).await {
                sent = Err(fault);
                break;
            }
        }
        // A server may say only now that there was no room.
        let closed = self.session.close(handle).await;
        sent?;
        closed.map(|_| ())
    }

    async fn fetch(&self, path: &str) -> Result<Vec<u8>, SftpError> {
        let handle = self
            .session
            .open(path, OpenFlags::READ, FileAttributes::empty())
            .await?
            .handle;
        let mut bytes = Vec::new();
        let read = loop {
            let portion = self
                .session
                .read(handle.as_str(), bytes.len() as u64, PORTION as u32)
                .await;
            match portion {
                Ok(portion) => bytes.extend_from_slice(&portion.data),
                Err(SftpError::Status(status)) if status.status_code == StatusCode::Eof => break Ok(bytes),
                Err(fault) => break Err(fault),
            }
        };
        let _ = self.session.close(handle).await;
        read
    }

    async fn names(&self, path: &str) -> Result<Vec<ListedFile>, SftpError> {
        let handle = self.session.opendir(path).await?.handle;
        let mut listed = Vec::new();
        let read = loop {
            match self.session.readdir(handle.as_str()).await {
                Ok(names) => listed.extend(
                    names
                        .files
                        .into_iter()
                        .filter(|file| !matches!(file.filename.as_str(), "." | "..")),
                ),
                Err(SftpError::Status(status)) if status.status_code == StatusCode::Eof => break Ok(()),
                Err(fault) => break Err(fault),
            }
        };
        let _ = self.session.close(handle).await;
        read?;
        let file = |file: russh_sftp::protocol::File| ListedFile {
            is_folder: file.attrs.is_dir(),
            length: file.attrs.size.filter(|_| !file.attrs.is_dir()),
            name: file.filename,
        };
        Ok(listed.into_iter().map(file).collect())
    }

    /// OpenSSH renames over a file when it is asked in its own way.
    async fn replace(&self, from: &str, to: &str) -> Result<(), RemoteFault> {
        let asked = self
            .session
            .extended("posix-rename@openssh.com", packed([from, to]))
            .await;
        match asked.map_err(told)? {
            Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
            Packet::Status(status) if status.status_code != StatusCode::OpUnsupported => {
                Err(of_status(&status))
            }
            _ => self.session.rename(from, to).await.map(|_| ()).map_err(told),
        }
    }
}

/// What was to go and is not there is gone.
fn gone(done: Result<Status, SftpError>) -> Result<(), RemoteFault> {
    match done.map_err(told) {
        Ok(_) | Err(RemoteFault::Missing(_)) => Ok(()),
        Err(fault) => Err(fault),
    }
}

impl Remote for SftpConnection {
    fn list(&mut self, folder: &str) -> Result<Vec<ListedFile>, RemoteFault> {
        let path = self.path(folder);
        self.runtime.block_on(self.names(&path)).map_err(told)
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, RemoteFault> {
        let path = self.path(path);
        match self.runtime.block_on(self.fetch(&path)).map_err(told) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(RemoteFault::Missing(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), RemoteFault> {
        let path = self.path(path);
        self.runtime.block_on(self.send(&path, bytes)).map_err(told)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), RemoteFault> {
        let (from, to) = (self.path(from), self.path(to));
        self.runtime.block_on(self.replace(&from, &to))
    }

    fn delete(&mut self, path: &str) -> Result<(), RemoteFault> {
        let path = self.path(path);
        gone(self.runtime.block_on(self.session.remove(path)))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        let path = self.path(path);
        let work = async {
            let made = self.session.mkdir(path.as_str(), FileAttributes::empty()).await;
            match made {
                Ok(_) => Ok(()),
                // The protocol has no word for what is there already.
                Err(fault) => match self.session.stat(path.as_str()).await {
                    Ok(about) if about.attrs.is_dir() => Ok(()),
                    _ => Err(fault),
                },
            }
        };
        self.runtime.block_on(work).map_err(told)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        let path = self.path(path);
        gone(self.runtime.block_on(self.session.rmdir(path)))
    }
}
