//! Two entries that want one address. All entries count, published or not: whether an address is taken
//! must not depend on who may see what. What comes second is complained about and loses its claim, so that
//! no later stage meets two files with one address.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::repeats::repeated;
use crate::read::document::Document;
use crate::words::{Address, Code, Complaint, Place, Report, SourcePath};

const CLASH: Code = Code::error("address-clash");

/// Settles every claim. An entry without an address of its own counts as unreadable. `documents` are sorted by path.
pub(super) fn settle(
    documents: &mut Vec<Arc<Document>>,
    unreadable: &mut BTreeSet<SourcePath>,
    report: &mut Report,
) {
    if is_clear(documents) {
        return;
    }
    let mut taken: HashMap<Address, SourcePath> = HashMap::with_capacity(documents.len());
    documents.retain(|document| {
        if let Some(other) = taken.get(&document.address) {
            let message = format!("网页地址 {} 与 {other} 相同", document.address);
            let hint = "请给其中一个文件换个名字，或者用“链接名”另起一个名字";
            say(report, &document.common.title_place, message, hint);
            unreadable.insert(document.source.clone());
            return false;
        }
        taken.insert(document.address.clone(), document.source.clone());
        true
    });
    for document in documents
        .iter_mut()
        .filter(|document| !document.common.aliases.is_empty())
    {
        let source = &document.source;
        let mut kept = document.common.aliases.clone();
        kept.retain(|(old, place)| {
            let Some(other) = taken.get(old) else {
                taken.insert(old.clone(), source.clone());
                return true;
            };
            let message = if other == source {
                format!("旧地址 {old} 写了两次，或者就是现在的地址")
            } else {
                format!("旧地址 {old} 已经属于 {other}")
            };
            say(report, place, message, "请删去这个旧地址");
            false
        });
        if kept.len() < document.common.aliases.len() {
            Arc::make_mut(&mut Arc::make_mut(document).common.open).aliases = kept;
        }
    }
}

/// True when no two claims are for one address, which is usual.
fn is_clear(documents: &[Arc<Document>]) -> bool {
    let own = documents.iter().map(|document| &document.address);
    let old = documents.iter().flat_map(|document| &document.common.aliases);
    let claims: Vec<&Address> = own.chain(old.map(|(old, _)| old)).collect();
    repeated(&claims, |claim| *claim).is_empty()
}

fn say(report: &mut Report, place: &Place, message: String, hint: &str) {
    report.push(Complaint::new(CLASH, place.clone(), message).hint(hint));
}
