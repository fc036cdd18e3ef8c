//! Word documents: what stands in which part, and which styles hide text.

use std::collections::{HashMap, HashSet};

use super::obstacle::Obstacles;
use super::office::{self, Office};
use super::package::Package;
use super::xml::{self, XmlEvent};
use super::{AttachmentText, Unreadable, prose};

pub(super) static OFFICE: Office = Office {
    folder: "word/",
    texts,
    check,
};

fn texts(package: &mut Package<'_>, main: &str) -> Result<Vec<AttachmentText>, Unreadable> {
    let styles = hidden_styles(package)?;
    let mut found = prose::texts(&package.text(main)?, "", &styles)?;
    found.extend(office::links(package, main, "超链接")?);
    for name in package.names() {
        if let Some(label) = label(&name).filter(|_| name != main) {
            found.extend(prose::texts(&package.text(&name)?, label, &styles)?);
            found.extend(office::links(package, &name, &format!("{label}的超链接"))?);
        }
    }
    Ok(found)
}

fn check(package: &mut Package<'_>, main: &str, obstacles: &mut Obstacles) -> Result<(), Unreadable> {
    let styles = hidden_styles(package)?;
    prose::check(&package.text(main)?, "", &styles, obstacles)?;
    for name in package.names() {
        // Comments are dropped with all that is in them.
        if let Some(label) = label(&name).filter(|label| name != main && *label != "批注") {
            prose::check(&package.text(&name)?, label, &styles, obstacles)?;
        }
    }
    Ok(())
}

/// What a part is called in a place; `None` for parts that hold no writing.
fn label(name: &str) -> Option<&'static str> {
    Some(match office::family(name, "word/").unwrap_or_default() {
        ("", "header") => "页眉",
        ("", "footer") => "页脚",
        ("", "footnotes") => "脚注",
        ("", "endnotes") => "尾注",
        ("", "comments") => "批注",
        ("charts", "chart" | "chartEx") => "图表",
        ("diagrams", "data" | "drawing") => "智能图形",
        ("glossary", "document") => "文档部件",
        _ => return office::other(name),
    })
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
        if let XmlEvent::Open(tag) = node {
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
