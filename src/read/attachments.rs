//! 附件: each exists in the site, is written as it is called, and is of a type that any web server hands
//! out and nobody has to fear.

use std::collections::BTreeMap;

use super::discover::Found;
use super::document::Attachment;
use super::faults::Faults;
use super::fields::{Field, Fields, TypedValue};
use super::keys::{ATTACHMENTS, CALLED, FILE};
use super::node::{Node, Value};
use super::slips::behind_number;
use super::values;
use crate::words::{Code, SourcePath, may_be_attached};

const MISSING: Code = Code::error("attachment-missing");
const CASE: Code = Code::error("attachment-case");
const SEVERAL: Code = Code::error("attachment-several");
const TYPE: Code = Code::error("attachment-type");

/// Endings that a browser or Windows would run.
const DANGEROUS: [&str; 17] = [
    "exe", "com", "bat", "cmd", "msi", "scr", "vbs", "ps1", "js", "html", "htm", "svg", "php", "asp", "aspx",
    "jsp", "hta",
];

/// Reads 附件.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, files: &BTreeMap<SourcePath, Found>) -> Vec<Attachment> {
    let items = fields.list(ATTACHMENTS);
    if let [only] = items.as_slice()
        && say_several(fields, only, files)
    {
        return Vec::new();
    }
    items.iter().filter_map(|item| one(fields, item, files)).collect()
}

/// True, with a complaint, for `甲.doc、乙.doc`: several names in one text.
fn say_several(
    fields: &Fields<'_, '_, '_>,
    item: &Field<'_, '_>,
    files: &BTreeMap<SourcePath, Found>,
) -> bool {
    let faults = fields.faults;
    let Some(typed) = item.node.text() else {
        return false;
    };
    let is_file = |name: &str| SourcePath::new(name).is_some_and(|path| may_be_attached(&path.extension()));
    let whole = faults.source().path.resolve(typed);
    let parted: [Vec<&str>; 2] = [
        typed.split(['、', '，', ',', '；', ';']).map(str::trim).collect(),
        typed.split_whitespace().collect(),
    ];
    let mut parted = parted.iter().filter(|parts| parts.len() > 1);
    let Some(parts) = parted.find(|parts| parts.iter().all(|part| is_file(part))) else {
        return false;
    };
    if whole.is_some_and(|path| files.contains_key(&path)) {
        return false;
    }
    let lines: String = parts.iter().map(|part| format!("\n  - {part}")).collect();
    let hint = format!("每个文件写一行，行首空两格：\n附件:{lines}");
    faults.say(SEVERAL, item.at, "几个附件写在了一行里", hint);
    true
}

/// The name of a file that was named by its place on somebody's computer.
fn name_on_disk(typed: &str) -> Option<&str> {
    let bytes = typed.as_bytes();
    let drive = bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':');
    let on_disk = drive || typed.starts_with("\\\\") || typed.to_lowercase().starts_with("file:");
    let name = typed.rsplit(['/', '\\']).next().unwrap_or(typed);
    on_disk.then_some(name)
}

fn one(
    fields: &Fields<'_, '_, '_>,
    item: &Field<'_, '_>,
    files: &BTreeMap<SourcePath, Found>,
) -> Option<Attachment> {
    let faults = fields.faults;
    let (name, file) = if let Value::Map(pairs) = &item.node.value {
        if let Some((name, file)) = named_by_key(pairs, files, faults) {
            let message = "附件的名称和文件要分项写";
            let hint = format!("写成“{{名称: {name}, 文件: {file}}}”");
            faults.say(MISSING, item.node.at, message, hint);
            return None;
        }
        let mut map = Fields::of_field(faults, item, "")?;
        let name = map.line(CALLED);
        let file = map.required(FILE, values::line, "文件: 附件1.docx");
        map.finish();
        (name, file?)
    } else {
        let value = values::line(faults, item)?;
        (None, TypedValue { value, at: item.at })
    };
    let path = check(fields, &file, files)?;
    Some(Attachment {
        name: name.unwrap_or_else(|| path.stem().to_owned()),
        file: path,
        place: faults.place(file.at),
    })
}

/// `走访登记表: 登记表.pdf`: the name of the attachment stands where a field's should.
fn named_by_key<'n>(
    pairs: &'n [(Node<'_>, Node<'_>)],
    files: &BTreeMap<SourcePath, Found>,
    faults: &Faults<'_>,
) -> Option<(&'n str, &'n str)> {
    let [(name, file)] = pairs else {
        return None;
    };
    let (name, file) = (name.text()?, file.text()?);
    let is_field = [CALLED, FILE].iter().any(|key| key.is_named(name));
    let path = faults.source().path.resolve(file)?;
    (!is_field && files.contains_key(&path)).then_some((name, file))
}

