//! Plan → files: every file of every edition is rendered, on all processors, and handed to a sink.

use std::sync::Mutex;

use rayon::prelude::*;

use super::{Assembled, AssembledEdition};
use crate::plan::{Plan, Planned};
use crate::render::{Known, PreparedEdition, Rendered, Renderer, check_materials};
use crate::words::{
    Acknowledgement, Address, Code, Complaint, Fingerprint, MachineFault, Report, SourcePath, mask_numbers,
};

const UNUSED: Code = Code::warning("acknowledged-unused");

/// Where rendered files go. Called from several threads, once for each file.
pub trait Sink: Sync {
    /// Before the first file: what there will be, and what is wrong so far. With errors no file follows.
    ///
    /// # Errors
    /// The machine's fault; nothing is rendered then.
    fn begin(&mut self, _assembled: &Assembled, _report: &Report) -> Result<(), MachineFault> {
        Ok(())
    }

    /// Takes one file of the edition with this index in [`Assembled::editions`].
    ///
    /// # Errors
    /// The machine's fault; rendering then stops.
    fn put(&self, edition: usize, address: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault>;

    /// True when the sink holds the photograph or attachment at this address already, made of this source: it is then
    /// not made again, which takes as long as dozens of pages.
    ///
    /// # Errors
    /// The machine's fault; rendering then stops.
    fn has(&self, _edition: usize, _address: &Address, _source: Fingerprint) -> Result<bool, MachineFault> {
        Ok(false)
    }

    /// How long the file is that was made of this source, for this edition or another, now or before: an attachment of
    /// which that is known is not cleaned to see whether it can be.
    fn length(&self, _source: Fingerprint) -> Option<u64> {
        None
    }
}

/// A file that was made.
#[derive(Debug, Clone, Copy)]
pub struct Artifact<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Of a scaled photograph and an attachment: what it was made of.
    pub source: Option<Fingerprint>,
}

/// Renders every file of every edition. When the report has errors, only pictures and attachments are looked through: of pages,
/// what follows from those errors would be told too.
///
/// # Errors
/// The sink's.
pub fn render(assembled: &Assembled, sink: &mut dyn Sink, report: &mut Report) -> Result<(), MachineFault> {
    sink.begin(assembled, report)?;
    let sink: &dyn Sink = sink;
    let known = Known {
        prepared: None,
        length: Some(&|source| sink.length(source)),
    };
    if report.has_errors() {
        let editions = assembled.editions.iter();
        editions.for_each(|edition| check_materials(&assembled.parts(edition), known, report));
        missed(report);
        ahead(report);
        return Ok(());
    }
    for (index, edition) in assembled.editions.iter().enumerate() {
        let parts = assembled.parts(edition);
        let prepared = PreparedEdition::new(&parts, known, report);
        let target = Target {
            renderer: Renderer::new(&parts, &prepared),
            sink,
            edition: index,
        };
        target.render_all(&edition.plan, report)?;
        // It is large, and nothing waits for it to go.
        rayon::spawn(move || drop(prepared));
    }
    unused(assembled, report);
    ahead(report);
    Ok(())
}

/// Complains about what was acknowledged and is not what was found beside it, which is an error.
fn missed(report: &mut Report) {
    let say = |own: &Acknowledgement| {
        let what = mask_numbers(own.content.as_deref().unwrap_or_default()).into_owned();
        let message = format!("“已核对”的内容是“{what}”，这个文件里找到的不是它");
        let hint = hint(own, "请逐字核对号码，多半是有一处写错了；“内容”要和文件里的一样");
        Complaint::new(UNUSED, own.place.clone(), message).hint(hint)
    };
    let complaints: Vec<Complaint> = report.missed().map(say).collect();
    report.extend(complaints);
}

