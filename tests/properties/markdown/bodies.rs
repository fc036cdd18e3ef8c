//! What a body holds: HTML, holes, links, pictures, headings, plain text, summary; and the complaints with
//! their places. One small text per promise.

use gongkai::markdown::{Body, ChineseRules, HoleTarget};
use gongkai::words::Report;

use super::{on_windows, parsed};

fn body(text: &str) -> Body {
    parsed(text, &ChineseRules::default()).0
}

/// Complaints as `code line:column+width`.
fn complaints(text: &str) -> Vec<String> {
    listed(&parsed(text, &ChineseRules::default()).1)
}

fn listed(report: &Report) -> Vec<String> {
    let line = |complaint: &gongkai::words::Complaint| {
        let place = complaint.place.as_ref().expect("a place");
        format!(
            "{} {}:{}+{}",
            complaint.code.name, place.line, place.column, place.width
        )
    };
    report.sorted().into_iter().map(line).collect()
}

/// The HTML with its holes shown.
fn page(text: &str) -> String {
    let body = body(text);
    let mut html = String::new();
    let mut copied = 0;
    for hole in &body.holes {
        html.push_str(&body.html[copied..hole.at]);
        html.push_str(&match hole.target {
            HoleTarget::Link(number) => format!("{{{}}}", body.links[number].target),
            HoleTarget::Image(number) => format!(" {{{}}}", body.images[number].file),
        });
        copied = hole.at;
    }
    html + &body.html[copied..]
}

#[test]
fn links_to_files_become_holes() {
    for (text, target) in [
        ("[纪要](b.md)", "content/notices/b.md"),
        (
            "[纪要](../meetings/2026-03-01-a.md)",
            "content/meetings/2026-03-01-a.md",
        ),
        (
            "[纪要](..\\meetings\\2026-03-01-a.md)",
            "content/meetings/2026-03-01-a.md",
        ),
        ("[纪要](/meetings/a.md)", "content/meetings/a.md"),
        ("[纪要](\\meetings\\a.md)", "content/meetings/a.md"),
        ("[纪要](%E5%85%AC%E7%A4%BA.md)", "content/notices/公示.md"),
        ("[纪要](<关于 公示.md>)", "content/notices/关于 公示.md"),
        ("[纪要][1]\n\n[1]: ../study/a.md", "content/study/a.md"),
        ("[页面](/notices/x.html)", "content/notices/x.html"),
        ("<b><a href=\"../study/a.md\">资料</a></b>", "content/study/a.md"),
    ] {
        let body = body(text);
        assert_eq!(body.links.len(), 1, "{text}");
        assert_eq!(body.links[0].target.as_str(), target, "{text}");
        assert_eq!(body.holes.len(), 1, "{text}\n{}", body.html);
        assert!(
            body.html[..body.holes[0].at].ends_with("<a href=\""),
            "{}",
            body.html
        );
        assert!(complaints(text).is_empty(), "{text}");
    }
    let link = &body("第一行\n\n见[决议](a.md#决议)。").links[0];
    assert_eq!(link.fragment.as_deref(), Some("决议"));
    assert_eq!((link.place.line, link.place.column, link.place.width), (3, 2, 13));
}

#[test]
fn links_elsewhere_are_marked_or_refused() {
    assert_eq!(
        page("[网](https://a.cn/党?a=1&b)"),
        "<p><a href=\"https://a.cn/%E5%85%9A?a=1&amp;b\" rel=\"noopener noreferrer\">网</a></p>\n"
    );
    assert_eq!(page("<a@b.cn>"), "<p><a href=\"mailto:a@b.cn\">a@b.cn</a></p>\n");
    for (address, complaint) in [
        ("javascript:alert(1)", "link-scheme 1:3+"),
        ("JAVASCRIPT:alert(1)", "link-scheme 1:3+"),
        ("data:text/html,x", "link-scheme 1:3+"),
        ("file:///C:/a.doc", "link-outside 1:3+"),
        ("https：//a.cn", "link-scheme 1:3+"),
        ("www.a.cn", "link-scheme 1:3+"),
        ("C:\\公示\\a.doc", "link-outside 1:3+"),
        ("../../../a.md", "link-outside 1:3+"),
        ("", "link-empty 1:3+"),
    ] {
        let text = format!("请看[这里]({address})。");
        assert_eq!(page(&text), "<p>请看这里。</p>\n", "{address}");
        let found = complaints(&text);
        assert!(
            found.len() == 1 && found[0].starts_with(complaint),
            "{address}: {found:?}"
        );
    }
}

