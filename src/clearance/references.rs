//! Links and pictures → complaints: what they name must be there, and what a published entry links to
//! must be published too. The index below answers for complaints only; no page ever learns from it.
//!
//! Which entries a code on paper may lead to: those that the web edition shows. A sheet in a corridor must not tell
//! the address of a page that its readers, or anybody else, may not see.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::materials::is_public;
use super::{Cleared, Disclosed, Reason, Rules, is_open};
use crate::markdown::{Body, Image, Link, destination};
use crate::read::config::Edition;
use crate::read::suggest::{self, LOOKS};
use crate::read::{Document, Library};
use crate::words::{Address, Code, Complaint, Place, Report, SourcePath, is_picture, may_be_linked};

const MISSING: Code = Code::error("link-missing");
const CASE: Code = Code::error("link-case");
const WITHHELD: Code = Code::error("link-withheld");
const PUBLIC_TYPE: Code = Code::error("files-type");
const ANCHOR: Code = Code::warning("link-anchor");
const IMAGE_MISSING: Code = Code::error("image-missing");
const IMAGE_TYPE: Code = Code::error("image-type");
const FILE_TYPE: Code = Code::error("link-file-type");

/// What every file of the content folder is, by its path and by its path in small letters.
#[derive(Debug)]
pub struct SourceIndex<'a> {
    library: &'a Library,
    small: OnceLock<BTreeMap<String, &'a SourcePath>>,
    by_source: HashMap<&'a SourcePath, &'a Document>,
    /// How often a likely name was looked for: each time costs a look at every file.
    looked: AtomicUsize,
}

/// What is wrong with a link.
#[derive(Debug, Clone, Copy)]
enum LinkFault {
    /// There is no such file.
    Missing,
    /// It may not be published.
    Type,
    /// The entry has no such heading.
    NoAnchor,
}

impl<'a> SourceIndex<'a> {
    /// Indexes what was read.
    #[must_use]
    pub fn new(library: &'a Library) -> Self {
        let documents = library.documents.iter();
        let entries = documents.map(|document| (&document.source, &**document));
        Self {
            library,
            small: OnceLock::new(),
            by_source: entries.collect(),
            looked: AtomicUsize::new(0),
        }
    }

