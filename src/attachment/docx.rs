//! Word documents: what stands in which part, and which styles hide text.

use std::collections::{HashMap, HashSet};

use super::package::Package;
use super::xml::{self, Node};
use super::{AttachmentText, Unreadable, prose, texts_inside};

pub(super) fn texts(bytes: &[u8], depth: usize) -> Result<Vec<AttachmentText>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let styles = hidden_styles(&mut package)?;
    let mut found = prose::texts(&package.text(&main)?, "", &styles)?;
    found.extend(links(&mut package, &main, "超链接")?);
    for name in package.names() {
        if let Some(label) = label(&name).filter(|_| name != main) {
            found.extend(prose::texts(&package.text(&name)?, &label, &styles)?);
            found.extend(links(&mut package, &name, &format!("{label}的超链接"))?);
        }
    }
    found.extend(embedded(&mut package, depth)?);
    Ok(found)
}

/// The part that the document begins with.
fn main_part(package: &mut Package<'_>) -> Result<String, Unreadable> {
    let relationships = package.relationships("")?;
    let main = relationships.into_iter().find(|one| one.kind == "officeDocument");
    let main = main.map(|one| one.target).filter(|name| package.has(name));
    match main {
        Some(name) if name.starts_with("word/") => Ok(name),
        Some(_) => Err(Unreadable::Mismatch),
        None => Err(Unreadable::Damaged),
    }
}

/// What a part is called in a place; `None` for parts that hold no writing.
fn label(name: &str) -> Option<String> {
    let (folder, file) = name.strip_prefix("word/")?.rsplit_once('/').unwrap_or(("", name));
    let file = file.rsplit('/').next().unwrap_or(file);
    let stem = file.strip_suffix(".xml")?;
    let word = match (folder, stem.trim_end_matches(|c: char| c.is_ascii_digit())) {
        ("", "header") => "页眉",
        ("", "footer") => "页脚",
        ("", "footnotes") => "脚注",
        ("", "endnotes") => "尾注",
        ("", "comments") => "批注",
        ("charts", "chart" | "chartEx") => "图表",
        ("diagrams", "data" | "drawing") => "智能图形",
        ("glossary", "document") => "文档部件",
        _ => return None,
    };
    Some(word.to_owned())
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

/// The styles whose text is hidden, also by the style that they are based on.
pub(super) fn hidden_styles(package: &mut Package<'_>) -> Result<HashSet<String>, Unreadable> {
    let mut hidden = HashSet::new();
    let mut heirs: HashMap<String, Vec<String>> = HashMap::new();
    if !package.has("word/styles.xml") {
        return Ok(hidden);
    }
    let mut style = String::new();
    xml::walk(&package.text("word/styles.xml")?, |node| {
        if let Node::Open(tag) = node {
            match tag.name() {
                "style" => style = tag.attribute("styleId").unwrap_or_default(),
                "basedOn" => {
                    let base = tag.attribute("val").unwrap_or_default();
                    heirs.entry(base).or_default().push(style.clone());
                }
                "vanish" if tag.is_on() => {
                    hidden.insert(style.clone());
                }
                _ => {}
            }
        }
    })?;
    let mut waiting: Vec<String> = hidden.iter().cloned().collect();
    while let Some(style) = waiting.pop() {
        for child in heirs.remove(&style).unwrap_or_default() {
            if hidden.insert(child.clone()) {
                waiting.push(child);
            }
        }
    }
    Ok(hidden)
}
