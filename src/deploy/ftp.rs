//! FTP, with TLS or without. Servers of school hosts differ in much: what they answer is taken by its number, what they say
//! besides may be GBK, the address that they give for data is often one of inside and is never used, and lists come in
//! three forms.

use std::io::{self, Cursor};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use rustls::SupportedProtocolVersion;
use suppaftp::list::{File, ListParser};
use suppaftp::types::{FileType, Response};
use suppaftp::{FtpError, Mode, RustlsConnector, RustlsFtpStream, Status};

use super::password::Password;
use super::remote::{Connect, ListedFile, Remote, RemoteFault};
use super::tls::{TlsTrust, VERSIONS};
use crate::read::config::{ServerAddress, UploadProtocol};
use crate::words::{contains_any, describe_cause};

/// Some servers take twenty seconds to answer.
const ANSWER: Duration = Duration::from_secs(90);
const REACH: Duration = Duration::from_secs(30);

/// An FTP server and who signs in.
#[derive(Debug)]
pub(super) struct FtpTarget {
    pub(super) server: ServerAddress,
    pub(super) password: Password,
    pub(super) trust: TlsTrust,
}

impl Connect for FtpTarget {
    fn connect(&self) -> Result<Box<dyn Remote>, RemoteFault> {
        let opened = self.open();
        match self.trust.untrusted() {
            Some(untrusted) if opened.is_err() => Err(RemoteFault::Untrusted(Box::new(untrusted))),
            _ => opened,
        }
    }
}

impl FtpTarget {
    fn open(&self) -> Result<Box<dyn Remote>, RemoteFault> {
        let said = |fault: FtpError| self.said(fault);
        let mut stream = self.greet()?;
        stream.set_passive_nat_workaround(true);
        stream
            .login(self.server.user.as_str(), self.password.reveal())
            .map_err(|fault| self.not_let_in(fault))?;
        if self.server.protocol == UploadProtocol::FtpsImplicit {
            // Some ask for it although all is inside TLS; others do not know it.
            for command in ["PBSZ 0", "PROT P"] {
                match stream.custom_command(command, &[Status::CommandOk]) {
                    Err(FtpError::UnexpectedResponse(_)) | Ok(_) => {}
                    Err(fault) => return Err(said(fault)),
                }
            }
        }
        stream.transfer_type(FileType::Binary).map_err(said)?;
        if self.server.folder != "/" {
            stream
                .cwd(self.server.folder.trim_end_matches('/'))
                .map_err(|fault| match said(fault) {
                    RemoteFault::Refused(words) => RemoteFault::Missing(words),
                    fault => fault,
                })?;
        }
        let is_ip6 = stream
            .get_ref()
            .peer_addr()
            .is_ok_and(|address| address.is_ipv6());
        stream.set_mode(if is_ip6 {
            Mode::ExtendedPassive
        } else {
            Mode::Passive
        });
        Ok(Box::new(FtpConnection {
            stream,
            password: self.password.clone(),
            lists_by: ListCommand::Mlsd,
            is_passive_known: is_ip6,
        }))
    }

    /// A connection that was greeted, and is inside TLS where it should be.
    fn greet(&self) -> Result<RustlsFtpStream, RemoteFault> {
        let ServerAddress { host, port, .. } = &self.server;
        let addresses = (host.as_str(), *port).to_socket_addrs();
        let addresses = addresses.map_err(|_| RemoteFault::NoHost(host.clone()))?;
        let mut last = RemoteFault::NoHost(host.clone());
        for address in addresses {
            for versions in VERSIONS {
                match self.greet_at(address, versions) {
                    Ok(stream) => return Ok(stream),
                    Err(fault) => last = fault,
                }
                let is_plain = self.server.protocol == UploadProtocol::Ftp;
                if is_plain || self.trust.has_untrusted() || !matches!(last, RemoteFault::Lost(_)) {
                    break;
                }
            }
            if !matches!(last, RemoteFault::Lost(_)) {
                break;
            }
        }
        Err(last)
    }

