//! One file's text → what the rules of `check` find in it, each at its place and with whom it concerns. Fields are looked
//! at as they were understood, without the file's comments; Markdown as it was typed.

mod columns;

use std::borrow::Cow;
use std::ops::Range;

use super::decode;
use super::keys::{self, FieldName};
use super::node::{LineSpan, Node, Value};
use crate::check::{self, Match, Rule, Sights, Syntax, Weight, Wordings};
use crate::words::{Fix, Locator, Place, Report, Severity, SourceText, TextEdit, is_han};

/// Something that a rule found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// What was found, as 已核对 has to name it.
    pub content: String,
    /// What is wrong, without the number itself.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Where.
    pub place: Place,
    /// The change that mends it.
    pub fix: Option<Fix>,
    /// Which part of the entry it stands in.
    pub part: EntryPart,
}

/// A part of an entry that may have a narrower audience than the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryPart {
    /// Whoever sees the entry sees it.
    Open,
    /// 行 of a ledger: 明细范围.
    Rows,
    /// 缺席: Party editions only.
    Absent,
    /// What stays of a 公示 that is over: 公示结果, and what its address says.
    Remains,
}

impl EntryPart {
    /// The part that a field of an entry is; `None` for one that no page shows.
    fn of_field(name: &str) -> Option<Self> {
        match name {
            _ if INTERNAL.iter().any(|internal| internal.is_named(name)) => None,
            _ if keys::ROWS.is_named(name) => Some(Self::Rows),
            _ if keys::ABSENT.is_named(name) => Some(Self::Absent),
            _ if keys::RESULT.is_named(name) => Some(Self::Remains),
            _ => Some(Self::Open),
        }
    }
}

/// Fields that no page shows.
const INTERNAL: [FieldName; 4] = [
    keys::APPROVAL,
    keys::ACKNOWLEDGED,
    keys::DRAFT,
    keys::AFTER_EXPIRY,
];

/// Looks through a file: its name, its fields, and the Markdown that begins at `body`.
pub(super) fn find(
    source: &SourceText,
    root: &Node<'_>,
    body: Option<usize>,
    wordings: &Wordings,
) -> (Vec<Finding>, Sights) {
    let mut found = Vec::new();
    // Folders are part of the page's address too.
    let path = source.path.as_str().replace('/', "\n");
    let name = check::find(&path, Syntax::Plain, &Wordings::default());
    found.extend(
        name.into_iter()
            .map(|one| Finding::new(one, Place::file(&source.path), EntryPart::Remains)),
    );
    let columns = columns::find(source, root);
    let fields = Flat::of(root);
    let (in_fields, seen) = check::look(&fields.text, Syntax::Plain, wordings);
    // site.toml holds names of fonts and patterns.
    let is_content = source.path.as_str() != "site.toml";
    let marks = is_content.then(|| check::marks_in_fields(&fields.text));
    for one in in_fields.into_iter().chain(marks.into_iter().flatten()) {
        if check::is_of_marks(one.rule) && !fields.is_within_words(&one.range) {
            continue;
        }
        let at = fields.value(&one.range).map(|value| value.at);
        let is_told = columns.iter().any(|column| column.tells(one.rule, at));
        // Below a title the text says that opinions are asked for.
        if is_told || check::is_sent_round(&source.text, &one) {
            continue;
        }
        let (place, part) = fields.place(source, &one.range);
        found.push(Finding::new(one, place, part));
    }
    // Whose a cell is shows in its row: told where nothing else has told it.
    let rows = Flat::of_rows(root);
    for one in check::find(&rows.text, Syntax::Plain, wordings) {
        let at = rows.value(&one.range).map(|value| value.at);
        let (place, part) = rows.place(source, &one.range);
        let is_same = |told: &Finding| told.rule == one.rule && told.place.line == place.line;
        let is_told = found.iter().any(is_same) || columns.iter().any(|column| column.tells(one.rule, at));
        if check::is_told_of_rows(one.rule) && !is_told {
            found.push(Finding::new(one, place, part));
        }
    }
    found.extend(columns.into_iter().map(|column| column.finding));
    let start = body.unwrap_or(source.text.len());
    let (in_body, seen_below) = check::look(&source.text[start..], Syntax::Markdown, wordings);
    let mut locator = Locator::new(source);
    let title = match &root.value {
        Value::Map(pairs) => pairs
            .iter()
            .find(|(key, _)| key.text().is_some_and(|name| keys::TITLE.is_named(name))),
        _ => None,
    };
    let title = title.and_then(|(_, title)| Some((title.at, title.text()?)));
    let is_form = title.is_some_and(|(_, title)| check::is_of_a_form(title));
    if let Some((at, title)) = title {
        // Rows are those of a table without its headings.
        let below = match body {
            Some(start) => Cow::from(&source.text[start..]),
            None => format!("|\n{}", rows.text).into(),
        };
        let place = || source.place_at(at.line, at.column, at.width);
        let told = check::told_by_title(title, &below).into_iter();
        found.extend(told.map(|one| Finding::new(one, place(), EntryPart::Open)));
    }
    for one in in_body {
        if is_form && check::is_blank(&one) {
            continue;
        }
        let place = locator.place(start + one.range.start..start + one.range.end);
        found.push(Finding::new(one, place, EntryPart::Open));
    }
    let sights = Sights {
        weekday: seen.weekday || seen_below.weekday,
        stand_in: seen.stand_in || seen_below.stand_in,
    };
    mask_spelled(&mut found);
    (found, sights)
}

