//! Numbers and titles.

use super::builder::text_of;
use super::check::{check, check_table, field};
use super::whole::flat;
use crate::import::official::recognise;
use crate::import::text::{Alignment, SourceBlock};
use crate::words::rows;

#[test]
fn titles_of_one_to_four_lines() {
    let body = "各党支部：\n为做好工作，现将有关事项通知如下。\n中共青山实验学校总支部委员会\n2026年3月12日";
    let cases = r"
        关于开展主题党日活动的通知 => 关于开展主题党日活动的通知
        ^关于开展主题党日⏎活动的通知 => 关于开展主题党日活动的通知
        ^关于开展主题党日\n^活动的通知 => 关于开展主题党日活动的通知
        关于开展主题党日\n活动的通知 => 关于开展主题党日活动的通知
        ^关 于 开 会 的 通 知 => 关于开会的通知
        ^青山实验学校党总支\n^关于开会的通知 => 青山实验学校党总支关于开会的通知
        青山实验学校党总支\n关于开会的通知 => 青山实验学校党总支关于开会的通知
        ^通　知 => 通知
        ^教师党员应知应会知识摘编\n^（第三期）\n^青山实验学校党建办公室 编\n^2026年11月 => 教师党员应知应会知识摘编（第三期）
        ^教师党员应知应会知识摘编（第三期）\n^青山实验学校党建办公室编 2026年11月 => 教师党员应知应会知识摘编（第三期）
        ^党建办公室\n^制度汇编 => 党建办公室制度汇编
        ^党员学习资料\n^《中国共产党纪律处分条例》学习要点 => 《中国共产党纪律处分条例》学习要点
        中共青山职业学校委员会\n关于表彰先进党支部的\n决    定 => 中共青山职业学校委员会关于表彰先进党支部的决定
        ^关于印发《2026年工作要点》\n^的通知 => 关于印发《2026年工作要点》的通知
        ^关于印发《2026年\n^工作要点》的通知 => 关于印发《2026年工作要点》的通知
        ^2026年党建工作要点\n^（征求意见稿） => 2026年党建工作要点（征求意见稿）
        2026年党建工作要点\n（讨论稿） => 2026年党建工作要点（讨论稿）
        ^关于做好2026年上半年工作总结\n^和下半年工作计划的通知 => 关于做好2026年上半年工作总结和下半年工作计划的通知
        ^中共青山实验学校总支部委员会文件\n^青党发〔2026〕3号\n^关于开会的通知 => 关于开会的通知
        ^中共云岭县教育和体育局党组文件\n^云教体党〔2026〕3号\n^关于开会的通知 => 关于开会的通知
        ^中共青山实验学校总支部委员会\n^青党发〔2026〕3号\n^关于开会的通知 => 关于开会的通知
        ^关于开会的通知\n^青党发〔2026〕3号 => 关于开会的通知
        青党发〔2026〕3号\n关于开会的通知 => 关于开会的通知
        000012\n特急\n^关于开会的通知 => 关于开会的通知
        ^让党旗在课堂上飘扬 => 让党旗在课堂上飘扬
        ^#标题让党旗在课堂上飘扬\n^宋知远 => 让党旗在课堂上飘扬
        ^#标题公　　示\n^——2025年度党费收缴、使用情况 => 公示——2025年度党费收缴、使用情况
        ^#标题公告\n^（2026年春季学期书记接待日安排） => 公告（2026年春季学期书记接待日安排）
        让党旗在课堂上飘扬 => 让党旗在课堂上飘扬
        关于开会的通知.docx\n关于开会的通知 => 关于开会的通知
        附件1\n^关于开会的通知 => 关于开会的通知
        ^关于开会的通知\n^（2026年3月12日） => 关于开会的通知
        ^关于拟接收陶小满同志为中共预备党员的公示 => 关于拟接收陶小满同志为中共预备党员的公示
        ^陶小满同志任职前公示 => 陶小满同志任职前公示
        ^关于2026年度“党员先锋岗”\n^拟命名对象的公示 => 关于2026年度“党员先锋岗”拟命名对象的公示
        ^青山实验学校第一党支部\n^支部委员会会议记录 => 青山实验学校第一党支部支部委员会会议记录
        ^*在“七一”表彰大会上的讲话 => 在“七一”表彰大会上的讲话
        ^一次难忘的主题党日\n^——记四月植树活动 => 一次难忘的主题党日
        ^关于《党务公开目录》征求意见的公告 => 关于《党务公开目录》征求意见的公告
        ^2026年 WPS 培训通知 => 2026年WPS培训通知
        青禾党字﹝2026﹞6号　签发人：周敬安\n青山实验学校\n关于开会的通知 => 青山实验学校关于开会的通知
        青禾党发2026年6号\n关于开会的通知 => 关于开会的通知
        青禾党发2026-6号　签发人：周敬安\n关于开会的通知 => 关于开会的通知
        党建简报2026年第3号\n各支部： => 党建简报2026年第3号
        ^Word 2019 使用说明 => Word 2019使用说明
    ";
    check_table(cases, "标题", |head| format!("{head}\n{body}"), None);
}

