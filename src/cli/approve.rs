//! `approve`: one step of an entry's approval is written into its file, with the day and a fingerprint of what was
//! approved. Every other byte of the file stays.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::Approve;
use super::console::Console;
use super::{Outcome, complaints, named_entry, read_site, today};
use crate::clearance;
use crate::read::consent::{self, Opinion};
use crate::read::document::{Approval, Detail};
use crate::read::edit::{self, TakenStep};
use crate::read::notice::{DRAFT_SHORT, PERIOD_LATE, Period};
use crate::read::person;
use crate::read::{ApprovalSetting, Document, Library, approval_digest, form_left, values};
use crate::words::{
    Day, Labelled, MachineFault, Report, Severity, SourcePath, SourceText, Step, is_han, quoted_title,
};
use crate::write::replace;

/// A step that may be taken: what a file is to be then.
struct Change<'l> {
    file: File,
    text: String,
    document: &'l Document,
    taken: TakenStep,
    /// The later steps, which have to be taken anew.
    undone: Vec<Step>,
}

/// Runs the command. Of several entries either all are changed or none.
pub(super) fn run(root: &Path, options: &Approve, console: &Console) -> Result<Outcome, MachineFault> {
    let step = step(&options.step)?;
    let date = options.date.unwrap_or_else(today);
    check_date(date)?;
    let named = options.files.iter().map(|typed| File::find(root, typed));
    let named = named.collect::<Result<Vec<_>, _>>()?;
    let mut report = Report::new();
    let Some((_, library)) = read_site(root, today(), &mut report)? else {
        return Ok(mend_first(&report, console));
    };
    let mut changes: Vec<Change<'_>> = Vec::new();
    let mut doubts = Report::new();
    for (typed, named) in options.files.iter().zip(named) {
        let file = named.map_or_else(|| File::meant(root, typed, &library), Ok)?;
        if changes.iter().any(|other| other.file.source == file.source) {
            continue;
        }
        if has_errors(&report, &file.source, options.again) {
            return Ok(mend_first(&report, console));
        }
        let document = entry(&library, &file, typed)?;
        let mut texts = Report::new();
        clearance::check_entry(&library, document, &mut texts);
        if texts.has_errors() {
            return Ok(mend_first(&texts, console));
        }
        let change = change(&library, document, file, (options, step, date));
        changes.push(change.map_err(|fault| match &options.files[..] {
            [_] => fault,
            _ => fault.at(typed),
        })?);
        doubts.absorb(texts);
    }
    complaints::print(&doubts.sorted(), console);
    for change in &changes {
        replace(&change.file.path, change.text.as_bytes())?;
        tell(&library, change, console);
    }
    if let Some(total) = complaints::total(&doubts.sorted()) {
        console.say(&format!(
            "{total}，列在最上面，请核对；改了内容，要从“提出”重新审批"
        ));
    }
    Ok(Outcome::Done)
}

fn change<'l>(
    library: &'l Library,
    document: &'l Document,
    file: File,
    (options, step, date): (&Approve, Step, Day),
) -> Result<Change<'l>, MachineFault> {
    let text = file.text()?;
    let source = SourceText {
        path: file.source.clone(),
        text: text.text.as_str().into(),
    };
    check_filled(&source)?;
    check_asked(library, document)?;
    let setting = ApprovalSetting {
        scope: document.common.scope,
        rule: &library.config.approval,
        organization: Some(&library.organization),
    };
    check_words(options, (step, &document.common.approval), setting)?;
    let undone = check_steps(library, document, (step, date), options.again)?;
    check_period(library, document, date)?;
    let Some(digest) = approval_digest(&source, document, &library.files) else {
        return Err(MachineFault::new("读不出这个文件的字段").at(&file.path));
    };
    let taken = TakenStep {
        step,
        name: written_name(&options.name),
        date,
        opinion: options.opinion.as_ref().map(|opinion| opinion.trim().to_owned()),
        digest,
    };
    let Some(changed) = edit::with_step(&source, &taken, &undone, setting) else {
        return Err(
            MachineFault::new("“审批”的写法太特别，没有把握改对，文件没有改动")
                .at(&file.path)
                .hint(format!("请打开文件，在“审批:”下面另写一行：\n  {}", taken.line())),
        );
    };
    Ok(Change {
        text: format!("{}{changed}", text.mark),
        file,
        document,
        taken,
        undone,
    })
}

