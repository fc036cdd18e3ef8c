//! The years in which congresses of the Party and plenary sessions met, in which the Party and the state were founded, and of
//! five-year plans, and the days of festivals: a study text that tells others teaches them. Questions, as in `figures`.

use super::figures::rule;
use super::patterns::Pattern;
use super::{Match, Rule};
use crate::words::ends_with_any;

static YEARS: Rule = Rule {
    hint: "请对照《中国共产党一百年大事记》和历次会议公报核对",
    ..rule("写错的年份")
};

static DAYS: Rule = Rule {
    hint: "请核对是几月几日",
    ..rule("写错的节日")
};

pub(super) static RULES: &[&Rule] = &[&YEARS, &DAYS];

/// Festivals whose day is fixed. Sources: 《全国年节及纪念日放假办法》; 全国人大常委会 on 教师节 (1985), 国家宪法日, 烈士纪念日 and
/// 抗战胜利纪念日 (2014).
const FESTIVALS: [(&str, (u32, u32)); 12] = [
    ("建党节", (7, 1)),
    ("建军节", (8, 1)),
    ("教师节", (9, 10)),
    ("国庆节", (10, 1)),
    ("劳动节", (5, 1)),
    ("青年节", (5, 4)),
    ("儿童节", (6, 1)),
    ("妇女节", (3, 8)),
    ("植树节", (3, 12)),
    ("国家宪法日", (12, 4)),
    ("烈士纪念日", (9, 30)),
    ("国家公祭日", (12, 13)),
];

/// Plans, and their first and last year. Source: 《国民经济和社会发展规划纲要》 of each.
const PLANS: [(&str, [&str; 2]); 4] = [
    ("十三五", ["2016", "2020"]),
    ("十四五", ["2021", "2025"]),
    ("十五五", ["2026", "2030"]),
    ("十六五", ["2031", "2035"]),
];

/// What is celebrated, and its year. What differs by little from those that `read::history` knows is told there.
const BEGINNINGS: [(&str, i32, i32); 7] = [
    ("抗日战争胜利", 1945, 0),
    ("长征胜利", 1936, 2),
    ("中国共产党成立", 1921, 2),
    ("新中国成立", 1949, 2),
    ("中华人民共和国成立", 1949, 2),
    ("改革开放", 1978, 2),
    ("五四运动", 1919, 2),
];

/// What happened, and when. A name that ends as another does stands before it.
const HAPPENED: [(&str, &str); 28] = [
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
    ("中央八项规定", "2012"),
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
        r"(?:^|[^0-9\p{Han}])(?<what>(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?召开的(?:党的|中国共产党|中共)?第?(?:{会}))(?:[^\p{Han}]|$|上|以来|通过|作出|提出|强调|指出|确立|审议|选举)",
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
    Pattern::new(
        &YEARS,
        &["八项规定出台于20", "八项规定于20"],
        r"(?<what>中央八项规定(?:出台于20[0-9]{2}年|于20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出台|审议通过)))",
        "",
    ),
    // “十五五”规划（2025—2029年）; 十四五规划期间（2021—2023年） is a part of it.
    Pattern::new(
        &YEARS,
        &["规划（20", "规划(20", "时期（20", "时期(20", "五”（20", "五（20"],
        r"(?:^|[^二三四五六七八九])(?<what>十[三四五六]五”?(?:规划|时期)?[（(]20[0-9]{2}年?(?:至|到|—{1,2}|－|-|～|~)20[0-9]{2}年?[）)])",
        "",
    ),
    Pattern::new(
        &YEARS,
        &["周年"],
        r"(?:^|[^0-9])(?<what>20[0-9]{2}年是(?:中国(?:工农)?)?(?:红军|人民)?(?:抗日战争胜利|长征胜利|中国共产党成立|新中国成立|中华人民共和国成立|改革开放|五四运动)[0-9]{1,3}周年)",
        "",
    ),
    Pattern::new(
        &DAYS,
        &[
            "节（", "节(", "日（[1-9]", "日是建", "日是教", "日是国", "日是青", "日是儿", "日是妇", "日是植",
            "日是劳", "日是烈", "日为教", "日为国", "宪法日（",
        ],
        concat!(
            r"(?:^|[^0-9])(?<what>[0-9]{1,2}月[0-9]{1,2}日[是为](?:我国的?|我们的?|国际|中国|全国|法定)?(?:{节}))(?:[^\p{Han}]|$|放假)",
            r"|(?<what>(?:{节})[（(][0-9]{1,2}月[0-9]{1,2}日[）)])",
        ),
        "",
    ),
];

