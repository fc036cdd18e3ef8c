//! Opinions as school offices write them, with the judgement of a careful secretary.

use proptest::prelude::*;

use super::{Opinion, judge, names_a_place, unsigned};
use crate::words::{Day, Labelled, Scope, Step};

/// Nobody could misunderstand these, whatever the step.
#[rustfmt::skip]
const CONSENTING: &[&str] = &[
    "同意。", "同意公开。", "同 意", "同意，无异议", "同意公开，无异议。", "同意；不涉密", "同意;内容属实.",
    "同意,可以公开", "经审核，同意公开。", "经审核同意公开", "经研究，同意发布", "经支委会研究，同意公示。",
    "经保密审查，不涉密", "经审查不涉及国家秘密和工作秘密", "不涉密、不含个人隐私",
    "不涉密，不含敏感信息。", "无涉密、敏感信息", "无涉密敏感信息，可以公开",
    "不涉及国家秘密、工作秘密和个人隐私，可以公开。", "不涉及国家秘密、商业秘密及个人隐私",
    "未发现涉密内容，同意公开", "未发现涉密和敏感信息。", "没有涉密内容", "没有问题，同意",
    "不含个人信息，可公开。", "不存在涉密问题", "不含不宜公开的内容", "情况属实，同意公开。",
    "内容真实准确，同意发布", "核对无误，可以发布", "审核无误，同意上网", "同意上网公开",
    "同意在网上公布。", "可以公示", "批准发布", "准予公布", "同意予以公开", "同意公开发布。",
    "保密审查通过，可以公开", "审查通过。", "审批通过，准予公开。", "已阅，同意", "已审阅，无异议。",
    "已核对，内容无误，同意公开", "没有意见，同意公开", "无不同意见，同意公开", "经审，该内容不涉密", "材料不含学生个人信息，同意", "无意见。", "没有异议", "同意\n不涉密",
    "同意。无异议。", "可。", "准，照发", "同意 无异议", "　同意　", "同意｡", "符合公开要求，同意",
    "符合保密规定。", "同意！", "同意在学校网站上公开。",
    "经校长办公会研究，同意公开", "经党总支会议集体研究，同意公开。",
    "同意印发", "同意发出。", "同意按规定公开", "同意公示", "同意公示5个工作日", "同意公示五个工作日。",
    "同意，请办公室办理", "同意，按程序公开", "同意，请尽快发布。", "同意公开，请办公室办理。",
    "审核同意", "审批同意。", "同意以上意见", "同意上述意见", "同意保密审查意见，可以公开", "同意提出人意见", "阅，同意",
    "阅。同意公开。", "支委会讨论通过，同意公开", "经总支委会集体研究同意公开", "经校党总支研究决定，同意公开",
    "经研究决定，同意公开", "经2026年11月20日支委会研究，同意公开", "保密审查合格，同意公开", "同意在学校官网发布",
    "材料真实，不涉密，可公开", "数据核对无误，同意公开", "文字无误，同意发布", "表述规范，同意公开", "一致同意公开",
    "请予公开", "同意照发", "“同意公开”", "“同意公开。”", "“同意”", "同意按时公开", "同意公示7天", "没问题", "没问题，同意公开",
    "同意公开，请按期更新", "同意，照此办理", "同意以总支名义发布", "数据已与财务核对，无误", "事实清楚，表述准确，同意公开",
    "数字与财务账目一致，同意公开", "经核实，内容真实有效，同意公开", "不属于国家秘密，可公开",
    "同意公开，请及时更新", "同意公开，期满后及时撤下", "同意公开，注意做好归档", "同意公开，请做好解释工作",
    "经核，内容属实，同意公开。", "同意发布，请办公室按流程办理。", "同意何主任意见，予以公开。", "表述准确，材料完整，同意发布。",
    "已通读全文，未发现涉密和隐私内容，同意公开。", "同意按程序公示。", "内容不涉密、不涉敏，同意公开。", "准予公开，公示期满及时撤下。",
    "已核，同意。", "总支委员会10月9日会议已通过，同意公开。", "同意，请宣传委员抓紧上传。", "同意公开发布，请信息组上传", "同意发布，请抓好落实",
    "同意，请办公室尽快公开", "同意，尽快公布", "同意，按时公示", "材料属实，手续完备，同意公开", "内容真实，程序规范，同意",
    "经支委会集体讨论，同意公开", "支委会已研究通过，同意公开", "同意审核意见", "同意依规公开", "同意按规定予以公开", "同意公开，请存档",
    "同意挂网公示", "同意刊登", "经核对，文字、数据无误，同意公开", "照此公开。", "同意周敬安同志意见。", "名单核对无误，同意公示",
    "无密级，符合公开要求",
];