/// Complains about what would answer a complaint, were its day not still to come.
fn ahead(report: &mut Report) {
    let say = |own: &Acknowledgement| {
        let (who, day) = own.checked.as_ref()?;
        let message = format!("“已核对”里核对的日期 {day} 还没有到，这一条现在不算核对过");
        let hint = format!("写真正核对的那一天，例如“核对: {who} 日期”；年、月、日请再核对一遍");
        Some(Complaint::new(UNUSED, own.place.clone(), message).hint(hint))
    };
    let complaints: Vec<Complaint> = report.ahead().filter_map(say).collect();
    report.extend(complaints);
}

/// What to do with 139****5678, which is what complaints show, and otherwise.
fn hint(own: &Acknowledgement, otherwise: &'static str) -> &'static str {
    let is_masked =
        |content: &str| content.contains(['*', '＊']) && content.contains(|c: char| c.is_numeric());
    match own.content.as_deref().is_some_and(is_masked) {
        true => "“内容”里写的是遮住以后的样子；要照原文写完整的号码，不写星号",
        false => otherwise,
    }
}

/// Complains about what was acknowledged and answers nothing any more. Where not every edition was made, or an entry is in
/// none of them, nobody knows.
fn unused(assembled: &Assembled, report: &mut Report) {
    let Assembled {
        library, editions, ..
    } = assembled;
    if editions.len() < library.config.editions.len() {
        return;
    }
    let is_withheld = |edition: &AssembledEdition, file: &SourcePath| {
        edition.withheld.iter().any(|entry| entry.source == *file)
    };
    let is_known = |file: &SourcePath| editions.iter().any(|edition| !is_withheld(edition, file));
    let unused = report
        .unused()
        .filter(|own| own.file.as_ref().is_none_or(is_known));
    let complaints: Vec<Complaint> = unused
        .map(|own| {
            let what = own.content.as_deref().or(own.word.as_deref()).unwrap_or_default();
            let message = format!("“已核对”里的“{}”没有对应的提示了", mask_numbers(what));
            let hint = hint(own, "内容已经改过的，请删去这一条；内容写错的，照提示里说的改");
            Complaint::new(UNUSED, own.place.clone(), message).hint(hint)
        })
        .collect();
    report.extend(complaints);
}

/// One edition on its way into a sink.
struct Target<'a> {
    renderer: Renderer<'a>,
    sink: &'a dyn Sink,
    edition: usize,
}

impl Target<'_> {
    fn render_all(&self, plan: &Plan, report: &mut Report) -> Result<(), MachineFault> {
        let is_material = |(_, planned): &(&Address, &Planned)| matches!(planned, Planned::Material(_));
        let (materials, pages): (Vec<_>, Vec<_>) = plan.files.iter().partition(is_material);
        let complaints = Mutex::new(Report::new());
        // A photograph takes as long as hundreds of pages.
        let materials = materials.par_iter().with_max_len(1);
        materials
            .chain(pages.par_iter().with_max_len(8))
            .try_for_each(|(address, planned)| {
                match self.render(address, planned) {
                    Ok(done) => done,
                    Err(complaint) => {
                        // Many pages complain about one template; equal complaints are told once.
                        if let Ok(mut complaints) = complaints.lock() {
                            complaints.push(complaint);
                        }
                        Ok(())
                    }
                }
            })?;
        report.absorb(complaints.into_inner().unwrap_or_default());
        Ok(())
    }

    /// Makes one file, unless it is a photograph or an attachment that the sink has.
    fn render(&self, address: &Address, planned: &Planned) -> Result<Result<(), MachineFault>, Complaint> {
        let (bytes, source) = match self.renderer.render(planned, address)? {
            Rendered::File(bytes) => (bytes, None),
            Rendered::Unmade(unmade) => {
                let source = unmade.source;
                match self.sink.has(self.edition, address, source) {
                    Ok(false) => (self.renderer.make(*unmade)?, Some(source)),
                    had => return Ok(had.map(|_| ())),
                }
            }
        };
        let artifact = Artifact {
            bytes: &bytes,
            source,
        };
        Ok(self.sink.put(self.edition, address, artifact))
    }
}
