//! What hangs → its sheets: the text of an entry, or a sheet that is made of the whole site, each in its frame.

use std::collections::BTreeMap;

use super::designed::Poster;
use super::frame::Frame;
use super::sheet::{BoxContent, Picture, Sheet};
use super::{Closing, Geometry, PaperText, best, designed, evened, ways_of};
use crate::read::Detail;
use crate::read::config::{Board, BoardSection, Designed};
use crate::site::{Candidate, Entry, Site, TakeDown};
use crate::words::{Fingerprint, Labelled, Paper, PaperSize, SourcePath, Turn};

/// The pictures that may stand on sheets.
pub type Photographs = BTreeMap<SourcePath, Photograph>;

/// What a sheet has to know of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Photograph {
    /// Its width and height as a browser shows it, in pixels.
    pub size: (u32, u32),
    /// Stands for what it shows.
    pub fingerprint: Fingerprint,
}

/// Where sheets hang, and what they are made of.
#[derive(Debug, Clone, Copy)]
pub struct Wall<'a> {
    /// The model of the edition that is hung.
    pub site: &'a Site,
    /// One of its boards.
    pub board: &'a Board,
    /// The pictures that may stand on a sheet.
    pub photographs: &'a Photographs,
}

/// The sheets of something that hangs in a section of a board. None when there is nothing to show.
#[must_use]
pub fn sheets(wall: &Wall<'_>, section: &BoardSection, what: Candidate) -> Vec<Sheet> {
    let site = wall.site;
    let tables = Geometry::of_tables;
    let (ways, mut sheets, mut frame) = match what {
        Candidate::Entry(id) => {
            let entry = site.entry(id);
            let make = |geometry: &Geometry| of_entry(wall, entry, geometry);
            let (ways, sheets) = if designed::is_text(entry) {
                let ways = ways_of(&entry.body, wall.board.paper, designed::least_of_tables(entry));
                let all = |ways: &[Geometry]| best(ways, |geometry| evened(geometry, make));
                let sheets = match &entry.detail {
                    Detail::Meeting(_) => {
                        let short = Geometry::of_short_texts(wall.board.paper).map(|way| evened(&way, make));
                        let short = short.filter(|sheets| sheets.len() <= 1);
                        short.unwrap_or_else(|| all(&Geometry::filling(&ways)))
                    }
                    _ => all(&ways),
                };
                (ways, sheets)
            } else {
                let ways = tables(wall.board.paper);
                let sheets = best(&ways, make);
                (ways, sheets)
            };
            (ways, sheets, frame_of(site, entry))
        }
        Candidate::Designed(sheet) => {
            let ways = tables(wall.board.paper);
            let sheets = best(&ways, |geometry| of_site(wall, sheet, geometry));
            (ways, sheets, frame_of_site(site))
        }
    };
    section.name.clone_into(&mut frame.section);
    if let Some(usual) = ways.first() {
        frame.put_around(&mut sheets, usual);
    }
    sheets
}

/// An entry on one large sheet in its frame: 大字版.
#[must_use]
pub fn poster(site: &Site, entry: &Entry, size: PaperSize) -> Poster {
    let paper = Paper {
        size,
        turn: Turn::Portrait,
    };
    let ways = Geometry::of_posters(paper);
    let mut poster = designed::poster(site, entry, &ways);
    let mut frame = frame_of(site, entry);
    let label = entry
        .detail
        .of_type()
        .map_or(entry.kind().label(), |(_, label)| label);
    label.clone_into(&mut frame.section);
    if let Some(first) = ways.first() {
        frame.put_around(&mut poster.sheets, first);
    }
    poster
}

/// The text of an entry.
fn of_entry(wall: &Wall<'_>, entry: &Entry, geometry: &Geometry) -> Vec<Sheet> {
    let common = &entry.common;
    let images = &entry.body.images;
    let attachments = common.attachments.iter();
    let closing = common.signed_by.as_deref().map(|signed_by| Closing {
        signed_by,
        signed_on: common.signed_on.unwrap_or(common.date),
        sealed: true,
    });
    let pictures = |index: usize| Some(wall.photographs.get(&images.get(index)?.file)?.size);
    if let Some(sheets) = designed::of_entry(wall.site, entry, geometry, &pictures) {
        return sheets;
    }
    let text = PaperText {
        title: &common.title,
        number: common.number.as_deref(),
        body: &entry.body,
        attachments: attachments.map(|attachment| attachment.name.as_str()).collect(),
        closing,
        pictures: &pictures,
    };
    super::lay(&text, geometry)
}