/// Consents to what is asked for, and asks for something else beside.
#[rustfmt::skip]
const CONDITIONS: &[&str] = &[
    "同意，第三段删去", "同意，注意保护个人信息", "同意公开，联系电话隐去", "同意。修改标题后发布",
    "同意（附件不发）", "同意,但第二条要改", "同意但把电话去掉", "可以公开，名单除外",
    "同意发布，先发校内群", "同意，会后发布", "同意公开；公示期延长到七天", "不涉密，身份证号要去掉",
    "无异议，日期请再核对", "同意，仅限本周", "审核通过，错别字已标出", "同意：附件另发",
    "已阅，同意，个别数字要核实", "经审核，同意公开，图片换一张", "同意——照片人脸打码", "同意，不要出现学生姓名", "同意，反对公开姓名",
    "同意，只公开结果", "同意，教师名单不发",
    "可以公开 落款要改", "批准，报区教育局备案", "同意，请再核实日期", "同意，待照片补上后发布",
    "修改后同意公开", "修改后发布", "修改后同意", "修改后再公开", "删去姓名后可以公开", "删去家庭住址后同意公开", "请补充日期后公开",
    "第三段删去后同意公开", "修改后，同意公开", "不涉密，修改后同意公开", "同意，待落实审核意见后发布", "落实审核意见后同意公开",
    "同意，日期确定后发布", "同意，请教务处核对数据", "同意，不建议写姓名", "同意，经支委会研究，附件不发", "同意，请石老师定稿后发布",
    "同意，照片请通过邮箱发来", "同意，第三段涉密，删去", "同意，只给出总数", "同意，如有异议及时反馈",
];

