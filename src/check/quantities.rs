//! Numbers with what they count, and what follows from several of them in one sentence: 12户, 每户500元 and 6,500元.

use std::ops::Range;

use super::patterns::{UNITS, around};
use crate::words::{Amount, LazyRegex, contains_any, starts_with_any};

/// A number of something: 慰问金6,500元.
struct Quantity<'t> {
    /// The characters before it, as far as they are Han.
    label: &'t str,
    amount: Amount,
    unit: &'t str,
    range: Range<usize>,
}

static QUANTITY: LazyRegex = LazyRegex::with(
    &[("{量}", UNITS)],
    r"(?<label>\p{Han}{0,10}?)(?<amount>[0-9][0-9,.]{0,11})\s?(?<unit>{量})",
);

/// Shares that differ by less are rounded otherwise.
const NEARLY: f64 = 0.6;

/// Between sentences.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// Those of a text, in their order.
fn quantities(text: &str) -> Vec<Quantity<'_>> {
    let found = QUANTITY.captures_iter(text).filter_map(|found| {
        let [label, amount, unit] = ["label", "amount", "unit"].map(|part| found.name(part));
        let digits = amount?.as_str().trim_end_matches(['.', ',']).replace(',', "");
        Some(Quantity {
            label: label?.as_str(),
            amount: Amount::parse(&digits).ok()?,
            unit: persons(unit?.as_str()),
            range: amount?.start()..unit?.end(),
        })
    });
    found.collect()
}

/// Persons are counted in three ways.
fn persons(unit: &str) -> &str {
    if ["名", "位"].contains(&unit) {
        "人"
    } else {
        unit
    }
}

/// True where behind a count of heads more persons are counted who may have been absent: 另有1人因支教未参加.
pub(super) fn persons_behind(text: &str, at: usize) -> bool {
    const OF_SAME: [&str; 6] = ["其中", "列席", "邀请", "特邀", "旁听", "主持"];
    const GOING_ON: [&str; 5] = ["另", "还有", "其余", "其他", "此外"];
    let line = text[at..].split('\n').next().unwrap_or_default();
    let mut sentences = line.split('。');
    let own = sentences.next();
    let next = sentences
        .next()
        .filter(|next| starts_with_any(next.trim_start(), &GOING_ON));
    let mut counted = own.into_iter().chain(next).flat_map(quantities);
    counted.any(|one| one.unit == "人" && !contains_any(one.label, &OF_SAME))
}

/// Of `15个，其中学习方面10个、作风方面5个，已整改12个` what tells the parts: not what became of the whole, what is counted by
/// itself (another meeting), nor anything behind parts that are the whole.
pub(super) fn parts_alone(text: &str) -> &str {
    const OUTCOMES: [&str; 22] = [
        "支出", "结余", "剩余", "节余", "余", "完成", "采纳", "办结", "办理", "整改", "落实", "解决", "答复",
        "回复", "全部", "现", "目前", "尚", "未", "共", "合计", "累计",
    ];
    const MEETINGS: [&str; 9] = [
        "支委会", "委员会", "党员大会", "支部大会", "党小组会", "生活会", "主题党日", "党课", "民主评议",
    ];
    let told = quantities(text);
    let [whole, first, others @ ..] = told.as_slice() else {
        return text;
    };
    let is_outcome = |label: &str| starts_with_any(label, &OUTCOMES) || label.contains('已');
    let own = first.label.trim_start_matches("其中");
    let mut sum = first.amount;
    let mut end = first.range.end;
    for other in others {
        let goes_on = is_outcome(other.label) && !is_outcome(own)
            || contains_any(other.label, &MEETINGS) && !contains_any(own, &MEETINGS);
        if goes_on || sum == whole.amount {
            return &text[..end];
        }
        sum = sum.plus(other.amount);
        end = other.range.end;
    }
    text
}

/// The rest of a sentence.
pub(super) fn sentence_behind(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find(ENDS).unwrap_or(rest.len())]
}

/// True where all that a text counts is counted in one unit.
pub(super) fn are_of_one_unit(text: &str) -> bool {
    let all = quantities(text);
    all.windows(2).all(|two| two[0].unit == two[1].unit)
}

/// True for what counts neither persons nor money.
pub(super) fn are_things(text: &str) -> bool {
    let all = quantities(text);
    all.first()
        .is_some_and(|first| !["人", "元", "万元"].contains(&first.unit))
}

/// True for `38次会议，其中39次`. Of 实到28人，其中有表决权的应到29人 both are true.
pub(super) fn is_larger_part(text: &str) -> bool {
    match quantities(text).as_slice() {
        [whole, part] => {
            text.contains("其中")
                && !part.label.contains("应到")
                && whole.unit == part.unit
                && part.amount > whole.amount
        }
        _ => false,
    }
}

