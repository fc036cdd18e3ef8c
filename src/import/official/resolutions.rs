//! 决议 of minutes, with the votes on each: a list behind its label, a label's own sentence, or sentences of the text.

use super::attendance::AttendanceFound;
use super::decided::{DecidingMeeting, ResolutionFound};
use super::forms::cell_text;
use super::labels::FormLabel;
use super::working::{LabelPlace, WorkingText, behind_number};
use super::{attendance, decision_table, decisions, items, only_one, votes};
use crate::import::text::SourceBlock;
use crate::words::LazyRegex;

/// 决议, with the votes that are counted beside it.
pub(super) fn take(work: &mut WorkingText, found: &AttendanceFound, meeting: DecidingMeeting) {
    if are_told(work, meeting) {
        of_sentences(work, found, meeting);
        return;
    }
    let votes_beside = work.values(FormLabel::VoteResult);
    let reads =
        |item: &str| items::is_short(item) || by_votes(item).iter().all(|one| whole(one, meeting).is_some());
    let told = of_cell(work, &reads, meeting);
    if !told.is_empty() {
        fill(work, told, found, meeting);
        work.say(FROM_SENTENCES);
        return;
    }
    let tables = decision_table::take(work, meeting);
    if !tables.is_empty() {
        fill(work, tables, found, meeting);
        return;
    }
    if let Some(all) = of_each_label(work, meeting) {
        fill(work, all, found, meeting);
        return;
    }
    // 会议议定以下事项：, and below it sections.
    let labels = work.values(FormLabel::Resolutions);
    let leads = |at: &usize| {
        let is_line = matches!(work.labelled[*at].at, LabelPlace::Line { .. });
        is_line && work.labelled[*at].value.is_empty() && items::behind(work, *at, &reads).is_none()
    };
    if !labels.is_empty() && labels.iter().all(leads) && !decisions::of_text(work, meeting).is_empty() {
        return of_sentences(work, found, meeting);
    }
    let Some((at, list)) = items::only_that(work, FormLabel::Resolutions, "决议", &reads) else {
        if let Some((lead, list)) = below_a_sentence(work, &reads) {
            // 会议以全票通过：, and below it 《…办法》（赞成16票，…）.
            let is_passed = LEADS
                .captures(&lead)
                .is_some_and(|lead| lead.name("passed").is_some());
            let all = list.items.iter().map(|item| {
                let mut one = whole(item, meeting).unwrap_or_else(|| ResolutionFound::bare(item));
                if is_passed && one.matter.starts_with('《') {
                    one.matter.insert_str(0, "通过");
                }
                one
            });
            let all = all.collect();
            fill(work, all, found, meeting);
            work.say(FROM_SENTENCES);
        } else if work.values(FormLabel::Resolutions).is_empty() {
            of_sentences(work, found, meeting);
        } else {
            say_votes(work, 0);
        }
        return;
    };
    // 应到有表决权的党员15名，实到13名: no decision.
    let items = list.items.iter().flat_map(|item| by_votes(item));
    let items: Vec<&str> = items.filter(|item| !attendance::is_turnout(item)).collect();
    if work.values(FormLabel::Resolutions).len() > 1 {
        work.say(FROM_SENTENCES);
    }
    let mut all: Vec<ResolutionFound> = items
        .iter()
        .map(|item| whole(item, meeting).unwrap_or_else(|| ResolutionFound::bare(item)))
        .collect();
    // 表决结果 lists each matter with its votes, 会议决议 sums them up.
    if let ([_], [result]) = (&all[..], &votes_beside[..])
        && let Some(counted) = each_counted(&work.labelled[*result].value, meeting)
    {
        work.take_value(*result);
        fill(work, counted, found, meeting);
        return;
    }
    items::take(work, at, &list);
    if let [result] = votes_beside[..] {
        let value = work.labelled[result].value.clone();
        if take_votes_beside(&mut all, &value) {
            work.take_value(result);
        }
    }
    if let ([one], LabelPlace::Line { block, .. }) = (&mut all[..], work.labelled[at].at)
        && one.votes.is_none()
    {
        let before = work.lines().take_while(|(line, _)| *line < block).last();
        let sentences = before.map_or("", |(_, said)| behind_number(said)).split('。');
        one.votes = only_one(sentences.filter_map(|said| decisions::votes_alone(said.trim())));
    }
    // The sentence that tells of the votes says the same.
    let told = decisions::of_text(work, meeting);
    for one in all.iter_mut().filter(|one| one.votes.is_none()) {
        let same = told.iter().filter(|told| is_same(one, told));
        one.votes = only_one(same.filter_map(|told| told.votes));
    }
    let lack_votes = all.iter().any(|one| one.votes.is_none() && !one.is_unanimous);
    if told
        .iter()
        .any(|other| !all.iter().any(|one| is_same(one, other)))
    {
        work.say("正文里还有会议的决定，没有写进“决议”，请看要不要补上");
    }
    fill(work, all, found, meeting);
    if lack_votes {
        say_votes(work, 0);
    }
}

