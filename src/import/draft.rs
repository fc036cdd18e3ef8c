//! One file on its way to a draft: read, outlined, looked through for what it says of itself, written into its form.

mod persons;
mod pictures;

use std::borrow::Cow;
use std::collections::HashMap;

use super::official::{self, ImportedField, ImportedValue};
use super::sheet::{self, ImportedLedger, ImportedTable, SheetRefusal};
use super::text::{ImportedText, Omission, SourceBlock};
use super::{branch, entry, markdown, outline, read};
use crate::attachment::Unreadable;
use crate::read::Organization;
use crate::read::ledger::{DAY_TO_FILL_IN, Preset};
use crate::render::clean_picture;
use crate::words::{Day, Kind, Labelled};

/// A file that is to become an entry.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    /// In small letters, without a dot.
    pub ending: &'a str,
    /// The whole file.
    pub bytes: &'a [u8],
    /// Its name without the folder; a title where the text has none.
    pub file_name: &'a str,
    /// What it is, where somebody says so.
    pub kind: Option<Kind>,
    /// The site's own; its branches are known by their names.
    pub organization: &'a Organization,
    /// Somebody says the day of what has none: nothing is asked about that.
    pub is_dated: bool,
}

/// What a file became.
#[derive(Debug)]
pub struct ImportedEntry {
    /// What it is.
    pub kind: Kind,
    /// What it is called; never empty.
    pub title: String,
    /// Nothing says clearly what it is: it is not shown to more people than minutes are.
    pub is_of_guessed_kind: bool,
    fields: Vec<ImportedField>,
    text: ImportedText,
    /// Of a spreadsheet; its text is empty then.
    ledger: Option<ImportedLedger>,
    to_look_at: Vec<String>,
}

/// A picture's file: its name and its bytes.
pub type PictureFile<'p> = (String, Cow<'p, [u8]>);

/// Why a file becomes no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEntry {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// There is neither text nor a picture in it.
    Empty,
    /// A spreadsheet none of whose sheets can be a ledger.
    NoTable(SheetRefusal),
    /// It belongs into somebody's files, which are public at no scope.
    OfFiles,
}