#[test]
fn the_one_heading_of_a_brief_report_is_its_title() {
    let head = "^党建工作简报\n第12期\n中共青禾实验学校总支部委员会办公室 2026年11月16日";
    let one = format!(
        "{head}\n学校开展“红色经典诵读”主题党日活动\n11月13日下午，学校党总支组织党员诵读经典。\n下一步，每学期开展一次。\n报：区教体局党委\n送：各党支部"
    );
    assert_eq!(field(&one, "标题", None), "学校开展“红色经典诵读”主题党日活动");
    assert_eq!(field(&one, "日期", None), "2026-11-16");
    let left = format!("{:?}", recognise(text_of(&one), None, "文件.txt").text);
    assert!(!left.contains("教体局") && !left.contains("办公室"), "{left}");
    // Of several each is a part.
    let several =
        format!("{head}\n党员诵读经典\n11月13日，党员诵读经典。\n支部走访慰问\n11月14日，支部走访老教师。");
    assert_eq!(field(&several, "标题", None), "党建工作简报");
}

#[test]
fn a_brief_report_without_a_heading_bears_its_number() {
    let text =
        "^党建工作简报\n（第5期）\n9月18日，第二党支部赴博物馆开展活动。\n>党总支办公室\n>2026年9月20日";
    assert_eq!(field(text, "标题", None), "党建工作简报（第5期）");
    let text = "^党建工作简报\n第5期（总第35期）\n学校开展“红色经典诵读”活动\n11月13日下午，学校党总支组织党员诵读经典。";
    assert_eq!(field(text, "标题", None), "学校开展“红色经典诵读”活动");
}

#[test]
fn the_author_below_a_title_is_no_heading() {
    let side = |text: &str| {
        let found = recognise(text_of(text), None, "文件.docx");
        let look = found.text.blocks.iter().find_map(|block| match block {
            SourceBlock::Paragraph(paragraph) if paragraph.plain().contains('宋') => {
                Some(paragraph.look.side)
            }
            _ => None,
        });
        (look, found.branch)
    };
    let report = "^2026年度述职报告\n^第一党支部书记　宋知远\n现述职如下。\n一、履职情况\n全年学习12次。";
    assert_eq!(
        side(report),
        (Some(Alignment::Left), Some("第一党支部书记 宋知远".to_owned()))
    );
    // Each of several heads what is told of him.
    let several = "^先进事迹材料\n^宋知远\n他爱岗敬业。\n^何小英\n她关爱学生。";
    assert_eq!(side(several), (Some(Alignment::Centre), None));
}