static CHANGE: LazyRegex = LazyRegex::with(
    &[("{量}", UNITS)],
    r"(?<amount>[0-9][0-9,.]{0,11})(?<unit>个百分点|{量}|[%％])",
);

/// True for `30人增至36人，增加5人` and `30人增加到36人，增长25%`: by so much, or by so many per cent of what it was.
pub(super) fn is_other_change(change: &str) -> bool {
    let told = CHANGE.captures_iter(change).filter_map(|found| {
        let amount = found["amount"].trim_end_matches(['.', ',']).replace(',', "");
        let unit = found["unit"].replace('％', "%");
        Some((
            Amount::parse(&amount).ok()?.hundredths(),
            persons(&unit).to_owned(),
        ))
    });
    let told: Vec<(i64, String)> = told.collect();
    let [(before, unit), one, other] = told.as_slice() else {
        return false;
    };
    // 比去年的120人增加30人，达到150人.
    let ((after, unit_after), (by, unit_by)) = if change.contains('达') {
        (other, one)
    } else {
        (one, other)
    };
    let difference = (before - after).abs();
    let is_share = || {
        let share = difference as f64 / *before as f64 * 100.0;
        (share - *by as f64 / 100.0).abs() < NEARLY
    };
    unit == unit_after
        && match unit_by.as_str() {
            // Of per cents both are said.
            "%" => *before != 0 && !is_share() && (unit != "%" || difference != *by),
            "个百分点" => unit == "%" && difference != *by,
            _ => unit == unit_by && difference != *by,
        }
}

/// True where of `预算3万元，支出2.4万元，结余0.5万元` the last is not what is left. Behind what came in, more may be left: of
/// earlier times.
pub(super) fn is_other_rest(money: &str) -> bool {
    let told = quantities(money);
    if let [before, received, spent, left] = told.as_slice() {
        // 结余 may be that of the year alone.
        let own = received.amount.minus(spent.amount);
        return left.amount != before.amount.plus(own) && left.amount != own;
    }
    let [all, spent, left] = told.as_slice() else {
        return false;
    };
    let rest = all.amount.minus(spent.amount);
    let is_other = if money.starts_with("预算") {
        rest != left.amount
    } else {
        left.amount < rest
    };
    are_of_one_unit(money) && is_other
}

/// What is wrong with `每户500元` where its sentence tells one number of 户 and one of 元, and they are no product.
pub(super) fn other_product(text: &str, rate: &Range<usize>) -> Option<String> {
    // What is taken off or comes on top, what is a bound, and what is of something else.
    const NOT_PLAIN: [&str; 22] = [
        "循环", "折", "加上", "连同", "优惠", "减免", "另", "约", "不少于", "至少", "不超过", "不低于",
        "最多", "以上", "以内", "左右", "其中", "其余", "剩余", "米油", "慰问品", "物资",
    ];
    let sentence = around(text, rate, &ENDS);
    if sentence.matches(['每', '均']).count() > 1 || contains_any(sentence, &NOT_PLAIN) {
        return None;
    }
    let typed = &text[rate.clone()];
    let of = quantities(typed);
    let each = of.first()?;
    let begin = sentence.as_ptr() as usize - text.as_ptr() as usize;
    let others: Vec<Quantity<'_>> = quantities(sentence)
        .into_iter()
        .filter(|one| begin + one.range.end != rate.end)
        .collect();
    // Of hours it may be told how long one lasted.
    if each.unit == "小时" {
        return None;
    }
    let counted = typed.strip_prefix('每').and_then(|rest| rest.chars().next());
    let counted = counted.map(|unit| persons(&typed["每".len().."每".len() + unit.len_utf8()]));
    // 3个小组，每组8人，共25人; where something stands between, it may be of something else.
    let rest = sentence[rate.end - begin..].trim_start_matches(['，', ',', '、']);
    let is_summed = starts_with_any(rest, &["共", "合计", "总计"]);
    if counted == Some("次") && !is_summed {
        return None;
    }
    let is_count = |one: &&Quantity<'_>| match counted {
        Some(unit) if one.unit == "个" && is_summed && each.unit != "场" => sentence[one.range.end..]
            .trim_start_matches('小')
            .starts_with(unit),
        Some(unit) => one.unit == unit,
        None => one.unit != each.unit,
    };
    let counts: Vec<_> = others.iter().filter(is_count).collect();
    let totals: Vec<_> = others.iter().filter(|one| one.unit == each.unit).collect();
    let said = |one: &Quantity<'_>| sentence[one.range.clone()].to_owned();
    let (count, counted) = match counts.as_slice() {
        [count] => (count.amount.hundredths(), said(count)),
        [] if is_summed => {
            let (count, counted) = groups_in_han(sentence, counted?)?;
            (i64::from(count) * 100, counted)
        }
        _ => return None,
    };
    let [total] = totals.as_slice() else {
        return None;
    };
    let message = format!("“{typed}”乘“{counted}”不是“{}”", said(total));
    let [count, each, total] = [count, each.amount.hundredths(), total.amount.hundredths()].map(i128::from);
    (count * each != total * 100).then_some(message)
}

