//! `text`: one entry as plain text, as a page to paste into WeChat, or as a Word document. What comes out is what the page of
//! an edition shows: it is made of that edition's model, after the checks of a build.

use std::path::Path;

use super::arguments::{Text, TextFormat};
use super::console::Console;
use super::named_entry::{is_named, meant, named, unknown};
use super::print::assemble_for;
use super::save::{InsideFile, OutputFile, safe_name};
use super::{Outcome, chosen_day, complaints, read_site};
use crate::paper::designed::EntryText;
use crate::pipeline::{Assembled, AssembledEdition};
use crate::plan::{self, Planned};
use crate::read::config::Edition;
use crate::read::{Config, Document, Library};
use crate::render::{Known, PreparedEdition, Rendered, Renderer, orientation_of};
use crate::site::Entry;
use crate::text_out::{PublishedPicture, PublishedPictures, docx, paper, plain, wechat};
use crate::words::{Complaint, MachineFault, Report, SourcePath, quoted_title};

/// Tells Notepad that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Runs the command.
pub(super) fn run(root: &Path, options: &Text, console: &Console) -> Result<Outcome, MachineFault> {
    let day = chosen_day(root, options.date)?;
    let mut report = Report::new();
    let Some((_, library)) = read_site(root, day, &mut report)? else {
        return Ok(refuse(&report, console));
    };
    let edition = edition_of(&library.config, options.edition.as_deref())?;
    let assembled = assemble_for(root, &library, (day, vec![edition.id.clone()]), &mut report)?;
    let Some(edition) = assembled.editions.first().filter(|_| !report.has_errors()) else {
        return Ok(refuse(&report, console));
    };
    let entry = match choose(&library, edition, &options.entry)? {
        Chosen::Shown(entry) => entry,
        Chosen::Withheld(document) => return Ok(withheld(edition, document, console)),
    };
    let target = target(root, options, &library.config, entry)?;
    let made = ShownEntry {
        root,
        assembled: &assembled,
        edition,
        entry,
    };
    let bytes = match options.format {
        TextFormat::Plain => made.plain(target.is_some()).into_bytes(),
        TextFormat::Wechat => wechat(&made.text()).into_bytes(),
        TextFormat::Docx => match made.docx(&mut report)? {
            Some(bytes) => bytes,
            None => return Ok(refuse(&report, console)),
        },
    };
    let Some(file) = target else {
        console.published(&String::from_utf8_lossy(&bytes));
        return Ok(Outcome::Done);
    };
    console.say(&format!("已存成 {}", file.save(&bytes)?));
    made.tell(options.format, console);
    Ok(Outcome::Done)
}

fn refuse(report: &Report, console: &Console) -> Outcome {
    complaints::refuse(report, "先改好上面说的，再取它的文字。", console)
}

/// The edition whose audience the text is for.
fn edition_of<'a>(config: &'a Config, typed: Option<&str>) -> Result<&'a Edition, MachineFault> {
    let editions = &config.editions;
    let found = match typed {
        Some(typed) => editions
            .iter()
            .find(|edition| edition.id == typed.trim() || edition.title == typed.trim()),
        None => editions.iter().find(|edition| edition.is_for_everybody()),
    };
    found.ok_or_else(|| {
        let ids: Vec<&str> = editions.iter().map(|edition| edition.id.as_str()).collect();
        let message = match typed {
            Some(typed) => format!("site.toml 中没有名为“{typed}”的版"),
            None => "site.toml 中没有社会公开的版，不知道给谁看".to_owned(),
        };
        MachineFault::new(message).hint(format!("用 --edition 写一个版，现有的版：{}", ids.join("、")))
    })
}

/// What was typed, in an edition.
enum Chosen<'a> {
    /// Its audience sees it.
    Shown(&'a Entry),
    /// It does not, or no more.
    Withheld(&'a Document),
}

/// Finds the entry. Of several with one title, those that the edition shows come first.
///
/// # Errors
/// There is none, or it is not clear which.
fn choose<'a>(
    library: &'a Library,
    edition: &'a AssembledEdition,
    typed: &str,
) -> Result<Chosen<'a>, MachineFault> {
    let typed = &meant(library, typed)?;
    let shown = edition.site.entries().iter();
    let shown: Vec<&Entry> = shown
        .filter(|entry| !entry.is_remnant && is_named(&entry.common.title, &entry.source, typed))
        .collect();
    let others = || named(library, typed);
    let sources: Vec<&SourcePath> = match (shown.as_slice(), others().as_slice()) {
        ([only], _) => return Ok(Chosen::Shown(only)),
        ([], []) => return Err(unknown(typed)),
        ([], [only]) => return Ok(Chosen::Withheld(only)),
        ([], several) => several.iter().map(|document| &document.source).collect(),
        (several, _) => several.iter().map(|entry| &entry.source).collect(),
    };
    let names: Vec<&str> = sources.iter().map(|source| source.as_str()).collect();
    Err(
        MachineFault::new(format!("有 {} 个条目都叫“{typed}”", names.len()))
            .hint(format!("请写文件：{}", names.join("、"))),
    )
}