/// Everything else: refusals, questions, conditions that come first, things left open, signs.
#[rustfmt::skip]
const WITHHELD: &[&str] = &[
    "同意，不发校外", "同意，内部掌握", "同意，口头通知即可", "同意，存档备查即可", "同意，提交下次支委会",
    "不同意", "不同意公开", "不 同意", "同意不公开", "同意，不公开", "同意 不公开", "没有获得通过",
    "未获通过", "审核不通过", "未通过审查", "没通过", "改好再发",
    "报上级批准后公开", "待上级批复后公开", "领导同意后公开", "请示后再定", "可以公开吗？", "可以公开吗",
    "同意？", "同意?", "可否公开", "是否公开请书记定", "不涉密，但不宜公开", "不涉密，但不宜",
    "不涉密，暂缓", "同意，暂不发布", "同意，但暂缓公开", "暂缓", "暂缓公开", "同意，先不发", "审查通过（保留意见）", "暂时不发", "先放一放",
    "缓发", "退回", "退回修改", "退回重拟", "再议", "再研究", "原则同意", "原则上同意", "基本同意",
    "拟同意", "大体可以", "应该可以", "可能可以公开", "勉强同意", "部分同意", "部分公开", "同意部分公开",
    "保留意见", "有意见", "有异议", "有不同意见", "涉密", "属于国家秘密", "含敏感信息", "有个人隐私",
    "含有学生姓名", "疑似涉密", "涉密，不得公开", "不得公开", "不予公开", "不宜公开", "不便公开",
    "内部掌握", "内部资料", "仅供内部参考", "仅限校内", "建议修改", "建议党内公开为宜", "建议不公开",
    "请修改", "请核实", "请补充材料", "待审", "待定", "审核中", "正在审查", "已报送", "已转办公室",
    "已审核", "已阅", "已阅。", "阅", "知悉", "收到", "转周书记阅", "请周书记审定", "见附件", "见纸质件",
    "同上", "略", "无", "没有", "是", "好", "行", "嗯", "OK", "ok", "yes", "同意/不同意", "□同意 □不同意",
    "☑同意", "√", "✓", "✔", "❌", "×", "✗", "——", "……", "/", "。", "，", "1", "👍", "🉑", "同意🉑", "同意……",
    "同意，", "，同意", "同意。。", "“同意”吗", "同意与否请定", "不反对", "不无异议", "并非不涉密",
    "不涉密不属实", "不存在公开的必要", "无法公开", "无涉密审查记录", "同意公开吗", "同意公开的请签字",
    "公开", "通过与否待定", "批准文件未到", "可惜不能公开", "可公开可不公开", "准备公开", "准备同意",
    "会签", "经审核", "经研究，不同意", "经研究决定缓发", "未发现", "不涉及", "不含",
    "不涉密的部分可以公开", "同意条件见附件", "同意，别发", "同意，停发", "同意，不要挂到网上", "同意，只贴公开栏", "同意，退给石老师重写",
    "同意，年底再发", "同意，禁止上网", "同意，别发网上", "同意，本期不发", "同意，撤回", "同意，免公开", "同意，等龚书记回来再定",
    "同意，先内部征求意见", "不涉密，没有必要公开。", "同意公开，不要上网", "同意，仅供内部传阅", "同意!!",
    "同意（代签）", "同意，仅限教工会上通报", "批准，仅供存档", "同意，请注意控制知悉范围", "同意，注意保密", "同意（闻佩兰代）",
    "内容属实，是否公开请书记定", "同意，不得外传", "经校长办公会研究", "经研究会讨论不同意", "同意公开，网上不发", "同意，网上不放", "同意，公开栏张贴即可", "同意（内部）",
    "同意公开（待签）", "同意（何立群）", "同意 2026-11-12", "同意，11月12日", "同意，报周书记定", "同意公开，请周书记审定",
    "同意，请党委会审定后公开", "同意公开，待党委会研究后发布", "不涉密但敏感", "同意（附条件）", "请按程序公开",
    "同意，待上级批复", "同意，等书记签字",
    "请办公室办理", "按程序公开", "请尽快发布", "同意在校门口公开栏公示", "同意在党员群里发布", "同意公示3天",
    "同意公示3个工作日", "同意周敬安", "不同意，请办公室办理", "请办公室办理，按程序公开",
    "不涉密，拒绝公开", "同意，不过我反对", "同意，我不赞成上网", "同意，千万别公开", "同意公开，但不是现在", "不涉密，但不建议上网",
    "同意，勿公开", "同意，本人有不同看法", "同意，涉密", "同意，等书记回来", "同意，听周校长的", "同意公开，以书记意见为准",
    "同意，教育局批复后公开", "同意公开，须经党委会通过", "同意，还需林书岚签字", "同意公开，等通知", "同意，先放一放", "同意，缓一缓",
    "同意，过两天再发", "同意，下周公开", "同意，明年公开", "同意，征求家长意见后公开", "同意（待补）", "同意（代）", "同意（暂）",
    "同意公开（保密审查未做）", "同意，只给书记看", "同意，现在不行", "同意，修改后报书记审定", "修改并报书记审批后公开", "修改后不公开",
    "请书记修改后公开", "修改后再议", "拟同意", "未经支委会讨论通过，同意公开", "支委会讨论未通过，同意公开吗", "支委会讨论通过",
    "文字无误", "没", "没通过保密审查", "修改后同意公开（何立群）", "同意，换届后再公开，等通知", "换届后公开",
    "请及时更新", "同意公示3天，请及时更新",
    "不涉密，但含有学生姓名。", "同意（会议表决未过）", "赞成，弃权", "通过，一票反对", "同意公开，我没看", "不涉及国家秘密，涉及个人隐私",
    "未发现涉密内容，个人信息较多", "同意公开，保密办未审", "情况属实，公开与否请书记定", "同意公开，请何主任再审", "可以公示，网上不挂",
    "同意公开，纸质张贴即可", "同意公开，一周后", "同意公开，范围缩小", "请办公室撤下", "同意不同意见", "期满后公开", "同意何主任",
];

