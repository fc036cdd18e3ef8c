//! A finished file → as it goes out.
//!
//! A last look at each page: no link may begin at the server's root, or the site would not work from a sub-directory
//! or a USB stick; and no link that a template writes out may lead to a page that is not there. A page whose bytes
//! show no sign of either is not read.
//!
//! Then `ascii_safe`: every non-ASCII character written as a reference, so that a page reads right under
//! whatever character set a misconfigured server claims.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::{FileType, Theme};
use crate::markdown::{LINK_ROOTED, is_rooted};
use crate::plan::Plan;
use crate::words::{Address, Code, Complaint, Place};

/// A template links to a page that this edition does not have.
const LINK_ABSENT: Code = Code::error("theme-link");

/// What pages of one edition are looked through for.
#[derive(Debug)]
pub(super) struct Guard {
    /// Links that templates write out, to files that are not in the plan.
    absent: Vec<Absent>,
}

#[derive(Debug)]
struct Absent {
    path: String,
    place: Place,
}

/// An attribute of a page.
struct Attribute {
    tag: String,
    name: String,
    value: String,
}

impl Guard {
    /// Looks for links in the templates that the edition cannot follow; whether any page shows them is seen later.
    pub(super) fn new(theme: &Theme, plan: &Plan) -> Self {
        let is_planned = |path: &str| {
            let file = path.split(['#', '?']).next().unwrap_or(path);
            file.is_empty() || Address::new(file).is_ok_and(|address| plan.files.contains_key(&address))
        };
        let links = theme.written_links().filter(|(path, _)| !is_planned(path));
        let absent = links.map(|(path, place)| Absent { path, place });
        Self {
            absent: absent.collect(),
        }
    }

    /// Complains of a page with such a link.
    pub(super) fn check(&self, theme: &Theme, address: &Address, page: &[u8]) -> Result<(), Complaint> {
        if self.absent.is_empty() && !is_suspicious(page) {
            return Ok(());
        }
        for attribute in attributes(&String::from_utf8_lossy(page)) {
            if is_rooted(&attribute.tag, &attribute.name, &attribute.value) {
                return Err(rooted(theme, address, &attribute));
            }
            let path = attribute.value.trim_start_matches("../");
            if let Some(absent) = self.absent.iter().find(|absent| absent.path == path) {
                let message = format!("模板中的链接指向没有的网页：{path}");
                return Err(Complaint::new(LINK_ABSENT, absent.place.clone(), message).hint(
                    "请核对地址，例如首页是 index.html；不是每一版都有的页面，用 site 和 page 里的地址",
                ));
            }
        }
        Ok(())
    }
}

fn rooted(theme: &Theme, address: &Address, attribute: &Attribute) -> Complaint {
    let Attribute { name, value, .. } = attribute;
    let hint = "模板中的链接请用过滤器 link 或 asset 写出，例如 {{ item.path | link }}";
    let place = theme.place_of_attribute(name, value);
    let message = match place {
        // Many pages show one line of a template; equal complaints are told once.
        Some(_) => "模板中有从根目录写起的链接".to_owned(),
        None => format!("页面“{address}”中有从根目录写起的链接：{}", value.trim()),
    };
    Complaint::new(LINK_ROOTED, place, message).hint(hint)
}

/// True when an attribute's value may begin with `/`, however it is quoted or disguised. Every page is asked this: one
/// look per `=`.
fn is_suspicious(page: &[u8]) -> bool {
    let blank = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    let quote = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\''));
    let begins = |byte: Option<&u8>| matches!(byte, Some(b'/' | b'\\' | b'&')) || blank(byte);
    memchr::memchr_iter(b'=', page).any(|at| {
        let (next, behind) = (page.get(at + 1), page.get(at + 2));
        if quote(next) {
            begins(behind)
        } else if blank(next) {
            begins(behind) || quote(behind)
        } else {
            begins(next)
        }
    })
}

