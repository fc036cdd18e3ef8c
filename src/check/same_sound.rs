//! Fixed phrases typed with another character of the same sound, as an input method offers it: 两个确力, 三会一刻. What has
//! one is nearly always mistyped, since the phrase means nothing otherwise; phrases behind which a sentence may go on with
//! such a character (发展对相关…) are not here. Names of leaders stand with their office: others are called 蔡琪.

use super::phrases::Phrase;
use super::wording::{ADMISSION, BRANCHES, CONSTITUTION, EDUCATORS, OFFICE, PARTY_CONSTITUTION, said};
use super::{Correction, Match};
use crate::words::{is_han, syllable};

/// A phrase of four characters or more.
pub(super) struct Formula {
    right: &'static str,
    /// Where it is to be found.
    source: &'static str,
    /// Nothing else can be meant.
    is_certain: bool,
}

const fn row(right: &'static str, source: &'static str) -> Formula {
    Formula {
        right,
        source,
        is_certain: true,
    }
}

/// One that may stand mistyped in a right sentence.
const fn doubtful(row: Formula) -> Formula {
    Formula {
        is_certain: false,
        ..row
    }
}

/// Words that stand anywhere: nobody mistypes them.
const EVERYWHERE: &str = "的了是在有与和及以为于之而则又也都一不要时同等各其由向从将被把对";

/// What stands beside a phrase and does not make another word of its end.
const BESIDE: &str = "的和与等是在要制活精、把开对守持行抓除展实彻格强进原度建根";

/// From so many characters on, two may be mistyped, in one half.
const LONG: usize = 6;

/// The bytes of each character of a phrase.
const HAN: usize = "字".len();