#[test]
fn what_a_program_says_around_the_text_that_it_wrote_is_left_out() {
    let text = "当然可以！以下是一份关于召开组织生活会的通知，供您参考：\n^关于召开组织生活会的通知\n各党支部：\n现将有关事项通知如下。\n中共青禾实验学校总支部委员会\n2026年11月10日\n希望这份通知对您有帮助！如果需要调整语气，请随时告诉我。";
    assert_eq!(field(text, "标题", None), "关于召开组织生活会的通知");
    assert_eq!(field(text, "落款", None), "中共青禾实验学校总支部委员会");
    let left = format!("{:?}", recognise(text_of(text), None, "文件.txt").text);
    assert!(!left.contains("当然") && !left.contains("告诉我"), "{left}");
    // A letter to parents ends so too.
    let letter = "^致家长的一封信\n尊敬的家长：\n学校将开展家访。\n如果您有疑问，请联系班主任。";
    let left = format!("{:?}", recognise(text_of(letter), None, "文件.txt").text);
    assert!(left.contains("如果您有疑问"), "{left}");
}

#[test]
fn words_behind_a_colon_are_no_author() {
    let text = "^主题党日：学条例 强作风\n各党支部：\n现将有关事项通知如下。";
    assert_eq!(field(text, "标题", None), "主题党日：学条例 强作风");
}

#[test]
fn what_stood_around_an_article_says_when_it_was_put_up() {
    let text =
        "^七一走访老党员\n青禾教育 2026年7月1日 10:02 江西\n今天上午，党员志愿者走访了老党员。\n点击阅读原文";
    assert_eq!(field(text, "日期", None), "2026-07-01");
    let left = recognise(text_of(text), None, "文件.txt").text;
    assert!(!format!("{left:?}").contains("阅读原文"));
}

#[test]
fn a_text_without_a_title_goes_by_its_file() {
    let body = "各党支部：\n为做好工作，现将有关事项通知如下，请各支部认真落实，不得有误，按时上报。";
    let cases = [
        ("关于开会的通知.docx", "关于开会的通知"),
        ("2026-03-12 关于开会的通知（1）.docx", "关于开会的通知"),
        ("03关于开会的通知 副本.doc", "关于开会的通知"),
        ("C:\\文件\\关于开会的通知_终稿.docx", "关于开会的通知"),
        ("新建.docx", "-"),
        ("IMG_2031.docx", "-"),
    ];
    for (file, expected) in cases {
        let found = recognise(text_of(body), None, file);
        assert!(!found.unsure.is_empty(), "{file}");
        let title = flat(&found).remove("标题");
        assert_eq!(title.as_deref().unwrap_or("-"), expected, "{file}");
    }
}

#[test]
fn a_page_that_says_only_whose_it_is_is_called_by_its_first_line() {
    let titled = |given: &str, first: &str| {
        let mut text = text_of(&format!("{first}\n各党支部：\n现将有关事项通知如下，请照办。"));
        text.title = Some(given.to_owned());
        flat(&recognise(text, None, "文件.html")).remove("标题")
    };
    for (given, first, expected) in [
        ("青山实验学校", "关于开会的通知", "关于开会的通知"),
        ("我校召开党员大会", "昨天下午，天气晴", "我校召开党员大会"),
        ("关于开会的公告", "关于开会的通知", "关于开会的公告"),
    ] {
        assert_eq!(titled(given, first).as_deref(), Some(expected), "{given}");
    }
}

