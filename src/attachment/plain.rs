//! txt and csv: text as it stands, a line at a time.

use super::{AttachmentText, Unreadable};
use crate::words::decoded;

pub(super) fn texts(bytes: &[u8]) -> Result<Vec<AttachmentText>, Unreadable> {
    let decoded = decoded(bytes).map_err(|_| Unreadable::Damaged)?;
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.split('\n').enumerate();
    let told = lines.filter(|(_, line)| !line.trim().is_empty());
    Ok(told
        .map(|(index, line)| AttachmentText {
            place: format!("第{}行", index + 1),
            text: line.to_owned(),
        })
        .collect())
}
