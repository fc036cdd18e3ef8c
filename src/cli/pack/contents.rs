//! 目录.html: what is in the zip file, and each entry of the time with its life by the record of publication.

use std::collections::BTreeSet;

use super::pages::PackedPages;
use super::{PackJob, PackedFiles};
use crate::clearance::{Internal, Registered};
use crate::read::Library;
use crate::record::{ChainFault, PublicationRecord, RecordLine, Verified, life};
use crate::words::{Address, ContentHash, Day, Labelled, push_text};

/// What it is made of.
pub(super) struct ContentsPage<'a> {
    pub(super) job: &'a PackJob<'a>,
    pub(super) library: &'a Library,
    /// The entries of the time.
    pub(super) entries: &'a [&'a Internal<Registered>],
    pub(super) record: &'a PublicationRecord,
    pub(super) verified: &'a Result<Verified, ChainFault>,
    pub(super) pages: &'a PackedPages,
    /// All that is in the zip file.
    pub(super) files: &'a PackedFiles,
}

const HEAD: &str = "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>检查包目录</title>\n<style>\nbody{max-width:60em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.7}\ntable{border-collapse:collapse;width:100%}\nth,td{border:1px solid #666;padding:.3em .5em;text-align:left;vertical-align:top}\n.inside{border:2px solid #a00;padding:.5em 1em;font-weight:bold}\n</style>\n</head>\n<body>\n";