/// Says why an edition does not show an entry, as a build does.
fn withheld(edition: &AssembledEdition, document: &Document, console: &Console) -> Outcome {
    let title = quoted_title(&document.common.title);
    console.insist(&format!(
        "“{}”里没有 {}{title}，取不出它的文字：",
        edition.site.edition.title, document.source
    ));
    let held = edition
        .withheld
        .iter()
        .find(|held| held.source == document.source);
    match held {
        Some(held) => held
            .reasons
            .iter()
            .for_each(|reason| console.insist(&format!("  {}；{}", reason.what(), reason.advice()))),
        None => console.insist("  公示期已满，内容已经撤下；确需长期公开的，按程序写上“期满处理: 保留”"),
    }
    Outcome::ContentFaults
}

/// Where the file goes; plain text goes to the window when nothing else is said.
fn target<'a>(
    root: &'a Path,
    options: &Text,
    config: &Config,
    entry: &Entry,
) -> Result<Option<OutputFile<'a>>, MachineFault> {
    let (ending, other_ending) = match options.format {
        TextFormat::Plain => ("txt", "例如 --out 通知.txt"),
        TextFormat::Wechat => ("html", "例如 --out 公众号.html"),
        TextFormat::Docx => ("docx", "例如 --out 通知.docx"),
    };
    let typed = options
        .out
        .as_deref()
        .and_then(Path::extension)
        .and_then(|typed| typed.to_str());
    let other_ending = match typed.map(str::to_ascii_lowercase).as_deref() {
        Some("docx") if ending != "docx" => "要 Word 文件的，加上 --format docx",
        Some("html") if ending != "html" => "要贴进公众号的，加上 --format 公众号",
        _ => other_ending,
    };
    if options.out.is_none() && matches!(options.format, TextFormat::Plain) {
        return Ok(None);
    }
    let usual = format!("{}.{ending}", safe_name(&entry.common.title));
    let kept = InsideFile {
        ending,
        what: "条目的文字",
        why: "这个文件不属于网站",
        other_ending,
    };
    let typed = (options.out.as_deref(), options.replace);
    let file = OutputFile::new(root, typed, config, (&kept, usual))?;
    file.check()?;
    Ok(Some(file))
}

/// What a text is made of.
struct ShownEntry<'a> {
    root: &'a Path,
    assembled: &'a Assembled,
    edition: &'a AssembledEdition,
    entry: &'a Entry,
}

impl ShownEntry<'_> {
    fn text(&self) -> EntryText {
        EntryText::of(&self.edition.site, self.entry, None)
    }

    /// In a file as Notepad shows it, on old computers too.
    fn plain(&self, in_file: bool) -> String {
        let text = plain(&self.text());
        match in_file {
            true => format!("{BYTE_ORDER_MARK}{}", text.replace('\n', "\r\n")),
            false => text,
        }
    }

    /// `None`, with complaints, when a picture cannot be published.
    fn docx(&self, report: &mut Report) -> Result<Option<Vec<u8>>, MachineFault> {
        let text = EntryText::of(&self.edition.site, self.entry, Some(&paper()));
        let parts = self.assembled.parts(self.edition);
        let prepared = PreparedEdition::new(&parts, Known::default(), report);
        let renderer = Renderer::new(&parts, &prepared);
        let mut pictures = PublishedPictures::new();
        for file in text.pictures().filter_map(|picture| text.file(picture)) {
            if pictures.contains_key(file) {
                continue;
            }
            match published(&renderer, file) {
                Ok(bytes) => {
                    let turn = orientation_of(&bytes);
                    pictures.insert(file.clone(), PublishedPicture { bytes, turn });
                }
                Err(complaint) => {
                    report.push(complaint);
                    return Ok(None);
                }
            }
        }
        let made = docx(&text, &pictures);
        made.map(Some).map_err(|fault| {
            MachineFault::new(format!("做不成 Word 文件：{fault}")).hint("图片太大的，请缩小以后再试")
        })
    }

    fn tell(&self, format: TextFormat, console: &Console) {
        match format {
            TextFormat::Plain => {}
            TextFormat::Wechat => {
                console.say("双击打开，按 Ctrl+A 全选、Ctrl+C 复制，到公众号的编辑器里按 Ctrl+V 粘贴；标题另填到标题栏里。");
                self.name_pictures(console);
            }
            TextFormat::Docx => {
                console.say("用 Word 或 WPS 打开，看一看换行和分页，再打印或发送。");
            }
        }
    }

    /// WeChat takes no picture from a computer by pasting.
    fn name_pictures(&self, console: &Console) {
        let text = self.text();
        let mut files: Vec<&SourcePath> = Vec::new();
        for file in text.pictures().filter_map(|picture| text.file(picture)) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        if files.is_empty() {
            return;
        }
        console.say(&format!(
            "有 {} 张图片要在编辑器里一张一张插入，放在写着“（图片：……）”的地方：",
            files.len()
        ));
        for file in files {
            console.say(&format!("  {}", self.published_place(file)));
        }
    }

    /// Where a picture lies as it was published, without what a camera wrote into it; before a first build its own place.
    fn published_place(&self, file: &SourcePath) -> String {
        let place = format!("{}/{}", self.edition.site.edition.output, plan::material(file));
        match self.root.join(&place).is_file() {
            true => place,
            false => format!("{file}（照片里可能有拍摄地点；先运行 gongkai build，再用 {place}）"),
        }
    }
}

/// A picture's bytes as they are published.
fn published(renderer: &Renderer<'_>, file: &SourcePath) -> Result<Vec<u8>, Complaint> {
    let planned = Planned::Material(file.clone());
    renderer
        .render(&planned, &plan::material(file))
        .and_then(Rendered::into_bytes)
}
