//! A random small site, with a canary in every field of every entry. What a later field holds is a line in
//! [`Writer::of_kind`] or [`Writer::common`]; what a register holds is a line in [`Registers`].

use gongkai::words::{Calendar, Day};

use super::canary;
use super::rules::{Circle, Edition, Entry, May};
use crate::support::{Files, Random};

/// The editions that a site may have.
const EDITIONS: [Edition; 7] = [
    edition("web", Circle::Public, None),
    edition("unit", Circle::Unit, None),
    edition("party", Circle::Party, None),
    edition("yi", Circle::Public, Some("yi")),
    edition("er", Circle::Party, Some("er")),
    Edition {
        is_board: true,
        ..edition("board", Circle::Unit, None)
    },
    Edition {
        is_board: true,
        ..edition("wall", Circle::Party, Some("yi"))
    },
];

const fn edition(id: &'static str, audience: Circle, branch: Option<&'static str>) -> Edition {
    Edition {
        id,
        audience,
        branch,
        is_board: false,
    }
}

/// A field, and when it may be seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Secret {
    pub(crate) of: Of,
    pub(crate) name: &'static str,
    pub(crate) may: May,
}

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// An entry, by its number.
    Entry(usize),
    /// A register: `organization.yaml` or `catalogue.yaml`.
    School,
    /// What a register says of a branch.
    Branch(&'static str),
}

/// A site and what is known of it.
pub(crate) struct Site {
    pub(crate) files: Files,
    pub(crate) day: Day,
    /// It is built as a rehearsal (`--drafts`).
    pub(crate) rehearsed: bool,
    pub(crate) editions: Vec<Edition>,
    pub(crate) entries: Vec<Entry>,
    /// By the number of the canary.
    pub(crate) secrets: Vec<Secret>,
}

impl Site {
    pub(crate) fn random(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let day = Day::new(2026, 3, 2)
            .expect("a day")
            .after(random.below(240) as u64);
        let mut editions: Vec<Edition> = EDITIONS.to_vec();
        // Sheets take longer than pages.
        editions.retain(|edition| random.once_in(if edition.is_board { 6 } else { 3 }));
        if editions.is_empty() {
            editions.push(*random.pick(&EDITIONS));
        }
        let mut site = Self {
            files: Files::new(),
            day,
            rehearsed: random.once_in(4),
            editions,
            entries: Vec::new(),
            secrets: Vec::new(),
        };
        let config = site.config(&mut random);
        site.files.insert("site.toml".into(), config.into());
        site.registers(&mut random);
        let mut signers = Vec::new();
        for _ in 0..3 + random.below(5) {
            site.add(&mut random, &mut signers);
        }
        site.know(&signers);
        site
    }

    /// Lets `organization.yaml` know the names of those who approve, and nobody see them.
    fn know(&mut self, signers: &[String]) {
        let branch = format!(
            "  - {{编号: san, 名称: 第三支部, 公开范围: {{党员: 特定对象, 党员数: 特定对象}}, 党员: [{}]}}\n",
            signers.join(", ")
        );
        let organization = self.files.get_mut("content/organization.yaml");
        organization.expect("written").extend(branch.into_bytes());
    }

    fn registers(&mut self, random: &mut Random) {
        let mut registers = Registers {
            secrets: &mut self.secrets,
            random,
        };
        let organization = registers.organization();
        let catalogue = registers.catalogue();
        self.files
            .insert("content/organization.yaml".into(), organization.into());
        self.files
            .insert("content/catalogue.yaml".into(), catalogue.into());
    }

    /// True when an edition may show a canary.
    pub(crate) fn may_be_seen(&self, secret: &Secret, edition: &Edition) -> bool {
        match secret.of {
            Of::Entry(number) => secret.may.be_seen(&self.entries[number], edition, self.day),
            Of::School => secret.may.be_seen_in_register(None, edition),
            Of::Branch(branch) => secret.may.be_seen_in_register(Some(branch), edition),
        }
    }