/// The entry that the file is.
fn entry<'l>(library: &'l Library, file: &File, typed: &Path) -> Result<&'l Document, MachineFault> {
    let mut documents = library.documents.iter();
    let document = documents.find(|document| document.source == file.source);
    document.map(|document| &**document).ok_or_else(|| {
        MachineFault::new("这不是条目，不能审批")
            .at(typed)
            .hint("条目是 content 各栏目文件夹里的 .md 或 .yaml 文件")
    })
}

/// Nobody approves what would not be published.
fn mend_first(report: &Report, console: &Console) -> Outcome {
    complaints::mend_first(report, "先改好上面说的，再审批。文件没有改动。", console)
}

fn step(typed: &str) -> Result<Step, MachineFault> {
    let typed = typed.trim();
    let all = Step::ALL.map(Step::label).join("、");
    Step::ALL
        .into_iter()
        .find(|step| step.label() == typed || step.id() == typed)
        .ok_or_else(|| MachineFault::new(format!("没有“{typed}”这一步")).hint(format!("可以写：{all}")))
}

fn check_date(date: Day) -> Result<(), MachineFault> {
    if date > today() {
        return Err(
            MachineFault::new(format!("{}还没有到，不能先写上", date.chinese()))
                .hint("审批的日期是实际审批的那一天；不写 --date 就是今天"),
        );
    }
    Ok(())
}

/// What needs no approval would be withheld from its first step to its last.
fn check_asked(library: &Library, document: &Document) -> Result<(), MachineFault> {
    let kind = document.kind();
    if library.config.approval.kinds.contains(&kind) || !document.common.approval.is_empty() {
        return Ok(());
    }
    let label = kind.label();
    Err(
        MachineFault::new(format!("“{label}”不用审批，文件没有改动")).hint(format!(
            "写了审批，四步走完以前就不公开；这一类要审批的，先在 site.toml 的 [approval] 里把“{}”写进 kinds",
            kind.id()
        )),
    )
}

/// A form that nobody has filled in is approved by nobody.
fn check_filled(source: &SourceText) -> Result<(), MachineFault> {
    let Some(left) = form_left::unfilled_in(&source.text).next() else {
        return Ok(());
    };
    let guidance = values::shown(&source.text[left.clone()]);
    let line = source.place(left).line;
    let what = match guidance.starts_with(form_left::LACKING) {
        true => format!("第 {line} 行的“{guidance}”还没有补上，不能审批"),
        false => format!("第 {line} 行还是模板里的提示“{guidance}”，不能审批"),
    };
    Err(MachineFault::new(what)
        .at(Path::new(source.path.as_str()))
        .hint("把内容写完再审批，文件没有改动"))
}

