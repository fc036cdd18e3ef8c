//! The years in which congresses of the Party and plenary sessions met, and in which the Party and the state were founded:
//! a study text that tells another year teaches it. Questions, as in `figures`.

use super::figures::rule;
use super::patterns::Pattern;
use super::{Match, Rule};
use crate::words::ends_with_any;

static YEARS: Rule = Rule {
    hint: "请对照《中国共产党一百年大事记》和历次会议公报核对",
    ..rule("写错的年份")
};

pub(super) static RULES: &[&Rule] = &[&YEARS];

/// What happened, and when. A name that ends as another does stands before it.
const HAPPENED: [(&str, &str); 27] = [
    ("二十届四中全会", "2025"),
    ("二十届三中全会", "2024"),
    ("二十届二中全会", "2023"),
    ("二十届一中全会", "2022"),
    ("十九届六中全会", "2021"),
    ("十九届五中全会", "2020"),
    ("十九届四中全会", "2019"),
    ("十八届六中全会", "2016"),
    ("十八届五中全会", "2015"),
    ("十八届四中全会", "2014"),
    ("十八届三中全会", "2013"),
    ("十一届三中全会", "1978"),
    ("二十大", "2022"),
    ("十九大", "2017"),
    ("十八大", "2012"),
    ("十七大", "2007"),
    ("十六大", "2002"),
    ("十五大", "1997"),
    ("十四大", "1992"),
    ("十三大", "1987"),
    ("十二大", "1982"),
    ("遵义会议", "1935"),
    ("中国共产党成立", "1921"),
    ("中国共产党诞生", "1921"),
    ("中华人民共和国成立", "1949"),
    ("新中国成立", "1949"),
    ("五四运动爆发", "1919"),
];

pub(super) static TABLE: &[Pattern] = &[
    // 2021年10月，党的二十大召开; not what was held after it, or about it.
    Pattern::new(
        &YEARS,
        &[
            "大召开", "大在", "大胜利召开", "全会召开", "全会在", "遵义会议召开",
        ],
        r"(?:^|[^0-9\p{Han}])(?<what>(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?[，,]?(?:党的|中国共产党|中共)?第?(?:{会}))(?:(?:在\p{Han}{2})?(?:胜利)?(?:召开|举行))(?:[^\p{Han}]|$)",
        "",
    ),
    Pattern::new(
        &YEARS,
        &["年召开的", "月召开的", "日召开的"],
        r"(?:^|[^0-9\p{Han}])(?<what>(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?召开的(?:党的|中国共产党|中共)?第?(?:{会}))(?:[^\p{Han}]|$|上|通过|作出|提出|强调|指出|确立|审议|选举)",
        "",
    ),
    Pattern::new(
        &YEARS,
        &[
            "大于[12]", "大[（(][12]", "全会于[12]", "全会[（(][12]", "遵义会议于1", "遵义会议（1",
        ],
        r"(?:^|[^\p{Han}]|党的|共产党|中共)第?(?<what>(?:{会})[于（(](?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)",
        "",
    ),
    // Not 2021年，中国共产党成立100周年, nor what came after it.
    Pattern::new(
        &YEARS,
        &[
            "共产党成立", "共产党诞生", "共和国成立", "新中国成立", "五四运动爆发",
        ],
        r"(?:^|[^0-9\p{Han}])(?<what>(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?[，,]?(?:伟大的)?(?:{立}))(?:[^0-9\p{Han}]|$)|(?<what>(?:{立})于(?:19|20)[0-9]{2}年)",
        "",
    ),
];

/// Keeps what tells another year.
pub(super) fn settle(found: &mut Vec<Match>) {
    found.retain_mut(|one| {
        if one.rule != &YEARS {
            return true;
        }
        let year = one.content.find("年").map(|end| &one.content[end - 4..end]);
        let happened = HAPPENED.iter().find(|(name, _)| one.content.contains(name));
        let Some((year, (name, right))) = year.zip(happened) else {
            return false;
        };
        let what = if ends_with_any(name, &["成立", "诞生", "爆发"]) {
            ""
        } else {
            "召开"
        };
        one.message = format!("“{}”，{name}{what}是在{right}年", one.content);
        year != *right
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words_of;

    #[test]
    fn another_year_is_told() {
        for text in [
            "2021年10月，党的二十大在北京召开。",
            "2021年召开的党的二十大提出了新的任务",
            "党的二十大于2021年10月召开",
            "党的十九届六中全会（2022年11月）通过决议",
            "2020年召开的十九届六中全会上，",
            "中国共产党成立于1922年7月。",
            "1922年7月，中国共产党成立。",
            "1948年10月1日，中华人民共和国成立，",
            "1920年，五四运动爆发。",
            "遵义会议于1936年1月召开",
            "2023年召开的党的二十届三中全会通过决定",
            "十九届六中全会（2020年）",
        ] {
            assert_eq!(words_of(RULES, text), ["写错的年份"], "{text}");
        }
        for text in [
            "2022年10月，党的二十大在北京召开。党的二十大于2022年10月召开，十九届六中全会（2021年11月）通过决议。",
            "2021年，中国共产党成立100周年。2023年党的二十大召开后的第一次大会。1950年，中华人民共和国成立后",
            "2023年召开的二十大精神宣讲会，2024年学习党的二十大精神，2023年召开的党的二十届二中全会",
            "中国共产党成立于1921年。1921年7月，中国共产党成立。1949年10月1日，新中国成立。",
            "我校十二大品牌活动于2024年启动，2023年十大亮点，校园十三大（2024年）",
            "学校第二十大队于2023年成立，2025年，新中国成立76周年",
        ] {
            assert_eq!(words_of(RULES, text), Vec::<&str>::new(), "{text}");
        }
    }
}