/// All attributes of a page's tags; what scripts and styles hold is none.
fn attributes(page: &str) -> Vec<Attribute> {
    let tokenizer = Tokenizer::new(AttributeFilter::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    // No script is ever handed back, so that one call takes all of it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

/// Keeps the attributes that pass.
#[derive(Default)]
struct AttributeFilter {
    found: RefCell<Vec<Attribute>>,
}

impl TokenSink for AttributeFilter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind != TagKind::StartTag {
            return TokenSinkResult::Continue;
        }
        let named = tag.attrs.iter().map(|attribute| Attribute {
            tag: tag.name.to_string(),
            name: attribute.name.local.to_string(),
            value: attribute.value.to_string(),
        });
        self.found.borrow_mut().extend(named);
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Rewrites a file's text. Files that are no text of ours are left as they are.
pub(super) fn make_safe(kind: FileType, bytes: Vec<u8>) -> Vec<u8> {
    if bytes.is_ascii() {
        return bytes;
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return bytes;
    };
    match kind {
        FileType::Html => html(text).into_bytes(),
        FileType::Xml => escape(text, markup_reference).into_bytes(),
        FileType::Script => escape(text, script_escape).into_bytes(),
        FileType::Style => escape(text, style_escape).into_bytes(),
        FileType::Other => bytes,
    }
}

/// HTML: numeric references, but in `<script>` and `<style>`, which know none, their own escapes.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some((at, tag)) = first_raw(rest) {
        let (before, behind) = rest.split_at(at);
        push_escaped(&mut out, before, markup_reference);
        let end = behind.find(&format!("</{tag}")).unwrap_or(behind.len());
        let writer = if tag == "script" {
            script_escape
        } else {
            style_escape
        };
        push_escaped(&mut out, &behind[..end], writer);
        rest = &behind[end..];
    }
    push_escaped(&mut out, rest, markup_reference);
    out
}

fn first_raw(text: &str) -> Option<(usize, &'static str)> {
    ["script", "style"]
        .into_iter()
        .filter_map(|tag| Some((text.find(&format!("<{tag}"))?, tag)))
        .min()
}

fn escape(text: &str, writer: fn(&mut String, char)) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    push_escaped(&mut out, text, writer);
    out
}

fn push_escaped(out: &mut String, text: &str, writer: fn(&mut String, char)) {
    for c in text.chars() {
        if c.is_ascii() { out.push(c) } else { writer(out, c) }
    }
}

fn markup_reference(out: &mut String, c: char) {
    out.push_str(&format!("&#x{:x};", u32::from(c)));
}

fn script_escape(out: &mut String, c: char) {
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        out.push_str(&format!("\\u{unit:04x}"));
    }
}

fn style_escape(out: &mut String, c: char) {
    out.push_str(&format!("\\{:x} ", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_rooted_page(page: &str) -> bool {
        let found = attributes(page)
            .iter()
            .any(|attribute| is_rooted(&attribute.tag, &attribute.name, &attribute.value));
        assert!(
            !found || is_suspicious(page.as_bytes()),
            "not even looked at: {page}"
        );
        found
    }

    #[test]
    fn rooted_links_are_found_however_they_are_written() {
        for page in [
            "<a href=\"/b.html\">",
            "<a HREF='/b.html'>",
            "<a href=/b.html>",
            "<a href = /b.html>",
            "<a href=  \"/b.html\">",
            "<a href=\" /b.html\">",
            "<a href=\"&#47;b.html\">",
            "<a href=\"&sol;b.html\">",
            "<a\nhref\n=\n'/b'>",
            "<a href='\\b.html'>",
            "<img src=\"//cdn/x.png\">",
            "<a title='it''s' href='/b.html'>",
            "<meta http-equiv=refresh content=\"0; url=/b.html\">",
        ] {
            assert!(is_rooted_page(page), "{page}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for page in [
            "<a href=\"../b.html\">",
            "<code>&lt;a href=\"/x\"&gt;</code>",
            "<pre>a href='/x'</pre>",
            "'<a data-x='/b' href='b.html'>",
            "<script>var a = '<a href=\"/x\">';</script>",
            "<!-- <a href=\"/x\"> -->",
            "<style>a[href=\"/x\"]{}</style>",
            "<title><a href=\"/x\"></title>",
        ] {
            assert!(!is_rooted_page(page), "{page}");
        }
        assert!(!is_suspicious(
            "<a href=\"b.html\" alt=\"\" class='x'>1 + 1 = 2</a>".as_bytes()
        ));
    }

    fn safe(kind: FileType, text: &str) -> String {
        String::from_utf8(make_safe(kind, text.as_bytes().to_vec())).expect("ASCII")
    }

    #[test]
    fn each_language_has_its_own_escape() {
        assert_eq!(safe(FileType::Html, "<p>党</p>"), "<p>&#x515a;</p>");
        assert_eq!(safe(FileType::Xml, "党"), "&#x515a;");
        assert_eq!(safe(FileType::Script, "'党😀'"), "'\\u515a\\ud83d\\ude00'");
        assert_eq!(safe(FileType::Style, "\"党\""), "\"\\515a \"");
        assert_eq!(
            safe(FileType::Html, "党<style>/*党*/</style>党<script>'党'</script>党"),
            "&#x515a;<style>/*\\515a */</style>&#x515a;<script>'\\u515a'</script>&#x515a;"
        );
    }
}
