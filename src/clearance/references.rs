//! Links and pictures → complaints: what they name must be there, and what a published entry links to
//! must be published too. The index below answers for complaints only; no page ever learns from it.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::materials::is_public;
use super::{Cleared, Disclosed};
use crate::markdown::{Image, Link};
use crate::read::config::Edition;
use crate::read::{Document, Library};
use crate::words::{Code, Complaint, Place, Report, SourcePath, is_picture, may_be_linked};

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
    /// How often a likely name was looked for: each time costs a look at every file.
    looked: AtomicUsize,
}

/// So many times a likely name is looked for; whoever misses more has moved a folder.
const LOOKS: usize = 50;

impl<'a> SourceIndex<'a> {
    /// Indexes what was read.
    #[must_use]
    pub fn new(library: &'a Library) -> Self {
        Self {
            library,
            small: OnceLock::new(),
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

    /// Checks every link and picture of every entry, and the files that are public by decision. Gives which entries
    /// are sound for as long as no file comes or goes; of those that are known to be, nothing is checked.
    pub fn check_all(&self, known: Option<&[bool]>, report: &mut Report) -> Vec<bool> {
        for file in self.files().filter(|file| is_public(file)) {
            check_public(file, report);
        }
        let known = known
            .unwrap_or_default()
            .iter()
            .copied()
            .chain(std::iter::repeat(false));
        let documents = self.library.documents.iter().zip(known);
        documents
            .map(|(document, is_known)| {
                if is_known {
                    return true;
                }
                let complaints = self.check(document);
                // Whether a heading is there depends on what another entry says.
                let is_sound =
                    complaints.is_empty() && document.body.links.iter().all(|link| link.fragment.is_none());
                report.absorb(complaints);
                is_sound
            })
            .collect()
    }

    fn check(&self, document: &Document) -> Report {
        let mut report = Report::new();
        for link in &document.body.links {
            self.check_link(link, &mut report);
        }
        for image in &document.body.images {
            self.check_image(image, &mut report);
        }
        report
    }

    fn check_link(&self, link: &Link, report: &mut Report) {
        if self.is_entry(&link.target) {
            self.check_anchor(link, report);
            return;
        }
        if self.library.files.contains_key(&link.target) {
            if !may_be_linked(&link.target.extension()) {
                let message = format!("不能公开“{}”这种类型的文件", link.target.name());
                let hint = "请换成 PDF、Word、Excel、图片等常见类型";
                report.push(Complaint::new(FILE_TYPE, link.place.clone(), message).hint(hint));
            }
            return;
        }
        let message = format!("链接指向的文件不存在：{}", link.target);
        report.push(self.absent(
            MISSING,
            &link.target,
            Complaint::new(MISSING, link.place.clone(), message),
        ));
    }

    /// A part of another entry that a link names has to be there.
    fn check_anchor(&self, link: &Link, report: &mut Report) {
        let Some(fragment) = &link.fragment else { return };
        let Some(target) = self.document(&link.target) else {
            return;
        };
        if target.body.anchor(fragment).is_none() {
            let message = format!("“{}”中没有“{fragment}”这个小标题", link.target.name());
            let hint = "# 后面请照写那个小标题的文字，或者删去 # 和后面的部分";
            report.push(Complaint::new(ANCHOR, link.place.clone(), message).hint(hint));
        }
    }

    fn document(&self, source: &SourcePath) -> Option<&'a Document> {
        let documents = &self.library.documents;
        let at = documents.binary_search_by(|document| document.source.cmp(source));
        documents.get(at.ok()?).map(Arc::as_ref)
    }

    /// True for an entry that an edition of some branches leaves out because it is another's.
    fn is_of_other_branch(&self, source: &SourcePath, edition: &Edition) -> bool {
        let branch = |document: &Document| !edition.takes(document.common.branch.as_deref());
        self.document(source).is_some_and(branch)
    }

    fn check_image(&self, image: &Image, report: &mut Report) {
        if !self.exists(&image.file) {
            let message = format!("图片不存在：{}", image.file);
            report.push(self.absent(
                IMAGE_MISSING,
                &image.file,
                Complaint::new(IMAGE_MISSING, image.place.clone(), message),
            ));
        } else if !is_picture(&image.file.extension()) {
            let message = format!("“{}”不是网页能显示的图片类型", image.file.name());
            let hint = "请用画图打开后另存为 JPG 或 PNG，再改这里的文件名";
            report.push(Complaint::new(IMAGE_TYPE, image.place.clone(), message).hint(hint));
        }
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
                .hint(format!("文件名是“{}”，请照此填写", right.name()))
            }
            None => match self.alike(target) {
                Some(other) => complaint.hint(format!("是不是想写“{}”？", from_content(other))),
                None if code == MISSING => {
                    complaint.hint("请检查文件名；站内链接从本文件所在文件夹写起，或以 / 开头从 content 写起")
                }
                None => complaint.hint("请把图片放在本文件旁边，并检查文件名"),
            },
        }
    }

    /// The file in the same folder, or of the same name elsewhere, that was probably meant.
    fn alike(&self, target: &SourcePath) -> Option<&'a SourcePath> {
        if self.looked.fetch_add(1, Ordering::Relaxed) >= LOOKS {
            return None;
        }
        let all = || self.small().values().copied();
        all().find(|path| path.name() == target.name()).or_else(|| {
            all()
                .filter(|path| path.folder() == target.folder())
                .map(|path| (strsim::jaro(path.name(), target.name()), path))
                .filter(|(likeness, _)| *likeness > 0.85)
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, path)| path)
        })
    }

    /// Complains about links from published entries to entries that are not published in this edition. One to
    /// a 公示 whose period is over leads to what is left of it: it must not keep the site from being built without
    /// the names that have to go. One to another branch's entry, in an edition of some branches, is text there and no
    /// link: its author wrote it for the whole school, and it is right in the edition for all.
    pub fn check_published(
        &self,
        cleared: &[Arc<Cleared<Disclosed>>],
        withheld: &[&Document],
        edition: &Edition,
        report: &mut Report,
    ) {
        let withheld: HashSet<&SourcePath> = withheld.iter().map(|document| &document.source).collect();
        if withheld.is_empty() {
            return;
        }
        for link in cleared.iter().flat_map(|entry| &entry.body.links) {
            let target = &link.target;
            if !withheld.contains(target) || self.is_of_other_branch(target, edition) {
                continue;
            }
            let message = format!("链接指向的条目不在“{}”中公开：{target}", edition.title);
            let hint = "请删去这个链接，或者等那个条目公开后再加上";
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
