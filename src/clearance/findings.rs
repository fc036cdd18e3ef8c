//! What the rules on texts found, as far as an edition would publish it, becomes complaints. How much it weighs depends on
//! who would read it: a 手机号 is an error for 社会公开 and a question inside; some things are for nobody.

use std::collections::BTreeMap;

use super::organization::organization;
use crate::check::{self, Weight};
use crate::read::config::Edition;
use crate::read::notice::NoticeKind;
use crate::read::{Detail, Document, EntryPart, Finding, Library, Organization};
use crate::words::{Code, Complaint, Report, Scope, Severity, bare_text, contains_any, personal_numbers};

/// Complains about what may be public at no scope, whoever could see it.
pub fn check_never_public(library: &Library, report: &mut Report) {
    for document in &library.documents {
        say_never_public(told(document), report);
    }
    say_never_public(library.findings.iter(), report);
}

/// What was found in an entry, but for what it tells of history.
fn told(document: &Document) -> impl Iterator<Item = &Finding> {
    let all = document.findings.iter();
    all.filter(|finding| !is_of_history(document, finding))
}

fn say_never_public<'a>(findings: impl Iterator<Item = &'a Finding>, report: &mut Report) {
    for finding in findings {
        if let Weight::NeverPublic(code) = finding.rule.weight {
            report.push(complaint(finding, code));
        }
    }
}

/// Complains about what an edition would publish: of every entry but the `held` ones, of the `expired` ones what stays,
/// and of what stands in the files of the site itself. `shown_here` is what this edition shows of the organization.
pub fn check_findings(
    library: &Library,
    (held, expired): (&[&Document], &[&Document]),
    (edition, shown_here): (&Edition, &Organization),
    report: &mut Report,
) {
    let editions = &library.config.editions;
    let found = library
        .documents
        .iter()
        .filter(|document| !document.findings.is_empty());
    let is_among =
        |all: &[&Document], document: &Document| all.iter().any(|one| one.source == document.source);
    for document in found.filter(|document| !is_among(held, document)) {
        let is_expired = is_among(expired, document);
        let shown =
            shown(document, edition).filter(|(finding, _)| !is_expired || finding.part == EntryPart::Remains);
        say(shown, edition, editions, report);
    }
    let is_outside = |edition: &&Edition| edition.audience == Scope::Public;
    let outside: Vec<_> = editions
        .iter()
        .filter(is_outside)
        .map(|edition| organization(&library.organization, edition))
        .collect();
    let is_shown_by = |finding: &Finding, organization: &Organization| {
        let of_organization = finding.place.path.name() == "organization.yaml";
        let content = bare_text(&finding.content);
        let is_in = |text: &str| {
            bare_text(text).contains(&content)
                || personal_numbers(text)
                    .iter()
                    .any(|number| number.has_digits(&finding.content))
        };
        !of_organization || organization.texts().any(is_in)
    };
    let shown = library
        .findings
        .iter()
        .filter(|finding| is_shown_by(finding, shown_here));
    let with_scope = shown.map(|finding| {
        let is_outside = outside.iter().any(|outside| is_shown_by(finding, outside));
        (
            finding,
            if is_outside {
                Scope::Public
            } else {
                edition.audience
            },
        )
    });
    say(with_scope, edition, editions, report);
}

/// What is said of what was found in an attachment that an edition publishes.
#[must_use]
pub fn about_attachment(findings: &[Finding], edition: &Edition) -> Vec<Complaint> {
    let mut report = Report::new();
    say_never_public(findings.iter(), &mut report);
    say(
        findings.iter().map(|finding| (finding, Scope::Restricted)),
        edition,
        &[],
        &mut report,
    );
    report.sorted().into_iter().cloned().collect()
}

/// Complains about one entry as though every edition that it is meant for showed it: for whoever approves it.
pub fn check_entry(library: &Library, document: &Document, report: &mut Report) {
    report.acknowledge(library.acknowledged().cloned());
    say_never_public(told(document), report);
    let editions = &library.config.editions;
    for edition in editions {
        say(shown(document, edition), edition, editions, report);
    }
}