/// Masks numbers, accounts and addresses of mail in the lines that complaints show, whichever of them is told.
fn mask_spelled(found: &mut [Finding]) {
    let spelled = found.iter().filter(|finding| check::spells_out(finding.rule));
    let mut places: Vec<_> = spelled
        .map(|finding| (finding.place.line, finding.place.column, finding.place.width))
        .collect();
    places.sort_unstable();
    let widest = places.iter().map(|(_, _, width)| *width).max().unwrap_or(0);
    for finding in found {
        let own = &mut finding.place;
        // A line may be long, and a number in each of its words: those are looked at that may be shown.
        let first = (own.line, own.skipped.saturating_sub(widest), 0);
        let from = places.partition_point(|place| *place < first);
        let is_shown = |(line, column, _): &&(u32, u32, u32)| *line == own.line && *column <= own.shown_to();
        let near: Vec<_> = places[from..].iter().take_while(is_shown).collect();
        for (_, column, width) in near {
            own.mask(*column, *width);
        }
    }
}

/// What was found in a file, without what is doubtful where it is said to be wrong, and without the characters that nobody
/// knows when decoding has told of its bytes.
pub(super) fn told_once(mut findings: Vec<Finding>, report: &Report) -> Vec<Finding> {
    let is_damage =
        |finding: &Finding| finding.rule.is_called("text-damaged") && finding.content.contains('\u{FFFD}');
    if let Some(first) = findings.iter().find(|finding| is_damage(finding))
        && decode::is_damaged(&first.place.path, report)
    {
        findings.retain(|finding| !is_damage(finding));
    }
    let errors = report
        .told()
        .filter(|complaint| complaint.code.severity == Severity::Error);
    let at = |place: &Place| (place.path.clone(), place.line, place.column);
    let wrong: Vec<_> = errors
        .filter_map(|complaint| complaint.place.as_ref().map(at))
        .collect();
    let is_doubtful = |finding: &Finding| matches!(finding.rule.weight, Weight::Doubtful(_));
    findings.retain(|finding| !is_doubtful(finding) || !wrong.contains(&at(&finding.place)));
    findings
}

