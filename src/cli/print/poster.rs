//! `print --poster`: 大字版 of entries that a board may show, a large sheet each, as one PDF. What is beside a door is on no
//! board, so that nothing is written down of it.

use std::path::Path;

use super::super::save::{InsideFile, safe_name};
use super::{PdfFile, assemble, refuse};
use crate::cli::arguments::Print;
use crate::cli::console::Console;
use crate::cli::named_entry::{is_named, meant};
use crate::cli::{Outcome, chosen_day, complaints};
use crate::paper::{self, Sheet, designed::Poster};
use crate::pipeline::Assembled;
use crate::read::Detail;
use crate::words::{MachineFault, PaperSize, Report, quoted_title};

/// Runs the command.
pub(super) fn run(root: &Path, options: &Print, console: &Console) -> Result<Outcome, MachineFault> {
    let day = chosen_day(root, options.date)?;
    let mut report = Report::new();
    let assembled = assemble(root, day, &mut report)?;
    let Some(assembled) = assembled.filter(|_| !report.has_errors()) else {
        return Ok(refuse(&report, console));
    };
    complaints::print(&report.sorted(), console);
    let size = options.paper.unwrap_or(PaperSize::A3);
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut titles = Vec::new();
    let mut shortened = Vec::new();
    for typed in &options.entries {
        let (title, poster) = poster(&assembled, typed, size)?;
        if !poster.is_whole {
            shortened.push(quoted_title(&title));
        }
        sheets.extend(poster.sheets);
        titles.push(title);
    }
    let usual = match titles.as_slice() {
        [only] => format!("大字版-{}.pdf", safe_name(only)),
        _ => format!("大字版-{day}.pdf"),
    };
    let kept = InsideFile {
        ending: "pdf",
        what: "大字版",
        why: "公开栏的纸张不是给所有人看的",
        other_ending: "例如 --out 大字版.pdf",
    };
    let config = &assembled.library.config;
    let file = PdfFile::prepare(root, options, (config, &kept, usual), "")?;
    let shown = file.save_sheets(("大字版", &sheets))?;
    console.say(&format!(
        "已存成 {shown}：{}，{} 张。",
        size.label(),
        sheets.len()
    ));
    for title in shortened {
        console.say(&format!(
            "{title}的正文太长，只排了标题和要点，纸上写明其余的见公开栏。"
        ));
    }
    console.say("打印时缩放选 100%（实际大小），边距选“无”；没有这么大的打印机的，把 PDF 拿到打印店。");
    Ok(Outcome::Done)
}

/// The poster of what was typed, with its title.
fn poster(assembled: &Assembled, typed: &str, size: PaperSize) -> Result<(String, Poster), MachineFault> {
    let typed = &meant(&assembled.library, typed)?;
    for edition in &assembled.editions {
        let mut entries = edition.site.entries().iter().filter(|entry| !entry.is_remnant);
        if let Some(entry) = entries.find(|entry| is_named(&entry.common.title, &entry.source, typed)) {
            let title = entry.common.title.clone();
            if matches!(entry.detail, Detail::Ledger(_)) {
                let fault = MachineFault::new(format!("台账{}不能做成大字版", quoted_title(&title)));
                return Err(fault.hint(
                    "大字版给公示、公告、通知这样的条目用；台账贴在公开栏里：gongkai print 写上它的标题",
                ));
            }
            if edition.site.is_over(entry) {
                let fault = MachineFault::new(format!("{}已经截止，不能做成大字版", quoted_title(&title)));
                return Err(fault.hint("过了截止日期的要从墙上撤下；还要征求意见的，先改“截止”，重新审批"));
            }
            return Ok((title, paper::poster(&edition.site, entry, size)));
        }
    }
    Err(
        MachineFault::new(format!("没有“{typed}”这个条目，或者公开栏不能贴它"))
            .hint("写条目的文件或标题；没有审批的、公示已经期满的、公开范围不到公开栏的都不能做大字版"),
    )
}
