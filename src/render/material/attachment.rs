//! Attachments on their way out: what has to be removed from one by hand, and which nobody could look into, in words
//! for whoever attached it.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::RendererParts;
use crate::attachment::{AttachmentText, Obstacle, Remains, Unreadable, publishable, texts};
use crate::check::{self, Match, Rule, Syntax, Wordings};
use crate::clearance;
use crate::read::{EntryPart, Finding};
use crate::site::Site;
use crate::words::{Code, Complaint, Place, SourcePath};

const TRACKED: Code = Code::error("attachment-tracked");
const HIDDEN: Code = Code::error("attachment-hidden");
const LINKED: Code = Code::error("attachment-linked");
const EMBEDDED: Code = Code::error("attachment-embedded");
const ANNOTATED: Code = Code::error("attachment-annotated");
const SIGNED: Code = Code::error("attachment-signed");
const BROKEN: Code = Code::error("attachment-broken");
pub(super) const UNREAD: Code = Code::warning("attachment-unreadable");

/// So many places of one kind are told.
const TOLD: usize = 5;

/// Where Word, Excel and PowerPoint, and WPS, find all that is hidden.
const INSPECT: &str =
    "也可以用“文件 → 信息 → 检查问题 → 检查文档”一次找全；只想给人看结果的，另存为 PDF 再作为附件";

/// What is wrong with an attachment, errors and warnings; and how long it will be, when it can be published: that is known
/// of one of which a file was `made`.
pub(super) fn look(
    (file, bytes): (&SourcePath, &[u8]),
    made: Option<u64>,
    parts: &RendererParts<'_>,
) -> (Vec<Complaint>, Option<u64>) {
    let place = place(parts.site, file);
    let length = made.map_or_else(
        || publishable(&file.extension(), bytes, &super::clean_picture).map(|made| made.len() as u64),
        Ok,
    );
    let (length, obstacles) = match length {
        Ok(length) => (Some(length), Vec::new()),
        Err(obstacles) => (None, obstacles),
    };
    let mut complaints: Vec<Complaint> = obstacles
        .iter()
        .map(|obstacle| complaint(file, obstacle, place.clone()))
        .collect();
    match texts(&file.extension(), bytes) {
        Ok(texts) => {
            let findings = findings(("附件", file), &texts, (&place, parts.wordings));
            complaints.extend(clearance::about_attachment(&findings, &parts.site.edition));
        }
        // What cannot be read at all is an obstacle already.
        Err(why) if obstacles.is_empty() => complaints.push(warning(file, why, place)),
        Err(_) => {}
    }
    (complaints, length)
}

/// What the rules on texts find in the text of a drawing.
pub(super) fn about_drawing(file: &SourcePath, said: &str, parts: &RendererParts<'_>) -> Vec<Complaint> {
    let text = AttachmentText {
        place: String::new(),
        text: said.to_owned(),
    };
    let findings = findings(
        ("图片", file),
        &[text],
        (&place(parts.site, file), parts.wordings),
    );
    clearance::about_attachment(&findings, &parts.site.edition)
}

/// What the rules on texts find in the name of a picture or an attachment, told where an entry names it: that is where somebody
/// answers for it.
pub(super) fn about_name(file: &SourcePath, site: &Site) -> Vec<Complaint> {
    let found = check::find(
        &file.as_str().replace('/', "\n"),
        Syntax::Plain,
        &Wordings::default(),
    );
    if found.is_empty() {
        return Vec::new();
    }
    let place = place(site, file);
    let findings = found.into_iter().map(|mut found| {
        found.message = format!("文件名“{}”里有不能公开的内容：{}", file.name(), found.message);
        Finding::new(found, place.clone(), EntryPart::Open)
    });
    clearance::about_attachment(&findings.collect::<Vec<_>>(), &site.edition)
}