/// Of `分三组` how many, and how it stands there; nothing where two are told, or the third one.
fn groups_in_han(sentence: &str, unit: &str) -> Option<(u32, String)> {
    const NUMBERS: &str = "二三四五六七八九十";
    let mut places = sentence.match_indices(unit).filter_map(|(at, _)| {
        let before = sentence[..at].trim_end_matches(['个', '小']);
        let digit = before
            .chars()
            .next_back()
            .map(|c| if c == '两' { '二' } else { c })?;
        let number = NUMBERS.chars().position(|c| c == digit)? as u32 + 2;
        let start = before.len() - digit.len_utf8();
        let is_alone = !before[..start].ends_with(|c: char| c == '第' || c == '一' || NUMBERS.contains(c));
        is_alone.then(|| (number, sentence[start..at + unit.len()].to_owned()))
    });
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// What a rate is called, and what is counted for it.
const COUNTED: [(&str, &[&str]); 12] = [
    ("出勤", &["实到", "到会", "出席", "出勤", "参加"]),
    ("缴纳", &["实缴", "已缴", "缴纳", "实收"]),
    ("收缴", &["实缴", "已缴", "收缴", "实收"]),
    ("执行", &["支出", "执行", "使用"]),
    ("到会", &["实到", "到会", "出席", "参会"]),
    ("出席", &["实到", "到会", "出席", "参会"]),
    ("参会", &["实到", "到会", "出席", "参会"]),
    ("参学", &["参学", "参加", "实到"]),
    ("参与", &["参与", "参加"]),
    ("回收", &["收回", "回收"]),
    ("学习", &["学习", "参加"]),
    ("满意", &["满意"]),
];

/// True for 不满意 and 未参加.
fn is_denied(label: &str, word: &str) -> bool {
    label
        .split_once(word)
        .is_some_and(|(before, _)| before.ends_with(['不', '未', '没']))
}

/// Of `按期率为95.75%` where what is 按期 is another share of each number before it of the same unit: that of the nearest.
pub(super) fn other_share(text: &str, rate: &Range<usize>) -> Option<f64> {
    let (name, told) = text[rate.clone()].split_once('率')?;
    let digits = told.trim_matches(|c: char| !c.is_ascii_digit());
    let told = digits.parse::<f64>().ok()?;
    let line = around(text, rate, &['\n']);
    let before = &line[..rate.start - (line.as_ptr() as usize - text.as_ptr() as usize)];
    // 一年级合格190人，合格率95%；二年级…: of other persons.
    let before = match before.rsplit_once('；') {
        Some((earlier, own)) if earlier.contains(['%', '％']) => own,
        _ => before,
    };
    let all = quantities(before);
    let has_own_rate = |at: usize| {
        let next = all.get(at + 1);
        next.is_some_and(|next| before[all[at].range.end..next.range.start].contains(['%', '％']))
    };
    let own = [name];
    let known = COUNTED.iter().find(|(rate, _)| *rate == name);
    let words = known.map_or(&own[..], |(_, words)| words);
    // Where it is told of another year or place too, nobody knows of which.
    let is_denied = |one: &Quantity<'_>| words.iter().any(|word| is_denied(one.label, word));
    let is_labelled = |one: &Quantity<'_>| contains_any(one.label, words);
    // 35人参加 tells it behind; of two such each may be of another whole.
    let has_behind = |one: &Quantity<'_>| starts_with_any(&before[one.range.end..], words);
    let is_behind = !all.iter().any(is_labelled) && all.iter().filter(|one| has_behind(one)).count() == 1;
    let is_part = |one: &Quantity<'_>| is_labelled(one) || is_behind && has_behind(one);
    let parts = || {
        all.iter()
            .enumerate()
            .filter(|(at, one)| is_part(one) && !is_denied(one) && !has_own_rate(*at))
    };
    let is_share = |(at, part): (usize, &Quantity<'_>)| {
        // Of 全年应缴 a quarter's is no share that anybody tells.
        let is_shorter = |whole: &Quantity<'_>| {
            whole.label.contains("全年") && contains_any(part.label, &["季度", "月", "上半年"])
        };
        let before = all[..at].iter().enumerate();
        let wholes = before
            .filter(|(at, one)| one.unit == part.unit && one.amount >= part.amount && !has_own_rate(*at))
            .map(|(_, one)| one)
            .filter(|one| !is_shorter(one));
        let share =
            |whole: &Quantity<'_>| part.amount.hundredths() as f64 / whole.amount.hundredths() as f64 * 100.0;
        let shares: Vec<f64> = wholes.map(share).collect();
        let nearest = *shares.last()?;
        let is_right = shares.iter().any(|share| (share - told).abs() < NEARLY);
        Some((is_right, nearest))
    };
    let judged: Vec<(bool, f64)> = parts().filter_map(is_share).collect();
    // 上半年支出1.2万元，下半年支出1.2万元 of 3万元 together.
    let sum: Amount = parts().map(|(_, part)| part.amount).sum();
    let is_of_sum = parts().next().is_some_and(|(at, first)| {
        let mut wholes = all[..at]
            .iter()
            .filter(|one| one.unit == first.unit && one.amount >= sum);
        wholes.any(|whole| {
            let share = sum.hundredths() as f64 / whole.amount.hundredths() as f64 * 100.0;
            (share - told).abs() < NEARLY
        })
    });
    // 优秀20人，合格27人，不合格1人，合格率97.9%.
    let sum_of_all: Amount = all.iter().map(|one| one.amount).sum();
    let denied: Amount = all
        .iter()
        .filter(|one| is_denied(one))
        .map(|one| one.amount)
        .sum();
    let is_rest = denied.hundredths() != 0
        && all.iter().map(|one| one.amount).chain([sum_of_all]).any(|whole| {
            let rest = whole.minus(denied).hundredths() as f64 / whole.hundredths() as f64 * 100.0;
            (rest - told).abs() < NEARLY
        });
    if is_of_sum || is_rest || contains_any(around(text, rate, &ENDS), &["平均", "以来", "累计"]) {
        return None;
    }
    let (_, nearest) = judged
        .last()
        .filter(|_| !judged.iter().any(|(is_right, _)| *is_right))?;
    Some((nearest * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::tells;
    use crate::check::{Syntax, figures};

    #[test]
    fn what_does_not_follow_from_other_numbers_is_told() {
        let table = r"
            2月3日至6日，共走访12户，发放慰问金6,500元，每户500元。 => =对不上的总额
            6名党员分成3组，每组3人，疏导车辆。 => =对不上的总额
            购书25册，单价24元，合计620元。 => =对不上的总额
            基础材料费每人20元，24人共500元；兴趣课程每节8元。 => =对不上的总额
            共检查公开内容48项。按期公开45项，按期率为95.75%；逾期3项。 => =对不上的比例
            发出问卷120份，收回110份，回收率为95%。 => =对不上的比例
            应到38人，参加学习36人，参学率96.7% => =对不上的比例
            应到35人，实到32人，出勤率95%。 => =对不上的比例
            应到35人；实到32人；到会率95%。 => =对不上的比例
            一年级参考200人，合格190人，合格率95%；二年级参考200人，合格180人，合格率95%。 => =对不上的比例
            应缴1500元，实缴1400元，缴纳率100%。 => =对不上的比例
            预算3万元，支出2.4万元，执行率90%。 => =对不上的比例
            共走访12户，发放慰问金6,000元，每户500元。 => -
            6名党员分成3组，每组2人。3个班，每班45人，到场130人。 => -
            购书25册，单价24元，合计600元；每人每月20元，12人共2,880元。 => -
            共3组，每组约17人，50人参加。每组3人，分3组，另有1人机动，共10人。 => -
            共检查48项。按期公开45项，按期率为93.75%。上年46项，按期44项，按期率95.7%。 => -
            按期率为95%。满意率98%，参加测评20人。 => -
            一年级合格190人，合格率95%；二年级合格180人，合格率90%。 => -
            一年级合格190人，合格率95%。二年级合格180人，合格率90%。 => -
            一年级参考200人，合格190人，合格率95%；二年级合格150人，合格率93.8%。 => -
            骑乘人员佩戴头盔1,184人次，佩戴率94.0%；学生佩戴1,096人次，佩戴率87.0%。 => -
            应到35人，实到32人，出勤率91.4%。应缴1500元，实缴1500元，缴纳率100%。 => -
            预算3万元，支出2.4万元，其中培训支出1万元，执行率80%。 => -
            预算3万元，上半年支出1.2万元，下半年支出1.2万元，执行率80%。 => -
            全年应缴18000元，第一季度实缴4500元，缴纳率100%。 => -
        ";
        tells(Some(figures::RULES), Syntax::Plain, table);
    }
}
