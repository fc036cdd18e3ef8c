//! A bureau's list of schools → where the summary of each lies. One school a line, its name in front when it is given:
//!
//! ```text
//! # 2026年秋
//! 青禾实验学校    https://www.qinghe.example.edu.cn/dangwu/
//! 行知小学        D:\收到的\行知小学
//! 星河中学.txt
//! ```
//!
//! A web address is that of the site, of its home page or of the summary itself. A folder or file goes from the list's own
//! folder; in quotes, as Windows copies paths, when there are blanks in it. Looks at no disk and no network.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use url::Url;

use crate::site::disclosure::DISCLOSURE_FILE;
use crate::words::{Code, Complaint, Report, SourceText, starts_with_any};

const LIST: Code = Code::error("gather-list");

/// No list is longer.
const MOST_SCHOOLS: usize = 5000;

/// No name is longer, in characters.
const LONGEST_NAME: usize = 60;

/// What stands between a name and an address.
const BETWEEN: [char; 8] = ['\t', ' ', '\u{3000}', '，', ',', '：', '=', '＝'];

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSchool {
    /// The line, from 1.
    pub line: u32,
    /// The name, when there is one.
    pub name: Option<String>,
    /// The address as it was typed.
    pub typed: String,
    /// Where the summary lies.
    pub place: SummaryPlace,
}

/// Where a summary lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SummaryPlace {
    /// The summary's address.
    Web(Url),
    /// A folder that holds the summary, or the summary itself.
    Disk(PathBuf),
}

/// What to type for a web address.
const WHOLE_ADDRESS: &str =
    "写网站首页的网址，冒号和斜杠用半角，例如 https://www.qinghe.example.edu.cn/dangwu/";

/// What is said of a line that holds a password; the line itself is then not shown.
const PASSWORD: &str = "网址里有用户名或密码";

/// What is wrong with a line: where, what, and what to do.
struct LineFault(Range<usize>, String, &'static str);

/// Reads a list; what lies on the disk goes from `folder`. Lines with a fault are complained about and left out.
pub fn read_list(source: &SourceText, folder: &Path, report: &mut Report) -> Vec<ListedSchool> {
    let mut schools: Vec<ListedSchool> = Vec::new();
    let mut lines: HashMap<SummaryPlace, u32> = HashMap::new();
    let mut start = 0;
    for (number, whole) in (1..).zip(source.text.split_inclusive('\n')) {
        let at = start..start + whole.trim_end().len();
        start += whole.len();
        let read = match line(&source.text, at.clone()) {
            None => continue,
            Some(read) => read.and_then(|line| line.located(folder)),
        };
        let read = read.and_then(|(name, typed, place)| {
            let address = at.end - typed.len()..at.end;
            match lines.get(&place) {
                Some(before) => Err(LineFault(
                    address,
                    format!("和第{before}行是同一个地址"),
                    "一所学校只写一行；写错了的，改成它自己的地址",
                )),
                None => Ok((name, typed, place)),
            }
        });
        match read {
            Ok((name, typed, place)) => {
                lines.insert(place.clone(), number);
                schools.push(ListedSchool {
                    line: number,
                    name,
                    typed,
                    place,
                });
            }
            Err(LineFault(at, message, hint)) => {
                let mut place = source.place(at);
                if message == PASSWORD {
                    place.excerpt.clear();
                }
                report.push(Complaint::new(LIST, place, message).hint(hint));
            }
        }
    }
    let whole = source.place(0..source.text.lines().next().map_or(0, str::len));
    if schools.len() > MOST_SCHOOLS {
        let message = format!("名单里有{}所学校，超过了{MOST_SCHOOLS}所", schools.len());
        report.push(Complaint::new(LIST, whole, message).hint("请分成几个名单，分别汇总"));
    } else if schools.is_empty() && !report.has_errors() {
        let hint = "一行写一所学校：名称，空一格，网址或文件夹";
        report.push(Complaint::new(LIST, whole, "名单里一所学校也没有").hint(hint));
    }
    schools
}

/// A line's name and address.
struct ListLine<'t> {
    name: Option<&'t str>,
    address: &'t str,
    /// The address in the text.
    at: Range<usize>,
}