const UNFINISHED: Code = Code::warning("data-unfinished");

/// Warns of what an entry tells of persons, of marks of secrecy, and of words and figures that are doubtful while nobody may
/// see it yet: where it is an error, its approval and the first build that would show it stop there, and whoever approves it
/// should find it right. What is told once for a file is what is left to be written.
pub fn check_unfinished(library: &Library, document: &Document, report: &mut Report) {
    let is_told = |finding: &&Finding| {
        let rule = finding.rule;
        check::tells_of_persons(rule) || check::is_kept_inside(rule) || !rule.once
    };
    let editions = &library.config.editions;
    let mut found = Report::new();
    found.acknowledge(library.acknowledged().cloned());
    for edition in editions {
        let shown = shown(document, edition).filter(|(finding, _)| is_told(finding));
        say(shown, edition, editions, &mut found);
    }
    for complaint in found.sorted() {
        let mut told = complaint.clone();
        if complaint.code.severity == Severity::Error {
            told.code = UNFINISHED;
            told.message = format!(
                "{}（条目还没有公开；不改，试排、审批和公开那天会停下）",
                complaint.message
            );
        }
        report.push(told);
    }
}

/// What an edition shows of an entry's findings, each with who else sees it.
fn shown<'a>(document: &'a Document, edition: &'a Edition) -> impl Iterator<Item = (&'a Finding, Scope)> {
    let shown = told(document).filter(|finding| is_shown(document, finding, edition));
    shown.map(|finding| (finding, scope(document, finding.part)))
}

fn is_shown(document: &Document, finding: &Finding, edition: &Edition) -> bool {
    scope(document, finding.part).reaches(edition.audience) && !is_there_to_say(document, finding)
}

/// True for what is said of something that was found in an entry while nobody may see it yet.
#[must_use]
pub fn is_told_of_draft(document: &Document, finding: &Finding, editions: &[Edition]) -> bool {
    let is_said = |edition: &Edition| {
        let is_inside = matches!(finding.rule.weight, Weight::Inside(_)) && edition.audience >= Scope::Party;
        is_shown(document, finding, edition) && !is_inside
    };
    let is_never_public = matches!(finding.rule.weight, Weight::NeverPublic(_));
    !is_of_history(document, finding) && (is_never_public || editions.iter().any(is_said))
}

/// True for what an entry is there to say: a 公示 names whom the Party is about to admit, and comes down; study texts tell
/// of lives that are history; news quotes whom it is about; what is not for all may say so.
fn is_there_to_say(document: &Document, finding: &Finding) -> bool {
    let names = match &document.detail {
        Detail::Notice(notice) => notice.kind == NoticeKind::Publicity,
        Detail::Study(_) => true,
        _ => false,
    };
    let is_news = matches!(&document.detail, Detail::Notice(notice) if notice.kind == NoticeKind::Notice);
    let is_quoted = check::tells_of_words(&finding.message) && finding.place.excerpt.contains("说：“");
    let is_for_some = document.common.scope != Scope::Public;
    is_news && is_quoted
        || names && check::names_applicants(finding.rule)
        || is_for_some && check::names_an_audience(finding.rule)
}

/// True for an illness, a need, a word or a faith that a study text tells of where its line names nobody of a school: those are
/// lives that are history, which the line says of all but of words.
fn is_of_history(document: &Document, finding: &Finding) -> bool {
    const OF_SCHOOL: [&str; 14] = [
        "我校", "本校", "学校", "同学", "学生", "老师", "教师", "教职工", "支部", "家长", "年级", "班",
        "同志", "党员",
    ];
    const OF_HISTORY: [&str; 14] = [
        "逝世", "病逝", "去世", "病故", "牺牲", "就义", "享年", "年仅", "烈士", "生前", "早年", "晚年", "18",
        "19",
    ];
    let line = &finding.place.excerpt;
    matches!(document.detail, Detail::Study(_))
        && check::tells_of_lives(finding.rule, &finding.message)
        && !contains_any(line, &OF_SCHOOL)
        && (check::tells_of_words(&finding.message) || contains_any(line, &OF_HISTORY))
}

