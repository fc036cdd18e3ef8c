//! What belongs into somebody's files, as a whole document: 入党申请书, 思想汇报, 谈话记录, 政审材料. Rows of what may be public at no
//! scope. What is said about such documents (how to write one, when to hand it in) is left alone. Source: 《干部人事档案工作条例》;
//! 《中国共产党党务公开条例（试行）》第六条. `import::official` tells the same of a title before there is an entry.

use super::never_public::row;
use super::no_names::may_be_a_name;
use super::patterns::{Pattern, unless};
use super::{Match, public_figures};
use crate::words::{contains_any, starts_with_any};

const FILED: &str = "这是一个人档案里的材料：“{}”";
/// Whom it is written to; somebody's only when it is signed.
const WRITTEN: &str = "这里是一个人写给党组织的申请书、思想汇报：“{}”";

/// What documents of somebody's files are called.
const DOCUMENTS: [&str; 17] = [
    "入党申请书", "入党志愿书", "入党转正申请", "转正申请书", "思想汇报", "自传", "谈话记录", "谈话登记表",
    "政审表", "政审材料", "政审报告", "政审情况", "政审结论", "政治审查", "函调材料", "外调材料",
    "对照检查材料",
];

/// What is also said of a place that one visits.
const OF_VISITS: [&str; 4] = ["考察材料", "考察表", "考察登记表", "考察写实"];

pub(super) static TABLE: &[Pattern] = &[
    // The title of an entry, the name of a file, a heading; with the name before it or behind it.
    row(
        &DOCUMENTS,
        r"(?:^|[，、])(?:标题|文件|名称|附件)：(?:关于)?(?:\p{Han}{0,12}{职})?(?<what>{名}{称呼}的?{档类}{事}(?:书|材料|报告|情况|结论|簿|表)?)(?:[（(][^（）()\n]{1,12}[）)])?(?:\.[a-z]{3,4})?(?:[，、]|$)|(?:^|[，、])(?:标题|文件|名称|附件)：[^\n]{0,20}?(?<what>{事}(?:书|材料|报告|情况|结论|簿|表)?[（(—－\-_:：\s]{1,2}{近名}{称呼})[）)]?(?:\.[a-z]{3,4})?(?:[，、]|$)",
        FILED,
    ),
    // Shown to others, or printed for them.
    row(
        &[
            "志愿书", "申请书", "思想汇报", "审批表", "履历表", "政审材料", "考察材料",
        ],
        r"(?:展示|展出|张贴|出示|刊登|摘登|选登|投影|现将|附上)[了着]?{身分}(?<what>{名}{称呼}的?{档类}的?(?:入党志愿书|入党申请书|转正申请书|思想汇报|(?:干部)?(?:任免)?审批表|(?:干部)?履历表|政审材料|考察材料))",
        FILED,
    ),
    row(
        &OF_VISITS,
        r"(?:^|[，、])(?:标题|文件|名称|附件)：(?:关于)?(?:\p{Han}{0,12}{职})?(?<what>{名}(?:(?:同志|老师)的?{档类}|的?(?:入党积极分子|发展对象|预备党员|培养)(?:培养)?(?:教育)?){事}(?:簿|表)?)(?:[（(][^（）()\n]{1,12}[）)])?(?:\.[a-z]{3,4})?$",
        FILED,
    ),
    row(
        &DOCUMENTS,
        r"^[#*\s]{0,6}(?:\p{Han}{0,12}{职})?(?<what>{名}(?:同志|老师)的?{档类}{事}(?:书|材料|报告|情况|结论|簿|表)?)[*\s]{0,4}(?:\.[a-z]{3,4})?$",
        FILED,
    ),
    // The name of a file, where nothing says that it is one, or a line of its own. A model's own life is printed.
    unless(
        &["自传"],
        row(
            &DOCUMENTS,
            r"^[#*>\s-]{0,6}(?:\p{Han}{0,12}{职})?(?<what>{名}的?{档类}{事}(?:书|材料|报告|情况|结论|簿|表)?)[。；;*\s]{0,4}$|^(?:20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}-)?(?<what>{事}(?:书|材料|报告|情况|结论|簿|表)?[（(—－_:：\s-]{1,2}{近名}{称呼})[）)]?\.(?:md|ya?ml|docx?|xlsx?|pptx?|pdf|wps|et|txt|csv|jpe?g|png)$|^(?:20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}-)?(?:\p{Han}{0,12}{职})?(?<what>{名}{称呼}的?{档类}{事}(?:书|材料|报告|情况|结论|簿|表)?)(?:[（(][^（）()\n]{1,12}[）)])?\.(?:md|ya?ml|docx?|xlsx?|pptx?|pdf|wps|et|txt|csv|jpe?g|png)$",
            FILED,
        ),
    ),
    row(
        &SALUTATIONS,
        r"^[\s*>]{0,6}(?<what>[敬尊亲][爱敬]的党(?:组织|支部|总支|委))[：:，,]",
        WRITTEN,
    ),
];

/// Drops a salutation below which nobody signs: of a model, or a page about how to write one.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    let is_salutation = |one: &Match| one.content.contains("的党") && one.message.contains("写给党组织");
    found.retain(|one| !is_salutation(one) || is_signed(&text[one.range.end..]));
}

const SALUTATIONS: [&str; 3] = ["敬爱的党", "尊敬的党", "亲爱的党"];

/// True for a text that begins like a letter to the Party.
pub(super) fn begins_a_letter(text: &str) -> bool {
    starts_with_any(text.trim_start(), &SALUTATIONS)
}