    /// Whose field a canary stands in, for messages.
    pub(crate) fn whose(&self, secret: &Secret) -> String {
        match secret.of {
            Of::Entry(number) => format!("{:?}", self.entries[number]),
            of => format!("{of:?} ({:?})", secret.may),
        }
    }

    /// A canary in a setting, for everybody who sees the entries of the school or of a branch.
    fn setting(&mut self, of: Of, name: &'static str) -> String {
        self.secrets.push(Secret {
            of,
            name,
            may: May::By(Circle::Public),
        });
        canary::han(self.secrets.len() - 1)
    }

    fn config(&mut self, random: &mut Random) -> String {
        let mut config =
            String::from("title = \"测试学校\"\ntelephone = \"0799-6600123\"\ndisclosure_txt = true\n");
        if random.once_in(4) {
            config += "ascii_safe = true\n";
        }
        config += "[publicity]\nworkdays = 1\nwindow_public = 1\nwindow_unit = 1\n";
        if random.once_in(2) {
            config += "[meetings]\nsince = 2026-01-01\n";
        }
        let circle = random.pick(&[Circle::Public, Circle::Unit, Circle::Party]);
        config += &format!("[meetings.theme_day]\nscope = \"{}\"\n", circle.word());
        for (id, of, branches) in [
            ("lihui", Of::School, ""),
            ("zhiban", Of::Branch("er"), "branches = [\"er\"]\n"),
        ] {
            let name = self.setting(of, "duty of a unit");
            config += &format!("[duties.{id}]\nname = \"{name}\"\n{branches}");
            config += "frequency = \"每月\"\nscope = \"社会公开\"\n";
        }
        let [mailbox, hours, person] = [(); 3].map(|()| self.setting(Of::School, "supervision"));
        config +=
            &format!("[supervision]\nmailbox = \"{mailbox}\"\nhours = \"{hours}\"\nperson = \"{person}\"\n");
        config += "[study]\nrotation_from = 2026\n";
        for edition in &self.editions {
            let Edition {
                id,
                audience,
                branch,
                is_board,
            } = edition;
            config += &format!(
                "[editions.{id}]\naudience = \"{}\"\noutput = \"out-{id}\"\n",
                audience.word()
            );
            if let Some(branch) = branch {
                config += &format!("branches = [\"{branch}\"]\n");
            }
            if random.once_in(2) {
                config += "base_url = \"https://school.example.edu.cn/\"\n";
            }
            let webs: Vec<_> = self.editions.iter().filter(|edition| !edition.is_board).collect();
            if *is_board && !webs.is_empty() {
                config += &format!("qr_edition = \"{}\"\n", random.pick(&webs).id);
            }
        }
        for edition in self.editions.clone().iter().filter(|edition| edition.is_board) {
            config += &self.board(edition, random);
        }
        config
    }

    /// A board, sometimes with few slots, so that not everything hangs; or two for one edition.
    fn board(&mut self, edition: &Edition, random: &mut Random) -> String {
        let mut text = String::new();
        for number in 0..1 + random.below(2) {
            let name = self.setting(Of::School, "board");
            text += &format!(
                "[[boards]]\nid = \"{0}-{number}\"\nedition = \"{0}\"\nname = \"{name}\"\nrows = 2\ncolumns = 9\n",
                edition.id
            );
            if let Some(branch) = random.pick(&[None, Some("yi"), Some("er")]) {
                text += &format!("branch = \"{branch}\"\n");
            }
            let takes = [
                ("通知", "\"通知公告\""),
                ("纪要", "\"会议纪要\", \"三会一课\""),
                (
                    "其他",
                    "\"公开承诺\", \"学习资料\", \"台账\", \"组织机构\", \"委员分工\"",
                ),
            ];
            for (section, takes) in takes {
                let slots = random.pick(&[1, 6]);
                text += &format!(
                    "[[boards.sections]]\nname = \"{section}\"\ntakes = [{takes}]\nslots = {slots}\n"
                );
            }
        }
        text
    }