#[test]
fn places_on_the_page_are_found_by_their_headings() {
    let text = "# 一、目标\n\n[上](#一、目标) [也](#h-yi-mu-biao) [下](#Next) [无](#没有)\n\n# Next\n";
    let page = page(text);
    assert!(page.contains(
        "<a href=\"#h-yi-mu-biao\">上</a> <a href=\"#h-yi-mu-biao\">也</a> <a href=\"#h-next\">下</a>"
    ));
    assert_eq!(complaints(text), ["link-fragment 3:42+8"]);
}

#[test]
fn pictures_become_holes_and_need_words() {
    assert_eq!(
        page("![合影 **一**](images/1.jpg \"标题\")"),
        "<p><img {content/notices/images/1.jpg} loading=\"lazy\" alt=\"合影 一\" title=\"标题\"></p>\n"
    );
    assert_eq!(complaints("正文\n![](1.jpg)"), ["image-no-alt 2:1+10"]);
    assert_eq!(complaints("![远](https://a.cn/1.jpg)"), ["image-remote 1:1+24"]);
    assert_eq!(
        complaints("<img src=\"http://a.cn/1.jpg\" alt=\"远\">"),
        ["image-remote 1:1+37"]
    );
    assert_eq!(
        complaints("![远](data:image/png;base64,x)"),
        ["image-source 1:1+29"]
    );
    assert_eq!(page("![远](https://a.cn/1.jpg)"), "<p>远</p>\n");
    assert_eq!(
        body("![楼](3#楼.png)").images[0].file.as_str(),
        "content/notices/3#楼.png"
    );
    assert_eq!(complaints("![楼](C:\\图片\\a.png)"), ["image-source 1:1+17"]);
    assert_eq!(complaints("![楼](file:///C:/a.png)"), ["image-source 1:1+22"]);
    assert_eq!(complaints("![楼](https：//a.cn/a.png)"), ["image-remote 1:1+24"]);
}

#[test]
fn headings_stand_in_order_below_the_title() {
    let body = body("# 一\n\n### 二\n\n## 三\n\n# 一\n\n[x](a.md)\n");
    let headings: Vec<_> = body
        .headings
        .iter()
        .map(|h| (h.level, h.id.as_str(), h.text.as_str()))
        .collect();
    assert_eq!(
        headings,
        [
            (2, "h-yi", "一"),
            (3, "h-er", "二"),
            (3, "h-san", "三"),
            (2, "h-yi--2", "一")
        ]
    );
    assert!(
        body.html
            .starts_with("<h2 id=\"h-yi\">一</h2>\n<h3 id=\"h-er\">二</h3>\n")
    );
    assert!(body.html[..body.holes[0].at].ends_with("<a href=\""));
    assert_eq!(body.anchor("三"), Some("h-san"));
}

#[test]
fn a_line_break_between_han_is_nothing() {
    assert_eq!(
        page("第一行，\n第二行，\n**第三**、\nabc,\n“第五”，\n行"),
        "<p>第一行，第二行，<strong>第三</strong>、\nabc,\n“第五”，行</p>\n"
    );
    assert_eq!(
        &*body("第一行，\n第二行、\nabc,\n行").plain,
        "第一行，第二行、 abc, 行"
    );
    assert_eq!(
        page("> 甲，\n> 乙"),
        "<blockquote>\n<p>甲，乙</p>\n</blockquote>\n"
    );
    assert_eq!(page("甲\\\n乙"), "<p>甲<br>\n乙</p>\n");
}

#[test]
fn tables_scroll_and_their_heads_are_named() {
    let page = page("| 项目 | 金额 | |\n|:-:|--:|---|\n| 党费 | 120 | a |\n\n| 甲 |\n|---|\n");
    assert!(page.starts_with(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格\"><table>"
    ));
    assert!(page.contains("<th scope=\"col\" class=\"align-center\">项目</th><th scope=\"col\" class=\"align-right\">金额</th><td></td>"));
    assert!(page.contains("<td class=\"align-right\">120</td>") && page.contains("aria-label=\"表格2\""));
    assert!(!page.contains("style="));
}