/// What the rules on texts find in an attachment, a rule for whole files once, and of a row of a table what neither a cell
/// nor its heading has said. Blanks are what many are attached for.
fn findings(
    (what, file): (&str, &SourcePath),
    texts: &[AttachmentText],
    (place, wordings): (&Place, &Wordings),
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut of_cells = HashSet::new();
    let mut of_headings: Vec<&Rule> = Vec::new();
    let letter = texts.iter().position(|text| check::begins_a_letter(&text.text));
    for (number, text) in texts.iter().enumerate() {
        let is_heading = text.first_cell().is_some_and(check::names_persons);
        if is_heading || !text.is_row() {
            of_headings.clear();
        }
        // Who signs a letter does so paragraphs below.
        let whole = match letter == Some(number) {
            true => Cow::Owned(joined(&texts[number..])),
            false => Cow::Borrowed(text.text.as_str()),
        };
        let own = |found: &Match| found.range.start < text.text.len();
        for mut found in check::find(&whole, Syntax::Document, wordings)
            .into_iter()
            .filter(own)
        {
            let is_told = || findings.iter().any(|told| told.rule == found.rule);
            if check::is_blank(&found) || found.rule.once && is_told() {
                continue;
            }
            let said = (found.rule.word, found.content.clone());
            // A line of a csv is both.
            let there = (found.rule.word, text.place.clone());
            match text.is_row() {
                false => of_cells.extend([said, there]),
                true if !check::is_told_of_rows(found.rule) => continue,
                true if of_cells.contains(&said) || of_cells.contains(&there) => continue,
                true if is_heading => of_headings.push(found.rule),
                true if check::is_of_a_column(&found) || of_headings.contains(&found.rule) => continue,
                true => {}
            }
            found.message = format!("{what}“{}”{}：{}", file.name(), text.place, found.message);
            findings.push(Finding::new(found, place.clone(), EntryPart::Open));
        }
    }
    findings
}

/// Texts as the lines of one.
fn joined(texts: &[AttachmentText]) -> String {
    let lines: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    lines.join("\n")
}

/// The bytes of an attachment to publish.
pub(super) fn clean(file: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Complaint> {
    let refused = match publishable(&file.extension(), &bytes, &super::clean_picture) {
        Ok(Cow::Owned(made)) => return Ok(made),
        Ok(Cow::Borrowed(_)) => None,
        Err(obstacles) => obstacles
            .first()
            .map(|one| complaint(file, one, Place::file(file))),
    };
    refused.map_or(Ok(bytes), Err)
}

/// Where the first entry that brings a file names it; the file itself where it is said in no entry.
pub(super) fn place(site: &Site, file: &SourcePath) -> Place {
    let named = site.ids().find_map(|id| {
        let entry = site.entry(id);
        let mut attached = entry.common.attachments.iter();
        let attached = attached.find(|attachment| attachment.file == *file);
        let mut links = entry.body.links.iter();
        let linked = || links.find(|link| link.target == *file).map(|link| &link.place);
        let mut images = entry.body.images.iter();
        let shown = || images.find(|image| image.file == *file).map(|image| &image.place);
        attached
            .map(|attachment| &attachment.place)
            .or_else(linked)
            .or_else(shown)
    });
    named.cloned().unwrap_or_else(|| Place::file(file))
}

fn complaint(file: &SourcePath, obstacle: &Obstacle, place: Place) -> Complaint {
    let name = file.name();
    let all = &obstacle.places;
    let places = all
        .iter()
        .take(TOLD)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("、");
    let more = match all.len() {
        0..=TOLD => String::new(),
        count => format!(" 等{count}处"),
    };
    let code = code(obstacle.what);
    let what = wrong(obstacle.what);
    let message = match all.is_empty() {
        true => format!("附件“{name}”{what}"),
        false => format!("附件“{name}”{what}：{places}{more}"),
    };
    let hints = cures(obstacle.what).iter();
    hints.fold(Complaint::new(code, place, message), |complaint, hint| {
        complaint.hint(*hint)
    })
}

fn code(what: Remains) -> Code {
    match what {
        Remains::Tracked => TRACKED,
        Remains::HiddenText
        | Remains::HiddenSheet
        | Remains::HiddenCells
        | Remains::HiddenSlide
        | Remains::Notes => HIDDEN,
        Remains::Linked => LINKED,
        Remains::Embedded => EMBEDDED,
        Remains::Annotated => ANNOTATED,
        Remains::Signed => SIGNED,
        Remains::Picture | Remains::Unreadable(_) => BROKEN,
    }
}

/// What is wrong, behind the file's name.
fn wrong(what: Remains) -> &'static str {
    match what {
        Remains::Tracked => "里有还没有接受的修订",
        Remains::HiddenText => "里有隐藏的文字或图形",
        Remains::HiddenSheet => "里有隐藏的工作表",
        Remains::HiddenCells => "里有隐藏的行、列或单元格",
        Remains::HiddenSlide => "里有隐藏的幻灯片",
        Remains::Notes => "的幻灯片带着演讲者备注",
        Remains::Linked => "引用了别的文件或别处的数据",
        Remains::Embedded => "里嵌着别的文件、脚本，或者程序不认识的内容",
        Remains::Annotated => "的页面上有批注或涂画",
        Remains::Signed => "有数字签名，程序不能去掉里面的作者信息",
        Remains::Picture => "里有清理不了的图片",
        Remains::Unreadable(Unreadable::Protected) => "设了密码或权限，读者打不开，程序也不能核对",
        Remains::Unreadable(Unreadable::Mismatch) => "的内容与扩展名不符",
        Remains::Unreadable(Unreadable::TooLarge) => "展开以后太大，程序不能核对",
        Remains::Unreadable(_) => "打不开，可能已经损坏",
    }
}

