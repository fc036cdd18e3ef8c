//! Workbooks: the cells of each sheet, and what stands beside them.

use std::collections::HashSet;

use super::cells::{self, Book, Hidden};
use super::obstacle::{Obstacles, Remains};
use super::office::{self, Office};
use super::package::Package;
use super::xml::{self, XmlEvent};
use super::{AttachmentText, Unreadable, prose};

pub(super) static OFFICE: Office = Office {
    folder: "xl/",
    texts,
    check,
};

fn texts(package: &mut Package<'_>, main: &str) -> Result<Vec<AttachmentText>, Unreadable> {
    let book = Book::read(package, main)?;
    let mut found = book.names.clone();
    let mut seen = HashSet::new();
    for sheet in &book.sheets {
        let label = format!("工作表“{}”", sheet.name);
        found.push(AttachmentText::new("工作表的名称", sheet.name.as_str()));
        found.extend(cells::texts(&book, &package.text(&sheet.part)?, &label)?);
        seen.insert(sheet.part.clone());
        for part in package.relationships(&sheet.part)? {
            if part.is_external {
                found.push(AttachmentText::new(
                    format!("{label}（超链接）"),
                    part.target.as_str(),
                ));
            } else if part.kind.to_lowercase().contains("comment") && package.has(&part.target) {
                found.extend(comments(&package.text(&part.target)?, &label)?);
                seen.insert(part.target);
            }
        }
    }
    let none = HashSet::new();
    for name in package.names() {
        let Some(label) = label(&name).filter(|_| !seen.contains(&name)) else {
            continue;
        };
        let part = package.text(&name)?;
        found.extend(prose::texts(&part, label, &none)?);
        found.extend(cached(&part, label)?);
        found.extend(office::links(package, &name, &format!("{label}的超链接"))?);
    }
    Ok(found)
}

fn check(package: &mut Package<'_>, main: &str, obstacles: &mut Obstacles) -> Result<(), Unreadable> {
    let book = Book::read(package, main)?;
    for sheet in &book.sheets {
        let label = format!("工作表“{}”", sheet.name);
        if sheet.is_hidden {
            obstacles.add(Remains::HiddenSheet, label);
            continue;
        }
        for what in described(cells::hidden(&book, &package.text(&sheet.part)?)?) {
            obstacles.add(Remains::HiddenCells, format!("{label}{what}"));
        }
    }
    let none = HashSet::new();
    for name in package.names() {
        if let Some(label) = label(&name).filter(|label| *label != "批注") {
            prose::check(&package.text(&name)?, label, &none, obstacles)?;
        }
    }
    Ok(())
}

/// What is hidden, in words; rows that follow each other in one.
fn described(hidden: Vec<Hidden>) -> Vec<String> {
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let mut others = Vec::new();
    for one in hidden {
        match (one, rows.last_mut()) {
            (Hidden::Row(row), Some((_, last))) if last.checked_add(1) == Some(row) => *last = row,
            (Hidden::Row(row), _) => rows.push((row, row)),
            (Hidden::Column(letters), _) => others.push(format!("{letters}列")),
            (Hidden::Format(cell), _) => others.push(format!("单元格{cell}")),
        }
    }
    let row = |(first, last): (u32, u32)| match first == last {
        true => format!("第{first}行"),
        false => format!("第{first}至{last}行"),
    };
    rows.into_iter().map(row).chain(others).collect()
}

/// The comments of a sheet, of the old kind and of the new, at their cells.
fn comments(part: &str, label: &str) -> Result<Vec<AttachmentText>, Unreadable> {
    let mut found = Vec::new();
    let mut cell = String::new();
    let mut said = String::new();
    let mut is_text = false;
    xml::walk(part, |node| match node {
        XmlEvent::Open(tag) => match tag.name() {
            "comment" | "threadedComment" => {
                cell = tag.attribute("ref").unwrap_or_default();
                said.clear();
            }
            "t" | "text" => is_text = true,
            _ => {}
        },
        XmlEvent::Text(text) if is_text => said.push_str(text),
        XmlEvent::Close("comment" | "threadedComment") => {
            found.push(AttachmentText::new(format!("{label}{cell}的批注"), said.trim()));
        }
        XmlEvent::Close("t" | "text") => is_text = false,
        _ => {}
    })?;
    Ok(found)
}

/// What a part that is no sheet is called in a place; `None` for parts that hold no writing.
fn label(name: &str) -> Option<&'static str> {
    Some(match office::family(name, "xl/").unwrap_or_default() {
        ("drawings", "drawing") => "绘图",
        ("charts", "chart" | "chartEx") => "图表",
        ("diagrams", "data" | "drawing") => "智能图形",
        ("externalLinks", "externalLink") => "外部链接",
        ("pivotCache", _) => "数据透视表的缓存",
        ("tables", "table") => "表格",
        ("comments" | "threadedComments", _) | ("", "comments") => "批注",
        _ => return office::other(name),
    })
}

/// Values that a part keeps in attributes: what a pivot table was made of.
fn cached(part: &str, label: &str) -> Result<Vec<AttachmentText>, Unreadable> {
    let mut found = Vec::new();
    xml::walk(part, |node| {
        if let XmlEvent::Open(tag) = node
            && matches!(tag.name(), "s" | "n" | "d")
            && let Some(value) = tag.attribute("v")
        {
            found.push(AttachmentText::new(label, value.as_str()));
        }
    })?;
    Ok(found)
}