/// Takes a line apart; `None` for an empty one and for a remark.
fn line(text: &str, at: Range<usize>) -> Option<Result<ListLine<'_>, LineFault>> {
    let line = &text[at.clone()];
    let bare = line.trim();
    if bare.is_empty() || bare.starts_with(['#', '＃']) {
        return None;
    }
    if let Some((offset, c)) = line.char_indices().find(|(_, c)| c.is_control() && *c != '\t') {
        let at = at.start + offset..at.start + offset + c.len_utf8();
        let message = "这里有一个看不见的字符".to_owned();
        return Some(Err(LineFault(at, message, "请把这一行重新输入一遍")));
    }
    let begins = address_start(line);
    let (name, address) = line.split_at(begins);
    let at = at.start + begins..at.end;
    let name = name.trim_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
    if name.chars().count() > LONGEST_NAME {
        let message = format!("学校的名称超过了{LONGEST_NAME}个字");
        return Some(Err(LineFault(
            at,
            message,
            "一行写一所学校：名称，空一格，网址或文件夹",
        )));
    }
    let name = Some(name).filter(|name| !name.is_empty());
    Some(Ok(ListLine { name, address, at }))
}

/// Where in a line the address begins: at `http://`, at a quoted path, or behind a name without a slash.
fn address_start(line: &str) -> usize {
    let small = line.to_ascii_lowercase();
    let web = ["https://", "http://", "https：", "http："]
        .iter()
        .filter_map(|scheme| small.find(scheme))
        .min();
    if let Some(web) = web {
        return web;
    }
    if let Some(quote) = line.find(['"', '“']).filter(|_| line.ends_with(['"', '”'])) {
        return quote;
    }
    let indent = line.len() - line.trim_start().len();
    let Some(gap) = line[indent..].find(BETWEEN).map(|gap| indent + gap) else {
        return indent;
    };
    // A drive or a folder in front: the blank is inside a path.
    let is_path = line[indent..gap].contains(['/', '\\', ':']);
    let behind = line[gap..].trim_start_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
    match is_path || behind.is_empty() {
        true => indent,
        false => line.len() - behind.len(),
    }
}

impl ListLine<'_> {
    /// The name, the address as it was typed, and where the summary lies.
    fn located(self, folder: &Path) -> Result<(Option<String>, String, SummaryPlace), LineFault> {
        let fault = |message: String, hint| LineFault(self.at.clone(), message, hint);
        let typed = self.address.trim_matches(['"', '“', '”']);
        let place = match typed.split_once(':') {
            Some((scheme, _)) if is_web(scheme) => {
                SummaryPlace::Web(web(typed).map_err(|(message, hint)| fault(message.to_owned(), hint))?)
            }
            Some((scheme, _))
                if scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
            {
                let message = format!("不能从“{scheme}:”读取");
                return Err(fault(message, "写 http、https 开头的网址，或者文件夹、文件"));
            }
            _ if is_mistyped_web(typed) => {
                return Err(fault("网址的开头不对".to_owned(), WHOLE_ADDRESS));
            }
            _ if typed.trim().is_empty() => {
                let hint = "一行写一所学校：名称，空一格，网址或文件夹";
                return Err(fault("没有写地址".to_owned(), hint));
            }
            _ => SummaryPlace::Disk(folder.join(typed)),
        };
        Ok((self.name.map(str::to_owned), self.address.to_owned(), place))
    }
}

/// True for a web address with a full-width colon, or without its beginning; no folder is called so.
fn is_mistyped_web(typed: &str) -> bool {
    let small = typed.to_ascii_lowercase();
    starts_with_any(&small, &["http：", "https：", "www."])
}

fn is_web(scheme: &str) -> bool {
    ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
}

