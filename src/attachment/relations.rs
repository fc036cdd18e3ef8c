//! Which relationships of an office file are followed when it is published. What is not named here as something to
//! keep does not get out: it is dropped where it only tells about the file, and asked about where it may be content.

use super::obstacle::Remains;
use crate::words::starts_with_any;

/// What happens to what a relationship leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RelationAction {
    /// It is published, cleaned.
    Keep,
    /// A file inside the file: published when it can be cleaned itself.
    File,
    /// It is left out, and so is what refers to it.
    Drop,
    /// A person has to remove it.
    Ask(Remains),
}

/// Contents and how they look.
const KEPT: [&str; 51] = [
    "officeDocument", // Word
    "styles", "settings", "webSettings", "fontTable", "numbering", "footnotes", "endnotes", "header",
    "footer", "font", // Excel
    "worksheet", "chartsheet", "sharedStrings", "table", "tableSingleCells", "pivotTable",
    "pivotCacheDefinition", "pivotCacheRecords", "slicer", "slicerCache", "timeline", "timelineCache",
    "sheetMetadata", "featurePropertyBag", "cellImage", "cellimage", "rdRichValue", "rdRichValueStructure",
    "rdRichValueTypes", "richValueRel", // PowerPoint
    "slide", "slideLayout", "slideMaster", "notesMaster", "handoutMaster", "presProps", "viewProps",
    "tableStyles", // Drawings
    "theme", "themeOverride", "image", "drawing", "chart", "chartEx", "chartStyle", "chartColorStyle",
    "chartUserShapes", "hdphoto", "video", "audio",
];

/// The same, for drawings whose kinds have a family name.
const KEPT_FAMILIES: [&str; 2] = ["diagram", "media"];

/// What tells about the file, its authors and their computers.
const DROPPED: [&str; 32] = [
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "customXml",
    "customXmlProps", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "person", "threadedComment", "commentAuthors", "authors", "printerSettings", "calcChain", "tags",
    "glossaryDocument", "stylesWithEffects", "attachedTemplate", "keyMapCustomizations", "attachedToolbars",
    "webextension", "webextensiontaskpanes", "extensibility", "changesInfo", "revisionInfo", "documenttasks",
    "customProperty", "vmlDrawing", "notesSlide",
];

/// What brings contents from elsewhere.
const LINKED: [&str; 8] = [
    "externalLink", "connections", "queryTable", "xmlMaps", "subDocument", "frame", "recipientData",
    "powerPivotData",
];

/// Kinds that count only where the part says in which place: a slide or a picture that was taken out of a document
/// often stays in its file.
pub(super) const PLACED: [&str; 7] = [
    "slide", "worksheet", "chartsheet", "header", "footer", "image", "package",
];

/// By the kind of a relationship within the file.
pub(super) fn inside(kind: &str) -> RelationAction {
    match kind {
        "package" => RelationAction::File,
        "revisionHeaders" | "revisionLog" | "usernames" => RelationAction::Ask(Remains::Tracked),
        _ if KEPT.contains(&kind) || starts_with_any(kind, &KEPT_FAMILIES) => RelationAction::Keep,
        _ if DROPPED.contains(&kind) => RelationAction::Drop,
        _ if LINKED.contains(&kind) => RelationAction::Ask(Remains::Linked),
        _ => RelationAction::Ask(Remains::Embedded),
    }
}

/// By the kind of a relationship that leads out of the file.
pub(super) fn outside(kind: &str, target: &str) -> RelationAction {
    let target = target.to_lowercase();
    let is_web = starts_with_any(&target, &["http://", "https://", "mailto:", "tel:", "#"]);
    match kind {
        "hyperlink" if is_web => RelationAction::Keep,
        "attachedTemplate" => RelationAction::Drop,
        _ => RelationAction::Ask(Remains::Linked),
    }
}
