//! Pages of every kind → their blocks, looks, pictures, titles and addresses; pages that were made to do harm.

use super::*;
use crate::import::shown::{blocks, shown};
use crate::words::{cells, rows, rows_give};

const PAGE: &str = "https://www.example.com/a/t.html";

/// A piece from the clipboard, as blocks.
fn piece(html: &str) -> String {
    let mut text = read(html, Some(PAGE), &|_| None);
    take_copied_lines(&mut text);
    blocks(&text.blocks, "\n").trim_end().to_owned()
}

#[test]
fn an_old_page_laid_out_by_tables_is_a_page_though_it_was_written_with_word() {
    let page = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<table><tr><td><a href="i.asp">网站首页</a> | <a href="a.asp">学校简介</a></td></tr></table>
<table><tr><td>您现在的位置：网站首页 → 正文</td></tr><tr><td>某校推荐人选公示</td></tr>
<tr><td><p>经评审，拟推荐以下人员。</p></td></tr><tr><td>上一条：没有信息　下一条：<a href="d.asp">收费公示</a></td></tr>
<tr><td>【打印本页】【关闭窗口】</td></tr></table><div>Copyright © 2026 某校 All Rights Reserved</div></body></html>"#;
    assert_eq!(
        shown(&read(page, Some(PAGE), &|_| None)),
        "某校推荐人选公示\n经评审，拟推荐以下人员。\n来源：https://www.example.com/a/t.html\n略去：网页上的导航、按钮等×5\n"
    );
    let saved_by_word = shown(&read(page, None, &|_| None));
    assert!(saved_by_word.contains("您现在的位置"), "{saved_by_word}");
}

#[test]
fn menus_and_footers_are_no_part_of_a_short_article() {
    let page = r##"<html><body><div id="left"><h3>党建园地</h3><p>党务公开、三会一课、支部风采、发展党员、廉政建设</p></div>
<div id="main"><div>当前位置：网站首页、党建园地、党务公开、公示公告、正文内容</div>
<div id="content"><p>经支部推荐，学校党委研究，拟表彰以下同志。</p><p>有异议的，请向党政办公室反映。</p></div></div>
<div id="bottom">青山中学版权所有，地址：青山县青山路7号，办公室电话：0799-6600123，邮编：000000</div></body></html>"##;
    let found = shown(&read(page, Some(PAGE), &|_| None));
    assert!(found.starts_with("经支部推荐"), "{found}");
    let is_taken = ["版权所有", "支部风采"].iter().any(|words| found.contains(words));
    assert!(!is_taken, "{found}");
    // What stands beside it in sentences of its own is text.
    let parted = page
        .replace("版权所有", "版权所有。")
        .replace("支部风采", "支部风采。");
    let found = shown(&read(&parted, Some(PAGE), &|_| None));
    assert!(found.contains("支部风采"), "{found}");
    // The title stands around the text, with what belongs to it.
    let titled = r##"<html><head><title>把要求落到支部 - 青山教育网</title></head><body>
<div class="a"><div class="b">把要求落到支部<br>——《支部工作条例》学习体会</div><div class="c"><p>条例对怎样工作、怎样学习作了规定，支部要照办。</p><p>既学原文，也联系教学实际，做到底数清、去向明。</p></div></div>
<div class="f">青山县教育局主办，地址：青山县青山路7号，办公室电话：0799-6600123，邮编：000000</div></body></html>"##;
    let found = shown(&read(titled, Some(PAGE), &|_| None));
    assert!(found.contains("学习体会") && !found.contains("主办"), "{found}");
}

