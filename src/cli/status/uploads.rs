//! How each target of `deploy` stands, by what this computer knows.

use std::path::Path;

use serde_json::{Value, json};

use crate::deploy::{self, AbandonedTarget, TargetStanding};
use crate::read::Config;
use crate::words::{Day, MachineFault};
use crate::write::Output;

/// A target, and how it stands; `None` while its edition was never built, or was changed since by somebody else.
pub(super) type UploadState = (String, Option<TargetStanding>);

/// All targets, in the order of `site.toml`.
///
/// # Errors
/// The disk's.
pub(super) fn all(root: &Path, config: &Config, day: Day) -> Result<Vec<UploadState>, MachineFault> {
    let mut all = Vec::new();
    for target in &config.deploy {
        let Some(edition) = config
            .editions
            .iter()
            .find(|edition| edition.id == target.edition)
        else {
            continue;
        };
        let output = Output::in_site(root, &edition.output, &edition.id);
        // What is wrong with the folder is said when it is to be uploaded; the rest of `status` must not fail of it.
        let standing = deploy::standing(root, target, (&output, day)).unwrap_or_default();
        all.push((target.name.clone(), standing));
    }
    Ok(all)
}

/// For people; nothing where nothing is uploaded by `deploy`. `is_stale`: sources were changed after the last build.
pub(super) fn text(uploads: &[UploadState], abandoned: &[AbandonedTarget], is_stale: bool) -> String {
    let mut text = String::new();
    for (name, standing) in uploads {
        let command = match uploads.len() {
            1 => "gongkai deploy".to_owned(),
            _ => format!("gongkai deploy {name}"),
        };
        text += &format!("  {name}  {}\n", line(standing.as_ref(), (name, &command)));
    }
    for of in abandoned {
        text += &format!(
            "  {}  site.toml 里已经没有这一节，它传到 {} 的{}个文件还在那里，到期的公示不会自己撤下；请用 FTP 软件删去，再删去 .gongkai/deploy-{}.txt\n",
            of.name, of.place, of.files, of.name
        );
    }
    match text.is_empty() {
        true => text,
        false if is_stale => format!("\n上传（生成以后内容有改动，先运行 gongkai build）：\n{text}"),
        false => format!("\n上传：\n{text}"),
    }
}

fn line(standing: Option<&TargetStanding>, (name, command): (&str, &str)) -> String {
    let Some(standing) = standing else {
        return "还没有生成，先运行 gongkai build".to_owned();
    };
    let Some(last) = standing.last else {
        return match standing.is_open {
            true => format!("第一次上传没有传完，请运行 {command} 接着传"),
            false => format!("还没有上传过，请运行 {command}"),
        };
    };
    let last = last.chinese();
    if standing.is_current() {
        return format!("{last}上传，和生成的一样");
    }
    let done = match standing.waits {
        true => format!("{last}做成压缩包，还没有确认上传"),
        false => format!("{last}上传"),
    };
    let open = if standing.is_open {
        "上次没有传完，"
    } else {
        ""
    };
    let TargetStanding {
        to_put,
        to_delete,
        wrong_online,
        ..
    } = standing;
    let online = match wrong_online {
        0 => String::new(),
        count => format!("上线核对时网上有{count}个文件不对，"),
    };
    // With a page go its pictures and attachments.
    let pages = standing
        .expired
        .iter()
        .filter(|(address, _)| address.as_str().ends_with(".html"));
    let expired = match (standing.expired.len(), pages.count()) {
        (0, _) => String::new(),
        (files, 0) => format!("网上还有期满公示的附件{files}个，"),
        (_, pages) => format!("网上还有期满的公示{pages}件，"),
    };
    let is_same = *to_put == 0 && *to_delete == 0;
    if is_same && standing.waits {
        return format!("{done}，{online}{expired}解压、上传到网站空间以后运行 gongkai record {name}");
    }
    if is_same && !standing.is_open {
        return format!("{done}，{online}改好以后请运行 {command} 再核对");
    }
    format!("{done}，{open}{online}{expired}有{to_put}个文件要传、{to_delete}个要撤下，请运行 {command}")
}

/// The targets for programs; described in `docs/content.md`.
pub(super) fn records(uploads: &[UploadState]) -> Value {
    let record = |(name, standing): &UploadState| {
        let standing = standing.as_ref();
        json!({
            "target": name,
            "last": standing.and_then(|of| of.last).map(|day| day.to_string()),
            "to_put": standing.map(|of| of.to_put),
            "to_delete": standing.map(|of| of.to_delete),
            "unfinished": standing.is_some_and(|of| of.is_open || of.waits),
            "wrong_online": standing.map_or(0, |of| of.wrong_online),
        })
    };
    uploads.iter().map(record).collect()
}
