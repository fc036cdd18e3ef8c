//! What a new site is asked about its school, in order; what is taken when nobody answers; and which answers are none.

use crate::words::{Day, narrow_digit};

/// A question, as any front end asks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// 学校名称.
    School,
    /// 主办单位.
    Organizer,
    /// 监督电话.
    Telephone,
    /// The first day of use.
    Since,
    /// The branches.
    Branches,
}

/// What was answered so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnsweredSoFar {
    /// 学校名称.
    pub school: Option<String>,
    /// 主办单位.
    pub organizer: Option<String>,
    /// 监督电话.
    pub telephone: Option<String>,
    /// The first day of use.
    pub since: Option<Day>,
    /// The branches' names, each once; may be none at all.
    pub branches: Option<Vec<String>>,
}

/// Everything that the files of a new site say about the school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// 学校名称.
    pub school: String,
    /// 主办单位.
    pub organizer: String,
    /// 监督电话.
    pub telephone: String,
    /// The first day of use: nothing that was owed before is judged.
    pub since: Day,
    /// The branches' names, each once; none for a school that is one branch itself.
    pub branches: Vec<String>,
}

/// The longest name, in characters.
const LONGEST: usize = 40;
/// No school has more branches.
const MOST: usize = 60;
/// How many days ahead a site may begin.
const AHEAD: u64 = 366;

impl Question {
    /// All, in the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::School,
        Self::Organizer,
        Self::Telephone,
        Self::Since,
        Self::Branches,
    ];

    /// What it is about, in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::School => "学校名称",
            Self::Organizer => "主办单位",
            Self::Telephone => "监督电话",
            Self::Since => "启用日期",
            Self::Branches => "有哪些支部",
        }
    }

    /// How to answer it.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::School => "写全称",
            Self::Organizer => "写学校党组织的全称",
            Self::Telephone => "写办公电话，不要写个人手机号",
            Self::Since => "从哪一天开始用这个网站，例如 2026-09-01；以前的会议和公开事项不算缺",
            Self::Branches => "用顿号隔开，例如 第一党支部、第二党支部；学校只有一个支部的写“无”",
        }
    }

    /// What is taken when nobody answers, by what was answered before; `today` is the day on which it is asked.
    #[must_use]
    pub fn usual(self, given: &AnsweredSoFar, today: Day) -> String {
        let answers = given.clone().complete(today);
        match self {
            Self::School => answers.school,
            Self::Organizer => answers.organizer,
            Self::Telephone => answers.telephone,
            Self::Since => answers.since.to_string(),
            Self::Branches if answers.branches.is_empty() => NONE.to_owned(),
            Self::Branches => answers.branches.join("、"),
        }
    }

    /// Takes an answer.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence without its end; nothing was taken then.
    pub fn answer(self, typed: &str, given: &mut AnsweredSoFar, today: Day) -> Result<(), String> {
        match self {
            Self::School => given.school = Some(name(typed)?),
            Self::Organizer => given.organizer = Some(name(typed)?),
            Self::Telephone => given.telephone = Some(telephone(typed)?),
            Self::Since => given.since = Some(since(typed, today)?),
            Self::Branches => given.branches = Some(branches(typed)?),
        }
        Ok(())
    }

    /// Takes what is usual for an answer, unless that only stands in for one.
    pub fn take_usual(self, given: &mut AnsweredSoFar, today: Day) {
        if !self.stands_in(given) {
            let usual = self.usual(given, today);
            // What is usual is no wrong answer; if it were, the question stays open.
            let _ = self.answer(&usual, given, today);
        }
    }

    /// True when what is usual would have to be replaced before the site is uploaded.
    #[must_use]
    pub fn stands_in(self, given: &AnsweredSoFar) -> bool {
        match self {
            Self::School => given.school.is_none(),
            Self::Organizer => given.organizer.is_none() && given.school.is_none(),
            Self::Telephone => given.telephone.is_none(),
            Self::Since | Self::Branches => false,
        }
    }

    /// True when it was answered.
    #[must_use]
    pub fn is_answered(self, given: &AnsweredSoFar) -> bool {
        match self {
            Self::School => given.school.is_some(),
            Self::Organizer => given.organizer.is_some(),
            Self::Telephone => given.telephone.is_some(),
            Self::Since => given.since.is_some(),
            Self::Branches => given.branches.is_some(),
        }
    }
}

/// The answer of a school without branches, and what else is typed for it.
const NONE: &str = "无";
const ALSO_NONE: [&str; 8] = [
    "没有", "没", "一个", "只有一个", "一个支部", "只有一个支部", "就一个支部", "没有支部",
];

impl AnsweredSoFar {
    /// What was answered, and what stands in for the rest.
    #[must_use]
    pub fn complete(self, today: Day) -> Answers {
        let school = self.school.unwrap_or_else(|| "示例学校".to_owned());
        let usual = || vec!["第一党支部".to_owned(), "第二党支部".to_owned()];
        Answers {
            organizer: self.organizer.unwrap_or_else(|| {
                let has_none = self.branches.as_ref().is_some_and(Vec::is_empty);
                format!("中共{school}{}支部委员会", if has_none { "" } else { "总" })
            }),
            telephone: self.telephone.unwrap_or_else(|| "0000-0000000".to_owned()),
            since: self.since.unwrap_or(today),
            branches: self.branches.unwrap_or_else(usual),
            school,
        }
    }
}

/// A name in one line.
fn name(typed: &str) -> Result<String, String> {
    let name = typed.trim();
    if name.is_empty() {
        return Err("不能是空的".into());
    }
    if name.chars().any(char::is_control) {
        return Err("只能写一行，不能有看不见的控制字符".into());
    }
    if name.chars().count() > LONGEST {
        return Err(format!("太长了，最多{LONGEST}个字"));
    }
    Ok(name.to_owned())
}

