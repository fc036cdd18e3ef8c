//! `new`: an entry's file with today's date and the fields its kind has.

use std::path::Path;

use super::arguments::New;
use super::console::Console;
use super::entry_form::{self, EntryForm};
use super::{Outcome, today};
use crate::read::ledger::Preset;
use crate::read::meeting::MeetingKind;
use crate::read::notice::NoticeKind;
use crate::read::pledge::PledgeKind;
use crate::read::study::Category;
use crate::read::suggest;
use crate::words::{Kind, Labelled, MachineFault, Scope};

/// Runs the command.
pub(super) fn run(root: &Path, options: &New, console: &Console) -> Result<Outcome, MachineFault> {
    let title = options.title.trim();
    let Some(NewKind { kind, of_type }) = NewKind::read(options.kind.trim(), title) else {
        return Err(unknown(options.kind.trim()));
    };
    entry_form::check_site(root)?;
    if title.is_empty() || title.contains(['\n', '\r']) {
        return Err(MachineFault::new("标题不能是空的，也不能换行")
            .hint("例如 gongkai new 通知公告 关于召开党员大会的通知"));
    }
    let form = EntryForm {
        root,
        kind,
        of_type,
        title,
        date: options.date.unwrap_or_else(today),
        widest: Scope::Public,
    };
    let path = form.path();
    entry_form::write_new(&path, form.text().as_bytes())?;
    console.result(&path.strip_prefix(root).unwrap_or(&path).display().to_string());
    Ok(Outcome::Done)
}

/// What may be written for a kind.
const KINDS: &str =
    "可以写：通知公告、会议纪要、公开承诺、学习资料、台账、页面，也可以写类型，例如公示、党员大会、党费";

/// What people call kinds and types that no likeness of letters would find.
const CALLED: [(&str, &str); 6] = [
    ("会议记录", "会议纪要"),
    ("记录", "会议纪要"),
    ("通告", "公告"),
    ("先进", "光荣榜"),
    ("优秀党员", "光荣榜"),
    ("学习材料", "学习资料"),
];

fn unknown(word: &str) -> MachineFault {
    let fault = MachineFault::new(format!("没有“{word}”这个种类"));
    let types = types().into_iter().flat_map(|(_, labels)| labels);
    let all = Kind::ALL.into_iter().map(Kind::label).chain(types);
    let called = CALLED.into_iter().find(|(called, _)| *called == word);
    let near = called.map(|(_, meant)| meant).or_else(|| {
        let words: Vec<&str> = all.filter(|label| *label != "其他").collect();
        suggest::meant(word, words.iter().copied())
    });
    match near {
        Some(near) => fault.hint(format!("是不是想写“{near}”？{KINDS}")),
        None => fault.hint(KINDS),
    }
}

/// The kind by its name, or by that of one of its types.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    NewKind::read(word.trim(), "").map(|new| new.kind)
}

/// The types of each kind, by their labels.
fn types() -> [(Kind, Vec<&'static str>); 5] {
    [
        (Kind::Notice, NoticeKind::ALL.map(NoticeKind::label).to_vec()),
        (Kind::Meeting, MeetingKind::ALL.map(MeetingKind::label).to_vec()),
        (Kind::Pledge, PledgeKind::ALL.map(PledgeKind::label).to_vec()),
        (Kind::Study, Category::ALL.map(Category::label).to_vec()),
        (Kind::Ledger, Preset::ALL.map(Preset::label).to_vec()),
    ]
}

/// What the first word on the command line means.
#[derive(Debug, Clone, Copy)]
struct NewKind {
    kind: Kind,
    /// 类型 or 类别, where the word or the title says it.
    of_type: Option<&'static str>,
}

impl NewKind {
    /// A kind by any of its names, or a type by its label: whoever writes a 公示 says 公示.
    fn read(word: &str, title: &str) -> Option<Self> {
        if let Some(kind) = Kind::parse(word) {
            let said = || {
                NoticeKind::ALL
                    .into_iter()
                    .map(NoticeKind::label)
                    .find(|label| title.ends_with(label))
            };
            let of_type = if kind == Kind::Notice { said() } else { None };
            return Some(Self { kind, of_type });
        }
        types().into_iter().find_map(|(kind, labels)| {
            let of_type = labels
                .into_iter()
                .find(|label| *label == word && *label != "其他")?;
            Some(Self {
                kind,
                of_type: Some(of_type),
            })
        })
    }
}
