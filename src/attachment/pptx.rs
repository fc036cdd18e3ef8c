//! Presentations: slides in the order in which they are shown, their notes, and what stands around them.

use std::collections::{BTreeSet, HashSet};

use super::obstacle::{Obstacles, Remains};
use super::office::{self, Office};
use super::package::Package;
use super::xml::{self, XmlEvent};
use super::{AttachmentText, Unreadable, prose};

pub(super) static OFFICE: Office = Office {
    folder: "ppt/",
    texts,
    check,
};

fn texts(package: &mut Package<'_>, main: &str) -> Result<Vec<AttachmentText>, Unreadable> {
    let none = HashSet::new();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, slide) in slides(package, main)?.into_iter().enumerate() {
        let label = format!("第{}张幻灯片", index + 1);
        found.extend(prose::texts(&package.text(&slide)?, &label, &none)?);
        for part in package.relationships(&slide)? {
            let label = match part.kind.as_str() {
                "notesSlide" => format!("{label}的备注"),
                "comments" => format!("{label}的批注"),
                "chart" | "chartEx" => format!("{label}的图表"),
                "diagramData" => format!("{label}的智能图形"),
                _ => continue,
            };
            if !part.is_external && package.has(&part.target) {
                found.extend(prose::texts(&package.text(&part.target)?, &label, &none)?);
                seen.insert(part.target);
            }
        }
        found.extend(office::links(package, &slide, &format!("{label}的超链接"))?);
        seen.insert(slide);
    }
    for name in package.names() {
        if let Some(label) = label(&name).filter(|_| !seen.contains(&name)) {
            found.extend(prose::texts(&package.text(&name)?, label, &none)?);
            found.extend(office::links(package, &name, &format!("{label}的超链接"))?);
        }
    }
    Ok(found)
}

fn check(package: &mut Package<'_>, main: &str, obstacles: &mut Obstacles) -> Result<(), Unreadable> {
    let none = HashSet::new();
    for (index, slide) in slides(package, main)?.into_iter().enumerate() {
        let label = format!("第{}张幻灯片", index + 1);
        let part = package.text(&slide)?;
        if is_hidden(&part)? {
            obstacles.add(Remains::HiddenSlide, label.clone());
        }
        prose::check(&part, &label, &none, obstacles)?;
        for part in package.relationships(&slide)? {
            if part.kind == "notesSlide" && package.has(&part.target) {
                let notes = prose::texts(&package.text(&part.target)?, "", &none)?;
                // The slide's number stands in its notes too.
                let is_number = |text: &str| {
                    text.trim()
                        .chars()
                        .all(|c| c.is_ascii_digit() || "‹#›".contains(c))
                };
                if notes.iter().any(|note| !is_number(&note.text)) {
                    obstacles.add(Remains::Notes, label.clone());
                }
            }
        }
    }
    Ok(())
}

/// True for a slide that is left out when the others are shown.
fn is_hidden(slide: &str) -> Result<bool, Unreadable> {
    let mut is_hidden = false;
    xml::walk(slide, |node| {
        if let XmlEvent::Open(tag) = node
            && tag.name() == "sld"
        {
            is_hidden = tag.attribute("show").is_some_and(|show| !xml::is_true(&show));
        }
    })?;
    Ok(is_hidden)
}

/// The parts of the slides, in their order.
pub(super) fn slides(package: &mut Package<'_>, main: &str) -> Result<Vec<String>, Unreadable> {
    let mut ids = Vec::new();
    xml::walk(&package.text(main)?, |node| {
        if let XmlEvent::Open(tag) = node
            && tag.name() == "sldId"
        {
            ids.extend(tag.qualified("r:id"));
        }
    })?;
    let parts = package.relationships(main)?;
    let part = |id: &String| parts.iter().find(|part| part.id == *id && !part.is_external);
    let slides = ids.iter().filter_map(part).map(|part| part.target.clone());
    Ok(slides.filter(|name| package.has(name)).collect())
}

/// What a part that no slide names is called in a place; `None` for parts that hold no writing.
fn label(name: &str) -> Option<&'static str> {
    Some(match office::family(name, "ppt/").unwrap_or_default() {
        ("slides", "slide") => "没有列出的幻灯片",
        ("notesSlides", "notesSlide") => "没有列出的备注",
        ("slideMasters", "slideMaster") => "幻灯片母版",
        ("slideLayouts", "slideLayout") => "幻灯片版式",
        ("notesMasters", "notesMaster") => "备注母版",
        ("handoutMasters", "handoutMaster") => "讲义母版",
        ("comments", _) => "批注",
        ("charts", "chart" | "chartEx") => "图表",
        ("diagrams", "data" | "drawing") => "智能图形",
        _ => return office::other(name),
    })
}
