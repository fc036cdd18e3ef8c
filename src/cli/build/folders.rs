//! Rendered files on their way into the editions' folders: stagings are opened once it is known what there will be, and
//! committed together when all of it is there and nothing is wrong. Those of a rehearsal carry their band.

use std::path::{Path, PathBuf};

use super::super::console::FileCounter;
use super::band::Band;
use super::{BuildPlace, Built, Done, Refused, Timings, shrink, this_program};
use crate::cli::arguments::Build;
use crate::cli::explain;
use crate::deploy;
use crate::explain::BuildRecord;
use crate::pipeline::{Artifact, Assembled, AssembledEdition, Sink};
use crate::words::{Address, Day, Fingerprint, MachineFault, Report};
use crate::write::{self, Clock, Foreign, MadeLengths, Output, Staging, Upload};

/// The editions' folders as a sink.
pub(super) struct Folders<'a> {
    place: BuildPlace<'a>,
    outputs: Vec<Output>,
    /// What is expired and still online.
    overdue: Vec<String>,
    /// The records of the build before.
    before: Vec<Option<BuildRecord<'static>>>,
    /// `None` when nothing will be published: what is rendered is then looked at for faults and thrown away.
    open: Option<Open>,
    made: MadeLengths,
    pub(super) timings: Timings,
}

struct Open {
    stagings: Vec<Staging>,
    progress: FileCounter,
    /// What every page of a rehearsal carries.
    band: Option<Band>,
}

impl<'a> Folders<'a> {
    /// The folders of a site; nothing is read of them yet.
    pub(super) fn new(place: BuildPlace<'a>) -> Self {
        Self {
            place,
            outputs: Vec::new(),
            overdue: Vec::new(),
            before: Vec::new(),
            open: None,
            made: MadeLengths::new(place.root, this_program()),
            timings: Timings::start(),
        }
    }

    /// Makes the folders what was rendered, or changes nothing when something is wrong with the content.
    pub(super) fn commit(
        mut self,
        assembled: Option<Assembled>,
        day: Day,
        report: Report,
    ) -> Result<Built, MachineFault> {
        self.timings.lap("render and stage");
        let open = self.open.take().filter(|_| !self.is_refused(&report));
        let (Some(assembled), Some(open)) = (assembled, open) else {
            let deletions = match self.place.options.out {
                Some(_) => Vec::new(),
                None => write::deletions(self.place.root)?,
            };
            return Ok(Built::Refused(Refused {
                report,
                overdue: self.overdue,
                deletions,
                day,
            }));
        };
        let summaries = write::commit(open.finish()?)?;
        self.timings.lap("commit");
        Ok(Built::Done(Box::new(Done {
            assembled,
            outputs: self.outputs,
            summaries,
            report,
            overdue: self.overdue,
            before: self.before,
            day,
        })))
    }

    fn is_refused(&self, report: &Report) -> bool {
        report.has_errors() || (self.place.options.strict && !report.is_empty())
    }

    fn open(&self, assembled: &Assembled) -> Result<Open, MachineFault> {
        let BuildPlace { options, console, .. } = self.place;
        let editions = assembled.editions.iter().zip(&self.outputs);
        let stagings: Result<_, MachineFault> = editions
            .map(|(edition, output)| staging(edition, output, self.place))
            .collect();
        let files = assembled.editions.iter().map(|edition| edition.plan.files.len());
        Ok(Open {
            stagings: stagings?,
            progress: FileCounter::new(files.sum(), console),
            band: band(assembled, options),
        })
    }
}

impl Sink for Folders<'_> {
    fn begin(&mut self, assembled: &Assembled, report: &Report) -> Result<(), MachineFault> {
        self.timings.lap("read and assemble");
        let BuildPlace { root, options, .. } = self.place;
        self.outputs = outputs(root, options, assembled);
        self.overdue = overdue(assembled, &self.outputs, options)?;
        if !self.is_refused(report) {
            check_apart(root, options, assembled, &self.outputs)?;
            self.before = explain::before(&self.outputs)?;
            self.open = Some(self.open(assembled)?);
        }
        self.timings.lap("open");
        Ok(())
    }

    fn put(&self, edition: usize, address: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault> {
        let Some(open) = &self.open else { return Ok(()) };
        open.progress.step();
        let staging = &open.stagings[edition];
        match open.band.as_ref().filter(|_| Band::is_for(address)) {
            Some(band) => staging.put(address, &band.put_on(address, artifact.bytes), None),
            None => {
                let source = artifact.source.map(|source| {
                    self.made.note(source, artifact.bytes.len() as u64);
                    self.made.noted(source)
                });
                staging.put(address, artifact.bytes, source)
            }
        }
    }

    fn has(&self, edition: usize, address: &Address, source: Fingerprint) -> Result<bool, MachineFault> {
        let Some(open) = &self.open else { return Ok(false) };
        let has = open.stagings[edition].keep(address, self.made.noted(source))?;
        if has {
            open.progress.step();
        }
        Ok(has)
    }

    fn length(&self, source: Fingerprint) -> Option<u64> {
        self.made.of(source)
    }
}

