//! Words that stand in an approval where a name or a consent should: what they say about the step.

/// Nobody's name begins like this.
const NO_NAMES: [&str; 28] = [
    "不",
    "未",
    "待",
    "拟",
    "退",
    "同意",
    "暂",
    "否",
    "已",
    "通过",
    "正在",
    "尚未",
    "无",
    "某",
    "姓名",
    "请",
    "缓",
    "同上",
    "同前",
    "略",
    "签",
    "见附",
    "见纸",
    "见原",
    "见文",
    "领导",
    "本人",
    "负责人",
];

/// An opinion that consents says one of these, and of none of them that it is not so. Words that stand in others, such as
/// 可 in 可否 and 准 in 准备, count alone only.
const YES: [&str; 21] = [
    "同意",
    "赞成",
    "可以",
    "可公开",
    "可发",
    "可行",
    "认可",
    "许可",
    "批准",
    "准予",
    "核准",
    "照准",
    "通过",
    "无误",
    "属实",
    "符合",
    "合格",
    "予以公",
    "建议公开",
    "按规定公开",
    "按程序公开",
];
const YES_ALONE: [&str; 4] = ["可", "准", "准发", "已审"];

/// Behind this it is not so.
const NO: [&str; 11] = [
    "不", "未", "没", "没有", "不予", "未予", "未经", "不能", "不得", "不太", "无法",
];

/// An opinion that consents may also say that the text holds nothing that speaks against it.
const NOTHING: [&str; 26] = [
    "不涉",
    "未涉",
    "无涉",
    "不含",
    "未含",
    "不包含",
    "不泄",
    "不存在涉密",
    "不存在泄密",
    "不存在敏感",
    "不存在问题",
    "不属于国家秘密",
    "不属于工作秘密",
    "不属于秘密",
    "不属于涉密",
    "未发现",
    "没有发现",
    "未见涉密",
    "未见敏感",
    "无意见",
    "没有意见",
    "没意见",
    "没有不同意见",
    "无不同意见",
    "无异议",
    "没有异议",
];

/// An opinion that holds this consents to nothing, or to something else, whatever it says beside.
const DOUBTS: [&str; 43] = [
    "不公开",
    "不宜公开",
    "不予公开",
    "不得公开",
    "不应公开",
    "不能公开",
    "暂不",
    "先不",
    "再议",
    "再研究",
    "再报",
    "再定",
    "再审",
    "再公开",
    "再发",
    "保留",
    "存疑",
    "斟酌",
    "请示",
    "核实后",
    "×",
    "✗",
    "可否",
    "是否",
    "能否",
    "待批",
    "待审",
    "待核",
    "待定",
    "待查",
    "有待",
    "等待",
    "正在",
    "仅限",
    "只限",
    "建议党内",
    "建议校内",
    "需修改",
    "需要修改",
    "应修改",
    "请修改",
    "请改",
    "可能",
];

/// What a text may hold that speaks against it; an opinion that does not say before it that there is none, or none any
/// more, says that there is.
const HELD: [&str; 14] = [
    "涉密",
    "秘密",
    "敏感",
    "隐私",
    "个人信息",
    "问题",
    "异议",
    "内部资料",
    "内部事项",
    "内部信息",
    "有误",
    "错误",
    "不实",
    "不妥",
];

/// An opinion that begins like this is no consent.
const REFUSALS: [&str; 8] = ["退", "暂", "修改", "缓", "否", "待", "未通过", "未同意"];

/// The part of a name that is none; `None` for a name.
pub(super) fn no_name(name: &str) -> Option<&str> {
    if !name.chars().any(char::is_alphabetic) || name.contains(['?', '？']) {
        return Some(name);
    }
    name.split_whitespace().find(|part| {
        let bare = part.trim_start_matches(|c: char| !c.is_alphabetic());
        let crossed = bare.chars().all(|c| matches!(c, 'X' | 'x' | '某' | 'Ｘ'));
        crossed || NO_NAMES.iter().any(|word| bare.starts_with(word))
    })
}

