//! Where everyday words end in Chinese text, by ICU's dictionary.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

static DICTIONARY: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The ends of a text's words as rising byte offsets, the text's own among them.
pub(crate) fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    DICTIONARY.segment_str(text).skip(1)
}