/// What to do, in the words of the menus of Word and WPS.
fn cures(what: Remains) -> &'static [&'static str] {
    match what {
        Remains::Tracked => {
            &["请用 Word 或 WPS 打开：审阅 → 接受 → 接受所有修订（不要的改动先拒绝），再关掉“修订”，保存"]
        }
        Remains::HiddenText => &[
            "请全选文字，在“字体”里去掉“隐藏”前面的勾；“选择窗格”里看不见的图形也显示出来，不公开的删去",
            INSPECT,
        ],
        Remains::HiddenSheet => &["请在工作表标签上点右键 → 取消隐藏；不公开的工作表请删去", INSPECT],
        Remains::HiddenCells => &[
            "请全选表格，在行号和列标上点右键 → 取消隐藏，有筛选的清除筛选；不公开的行和列请删去",
            INSPECT,
        ],
        Remains::HiddenSlide => &[
            "请在这张幻灯片上点右键，去掉“隐藏幻灯片”；不公开的幻灯片请删去",
            INSPECT,
        ],
        Remains::Notes => &["请在“视图 → 备注页”里删去备注", INSPECT],
        Remains::Linked => &[
            "请用 Excel 的“数据 → 编辑链接（查询和连接）”断开链接，Word 的域按 Ctrl+Shift+F9 变成文字；指向本机文件的超链接请删去",
        ],
        Remains::Embedded => &["请删去嵌入的对象，要公开的文件单独作为附件；或者另存为 PDF 再作为附件"],
        Remains::Annotated => &["请在 PDF 软件里删去全部批注；从 Word 导出的，先删去批注再导出"],
        Remains::Signed => {
            &["请把它打印成 PDF（打印机选“Microsoft Print to PDF”或“WPS PDF”），用打印出来的文件"]
        }
        Remains::Picture => &["请把图片另存为 JPG 或 PNG，重新插入文档；PDF 请重新导出"],
        Remains::Unreadable(Unreadable::Protected) => {
            &["请用“文件 → 信息 → 保护文档 → 用密码进行加密”清空密码，再保存；PDF 请打印成新的 PDF"]
        }
        Remains::Unreadable(Unreadable::Mismatch) => {
            &["改扩展名不会改变格式；请用 Word 或 WPS 打开它，“另存为”想要的格式"]
        }
        Remains::Unreadable(Unreadable::TooLarge) => &["请分成几个文件，或者另存为 PDF"],
        Remains::Unreadable(_) => &["请用 Word、WPS 或 PDF 软件打开，另存一份再试；打不开的，请换一份好的"],
    }
}

