//! A last look at each page: no link may begin at the server's root, or the site would not work from a
//! sub-directory or a USB stick.

use crate::words::{Address, Code, Complaint};

const ROOTED: Code = Code::error("link-rooted");

/// Attributes that hold an address.
const ATTRIBUTES: [&[u8]; 3] = [b"href", b"src", b"action"];

/// Complains when a page holds a link or an asset that begins with `/`.
pub(super) fn check(address: &Address, page: &[u8]) -> Result<(), Complaint> {
    let names_address = |at: &usize| ATTRIBUTES.iter().any(|name| page[..*at].ends_with(name));
    // The two bytes that seldom stand together: `="` is in every tag.
    let double = || {
        memchr::memmem::find_iter(page, b"\"/")
            .filter_map(|quote| quote.checked_sub(1))
            .filter(|at| page[*at] == b'=')
            .find(names_address)
    };
    // Most pages hold none of these quotes, and one byte is looked for faster than three.
    let single = || {
        memchr::memchr_iter(b'\'', page)
            .filter_map(|quote| quote.checked_sub(1))
            .filter(|at| page[*at..].starts_with(b"='/"))
            .find(names_address)
    };
    let rooted = double().or_else(single);
    let Some(at) = rooted else { return Ok(()) };
    let link: Vec<u8> = page[at + 2..]
        .iter()
        .copied()
        .take_while(|byte| !b"\"' >\n".contains(byte))
        .take(80)
        .collect();
    let message = format!(
        "页面“{address}”中有从根目录写起的链接：{}",
        String::from_utf8_lossy(&link)
    );
    Err(Complaint::new(ROOTED, None, message)
        .hint("模板中的链接请用过滤器 link 或 asset 写出，例如 {{ item.path | link }}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooted_links_are_found() {
        let page = Address::new("a.html").expect("valid");
        assert!(check(&page, b"<a href=\"../b.html\">").is_ok());
        assert!(check(&page, b"<a href=\"/b.html\">").is_err());
        assert!(check(&page, b"<img src=\"//cdn/x.png\">").is_err());
        assert!(check(&page, b"<a title='it''s' href='/b.html'>").is_err());
        assert!(check(&page, b"'<a data-x='/b' href='b.html'>").is_ok());
    }
}