pub(super) static FORMULAS: &[Formula] = &[
    row("习近平新时代中国特色社会主义思想", PARTY_CONSTITUTION),
    row("中国特色社会主义", PARTY_CONSTITUTION),
    row("社会主义核心价值观", PARTY_CONSTITUTION),
    row("核心价值观", PARTY_CONSTITUTION),
    row("社会主义", PARTY_CONSTITUTION),
    row("马克思列宁主义", PARTY_CONSTITUTION),
    row("马克思主义", PARTY_CONSTITUTION),
    row("毛泽东思想", PARTY_CONSTITUTION),
    row("邓小平理论", PARTY_CONSTITUTION),
    row("三个代表", PARTY_CONSTITUTION),
    row("科学发展观", PARTY_CONSTITUTION),
    row("两个确立", OFFICE),
    row("两个维护", PARTY_CONSTITUTION),
    row("四个意识", PARTY_CONSTITUTION),
    row("四个自信", PARTY_CONSTITUTION),
    row("四个全面", PARTY_CONSTITUTION),
    row("五位一体", PARTY_CONSTITUTION),
    row("为人民服务", PARTY_CONSTITUTION),
    row("民主集中制", PARTY_CONSTITUTION),
    row("从严治党", PARTY_CONSTITUTION),
    row("党风廉政建设", PARTY_CONSTITUTION),
    row("中华民族伟大复兴", PARTY_CONSTITUTION),
    row("伟大复兴", PARTY_CONSTITUTION),
    row("中华民族共同体意识", PARTY_CONSTITUTION),
    row("中华民族", PARTY_CONSTITUTION),
    row("伟大建党精神", OFFICE),
    row("党史学习教育", OFFICE),
    row("教育家精神", EDUCATORS),
    row("人类命运共同体", PARTY_CONSTITUTION),
    row("中国共产党", PARTY_CONSTITUTION),
    row("不忘初心", PARTY_CONSTITUTION),
    row("牢记使命", PARTY_CONSTITUTION),
    row("实事求是", PARTY_CONSTITUTION),
    row("与时俱进", PARTY_CONSTITUTION),
    row("以人民为中心", PARTY_CONSTITUTION),
    row("中国式现代化", PARTY_CONSTITUTION),
    row("中华人民共和国", CONSTITUTION),
    row("人民代表大会", CONSTITUTION),
    row("人民政府", CONSTITUTION),
    row("依法治国", CONSTITUTION),
    row("委员长赵乐际", OFFICE),
    row("赵乐际委员长", OFFICE),
    row("赵乐际同志", OFFICE),
    row("政协主席王沪宁", OFFICE),
    row("王沪宁主席", OFFICE),
    row("王沪宁同志", OFFICE),
    row("副总理丁薛祥", OFFICE),
    row("丁薛祥副总理", OFFICE),
    row("丁薛祥同志", OFFICE),
    row("三会一课", BRANCHES),
    doubtful(row("主题党日", BRANCHES)),
    row("谈心谈话", BRANCHES),
    row("民主评议", BRANCHES),
    row("组织生活会", BRANCHES),
    row("民主生活会", BRANCHES),
    row("支部党员大会", BRANCHES),
    row("发展党员工作细则", ADMISSION),
    row("积极分子", ADMISSION),
    row("入党申请书", ADMISSION),
    row("发展党员", ADMISSION),
    row("立德树人", "《中华人民共和国教育法》第六条"),
    row("八项规定", OFFICE),
    row("二十届三中全会", OFFICE),
    row("二十届四中全会", OFFICE),
    row("二十大精神", OFFICE),
    row("为党育人", OFFICE),
    row("为国育才", OFFICE),
    row("集中统一领导", OFFICE),
    row("治国理政", OFFICE),
    row("三严三实", OFFICE),
    row("两学一做", OFFICE),
    row("一岗双责", OFFICE),
    row("意识形态", OFFICE),
    row("新发展格局", OFFICE),
    row("新发展理念", OFFICE),
    row("高质量发展", OFFICE),
    row("政治规矩", OFFICE),
    row("学史力行", OFFICE),
    row("奢靡之风", OFFICE),
    row("享乐主义", OFFICE),
    row("铸牢中华民族共同体意识", PARTY_CONSTITUTION),
    row("廉洁自律准则", "《中国共产党廉洁自律准则》"),
    row("形式主义", OFFICE),
    row("官僚主义", OFFICE),
    row("学思用贯通", OFFICE),
    row("知信行统一", OFFICE),
    row("教育强国建设规划纲要", OFFICE),
    row("乡村振兴", OFFICE),
    row("扫黑除恶", OFFICE),
    row("党务公开", "《中国共产党党务公开条例（试行）》"),
    row("心有大我", EDUCATORS),
    row("至诚报国", EDUCATORS),
    row("言为士则", EDUCATORS),
    row("启智润心", EDUCATORS),
    row("因材施教", EDUCATORS),
    row("勤学笃行", EDUCATORS),
    row("乐教爱生", EDUCATORS),
    row("胸怀天下", EDUCATORS),
    row("教书育人", "《中华人民共和国教师法》第三条"),
    row("铸魂育人", OFFICE),
    row("五育并举", OFFICE),
    row("师德师风", OFFICE),
    row("爱岗敬业", OFFICE),
    row("德智体美劳", "《中华人民共和国教育法》第五条"),
    row("先锋模范", PARTY_CONSTITUTION),
    row("战斗堡垒", PARTY_CONSTITUTION),
    row("批评与自我批评", PARTY_CONSTITUTION),
    row("批评和自我批评", PARTY_CONSTITUTION),
    row("理想信念", PARTY_CONSTITUTION),
    row("自我革命", PARTY_CONSTITUTION),
    row("求真务实", PARTY_CONSTITUTION),
    row("艰苦奋斗", PARTY_CONSTITUTION),
    row("全心全意", PARTY_CONSTITUTION),
    row("改革开放", PARTY_CONSTITUTION),
    row("科教兴国", PARTY_CONSTITUTION),
    row("守正创新", OFFICE),
    row("凝心聚力", OFFICE),
    row("踔厉奋发", OFFICE),
    row("勇毅前行", OFFICE),
    row("笃行不怠", OFFICE),
    row("监督执纪", OFFICE),
    row("以案促改", OFFICE),
    row("若干准则", "《关于新形势下党内政治生活的若干准则》"),
    row("八项规定精神", OFFICE),
    row("意识形态工作责任制", OFFICE),
    row("党风廉政建设责任制", OFFICE),
    row("第一议题", OFFICE),
    row("入党志愿书", ADMISSION),
    row("民主测评", OFFICE),
    doubtful(row("发展对象", ADMISSION)),
];

/// What is looked for: the first half of each phrase, and its other half, which stands right where the first does not; true for
/// the other.
pub(super) fn halves() -> impl Iterator<Item = (&'static str, &'static Formula, bool)> {
    FORMULAS.iter().flat_map(|formula| {
        let (first, last) = formula.right.split_at(formula.half());
        [(first, formula, false), (last, formula, true)]
    })
}

impl Formula {
    /// Where its other half begins, in bytes.
    fn half(&self) -> usize {
        self.right.len() / HAN / 2 * HAN
    }

