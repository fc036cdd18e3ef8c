//! What VS Code needs to help with a site's YAML files: a schema per kind of file, and settings that say which is for which.
//! Its YAML extension goes by them. It does not look at the fields of a Markdown file; those are checked by `serve` and `check`.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::read::registry::{ContentFile, FILES, FileRole};
use crate::schema;
use crate::words::{Labelled, MachineFault};
use crate::write;

/// The schemas, in the site's folder. All files in it are ours.
const SCHEMAS: &str = ".vscode/gongkai";

/// What became of `.vscode/settings.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorSettings {
    /// It was written, or names our schemas already.
    Ours,
    /// There was one already, which was left as it is. It has to hold these lines.
    Kept(String),
}

/// Writes the schemas into a site's folder; the settings, and the extension that is recommended, only where there are none.
///
/// # Errors
/// The disk says no.
pub fn set_up(site: &Path) -> Result<EditorSettings, MachineFault> {
    let folder = site.join(SCHEMAS);
    fs::create_dir_all(&folder).map_err(|cause| MachineFault::io("新建文件夹", &folder, cause))?;
    for file in &FILES {
        let path = folder.join(format!("{}.json", file.id()));
        fs::write(&path, schema::of(file).to_string())
            .map_err(|cause| MachineFault::io("写入文件", &path, cause))?;
    }
    let recommended = json!({"recommendations": ["redhat.vscode-yaml"]});
    write_new(
        &site.join(".vscode/extensions.json"),
        &format!("{recommended:#}\n"),
    )?;
    let settings = settings();
    let there = write_new(&site.join(".vscode/settings.json"), &settings)?;
    Ok(if there.contains(SCHEMAS) {
        EditorSettings::Ours
    } else {
        EditorSettings::Kept(settings)
    })
}

/// Which schema is for which files. Schemas that the extension knows from the web are left out: a school's network need not
/// reach them, and `calendar.yaml` means something else there.
fn settings() -> String {
    let associations = FILES
        .iter()
        .map(|file| (format!("./{SCHEMAS}/{}.json", file.id()), json!(patterns(file))));
    let associations: serde_json::Map<_, _> = associations.collect();
    let settings = json!({"yaml.schemaStore.enable": false, "yaml.schemas": associations});
    format!("{settings:#}\n")
}

/// The files, as the extension's patterns. Chinese names stand there as they are and as they are in addresses, because the
/// extension compares them with the one or the other, by its version.
fn patterns(file: &ContentFile) -> Vec<String> {
    match file.role {
        FileRole::Entry(kind) => {
            let encoded = utf8_percent_encode(kind.label(), NON_ALPHANUMERIC).to_string();
            [kind.folder(), kind.label(), &encoded]
                .map(|folder| format!("/content/{folder}/**/*.y*ml"))
                .to_vec()
        }
        FileRole::Register(stem) => vec![format!("/content/{stem}.yaml")],
    }
}

/// Writes a file where there is none; gives what stands in it now.
fn write_new(path: &Path, text: &str) -> Result<String, MachineFault> {
    if let Some(there) = write::read_if_there("读取文件", path)? {
        return Ok(String::from_utf8_lossy(&there).into_owned());
    }
    fs::write(path, text).map_err(|cause| MachineFault::io("写入文件", path, cause))?;
    Ok(text.to_owned())
}