fn at(step: Step, opinion: &str) -> Opinion {
    judge(opinion, step, Scope::Public)
}

#[test]
fn opinions_are_judged_as_a_careful_secretary_would() {
    assert!(CONSENTING.len() + CONDITIONS.len() + WITHHELD.len() > 200);
    for step in Step::ALL {
        let tables = [
            (CONSENTING, Opinion::Consent),
            (CONDITIONS, Opinion::Condition),
            (WITHHELD, Opinion::NoConsent),
        ];
        for (opinions, expected) in tables {
            let wrong: Vec<_> = opinions
                .iter()
                .filter(|opinion| at(step, opinion) != expected)
                .collect();
            assert!(wrong.is_empty(), "{}, {expected:?}: {wrong:?}", step.label());
        }
    }
}

#[test]
fn many_words_before_a_refusal_are_judged_at_once() {
    let opinion = format!("同意，{}反对", "还是".repeat(500));
    assert_eq!(at(Step::Approval, &opinion), Opinion::NoConsent);
}

#[test]
fn the_steps_own_name_below_an_opinion_says_nothing() {
    let day = Day::of("2026-03-12");
    for (opinion, expected) in [
        ("同意（周敬安）", Opinion::Consent),
        ("同意 周敬安", Opinion::Consent),
        ("同意。周敬安", Opinion::Consent),
        ("同意公开\n周敬安 2026-03-12", Opinion::Consent),
        ("同意 周敬安 2026年3月12日", Opinion::Consent),
        ("同意 周敬安 3月12日", Opinion::Consent),
        ("同意 周敬安 3月11日", Opinion::NoConsent),
        ("同意（周敬安 2026-03-12）", Opinion::Consent),
        ("同意公开（2026年3月12日）", Opinion::Consent),
        ("同意公开（3月11日）", Opinion::NoConsent),
        ("不同意（周敬安）", Opinion::NoConsent),
        ("暂缓 周敬安", Opinion::NoConsent),
        // Another day, another name, somebody for him, and the man himself.
        ("同意 周敬安 2026-03-11", Opinion::NoConsent),
        ("同意（闻佩兰）", Opinion::NoConsent),
        ("同意（周敬安代）", Opinion::NoConsent),
        ("同意周敬安", Opinion::NoConsent),
        ("周敬安", Opinion::NoConsent),
        ("（周敬安）", Opinion::NoConsent),
        ("同意（周敬安", Opinion::NoConsent),
    ] {
        let said = unsigned(opinion, ("周敬安", day));
        assert_eq!(at(Step::Approval, said), expected, "{opinion}: {said}");
    }
}

#[test]
fn places_are_told_from_other_words() {
    for opinion in ["同意在校门口公开栏公示", "同意，只贴公开栏", "可以在党员群发布"]
    {
        assert!(names_a_place(opinion), "{opinion}");
    }
    for opinion in [
        "不同意在公开栏公示", "同意，公开栏不公开", "修改后同意", "公开栏已满",
    ] {
        assert!(!names_a_place(opinion), "{opinion}");
    }
}