    /// Every path by its small letters; made when something is missing, which is seldom.
    fn small(&self) -> &BTreeMap<String, &'a SourcePath> {
        self.small.get_or_init(|| {
            let entries = self.library.documents.iter().map(|document| &document.source);
            let all = entries
                .chain(&self.library.unreadable)
                .chain(self.library.files.keys());
            all.map(|path| (path.as_str().to_lowercase(), path)).collect()
        })
    }

    /// True when a path is that of an entry, published or not, readable or not.
    #[must_use]
    pub fn is_entry(&self, path: &SourcePath) -> bool {
        self.document(path).is_some() || self.library.unreadable.contains(path)
    }

    /// The files that are no entries.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a SourcePath> {
        self.library.files.keys()
    }

    fn exists(&self, path: &SourcePath) -> bool {
        self.is_entry(path) || self.library.files.contains_key(path)
    }

    /// Checks every link and picture of every entry, and the files that are public by decision.
    pub fn check_all(&self, report: &mut Report) {
        for file in self.files().filter(|file| is_public(file)) {
            check_public(file, report);
        }
        let documents = &self.library.documents;
        let has_fault = |document: &&Arc<Document>| {
            let Body { links, images, .. } = &*document.body;
            links.iter().any(|link| self.fault_of_link(link).is_some())
                || images.iter().any(|image| !self.can_be_shown(image))
        };
        let faulty: Vec<&Arc<Document>> = documents.par_iter().filter(has_fault).collect();
        // One after the other: only so many times a likely name is looked for.
        faulty
            .into_iter()
            .for_each(|document| self.check(document, report));
    }

    fn check(&self, document: &Document, report: &mut Report) {
        for link in &document.body.links {
            if let Some(fault) = self.fault_of_link(link) {
                report.push(self.about_link(link, fault));
            }
        }
        let unshown = document
            .body
            .images
            .iter()
            .filter(|image| !self.can_be_shown(image));
        unshown.for_each(|image| report.push(self.about_image(image)));
    }

    fn fault_of_link(&self, link: &Link) -> Option<LinkFault> {
        if self.is_entry(&link.target) {
            // A part of another entry that a link names has to be there; of one that cannot be read nobody knows.
            let fragment = link.fragment.as_ref()?;
            let target = self.document(&link.target)?;
            return target
                .body
                .anchor(fragment)
                .is_none()
                .then_some(LinkFault::NoAnchor);
        }
        if self.library.files.contains_key(&link.target) {
            return (!may_be_linked(&link.target.extension())).then_some(LinkFault::Type);
        }
        Some(LinkFault::Missing)
    }

    fn about_link(&self, link: &Link, fault: LinkFault) -> Complaint {
        let target = &link.target;
        let say = |code, message| Complaint::new(code, link.place.clone(), message);
        match fault {
            LinkFault::Missing => {
                let complaint = say(MISSING, format!("链接指向的文件不存在：{target}"));
                self.absent(MISSING, target, complaint)
            }
            LinkFault::Type => say(FILE_TYPE, format!("不能公开“{}”这种类型的文件", target.name()))
                .hint("请换成 PDF、Word、Excel、图片等常见类型"),
            LinkFault::NoAnchor => {
                let fragment = link.fragment.as_deref().unwrap_or_default();
                let message = format!("“{}”中没有“{fragment}”这个小标题", target.name());
                say(ANCHOR, message).hint("# 后面请照写那个小标题的文字，或者删去 # 和后面的部分")
            }
        }
    }

    fn can_be_shown(&self, image: &Image) -> bool {
        self.exists(&image.file) && is_picture(&image.file.extension())
    }

    fn about_image(&self, image: &Image) -> Complaint {
        let file = &image.file;
        let say = |code, message| Complaint::new(code, image.place.clone(), message);
        if self.exists(file) {
            let message = format!("“{}”不是网页能显示的图片类型", file.name());
            say(IMAGE_TYPE, message).hint("请用画图打开后另存为 JPG 或 PNG，再改这里的文件名")
        } else {
            let complaint = say(IMAGE_MISSING, format!("图片不存在：{file}"));
            self.absent(IMAGE_MISSING, file, complaint)
        }
    }

    /// Where an entry's title is written.
    pub(super) fn title_place(&self, source: &SourcePath) -> Option<Place> {
        Some(self.document(source)?.common.title_place.clone())
    }

    fn document(&self, source: &SourcePath) -> Option<&'a Document> {
        self.by_source.get(source).copied()
    }

    /// True for an entry that an edition of some branches leaves out because it is another's.
    fn is_of_other_branch(&self, source: &SourcePath, edition: &Edition) -> bool {
        let branch = |document: &Document| !edition.takes(document.common.branch.as_deref());
        self.document(source).is_some_and(branch)
    }

    /// The complaint, or another one when only the case of the letters is wrong: Windows does not mind,
    /// web servers do.
    fn absent(&self, code: Code, target: &SourcePath, complaint: Complaint) -> Complaint {
        match self.small().get(&target.as_str().to_lowercase()) {
            Some(right) => {
                let message = format!("大小写与文件名不一致：写的是“{}”", target.name());
                Complaint {
                    code: CASE,
                    message,
                    ..complaint
                }
                .hint(format!("文件名是“{}”，请照此填写", destination(right.name())))
            }
            None => match self.alike(code, target) {
                Some(other) => {
                    let from = complaint.place.as_ref().map(|place| place.path.folder());
                    let right = match from == Some(other.folder()) {
                        true => other.name(),
                        false => from_content(other),
                    };
                    complaint.hint(format!("是不是想写“{}”？", destination(right)))
                }
                None if code == MISSING => {
                    complaint.hint("请检查文件名；站内链接从本文件所在文件夹写起，或以 / 开头从 content 写起")
                }
                None => complaint.hint("请把图片放在本文件旁边，并检查文件名"),
            },
        }
    }

    /// The file that was probably meant: for a picture a picture.
    fn alike(&self, code: Code, target: &SourcePath) -> Option<&'a SourcePath> {
        if self.looked.fetch_add(1, Ordering::Relaxed) >= LOOKS {
            return None;
        }
        let may_be = |path: &&SourcePath| code != IMAGE_MISSING || is_picture(&path.extension());
        let all = self.small().values().copied().filter(may_be);
        suggest::file(target, all)
    }

    /// Complains about links from published entries to entries that are not published in this edition. One to
    /// a 公示 whose period is over leads to what is left of it: it must not keep the site from being built without
    /// the names that have to go. One to another branch's entry, in an edition of some branches, is text there and no
    /// link: its author wrote it for the whole school, and it is right in the edition for all.
    pub fn check_published(
        &self,
        cleared: &[Arc<Cleared<Disclosed>>],
        withheld: &[(&Document, Vec<Reason>)],
        edition: &Edition,
        report: &mut Report,
    ) {
        let withheld = withheld
            .iter()
            .map(|(document, reasons)| (&document.source, reasons));
        let withheld: HashMap<&SourcePath, &Vec<Reason>> = withheld.collect();
        if withheld.is_empty() {
            return;
        }
        for link in cleared.iter().flat_map(|entry| &entry.body.links) {
            let target = &link.target;
            let Some(reasons) = withheld
                .get(target)
                .filter(|_| !self.is_of_other_branch(target, edition))
            else {
                continue;
            };
            // What keeps it from everybody is told once for all editions.
            let own = reasons.iter().filter(|reason| !reason.is_of_audience());
            let own: Vec<String> = own.map(Reason::what).collect();
            let (message, hint) = match own.is_empty() {
                true => (
                    format!("链接指向的条目不在“{}”中公开：{target}", edition.title),
                    "请删去这个链接，或者等那个条目公开后再加上",
                ),
                false => (
                    format!("链接指向的条目现在不公开（{}）：{target}", own.join("；")),
                    "应当公开的，请改那个条目，这里不用动；还不到时候的，先删去这个链接",
                ),
            };
            report.push(Complaint::new(WITHHELD, link.place.clone(), message).hint(hint));
        }
    }
}

