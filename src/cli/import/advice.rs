//! What to do with a file that becomes no entry.

use super::Source;
use crate::attachment::Unreadable;
use crate::import::{NoEntry, SheetRefusal};
use crate::words::{decoded, is_picture};

/// What to do with a file that becomes no entry.
pub(super) fn advice(why: NoEntry, source: &Source<'_>) -> &'static str {
    if source.name.starts_with("~$") {
        return "这是 Word、Excel 打开文件时留下的临时文件；请选名字里没有 ~$ 的那一个";
    }
    if is_picture(source.ending) {
        return "这是照片；放到条目旁边，在正文里写上";
    }
    match source.ending {
        "heic" | "heif" => return "这是手机的照片，网页上看不了；请另存为 jpg，放到条目旁边，在正文里写上",
        "ppt" | "pptx" | "pptm" | "pps" | "ppsx" | "dps" => {
            return "这是课件；要给读者下载的，放到条目旁边，写进“附件”；要里面的文字，请用 PowerPoint 或 WPS 打开，“另存为”选 PDF，再导入";
        }
        "ofd" => {
            return "这是 ofd 文件，程序看不进去；请用 WPS 或 OFD 阅读器打开，“另存为”选 docx 或 PDF，再导入";
        }
        _ => {}
    }
    let why = match why {
        NoEntry::Empty => return "里面没有文字",
        NoEntry::NoTable(SheetRefusal::NoTable) => {
            return "没有认出表格：看不出哪一行是各列的名称；请在表格最上面加一行列名，或者把内容复制到 Word 里再导入";
        }
        NoEntry::NoTable(SheetRefusal::SideBySide) => {
            return "一个工作表里并排放着几张表，分不清哪一格是哪一张的；请把每一张表放到各自的工作表里，再导入";
        }
        NoEntry::NoTable(SheetRefusal::Form) => {
            return "像是填好的登记表、记录表（左边是项目，旁边是填的内容），不是一行一条的台账；请把内容复制到 Word 里，存成 docx，再导入";
        }
        NoEntry::NoTable(SheetRefusal::Publicity) => {
            return "这是公示，有公示期，到期要撤下来，不能做成一直公开的台账；请把内容复制到 Word 里，存成 docx，再导入，就成为有公示期的通知公告";
        }
        NoEntry::OfFiles => {
            return "像是入党申请、谈话、政审、思想汇报一类的材料，属于个人档案，在任何范围都不公开，不要放进网站的文件夹；是范文、讲义的，用 --kind 学习资料 导入";
        }
        NoEntry::Unreadable(why) => why,
    };
    if matches!(why, Unreadable::Damaged | Unreadable::Mismatch)
        && let Some(advice) = misnamed(source)
    {
        return advice;
    }
    let is_sheet = matches!(source.ending, "xlsx" | "xlsm" | "csv");
    match why {
        Unreadable::OldFormat => {
            "这是旧格式（doc、xls、wps、et、rtf 等），程序看不进去；请用 Word 或 WPS 打开，“另存为”选 docx（表格选 xlsx），再导入"
        }
        Unreadable::Archive => "这是压缩包；请先解开，再导入里面的文件",
        Unreadable::Protected => {
            "文件有密码，或者限制了修改；请打开后取消，另存一份再导入；取消不了的，用“打印”存成PDF"
        }
        Unreadable::Damaged if source.ending == "csv" => {
            "csv 文件读不下去：里面可能有一个引号没有成对；请用 Excel 或 WPS 打开，核对以后另存为 xlsx，再导入"
        }
        Unreadable::Damaged if is_sheet => {
            "文件已经损坏；请用 Excel 或 WPS 打开看看，能打开的另存一份再导入，不能打开的请重新要一份"
        }
        Unreadable::Damaged => {
            "文件已经损坏；请用 Word 或 WPS 打开看看，能打开的另存一份再导入，不能打开的请重新要一份"
        }
        Unreadable::Mismatch if is_sheet => {
            "文件的内容与扩展名不符；请用能打开它的程序打开，另存为 xlsx 再导入"
        }
        Unreadable::Mismatch => "文件的内容与扩展名不符；请用能打开它的程序打开，另存为 docx 再导入",
        Unreadable::TooLarge => "文件展开后太大，不像是正常的文件；请用 Word 或 WPS 打开，另存一份再导入",
        Unreadable::Macros => {
            "文件里有宏；请用 Word 或 WPS 打开，“另存为”选不带宏的 docx（表格选 xlsx），再导入"
        }
        Unreadable::Scanned => "这是扫描的图片，没有文字；请向发文的单位要 Word 文件，或者先识别成文字",
        Unreadable::Unknown => "程序不认识这种文件；可以导入 docx、xlsx、csv、html、mht、txt 和有文字的 pdf",
    }
}

/// What to do with a file that has the ending of another kind.
fn misnamed(source: &Source<'_>) -> Option<&'static str> {
    const PICTURES: [&[u8]; 3] = [b"\xFF\xD8\xFF", b"\x89PNG", b"GIF8"];
    let is_document = matches!(
        source.ending,
        "docx" | "docm" | "xlsx" | "xlsm" | "pdf" | "doc" | "wps"
    );
    if PICTURES.iter().any(|begin| source.bytes.starts_with(begin)) {
        return Some("文件的内容是照片，不是文档；请把扩展名改回 jpg 或 png，放到条目旁边，在正文里写上");
    }
    let is_control = |c: char| c.is_control() && !c.is_whitespace();
    let is_text = decoded(source.bytes)
        .is_ok_and(|read| !read.text.trim().is_empty() && !read.text.contains(is_control));
    match is_document && is_text && !source.bytes.starts_with(b"%PDF") && !source.bytes.starts_with(b"<") {
        true => Some("文件里只有文字，不是 Word、Excel、PDF 的文件；请把扩展名改成 txt，再导入"),
        false => None,
    }
}
