//! `init`: a new site, with commented settings and one example of each kind.

use std::borrow::Cow;
use std::path::Path;

use include_dir::{Dir, File, include_dir};

use super::Outcome;
use super::arguments::{Init, Taxonomy};
use super::console::Console;
use crate::words::MachineFault;

/// The files of a new site.
static SKELETON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/skeleton");

/// Where the catalogue lies in it.
const CATALOGUE: &str = "content/catalogue.yaml";

/// The catalogue by the other taxonomy.
const OPINION: &str = include_str!("catalogues/opinion.yaml");

/// What the examples write about the catalogue, by either taxonomy. (Their files, 条例, 意见.)
const EXAMPLES: [(&str, &str, &str); 5] = [
    ("content/ledgers/", "公开目录: B-2", "公开目录: A-2"),
    (
        "content/meetings/",
        "公开目录: [C-1, B-1]",
        "公开目录: [C-2, A-1]",
    ),
    ("content/pledges/", "公开目录: E-1", "公开目录: D-2"),
    ("content/pages/", "公开目录: F-1", "公开目录: H-1"),
    ("content/study/", "公开目录: C-2", "公开目录: B-2"),
];

/// Runs the command.
pub(super) fn run(root: &Path, options: &Init, console: &Console) -> Result<Outcome, MachineFault> {
    let folder = root.join(&options.folder);
    refuse_used(&folder)?;
    std::fs::create_dir_all(&folder).map_err(|cause| MachineFault::io("新建文件夹", &folder, cause))?;
    write_all(&SKELETON, &folder, options.catalogue)?;
    let shown = options.folder.display();
    console.say(&format!(
        "已在“{shown}”中新建网站。\n\
         接下来：\n  \
         1. 打开 {shown}/site.toml，填写学校名称和监督电话；\n  \
         2. 进入文件夹：cd {shown}\n  \
         3. 生成网站：gongkai build\n  \
         4. 双击打开 public/index.html 查看；\n  \
         5. 新建条目：gongkai new 通知公告 关于……的通知；\n  \
         6. 边写边看：gongkai serve --open"
    ));
    Ok(Outcome::Done)
}

/// Nothing that is already there is written over.
fn refuse_used(folder: &Path) -> Result<(), MachineFault> {
    match std::fs::read_dir(folder).map(|mut items| items.next().is_some()) {
        Ok(true) => Err(MachineFault::new("这个文件夹里已经有文件，没有改动它")
            .at(folder)
            .hint("请换一个新文件夹的名字")),
        Ok(false) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(MachineFault::io("查看文件夹", folder, cause)),
    }
}

fn write_all(dir: &Dir<'_>, folder: &Path, taxonomy: Taxonomy) -> Result<(), MachineFault> {
    for file in dir.files() {
        let path = folder.join(file.path());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|cause| MachineFault::io("新建文件夹", parent, cause))?;
        }
        let contents = contents(file, taxonomy);
        std::fs::write(&path, contents).map_err(|cause| MachineFault::io("写入文件", &path, cause))?;
    }
    dir.dirs().try_for_each(|sub| write_all(sub, folder, taxonomy))
}

/// A file of the skeleton, by a taxonomy.
fn contents(file: &File<'_>, taxonomy: Taxonomy) -> Cow<'static, [u8]> {
    let path = file.path().to_string_lossy().replace('\\', "/");
    let plain = || Cow::Owned(file.contents().to_vec());
    match (taxonomy, file.contents_utf8()) {
        (Taxonomy::Regulation, _) | (_, None) => plain(),
        (Taxonomy::Opinion, _) if path == CATALOGUE => Cow::Borrowed(OPINION.as_bytes()),
        (Taxonomy::Opinion, Some(text)) => EXAMPLES
            .iter()
            .find(|(folder, _, _)| path.starts_with(folder))
            .map_or_else(plain, |(_, ours, theirs)| {
                Cow::Owned(text.replacen(ours, theirs, 1).into_bytes())
            }),
    }
}
