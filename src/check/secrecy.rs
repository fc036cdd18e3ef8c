//! What a document says of itself: that it is secret, or for nobody outside. Source: 《国家秘密定密管理规定》 and GB/T 9704—2012, 7.2.2:
//! 密级和保密期限 stand with ★ at the head of a document; 《中国共产党党务公开条例（试行）》第六条: what is secret is not disclosed.

use super::patterns::{Pattern, unless};
use super::{Rule, Weight};
use crate::words::Code;

static SECRET: Rule = Rule {
    word: "密级标志",
    weight: Weight::Forbidden(Code::error("data-secret")),
    hint: "标了密级的文件在任何范围都不能上网，请从网站的文件夹里移走，报告单位的保密工作负责人",
    once: false,
};

static KEPT_INSIDE: Rule = Rule {
    word: "不公开的标志",
    weight: Weight::Exposed {
        public: Code::error("data-kept-inside"),
        inside: Code::warning("data-kept-inside-marked"),
    },
    hint: "文件自己写明不公开、不外传，不能放到网站上；已经可以公开的，删去这句话，另起草一份公开的文字",
    once: false,
};

pub(super) static RULES: &[&Rule] = &[&SECRET, &KEPT_INSIDE];

pub(super) static TABLE: &[Pattern] = &[
    Pattern::new(
        &SECRET,
        &["密★", "密☆", "密 ★"],
        r"(?<what>(?:绝密|机密|秘密)\s?[★☆]\s?(?:[0-9一二三四五六七八九十]{1,3}\s?[年月]|长期)?)",
        "这里有密级标志：“{}”",
    ),
    // On top of each page, as before 2012.
    Pattern::new(
        &SECRET,
        &["绝密", "机密", "秘密"],
        r"(?<what>{事}级文件)第|^\W{0,4}(?<what>{事})\W{0,4}(?:第\s?[0-9]{1,3}\s?页\W{0,3}(?:共\s?[0-9]{1,3}\s?页)?)?$",
        "这里有密级标志：“{}”",
    ),
    Pattern::new(
        &SECRET,
        &["密级"],
        r"(?<what>密\s?级[：:]\s?(?:绝密|机密|秘密))",
        "这里有密级标志：“{}”",
    ),
    Pattern::new(
        &SECRET,
        &["国家秘密"],
        r"(?<what>(?:本文件|本件|此件|本材料|本资料)(?:属于|系|为|含有)(?:绝密|机密|秘密)?级?国家秘密)",
        "这里写着文件是国家秘密：“{}”",
    ),
    unless(
        &["不得写", "不能写", "应当写", "标注", "写明"],
        Pattern::new(
            &KEPT_INSIDE,
            &[
                "件不公开", "件不予公开", "不得外传", "严禁外传", "请勿外传", "不得翻印", "不得转载",
                "注意保", "工作秘密", "内部资料", "内部文件", "内部材料", "内部使用", "党内文件",
                "（不公开）", "仅供党内", "仅限校内", "限党内", "仅供内部", "件发至", "请勿上网",
            ],
            r"(?<what>[（(]此件不(?:予)?公开[）)]|^\W{0,4}(?:此件|本件)不(?:予)?公开|(?:本文件|本件|此件|本材料|本资料){句中}{0,12}(?:内部|不得外传|严禁外传|请勿外传)(?:资料|文件|材料|使用)?|^\W{0,4}(?:\p{Han}{2,24}\s+)?\p{Han}{0,20}(?:内部(?:资料|文件|材料|使用)|党内文件)(?:[，,、\s]{1,2}(?:不得|严禁|请勿|注意)(?:外传|翻印|保[存管密]|转载))?\W{0,4}$|^\W{0,4}（不公开）$|^\W{0,4}工作秘密(?:\W|$)|^\W{0,4}(?:未经{句中}{2,10}[，,])?(?:请勿|不得|严禁|切勿)外传\W{0,4}$|(?:此件)?仅[供限](?:党内|校内|内部)(?:传阅|参阅|参考|传达|使用)(?:[，,]\s?(?:不得上网|不得外传|请勿外传))?|此件限党内传达|此件发至\p{Han}{1,4}级|请勿上网|请勿外传\W{0,2}$)",
            "文件自己写着不公开：“{}”",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use crate::check::words_of;

    #[test]
    fn a_document_that_says_it_is_kept_inside_is_told() {
        let word = |text: &str| words_of(super::RULES, text).first().copied();
        for (text, expected) in [
            ("机密★1年", Some("密级标志")),
            ("秘密 ★ 5年", Some("密级标志")),
            ("密级：秘密", Some("密级标志")),
            ("本文件属于国家秘密，不得复印", Some("密级标志")),
            ("（此件不公开）", Some("不公开的标志")),
            ("本件为内部资料，请妥善保管，不得外传", Some("不公开的标志")),
            ("内部资料，不得外传", Some("不公开的标志")),
            ("内部使用", Some("不公开的标志")),
            ("（不公开）", Some("不公开的标志")),
            ("党内文件，不得外传", Some("不公开的标志")),
            ("仅供内部参考", Some("不公开的标志")),
            ("青禾实验学校党总支  内部文件 注意保存", Some("不公开的标志")),
            ("党内文件按密级管理", None),
            ("这一项（不公开）", None),
            ("（此件公开发布）", None),
            ("国家秘密分为绝密、机密、秘密三级", None),
            ("学习《保守国家秘密法》，不得外传涉密文件", None),
            ("内部会议材料由专人保管，不得带出会场", None),
            ("不属于国家秘密，可以公开", None),
        ] {
            assert_eq!(word(text), expected, "{text}");
        }
    }
}