/// Who sees a part of an entry.
fn scope(document: &Document, part: EntryPart) -> Scope {
    let whole = document.common.scope;
    match (part, &document.detail) {
        (EntryPart::Rows, Detail::Ledger(ledger)) => whole.max(ledger.detail),
        (EntryPart::Absent, _) => whole.max(Scope::Party),
        _ => whole,
    }
}

fn say<'a>(
    shown: impl Iterator<Item = (&'a Finding, Scope)>,
    edition: &Edition,
    editions: &[Edition],
    report: &mut Report,
) {
    let mut once: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let is_outside = |edition: &Edition| edition.audience == Scope::Public;
    for (finding, scope) in shown {
        let code = match finding.rule.weight {
            Weight::NeverPublic(_) => continue,
            Weight::Doubtful(_) if finding.rule.once => {
                once.entry(finding.rule.word).or_default().push(finding);
                continue;
            }
            Weight::Inside(_) if edition.audience >= Scope::Party => continue,
            Weight::Forbidden(code) | Weight::Wrong(code) | Weight::Doubtful(code) | Weight::Inside(code) => {
                code
            }
            Weight::Exposed { public, .. } if is_outside(edition) => public,
            // The edition for all is where it is told.
            Weight::Exposed { .. } if scope == Scope::Public && editions.iter().any(is_outside) => continue,
            Weight::Exposed { inside, .. } => inside,
        };
        report.push(complaint(finding, code));
    }
    for all in once.values() {
        say_once(all, report);
    }
}

fn complaint(finding: &Finding, code: Code) -> Complaint {
    let complaint = Complaint::new(code, finding.place.clone(), finding.message.as_str());
    let complaint = complaint.hint(finding.hint.as_str()).fix(finding.fix.clone());
    match finding.rule.weight {
        Weight::Forbidden(_) | Weight::NeverPublic(_) => complaint,
        Weight::Exposed { .. } | Weight::Wrong(_) => complaint
            .hint(how_to_acknowledge(finding))
            .about(finding.rule.word, finding.content.as_str()),
        Weight::Doubtful(_) | Weight::Inside(_) => {
            complaint.about(finding.rule.word, finding.content.as_str())
        }
    }
}

/// What to type where somebody looked at it and it is meant so.
fn how_to_acknowledge(finding: &Finding) -> String {
    let word = finding.rule.word;
    match finding.place.path.extension().as_str() {
        "toml" => format!(
            "核对过、确实要公开的，在 site.toml 最上面一节加上 acknowledged = [{{complaint = \"{word}\", content = \"照原样写\", reason = \"为什么\", checked_by = \"姓名 日期\"}}]"
        ),
        _ => format!(
            "核对过、确实要公开的，在这个文件的字段里加上“已核对: [{{提示: {word}, 内容: 照原样写, 理由: 为什么, 核对: 姓名 日期}}]”"
        ),
    }
}

/// What a rule found in one file, told at the first place with the count and the lines.
fn say_once(all: &[&Finding], report: &mut Report) {
    const LINES: usize = 10;
    let (Some(first), Weight::Doubtful(code)) = (all.first(), all[0].rule.weight) else {
        return;
    };
    let mut told = complaint(first, code);
    if all.len() > 1 {
        let mut lines: Vec<String> = all.iter().map(|finding| finding.place.line.to_string()).collect();
        lines.dedup();
        let more = if lines.len() > LINES { "等" } else { "" };
        lines.truncate(LINES);
        told.message = format!(
            "{}；这个文件里这样的地方共 {} 处：第 {}{more}行",
            told.message,
            all.len(),
            lines.join("、")
        );
    }
    report.push(told);
}
