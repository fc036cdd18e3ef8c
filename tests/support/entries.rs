//! Random entries of 1 to 20,000 characters with everything that Markdown has, and the text that a reader must find
//! on paper, in order, without spaces.

use std::collections::HashMap;
use std::fmt::Write as _;

use gongkai::markdown::{self, Body, ChineseRules};
use gongkai::paper::{Closing, Geometry, PaperText, Sheet, lay, lay_for_wall};
use gongkai::words::{Day, Paper, Report, SourcePath, SourceText};

/// Numbers that are the same for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("64 bits") % most.max(1)
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

/// An entry as it is written and as it must read.
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) markdown: String,
    pub(crate) attachments: Vec<String>,
    pub(crate) closing: Option<(String, Day, bool)>,
    /// The sizes of its pictures in pixels; `None` for one that cannot be shown.
    pub(crate) pictures: Vec<Option<(u32, u32)>>,
    /// What a reader must find, without spaces; numbers and dots of lists as they are set.
    pub(crate) expected: String,
    /// The rows of tables of more than five columns, cell by cell: they may become cards, which name their cells again.
    pub(crate) wide: Vec<Vec<String>>,
    notes: Vec<String>,
    tables: usize,
    /// How many headings came last, one below the other.
    headings: usize,
    /// It is printed as a file of a site: pictures are those of the disk, and there are no attachments.
    on_disk: bool,
}

/// The pictures of entries, and their sizes in pixels; the last cannot be shown.
pub(crate) const PICTURES: [(&str, Option<(u32, u32)>); 5] = [
    ("a.png", Some((800, 600))),
    ("b.png", Some((3_000, 2_000))),
    ("c.png", Some((16, 16))),
    ("d.png", Some((300, 9_000))),
    ("e.png", None),
];

const WORDS: [&str; 44] = [
    "党员", "支部", "学习", "贯彻", "落实", "主题党日", "公开", "教师", "党总支", "第一党支部", "廉洁",
    "会议", "服务", "的", "和", "与", "在", "了", "开展", "组织", "要求", "工作", "教育", "制度", "监督",
    "意见", "责任", "讲话", "精神", "年度", "计划", "总结", "，", "。", "、", "；", "：", "？", "！",
    "《党章》", "“三会一课”", "（试行）", "……", "——",
];
const LATIN: [&str; 14] = [
    "2026年11月20日", "98.5%", "12名", "300平方米", "第3章", "〔2026〕12号", "WeChat", "A4", "14:30",
    "0371-6000000", "PDF", "GB/T", "e-mail", "AVAVAWATo",
];
const ODD: [&str; 10] = ["①", "·", "×", "℃", "é", "ǚ", "𠮷", "〇", "α", "’"];

impl Entry {
    /// The entry of a seed, of about so many characters.
    pub(crate) fn random(seed: u64, length: usize) -> Self {
        Self::new(seed, length, false)
    }

    /// The same for a site on the disk: its title has its number in it.
    pub(crate) fn on_disk(seed: u64, length: usize) -> Self {
        Self::new(seed, length, true)
    }

    fn new(seed: u64, length: usize, on_disk: bool) -> Self {
        let mut dice = Dice::new(seed);
        let day = Day::new(
            2026,
            1 + u32::try_from(dice.below(12)).expect("small"),
            1 + u32::try_from(dice.below(28)).expect("small"),
        );
        let mut entry = Self {
            title: String::new(),
            markdown: String::new(),
            attachments: Vec::new(),
            closing: None,
            pictures: Vec::new(),
            expected: String::new(),
            wide: Vec::new(),
            notes: Vec::new(),
            tables: 0,
            headings: 0,
            on_disk,
        };
        let size = match dice.below(10) {
            0 => 1,
            1 => 200,
            _ => 10 + dice.below(40),
        };
        entry.title = plain(&mut dice, size);
        if on_disk {
            entry.title = format!("第{seed}号{}", entry.title);
        }
        entry.say(&entry.title.clone());
        while entry.expected.chars().count() < length {
            entry.block(&mut dice);
        }
        entry.end(&mut dice, day.expect("a day"));
        entry
    }

    fn say(&mut self, text: &str) {
        self.expected.extend(text.chars().filter(|c| !c.is_whitespace()));
    }

