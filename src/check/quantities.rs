//! Numbers with what they count, and what follows from several of them in one sentence: 12户, 每户500元 and 6,500元.

use std::ops::Range;

use super::patterns::{UNITS, around};
use crate::words::{Amount, LazyRegex, contains_any};

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

/// True for `38次会议，其中39次`.
pub(super) fn is_larger_part(text: &str) -> bool {
    match quantities(text).as_slice() {
        [whole, part] => text.contains("其中") && whole.unit == part.unit && part.amount > whole.amount,
        _ => false,
    }
}

/// What is wrong with `每户500元` where its sentence tells one number of 户 and one of 元, and they are no product.
pub(super) fn other_product(text: &str, rate: &Range<usize>) -> Option<String> {
    // What is taken off or comes on top, what is a bound, and what is of something else.
    const NOT_PLAIN: [&str; 16] = [
        "折", "优惠", "减免", "另", "约", "不少于", "至少", "不超过", "不低于", "最多", "以上", "以内",
        "左右", "其中", "其余", "剩余",
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
    let counted = typed.strip_prefix('每').and_then(|rest| rest.chars().next());
    let counted = counted.map(|unit| persons(&typed["每".len().."每".len() + unit.len_utf8()]));
    let is_count = |one: &&Quantity<'_>| match counted {
        Some(unit) => one.unit == unit,
        None => one.unit != each.unit,
    };
    let counts: Vec<_> = others.iter().filter(is_count).collect();
    let totals: Vec<_> = others.iter().filter(|one| one.unit == each.unit).collect();
    let ([count], [total]) = (counts.as_slice(), totals.as_slice()) else {
        return None;
    };
    let said = |one: &Quantity<'_>| sentence[one.range.clone()].to_owned();
    let message = format!("“{typed}”乘“{}”不是“{}”", said(count), said(total));
    let [count, each, total] = [count, each, total].map(|one| i128::from(one.amount.hundredths()));
    (count * each != total * 100).then_some(message)
}

/// What a rate is called, and what is counted for it.
const COUNTED: [(&str, &[&str]); 8] = [
    ("到会", &["实到", "到会", "出席", "参会"]),
    ("出席", &["实到", "到会", "出席", "参会"]),
    ("参会", &["实到", "到会", "出席", "参会"]),
    ("参学", &["参学", "参加", "实到"]),
    ("参与", &["参与", "参加"]),
    ("回收", &["收回", "回收"]),
    ("学习", &["学习", "参加"]),
    ("满意", &["满意"]),
];

/// Of `按期率为95.75%` where what is 按期 is another share of each number before it of the same unit: that of the nearest.
pub(super) fn other_share(text: &str, rate: &Range<usize>) -> Option<f64> {
    let (name, told) = text[rate.clone()].split_once('率')?;
    let digits = told.trim_matches(|c: char| !c.is_ascii_digit());
    let told = digits.parse::<f64>().ok()?;
    let line = around(text, rate, &['\n']);
    let before = &line[..rate.start - (line.as_ptr() as usize - text.as_ptr() as usize)];
    let all = quantities(before);
    let own = [name];
    let known = COUNTED.iter().find(|(rate, _)| *rate == name);
    let words = known.map_or(&own[..], |(_, words)| words);
    // Where it is told of another year or place too, nobody knows of which.
    let parts = || {
        all.iter()
            .enumerate()
            .filter(|(_, one)| contains_any(one.label, words))
    };
    let is_share = |(at, part): (usize, &Quantity<'_>)| {
        let wholes = all[..at]
            .iter()
            .filter(|one| one.unit == part.unit && one.amount >= part.amount);
        let share =
            |whole: &Quantity<'_>| part.amount.hundredths() as f64 / whole.amount.hundredths() as f64 * 100.0;
        let shares: Vec<f64> = wholes.map(share).collect();
        let nearest = *shares.last()?;
        let is_right = shares.iter().any(|share| (share - told).abs() < 0.6);
        Some((is_right, nearest))
    };
    let judged: Vec<(bool, f64)> = parts().filter_map(is_share).collect();
    let (_, nearest) = judged
        .last()
        .filter(|_| !judged.iter().any(|(is_right, _)| *is_right))?;
    Some((nearest * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use crate::check::{figures, words_of};

    #[test]
    fn what_does_not_follow_from_other_numbers_is_told() {
        for (text, word) in [
            (
                "2月3日至6日，共走访12户，发放慰问金6,500元，每户500元。",
                "对不上的总额",
            ),
            ("6名党员分成3组，每组3人，疏导车辆。", "对不上的总额"),
            ("购书25册，单价24元，合计620元。", "对不上的总额"),
            (
                "基础材料费每人20元，24人共500元；兴趣课程每节8元。",
                "对不上的总额",
            ),
            (
                "共检查公开内容48项。按期公开45项，按期率为95.75%；逾期3项。",
                "对不上的比例",
            ),
            ("发出问卷120份，收回110份，回收率为95%。", "对不上的比例"),
            ("应到38人，参加学习36人，参学率96.7%", "对不上的比例"),
        ] {
            assert_eq!(words_of(figures::RULES, text), [word], "{text}");
        }
        for text in [
            "共走访12户，发放慰问金6,000元，每户500元。",
            "6名党员分成3组，每组2人。3个班，每班45人，到场130人。",
            "购书25册，单价24元，合计600元；每人每月20元，12人共2,880元。",
            "共3组，每组约17人，50人参加。每组3人，分3组，另有1人机动，共10人。",
            "共检查48项。按期公开45项，按期率为93.75%。上年46项，按期44项，按期率95.7%。",
            "按期率为95%。满意率98%，参加测评20人。",
        ] {
            assert_eq!(words_of(figures::RULES, text), Vec::<&str>::new(), "{text}");
        }
    }
}
