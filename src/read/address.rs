//! A source path → the page's address, and old addresses → addresses. An address comes from the file's
//! name, never from the title, so that correcting a title breaks no link.

use super::faults::Faults;
use super::fields::TypedValue;
use super::names;
use crate::words::{
    Address, AddressFault, Code, Day, Kind, PageFamily, hash_digits, is_device, is_han, narrow, shortened,
    spelled,
};

const RESERVED: Code = Code::error("address-reserved");
const SLUG: Code = Code::error("address-slug");
const LONG: Code = Code::error("address-long");
const OLD: Code = Code::error("alias-invalid");
const OLD_CASE: Code = Code::warning("alias-case");

/// The longest 链接名.
const LONGEST_SLUG: usize = 100;

/// So many digits of a hash stand in an address.
const HASH: usize = 8;

/// What decides an address besides the path.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    /// The kind, whose folder comes first.
    pub(super) kind: Kind,
    /// 链接名.
    pub(super) slug: Option<&'a TypedValue<String>>,
    /// For a 公示, its date: Han characters of its name, which may be a person's, stay out of the address.
    pub(super) publicity: Option<Day>,
}

/// The address of an entry's page; `None`, with a complaint, when there can be none.
pub(super) fn of_entry(
    faults: &Faults<'_>,
    title_at: super::node::LineSpan,
    naming: &Naming<'_>,
) -> Option<Address> {
    let path = &faults.source().path;
    let mut parts: Vec<String> = path.as_str().split('/').skip(2).map(str::to_owned).collect();
    parts.pop();
    let hidden = naming
        .publicity
        .filter(|_| path.as_str().split('/').skip(2).any(has_han));
    let name = match (naming.slug, hidden) {
        (Some(slug), _) => slug_name(faults, slug)?,
        (None, Some(date)) => format!("{date}-gongshi-{}", hash_digits(path.as_str(), HASH)),
        (None, None) => ascii(path.stem()),
    };
    if hidden.is_some() {
        parts.retain(|folder| !has_han(folder));
    }
    let mut parts: Vec<String> = parts.iter().map(|folder| ascii(folder)).collect();
    parts.push(name);
    let name = parts.join("/");
    if is_reserved(&name) {
        let at = naming.slug.map_or(title_at, |slug| slug.at);
        let message = format!("网页名“{name}.html”留给了栏目自己的网页");
        let hint = match parts.len() {
            1 => "请给文件换个名字，或者用“链接名”另起一个名字",
            _ => "请给文件或者它的文件夹换个名字",
        };
        faults.say(RESERVED, at, message, hint);
        return None;
    }
    let text = format!("{}/{name}.html", naming.kind.folder());
    Address::new(&text)
        .map_err(|_| {
            let message = format!("网页地址有 {} 个字符，超过了 200 个", text.len());
            faults.say(
                LONG,
                title_at,
                message,
                "请缩短文件名或文件夹名，或者少套几层文件夹",
            );
        })
        .ok()
}

/// 链接名: the author's own choice, so it is taken as it is or refused.
fn slug_name(faults: &Faults<'_>, slug: &TypedValue<String>) -> Option<String> {
    let name = slug.value.strip_suffix(".html").unwrap_or(&slug.value);
    if !names::is_plain(name, LONGEST_SLUG) || name.starts_with('-') {
        let message = format!("“链接名”不能是“{}”", super::values::shown(&slug.value));
        let hint = format!("只用小写字母、数字和“-”，例如“{}”", ascii(name));
        faults.say(SLUG, slug.at, message, hint);
        return None;
    }
    Some(name.to_owned())
}

/// Pages that a section makes itself, by their path in it without an ending. Nothing of it depends on which of them
/// there are today: a page must not be in the way of next year's list.
fn is_reserved(name: &str) -> bool {
    name == "feed" || PageFamily::take_in_sections(name)
}

/// A name in lower-case ASCII; full-width letters and digits are the ASCII ones.
fn ascii(name: &str) -> String {
    let narrowed: String = name.chars().map(narrow).collect();
    let text = spelled(&narrowed);
    if text.is_empty() {
        return format!("p-{}", hash_digits(name, HASH));
    }
    if is_device(&text) {
        return format!("p-{text}");
    }
    shortened(text, || hash_digits(name, HASH))
}

fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// 旧地址: a path on the site that a page of this site can stand at.
pub(super) fn old(faults: &Faults<'_>, old: &TypedValue<String>) -> Option<Address> {
    let typed = old.value.replace('\\', "/");
    let typed = typed.trim_start_matches("./").trim_start_matches('/');
    let lower = typed.to_ascii_lowercase();
    let reason = match Address::new(&lower) {
        _ if lower.contains("://") => "只写网站里的路径，不写网址的前半部分",
        _ if lower.contains('?') => "带“?”的地址由服务器上的程序生成，静态网页无法代替",
        _ if lower.contains('#') => "“#”后面的部分不属于网页地址，请删去",
        Ok(address) if lower.ends_with(".html") || lower.ends_with(".htm") => {
            if is_made(&address) {
                let message = format!("旧地址“{typed}”是本网站自己的网页");
                faults.say(RESERVED, old.at, message, "请删去这个旧地址");
                return None;
            }
            if lower != typed {
                let message = "旧地址里有大写字母，已按小写处理";
                faults.rewrite(OLD_CASE, old.at, message, &lower);
            }
            return Some(address);
        }
        Ok(_) | Err(AddressFault::Ending) => "旧地址要以 .html 或 .htm 结尾，其他网页无法用静态网页代替",
        Err(AddressFault::Character(_)) => "旧地址只能用字母、数字、“-”“_”“.”和“/”",
        Err(AddressFault::Part | AddressFault::Windows) => "旧地址里有空的一段、“..”或系统保留的名字",
        Err(AddressFault::Long) => "旧地址超过了 200 个字符",
    };
    let message = format!("旧地址“{}”不能使用", super::values::shown(&old.value));
    faults.say(OLD, old.at, message, reason);
    None
}

/// True for what may be the address of an entry's page.
pub(crate) fn may_be_entry(address: &Address) -> bool {
    let folder = address.as_str().split_once('/').map(|(folder, _)| folder);
    let is_section = Kind::ALL.iter().any(|kind| Some(kind.folder()) == folder);
    is_section && address.as_str().ends_with(".html") && !is_made(address)
}

/// True for a page at the site's top, and for one that a section makes itself.
fn is_made(address: &Address) -> bool {
    let Some((folder, name)) = address.as_str().split_once('/') else {
        let mut families = PageFamily::WEB.iter();
        return families.any(|family| family.addresses.contains(&address.as_str()));
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Kind::ALL.iter().any(|kind| kind.folder() == folder) && is_reserved(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::SourcePath;

    fn made(path: &str) -> String {
        let path = SourcePath::new(path).expect("valid");
        ascii(path.stem())
    }

    #[test]
    fn names_become_lower_case_ascii() {
        for (name, made_name) in [
            ("2026-03-12-zhuti-dangri", "2026-03-12-zhuti-dangri"),
            ("2026-03-12-主题党日", "2026-03-12-zhu-ti-dang-ri"),
            ("About Us", "about-us"),
            ("３月A班（一）", "3-yue-a-ban-yi"),
            ("CON", "p-con"),
            ("绿色_校园", "lv-se-xiao-yuan"),
        ] {
            assert_eq!(made(&format!("content/notices/{name}.md")), made_name, "{name}");
        }
        assert!(made("content/notices/！！.md").starts_with("p-"));
        let long = made(&format!("content/notices/{}.md", "党".repeat(60)));
        assert!(long.len() <= 60 && long.starts_with("dang-dang-"), "{long}");
    }

    #[test]
    fn names_of_the_sections_own_pages_are_reserved() {
        for name in [
            "index", "2026", "feed", "hours", "register-2026", "matrix-1999", "category-", "category-rules",
            "series-1", "series-/index", "category-rules/index", "category-rules/2025", "series-a/2026",
        ] {
            assert!(is_reserved(name), "{name}");
        }
        for name in [
            "2026-03-12-a", "20260", "register", "register-", "matrix-20261", "#", "indexes", "feeds",
            "hours/index", "category", "category-rules/a", "category-rules/b/index", "b/index",
            "b/category-rules/index",
        ] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    #[test]
    fn old_addresses_leave_the_sections_and_the_top_of_the_site_alone() {
        let is_made = |text: &str| is_made(&Address::new(text).expect("valid"));
        for text in [
            "index.html", "404.html", "search.html", "notices/index.htm", "pages/register-2026.html",
            "study/series-a/2026.html",
        ] {
            assert!(is_made(text), "{text}");
        }
        // Whether there are such pages is known only when they are planned.
        for text in [
            "index.htm", "all.html", "catalogue/index.html", "tags/a/index.html", "old/2026.html",
        ] {
            assert!(!is_made(text), "{text}");
        }
    }
}