    fn write(&mut self, text: &str) {
        self.markdown.push_str(text);
    }

    /// Text with its marks; what is said is the text.
    fn inline(&mut self, dice: &mut Dice, size: usize) {
        let text = plain(dice, size);
        match dice.below(12) {
            0 => {
                self.write(&format!("党{text}会**重点任务**已完成"));
                self.say(&format!("党{text}会重点任务已完成"));
            }
            1 => {
                self.write(&format!("党{text}会~~旧的~~新的"));
                self.say(&format!("党{text}会旧的新的"));
            }
            2 => {
                self.write(&format!("党{text}会[外网](https://example.com/a)"));
                self.say(&format!("党{text}会外网"));
            }
            3 if self.notes.len() < 9 => {
                let number = self.notes.len() + 1;
                self.write(&format!("党{text}会[^{number}]。"));
                self.say(&format!("党{text}会〔{number}〕。"));
                self.notes.push(plain(dice, 30));
            }
            _ => {
                self.write(&format!("党{text}会"));
                self.say(&format!("党{text}会"));
            }
        }
    }

    fn block(&mut self, dice: &mut Dice) {
        let kind = dice.below(20);
        let headings = if kind < 3 { self.headings + 1 } else { 0 };
        self.headings = headings;
        match kind {
            0..=2 if headings < 3 => {
                let marks = ["##", "###", "####", "#####"][dice.below(4)];
                self.write(&format!("{marks} "));
                let size = if dice.one_in(6) { 60 } else { 8 };
                self.inline(dice, size);
                self.write("\n\n");
            }
            3 | 4 => self.list(dice, 0),
            5 | 6 => self.table(dice),
            7 => {
                self.write("> ");
                self.inline(dice, 60);
                self.write("\n\n");
            }
            8 => self.code(dice),
            9 => self.picture(dice),
            10 => self.write("---\n\n"),
            11 => {
                let long = long(dice);
                self.write(&format!("党{long}\n\n"));
                self.say(&format!("党{long}"));
            }
            12 => {
                // Paragraphs of one and of two characters.
                self.write("好。\n\n");
                self.say("好。");
            }
            _ => {
                let size = [5, 40, 120, 400, 900][dice.below(5)];
                self.inline(dice, size);
                self.write("\n\n");
            }
        }
    }

    fn list(&mut self, dice: &mut Dice, depth: usize) {
        let ordered = dice.one_in(2);
        let count = 1 + dice.below(12);
        for number in 1..=count {
            let indent = "    ".repeat(depth);
            let mark = if ordered {
                format!("{number}. ")
            } else {
                "- ".to_owned()
            };
            self.write(&format!("{indent}{mark}"));
            let size = if dice.one_in(4) { 150 } else { 20 };
            self.inline(dice, size);
            self.write("\n");
            if depth < 4 && dice.one_in(8) {
                self.list(dice, depth + 1);
            }
        }
        if depth == 0 {
            self.write("\n\n<!-- -->\n\n".replace("<!-- -->", "好。").as_str());
            self.say("好。");
        }
    }

    fn table(&mut self, dice: &mut Dice) {
        self.tables += 1;
        let columns = [1, 2, 3, 5, 8, 12, 30, 60][dice.below(8)];
        let rows = 1 + dice.below(if columns > 12 { 4 } else { 40 });
        let widest = [30, 12, 6][usize::from(columns > 5) + usize::from(columns > 12)];
        let number = self.tables;
        for row in 0..=rows {
            let mut cells = Vec::new();
            for column in 0..columns {
                let size = 1 + dice.below(widest);
                let mut text = plain(dice, size);
                if (row, column) == (0, 0) {
                    // Heads are told apart by their number, so that repeated ones can be left out.
                    text = format!("表{number}号");
                }
                let _ = write!(self.markdown, "| {text} ");
                self.say(&text);
                cells.push(text.replace(' ', ""));
            }
            if columns > 5 && row > 0 {
                self.wide.push(cells);
            }
            self.write("|\n");
            if row == 0 {
                let marks = ["---", ":--", "--:", ":-:"];
                for _ in 0..columns {
                    let mark = dice.pick(&marks);
                    self.write(&format!("|{mark}"));
                }
                self.write("|\n");
            }
        }
        self.write("\n");
    }