#[test]
fn notes_stand_at_the_end() {
    let text = "甲[^b]乙[^a]，再[^b]。\n\n[^a]: 第二条\n\n[^b]: 第一条[x](c.md)\n\n[^c]: 没人引用\n";
    let page = page(text);
    let (main, notes) = page
        .split_once("<section class=\"footnotes\" aria-label=\"注释\">")
        .expect("notes");
    assert!(main.contains("<a id=\"fnref-1\" href=\"#fn-1\" aria-label=\"注释1\">〔1〕</a></sup>乙"));
    assert!(main.contains("id=\"fnref-1-2\""));
    assert!(notes.find("第一条<a href=\"{content/notices/c.md}\">x</a>") < notes.find("第二条"));
    assert!(notes.contains("href=\"#fnref-1-2\" aria-label=\"返回注释1的正文第2处\">↩</a></p>"));
    assert!(notes.contains("<li id=\"fn-3\">\n<p>没人引用</p>"));
    assert_eq!(complaints(text), ["note-unused 7:1+10"]);
    assert_eq!(&*body(text).plain, "甲乙，再。 第二条 第一条x 没人引用");
}

#[test]
fn tasks_alerts_and_code() {
    assert!(
        page("- [x] 甲")
            .contains("<li><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 甲</li>")
    );
    for (kind, title) in [
        ("NOTE", "说明"),
        ("TIP", "提示"),
        ("IMPORTANT", "重要"),
        ("WARNING", "注意"),
        ("CAUTION", "警示"),
    ] {
        let page = page(&format!("> [!{kind}]\n> 甲"));
        let class = kind.to_ascii_lowercase();
        let expected = format!(
            "<div class=\"alert alert-{class}\">\n<p class=\"alert-title\">{title}</p>\n<p>甲</p>\n</div>\n"
        );
        assert_eq!(page, expected);
    }
    assert!(page("```rust\nfn a() {}\n```").contains("<span class=\"hl-keyword\">fn </span>"));
    assert_eq!(
        page("```x-y\n<b>\n```"),
        "<pre tabindex=\"0\"><code class=\"language-x-y\">&lt;b&gt;\n</code></pre>\n"
    );
    assert_eq!(page("{{ 甲 }}{% 乙 %}"), "<p>{{ 甲 }}{% 乙 %}</p>\n");
}

#[test]
fn raw_html_is_cleaned_and_cannot_swallow_the_page() {
    for (text, expected) in [
        (
            "<p class=\"MsoNormal\" style=\"x\">甲<o:p></o:p></p>",
            "<p>甲</p>",
        ),
        ("甲<script>x()</script>乙", "<p>甲乙</p>\n"),
        ("<iframe src=\"x\"></iframe>甲", "甲"),
        ("<form action=\"x\"><input name=a>甲</form>", "甲"),
        ("<style>p{}</style>\n\n甲", "<p>甲</p>\n"),
        ("甲<b>乙\n\n丙", "<p>甲<b>乙</b></p>\n<p>丙</p>\n"),
        ("<b>\n\n丙", "<b>\n</b>\n<p>丙</p>\n"),
        ("甲</div></p>乙", "<p>甲乙</p>\n"),
        ("<div title=\"甲\n\n乙", "&lt;div title=\"甲\n<p>乙</p>\n"),
        (
            "<table><tr><td align=right colspan=2>甲</td></tr></table>",
            "<table><tbody><tr><td class=\"align-right\" colspan=\"2\">甲</td></tr></tbody></table>",
        ),
        ("<h1>甲</h1>\n\n# 乙", "<h2>甲</h2>\n<h2 id=\"h-yi\">乙</h2>\n"),
        (
            "甲 data-kept=\"0\" <b>[乙](https://a.cn)</b>",
            "<p>甲 data-kept=\"0\" <b><a href=\"https://a.cn\" rel=\"noopener noreferrer\">乙</a></b></p>\n",
        ),
        ("<a href=\"javascript:x\">甲</a>", "<p>甲</p>\n"),
        (
            "1 < 2 & 3 > 2 &nbsp;<b>甲</b> &lt;",
            "<p>1 &lt; 2 &amp; 3 &gt; 2 &nbsp;<b>甲</b> &lt;</p>\n",
        ),
    ] {
        assert_eq!(page(text).trim_start(), expected, "{text}");
    }
    assert_eq!(
        complaints("甲\n\n<div onclick=\"x\">乙</div>"),
        ["html-removed 3:1+24"]
    );
    assert_eq!(complaints("甲<script>x</script>"), ["html-removed 1:2+8"]);
    assert_eq!(
        complaints("<a href=\" java&#x73;cript:x\">甲</a>"),
        ["html-removed 1:1+29"]
    );
    assert_eq!(complaints("甲\n\n<!-- 乙"), ["html-unclosed 3:1+6"]);
    assert!(complaints("<p style=\"color:red\">甲</p><!-- 乙 -->").is_empty());
}