    fn add(&mut self, random: &mut Random, signers: &mut Vec<String>) {
        let entry = Entry {
            rehearsed: self.rehearsed,
            ..random_entry(random, self.day)
        };
        let mut writer = Writer {
            number: self.entries.len(),
            entry,
            day: self.day,
            secrets: &mut self.secrets,
            files: &mut self.files,
            signers,
            has_board: self.editions.iter().any(|edition| edition.is_board),
            random,
        };
        let heading = writer.write();
        let entry = writer.entry;
        if entry.is_open_to_all(self.day) && random.once_in(2) {
            self.link(&entry, &heading);
        }
        self.entries.push(entry);
    }

    /// A page that everybody sees, with a link to a heading of an entry that everybody sees or saw.
    fn link(&mut self, entry: &Entry, heading: &str) {
        let number = self.entries.len();
        let target = entry.files[0].trim_start_matches("content");
        let text = format!(
            "---\n标题: 第{number}页\n日期: 2026-01-01\n公开范围: 社会公开\n---\n\n[见]({target}#{heading})。\n"
        );
        self.files
            .insert(format!("content/pages/link-{number}.md"), text.into());
    }
}

/// What decides about one entry: mostly that it is shown, and each way of not being shown.
fn random_entry(random: &mut Random, day: Day) -> Entry {
    use Circle::{Party, Public, Restricted, Unit};
    let ago = |days: usize| (0..days).fold(day, |day, _| day.before());
    let period = random.once_in(3).then(|| {
        // Long enough for a working day.
        let length = 9 + random.below(12);
        match random.below(6) {
            // Not begun, the first day, in it, the last day, the day behind it, long over.
            0 => (day.after(1), day.after(1 + length as u64)),
            1 => (day, day.after(length as u64)),
            2 => (ago(3), day.after(length as u64)),
            3 => (ago(length), day),
            4 => (ago(length + 1), ago(1)),
            _ => (ago(length + 90), ago(90)),
        }
    });
    let begun = period.map_or(day, |(first, _)| first.min(day));
    // Far days make pages for many months; a few sites have them.
    let far = match random.once_in(8) {
        true => random.below(400),
        false => random.below(30),
    };
    let draft = random.once_in(10);
    // A period that began before its approval would be an error; in a draft nobody minds.
    let in_time = |of: Day| match period {
        Some((first, _)) if !draft => of.min(first),
        _ => of,
    };
    Entry {
        scope: *random.pick(&[Public, Public, Public, Public, Unit, Unit, Party, Restricted]),
        branch: *random.pick(&[None, Some("yi"), Some("er")]),
        draft,
        approved: match random.below(10) {
            0 => None,
            1 => Some(in_time(day.after(1))),
            _ => Some(in_time(day)),
        },
        date: match random.below(10) {
            0 => in_time(day.after(1)),
            _ if period.is_some() => begun,
            _ => ago(far),
        },
        period,
        keep: random.once_in(6),
        closes: None,
        rehearsed: false,
        files: Vec::new(),
    }
}

/// Writes one entry.
struct Writer<'a> {
    number: usize,
    entry: Entry,
    day: Day,
    secrets: &'a mut Vec<Secret>,
    files: &'a mut Files,
    /// The names of those who approved.
    signers: &'a mut Vec<String>,
    has_board: bool,
    random: &'a mut Random,
}

const FOLDERS: [&str; 6] = ["notices", "meetings", "pledges", "study", "pages", "ledgers"];

