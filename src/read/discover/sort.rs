//! Files → [`Tree`]: what each file of the content folder is, by its folder and its ending alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Found, Tree};
use crate::words::{Code, Complaint, Kind, Place, Report, SourcePath};

const FOLDER_UNKNOWN: Code = Code::error("folder-unknown");
const MISPLACED: Code = Code::error("file-misplaced");
const ENDING: Code = Code::warning("name-ending");

/// Endings of a text that Windows or an editor may have put behind, or instead of, `.md`.
const NEARLY: [&str; 5] = [".md.txt", ".yaml.txt", ".yml.txt", ".markdown", ".mdown"];

/// Puts each file (sorted by path) where it belongs.
pub(super) fn sort(found: Vec<Found>, tree: &mut Tree, report: &mut Report) {
    let mut unknown = BTreeSet::new();
    let mut files = BTreeMap::new();
    for file in found {
        let path = file.path.clone();
        let mut parts = path.as_str().split('/').skip(1);
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        match (first, second) {
            ("organization.yaml", None) => tree.organization = Some(file),
            ("catalogue.yaml", None) => tree.catalogue = Some(file),
            ("calendar.yaml", None) => tree.calendar = Some(file),
            ("words.yaml", None) => tree.wordings = Some(file),
            (_, None) if is_data(&path) => misplaced(&path, report),
            (_, None) | ("files", Some(_)) => {
                files.insert(path, file);
            }
            (folder, Some(_)) => match Kind::of_folder(folder) {
                None => {
                    if unknown.insert(folder.to_owned()) {
                        unknown_folder(folder, report);
                    }
                }
                Some(kind) if is_data(&path) => tree.entries.push((kind, file)),
                Some(_) => {
                    nearly(&path, report);
                    files.insert(path, file);
                }
            },
        }
    }
    tree.files = Arc::new(files);
}

fn is_data(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "yaml" | "yml")
}

fn misplaced(path: &SourcePath, report: &mut Report) {
    let hint = match path.name() {
        "organization.yml" | "组织.yaml" | "组织.yml" => {
            "组织信息的文件名是 organization.yaml".to_owned()
        }
        "catalogue.yml" | "公开目录.yaml" | "公开目录.yml" => {
            "公开目录的文件名是 catalogue.yaml".to_owned()
        }
        "calendar.yml" | "放假安排.yaml" | "放假安排.yml" | "日历.yaml" => {
            "放假安排的文件名是 calendar.yaml".to_owned()
        }
        "words.yml" | "表述.yaml" | "表述.yml" => "固定表述的文件名是 words.yaml".to_owned(),
        _ => format!("请移到它所属的文件夹里：{}", folders()),
    };
    let message = format!("“{}”直接放在了 content 文件夹里", path.name());
    report.push(Complaint::new(MISPLACED, Place::file(path), message).hint(hint));
}

/// True for a name that was meant to end in `.md` or `.yaml`.
pub(in crate::read) fn is_nearly(path: &SourcePath) -> bool {
    let lower = path.name().to_ascii_lowercase();
    NEARLY.iter().any(|ending| lower.ends_with(ending))
}

/// `.md.txt` looks like `.md` on a Windows that hides endings.
fn nearly(path: &SourcePath, report: &mut Report) {
    if is_nearly(path) {
        let message = format!(
            "“{}”不会被当作内容读取，因为文件名不是以 .md 或 .yaml 结尾",
            path.name()
        );
        let hint = "请在资源管理器里打开“文件扩展名”的显示，再把文件名改成以 .md 结尾";
        report.push(Complaint::new(ENDING, Place::file(path), message).hint(hint));
    }
}

fn unknown_folder(folder: &str, report: &mut Report) {
    let place = SourcePath::new(&format!("content/{folder}")).map(|path| Place::file(&path));
    let message = format!("不认识的文件夹“{folder}”，里面的文件没有读取");
    let names = || {
        Kind::ALL
            .into_iter()
            .flat_map(|kind| [kind.folder(), kind.label()])
    };
    let nearest = names()
        .map(|name| {
            (
                strsim::normalized_damerau_levenshtein(name, &folder.to_lowercase()),
                name,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = match nearest {
        Some((_, name)) => format!("是不是想写“{name}”？"),
        None => format!("可以用的文件夹：{}；公开的文件放在 files", folders()),
    };
    report.push(Complaint::new(FOLDER_UNKNOWN, place, message).hint(hint));
}

fn folders() -> String {
    let names: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| format!("{}（{}）", kind.folder(), kind.label()))
        .collect();
    names.join("、")
}
