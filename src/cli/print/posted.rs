//! What a printing brings into the record of publication: the sheets of entries that were made to hang, by board. That they
//! hang is not what a program can know; whoever signs the page for the archive says so. With everything renewed, what hangs
//! no more is recorded as come down, as `print` says that it should.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Renewal;
use super::choose::Batch;
use crate::cli::console::Console;
use crate::cli::record::{stamp, tell};
use crate::pipeline::{Assembled, AssembledEdition};
use crate::record::{Occurrence, PublicationRecord, RecordPlace, RecordedPage, happened, pages, removed};
use crate::render::{Known, PreparedEdition, Rendered, Renderer};
use crate::words::{Address, ContentHash, Day, MachineFault, Report};

/// The command's name in the record.
const COMMAND: &str = "print";

/// What hangs on one board: each page, and whether it was printed just now.
struct PostedBoard {
    place: RecordPlace,
    pages: Vec<(RecordedPage, bool)>,
}

/// Records a printing, and says how much it was.
///
/// # Errors
/// The disk's.
pub(super) fn record(
    root: &Path,
    (assembled, batches): (&Assembled, &[Batch]),
    (renewal, day): (Renewal, Day),
    console: &Console,
) -> Result<(), MachineFault> {
    let mut boards: Vec<PostedBoard> = Vec::new();
    for (index, edition) in assembled.editions.iter().enumerate() {
        boards.extend(posted(root, assembled, (index, edition), (batches, day)));
    }
    let mut record = PublicationRecord::load(root)?;
    record.add(stamp(COMMAND), &|record| {
        let mut all = match renewal {
            Renewal::All => come_down(record, &boards),
            Renewal::Some => Vec::new(),
        };
        for board in &boards {
            let is_new = |page: &RecordedPage| record.standing_at(&board.place, &page.address).is_none();
            for (page, printed) in &board.pages {
                if *printed {
                    all.extend(happened(record, &board.place, page));
                } else if renewal == Renewal::All && is_new(page) {
                    // It was printed before there was a record.
                    let late = RecordedPage {
                        is_late: true,
                        ..page.clone()
                    };
                    all.extend(happened(record, &board.place, &late));
                }
            }
        }
        all
    })?;
    record.settle()?;
    tell(&record, console);
    if record.added() > 0 && !batches.is_empty() {
        // Wherever the PDF went: nobody is to find out later that a trial was a posting.
        console.say(
            "做成公开栏的纸张就当作张贴，存成哪个文件都记入公开记录。只想看样子、不记的，运行 gongkai build，在打印目录里看、打印。",
        );
    }
    Ok(())
}

/// The boards of an edition.
fn posted(
    root: &Path,
    assembled: &Assembled,
    (index, edition): (usize, &AssembledEdition),
    (batches, day): (&[Batch], Day),
) -> Vec<PostedBoard> {
    let hanging = &edition.plan.hanging;
    let parts = assembled.parts(edition);
    // What is wrong with a template was said when the sheets were printed.
    let prepared = PreparedEdition::new(&parts, Known::default(), &mut Report::new());
    let renderer = Renderer::new(&parts, &prepared);
    let hung: BTreeSet<&Address> = hanging.indexed().map(|(_, hung)| &hung.address).collect();
    let hash_of = |address: &Address| {
        let planned = edition
            .plan
            .files
            .get(address)
            .filter(|_| hung.contains(address))?;
        let rendered = renderer.render(planned, address).and_then(Rendered::into_bytes);
        rendered.ok().map(|bytes| ContentHash::of(&bytes))
    };
    let known = pages(root, edition, &hash_of);
    let mut known: BTreeMap<String, RecordedPage> = known
        .into_iter()
        .map(|page| (page.address.clone(), page))
        .collect();
    let mut boards: Vec<PostedBoard> = hanging
        .boards
        .iter()
        .map(|of| PostedBoard {
            place: RecordPlace {
                edition: edition.site.edition.id.clone(),
                name: of.board.name.clone(),
            },
            pages: Vec::new(),
        })
        .collect();
    for (place, hung) in hanging.indexed() {
        let Some(page) = known.remove(hung.address.as_str()) else {
            continue;
        };
        let page = RecordedPage {
            // Of pictures too, which the page only names.
            materials: Some(ContentHash::of(hung.fingerprint.to_string().as_bytes()).to_string()),
            posted_for: Some(day.to_string()),
            ..page
        };
        let is_printed = |batch: &Batch| batch.edition == index && batch.items.contains(&place);
        let printed = batches.iter().any(is_printed);
        boards[place[0]].pages.push((page, printed));
    }
    boards
}

/// What hung by the record and hangs no more; also on boards that are no more.
fn come_down(record: &PublicationRecord, boards: &[PostedBoard]) -> Vec<Occurrence> {
    let mut all = Vec::new();
    for place in record.places_of(COMMAND) {
        let here = boards.iter().filter(|board| board.place == place);
        let hangs: BTreeSet<&str> = here
            .flat_map(|board| &board.pages)
            .map(|(page, _)| page.address.as_str())
            .collect();
        let standing = record.standing(&place).into_iter();
        let gone = standing.filter(|before| !hangs.contains(before.address.as_str()));
        all.extend(gone.map(|before| removed(before, false)));
    }
    all
}