/// True for one decision that is told twice.
fn is_same(one: &ResolutionFound, other: &ResolutionFound) -> bool {
    one.matter.contains(&other.matter) || other.matter.contains(&one.matter)
}

/// `议定：…` in a line below each matter.
fn of_each_label(work: &mut WorkingText, meeting: DecidingMeeting) -> Option<Vec<ResolutionFound>> {
    let labels = work.values(FormLabel::Resolutions);
    let is_line = |at: &usize| matches!(work.labelled[*at].at, LabelPlace::Line { .. });
    if labels.len() < 2 || !labels.iter().all(is_line) {
        return None;
    }
    let mut all = Vec::new();
    for at in &labels {
        let items = items::split(&work.labelled[*at].value);
        if items.is_empty() {
            return None;
        }
        for item in &items {
            all.push(whole(item, meeting).filter(|one| items::is_short(&one.matter))?);
        }
    }
    for at in labels {
        work.take_value(at);
    }
    Some(all)
}

/// The list below a paragraph that ends with `会议议定以下事项：`; it stays.
fn below_a_sentence(work: &WorkingText, reads: &dyn Fn(&str) -> bool) -> Option<(String, items::ItemsFound)> {
    let labels = work.labelled.iter().enumerate();
    let mut labels = labels.filter(|(_, value)| value.label == FormLabel::Resolutions && !value.is_taken);
    let Some((at, label)) = labels.next() else {
        let (block, lead) = only_one(work.lines().filter(|(_, said)| LEADS.is_match(said)))?;
        return Some((lead.to_owned(), items::below_line(work, block, reads)?));
    };
    let is_end = label.value.is_empty() && matches!(label.at, LabelPlace::Line { is_inside: true, .. });
    let is_only = labels.next().is_none();
    let list = items::behind(work, at, reads).filter(|_| is_end && is_only)?;
    Some((String::new(), list))
}

// 会议就整改事项形成以下决定：
static LEADS: LazyRegex = LazyRegex::new(
    r"(?:会议|大会|讨论|研究|审议|表决)[^。：]{0,24}(?:形成|作出|做出|达成|议定|决定|确定)[^。：]{0,8}(?:决定|决议|事项)(?:如下)?：$|^(?:会议|大会)[^。：，]{0,16}(?P<passed>通过)(?:了|以下|如下|下列)*：$",
);

/// The decisions that sentences tell in the only cell behind the label, where these are no list of items; they stay there.
fn of_cell(
    work: &WorkingText,
    is_item: &dyn Fn(&str) -> bool,
    meeting: DecidingMeeting,
) -> Vec<ResolutionFound> {
    let labels = work.values(FormLabel::Resolutions);
    let [at] = labels[..] else { return Vec::new() };
    let labelled = &work.labelled[at];
    let is_cell = matches!(labelled.at, LabelPlace::Cell { .. });
    if !is_cell || items::split(&labelled.value).iter().all(|item| is_item(item)) {
        return Vec::new();
    }
    let lines: Vec<&str> = labelled.value.lines().collect();
    decisions::of_lines(&lines, meeting)
}

/// Fills 决议.
fn fill(
    work: &mut WorkingText,
    all: Vec<ResolutionFound>,
    found: &AttendanceFound,
    meeting: DecidingMeeting,
) {
    let values = all.into_iter();
    let values: Vec<_> = values.map(|one| one.fields(work, found, meeting)).collect();
    if !values.is_empty() {
        work.fill_list("决议", values);
    }
}

