//! `print --book`: a year of what everybody may see as one book, for printing on both sides.
//!
//! It is made as of today, whatever the year: what had to come down since must not be printed again.

use std::collections::BTreeSet;
use std::path::Path;

use super::{PdfFile, Workspace, assemble_for, form, refuse};
use crate::cli::arguments::Print;
use crate::cli::console::Console;
use crate::cli::save::InsideFile;
use crate::cli::{Outcome, chosen_day, complaints, read_site};
use crate::markdown::Image;
use crate::paper::designed::{self, Handbook};
use crate::paper::{BoxContent, Picture};
use crate::pipeline::{Assembled, AssembledEdition};
use crate::plan::Planned;
use crate::read::Config;
use crate::render::{Known, PreparedEdition, Renderer, page_of, photographs};
use crate::words::{MachineFault, Report, SourcePath};

/// Runs the command.
pub(super) fn run(
    root: &Path,
    options: &Print,
    year: i32,
    console: &Console,
) -> Result<Outcome, MachineFault> {
    let day = chosen_day(root, None)?;
    let mut report = Report::new();
    let Some((_, library)) = read_site(root, day, &mut report)? else {
        return Ok(refuse(&report, console));
    };
    let edition = edition_of(&library.config)?;
    let assembled = assemble_for(root, &library, (day, vec![edition]), &mut report)?;
    let Some(edition) = assembled.editions.first().filter(|_| !report.has_errors()) else {
        return Ok(refuse(&report, console));
    };
    let site = &edition.site;
    let wanted: BTreeSet<SourcePath> = site
        .entries()
        .iter()
        .filter(|entry| entry.common.date.year() == year)
        .flat_map(|entry| entry.body.images.iter().map(|image| image.file.clone()))
        .collect();
    let photographs = photographs(site, &wanted, &library.files, &mut report);
    let Some(book) = designed::handbook(site, year, &photographs) else {
        return Err(nothing(edition, year));
    };
    let usual = format!("党建手册-{year}.pdf");
    let file = PdfFile::prepare(root, options, (&library.config, &KEPT, usual), "")?;
    let Some(pdf) = print(&file, (&assembled, edition), (&book, year), &mut report)? else {
        return Ok(refuse(&report, console));
    };
    complaints::print(&report.sorted(), console);
    let shown = file.output.save(&pdf)?;
    console.say(&format!(
        "已存成 {shown}：收录 {} 条，A4 {} 页。",
        book.entries,
        book.pages.len()
    ));
    if book.publicities > 0 {
        console.say(&format!(
            "另有公示 {} 件，只列公示期和结果：印在纸上的姓名到期撤不下来。",
            book.publicities
        ));
    }
    console.say("打印时选双面、长边翻转，缩放选 100%（实际大小），边距选“无”。");
    Ok(Outcome::Done)
}

const KEPT: InsideFile<'_> = InsideFile {
    ending: "pdf",
    what: "党建手册",
    why: "党建手册不属于网站",
    other_ending: "例如 --out 党建手册.pdf",
};

/// The edition that everybody may see.
fn edition_of(config: &Config) -> Result<String, MachineFault> {
    let mut editions = config.editions.iter();
    let found = editions.find(|edition| edition.is_for_everybody());
    found.map(|edition| edition.id.clone()).ok_or_else(|| {
        MachineFault::new("site.toml 中没有社会公开的版，党建手册没有内容可以收")
            .hint("在 site.toml 里加一个 audience = \"社会公开\" 的版")
    })
}

fn nothing(edition: &AssembledEdition, year: i32) -> MachineFault {
    let entries = edition.site.entries().iter().filter(|entry| !entry.common.sample);
    let years: BTreeSet<i32> = entries.map(|entry| entry.common.date.year()).collect();
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    let fault = MachineFault::new(format!("{year}年没有社会公开的内容"));
    match years.is_empty() {
        true => fault.hint("网站上还没有自己的内容；样例不收"),
        false => fault.hint(format!("有内容的年份：{}", years.join("、"))),
    }
}

/// The PDF; `None`, with complaints, when a picture cannot be read.
fn print(
    file: &PdfFile<'_>,
    (assembled, edition): (&Assembled, &AssembledEdition),
    (book, year): (&Handbook, i32),
    report: &mut Report,
) -> Result<Option<Vec<u8>>, MachineFault> {
    let images = |index: usize| -> &[Image] {
        let entry = book.pages[index].entry;
        entry.map_or(&[], |id| &edition.site.entry(id).body.images)
    };
    let sheets = book.pages.iter().enumerate();
    let sheets: Vec<_> = sheets.map(|(index, page)| (&page.sheet, images(index))).collect();
    let shown: BTreeSet<SourcePath> = sheets
        .iter()
        .flat_map(|(sheet, images)| {
            sheet.boxes.iter().filter_map(|placed| match placed.what {
                BoxContent::Picture(Picture::OfBody(index)) => Some(images.get(index)?.file.clone()),
                _ => None,
            })
        })
        .collect();
    let is_needed = |planned: &Planned| matches!(planned, Planned::Material(file) if shown.contains(file));
    let workspace = Workspace::new(file.root)?;
    let parts = assembled.parts(edition);
    let prepared = PreparedEdition::new(&parts, Known::default(), report);
    let renderer = Renderer::new(&parts, &prepared);
    if let Err(complaint) = workspace.put_material(&renderer, &edition.plan, &is_needed)? {
        report.push(complaint);
        return Ok(None);
    }
    let title = format!("党建手册（{year}年）");
    let page = page_of(&title, &form::sheet_style(file.root)?, &sheets);
    let pdf = workspace.print(&file.browser, ("book.html", page.as_bytes()), file.limit);
    pdf.map(Some)
}