#[test]
fn pieces_become_blocks() {
    let table = r"
        甲<p>乙</p>丙 => 甲\n乙\n丙
        <p>甲\n乙</p> => 甲乙
        <p>one\n two</p> => one two
        <p>甲<br>乙</p> => 甲⏎乙
        <p>甲<br><br>乙</p> => 甲\n乙
        <div>　　会议强调，要学。<br>　　会议要求，要做。</div> => 会议强调，要学。\n会议要求，要做。
        <div>会议强调，要学。<br>会议要求，要做。</div> => 会议强调，要学。\n会议要求，要做。
        <p>&nbsp;</p><p><br></p><p>甲</p> => 甲
        <p>&nbsp;&nbsp;&nbsp;&nbsp;甲&nbsp;</p> => 甲
        <p>甲<b>乙</b><i>丙</i><s>丁</s>x<sup>2</sup>H<sub>2</sub></p> => 甲**乙**_丙_~~丁~~x^2^H~2~
        <p>甲<span style='font-weight:bold'>乙</span></p> => 甲**乙**
        <p>甲<span style='text-decoration:line-through'>乙</span></p> => 甲~~乙~~
        <p>x<span style='vertical-align:super'>2</span></p> => x^2^
        <p align=center>甲</p><p style='text-align:right'>乙</p><center>丙</center> => <中>甲\n<右>乙\n<中>丙
        <div style='text-align:center'><p>甲</p></div><p>乙</p> => <中>甲\n乙
        <h1>甲</h1><h3>乙<br>丙</h3><p>丁</p> => h1 甲\nh3 乙⏎丙\n丁
        <ul><li>甲</li><li>乙<ol><li>丙</li></ol></li></ul> => - 甲\n- 乙\n  1. 丙
        <ul><li><p>甲</p><p>乙</p></li></ul> => - 甲⏎乙
        <ol start=3><li>甲<li>乙</ol> => {3.}甲\n{4.}乙
        <ol style='list-style:cjk-ideographic'><li>甲<li>乙</ol> => {一、}甲\n{二、}乙
        <ul style='list-style-type:none'><li>甲</ul> => 甲
        <blockquote><p>甲</p></blockquote><hr><pre>a\n  b</pre> => > 甲\n----\n``` a⏎  b
    ";
    rows_give(table, piece);
}

#[test]
fn links_pictures_and_indents_are_read_as_they_are_meant() {
    let table = r"
        <a href='/b?utm_source=1'>甲</a> => [甲](https://www.example.com/b)
        <a href='javascript:go()'>甲</a><a href='#x'>乙</a> => 甲乙
        <p>见<a href='b.html'> 甲 </a>。</p> => 见 [甲](https://www.example.com/a/b.html) 。
        <a href='b.html'><p>甲</p><p>乙</p></a> => [甲](https://www.example.com/a/b.html)\n[乙](https://www.example.com/a/b.html)
        <a href='b.jpg'><img src='s.jpg?x=1'></a> => 〔图片（网上：https://www.example.com/a/s.jpg）〕
        <img src='a.gif' width=1 height=1>甲 => 甲
        <p>甲<video src=x></video>乙</p> => 甲〔视频〕乙
        <p>甲<math><mi>x</mi></math></p> => 甲〔公式〕
        <p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;2026年3月2日</p> => <中>2026年3月2日
        <p>一</p><p>二</p><p>三</p><p>　　　　　　　　　　　　　　　中共某校支部</p> => 一\n二\n三\n<右>中共某校支部
    ";
    rows_give(table, piece);
    assert_eq!(piece("<p>甲\u{200b}\u{feff}乙&#1;</p>"), "甲乙");
}

#[test]
fn tables_that_say_something_stay_tables() {
    let table = r"
        <table><tr><th>甲<th>乙<tr><td>1<td>2</table> => |=甲|乙|\n|1|2|
        <table><thead><tr><td>甲<td>乙</thead><tr><td>1<td>2</table> => |=甲|乙|\n|1|2|
        <table><tr><td colspan=2>甲<tr><td rowspan=9>乙<td>丙<tr><td>丁</table> => |(2×1)甲|\n|(1×2)乙|丙|\n|丁|
        <table><caption>表</caption><tr><td>1<td><p>2</p><p>3</p></table>后 => 表\n|1|2/3|\n后
        <table><tr><td><p>甲</p><p>乙</p></table> => 甲\n乙
        <table><tr><td>甲<tr><td>乙</table> => 甲\n乙
        <table><tr><td><table><tr><td>1<td>2</table><td></table> => |1|2|
        <table><tr><td>1<td>2<tr style='display:none'><td>3<td>4<tr><td><td></table> => |1|2|
        <table><tr><td style='text-align:right'>1<td align=center>2</table> => |<右>1|<中>2|
        <table> <tr> <td>1</td> <td>2</td> </tr> </table> => |1|2|
    ";
    rows_give(table, piece);
}

#[test]
fn what_word_copies_is_read_as_it_was_seen() {
    let table = r#"
        <p class=MsoNormal>甲<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p> => 甲
        <!--[if gte mso 9]><xml>秘密</xml><![endif]--><xml><w:View>秘密</w:View></xml><p>甲</p> => 甲
        <p style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>（一）<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>甲</p> => {>（一）}甲
        <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>Ø<span>&nbsp;</span></span>甲</p> => {•}甲
        <p>甲<del cite='mailto:x' datetime='2026'>秘密</del><ins cite=x>乙</ins></p> => 甲乙
        <p>甲<span style='mso-hide:all;display:none'>秘密</span></p> => 甲
        <p>甲<a class=msocomanchor href='#_msocom_1'>[A1]</a></p><div style='mso-element:comment-list'>秘密</div> => 甲
        <p class=MsoTitle>甲</p> => # 甲
    "#;
    rows_give(table, piece);
    let html = "<p>甲<a href='#_ftn1' name='_ftnref1'>[1]</a></p><div style='mso-element:footnote-list'><hr><div \
                style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>[1]</a> 乙</p></div></div>";
    assert_eq!(shown(&read(html, None, &|_| None)), "甲[^0]\n[^0]: 乙\n");
}

#[test]
fn pictures_are_kept_where_they_are_at_hand() {
    // A PNG's head: 100 by 50.
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x64\0\0\0\x32\x08\x02\0\0\0".to_vec();
    let beside = |path: &str| (path == "页_files/a b.png").then(|| png.clone());
    let table = r"
        <img src='./%E9%A1%B5_files/a%20b.png' data-src='https://x.example.com/a'> => ![0]
        <img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGQAAAAyCAIAAAA='> => ![0]
        <img src='page_files/b.png'> => 〔图片〕
        <img src='data:image/svg+xml,%3Csvg%3E' data-src='https://x.example.com/640?wx_fmt=png'>
        => 〔图片（网上：https://x.example.com/640）〕
        <img src='data:text/html,<p>x'>甲 => 〔图片〕甲
    ";
    for (html, expected) in rows(table) {
        let text = read(&html, None, &beside);
        assert_eq!(blocks(&text.blocks, "\n").trim_end(), expected, "{html}");
        if expected == "![0]" {
            let picture = &text.pictures[0];
            assert_eq!((&*picture.ending, text.pictures.len()), ("png", 1));
            assert!(picture.bytes.starts_with(b"\x89PNG"));
        }
    }
}

/// Nothing that readers of a page do not see is in its text.
#[test]
fn what_nobody_sees_is_not_taken() {
    let html = "<!DOCTYPE html><html lang=canary><head><meta name=author content=canary><style>.canary{}</style>\
        <script>var canary='canary'</script><title>会议通知-canary站</title></head><body data-x=canary class=canary onload='canary()'>\
        <!-- canary --><nav>canary</nav><div id=zoom title=canary><p id=canary style='color:canary' data-canary=canary>\
        本校定于三月二日召开党员大会，请各位党员准时参加，不得缺席。<span style='display:none'>canary</span><span hidden>canary</span>\
        <span style='visibility:hidden'>canary</span><i aria-hidden=true>canary</i><template>canary</template>\
        <noscript>canary</noscript><button>canary</button><input value=canary><textarea>canary</textarea>\
        <select><option>canary</select><svg><text>canary</text></svg><object data=canary>canary</object>\
        <img src='https://user:canary@x.example.com/a.png?canary=1#canary'><a href='javascript:canary'>会议</a>\
        <a href='https://canary:canary@x.example.com/b?utm_campaign=canary&id=1' title=canary target=canary>材料</a></p></div>\
        <footer>canary</footer></body></html>";
    let text = read(html, None, &|_| None);
    assert!(!format!("{text:?}").contains("canary"), "{text:?}");
    let mut omissions = text.omissions.iter();
    let hidden = omissions.find(|omission| omission.what == "不显示的文字");
    assert_eq!(hidden.map(|omission| omission.count), Some(3));
}

#[test]
fn what_only_sounds_like_a_menu_is_text() {
    let notice = "本校定于三月二日召开党员大会，请各位党员准时参加。会期半天，不得缺席，有事向支部书记请假并说明原因和时间。会后各小组讨论";
    for html in [
        format!("<html><body><div class='print content'><p>{notice}</p></div>"),
        format!("<html><body><p>{notice}</p><div class=share>分享到微信</div>"),
        format!("<aside>{notice}</aside>"),
    ] {
        let text = read(&html, None, &|_| None);
        assert_eq!(blocks(&text.blocks, "\n"), format!("{notice}\n"), "{html}");
    }
}

#[test]
fn a_row_of_links_that_begins_at_the_first_page_is_a_menu() {
    let notice = "本校定于三月二日召开党员大会，请各位党员准时参加。会期半天，不得缺席，有事向支部书记请假并说明原因和时间。会后各小组讨论";
    for (row, kept) in [
        ("<a href='/'>网站首页</a><a href='/z/'>政务公开</a>", ""),
        ("<ul><li><a href='/'>首页</a><li><a href='/z/'>公开</a></ul>", ""),
        (
            "<a href='/a.doc'>附件1</a><a href='/b.doc'>附件2</a>",
            "附件1附件2\n",
        ),
    ] {
        let html = format!("<html><body><div class=top>{row}</div><p>{notice}</p>");
        let text = read(&html, None, &|_| None);
        assert_eq!(blocks(&text.blocks, "\n"), format!("{kept}{notice}\n"), "{row}");
    }
}

#[test]
fn titles_and_addresses_are_found_where_pages_have_them() {
    let long = "本校定于三月二日召开党员大会，请各位党员准时参加，不得缺席，".repeat(3);
    let page = |head: &str, body: &str| {
        let html = format!(
            "<html><head>{head}</head><body>{body}<div><p>{long}</p><p>{long}</p></div></body></html>"
        );
        let text = read(&html, None, &|_| None);
        (text.title.unwrap_or_default(), text.address.unwrap_or_default())
    };
    let table = r#"
        <title>关于开会的通知-某市教育局</title> => 关于开会的通知
        <title>2025-2026学年工作计划 - 某校</title> => 2025-2026学年工作计划
        <title>关于开会的通知_新闻_某校</title><body><h2>关于开会的通知</h2> => 关于开会的通知
        <title>青禾中学</title><body><div>首页 党务公开</div><div>关于公开征求《方案》意见的公告</div><div>作者：党支部 来源：本站 时间：2026/3/2 17:03:20 点击数：142</div> => 关于公开征求《方案》意见的公告
        <title>青禾中学_我校召开表彰大会</title> => 我校召开表彰大会
        <title>党建动态-我校召开表彰大会-青禾中学</title><body><h1>青禾中学</h1><b>我校召开表彰大会</b> => 我校召开表彰大会
        <title>青禾中学</title><body><div>首页 | 新闻</div><div>我校召开表彰大会</div><div>作者:党办 来源:本站 更新时间:2026-7-2</div> => 我校召开表彰大会
        <meta name=ArticleTitle content='关于甲的公告'><title>某局</title> => 关于甲的公告
        <meta property='og:title' content='关于乙的公告'><title>某局</title><body><h1>某局</h1> => 关于乙的公告
        <title>某局</title><body><div class=arti_title>关于丙的公告</div> => 关于丙的公告
        // Of a section, where the page shows another one.
        <title>公示公告</title><body><h1>关于丁的公示</h1> => 关于丁的公示
        <title>公示公告</title><body><p>公示公告</p><h1>关于丁的公示</h1> => 公示公告
        <title>关于丁的公示</title><body><h1><a href='/'>某某学校</a></h1> => 关于丁的公示
        <title>公示公告</title><body><h2>相关链接</h2> => 公示公告
        <title>工作要点</title><body><h1>一、总体要求和任务</h1> => 工作要点
        <title>关于丁的公示</title><body><h1>青山学校党务公开</h1> => 关于丁的公示
        <title>某局</title><link rel=canonical href='https://e.cn/a?spm=1'> => 某局 @ https://e.cn/a
        <!-- saved from url=(0020)https://e.cn/b?from=x --><title>某局</title> => 某局 @ https://e.cn/b
        <script>var msg_link = "http://mp.weixin.qq.com/s?__biz=M&amp;mid=1&amp;idx=1&amp;sn=a&amp;chksm=b#rd";</script> => @ http://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a
    "#;
    rows_give(table, |page_of| {
        let (head, body) = page_of.split_once("<body>").unwrap_or((page_of, ""));
        match page(head, body) {
            (title, address) if address.is_empty() => title,
            (title, address) => format!("{title} @ {address}").trim_start().to_owned(),
        }
    });
    let copied = "Version:0.9\r\nStartHTML:0000000105\r\nSourceURL:https://e.cn/c?utm_id=1\r\n<html><body>\r\n<!--StartFragment--><p>甲</p><!--EndFragment-->";
    let told = shown(&read(copied, None, &|_| None));
    assert_eq!(told, "甲\n来源：https://e.cn/c\n");
}

#[test]
fn a_page_says_when_it_was_published_and_whom_it_has_its_text_from() {
    let long = "本校定于三月二日召开党员大会，请各位党员准时参加，不得缺席，".repeat(8);
    let line = "发布时间：2026-03-02 来源：区教育局 浏览次数：12 字号：<a>大</a> <a>中</a> <a>小</a>";
    let table = r#"
        | | <p>{line}</p> => 发布：2026-03-02\n出处：区教育局\n略去：网页上的导航、按钮等×1\n
        | | <p>{line}　作者：办公室</p> => 发布：2026-03-02\n出处：区教育局\n略去：网页上的导航、按钮等×1\n
        | {line} | => 发布：2026-03-02\n出处：区教育局\n
        | <em id=publish_time>2026年3月10日 16:20</em> | => 发布：2026-03-10\n
        <script>var ct = "1773100000";</script> | | => 发布：2026-03-10\n
        <script>var createTime = '2026-03-10 16:20';</script> | <em id=publish_time></em> | => 发布：2026-03-10\n
        <meta name=PubDate content='2026-03-02 09:00'><meta name=ContentSource content=某局> | |
        => 发布：2026-03-02\n出处：某局\n
        | | <p>点击上方“蓝字”关注我们</p><p>点击下方“阅读原文”查看更多</p> => 略去：网页上的导航、按钮等×2\n
    "#;
    for (page, expected) in rows(table) {
        let [head, above, inside] = cells(&page.replace("{line}", line)).try_into().unwrap();
        let html = format!(
            "<html><head>{head}</head><body><div>{above}</div><div id=js_content>{inside}<p>{long}</p></div></body></html>"
        );
        let is_signed = inside.contains("作者");
        let author = if is_signed { "作者：办公室\n" } else { "" };
        let told = shown(&read(&html, None, &|_| None));
        assert_eq!(told, format!("{author}{long}\n{expected}"), "{html}");
    }
    assert_eq!(piece(&format!("<p>{line}</p><p>甲</p>")), "甲");
    let told = "日期：2026-03-02 作者：办公室";
    assert_eq!(piece(&format!("<p>{told}</p>")), told);
    let bomb = format!("<html><body>{}2026年3月2日", "<b>".repeat(100_000));
    let begun = std::time::Instant::now();
    drop(read(&bomb, None, &|_| None));
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

/// Damaged and hostile pages are read in bounded time and without a panic.
#[test]
fn no_page_stops_the_program() {
    let numbered = |end: &str| (0..100_000).map(|n| format!("a{n}{end}")).collect::<String>();
    let mut bombs = vec![
        "<table><tr><td>".repeat(70_000),
        "<ul><li>".repeat(100_000),
        "<b><i><u><font size=1>甲".repeat(40_000),
        "<p>甲<br>".repeat(100_000),
        "<table>".to_owned() + &"<tr><td colspan=999999999 rowspan=999999999>甲<td>乙".repeat(50_000),
        "<a href=x><p>".repeat(50_000),
        "<!--".repeat(100_000),
        "&nbsp;　".repeat(200_000),
        "<del datetime=1><span style='mso-list:Ignore'>".repeat(50_000),
        "<div style='mso-element:footnote' id=a><a href='#_a'>".repeat(20_000),
        "<img src='data:image/png;base64,AAAA'>".repeat(20_000),
        format!("<p>甲<p {}>", numbered("=' ")),
        format!("<p>甲<p {}>", numbered(" ")),
        format!("<html><body>{}", "<section><p>党员，群众。".repeat(60_000)),
    ];
    bombs.extend(
        ["div", "blockquote", "section", "span"].map(|name| format!("<{name}>").repeat(200_000) + "甲"),
    );
    for bomb in bombs {
        let begun = std::time::Instant::now();
        let text = read(&bomb, None, &|_| None);
        let head: String = bomb.chars().take(40).collect();
        assert!(begun.elapsed().as_secs() < 10, "{head}: {:?}", begun.elapsed());
        drop(text);
    }
}

#[test]
fn a_page_that_is_called_by_its_sort_has_the_title_of_its_text() {
    for (page, expected) in [
        ("公告", None),
        ("通报", None),
        ("关于公布监督电话的公告", Some("关于公布监督电话的公告")),
    ] {
        let page = format!(
            "<html><head><title>{page}</title></head><body><p align=center><b>关于公布监督电话的公告</b></p>\
             <p>各位老师：</p><p>监督电话0931-6600123，请监督。</p><p>2026年4月8日</p></body></html>"
        );
        assert_eq!(read(&page, None, &|_| None).title.as_deref(), expected, "{page}");
    }
}

#[test]
fn comments_of_word_are_told_where_their_marks_are_gone() {
    let page = "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><p>各支部：</p>\
        <div style='mso-element:comment-list'><div style='mso-element:comment'><p>先问书记</p></div></div>";
    assert_eq!(shown(&read(page, None, &|_| None)), "各支部：\n略去：批注×1\n");
}
