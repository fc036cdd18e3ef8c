//! The endings of files that may be published beside the pages: what any web server hands out, or readers
//! of office documents expect, and no computer runs. The one place that says so.

/// What may be attached to an entry.
const ATTACHED: [&str; 21] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "txt", "rtf", "csv", "zip",
    "rar", "jpg", "jpeg", "png", "gif", "mp3", "mp4",
];

/// What a link in a text may lead to beside those.
const LINKED_TOO: [&str; 5] = ["svg", "bmp", "ico", "ofd", "7z"];

/// Pictures that every server hands out and every browser still in use shows.
const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "gif", "svg", "bmp", "ico"];

/// True for the ending of a file that may be attached to an entry; endings are small letters without a dot.
#[must_use]
pub fn may_be_attached(ending: &str) -> bool {
    ATTACHED.contains(&ending)
}

/// True for the ending of a file that a link may lead to, or that may lie under `content/files/`.
#[must_use]
pub fn may_be_linked(ending: &str) -> bool {
    may_be_attached(ending) || LINKED_TOO.contains(&ending)
}

/// True for the ending of a picture that a page may show.
#[must_use]
pub fn is_picture(ending: &str) -> bool {
    PICTURES.contains(&ending)
}
