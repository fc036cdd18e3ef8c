//! Tables, code blocks, lists, quotes and alerts → HTML that can be scrolled, read aloud and printed.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind};

use super::cjk_shim::restore;
use super::highlight::highlight;
use super::page::escape_text;
use super::render::BodyRenderer;

/// The kinds of alert: class and Chinese title.
const ALERTS: [(BlockQuoteKind, &str, &str); 5] = [
    (BlockQuoteKind::Note, "alert alert-note", "说明"),
    (BlockQuoteKind::Tip, "alert alert-tip", "提示"),
    (BlockQuoteKind::Important, "alert alert-important", "重要"),
    (BlockQuoteKind::Warning, "alert alert-warning", "注意"),
    (BlockQuoteKind::Caution, "alert alert-caution", "警示"),
];

/// A code block that is being read.
pub(super) struct CodeBlock {
    language: String,
    pub(super) text: String,
}

/// The table that is being written, and how many there were.
#[derive(Default)]
pub(super) struct Tables {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Where the current cell's tag begins, and where its content does.
    cell: (usize, usize),
    count: usize,
}

impl Tables {
    /// How many columns the table has that is being written.
    pub(super) fn columns(&self) -> usize {
        self.alignments.len()
    }
}

impl BodyRenderer<'_> {
    /// Begins a list.
    pub(super) fn start_list(&mut self, first: Option<u64>) {
        self.page.part();
        self.page.fresh_line();
        match first {
            None => self.page.html("<ul>\n"),
            Some(1) => self.page.html("<ol>\n"),
            Some(number) => {
                self.page.tag("ol");
                self.page.attribute("start", &number.to_string());
                self.page.end_tag();
                self.page.html("\n");
            }
        }
    }

    /// The box of a task in a list.
    pub(super) fn task(&mut self, done: bool) {
        self.page.tag("input");
        self.page.html(" type=\"checkbox\" disabled");
        if done {
            self.page.html(" checked");
        }
        self.page
            .attribute("aria-label", if done { "已完成" } else { "未完成" });
        self.page.end_tag();
        self.page.html(" ");
    }

    /// Begins a quote or an alert.
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.page.part();
        self.page.fresh_line();
        match ALERTS.iter().find(|(alert, ..)| Some(*alert) == kind) {
            None => self.page.html("<blockquote>\n"),
            Some((_, class, title)) => {
                self.page.tag("div");
                self.page.attribute("class", class);
                self.page.end_tag();
                self.page.html("\n");
                self.page.tag("p");
                self.page.attribute("class", "alert-title");
                self.page.end_tag();
                self.page.html(title);
                self.page.html("</p>\n");
            }
        }
    }

    /// Ends it.
    pub(super) fn end_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.page.fresh_line();
        self.page.html(if kind.is_some() {
            "</div>\n"
        } else {
            "</blockquote>\n"
        });
    }

    /// Begins a code block: its text follows as events.
    pub(super) fn start_code(&mut self, kind: CodeBlockKind<'_>, range: &Range<usize>) {
        if matches!(kind, CodeBlockKind::Fenced(_)) {
            self.look_at_fence(range);
        }
        let language = match &kind {
            CodeBlockKind::Fenced(info) => restore(info.split([' ', '\t']).next().unwrap_or("")).into_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        self.code = Some(CodeBlock {
            language,
            text: String::new(),
        });
    }

    /// Writes the code block that has been read.
    pub(super) fn end_code(&mut self) {
        let Some(CodeBlock { language, text }) = self.code.take() else {
            return;
        };
        self.page.part();
        self.page.fresh_line();
        self.page.tag("pre");
        if self.rules.dress {
            // A long line scrolls; the keyboard must reach it.
            self.page.attribute("tabindex", "0");
        }
        self.page.end_tag();
        self.page.tag("code");
        if !language.is_empty() {
            self.page.attribute("class", &format!("language-{language}"));
        }
        self.page.end_tag();
        let text = restore(&text);
        let coloured = (self.rules.dress && !language.is_empty())
            .then(|| highlight(&language, &text))
            .flatten();
        match coloured {
            Some(pieces) => {
                for (class, words) in pieces {
                    self.write_code(class, &words);
                }
            }
            None => escape_text(&mut self.page.out.html, &text),
        }
        self.page.plain_text(&text);
        self.page.html("</code></pre>\n");
        self.page.part();
    }

    fn write_code(&mut self, class: Option<&str>, words: &str) {
        let Some(class) = class else {
            escape_text(&mut self.page.out.html, words);
            return;
        };
        self.page.tag("span");
        self.page.attribute("class", class);
        self.page.end_tag();
        escape_text(&mut self.page.out.html, words);
        self.page.html("</span>");
    }

    /// Begins a table, in a box that scrolls when it is wider than the screen.
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.tables.alignments = alignments;
        self.page.part();
        self.page.fresh_line();
        if self.rules.dress {
            self.tables.count += 1;
            self.page.tag("div");
            self.page
                .html(" class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格");
            if self.tables.count > 1 {
                // Regions of a page must not share a name.
                let number = self.tables.count.to_string();
                self.page.html(&number);
            }
            self.page.html("\"");
            self.page.end_tag();
        }
        self.page.html("<table>\n");
    }

    /// Ends it.
    pub(super) fn end_table(&mut self) {
        self.page.html("</tbody>\n</table>");
        self.page.html(if self.rules.dress { "</div>\n" } else { "\n" });
        self.page.part();
    }

    /// Begins a row.
    pub(super) fn start_row(&mut self, head: bool) {
        self.tables.head = head;
        self.tables.column = 0;
        self.page.html(if head { "<thead>\n<tr>" } else { "<tr>" });
    }

    /// Ends it.
    pub(super) fn end_row(&mut self, head: bool) {
        self.page.html(if head {
            "</tr>\n</thead>\n<tbody>\n"
        } else {
            "</tr>\n"
        });
    }

    /// Begins a cell.
    pub(super) fn start_cell(&mut self) {
        self.page.part();
        let start = self.page.out.html.len();
        self.cell_tag(self.tables.head);
        self.tables.cell = (start, self.page.out.html.len());
    }

    /// Ends it. A head cell without text heads nothing, so it becomes an ordinary one.
    pub(super) fn end_cell(&mut self) {
        let (start, content) = self.tables.cell;
        let mut head = self.tables.head;
        if head && self.page.out.html.len() == content {
            self.page.out.split_off(start);
            head = false;
            self.cell_tag(head);
        }
        self.page.html(if head { "</th>" } else { "</td>" });
        self.tables.column += 1;
        self.page.part();
    }

    fn cell_tag(&mut self, head: bool) {
        self.page.tag(if head { "th" } else { "td" });
        if head && self.rules.dress {
            self.page.attribute("scope", "col");
        }
        let class = match self.tables.alignments.get(self.tables.column) {
            Some(Alignment::Left) => "align-left",
            Some(Alignment::Center) => "align-center",
            Some(Alignment::Right) => "align-right",
            _ => "",
        };
        if !class.is_empty() {
            self.page.attribute("class", class);
        }
        self.page.end_tag();
    }
}
