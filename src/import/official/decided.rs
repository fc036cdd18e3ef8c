//! One decision of a meeting: the matter, its votes, who sees to it by when. Where it stood is for `decisions` and
//! `resolutions`.

use super::attendance::AttendanceFound;
use super::labels::{self, FormLabel};
use super::working::WorkingText;
use super::{ImportedField, closing, only_one, persons, terms, votes};
use crate::words::{Day, LazyRegex, contains_any, starts_with_any};

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResolutionFound {
    pub(super) matter: String,
    pub(super) votes: Option<votes::VoteCount>,
    pub(super) is_unanimous: bool,
    /// A person, or a part of the school.
    pub(super) responsible: Option<String>,
    pub(super) deadline: Option<Day>,
}

/// The meeting that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DecidingMeeting {
    /// 类型.
    pub(super) kind: Option<&'static str>,
    /// When it was, or else when its minutes were signed.
    pub(super) day: Option<Day>,
}

impl DecidingMeeting {
    /// The day by which something is to be done: one without a year is of the meeting's, and none is before the meeting.
    pub(super) fn term(self, text: &str) -> Option<(Day, std::ops::Range<usize>)> {
        let term = terms::term(text, self.day.map(Day::year))?;
        self.day.is_none_or(|held| held <= term.0).then_some(term)
    }
}

// 专栏由宋知远牵头; not 理由.
static BY_WHOM: LazyRegex = LazyRegex::new(concat!(
    r"(?:^|[，。；：])(?:(?:责任人[：为是]?|负责人[：为是])\s*(?P<named>[^，。；、：]{2,16})|(?P<alone>[\p{Han}&&[^由]]{2,4}?)(?:同志)?负责(?:$|[，。；])",
    r"|(?:(?:[\p{Han}“”《》]{0,9}[\p{Han}”》&&[^理缘事自]])?由|(?:会议|大会)?责成)(?P<what>[^，。；：由]{2,16}?)(?:同志|老师)?(?:(?:具体|总体|全面|(?:根据|按照?|依照?|结合)[^，。；]{2,14}?)?(?:负责|牵头|落实|承办|修改|起草|拟定|拟订|制定|组织实施|整理|汇总|收集|检查|督促|办理|报送|印发|公布|审核|采购|统计|登记|安排|协调|对接|联系|完成|跟进|承担|排班|排出|排定|采买|购买|制作|填写|撰写|编写|发放|保管|维护|组织)(?P<task>记录|主持)?",
    // 由宋知远于4月20日前报批, 由宋知远4月20日前报批.
    r"|[于在]?(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|底|中旬|上旬)之?前))"
));

/// How a part of a school is called, beside the names of units.
const PARTS: [char; 7] = ['处', '室', '部', '组', '科', '会', '办'];

/// The person or the part of the school that sees to something.
pub(super) fn responsible(name: &str) -> Option<String> {
    let person = persons::person(name).map(|person| person.name);
    // 由宋知远、何秋实承担.
    if name.contains('、') {
        return persons::people(name).map(|(names, _)| names.join("、"));
    }
    // 基建处会同后勤处 are two.
    let is_one = !contains_any(name, &["会同", "联合", "配合", "和", "与", "及"]);
    // 各支部 are all of them.
    let is_one = is_one && !starts_with_any(name, &["各", "全体", "有关", "相关"]);
    let is_part = name.ends_with(PARTS) && (3..=12).contains(&name.chars().count());
    let is_part = is_part || ["工会", "团委", "党办", "校办"].contains(&name);
    let unit = || is_one && (is_part || closing::is_unit(name)) && name.chars().all(crate::words::is_han);
    person.or_else(|| unit().then(|| name.to_owned()))
}

/// Whom a clause names.
fn named_in<'t>(found: &regex::Captures<'t>) -> Option<&'t str> {
    let mut names = ["what", "named", "alone"].into_iter();
    names.find_map(|name| found.name(name)).map(|whom| whom.as_str())
}

