//! HTML → a form in which two ways of writing the same thing are equal, as the normaliser of the CommonMark
//! specification has it: white space at blocks, slashes of void elements, quotes in text.

/// Elements beside which white space means nothing.
const BLOCKS: [&str; 26] = [
    "article", "blockquote", "dd", "del", "details", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
];

/// The normal form.
pub(crate) fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let mut preformatted = false;
    while !rest.is_empty() {
        let end = match rest.strip_prefix('<') {
            Some(inside) => inside.find('>').map_or(rest.len(), |at| at + 2),
            None => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, next) = rest.split_at(end);
        rest = next;
        if !piece.starts_with('<') {
            text(&mut out, piece, preformatted);
            continue;
        }
        let name: String = piece
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if name == "pre" {
            preformatted = !piece.starts_with("</");
        }
        if BLOCKS.contains(&name.as_str()) || matches!(name.as_str(), "thead" | "tbody") {
            out.truncate(out.trim_end().len());
            out.push_str(&piece.replace(" />", ">").replace("/>", ">"));
            out.push(if preformatted { '\u{1}' } else { ' ' });
        } else {
            out.push_str(&piece.replace(" />", ">").replace("/>", ">"));
        }
    }
    out.replace(" \u{1}", "").replace('\u{1}', "").trim().to_owned()
}

fn text(out: &mut String, text: &str, preformatted: bool) {
    let text = text.replace("&quot;", "\"");
    if preformatted {
        out.push_str(&text);
        return;
    }
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' if out.ends_with([' ', '\u{1}']) || out.ends_with("<br>") => {}
            ' ' | '\t' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
}
