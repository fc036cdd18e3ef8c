//! 评议结果: how many members were judged how.

use std::sync::LazyLock;

use regex::Regex;

use super::working::WorkingText;
use super::{ImportedField, ImportedValue, forms, pattern};

// 评议结果为：优秀5人，合格13人.
static APPRAISAL: LazyLock<Regex> = LazyLock::new(|| {
    let of = |name: &str, word: &str| {
        format!(r"[，、；\s]*{word}(?:等次)?(?:的|票)?[：为有]?\s*(?P<{name}>[0-9]+)\s*[人名票]")
    };
    pattern(&format!(
        r"(?:^|[，。；：为]|结果|等次|其中){}{}(?:{})?(?:{})?(?:$|[。，；）])",
        of("best", "(?:评为|定为|评定)?优秀(?:党员)?"),
        of("good", "(?:评为|定为)?合格(?:党员)?"),
        of("basic", "(?:评为|定为)?基本合格(?:党员)?"),
        of("bad", "(?:评为|定为)?不合格(?:党员)?")
    ))
});

// 参加评议党员18人, 共评议党员16名.
static APPRAISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:评议|测评|参评)[^0-9，。；]{0,8}(?P<all>[0-9]+)\s*[人名]|(?P<some>[0-9]+)\s*[人名][^0-9，。；]{0,8}(?:参加|接受)[^0-9，。；]{0,6}(?:评议|测评)",
    )
});

/// 评议结果, where the numbers stand once in a text and make up the whole that the same paragraph names, or all `members`.
pub(super) fn take(work: &mut WorkingText, members: Option<u32>) {
    let lines = work.lines().map(|(_, said)| said.to_owned());
    let lines: Vec<String> = lines.chain(forms::cells(work).map(forms::cell_text)).collect();
    let all = lines.iter();
    let mut all = all.flat_map(|said| APPRAISAL.captures_iter(said).map(move |found| (said, found)));
    let Some((said, found)) = all.next().filter(|_| all.next().is_none()) else {
        return;
    };
    let number = |name: &str| {
        found
            .name(name)
            .map_or(Some(0), |number| number.as_str().parse().ok())
    };
    let grades = ["best", "good", "basic", "bad"].map(number);
    let [Some(best), Some(good), Some(basic), Some(bad)] = grades else {
        return;
    };
    let sum = [best, good, basic, bad]
        .into_iter()
        .try_fold(0_u32, u32::checked_add);
    let named = APPRAISED.captures_iter(said);
    let named = named.filter_map(|found| found.name("all").or_else(|| found.name("some")));
    let named = named.map(|number| number.as_str().parse::<u32>().ok());
    let mut named = named.chain([members]);
    let Some(all) = sum.filter(|sum| *sum > 0 && named.any(|number| number == Some(*sum))) else {
        return;
    };
    let names = ["参加", "优秀", "合格", "基本合格", "不合格"];
    let values = [all, best, good, basic, bad].map(ImportedValue::Number);
    let fields = names
        .into_iter()
        .zip(values)
        .map(|(name, value)| ImportedField::new(name, value));
    let fields: Vec<ImportedField> = fields.collect();
    work.fill("评议结果", ImportedValue::Map(fields));
}