/// The name is a person's, who may take this step; the opinion, if there is one, consents.
fn check_words(
    options: &Approve,
    (step, taken): (Step, &[Approval]),
    setting: ApprovalSetting<'_>,
) -> Result<(), MachineFault> {
    let name = options.name.trim();
    if name.is_empty() || name.contains(['\n', '\r', '\t']) {
        return Err(MachineFault::new("姓名不能是空的，也不能换行").hint("例如 --name 张三"));
    }
    let known = setting.organization;
    let alike = known.and_then(|known| person::sounding_alike(name, known));
    if let Some(known) = alike {
        return Err(
            MachineFault::new(format!("“{name}”和 organization.yaml 里的“{known}”同音不同字")).hint(format!(
                "写成 --name {known}；确实是另一个人的，先写进 content/organization.yaml 的“党员”或者“其他人员”"
            )),
        );
    }
    if let Some(near) = known.and_then(|known| person::mistyped(name, known)) {
        return Err(MachineFault::new(format!("organization.yaml 里没有“{name}”，有“{near}”")).hint(format!(
            "是不是想写 --name {near}？确实是另一个人的，先写进 content/organization.yaml 的“党员”或者“其他人员”"
        )));
    }
    let person = person::of(name, known);
    if let Some(fault) = person.fault("--name ", name, |name| format!(" --name {name}")) {
        let hint = fault.hint;
        let several = name.contains(['、', '，', ',', '和']);
        let hint = hint.unwrap_or_else(|| match several {
            true => "一步只写一个人的姓名".to_owned(),
            false => "--name 写走这一步的那个人的姓名，例如 --name 张三；不同意的，不用 approve".to_owned(),
        });
        return Err(MachineFault::new(fault.message).hint(hint));
    }
    if let Some(opinion) = options.opinion.as_deref() {
        let day = options.date.unwrap_or_else(today);
        check_opinion(consent::unsigned(opinion.trim(), (name, day)), step, setting)?;
    }
    let distinct = &setting.rule.distinct;
    let is_bound = |of: &&Approval| of.step < step && distinct.contains(&of.step) && distinct.contains(&step);
    let same = taken
        .iter()
        .filter(is_bound)
        .find(|of| person::is_same(&of.name, name));
    match same {
        Some(other) => Err(MachineFault::new(format!(
            "“{}”也是{name}，“{}”要由别人办理",
            other.step.label(),
            step.label()
        ))
        .hint("哪几步不能是同一个人，在 site.toml 的 distinct 里定")),
        None => Ok(()),
    }
}

/// `李 明` is padded for paper.
fn written_name(typed: &str) -> String {
    let typed = typed.trim();
    match typed.chars().all(|c| c.is_whitespace() || is_han(c)) {
        true => typed.split_whitespace().collect(),
        false => typed.to_owned(),
    }
}

fn check_opinion(opinion: &str, step: Step, setting: ApprovalSetting<'_>) -> Result<(), MachineFault> {
    let (message, hint) = match consent::judge(opinion, step, setting.scope) {
        Opinion::Consent => return Ok(()),
        Opinion::Condition => (
            format!("意见“{opinion}”是有条件的同意"),
            "先照意见改好，再写这一步，意见写成 --opinion 同意公开；要照原话记下的，在文件的“审批”里手工写，改好以后补上“条件已落实”".to_owned(),
        ),
        Opinion::Narrower(audience) => (
            format!("意见只同意{}，条目是{}", audience.label(), setting.scope.label()),
            format!("先把“公开范围”改成{}，再写这一步", audience.label()),
        ),
        Opinion::NoConsent => (
            format!("意见“{opinion}”不是明确的同意"),
            match consent::names_a_place(opinion) {
                true => format!(
                    "意见里不写公开的地方：给谁看由“公开范围”定，现在是{}。同意的，写成 --opinion 同意公开；只同意给校内看的，先把“公开范围”改成校内公开，写成 --opinion 同意校内公开",
                    setting.scope.label()
                ),
                false => format!(
                    "没有同意，就不写“{}”这一步；同意的，写成 --opinion 同意公开 这样的话",
                    step.label()
                ),
            },
        ),
    };
    Err(MachineFault::new(message).hint(hint))
}

/// True when the file has an error. That it was approved too late is what taking a step again mends.
fn has_errors(report: &Report, file: &SourcePath, again: bool) -> bool {
    report.sorted().iter().any(|complaint| {
        let here = complaint.place.as_ref().is_some_and(|place| place.path == *file);
        let is_mended = again && complaint.code == PERIOD_LATE;
        let stops = complaint.code.severity == Severity::Error || complaint.code == DRAFT_SHORT;
        here && stops && !is_mended
    })
}

