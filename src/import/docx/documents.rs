//! Documents that other programs wrote: all their text, in order, as pandoc has it. `tests/import/compare.py` fetches and compares.

use std::path::Path;
use std::process::Command;

use super::read;
use crate::import::text::{ImportedText, SourceBlock, plain};

#[test]
#[ignore = "needs python3, pip, npm and a network"]
fn documents_of_other_programs_say_what_pandoc_reads() {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/compare.py");
    let python = |step: &str| {
        let mut python = Command::new("python3");
        python.arg(&script).arg(step).arg(folder.path());
        assert!(python.status().unwrap().success(), "compare.py {step}");
    };
    python("fetch");
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "docx") {
            // A NUL stands for what cannot be read.
            let text = read(&std::fs::read(&path).unwrap()).map_or("\0".to_owned(), |text| words(&text));
            std::fs::write(path.with_extension("own"), text).unwrap();
        }
    }
    python("compare");
}

/// Every word of a text but automatic numbers: table cells one by one, notes last.
fn words(text: &ImportedText) -> String {
    let mut words = String::new();
    push(&text.blocks, &mut words);
    text.notes.iter().for_each(|note| push(note, &mut words));
    words
}

fn push(blocks: &[SourceBlock], words: &mut String) {
    for block in blocks {
        match block {
            SourceBlock::Paragraph(paragraph) => words.push_str(&plain(&paragraph.inlines)),
            SourceBlock::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells.for_each(|cell| push(&cell.blocks, words));
            }
            SourceBlock::Rule => {}
        }
        words.push('\n');
    }
}