impl Finding {
    /// What was found, at a place of a file.
    pub(crate) fn new(one: Match, place: Place, part: EntryPart) -> Self {
        let fix = one.correction.as_ref().and_then(|right| {
            let edit = TextEdit::at(&place, right.text.as_str()).filter(|edit| edit.old == one.content)?;
            Some(Fix {
                is_certain: right.is_certain && !names_a_file(&place.excerpt),
                ..Fix::certain(edit)
            })
        });
        Self {
            hint: one.hint.unwrap_or_else(|| one.rule.hint.to_owned()),
            rule: one.rule,
            content: one.content,
            message: one.message,
            place,
            fix,
            part,
        }
    }
}

/// True for a line that may hold an address or a file's name, in which a word has to stay as it is, or code.
fn names_a_file(line: &str) -> bool {
    let is_ending = |(at, _): (usize, &str)| line[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    line.contains(['<', '`', '/', '\\']) || line.contains("](") || line.match_indices('.').any(is_ending)
}

/// The values of a tree as one text, each behind its field's name: so a rule sees what stands beside what.
#[derive(Default)]
struct Flat {
    text: String,
    /// By rising start.
    values: Vec<FlatValue>,
}

struct FlatValue {
    start: usize,
    end: usize,
    at: LineSpan,
    quoted: bool,
    part: EntryPart,
}

impl Flat {
    fn of(root: &Node<'_>) -> Self {
        let mut flat = Self::default();
        let Value::Map(pairs) = &root.value else {
            return flat;
        };
        for (key, value) in pairs {
            let name = key.text().unwrap_or_default();
            let Some(part) = EntryPart::of_field(name) else {
                continue;
            };
            flat.text.push_str(name);
            flat.text.push('：');
            flat.add(value, part);
            flat.text.push('\n');
        }
        flat
    }

    fn add(&mut self, node: &Node<'_>, part: EntryPart) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { text, quoted } => {
                self.values.push(FlatValue {
                    start: self.text.len(),
                    end: self.text.len() + text.len(),
                    at: node.at,
                    quoted: *quoted,
                    part,
                });
                self.text.push_str(text);
            }
            Value::List(items) => {
                for item in items {
                    self.add(item, part);
                    let is_scalar = matches!(item.value, Value::Scalar { .. });
                    self.text.push(if is_scalar { '、' } else { '\n' });
                }
            }
            Value::Map(pairs) => {
                for (key, value) in pairs {
                    self.text.push_str(key.text().unwrap_or_default());
                    self.text.push('：');
                    self.add(value, part);
                    self.text.push('，');
                }
            }
        }
    }

    /// The value that a stretch of the text begins in, or behind.
    fn value(&self, range: &Range<usize>) -> Option<&FlatValue> {
        let behind = self.values.partition_point(|value| value.start <= range.start);
        self.values.get(behind.checked_sub(1)?)
    }

    /// True within one value that is more than a few names: the marks between values are nobody's.
    fn is_within_words(&self, range: &Range<usize>) -> bool {
        const WORDS: usize = 7;
        self.value(range).is_some_and(|value| {
            let words = &self.text[value.start..value.end];
            range.end <= value.end && words.chars().filter(|c| is_han(*c)).count() >= WORDS
        })
    }

    /// Where a stretch of the text was typed.
    fn place(&self, source: &SourceText, range: &Range<usize>) -> (Place, EntryPart) {
        let Some(value) = self.value(range) else {
            return (Place::file(&source.path), EntryPart::Open);
        };
        let begin = source.offset_of(value.at.line, value.at.column);
        // A plain value of one line was typed as it was read.
        let inside = if value.quoted {
            0
        } else {
            range.start - value.start
        };
        let wanted = &self.text[range.clone()];
        let rest = source
            .text
            .get(begin + inside..)
            .or_else(|| source.text.get(begin..));
        let place = match rest.and_then(|rest| rest.find(wanted)) {
            Some(at) => {
                let start = source.text.len() - rest.map_or(0, str::len) + at;
                source.place(start..start + wanted.len())
            }
            None => source.place_at(value.at.line, value.at.column, value.at.width),
        };
        (place, value.part)
    }
}
