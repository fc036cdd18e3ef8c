//! What was probably not meant: files beside the entries that no entry uses, and an entry that is there
//! twice, as a copy that was forgotten.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::repeats::repeated;
use crate::read::discover::{Found, is_nearly};
use crate::read::document::{Detail, Document};
use crate::read::number;
use crate::read::suggest::{self, LOOKS};
use crate::words::{Code, Complaint, Day, Kind, Place, Report, SourcePath, is_picture};

const UNUSED: Code = Code::warning("file-unused");
pub(super) const TWICE: Code = Code::warning("entry-twice");
const NUMBER_TWICE: Code = Code::warning("number-twice");

/// Names each file in an entries' folder that nothing uses. All entries must have been read well: a fault
/// may hide a use.
pub(super) fn unused(files: &BTreeMap<SourcePath, Found>, documents: &[Arc<Document>], report: &mut Report) {
    if files.is_empty() {
        return;
    }
    let sources = documents.iter().map(|document| &document.source);
    let there: HashSet<String> = files.keys().chain(sources).map(in_small_letters).collect();
    let mut used: HashSet<String> = HashSet::new();
    let mut absent: Vec<&SourcePath> = Vec::new();
    for document in documents {
        let images = document.body.images.iter().map(|image| &image.file);
        let links = document.body.links.iter().map(|link| &link.target);
        let attached = document.common.attachments.iter().map(|attached| &attached.file);
        // A name in the wrong case is complained about where it is used.
        for path in images.chain(links).chain(attached) {
            let small = in_small_letters(path);
            if !there.contains(&small) {
                absent.push(path);
            }
            used.insert(small);
        }
    }
    // A name with a slip in it too, and there this file is proposed.
    let meant = absent.into_iter().take(LOOKS).filter_map(|path| {
        let may_be = |file: &&SourcePath| is_picture(&file.extension()) == is_picture(&path.extension());
        suggest::file(path, files.keys().filter(may_be))
    });
    used.extend(meant.map(in_small_letters));
    for path in files.keys() {
        let folder = path.as_str().split('/').nth(1).unwrap_or_default();
        if Kind::of_folder(folder).is_none() || used.contains(&in_small_letters(path)) || is_nearly(path) {
            continue;
        }
        let name = path.name();
        let message = format!("文件“{name}”没有被任何条目用到，不会公开");
        let hint = match path.extension().as_str() {
            "txt" => "是一篇内容的，把文件名改成以 .md 结尾".to_owned(),
            _ if is_misspelled(name) => {
                format!("是一篇内容的，把文件名改成以 .md 结尾，点是半角的；{OTHERWISE}")
            }
            "" => {
                format!("是一篇内容的，在文件名后面加上 .md；是附件的，在条目里写“附件: {name}”；{OTHERWISE}")
            }
            ending if is_picture(ending) && Kind::of_folder(folder) == Some(Kind::Ledger) => {
                format!("要用的，在台账的“照片”一列写“{name}”；不用的，删去或者移走")
            }
            ending if is_picture(ending) => {
                format!("要用的，在正文里写“![图片说明]({name})”；不用的，删去或者移走")
            }
            "docx" | "doc" | "wps" | "xlsx" | "xls" | "et" | "html" | "htm" | "mht" | "pdf" => format!(
                "是附件的，在条目里写“附件: {name}”；是一篇内容的，先移到网站文件夹的外面，再用 gongkai import 变成条目；不用的，移走"
            ),
            _ => {
                format!("是附件的，在条目里写“附件: {name}”；是一篇内容的，把文字放进 .md 文件；不用的，移走")
            }
        };
        report.push(Complaint::new(UNUSED, Place::file(path), message).hint(hint));
    }
}

const OTHERWISE: &str = "不用的，移走";

/// True for `通知。md` and `通知．ｍｄ`.
fn is_misspelled(name: &str) -> bool {
    let name: String = name.nfkc().flat_map(char::to_lowercase).collect();
    [".md", "。md"].iter().any(|ending| name.ends_with(ending))
}

fn in_small_letters(path: &SourcePath) -> String {
    path.as_str().to_lowercase()
}

/// Complains about the second of two entries of one kind that say the same under one title and one date;
/// drafts do not count. Two branches may well hold a meeting of one name on one day.
pub(super) fn twice(documents: &[Arc<Document>], report: &mut Report) {
    let mut seen: HashMap<(Kind, &str, Day), Vec<&Document>> = HashMap::new();
    for at in repeated(documents, |document| heading(document)) {
        let document = &documents[at];
        let common = &document.common;
        if common.draft {
            continue;
        }
        let others = seen.entry(heading(document)).or_default();
        let same = others.iter().find(|other| say_the_same(other, document)).copied();
        others.push(document);
        let Some(other) = same else {
            continue;
        };
        let message = format!("与 {} 的标题、日期和内容都相同", other.source);
        let hint = "是同一篇的副本，就删去其中一个文件；是两篇的，把标题写得不一样";
        report.push(Complaint::new(TWICE, common.title_place.clone(), message).hint(hint));
    }
}

/// Complains about the later of two entries with one 发文字号, however its brackets are written; drafts do not count.
pub(super) fn numbered_twice(documents: &[Arc<Document>], report: &mut Report) {
    let counted = documents.par_iter().filter(|document| !document.common.draft);
    let numbered: Vec<(String, &Document)> = counted
        .filter_map(|document| Some((number::canonical(document.common.number.as_ref()?), &**document)))
        .collect();
    let mut seen: HashMap<&str, &Document> = HashMap::new();
    for at in repeated(&numbered, |(canonical, _)| canonical) {
        let (canonical, document) = &numbered[at];
        let Some(other) = seen.insert(canonical, document) else {
            continue;
        };
        let (earlier, later) = match other.common.date > document.common.date {
            true => (*document, other),
            false => (other, *document),
        };
        let common = &later.common;
        let number = common.number.as_deref().unwrap_or_default();
        let message = format!("发文字号“{number}”已经用在 {}", earlier.source);
        let hint = "一个发文字号只给一份文件，请核对；转载同一份文件的，只留一个条目";
        let place = common.number_place.as_ref().unwrap_or(&common.title_place);
        report.push(Complaint::new(NUMBER_TWICE, place.clone(), message).hint(hint));
    }
}

/// True for two entries of one kind that tell the same: many hold no more than their fields.
pub(super) fn say_the_same(one: &Document, other: &Document) -> bool {
    let fields = match (&one.detail, &other.detail) {
        (Detail::Meeting(one), Detail::Meeting(other)) => one.time == other.time,
        (Detail::Pledge(one), Detail::Pledge(other)) => {
            let others = other.pledgers.iter().map(|own| &own.name);
            one.pledgers.iter().map(|own| &own.name).eq(others)
        }
        (Detail::Ledger(one), Detail::Ledger(other)) => {
            let others = other.rows.iter().map(|row| &row.cells);
            one.rows.iter().map(|row| &row.cells).eq(others)
        }
        _ => true,
    };
    fields && one.common.branch == other.common.branch && one.body.plain == other.body.plain
}

/// What an entry is known by among those of its kind.
fn heading(document: &Document) -> (Kind, &str, Day) {
    (document.kind(), &document.common.title, document.common.date)
}
