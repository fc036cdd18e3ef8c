//! Lines that pages put around what they say: 【打印】【关闭】, 上一篇：…, 浏览次数：12. Each is known as a whole, so that no sentence
//! is taken for one.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::spacing::is_space;
use crate::words::{LazyRegex, compiled_pattern, starts_with_any};

static BEFORE_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    let agrees = "(?:好的|当然|没问题|可以的)[，,！!。]";
    let shows = "(?:以下|下面|这)是[^。]{0,12}(?:为您|给您|按您|根据您|您要)";
    compiled_pattern(&format!("^(?:{agrees}|{shows})[^。]{{0,60}}[：:。！!]$"))
});
static BEHIND_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    let begins = "如需|如果需要|如果您|如有需要|需要我|希望以上|希望这|您可以根据|请根据实际";
    compiled_pattern(&format!("^(?:{begins})[^。]{{0,80}}[。！!？?]?$"))
});

/// True for what a program that answers questions says before its answer: 好的，以下是为您起草的通知：.
pub(super) fn is_before_answer(line: &str) -> bool {
    BEFORE_ANSWER.is_match(line.trim())
}

/// True for what it says behind one, when it said something before it: 如需调整，请随时告诉我！.
pub(super) fn is_behind_answer(line: &str) -> bool {
    BEHIND_ANSWER.is_match(line.trim())
}

/// Words of buttons. A line of nothing but these is one of buttons.
const BUTTONS: [&str; 43] = [
    "设为首页", "加入收藏", "今天是", "打印本页", "打印此页", "打印", "关闭窗口", "关闭本页", "关闭",
    "分享到", "分享", "微信朋友圈", "朋友圈", "微信", "新浪微博", "腾讯微博", "微博", "QQ空间", "QQ好友",
    "QQ", "字号", "字体", "大", "中", "小", "收藏本页", "收藏", "点赞", "在看", "返回顶部", "返回列表",
    "返回首页", "返回", "上一页", "下一页", "阅读原文", "知道了", "取消", "允许", "复制链接", "纠错", "TOP",
    "首页",
];

/// Marks between buttons.
const BETWEEN: [char; 23] = [
    '【', '】', '[', ']', '（', '）', '(', ')', '|', '｜', '·', '>', '»', '：', ':', '、', '/', '-', '《',
    '》', '↑', '+', '，',
];

/// How lines of a page begin that lead elsewhere, and how long they are at most, in characters.
const LEADING: [(&str, usize); 30] = [
    ("上一篇", 70),
    ("下一篇", 70),
    ("上一条", 70),
    ("下一条", 70),
    ("上一则", 70),
    ("下一则", 70),
    ("点击上方蓝字", 30),
    ("点击蓝字", 30),
    ("点击上方关注", 30),
    ("点击阅读原文", 40),
    ("点击下方阅读原文", 40),
    ("点击左下角阅读原文", 40),
    ("点击文末阅读原文", 40),
    ("扫一扫", 30),
    ("微信扫一扫", 30),
    ("微信扫码", 30),
    ("扫描二维码", 30),
    ("长按识别", 30),
    ("长按二维码", 30),
    ("长按图片识别", 30),
    ("当前位置", 70),
    ("您的位置", 70),
    ("您当前的位置", 70),
    ("您现在的位置", 70),
    ("所在位置", 70),
    ("预览时标签不可点", 30),
    ("继续滑动看下一个", 30),
    ("喜欢此内容的人还喜欢", 60),
    ("Copyright", 80),
    ("版权所有", 60),
];

/// Where one is, which day it is, and what to look with.
static AROUND: LazyRegex = LazyRegex::new(concat!(
    "^(?:(?:位置[：:]|首页)[>»→].*|位置[：:].*[>»→].*|[^。，]{0,40}版权所有[^。]{0,60}|[^。]{0,60}ICP备[^。]{0,30}|标签[：:][^。，；]{1,40}|今天是20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:星期.)?(?:登录|注册|设为首页|收藏本站|[|丨])*",
    "|.{0,40}(?:建议使用|推荐使用).{0,20}(?:分辨率|浏览器).{0,12})$"
));

/// What is counted on pages; nothing but a number follows.
const COUNTED: [&str; 12] = [
    "浏览次数", "浏览量", "浏览", "点击次数", "点击数", "点击量", "点击率", "阅读次数", "阅读量", "访问次数",
    "访问量", "人气",
];

/// Whose names stand below an article: those of the page it is from, not of what it says.
const BYLINES: [&str; 14] = [
    "责任编辑", "责编", "网站编辑", "编辑", "美编", "排版", "校对", "初审", "复审", "终审", "一审", "二审",
    "三审", "监制",
];

