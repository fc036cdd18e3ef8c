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

use crate::paper::blocks::Illustration;
use crate::paper::designed::EntryText;

/// What stands for a picture that is not shown: what is on it, and its file.
fn picture_and_file(text: &EntryText, picture: &Illustration) -> String {
    let shown = picture.alternative.trim();
    let file = text.file(picture).map(|file| format!("文件 {}", file.name()));
    let parts = [(!shown.is_empty()).then(|| shown.to_owned()), file];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("（图片：{}）", parts.join("，"))
}
