//! Words that stand in an approval where a name or a consent should: what they say about the step.

/// Nobody's name begins like this.
const NO_NAMES: [&str; 17] = [
    "不", "未", "待", "拟", "退", "同意", "暂", "否", "已", "通过", "正在", "尚未", "无", "某", "姓名", "请",
    "缓",
];

/// An opinion that begins like this is no consent.
const REFUSALS: [&str; 8] = ["退", "暂", "修改", "缓", "否", "待", "未通过", "未同意"];

/// An opinion that begins so is about what the text does not hold.
const CLEAN: [&str; 8] = [
    "不涉",
    "不含",
    "不包含",
    "不存在",
    "不泄",
    "不属于国家秘密",
    "不属于秘密",
    "不属于涉密",
];

/// An opinion that holds this is no consent.
const INSIDE: [&str; 6] = ["不宜公开", "不予公开", "不得公开", "不应公开", "不能公开", "暂不"];

/// The part of a name that is none; `None` for a name.
pub(super) fn no_name(name: &str) -> Option<&str> {
    if !name.chars().any(char::is_alphabetic) {
        return Some(name);
    }
    name.split_whitespace().find(|part| {
        let bare = part.trim_start_matches(|c: char| !c.is_alphabetic());
        let crossed = bare.chars().all(|c| matches!(c, 'X' | 'x' | '某' | 'Ｘ'));
        crossed || NO_NAMES.iter().any(|word| bare.starts_with(word))
    })
}

/// True for an opinion that is no consent.
pub(super) fn refuses(opinion: &str) -> bool {
    let said = opinion.trim_start_matches(|c: char| !c.is_alphanumeric());
    let said = said.strip_prefix("建议").unwrap_or(said);
    let disagrees = said
        .match_indices("不同意")
        .any(|(at, word)| !said[at + word.len()..].starts_with('见'));
    let begins_with_no = said.starts_with('不') && !CLEAN.iter().any(|clean| said.starts_with(clean));
    disagrees
        || begins_with_no
        || REFUSALS.iter().any(|word| said.starts_with(word))
        || INSIDE.iter().any(|word| said.contains(word))
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
        ] {
            assert!(refuses(opinion), "{opinion}");
        }
        for opinion in [
            "同意公开",
            "不涉密，不含个人敏感信息",
            "没有不同意见",
            "未发现涉密内容",
            "同意修改后的稿子",
            "",
        ] {
            assert!(!refuses(opinion), "{opinion}");
        }
    }
}
