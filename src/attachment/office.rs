//! What Word, Excel and PowerPoint files have in common: where they begin, links out of them, files inside them.

use super::package::Package;
use super::{AttachmentText, Unreadable, texts_inside};

/// The part that a file begins with; it lies in this folder when the file is what its ending says.
pub(super) fn main_part(package: &mut Package<'_>, folder: &str) -> Result<String, Unreadable> {
    let relationships = package.relationships("")?;
    let main = relationships.into_iter().find(|one| one.kind == "officeDocument");
    let main = main.map(|one| one.target).filter(|name| package.has(name));
    match main {
        Some(name) if name.starts_with(folder) => Ok(name),
        Some(_) => Err(Unreadable::Mismatch),
        None => Err(Unreadable::Damaged),
    }
}

/// A part's folder below the file's own folder, and its name without number and ending: `word/charts/chart2.xml` is
/// `charts` and `chart`. `None` for what is no XML.
pub(super) fn family<'n>(name: &'n str, folder: &str) -> Option<(&'n str, &'n str)> {
    let inside = name.strip_prefix(folder)?.strip_suffix(".xml")?;
    let (folder, file) = inside.rsplit_once('/').unwrap_or(("", inside));
    Some((folder, file.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// Parts that say how a file looks, or nothing at all.
const SILENT: [&str; 14] = [
    "styles",
    "stylesWithEffects",
    "settings",
    "webSettings",
    "fontTable",
    "numbering",
    "theme",
    "tableStyles",
    "calcChain",
    "sharedStrings",
    "presProps",
    "viewProps",
    "workbook",
    "presentation",
];

/// What a part is called whose name says nothing: parts may have any names, and all may hold writing but those that
/// are known to be silent or are never published.
pub(super) fn other(name: &str) -> Option<&'static str> {
    let stem = name.rsplit('/').next()?.strip_suffix(".xml")?;
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let about = ["docProps/", "customXml/", "["]
        .iter()
        .any(|beginning| name.starts_with(beginning));
    (!about && !SILENT.contains(&stem)).then_some("其他部分")
}

/// Where a part's links lead: outside the file.
pub(super) fn links(
    package: &mut Package<'_>,
    part: &str,
    place: &str,
) -> Result<Vec<AttachmentText>, Unreadable> {
    let links = package.relationships(part)?.into_iter();
    Ok(links
        .filter(|link| link.is_external)
        .map(|link| AttachmentText {
            place: place.to_owned(),
            text: link.target,
        })
        .collect())
}

/// The files inside the file: their names and what they say.
pub(super) fn embedded(package: &mut Package<'_>, depth: usize) -> Result<Vec<AttachmentText>, Unreadable> {
    let mut found = Vec::new();
    for name in package
        .names()
        .into_iter()
        .filter(|name| name.contains("/embeddings/"))
    {
        let file = name.rsplit('/').next().unwrap_or(&name).to_owned();
        let ending = file
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
            .to_lowercase();
        let place = format!("嵌入的文件“{file}”");
        found.push(AttachmentText {
            place: place.clone(),
            text: file,
        });
        if let Ok(texts) = texts_inside(&ending, &package.read(&name)?, depth + 1) {
            found.extend(texts.into_iter().map(|text| AttachmentText {
                place: format!("{place}{}", text.place),
                text: text.text,
            }));
        }
    }
    Ok(found)
}