/// A sheet that is made of the whole site, for the board of a branch or of all.
fn of_site(wall: &Wall<'_>, sheet: Designed, geometry: &Geometry) -> Vec<Sheet> {
    let (site, branch) = (wall.site, wall.board.branch.as_deref());
    match sheet {
        Designed::Organization => designed::organization(site, branch, geometry),
        Designed::Committee => designed::committee(site, branch, geometry),
        Designed::Matrix => designed::matrix(site, branch, geometry),
        Designed::StudyList => designed::study_list(site, geometry),
        Designed::PledgeRegister => designed::pledge_register(site, branch, geometry),
    }
}

/// Stands for what sheets say: equal while nothing of it has to be printed anew.
#[must_use]
pub fn sheets_fingerprint(wall: &Wall<'_>, what: Candidate, sheets: &[Sheet]) -> Fingerprint {
    let mut said = String::new();
    for sheet in sheets {
        said.push_str(&sheet.paper.id());
        said.push_str(&sheet.said());
        said.push('\u{c}');
    }
    // A picture may be another one under the same name.
    let shown = pictures(wall.site, what, sheets).into_iter();
    let shown = shown.filter_map(|file| wall.photographs.get(&file));
    shown.for_each(|photograph| said.push_str(&photograph.fingerprint.to_string()));
    Fingerprint::of(said.as_bytes())
}

/// The pictures on the sheets of something that hangs.
#[must_use]
pub fn pictures(site: &Site, what: Candidate, sheets: &[Sheet]) -> Vec<SourcePath> {
    let Candidate::Entry(id) = what else {
        return Vec::new();
    };
    let images = &site.entry(id).body.images;
    let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
    let shown = boxes.filter_map(|placed| match placed.what {
        BoxContent::Picture(Picture::OfBody(index)) => images.get(index),
        _ => None,
    });
    shown.map(|image| image.file.clone()).collect()
}

/// What frames the sheets of an entry.
fn frame_of(site: &Site, entry: &Entry) -> Frame {
    let common = &entry.common;
    let until = match site.take_down(entry) {
        TakeDown::After(last) => format!("撤下日期：{}", last.after(1).chinese()),
        TakeDown::By(duration) => format!("公开时限：{}", duration.label()),
    };
    let branch = common.branch.as_deref().and_then(|id| site.branch(id));
    let unit = branch.map(|branch| branch.name.clone());
    let unit = unit.or_else(|| site.publisher.organizer.clone());
    Frame {
        section: String::new(),
        dates: vec![format!("公开日期：{}", site.posted_on(entry).chinese()), until],
        as_of: None,
        facts: facts(
            site,
            &[
                ("公开范围", Some(common.scope.label())),
                ("责任人", common.responsible.as_deref()),
                ("公开单位", unit.as_deref()),
            ],
        ),
        leads_to: site.codes.leads_to(&entry.address),
        sample: common.sample,
    }
}

/// What frames a sheet that is made of the whole site.
fn frame_of_site(site: &Site) -> Frame {
    let scope = site.edition.audience.label();
    let unit = site.publisher.organizer.as_deref();
    Frame {
        section: String::new(),
        dates: Vec::new(),
        as_of: Some(site.day),
        facts: facts(site, &[("公开范围", Some(scope)), ("公开单位", unit)]),
        leads_to: None,
        sample: false,
    }
}

/// What stands below a sheet: what is said of it, how to object, and whose board it is.
fn facts(site: &Site, said: &[(&str, Option<&str>)]) -> Vec<String> {
    let reached = [
        ("监督电话", site.supervision.telephone.as_deref()),
        ("意见箱", site.supervision.mailbox.as_deref()),
    ];
    let known = said.iter().chain(&reached);
    let known = known.filter_map(|(name, fact)| Some(format!("{name}：{}", (*fact)?)));
    known.chain([site.edition.title.clone()]).collect()
}
