//! `print --record`: the page for the archive, with the hash of the record's last line, to be signed by hand.

use std::path::Path;

use super::{IN_PACK, PdfFile};
use crate::cli::arguments::Print;
use crate::cli::console::Console;
use crate::cli::save::InsideFile;
use crate::cli::{Outcome, complaints, read_site, record, today};
use crate::paper::designed;
use crate::record::{PublicationRecord, period_page};
use crate::words::{MachineFault, Quarter, Report};

/// Runs the command.
pub(super) fn run(
    root: &Path,
    options: &Print,
    quarter: Quarter,
    console: &Console,
) -> Result<Outcome, MachineFault> {
    let mut report = Report::new();
    let Some((_, library)) = read_site(root, today(), &mut report)? else {
        return Ok(complaints::mend_first(
            &report,
            "先改好上面说的，再打印存档页。",
            console,
        ));
    };
    let publication = PublicationRecord::load(root)?;
    if publication.end().count == 0 {
        return Err(record::none_yet());
    }
    let (verified, _) = PublicationRecord::verified(root)?;
    let config = &library.config;
    let organizer = config.publisher.organizer.as_ref().unwrap_or(&config.title);
    let end = publication.end();
    let of = (quarter, organizer.as_str(), today());
    let page = period_page((publication.lines(), &end), &verified, of);
    let sheets = designed::record_page(&page);
    let kept = InsideFile {
        ending: "pdf",
        what: "公开记录存档页",
        why: "公开记录含有内部资料",
        other_ending: "例如 --out 存档页.pdf",
    };
    let usual = format!("公开记录存档页-{}-Q{}.pdf", quarter.year(), quarter.number());
    let file = PdfFile::prepare(root, options, (config, &kept, usual), IN_PACK)?;
    let shown = file.save_sheets(("公开记录存档页", &sheets))?;
    console.say(&format!(
        "已存成 {shown}：{}，{} 行，{} 张。请打印、签字，存入档案。",
        quarter.label(),
        page.rows.len(),
        sheets.len()
    ));
    if let Err(fault) = verified {
        record::say_fault(&fault, console);
        return Ok(Outcome::ContentFaults);
    }
    Ok(Outcome::Done)
}
