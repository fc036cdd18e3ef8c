//! A PDF written anew: what its pages need, without who made it, when, with what, and without earlier versions of it.
//! The same file always gives the same bytes.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::open;
use crate::attachment::obstacle::{Obstacles, Remains};
use crate::attachment::{Cleaner, Unreadable};

/// What a document may say of itself as a whole.
const CATALOG: [&[u8]; 17] = [
    b"Type", b"Version", b"Extensions", b"Pages", b"PageLabels", b"Names", b"Dests", b"ViewerPreferences",
    b"PageLayout", b"PageMode", b"Outlines", b"OpenAction", b"AcroForm", b"StructTreeRoot", b"MarkInfo",
    b"Lang", b"OCProperties",
];

/// What programs note beside any object: who, when, with what, and what to do when.
const NOTES: [&[u8]; 9] = [
    b"Metadata", b"PieceInfo", b"LastModified", b"Thumb", b"AA", b"M", b"NM", b"CreationDate", b"ModDate",
];

/// Dictionaries lie so deep in each other in no document.
const DEEPEST: usize = 100;

/// Actions that stay within the document, or lead to a page of the web.
const ACTIONS: [&[u8]; 4] = [b"GoTo", b"URI", b"Named", b"Thread"];

/// Actions by which those are known that do not say that they are one.
const LEADING_OUT: [&[u8]; 7] = [
    b"Launch", b"GoToR", b"GoToE", b"SubmitForm", b"ImportData", b"Movie", b"Sound",
];

/// The document to publish.
pub(in crate::attachment) fn publishable(
    bytes: &[u8],
    clean: Cleaner<'_>,
    obstacles: &mut Obstacles,
) -> Result<Vec<u8>, Unreadable> {
    let mut document = open(bytes)?;
    if document.was_encrypted() {
        return Err(Unreadable::Protected);
    }
    check_pages(&document, obstacles)?;
    for object in document.objects.values() {
        check(object, obstacles, 0);
    }
    check_layers(&document, obstacles);
    close_catalog(&mut document)?;
    for (id, object) in &mut document.objects {
        strip(object, 0);
        clean_picture(*id, object, clean, obstacles);
    }
    let root = document
        .trailer
        .get(b"Root")
        .cloned()
        .map_err(|_| Unreadable::Damaged)?;
    document.trailer = Dictionary::from_iter([("Root", root)]);
    document.prune_objects();
    document.renumber_objects();
    document.binary_mark = vec![0xBB, 0xAD, 0xC0, 0xDE];
    document.version = version(&document.version).to_owned();
    let mut made = Vec::new();
    document.save_modern(&mut made).map_err(|_| Unreadable::Damaged)?;
    Ok(made)
}

/// One of the versions that there are: the line may hold anything.
fn version(told: &str) -> &'static str {
    let known = ["1.5", "1.6", "1.7", "2.0"];
    known.into_iter().find(|known| *known == told).unwrap_or("1.5")
}

fn name<'o>(dictionary: &'o Dictionary, key: &[u8]) -> &'o [u8] {
    dictionary.get(key).and_then(Object::as_name).unwrap_or_default()
}

/// Looks for what lies upon the pages.
fn check_pages(document: &Document, obstacles: &mut Obstacles) -> Result<(), Unreadable> {
    for (index, page) in document.page_iter().enumerate() {
        let place = format!("第{}页", index + 1);
        let lying = document
            .get_page_annotations(page)
            .map_err(|_| Unreadable::Damaged)?;
        for annotation in lying {
            match name(annotation, b"Subtype") {
                b"Link" | b"Widget" => {}
                b"FileAttachment" => obstacles.add(Remains::Embedded, place.clone()),
                _ => obstacles.add(Remains::Annotated, place.clone()),
            }
        }
    }
    Ok(())
}

