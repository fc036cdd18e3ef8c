//! `theme export`: an embedded theme's file, written into the site's `themes/` to be changed there. Nothing is overwritten.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::Outcome;
use super::arguments::ThemeOptions;
use super::console::Console;
use super::entry_form::check_site;
use crate::read::suggest;
use crate::render::ThemeFiles;
use crate::words::MachineFault;

/// The themes in which a file is looked for when none is named.
const THEMES: [&str; 2] = ["disclosure", "bulletin"];

/// Runs the command.
pub(super) fn run(root: &Path, options: &ThemeOptions, console: &Console) -> Result<Outcome, MachineFault> {
    check_site(root)?;
    let themes = themes(root, options.theme.as_deref())?;
    match &options.file {
        Some(file) => export(root, &themes, file, console),
        None => {
            list(root, &themes, console);
            Ok(Outcome::Done)
        }
    }
}

/// The themes to look in, by their folders' names, as they are inside the program.
fn themes(root: &Path, named: Option<&str>) -> Result<Vec<(String, ThemeFiles)>, MachineFault> {
    let Some(name) = named else {
        return Ok(THEMES
            .map(|name| (name.to_owned(), ThemeFiles::embedded(name)))
            .into());
    };
    let is_plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let there = match is_plain && !name.is_empty() {
        true => ThemeFiles::load(root, name)?,
        false => ThemeFiles::default(),
    };
    if there.iter().next().is_none() {
        return Err(MachineFault::new(format!("没有名为“{name}”的主题")).hint(format!(
            "内置的主题：{}；自己的主题写 themes 里文件夹的名称",
            THEMES.join("、")
        )));
    }
    Ok(vec![(name.to_owned(), there.original())])
}

fn list(root: &Path, themes: &[(String, ThemeFiles)], console: &Console) {
    for (name, files) in themes {
        for (path, _) in files.iter() {
            let target = format!("themes/{name}/{path}");
            let mark = match root.join(&target).exists() {
                true => "（网站已有）",
                false => "",
            };
            console.result(&format!("{target}{mark}"));
        }
    }
}

fn export(
    root: &Path,
    themes: &[(String, ThemeFiles)],
    typed: &str,
    console: &Console,
) -> Result<Outcome, MachineFault> {
    let wanted = typed.trim().replace('\\', "/");
    let found = themes.iter().find_map(|(name, files)| {
        let inside = wanted.strip_prefix(&format!("themes/{name}/")).unwrap_or(&wanted);
        let is_meant = |path: &str| path == inside || path.rsplit('/').next() == Some(inside);
        let (path, bytes) = files.iter().find(|(path, _)| is_meant(path))?;
        Some((format!("themes/{name}/{path}"), bytes))
    });
    let Some((target, bytes)) = found else {
        return Err(unknown(themes, &wanted));
    };
    let path = root.join(&target);
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|cause| MachineFault::io("创建文件夹", folder, cause))?;
    let created = fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = match created {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            return Err(MachineFault::new("网站里已经有这个文件，没有动它")
                .at(&path)
                .hint("要重新取出原样的，先把它改名或者移走；不要自己的了，删去它，就又用内置的"));
        }
        Err(cause) => return Err(MachineFault::io("写文件", &path, cause)),
    };
    file.write_all(bytes)
        .map_err(|cause| MachineFault::io("写文件", &path, cause))?;
    console.say(&format!(
        "已写好 {target}。改了以后重新生成就能看到；删去它，就又用内置的。"
    ));
    if target.ends_with("/style.css") {
        console.say(&format!(
            "只想改几处的，不用取出整个 style.css：把自己的写法放进 {}，换了新版的程序也不用跟着改。",
            target.replace("style.css", "custom.css")
        ));
    }
    Ok(Outcome::Done)
}

fn unknown(themes: &[(String, ThemeFiles)], wanted: &str) -> MachineFault {
    let names = themes.iter().flat_map(|(_, files)| files.iter());
    let names = names.filter_map(|(path, _)| path.rsplit('/').next());
    let fault = MachineFault::new(format!("内置的主题里没有文件“{wanted}”"));
    match suggest::nearest(wanted, names.map(|name| (name, name))) {
        Some(near) => fault.hint(format!("是不是想写“{near}”？")),
        None => fault.hint("用 gongkai theme export 列出全部文件"),
    }
}