    fn code(&mut self, dice: &mut Dice) {
        self.write("```\n");
        for _ in 0..=dice.below(6) {
            let text = plain(dice, 30);
            self.write(&format!("    {text}\n"));
            self.say(&text);
        }
        self.write("```\n\n");
    }

    fn picture(&mut self, dice: &mut Dice) {
        let (file, size) = PICTURES[dice.below(if self.on_disk { 4 } else { 5 })];
        self.write(&format!("![合影]({file})\n\n"));
        if size.is_none() {
            self.say("〔图片：合影〕");
        }
        self.pictures.push(size);
    }

    fn end(&mut self, dice: &mut Dice, day: Day) {
        let notes = std::mem::take(&mut self.notes);
        for (place, note) in notes.iter().enumerate() {
            self.write(&format!("[^{}]: 注{note}\n\n", place + 1));
            self.say(&format!("注{note}"));
        }
        let attachments = if self.on_disk { 0 } else { dice.below(4) };
        for _ in 0..attachments {
            let size = 5 + dice.below(40);
            self.attachments.push(format!("附{}", plain(dice, size)));
        }
        for name in self.attachments.clone() {
            self.say(&name);
        }
        if !dice.one_in(4) {
            let name = dice.pick(&[
                "第一党支部",
                "青禾实验学校党总支",
                "中国共产党青禾实验学校委员会",
                "中共青禾教育集团青禾实验学校总支部委员会第一支部委员会宣传工作领导小组办公室",
            ]);
            // A board keeps room for a seal.
            let sealed = dice.one_in(2) || self.on_disk;
            self.closing = Some((name.to_owned(), day, sealed));
            self.say(name);
            self.say(&day.chinese());
        }
    }

    /// What the program makes of its Markdown.
    pub(crate) fn body(&self) -> Body {
        let path = SourcePath::new("content/notices/a.md").expect("a path");
        let source = SourceText {
            path,
            text: self.markdown.as_str().into(),
        };
        let range = 0..source.text.len();
        markdown::parse(&source, range, &ChineseRules::default(), &mut Report::new())
    }
}

/// Running text of so many words at most, with nothing that Markdown reads.
fn plain(dice: &mut Dice, size: usize) -> String {
    let mut text = String::from(dice.pick(&["关于", "党员", "学校", "各"]));
    while text.chars().count() < size {
        let word = match dice.below(14) {
            0 => dice.pick(&LATIN),
            1 if dice.one_in(3) => dice.pick(&ODD),
            2 => " ",
            _ => dice.pick(&WORDS),
        };
        text.push_str(word);
    }
    text.trim_end().to_owned()
}

/// A string without a place to break.
fn long(dice: &mut Dice) -> String {
    let size = 20 + dice.below(300);
    match dice.below(4) {
        0 => "x".repeat(size),
        1 => format!("https://example.com/{}", "abc/def-123?".repeat(size / 10)),
        2 => "。".repeat(size),
        _ => "（《".repeat(size),
    }
}

/// How often each character stands in a text.
pub(crate) fn counts(text: &str) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for c in text.chars() {
        *counts.entry(c).or_insert(0) += 1;
    }
    counts
}

/// An entry on sheets.
pub(crate) fn laid(entry: &Entry, geometry: &Geometry) -> Vec<Sheet> {
    with_text(entry, |text| lay(text, geometry))
}

/// An entry on sheets as it hangs.
pub(crate) fn hung(entry: &Entry, paper: Paper) -> Vec<Sheet> {
    with_text(entry, |text| lay_for_wall(text, paper))
}

fn with_text(entry: &Entry, laid: impl Fn(&PaperText<'_>) -> Vec<Sheet>) -> Vec<Sheet> {
    let text = PaperText {
        title: &entry.title,
        number: None,
        body: &entry.body(),
        attachments: entry.attachments.iter().map(String::as_str).collect(),
        closing: entry.closing.as_ref().map(|(name, day, sealed)| Closing {
            signed_by: name,
            signed_on: *day,
            sealed: *sealed,
        }),
        pictures: &|number| entry.pictures.get(number).copied().flatten(),
    };
    laid(&text)
}
