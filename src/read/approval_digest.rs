//! What an approval is given to, as bytes, and its [`ContentHash`].
//!
//! It covers the text, every field and the bytes of every picture, attachment and linked file: whatever readers
//! see, wherever they lie. It does not cover [`FREE`]: fields that come after the approval (审批 itself, 更正, 公示结果, 采纳情况) or that say
//! where the entry stands and not what it says. Neither does it depend on what no reader sees: comments, the order
//! of the fields, empty fields, line ends, encoding, white space at the ends of texts.

use std::collections::{BTreeMap, BTreeSet};

use super::discover::Found;
use super::document::Document;
use super::faults::Faults;
use super::front;
use super::keys::{self, FieldName};
use super::node::{Node, Value};
use crate::words::{ContentHash, Labelled, SourcePath, SourceText};

/// Fields that may change without a new approval.
const FREE: [FieldName; 9] = [
    keys::APPROVAL,
    keys::ACKNOWLEDGED,
    keys::CORRECTIONS,
    keys::RESULT,
    keys::RESPONSE,
    keys::DRAFT,
    keys::PINNED,
    keys::POSTED,
    keys::ALIASES,
];

/// What a digest says of a branch and of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DigestForm {
    /// A branch by its id; files by their content, wherever they lie.
    Meant,
    /// As typed, and by their paths, as digests up to November 2026 have it: what was approved then still is.
    Typed,
}

/// The digest of an entry as it is now; `None` when its fields cannot be read.
pub(crate) fn approval_digest(
    source: &SourceText,
    document: &Document,
    files: &BTreeMap<SourcePath, Found>,
) -> Option<ContentHash> {
    digest(source, document, (files, DigestForm::Meant))
}

/// True for the digest of an entry as it is now, also for one of before.
pub(crate) fn is_digest_of(
    value: ContentHash,
    source: &SourceText,
    (document, files): (&Document, &BTreeMap<SourcePath, Found>),
) -> bool {
    let mut forms = [DigestForm::Meant, DigestForm::Typed].into_iter();
    forms.any(|form| digest(source, document, (files, form)) == Some(value))
}

fn digest(
    source: &SourceText,
    document: &Document,
    (files, form): (&BTreeMap<SourcePath, Found>, DigestForm),
) -> Option<ContentHash> {
    let faults = Faults::new(source);
    let parts = parts(&faults)?;
    let mut bytes = fields_and_text(&parts, form);
    // Both may stand elsewhere than in the file's fields: in its name, in site.toml.
    add(&mut bytes, &document.common.date.to_string());
    add(&mut bytes, document.common.scope.id());
    if let (Some(branch), DigestForm::Meant) = (&document.common.branch, form) {
        add(&mut bytes, branch);
    }
    for (path, found) in used(document, files) {
        // The text says how they are called; an entry and its pictures may be moved to another folder.
        if form == DigestForm::Typed {
            add(&mut bytes, path.as_str());
        }
        let content = found.content.read().unwrap_or_default();
        add(&mut bytes, &ContentHash::of(&content).to_string());
    }
    Some(ContentHash::of(&bytes))
}

/// The fields and the text of a file.
pub(crate) struct ApprovedParts<'t> {
    /// The fields.
    pub(crate) root: Node<'t>,
    /// The Markdown; empty for a file that is all fields.
    pub(crate) text: &'t str,
}

/// Takes a file apart.
pub(crate) fn parts<'s>(faults: &Faults<'s>) -> Option<ApprovedParts<'s>> {
    let source = faults.source();
    if source.path.extension() == "md" {
        let front = front::read(faults)?;
        return Some(ApprovedParts {
            root: front.root,
            text: &source.text[front.body],
        });
    }
    Some(ApprovedParts {
        root: front::read_data(faults)?,
        text: "",
    })
}

/// What the fields and the text say, but for [`FREE`].
pub(crate) fn content(parts: &ApprovedParts<'_>) -> Vec<u8> {
    fields_and_text(parts, DigestForm::Typed)
}

fn fields_and_text(parts: &ApprovedParts<'_>, form: DigestForm) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.text.len() + 1024);
    if let Value::Map(pairs) = &parts.root.value {
        let is = |key: &FieldName, name: &str| key.name == name || key.alias == name;
        // A branch may be given another name: its id is added.
        let is_named = |name: &str| form == DigestForm::Meant && is(&keys::BRANCH, name);
        let is_free = |name: &str| FREE.iter().any(|key| is(key, name)) || is_named(name);
        let mut pairs: Vec<(&str, &Node<'_>)> = pairs
            .iter()
            .filter_map(|(name, value)| Some((name.text()?.trim(), value)))
            .filter(|(name, value)| !is_free(name) && !value.is_blank())
            .collect();
        pairs.sort_by_key(|(name, _)| *name);
        for (name, value) in pairs {
            add(&mut bytes, name);
            write(&mut bytes, value);
        }
    }
    let lines: Vec<&str> = parts.text.lines().map(str::trim_end).collect();
    add(&mut bytes, lines.join("\n").trim_matches('\n'));
    bytes
}

/// Adds a text in a way in which no two lists of texts look alike.
fn add(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

fn write(bytes: &mut Vec<u8>, node: &Node<'_>) {
    match &node.value {
        Value::Null => bytes.push(b'n'),
        Value::Scalar { text, .. } => {
            bytes.push(b's');
            let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
            add(bytes, &lines.join("\n"));
        }
        Value::List(items) => {
            bytes.push(b'l');
            bytes.extend_from_slice(&(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| write(bytes, item));
        }
        Value::Map(pairs) => {
            bytes.push(b'm');
            bytes.extend_from_slice(&(pairs.len() as u64).to_le_bytes());
            for (key, value) in pairs {
                write(bytes, key);
                write(bytes, value);
            }
        }
    }
}

/// The files that an entry brings along.
fn used<'a>(
    document: &Document,
    files: &'a BTreeMap<SourcePath, Found>,
) -> BTreeMap<&'a SourcePath, &'a Found> {
    let attached = document
        .common
        .attachments
        .iter()
        .map(|attachment| &attachment.file);
    let pictures = document.body.images.iter().map(|image| &image.file);
    let linked = document.body.links.iter().map(|link| &link.target);
    let named: BTreeSet<&SourcePath> = attached.chain(pictures).chain(linked).collect();
    named
        .into_iter()
        .filter_map(|path| files.get_key_value(path))
        .collect()
}