/// An office's telephone number, as it is shown; full-width digits become ASCII ones.
fn telephone(typed: &str) -> Result<String, String> {
    let ascii = |c: char| match narrow_digit(c) {
        '－' | '—' | '–' => '-',
        c => c,
    };
    let number: String = typed.trim().chars().map(ascii).collect();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_plain = |c: char| c.is_ascii_digit() || "-+() （）转、".contains(c);
    if digits.len() < 3 || !number.chars().all(is_plain) {
        return Err("不像电话号码，例如 0931-1234567".into());
    }
    let local = digits.strip_prefix("86").unwrap_or(&digits);
    if local.len() == 11 && local.starts_with('1') {
        return Err("像是手机号；监督电话要公开，请写办公电话".into());
    }
    // An area code and seven or eight digits; behind 转 comes another number.
    let lacks_digits = |number: &str| {
        let number = number.split('转').next().unwrap_or(number);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let has_area = number
            .find(|c: char| c.is_ascii_digit())
            .is_some_and(|at| number[at..].starts_with('0'));
        has_area && !(11..=12).contains(&digits)
    };
    if number.split('、').any(lacks_digits) {
        return Err("号码的位数不对，区号后面有7位或者8位，例如 0931-1234567".into());
    }
    Ok(number)
}

/// A day that lies no more than a year ahead.
fn since(typed: &str, today: Day) -> Result<Day, String> {
    let day = Day::parse(typed).ok_or("不是日历上的日子，写成 2026-09-01 的样子")?;
    if day > today.after(AHEAD) {
        return Err(format!("{}离今天超过一年，请核对年份", day.chinese()));
    }
    Ok(day)
}

/// Names, each once.
fn branches(typed: &str) -> Result<Vec<String>, String> {
    let is_none = |typed: &str| typed == NONE || ALSO_NONE.contains(&typed);
    if is_none(typed.trim()) {
        return Ok(Vec::new());
    }
    let mut names: Vec<String> = Vec::new();
    let is_unit = |name: &str| ["支部", "总支", "党委"].iter().any(|unit| name.contains(unit));
    let parts = typed.split(['、', '，', ',', '；', ';']).flat_map(|part| {
        let by_spaces: Vec<&str> = part.split_whitespace().collect();
        match by_spaces.iter().all(|name| is_unit(name)) {
            true => by_spaces,
            false => vec![part.trim()],
        }
    });
    for part in parts.filter(|part| !part.is_empty()) {
        let name = name(part).map_err(|fault| format!("“{part}”{fault}"))?;
        if !is_unit(&name) || is_none(&name) {
            return Err(format!("“{name}”不像支部的名称"));
        }
        if names.contains(&name) {
            return Err(format!("“{name}”写了两次"));
        }
        names.push(name);
    }
    match names.len() {
        0 => Err("不能是空的；学校只有一个支部的写“无”".into()),
        1..=MOST => Ok(names),
        _ => Err(format!("最多{MOST}个支部")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(question: Question, typed: &str) -> Result<AnsweredSoFar, String> {
        let mut given = AnsweredSoFar::default();
        question
            .answer(typed, &mut given, Day::of("2026-09-01"))
            .map(|()| given)
    }

    #[test]
    fn answers_are_checked() {
        for (question, typed) in [
            (Question::School, "  "),
            (Question::School, "甲\u{7}校"),
            (Question::Organizer, &"长".repeat(41)),
            (Question::Telephone, "办公室"),
            (Question::Telephone, "13912345678"),
            (Question::Telephone, "+86 139-1234-5678"),
            (Question::Telephone, "１３９１２３４５６７８"),
            (Question::Since, "2026-13-01"),
            (Question::Since, "2036-09-01"),
            (Question::Branches, "、"),
            (Question::Branches, "一支部、一支部"),
            (Question::Branches, "无、第一党支部"),
            (Question::Branches, "语文组"),
            (Question::Telephone, "0931-660012"),
        ] {
            assert!(answer(question, typed).is_err(), "{question:?} {typed}");
        }
        let given = answer(Question::Telephone, " （０７９９）６６００１２３ ").expect("a number");
        assert_eq!(given.telephone.as_deref(), Some("（0799）6600123"));
        let given = answer(Question::Branches, "小学部支部，初中部支部").expect("two");
        assert_eq!(given.branches.map(|names| names.len()), Some(2));
        let given = answer(Question::Branches, "第一党支部 第二党支部").expect("two");
        assert_eq!(given.branches.map(|names| names.len()), Some(2));
        for typed in ["无", "没有", "只有一个支部"] {
            let given = answer(Question::Branches, typed).expect("none");
            assert_eq!(given.branches, Some(Vec::new()), "{typed}");
        }
        let given = answer(Question::Since, "2026年9月7日").expect("a day");
        assert_eq!(given.since, Some(Day::of("2026-09-07")));
    }

    #[test]
    fn what_is_usual_follows_from_what_was_answered() {
        let given = answer(Question::School, "青山学校").expect("a name");
        let usual = |question: Question| question.usual(&given, Day::of("2026-09-01"));
        assert_eq!(usual(Question::Organizer), "中共青山学校总支部委员会");
        assert_eq!(usual(Question::Since), "2026-09-01");
        assert_eq!(usual(Question::Branches), "第一党支部、第二党支部");
        let given = AnsweredSoFar {
            branches: Some(Vec::new()),
            ..given
        };
        let usual = Question::Organizer.usual(&given, Day::of("2026-09-01"));
        assert_eq!(usual, "中共青山学校支部委员会");
    }
}
