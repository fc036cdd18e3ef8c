//! An entry's text → what leaves the site by hand: plain text for a broadcast, a page to be pasted into an editor of WeChat
//! 公众号, a Word document in the form of GB/T 9704. Pure: takes what the audience of an edition may see of an entry
//! ([`crate::paper::designed::EntryText`]) and the bytes of its pictures as they are published; knows no document, no disk.

mod docx;
mod notes;
mod plain;
mod rows;
mod wechat;

pub use docx::{PublishedPicture, PublishedPictures, docx, paper};
pub use plain::plain;
pub use wechat::wechat;