const FROM_SENTENCES: &str = "“决议”是从正文的句子里取的，请对照正文核对，看有没有漏掉的";

/// The sentences of a text each of which counts the votes on another matter; else the text.
fn by_votes(text: &str) -> Vec<&str> {
    let sentences = text.split(['。', '\n']).map(str::trim);
    let sentences: Vec<&str> = sentences.filter(|sentence| !sentence.is_empty()).collect();
    let is_counted =
        |sentence: &&str| votes::counted(sentence).is_some_and(|(_, matter)| matter.chars().count() > 3);
    match sentences.len() > 1 && sentences.iter().all(is_counted) {
        true => sentences,
        false => vec![text],
    }
}

/// Several matters, each with its votes.
fn each_counted(value: &str, meeting: DecidingMeeting) -> Option<Vec<ResolutionFound>> {
    let items = items::split(value);
    let counted = |item: &String| whole(item, meeting).filter(|one| one.votes.is_some());
    let all: Vec<ResolutionFound> = items.iter().map(counted).collect::<Option<_>>()?;
    (all.len() > 1).then_some(all)
}

/// The votes that stand under a label of their own: on the only matter, or by the words of each; true when all belong to one.
fn take_votes_beside(all: &mut [ResolutionFound], value: &str) -> bool {
    let sentences: Vec<&str> = value.split(['。', '\n']).map(str::trim).collect();
    let alone: Vec<_> = sentences
        .iter()
        .filter_map(|said| decisions::votes_alone(said))
        .collect();
    // Who may vote, and then the votes.
    if let ([one], [votes]) = (&mut *all, &alone[..])
        && one.votes.is_none()
        && sentences.iter().filter(|said| votes::is_spoken_of(said)).count() == 1
    {
        one.votes = Some(*votes);
        return sentences.iter().filter(|said| !said.is_empty()).count() == 1;
    }
    let counted: Option<Vec<_>> = by_votes(value).into_iter().map(votes::counted).collect();
    let Some(counted) = counted else { return false };
    let mut found = all.to_vec();
    for (votes, matter) in &counted {
        let is_meant = |one: &ResolutionFound| one.matter.contains(matter.as_str());
        let meant: Vec<usize> = (0..found.len()).filter(|at| is_meant(&found[*at])).collect();
        // An empty matter is everybody's.
        let [only] = meant[..] else { return false };
        if found[only].votes.replace(*votes).is_some() {
            return false;
        }
    }
    all.clone_from_slice(&found);
    true
}

/// Says that votes are left in the text: more than were understood.
fn say_votes(work: &mut WorkingText, understood: usize) {
    let lines = work.lines().filter(|(_, said)| votes::is_spoken_of(said)).count();
    let labelled = work.values(FormLabel::VoteResult).into_iter();
    let labelled = labelled.filter(|at| matches!(work.labelled[*at].at, LabelPlace::Cell { .. }));
    let tables = work.blocks.iter().filter(|block| has_votes(&block.block)).count();
    if lines + labelled.count() + tables > understood {
        let is_filled = understood > 0 || work.fields.iter().any(|field| field.name == "决议");
        work.say(match is_filled {
            false => "正文里有表决的结果，没有填“决议”，请看要不要补上",
            true => "正文里还有表决的结果，没有全填进“决议”，请看要不要补上",
        });
    }
}

/// True for a table with a column of votes.
fn has_votes(block: &SourceBlock) -> bool {
    let SourceBlock::Table(table) = block else {
        return false;
    };
    let heading = table.rows.first().filter(|_| table.rows.len() > 1);
    let heading = heading.into_iter().flatten().map(cell_text);
    let heading: Vec<String> = heading.collect();
    ["反对", "弃权"]
        .iter()
        .all(|word| heading.iter().any(|cell| cell.contains(word)))
}

