//! A title that runs over → lines. GB/T 9704—2012, 7.3.1: “回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或
//! 菱形” – so lines end where a word ends, and never look like a rectangle or an hourglass.

use super::breaks::{Span, TextColumn, lines as wrap, natural_width};
use super::measure::EM;
use super::title_words::{BreakKind, TitleWord, words};

/// More lines than these are not weighed against each other but filled one by one.
const WEIGHED: usize = 4;

/// What makes a break impossible.
const NEVER: i32 = 10_000;

/// Breaks a title for a width in 1/1000 em of its type.
#[must_use]
pub(super) fn lines(title: &str, width: i32) -> Vec<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = natural(&title);
    if whole <= width {
        return vec![title];
    }
    let words = words(&title);
    let fewest = usize::try_from((whole + width - 1) / width.max(1)).unwrap_or(usize::MAX);
    let best = (fewest..=WEIGHED).filter_map(|count| Weigher::new(&words, count, width).best());
    let (breaks, _) = match best.min_by_key(|(_, cost)| *cost) {
        Some(best) if best.1 < NEVER => best,
        _ => return filled(&title, width),
    };
    let mut lines = Vec::with_capacity(breaks.len() + 1);
    let mut from = 0;
    for to in breaks.into_iter().chain([words.len()]) {
        let line: String = words[from..to].iter().map(|word| word.text).collect();
        lines.push(line.trim().to_owned());
        from = to;
    }
    lines
}

fn natural(text: &str) -> i32 {
    natural_width(&[Span::plain(text)], true)
}

/// A title that is too long to be weighed, or that has no place to be broken, fills its lines; the last one is not left
/// with a single character, because the lines become narrower until it has more.
fn filled(title: &str, width: i32) -> Vec<String> {
    let spans = [Span::plain(title)];
    let at = |width: i32| {
        let measure = TextColumn {
            width,
            indent: 0,
            bold: true,
        };
        wrap(&spans, measure)
    };
    let count = at(width).len();
    let narrower = (0..8)
        .map(|step| at(width - step * EM))
        .find(|lines| lines.len() == count && lines.last().is_some_and(|last| last.width >= 4 * EM));
    let lines = narrower.unwrap_or_else(|| at(width));
    lines
        .iter()
        .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect())
        .collect()
}

/// All ways to break words into so many lines.
struct Weigher<'w, 't> {
    words: &'w [TitleWord<'t>],
    count: usize,
    width: i32,
    /// How wide the words before each place are.
    before: Vec<i32>,
    breaks: Vec<usize>,
    best: Option<(Vec<usize>, i32)>,
}

impl<'w, 't> Weigher<'w, 't> {
    fn new(words: &'w [TitleWord<'t>], count: usize, width: i32) -> Self {
        let mut before = vec![0];
        for word in words {
            before.push(before[before.len() - 1] + natural(word.text));
        }
        Self {
            words,
            count,
            width,
            before,
            breaks: Vec::new(),
            best: None,
        }
    }

    fn best(mut self) -> Option<(Vec<usize>, i32)> {
        self.weigh(0, 0);
        self.best
    }

    /// Adds all breaks behind `from`; `cost` is that of those already chosen.
    fn weigh(&mut self, from: usize, cost: i32) {
        if self.best.as_ref().is_some_and(|(_, best)| *best <= cost) {
            return;
        }
        if self.breaks.len() + 1 == self.count {
            if self.before[self.words.len()] - self.before[from] <= self.width {
                let cost = cost + shape(&self.widths()) + LINE * self.count_cost() + self.passed_over();
                if self.best.as_ref().is_none_or(|(_, best)| cost < *best) {
                    self.best = Some((self.breaks.clone(), cost));
                }
            }
            return;
        }
        for to in from + 1..self.words.len() {
            if self.before[to] - self.before[from] > self.width {
                break;
            }
            let break_cost = break_cost(&self.words[to]);
            if break_cost < NEVER {
                self.breaks.push(to);
                self.weigh(to, cost + break_cost);
                self.breaks.pop();
            }
        }
    }

    /// What it costs that lines do not end where a part of the title ends.
    fn passed_over(&self) -> i32 {
        let ends = self.words.iter().enumerate().skip(1);
        let passed = ends.filter(|(at, word)| word.before == BreakKind::Clause && !self.breaks.contains(at));
        PASSED * i32::try_from(passed.count()).unwrap_or(i32::MAX / PASSED)
    }

    fn count_cost(&self) -> i32 {
        i32::try_from(self.count).unwrap_or(i32::MAX / LINE)
    }

    fn widths(&self) -> Vec<i32> {
        let mut from = 0;
        let ends = self.breaks.iter().copied().chain([self.words.len()]);
        ends.map(|to| self.before[to] - self.before[std::mem::replace(&mut from, to)])
            .collect()
    }
}