impl Open {
    /// Puts what goes beside the pages; gives what is to be committed.
    fn finish(self) -> Result<Vec<Staging>, MachineFault> {
        self.progress.finish();
        for staging in &self.stagings {
            if let Some(band) = &self.band {
                let (address, bytes) = band.sheet();
                staging.put(address, &bytes, None)?;
            }
        }
        Ok(self.stagings)
    }
}

/// An edition's folder, ready to be filled.
fn staging(
    edition: &AssembledEdition,
    output: &Output,
    place: BuildPlace<'_>,
) -> Result<Staging, MachineFault> {
    let options = place.options;
    let mut staging = Staging::open(output, Foreign::of(options.adopt))?;
    staging.reserve(edition.plan.files.len());
    staging.believe(place.unchanged_since);
    if options.out.is_none() {
        staging.upload(Upload {
            day: edition.site.day,
            clock: match options.today_is_right {
                true => Clock::Right,
                false => Clock::Checked,
            },
            until: is_online(edition).then(|| edition.plan.until(&edition.site)),
        })?;
        shrink::check(edition, &staging, options)?;
    }
    Ok(staging)
}

/// The band, when the build is a rehearsal.
fn band(assembled: &Assembled, options: &Build) -> Option<Band> {
    let is_rehearsal = options.out.is_some() && (options.drafts || options.date.is_some());
    let day = assembled.editions.first().filter(|_| is_rehearsal)?.site.day;
    Some(Band::new(day, assembled.library.config.ascii_safe))
}

/// True for what gets uploaded: a board is printed and hung, unless it is said where on the web it is.
fn is_online(edition: &AssembledEdition) -> bool {
    let edition = &edition.site.edition;
    !edition.is_board || edition.base_url.is_some()
}

/// Where each edition goes.
fn outputs(root: &Path, options: &Build, assembled: &Assembled) -> Vec<Output> {
    let folder = |edition: &AssembledEdition| -> PathBuf {
        match &options.out {
            Some(out) => std::path::absolute(out)
                .unwrap_or_else(|_| out.clone())
                .join(&edition.site.edition.id),
            None => root.join(&edition.site.edition.output),
        }
    };
    let output = |edition: &AssembledEdition| Output {
        site: root.to_owned(),
        folder: folder(edition),
        edition: edition.site.edition.id.clone(),
    };
    assembled.editions.iter().map(output).collect()
}

/// What is expired and, by the manifests, still online; where `deploy` uploaded it, that knows better. A rehearsal says
/// nothing about what is online.
fn overdue(assembled: &Assembled, outputs: &[Output], options: &Build) -> Result<Vec<String>, MachineFault> {
    let mut overdue = Vec::new();
    let editions = assembled.editions.iter().zip(outputs);
    for (edition, output) in editions.filter(|_| options.out.is_none()) {
        let targets = &assembled.library.config.deploy;
        if !deploy::used(&output.site, targets, &edition.site.edition.id).is_empty() {
            continue;
        }
        let folder = output.folder.strip_prefix(&output.site).unwrap_or(&output.folder);
        for (address, last) in write::still_online(output, edition.site.day)? {
            let page = folder.join(address.as_str());
            overdue.push(format!("{}（{}期满）", page.display(), last.chinese()));
        }
    }
    Ok(overdue)
}

/// `--out` may not lead into a folder that gets uploaded or that `deploy` uploads to, nor around one.
fn check_apart(
    root: &Path,
    options: &Build,
    assembled: &Assembled,
    outputs: &[Output],
) -> Result<(), MachineFault> {
    let Some(out) = &options.out else { return Ok(()) };
    if real(&root.join(out)).parent().is_none() {
        return Err(MachineFault::new("--out 不能写整个磁盘")
            .at(out)
            .hint("请另写一个文件夹，例如 --out 试排"));
    }
    let config = &assembled.library.config;
    let editions = config.editions.iter();
    let editions = editions.map(|edition| (&edition.title, edition.output.as_str()));
    let targets = config.deploy.iter();
    let targets = targets.filter_map(|target| Some((&target.name, target.folder()?)));
    for (name, uploaded) in editions.chain(targets) {
        let uploaded = real(&root.join(uploaded));
        for output in outputs {
            let folder = real(&output.folder);
            if folder.starts_with(&uploaded) || uploaded.starts_with(&folder) {
                let message = format!("--out 不能指向“{name}”要上传的文件夹");
                return Err(MachineFault::new(message)
                    .at(&output.folder)
                    .hint("请另写一个文件夹，例如 --out 试排"));
            }
        }
    }
    Ok(())
}

/// A path with its links resolved, as far as it exists.
pub(in crate::cli) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in path.ancestors() {
        if let Ok(found) = std::fs::canonicalize(ancestor) {
            return path
                .strip_prefix(ancestor)
                .map_or(found.clone(), |rest| found.join(rest));
        }
    }
    path
}