#[test]
fn raw_html_passes_when_the_site_allows_it() {
    let rules = ChineseRules {
        sanitise: false,
        ..ChineseRules::default()
    };
    let (body, report) = parsed("<video src=\"a.mp4\" onclick=\"x\">甲</video>", &rules);
    assert_eq!(
        body.html,
        "<p><video src=\"a.mp4\" onclick=\"x\">甲</video></p>\n"
    );
    assert!(report.is_empty());
}

#[test]
fn links_from_the_root_in_html_left_as_it_is_are_refused_at_their_place() {
    let rules = ChineseRules {
        sanitise: false,
        ..ChineseRules::default()
    };
    let told = |text: &str| listed(&parsed(text, &rules).1);
    assert_eq!(
        told("甲\n\n<div>\n<A HREF=\"/y\">乙</A>\n</div>\n"),
        ["link-rooted 4:1+18"]
    );
    assert_eq!(told("见<a href=/x>乙</a>。"), ["link-rooted 1:2+11"]);
    assert_eq!(told("> <img src = '&#47;x.png'>"), ["link-rooted 1:3+24"]);
    for text in [
        "`<a href=\"/x\">`\n\n    <a href=\"/x\">\n",
        "<a href=\"../x\" title=\"/x\">乙</a>",
        "<!-- <a href=\"/x\"> -->\n\n<script>\nvar a = '<a href=\"/x\">';\n</script>\n",
    ] {
        assert!(told(text).is_empty(), "{text}\n{:?}", told(text));
    }
}

#[test]
fn plain_text_and_summary_have_no_marks() {
    let text = "# 标题\n\n　　第一段**重点**，[链接](a.md)，`代码`&amp;![图](a.jpg)，\n第二句。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n- 一\n- 二\n\n<div>三<br>四</div>\n";
    let body = body(text);
    assert_eq!(
        &*body.plain,
        "标题 第一段重点，链接，代码&，第二句。 甲 乙 丙 丁 一 二 三 四"
    );
    assert_eq!(body.summary, "第一段重点，链接，代码&，第二句。");
    assert_eq!(self::body("").summary, "");
    assert_eq!(self::body("- 只有\n- 列表").summary, "只有 列表");
}

#[test]
fn plain_text_is_in_the_order_of_the_text() {
    let text = "针对报修慢，\n教研组**列出清单**，使用 **Word** 编辑。\n\n## 一、情况[^1]\n\n- 见[材料](b.md)；\n- 见[上文](#一情况)。\n\n\
                > 会后负责\n\n| 项目 | 数额 |\n|--|--|\n| 党费 | `2600` 元 |\n\n尾声，\nin English\ntoo。\n\n[^1]: 注释一。\n";
    assert_eq!(
        &*body(text).plain,
        "针对报修慢，教研组列出清单，使用 Word 编辑。 一、情况 见材料； 见上文。 会后负责 项目 数额 党费 2600 元 尾声， \
         in English too。 注释一。"
    );
    assert_eq!(
        &*body("甲 & 乙，第三条　丙\n\n丁**戊　己**庚\n\n```\n一\n二\n```\n\n尾\n").plain,
        "甲 & 乙，第三条 丙 丁戊 己庚 一 二 尾"
    );
}

