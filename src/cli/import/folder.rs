//! What was named → the files to import; of folders what can be imported, and what lies in them besides.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::ending;
use crate::cli::build::real;
use crate::cli::console::Console;
use crate::cli::is_site;
use crate::import::ENDINGS;
use crate::words::{MachineFault, ends_with_any};

/// The folder of a saved web page's pictures belongs to the page.
const PAGE_FOLDERS: [&str; 3] = ["_files", ".files", "_文件"];

/// So many files that are passed over are named.
const MOST_NAMED: usize = 20;

/// What is to be imported.
#[derive(Debug, Default)]
pub(super) struct FilesToImport {
    /// Those named, and in folders those whose endings say that they can be imported.
    pub(super) files: Vec<PathBuf>,
    /// What else lies in the folders.
    pub(super) passed_over: Vec<PathBuf>,
}

/// The files that are meant, for the site in a folder.
pub(super) fn files(named: &[PathBuf], site: &Path) -> Result<FilesToImport, MachineFault> {
    let mut found = FilesToImport::default();
    for path in named {
        let about = fs::metadata(path).map_err(|cause| MachineFault::io("读取要导入的文件", path, cause))?;
        refuse_own(path, site)?;
        if !about.is_dir() {
            found.files.push(path.clone());
            continue;
        }
        let is_part = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.unwrap_or_default();
            name.starts_with(['.', '~']) || ends_with_any(name, &PAGE_FOLDERS)
        };
        let inside = WalkDir::new(path).sort_by_file_name().into_iter();
        for item in inside.filter_entry(|item| item.depth() == 0 || !is_part(item.path())) {
            let item =
                item.map_err(|fault| MachineFault::new(format!("读取文件夹时出错：{fault}")).at(path))?;
            if !item.file_type().is_file() {
            } else if ENDINGS.contains(&ending(item.path()).as_str()) {
                found.files.push(item.into_path());
            } else if !is_of_system(item.path()) {
                found.passed_over.push(item.into_path());
            }
        }
    }
    match found.files.is_empty() {
        true => Err(MachineFault::new("没有找到可以导入的文件")
            .hint("可以导入 docx、xlsx、csv、html、mht、txt 和有文字的 pdf；写上文件或文件夹的名字")),
        false => Ok(found),
    }
}

/// A site's whole folder holds its entries and its pages, and the folder of an edition what was made of them.
fn refuse_own(path: &Path, site: &Path) -> Result<(), MachineFault> {
    let refused = |message| {
        Err(MachineFault::new(message)
            .at(path)
            .hint("把要导入的 Word、Excel 等文件放进另外一个文件夹，再导入那个文件夹"))
    };
    if is_site(path) {
        return refused("这是网站的文件夹，不能整个导入");
    }
    let (path, site) = (real(path), real(site));
    let mut folders = path
        .ancestors()
        .take_while(|folder| *folder != site && folder.starts_with(&site));
    match folders.any(|folder| folder.join("index.html").is_file()) {
        true => refused("这里是生成的网页，不用再导入"),
        false => Ok(()),
    }
}

/// What Windows puts into folders of pictures.
fn is_of_system(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| ["desktop.ini", "thumbs.db"].contains(&name.to_ascii_lowercase().as_str()))
}

/// Says what was passed over, and what to do with it.
pub(super) fn tell(passed_over: &[PathBuf], console: &Console) {
    if passed_over.is_empty() {
        return;
    }
    console.say("");
    console.insist(&format!(
        "另有 {} 个文件不是能导入的种类，没有动：",
        passed_over.len()
    ));
    for path in passed_over.iter().take(MOST_NAMED) {
        let advice = match ending(path).as_str() {
            "jpg" | "jpeg" | "png" | "gif" | "bmp" | "webp" => "（照片：放到条目旁边，在正文里写上）",
            "zip" | "rar" | "7z" => "（压缩包：先解开，再导入里面的文件）",
            _ => "",
        };
        console.insist(&format!("  {}{advice}", path.display()));
    }
    if passed_over.len() > MOST_NAMED {
        console.insist(&format!("  还有 {} 个没有列出", passed_over.len() - MOST_NAMED));
    }
}