/// A file under `content/files/` is handed out by any web server, and by none as a program.
fn check_public(file: &SourcePath, report: &mut Report) {
    if !may_be_linked(&file.extension()) {
        let message = format!(
            "content/files/ 中的文件都会公开，但“{}”这种类型的文件不能放到网站上",
            file.name()
        );
        let hint = "请换成 PDF、Word、Excel、JPG、PNG 等常见类型，或者把它移出 content/files/";
        report.push(Complaint::new(PUBLIC_TYPE, Place::file(file), message).hint(hint));
    }
}

/// How a link writes a file, wherever it stands.
fn from_content(file: &SourcePath) -> &str {
    file.as_str().strip_prefix("content").unwrap_or(file.as_str())
}

/// The web addresses that sheets of paper may carry.
#[derive(Debug, Clone, Default)]
pub struct QrAddresses {
    base_url: Option<String>,
    open: HashSet<Address>,
}

impl QrAddresses {
    /// Those of the entries that a web edition shows whole. Nothing has one when the edition does not say where it
    /// will be.
    #[must_use]
    pub fn of(documents: &[Arc<Document>], web: &Rules<'_>) -> Self {
        let base_url = web.edition.base_url.clone();
        let shown = |document: &&Arc<Document>| base_url.is_some() && is_open(document, web);
        Self {
            open: documents
                .iter()
                .filter(shown)
                .map(|document| document.address.clone())
                .collect(),
            base_url,
        }
    }

    /// The whole address of an entry's page, when the web edition shows it.
    #[must_use]
    pub fn leads_to(&self, entry: &Address) -> Option<String> {
        let base = self.base_url.as_ref()?;
        self.open.contains(entry).then(|| format!("{base}{entry}"))
    }

    /// The whole address of the web edition's home page.
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// True when no sheet can carry a code.
    #[must_use]
    pub fn are_none(&self) -> bool {
        self.base_url.is_none()
    }
}