/// Who sees to it: `由…负责`, `责任人为…`, where a text says it once.
fn by_whom(text: &str) -> Option<String> {
    let all: Vec<_> = BY_WHOM.captures_iter(text).take(3).collect();
    let found = match &all[..] {
        [only] => only,
        // 由宋知远牵头，总务处负责: who leads.
        several => {
            let named = only_one(several.iter().filter(|found| found.name("alone").is_none()));
            named.filter(|found| found[0].ends_with("牵头"))?
        }
    };
    if found.name("task").is_some() {
        return None;
    }
    responsible(named_in(found)?)
}

static ABOUT_OTHERS: LazyRegex = LazyRegex::new("的(?:同志|党员|人员|教师|学生)");
/// What stands before the day by which something is to be done.
static DUE: LazyRegex =
    LazyRegex::new(r"(?:^|[，。；：（]|[于在请须需]|务必|力争|确保|(?:负责|牵头|落实|承办)[，]?)\s*$");

static DATED: LazyRegex = LazyRegex::new("[0-9]月[0-9]{1,2}[日号]");
static CALLED_TERM: LazyRegex = LazyRegex::new("(?:时限|期限|完成时间)[：为是]\\s*$");

/// `4月10日前拿出方案`, where one part of a text alone names such a day: not that of others, as in 将12月底前入党的同志.
fn by_when(text: &str, meeting: DecidingMeeting) -> Option<Day> {
    let parts = || text.split(['，', '；', '。']);
    let does = |part| does_by(part, meeting);
    let limits = parts().enumerate();
    // Behind what was decided first, another one does a part of it.
    let limits =
        limits.filter_map(|(place, part)| limit(part, meeting).or_else(|| does(part).filter(|_| place == 0)));
    let day = only_one(limits)?;
    // 党课定于5月15日举行，题目于4月20日前报审: of all of it, or of a part.
    let names_day = |part: &&str| DATED.is_match(part);
    let is_doubtful = parts().filter(names_day).count() > 1 && by_whom(text).is_none();
    (!is_doubtful).then_some(day)
}

fn limit(part: &str, meeting: DecidingMeeting) -> Option<Day> {
    let (day, range) = meeting.term(part)?;
    let before = &part[..range.start];
    let behind = &part[range.end..];
    // 由宋知远4月20日前报批.
    let is_behind_whom =
        || by_whom(part).is_some_and(|name| before.trim_end_matches("同志").ends_with(&format!("由{name}")));
    let is_due = || DUE.is_match(before) || is_behind_whom();
    let is_limit = part[range].ends_with('前') && is_due() || CALLED_TERM.is_match(before);
    (is_limit && !ABOUT_OTHERS.is_match(behind)).then_some(day)
}

/// `没有缴党费的2名党员9月10日前补缴`: the day stands between who does something and what.
fn does_by(part: &str, meeting: DecidingMeeting) -> Option<Day> {
    let (day, range) = meeting.term(part)?;
    let (before, behind) = (&part[..range.start], &part[range.end..]);
    let does = DOES.is_match(behind) && !behind.contains('的') && !TOPIC.is_match(before);
    (does && part[range].ends_with('前')).then_some(day)
}

/// What somebody does by a day.
static DOES: LazyRegex = LazyRegex::new(concat!(
    "^(?:全部|统一|分别|各自)?(?:补缴|补交|缴清|缴纳|缴到|交|上交|提交|递交|报送?|上报|补报|完成|办结|落实|整改|改好|拿出|制定|制订",
    "|修订|修改|印发|公布|反馈|答复|回复|准备|做好|建好|建立|填写|填报|填好|补齐|补写|补上|写出|写好|送交|送到|发放|收齐|汇总|归档|装订|更换|换好|修好|采购|安装)"
));
/// Before what was only spoken of.
static TOPIC: LazyRegex = LazyRegex::new("研究|讨论|审议|听取|通过|学习|传达|总结|安排|部署|通报");

