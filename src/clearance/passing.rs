//! What a running 公示 leaves behind when it is over, told while it runs: pictures that are public by decision, and
//! its persons' names in other entries.

use std::sync::Arc;

use rayon::prelude::*;

use super::materials::is_public;
use super::{Cleared, Disclosed, SourceIndex};
use crate::read::Detail;
use crate::read::notice::persons;
use crate::words::{Code, Complaint, Report, SourcePath};

const PICTURE: Code = Code::warning("notice-picture-stays");
const NAME: Code = Code::warning("notice-name-stays");

/// What a 公示 is about, in a sentence that names its person: the sentence says the same as the 公示.
const ABOUT: [&str; 7] = ["公示", "入党", "积极分子", "发展对象", "预备党员", "转正", "拟任"];

/// Complains about what stays.
pub fn check_passing(cleared: &[Arc<Cleared<Disclosed>>], index: &SourceIndex<'_>, report: &mut Report) {
    for entry in cleared.iter().filter(|entry| entry.is_passing()) {
        check_pictures(entry, report);
    }
    let passing: Vec<Passing<'_>> = cleared.iter().filter_map(|entry| Passing::of(entry)).collect();
    if passing.is_empty() {
        return;
    }
    let others = cleared
        .par_iter()
        .filter(|entry| !entry.is_passing() && !entry.is_remnant);
    let told: Vec<Complaint> = others
        .flat_map_iter(|entry| passing.iter().filter_map(|of| of.told_by(entry, index)))
        .collect();
    told.into_iter().for_each(|complaint| report.push(complaint));
}

fn check_pictures(entry: &Disclosed, report: &mut Report) {
    for image in entry.body.images.iter().filter(|image| is_public(&image.file)) {
        let message = format!("公示期满后，图片“{}”还会留在网上", image.file);
        let hint = "content/files/ 里的文件一直公开；请把图片移到公示的文件旁边，期满时一起撤下";
        report.push(Complaint::new(PICTURE, image.place.clone(), message).hint(hint));
    }
}

/// A running 公示 that names persons.
struct Passing<'a> {
    source: &'a SourcePath,
    names: Vec<String>,
}

impl<'a> Passing<'a> {
    fn of(entry: &'a Disclosed) -> Option<Self> {
        if !entry.is_passing() {
            return None;
        }
        let names = persons(&entry.common.title, &entry.body.plain);
        let source = &entry.source;
        (!names.is_empty()).then_some(Self { source, names })
    }

    /// A complaint about an entry that says of a person what the 公示 says, or names one and links to it.
    fn told_by(&self, entry: &Disclosed, index: &SourceIndex<'_>) -> Option<Complaint> {
        let link = entry.body.links.iter().find(|link| link.target == *self.source);
        let texts = Texts::of(entry, &self.names)?;
        let name = self.names.iter().find(|name| match link {
            Some(_) => texts.hold(name, &[]),
            None => texts.hold(name, &ABOUT),
        })?;
        let place = match link {
            Some(link) => link.place.clone(),
            None => index.title_place(&entry.source)?,
        };
        let message = format!(
            "这里写了正在公示的“{name}”，公示期满后还会留在网上（{}）",
            self.source.name()
        );
        let hint = "标题、正文、决议和链接的文字里不写姓名，例如写成“发展对象公示”";
        Some(Complaint::new(NAME, place, message).hint(hint))
    }
}

/// What an entry says in sentences.
struct Texts(Vec<String>);

impl Texts {
    /// `None` when it holds none of the names, as nearly all do.
    fn of(entry: &Disclosed, names: &[String]) -> Option<Self> {
        let mut all = vec![entry.common.title.clone(), entry.common.summary.clone()];
        if let Detail::Meeting(meeting) = &entry.detail {
            all.extend(meeting.agenda.iter().cloned());
            all.extend(meeting.resolutions.iter().map(|of| of.matter.clone()));
        }
        let holds = |text: &str| names.iter().any(|name| text.contains(name.as_str()));
        if holds(&entry.body.html) {
            all.push(entry.body.plain.to_string());
        }
        all.retain(|text| holds(text));
        (!all.is_empty()).then_some(Self(all))
    }

    /// A sentence holds the name, and one of the words when any are asked for.
    fn hold(&self, name: &str, words: &[&str]) -> bool {
        let sentences = self
            .0
            .iter()
            .flat_map(|text| text.split(['。', '；', '！', '？']));
        let mut naming = sentences.filter(|sentence| sentence.contains(name));
        naming.any(|sentence| words.is_empty() || words.iter().any(|word| sentence.contains(word)))
    }
}
