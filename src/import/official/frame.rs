//! What stands around a text by whom one has it from: a 公众号 around an article, a program around what it wrote when asked.

use super::days;
use super::working::WorkingText;
use crate::words::LazyRegex;

// 点击蓝字　关注我们, and below the title 越溪教育 2026年6月8日 17:32 浙江.
static ABOVE: LazyRegex = LazyRegex::new(concat!(
    r"^[↑▲△▼↓\s]*(?:点击(?:上方|下方|左上方)?[“「]?蓝色?字体?.{0,12}|(?:点击|长按|扫码).{0,8}关注.{0,12}|关注我们.{0,6})$",
    r"|^\S{2,20} 20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日 [0-9]{1,2}:[0-9]{2}(?: \p{Han}{2,4})?$"
));

// 编辑｜小越; 阅读 2318 赞 36 在看 21.
static BELOW: LazyRegex = LazyRegex::new(concat!(
    r"^(?:(?:编辑|责编|责任编辑|排版|校对|审核|初审|复审|终审|[一二三]审|监制|图文|供图)\s?[｜丨|].{1,20}",
    r"|(?:(?:编辑|责编|排版|校对|审核|初审|复审|终审|[一二三]审|监制|图文|供图|供稿|撰稿)：\S{1,12}\s*){2,5})$",
    r"|^[—–\-─ ]*(?:END|end|完)[—–\-─ ]*$|^(?:点个|点亮|点一?下).{0,2}(?:在看|赞).{0,16}$",
    r"|^(?:(?:分享|收藏|点赞|在看|转发)[、，和\s]*){2,5}(?:，?就差你了|一键三连|三连)?[！!~～]*$",
    r"|^(?:点击)?(?:左下角|文末|下方)?[“「]?阅读原文[”」]?.{0,6}$|^阅读 ?[0-9.万+]+(?: ?(?:赞|在看|分享|喜欢|点赞|留言) ?[0-9.万+]*)*$"
));

// 当然可以！以下是一份通知，供您参考：, and at the end 希望对您有帮助，需要调整请告诉我。
static ASKED_ABOVE: LazyRegex = LazyRegex::new(concat!(
    r"^(?:当然(?:可以)?|好的|没问题|可以的?)[，！。].{0,40}(?:以下|下面|为您|这份|这篇|如下).{0,60}$",
    r"|^(?:以下|下面|这)是(?:一[份篇则]|为您|根据您|按照您|按您).{0,60}(?:：|参考。?)$"
));
static ASKED_BELOW: LazyRegex = LazyRegex::new(concat!(
    r"^(?:希望|如果?|若|需要|您|以上).{0,40}(?:告诉我|告知我|对您(?:有所|有)?帮助|(?:符合|满足)您的|(?:为|帮)您(?:调整|修改|补充|润色|完善)).{0,40}$",
    r"|^以上(?:内容)?(?:仅)?供您?参考.{0,40}$"
));

// 毛一鸣 2026/10/14 18:02:11, above what somebody sent; 2026-10-14 18:02:11 毛一鸣.
static SENT: LazyRegex = LazyRegex::new(
    r"^(?:\S{1,20} )?20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日? [0-9]{1,2}:[0-9]{2}:[0-9]{2}(?: \S{1,20})?$",
);

/// What is written around a text by whom one has it from, and who that is.
static FRAMES: [(&LazyRegex, &LazyRegex, &str); 3] = [
    (&SENT, &SENT, "聊天记录里"),
    (&ABOVE, &BELOW, "公众号"),
    (&ASKED_ABOVE, &ASKED_BELOW, "写作软件"),
];

/// Takes what stands around a text and is none of it.
pub(super) fn drop(work: &mut WorkingText) {
    for (above, below, whose) in FRAMES {
        let lines: Vec<(usize, &str)> = work.lines().collect();
        let above = lines.iter().take(8).filter(|(_, said)| above.is_match(said));
        let last = lines.iter().rev().take(8);
        let below = last.filter(|(_, said)| below.is_match(said));
        let frame: Vec<(usize, String)> = above
            .chain(below)
            .map(|(at, said)| (*at, (*said).to_owned()))
            .collect();
        for (at, said) in frame {
            work.blocks[at].is_taken = true;
            if let [put_up] = &days::days(&said)[..] {
                work.put_up_on(put_up.day);
            }
            work.say(format!("{whose}的“{said}”没有写进正文"));
        }
    }
}
