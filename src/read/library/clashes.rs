//! Two entries that want one address. All entries count, published or not: whether an address is taken
//! must not depend on who may see what.

use std::collections::HashMap;

use crate::read::document::Document;
use crate::words::{Address, Code, Complaint, Place, Report};

const CLASH: Code = Code::error("address-clash");

/// Complains about every page and old address that a page has already. `documents` are sorted by path.
pub(super) fn find(documents: &[Document], report: &mut Report) {
    let mut taken: HashMap<&Address, &Document> = HashMap::with_capacity(documents.len());
    for document in documents {
        if let Some(other) = taken.get(&document.address) {
            let message = format!("网页地址 {} 与 {} 相同", document.address, other.source);
            let hint = "请给其中一个文件换个名字，或者用“链接名”另起一个名字";
            say(report, document.common.title_place.clone(), message, hint);
        } else {
            taken.insert(&document.address, document);
        }
    }
    for document in documents {
        for (old, place) in &document.common.aliases {
            if let Some(other) = taken.get(old) {
                let message = if std::ptr::eq(*other, document) {
                    format!("旧地址 {old} 写了两次，或者就是现在的地址")
                } else {
                    format!("旧地址 {old} 已经属于 {}", other.source)
                };
                say(report, place.clone(), message, "请删去这个旧地址");
            } else {
                taken.insert(old, document);
            }
        }
    }
}

fn say(report: &mut Report, place: Place, message: String, hint: &str) {
    report.push(Complaint::new(CLASH, place, message).hint(hint));
}