#[test]
fn too_much_is_refused_at_its_place() {
    let long = "甲".repeat(1_500_000);
    let (body, report) = parsed(&long, &ChineseRules::default());
    assert!(body.html.is_empty());
    assert_eq!(listed(&report), ["text-long 1:1+1"]);
    for (text, line) in [
        ("甲\n\n".to_owned() + &">".repeat(2_000) + "乙", 3),
        ("- ".repeat(2_000) + "乙", 1),
        (
            (0..2_000)
                .map(|depth| format!("{}- 甲\n", "  ".repeat(depth)))
                .collect(),
            101,
        ),
        ("*a **b ".repeat(200) + &"b** a*".repeat(200), 1),
        ("<div>\n\n".repeat(300), 201),
    ] {
        let (body, report) = parsed(&text, &ChineseRules::default());
        let found = listed(&report);
        assert!(body.html.is_empty() && found.len() == 1, "{found:?}");
        assert!(found[0].starts_with(&format!("text-deep {line}:")), "{found:?}");
    }
    assert!(complaints(&(">".repeat(100) + "乙")).is_empty());
}

#[test]
fn what_was_meant_as_a_link_is_pointed_out() {
    assert_eq!(complaints("见[附件]（公示.pdf）。"), ["link-unread 1:2+12"]);
    assert_eq!(complaints("见[附件] (公示.pdf)。"), ["address-unread 1:2+13"]);
    assert!(complaints("见[附件] (第二页)。").is_empty());
    assert!(complaints("见[附件]（共3页）和[注](说明 文字)、[表](第 1.12)。").is_empty());
    for (text, cure) in [
        ("![植树](植树 现场（一）.jpg)", "![植树](<植树 现场（一）.jpg>)"),
        (
            "！[植树](植树 现场.jpg \"三月\")",
            "![植树](<植树 现场.jpg> \"三月\")",
        ),
        ("![植树]（1.jpg）", "![植树](1.jpg)"),
        ("![植树](植树(一.png)", "![植树](<植树(一.png>)"),
        ("![植树](植树 现场)", "![植树](<植树 现场>)"),
        ("[名单](关于 公示.docx)", "[名单](<关于 公示.docx>)"),
        (
            "[**名单**](../study/关于 _公示_.pdf)",
            "[**名单**](<../study/关于 _公示_.pdf>)",
        ),
        ("[网](https://a.cn/关于 公示)", "[网](<https://a.cn/关于 公示>)"),
    ] {
        let (_, report) = parsed(&format!("见{text}。"), &ChineseRules::default());
        let told = report.sorted();
        assert_eq!((told.len(), told[0].code.name), (1, "address-unread"), "{text}");
        assert!(
            told[0].hints[0].ends_with(&format!("请写成“{cure}”")),
            "{:?}",
            told[0].hints
        );
        let (cured, report) = parsed(&format!("见{cure}。"), &ChineseRules::default());
        let tag = if cure.starts_with('!') {
            "<p>见<img"
        } else {
            "<p>见<a href="
        };
        assert!(
            cured.html.starts_with(tag) && report.is_empty(),
            "{cure}\n{}",
            cured.html
        );
    }
}

#[test]
fn a_tag_that_hides_the_rest_of_a_paragraph_is_named() {
    assert_eq!(
        complaints("在<title>里填写标题\n\n下一段"),
        ["html-unclosed 1:2+7"]
    );
    assert_eq!(page("在<title>里\n\n下一段"), "<p>在</p>\n<p>下一段</p>\n");
}

