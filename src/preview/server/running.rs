//! Whether a preview of a site runs already, so that nobody starts a second one. Its port is kept beside the site's key;
//! what answers there is that preview only when it knows the key.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use super::access::PreviewKey;

/// The port's place in a site's folder.
const PORT_FILE: &str = ".gongkai/preview-port";
/// How long a preview on this computer may take to answer: not long, as somebody waits for a window.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Says where the site is being previewed. Where nothing can be written, the next start is a second preview.
pub fn remember_port(root: &Path, port: u16) {
    let _ = fs::write(root.join(PORT_FILE), format!("{port}\n"));
}

/// The port of the preview that runs for the site; `None` when there is none, or it does not answer.
#[must_use]
pub fn running_port(root: &Path, key: &PreviewKey) -> Option<u16> {
    let known = fs::read_to_string(root.join(PORT_FILE)).ok()?;
    let port = known.trim().parse().ok()?;
    answers(port, key).unwrap_or(false).then_some(port)
}

/// True when what listens on the port of this computer knows the key.
fn answers(port: u16, key: &PreviewKey) -> io::Result<bool> {
    let place = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&place, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let path = format!("{}/-/state", key.base());
    let asked = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes())?;
    let mut line = [0; 12];
    stream.read_exact(&mut line)?;
    Ok(line == *b"HTTP/1.1 200")
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A site whose preview is said to be on a port where this is answered.
    fn found(answer: &'static str) -> bool {
        let site = tempfile::tempdir().expect("a folder");
        let key = PreviewKey::of_site(site.path()).expect("a key");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let base = key.base();
        let serving = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("somebody asks");
            let mut asked = [0; 256];
            let length = stream.read(&mut asked).expect("a request");
            let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
            assert!(asked.starts_with(&format!("GET {base}/-/state ")), "{asked}");
            stream.write_all(answer.as_bytes()).expect("answered");
        });
        remember_port(site.path(), port);
        let found = running_port(site.path(), &key);
        serving.join().expect("asked as a preview is");
        assert!(found.is_none_or(|found| found == port));
        found.is_some()
    }

    #[test]
    fn only_what_knows_the_key_is_the_preview() {
        assert!(found("HTTP/1.1 200 OK\r\n\r\n"));
        assert!(!found("HTTP/1.1 403 Forbidden\r\n\r\n"));
        assert!(!found("SSH-2.0-"));
    }

    #[test]
    fn nothing_runs_where_nothing_was_started_or_it_has_ended() {
        let site = tempfile::tempdir().expect("a folder");
        let key = PreviewKey::of_site(site.path()).expect("a key");
        assert_eq!(running_port(site.path(), &key), None);
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        remember_port(site.path(), free.expect("a port").port());
        assert_eq!(running_port(site.path(), &key), None);
    }
}
