//! Lists behind a label: on its own line, in its cell, or in the numbered paragraphs below.

use super::labels::{self, FormLabel};
use super::working::{LabelPlace, WorkingText};
use crate::import::numbering::{self, NumberStyle};
use crate::import::text::ParagraphRole;

/// What a list says, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemsFound {
    pub(super) items: Vec<String>,
    /// The paragraphs that they were.
    pub(super) blocks: Vec<usize>,
}

/// No agenda has more items.
const MOST: usize = 60;
/// Nobody writes a longer item.
const LONGEST: usize = 160;

/// True for an item that is one sentence of usual length.
pub(super) fn is_short(item: &str) -> bool {
    item.chars().count() <= LONGEST && !item.contains(['。', '\n'])
}

/// The items behind a label; `None` when what stands there is no list of items that `reads` takes.
pub(super) fn behind(work: &WorkingText, label: usize, reads: &dyn Fn(&str) -> bool) -> Option<ItemsFound> {
    let labelled = &work.labelled[label];
    let (block, in_line) = match labelled.at {
        LabelPlace::Line { block, .. } => (block, true),
        LabelPlace::Cell { block, .. } => (block, false),
    };
    let mut items = split(&labelled.value);
    let mut blocks = Vec::new();
    if in_line {
        let style = style_of(&labelled.value);
        let own = items.len();
        let below = below(work, block, style.filter(|_| own > 0), own)?;
        // A value on the label's line with a number goes on below; one without is all.
        if own == 0 || style.is_some() {
            for (at, item) in below {
                blocks.push(at);
                items.push(item);
            }
        }
    }
    whole(items, blocks, reads)
}

/// The numbered paragraphs below a line that leads to them, when they are a list that `reads` takes.
pub(super) fn below_line(
    work: &WorkingText,
    block: usize,
    reads: &dyn Fn(&str) -> bool,
) -> Option<ItemsFound> {
    let (blocks, items) = below(work, block, None, 0)?.into_iter().unzip();
    whole(items, blocks, reads)
}

fn whole(items: Vec<String>, blocks: Vec<usize>, reads: &dyn Fn(&str) -> bool) -> Option<ItemsFound> {
    let are_short = items
        .iter()
        .all(|item| item.chars().count() <= 2 * LONGEST && reads(item));
    let says_nothing = matches!(items.as_slice(), [only] if matches!(only.trim_matches(['（', '）']), "略" | "无" | "见附件"));
    (!items.is_empty() && !says_nothing && items.len() <= MOST && are_short)
        .then_some(ItemsFound { items, blocks })
}

/// The only list behind a label; nothing when there are several or it is no list.
pub(super) fn only(work: &mut WorkingText, label: FormLabel, name: &str) -> Option<(usize, ItemsFound)> {
    only_that(work, label, name, &is_short)
}

/// The only list behind a label whose items `reads` takes.
pub(super) fn only_that(
    work: &mut WorkingText,
    label: FormLabel,
    name: &str,
    reads: &dyn Fn(&str) -> bool,
) -> Option<(usize, ItemsFound)> {
    let labels = work.values(label);
    let found: Vec<_> = labels
        .iter()
        .filter_map(|at| Some((*at, behind(work, *at, reads)?)))
        .collect();
    match (found.len(), labels.len()) {
        (1, _) => found.into_iter().next(),
        (0, 0) => None,
        _ => {
            work.say(format!("“{name}”没有写成短的几条，留在正文里，请看要不要填"));
            None
        }
    }
}

/// Takes a list and its label out of the text; a section with a heading of its own stays where the next one does.
pub(super) fn take(work: &mut WorkingText, label: usize, found: &ItemsFound) {
    if let LabelPlace::Line { block, .. } = work.labelled[label].at
        && work.labelled[label].value.is_empty()
        && let Some(own) = numbering::number_of(&work.blocks[block].said)
        && own.style == NumberStyle::Han
    {
        let next = |said| {
            let number = numbering::number_of(said);
            number.is_some_and(|number| number.style == own.style && number.value == own.value + 1)
        };
        let heads = work
            .lines()
            .any(|(at, said)| at > block && next(said) && labels::labels_in(said).is_empty());
        if heads && !found.blocks.is_empty() {
            return;
        }
    }
    work.labelled[label].is_taken = true;
    if let LabelPlace::Line { block, .. } = work.labelled[label].at {
        work.blocks[block].is_taken = work.labelled.iter().all(|other| {
            other.is_taken || !matches!(other.at, LabelPlace::Line { block: at, .. } if at == block)
        });
    }
    for at in &found.blocks {
        work.blocks[*at].is_taken = true;
    }
}