    /// What is said of a place where one half of the phrase stands.
    pub(super) fn at(&self, text: &str, place: Phrase, is_last: bool) -> Option<Match> {
        // Each character has three bytes, in the phrase and in what is mistyped for it.
        let start = match is_last {
            true => place.end.checked_sub(self.right.len())?,
            false => place.start,
        };
        let typed = text.get(start..start + self.right.len())?;
        let is_first_right = typed
            .as_bytes()
            .starts_with(&self.right.as_bytes()[..self.half()]);
        if typed == self.right || is_last && is_first_right {
            return None;
        }
        let length = self.right.len() / HAN;
        let most = if length < LONG { 1 } else { 2 };
        let pairs = typed.chars().zip(self.right.chars());
        let others = || pairs.clone().filter(|(typed, right)| typed != right);
        let is_mistyped = others().count() <= most
            && typed.chars().count() == length
            && others().all(|(typed, right)| !EVERYWHERE.contains(typed) && sounds_like(typed, right));
        // A sentence may go on with a word of its own (科学发展贯穿始终, 当支部书记) where the first or the last one is other.
        let first = typed.chars().next() != self.right.chars().next();
        let last = typed.chars().next_back() != self.right.chars().next_back();
        let is_apart = |beside: Option<char>| beside.is_none_or(|c| !is_han(c) || BESIDE.contains(c));
        let end = start + typed.len();
        let stands_apart = (!first || is_apart(text[..start].chars().next_back()))
            && (!last || is_apart(text[end..].chars().next()));
        (is_mistyped && stands_apart).then(|| Match {
            hint: Some(format!("见{}", self.source)),
            correction: Some(Correction {
                text: self.right.to_owned(),
                is_certain: self.is_certain && !first && !last,
            }),
            ..said(text, start..end, self.right)
        })
    }
}

/// Of one sound for those who do not tell `n` from `ng`, whatever the tone.
fn sounds_like(one: char, other: char) -> bool {
    let sound = |c: char| {
        let letters: String = syllable(c)?.collect();
        Some(letters.trim_end_matches('g').to_owned())
    };
    sound(one).is_some() && sound(one) == sound(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::names;
    use crate::check::{Syntax, Wordings, find};

    fn corrections(text: &str) -> Vec<String> {
        let found = find(text, Syntax::Plain, &Wordings::default());
        let right = found.into_iter().filter_map(|one| one.correction);
        right.map(|one| one.text).collect()
    }

    #[test]
    fn phrases_with_a_character_of_the_same_sound_are_told() {
        let table = r"
            深刻领悟“两个确力”的决定性意义 => =两个确立
            坚定“四个自性” => =四个自信
            赵乐季委员长作报告，王泸宁主席讲话 => =赵乐际委员长
            坚持为党育人、为国育材 => =为国育才
            贯彻党的二十届四种全会精神 => =二十届四中全会
            严格执行中央八项归定 => =八项规定
            落实科学发展关 => =科学发展观
            做到知性行统一 => =知信行统一
            党中央集中统一领到 => =集中统一领导
            《习近平谈治国理正》 => =治国理政
            二十届三中全汇 => =二十届三中全会
            开展主题当日活动 => =主题党日
            弘扬伟大建党精身 => =伟大建党精神
            开展党史学习较育 => =党史学习教育
            弘扬教育家精伸 => =教育家精神
            民主平议党员 => =民主评议
            不忘初心，牢记史命 => =牢记使命
            劳记使命 => =牢记使命
            为人民服物 => =为人民服务
            “三严三识” => =三严三实
            “两学一作” => =两学一做
            反对行式主义 => =形式主义
            坚持民主集中治原则 => =民主集中制
            严守政治规距 => =政治规矩
            构建新发展格剧 => =新发展格局
            享乐主义和奢糜之风 => =奢靡之风
            中国式现代话 => =中国式现代化
            构建人类命运共同提 => =人类命运共同体
            发展党员工作细择 => =发展党员工作细则
            入党积极份子 => =积极分子
            做好意识型态工作 => =意识形态
            习近平新时代中国特色社会主意思想 => =习近平新时代中国特色社会主义思想
        ";
        names(table, corrections);
    }

    #[test]
    fn sentences_that_go_on_are_left_alone() {
        let table = r"
            为党与人民的事业奋斗 => -
            做好四个一：一是摸底 => -
            四个自行车棚 => -
            这句话有四个意思 => -
            学习党史学习材料，读教育家经典，教育家精心设计 => -
            组织生活汇报 => -
            引起社会注意 => -
            经济社会主要指标 => -
            我们的服务 => -
            中国 => -
            两个 => -
            社会 => -
            “三个代表 => -
            入党申请数比上年多 => -
            以科学发展贯穿始终，科学发展关键在人 => -
            发挥民主集中智慧 => -
            上个代表团 => -
            中华民主建国会 => -
            担任当支部书记 => -
            发展对相关工作 => -
            求实创新的校训，敢于奉献 => -
        ";
        names(table, corrections);
    }

    #[test]
    fn each_phrase_is_of_four_han_characters_or_more_and_stands_once() {
        let mut seen = std::collections::HashSet::new();
        for formula in FORMULAS {
            assert!(formula.right.chars().all(|c| c.len_utf8() == HAN));
            assert!(formula.right.chars().count() >= 4, "{}", formula.right);
            assert!(seen.insert(formula.right), "{}", formula.right);
        }
    }
}
