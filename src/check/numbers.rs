//! 身份证号, 银行卡号 and 手机号 in a text.

use super::patterns::around;
use super::{Match, Rule, Weight};
use crate::words::{
    Code, NumberKind, PersonalNumber, WRITTEN_DIGITS, contains_any, group_of_digits, personal_numbers,
};

static IDENTITY: Rule = Rule {
    word: "身份证号",
    weight: Weight::Forbidden(Code::error("data-identity")),
    hint: "请删去号码；要让人分清同名的人，写职务、部门就够了。身份证号在任何范围都不能公开",
    once: false,
};

static DOUBTFUL_IDENTITY: Rule = Rule {
    word: "疑似身份证号",
    weight: Weight::Doubtful(Code::warning("data-identity-doubtful")),
    hint: "是身份证号抄错了一位的，请删去；是别的编号，不用改",
    once: false,
};

static BANK_CARD: Rule = Rule {
    word: "银行卡号",
    weight: Weight::Forbidden(Code::error("data-bank-card")),
    hint: "请删去号码；要说明款项去向，写单位和开户银行就够了。银行卡号在任何范围都不能公开",
    once: false,
};

static DOUBTFUL_BANK_CARD: Rule = Rule {
    word: "疑似银行卡号",
    weight: Weight::Doubtful(Code::warning("data-bank-card-doubtful")),
    hint: "是银行卡号抄错了一位的，请删去；银行卡号在任何范围都不能公开",
    once: false,
};

static MOBILE: Rule = Rule {
    word: "手机号",
    weight: Weight::Exposed {
        public: Code::error("data-mobile"),
        inside: Code::warning("data-mobile-inside"),
    },
    hint: "请删去，或者换成办公室的固定电话",
    once: false,
};

pub(super) static RULES: &[&Rule] = &[
    &IDENTITY, &DOUBTFUL_IDENTITY, &BANK_CARD, &DOUBTFUL_BANK_CARD, &MOBILE,
];

/// Digits of Han characters; two of them begin every number that is written with them.
const HAN_DIGITS: &str = "〇零○一二三四五六七八九幺";

/// With these begins every other number, and what may be read as a part of one: tags of HTML and characters that it names.
pub(super) fn marks() -> String {
    let written = WRITTEN_DIGITS.iter().map(|(written, _)| *written);
    let others = written.filter(|c| !HAN_DIGITS.contains(*c));
    "0123456789０１２３４５６７８９<&".chars().chain(others).collect()
}

/// Every two of them: one alone is in every sentence.
pub(super) fn han_beginnings() -> impl Iterator<Item = String> {
    let pairs = |first: char| HAN_DIGITS.chars().map(move |second| format!("{first}{second}"));
    HAN_DIGITS.chars().flat_map(pairs)
}

/// The marks of a text, met by rising place: whether so many digits stand together that a number may be among them.
pub(super) struct Digits<'a> {
    text: &'a str,
    /// Where the group ends that was met last.
    end: usize,
    are_many: bool,
}

impl<'a> Digits<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            end: 0,
            are_many: false,
        }
    }

    /// One of the marks stands here.
    pub(super) fn meet(&mut self, at: usize) {
        if matches!(self.text.as_bytes()[at], b'<' | b'&') {
            self.are_many = true;
        } else if at >= self.end && !self.are_many {
            (self.end, self.are_many) = group_of_digits(self.text, at);
        }
    }

    pub(super) fn may_be_a_number(&self) -> bool {
        self.are_many
    }
}

/// Behind one of these stands the number of a thing: with a checksum that is wrong it is nobody's.
const OF_THINGS: [&str; 13] = [
    "备案号", "凭证号", "项目编号", "项目号", "合同编号", "合同号", "采购编号", "招标编号", "文件编号",
    "资产编号", "订单号", "流水号", "文号",
];

/// Behind one of these stands no mobile number either.
const NO_TELEPHONES: [&str; 16] = [
    "会议号", "会议号码", "会议ID", "编码", "回放ID", "直播间号", "工号", "编号", "读数", "档案号", "序列号",
    "分数", "分数线", "得分", "SN", "S/N",
];

/// True when one of these words stands right before a number.
fn is_behind(before: &str, words: &[&str]) -> bool {
    let before =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '为' | '是'));
    words.iter().any(|word| before.ends_with(word))
}

/// True when the words before a number say that it is that of a thing.
fn is_of_a_thing(before: &str, kind: NumberKind) -> bool {
    match kind {
        NumberKind::DoubtfulIdentity => is_behind(before, &OF_THINGS),
        NumberKind::Mobile => is_behind(before, &OF_THINGS) || is_behind(before, &NO_TELEPHONES),
        NumberKind::Identity | NumberKind::BankCard | NumberKind::DoubtfulBankCard => false,
    }
}

/// Behind one of these stands the number of an order or of something that a school has.
const OF_GOODS: [&str; 12] = [
    "订单编号", "快递单号", "运单号", "快递号", "物流单号", "序列号", "出厂编号", "设备编号", "资产编号",
    "资产号", "固定资产编号", "发票号码",
];

