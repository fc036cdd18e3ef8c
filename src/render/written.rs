//! A template's text → where a link is written out in it. It reads no more of the template language than it needs
//! for that.

use std::ops::Range;

/// The texts in quotes that the filter `link` is given: `{{ "index.html" | link }}`.
pub(super) fn links(template: &str) -> impl Iterator<Item = Range<usize>> {
    template.match_indices('|').filter_map(|(bar, _)| {
        let behind = template[bar + 1..].trim_start().strip_prefix("link")?;
        if behind.starts_with(|c: char| c.is_alphanumeric() || c == '_') || in_comment(template, bar) {
            return None;
        }
        let before = template[..bar].trim_end();
        let quote = before
            .chars()
            .next_back()
            .filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let end = before.len() - 1;
        let start = before[..end].rfind(quote)? + 1;
        Some(start..end)
    })
}

/// An attribute of this name whose value in the template, up to the first `{`, a page's value begins with.
pub(super) fn attribute(template: &str, name: &str, value: &str) -> Option<Range<usize>> {
    template.match_indices('=').find_map(|(sign, _)| {
        let before = template[..sign].trim_end();
        let start = before.len().checked_sub(name.len())?;
        let named = before.get(start..)?.eq_ignore_ascii_case(name);
        let parted = before[..start].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let rest = template[sign + 1..].trim_start().trim_start_matches(['"', '\'']);
        let begin = template.len() - rest.len();
        let stops = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>' | '{');
        let written = &rest[..rest.find(stops).unwrap_or(rest.len())];
        let fits = !written.is_empty() && value.trim_start().starts_with(written);
        (named && parted && fits && !in_comment(template, sign)).then(|| start..begin + written.len())
    })
}

/// True between `{#` and `#}`.
fn in_comment(template: &str, at: usize) -> bool {
    let open = template[..at].rfind("{#");
    open.is_some_and(|open| !template[open..at].contains("#}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_written_out_are_found() {
        let found = |template: &str| {
            links(template)
                .map(|range| template[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("<a href=\"{{ \"a.html\" | link }}\">"), ["a.html"]);
        assert_eq!(
            found("{{'a/b.html'|link}} {{ x | link }} {{ \"c\" | linked }}"),
            ["a/b.html"]
        );
        assert!(found("{# {{ \"a.html\" | link }} #}").is_empty());
    }

    #[test]
    fn an_attribute_is_found_by_what_a_page_shows_of_it() {
        let found = |template: &str, value: &str| {
            attribute(template, "href", value).map(|range| template[range].to_owned())
        };
        assert_eq!(
            found("<a\n HREF='/a.html'>", "/a.html"),
            Some("HREF='/a.html".into())
        );
        assert_eq!(found("<a href=\"/{{ x }}\">", "/b.html"), Some("href=\"/".into()));
        assert_eq!(
            found("<a data-href=\"/a\" href=/a>", "/a"),
            Some("href=/a".into())
        );
        assert_eq!(found("{# <a href=\"/a\"> #}", "/a"), None);
        assert_eq!(found("<a href=\"b.html\">", "/a"), None);
    }
}
