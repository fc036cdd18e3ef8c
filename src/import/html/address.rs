//! Addresses as pages write them → whole ones, without what only tells who sent whom.

use url::Url;

/// Parameters that say where a reader came from.
const TRACKING: [&str; 27] = [
    "spm", "from", "scene", "isappinstalled", "share_token", "share_source", "share_medium", "share_from",
    "sharer", "shareid", "nsukey", "fbclid", "gclid", "msclkid", "bd_vid", "hmsr", "hmpl", "hmcu", "hmkw",
    "hmci", "wxshare_count", "vd_source", "spm_id_from", "wfr", "tt_from", "tracker_id", "mpshare",
];

/// What WeChat needs to find an article; all else tells of the reader.
const WECHAT: [&str; 4] = ["__biz", "mid", "idx", "sn"];

/// The longest address that is kept.
const LONGEST: usize = 2000;

/// A link's address on the page at `base`, whole; `None` for one that leads nowhere outside the page.
pub(super) fn whole(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') || address.len() > LONGEST {
        return None;
    }
    let url = match Url::parse(address) {
        Ok(url) => url,
        Err(_) => base?.join(address).ok()?,
    };
    match url.scheme() {
        "http" | "https" if url.has_host() => {}
        "mailto" | "tel" => return Some(String::from(url)),
        _ => return None,
    }
    if base.is_some_and(|base| url.fragment().is_some() && is_same_page(base, &url)) {
        return None;
    }
    Some(untracked(url))
}

fn is_same_page(one: &Url, other: &Url) -> bool {
    (one.host(), one.path(), one.query()) == (other.host(), other.path(), other.query())
}

/// An address without what only tells who sent whom.
fn untracked(mut url: Url) -> String {
    let is_wechat = url.host_str() == Some("mp.weixin.qq.com");
    let is_kept = |name: &str| match is_wechat {
        true => WECHAT.contains(&name),
        false => !TRACKING.contains(&name) && !name.starts_with("utm_"),
    };
    // Pairs are kept as they are written: a server may not take them otherwise.
    let kept = url.query().map(|query| {
        let pairs = query.split('&').filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            is_kept(&name.to_ascii_lowercase())
        });
        pairs.collect::<Vec<_>>().join("&")
    });
    url.set_query(kept.as_deref().filter(|query| !query.is_empty()));
    if is_wechat {
        url.set_fragment(None);
    }
    let _ = url.set_username("");
    let _ = url.set_password(None);
    String::from(url)
}

/// The page's own address, whole, where it is one of the web.
pub(super) fn of_page(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host() && address.len() <= LONGEST;
    is_web.then(|| untracked(url))
}

/// A foreign picture's name: its address without a query.
pub(super) fn of_picture(address: &str, base: Option<&Url>) -> Option<String> {
    let mut url = match Url::parse(address.trim()) {
        Ok(url) => url,
        Err(_) => base?.join(address.trim()).ok()?,
    };
    if !matches!(url.scheme(), "http" | "https") || address.len() > LONGEST {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some(String::from(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole_and_tell_nothing_of_the_reader() {
        let base = Url::parse("https://www.example.com/dj/2026/t1.html").unwrap();
        for (address, expected) in [
            ("../a.docx", Some("https://www.example.com/dj/a.docx")),
            (
                "/b?id=3&utm_source=x&spm=1",
                Some("https://www.example.com/b?id=3"),
            ),
            ("//c.example.cn/d?from=timeline", Some("https://c.example.cn/d")),
            (
                "http://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=2&sn=ab&chksm=9&scene=21#wechat_redirect",
                Some("http://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=2&sn=ab"),
            ),
            ("mailto:dw@example.com", Some("mailto:dw@example.com")),
            ("tel:0931-1234567", Some("tel:0931-1234567")),
            ("https://user:pass@example.com/", Some("https://example.com/")),
            ("javascript:void(0)", None),
            ("JavaScript:alert(1)", None),
            ("#top", None),
            ("t1.html#top", None),
            ("file:///C:/a.docx", None),
            ("data:text/html,x", None),
            ("", None),
            ("http://", None),
        ] {
            assert_eq!(whole(address, Some(&base)).as_deref(), expected, "{address}");
        }
        assert_eq!(whole("a.html", None), None);
    }
}