#[test]
fn paragraphs_pasted_from_word_stay_apart() {
    for (text, expected) in [
        ("　　第一段。\n　　第二段。", "<p>第一段。</p>\n<p>第二段。</p>\n"),
        (
            "　　第一段。  \n　　第二段。",
            "<p>第一段。</p>\n<p>第二段。</p>\n",
        ),
        ("甲\n　　\n　　乙\n　　", "<p>甲</p>\n<p>乙</p>\n"),
        (
            "一、时间\n（一）3月12日\n1.上午\n①签到",
            "<p>一、时间</p>\n<p>（一）3月12日</p>\n<p>1.上午</p>\n<p>①签到</p>\n",
        ),
        (
            "特此通知。\n某某支部委员会\n2026年3月12日",
            "<p>特此通知。</p>\n<p>某某支部委员会</p>\n<p>2026年3月12日</p>\n",
        ),
        (
            "- 甲\n　　乙\n  （一）丙\n- 丁",
            "<ul>\n<li>甲\n<p>乙</p>\n<p>（一）丙</p>\n</li>\n<li>丁</li>\n</ul>\n",
        ),
        (
            "- 甲\n  　　乙\n  - 丙",
            "<ul>\n<li>甲\n<p>乙</p>\n<ul>\n<li>丙</li>\n</ul>\n</li>\n</ul>\n",
        ),
        (
            "> 甲。\n> 　　乙",
            "<blockquote>\n<p>甲。</p>\n<p>乙</p>\n</blockquote>\n",
        ),
        (
            "[甲\n　　乙](https://a.cn)丙",
            "<p><a href=\"https://a.cn\" rel=\"noopener noreferrer\">甲　　乙</a>丙</p>\n",
        ),
        ("按一年级，\n一、二班的安排", "<p>按一年级，一、二班的安排</p>\n"),
    ] {
        assert_eq!(page(text), expected, "{text}");
        assert_eq!(page(&on_windows(text)), expected, "{text}");
    }
}

/// Each text as typed, and the paragraphs that its author means, parted by `|`; `=` for the lines as typed.
const TYPED: [(&str, &str); 18] = [
    (
        "在党员大会上的讲话\n周立诚\n同志们：\n今天开会，讲三点意见。\n谢谢大家！",
        "=",
    ),
    (
        "一、提高认识，增强责任\n要学习。\n第一，要学深\n第二，要做实\n二、抓落实\n一是抓制度；\n二是抓队伍",
        "=",
    ),
    (
        "★ 政治坚定\n● 业务精湛，能独立授课\n◆作风优良\n· 材料齐全\n① 为人师表",
        "=",
    ),
    (
        "时间：3月9日14:30\n地点：会议室\n出席：周立诚、\n何立群\n会议决定\n原则同意年度工作计划，由许文清修改后印发\n记录人签字：",
        "时间：3月9日14:30|地点：会议室|出席：周立诚、何立群|会议决定|原则同意年度工作计划，由许文清修改后印发|记录人签字：",
    ),
    (
        "特此通知。\n联系人：许文清\n邮箱：dangwu@example.edu.cn\n中共青禾学校总支部\n2026年3月12日",
        "=",
    ),
    ("书记说：\n“公开是常态。”\n“群众要知道”\n——访谈", "="),
    (
        "东风一夜满园林，\n桃李无言自有心。\n三尺讲台传正气，\n一支粉笔写丹忱。",
        "=",
    ),
    (
        "坚持党的全面领导，落实立德树人根本任务\n加强基层组织建设，推进学校高质量发展\n全心全意依靠教工，凝心聚力办好学校",
        "=",
    ),
    (
        "张建国 李卫东 王秀兰 赵志强 孙丽华 周晓明\n冯德胜 陈美玲 褚云飞 卫红梅 蒋文涛 沈国强\n朱志远",
        "=",
    ),
    (
        "关于开展2026年“亮身份，树形象”党员公开承诺活动的通知\n各党支部：\n请报送。",
        "=",
    ),
    ("支部    应缴\n一支部    15,876\n合计    15,876", "="),
    (
        "按照上级部署，学校党总支定于三月十八日下午举行主题党\n日活动，请全体党员准时参加。活动内容有重温入党誓词、\n参观校史馆。\n请各支部做好准备，发言材料于三月十五日前交党务办公室，\n逾期不候。\n党务办公室",
        "按照上级部署，学校党总支定于三月十八日下午举行主题党日活动，请全体党员准时参加。活动内容有重温入党誓词、参观校史馆。|请各支部做好准备，发言材料于三月十五日前交党务办公室，逾期不候。|党务办公室",
    ),
    (
        "今年以来，学校党总支认真\n落实“三会一课”制度，按\n月召开支委会，效果良好。",
        "今年以来，学校党总支认真落实“三会一课”制度，按月召开支委会，效果良好。",
    ),
    (
        "党总支落实制度，每月召开支委会，每季度召开党员大会。\n上半年开会六次，到会率很高，组织生活的质量有了提高，\n制度得到落实，下一步重点解决个别党小组活动不经常的\n问题。",
        "党总支落实制度，每月召开支委会，每季度召开党员大会。上半年开会六次，到会率很高，组织生活的质量有了提高，制度得到落实，下一步重点解决个别党小组活动不经常的问题。",
    ),
    (
        "上半年开会六次，到会率很高，组织生活的质量也有了提\n高，制度得到落实，三会一课都按计划召开，效果良好。\n下一步，重点解决个别党小组活动不经常、记录不完整的\n问题。",
        "上半年开会六次，到会率很高，组织生活的质量也有了提高，制度得到落实，三会一课都按计划召开，效果良好。下一步，重点解决个别党小组活动不经常、记录不完整的问题。",
    ),
    (
        "为加强党员教育，\n经支委会研究，\n制定本计划。",
        "为加强党员教育，经支委会研究，制定本计划。",
    ),
    ("**要求。**\n见[纪要](a.md)\n_参加_", "要求。|见纪要|参加"),
    (
        "The branch (党支部) held a meeting\nin March.",
        "The branch (党支部) held a meeting\nin March.",
    ),
];

