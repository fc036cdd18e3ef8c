//! Text → [`Body`]: an entry's Markdown, parsed once per file. Pure: no disk, no other file is looked
//! at; what a link leads to and how large a picture is are decided when the page is rendered.
//!
//! 1. `cjk_shim`: what Chinese needs (flanking rule, masks, Windows paths) is said to the parser by invisible
//!    stand-ins (`emphasis_runs` finds the marks, `name_masks` judges them, `block_repairs` finds
//!    paragraphs that look like code and what stands below a table or a list without a blank line);
//! 2. `render`: pulldown-cmark's events become HTML with slots and plain text, in one pass (`prose`,
//!    `lines`, `blocks`, `references`, `notes`, `raw`, `headings` hold the parts; `page` the two texts; `target` classifies
//!    addresses; `tags` reads raw HTML; `highlight` colours code; `slips` sees what was meant and not read;
//!    `complain` finds places; `byte_scan` makes it quick);
//! 3. `sanitise`: only when the author wrote raw HTML;
//! 4. the slots that can be filled are filled, the others become the [`Hole`]s of the [`Body`].

mod block_repairs;
mod blocks;
mod body;
mod byte_scan;
mod characters;
mod cjk_shim;
mod complain;
mod emphasis_runs;
mod headings;
mod highlight;
mod lines;
mod name_masks;
mod notes;
mod page;
mod prose;
mod raw;
mod references;
mod render;
mod sanitise;
mod slips;
mod summary;
mod tags;
mod target;

pub use body::{Body, Heading, Hole, HoleTarget, Image, Link};
pub use highlight::highlight_css;
pub(crate) use lines::typed_paragraphs;
pub use slips::destination;
pub use target::{LINK_ROOTED, is_rooted};

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use crate::words::{Code, Complaint, Report, SourceText};
use complain::Complaints;
use page::{Slot, SlottedHtml};
use render::{BodyRenderer, DEEPEST};

/// A text longer than allowed.
const TEXT_LONG: Code = Code::error("text-long");
/// Nested deeper than allowed.
const TEXT_DEEP: Code = Code::error("text-deep");

/// The longest text, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// Which of this layer's rules are in force. All are, but in tests of the rules themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChineseRules {
    /// Raw HTML goes through the sanitiser (`raw_html = true` in `site.toml` turns this off).
    pub sanitise: bool,
    /// The markdown-cjk-friendly flanking rule, and no space for a line break between Han characters.
    pub cjk: bool,
    /// A run of `*` that masks a name is text.
    pub masks: bool,
    /// Paragraphs begin where a Chinese typist begins them: at lines indented with wide spaces or numbered, and
    /// an indent of spaces before Chinese begins no code.
    pub paragraphs: bool,
    /// Relative links and pictures are files of the site, and only known schemes leave it.
    pub sources: bool,
    /// An entry's headings begin at level 2, have ids, and tables get a scroll container: this layer's own HTML.
    pub dress: bool,
}

impl Default for ChineseRules {
    fn default() -> Self {
        Self {
            sanitise: true,
            cjk: true,
            masks: true,
            paragraphs: true,
            sources: true,
            dress: true,
        }
    }
}

/// Parses the part `body` (byte range) of a file's text.
pub fn parse(source: &SourceText, body: Range<usize>, rules: &ChineseRules, report: &mut Report) -> Body {
    if body.len() > LONGEST {
        let place = source.place(body.start..body.start);
        let message = format!("正文太长：{} 字节，最多 {LONGEST} 字节（4 MB）", body.len());
        report.push(Complaint::new(TEXT_LONG, place, message).hint("请分成几篇，或者把长的资料作为附件"));
        return Body::default();
    }
    let prepared = cjk_shim::prepare(&source.text[body.clone()], rules);
    let complaints = Complaints::new(source, body.start, &prepared, report);
    let mut renderer = BodyRenderer::new(&prepared, rules, &source.path, complaints);
    for (event, range) in Parser::new_ext(&prepared.text, options()).into_offset_iter() {
        renderer.take(event, range);
        if let Some(range) = renderer.too_deep.take() {
            renderer.complaints.push(TEXT_DEEP, &range, || {
                (
                    format!("列表、引用等嵌套超过 {DEEPEST} 层"),
                    "请减少嵌套；如果是粘贴来的，请检查行首是否有多余的“>”“-”或“*”",
                )
            });
            renderer.complaints.finish();
            return Body::default();
        }
    }
    finish(renderer)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// All events have passed: what can be filled is filled.
fn finish(mut renderer: BodyRenderer<'_>) -> Body {
    renderer.close_raw();
    renderer.write_notes();
    let summary = summary::summarise(renderer.first_paragraph());
    let mut piece = std::mem::take(&mut renderer.page.out);
    set_levels(&mut piece, &renderer.headings);
    let headings = std::mem::take(&mut renderer.headings).into_list();
    if let Some(kept) = renderer.page.kept.take() {
        piece.slots.clear();
        let clean = if renderer.raw.met {
            sanitise::clean(&piece.html)
        } else {
            piece.html
        };
        piece = sanitise::put_back(&clean, &kept);
    }
    let fragments = if renderer.fragments.is_empty() {
        Vec::new()
    } else {
        renderer.resolve_fragments(&headings::Index::new(&headings))
    };
    piece.fill(&fragments);
    renderer.complaints.finish();
    let mut holes: Vec<Hole> = piece.holes().collect();
    // Bodies live until the last page is written, so nothing keeps more room than it fills. The two texts are copied: an
    // allocator shrinks nothing that fills half its room, and theirs is for the longest that they may become.
    holes.shrink_to_fit();
    renderer.links.shrink_to_fit();
    renderer.images.shrink_to_fit();
    Body {
        html: piece.html.as_str().to_owned(),
        holes,
        links: renderer.links,
        images: renderer.images,
        headings,
        plain: renderer.page.plain.as_str().into(),
        summary,
    }
}

/// Writes each heading's level over the digit that holds its place.
fn set_levels(piece: &mut SlottedHtml, headings: &headings::Headings) {
    for (at, slot) in &piece.slots {
        if let Slot::Level(number) = slot {
            let digit = headings.level(*number).to_string();
            piece.html.replace_range(*at..*at + 1, &digit);
        }
    }
}
