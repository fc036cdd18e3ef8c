//! Masks: what pasted texts hide behind `*` stands as typed and is warned of; what an author marks is bold.

use gongkai::markdown::ChineseRules;

use super::{on_windows, parsed};

/// The page of a text, which is the same however its lines end.
fn html(text: &str) -> String {
    let html = parsed(text, &ChineseRules::default()).0.html;
    assert_eq!(
        html,
        parsed(&on_windows(text), &ChineseRules::default()).0.html,
        "{text}"
    );
    html
}

fn warned(text: &str) -> Vec<(u32, u32, u32)> {
    let places = places(text);
    assert_eq!(places, self::places(&on_windows(text)), "{text}");
    places
}

fn places(text: &str) -> Vec<(u32, u32, u32)> {
    let (_, report) = parsed(text, &ChineseRules::default());
    let places = report
        .sorted()
        .into_iter()
        .filter(|complaint| ["mask-left", "mask-leader"].contains(&complaint.code.name));
    places
        .filter_map(|complaint| complaint.place.as_ref())
        .map(|place| (place.line, place.column, place.width))
        .collect()
}

#[test]
fn masks_stand_as_typed() {
    for text in [
        "晨会上朗读***总书记写给教师的信，再议***总书记对青年教师的嘱托。",
        "教研组围绕***新时代师德要求备课，并按***同志提出的三点意见改进。",
        "根据《**县中小学党建工作要点》和**县教育局通知，结合**小学实际。",
        "荣获*市先进基层党组织称号，成立*教育发展讲师团，设立*教育发展讲坛。",
        "《*市中小学党建细则》印发后，*市各校党组织学习。",
        "依托*区困难职工帮扶中心，由*镇政府配合。",
        "值日巡查要有**长效机制。本周由初二年级轮值，食堂的**领导小组每日留样。",
        "联系会员【abc****78】，或者会员【abc****78】。",
        "电话138****1234，备用139****4321。",
        "每组3*4=12人，共5*6=30人。",
        "时间：20__年__月__日，地点：__，主持：__，记录：__，缺席：__。",
        "编号〔__〕第__号，金额__元，人数__人。",
        "获奖教师：张**、李**、王**。其中张*、李*，共二人（赵**）。",
        "到会宣布**支部成立。大家鼓掌。",
        "**市\n**区\n**街道",
    ] {
        let page = html(text);
        assert!(
            !page.contains("<em>") && !page.contains("<strong>"),
            "{text}\n{page}"
        );
        let shown = page.replace("<p>", "").replace("</p>\n", "");
        assert_eq!(shown.replace('\n', ""), text.replace('\n', ""));
    }
}

#[test]
fn what_an_author_marks_stays() {
    for (text, page) in [
        ("**支部委员会**职责", "<strong>支部委员会</strong>职责"),
        (
            "**班级群里有人批评孩子。** 班主任制止",
            "<strong>班级群里有人批评孩子。</strong> 班主任制止",
        ),
        (
            "**学校食堂先公示。**家长再签字",
            "<strong>学校食堂先公示。</strong>家长再签字",
        ),
        ("**学校党支部**要负责", "<strong>学校党支部</strong>要负责"),
        ("请**党支部书记**签字", "请<strong>党支部书记</strong>签字"),
        ("**同志们**，大家好", "<strong>同志们</strong>，大家好"),
        (
            "**第一，提高认识。第二，压实责任。**各支部照此办理",
            "<strong>第一，提高认识。第二，压实责任。</strong>各支部照此办理",
        ),
        (
            "**一、目标要求。** 全面落实",
            "<strong>一、目标要求。</strong> 全面落实",
        ),
        (
            "**教育部**和**中学**",
            "<strong>教育部</strong>和<strong>中学</strong>",
        ),
        ("强调*纪律*教育", "强调<em>纪律</em>教育"),
        ("***重要***通知", "<em><strong>重要</strong></em>通知"),
        ("**甲*乙*丙**丁", "<strong>甲<em>乙</em>丙</strong>丁"),
        (
            "责任人：**校长**，时限：**三月底**",
            "责任人：<strong>校长</strong>，时限：<strong>三月底</strong>",
        ),
        ("__重点工作__", "<strong>重点工作</strong>"),
        (
            "| **市级** | **县级** |\n|---|---|\n| a | b |",
            "<strong>市级</strong>",
        ),
        (
            "- **市级**：一项\n- **县级**：两项",
            "<li><strong>市级</strong>：一项</li>",
        ),
    ] {
        let written = html(text);
        assert!(written.contains(page), "{text}\n{written}");
        assert!(warned(text).is_empty(), "{text}");
    }
}

#[test]
fn a_mask_is_warned_of_at_its_place() {
    assert_eq!(
        warned("第一行。\n\n朗读***总书记讲话，由**县负责。"),
        [(3, 3, 3), (3, 13, 2)]
    );
    assert_eq!(warned("电话138****1234，长3*4米。"), []);
    assert_eq!(warned("`**县` 和\n\n```\n**县\n```"), []);
}

#[test]
fn many_masks_are_listed_briefly() {
    let (_, report) = parsed(&"由**县负责。\n\n".repeat(1000), &ChineseRules::default());
    assert_eq!(report.sorted().len(), 21);
}

#[test]
fn backticks_hide_no_mask_behind_a_blank_line() {
    let text = "他说`好`\n\n***总书记指出，**“三会一课”**制度，**县\n\n再来`丙`";
    assert!(html(text).contains("<p>***总书记指出，<strong>“三会一课”</strong>制度，**县</p>"));
    assert_eq!(warned(text), [(3, 1, 3), (3, 23, 2)]);
    for blank in ["\n\n", "\n \t\n"] {
        let text = format!("甲`乙，由**县负责。{blank}丙`丁，由**县负责。");
        assert_eq!(warned(&text).len(), 2, "{text:?}");
    }
}

#[test]
fn long_runs_of_backticks_open_only_what_they_close() {
    let (long, longer) = ("`".repeat(63), "`".repeat(64));
    let text = format!("{long}甲，{longer}**县{longer}，由**县负责。");
    assert_eq!(warned(&text), [(1, 199, 2)]);
}