#[test]
fn a_line_is_a_paragraph_where_its_author_ended_one() {
    for (text, expected) in TYPED {
        let expected = if expected == "=" {
            text.replace('\n', "|")
        } else {
            expected.to_owned()
        };
        for text in [
            text.to_owned(),
            on_windows(text),
            text.replace('\n', "\n> ").replacen("", "> ", 1),
        ] {
            let html = page(&text)
                .replace("<blockquote>\n", "")
                .replace("</blockquote>\n", "")
                .replace(r#"<p class="salutation">"#, "<p>");
            let paragraphs: Vec<String> = html
                .split("</p>\n")
                .filter_map(|part| part.strip_prefix("<p>").map(without_tags))
                .collect();
            assert_eq!(paragraphs.join("|"), expected, "{text}");
        }
    }
}

/// Text without its tags.
fn without_tags(html: &str) -> String {
    html.split('<')
        .enumerate()
        .fold(String::new(), |text, (index, part)| {
            text + if index == 0 {
                part
            } else {
                part.split_once('>').map_or("", |(_, after)| after)
            }
        })
}

#[test]
fn a_missing_blank_line_breaks_no_structure() {
    for (text, expected) in [
        (
            "| 甲 |\n|---|\n| 乙 |\n以上是全部。\n一、丙\n",
            "<td>乙</td></tr>\n</tbody>\n</table></div>\n<p>以上是全部。</p>\n<p>一、丙</p>\n",
        ),
        (
            "1. 甲。\n乙\n2. 丙\n（二）丁\n",
            "<ol>\n<li>甲。\n<p>乙</p>\n</li>\n<li>丙</li>\n</ol>\n<p>（二）丁</p>\n",
        ),
        (
            "- 甲。\n  乙。\n  - 丙\n- 丁\n",
            "<ul>\n<li>甲。\n<p>乙。</p>\n<ul>\n<li>丙</li>\n</ul>\n</li>\n<li>丁</li>\n</ul>\n",
        ),
        (
            "甲。\n```\n乙。\n丙\n```\n",
            "<p>甲。</p>\n<pre tabindex=\"0\"><code>乙。\n丙\n</code></pre>\n",
        ),
        ("<div>\n甲。\n乙\n</div>\n", "<div>\n甲。\n乙\n</div>\n"),
        ("**甲。\n乙**丙。", "<p><strong>甲。乙</strong>丙。</p>\n"),
        ("甲。  \n乙\\\n丙", "<p>甲。<br>\n乙<br>\n丙</p>\n"),
    ] {
        let page = page(text);
        assert!(page.ends_with(expected), "{text}\n{page}");
    }
}

#[test]
fn an_indent_before_chinese_makes_no_code() {
    for (text, expected) in [
        (
            "甲。\n\n    乙**丙**。\n    丁。\n",
            "<p>甲。</p>\n<p>乙<strong>丙</strong>。</p>\n<p>丁。</p>\n",
        ),
        (
            "甲。\n\n\t“乙”。\n\n\t丙。\n",
            "<p>甲。</p>\n<p>“乙”。</p>\n<p>丙。</p>\n",
        ),
        (
            "甲。\n    乙。\n\t丙。",
            "<p>甲。</p>\n<p>乙。</p>\n<p>丙。</p>\n",
        ),
        (
            "- 甲\n\n      乙\n",
            "<ul>\n<li>\n<p>甲</p>\n<p>乙</p>\n</li>\n</ul>\n",
        ),
    ] {
        assert_eq!(page(text), expected, "{text}");
        assert_eq!(page(&on_windows(text)), expected, "{text}");
    }
    assert!(page("甲\n\n    let a = 1; // 乙\n").contains("<pre"));
    assert_eq!(complaints("\n\n    由**县负责。"), ["mask-left 3:6+2"]);
}

#[test]
fn a_salutation_is_no_summary() {
    let summary = |text: &str| body(text).summary;
    assert_eq!(
        summary("各党支部：\n\n现将安排通知如下：\n\n- 甲"),
        "现将安排通知如下："
    );
    assert_eq!(
        summary("各党支部：\n　　现将安排通知如下。"),
        "现将安排通知如下。"
    );
    assert_eq!(summary("会议要求：\n\n- 甲\n\n乙"), "会议要求：");
    assert_eq!(summary("各党支部："), "各党支部：");
    // What leads to a list addresses nobody.
    assert_eq!(
        summary("慰问12人，支出6,000元，名单如下：\n\n第一党支部3人。"),
        "慰问12人，支出6,000元，名单如下："
    );
}

#[test]
fn slips_are_pointed_out() {
    for (text, expected) in [
        ("#标题\n\n正文", "heading-unread 1:1+3"),
        ("正文\n##　标题", "heading-unread 2:1+5"),
        ("＃＃ 标题", "heading-unread 1:1+5"),
        ("> #标题", "heading-unread 1:3+3"),
        ("某某支部\n---\n正文", "heading-underlined 1:1+4"),
        ("- 甲\n-乙\n-丙", "list-unread 2:1+2"),
        ("* 甲\n*乙", "list-unread 2:1+2"),
        ("1. 甲\n2.乙", "list-unread 2:1+3"),
        ("-甲\n-乙", "list-unread 1:1+2"),
        ("项目\t金额\n党费\t120\n其他\t5", "table-unread 1:1+5"),
        ("| 项目 | 金额 |\n| 党费 | 120 |", "table-unread 1:1+11"),
        ("｜项目｜金额｜\n｜党费｜120｜", "table-unread 1:1+7"),
        ("| 项目 | 金额 |\n| --- |\n| 党费 | 120 |", "table-unread 1:1+11"),
        ("```\n甲\n\n乙", "code-unclosed 1:1+3"),
        ("！[合影](a.png)", "image-unread 1:2+11"),
        ("见【纪要】（a.md）。", "link-unread 1:2+10"),
        ("见【纪要】(https://a.cn)。", "link-unread 1:2+18"),
    ] {
        assert_eq!(complaints(text), [expected], "{text}");
        assert_eq!(complaints(&on_windows(text)), [expected], "{text}");
    }
}

#[test]
fn clean_prose_is_left_in_peace() {
    for text in [
        "#主题党日#活动照片",
        "# 标题\n\n#1 和 #2",
        "-5℃到3℃\n-甲",
        "*重点*工作\n*纪律*教育",
        "> 引文。\n> -某某",
        "- 甲：\n  1.乙\n  2.丙",
        "1. 甲\n2. 乙\n\n甲\n\n---\n\n乙\n\n***",
        "| 项目 | 金额 |\n|---|---|\n| 党费 | 120 |",
        "|a|+|b|=3",
        "姓名\t张一\n\n甲",
        "```\n#标题\n-甲\n-乙\n甲\t乙\n丙\t丁\n```",
        "~~~~\n```\n~~~~",
        "- ```\n  甲\n  ```\n- 乙",
        "> ```\n> 甲\n> ```",
        "好！[名单](a.md)",
        "【通知】（共3页）",
    ] {
        assert!(complaints(text).is_empty(), "{text}\n{:?}", complaints(text));
    }
}
