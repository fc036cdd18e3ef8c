//! Sheets and pages as offices make them, whole, and what their drafts say or must not say. A line of a table is a case.

use super::ImportRequest;
use crate::read::{Branch, Organization};

/// The draft that a file becomes, with what has to be looked at; all of them where it becomes several.
fn draft(ending: &str, source: &str) -> String {
    let branch = |(id, name): (&str, &str)| Branch {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Branch::default()
    };
    let organization = Organization {
        name: Some("中共青禾实验学校总支部委员会".to_owned()),
        branches: [("yi", "第一党支部"), ("er", "第二党支部")].map(branch).to_vec(),
        ..Organization::default()
    };
    let request = ImportRequest {
        ending,
        bytes: source.as_bytes(),
        file_name: "文件",
        kind: None,
        organization: &organization,
        is_dated: false,
    };
    let entries = request.entries(&|_| None).unwrap();
    let form = "---\n\n标题: 甲\n\n台账: 甲\n行:\n# 支部: 甲\n---\n";
    let drafts = entries.iter().map(|entry| {
        let (text, _) = entry.file(form, "文件", String::new());
        format!("《{}》\n{text}", entry.title)
    });
    drafts.collect::<Vec<_>>().join("\n")
}

/// What a draft must say, and behind `!` must not.
fn check(ending: &str, cases: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (source, wanted) in cases {
        let said = draft(ending, source);
        for word in *wanted {
            let is_right = match word.strip_prefix('!') {
                Some(word) => !said.contains(word),
                None => said.contains(word),
            };
            if !is_right {
                wrong += &format!("{source}\n  {word}\n{said}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn sheets_say_all_that_stands_around_their_tables() {
    const ROWS: &str = "问题,措施,责任人,发现日期,整改时限\n橱窗内容陈旧,更换,毛小红,2026-03-02,2026-03-20";
    let titled = |line: &str| format!("意识形态检查问题整改台账\n{line}\n{ROWS}\n");
    let lines: [(String, &[&str]); 5] = [
        (
            titled("检查组：县委宣传部,,,,共检查3处，发现问题1个"),
            &[
                "《意识形态检查问题整改台账》",
                "表上面的“检查组：县委宣传部”“共检查3处，发现问题1个”没有导入",
            ],
        ),
        (
            titled("检查组：县委宣传部；共检查3处，发现问题1个"),
            &[
                "《意识形态检查问题整改台账》",
                "“检查组：县委宣传部；共检查3处，发现问题1个”没有导入",
            ],
        ),
        (
            titled("检查人：漆向东,,,,检查日期：2026年3月2日"),
            &["《意识形态检查问题整改台账》", "“检查人：漆向东”"],
        ),
        (
            titled("说明：本台账由宣传委员填写,,,,第1页 共1页"),
            &["《意识形态检查问题整改台账》", "“第1页共1页”"],
        ),
        // A title goes on below, alone or in brackets.
        (
            titled("（2026年第一季度）,,,,单位：元"),
            &["《意识形态检查问题整改台账（2026年第一季度）》"],
        ),
    ];
    let lines: Vec<(&str, &[&str])> = lines
        .iter()
        .map(|(line, wanted)| (line.as_str(), *wanted))
        .collect();
    check("csv", &lines);
    check(
        "csv",
        &[
            // Two tables with columns of their own, one above the other.
            (
                "2026年第三季度志愿服务统计\n支部,场次,人数,时长\n第一党支部,3,40,6\n第二党支部,2,31,4\n合计,5,71,10\n,,,\n\
                 2026年第三季度党课统计\n党课题目,主讲人,日期,参加人数\n学党章,米海涛,2026-07-10,17\n讲初心,毛小红,2026-08-20,18\n",
                &[
                    "《2026年第三季度志愿服务统计》",
                    "《2026年第三季度党课统计》",
                    "党课题目: 学党章",
                ],
            ),
            // Headings of parts begin no other table.
            (
                "2026年志愿服务统计\n活动,场次,人数,时长\n清扫,3,40,6\n,,,\n二、校外\n劝导,未报,未报,未报\n助学,2,31,4\n",
                &["《2026年志愿服务统计》", "!《二、校外》"],
            ),
            (
                "发展党员情况登记表\n姓名,支部,确定为入党积极分子时间,接收为预备党员时间,转为正式党员时间\n\
                 文静怡,第一党支部,2022.06.10,2025.05.09,2026.05.20\n邵小燕,第一党支部,2024.12.20,,\n",
                &["阶段: 正式党员", "2026-05-20", "阶段: 入党积极分子"],
            ),
            (
                "2026年任务清单\n任务,责任人,完成时限,落实情况\n甲,冉学义,2026年4月30日,已于4月26日完成\n\
                 乙,冉学义,2026年4月30日,已完成（4月27日）\n丙,冉学义,2026年4月30日,按时完成，已归档\n\
                 丁,冉学义,2026年4月30日,4月28日前完成\n",
                &[
                    "完成日期: 2026-04-26",
                    "完成日期: 2026-04-27",
                    "完成日期: （填日期）",
                    "!2026-04-28",
                    "没有写年份，按表里的年份填了“完成日期”",
                    "说已经完成，却没有完成日期",
                ],
            ),
            (
                "2026年第二季度党费收缴表\n支部,党员数,应缴,实缴,上缴上级党组织\n第一党支部,19,4836,4836,4836\n",
                &["上缴: 4836"],
            ),
            (
                "第二党支部2025年度党费收缴台账\n月份,党员数,应缴党费,实缴党费\n1月,14,504,504\n2月,14,504,504\n",
                &["支部: 'er'"],
            ),
            (
                "主题党日活动登记表\n支部：第一党支部\n日期,主题,参加人数\n2026-03-05,学雷锋,17\n2026-04-05,祭英烈,16\n",
                &["支部: 'yi'", "!“支部：第一党支部”"],
            ),
        ],
    );
}

#[test]
fn pages_say_what_stands_beside_their_articles_and_nothing_of_the_site() {
    check(
        "html",
        &[
            (
                "<html><head><title>优秀党建品牌拟命名名单公示_县政府</title></head><body><div><table><tr><td>索引号</td><td>wcx/2026-00087</td><td>发布机构</td><td>县教育局</td></tr>\
                 <tr><td>生成日期</td><td>2026-05-18</td><td>文号</td><td>渭教党〔2026〕33号</td></tr></table></div><h1>优秀党建品牌拟命名名单公示</h1>\
                 <div class=TRS_Editor><p>根据评选办法，拟命名以下党建品牌，现予以公示。</p><p>公示期为2026年5月19日至5月25日。</p></div></body></html>",
                &["发文字号: 渭教党〔2026〕33号", "索引号：wcx/2026-00087"],
            ),
            (
                "<html><head><title>关于健步走活动的通知-通知公告-青禾实验学校</title></head><body><div><h1>关于健步走活动的通知</h1>\
                 <div>发布时间：2026-03-02 10:15　来源：工会　作者：骆晓燕　点击：238次</div><div id=zoom><p>各党支部：</p><p>校党总支决定开展健步走活动，请参加。</p></div></div></body></html>",
                &["“作者：骆晓燕”没有写进正文"],
            ),
            // An old page that is laid out by a table: a menu in one cell, the article in the other.
            (
                "<html><head><title>渭川县城关第二中学 -- 第一党支部召开党员大会</title></head><body><table><tr><td colspan=2><img src=b.gif></td></tr>\
                 <tr><td>本站公告<br>友情链接<br><a href=#>中国教育新闻网</a></td><td><font size=5><center>第一党支部召开党员大会</center></font><center>发布者:admin 发布时间:2026-3-13 阅读:85次</center><hr>\
                 <p>　　2026年3月12日下午16时30分，第一党支部在行政楼小会议室召开第一季度党员大会，应到党员14名，实到13名。会议由支部书记骆晓燕主持。</p>\
                 <p>　　会议讨论通过了支部2026年“三会一课”计划。</p></td></tr><tr><td colspan=2>Copyright 2008-2026 渭川县城关第二中学 All Rights Reserved</td></tr></table></body></html>",
                &[
                    "!友情链接",
                    "!阅读",
                    "地点: 行政楼小会议室",
                    "主持人: 骆晓燕",
                    "应到: 14",
                ],
            ),
            (
                "<html><head><title>主题党日 | 走进旧址</title></head><body><h1 id=activity-name>主题党日 | 走进旧址</h1><div id=js_content><p>↑点击蓝字 关注我们</p>\
                 <p>9月18日下午，青禾实验学校第二党支部组织全体党员赴红军长征旧址开展主题党日活动。</p><p>编辑：车红梅</p><p>审核：漆向东</p><p>往期推荐</p>\
                 <p><a href=https://mp.weixin.qq.com/s/z>学校召开新学期党员大会</a></p><p>分享、点赞、在看，就差你了</p></div></body></html>",
                &["支部: 'er'", "!关注我们", "!往期推荐", "!就差你了"],
            ),
            (
                "<html><head><title>中央八项规定精神应知应会</title></head><body><div class=tit>中央八项规定精神应知应会</div><div>来源：县纪委　　日期：2026-06-03　　人气：77</div>\
                 <div><p>学生自制的贺卡可以收；购物卡、红包一律不得收受。</p><p>培训、考察不能绕道游览，也不得接受宴请。</p></div></body></html>",
                &["日期: 2026-06-03", "!人气"],
            ),
            (
                "<html><body><h1>关于食堂管理办法公开征求意见的公告</h1><p>2026年9月14日</p><p>现向社会公开征求意见。可在2026年9月30日前，通过以下方式提出意见：</p>\
                 <ul><li>电子邮箱：zwc@wcedu.example.cn</li><li>通信地址：建设路16号总务处</li><li>联系电话：0938-5210377</li></ul><p align=right>青禾实验学校</p><p align=right>2026年9月14日</p></body></html>",
                &[
                    "方式: '电子邮箱：zwc@wcedu.example.cn；通信地址：建设路16号总务处；联系电话：0938-5210377",
                    "- 通信地址：建设路16号总务处",
                    "!\n2026年9月14日\n",
                ],
            ),
        ],
    );
}

#[test]
fn what_stands_around_a_title_heads_nothing() {
    check(
        "txt",
        &[
            (
                "                会议记录\n          第3期（总第41期）\n\n时间：2026年3月16日\n地点：会议室\n主持人：魏思远\n",
                &["!## 第3期", "“第3期（总第41期）”没有写进正文"],
            ),
            (
                "第二党支部组织生活会记录\n时间：2026年1月15日 14:30-17:40\n地点：阶梯教室\n主持：漆向东\n一、会议议程\n1.支部书记述职；\n2.民主测评。\n二、测评结果\n好15票，较好2票。\n",
                &["议题:", "## 一、会议议程"],
            ),
        ],
    );
}
