//! A build that would take away most of a site is asked about: far more often than anybody means it, a folder was
//! renamed or a network share is not connected.

use super::Build;
use crate::pipeline::AssembledEdition;
use crate::read::may_be_entry;
use crate::words::{Address, MachineFault};
use crate::write::Staging;

/// Smaller sites change by half on an ordinary day.
const FEWEST: usize = 10;

/// Entries' pages may go, unless they are more than half of those that there are.
///
/// # Errors
/// They are, and nobody said that it is meant.
pub(super) fn check(
    edition: &AssembledEdition,
    staging: &Staging,
    options: &Build,
) -> Result<(), MachineFault> {
    let addresses = staging.before().filter_map(|address| Address::new(address).ok());
    let before: Vec<Address> = addresses.filter(may_be_entry).collect();
    let stays = |address: &&Address| edition.plan.files.contains_key(*address);
    let gone: Vec<&Address> = before.iter().filter(|address| !stays(address)).collect();
    if options.shrink || before.len() < FEWEST || gone.len() * 2 <= before.len() {
        return Ok(());
    }
    let message = format!(
        "“{}”现有 {} 个条目的网页，这次会撤下其中 {} 个；没有生成，原来的网站保持不变",
        edition.site.edition.title,
        before.len(),
        gone.len(),
    );
    let gone = gone.iter().map(ToString::to_string).collect();
    Err(MachineFault::new(message).list("会撤下的网页", gone).hint(
        "常见的原因：content 里的文件夹改了名或移走了，网络共享没有连上，许多条目成了草稿、缺了审批，或者公开范围改窄了；\
         确实要撤下的，请加上 --shrink 再生成一次",
    ))
}
