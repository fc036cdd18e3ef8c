//! 已核对 → [`Acknowledgement`]s: which complaints about a file were looked at, by whom, and why it is meant so. Whether
//! they answer anything is the report's to say.

use super::fields::{Field, Fields};
use super::keys;
use super::node::Value;
use super::organization::Organization;
use super::person::{self, NameFault};
use super::suggest;
use super::values;
use crate::check;
use crate::check::Weight;
use crate::words::{Acknowledgement, Code, Day, SourcePath};

const WORD: Code = Code::error("acknowledged-word");
const FORBIDDEN: Code = Code::error("acknowledged-forbidden");
const FORM: Code = Code::error("acknowledged-form");

const WHOLE: &str = "{提示: 手机号, 内容: 号码, 理由: 公开的值班电话, 核对: 张三 2026-03-12}";

/// Reads 已核对 of a file, or of the whole site where `file` is `None`. `known` are the names that are names anyway.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: Option<&SourcePath>,
    known: Option<&Organization>,
) -> Vec<Acknowledgement> {
    let items = fields.list(keys::ACKNOWLEDGED);
    let read = |item: &Field<'_, '_>| one(fields, item, (file, known));
    items.iter().filter_map(read).collect()
}

fn one(
    fields: &Fields<'_, '_, '_>,
    item: &Field<'_, '_>,
    (file, known): (Option<&SourcePath>, Option<&Organization>),
) -> Option<Acknowledgement> {
    let place = fields.faults.place(item.node.at);
    let Statement {
        word,
        content,
        reason,
        checked,
    } = match item.node.value {
        Value::Scalar { .. } => word_alone(fields, item)?,
        _ => whole(fields, item, known)?,
    };
    Some(Acknowledgement {
        file: file.cloned(),
        word,
        content,
        reason,
        checked,
        place,
    })
}

/// What an item says.
struct Statement {
    word: Option<String>,
    content: Option<String>,
    reason: Option<String>,
    checked: Option<(String, Day)>,
}

/// `image-no-alt`: a word, which answers warnings only.
fn word_alone(fields: &Fields<'_, '_, '_>, item: &Field<'_, '_>) -> Option<Statement> {
    let faults = fields.faults;
    let word = values::line(faults, item)?;
    let mut rules = check::rules();
    if rules
        .any(|rule| rule.is_called(&word) && matches!(rule.weight, Weight::Exposed { .. } | Weight::Wrong(_)))
    {
        let message = format!("只写“{word}”不算核对，要写明是哪一处、为什么、谁核对的");
        faults.say(FORM, item.node.at, message, format!("写成“{WHOLE}”"));
        return None;
    }
    is_known(fields, item, &word).then_some(Statement {
        word: Some(word),
        content: None,
        reason: None,
        checked: None,
    })
}

/// `{提示: …, 内容: …, 理由: …, 核对: …}`.
fn whole(
    fields: &Fields<'_, '_, '_>,
    item: &Field<'_, '_>,
    known: Option<&Organization>,
) -> Option<Statement> {
    let faults = fields.faults;
    let mut map = Fields::of_field(faults, item, WHOLE)?;
    let word = map.spot(keys::COMPLAINT, values::line);
    let content = map.line(keys::CONTENT);
    let reason = map.required(keys::GROUNDS, values::line, "理由: 公开的值班电话");
    if let Some(reason) = reason.as_ref().filter(|reason| is_empty(&reason.value)) {
        let message = format!("“{}”不是理由", values::shown(&reason.value));
        let hint = "写明为什么可以公开，例如“理由: 公开的值班电话”";
        faults.say(FORM, reason.at, message, hint);
        return None;
    }
    let checked = map.take(keys::CHECKED_BY);
    map.finish();
    if word.is_none() && content.is_none() {
        let message = "“已核对”没有写明核对的是什么";
        faults.say(FORM, item.at, message, format!("写成“{WHOLE}”"));
        return None;
    }
    let Some(checked) = checked else {
        let message = "“已核对”没有写明谁在哪一天核对的";
        faults.say(FORM, item.at, message, "加上“核对: 张三 2026-03-12”");
        return None;
    };
    let checked = person_and_day(fields, &checked, known)?;
    if let Some(word) = &word {
        let field = Field { at: word.at, ..*item };
        if !is_known(fields, &field, &word.value) {
            return None;
        }
    }
    Some(Statement {
        word: word.map(|word| word.value),
        content,
        reason: Some(reason?.value),
        checked: Some(checked),
    })
}

/// True for what says nothing.
fn is_empty(reason: &str) -> bool {
    const NOTHING: [&str; 6] = ["为什么", "待定", "同上", "不详", "没有", "理由"];
    let is_left_open = reason.trim().chars().all(|c| "XxＸ×某".contains(c));
    reason.chars().filter(|c| c.is_alphanumeric()).count() < 2
        || is_left_open
        || NOTHING.contains(&reason.trim())
}

/// `张三 2026-03-12`.
fn person_and_day(
    fields: &Fields<'_, '_, '_>,
    field: &Field<'_, '_>,
    known: Option<&Organization>,
) -> Option<(String, Day)> {
    let typed = values::line(fields.faults, field)?;
    let at = typed.find(|c: char| c.is_numeric()).unwrap_or(typed.len());
    let (name, day) = typed.split_at(at);
    let name = name.trim();
    let day = Day::parse(day.trim());
    let say = |message: String, hint: String| fields.faults.say(FORM, field.node.at, message, hint);
    let Some(day) = day.filter(|_| !name.is_empty()) else {
        say(
            "“核对”要写姓名和日期".into(),
            "写成“核对: 张三 2026-03-12”".into(),
        );
        return None;
    };
    let right = |name: &str| format!("“核对: {name} {day}”");
    let fault = person::of(name, known).fault("“核对”", name, right);
    if let Some(NameFault { message, hint }) = fault {
        say(
            message,
            hint.unwrap_or_else(|| format!("写核对的人的姓名，例如{}", right("张三"))),
        );
        return None;
    }
    Some((name.to_owned(), day))
}

/// A rule's word that may be acknowledged, or what looks like a complaint's code.
fn is_known(fields: &Fields<'_, '_, '_>, item: &Field<'_, '_>, word: &str) -> bool {
    let at = item.node.at;
    let known = check::rules().find(|rule| rule.is_called(word));
    match known.map(|rule| rule.weight) {
        Some(Weight::Forbidden(_) | Weight::NeverPublic(_)) => {
            let message = format!("“{}”不能用“已核对”放行", values::shown(word));
            let hint = "请从内容里删去，再删去这一条“已核对”";
            fields.faults.say(FORBIDDEN, at, message, hint);
            false
        }
        Some(_) => true,
        None if is_code(word) => true,
        None => {
            let words = || check::rules().map(|rule| (rule.word, rule.word));
            let hint = match suggest::nearest(word, words()) {
                Some(near) => format!("是不是想写“{near}”？"),
                None => "写提示里方括号中的代号，例如 image-no-alt，或者“手机号”这样的名称".to_owned(),
            };
            let message = format!("没有叫“{}”的提示", values::shown(word));
            fields.faults.say(WORD, at, message, hint);
            false
        }
    }
}

/// `image-no-alt`: what stands in brackets behind 警告.
fn is_code(word: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    word.contains('-') && word.chars().all(letters)
}