/// The address of a summary: from that of the site, of one of its pages, or of the summary.
fn web(typed: &str) -> Result<Url, (&'static str, &'static str)> {
    if typed.contains(char::is_whitespace) {
        return Err(("网址里有空格", "一行只写一所学校，网址写在最后，后面不写别的"));
    }
    let mut url = Url::parse(typed).map_err(|_| ("网址不完整", WHOLE_ADDRESS))?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err(("网址不完整", WHOLE_ADDRESS));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err((PASSWORD, "公开网站不用密码，请删去“@”前面的部分"));
    }
    if url.query().is_some() {
        return Err(("网址里有“?”", WHOLE_ADDRESS));
    }
    url.set_fragment(None);
    let path = url.path().to_owned();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", ""));
    let summary = match name {
        name if name.ends_with(".txt") => path.clone(),
        // A page: what people copy from the browser.
        name if name.is_empty() || name.contains('.') => format!("{folder}/{DISCLOSURE_FILE}"),
        name => format!("{folder}/{name}/{DISCLOSURE_FILE}"),
    };
    url.set_path(&summary);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<ListedSchool>, Vec<String>) {
        let source = SourceText::of("名单.txt", text);
        let mut report = Report::new();
        let schools = read_list(&source, Path::new("/收到的"), &mut report);
        let said = report.sorted().into_iter().map(|complaint| {
            let place = complaint.place.as_ref().expect("a place");
            format!("{}:{} {}", place.line, place.column, complaint.message)
        });
        (schools, said.collect())
    }

    fn place(line: &str) -> (Option<String>, String) {
        let (schools, said) = read(line);
        assert_eq!(said, [""; 0], "{line}");
        let [school] = schools.as_slice() else {
            panic!("{line}: {schools:?}");
        };
        let place = match &school.place {
            SummaryPlace::Web(url) => url.to_string(),
            SummaryPlace::Disk(path) => path.to_string_lossy().replace('\\', "/"),
        };
        (school.name.clone(), place)
    }

    #[test]
    fn a_line_is_read_as_a_clerk_types_it() {
        let site = "https://a.example.edu.cn/dangwu/disclosure.txt";
        for (line, name, at) in [
            ("https://a.example.edu.cn/dangwu/", None, site),
            ("https://a.example.edu.cn/dangwu", None, site),
            ("HTTPS://A.example.edu.cn/dangwu/index.html#main", None, site),
            (site, None, site),
            (
                "https://a.example.edu.cn",
                None,
                "https://a.example.edu.cn/disclosure.txt",
            ),
            (
                "青禾 学校\thttps://a.example.edu.cn/dangwu/",
                Some("青禾 学校"),
                site,
            ),
            (
                "青禾学校，https://a.example.edu.cn/dangwu/  ",
                Some("青禾学校"),
                site,
            ),
            (
                "青禾学校：https://a.example.edu.cn/dangwu/",
                Some("青禾学校"),
                site,
            ),
            (
                "青禾学校=https://a.example.edu.cn/dangwu/",
                Some("青禾学校"),
                site,
            ),
            ("青禾学校", None, "/收到的/青禾学校"),
            ("  青禾学校　甲乙", Some("青禾学校"), "/收到的/甲乙"),
            ("青禾学校 甲/乙 丙.txt", Some("青禾学校"), "/收到的/甲/乙 丙.txt"),
            ("甲/乙 丙.txt", None, "/收到的/甲/乙 丙.txt"),
            ("\"青禾 学校\"", None, "/收到的/青禾 学校"),
            ("青禾学校 \"/甲 乙/丙\"", Some("青禾学校"), "/甲 乙/丙"),
            ("青禾学校 “甲 乙”", Some("青禾学校"), "/收到的/甲 乙"),
        ] {
            assert_eq!(place(line), (name.map(str::to_owned), at.to_owned()), "{line}");
        }
    }

    #[test]
    fn remarks_and_empty_lines_are_none() {
        let (schools, said) = read("# 名单\r\n\r\n甲 https://a.example.edu.cn/\r\n　＃ 乙\r\n乙 乙/\r\n");
        assert_eq!(said, [""; 0]);
        let lines: Vec<u32> = schools.iter().map(|school| school.line).collect();
        assert_eq!(lines, [3, 5]);
    }

    #[test]
    fn faults_are_told_with_line_and_column() {
        for (text, said) in [
            ("", "1:1 名单里一所学校也没有"),
            ("# 甲\n", "1:1 名单里一所学校也没有"),
            ("甲\nftp://a.example.edu.cn/", "2:1 不能从“ftp:”读取"),
            ("甲 javascript:alert(1)", "1:3 不能从“javascript:”读取"),
            ("甲 file:///etc/passwd", "1:3 不能从“file:”读取"),
            ("甲 https://", "1:3 网址不完整"),
            ("甲，https：//a.example.edu.cn/", "1:3 网址的开头不对"),
            ("https：//a.example.edu.cn/", "1:1 网址的开头不对"),
            ("甲 www.a.example.edu.cn", "1:3 网址的开头不对"),
            ("甲 https://a b/", "1:3 网址里有空格"),
            ("甲 https://a.example.edu.cn/ 电话", "1:3 网址里有空格"),
            ("甲 https://u:p@a.example.edu.cn/", "1:3 网址里有用户名或密码"),
            ("甲 https://a.example.edu.cn/?id=1", "1:3 网址里有“?”"),
            ("甲\u{7} 乙/", "1:2 这里有一个看不见的字符"),
            ("甲 “”", "1:3 没有写地址"),
            (
                "甲 https://a.example.edu.cn/\n乙 https://A.example.edu.cn/index.html",
                "2:3 和第1行是同一个地址",
            ),
        ] {
            assert_eq!(read(text).1, [said], "{text}");
        }
        let long = format!("{} 甲/", "长".repeat(LONGEST_NAME + 1));
        assert_eq!(read(&long).1.len(), 1);
        let many: String = (0..=MOST_SCHOOLS)
            .map(|index| format!("学校{index}/\n"))
            .collect();
        assert_eq!(
            read(&many).1,
            [format!(
                "1:1 名单里有{}所学校，超过了{MOST_SCHOOLS}所",
                MOST_SCHOOLS + 1
            )]
        );
    }
}