fn style_of(value: &str) -> Option<NumberStyle> {
    numbering::number_of(value).map(|number| number.style)
}

/// The numbered paragraphs that follow; `None` when the numbers go on further down, as those of sections do.
fn below(
    work: &WorkingText,
    block: usize,
    style: Option<NumberStyle>,
    before: usize,
) -> Option<Vec<(usize, String)>> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut style = style;
    let mut next = u32::try_from(before).ok()? + 1;
    let mut lines = work.lines().skip_while(|(at, _)| *at <= block).take(60);
    let mut end = None;
    for (at, said) in lines.by_ref() {
        let number = numbering::number_of(said);
        let fits = |number: &numbering::TypedNumber| {
            number.value == next && style.is_none_or(|style| style == number.style)
        };
        if let Some(number) = number.filter(fits) {
            style = Some(number.style);
            next += 1;
            found.push((at, ended(&said[number.length..])));
        } else if is_bullet(work, at) && style.is_none() {
            found.push((at, ended(said)));
        } else {
            end = Some(said);
            break;
        }
    }
    let goes_on = |said: &str| {
        numbering::number_of(said).is_some_and(|number| Some(number.style) == style && number.value == next)
    };
    let is_section =
        end.is_some_and(|said| said.chars().count() > 20 && numbering::number_of(said).is_none());
    if !found.is_empty() && is_section && found.len() + before == 1 && lines.any(|(_, said)| goes_on(said)) {
        return None;
    }
    Some(found)
}

fn is_bullet(work: &WorkingText, at: usize) -> bool {
    work.blocks[at].paragraph().is_some_and(|paragraph| {
        paragraph.label.as_ref().is_some_and(|label| label.is_bullet)
            || matches!(
                paragraph.role,
                ParagraphRole::Item {
                    is_ordered: false,
                    ..
                }
            )
    })
}

/// The items of one text: `1. …；2. …`, a line each, or the text as one.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let is_numbered = numbering::number_of(text.trim()).is_some();
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim();
        let starts = starts_of_items(line);
        // The rest of a numbered line.
        let is_rest = is_open && numbering::number_of(line).is_none();
        is_open = is_numbered && !line.ends_with(['。', '；', ';', '，']);
        if let Some(last) = items.last_mut().filter(|_| is_rest) {
            last.push_str(&ended(line));
            continue;
        }
        if starts.len() < 2 {
            items.push(ended(
                &line[numbering::number_of(line).map_or(0, |number| number.length)..],
            ));
            continue;
        }
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([line.len()]);
        for ((_, inside), end) in starts.iter().zip(ends) {
            items.push(ended(&line[*inside..end]));
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// Where the numbered items of a line begin, and their words: numbers of one style that count up from 1.
pub(super) fn starts_of_items(line: &str) -> Vec<(usize, usize)> {
    let Some(first) = numbering::number_of(line).filter(|number| number.value == 1) else {
        return Vec::new();
    };
    let mut starts = vec![(0, first.length)];
    let mut next = 2;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        // ① stands for nothing but a number.
        let number = (matches!(before, ' ' | '；' | '。' | ';' | '，' | '、') || matches!(c, '①'..='⑳'))
            .then(|| numbering::number_of(&line[at..]))
            .flatten();
        if let Some(number) = number.filter(|number| number.style == first.style && number.value == next) {
            starts.push((at, at + number.length));
            next += 1;
        }
        before = c;
    }
    starts
}

/// An item without the mark that ends it.
fn ended(item: &str) -> String {
    item.trim()
        .trim_end_matches(['。', '；', ';', '，', ' '])
        .to_owned()
}
