//! What study items say: 类别 by the title, 作者 and 来源 by their labels.

use super::labels::FormLabel;
use super::persons;
use super::working::WorkingText;

/// Words of titles for each 类别; the first that a title holds.
const CATEGORIES: [(&str, &str); 24] = [
    ("师德", "师德师风"),
    ("师风", "师德师风"),
    ("教师职业行为", "师德师风"),
    ("党章", "党章党规"),
    ("中国共产党章程", "党章党规"),
    ("准则", "党章党规"),
    ("工作条例", "党章党规"),
    ("公开条例", "党章党规"),
    ("中国共产党", "党章党规"),
    ("党内法规", "党章党规"),
    ("党规", "党章党规"),
    ("党史", "党史"),
    ("党的历史", "党史"),
    ("革命史", "党史"),
    ("校史", "党史"),
    ("全会精神", "会议精神"),
    ("大会精神", "会议精神"),
    ("会议精神", "会议精神"),
    ("两会精神", "会议精神"),
    ("全会公报", "会议精神"),
    ("思想", "理论学习"),
    ("理论", "理论学习"),
    ("总书记", "理论学习"),
    ("主义", "理论学习"),
];

/// Takes what a study item says.
pub(super) fn take(work: &mut WorkingText, title: &str) {
    let row = CATEGORIES.iter().find(|(word, _)| title.contains(word));
    match row {
        Some((_, category)) => work.fill_text("类别", *category),
        None => work.say("标题看不出是哪一类学习资料，请补上“类别”"),
    }
    if let Some(at) = work.only(FormLabel::Author, "作者") {
        let value = work.labelled[at].value.clone();
        if value.chars().count() <= 20 && !value.contains('\n') {
            work.take_value(at);
            let name = persons::person(&value)
                .filter(|person| person.is_all)
                .map(|person| person.name);
            work.fill_text("作者", name.unwrap_or(value));
        }
    }
    if let Some(at) = work.only(FormLabel::Source, "来源") {
        let value = work.labelled[at].value.clone();
        if value.chars().count() <= 60 && !value.contains('\n') {
            work.take_value(at);
            work.fill_text("来源", value);
        }
    }
}
