//! Whole files → their texts, by what they are; damaged ones are read or refused.

use std::path::{Path, PathBuf};

use super::shown::shown;
use super::*;
use crate::read::{FileBytes, Found, Settings, Tree};
use crate::words::{Day, Kind, Report, SourcePath, rows};

/// The folders below `tests/import/web`: a file, what lies beside it, what it says.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/web");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

fn page_of(case: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .find(|file| file.is_file() && file.file_stem().is_some_and(|stem| stem == "page"))
        .unwrap()
}

fn read_case(case: &Path) -> Result<ImportedText, Unreadable> {
    let page = page_of(case);
    let ending = page.extension().unwrap().to_str().unwrap().to_owned();
    read(&ending, &std::fs::read(&page).unwrap(), &|path| {
        std::fs::read(case.join(path)).ok()
    })
}

/// A PNG of 40 by 40 pixels.
pub(super) fn grey_picture() -> Vec<u8> {
    let mut png = Vec::new();
    let encoder = png::Encoder::new(&mut png, 40, 40);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&[0; 1600])
        .unwrap();
    png
}

#[test]
fn whole_pages_become_their_texts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let told = shown(&read_case(&case).unwrap());
        assert!(!told.contains("secret"), "{}: {told}", case.display());
        let expected = case.join("expected.txt");
        if std::env::var_os("GONGKAI_UPDATE").is_some() {
            std::fs::write(&expected, &told).unwrap();
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        if told != expected {
            wrong.push(format!(
                "{}\n--- expected\n{expected}--- read\n{told}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases().len() >= 10);
}

#[test]
fn files_are_read_by_what_they_are() {
    let ole: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("<html><p>甲</html>".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (ending, bytes, expected) in [
        ("doc", "<html><body><p>甲</body></html>".as_bytes(), Ok("甲\n")),
        ("txt", "\u{feff}\r\n<!DOCTYPE html><p>甲</p>".as_bytes(), Ok("甲\n")),
        ("htm", &utf16, Ok("甲\n")),
        ("html", "甲".as_bytes(), Ok("甲\n")),
        ("doc", b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b--", Ok("x\n")),
        ("txt", "甲".as_bytes(), Ok("甲\n")),
        ("txt", b"PK\x03\x04...", Err(Unreadable::Mismatch)),
        ("txt", b"%PDF-1.4", Err(Unreadable::Mismatch)),
        ("txt", ole, Err(Unreadable::Mismatch)),
        ("txt", b"{\\rtf1 x}", Err(Unreadable::OldFormat)),
        ("doc", ole, Err(Unreadable::OldFormat)),
        ("doc", b"{\\rtf1 x}", Err(Unreadable::OldFormat)),
        ("doc", b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>", Err(Unreadable::OldFormat)),
        ("doc", b"PK\x03\x04", Err(Unreadable::Mismatch)),
        ("wps", ole, Err(Unreadable::OldFormat)),
        ("rtf", b"{\\rtf1 x}", Err(Unreadable::OldFormat)),
        ("pdf", b"%PDF-1.4", Err(Unreadable::Damaged)),
        ("pdf", b"PK\x03\x04", Err(Unreadable::Mismatch)),
        ("docx", ole, Err(Unreadable::Mismatch)),
        ("docm", b"PK\x03\x04", Err(Unreadable::Macros)),
        ("docx", b"", Err(Unreadable::Damaged)),
        ("mht", b"x", Err(Unreadable::Damaged)),
        ("zip", b"PK\x03\x04", Err(Unreadable::Archive)),
        ("exe", b"MZ", Err(Unreadable::Unknown)),
    ] {
        let told = read(ending, bytes, &|_| None).map(|text| shown(&text));
        assert_eq!(told.as_deref().map_err(|why| *why), expected, "{ending} {:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn pictures_are_looked_for_beside_the_page_only() {
    let asked = std::cell::RefCell::new(Vec::new());
    let html = "<html><body><img src='../a.png'><img src='/b.png'><img src='C:\\c.png'><img src='https://e.cn/d.png'>\
                <img src='x/%2e%2e/e.png'><img src='x//f.png'><img src='.\\x_files\\g.png?1'>";
    let beside = |path: &str| {
        asked.borrow_mut().push(path.to_owned());
        None
    };
    read("html", html.as_bytes(), &beside).unwrap();
    assert_eq!(*asked.borrow(), ["x_files/g.png"]);
}

/// A part of a JPEG.
fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, contents].concat()
}

#[test]
fn pictures_are_kept_without_what_cameras_wrote_into_them() {
    let jpeg = [
        vec![0xff, 0xd8],
        segment(0xe1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0 secret place"),
        segment(0xdb, &[0; 65]),
        segment(0xc4, &[0; 17]),
        segment(0xc0, b"\x08\x01\0\x01\0\x01\x01\x11\0"),
        segment(0xda, b"\x01\x01\0\0\x3f\0"),
        vec![0x12, 0xff, 0xd9],
    ]
    .concat();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 40, 40);
    encoder
        .add_text_chunk("Author".to_owned(), "secret name".to_owned())
        .unwrap();
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&[0; 1600])
        .unwrap();
    let html = "<html><body><p>植树</p><p><img src=a.jpg></p><p><img src=b.png></p>";
    let request = ImportRequest {
        ending: "html",
        bytes: html.as_bytes(),
        file_name: "植树.html",
        kind: None,
        organization: &crate::read::Organization::default(),
        is_dated: false,
    };
    let beside = |path: &str| match path {
        "a.jpg" => Some(jpeg.clone()),
        _ => Some(png.clone()),
    };
    let entries = request.entries(&beside).unwrap();
    let (_, pictures) = entries[0].file("---\n# 说明\n\n标题: 甲\n---\n", "植树", String::new());
    let names: Vec<&str> = pictures.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["植树-1.jpg", "植树-2.png"]);
    for ((name, bytes), before) in pictures.iter().zip([&jpeg, &png]) {
        assert!(memchr::memmem::find(before, b"secret").is_some(), "{name}");
        assert!(memchr::memmem::find(bytes, b"secret").is_none(), "{name}");
    }
}

fn drafted(html: &str, form: &str) -> (String, Vec<String>) {
    let request = ImportRequest {
        ending: "html",
        bytes: html.as_bytes(),
        file_name: "榜.html",
        kind: None,
        organization: &crate::read::Organization::default(),
        is_dated: false,
    };
    let png = grey_picture();
    // 100 by 100.
    let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x63\0\0\x63\0\0".to_vec();
    let beside = |path: &str| match path {
        "b.png" => Some(png.clone()),
        _ => Some(webp.clone()),
    };
    let entries = request.entries(&beside).unwrap();
    let (text, pictures) = entries[0].file(form, "榜", String::new());
    (text, pictures.into_iter().map(|(name, _)| name).collect())
}

#[test]
fn a_picture_that_no_page_shows_is_asked_for() {
    let html =
        "<html><body><h1>植树活动掠影</h1><p>第一段。</p><p><img src=a.webp></p><p><img src=b.png></p>";
    let (text, names) = drafted(html, "---\n标题: 甲\n---\n");
    assert_eq!(names, ["榜-1.png"]);
    assert!(
        text.contains("（此处补充图片）") && !text.contains("]()"),
        "{text}"
    );
    assert!(text.contains("网页不能显示的图片1处没有带进来"), "{text}");
}

#[test]
fn photographs_of_a_ledger_are_saved_beside_it() {
    let html = "<html><body><h1>2026年光荣榜</h1><table><tr><td>姓名<td>所在支部<td>荣誉称号<td>照片\
        <tr><td>周海宁<td>第一党支部<td>优秀共产党员<td><img src=b.png></table>";
    let (text, names) = drafted(html, "标题: 甲\n台账: 整改销号\n行:\n  - 编号: 1\n");
    assert_eq!(names, ["榜-1.png"], "{text}");
    assert!(
        text.contains("台账: 光荣榜") && text.contains("称号: 优秀共产党员, 照片: 榜-1.png"),
        "{text}"
    );
}

#[test]
fn a_publicity_without_a_period_gets_none_that_nobody_said() {
    let form = "---\n标题: 甲\n公示期: {开始: 2026-01-01, 工作日: 5}\n---\n";
    for (said, wanted) in [
        ("公示期限为3天。", "公示期: {开始: （填日期）, 截止: （填日期）}"),
        ("公示期5个工作日。", "公示期: {开始: （填日期）, 工作日: 5}"),
    ] {
        let html = format!("<html><body><h1>关于拟表彰对象的公示</h1><p>经研究，现予公示。</p><p>{said}</p>");
        let (text, _) = drafted(&html, form);
        assert!(text.contains(wanted), "{said}: {text}");
    }
}

/// What became of a text file, where it became something.
fn from_text(text: &str, kind: Option<Kind>) -> Result<(Kind, String), NoEntry> {
    let request = ImportRequest {
        ending: "txt",
        bytes: text.as_bytes(),
        file_name: "文件.txt",
        kind,
        organization: &crate::read::Organization::default(),
        is_dated: false,
    };
    let entries = request.entries(&|_| None)?;
    Ok((entries[0].kind, entries[0].title.clone()))
}

#[test]
fn what_belongs_into_somebodys_files_becomes_no_entry() {
    let letter = "入党申请书\n\n敬爱的党组织：\n我志愿加入中国共产党。\n";
    assert_eq!(from_text(letter, None), Err(NoEntry::OfFiles));
    let (kind, _) = from_text(letter, Some(Kind::Study)).unwrap();
    assert_eq!(kind, Kind::Study);
}

#[test]
fn a_text_about_a_book_is_to_be_studied() {
    let (kind, title) = from_text("学习《党章》要点\n学习党章。\n必学，2学时。\n", None).unwrap();
    assert_eq!((kind, title.as_str()), (Kind::Study, "学习《党章》要点"));
}

#[test]
fn a_table_of_dues_that_hangs_is_a_ledger() {
    let rows = "支部\t党员数\t应缴\t实缴\n第一党支部\t12\t120\t120\n第二党支部\t10\t100\t100\n";
    let (kind, _) = from_text(&format!("2026年第三季度党费收缴情况公示表\n{rows}"), None).unwrap();
    assert_eq!(kind, Kind::Ledger);
}

/// A small generator of numbers, the same each time.
fn shuffled(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 11) as usize
}

#[test]
fn damaged_files_are_read_or_refused() {
    let asked: usize = std::env::var("GONGKAI_FUZZ")
        .ok()
        .and_then(|asked| asked.parse().ok())
        .unwrap_or(0);
    let times = (asked / 20_000).max(1);
    let mut seed = 0x1234_5678_9abc_def1;
    for case in cases() {
        let page = page_of(&case);
        let ending = page.extension().unwrap().to_str().unwrap().to_owned();
        let whole = std::fs::read(&page).unwrap();
        for _ in 0..60 * times {
            let mut bytes = whole.clone();
            for _ in 0..1 + shuffled(&mut seed) % 20 {
                let at = shuffled(&mut seed) % bytes.len();
                match shuffled(&mut seed) % 4 {
                    0 => bytes[at] = shuffled(&mut seed) as u8,
                    1 => bytes[at] = b"<>/=\"'&;-"[shuffled(&mut seed) % 9],
                    2 => {
                        let to = (at + shuffled(&mut seed) % 50).min(bytes.len());
                        bytes.drain(at..to);
                    }
                    _ => bytes.truncate(at.max(1)),
                }
                if bytes.is_empty() {
                    bytes.push(b'x');
                }
            }
            let _ = read(&ending, &bytes, &|_| None);
        }
    }
}

/// What entries are read against: a site that shows everybody what is for all.
pub(super) fn settings() -> Settings {
    let site = "title = \"甲\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n";
    let tree = Tree {
        config: Some(Found {
            path: SourcePath::new("site.toml").unwrap(),
            content: FileBytes::Memory(site.as_bytes().into()),
        }),
        ..Tree::default()
    };
    Settings::read(&tree, Day::parse("2026-03-31").unwrap())
}

/// The entries of a file, and what is to be looked at when they are written for everybody.
fn looked_through(ending: &str, bytes: &[u8]) -> Vec<(String, Vec<String>, Vec<String>)> {
    let request = ImportRequest {
        ending,
        bytes,
        file_name: "文件.docx",
        kind: None,
        organization: &crate::read::Organization::default(),
        is_dated: false,
    };
    let settings = settings();
    let entries = request.entries(&|_| None).unwrap().into_iter();
    let told = entries.map(|mut entry| {
        let (form, file) = match entry.kind {
            Kind::Ledger => (include_str!("../cli/forms/ledger.yaml"), "content/ledgers/a.yaml"),
            _ => (include_str!("../cli/forms/notice.md"), "content/notices/a.md"),
        };
        let form = form
            .replace("{标题}", &entry.title)
            .replace("{日期}", "2026-03-30")
            .replace("{公开范围}", "公开范围: 社会公开");
        let (text, pictures) = entry.file(&form, "a", String::new());
        let pictures = pictures.into_iter().map(|(name, _)| name).collect();
        let path = SourcePath::new(file).unwrap();
        let read = settings.entry(entry.kind, &path, Some(text.as_bytes()), Report::new());
        let editions = &settings.config().unwrap().editions;
        entry.look_through(&text, &read.document.expect(&text), editions);
        (text, pictures, entry.to_look_at())
    });
    told.collect()
}

#[test]
fn what_a_ledger_tells_of_persons_is_named_by_its_row() {
    let csv = "志愿服务\n姓名,时长,备注\n林小满,3,13893112233\n江小禾,2,患糖尿病，免重活\n周海宁,2,无\n";
    let told = looked_through("csv", csv.replace("患糖尿病，", "患糖尿病 ").as_bytes());
    let said = "表里有手机号1处（原表第3行）、病情1处（原表第4行），先弄清能不能公开";
    assert!(told[0].2.iter().any(|line| line == said), "{:?}", told[0]);
}

#[test]
fn what_check_tells_of_a_draft_is_announced_and_nothing_else() {
    let table = r"
        txt/关于值班的通知\n各支部：\n值班电话13893112233。\n第一党支部\n2026年3月30日 => 手机号1处
        txt/关于值班的通知\n内部资料，不得外传\n请按时到岗。\n第一党支部\n2026年3月30日 => 不公开的标志1处
        html/<html><body><h1>关于植树的通知</h1><div>2026-03-30 来源：党办 阅读：88</div><p>请按时参加，不要迟到。</p> => -
        txt/关于发展对象的公示\n拟确定林小满为发展对象。公示期自2026年3月30日至4月3日。\n第一党支部\n2026年3月30日 => -
        csv/评议结果\n姓名,支部,评议等次,不足\n甲一,第一党支部,优秀,无\n乙二,第一党支部,基本合格,不主动 => 不得公开的内容1处、会上的个人意见1处
    ";
    for (file, expected) in rows(table) {
        let (ending, text) = file.split_once('/').unwrap();
        let told = looked_through(ending, text.as_bytes()).remove(0).2;
        let end = "，先弄清能不能公开；是哪几处，运行 gongkai check 就看到";
        let mut said = told
            .iter()
            .filter_map(|said| said.strip_suffix(end)?.strip_prefix("文中有"));
        assert_eq!(said.next().unwrap_or("-"), expected, "{file}");
    }
}

#[test]
fn a_seal_beside_a_signature_is_no_file_that_nothing_shows() {
    use base64::Engine;
    let png = base64::engine::general_purpose::STANDARD.encode(grey_picture());
    let picture = format!("<img src='data:image/png;base64,{png}' alt='章'>");
    let page = format!(
        "<html><body><p align=center>关于缴费的通知</p><p>各党小组：</p><p>请于4月20日前缴纳。</p>{{}}\
         <p align=right>第一党支部{picture}</p><p align=right>2026年4月8日</p>"
    );
    let told = |inside: &str| looked_through("html", page.replace("{}", inside).as_bytes());
    let sealed = told("");
    assert!(sealed[0].1.is_empty(), "{sealed:?}");
    let shown = told(&format!("<p>{picture}</p>"));
    assert_eq!(shown[0].1, ["a-1.png"], "{shown:?}");
}
