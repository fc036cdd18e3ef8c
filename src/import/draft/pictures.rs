//! Pictures that an entry does not show although its file did.

use crate::import::text::{ImportedText, SourceBlock};

/// Empties the pictures that stood in lines which became fields, a seal over 落款, and counts them.
pub(super) fn drop_unshown(text: &mut ImportedText) {
    let mut shown: Vec<usize> = text
        .blocks
        .iter()
        .chain(text.notes.iter().flatten())
        .flat_map(pictures_in)
        .collect();
    shown.sort_unstable();
    let count = text.pictures.len();
    for place in 0..count {
        if text.pictures[place].is_shown() && shown.binary_search(&place).is_err() {
            text.pictures[place].ending.clear();
            text.omit("落款那样的行里的图片（多半是印章）", false);
        }
    }
}

fn pictures_in(block: &SourceBlock) -> Vec<usize> {
    match block {
        SourceBlock::Paragraph(paragraph) => paragraph.pictures(),
        SourceBlock::Table(table) => {
            let cells = table.rows.iter().flatten();
            cells
                .flat_map(|cell| &cell.blocks)
                .flat_map(pictures_in)
                .collect()
        }
        SourceBlock::Rule => Vec::new(),
    }
}
