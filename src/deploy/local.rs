//! A built edition's files, with what an upload has to know of each. Takes what the writer remembers and the plan; reads
//! every file once, and says so when one is not what the build wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::state::{ServerState, StoredFile};
use crate::plan::{Plan, Planned};
use crate::words::{Address, Day, MachineFault};
use crate::write::{self, Output};

/// When a file's turn is; in this order, a page that leads somewhere comes after what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UploadTurn {
    /// Pictures, attachments, what all pages look like, what search looks through.
    File,
    /// An entry's page.
    Page,
    /// A list, a register, whatever is made of several entries.
    List,
    /// The home page, feeds, sitemaps.
    Last,
}

impl UploadTurn {
    /// Of a planned file.
    #[must_use]
    pub fn of(planned: &Planned) -> Self {
        match planned {
            Planned::Material(_) | Planned::Static(_) => Self::File,
            Planned::Entry(_) | Planned::Redirect(_) | Planned::NotFound => Self::Page,
            Planned::Home
            | Planned::Feed(_)
            | Planned::SitemapIndex
            | Planned::Sitemap(_)
            | Planned::Robots
            | Planned::BoardIndex => Self::Last,
            _ => Self::List,
        }
    }
}

/// A file to be online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalFile {
    /// Its bytes.
    pub file: StoredFile,
    /// When its turn is.
    pub turn: UploadTurn,
    /// It takes the place of what must come down: what is left of an expired 公示.
    pub takes_down: bool,
    /// The last day of the 公示 that it shows, or is what is left of.
    pub last: Option<Day>,
}

impl LocalFile {
    /// The last day of the 公示 that it shows; what is left of one shows none.
    #[must_use]
    pub fn until(&self) -> Option<Day> {
        self.last.filter(|_| !self.takes_down)
    }

    /// True for what takes the place of an expired 公示 that the target shows until this day, and not longer than it ran here.
    #[must_use]
    pub fn takes_down(&self, shown_until: Option<Day>) -> bool {
        let is_longer = shown_until
            .zip(self.last)
            .is_some_and(|(theirs, own)| theirs > own);
        self.takes_down && !is_longer
    }
}

type ReadFile = Box<dyn Fn(&Address) -> Result<Vec<u8>, MachineFault> + Sync + Send>;

/// Everything that is to be online.
pub struct LocalSite {
    /// The edition's id.
    pub edition: String,
    /// By address.
    pub files: BTreeMap<Address, LocalFile>,
    /// What earlier builds left and nobody has confirmed to be gone: those of 公示 first.
    pub left: Vec<Address>,
    read: ReadFile,
}

impl LocalSite {
    /// Of an output that was built; `day` is the build's. Without its plan nothing is known of whose turn is when.
    ///
    /// # Errors
    /// The output was never built, or a file of it is not what was written.
    pub fn of_output(output: &Output, plan: Option<&Plan>, day: Day) -> Result<Self, MachineFault> {
        let not_built = || {
            MachineFault::new("要上传的文件夹还没有生成")
                .at(&output.folder)
                .hint("请先运行 gongkai build")
        };
        let written = write::written(output)?.ok_or_else(not_built)?;
        let folder = output.folder.clone();
        let files: Result<BTreeMap<Address, LocalFile>, MachineFault> = written
            .files
            .par_iter()
            .map(|file| {
                let path = folder.join(file.address.as_str());
                let bytes =
                    fs::read(&path).map_err(|cause| MachineFault::io("读取要上传的文件", &path, cause))?;
                if !file.is_as_written(&bytes) {
                    return Err(altered(&path));
                }
                let local = LocalFile {
                    file: StoredFile::of(&bytes),
                    turn: plan
                        .and_then(|plan| plan.files.get(&file.address))
                        .map_or(UploadTurn::List, UploadTurn::of),
                    takes_down: file.last.is_some_and(|last| last < day),
                    last: file.last,
                };
                Ok((file.address.clone(), local))
            })
            .collect();
        let read = move |address: &Address| {
            let path = folder.join(address.as_str());
            fs::read(&path).map_err(|cause| MachineFault::io("读取要上传的文件", &path, cause))
        };
        Ok(Self {
            edition: output.edition.clone(),
            files: files?,
            left: written.deletions,
            read: Box::new(read),
        })
    }

    /// True when a target's state has just these files.
    #[must_use]
    pub fn is_in(&self, state: &ServerState) -> bool {
        let own = self.files.iter().map(|(address, local)| (address, local.file));
        own.eq(state.files.iter().map(|(address, file)| (address, *file)))
    }

    /// Of files in memory.
    #[must_use]
    pub fn of_bytes(edition: &str, files: BTreeMap<Address, (UploadTurn, Vec<u8>)>) -> Self {
        let local = |(turn, bytes): &(UploadTurn, Vec<u8>)| LocalFile {
            file: StoredFile::of(bytes),
            turn: *turn,
            takes_down: false,
            last: None,
        };
        let locals = files
            .iter()
            .map(|(address, file)| (address.clone(), local(file)))
            .collect();
        let read = move |address: &Address| match files.get(address) {
            Some((_, bytes)) => Ok(bytes.clone()),
            None => Err(MachineFault::new(format!("没有文件“{address}”"))),
        };
        Self {
            edition: edition.to_owned(),
            files: locals,
            left: Vec::new(),
            read: Box::new(read),
        }
    }

    /// The bytes of a file, which are those that were looked at before.
    ///
    /// # Errors
    /// The file cannot be read, or has changed since.
    pub fn read(&self, address: &Address) -> Result<Vec<u8>, MachineFault> {
        let bytes = (self.read)(address)?;
        let expected = self.files.get(address).map(|local| local.file);
        match expected == Some(StoredFile::of(&bytes)) {
            true => Ok(bytes),
            false => Err(altered(Path::new(address.as_str()))),
        }
    }
}

fn altered(path: &Path) -> MachineFault {
    MachineFault::new("要上传的文件在生成以后被改过")
        .at(path)
        .hint("不要直接改生成的文件；请再运行一次 gongkai deploy，程序会先重新生成")
}