/// True for what has the form of a card's number behind the word for that of a thing, in a sentence that says nothing of a card or
/// an account: 订单号6212261202001234567，已到货.
fn is_of_goods(text: &str, number: &PersonalNumber) -> bool {
    const OF_MONEY: [&str; 13] = [
        "卡", "账", "帐", "户名", "开户", "专户", "银行", "工行", "农行", "建行", "中行", "汇款", "打款",
    ];
    let before = &text[..number.range.start];
    number.kind == NumberKind::BankCard
        && (is_behind(before, &OF_THINGS) || is_behind(before, &OF_GOODS))
        && !contains_any(around(text, &number.range, &['。', '；', '\n']), &OF_MONEY)
}

/// Who has a number beside these was of age when it was written; what would be a later birthday is the day of the thing.
const OF_AGE: &str = "2010";

/// True for the number of a thing that would be one of a child: 合同编号：620102202601120016.
fn is_of_a_child(before: &str, number: &PersonalNumber) -> bool {
    let is_late = number.digits.get(6..10).is_some_and(|year| year >= OF_AGE);
    number.kind == NumberKind::Identity && is_late && is_of_a_thing(before, NumberKind::DoubtfulIdentity)
}

/// True for what hyphens part behind the word for the number of a thing, or behind letters and one more of them: of eleven such
/// codes one fits the checksum. JSZC-320115-20240912-0017.
fn is_part_of_a_code(before: &str, number: &PersonalNumber, text: &str) -> bool {
    const HYPHENS: [char; 5] = ['-', '‐', '‑', '–', '－'];
    let is_parted = text[number.range.clone()].contains(HYPHENS);
    let is_behind_letters = before
        .strip_suffix(HYPHENS)
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphabetic()));
    number.kind == NumberKind::Identity
        && is_parted
        && (is_behind_letters || is_of_a_thing(before, NumberKind::DoubtfulIdentity))
}

/// Without the letters and hyphens that a code begins with.
fn before_the_code(before: &str) -> &str {
    before.trim_end_matches(|c: char| c.is_ascii_alphabetic() || "-‐‑–－".contains(c))
}

/// Finds them.
pub(super) fn find(text: &str, found: &mut Vec<Match>) {
    for number in personal_numbers(text) {
        let before = &text[..number.range.start];
        if is_of_a_thing(before, number.kind) || is_of_a_child(before, &number) || is_of_goods(text, &number)
        {
            continue;
        }
        let is_of_a_code = is_part_of_a_code(before, &number, text);
        if is_of_a_code && is_of_a_child(before_the_code(before), &number) {
            continue;
        }
        let shown = number.masked();
        let (rule, message) = match number.kind {
            NumberKind::Identity if is_of_a_code => (
                &DOUBTFUL_IDENTITY,
                format!("这里的18位数字像身份证号，也像编号里的一段：{shown}"),
            ),
            NumberKind::Identity => (&IDENTITY, format!("这里有一个身份证号：{shown}")),
            NumberKind::DoubtfulIdentity => (
                &DOUBTFUL_IDENTITY,
                format!("这里的18位数字像身份证号，但最后一位校验码不对：{shown}"),
            ),
            NumberKind::BankCard => (&BANK_CARD, format!("这里有一个银行卡号：{shown}")),
            NumberKind::DoubtfulBankCard => (
                &DOUBTFUL_BANK_CARD,
                format!("这里写着银行卡号，但校验码不对：{shown}"),
            ),
            NumberKind::Mobile => (&MOBILE, format!("这里有一个手机号：{shown}")),
        };
        found.push(Match {
            rule,
            range: number.range,
            content: match number.kind {
                // Without 86.
                NumberKind::Mobile => number.digits[number.digits.len() - 11..].to_owned(),
                _ => number.digits,
            },
            message,
            hint: None,
            correction: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::check::Syntax;
    use crate::check::tests::tells;

    #[test]
    fn the_number_of_a_thing_is_no_doubtful_one() {
        let table = r"
            项目编号530128202610090012，经费已到账 => -
            合同编号：530102199003070017 => -
            项目编号530102199003070016 => =身份证号
            合同编号：620102202601120016 => -
            编号：620102202601120016 => =身份证号
            身份证编号530102199003070017 => =疑似身份证号
            编号530102199003070017 => =疑似身份证号
            本校教工号15173619982（旧） => -
            出厂编号 17386712290 => -
            电表读数15173619982 => -
            分数线：139 1200 1350 => -
            会议号：138 1234 5678 => -
            https://www.example.edu.cn 电话13812345678 => =手机号
            会议号码13512345678 => -
            会议号为13312345678 => -
            课程编码19912345678 => -
            网课回放ID：13612345678 => -
            直播间号：18712345678 => -
            备案号：530127202606220015 => -
            档案号：430724-1988-0315-021 => -
            档案盒430724-1988-0315-021 => -
            项目编号：JSZC-320115-20240912-0017，预算128000元 => -
            招标编号：320115-20240912-0017 => -
            JSZC-320115-20240912-0017号项目 => =疑似身份证号
            合同编号：320115-19780912-0012 => =疑似身份证号
            ID-320115197809120012 => =身份证号
            王小明，320115-19780912-0012 => =身份证号
            身份证号：320115-19780912-0012 => =身份证号
            电话138/0743/5521 => =手机号
            订单号6212261202001234567，已到货。 => -
            设备编号6212261202001234567，投影机1台，在行政楼 => -
            快递单号：6212261202001234567 => -
            编号6212261202001234567 => =银行卡号
            订单号6212261202001234567的款打到此卡 => =银行卡号
            流水号6212261202001234567，工行账户 => =银行卡号
            0736-7712345/13807435521 => =手机号
        ";
        tells(None, Syntax::Plain, table);
    }
}