fn warning(file: &SourcePath, why: Unreadable, place: Place) -> Complaint {
    let name = file.name();
    let what = match why {
        Unreadable::OldFormat => "是旧格式，程序看不到里面的文字",
        Unreadable::Archive => "是压缩包，程序看不到里面的文件",
        Unreadable::Scanned => "像是扫描件，程序看不到里面的文字",
        _ => "的格式程序读不了，看不到里面的文字",
    };
    let hint = match why {
        Unreadable::OldFormat => {
            "请自己核对里面没有个人信息、批注和修订；另存为 docx、xlsx、pptx 或 PDF，程序就能核对，并去掉作者信息"
        }
        Unreadable::Archive => "请自己核对里面没有个人信息；每个文件单独作为附件，程序就能核对",
        _ => "请自己核对里面没有个人信息",
    };
    Complaint::new(UNREAD, place, format!("附件“{name}”{what}")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a file, without its name.
    fn said(rows: &str) -> Vec<String> {
        let file = SourcePath::new("content/notices/biao.csv").expect("a path");
        let texts = texts("csv", rows.as_bytes()).expect("readable");
        let found = findings(
            ("附件", &file),
            &texts,
            (&Place::file(&file), &Wordings::default()),
        );
        let messages = found.iter().map(|finding| &finding.message);
        messages
            .map(|message| message.trim_start_matches("附件“biao.csv”").to_owned())
            .collect()
    }

    #[test]
    fn a_letter_is_somebodys_when_another_line_of_it_is_signed() {
        let file = SourcePath::new("content/notices/xin.txt").expect("a path");
        let said = |letter: &str| {
            let texts = texts("txt", letter.as_bytes()).expect("readable");
            findings(
                ("附件", &file),
                &texts,
                (&Place::file(&file), &Wordings::default()),
            )
            .into_iter()
            .any(|finding| finding.message.contains("写给党组织"))
        };
        let letter = "入党申请书\n敬爱的党组织：我志愿加入中国共产党，遵守党的章程。\n";
        assert!(said(&format!("{letter}申请人：张倩\n2026年11月9日")));
        assert!(!said(&format!("{letter}申请人：×××\n年  月  日")));
    }

    #[test]
    fn a_row_is_told_where_neither_a_cell_nor_its_heading_is() {
        for (rows, expected) in [
            (
                "姓名,备注\n孙丽娟,胃癌\n李建国,优秀",
                &["第2行：这里写了一个人的病情：“胃癌”"][..],
            ),
            ("备注,姓名\n低保户,王小明", &["第2行：姓名旁边写了“低保户”"]),
            ("姓名,等次\n王海燕,一等\n吴越,优秀", &[]),
            (
                "姓名,等次\n孙晓梅,优秀\n吴越,基本合格",
                &["第3行：姓名旁边的格里写了“基本合格”"],
            ),
            ("姓名,成绩\n林浩然,58", &[]),
            ("学生,心理状况\n林浩然,良好", &["第1行：表里有“心理状况”一列"]),
            (
                "刘敏,信基督教",
                &["第1行：这里写了一个人的宗教信仰：“刘敏 | 信基督教”"],
            ),
            // Once, at its heading.
            (
                "姓名,资助档次\n王小明,低保户\n李小红,低保户",
                &["第1行：表里有“资助档次”一列"],
            ),
            // Once, in its cell.
            (
                "姓名,电话\n孙丽娟,13812345678",
                &["第2行：这里有一个手机号：138****5678"],
            ),
            (
                "班级,姓名,成绩\n三1班,王小明,95",
                &["第1行：这里写了学生的成绩、名次：“成绩”"],
            ),
            // A form.
            ("姓名,孙丽娟,家庭住址,", &[]),
            ("姓名,支部\n孙丽娟,第一党支部", &[]),
        ] {
            assert_eq!(said(rows), expected, "{rows}");
        }
    }
}
