//! Buffers that a text fills while it is parsed, kept for the thread's next text: memory that was used
//! a moment ago is at hand, new memory has to be found and cleared first. What an entry keeps is copied
//! out at its exact size, because entries live until the last page is written.

use std::cell::RefCell;

/// How many buffers a thread keeps, and how large they may be.
const MOST: usize = 4;
const LARGEST: usize = 256 * 1024;

thread_local! {
    static SPARE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// An empty buffer with room for this many bytes.
pub(super) fn take(room: usize) -> String {
    let mut buffer = SPARE.with_borrow_mut(Vec::pop).unwrap_or_default();
    buffer.reserve(room);
    buffer
}

/// A buffer is needed no longer.
pub(super) fn give_back(mut buffer: String) {
    buffer.clear();
    SPARE.with_borrow_mut(|spare| {
        if spare.len() < MOST && buffer.capacity() <= LARGEST {
            spare.push(buffer);
        }
    });
}

/// What a buffer holds, at its exact size.
pub(super) fn settle(mut buffer: String) -> String {
    if buffer.capacity() > LARGEST {
        buffer.shrink_to_fit();
        return buffer;
    }
    let kept = buffer.as_str().to_owned();
    give_back(buffer);
    kept
}