/// Whether the step may be taken now; gives the later steps, which have to be taken anew.
fn check_steps(
    library: &Library,
    document: &Document,
    (step, date): (Step, Day),
    again: bool,
) -> Result<Vec<Step>, MachineFault> {
    let taken = &document.common.approval;
    let of = |step: Step| taken.iter().find(|approval| approval.step == step);
    let asked = &library.config.approval.steps;
    if let Some(missing) = asked
        .iter()
        .find(|earlier| **earlier < step && of(**earlier).is_none())
    {
        return Err(
            MachineFault::new(format!("还没有“{}”，不能先写“{}”", missing.label(), step.label()))
                .hint(format!("四步按先后进行，先用 --step {} 写上", missing.label())),
        );
    }
    if let Some(stale) = document.changed_since.iter().find(|earlier| **earlier < step) {
        return Err(
            MachineFault::new(format!("“{}”之后内容有改动，后面的步骤不能接着写", stale.label())).hint(
                format!(
                    "改回原样，或者从这一步重新走：gongkai approve {} --step {} --name 姓名 --again",
                    document.source.as_argument(),
                    stale.label()
                ),
            ),
        );
    }
    if let (Some(before), false) = (of(step), again) {
        return Err(
            MachineFault::new(format!("“{}”已经有了：{}", step.label(), line(before)))
                .hint("内容改动后要重新审批的，加上 --again；后面的步骤也要重新走"),
        );
    }
    let later: Vec<&Approval> = taken.iter().filter(|approval| approval.step > step).collect();
    if let (Some(later), false) = (later.first(), again) {
        return Err(
            MachineFault::new(format!("后面的“{}”已经写了：{}", later.step.label(), line(later)))
                .hint("要从这一步重新走的，加上 --again，后面的步骤会清空"),
        );
    }
    if let Some(before) = taken
        .iter()
        .filter(|approval| approval.step < step)
        .max_by_key(|approval| approval.counts_from())
        && date < before.counts_from()
    {
        return Err(MachineFault::new(format!(
            "{date} 早于“{}”的日期 {}",
            before.step.label(),
            before.counts_from()
        ))
        .hint("四步按先后进行，请核对日期"));
    }
    Ok(later.iter().map(|approval| approval.step).collect())
}

/// What is shown from its first day on is approved by then: whoever takes a step later has the period moved first.
fn check_period(library: &Library, document: &Document, date: Day) -> Result<(), MachineFault> {
    let corrections = &document.common.corrections;
    let is_late = |period: &Period| period.is_late_on(date) && !period.is_corrected_by(corrections, date);
    let period = match &document.detail {
        Detail::Notice(notice) => notice.period.filter(is_late),
        _ => None,
    };
    let Some(period) = period else {
        return Ok(());
    };
    let advice = period.moved_behind(date, (&library.calendar, library.config.publicity.workdays));
    let advice = match advice {
        // What is over is not moved: it was approved in time, or has to be shown anew.
        _ if period.end < today() => "没有批就公示的，要重新公示".to_owned(),
        Some(moved) => format!("{}，改好再审批", moved.advice(true)),
        None => "请改“公示期”，改好再审批".to_owned(),
    };
    let hint = format!(
        "{advice}；当时就批了的，用 --date 写上那一天；已经公示、中途改了错字的，先写“更正”（日期和改了什么），再审批"
    );
    Err(MachineFault::new(format!(
        "公示期从 {} 开始，{date} 才审批，前面几天不可能公示过，文件没有改动",
        period.start
    ))
    .hint(hint))
}

fn line(approval: &Approval) -> String {
    format!("{} {}", approval.name, approval.date)
}