impl ImportRequest<'_> {
    /// The entries that the file becomes: one, or one for each table of a spreadsheet. `beside` gives the bytes of a picture
    /// that lies beside a saved web page, by its path from there.
    ///
    /// # Errors
    /// The file cannot be read, or has neither text nor pictures.
    pub fn entries(&self, beside: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<ImportedEntry>, NoEntry> {
        if self.bytes.is_empty() {
            return Err(NoEntry::Empty);
        }
        match self.ending {
            "xlsx" | "xlsm" | "csv" => self.tables(),
            _ => self.text(beside).map(|entry| vec![entry]),
        }
    }

    fn text(&self, beside: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<ImportedEntry, NoEntry> {
        let text = read(self.ending, self.bytes, beside).map_err(NoEntry::Unreadable)?;
        if text.blocks.is_empty() {
            return Err(NoEntry::Empty);
        }
        let ledger = sheet::ledger_of_text(&text, self.file_name);
        let omissions = text.omissions.clone();
        let pictures = ledger.as_ref().map(|_| text.pictures.clone());
        // A title is known by its looks, which an outline would take for a heading's.
        let mut found = official::recognise(text, self.kind, self.file_name);
        // Whoever says what it is has a model of one, or a lesson about it.
        if found.is_of_files && self.kind.is_none() {
            return Err(NoEntry::OfFiles);
        }
        // 党费收缴情况公示表 is no 公示, but a table that hangs.
        let title = title(&found.fields, self.file_name);
        let is_table = |ledger: &ImportedLedger| {
            let of_money = matches!(ledger.preset, Some(Preset::Dues | Preset::Budget));
            found.is_guess || title.ends_with('表') && of_money && self.kind.is_none()
        };
        if let Some(mut ledger) = ledger.filter(is_table) {
            ledger.omissions.extend(omissions);
            let mut entry = self.of_table(ImportedTable::Ledger(ledger));
            entry.text.pictures = pictures.unwrap_or_default();
            return Ok(entry);
        }
        outline::outline(&mut found.text);
        pictures::drop_unshown(&mut found.text);
        let mut entry = ImportedEntry {
            kind: found.kind,
            is_of_guessed_kind: found.is_guess,
            title,
            fields: found.fields,
            text: found.text,
            ledger: None,
            to_look_at: found.unsure,
        };
        let unsure = std::mem::take(&mut entry.text.unsure);
        entry.to_look_at.extend(unsure);
        entry.take_branch(self.organization, found.branch.as_deref());
        entry.take_address();
        entry.look_for_gaps(self.is_dated);
        Ok(entry)
    }

    fn tables(&self) -> Result<Vec<ImportedEntry>, NoEntry> {
        let book = sheet::read(self.ending, self.bytes, self.file_name).map_err(NoEntry::Unreadable)?;
        let mut entries: Vec<ImportedEntry> = book
            .tables
            .into_iter()
            .map(|table| self.of_table(table))
            .collect();
        for entry in &mut entries {
            if let Some(asked) = self.kind.filter(|asked| *asked != entry.kind) {
                entry.to_look_at.push(format!(
                    "写了种类“{}”，没有起作用：表格变成台账，承诺登记表变成公开承诺；这一张按{}导入",
                    asked.label(),
                    entry.kind.label()
                ));
            }
        }
        match entries.first_mut() {
            Some(first) => first.text.omissions.extend(book.omissions),
            None => return Err(NoEntry::NoTable(book.refused.unwrap_or(SheetRefusal::NoTable))),
        }
        Ok(entries)
    }

    fn of_table(&self, table: ImportedTable) -> ImportedEntry {
        let text = |omissions| ImportedText {
            omissions,
            ..ImportedText::default()
        };
        match table {
            ImportedTable::Ledger(mut ledger) => {
                let day = ledger.day.map(ImportedValue::Day);
                let mut entry = ImportedEntry {
                    kind: Kind::Ledger,
                    is_of_guessed_kind: false,
                    title: ledger.title.clone(),
                    fields: day
                        .map(|day| ImportedField::new("日期", day))
                        .into_iter()
                        .collect(),
                    text: text(std::mem::take(&mut ledger.omissions)),
                    to_look_at: std::mem::take(&mut ledger.unsure),
                    ledger: None,
                };
                entry.take_branch(self.organization, ledger.branch.as_deref());
                entry.say_branch(ledger.branch.as_deref());
                entry.ledger = Some(ledger);
                entry.look_for_gaps(self.is_dated);
                entry
            }
            ImportedTable::Pledges(pledges) => {
                let mut entry = ImportedEntry {
                    kind: Kind::Pledge,
                    is_of_guessed_kind: false,
                    title: pledges.title,
                    fields: pledges.fields,
                    text: text(pledges.omissions),
                    ledger: None,
                    to_look_at: pledges.unsure,
                };
                entry.take_branch(self.organization, pledges.branch.as_deref());
                entry.say_branch(pledges.branch.as_deref());
                entry.look_for_gaps(self.is_dated);
                entry
            }
        }
    }
}

fn title(fields: &[ImportedField], file_name: &str) -> String {
    let words = |field: &ImportedField| match &field.value {
        ImportedValue::Text(title) if field.name == "标题" => Some(title.clone()),
        _ => None,
    };
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let stem = match stem.trim() {
        "" => "没有标题",
        stem => stem,
    };
    fields.iter().find_map(words).unwrap_or_else(|| stem.to_owned())
}

impl ImportedEntry {
    fn value(&self, name: &str) -> Option<&ImportedValue> {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map(|field| &field.value)
    }

    /// 类型, 类别 or 台账, where it is known.
    #[must_use]
    pub fn of_type(&self) -> Option<&str> {
        if let Some(ledger) = &self.ledger {
            return ledger.preset.map(Preset::label);
        }
        match self.value("类型").or_else(|| self.value("类别")) {
            Some(ImportedValue::Text(of_type)) => Some(of_type),
            _ => None,
        }
    }

    /// The day for its 日期: the one that it bears, else today; a 公示 whose period began earlier is not younger than that, nor
    /// is a text whose 截止 is over.
    #[must_use]
    pub fn day(&self, today: Day) -> Day {
        if let Some(ImportedValue::Day(day)) = self.value("日期") {
            return *day;
        }
        if let Some(day) = self.held() {
            return day;
        }
        let period = match self.value("公示期") {
            Some(ImportedValue::Map(period)) => period.as_slice(),
            _ => &[],
        };
        let start = period.iter().find_map(|field| match field.value {
            ImportedValue::Day(day) if field.name == "开始" => Some(day),
            _ => None,
        });
        let last = match self.value("截止") {
            Some(ImportedValue::Day(last)) => Some(*last),
            _ => None,
        };
        [start, last].into_iter().flatten().fold(today, Day::min)
    }

    /// The day of a meeting.
    fn held(&self) -> Option<Day> {
        match self.value("时间") {
            Some(ImportedValue::Text(time)) => Day::parse(time.get(..10)?),
            _ => None,
        }
    }

    /// Takes out what cannot be together with this 日期, and says so: a draft must not keep the site from being built.
    pub fn fit_to(&mut self, date: Day) {
        let Some(ImportedValue::Day(last)) = self.value("截止") else {
            return;
        };
        if *last < date {
            let last = last.chinese();
            self.fields.retain(|field| field.name != "截止");
            self.to_look_at
                .push(format!("截止日期{last}早于“日期”，没有填，请核对"));
        }
    }

    /// The names of the fields that were filled in, besides those that every entry has.
    #[must_use]
    pub fn filled(&self) -> Vec<&'static str> {
        // The day of a meeting is that of its 时间.
        let is_held = self.value("日期").is_none() && self.held().is_some();
        let names = self.fields.iter().map(|field| field.name);
        let names = names.filter(|name| !["标题", "类型", "类别"].contains(name));
        is_held.then_some("日期").into_iter().chain(names).collect()
    }

    /// How many rows its ledger has.
    #[must_use]
    pub fn rows(&self) -> Option<usize> {
        self.ledger.as_ref().map(|ledger| ledger.rows.len())
    }

    /// What was rightly left out, each with how often.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        let rightly = self.text.omissions.iter().filter(|omission| !omission.is_loss);
        rightly.map(counted).collect()
    }

    /// How much was left out, rightly or not.
    #[must_use]
    pub fn left_out_count(&self) -> usize {
        self.text.omissions.iter().map(|omission| omission.count).sum()
    }

    /// What somebody has to look at, in sentences.
    #[must_use]
    pub fn to_look_at(&self) -> Vec<String> {
        let losses = self.text.omissions.iter().filter(|omission| omission.is_loss);
        let losses = losses.map(|omission| format!("{}没有带进来，请对照原文补上", counted(omission)));
        self.to_look_at.iter().cloned().chain(losses).collect()
    }

    /// The entry's file, from a blank form of its kind and type, and the files of its pictures, named after `stem`, without
    /// what cameras wrote into them.
    /// `source` says where it comes from.
    #[must_use]
    pub fn file(&self, form: &str, stem: &str, source: String) -> (String, Vec<PictureFile<'_>>) {
        let mut files = Vec::new();
        let mut known: HashMap<*const u8, String> = HashMap::new();
        let mut names = Vec::new();
        for picture in &self.text.pictures {
            let name = match picture.is_shown() {
                // One that is shown twice is one file.
                true => known
                    .entry(picture.bytes.as_ptr())
                    .or_insert_with(|| {
                        let name = format!("{stem}-{}.{}", names.len() + 1, picture.ending);
                        // What is damaged is refused where it is published.
                        let clean = clean_picture(&picture.ending, &picture.bytes);
                        let bytes = clean.map_or(Cow::Borrowed(&*picture.bytes), Cow::Owned);
                        files.push((name.clone(), bytes));
                        name
                    })
                    .clone(),
                false => String::new(),
            };
            names.push(name);
        }
        let body = markdown::markdown(&self.text, &names);
        let mut notes = vec![source];
        let to_look_at = self.to_look_at();
        if !to_look_at.is_empty() {
            notes.push("请看一看，改好后删去这几行：".to_owned());
            notes.extend(to_look_at.iter().map(|line| format!("  {line}")));
        }
        if let Some(ledger) = &self.ledger {
            let ledger = ledger.with_photos(&names);
            let branch = self.fields.iter().filter(|field| field.name == "支部");
            let front = entry::with_fields(&ledger.fill(form), branch) + "\n";
            return (entry::with_notes(&front, &notes), files);
        }
        let text = entry::fill(&self.fitted(form), &self.fields, &notes, &body);
        (text, files)
    }

    /// The form without what it would say although the file does not.
    fn fitted(&self, form: &str) -> String {
        let has = |name| self.value(name).is_some();
        let mut form = form.to_owned();
        for name in ["类型", "类别"] {
            if self.kind != Kind::Notice && !has(name) {
                form = entry::to_choose(&form, name);
            }
        }
        if self.kind == Kind::Meeting && !has("时间") {
            form = entry::without(&form, "时间");
        }
        if self.kind == Kind::Pledge && !has("承诺事项") {
            form = entry::with_unknown_days(&form, "    时限: ", "");
        }
        if self.of_type() == Some("公示") && !has("公示期") {
            // The form's five working days stay where the text says five too.
            let rest = match self.says("5个工作日") || self.says("五个工作日") {
                true => ", 工作日: 5}".to_owned(),
                false => format!(", 截止: {DAY_TO_FILL_IN}}}"),
            };
            form = entry::with_unknown_days(&form, "公示期: {开始: ", &rest);
        }
        // The form proposes them.
        for name in ["截止", "方式"].into_iter().filter(|name| !has(name)) {
            form = entry::without(&form, name);
        }
        if self.kind == Kind::Pledge && matches!(self.value("承诺人"), Some(ImportedValue::List(_))) {
            form = entry::without(&form, "承诺事项");
        }
        form
    }

    /// True for words that stand in a paragraph of the text.
    fn says(&self, words: &str) -> bool {
        let mut paragraphs = self.text.blocks.iter().filter_map(SourceBlock::paragraph);
        paragraphs.any(|paragraph| paragraph.plain().replace(' ', "").contains(words))
    }

    /// 支部, where the title, the 落款 or a form names one of the site's own.
    fn take_branch(&mut self, organization: &Organization, named: Option<&str>) {
        let signed = match self.value("落款") {
            Some(ImportedValue::Text(signed)) => signed.as_str(),
            _ => "",
        };
        let texts = [self.title.as_str(), signed, named.unwrap_or_default()];
        if let Some(branch) = branch::named(&texts, organization) {
            self.fields.push(ImportedField::new("支部", branch));
            self.to_look_at.retain(|said| *said != official::ASKS_FOR_BRANCH);
            let asks = |said: &String| *said == official::ASKS_FOR_GROUP;
            let is_of_group = self.to_look_at.iter().any(asks);
            let group = branch::group_named(&self.title, branch, organization).filter(|_| is_of_group);
            if let Some(group) = group {
                self.fields.push(ImportedField::new("小组", group));
                self.to_look_at.retain(|said| !asks(said));
            }
        }
    }

    /// Says which branch a register names, where neither 支部 nor the title does.
    fn say_branch(&mut self, named: Option<&str>) {
        let is_said = |branch: &str| self.value("支部").is_some() || self.title.contains(branch);
        if let Some(branch) = named.filter(|branch| !is_said(branch)) {
            self.to_look_at
                .push(format!("表里写的单位是“{branch}”，没有填进“支部”"));
        }
    }

    /// The address that a page was saved from, and whom it has its text from.
    fn take_address(&mut self) {
        let (address, source) = (self.text.address.take(), self.text.source.take());
        let mut said = [("原文的网址", address), ("来源", source)];
        if self.kind == Kind::Study && self.value("来源").is_none() {
            // Its name says more than its address.
            let told = said.iter_mut().rev().find_map(|(_, said)| said.take());
            self.fields
                .extend(told.map(|told| ImportedField::new("来源", told)));
        }
        let said = said
            .into_iter()
            .filter_map(|(name, said)| Some(format!("{name}：{}", said?)));
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            self.to_look_at
                .push(format!("{}；转载的请写明来源", said.join("，")));
        }
    }

    /// What an entry of this kind must have and the file does not say.
    fn look_for_gaps(&mut self, is_dated: bool) {
        let is_publicity = self.of_type() == Some("公示");
        let has_day = || self.value("公示期").is_some() || self.held().is_some();
        if !is_dated && self.value("日期").is_none() && !has_day() {
            let stand_in = match self.value("截止") {
                Some(_) => "今天（截止的那一天已经过了的，写了那一天）",
                None => "今天",
            };
            self.to_look_at.push(format!(
                "没有找到日期，草稿里先写了{stand_in}，请把“日期”改成原来的"
            ));
        }
        let gaps = [
            (is_publicity, "公示期", "留着（填日期），没有填不能审批"),
            (is_publicity, "受理", "先写了代用的单位和电话"),
            (self.kind == Kind::Meeting, "类型", "留着没有填"),
            (self.kind == Kind::Meeting, "时间", "没有写"),
            (self.kind == Kind::Meeting, "实到", "没有写"),
            (self.kind == Kind::Pledge, "类型", "留着没有填"),
            (self.kind == Kind::Study, "类别", "留着没有填"),
            (self.kind == Kind::Study, "必学", "先写了“否”"),
            (self.kind == Kind::Pledge, "年度", "先写了日期的那一年"),
            (self.kind == Kind::Pledge, "承诺人", "留着没有填"),
        ];
        for (_, name, instead) in gaps.into_iter().filter(|(is_needed, ..)| *is_needed) {
            if self.value(name).is_some() {
                continue;
            }
            let quoted = format!("“{name}”");
            match self.to_look_at.iter_mut().find(|said| said.contains(&quoted)) {
                Some(said) => *said += &format!("，草稿里{instead}"),
                None => self
                    .to_look_at
                    .push(format!("没有看出{quoted}，草稿里{instead}，请改成实际的")),
            }
        }
    }
}

fn counted(omission: &Omission) -> String {
    format!("{}{}处", omission.what, omission.count)
}