static ONLY_WHOM: LazyRegex = LazyRegex::new("^(?:责任人|负责人)[：为]|^[\\p{Han}&&[^由]]{2,4}负责$");
/// Behind the name of who does something.
static SEES_TO_IT: LazyRegex =
    LazyRegex::new("^(?:同志|老师)?(?:具体|总体|全面)?(?:负责|牵头|落实|承办|承担)?(?:落实|办理)?");
/// Before the day by which it is done.
static TERM_OF: LazyRegex = LazyRegex::new("^(?:(?:完成)?(?:时限|时间|期限)[：为])?[于在请须需]?$");
static IS_DONE: LazyRegex = LazyRegex::new("^(?:完成|办结|落实|到位|落实到位|办理完毕|完工|竣工)?$");

/// What is done with a matter that stands before it: 同意印发方案，由方砚秋负责印发.
const STANDS_ALONE: [&str; 24] = [
    "印发", "起草", "修改", "修订", "拟定", "拟订", "制定", "制订", "整理", "汇总", "收集", "办理", "报送",
    "上报", "公布", "公示", "审核", "采购", "采买", "统计", "登记", "归档", "完成", "安排",
];

static LABEL: LazyRegex = LazyRegex::new("^表决(?:结果|情况)?：");
static BRACKET: LazyRegex = LazyRegex::new("[^（）()]{4}[（(](?P<inside>[^（）()]{3,40})[）)]$");

/// True for a sentence that says who sees to something, or by when.
pub(super) fn says_who_or_when(sentence: &str, meeting: DecidingMeeting) -> bool {
    BY_WHOM.is_match(sentence) || by_when(sentence, meeting).is_some()
}

impl ResolutionFound {
    pub(super) fn bare(matter: &str) -> Self {
        Self {
            is_unanimous: votes::is_unanimous(matter),
            matter: matter.to_owned(),
            votes: None,
            responsible: None,
            deadline: None,
        }
    }

    /// What was agreed on, with everybody's vote where all agreed.
    pub(super) fn agreed(matter: &str, is_unanimous: bool) -> Self {
        Self {
            is_unanimous,
            ..Self::bare(matter)
        }
    }

    /// Who sees to it by when, where the matter's own words say so: they stay there.
    pub(super) fn look_for_whom(&mut self, meeting: DecidingMeeting) {
        let matter = self.matter.clone();
        self.learn(&matter, meeting);
    }

    /// Who sees to it by when, as words beside it in the text say once.
    pub(super) fn learn(&mut self, words: &str, meeting: DecidingMeeting) {
        self.responsible = self.responsible.take().or_else(|| by_whom(words));
        self.deadline = self.deadline.or_else(|| by_when(words, meeting));
    }

    /// Adds the sentence behind the matter that says what else is to be done, by whom or by when.
    pub(super) fn add_task(&mut self, sentence: &str, meeting: DecidingMeeting) {
        // 印发 is done with the matter.
        let says_task = |clause: &str| {
            let task = self.task(clause, meeting);
            task != clause && task.chars().count() > 3 && !IS_DONE.is_match(task)
        };
        if sentence.split(['，', '；']).any(says_task) {
            self.matter = format!("{}，{sentence}", self.matter);
        }
    }

