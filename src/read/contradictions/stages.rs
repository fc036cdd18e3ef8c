//! Of persons: the steps of somebody's way into the Party that one line tells with their days, in another order than they can be
//! taken in, or sooner. Sources: 《中国共产党章程》第一条 (年满十八岁)、第七条 (预备期一年), 《中国共产党发展党员工作细则》第十三条
//! (一年以上培养教育和考察).

use std::ops::Range;

use super::{Text, number, pattern, whole};
use crate::check::FIGURES;
use crate::words::{LazyRegex, lines_at};

// 2025年5月确定为入党积极分子.
static STEP: LazyRegex = pattern(concat!(
    r"(?P<y>(?:19|20)[0-9]{2})年(?:(?P<m>[0-9]{1,2})月)?(?:[0-9]{1,2}日)?(?:",
    r"(?P<s0>出?生)|",
    r"(?P<s1>参加工作)|",
    r"\p{Han}{0,6}?(?:(?P<s2>提出入党申请|(?:递|提)交(?:了)?入党申请书?|申请入党)|",
    r"(?P<s3>(?:确定|推荐|列|吸收|备案|成)为(?:中共)?入党积极分子)|",
    r"(?P<s4>(?:确定|列|接收|吸收|备案|成)为(?:中共)?发展对象)|",
    r"(?P<s5>(?:接收|吸收|批准|确定|成)为(?:中共)?预备党员)|",
    r"(?P<s6>按期转正|转为(?:中共)?正式党员)))",
));

/// The steps, as messages call them.
const STEPS: [&str; 7] = [
    "出生", "参加工作", "申请入党", "确定为入党积极分子", "列为发展对象", "接收为预备党员", "转正",
];
const BORN: usize = 0;
const WORKED: usize = 1;

/// From one step to another no fewer months go by.
const LEAST: [(usize, usize, i64, &str); 3] = [
    (BORN, 2, 18 * 12, "年满十八岁才能申请入党"),
    (3, 4, 12, "入党积极分子要经过一年以上的培养教育和考察"),
    (5, 6, 12, "预备党员的预备期为一年"),
];

/// The year, the month, and where it stands.
type TakenStep = (i64, Option<i64>, Range<usize>);

impl Text<'_> {
    /// Each line may tell of one person; one that tells a step twice is of several.
    pub(super) fn stages(&mut self) {
        let places = STEP.find_iter(self.words).map(|found| found.start());
        let found = lines_at(self.words, places).into_iter().find_map(|(at, line)| {
            let (range, message, hint) = in_line(line)?;
            Some((at + range.start..at + range.end, message, hint))
        });
        if let Some((range, message, hint)) = found {
            self.say(FIGURES, range, message, &hint);
        }
    }
}

fn in_line(line: &str) -> Option<(Range<usize>, String, String)> {
    let mut taken: [Option<TakenStep>; 7] = [const { None }; 7];
    for found in STEP.captures_iter(line) {
        let is_step = |at: &usize| {
            found
                .name(["s0", "s1", "s2", "s3", "s4", "s5", "s6"][*at])
                .is_some()
        };
        let step = (0..STEPS.len()).find(is_step)?;
        let year = number(&found, "y")?.into();
        let month = number(&found, "m").map(i64::from);
        if taken[step].replace((year, month, whole(&found))).is_some() {
            return None;
        }
    }
    for (later, step) in taken.iter().enumerate() {
        let Some((year, month, range)) = step else {
            continue;
        };
        for (earlier, before) in taken[..later].iter().enumerate() {
            // One may have applied before, or long after, going to work.
            let is_ordered = (earlier == WORKED) == (later == WORKED) || earlier == BORN;
            let Some((year_before, month_before, _)) = before.as_ref().filter(|_| is_ordered) else {
                continue;
            };
            let years = year - year_before;
            // Without months, as many as there may be.
            let months = match month.zip(*month_before) {
                Some((month, before)) => years * 12 + month - before,
                None => years * 12 + 11,
            };
            if months < 0 {
                let message = format!("{}早于{}", STEPS[later], STEPS[earlier]);
                return Some((range.clone(), message, "请核对这两个年月".to_owned()));
            }
            let least = LEAST.iter().find(|row| (row.0, row.1) == (earlier, later));
            if let Some((.., least, rule)) = least.filter(|row| months < row.2) {
                let message = format!("从{}到{}不满{}年", STEPS[earlier], STEPS[later], least / 12);
                return Some((range.clone(), message, format!("{rule}，请核对年月")));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::in_line;
    use crate::words::rows_hold;

    #[test]
    fn steps_are_taken_in_their_order_and_not_too_soon() {
        let table = "
            2023年5月提出入党申请，2022年6月确定为入党积极分子。 => 早于申请入党
            2026年5月确定为入党积极分子，2026年8月列为发展对象。 => 不满1年
            李明，2010年3月出生，2026年5月递交入党申请书。 => 不满18年
            李明，1990年2月出生，1989年参加工作。 => 早于出生
            2025年6月接收为预备党员，2026年5月按期转正。 => 不满1年
            李明，1990年3月出生，2012年7月参加工作，2008年5月申请入党。 => -
            2022年5月提出入党申请，2023年6月被确定为入党积极分子，2024年6月列为发展对象。 => -
            2025年9月确定为入党积极分子，参加2025年发展对象培训班。 => -
            2024年确定为入党积极分子，2025年列为发展对象。 => -
            2025年6月接收为预备党员，2026年6月按期转正。 => -
            李明2026年5月确定为入党积极分子，周芳2025年5月确定为入党积极分子，2026年8月列为发展对象。 => -
            2008年3月出生，2026年3月申请入党。 => -
            2025年6月讨论发展对象人选，2025年3月确定培养人。 => -
        ";
        rows_hold(
            table,
            |line| in_line(line).map(|(_, message, _)| message),
            |told, expected| match told {
                Some(message) => expected != "-" && message.contains(expected),
                None => expected == "-",
            },
        );
    }
}
