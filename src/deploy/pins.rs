//! Which certificates and host keys somebody has looked at and said 是 to, in `.gongkai/deploy-NAME.pin`: a line each, the
//! word for what it is and its fingerprint. A certificate that the known authorities vouch for needs none.

use std::fs;
use std::path::{Path, PathBuf};

use super::memory::FOLDER;
use crate::words::MachineFault;

/// What a server shows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinKind {
    /// TLS.
    Certificate,
    /// SSH.
    HostKey,
}

impl PinKind {
    fn word(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::HostKey => "host-key",
        }
    }
}

/// Something that nobody vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untrusted {
    /// What it is.
    pub kind: PinKind,
    /// `SHA256:…`.
    pub fingerprint: String,
    /// Why, in the words of the library; empty where there is nothing to say.
    pub why: String,
    /// Another one was pinned before: the server was set up anew, or somebody stands in between.
    pub is_changed: bool,
}

/// What was said 是 to, of one target.
#[derive(Debug, Clone, Default)]
pub struct Pins {
    path: PathBuf,
    lines: Vec<String>,
}

impl Pins {
    /// Of a target of a site.
    #[must_use]
    pub fn load(site: &Path, target: &str) -> Self {
        let path = site.join(FOLDER).join(format!("deploy-{target}.pin"));
        // What cannot be read is asked again.
        let text = fs::read_to_string(&path).unwrap_or_default();
        Self {
            path,
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// True for what somebody has said 是 to.
    #[must_use]
    pub fn has(&self, kind: PinKind, fingerprint: &str) -> bool {
        let line = format!("{} {fingerprint}", kind.word());
        self.lines.contains(&line)
    }

    /// True when something else of the kind is pinned.
    #[must_use]
    pub fn has_other(&self, kind: PinKind, fingerprint: &str) -> bool {
        let of_kind = |line: &&String| line.starts_with(kind.word());
        self.lines.iter().any(|line| of_kind(&line)) && !self.has(kind, fingerprint)
    }

    /// Somebody has said 是; it takes the place of others of its kind.
    ///
    /// # Errors
    /// The disk's.
    pub fn pin(&mut self, untrusted: &Untrusted) -> Result<(), MachineFault> {
        let word = untrusted.kind.word();
        self.lines.retain(|line| !line.starts_with(word));
        self.lines.push(format!("{word} {}", untrusted.fingerprint));
        let fault = |cause| MachineFault::io("保存服务器的指纹", &self.path, cause);
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(fault)?;
        }
        fs::write(&self.path, self.lines.join("\n") + "\n").map_err(fault)
    }
}
