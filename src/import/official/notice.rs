//! What a notice says beside its head and end: 类型, 年度计划, and by its type 公示期, 受理, 截止, 方式.

use super::working::WorkingText;
use super::{consultation, contact, kinds, publicity};
use crate::words::{Day, LazyRegex};

static PLAN: LazyRegex = LazyRegex::new(
    r"(?P<y>20[0-9]{2})年(?:度)?(?:(?:学校|总支|支部|党总支|党支部|党委|总支部|基层|党的)?(?:党建|党务|党组织|党总支|总支|党支部|支部|党委|党的建设)?)(?:工作)?(?:计划|要点)(?:》?的(?:通知|公告))?$",
);

/// Takes what the text of a notice says.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>) {
    let said = kinds::notice_type(title);
    let kind = said.or_else(|| publicity::gives_notice_of(work, signed).then_some("公示"));
    match kind {
        Some(kind) => {
            work.fill("类型", kind);
            if said.is_none() {
                work.say("标题没有写是公示，从正文看是公示，请核对“类型”");
            }
        }
        None => work.say("标题看不出是通知、公告、公示、通报、决定还是征求意见，先写了通知，请核对“类型”"),
    }
    if let Some(plan) = PLAN
        .captures(title)
        .filter(|_| !title.contains("学年") && !title.contains("学期"))
        && let Ok(year) = plan["y"].parse::<u32>()
    {
        work.fill("年度计划", year);
        work.say("年度计划由哪次会议通过，请写进“会议”");
    }
    match kind {
        Some("公示") => {
            publicity::take(work, signed);
            contact::take(work, true);
        }
        Some("征求意见") => {
            consultation::deadline(work, signed);
            consultation::channel(work);
            contact::take(work, false);
        }
        _ => {}
    }
}