impl ContentsPage<'_> {
    pub(super) fn html(&self) -> String {
        let config = &self.library.config;
        let mut html = HEAD.to_owned();
        let organizer = config.publisher.organizer.as_ref().unwrap_or(&config.title);
        element(&mut html, "h1", &format!("{organizer}党务公开检查包"));
        html.push_str("<p class=\"inside\">内部资料，含不向社会公开的内容：只供检查使用，请勿上传到网站，用完收回。</p>\n");
        let period = self.job.period;
        element(
            &mut html,
            "p",
            &format!(
                "期间：{}至{}。网页按现在的原稿、{}的样子做成；当时公开的是什么样子，以公开记录里网页的哈希值为准。",
                period.first.chinese(),
                period.last.chinese(),
                self.job.day.chinese()
            ),
        );
        self.lists(&mut html);
        self.record(&mut html);
        self.table(&mut html);
        html.push_str("</body>\n</html>\n");
        html
    }

    /// Registers, the record, forms, oversight.
    fn lists(&self, html: &mut String) {
        element(html, "h2", "里面有什么");
        html.push_str("<ul>\n");
        for path in self.files.keys() {
            if !path.starts_with("网页/") && !path.starts_with("PDF/") {
                html.push_str("<li>");
                link(html, path, path);
                html.push_str("</li>\n");
            }
        }
        for (index, (id, title)) in self.pages.editions().enumerate() {
            html.push_str("<li>");
            link(html, &format!("网页/{id}/index.html"), &format!("网页：{title}"));
            let oversight = self.pages.oversight(self.job).into_iter();
            for (_, address, name) in oversight.filter(|(edition, ..)| *edition == index) {
                html.push('，');
                link(html, &self.best(index, address), &name);
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ul>\n");
    }

    /// The PDF of a page, or the page.
    fn best(&self, edition: usize, address: &Address) -> String {
        let pdf = self.pages.path("PDF", edition, address);
        let pdf = format!("{}.pdf", pdf.strip_suffix(".html").unwrap_or(&pdf));
        match self.files.contains_key(&pdf) {
            true => pdf,
            false => self.pages.path("网页", edition, address),
        }
    }

    fn record(&self, html: &mut String) {
        element(html, "h2", "公开记录");
        let end = self.record.end();
        let said = match self.verified {
            _ if end.count == 0 => "还没有公开记录。".to_owned(),
            Ok(_) => format!(
                "共{}行，每一行都对得上；最后一行的哈希值：{}。",
                end.count, end.hash
            ),
            Err(fault) => format!("第{}行对不上：{}。", fault.line, fault.what),
        };
        element(html, "p", &said);
    }

    /// The entries of the time.
    fn table(&self, html: &mut String) {
        element(
            html,
            "h2",
            &format!("这个期间的条目（{}条，不含草稿）", self.entries.len()),
        );
        html.push_str(
            "<table>\n<tr><th>公开日期</th><th>标题</th><th>范围和状态</th><th>经过（公开记录）</th></tr>\n",
        );
        let lines = self.record.lines();
        let known: BTreeSet<&str> = lines.iter().map(|line| line.what.entry.as_str()).collect();
        for entry in self.entries {
            html.push_str("<tr>");
            element(html, "td", &entry.date.to_string());
            html.push_str("<td>");
            let page = self.pages.page_of(entry);
            match page {
                Some((edition, address, _)) => link(html, &self.best(edition, address), &entry.title),
                None => push_text(html, &entry.title),
            }
            html.push_str("</td>");
            let state = format!("{}，{}", entry.scope.label(), entry.state.label());
            element(html, "td", &state);
            let said = match known.contains(entry.source.as_str()) {
                true => self.life(entry, page.map(|(_, _, bytes)| bytes)),
                false => "公开记录里没有。".to_owned(),
            };
            element(html, "td", &said);
            html.push_str("</tr>\n");
        }
        for line in self.others_of_the_time() {
            let what = &line.what;
            html.push_str("<tr>");
            element(html, "td", line.time.get(..10).unwrap_or_default());
            element(html, "td", &what.title);
            let mut documents = self.library.documents.iter();
            element(
                html,
                "td",
                match documents.any(|document| document.source.as_str() == what.entry) {
                    true => "日期不在这个期间，或者还是草稿",
                    false => "原稿已经删去",
                },
            );
            element(html, "td", &told(lines, &what.entry));
            html.push_str("</tr>\n");
        }
        html.push_str("</table>\n");
    }

    /// For each other entry of which the record has lines in the time, the first of them: deleted since, or of another day.
    fn others_of_the_time(&self) -> Vec<&RecordLine> {
        let period = self.job.period;
        let mut seen: BTreeSet<&str> = self.entries.iter().map(|entry| entry.source.as_str()).collect();
        seen.insert("");
        let day = |line: &RecordLine| line.time.get(..10).and_then(Day::parse);
        let lines = self.record.lines().iter();
        lines
            .filter(|line| day(line).is_some_and(|day| period.has(day)) && seen.insert(&line.what.entry))
            .collect()
    }

    /// What the record says of an entry, and whether the page in here is one that it knows.
    fn life(&self, entry: &Registered, page: Option<&[u8]>) -> String {
        let told = told(self.record.lines(), entry.source.as_str());
        let Some(hash) = page.map(|bytes| ContentHash::of(bytes).to_string()) else {
            return told;
        };
        let mut lines = self.record.lines().iter().rev();
        let same = lines.find(|line| line.what.page.as_ref() == Some(&hash));
        match same {
            Some(line) => format!("{told}这里的网页和记录第{}行的哈希值相同。", line.number),
            None => format!("{told}这里的网页和记录里的都不相同：以后改过，或者重新生成过。"),
        }
    }
}

/// What the record says of an entry, without its title.
fn told(lines: &[RecordLine], entry: &str) -> String {
    let told = life(lines, entry);
    told.split_once('\n')
        .map_or("", |(_, told)| told)
        .replace('\n', "")
}

fn element(html: &mut String, name: &str, words: &str) {
    html.push_str(&format!("<{name}>"));
    push_text(html, words);
    html.push_str(&format!("</{name}>\n"));
}

/// A link to a file of the zip file.
fn link(html: &mut String, path: &str, words: &str) {
    html.push_str("<a href=\"");
    let encoded = percent_encoding::utf8_percent_encode(path, PATH);
    html.push_str(&encoded.to_string());
    html.push_str("\">");
    push_text(html, words);
    html.push_str("</a>");
}

/// What is written otherwise in a link: all that might mean something else there.
const PATH: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');