    fn greet_at(
        &self,
        address: SocketAddr,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Result<RustlsFtpStream, RemoteFault> {
        let host = self.server.host.as_str();
        let lost = |cause: io::Error| RemoteFault::Lost(describe_cause(&cause));
        let config = self
            .trust
            .config(versions)
            .map_err(|fault| RemoteFault::Here(fault.to_string()))?;
        let connector = RustlsConnector::from(config);
        let tcp = TcpStream::connect_timeout(&address, REACH)
            .and_then(patient)
            .map_err(lost)?;
        let told = |fault| self.said_at_the_door(fault);
        let stream = match self.server.protocol {
            UploadProtocol::FtpsImplicit => {
                // The library connects by itself; that somebody answers is known by now.
                drop(tcp);
                RustlsFtpStream::connect_secure_implicit(address, connector, host).map_err(told)?
            }
            UploadProtocol::FtpsExplicit => {
                let stream = RustlsFtpStream::connect_with_stream(tcp).map_err(told)?;
                stream.into_secure(connector, host).map_err(told)?
            }
            _ => RustlsFtpStream::connect_with_stream(tcp).map_err(told)?,
        };
        let limited = patient_socket(&stream.get_ref());
        limited.map_err(lost)?;
        Ok(stream.passive_stream_builder(|address| {
            let tcp = TcpStream::connect_timeout(&address, REACH).and_then(patient);
            tcp.map_err(FtpError::ConnectionError)
        }))
    }

    fn said(&self, fault: FtpError) -> RemoteFault {
        told(fault, &self.password)
    }

    /// Before anybody signed in, what is refused is the connection itself.
    fn said_at_the_door(&self, fault: FtpError) -> RemoteFault {
        match &fault {
            FtpError::UnexpectedResponse(response) if matches!(response.status.code(), 421 | 530) => {
                RemoteFault::Busy(words(response, &self.password))
            }
            _ => self.said(fault),
        }
    }

    fn not_let_in(&self, fault: FtpError) -> RemoteFault {
        let FtpError::UnexpectedResponse(response) = &fault else {
            return self.said(fault);
        };
        let words = words(response, &self.password);
        let lower = words.to_lowercase();
        let is_busy = contains_any(&lower, &["too many", "maximum", "limit", "连接数", "过多"]);
        match response.status.code() {
            421 => RemoteFault::Busy(words),
            530 if is_busy => RemoteFault::Busy(words),
            _ => RemoteFault::Password(words),
        }
    }
}

fn patient(tcp: TcpStream) -> io::Result<TcpStream> {
    patient_socket(&tcp).map(|()| tcp)
}

fn patient_socket(tcp: &TcpStream) -> io::Result<()> {
    tcp.set_read_timeout(Some(ANSWER))?;
    tcp.set_write_timeout(Some(ANSWER))?;
    tcp.set_nodelay(true)
}

/// What a server said, for people; without the password, which some repeat.
fn words(response: &Response, password: &Password) -> String {
    let said = match std::str::from_utf8(&response.body) {
        Ok(said) => said.into(),
        Err(_) => encoding_rs::GBK.decode(&response.body).0,
    };
    let line = said.lines().last().unwrap_or_default().trim();
    let line: String = line.chars().filter(|c| !c.is_control()).take(200).collect();
    password.hide_in(&line)
}

fn told(fault: FtpError, password: &Password) -> RemoteFault {
    let response = match fault {
        FtpError::UnexpectedResponse(response) => response,
        FtpError::ConnectionError(cause) => return RemoteFault::Lost(describe_cause(&cause)),
        other => {
            // The library adds where its manual has more about it.
            let words = other.to_string();
            let words = words.split(": https://").next().unwrap_or_default();
            return RemoteFault::Lost(password.hide_in(words));
        }
    };
    let words = words(&response, password);
    let lower = words.to_lowercase();
    let is_full = contains_any(
        &lower,
        &["space", "quota", "full", "writing to local file", "空间", "配额"],
    );
    match response.status.code() {
        452 | 552 => RemoteFault::Full(words),
        426 | 450 | 451 | 550 | 553 if is_full => RemoteFault::Full(words),
        426 | 450 | 451 => RemoteFault::Aborted(words),
        421 | 425 | 530 => RemoteFault::Lost(words),
        _ => RemoteFault::Refused(words),
    }
}

/// How a server lists a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListCommand {
    Mlsd,
    List,
}

struct FtpConnection {
    stream: RustlsFtpStream,
    password: Password,
    lists_by: ListCommand,
    /// The way of opening connections for data has worked once.
    is_passive_known: bool,
}

impl FtpConnection {
    fn told(&self, fault: FtpError) -> RemoteFault {
        told(fault, &self.password)
    }

    /// A command with a connection for data; where the server does not know the one way of opening it, the other is tried.
    fn transfer<T>(
        &mut self,
        mut work: impl FnMut(&mut RustlsFtpStream) -> Result<T, FtpError>,
    ) -> Result<T, FtpError> {
        let done = work(&mut self.stream);
        let is_unknown = |response: &Response| matches!(response.status.code(), 500..=504);
        let done = match done {
            Err(FtpError::UnexpectedResponse(response))
                if !self.is_passive_known && is_unknown(&response) =>
            {
                self.stream.set_mode(Mode::ExtendedPassive);
                let again = work(&mut self.stream);
                match &again {
                    Err(FtpError::UnexpectedResponse(other)) if is_unknown(other) => {
                        self.stream.set_mode(Mode::Passive);
                        return Err(FtpError::UnexpectedResponse(response));
                    }
                    _ => again,
                }
            }
            done => done,
        };
        self.is_passive_known |= done.is_ok();
        done
    }

