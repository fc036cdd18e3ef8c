//! `init`: a new site, with commented settings and one example of each kind.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::Outcome;
use super::arguments::Init;
use super::console::Console;
use crate::words::MachineFault;

/// The files of a new site.
static SKELETON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/skeleton");

/// Runs the command.
pub(super) fn run(root: &Path, options: &Init, console: &Console) -> Result<Outcome, MachineFault> {
    let folder = root.join(&options.folder);
    refuse_used(&folder)?;
    std::fs::create_dir_all(&folder).map_err(|cause| MachineFault::io("新建文件夹", &folder, cause))?;
    write_all(&SKELETON, &folder)?;
    let shown = options.folder.display();
    console.say(&format!(
        "已在“{shown}”中新建网站。\n\
         接下来：\n  \
         1. 打开 {shown}/site.toml，填写学校名称和监督电话；\n  \
         2. 进入文件夹：cd {shown}\n  \
         3. 生成网站：gongkai build\n  \
         4. 双击打开 public/index.html 查看；\n  \
         5. 新建条目：gongkai new 通知公告 关于……的通知"
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

fn write_all(dir: &Dir<'_>, folder: &Path) -> Result<(), MachineFault> {
    for file in dir.files() {
        let path = folder.join(file.path());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|cause| MachineFault::io("新建文件夹", parent, cause))?;
        }
        std::fs::write(&path, file.contents()).map_err(|cause| MachineFault::io("写入文件", &path, cause))?;
    }
    dir.dirs().try_for_each(|sub| write_all(sub, folder))
}