/// True for a text that somebody signs: 申请人：王小红, or the name alone in a line at the end; or who says who he is: 我叫王小红.
fn is_signed(text: &str) -> bool {
    /// Nobody, in models.
    const NOBODY: [&str; 7] = ["张三", "李四", "王五", "李华", "某", "姓名", "签名"];
    const SAY_WHO: [&str; 3] = ["我叫", "名叫", "名字叫"];
    const LABELS: [&str; 4] = ["申请人", "汇报人", "志愿人", "签名"];
    const LAST: usize = 6;
    let is_name =
        |name: &str| may_be_a_name(name) && !contains_any(name, &NOBODY) && !public_figures::names_one(name);
    let signed = text.lines().any(|line| {
        let labelled = LABELS.iter().filter_map(|label| line.split_once(label));
        let mut names = labelled.filter_map(|(_, rest)| rest.trim_start().strip_prefix(['：', ':']));
        names.any(|name| is_name(name.split_whitespace().next().unwrap_or_default()))
    });
    let introduced = SAY_WHO
        .iter()
        .flat_map(|words| text.split(words).skip(1))
        .any(|rest| {
            let name = rest
                .split(['，', ',', '。', '、', '；', '：', '\n'])
                .next()
                .unwrap_or_default();
            is_name(name) && !name.ends_with('人')
        });
    let lines = text.lines().rev().map(|line| line.trim().trim_matches('*'));
    signed || introduced || lines.filter(|line| !line.is_empty()).take(LAST).any(is_name)
}

#[cfg(test)]
mod tests {
    use crate::check::Syntax;
    use crate::check::never_public::RULES;
    use crate::check::tests::tells;

    #[test]
    fn documents_of_somebodys_files_are_found() {
        let table = r"
            标题：王小红同志谈话记录 => 不得公开的内容
            标题：王小红政审材料 => 不得公开的内容
            标题：王小红思想汇报 => 不得公开的内容
            标题：王小红入党申请书 => 不得公开的内容
            标题：教师王小红的入党志愿书 => 不得公开的内容
            标题：关于王小红同志的政治审查报告 => 不得公开的内容
            标题：王小红入党积极分子培养考察登记表 => 不得公开的内容
            标题：王小红2026年第三季度思想汇报 => 不得公开的内容
            标题：第三季度思想汇报（王小红） => 不得公开的内容
            标题：王小红自传 => 不得公开的内容
            文件：王小红思想汇报.docx => 不得公开的内容
            文件：入党申请书-王小红.docx => 不得公开的内容
            content\nnotices\n王小红政审材料.docx => 不得公开的内容
            content\nmeetings\n2026-11-09-王小红思想汇报.md => 不得公开的内容
            # 王小红同志谈话记录 => 不得公开的内容
            敬爱的党组织：\n我志愿加入中国共产党，拥护党的纲领。申请人：王小红 => 不得公开的内容
            敬爱的党组织：\n我志愿加入中国共产党，拥护党的纲领。\n\n申请人：王小红\n\n2026年10月8日 => 不得公开的内容
            敬爱的党组织：\n我志愿加入中国共产党，拥护党的纲领。\n\n此致\n敬礼\n\n王小红\n2026年10月8日 => 不得公开的内容
            敬爱的党组织：我叫王小红，我自愿申请加入中国共产党，我的父亲是退伍军人。\n\n学习时注意格式。 => 不得公开的内容
        ";
        tells(Some(RULES), Syntax::Plain, table);
    }

    #[test]
    fn what_is_said_about_such_documents_is_left_alone() {
        let table = r"
            标题：关于撰写入党申请书的通知 => -
            标题：入党申请书怎么写 => -
            标题：入党申请书范文 => -
            标题：入党申请书（范文） => -
            标题：思想汇报（样表） => -
            标题：关于收取2026年第三季度思想汇报的通知 => -
            标题：高三年级组思想汇报交流会 => -
            标题：高中党支部谈心谈话记录 => -
            标题：党员谈心谈话记录 => -
            标题：领导班子对照检查材料 => -
            标题：管理人员考察登记表 => -
            标题：毛泽东自传 => -
            标题：江宁考察材料 => -
            标题：任前谈话记录 => -
            标题：何为政治审查 => -
            文件：谈话记录-高中部.docx => -
            标题：于漪老师教育思想研讨会 => -
            标题：关于确定王小红同志为发展对象的公示 => -
            标题：党总支听取发展对象王小红同志思想汇报会侧记 => -
            文件：入党申请书样表.docx => -
            文件：入党积极分子培养考察登记表（空表）.docx => -
            敬爱的党组织：\n我志愿加入中国共产党，拥护党的纲领。\n\n申请人：×××\n\n年  月  日 => -
            敬爱的党组织：\n我志愿加入中国共产党，拥护党的纲领。\n\n申请人：张三 => -
            敬爱的党组织：\n我志愿加入中国共产党，拥护党的纲领。\n\n写完后交支部书记。 => -
            敬爱的党组织：我叫李华，我自愿申请加入中国共产党。\n\n这是一个范例。 => -
            敬爱的党组织：我叫×××，我自愿申请加入中国共产党。 => -
            content\nnotices\n党总支谈话记录.docx => -
            content\nnotices\n高三年级思想汇报.docx => -
            content\nnotices\n廉政谈话记录.xlsx => -
            content\nstudy\n沈从文自传.pdf => -
            content\nstudy\n2026-11-09-入党申请书.md => -
            王小红谈话记录见附件 => -
        ";
        tells(Some(RULES), Syntax::Plain, table);
    }
}
