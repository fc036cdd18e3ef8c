//! `schema`: the JSON Schema of a kind of file, on standard output; or all of them, where VS Code looks for them.

use std::path::Path;

use super::Outcome;
use super::arguments::Schema;
use super::console::Console;
use super::entry_form::check_site;
use super::new::kind_of;
use crate::new_site::{self, EditorSettings};
use crate::read::registry::{ContentFile, FILES};
use crate::schema;
use crate::words::{Labelled, MachineFault};

/// Runs the command.
pub(super) fn run(root: &Path, options: &Schema, console: &Console) -> Result<Outcome, MachineFault> {
    match &options.of {
        Some(name) => print(name, console),
        None => set_up(root, console),
    }
}

fn print(name: &str, console: &Console) -> Result<Outcome, MachineFault> {
    let of_type = || ContentFile::called(kind_of(name.trim())?.label());
    let Some(file) = ContentFile::called(name.trim()).or_else(of_type) else {
        let names: Vec<String> = FILES.iter().map(ContentFile::name).collect();
        return Err(
            MachineFault::new(format!("没有“{name}”这种文件")).hint(format!("可以写：{}", names.join("、")))
        );
    };
    console.result(schema::text(file).trim_end());
    Ok(Outcome::Done)
}

fn set_up(root: &Path, console: &Console) -> Result<Outcome, MachineFault> {
    check_site(root)?;
    match new_site::set_up(root)? {
        EditorSettings::Ours => console.say(
            "已写好 .vscode 文件夹。用 VS Code 打开网站的文件夹，安装它推荐的 YAML 扩展（redhat.vscode-yaml），写 .yaml 文件时就有提示。",
        ),
        EditorSettings::Kept(lines) => console.say(&format!(
            "已写好 .vscode/gongkai 里的文件。.vscode/settings.json 是已有的，没有改动它；请把下面各行并进去：\n{}",
            lines.trim_end()
        )),
    }
    Ok(Outcome::Done)
}