/// True for a line that belongs to a page, not to what it says.
pub(in crate::import) fn is_boilerplate(line: &str) -> bool {
    let is_quote = |c: char| matches!(c, '“' | '”' | '"' | '「' | '」' | '‘' | '’');
    let bare: String = line.chars().filter(|c| !is_space(*c) && !is_quote(*c)).collect();
    // ↑点击蓝字 关注我们.
    let bare = bare.trim_start_matches(['↑', '▲', '△', '▼', '↓']);
    let length = bare.chars().count();
    if bare.is_empty() || length > 80 {
        return false;
    }
    let is_leading = |(start, longest): &(&str, usize)| {
        let behind = bare.strip_prefix(start);
        behind.is_some_and(|behind| length <= *longest && (behind.is_empty() || !starts_word(behind, start)))
    };
    LEADING.iter().any(is_leading) || is_buttons(bare) || is_counter(bare) || AROUND.is_match(bare)
}

/// `上一篇文章的要求` is a sentence; `上一篇：…` and `扫一扫关注我们` are not.
fn starts_word(behind: &str, start: &str) -> bool {
    let leads = starts_with_any(start, &["上一", "下一", "当前", "您", "所在"]);
    leads && !behind.starts_with(['：', ':', '>', '»', '》', '【', '[', '是', '没', '无'])
}

/// A text without the marks around it.
pub(super) fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| is_space(c) || BETWEEN.contains(&c))
}

/// True for nothing but buttons, without white space.
pub(super) fn is_buttons(bare: &str) -> bool {
    let mut rest = bare.trim_start_matches(BETWEEN);
    let mut has_word = false;
    while !rest.is_empty() {
        let Some(word) = BUTTONS.iter().find(|word| rest.starts_with(**word)) else {
            return false;
        };
        has_word |= word.len() > 3;
        rest = rest[word.len()..].trim_start_matches(BETWEEN);
    }
    has_word
}

fn is_counter(bare: &str) -> bool {
    let bare = bare.trim_matches(['【', '】', '[', ']', '（', '）', '(', ')']);
    COUNTED.iter().any(|word| {
        let rest = bare.strip_prefix(word).unwrap_or("…");
        rest.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '：' | ':' | '次' | '+' | '万'))
            && (rest.is_empty() || rest.starts_with(['：', ':']) || rest.ends_with('次'))
    })
}

/// True for a line that names those who made the page.
pub(super) fn is_byline(line: &str) -> bool {
    let bare = trim_marks(line);
    let is_one = |word: &&str| {
        bare.strip_prefix(*word).is_some_and(|rest| {
            rest.trim_start_matches(is_space)
                .starts_with(['：', ':', '|', '丨', '/'])
        })
    };
    bare.chars().count() <= 40 && BYLINES.iter().any(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_page_are_known_as_a_whole() {
        for line in [
            "【打印】 【关闭】",
            "字号：大 中 小",
            "【字体：大 中 小】 打印本页 | 关闭窗口",
            "分享到：",
            "上一篇：关于开学的通知",
            "下一条 : 没有了",
            "浏览次数：1234",
            "阅读量 1234次",
            "扫一扫在手机打开当前页",
            "当前位置：首页 > 党建",
            "返回顶部",
            "点赞 在看",
            "点击上方“蓝字”关注我们",
            "点击下方“阅读原文”查看更多",
            "位置：首页 > 学习园地",
            "首页 » 党建园地 » 公开承诺",
            "今天是 | 设为首页 | 加入收藏",
            "雁塘中心学校版权所有　地址：雁塘镇学府街3号　赣ICP备00000000号",
            "今天是2026年10月14日 星期三 登录",
            "砚湖学校 主办　建议使用1366*768以上分辨率浏览",
        ] {
            assert!(is_boilerplate(line), "{line}");
        }
        for line in [
            "大",
            "",
            "打印材料请于周五前交",
            "上一篇文章的要求",
            "阅读量达到100篇的党员",
            "分享会于3月2日召开",
            "小中大各班",
            "点击下方的链接报名",
            "当前位置服务的要求",
            "来源：区教育局",
            "微信群通知如下",
            "位置：行政楼三楼",
            "今天是2026年7月1日，党的生日。",
        ] {
            assert!(!is_boilerplate(line), "{line}");
        }
        for (line, expected) in [
            ("责任编辑：王甲乙", true),
            ("编辑 | 王甲乙", true),
            ("审核：王甲乙", false),
            ("编辑部工作", false),
        ] {
            assert_eq!(is_byline(line), expected, "{line}");
        }
    }
}