#[test]
fn numbers_of_documents() {
    let cases = r"
        青禾党发〔2026〕6号 => 青禾党发〔2026〕6号
        发文字号：青禾党发〔2026〕6号 => 青禾党发〔2026〕6号
        | 索引号 | QH-2026-06 | 发文字号 | 青禾党发〔2026〕6号 |\n| 发布机构 | 青禾镇中心学校 | 发布日期 | 2026-03-02 | => 青禾党发〔2026〕6号
        | 索引号 | QH-2026-06 | 文号 | 无 | => -
        | 青禾党发〔2026〕6号 | 签发人：周敬安 | => 青禾党发〔2026〕6号
        青禾党发[2026]6号 => 青禾党发〔2026〕6号
        青禾党发（2026）6号 => 青禾党发〔2026〕6号
        青禾党发(2026)6号 => 青禾党发〔2026〕6号
        青禾党发【2026】6号 => 青禾党发〔2026〕6号
        青禾党发［2026］6号 => 青禾党发〔2026〕6号
        青禾党发〔２０２６〕６号 => 青禾党发〔2026〕6号
        青禾党发〔2026〕第06号 => 青禾党发〔2026〕6号
        ^青禾党发 〔2026〕 12 号 => 青禾党发〔2026〕12号
        青禾党（支）发〔2026〕6号 => 青禾党（支）发〔2026〕6号
        青禾党发〔2026〕6号　签发人：周敬安 => 青禾党发〔2026〕6号
        青禾党字﹝2026﹞6号　　签发人：周敬安 => 青禾党字〔2026〕6号
        〔2026〕6号 => -
        青禾党发2026年6号 => -
        青禾党发〔26〕6号 => -
        青禾党发〔2026〕号 => -
        青禾党发〔2026〕0号 => -
    ";
    let made = |number: &str| format!("{number}\n^关于开会的通知\n各支部：\n现通知如下。");
    check_table(cases, "发文字号", made, None);
}

#[test]
fn a_letterhead_in_a_table_is_none_of_the_title() {
    let text = "| 中共青山学校总支部委员会/青山学校工会 | 文件 |\n青山党发〔2026〕3号\n^转发《设置的通知》\n^的补充通知\n各支部：\n请照办。";
    assert_eq!(field(text, "标题", None), "转发《设置的通知》的补充通知");
    assert_eq!(field(text, "发文字号", None), "青山党发〔2026〕3号");
}

#[test]
fn the_day_below_a_title_is_that_of_the_text() {
    // Up to when a list counts; in a notice it is a term.
    let listed = "^党建重点任务清单\n（截至2026年10月30日）\n一、抓好学习。";
    assert_eq!(field(listed, "日期", None), "2026-10-30");
    let notice = listed.replace("任务清单", "工作的通知");
    assert_eq!(field(&notice, "日期", None), "-");
    let cases = [
        ("（2026年2月25日）", "2026-02-25"),
        ("（二〇二六年十月十六日）", "2026-10-16"),
        ("发布时间：2026-11-13", "2026-11-13"),
        ("翠屏小学党支部编 2026年5月6日", "2026-05-06"),
        ("翠屏小学党支部 编印　2026年5月6日", "2026-05-06"),
        ("2026年2月25日召开会议。", "-"),
    ];
    let made = |line: &str| format!("^关于开会的通知\n{line}\n请按时到会。");
    check(&cases, "日期", made, None);
}

#[test]
fn the_head_above_a_title_is_no_text() {
    let cases = r"
        ^中共云岭县教育和体育局党组文件\n^云教体党〔2026〕3号\n^关于开会的通知 => 中共云岭县教育和体育局党组文件
        ^会 议 纪 要\n^〔2026〕第9期\n^中共青山学校委员会2026年第9次会议纪要 => 〔2026〕第9期
    ";
    for (head, gone) in rows(cases) {
        let text = format!("{head}\n现将有关事项说明如下。\n会议讨论了有关工作。");
        let found = recognise(text_of(&text), None, "文件.docx");
        let kept = found.text.blocks.iter().any(|block| match block {
            SourceBlock::Paragraph(paragraph) => paragraph.plain() == gone,
            SourceBlock::Table(_) | SourceBlock::Rule => false,
        });
        assert!(!kept, "{gone}");
        assert!(found.unsure.iter().any(|said| said.contains(&gone)), "{gone}");
    }
}
