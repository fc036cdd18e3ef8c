//! `build --explain`: each new and changed file with the reason, told when the build is done. Every build leaves the
//! record by which the next one can tell.

use std::collections::BTreeSet;

use super::build::this_program;
use super::console::Console;
use crate::explain::{self, BuildRecord, Causes};
use crate::pipeline::{Assembled, AssembledEdition};
use crate::words::{Address, MachineFault};
use crate::write::{self, Output, Summary};

/// What the last builds left; nothing for an output without a record that fits it.
pub(super) fn before(outputs: &[Output]) -> Result<Vec<Option<BuildRecord<'static>>>, MachineFault> {
    let load = |output| Ok(write::load_record(output)?.and_then(|text| BuildRecord::parse(&text)));
    outputs.iter().map(load).collect()
}

/// Leaves the records of this build; `before` is what was there, when the reasons are asked for.
pub(super) fn after(
    assembled: &Assembled,
    done: &[(&Output, &Summary)],
    before: Option<&[Option<BuildRecord<'_>>]>,
    console: &Console,
) {
    for (index, (edition, (output, summary))) in assembled.editions.iter().zip(done).enumerate() {
        let now = explain::record(explain::EditionInput {
            library: &assembled.library,
            site: &edition.site,
            theme: edition.theme.fingerprint,
            program: this_program(),
        });
        if let Some(before) = before {
            let own = &edition.site.edition;
            let mut others = assembled.editions.iter().map(|other| &other.site.edition);
            let is_shared = others.any(|other| other.title == own.title && other.id != own.id);
            let name = match is_shared {
                true => format!("“{}”（{}）", own.title, own.id),
                false => format!("“{}”", own.title),
            };
            tell(&name, edition, summary, (before[index].as_ref(), &now), console);
        }
        if let Err(fault) = write::save_record(output, summary, &now.to_text()) {
            // The site is in place; only the next explanation suffers.
            console.insist(&format!(
                "注意: 没有记下这次生成的情况，下次不能说明改动的原因：{fault}"
            ));
        }
    }
}

fn tell(
    name: &str,
    edition: &AssembledEdition,
    summary: &Summary,
    (before, now): (Option<&BuildRecord<'_>>, &BuildRecord<'_>),
    console: &Console,
) {
    if summary.new.is_empty() && summary.changed.is_empty() && summary.gone.is_empty() {
        console.result(&format!("{name}没有文件改动"));
        return;
    }
    console.result(&format!("{name}改动的文件："));
    let causes = before.map(|before| Causes::between(before, now, &edition.site, &edition.plan));
    let restored: BTreeSet<&Address> = summary.restored.iter().collect();
    let why = |address: &Address| match &causes {
        // The one file that is in no plan is what a rehearsal says its day by.
        _ if !edition.plan.files.contains_key(address) => "试排的日期".to_owned(),
        _ if restored.contains(address) => "被别的程序改过或删去，恢复原样".to_owned(),
        Some(causes) => causes.of(address),
        None => "没有上次生成的记录，不知道原来是怎样的".to_owned(),
    };
    for address in &summary.new {
        console.result(&format!("  新增 {address}：{}", why(address)));
    }
    for address in &summary.changed {
        console.result(&format!("  更新 {address}：{}", why(address)));
    }
    for address in &summary.gone {
        let why = causes
            .as_ref()
            .map_or_else(|| "不再属于网站".to_owned(), |causes| causes.of_gone(address));
        console.result(&format!("  移除 {address}：{why}"));
    }
}