/// A name without what is typed around it, and without what differs between two keyboards: `-登记表（1）.pdf`, `《登记表》`.
fn plain_name(typed: &str) -> String {
    let bare = typed.trim_start_matches(['-', '－', '—', '•', '·', '*', ' ']);
    let bare = behind_number(bare).unwrap_or(bare).trim();
    let pairs = [('（', '）'), ('(', ')'), ('《', '》'), ('“', '”'), ('【', '】')];
    let inner = |pair: (char, char)| bare.strip_prefix(pair.0)?.strip_suffix(pair.1);
    let bare = pairs.into_iter().find_map(inner).unwrap_or(bare);
    let narrow = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '．' => '.',
        '－' | '—' => '-',
        '，' => ',',
        c => c,
    };
    let letters = bare.chars().filter(|c| !c.is_whitespace()).map(narrow);
    letters.collect::<String>().to_lowercase()
}

/// The only file beside the entry that is called nearly so.
fn called_nearly<'f>(
    typed: &str,
    path: &SourcePath,
    files: &'f BTreeMap<SourcePath, Found>,
) -> Option<&'f SourcePath> {
    let plain = plain_name(typed);
    let is_near = |other: &&SourcePath| {
        other.folder() == path.folder()
            && may_be_attached(&other.extension())
            && plain_name(other.name()) == plain
    };
    let mut near = files.keys().filter(is_near);
    near.next().filter(|_| near.next().is_none())
}

/// The file of the site that is meant.
fn check(
    fields: &Fields<'_, '_, '_>,
    file: &TypedValue<String>,
    files: &BTreeMap<SourcePath, Found>,
) -> Option<SourcePath> {
    let faults = fields.faults;
    let source = &faults.source().path;
    if let Some(name) = name_on_disk(&file.value) {
        let message = "这是文件在您电脑里的位置，网站上没有";
        let hint = format!("把文件复制到这个 .md 文件旁边，这里只写文件名“{name}”");
        faults.say(MISSING, file.at, message, hint);
        return None;
    }
    let typed: String = unicode_normalization::UnicodeNormalization::nfc(file.value.as_str()).collect();
    let Some(path) = source.resolve(&typed) else {
        let message = format!("附件“{typed}”在网站文件夹以外");
        let hint = "请把附件复制到这个文件旁边，只写文件名";
        faults.say(MISSING, file.at, message, hint);
        return None;
    };
    // Looking through all names is too much for a file that has nothing but faults.
    if !files.contains_key(&path)
        && !faults.is_full()
        && !typed.contains(['/', '\\'])
        && let Some(near) = called_nearly(&typed, &path, files)
        && near.as_str().to_lowercase() != path.as_str().to_lowercase()
    {
        let message = format!("附件“{typed}”的文件名写得不一样");
        faults.say(MISSING, file.at, message, format!("写成“{}”", near.name()));
        return None;
    }
    let ending = path.extension();
    if !may_be_attached(&ending) {
        let beside = files
            .keys()
            .filter(|other| ending.is_empty() && may_be_attached(&other.extension()));
        let named = beside.filter(|other| other.folder() == path.folder() && other.stem() == path.name());
        match named.map(|other| other.name()).collect::<Vec<_>>()[..] {
            [only] => {
                let message = format!("附件“{typed}”没有写扩展名");
                faults.say(TYPE, file.at, message, format!("写成“{only}”"));
            }
            _ => say_type(fields, file, &ending),
        }
        return None;
    }
    if files.contains_key(&path) {
        return Some(path);
    }
    let lower = path.as_str().to_lowercase();
    // Looking through all names is too much for a file that has nothing but faults.
    let mut names = files.keys().take_while(|_| !faults.is_full());
    let near = names.find(|other| other.as_str().to_lowercase() == lower);
    if let Some(near) = near {
        let message = format!("附件“{typed}”的大小写与文件不一致");
        faults.say(CASE, file.at, message, format!("文件名是“{}”", near.name()));
        return None;
    }
    let message = format!("找不到附件“{typed}”");
    let hint = format!("应当有文件 {path}；请核对文件名，或者把文件复制到那里");
    faults.say(MISSING, file.at, message, hint);
    None
}

fn say_type(fields: &Fields<'_, '_, '_>, file: &TypedValue<String>, ending: &str) {
    let message = if ending.is_empty() {
        "附件的文件名没有扩展名".to_owned()
    } else if DANGEROUS.contains(&ending) {
        format!("附件不能是 .{ending} 文件，它可能在读者的电脑上运行")
    } else {
        format!("附件不能是 .{ending} 文件，很多网站服务器不提供这种文件的下载")
    };
    let hint = "可以用 PDF、Word、Excel、PPT、WPS、TXT、ZIP、图片、MP3、MP4；其他文件请先压缩成 ZIP";
    fields.faults.say(TYPE, file.at, message, hint);
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn what_is_typed_around_a_name_is_no_part_of_it() {
        for typed in [
            "-登记表.pdf", "－登记表.pdf", "1. 登记表.pdf", "（登记表.pdf）", "《登记表.pdf》", "登记表 .pdf",
        ] {
            assert_eq!(plain_name(typed), "登记表.pdf", "{typed}");
        }
        assert_eq!(plain_name("登记表（1）.pdf"), plain_name("登记表(1).PDF"));
        assert_ne!(plain_name("登记表1.pdf"), plain_name("登记表2.pdf"));
        assert_ne!(plain_name("2026年登记表.pdf"), plain_name("登记表.pdf"));
    }
}
