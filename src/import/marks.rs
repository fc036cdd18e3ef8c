//! Marks of secrecy that stand beside other words: in headers and footers, and in a letterhead.

use super::text::SourceBlock;
use crate::check;
use crate::words::LazyRegex;

/// What parts the words of a header: white space, lines between them, the number of the page.
static BETWEEN: LazyRegex =
    LazyRegex::new(r"[\s|｜/／·•—–_]+|[（(]?[第共]\s*[0-9一二三四五六七八九十]*\s*页[）)]?");

/// What a block says of secrecy, each mark in a paragraph of its own; those of a table too.
pub(super) fn marks(block: &SourceBlock) -> Vec<SourceBlock> {
    match block {
        SourceBlock::Paragraph(paragraph) => {
            let said = paragraph.plain();
            if check::keeps_inside(&said) {
                return vec![block.clone()];
            }
            let inside = BETWEEN
                .split(&said)
                .flat_map(|part| part.split(['（', '(', '）', ')']));
            let parts = BETWEEN.split(&said).chain(inside);
            let mark = parts.into_iter().find(|part| check::keeps_inside(part));
            mark.map(|mark| SourceBlock::text(mark, paragraph.look.side))
                .into_iter()
                .collect()
        }
        SourceBlock::Table(table) => {
            let blocks = table.rows.iter().flatten().flat_map(|cell| &cell.blocks);
            blocks.flat_map(marks).collect()
        }
        SourceBlock::Rule => Vec::new(),
    }
}