    /// A clause without who does it and by when.
    fn task<'c>(&self, clause: &'c str, meeting: DecidingMeeting) -> &'c str {
        let task = self.without_whom(clause).unwrap_or(clause);
        self.without_when(task, meeting).unwrap_or(task)
    }

    /// Takes who sees to it and by when out of the brackets that end the matter: `（毛一鸣负责，9月9日前）`, where these say
    /// nothing else.
    pub(super) fn take_bracket(&mut self, meeting: DecidingMeeting) {
        let Some((matter, inside)) = BRACKET.captures(&self.matter).and_then(|found| {
            let inside = found.name("inside")?;
            Some((
                self.matter[..inside.start()]
                    .trim_end_matches(['（', '('])
                    .to_owned(),
                inside.as_str().to_owned(),
            ))
        }) else {
            return;
        };
        let mut taken = self.clone();
        taken.learn(&inside, meeting);
        let is_said = |clause: &str| taken.task(clause.trim(), meeting).is_empty();
        if inside.split(['，', '；']).all(is_said) {
            *self = Self { matter, ..taken };
        }
    }

    /// The matter without who sees to it and by when in the clauses at its end: fields say so.
    fn bare_matter(&self, meeting: DecidingMeeting) -> String {
        let mut matter = self.matter.as_str();
        let mut tasks: Vec<&str> = Vec::new();
        while let Some((before, clause)) = matter.rsplit_once(['，', '；'])
            && before.chars().count() >= 4
            && (!clause.contains(['）', ')']) || clause.contains(['（', '(']))
        {
            let clause = clause.trim();
            let task = self.task(clause, meeting);
            if task == clause {
                break;
            }
            tasks.extend(Some(task).filter(|task| !task.is_empty()));
            matter = before;
        }
        // 同意印发《…》，5月20日前印发: said already.
        tasks.retain(|task| !matter.contains(task));
        let whole = matter;
        let matter = self.without_responsible(whole);
        // “七一”党课由左明川负责，6月26日前完成: what is left of it has to stand by itself.
        if matter.len() < whole.len() && !tasks.is_empty() {
            return self.matter.clone();
        }
        tasks.push(matter);
        tasks.reverse();
        let bare = tasks.join("，");
        // 由中标单位施工，8月20日前印发: without its day a stub would be left, where no field says who does it.
        let is_said = |clause: &str| {
            self.responsible
                .as_ref()
                .is_some_and(|name| clause.contains(name.as_str()))
        };
        let mut by_others = bare.split(['，', '；']).filter(|clause| clause.starts_with('由'));
        if by_others.any(|clause| !is_said(clause)) {
            return self.matter.clone();
        }
        bare
    }

    /// `“七一”党课由左明川负责` → `“七一”党课`.
    fn without_responsible<'m>(&self, matter: &'m str) -> &'m str {
        let Some(name) = self.responsible.as_deref() else {
            return matter;
        };
        let ends = ["负责", "牵头", "落实", "承办", "负责落实", "牵头负责"];
        let mut whole = ends.iter().map(|end| format!("由{name}{end}"));
        let found = whole.find_map(|end| matter.strip_suffix(end.as_str()));
        found
            .filter(|rest| rest.chars().count() > 3 && !rest.ends_with(['，', '、']))
            .unwrap_or(matter)
    }

    /// `由方砚秋根据意见修改` → `根据意见修改`, where nothing else is said of who it is.
    fn without_whom<'c>(&self, clause: &'c str) -> Option<&'c str> {
        let name = self.responsible.as_deref()?;
        if let Some(rest) = clause.strip_prefix('由') {
            let rest = rest.strip_prefix(name)?;
            let task = &rest[SEES_TO_IT.find(rest)?.end()..];
            let task = if matches!(task, "组织" | "组织实施" | "组织落实" | "实施" | "组织开展")
            {
                ""
            } else {
                task
            };
            // 由方砚秋负责指导: a verb alone would hang, but for those of what is done with the matter.
            let hangs = (1..=3).contains(&task.chars().count()) && !STANDS_ALONE.contains(&task);
            return (!hangs && !task.starts_with(['、', '和', '与', '及', '等', '的', '（'])).then_some(task);
        }
        let found = BY_WHOM.captures(clause).filter(|_| ONLY_WHOM.is_match(clause))?;
        (named_in(&found)?.trim_end_matches("同志") == name).then_some("")
    }

    /// `于3月15日前印发` → `印发`.
    fn without_when<'c>(&self, clause: &'c str, meeting: DecidingMeeting) -> Option<&'c str> {
        let (day, range) = meeting.term(clause)?;
        let task = &clause[range.end..];
        let is_limit = clause[range.clone()].ends_with('前') || IS_DONE.is_match(task);
        let is_bare = TERM_OF.is_match(&clause[..range.start]) && is_limit && Some(day) == self.deadline;
        is_bare.then_some(if IS_DONE.is_match(task) { "" } else { task })
    }

    /// Takes a sentence of votes, or of `责任人：…，时限：…`; false for another.
    pub(super) fn takes_part(&mut self, part: &str, meeting: DecidingMeeting) -> bool {
        if let Some((votes, before)) = votes::counted(part) {
            let before = LABEL.replace(&before, "");
            let is_new = self.votes.is_none() && (before.is_empty() || before.starts_with(['应', '实']));
            self.votes = self.votes.or(Some(votes).filter(|_| is_new));
            return is_new;
        }
        if votes::is_unanimous(part) && part.chars().count() <= 16 {
            self.is_unanimous = true;
            return true;
        }
        self.takes_labels(part.split(['，', '；']), meeting)
            || self.takes_labels(part.split(['，', '；', '、']), meeting)
    }

    /// Takes all of these parts, or none.
    fn takes_labels<'p>(&mut self, parts: impl Iterator<Item = &'p str>, meeting: DecidingMeeting) -> bool {
        let mut taken = self.clone();
        let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
        let all = parts.all(|part| taken.takes_label(part, meeting));
        if all {
            *self = taken;
        }
        all
    }

    fn takes_label(&mut self, part: &str, meeting: DecidingMeeting) -> bool {
        let Some((label, value)) = part.split_once('：').or_else(|| part.split_once('为')) else {
            // 责任人：宋知远，2026年3月底前.
            let when = meeting.term(part).filter(|(_, range)| *range == (0..part.len()));
            let is_behind_name = self.responsible.is_some() && self.deadline.is_none();
            self.deadline = self
                .deadline
                .or(when.map(|when| when.0).filter(|_| is_behind_name));
            return is_behind_name && self.deadline.is_some();
        };
        match label.trim() {
            "责任人" | "负责人" | "责任人员" | "牵头人" | "责任部门" | "责任单位" | "责任科室"
            | "责任领导" | "牵头部门" | "牵头单位" | "承办部门" | "承办单位" | "承办" | "落实部门" =>
            {
                // The office beside a name would be lost.
                let is_all = persons::person(value).is_none_or(|person| person.is_all);
                self.responsible = responsible(value.trim()).filter(|_| is_all);
                self.responsible.is_some()
            }
            label if labels::label_of(label) == Some(FormLabel::PromisedTerm) => {
                self.deadline = meeting.term(value).map(|term| term.0);
                self.deadline.is_some()
            }
            _ => false,
        }
    }

    /// The fields; votes that do not fit those who came are left out, and said.
    pub(super) fn fields(
        self,
        work: &mut WorkingText,
        found: &AttendanceFound,
        meeting: DecidingMeeting,
    ) -> Vec<ImportedField> {
        let mut fields = vec![ImportedField::new("事项", self.bare_matter(meeting))];
        let unanimous = found.voters_present.filter(|_| self.is_unanimous);
        let votes = self.votes.or(unanimous.map(|in_favour| votes::VoteCount {
            in_favour,
            against: 0,
            abstained: 0,
            is_whole: true,
        }));
        let most = found.voters_present.or(found.present);
        match votes {
            Some(votes) if most.is_some_and(|most| votes.sum() > most) => {
                work.say(format!("“{}”的票数多于到会的人数，没有填，请核对", self.matter));
            }
            // 16票赞成、1票弃权: nobody was against when these were all.
            Some(votes) if !votes.is_whole && found.voters_present != Some(votes.sum()) => {
                work.say(format!("“{}”的票数没有写全，没有填，请补上", self.matter));
            }
            Some(votes) => fields.extend(
                [
                    ("赞成", votes.in_favour),
                    ("反对", votes.against),
                    ("弃权", votes.abstained),
                ]
                .map(|(name, number)| ImportedField::new(name, number)),
            ),
            None if self.is_unanimous => {
                work.say(format!("“{}”是全票通过的，没有写票数，请补上", self.matter));
            }
            None => {}
        }
        fields.extend(ImportedField::known("责任人", self.responsible));
        fields.extend(ImportedField::known("时限", self.deadline));
        fields
    }
}
