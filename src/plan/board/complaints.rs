//! What hangs, and what cannot → complaints. What merely gives way to something newer is none.

use std::collections::BTreeSet;

use super::{Hanging, HungBoard, HungSection};
use crate::read::config::BoardSection;
use crate::site::{Candidate, EntryId, Site};
use crate::words::{Code, Complaint, Kind, Place, Report, quoted_title};

const FULL: Code = Code::warning("board-full");
const HOMELESS: Code = Code::warning("board-homeless");
const NO_CODE: Code = Code::warning("board-no-code");
const BLANK: Code = Code::warning("board-blank");

impl Hanging {
    /// Warns of what has to hang and does not fit. What merely gives way to something newer is said on the page of
    /// whoever prints.
    pub fn complain(&self, site: &Site, report: &mut Report) {
        for of in &self.boards {
            let sections = of.board.sections.iter().zip(&of.sections);
            sections.for_each(|(section, hung)| full(site, of, section, hung, report));
            homeless(site, of, report);
        }
        self.blank(site, report);
        // A board that names no web edition has no codes because nobody wants them.
        let web = site.edition.qr_edition.as_ref().filter(|_| site.codes.are_none());
        if let Some((first, web)) = self.boards.first().zip(web) {
            let message = format!("“{}”的纸张上没有二维码", site.edition.title);
            let hint =
                format!("二维码要用网址：在 [editions.{web}] 里写 base_url，是那一版网站首页所在的网址");
            report.push(Complaint::new(NO_CODE, first.board.place.clone(), message).hint(hint));
        }
    }

    /// Sheets that say nothing but their title.
    fn blank(&self, site: &Site, report: &mut Report) {
        let hung = self.all().filter_map(|(_, _, hung)| match hung.what {
            Candidate::Entry(id) => Some(id),
            Candidate::Designed(_) => None,
        });
        // One that hangs on two boards is one.
        let hung: BTreeSet<EntryId> = hung.collect();
        for entry in hung.into_iter().map(|id| site.entry(id)) {
            let is_text = matches!(entry.kind(), Kind::Notice | Kind::Study | Kind::Page);
            let said = !entry.body.plain.trim().is_empty() || !entry.body.images.is_empty();
            if is_text && !said && entry.common.attachments.is_empty() {
                let message = format!(
                    "{}没有正文，贴在公开栏上只有标题",
                    quoted_title(&entry.common.title)
                );
                let hint = "写上正文；还没有写好的，加上“草稿: 是”，不贴的写“上墙: 否”";
                report.push(Complaint::new(BLANK, Place::file(&entry.source), message).hint(hint));
            }
        }
    }
}

fn full(site: &Site, of: &HungBoard, section: &BoardSection, hung: &HungSection, report: &mut Report) {
    let must = hung.waiting.iter().filter(|waiting| match waiting.what {
        Candidate::Entry(id) => site.must_hang(id),
        Candidate::Designed(_) => true,
    });
    let named = must.map(|waiting| {
        let title = quoted_title(site.title_of(waiting.what));
        format!("{title}（{}张，还差{}格）", waiting.sheets, waiting.lacks)
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return;
    }
    let message = format!(
        "“{}”的“{}”放不下：{}",
        of.board.name,
        section.name,
        named.join("、")
    );
    let hint = "加大 slots，或者在不必再挂的条目里写“上墙: 否”、去掉“置顶”";
    report.push(Complaint::new(FULL, section.place.clone(), message).hint(hint));
}

fn homeless(site: &Site, of: &HungBoard, report: &mut Report) {
    for id in &of.homeless {
        let entry = site.entry(*id);
        let message = format!(
            "“{}”没有栏目收{}，挂不上去",
            of.board.name,
            quoted_title(&entry.common.title)
        );
        let label = entry
            .detail
            .of_type()
            .map_or(entry.kind().label(), |(_, label)| label);
        let hint = format!("在条目里写“上墙: 栏目名称”，或者在一个栏目的 takes 里加上“{label}”");
        report.push(Complaint::new(HOMELESS, of.board.place.clone(), message).hint(hint));
    }
}