/// Looks for files, signatures and actions in an object.
fn check(object: &Object, obstacles: &mut Obstacles, depth: usize) {
    let dictionary = match object {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        Object::Array(items) if depth < DEEPEST => {
            items.iter().for_each(|item| check(item, obstacles, depth + 1));
            return;
        }
        _ => return,
    };
    if name(dictionary, b"Type") == b"Sig" || dictionary.has(b"ByteRange") {
        obstacles.add(Remains::Signed, "签名");
    }
    if dictionary.has(b"EF") || dictionary.has(b"EmbeddedFiles") || dictionary.has(b"Collection") {
        obstacles.add(Remains::Embedded, "附件列表");
    }
    if dictionary.has(b"XFA") || dictionary.has(b"JS") {
        obstacles.add(Remains::Embedded, "脚本");
    }
    let action = name(dictionary, b"S");
    let is_action = name(dictionary, b"Type") == b"Action" || LEADING_OUT.contains(&action);
    if is_action && !ACTIONS.contains(&action) && !dictionary.has(b"JS") {
        obstacles.add(Remains::Linked, String::from_utf8_lossy(action).into_owned());
    }
    if depth < DEEPEST {
        dictionary
            .iter()
            .for_each(|(_, value)| check(value, obstacles, depth + 1));
    }
}

/// Looks for layers that are not shown.
fn check_layers(document: &Document, obstacles: &mut Obstacles) {
    let layers = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"OCProperties", document));
    let usual = layers
        .and_then(Object::as_dict)
        .and_then(|layers| layers.get_deref(b"D", document))
        .and_then(Object::as_dict);
    let Ok(usual) = usual else { return };
    let off = usual.get_deref(b"OFF", document).and_then(Object::as_array);
    if name(usual, b"BaseState") == b"OFF" || off.is_ok_and(|off| !off.is_empty()) {
        obstacles.add(Remains::HiddenText, "隐藏的图层");
    }
}

/// Keeps of what the document says of itself what is known to be needed.
fn close_catalog(document: &mut Document) -> Result<(), Unreadable> {
    let names = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"Names", document))
        .and_then(Object::as_dict)
        .and_then(|names| names.get(b"Dests"))
        .cloned();
    let names = names.map(|places| Dictionary::from_iter([("Dests", places)]));
    let catalog = document.catalog_mut().map_err(|_| Unreadable::Damaged)?;
    let keys: Vec<Vec<u8>> = catalog.iter().map(|(key, _)| key.clone()).collect();
    for key in keys.iter().filter(|key| !CATALOG.contains(&key.as_slice())) {
        catalog.remove(key);
    }
    match names {
        Ok(names) => catalog.set("Names", names),
        Err(_) => {
            catalog.remove(b"Names");
        }
    }
    Ok(())
}

/// Takes the notes out of an object and what is in it.
fn strip(object: &mut Object, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let dictionary = match object {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &mut stream.dict,
        Object::Array(items) => {
            items.iter_mut().for_each(|item| strip(item, depth + 1));
            return;
        }
        _ => return,
    };
    // Lists of fonts and pictures call them what they like, `AA` too, and say no type.
    let is_list = ![&b"Type"[..], b"Subtype", b"FT"]
        .iter()
        .any(|key| dictionary.has(key));
    for key in NOTES.iter().filter(|key| key.len() > 2 || !is_list) {
        dictionary.remove(key);
    }
    dictionary
        .iter_mut()
        .for_each(|(_, value)| strip(value, depth + 1));
}

/// Cleans a photograph that is stored as the camera wrote it.
fn clean_picture(id: ObjectId, object: &mut Object, clean: Cleaner<'_>, obstacles: &mut Obstacles) {
    let Object::Stream(stream) = object else { return };
    if stream
        .filters()
        .is_ok_and(|filters| filters == [&b"DCTDecode"[..]])
    {
        match clean("jpg", &stream.content) {
            Some(picture) => stream.set_content(picture),
            None => obstacles.add(Remains::Picture, format!("图片{}", id.0)),
        }
    }
}