impl Writer<'_> {
    /// A new canary.
    fn secret(&mut self, name: &'static str, may: May) -> usize {
        self.secrets.push(Secret {
            of: Of::Entry(self.number),
            name,
            may,
        });
        self.secrets.len() - 1
    }

    /// A new canary that is seen with the entry, in Han characters.
    fn word(&mut self, name: &'static str) -> String {
        self.word_that(name, May::WithEntry)
    }

    fn word_that(&mut self, name: &'static str, may: May) -> String {
        canary::han(self.secret(name, may))
    }

    /// Writes its files; gives the text of a heading.
    fn write(&mut self) -> String {
        let kind = match self.entry.period {
            Some(_) => 0,
            None => self.random.below(FOLDERS.len()),
        };
        let folder = FOLDERS[kind];
        if folder == "pages" {
            // Pages need no approval.
            self.entry.approved = Some(self.day);
        }
        let mut front = self.common(folder);
        front += &self.of_kind(folder);
        let heading = self.word("heading");
        let body = self.body(folder, &heading);
        let name = self.name();
        let path = format!("content/{folder}/{name}.md");
        let text = format!("---\n{front}---\n\n{body}");
        self.files.insert(path.clone(), text.into());
        self.entry.files.insert(0, path);
        heading
    }

    /// A file's name: in ASCII it is the address, in Han characters it is the address of all but a 公示.
    fn name(&mut self) -> String {
        let date = self.entry.date;
        if self.random.once_in(2) {
            return format!(
                "{date}-{}",
                canary::ascii(self.secret("file name", May::InAddress))
            );
        }
        let may = match self.entry.period {
            Some(_) => May::Never,
            None => May::WithEntry,
        };
        format!("{date}-{}", self.word_that("file name", may))
    }

    /// The keys that all kinds share.
    fn common(&mut self, folder: &str) -> String {
        let mut front = format!(
            "标题: {}\n日期: {}\n公开范围: {}\n",
            self.word("title"),
            self.entry.date,
            self.entry.scope.word()
        );
        if let Some(branch) = self.entry.branch {
            front += &format!("支部: {branch}\n");
        }
        if self.entry.draft {
            front += "草稿: 是\n";
        }
        if self.entry.keep {
            front += "期满处理: 保留\n";
        }
        if self.random.once_in(3) {
            front += "置顶: 是\n";
        }
        front += &format!("公开目录: {}\n", self.random.pick(&["A-1", "B-1"]));
        front += &format!("摘要: {}。\n", self.word("summary"));
        // Pages stand in no list of a tag.
        if folder != "pages" {
            front += &format!("标签: [{}, {}, 公示]\n", self.word("tag"), self.word("tag"));
        }
        front += &format!("责任人: {}\n", self.word("responsible"));
        front += &format!("发文字号: {}〔2026〕6号\n", self.word("number"));
        front += &format!("落款: {}\n", self.word("signed by"));
        front += &match self.has_board {
            // Any other word would be an error.
            true => format!("上墙: {}\n", self.random.pick(&["是", "否", "通知"])),
            false => format!("上墙: {}\n", self.word_that("posted", May::Never)),
        };
        if self.random.once_in(3) {
            let alias = canary::ascii(self.secret("old address", May::InAddress));
            front += &format!("旧地址: [old/{alias}.html]\n");
        }
        front += "更正:\n";
        for date in [self.entry.date, self.day.after(1)] {
            let correction = self.word_that("correction", May::From(date));
            front += &format!("  - {{日期: {date}, 内容: {correction}}}\n");
        }
        front += &self.acknowledged();
        front += &self.attachments(folder);
        front + &self.approval()
    }

    /// What somebody looked at, and why it is meant so.
    fn acknowledged(&mut self) -> String {
        let [content, reason] = [(); 2].map(|()| self.word_that("acknowledged", May::Never));
        let name = self.signer();
        format!(
            "已核对: [{{提示: image-no-alt, 内容: {content}, 理由: {reason}, 核对: {name} 2026-01-05}}]\n"
        )
    }

    fn approval(&mut self) -> String {
        let begun = self
            .entry
            .period
            .map_or(self.day, |(first, _)| first.min(self.day));
        let last = self.entry.approved.unwrap_or(begun);
        let early = last.min(Day::new(2026, 1, 5).expect("a day"));
        let mut text = String::from("审批:\n");
        let steps = [("提出", early), ("保密审查", early), ("审核", early)];
        for (step, date) in steps {
            let name = self.signer();
            if step == "审核" && self.entry.approved.is_none() {
                continue;
            }
            text += &format!("  {step}: {name} {date}\n");
        }
        let (name, met_by) = (self.signer(), self.signer());
        let opinion = self.word_that("opinion", May::Never);
        // What is asked for beside the consent is met on the last day, or the whole step is taken then.
        let date = *self.random.pick(&[early, last]);
        text + &format!(
            "  审批: {{姓名: {name}, 日期: {date}, 意见: 同意，{opinion}, 条件已落实: {met_by} {last}}}\n"
        )
    }

    /// Somebody who approves.
    fn signer(&mut self) -> String {
        let name = self.word_that("approval", May::Never);
        self.signers.push(name.clone());
        name
    }

    fn attachments(&mut self, folder: &str) -> String {
        if !self.random.once_in(2) {
            return String::new();
        }
        // A name in Han characters is replaced by a hash.
        let file = match self.random.once_in(2) {
            true => canary::ascii(self.secret("attachment's file", May::WithEntry)),
            false => self.word_that("attachment's file", May::Never),
        };
        let inside = self.word("attachment's text");
        let path = format!("content/{folder}/{file}.txt");
        self.files.insert(path.clone(), inside.into());
        self.entry.files.push(path);
        let label = self.word("attachment's name");
        format!("附件: [{{名称: {label}, 文件: {file}.txt}}]\n")
    }

    /// The keys of one kind.
    fn of_kind(&mut self, folder: &str) -> String {
        match folder {
            "notices" => self.notice(),
            "meetings" => self.meeting(),
            "pledges" if self.random.once_in(3) => self.pledges(),
            "pledges" => self.pledge(),
            "study" => self.study(),
            "ledgers" => self.ledger(),
            _ => "排序: 1\n".to_owned(),
        }
    }

    fn notice(&mut self) -> String {
        let mut front = String::new();
        let kind = match self.entry.period {
            Some((first, last)) => {
                let calendar = Calendar::default();
                let workdays = calendar.count(first, last);
                // So many working days end on this day and on no other.
                let counted = calendar.last_of(first, workdays) == Some(last) && self.random.once_in(2);
                front += &match counted {
                    true => format!("公示期: {{开始: {first}, 工作日: {workdays}}}\n"),
                    false => format!("公示期: {{开始: {first}, 截止: {last}}}\n"),
                };
                *self.random.pick(&["公示", "公示", "公告"])
            }
            None => *self.random.pick(&["通知", "公告", "征求意见"]),
        };
        front += &format!("类型: {kind}\n");
        if kind == "征求意见" {
            let closes = self.entry.date.after(20);
            front += &format!("截止: {closes}\n");
            self.entry.closes = Some(closes);
        }
        front += &format!("方式: {}\n", self.word("channel"));
        front += &format!(
            "受理: {{单位: {}, 邮箱: {}@example.edu.cn, 地点: {}}}\n",
            self.word("unit"),
            canary::ascii(self.secret("email", May::WithEntry)),
            self.word("place")
        );
        let explanation = self.word_that("result", May::AsResult);
        front + &format!("公示结果: {{结论: 无异议, 说明: {explanation}}}\n")
    }

    fn meeting(&mut self) -> String {
        let by_party = May::By(Circle::Party);
        let mut front = String::from("类型: 主题党日\n应到: 12\n实到: 11\n");
        front += &format!("地点: {}\n", self.word("place"));
        front += &format!(
            "主持人: {}\n记录人: {}\n",
            self.word("chair"),
            self.word("recorder")
        );
        front += &format!(
            "缺席: [{{姓名: {}, 原因: {}}}]\n",
            self.word_that("absent", by_party),
            self.word_that("reason", by_party)
        );
        front += &format!(
            "列席: [{}]\n议题: [{}]\n",
            self.word("observer"),
            self.word("agenda")
        );
        front += &format!("学习内容: [{}]\n", self.word("study content"));
        front += &format!("学时: 1\n轮训: 3\n系列: {}\n", self.word("series"));
        if self.random.once_in(2) {
            front += "例会: lihui\n评议结果: {参加: 11, 优秀: 3, 合格: 8}\n";
        }
        front
            + &format!(
                "决议: [{{事项: {}, 责任人: {}}}]\n",
                self.word("matter"),
                self.word("responsible")
            )
    }

    fn pledge(&mut self) -> String {
        let evaluated = self.day.after(u64::from(self.random.once_in(2)));
        let reviewed = match self.random.once_in(2) {
            true => evaluated,
            false => Day::new(2026, 1, 3).expect("a day"),
        };
        let mut front = String::from("类型: 党员\n年度: 2026\n");
        front += &format!(
            "承诺人: {{姓名: {}, 职务: {}}}\n",
            self.word("pledger"),
            self.word("duty")
        );
        front += &format!(
            "承诺事项: [{{内容: {}, 措施: {}, 时限: 2026-12-31, 进度: 进行中}}]\n",
            self.word("item"),
            self.word("measure")
        );
        let reviewer = self.word_that("reviewer", May::From(reviewed));
        front += &format!("审核: {{姓名: {reviewer}, 日期: {reviewed}}}\n");
        let evaluation = self.evaluation("evaluation", evaluated);
        front += &format!("评诺: {evaluation}\n");
        front + &format!("未兑现说明: {}\n", self.word("unkept reason"))
    }

    /// A register: each pledger's things are judged alone.
    fn pledges(&mut self) -> String {
        let mut front = String::from("类型: 师德\n年度: 2026\n承诺人:\n");
        for _ in 0..2 {
            let evaluated = self.day.after(u64::from(self.random.once_in(2)));
            front += &format!(
                "  - 姓名: {}\n    职务: {}\n",
                self.word("pledger"),
                self.word("duty")
            );
            let item = self.word("item");
            front += &format!("    承诺事项: [{{内容: {item}, 时限: 2026-12-31}}]\n");
            let evaluation = self.evaluation("evaluation of one", evaluated);
            let reason = self.word_that("unkept reason of one", May::From(evaluated));
            front += &format!("    评诺: {evaluation}\n    未兑现说明: {reason}\n");
        }
        front
    }

    fn evaluation(&mut self, name: &'static str, on: Day) -> String {
        let said = ["自评", "互评", "组织评", "群众评"].map(|of| {
            let said = self.word_that(name, May::From(on));
            format!("{of}: {said}")
        });
        format!("{{{}, 日期: {on}}}", said.join(", "))
    }

    fn study(&mut self) -> String {
        let mut front = String::from("类别: 党史\n必学: 是\n学时: 2\n学习人数: 9\n轮训: 2\n");
        front += &format!("来源: {}\n作者: {}\n", self.word("source"), self.word("author"));
        front + &format!("系列: {}\n", self.word("series"))
    }

    /// Rows are seen by the circle that 明细范围 names, which is never wider than the entry's own.
    fn ledger(&mut self) -> String {
        use Circle::{Party, Public, Restricted, Unit};
        let circles = [Public, Unit, Party, Restricted];
        let narrower: Vec<Circle> = circles
            .into_iter()
            .filter(|circle| *circle >= self.entry.scope)
            .collect();
        let circle = *self.random.pick(&narrower);
        let front = format!("明细范围: {}\n", circle.word());
        match self.random.below(3) {
            0 => front + &self.rectification(circle),
            1 => front + &self.honours(circle),
            _ => front + &self.own_columns(circle),
        }
    }

    fn own_columns(&mut self, circle: Circle) -> String {
        let column = self.word("column");
        let mut front =
            format!("列:\n  - {{名称: {column}, 类型: 文本}}\n  - {{名称: 人, 类型: 人员}}\n行:\n");
        for _ in 0..1 + self.random.below(4) {
            let (cell, person) = (
                self.word_that("cell", May::By(circle)),
                self.word_that("person", May::By(circle)),
            );
            front += &format!("  - {{{column}: {cell}, 人: {person}}}\n");
        }
        front
    }

    /// What came of a thing is seen from the day on on which it came; a file that only hidden rows name is not there.
    fn rectification(&mut self, circle: Circle) -> String {
        let mut front = String::from("台账: 整改销号\n行:\n");
        for _ in 0..1 + self.random.below(4) {
            let begun = self.entry.date;
            let completed = match self.random.once_in(2) {
                true => begun,
                false => begun.max(self.day).after(1),
            };
            let seen = May::ByFrom(circle, completed);
            let file = canary::ascii(self.secret("evidence's file", seen));
            let inside = self.word_that("evidence's text", seen);
            let path = format!("content/ledgers/{file}.txt");
            self.files.insert(path.clone(), inside.into());
            self.entry.files.push(path);
            let closed = completed.after(self.random.below(2) as u64);
            let problem = self.word_that("problem", May::ByFrom(circle, begun));
            let outcome = self.word_that("outcome", seen);
            let verifier = self.word_that("verifier", May::ByFrom(circle, closed));
            front += &format!(
                "  - {{发现日期: {begun}, 问题: {problem}, 责任人: 甲某, 时限: {}, 完成日期: {completed}, \
                 完成情况: {outcome}, 佐证: {file}.txt, 核验人: {verifier}, 销号日期: {closed}}}\n",
                begun.after(30)
            );
        }
        front
    }

    /// A row that has not begun is not there, nor is its photo; what a camera wrote into one never is.
    fn honours(&mut self, circle: Circle) -> String {
        let mut front = String::from("台账: 光荣榜\n行:\n");
        for _ in 0..1 + self.random.below(4) {
            let on = match self.random.once_in(2) {
                true => self.entry.date,
                false => self.entry.date.max(self.day).after(1),
            };
            let seen = May::ByFrom(circle, on);
            let file = self.word_that("photo's file", May::Never);
            let talk = self.word_that("photo's text", May::Never);
            let shown = self.word_that("photo", seen);
            let path = format!("content/ledgers/{file}.png");
            self.files.insert(path.clone(), picture(&talk, shown.as_bytes()));
            self.entry.files.push(path);
            let (name, deed) = (self.word_that("honoured", seen), self.word_that("deed", seen));
            front += &format!(
                "  - {{姓名: {name}, 称号: 优秀共产党员, 事迹: {deed}, 日期: {on}, 照片: {file}.png}}\n"
            );
        }
        front
    }

    /// A text with each thing that may hold a word.
    fn body(&mut self, folder: &str, heading: &str) -> String {
        let mut body = format!("{}，写明时间和地点。\n\n## {heading}\n\n", self.word("text"));
        body += &format!(
            "- {}\n- [{}](https://example.edu.cn/{})\n\n",
            self.word("item"),
            self.word("link"),
            canary::ascii(self.secret("address", May::WithEntry))
        );
        body += &format!(
            "| 项目 | 内容 |\n| --- | --- |\n| 甲 | {} |\n\n",
            self.word("cell")
        );
        body += &format!("```\n{}\n```\n\n脚注[^1]。\n\n", self.word("code"));
        body += &format!("[^1]: {}\n\n", self.word("note"));
        body += &format!("<u>{}</u>\n\n", self.word("HTML"));
        if self.random.once_in(2) {
            let file = self.word_that("picture's file", May::Never);
            let inside = self.word_that("picture's text", May::Never);
            let path = format!("content/{folder}/{file}.png");
            self.files.insert(path.clone(), picture(&inside, &BLACK));
            self.entry.files.push(path);
            body += &format!("![{}]({file}.png)\n", self.word("picture"));
        }
        body
    }
}

