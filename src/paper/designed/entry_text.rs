//! An entry → its text without sheets: the blocks that its page shows, in the order in which they are read, for whoever
//! sets them elsewhere. Made of a cleared entry, so that nothing is in it that its audience may not see.

use super::pieces::{entry_body, keep_together, labelled, notes, signer, subtitle};
use super::{ledger, meeting, pledge, publicity, register, study};
use crate::paper::blocks::{Block, CellPart, Illustration};
use crate::paper::measure::EM;
use crate::paper::{Closing, Flow, Geometry, PaperText, closing, head_of, kept_together};
use crate::read::Detail;
use crate::site::{Entry, Site};
use crate::words::{Day, SourcePath};

/// The type of ledgers and registers that somebody holds in his hands, one for all of them: 小四, and no less than 五号
/// where the text is smaller.
pub(super) fn office_type(paper: Option<&Geometry>) -> i32 {
    paper.map_or(0, |paper| paper.laid(3_704)).max(4_233)
}

/// An entry's text.
#[derive(Debug, Clone)]
pub struct EntryText {
    /// 标题; that of a sample says that it is one.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// Who says it and when, for a text that nothing closes.
    pub byline: Option<String>,
    /// What a study item says of itself, where it stands below the title.
    pub facts: Vec<String>,
    /// What stands between the title and the attachments.
    pub blocks: Vec<Block>,
    /// The names of the attachments.
    pub attachments: Vec<String>,
    /// 落款 and 成文日期.
    pub closing: Option<(String, Day)>,
    /// The files of the pictures that [`Illustration::image`] counts.
    pub images: Vec<SourcePath>,
}

impl EntryText {
    /// Reads an entry. For a paper, tables are as large as it allows, and those that it does not hold are parted.
    #[must_use]
    pub fn of(site: &Site, entry: &Entry, paper: Option<&Geometry>) -> Self {
        let common = &entry.common;
        let closing = closing_of(site, entry);
        let title = match common.sample {
            true => format!("样例：{}", entry.marked_title()),
            false => entry.marked_title().into_owned(),
        };
        let byline = [signer(site, entry), common.date.chinese()];
        let byline: Vec<&str> = byline
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let mut blocks = content(site, entry, paper);
        blocks.extend(common.corrections.iter().map(|correction| {
            labelled(
                &format!("更正（{}）", correction.date.chinese()),
                correction.content.as_str(),
            )
        }));
        Self {
            title,
            number: common.number.clone(),
            byline: closing.is_none().then(|| byline.join("　")),
            facts: paper.map_or(Vec::new(), |_| facts_of(entry)),
            blocks,
            attachments: common.attachments.iter().map(|of| of.name.clone()).collect(),
            closing,
            images: entry.body.images.iter().map(|image| image.file.clone()).collect(),
        }
    }

    /// All of it as GB/T 9704—2012 sets it: the title broken into lines, 附件说明, 落款 and date in their places.
    #[must_use]
    pub fn on_paper(&self, geometry: &Geometry) -> Vec<Block> {
        let mut blocks = head_of(&self.title, self.number.as_deref(), geometry);
        blocks.extend(self.byline.as_deref().map(subtitle));
        if !self.facts.is_empty() {
            blocks.push(notes(&self.facts, geometry));
        }
        blocks.push(Block::Space(1));
        blocks.extend(self.blocks.iter().cloned());
        blocks.extend(self.end(geometry).0);
        blocks
    }

    /// 附件说明, 落款 and date, and how many of these blocks are the first.
    fn end(&self, geometry: &Geometry) -> (Vec<Block>, usize) {
        let attachments: Vec<&str> = self.attachments.iter().map(String::as_str).collect();
        let mut end = closing::attachments(&attachments);
        let names = end.len();
        end.extend(self.closing_blocks(geometry));
        (end, names)
    }

