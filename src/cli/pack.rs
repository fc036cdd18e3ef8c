//! `pack`: one zip file for an inspector, of what was public in a time: registers, the record of publication, forms of
//! approval, how 公开目录 and 三会一课 were kept, reports, the pages. Each is made as `export`, `print` and `build` make
//! it; here is what goes in, and where. For inside use.
//!
//! ```text
//! 目录.html            what is in it; each entry of the time with its life by the record
//! 台账/                公开台账 and all ledgers, as a spreadsheet
//! 公开记录/            the record as a spreadsheet and as it is, a page for the archive for each quarter
//! 审批登记表.pdf       of the entries of the time
//! 网页/EDITION/        each edition as the sources make it for the last day
//! PDF/EDITION/         of these, the pages of the time's entries, of 公开目录, 三会一课, figures and reports
//! ```
//! Without a browser there are no PDFs; forms and pages for the archive are then HTML.

mod contents;
mod pages;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::arguments::{Pack, Period};
use super::console::Console;
use super::export::{registered, tables_of_all};
use super::print::{form_of, sheets_page, sheets_pdf};
use super::save::{InsideFile, OutputFile};
use super::{Outcome, complaints, read_site, today};
use crate::clearance::{Internal, Registered};
use crate::deploy::zipped;
use crate::export::xlsx;
use crate::paper::{Sheet, designed};
use crate::press::Browser;
use crate::read::{Library, Tree};
use crate::record::{ChainFault, PublicationRecord, RECORD_FILE, Verified, period_page, record_table};
use crate::words::{Day, Kind, MachineFault, Month, Quarter, Report};
use contents::ContentsPage;
use pages::PackedPages;

/// Files of the zip by path.
type PackedFiles = BTreeMap<String, Vec<u8>>;

/// Runs the command.
pub(super) fn run(root: &Path, options: &Pack, console: &Console) -> Result<Outcome, MachineFault> {
    let mut report = Report::new();
    let site = read_site(root, today(), &mut report)?;
    let Some((tree, library)) = site.filter(|_| !report.has_errors()) else {
        return Ok(complaints::refuse(&report, "没有做检查包。", console));
    };
    let file = target(root, options, &library)?;
    file.check()?;
    let browser = match &options.browser {
        Some(given) => Some(Browser::find(Some(given), "")?),
        None => Browser::find(None, "").ok().filter(|_| !options.no_pdf),
    };
    let job = PackJob {
        root,
        period: options.period,
        // What is to come was public to nobody.
        day: options.period.last.min(today()),
        browser: browser.as_ref(),
        limit: Duration::from_secs(options.time_limit),
    };
    let Some(pages) = PackedPages::build(&job, tree.clone(), &mut report)? else {
        return Ok(complaints::refuse(&report, "没有做检查包。", console));
    };
    let files = job.files(&tree, &library, &pages, console)?;
    let count = files.len();
    let shown = file.save(&zipped(files.into_iter().map(Ok))?)?;
    console.say(&format!("已存成 {shown}：{count} 个文件，从“目录.html”看起。"));
    if browser.is_none() && !options.no_pdf {
        console.insist("注意: 这台电脑上没有找到 Chrome、Edge 或 Chromium，审批登记表和网页没有做成 PDF，存的是网页文件。");
    }
    console.say("这是内部资料：有不向社会公开的内容，请勿上传到网站，用完收回。");
    Ok(Outcome::Done)
}

fn target<'a>(root: &'a Path, options: &Pack, library: &Library) -> Result<OutputFile<'a>, MachineFault> {
    let kept = InsideFile {
        ending: "zip",
        what: "检查包",
        why: "检查包含有内部资料",
        other_ending: "例如 --out 检查包.zip",
    };
    let usual = format!("检查包-{}至{}.zip", options.period.first, options.period.last);
    let typed = (options.out.as_deref(), options.replace);
    OutputFile::new(root, typed, &library.config, (&kept, usual))
}

/// What everything in it is made by.
struct PackJob<'a> {
    root: &'a Path,
    period: Period,
    /// The day as of which it is made: the period's last, or today.
    day: Day,
    browser: Option<&'a Browser>,
    limit: Duration,
}

