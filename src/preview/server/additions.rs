//! What the response adds to a page, and the page never holds: the bar, the ribbon of what is not published, what is
//! wrong, and the script that keeps all this and the page itself up to date.

use std::fmt::Write;

use super::faults::{FaultList, escaped};
use super::route::EditionDay;
use crate::clearance::Reason;
use crate::words::Day;

/// The style sheet.
pub(super) const STYLE: &str = include_str!("preview.css");
/// The script.
pub(super) const SCRIPT: &str = include_str!("preview.js");
/// The script of pages that are shown as of another day than today.
pub(super) const CLOCK: &str = include_str!("clock.js");

/// What there is to say beside a page.
pub(super) struct Additions<'a> {
    /// Where it is.
    pub(super) edition_day: &'a EditionDay,
    /// What stands before every path.
    pub(super) base: String,
    /// Its path.
    pub(super) path: String,
    /// Stands for this run of the server.
    pub(super) run: &'a str,
    /// Stands for what the page is.
    pub(super) print: String,
    /// The editions to change to.
    pub(super) editions: Vec<EditionLink>,
    /// The day that is shown, when there is something to show.
    pub(super) day: Option<Day>,
    /// How one comes back from another day: `今天`, or the day that was asked for.
    pub(super) back: String,
    /// Why the page is not published.
    pub(super) reasons: &'a [Reason],
    /// Because of them the edition has no such page at all.
    pub(super) absent: bool,
    /// What is wrong.
    pub(super) faults: &'a FaultList,
    /// The faults are the page: there is nothing else to show.
    pub(super) whole: bool,
}

/// An edition in the bar.
pub(super) struct EditionLink {
    /// What it is called in the bar.
    pub(super) name: String,
    /// Its whole name.
    pub(super) title: String,
    /// Where its page like this one is.
    pub(super) path: String,
    /// It is the one that is shown.
    pub(super) current: bool,
}

/// Puts the additions at the end of a page's body.
pub(super) fn insert(mut page: Vec<u8>, additions: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let found = page
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END));
    let at = found.unwrap_or(page.len());
    page.splice(at..at, additions.bytes());
    page
}

/// Puts the day that is shown before all scripts of a page, which else go by today's.
pub(super) fn begin_with_day(page: Vec<u8>, base: &str, day: Day) -> Vec<u8> {
    const HEAD: &[u8] = b"<head>";
    let found = page
        .windows(HEAD.len())
        .position(|window| window.eq_ignore_ascii_case(HEAD));
    let Some(at) = found.map(|at| at + HEAD.len()) else {
        return page;
    };
    let script = format!("<script src=\"{base}/-/clock.js\" id=\"gkpv-clock\" data-day=\"{day}\"></script>");
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// What stands in the panel, and is exchanged in it.
pub(super) fn list(faults: &FaultList, whole: bool) -> String {
    let Some(count) = faults.count() else {
        return String::new();
    };
    let lead = match (faults.errors(), whole) {
        (0, _) => "可以照常生成，请看一看要不要改。",
        (_, true) => "改好并保存以后，这里自动变成网站。",
        (_, false) => "改好以前，页面停在没有错误时的样子，也不能生成。改好并保存以后，这里自动消失。",
    };
    format!("<p class=\"gkpv-lead\">共 {count}。{lead}</p>{}", faults.list())
}

/// A page of the preview's own. `text` is HTML.
pub(super) fn bare(title: &str, text: &str) -> Vec<u8> {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n</head>\n<body style=\"margin:0;background:#fbf9f5;color:#1f1f1f;\
         font:17px/1.8 'PingFang SC','Microsoft YaHei',sans-serif\">\n<div style=\"max-width:40em;margin:0 auto;\
         padding:0 16px\">{text}</div>\n</body>\n</html>\n",
        escaped(title)
    )
    .into_bytes()
}