/// What a line more costs.
const LINE: i32 = 22;

/// What an end of a part costs at which no line ends.
const PASSED: i32 = 30;

/// What it costs to break before a word.
fn break_cost(word: &TitleWord<'_>) -> i32 {
    match word.before {
        BreakKind::Clause => 0,
        BreakKind::Phrase => 4,
        BreakKind::Word => 12,
        BreakKind::Inside => 30,
        BreakKind::Tight => 56,
        BreakKind::Never => NEVER,
    }
}

/// What the shape of lines of these widths costs.
fn shape(widths: &[i32]) -> i32 {
    let longest = widths.iter().copied().max().unwrap_or(0);
    let shortest = widths.iter().copied().min().unwrap_or(0);
    let spread = longest - shortest;
    let mut cost = 0;
    if shortest < 2 * EM {
        cost += NEVER;
    }
    cost += (5 * EM - shortest).max(0) * 12 / EM;
    if spread < EM {
        // A rectangle.
        cost += 40;
    } else if spread < 2 * EM {
        cost += 4;
    }
    cost += (spread - 6 * EM).max(0) * 4 / EM;
    // Whatever grows after it has shrunk is an hourglass, or half of one.
    let mut shrunk = false;
    for pair in widths.windows(2) {
        if shrunk && pair[1] > pair[0] {
            cost += 400;
        }
        shrunk |= pair[1] < pair[0];
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles of school offices; the breaks are those that their typist would choose on A4, 20 characters a line.
    const TITLES: [&str; 62] = [
        "关于开展主题党日活动的通知",
        "关于2026年寒假期间校园安全值班安排的通知",
        "第一党支部2026年第三季度党员大会会议纪要",
        "中共青禾实验学校第一党支部委员会 / 关于接收张明同志为中共预备党员的公示",
        "青禾实验学校党总支 / 关于做好2026年度民主评议党员 / 工作的实施方案",
        "关于转发《中小学校党组织领导的 / 校长负责制实施细则》的通知",
        "关于表彰2025—2026学年优秀共产党员 / 和优秀党务工作者的决定",
        "学习贯彻党的二十届四中全会精神 / 专题学习计划",
        "关于印发《青禾实验学校 / 党务公开实施办法（试行）》的通知",
        "青禾实验学校2026年秋季学期 / 教职工师德师风建设专项整治工作方案",
        "关于召开2026年度组织生活会 / 和开展民主评议党员的通知",
        "关于拟接收李晓红等 / 三名同志为中共预备党员的公示",
        "关于调整青禾实验学校 / 党务公开工作领导小组成员的通知",
        "关于征求《青禾实验学校章程（修订稿）》 / 意见的公告",
        "关于认真学习贯彻习近平总书记 / 在全国教育大会上重要讲话精神的通知",
        "关于开展“不忘初心、牢记使命” / 主题教育的实施意见",
        "青禾实验学校 / 关于公布2026年师德标兵评选结果的公告",
        "关于给予在抗震救灾中表现突出的 / 党支部和党员表扬的决定",
        "中共青禾实验学校总支部委员会 / 关于召开党员代表大会的请示",
        "关于做好2026年春季学期学生资助工作 / 及家庭经济困难学生认定工作的通知",
        "关于举办庆祝中国共产党 / 成立105周年系列活动的通知",
        "关于2025年度党支部书记 / 抓党建工作述职评议考核结果的通报",
        "关于开展党员教师 / “亮身份、践承诺、当先锋”活动的实施方案",
        "关于同意增补陈思远同志 / 为第二党支部纪检委员的批复",
        "关于进一步加强和改进 / 新时代学校思想政治工作的实施意见",
        "关于印发《2026年党风廉政建设责任清单》 / 和《2026年意识形态工作责任清单》的通知",
        "关于在全校开展“书香校园” / 读书活动的倡议书",
        "关于青禾实验学校食堂 / 大宗食材采购项目中标结果的公示",
        "关于推荐2026年度市级优秀教师 / 和先进教育工作者人选的公示",
        "青禾实验学校党总支 / 2026年主题党日活动安排一览表",
        "关于组织党员赴红色教育基地 / 开展现场学习的通知",
        "关于成立青禾实验学校 / 中共二十届四中全会精神宣讲团的通知",
        "关于严格落实中央八项规定精神 / 严肃纪律作风的通知",
        "青禾实验学校心理健康教育中心 / 2026年度工作总结",
        "关于对2026年党员活动经费 / 使用情况进行公开的说明",
        "中共青禾实验学校总支部委员会 / 关于表彰2025—2026学年先进基层党组织、 / 优秀共产党员和优秀党务工作者的决定",
        "关于转发《中共市教育局委员会 / 关于在全市教育系统开展党员教师 / 志愿服务活动的通知》的通知",
        "青禾实验学校党总支 / 关于认真做好2026年党组织书记 / 抓基层党建工作述职评议考核 / 和民主评议党员工作的通知",
        "关于青禾实验学校第一党支部委员会、 / 第二党支部委员会换届选举 / 候选人预备人选的公示",
        "中共青禾实验学校总支部委员会 / 关于给予两名党员党内警告处分的通报",
        "关于开展2026年“学习强国”学习平台 / 使用情况检查的通知",
        "关于印发《青禾实验学校 / 党总支理论学习中心组学习制度》的通知",
        "2023—2024学年优秀共产党员 / 和优秀党务工作者光荣榜",
        "《中国共产党党务公开条例（试行）》 / 学习提要",
        "《教育强国建设 / 规划纲要（2024—2035年）》导读",
        "二十届三中全会《决定》 / 教育改革部分学习材料",
        "关于2025年度党费收缴、使用 / 和结存情况的公告",
        "关于2026年度“党员先锋岗” / 拟命名对象的公示",
        "关于《校园午间看护与辅导方案》 / 听取意见的公告",
        "关于《青禾实验学校党务公开目录》 / 征求意见的公告",
        "关于第四届总支部委员会 / 组成人员及分工的公告",
        "关于表彰2023—2024学年优秀共产党员 / 和优秀党务工作者的决定",
        "第一党支部 / 2025年党员公开承诺登记表（第一批）",
        "关于组织全体党员教师参加 / “廉洁从教”警示教育活动的通知",
        "青禾实验学校 / 关于2026年秋季招生工作有关事项的公告",
        "关于开展“清廉学校” / 建设自查自评工作的通知",
        "关于第一党支部 / 2026年度发展党员工作计划的公示",
        "青禾实验学校 / 教职工代表大会 / 关于绩效工资分配方案的决议",
        "关于印发青禾实验学校 / 2026年安全工作责任书的通知",
        "青禾实验学校党总支 / 关于2026年度党组织书记履行 / 全面从严治党第一责任人职责情况的报告",
        "关于开展教师违规有偿补课问题 / 专项治理工作的通知",
        "中共青禾实验学校第二党支部委员会 / 关于推荐优秀共产党员候选人的公示",
    ];

    #[test]
    fn titles_are_broken_where_a_typist_breaks_them() {
        for title in TITLES {
            let found = lines(&title.replace(" / ", ""), 20_100);
            assert_eq!(found.join(" / "), title);
        }
    }

    #[test]
    fn a_quotation_that_a_line_holds_stays_whole() {
        let found = lines("第一党支部“给课后服务添一门课”主题党日", 13_000);
        assert_eq!(found, ["第一党支部", "“给课后服务添一门课”", "主题党日"]);
    }

    #[test]
    fn titles_are_neither_rectangles_nor_hourglasses() {
        for title in TITLES.iter().filter(|title| title.contains(" / ")) {
            for width in [12_000, 16_000, 20_100, 30_000] {
                let whole = title.replace(" / ", "");
                let lines = lines(&whole, width);
                assert_eq!(lines.concat(), whole);
                let widths: Vec<i32> = lines.iter().map(|line| natural(line)).collect();
                assert!(
                    widths.iter().all(|own| (2 * EM..=width).contains(own)),
                    "{lines:?}"
                );
                // A narrow box may leave no other way.
                let valley = widths
                    .windows(3)
                    .any(|three| three[1] < three[0] && three[1] < three[2]);
                assert!(width < 20_100 || !valley, "an hourglass: {lines:?}");
            }
        }
    }

    #[test]
    fn any_text_is_a_title() {
        let long = "关于做好工作的通知".repeat(23);
        let unbroken = "x".repeat(200);
        for title in [
            "", "通", "。", "《》", " 两　端 ", "通知。。。。。。", &long, &unbroken,
        ] {
            for width in [3_000, 20_100, 47_000] {
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                let found = lines(title, width);
                assert_eq!(bare(&found.concat()), bare(title));
                assert!(found.iter().all(|line| natural(line) <= width), "{found:?}");
            }
        }
        assert!(natural(lines(&long, 20_100).last().expect("a line")) >= 2 * EM);
    }
}
