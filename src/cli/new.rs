//! `new`: an entry's file with today's date and the fields its kind has.

use std::path::Path;

use super::arguments::New;
use super::console::Console;
use super::{Outcome, today};
use crate::words::{Kind, MachineFault};

/// The forms, by kind; `{标题}`, `{日期}` and `{年度}` are filled in.
fn form(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Notice => include_str!("forms/notice.md"),
        Kind::Meeting => include_str!("forms/meeting.md"),
        Kind::Pledge => include_str!("forms/pledge.md"),
        Kind::Study => include_str!("forms/study.md"),
        Kind::Page => include_str!("forms/page.md"),
        Kind::Ledger => return None,
    })
}

/// Runs the command.
pub(super) fn run(root: &Path, options: &New, console: &Console) -> Result<Outcome, MachineFault> {
    let Some((kind, form)) = Kind::parse(options.kind.trim()).and_then(|kind| Some((kind, form(kind)?)))
    else {
        return Err(MachineFault::new(format!("没有“{}”这个种类", options.kind))
            .hint("可以写：通知公告、会议纪要、公开承诺、学习资料、页面"));
    };
    if !root.join("site.toml").is_file() {
        return Err(MachineFault::new("这个文件夹不是网站：没有 site.toml")
            .at(root)
            .hint("请先进入网站的文件夹，或者用 gongkai init 新建一个"));
    }
    let title = options.title.trim();
    if title.is_empty() || title.contains(['\n', '\r']) {
        return Err(MachineFault::new("标题不能是空的，也不能换行")
            .hint("例如 gongkai new 通知公告 关于召开党员大会的通知"));
    }
    let date = options.date.unwrap_or_else(today);
    let folder = existing_folder(root, kind);
    let name = match kind {
        Kind::Page => file_name(title),
        _ => format!("{date}-{}", file_name(title)),
    };
    std::fs::create_dir_all(&folder).map_err(|cause| MachineFault::io("新建文件夹", &folder, cause))?;
    let path = folder.join(format!("{name}.md"));
    let text = form
        .replace("{标题}", &yaml_text(title))
        .replace("{日期}", &date.to_string())
        .replace("{年度}", &date.year().to_string());
    write_new(&path, &text)?;
    console.result(&path.strip_prefix(root).unwrap_or(&path).display().to_string());
    Ok(Outcome::Done)
}

/// How many characters of a title become the file's name.
const NAME: usize = 30;

/// The title as a file's name that every system takes. It stays Chinese: easy to find in a folder, and a
/// 公示 with a Chinese name is never addressed by it, so that nobody's name lives on in an address.
fn file_name(title: &str) -> String {
    let safe = title.chars().map(|c| {
        if c.is_control() || "<>:\"/\\|?*#%&{}$!'@+`=. ".contains(c) {
            '-'
        } else {
            c
        }
    });
    let name: String = safe.take(NAME).collect();
    name.trim_matches('-').to_owned()
}

/// The kind's folder by whichever of its names is there.
fn existing_folder(root: &Path, kind: Kind) -> std::path::PathBuf {
    let content = root.join("content");
    let chinese = content.join(kind.label());
    if chinese.is_dir() {
        chinese
    } else {
        content.join(kind.folder())
    }
}

fn write_new(path: &Path, text: &str) -> Result<(), MachineFault> {
    use std::io::Write;
    let mut file = match std::fs::File::create_new(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(MachineFault::new("已经有这个文件了，没有改动它")
                .at(path)
                .hint("请换一个标题，或者直接修改原来的文件"));
        }
        Err(cause) => return Err(MachineFault::io("新建文件", path, cause)),
    };
    file.write_all(text.as_bytes())
        .map_err(|cause| MachineFault::io("写入文件", path, cause))
}

/// A title as a YAML value: quoted when it would mean something else without.
fn yaml_text(title: &str) -> String {
    let special = title.starts_with([
        '[', ']', '{', '}', '*', '&', '@', '!', '|', '>', '%', '#', '`', '"', '\'', '-', '?', ',',
    ]) || title.contains(": ")
        || title.contains(" #")
        || title.ends_with(':');
    if special {
        format!("'{}'", title.replace('\'', "''"))
    } else {
        title.to_owned()
    }
}