impl PackJob<'_> {
    fn files(
        &self,
        tree: &Tree,
        library: &Library,
        pages: &PackedPages,
        console: &Console,
    ) -> Result<PackedFiles, MachineFault> {
        let mut files = PackedFiles::new();
        let entries = registered(library, self.day);
        let within: Vec<&Internal<Registered>> = entries
            .iter()
            .filter(|entry| self.period.has(entry.date) && entry.kind != Kind::Page && !entry.sample)
            .collect();
        let table = xlsx(&tables_of_all(&entries, library, self.day), self.day);
        files.insert("台账/党务公开台账和各本台账.xlsx".to_owned(), made(table)?);
        let record = PublicationRecord::load(self.root)?;
        let (verified, _) = PublicationRecord::verified(self.root)?;
        self.add_record(&mut files, library, (&record, &verified))?;
        let mut sheets: Vec<Sheet> = Vec::new();
        for entry in &within {
            let mut documents = library.documents.iter();
            if let Some(document) = documents.find(|document| document.source == entry.source) {
                // What is wrong with the content was said before.
                sheets.extend(form_of((tree, library), document, &mut Report::new()));
            }
        }
        if !sheets.is_empty() {
            self.add_sheets(&mut files, "审批登记表", &sheets)?;
        }
        pages.add_to(&mut files);
        pages.print(self, &within, &mut files, console)?;
        let contents = ContentsPage {
            job: self,
            library,
            entries: &within,
            record: &record,
            verified: &verified,
            pages,
            files: &files,
        };
        let page = contents.html();
        files.insert("目录.html".to_owned(), page.into_bytes());
        Ok(files)
    }

    /// The record, when there is one.
    fn add_record(
        &self,
        files: &mut PackedFiles,
        library: &Library,
        (record, verified): (&PublicationRecord, &Result<Verified, ChainFault>),
    ) -> Result<(), MachineFault> {
        let path = self.root.join(RECORD_FILE);
        let Ok(bytes) = std::fs::read(&path) else {
            return Ok(());
        };
        files.insert(RECORD_FILE.replace("记录/", "公开记录/"), bytes);
        let table = xlsx(&[record_table(record.lines(), self.day)], self.day);
        files.insert("公开记录/公开记录.xlsx".to_owned(), made(table)?);
        let config = &library.config;
        let organizer = config.publisher.organizer.as_ref().unwrap_or(&config.title);
        let end = record.end();
        for quarter in self.quarters() {
            let page = period_page((record.lines(), &end), verified, (quarter, organizer, today()));
            let name = format!("公开记录/存档页-{}-Q{}", quarter.year(), quarter.number());
            self.add_sheets(files, &name, &designed::record_page(&page))?;
        }
        Ok(())
    }

    /// The quarters of which a part lies in the period.
    fn quarters(&self) -> Vec<Quarter> {
        let mut quarters = Vec::new();
        let mut month = Month::of(self.period.first);
        while month <= Month::of(self.day) {
            if quarters.last() != Some(&month.quarter()) {
                quarters.push(month.quarter());
            }
            month = month.next();
        }
        quarters
    }

    /// Sheets as a PDF, or as a page where there is no browser.
    fn add_sheets(&self, files: &mut PackedFiles, name: &str, sheets: &[Sheet]) -> Result<(), MachineFault> {
        let title = name.rsplit('/').next().unwrap_or(name);
        let (ending, bytes) = match self.browser {
            Some(browser) => (
                "pdf",
                sheets_pdf(self.root, browser, (title, sheets), self.limit)?,
            ),
            None => ("html", sheets_page(self.root, (title, sheets))?.into_bytes()),
        };
        files.insert(format!("{name}.{ending}"), bytes);
        Ok(())
    }
}

fn made<T, E: std::fmt::Display>(table: Result<T, E>) -> Result<T, MachineFault> {
    table.map_err(|fault| MachineFault::new(format!("做不成表格：{fault}")))
}