fn tell(library: &Library, change: &Change<'_>, console: &Console) {
    let Change {
        document,
        taken,
        undone,
        ..
    } = change;
    let step = taken.step;
    console.say(&format!(
        "已写入“{}”：{}，{}",
        step.label(),
        taken.name,
        taken.date.chinese()
    ));
    console.say(&format!(
        "  {}{}",
        document.source,
        quoted_title(&document.common.title)
    ));
    console.say(&format!("  指纹 {}", taken.digest));
    if !undone.is_empty() {
        let names: Vec<&str> = undone.iter().map(|step| step.label()).collect();
        console.say(&format!("后面的步骤已经清空，要重新走：{}", names.join("、")));
    }
    let has = |wanted: Step| {
        let earlier = document.common.approval.iter();
        wanted == step
            || earlier
                .filter(|of| !undone.contains(&of.step))
                .any(|of| of.step == wanted)
    };
    let steps = &library.config.approval.steps;
    let left: Vec<&str> = steps
        .iter()
        .filter(|step| !has(**step))
        .map(|step| step.label())
        .collect();
    if left.is_empty() {
        console.say("审批的步骤已经齐全");
    } else {
        console.say(&format!("还差：{}", left.join("、")));
    }
}

/// The entry's file.
struct File {
    /// Its path inside the site.
    source: SourcePath,
    /// The file itself, links resolved.
    path: PathBuf,
}

/// A file's text, and the mark before it.
struct FileText {
    mark: &'static str,
    text: String,
}

impl File {
    /// The entry with what was typed in its title or its path.
    fn meant(root: &Path, typed: &Path, library: &Library) -> Result<Self, MachineFault> {
        let document = named_entry::only_with(library, &typed.to_string_lossy())?;
        let file = document.map(|document| Self::find(root, Path::new(document.source.as_str())));
        file.transpose()?
            .flatten()
            .ok_or_else(|| named_entry::no_file(typed))
    }

    /// Looks where the command was given, then in the site's folder; `None` where there is no such file.
    fn find(root: &Path, typed: &Path) -> Result<Option<Self>, MachineFault> {
        let outside = || {
            MachineFault::new("这个文件不在网站的文件夹里")
                .at(typed)
                .hint("条目在 content 文件夹里")
        };
        let here = std::path::absolute(typed).map_err(|cause| MachineFault::io("查找文件", typed, cause))?;
        let named = [here, root.join(typed)].into_iter().find(|path| path.is_file());
        let Some(named) = named else { return Ok(None) };
        let real =
            |path: &Path| fs::canonicalize(path).map_err(|cause| MachineFault::io("查找文件", path, cause));
        let (path, real_root) = (real(&named)?, real(root)?);
        // A link may lead to another file of the site, and nowhere else.
        if !path.starts_with(&real_root) {
            return Err(outside());
        }
        let inside = named
            .strip_prefix(root)
            .or_else(|_| path.strip_prefix(&real_root));
        let inside = inside.map_err(|_| outside())?.to_string_lossy().into_owned();
        let source = SourcePath::new(&inside).ok_or_else(outside)?;
        Ok(Some(Self { source, path }))
    }

    /// The text, when it can be written back byte for byte.
    fn text(&self) -> Result<FileText, MachineFault> {
        let bytes = fs::read(&self.path).map_err(|cause| MachineFault::io("读取文件", &self.path, cause))?;
        let advice = "请在编辑器里另存为 UTF-8，再审批一次";
        let text = String::from_utf8(bytes).map_err(|_| {
            MachineFault::new("文件的编码不是 UTF-8，没有改动")
                .at(&self.path)
                .hint(advice)
        })?;
        let (mark, text) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => ("\u{FEFF}", rest.to_owned()),
            None => ("", text),
        };
        if text.replace("\r\n", "\n").contains(['\r', '\0']) {
            return Err(MachineFault::new("文件的换行方式太旧，没有改动")
                .at(&self.path)
                .hint(advice));
        }
        Ok(FileText { mark, text })
    }
}