    /// Lays it out below what stands on sheets already.
    pub(super) fn place(&self, flow: &mut Flow<'_>, geometry: &Geometry) {
        let (end, names) = self.end(geometry);
        let count = kept_together(&self.blocks, &end, names, geometry);
        flow.place(&self.on_paper(geometry), count);
    }

    /// 落款 and date in their places.
    fn closing_blocks(&self, geometry: &Geometry) -> Vec<Block> {
        let text = PaperText {
            title: &self.title,
            number: None,
            body: &crate::markdown::Body::default(),
            attachments: Vec::new(),
            closing: self.closing.as_ref().map(|(signed_by, signed_on)| Closing {
                signed_by,
                signed_on: *signed_on,
                sealed: true,
            }),
            pictures: &|_| None,
        };
        closing::closing(&text, geometry)
    }

    /// The pictures, in the text's order.
    pub fn pictures(&self) -> impl Iterator<Item = &Illustration> {
        self.blocks.iter().flat_map(pictures_of)
    }

    /// The file of a picture.
    #[must_use]
    pub fn file(&self, picture: &Illustration) -> Option<&SourcePath> {
        self.images.get(picture.image?)
    }
}

fn pictures_of(block: &Block) -> Vec<&Illustration> {
    match block {
        Block::Picture(picture) => vec![picture],
        Block::Table(table) => {
            let cells = table.head.iter().chain(&table.rows).flatten();
            let mut pictures = Vec::new();
            for part in cells.flat_map(|cell| &cell.parts) {
                if let CellPart::Picture(picture) = part {
                    pictures.push(picture);
                }
            }
            pictures
        }
        Block::Text(_) | Block::Rule | Block::Space(_) => Vec::new(),
    }
}

/// 落款 and date: of a notice on which readers may act always, of others when somebody signed.
fn closing_of(site: &Site, entry: &Entry) -> Option<(String, Day)> {
    let common = &entry.common;
    let asks = matches!(&entry.detail, Detail::Notice(notice) if publicity::asks(notice));
    let signed = common.signed_by.is_some() || common.signed_on.is_some();
    (asks || signed).then(|| (signer(site, entry), common.signed_on.unwrap_or(common.date)))
}

/// What a study item says of itself.
fn facts_of(entry: &Entry) -> Vec<String> {
    let Detail::Study(of) = &entry.detail else {
        return Vec::new();
    };
    let facts = study::facts(of).into_iter();
    facts.map(|(label, words)| format!("{label}：{words}")).collect()
}

/// What stands between the title and the attachments.
fn content(site: &Site, entry: &Entry, paper: Option<&Geometry>) -> Vec<Block> {
    let with_facts = |facts: Vec<(&'static str, String)>| {
        let mut blocks = entry_body(entry);
        if !blocks.is_empty() && !facts.is_empty() {
            blocks.push(Block::Space(1));
        }
        let mut facts: Vec<Block> = facts
            .into_iter()
            .map(|(label, words)| labelled(label, words))
            .collect();
        keep_together(&mut facts);
        blocks.extend(facts);
        blocks
    };
    match &entry.detail {
        Detail::Notice(notice) => with_facts(publicity::facts(notice, &site.calendar)),
        Detail::Meeting(of) => {
            let width = paper.map_or(0, |paper| paper.characters * EM);
            meeting::content(entry, of, meeting::Lines::of_width(width))
        }
        Detail::Pledge(of) if pledge::is_for_the_wall(of) => match paper {
            Some(on) => std::iter::once(register::promised(of, (site.day, office_type(paper))))
                .chain(pledge::judged_below(of, on.characters * EM))
                .chain(pledge::explained(entry))
                .collect(),
            None => pledge::content(entry, of, site.day),
        },
        Detail::Pledge(of) => register::content(entry, of, (site.day, office_type(paper))),
        Detail::Ledger(of) => ledger::content(site, entry, of, paper),
        // On paper they stand below the title.
        Detail::Study(_) if paper.is_some() => entry_body(entry),
        Detail::Study(of) => with_facts(study::facts(of)),
        Detail::Page(_) => entry_body(entry),
    }
}