impl Additions<'_> {
    /// All of it as HTML.
    pub(super) fn html(&self) -> String {
        let base = &self.base;
        let mut html = format!("<link rel=\"stylesheet\" href=\"{base}/-/preview.css\">");
        self.ribbon(&mut html);
        self.panel(&mut html);
        self.corner(&mut html);
        let _ = write!(html, "<script src=\"{base}/-/preview.js\"></script>");
        html
    }

    fn ribbon(&self, html: &mut String) {
        if self.reasons.is_empty() {
            return;
        }
        let lead = match self.absent {
            true => "这一版里没有这一页",
            false => "这一页还不会公开",
        };
        let what: Vec<String> = self.reasons.iter().map(Reason::what).collect();
        let mut advice: Vec<&str> = Vec::new();
        for reason in self.reasons {
            // Several reasons may be mended in one way.
            if !advice.contains(&reason.advice()) {
                advice.push(reason.advice());
            }
        }
        let _ = write!(
            html,
            "<div class=\"gkpv gkpv-ribbon\" id=\"gkpv-ribbon\" role=\"note\"><div class=\"gkpv-ribbon-in\">\
             <p class=\"gkpv-why\"><strong>{lead}</strong>：{}</p><p class=\"gkpv-advice\">{}</p></div></div>",
            escaped(&what.join("；")),
            escaped(&advice.join("；")),
        );
    }

    fn panel(&self, html: &mut String) {
        let errors = self.faults.errors();
        let hidden = if errors == 0 && !self.whole { " hidden" } else { "" };
        let whole = if self.whole { " gkpv-whole" } else { "" };
        let _ = write!(
            html,
            "<div class=\"gkpv gkpv-panel{whole}\" id=\"gkpv-panel\" role=\"region\" aria-label=\"内容的问题\"{hidden}>\
             <div class=\"gkpv-sheet\"><div class=\"gkpv-head\"><p class=\"gkpv-title\">内容有问题</p>\
             <button type=\"button\" class=\"gkpv-button\" id=\"gkpv-close\">先看页面</button></div>\
             <div id=\"gkpv-faults\" class=\"gkpv-faults\" data-faults=\"{}\" aria-live=\"polite\">{}</div></div></div>",
            self.faults.print(),
            list(self.faults, self.whole),
        );
    }

    fn corner(&self, html: &mut String) {
        let held = if self.reasons.is_empty() {
            ("", "")
        } else {
            (" gkpv-held", " · 未公开")
        };
        let _ = write!(
            html,
            "<div class=\"gkpv gkpv-corner\" id=\"gkpv-corner\" role=\"region\" aria-label=\"预览\" data-base=\"{}\" \
             data-page=\"{}\" data-print=\"{}\" data-run=\"{}\"><div class=\"gkpv-offer\" id=\"gkpv-offer\" role=\"status\" hidden></div>\
             <div class=\"gkpv-bar\" id=\"gkpv-bar\"><button type=\"button\" class=\"gkpv-tag{}\" id=\"gkpv-tag\" \
             aria-expanded=\"true\">预览{}</button><div class=\"gkpv-tools\">",
            self.base,
            escaped(&self.path),
            self.print,
            self.run,
            held.0,
            held.1,
        );
        if self.editions.len() > 1 {
            html.push_str("<div class=\"gkpv-editions\">");
            self.editions
                .iter()
                .for_each(|other| other.link(&self.base, html));
            html.push_str("</div>");
        }
        if let Some(day) = self.day {
            self.day(day, html);
        }
        let count = self.faults.count();
        let _ = write!(
            html,
            "<button type=\"button\" class=\"gkpv-button{}\" id=\"gkpv-count\"{}>{}</button>\
             <span class=\"gkpv-lost\" id=\"gkpv-lost\" role=\"status\" hidden>预览已停止</span></div></div></div>",
            if self.faults.errors() > 0 {
                " gkpv-alarm"
            } else {
                ""
            },
            if count.is_none() { " hidden" } else { "" },
            count.unwrap_or_default(),
        );
    }

    fn day(&self, day: Day, html: &mut String) {
        let (base, path) = (&self.base, escaped(&self.path));
        let _ = write!(
            html,
            "<form class=\"gkpv-day\" action=\"{base}/-/go\" method=\"get\"><input type=\"hidden\" name=\"page\" value=\"{path}\">\
             <label class=\"gkpv-label\" for=\"gkpv-day\">日期</label>\
             <input type=\"date\" id=\"gkpv-day\" name=\"day\" value=\"{day}\" min=\"1900-01-01\" max=\"2199-12-31\">\
             <button type=\"submit\" class=\"gkpv-button\">看这一天</button></form>"
        );
        if self.edition_day.day.is_some() {
            let query = percent_encoding::utf8_percent_encode(&self.path, percent_encoding::NON_ALPHANUMERIC);
            let _ = write!(
                html,
                "<a class=\"gkpv-button gkpv-other\" href=\"{base}/-/go?page={query}&amp;day=\">回到{}</a>",
                escaped(&self.back)
            );
        }
    }
}

impl EditionLink {
    fn link(&self, base: &str, html: &mut String) {
        let current = if self.current {
            " aria-current=\"page\""
        } else {
            ""
        };
        let (name, title) = (escaped(&self.name), escaped(&self.title));
        let path = escaped(&self.path);
        let _ = write!(
            html,
            "<a class=\"gkpv-edition\" href=\"{base}{path}\" title=\"{title}\"{current}>{name}</a>"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_stand_at_the_end_of_the_body() {
        let added = |page: &str| String::from_utf8(insert(page.into(), "+")).expect("text");
        assert_eq!(added("<body>a</body></html>"), "<body>a+</body></html>");
        assert_eq!(
            added("<pre></body></pre>a</BODY>\n"),
            "<pre></body></pre>a+</BODY>\n"
        );
        assert_eq!(added("nothing of the kind"), "nothing of the kind+");
        assert_eq!(added(""), "+");
    }

    #[test]
    fn the_day_stands_before_all_scripts() {
        let day = Day::of("2026-12-01");
        let begun = |page: &str| String::from_utf8(begin_with_day(page.into(), "/key", day)).expect("text");
        let script = "<script src=\"/key/-/clock.js\" id=\"gkpv-clock\" data-day=\"2026-12-01\"></script>";
        assert_eq!(
            begun("<html><HEAD><script>a</script></head><body><head>"),
            format!("<html><HEAD>{script}<script>a</script></head><body><head>")
        );
        assert_eq!(begun("<header>a</header>"), "<header>a</header>");
    }
}