#[test]
fn what_hands_an_entry_on_does_not_release_it() {
    for opinion in [
        "同意报批。",
        "同意上报",
        "不涉密，同意提交审批",
        "建议公开。",
        "情况属实，建议发布",
        "同意，请书记审批",
        "同意公开，报领导审批。",
        "情况属实，同意公开，请龚书记审批",
        "同意，报欧阳校长审批。",
        "内容真实、数据准确，同意报书记审批。",
        "同意，呈周书记审批",
        "该材料无涉密、无敏感信息，建议予以公开。",
        "建议在学校网站公开",
    ] {
        for step in [Step::Proposal, Step::SecrecyReview, Step::Review] {
            assert_eq!(at(step, opinion), Opinion::Consent, "{opinion}");
        }
        assert_ne!(at(Step::Approval, opinion), Opinion::Consent, "{opinion}");
    }
    for opinion in [
        "拟公开",
        "申请公开。",
        "提请审核",
        "拟在学校党务公开网公开，请审核。",
    ] {
        assert_eq!(at(Step::Proposal, opinion), Opinion::Consent, "{opinion}");
        for step in [Step::SecrecyReview, Step::Review, Step::Approval] {
            assert_eq!(at(step, opinion), Opinion::NoConsent, "{opinion}");
        }
    }
    assert_eq!(at(Step::Review, "请书记审批"), Opinion::NoConsent);
}

#[test]
fn a_consent_to_a_narrower_audience_is_none_to_a_wider_one() {
    use Scope::{Party, Public, Restricted, Unit};
    for (opinion, audience) in [
        ("同意党内公开", Party),
        ("同意在党内公开。", Party),
        ("同意校内公开", Unit),
        ("同意上墙", Unit),
        ("同意张贴。", Unit),
        // Some are not to be reached from outside.
        ("同意在校园网公开", Unit),
        ("可以在校内公示", Unit),
        ("批准本单位公开", Unit),
        ("同意向社会公开", Public),
        ("同意对外发布。", Public),
        ("不涉密，同意党内公开", Party),
        ("同意校内公开、同意党内公开", Party),
        ("同意，同意校内公开", Unit),
    ] {
        for scope in [Public, Unit, Party, Restricted] {
            let expected = match audience > scope {
                true => Opinion::Narrower(audience),
                false => Opinion::Consent,
            };
            assert_eq!(judge(opinion, Step::Approval, scope), expected, "{opinion}");
        }
    }
    for (opinion, audience) in [
        ("同意，改为校内公开", Unit),
        ("同意，仅限党员阅看", Party),
        ("同意。只在本单位公开", Unit),
        ("同意公开（校内）", Unit),
        ("同意公开（限校内）", Unit),
        ("同意公开，只发校内", Unit),
        ("同意，只给党员看", Party),
        ("同意，附件不发，同意党内公开", Party),
        ("同意，限党员", Party),
        ("同意，仅党员可看", Party),
    ] {
        for scope in [Public, Unit, Party, Restricted] {
            let expected = match audience > scope {
                true => Opinion::Narrower(audience),
                false => Opinion::Condition,
            };
            assert_eq!(judge(opinion, Step::Approval, scope), expected, "{opinion}");
        }
    }
    let condition = "同意党内公开，名单除外";
    assert_eq!(judge(condition, Step::Review, Party), Opinion::Condition);
    assert_eq!(judge(condition, Step::Review, Public), Opinion::NoConsent);
}

proptest! {
    /// Whatever stands around them.
    #[test]
    fn some_words_never_consent(
        before in "(同意|不涉密|可以公开|经审核|[，。、； \\n]){0,4}",
        word in "不同意|暂缓|退回|？|\\?",
        behind in "(同意|公开|不涉密|无异议|[，。、； \\n]){0,4}",
        step in 0..4_usize,
    ) {
        let opinion = format!("{before}{word}{behind}");
        let said = judge(&opinion, Step::ALL[step], Scope::Public);
        prop_assert!(said == Opinion::NoConsent, "{opinion}: {said:?}");
    }

    /// A text that the list does not hold consents to nothing.
    #[test]
    fn random_texts_do_not_consent(opinion in "[\\u{4e00}-\\u{9fff}。，、]{3,12}") {
        prop_assert_ne!(at(Step::Approval, &opinion), Opinion::Consent);
    }
}