/// True where decisions stand behind `会议决定：` in several places, or in other sentences too: no list behind one label.
fn are_told(work: &WorkingText, meeting: DecidingMeeting) -> bool {
    let labels = work.values(FormLabel::Resolutions);
    let line_of = |at: &usize| match work.labelled[*at].at {
        LabelPlace::Line { block, .. } => Some(block),
        LabelPlace::Cell { .. } => None,
    };
    let lines: Option<Vec<usize>> = labels.iter().map(line_of).collect();
    let tells = |said: &str| !decisions::of_paragraph(behind_number(said), meeting).is_empty();
    lines.is_some_and(|lines| {
        let all = lines.iter().all(|at| tells(&work.blocks[*at].said));
        let mut others = work.lines().filter(|(at, _)| !lines.contains(at));
        !lines.is_empty() && all && (lines.len() > 1 || others.any(|(_, said)| tells(said)))
    })
}

/// `会议表决：通过…，赞成4票…`, and `会议同意…。表决结果：…` in the text, where it stays.
fn of_sentences(work: &mut WorkingText, found: &AttendanceFound, meeting: DecidingMeeting) {
    let mut all: Vec<ResolutionFound> = Vec::new();
    for at in work.values(FormLabel::VoteResult) {
        let value = &work.labelled[at].value;
        let one = whole(value, meeting);
        if let Some(one) = one.filter(|one| one.votes.is_some() && decisions::is_one(&one.matter)) {
            all.push(one);
            work.take_value(at);
        }
    }
    let taken = all.len();
    for one in decisions::of_text(work, meeting) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    let counted = all.iter().filter(|one| one.votes.is_some()).count();
    let (is_told, is_none) = (all.len() > taken, all.is_empty());
    fill(work, all, found, meeting);
    say_votes(work, counted);
    if is_told {
        work.say(FROM_SENTENCES);
    }
    let tells = |said: &str| {
        said.split('。')
            .any(|sentence| decisions::is_one(sentence.trim()))
    };
    if is_none && work.lines().any(|(_, said)| tells(behind_number(said))) {
        work.say("正文里写着会议的决定，没有填“决议”，请看要不要补上");
    }
}

static IN_BRACKETS: LazyRegex = LazyRegex::new(
    r"[（(](?P<inside>(?:责任人|负责人|牵头人|责任部门|责任单位|责任科室|责任领导|牵头部门|牵头单位|承办部门|承办单位|承办|落实部门|时限|完成时限|完成时间)[：:][^（）()]{2,40})[）)]$",
);

/// An item: what was decided, its votes, who sees to it by when; `None` when it says something else too.
fn whole(item: &str, meeting: DecidingMeeting) -> Option<ResolutionFound> {
    let mut sentences = item.split('。').map(str::trim).filter(|part| !part.is_empty());
    let first = sentences.next()?;
    // …（责任人：宋知远，2026年3月底前）.
    let (first, bracket) = IN_BRACKETS.captures(first).map_or((first, None), |found| {
        let open = found.get(0).map_or(first.len(), |all| all.start());
        (&first[..open], found.name("inside").map(|inside| inside.as_str()))
    });
    let first = decisions::without_lead(first);
    let mut one = match votes::counted(first) {
        Some((votes, matter)) if matter.chars().count() > 3 => ResolutionFound {
            votes: Some(votes),
            ..ResolutionFound::bare(&matter)
        },
        _ => ResolutionFound::bare(first),
    };
    one.take_bracket(meeting);
    let takes_bracket = bracket.is_none_or(|inside| one.takes_part(inside, meeting));
    // …。（责任部门：总务处；完成时间：5月10日）
    let mut sentences = sentences.map(|part| match IN_BRACKETS.captures(part) {
        Some(found) if found.get(0).is_some_and(|all| all.len() == part.len()) => {
            found.name("inside").map_or(part, |inside| inside.as_str())
        }
        _ => part,
    });
    // 同意慰问方案。由毛一鸣制作慰问信，9月20日前寄出.
    let takes = |part: &str| {
        let is_part = one.takes_part(part, meeting);
        if !is_part && part.starts_with('由') && one.responsible.is_none() {
            one.learn(part, meeting);
            one.add_task(part, meeting);
        }
        is_part || one.responsible.is_some() && one.matter.ends_with(part)
    };
    (takes_bracket && sentences.all(takes)).then(|| {
        one.look_for_whom(meeting);
        one
    })
}
