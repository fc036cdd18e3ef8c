//! `print --form`: 审批登记表 of entries, as one PDF. For inside use; an entry needs no approval to have its form.

use std::path::Path;
use std::time::Duration;

use super::super::save::{InsideFile, safe_name};
use super::{IN_PACK, PdfFile, Workspace};
use crate::clearance;
use crate::cli::arguments::Print;
use crate::cli::console::Console;
use crate::cli::named_entry::{meant, named, unknown};
use crate::cli::{Outcome, complaints, read_site, today};
use crate::paper::{Sheet, designed};
use crate::press::Browser;
use crate::read::{Document, Library, Tree, approval_digest, decode};
use crate::render::{ThemeFiles, page_of};
use crate::words::{MachineFault, Report, Severity};

/// The theme whose style the form has.
const THEME: &str = "bulletin";

/// Runs the command.
pub(super) fn run(root: &Path, options: &Print, console: &Console) -> Result<Outcome, MachineFault> {
    let mut report = Report::new();
    let day = options.date.unwrap_or_else(today);
    let Some((tree, library)) = read_site(root, day, &mut report)? else {
        return Ok(refuse(&report, console));
    };
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut titles = Vec::new();
    for typed in &options.entries {
        let Some(document) = named(&library, &meant(&library, typed)?).first().copied() else {
            if report.has_errors() {
                return Ok(refuse(&report, console));
            }
            return Err(unknown(typed));
        };
        if is_faulty(&report, document) {
            return Ok(refuse(&report, console));
        }
        sheets.extend(form_of((&tree, &*library), document, &mut report));
        titles.push(document.common.title.clone());
    }
    let usual = match titles.as_slice() {
        [only] => format!("审批登记表-{}.pdf", safe_name(only)),
        _ => format!("审批登记表-{day}.pdf"),
    };
    let file = PdfFile::prepare(root, options, (&library.config, &KEPT, usual), IN_PACK)?;
    let shown = file.save_sheets(("审批登记表", &sheets))?;
    console.say(&format!(
        "已存成 {shown}：审批登记表 {} 份，{} 张。签字以后用 gongkai approve 把各步写进条目。",
        titles.len(),
        sheets.len()
    ));
    Ok(Outcome::Done)
}

/// The form of an entry.
pub(in crate::cli) fn form_of(
    (tree, library): (&Tree, &Library),
    document: &Document,
    report: &mut Report,
) -> Vec<Sheet> {
    let found = tree
        .entries
        .iter()
        .find(|(_, found)| found.path == document.source);
    let source = found.and_then(|(_, found)| decode::decode(found, &mut Vec::new(), report));
    let digest = source.and_then(|source| approval_digest(&source, document, &library.files));
    designed::approval_form(&clearance::approval_form(document, library, digest))
}

fn refuse(report: &Report, console: &Console) -> Outcome {
    complaints::mend_first(report, "先改好上面说的，再打印审批登记表。", console)
}

/// True when the entry itself has an error; those of others do not matter.
fn is_faulty(report: &Report, document: &Document) -> bool {
    report.sorted().iter().any(|complaint| {
        let here = complaint
            .place
            .as_ref()
            .is_some_and(|place| place.path == document.source);
        here && complaint.code.severity == Severity::Error
    })
}

const KEPT: InsideFile<'_> = InsideFile {
    ending: "pdf",
    what: "审批登记表",
    why: "审批登记表含有内部资料",
    other_ending: "例如 --out 审批登记表.pdf",
};

/// Sheets that are no board's, under a title, as a page that needs no other file.
///
/// # Errors
/// The theme cannot be read.
pub(in crate::cli) fn sheets_page(
    root: &Path,
    (title, sheets): (&str, &[Sheet]),
) -> Result<String, MachineFault> {
    let sheets: Vec<_> = sheets.iter().map(|sheet| (sheet, &[][..])).collect();
    Ok(page_of(title, &sheet_style(root)?, &sheets))
}

/// What sheets look like that are no board's.
///
/// # Errors
/// The theme cannot be read.
pub(super) fn sheet_style(root: &Path) -> Result<String, MachineFault> {
    let theme = ThemeFiles::load(root, THEME)?;
    Ok(theme.style("sheet.css"))
}

/// The same as a PDF.
///
/// # Errors
/// The disk's or the browser's.
pub(in crate::cli) fn sheets_pdf(
    root: &Path,
    browser: &Browser,
    titled: (&str, &[Sheet]),
    limit: Duration,
) -> Result<Vec<u8>, MachineFault> {
    let page = sheets_page(root, titled)?;
    Workspace::new(root)?.print(browser, ("form.html", page.as_bytes()), limit)
}