    /// What `path` is, by looking for it where it would be.
    fn is_there(&mut self, path: &str) -> Result<bool, RemoteFault> {
        match self.stream.size(path) {
            Ok(_) => return Ok(true),
            Err(FtpError::UnexpectedResponse(response)) if response.status.code() == 550 => return Ok(false),
            Err(FtpError::UnexpectedResponse(_)) => {}
            Err(fault) => return Err(self.told(fault)),
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match self.list(folder) {
            Ok(listed) => Ok(listed.iter().any(|file| file.name == name)),
            Err(RemoteFault::Missing(_)) => Ok(false),
            Err(fault) => Err(fault),
        }
    }
}

/// One line of a list; `None` for what is no file and no folder.
fn listed(file: &File) -> Option<ListedFile> {
    let name = file.name().rsplit('/').next().unwrap_or_default();
    if matches!(name, "" | "." | "..") {
        return None;
    }
    Some(ListedFile {
        name: name.to_owned(),
        length: file.is_file().then_some(file.size() as u64),
        is_folder: file.is_directory(),
    })
}

impl Remote for FtpConnection {
    fn list(&mut self, folder: &str) -> Result<Vec<ListedFile>, RemoteFault> {
        let of = (!folder.is_empty()).then_some(folder);
        if self.lists_by == ListCommand::Mlsd {
            match self.transfer(|stream| stream.mlsd(of)) {
                Ok(lines) => {
                    let parsed = lines.iter().filter_map(|line| ListParser::parse_mlsd(line).ok());
                    return Ok(parsed.filter_map(|file| listed(&file)).collect());
                }
                Err(FtpError::UnexpectedResponse(response))
                    if matches!(response.status.code(), 500..=504) =>
                {
                    self.lists_by = ListCommand::List;
                }
                Err(fault) => return Err(missing(self.told(fault))),
            }
        }
        let lines = self
            .transfer(|stream| stream.list(of))
            .map_err(|fault| missing(told(fault, &self.password)))?;
        let parse = |line: &String| {
            ListParser::parse_posix(line)
                .or_else(|_| ListParser::parse_dos(line))
                .ok()
        };
        Ok(lines
            .iter()
            .filter_map(parse)
            .filter_map(|file| listed(&file))
            .collect())
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, RemoteFault> {
        match self.transfer(|stream| stream.retr_as_buffer(path)) {
            Ok(bytes) => Ok(Some(bytes.into_inner())),
            Err(FtpError::UnexpectedResponse(response)) if matches!(response.status.code(), 550 | 553) => {
                Ok(None)
            }
            Err(fault) => Err(self.told(fault)),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), RemoteFault> {
        match self.transfer(|stream| stream.put_file(path, &mut Cursor::new(bytes))) {
            Ok(_) => Ok(()),
            Err(fault) => Err(self.told(fault)),
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), RemoteFault> {
        self.stream
            .rename(from, to)
            .map_err(|fault| told(fault, &self.password))
    }

    fn delete(&mut self, path: &str) -> Result<(), RemoteFault> {
        match self.stream.rm(path) {
            Ok(()) => Ok(()),
            Err(fault) => match self.told(fault) {
                RemoteFault::Refused(words) if self.is_there(path)? => Err(RemoteFault::Refused(words)),
                RemoteFault::Refused(_) => Ok(()),
                fault => Err(fault),
            },
        }
    }

    fn make_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        match self.stream.mkdir(path) {
            Ok(()) => Ok(()),
            Err(fault) => match self.told(fault) {
                // Most likely it is there.
                RemoteFault::Refused(words) => match self.list(path) {
                    Ok(_) => Ok(()),
                    Err(RemoteFault::Missing(_)) => Err(RemoteFault::Refused(words)),
                    Err(fault) => Err(fault),
                },
                fault => Err(fault),
            },
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), RemoteFault> {
        self.stream
            .rmdir(path)
            .map_err(|fault| told(fault, &self.password))
    }
}

/// A folder that cannot be listed is not there.
fn missing(fault: RemoteFault) -> RemoteFault {
    match fault {
        RemoteFault::Refused(words) => RemoteFault::Missing(words),
        fault => fault,
    }
}

impl Drop for FtpConnection {
    fn drop(&mut self) {
        // A server that is told frees the place at once; one that does not listen is left alone.
        let _ = self
            .stream
            .get_ref()
            .set_read_timeout(Some(Duration::from_secs(2)));
        let _ = self.stream.quit();
    }
}