/// True for an opinion that is no consent. Whatever is unclear is none: 保密审查 with “涉密” must not let a text out.
pub(super) fn refuses(opinion: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| opinion.contains(word));
    let is_said = opinion.chars().any(char::is_alphanumeric) || opinion.contains(['×', '✗']);
    let consents = says(&YES) || says(&NOTHING) || YES_ALONE.contains(&opinion.trim());
    is_said
        && (!consents
            || denies(opinion)
            || begins_with_no(opinion)
            || says(&DOUBTS)
            || finds_something(opinion))
}

/// True when an opinion says of a yes that it is none: 审查不通过. 不同意见 are other opinions, and there may be none.
fn denies(opinion: &str) -> bool {
    let opinion = opinion.replace("不同意见", "");
    YES.iter().any(|yes| {
        let mut found = opinion.match_indices(yes);
        found.any(|(at, _)| NO.iter().any(|no| opinion[..at].ends_with(no)))
    })
}

/// True when an opinion tells of something that speaks against publishing, and not that there is none of it.
fn finds_something(opinion: &str) -> bool {
    let clauses = opinion.split(|c: char| !c.is_alphanumeric());
    let none = ['不', '未', '无', '没', '非', '已'];
    let mut clauses = clauses.map(|clause| clause.replace("涉密审查", ""));
    clauses.any(|clause| {
        HELD.iter().any(|word| {
            let at = clause.find(word);
            at.is_some_and(|at| !clause[..at].contains(none) && !clause[at..].contains('已'))
        })
    })
}

/// True when an opinion begins with a no, and not with what the text does not hold.
fn begins_with_no(opinion: &str) -> bool {
    let said = opinion.trim_start_matches(|c: char| !c.is_alphanumeric());
    let said = said.strip_prefix("建议").unwrap_or(said);
    let begins = |words: &[&str]| words.iter().any(|word| said.starts_with(word));
    said.starts_with('不') && !begins(&NOTHING) || begins(&REFUSALS)
}

#[cfg(test)]
mod tests {
    use super::{no_name, refuses};

    #[test]
    fn refusals_and_blanks_are_no_names() {
        for name in [
            "不同意 张四",
            "____",
            "待定",
            "（待审）",
            "同意 张一",
            "未审",
            "退回",
            "XXX",
            "某某",
            "张四 不同意",
            "/",
            "（签字）",
            "同上",
            "略",
            "见纸质件",
            "领导",
            "张四?",
            "张四？",
        ] {
            assert!(no_name(name).is_some(), "{name}");
        }
        for name in ["张一", "欧阳 娜", "买买提·艾力", "John Smith", "卜一"] {
            assert_eq!(no_name(name), None, "{name}");
        }
    }

    #[test]
    fn opinions_that_refuse_are_known() {
        for opinion in [
            "不同意公开",
            "退回修改",
            "暂缓",
            "修改后再报",
            "建议不公开",
            "经研究，不宜公开",
            "涉密",
            "属于工作秘密",
            "内部资料",
            "有敏感信息",
            "含个人信息",
            "有问题",
            "需要修改",
            "请改后再报",
            "再议",
            "先不发",
            "核实后再发",
            "保留意见",
            "有异议",
            "×",
            "仅限校内",
            "涉及个人隐私，建议党内公开",
            "同意，但有敏感信息",
            "请领导定",
            "保密审查不通过",
            "经查不符合规定",
            "尚未通过",
            "不准",
            "同意不公开",
            "可否公开，请领导定",
            "是否可以公开",
            "准备中",
            "审核中，待批准",
            "未经批准",
            "可再斟酌",
            "可能涉密",
            "经查，不属于公开范围",
            "不存在公开的必要",
        ] {
            assert!(refuses(opinion), "{opinion}");
        }
        for opinion in [
            "同意公开",
            "不涉密，不含个人敏感信息",
            "没有不同意见",
            "同意，会后发布",
            "未发现涉密内容",
            "同意修改后的稿子",
            "",
            "——",
            "无意见",
            "没有问题，可以公开",
            "涉密审查通过",
            "个人信息已隐去，同意",
            "敏感信息已删，可公开",
            "未见敏感内容",
            "经审，不属于国家秘密",
            "准予公开",
            "核对无误",
            "情况属实",
            "没有不同意见，同意公开",
            "建议公开",
            "可",
            "准",
            "可以公开",
            "批准",
            "审查通过",
            "同意党内公开",
        ] {
            assert!(!refuses(opinion), "{opinion}");
        }
    }
}
