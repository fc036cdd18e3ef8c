//! One line of the record. Its text is what this program writes and nothing else: a line that says the same in other bytes
//! is none.

use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordEvent {
    /// It became public.
    #[serde(rename = "公开")]
    Published,
    /// Its page was made anew, and its source and attachments are as before.
    #[serde(rename = "更新")]
    Renewed,
    /// Its source or an attachment had changed.
    #[serde(rename = "改动")]
    Changed,
    /// The same, and it says that something was corrected.
    #[serde(rename = "更正")]
    Corrected,
    /// Its time was over: its text came down, and a page says that it did.
    #[serde(rename = "期满")]
    Expired,
    /// It came down.
    #[serde(rename = "撤下")]
    Removed,
    /// Lines that had been in the record were not there any more.
    #[serde(rename = "缺失")]
    Missing,
}

impl RecordEvent {
    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Published => "公开",
            Self::Renewed => "更新",
            Self::Changed => "改动",
            Self::Corrected => "更正",
            Self::Expired => "期满",
            Self::Removed => "撤下",
            Self::Missing => "缺失",
        }
    }

    /// True when readers find the entry's text afterwards.
    #[must_use]
    pub fn leaves_text(self) -> bool {
        matches!(
            self,
            Self::Published | Self::Renewed | Self::Changed | Self::Corrected
        )
    }
}

/// What is to be recorded of one happening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// What happened.
    #[serde(rename = "事项")]
    pub event: RecordEvent,
    /// The entry's file; empty for [`RecordEvent::Missing`], like what follows.
    #[serde(rename = "条目")]
    pub entry: String,
    /// The edition's id.
    #[serde(rename = "版")]
    pub edition: String,
    /// The target, or the board by its name.
    #[serde(rename = "地方")]
    pub place: String,
    /// The entry's title.
    #[serde(rename = "标题")]
    pub title: String,
    /// Its page's address in the edition.
    #[serde(rename = "地址")]
    pub address: String,
    /// Of the page: 32 hexadecimal digits, like the next two.
    #[serde(rename = "网页", default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Of the entry's file; `None` when the page is of an earlier one.
    #[serde(rename = "原稿", default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Of its pictures and attachments; `None` without any, and when it is not known which were there.
    #[serde(rename = "附件", default, skip_serializing_if = "Option::is_none")]
    pub materials: Option<String>,
    /// How many corrections it tells of.
    #[serde(rename = "更正数", default, skip_serializing_if = "is_zero")]
    pub corrections: usize,
    /// The day that a board's sheets were made for, `2026-03-12`.
    #[serde(rename = "张贴日", default, skip_serializing_if = "Option::is_none")]
    pub posted_for: Option<String>,
    /// It was so before it was recorded, and since when is not known.
    #[serde(rename = "补记", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_late: bool,
    /// What there had been, for [`RecordEvent::Missing`].
    #[serde(rename = "说明", default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// From 1.
    #[serde(rename = "序号")]
    pub number: u64,
    /// In UTC+8: `2026-03-12 08:30:00`.
    #[serde(rename = "时间")]
    pub time: String,
    /// What happened.
    #[serde(flatten)]
    pub what: Occurrence,
    /// Which command recorded it.
    #[serde(rename = "命令")]
    pub command: String,
    /// The hash of the line before: 64 digits, all 0 for the first.
    #[serde(rename = "上一行")]
    pub before: String,
}

impl RecordLine {
    /// Its text, without an end.
    #[must_use]
    pub fn text(&self) -> String {
        // Strings and numbers always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The line that these bytes are; `None` when this program would write it in any other way.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let line: Self = serde_json::from_slice(bytes).ok()?;
        (line.text().as_bytes() == bytes).then_some(line)
    }

    /// The day of its time, as people write it; the time as it stands when it has none.
    #[must_use]
    pub fn day(&self) -> String {
        let day = self.time.get(..10).and_then(crate::words::Day::parse);
        day.map_or_else(|| self.time.clone(), |day| day.chinese())
    }
}