/// Keeps what tells another year.
pub(super) fn settle(found: &mut Vec<Match>) {
    found.retain_mut(|one| {
        let other = match one.rule {
            rule if rule == &DAYS => other_festival(&one.content),
            rule if rule == &YEARS && one.content.contains("周年") => other_anniversary(&one.content),
            rule if rule == &YEARS && PLANS.iter().any(|(plan, _)| one.content.starts_with(plan)) => {
                other_plan(&one.content)
            }
            rule if rule == &YEARS => return is_other_year(one),
            _ => return true,
        };
        one.message.extend(other.iter().map(String::as_str));
        other.is_some()
    });
}

/// The numbers of a text in digits, in their order.
fn numbers(text: &str) -> Vec<u32> {
    let groups = text.split(|c: char| !c.is_ascii_digit());
    groups.filter_map(|digits| digits.parse().ok()).collect()
}

fn other_festival(told: &str) -> Option<String> {
    let (name, (month, day)) = FESTIVALS.iter().find(|(name, _)| told.contains(name))?;
    (numbers(told) != [*month, *day]).then(|| format!("“{told}”，{name}是{month}月{day}日"))
}

fn other_plan(told: &str) -> Option<String> {
    let (name, [first, last]) = PLANS.iter().find(|(name, _)| told.starts_with(name))?;
    let is_right = told.contains(first) && told.contains(last);
    (!is_right).then(|| format!("“{told}”，{name}规划是{first}—{last}年"))
}

fn other_anniversary(told: &str) -> Option<String> {
    let [year, count] = numbers(told)[..] else {
        return None;
    };
    let (name, begun, near) = BEGINNINGS.iter().find(|(name, ..)| told.contains(name))?;
    let right = i32::try_from(year).ok()? - begun;
    let is_other = (right - i32::try_from(count).ok()?).abs() > *near;
    is_other.then(|| format!("“{told}”，{year}年是{name}{right}周年"))
}

fn is_other_year(one: &mut Match) -> bool {
    let year = one.content.find("年").map(|end| &one.content[end - 4..end]);
    let happened = HAPPENED.iter().find(|(name, _)| one.content.contains(name));
    let Some((year, (name, right))) = year.zip(happened) else {
        return false;
    };
    let what = match name {
        name if ends_with_any(name, &["成立", "诞生", "爆发"]) => "",
        name if name.ends_with("规定") => "出台",
        _ => "召开",
    };
    one.message = format!("“{}”，{name}{what}是在{right}年", one.content);
    year != *right
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::check::Syntax;
    use crate::check::tests::tells;

    #[test]
    fn another_year_is_told() {
        let table = r"
            2021年10月，党的二十大在北京召开。 => =写错的年份
            2021年召开的党的二十大提出了新的任务 => =写错的年份
            2021年召开的党的二十大以来， => =写错的年份
            党的二十大于2021年10月召开 => =写错的年份
            党的十九届六中全会（2022年11月）通过决议 => =写错的年份
            2020年召开的十九届六中全会上， => =写错的年份
            中国共产党成立于1922年7月。 => =写错的年份
            1922年7月，中国共产党成立。 => =写错的年份
            1948年10月1日，中华人民共和国成立， => =写错的年份
            1920年，五四运动爆发。 => =写错的年份
            遵义会议于1936年1月召开 => =写错的年份
            2023年召开的党的二十届三中全会通过决定 => =写错的年份
            十九届六中全会（2020年） => =写错的年份
            中央八项规定出台于2013年12月。 => =写错的年份
            “十五五”规划（2025—2029年） => =写错的年份
            “十四五”规划（2020—2025年） => =写错的年份
            2026年是红军长征胜利80周年。 => =写错的年份
            2026年是中国人民抗日战争胜利80周年。 => =写错的年份
            7月1日是建军节。 => =写错的节日
            教师节（9月1日） => =写错的节日
            国庆节（10月2日）放假 => =写错的节日
            2022年10月，党的二十大在北京召开。党的二十大于2022年10月召开，十九届六中全会（2021年11月）通过决议。 => -
            2021年，中国共产党成立100周年。2023年党的二十大召开后的第一次大会。1950年，中华人民共和国成立后 => -
            2023年召开的二十大精神宣讲会，2024年学习党的二十大精神，2023年召开的党的二十届二中全会 => -
            中国共产党成立于1921年。1921年7月，中国共产党成立。1949年10月1日，新中国成立。 => -
            我校十二大品牌活动于2024年启动，2023年十大亮点，校园十三大（2024年） => -
            中央八项规定出台于2012年12月，“十五五”规划（2026—2030年），十四五时期（2021年至2025年），学校二十五五班（2025—2026年） => -
            2026年是红军长征胜利90周年，2026年是中国人民抗日战争胜利81周年，2021年是中国共产党成立100周年。 => -
            8月1日是建军节，教师节（9月10日），国庆节（10月1日）放假；9月9日是教师节前一天；9月8日是教师节表彰大会的日子。 => -
            学校第二十大队于2023年成立，2025年，新中国成立76周年 => -
        ";
        tells(Some(RULES), Syntax::Plain, table);
    }
}
