//! What Word, Excel and PowerPoint files have in common: where they begin, links out of them, files inside them, and
//! the way from bytes to texts and to what is published.

use super::obstacle::Obstacles;
use super::package::Package;
use super::{AttachmentText, Cleaner, Unreadable, strip, texts_inside};
use crate::words::starts_with_any;

/// One of the three formats.
#[derive(Debug)]
pub(super) struct Office {
    /// The folder of the part that a file begins with.
    pub(super) folder: &'static str,
    /// Every text of a file but what is embedded in it. The name is that of the part that it begins with.
    pub(super) texts: fn(&mut Package<'_>, &str) -> Result<Vec<AttachmentText>, Unreadable>,
    /// Tells what has to be removed by hand.
    pub(super) check: fn(&mut Package<'_>, &str, &mut Obstacles) -> Result<(), Unreadable>,
}

impl Office {
    /// Every text of a file.
    pub(super) fn texts_of(&self, bytes: &[u8], depth: usize) -> Result<Vec<AttachmentText>, Unreadable> {
        let (mut package, main) = self.open(bytes)?;
        let mut found = (self.texts)(&mut package, &main)?;
        found.extend(embedded(&mut package, depth)?);
        Ok(found)
    }

    /// The file to publish.
    pub(super) fn publishable(
        &self,
        bytes: &[u8],
        clean: Cleaner<'_>,
        depth: usize,
        obstacles: &mut Obstacles,
    ) -> Result<Vec<u8>, Unreadable> {
        let (mut package, main) = self.open(bytes)?;
        (self.check)(&mut package, &main, obstacles)?;
        strip::strip(&mut package, clean, depth, obstacles)
    }

    pub(super) fn open<'b>(&self, bytes: &'b [u8]) -> Result<(Package<'b>, String), Unreadable> {
        let mut package = Package::open(bytes)?;
        let main = main_part(&mut package, self.folder)?;
        Ok((package, main))
    }
}

/// The part that a file begins with; it lies in this folder when the file is what its ending says.
fn main_part(package: &mut Package<'_>, folder: &str) -> Result<String, Unreadable> {
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
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "theme",
    "tableStyles", "calcChain", "sharedStrings", "presProps", "viewProps", "workbook", "presentation",
];

/// What a part is called whose name says nothing: parts may have any names, and all may hold writing but those that
/// are known to be silent or are never published.
pub(super) fn other(name: &str) -> Option<&'static str> {
    let stem = name.rsplit('/').next()?.strip_suffix(".xml")?;
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let about = starts_with_any(name, &["docProps/", "customXml/", "["]);
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
        .map(|link| AttachmentText::new(place, link.target))
        .collect())
}

/// The files inside the file: their names and what they say.
fn embedded(package: &mut Package<'_>, depth: usize) -> Result<Vec<AttachmentText>, Unreadable> {
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
        found.push(AttachmentText::new(place.clone(), file));
        if let Ok(texts) = texts_inside(&ending, &package.read(&name)?, depth + 1) {
            found.extend(
                texts
                    .into_iter()
                    .map(|text| AttachmentText::new(format!("{place}{}", text.place), text.text)),
            );
        }
    }
    Ok(found)
}