/// Writes the registers.
struct Registers<'a> {
    secrets: &'a mut Vec<Secret>,
    random: &'a mut Random,
}

impl Registers<'_> {
    fn word(&mut self, of: Of, name: &'static str, circle: Circle) -> String {
        self.secrets.push(Secret {
            of,
            name,
            may: May::By(circle),
        });
        canary::han(self.secrets.len() - 1)
    }

    fn never(&mut self, name: &'static str) -> String {
        self.secrets.push(Secret {
            of: Of::School,
            name,
            may: May::Never,
        });
        canary::han(self.secrets.len() - 1)
    }

    fn organization(&mut self) -> String {
        let mut text = format!(
            "名称: {}\n",
            self.word(Of::School, "organization", Circle::Public)
        );
        text += &format!("上级: {}\n", self.word(Of::School, "superior", Circle::Public));
        let other = self.never("other person");
        text += &format!("其他人员: [{other}]\n");
        text += &self.unit(Of::School, "");
        text += "支部:\n";
        for id in ["yi", "er"] {
            let of = Of::Branch(id);
            text += &format!("  - 编号: {id}\n");
            text += &format!("    名称: {}党支部\n", self.word(of, "branch", Circle::Public));
            text += &format!("    范围: {}\n", self.word(of, "covers", Circle::Public));
            text += &self.unit(of, "    ");
        }
        text
    }

    /// What is said of the whole and of each branch, for circles that may be narrowed.
    fn unit(&mut self, of: Of, indent: &str) -> String {
        use Circle::{Party, Public, Unit};
        let [committee, telephone, term] = [0; 3].map(|_| *self.random.pick(&[Public, Public, Unit, Party]));
        let members = *self.random.pick(&[Unit, Party]);
        let mut lines = vec![format!(
            "公开范围: {{委员: {}, 党员: {}, 电话: {}, 任期: {}}}",
            committee.word(),
            members.word(),
            telephone.word(),
            term.word()
        )];
        let (name, duty) = (
            self.word(of, "officer", committee),
            self.word(of, "duty of an officer", committee),
        );
        let work = self.word(of, "work of an officer", committee);
        lines.push(format!("委员: [{{姓名: {name}, 职务: {duty}, 分工: {work}}}]"));
        lines.push(format!("党员: [{}]", self.word(of, "member", members)));
        lines.push(format!("电话: {}", self.word(of, "telephone", telephone)));
        lines.push(format!("地址: {}", self.word(of, "address of a unit", telephone)));
        let [session, by, why] =
            ["session", "extended by", "extended because"].map(|name| self.word(of, name, term));
        let extension = format!("{{至: 2027-12-31, 批准: {by}, 原因: {why}}}");
        lines.push(format!(
            "任期: {{届次: {session}, 选举日期: 2024-04-11, 年限: 3, 延期: {extension}}}"
        ));
        if of != Of::School {
            let group = self.word(of, "group", Public);
            let leader = self.word(of, "leader", committee);
            lines.push(format!("小组: [{{名称: {group}, 组长: {leader}}}]"));
        }
        lines.iter().map(|line| format!("{indent}{line}\n")).collect()
    }

    fn catalogue(&mut self) -> String {
        use Circle::{Party, Public, Unit};
        let mut text = String::from("目录:\n");
        for id in ["A-1", "B-1"] {
            let circle = *self.random.pick(&[Public, Public, Unit, Party]);
            let name = self.word(Of::School, "item's name", Public);
            text += &format!("  - {{编号: {id}, 名称: {name}, 公开范围: {}, ", circle.word());
            if self.random.once_in(2) {
                text += "公开时限: 定期, 频次: 每月, 层级: 支部, ";
            }
            text += &format!("类别: {}, ", self.word(Of::School, "item's category", Public));
            text += &format!("内容: {}, ", self.word(Of::School, "item's content", circle));
            text += &format!(
                "责任人: {}}}\n",
                self.word(Of::School, "item's responsible", circle)
            );
        }
        text
    }
}

/// One pixel.
const BLACK: [u8; 10] = [0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1];

/// A PNG with what it shows, and a text beside it, which is never published.
fn picture(text: &str, shown: &[u8]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| {
        png.extend(u32::try_from(data.len()).expect("small").to_be_bytes());
        let checked = [name.as_slice(), data].concat();
        png.extend(&checked);
        png.extend(crc(&checked).to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"iTXt", &[b"Comment\0\0\0\0\0", text.as_bytes()].concat());
    chunk(b"IDAT", shown);
    chunk(b"IEND", &[]);
    png
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| match crc & 1 {
        1 => 0xedb8_8320 ^ (crc >> 1),
        _ => crc >> 1,
    };
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
